"""What a strip of events draws: months, lanes, breaks, and columns where there are very many."""

import re
from dataclasses import replace
from datetime import date

from builders import document
from ormsund import dossier_of, rendered, write_desk

from dossier.model import EntityId, PageKind, ParagraphKind
from dossier.site.composer import Composer
from dossier.site.pages import timeline
from dossier.site.rows import event_row
from dossier.site.shelf import Shelf
from dossier.site.strips import APART, CROWD, event_strip


def shelf_of(tmp_path, *sentences, published="2024-03-10"):
    sources = [document(each, id=f"s{n:03}", published=published) for n, each in enumerate(sentences)]
    return Shelf(dossier_of(write_desk(tmp_path, {}), *sources))


def strip_of(shelf):
    return event_strip(Composer(shelf, PageKind.TIMELINE), shelf.events)


def test_the_axis_is_of_whole_months_with_their_names(tmp_path):
    shelf = shelf_of(tmp_path, "The pier burned on 3 February 2024.", "Divers came on 9 April 2024.")

    assert [(t.month, t.year) for t in strip_of(shelf).ticks] == [("Feb", "2024"), ("Mar", ""), ("Apr", "")]


def test_the_year_in_which_the_axis_begins_is_named_where_it_has_room(tmp_path):
    years = {}
    for month in ("March", "December"):
        shelf = shelf_of(tmp_path, f"The pier burned on 3 {month} 2023.", "Divers came on 9 August 2024.")
        years[month] = [tick.year for tick in strip_of(shelf).ticks if tick.year]

    assert years == {"March": ["2023", "2024"], "December": ["2024"]}


def test_a_date_within_wide_bounds_does_not_stretch_the_axis(tmp_path):
    shelf = shelf_of(tmp_path, "The pier burned on 3 March 2024.", "A second mole was built in 2024.")
    strip = strip_of(shelf)

    assert [(t.month, t.year) for t in strip.ticks] == [("Mar", "2024")]
    assert len(strip.marks) == 2


def test_distant_years_are_named_at_the_break_and_not_drawn(tmp_path):
    shelf = shelf_of(
        tmp_path,
        "The pier burned on 3 March 2024.",
        "The first ferry sank on 4 May 1967.",
        "The harbour closed on 1 June 1974.",
        "The lease ends on 31 December 2050.",
    )
    strip = strip_of(shelf)

    assert (strip.earlier, strip.later) == ("1967, 1974", "2050")
    assert len(strip.marks) == 1


def test_marks_of_one_lane_do_not_touch(tmp_path):
    days = (
        "Ilves hired a lawyer on 1 March 2024.",
        "Divers raised the bell on 1 March 2024.",
        "Coal prices doubled on 20 March 2024.",
        "Snow closed the airfield on 20 March 2024.",
    )
    strip = strip_of(shelf_of(tmp_path, *days))

    assert len(strip.marks) == 4
    assert len({mark.y for mark in strip.marks}) == 2
    for a in strip.marks:
        for b in strip.marks:
            if a is not b and a.y == b.y:
                assert a.right + APART <= b.left or b.right + APART <= a.left


def test_an_exact_day_is_a_full_dot_and_a_month_an_open_bar(tmp_path):
    strip = strip_of(shelf_of(tmp_path, "The pier burned on 3 March 2024.", "Divers came in February 2024."))

    assert {(mark.shape, mark.left == mark.right) for mark in strip.marks} == {
        ("full", True),
        ("ring", False),
    }


def test_very_many_events_become_columns(tmp_path):
    words = [f"Ship{n} and crew{n} came on {n % 28 + 1} March 2024." for n in range(CROWD + 5)]
    strip = strip_of(shelf_of(tmp_path, *words))

    assert strip.marks == ()
    assert sum(int(column.words.split()[0]) for column in strip.columns) == CROWD + 5
    day = r"\d+ \w+ \d{4}"
    assert all(re.fullmatch(rf"\d+ events?, {day}( to {day})?", each.words) for each in strip.columns)


def test_a_sentence_that_opens_with_a_pronoun_comes_with_the_sentence_before(tmp_path):
    shelf = shelf_of(
        tmp_path, "Mara Ilves runs the port. She closed it on 3 March 2024. The port opened on 5 March 2024."
    )
    rows = [event_row(Composer(shelf, PageKind.TIMELINE), event) for event in shelf.events]

    assert [(row.headline.before, row.headline.words) for row in rows] == [
        ("Mara Ilves runs the port.", "She closed it on 3 March 2024."),
        ("", "The port opened on 5 March 2024."),
    ]


def test_the_sentence_before_is_not_taken_from_far_above(tmp_path):
    text = "Mara Ilves runs the port.\nPhoto: the pier.\nShe closed it on 3 March 2024."
    source = document(text, id="s", published="2024-03-10", kinds={2: ParagraphKind.CAPTION})
    shelf = Shelf(dossier_of(write_desk(tmp_path, {}), source))
    (row,) = (event_row(Composer(shelf, PageKind.TIMELINE), event) for event in shelf.events)

    assert row.headline.before == ""


def sunk(n, month):
    """A source of one event."""
    text = f"Vessel{n} of owner{n} sank on {n % 28 + 1} {month:%B %Y}."
    return document(text, id=f"s{n:03}", title=f"Source {n}", published=f"{month:%Y-%m}-{n % 28 + 1:02}")


def numbered(count):
    return [sunk(n, date(2000 + n // 28, 1, 1)) for n in range(count)]


def test_a_long_timeline_has_links_to_its_years_and_filters_that_name_all_pages(tmp_path):
    topic = "---\ntitle: Wrecks\nterms: [Vessel3, Vessel230]\n---\n"
    pages = rendered(dossier_of(write_desk(tmp_path, {"topics/wrecks.md": topic}), *numbered(260)))
    first, second = pages["timeline.html"], pages["timeline.2.html"]

    assert 'href="timeline.2.html#y2008"' in first and 'href="timeline.html#y2000"' in second
    assert '<p class="facts-line">260 dated events' in first and '<p class="facts-line">Page 2 of 2' in second
    assert '<option value="wrecks" data-pages="1 2">Wrecks (1)</option>' in first
    assert 'name="certainty"' not in first  # all days are exact: nothing to choose
    assert 'name="names"' not in first


def test_one_more_event_changes_no_other_page_of_the_timeline(tmp_path):
    desk = write_desk(
        tmp_path, {"topics/wrecks.md": "---\ntitle: Wrecks\nterms: [Vessel3, Vessel230]\n---\n"}
    )
    text = "A barge sank off the southern mole on 29 January 2001."
    barge = document(text, id="barge", title="Barge", published="2001-01-29")
    before, after = (rendered(dossier_of(desk, *numbered(260), *more)) for more in ([], [barge]))

    assert "29 January 2001" in after["timeline.html"]
    assert before["timeline.2.html"] == after["timeline.2.html"]


def test_a_page_of_the_timeline_has_whole_months_and_a_long_month_is_cut_evenly(tmp_path, monkeypatch):
    monkeypatch.setattr(timeline, "PER_PAGE", 50)
    march = [sunk(n, date(2002, 3, 1)) for n in range(56, 157)]
    pages = rendered(dossier_of(write_desk(tmp_path, {}), *numbered(56), *march))
    names = ["timeline.html", *(f"timeline.{number}.html" for number in range(2, 6))]
    listed = [pages[name].count('data-certainty="exact"') for name in names]

    assert listed == [28, 28, 33, 34, 34]


def test_years_without_an_event_are_said_between_the_years(tmp_path):
    pages = rendered(
        dossier_of(
            write_desk(tmp_path, {}),
            document("The pier burned on 3 March 2024.", id="a", published="2024-03-10"),
            document("The first ferry sank on 4 May 1967.", id="b", published="2024-03-10"),
        )
    )

    assert re.findall(r'class="gap wide">([^<]*)', pages["timeline.html"]) == ["56 years without an event"]


def test_whom_a_pronoun_means_is_said_only_where_an_editor_said_so(tmp_path):
    text = "Mara Ilves runs the port. She closed it on 3 March 2024."
    files = {"entities/ilves.md": "---\nname: Mara Ilves\nkind: person\n---\n"}
    made = dossier_of(write_desk(tmp_path, files), document(text, id="s000", published="2024-03-10"))
    events = tuple(replace(e, stands_for=(("She", EntityId("ilves")),)) for e in made.analysis.events)
    page = rendered(replace(made, analysis=replace(made.analysis, events=events)))["timeline.html"]

    assert '[She: <a href="entities/ilves.html">Mara Ilves</a>] <q' in page
    assert 'class="before"' not in page


def test_highlights_are_of_the_time_of_the_sources_and_come_in_context(tmp_path):
    text = "The first ferry sank on 4 May 1967. Mara Ilves runs the port. She closed it on 9 April 2000."
    aside = document(text, id="aside", published="2000-04-10")
    pages = rendered(dossier_of(write_desk(tmp_path, {}), aside, *numbered(30)))
    highlights = pages["timeline.html"].split('id="highlights"')[1].split("</section>")[0]

    assert "1967" not in highlights
    assert 'class="before">Mara Ilves runs the port.</q> <q>She closed it' in pages["timeline.html"]
    assert highlights.count("<li") == 6
