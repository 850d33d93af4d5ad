"""Turn English words of time into numbers: amounts, steps, parts, seasons, holidays."""

import re

from dossier.text.date_words import ALL_MONTHS, ORDINALS, month_names
from dossier.text.numbers import NUMBER_WORDS, number_in_words


def _month_pattern(name: str) -> str:
    """Return the pattern of a month's name; a short form may carry a full stop."""
    return name if len(name) > 4 or name.title() in ("May", "June", "July") else name + r"\.?"


MONTH_NAMES = tuple(
    _month_pattern(spelling)
    for name in sorted(month_names("en"), key=len, reverse=True)
    for spelling in (name, name.upper())
)
"""Patterns of the English months, the longest first."""

DAY_WORD_PATTERN = "|".join(
    spelling
    for word in sorted(ORDINALS, key=len, reverse=True)
    for spelling in (word, word.capitalize())
)  # fmt: skip
"""Pattern of a day of the month in words."""

STEPS = {
    "last": -1, "past": -1, "recent": -1, "previous": -1, "before": -1,
    "this": 0, "current": 0, "same": 0, "that": 0,
    "next": 1, "coming": 1, "following": 1, "after": 1,
}  # fmt: skip
"""Word that places a week, a month or a year to how many of them it lies ahead."""

DAY_STEPS = {
    "last night": -1, "night before last": -2, "before yesterday": -2, "yesterday": -1,
    "after tomorrow": 2, "tomorrow": 1,
}  # fmt: skip
"""Words to how many days they lie ahead of today; the first that fits counts."""

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""English season to its EDTF part."""

PARTS = {
    "early": "early", "mid": "mid", "middle": "mid", "late": "late", "beginning": "start", "start": "start",
    "end": "end", "close": "end",
}  # fmt: skip
"""Word to the part that `calendar.part_of` knows."""

UNDER_TEN = "one|two|three|four|five|six|seven|eight|nine"
UNDER_HUNDRED = (
    rf"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:{UNDER_TEN})\b)?"
    r"|sixteen|seventeen|eighteen|nineteen|ten|eleven|twelve|thirteen|fourteen|fifteen"
    rf"|{UNDER_TEN}"
)
_NUMBERS = {"a", "an", "dozen", "hundred", *NUMBER_WORDS} - {"zero"}
_VAGUE = {"few": (2, 5), "several": (3, 8), "couple": (2, 3), "many": (5, 20), "recent": (1, 4)}
_UNNAMED = (2, 10)  # what a plural alone means: "in years"

FIXED_HOLIDAYS = {
    "New Year's Day": (1, 1), "New Year's": (1, 1), "Valentine's Day": (2, 14), "St Patrick's Day": (3, 17),
    "May Day": (5, 1), "Halloween": (10, 31), "All Saints' Day": (11, 1), "Christmas Eve": (12, 24),
    "Christmas": (12, 25), "Christmas Day": (12, 25), "Boxing Day": (12, 26), "New Year's Eve": (12, 31),
}  # fmt: skip
"""Holiday to its month and day."""

EASTER_HOLIDAYS = {
    "Ash Wednesday": -46, "Palm Sunday": -7, "Maundy Thursday": -3, "Good Friday": -2, "Easter": 0,
    "Easter Sunday": 0, "Easter Monday": 1, "Ascension Day": 39, "Whit Sunday": 49, "Whit Monday": 50,
}  # fmt: skip
"""Holiday to its distance from Easter Sunday, in days."""

SEASON_HOLIDAYS = ("Christmas", "Easter", "Thanksgiving")
"""Names of holidays that are also those of the days around."""

_HOLIDAYS = (*FIXED_HOLIDAYS, *EASTER_HOLIDAYS, "Thanksgiving", "Thanksgiving Day")


def _holiday_pattern(names: list[str]) -> str:
    """Return a pattern of holidays, the longest first."""
    pattern = "|".join(sorted(names, key=len, reverse=True))
    return pattern.replace("'", "[’']").replace("St ", r"St\.? ")


_PLAIN_HOLIDAYS = [name for name in _HOLIDAYS if name.endswith((" Day", " Eve"))]
HOLIDAY_DAYS = _holiday_pattern(_PLAIN_HOLIDAYS)
"""Pattern of the holidays that nothing else is called after."""
HOLIDAY_NAMES = _holiday_pattern([name for name in _HOLIDAYS if name not in _PLAIN_HOLIDAYS])
"""Pattern of the others: "Christmas" also opens "Christmas market"."""
HOLIDAY_WORDS = frozenset(re.sub("'s?$", "", name.split()[0]) for name in _HOLIDAYS)


def month_number(word: str) -> int:
    """Return the number of a month's name or abbreviation, from 1."""
    return ALL_MONTHS[word.rstrip(".").lower()]


def amount_of(words: str) -> tuple[float, float]:
    """Return the least and the most that an amount in words means.

    >>> amount_of("seventy-four"), amount_of("a few"), amount_of("half a")
    ((74.0, 74.0), (2, 5), (0.5, 0.5))
    """
    text = words.lower()
    if text.startswith("half"):
        return 0.5, 0.5
    if "quarter" in text:
        return 0.25, 0.25
    if text[:1].isdigit():
        return float(text), float(text)
    parts = [part for part in re.split("[ -]", text) if part not in ("of", "and")]
    if not parts or parts[-1] not in _NUMBERS:
        return _VAGUE.get(parts[-1], _UNNAMED) if parts else _UNNAMED
    number = number_in_words(text) or 1  # "an"
    return number, number


def year_in_words(hundreds: str, rest: str) -> int:
    """Return the year that is spelt in two parts.

    >>> year_in_words("nineteen", "ninety-six"), year_in_words("two thousand", "and four")
    (1996, 2004)
    >>> year_in_words("nineteen", "hundred and five")
    1905
    """
    first = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000, "two thousand": 2000}[hundreds]
    return first + int(amount_of(re.sub("^(?:(?:hundred )?and|oh) ", "", rest))[1])


def singular(unit: str) -> str:
    """Return a unit of time without its plural, in small letters."""
    word = unit.lower()
    return "century" if word.startswith("centur") else word.rstrip("s")
