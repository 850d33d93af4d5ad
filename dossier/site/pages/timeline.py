"""Turn the events that sources date into the timeline."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model import Page, PageKind
from dossier.site.rows import Event, event_row, paged
from dossier.site.shelf import Shelf
from dossier.site.strips import event_strip
from dossier.text.counts import count

PER_PAGE = 200  # events; about 300 kB of HTML


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the timeline, oldest first, cut into pages; its filters offer what its events carry."""
    facts = f"{count(len(shelf.events), 'dated event')} from the sources"
    for composer, chunk, pager in paged(shelf, PageKind.TIMELINE, shelf.events, PER_PAGE):
        years: dict[int, list[Event]] = {}
        for event in chunk:
            years.setdefault(event.when.sort_key[0].year, []).append(event_row(composer, event))
        topics = {topic for event in chunk for topic in event.topics}
        names = {name for events in years.values() for event in events for name in event.names}
        entities = [entity for entity in shelf.entities.values() if entity.id in names]
        view = {
            "facts": facts,
            "strip": event_strip(composer, chunk),
            "years": list(years.items()),
            "topics": [topic for topic in shelf.topics.values() if topic.id in topics],
            "names": sorted(entities, key=lambda entity: (entity.name.casefold(), entity.id)),
            "pager": pager,
        }
        yield composer.page(view, facts)
