"""Find the paragraphs that many sources repeat, such as share lines, and drop what was found in them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, cast

from dossier.analysis.summaries import summarise
from dossier.config import Settings
from dossier.kept import Parcel
from dossier.model import (
    Basis,
    CopyGroup,
    Corpus,
    Document,
    Paragraph,
    ParagraphKind,
    ParagraphWords,
    Passage,
    Sentence,
    SourceFindings,
    SourceId,
    SourceMeta,
    Span,
)
from dossier.text.reporting import introduces_words

_T = TypeVar("_T")
P = TypeVar("P", Sentence, Passage)

_SHORTEST, _LONGEST = 3, 25  # words of a line that is furniture
_SOURCES = 3  # that repeat a paragraph word for word; two may quote the same announcement

Findings = Mapping[SourceId, SourceFindings]
"""What was found in each source, in the order of the corpus."""


class Packed(Iterable[SourceFindings]):
    """Findings of all sources, which are unpacked one by one: together they fill the memory."""

    def __init__(self, findings: Iterable[SourceFindings]) -> None:
        self._packed = [Parcel(each).alone() for each in findings]

    def __iter__(self) -> Iterator[SourceFindings]:
        return (each.value for each in self._packed)


def by_source(found: Iterable[SourceFindings]) -> dict[SourceId, SourceFindings]:
    """Return findings by their source."""
    return {each.source: each for each in found}


def prose_of(findings: Findings) -> dict[SourceId, tuple[ParagraphWords, ...]]:
    """Return the words of the prose of each source, which alone tell whether sources are copies."""
    return {
        source: tuple([row for row in found.paragraphs if row.is_prose]) for source, found in findings.items()
    }


def find_repeats(corpus: Corpus, findings: Findings, copies: Iterable[CopyGroup]) -> tuple[Passage, ...]:
    """Return the paragraphs that three or more sources repeat word for word, copies of each other as one.

    Titles are left alone, and so is a source for which an editor set kinds of paragraphs. Sources count as
    copies only where a paragraph that they share reports what somebody says, or where one has no other
    prose: a common foot alone makes no copies.
    """
    places: dict[str, list[tuple[SourceId, int]]] = defaultdict(list)
    for source, found in findings.items():
        for row in found.paragraphs:
            if row.words:
                places[row.words].append((source, row.paragraph))
    repeated = [rows for rows in places.values() if len({source for source, _ in rows}) >= _SOURCES]
    if not repeated:
        return ()
    origin = _origins(corpus, findings, repeated, copies)
    return tuple(
        sorted(
            corpus.by_id[source].passage(corpus.by_id[source].paragraphs[number - 1].span)
            for rows in repeated
            if len({origin[source] for source, _ in rows}) >= _SOURCES
            for source, number in rows
            if _may_be_boilerplate(corpus.by_id[source], number)
        )
    )


def find_repeated_lines(corpus: Corpus, findings: Findings) -> tuple[Passage, ...]:
    """Return the short sentences inside prose that three or more sources repeat between other sentences.

    "Follow the desk on every platform." may be glued to a paragraph. What copies share has the same sentences
    before and after it, and what somebody says is news.
    """
    places: dict[str, list[tuple[Passage, str, str]]] = defaultdict(list)
    for source, found in findings.items():
        document = corpus.by_id[source]
        said = {attribution.passage.span for attribution in found.attributions}
        spans = [row.sentence.span for row in found.terms]
        words = ["", *(" ".join(document.quote(span).casefold().split()) for span in spans), ""]
        for number, span in enumerate(spans, start=1):
            if span not in said and _SHORTEST <= words[number].count(" ") + 1 <= _LONGEST:
                place = (document.passage(span), words[number - 1], words[number + 1])
                places[words[number]].append(place)
    return tuple(sorted(passage for rows in places.values() if _stands_apart(rows) for passage, _, _ in rows))


def _stands_apart(rows: list[tuple[Passage, str, str]]) -> bool:
    """Tell whether a sentence has other sentences before it, or after it, in three sources or more."""
    before = {(row[0].source, row[1]) for row in rows}
    after = {(row[0].source, row[2]) for row in rows}
    return any(
        min(len({source for source, _ in side}), len({words for _, words in side})) >= _SOURCES
        for side in (before, after)
    )


def _origins(
    corpus: Corpus,
    findings: Findings,
    repeated: list[list[tuple[SourceId, int]]],
    copies: Iterable[CopyGroup],
) -> dict[SourceId, SourceId]:
    """Return for each source the first of those that copy its reports; itself where there is none."""
    reports = _reports(corpus, findings)
    shares_report = {source for rows in repeated if reports.intersection(rows) for source, _ in rows}
    shared = {place for rows in repeated for place in rows}
    bare = [source for source, found in sorted(findings.items()) if not _has_own_prose(source, found, shared)]
    origin = {source: source for source in findings}
    origin.update((source, bare[0]) for source in bare)  # they all repeat one notice
    for group in copies:
        of_report = [source for source in group.sources if source in shares_report]
        origin.update(dict.fromkeys(of_report, group.sources[0]))
    return origin


def _reports(corpus: Corpus, findings: Findings) -> set[tuple[SourceId, int]]:
    """Return the paragraphs in which somebody is said to have said something."""
    found = set()
    for source, in_source in findings.items():
        for attribution in in_source.attributions:
            sentence = corpus.by_id[source].sentence_at(attribution.passage.span.start)
            if sentence:
                found.add((source, sentence.paragraph))
    return found


def _has_own_prose(source: SourceId, found: SourceFindings, shared: set[tuple[SourceId, int]]) -> bool:
    return any(row.is_prose and (source, row.paragraph) not in shared for row in found.paragraphs)


def _may_be_boilerplate(document: Document, number: int) -> bool:
    paragraph = document.paragraphs[number - 1]
    if introduces_words(document.quote(paragraph.span)) or "paragraphs" in document.meta.by_editor:
        return False
    return paragraph.kind not in (ParagraphKind.TITLE, ParagraphKind.BOILERPLATE)


def spans_by_source(passages: Iterable[Passage]) -> defaultdict[SourceId, list[Span]]:
    """Return the spans of passages by their source; none for a source that has no passage."""
    spans = defaultdict[SourceId, list[Span]](list)
    for passage in passages:
        spans[passage.source].append(passage.span)
    return spans


def mark_repeats(corpus: Corpus, repeats: tuple[Passage, ...]) -> Corpus:
    """Return the corpus with those paragraphs as boilerplate."""
    if not repeats:
        return corpus
    repeated = spans_by_source(repeats)
    documents = (_marked(document, set(repeated[document.id])) for document in corpus.documents)
    return replace(corpus, documents=tuple(documents))


def _marked(document: Document, spans: set[Span]) -> Document:
    if not spans:
        return document
    marked = document.with_body(lambda: (document.text, _paragraphs(document, spans), document.sentences))
    if document.meta.title_basis is not Basis.INFERRED:  # no line that may repeat
        return marked
    return replace(marked, meta=_retitled(document, spans, marked.paragraphs))


def _paragraphs(document: Document, spans: set[Span]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a document, those that repeat as boilerplate."""
    return tuple(
        replace(each, kind=ParagraphKind.BOILERPLATE) if each.span in spans else each
        for each in document.paragraphs
    )


def _retitled(document: Document, spans: set[Span], paragraphs: tuple[Paragraph, ...]) -> SourceMeta:
    """Take the heading that comes next for the title, where this was only the words of a repeated line."""
    lines = (" ".join(document.quote(span).split()) for span in spans)
    first = next(
        (each for each in paragraphs if each.kind is ParagraphKind.HEADING or each.kind.is_prose), None
    )
    is_repeat = any(line.startswith(document.meta.title.removesuffix("…")) for line in lines)
    if not (is_repeat and first and first.kind is ParagraphKind.HEADING):
        return document.meta
    return replace(document.meta, title=" ".join(document.quote(first.span).split()))


def drop_repeats(
    corpus: Corpus, findings: Findings, repeats: tuple[Passage, ...], settings: Settings
) -> dict[SourceId, SourceFindings]:
    """Return the findings without those in repeated paragraphs, which `corpus` has marked, and lines."""
    spans = spans_by_source(sorted(repeats))
    return {
        source: _without(corpus.by_id[source], found, spans[source], settings) if spans[source] else found
        for source, found in findings.items()
    }


def share_sentences(corpus: Corpus, found: SourceFindings) -> SourceFindings:
    """Return findings with the sentences of their document itself, and with one passage for each.

    What was kept or sent has equal ones beside these; those of all sources take a seventh of the memory.
    """
    document = corpus.by_id[found.source]
    passages = (document.passage(each.span) for each in document.sentences)
    same: dict[object, object] = {each: each for each in (*document.sentences, *passages)}

    def own(place: P) -> P:
        return cast("P", same.get(place, place))

    return replace(
        found,
        terms=tuple(replace(row, sentence=own(row.sentence)) for row in found.terms),
        markers=tuple(marker._replace(sentence=own(marker.sentence)) for marker in found.markers),
        topic_passages=tuple(replace(each, passage=own(each.passage)) for each in found.topic_passages),
        attributions=tuple(replace(each, passage=own(each.passage)) for each in found.attributions),
    )


def without_words(found: SourceFindings) -> SourceFindings:
    """Return findings without the words of sentences and paragraphs, and without what dates are read of."""
    return replace(found, terms=(), paragraphs=(), expressions=())


def _without(
    document: Document, found: SourceFindings, spans: list[Span], settings: Settings
) -> SourceFindings:
    paragraphs, sentences = document.paragraphs, document.sentences
    terms = _outside(spans, found.terms, lambda row: row.sentence.span)
    names = _outside(spans, found.raw_names.names, lambda name: name.span)
    markers = _outside(spans, found.markers, lambda each: each.sentence.span)
    attributions = _outside(spans, found.attributions, lambda each: each.passage.span)
    same = (terms, markers) == (found.terms, found.markers)  # where only headings go, say
    return replace(
        found,
        mentions=_outside(spans, found.mentions, lambda each: each.passage.span),
        topic_passages=_outside(spans, found.topic_passages, lambda each: each.passage.span),
        attributions=attributions,
        raw_names=found.raw_names._replace(names=names),
        terms=terms,
        paragraphs=tuple(row for row in found.paragraphs if paragraphs[row.paragraph - 1].span not in spans),
        markers=markers,
        expressions=_outside(spans, found.expressions, lambda each: sentences[each.sentence].span),
        summary=found.summary if same else summarise(document, terms, markers, attributions, settings),
    )


def _outside(spans: list[Span], findings: Iterable[_T], span_of: Callable[[_T], Span]) -> tuple[_T, ...]:
    """Return the findings that begin in none of the spans, which are in order."""
    starts = [span.start for span in spans]
    kept = []
    for finding in findings:
        start = span_of(finding).start
        index = bisect_right(starts, start) - 1
        if index < 0 or start >= spans[index].end:
            kept.append(finding)
    return tuple(kept)
