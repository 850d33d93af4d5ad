"""Turn words of several languages into months, weekdays and amounts, and into parts of patterns."""

from __future__ import annotations

import re
from functools import lru_cache

_MONTHS = {
    "en": (
        "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun",
        "July Jul", "August Aug", "September Sept Sep", "October Oct", "November Nov", "December Dec",
    ),
    "de": (
        "Januar Jänner", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
}  # fmt: skip
MONTHS = {
    language: {word: number for number, words in enumerate(rows, 1) for word in words.split()}
    for language, rows in _MONTHS.items()
}
"""Language to month name to its number, from 1."""

WEEKDAYS = {
    word: number
    for number, words in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri",
         "saturday sat", "sunday sun")
    )
    for word in words.split()
}  # fmt: skip
"""English weekday, lower case, to its number, 0 Monday."""

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""English season to its EDTF part."""

ORDINALS = {
    word: number
    for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th"), 1)
    for word in words.split()
}

_DAY_ROW = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third"
    " twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth"
    " thirty-first"
)
_DAY_WORDS = {word: number for number, word in enumerate(_DAY_ROW.split(), 1)}

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_UNDER_TEN = "one|two|three|four|five|six|seven|eight|nine"
_UNDER_HUNDRED = (
    rf"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:{_UNDER_TEN})\b)?"
    r"|sixteen|seventeen|eighteen|nineteen|ten|eleven|twelve|thirteen|fourteen|fifteen"
    rf"|{_UNDER_TEN}"
)
_VAGUE = {"few": (2, 5), "several": (3, 8), "couple": (2, 3), "many": (5, 20), "recent": (1, 4), "": (2, 10)}

PARTS = {
    "early": "early", "mid": "mid", "middle": "mid", "late": "late", "beginning": "start", "start": "start",
    "end": "end", "close": "end",
}  # fmt: skip
"""Word to the part that `date_math.part_of` knows."""

_DAY_NAME = r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_FRAGMENTS = {
    # Short forms may carry a full stop.
    "MONTH": "(?P<month>"
    + "|".join(w if len(w) > 4 or w.title() in ("May", "June", "July") else w + r"\.?"
               for name in sorted(MONTHS["en"], key=len, reverse=True) for w in (name, name.upper()))
    + ")",
    "DAY": r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "DAYWORD": "(?P<word>"
    + "|".join(w for word in sorted(_DAY_WORDS, key=len, reverse=True) for w in (word, word.capitalize()))
    + ")",
    "YEAR": r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)",
    "DAYNAME": _DAY_NAME,
    "WEEKDAY": rf"(?P<weekday>{_DAY_NAME})",
    "ANYDAY": rf"(?P<named>{_DAY_NAME}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?),? (?:the )?",
    "HOUR": r"(?: (?:early |late )?(?:morning|afternoon|evening|night))?",
    # Never the end of a longer number: the four of "seventy-four", "a hundred and four", "2,004", "1.4";
    # nor of a longer distance: "a year and four months".
    "AMOUNT": r"(?<!\w[.,-])(?<!dred )(?<!dred and )(?<!sand )(?<!sand and )(?<!year and )(?<!years and )"
    r"(?P<amount>\d{1,3}(?:\.\d)?|(?i:half an?"
    rf"|(?:an?|{_UNDER_TEN}) hundred(?: and (?:{_UNDER_HUNDRED}))?"
    rf"|{_UNDER_HUNDRED}|(?:(?:an?|{_UNDER_TEN}) )?dozen|(?:a )?(?:few|couple(?: of)?)|several|many|an?))",
    "UNIT": r"(?P<unit>(?i:minute|hour|day|week|fortnight|month|year|decade|centur(?:y|ie))s?)",
    "SPAN": r"(?P<unit>(?i:week|month|quarter|year|decade|century))",
    "YEARLY": r"(?P<yearly>(?i:fiscal|financial|calendar|school|academic)) (?P<unit>(?i:year))",
    "PERIOD": r"(?P<unit>(?i:day|week|month|year|night|morning|evening|afternoon))",
    "DISTANCE": r"\b(?:(?P<rough>(?i:about|around|some|nearly|almost|roughly|over|more than|less than)) )?"
    r"{AMOUNT}(?:(?: or | to |-){AMOUNT:2})?[ -]{UNIT}(?P<half> and a half)?",
    "PART": r"(?P<part>(?i:early|mid|middle|late|beginning|start|end|close))",
    "PARTOF": r"(?:{THE}{PART}(?:-| (?:of (?:the )?)?|(?<!close)(?<!end)(?<!start)(?<!beginning) in ))",
    "SEASON": r"(?P<season>(?i:spring|summer|autumn|fall|winter))",
    "WHICH": r"(?P<which>(?i:last|this|next|past|coming))",
    "THE": r"(?:(?i:the) )?",
    "FROM": r"(?i:from|between)",
    "TO": r"(?: ?[-–—/] ?| (?:to|and|&|through|until) )",
    "LIST": r"(?:, \d\d?(?:st|nd|rd|th)?(?=,| and| &)){0,5},?",  # "22, 23 and 24 May"
    "OF": r"(?: of)?,? ",
}  # fmt: skip


def pattern(text: str) -> re.Pattern[str]:
    """Compile a rule's pattern: `{MONTH}` stands for a fragment, `{MONTH:2}` names its group `month2`."""

    def fragment(match: re.Match[str]) -> str:
        words = _FRAGMENTS[match.group(1)]
        suffix = match.group(2)
        return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{suffix}>", words) if suffix else words

    while (filled := re.sub(r"\{([A-Z]+)(?::(\d))?\}", fragment, text)) != text:
        text = filled
    return re.compile(text)


def get(match: re.Match[str], name: str) -> str:
    """Return the words of a named group; empty when the pattern has none or it did not take part."""
    return match.groupdict().get(name) or ""


def month_number(word: str, language: str = "en") -> int:
    """Return the number of a month's name or abbreviation, from 1."""
    name, months = word.rstrip("."), MONTHS.get(language) or MONTHS["en"]  # a language not told: as English
    return months.get(name) or months[name.capitalize()]


def day_number(match: re.Match[str]) -> int:
    """Return the day of a month that a match names, in figures or in words."""
    return _DAY_WORDS.get(get(match, "word").lower()) or int(get(match, "day") or get(match, "day2"))


def amount_of(words: str | None) -> tuple[float, float]:
    """Return the least and the most that an amount in words means.

    >>> amount_of("seventy-four"), amount_of("a few"), amount_of("half a")
    ((74, 74), (2, 5), (0.5, 0.5))
    """
    text = (words or "").lower()
    if text.startswith("half"):
        return 0.5, 0.5
    if text[:1].isdigit():
        return float(text), float(text)
    parts = [part for part in re.split("[ -]", text) if part not in ("of", "and")]
    last = parts[-1] if parts else ""
    if last not in _NUMBERS and last != "hundred":
        return _VAGUE.get(last, _VAGUE[""])
    number = 0
    for part in parts:
        if part in ("hundred", "dozen"):
            number = (number or 1) * (100 if part == "hundred" else 12)
        else:
            number += _NUMBERS[part]
    return number, number


# The last of these before a date tells what it speaks of; what was to be is tried first, then what is
# to come, so that "may have left", "will be made" and "to be signed" are read whole.
_TENSE = re.compile(
    r"\b(?:(?P<was>(?:would|could|may|might|should|can|must)(?: not)? have \w+)"
    r"|(?P<plan>(?:will|shall|won't)(?: \w+ly| not| also| then)?(?: (?:be|have)(?: been)?)?(?: \w+)?"
    r"|(?:plan|hope|intend|want|aim|expect)s?(?: [\w-]+){0,3}? to|planned (?:for|to)"
    r"|(?:planned|proposed|scheduled) \w+(?: on| for)?(?= $)|(?:is|are)(?: on| for)?(?= $)|go(?:es)? on sale"
    r"|(?:ending|starting|beginning|effective)(?: on| in| from)?(?= $)"
    r"|(?:is|are|was|were) (?:expected|scheduled|set|due|slated|planned|to|going|likely|poised)|to be \w+"
    r"|expected|scheduled|slated|set (?:to|for)|due|upcoming|forthcoming|ahead of|going to|agreed to"
    r"|coming (?=in |on )|(?:is|be|are) available|opens|starts|hosts|expires|lapses|steps down"
    r"|(?:open|close|end)s?(?= (?:on|at|from)\b)"
    r"|(?:take|come)s? (?:effect|place|into force)|goes (?:on trial|to|into)|kicks? off)"
    r"|(?P<future>(?:would|could|may|might|should|can|must)(?: not)?(?: be)?(?: \w+)?|plans|expects"
    r"|be (?:held|signed|\w+ed)"
    r"|(?<!to )(?:meet|begin|convene|resume)s?)"
    r"|(?P<past>said|says|told|was|were|had|did|came|became|met|held|took|went|began|since|left|won|gave|made"
    r"|(?:after|during)(?!(?: the)? $)"
    r"|ha(?:s|ve)(?! (?:an?|no|the|its|his|her|their|to|\d+|two|three|four|five|six|several|many|more)\b)"
    r"|saw|led|rose|fell|wrote|spoke|been|killed|died|ran|got|lost|sent|shot|broke|chose|built|sold|bought|paid"
    r"|found|heard|knew|grew|drew|flew|hid|kept|stood|sat|drove|spent|struck|caught|fought|brought|sank|fled|felt"
    r"|(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bits )(?<!\btheir )[a-z]{3,}ed))\b|[’'](?P<ll>ll)\b"
)


_OPENS_CLAUSE = re.compile(r" that,?(?: (?:from|on|by|in|at|until|after|before))? ")


@lru_cache(maxsize=8)  # a rule may ask more than once
def _cue_at(sentence: str, start: int, end: int) -> str:
    """Return the name of the group of `_TENSE` that governs `start..end`, or nothing."""
    cue = ""
    for match in _TENSE.finditer(sentence, max(0, start - 160), start):
        # "He said that from July 1 …": a clause that opens with the date is governed by what follows.
        cue = "" if _OPENS_CLAUSE.fullmatch(sentence, match.end(), start) else match.lastgroup or ""
    if not cue and (following := _TENSE.search(sentence, end, end + 160)):
        cue = following.lastgroup or ""
    return cue


def tense_at(sentence: str, start: int, end: int) -> str:
    """Tell whether the clause round `start..end` speaks of what was or of what is to come."""
    cue = _cue_at(sentence, start, end)
    return "past" if cue in ("was", "past") else "future" if cue else ""


def is_planned_at(sentence: str, start: int, end: int) -> bool:
    """Tell whether the clause says that something will be, and not only that it may.

    >>> is_planned_at("It will open on 3 May", 16, 21), is_planned_at("It may open on 3 May", 15, 20)
    (True, False)
    """
    return _cue_at(sentence, start, end) in ("plan", "ll")
