"""Turn words that name a month or its parts (last May, mid-August, from May to July 2024) into readings."""

from datetime import date

from dossier.analysis.dates.calendar import (
    Nearest,
    Range,
    days,
    month_range,
    nearest,
    part_of,
    weekday_after,
    weekday_before,
    yearly,
)
from dossier.analysis.dates.context import Context, Match, Reading, spread
from dossier.analysis.dates.tense import governing_cue, has_tenses, may_be_now
from dossier.analysis.dates.vocabulary import month_number
from dossier.model import PartialDate
from dossier.text import late as re
from dossier.text.date_words import ORDINALS

_JUST_OVER = 1  # months; one over for longer may, without a tense, be that of the next year
_TERM = re.compile(r"\b(?:from|by|until|till) $", re.IGNORECASE)
_SOON = 2  # months; one this near ahead is the coming one where no tense decides


def near_month(
    month: int, context: Context, which: str = "", *, part: str = "", policy: Nearest | None = None
) -> Reading | None:
    """Read a month without a year: the last one that had begun, or the next when it is to come."""
    cue = governing_cue(context.sentence, context.start, context.end)
    if not (which or policy) and (context.may_be_history or cue == "unreal"):  # "had been set for May"
        return Reading(PartialDate.unknown(month))

    def meant(anchor: date) -> Range:
        if which == "this":
            found = month_range(anchor.year, month)
        else:
            soon = not which and not context.tense and (month - anchor.month) % 12 <= _SOON
            chosen = policy or (Nearest.OPEN if soon else context.policy(which))
            found = nearest(yearly(anchor, lambda year: month_range(year, month)), anchor, chosen)
        return part_of(found, part) if part else found

    reading = spread(context.published, meant, about=bool(part))
    if reading is None or reading.anchored_on is None:
        return reading and Reading(PartialDate.unknown(month))
    is_told = which or policy or context.tense or not has_tenses(context.language)
    is_far = _JUST_OVER < (reading.anchored_on.month - month) % 12 < 12 - _SOON
    is_open = (
        is_far
        and not is_told
        and (context.search_before(_TERM) or may_be_now(context.sentence, context.start, context.end))
    )
    return Reading(PartialDate.unknown(month)) if is_open else reading


def month_of_year(m: Match, _: Context) -> Reading:
    """Read `May 2025`, `early May 2025`."""
    month = month_range(int(m.word("year")), m.month)
    if m.part:
        return Reading(PartialDate.between(*part_of(month, m.part)).about())
    return Reading(PartialDate.between(*month))


def months(m: Match, context: Context) -> Reading | None:
    """Read `from May to July 2024`, `between May and July`."""
    first, last = m.month, month_number(m.found["month2"])
    if year2 := m.number("year2"):
        year = m.year or year2 - (first > last)
        return Reading(PartialDate.between(month_range(year, first)[0], month_range(year2, last)[1]))
    end = near_month(last, context)
    if end is None or end.value.ends is None:
        return Reading(PartialDate.parse(f"XXXX-{first:02d}/XXXX-{last:02d}"))
    opens, closes = end.value.ends
    begin = month_range(opens.year - (first > last), first)[0]
    return Reading(PartialDate.between(begin, closes), end.anchored_on)


def one_month(m: Match, context: Context) -> Reading | None:
    """Read `in May`, `last May`, `in early May`."""
    return near_month(m.month, context, m.which, part=m.part)


def month_of_thing(m: Match, context: Context) -> Reading | None:
    """Read `the November deal`; said in September it may be of either year."""
    ahead = (m.month - context.latest.month) % 12 if context.latest else 0
    if 0 < ahead <= _SOON:
        return Reading(PartialDate.unknown(m.month))
    return near_month(m.month, context)


def month_ahead(m: Match, context: Context) -> Reading | None:
    """Read `July is already full`: the month that runs, or the next of its name."""
    return near_month(m.month, context, policy=Nearest.OPEN)


def week_of_month(m: Match, context: Context) -> Reading | None:
    """Read `the first week of May 2025`: days 1 to 7; the last week: the last seven days."""
    whole = month_of_year(m, context) if m.year else near_month(m.month, context)
    ends = whole.value.ends if whole else None
    if whole is None or ends is None:
        return whole
    first, last = ends
    number = ORDINALS.get(m.word("nth"))
    first = last - days(6) if number is None else first + days(7 * number - 7)
    return Reading(PartialDate.between(first, min(first + days(6), last)).about(), whole.anchored_on)


def weekday_of_month(m: Match, context: Context) -> Reading | None:
    """Read `the first Monday in July`, `the last Friday of May 2025`."""
    whole = month_of_year(m, context) if m.year else near_month(m.month, context)
    ends = whole.value.ends if whole else None
    if whole is None or ends is None:
        return whole
    number = ORDINALS.get(m.word("nth"))
    last, first = weekday_before(ends[1], m.weekday), weekday_after(ends[0], m.weekday)
    return Reading(PartialDate.on(first + days(7 * number - 7) if number else last), whole.anchored_on)
