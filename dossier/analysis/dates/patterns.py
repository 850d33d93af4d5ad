"""Turn the pattern of a date rule, with pieces in braces, into a regular expression and words that call it.

`{MONTH}` is a fragment of the table below, `{MONTH:2}` the same with its groups named `month2`,
`{last|next}` any of these words in small letters or capitals, and `{Today}` a word just as it is spelt.
The words in braces call the rule: the scan passes over sentences without any of them, so every match must
contain one. What most sentences have ("in", "a week") stands outside of braces where another word is needed.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dossier.analysis.dates.vocabulary import (
    DAY_WORD_PATTERN,
    HOLIDAY_DAYS,
    HOLIDAY_NAMES,
    HOLIDAY_WORDS,
    MONTH_NAMES,
    UNDER_HUNDRED,
    UNDER_TEN,
)
from dossier.text import late as re
from dossier.text.date_words import LANGUAGES, PLAIN, WEEKDAYS, month_names, words_for_days_ago
from dossier.text.words import wordset

Words = frozenset[str]
"""Words that call a rule: in small letters, or with a capital as they are spelt.

A word of digits goes by its shape: `0000` is any year, `00th` is the 25th.
"""


class Fragment(NamedTuple):
    """A piece of a pattern."""

    pattern: str
    """May contain other fragments."""
    words: Words | None = None
    """The words that it matches; None: those of the fragments inside."""


_NO_WORDS: Words = frozenset()
_DAY_NAMES = "|".join(name.removesuffix("day") for name in WEEKDAYS).lower()
_WEEKDAY_WORDS = frozenset(name.lower() + end for name in WEEKDAYS for end in ("", "s"))
_YEAR_SHAPES = wordset("0000 fy0000")


def _named(group: str, names: Iterable[str]) -> Fragment:
    """Return names in any letters ("el 3 DE MAYO"); a match has the last word of one of them."""
    pattern = "|".join(sorted((name.translate(PLAIN) for name in names), key=len, reverse=True))
    last = [name.split()[-1] for name in names]
    return Fragment(
        f"(?P<{group}>(?i:{pattern}))", frozenset([*last, *map(str.lower, last), *map(str.capitalize, last)])
    )


FRAGMENTS = {
    "MONTH": Fragment(
        f"(?P<month>{'|'.join(MONTH_NAMES)})", frozenset(n.rstrip(r"\.?") for n in MONTH_NAMES)
    ),
    **{
        f"MONTH{language.upper()}": _named("month", month_names(language, short=False))
        for language in LANGUAGES
        if language != "en"
    },
    **{f"AGO{language.upper()}": _named("ago", words_for_days_ago(language)) for language in LANGUAGES},
    "DAY": Fragment(r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", _NO_WORDS),
    "DAYWORD": Fragment(f"(?P<word>{DAY_WORD_PATTERN})", _NO_WORDS),
    "FIGURES": Fragment(r"\d{1,2}", wordset("0 00")),
    "NINEELEVEN": Fragment("9/11", wordset("00")),
    "YEAR": Fragment(
        r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d|(?<!19\d\d)(?<!20\d\d) people\b)", _NO_WORDS
    ),
    "LONEYEAR": Fragment("{YEAR}", _YEAR_SHAPES),
    "FULLYEAR": Fragment(r"\d{4}", _YEAR_SHAPES),
    "MODERN": Fragment(r"(?P<year>1[89]\d\d|20\d\d)", _YEAR_SHAPES),
    "YEARWORDS": Fragment(
        r"(?P<hundreds>{eighteen|nineteen|twenty}|(?i:two) {thousand})"
        rf" (?P<rest>(?i:(?:oh |(?:hundred )?and )?(?:{UNDER_HUNDRED})))"
    ),
    "DECADE": Fragment(r"(?P<decade>(?:1[5-9]|20)\d0)[’']?s", wordset("0000 0000s")),
    "QUARTER": Fragment(r"Q(?P<q>[1-4])", wordset("q1 q2 q3 q4")),
    "DAYNAME": Fragment(rf"(?i:(?:{_DAY_NAMES})day)", _WEEKDAY_WORDS),
    "WEEKDAY": Fragment(rf"(?P<weekday>(?i:(?:{_DAY_NAMES})day))", _WEEKDAY_WORDS),
    "ANYDAY": Fragment(
        rf"(?P<named>(?i:(?:{_DAY_NAMES})day)|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?),? (?:the )?",
        _NO_WORDS,
    ),
    "HOUR": Fragment(r"(?: (?:early |late )?(?:morning|afternoon|evening|night))?", _NO_WORDS),
    "CLOCK": Fragment(r"(?:[01]?\d|2[0-3]):[0-5]\d", _NO_WORDS),
    "ZONE": Fragment("(?:UTC|GMT)", wordset("utc gmt")),
    "HOLIDAYDAY": Fragment(f"(?P<name>{HOLIDAY_DAYS})", HOLIDAY_WORDS),
    "HOLIDAYNAME": Fragment(f"(?P<name>{HOLIDAY_NAMES})", HOLIDAY_WORDS),
    # Never the end of a longer number: the four of "seventy-four", "a hundred and four", "2,004", "1.4";
    # nor of a longer distance: "a year and four months".
    "AMOUNT": Fragment(
        r"(?<!\w[.,-])(?<!dred )(?<!dred and )(?<!sand )(?<!sand and )(?<!year and )(?<!years and )"
        r"(?P<amount>\d{1,3}(?:\.\d)?|(?i:half an?|(?:a )?quarter(?: of)? a(?= cent)|a quarter(?=[ -]cent)"
        rf"|(?:an?|{UNDER_TEN}) hundred(?: and (?:{UNDER_HUNDRED}))?"
        rf"|{UNDER_HUNDRED}|(?:(?:an?|{UNDER_TEN}) )?dozen|(?:a )?(?:few|couple(?: of)?)|several|many|an?))",
        _NO_WORDS,
    ),
    "UNIT": Fragment(
        r"(?P<unit>(?i:minute|hour|day|week|fortnight|month|year|decade|centur(?:y|ie))s?)",
        wordset(
            "minute minutes hour hours day days week weeks fortnight fortnights month months year years"
            " decade decades century centuries centurys"
        ),
    ),
    "SPAN": Fragment("(?P<unit>{week|month|quarter|year|decade|century})"),
    "PERIOD": Fragment("(?P<unit>{day|week|month|year|night|morning|evening|afternoon})"),
    "DISTANCE": Fragment(
        r"\b(?:(?P<rough>(?i:about|around|some|nearly|almost|roughly|over|more than|less than)) )?"
        r"{AMOUNT}(?:(?: or | to |-){AMOUNT:2})?[ -]{UNIT}(?P<half> and a half)?"
    ),
    "PART": Fragment("(?P<part>(?i:early|mid|middle|late|beginning|start|end|close))", _NO_WORDS),
    "PARTOF": Fragment(
        r"(?:{THE}{PART}(?:-| (?:of (?:the )?)?|(?<!close)(?<!end)(?<!start)(?<!beginning) in ))"
    ),
    "SEASON": Fragment("(?P<season>{spring|summer|autumn|fall|winter})"),
    "WHICH": Fragment("(?P<which>(?i:last|this|next|past|coming))", _NO_WORDS),
    "THE": Fragment("(?:(?i:the) )?", _NO_WORDS),
    "FROM": Fragment("(?i:from|between)", _NO_WORDS),
    "TO": Fragment(r"(?: ?[-–—/] ?| (?:to|and|&|through|until) )", _NO_WORDS),
    "LIST": Fragment(r"(?:, \d\d?(?:st|nd|rd|th)?(?=,| and| &)){0,5},?", _NO_WORDS),  # "22, 23 and 24 May"
    "OF": Fragment(r"(?: of)?,? ", _NO_WORDS),
}
"""Name to piece of pattern."""

_PIECE = re.compile(r"\{(?:([A-Z]{2,})(?::(\d))?|([A-Za-z][a-z]+(?:\|[A-Za-z][a-z]+)*))\}")


class Pattern(NamedTuple):
    """What the scan looks for."""

    regex: re.Pattern[str]
    words: Words
    """Those in its braces; every match contains one of them."""


def pattern(text: str) -> Pattern:
    """Compile the pattern of a rule.

    >>> found = pattern("{last|next} (?P<unit>{week})(?: {DAY})?")
    >>> sorted(found.words), found.regex.search("Next week")[0]
    (['last', 'next', 'week'], 'Next week')
    """
    return Pattern(re.compile(_filled(text)), _words_in(text))


def shape(word: str) -> str:
    """Return a word of digits as fragments name it.

    >>> shape("1990s"), shape("25th")
    ('0000s', '00th')
    """
    return re.sub(r"\d", "0", word.lower())


def _filled(text: str) -> str:
    """Return a pattern with its fragments filled in."""
    while (filled := _PIECE.sub(_fill, text)) != text:
        text = filled
    return text


def _fill(piece: re.Match[str]) -> str:
    name, suffix, words = piece.groups()
    if words:
        return f"(?i:{words})" if words.islower() else f"(?:{words})"
    text = _filled(FRAGMENTS[name].pattern)
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{suffix}>", text) if suffix else text


def _words_in(text: str) -> Words:
    """Return the words of all pieces of a pattern."""
    found: set[str] = set()
    for name, _, words in _PIECE.findall(text):
        if words:
            found.update(words.split("|"))
        else:
            fragment = FRAGMENTS[name]
            found |= _words_in(fragment.pattern) if fragment.words is None else fragment.words
    return frozenset(found)
