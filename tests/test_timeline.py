"""Which events do the sources date, and where do they differ?"""

import pytest
from builders import corpus, document

from dossier.analysis.dates import find_dates
from dossier.analysis.likeness.vectors import sentence_terms
from dossier.analysis.timeline import build_timeline, find_told, rank_events
from dossier.config import Settings
from dossier.model import (
    Basis,
    Citation,
    CitedPlace,
    Claim,
    ClaimId,
    CopyGroup,
    DateHint,
    Grade,
    MarkdownBody,
    ParagraphKind,
    PartialDate,
    Position,
    Publication,
    SourceDates,
    SourceId,
    Span,
    TopicId,
    TopicPassage,
)
from dossier.model.problems import NOWHERE
from dossier.text.read_text import read_text


def timeline(*documents, topics=()):
    return timeline_of(*documents, topics=topics).events


def timeline_of(*documents, topics=(), claims=()):
    publications = tuple(
        Publication(d.id, d.meta.date_hints[0].value, Basis.EDITOR, None, "") for d in documents
    )
    dates = [dated(*each) for each in zip(documents, publications, strict=True)]
    terms = {d.id: sentence_terms(read_text(d), ()) for d in documents}
    return build_timeline(corpus(*documents), dates, tuple(topics), publications, terms, claims=claims)


def timeline_of_text(source):
    """The events of a source of which no day of publication is known."""
    publication = Publication(source.id, None, Basis.UNKNOWN, None, "")
    terms = {source.id: sentence_terms(read_text(source), ())}
    return build_timeline(corpus(source), [dated(source, publication)], (), (publication,), terms).events


def dated(source, publication):
    dates = find_dates(source, publication.value, Settings())
    return SourceDates(dates, find_told(source, dates, publication))


def shown(events):
    return [(e.when.edtf, [p.source for p in e.evidence], e.disputed) for e in events]


def test_an_event_has_its_own_date_and_not_the_day_of_publication():
    source = document("The dam of Orle burst on Wednesday.", published="2025-05-17")

    assert shown(timeline(source)) == [("2025-05-14", ["source"], False)]


def test_the_day_on_which_a_message_was_sent_is_no_event():
    source = document(
        "[14/07/2025, 09:12] Ann Moor: The pier is closed.\n"
        "[22/07/2025, 08:00] Ann Moor: The pier of Orle reopened on Saturday.",
        published="2025-07-14",
    )

    assert shown(timeline(source)) == [("2025-07-19", ["source"], False)]


def test_an_id_names_source_and_sentence():
    source = document(
        "It rained.\nNo one knew. The dam of Orle burst on 3 May, and again on 5 May.", published="2025-05-17"
    )

    assert [e.id for e in timeline(source)] == ["source-p2s2", "source-p2s2-2"]


def test_sources_that_tell_one_event_of_one_day_are_one():
    a = document("The dam of Orle burst on Wednesday, killing six farmers.", id="a", published="2025-05-17")
    b = document("Six farmers died when the dam of Orle burst on May 14.", id="b", published="2025-05-28")
    c = document("Parliament elected a new speaker on May 14.", id="c", published="2025-05-28")

    assert shown(timeline(a, b, c)) == [
        ("2025-05-14", ["a", "b"], False),
        ("2025-05-14", ["c"], False),
    ]


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        pytest.param("Two men died in the port of Orle", "Two men were held in the port of Orle", 2, id="do"),
        pytest.param("Police in Orle found a bomb", "Police in Orle found a missing child", 2, id="objects"),
        pytest.param(
            "The mayor of Orle met the miners of Tarn", "The mayor of Orle met a bishop of Velm", 2, id="whom"
        ),
        pytest.param("The mayor of Orle resigned", "The mayor of Orle opened a new school", 2, id="who"),
        pytest.param("A ferry sank off Orle", "Two men drowned when a ferry sank off Orle", 1, id="more"),
        pytest.param("The council of Orle closed the mill", "The mill of Orle was closed", 1, id="a passive"),
    ],
)  # fmt: skip
def test_short_sentences_of_one_day_are_one_event_only_if_they_tell_one_deed(one, other, events):
    a, b = (
        document(f"{words} on Wednesday.", id=name, published="2025-05-17")
        for name, words in (("a", one), ("b", other))
    )

    assert len(timeline(a, b)) == events


@pytest.mark.parametrize(
    ("language", "one", "other", "events"),
    [
        ("ar", "جرت الانتخابات في 24 يونيو 2018", "اندلع حريق في 24 يونيو 2018", 2),
        ("ar", "اندلع حريق في 24 يونيو 2018 في تونس", "قتل شخص في حريق في تونس في 24 يونيو 2018", 1),
        ("pl", "Wybory odbędą się 24 czerwca 2018 roku", "Spotkanie nie odbyło się 24 czerwca 2018 roku", 2),
        ("pl", "Prom zatonął 24 czerwca 2018 koło Orle", "Koło Orle 24 czerwca 2018 zatonął prom", 1),
        ("de", "Am 24. Juni 2018 sank die Fähre vor Orle", "Vor Orle sank am 24. Juni 2018 eine Fähre", 1),
    ],
)  # fmt: skip
def test_the_words_of_a_day_and_small_words_make_no_two_sentences_alike(language, one, other, events):
    a, b = (
        document(f"{words}.", language, id=id, published="2019") for id, words in (("a", one), ("b", other))
    )

    assert len(timeline(a, b)) == events


def test_the_sharper_date_stands_for_the_event():
    a = document("In May the dam of Orle burst and six farmers died.", id="a", published="2025-07-12")
    b = document("The dam of Orle burst on May 14: six farmers died.", id="b", published="2025-05-28")

    assert shown(timeline(a, b)) == [("2025-05-14", ["b", "a"], False)]


def test_a_sentence_of_this_day_alone_speaks_for_the_event():
    early = document(
        "Today the crew seized the boats that broke the dam of Orle on 3 May.",
        id="early",
        published="2025-05-17",
    )
    late = document("The boats broke the dam of Orle on 3 May.", id="late", published="2025-05-20")

    assert ("2025-05-03", ["late", "early"], False) in shown(timeline(early, late))


def test_a_month_does_not_pull_two_days_together():
    a = document("In May the dam of Orle burst.", id="a", published="2025-07-12")
    b = document("The dam of Orle burst on May 14.", id="b", published="2025-05-28")
    c = document("The dam of Orle burst on May 20.", id="c", published="2025-05-28")

    assert [when for when, _, _ in shown(timeline(a, b, c))] == ["2025-05-14", "2025-05-20"]


def test_reports_of_one_day_need_share_less_than_one_of_its_month():
    left = document(
        "Ships of Orle left the quay with barley, butter and salt on May 14, the port union said at night.",
        published="2025-05-17",
    )
    fair = document(
        "Barley and butter left town on May 14 by four grey carts for the winter fair and the market.",
        id="b",
        published="2025-05-28",
    )
    sold = document("The bank of Orle sold its nine ferries to a brewer in May.", published="2025-07-12")
    mill = document(
        "The bank of Orle, whose clerks left, sold a mill on May 14.", id="b", published="2025-05-28"
    )

    assert [when for when, _, _ in shown(timeline(left, fair))] == ["2025-05-14"]
    assert [when for when, _, _ in shown(timeline(sold, mill))] == ["2025-05", "2025-05-14"]


def test_a_name_in_common_may_be_the_first_word_of_both_reports():
    a = document(
        "Roe met Brandt on May 14 and signed a pact on mills, barns and boats after hours of talks.",
        published="2025-05-17",
    )
    b = document(
        "Brandt signed a pact on mills, barns and boats on May 14 with Orde, after a night at sea.",
        id="b",
        published="2025-05-17",
    )

    assert len(timeline(a, b)) == len(timeline(b, a)) == 1


def test_a_report_that_is_nearly_the_same_is_one_event_though_a_name_is_spelt_otherwise():
    words = "Bakers of {} agreed in principle on May 14 to buy a mill, a barn and two boats for nine crowns."
    a = document(words.format("Orle"), published="2025-05-17")
    b = document(words.format("Orleh"), id="b", published="2025-05-17")

    assert len(timeline(a, b)) == 1


@pytest.mark.parametrize(
    ("other", "events"),
    [
        pytest.param("The harbour chief of Orle did not resign on May 14.", 2, id="not"),
        pytest.param("The harbour chief of Orle never resigned on May 14, his wife said.", 2, id="never"),
        pytest.param("On May 14, the harbour chief of Orle did not resign.", 2, id="behind its day"),
        pytest.param("The harbour chief of Orle resigned on May 14 and did not say why.", 1, id="not it"),
        pytest.param("The harbour chief of Orle resigned without a word on May 14.", 1, id="without"),
    ],
)
def test_what_did_not_happen_is_no_report_of_what_did(other, events):
    a = document("The harbour chief of Orle resigned on May 14.", published="2025-05-17")
    b = document(other, id="b", published="2025-05-17")

    assert len(timeline(a, b)) == events


@pytest.mark.parametrize(
    ("line", "events"),
    [
        pytest.param("Mayor Ann Roe yesterday said:", 0, id="before the verb"),
        pytest.param("Mayor Ann Roe said on May 16:", 0, id="behind the verb"),
        pytest.param("Mayor Ann Roe resigned yesterday and said:", 1, id="of a deed"),
    ],
)
def test_a_line_that_only_names_who_speaks_below_it_is_no_event(line, events):
    a = document(f"{line}\n“The mill is shut.”", published="2025-05-17")

    assert len(timeline(a)) == events


@pytest.mark.parametrize(
    ("other", "events"),
    [
        pytest.param("The fire at the mill of Orle on May 14 killed nine people.", 2, id="another toll"),
        pytest.param("The fire at the mill of Orle on May 14 killed six people.", 1, id="the same toll"),
        pytest.param("The fire at the mill of Orle on May 14 killed people.", 1, id="no toll"),
        pytest.param("The fire at the mill of Orle on May 14 killed at least four people.", 1, id="at least"),
    ],
)
def test_reports_of_different_tolls_are_not_joined(other, events):
    told = "The fire at the mill of Orle on May 14 killed six people."
    a, b, c = (
        document(words, id=name, published="2025-05-17")
        for name, words in (("a", told), ("b", other), ("c", told.replace("six ", "")))
    )

    assert len(timeline(a, b)) == len(timeline(a, b, c)) == events


@pytest.mark.parametrize(("place", "events"), [("Holm", 2), ("Orle", 1)])
def test_reports_that_name_nobody_in_common_are_two_events(place, events):
    a = document(
        "Bakers of Orle agreed in principle on May 14 to buy a mill, a barn and two boats for nine crowns.",
        published="2025-05-17",
    )
    b = document(
        f"Tanners of {place} agreed in principle on May 14 to buy a mill, a shed and four carts for nine.",
        id="b",
        published="2025-05-17",
    )

    assert len(timeline(a, b)) == events


def test_a_month_named_beside_a_day_is_no_report_of_a_day_in_it():
    a = document("On 9 May the dam of Orle, built in June 2024, burst.", id="a", published="2025-05-12")
    b = document("The dam of Orle was built and shut on 14 June 2024.", id="b", published="2024-06-15")

    assert [when for when, _, _ in shown(timeline(a, b))] == ["2024-06", "2024-06-14", "2025-05-09"]


def test_today_in_a_text_of_unknown_day_joins_no_event():
    a = document("The dam of Orle burst today, six farmers said.", id="a", published="2025-03/2025-06")
    b = document("The dam of Orle burst on May 14, six farmers said.", id="b", published="2025-05-28")

    assert [when for when, _, _ in shown(timeline(a, b))] == ["2025-03/2025-06", "2025-05-14"]


def test_a_sentence_heads_an_event_rather_than_a_label():
    source = document(
        "Day of the dam burst 9 May 2025\n\nThe dam of Orle burst on 9 May 2025.", published="2025-05-17"
    )

    [event] = timeline(source)

    assert source.quote(event.evidence[0]) == "The dam of Orle burst on 9 May 2025."


def test_a_sentence_of_more_than_twelve_dates_is_a_table_and_gives_twelve_events():
    days = ", ".join(f"{day} May 2025" for day in range(1, 15))
    source = document(f"Boats left the quay of Orle on {days}.", published="2025-06-01")

    assert [when for when, _, _ in shown(timeline(source))] == [f"2025-05-{day:02d}" for day in range(1, 13)]


TUESDAY = document("The dam of Orle burst on Tuesday and six farmers died.", id="a", published="2025-05-17")
WEDNESDAY = document(
    "The dam of Orle burst on Wednesday and six farmers died.", id="b", published="2025-05-17"
)


def test_two_days_for_what_may_be_one_event_are_proposed_and_not_published_as_a_dispute():
    found = timeline_of(TUESDAY, WEDNESDAY)

    assert shown(found.events) == [("2025-05-13", ["a"], False), ("2025-05-14", ["b"], False)]
    (proposal,) = found.differences
    assert proposal.cue == "different dates: 2025-05-13 and 2025-05-14"
    assert [member.source for member in proposal.members] == ["a", "b"]


@pytest.mark.parametrize(
    ("cited", "disputed"),
    [
        pytest.param(("a#p1s1", "b#p1s1"), True, id="each in a position of its own"),
        pytest.param(("a#p1", "b#p1"), True, id="by their paragraphs"),
        pytest.param(("a#p1s1 b#p1s1",), False, id="both in one position"),
        pytest.param(("a#p1s1", "b#p2s1"), False, id="only one of them"),
        pytest.param(("a#p1s1", "b"), False, id="the other only as a whole source"),
    ],
)
def test_an_editors_claim_contests_a_day(cited, disputed):
    found = timeline_of(TUESDAY, WEDNESDAY, claims=(claim(*cited),))

    assert [disputed, disputed] == [event.disputed for event in found.events]


def claim(*positions):
    """Return a claim with one position for each string of places: `a#p1s1 b#p2`."""
    made = []
    for number, places in enumerate(positions):
        targets = tuple(place_of(words) for words in places.split())
        body = MarkdownBody("claims/day.md", 1, "", citations=(Citation(NOWHERE, targets),))
        made.append(Position(f"stance-{number}", "", body))
    return Claim(ClaimId("day"), "When?", (), tuple(made), MarkdownBody("claims/day.md", 1, ""))


def place_of(words):
    source, _, fragment = words.partition("#p")
    paragraph, _, sentence = fragment.partition("s")
    return CitedPlace(source, int(paragraph) if paragraph else None, int(sentence) if sentence else None)


def test_one_source_does_not_dispute_itself():
    a = document(
        "The siren of Orle sounded on Tuesday. The siren of Orle sounded on Wednesday.",
        published="2025-05-17",
    )

    assert [disputed for _, _, disputed in shown(timeline(a))] == [False, False]


def test_vague_background_is_no_event():
    source = document(
        "In the 1990s the valley thrived. In recent weeks it rained. Some day it burst on a Monday.",
        published="2025",
    )

    assert timeline(source) == ()


def test_a_year_that_names_a_thing_is_no_event():
    source = document("They want a return to the 1967 plan, after the 2016 flood.", published="2025-05-17")

    assert shown(timeline(source)) == []


def test_a_stated_year_is_kept():
    source = document("The dam was built in 1967.", published="2025-05-17")

    assert shown(timeline(source)) == [("1967", ["source"], False)]


def test_captions_embeds_and_headings_tell_no_event():
    source = document(
        "Dam bursts on Wednesday\nThe dam on May 3, 2020. (credit: A. Photo)\nIt held for years.",
        published="2025-05-17",
        kinds={1: ParagraphKind.HEADING, 2: ParagraphKind.CAPTION},
    )

    assert timeline(source) == ()


def test_the_line_that_states_the_publication_is_no_event():
    source = document("date 2025-05-17 The dam of Orle held.", published="2025-05-17")
    hint = DateHint(PartialDate.parse("2025-05-17"), Basis.STATED, source.passage(Span(5, 15)), "")
    object.__setattr__(source.meta, "date_hints", (hint,))

    assert timeline(source) == ()


def datelined(head, text):
    """Make a report whose first paragraph is the stamp that dates it."""
    source = document(f"{head}\n{text}", kinds={1: ParagraphKind.BOILERPLATE}, published="2025-05-17")
    start = head.index("May")
    hint = DateHint(PartialDate.parse("2025-05-17"), Basis.STATED, source.passage(Span(start, start + 6)), "")
    object.__setattr__(source.meta, "date_hints", (hint,))
    return source


def reported(head, text):
    source = datelined(head, text)
    publication = Publication(
        source.id, PartialDate.parse("2025-05-17"), Basis.STATED, source.meta.date_hints[0].evidence, ""
    )
    terms = {source.id: sentence_terms(read_text(source), ())}
    events = build_timeline(corpus(source), [dated(source, publication)], (), (publication,), terms).events
    return [(e.when.edtf, source.quote(e.evidence[0])) for e in events]


def test_a_lead_without_a_day_is_of_about_the_day_of_its_date_line():
    lead = "Crews caught two thieves in the port of Orle."

    assert reported("ORLE, May 17 –", lead) == [("2025-05-17~", lead)]


def test_a_lead_is_of_its_own_day_where_its_opening_has_one():
    lead = "Crews caught two thieves in the port of Orle. They fled on Thursday."

    assert reported("ORLE, May 17 –", lead) == [("2025-05-15", "They fled on Thursday.")]


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        ("Published May 17", "Crews caught two thieves in the port of Orle."),  # no date line
        ("ORLE, May 17 –", "The port of Orle is a quiet place."),  # nothing happened
        ("ORLE, May 17 –", "The port of Orle will open again."),  # nor has it yet
        ("ORLE, May 17 –", "Thieves caught in the port of Orle"),  # a headline
    ],
)
def test_a_date_line_is_no_event_of_itself(head, lead):
    assert reported(head, lead) == []


def chronicle(text, *headings):
    """Make a source of which some paragraphs (from 1) are headings."""
    return document(text, kinds=dict.fromkeys(headings, ParagraphKind.HEADING), published="2025-06-17")


def told(source):
    return [(event.when.edtf, source.quote(event.evidence[0])) for event in timeline(source)]


@pytest.mark.parametrize(
    ("entry", "days"),
    [
        ("May 9, 2024 – The mayor resigns.", ["2024-05-09"]),
        ("9 May 2024: Police arrest four people in Riga.", ["2024-05-09"]),
        ("Nov. 4, 2020 — Rebels kill six people, a year after the truce.", ["2020-11-04"]),
        ("May 9, 2024 – Agenda of the council", []),  # the head of a text
        ("May 9, 2024 – Read the whole story here.", []),
        ("May 9, 2024 – Why the bridge is not safe.", []),
        ("On 10 May 2024 the two met, a day after the ban was lifted.", ["2024-05-10"]),
        ("The mayor of 9 May 2024 – Ann Roe – resigns.", []),
    ],
)
def test_what_opens_with_its_day_and_a_dash_in_a_chronicle_is_an_event_in_any_tense(entry, days):
    others = (
        "Jan. 3, 2019 – The pier opens.\n\nJan. 4, 2019 – The pier burns.\n\nJan. 5, 2019 – The pier sinks."
    )
    source = document(f"{others}\n\n{entry}", published="2025-07-14")

    assert [day for day, _, _ in shown(timeline(source)) if not day.startswith("2019-01")] == days


def test_what_opens_with_its_day_in_another_text_needs_a_verb_of_what_happened():
    source = document("March 8, 2019 – Shares of the port are up 3 percent.", published="2025-07-14")

    assert timeline(source) == ()


def test_an_entry_of_a_chronicle_is_an_event_of_the_day_above_it():
    text = "3 May 2025\nThe river of Orle rose. It rained.\nMonday, 5 May 2025\nThe dam burst."

    assert told(chronicle(text, 1, 3)) == [
        ("2025-05-03", "The river of Orle rose."),
        ("2025-05-05", "The dam burst."),
    ]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        pytest.param("3 May 2025\nThe river of Orle rose.", (1,), id="one day above a text"),
        pytest.param("Flood of 3 May 2025\nIt rose.\nFlood of 5 May 2025\nIt fell.", (1, 3), id="headings"),
        pytest.param(
            "Ann Roe\n3 May 2025\nA sad day.\nTom Poe\n5 May 2025\nSo it is.", (1, 2, 4, 5), id="comments"
        ),
        pytest.param("3 May 2025\nRiver rises\n5 May 2025\nDam bursts", (1, 3), id="headlines"),
        pytest.param(
            "3 May 2025, 4 p.m.\nIt rose.\n3 May 2025, 5 p.m.\nIt fell.", (1, 3), id="stamps of posts"
        ),
    ],
)
def test_a_day_above_other_text_makes_no_event(text, headings):
    assert told(chronicle(text, *headings)) == []


def test_an_entry_counts_from_its_own_day():
    text = "3 May 2025\nOrle flooded.\n5 May 2025\nThe dam burst yesterday.\n8 May 2025\nIt held."

    assert told(chronicle(text, 1, 3, 5)) == [
        ("2025-05-03", "Orle flooded."),
        ("2025-05-04", "The dam burst yesterday."),
        ("2025-05-05", "The dam burst yesterday."),
        ("2025-05-08", "It held."),
    ]


STRIKE = "January 9: The dockers left.\n12 January | Talks failed.\nFeb. 3 -- A court fined the union."


@pytest.mark.parametrize(
    ("title", "text", "days"),
    [
        ("The strike of 1984", STRIKE, ["1984-01-09", "1984-01-12", "1984-02-03"]),
        ("Chronology of the 1984 strike", STRIKE, ["1984-01-09", "1984-01-12", "1984-02-03"]),
        ("The strike", f"1984\n{STRIKE}", ["1984-01-09", "1984-01-12", "1984-02-03"]),
        ("The strike", f"1984\n{STRIKE}\n1985\nMarch 1: The port opened.",
         ["1984-01-09", "1984-01-12", "1984-02-03", "1985-03-01"]),
        ("The strike", STRIKE.replace(": ", "\n").replace(" | ", "\n").replace(" -- ", "\n"), []),
        ("The strike", "1984\n" + STRIKE.replace(": ", "\n").replace(" | ", "\n").replace(" -- ", "\n"),
         ["1984-01-09", "1984-01-12", "1984-02-03"]),
        ("Timeline of the 1984 dock treaty", STRIKE, []),
        ("The strike of 1984–85", STRIKE, []),
        ("The strike of 1984", f"December 30: It began.\n{STRIKE}", []),
        ("The strike after the 1984 vote", STRIKE, []),
        ("The strike of 1984", "January 9: The dockers left.\nThey came back.", []),
    ],
)  # fmt: skip
def test_a_heading_or_the_title_gives_the_year_to_the_entries_of_a_chronicle(title, text, days):
    source = document(text, title=title)

    dates = find_dates(source, None, Settings())
    assert [mention.value.edtf for mention in dates if mention.value.is_exact] == days


def test_a_line_that_is_a_day_is_above_an_entry_as_a_heading_is():
    text = "9 January\nThe dockers left.\n12 January\nTalks failed.\n3 February\nA court fined the union."
    source = document(text, title="The strike of 1984")

    assert [e.when.edtf for e in timeline_of_text(source)] == ["1984-01-09", "1984-01-12", "1984-02-03"]


def test_a_paragraph_that_opens_with_its_day_tells_its_event_in_the_next_sentence():
    text = "9 January. The dockers left.\n12 January. Talks failed.\n3 February. A court fined the union."
    events = timeline(document(text, published="1984-02-20"))

    assert [e.id for e in events] == ["source-p1s2", "source-p2s2", "source-p3s2"]


def test_a_chronicle_of_other_years_than_its_own_needs_a_title_that_calls_it_one():
    late = PartialDate.parse("2024-05-01")

    for title, year in (("Chronology of the 1984 strike", "1984"), ("The strike of 1984", "2024")):
        dates = find_dates(document(STRIKE, title=title), late, Settings())
        assert {mention.value.edtf[:4] for mention in dates} == {year}


def test_the_end_of_a_period_and_the_day_of_a_file_are_no_events():
    source = document(
        "Sales rose in the quarter ended 31 March 2025. Quote reference 12 of 5 April 2025 to Orle police. "
        "The war ended on 9 April 2025.",
        published="2025-05-17",
    )

    assert [when for when, _, _ in shown(timeline(source))] == ["2025-04-09"]


def test_the_day_of_a_text_is_no_event():
    source = document(
        "Your report of 4 May was read. The minutes of 2 May were agreed. A storm broke a dam on 1 May.",
        published="2025-05-17",
    )

    assert [e.when.edtf for e in timeline(source)] == ["2025-05-01"]


def test_an_event_has_the_topics_of_its_sentences():
    source = document("The dam of Orle burst on Wednesday.", published="2025-05-17")
    topic = TopicPassage(TopicId("dams"), source.passage(source.sentences[0].span), Grade.ABOUT, ("dam",))

    assert [e.topics for e in timeline(source, topics=[topic])] == [("dams",)]


def test_every_evidence_holds_its_date():
    a = document("The dam of Orle burst on Wednesday, killing six farmers.", id="a", published="2025-05-17")
    b = document("Six farmers died when the dam of Orle burst on May 14.", id="b", published="2025-05-28")

    for event in timeline(a, b):
        assert len(event.evidence) == len(event.mentions)
        for sentence, mention in zip(event.evidence, event.mentions, strict=True):
            assert sentence.source == mention.passage.source
            assert mention.passage.span in sentence.span


def test_the_order_of_sources_changes_nothing():
    a = document("The dam of Orle burst on Wednesday, killing six farmers.", id="a", published="2025-05-17")
    b = document("Six farmers died when the dam of Orle burst on May 14.", id="b", published="2025-05-28")

    assert timeline(a, b) == timeline(b, a)


def test_a_sentence_with_more_than_twelve_dates_is_a_table():
    days = ", ".join(f"{day} May" for day in range(1, 21))
    source = document(f"The dam of Orle was measured on {days}.", published="2025-06-17")

    assert [f"2025-05-{day:02}" for day in range(1, 13)] == [e.when.edtf for e in timeline(source)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("He has demanded a return to the October 2024 agreement.", id="the name of a thing"),
        pytest.param(
            "They hold two men who took part in the attack on the port of 9 May 2024.",
            id="the day of an attack",
        ),
        pytest.param("ORLE, May 9 – The crews confirmed that the dam is dry.", id="a date line"),
        pytest.param("Morning Update May 9, 2025", id="the day of a text, in its name"),
        pytest.param("9 May 2025, 10:30", id="a day and nothing else"),
        pytest.param("After the 9 May blast the quay was shut.", id="the name of a blast"),
        pytest.param("Families of the 9 May victims marched.", id="those of that day"),
        pytest.param("The harbour’s deadly 9 May fire is told in a film.", id="somebody's fire"),
        pytest.param("Soon after the incident of 9 May he left.", id="behind of"),
        pytest.param("Nothing is as it was in the pre-9 May port.", id="before a hyphen"),
        pytest.param("The post-1967 piers were named.", id="a year before a hyphen"),
        pytest.param("A pre-1914 chart was shown.", id="a year before a hyphen, of a new thing"),
        pytest.param("The 2016, 2018 and 2019 accounts were lost.", id="years of things"),
        pytest.param("FY2019 sales fell.", id="a year of account before a noun"),
        pytest.param("He wrote of 9 May’s horrors.", id="its horrors"),
        pytest.param("It must not end like 9 May.", id="a likeness"),
        pytest.param("No fish has been sold since 9 May.", id="counted since"),
        pytest.param("Two crews have been sent home since 9 May.", id="counted since, in the passive"),
        pytest.param("This page was last updated on 9 May.", id="the day of a page"),
        pytest.param("He has been at home since 9 May.", id="where somebody has been since"),
        pytest.param("After a 9 May blast the quay was shut.", id="a new thing that places another"),
        pytest.param("In the talk after 9 May’s blast they agreed.", id="behind a bound"),
        pytest.param("The vote was put off from 4 May to 11 May.", id="from one day to another"),
        pytest.param("The Pier Act 2009 was repealed.", id="a year that ends a name"),
        pytest.param("It called the much praised 2009 Pier Act void.", id="a year that opens a name"),
        pytest.param("The court cited a 2009 ruling.", id="an old thing by its year"),
        pytest.param("They had planned to seal the dam on 9 May.", id="what had been planned"),
        pytest.param("A film about the dam of Orle, 9 May 2025.", id="no verb, with a stop"),
        pytest.param("The 9 May blast at the quay killed two.", id="a thing of that day"),
        pytest.param("The storm of 9 May broke the dam.", id="a storm of that day"),
        pytest.param("The readings of 3 May and 9 May were filed.", id="a list behind of"),
        pytest.param("They will leave if the dam is not dry on 9 May.", id="a condition before it"),
        pytest.param("It ends the work if the dam breaks on 9 May.", id="a condition in the present"),
        pytest.param("The dam may burst on 9 May.", id="what may be"),
        pytest.param("The dam of Orle, 9 May, seen from the quay.", id="no verb"),
        pytest.param(
            "Orle Harbour, May 9th, 2025 - The harbour company says the dam is dry.",
            id="a place in small letters",
        ),
        pytest.param("“Today we think of the crews and left work,” said Ann Roe.", id="today of a speaker"),
        pytest.param("Yesterday’s swimmer said she would try again.", id="yesterday's"),
        pytest.param("The report for 2024 counts nine boats.", id="the year of a report"),
        pytest.param("Sales rose in the financial years 2023 and 2024.", id="years of account"),
        pytest.param("They sold more eels than in the same month last year.", id="a month to compare with"),
        pytest.param("The bid is below the closing price of nine crowns on Friday.", id="a closing price"),
        pytest.param("A share that was worth nine crowns on Friday is worth six.", id="what it was worth"),
        pytest.param("Grain rose past its Monday expiration date.", id="the day of a term"),
        pytest.param("(Moved here from the page of 9 May 2024)", id="a note in brackets"),
        pytest.param("The port has not said when on Friday the quay opens.", id="what nobody has told"),
        pytest.param("The dam burst, according to the port authority on 9 May.", id="when it was said"),
        pytest.param("By Ann Roe 9 May 2025, at noon: the dam is dry.", id="a byline"),
        pytest.param("Date 9 May 2025 – present", id="a line of a table"),
        pytest.param("Retrieved 9 May 2025.", id="when a work was read"),
        pytest.param("Map of the flood on 9 May 2025", id="a line without a verb"),
        pytest.param("“Five were fined” by Ann Roe | Larne Post,  9 May 2025", id="the source of a clipping"),
        pytest.param("9 May 2025.", id="a day with a stop"),
        pytest.param("In other news on 9 May:", id="the heading of a list"),
        pytest.param("The strike was originally supposed to end on 9 May.", id="what was planned at first"),
        pytest.param("The planned march on 9 May of the guild has been put off.", id="a plan put off"),
        pytest.param("Orle [Ireland], May 9: The dam is dry.", id="a date line with the state"),
        pytest.param("-- Ann Roe, When the dam will open, 9 May 2025", id="a work that is cited"),
        pytest.param("He signed a contract with the port until 9 May 2026.", id="the end of a contract"),
        pytest.param("They were to meet on 9 May, but this could not happen.", id="what never was"),
        pytest.param("of 9 May 2024 of the council.", id="the rest of a broken line"),
        pytest.param("He put off a trip to Orle, where he was to speak on 9 May.", id="what was given up"),
        pytest.param("Law No. 44 of 9 May 2024 is in force.", id="the number of a law"),
        pytest.param("“I hope that the talks will go on today.”", id="a hope"),
        pytest.param("Sales rose by four points from 9 May.", id="a figure to compare with"),
        pytest.param("The quay was empty before 9 May.", id="only a bound"),
        pytest.param("Did the dam burst on 9 May?", id="a question"),
        pytest.param("Thank you for coming today.", id="a courtesy"),
        pytest.param("I would not bank on the ninth of May.", id="what a speaker would do"),
        pytest.param(
            "The port sued the owner of a barge, which sank in May.", id="what befell a thing before"
        ),
        pytest.param("Roe, who had opened the mill on 9 May, sued the port.", id="what somebody had done"),
        pytest.param("Today I want to again thank the crews.", id="a courtesy behind its day"),
        pytest.param("They could stop it today.", id="what only could be"),
        pytest.param("Storms could hit the quay overnight.", id="what only could be, overnight"),
        pytest.param("Friday’s session may end the strike.", id="what a thing of a day may do"),
        pytest.param("From 9 May boats may leave the quay.", id="from a day on, what may be"),
        pytest.param("They told the council of Friday talks.", id="behind of, before a noun"),
        pytest.param("The truce will be there today if they sign.", id="a condition"),
        pytest.param("The call is embargoed until noon today.", id="the terms of a call"),
        pytest.param("I welcome all of the council here today.", id="what a speaker does by saying it"),
        pytest.param(
            "“If it rains or the dam is not dry, the council will meet until 9 May,” Roe said.",
            id="the main clause of a condition",
        ),
        pytest.param("The council will end the talks on 9 May unless it rains.", id="a condition behind it"),
        pytest.param("The port should publish the list by 9 May.", id="what should be done"),
        pytest.param("The port ought to end the talks on 9 May.", id="what ought to be done"),
        pytest.param("The port signed the deal rather than at noon on 9 May.", id="a day that was replaced"),
        pytest.param("The council welcomed the deal agreed on 9 May in Orle.", id="the day of an object"),
        pytest.param(
            "They welcomed the pact of Larne, Holm and Orle on “free ports” signed on 9 May.",
            id="the day of an object with names and marks",
        ),
        pytest.param("The council condemned the raid carried out early on 9 May.", id="a raid carried out"),
        pytest.param(
            "The court dismissed Roe’s appeal against the award made by Ann Roe, Eva Holm and Bo Li in May.",
            id="a month of an object",
        ),
        pytest.param(
            "The court rejected a claim by the owner of a barge that hit the dam in May.", id="that"
        ),
        pytest.param("He served a captain who was killed on 9 May.", id="who was killed"),
        pytest.param("The mayor repeated what was said in Orle on 9 May.", id="what was said"),
        pytest.param("The guild met under a May truce pact.", id="a month that names a thing"),
        pytest.param(
            "Following the rate cut on 9 May, the port was calm.", id="following a thing of that day"
        ),
        pytest.param("Work on the lock began with high hopes to end it by 9 May.", id="with hopes to"),
        pytest.param("The barge, which sank on 9 May, is now afloat.", id="which sank, and is now"),
        pytest.param("The debts were 7 million at 9 May 2025.", id="the day of a balance"),
        pytest.param("A letter to USA TODAY went unanswered.", id="the name of a paper"),
        pytest.param("The hearing comes a week after the flood.", id="comes after"),
        pytest.param("The report, which comes nine days after the fire, faults the port.", id="which comes"),
        pytest.param("The vote is two days before the fair.", id="is before"),
        pytest.param("It is not true that the dam burst on 9 May.", id="what is not true"),
        pytest.param(
            "The port rejected as false reports that the dam burst on 9 May.", id="rejected reports"
        ),
        pytest.param("The port denied claims by its crews that the dam burst on 9 May.", id="denied claims"),
        pytest.param("A rumour that the mayor left on 9 May spread.", id="a rumour"),
        pytest.param("The Post wrongly reported that the dam burst on 9 May.", id="a wrong report"),
        pytest.param("An earlier version of this text said the dam burst on 9 May.", id="a correction"),
        pytest.param(
            "The inquiry looked into the loss of the ferry at Orle on 9 May 2024.", id="a day of a noun"
        ),
        pytest.param(
            "The mayor replied coldly to Bo Li’s death on 9 May 2024.", id="a day of a noun with its owner"
        ),
        pytest.param("Had the dam burst on 9 May, the mill would be gone.", id="what would have been"),
        pytest.param(
            "MODERATOR: Good morning, and thank you for coming today.", id="a courtesy behind a label"
        ),
    ],
)
def test_a_date_that_tells_of_nothing_that_happened_is_no_event(sentence):
    assert shown(timeline(document(sentence, published="2025-05-17"))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("On the night of 9 May the quay was shut.", id="a part of that day, at first"),
        pytest.param("From 9 May the quay was shut.", id="from that day on"),
        pytest.param("Six died after the collapse of the mill on 9 May 2025.", id="deaths of that day"),
        pytest.param("From 9 May boats left the quay.", id="from that day on, before a noun"),
        pytest.param("The council sat and the dam burst late on 9 May.", id="late on that day"),
        pytest.param("The quay was shut on the night of 9 May.", id="a part of that day"),
        pytest.param("MS. ROE: The dam burst on 9 May.", id="a statement behind a label"),
        pytest.param("The ward has been closed since 9 May.", id="what began"),
        pytest.param("A 9 May blast shut the quay.", id="a thing that is told first"),
        pytest.param("The news of the blast on 9 May is bad.", id="behind on, with a verb in the present"),
        pytest.param("The dam leaked until 9 May.", id="the end of what went on"),
        pytest.param("You may bring boats until 9 May.", id="the end of what may be done"),
        pytest.param("The mayor was asked if it rained, and left on 9 May.", id="asked if"),
        pytest.param("The work should end by 9 May.", id="what is thought to end"),
        pytest.param("The court heard the crew drowned on 9 May.", id="a clause without that"),
        pytest.param("Police held a man accused of theft on 9 May.", id="a participle with words of its own"),
        pytest.param("Crews took a barge held by the port on 9 May.", id="whose day is not sure"),
        pytest.param("It was Roe who was shot on 9 May.", id="it was"),
        pytest.param("The council freed the dues and Roe resigned on 9 May.", id="behind another clause"),
        pytest.param("The barge that hit the pier sank on 9 May.", id="behind a clause of its subject"),
        pytest.param("Six fell ill following a fire on 9 May.", id="following what is news"),
        pytest.param("The mill, which closed on 9 May, is a ruin.", id="which closed"),
        pytest.param("The crews shut the quay on 9 May.", id="a past written as its present"),
        pytest.param("The dam burst hours before it was due to be emptied on 9 May.", id="before it was due"),
        pytest.param("Thanks to the rain, the dam burst on 9 May.", id="thanks to"),
        pytest.param("Police found her 9 May in Orle.", id="behind a pronoun"),
        pytest.param("The quay was shut through 9 May.", id="through, of what went on"),
        pytest.param("It was damaged on 9 May, if not before.", id="no condition"),
        pytest.param("The council voted on whether to seal the dam on 9 May.", id="whether"),
        pytest.param("The dam burst before dawn on 9 May.", id="before an hour of the day"),
        pytest.param("The dam leaked as early as 9 May.", id="as early as"),
        pytest.param("Two boats had been set on fire on 9 May.", id="set on fire"),
        pytest.param("At Friday 9 May’s session they shut the quay.", id="at a thing of that day"),
        pytest.param("Planned for 9 May, the race went ahead.", id="planned, and held"),
        pytest.param("At Friday, 9 May talks they shut the quay.", id="at talks of a day"),
        pytest.param("The port denied blame, and on 9 May it shut the quay.", id="beside a denial"),
        pytest.param("The port confirmed reports that the dam burst on 9 May.", id="confirmed"),
        pytest.param("A crowd spread rumours and shut the quay on 9 May.", id="rumours and a deed"),
        pytest.param("The council had the dam emptied on 9 May.", id="had, inside"),
        pytest.param("Nine drowned in the loss of the ferry on 9 May 2025.", id="in what a noun tells"),
        pytest.param("The loss of the ferry on 9 May 2025 shook Orle.", id="a noun as the subject"),
        pytest.param("The port mourned the loss of the ferry on 9 May 2025.", id="a noun as the object"),
        pytest.param("The council met after the loss of the ferry on 9 May.", id="news, without its year"),
        pytest.param("After the loss of the ferry, the port was shut on 9 May 2025.", id="behind a comma"),
        pytest.param("Roe left for the opening of the port on 9 May 2025.", id="what one goes to"),
        pytest.param("He rejected the bid that the port made on 9 May.", id="rejected, no claim"),
        pytest.param("He rejected the bid and on 9 May left the board.", id="rejected, and another deed"),
        pytest.param("A fund set up on 9 May was scrapped.", id="what was set up, and given up"),
        pytest.param("The dues set on 9 May were suspended.", id="what was set, and given up"),
        pytest.param("He left as expected on 9 May 2025 but his case was dropped.", id="as expected"),
        pytest.param(
            "The vote due on 9 May was held and the case was dropped.",
            id="due and held, beside what was dropped",
        ),
    ],
)
def test_a_date_of_what_happened_is_an_event(sentence):
    assert shown(timeline(document(sentence, published="2025-05-17"))) == [("2025-05-09", ["source"], False)]


def days_told(sentence, language):
    """Return the days of the events of a text that came out on 17 May 2025."""
    return [event.when.edtf for event in timeline(document(sentence, language, published="2025-05-17"))]


@pytest.mark.parametrize(
    ("language", "sentence", "days"),
    [
        ("de", "Die Opfer des Angriffs vom 9. Mai 2024 wurden geehrt.", []),
        ("de", "In der Nacht vom 9. Mai 2024 brach der Damm.", ["2024-05-09"]),
        ("fr", "Le bail du 9 mai 2024 tient toujours.", []),
        ("fr", "Une attaque du 9 mai 2024 a tué dix hommes.", ["2024-05-09"]),
        ("es", "Un ataque del 9 de mayo de 2024 mató a diez hombres.", ["2024-05-09"]),
        ("nl", "De brand van 9 mei 2024 doodde tien palingen.", ["2024-05-09"]),
        ("pl", "Pożar z 9 maja 2024 strawił przystań.", ["2024-05-09"]),
        ("ar", "وصل الربان 9 مايو 2024 إلى أورلي.", ["2024-05-09"]),
        ("ar", "غادر الربان أورلي 9 مايو 2024.", ["2024-05-09"]),
        ("fr", "La nuit du 9 mai 2024 la digue a cédé.", ["2024-05-09"]),
        ("es", "El pacto del 9 de mayo de 2024 sigue en pie.", []),
        ("es", "La noche del 9 de mayo de 2024 cedió el dique.", ["2024-05-09"]),
        ("it", "Il patto del 9 maggio 2024 resta in piedi.", []),
        ("it", "La notte del 9 maggio 2024 la diga cedette.", ["2024-05-09"]),
        ("pl", "Umowa z 9 maja 2024 roku nadal obowiązuje.", []),
        ("pl", "Tama pękła 9 maja 2024 roku.", ["2024-05-09"]),
        ("nl", "Het verdrag van 9 mei 2024 blijft van kracht.", []),
        ("nl", "In de nacht van 9 mei 2024 brak de dijk.", ["2024-05-09"]),
        ("sv", "Avtalet av den 9 maj 2024 gäller.", []),
        ("ro", "Acordul din 9 mai 2024 este valabil.", []),
        ("ar", "لا تزال اتفاقية 9 مايو 2024 سارية.", []),
        ("ar", "انهار السد الخميس 9 مايو 2024 بعد المطر، وأغلق الميناء مساء 9 مايو 2024.", ["2024-05-09"]),
        ("fr", "Les victimes de l’attaque du 9 mai 2024 sont honorées.", []),
        ("fr", "Dans la nuit du 9 mai 2024, la digue a cédé.", ["2024-05-09"]),
        ("fr", "Vu la loi n° 2020-856 du 9 mai 2024 organisant le port ;", []),
        ("de", "Urteil vom 9. Mai 2024", []),
        ("de", "Erstellt: 9. Mai 2024 um 12:20 Uhr Weiterleiten", []),
        ("pt", "Publicado em quinta-feira, 9 de maio de 2024 às 12h20 Salvar", []),
        ("de", "Erschienen ist der Bericht am 9. Mai 2024.", ["2024-05-09"]),
        ("fr", "Publié le 9 mai 2024, le rapport a surpris le port.", ["2024-05-09"]),
        ("de", "Der Hafen blieb nach dem Urt. v. 9. Mai 2024 zu.", []),
        ("ru", "Закон от 9 мая 2024 года был принят.", []),
        ("ru", "Дамбу прорвало 9 мая 2024 года.", ["2024-05-09"]),
        ("de", "Der Damm von Orle brach nach drei Tagen Regen in der Nacht zum 9. Mai 2024", ["2024-05-09"]),
        ("it", "È scritto nella delibera del 9 maggio 2024.", []),
        ("it", "La diga cedette la notte del 9 maggio 2024.", ["2024-05-09"]),
        ("pt", "O acordo de 9 de maio de 2024 continua em vigor.", []),
        ("pt", "O dique rompeu na noite de 9 de maio de 2024.", ["2024-05-09"]),
        ("es", "Murieron en el ataque del 9 de mayo de 2024.", []),
        ("es", "El dique cedió el 9 de mayo de 2024.", ["2024-05-09"]),
    ],
)
def test_a_thing_is_called_by_its_day_in_other_languages(language, sentence, days):
    assert days == days_told(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence", "days"),
    [
        ("en", "Mail reached four billion people, and it grew again (Harbour Institute, 2021).", []),
        ("en", "The port had debts of two million (three million on 9 May 2024).", []),
        ("en", "The council (which met on 9 May 2024) shut the port.", ["2024-05-09"]),
        ("en", "He was hurt on Thursday (9 May 2024) when the crane fell.", ["2024-05-09"]),
        ("de", "Der Verein muss nach einem Urteil (9.5.2024 – 27 o 585/04) zahlen.", []),
        ("de", "Der Damm brach am Donnerstag (9.5.2024) nach langem Regen.", ["2024-05-09"]),
        ("en", "The catch was lower than in the same period of 2024, the port said.", []),
        ("en", "The catch rose to 12 tonnes from 8 tonnes in May 2024, the port said.", []),
        ("en", "More than 200 people left Orle in May 2024, the port said.", ["2024-05"]),
    ],
)
def test_what_a_date_only_refers_or_compares_to_is_no_event(language, sentence, days):
    assert days == days_told(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence", "days"),
    [
        ("es", "El barco se hundió ayer frente a la costa.", ["2025-05-16"]),
        ("es", "«Ayer se hundió el barco», dijo Roe.", []),
        ("es", "Ayer se hundió un barco frente a la costa.", ["2025-05-16"]),
        ("es", "La directora Maria Ayer cerró el puerto.", []),
        ("es", "El ayer de la ciudad se ve en el puerto.", []),
        ("de", "Anders als gestern blieb es ruhig am Hafen.", []),
        ("de", "Der Damm hielt, als gestern das Wasser stieg.", ["2025-05-16"]),
        ("fr", "Contrairement à hier, le port était calme.", []),
    ],
)
def test_yesterday_is_no_event_as_a_name_or_in_a_comparison(language, sentence, days):
    assert days == days_told(sentence, language)


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Today the bay has a reputation for clean water.", 0),
        ("Today, there are six ports in the bay.", 0),
        ("Today the bay has a name for good fish, smoked as it was then.", 0),
        ("Today we freed two of the crew, who are safe.", 1),
        ("Today the council has closed the port of Orle.", 1),
        ("Today the port of Orle is closed.", 1),
        ("The port of Orle is closed today, the owner told me.", 1),
        ("I leave Orle tomorrow.", 1),
        ("I resign today.", 1),
        ("I thank you for being here today.", 0),
        ("Engines fail more often in today's larger boats.", 0),
        ("Nobody can live on fish in today’s world.", 0),
        ("They agreed in today’s talks.", 1),
        ("The dam burst today.", 1),
    ],
)
def test_today_may_mean_these_years(sentence, count):
    assert count == len(timeline(document(sentence, published="2025-05-17")))


@pytest.mark.parametrize(
    "sentence",
    [
        "The store gave out fish on the 2nd and 4th Thursday of each month.",
        "They met on the second Friday of each month.",
    ],
)
def test_a_weekday_that_is_counted_in_each_month_is_no_day(sentence):
    assert timeline(document(sentence, published="2025-05-17")) == ()


def test_an_overnight_raid_is_of_that_night():
    source = document("They caught him during an overnight raid in Orle.", published="2025-05-17")

    assert [event.when.edtf for event in timeline(source)] == ["2025-05-16/2025-05-17"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("I just don’t know what happened in Orle yesterday.", []),
        ("Yesterday the crews sealed the dam of Orle, and I’ll come to that.", ["2025-05-16"]),
    ],
)
def test_talk_is_no_event_unless_it_opens_with_its_day(words, days):
    source = document(f"MODERATOR: The dam is dry.\nHARBOUR MASTER: {words}", published="2025-05-17")

    assert days == [event.when.edtf for event in timeline(source)]


def ranked(events):
    return [event.id for event in sorted(events, key=lambda event: event.rank)]


def test_what_most_sources_look_back_on_two_days_later_ranks_first():
    fresh = [
        document("The choir of Orle sang for the mayor on 14 May.", id=f"a{n}", published="2025-05-15")
        for n in range(3)
    ]
    late = [
        document("The dam of Orle burst on 9 May, killing six.", id="b", published="2025-05-17"),
        document("Six died when the dam of Orle burst on 9 May.", id="c", published="2025-05-28"),
    ]

    assert ranked(timeline(*fresh, *late)) == ["b-p1s1", "a0-p1s1"]


def test_a_day_that_others_name_later_ranks_before_one_that_none_does():
    a = document(
        "A bell rang in Orle on 10 May. The dam of Orle burst on 9 May.", id="a", published="2025-05-10"
    )
    b = document("It must not end like 9 May.", id="b", published="2025-05-28")

    assert ranked(timeline(a, b)) == ["a-p1s2", "a-p1s1"]


def test_copies_look_back_as_one():
    texts = {"a": "The dam of Orle burst on 9 May.", "b": "The dam of Orle burst on 9 May."}
    twice = [document(text, id=name, published="2025-05-28") for name, text in texts.items()]
    other = document("A bell rang on 3 May in Tern.", id="c", published="2025-05-28")
    again = document("In Tern a bell rang on 3 May.", id="d", published="2025-05-28")
    events = timeline(*twice, other, again)
    publications = tuple(
        Publication(each.id, PartialDate.parse("2025-05-28"), Basis.EDITOR, None, "")
        for each in (*twice, other, again)
    )
    copies = (CopyGroup((SourceId("a"), SourceId("b"))),)

    assert ranked(events) == ["c-p1s1", "a-p1s1"]
    assert ranked(rank_events(events, (), publications, copies)) == ["c-p1s1", "a-p1s1"]
    assert [event.rank for event in events] == [1, 2]
