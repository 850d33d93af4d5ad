"""Find the paragraphs that many sources repeat, such as share lines, and drop what was found in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from dossier.analysis.likeness import find_copies
from dossier.analysis.summaries import summarise
from dossier.config import Settings
from dossier.model import (
    Corpus,
    Document,
    ParagraphKind,
    Passage,
    SourceFindings,
    SourceId,
    Span,
)

_SOURCES = 3  # that repeat a paragraph word for word; two may quote the same announcement

Findings = Mapping[SourceId, SourceFindings]
"""What was found in each source, in the order of the corpus."""


def find_repeats(corpus: Corpus, findings: Findings) -> tuple[Passage, ...]:
    """Return the paragraphs that three or more sources repeat word for word, copies of each other as one.

    Titles are left alone, and so is a source for which an editor set kinds of paragraphs. Sources count as
    copies only where a paragraph that they share reports what somebody says, or where one has no other
    prose: a common foot alone makes no copies.
    """
    places: dict[tuple[str, ...], list[tuple[SourceId, int]]] = defaultdict(list)
    for source, found in findings.items():
        for row in found.paragraphs:
            if row.keys:
                places[row.keys].append((source, row.paragraph))
    repeated = [rows for rows in places.values() if len({source for source, _ in rows}) >= _SOURCES]
    if not repeated:
        return ()
    origin = _origins(corpus, findings, repeated)
    return tuple(
        sorted(
            corpus.by_id[source].passage(corpus.by_id[source].paragraphs[number - 1].span)
            for rows in repeated
            if len({origin[source] for source, _ in rows}) >= _SOURCES
            for source, number in rows
            if _may_be_boilerplate(corpus.by_id[source], number)
        )
    )


def _origins(
    corpus: Corpus, findings: Findings, repeated: list[list[tuple[SourceId, int]]]
) -> dict[SourceId, SourceId]:
    """Return for each source the first of those that copy its reports; itself where there is none."""
    reported = {
        (source, sentence.paragraph)
        for source, found in findings.items()
        for attribution in found.attributions
        if (sentence := corpus.by_id[source].sentence_at(attribution.passage.span.start))
    }
    shares_report = {place for rows in repeated if reported.intersection(rows) for place, _ in rows}
    shared = {place for rows in repeated for place in rows}
    has_own = {
        source
        for source, found in findings.items()
        for row in found.paragraphs
        if row.is_prose and (source, row.paragraph) not in shared
    }
    bare = sorted(findings.keys() - has_own)  # no prose of their own: they all repeat one notice
    origin = {source: source if source in has_own else bare[0] for source in findings}
    for group in find_copies({source: found.paragraphs for source, found in findings.items()}):
        copies = [source for source in group.sources if source in shares_report]
        origin.update(dict.fromkeys(copies, group.sources[0]))
    return origin


def _may_be_boilerplate(document: Document, number: int) -> bool:
    kind = document.paragraphs[number - 1].kind
    return kind not in (ParagraphKind.TITLE, ParagraphKind.BOILERPLATE) and (
        "paragraphs" not in document.meta.by_editor
    )


def mark_repeats(corpus: Corpus, repeats: tuple[Passage, ...]) -> Corpus:
    """Return the corpus with those paragraphs as boilerplate."""
    if not repeats:
        return corpus
    documents = []
    for document in corpus.documents:
        spans = {passage.span for passage in repeats if passage.source == document.id}
        paragraphs = tuple(
            replace(each, kind=ParagraphKind.BOILERPLATE) if each.span in spans else each
            for each in document.paragraphs
        )
        documents.append(replace(document, paragraphs=paragraphs) if spans else document)
    return replace(corpus, documents=tuple(documents))


def drop_repeats(
    corpus: Corpus, findings: Findings, repeats: tuple[Passage, ...], settings: Settings
) -> dict[SourceId, SourceFindings]:
    """Return the findings without those in repeated paragraphs; `corpus` has them marked."""
    spans: dict[SourceId, list[Span]] = defaultdict(list)
    for passage in repeats:
        spans[passage.source].append(passage.span)
    return {
        source: _without(corpus.by_id[source], found, spans[source], settings) if source in spans else found
        for source, found in findings.items()
    }


def _without(
    document: Document, found: SourceFindings, spans: list[Span], settings: Settings
) -> SourceFindings:
    starts = [span.start for span in spans]

    def kept(place: Span) -> bool:
        index = bisect_right(starts, place.start) - 1
        return index < 0 or place.start >= spans[index].end

    sentences = document.sentences
    terms = tuple(row for row in found.terms if kept(row.sentence.span))
    numbers = {paragraph.number for paragraph in document.paragraphs if not kept(paragraph.span)}
    return replace(
        found,
        mentions=tuple(each for each in found.mentions if kept(each.passage.span)),
        topic_passages=tuple(each for each in found.topic_passages if kept(each.passage.span)),
        attributions=tuple(each for each in found.attributions if kept(each.passage.span)),
        raw_names=found.raw_names._replace(
            names=tuple(each for each in found.raw_names.names if kept(each.span))
        ),
        terms=terms,
        paragraphs=tuple(row for row in found.paragraphs if row.paragraph not in numbers),
        markers=tuple(each for each in found.markers if kept(each.sentence.span)),
        expressions=tuple(each for each in found.expressions if kept(sentences[each.sentence].span)),
        summary=summarise(document, terms, settings),
    )
