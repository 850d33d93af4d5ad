"""Turn the words of a document into the places where a rule may read a date."""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.analysis.dates.calendar import Rule
from dossier.analysis.dates.counted import COUNTED
from dossier.analysis.dates.days import DAYS, EVERYWHERE, LOCAL
from dossier.analysis.dates.holidays import HOLIDAYS
from dossier.analysis.dates.months import MONTH_RULES
from dossier.analysis.dates.relative import NOT_DATES, RELATIVE
from dossier.analysis.dates.vocabulary import MONTHS
from dossier.analysis.dates.years import YEARS
from dossier.model import Document, Expression
from dossier.text.read_text import ReadText

_ENGLISH: tuple[Rule, ...] = (
    *HOLIDAYS,
    *NOT_DATES,
    *EVERYWHERE,
    *DAYS,
    *MONTH_RULES,
    *YEARS,
    *RELATIVE,
    *COUNTED,
)
RULES: dict[str, tuple[Rule, ...]] = {
    "en": _ENGLISH,
    "und": _ENGLISH,
    **{language: (*EVERYWHERE, *rules) for language, rules in LOCAL.items()},
}
"""Language to its rules; a language without any has those that hold everywhere."""

# Kind to the words that make it (numbers have kinds of their own, see `_of_number`); a rule looks only
# at sentences that hold a word of its kinds.
# A unit (u) is of kind U behind a word that places it (w: "last week") and of kind I behind "in" (i: "in
# a week"); a word of distance behind it (p: "a week ago") is of kind P.
_KINDS = {
    "W": "monday tuesday wednesday thursday friday saturday sunday"
    " mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "D": "today tonight yesterday tomorrow overnight night morning afternoon evening",
    "E": "weekend",
    "C": "century",
    "S": "spring summer autumn fall winter",
    "Q": "quarter half q1 q2 q3 q4",
    "H": "Christmas Easter Halloween Thanksgiving Eve Saints Boxing Valentine Patrick Ash Palm Maundy Good"
    " Whit Ascension New May",
    "u": "day days week weeks fortnight fortnights month months year years decade decades century centuries"
    " quarter hour hours minute minutes night morning evening afternoon",
    "w": "last this next current coming past recent following same that previous end start beginning middle"
    " close earlier later first new rest remainder",
    "i": "in",
    "p": "ago back hence now today later earlier after afterward afterwards before beforehand prior"
    " previously following end",
}
_CALLS = {name: "M" for month in MONTHS["en"] for name in (month, month.upper())}
for _kind, _words in _KINDS.items():
    _CALLS |= {word: _CALLS.get(word, "") + _kind for word in _words.split()}
_REACH = 6  # words from a unit to the word that places it: "last three and a half weeks"
_YEAR = re.compile(r"\d{4}|\d0s$")
_PLAIN = str.maketrans("\n\xa0ıİſ", "  iIs")  # letters that patterns take for i and s, and tables do not
_BEFORE, _AFTER = 50, 90  # characters that an expression and what its rule looks at take round a word


def rules_of(document: Document) -> tuple[Rule, ...]:
    """Return the rules of a document's language."""
    return RULES.get(_language(document), EVERYWHERE)


def words_at(document: Document, sentence: int) -> str:
    """Return a sentence as the rules read it: a broken line or a hard space is a space, a dotless i an i."""
    return document.quote(document.sentences[sentence].span).translate(_PLAIN)


def _language(document: Document) -> str:
    return document.meta.language.lower().split("-")[0]


@lru_cache(maxsize=1024)
def _called(kinds: str, language: str) -> tuple[tuple[int, re.Pattern[str], bool], ...]:
    """Return number and pattern of each rule that these kinds call, and whether it has a core."""
    return tuple(
        (number, regex, "core" in regex.groupindex)
        for number, (_, called_by, regex, _read) in enumerate(RULES.get(language, EVERYWHERE))
        if not set(kinds).isdisjoint(called_by)
    )


def _of_number(text: str, start: int, end: int) -> str:
    """Return what a word of digits may be: of a day (Z), 25th (O), of 3/4/2025 (N), a year or decade (Y)."""
    year = _YEAR.search(text, start, end) or text[start - 1 : start] in ("'", "’", "‘", "/")
    numeric = text[end : end + 1] in ("/", ".", "-") and text[end + 1 : end + 2].isdigit()
    ordinal = text[end - 2 : end] in ("st", "nd", "rd", "th")
    return "Z" + "Y" * bool(year) + "N" * numeric + "O" * ordinal


def _callers(source: ReadText) -> list[tuple[int, set[str], int, int]]:
    """Return (sentence, kinds of date word in it, where the first and the last one begin)."""
    rows: list[tuple[int, set[str], int, int]] = []
    sentences, text = source.document.sentences, source.document.text
    unit = place = inside = -_REACH - 1
    current = 0
    for number, (start, end, raw, key) in enumerate(source.words):
        kinds = _CALLS.get(raw) or _CALLS.get(key) or ""
        if (not kinds and raw[0].isdigit()) or raw[:2] == "FY":
            kinds = _of_number(text, start, end)
        if not kinds:
            continue
        if "u" in kinds:
            unit = number
            kinds += "U" * (number - place <= _REACH) + "I" * (number - inside <= _REACH)
        if "p" in kinds:
            kinds += "P" * (number - unit <= _REACH)
        if "w" in kinds:
            place = number
        if kinds == "i":
            inside = number
        if kinds.islower():  # placed and told by no other word
            continue
        while current < len(sentences) and sentences[current].span.end <= start:
            current += 1
        if current == len(sentences):
            break
        if rows and rows[-1][0] == current:
            _, told, first, _ = rows[-1]
            told.update(kinds)
            rows[-1] = (current, told, first, start)
        elif start >= sentences[current].span.start:
            rows.append((current, set(kinds), start, start))
    return rows


def find_expressions(source: ReadText) -> tuple[Expression, ...]:
    """Return where the rules match in a source, in order, the longest of one start first.

    All that is slow is done here, once for a document; to read them against a publication is quick.
    """
    document, found = source.document, []
    language = _language(document)
    for sentence, kinds, first, last in _callers(source):
        called = _called("".join(sorted(kinds)), language)
        if not called:
            continue
        text, begin = words_at(document, sentence), document.sentences[sentence].span.start
        here = [
            (*(m.span("core") if has_core else m.span()), number, m.start())
            for number, regex, has_core in called
            for m in regex.finditer(text, max(0, first - begin - _BEFORE), last - begin + _AFTER)
        ]
        found += [Expression(sentence, *c) for c in sorted(here, key=lambda c: (c[0], -c[1], c[2]))]
    return tuple(found)
