"""Turn words that count from an anchor (two weeks ago, three days later, the past month) into readings."""

from __future__ import annotations

import re
from datetime import date

from dossier.analysis.dates.calendar import (
    LENGTH,
    Anchor,
    Context,
    Range,
    Reading,
    Rule,
    counted,
    days,
    last_named,
    not_ahead,
    same_day_before,
    spread,
    unit_range,
    until_now,
    weekday_after,
    weekday_before,
    year_range,
)
from dossier.analysis.dates.vocabulary import WEEKDAYS, amount_of, get, pattern
from dossier.model import PartialDate

_STEP = {
    "last": -1, "past": -1, "recent": -1, "previous": -1, "before": -1, "same": 0, "that": 0,
    "next": 1, "coming": 1, "following": 1, "after": 1,
}  # fmt: skip
_HALF_DAY = 12  # hours
_FIRST_IN = re.compile(
    r"\b(?:first|only|once|twice|times?|[a-z]+est|worst|most|least|worse|better)(?: [\w-]+){0,6} $"
)
_LASTED = re.compile(
    r"\b(?:for|takes?|took|taken|taking|be|lasts?|lasted|spends?|spent|within|waits?|waited|needs?|needed|of)"
    r" (?:just |only |another )?$"
)
_WEEKDAY = re.compile(r" (?:the )?((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_NOW = re.compile(r"\b(?:comes?|is|are|coming|follows?|arrives?|appears?|emerges?)\b[^.]{0,12}$")


def _window(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the past month`, `in recent weeks`, `the next two days`: a stretch up to, or from, the day.

    A stretch of minutes or of a few hours is no date. "He hid for the next two days" counts from the last
    date of the text.
    """
    words, unit = get(m, "amount") or get(m, "amount2"), _singular(m["unit"])
    most = amount_of(words or ("recent" if m["unit"].lower().endswith("s") else "one"))[1]
    if unit == "minute" or (unit == "hour" and most < _HALF_DAY):
        return None
    # Hours reach into the day before; months and years round up.
    reach = days(max(1, int(most * LENGTH.get(unit, 1 / 24) + 0.8)))
    ahead = _STEP.get(get(m, "which").lower(), 1 if get(m, "next") else -1) > 0
    anchor = context.published
    if ahead and context.tense == "past" and context.sentence.endswith(("for ", "For "), 0, context.start):
        anchor = last_named(context) or (None, None)
    return spread(anchor, lambda d: (d, d + reach) if ahead else (d - reach, d), about=True)


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
    round_number = least >= 100 and least % 100 == 0
    about = about or bool(get(m, "rough") or half) or least != most or least % 1 != 0 or round_number
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


def _to_the_day(m: re.Match[str], context: Context) -> Reading | None:
    """Read `ten years ago today`, `ten years ago this month`: that far back, to the day, week or month."""
    unit, amount, named = _singular(m["unit"]), amount_of(m["amount"])[1], m["named"].lower()

    def meant(anchor: date) -> Range:
        day = same_day_before(anchor, unit, int(amount))
        return unit_range(day, named.removeprefix("this "), 0, context.week_starts_on)

    return spread(context.published, meant)


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


def _in_time(m: re.Match[str], context: Context) -> Reading | None:
    """Read `in two weeks`, where something is to come; else the words tell how long a thing lasts."""
    told = get(m, "time")
    if _singular(m["unit"]) in ("minute", "hour") or m.group().lower() == "in a day":
        return None
    if not told and (
        context.tense != "future" or _FIRST_IN.search(context.sentence, context.before, context.start)
    ):
        return None
    return _moved(context.published, m, context, 1, about=not told)


def _year_ago(_: re.Match[str], context: Context) -> Reading | None:
    """Read `year-earlier`, as in `the year-earlier quarter`."""
    return spread(context.published, lambda d: year_range(d.year - 1), about=True)


def _chained(m: re.Match[str], context: Context) -> Reading | None:
    """Read `three days later`, `a week earlier`: counted from the last date of the text."""
    back, unit = (
        m["way"].lower() in ("earlier", "before", "previously", "beforehand", "prior"),
        _singular(m["unit"]),
    )
    chain = last_named(context, unit=unit)
    if unit == "minute" or (unit == "hour" and not chain and amount_of(m["amount"])[1] < _HALF_DAY):
        return None
    if chain:
        return not_ahead(_moved(chain, m, context, -1 if back else 1), context)
    return _moved(context.published, m, context, -1, about=True) if back else until_now(context)


def _beside(m: re.Match[str], context: Context) -> Reading | None:
    """Read `a day after the vote`, `three days before it opened`.

    After a verb ("came a day after …") the words date the other event, on the far side of the
    one just dated; at the opening of a sentence they date what follows, from the text's last date.
    Hours, and what something took ("for four years before …"), are no dates.
    """
    sign = 1 if m["way"].lower() in ("after", "following") else -1
    left = context.sentence[max(0, m.start() - 60) : m.start()]
    if _singular(m["unit"]) in ("minute", "hour") or _LASTED.search(left):
        return None
    if named := _WEEKDAY.match(context.sentence, context.end):  # "two days before Sunday's vote"
        move = weekday_after if context.tense == "future" else weekday_before
        day = spread(context.published, lambda d: (move(d, WEEKDAYS[named[1].lower()]),) * 2)
        ends = (day.value.earliest, day.value.latest) if day else (None, None)
        return _moved(ends, m, context, sign)
    chain = last_named(context, reach=2, unit=_singular(m["unit"]))
    if not left.strip():
        return not_ahead(_moved(chain, m, context, sign), context) if chain else until_now(context)
    if _NOW.search(left):
        return _moved(context.published, m, context, -sign)
    return _moved(chain, m, context, -sign) if chain else Reading(PartialDate.unknown())


def _same(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the same day`, `that week`, `the following month` from the last date of the text."""
    unit, which = m["unit"].lower(), m["which"].lower()
    step, chain = _STEP[which], last_named(context, unit=unit)
    if chain is None:
        return until_now(context) if step or which == "same" else None
    return not_ahead(spread(chain, lambda d: unit_range(d, unit, step, context.week_starts_on)), context)


COUNTED: tuple[Rule, ...] = (
    ("window", "U", pattern(
        r"\b(?i:in|over|during|for|within|throughout) "
        r"(?P<core>{THE}(?P<which>(?i:last|past|recent|coming|next|following)) (?:{AMOUNT} )?{UNIT})"
        r"\b(?! of\b)"), _window),
    ("window", "U", pattern(
        r"\b(?i:the|this) (?:(?P<which>past|last|coming)|(?P<next>next)) "
        r"(?(next){AMOUNT} |(?:{AMOUNT:2} )?){UNIT}\b(?! of\b)"), _window),
    ("ago-day", "P", pattern(
        r"\b{AMOUNT} (?P<unit>(?i:weeks?|months?|years?)) ago"
        r" (?P<named>(?i:today|tonight|this (?:week|month)))\b"),
     _to_the_day),
    ("ago", "P", pattern(r"{DISTANCE} (?:ago|back\b(?! (?:to|in|from)))"), _ago),
    ("ago", "P", pattern(r"\b(?P<unit>(?i:days|weeks|months|years|decades|centuries)) ago\b"), _long_ago),
    ("ago", "P", pattern(r"\b(?i:year-(?:earlier|ago))(?= [a-z])"), _year_ago),
    ("hence", "I", pattern(
        r"\b(?i:in) (?:another )?{DISTANCE}(?P<time>[’'] time|[’']s time)?\b(?! (?:of|since|to|for|on|with"
        r"|after|before|ago|later|earlier)\b|-)"), _in_time),
    ("hence", "P", pattern(r"{DISTANCE} (?:from now|hence|from today)\b"), _hence),
    ("chained", "P", pattern(
        r"{DISTANCE} (?P<way>(?:later|earlier|afterwards?|beforehand|previously)\b(?! than)"
        r"|(?:before|after|prior)(?=[.,;:)]|$)|(?:before|after)(?= that\b))"), _chained),
    ("beside", "P", pattern(r"{DISTANCE} (?P<way>after|before|prior to|following)\b"), _beside),
    ("same", "U", pattern(
        r"\b(?i:the|that) (?P<which>(?i:same|following|next|previous)) {PERIOD}\b"), _same),
    ("same", "U", pattern(r"\b(?i:on|in|later|earlier|by) (?P<core>(?P<which>that) {PERIOD})\b"), _same),
    ("same", "P", pattern(r"\b(?i:the) {PERIOD} (?P<which>before|after)(?=[.,;:)]|$)"), _same),
)  # fmt: skip
"""English rules for distances and stretches of time."""
