"""Turn the date expressions of a document into intervals that say how they were read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dossier.analysis.dates.calendar import Context, Rule
from dossier.analysis.dates.scan import find_expressions, rules_of, words_at
from dossier.analysis.dates.vocabulary import day_number, get, month_number
from dossier.config import Settings
from dossier.model import DateMention, Document, Expression, PartialDate, Span
from dossier.text.read_text import read_text

_NO_CHAIN = frozenset({"window", "ago", "ago-day", "decade", "century", "years"})
"""Rules whose dates are background, not the event that the text is telling."""

_KEPT = 6  # dates that a word such as "later" may look back on
_AROUND = re.compile(r"\b(?:around|circa|roughly|approximately)\s$")


def _known_years(
    document: Document, expressions: Iterable[Expression], rules: tuple[Rule, ...]
) -> dict[tuple[int, int], int]:
    """Return the year of each (month, day) that the text gives once in full, and never otherwise."""
    years: dict[tuple[int, int], set[int]] = {}
    place, text = -1, ""
    for expression in expressions:
        name, _, regex, _ = rules[expression.rule]
        if name not in ("month-day", "day-month"):
            continue
        if expression.sentence != place:
            place, text = expression.sentence, words_at(document, expression.sentence)
        m = regex.match(text, expression.match)
        if m and get(m, "year"):
            month = month_number(m["month"], document.meta.language.lower().split("-")[0])
            years.setdefault((month, day_number(m)), set()).add(int(m["year"]))
    return {key: values.pop() for key, values in years.items() if len(values) == 1}


def stated_places(document: Document) -> frozenset[int]:
    """Return the offsets of all characters with which a document states its own date."""
    spans = (hint.evidence.span for hint in document.meta.date_hints if hint.evidence)
    return frozenset(offset for span in spans for offset in range(span.start, span.end))


def find_dates(
    document: Document, published: PartialDate | None, settings: Settings
) -> tuple[DateMention, ...]:
    """Find and read the date expressions of a document; see `read_dates`."""
    return read_dates(document, find_expressions(read_text(document)), published, settings)


def read_dates(
    document: Document,
    expressions: tuple[Expression, ...],
    published: PartialDate | None,
    settings: Settings,
) -> tuple[DateMention, ...]:
    """Read the date expressions of a document, in order, none overlapping.

    Relative words count from `published`, or from the last date that the prose named ("the same
    day"); where the anchor is vague the value is as vague, and without one it is not known
    (`XXXX-XX-XX`), never a guess. Intervals hold both their ends.
    The expressions are those of TimeML's TIMEX3 of type DATE (Pustejovsky et al., 2003); the rules
    are this project's own, in the way of HeidelTime (Strötgen and Gertz, 2010).
    """
    rules = rules_of(document)
    years = _known_years(document, expressions, rules)
    stated = stated_places(document)
    earliest, latest = (published.earliest, published.latest) if published else (None, None)
    named: list[tuple[int, PartialDate]] = []  # what the prose named so far, with its sentence
    seen: frozenset[tuple[int, int]] = frozenset()
    mentions: list[DateMention] = []
    place, text, prose, reached, day_here = -1, "", False, 0, None
    for expression in expressions:
        if expression.sentence != place:
            place, reached, day_here = expression.sentence, 0, None
            sentence = document.sentences[place]
            text = words_at(document, place)
            prose = document.paragraphs[sentence.paragraph - 1].kind.is_prose
        if expression.start < reached:
            continue
        name, _, regex, read = rules[expression.rule]
        match = regex.match(text, expression.match)
        context = Context(
            earliest=earliest,
            latest=latest,
            previous=tuple((place - there, value) for there, value in reversed(named[-_KEPT:])),
            years=years,
            seen=seen,
            day_here=day_here,
            sentence=text,
            start=expression.start,
            end=expression.end,
            week_starts_on=settings.week_starts_on,
            language=document.meta.language.lower(),
        )
        try:
            reading = read(match, context) if match else None
        except (ValueError, OverflowError):  # no real date: 30 February; nor is its month or year one
            reached = expression.end
            continue
        if reading is None:
            continue
        reached = expression.end
        if name == "no-date" or not reading.value.has_room:  # 9999-12-31 means that there is no end
            continue
        around = _AROUND.search(text, max(0, expression.start - 16), expression.start)
        value = reading.value.about() if around else reading.value
        begin = sentence.span.start
        span = Span(begin + expression.start, begin + expression.end)
        mentions.append(DateMention(document.passage(span), value, reading.anchored_on, name))
        if reading.anchored_on is None and value.is_exact and value.earliest:
            day_here = value.earliest
            seen |= {(day_here.month, day_here.day)}
        if prose and name not in _NO_CHAIN and stated.isdisjoint(range(span.start, span.end)):
            named.append((place, value))
    return tuple(mentions)
