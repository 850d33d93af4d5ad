"""Who says what."""

import pytest
from builders import document, entity, registry
from fixture_documents import read_fixtures
from hypothesis import given
from hypothesis import strategies as st

from dossier.analysis.names.known import find_mentions
from dossier.analysis.speech.attributions import find_attributions
from dossier.text.read_text import read_text

NAMES = """person: Elena Marković
person: Ivan Petrov
place: Lisbon
organisation: The Evening Ledger, Evening Ledger"""
KINDS = {known.id: known.kind for known in map(entity, NAMES.split("\n"))}


def attributions(source):
    return find_attributions(read_text(source), find_mentions(read_text(source), registry(NAMES)), KINDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*blocks, id=title) for title, *blocks in read_fixtures("attributions", 2)],
)
def test_speakers_are_found(text, expected):
    source = document(text)

    found = [
        f"{source.quote(a.speaker)} | {a.cue} | {a.mode} | {a.entity or ''}".rstrip()
        for a in attributions(source)
    ]

    assert "\n".join(found) == expected


SAYING = ["said", "told", "citing", "added", "according", "to", "he", "who", "the", "source", "Elena"]
PIECES = [*SAYING, ",", "“", "”", '"', "\n", ".", "—"]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_a_speaker_stands_in_its_sentence(words):
    source = document(" ".join(words))

    for attribution in attributions(source):
        assert attribution.speaker.span in attribution.passage.span
        assert source.quote(attribution.speaker).strip()


@pytest.mark.parametrize(
    "text, speakers",
    [
        ("“It is us and we are glad,” said the brother of Ivan Petrov.", [None]),
        ("According to a letter to Ivan Petrov, the pier is shut.", [None]),
        ("Ivan Petrov slept. The aide to President Petrov said the pier is shut.", [None]),
        ("Asked whether Ivan Petrov said it was shut, the clerk slept.", []),
        ("Ivan Petrov didn’t say whether the pier was shut.", []),
        ("While experts don't say how many sank, Ivan Petrov said it was nine.", ["ivan-petrov"]),
        ("Experts have long said that the pier is old.", [None]),
        ("The line is the long disputed border of the bay.", []),
        ("The eel was almost declared extinct by the council.", []),
        ("Ivan Petrov maintained a high profile on the quay.", []),
        ("Ivan Petrov maintained that it was shut.", ["ivan-petrov"]),
        ("Ivan Petrov has called “absurd” the claim of the clerk.", ["ivan-petrov"]),
        ("Ivan Petrov called “a lie” what the clerk did.", ["ivan-petrov"]),
        ("The harbour master Ivan Petrov said it was shut.", ["ivan-petrov"]),
        ("The clerk asked if it was shut, and Ivan Petrov said it was.", ["ivan-petrov"]),
        ("A report on Monday cited Ivan Petrov as the only witness.", []),
        ("A report on Monday cited Ivan Petrov as saying that it is shut.", ["ivan-petrov"]),
        ("A report on Monday cited Ivan Petrov as confirming that it is shut.", ["ivan-petrov"]),
        ("A report on Monday cited Ivan Petrov as having told it that it is shut.", ["ivan-petrov"]),
        ("A report on Monday cited Ivan Petrov as its source that it is shut.", ["ivan-petrov"]),
        ("A report on Monday cited Ivan Petrov as its source of eels.", []),
        ("The head of the Evening Ledger, Ann Roe, said it was shut.", [None]),
        ("Hired to sell the Evening Ledger, Ann Roe, a lawyer of Larne, said it was shut.", [None]),
        ("Ivan Petrov, Minister of Ports, said it was shut.", ["ivan-petrov"]),
        ("Ivan Petrov, Governor, said it was shut.", ["ivan-petrov"]),
        (
            "Ivan Petrov called it “a grave lie”. The clerk met a group called “Red Lamp Men”.",
            ["ivan-petrov"],
        ),
        ("The plan, drafted in May but revealed by Ivan Petrov, is bad.", []),
        ("The clerk hid. Ivan Petrov, praised by Elena Marković, slept.", []),
        ("Ivan Petrov is now reported to have left the port.", []),
        ("Ivan Petrov, reported to be ill, slept.", []),
        ("The tug, reported lost, was found.", []),
        ("On Monday, the tug, described as unsafe, was sold.", []),
        ("Ivan Petrov, told of the loss, wept.", []),
        ("Ivan Petrov, told that it was lost, wept.", []),
        ("The tug, called “Roe”, sank.", []),
        ("The mayor, said: “It is shut, and we are glad.”", [None]),
        ("“It is shut, and we are glad,” Ivan Petrov, said.", ["ivan-petrov"]),
        ("Ivan Petrov, reported on Monday that it was shut.", ["ivan-petrov"]),
        ("The bridge fell. According to Ivan Petrov.", ["ivan-petrov"]),
        ("The governor, Ivan Petrov, told the crews to wait.", ["ivan-petrov"]),
        ("The governor, in a letter, described the pier as unsafe.", [None]),
        ("14:05 Ivan Petrov says it is shut.", ["ivan-petrov"]),
        ("9.30 Ivan Petrov says it is shut.", ["ivan-petrov"]),
        ("The pier Ivan Petrov said was shut is open.", []),
        ("All Ivan Petrov said was no.", []),
        ("Everything Ivan Petrov said was a lie.", []),
        ("Which the Evening Ledger said was a lie.", ["the-evening-ledger"]),
        ("Until Ivan Petrov says so, it is shut.", []),
        ("What the mayor of Elver wants, say, is a pier.", []),
        ("Anyone who says otherwise is wrong.", []),
        ("Three said yes and nine said no.", []),
        ("Reported by Ivan Petrov.", []),
        ("It was reported by Ivan Petrov.", ["ivan-petrov"]),
        ("Ivan Petrov responded by closing the gate.", []),
        ("Nine of the Elver crew had been saved he added.", []),
        ("Yesterday, Evening Ledger said it was shut.", ["the-evening-ledger"]),
        ("The pier is shut, according to critics.", [None]),
        ("Ivan Petrov slept. The clerk speaks if asked “why it is shut” by the judge.", []),
        ("Ivan Petrov slept. The clerk sleeps unless asked “why it is shut” by the judge.", []),
        ("Ivan Petrov slept. The clerk took it as her own when asked “why” by the judge.", []),
    ],
)
def test_who_only_belongs_to_a_speaker_or_is_asked_about_says_nothing(text, speakers):
    assert [each.entity for each in attributions(document(text))] == speakers


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("Elena Marković, 44, a lawyer representing Ivan Petrov, said it was shut.", "elena-markovic"),
        ("Elena Marković, a lawyer representing Ivan Petrov, said it was shut.", "elena-markovic"),
        ("Elena Marković, of Lisbon, a lawyer representing Ivan Petrov, said so.", "elena-markovic"),
        ("Elena Marković (Labour), a member of the council, said it was shut.", "elena-markovic"),
        ("Elena Marković, 44, a clerk, said it was shut.", "elena-markovic"),
        ("Evening Ledger (EL), a paper, said it was shut.", "the-evening-ledger"),
        ("Evening Ledger readers met on Monday, a source close to it, said on Monday.", None),
        ("Karl Lund (44), a driver who hit Ivan Petrov, said it was shut.", None),
        ("Karl Lund, 44, a minister under Ivan Petrov, said it was shut.", None),
        ("Karl Lund, a nurse representing Ivan Petrov, said it was shut.", None),
        ("Divers angry at President Ivan Petrov called for his dismissal.", None),
        ("Lawyers representing former President Ivan Petrov said it was shut.", None),
        ("A driver injured alongside Ivan Petrov said it was shut.", None),
        ("A defiant Ivan Petrov said it was shut.", "ivan-petrov"),
        ("A driver of eels named Ivan Petrov said it was shut.", "ivan-petrov"),
        ("The country’s outgoing President Ivan Petrov said it was shut.", "ivan-petrov"),
        ("The outgoing President Ivan Petrov said it was shut.", "ivan-petrov"),
        ("The Larne ferries’ chief operating officer Ivan Petrov said it was shut.", "ivan-petrov"),
        ("The Boeing chief Ivan Petrov said it was shut.", "ivan-petrov"),
        ("The nurse who hit the mayor, Ivan Petrov, said it was shut.", "ivan-petrov"),
    ],
)
def test_a_name_in_the_description_of_a_speaker_does_not_speak(text, speaker):
    assert next((each.entity for each in attributions(document(text))), None) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Petrov responded by saying it was shut.",
        "“It is shut and it will be,” Ivan Petrov explained by telephone.",
        "Ivan Petrov wrote by the last post that it was shut.",
        "Ivan Petrov warned by letter that it was shut.",
        "Ivan Petrov insisted by the gate that it was shut.",
        "Ivan Petrov promised by Friday to open it.",
        "Ivan Petrov reported to owners that it was shut.",
    ],
)
def test_a_way_or_a_day_behind_by_and_who_is_reported_to_leave_the_speaker(text):
    assert [each.entity for each in attributions(document(text))] == ["ivan-petrov"]


@pytest.mark.parametrize(
    "speaker",
    [
        "The retired clerk Roe",
        "Elver-based Moor",
        "My old and trusted friend Roe",
        "The newly elected mayor",
        "The harbour’s appointed head",
        "The retired Roe",
        "The newly elected Roe",
        "My old and trusted Roe",
    ],
)
def test_a_participle_before_a_noun_is_no_verb_of_the_speaker(speaker):
    source = document(f"{speaker} said it was shut.")

    assert [source.quote(each.speaker) for each in attributions(source)] == [speaker]
