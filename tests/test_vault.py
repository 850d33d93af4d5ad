"""A vault of another program is brought along: its habits are read, or warned of, and never stop a build."""

import pytest

from dossier.config import Settings
from dossier.editorial import read_desk
from dossier.model import Severity


def write(tmp_path, files):
    content = tmp_path / "content"
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return content


def note(tmp_path, front, kind="notes"):
    desk = read_desk(write(tmp_path, {f"{kind}/a.md": f"---\n{front}\n---\nWords.\n"}), Settings())
    return getattr(desk, kind)[0] if getattr(desk, kind) else None, desk.problems


@pytest.mark.parametrize(
    "front",
    [
        "created: 2025-07-13\nupdated: 2025-07-14T08:00",
        "publish: true\npermalink: harbour\ndescription: Few words\nimage: x.png",
        "cssclasses: [wide]\ncssclass: wide",
        "tags:\n- ",
        "aliases:\n- \ntopics:\n-",
        "draft: false",
        "published: 2025-07-13",
    ],
)
def test_keys_of_other_programs_are_accepted(tmp_path, front):
    found, problems = note(tmp_path, front)

    assert problems == ()
    assert found.published


@pytest.mark.parametrize("front", ["draft: true", "publish: false", "Draft: true", "published: false"])
def test_what_another_program_would_not_publish_is_a_draft(tmp_path, front):
    found, problems = note(tmp_path, front)

    assert problems == ()
    assert not found.published


@pytest.mark.parametrize("kind", ["topics", "entities", "claims", "pages"])
def test_a_file_that_cannot_be_a_draft_stops_the_build_when_it_says_so(tmp_path, kind):
    _, problems = note(tmp_path, "draft: true", kind)

    assert [str(p.at) for p in problems if p.severity is Severity.ERROR and '"draft"' in p.message] == [
        f"content/{kind}/a.md:2:1"
    ]


@pytest.mark.parametrize(
    "front",
    [
        "tpl: red",
        "tlpp: green",
        "classification: TLP:RED",
        "state: draft",
        "statuss: hidden",
        "draft: soon",
        "status: published\ndraft: true",
        "titel: A",
        "topic: b",
    ],
)
def test_what_may_be_one_of_our_keys_stays_an_error(tmp_path, front):
    _, problems = note(tmp_path, front)

    assert [problem.severity for problem in problems] == [Severity.ERROR]


def test_an_unknown_key_is_one_warning_for_all_files_that_have_it(tmp_path):
    files = {
        f"notes/n{number}.md": f"---\nrating: {number}\ncolor: red\n---\nWords.\n" for number in range(3)
    }

    desk = read_desk(write(tmp_path, files), Settings())

    assert len(desk.notes) == 3
    assert [(str(p.at), p.severity, p.message) for p in desk.problems] == [
        ("content/notes/n0.md:2:1", "warning", 'unknown key "rating", ignored, here and in 2 more files'),
        ("content/notes/n0.md:3:1", "warning", 'unknown key "color", ignored, here and in 2 more files'),
    ]


@pytest.mark.parametrize("time", ["T10:30:00", " 10:30", "T10:30:00Z", "T23:30:00.5+02:00"])
def test_of_a_day_with_a_time_the_day_is_read(tmp_path, time):
    found, problems = note(tmp_path, f"date: 2025-07-13{time}")

    assert problems == ()
    assert found.date.edtf == "2025-07-13"


def test_names_of_keys_in_the_singular_are_read(tmp_path):
    found, problems = note(tmp_path, "alias: The pier\nauthor: Ann Moor\ntag: '#harbour'")

    assert problems == ()
    assert found.aliases == ("a", "The pier")
    assert (found.authors, found.tags) == (("Ann Moor",), ("harbour",))
