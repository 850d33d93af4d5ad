"""Turn a page's place in the site into what stands round its body: masthead, marks and foot."""

from __future__ import annotations

from dossier.model import PageKind, PageRef, Tlp
from dossier.site import picture, urls
from dossier.site.linkeddata import described
from dossier.site.shelf import Shelf
from dossier.site.views import Anchor, Chrome, Gloss
from dossier.site.words import TLP_WORDS, cut, tongue

NAVIGATION = (
    (PageKind.TOPICS, "Topics", (PageKind.TOPIC,)),
    (PageKind.TIMELINE, "Timeline", ()),
    (PageKind.ENTITIES, "Who", (PageKind.ENTITY,)),
    (PageKind.CLAIMS, "Agree / differ", (PageKind.CLAIM,)),
    (PageKind.SOURCES, "Sources", (PageKind.SOURCE,)),
    (PageKind.NOTES, "Notes", (PageKind.NOTE,)),
    (PageKind.MAP, "Map", ()),
)
"""Entries of the masthead: page, words, kinds of page that lie under it."""

FOOTER = (
    (PageKind.CHANGES, "What changed"),
    (PageKind.REPORT, "Report on the sources"),
    (PageKind.SEARCH, "Search"),
)
# Everything from the site itself, nothing inline; images also as data, for the one-file bundle.
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
)
DESCRIPTION = 200  # characters, as search engines and link cards show them


def chrome_of(
    shelf: Shelf,
    ref: PageRef,
    *,
    title: str,
    description: str,
    citation: str,
    mark: Tlp | None,
    glossary: tuple[Gloss, ...],
) -> Chrome:
    """Return what stands round the body of one page, every link relative to it."""
    dossier, path = shelf.dossier, urls.path_of(ref)
    front = ref.kind is PageKind.FRONT and title == dossier.title
    direction = tongue(dossier.language, "").dir
    address = f"{dossier.site_url}/{urls.relative('', path)}" if dossier.site_url else ""
    return Chrome(
        language=dossier.language,
        direction=direction if direction == "rtl" else None,
        dossier=dossier.title,
        heading=title if front else f"{title} — {dossier.title}",
        description=cut(description, DESCRIPTION),
        root=urls.root(path),
        nav=tuple(
            (
                Anchor(urls.link(path, PageRef(kind)), words),
                "page" if ref == PageRef(kind) else "true" if ref.kind in (kind, *under) else None,
            )
            for kind, words, under in NAVIGATION
        ),
        footer=(
            *(
                Anchor(urls.link(path, PageRef(PageKind.PAGE, page.id)), page.title)
                for page in shelf.pages.values()
                if page.id != "index"
            ),
            *(Anchor(urls.link(path, PageRef(kind)), words) for kind, words in FOOTER),
        ),
        as_of=shelf.as_of,
        mark=f"TLP:{mark.upper()}" if mark else "",
        mark_words=TLP_WORDS[mark] if mark else "",
        canonical=address,
        picture=f"{dossier.site_url}/{picture.PATH}" if dossier.site_url else "",
        described=described(shelf, ref, title, address),
        citation=citation,
        glossary=glossary,
        csp=CSP,
    )
