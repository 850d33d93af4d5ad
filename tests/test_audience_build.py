"""A site for an audience contains nothing that is marked stricter, and says so."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from press import ROOT

from dossier.bundles import audience_of, write_bundles
from dossier.commands.command_line import run
from dossier.commands.commands import COMMANDS, refuse_stricter
from dossier.errors import UsageError
from dossier.model import count_kinds
from dossier.pelican_plugin import publish

DESK = ROOT / "tests" / "desks" / "marked"
CANARIES = (b"RED", b"redid", b"redtopic", b"crane")


def write(folder, settings=""):
    shutil.copytree(DESK, folder, dirs_exist_ok=True)
    (folder / "content" / "settings.yaml").write_text(settings, "utf-8")


def build(folder, level="", seeds="seeds"):
    folders = {
        "SEEDS_PATH": str(folder / seeds),
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "site"),
        "REPORT_PATH": str(folder / "report"),
        "DOSSIER_TLP": level,
        "SITEURL": "https://example.org",
    }
    return publish(ROOT / "pelicanconf.py", folders).dossier


def leaks(folder):
    """Return where words of what was left out are in the site and in its bundles."""
    write_bundles(folder / "site", folder / "bundles")
    with zipfile.ZipFile(folder / "bundles" / "dossier.zip") as archive:
        archive.extractall(folder / "unpacked")
    bundle = folder / "bundles" / "dossier.html"
    return [
        f"{path.relative_to(folder)}: {word.decode()}"
        for path in (*(folder / "site").rglob("*"), *(folder / "unpacked").rglob("*"), bundle)
        for word in CANARIES
        if word in path.name.encode() + (path.read_bytes() if path.is_file() else b"")
    ]


def test_a_site_for_everybody_contains_no_word_of_what_is_marked(tmp_path):
    write(tmp_path)

    dossier = build(tmp_path, "clear")

    assert leaks(tmp_path) == []
    assert count_kinds(dossier.left_out) == (
        ("claim", 2),
        ("note", 1),
        ("paragraph", 6),
        ("source", 1),
        ("topic", 1),
    )
    data = json.loads((tmp_path / "site" / "data" / "dossier.json").read_text("utf-8"))
    assert tuple(
        [each["id"] for each in data[kind]] for kind in ("sources", "claims", "notes", "topics")
    ) == (["harbour-log"], ["kept"], ["open"], ["pier"])
    assert [
        (mention["source"], data["sources"][0]["entities"][0]["count"])
        for mention in data["entities"][0]["mentions"]
    ] == [("harbour-log", 1)]
    assert [event["edtf"] for event in data["events"]] == ["2024-05-03"]


def test_the_report_names_what_is_left_out_and_the_site_does_not(tmp_path):
    write(tmp_path)
    (tmp_path / "content" / "entities" / "x.md").write_text(
        "---\nname: Zoe Quant\nkind: person\n---\n", "utf-8"
    )

    dossier = build(tmp_path, "clear")

    page = (tmp_path / "report" / "index.html").read_text("utf-8")
    rows = json.loads((tmp_path / "report" / "report.json").read_text("utf-8"))["left_out"]
    assert len(rows) == len(dossier.left_out)
    assert {"source", "paragraph", "note"} <= {each["kind"] for each in rows}
    for each in dossier.left_out:
        assert f"<code>{each.at.file}:{each.at.line}</code>" in page
    assert "Not left out: a name that nothing shown mentions" in page
    assert "<code>content/entities/x.md:1</code>" in page
    for path in (tmp_path / "site").rglob("*"):
        assert path.is_dir() or (
            b"Left out:" not in path.read_bytes() and b"left_out" not in path.read_bytes()
        ), path


def test_the_words_are_there_for_those_who_may_see_them(tmp_path):
    write(tmp_path)

    build(tmp_path, "red")

    site = b"".join(path.read_bytes() for path in (tmp_path / "site").rglob("*.html"))
    for word in (b"REDNOTE", b"REDSOURCE", b"REDTOPIC", b"REDPARAGRAPH", b"REDANSWER", b"REDENTITY"):
        assert word in site


def test_the_audience_of_the_desk_holds_without_an_option(tmp_path):
    write(tmp_path, "audience: clear\n")

    dossier = build(tmp_path)

    assert leaks(tmp_path) == []
    assert (dossier.audience, audience_of(tmp_path / "site")) == ("clear", "TLP:CLEAR")


def test_what_has_no_mark_takes_that_of_the_desk(tmp_path):
    write(tmp_path, "audience: clear\ndefault_tlp: green\n")

    dossier = build(tmp_path)

    assert (dossier.corpus.documents, dossier.desk.notes) == ((), ())


def test_a_desk_with_marks_and_no_audience_is_built_and_not_handed_on(tmp_path):
    write(tmp_path)

    assert build(tmp_path).tlp == "red"
    with pytest.raises(UsageError, match="marked TLP:RED, and no audience is set"):
        write_bundles(tmp_path / "site", tmp_path / "bundles")


def test_the_lock_of_citations_is_that_of_the_whole_desk_whatever_the_level(tmp_path):
    write(tmp_path)
    build(tmp_path, "clear")
    of_level = (tmp_path / "content" / "citations.lock").read_bytes()

    build(tmp_path)

    assert of_level == (tmp_path / "content" / "citations.lock").read_bytes()
    assert b"crane-report#p2s1" in of_level


def test_a_wrong_level_in_the_settings_is_an_error_at_its_place(tmp_path):
    from dossier.config import Paths, Settings
    from dossier.pipeline import errors_of, read_dossier

    write(tmp_path, "title: Piers\naudience: gren\n")

    [problem] = errors_of(read_dossier(Paths(tmp_path / "seeds", tmp_path / "content"), Settings()))

    assert (str(problem.at), problem.hint) == ("content/settings.yaml:2:11", 'Did you mean "green"?')


@pytest.mark.parametrize(("level", "refused"), [("red", True), ("amber", True), ("clear", False)])
def test_a_site_for_fewer_eyes_than_the_desks_audience_is_not_handed_on(tmp_path, level, refused):
    write(tmp_path, "audience: green\n")
    build(tmp_path, level)

    def look():
        refuse_stricter(tmp_path / "site", tmp_path / "content")

    if refused:
        with pytest.raises(UsageError, match=rf"built for TLP:{level.upper()}.* TLP:GREEN.*--tlp {level}"):
            look()
    else:
        look()


@pytest.mark.parametrize("level", ["red", "green"])
@pytest.mark.parametrize("options", [("--content", "content"), (), None])
def test_a_bundle_of_named_folders_is_refused_as_that_of_a_desk_is(
    tmp_path, monkeypatch, capsys, level, options
):
    code = 2 if level == "red" else 0
    write(tmp_path, "audience: green\n")
    build(tmp_path, level)
    monkeypatch.chdir(tmp_path if options is not None else "/")
    where = Path() if options is not None else tmp_path

    words = ["bundle", "--site", str(where / "site"), "--output", str(where / "bun"), *(options or ())]
    ended = run(words, COMMANDS, program="dossier")

    assert (ended, (tmp_path / "bun").exists()) == (code, not code)
    assert ("was built for TLP:RED" in capsys.readouterr().err) is bool(code)


def test_a_build_on_other_sources_names_their_folder_and_leaves_the_lock_alone(tmp_path):
    write(tmp_path)
    build(tmp_path)
    lock = (tmp_path / "content" / "citations.lock").read_bytes()
    shutil.copytree(tmp_path / "seeds", tmp_path / "affair")
    (tmp_path / "affair" / "nets.txt").write_text("A moved line.\n\nThe nets are dry.\n", "utf-8")

    dossier = build(tmp_path, seeds="affair")

    files = {problem.at.file for problem in dossier.problems}
    assert lock == (tmp_path / "content" / "citations.lock").read_bytes()
    assert "affair/nets.txt" in files and not [file for file in files if file.startswith("seeds/")]
    assert "affair/nets.txt" in (tmp_path / "site" / "sources" / "nets.html").read_text("utf-8")
