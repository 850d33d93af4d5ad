"""Settle which day a date line means: its year, the order of its figures, whether it dates the text."""

from datetime import date
from itertools import pairwise

from dossier.model import ParagraphKind, PartialDate
from dossier.sources.paragraphs.units import Unit
from dossier.text import late as re
from dossier.text.date_words import ALL_WEEKDAYS, PLAIN
from dossier.text.datelines import day_before_colon
from dossier.text.language import detect_language
from dossier.text.lines import FULL
from dossier.text.stamps import Stamp, StampDay, read_stamp
from dossier.text.stated_dates import real_date
from dossier.text.transcripts import MESSAGE

K = ParagraphKind
FALLING = 3  # days that fall from entry to entry; of two the first may be that of an answer to the second
LEAP_YEAR = 2000  # has every day
DAY_LENGTH = 60  # characters of a line that is a weekday, a day and an hour
CHRONICLE = 20  # units beside a day that are looked at for other days
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
    return re.search(rf"\b{month}(?!\d)", words) is not None or (
        found is not None and found[0].edtf.startswith(month)
    )


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


def is_chronicle(stamp: Stamp, others: list[Unit]) -> bool:
    """Tell whether other paragraphs begin with other days, so that each day is one of the events."""
    for unit in others[:CHRONICLE]:
        other = read_stamp(unit.words)
        if other and other.end < len(unit.words) and other.days[0].days != stamp.days[0].days:
            return True
        day = day_before_colon(unit.words)  # without its year, which the first entry gives
        if day and real_date(f"{day} {LEAP_YEAR}"):
            return True
    return False


def is_message(units: list[Unit], index: int) -> bool:
    """Tell whether a unit opens a message of a chat, whose first day is not that of the others."""
    others = units[:index] + units[index + 1 : index + 1 + CHRONICLE]
    return MESSAGE.match(units[index].words) is not None and any(MESSAGE.match(unit.words) for unit in others)


def mark_days_of_entries(units: list[Unit]) -> None:
    """Make headings of the days on lines of their own that stand above the entries of a chronicle.

    They rise, or they fall, from entry to entry; a day above them that does neither may date the text.
    """
    entries = _entries(units)
    days = [day for _, day in entries]
    if len(days) > 2 and not (_rise(days) or _rise(days[::-1])):
        entries, days = entries[1:], days[1:]
    if (_rise(days) and len(days) > 1) or (_rise(days[::-1]) and len(days) >= FALLING):
        for unit, _ in entries:
            unit.kind = K.HEADING


def _entries(units: list[Unit]) -> list[tuple[Unit, date]]:
    """Return the days above sentences; a line above one, such as a name, makes it that of a comment."""
    short = [n for n, unit in enumerate(units[:-1]) if len(unit.words) <= DAY_LENGTH and has_year(unit.words)]
    entries: list[tuple[Unit, date]] = []
    for number in short if len(short) > 1 else ():
        below = units[number + 1]
        is_above_text = below.kind in (None, K.BODY) and FULL.search(below.words)
        is_next = not entries or FULL.search(units[number - 1].words)
        if is_above_text and is_next and (day := _day_alone(units[number])):
            entries.append((units[number], day))
    return entries


def _rise(days: list[date]) -> bool:
    return all(one < other for one, other in pairwise(days))


def _day_alone(unit: Unit) -> date | None:
    """Return the day that is all that a line says, but for its hour."""
    stamp = read_stamp(unit.words) if unit.kind in (None, K.HEADING) else None
    if stamp is None or stamp.end < len(unit.words) or stamp.names or stamp.has_place:
        return None
    (first, *others) = stamp.days
    is_plain = not others and len(first.days) == 1 and not first.label
    return first.days[0].earliest if is_plain else None
