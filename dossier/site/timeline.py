"""Turn the events that sources date into the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Entity, Page, PageKind, PageRef, Topic
from dossier.site.draft import Draft
from dossier.site.rows import event_row, paged, pager
from dossier.site.shelf import Shelf
from dossier.site.strips import event_strip
from dossier.site.views import Event, Pager, Strip
from dossier.site.words import count

PER_PAGE = 200  # events; about 300 kB of HTML


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline, oldest first."""

    facts: str
    strip: Strip | None
    years: tuple[tuple[str, tuple[Event, ...]], ...]
    topics: tuple[Topic, ...]  # that events carry, for filters
    names: tuple[Entity, ...]  # that events carry, for filters
    pager: Pager | None


def timeline_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the timeline, cut into pages."""
    pages = paged(shelf.events, PER_PAGE)
    for number, chunk in pages:
        draft = Draft(shelf, PageRef(PageKind.TIMELINE, number), previews=False)
        years: dict[str, tuple[Event, ...]] = {}
        for event in chunk:
            year = str(event.when.sort_key[0].year)
            years[year] = (*years.get(year, ()), event_row(draft, event))
        topics = {topic for event in chunk for topic in event.topics}
        names = {name for held in years.values() for row in held for name in row.names}
        entities = (entity for entity in shelf.entities.values() if entity.id in names)
        view = TimelineView(
            facts=f"{count(len(shelf.events), 'date')} of which the sources speak, as they date them",
            strip=event_strip(shelf, chunk),
            years=tuple(years.items()),
            topics=tuple(topic for topic in shelf.topics.values() if topic.id in topics),
            names=tuple(sorted(entities, key=lambda entity: (entity.name.casefold(), entity.id))),
            pager=pager(draft, len(pages)),
        )
        yield draft.page("timeline.html", "Timeline", view, view.facts)
