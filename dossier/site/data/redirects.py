"""Write small pages at the former addresses of editors' pages, each leading on to the page of today."""

from collections.abc import Iterator
from html import escape
from itertools import chain
from pathlib import PurePosixPath

from dossier.model import Asset, PageKind, PageRef
from dossier.site import urls
from dossier.site.shelf import Shelf
from dossier.text.slugs import file_id

KIND = "redirect"
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta http-equiv="refresh" content="0; url={address}">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
<p><a href="{address}">{title}</a></p>
</body>
</html>
"""


def redirect_assets(shelf: Shelf) -> Iterator[Asset]:
    """Yield a page for each former name; a name that a page of today has, or that two claim, is left out."""
    taken = {urls.path_of(ref).casefold() for ref in shelf.titles}
    wanted: dict[str, set[PageRef]] = {}
    for ref, names in _former(shelf):
        for name in names:
            former = file_id(PurePosixPath(name.rstrip("/")).stem)
            if former and ref in shelf.titles:
                wanted.setdefault(urls.path_of(PageRef(ref.kind, former)), set()).add(ref)
    for path, refs in sorted(wanted.items()):
        if path.casefold() not in taken and len(refs) == 1:
            [ref] = refs
            page = _PAGE.format(
                language=escape(shelf.dossier.language),
                address=escape(urls.relative(path, urls.path_of(ref))),
                title=escape(shelf.titles[ref]),
            )
            yield Asset(path, page, KIND)


def _former(shelf: Shelf) -> Iterator[tuple[PageRef, tuple[str, ...]]]:
    """Yield each editors' page with its former names; the aliases of an entity are spellings, not names."""
    for entity in shelf.entities.values():
        yield PageRef(PageKind.ENTITY, entity.id), entity.redirect_from
    others = chain(
        ((PageRef(PageKind.TOPIC, each.id), each.aliases) for each in shelf.topics.values()),
        ((PageRef(PageKind.NOTE, each.id), each.aliases) for each in shelf.notes.values()),
        ((PageRef(PageKind.CLAIM, each.id), each.aliases) for each in shelf.claims.values()),
        (
            (PageRef(PageKind.PAGE, each.id), each.aliases)
            for each in shelf.pages.values()
            if each.id != "index"
        ),
    )
    yield from others
