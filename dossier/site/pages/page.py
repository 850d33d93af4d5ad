"""Turn the plain pages of the editors, such as `about`, into pages."""

from collections.abc import Iterator

from dossier.model import Page, PageKind
from dossier.site.composer import Composer, Draft
from dossier.site.pages.notes import written_words
from dossier.site.shelf import Shelf


def pages(shelf: Shelf) -> Iterator[Draft]:
    """Yield the plain pages, without the front page."""
    for page in shelf.pages:
        if page != "index":
            yield Draft(_plain_page, (page,))


def _plain_page(shelf: Shelf, page_id: str) -> Page:
    composer, page = Composer(shelf, PageKind.PAGE, page_id), shelf.pages[page_id]
    return composer.page(written_words(composer, page.body), page.title)
