"""Turn the state of the dossier into the page that says what changed since the last edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Page, PageKind, PageRef
from dossier.site.draft import Draft
from dossier.site.rows import source_row
from dossier.site.shelf import Shelf
from dossier.site.views import SourceRow

NEWEST = 10


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What is new; a first edition lists what it holds."""

    words: str
    facts: tuple[tuple[str, int], ...]
    newest: tuple[SourceRow, ...]


def changes_page(shelf: Shelf) -> Iterator[Page]:
    """Yield the page of changes."""
    draft = Draft(shelf, PageRef(PageKind.CHANGES))
    view = ChangesView(
        "This is the first edition; there is no earlier one to compare it with.",
        (
            ("Sources", len(shelf.documents)),
            ("Topics", len(shelf.topics)),
            ("Names", len(shelf.entities)),
            ("Questions", len(shelf.claims)),
            ("Notes", len(shelf.notes)),
        ),
        tuple(source_row(draft, source) for source in shelf.newest_first(shelf.documents)[:NEWEST]),
    )
    yield draft.page("changes.html", "What changed", view, view.words)
