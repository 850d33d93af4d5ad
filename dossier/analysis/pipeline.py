"""Turn a corpus and a desk into all findings, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TypeVar

from dossier.analysis.dates import find_expressions, publish_dates, read_dates
from dossier.analysis.likeness import (
    compare,
    find_copies,
    find_echoes,
    find_markers,
    find_relations,
    propose,
    prose_keys,
    sentence_terms,
    weigh,
)
from dossier.analysis.names import compile_registry, find_candidates, find_mentions, find_raw_names
from dossier.analysis.questions import ask
from dossier.analysis.speech import find_attributions
from dossier.analysis.summaries import summarise, summarise_topic
from dossier.analysis.timeline import build_timeline
from dossier.analysis.topics import compile_topics, find_topic_passages
from dossier.config import Settings
from dossier.model import Analysis, Corpus, Desk, SourceId

T = TypeVar("T")


def analyse(corpus: Corpus, desk: Desk, settings: Settings) -> Analysis:
    """Find everything; the order of the lines is the order of what each stage needs.

    What is found in one document depends on that document, the desk's registries and the settings alone;
    corpus-wide stages work through inverted lists.
    """
    documents = corpus.documents
    registry, patterns = compile_registry(desk.entities), compile_topics(desk.topics)
    kinds = {entity.id: entity.kind for entity in desk.entities}

    mentions, passages, attributions, raw_names, terms, keys, markers = {}, {}, {}, {}, {}, {}, {}
    expressions = {}
    for document in documents:  # stages of one source together: its words are cut once
        here = mentions[document.id] = find_mentions(document, registry)
        passages[document.id] = find_topic_passages(document, patterns)
        attributions[document.id] = find_attributions(document, here, kinds)
        raw_names[document.id] = find_raw_names(document, here)
        terms[document.id] = sentence_terms(document, here)
        keys[document.id] = prose_keys(document)
        markers[document.id] = find_markers(document)
        expressions[document.id] = find_expressions(document)
    all_mentions = _flat(mentions)
    all_passages = _flat(passages)
    all_attributions = _flat(attributions)

    vectors = weigh(terms)
    compared = compare(vectors)
    copies = find_copies(keys)
    relations = find_relations(compared, all_mentions, desk)
    publications = publish_dates(corpus, expressions, relations, settings)
    published = {publication.source: publication.value for publication in publications}
    dates = tuple(
        chain.from_iterable(read_dates(d, expressions[d.id], published[d.id], settings) for d in documents)
    )
    echoes = find_echoes(compared)
    summaries = (
        *(summarise(document, terms[document.id], settings) for document in documents),
        *(
            summarise_topic(topic.id, corpus, all_passages, vectors, echoes=echoes, copies=copies)
            for topic in desk.topics
        ),
    )
    events = build_timeline(corpus, dates, all_passages, publications, terms)
    proposals = propose(
        corpus,
        vectors,
        compared=compared,
        markers=markers,
        mentions=all_mentions,
        dates=dates,
        attributions=all_attributions,
        copies=copies,
        kinds=kinds,
    )
    candidates = find_candidates(corpus, raw_names, desk.entities)
    problems = ask(
        corpus,
        desk,
        mentions=all_mentions,
        topic_passages=all_passages,
        copies=copies,
        proposals=proposals,
        candidates=candidates,
    )
    return Analysis(
        publications=publications,
        mentions=all_mentions,
        candidates=candidates,
        topic_passages=all_passages,
        dates=dates,
        attributions=all_attributions,
        relations=relations,
        copies=copies,
        summaries=summaries,
        events=events,
        proposals=proposals,
        problems=problems,
    )


def _flat(found: Mapping[SourceId, Iterable[T]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(found.values()))
