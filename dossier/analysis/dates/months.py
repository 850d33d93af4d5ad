"""Turn words that name a month or its parts (last May, mid-August, from May to July 2024) into readings."""

from __future__ import annotations

import re
from datetime import date

from dossier.analysis.dates.calendar import Context, Range, Reading, Rule, days, month_range, part_of, spread
from dossier.analysis.dates.vocabulary import ORDINALS, PARTS, get, month_number, pattern
from dossier.model import PartialDate


def _near_month(month: int, context: Context, which: str = "", part: str = "") -> Reading | None:
    """Read a month without a year: the last one that had begun, or the next when it is to come."""

    def meant(anchor: date) -> Range:
        ahead = (month - anchor.month) % 12
        coming = context.tense == "future" or (context.tense == "" and ahead <= 2)
        if which == "next" or (which == "" and ahead and coming):
            year = anchor.year + (month <= anchor.month)
        elif which == "this":
            year = anchor.year
        elif which == "ahead":
            year = anchor.year + (month < anchor.month)
        else:
            year = anchor.year - (month > anchor.month) - (which == "last" and not ahead)
        span = month_range(year, month)
        return part_of(span, part) if part else span

    reading = spread(context.published, meant, about=bool(part))
    unknown = reading is not None and reading.anchored_on is None
    return Reading(PartialDate.unknown(month)) if unknown else reading


def _month_year(m: re.Match[str], _: Context) -> Reading:
    month = month_range(int(m["year"]), month_number(m["month"]))
    if part := get(m, "part"):
        return Reading(PartialDate.between(*part_of(month, PARTS[part.lower()])).about())
    return Reading(PartialDate.between(*month))


def _months(m: re.Match[str], context: Context) -> Reading | None:
    first, last = month_number(m["month"]), month_number(m["month2"])
    if year2 := get(m, "year2"):
        year = int(get(m, "year") or int(year2) - (first > last))
        return Reading(PartialDate.between(month_range(year, first)[0], month_range(int(year2), last)[1]))
    end = _near_month(last, context)
    if end is None or end.value.earliest is None or end.value.latest is None:
        return Reading(PartialDate.parse(f"XXXX-{first:02d}/XXXX-{last:02d}"))
    begin = month_range(end.value.earliest.year - (first > last), first)[0]
    return Reading(PartialDate.between(begin, end.value.latest), end.anchored_on)


def _month(m: re.Match[str], context: Context) -> Reading | None:
    which = {"past": "last", "coming": "next"}.get(get(m, "which").lower(), get(m, "which").lower())
    part = PARTS[get(m, "part").lower()] if get(m, "part") else ""
    return _near_month(month_number(m["month"]), context, which, part)


def _month_ahead(m: re.Match[str], context: Context) -> Reading | None:
    """Read `July is already full`: the month that runs, or the next of its name."""
    return _near_month(month_number(m["month"]), context, "ahead")


def _month_week(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the first week of May 2025`: days 1 to 7; the last week: the last seven days."""
    whole = _month_year(m, context) if get(m, "year") else _near_month(month_number(m["month"]), context)
    if (
        whole is None
        or whole.value.earliest is None
        or whole.value.latest is None
        or (whole.value.days or 99) > 31
    ):
        return whole
    number = ORDINALS.get(m["nth"].lower())
    first = whole.value.latest - days(6) if number is None else whole.value.earliest + days(7 * number - 7)
    last = min(first + days(6), whole.value.latest)
    return Reading(PartialDate.between(first, last).about(), whole.anchored_on)


MONTH_RULES: tuple[Rule, ...] = (
    ("months", "M", pattern(r"\b(?:{FROM} )?{MONTH}(?: {YEAR})?{TO}{MONTH:2}{OF}{YEAR:2}"), _months),
    ("months", "M", pattern(r"\b{FROM} {MONTH}{TO}{MONTH:2}\b"), _months),
    ("month-year", "M", pattern(r"\b{PARTOF}?{MONTH}{OF}{YEAR}"), _month_year),
    ("month-week", "M", pattern(
        r"\b{THE}(?P<nth>(?i:first|second|third|fourth|last)) week (?:of|in) {MONTH}\b(?:,? {YEAR})?"),
     _month_week),
    ("month-part", "M", pattern(r"\b{PARTOF}(?:(?P<which>last|this|next) )?{MONTH}\b(?! \d)"), _month),
    ("month", "M", pattern(
        r"\b(?i:in|during|through|since) (?:(?:early|mid|late)[ -])?{MONTH:2} (?:and|or)"
        r" (?P<core>{MONTH})(?![\w-]| \d{1,2}\b)"), _month),
    ("which-month", "M", pattern(r"\b{WHICH} {MONTH}(?![\w-])"), _month),
    ("month", "M", pattern(r"\b(?i:in|since|during|until|till|through) (?P<core>{MONTH})(?![\w-])"), _month),
    ("month", "M", pattern(  # where a person's name could stand, it must not look like one
        r"\b(?i:by|from|to|for|of|after|before) (?P<core>{MONTH})"
        r"(?![\w-]|[’']s| [A-Z]| (?:said|was|has|told|and [A-Z]))"), _month),
    ("the-month", "M", pattern(
        r"(?:\b(?i:the|an?|its|his|her|their)|[’']s)(?: [a-z]+ed)? (?P<core>{MONTH})"
        r"(?= [a-z]{3,}| [A-Z]{2,} )(?! (?:said|was|has|told|who|of)\b)"), _month),
    ("the-month", "M", pattern(r"\b(?!May|April|June|August|Jan|Mar\b){MONTH}(?=[’']s\b)"), _month),
    ("month", "M", pattern(
        r"(?:^|(?<=[\"“]))(?!May|Mar|Apr|June|Aug|Jan\b){MONTH}(?= (?:is already|will be)\b)"), _month_ahead),
    ("month", "M", pattern(
        r"(?:^|(?<=[\"“]))(?!May|Mar|Apr|June|Aug|Jan\b){MONTH}(?= (?:was|had|saw|brought)\b)"), _month),
)  # fmt: skip
"""English rules for months; without a year they count from the publication."""
