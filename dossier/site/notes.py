"""Turn editors' notes and plain pages into pages, and the notes into their list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.datewords import in_words
from dossier.model import DeskPage, Note, Page, PageKind, PageRef
from dossier.site.draft import Draft
from dossier.site.prose import plain_words, prose
from dossier.site.rows import backlinks
from dossier.site.shelf import Shelf
from dossier.site.views import Anchor, BacklinkGroup, Block
from dossier.site.words import datetime_value


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note or a plain page as it shows."""

    title: str
    kind: str
    when: str
    datetime: str | None
    authors: str
    topics: tuple[Anchor, ...]
    blocks: tuple[Block, ...]
    contents: tuple[Anchor, ...]
    """Links to its headings, when there are several."""
    backlinks: tuple[BacklinkGroup, ...]


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note in the list."""

    note: Anchor
    when: str
    authors: str
    topics: tuple[Anchor, ...]
    first: str
    """Its first words."""


@dataclass(frozen=True, slots=True)
class NotesView:
    """The list of notes, the newest first."""

    entries: tuple[NoteEntry, ...]


def note_entry(draft: Draft, note: Note) -> NoteEntry:
    """Return a note as a row of a list."""
    first = next((line for line in note.body.markdown.splitlines() if line[:1].isalpha()), "")
    words = plain_words(first)
    return NoteEntry(
        draft.page_anchor(PageRef(PageKind.NOTE, note.id)),
        in_words(note.date) if note.date else "",
        ", ".join(note.authors),
        draft.topics(note.topics),
        words if len(words) < 300 else words[:300].rsplit(" ", 1)[0] + "…",
    )


def newest_notes(shelf: Shelf) -> list[Note]:
    """Return the notes, the newest first; undated ones last."""
    dated = sorted(shelf.notes.values(), key=lambda note: note.id)
    return sorted(dated, key=lambda note: note.date.sort_key[:2] if note.date else (), reverse=True)


def note_list(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of notes."""
    draft = Draft(shelf, PageRef(PageKind.NOTES), previews=False)
    view = NotesView(tuple(note_entry(draft, note) for note in newest_notes(shelf)))
    yield draft.page("notes.html", "Notes", view, description="What the editors wrote.")


def note_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page of each published note."""
    for note in shelf.notes.values():
        draft = Draft(shelf, PageRef(PageKind.NOTE, note.id))
        view = _view(draft, note, "Note")
        when = f", {view.when}" if view.when else ""
        yield draft.page(
            "note.html",
            note.title,
            view,
            description=plain_words(note.body.markdown[:600]),
            citation=f"{note.title}{when}. In: {shelf.dossier.title}, {draft.path}",
            topics=note.topics,
        )


def desk_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the plain pages, without the front page."""
    for page in shelf.pages.values():
        if page.id != "index":
            draft = Draft(shelf, PageRef(PageKind.PAGE, page.id))
            yield draft.page("note.html", page.title, _view(draft, page, ""), description=page.title)


def _view(draft: Draft, written: Note | DeskPage, kind: str) -> NoteView:
    date = written.date if isinstance(written, Note) else None
    headings = written.body.headings
    return NoteView(
        title=written.title,
        kind=kind,
        when=in_words(date) if date else "",
        datetime=datetime_value(date) if date else None,
        authors=", ".join(written.authors) if isinstance(written, Note) else "",
        topics=draft.topics(written.topics) if isinstance(written, Note) else (),
        blocks=prose(draft, written.body),
        contents=tuple(Anchor(f"#{anchor}", words) for anchor, words in headings)
        if len(headings) > 2
        else (),
        backlinks=backlinks(draft),
    )
