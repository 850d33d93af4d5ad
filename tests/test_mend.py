"""From a corrected source to citations that point to their words again, by the commands' own ways."""

import pytest
from press import press

from dossier.commands.mend import accept, mend
from dossier.config import Paths, Settings
from dossier.editorial import load_lock
from dossier.errors import InputProblems, UsageError
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
    assert {"renamed-source"} == set(codes(desk))

    mended = mend(desk, SETTINGS)

    assert (len(mended.changes), mended.left) == (6, ())
    assert NOTE.replace("log#", "diary#") == (desk.content / "notes" / "n.md").read_text("utf-8")
    assert codes(desk) == []


FORMS = """The pier was shut [@log "The pier is shut"; @log#p3s2]. See [the log](../sources/log.html#p2s2).

| what | where |
| --- | --- |
| boats | [[log#p2s2\\|Larne]] |
"""


def test_citations_newer_than_the_lock_go_with_a_source_that_was_renamed(desk):
    newer = desk.content / "notes" / "m.md"
    newer.write_text("It is shut [@log#p2s1], it says [@log]. See [[log#p2s2|there]].\n", "utf-8")
    note = desk.content / "notes" / "n.md"
    note.write_text(NOTE.replace("The pier was shut", "They shut it"), "utf-8")
    (desk.seeds / "log.txt").rename(desk.seeds / "diary.txt")
    assert {"renamed-source"} == set(codes(desk))

    assert mend(desk, SETTINGS).left == ()

    assert newer.read_text("utf-8") == (
        "It is shut [@diary#p2s1], it says [@diary]. See [[diary#p2s2|there]].\n"
    )
    assert "They shut it [@diary#p2s1]" in note.read_text("utf-8")
    assert codes(desk) == []


def test_what_waits_for_an_editor_waits_after_mend_too_until_it_is_accepted(desk):
    newer = desk.content / "notes" / "m.md"
    newer.write_text("It is shut [@log#p2s1]. Boats go [@log#p3s1].\n", "utf-8")
    rewrite(desk, "The pier is shut.", "A storm broke.\n\nThe pier is shut.")
    assert sorted(codes(desk)) == ["moved-words"] * 6 + ["unclear-words"] * 2

    left = [each.code for each in mend(desk, SETTINGS).left]

    assert left == codes(desk) == ["unclear-words"] * 2
    assert accept(desk, SETTINGS, "log#p2s1") == 1
    assert codes(desk) == ["unclear-words"]
    newer.write_text("It is shut [@log#p2s1]. Boats go [@log#p3s2].\n", "utf-8")
    assert codes(desk) == []


def test_a_source_renamed_while_a_citation_waits_leaves_it_waiting(desk):
    (desk.content / "notes" / "m.md").write_text("It is shut [@log#p2s1].\n", "utf-8")
    rewrite(desk, "The pier is shut.", "A storm broke.\n\nThe pier is shut.")
    mend(desk, SETTINGS)
    (desk.seeds / "log.txt").rename(desk.seeds / "diary.txt")

    assert mend(desk, SETTINGS).left == ()
    assert codes(desk) == ["unclear-words"]


def test_every_form_of_a_citation_is_corrected(desk):
    path = desk.content / "notes" / "n.md"
    path.write_text(FORMS, "utf-8")
    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    rewrite(desk, "The pier is shut.", "A storm broke.\n\nThe pier is shut.")
    mend(desk, SETTINGS)
    moved = path.read_text("utf-8")
    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    (desk.seeds / "log.txt").rename(desk.seeds / "diary.txt")

    mended = mend(desk, SETTINGS)

    assert FORMS.replace("p3s", "p4s").replace("p2s", "p3s") == moved
    assert moved.replace("log#", "diary#").replace("@log ", "@diary ").replace("log.html", "diary.html") == (
        path.read_text("utf-8")
    )
    assert (mended.left, codes(desk)) == ((), [])


def test_a_source_or_page_that_is_gone_is_one_problem_with_all_that_leads_to_it(desk):
    (desk.content / "notes" / "m.md").write_text("See the old [[harbour]].\n", "utf-8")
    (desk.content / "notes" / "o.md").write_text("See [[harbour]].\n", "utf-8")
    (desk.content / "topics" / "harbour.md").unlink()
    (desk.seeds / "log.txt").unlink()

    said = [str(problem) for problem in errors_of(read_dossier(desk, SETTINGS))]

    pages, sources = (
        next(each for each in said if words in each) for words in ("no page is", "unknown source")
    )
    assert pages == (
        'content/notes/m.md:1:13: error: no page is called "harbour"; the same in content/notes/o.md:1:5'
    )
    assert sources == (
        'content/notes/n.md:5:19: error: unknown source "log"; the same in content/notes/n.md:5:51. '
        "It was there before: put its file back, or cite another. To list all that cite it, run: "
        "python3 tasks.py mend"
    )
    assert {each.at.line for each in mend(desk, SETTINGS).left} >= {5}


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


SIDECAR = """publish: full
summary: [p2s2, "p3s1", Their own words.]
paragraphs:
  3: body  # not a caption
names:
  'p3': {mayor: null}
not_topics: {p2s1: [harbour]}
"""
STORM = ("The pier is shut.", "A storm broke.\n\nThe pier is shut.")


@pytest.fixture
def sidecar(desk):
    """A sidecar that names places of its own source, and has been published."""
    path = desk.seeds / "log.yaml"
    path.write_text(SIDECAR, "utf-8")
    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    return path


def own_problems(desk):
    problems = errors_of(read_dossier(desk, SETTINGS))
    return [(each.code, str(each.at)) for each in problems if each.at.file == "seeds/log.yaml"]


def test_the_places_of_a_sidecar_are_in_the_lock(desk, sidecar):
    entries = [each for each in load_lock(desk.content)[0].entries if each.file == "seeds/log.yaml"]

    assert [str(each.place) for each in entries] == ["log#p2s1", "log#p2s2", "log#p3", "log#p3", "log#p3s1"]
    assert own_problems(desk) == []


def test_a_sidecar_follows_the_words_of_its_source(desk, sidecar):
    rewrite(desk, *STORM)
    places = ["2:11", "2:17", "4:3", "6:3", "7:14"]
    moved = [("moved-words", f"seeds/log.yaml:{place}") for place in places]
    assert moved == own_problems(desk)

    mended = mend(desk, SETTINGS)

    assert mended.left == ()
    expected = SIDECAR.replace("p3", "p4").replace("  3:", "  4:").replace("p2", "p3")
    assert expected == sidecar.read_text("utf-8")
    assert codes(desk) == []


def test_a_sidecar_with_lines_of_windows_keeps_them(desk, sidecar):
    sidecar.write_bytes(b"\xef\xbb\xbf" + SIDECAR.replace("\n", "\r\n").encode())
    rewrite(desk, *STORM)

    mend(desk, SETTINGS)

    expected = SIDECAR.replace("p3", "p4").replace("  3:", "  4:").replace("p2", "p3").replace("\n", "\r\n")
    assert b"\xef\xbb\xbf" + expected.encode() == sidecar.read_bytes()


def test_a_place_that_the_shorter_source_lacks_is_told_once(desk, sidecar):
    sidecar.write_text("summary: [p3s2]\n", "utf-8")
    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    rewrite(desk, "Nobody was hurt. The mayor", "The mayor")

    assert own_problems(desk) == [("moved-words", "seeds/log.yaml:1:11")]
    mend(desk, SETTINGS)
    assert sidecar.read_text("utf-8") == "summary: [p3s1]\n"


def test_changed_words_of_a_sidecar_wait_until_an_editor_accepts_them(desk, sidecar):
    rewrite(desk, "Boats go", "Ferries go")
    assert own_problems(desk) == [("changed-words", "seeds/log.yaml:2:11")]
    assert sidecar.read_text("utf-8") == SIDECAR

    assert accept(desk, SETTINGS, "log#p2s2") == 2  # the note cites the sentence too
    assert own_problems(desk) == []


def test_a_citation_is_not_moved_to_a_place_that_waits_for_an_editor_in_its_sentence(desk):
    note = desk.content / "notes" / "n.md"
    words = "---\ntitle: A\n---\nShut, in short [@log#p2s1; @log#p3s1].\n"
    note.write_text(words, "utf-8")
    (desk.seeds / "log.txt").write_text("Log\n\nThe pier is shut.\n\nNobody was hurt.\n", "utf-8")
    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    rewrite(desk, "The pier is shut.", "A storm broke.\n\nThe pier is shut.")
    rewrite(desk, "hurt.", "hurt. Nobody was hurt.")

    left = [each.code for each in mend(desk, SETTINGS).left if each.at.file == "content/notes/n.md"]

    assert (left, note.read_text("utf-8")) == (["moved-words", "unclear-words"], words)
    note.write_text(words.replace("p3s1", "p4s1"), "utf-8")
    mend(desk, SETTINGS)
    assert "[@log#p3s1; @log#p4s1]" in note.read_text("utf-8")
    assert codes(desk) == []


def test_a_key_is_never_moved_to_where_another_one_stays(desk, sidecar):
    words = "paragraphs: {p2: body, p3: caption}\n"
    sidecar.write_text(words, "utf-8")
    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    old = "The pier is shut. Boats go to Larne.\n\nNobody was hurt. The mayor came at noon."
    rewrite(desk, old, "A storm broke.\n\nThe pier is shut. Boats go to Larne.")

    mended = mend(desk, SETTINGS)

    assert words == sidecar.read_text("utf-8")
    own = [each.code for each in mended.left if each.at.file == "seeds/log.yaml"]
    assert own == ["moved-words", "changed-words"]


def test_a_sidecar_that_is_renamed_with_its_source_needs_no_mending(desk, sidecar):
    (desk.seeds / "log.txt").rename(desk.seeds / "diary.txt")
    sidecar.rename(desk.seeds / "diary.yaml")
    note = desk.content / "notes" / "n.md"
    note.write_text(note.read_text("utf-8").replace("[[log#", "[[diary#"), "utf-8")

    mend(desk, SETTINGS)
    press(desk.seeds.parent / "site", desk.seeds, desk.content)

    assert (desk.seeds / "diary.yaml").read_text("utf-8") == SIDECAR
    files = {each.file for each in load_lock(desk.content)[0].entries}
    assert {"content/notes/n.md", "content/topics/harbour.md", "seeds/diary.yaml"} == files


def test_a_sidecar_that_is_renamed_with_a_corrected_source_follows_the_words(desk, sidecar):
    rewrite(desk, *STORM)
    (desk.seeds / "log.txt").rename(desk.seeds / "diary.txt")
    sidecar.rename(desk.seeds / "diary.yaml")

    mend(desk, SETTINGS)

    expected = SIDECAR.replace("p3", "p4").replace("  3:", "  4:").replace("p2", "p3")
    assert expected == (desk.seeds / "diary.yaml").read_text("utf-8")


def test_the_new_text_of_a_source_cited_as_a_whole_is_accepted(desk):
    note = desk.content / "notes" / "n.md"
    note.write_text("---\ntitle: The pier\n---\nSo says the log [@log].\n", "utf-8")
    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    rewrite(desk, "at noon", "at one")

    def warnings():
        return [each.code for each in read_dossier(desk, SETTINGS).problems if "corrected" in each.code]

    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    assert warnings() == ["corrected-source"]
    assert accept(desk, SETTINGS, "log") == 1
    assert warnings() == []


def test_a_markdown_link_to_a_place_follows_its_words(desk):
    path = desk.content / "notes" / "n.md"
    words = "See [there](../sources/log.html#p3s1) and [here](../seeds/log.md#p2)."
    path.write_text(f"{NOTE}\n{words}\n", "utf-8")
    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    rewrite(desk, "The pier is shut.", "A storm broke.\n\nThe pier is shut.")

    assert mend(desk, SETTINGS).left == ()
    assert "[there](../sources/log.html#p4s1) and [here](../seeds/log.md#p3)" in path.read_text("utf-8")


def test_a_note_that_was_renamed_keeps_its_words(desk):
    (desk.content / "notes" / "n.md").rename(desk.content / "notes" / "renamed.md")
    rewrite(desk, "Nobody was hurt", "Two were hurt")

    assert "changed-words" in codes(desk)
    accept(desk, SETTINGS, "log#p3s1")
    rewrite(desk, "The pier is shut.", "A storm broke.\n\nThe pier is shut.")
    mend(desk, SETTINGS)
    assert [code for code in codes(desk) if code != "quotation-mismatch"] == []


def test_a_citation_by_words_does_not_slide_to_another_sentence(desk):
    path = desk.content / "notes" / "n.md"
    path.write_text('---\ntitle: The pier\n---\nNo one was harmed [@log "was hurt"].\n', "utf-8")
    press(desk.seeds.parent / "site", desk.seeds, desk.content)
    rewrite(desk, "Nobody was hurt. The mayor came at noon.", "All is well. Everybody was hurt at noon.")

    assert codes(desk) == ["changed-words"]
    assert accept(desk, SETTINGS, "log#p3s2") == 1
    assert codes(desk) == []


def test_a_citation_that_names_nothing_is_left_to_the_editor(desk):
    path = desk.content / "notes" / "n.md"
    path.write_text(path.read_text("utf-8") + "\nSo it was [@nowhere#p1].\n", "utf-8")

    assert [problem.code for problem in mend(desk, SETTINGS).left] == ["unknown-source"]
