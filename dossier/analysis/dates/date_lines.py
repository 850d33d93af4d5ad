"""Turn a date line without a year (WELLINGTON, Feb. 12 -) and what is known of the time into a day."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dossier.analysis.dates.calendar import Range, days
from dossier.model import DateMention, Document, Passage, Span
from dossier.text.datelines import read_dateline

_LINES = 2  # sentences of prose that may open with a date line
_AROUND = 31  # days; a related source was printed within a month
_CENTURY = 100  # years; bounds farther apart leave every year open


class DateLine(NamedTuple):
    """Where a source says its own day, without the year."""

    passage: Passage
    month: int
    day: int

    def in_year(self, year: int) -> date | None:
        """Return its day in a year; None for 29 February of most."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def within(self, opens: date, closes: date) -> list[date]:
        """Return its days in a stretch of time."""
        found = (
            self.in_year(year) for year in range(opens.year, min(closes.year, opens.year + _CENTURY) + 1)
        )
        return [day for day in found if day and opens <= day <= closes]

    def near(self, times: Iterable[Range]) -> date | None:
        """Return its only day within a month of some stretches of time; None for none or several."""
        found = {
            day
            for opens, closes in times
            for day in self.within(opens - days(_AROUND), closes + days(_AROUND))
        }
        return found.pop() if len(found) == 1 else None


def find_date_line(document: Document, mentions: tuple[DateMention, ...]) -> DateLine | None:
    """Find the date line at the head of the prose, among mentions read without a publication."""
    for sentence in document.prose()[:_LINES]:
        line = read_dateline(document.text, sentence.span.start)
        day = Span(*line.day) if line and line.day else None
        for mention in mentions:
            if mention.rule not in ("month-day", "day-month") or mention.passage.span != day:
                continue
            month_day = re.search(r"-(\d\d)-(\d\d)$", mention.value.edtf)
            if month_day and not re.search(r"\d{4}", document.quote(day)):
                return DateLine(mention.passage, int(month_day[1]), int(month_day[2]))
    return None
