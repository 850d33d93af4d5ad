"""Turn what sources say of their own date and of each other into publication dates with their basis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from dossier.analysis.date_lines import DateLine, find_date_line
from dossier.analysis.date_math import Range, days, month_range
from dossier.analysis.date_scan import Expression
from dossier.analysis.date_words import WEEKDAYS, tense_at
from dossier.analysis.dates import read_dates
from dossier.config import Settings
from dossier.datewords import in_words
from dossier.model import (
    Basis,
    Corpus,
    DateMention,
    Document,
    ParagraphKind,
    PartialDate,
    Passage,
    Publication,
    Relation,
    SourceId,
)

_LEAD = 3  # prose sentences in which news says on which day it happened
_FRESH = 2  # days from an event to the reports that call it by its weekday alone
_WEEK = 6  # days that a bare weekday may lie back
_SAME_STORY = 0.8  # relation score from which two sources print one story
_NEAREST = 5  # related sources whose dates bound a source

Dated = dict[SourceId, Publication]


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

    near: dict[SourceId, list[tuple[float, SourceId]]] = defaultdict(list)
    for relation in relations:
        near[relation.a].append((-relation.score, relation.b))
        near[relation.b].append((-relation.score, relation.a))
    firm: Dated = {}
    undated: list[tuple[Document, tuple[DateMention, ...]]] = []
    for document in corpus.documents:
        found = _from_hints(document)
        mentions = () if found else dates_of(document, None)
        found = found or _from_embeds(document, mentions)
        if found:
            firm[document.id] = found
        else:
            undated.append((document, mentions))
    cache: dict[SourceId, tuple[DateMention, ...]] = {}

    def days_of(source: SourceId) -> tuple[DateMention, ...]:
        if source not in cache:
            found = dates_of(corpus.by_id[source], firm[source].value)
            cache[source] = tuple(m for m in found if not _is_line(firm[source], m))
        return cache[source]

    everyone = _months(firm.values())
    inferred: Dated = {}
    for document, mentions in undated:
        related = [(-score, firm[source]) for score, source in sorted(near[document.id]) if source in firm]
        line = find_date_line(document, mentions)
        inferred[document.id] = (
            _from_copies(document, related)
            or _from_date_line(document, line, (p for _, p in related[:_NEAREST]), "related sources")
            or _from_date_line(document, line, firm.values() if everyone else (), "the other sources")
            or _from_weekday(document, mentions, related, days_of)
            or _from_months(document, _months(p for _, p in related[:_NEAREST]), "related sources", dates_of)
            or _from_months(document, everyone, "the other sources", dates_of)
            or _from_text(document, mentions, line)
            or _unknown(document, line)
        )
    return tuple(firm.get(d.id) or inferred[d.id] for d in corpus.documents)


def _is_line(publication: Publication, mention: DateMention) -> bool:
    """Tell whether a mention is the line that states the publication date."""
    place = publication.evidence
    return (
        publication.basis == Basis.STATED and place is not None and place.span.overlaps(mention.passage.span)
    )


def _from_hints(document: Document) -> Publication | None:
    hint = next(iter(document.meta.date_hints), None)
    return Publication(document.id, hint.value, hint.basis, hint.evidence, hint.words) if hint else None


def _from_embeds(document: Document, mentions: tuple[DateMention, ...]) -> Publication | None:
    """Date a source by the latest post that it embeds: on that day or in the week after.

    When its prose names the post's weekday, or the weekend that the post lies in, it was written
    on that day or the next.
    """
    posts = [
        (mention.value.latest, mention.passage)
        for mention in mentions
        if mention.value.is_exact and mention.value.latest and _kind(document, mention) == ParagraphKind.EMBED
    ]
    if not posts:
        return None
    day, evidence = max(posts, key=lambda post: (post[0], post[1]))
    agreeing = next((m for m in mentions if _names(document, m, day)), None)
    words = f"inferred from a dated post of {in_words(PartialDate.on(day))} in the text"
    if agreeing:
        words += f" and “{document.quote(agreeing.passage)}”"
    value = PartialDate.between(day, day + days(1 if agreeing else _WEEK))
    return Publication(document.id, value, Basis.INFERRED, evidence, words)


def _kind(document: Document, mention: DateMention) -> ParagraphKind:
    sentence = document.sentence_at(mention.passage.span.start)
    return document.paragraphs[sentence.paragraph - 1].kind if sentence else ParagraphKind.BOILERPLATE


def _is_past(document: Document, mention: DateMention) -> bool:
    sentence = document.sentence_at(mention.passage.span.start)
    if not sentence:
        return False
    start = sentence.span.start
    span = mention.passage.span
    return tense_at(document.quote(sentence.span), span.start - start, span.end - start) != "future"


def _weekday(document: Document, mention: DateMention) -> int | None:
    """Return the weekday (0 Monday) of a bare "on Friday" that lies back, None for all else."""
    if mention.rule != "weekday" or not _is_past(document, mention) or not _kind(document, mention).is_prose:
        return None
    words = document.quote(mention.passage).lower().split()
    return next((WEEKDAYS[word] for word in words if word in WEEKDAYS), None)


def _names(document: Document, mention: DateMention, day: date) -> bool:
    """Tell whether prose calls a day by its weekday or as part of the weekend."""
    if mention.rule == "weekend":
        return day.weekday() >= 5 and _kind(document, mention).is_prose and _is_past(document, mention)
    return _weekday(document, mention) == day.weekday()


def _from_copies(document: Document, related: list[tuple[float, Publication]]) -> Publication | None:
    """Date a source about as its like: one story is printed within days."""
    for score, other in related:
        if score >= _SAME_STORY and other.value:
            words = f"inferred from a source of {in_words(other.value)} that prints nearly the same"
            return Publication(document.id, other.value.about(), Basis.INFERRED, other.evidence, words)
    return None


def _from_weekday(
    document: Document,
    mentions: tuple[DateMention, ...],
    related: list[tuple[float, Publication]],
    days_of: Callable[[SourceId], tuple[DateMention, ...]],
) -> Publication | None:
    """Date a source that opens with "on Saturday" by a related one that was printed just after a Saturday."""
    lead = document.prose()[:_LEAD]
    said = [m for m in mentions if lead and m.passage.span.start < lead[-1].span.end]
    weekdays = [(m, weekday) for m in said if (weekday := _weekday(document, m)) is not None]
    past_months = {
        m.value.edtf for m in mentions if m.rule in ("month", "which-month") and _is_past(document, m)
    }
    for _, other in related if weekdays else ():
        mention, weekday = weekdays[0]
        value = other.value
        if value is None or value.earliest is None or value.latest is None or (value.days or 0) > _FRESH + 1:
            continue
        news = sorted(
            (day, m.passage)
            for m in days_of(other.source)
            if m.value.is_exact and (day := m.value.earliest) and day.weekday() == weekday
            and value.earliest - days(_FRESH) <= day <= value.latest
            and f"XXXX-{day.month:02d}" not in past_months  # "in May" is not said in May
        )  # fmt: skip
        if news:
            day, evidence = news[-1]
            last = min(max(day + days(1), value.latest), day + days(_FRESH))
            words = f"inferred from “{document.quote(mention.passage)}” and a related source"
            words += f" that speaks of {in_words(PartialDate.on(day))}"
            return Publication(document.id, PartialDate.between(day, last), Basis.INFERRED, evidence, words)
    return None


def _months(others: Iterable[Publication]) -> Range | None:
    """Return the months of publications that lie within a year of each other; None for fewer than two."""
    ends = [(v.earliest, v.latest) for other in others if (v := other.value) and v.earliest and v.latest]
    if len(ends) < 2:
        return None
    first, last = min(first for first, _ in ends), max(last for _, last in ends)
    if last - first > days(366):
        return None
    return month_range(first.year, first.month)[0], month_range(last.year, last.month)[1]


def _from_months(
    document: Document,
    months: Range | None,
    who: str,
    dates_of: Callable[[Document, PartialDate | None], tuple[DateMention, ...]],
) -> Publication | None:
    """Bound a source by the months of other sources and by what its own words leave of them.

    Holds only when a date in the text falls into those months, so that its year is not a guess.
    """
    if months is None:
        return None
    opens, closes = months
    earliest: date | None = None
    evidence: Passage | None = None
    for mention in dates_of(document, PartialDate.on(closes)):
        value = mention.value
        if mention.rule not in ("month-day", "day-month", "which-month", "month", "month-year") or not (
            value.earliest and value.latest and opens <= value.earliest and value.latest <= closes
            and _kind(document, mention).is_prose and _is_past(document, mention)
        ):  # fmt: skip
            continue
        after = value.latest + days(1) if mention.rule == "which-month" else value.earliest
        if earliest is None or after > earliest:
            earliest, evidence = after, mention.passage
    if earliest is None or evidence is None or earliest > closes:
        return None
    words = f"inferred from “{document.quote(evidence)}” and the dates of {who}"
    value = PartialDate.between(earliest, closes).about()
    return Publication(document.id, value, Basis.INFERRED, evidence, words)


def _from_date_line(
    document: Document, line: DateLine | None, others: Iterable[Publication], who: str
) -> Publication | None:
    """Date a source by its date line without a year, when the dates of others leave one year.

    What is not closely related only tells about when.
    """
    times = [(v.earliest, v.latest) for other in others if (v := other.value) and v.earliest and v.latest]
    day = line.near(times) if line else None
    if line is None or day is None:
        return None
    words = f"inferred from the date line “{document.quote(line.passage)}” and the dates of {who}"
    value = PartialDate.on(day)
    value = value if who == "related sources" else value.about()
    return Publication(document.id, value, Basis.INFERRED, line.passage, words)


def _from_text(
    document: Document, mentions: tuple[DateMention, ...], line: DateLine | None
) -> Publication | None:
    """Bound a source by the latest full date that its prose looks back on, and by its date line.

    A full date to come leaves one year for the date line, or none.
    """
    told = [
        (mention.value.earliest, mention.value.latest, _is_past(document, mention), mention.passage)
        for mention in mentions
        if mention.value.earliest and mention.value.latest and (mention.value.days or 0) <= 31
        and _kind(document, mention).is_prose and (line is None or mention.passage != line.passage)
    ]  # fmt: skip
    past = [(first, passage) for first, _, is_past, passage in told if is_past]
    if not past:
        return None
    earliest, evidence = max(past, key=lambda p: (p[0], p[1]))
    said = f"“{document.quote(evidence)}”, of which it speaks"
    if line:
        to_come = [last for _, last, is_past, _ in told if not is_past]
        possible = line.within(earliest, min(to_come, default=date.max))
        words = f"inferred from the date line “{document.quote(line.passage)}” and {said}"
        if len(possible) == 1 and to_come:
            return Publication(document.id, PartialDate.on(possible[0]), Basis.INFERRED, line.passage, words)
        earliest = possible[0] if possible else earliest
    words = f"not known; not before {said}"
    return Publication(document.id, PartialDate.between(earliest, None), Basis.INFERRED, evidence, words)


def _unknown(document: Document, line: DateLine | None) -> Publication:
    """Return that nothing is known, or nothing but the date line's day of a year that is not known."""
    if line is None:
        return Publication(document.id, None, Basis.UNKNOWN, None, "not known")
    words = in_words(PartialDate.unknown(line.month, line.day)).replace(", year", " of a year that is")
    return Publication(document.id, None, Basis.UNKNOWN, line.passage, f"{words}, from the date line")
