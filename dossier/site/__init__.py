"""Turn a dossier into the pages and files of its site."""

from __future__ import annotations

from dossier.model import Asset, Dossier, Page
from dossier.site.data import DATA, report_asset
from dossier.site.environment import theme_environment
from dossier.site.pages import page_makers
from dossier.site.search import search_assets
from dossier.site.shelf import Shelf

__all__ = ["build_assets", "build_pages", "build_report", "theme_environment"]


def build_pages(dossier: Dossier) -> tuple[Page, ...]:
    """Return every page of the site, in reading order."""
    shelf = Shelf(dossier)
    return tuple(page for pages_of in page_makers() for page in pages_of(shelf))


def build_report(dossier: Dossier) -> tuple[tuple[Page, ...], Asset]:
    """Return the pages of the editors' report and its data; no link of the site leads there.

    The pages link to those of the site as if they lay in a folder of it.
    """
    shelf = Shelf(dossier)
    makers = page_makers(for_editors=True)
    return tuple(page for pages_of in makers for page in pages_of(shelf)), report_asset(shelf)


def build_assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Return every file of the site that needs no template."""
    shelf = Shelf(dossier)
    return tuple(asset for assets_of in (*DATA, search_assets) for asset in assets_of(shelf))
