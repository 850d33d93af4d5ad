"""Turn words of several languages into months, weekdays and amounts, and into parts of patterns."""

from __future__ import annotations

import re

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

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1
    )
} | {"a": 1, "an": 1, "the": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "dozen": 12}
_VAGUE = {"few": (2, 5), "several": (3, 8), "couple": (2, 3), "many": (5, 20), "recent": (1, 4), "": (2, 10)}

PARTS = {
    "early": "early", "mid": "mid", "middle": "mid", "late": "late", "beginning": "start", "start": "start",
    "end": "end", "close": "end",
}  # fmt: skip
"""Word to the part that `date_math.part_of` knows."""

_FRAGMENTS = {
    "MONTH": r"(?P<month>"
    + "|".join(sorted((w if len(w) > 4 or w in ("May", "June", "July") else w + r"\.?" for w in MONTHS["en"]),
                      key=len, reverse=True))
    + r")",
    "DAY": r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "YEAR": r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)",
    "WEEKDAY": r"(?P<weekday>(?i:mon|tues|wednes|thurs|fri|satur|sun)day)",
    "WD": r"(?:(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)day|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?)"
    r",? (?:the )?)?",
    "AMOUNT": r"(?P<amount>\d{1,3}|(?i:half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|(?:a )?(?:few|couple(?: of)?|dozen)|several|many))",
    "UNIT": r"(?P<unit>minute|hour|day|week|fortnight|month|year|decade|centur(?:y|ie))s?",
    "PART": r"(?P<part>(?i:early|mid|middle|late|beginning|start|end|close))",
    "SEASON": r"(?P<season>(?i:spring|summer|autumn|fall|winter))",
    "ROUGH": r"(?:(?P<rough>(?i:about|around|some|nearly|almost|roughly|over|more than|less than|at least)) )?",
    "DASH": r" ?[-–—] ?",
}  # fmt: skip


def pattern(text: str) -> re.Pattern[str]:
    """Compile a rule's pattern: `{MONTH}` stands for a fragment, `{MONTH:2}` names its group `month2`."""

    def fragment(match: re.Match[str]) -> str:
        words = _FRAGMENTS[match.group(1)]
        suffix = match.group(2)
        return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{suffix}>", words) if suffix else words

    return re.compile(re.sub(r"\{([A-Z]+)(?::(\d))?\}", fragment, text))


def get(match: re.Match[str], name: str) -> str:
    """Return the words of a named group; empty when the pattern has none or it did not take part."""
    return match.groupdict().get(name) or ""


def month_number(word: str, language: str = "en") -> int:
    """Return the number of a month's name or abbreviation, from 1."""
    return MONTHS[language][word.rstrip(".")]


def amount_of(words: str | None) -> tuple[float, float]:
    """Return the least and the most that an amount in words means.

    >>> amount_of("three"), amount_of("a few"), amount_of("half a")
    ((3, 3), (2, 5), (0.5, 0.5))
    """
    text = (words or "").lower()
    if text.startswith("half"):
        return 0.5, 0.5
    if text.isdigit():
        return int(text), int(text)
    parts = [part for part in text.split() if part != "of"]
    last = parts[-1] if parts else ""
    if last in _NUMBERS:
        return _NUMBERS[last], _NUMBERS[last]
    return _VAGUE.get(last, _VAGUE[""])


# The last of these before a date tells what it speaks of; what is to come is tried first,
# so that "is expected" and "to be signed" are not read as past.
_TENSE = re.compile(
    r"\b(?:(?P<future>will|shall|won't|would|could|may|might|should|can|plans?|planned (?:for|to)|aims?|vow\w*"
    r"|(?:is|are|was|were) (?:expected|scheduled|set|due|slated|planned|to|going|likely|poised)|to be \w+"
    r"|expected|scheduled|slated|set (?:to|for)|due|upcoming|ahead of|going to|agreed to"
    r"|be (?:held|signed|\w+ed))"
    r"|(?P<past>said|says|told|was|were|had|did|has|have|came|met|held|took|went|began|since|after|left|won"
    r"|gave|made|saw|led|rose|fell|wrote|spoke|been|during|killed|[a-z]{3,}ed))\b|[’'](?P<ll>ll)\b"
)


def tense_at(sentence: str, start: int, end: int) -> str:
    """Tell whether the clause round `start..end` speaks of what was or of what is to come."""
    found = ""
    for match in _TENSE.finditer(sentence, max(0, start - 160), start):
        found = "past" if match.group("past") else "future"
    if not found and (following := _TENSE.search(sentence, end, end + 160)):
        found = "past" if following.group("past") else "future"
    return found
