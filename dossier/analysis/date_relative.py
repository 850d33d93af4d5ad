"""Turn words that name a date from an anchor (Friday, last month, three days later) into readings."""

from __future__ import annotations

import re
from datetime import date

from dossier.analysis.date_math import (
    LENGTH,
    Anchor,
    Context,
    Range,
    Reading,
    Rule,
    counted,
    days,
    month_range,
    part_of,
    spread,
    week_range,
    weekday_after,
    weekday_before,
    weekend_range,
    year_range,
)
from dossier.analysis.date_words import PARTS, WEEKDAYS, amount_of, get, pattern
from dossier.model import PartialDate

_STEP = {
    "last": -1, "past": -1, "previous": -1, "before": -1, "this": 0, "current": 0, "same": 0, "that": 0,
    "next": 1, "coming": 1, "following": 1, "after": 1,
}  # fmt: skip
_SHIFT = {"last night": -1, "before yesterday": -2, "yesterday": -1, "after tomorrow": 2, "tomorrow": 1}
_LONG = ("year", "decade", "century")
_COMING = re.compile(r" (?:is|marks|brings|sees)\b")
_AND = re.compile(r"day,? (?:and|or|then)(?: on)? $")
_NOW = re.compile(r"\b(?:comes?|is|are|coming|follows?|arrives?|appears?|emerges?)\b[^.]{0,12}$")


def _previous(context: Context, reach: int = 8, unit: str = "day") -> Anchor | None:
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


def _not_ahead(reading: Reading | None, context: Context) -> Reading | None:
    """Give up a counted date that lies after the publication though nothing speaks of what is to come."""
    ahead = reading and reading.value.earliest and context.latest and reading.value.earliest > context.latest
    return _till(context) if ahead and context.tense != "future" else reading


def _till(context: Context) -> Reading | None:
    """Return some day up to the publication: all that is known without a date to count from."""
    return spread((None, context.latest), lambda d: (d, d), about=True)


def _one(day: date) -> Range:
    return day, day


def _weekday(m: re.Match[str], context: Context) -> Reading | None:
    """Read `Friday`: the last one, or the next when it is to come; `last` and `next` are never the day."""
    weekday, which = WEEKDAYS[m["weekday"].lower()], get(m, "which").lower()
    step = _STEP.get(which, 0)
    chain = _previous(context) if which in ("following", "previous") else None
    coupled = (
        _previous(context)
        if not which and _AND.search(context.sentence[max(0, m.start() - 20) : m.start()])
        else None
    )
    if coupled:
        return spread(coupled, lambda d: _one(weekday_after(d, weekday, strictly=True)))

    def meant(anchor: date) -> Range:
        if step:
            move = weekday_after if step > 0 else weekday_before
            return _one(move(anchor, weekday, strictly=True))
        if which == "this":
            day = weekday_after(week_range(anchor, context.week_starts_on)[0], weekday)
            late = context.tense == "past" and day > anchor
            early = context.tense == "future" and day < anchor
            return _one(day + days(7 * (early - late)))
        coming = context.tense == "future" or _COMING.match(context.sentence, context.end)
        return _one((weekday_after if coming else weekday_before)(anchor, weekday))

    return spread(chain or context.published, meant)


def _weekday_of_week(m: re.Match[str], context: Context) -> Reading | None:
    """Read `Tuesday of last week`, `next week on Monday`."""
    weekday, step = WEEKDAYS[m["weekday"].lower()], _STEP[m["which"].lower()]
    return spread(
        context.published,
        lambda d: _one(weekday_after(week_range(d, context.week_starts_on, step)[0], weekday)),
    )


def _weekdays(m: re.Match[str], context: Context) -> Reading | None:
    """Read `from Monday to Wednesday`: the last such days, or the next ones."""
    first, last = WEEKDAYS[m["weekday"].lower()], WEEKDAYS[m["weekday2"].lower()]

    def meant(anchor: date) -> Range:
        if context.tense == "future":
            begin = weekday_after(anchor, first)
            return begin, weekday_after(begin, last)
        end = weekday_before(anchor, last)
        return weekday_before(end, first), end

    return spread(context.published, meant)


def _deictic(m: re.Match[str], context: Context) -> Reading | None:
    words = m.group().lower()
    shift = next((step for word, step in _SHIFT.items() if word in words), 0)
    return spread(context.published, lambda d: _one(d + days(shift)))


def _overnight(_: re.Match[str], context: Context) -> Reading | None:
    return spread(context.published, lambda d: (d - days(1), d))


def _weekend(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the weekend`: the last one that had begun, or the next when it is to come."""
    which, past = get(m, "which").lower(), bool(get(m, "past"))

    def meant(anchor: date) -> Range:
        within = anchor.weekday() >= 5
        if which in ("last", "past"):
            return weekend_range(anchor, -within)
        if which in ("next", "coming"):
            return weekend_range(anchor, 1)
        ahead = context.tense == "future" or (which == "this" and context.tense != "past")
        return weekend_range(anchor, ahead and not within and not past)

    return spread(context.published, meant)


def _unit_range(anchor: date, unit: str, step: int, week_starts_on: int) -> Range:
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
    return _one(anchor + days(step))  # a day, or a part of one


def _unit(m: re.Match[str], context: Context) -> Reading | None:
    """Read `last week`, `earlier this month`, `late next year`, `the end of the year`."""
    unit, part = m["unit"].lower(), get(m, "part").lower()
    step = _STEP.get(get(m, "which").lower(), 0)

    def meant(anchor: date) -> Range:
        first, last = _unit_range(anchor, unit, step, context.week_starts_on)
        if part == "earlier":
            return first, min(last, anchor) if step == 0 else last
        if part == "later":
            return max(first, anchor), last
        return part_of((first, last), PARTS[part]) if part else (first, last)

    return spread(context.published, meant, about=part not in ("", "earlier", "later"))


def _window(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the past month`, `in recent weeks`, `the next two days`: a stretch up to, or from, the day."""
    words = get(m, "amount") or get(m, "amount2")
    most = amount_of(words or ("recent" if m["unit"].lower().endswith("s") else "one"))[1]
    # Hours reach into the day before; months and years round up.
    reach = days(max(1, int(most * LENGTH.get(_singular(m["unit"]), 1 / 24) + 0.8)))
    ahead = _STEP.get(get(m, "which").lower(), 1 if get(m, "next") else -1) > 0
    return spread(context.published, lambda d: (d, d + reach) if ahead else (d - reach, d), about=True)


def _singular(unit: str) -> str:
    word = unit.lower()
    return "century" if word.startswith("centur") else word.rstrip("s")


def _moved(
    anchor: Anchor, m: re.Match[str], context: Context, sign: int, *, about: bool = False
) -> Reading | None:
    """Read what lies `three weeks`, `a year and a half`, `two or three days` from an anchor."""
    unit, half = _singular(m["unit"]), 0.5 if get(m, "half") else 0
    least, most = amount_of(m["amount"])
    if get(m, "amount2"):
        most = max(most, amount_of(m["amount2"])[1])
    low, high = sorted((sign * (least + half), sign * (most + half)))
    about = about or bool(get(m, "rough") or half) or least != most or least % 1 != 0
    return spread(
        anchor,
        lambda d: (
            counted(d, unit, low, context.week_starts_on)[0],
            counted(d, unit, high, context.week_starts_on)[1],
        ),
        about=about or unit in ("decade", "century"),
    )


def _ago(m: re.Match[str], context: Context) -> Reading | None:
    return _moved(context.published, m, context, -1)


def _long_ago(m: re.Match[str], context: Context) -> Reading | None:
    """Read `years ago`: two at least, and no more is said."""
    unit = _singular(m["unit"])
    return spread(
        (None, context.latest),
        lambda d: (d, counted(d, unit, -2, context.week_starts_on)[1]),
        about=True,
    )


def _hence(m: re.Match[str], context: Context) -> Reading | None:
    return _moved(context.published, m, context, 1)


def _chained(m: re.Match[str], context: Context) -> Reading | None:
    """Read `three days later`, `a week earlier`: counted from the last date of the text."""
    back = m["way"].lower() in ("earlier", "before", "previously", "beforehand", "prior")
    if chain := _previous(context, unit=_singular(m["unit"])):
        return _not_ahead(_moved(chain, m, context, -1 if back else 1), context)
    return _moved(context.published, m, context, -1, about=True) if back else _till(context)


def _beside(m: re.Match[str], context: Context) -> Reading | None:
    """Read `a day after the vote`, `three days before it opened`.

    After a verb ("came a day after …") the words date the other event, on the far side of the
    one just dated; at the opening of a sentence they date what follows, from the text's last date.
    """
    sign = 1 if m["way"].lower() in ("after", "following") else -1
    left = context.sentence[max(0, m.start() - 60) : m.start()]
    chain = _previous(context, reach=2, unit=_singular(m["unit"]))
    if not left.strip():
        return _not_ahead(_moved(chain, m, context, sign), context) if chain else _till(context)
    if _NOW.search(left):
        return _moved(context.published, m, context, -sign)
    return _moved(chain, m, context, -sign) if chain else Reading(PartialDate.unknown())


def _same(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the same day`, `that week`, `the following month` from the last date of the text."""
    unit, which = m["unit"].lower(), m["which"].lower()
    step, chain = _STEP[which], _previous(context, unit=unit)
    if chain is None and which != "same":
        return _till(context) if step else None
    anchor = chain or context.published
    return _not_ahead(spread(anchor, lambda d: _unit_range(d, unit, step, context.week_starts_on)), context)


RELATIVE: tuple[Rule, ...] = (
    ("weekday-range", "W", pattern(r"\b{FROM} {WEEKDAY}{TO}{WEEKDAY:2}\b"), _weekdays),
    ("weekday-of-week", "W", pattern(r"\b{WEEKDAY},?(?: of)? {WHICH} (?i:week)\b"), _weekday_of_week),
    ("weekday-of-week", "W", pattern(r"\b{WHICH} week,? on {WEEKDAY}\b"), _weekday_of_week),
    ("which-weekday", "W", pattern(
        r"\b(?:(?i:the|this) )?(?P<which>(?i:last|past|this|next|coming|following|previous))"
        r" {WEEKDAY}(?!s)\b{HOUR}"), _weekday),
    ("weekday", "W", pattern(
        r"(?<![\w-])(?:(?i:early|late|earlier|later) )?{WEEKDAY}(?!s\b|[-–—]\w)\b{HOUR}"), _weekday),
    ("deictic", "D", pattern(
        r"\b(?i:the day before yesterday|the day after tomorrow|(?:(?:earlier|later|early|late) )?"
        r"(?:(?:today|yesterday|tomorrow){HOUR}|last night|this (?:morning|afternoon|evening))|tonight)\b"),
     _deictic),
    ("overnight", "D", pattern(
        r"\b(?i:overnight)\b(?! (?:success|stay|guest|bag|train|flight|delivery|sensation))"), _overnight),
    ("weekend", "E", pattern(
        r"\b(?:(?i:the )|(?P<past>(?i:this past ))|(?=(?i:last|this|next|past|coming) ))"
        r"{WHICH}? ?(?i:weekend)\b(?!s| of)"), _weekend),
    ("unit", "U", pattern(
        r"\b(?:(?P<part>(?i:earlier|later|early|late|mid)) )?(?:in )?"
        r"(?P<which>(?i:last|this|next|current|coming)) {SPAN}\b(?!-|s\b)"), _unit),
    ("unit-part", "U", pattern(
        r"\b{THE}(?P<part>(?i:end|start|beginning|middle|close)) of "
        r"(?:{THE}(?P<which>(?i:last|this|next|current|coming))|the) {SPAN}\b(?!-)"), _unit),
    ("unit-part", "U", pattern(
        r"\b(?i:by|before|at) (?P<core>(?:the )?(?P<unit>year)(?:[’']s)?[ -](?P<part>end))\b"), _unit),
    ("unit-part", "U", pattern(r"\b(?P<part>(?i:earlier|later)) in the {SPAN}\b(?!-)"), _unit),
    ("window", "U", pattern(
        r"\b(?i:in|over|during|for|within|throughout) "
        r"(?P<core>{THE}(?P<which>(?i:last|past|recent|coming|next|following)) (?:{AMOUNT} )?{UNIT})"
        r"\b(?! of\b)"), _window),
    ("window", "U", pattern(
        r"\b(?i:the|this) (?:(?P<which>past|last|coming)|(?P<next>next)) "
        r"(?(next){AMOUNT} |(?:{AMOUNT:2} )?){UNIT}\b(?! of\b)"), _window),
    ("ago", "P", pattern(r"{DISTANCE} (?:ago|back\b(?! (?:to|in|from)))"), _ago),
    ("ago", "P", pattern(r"\b(?P<unit>(?i:days|weeks|months|years|decades|centuries)) ago\b"), _long_ago),
    ("hence", "P", pattern(r"{DISTANCE} (?:from now|hence|from today)\b"), _hence),
    ("chained", "P", pattern(
        r"{DISTANCE} (?P<way>(?:later|earlier|afterwards?|beforehand|previously)\b(?! than)"
        r"|(?:before|after|prior)(?=[.,;:)]|$)|(?:before|after)(?= that\b))"), _chained),
    ("beside", "P", pattern(r"{DISTANCE} (?P<way>after|before|prior to|following)\b"), _beside),
    ("same", "UD", pattern(
        r"\b(?i:the|that) (?P<which>(?i:same|following|next|previous)) {PERIOD}\b"), _same),
    ("same", "UD", pattern(r"\b(?i:on|in|later|earlier|by) (?P<core>(?P<which>that) {PERIOD})\b"), _same),
    ("same", "UD", pattern(r"\b(?i:the) {PERIOD} (?P<which>before|after)(?=[.,;:)]|$)"), _same),
)  # fmt: skip
"""English rules that count from the publication or from the last date of the text."""

_ANYDAY = r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
NOT_DATES = re.compile(
    rf"\b(?:(?i:every|each|most|any) (?i:other )?{_ANYDAY}(?: (?:morning|night|evening)s?)?"
    rf"|(?:Black|Good|Bloody|Palm|Easter|Ash|Shrove|Maundy|Holy|Cyber|Super|Giving) {_ANYDAY}"
    rf"|{_ANYDAY}(?:[’']s)? (?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Night Live|Star|Sun|People"
    r"|Independent|World|Group|Club)"
    rf"|{_ANYDAY} (?:to|through) {_ANYDAY}|(?i:an?|one) (?:[a-z]+ )?{_ANYDAY}(?= (?:in|of|when)\b)"
    r"|[A-Z]\w+ Today|Today (?:programme|show|program)"
    r"|(?i:the )?(?i:last|next) (?:minute|time)|(?i:day-to-day|week-long|24/7))\b"
)
"""What looks like a date and is none; it hides whatever lies inside."""
