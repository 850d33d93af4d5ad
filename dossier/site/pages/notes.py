"""Turn each note of the editors into its page, and all of them into the list of notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import MarkdownBody, Note, NoteId, Page, PageKind
from dossier.site.composer import Composer, Draft
from dossier.site.prose import plain_words, prose
from dossier.site.rows import backlinks
from dossier.site.shelf import Shelf, remembered
from dossier.site.urls import note_ref
from dossier.site.views import Anchor
from dossier.text.characters import cut

FIRST = 300  # characters of a note in a list


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note in a list."""

    page: Anchor
    note: Note
    topics: tuple[Anchor, ...]
    first: str  # its first words


def note_entry(composer: Composer, note: Note) -> NoteEntry:
    """Return a note as a row of a list."""
    composer.shows_basis(note.body)
    first = cut(composer.shelf.first_paragraph(note.body), FIRST)
    return NoteEntry(composer.anchor(note_ref(note.id)), note, composer.topics(note.topics), first)


@remembered
def newest_notes(shelf: Shelf) -> tuple[NoteId, ...]:
    """Return the ids of the notes, the newest first; undated ones last."""
    dated = sorted(shelf.notes.values(), key=lambda note: note.id)
    dated.sort(key=lambda note: note.date.sort_key[:2] if note.date else (), reverse=True)
    return tuple(note.id for note in dated)


def pages(shelf: Shelf) -> Iterator[Draft]:
    """Yield the list of notes, then the page of each published one."""
    yield Draft(_list_page)
    for note in shelf.notes:
        yield Draft(_note_page, (note,))


def _list_page(shelf: Shelf) -> Page:
    composer = Composer(shelf, PageKind.NOTES)
    entries = [note_entry(composer, shelf.notes[note]) for note in newest_notes(shelf)]
    return composer.page({"entries": entries}, composer.say("of_notes"))


def _note_page(shelf: Shelf, note_id: NoteId) -> Page:
    composer, note = Composer(shelf, PageKind.NOTE, note_id), shelf.notes[note_id]
    view = {"note": note, "topics": composer.topics(note.topics), **written_words(composer, note.body)}
    when = f", {shelf.date(note.date)}" if note.date else ""
    description = plain_words(shelf, note.body)
    return composer.page(view, description, citation=f"{note.title}{when}.", topics=note.topics)


def written_words(composer: Composer, body: MarkdownBody) -> dict[str, object]:
    """Return what the template shows of a body: links to its headings, its blocks, who links here."""
    contents = [Anchor(f"#{anchor}", words, language=composer.desk) for anchor, words in body.headings]
    blocks = prose(composer, body)
    return {
        "contents": contents if len(contents) > 2 else [],
        "beside": not any(block.notes for block in blocks),  # no evidence needs the margin
        "blocks": blocks,
        "backlinks": backlinks(composer),
    }
