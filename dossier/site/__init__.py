"""Turn a dossier into the pages and files of its site."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dossier.model import Asset, Dossier, Page
from dossier.site.calendar import calendar_assets
from dossier.site.changes import changes_page
from dossier.site.citations import citation_assets
from dossier.site.claims import claim_pages
from dossier.site.entities import entity_pages
from dossier.site.environment import theme_environment
from dossier.site.export import export_assets
from dossier.site.feeds import feed_assets, robots_assets
from dossier.site.followthemoney import followthemoney_assets
from dossier.site.front import front_page
from dossier.site.map import map_page
from dossier.site.notes import desk_pages, note_pages
from dossier.site.picture import picture_assets
from dossier.site.report import report_pages
from dossier.site.search import search_assets, search_page
from dossier.site.shelf import Shelf
from dossier.site.sources import source_pages
from dossier.site.timeline import timeline_pages
from dossier.site.topics import topic_pages

__all__ = ["build_assets", "build_pages", "theme_environment"]

KINDS: tuple[Callable[[Shelf], Iterable[Page]], ...] = (
    front_page,
    topic_pages,
    timeline_pages,
    claim_pages,
    note_pages,
    entity_pages,
    source_pages,
    map_page,
    search_page,
    changes_page,
    report_pages,
    desk_pages,
)
"""What makes the pages of each kind, in reading order; a new kind is one more line."""

ASSETS: tuple[Callable[[Shelf], Iterable[Asset]], ...] = (
    export_assets,
    citation_assets,
    calendar_assets,
    feed_assets,
    robots_assets,
    picture_assets,
    followthemoney_assets,
    search_assets,
)
"""What makes the files that need no template; a new file is one more line."""


def build_pages(dossier: Dossier) -> tuple[Page, ...]:
    """Return every page of the site, in reading order."""
    shelf = Shelf(dossier)
    return tuple(page for pages_of in KINDS for page in pages_of(shelf))


def build_assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Return every file of the site that needs no template."""
    shelf = Shelf(dossier)
    return tuple(asset for assets_of in ASSETS for asset in assets_of(shelf))
