"""Compose the pages of a site: one module per page kind."""

from collections.abc import Callable, Iterable

from dossier.model import Page
from dossier.site.pages.claims import claim_pages
from dossier.site.pages.entities import entity_pages
from dossier.site.pages.front import front_page
from dossier.site.pages.map import map_page
from dossier.site.pages.notes import desk_pages, note_pages
from dossier.site.pages.report import proposal_places, report_pages
from dossier.site.pages.sources import source_pages
from dossier.site.pages.timeline import timeline_pages
from dossier.site.pages.topics import topic_pages
from dossier.site.search import search_page
from dossier.site.shelf import Shelf

__all__ = ["PAGES", "proposal_places"]

PAGES: tuple[Callable[[Shelf], Iterable[Page]], ...] = (
    front_page,
    topic_pages,
    timeline_pages,
    claim_pages,
    note_pages,
    entity_pages,
    source_pages,
    map_page,
    search_page,
    report_pages,
    desk_pages,
)
"""What makes the pages of each kind, in reading order; a new kind is one more line."""
