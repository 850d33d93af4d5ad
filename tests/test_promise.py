"""A note that says more than it can show is told so, fault by fault, each at its place."""

import pytest

from dossier.config import Paths, Settings
from dossier.pipeline import errors_of, read_dossier

LOG = "2024-05-03\n\nThe pier was shut on Friday. Two boats go to Larne, the mayor said. Nobody was hurt.\n"
NOTE = """---
title: The pier
---
Nobody knows why it happened.
The mayor said: “all boats are lost” [@log#p2s2].
Nine boats go to Larne [@log#p2s2].
The pier was shut [@log#p1].
It is open again [@log#p2s1 and so on.
"""


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content" / "notes").mkdir(parents=True)
    (tmp_path / "seeds" / "log.txt").write_text(LOG, "utf-8")
    (tmp_path / "content" / "notes" / "n.md").write_text(NOTE, "utf-8")
    return Paths(tmp_path / "seeds", tmp_path / "content")


def said(desk):
    """Return line and code of what is said of the note."""
    problems = read_dossier(desk, Settings()).problems
    return {(problem.at.line, problem.code) for problem in problems if problem.at.file.endswith("n.md")}


def test_each_of_five_faults_of_a_note_has_its_message_at_its_line(desk):
    expected = {
        (4, "uncited"),
        (5, "quotation-mismatch"),
        (6, "unsupported"),
        (7, "cites-boilerplate"),
        (8, "unread-bracket"),
    }

    assert expected <= said(desk)


def test_a_desk_that_lets_nothing_go_uncited_is_not_published(desk):
    note = desk.content / "notes" / "n.md"
    note.write_text("---\ntitle: The pier\n---\nNobody knows why. The pier was shut [@log#p2s1].\n", "utf-8")
    assert [problem.code for problem in errors_of(read_dossier(desk, Settings()))] == []

    (desk.content / "settings.yaml").write_text("uncited: error\n", "utf-8")
    assert [problem.code for problem in errors_of(read_dossier(desk, Settings()))] == ["uncited"]
