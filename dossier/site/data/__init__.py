"""Write the machine-readable files of a site: one module per file."""

from collections.abc import Callable, Iterable

from dossier.model import Asset, PartedAsset
from dossier.site.data.calendar import calendar_assets
from dossier.site.data.citations import citation_assets
from dossier.site.data.export import export_assets, report_asset
from dossier.site.data.feeds import feed_assets, robots_assets, sitemap_assets
from dossier.site.data.followthemoney import followthemoney_assets
from dossier.site.data.linkeddata import described
from dossier.site.data.redirects import redirect_assets
from dossier.site.data.sheet import sheet_assets
from dossier.site.shelf import Shelf

AssetMaker = Callable[[Shelf], Iterable[Asset | PartedAsset]]
ASSETS: tuple[AssetMaker, ...] = (
    export_assets,
    citation_assets,
    calendar_assets,
    feed_assets,
    robots_assets,
    followthemoney_assets,
    redirect_assets,
    sheet_assets,
)
"""What makes each file, in the order in which they are written; a new file is one more line."""
