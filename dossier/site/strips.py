"""Turn dates into dots on a strip, and several strips onto one common dated axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.model import Grade, PartialDate, TimelineEvent, TopicId
from dossier.site.composer import Composer
from dossier.site.preview import topic_reach
from dossier.site.shelf import Shelf
from dossier.text.counts import count
from dossier.text.date_phrases import in_words

CROWD = 60  # dots; more of them are merged into steps of one per cent
EDGE = 3.0  # per cent kept free at both ends, so that no dot is cut
RADIUS = 5.0  # pixels
MARGIN = timedelta(days=400)  # round the first and last publication; what strips of events show
MOST_TICKS = 24  # more unlabelled ticks than this say nothing


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot on a strip, or two with a bar where the date is a range; ends in per cent of the width."""

    left: float
    right: float
    shape: str  # `full` or `ring`: words first, shape second
    size: float  # radius in pixels; grows with the number of things on one date
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis of a strip."""

    at: float  # per cent of the strip's width
    words: str  # empty for a tick without a label
    edge: float  # per cent at which its label is anchored; the ends of the strip for the outer ones
    anchor: str  # SVG `text-anchor`: start, middle or end


@dataclass(frozen=True, slots=True)
class Strip:
    """Marks on a dated axis; strips of one page share the axis."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    label: str  # what it shows, in words


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that all strips of a page run over."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Return where a day stands, in per cent of the width."""
        if self.first == self.last:
            return 50.0
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return round(EDGE + share * (100 - 2 * EDGE), 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the labelled ends and the months (or years) between them."""
        if self.first == self.last:
            return (Tick(50.0, _day(self.first), 50.0, "middle"),)
        months = [
            date(year, month, 1)
            for year in range(self.first.year, self.last.year + 1)
            for month in range(1, 13)
            if self.first < date(year, month, 1) < self.last
        ]
        between = (
            months if len(months) <= MOST_TICKS else [day for day in months if day.month == 1][:MOST_TICKS]
        )
        return (
            Tick(self.at(self.first), _day(self.first), 0.0, "start"),
            *(Tick(self.at(day), "", 0.0, "middle") for day in between),
            Tick(self.at(self.last), _day(self.last), 100.0, "end"),
        )


def _day(day: date) -> str:
    return in_words(PartialDate.on(day))


def axis_of(values: Iterable[PartialDate]) -> Axis | None:
    """Return the axis that holds all ends of some dates; None when there is no date."""
    ends = [end for value in values for end in (value.earliest, value.latest) if end]
    return Axis(min(ends), max(ends)) if ends else None


def publication_axis(shelf: Shelf) -> Axis | None:
    """Return the axis of all publication dates of the dossier."""
    return axis_of(each.value for each in shelf.publications.values() if each.value)


def coverage_strip(composer: Composer, topic: TopicId) -> Strip | None:
    """Show when sources that speak of a topic came out: full dots are about it, rings mention it."""
    shelf = composer.shelf
    axis = publication_axis(shelf)
    if axis is None:
        return None
    spoken = {each.passage.source for each in shelf.passages_on[topic]}
    about = {each.passage.source for each in shelf.passages_on[topic] if each.grade is Grade.ABOUT}
    dated = [
        (value, source in about, f"{in_words(value)}: {document.meta.title}")
        for source, document in shelf.documents.items()
        if source in spoken and (value := shelf.published(source))
    ]
    composer.shows_sources(spoken)
    undated = len(spoken) - len(dated)
    label = topic_reach(shelf, topic) + (f"; {count(undated, 'source')} without a date" if undated else "")
    return Strip(_dots(dated, axis), axis.ticks(), label)


def event_strip(composer: Composer, events: Sequence[TimelineEvent]) -> Strip | None:
    """Show when events fall: full dots are exact, rings and bars approximate.

    What lies far from the time in which the sources came out would press all else together;
    it is left out, and the label says how much.
    """
    written = publication_axis(composer.shelf)
    shown = [event for event in events if written is None or _touches(event.when, written)]
    near = [event.when for event in shown]
    axis = axis_of(near)
    composer.shows_events(shown)
    if axis is None:
        return None
    if written:
        axis = Axis(max(axis.first, written.first - MARGIN), min(axis.last, written.last + MARGIN))
    label = f"{count(len(near), 'event')} on one time line"
    if len(near) < len(events):
        label += f"; {len(events) - len(near)} further back or ahead are in the list only"
    return Strip(
        _dots([(value, value.is_exact, in_words(value)) for value in near], axis), axis.ticks(), label
    )


def _touches(value: PartialDate, axis: Axis) -> bool:
    first, last = value.earliest or value.latest, value.latest or value.earliest
    return bool(first and last and first >= axis.first - MARGIN and last <= axis.last + MARGIN)


def _dots(dated: list[tuple[PartialDate, bool, str]], axis: Axis) -> tuple[Dot, ...]:
    step = 0.01 if len(dated) <= CROWD else 1.0
    merged: dict[tuple[float, float], list[tuple[bool, str]]] = {}
    for value, full, words in dated:
        first = value.earliest or axis.first
        last = max(first, value.latest or axis.last)
        if last - first <= timedelta(days=2):
            last = first  # a bar of three days is a dot at this scale
        place = tuple(round(round(axis.at(day) / step) * step, 2) for day in (first, last))
        merged.setdefault((place[0], place[1]), []).append((full, words))
    return tuple(
        Dot(
            left,
            right,
            "full" if any(full for full, _ in held) else "ring",
            RADIUS + min(len(held) - 1, 4),
            "; ".join(words for _, words in held if words)
            if len(held) <= 5
            else f"{len(held)} on these days",
        )
        for (left, right), held in sorted(merged.items())
    )
