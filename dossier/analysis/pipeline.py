"""Turn a corpus and a desk into all findings: first in each source, then across the sources."""

from collections.abc import Callable, Collection, Mapping
from itertools import chain

from dossier.analysis.dates import publish_dates, read_dates
from dossier.analysis.decided import decide_events, drop_not_names, drop_refused, keep_in_background
from dossier.analysis.doubts import find_doubtful
from dossier.analysis.likeness import Echoes, Leads, Relations, compare, find_copies, propose, weigh
from dossier.analysis.names import find_candidates
from dossier.analysis.questions import ask
from dossier.analysis.repeats import (
    Findings,
    drop_repeats,
    find_repeated_lines,
    find_repeats,
    mark_repeats,
    spans_by_source,
)
from dossier.analysis.source import compile_registries, find_in_source
from dossier.analysis.summaries import summarise_topic
from dossier.analysis.timeline import build_timeline, find_told
from dossier.config import Settings
from dossier.model import (
    Analysis,
    Corpus,
    Desk,
    Document,
    Expression,
    Publication,
    SourceDates,
    SourceId,
)


def analyse(corpus: Corpus, desk: Desk, settings: Settings) -> Analysis:
    """Find everything: in each source by itself, then across all of them."""
    registries = compile_registries(desk)
    findings = {document.id: find_in_source(document, registries, settings) for document in corpus.documents}
    return relate(corpus, desk, findings, settings)


Make = Callable[[SourceId], SourceDates]
Recall = Callable[[Mapping[SourceId, object], Make], Collection[SourceDates]]
"""Returns for each source what is made of it; or what is kept, where its findings and the given value are as
they were."""


def make_all(of: Mapping[SourceId, object], make: Make) -> Collection[SourceDates]:
    """Recall nothing."""
    return [make(source) for source in of]


def relate(
    corpus: Corpus, desk: Desk, findings: Findings, settings: Settings, recall: Recall = make_all
) -> Analysis:
    """Relate the sources to each other; the order of the lines is the order of what each stage needs.

    What repeats from source to source speaks for none of them, and goes first. Sources are then compared,
    since what they share settles when they were published; only then are their relative dates anchored.
    Every stage works through inverted lists, never over all pairs.
    """
    repeats = find_repeats(corpus, findings)
    lines = find_repeated_lines(corpus, findings)
    marked, cut = spans_by_source(repeats), spans_by_source(lines)
    corpus = mark_repeats(corpus, repeats)
    findings = drop_repeats(corpus, findings, (*repeats, *lines), settings)

    mentions = tuple(chain.from_iterable(each.mentions for each in findings.values()))
    topic_passages = tuple(chain.from_iterable(each.topic_passages for each in findings.values()))
    attributions = tuple(chain.from_iterable(each.attributions for each in findings.values()))
    terms = {source: each.terms for source, each in findings.items()}
    expressions = {source: each.expressions for source, each in findings.items()}

    copies = find_copies({source: each.paragraphs for source, each in findings.items()})
    vectors = weigh(terms)  # only now: both are large
    related = Relations(vectors, mentions, desk)
    echoes = Echoes(vectors, (each.passage for each in topic_passages))
    leads = Leads(vectors, findings.values(), copies)
    for compared in compare(vectors):
        related.add(compared)
        echoes.add(compared)
        leads.add(compared)
    relations = related.kept()

    publications = publish_dates(corpus, expressions, settings, relations=relations, copies=copies)
    known = {each.source: (marked[each.source], cut[each.source], each) for each in publications}

    def date(source: SourceId) -> SourceDates:
        return _date_source(corpus.by_id[source], expressions[source], known[source][-1], settings)

    found = recall(known, date)
    dates = tuple(chain.from_iterable(each.dates for each in found))
    timeline = build_timeline(
        corpus, found, topic_passages, publications, terms, claims=desk.claims, copies=copies
    )

    summaries = (
        *(each.summary for each in findings.values()),
        *(
            summarise_topic(topic.id, corpus, topic_passages, vectors, echoes=echoes, copies=copies)
            for topic in desk.topics
        ),
    )
    proposals = propose(
        corpus,
        desk,
        findings.values(),
        dates=dates,
        publications=publications,
        vectors=vectors,
        leads=leads,
        differences=timeline.differences,
    )
    candidates = find_candidates(
        corpus, {source: each.raw_names for source, each in findings.items()}, desk.entities
    )
    proposals, stale = drop_refused(corpus, proposals, desk.decisions)
    proposals, missing = keep_in_background(corpus, proposals, desk.decisions)
    decided = decide_events(corpus, timeline.events, {each.id for each in desk.entities}, desk.decisions)
    candidates, unknown = drop_not_names(candidates, desk.decisions)
    problems = ask(corpus, desk, findings.values(), copies=copies, proposals=proposals, candidates=candidates)
    return Analysis(
        publications=publications,
        mentions=tuple(sorted((*mentions, *decided.mentions), key=lambda mention: mention.passage)),
        candidates=candidates,
        topic_passages=topic_passages,
        dates=dates,
        attributions=attributions,
        relations=relations,
        copies=copies,
        summaries=summaries,
        events=decided.events,
        proposals=proposals,
        repeats=repeats,
        doubtful=find_doubtful(dates, publications),
        problems=(*problems, *stale, *missing, *decided.problems, *unknown),
    )


def _date_source(
    document: Document, expressions: tuple[Expression, ...], publication: Publication, settings: Settings
) -> SourceDates:
    """Count the dates of one source from its publication, and find what it tells on them."""
    dates = read_dates(document, expressions, publication.value, settings)
    return SourceDates(dates, find_told(document, dates, publication))
