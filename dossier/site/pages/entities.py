"""Turn each name of the registry into its page, and all of them into the list of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from dossier.model import Entity, EntityId, Mention, Page, PageKind
from dossier.site.composer import Composer, Draft
from dossier.site.prose import plain_words, prose, with_lead
from dossier.site.rows import NamedRow, backlinks, by_kind, claim_row, event_row
from dossier.site.shelf import Shelf, by_source, ranked
from dossier.site.urls import entity_ref, topic_ref
from dossier.site.views import Anchor, Quotation
from dossier.site.words import ENTITY_WORDS
from dossier.text.counts import count

SOURCES = 30  # sources quoted on a name's page; the search finds the others
SENTENCES = 5  # quoted from each source
EVENTS = 30
SAID = 30
TOGETHER = 16
SPELLINGS = 20
LISTED = 1500  # names in the list; beyond that the least named are left to the search


def pages(shelf: Shelf) -> Iterator[Page | Draft]:
    """Yield the list of names, then the page of each."""
    composer, often = Composer(shelf, PageKind.ENTITIES), shelf.named_in
    order = sorted(shelf.entities.values(), key=lambda entity: (-often[entity.id], entity.id))
    listed = sorted(order[:LISTED], key=lambda entity: (entity.name.casefold(), entity.id))
    kinds = [
        (kind, plural, [NamedRow(composer.anchor(entity_ref(e.id)), e.role, often[e.id]) for e in held])
        for kind, plural, held in by_kind(listed)
    ]
    view = {"names": len(order), "kinds": kinds, "left_out": len(order) - len(listed)}
    yield composer.page(view, "People, organisations, places, agreements.")
    for entity in shelf.entities.values():
        yield partial(_entity_page, shelf, entity)


def _entity_page(shelf: Shelf, entity: Entity) -> Page:
    composer, mentions = Composer(shelf, PageKind.ENTITY, entity.id), shelf.mentions_of[entity.id]
    held = by_source(mentions)
    sources = shelf.newest_first(held)
    composer.shows_sources(sources)
    passages = Counter(each.topic for each in shelf.passages_naming[entity.id])
    topics = [topic for topic in shelf.topics if passages[topic]]
    named = f"{count(len(mentions), 'mention')} in {count(len(sources), 'source')}"
    view = {
        "kind": ENTITY_WORDS[entity.kind][0],
        "facts": named if mentions else "mentioned in no source",
        "spellings": _spellings(shelf, mentions),
        "see": [composer.anchor(entity_ref(other)) for other in entity.see if other in shelf.entities],
        "blocks": with_lead(prose(composer, entity.role_body), prose(composer, entity.body)),
        "topics": [
            (composer.anchor(topic_ref(topic)), count(passages[topic], "passage")) for topic in topics
        ],
        "said": [(composer.quote(each.passage), each.cue) for each in shelf.said_by[entity.id][:SAID]],
        "events": [event_row(composer, event) for event in shelf.events_naming[entity.id][-EVENTS:]],
        "named": [
            (composer.source(each), shelf.when(each), len(held[each]), _quotes(composer, held[each]))
            for each in sources[:SOURCES]
        ],
        "more": max(0, len(sources) - SOURCES),
        "together": list(_together(composer, entity.id)),
        "claims": [claim_row(composer, claim) for claim in shelf.claims_naming[entity.id]],
        "backlinks": backlinks(composer),
        "unsure": len(shelf.rivals_of[entity.id]),  # mentions that may be of someone else
    }
    description = entity.role or plain_words(shelf, entity.body)
    return composer.page(view, description, citation=f"{entity.name}.", topics=topics)


def _spellings(shelf: Shelf, mentions: tuple[Mention, ...]) -> list[str]:
    """Return the spellings that the sources use with how often, the most frequent first."""
    words = (shelf.words(mention.passage) for mention in mentions)
    counts = Counter(" ".join(each.split()) for each in words if each)
    return [f"{words} ({counts[words]})" for words in ranked(counts)[:SPELLINGS]]


def _quotes(composer: Composer, mentions: tuple[Mention, ...]) -> tuple[Quotation, ...]:
    """Quote the first sentences of a source that name the entity."""
    sentences = {composer.shelf.sentence_id(each.passage): each.passage for each in reversed(mentions)}
    return composer.quotes(sorted(sentences.values())[:SENTENCES], 280)


def _together(composer: Composer, entity: EntityId) -> Iterator[tuple[Anchor, str]]:
    """Yield the names that stand in the same sentences, with in how many."""
    shelf = composer.shelf
    sentences = {shelf.place(each.passage): each.passage for each in shelf.mentions_of[entity]}
    counts: Counter[EntityId] = Counter()
    for passage in sentences.values():
        counts.update(name for name in shelf.names_at(passage) if name != entity)
    for name in ranked(counts)[:TOGETHER]:
        yield composer.anchor(entity_ref(name)), f"{counts[name]}×"
