"""Turn each topic into its index: state of play, when, who, what each source says, where they differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Claim, EntityId, Grade, Page, PageKind, PageRef, SourceId, Topic, TopicPassage
from dossier.site.draft import Draft
from dossier.site.map import MapView, mini_map
from dossier.site.preview import topic_reach
from dossier.site.prose import plain_words, prose
from dossier.site.rows import backlinks, claim_row, event_row, most_contested
from dossier.site.shelf import Shelf, source_ref, topic_ref
from dossier.site.strips import coverage_strip, event_strip, publication_axis
from dossier.site.views import (
    Anchor,
    BacklinkGroup,
    Block,
    ClaimRow,
    Event,
    Quotation,
    Strip,
)
from dossier.site.words import ENTITY_WORDS, count, published

SOURCES = 25  # sources shown with passages; the others are listed by title
OTHERS = 100  # sources listed by title
PASSAGES = 6  # passages shown for each source
EVENTS = 40
NAMES = 36


@dataclass(frozen=True, slots=True)
class SourceSays:
    """What one source says on a topic."""

    source: Anchor
    when: str
    publisher: str
    bar_about: float
    """Per cent of the longest bar."""
    bar_all: float
    counts: str
    quotes: tuple[tuple[Quotation, str], ...]
    """Passage, and the terms that matched, in words."""
    more: Anchor | None


@dataclass(frozen=True, slots=True)
class Involved:
    """A name in the passages on a topic."""

    entity: Anchor
    role: str
    count: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic as its page shows it."""

    title: str
    facts: str
    contents: tuple[Anchor, ...]
    """Links to the sections that the page has."""
    lead: tuple[Block, ...]
    intro: tuple[Block, ...]
    points: tuple[Quotation, ...]
    leaning: bool
    strip: Strip | None
    coverage: Strip | None
    events: tuple[Event, ...]
    more_events: Anchor | None
    involved: tuple[tuple[str, tuple[Involved, ...]], ...]
    """By kind, in words."""
    says: tuple[SourceSays, ...]
    others: tuple[Anchor, ...]
    """Sources beyond those shown with passages."""
    more_sources: str
    differ: tuple[ClaimRow, ...]
    agree: tuple[ClaimRow, ...]
    unknown: tuple[tuple[Anchor, str], ...]
    """Question, and what would settle it."""
    notes: tuple[Anchor, ...]
    terms: tuple[str, ...]
    backlinks: tuple[BacklinkGroup, ...]
    map: MapView | None


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic in the list."""

    topic: Anchor
    reach: str
    lead: tuple[Block, ...]
    points: tuple[Quotation, ...]
    """Key points where no editor wrote a summary."""
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class TopicsView:
    """The list of topics."""

    entries: tuple[TopicEntry, ...]


def topic_entry(draft: Draft, topic: Topic) -> TopicEntry:
    """Return a topic with its state in a few cited sentences and its coverage."""
    shelf = draft.shelf
    lead = prose(draft, topic.summary_body)
    summary = shelf.summaries.get(f"topic:{topic.id}")
    points = () if lead or not summary else draft.quotes(summary.sentences[:2], 240)
    strip = coverage_strip(shelf, topic.id, publication_axis(shelf))
    return TopicEntry(draft.topic(topic.id), topic_reach(shelf, topic.id), lead, points, strip)


def topic_list(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of topics."""
    draft = Draft(shelf, PageRef(PageKind.TOPICS))
    view = TopicsView(tuple(topic_entry(draft, topic) for topic in shelf.topics.values()))
    yield draft.page("topics.html", "Topics", view, description="The subjects of this dossier.")


def topic_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page of each topic."""
    for topic in shelf.topics.values():
        yield topic_page(shelf, topic)


def topic_page(shelf: Shelf, topic: Topic) -> Page:
    """Compose the index of one topic."""
    draft = Draft(shelf, topic_ref(topic.id))
    lead, intro = prose(draft, topic.summary_body), prose(draft, topic.body)
    summary = shelf.summaries.get(f"topic:{topic.id}")
    passages = shelf.passages_on.get(topic.id, ())
    events = shelf.events_of.get(topic.id, ())
    by_source = _by_source(passages)
    ranked = _ranked(shelf, by_source)
    claims = most_contested(shelf, shelf.claims_on.get(topic.id, ()))
    timeline = PageRef(PageKind.TIMELINE)
    points = draft.quotes(summary.sentences) if summary else ()
    involved = tuple(_involved(draft, passages))
    sections = (
        ("points", "Key points", points),
        ("when", "When", events),
        ("who", "Who is involved", involved),
        ("sources", "What each source says", passages),
        ("differ", "Where they differ", [claim for claim in claims if len(claim.positions) > 1]),
        ("agree", "Where they agree", [claim for claim in claims if len(claim.positions) < 2]),
        ("unknown", "What is not known", [claim for claim in claims if claim.would_change]),
    )
    view = TopicView(
        title=topic.title,
        facts=" · ".join(
            [topic_reach(shelf, topic.id), count(len(passages), "passage"), count(len(events), "date")]
        ),
        contents=tuple(Anchor(f"#{key}", words) for key, words, held in sections if held),
        lead=lead,
        intro=intro,
        points=points,
        leaning=bool(summary and summary.leaning),
        strip=event_strip(shelf, events),
        coverage=coverage_strip(shelf, topic.id, publication_axis(shelf)),
        events=tuple(event_row(draft, event) for event in events[-EVENTS:]),
        more_events=draft.plain(timeline, f"All {len(events)} dates are in the timeline")
        if len(events) > EVENTS
        else None,
        involved=involved,
        says=tuple(_says(draft, by_source, ranked[:SOURCES])),
        others=tuple(
            draft.plain(source_ref(source), shelf.titles[source_ref(source)])
            for source in ranked[SOURCES : SOURCES + OTHERS]
        ),
        more_sources=_beyond(len(ranked) - SOURCES - OTHERS),
        differ=tuple(claim_row(draft, claim) for claim in claims if len(claim.positions) > 1),
        agree=tuple(claim_row(draft, claim) for claim in claims if len(claim.positions) < 2),
        unknown=tuple(_unknown(draft, claims)),
        notes=tuple(
            draft.page_anchor(PageRef(PageKind.NOTE, n.id)) for n in shelf.notes_on.get(topic.id, ())
        ),
        terms=tuple(term.phrase for term in topic.terms),
        backlinks=backlinks(
            draft, (PageKind.NOTE, PageKind.TOPIC, PageKind.ENTITY, PageKind.PAGE, PageKind.FRONT)
        ),
        map=draft.previews_of(mini_map(shelf.dossier, topic_ref(topic.id), draft.path)),
    )
    return draft.page(
        "topic.html",
        topic.title,
        view,
        description=plain_words(topic.summary) or topic_reach(shelf, topic.id),
        citation=f"{topic.title}. In: {shelf.dossier.title}, {draft.path}",
        topics=(topic.id,),
    )


def _by_source(passages: tuple[TopicPassage, ...]) -> dict[SourceId, list[TopicPassage]]:
    held: dict[SourceId, list[TopicPassage]] = defaultdict(list)
    for each in passages:
        held[each.passage.source].append(each)
    return held


def _about(passages: list[TopicPassage]) -> int:
    return sum(each.grade is Grade.ABOUT for each in passages)


def _ranked(shelf: Shelf, held: dict[SourceId, list[TopicPassage]]) -> list[SourceId]:
    """Sort sources: those about the topic first, then by how much they say, then the newest."""
    newest = shelf.newest_first(held)
    return sorted(newest, key=lambda source: (-_about(held[source]), -len(held[source])))


def _says(
    draft: Draft, held: dict[SourceId, list[TopicPassage]], sources: list[SourceId]
) -> Iterator[SourceSays]:
    longest = max((len(each) for each in held.values()), default=1)
    for source in sources:
        passages, about = held[source], _about(held[source])
        best = sorted(
            (p for p in passages if draft.shelf.may_show(p.passage)),
            key=lambda each: each.grade is not Grade.ABOUT,
        )[:PASSAGES]
        shown = sorted(best, key=lambda each: each.passage)
        rest = len(passages) - len(shown)
        ref = PageRef(PageKind.SOURCE, source)
        yield SourceSays(
            source=draft.source(source),
            when=published(draft.shelf.publications.get(source))[0],
            publisher=draft.shelf.documents[source].meta.publisher or "",
            bar_about=round(100 * about / longest, 1),
            bar_all=round(100 * len(passages) / longest, 1),
            counts=f"about it in {count(about, 'passage')}"
            + (f", mentions it in {len(passages) - about}" if len(passages) > about else "")
            if about
            else f"mentions it in {count(len(passages), 'passage')}",
            quotes=tuple((draft.quote(each.passage, 240), ", ".join(each.matched)) for each in shown),
            more=draft.plain(ref, f"{count(rest, 'more passage')} in the source") if rest else None,
        )


def _involved(draft: Draft, passages: tuple[TopicPassage, ...]) -> Iterator[tuple[str, tuple[Involved, ...]]]:
    shelf = draft.shelf
    counts: Counter[EntityId] = Counter()
    for each in passages:
        counts.update(shelf.names_at(each.passage))
    top = [name for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))][:NAMES]
    for kind, (_, plural) in ENTITY_WORDS.items():
        held = [name for name in top if name in shelf.entities and shelf.entities[name].kind is kind]
        rows = tuple(
            Involved(draft.entity(name), shelf.entities[name].role, count(counts[name], "passage"))
            for name in held
        )
        if rows:
            yield plural, rows


def _unknown(draft: Draft, claims: list[Claim]) -> Iterator[tuple[Anchor, str]]:
    for claim in claims:
        if claim.would_change:
            yield (
                draft.anchor(PageRef(PageKind.CLAIM, claim.id), claim.question),
                plain_words(claim.would_change),
            )


def _beyond(number: int) -> str:
    return f"and {count(number, 'more source')}; the search finds them" if number > 0 else ""
