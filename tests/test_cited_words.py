"""A citation may name its sentence by a few of its words."""

import pytest
from builders import corpus, document

from dossier.config import Settings
from dossier.editorial import few_words, read_desk, read_place, settle_words
from dossier.find import find_words

LOG = "The pier is shut. Boats go to Larne.\nNobody was hurt. The mayor, who was late; came at noon."
SOURCES = corpus(document(LOG, id="log"))


def settle(folder, note):
    """Return what the citations of a note point to, and the problems."""
    (folder / "notes").mkdir()
    (folder / "notes" / "n.md").write_text(f"---\ntitle: Note\n---\n{note}\n", "utf-8")
    desk, problems = settle_words(read_desk(folder, Settings()), SOURCES)
    places = [str(place) for citation in desk.notes[0].body.citations for place in citation.targets]
    return places, [(problem.code, str(problem.at), problem.hint) for problem in problems]


@pytest.mark.parametrize(
    "cited",
    [
        '[@log "Nobody was hurt"]',
        "[@log “nobody was hurt”]".replace("nobody", "Nobody"),
        '[@log  "was hurt."]',
    ],
)
def test_a_few_words_name_their_sentence(tmp_path, cited):
    assert settle(tmp_path, f"No one was harmed {cited}.") == (["log#p2s1"], [])


def test_words_stand_beside_numbers_and_may_hold_a_semicolon(tmp_path):
    note = 'He was late [@log#p1s1; @log "who was late; came"; @log].'

    assert settle(tmp_path, note) == (["log#p1s1", "log#p2s2", "log"], [])


def test_words_of_no_sentence_are_an_error_with_the_nearest(tmp_path):
    places, [problem] = settle(tmp_path, 'It was shut [@log "the pier was shut"].')

    assert places == []
    assert ("unknown-words", f"{tmp_path.name}/notes/n.md:4:13") == problem[:2]
    assert problem[2] == "The source says: **The** pier **is** shut"


def test_words_of_several_sentences_are_an_error_with_the_candidates(tmp_path):
    _, [problem] = settle(tmp_path, 'So it was [@log "was"].')

    assert problem[0] == "ambiguous-words"
    assert problem[2] == "Give more words, or write [@log#p2s1] or [@log#p2s2]."


def test_what_find_prints_can_be_cited_as_it_is(tmp_path):
    [found] = find_words(SOURCES, "mayor who was LATE")

    assert settle(tmp_path, f"Late {found.by_number}, very late {found.by_words}.") == (["log#p2s2"] * 2, [])


def test_few_words_set_a_sentence_apart_or_there_are_none():
    source = document("The pier is shut. The pier is open.\nIt rained. It rained.")

    assert [few_words(source, sentence) for sentence in source.sentences] == [
        "The pier is shut.",
        "The pier is open.",
        "",
        "",
    ]


def test_a_place_keeps_what_the_editor_called_its_source():
    assert read_place("@Hafen-Übersicht#p2").typed == "Hafen-Übersicht"
