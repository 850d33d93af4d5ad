"""Names of pages: what a link points to before any path is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PageKind(StrEnum):
    """The kinds of page, in the order of the navigation."""

    FRONT = "front"
    SOURCE = "source"
    SOURCES = "sources"
    TOPIC = "topic"
    TOPICS = "topics"
    ENTITY = "entity"
    ENTITIES = "entities"
    NOTE = "note"
    NOTES = "notes"
    CLAIM = "claim"
    CLAIMS = "claims"
    TIMELINE = "timeline"
    MAP = "map"
    SEARCH = "search"
    REPORT = "report"
    PAGE = "page"


@dataclass(frozen=True, slots=True, order=True)
class PageRef:
    """A page by kind and id."""

    kind: PageKind
    id: str = ""
    """Empty for the kinds of which there is only one."""
