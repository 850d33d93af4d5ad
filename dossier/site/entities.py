"""Turn each name of the registry into its page, and all of them into the list of names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Entity, EntityId, Mention, Page, PageKind, PageRef, SourceId
from dossier.site.draft import Draft
from dossier.site.map import MapView, mini_map
from dossier.site.prose import plain_words, prose
from dossier.site.rows import backlinks, by_kind, claim_row, event_row
from dossier.site.shelf import Shelf
from dossier.site.urls import entity_ref, topic_ref
from dossier.site.views import Anchor, Backlinks, Block, ClaimRow, Event, Quotation
from dossier.site.words import ENTITY_WORDS, count, published

SOURCES = 30  # sources quoted on a name's page; the search finds the others
SENTENCES = 5  # quoted from each source
EVENTS = 30
SAID = 30
TOGETHER = 16
SPELLINGS = 20
LISTED = 1500  # names in the list; beyond that the least named are left to the search
BySource = dict[SourceId, list[Mention]]


@dataclass(frozen=True, slots=True)
class NamedIn:
    """Where one source names an entity."""

    source: Anchor
    when: str
    count: str
    quotes: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """A name as its page shows it."""

    entity: Entity
    kind: str
    facts: str
    spellings: tuple[str, ...]  # as the sources write the name, with how often
    see: tuple[Anchor, ...]
    blocks: tuple[Block, ...]
    topics: tuple[tuple[Anchor, str], ...]
    said: tuple[tuple[Quotation, str], ...]  # what the entity says, and the cue
    events: tuple[Event, ...]
    named: tuple[NamedIn, ...]
    more: Anchor | None
    together: tuple[tuple[Anchor, str], ...]  # named in the same sentences, with how often
    claims: tuple[ClaimRow, ...]
    backlinks: Backlinks
    unsure: str  # says how many mentions may be of someone else
    map: MapView | None


@dataclass(frozen=True, slots=True)
class EntitiesView:
    """The list of names, by kind."""

    facts: str
    kinds: tuple[tuple[str, str, tuple[tuple[Anchor, str, str], ...]], ...]
    """Anchor id, heading, names: link, role, in how many sources."""
    left_out: str


def entity_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of names, then the page of each."""
    draft = Draft(shelf, PageRef(PageKind.ENTITIES), previews=False)
    order = sorted(shelf.entities, key=lambda name: (-shelf.named_in[name], name))
    listed = sorted(
        (shelf.entities[name] for name in order[:LISTED]), key=lambda e: (e.name.casefold(), e.id)
    )
    left = len(order) - len(listed)
    view = EntitiesView(
        count(len(order), "name"),
        tuple(
            (kind, plural, tuple(_entry(draft, entity) for entity in held))
            for kind, plural, held in by_kind(listed)
        ),
        f"{count(left, 'name')} more: the search finds them" if left else "",
    )
    yield draft.page("entities.html", "Who and what", view, "People, organisations, places, agreements.")
    for entity in shelf.entities.values():
        yield _entity_page(shelf, entity)


def _entry(draft: Draft, entity: Entity) -> tuple[Anchor, str, str]:
    number = draft.shelf.named_in[entity.id]
    return draft.anchor(entity_ref(entity.id)), entity.role, count(number, "source")


def _entity_page(shelf: Shelf, entity: Entity) -> Page:
    draft = Draft(shelf, entity_ref(entity.id))
    by_source: BySource = defaultdict(list)
    for mention in shelf.mentions_of[entity.id]:
        by_source[mention.passage.source].append(mention)
    sources = shelf.newest_first(by_source)
    named, rest = sum(map(len, by_source.values())), len(sources) - SOURCES
    passages = Counter(each.topic for each in shelf.passages_naming[entity.id])
    topics = [topic for topic in shelf.topics if passages[topic]]
    said = shelf.said_by[entity.id][:SAID]
    search = draft.plain(PageRef(PageKind.SEARCH), f"{count(rest, 'more source')}: search for the name")
    view = EntityView(
        entity=entity,
        kind=ENTITY_WORDS[entity.kind][0],
        facts=f"named {count(named, 'time')} in {count(len(sources), 'source')}"
        if named
        else "named in no source",
        spellings=_spellings(shelf, by_source),
        see=tuple(draft.anchor(entity_ref(other)) for other in entity.see if other in shelf.entities),
        blocks=prose(draft, entity.body),
        topics=tuple((draft.anchor(topic_ref(each)), count(passages[each], "passage")) for each in topics),
        said=tuple((draft.quote(each.passage), each.cue) for each in said),
        events=tuple(event_row(draft, event) for event in shelf.events_naming[entity.id][-EVENTS:]),
        named=tuple(_named(draft, source, by_source[source]) for source in sources[:SOURCES]),
        more=search if rest > 0 else None,
        together=tuple(_together(draft, entity.id, by_source)),
        claims=tuple(claim_row(draft, claim) for claim in shelf.claims_naming[entity.id]),
        backlinks=backlinks(draft),
        unsure=_unsure(shelf, entity),
        map=mini_map(draft),
    )
    return draft.page(
        "entity.html",
        entity.name,
        view,
        entity.role or plain_words(entity.body.markdown),
        citation=f"{entity.name}.",
        topics=topics,
    )


def _spellings(shelf: Shelf, by_source: BySource) -> tuple[str, ...]:
    """Return the spellings that the sources use with how often, the most frequent first."""
    mentions = (mention for held in by_source.values() for mention in held)
    counts = Counter(
        " ".join(shelf.words(each.passage).split()) for each in mentions if shelf.may_show(each.passage)
    )
    held = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(f"{words} ({number})" for words, number in held[:SPELLINGS])


def _named(draft: Draft, source: SourceId, mentions: list[Mention]) -> NamedIn:
    sentences = {draft.shelf.sentence_id(each.passage): each.passage for each in reversed(mentions)}
    quotes = draft.quotes(sorted(sentences.values())[:SENTENCES], 280)
    when = published(draft.shelf.publications[source])[0]
    return NamedIn(draft.source(source), when, count(len(mentions), "time"), quotes)


def _together(draft: Draft, entity: EntityId, by_source: BySource) -> Iterator[tuple[Anchor, str]]:
    shelf = draft.shelf
    sentences = {shelf.place(each.passage): each.passage for held in by_source.values() for each in held}
    counts: Counter[EntityId] = Counter()
    for passage in sentences.values():
        counts.update(name for name in shelf.names_at(passage) if name != entity and name in shelf.entities)
    for name, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:TOGETHER]:
        yield draft.anchor(entity_ref(name)), f"{number}×"


def _unsure(shelf: Shelf, entity: Entity) -> str:
    if number := len(shelf.rivals_of[entity.id]):
        mentions = count(number, "further mention")
        return f"{mentions} may be of {entity.name} or of somebody with the same name."
    return ""
