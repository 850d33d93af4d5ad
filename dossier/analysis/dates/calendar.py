"""Turn a day and a distance into ranges of days, and find which of several is meant."""

import calendar
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import Enum
from math import ceil, floor

Range = tuple[date, date]
"""First and last day, both inside."""

LENGTH = {
    "day": 1, "week": 7, "fortnight": 14, "month": 30.4, "year": 365.25, "decade": 3652.5, "century": 36525,
}  # fmt: skip
"""Unit to its length in days."""

_COUNTED_IN = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100)}
"""Unit to the narrower one, and how many of it, by which a distance is exact enough."""

_YEARS_ROUND = 8  # years on either side in which a day that recurs is looked for; 29 February needs them


def days(count: int) -> timedelta:
    """Return a distance in days."""
    return timedelta(days=count)


def one_day(day: date) -> Range:
    """Return a day as a range."""
    return day, day


def month_range(year: int, month: int) -> Range:
    """Return a month; `month` may run over (0 is last December, 13 next January)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_range(first: int, last: int | None = None) -> Range:
    """Return a year, or all years from first to last."""
    return date(first, 1, 1), date(last or first, 12, 31)


def week_range(day: date, starts_on: int, weeks: int = 0) -> Range:
    """Return the week that a day is in, moved by some weeks."""
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
    return one_day(anchor + days(step))  # a day, or a part of one


def weekday_before(day: date, weekday: int, *, strictly: bool = False) -> date:
    """Return the last such weekday on or before a day."""
    back = (day.weekday() - weekday) % 7
    return day - days(back or (7 if strictly else 0))


def weekday_after(day: date, weekday: int, *, strictly: bool = False) -> date:
    """Return the next such weekday on or after a day."""
    ahead = (weekday - day.weekday()) % 7
    return day + days(ahead or (7 if strictly else 0))


class Nearest(Enum):
    """Which occurrence of something that recurs is meant."""

    OVER = "the last one that is over"
    BEGUN = "the last one that has begun"
    OPEN = "the one that is not over yet"
    AHEAD = "the next one that has not begun"
    CLOSEST = "the closest, before or after"


NEAREST_BY_WORD = {
    "last": Nearest.OVER, "past": Nearest.OVER, "previous": Nearest.OVER, "this": Nearest.CLOSEST,
    "next": Nearest.AHEAD, "coming": Nearest.AHEAD, "following": Nearest.AHEAD,
}  # fmt: skip
"""Word before the name of something that recurs ("last May", "next Friday") to the one that it means."""


def nearest(occurrences: Iterable[Range], day: date, policy: Nearest) -> Range:
    """Return the occurrence that is meant on a day; raise ValueError where there is none.

    >>> mays = [month_range(year, 5) for year in (2023, 2024, 2025)]
    >>> nearest(mays, date(2024, 5, 14), Nearest.OVER)[0].isoformat()
    '2023-05-01'
    """
    if policy is Nearest.OVER:
        return max(each for each in occurrences if each[1] < day)
    if policy is Nearest.BEGUN:
        return max(each for each in occurrences if each[0] <= day)
    if policy is Nearest.OPEN:
        return min(each for each in occurrences if each[1] >= day)
    if policy is Nearest.AHEAD:
        return min(each for each in occurrences if each[0] > day)
    return min(occurrences, key=lambda each: (max(each[0] - day, day - each[1], days(0)), each))


def yearly(day: date, in_year: Callable[[int], Range]) -> list[Range]:
    """Return what recurs every year, in the years round a day."""
    return in_years(range(day.year - _YEARS_ROUND, day.year + _YEARS_ROUND + 1), in_year)


def in_years(years: Iterable[int], in_year: Callable[[int], Range]) -> list[Range]:
    """Return what recurs every year, in those of some years that have it: 29 February is not in each."""
    found = []
    for year in years:
        try:
            found.append(in_year(year))
        except ValueError:
            continue
    return found


def weekly(day: date, weekday: int, length: int = 1) -> list[Range]:
    """Return what begins on a weekday and lasts some days, in the weeks round a day."""
    begun = weekday_before(day, weekday)
    firsts = [begun + days(7 * weeks) for weeks in (-1, 0, 1)]
    return [(first, first + days(length - 1)) for first in firsts]


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

    A fraction ("a week and a half") is as vague as a seventh of it on both sides. Hours may reach into the
    day beside it, since the clock of the day is not known.
    """
    if unit == "minute":
        return one_day(day)
    if unit == "hour":
        return day + days(floor(amount / 24)), day + days(ceil(amount / 24))
    if amount != int(amount) and unit != "day":
        return _fraction(day, unit, amount)
    narrower, times = _COUNTED_IN.get(unit, (unit, 1))
    return unit_range(day, narrower, int(amount) * times, week_starts_on)


def _fraction(day: date, unit: str, amount: float) -> Range:
    middle = LENGTH[unit] * amount
    slack = abs(middle) / 7
    first, last = day + days(round(middle - slack)), day + days(round(middle + slack))
    if unit in ("decade", "century"):
        return year_range(first.year, last.year)
    if unit == "year":
        return month_range(first.year, first.month)[0], month_range(last.year, last.month)[1]
    return first, last


def same_day_before(day: date, unit: str, amount: int) -> date:
    """Return the same day some weeks, months or years before; the last of the month where it has none."""
    if unit in ("week", "fortnight"):
        return day - days((14 if unit == "fortnight" else 7) * amount)
    first, last = month_range(day.year, day.month - amount * (12 if unit == "year" else 1))
    return first.replace(day=min(day.day, last.day))
