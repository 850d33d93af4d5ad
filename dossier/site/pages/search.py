"""Turn what can be found into the page that searches it."""

from collections.abc import Iterator

from dossier.model import Page, PageKind, PageRef, PartialDate
from dossier.site.composer import MENU, Composer, Draft
from dossier.site.search import KINDS, date_keys, search_words
from dossier.site.shelf import Shelf, ranked
from dossier.site.views import OWN, Language

NAMES_SHOWN = 200  # names that the filter offers, the most mentioned


def pages(_shelf: Shelf) -> Iterator[Draft]:
    """Yield the search page: its filters, and the lists that stand in for it."""
    yield Draft(_search_page)


def _search_page(shelf: Shelf) -> Page:
    composer, say = Composer(shelf, PageKind.SEARCH), shelf.say
    desk = composer.desk
    composer.shows(shelf.titles)  # all of them can be found here
    often = ranked({name: len(held) for name, held in shelf.mentions_of.items()})
    shown = [shelf.entities[name] for name in often[:NAMES_SHOWN]]
    shown.sort(key=lambda e: (search_words(e.name), e.id))
    dates = {key for each in shelf.publications.values() for key in date_keys(each.value)}
    newest = sorted(
        dates, key=lambda key: (key[:4], len(key) == 4, key), reverse=True
    )  # a year, then its months
    choices: dict[str, list[tuple[str, str, Language]]] = {  # by the names of the keys of the index
        "kind": [(kind, say(f"several_{kind}"), OWN) for kind in KINDS],
        "t": [(topic.id, topic.title, desk) for topic in shelf.topics.values()],
        "n": [(entity.id, entity.name, desk) for entity in shown],
        "d": [(key, shelf.date(PartialDate.parse(key)), OWN) for key in newest],
    }
    what = {"kind": "kind", "t": "topic", "n": "name", "d": "date"}
    view = {
        "filters": [
            (key, say(f"filter_{what[key]}"), say(f"any_{what[key]}"), held)
            for key, held in choices.items()
            if held
        ],
        "indexes": [  # an empty one is reached from here alone
            (composer.plain(PageRef(kind)), shelf.sizes.get(kind, 0)) for kind in MENU
        ],
    }
    return composer.page(view, say("of_search"))
