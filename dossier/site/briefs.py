"""Turn findings into a short brief where no editor has written one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.model import SourceId, TimelineEvent
from dossier.site.composer import Composer
from dossier.site.rows import sources_of, standing
from dossier.site.shelf import ranked
from dossier.site.urls import entity_ref
from dossier.site.views import Anchor, Quotation
from dossier.text.counts import count

NAMES = 4  # the most frequent
WORDS = 200  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Findings:
    """What can be said of some sources by counting, each with its place."""

    latest: Quotation | None  # the first sentence that the newest source's summary has
    reported: tuple[TimelineEvent, Quotation, str] | None  # the event in most sources, two at least; how many
    names: tuple[tuple[Anchor, str], ...]  # those in most of the sources; in how many


def findings_of(composer: Composer, sources: Iterable[SourceId], events: Sequence[TimelineEvent]) -> Findings:
    """Return a brief of some sources and the events that they date."""
    shelf, newest = composer.shelf, composer.shelf.newest_first(sources)
    composer.shows_sources(newest)
    said = [passage for source in newest[:1] for passage in shelf.summary(source).sentences[:1]]
    latest = next(iter(composer.quotes(said, WORDS)), None)
    counts = Counter(name for source in newest for name in shelf.named[source])
    names = [
        (composer.anchor(entity_ref(name)), count(counts[name], "source")) for name in ranked(counts)[:NAMES]
    ]
    return Findings(latest, _reported(composer, events), tuple(names))


def _reported(
    composer: Composer, events: Sequence[TimelineEvent]
) -> tuple[TimelineEvent, Quotation, str] | None:
    """Return the event that most sources report; None where each is in one source alone."""
    event = min((each for each in events if sources_of(each) > 1), key=standing, default=None)
    if event is None:
        return None
    composer.shows_events([event])
    return event, composer.quote(event.evidence[0], WORDS), count(sources_of(event), "source")
