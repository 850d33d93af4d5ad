"""Turn what sources say of their own date and of each other into publication dates with their basis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from dossier.analysis.dates.calendar import Range, days, month_range
from dossier.analysis.dates.date_lines import DateLine, find_date_line
from dossier.analysis.dates.read import read_dates
from dossier.analysis.dates.vocabulary import WEEKDAYS, tense_at
from dossier.config import Settings
from dossier.model import (
    Basis,
    Corpus,
    DateMention,
    Document,
    Expression,
    ParagraphKind,
    PartialDate,
    Passage,
    Publication,
    Relation,
    SourceId,
    Span,
)
from dossier.text.date_phrases import in_words

_LEAD = 3  # prose sentences in which news says on which day it happened
_FRESH = 2  # days from an event to the reports that call it by its weekday alone
_WEEK = 6  # days that a bare weekday may lie back
_AROUND = 300  # characters; more than tell of what was or is to come
_SAME_STORY = 0.8  # relation score from which two sources print one story
_NEAREST = 5  # related sources whose dates bound a source
_MONTH = 31  # days; a longer stretch is no full date
_OF_MONTHS = ("month-day", "day-month", "which-month", "month", "month-year")
"""Rules whose dates name a month, with or without a year."""

Found = tuple[PartialDate, Passage | None, str]
"""What dates a source: the value, the place that says so, and in words how it is known."""
Reading = Callable[[Document, PartialDate | None], tuple[DateMention, ...]]
"""Reads the dates of a document as of its publication."""


class _Others(NamedTuple):
    """What the dates of other sources tell of the time."""

    who: str
    certain: bool
    """True for closely related sources; all others only tell about when."""
    times: list[Range]
    months: Range | None
    """The months of all, when they are two or more and lie within a year of each other."""


def publish_dates(
    corpus: Corpus,
    expressions: Mapping[SourceId, tuple[Expression, ...]],
    relations: tuple[Relation, ...],
    settings: Settings,
) -> tuple[Publication, ...]:
    """Date each source by the first that holds, sorted by source id; `expressions` are its date expressions.

    Sidecar > stated > metadata > dated embed > closely related dated source > bounds from the text.
    The last two lean only on sources dated by the first four, so no inference stands on another of its
    kind, and the order of sources changes nothing.
    """

    def dates_of(document: Document, published: PartialDate | None) -> tuple[DateMention, ...]:
        return read_dates(document, expressions[document.id], published, settings)

    firm: dict[SourceId, Publication] = {}
    undated: dict[SourceId, tuple[DateMention, ...]] = {}
    for document in corpus.documents:
        if document.meta.date_hints:
            hint = document.meta.date_hints[0]
            firm[document.id] = Publication(document.id, hint.value, hint.basis, hint.evidence, hint.words)
            continue
        mentions = dates_of(document, None)
        post = _from_embeds(document, mentions)
        if post:
            firm[document.id] = _inferred(document, post)
        else:
            undated[document.id] = mentions

    @cache
    def days_of(source: SourceId) -> tuple[DateMention, ...]:
        """Return the dates that a dated source speaks of, without the line that states its own."""
        known = firm[source]
        own = known.evidence.span if known.basis is Basis.STATED and known.evidence else Span(0, 0)
        found = dates_of(corpus.by_id[source], known.value)
        return tuple(mention for mention in found if not own.overlaps(mention.passage.span))

    near: dict[SourceId, list[tuple[float, Publication]]] = defaultdict(list)  # nearest first
    for relation in sorted(relations, key=lambda r: (-r.score, r.a, r.b)):
        for source, other in ((relation.a, relation.b), (relation.b, relation.a)):
            if other in firm:
                near[source].append((relation.score, firm[other]))
    everyone = _others("the other sources", firm.values(), certain=False)

    def infer(document: Document, mentions: tuple[DateMention, ...]) -> Publication:
        related, line = near[document.id], find_date_line(document, mentions)
        like = _others("related sources", (other for _, other in related[:_NEAREST]), certain=True)
        found = (
            _from_copies(related)
            or _from_date_line(document, line, like)
            or _from_date_line(document, line, everyone)
            or _from_weekday(document, mentions, related, days_of)
            or _from_months(document, like, dates_of)
            or _from_months(document, everyone, dates_of)
            or _from_text(document, mentions, line)
        )
        return _inferred(document, found) if found else _unknown(document, line)

    return tuple(firm.get(each.id) or infer(each, undated[each.id]) for each in corpus.documents)


def _inferred(document: Document, found: Found) -> Publication:
    value, evidence, words = found
    return Publication(document.id, value, Basis.INFERRED, evidence, words)


def _ends(value: PartialDate | None) -> Range | None:
    """Return the first and last day of a date that has both."""
    return (value.earliest, value.latest) if value and value.earliest and value.latest else None


def _others(who: str, others: Iterable[Publication], *, certain: bool) -> _Others:
    times = [ends for other in others if (ends := _ends(other.value))]
    once = list(dict.fromkeys(times))  # many sources are of few days
    first, last = min((t[0] for t in times), default=date.max), max((t[1] for t in times), default=date.min)
    if len(times) < 2 or last - first > days(366):
        return _Others(who, certain, once if certain else [], None)
    months = month_range(first.year, first.month)[0], month_range(last.year, last.month)[1]
    return _Others(who, certain, once, months)


def _kind(document: Document, mention: DateMention) -> ParagraphKind:
    sentence = document.sentence_at(mention.passage.span.start)
    return document.paragraphs[sentence.paragraph - 1].kind if sentence else ParagraphKind.BOILERPLATE


def _is_past(document: Document, mention: DateMention) -> bool:
    sentence = document.sentence_at(mention.passage.span.start)
    if not sentence:
        return False
    span = mention.passage.span
    start, end = max(sentence.span.start, span.start - _AROUND), min(sentence.span.end, span.end + _AROUND)
    return tense_at(document.text[start:end], span.start - start, span.end - start) != "future"


def _looks_back(document: Document, mention: DateMention) -> bool:
    """Tell whether prose speaks of a date as of one that lies behind."""
    return _kind(document, mention).is_prose and _is_past(document, mention)


def _weekdays(document: Document, mention: DateMention) -> tuple[int, ...]:
    """Return the weekdays (0 Monday) of a bare "on Friday" or "at the weekend" that lies back."""
    if mention.rule not in ("weekday", "weekend") or not _looks_back(document, mention):
        return ()
    if mention.rule == "weekend":
        return (5, 6)
    return tuple(WEEKDAYS[w] for w in document.quote(mention.passage).lower().split() if w in WEEKDAYS)[:1]


def _from_embeds(document: Document, mentions: tuple[DateMention, ...]) -> Found | None:
    """Date a source by the latest post that it embeds: on that day or in the week after.

    When its prose names the post's weekday, or the weekend that the post lies in, it was written
    on that day or the next.
    """
    posts = [
        (mention.value.latest, mention.passage)
        for mention in mentions
        if mention.value.is_exact and mention.value.latest and _kind(document, mention) is ParagraphKind.EMBED
    ]
    if not posts:
        return None
    day, evidence = max(posts)
    agreeing = next((m for m in mentions if day.weekday() in _weekdays(document, m)), None)
    words = f"inferred from a dated post of {in_words(PartialDate.on(day))} in the text"
    if agreeing:
        words += f" and “{document.quote(agreeing.passage)}”"
    return PartialDate.between(day, day + days(1 if agreeing else _WEEK)), evidence, words


def _from_copies(related: list[tuple[float, Publication]]) -> Found | None:
    """Date a source about as its like: one story is printed within days."""
    for score, other in related:
        if score >= _SAME_STORY and other.value:
            words = f"inferred from a source of {in_words(other.value)} that prints nearly the same"
            return other.value.about(), other.evidence, words
    return None


def _from_date_line(document: Document, line: DateLine | None, others: _Others) -> Found | None:
    """Date a source by its date line without a year, when the dates of others leave one year."""
    day = line.near(others.times) if line else None
    if line is None or day is None:
        return None
    value = PartialDate.on(day)
    words = f"inferred from the date line “{document.quote(line.passage)}” and the dates of {others.who}"
    return value if others.certain else value.about(), line.passage, words


def _from_weekday(
    document: Document,
    mentions: tuple[DateMention, ...],
    related: list[tuple[float, Publication]],
    days_of: Callable[[SourceId], tuple[DateMention, ...]],
) -> Found | None:
    """Date a source that opens with "on Saturday" by a related one that was printed just after a Saturday."""
    end = max((sentence.span.end for sentence in document.prose()[:_LEAD]), default=0)
    bare = (m for m in mentions if m.rule == "weekday" and m.passage.span.start < end)
    said = next((m for m in bare if _weekdays(document, m)), None)
    if said is None:
        return None
    weekdays = _weekdays(document, said)
    past = [m.value.edtf for m in mentions if m.rule in ("month", "which-month") and _is_past(document, m)]
    for _, other in related:
        ends = _ends(other.value)
        if ends is None or ends[1] - ends[0] > days(_FRESH):
            continue
        news = [
            (day, m.passage)
            for m in days_of(other.source)
            if m.value.is_exact and (day := m.value.earliest) and day.weekday() in weekdays
            and ends[0] - days(_FRESH) <= day <= ends[1]
            and f"XXXX-{day.month:02d}" not in past  # "in May" is not said in May
        ]  # fmt: skip
        if news:
            day, evidence = max(news)
            last = min(max(day + days(1), ends[1]), day + days(_FRESH))
            words = f"inferred from “{document.quote(said.passage)}” and a related source"
            words += f" that speaks of {in_words(PartialDate.on(day))}"
            return PartialDate.between(day, last), evidence, words
    return None


def _from_months(document: Document, others: _Others, dates_of: Reading) -> Found | None:
    """Bound a source by the months of other sources and by what its own words leave of them.

    Holds only when a date in the text falls into those months, so that its year is not a guess.
    """
    if others.months is None:
        return None
    opens, closes = others.months
    left = [
        (ends[1] + days(1) if m.rule == "which-month" else ends[0], m.passage)
        for m in dates_of(document, PartialDate.on(closes))
        if m.rule in _OF_MONTHS and (ends := _ends(m.value)) and opens <= ends[0] and ends[1] <= closes
        and _looks_back(document, m)
    ]  # fmt: skip
    earliest, evidence = max(left, key=lambda each: each[0], default=(date.max, None))
    if evidence is None or earliest > closes:
        return None
    words = f"inferred from “{document.quote(evidence)}” and the dates of {others.who}"
    return PartialDate.between(earliest, closes).about(), evidence, words


def _from_text(document: Document, mentions: tuple[DateMention, ...], line: DateLine | None) -> Found | None:
    """Bound a source by the latest full date that its prose looks back on, and by its date line.

    A full date to come leaves one year for the date line, or none.
    """
    told = [
        (*ends, mention) for mention in mentions
        if (ends := _ends(mention.value)) and ends[1] - ends[0] < days(_MONTH)
        and _kind(document, mention).is_prose and (line is None or mention.passage != line.passage)
    ]  # fmt: skip
    past = [(first, mention.passage) for first, _, mention in told if _is_past(document, mention)]
    if not past:
        return None
    earliest, evidence = max(past)
    said = f"“{document.quote(evidence)}”, of which it speaks"
    if line:
        to_come = [last for _, last, mention in told if not _is_past(document, mention)]
        possible = line.within(earliest, min(to_come, default=date.max))
        if len(possible) == 1 and to_come:
            words = f"inferred from the date line “{document.quote(line.passage)}” and {said}"
            return PartialDate.on(possible[0]), line.passage, words
        earliest = possible[0] if possible else earliest
    return PartialDate.between(earliest, None), evidence, f"not known; not before {said}"


def _unknown(document: Document, line: DateLine | None) -> Publication:
    """Return that nothing is known, or nothing but the date line's day of a year that is not known."""
    if line is None:
        return Publication(document.id, None, Basis.UNKNOWN, None, "not known")
    words = in_words(PartialDate.unknown(line.month, line.day)).replace(", year", " of a year that is")
    return Publication(document.id, None, Basis.UNKNOWN, line.passage, f"{words}, from the date line")
