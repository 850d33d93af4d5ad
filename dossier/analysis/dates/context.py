"""Turn the words of a match and what is around them into what a rule may ask."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dossier.analysis.dates.calendar import NEAREST_BY_WORD, Nearest, Range
from dossier.analysis.dates.plans import was_planned_at
from dossier.analysis.dates.tense import is_planned_at, tense_at
from dossier.analysis.dates.vocabulary import PARTS, STEPS, amount_of, month_number, singular, year_in_words
from dossier.model import PartialDate
from dossier.text.date_words import ORDINALS, WEEKDAY_NUMBERS

Anchor = tuple[date | None, date | None]
"""First and last day that may be meant; None where open, twice None when nothing is known."""

_NEAR = 80  # characters
_AROUND = 400  # characters; few sentences are longer
_LONG = ("year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of its words."""

    value: PartialDate
    anchored_on: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The words that a rule matched, group by group."""

    found: re.Match[str]

    def word(self, name: str) -> str:
        """Return the words of a group in small letters; empty when there is none or it took no part."""
        if name not in self.found.re.groupindex:
            return ""
        return (self.found[name] or "").lower()

    def number(self, name: str) -> int | None:
        """Return the figures of a group."""
        digits = self.word(name)
        return int(digits) if digits else None

    @property
    def year(self) -> int | None:
        """Return the year that is named with a date, in figures or in words."""
        if self.word("hundreds"):
            return year_in_words(self.word("hundreds"), self.word("rest"))
        return self.number("year")

    @property
    def month(self) -> int:
        """Return the number of the month that is named, from 1."""
        name = "month" if self.word("month") else "month2"
        return month_number(self.found[name])

    @property
    def day(self) -> int:
        """Return the day of the month, in figures or in words; 0, which is none, where a text has it."""
        return ORDINALS.get(self.word("word")) or int(self.word("day") or self.found["day2"])

    @property
    def weekday(self) -> int:
        """Return the weekday that is named, 0 Monday."""
        return WEEKDAY_NUMBERS[self.word("weekday") or self.word("weekday2")]

    @property
    def unit(self) -> str:
        """Return the unit of time, in the singular."""
        return singular(self.found["unit"])

    @property
    def part(self) -> str:
        """Return the part of a month or a year that is meant, as `part_of` knows it; or nothing."""
        return PARTS[self.word("part")] if self.word("part") else ""

    @property
    def which(self) -> str:
        """Return the word that places it: `last`, `this`, `next`."""
        return self.word("which")

    @property
    def step(self) -> int:
        """Return how many units ahead that word places it; 0 without one."""
        return STEPS.get(self.which, 0)

    @property
    def amounts(self) -> tuple[float, float]:
        """Return the least and the most that the amounts mean: `two or three`, `a few`."""
        least, most = amount_of(self.word("amount"))
        return least, max(most, amount_of(self.word("amount2"))[1]) if self.word("amount2") else most


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
    """Those of `years` that come before the words."""
    last_day: date | None
    """The last full day that this sentence named before the words."""
    sentence: str
    start: int
    """Where the words begin in the sentence."""
    end: int
    week_starts_on: int
    """0 Monday … 6 Sunday."""
    language: str
    """BCP 47 tag of the text; decides the order of 3/4/2025."""
    in_history: bool = False
    """True where a story tells of long ago and has named no day of its publication's time yet."""
    entry_year: int | None = None
    """The year of a day that opens an entry of a chronicle, which a heading or the title gives."""
    after_today: bool = False
    """True where the last date of an earlier sentence was "today", which nobody calls "the same day"."""
    is_anniversary: bool = False
    """True where the text opens by looking back some years, perhaps to the same day."""

    @property
    def may_be_history(self) -> bool:
        """Tell whether a day without its year may be of the story's time, not of the publication's."""
        return self.in_history and self.tense != "future"

    def search_before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Search what stands before the words, as far as a rule looks."""
        return pattern.search(self.sentence, max(0, self.start - _NEAR), self.start)

    def match_behind(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match what stands behind the words."""
        return pattern.match(self.sentence, self.end)

    @property
    def around(self) -> tuple[int, int]:
        """Return the part of the sentence round the words; one without an end may be as long as a book."""
        return max(0, self.start - _AROUND), self.end + _AROUND

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

    @property
    def was_planned(self) -> bool:
        """Tell whether it says that something was to be, which may be over."""
        return was_planned_at(self.sentence, self.start)

    def policy(self, which: str) -> Nearest:
        """Return which of several is meant by `last` and the like, or without a word by the tense."""
        if which in NEAREST_BY_WORD:
            return NEAREST_BY_WORD[which]
        return Nearest.OPEN if self.tense == "future" else Nearest.BEGUN


Meaning = Callable[[Match, Context], Reading | None]
"""Reads the words of a rule; None when they are no date after all."""


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


def last_date(context: Context, reach: int = 8, unit: str = "day") -> Anchor | None:
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


def last_day(context: Context, reach: int) -> Anchor | None:
    """Return the single day that the text named last, at most `reach` sentences before."""
    for distance, value in context.previous:
        if distance <= reach and value.is_exact:
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
