"""Turn the whole dossier into its front page: the briefing at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from dossier.model import Page, PageKind
from dossier.site.composer import Composer
from dossier.site.pages.notes import newest_notes, note_entry
from dossier.site.pages.topics import topic_entry
from dossier.site.prose import plain_words, prose
from dossier.site.rows import by_contest, claim_row, event_row, latest, source_row
from dossier.site.shelf import Shelf
from dossier.site.strips import event_strip
from dossier.text.counts import count

TOPICS = 9
CLAIMS = 3
SOURCES = 5
EVENTS = 5
NOTES = 3


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the front page: read in a minute, top to bottom."""
    composer = Composer(shelf, PageKind.FRONT)
    written = shelf.pages.get("index")
    lead = prose(composer, written.body) if written else ()
    topics = [topic_entry(composer, topic) for topic in tuple(shelf.topics.values())[:TOPICS]]
    newest = shelf.news()
    points = [point for source in newest[:2] for point in shelf.summary(source).sentences[:1]]
    differ, _ = by_contest(shelf.claims.values())
    blocks = chain(lead, *(entry.lead for entry in topics))
    view = {
        "lead": lead,
        "points": () if lead else composer.quotes(points),  # cited sentences where no editor wrote a lead
        "facts": _facts(shelf),
        "topics": topics,
        "all_topics": len(shelf.topics),
        "differ": [claim_row(composer, claim) for claim in differ[:CLAIMS]],
        "all_claims": len(shelf.claims),
        "strip": event_strip(composer, shelf.events),
        "events": [event_row(composer, event, others=0) for event in latest(shelf.events, EVENTS)],
        "newest": [source_row(composer, source) for source in newest[:SOURCES]],
        "all_sources": len(shelf.documents),
        "notes": [note_entry(composer, note) for note in newest_notes(shelf)[:NOTES]],
        "evidence": [note for block in blocks for note in block.notes],
    }
    yield composer.page(view, plain_words(shelf, written.body) if written else composer.title)


def _facts(shelf: Shelf) -> str:
    """Say how much of what the dossier holds: `5 sources · 2 questions`."""
    counted = (
        (len(shelf.documents), "source"),
        (len(shelf.entities), "name"),
        (len(shelf.claims), "question"),
        (len(shelf.events), "dated event"),
    )
    return " · ".join(count(number, word) for number, word in counted if number) or "nothing filed yet"
