"""Pelican's settings for every desk; a desk's `pelicanconf.py` imports them and adds its own.

Folders are relative to the file that Pelican reads; the sources and the report lie beside them.
"""

from dossier.folders import theme_folder

SITENAME = "Dossier"  # used where content/pages/index.md and content/settings.yaml name no dossier
SITEURL = ""  # the site's final address; editors set it in content/settings.yaml as `address`
PATH = "content"
OUTPUT_PATH = "build/site"
JOBS = 0  # processes at a time; 0: one for each core of the machine; the site is the same
THEME = str(theme_folder())
PLUGINS = ["dossier.pelican_plugin"]
TIMEZONE = "UTC"

# Pelican presses what Dossier composes: none of its own articles, listings and feeds.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []  # of content/images, what a page shows is copied
DIRECT_TEMPLATES: list[str] = []
ARCHIVES_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
DELETE_OUTPUT_DIRECTORY = False  # the plugin writes to a fresh folder and swaps it in
