"""Write the search index that a page can read from disk; what is found, and by which words."""

from dossier.site.search.index import search_assets
from dossier.site.search.units import KINDS, date_keys
from dossier.site.search.words import search_words

__all__ = ["KINDS", "date_keys", "search_assets", "search_words"]
