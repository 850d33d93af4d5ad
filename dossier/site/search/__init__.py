"""Write the search index that a page can read from disk, and the page that searches it."""

from dossier.site.search.index import search_assets, search_page

__all__ = ["search_assets", "search_page"]
