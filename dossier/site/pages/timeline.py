"""Turn the events that sources date into the timeline: highlights first, then year by year."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.model import Page, PageKind, PageRef, TimelineEvent
from dossier.site.composer import Composer, Draft
from dossier.site.rows import (
    CERTAINTY,
    Event,
    certainty,
    event_row,
    numbered,
    sources_of,
    standing,
)
from dossier.site.search import search_words
from dossier.site.shelf import Shelf, asked_once
from dossier.site.strips import event_strip, is_near
from dossier.site.urls import list_ref, source_ref, topic_ref
from dossier.site.views import Anchor, Quotation

PER_PAGE = 250  # events; about 375 kB of HTML
HIGHLIGHTS = 6
LONG = 20  # events; a longer timeline opens with its highlights
YEARS = 6  # a timeline of more years has links to each of them
LABELS = {"topics": "filter_topic", "names": "filter_name", "certainty": "filter_date"}
"""Names of the filters, and of their labels."""
NAMES = 100  # names that the filter offers, the most frequent


@dataclass(frozen=True, slots=True)
class Highlight:
    """An event among the most reported, with the link to its entry."""

    event: TimelineEvent
    headline: Quotation
    entry: Anchor  # `3 sources`


@dataclass(frozen=True, slots=True)
class Year:
    """The events of one year on one page."""

    year: int
    gap: str  # `7 years without an event`, before it; empty: none
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter offers."""

    value: str
    words: str  # with the number of events on this page, if any: `The ferry (12)`
    pages: str  # numbers of the pages that have some; empty where there is one page
    lang: str | None  # of the words; None: that of the interface


@dataclass(frozen=True, slots=True)
class Filter:
    """A select above the timeline, and the attribute of the entries that it asks."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def pages(shelf: Shelf) -> Iterator[Draft]:
    """Yield the timeline, oldest first, cut into pages; a page knows of the others no more than it must.

    So one more event changes the page that it is on, and what counts all events is on the first alone.
    """
    for number in range(1, _last(shelf) + 1):
        yield Draft(_timeline_page, (number,))


def _timeline_page(shelf: Shelf, number: int) -> Page:
    composer, pager = numbered(shelf, PageKind.TIMELINE, number, _last(shelf))
    chunk, before = _events_on(shelf, number), _year_before(shelf, number)
    # All events are counted on the first page alone.
    facts = pager.words if pager and number > 1 else shelf.say("events_from_sources", shelf.event_count)
    if pager:  # the filters and the years of each page are of all events
        composer.shows(_marked(shelf))
    years: dict[int, list[TimelineEvent]] = {}
    for event in chunk:
        years.setdefault(year_of(event), []).append(event)
    shown = []
    for year, events in years.items():
        gap = year - before - 1 if before else 0
        rows = tuple(event_row(composer, event) for event in events)
        shown.append(Year(year, shelf.say("gap", gap) if gap > 0 else "", rows))
        before = year
    view = {
        "facts": facts,
        "strip": event_strip(composer, chunk),
        "highlights": _highlights(composer) if number == 1 else (),
        "jump": _jump(composer),
        "years": shown,
        "filters": _filters(composer, number),
        "pages": _numbers(composer) if pager else (),
        "pager": pager,
    }
    return composer.page(view, facts)


def _starts(shelf: Shelf) -> tuple[int, ...]:
    """Return the place of the first event of each page, and that after the last event.

    A page has whole months with PER_PAGE events at most; a month of more is cut evenly. One more event so
    moves others from page to page in few places, if at all.
    """
    starts, end = [0], 0
    for _, count in sorted(shelf.event_months.items()):
        if starts[-1] < end and end + count - starts[-1] > PER_PAGE:
            starts.append(end)
        parts = -(-count // PER_PAGE)
        starts += [end + count * part // parts for part in range(1, parts)]
        end += count
    return *starts, end


@asked_once
def _last(shelf: Shelf) -> int:
    """Return the number of the last page."""
    return len(_starts(shelf)) - 1


@asked_once
def _events_on(shelf: Shelf, number: int) -> tuple[TimelineEvent, ...]:
    """Return the events of a page."""
    starts = _starts(shelf)
    return shelf.events[starts[number - 1] : starts[number]]


@asked_once
def _year_before(shelf: Shelf, number: int) -> int:
    """Return the year of the last event before a page; 0 where there is none."""
    start = _starts(shelf)[number - 1]
    return year_of(shelf.events[start - 1]) if start else 0


def year_of(event: TimelineEvent) -> int:
    """Return the year under which an event is listed."""
    return event.when.sort_key[0].year


def entry(composer: Composer, event: TimelineEvent) -> Anchor:
    """Return the link to an event's entry in the timeline: `3 sources`."""
    number, words = _number_of(composer.shelf, event.id), composer.say("n_sources", sources_of(event))
    return composer.plain(list_ref(PageKind.TIMELINE, number), words, f"e-{event.id}")


def _numbers(composer: Composer) -> tuple[Anchor, ...]:
    """Return the links to all pages; where a filter is set, the script shows those that have some."""
    numbers = range(1, _last(composer.shelf) + 1)
    return tuple(composer.plain(list_ref(PageKind.TIMELINE, number), str(number)) for number in numbers)


def best(shelf: Shelf, events: Sequence[TimelineEvent], number: int) -> list[TimelineEvent]:
    """Return those events that matter most, in the order of their dates."""
    key = standing(shelf)
    ranked = sorted(range(len(events)), key=lambda place: key(events[place]))
    return [events[place] for place in sorted(ranked[:number])]


def _highlights(composer: Composer) -> tuple[Highlight, ...]:
    """Return the events that matter most, where the timeline is long."""
    events = composer.shelf.events
    if len(events) <= LONG:
        return ()
    near = [event for event in events if is_near(composer.shelf, event)]
    shown = best(composer.shelf, near, HIGHLIGHTS)
    composer.shows_events(shown)
    quotes = [replace(composer.in_context(event.evidence[0], 160), days=()) for event in shown]
    return tuple(map(Highlight, shown, quotes, [entry(composer, event) for event in shown]))


def _jump(composer: Composer) -> tuple[Anchor, ...]:
    """Return a link to each year, where there are many or several pages."""
    years = _years(composer.shelf)
    if len(years) <= YEARS and _last(composer.shelf) == 1:
        return ()
    return tuple(
        composer.plain(list_ref(PageKind.TIMELINE, number), str(year), f"y{year}") for year, number in years
    )


def _numbered(shelf: Shelf) -> Iterator[tuple[int, TimelineEvent]]:
    """Yield all events, each with the number of the page that it is on."""
    for number in range(1, _last(shelf) + 1):
        yield from ((number, event) for event in _events_on(shelf, number))


@asked_once
def _number_of(shelf: Shelf, event_id: str) -> int:
    """Return the number of the page that an event is on."""
    return next(number for number, event in _numbered(shelf) if event.id == event_id)


@asked_once
def _years(shelf: Shelf) -> tuple[tuple[int, int], ...]:
    """Return the years, each with the number of the page on which it begins."""
    years: dict[int, int] = {}
    for number, event in _numbered(shelf):
        years.setdefault(year_of(event), number)
    return tuple(years.items())


@asked_once
def _marked(shelf: Shelf) -> tuple[PageRef, ...]:
    """Return for each handling mark one page that has it, of the sources and topics that the events show."""
    shown: dict[PageRef, None] = {}
    for event in shelf.events:
        shown.update((source_ref(passage.source), None) for passage in event.evidence)
        shown.update((topic_ref(topic), None) for topic in event.topics)
    found = {mark: ref for ref in shown if (mark := shelf.marks.get(ref))}
    return tuple(found.values())


@asked_once
def _values(shelf: Shelf, name: str) -> dict[str, Counter[int]]:
    """Return of a filter each value with the number of its events on each page."""
    values: dict[str, Counter[int]] = {}
    for number, event in _numbered(shelf):
        if name == "names":
            found: Iterable[str] = {each for passage in event.evidence for each in shelf.names_at(passage)}
        else:
            found = event.topics if name == "topics" else certainty(event)
        for value in found:
            values.setdefault(value, Counter())[number] += 1
    return dict(sorted(values.items()))


@asked_once
def _counted(shelf: Shelf, name: str, number: int) -> dict[str, tuple[int, str]]:
    """Return the values of a filter: how many events of page `number` have each, and which pages have some.

    Of many values only the most frequent are returned, and none where all events have all of them.
    """
    values = _values(shelf, name)
    if all(pages.total() == len(shelf.events) for pages in values.values()):
        return {}
    frequent = sorted(values, key=lambda value: (-values[value].total(), value))[:NAMES]
    return {value: (values[value][number], " ".join(map(str, values[value]))) for value in sorted(frequent)}


def _filters(composer: Composer, number: int) -> list[Filter]:
    """Return the filters of page `number` that leave something to choose."""
    shelf = composer.shelf
    titles: dict[str, Mapping[str, str]] = {
        "topics": {each.id: each.title for each in shelf.topics.values()},
        "names": {each.id: each.name for each in shelf.entities.values()},
        "certainty": {value: shelf.say(key) for value, key in CERTAINTY.items()},
    }
    made = (_filter(composer, name, titles[name], _counted(shelf, name, number)) for name in LABELS)
    return [each for each in made if each.choices]


def _filter(
    composer: Composer, name: str, titles: Mapping[str, str], counted: Mapping[str, tuple[int, str]]
) -> Filter:
    lang = composer.desk.lang if name != "certainty" else None
    choices, is_one_page = [], _last(composer.shelf) == 1
    for value, words in titles.items():
        if value in counted:
            times, pages = counted[value]
            label = f"{words} ({times})" if times else words
            choices.append(Choice(value, label, "" if is_one_page else pages, lang))
    if name == "names":
        choices.sort(key=lambda choice: (search_words(choice.words), choice.value))
    return Filter(name, composer.say(LABELS[name]), tuple(choices))
