"""From the folders to the last byte: the dossier that ships, another one, and bad input."""

import json
import os
import re
import shutil
import subprocess
import sys

import jsonschema
import pytest
from press import HARBOUR, ROOT, press

from dossier.check import check_site
from dossier.config import Paths, Settings
from dossier.errors import InputProblems
from dossier.model import Severity
from dossier.pipeline import read_dossier

SINGLE_PAGES = [
    "index.html", "timeline.html", "map.html", "search.html",
    "pages/about.html", "topics/index.html", "entities/index.html", "notes/index.html",
    "claims/index.html", "sources/index.html",
]  # fmt: skip
DATA_FILES = [
    "data/dossier.json", "data/dossier.schema.json", "data/citations.json", "data/citations.bib",
    "data/timeline.ics", "feeds/all.atom.xml", "manifest.json",
]  # fmt: skip


def data_of(site):
    return json.loads((site / "data" / "dossier.json").read_text("utf-8"))


def test_every_page_kind_is_there(site):
    missing = [name for name in (*SINGLE_PAGES, *DATA_FILES) if not (site / name).is_file()]

    assert missing == []
    assert {path.stem for path in (site / "sources").glob("*.html")} == {
        "index",
        *(source["id"] for source in data_of(site)["sources"]),
    }


def test_the_shipped_site_has_no_fault(site):
    assert [str(fault) for fault in check_site(site)] == []


def test_the_export_fits_its_schema(site, harbour):
    for built in (site, harbour):
        schema = json.loads((built / "data" / "dossier.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(data_of(built), schema)


@pytest.mark.parametrize(("desk", "is_decided"), [("site", True), ("harbour", False)])
def test_the_report_proposes_nothing_that_a_claim_has_decided(desk, is_decided, request):
    site = request.getfixturevalue(desk)
    data = data_of(site)
    report = site.with_name(f"{site.name}-report")
    cited = {
        f"{place['source']}#{place['sentence']}"
        for claim in data["claims"]
        for position in claim["positions"]
        for place in position["evidence"]
    }
    disputes = {
        f"{first['source']}#{first['sentence']}"
        for proposal in json.loads((report / "report.json").read_text("utf-8"))["proposals"]
        if proposal["kind"] == "dispute"
        for first in proposal["members"][:1]
    }
    page = (report / "index.html").read_text("utf-8")
    asked = {places.split(",")[0] for places in re.findall(r"--from-proposal ([^<]+)<", page)}

    assert disputes & cited if is_decided else disputes - cited
    assert disputes - cited <= asked
    assert not disputes & cited & asked


def test_every_sentence_quotes_exactly(site):
    for source in data_of(site)["sources"]:
        raw = (ROOT / "seeds" / source["file"]).read_bytes()
        for sentence in source["sentences"]:
            words = source["text"][sentence["start"] : sentence["end"]]
            assert words == words.strip() != ""
            for line in words.split("\n"):
                assert line.strip().encode() in raw


def test_every_date_and_name_stands_inside_its_sentence(site):
    data = data_of(site)
    sentences = {(s["id"], x["id"]): x for s in data["sources"] for x in s["sentences"]}
    texts = {s["id"]: s["text"] for s in data["sources"]}
    found = [*data["dates"], *(m for e in data["entities"] for m in e["mentions"])]

    assert len(found) > 200
    for finding in found:
        sentence = sentences[finding["source"], finding["sentence"]]
        assert sentence["start"] <= finding["start"] < finding["end"] <= sentence["end"]
    for date in data["dates"]:
        assert texts[date["source"]][date["start"] : date["end"]] == date["text"]


def test_links_go_both_ways(site):
    data = data_of(site)
    for note in data["notes"]:
        for source in data["sources"]:
            path = f"sources/{source['id']}.html"
            assert (path in note["links"]) == (note["path"] in source["cited_by"])


def test_another_affair_works_with_no_change(harbour):
    data = data_of(harbour)

    assert data["title"] == "The Ormsund ferry terminal"
    assert [source["id"] for source in data["sources"]] == [
        "budget-hearing", "ferry-terminal-vote", "harbour-union-reply"
    ]  # fmt: skip
    published = {s["id"]: (s["published"]["edtf"], s["published"]["basis"]) for s in data["sources"]}
    assert published["ferry-terminal-vote"] == ("2024-03-03", "stated")
    assert published["harbour-union-reply"] == ("2024-03-06", "metadata")
    assert {topic["id"]: bool(topic["passages"]) for topic in data["topics"]} == {
        "jobs": True,
        "terminal-cost": True,
    }
    halvorsen = next(entity for entity in data["entities"] if entity["id"] == "halvorsen")
    assert {mention["source"] for mention in halvorsen["mentions"]} == {
        "budget-hearing",
        "ferry-terminal-vote",
        "harbour-union-reply",
    }
    assert "Home" not in next(s for s in data["sources"] if s["id"] == "harbour-union-reply")["text"]


@pytest.mark.slow
def test_two_builds_write_the_same_bytes(tmp_path):
    copies = []
    for number, (zone, seed, mask) in enumerate([("Asia/Tokyo", "1", 0o022), ("America/Lima", "7", 0o077)]):
        folder = tmp_path / f"clone-{number}"
        for name in ("seeds", "content", "theme", "dossier"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pelicanconf.py", "tasks.py"):
            shutil.copy(ROOT / name, folder / name)
        environment = {
            **os.environ,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "LC_ALL": "C" if number else "C.UTF-8",
            "PYTHONPATH": str(folder),
        }
        command = (
            [sys.executable, "-m", "pelican", "-s", "pelicanconf.py"]
            if number
            else [sys.executable, "-c", "import dossier.pelican_plugin as p, pathlib;"
                  "p.publish(pathlib.Path('pelicanconf.py'), {})"]
        )  # fmt: skip
        previous = os.umask(mask)
        try:
            subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        finally:
            os.umask(previous)
        copies.append(folder / "build" / "site")
    files = [
        {p.relative_to(c).as_posix(): p.read_bytes() for p in c.rglob("*") if p.is_file()} for c in copies
    ]

    assert len(files[0]) > 100
    assert [name for name in files[0] | files[1] if files[0].get(name) != files[1].get(name)] == []


def test_the_order_in_which_sources_came_changes_nothing(tmp_path, harbour):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for path in sorted((HARBOUR / "seeds").iterdir(), reverse=True):
        shutil.copy(path, seeds / path.name)
    again = press(tmp_path / "site", seeds, HARBOUR / "content").site

    assert (again / "data" / "dossier.json").read_bytes() == (harbour / "data" / "dossier.json").read_bytes()


def test_an_empty_desk_still_builds(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    built = press(tmp_path / "site", tmp_path / "seeds", tmp_path / "content")

    assert (built.site / "index.html").is_file()
    assert check_site(built.site) == ()


def test_a_desk_with_topics_alone_builds(tmp_path):
    shutil.copytree(HARBOUR / "content" / "topics", tmp_path / "content" / "topics")
    built = press(tmp_path / "site", HARBOUR / "seeds", tmp_path / "content")

    assert (built.site / "topics" / "jobs.html").is_file()


@pytest.mark.parametrize(("folder", "severity"), [("seeds", Severity.WARNING), ("nowhere", Severity.ERROR)])
def test_only_the_usual_folder_of_sources_may_be_missing(tmp_path, folder, severity):
    shutil.copytree(HARBOUR / "content" / "entities", tmp_path / "content" / "entities")

    dossier = read_dossier(Paths(tmp_path / folder, tmp_path / "content"), Settings())

    assert [each.severity for each in dossier.problems if each.code == "no-folder"] == [severity]


@pytest.mark.parametrize("head", ["", "date 2024-03-04 "])
def test_a_date_for_no_end_is_no_date_and_builds(tmp_path, head):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    text = f"{head}The lease of the pier runs until 9999-12-31. It began on 0999-05-03, not on 0001-01-01.\n"
    (tmp_path / "seeds" / "lease.txt").write_text(text, "utf-8")
    built = press(tmp_path / "site", tmp_path / "seeds", tmp_path / "content").site

    assert check_site(built) == ()
    assert [event["edtf"] for event in data_of(built)["events"]] == ["0999-05-03"]
    lines = (built / "data" / "timeline.ics").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith(("DTSTART", "DTEND"))] == [
        "DTSTART;VALUE=DATE:09990503",
        "DTEND;VALUE=DATE:09990504",
    ]


def a_desk(tmp_path, **files):
    shutil.copytree(HARBOUR, tmp_path / "desk")
    for name, words in files.items():
        path = tmp_path / "desk" / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, "utf-8")
    return tmp_path / "desk"


@pytest.mark.parametrize(
    ("note", "line", "code", "hint"),
    [
        ("Said [@ferry-vote].", 5, "unknown-source", "ferry-terminal-vote"),
        ("Said [@ferry-terminal-vote#p99].", 5, "unknown-place", ""),
        ("See [[halvorson]].", 5, "unknown-link", "halvorsen"),
        ("“We cannot keep buses waiting” [@ferry-terminal-vote].", 5, "quotation-mismatch", "lorries"),
    ],
)
def test_an_error_has_its_place_and_a_hint_and_the_last_good_site_stays(tmp_path, note, line, code, hint):
    desk = a_desk(tmp_path)
    site = tmp_path / "site"
    press(site, desk / "seeds", desk / "content")
    before = (site / "index.html").read_bytes()
    (desk / "content" / "notes" / "bad.md").write_text(f"---\ntitle: Bad\ntopics: [jobs]\n---\n{note}\n")

    with pytest.raises(InputProblems) as stopped:
        press(site, desk / "seeds", desk / "content")

    errors = [p for p in stopped.value.problems if p.severity == "error"]
    assert [(p.code, p.at.line) for p in errors] == [(code, line)]
    assert errors[0].at.file.endswith("content/notes/bad.md")
    assert hint in f"{errors[0].message} {errors[0].hint}"
    assert (site / "index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "raw", "severity"),
    [
        ("empty.txt", b"", "warning"),
        ("slides.pptx", b"PK", "warning"),
        ("broken.pdf", b"%PDF-1.4 nothing", "warning"),
        ("latin.txt", b"Caf\xe9 owners met on 3 May 2024 in the old town.\n", "warning"),
    ],
)
def test_a_file_that_cannot_be_read_well_is_named_and_the_rest_is_published(tmp_path, name, raw, severity):
    desk = a_desk(tmp_path)
    (desk / "seeds" / name).write_bytes(raw)

    built = press(tmp_path / "site", desk / "seeds", desk / "content")

    named = [p for p in built.dossier.problems if p.at.file.endswith(name)]
    assert severity in {str(p.severity) for p in named}
    assert name in (built.report / "index.html").read_text("utf-8")


def test_two_files_with_one_id_stop_the_build_and_both_are_named(tmp_path):
    desk = a_desk(tmp_path)
    (desk / "seeds" / "Budget Hearing.txt").write_text("The council met.\n")

    with pytest.raises(InputProblems) as stopped:
        press(tmp_path / "site", desk / "seeds", desk / "content")

    assert "budget-hearing.md" in str(stopped.value)
    assert "Budget Hearing.txt" in str(stopped.value)


def test_plain_pelican_shows_problems_without_a_traceback(tmp_path):
    desk = a_desk(tmp_path, content__notes__bad_DOT_md="---\ntitle: Bad\n---\nSaid [@nobody].\n")
    ran = subprocess.run(
        [sys.executable, "-m", "pelican", str(desk / "content"), "-s", "pelicanconf.py",
         "-o", str(tmp_path / "site"), "-e", f'SEEDS_PATH="{desk / "seeds"}"'],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip

    assert ran.returncode == 1
    assert "nobody" in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr
    assert not (tmp_path / "site").exists()


ORIGINALS = ROOT.parent / "shared" / "originals"


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the five articles behind the seeds are not here")
def test_five_real_articles_are_published_with_the_names_and_topics_that_ship(tmp_path):
    built = press(tmp_path / "site", ORIGINALS)
    data = data_of(built.site)

    assert len(data["sources"]) == len(list(ORIGINALS.glob("*.txt"))) == 5
    assert all(topic["passages"] for topic in data["topics"])
    assert [s["published"]["edtf"] for s in data["sources"] if s["published"]["basis"] == "stated"] == [
        "2025-05-17",
        "2025-05-28",
    ]


def test_a_desk_tried_on_other_sources_lends_its_names_and_topics_and_says_what_it_leaves_out(tmp_path):
    built = press(tmp_path / "site", ROOT / "seeds", HARBOUR / "content")
    data = data_of(built.site)

    assert {topic["id"] for topic in data["topics"]} == {
        path.stem for path in (HARBOUR / "content" / "topics").glob("*.md")
    }
    assert data["claims"] == [] and len(data["sources"]) == 5
    left_out = {each.at.file for each in built.dossier.problems if each.code == "other-sources"}
    assert left_out == {
        path.relative_to(HARBOUR).as_posix()
        for path in (HARBOUR / "content").rglob("*.md")
        if "[@" in path.read_text("utf-8")
    }
    assert [str(fault) for fault in check_site(built.site)] == []


@pytest.mark.parametrize("beside", [True, False])
def test_a_desk_beside_its_own_sources_is_never_taken_for_another_folders(tmp_path, beside):
    """Its words stand or fall with its sources; one source that is there shows whose desk it is."""
    desk = a_desk(tmp_path)
    if beside:
        for path in (desk / "seeds").iterdir():
            path.unlink()
        (desk / "seeds" / "new.txt").write_text("A crane fell at the quay on Monday.\n")
    seeds = desk / "seeds"
    if not beside:
        seeds = tmp_path / "elsewhere" / "drop"
        seeds.mkdir(parents=True)
        kept = sorted((desk / "seeds").glob("*.txt"))[0]
        (seeds / kept.name).write_bytes(kept.read_bytes())

    with pytest.raises(InputProblems) as stopped:
        press(tmp_path / "site", seeds, desk / "content")

    assert "unknown-source" in {problem.code for problem in stopped.value.problems}
    assert "other-sources" not in {problem.code for problem in stopped.value.problems}
