"""Turn the whole dossier into its front page: the briefing at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Page, PageKind, PageRef
from dossier.site.draft import Draft
from dossier.site.notes import NoteEntry, newest_notes, note_entry
from dossier.site.prose import plain_words, prose
from dossier.site.rows import by_contest, claim_row, event_row, source_row
from dossier.site.shelf import Shelf
from dossier.site.strips import event_strip
from dossier.site.topics import TopicEntry, topic_entry
from dossier.site.views import Anchor, Block, ClaimRow, Event, EvidenceNote, Quotation, SourceRow, Strip
from dossier.site.words import count

TOPICS = 9
CLAIMS = 3
SOURCES = 5
EVENTS = 5
NOTES = 3


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front page: read in a minute, top to bottom."""

    lead: tuple[Block, ...]
    points: tuple[Quotation, ...]  # cited sentences where no editor wrote a lead
    facts: str
    topics: tuple[TopicEntry, ...]
    more_topics: Anchor | None
    differ: tuple[ClaimRow, ...]
    all_claims: Anchor
    strip: Strip | None
    events: tuple[Event, ...]
    all_events: Anchor
    newest: tuple[SourceRow, ...]
    all_sources: Anchor
    notes: tuple[NoteEntry, ...]
    evidence: tuple[EvidenceNote, ...]  # of the lead and of the topics' summaries
    changes: Anchor


def front_page(shelf: Shelf) -> Iterator[Page]:
    """Yield the front page."""
    draft = Draft(shelf, PageRef(PageKind.FRONT))
    written = shelf.pages.get("index")
    lead = prose(draft, written.body) if written else ()
    topics = tuple(topic_entry(draft, topic) for topic in tuple(shelf.topics.values())[:TOPICS])
    newest = shelf.newest_first(shelf.documents)
    points = [point for source in newest[:2] for point in shelf.summary(source).sentences[:1]]
    differ, _ = by_contest(shelf.claims.values())
    counted = (
        (len(shelf.documents), "source"),
        (len(shelf.entities), "name"),
        (len(shelf.claims), "question"),
        (len(shelf.events), "dated event"),
    )
    more_topics = draft.plain(PageRef(PageKind.TOPICS), f"All {len(shelf.topics)} topics")
    evidence = (block.notes for blocks in (lead, *(entry.lead for entry in topics)) for block in blocks)
    view = FrontView(
        lead=lead,
        points=() if lead else draft.quotes(points),
        facts=" · ".join(count(number, word) for number, word in counted if number) or "nothing filed yet",
        topics=topics,
        more_topics=more_topics if len(shelf.topics) > TOPICS else None,
        differ=tuple(claim_row(draft, claim) for claim in differ[:CLAIMS]),
        all_claims=draft.plain(PageRef(PageKind.CLAIMS), f"All {count(len(shelf.claims), 'question')}"),
        strip=event_strip(shelf, shelf.events),
        events=tuple(event_row(draft, event, others=0) for event in shelf.events[-EVENTS:]),
        all_events=draft.plain(PageRef(PageKind.TIMELINE), "The whole timeline"),
        newest=tuple(source_row(draft, source) for source in newest[:SOURCES]),
        all_sources=draft.plain(PageRef(PageKind.SOURCES), f"All {count(len(newest), 'source')}"),
        notes=tuple(note_entry(draft, note) for note in newest_notes(shelf)[:NOTES]),
        evidence=tuple(note for notes in evidence for note in notes),
        changes=draft.plain(PageRef(PageKind.CHANGES), "what changed"),
    )
    title = written.title if written else shelf.dossier.title
    description = plain_words(written.body.markdown[:600]) if written else title
    yield draft.page("front.html", title, view, description)
