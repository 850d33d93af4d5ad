"""Turn each topic into its index: state of play, when, who, what each source says, where they differ."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.model import EntityId, Grade, Page, PageKind, SourceId, Topic, TopicId, TopicPassage
from dossier.site.briefs import Findings, findings_on
from dossier.site.composer import Composer, Draft
from dossier.site.preview import topic_reach
from dossier.site.prose import Block, plain_words, prose
from dossier.site.rows import (
    NamedRow,
    SourceSays,
    by_kind,
    contested,
    event_row,
    latest,
    more,
    source_says,
)
from dossier.site.shelf import Shelf, Shelves, by_source, ranked
from dossier.site.strips import Strip, coverage_strip
from dossier.site.urls import entity_ref, note_ref, source_ref, topic_ref
from dossier.site.views import Anchor

SOURCES = 25  # sources shown with passages; the others are listed by title
OTHERS = 100  # sources listed by title
EVENTS = 12
NAMES = 24
LINKING = (PageKind.NOTE, PageKind.TOPIC, PageKind.ENTITY, PageKind.PAGE, PageKind.FRONT)
BySource = Shelves[SourceId, TopicPassage]


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic in a list."""

    topic: Anchor
    reach: str
    lead: tuple[Block, ...]
    found: Findings | None  # where no editor wrote a summary
    strip: Strip | None


def topic_entry(composer: Composer, topic: Topic) -> TopicEntry:
    """Return a topic with its state in a few cited sentences and its coverage."""
    shelf, lead = composer.shelf, prose(composer, topic.summary_body)
    found = None if lead else findings_on(composer, topic.id)
    strip = coverage_strip(composer, topic.id)
    return TopicEntry(composer.anchor(topic_ref(topic.id)), topic_reach(shelf, topic.id), lead, found, strip)


def pages(shelf: Shelf) -> Iterator[Draft]:
    """Yield the list of topics, then the page of each."""
    yield Draft(_list_page)
    for topic in shelf.topics:
        yield Draft(_topic_page, (topic,))


def _list_page(shelf: Shelf) -> Page:
    composer = Composer(shelf, PageKind.TOPICS)
    entries = [topic_entry(composer, topic) for topic in shelf.topics.values()]
    return composer.page(
        {"entries": entries, "strips": any(each.strip for each in entries)}, composer.say("of_topics")
    )


def _topic_page(shelf: Shelf, topic_id: TopicId) -> Page:
    topic = shelf.topics[topic_id]
    composer = Composer(shelf, PageKind.TOPIC, topic.id)
    summary = shelf.summary(f"topic:{topic.id}")
    passages, events = shelf.passages_on[topic.id], shelf.events_of[topic.id]
    held = by_source(passages)
    sources = _most_telling(shelf, held)
    composer.shows_sources(sources)
    reach = topic_reach(shelf, topic.id)
    lead, intro = prose(composer, topic.summary_body), prose(composer, topic.body)
    shown = composer.cited_sentences()
    points = [each for each in summary.sentences if shelf.place(each) not in shown]
    shown |= {shelf.place(each) for each in points}
    newest = latest(events, EVENTS)
    shown |= {shelf.place(event.evidence[0]) for event in newest}
    view = {
        "topic": topic,
        "facts": _facts(shelf, reach, len(passages), len(events)),
        "lead": lead,
        "intro": intro,
        "points_title": shelf.say("further_points" if lead or intro else "key_points"),
        "points": [composer.in_context(each) for each in points if shelf.may_show(each)],
        "leaning": bool(summary.leaning) and bool(points),
        **contested(composer, shelf.claims_on[topic.id]),
        "says": list(_says(composer, held, shelf.oldest_first(sources[:SOURCES]), shown)),
        "others": [composer.plain(source_ref(source)) for source in sources[SOURCES : SOURCES + OTHERS]],
        "more_sources": max(0, len(sources) - SOURCES - OTHERS),
        **_involved(composer, passages),
        "events": [event_row(composer, event) for event in newest],
        "all_events": len(events),
        "linked_from": _linked_from(composer, topic),
    }
    description = plain_words(shelf, topic.summary_body) or reach
    return composer.page(view, description, citation=f"{topic.title}.", topics=(topic.id,))


def _facts(shelf: Shelf, reach: str, passages: int, dates: int) -> str:
    counts = [shelf.say("n_passages", passages), shelf.say("n_dates", dates) if dates else ""]
    return " · ".join(filter(None, [reach, *counts]))


def _linked_from(composer: Composer, topic: Topic) -> list[Anchor]:
    """Return the notes on a topic, and the other pages that link to it."""
    notes = [note_ref(note) for note in composer.shelf.notes_on[topic.id]]
    links = [link.origin for link in composer.shelf.links_to[composer.ref] if link.origin.kind in LINKING]
    return [composer.anchor(ref) for ref in dict.fromkeys([*notes, *links]) if ref != composer.ref]


def _about(passages: Sequence[TopicPassage]) -> int:
    return sum(each.grade is Grade.ABOUT for each in passages)


def _most_telling(shelf: Shelf, held: BySource) -> list[SourceId]:
    """Sort sources: those about the topic first, then by how much they say, then the newest."""
    return sorted(shelf.newest_first(held), key=lambda source: (-_about(held[source]), -len(held[source])))


def _says(
    composer: Composer, held: BySource, sources: list[SourceId], shown: set[tuple[SourceId, str]]
) -> Iterator[SourceSays]:
    """Yield what each source says: passages that are `shown` nowhere else, and the places of the others."""
    for source in sources:
        passages, about = held[source], _about(held[source])
        mentioned = len(passages) - about
        if about and mentioned:
            counts = composer.say("about_it_mentions", about, more=mentioned)
        else:
            counts = composer.say("about_it" if about else "mentions_it", about or mentioned)
        matched = {each.passage: ", ".join(each.matched) for each in passages}
        best = sorted(passages, key=lambda each: each.grade is not Grade.ABOUT)
        yield source_says(
            composer, source, counts, [each.passage for each in best], shown=shown, matched=matched
        )


def _involved(composer: Composer, passages: Sequence[TopicPassage]) -> dict[str, object]:
    """Return the names that the passages carry by kind, persons with their role, and how many more."""
    entities = composer.shelf.entities
    counts: Counter[EntityId] = Counter()
    for each in passages:
        counts.update(composer.shelf.names_at(each.passage))
    kinds = []
    for kind, plural, named in by_kind((entities[name] for name in ranked(counts)[:NAMES]), composer.say):
        rows = [
            NamedRow(composer.anchor(entity_ref(e.id)), e.role if kind == "person" else "", counts[e.id])
            for e in named
        ]
        kinds.append((plural, rows))
    return {"involved": kinds, "more_names": more(composer.say, "names", len(counts) - NAMES)}
