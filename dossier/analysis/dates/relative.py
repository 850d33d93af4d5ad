"""Turn words that name a date from an anchor (Friday, last month, three days later) into readings."""

from __future__ import annotations

import re
from datetime import date

from dossier.analysis.dates.calendar import (
    Context,
    Range,
    Reading,
    Rule,
    days,
    last_named,
    part_of,
    spread,
    unit_range,
    week_range,
    weekday_after,
    weekday_before,
    weekend_range,
)
from dossier.analysis.dates.vocabulary import PARTS, WEEKDAYS, amount_of, get, pattern
from dossier.model import PartialDate

_STEP = {
    "last": -1, "past": -1, "previous": -1, "before": -1, "this": 0, "current": 0, "same": 0, "that": 0,
    "next": 1, "coming": 1, "following": 1, "after": 1,
}  # fmt: skip
_CUT = ("earlier", "later", "rest", "remainder")
_SHIFT = {"last night": -1, "before yesterday": -2, "yesterday": -1, "after tomorrow": 2, "tomorrow": 1}
_COMING = re.compile(r" (?:is|marks|brings|sees)\b")
_BESIDE = re.compile(r"\b(?:(?P<after>after|following)|before|ahead of)(?: the)? $")
_HAS_BEEN = re.compile(r" (?:has|have|had|was|were)\b")
_AND = re.compile(r"day,? (?:and|or|then)(?: on)? $")


def _one(day: date) -> Range:
    return day, day


def _weekday(m: re.Match[str], context: Context) -> Reading | None:
    """Read `Friday`: the last one, or the next when it is to come; `last` and `next` are never the day."""
    weekday, which = WEEKDAYS[m["weekday"].lower()], get(m, "which").lower()
    step = _STEP.get(which, 0)
    chain = last_named(context) if which in ("following", "previous") else None
    coupled = (
        last_named(context)
        if not which and _AND.search(context.sentence[max(0, m.start() - 20) : m.start()])
        else None
    )
    if coupled:
        return spread(coupled, lambda d: _one(weekday_after(d, weekday, strictly=True)))
    beside = None if which else _BESIDE.search(context.sentence, context.before, context.start)
    if beside and context.previous and context.previous[0][0] == 0 and context.previous[0][1].is_exact:
        # "on Thursday, after Tuesday's vote": the Tuesday before that Thursday
        near, move = context.previous[0][1], weekday_before if beside["after"] else weekday_after
        return spread((near.earliest, near.latest), lambda d: _one(move(d, weekday, strictly=True)))

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


def _weekday_weeks(m: re.Match[str], context: Context) -> Reading | None:
    """Read `two Fridays ago`, `Monday week`, `a week on Friday`, `a week last Tuesday`."""
    weekday = WEEKDAYS[(get(m, "weekday") or get(m, "weekday2")).lower()]
    weeks = 2 if "fortnight" in m.group().lower() else 1
    if get(m, "count"):
        back = days(7 * int(amount_of(m["count"])[1]) - 7)
        return spread(context.published, lambda d: _one(weekday_before(d, weekday, strictly=True) - back))
    if get(m, "past"):
        weeks = -weeks
    move = weekday_before if weeks < 0 else weekday_after
    return spread(context.published, lambda d: _one(move(d, weekday, strictly=True) + days(7 * weeks)))


def _deictic(m: re.Match[str], context: Context) -> Reading | None:
    words = m.group().lower()
    shift = next((step for word, step in _SHIFT.items() if word in words), 0)
    return spread(context.published, lambda d: _one(d + days(shift)))


def _overnight(_: re.Match[str], context: Context) -> Reading | None:
    """Read `overnight`: the night to the day of publication, or from it when it is to come."""
    past = _HAS_BEEN.match(context.sentence, context.end)
    ahead = days(1 if context.is_planned and not past else 0)
    return spread(context.published, lambda d: (d - days(1) + ahead, d + ahead))


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


def _unit(m: re.Match[str], context: Context) -> Reading | None:
    """Read `last week`, `earlier this month`, `late next year`, `the end of the year`.

    A fiscal or school year is about the year of the calendar.
    """
    unit, part = m["unit"].lower(), get(m, "part").lower()
    step = _STEP.get((get(m, "which") or get(m, "which2")).lower(), 0) * (2 if get(m, "twice") else 1)

    def meant(anchor: date) -> Range:
        first, last = unit_range(anchor, unit, step, context.week_starts_on)
        if part == "earlier":
            return first, min(last, anchor) if step == 0 else last
        if part in _CUT:
            return max(first, anchor), last
        return part_of((first, last), PARTS[part]) if part else (first, last)

    yearly = get(m, "yearly").lower() not in ("", "calendar")
    return spread(
        context.published, meant, about=yearly or part not in ("", "earlier", "later", "rest", "remainder")
    )


RELATIVE: tuple[Rule, ...] = (
    ("weekday-range", "W", pattern(r"\b{FROM} {WEEKDAY}{TO}{WEEKDAY:2}\b"), _weekdays),
    ("weekday-weeks", "W", pattern(
        r"\b(?P<count>(?i:two|three|four|five|\d)) {WEEKDAY}s (?:ago|back)\b"), _weekday_weeks),
    ("weekday-weeks", "W", pattern(
        r"\b(?:{WEEKDAY} (?i:week|fortnight)(?=[.,;:)]|$| (?:in|at|to|for|when|and|he|she|they|with)\b)"
        r"|(?i:a (?:week|fortnight)) (?:(?:on|from)|(?P<past>(?i:ago|last))(?: on)?) {WEEKDAY:2}\b)"),
     _weekday_weeks),
    ("weekday-of-week", "W", pattern(r"\b{WEEKDAY},?(?: of)? {WHICH} (?i:week)\b"), _weekday_of_week),
    ("weekday-of-week", "W", pattern(r"\b{WHICH} week,? on {WEEKDAY}\b"), _weekday_of_week),
    ("which-weekday", "W", pattern(
        r"\b(?:(?i:the|this) )?(?P<which>(?i:last|past|this|next|coming|following|previous))"
        r" {WEEKDAY}(?!s)\b{HOUR}"), _weekday),
    ("weekday", "W", pattern(
        r"(?<![\w-])(?:(?i:(?:early|late)(?: on)?|earlier|later|(?:the )?(?:early|small) hours of) )?"
        r"{WEEKDAY}(?!s\b|[-–—]\w)\b{HOUR}"
        r"(?!,? (?:\d\d?(?:st|nd|rd|th)? [A-Z]|[A-Z][a-z]{2,8}\.? \d\d?\b))"), _weekday),
    ("deictic", "D", pattern(
        r"\b(?i:the day before yesterday|the day after tomorrow|(?:(?:earlier|later|early|late) )?"
        r"(?:(?:today|yesterday|tomorrow){HOUR}|last night|this (?:morning|afternoon|evening))|tonight)\b"),
     _deictic),
    ("overnight", "D", pattern(
        r"\b(?i:overnight)\b(?! (?:success|stay|guest|bag|train|bus|ferry|flight|delivery|sensation"
        r"|trip|journey|camp|hike|shelter|rates?|lending|borrowing|interest|money|index)\b)"), _overnight),
    ("weekend", "E", pattern(
        r"\b(?:(?i:the )|(?P<past>(?i:this past ))|(?=(?i:last|this|next|past|coming) ))"
        r"{WHICH}? ?(?i:weekend)\b(?!s| of)"), _weekend),
    ("unit", "U", pattern(
        r"\b(?:(?P<part>(?i:earlier|later|early|late|mid)) )?(?:in )?"
        r"(?P<which>(?i:last|this|next|current|coming)) {SPAN}\b(?!-|s\b)"), _unit),
    ("unit", "P", pattern(
        r"\b(?i:the) {SPAN} (?P<twice>before (?P<which>last)|after (?P<which2>next))\b"), _unit),
    ("unit", "U", pattern(
        r"\b{THE}(?P<which>(?i:last|this|next|previous|current|coming)) {YEARLY}\b"), _unit),
    ("unit-part", "U", pattern(
        r"\b{THE}(?P<part>(?i:end|start|beginning|middle|close|rest|remainder)) of "
        r"(?:{THE}(?P<which>(?i:last|this|next|current|coming))|the) {SPAN}\b(?!-)"), _unit),
    ("unit-part", "P", pattern(
        r"\b(?i:by|before|at) (?P<core>(?:the )?(?P<unit>year)(?:[’']s)?[ -](?P<part>end))\b"), _unit),
    ("unit-part", "U", pattern(r"\b(?P<part>(?i:earlier|later)) in the {SPAN}\b(?!-)"), _unit),
)  # fmt: skip
"""English rules that count from the publication or from the last date of the text."""


def _none(_: re.Match[str], __: Context) -> Reading:
    return Reading(PartialDate.unknown())


NOT_DATES: tuple[Rule, ...] = (
    ("no-date", "W", pattern(
        r"\b(?:(?i:every|each|most|any) (?i:other )?{DAYNAME}(?: (?:morning|night|evening)s?)?"
        r"|(?:Black|Good|Bloody|Palm|Easter|Ash|Shrove|Maundy|Holy|Cyber|Super|Giving) {DAYNAME}"
        r"|{DAYNAME}(?:[’']s)? (?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Night Live|Star|Sun|People"
        r"|Independent|World|Group|Club)"
        r"|{DAYNAME} (?:to|through) {DAYNAME}|(?i:an?|one) (?:[a-z]+ )?{DAYNAME}(?= (?:in|of|when)\b))\b"),
     _none),
    ("no-date", "M", pattern(r"\b(?i:every|each) {MONTH}\b(?: {DAY}\b)?"), _none),
    ("no-date", "D", pattern(r"\b(?:[A-Z]\w+ Today|Today (?:programme|show|program))\b"), _none),
    ("no-date", "U", pattern(r"\b(?:(?i:the )?(?i:last|next) minute|(?i:day-to-day|week-long))\b"), _none),
)  # fmt: skip
"""What looks like a date and is none; it hides whatever lies inside."""
