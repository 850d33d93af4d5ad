"""Turn words that name a date from an anchor (Friday, last month, three days later) into readings."""

from __future__ import annotations

import re
from datetime import date

from dossier.analysis.date_absolute import Rule
from dossier.analysis.date_math import (
    Context,
    Range,
    Reading,
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
from dossier.analysis.date_words import PARTS, SEASONS, WEEKDAYS, amount_of, get, pattern
from dossier.model import PartialDate

_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
_SHIFT = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_CHAIN_REACH = 366  # days; a longer previous date is no anchor for "the same day"


def _anchor(context: Context) -> tuple[date | None, date | None]:
    return context.earliest, context.latest


def _previous(context: Context) -> tuple[date | None, date | None] | None:
    """Return the bounds of the last date of the text, when they are near enough to count from."""
    value = context.previous
    if value is None or value.days is None or value.days > _CHAIN_REACH:
        return None
    return value.earliest, value.latest


def _weekday(m: re.Match[str], context: Context) -> Reading | None:
    weekday, which = WEEKDAYS[m["weekday"].lower()], get(m, "which").lower()
    if which in ("following", "previous") and (chain := _previous(context)):
        move = weekday_after if which == "following" else weekday_before
        return spread(chain, lambda d: (move(d, weekday, strictly=True),) * 2)

    def meant(anchor: date) -> Range:
        if which in ("last", "past", "previous"):
            day = weekday_before(anchor, weekday, strictly=True)
        elif which in ("next", "coming", "following"):
            day = weekday_after(anchor, weekday, strictly=True)
        elif which == "this":
            first = week_range(anchor, context.week_starts_on)[0]
            day = weekday_after(first, weekday)
            if context.tense == "past" and day > anchor:
                day -= days(7)
            elif context.tense == "future" and day < anchor:
                day += days(7)
        elif context.tense == "future":
            day = weekday_after(anchor, weekday)
        else:
            day = weekday_before(anchor, weekday)
        return day, day

    return spread(_anchor(context), meant)


def _weekday_of_week(m: re.Match[str], context: Context) -> Reading | None:
    """Read `Tuesday of last week`, `next week on Monday`."""
    weekday, step = WEEKDAYS[m["weekday"].lower()], _STEP[m["which"].lower()]

    def meant(anchor: date) -> Range:
        day = weekday_after(week_range(anchor, context.week_starts_on, step)[0], weekday)
        return day, day

    return spread(_anchor(context), meant)


def _weekdays(m: re.Match[str], context: Context) -> Reading | None:
    """Read `from Monday to Wednesday`: the last such days, or the next ones."""
    first, last = WEEKDAYS[m["weekday"].lower()], WEEKDAYS[m["weekday2"].lower()]

    def meant(anchor: date) -> Range:
        if context.tense == "future":
            begin = weekday_after(anchor, first)
            return begin, weekday_after(begin, last)
        end = weekday_before(anchor, last)
        return weekday_before(end, first), end

    return spread(_anchor(context), meant)


def _deictic(m: re.Match[str], context: Context) -> Reading | None:
    words = m.group().lower()
    if words.startswith(("last night", "late last night")):
        shift = -1
    elif words.startswith("the day"):
        shift = -2 if "before" in words else 2
    else:
        shift = next((step for word, step in _SHIFT.items() if word in words), 0)
    return spread(_anchor(context), lambda d: (d + days(shift),) * 2)


def _overnight(_: re.Match[str], context: Context) -> Reading | None:
    return spread(_anchor(context), lambda d: (d - days(1), d))


def _weekend(m: re.Match[str], context: Context) -> Reading | None:
    which = get(m, "which").lower() or ("past" if get(m, "past") else "")
    if m.group().lower().startswith("this ") and not which:
        which = "this"

    def meant(anchor: date) -> Range:
        step = 0
        if which in ("last", "past"):
            step = -1 if anchor.weekday() >= 5 else 0
        elif which in ("next", "coming") or context.tense == "future":
            step = 1 if which in ("next", "coming") or anchor.weekday() < 5 else 0
        elif which == "this" and context.tense != "past":
            step = 1 if anchor.weekday() < 5 else 0
        return weekend_range(anchor, step)

    return spread(_anchor(context), meant)


def _unit_range(anchor: date, unit: str, step: int, week_starts_on: int) -> Range:
    """Return this (0), last (-1) or next (1) week, month, quarter, year, decade or century."""
    if unit == "quarter":
        first = (anchor.month - 1) // 3 * 3 + 1 + 3 * step
        return month_range(anchor.year, first)[0], month_range(anchor.year, first + 2)[1]
    if unit in ("decade", "century"):
        length = 10 if unit == "decade" else 100
        first_year = anchor.year // length * length + step * length
        return year_range(first_year, first_year + length - 1)
    if unit == "day":
        return anchor + days(step), anchor + days(step)
    if unit == "week":
        return week_range(anchor, week_starts_on, step)
    return month_range(anchor.year, anchor.month + step) if unit == "month" else year_range(anchor.year + step)


def _unit(m: re.Match[str], context: Context) -> Reading | None:
    """Read `last week`, `earlier this month`, `late next year`, `the end of the year`."""
    unit, part = m["unit"].lower(), get(m, "part").lower()
    step = _STEP.get(get(m, "which").lower(), 0)

    def meant(anchor: date) -> Range:
        first, last = _unit_range(anchor, unit, step, context.week_starts_on)
        if part == "earlier":
            return first, min(last, anchor)
        if part == "later":
            return max(first, anchor), last
        return part_of((first, last), PARTS[part]) if part else (first, last)

    return spread(_anchor(context), meant, about=part not in ("", "earlier", "later"))


def _season(m: re.Match[str], context: Context) -> Reading | None:
    """Read `last summer`, `next spring`; `this winter` is the one that holds or is nearest the day."""
    season, which = SEASONS[m["season"].lower()], m["which"].lower()

    def meant(anchor: date) -> Range:
        spans = []
        for year in range(anchor.year - 2, anchor.year + 3):
            value = PartialDate.parse(f"{year}-{season}")
            assert value.earliest and value.latest  # seasons are closed
            spans.append((value.earliest, value.latest))
        if which in ("last", "past"):
            return max(span for span in spans if span[1] < anchor)
        if which in ("next", "coming"):
            return min(span for span in spans if span[0] > anchor)
        return min(spans, key=lambda s: max((s[0] - anchor).days, (anchor - s[1]).days, 0))

    return spread(_anchor(context), meant, about=True)


_LENGTH = {"day": 1, "week": 7, "fortnight": 14, "month": 31, "year": 366, "decade": 3653, "century": 36525}


def _window(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the past month`, `in recent weeks`, `in the coming days`: a stretch up to, or from, the day."""
    unit = _singular(m["unit"])
    if unit not in _LENGTH:
        return spread(_anchor(context), lambda d: (d - days(1), d), about=True)
    words = get(m, "amount") or get(m, "amount2")
    most = amount_of(words or ("recent" if m["unit"].lower().endswith("s") else "one"))[1]
    reach = days(round(most * _LENGTH[unit]))
    if get(m, "which").lower() in ("", "coming", "next", "following"):
        return spread(_anchor(context), lambda d: (d, d + reach), about=True)
    return spread(_anchor(context), lambda d: (d - reach, d), about=True)


def _singular(unit: str) -> str:
    word = unit.lower()
    return "century" if word.startswith("centur") else word.rstrip("s")


def _distance(m: re.Match[str]) -> tuple[str, float, float]:
    """Return unit, least and most amount of `a week and a half`, `two or three years`."""
    least, most = amount_of(get(m, "amount"))
    if get(m, "amount2"):
        most = max(most, amount_of(m["amount2"])[1])
    half = 0.5 if get(m, "half") else 0
    return _singular(m["unit"]), least + half, most + half


def _moved(
    anchor: tuple[date | None, date | None], m: re.Match[str], context: Context, sign: int, *, about: bool
) -> Reading | None:
    unit, least, most = _distance(m)
    low, high = sorted((sign * least, sign * most))
    reading = spread(
        anchor,
        lambda d: (
            counted(d, unit, low, context.week_starts_on)[0],
            counted(d, unit, high, context.week_starts_on)[1],
        ),
        about=about or bool(get(m, "rough")) or least != most or least != int(least) or unit in ("decade", "century"),
    )
    return reading


def _ago(m: re.Match[str], context: Context) -> Reading | None:
    if not get(m, "amount"):  # "years ago": two at least, and no more is said
        return spread(
            (None, context.latest),
            lambda d: (d, counted(d, _singular(m["unit"]), -2, context.week_starts_on)[1]),
            about=True,
        )
    return _moved(_anchor(context), m, context, -1, about=False)


def _hence(m: re.Match[str], context: Context) -> Reading | None:
    return _moved(_anchor(context), m, context, 1, about=False)


def _chained(m: re.Match[str], context: Context) -> Reading | None:
    """Read `three days later`, `a week earlier`: counted from the last date of the text."""
    back = m["way"].lower() in ("earlier", "before", "previously", "beforehand", "prior")
    chain = _previous(context)
    if chain is None and back:
        return _moved(_anchor(context), m, context, -1, about=True)
    if chain is None:  # nothing to count from: some day up to the publication
        return spread((None, context.latest), lambda d: (d, d), about=True) if context.latest else Reading(
            PartialDate.unknown()
        )
    return _moved(chain, m, context, -1 if back else 1, about=False)


_CAME = re.compile(r"\b(?:com(?:es?|ing)|came|is|was|were|took place|happened|occurred|arrived?|follow(?:s|ed)?|just|only)\s*$")
_PRESENT = re.compile(r"\b(?:comes?|is|are|coming|follows?|arrives?|appears?|emerges?)\b[^.]{0,12}$")


def _beside(m: re.Match[str], context: Context) -> Reading | None:
    """Read `a day after the vote`, `three days before it opened`.

    After a verb ("came a day after …") the words date the other event, on the far side of the
    one just dated; at the opening of a clause they date what follows, counted from the text's last date.
    """
    after = m["way"].lower() in ("after", "following")
    left = context.sentence[: m.start()]
    opening = not left.strip() or left.rstrip().endswith((",", ";", "—", "–", ":")) and False
    if opening:
        chain = _previous(context)
        if chain is None:
            return spread((None, context.latest), lambda d: (d, d), about=True) if context.latest else None
        return _moved(chain, m, context, 1 if after else -1, about=False)
    present = bool(_PRESENT.search(left))
    chain = None if present else _previous(context)
    return _moved(chain or _anchor(context), m, context, -1 if after else 1, about=chain is None and not present)


def _same(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the same day`, `that week`, `the following month` from the last date of the text."""
    unit = _singular(get(m, "unit") or "day")
    which = m["which"].lower()
    if unit in ("night", "morning", "afternoon", "evening"):
        unit = "day"
    step = _STEP.get(which, 0)
    if which in ("before", "after"):
        step = -1 if which == "before" else 1
    chain = _previous(context)
    if chain is None:
        if step:
            return spread((None, context.latest), lambda d: (d, d), about=True)
        chain = _anchor(context)
        if which == "that":
            return None
    return spread(chain, lambda d: _unit_range(d, unit, step, context.week_starts_on))


_HALF = r"(?P<half> and a half)?"
_DISTANCE = r"\b{ROUGH}(?:{AMOUNT}(?:(?: or | to |-){AMOUNT:2})?[ -])"
_TIME = r"(?: (?:early |late )?(?:morning|afternoon|evening|night)s?)?"

RELATIVE: tuple[Rule, ...] = (
    ("weekday-range", "W", pattern(
        r"\b(?i:from|between) {WEEKDAY} (?:to|and|until|through) {WEEKDAY:2}\b"), _weekdays),
    ("weekday-of-week", "W", pattern(
        r"\b{WEEKDAY},?(?: of)? (?P<which>(?i:last|this|next)) week\b"), _weekday_of_week),
    ("weekday-of-week", "W", pattern(
        r"\b(?P<which>(?i:last|this|next)) week,? on {WEEKDAY}\b"), _weekday_of_week),
    ("which-weekday", "W", pattern(
        r"\b(?:(?i:the|this) )?(?P<which>(?i:last|past|this|next|coming|following|previous)) {WEEKDAY}(?!s)\b" + _TIME), _weekday),
    ("weekday", "W", pattern(
        r"(?<![\w-])(?:(?i:early|late) )?{WEEKDAY}(?!s\b|[-–—]\w)\b" + _TIME), _weekday),
    ("deictic", "D", re.compile(
        r"\b(?i:the day before yesterday|the day after tomorrow|(?:earlier |late |later |early )?(?:today|yesterday|tomorrow)"
        r"(?: (?:morning|afternoon|evening|night))?|tonight|(?:late |early )?last night|(?:earlier |late |early )?this "
        r"(?:morning|afternoon|evening))\b"), _deictic),
    ("overnight", "D", re.compile(r"\b(?i:overnight)\b(?! (?:success|stay|guest|bag|train|flight|delivery|sensation))"), _overnight),
    ("weekend", "E", re.compile(
        r"\b(?:(?i:the|this) )?(?:(?<=this )(?P<past>past) |(?P<which>(?i:last|this|next|past|coming)) )?(?i:weekend)\b"
        r"(?!s| of)"), _weekend),
    ("unit", "U", re.compile(
        r"\b(?:(?P<part>(?i:earlier|later|early|late|mid)) )?(?:in )?(?P<which>(?i:last|this|next|current|coming)) "
        r"(?P<unit>(?i:week|month|quarter|year|decade|century))\b(?!-|s\b)"), _unit),
    ("unit-part", "U", re.compile(
        r"\b(?:the )?(?P<part>(?i:end|start|beginning|middle|close)) of (?:(?:the )?(?P<which>(?i:last|this|next|current|coming))|the) "
        r"(?P<unit>(?i:week|month|quarter|year|decade|century))\b(?!-)"), _unit),
    ("unit-part", "U", re.compile(
        r"\b(?i:by|before|at) (?P<core>(?:the )?(?P<unit>year)(?:[’']s)?[ -](?P<part>end))\b"), _unit),
    ("unit-part", "U", re.compile(
        r"\b(?P<part>(?i:earlier|later)) in the (?P<unit>(?i:week|month|year))\b(?!-)"), _unit),
    ("which-season", "S", pattern(r"\b(?P<which>(?i:last|this|next|past|coming)) {SEASON}\b"), _season),
    ("window", "U", pattern(
        r"\b(?i:in|over|during|for|within|throughout) (?P<core>(?:the )?(?P<which>(?i:last|past|recent|coming|next|following)) "
        r"(?:{AMOUNT} )?(?P<unit>(?i:day|week|month|year|decade|hour)s?|centur(?:y|ies)))\b"), _window),
    ("window", "U", pattern(
        r"\b(?i:the|this) (?:(?P<which>past|last|coming)|(?P<next>next)) (?(next){AMOUNT} |(?:{AMOUNT:2} )?)"
        r"(?P<unit>(?i:day|week|month|year|decade)s?|centur(?:y|ies))\b"), _window),
    ("ago", "P", pattern(_DISTANCE + r"{UNIT}" + _HALF + r" (?:ago|back\b(?! (?:to|in|from)))"), _ago),
    ("ago", "P", pattern(r"\b(?P<unit>(?i:days|weeks|months|years|decades|centuries)) ago\b"), _ago),
    ("hence", "P", pattern(_DISTANCE + r"{UNIT}" + _HALF + r" (?:from now|hence|from today)\b"), _hence),
    ("chained", "P", pattern(
        _DISTANCE + r"{UNIT}" + _HALF + r" (?P<way>(?:later|earlier|afterwards?|beforehand|previously)\b"
        r"|(?:before|after|prior)(?=[.,;:)]|$))"), _chained),
    ("beside", "P", pattern(
        _DISTANCE + r"{UNIT}" + _HALF + r" (?P<way>after|before|prior to|following)\b"), _beside),
    ("same", "UD", re.compile(
        r"\b(?i:the|that) ?(?P<which>(?i:same|following|next|previous)) (?P<unit>(?i:day|week|month|year|night"
        r"|morning|evening|afternoon))\b"), _same),
    ("same", "UD", re.compile(
        r"\b(?i:on|in|later|earlier|by) (?P<core>(?P<which>that) (?P<unit>day|week|month|year|night|morning|evening))\b"), _same),
    ("same", "UD", re.compile(
        r"\b(?i:the) (?P<unit>day|week|month|year|night) (?P<which>before|after)(?=[.,;:)]|$)"), _same),
)  # fmt: skip
"""English rules that count from the publication or from the last date of the text."""

NOT_DATES = re.compile(
    r"\b(?:(?i:(?:every|each|most|any) (?:other )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|night|evening)s?)?)"
    r"|(?:Black|Good|Bloody|Palm|Easter|Ash|Shrove|Maundy|Holy|Cyber|Super|Giving) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:The )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:[’']s)? (?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Night Live"
    r"|Star|Sun|People|Independent|World|Group|Club)\b"
    r"|(?:USA|Russia|India|Asia|Israel|Africa|Turkey) Today|Today (?:programme|show|program)"
    r"|(?i:(?:once|twice|times) (?:a|per) (?:day|week|month|year))"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:to|through) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?i:last|next) (?:minute|time)|(?i:day-to-day|week-long)|Year of\b|(?i:24/7|7/7))\b"
)
"""What looks like a date and is none; it hides whatever lies inside."""
