"""Turn a page that is linked into the two or three lines of its preview."""

from __future__ import annotations

from dossier.datewords import in_words
from dossier.model import ClaimId, EntityId, NoteId, PageKind, PageRef, SourceId, TopicId
from dossier.site.shelf import Shelf, position_sources
from dossier.site.words import ENTITY_WORDS, KIND_WORDS, count, cut, published

LINE = 120  # characters of a preview's line


def preview(shelf: Shelf, ref: PageRef) -> tuple[str, tuple[str, ...], str]:
    """Return the kind in words, the lines, and the language of the title (empty: the page's)."""
    makers = {
        PageKind.SOURCE: _source,
        PageKind.TOPIC: _topic,
        PageKind.ENTITY: _entity,
        PageKind.NOTE: _note,
        PageKind.CLAIM: _claim,
    }
    kind, lines, language = makers[ref.kind](shelf, ref.id)
    return kind, tuple(line for line in lines if line), language


def first_words(shelf: Shelf, source: SourceId, limit: int = LINE) -> str:
    """Return the first sentence of a source's summary, as far as it may be shown."""
    summary = shelf.summaries.get(source)
    if summary and summary.words:
        return cut(summary.words[0], limit)
    if summary and summary.sentences and shelf.may_show(summary.sentences[0]):
        return cut(shelf.dossier.corpus.quote(summary.sentences[0]), limit)
    return ""


def topic_reach(shelf: Shelf, topic: TopicId) -> str:
    """Say in how many sources a topic stands: `about in 3 of 5 sources, mentioned in 1`."""
    about, mentioned = shelf.reach.get(topic, (0, 0))
    words = f"about in {about} of {count(len(shelf.documents), 'source')}"
    return words + (f", mentioned in {mentioned}" if mentioned else "")


def _source(shelf: Shelf, page_id: str) -> tuple[str, list[str], str]:
    source = SourceId(page_id)
    meta = shelf.documents[source].meta
    when = published(shelf.publications.get(source))[0]
    facts = " · ".join(filter(None, [meta.publisher or "", when]))
    return KIND_WORDS[PageKind.SOURCE], [facts, first_words(shelf, source)], meta.language


def _topic(shelf: Shelf, page_id: str) -> tuple[str, list[str], str]:
    return KIND_WORDS[PageKind.TOPIC], [topic_reach(shelf, TopicId(page_id))], ""


def _entity(shelf: Shelf, page_id: str) -> tuple[str, list[str], str]:
    entity = shelf.entities[EntityId(page_id)]
    return (
        ENTITY_WORDS[entity.kind][0],
        [entity.role or f"named in {count(shelf.named_in.get(entity.id, 0), 'source')}"],
        "",
    )


def _note(shelf: Shelf, page_id: str) -> tuple[str, list[str], str]:
    note = shelf.notes[NoteId(page_id)]
    when = in_words(note.date) if note.date else ""
    return KIND_WORDS[PageKind.NOTE], [" · ".join(filter(None, [when, ", ".join(note.authors)]))], ""


def _claim(shelf: Shelf, page_id: str) -> tuple[str, list[str], str]:
    claim = shelf.claims[ClaimId(page_id)]
    lines = [f"{each.title}: {count(len(position_sources(each)), 'source')}" for each in claim.positions]
    return KIND_WORDS[PageKind.CLAIM], lines, ""
