"""Write the search index that a page can read from disk; what is found, and by which words."""

from dossier.site.search.index import Joined, index_assets, join, posted, search_assets
from dossier.site.search.units import KINDS, date_keys, searched_pages
from dossier.site.search.words import search_words
