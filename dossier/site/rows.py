"""Turn findings into the rows that several kinds of page show: sources, events, claims, backlinks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from dossier.datewords import in_words
from dossier.model import (
    Claim,
    PageKind,
    PageRef,
    Position,
    SourceId,
    TimelineEvent,
    TopicId,
)
from dossier.site.draft import Draft
from dossier.site.preview import first_words
from dossier.site.shelf import Shelf, position_sources
from dossier.site.views import (
    Backlink,
    BacklinkGroup,
    ClaimRow,
    Event,
    Pager,
    PositionRow,
    SourceRow,
)
from dossier.site.words import KIND_PLURALS, count, cut, datetime_value, published, spelled

V = TypeVar("V")
ROW = 120  # characters of a quotation under an answer
CONTEXT = 120  # characters of the sentence round a backlink
CONTEXTS = 2  # sentences quoted from one page that links here
OTHERS = 2  # further quotations under an event


def source_row(draft: Draft, source: SourceId) -> SourceRow:
    """Return a source as one row of a list: date, title, first words, topics."""
    shelf = draft.shelf
    meta = shelf.documents[source].meta
    when, how = published(shelf.publications.get(source))
    topics = dict.fromkeys(each.topic for each in shelf.topics_in.get(source, ()))
    return SourceRow(
        source=draft.source(source),
        when=when,
        how=how,
        publisher=meta.publisher or "",
        summary=first_words(shelf, source, 240),
        tongue=draft.tongue(meta.language),
        topics=draft.topics(topics),
    )


def event_row(draft: Draft, event: TimelineEvent, others: int = OTHERS) -> Event:
    """Return an event with its date, the source's own words for it, and its places."""
    shelf = draft.shelf
    mention = event.mentions[0] if event.mentions else None
    words = shelf.dossier.corpus.quote(mention.passage) if mention and shelf.may_show(mention.passage) else ""
    names = dict.fromkeys(name for passage in event.evidence for name in shelf.names_at(passage))
    return Event(
        id=event.id,
        datetime=datetime_value(event.when),
        when=in_words(event.when),
        exact=event.when.is_exact,
        expression=cut(words, 60),
        headline=draft.quote(event.evidence[0]),
        others=tuple(draft.quote(passage, 140) for passage in event.evidence[1 : 1 + others]),
        more=more(len(event.evidence) - 1 - others, "place") if others else "",
        disputed=event.disputed,
        filters=" ".join(event.topics),
        names=" ".join(names),
    )


def origins(shelf: Shelf, sources: Iterable[SourceId], claim: Claim | None = None) -> int:
    """Count independent sources: copies of one text, and one origin that an editor names, once."""
    apart = [{source} for source in dict.fromkeys(sources)]
    groups = [*(each.sources for each in shelf.dossier.analysis.copies), *(claim.one_origin if claim else ())]
    for group in groups:
        joined = [held for held in apart if not held.isdisjoint(group)]
        if len(joined) > 1:
            apart = [held for held in apart if held not in joined] + [set().union(*joined)]
    return len(apart)


def support(shelf: Shelf, claim: Claim, position: Position) -> str:
    """Say how many sources hold a position, and of how many origins: `2 sources, one origin`."""
    sources = position_sources(position)
    apart = origins(shelf, sources, claim)
    words = count(len(sources), "source")
    return words if apart == len(sources) else f"{words}, {spelled(apart)} origin{'' if apart == 1 else 's'}"


def claim_row(draft: Draft, claim: Claim) -> ClaimRow:
    """Return a question with each answer, who holds it and its first words."""
    ref = PageRef(PageKind.CLAIM, claim.id)
    rows = []
    for position in claim.positions:
        places = [place for cited in position.evidence for place in cited.targets]
        quote = draft.quote_place(places[0], position.evidence[0].quotation, ROW) if places else None
        rows.append(
            PositionRow(
                position.title, draft.href(ref, position.stance), support(draft.shelf, claim, position), quote
            )
        )
    question = draft.anchor(ref, claim.question)
    return ClaimRow(question, tuple(rows))


def claim_state(claim: Claim) -> str:
    """Say whether the sources differ on a question."""
    return "The sources differ" if len(claim.positions) > 1 else "The sources agree"


def most_contested(shelf: Shelf, claims: Iterable[Claim]) -> list[Claim]:
    """Sort claims: those with most positions and sources first."""
    return sorted(
        claims,
        key=lambda c: (len(c.positions) < 2, -sum(len(position_sources(p)) for p in c.positions), c.id),
    )


def backlinks(
    draft: Draft, kinds: Sequence[PageKind] = tuple(KIND_PLURALS), contexts: int = CONTEXTS
) -> tuple[BacklinkGroup, ...]:
    """Return the links to the draft's page with the sentence round each, grouped by kind of page."""
    held: dict[PageKind, dict[PageRef, dict[str, None]]] = {}
    for link in draft.shelf.links_to.get(draft.ref, ()):
        if link.origin.kind in kinds and link.origin != draft.ref:
            pages = held.setdefault(link.origin.kind, {})
            pages.setdefault(link.origin, {}).setdefault(cut(link.context, CONTEXT))
    return tuple(
        BacklinkGroup(
            KIND_PLURALS[kind],
            tuple(
                Backlink(
                    draft.plain(origin, draft.shelf.titles[origin]),
                    tuple(words)[:contexts],
                    more(len(words) - contexts, "place"),
                )
                for origin, words in held[kind].items()
            ),
        )
        for kind in kinds
        if kind in held
    )


def more(number: int, word: str) -> str:
    """Return `and 3 more places`, or nothing."""
    return f"and {count(number, f'more {word}')}" if number > 0 else ""


def topics_of_source(shelf: Shelf, source: SourceId) -> tuple[TopicId, ...]:
    """Return the topics that a source speaks of, in the order of the desk."""
    held = {each.topic for each in shelf.topics_in.get(source, ())}
    return tuple(topic for topic in shelf.topics if topic in held)


def paged(values: Sequence[V], size: int) -> list[tuple[str, tuple[V, ...]]]:
    """Cut a long list into pages: (page id, values); always at least one page.

    >>> paged("abc", 2)
    [('', ('a', 'b')), ('2', ('c',))]
    """
    starts = range(0, max(len(values), 1), size)
    return [(str(n) if n > 1 else "", tuple(values[s : s + size])) for n, s in enumerate(starts, 1)]


def pager(draft: Draft, pages: int) -> Pager | None:
    """Return where this page of a list stands; None for a list of one page."""
    if pages < 2:
        return None
    kind, number = draft.ref.kind, int(draft.ref.id or 1)
    before = draft.href(PageRef(kind, str(number - 1) if number > 2 else "")) if number > 1 else None
    after = draft.href(PageRef(kind, str(number + 1))) if number < pages else None
    return Pager(f"Page {number} of {pages}", before, after)
