"""Turn the whole dossier into its front page: the briefing at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Page, PageKind, PageRef, SourceId
from dossier.site.draft import Draft
from dossier.site.notes import NoteEntry, newest_notes, note_entry
from dossier.site.prose import plain_words, prose
from dossier.site.rows import claim_row, event_row, most_contested, source_row
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

    headline: str
    lead: tuple[Block, ...]
    points: tuple[Quotation, ...]
    """Cited sentences where no editor wrote a lead."""
    as_of: str
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
    evidence: tuple[EvidenceNote, ...]
    """The notes of the lead and of the topics' summaries."""
    changes: Anchor


def front_page(shelf: Shelf) -> Iterator[Page]:
    """Yield the front page."""
    draft = Draft(shelf, PageRef(PageKind.FRONT))
    dossier = shelf.dossier
    written = shelf.pages.get("index")
    lead = prose(draft, written.body) if written else ()
    topics = tuple(topic_entry(draft, topic) for topic in tuple(shelf.topics.values())[:TOPICS])
    newest = shelf.newest_first(shelf.documents)
    points = () if lead else tuple(_points(draft, newest))
    claims = most_contested(shelf, (c for c in shelf.claims.values() if len(c.positions) > 1))
    counted = (
        (len(dossier.corpus.documents), "source"),
        (len(shelf.entities), "name"),
        (len(shelf.claims), "question"),
        (len(shelf.events), "dated event"),
    )
    view = FrontView(
        headline=written.title if written else dossier.title,
        lead=lead,
        points=points,
        as_of=shelf.as_of,
        facts=" · ".join(count(number, word) for number, word in counted if number) or "nothing filed yet",
        topics=topics,
        more_topics=draft.plain(PageRef(PageKind.TOPICS), f"All {len(shelf.topics)} topics")
        if len(shelf.topics) > TOPICS
        else None,
        differ=tuple(claim_row(draft, claim) for claim in claims[:CLAIMS]),
        all_claims=draft.plain(PageRef(PageKind.CLAIMS), f"All {count(len(shelf.claims), 'question')}"),
        strip=event_strip(shelf, shelf.events),
        events=tuple(event_row(draft, event, others=0) for event in shelf.events[-EVENTS:]),
        all_events=draft.plain(PageRef(PageKind.TIMELINE), "The whole timeline"),
        newest=tuple(source_row(draft, source) for source in newest[:SOURCES]),
        all_sources=draft.plain(PageRef(PageKind.SOURCES), f"All {count(len(newest), 'source')}"),
        notes=tuple(note_entry(draft, note) for note in newest_notes(shelf)[:NOTES]),
        evidence=tuple(
            note
            for blocks in (lead, *(entry.lead for entry in topics))
            for block in blocks
            for note in block.notes
        ),
        changes=draft.plain(PageRef(PageKind.CHANGES), "what changed"),
    )
    description = plain_words(written.body.markdown[:600]) if written else dossier.title
    yield draft.page("front.html", view.headline, view, description=description)


def _points(draft: Draft, newest: list[SourceId]) -> Iterator[Quotation]:
    for source in newest[:2]:
        summary = draft.shelf.summaries.get(source)
        if summary and summary.sentences:
            yield from draft.quotes(summary.sentences[:1])
