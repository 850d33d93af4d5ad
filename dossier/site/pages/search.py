"""Turn what can be found into the page that searches it."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model import Page, PageKind, PageRef, PartialDate
from dossier.site.composer import MENU, Composer, Draft
from dossier.site.search import KINDS, date_keys, search_words
from dossier.site.shelf import Shelf, ranked
from dossier.text.date_phrases import in_words

LISTS = tuple(kind for *_, kind in MENU)  # an empty one is reached from here alone
NAMES_SHOWN = 200  # names that the filter offers, the most mentioned


def pages(_shelf: Shelf) -> Iterator[Draft]:
    """Yield the search page: its filters, and the lists that stand in for it."""
    yield Draft(_search_page)


def _search_page(shelf: Shelf) -> Page:
    composer = Composer(shelf, PageKind.SEARCH)
    composer.shows(shelf.titles)  # all of them can be found here
    often = ranked({name: len(held) for name, held in shelf.mentions_of.items()})
    shown = [shelf.entities[name] for name in often[:NAMES_SHOWN]]
    shown.sort(key=lambda e: (search_words(e.name), e.id))
    dates = {key for each in shelf.publications.values() for key in date_keys(each.value)}
    months = sorted(dates, reverse=True)
    filters = (  # its name in the keys of the index, its label, words for no choice, the choices
        ("kind", "Kind", "Every kind", [(kind, kind.row.several) for kind in KINDS]),
        ("t", "Topic", "Every topic", [(topic.id, topic.title) for topic in shelf.topics.values()]),
        ("n", "Name", "Every name", [(entity.id, entity.name) for entity in shown]),
        ("d", "Date", "Any date", [(key, in_words(PartialDate.parse(key))) for key in months]),
    )
    view = {
        "filters": [each for each in filters if each[-1]],  # those that offer a choice
        "indexes": [(composer.plain(PageRef(kind)), shelf.sizes.get(kind, 0)) for kind in LISTS],
    }
    return composer.page(view, "Search the dossier.")
