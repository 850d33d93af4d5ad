"""Turn the pages of a dossier into the units that a search finds: headings with their sentences."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from dossier.groups import filled
from dossier.model import (
    ClaimId,
    EntityId,
    MarkdownBody,
    NoteId,
    PageKind,
    PageRef,
    PartialDate,
    SourceId,
    TopicId,
)
from dossier.site.prose import sentences
from dossier.site.shelf import Shelf, positions_of
from dossier.site.urls import path_of
from dossier.site.words import language_of

UNIT = 6_000  # bytes of text; a longer page becomes several units, so that no shard is large
PIECE = 600  # characters; a longer sentence is shown, and indexed, in pieces
OWN_PAGE = 99  # times that a page of editors counts as naming what it is about
KINDS = tuple(kind for kind in PageKind if kind.has_ids)
"""The kinds that readers filter by."""
_ALONE = tuple(kind for kind in PageKind if kind.is_single and kind is not PageKind.FRONT)
YEARS = 10  # a date that may lie in more years than these tells nothing


@dataclass(frozen=True, slots=True)
class Unit:
    """What is found together: a page, or a part of a long one."""

    kind: PageKind
    path: str
    title: str
    detail: str  # kind, publisher and date in words
    language: str  # BCP 47 tag of the sentences; empty: the page's own
    sentences: tuple[tuple[str, str], ...]  # anchor and words of each
    names: tuple[str, ...]  # publisher, authors, and every spelling of the names that it mentions
    summary: tuple[str, ...]
    filters: tuple[tuple[str, int], ...]  # `=t:topic`, `=n:name` or `=d:2025-07`, and how often


def searched_pages(shelf: Shelf) -> Iterator[PageRef]:
    """Yield all pages that a search finds, in the order of their units: what editors wrote comes first."""
    for kind, ids in _PAGES.items():
        yield from (PageRef(kind, each) for each in ids(shelf))


def units_of(shelf: Shelf, ref: PageRef) -> tuple[Unit, ...]:
    """Return the units of a page, the parts of a long one in its order."""
    return tuple(_parts(_UNITS.get(ref.kind, _unit)(shelf, ref)))


def date_keys(value: PartialDate | None) -> tuple[str, ...]:
    """Return the months and years in which a date may lie: `2025-07`, `2025`.

    >>> date_keys(PartialDate.parse("2025-06-30/2025-07-01"))
    ('2025', '2025-06', '2025-07')
    """
    if value is None or value.ends is None or value.ends[1].year - value.ends[0].year >= YEARS:
        return ()
    first, last = value.ends
    years = [f"{year:04d}" for year in range(first.year, last.year + 1)]
    if len(years) > 2:
        return tuple(years)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return (*years, *(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months))


def _topic(shelf: Shelf, ref: PageRef) -> Unit:
    topic = shelf.topics[TopicId(ref.id)]
    return _unit(shelf, ref, topic.summary_body, topic.body, keys=_topics([topic.id]))


def _entity(shelf: Shelf, ref: PageRef) -> Unit:
    entity = shelf.entities[EntityId(ref.id)]
    also = shelf.say("spellings_of", names=", ".join(entity.aliases)) if entity.aliases else ""
    unit = _unit(shelf, ref, entity.body, first=(entity.role, also), keys=[f"=n:{entity.id}"])
    return replace(unit, detail=shelf.say(f"kind_{entity.kind}"), names=entity.aliases)


def _claim(shelf: Shelf, ref: PageRef) -> Unit:
    claim = shelf.claims[ClaimId(ref.id)]
    words = (*(position.title for position in claim.positions), claim.would_change)
    return _unit(shelf, ref, claim.body, *positions_of(claim), first=words, keys=_topics(claim.topics))


def _note(shelf: Shelf, ref: PageRef) -> Unit:
    note = shelf.notes[NoteId(ref.id)]
    unit = _unit(shelf, ref, note.body, keys=(*_topics(note.topics), *_dated(note.date)))
    when = f" · {shelf.date(note.date)}" if note.date else ""
    return replace(unit, detail=unit.detail + when, names=note.authors)


def _front(shelf: Shelf, ref: PageRef) -> Unit:
    written = shelf.pages.get("index")
    unit = _unit(shelf, ref, *written.bodies, first=(written.title,)) if written else _unit(shelf, ref)
    return replace(unit, title=shelf.dossier.title, detail=shelf.say("title_front"))


def _topics(topics: Iterable[TopicId]) -> list[str]:
    return [f"=t:{topic}" for topic in topics]


def _unit(
    shelf: Shelf,
    ref: PageRef,
    *bodies: MarkdownBody | None,
    first: tuple[str, ...] = (),
    keys: Iterable[str] = (),
) -> Unit:
    """Make a unit of a page that editors wrote: its first words, then its bodies."""
    kind = ref.kind if ref.kind in KINDS else PageKind.PAGE
    found = [("", words) for words in first if words]
    for body in bodies:
        found += sentences(shelf, body) if body else ()
    filters = tuple((key, OWN_PAGE) for key in keys)
    detail = shelf.say(f"title_{kind}")
    is_written = ref.kind.has_ids or ref.kind is PageKind.FRONT
    own = _language(shelf, shelf.dossier.language) if is_written else ""
    return Unit(kind, path_of(ref), shelf.titles[ref], detail, own, tuple(found), (), first, filters)


def _language(shelf: Shelf, tag: str) -> str:
    """Return the language of some words where it is not that of the page that shows them."""
    return language_of(tag, shelf.say.language).lang or ""


def _source(shelf: Shelf, ref: PageRef) -> Unit:
    source = SourceId(ref.id)
    document = shelf.documents[source]
    meta, summary = document.meta, shelf.summary(source)
    detail = (shelf.say("title_source"), meta.publisher, shelf.when(source))
    topics = Counter(each.topic for each in shelf.topics_in[source])
    possible = ((each.entity,) if each.entity else each.rivals for each in shelf.mentions[source])
    names = Counter(chain.from_iterable(possible))
    return Unit(
        kind=PageKind.SOURCE,
        path=path_of(ref),
        title=meta.title,
        detail=" · ".join(filter(None, detail)),
        language=_language(shelf, meta.language),
        sentences=tuple(
            (sentence.id, document.quote(sentence.span))
            for sentence in document.sentences
            if shelf.may_show(document.passage(sentence.span))
        ),
        names=(
            *filter(None, (meta.publisher, *meta.authors)),
            *chain.from_iterable(shelf.entities[name].spellings for name in sorted(names)),
        ),
        summary=tuple(words[:PIECE] for words in (*summary.words, *map(document.quote, summary.sentences))),
        filters=(
            *((f"=t:{topic}", often) for topic, often in sorted(topics.items())),
            *((f"=n:{name}", often) for name, often in sorted(names.items())),
            *((key, 1) for key in _dated(shelf.published(source))),
        ),
    )


def _dated(value: PartialDate | None) -> tuple[str, ...]:
    return tuple(f"=d:{key}" for key in date_keys(value))


def _parts(page: Unit) -> Iterator[Unit]:
    """Cut a page into units, each with its heading; a page without sentences is one."""
    pieces = (
        (anchor, piece) for anchor, words in page.sentences for piece in _pieces(" ".join(words.split()))
    )
    parts = filled(pieces, lambda each: len(each[1].encode("utf-8", "surrogatepass")), UNIT)
    yield from (replace(page, sentences=tuple(part)) for part in parts) if page.sentences else [page]


def _pieces(words: str) -> Iterator[str]:
    start = 0
    while len(words) - start > PIECE:
        end = words.rfind(" ", start + PIECE // 2, start + PIECE) + 1 or start + PIECE
        yield words[start:end].rstrip()
        start = end
    yield words[start:]


_PAGES: dict[PageKind, Callable[[Shelf], Iterable[str]]] = {
    PageKind.TOPIC: lambda shelf: shelf.topics,
    PageKind.ENTITY: lambda shelf: shelf.entities,
    PageKind.CLAIM: lambda shelf: shelf.claims,
    PageKind.NOTE: lambda shelf: shelf.notes,
    PageKind.PAGE: lambda shelf: (each for each in shelf.pages if each != "index"),
    **{kind: lambda _: ("",) for kind in (PageKind.FRONT, *_ALONE)},
    PageKind.SOURCE: lambda shelf: shelf.documents,
}
"""The kinds of page that a search finds, in the order of their units, and the ids of each."""
_UNITS: dict[PageKind, Callable[[Shelf, PageRef], Unit]] = {
    PageKind.TOPIC: _topic,
    PageKind.ENTITY: _entity,
    PageKind.CLAIM: _claim,
    PageKind.NOTE: _note,
    PageKind.PAGE: lambda shelf, ref: _unit(shelf, ref, shelf.pages[ref.id].body),
    PageKind.FRONT: _front,
    PageKind.SOURCE: _source,
}
"""How a page of each kind becomes a unit; one of another kind has nothing but its title."""
