"""A citation keeps to the words that its editor read, or says that it does not."""

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builders import corpus, document
from hypothesis import given
from hypothesis import strategies as st

from dossier.config import Settings
from dossier.editorial import read_desk, resolve, settle_words
from dossier.editorial.references.lock_check import LockCheck
from dossier.editorial.references.lockfile import (
    EMPTY,
    NAME,
    Lock,
    load_lock,
    read_lock,
    save_lock,
    write_lock,
)
from dossier.model import CitedPlace, Desk, OwnPlace, Place
from dossier.pipeline import assemble
from dossier.text.fingerprint import fingerprint

SETTINGS = Settings()
LOG = "The pier is shut. Boats go to Larne.\nNobody was hurt. The mayor came at noon."
NOTE = "The pier was shut [@log#p1s1]. Nobody was hurt [@log#p2s1]."


def compared(folder, note, text, lock=EMPTY, source="log"):
    """Compare the citations of one note about one source with a lock."""
    notes = folder / "content" / "notes"
    notes.mkdir(parents=True, exist_ok=True)
    (notes / "n.md").write_text(f"---\ntitle: Note\n---\n{note}\n", "utf-8")
    sources = corpus(document(text, id=source))
    desk = read_desk(folder / "content", SETTINGS)
    return LockCheck(lock, resolve(desk, sources).uses, sources)


def published(folder, note=NOTE, text=LOG):
    """Return the lock of a note as published, written and read again."""
    lock, problems = read_lock(
        write_lock(compared(folder, note, text).fresh_lock()), "content/citations.lock"
    )
    assert problems == ()
    return lock


def drifts(kept):
    return [
        (each.problem.code, each.use.place.fragment, each.new_place and each.new_place.fragment)
        for each in kept.drifted()
    ]


def test_nothing_drifts_while_nothing_changes(tmp_path):
    assert drifts(compared(tmp_path, NOTE, LOG, published(tmp_path))) == []


def test_words_that_moved_are_found_at_their_new_place(tmp_path):
    lock = published(tmp_path)

    longer = f"A storm broke.\n{LOG}"
    assert drifts(compared(tmp_path, NOTE, longer, lock)) == [
        ("moved-words", "p1s1", "p2s1"),
        ("moved-words", "p2s1", "p3s1"),
    ]


def test_words_that_changed_are_shown_beside_the_old_ones(tmp_path):
    lock = published(tmp_path)

    [found] = compared(tmp_path, NOTE, LOG.replace("Nobody was", "Two were"), lock).drifted()

    assert (found.problem.code, found.problem.message, found.problem.hint) == (
        "changed-words",
        "the words of log#p2s1 changed: “Nobody was hurt.” was cited; there is now “Two were hurt.”",
        "When you have read both, run: python3 tasks.py mend --accept log#p2s1",
    )


def test_of_words_that_changed_far_behind_their_beginning_the_message_says_so(tmp_path):
    long = f"The count of the boats {'and of their crews ' * 9}took"
    note = "They were counted. [@log#p1]"
    lock = published(tmp_path, note, f"{long} two days.")

    [found] = compared(tmp_path, note, f"{long} three days.", lock).drifted()

    assert found.problem.message.endswith(
        "…” begins as before, and what follows is other than what was cited: "
        "“…of their crews and of their crews took three days.”"
    )


MARKED = 'The "old" pier - it\'s there - is shut. Boats go to Larne.\nNobody was hurt.'
STYLED = "The “old” pier – it’s there – is\u00a0shut. Boats go to Larne.\nNobody was hurt."


@pytest.mark.parametrize(("before", "after"), [(MARKED, STYLED), (STYLED, MARKED)])
def test_another_style_of_marks_is_no_change_of_words(tmp_path, before, after):
    note = "It is shut [@log#p1s1], they say [@log#p1] [@log]."
    lock = published(tmp_path, note, before)

    assert drifts(compared(tmp_path, note, after, lock)) == []
    assert drifts(compared(tmp_path, note, f"A storm.\n{after}", lock)) == [
        ("moved-words", "p1s1", "p2s1"),
        ("moved-words", "p1", "p2"),
        ("corrected-source", "", None),
    ]
    assert [code for code, *_ in drifts(compared(tmp_path, note, after.replace("old", "new"), lock))] == [
        "changed-words",
        "changed-words",
        "corrected-source",
    ]


def test_a_lock_of_an_earlier_version_is_read_and_written_anew(tmp_path):
    note = "It is shut [@log#p1s1], they say [@log]."
    lock = published(tmp_path, note, STYLED)
    earlier = {
        "log#p1s1": fingerprint("The “old” pier – it’s there – is\u00a0shut."),
        "log": fingerprint(STYLED),
    }
    known = tuple(replace(each, words=earlier[str(each.place)]) for each in lock.entries)
    assert known != lock.entries

    kept = compared(tmp_path, note, STYLED, Lock(lock.sources, known))

    assert drifts(kept) == []
    assert set(kept.fresh_lock().entries) == set(lock.entries)
    assert drifts(compared(tmp_path, note, f"A storm.\n{STYLED}", Lock({}, known)))[0] == (
        "moved-words",
        "p1s1",
        "p2s1",
    )


def test_words_that_moved_and_changed_name_the_nearest_sentence(tmp_path):
    lock = published(tmp_path)

    text = f"A storm broke.\n{LOG}".replace("Nobody was hurt", "Nobody was badly hurt")
    *_, found = compared(tmp_path, NOTE, text, lock).drifted()

    assert (found.problem.code, found.problem.hint) == (
        "changed-words",
        "Nearest: log#p3s1 “Nobody was badly hurt.”. Cite that; or, if the new words are meant, "
        "run: python3 tasks.py mend --accept log#p2s1",
    )


def test_words_that_moved_within_their_paragraph_and_changed_name_the_nearest_sentence(tmp_path):
    lock = published(tmp_path)

    text = LOG.replace("Nobody was hurt", "A storm broke. Nobody was badly hurt")
    *_, found = compared(tmp_path, NOTE, text, lock).drifted()

    assert (found.problem.code, found.problem.hint) == (
        "changed-words",
        "Nearest: log#p2s2 “Nobody was badly hurt.”. Cite that; or, if the new words are meant, "
        "run: python3 tasks.py mend --accept log#p2s1",
    )


def test_words_that_are_gone_name_the_nearest_sentence(tmp_path):
    lock = published(tmp_path)

    [found] = compared(tmp_path, NOTE, "The pier is shut. Nobody was badly hurt.", lock).drifted()

    assert (
        found.problem.code,
        found.problem.hint,
    ) == ("gone-words", "Nearest: log#p1s2 “Nobody was badly hurt.”")


def test_a_number_that_an_insertion_gives_to_other_words_is_noticed(tmp_path):
    note = "Boats go to Larne [@log#p1s2]."
    lock = published(tmp_path, note)

    assert drifts(compared(tmp_path, note, f"A storm broke. {LOG}", lock)) == [
        ("moved-words", "p1s2", "p1s3")
    ]


def test_a_number_that_an_editor_corrected_is_accepted(tmp_path):
    lock, longer = published(tmp_path), f"A storm broke.\n{LOG}"

    corrected = NOTE.replace("p1s1", "p2s1").replace("hurt [@log#p2s1]", "hurt [@log#p3s1]")
    assert drifts(compared(tmp_path, corrected, longer, lock)) == []


def test_the_number_that_was_not_corrected_is_still_named(tmp_path):
    lock, longer = published(tmp_path), f"A storm broke.\n{LOG}"

    half = NOTE.replace("p1s1", "p2s1")
    assert drifts(compared(tmp_path, half, longer, lock)) == [("moved-words", "p2s1", "p3s1")]


@pytest.mark.parametrize("half", ["[@log#p2s1; @log#p2s1]", "[@log#p2s1] and so on [@log#p2s1]"])
def test_of_two_places_of_one_sentence_no_reading_is_guessed(tmp_path, half):
    whole = half.replace("p2s1", "p1s1", 1)
    lock = published(tmp_path, f"The pier is shut and nobody was hurt {whole}.")

    found = drifts(
        compared(tmp_path, f"The pier is shut and nobody was hurt {half}.", f"A storm.\n{LOG}", lock)
    )

    assert {("unclear-words", "p2s1", None)} == set(found)


def test_words_that_occur_twice_now_are_not_guessed_at(tmp_path):
    lock = published(tmp_path, "The pier is shut [@log#p1s1].")

    twice = "A storm broke.\nThe pier is shut.\nThe pier is shut."
    [found] = compared(tmp_path, "The pier is shut [@log#p1s1].", twice, lock).drifted()

    assert (found.problem.code, found.problem.hint) == ("unclear-words", "Cite the one that is meant.")


def test_a_sentence_that_was_rewritten_beside_a_changed_source_is_asked_about(tmp_path):
    lock = published(tmp_path)

    note = NOTE.replace("Nobody was hurt", "There were no wounded")
    assert drifts(compared(tmp_path, note, f"A storm broke.\n{LOG}", lock)) == [
        ("moved-words", "p1s1", "p2s1"),
        ("unclear-words", "p2s1", None),
    ]


def test_a_renamed_source_is_followed_by_its_hash(tmp_path):
    [first, second] = compared(tmp_path, NOTE, LOG, published(tmp_path), source="diary").drifted()

    assert [
        (each.problem.code, f"{each.new_place.source}#{each.new_place.fragment}") for each in (first, second)
    ] == [("renamed-source", "diary#p1s1"), ("renamed-source", "diary#p2s1")]


def test_a_source_renamed_and_corrected_at_once_is_named_with_the_place_of_the_words(tmp_path):
    lock = published(tmp_path)
    corrected = LOG.replace("The pier is shut. ", "").replace("Boats", "All boats")

    first, second = compared(tmp_path, NOTE, corrected, lock, source="diary").drifted()

    assert [(each.problem.code, each.new_place) for each in (first, second)] == [("unclear-words", None)] * 2
    assert first.problem.message == 'there is no source "log" any more; "diary" contains some of its text'
    assert second.problem.hint == "There the words are at [@diary#p2s1]: “Nobody was hurt.”"


def test_a_new_source_with_few_of_the_words_is_no_source_renamed(tmp_path):
    lock = published(tmp_path)

    assert (
        list(compared(tmp_path, NOTE, "A storm broke.\nIt was noon.", lock, source="diary").drifted()) == []
    )


def test_a_citation_of_a_whole_source_warns_until_its_new_text_is_accepted(tmp_path):
    note = "The pier was shut [@log]."
    lock = published(tmp_path, note)
    kept = compared(tmp_path, note, LOG.replace("noon", "one"), lock)
    [found] = kept.drifted()
    [entry] = kept.fresh_lock().entries

    assert (found.problem.code, str(found.problem.severity)) == ("corrected-source", "warning")
    assert entry == lock.entries[0]  # the next build warns too
    assert (
        drifts(compared(tmp_path, note, LOG.replace("noon", "one"), Lock({}, (kept.entry_now(found.use),))))
        == []
    )
    assert drifts(compared(tmp_path, note, LOG.replace(". ", ".  "), lock)) == []


TWICE = "The pier is shut.\nNobody was hurt. It rained.\nNobody was hurt. It snowed."


def test_a_place_that_came_to_another_of_equal_sentences_is_asked_about(tmp_path):
    note = "Nobody was hurt [@log#p2s1]."
    lock = published(tmp_path, note, TWICE)
    shorter = TWICE.replace("The pier is shut.\n", "")
    kept = compared(tmp_path, note, shorter, lock)

    assert [(entry.turn, entry.first_words) for entry in lock.entries] == [(1, "Nobody was hurt.")]
    assert drifts(kept) == [("unclear-words", "p2s1", None)]
    assert drifts(compared(tmp_path, note, TWICE.replace("shut", "open"), lock)) == []
    assert (
        drifts(compared(tmp_path, note, TWICE.replace("Nobody was hurt. It snowed", "It snowed"), lock)) == []
    )
    assert drifts(compared(tmp_path, note, shorter, Lock({}, kept.fresh_lock().entries))) == []


def test_a_lock_of_an_earlier_version_says_nothing_of_whole_sources(tmp_path):
    note = "The pier was shut [@log]."
    lock = published(tmp_path, note)
    earlier = Lock(lock.sources, tuple(replace(entry, words="-") for entry in lock.entries))

    assert drifts(compared(tmp_path, note, LOG.replace("noon", "one"), earlier)) == []


def test_a_citation_that_is_new_is_taken_as_written(tmp_path):
    lock = published(tmp_path, "The pier was shut [@log#p1s1].")

    assert drifts(compared(tmp_path, NOTE, LOG, lock)) == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, 'the first line is not "dossier-citations 2"'),
        ("dossier-citations 3\n", 1, "written by a later version (3)"),
        ("dossier-citations 1\ncite\tx\n", 2, "this line cannot be read"),
        ("dossier-citations 1\n<<<<<<< ours\n", 2, "a merge conflict was left here"),
        ("dossier-citations 1\nsource\tlog\tabc\n", 2, "this line cannot be read"),
    ],
)
def test_a_damaged_lock_is_an_error_at_its_line(text, line, message):
    lock, [problem] = read_lock(text, "content/citations.lock")

    assert (EMPTY, line, message) == (lock, problem.at.line, problem.message)
    assert problem.hint


SENTENCES = [f"The {word} boat left." for word in ("red", "blue", "green", "white", "black")]


@st.composite
def later_texts(draw):
    """Return the text of a source after sentences were moved, dropped, changed and put in."""
    dropped = draw(st.sets(st.sampled_from(SENTENCES), max_size=2))
    kept = [words for words in draw(st.permutations(SENTENCES)) if words not in dropped]
    for words in draw(st.lists(st.sampled_from(["A storm broke.", "Rain fell.", "\n"]), max_size=4)):
        kept.insert(draw(st.integers(0, len(kept))), words)
    text = re.sub(r" ?\n ?", "\n", " ".join(kept)).strip() or "Rain fell."
    return text.replace("red", draw(st.sampled_from(["red", "gray"])))


@given(text=later_texts(), name=st.sampled_from(["log", "diary"]))
def test_no_citation_points_to_other_words_without_an_error(tmp_path_factory, text, name):
    folder = tmp_path_factory.mktemp("desk")
    note = " ".join(f"Boat {n} left [@log#p1s{n}]." for n in range(1, 6))
    lock = published(folder, note, " ".join(SENTENCES))

    kept = compared(folder, note, text, lock, source=name)
    drifted = list(kept.drifted())

    [source] = kept.corpus.documents
    silent = {use for use in kept.uses if use.place.source == source.id} - {each.use for each in drifted}
    assert [SENTENCES[use.place.sentence - 1] for use in silent] == [
        source.quote(source.sentence(use.place.fragment).span) for use in silent
    ]
    sure = [each for each in drifted if each.new_place]
    assert [each.entry.first_words for each in sure] == [
        source.quote(source.sentence(each.new_place.fragment).span) for each in sure
    ]


@given(text=later_texts())
def test_no_newer_citation_of_a_place_that_was_cited_points_to_other_words_without_an_error(text):
    lock = kept_for(
        {"notes/n.md": " ".join(f"Boat {n} left [@log#p1s{n}]." for n in range(1, 6))},
        {"log": " ".join(SENTENCES)},
    ).fresh_lock()
    newer = {"notes/m.md": " ".join(f"It left as {n} [@log#p1s{n}]." for n in range(1, 6))}

    kept = kept_for(newer, {"log": text}, lock)

    drifted = {each.use for each in kept.drifted()}
    [source] = kept.corpus.documents
    silent = [use for use in kept.uses if use not in drifted and source.sentence(use.place.fragment)]
    assert [SENTENCES[use.place.sentence - 1] for use in silent] == [
        source.quote(source.sentence(use.place.fragment).span) for use in silent
    ]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("He said “" + "word " * 40 + "end”.", "He said “" + ("word " * 40)[:150].rstrip() + "…”"),
        ("He said " + "word " * 40 + "end.", "He said " + ("word " * 40)[:151].rstrip() + "…"),
        (
            "“Yes,” he said, " + "word " * 40 + "end.",
            "“Yes,” he said, " + ("word " * 40)[:143].rstrip() + "…",
        ),
        ("x" * 160, "x" * 160),
        ("x" * 161, "x" * 159 + "…"),
    ],
    ids=["inside a quotation", "outside", "after one", "as long as may be", "one letter more"],
)
def test_the_lock_repeats_the_first_words_and_closes_a_quotation_that_it_cuts(tmp_path, words, kept):
    [entry] = compared(tmp_path, "It is so [@log#p1].", words).fresh_lock().entries

    assert entry.first_words == kept


ROW = "cite\tcontent/notes/n.md\t{place}\t0123456789abcdef\t0123456789abcdef\twords"


@pytest.mark.parametrize(
    ("place", "is_read"),
    [("log#p1s1", True), ("log#p1", True), ("log", True), ("log#x1", False), ("#p1s1", False), ("#x", False)],
)
def test_a_line_of_the_lock_that_names_no_place_is_named(place, is_read):
    text = f"dossier-citations 1\n{ROW.format(place=place)}\n"

    lock, faults = read_lock(text, "content/citations.lock")

    assert (len(lock.entries) == 1, not faults) == (is_read, is_read)


@pytest.mark.parametrize(
    ("number", "value"), [(0, "site"), (3, "0123456789abcdeg"), (4, "0123"), (4, ""), (5, None)]
)
def test_a_line_of_the_lock_that_was_edited_is_named(number, value):
    parts = ROW.format(place="log#p1").split("\t")
    parts[number : number + 1] = [] if value is None else [value]

    lock, faults = read_lock("dossier-citations 1\n" + "\t".join(parts) + "\n", "content/citations.lock")

    assert (lock.entries, len(faults)) == ((), 1)


def test_the_lock_is_in_the_order_of_the_places(tmp_path):
    text = "\n".join(f"Boat number {number} left. It was late." for number in range(1, 12))
    note = "A [@log#p10]. B [@log#p2s2]. C [@log#p2s1]. D [@log]. E [@log#p2]."

    places = [entry.place.fragment for entry in published(tmp_path, note, text).entries]

    assert places == ["", "p2", "p2s1", "p2s2", "p10"]


def test_the_lock_is_written_only_when_it_would_read_otherwise(tmp_path):
    assert save_lock(tmp_path, "one\n")
    assert not save_lock(tmp_path, "one\n")
    assert save_lock(tmp_path, "two\n")

    assert (tmp_path / NAME).read_text("utf-8") == "two\n"


def kept_for(files, sources, lock=EMPTY):
    """Compare the citations of several notes about several sources with a lock; `files` are by name."""

    def read(folder):
        for name, words in files.items():
            path = folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"---\ntitle: Note\n---\n{words}\n", "utf-8")
        found = corpus(*(document(text, id=id) for id, text in sources.items()))
        desk, _ = settle_words(read_desk(folder / "content", SETTINGS), found)
        return LockCheck(lock, resolve(desk, found).uses, found)

    with TemporaryDirectory() as folder:
        return read(Path(folder))


BEFORE = {"log": "One came.\nTwo came.\nThree came.\nFour came."}
FOUR = {"notes/n.md": "A [@log#p1s1]. B [@log#p2s1]. C [@log#p3s1]. D [@log#p4s1]."}


@pytest.mark.parametrize(
    ("sources", "new"),
    [
        ({"a": "One came. Two came."}, "a"),
        ({"a": "One came. He left."}, None),
        ({"a": "One came. Two came.", "b": "One came. Three came."}, None),
        ({"a": "One came. Two came.", "b": "One came. Two came. Three came."}, "b"),
        ({"b": "One came. Two came.", "a": "One came. Two came. Three came."}, "a"),
        ({"a": "One came.\nTwo came.\nNobody."}, "a"),
    ],
)
def test_a_source_that_has_half_of_the_cited_words_and_more_than_all_others_is_the_one_renamed(sources, new):
    lock = kept_for(FOUR, BEFORE).fresh_lock()

    found = [each.problem for each in kept_for(FOUR, sources, lock).drifted()]

    told = [f'there is no source "log" any more; "{new}" contains some of its text'] * 4 if new else []
    assert [problem.message for problem in found] == told


def test_a_source_that_was_there_before_is_none_renamed():
    both = {**BEFORE, "old": "One came. Two came. Three came."}
    files = {**FOUR, "notes/m.md": "E [@old]."}
    lock = kept_for(files, both).fresh_lock()

    assert [each.problem.code for each in kept_for(files, {"old": both["old"]}, lock).drifted()] == []


def test_of_a_source_that_was_split_the_part_with_the_words_is_named():
    lock = kept_for(FOUR, BEFORE).fresh_lock()
    parts = {"a": "One came.\nTwo came.\nThree came.", "b": "So it ended.\nFour came."}

    *_, last = sorted(kept_for(FOUR, parts, lock).drifted(), key=lambda each: each.use.at)

    assert (last.problem.message, last.problem.hint) == (
        'there is no source "log" any more; "b" contains some of its text',
        "There the words are at [@b#p2s1]: “Four came.”",
    )


def test_of_a_source_whose_name_another_text_has_now_the_one_with_its_bytes_is_named():
    lock = kept_for(FOUR, BEFORE).fresh_lock()
    now = {"log": "Nobody came at all.\nTwo came.", "log-2015": BEFORE["log"]}

    found = list(kept_for(FOUR, now, lock).drifted())

    assert [(each.problem.code, each.problem.hint) for each in found] == [
        (
            "changed-words",
            "Nearest: log-2015#p1s1 “One came.”. Cite that; or, if the new words are meant, run: "
            "python3 tasks.py mend --accept log#p1s1",
        ),
        ("gone-words", "Nearest: log-2015#p3s1 “Three came.”"),
        ("gone-words", "Nearest: log-2015#p4s1 “Four came.”"),
    ]


@pytest.mark.parametrize(
    ("now", "hint"),
    [
        (
            "Nobody was hurt badly. Rain.",
            "There the nearest words are at [@a#p4s1]: “Nobody was hurt badly.”",
        ),
        ("Rain fell.", "Look whether [@a] is meant."),
    ],
)
def test_of_words_that_a_renamed_source_lost_the_nearest_are_named(now, hint):
    lock = kept_for(FOUR, {"log": BEFORE["log"].replace("Four came", "Nobody was hurt")}).fresh_lock()
    kept = kept_for(FOUR, {"a": f"One came.\nTwo came.\nThree came.\n{now}"}, lock)

    *_, last = sorted(kept.drifted(), key=lambda each: each.use.at)

    assert (last.problem.code, last.problem.hint) == ("unclear-words", hint)


@pytest.mark.parametrize(
    ("cited", "hint"),
    [
        ("ax bx cx dx ex", "Nearest: log#p1s2 “Ax bx q.”"),
        ("ax bx cx dx ex fx", "Nothing like it is there."),
        ("qx", "Nothing like it is there."),
    ],
)
def test_the_nearest_sentence_shares_two_words_of_five_with_those_that_are_gone(tmp_path, cited, hint):
    note = "It is so [@log#p2s1]."
    lock = published(tmp_path, note, f"One.\n{cited.capitalize()}.")

    [found] = compared(tmp_path, note, "Z. Ax bx q. Bx ax q.", lock).drifted()

    assert (found.problem.code, found.problem.hint) == ("gone-words", hint)
    assert found.problem.message == f"the words cited from log#p2s1 are gone: “{cited.capitalize()}.”"


def test_a_rewritten_sentence_about_the_same_words_is_taken_as_written(tmp_path):
    lock = published(tmp_path)

    assert drifts(compared(tmp_path, NOTE.replace("hurt [", "wounded ["), LOG, lock)) == []


def test_a_citation_by_a_few_words_that_moved_is_followed_by_them(tmp_path):
    files = {"notes/n.md": 'Nobody was hurt [@log "was hurt"].'}
    lock = kept_for(files, {"log": LOG}).fresh_lock()

    same = kept_for(files, {"log": f"A storm.\n{LOG}"}, lock)
    other = kept_for(files, {"log": LOG.replace("Nobody was hurt", "One was hurt")}, lock)
    third = kept_for(files, {"log": "One was hurt. Nobody was."}, lock)

    assert drifts(same) == []  # the same words at another place
    assert [code for code, *_ in drifts(other)] == ["changed-words"]
    assert [code for code, *_ in drifts(third)] == ["changed-words"]


def test_a_sentence_that_was_moved_to_another_file_keeps_its_lines():
    before = {"notes/n.md": "The pier was shut [@log#p1s1].", "notes/o.md": "O [@log#p2]."}
    after = {"notes/m.md": before["notes/n.md"], "notes/o.md": "O [@log#p2]."}
    lock = kept_for(before, {"log": LOG}).fresh_lock()

    assert drifts(kept_for(after, {"log": LOG}, lock)) == []
    assert drifts(kept_for(after, {"log": f"A storm broke. {LOG}"}, lock)) == [
        ("moved-words", "p1s1", "p1s2")
    ]


def test_a_sentence_that_was_copied_to_another_file_follows_its_line():
    before = {"notes/n.md": "The pier was shut [@log#p1s1]."}
    after = {**before, "notes/m.md": before["notes/n.md"]}
    lock = kept_for(before, {"log": LOG}).fresh_lock()

    assert drifts(kept_for(after, {"log": LOG}, lock)) == []
    assert (
        drifts(kept_for(after, {"log": f"A storm broke. {LOG}"}, lock))
        == [("moved-words", "p1s1", "p1s2")] * 2
    )


HALT = {"notes/n.md": "Work was halted [@log#p2]. Nobody came [@log#p2s1]."}
HALTED = {"log": "It rained.\nThe port stops work. It said so.\nThe mayor came."}
LONGER = {"log": f"A storm broke.\n{HALTED['log']}"}


@pytest.mark.parametrize(
    ("after", "place"),
    [
        ({**HALT, "notes/m.md": "The port gave in [@log#p2]."}, "p2"),
        ({**HALT, "notes/m.md": "The port gave in [@log#p2s1]."}, "p2s1"),
        ({**HALT, "notes/m.md": "The port gave in [@log#p2s2]."}, "p2s2"),
        ({"notes/n.md": f"{HALT['notes/n.md']} The port gave in [@log#p2]."}, "p2"),
        ({"notes/m.md": "Work has been halted [@log#p2]."}, "p2"),
        ({"notes/n.md": "Nobody came [@log#p2]."}, "p2"),
    ],
    ids=["new", "new, a sentence", "new, another sentence", "beside it", "moved and edited", "coarser"],
)
def test_a_citation_that_the_lock_does_not_know_is_asked_about_where_its_place_changed(after, place):
    lock = kept_for(HALT, HALTED).fresh_lock()

    assert ("unclear-words", place, None) in drifts(kept_for(after, LONGER, lock))
    assert drifts(kept_for(after, HALTED, lock)) == []


def test_of_a_place_that_changed_the_message_says_where_its_words_are_now():
    lock = kept_for(HALT, HALTED).fresh_lock()

    found = list(kept_for({"notes/m.md": "The port gave in [@log#p2]."}, LONGER, lock).drifted())

    assert [(each.problem.message, each.problem.hint) for each in found] == [
        (
            "log#p2 has other words since the last good build: “The port stops work. It said so.” was cited; "
            "there is now “It rained.”",
            "The words that it had are at log#p3 now: cite that. If the new words are meant, run: "
            "python3 tasks.py mend --accept log#p2",
        )
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Rain fell [@log#p9].",
        "Rain fell [@log#p1s1].",
        "The mayor came [@log#p4s1].",
        'The mayor [@log "mayor came"].',
        'It stops [@log "stops work"].',
    ],
)
def test_a_new_citation_of_what_nobody_cited_or_by_its_words_is_taken_as_written(words):
    lock = kept_for(HALT, HALTED).fresh_lock()

    found = kept_for({"notes/m.md": words}, {"log": LONGER["log"] + "\nA.\nB.\nC.\nD."}, lock)

    assert drifts(found) == []


def test_a_citation_by_words_whose_sentence_changed_is_asked_about_in_another_sentence_too():
    lock = kept_for({"notes/n.md": 'All well [@log "was hurt"].'}, {"log": LOG}).fresh_lock()

    edited = {"notes/m.md": 'It went well [@log "was hurt"].'}
    found = kept_for(edited, {"log": LOG.replace("Nobody was hurt", "Everybody was hurt")}, lock)

    assert drifts(found) == [("unclear-words", "p2s1", None)]


def test_words_that_occur_many_times_now_are_named_at_five_places(tmp_path):
    note = "The pier is shut [@log#p1s1]."
    lock = published(tmp_path, note)

    [found] = compared(tmp_path, note, "Rain. " + "The pier is shut. " * 7, lock).drifted()

    places = ", ".join(f"log#p1s{number}" for number in range(2, 7))
    assert found.problem.message == f"the words cited from log#p1s1 now occur several times: {places}"


def test_the_lock_knows_the_sources_that_are_cited_alone():
    lock = kept_for({"notes/n.md": "A [@log#p1]."}, {"log": LOG, "other": "So."}).fresh_lock()

    assert list(lock.sources) == ["log"]
    assert [line for line in write_lock(Lock({**lock.sources, "x": "0" * 64}, lock.entries)).split("\n")
            if line.startswith("source")] == [f"source\tlog\t{lock.sources['log']}"]  # fmt: skip


def test_a_lock_is_read_with_its_remarks_empty_lines_and_turns():
    row = ROW.format(place="log#p1s2").replace("\t0123456789abcdef\t0", "\t0123456789abcdef.3\t0", 1)

    lock, faults = read_lock(
        f"\ufeffdossier-citations 1\n# Remark\tx\n\n{row}\nsource\tlog\t{'0' * 64}\n", "x.lock"
    )

    assert faults == ()
    assert lock.sources == {"log": "0" * 64}
    [entry] = lock.entries
    assert (entry.turn, entry.words, str(entry.place)) == (3, "0123456789abcdef", "log#p1s2")
    assert write_lock(lock).endswith(f"source\tlog\t{'0' * 64}\n{row}\n")


@pytest.mark.parametrize(
    ("line", "is_read"),
    [(f"source\tlog\t{'0' * 64}", True), (f"source\tlog\t{'0' * 63}", False),
     ("source\tlog", False), (f"sources\tlog\t{'0' * 64}", False), (f"source\tlog\t{'0' * 64}\tx", False),
     ("x", False), (" ", False)],
)  # fmt: skip
def test_a_line_of_a_source_has_its_name_and_sum(line, is_read):
    lock, faults = read_lock(f"dossier-citations 1\n\n{line}\n", "x.lock")

    assert bool(lock.sources) == is_read
    assert [(each.at.line, each.message) for each in faults] == (
        [] if is_read else [(3, "this line cannot be read")]
    )


@pytest.mark.parametrize("sign", ["<<<<<<< ours", "=======", ">>>>>>> theirs", "||||||| base"])
def test_a_merge_conflict_is_named_before_all_else(sign):
    _, [fault] = read_lock(f"x\n{sign}\n", "content/x.lock")

    assert str(fault) == (
        "content/x.lock:2:1: error: a merge conflict was left here. Take either side, then build; "
        "or delete content/x.lock and rebuild."
    )


def test_a_lock_that_cannot_be_read_is_an_error_and_none_is_empty(tmp_path):
    assert load_lock(tmp_path) == (EMPTY, ())
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")

    lock, [fault] = load_lock(tmp_path)

    assert lock == EMPTY
    assert str(fault).startswith(
        f"{tmp_path.name}/{NAME}:1:1: error: cannot be read: not UTF-8 text. Restore it"
    )


def test_a_desk_that_cannot_be_written_has_no_new_lock(tmp_path):
    (tmp_path / "content").write_text("a file")

    assert not save_lock(tmp_path / "content", "one\n")


def test_two_lines_of_one_place_are_in_the_order_of_their_sentences(tmp_path):
    entry = read_lock(f"dossier-citations 1\n{ROW.format(place='log#p1')}\n", "x")[0].entries[0]
    rows = [replace(entry, statement=each * 16) for each in "ba"] + [replace(entry, file="content/a\tb.md")]

    text = write_lock(Lock({}, (*rows, *rows)))

    assert [line.split("\t")[1:5:3] for line in text.split("\n") if line.startswith("cite")] == [
        ["content/a b.md", "0123456789abcdef"],
        ["content/notes/n.md", "a" * 16],
        ["content/notes/n.md", "b" * 16],
    ]


def named_by_sidecar(source, text, *places, file="seeds/log.yaml", lock=EMPTY):
    """Compare the places that the sidecar of a source names in it with a lock."""
    own = tuple(
        OwnPlace("summary", CitedPlace(source, paragraph, sentence), Place(file, line))
        for line, (paragraph, sentence) in enumerate(places, 1)
    )
    made = document(text, id=source)
    sources = corpus(replace(made, meta=replace(made.meta, own_places=own)))
    return LockCheck(lock, resolve(Desk(), sources).uses, sources)


def test_a_warning_of_the_lock_hides_no_error_of_its_line(tmp_path):
    note = "The pier is shut [@log]. Snow fell [@gone#p1s1]."
    lock = published(tmp_path, "The pier is shut [@log].")
    compared(tmp_path, note, LOG)
    corrected = corpus(document(f"A storm broke.\n{LOG}", id="log"))

    dossier = assemble(corrected, read_desk(tmp_path / "content", SETTINGS), SETTINGS, lock)

    found = [(each.code, each.severity.value, each.at.line) for each in dossier.problems if each.at.line == 4]
    assert ("corrected-source", "warning", 4) in found
    assert ("unknown-source", "error", 4) in found


def test_a_sidecar_that_is_renamed_with_its_source_keeps_its_lines():
    lock = named_by_sidecar("log", LOG, (1, 1), (2, 1)).fresh_lock()
    later = named_by_sidecar("diary", f"A storm.\n{LOG}", (1, 1), (2, 1), file="seeds/diary.yaml", lock=lock)

    assert [entry.file for entry in lock.entries] == ["seeds/log.yaml"] * 2
    assert drifts(later) == [("moved-words", "p1s1", "p2s1"), ("moved-words", "p2s1", "p3s1")]


def test_a_note_does_not_take_the_lines_of_a_sidecar_and_a_sidecar_not_those_of_a_note(tmp_path):
    lock = published(tmp_path)  # what a note cites from the log
    later = named_by_sidecar("diary", f"A storm.\n{LOG}", (1, 1), file="seeds/diary.yaml", lock=lock)

    assert drifts(later) == []


def test_the_line_of_a_key_of_another_file_is_not_followed():
    lock = named_by_sidecar("log", LOG, (1, 1), (2, 1)).fresh_lock()

    assert drifts(named_by_sidecar("diary", "Rain fell.", (1, 1), file="seeds/diary.yaml", lock=lock)) == []


def test_a_paragraph_that_moved_is_found_as_a_paragraph(tmp_path):
    note = "So it was [@log#p2]."
    lock = published(tmp_path, note)

    assert drifts(compared(tmp_path, note, f"A storm broke.\n{LOG}", lock)) == [("moved-words", "p2", "p3")]


def test_words_that_a_source_has_once_are_counted_in_no_turn(tmp_path):
    assert [entry.turn for entry in published(tmp_path).entries] == [0, 0]
