"""Find everything in one source that can be found without the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dossier.analysis.dates import find_expressions
from dossier.analysis.likeness import find_markers, paragraph_words, sentence_terms
from dossier.analysis.names import Registry, compile_registry, find_mentions, find_raw_names
from dossier.analysis.speech import find_attributions
from dossier.analysis.summaries import summarise
from dossier.analysis.topics import Patterns, compile_topics, find_topic_passages
from dossier.config import Settings
from dossier.model import Desk, Document, EntityId, EntityKind, SourceFindings
from dossier.text.read_text import read_text


@dataclass(frozen=True, slots=True)
class Registries:
    """What a desk knows beforehand, ready to be looked up; compile it once with `compile_registries`."""

    names: Registry
    kinds: Mapping[EntityId, EntityKind]
    """The kind of each entity."""
    topics: Patterns


def compile_registries(desk: Desk) -> Registries:
    """Build what `find_in_source` looks names and topics up in."""
    kinds = {entity.id: entity.kind for entity in desk.entities}
    return Registries(compile_registry(desk.entities), kinds, compile_topics(desk.topics))


def find_in_source(document: Document, registries: Registries, settings: Settings) -> SourceFindings:
    """Find names, topics, speakers, disputes and dates in one source, and choose its summary.

    The result depends on the arguments alone, and can be pickled: it may be kept by their hash, or made in
    another process. Relative dates stay expressions, because a source alone may not say when it came out.
    """
    text = read_text(document)
    mentions = find_mentions(text, registries.names)
    terms, markers = sentence_terms(text, mentions), find_markers(text)
    return SourceFindings(
        source=document.id,
        mentions=mentions,
        topic_passages=find_topic_passages(text, registries.topics),
        attributions=find_attributions(text, mentions, registries.kinds),
        raw_names=find_raw_names(text, mentions),
        terms=terms,
        paragraphs=paragraph_words(text),
        markers=markers,
        expressions=find_expressions(text),
        summary=summarise(document, terms, markers, settings),
    )
