"""The kinds of page, one row each: all that the rooms know of a kind, and the order of the site."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple


class Row(NamedTuple):
    """What a kind of page is called, where its pages lie and where they are linked."""

    name: str
    """Of the template, and of the module in `dossier/site/pages/`; a list's module makes what it lists."""
    path: str
    """Inside the site. `ID` stands for the id of a page; without it there is one page, or one list."""
    title: str
    """Of the one page; of a kind with ids, what one of them is called."""
    several: str = ""
    """What several pages of a kind with ids are called."""
    menu: int = 0
    """Place in the masthead, from 1; it is called there as its one page is."""
    in_foot: bool = False
    """Linked at the foot of every page."""
    is_long: bool = False
    """Links too many pages to build their previews in."""
    for_editors: bool = False
    """Belongs to the editors' report, which lies outside the site."""


class PageKind(StrEnum):
    """The kinds of page in reading order; a new kind is one more row."""

    FRONT = Row("front", "index.html", "Front page", "Front page")
    TOPICS = Row("topics", "topics/index.html", "Topics", menu=1)
    TOPIC = Row("topic", "topics/ID.html", "Topic", "Topics")
    TIMELINE = Row("timeline", "timeline.html", "Timeline", menu=2, is_long=True)
    CLAIMS = Row("claims", "claims/index.html", "Questions", menu=4, is_long=True)
    CLAIM = Row("claim", "claims/ID.html", "Question", "Questions")
    NOTES = Row("notes", "notes/index.html", "Notes", menu=6, is_long=True)
    NOTE = Row("note", "notes/ID.html", "Note", "Notes")
    ENTITIES = Row("entities", "entities/index.html", "Names", menu=3, is_long=True)
    ENTITY = Row("entity", "entities/ID.html", "Name", "Names")
    SOURCES = Row("sources", "sources/index.html", "Sources", menu=5, is_long=True)
    SOURCE = Row("source", "sources/ID.html", "Source", "Sources")
    MAP = Row("map", "map.html", "Map of connections", in_foot=True)
    REPORT = Row("report", "report/index.html", "Report on the sources", is_long=True, for_editors=True)
    SEARCH = Row("search", "search.html", "Search", in_foot=True)
    PAGE = Row("page", "pages/ID.html", "Page", "Pages")

    def __new__(cls, name: str, *_: object) -> PageKind:
        """Make a kind that is its name."""
        kind = str.__new__(cls, name)
        kind._value_ = name
        return kind

    __hash__ = str.__hash__  # that of other enums is slow, and pages are looked up all the time

    def __init__(self, *fields: Any) -> None:  # noqa: ANN401  # those of a row
        self.row = Row(*fields)

    @property
    def has_ids(self) -> bool:
        """Tell whether there are many pages of this kind, each with an id."""
        return "ID" in self.row.path

    @property
    def is_single(self) -> bool:
        """Tell whether the site has one page, or one list, of this kind."""
        return not self.has_ids and not self.row.for_editors

    @property
    def folder(self) -> str:
        """Return the folder of the pages, empty for the root of the site."""
        return self.row.path.rpartition("/")[0]
