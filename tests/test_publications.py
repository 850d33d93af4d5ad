"""When was each source published, and how is that known?"""

from dataclasses import replace

import pytest
from builders import corpus, document

from dossier.analysis.dates.publications import publish_dates
from dossier.analysis.dates.scan import find_expressions
from dossier.config import Settings
from dossier.model import Basis, CopyGroup, ParagraphKind, Relation, SourceId
from dossier.text.date_phrases import said
from dossier.text.interface import ENGLISH
from dossier.text.read_text import read_text


def words_of(publication):
    """How a date is known, in English."""
    return said(publication.words, ENGLISH)


def related(*pairs):
    return tuple(Relation(SourceId(a), SourceId(b), score, ()) for a, b, score in pairs)


def publish(sources, relations=()):
    expressions = {source.id: find_expressions(read_text(source)) for source in sources}
    return publish_dates(corpus(*sources), expressions, Settings(), relations=relations)


def told(sources, relations=()):
    found = publish(sources, relations)
    return {p.source: (p.value.edtf if p.value else None, p.basis) for p in found}


QUOTED = "“It listed and was gone before we had our boats out,” a pilot said."
POST = f"The ferry sank on Saturday.\n— Harbour Watch (@harbour) July 12, 2025\nDivers are at work. {QUOTED}"
POST_KINDS = {2: ParagraphKind.EMBED}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A bomb went off in Orle today, 27 September 2008. It killed six.", "2008-09-27"),
        ("Today, September 06, 2024, a group will march in Orle.", "2024-09-06"),
        ("The port of Orle was shut yesterday (Monday 3 May 2021). It rained.", "2021-05-04"),
        ("“We left today, 3 May 2021,” he said. It rained.", None),
        ("The port was opened 75 years ago today, 3 May 1946. It rained.", None),
        ("The port of Orle was shut today, 3 May 2021. It was opened on 9 May 2021.", None),
        ("The port shut today, 3 May 2021. It was shut yesterday, 9 June 2021.", None),
        ("Crews in Orle today 3 May 2021 raised a tug. It rained.", None),
        ("Crews raised a tug today 3 May 2021 after a week. It rained.", "2021-05-03"),
        ("Today 3 May 1921 is kept as the day of the flood. It rained.", None),
        ("Yesterday 3 May 1921 was named a feast. It rained.", None),
        ("They sang as if today was 3 May 1921. It rained.", None),
        ("In the song it is today, 3 May 1921, and it rains. It rained.", None),
        ("fr: Aujourd’hui, le 3 mai 1921 reste dans les livres. Il pleut.", None),
        ("fr: Aujourd’hui, le 3 mai 2021, le port a rouvert. Il pleut.", "2021-05-03"),
        ("es: Hoy, el 3 de mayo de 1921 es parte de la historia. Llueve.", None),
        ("es: Hoy, lunes 3 de mayo de 2021, el puerto cierra. Llueve.", "2021-05-03"),
        ("Today, May 3, 2021 crews raised a tug. It rained.", "2021-05-03"),
        ("As of today 3 May 2021 two tugs are lost. It rained.", "2021-05-03"),
        ("Today, Monday 3 May 2021 sees the start of the fair. It rained.", "2021-05-03"),
        ("it: Oggi 3 maggio 2021 si riunisce il consiglio. Piove.", "2021-05-03"),
    ],
)
def test_a_text_that_says_which_day_today_is_was_written_on_it(text, day):
    language, _, words = text.rpartition(": ")
    (publication,) = publish([document(words, language or "en")])
    found = publication.value.edtf if publication.value and publication.value.is_exact else None
    assert found == day


def test_it_is_said_with_which_words_a_text_says_which_day_today_is():
    (publication,) = publish(
        [document("The port of Orle was shut yesterday (Monday 3 May 2021). It rained.")]
    )

    assert said(publication.words, ENGLISH) == "inferred from “yesterday (Monday 3 May 2021)”"


def test_a_month_that_no_other_source_reaches_gives_no_publication():
    others = [
        document("The quay was shut.", id=name, published=day, basis=Basis.STATED)
        for name, day in (("a", "2019-02-10"), ("b", "2019-03-12"))
    ]
    undated = document("The ferry sank off Larne this March and was raised from the sea by divers.", id="c")

    assert told([*others, undated])["c"] == (None, Basis.UNKNOWN)


def test_what_the_file_offers_comes_first():
    stated = document("The mayor resigned on Friday.", published="2025-05-17", basis=Basis.STATED)

    assert told([stated]) == {"source": ("2025-05-17", Basis.STATED)}


def test_a_dated_post_and_its_weekday_date_the_source_within_a_day():
    source = document(POST, kinds=POST_KINDS)

    assert told([source]) == {"source": ("2025-07-12/2025-07-13", Basis.INFERRED)}


def test_a_dated_post_alone_leaves_a_week():
    source = document(POST.replace("on Saturday", "in a storm"), kinds=POST_KINDS)

    assert told([source]) == {"source": ("2025-07-12/2025-07-18", Basis.INFERRED)}


@pytest.mark.parametrize(
    ("language", "prose", "edtf"),
    [
        ("en", "The ferry has had two owners, the last of them since 2027.", None),
        ("en", "The ferry was sold in May 2026.", "2026-05/.."),
        ("de", "Die Fähre wurde am 3. Mai 2027 verkauft.", None),
        ("en", "A new ferry will be built in May 2026.", "2025-07-12/2025-07-18"),
        ("de", "Eine neue Fähre wird am 3. Mai 2026 gebaut.", "2025-07-12/2025-07-18"),
        ("en", "The ferry was built in May 2016.", "2025-07-12/2025-07-18"),
    ],
)
def test_an_old_post_does_not_date_prose_that_looks_back_on_a_later_time(language, prose, edtf):
    text = POST.replace("on Saturday", "in a storm") + f"\n{prose}"
    if language == "de":
        text = text.replace("July 12, 2025", "12. Juli 2025")
    found = told([document(text, kinds=POST_KINDS, language=language)])["source"]

    assert found == (edtf, Basis.INFERRED if edtf else Basis.UNKNOWN)


def test_the_words_name_the_post_and_the_weekday():
    found = publish([document(POST, kinds=POST_KINDS)])[0]

    assert words_of(found) == "inferred: the text embeds a post of 12 July 2025 and says “Saturday”"
    assert document(POST).quote(found.evidence) == "July 12, 2025"


def test_a_weekday_is_settled_by_a_closely_related_source():
    dated = document(POST, kinds=POST_KINDS, id="dated")
    undated = document(f"A ferry went down off the coast on Saturday, officials said. {QUOTED}", id="undated")
    known = told([dated, undated], related(("dated", "undated", 0.4)))

    assert known["undated"] == ("2025-07-12/2025-07-13", Basis.INFERRED)


@pytest.mark.parametrize(
    ("published", "edtf"),
    [
        ("2025-07-12", "2025-07-12/2025-07-13"),
        ("2025-07-13", "2025-07-12/2025-07-13"),
        ("2025-07-14", "2025-07-12/2025-07-14"),
        ("2025-07-15", None),
        ("2025-07-11", None),
        ("2025-07-12/2025-07-14", "2025-07-12/2025-07-14"),
        ("2025-07-11/2025-07-14", None),
        ("2025-07-12/..", None),
        ("2025", None),
    ],
)
def test_a_related_source_settles_a_weekday_only_within_two_days_of_the_news(published, edtf):
    dated = document(f"The ferry sank on Saturday, July 12, 2025. {QUOTED}", id="dated", published=published)
    undated = document(f"A ferry went down off the coast on Saturday, officials said. {QUOTED}", id="undated")

    known = told([dated, undated], related(("dated", "undated", 0.4)))["undated"]

    assert known == (edtf, Basis.INFERRED if edtf else Basis.UNKNOWN)


def test_a_post_dates_a_source_wherever_it_is_in_the_text():
    text = "The ferry sank in a storm.\nDivers are at work.\nIt was old.\n— Watch (@harbour) July 12, 2025"
    source = document(text, kinds={4: ParagraphKind.EMBED})

    assert told([source]) == {"source": ("2025-07-12/2025-07-18", Basis.INFERRED)}
    assert told([document(text)])["source"][0] != "2025-07-12/2025-07-18"


def test_a_related_source_that_quotes_nobody_of_the_same_event_settles_nothing():
    dated = document(POST, kinds=POST_KINDS, id="dated")
    undated = document("A ferry went down off the coast on Saturday, officials said.", id="undated")

    assert told([dated, undated], related(("dated", "undated", 0.9)))["undated"] == (None, Basis.UNKNOWN)


def test_a_related_source_that_knows_no_such_weekday_settles_nothing():
    dated = document(POST, kinds=POST_KINDS, id="dated")
    undated = document(f"A ferry went down off the coast on Tuesday, officials said. {QUOTED}", id="undated")

    assert told([dated, undated], related(("dated", "undated", 0.4)))["undated"] == (None, Basis.UNKNOWN)


def test_a_date_line_is_no_event_that_a_weekday_could_mean():
    # 2025-05-17 is a Saturday, but the dated source says of Saturday nothing at all.
    dated = document("2025-05-17\nThe ferry sank.", id="dated", published="2025-05-17", kinds={
        1: ParagraphKind.BOILERPLATE
    })  # fmt: skip
    undated = document("In May the harbour closed. A ferry went down on Saturday.", id="undated")

    assert told([dated, undated], related(("dated", "undated", 0.4)))["undated"][0] != "2025-05-17/2025-05-18"


def test_a_weekday_far_from_the_news_of_the_related_source_is_not_taken():
    dated = document("On Monday the dam broke.", id="dated", published="2025-05-17")
    undated = document("A ferry went down on Monday.", id="undated")

    assert told([dated, undated], related(("dated", "undated", 0.4)))["undated"] == (None, Basis.UNKNOWN)


def copies(*texts):
    dated = document(texts[0], id="dated", published="2025-05-17")
    undated = [document(text, id=f"undated{number}") for number, text in enumerate(texts[1:])]
    sources = (dated, *undated)
    group = CopyGroup(tuple(source.id for source in sources))
    expressions = {source.id: find_expressions(read_text(source)) for source in sources}
    found = publish_dates(corpus(*sources), expressions, Settings(), copies=(group,))
    return [p.value.edtf if p.value else None for p in found if p.source != "dated"]


def test_a_copy_is_printed_within_days_of_its_like():
    assert copies("The ferry sank on Friday.", "The ferry sank on Friday.") == ["2025-05-15~/2025-05-19~"]


@pytest.mark.parametrize(
    ("second", "edtf"),
    [
        ("2025-05-17", "2025-05-15~/2025-05-19~"),
        ("2025-05-23", "2025-05-15~/2025-05-25~"),
        ("2025-05-24", None),
    ],
)
def test_copies_that_were_printed_more_than_a_week_apart_date_nothing(second, edtf):
    first, other = (
        document("The ferry sank.", id=f"dated-{day}", published=day) for day in ("2025-05-17", second)
    )
    other = replace(other, id=SourceId("other"))
    sources = (first, other, document("The ferry sank.", id="undated"))
    group = CopyGroup(tuple(source.id for source in sources))
    expressions = {source.id: find_expressions(read_text(source)) for source in sources}

    found = publish_dates(corpus(*sources), expressions, Settings(), copies=(group,))

    assert [p.value and p.value.edtf for p in found if p.source == "undated"] == [edtf]


def test_a_release_that_repeats_the_words_of_another_day_is_no_copy():
    assert copies("The ferry sank on Friday.", "The ferry sank yesterday.") == [None]


def test_months_named_without_a_year_and_related_sources_bound_a_source():
    early = document("The ferry sank.", id="early", published="2025-05-17")
    late = document("The ferry sank.", id="late", published="2025-07-12")
    undated = document("He had said so in Lima last May. On May 7 an agency quoted him.", id="undated")
    near = related(("early", "undated", 0.3), ("late", "undated", 0.3))

    assert told([early, late, undated], near)["undated"] == ("2025-06~/2025-07~", Basis.INFERRED)


def test_related_sources_alone_do_not_date_a_source():
    dated = document("The ferry sank.", id="dated", published="2025-05-17")
    undated = document("The ferry was old.", id="undated")

    assert told([dated, undated], related(("dated", "undated", 0.3)))["undated"] == (None, Basis.UNKNOWN)


def test_the_last_full_date_it_looks_back_on_is_the_earliest_day():
    source = document("The mine opened on 3 March 1998. It closed on July 18, 2023.")

    assert told([source]) == {"source": ("2023-07-18/..", Basis.INFERRED)}


def test_a_full_date_to_come_says_nothing_of_the_publication():
    source = document("The mine will reopen on July 18, 2031.")

    assert told([source]) == {"source": (None, Basis.UNKNOWN)}


def test_inferences_do_not_lean_on_each_other():
    # Only `a` is dated; `b` may lean on it, `c` knows only `b` and stays unknown.
    a = document(POST, kinds=POST_KINDS, id="a")
    b = document(f"A ferry went down on Saturday. {QUOTED}", id="b")
    c = document(f"A ferry went down on Saturday, again. {QUOTED}", id="c")
    known = told([a, b, c], related(("a", "b", 0.4), ("b", "c", 0.4)))

    assert [known[s][0] for s in "abc"] == ["2025-07-12/2025-07-13", "2025-07-12/2025-07-13", None]


def test_the_order_of_sources_changes_nothing():
    a = document(POST, kinds=POST_KINDS, id="a")
    b = document(f"A ferry went down on Saturday. {QUOTED}", id="b")
    near = related(("a", "b", 0.4))

    assert told([a, b], near) == told([b, a], near)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Last May the harbour closed.", "2025-06~/2025-07~"),
        ("Last June the harbour closed, as it did last May.", "2025-07~"),
        ("In May the harbour closed.", None),
        ("On 20 May the harbour closed.", None),
        ("In May the harbour will close.", None),
        ("In April the harbour closed.", None),
    ],
)
def test_the_last_month_that_a_source_looks_back_on_is_the_earliest(text, edtf):
    early, late = (document("It sank.", id=day, published=day) for day in ("2025-05-17", "2025-07-12"))

    assert told([early, late, document(text, id="undated")])["undated"][0] == edtf


def test_where_no_tense_is_known_a_day_bounds_nothing():
    early, late = (document("It sank.", id=day, published=day) for day in ("2025-05-17", "2025-07-12"))
    undated = document("La tregua dura fino al 20 giugno.", "it", id="undated")

    assert told([early, late, undated])["undated"] == (None, Basis.UNKNOWN)


def test_a_text_that_tells_of_a_later_time_is_not_bounded_by_other_sources():
    early, late = (document("It sank.", id=day, published=day) for day in ("2025-05-17", "2025-07-12"))
    undated = document("It sank on 20 May 2025. The owner was fined on 5 May 2026.", id="undated")

    assert told([early, late, undated])["undated"] == ("2026-05-05/..", Basis.INFERRED)


def test_an_encyclopedia_is_not_bounded_by_the_months_of_other_sources():
    early, late = (document("It sank.", id=day, published=day) for day in ("2025-05-17", "2025-07-12"))
    undated = document("It sank.[1] On 20 May the harbour closed.[2] The crew was saved.[3]", id="undated")

    assert told([early, late, undated])["undated"] == (None, Basis.UNKNOWN)


def test_without_relations_the_months_of_the_whole_dossier_bound_a_source():
    early = document("The ferry sank.", id="early", published="2025-05-17")
    late = document("The ferry sank.", id="late", published="2025-07-12")
    undated = document("He had said so in Lima last May.", id="undated")

    assert told([early, late, undated])["undated"] == ("2025-06~/2025-07~", Basis.INFERRED)


@pytest.mark.parametrize(
    ("text", "language", "edtf"),
    [
        ("The ferry sank on 3 July 2024.", "en", "2024-07-03/.."),
        ("The lease runs to 31 December 2030.", "en", None),
        ("The ferry returns on 1 July 2024.", "en", None),
        ("Tickets for the race of 1 July 2024 are on sale.", "en", None),
        ("The ferry will sail on 1 July 2024.", "en", None),
        ("Die Arbeit beginnt am 1. Juli 2024 und kostet viel.", "de", None),
        ("Seats for the race of 9 July 2026 cost nine crowns.", "en", None),
        ("A pilot was jailed until 9 July 2036.", "en", None),
        ("The eel fair was fixed for 9 July 2036.", "en", None),
        ("The keeper got a lease from 9 July 2036.", "en", None),
        ("The guild named 9 July 2036 as the day of the fair.", "en", None),
        ("If the pier had stood, it would have closed on 9 July 2036.", "en", None),
        ("Nobody knew what 9 July 2036 would bring.", "en", None),
        ("Members voted to shut the pier on 9 July 2036.", "en", None),
        ("The fair called for 9 July 2036 was put off.", "en", None),
        (
            "On 3 July 2024 the guild bought the pier, with a lease that runs to 9 July 2036.",
            "en",
            "2024-07-03/..",
        ),
        ("The crew left for Larne on 3 July 2024.", "en", "2024-07-03/.."),
        ("The fire of 3 July 2024 killed two eels.", "en", "2024-07-03/.."),
        ("The guild published an annual report of 40 pages on 3 July 2024.", "en", "2024-07-03/.."),
        ("The guild announced the death of a pilot on 3 July 2024.", "en", "2024-07-03/.."),
        ("The keeper sold a block of shares on 3 July 2024.", "en", "2024-07-03/.."),
        ("Downloaded on 3 July 2024", "en", None),
        ("Last accessed: 3 July 2024, 10:12", "en", None),
        ("https://paper.example/eels (accessed 3 July 2024)", "en", None),
        ("Declassified on 3 July 2024", "en", None),
        ("Note: translated by the guild on 3 July 2024.", "en", None),
        ("The keeper translated the log on 3 July 2024.", "en", "2024-07-03/.."),
        ("This page was last edited on 3 July 2024", "en", None),
        ("The guild printed its first book on 3 July 2024.", "en", "2024-07-03/.."),
    ],
)
def test_only_a_day_that_is_told_as_past_bounds_a_source_from_below(text, language, edtf):
    basis = Basis.INFERRED if edtf else Basis.UNKNOWN

    assert told([document(text, language)]) == {"source": (edtf, basis)}


def test_a_dossier_of_many_years_bounds_nothing():
    early = document("The ferry sank.", id="early", published="2019-05-17")
    late = document("The ferry sank.", id="late", published="2025-07-12")
    undated = document("He had said so in Lima last May.", id="undated")

    assert told([early, late, undated])["undated"] == (None, Basis.UNKNOWN)


LINE = "WELLINGTON, Feb. 12 (Agency) - The ferry sank on Tuesday. It was old."


def test_a_date_line_takes_its_year_from_a_related_source():
    dated = document("The ferry sank.", id="dated", published="2013-02-14")
    undated = document(LINE, id="undated")

    assert told([dated, undated], related(("dated", "undated", 0.4)))["undated"] == (
        "2013-02-12",
        Basis.INFERRED,
    )


def test_related_sources_of_two_years_leave_the_year_of_a_date_line_open():
    near = document("The ferry sank.", id="near", published="2013-02-14")
    far = document("The ferry sank.", id="far", published="2011-08-14")
    undated = document(LINE, id="undated")
    likes = related(("near", "undated", 0.4), ("far", "undated", 0.3))

    assert told([near, far, undated], likes)["undated"] == (None, Basis.UNKNOWN)


def test_a_date_line_far_from_all_that_is_related_keeps_its_year_open():
    dated = document("The ferry sank.", id="dated", published="2013-08-14")
    undated = document(LINE, id="undated")

    assert told([dated, undated], related(("dated", "undated", 0.4)))["undated"] == (None, Basis.UNKNOWN)


def test_the_dates_of_the_whole_dossier_tell_about_when_a_date_line_was_written():
    early = document("The ferry sank.", id="early", published="2013-01-17")
    late = document("The ferry sank.", id="late", published="2013-05-12")

    assert told([early, late, document(LINE, id="undated")])["undated"] == ("2013-02-12~", Basis.INFERRED)


def test_a_date_line_moves_the_earliest_day_of_a_source():
    text = LINE + " It was built on 3 March 2012."

    assert told([document(text)]) == {"source": ("2013-02-12/..", Basis.INFERRED)}


@pytest.mark.parametrize("is_cut", [False, True])
def test_a_date_line_alone_is_shown_and_dates_nothing(is_cut):
    cut = {"text": LINE.replace(" - ", " -\n"), "kinds": {1: ParagraphKind.BOILERPLATE}}
    source = document(**cut) if is_cut else document(LINE)
    found = publish([source])[0]

    assert (found.value, found.basis) == (None, Basis.UNKNOWN)
    assert words_of(found) == "12 February, year not known, from the date line"
    assert source.quote(found.evidence) == "Feb. 12"


def test_a_day_at_the_head_that_is_no_date_line():
    text = "FERRY NEWS, Feb. 12 was a day of mourning. It was built on 3 March 2012."

    assert told([document(text)]) == {"source": ("2012-03-03/..", Basis.INFERRED)}


def test_a_date_line_of_no_year_with_such_a_day():
    dated = document("The ferry sank.", id="dated", published="2013-02-27")
    undated = document(LINE.replace("Feb. 12", "Feb. 29"), id="undated")

    assert told([dated, undated], related(("dated", "undated", 0.4)))["undated"] == (None, Basis.UNKNOWN)


def test_an_anniversary_lends_its_year_to_no_date_line():
    text = LINE.replace("Feb. 12", "Sept. 3") + " It was built on Sept. 3, 1998."

    assert told([document(text)]) == {"source": ("1998-09-03/..", Basis.INFERRED)}


FILLER = "The sea was calm."


def opening_with(number, text):
    """Put a sentence at a place, from 1, behind others that say nothing of when."""
    return " ".join([FILLER] * (number - 1) + [text])


@pytest.mark.parametrize(("place", "edtf"), [(3, "2025-07-12/2025-07-13"), (4, None)])
def test_a_weekday_is_the_news_in_the_first_three_sentences_alone(place, edtf):
    dated = document(POST, kinds=POST_KINDS, id="dated")
    text = f"{QUOTED} " + opening_with(place - 1, "A ferry went down on Saturday, officials said.")

    found = told([dated, document(text, id="undated")], related(("dated", "undated", 0.4)))

    assert found["undated"][0] == edtf


@pytest.mark.parametrize(("place", "edtf"), [(8, "2025-07-12/2025-07-13"), (9, None)])
@pytest.mark.parametrize("late", ["dated", "undated"])
def test_what_both_quote_is_in_the_first_eight_sentences_of_each(late, place, edtf):
    texts = {"dated": "The ferry sank on Saturday, July 12, 2025. ", "undated": "A ferry sank on Saturday. "}
    places = {"dated": 2, "undated": 2} | {late: place}
    dated, undated = (
        document(texts[id] + opening_with(places[id] - 1, QUOTED), id=id, published=day)
        for id, day in (("dated", "2025-07-13"), ("undated", None))
    )

    assert told([dated, undated], related(("dated", "undated", 0.4)))["undated"][0] == edtf


@pytest.mark.parametrize(("days", "edtf"), [((13, 12), "2025-07-13"), ((12, 13), "2025-07-13")])
def test_the_latest_saturday_or_sunday_of_the_news_counts(days, edtf):
    text = f"It sank on July {days[0]}, 2025, and was found on July {days[1]}, 2025. {QUOTED}"
    dated = document(text, id="dated", published="2025-07-13")
    undated = document(f"A ferry went down at the weekend. It sank on Sunday. {QUOTED}", id="undated")

    value = told([dated, undated], related(("dated", "undated", 0.4)))["undated"][0]

    assert value.split("/")[0] == edtf


@pytest.mark.parametrize(("place", "edtf"), [(6, "2013-02-12"), (5, None)])
def test_the_five_nearest_sources_give_a_date_line_its_year(place, edtf):
    days = ["2013-02-14"] * 6
    days[place - 1] = "2010-08-14"
    others = [document("The ferry sank.", id=f"n{n}", published=day) for n, day in enumerate(days)]
    near = related(*((f"n{n}", "undated", 0.9 - n / 10) for n in range(6)))

    assert told([*others, document(LINE, id="undated")], near)["undated"][0] == edtf


@pytest.mark.parametrize(("last", "edtf"), [("2013-05-20", "2013-02-12~"), ("2013-05-21", None)])
def test_a_season_is_a_hundred_and_twenty_four_days(last, edtf):
    early, late = (document("It sank.", id=day, published=day) for day in ("2013-01-16", last))

    assert told([early, late, document(LINE, id="undated")])["undated"][0] == edtf


@pytest.mark.parametrize(
    ("first", "last"), [("2013-01-01/2013-01-31", "2013-05-20"), ("2013-01-31", "2013-05-20/2013-07-01")]
)
def test_a_season_is_counted_from_the_first_day_that_is_possible_to_the_last(first, last):
    early, late = (document("It sank.", id=f"d{n}", published=day) for n, day in enumerate((first, last)))

    assert told([early, late, document(LINE, id="undated")])["undated"] == (None, Basis.UNKNOWN)


def test_one_source_that_is_not_related_dates_nothing():
    dated = document("The ferry sank.", id="dated", published="2013-02-14")

    assert told([dated, document(LINE, id="undated")])["undated"] == (None, Basis.UNKNOWN)


@pytest.mark.parametrize(
    ("when", "edtf"),
    [("in July 2023", "2023-07/.."), ("in the summer of 2023", None), ("in 2023", None)],
)
def test_a_date_of_more_than_a_month_is_no_full_date(when, edtf):
    assert told([document(f"The mine closed {when}.")])["source"][0] == edtf


@pytest.mark.parametrize("kind", [ParagraphKind.CAPTION, ParagraphKind.BOILERPLATE])
def test_what_is_no_prose_bounds_nothing(kind):
    source = document("Nothing is known.\nThe ferry sank on 3 July 2024.", kinds={2: kind})

    assert told([source]) == {"source": (None, Basis.UNKNOWN)}


def test_a_weekday_under_a_picture_does_not_agree_with_a_post():
    text = POST.replace("on Saturday", "in a storm") + "\nThe pier on Saturday."
    kinds = {**POST_KINDS, 4: ParagraphKind.CAPTION}

    assert told([document(text, kinds=kinds)])["source"][0] == "2025-07-12/2025-07-18"


def test_a_weekday_to_come_does_not_agree_with_a_post():
    text = POST.replace("The ferry sank on Saturday", "The ferry will sail on Saturday")

    assert told([document(text, kinds=POST_KINDS)])["source"][0] == "2025-07-12/2025-07-18"


@pytest.mark.parametrize(("day", "weekend"), [("11", False), ("12", True), ("13", True), ("14", False)])
def test_a_weekend_agrees_with_a_post_of_its_two_days(day, weekend):
    text = POST.replace("on Saturday", "at the weekend").replace("July 12", f"July {day}")

    value = told([document(text, kinds=POST_KINDS)])["source"][0]

    assert value == f"2025-07-{day}/2025-07-{int(day) + (1 if weekend else 6)}"


def test_the_latest_of_several_posts_dates_a_source():
    posts = "— Watch (@harbour) July {}, 2025\n"
    text = "The ferry sank.\n" + posts.format(14) + posts.format(16) + posts.format(12)
    source = document(text, kinds=dict.fromkeys((2, 3, 4), ParagraphKind.EMBED))

    assert told([source])["source"][0] == "2025-07-16/2025-07-22"


@pytest.mark.parametrize(
    ("language", "edtf"), [("en-GB", "2024-07-03/.."), ("EN", "2024-07-03/.."), ("de", None)]
)
def test_tense_is_read_in_english_of_every_country(language, edtf):
    assert told([document("The ferry sank on 3 July 2024.", language)])["source"][0] == edtf


def test_a_tense_far_from_the_date_says_nothing_of_it():
    near, far = (f"The ferry sank {'and so on ' * count}on 3 July 2024." for count in (2, 40))

    assert told([document(near)])["source"][0] == "2024-07-03/.."
    assert told([document(far)])["source"] == (None, Basis.UNKNOWN)


def test_the_nearest_related_source_settles_a_weekday_first():
    text = "The ferry sank on Saturday, July {}, 2025. " + QUOTED
    one, other = (document(text.format(day), id=f"d{day}", published=f"2025-07-{day}") for day in (12, 19))
    undated = document(f"A ferry went down on Saturday. {QUOTED}", id="undated")

    for likes in ((0.4, 0.3), (0.3, 0.4), (0.4, 0.4)):
        near = related(("d12", "undated", likes[0]), ("d19", "undated", likes[1]))
        value = told([one, other, undated], near)["undated"][0]
        assert value.split("/")[0] == ("2025-07-19" if likes == (0.3, 0.4) else "2025-07-12")


def test_the_words_of_each_inference_say_what_it_rests_on():
    dated = document(
        f"The ferry sank on Saturday, July 12, 2025. {QUOTED}", id="dated", published="2025-07-12"
    )
    undated = document(f"A ferry went down on Saturday. {QUOTED}", id="undated")
    line = document(LINE, id="line")
    in_months = document("He had said so in Lima last May.", id="months")
    near = related(("dated", "undated", 0.4))
    early = document("The ferry sank.", id="early", published="2025-05-17")

    words = {each.source: words_of(each) for each in publish([dated, undated, in_months, early], near)}

    assert words["dated"] == words["early"] == "set for a test"
    assert words["undated"] == ("inferred from “Saturday” and a related source that speaks of 12 July 2025")
    assert words["months"] == "inferred from “last May” and the dates of the other sources"
    other = document("The ferry sank.", id="other", published="2013-02-14")
    words = {each.source: words_of(each) for each in publish([other, line], related(("line", "other", 0.4)))}
    assert words["line"] == "inferred from the date line “Feb. 12” and the dates of related sources"


def test_of_several_copies_the_first_printed_is_the_evidence():
    text = "The ferry sank."
    days = {"b": "2025-05-17", "a": "2025-05-18", "c": "2025-05-17", "undated": None}
    sources = [document(text, id=id, published=day) for id, day in days.items()]
    expressions = {source.id: () for source in sources}
    group = (CopyGroup(tuple(source.id for source in sources)),)

    found = {p.source: p for p in publish_dates(corpus(*sources), expressions, Settings(), copies=group)}

    assert found["undated"].value.edtf == "2025-05-15~/2025-05-20~"
    assert words_of(found["undated"]) == "inferred from a source of 17 May 2025 that prints nearly the same"


@pytest.mark.parametrize(
    ("texts", "is_copy"),
    [
        (("It sank on Friday.", "It sank on Friday. It was raised on Monday."), True),
        (("It sank on Friday. It was raised on Monday.", "It sank on Friday."), True),
        (("It sank on Friday. It was raised on Monday.", "It sank on Friday. It was raised today."), False),
    ],
)
def test_one_of_two_copies_may_leave_out_a_date(texts, is_copy):
    assert copies(*texts) == ["2025-05-15~/2025-05-19~" if is_copy else None]
