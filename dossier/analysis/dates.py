"""Turn the date expressions of a document into intervals that say how they were read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from dossier.analysis.date_days import DAYS, EVERYWHERE, LOCAL
from dossier.analysis.date_math import Context, Rule
from dossier.analysis.date_relative import NOT_DATES, RELATIVE
from dossier.analysis.date_words import MONTHS, get, month_number
from dossier.analysis.date_years import YEARS
from dossier.config import Settings
from dossier.model import DateMention, Document, PartialDate, Span

RULES: dict[str, tuple[Rule, ...]] = {
    "en": (*EVERYWHERE, *DAYS, *YEARS, *RELATIVE),
    "und": (*EVERYWHERE, *DAYS, *YEARS, *RELATIVE),
    **{language: (*EVERYWHERE, *rules) for language, rules in LOCAL.items()},
}
"""Language to its rules; a language without any has those that hold everywhere."""

# The kinds of word that can make a date; a rule runs only where a word of its kind stands.
_WORDS = {
    "M": tuple(name for month in MONTHS["en"] if len(month) == 3 for name in (month, month.upper())),
    "W": ("onday", "uesday", "ednesday", "hursday", "riday", "aturday", "unday", "DAY"),
    "D": ("oday", "onight", "esterday", "omorrow", "vernight", "night", "morning", "afternoon", "evening"),
    "U": (" day", "week", "month", "year", "decade", "century", "quarter", "hour", "minute", "night",
          "morning", "evening", "afternoon", "centuries"),
    "E": ("eekend",),
    "C": ("entury",),
    "S": ("pring", "ummer", "utumn", "all", "inter"),
    "Q": ("quarter", "half", "Q1", "Q2", "Q3", "Q4"),
    "P": ("ago", "back", "hence", "now", "today", "later", "earlier", "after", "before", "prior",
          "previously", "following"),
}  # fmt: skip
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(r"\d[/.-]\d")
_YEAR = re.compile(r"\d\d\d\d|\d0s")
_NO_CHAIN = frozenset({"window", "ago", "decade", "century", "years"})
"""Rules whose dates are background, not the event that the text is telling."""

_KEPT = 6  # dates that a word such as "later" may look back on
_AROUND = re.compile(r"\b(?:around|circa|roughly|approximately)\s$")

_Found = tuple[int, int, int, re.Match[str]]


def _kinds(sentence: str, present: list[tuple[str, str]]) -> set[str]:
    """Return the kinds of date word in a sentence; plain search is much faster than a pattern."""
    kinds = {kind for kind, word in present if word in sentence}
    if "U" not in kinds:
        kinds.discard("P")
    if _DIGIT.search(sentence):
        kinds.add("Z")
        kinds.update("N" if _NUMERIC.search(sentence) else "", "Y" if _YEAR.search(sentence) else "")
    return kinds


def _matches(sentence: str, kinds: set[str], rules: tuple[Rule, ...]) -> list[_Found]:
    """Return (start, end, number of the rule, match), leftmost and longest first; -1 is no date."""
    found = [
        (*(m.span("core") if "core" in regex.groupindex else m.span()), number, m)
        for number, (_, called_by, regex, _read) in enumerate(rules)
        if not kinds.isdisjoint(called_by)
        for m in regex.finditer(sentence)
    ]
    if found:
        found += [(m.start(), m.end(), -1, m) for m in NOT_DATES.finditer(sentence)]
    return sorted(found, key=lambda f: (f[0], -f[1], f[2]))


def _known_years(
    found: Iterable[_Found], rules: tuple[Rule, ...], language: str
) -> dict[tuple[int, int], int]:
    """Return the year of each (month, day) that the text gives once in full, and never otherwise."""
    years: dict[tuple[int, int], set[int]] = {}
    for _, _, number, m in found:
        if number >= 0 and rules[number][0] in ("month-day", "day-month") and get(m, "year"):
            month = month_number(m["month"], language)
            years.setdefault((month, int(m["day"])), set()).add(int(m["year"]))
    return {key: values.pop() for key, values in years.items() if len(values) == 1}


def find_dates(
    document: Document, published: PartialDate | None, settings: Settings
) -> tuple[DateMention, ...]:
    """Find the date expressions of a document, in order, none overlapping.

    Relative words count from `published`, or from the last date that the prose named ("the same
    day"); where the anchor is vague the value is as vague, and without one it is not known
    (`XXXX-XX-XX`), never a guess. Intervals hold both their ends.
    The expressions are those of TimeML's TIMEX3 of type DATE (Pustejovsky et al., 2003); the rules
    are this project's own, in the way of HeidelTime (Strötgen and Gertz, 2010).
    """
    language = document.meta.language.lower()
    rules = RULES.get(language.split("-")[0], EVERYWHERE)
    present = [(kind, word) for kind, words in _WORDS.items() for word in words if word in document.text]
    rows = []
    for place, sentence in enumerate(document.sentences):
        text = document.quote(sentence.span)
        if kinds := _kinds(text, present):
            rows.append((place, sentence, text, _matches(text, kinds, rules)))
    years = _known_years((found for *_, row in rows for found in row), rules, language.split("-")[0])
    stated = [hint.evidence.span for hint in document.meta.date_hints if hint.evidence]
    earliest, latest = (published.earliest, published.latest) if published else (None, None)
    named: list[tuple[int, PartialDate]] = []  # what the prose named so far, with its sentence
    seen: set[tuple[int, int]] = set()
    mentions: list[DateMention] = []
    for place, sentence, text, matches in rows:
        prose = document.paragraphs[sentence.paragraph - 1].kind.is_prose
        day_here: date | None = None
        reached = 0
        for start, end, number, match in matches:
            if start < reached:
                continue
            if number < 0:
                reached = end
                continue
            context = Context(
                earliest=earliest,
                latest=latest,
                previous=tuple((place - there, value) for there, value in reversed(named[-_KEPT:])),
                years=years,
                seen=frozenset(seen),
                day_here=day_here,
                sentence=text,
                start=start,
                end=end,
                week_starts_on=settings.week_starts_on,
                language=language,
            )
            name, *_, read = rules[number]
            try:
                reading = read(match, context)
            except (ValueError, OverflowError):  # no real date: 30 February; nor is its month or year one
                reached = end
                continue
            if reading is None:
                continue
            reached = end
            value = (
                reading.value.about() if _AROUND.search(text, max(0, start - 16), start) else reading.value
            )
            span = Span(sentence.span.start + start, sentence.span.start + end)
            mentions.append(DateMention(document.passage(span), value, reading.anchored_on, name))
            if reading.anchored_on is None and value.is_exact:
                day_here = value.earliest
                seen.update({(day_here.month, day_here.day)} if day_here else ())
            if prose and name not in _NO_CHAIN and not any(span.overlaps(s) for s in stated):
                named.append((place, value))
    return tuple(mentions)
