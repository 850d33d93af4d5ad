"""A folder of hundreds of sources becomes a site whose lists are cut and whose pages stay light."""

from dataclasses import replace

import bench
import bench_builds
import pytest
from generate import generate_dossier
from generate_folder import write_folder
from press import press

from dossier.check import check_site
from dossier.model import Phrase, Reason, Relation
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
        Relation(hub, other, number / 100, (Reason(Phrase("same_matter")),))
        for number, other in enumerate(others)
    )
    shelf = Shelf(replace(dossier, analysis=replace(dossier.analysis, relations=relations)))

    view = source_page(shelf, hub).view

    assert [source.href for source, _, _ in view["related"]][:2] == ["source-00059.html", "source-00058.html"]
    assert len(view["related"]) == 12
    assert view["more_related"] == 47


def test_the_bench_times_every_room_against_one_yardstick(capsys):
    bench.main(4)

    rows = [line.split() for line in capsys.readouterr().out.splitlines()[2:]]
    assert [row[0] for row in rows] == ["read", "analyse", "compose", "render", "data,"]
    assert all(float(row[-1]) > 0 for row in rows)


MEASURED = {
    "sources": 1000,
    "machine": "two cores",
    "rows": [
        {"name": "Dossier, cold", "wall": 20.0, "cpu": 30.0, "peak": 300},
        {"name": "Dossier, one note edited", "wall": 5.0, "cpu": 6.0, "peak": 200},
        {"name": "Pelican, cold", "wall": 4.0, "cpu": 3.0, "peak": 90},
    ],
    "sizes": {"site, MB": 100.5},
    "saves": {"a note": 0.9, "a source": 4.5},
    "growth": {"from": 100, "exponent": 1.05},
}


@pytest.mark.slow
def test_the_bench_saves_while_it_serves_and_waits_for_the_page(tmp_path):
    write_folder(tmp_path / "desk", 10)

    saves = bench_builds.saves_while_serving(tmp_path / "desk")

    assert list(saves) == ["a note", "a source"]
    assert all(seconds > 0 for seconds in saves.values())


def test_the_bench_of_builds_sets_each_beside_a_cold_one_and_beside_pelican(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text("Before\n<!-- bench 1000 -->\nstale words\n<!-- end -->\nAfter\n", "utf-8")

    bench_builds.put_into(document, 1000, bench_builds.table(MEASURED))

    text = document.read_text("utf-8")
    assert "| Dossier, one note edited | 5.0 | 6.0 | 200 | 25% | 2.00 × |" in text
    assert "with the exponent 1.05" in text
    assert "until the page shows it, median of three: a note 0.9, a source 4.5." in text
    assert text.startswith("Before\n<!-- bench 1000 -->\n1,000 sources; two cores.\n")
    assert text.endswith("\n<!-- end -->\nAfter\n")
    assert "stale words" not in text
