"""Turn words that name a year or its parts (1967, the 1990s, last spring, Q2 2025) into readings."""

from __future__ import annotations

import re
from datetime import date

from dossier.analysis.dates.calendar import (
    Context,
    Range,
    Reading,
    Rule,
    month_range,
    part_of,
    spread,
    year_range,
)
from dossier.analysis.dates.vocabulary import ORDINALS, PARTS, SEASONS, amount_of, get, pattern
from dossier.model import PartialDate

_CENTURY = {"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}
_STEP = {"last": -1, "next": 1}
_SEASON_STEP = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}

# Words after a number of four digits that make it a count, and before it that make it a name.
_COUNTED = re.compile(
    r"\s(?:units?|people|persons|men|women|children|troops|soldiers|fighters|dollars|euros|pounds|tons?|tonnes"
    r"|barrels|miles|kilomet\w+|km|met(?:er|re)s|feet|acres|hectares|homes|houses|buildings|households|copies"
    r"|votes|seats|jobs|workers|employees|members|students|schools|pages|words|percent|per cent|points|hours"
    r"|minutes|days|weeks|months|years|cases|deaths|dead|wounded|others|times|more|megawatts|MW|mg|kg|calories"
    r"|rockets|missiles|drones|tents|trucks|cars|prisoners|hostages|refugees|migrants|civilians|residents)\b"
)
_NUMBERED = re.compile(
    r"(?:[$€£#§]|\b(?i:no\.|number|resolutions?|flight|route|pages?|pp?\.|room|section|article|unit|model"
    r"|channel|bus|train|highway|at least|about|some|nearly|almost|over|than|only|total of|up to|killed"
    r"|killing|another|all|least|most|rs\.?|usd|version|code|zip|box|street|(?:up|down) from"
    r"|(?:rose|fell|closed|climbed|dropped|grew) (?:to|at)))\s?$"
)
# What may stand before a year that is named as a date; after the strong ones no plural makes it a count.
_CUE = re.compile(
    r"(?:^|[(\[]|[,;:–—-]|\b(?i:in|since|by|until|till|through|during|before|after|from|of|to|between|and|or"
    r"|for|early|late|mid|the|a|an|its|his|her|their|our|this|as|circa|ca?\.|around|back|year|born|founded"
    r"|season|s|into|said|says|that|than|due|calendar|Act|Code|Ordinance))[\s“\"‘'(]*$"
)
_STRONG = re.compile(r"\b(?:(?i:in|since|until|till|during|year|mid|as of)|(?:1[89]|20)\d\d,? (?:and|or))\s$")
_EDITION = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,} $")
_EDITIONS = range(1990, 2040)  # years that games and fairs are called by: "Euro 2024"
_DESCRIBED = re.compile(r"\b(?i:the|an?|its|his|her|their) (?!total|record|estimated|additional)[a-z]+ $")
_ONE = re.compile(r"\s[a-z]{3,}(?<!s)\b")
_DETERMINED = re.compile(r"\b(?i:the|a|an|its|his|her|their|this|[’']s)\s$")
_NAMED = re.compile(r"\s[A-Z][a-z]+")
_PLURAL = re.compile(r"\s(?!(?:was|has|is|as|its|this|thus|across|always|perhaps)\b)[a-z]{3,}s\b")
_MEASURED = re.compile(r"(?i:temperatures?|degrees?|fahrenheit|celsius|percent|per cent|cents|pence|aged?)\b")
_FAR = 300  # characters on either side in which a temperature or an age is told
_NEAR = 24  # characters on either side that decide whether a number is a year


def _part(span: Range, word: str) -> Reading:
    """Return a whole range, or the approximate part of it that a word such as `early` names."""
    if word:
        return Reading(PartialDate.between(*part_of(span, PARTS[word.lower()])).about())
    return Reading(PartialDate.between(*span))


def _is_count(m: re.Match[str], context: Context) -> bool:
    before = context.sentence[max(0, m.start() - _NEAR) : m.start()]
    return bool(_NUMBERED.search(before) or _COUNTED.match(context.sentence, m.end()))


def _year(m: re.Match[str], context: Context) -> Reading | None:
    before = context.sentence[max(0, m.start() - _NEAR) : m.start()]
    after = context.sentence[m.end() : m.end() + _NEAR]
    span = year_range(int(m["year"]))
    if get(m, "part") or get(m, "fiscal"):
        return _part(span, get(m, "part"))
    if int(m["year"]) < 1700 or _is_count(m, context):
        return None
    strong = _STRONG.search(before)
    described = _DESCRIBED.search(before) and _ONE.match(after)  # "a secret 2010 report"
    edition = int(m["year"]) in _EDITIONS and int(m["year"]) != 2000 and _EDITION.search(before)
    if not (strong or described or edition or _NAMED.match(after) or _CUE.search(before)):
        return None
    round_count = int(m["year"]) % 50 == 0 and _PLURAL.match(after)  # "of 2000 settlers"
    return None if round_count and not strong and not _DETERMINED.search(before) else _part(span, "")


def _years(m: re.Match[str], context: Context) -> Reading | None:
    first, end = int(m["year"]), m["end"]
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if not first < last <= min(first + 150, 2099) or _is_count(m, context):
        return None
    return _part(year_range(first, last), "")


def _decade(m: re.Match[str], context: Context) -> Reading | None:
    around = max(0, m.start() - _FAR), m.end() + _FAR
    if get(m, "bare") and _MEASURED.search(context.sentence, *around):
        return None
    first = int(get(m, "decade") or 1900 + int(get(m, "short") or get(m, "bare")))
    return _part(year_range(first, first + (99 if first % 100 == 0 and first < 2000 else 9)), get(m, "part"))


def _short_year(m: re.Match[str], _: Context) -> Reading:
    """Read `'98`: of the last century from 30 on, else of this one."""
    year = int(m["short"])
    return _part(year_range(year + (1900 if year >= 30 else 2000)), "")


def _century(m: re.Match[str], _: Context) -> Reading | None:
    number = _CENTURY[m["name"].lower()] if m["name"] else int(m["number"])
    if not 2 <= number <= 21:
        return None
    span = year_range(number * 100 - 100, number * 100 - 1)
    return _part(span, m["part"]) if m["part"] else Reading(PartialDate(f"{number - 1:02d}XX", *span))


def _season(m: re.Match[str], _: Context) -> Reading:
    value = PartialDate.parse(f"{m['year']}-{SEASONS[m['season'].lower()]}")
    if m["part"] and value.earliest and value.latest:
        return _part((value.earliest, value.latest), m["part"])
    return Reading(value)


def _which_season(m: re.Match[str], context: Context) -> Reading | None:
    """Read `last summer`, `next spring`; `this winter` is the one that holds or is nearest the day."""
    season, step = SEASONS[m["season"].lower()], _SEASON_STEP[m["which"].lower()]

    def meant(anchor: date) -> Range:
        values = (PartialDate.parse(f"{anchor.year + n}-{season}") for n in (-2, -1, 0, 1, 2))
        spans = [(v.earliest, v.latest) for v in values if v.earliest and v.latest]
        if step < 0:
            return max(span for span in spans if span[1] < anchor)
        if step > 0:
            return min(span for span in spans if span[0] > anchor)
        return min(spans, key=lambda s: max((s[0] - anchor).days, (anchor - s[1]).days, 0))

    return spread(context.published, meant, about=True)


def _coming_season(m: re.Match[str], context: Context) -> Reading | None:
    """Read `in the spring` of what is to come; of what was, it may be the spring of any year told before."""
    if context.tense != "future":
        return None
    season = SEASONS[m["season"].lower()]

    def meant(anchor: date) -> Range:
        values = (PartialDate.parse(f"{anchor.year + n}-{season}") for n in (-1, 0, 1))
        return min((v.earliest, v.latest) for v in values if v.earliest and v.latest and v.latest >= anchor)

    return spread(context.published, meant, about=True)


def _new_year(_: re.Match[str], context: Context) -> Reading | None:
    """Read `in the new year`: the first months of the one to come, in January of the one that holds."""
    return spread(
        context.published, lambda d: part_of(year_range(d.year + (d.month > 1)), "early"), about=True
    )


def _quarter(m: re.Match[str], context: Context) -> Reading | None:
    """Read `Q2 2025`, `the first half of last year`, `in the third quarter` (the last one that had begun)."""
    number = int(get(m, "q") or ORDINALS[m["nth"].lower()])
    length = 6 if get(m, "what").lower() == "half" else 3
    if number * length > 12:
        return None
    if get(m, "year"):
        return Reading(PartialDate.parse(f"{m['year']}-{(39 if length == 6 else 32) + number}"))
    which, first = get(m, "which"), (number - 1) * length + 1

    def meant(anchor: date) -> Range:
        begun = which or anchor.month >= first or context.tense == "future"
        year = anchor.year + _STEP.get(which, 0) - (not begun)
        return month_range(year, first)[0], month_range(year, first + length - 1)[1]

    return spread(context.published, meant)


def _first_months(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the first nine months of 2024`, `… of the year`."""
    count = int(amount_of(m["amount"])[1])
    if not 1 <= count <= 12:
        return None
    if m["year"]:
        return _part((date(int(m["year"]), 1, 1), month_range(int(m["year"]), count)[1]), "")
    step = _STEP.get(m["which"], 0)
    return spread(
        context.published, lambda d: (date(d.year + step, 1, 1), month_range(d.year + step, count)[1])
    )


YEARS: tuple[Rule, ...] = (
    ("season", "S", pattern(r"\b{PARTOF}?{THE}{SEASON}(?: of)? {YEAR}(?:[-–/]\d\d\b)?"), _season),
    ("which-season", "S", pattern(r"\b{WHICH} {SEASON}\b"), _which_season),
    ("coming-season", "S", pattern(
        r"\b(?i:in|by|until|during|from) (?P<core>the {SEASON})\b(?! of\b|-)"), _coming_season),
    ("new-year", "U", pattern(r"\b(?i:early in the new year|(?<=in )the new year)\b"), _new_year),
    ("quarter", "Q", pattern(
        r"\b(?:Q(?P<q>[1-4])|{THE}(?P<nth>(?i:first|second|third|fourth|1st|2nd|3rd|4th))[ -]"
        r"(?P<what>(?i:quarter|half)))(?:{OF}{YEAR}| of (?P<which>this|last|next|the) year)"), _quarter),
    ("quarter", "Q", pattern(
        r"\b(?:(?i:in|for|during|of|through|since|by) (?=the )|(?i:its|their) |(?=[a-z]+-))"
        r"(?P<core>(?:the )?(?:fiscal )?(?P<nth>(?i:first|second|third|fourth))"
        r"(?: |-(?=\w+ [a-z]))(?P<what>quarter))\b(?!-?final)"), _quarter),
    ("quarter", "Q", pattern(
        r"\b(?P<nth>(?i:first|second|third|fourth))[ -](?P<what>(?i:quarter))(?= (?:sales|results|profits?"
        r"|earnings|net|revenues?|loss(?:es)?|income|figures|growth|output)\b)"), _quarter),
    ("months-of-year", "U", pattern(
        r"\b{THE}(?i:first) {AMOUNT} (?i:months) of (?:{YEAR}|(?P<which>this|last|next|the) year)"),
     _first_months),
    ("decade", "Y", pattern(r"\b{THE}{PARTOF}?(?P<decade>(?:1[5-9]|20)\d0)[’']?s\b"), _decade),
    ("decade", "Y", pattern(r"\b{THE}{PARTOF}?(?<!\w)[’'‘](?P<short>[2-9]0)s\b"), _decade),
    ("decade", "Y", pattern(  # without an apostrophe it may be an age, a price or a temperature
        r"\b(?:(?=(?i:the) (?:early|mid|late))|(?i:in|of|since|during|from|throughout|until) (?=the [5-9]0s))"
        r"(?P<core>{THE}{PARTOF}?(?P<bare>[5-9]0)s)\b"), _decade),
    ("year", "Y", pattern(
        r"\b(?i:in|of|since|until|by|before|after|during|summer|spring|autumn|fall|winter|early|late)"
        r" (?P<core>[’'‘](?P<short>\d\d))\b(?![’'\d])"), _short_year),
    ("century", "C", pattern(
        r"\b{THE}{PARTOF}?(?:(?P<number>\d{1,2})(?:st|nd|rd|th)"
        r"|(?P<name>(?i:seventeenth|eighteenth|nineteenth|twentieth)))[- ](?i:century)\b"), _century),
    ("years", "Y", pattern(
        r"(?<![\d.,$€£-])\b(?:{FROM} )?(?P<year>1[89]\d\d|20\d\d)(?: ?[-–—/] ?)"
        r"(?P<end>(?:1[89]|20)\d\d|\d\d)(?![\d-]|[.,]\d)"), _years),
    ("years", "Y", pattern(
        r"\b{FROM} (?P<year>1[89]\d\d|20\d\d)(?:{TO})(?P<end>(?:1[89]|20)\d\d)\b(?!,\d)"), _years),
    ("year", "Y", pattern(
        r"(?:(?<![\d.,$€£#/-])|(?<=\bpre-)|(?<=\bpost-))\b"
        r"(?:{PARTOF}|(?P<fiscal>(?i:fiscal(?: year)?|FY) ?))?{YEAR}(?![\w/]|-\d)"), _year),
)  # fmt: skip
"""English rules for years, their parts, decades and centuries."""
