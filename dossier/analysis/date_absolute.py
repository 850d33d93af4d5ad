"""Turn words that name a date by itself (days, months, years, decades, ranges) into readings."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from dossier.analysis.date_math import Context, Range, Reading, days, month_range, part_of, spread, year_range
from dossier.analysis.date_words import (
    MONTHS, ORDINALS, PARTS, SEASONS, amount_of, get, month_number, pattern)
from dossier.model import PartialDate

Resolve = Callable[[re.Match[str], Context], Reading | None]
Rule = tuple[str, str, re.Pattern[str], Resolve]
"""Name, the kinds of word that call it (see `dates._TRIGGERS`), pattern and reading."""

FRESH = 183  # days; a day without a year further back than half a year may be of any year
SOON = 45  # days; a day without a year this near ahead is the coming one unless the clause is past
_CENTURY = {"nineteenth": 19, "twentieth": 20, "eighteenth": 18, "seventeenth": 17}


def _range(span: Range, *, about: bool = False) -> Reading:
    value = PartialDate.between(*span)
    return Reading(value.about() if about else value)


def _part(span: Range, word: str | None) -> Reading:
    """Return a whole range, or the approximate part of it that a word such as `early` names."""
    return _range(part_of(span, PARTS[word.lower()]), about=True) if word else _range(span)


def near_day(month: int, day: int, context: Context) -> Reading | None:
    """Read a day without a year: the year another place of the text gives, else the nearest one meant."""
    if (year := context.years.get((month, day))) is not None:
        return Reading(PartialDate.on(date(year, month, day)))
    PartialDate.unknown(month, day)  # refuses 30 February

    def meant(anchor: date) -> Range:
        near = [date(y, month, day) for y in range(anchor.year - 4, anchor.year + 5) if _real(y, month, day)]
        past = max(d for d in near if d <= anchor)
        coming = min(d for d in near if d >= anchor)
        ahead = (coming - anchor).days
        soon = context.tense != "past" and ahead <= SOON and (anchor - past).days > FRESH
        chosen = coming if soon or (context.tense == "future" and ahead <= FRESH) else past
        return chosen, chosen

    reading = spread((context.earliest, context.latest), meant)
    unsure = reading is None or reading.anchored_on is None
    if reading and reading.anchored_on and reading.value.latest:
        unsure = (reading.anchored_on - reading.value.latest).days > FRESH
    return Reading(PartialDate.unknown(month, day)) if unsure or reading is None else reading


def _real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def near_month(month: int, context: Context, which: str = "", part: str = "") -> Reading | None:
    """Read a month without a year: the last one that had begun, or the next when it is to come."""

    def meant(anchor: date) -> Range:
        year = anchor.year - (month > anchor.month)
        if which == "last" and month == anchor.month:
            year -= 1
        ahead = (month - anchor.month) % 12
        if which == "next":
            year = anchor.year + (month <= anchor.month)
        elif which == "this":
            year = anchor.year
        elif which != "last" and (
            (context.tense == "future" and ahead) or (context.tense == "" and 0 < ahead <= 2)
        ):
            year = anchor.year + (month < anchor.month)
        span = month_range(year, month)
        return part_of(span, part) if part else span

    reading = spread((context.earliest, context.latest), meant, about=bool(part))
    if reading and reading.anchored_on is None:
        return Reading(PartialDate.unknown(month))
    return reading


def _iso(m: re.Match[str], _: Context) -> Reading:
    return Reading(PartialDate.on(date(int(m["y"]), int(m["m"]), int(m["d"]))))


def _numeric(m: re.Match[str], context: Context) -> Reading | None:
    first, second, year = int(m["a"]), int(m["b"]), int(m["year"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    day_first = "." in m.group() or context.language.split("-")[0] != "en"
    orders = {(first, second)} if day_first else {(first, second), (second, first)}
    if context.language.lower() in ("en-us", "en-gb", "en-au", "en-ie", "en-nz") and not day_first:
        orders = {(second, first) if context.language.lower() == "en-us" else (first, second)}
    found = sorted(date(year, month, day) for day, month in orders if _real(year, month, day))
    return Reading(PartialDate.between(found[0], found[-1])) if found else None


def _day(m: re.Match[str], context: Context) -> Reading | None:
    month, day = month_number(m["month"]), int(m["day"])
    year = get(m, "year")
    if year:
        return Reading(PartialDate.on(date(int(year), month, day)))
    return near_day(month, day, context)


def _local_day(m: re.Match[str], context: Context) -> Reading | None:
    month = month_number(m["month"], context.language.split("-")[0])
    if get(m, "year"):
        return Reading(PartialDate.on(date(int(m["year"]), month, int(m["day"]))))
    return near_day(month, int(m["day"]), context)


def _days(m: re.Match[str], context: Context) -> Reading | None:
    """Read `May 3-5`, `3-5 May 2025`, `30 May to 2 June 2025`."""
    named = [month_number(word) for word in (get(m, "month"), get(m, "month2")) if word]
    year = get(m, "year")
    if year:
        first = date(int(year) - (named[0] > named[-1]), named[0], int(m["day"]))
        last = date(int(year), named[-1], int(m["day2"]))
        return _range((first, last)) if first <= last else None
    begin = near_day(named[0], int(m["day"]), context)
    end = near_day(named[-1], int(m["day2"]), context)
    if not (begin and end and begin.value.earliest and end.value.latest):
        return end
    if begin.value.earliest > end.value.latest:
        return None
    return Reading(PartialDate.between(begin.value.earliest, end.value.latest), end.anchored_on)


def _month_year(m: re.Match[str], _: Context) -> Reading:
    return _part(month_range(int(m["year"]), month_number(m["month"])), get(m, "part"))


def _months(m: re.Match[str], context: Context) -> Reading | None:
    first, last = month_number(m["month"]), month_number(m["month2"])
    if get(m, "year2"):
        year = int(get(m, "year") or int(m["year2"]) - (first > last))
        return _range((month_range(year, first)[0], month_range(int(m["year2"]), last)[1]))
    end = near_month(last, context)
    if end is None or end.value.earliest is None or end.value.latest is None:
        return end
    begin = month_range(end.value.earliest.year - (first > last), first)[0]
    return Reading(PartialDate.between(begin, end.value.latest), end.anchored_on)


def _month(m: re.Match[str], context: Context) -> Reading | None:
    which = get(m, "which").lower().strip()
    part = PARTS[get(m, "part").lower()] if get(m, "part") else ""
    return near_month(month_number(m["month"]), context, {"past": "last", "coming": "next"}.get(which, which), part)


def _month_week(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the first week of May 2025`: days 1 to 7; the last week: the last seven days."""
    month = month_number(m["month"])
    whole = (
        Reading(PartialDate.month(int(m["year"]), month)) if get(m, "year") else near_month(month, context)
    )
    if whole is None or whole.value.earliest is None or whole.value.latest is None or whole.value.days != (
        (whole.value.latest - whole.value.earliest).days + 1
    ) or whole.value.days > 31:
        return whole
    number = ORDINALS.get(get(m, "nth").lower())
    first = whole.value.latest - days(6) if number is None else whole.value.earliest + days(7 * number - 7)
    last = min(first + days(6), whole.value.latest)
    return Reading(PartialDate.between(first, last).about(), whole.anchored_on)


def _season(m: re.Match[str], _: Context) -> Reading:
    value = PartialDate.parse(f"{m['year']}-{SEASONS[m['season'].lower()]}")
    if get(m, "part") and value.earliest and value.latest:
        return _part((value.earliest, value.latest), get(m, "part"))
    return Reading(value)


def quarter(number: int, year: int, *, half: bool = False) -> PartialDate:
    """Return a quarter or half of a year."""
    if number > (2 if half else 4):
        raise ValueError(f"a year has no such part: {number}")
    return PartialDate.parse(f"{year}-{(39 if half else 32) + number}")


def _quarter(m: re.Match[str], context: Context) -> Reading | None:
    number = int(get(m, "q")) if get(m, "q") else ORDINALS[get(m, "nth").lower()]
    half = bool(get(m, "nth")) and m["what"].lower() == "half"
    if get(m, "year"):
        return Reading(quarter(number, int(m["year"]), half=half))
    step = {"last": -1, "next": 1}.get(get(m, "which").lower(), 0)

    def meant(anchor: date) -> Range:
        begun = (anchor.month - 1) // 3 + 1 >= number or bool(get(m, "which")) or context.tense == "future"
        value = quarter(number, anchor.year + step - (not begun), half=half)
        assert value.earliest and value.latest  # quarters are closed
        return value.earliest, value.latest

    return spread((context.earliest, context.latest), meant)


def _first_months(m: re.Match[str], context: Context) -> Reading | None:
    """Read `the first nine months of 2024`, `… of the year`."""
    count = int(amount_of(get(m, "amount"))[1])
    if not 1 <= count <= 12:
        return None
    if get(m, "year"):
        return _range((date(int(m["year"]), 1, 1), month_range(int(m["year"]), count)[1]))
    step = {"last": -1, "next": 1}.get(m["which"], 0)
    return spread(
        (context.earliest, context.latest),
        lambda d: (date(d.year + step, 1, 1), month_range(d.year + step, count)[1]),
    )


def _years(m: re.Match[str], _: Context) -> Reading | None:
    first, end = int(m["year"]), m["end"]
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    return _range(year_range(first, last)) if first < last <= min(first + 150, 2099) else None


def _decade(m: re.Match[str], _: Context) -> Reading:
    first = int(get(m, "decade")) if get(m, "decade") else 1900 + int(get(m, "short"))
    return _part(year_range(first, first + (99 if first % 100 == 0 and first < 2000 else 9)), get(m, "part"))


def _century(m: re.Match[str], _: Context) -> Reading | None:
    number = _CENTURY[get(m, "name").lower()] if get(m, "name") else int(get(m, "number"))
    if not 1 <= number <= 21:
        return None
    first = (number - 1) * 100
    span = year_range(max(first, 1), first + 99)
    if get(m, "part"):
        return _part(year_range(first, first + 99), get(m, "part")) if first else None
    return Reading(PartialDate(f"{first // 100:02d}XX", *span))


# Words after a number of four digits that make it a count, and before it that make it a name.
_COUNTED = re.compile(
    r"\s(?:units?|people|persons|men|women|children|troops|soldiers|fighters|dollars|euros|pounds|tons?|tonnes"
    r"|barrels|miles|kilomet\w+|km|met(?:er|re)s|feet|acres|hectares|homes|houses|buildings|households|copies"
    r"|votes|seats|jobs|workers|employees|members|students|schools|pages|words|percent|per cent|points|hours"
    r"|minutes|days|weeks|months|years|cases|deaths|dead|wounded|others|times|more|megawatts|MW|mg|kg|calories"
    r"|rockets|missiles|drones|tents|trucks|cars|prisoners|hostages|refugees|migrants|civilians|residents)\b"
)
_NUMBERED = re.compile(
    r"(?:[$€£#§]|\b(?i:no\.|number|resolutions?|flight|route|page|room|section|article|act|unit|model|channel|bus"
    r"|train|highway|at least|about|around|some|nearly|almost|over|than|only|total of|up to|killed|killing|another"
    r"|all|least|most|rs\.?|usd|version|code|zip|box|street))\s?$"
)
# What may stand before a year that is named as a date.
_YEAR_CUE = re.compile(
    r"(?:^|[(\[]|[,;:–—-]|\b(?i:in|since|by|until|till|through|during|before|after|from|of|to|between|and|or|for|early"
    r"|late|mid|the|a|an|its|his|her|their|our|this|as|circa|ca?\.|around|back|year|born|founded|season|than|s))[\s“\"‘'(]*$"
)
_STRONG = re.compile(r"\b(?:(?i:in|since|until|till|during|year|mid|as of)|(?:1[89]|20)\d\d,? (?:and|or))\s$")
_PLURAL = re.compile(r"\s(?!(?:was|has|is|as|its|this|thus|across|always|perhaps)\b)[a-z]{3,}s\b")


def _year(m: re.Match[str], context: Context) -> Reading | None:
    before, after = context.sentence[max(0, m.start() - 24) : m.start()], context.sentence[m.end() : m.end() + 24]
    if get(m, "part") or get(m, "fiscal"):
        return _part(year_range(int(m["year"])), get(m, "part"))
    if not 1700 <= int(m["year"]) or _NUMBERED.search(before) or _COUNTED.match(after):
        return None
    strong = _STRONG.search(before)
    named = re.match(r"\s[A-Z][a-z]+", after)
    if not (strong or named or _YEAR_CUE.search(before)):
        return None
    determined = re.search(r"\b(?i:the|a|an|its|his|her|their|this|[’']s)\s$", before)
    if not strong and not determined and int(m["year"]) % 50 == 0 and _PLURAL.match(after):
        return None  # "of 2000 settlers" counts; "of 2024 elections" does not
    return _range(year_range(int(m["year"])))


_HOLIDAYS = {
    "new year's day": (1, 1), "valentine's day": (2, 14), "may day": (5, 1), "halloween": (10, 31),
    "all saints' day": (11, 1), "christmas eve": (12, 24), "christmas": (12, 25), "christmas day": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31), "new year's": (1, 1),
}  # fmt: skip


def _holiday(m: re.Match[str], _: Context) -> Reading:
    month, day = _HOLIDAYS[get(m, "name").lower().replace("’", "'")]
    return Reading(PartialDate.on(date(int(m["year"]), month, day)))


def _local(language: str) -> re.Pattern[str]:
    names = "|".join(sorted(MONTHS[language], key=len, reverse=True))
    return re.compile(
        rf"\b(?P<day>0?[1-9]|[12]\d|3[01])(?:\.|er)? (?P<month>{names})\b(?: (?P<year>1[5-9]\d\d|20\d\d)\b)?"
    )


EVERYWHERE: tuple[Rule, ...] = (
    ("iso-day", "Y", re.compile(
        r"(?<![\w/-])(?P<y>\d{4})(?P<sep>[/-])(?P<m>\d{2})(?P=sep)(?P<d>\d{2})(?:T[\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?(?![\w/-])"), _iso),
    ("numeric-day", "N", re.compile(
        r"(?<![\w/.,$-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:1[89]|20)\d\d|(?<=/)\d\d\b)"
        r"(?![\w/-]|[.,]\d)"), _numeric),
)  # fmt: skip
"""Rules that hold in every language."""

LOCAL: dict[str, tuple[Rule, ...]] = {
    language: (("day-month", "ZY", _local(language), _local_day),) for language in ("de", "fr")
}
"""Language to the rules it has beside those."""

_OF = r"(?: of)?,? "
ABSOLUTE: tuple[Rule, ...] = (
    ("days-of-month", "M", pattern(
        r"\b(?:(?i:from|between) )?{MONTH} {DAY}(?:{DASH}| (?:to|and|through|until) ){DAY:2}\b(?:,? {YEAR})?(?!\d|:\d|,\d{3})"), _days),
    ("days-of-month", "M", pattern(
        r"\b(?:(?i:from|between) )?{MONTH} {DAY}(?:{DASH}| (?:to|and|through|until) ){MONTH:2} {DAY:2}\b(?:,? {YEAR})?"), _days),
    ("days-of-month", "M", pattern(
        r"\b(?:(?i:from|between) )?{DAY}(?: {MONTH})?(?:{DASH}| (?:to|and|through|until) ){DAY:2} {MONTH:2}\b(?:,? {YEAR})?"), _days),
    ("month-day", "M", pattern(
        r"\b{WD}{MONTH} (?:the )?{DAY}(?:,? {YEAR})?(?![\d%]|[.,:]\d|-\w|,\d{3}| (?:percent|per cent|people))"), _day),
    ("day-month", "M", pattern(r"(?<![\d.,:$-])\b{WD}{DAY}(?: of)?[ -]{MONTH}\b(?:[ ,-]{1,2}{YEAR})?"), _day),
    ("months", "M", pattern(
        r"\b(?:(?i:from|between) )?{MONTH}(?: {YEAR})?(?:{DASH}|/| (?:to|through|until|and) ){MONTH:2}{OF}{YEAR:2}"
        .replace("{OF}", _OF)), _months),
    ("months", "M", pattern(r"\b(?i:from|between) {MONTH} (?:to|through|until|and) {MONTH:2}\b"), _months),
    ("month-year", "M", pattern(
        r"\b(?:(?:(?i:the) )?{PART}[- ](?:of |in )?)?{MONTH}{OF}{YEAR}".replace("{OF}", _OF)), _month_year),
    ("month-week", "M", pattern(
        r"\b(?:(?i:the) )?(?P<nth>(?i:first|second|third|fourth|last)) week (?:of|in) {MONTH}\b(?:,? {YEAR})?"), _month_week),
    ("month-part", "M", pattern(
        r"\b(?:(?i:the) )?{PART}(?:-| (?:of |in )?)(?:(?P<which>last|this|next) )?{MONTH}\b(?! \d)"), _month),
    ("month", "M", pattern(r"\b(?i:in|since|during|until|till|through) (?P<core>{MONTH})(?![\w-])"), _month),
    ("which-month", "M", pattern(
        r"\b(?P<which>(?i:last|this|next|past|coming)) {MONTH}(?![\w-])"), _month),
    ("month", "M", pattern(
        r"\b(?i:by|from|to|for|of|after|before) (?P<core>{MONTH})(?![\w-]|[’']s| [A-Z]| (?:said|was|has|told|and [A-Z]))"), _month),
    ("the-month", "M", pattern(
        r"(?:\b(?i:the|an?|its|his|her|their)|[’']s) (?P<core>{MONTH})(?= [a-z]{3,})(?! (?:said|was|has|told|who|of)\b)"), _month),
    ("the-month", "M", pattern(
        r"\b(?!May|April|June|August|Jan|Mar\b){MONTH}(?=[’']s\b)"), _month),
    ("season", "S", pattern(r"\b(?:(?:(?i:the) )?{PART}[- ](?:of )?)?(?:(?i:the) )?{SEASON}(?: of)? {YEAR}"), _season),
    ("quarter", "Q", pattern(
        r"\b(?:Q(?P<q>[1-4])|(?:(?i:the) )?(?P<nth>(?i:first|second|third|fourth|1st|2nd|3rd))[ -](?P<what>(?i:quarter|half)))"
        r"(?:(?: of)?,? {YEAR}| of (?P<which>this|last|next|the) year)"), _quarter),
    ("quarter", "Q", pattern(
        r"\b(?:(?i:in|for|during|of) the |(?=[a-z]+-))(?P<core>(?P<nth>(?i:first|second|third|fourth))(?: |-(?=\w+ [a-z]))"
        r"(?P<what>quarter))\b(?!-?final)"), _quarter),
    ("months-of-year", "U", pattern(
        r"\b(?:(?i:the) )?(?i:first) {AMOUNT} (?i:months) of (?:{YEAR}|(?P<which>this|last|next|the) year)"), _first_months),
    ("decade", "Y", pattern(
        r"\b(?:(?i:the) )?(?:{PART}(?:-| (?:of the )?))?(?P<decade>(?:1[5-9]|20)\d0)[’']?s\b"), _decade),
    ("decade", "Y", pattern(
        r"\b(?:(?i:the) )?(?:{PART}(?:-| (?:of the )?))?(?<![\w])[’'‘](?P<short>[2-9]0)s\b"), _decade),
    ("century", "C", pattern(
        r"\b(?:(?i:the) )?(?:{PART}(?:-| (?:of the )?))?(?:(?P<number>\d{1,2})(?:st|nd|rd|th)|(?P<name>(?i:seventeenth|eighteenth"
        r"|nineteenth|twentieth)))[- ](?i:century)\b"), _century),
    ("years", "Y", pattern(
        r"(?<![\d.,$€£-])\b(?:(?i:from|between) )?(?P<year>1[89]\d\d|20\d\d)(?:{DASH}|/)(?P<end>(?:1[89]|20)\d\d|\d\d)(?![\d-]|[.,]\d)"), _years),
    ("years", "Y", pattern(
        r"\b(?i:from|between) (?P<year>1[89]\d\d|20\d\d) (?:to|and|through|until) (?P<end>(?:1[89]|20)\d\d)\b(?!,\d)"), _years),
    ("holiday", "Y", re.compile(
        r"\b(?P<name>(?i:New Year[’']s(?: Day| Eve)?|Valentine[’']s Day|May Day|Halloween|All Saints[’'] Day"
        r"|Christmas(?: Eve| Day)?|Boxing Day)),?(?: of)? (?P<year>(?:19|20)\d\d)\b"), _holiday),
    ("year", "Y", pattern(
        r"(?:(?<![\d.,$€£#/-])|(?<=\bpre-)|(?<=\bpost-))\b(?:(?:(?i:the) )?{PART}[- ](?:of |in )?|(?P<fiscal>(?i:fiscal(?: year)?|FY) ?))?{YEAR}(?![\w/]|-\d)"), _year),
)  # fmt: skip
"""English rules for dates that need no anchor but, without a year, the publication."""
