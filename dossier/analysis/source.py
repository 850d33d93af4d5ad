"""Find everything in one source that can be found without the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain

from dossier.analysis.dates import find_expressions
from dossier.analysis.likeness import find_markers, paragraph_words, sentence_terms
from dossier.analysis.names import (
    Registry,
    compile_registry,
    find_mentions,
    find_raw_names,
    name_words,
    words_and_pairs,
)
from dossier.analysis.speech import find_attributions
from dossier.analysis.summaries import summarise
from dossier.analysis.topics import Patterns, compile_topics, find_topic_passages, patterns_within, term_stem
from dossier.config import Settings
from dossier.model import Desk, Document, Entity, EntityId, EntityKind, SourceFindings
from dossier.text.read_text import read_text


@dataclass(frozen=True, slots=True)
class Registries:
    """What a desk knows beforehand, ready to be looked up; compile it once with `compile_registries`."""

    names: Registry
    kinds: Mapping[EntityId, EntityKind]
    """The kind of each entity."""
    topics: Patterns

    def touching(self, document: Document, words: frozenset[str]) -> Registries:
        """Return what can be found in one source; `words` are its own, as `find_with_words` returns them.

        Nothing else is looked at there, so what is found depends on nothing else.
        """
        names = self.names.within(words)
        said = {entity.value for override in document.meta.overrides for _, entity in override.names}
        kinds = {
            entity: self.kinds[entity]
            for entity in sorted({*names.entries, *map(EntityId, said)} & self.kinds.keys())
        }
        return Registries(names, kinds, patterns_within(self.topics, words))

    def parts(self) -> Iterator[tuple[str, object]]:
        """Yield what makes these registries, part by part; equal registries have equal parts."""
        yield from self.names.root.names()
        yield from self.names.entries.items()
        yield from self.kinds.items()
        for topic, patterns in self.topics:
            for pattern in patterns:
                yield topic, pattern


def compile_registries(desk: Desk) -> Registries:
    """Build what `find_in_source` looks names and topics up in."""
    kinds = {entity.id: entity.kind for entity in desk.entities}
    return Registries(compile_registry(desk.entities), kinds, compile_topics(desk.topics))


def find_in_source(document: Document, registries: Registries, settings: Settings) -> SourceFindings:
    """Find names, topics, speakers, disputes and dates in one source, and choose its summary.

    The result depends on the arguments alone, and can be pickled: it may be kept by their hash, or made in
    another process. Relative dates stay expressions, because a source alone may not say when it came out.
    """
    return find_with_words(document, registries, settings)[0]


def find_with_words(
    document: Document, registries: Registries, settings: Settings
) -> tuple[SourceFindings, frozenset[str]]:
    """Return what `find_in_source` does, and the words (and pairs) by which a desk touches the source."""
    text = read_text(document)
    words = name_words(document.text, text.words, document.meta.language)
    stems = map(term_stem, {word.key for word in text.words})
    own = frozenset(chain(words_and_pairs(words), stems))
    registries = registries.touching(document, own)
    mentions = find_mentions(text, registries.names, words)
    terms, markers = sentence_terms(text, mentions), find_markers(text)
    attributions = find_attributions(text, mentions, registries.kinds)
    findings = SourceFindings(
        source=document.id,
        mentions=mentions,
        topic_passages=find_topic_passages(text, registries.topics),
        attributions=attributions,
        raw_names=find_raw_names(text, mentions, words),
        terms=terms,
        paragraphs=paragraph_words(text),
        markers=markers,
        expressions=find_expressions(text),
        summary=summarise(document, terms, markers, attributions, settings),
    )
    return findings, own


def find_named(
    documents: Iterable[Document], entities: tuple[Entity, ...], among: Set[EntityId]
) -> frozenset[EntityId]:
    """Return those of some entities that sources surely name; `entities` are all that they may name."""
    registry, found = compile_registry(entities), set[EntityId]()
    for document in documents:
        if among <= found:
            break
        words = name_words(document.text, language=document.meta.language)
        names = registry.within(frozenset(words_and_pairs(words)))
        said = {entity.value for override in document.meta.overrides for _, entity in override.names}
        if (names.entries.keys() | said) & (among - found):
            found.update(each.entity for each in find_mentions(read_text(document), names) if each.entity)
    return frozenset(found & among)
