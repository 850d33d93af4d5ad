"""What `new` writes, and that it can be read as it is."""

import re

import pytest
from editorial_desk import CORPUS
from ormsund import report_of

from dossier.config import Paths, Settings
from dossier.editorial import read_desk, resolve, write_new
from dossier.errors import UsageError
from dossier.pipeline import read_dossier
from dossier.review import entity_from_candidate
from dossier.review.waiting import Kind, waiting


def test_a_new_file_of_each_kind_can_be_read_at_once(tmp_path):
    content = tmp_path / "content"

    paths = [
        write_new("note", 'The "pier": a note', content),
        write_new("topic", "The pier", content),
        write_new("entity", "Ann Moor", content, entity_kind="person"),
        write_new("claim", "Was it sold?", content, body="## No\n\n[@log#p3s2]\n\n## Yes\n\n[@diary#p2s1]"),
    ]
    desk = read_desk(content, Settings())

    assert [path.relative_to(content).as_posix() for path in paths] == [
        "notes/the-pier-a-note.md",
        "topics/the-pier.md",
        "entities/ann-moor.md",
        "claims/was-it-sold.md",
    ]
    assert (*desk.problems, *resolve(desk, CORPUS).problems) == ()
    assert (desk.notes[0].title, desk.notes[0].published) == ('The "pier": a note', False)
    assert desk.topics[0].terms[0].phrase == "The pier"
    assert (desk.entities[0].name, desk.entities[0].aliases) == ("Ann Moor", ())
    assert [position.title for position in desk.claims[0].positions] == ["No", "Yes"]


def test_an_empty_claim_asks_for_its_evidence(tmp_path):
    write_new("claim", "Was it sold?", tmp_path / "content")

    codes = [problem.code for problem in read_desk(tmp_path / "content", Settings()).problems]

    assert codes == ["position-without-evidence", "position-without-evidence"]


@pytest.mark.parametrize(("kind", "words"), [("note", "A"), ("poem", "B"), ("note", "?!"), ("note", "../a")])
def test_nothing_is_overwritten_or_written_elsewhere(tmp_path, kind, words):
    path = write_new("note", "A", tmp_path / "content")
    before = path.read_text()

    with pytest.raises(UsageError):
        write_new(kind, words, tmp_path / "content")

    assert path.read_text() == before
    assert [each.name for each in tmp_path.rglob("*.md")] == ["a.md"]


@pytest.mark.parametrize(("kind", "folder"), [("note", "notes"), ("entity", "entities"), ("topic", "topics")])
def test_a_title_that_is_a_device_of_windows_gives_another_file_name(tmp_path, kind, folder):
    path = write_new(kind, "CON", tmp_path / "content")

    assert tmp_path / "content" / folder / f"{kind}-con.md" == path
    assert read_desk(tmp_path / "content", Settings()).problems == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("notes/CON.md", "file"),
        ("notes/aux/pier.md", "folder"),
        ("entities/nul.md", "file"),
        ("images/con.png", "file"),
    ],
)
def test_a_file_of_the_desk_that_windows_cannot_hold_is_named(tmp_path, name, kind):
    path = tmp_path / "content" / name
    path.parent.mkdir(parents=True)
    (tmp_path / "content" / "topics").mkdir()
    path.write_text("---\nname: Moor\nkind: person\n---\n" if "entities" in name else "Words.\n", "utf-8")

    [problem] = read_desk(tmp_path / "content", Settings()).problems

    assert ("device-name", f"content/{name}") == (problem.code, problem.at.file)
    assert problem.hint == f"Rename the {kind}."


def test_a_proposed_name_brings_the_spellings_that_it_does_not_imply(tmp_path):
    paths = Paths(tmp_path / "seeds", tmp_path / "content")
    paths.seeds.mkdir()
    paths.content.mkdir()
    (paths.seeds / "grain.txt").write_text(
        "The town heard of it from the Nordic Grain Fund (NGF) late in the year. "
        "It was the mayor, Tomas Lindqvist, who asked the NGF for help, and Mr Lindqvist was glad of it.\n",
        "utf-8",
    )

    fund, fund_kind = entity_from_candidate("Nordic Grain Fund", paths, Settings())
    mayor, mayor_kind = entity_from_candidate("Tomas Lindqvist", paths, Settings())

    assert (fund_kind, mayor_kind) == ("organisation", "person")
    assert re.search(r'^kind: organisation .*\naliases: \["NGF"\] ', fund.read_text("utf-8"), re.M)
    assert re.search(r"^kind: person .*\naliases: \[\] ", mayor.read_text("utf-8"), re.M)


def test_a_proposed_name_of_no_clear_kind_is_for_the_editor_to_choose(tmp_path):
    paths = Paths(tmp_path / "seeds", tmp_path / "content")
    paths.seeds.mkdir()
    (paths.seeds / "raft.txt").write_text("They met Vesta. The Vesta sank. Vesta and Orle paid.\n", "utf-8")

    path, kind = entity_from_candidate("Vesta", paths, Settings())

    [problem] = read_desk(paths.content, Settings()).problems
    assert (None, path.name, 3) == (kind, problem.at.file.rpartition("/")[2], problem.at.line)
    assert "person, organisation, place" in problem.message


def test_a_name_that_may_not_be_whole_is_found_only_by_who_asks_for_it(tmp_path):
    paths = Paths(tmp_path / "seeds", tmp_path / "content")
    paths.seeds.mkdir()
    paths.content.mkdir()
    for name, text in (("song", "They read Norland Quarn."), ("place", "It was in Norland.")):
        (paths.seeds / f"{name}.txt").write_text(f"{text}\n", "utf-8")
    dossier = read_dossier(paths, Settings())
    report = report_of(dossier)

    waits = [each.subject.text for each in waiting(dossier) if each.kind is Kind.NAME]
    assert waits == ["Norland"]
    assert ("Norland</h3>" in report, "Norland Quarn</h3>" in report) == (True, False)
    with pytest.raises(UsageError, match="Proposed are: Norland\\."):
        entity_from_candidate("Zzyx", paths, Settings())
    path, _ = entity_from_candidate("Norland Quarn", paths, Settings())
    assert paths.content / "entities/norland-quarn.md" == path
