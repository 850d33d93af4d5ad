"""Settle which day a date line means: its year, the order of its figures, whether it dates the text."""

from __future__ import annotations

import re

from dossier.model import PartialDate
from dossier.sources.paragraphs.units import Unit
from dossier.text.date_words import ALL_WEEKDAYS, PLAIN
from dossier.text.language import detect_language
from dossier.text.stamps import Stamp, StampDay, read_stamp
from dossier.text.stated_dates import real_date

CHRONICLE = 20  # units below a day that are looked at for other days
SHORT = 5  # letters; shorter names of weekdays are other words too
LOOKED_AT = 350  # characters of a line in which a year or a weekday is sought
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(name for name in ALL_WEEKDAYS if len(name) > SHORT)})\b", re.I)
_SAMPLE = 6  # units that tell the language


def has_year(words: str) -> bool:
    """Tell whether words name a year."""
    return _YEAR.search(words) is not None


def in_year_of(day: str, lines: list[Unit]) -> PartialDate | None:
    """Return a day without a year in the year that one of some lines states for its month."""
    for line in lines:
        for year in _YEAR.findall(line.words[:LOOKED_AT]):
            found = real_date(f"{day} {year}")
            if found and _states_month(line.words, found[0]):
                return found[0]
    return None


def _states_month(words: str, day: PartialDate) -> bool:
    """Tell whether a line of the head names the month of a day: in a date, or in the number of a release."""
    month = day.edtf[: len("2019-10")]
    found = real_date(words)
    return f"{month}-" in words or (found is not None and found[0].edtf.startswith(month))


def settle(day: StampDay, stamp: Stamp, below: list[Unit]) -> PartialDate | None:
    """Return the day that a stamp states; of two that its figures may mean, the one on the weekday named.

    Only in English the month may be the first of the figures.
    """
    if len(day.days) < 2:
        return day.days[0] if day.days else None
    words = " ".join(unit.words[:LOOKED_AT] for unit in below[:2])
    named = {ALL_WEEKDAYS[name.lower()] for name in _WEEKDAY.findall(words.translate(PLAIN))}
    if stamp.weekday is not None:
        named = {stamp.weekday}
    fitting = [value for value in day.days if value.earliest and value.earliest.weekday() in named]
    if len(fitting) == 1:
        return fitting[0]
    language = detect_language(" ".join(unit.words for unit in below[:_SAMPLE]))
    return day.days[0] if language not in ("en", "und") else None


def is_chronicle(stamp: Stamp, below: list[Unit]) -> bool:
    """Tell whether paragraphs below begin with other days, so that each day is one of the events."""
    for unit in below[:CHRONICLE]:
        other = read_stamp(unit.words)
        if other and other.end < len(unit.words) and other.days[0].days != stamp.days[0].days:
            return True
    return False
