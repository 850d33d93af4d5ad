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
    facts: tuple[tuple[str, str], ...]
    newest: tuple[SourceRow, ...]


def changes_page(shelf: Shelf) -> Iterator[Page]:
    """Yield the page of changes."""
    draft = Draft(shelf, PageRef(PageKind.CHANGES))
    newest = shelf.newest_first(shelf.documents)[:NEWEST]
    view = ChangesView(
        "This is the first edition; there is no earlier one to compare it with.",
        (
            ("Sources", str(len(shelf.documents))),
            ("Topics", str(len(shelf.topics))),
            ("Names", str(len(shelf.entities))),
            ("Questions", str(len(shelf.claims))),
            ("Notes", str(len(shelf.notes))),
        ),
        tuple(source_row(draft, source) for source in newest),
    )
    yield draft.page("changes.html", "What changed", view, description=view.words)
