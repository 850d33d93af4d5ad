"""Turn a dossier into shelves to reach into: every finding by source, topic, name and place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from dossier.datewords import in_words
from dossier.model import (
    Claim,
    Document,
    Dossier,
    EntityId,
    Grade,
    MarkdownBody,
    PageKind,
    PageRef,
    Passage,
    Position,
    SourceId,
    TimelineEvent,
    Tlp,
    TopicId,
)
from dossier.site.release import released_sentences
from dossier.site.urls import gloss_key

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MARKS = tuple(Tlp)  # mildest first


def group(values: Iterable[V], keys: Callable[[V], Iterable[K]]) -> dict[K, tuple[V, ...]]:
    """Put each value under each of its keys, once, in order."""
    shelves: dict[K, dict[int, V]] = defaultdict(dict)
    for number, value in enumerate(values):
        for key in keys(value):
            shelves[key].setdefault(number, value)
    return {key: tuple(held.values()) for key, held in shelves.items()}


class Shelf:
    """A dossier with its findings within reach; read only once made."""

    def __init__(self, dossier: Dossier) -> None:
        found, desk = dossier.analysis, dossier.desk
        self.dossier = dossier
        self.documents = dossier.corpus.by_id
        self.released = released_sentences(dossier)
        self.topics = {topic.id: topic for topic in desk.topics}
        self.entities = {entity.id: entity for entity in desk.entities}
        self.notes = {note.id: note for note in desk.notes if note.published}
        self.claims = {claim.id: claim for claim in desk.claims}
        self.pages = {page.id: page for page in desk.pages}

        self.publications = {each.source: each for each in found.publications}
        self.mentions = group(found.mentions, lambda m: (m.passage.source,))
        self.mentions_at = group(found.mentions, lambda m: ((m.passage.source, self.sentence_id(m.passage)),))
        self.mentions_of = group(found.mentions, lambda m: (m.entity,) if m.entity else ())
        self.rivals_of = group(found.mentions, lambda m: m.rivals)
        self.topics_in = group(found.topic_passages, lambda t: (t.passage.source,))
        self.passages_on = group(found.topic_passages, lambda t: (t.topic,))
        self.dates_in = group(
            filter(lambda d: self.may_show(d.passage), found.dates), lambda d: (d.passage.source,)
        )
        said = [each for each in found.attributions if self.may_show(each.passage)]
        self.reach: dict[TopicId, tuple[int, int]] = {}
        """How many sources are about a topic, and how many only mention it."""
        for topic, held in self.passages_on.items():
            about = {each.passage.source for each in held if each.grade is Grade.ABOUT}
            self.reach[topic] = (len(about), len({each.passage.source for each in held}) - len(about))
        self.named_in = {
            name: len({m.passage.source for m in held}) for name, held in self.mentions_of.items()
        }
        self.attributions_in = group(said, lambda a: (a.passage.source,))
        self.attribution_at = {(a.passage.source, self.sentence_id(a.passage)): a for a in said}
        self.said_by = group(said, lambda a: (a.entity,) if a.entity else ())
        self.relations = group(found.relations, lambda r: (r.a, r.b))
        self.copies = {source: each for each in found.copies for source in each.sources}
        self.summaries = {summary.about: summary for summary in found.summaries}
        shown = [event for event in map(self._shown, found.events) if event.evidence]
        self.events = tuple(sorted(shown, key=lambda e: (*e.when.sort_key, e.id)))
        self.events_of = group(self.events, lambda e: e.topics)

        self.link_at = {link.at: link for link in dossier.links}
        self.bodies: dict[PageRef, MarkdownBody] = {}
        self.titles: dict[PageRef, str] = {}
        self.marks: dict[PageRef, Tlp | None] = {}
        for document in dossier.corpus.documents:
            ref, mark = source_ref(document.id), document.meta.tlp
            self.titles[ref], self.marks[ref] = document.meta.title, Tlp(mark) if mark in MARKS else None
        for ref, title, tlp, body in written(dossier):
            self.titles[ref], self.marks[ref], self.bodies[ref] = title, tlp, body
        self.topics_naming: dict[EntityId, Counter[TopicId]] = defaultdict(Counter)
        for each in found.topic_passages:
            for name in self.names_at(each.passage):
                self.topics_naming[name][each.topic] += 1
        self.events_naming = group(self.events, lambda e: [n for p in e.evidence for n in self.names_at(p)])
        self.claims_naming = group(desk.claims, self._names_of_claim)
        self.by_key = {gloss_key(ref): ref for ref in self.titles}
        self.as_of = self._newest_words()
        self.links_to = group(dossier.links, lambda link: (link.target,))
        self.notes_on = group(self.notes.values(), lambda note: note.topics)
        self.claims_on = group(desk.claims, lambda claim: claim.topics)
        self.claims_citing = group(desk.claims, claim_sources)

    # --- places -----------------------------------------------------------------------------

    def sentence_id(self, passage: Passage) -> str:
        """Return the id of the sentence in which a passage begins, or nothing."""
        return self.dossier.corpus.sentence_id(passage) or ""

    def may_show(self, passage: Passage) -> bool:
        """Tell whether the words at a place may leave the desk."""
        released = self.released[passage.source]
        return released is None or self.sentence_id(passage) in released

    def _shown(self, event: TimelineEvent) -> TimelineEvent:
        """Return an event with the evidence that may be shown, perhaps none."""
        pairs = [pair for pair in zip(event.evidence, event.mentions, strict=True) if self.may_show(pair[0])]
        return replace(event, evidence=tuple(p for p, _ in pairs), mentions=tuple(m for _, m in pairs))

    def names_at(self, passage: Passage) -> tuple[EntityId, ...]:
        """Return the entities named in the sentence in which a passage begins, each once."""
        held = self.mentions_at.get((passage.source, self.sentence_id(passage)), ())
        return tuple(dict.fromkeys(mention.entity for mention in held if mention.entity))

    def _names_of_claim(self, claim: Claim) -> Iterator[EntityId]:
        for place in (p for position in claim.positions for c in position.evidence for p in c.targets):
            document = self.documents.get(place.source)
            sentence = document.sentence(place.fragment) if document else None
            if document and sentence:
                yield from self.names_at(document.passage(sentence.span))

    # --- dates ------------------------------------------------------------------------------

    def published_key(self, source: SourceId) -> tuple[date, date, str]:
        """Order sources by the first day on which they can have come out; unknown ones first."""
        value = self.publications[source].value if source in self.publications else None
        if value is None:
            return (date.min, date.min, source)
        first = value.earliest or value.latest or date.min
        return (first, value.latest or date.max, source)

    def _newest_words(self) -> str:
        known = [each.value for each in self.publications.values() if each.value and each.value.earliest]
        newest = max(known, key=lambda value: value.sort_key, default=None)
        return in_words(newest) if newest else ""

    def newest_first(self, sources: Iterable[SourceId]) -> list[SourceId]:
        """Sort sources by publication, the newest first."""
        return sorted(sources, key=self.published_key, reverse=True)


def written(dossier: Dossier) -> Iterator[tuple[PageRef, str, Tlp | None, MarkdownBody]]:
    """Yield each page that an editor wrote: its reference, title, handling mark and body."""
    desk = dossier.desk
    yield from ((topic_ref(each.id), each.title, each.tlp, each.body) for each in desk.topics)
    yield from ((entity_ref(each.id), each.name, None, each.body) for each in desk.entities)
    yield from ((PageRef(PageKind.NOTE, each.id), each.title, each.tlp, each.body) for each in desk.notes)
    yield from (
        (PageRef(PageKind.CLAIM, each.id), each.question, each.tlp, each.body) for each in desk.claims
    )
    for page in desk.pages:
        ref = PageRef(PageKind.FRONT) if page.id == "index" else PageRef(PageKind.PAGE, page.id)
        yield ref, page.title, page.tlp, page.body


def strictest(marks: Iterable[Tlp | None]) -> Tlp | None:
    """Return the strictest of some handling marks, None when none is given."""
    return max((mark for mark in marks if mark is not None), key=MARKS.index, default=None)


def claim_sources(claim: Claim) -> tuple[SourceId, ...]:
    """Return the sources that a claim's positions cite, each once."""
    return tuple(dict.fromkeys(s for position in claim.positions for s in position_sources(position)))


def position_sources(position: Position) -> tuple[SourceId, ...]:
    """Return the sources that a position cites, each once, in order."""
    return tuple(dict.fromkeys(place.source for cited in position.evidence for place in cited.targets))


def topic_ref(topic: TopicId) -> PageRef:
    """Return the page of a topic."""
    return PageRef(PageKind.TOPIC, topic)


def source_ref(source: SourceId) -> PageRef:
    """Return the page of a source."""
    return PageRef(PageKind.SOURCE, source)


def entity_ref(entity: EntityId) -> PageRef:
    """Return the page of an entity."""
    return PageRef(PageKind.ENTITY, entity)


def word_count(document: Document) -> int:
    """Count the words of a source, by white space."""
    return len(document.text.split())
