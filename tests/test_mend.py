"""From a corrected source to citations that point to their words again, by the commands' own ways."""

import pytest
from press import press

from dossier.config import Paths, Settings
from dossier.editorial import load_lock
from dossier.errors import InputProblems, UsageError
from dossier.mend import accept, mend
from dossier.pipeline import errors_of, read_dossier

SETTINGS = Settings()
LOG = "Log of the pier\n\nThe pier is shut. Boats go to Larne.\n\nNobody was hurt. The mayor came at noon.\n"
NOTE = """---
title: The pier
---

The pier was shut [@log#p2s1]. “Nobody was hurt.” [@log#p3s1; @log#p3s2]

> [!note] See also [[log#p2s2|the boats]]

![[log#p3s1]]
"""
TOPIC = "---\ntitle: Harbour\nsummary: 'The pier was shut [@log#p2s1].'\nterms: [pier]\n---\n"


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "seeds").mkdir()
    for folder in ("notes", "topics"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    (tmp_path / "seeds" / "log.txt").write_text(LOG, "utf-8")
    (tmp_path / "content" / "notes" / "n.md").write_text(NOTE, "utf-8")
    (tmp_path / "content" / "topics" / "harbour.md").write_text(TOPIC, "utf-8")
    press(tmp_path / "site", tmp_path / "seeds", tmp_path / "content")
    return Paths(tmp_path / "seeds", tmp_path / "content")


def rewrite(desk, old, new):
    path = desk.seeds / "log.txt"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def codes(desk):
    return [problem.code for problem in errors_of(read_dossier(desk, SETTINGS))]


def test_a_build_writes_the_lock_and_a_second_one_leaves_it(desk):
    path = desk.content / "citations.lock"
    lock, problems = load_lock(desk.content)

    assert ((), {"log"}) == (problems, set(lock.sources))
    assert [str(entry.place) for entry in lock.entries] == [
        "log#p2s1",
        "log#p2s2",
        "log#p3s1",
        "log#p3s1",
        "log#p3s2",
        "log#p2s1",
    ]
    before = path.stat().st_mtime_ns
    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    assert before == path.stat().st_mtime_ns


def test_a_paragraph_put_in_stops_the_build_until_mend_has_run(desk):
    rewrite(desk, "The pier is shut.", "A storm broke.\n\nThe pier is shut.")
    assert codes(desk) == ["moved-words"] * 6

    mended = mend(desk, SETTINGS)

    assert (len(mended.changes), mended.left) == (6, ())
    expected = NOTE.replace("p3s", "p4s").replace("p2s", "p3s")
    assert expected == (desk.content / "notes" / "n.md").read_text("utf-8")
    assert "[@log#p3s1]" in (desk.content / "topics" / "harbour.md").read_text("utf-8")
    assert codes(desk) == []


def test_a_dry_run_says_the_same_and_writes_nothing(desk):
    rewrite(desk, "The pier is shut.", "A storm broke.\n\nThe pier is shut.")
    before = {path: path.read_bytes() for path in desk.content.rglob("*") if path.is_file()}

    mended = mend(desk, SETTINGS, dry_run=True)

    assert "content/notes/n.md:5:19: log#p2s1 → log#p3s1" in [f"{each.at}: {each}" for each in mended.changes]
    assert before == {path: path.read_bytes() for path in desk.content.rglob("*") if path.is_file()}


def test_lines_of_windows_and_a_byte_order_mark_are_kept(desk):
    path = desk.content / "notes" / "n.md"
    path.write_bytes(b"\xef\xbb\xbf" + NOTE.replace("\n", "\r\n").encode())
    rewrite(desk, "The pier is shut.", "A storm broke.\n\nThe pier is shut.")

    mend(desk, SETTINGS)

    expected = NOTE.replace("p3s", "p4s").replace("p2s", "p3s").replace("\n", "\r\n")
    assert b"\xef\xbb\xbf" + expected.encode() == path.read_bytes()


def test_a_renamed_source_is_followed(desk):
    (desk.seeds / "log.txt").rename(desk.seeds / "diary.txt")
    assert {"renamed-source"} == set(codes(desk)) - {"unknown-link"}

    mend(desk, SETTINGS)

    assert "[@diary#p3s1; @diary#p3s2]" in (desk.content / "notes" / "n.md").read_text("utf-8")


def test_changed_words_wait_until_an_editor_accepts_them(desk):
    rewrite(desk, "Boats go", "Ferries go")
    assert codes(desk) == ["changed-words"]
    assert [problem.code for problem in mend(desk, SETTINGS).left] == ["changed-words"]

    assert accept(desk, SETTINGS, "log#p2s2") == 1
    assert codes(desk) == []


def test_nothing_is_accepted_that_did_not_change(desk):
    with pytest.raises(UsageError, match="no citation of log#p2s1 waits"):
        accept(desk, SETTINGS, "log#p2s1")


def test_a_desk_tried_on_other_sources_keeps_its_lock(desk, tmp_path):
    before = (desk.content / "citations.lock").read_bytes()
    other = tmp_path / "elsewhere" / "seeds"
    other.mkdir(parents=True)
    (other / "log.txt").write_text(LOG, "utf-8")
    (other / "more.txt").write_text("More of the pier\n\nIt rained.", "utf-8")

    press(tmp_path / "other-site", other, desk.content)

    assert before == (desk.content / "citations.lock").read_bytes()


def test_a_damaged_lock_stops_build_and_mend_at_its_line(desk):
    path = desk.content / "citations.lock"
    path.write_text(path.read_text("utf-8") + ">>>>>>> theirs\n", "utf-8")

    assert codes(desk) == ["damaged-lock"]
    with pytest.raises(InputProblems):
        mend(desk, SETTINGS)
