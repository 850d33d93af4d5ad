"""Find the numbers of a text, in digits or in English words, with their unit and sign.

A number is a quantity: `a dozen`, `1.2 million`, `12 percent`, `minus 4 degrees`, `the third`, `two weeks`.
Fractions in words and vague numbers (`dozens of`) are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from dossier.text import late as re
from dossier.text.date_words import ORDINALS
from dossier.text.raised import NOTE_MARK

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS = {word: number for number, word in enumerate(_ONES.split())} | {
    word: number * 10 for number, word in enumerate(_TENS.split(), 2)
}
"""English number of one word, below a hundred, to its value."""
_ORDINAL = {word: number for word, number in ORDINALS.items() if "-" not in word}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_PAIRS = {"both": 2, "pair": 2, "couple": 2, "twice": 2, "double": 2, "doubled": 2, "triple": 3, "tripled": 3}
"""Words that say a number, and that a number of another text may rest on."""
_VALUES = NUMBER_WORDS | _ORDINAL | _PAIRS
_UNITS = {
    "percent": ("percent", 1.0), "%": ("percent", 1.0), "per cent": ("percent", 1.0),
    "percentage": ("percent", 1.0),
    "dollar": ("dollar", 1.0), "$": ("dollar", 1.0), "euro": ("euro", 1.0), "€": ("euro", 1.0),
    "pound": ("pound", 1.0), "£": ("pound", 1.0), "yen": ("yen", 1.0), "¥": ("yen", 1.0),
    "metre": ("length", 1.0), "meter": ("length", 1.0), "kilometre": ("length", 1e3),
    "kilometer": ("length", 1e3), "km": ("length", 1e3), "mile": ("length", 1609.3),
    "foot": ("length", 0.3048), "feet": ("length", 0.3048),
    "kilogram": ("mass", 1.0), "kg": ("mass", 1.0), "kilo": ("mass", 1.0), "ton": ("mass", 1e3),
    "tonne": ("mass", 1e3),
    "degree": ("degree", 1.0), "megawatt": ("power", 1.0), "mw": ("power", 1.0), "gigawatt": ("power", 1e3),
    "hectare": ("area", 1.0), "acre": ("area", 0.4047),
    "minute": ("time", 1 / 1440), "hour": ("time", 1 / 24), "day": ("time", 1.0), "week": ("time", 7.0),
    "month": ("time", 30.42), "year": ("time", 365.0), "decade": ("time", 3650.0),
}  # fmt: skip
"""Word, in the singular, to what is measured and how many of its basic unit that is."""
_TIMES = {word for word, (what, _) in _UNITS.items() if what == "time"}
_NEEDS_ITS_UNIT = ("percent", "dollar", "euro", "pound", "yen", "length", "mass", "degree", "power", "area")
"""A number of these is another one than the bare number."""
_ABOUT, _OVER, _UNDER = "about", "over", "under"
_ROUGH = re.compile(
    r"\b(?:(?P<about>about|around|roughly|approximately|some|circa|close to|an estimated)"
    r"|(?P<over>more than|over|at least|above|upwards of)"
    r"|(?P<under>less than|fewer than|under|below|nearly|almost|up to|at most))\s+(?:the\s+|a\s+)?[$€£¥]?$",
    re.I,
)
_SPAN = {_ABOUT: (0.9, 1.1), _OVER: (1.0, 1.15), _UNDER: (0.85, 1.0)}
"""By how much the other number may differ from a rounded one: from and to, as parts of it."""
_CLOCK = r"\d{1,2}:\d{2}"
_DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?"
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_SCALE = "dozen|hundred|thousand|million|billion|trillion"
_NUMBER = re.compile(
    rf"(?<![\w.,:/$€£¥-])(?P<sign>[-−–]|minus\s)?(?P<money>(?:US)?[$€£¥])?"
    rf"(?:(?P<clock>{_CLOCK})"
    rf"|(?P<digits>{_DIGITS})(?:st|nd|rd|th)?(?:[\s-]?(?P<scale>(?:{_SCALE})\b|(?:k|mn?|bn|tn)\b))?"
    rf"|(?P<words>(?:(?:{_WORD})|an?\s+(?={_SCALE}))(?:(?:[\s-]|\sand\s|(?<=\s))(?:{_WORD}|{_SCALE})\b)*)"
    rf"|(?P<alone>{_SCALE}))(?![\w]|[.,:]\d)",
    re.I,
)
_UNIT = re.compile(r"[\s\u00a0-]?(?:US\s)?(%|per cent\b|[^\W\d_]+)")
_ONE_UNIT = re.compile(rf"\b(an?|one|the|last|next|past)\s+({'|'.join(sorted(_TIMES))}|fortnight)\b", re.I)
_RANGE = re.compile(r"\s?(?:-|–|—|to|and|or)\s?", re.I)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text."""

    start: int
    end: int
    value: float
    unit: str = ""
    """What is measured: `percent`, `dollar`, `length`; empty for things that are counted."""
    factor: float = 1.0
    """How many basic units its unit is."""
    rough: str = ""
    """`about`, `over` or `under`, where it is not given as exact."""
    step: float = 0.0
    """Half of its last decimal place, where it is rounded by a scale: 50,000 for `1.2 million`."""

    def is_supported_by(self, other: Number) -> bool:
        """Tell whether `other` is the same quantity, or one that this is a fair rounding of."""
        if not self._is_of_one_kind(other):
            return False
        low, high = _SPAN.get(self.rough, (1.0, 1.0))
        value, found, step = self.value, other.value, self.step
        if self.unit and other.unit:
            value, found, step = value * self.factor, found * other.factor, step * self.factor
            if self.factor != other.factor:  # miles into kilometres: never exact
                low, high = min(low, 0.98), max(high, 1.02)
        first, last = sorted((value * low, value * high))
        spare = max(step, abs(value) * 1e-9)
        return first - spare <= found <= last + spare

    def _is_of_one_kind(self, other: Number) -> bool:
        if self.unit == other.unit:
            return True
        if "percent" in (self.unit, other.unit) or (self.unit and other.unit):
            return False
        return self.unit not in _NEEDS_ITS_UNIT


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text, in order; `first`, `one` and clocks count as numbers too.

    >>> [(n.value, n.unit) for n in find_numbers("Twenty-five of 1.2 million, or $3bn (4 percent)")]
    [(25.0, ''), (1200000.0, ''), (3000000000.0, 'dollar'), (4.0, 'percent')]
    """
    text = NOTE_MARK.sub(lambda mark: " " * len(mark.group()), text).replace("％", "%")
    found = list(_numbers(text))
    for index, (first, second) in enumerate(pairwise(found)):  # "between 5 and 7 kilometres"
        if not first.unit and second.unit and _RANGE.fullmatch(text, first.end, second.start):
            found[index] = replace(first, unit=second.unit, factor=second.factor)
    for match in _ONE_UNIT.finditer(text):
        what, factor = _UNITS.get(match[2].lower(), ("time", 14.0))
        if not any(each.start <= match.start() < each.end for each in found):
            found.append(Number(match.start(), match.end(), 1.0, what, factor))
    return tuple(sorted(found, key=lambda each: each.start))


def _numbers(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        value, step = _value(match)
        if value is None:
            continue
        unit, factor = _unit(text, match)
        rough = _ROUGH.search(text, max(match.start() - 20, 0), match.start())
        sign = -1 if match["sign"] else 1
        yield Number(
            match.start(), match.end(), sign * value, unit, factor, (rough and rough.lastgroup) or "", step
        )


def _value(match: re.Match[str]) -> tuple[float | None, float]:
    """Return the value of a match, and how far it may be rounded."""
    if match["clock"]:
        hours, _, minutes = match["clock"].partition(":")
        return int(hours) * 60 + int(minutes), 0.0
    if match["digits"]:
        digits = re.sub(r"[^\d.]", "", match["digits"])
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
        decimals = len(digits.partition(".")[2])
        return float(digits) * scale, 0.5 * scale / 10**decimals if scale > 1 and decimals else 0.0
    if match["words"]:
        return number_in_words(match["words"].lower()), 0.0
    return None, 0.0


def number_in_words(words: str) -> float:
    """Return the value of a number in words: `two hundred and fifty`, `a dozen`, `twenty-third`."""
    total, part = 0.0, 0.0
    for word in re.split(r"[\s-]+", words):
        if word in _VALUES:
            part += _VALUES[word]
        elif word in _SCALES:
            part = (part or 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, part = total + part, 0.0
    return total + part


def _unit(text: str, match: re.Match[str]) -> tuple[str, float]:
    if match["clock"]:
        return "clock", 1.0
    if match["money"]:
        return _UNITS[match["money"][-1]]
    after = _UNIT.match(text, match.end())
    key = after[1].lower() if after else ""
    return _UNITS.get(key) or _UNITS.get(key.removesuffix("s")) or ("", 1.0)
