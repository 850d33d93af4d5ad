"""Turn the date expressions of a document into intervals that say how they were read."""

from __future__ import annotations

import re
from calendar import monthrange

from dossier.analysis.date_absolute import ABSOLUTE, EVERYWHERE, LOCAL, Rule
from dossier.analysis.date_math import Context, Reading
from dossier.analysis.date_relative import NOT_DATES, RELATIVE
from dossier.analysis.date_words import month_number, pattern, tense_at
from dossier.config import Settings
from dossier.model import DateMention, Document, PartialDate, Span

RULES: dict[str, tuple[Rule, ...]] = {
    "en": (*EVERYWHERE, *ABSOLUTE, *RELATIVE),
    "und": (*EVERYWHERE, *ABSOLUTE, *RELATIVE),
    **{language: (*EVERYWHERE, *rules) for language, rules in LOCAL.items()},
}
"""Language to its rules; a language without any has those that hold everywhere."""

# The kinds of word that can make a date; a rule runs only where a word of its kind stands.
_TRIGGERS = re.compile(
    r"(?P<M>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?P<W>(?i:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|(?P<D>(?i:today|tonight|yesterday|tomorrow|overnight|last night|this (?:morning|afternoon|evening)))"
    r"|(?P<U>(?i:minute|hour|day|week|month|year|decade|centur|fortnight|night|quarter))"
    r"|(?P<S>(?i:spring|summer|autumn|fall|winter|half|Q[1-4]))|(?P<N>\d[/.]\d)|(?P<Y>\d\d\d\d|\d0s\b)|(?P<Z>\d)"
)
_FULL_DAY = (
    pattern(r"\b{MONTH} {DAY},? {YEAR}"),
    pattern(r"\b{DAY} {MONTH},? {YEAR}"),
)
_NO_CHAIN = frozenset({"window", "ago", "year", "decade", "century", "years"})
"""Rules whose dates are background, not the event that the text is telling."""


def _known_years(text: str) -> dict[tuple[int, int], int]:
    """Return the year of each (month, day) that the text gives once in full, and never otherwise."""
    found: dict[tuple[int, int], set[int]] = {}
    for full in _FULL_DAY:
        for m in full.finditer(text):
            month, day, year = month_number(m["month"]), int(m["day"]), int(m["year"])
            if day <= monthrange(year, month)[1]:
                found.setdefault((month, day), set()).add(year)
    return {key: years.pop() for key, years in found.items() if len(years) == 1}


def _matches(sentence: str, rules: tuple[Rule, ...]) -> list[tuple[int, int, int, re.Match[str]]]:
    """Return (start, end, number of the rule, match), leftmost and longest first; -1 is no date."""
    kinds = {match.lastgroup for match in _TRIGGERS.finditer(sentence)}
    if not kinds:
        return []
    found = [
        (*(m.span("core") if "core" in regex.groupindex else m.span()), number, m)
        for number, (_, called_by, regex, _read) in enumerate(rules)
        if not kinds.isdisjoint(called_by)
        for m in regex.finditer(sentence)
    ]
    if found:
        found += [(m.start(), m.end(), -1, m) for m in NOT_DATES.finditer(sentence)]
    return sorted(found, key=lambda f: (f[0], -f[1], f[2]))


def _read(rule: Rule, match: re.Match[str], context: Context) -> Reading | None:
    """Apply a rule; what is no real date (30 February, year 0) is none."""
    try:
        return rule[3](match, context)
    except (ValueError, OverflowError):
        return None


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
    years = _known_years(document.text)
    stated = [hint.evidence.span for hint in document.meta.date_hints if hint.evidence]
    previous: PartialDate | None = None
    mentions: list[DateMention] = []
    for sentence in document.sentences:
        text = document.quote(sentence.span)
        prose = document.paragraphs[sentence.paragraph - 1].kind.is_prose
        reached = 0
        for start, end, number, match in _matches(text, rules):
            if start < reached:
                continue
            if number < 0:
                reached = end
                continue
            context = Context(
                earliest=published.earliest if published else None,
                latest=published.latest if published else None,
                previous=previous,
                years=years,
                sentence=text,
                tense=tense_at(text, start, end),
                week_starts_on=settings.week_starts_on,
                language=language,
            )
            reading = _read(rules[number], match, context)
            if reading is None:
                continue
            reached = end
            span = Span(sentence.span.start + start, sentence.span.start + end)
            name = rules[number][0]
            mentions.append(DateMention(document.passage(span), reading.value, reading.anchored_on, name))
            near = reading.value.days is not None and reading.value.days <= 31
            if prose and near and name not in _NO_CHAIN and not any(span.overlaps(s) for s in stated):
                previous = reading.value
    return tuple(mentions)
