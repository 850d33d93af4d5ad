"""Turn a page that is linked into the two or three lines of its preview."""

from __future__ import annotations

from collections.abc import Callable

from dossier.model import ClaimId, EntityId, NoteId, PageKind, SourceId, TopicId
from dossier.site.shelf import Shelf, cited_sources
from dossier.site.words import cut
from dossier.text.counts import count
from dossier.text.date_phrases import in_words

LINE = 120  # characters of a preview's line


def first_words(shelf: Shelf, source: SourceId, limit: int = LINE) -> str:
    """Return the first sentence of a source's summary, as far as it may be shown."""
    summary = shelf.summary(source)
    words = summary.words or tuple(map(shelf.words, summary.sentences[:1]))
    return cut(words[0], limit) if words else ""


def topic_reach(shelf: Shelf, topic: TopicId) -> str:
    """Say in how many sources a topic occurs: `main subject of 3 sources, mentioned in 1 more`."""
    about, mentioned = shelf.reach.get(topic, (0, 0))
    if about and mentioned:
        return f"main subject of {count(about, 'source')}, mentioned in {mentioned} more"
    every = count(len(shelf.documents), "source")
    return f"mentioned in {mentioned} of {every}" if mentioned else f"covered in {about} of {every}"


def _source(shelf: Shelf, source: SourceId) -> tuple[str, ...]:
    publisher, when = shelf.documents[source].meta.publisher, shelf.when(source)
    return (f"{publisher} · {when}" if publisher else when, first_words(shelf, source))


def _entity(shelf: Shelf, entity: EntityId) -> tuple[str, ...]:
    return (shelf.entities[entity].role or f"mentioned in {count(shelf.named_in[entity], 'source')}",)


def _note(shelf: Shelf, note_id: NoteId) -> tuple[str, ...]:
    note = shelf.notes[note_id]
    return (" · ".join(filter(None, [in_words(note.date) if note.date else "", ", ".join(note.authors)])),)


def _claim(shelf: Shelf, claim: ClaimId) -> tuple[str, ...]:
    positions = shelf.claims[claim].positions
    return tuple(f"{each.title}: {count(len(cited_sources(each.body)), 'source')}" for each in positions)


PREVIEWS: dict[PageKind, Callable[..., tuple[str, ...]]] = {
    PageKind.SOURCE: _source,
    PageKind.TOPIC: lambda shelf, topic: (topic_reach(shelf, topic),),
    PageKind.ENTITY: _entity,
    PageKind.NOTE: _note,
    PageKind.CLAIM: _claim,
}
"""What tells the lines of each kind of page that has previews; an empty line is left out."""
