"""Turn the events that sources date into the timeline: highlights first, then year by year."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.model import Page, PageKind, PageRef, TimelineEvent
from dossier.site.composer import Composer, Draft
from dossier.site.rows import (
    CERTAINTY,
    Event,
    certainty,
    event_row,
    page_numbers,
    paged,
    sources_of,
    standing,
)
from dossier.site.shelf import Shelf, asked_once
from dossier.site.strips import event_strip, publication_axis
from dossier.site.urls import source_ref, topic_ref
from dossier.site.views import Anchor, Quotation

PER_PAGE = 200  # events; about 300 kB of HTML
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
    words: str  # with the number of events: `The ferry (12)`, on one page of several `The ferry (3 of 12)`
    pages: str  # numbers of the pages that have some; empty where there is one page
    lang: str | None  # of the words; None: that of the interface


@dataclass(frozen=True, slots=True)
class Filter:
    """A select above the timeline, and the attribute of the entries that it asks."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def pages(shelf: Shelf) -> Iterator[Draft]:
    """Yield the timeline, oldest first, cut into pages; each filter says what it counts on them."""
    for number in page_numbers(range(shelf.event_count), PER_PAGE):
        yield Draft(_timeline_page, (number,))


def _timeline_page(shelf: Shelf, number: int) -> Page:
    composer, chunk, pager = paged(shelf, PageKind.TIMELINE, shelf.events, PER_PAGE, number)
    before = year_of(shelf.events[(number - 1) * PER_PAGE - 1]) if number > 1 else 0
    facts = shelf.say("events_from_sources", len(shelf.events))
    if pager:  # the filters and the years of each page count the events of all
        composer.shows(_index(shelf).shown)
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
        "filters": [each for each in _filters(composer, number) if each.choices],
        "pages": _numbers(composer) if pager else (),
        "pager": pager,
    }
    return composer.page(view, facts)


def year_of(event: TimelineEvent) -> int:
    """Return the year under which an event is listed."""
    return event.when.sort_key[0].year


def entry(composer: Composer, event: TimelineEvent, words: str) -> Anchor:
    """Return the link to an event's entry in the timeline."""
    return composer.plain(_page_of(composer.shelf, event), words, f"e-{event.id}")


def _page_of(shelf: Shelf, event: TimelineEvent) -> PageRef:
    return _page(_number_of(shelf, event.id))


def _page(number: int) -> PageRef:
    return PageRef(PageKind.TIMELINE, str(number) if number > 1 else "")


def _numbers(composer: Composer) -> tuple[Anchor, ...]:
    """Return the links to all pages; where a filter is set, the script shows those that have some."""
    last = -(-len(composer.shelf.events) // PER_PAGE)
    return tuple(composer.plain(_page(number), str(number)) for number in range(1, last + 1))


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
    made = []
    axis = publication_axis(composer.shelf)
    near = [event for event in events if axis is None or axis.near(event.when)]
    for event in best(composer.shelf, near, HIGHLIGHTS):
        composer.shows_events([event])
        sources = composer.say("n_sources", sources_of(event))
        made.append(
            Highlight(
                event,
                replace(composer.in_context(event.evidence[0], 160), days=()),
                entry(composer, event, sources),
            )
        )
    return tuple(made)


def _jump(composer: Composer) -> tuple[Anchor, ...]:
    """Return a link to each year, where there are many or several pages."""
    first = _index(composer.shelf).first
    if len(first) <= YEARS and len(composer.shelf.events) <= PER_PAGE:
        return ()
    pages = {year: _page_of(composer.shelf, event) for year, event in first.items()}
    return tuple(composer.plain(page, str(year), f"y{year}") for year, page in pages.items())


@asked_once
def _number_of(shelf: Shelf, event_id: str) -> int:
    """Return the number of the page that an event is on."""
    return next(place for place, each in enumerate(shelf.events) if each.id == event_id) // PER_PAGE + 1


class _Index:
    """What every page of the timeline asks of all events."""

    def __init__(self, shelf: Shelf) -> None:
        self.first: dict[int, TimelineEvent] = {}
        """Of each year."""
        shown: dict[PageRef, None] = {}
        values: dict[str, dict[str, Counter[int]]] = {"topics": {}, "names": {}, "certainty": {}}
        for place, event in enumerate(shelf.events):
            self.first.setdefault(year_of(event), event)
            names = dict.fromkeys(each for passage in event.evidence for each in shelf.names_at(passage))
            held = {"topics": event.topics, "names": tuple(names), "certainty": certainty(event)}
            for name, found in held.items():
                for value in found:
                    values[name].setdefault(value, Counter())[place // PER_PAGE + 1] += 1
            shown.update((source_ref(passage.source), None) for passage in event.evidence)
            shown.update((topic_ref(topic), None) for topic in event.topics)
        self.shown = tuple(shown)
        """The pages of all sources and topics that the events show."""
        self.values = {
            name: {value: (pages.total(), " ".join(map(str, pages)), pages) for value, pages in found.items()}
            for name, found in values.items()
        }
        """Of each filter: each value with the number of its events, its pages, and the number on each."""


@asked_once
def _index(shelf: Shelf) -> _Index:
    return _Index(shelf)


def _filters(composer: Composer, number: int) -> tuple[Filter, ...]:
    """Return the filters of page `number`: each value with its events there, and in all."""
    shelf = composer.shelf
    titles: dict[str, Mapping[str, str]] = {
        "topics": {each.id: each.title for each in shelf.topics.values()},
        "names": {each.id: each.name for each in shelf.entities.values()},
        "certainty": {value: shelf.say(key) for value, key in CERTAINTY.items()},
    }
    return tuple(_filter(composer, number, name, LABELS[name], titles[name]) for name in LABELS)


def _filter(composer: Composer, number: int, name: str, label: str, titles: Mapping[str, str]) -> Filter:
    shelf, lang = composer.shelf, composer.desk.lang if name != "certainty" else None
    values, label = _index(shelf).values[name], shelf.say(label)
    if all(total == len(shelf.events) for total, _, _ in values.values()):
        return Filter(name, label, ())  # nothing to choose
    frequent = sorted(values, key=lambda value: (-values[value][0], value))[:NAMES]
    choices, is_one_page = [], len(shelf.events) <= PER_PAGE
    for value, words in titles.items():
        if value not in frequent:
            continue
        total, pages, on_page = values[value]
        of_all = shelf.say("some_of", some=on_page[number], all=total)
        counted = f"{words} ({total if is_one_page else of_all})"
        choices.append(Choice(value, counted, "" if is_one_page else pages, lang))
    if name == "names":
        choices.sort(key=lambda choice: (choice.words.casefold(), choice.value))
    return Filter(name, label, tuple(choices))
