"""Turn the dossier into the two pages that a script helps with: the map and the search."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model import Page, PageKind, PageRef
from dossier.site.draft import Draft
from dossier.site.map import map_view
from dossier.site.search import search_view
from dossier.site.shelf import Shelf


def map_page(shelf: Shelf) -> Iterator[Page]:
    """Yield the map of connections."""
    draft = Draft(shelf, PageRef(PageKind.MAP))
    yield draft.page(
        "map.html",
        "Map of connections",
        draft.previews_of(map_view(shelf.dossier, draft.path)),
        description="Who and what is connected.",
    )


def search_page(shelf: Shelf) -> Iterator[Page]:
    """Yield the search."""
    draft = Draft(shelf, PageRef(PageKind.SEARCH))
    yield draft.page(
        "search.html", "Search", search_view(shelf.dossier, draft.path), description="Search the dossier."
    )
