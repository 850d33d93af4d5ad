"""Turn a dossier into the pages and files of its site."""

from __future__ import annotations

from dossier.model import Asset, Dossier, Page
from dossier.site.data import DATA
from dossier.site.environment import theme_environment
from dossier.site.pages import page_makers
from dossier.site.search import search_assets
from dossier.site.shelf import Shelf

__all__ = ["build_assets", "build_pages", "theme_environment"]


def build_pages(dossier: Dossier) -> tuple[Page, ...]:
    """Return every page of the site, in reading order."""
    shelf = Shelf(dossier)
    return tuple(page for pages_of in page_makers() for page in pages_of(shelf))


def build_assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Return every file of the site that needs no template."""
    shelf = Shelf(dossier)
    return tuple(asset for assets_of in (*DATA, search_assets) for asset in assets_of(shelf))
