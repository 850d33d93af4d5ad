"""Turn the plain pages of the editors, such as `about`, into pages."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model import Page, PageKind
from dossier.site.composer import Composer
from dossier.site.pages.notes import written_words
from dossier.site.shelf import Shelf


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the plain pages, without the front page."""
    for page in shelf.pages.values():
        if page.id != "index":
            composer = Composer(shelf, PageKind.PAGE, page.id)
            yield composer.page(written_words(composer, page.body), page.title)
