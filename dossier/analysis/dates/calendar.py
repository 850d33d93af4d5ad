"""Turn an anchor and a distance into ranges of days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dossier.analysis.dates.vocabulary import is_planned_at, tense_at
from dossier.model import PartialDate

Range = tuple[date, date]
"""First and last day, both inside."""

Anchor = tuple[date | None, date | None]
"""First and last day that may be meant; None where open, twice None when nothing is known."""


_NEAR = 80  # characters


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at beside the words that it matched."""

    earliest: date | None
    """First possible day of publication."""
    latest: date | None
    """Last possible day of publication."""
    previous: tuple[tuple[int, PartialDate], ...]
    """Dates that the prose named before, last first, and how many sentences ago."""
    years: dict[tuple[int, int], int]
    """Years that full dates of this text give to (month, day)."""
    seen: frozenset[tuple[int, int]]
    """Those of `years` that stand before the words."""
    day_here: date | None
    """The last full day that this sentence named before the words."""
    sentence: str
    start: int
    """Where the words begin in the sentence."""
    end: int
    week_starts_on: int
    """0 Monday … 6 Sunday."""
    language: str
    """BCP 47 tag of the text; decides the order of 3/4/2025."""

    @property
    def before(self) -> int:
        """Return where the words begin that a rule looks at before its own."""
        return max(0, self.start - _NEAR)

    @property
    def published(self) -> Anchor:
        """Return the bounds of the publication."""
        return self.earliest, self.latest

    @property
    def tense(self) -> str:
        """Return `past`, `future` or nothing: what the clause round the words speaks of."""
        return tense_at(self.sentence, self.start, self.end)

    @property
    def is_planned(self) -> bool:
        """Tell whether that clause says what will be, and not only what may be."""
        return is_planned_at(self.sentence, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of its words."""

    value: PartialDate
    anchored_on: date | None = None


Rule = tuple[str, str, re.Pattern[str], Callable[[re.Match[str], Context], Reading | None]]
"""Name, the kinds of word that call it (see `date_scan`), pattern, and what makes a reading of a match.

A group named `core` is the expression where the pattern needs more words than that.
"""


LENGTH = {
    "day": 1, "week": 7, "fortnight": 14, "month": 30.4, "year": 365.25, "decade": 3652.5, "century": 36525,
}  # fmt: skip
"""Unit to its length in days."""


_LONG = ("year", "decade", "century")


def days(count: int) -> timedelta:
    """Return a distance in days."""
    return timedelta(days=count)


def month_range(year: int, month: int) -> Range:
    """Return a month; `month` may run over (0 is last December, 13 next January)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_range(first: int, last: int | None = None) -> Range:
    """Return a year, or all years from first to last."""
    return date(first, 1, 1), date(last or first, 12, 31)


def week_range(day: date, starts_on: int, weeks: int = 0) -> Range:
    """Return the week that holds a day, moved by some weeks."""
    first = day - days((day.weekday() - starts_on) % 7) + days(7 * weeks)
    return first, first + days(6)


def unit_range(anchor: date, unit: str, step: int, week_starts_on: int) -> Range:
    """Return this (0), last (-1) or next (1) day, week, month, quarter, year, decade or century."""
    if unit == "week":
        return week_range(anchor, week_starts_on, step)
    if unit == "month":
        return month_range(anchor.year, anchor.month + step)
    if unit == "quarter":
        first = (anchor.month - 1) // 3 * 3 + 1 + 3 * step
        return month_range(anchor.year, first)[0], month_range(anchor.year, first + 2)[1]
    if unit in ("year", "decade", "century"):
        length = {"year": 1, "decade": 10}.get(unit, 100)
        year = (anchor.year // length + step) * length
        return year_range(year, year + length - 1)
    day = anchor + days(step)  # a day, or a part of one
    return day, day


def weekend_range(day: date, weekends: int = 0) -> Range:
    """Return the last Saturday and Sunday that had begun on a day, moved by some weeks."""
    first = day - days((day.weekday() - 5) % 7) + days(7 * weekends)
    return first, first + days(1)


def weekday_before(day: date, weekday: int, *, strictly: bool = False) -> date:
    """Return the last such weekday on or before a day."""
    back = (day.weekday() - weekday) % 7
    return day - days(back or (7 if strictly else 0))


def weekday_after(day: date, weekday: int, *, strictly: bool = False) -> date:
    """Return the next such weekday on or after a day."""
    ahead = (weekday - day.weekday()) % 7
    return day + days(ahead or (7 if strictly else 0))


def part_of(span: Range, part: str) -> Range:
    """Return the early, middle, late, first or last part of a month, a year or longer.

    Months are cut in thirds of ten days, years after April and August, decades after
    their third and sixth year; `start` and `end` are a week of a month, a month of a year.
    """
    first, last = span
    length = (last - first).days + 1
    if length <= 7:
        cuts = {"early": (0, 2), "mid": (2, 5), "late": (4, length), "start": (0, 2), "end": (5, length)}
        start, end = cuts[part]
        return first + days(start), first + days(end - 1)
    if length <= 31:
        bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, length), "start": (1, 7)}
        start, end = bounds.get(part, (length - 6, length))
        return first.replace(day=start), first.replace(day=end)
    if length <= 100:  # a season or quarter: its months
        at = {"early": 0, "start": 0, "mid": 1}.get(part, 2)
        return month_range(first.year, first.month + at)
    if length <= 366:
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1)}
        start, end = months.get(part, (12, 12))
        return month_range(first.year, start)[0], month_range(first.year, end)[1]
    tenth = (last.year - first.year + 1) // 10
    years = {"early": (0, 4), "start": (0, 2), "mid": (4, 7), "late": (7, 10)}
    start, end = years.get(part, (8, 10))
    return year_range(first.year + start * tenth, first.year + end * tenth - 1)


def counted(day: date, unit: str, amount: float, week_starts_on: int) -> Range:
    """Return what lies `amount` units from a day, as wide as the unit is: a week, a month, a year.

    A fraction ("a week and a half") is as vague as a seventh of it on both sides.
    """
    if unit in ("minute", "hour"):
        moved = day + days(int(amount / 24) if unit == "hour" else 0)
        return moved, moved
    if unit == "day":
        return (day + days(int(amount)),) * 2
    if amount != int(amount):
        middle = LENGTH[unit] * amount
        slack = abs(middle) / 7
        first, last = day + days(round(middle - slack)), day + days(round(middle + slack))
        if unit in ("decade", "century"):
            return year_range(first.year, last.year)
        if unit == "year":
            return month_range(first.year, first.month)[0], month_range(last.year, last.month)[1]
        return first, last
    whole = int(amount)
    if unit in ("week", "fortnight"):
        return week_range(day, week_starts_on, whole * (2 if unit == "fortnight" else 1))
    if unit == "month":
        return month_range(day.year, day.month + whole)
    return year_range(day.year + whole * {"year": 1, "decade": 10}.get(unit, 100))


def same_day_before(day: date, unit: str, amount: int) -> date:
    """Return the same day some weeks, months or years before; the last of the month where it has none."""
    if unit == "week":
        return day - days(7 * amount)
    first, last = month_range(day.year, day.month - amount * (12 if unit == "year" else 1))
    return first.replace(day=min(day.day, last.day))


def spread(anchor: Anchor, read: Callable[[date], Range], *, about: bool = False) -> Reading | None:
    """Read relative to each end of an anchor; a vague anchor gives a vague value.

    `read` must not fall while its day rises. An unknown anchor gives an unknown date.
    """
    earliest, latest = anchor
    if earliest is None and latest is None:
        return Reading(PartialDate.unknown())
    first = read(earliest)[0] if earliest else None
    last = read(latest)[1] if latest else None
    if first and last and first > last:
        return None
    value = PartialDate.between(first, last)
    return Reading(value.about() if about else value, latest or earliest)


def last_named(context: Context, reach: int = 8, unit: str = "day") -> Anchor | None:
    """Return the bounds of the date that the text named last, at most `reach` sentences before.

    A bare year is only counted from in years; what lies more than a year back is history, and soon left.
    """
    for distance, value in context.previous:
        if value.days is None or value.latest is None or (value.days > 31 and unit not in _LONG):
            continue
        old = context.latest is not None and (context.latest - value.latest).days > 366
        if distance <= (min(reach, 2) if old else reach):
            return value.earliest, value.latest
    return None


def not_ahead(reading: Reading | None, context: Context) -> Reading | None:
    """Give up a counted date that lies after the publication though nothing speaks of what is to come."""
    if not (reading and reading.value.earliest and reading.anchored_on and context.latest):
        return reading
    ahead = reading.anchored_on <= context.latest < reading.value.earliest
    return until_now(context) if ahead and context.tense != "future" else reading


def until_now(context: Context) -> Reading | None:
    """Return some day up to the publication: all that is known without a date to count from."""
    return spread((None, context.latest), lambda d: (d, d), about=True)
