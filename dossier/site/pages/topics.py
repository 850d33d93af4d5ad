"""Turn each topic into its index: state of play, when, who, what each source says, where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.model import EntityId, Grade, Page, PageKind, SourceId, Topic, TopicPassage
from dossier.site.composer import Composer
from dossier.site.preview import topic_reach
from dossier.site.prose import Block, plain_words, prose
from dossier.site.rows import NamedRow, backlinks, by_contest, by_kind, claim_row, event_row
from dossier.site.shelf import Shelf, Shelves, by_source, ranked
from dossier.site.strips import Strip, coverage_strip, event_strip
from dossier.site.urls import claim_ref, entity_ref, note_ref, source_ref, topic_ref
from dossier.site.views import Anchor, Quotation
from dossier.text.counts import count

SOURCES = 25  # sources shown with passages; the others are listed by title
OTHERS = 100  # sources listed by title
PASSAGES = 6  # passages shown for each source
EVENTS = 40
NAMES = 36
LINKING = (PageKind.NOTE, PageKind.TOPIC, PageKind.ENTITY, PageKind.PAGE, PageKind.FRONT)
BySource = Shelves[SourceId, TopicPassage]


@dataclass(frozen=True, slots=True)
class SourceSays:
    """What one source says on a topic."""

    source: Anchor
    when: str
    publisher: str | None
    counts: str
    quotes: tuple[tuple[Quotation, str], ...]  # passage, and the terms that matched, in words
    more: Anchor | None


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic in a list."""

    topic: Anchor
    reach: str
    lead: tuple[Block, ...]
    points: tuple[Quotation, ...]  # where no editor wrote a summary
    strip: Strip | None


def topic_entry(composer: Composer, topic: Topic) -> TopicEntry:
    """Return a topic with its state in a few cited sentences and its coverage."""
    shelf, lead = composer.shelf, prose(composer, topic.summary_body)
    points = () if lead else composer.quotes(shelf.summary(f"topic:{topic.id}").sentences[:2], 240)
    strip = coverage_strip(composer, topic.id)
    return TopicEntry(composer.anchor(topic_ref(topic.id)), topic_reach(shelf, topic.id), lead, points, strip)


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of topics, then the page of each."""
    composer = Composer(shelf, PageKind.TOPICS)
    entries = [topic_entry(composer, topic) for topic in shelf.topics.values()]
    yield composer.page({"entries": entries}, "The subjects of this dossier.")
    for topic in shelf.topics.values():
        yield _topic_page(shelf, topic)


def _topic_page(shelf: Shelf, topic: Topic) -> Page:
    composer = Composer(shelf, PageKind.TOPIC, topic.id)
    summary = shelf.summary(f"topic:{topic.id}")
    passages, events = shelf.passages_on[topic.id], shelf.events_of[topic.id]
    held = by_source(passages)
    sources = _most_telling(shelf, held)
    composer.shows_sources(sources)
    differ, agree = by_contest(shelf.claims_on[topic.id])
    unknown = [claim for claim in (*differ, *agree) if claim.would_change]
    reach = topic_reach(shelf, topic.id)
    view = {
        "topic": topic,
        "facts": f"{reach} · {count(len(passages), 'passage')} · {count(len(events), 'date')}",
        "lead": prose(composer, topic.summary_body),
        "intro": prose(composer, topic.body),
        "points": composer.quotes(summary.sentences),
        "leaning": bool(summary.leaning),
        "involved": list(_involved(composer, passages)),
        "strip": event_strip(composer, events),
        "coverage": coverage_strip(composer, topic.id),
        "events": [event_row(composer, event) for event in events[-EVENTS:]],
        "all_events": len(events),
        "says": list(_says(composer, held, sources[:SOURCES])),
        "others": [composer.plain(source_ref(source)) for source in sources[SOURCES : SOURCES + OTHERS]],
        "more_sources": max(0, len(sources) - SOURCES - OTHERS),
        "differ": [claim_row(composer, claim) for claim in differ],
        "agree": [claim_row(composer, claim) for claim in agree],
        "unknown": [(composer.anchor(claim_ref(each.id)), each.would_change) for each in unknown],
        "notes": [composer.anchor(note_ref(note.id)) for note in shelf.notes_on[topic.id]],
        "backlinks": backlinks(composer, LINKING),
    }
    description = plain_words(shelf, topic.summary_body) or reach
    return composer.page(view, description, citation=f"{topic.title}.", topics=(topic.id,))


def _about(passages: Sequence[TopicPassage]) -> int:
    return sum(each.grade is Grade.ABOUT for each in passages)


def _most_telling(shelf: Shelf, held: BySource) -> list[SourceId]:
    """Sort sources: those about the topic first, then by how much they say, then the newest."""
    return sorted(shelf.newest_first(held), key=lambda source: (-_about(held[source]), -len(held[source])))


def _says(composer: Composer, held: BySource, sources: list[SourceId]) -> Iterator[SourceSays]:
    shelf = composer.shelf
    for source in sources:
        passages, about = held[source], _about(held[source])
        open_to_all = (each for each in passages if shelf.may_show(each.passage))
        best = sorted(open_to_all, key=lambda each: each.grade is not Grade.ABOUT)[:PASSAGES]
        rest, mentioned = len(passages) - len(best), len(passages) - about
        beyond = composer.plain(source_ref(source), count(rest, "more passage"))
        if about:
            counts = f"about it in {count(about, 'passage')}"
            counts += f", mentions it in {mentioned}" if mentioned else ""
        else:
            counts = f"mentions it in {count(mentioned, 'passage')}"
        yield SourceSays(
            source=composer.source(source),
            when=shelf.when(source),
            publisher=shelf.documents[source].meta.publisher,
            counts=counts,
            quotes=tuple(
                (composer.quote(each.passage, 240), ", ".join(each.matched))
                for each in sorted(best, key=lambda each: each.passage)
            ),
            more=beyond if rest else None,
        )


def _involved(composer: Composer, passages: Sequence[TopicPassage]) -> Iterator[tuple[str, list[NamedRow]]]:
    """Yield each kind of name that the passages carry, with the names."""
    entities = composer.shelf.entities
    counts: Counter[EntityId] = Counter()
    for each in passages:
        counts.update(composer.shelf.names_at(each.passage))
    top = ranked(counts)[:NAMES]
    for _, plural, held in by_kind(entities[name] for name in top):
        yield plural, [NamedRow(composer.anchor(entity_ref(e.id)), e.role, counts[e.id]) for e in held]
