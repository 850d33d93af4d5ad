"""Write small pages at the former addresses of editors' pages, each leading on to the page of today."""

from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath

from dossier.model import Asset, PageRef
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
    for ref, names in shelf.former.items():
        for name in names if ref.kind.has_ids else ():
            former = file_id(PurePosixPath(name.rstrip("/")).stem)
            if former:
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
