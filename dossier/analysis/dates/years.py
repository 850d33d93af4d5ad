"""Turn words that name a year or its parts (1967, the 1990s, last spring, Q2 2025) into readings."""

from datetime import date

from dossier.analysis.dates.calendar import (
    NEAREST_BY_WORD,
    Nearest,
    Range,
    month_range,
    nearest,
    part_of,
    year_range,
    yearly,
)
from dossier.analysis.dates.context import Context, Match, Reading, spread
from dossier.analysis.dates.vocabulary import SEASONS
from dossier.analysis.dates.vocabulary import year_in_words as spelt_year
from dossier.model import PartialDate
from dossier.text import late as re
from dossier.text.date_words import ORDINALS

_ENDED = re.compile(r",? (?:that )?end(?:ing|ed) (?:on )?([A-Z][a-z]{2})[a-z]*\.? \d")
_LAST_MONTHS = {3: "Mar", 6: "Jun", 9: "Sep", 12: "Dec"}
"""Number of the last month of a quarter to how its name begins."""
_CENTURY = {"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}

# Words after a number of four digits that make it a count, and before it that make it a name.
_COUNTED = re.compile(
    r"(?:(?: ?[-–—] ?| (?:to|or|through|until|and(?= \d+ (?:hours|hrs|local|GMT|UTC|B))) )\d[\d,]*)?"
    r"\s(?:units?|people|persons|men|women|children|troops|soldiers|fighters|dollars|euros|pounds|tons?|tonnes"
    r"|barrels|miles|kilomet\w+|km|met(?:er|re)s|feet|acres|hectares|homes|houses|buildings|households|copies"
    r"|votes|seats|jobs|workers|employees|members|students|schools|pages|words|percent|per cent|points|hours"
    r"|minutes|days|weeks|months|years|cases|deaths|dead|wounded|others|times|more|megawatts|MW|mg|kg|calories"
    r"|(?:[A-Z][\w.’'-]+ ){1,2}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Drive|Square)"
    r"|[kGT]?Wh?|[kMG]?Hz|[mck]?[gml]|trains?|ferry|ferries|sailing|departure"
    r"|hrs|local|GMT|UTC|BST|EST|EDT|CET|(?:cal )?B\.? ?C(?:\.? ?E)?|voters|rockets|missiles|drones"
    r"|tents|trucks|cars|prisoners|hostages|refugees|migrants|civilians|residents)\b"
    r"|\sB\.$"  # "of 1750 B. C.", cut
    r"|\s(?:for|against|in favou?r)(?=[.,;:)]|$| (?:and|to|with) \d)|\s(?:out )?of \d{3}"
)
_IN_YEAR = re.compile(r"(?:^|[“\"] ?)(?:In|Since|Until|During) $")
_SUBJECT = re.compile(r"\s(?:[A-Z]|(?:trains?|ferry|ferries)\b)")
"""What a sentence goes on with that opens with a year: "In 2012 Wall Street crashed"."""
_BY_NUMBER = (
    r"no\.|number|resolutions?|flight|route|pages?|pp?\.|room|section|article|unit|model|channel|bus|train|highway"
    r"|bill|order|proposition|case|lot"
)
_NUMBERED = re.compile(
    r"(?:[$€£#§]|[ap]\.?m\.? \(|\d of the"
    rf"|\b(?i:{_BY_NUMBER}) \d[\d,]*(?: ?[-–—]|,? (?:to|and|or|through)|,)"
    r"|\d (?:votes?|points?|seats?|percent|per cent|[mb]illion) to|(?<![\d.,])\d{1,3}(?:\.\d+)? to|%,? to"
    rf"|\b(?i:views|comments|hits|shares|likes|visits|reads|photos|videos|followers|posts)[:.]?|\b(?i:{_BY_NUMBER}"
    r"|at least|about|some|nearly|almost|over|than|only|total of|up to|killed"
    r"|killing|another|crowd of|all|least|most|rs\.?|usd|version|code|zip|box|street|(?:up|down) from"
    r"|(?:rose|fell|closed|climbed|dropped|grew) (?:to|at))"
    r"|(?:^|(?<![Nn]o)[.,;:(“\"] ?)\d[\d,]{2,6} (?:out )?of)\s?$"
)
_RESULT = re.compile(r"(?:,|\bby|\bvoted) (\d{4})(?: to |[-–—])(\d{4})\b")
"""Two numbers; where the first is the larger one they count something: "passed, 1998 to 1871"."""
_MODEL = re.compile(r"\b[Mm]odel[ -]years?(?: \(MY\))? (?:\d{4}(?:,| through| to|,? and|,? or)? )*$")
"""Before the years by which things are called that were made in others."""
# What may come before a year that is named as a date; after the strong ones no plural makes it a count.
_CUE = re.compile(
    r"(?:^|[(\[]|[,;:–—-]|\b(?i:in|since|by|until|till|through|during|before|after|from|of|to|between|and|or"
    r"|for|early|late|mid|the|a|an|its|his|her|their|our|this|as|circa|ca?\.|around|back|year|born|founded"
    r"|season|s|into|said|says|that|than|due|calendar|Act|Code|Ordinance))[\s“\"‘'(]*$"
)
_STRONG = re.compile(r"\b(?:(?i:in|since|until|till|during|year|mid|as of)|(?:1[89]|20)\d\d,? (?:and|or))\s$")
_EDITION = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{3,}|[A-Z]{3,}) $")
_TALLY = re.compile(r"[a-z] \($")  # "Route open (1881)", and nothing or another behind: a counter
_OTHER_TALLY = re.compile(r"\)(?:$| ?[A-Z]\w+ \(\d)")
_EDITIONS = range(1990, 2040)  # years that games and fairs are called by: "Euro 2024"
_DESCRIBED = re.compile(r"\b(?i:the|an?|its|his|her|their) (?!total|record|estimated|additional)[a-z]+ $")
_ONE = re.compile(r"\s(?!(?:were|had|would|could|might)\b)[a-z]{3,}(?<!s)\b")
_NAMED = re.compile(r"\s[A-Z][a-z]+")
_PLURAL = re.compile(r"\s(?!(?:was|has|is|as|its|this|thus|across|always|perhaps)\b)[a-z]{3,}s\b")
_NEAR = 24  # characters on either side that decide whether a number is a year


def _part(span: Range, part: str) -> Reading:
    """Return a whole range, or the approximate part of it that is meant."""
    if part:
        return Reading(PartialDate.between(*part_of(span, part)).about())
    return Reading(PartialDate.between(*span))


def _is_count(m: Match, context: Context) -> bool:
    before = context.sentence[max(0, context.start - _NEAR) : context.start]
    if _IN_YEAR.search(before) and _SUBJECT.match(context.sentence, m.found.end()):
        return False
    if context.search_before(_MODEL):
        return True
    for result in _RESULT.finditer(context.sentence, max(0, context.start - _NEAR), context.end + _NEAR):
        if result[1] > result[2] and result.start() < context.start < result.end():
            return True
    return bool(_NUMBERED.search(before) or _COUNTED.match(context.sentence, m.found.end()))


def one_year(m: Match, context: Context) -> Reading | None:
    """Read `1967`, `early 1967`, `fiscal 2024`, where the number is a year and counts nothing."""
    year, start, end = int(m.word("year")), m.found.start(), m.found.end()
    if m.part or m.word("fiscal"):
        return _part(year_range(year), m.part)
    if year < 1700 or _is_count(m, context):
        return None
    before = context.sentence[max(0, start - _NEAR) : start]
    after = context.sentence[end : end + _NEAR]
    if _TALLY.search(before) and _OTHER_TALLY.match(after):
        return None
    strong = _STRONG.search(before)
    if not (strong or _is_named(year, before, after)):
        return None
    may_count = year % 50 == 0 or before.endswith(("In all, ", "in all, "))
    if may_count and not strong and _PLURAL.match(after):  # "of 2000 settlers", "in all, 1989 ships"
        return None
    return Reading(PartialDate.between(*year_range(year)))


def _is_named(year: int, before: str, after: str) -> bool:
    """Tell whether the words around a number name it as a year."""
    described = _DESCRIBED.search(before) and _ONE.match(after)  # "a secret 2010 report"
    edition = year in _EDITIONS and year != 2000 and _EDITION.search(before)
    return bool(described or edition or _NAMED.match(after) or _CUE.search(before))


def year_in_words(m: Match, _: Context) -> Reading:
    """Read `nineteen ninety-six`, `two thousand and four`."""
    return Reading(PartialDate.between(*year_range(spelt_year(m.word("hundreds"), m.word("rest")))))


def years(m: Match, context: Context) -> Reading | None:
    """Read `1990-95`, `from 1990 to 1995`."""
    first, end = int(m.word("year")), m.word("end")
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if not first < last <= min(first + 150, 2099) or _is_count(m, context):
        return None
    return Reading(PartialDate.between(*year_range(first, last)))


def decade(m: Match, _: Context) -> Reading | None:
    """Read `the 1990s`, `the early 1990s`, `the 1900s`."""
    first = int(m.word("decade"))
    whole_century = first % 100 == 0 and first < 2000
    return _part(year_range(first, first + (99 if whole_century else 9)), m.part)


def century(m: Match, _: Context) -> Reading | None:
    """Read `the 19th century`, `the late twentieth century`."""
    number = _CENTURY[name] if (name := m.word("name")) else m.number("number")
    if not number or not 2 <= number <= 21:
        return None
    span = year_range(number * 100 - 100, number * 100 - 1)
    return _part(span, m.part) if m.part else Reading(PartialDate(f"{number - 1:02d}XX", *span))


def _season_of(m: Match, year: int) -> PartialDate:
    return PartialDate.parse(f"{year}-{SEASONS[m.word('season')]}")


def _season_range(m: Match, year: int) -> Range:
    ends = _season_of(m, year).ends
    assert ends  # a season of a year has both
    return ends


def season(m: Match, _: Context) -> Reading:
    """Read `the winter of 2024`, `early summer 2025`."""
    year = int(m.word("year"))
    return _part(_season_range(m, year), m.part) if m.part else Reading(_season_of(m, year))


def near_season(m: Match, context: Context) -> Reading | None:
    """Read `last summer`; `this winter` is the one that runs or is nearest the day.

    Read `in the spring` of what is to come alone: else it may be the spring of any year named before.
    """
    if not m.which and context.tense != "future":
        return None
    policy = NEAREST_BY_WORD.get(m.which, Nearest.OPEN)

    def meant(day: date) -> Range:
        return nearest(yearly(day, lambda year: _season_range(m, year)), day, policy)

    return spread(context.published, meant, about=True)


def new_year(_: Match, context: Context) -> Reading | None:
    """Read `in the new year`: the first months of the one to come, in January of the one that runs."""
    return spread(
        context.published, lambda d: part_of(year_range(d.year + (d.month > 1)), "early"), about=True
    )


def quarter(m: Match, context: Context) -> Reading | None:
    """Read `Q2 2025`, `the first half of last year`, `in the third quarter` (the last one that had begun)."""
    number = m.number("q") or ORDINALS.get(m.word("nth")) or int(m.word("nth")[0])
    length = 6 if m.word("what") == "half" else 3
    if number * length > 12:
        return None  # "the third half of last year"
    ended = context.match_behind(_ENDED)
    if ended and ended[1] != _LAST_MONTHS[number * length]:
        return None  # "the first quarter ended January 31"
    if m.year:
        return Reading(PartialDate.parse(f"{m.year}-{(39 if length == 6 else 32) + number}"))
    first = (number - 1) * length + 1

    def meant(anchor: date) -> Range:
        begun = m.which or anchor.month >= first or context.tense == "future"
        year = anchor.year + m.step - (not begun)
        return month_range(year, first)[0], month_range(year, first + length - 1)[1]

    return spread(context.published, meant)
