"""Turn the state of the dossier into the page that says what changed since the last edition."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model import Page, PageKind
from dossier.site.draft import Draft
from dossier.site.rows import source_row
from dossier.site.shelf import Shelf

NEWEST = 10


def changes_page(shelf: Shelf) -> Iterator[Page]:
    """Yield the page of changes; a first edition lists what it holds."""
    draft = Draft(shelf, PageKind.CHANGES)
    words = "This is the first edition; there is no earlier one to compare it with."
    facts = (
        ("Sources", len(shelf.documents)),
        ("Topics", len(shelf.topics)),
        ("Names", len(shelf.entities)),
        ("Questions", len(shelf.claims)),
        ("Notes", len(shelf.notes)),
    )
    newest = [source_row(draft, source) for source in shelf.newest_first(shelf.documents)[:NEWEST]]
    yield draft.page({"words": words, "facts": facts, "newest": newest}, words)
