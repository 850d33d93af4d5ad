"""Find the dates that rest on an inferred publication, so that no page shows one as certain."""

from collections.abc import Iterable
from datetime import date

from dossier.model import Basis, DateMention, PartialDate, Passage, Publication, SourceId


def find_doubtful(dates: Iterable[DateMention], publications: Iterable[Publication]) -> tuple[Passage, ...]:
    """Return the places of the dates that were counted, at once or over others, from an inferred publication.

    `dates` are in order of source and place. One that was counted from a day that the text itself states
    ("on 5 July … the next day") is as certain as that day.
    """
    inferred = {each.source for each in publications if each.basis is Basis.INFERRED}
    stated: set[tuple[SourceId, date | None]] = set()
    found = []
    for mention in dates:
        source = mention.passage.source
        if source not in inferred:
            continue
        if mention.anchored_on is None or (source, mention.anchored_on) in stated:
            stated.update((source, end) for end in _ends(mention.value))
        else:
            found.append(mention.passage)
    return tuple(found)


def _ends(value: PartialDate) -> tuple[date | None, date | None]:
    return (value.earliest, value.latest) if value.is_exact else (None, None)
