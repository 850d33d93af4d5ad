"""Turn findings into the rows that several kinds of page show: sources, events, questions, backlinks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set, Sized
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from dossier.model import (
    Basis,
    CitedPlace,
    Claim,
    Entity,
    EntityId,
    EntityKind,
    PageKind,
    PageRef,
    ParagraphKind,
    Passage,
    Position,
    SourceId,
    TimelineEvent,
)
from dossier.site.composer import Composer
from dossier.site.preview import first_words, support
from dossier.site.shelf import Shelf, cited_sources, positions_of
from dossier.site.urls import claim_ref, entity_ref, list_ref, source_ref
from dossier.site.views import Anchor, Grade, Quotation
from dossier.text.characters import cut
from dossier.text.interface import Interface

V = TypeVar("V")
ROW = 120  # characters of a quotation under an answer
CONTEXT = 120  # characters of the sentence round a backlink
CONTEXTS = 2  # sentences quoted from one page that links here
OTHERS = 2  # further quotations under an event
PASSAGES = 2  # quoted of what a source says of a matter
PASSAGE = 240  # characters of each
PLACES = 12  # links to its further paragraphs
CERTAINTY = {"exact": "exact", "about": "approximate", "disputed": "dated_differently"}
"""How well events are dated, and the name of its words in the filter."""


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a timeline."""

    event: TimelineEvent
    expression: str  # the words of the source for the date
    meant: tuple[tuple[str, Anchor], ...]  # words such as `He`, and whom an editor says they mean
    headline: Quotation
    others: tuple[Quotation, ...]  # further sources of the same event
    more: str  # `and 3 more places`, or empty
    places: tuple[tuple[Anchor, Anchor], ...]  # those: each source and its place
    names: tuple[str, ...]  # entity ids, for filters
    certainty: tuple[str, ...]  # keys of CERTAINTY, for filters


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A question with its answers, in brief."""

    question: Anchor
    positions: tuple[tuple[Anchor, str, Quotation | None], ...]  # answer, who holds it, its first words
    would_change: str  # what would settle it; may be empty


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in a list."""

    source: Anchor
    publisher: str | None
    doubt: Grade | None
    when: str
    summary: str
    topics: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class SourceSays:
    """What one source says of a matter."""

    source: Anchor
    when: str
    publisher: str | None
    doubt: Grade | None
    counts: str  # of its passages, in words
    quotes: tuple[tuple[Quotation, str], ...]  # passage that the page has nowhere else; terms that matched
    places: tuple[Anchor, ...]  # of the other passages, one for each paragraph
    more: Anchor | None


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A name in a list, and how often it stands there."""

    entity: Anchor
    role: str
    times: int


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page of a long list stands, and the links to its neighbours."""

    words: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Backlink:
    """A page that links here, with the sentences round its links."""

    origin: Anchor
    contexts: tuple[str, ...]
    more: str  # `and 3 more places`, or empty


def source_row(composer: Composer, source: SourceId) -> SourceRow:
    """Return a source as one row of a list: date, title, first words, topics."""
    shelf = composer.shelf
    topics = dict.fromkeys(each.topic for each in shelf.topics_in[source])
    meta, link, summary = (
        shelf.documents[source].meta,
        composer.source(source),
        first_words(shelf, source, 240),
    )
    if meta.title_basis is Basis.INFERRED and summary.startswith(meta.title.removesuffix("…")):
        link, summary = replace(link, words=summary), ""  # the title is that sentence
    return SourceRow(
        link,
        meta.publisher,
        composer.doubt(source),
        shelf.when(source),
        summary,
        composer.topics(topics),
    )


def source_says(
    composer: Composer,
    source: SourceId,
    counts: str,
    passages: Sequence[Passage],
    *,
    shown: Set[tuple[SourceId, str]],
    matched: Mapping[Passage, str] = MappingProxyType({}),
) -> SourceSays:
    """Return what a source says: quotations of two `passages` not yet `shown`, and the places of the others.

    `passages`: the best first. A heading is quoted only where there is nothing else.
    """
    shelf = composer.shelf
    said = [each for each in passages if not _is_heading(shelf, each)] or passages
    fresh = [each for each in said if shelf.may_show(each) and shelf.place(each) not in shown]
    quoted = sorted({shelf.place(each): each for each in reversed(fresh)}.values(), key=fresh.index)[
        :PASSAGES
    ]
    places = {shelf.place(each) for each in quoted}
    rest = [composer.place(each) for each in sorted(passages) if shelf.place(each) not in places]
    further = tuple({anchor.words: anchor for anchor in reversed(rest)}.values())[::-1]
    beyond = more(shelf.say, "paragraphs", len(further) - PLACES)
    return SourceSays(
        source=composer.source(source),
        when=shelf.when(source),
        publisher=shelf.documents[source].meta.publisher,
        doubt=composer.doubt(source),
        counts=counts,
        quotes=tuple(_in_turn(composer, sorted(quoted), matched)),
        places=further[:PLACES],
        more=composer.plain(source_ref(source), beyond) if beyond else None,
    )


def _is_heading(shelf: Shelf, passage: Passage) -> bool:
    """Tell whether a passage is of a source's title or of a heading in it."""
    document = shelf.documents[passage.source]
    sentence = document.sentence_at(passage.span.start)
    kind = document.kind_of(sentence) if sentence else None
    return kind in (ParagraphKind.TITLE, ParagraphKind.HEADING)


def _in_turn(
    composer: Composer, passages: Sequence[Passage], matched: Mapping[Passage, str]
) -> Iterator[tuple[Quotation, str]]:
    """Yield quotations with the terms that matched; what was quoted just before is no context of the next."""
    last = ""
    for each in passages:
        quote = composer.in_context(each, PASSAGE)
        yield replace(quote, before="") if quote.before == last else quote, matched.get(each, "")
        last = quote.words


def event_row(composer: Composer, event: TimelineEvent, others: int = OTHERS) -> Event:
    """Return an event with its date, the source's own words for it, and its places."""
    names = dict.fromkeys(name for passage in event.evidence for name in composer.shelf.names_at(passage))
    composer.shows_events([event])
    meant = tuple((word, composer.anchor(entity_ref(name))) for word, name in event.stands_for)
    quote = composer.quote if meant else composer.in_context
    expression = cut(composer.shelf.words(event.mentions[0].passage), 60) if event.mentions else ""
    headline, further = quote(event.evidence[0]), event.evidence[1 + others :] if others else ()
    days = tuple(each for each in headline.days if each[0] != expression)  # that one is beside the date
    return Event(
        event=event,
        expression=expression,
        meant=meant,
        headline=replace(headline, days=days, dated=_dated(composer.shelf, event, headline.words)),
        others=tuple(composer.quote(passage, 140) for passage in event.evidence[1 : 1 + others]),
        more=more(composer.say, "places", len(event.evidence) - 1 - others),
        places=tuple((composer.source(each.source, short=True), composer.place(each)) for each in further),
        names=tuple(names),
        certainty=certainty(event),
    )


def _dated(shelf: Shelf, event: TimelineEvent, words: str) -> tuple[int, int]:
    """Return where in the words of an event's first sentence those of its date are, 0 and 0 if nowhere.

    What happened then may be told by a part of the sentence alone: "The two met a day after the vote".
    """
    if not event.mentions:
        return 0, 0
    date, sentence = event.mentions[0].passage, event.evidence[0]
    start = date.span.start - sentence.span.start
    expression = shelf.words(date)
    is_there = date.source == sentence.source and start >= 0 and words.startswith(expression, start)
    return (start, start + len(expression)) if is_there else (0, 0)


def certainty(event: TimelineEvent) -> tuple[str, ...]:
    """Return the keys of CERTAINTY that an event has."""
    known = "exact" if event.when.is_certain else "about"
    return (known, "disputed") if event.disputed else (known,)


def latest(events: Sequence[TimelineEvent], number: int) -> list[TimelineEvent]:
    """Return the newest events, but first those that an editor pinned, in the order of their dates."""
    chosen = sorted(range(len(events)), key=lambda place: (not events[place].pinned, -place))[:number]
    return [events[place] for place in sorted(chosen)]


def sources_of(event: TimelineEvent) -> int:
    """Return in how many sources an event is."""
    return len({passage.source for passage in event.evidence})


def standing(shelf: Shelf) -> Callable[[TimelineEvent], int]:
    """Return the key that sorts events by how much they matter: what an editor pinned comes first."""
    places = {each: place for place, each in enumerate(shelf.standings)}
    return lambda event: places[event.id]


def claim_row(composer: Composer, claim: Claim, *, quoted: bool = True) -> ClaimRow:
    """Return a question with each answer, how many sources hold it and, `quoted`, its first words."""
    ref, rows = claim_ref(claim.id), []
    composer.shows_basis(*positions_of(claim))
    for position in claim.positions:
        cited = first_evidence(composer.shelf, position) if quoted else None
        quote = composer.quote_place(*cited, ROW) if cited else None
        answer = composer.plain(ref, position.title, position.stance, composer.desk)
        rows.append((answer, support(composer.shelf, position), quote))
    return ClaimRow(composer.anchor(ref), tuple(rows), claim.would_change)


def first_evidence(
    shelf: Shelf, position: Position, holder: EntityId | None = None
) -> tuple[CitedPlace, str | None] | None:
    """Return the first cited place in the prose of a source with its quotation, a date line if need be.

    A place that names the holder of the position goes before the others.
    """
    cited = [(place, each.quotation) for each in position.evidence for place in each.targets]
    if holder:
        cited.sort(key=lambda each: holder not in shelf.names_in(each[0]))
    for place, quotation in cited:
        paragraph = shelf.documents[place.source].paragraph(place.paragraph or 0)
        if paragraph is None or paragraph.kind.is_prose:
            return place, quotation
    return cited[0] if cited else None


def by_contest(claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Return the questions on which sources differ and those on which they agree, the best covered first."""
    ranked = sorted(claims, key=lambda c: (-sum(len(cited_sources(p.body)) for p in c.positions), c.id))
    return [c for c in ranked if len(c.positions) > 1], [c for c in ranked if len(c.positions) < 2]


def contested(composer: Composer, claims: Iterable[Claim]) -> dict[str, list[ClaimRow]]:
    """Return what the templates show of questions: the rows of those on which sources differ, and agree."""
    differ, agree = by_contest(claims)
    return {
        "differ": [claim_row(composer, claim) for claim in differ],
        "agree": [claim_row(composer, claim) for claim in agree],
    }


def by_kind(entities: Iterable[Entity], say: Interface) -> Iterator[tuple[str, str, list[Entity]]]:
    """Yield each kind of name that there is, what several are called, and the names in their order."""
    held = list(entities)
    for kind in EntityKind:
        if chosen := [entity for entity in held if entity.kind is kind]:
            yield kind.value, say(f"kinds_{kind}"), chosen


def backlinks(composer: Composer, contexts: int = CONTEXTS) -> list[tuple[str, list[Backlink]]]:
    """Return the links to the page with the sentence round each, grouped by kind of page."""
    held: dict[PageKind, dict[PageRef, dict[str, None]]] = {kind: {} for kind in PageKind}
    for link in composer.shelf.links_to[composer.ref]:
        if link.origin != composer.ref:
            composer.shows(composer.shelf.linked_beside(link))
            held[link.origin.kind].setdefault(link.origin, {}).setdefault(cut(link.context, CONTEXT))
    groups = []
    for kind, pages in held.items():
        links = [
            Backlink(
                composer.plain(origin),
                tuple(words)[:contexts],
                more(composer.say, "places", len(words) - contexts),
            )
            for origin, words in pages.items()
        ]
        if links:
            groups.append((composer.say(f"several_{kind}"), links))
    return groups


def more(say: Interface, what: str, number: int) -> str:
    """Return `and 3 more places`, or nothing."""
    return say(f"more_{what}", number) if number > 0 else ""


def page_numbers(values: Sized, size: int) -> range:
    """Return the numbers of the pages that a long list is cut into, from 1; at least one."""
    return range(1, max(1, -(-len(values) // size)) + 1)


def paged(
    shelf: Shelf, kind: PageKind, values: Sequence[V], size: int, number: int
) -> tuple[Composer, Sequence[V], Pager | None]:
    """Return the composer of a page of a long list, its values, and where it stands."""
    composer, pager = numbered(shelf, kind, number, page_numbers(values, size)[-1])
    return composer, values[(number - 1) * size : number * size], pager


def numbered(shelf: Shelf, kind: PageKind, number: int, last: int) -> tuple[Composer, Pager | None]:
    """Return the composer of one page of `last`, and where it stands."""
    composer = Composer(shelf, kind, list_ref(kind, number).id)
    before = composer.href(list_ref(kind, number - 1)) if number > 1 else None
    after = composer.href(list_ref(kind, number + 1)) if number < last else None
    pager = Pager(shelf.say("page_of", number, last=last), before, after) if last > 1 else None
    return composer, pager
