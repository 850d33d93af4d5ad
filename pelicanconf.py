"""Pelican's settings; `pelican -s pelicanconf.py` builds the same site as `python3 tasks.py build`."""

from pathlib import Path

HERE = Path(__file__).parent

SITENAME = "Dossier"  # used where content/pages/index.md names no dossier
SITEURL = ""  # the site's final address, without a slash at the end: adds a sitemap and feed addresses
PATH = str(HERE / "content")
SEEDS_PATH = str(HERE / "seeds")
OUTPUT_PATH = str(HERE / "build" / "site")
REPORT_PATH = str(HERE / "build" / "report")  # for editors alone; never in the site or a bundle
THEME = str(HERE / "theme")
PLUGINS = ["dossier.pelican_plugin"]
TIMEZONE = "UTC"

WEEK_STARTS_ON = 0  # 0 Monday … 6 Sunday: what "this week" means in the sources

# Pelican presses what Dossier composes: none of its own articles, listings and feeds.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []  # of content/images, what a page shows is copied
DIRECT_TEMPLATES: list[str] = []
ARCHIVES_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
DELETE_OUTPUT_DIRECTORY = False  # the plugin writes to a fresh folder and swaps it in
