"""Turn dates into marks on a strip: an axis of whole months, lanes above it, and breaks at its ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.model import Grade, PartialDate, TimelineEvent, TopicId
from dossier.site.composer import Composer
from dossier.site.preview import topic_reach
from dossier.site.shelf import Shelf, asked_once
from dossier.text.date_phrases import in_words
from dossier.text.interface import Interface

CROWD = 60  # marks; more of them become columns, each one per cent of the axis wide
EDGE = 2.0  # per cent kept free at both ends, so that no mark is cut
MARGIN = timedelta(days=400)  # round the first and last publication; what is outside is named, not drawn
FIRM = 45  # days; a date known less exactly does not stretch the axis
APART = 2.6  # per cent between the middles of two marks in one lane; a mark is 9 px wide
LANE, FOOT = 14, 44  # pixels: height of a lane; of the axis with the months and years under it
TALLEST = 60  # pixels of the highest column
MOST_NAMED = 6  # years beyond the axis that are named one by one


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a strip: a dot, or a bar where the date is a range; ends in per cent of the width."""

    left: float
    right: float
    y: float  # pixels from the top; of the middle
    shape: str  # `full` or `ring`: words first, shape second
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """How many events fall on some days: a column of a strip with too many events for marks."""

    left: float  # per cent
    y: float  # pixels from the top
    height: float  # pixels
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The begin of a month or a year on the axis of a strip, in per cent of its width."""

    at: float
    middle: float  # of the month
    month: str  # empty for a tick without a label
    year: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Marks or columns above a dated axis; strips of one page share the axis."""

    marks: tuple[Mark, ...]
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    base: float  # pixels from the top; the axis
    height: float  # pixels
    label: str  # what it shows, in words
    earlier: str  # years beyond its ends, in words; empty: none
    later: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that all strips of a page run over: whole months."""

    first: date
    last: date

    @classmethod
    def over(cls, values: Iterable[PartialDate], bounds: Axis | None = None) -> Axis | None:
        """Return the months of the firm dates, or of all where none is firm; None when there is no date.

        A date that is known within wide bounds does not stretch it. `bounds` cuts it.
        """
        ends = [(v.first, v.last, v.days or FIRM + 1) for v in values]
        closed = [(first, last, days) for first, last, days in ends if first and last]
        firm = [each for each in closed if each[2] <= FIRM] or closed
        if not firm:
            return None
        first, last = min(each[0] for each in firm), max(each[1] for each in firm)
        if bounds:
            first, last = max(first, bounds.first - MARGIN), min(last, bounds.last + MARGIN)
        following = (last.replace(day=1) + timedelta(days=31)).replace(day=1)
        return cls(first.replace(day=1), following - timedelta(days=1))

    def at(self, day: date) -> float:
        """Return where a day stands, in per cent of the width."""
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return round(EDGE + share * (100 - 2 * EDGE), 2)

    def near(self, value: PartialDate) -> bool:
        """Tell whether a date is of the time round the axis."""
        first, last = value.first, value.last
        return bool(first and last and first >= self.first - MARGIN and last <= self.last + MARGIN)

    def ticks(self, say: Interface) -> tuple[Tick, ...]:
        """Return the months, every second or third with its name where there are many; else the years."""
        months = [
            date(year, month, 1)
            for year in range(self.first.year, self.last.year + 1)
            for month in range(1, 13)
            if self.first <= date(year, month, 1) <= self.last
        ]
        januaries = [day for day in months if day.month == 1]
        step = next((step for step in (1, 2, 3) if len(months) <= 9 * step), 0)
        if step:
            before = months.index(januaries[0]) if januaries else len(months)
            opening = months[:1] if before > len(months) // 6 else []  # else its year has no room
            return self._ticks(months, months[::step], opening + januaries, say)
        every = 1 + len(januaries) // 10
        return self._ticks(januaries, [], [day for day in januaries if day.year % every == 0], say)

    def _ticks(
        self, at: list[date], months: list[date], years: list[date], say: Interface
    ) -> tuple[Tick, ...]:
        """Return a tick for each day of `at`, with its month and its year where they are to be named."""
        names = say.listed("months_on_axis")
        return tuple(
            Tick(
                self.at(day),
                self.at(day + timedelta(days=15)),
                names[day.month - 1] if day in months else "",
                str(day.year) if day in years else "",
            )
            for day in at
        )


@asked_once
def publication_axis(shelf: Shelf) -> Axis | None:
    """Return the axis of all publication dates of the dossier."""
    return Axis.over(each.value for each in shelf.publications.values() if each.value)


def is_near(shelf: Shelf, event: TimelineEvent) -> bool:
    """Tell whether an event is of the time in which the sources came out, and no aside."""
    axis = publication_axis(shelf)
    return axis is None or axis.near(event.when)


def coverage_strip(composer: Composer, topic: TopicId) -> Strip | None:
    """Show when sources that speak of a topic came out: full dots are about it, rings mention it."""
    shelf = composer.shelf
    axis = publication_axis(shelf)
    if axis is None:
        return None
    spoken = {each.passage.source for each in shelf.passages_on[topic]}
    about = {each.passage.source for each in shelf.passages_on[topic] if each.grade is Grade.ABOUT}
    dated = [
        (value, source in about, f"{shelf.when(source)}: {document.meta.title}")
        for source, document in shelf.documents.items()
        if source in spoken and (value := shelf.published(source))
    ]
    composer.shows_sources(spoken)
    undated = len(spoken) - len(dated)
    reach = topic_reach(shelf, topic)
    label = shelf.say("undated_too", undated, reach=reach) if undated else reach
    return _strip(dated, axis, label, shelf.say)


def event_strip(composer: Composer, events: Sequence[TimelineEvent]) -> Strip | None:
    """Show when events fall: full dots are exact, rings and bars approximate.

    What is far from the time in which the sources came out would press all else together; its
    years are named at the ends.
    """
    near = [event for event in events if is_near(composer.shelf, event)]
    axis = Axis.over((event.when for event in near), publication_axis(composer.shelf))
    if axis is None:
        return None
    composer.shows_events(events)
    beyond = [event.when.sort_key[0] for event in events if not is_near(composer.shelf, event)]
    say = composer.say
    earlier = _years((day for day in beyond if day < axis.first), say)
    later = _years((day for day in beyond if day > axis.last), say)
    words = composer.shelf.date if len(near) <= CROWD else lambda _: ""  # a column has no words of its dates
    dated = [(event.when, event.when.is_certain, words(event.when)) for event in near]
    return _strip(dated, axis, say("on_one_line", len(near)), say, (earlier, later))


def _years(days: Iterable[date], say: Interface) -> str:
    """Name the years of some days: `1967, 1974, 2023`, or `1948–2019, 23 years`."""
    years = sorted({day.year for day in days})
    if len(years) > MOST_NAMED:
        return say("years_between", len(years), first=years[0], last=years[-1])
    return ", ".join(map(str, years))


Dated = tuple[PartialDate, bool, str]
"""A date, whether its mark is full, and its words."""


def _strip(
    dated: list[Dated], axis: Axis, label: str, say: Interface, beyond: tuple[str, str] = ("", "")
) -> Strip:
    if len(dated) > CROWD:
        columns, label = _columns(dated, axis, say), say("columns", what=label)
        return Strip((), columns, axis.ticks(say), TALLEST, TALLEST + FOOT, label, *beyond)
    placed = [(axis.at(first), axis.at(last), full, words) for first, last, full, words in _ends(dated, axis)]
    lanes: list[list[tuple[float, float]]] = []
    """Of each lane, from the axis up, where its marks begin and end."""
    rows: list[tuple[float, float, int, bool, str]] = []
    placed.sort(key=lambda each: (each[0] != each[1], each))  # dots lowest
    for left, right, full, words in placed:
        lane = next((i for i, marks in enumerate(lanes) if _is_free(marks, left, right)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((left, right))
        rows.append((left, right, lane, full, words))
    base = LANE * max(len(lanes), 1)
    marks = tuple(
        Mark(left, right, base - LANE * (lane + 0.6), "full" if full else "ring", words)
        for left, right, lane, full, words in rows
    )
    return Strip(marks, (), axis.ticks(say), base, base + FOOT, label, *beyond)


def _is_free(marks: list[tuple[float, float]], left: float, right: float) -> bool:
    """Tell whether a lane has room for a mark beside those that it has."""
    return all(end + APART <= left or right + APART <= begin for begin, end in marks)


def _ends(dated: list[Dated], axis: Axis) -> Iterable[tuple[date, date, bool, str]]:
    """Yield the ends of each mark; a date of three days or fewer is a dot in the middle of them."""
    for value, full, words in dated:
        first = value.earliest or axis.first
        last = max(first, value.latest or axis.last)
        if last - first <= timedelta(days=2):
            first = last = first + (last - first) / 2
        yield first, last, full, words


def _columns(dated: list[Dated], axis: Axis, say: Interface) -> tuple[Column, ...]:
    """Count the firm dates at each hundredth of the axis."""
    falling: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for value, _, _ in dated:
        if value.earliest and (value.days or FIRM + 1) <= FIRM:
            middle = value.earliest + timedelta(days=(value.days or 1) // 2)
            falling[int(axis.at(middle))].append((value.earliest, value.latest or value.earliest))
    highest = max(map(len, falling.values()), default=1)
    return tuple(
        Column(
            float(left),
            round(TALLEST - TALLEST * len(days) / highest, 1),
            round(TALLEST * len(days) / highest, 1),
            say("events_on", len(days), days=_from_to(min(days)[0], max(last for _, last in days), say)),
        )
        for left, days in sorted(falling.items())
    )


def _from_to(first: date, last: date, say: Interface) -> str:
    one, other = (in_words(PartialDate.parse(day.isoformat()), say) for day in (first, last))
    return one if first == last else say("days", first=one, last=other)
