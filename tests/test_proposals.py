"""Where sources may agree or differ, and what the program asks of an editor."""

from dataclasses import replace

import pytest
from builders import corpus, document, entity
from fixture_documents import read_fixtures
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
place: Bergen
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


REST = (FILLER, "Rain fell on the bay.", "The bay was grey.")
"""What each source says beside the matter."""
PAIRS = [(kind, *pair) for kind in ProposalKind for pair in read_fixtures(f"{kind}s", blocks=2)]


@pytest.mark.parametrize(("kind", "title", "texts", "proposed"), PAIRS, ids=[each[1] for each in PAIRS])
def test_what_is_proposed_of_a_sentence_of_each_source(kind, title, texts, proposed):
    """A source is a line; of a proposal its sources are shown in order, and why it is made."""
    found = [
        f"{' '.join(member.source for member in proposal.members)}: {proposal.cue}"
        + (" (one origin)" if proposal.same_origin else "")
        for proposal, _ in proposals(
            kind, *(" ".join(pair) for pair in zip(texts.split("\n"), REST, strict=False))
        )
    ]

    assert "\n".join(found) == proposed, title


def test_a_statement_agrees_with_two_of_another_source():
    one = "Engineers of the Coast Railway closed the bridge at Varna on Monday."
    two = "The bridge at Varna was closed by engineers of the Coast Railway."
    more = "Engineers closed it, the Coast Railway said of the bridge at Varna."

    found = proposals(ProposalKind.AGREEMENT, f"{one} {FILLER}", f"{two} {more} Rain fell on the bay.")

    assert [(p.cue, members) for p, members in found] == [
        ("close match", [one, two]),
        ("close match for one of them", [one, more]),
    ]


def test_copies_of_one_text_do_not_agree_with_each_other():
    assert proposals(ProposalKind.AGREEMENT, WIRE, WIRE) == []


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


def test_today_in_stories_of_different_days_is_two_events():
    said = "Petar Ivanov spoke with the engineers of the Coast Railway in Varna today."
    sources = corpus(
        document(f"{said} {FILLER}", id="a", published="2024-07-09"),
        document(f"{said} Rain fell on the bay.", id="b", published="2024-07-19"),
    )

    assert [p for p in analyse(sources, DESK, Settings()).proposals if p.kind is ProposalKind.DISPUTE] == []


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


def test_yesterday_in_two_releases_is_two_events():
    text = "A patrol arrested a smuggler and took {} crates in Zhar district yesterday."
    sources = corpus(
        document(f"{text.format(9)} {FILLER}", id="a", published="2024-07-09"),
        document(f"{text.format(4)} Rain fell on the bay.", id="b", published="2024-07-11"),
    )

    assert analyse(sources, Desk(), Settings()).proposals == ()


@pytest.mark.parametrize(("day", "proposed"), [("2024-07-09", 1), ("2024-07-10", 0)])
def test_what_is_counted_in_two_periods_is_no_dispute(day, proposed):
    text = "The Coast Railway at Varna took {} crates from Petar Ivanov in the last 24 hours."
    sources = corpus(
        document(f"{text.format(9)} {FILLER}", id="a", published="2024-07-09"),
        document(f"{text.format(4)} Rain fell on the bay.", id="b", published=day),
    )

    assert len(analyse(sources, DESK, Settings()).proposals) == proposed


def test_a_day_and_a_month_that_lack_a_year_alone_may_be_given_to_one_event():
    text = "Petar Ivanov closed the old bridge of the Coast Railway at Varna {}."
    sources = corpus(
        document(f"{text.format('on 16 May')} {FILLER}", id="a", published="2024-07-20"),
        document(f"{text.format('in June')} Rain fell on the bay.", id="b", published="2024-07-20"),
    )

    [proposal] = analyse(sources, DESK, Settings()).proposals

    assert proposal.cue == "different dates: 2024-05-16 and 2024-06"


def test_what_many_sources_name_tells_no_event_from_another():
    text = "Patrols near Varna took {} crates from a barn."
    fillers = [f"The port of Varna counted {number} sacks of rye." for number in range(2, 12)]
    sources = corpus(
        *(document(filler, id=f"f{number}") for number, filler in enumerate(fillers)),
        document(f"{text.format(9)} {FILLER}", id="a"),
        document(f"{text.format(4)} Rain fell on the bay.", id="b"),
    )

    assert analyse(sources, Desk(), Settings()).proposals == ()


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
        ("Petar Ivanov denied Oslo had paid for visas.", "denied"),
        ("Petar Ivanov denied that the crew had entry.", "denied"),
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
        "The court denied the driver bail.",
        "The consul denied Petar Ivanov a visa, and denied them entry.",
        "The keeper denied Varna twice.",
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
