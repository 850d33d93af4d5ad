"""A citation may name its sentence by a few of its words."""

import pytest
from builders import corpus, document

from dossier.commands.find import find_words
from dossier.config import Settings
from dossier.editorial import few_words, read_body, read_desk, read_place, settle_words

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


@pytest.mark.parametrize("words", ["Hafen bleibt", "zu sagte er", "bleibt zu", "Hafen bleibt zu sagte er"])
def test_what_find_quotes_has_an_end_where_it_is_pasted(words):
    [found] = find_words(corpus(document("Der Hafen „bleibt zu“, sagte er.", id="log")), words)

    body, problems = read_body("content/notes/n.md", 1, f"So ist es: {found.quotation}\n")

    assert problems == ()
    assert [citation.quotation for citation in body.citations] == [found.quotation.partition("” [")[0][1:]]


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


@pytest.mark.parametrize(
    ("text", "few"),
    [
        ("A b c d e f. Rain fell.", "A b c d"),
        ("A b c. Rain fell.", "A b c."),
        ("A b c d e f. A b c d e g.", "A b c d e f."),
        ("A b c d e f x y. A b c d e f z y.", "A b c d e f x"),
        ("A b c d e f g h i j k l m. A b c d e f g h i j k L m.", "A b c d e f g h i j k l"),
        ("A b c d e f g h i j k l m. A b c d e f g h i j k l n.", ""),
        ("“A b c d,” he said. Rain fell.", "A b c d"),
        ("(A b, c: d e. Rain fell.", "A b, c: d"),
        ("A b c d, e f. Rain fell.", "A b c d"),
        ("A [b] c d e. Rain fell.", ""),
    ],
)
def test_four_to_twelve_words_set_a_sentence_apart(text, few):
    source = document(text)

    assert few_words(source, source.sentences[0]) == few


def test_five_candidates_are_named_for_words_of_many_sentences(tmp_path):
    sources = corpus(document("It was so. " * 7, id="log"))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "n.md").write_text('---\ntitle: N\n---\nSo [@log "was so"].\n', "utf-8")

    _, [problem] = settle_words(read_desk(tmp_path, Settings()), sources)

    named = " or ".join(f"[@log#p1s{number}]" for number in range(1, 6))
    assert problem.message == "the words “was so” are in several sentences of log"
    assert problem.hint == f"Give more words, or write {named}."


def test_words_of_an_unknown_source_are_left_to_be_reported_as_such(tmp_path):
    assert settle(tmp_path, 'So [@logg "was hurt"; @log#p1].') == (["logg", "log#p1"], [])


def test_words_that_nothing_is_like_ask_for_those_of_the_source(tmp_path):
    places, [problem] = settle(tmp_path, 'So [@log "quite other matters"; @log#p1; @log#p1].')

    assert places == ["log#p1"]
    assert problem[2] == "Give the words as the source has them."


def test_all_that_editors_write_is_settled_and_the_rest_stays_itself(tmp_path):
    files = {
        "topics/t.md": '---\ntitle: T\nterms: [x]\nsummary: S [@log "was hurt"].\n---\nB [@log#p1].\n',
        "claims/c.md": '---\nquestion: Q?\n---\n## A\nB [@log "was hurt"].\n\n## C\nD [@log#p1].\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    desk = read_desk(tmp_path, Settings())

    settled, problems = settle_words(desk, SOURCES)

    [topic], [claim] = settled.topics, settled.claims
    assert problems == ()
    assert str(topic.summary_body.citations[0].targets[0]) == "log#p2s1"
    assert [str(each.body.citations[0].targets[0]) for each in claim.positions] == ["log#p2s1", "log#p1"]
    assert topic.body is desk.topics[0].body
    assert claim.positions[1] is desk.claims[0].positions[1]
    assert settle_words(settled, SOURCES)[0] is settled


@pytest.mark.parametrize(
    ("cited", "places"),
    [
        ("[@log#p1s2]", ["log#p1s2"]),
        ("[@log; @log#p1; @log]", ["log", "log#p1"]),
        ("[@log tr; @log#p1 tr]", ["log", "log#p1"]),
        ("[@log#s2]", []),
        ("[@log#p1; @]", []),
        ("[@log#p1234567]", []),
        ("[@log#p1s1234567]", []),
        (f"[@{'x' * 200}]", ["x" * 200]),
        (f"[@{'x' * 201}]", []),
        ('[@log "it is; so"; @log]', ["log", "log"]),
        ("[@log “it is; so”]", ["log"]),
        ('[@log "]', []),
        (f'[@log "{"w" * 401}"]', []),
        ('[@log#p1 "so"]', []),
    ],
)
def test_a_citation_names_places_or_cannot_be_read(cited, places):
    body, problems = read_body("x.md", 1, f"So {cited}.")

    [citation] = body.citations
    assert [str(place) for place in citation.targets] == places
    assert [problem.code for problem in problems] == ([] if places else ["bad-citation"])
    assert citation.translated == (" tr" in cited)


def test_what_is_too_long_for_a_citation_is_a_bracket_that_is_not_read():
    good, bad = (f"So [@log#p1; {'@log#p2; ' * 110}{'x' * more}]." for more in (0, 10))

    assert len(read_body("x.md", 1, good)[0].citations) == 1
    assert [problem.code for problem in read_body("x.md", 1, bad)[1]] == ["unread-bracket"]


def test_a_source_may_be_called_by_the_name_of_its_file():
    place = read_place('@Hafen-Übersicht "a; b"')

    assert (place.source, place.words, place.paragraph, place.sentence) == (
        "hafen-ubersicht",
        "a; b",
        None,
        None,
    )
    assert read_place("@log#p2s3").typed == "log"


def test_citations_may_follow_each_other_and_end_a_text():
    body, _ = read_body("x.md", 1, "So [@log#p1][@log#p2]\n\nAnd [@log]")

    assert [str(each.targets[0]) for each in body.citations] == ["log#p1", "log#p2", "log"]
    assert body.plain_words() == "So And"
