"""Turn a dossier into the pages and files of its site."""

from collections.abc import Iterator

from dossier.model import Asset, Dossier, Page, PartedAsset
from dossier.site.composer import Draft
from dossier.site.data import ASSETS, AssetMaker, report_asset
from dossier.site.environment import Templates, environment_of, read_templates, theme_environment
from dossier.site.pages import page_makers
from dossier.site.reads import Ledger, Past, Reads, Recorder, name_of
from dossier.site.search import Joined, index_assets, join, posted, search_assets, searched_pages
from dossier.site.shelf import Shelf


def draft_pages(shelf: Shelf, *, for_editors: bool = False) -> Iterator[Page | Draft]:
    """Yield every page of the site, or of the report, in reading order; a draft is not composed yet."""
    for pages_of in page_makers(for_editors=for_editors):
        yield from pages_of(shelf)


def _composed(shelf: Shelf, *, for_editors: bool = False) -> tuple[Page, ...]:
    drafts = draft_pages(shelf, for_editors=for_editors)
    return tuple(draft if isinstance(draft, Page) else draft.page(shelf) for draft in drafts)


def build_pages(dossier: Dossier) -> tuple[Page, ...]:
    """Return every page of the site, in reading order."""
    return _composed(Shelf(dossier))


def build_report(dossier: Dossier) -> tuple[tuple[Page, ...], Asset]:
    """Return the pages of the editors' report and its data; no link of the site leads there.

    The pages link to those of the site as if they lay in a folder of it.
    """
    shelf = Shelf(dossier)
    return _composed(shelf, for_editors=True), report_asset(shelf)


def build_assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Return every file of the site that needs no template."""
    shelf = Shelf(dossier)
    made = (asset for assets_of in (*ASSETS, search_assets) for asset in assets_of(shelf))
    return tuple(asset.whole(shelf) if isinstance(asset, PartedAsset) else asset for asset in made)
