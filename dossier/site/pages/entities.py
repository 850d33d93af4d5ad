"""Turn each name of the registry into its page, and all of them into the list of names."""

from collections import Counter
from collections.abc import Iterator

from dossier.model import EntityId, Mention, Page, PageKind, SourceId
from dossier.site.composer import Composer, Draft
from dossier.site.prose import plain_words, prose, with_lead
from dossier.site.rows import (
    NamedRow,
    SourceSays,
    backlinks,
    by_kind,
    claim_row,
    event_row,
    latest,
    more,
    source_says,
)
from dossier.site.search import search_words
from dossier.site.shelf import Shelf, Shelves, by_source, ranked
from dossier.site.urls import entity_ref, topic_ref
from dossier.site.views import Anchor

SOURCES = 30  # sources quoted on a name's page; the search finds the others
EVENTS = 12
SAID = 12
TOGETHER = 16
SPELLINGS = 20
LISTED = 1500  # names in the list; beyond that the least named are left to the search


def pages(shelf: Shelf) -> Iterator[Draft]:
    """Yield the list of names, then the page of each."""
    yield Draft(_list_page)
    for entity in shelf.entities:
        yield Draft(_entity_page, (entity,))


def _list_page(shelf: Shelf) -> Page:
    composer, often = Composer(shelf, PageKind.ENTITIES), shelf.named_in
    composer.shows_sources(source for source, names in shelf.named.items() if names)  # it counts them
    order = sorted(shelf.entities.values(), key=lambda entity: (-often[entity.id], entity.id))
    listed = sorted(order[:LISTED], key=lambda entity: (search_words(entity.name), entity.name, entity.id))
    kinds = [
        (kind, plural, [NamedRow(composer.anchor(entity_ref(e.id)), e.role, often[e.id]) for e in held])
        for kind, plural, held in by_kind(listed, composer.say)
    ]
    view = {"names": len(order), "kinds": kinds, "left_out": len(order) - len(listed)}
    return composer.page(view, composer.say("of_entities"))


def _entity_page(shelf: Shelf, entity_id: EntityId) -> Page:
    entity = shelf.entities[entity_id]
    composer, mentions = Composer(shelf, PageKind.ENTITY, entity.id), shelf.mentions_of[entity.id]
    say = shelf.say
    held = by_source(mentions)
    sources = shelf.newest_first(held)
    composer.shows_sources(sources)
    passages = Counter(each.topic for each in shelf.passages_naming[entity.id])
    topics = [topic for topic in shelf.topics if passages[topic]]
    blocks = with_lead(prose(composer, entity.role_body), prose(composer, entity.body))
    said, events = shelf.said_by[entity.id][:SAID], shelf.events_naming[entity.id]
    shown = composer.cited_sentences() | {shelf.place(each.passage) for each in said}
    newest = latest(events, EVENTS)
    shown |= {shelf.place(event.evidence[0]) for event in newest}
    counts = {"mentions": say("n_mentions", len(mentions)), "sources": say("n_sources", len(sources))}
    view = {
        "kind": say(f"kind_{entity.kind}"),
        "facts": say("mentions_in", **counts) if mentions else say("mentioned_nowhere"),
        "spellings": _spellings(shelf, mentions),
        "see": [composer.anchor(entity_ref(other)) for other in entity.see if other in shelf.entities],
        "blocks": blocks,
        "topics": [
            (composer.anchor(topic_ref(topic)), say("n_passages", passages[topic])) for topic in topics
        ],
        "said": [(composer.in_context(each.passage), each.cue) for each in said],
        "more_said": more(say, "statements", len(shelf.said_by[entity.id]) - SAID),
        "events": [event_row(composer, event) for event in newest],
        "more_events": max(0, len(events) - EVENTS),
        "named": list(_named(composer, held, shelf.oldest_first(sources[:SOURCES]), shown)),
        "more": max(0, len(sources) - SOURCES),
        "together": list(_together(composer, entity.id)),
        "claims": [claim_row(composer, claim) for claim in shelf.claims_naming[entity.id]],
        "backlinks": backlinks(composer),
        "unsure": len(shelf.rivals_of[entity.id]),  # mentions that may be of someone else
    }
    description = entity.role or plain_words(shelf, entity.body)
    return composer.page(view, description, citation=f"{entity.name}.", topics=topics)


def _named(
    composer: Composer,
    held: Shelves[SourceId, Mention],
    sources: list[SourceId],
    shown: set[tuple[SourceId, str]],
) -> Iterator[SourceSays]:
    """Yield what each source says where it names the entity, as far as the page has not shown it."""
    for source in sources:
        counts = composer.say("n_mentions", len(held[source]))
        passages = [each.passage for each in held[source]]
        yield source_says(composer, source, counts, passages, shown=shown)


def _spellings(shelf: Shelf, mentions: tuple[Mention, ...]) -> list[str]:
    """Return the spellings that the sources use with how often, the most frequent first."""
    words = (shelf.words(mention.passage) for mention in mentions)
    counts = Counter(" ".join(each.split()) for each in words if each)
    return [f"{words} ({counts[words]})" for words in ranked(counts)[:SPELLINGS]]


def _together(composer: Composer, entity: EntityId) -> Iterator[tuple[Anchor, str]]:
    """Yield the names that stand in the same sentences, with in how many."""
    shelf = composer.shelf
    sentences = {shelf.place(each.passage): each.passage for each in shelf.mentions_of[entity]}
    counts: Counter[EntityId] = Counter()
    for passage in sentences.values():
        counts.update(name for name in shelf.names_at(passage) if name != entity)
    for name in ranked(counts)[:TOGETHER]:
        yield composer.anchor(entity_ref(name)), f"{counts[name]}×"
