"""Turn words that name a day (14 May, May 3-5, the 25th, 2025-05-14) into readings."""

from __future__ import annotations

import re
from datetime import date

from dossier.analysis.dates.calendar import (
    Context,
    Range,
    Reading,
    Rule,
    days,
    month_range,
    spread,
    week_range,
)
from dossier.analysis.dates.vocabulary import MONTHS, WEEKDAYS, day_number, get, month_number, pattern
from dossier.model import PartialDate

FRESH = 183  # days; a day of last year, without its year, further back may be of any year
SOON = 92  # days; a day without a year this near ahead is the coming one unless the clause is past
_SAME_MONTH = 3  # sentences; "the 25th" is of a month that was named just before
_YEARLESS = re.compile(r"XXXX-(\d\d)")
RUN = 31  # days; "Feb. 3, 2023 … by Feb. 6": the year said once holds for what soon followed
_MONTH_FIRST = {"en-us": True, "en-gb": False, "en-au": False, "en-ie": False, "en-nz": False}
# Round "the March 11 attacks", "the attacks of March 11": events that are named by their day for years.
_EVENT = (
    r"(?:attacks?|massacres?|bombings?|assault|coup|riots?|uprising|revolution|war|terror\w*|atrocit\w+|hijack\w*|plot\w*"
    r"|tragedy|disaster|suicide|memorial|victims|survivors|hostages|shootings?|earthquake|protests|(?i:movement|alliance|committee|commission|group|brigade))\b"
)
_REMEMBERED = re.compile(rf" (?:[\w-]+ )?{_EVENT}")
_REMEMBERED_OF = re.compile(rf"\b{_EVENT} (?:of|on) (?:the )?$")
_WELL_KNOWN = {(9, 11): 2001}
"""Month and day to the year, where an event called by its day is known to every reader."""
_OPENED = re.compile(r"(?:\b(?i:the|its|their|his|her|an?)|[’']s)(?: [a-z]+)? $")
_SINCE = re.compile(r"\b(?i:post|pre)-$")
_EVENT_OF = re.compile(r"\b(?:the|an?) (?!week|night|morning|evening|afternoon|end|start)[\w-]+ of $")
_NOUN = re.compile(r" [A-Za-z]{3,}")
_UNTIL = ("until ", "till ", "through ")
_STEP = {"last": -1, "this": 0, "next": 1}


def _real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _near_day(month: int, day: int, context: Context, weekday: int | None = None) -> Reading | None:
    """Read a day without a year as the nearest one meant, on the weekday that is named with it.

    News leaves the year out of dates of its own year. A full date that the text gave before, or one
    of the same sentence soon before, lends its year; farther back only a full date tells it.
    """
    unknown = Reading(PartialDate.unknown(month, day))  # refuses 30 February
    if known := context.years.get((month, day)):
        unknown = Reading(PartialDate.on(date(known, month, day)))
    if context.tense != "future":
        if known and (month, day) in context.seen:
            return unknown
        here = context.day_here
        for year in (here.year, here.year + 1) if here else ():
            if here and _real(year, month, day) and 0 <= (date(year, month, day) - here).days <= FRESH:
                soon_after = (date(year, month, day) - here).days <= RUN
                return Reading(PartialDate.on(date(year, month, day))) if soon_after else unknown

    named_after = _is_named_after(context)
    if named_after and (month, day) in _WELL_KNOWN and not known:
        return Reading(PartialDate.on(date(_WELL_KNOWN[month, day], month, day)))

    reading = spread(context.published, lambda anchor: (_meant(anchor, month, day, context, weekday),) * 2)
    if reading is None or reading.anchored_on is None or reading.value.latest is None:
        return unknown
    gap = (reading.anchored_on - reading.value.latest).days
    if named_after:
        return reading if 0 <= gap <= RUN else unknown
    if context.tense == "future" and gap > RUN and not _is_attribute(context):
        return unknown  # "could be held on 20 November", said in March: the last one, or the next
    of_this_year = reading.value.latest.year == reading.anchored_on.year
    return reading if of_this_year or gap <= FRESH or weekday is not None else unknown


def _meant(anchor: date, month: int, day: int, context: Context, weekday: int | None) -> date:
    """Return the day that is meant by one without a year, said on the day of the anchor."""
    years = (year for year in range(anchor.year - 8, anchor.year + 9) if _real(year, month, day))
    near = [d for d in (date(y, month, day) for y in years) if weekday in (None, d.weekday())]
    if not near:
        raise ValueError("no year near has this day on this weekday")  # Monday, 29 February
    past = max((d for d in near if d <= anchor), default=near[0])
    coming = min((d for d in near if d >= anchor), default=past)
    ahead, back = (coming - anchor).days, abs((anchor - past).days)
    until = context.sentence.endswith(_UNTIL, 0, context.start)
    if until and context.tense != "past" and back > RUN:
        return coming  # "is valid through December 31"
    if back > FRESH and ahead <= SOON and (context.tense != "past" or until):
        return coming
    if back > FRESH and ahead <= RUN and _is_attribute(context):
        return coming  # "he was asked to the March 7 meeting", said on March 1
    if context.tense != "future":
        return past
    planned = context.is_planned and back > RUN and not _is_attribute(context)
    return coming if ahead <= FRESH or planned else past


def _is_attribute(context: Context) -> bool:
    """Tell whether the words name what they date: `the January 4-6 summit`, `the blast of 20 November`."""
    opened = _OPENED.search(context.sentence, context.before, context.start)
    return bool(
        (opened and _NOUN.match(context.sentence, context.end))
        or _EVENT_OF.search(context.sentence, context.before, context.start)
    )


def _is_named_after(context: Context) -> bool:
    """Tell whether an event is called by this day, as it is for years: `the May 9 attacks`."""
    opened, since, behind = (
        words.search(context.sentence, context.before, context.start)
        for words in (_OPENED, _SINCE, _REMEMBERED_OF)
    )
    return bool(since or behind or (opened and _REMEMBERED.match(context.sentence, context.end)))


def _iso(m: re.Match[str], _: Context) -> Reading:
    return Reading(PartialDate.on(date(int(m["y"]), int(m["m"]), int(m["d"]))))


def _numeric(m: re.Match[str], context: Context) -> Reading | None:
    """Read `25/12/2023`; where both orders give a day and the language does not tell, both ends stand."""
    first, second, year = int(m["a"]), int(m["b"]), int(m["year"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    month_first = _MONTH_FIRST.get(context.language)
    if m["sep"] == "." or not context.language.startswith(("en", "und")):
        month_first = False
    orders = [(second, first)] * (month_first is not True) + [(first, second)] * (month_first is not False)
    found = sorted(date(year, month, day) for month, day in orders if _real(year, month, day))
    return Reading(PartialDate.between(found[0], found[-1])) if found else None


def _day(m: re.Match[str], context: Context) -> Reading | None:
    language = context.language.split("-")[0]
    month, day = month_number(m["month"], language), day_number(m)
    if get(m, "year"):
        return Reading(PartialDate.on(date(int(m["year"]), month, day)))
    named = get(m, "named").lower().rstrip(".")
    return _near_day(month, day, context, WEEKDAYS[named] if named else None)


def _days(m: re.Match[str], context: Context) -> Reading | None:
    """Read `May 3-5`, `3-5 May 2025`, `30 May to 2 June 2025`."""
    named = [month_number(word) for word in (get(m, "month"), get(m, "month2")) if word]
    day, day2 = int(m["day"]), int(m["day2"])
    turn = named[0] > named[-1]  # over new year
    if year := int(get(m, "year") or 0):
        opens, closes = date(year - turn, named[0], day), date(year, named[-1], day2)
        return Reading(PartialDate.between(opens, closes)) if opens <= closes else None
    begin, end = _near_day(named[0], day, context), _near_day(named[-1], day2, context)
    if begin is None or end is None:
        return None
    first, last = begin.value.earliest, end.value.latest
    if first and begin.value.is_exact:  # one day tells the year of the other
        last = date(first.year + turn, named[-1], day2)
    elif last and end.value.is_exact:
        first = date(last.year - turn, named[0], day)
    if first is None or last is None:
        return Reading(PartialDate.parse(f"XXXX-{named[0]:02d}-{day:02d}/XXXX-{named[-1]:02d}-{day2:02d}"))
    anchored_on = begin.anchored_on or end.anchored_on
    return Reading(PartialDate.between(first, last), anchored_on) if first <= last else None


def _told_year(m: re.Match[str], context: Context) -> Reading | None:
    """Read `August 11 last year`, `June of last year`."""
    month, step = month_number(m["month"]), _STEP[m["which"].lower()]

    def meant(anchor: date) -> Range:
        if not get(m, "day"):
            return month_range(anchor.year + step, month)
        day = date(anchor.year + step, month, int(m["day"]))
        return day, day

    return spread(context.published, meant)


def _week_of_day(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the week of June 2`: the week that holds the day, or the week that it begins."""
    month, day = month_number(get(m, "month") or m["month2"]), day_number(m)
    year = get(m, "year")
    told = Reading(PartialDate.on(date(int(year), month, day))) if year else _near_day(month, day, context)
    if told is None or not told.value.is_exact or told.value.earliest is None:
        return told
    first, last = week_range(told.value.earliest, context.week_starts_on)
    if " of " not in m.group():
        first, last = told.value.earliest, told.value.earliest + days(6)
    return Reading(PartialDate.between(first, last), told.anchored_on)


def _told_day(m: re.Match[str], context: Context) -> Reading | None:
    """Read `this February 24`, `last May 3`: the nearest, the last one or the next."""
    month, day, step = month_number(m["month"]), int(m["day"]), _STEP[m["which"].lower()]

    def meant(anchor: date) -> Range:
        near = [date(year, month, day) for year in range(anchor.year - 1, anchor.year + 2)]
        if step < 0:
            return (max(d for d in near if d < anchor),) * 2
        if step > 0:
            return (min(d for d in near if d > anchor),) * 2
        return (min(near, key=lambda d: abs(d - anchor)),) * 2

    reading = spread(context.published, meant)
    known = reading is not None and reading.anchored_on is not None
    return reading if known else Reading(PartialDate.unknown(month, day))


def _day_of_month(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the 25th`, `the 3rd of next month`: of the month that is named, or that the text named last."""
    day, which = int(m["day"]), get(m, "which").lower()
    if which in ("this", "next", "last"):
        first = spread(context.published, lambda d: (month_range(d.year, d.month + _STEP[which])[0],) * 2)
        if not (first and first.value.is_exact and first.value.earliest):
            return Reading(PartialDate.unknown())
        return Reading(PartialDate.on(first.value.earliest.replace(day=day)), first.anchored_on)
    for distance, value in context.previous:
        if distance > _SAME_MONTH:
            break
        if yearless := _YEARLESS.match(value.edtf):
            return Reading(PartialDate.unknown(int(yearless.group(1)), day))
        if value.earliest and (value.is_exact or (which and (value.days or 99) <= 31)):
            found = value.earliest.replace(day=day)
            passed = context.latest is not None and found < context.latest
            return (
                None
                if passed and context.tense == "future"
                else Reading(PartialDate.on(found), value.earliest)
            )
    return None


def _well_known(_: re.Match[str], __: Context) -> Reading:
    return Reading(PartialDate.on(date(_WELL_KNOWN[9, 11], 9, 11)))


def _local(language: str) -> Rule:
    names = "|".join(sorted(MONTHS[language], key=len, reverse=True))
    regex = rf"\b{{DAY}}(?:\.|er)? (?P<month>{names})\b(?: {{YEAR}}\b)?"
    return ("day-month", "ZY", pattern(regex), _day)


EVERYWHERE: tuple[Rule, ...] = (
    ("iso-day", "Y", pattern(
        r"(?<![\w/-])(?P<y>\d{4})(?P<sep>[/-])(?P<m>\d{2})(?P=sep)(?P<d>\d{2})"
        r"(?:T[\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?(?![\w/-])"), _iso),
    ("numeric-day", "N", pattern(
        r"(?<![\w/.,$-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)"
        r"(?P<year>(?:1[89]|20)\d\d|(?<=/)\d\d\b)(?![\w/-]|[.,]\d)"), _numeric),
)  # fmt: skip
"""Rules that hold in every language."""

LOCAL: dict[str, tuple[Rule, ...]] = {language: (_local(language),) for language in ("de", "fr")}
"""Language to the rules it has beside those."""

DAYS: tuple[Rule, ...] = (
    ("days-of-month", "M", pattern(
        r"\b(?:{FROM} )?{MONTH} {DAY}{LIST}{TO}(?:{MONTH:2} )?{DAY:2}\b(?:,? {YEAR})?(?!\d|:\d|,\d{3})"),
     _days),
    ("days-of-month", "M", pattern(
        r"\b(?:{FROM} )?{DAY}{LIST}(?: {MONTH})?{TO}{DAY:2}(?: of)? {MONTH:2}\b(?:,? {YEAR})?"), _days),
    ("told-year", "M", pattern(
        r"\b{MONTH}(?: {DAY})?,?(?: of)? (?P<which>(?i:last|this|next)) year\b"), _told_year),
    ("told-year", "M", pattern(
        r"\b{DAY}(?: of)? {MONTH},?(?: of)? (?P<which>(?i:last|this|next)) year\b"), _told_year),
    ("told-day", "M", pattern(
        r"\b(?P<which>(?i:last|this|next)) {MONTH} {DAY}(?![\w%]|[.,:]\d|,? \d{4})"), _told_day),
    ("month-day", "M", pattern(
        r"\b(?:{ANYDAY})?{MONTH} (?:the )?{DAY}(?:,? {YEAR})?"
        r"(?![\d%]|[.,:]\d|-\w|,\d{3}| (?:percent|per cent|people))"), _day),
    ("day-month", "M", pattern(
        r"(?<![\d.,:$-])\b(?:{ANYDAY})?{DAY}(?: of)?[ -]{MONTH}\b(?:[ ,-]{1,2}{YEAR})?"), _day),
    ("day-month", "M", pattern(r"{DAYWORD} of {MONTH}\b(?![’']s)(?:,? {YEAR})?"), _day),
    ("month-day", "M", pattern(r"\b{MONTH} the {DAYWORD}\b(?:,? {YEAR})?"), _day),
    ("week-of-day", "M", pattern(
        r"\b{THE}week (?:of|beginning|starting|commencing) (?:on )?(?:{DAY} {MONTH}|{MONTH:2} {DAY:2})\b"
        r"(?:,? {YEAR})?"), _week_of_day),
    ("well-known", "N", pattern(r"(?<![\w/.$€£-])9/11(?![\w/]|[.,]\d)"), _well_known),
    ("day-of-month", "O", pattern(
        r"\b(?i:on|until|by|since|from|before|after|for) (?P<core>the (?P<day>[12]?\d|3[01])(?:st|nd|rd|th)"
        r"(?: of (?P<which>the|this|that|last|next) (?:same )?month)?)"
        r"(?=[.,;:)]|$| (?:and|or|in|at|to|with|when|as|but|he|she|it|they|we|after|before|because)\b)"),
     _day_of_month),
)  # fmt: skip
"""English rules for days; without a year they count from the publication."""
