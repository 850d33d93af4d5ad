"""Dates that keep their uncertainty: EDTF values with their bounds."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dossier.model.text import Passage

# Months of the EDTF level 1 seasons and the level 2 quarters and halves (ISO 8601-2:2019, 4.8);
# seasons are the meteorological ones of the north: winter runs from December on.
_PARTS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip
_FIRST, _LAST = date(10, 1, 1), date(9989, 12, 31)  # the calendar of `date` has room beyond these days
_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.A)
# A date whose year is not known (level 2): `XXXX-05-07`, `XXXX-05`, `XXXX-XX-XX`; both ends of an
# interval may be one.
_YEARLESS = re.compile(r"XXXX(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[~?%]?", re.A)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _is_yearless(edtf: str) -> bool:
    """Tell whether every end is a month and day of an unknown year; raise ValueError for no real day."""
    ends = edtf.split("/", 1)
    matches = [match for end in ends if (match := _YEARLESS.fullmatch(end))]
    if len(matches) < len(ends):
        return False
    for match in matches:
        month, day = (int(part) if part and part != "XX" else 1 for part in match.groups())
        date(2000, month, day)  # a leap year: 29 February may be meant
    return True


def _shortest(earliest: date, latest: date) -> str:
    """Return the shortest EDTF of an interval with both ends: a day, months, years or a decade."""
    if earliest == latest:
        return earliest.isoformat()
    first, last = f"{earliest.year:04d}", f"{latest.year:04d}"
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        if earliest.year % 10 == 0 and latest.year == earliest.year + 9:
            return first[:3] + "X"
        return first if first == last else f"{first}/{last}"
    if earliest.day == 1 and latest == _month_end(latest.year, latest.month):
        first, last = earliest.isoformat()[:7], latest.isoformat()[:7]
        return first if first == last else f"{first}/{last}"
    return f"{earliest.isoformat()}/{latest.isoformat()}"


_OPEN_END = re.compile(r"(?:-XX)+(?=$|[?~%/])")


def _bounds(point: str) -> tuple[date, date]:
    match = _POINT.fullmatch(point)
    if not match:
        raise ValueError(f"not an EDTF date: {point!r}")
    year_text, month_text, day_text, _ = match.groups()
    if "X" in year_text:
        if month_text:
            raise ValueError(f"not an EDTF date: {point!r}")
        first, last = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
        return date(max(first, 1), 1, 1), date(last, 12, 31)
    year = int(year_text)
    if not month_text:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(month_text)
    if day_text:
        day = date(year, month, int(day_text))
        return day, day
    if month in _PARTS:
        first_month, last_month = _PARTS[month]
        last_year, last_month = (year, last_month) if last_month <= 12 else (year + 1, last_month - 12)
        return date(year, first_month, 1), _month_end(last_year, last_month)
    return date(year, month, 1), _month_end(year, month)


def _doubted(point: str) -> str:
    marks = {"~": "%", "?": "?", "%": "%"}
    return point[:-1] + marks[point[-1]] if point[-1] in marks else f"{point}?"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known, in EDTF (ISO 8601-2:2019), with its bounds.

    >>> PartialDate.parse("2025-05").latest
    datetime.date(2025, 5, 31)
    >>> PartialDate.parse("2025-XX-XX~").edtf
    '2025~'
    >>> PartialDate.between(date(2025, 7, 12), date(2025, 7, 13)).edtf
    '2025-07-12/2025-07-13'
    """

    edtf: str
    """`2025-07-13`, `2025-07~`, `202X`, `2025-21`, `2025-06/2025-07`, `../2025-06`, `XXXX-05-07`,
    `XXXX-05-03/XXXX-05-05`."""
    earliest: date | None
    """First possible day; None when open or unknown."""
    latest: date | None
    """Last possible day; None when open or unknown."""
    is_span: bool = field(default=False, compare=False)
    """Whether all days from the first to the last are meant: `on 12 and 13 June`; else it is one of them."""

    @classmethod
    def parse(cls, edtf: str) -> PartialDate:
        """Read an EDTF string; raise ValueError when it is none, or no real date."""
        text = edtf.strip()
        if _is_yearless(text):
            return cls(text, None, None)
        text = _OPEN_END.sub("", text)  # 2025-07-XX is 2025-07
        first, slash, last = text.partition("/")
        if not slash:
            return cls(text, *_bounds(text))
        earliest = None if first in ("", "..") else _bounds(first)[0]
        latest = None if last in ("", "..") else _bounds(last)[1]
        if earliest and latest and earliest > latest:
            raise ValueError(f"the interval ends before it begins: {edtf!r}")
        if earliest is None and latest is None:
            raise ValueError(f"an interval needs one end: {edtf!r}")
        return cls(text, earliest, latest)

    @classmethod
    def typed(cls, edtf: str) -> PartialDate:
        """Read an EDTF string that people wrote; refuse, too, the first and last years of the calendar."""
        value = cls.parse(edtf)
        if not value.has_room:
            raise ValueError(f"a year from {_FIRST.year} to {_LAST.year} is expected: {edtf!r}")
        return value

    @classmethod
    def on(cls, day: date) -> PartialDate:
        """Return one exact day."""
        return cls(day.isoformat(), day, day)

    @classmethod
    def month(cls, year: int, month: int) -> PartialDate:
        """Return one whole month."""
        return cls.parse(f"{year:04d}-{month:02d}")

    @classmethod
    def between(cls, earliest: date | None, latest: date | None) -> PartialDate:
        """Return the interval with these ends (None: open), in the shortest EDTF."""
        if earliest is not None and latest is not None:
            return cls.parse(_shortest(earliest, latest))
        start = earliest.isoformat() if earliest else ".."
        end = latest.isoformat() if latest else ".."
        start = start.removesuffix("-01").removesuffix("-01")  # the whole month or year says the same
        if latest and latest == _month_end(latest.year, latest.month):
            end = end[:4] if latest.month == 12 else end[:7]
        return cls.parse(f"{start}/{end}")

    @classmethod
    def unknown(cls, month: int | None = None, day: int | None = None) -> PartialDate:
        """Return a date of which at most month and day are known.

        >>> PartialDate.unknown(5, 7).edtf
        'XXXX-05-07'
        """
        if month is None:
            return cls("XXXX-XX-XX", None, None)
        return cls.parse(f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""))

    def about(self) -> PartialDate:
        """Return the same bounds, marked approximate.

        >>> PartialDate.parse("2025-06/2025-07").about().edtf
        '2025-06~/2025-07~'
        """
        ends = (end if end in ("", "..") or end[-1] in "~?%" else end + "~" for end in self.edtf.split("/"))
        return PartialDate("/".join(ends), self.earliest, self.latest)

    def doubted(self) -> PartialDate:
        """Return the same bounds, marked uncertain: it rests on something that was inferred.

        >>> [PartialDate.parse(each).doubted().edtf for each in ("2025-07-12", "2025-07~", "../2025-07")]
        ['2025-07-12?', '2025-07%', '../2025-07?']
        """
        if self.earliest is None and self.latest is None:
            return self  # nothing is said of the year
        ends = (end if end in ("", "..") else _doubted(end) for end in self.edtf.split("/"))
        return replace(self, edtf="/".join(ends))

    @property
    def is_approximate(self) -> bool:
        """Tell whether an end is marked as approximate or uncertain."""
        return any(mark in self.edtf for mark in "~?%")

    @property
    def is_exact(self) -> bool:
        """Tell whether it is one certain day."""
        return self.earliest is not None and self.earliest == self.latest and self.edtf[-1] not in "~?%"

    @property
    def is_certain(self) -> bool:
        """Tell whether it is one certain day, or all days of a certain span."""
        return self.is_exact or (self.is_span and self.ends is not None and not self.is_approximate)

    @property
    def has_room(self) -> bool:
        """Tell whether one can still count some years from its ends: they are of the years 10 to 9989.

        >>> PartialDate.parse("9999-12-31").has_room  # there is no day after it
        False
        """
        return all(_FIRST <= end <= _LAST for end in (self.earliest, self.latest) if end)

    @property
    def first(self) -> date | None:
        """First possible day; where that is open, the last."""
        return self.earliest or self.latest

    @property
    def last(self) -> date | None:
        """Last possible day; where that is open, the first."""
        return self.latest or self.earliest

    @property
    def ends(self) -> tuple[date, date] | None:
        """First and last possible day; None when either is open or unknown."""
        return (self.earliest, self.latest) if self.earliest and self.latest else None

    @property
    def days(self) -> int | None:
        """Length of the interval in days, from 1; None when an end is open."""
        return (self.ends[1] - self.ends[0]) // timedelta(days=1) + 1 if self.ends else None

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Order by first, then last possible day; an open start comes by its end."""
        return (self.first or date.min, self.latest or date.max, self.edtf)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a text and the interval that it names."""

    passage: Passage
    value: PartialDate
    anchored_on: date | None
    """The day that a relative expression was counted from; None for an absolute one."""
    rule: str
    """Name of the rule that read it: `last-weekday`."""
