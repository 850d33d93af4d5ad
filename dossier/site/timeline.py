"""Turn the events that sources date into the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Page, PageKind, PageRef
from dossier.site.draft import Draft
from dossier.site.rows import event_row, paged, pager
from dossier.site.shelf import Shelf
from dossier.site.strips import event_strip
from dossier.site.views import Anchor, Event, Pager, Strip
from dossier.site.words import count

PER_PAGE = 200  # events; about 300 kB of HTML


@dataclass(frozen=True, slots=True)
class Year:
    """The events that begin in one year."""

    id: str
    words: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline, oldest first."""

    facts: str
    strip: Strip | None
    years: tuple[Year, ...]
    topics: tuple[tuple[str, str], ...]
    """Id and title of the topics that events carry, for filters."""
    names: tuple[tuple[str, str], ...]
    """Id and name of the entities that events carry, for filters."""
    calendar: Anchor
    pager: Pager | None


def timeline_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the timeline, cut into pages."""
    pages = paged(shelf.events, PER_PAGE)
    for number, chunk in pages:
        draft = Draft(shelf, PageRef(PageKind.TIMELINE, number), previews=False)
        by_year: dict[str, list[Event]] = {}
        names: set[str] = set()
        for event in chunk:
            row = event_row(draft, event)
            names.update(row.names.split())
            by_year.setdefault(str(event.when.sort_key[0].year), []).append(row)
        carried = {topic for event in chunk for topic in event.topics}
        view = TimelineView(
            facts=f"{count(len(shelf.events), 'date')} of which the sources speak, as they date them",
            strip=event_strip(shelf, chunk),
            years=tuple(Year(f"y{year}", year, tuple(rows)) for year, rows in by_year.items()),
            topics=tuple((t.id, t.title) for t in shelf.topics.values() if t.id in carried),
            names=tuple(
                sorted(((e.id, e.name) for e in shelf.entities.values() if e.id in names), key=_by_name)
            ),
            calendar=Anchor(draft.file("data/timeline.ics"), "calendar file"),
            pager=pager(draft, len(pages)),
        )
        yield draft.page("timeline.html", "Timeline", view, description=view.facts)


def _by_name(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[1].casefold(), pair[0]
