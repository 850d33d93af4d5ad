"""Where sources may agree or differ, and what the program asks of an editor."""

from dataclasses import replace

import pytest
from builders import corpus, document, entity
from wire_texts import WIRE

from dossier.analysis import analyse
from dossier.analysis.likeness.markers import find_markers
from dossier.analysis.likeness.proposals import open_proposals, rank_proposals
from dossier.config import Settings
from dossier.model import (
    Citation,
    CitedPlace,
    Claim,
    ClaimId,
    Desk,
    MarkdownBody,
    Place,
    Position,
    Proposal,
    ProposalKind,
    Severity,
    SourceId,
    Term,
    Topic,
    TopicId,
)
from dossier.text.read_text import read_text

NAMES = """place: Varna
place: Oslo
person: Petar Ivanov
organisation: Coast Railway
person: Elena Marković
person: Ivan Marković"""
DESK = Desk(entities=tuple(map(entity, NAMES.split("\n"))))
FILLER = "Bakers in town raised the price of rye bread. Flour has become dear since the dry summer."


def analysis(*texts, desk=DESK):
    return analyse(
        corpus(*(document(t, id=i) for i, t in zip("abcd", texts, strict=False))), desk, Settings()
    )


def proposals(kind, *texts):
    sources = corpus(*(document(t, id=i) for i, t in zip("abcd", texts, strict=False)))
    found = analyse(sources, DESK, Settings()).proposals
    return [(p, [sources.quote(m) for m in p.members]) for p in found if p.kind is kind]


def test_the_same_statement_in_two_sources_is_an_agreement():
    one = "Engineers of the Coast Railway closed the bridge at Varna on Monday."
    two = "The bridge at Varna was closed by engineers of the Coast Railway."

    [(proposal, members)] = proposals(
        ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{two} Rain fell on the bay."
    )

    assert members == [one, two]
    assert not proposal.same_origin
    assert 0 < proposal.score <= 1


def test_one_quotation_told_twice_is_one_origin():
    one = "“The bridge at Varna will be closed until the winter,” said Petar Ivanov."
    two = "Petar Ivanov told the council: “The bridge at Varna will be closed until the winter.”"

    [(proposal, _)] = proposals(ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{two} Rain fell on the bay.")

    assert proposal.same_origin
    assert proposal.cue == "close match, the same words quoted"


def test_a_statement_agrees_with_two_of_another_source():
    one = "Engineers of the Coast Railway closed the bridge at Varna on Monday."
    two = "The bridge at Varna was closed by engineers of the Coast Railway."
    more = "Engineers closed it, the Coast Railway said of the bridge at Varna."

    found = proposals(ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{two} {more} Rain fell on the bay.")

    assert [(p.cue, members) for p, members in found] == [
        ("close match", [one, two]),
        ("close match for one of them", [one, more]),
    ]


def test_what_happened_on_other_days_is_no_agreement():
    one = "Engineers of the Coast Railway closed the bridge at Varna{} after a long storm of snow."
    two = "The Coast Railway opened the bridge at Varna{} to engineers, when prices were low."
    sources = (f"{one} {FILLER}", f"{two} Rain fell on the bay.")

    assert len(proposals(ProposalKind.AGREEMENT, *(text.format("") for text in sources))) == 1
    assert (
        proposals(
            ProposalKind.AGREEMENT, sources[0].format(" in May 2024"), sources[1].format(" in April 2024")
        )
        == []
    )


def test_what_happened_in_other_years_is_no_agreement():
    one = "Engineers of the Coast Railway opened the bridge at Varna on 3 May 2021."
    two = "The bridge at Varna was opened by engineers of the Coast Railway in 2019."
    same = two.replace("2019", "2021")

    found = [
        proposals(ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{text} Rain fell on the bay.")
        for text in (two, same)
    ]

    assert [len(each) for each in found] == [0, 1]


def test_copies_of_one_text_do_not_agree_with_each_other():
    assert proposals(ProposalKind.AGREEMENT, WIRE, WIRE) == []


def test_a_denial_is_a_dispute_with_what_it_denies():
    said = "Petar Ivanov closed the bridge at Varna on Monday."
    denied = "Petar Ivanov denied that he had closed the bridge at Varna."

    [(proposal, members)] = proposals(
        ProposalKind.DISPUTE, f"{said} {FILLER}", f"{denied} Rain fell on the bay."
    )

    assert proposal.cue == "denied"
    assert members == [denied, said]


def test_a_denial_and_what_it_denies_do_not_agree():
    said = "Petar Ivanov closed the bridge at Varna on Monday."
    denied = "Petar Ivanov denied that he had closed the bridge at Varna."
    confirmed = denied.replace("denied", "confirmed")

    answers = [
        [members for _, members in proposals(ProposalKind.AGREEMENT, f"{said} {FILLER}", answer)]
        for answer in (f"{confirmed} Rain fell on the bay.", f"{denied} Rain fell on the bay.")
    ]

    assert answers == [[[said, confirmed]], []]


def test_a_denial_that_two_sources_tell_is_proposed_once_and_answers_neither():
    said = "Petar Ivanov closed the bridge at Varna on Monday."
    denied = "Petar Ivanov denied that he had closed the bridge at Varna."
    again = "Petar Ivanov has denied that he closed the bridge at Varna."
    texts = (f"{denied} {FILLER}", f"{again} Rain fell on the bay.", f"{said} The bay was grey.")

    assert [members for _, members in proposals(ProposalKind.DISPUTE, *texts)] == [[denied, said]]


def test_the_denials_of_two_speakers_are_two_and_may_answer_each_other():
    one = "Petar Ivanov denied that he had sunk the ferry of the Coast Railway at Varna."
    other = "Elena Marković denied that she had sunk the ferry of the Coast Railway at Varna."

    found = [
        members for _, members in proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{other} Rain fell.")
    ]

    assert found == [[one, other], [other, one]]


def test_a_denial_is_shown_in_the_sentence_that_is_most_like_what_others_tell():
    bare = "Petar Ivanov denied sinking the ferry."
    both = "The Coast Railway says that Petar Ivanov sank the ferry at Varna, which he denied."
    said = "Petar Ivanov sank the ferry at Varna, the Coast Railway says."
    texts = (f"{bare} {FILLER}", f"{both} Rain fell on the bay.", f"{said} The bay was grey.")

    assert [members for _, members in proposals(ProposalKind.DISPUTE, *texts)] == [[both, said]]


def test_a_denial_in_copies_of_one_text_is_proposed_once():
    texts = [f"{WIRE} Petar Ivanov denied that the bridge at Varna was closed." for _ in range(2)]

    [(proposal, members)] = proposals(ProposalKind.DISPUTE, *texts)

    assert proposal.cue == "denied" and len(members) == 1


def test_a_denial_that_only_a_later_copy_adds_is_proposed():
    added = "Petar Ivanov denied that the bridge at Varna was closed."

    [(_, members)] = proposals(ProposalKind.DISPUTE, WIRE, f"{WIRE} {added}")

    assert members == [added]


@pytest.mark.parametrize(
    ("cited", "left"),
    [
        ([], ["agreement", "dispute"]),
        ([("a", 1, 1)], ["agreement", "dispute"]),
        ([("a", 1, 1), ("b", 1, None)], ["dispute"]),
        ([("b", 2, 1)], ["agreement"]),
    ],
)
def test_what_a_claim_cites_is_proposed_no_more(cited, left):
    """A claim decides an agreement by citing both sentences, a dispute by citing the one that disputes."""
    one = "Engineers of the Coast Railway closed the bridge at Varna on Monday."
    two = "The bridge at Varna was closed by engineers of the Coast Railway."
    denied = "Petar Ivanov of the council denied that any bridge was for sale."
    sources = corpus(document(f"{one} {FILLER}", id="a"), document(f"{two}\n{denied}", id="b"))
    at = Place("content/claims/bridge.md")
    places = tuple(CitedPlace(SourceId(source), *numbers) for source, *numbers in cited)
    body = MarkdownBody(at.file, 1, "", citations=(Citation(at, places),))
    claim = Claim(ClaimId("bridge"), "Who closed it?", (), (Position("army", "Army", body),), body)

    found = open_proposals(analyse(sources, DESK, Settings()).proposals, sources, [claim])

    assert [proposal.kind.value for proposal in found] == left


def test_an_editor_is_asked_of_each_sentence_once_best_first_and_not_of_one_origin():
    sources = corpus(
        document("Rain fell.", id="a"), document("Rain fell.", id="b"), document("Snow.", id="c")
    )
    first, second, third = (
        sources.documents[i].passage(sources.documents[i].sentences[0].span) for i in range(3)
    )
    best = Proposal(ProposalKind.AGREEMENT, (first, third), 0.9, "close match")
    again = Proposal(ProposalKind.AGREEMENT, (second, third), 0.8, "close match")
    copied = Proposal(ProposalKind.AGREEMENT, (first, second), 1.0, "close match, in the same words", True)
    dispute = Proposal(ProposalKind.DISPUTE, (first, third), 0.5, "however")

    assert [best, dispute] == rank_proposals([again, dispute, copied, best], sources)


def test_different_numbers_of_one_event_are_a_conflict():
    one = "The Coast Railway said that 12 workers were hurt when the bridge at Varna fell."
    two = "When the bridge at Varna fell, 15 workers were hurt, the Coast Railway said."

    [(proposal, members)] = proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{two} Rain fell on the bay.")

    assert proposal.cue == "different numbers: 12 workers and 15 workers"
    assert members == [one, two]


def test_a_number_in_words_that_goes_on_is_not_its_end():
    one = "The Coast Railway said that twenty-two workers were hurt when the bridge at Varna fell."
    two = "When the bridge at Varna fell, 15 workers were hurt, the Coast Railway said."

    assert proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{two} Rain fell on the bay.") == []


def test_a_number_in_words_is_a_number():
    one = "The Coast Railway said that 12 workers were hurt when the bridge at Varna fell."
    two = "When the bridge at Varna fell, twelve workers were hurt, the Coast Railway said."

    assert proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{two} Rain fell on the bay.") == []


def test_a_number_in_words_with_a_letter_of_another_language_is_none():
    one = "The Coast Railway said that 12 workers were hurt when the bridge at Varna fell."
    two = "When the bridge at Varna fell, fıve workers were hurt, the Coast Railway said."

    assert proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{two} Rain fell on the bay.") == []


def test_different_days_of_one_event_are_a_conflict():
    one = "The bridge at Varna was closed by the Coast Railway on 3 May 2025."
    two = "The Coast Railway closed the bridge at Varna on 5 May 2025."

    [(proposal, _)] = proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{two} Rain fell on the bay.")

    assert proposal.cue == "different dates: 2025-05-03 and 2025-05-05"


def test_different_places_of_one_event_are_a_conflict():
    one = "Petar Ivanov of the Coast Railway signed the contract for two bridges in Varna."
    two = "The contract for two bridges was signed in Oslo by Petar Ivanov of the Coast Railway."

    [(proposal, _)] = proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{two} Rain fell on the bay.")

    assert proposal.cue == "different places: varna and oslo"


def test_events_weeks_apart_are_two():
    one = "An armed gang robbed the bank at Varna of nine crates on 4 May 2021, Petar Ivanov said."
    two = "An armed gang robbed the bank at Varna of four crates on 9 June 2021, Petar Ivanov said."
    near = two.replace("9 June", "6 May")

    disputes = [
        [
            p.cue
            for p, _ in proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{other} Rain fell on the bay.")
        ]
        for other in (two, near)
    ]

    assert disputes == [[], ["different numbers: 9 crates and 4 crates"]]


def test_today_in_stories_of_different_days_is_two_events():
    said = "Petar Ivanov spoke with the engineers of the Coast Railway in Varna today."
    sources = corpus(
        document(f"{said} {FILLER}", id="a", published="2024-07-09"),
        document(f"{said} Rain fell on the bay.", id="b", published="2024-07-19"),
    )

    assert [p for p in analyse(sources, DESK, Settings()).proposals if p.kind is ProposalKind.DISPUTE] == []


def test_a_place_inside_another_is_no_conflict():
    desk_names = "Petar Ivanov of the Coast Railway signed the contract for two bridges in {}."
    one, two = desk_names.format("Varna"), desk_names.format("Oslo")
    nested = "The office is in Varna, Oslo."

    assert proposals(ProposalKind.DISPUTE, f"{one} {FILLER} {nested}", f"{two} Rain fell on the bay.") == []
    assert len(proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{two} Rain fell on the bay.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "However, the guard said that the road may open late.",
        "It is a road rather than a bridge.",
        "We reject the bloody creed.",
    ],
)
def test_weak_words_alone_dispute_nothing(text):
    assert proposals(ProposalKind.DISPUTE, f"{text} {FILLER}", "The bridge at Varna is closed.") == []


@pytest.mark.parametrize(
    ("one", "two", "cue"),
    [
        ("on 16 May", "on 18 May", "different dates: XXXX-05-16 and XXXX-05-18"),
        ("on 16 May 2022", "in June 2022", "different dates: 2022-05-16 and 2022-06"),
        ("on 16 May 2022", "on 18 May", "different dates: 2022-05-16 and XXXX-05-18"),
    ],
)
def test_three_dates_of_one_application_are_shown(one, two, cue):
    """Sources without a day of their own give days without a year."""
    first = f"Finland and Sweden applied to join the Union {one}."
    second = f"Finland and Sweden handed in their applications to join the Union {two}."

    [(proposal, _)] = proposals(
        ProposalKind.DISPUTE, f"The rye\n\n{FILLER} {first}", f"The bay\n\nRain fell on the bay. {second}"
    )

    assert proposal.cue == cue


def test_sums_for_one_thing_are_a_conflict_in_plain_words():
    text = "The council of Larne agreed a {} package for the old quay."

    [(proposal, _)] = proposals(
        ProposalKind.DISPUTE,
        f"{FILLER} {text.format('$6 billion')}",
        f"Rain fell on the bay. {text.format('$20 billion')}",
    )

    assert proposal.cue == "different numbers: 6 billion package and 20 billion package"


def test_tolls_of_one_event_are_a_conflict():
    one = "Three soldiers of the harbour guard were killed when the tanker Aldis exploded at Varna."
    two = "Two men were killed in the explosion of the tanker Aldis at the port of Varna, the guard said."

    [(proposal, _)] = proposals(ProposalKind.DISPUTE, f"{FILLER} {one}", f"Rain fell on the bay. {two}")

    assert proposal.cue == "different numbers: 3 killed and 2 killed"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("50 to 60 detainees", "60 detainees"),
        ("more than 100 detainees", "120 detainees"),
        ("a queue of 9 hours", "a queue of 4 hours"),
    ],
)
def test_numbers_that_may_be_one_are_no_conflict(one, two):
    text = "The guards of Larne counted {} at the gate of the old camp."

    assert (
        proposals(
            ProposalKind.DISPUTE, f"{FILLER} {text.format(one)}", f"Rain fell on the bay. {text.format(two)}"
        )
        == []
    )


def test_yesterday_in_two_releases_is_two_events():
    text = "A patrol arrested a smuggler and took {} crates in Zhar district yesterday."
    sources = corpus(
        document(f"{text.format(9)} {FILLER}", id="a", published="2024-07-09"),
        document(f"{text.format(4)} Rain fell on the bay.", id="b", published="2024-07-11"),
    )

    assert analyse(sources, Desk(), Settings()).proposals == ()


def test_what_many_sources_name_tells_no_event_from_another():
    text = "Patrols near Varna took {} crates from a barn."
    fillers = [f"The port of Varna counted {number} sacks of rye." for number in range(2, 12)]
    sources = corpus(
        *(document(filler, id=f"f{number}") for number, filler in enumerate(fillers)),
        document(f"{text.format(9)} {FILLER}", id="a"),
        document(f"{text.format(4)} Rain fell on the bay.", id="b"),
    )

    assert analyse(sources, Desk(), Settings()).proposals == ()


def test_the_same_eight_words_in_a_row_are_one_origin():
    told = "Engineers of the Coast Railway closed the old bridge at Varna"

    [(proposal, _)] = proposals(
        ProposalKind.AGREEMENT, f"{told} on a cold day. {FILLER}", f"{told}. Rain fell on the bay."
    )

    assert (proposal.cue, proposal.same_origin) == ("close match, in the same words", True)


def test_two_texts_of_one_publisher_are_one_origin():
    told = ("Engineers of the Coast Railway closed the bridge at Varna.",
            "The bridge at Varna was closed by engineers of the Coast Railway.")  # fmt: skip
    one, two = (
        document(f"{words} {filler}", id=source)
        for source, words, filler in zip("ab", told, (FILLER, "Rain fell on the bay."), strict=True)
    )
    one, two = (replace(each, meta=replace(each.meta, publisher="Ministry of Roads")) for each in (one, two))
    sources = corpus(one, two)

    [proposal] = analyse(sources, DESK, Settings()).proposals

    assert (proposal.cue, proposal.same_origin) == ("close match, of one publisher", True)


def test_a_denial_beside_nothing_is_proposed_only_where_it_says_what_it_denies():
    unclear = ("He denied that the bridge at Varna was closed.", "“If the mayor denies it, we go,” he said.",
               "Petar Ivanov denied that.")  # fmt: skip
    clear = "Petar Ivanov denied that the bridge at Varna was closed."

    assert [proposals(ProposalKind.DISPUTE, f"{FILLER} {text}", "Rain fell.") for text in unclear] == [
        [],
        [],
        [],
    ]
    assert len(proposals(ProposalKind.DISPUTE, f"{FILLER} {clear}", "Rain fell.")) == 1


def test_a_denial_is_shown_with_the_sentence_of_its_source_that_it_answers():
    text = "Petar Ivanov said that Oslo had paid the Coast Railway a large sum. Oslo denied paying any sum."

    [(proposal, members)] = proposals(ProposalKind.DISPUTE, f"{FILLER}\n{text}", "Rain fell.")

    assert (proposal.cue, proposal.score) == ("denied", 0.45)
    assert members == [
        "Oslo denied paying any sum.",
        "Petar Ivanov said that Oslo had paid the Coast Railway a large sum.",
    ]


def test_a_day_alone_is_no_word_that_a_denial_answers():
    text = "Rain fell on the Coast Railway on Monday. Oslo denied on Monday that its crane had sunk."

    [(_, members)] = proposals(ProposalKind.DISPUTE, f"{FILLER}\n{text}", "The bay was grey.")

    assert members == ["Oslo denied on Monday that its crane had sunk."]


def test_what_is_contrary_to_a_plan_denies_nothing():
    text = "Petar Ivanov built the bridge at Varna in iron, contrary to the plan of the Coast Railway."

    assert find_markers(read_text(document(text))) == ()


@pytest.mark.parametrize(
    ("one", "other", "cue"),
    [
        ("6.8", "6.9", "different numbers: 6.8 magnitude and 6.9 magnitude"),
        ("6.8", "6.83", None),  # rounded
    ],
)
def test_two_numbers_in_sentences_that_would_agree_are_a_conflict(one, other, cue):
    one = f"A {one}-magnitude quake near Varna on 9 May 2024 broke the iron bridge of the Coast Railway."
    other = (
        "On 9 May 2024 the hills round Varna shook for a minute while most people slept: the quake had a"
        f" magnitude of {other}, and a tunnel of the Coast Railway fell in on mail vans, sheep and boats."
    )

    found = proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{other} Rain fell on the bay.")

    assert [proposal.cue for proposal, _ in found] == ([cue] if cue else [])


def test_the_day_on_which_it_was_said_is_no_other_day_of_an_event():
    one = "The Coast Railway lost the iron bridge at Varna to the lake on 9 May 2024."
    two = "The iron bridge at Varna was lost to the lake, according to the Coast Railway on 11 May 2024."

    found = proposals(ProposalKind.DISPUTE, f"{one} {FILLER}", f"{two} Rain fell on the bay.")

    assert found == []


def test_what_may_happen_does_not_agree_with_what_did():
    one = "Engineers of the Coast Railway closed the bridge at Varna on Monday."
    two = "Engineers of the Coast Railway would close the bridge at Varna on Monday if the river rose."

    assert proposals(ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{two} Rain fell on the bay.") == []


def of_one_affair(*texts):
    """Return the proposals of sources that all name the same two parties."""
    fillers = [f"Petar Ivanov of the Coast Railway ate {number} rye loaves." for number in range(2, 12)]
    sources = corpus(
        *(document(filler, id=f"f{number}", published="2024-05-13") for number, filler in enumerate(fillers)),
        *(
            document(f"{text} {FILLER if id == 'a' else 'Rain fell on the bay.'}", id=id, published=day)
            for id, (text, day) in zip("ab", texts, strict=False)
        ),
    )
    return analyse(sources, Desk(), Settings()).proposals


def test_reports_of_one_affair_agree_where_they_share_more_than_its_names():
    bought = "Petar Ivanov agreed on Monday to buy the rival ferries of the Coast Railway for iron and grain."
    again = (
        "The Coast Railway sold its rival ferries to Petar Ivanov, who agreed to buy them for iron and grain."
    )
    other = "Petar Ivanov agreed to a race against the Coast Railway."

    [agreement] = of_one_affair((bought, "2024-05-13"), (again, "2024-05-14"))

    assert agreement.kind is ProposalKind.AGREEMENT
    assert of_one_affair((bought, "2024-05-13"), (other, "2024-05-14")) == ()


def test_a_speaker_with_another_office_is_the_same_speaker():
    one = "The ferry lost its rudder off Varna, Harbour Captain Ann Roe said on Monday."
    other = "Ann Roe, who leads the inquiry, said that the ferry lost its rudder off Varna."

    [(proposal, _)] = proposals(ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{other} Rain fell on the bay.")

    assert (proposal.cue, proposal.same_origin) == ("close match, of one speaker", True)


def test_a_speaker_with_a_short_name_is_the_same_speaker():
    one = "The ferry lost its rudder off Varna on Monday, the Elver Harbour Board (EHB) said."
    other = "Off Varna the ferry lost its rudder, the EHB said."

    [(proposal, _)] = proposals(ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{other} Rain fell on the bay.")

    assert (proposal.cue, proposal.same_origin) == ("close match, of one speaker", True)


@pytest.mark.parametrize(("opening", "found"), [("The company", 1), ("They", 0), ("“This plan", 0)])
def test_what_only_the_sentence_before_explains_agrees_with_nothing(opening, found):
    one = "The Coast Railway of Varna sold forty old ferries to Petar Ivanov for grain."
    other = f"{opening} sold forty old ferries of the Coast Railway to Petar Ivanov of Varna for grain."

    assert (
        len(proposals(ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{other} Rain fell on the bay.")) == found
    )


def test_sentences_that_only_name_the_same_do_not_agree():
    one = "Petar Ivanov, Elena Marković and Ivan Marković of the Coast Railway own a quay at Varna."
    other = "A quay was shown to Petar Ivanov, Elena Marković and Ivan Marković of the Coast Railway, owners."

    assert proposals(ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{other} Rain fell on the bay.") == []


def test_officials_in_two_sources_are_not_one_speaker():
    one = "Officials said that the Coast Railway closed the bridge at Varna on Monday."
    two = "The bridge at Varna was closed by the Coast Railway, officials said."

    [(proposal, _)] = proposals(ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{two} Rain fell on the bay.")

    assert not proposal.same_origin


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The mayor refuted the figures.", "refuted"),
        ("Engineers dispute that the bridge is safe.", "dispute that"),
        ("The mayor dismissed it as gossip.", "dismissed it"),
        ("Contrary to reports, the mayor slept.", "contrary to"),
        ("The mayor did not attend the meeting.", "did not attend"),
        ("The mayor didn’t attend the meeting.", "didn’t attend"),
        ("Engineers denied him the rest.", "denied"),
        ("The toll has been contested by the mayor.", "contested by"),
        ("The mayor doubts the reported figure.", "doubts the reported figure"),
        ("The mayor said the crew was not to blame.", "was not to blame"),
        ("The mayor said the town had no part in it.", "had no part"),
    ],
)
def test_markers_of_dispute(text, cue):
    assert [marker.cue for marker in find_markers(read_text(document(text)))] == [cue]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did attend.",
        "The mayor has confirmed it.",
        "Nobody spoke of it.",
        "Talks to settle the dispute go on.",
        "The captain was dismissed for nine.",
        "The tourists were dismissed late on the last day.",
        "The driver was denied a new trial, and denied bail.",
        "Nobody denied it, and the mayor did not deny it.",
        "The disputed border runs north of Varna.",
        "However, the bridge is not yet closed.",
        "Two tugs were to come, but this did not happen.",
        "The seat was contested by three parties.",
        "It is a road rather than a bridge, and none of the workers were hurt.",
    ],
)
def test_what_is_no_dispute(text):
    assert find_markers(read_text(document(text))) == ()


def test_questions_for_an_editor():
    topic = Topic(TopicId("ferries"), "Ferries", (Term("ferry", 2),), MarkdownBody("x.md", 1, ""))
    desk = Desk(topics=(topic,), entities=DESK.entities)

    asked = analysis(
        "Critics asked Marković to resign. Then they saw Borislav Tanev. We met Borislav Tanev. Tanev ate.",
        desk=desk,
    ).problems

    assert {p.severity for p in asked} == {Severity.QUESTION}
    assert [p.code for p in asked] == [
        "topic-without-passage", "source-without-topic", "ambiguous-name", "unknown-name"]  # fmt: skip
    assert "“Marković” could be elena-markovic or ivan-markovic" in str(asked[2])
    assert str(asked[3]).startswith(
        "seeds/a.txt:1:49: question: unknown name “Borislav Tanev” occurs 3 times"
    )


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (["Doctors treated victims of a gas attack near Varna. The deal would end it. No bus ran."], True),
        (["A gas attack closed Varna.", "A gas leak closed the mill.", "The northern pipe opened."], True),
        (["A gas attack closed Varna. The northern pipe opened. It would carry gas."], False),
        (["The gas of Varna.", "The northern pipe opened."], False),
    ],
)
def test_a_term_that_alone_carries_a_topic_is_named(texts, asked):
    terms = (Term("gas", 2), Term("northern pipe", 2))
    topic = Topic(TopicId("gas"), "The gas deal", terms, MarkdownBody("x.md", 1, ""))

    found = [p for p in analysis(*texts, desk=Desk(topics=(topic,))).problems if p.code == "one-term"]

    assert [("“gas” alone brings" in p.message or "“northern pipe”" in p.message) for p in found] == (
        [True] if asked else []
    )


def test_copies_are_told():
    asked = analysis(WIRE, WIRE).problems

    assert "carries the same text as b" in next(p.message for p in asked if p.code == "same-text")


def test_an_empty_dossier_is_analysed():
    assert analyse(corpus(), Desk(), Settings()).problems == ()


def test_every_finding_quotes_its_place():
    sources = corpus(
        document(f"{WIRE} Petar Ivanov denied it in Varna. He said so.", id="a"), document(WIRE, id="b")
    )
    found = analyse(sources, DESK, Settings())

    for passage in (
        *(m.passage for m in found.mentions),
        *(p for c in found.candidates for p in c.passages),
        *(p for s in found.summaries for p in s.sentences),
        *(p for p_ in found.proposals for p in p_.members),
        *(p for r in found.relations for reason in r.reasons for p in reason.passages),
        *(a.speaker for a in found.attributions),
    ):
        assert sources.quote(passage).strip()
        assert sources.sentence_id(passage)
