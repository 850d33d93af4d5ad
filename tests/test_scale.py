"""A folder of hundreds of sources becomes a site whose lists are cut and whose pages stay light."""

from dataclasses import replace

import bench
import pytest
from generate import generate_dossier
from generate_folder import write_folder
from press import press

from dossier.check import check_site
from dossier.model import Reason, Relation
from dossier.site.pages.sources import source_page
from dossier.site.shelf import Shelf

SOURCES = 250
PAGE = 450_000  # bytes; at ten thousand sources no page has more than a megabyte


@pytest.mark.slow
def test_no_page_grows_with_the_number_of_sources(tmp_path):
    write_folder(tmp_path, SOURCES)
    site = press(tmp_path / "site", tmp_path / "seeds", tmp_path / "content").site
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")}

    assert {name: size for name, size in sizes.items() if size > PAGE} == {}
    assert {"sources/index.2.html", "timeline.2.html"} <= set(sizes)
    assert check_site(site) == ()


def test_a_source_near_to_all_others_names_the_nearest_and_counts_the_rest():
    dossier = generate_dossier(60, words_each=40)
    hub, *others = (document.id for document in dossier.corpus.documents)
    relations = tuple(
        Relation(hub, other, number / 100, (Reason("sentences alike"),))
        for number, other in enumerate(others)
    )
    shelf = Shelf(replace(dossier, analysis=replace(dossier.analysis, relations=relations)))

    view = source_page(shelf, shelf.documents[hub]).view

    assert [source.href for source, _, _ in view["related"]][:2] == ["source-00059.html", "source-00058.html"]
    assert len(view["related"]) == 12
    assert view["more_related"] == "and 47 more related sources"


def test_the_bench_times_every_room_against_one_yardstick(capsys):
    bench.main(4)

    rows = [line.split() for line in capsys.readouterr().out.splitlines()[2:]]
    assert [row[0] for row in rows] == ["read", "analyse", "compose", "render", "data,"]
    assert all(float(row[-1]) > 0 for row in rows)
