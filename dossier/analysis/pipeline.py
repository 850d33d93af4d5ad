"""Turn a corpus and a desk into all findings: first in each source, then across the sources."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import chain

from dossier.analysis.dates import publish_dates, read_dates
from dossier.analysis.decided import decide_events, drop_not_names, drop_refused, keep_in_background
from dossier.analysis.doubts import find_doubtful
from dossier.analysis.key_points import summarise_topic
from dossier.analysis.likeness import Echoes, Leads, Relations, compare, find_copies, propose, weigh
from dossier.analysis.names import find_candidates
from dossier.analysis.questions import ask
from dossier.analysis.repeats import (
    Packed,
    by_source,
    drop_repeats,
    find_repeated_lines,
    find_repeats,
    mark_repeats,
    prose_of,
    share_sentences,
    spans_by_source,
    without_words,
)
from dossier.analysis.source import compile_registries, find_in_source
from dossier.analysis.timeline import build_timeline, find_told
from dossier.config import Settings
from dossier.model import (
    Analysis,
    Corpus,
    Desk,
    Expression,
    Publication,
    SourceDates,
    SourceFindings,
    SourceId,
)


def analyse(corpus: Corpus, desk: Desk, settings: Settings) -> Analysis:
    """Find everything: in each source by itself, then across all of them."""
    registries = compile_registries(desk)
    found = (find_in_source(document, registries, settings) for document in corpus.documents)
    return relate(corpus, desk, found, settings)


Make = Callable[[SourceId], SourceDates]
Recall = Callable[[Mapping[SourceId, object], Make], Collection[SourceDates]]
"""Returns for each source what is made of it; or what is kept, where its findings and the given value are as
they were."""


def make_all(of: Mapping[SourceId, object], make: Make) -> Collection[SourceDates]:
    """Recall nothing."""
    return [make(source) for source in of]


def relate(
    corpus: Corpus, desk: Desk, found: Iterator[SourceFindings], settings: Settings, recall: Recall = make_all
) -> Analysis:
    """Relate the sources to each other; the order of the lines is the order of what each stage needs.

    What repeats from source to source speaks for none of them, and goes first. Sources are then compared,
    since what they share settles when they were published; only then are their relative dates anchored.
    Every stage works through inverted lists, never over all pairs.

    `found` has what is in each source, in the order of the corpus. It is an iterator, since nobody else may
    hold that: of all sources it fills the memory, so each part goes with the last stage that needs it.
    """
    findings = by_source(map(partial(share_sentences, corpus), found))
    prose = prose_of(findings)
    copies = find_copies(prose)
    repeats = find_repeats(corpus, findings, copies)
    lines = find_repeated_lines(corpus, findings)
    marked, cut = spans_by_source(repeats), spans_by_source(lines)
    corpus = mark_repeats(corpus, repeats)
    findings = drop_repeats(corpus, findings, (*repeats, *lines), settings)

    topic_passages = tuple(chain.from_iterable(each.topic_passages for each in findings.values()))
    terms = {source: each.terms for source, each in findings.items()}
    expressions = {source: each.expressions for source, each in findings.items()}

    if (left := prose_of(findings)) != prose:  # mostly it is only headings that repeat
        copies = find_copies(left)
    del prose, left
    findings = by_source(map(without_words, findings.values()))
    vectors = weigh(terms)  # only now: both are large
    related = Relations(vectors, findings.values(), desk)
    echoes = Echoes(vectors, (each.passage for each in topic_passages))
    leads = Leads(vectors, findings.values(), copies)
    of_sources = tuple(each.summary for each in findings.values())
    in_sources = Packed(findings.values())
    del findings
    for compared in compare(vectors):
        related.add(compared)
        echoes.add(compared)
        leads.add(compared)
    relations = related.kept()
    del related

    publications = publish_dates(corpus, expressions, settings, relations=relations, copies=copies)
    known = {each.source: (marked[each.source], cut[each.source], each) for each in publications}
    dated = recall(known, partial(_date_source, corpus, expressions, known, settings))
    del expressions, known
    dates = tuple(chain.from_iterable(each.dates for each in dated))
    timeline = build_timeline(
        corpus, dated, topic_passages, publications, terms, claims=desk.claims, copies=copies
    )
    del dated, terms

    summaries = (
        *of_sources,
        *(
            summarise_topic(topic.id, corpus, topic_passages, vectors, echoes=echoes, copies=copies)
            for topic in desk.topics
        ),
    )
    del echoes
    proposals = propose(
        corpus,
        desk,
        in_sources,
        dates=dates,
        publications=publications,
        vectors=vectors,
        leads=leads,
        differences=timeline.differences,
    )
    del vectors, leads
    findings = by_source(map(partial(share_sentences, corpus), in_sources))
    del in_sources
    candidates = find_candidates(
        corpus, {source: each.raw_names for source, each in findings.items()}, desk.entities
    )
    proposals, stale = drop_refused(corpus, proposals, desk.decisions)
    proposals, missing = keep_in_background(corpus, proposals, desk.decisions)
    decided = decide_events(corpus, timeline.events, {each.id for each in desk.entities}, desk.decisions)
    candidates, unknown = drop_not_names(candidates, desk.decisions)
    problems = ask(corpus, desk, findings.values(), copies=copies, proposals=proposals, candidates=candidates)
    mentions = chain(decided.mentions, *(each.mentions for each in findings.values()))
    return Analysis(
        publications=publications,
        mentions=tuple(sorted(mentions, key=lambda mention: mention.passage)),
        candidates=candidates,
        topic_passages=topic_passages,
        dates=dates,
        attributions=tuple(chain.from_iterable(each.attributions for each in findings.values())),
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
    corpus: Corpus,
    expressions: Mapping[SourceId, tuple[Expression, ...]],
    known: Mapping[SourceId, tuple[object, object, Publication]],
    settings: Settings,
    source: SourceId,
) -> SourceDates:
    """Count the dates of one source from its publication, and find what it tells on them."""
    document, (_, _, publication) = corpus.by_id[source], known[source]
    dates = read_dates(document, expressions[source], publication.value, settings)
    return SourceDates(dates, find_told(document, dates, publication))
