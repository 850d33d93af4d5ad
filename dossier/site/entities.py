"""Turn each name of the registry into its page, and all of them into the list of names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Entity, EntityId, Mention, Page, PageKind, PageRef, SourceId
from dossier.site.draft import Draft
from dossier.site.map import MapView, mini_map
from dossier.site.prose import plain_words, prose
from dossier.site.rows import backlinks, claim_row, event_row
from dossier.site.shelf import Shelf, entity_ref
from dossier.site.views import Anchor, BacklinkGroup, Block, ClaimRow, Event, Quotation
from dossier.site.words import ENTITY_WORDS, count, published

SOURCES = 30  # sources quoted on a name's page; the search finds the others
SENTENCES = 5  # quoted from each source
EVENTS = 30
SAID = 30
TOGETHER = 16
LISTED = 1500  # names in the list; beyond that the least named are left to the search


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

    name: str
    kind: str
    role: str
    facts: str
    spellings: tuple[str, ...]
    """As the sources write the name, with how often."""
    see: tuple[Anchor, ...]
    blocks: tuple[Block, ...]
    topics: tuple[tuple[Anchor, str], ...]
    said: tuple[tuple[Quotation, str], ...]
    """What the entity says, and the cue."""
    events: tuple[Event, ...]
    named: tuple[NamedIn, ...]
    more: Anchor | None
    together: tuple[tuple[Anchor, str], ...]
    """Named in the same sentences, with how often."""
    claims: tuple[ClaimRow, ...]
    backlinks: tuple[BacklinkGroup, ...]
    unsure: str
    """Says how many mentions may be of someone else."""
    map: MapView | None


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """A name in the list."""

    entity: Anchor
    role: str
    count: str


@dataclass(frozen=True, slots=True)
class EntitiesView:
    """The list of names, by kind."""

    facts: str
    kinds: tuple[tuple[str, str, tuple[EntityEntry, ...]], ...]
    """Anchor id, heading, names."""
    left_out: str


def entity_list(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of names."""
    draft = Draft(shelf, PageRef(PageKind.ENTITIES), previews=False)
    order = sorted(shelf.entities, key=lambda name: (-shelf.named_in.get(name, 0), name))
    listed, kinds = set(order[:LISTED]), []
    for kind, (_, plural) in ENTITY_WORDS.items():
        held = sorted(
            (e for e in shelf.entities.values() if e.kind is kind and e.id in listed),
            key=lambda e: (e.name.casefold(), e.id),
        )
        entries = tuple(
            EntityEntry(draft.entity(e.id), e.role, count(shelf.named_in.get(e.id, 0), "source"))
            for e in held
        )
        if entries:
            kinds.append((kind.value, plural, entries))
    left = len(order) - len(listed)
    view = EntitiesView(
        count(len(order), "name"),
        tuple(kinds),
        f"{count(left, 'name')} more: the search finds them" if left else "",
    )
    yield draft.page(
        "entities.html", "Who and what", view, description="People, organisations, places, agreements."
    )


def entity_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page of each name."""
    for entity in shelf.entities.values():
        yield entity_page(shelf, entity)


def entity_page(shelf: Shelf, entity: Entity) -> Page:
    """Compose the page of one name."""
    ref = entity_ref(entity.id)
    draft = Draft(shelf, ref)
    by_source: dict[SourceId, list[Mention]] = defaultdict(list)
    for mention in shelf.mentions_of.get(entity.id, ()):
        by_source[mention.passage.source].append(mention)
    sources = shelf.newest_first(by_source)
    named, rest = sum(map(len, by_source.values())), len(sources) - SOURCES
    topics = shelf.topics_naming.get(entity.id, Counter())
    view = EntityView(
        name=entity.name,
        kind=ENTITY_WORDS[entity.kind][0],
        role=entity.role,
        facts=f"named {count(named, 'time')} in {count(len(sources), 'source')}"
        if named
        else "named in no source",
        spellings=_spellings(shelf, by_source),
        see=tuple(draft.entity(other) for other in entity.see if other in shelf.entities),
        blocks=prose(draft, entity.body),
        topics=tuple(
            (draft.topic(topic), count(topics[topic], "passage")) for topic in shelf.topics if topics[topic]
        ),
        said=tuple((draft.quote(a.passage), a.cue) for a in shelf.said_by.get(entity.id, ())[:SAID]),
        events=tuple(event_row(draft, event) for event in shelf.events_naming.get(entity.id, ())[-EVENTS:]),
        named=tuple(_named(draft, source, by_source[source]) for source in sources[:SOURCES]),
        more=draft.plain(PageRef(PageKind.SEARCH), f"{count(rest, 'more source')}: search for the name")
        if rest > 0
        else None,
        together=tuple(_together(draft, entity.id, by_source)),
        claims=tuple(claim_row(draft, claim) for claim in shelf.claims_naming.get(entity.id, ())),
        backlinks=backlinks(draft),
        unsure=_unsure(shelf, entity),
        map=draft.previews_of(mini_map(shelf.dossier, ref, draft.path)),
    )
    return draft.page(
        "entity.html",
        entity.name,
        view,
        description=entity.role or plain_words(entity.body.markdown),
        citation=f"{entity.name}. In: {shelf.dossier.title}, {draft.path}",
        topics=(topic for topic in shelf.topics if topics[topic]),
    )


def _spellings(shelf: Shelf, by_source: dict[SourceId, list[Mention]]) -> tuple[str, ...]:
    """Return the spellings that the sources use with how often, the most frequent first."""
    spelled = Counter(
        " ".join(shelf.dossier.corpus.quote(mention.passage).split())
        for held in by_source.values()
        for mention in held
        if shelf.may_show(mention.passage)
    )
    held = sorted(spelled.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(f"{words} ({number})" for words, number in held[:20])


def _named(draft: Draft, source: SourceId, mentions: list[Mention]) -> NamedIn:
    sentences = {draft.shelf.sentence_id(each.passage): each.passage for each in reversed(mentions)}
    quotes = draft.quotes(sorted(sentences.values())[:SENTENCES], 280)
    when = published(draft.shelf.publications.get(source))[0]
    return NamedIn(draft.source(source), when, count(len(mentions), "time"), quotes)


def _together(
    draft: Draft, entity: EntityId, by_source: dict[SourceId, list[Mention]]
) -> Iterator[tuple[Anchor, str]]:
    shelf = draft.shelf
    sentences = {
        (source, shelf.sentence_id(each.passage)): each.passage
        for source, held in by_source.items()
        for each in held
    }
    counts: Counter[EntityId] = Counter()
    for passage in sentences.values():
        counts.update(name for name in shelf.names_at(passage) if name != entity and name in shelf.entities)
    for name, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:TOGETHER]:
        yield draft.entity(name), f"{number}×"


def _unsure(shelf: Shelf, entity: Entity) -> str:
    number = len(shelf.rivals_of.get(entity.id, ()))
    if not number:
        return ""
    return f"{count(number, 'further mention')} may be of {entity.name} or of somebody with the same name."
