"""Turn the pages of a dossier into the units that a search finds: headings with their sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dossier.datewords import in_words
from dossier.model import Document, Dossier, MarkdownBody, PageKind, PageRef, PartialDate, Publication
from dossier.site.prose import plain_words
from dossier.site.release import released_sentences
from dossier.site.urls import path_of
from dossier.site.words import ENTITY_WORDS, KIND_WORDS

UNIT = 6_000  # bytes of text; a longer page becomes several units, so that no shard is large
PIECE = 600  # characters; a longer sentence is shown, and indexed, in pieces
OWN_PAGE = 99  # times that a page of editors counts as naming what it is about
Titles = dict[str, str]
"""What a bare link to an id shows."""
YEARS = 10  # a date that may lie in more years than these tells nothing
PLACES = {
    PageKind.SOURCES: "Sources",
    PageKind.TOPICS: "Topics",
    PageKind.ENTITIES: "Who and what",
    PageKind.NOTES: "Notes",
    PageKind.CLAIMS: "Where sources agree and differ",
    PageKind.TIMELINE: "Timeline",
    PageKind.MAP: "Map of connections",
    PageKind.REPORT: "Report on the sources",
    PageKind.CHANGES: "What changed",
    PageKind.SEARCH: "Search",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """What is found together: a page, or a part of a long one."""

    kind: PageKind
    path: str
    title: str
    detail: str
    """Kind, publisher and date in words."""
    language: str
    """BCP 47 tag of the sentences; empty: the page's own."""
    sentences: tuple[tuple[str, str], ...]
    """(anchor, words) of each sentence."""
    names: tuple[str, ...] = ()
    """Of publisher and authors, and every spelling of the names that it mentions."""
    summary: tuple[str, ...] = ()
    filters: tuple[tuple[str, int], ...] = ()
    """(`=t:topic`, `=n:name` or `=d:2025-07`, how often)."""


def search_units(dossier: Dossier) -> tuple[Unit, ...]:
    """Return all units, sorted by kind and id, the parts of a page in its order."""
    desk = dossier.desk
    titles: Titles = {document.id: document.meta.title for document in dossier.corpus.documents}
    titles |= {entity.id: entity.name for entity in desk.entities}
    titles |= {topic.id: topic.title for topic in desk.topics}
    titles |= {note.id: note.title for note in desk.notes}
    titles |= {page.id: page.title for page in desk.pages}
    titles |= {claim.id: claim.question for claim in desk.claims}
    return tuple(part for pages in KINDS.values() for page in pages(dossier, titles) for part in _parts(page))


def date_keys(value: PartialDate | None) -> tuple[str, ...]:
    """Return the months and years in which a date may lie: `2025-07`, `2025`.

    >>> date_keys(PartialDate.parse("2025-06-30/2025-07-01"))
    ('2025', '2025-06', '2025-07')
    """
    first, last = (value.earliest, value.latest) if value else (None, None)
    if first is None or last is None or last.year - first.year >= YEARS:
        return ()
    years = [f"{year:04d}" for year in range(first.year, last.year + 1)]
    if len(years) > 2:
        return tuple(years)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return (*years, *(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months))


def _desk_unit(
    titles: Titles,
    ref: PageRef,
    title: str,
    *bodies: MarkdownBody | None,
    detail: str = "",
    first: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    keys: tuple[str, ...] = (),
) -> Unit:
    """Make a unit of a page that editors wrote: its first words, then its bodies."""
    kind = ref.kind if ref.kind in KINDS else PageKind.PAGE
    sentences = [("", words) for words in first if words]
    for body in bodies:
        sentences += _plain(body, titles) if body else []
    return Unit(
        kind=kind,
        path=path_of(ref),
        title=title,
        detail=detail or KIND_WORDS[kind],
        language="",
        sentences=tuple(sentences),
        names=names,
        summary=first,
        filters=tuple((key, OWN_PAGE) for key in keys),
    )


def _topics(dossier: Dossier, titles: Titles) -> Iterator[Unit]:
    for topic in dossier.desk.topics:
        ref = PageRef(PageKind.TOPIC, topic.id)
        yield _desk_unit(titles, ref, topic.title, topic.summary_body, topic.body, keys=(f"=t:{topic.id}",))


def _entities(dossier: Dossier, titles: Titles) -> Iterator[Unit]:
    for entity in dossier.desk.entities:
        yield _desk_unit(
            titles,
            PageRef(PageKind.ENTITY, entity.id),
            entity.name,
            entity.body,
            detail=ENTITY_WORDS[entity.kind][0],
            first=(entity.role, f"Also: {', '.join(entity.aliases)}" if entity.aliases else ""),
            names=entity.aliases,
            keys=(f"=n:{entity.id}",),
        )


def _claims(dossier: Dossier, titles: Titles) -> Iterator[Unit]:
    for claim in dossier.desk.claims:
        yield _desk_unit(
            titles,
            PageRef(PageKind.CLAIM, claim.id),
            claim.question,
            claim.body,
            *(position.body for position in claim.positions),
            first=(*(position.title for position in claim.positions), claim.would_change),
            keys=tuple(f"=t:{topic}" for topic in claim.topics),
        )


def _notes(dossier: Dossier, titles: Titles) -> Iterator[Unit]:
    for note in (each for each in dossier.desk.notes if each.published):
        when = f" · {in_words(note.date)}" if note.date else ""
        yield _desk_unit(
            titles,
            PageRef(PageKind.NOTE, note.id),
            note.title,
            note.body,
            detail=KIND_WORDS[PageKind.NOTE] + when,
            names=note.authors,
            keys=(*(f"=t:{topic}" for topic in note.topics), *_dated(note.date)),
        )


def _plain_pages(dossier: Dossier, titles: Titles) -> Iterator[Unit]:
    front = None
    for page in dossier.desk.pages:
        if page.id == "index":
            front = page
        else:
            yield _desk_unit(titles, PageRef(PageKind.PAGE, page.id), page.title, page.body)
    first = (front.title,) if front else ()
    yield _desk_unit(
        titles, PageRef(PageKind.FRONT), dossier.title, front.body if front else None, first=first
    )
    for kind, heading in PLACES.items():
        yield _desk_unit(titles, PageRef(kind), heading)


def _sources(dossier: Dossier, _titles: Titles) -> Iterator[Unit]:
    found, released = dossier.analysis, released_sentences(dossier)
    dates = {each.source: each for each in found.publications}
    summaries = {each.about: each for each in found.summaries}
    topics: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for passage in found.topic_passages:
        topics[passage.passage.source][passage.topic] += 1
    for mention in found.mentions:
        for entity in (mention.entity,) if mention.entity else mention.rivals:
            names[mention.passage.source][entity] += 1
    spelled: dict[str, tuple[str, ...]] = {
        entity.id: (entity.name, *entity.aliases) for entity in dossier.desk.entities
    }
    for document in dossier.corpus.documents:
        own, meta = document.id, document.meta
        open_ids = released[own]
        summary = summaries.get(own)
        filters = (
            *((f"=t:{topic}", often) for topic, often in sorted(topics[own].items())),
            *((f"=n:{entity}", often) for entity, often in sorted(names[own].items())),
            *((key, 1) for key in _dated(dates[own].value if own in dates else None)),
        )
        yield Unit(
            PageKind.SOURCE,
            path_of(PageRef(PageKind.SOURCE, own)),
            meta.title,
            _source_detail(document, dates.get(own)),
            "" if meta.language in ("und", dossier.language) else meta.language,
            tuple(
                (sentence.id, document.quote(sentence.span))
                for sentence in document.sentences
                if open_ids is None or sentence.id in open_ids
            ),
            (
                *filter(None, (meta.publisher, *meta.authors)),
                *(n for e in sorted(names[own]) for n in spelled[e]),
            ),
            tuple(words[:PIECE] for words in (*summary.words, *map(document.quote, summary.sentences)))
            if summary
            else (),
            filters,
        )


def _dated(value: PartialDate | None) -> tuple[str, ...]:
    return tuple(f"=d:{key}" for key in date_keys(value))


def _source_detail(document: Document, publication: Publication | None) -> str:
    when = in_words(publication.value) if publication and publication.value else "date not known"
    return " · ".join(filter(None, (KIND_WORDS[PageKind.SOURCE], document.meta.publisher, when)))


def _parts(page: Unit) -> Iterator[Unit]:
    """Cut a page into units, each with its heading; a page without sentences is one."""
    part: list[tuple[str, str]] = []
    size = 0
    for anchor, words in page.sentences:
        for piece in _pieces(" ".join(words.split())):
            length = len(piece.encode("utf-8", "surrogatepass"))
            if part and size + length > UNIT:
                yield replace(page, sentences=tuple(part))
                part, size = [], 0
            part.append((anchor, piece))
            size += length
    yield replace(page, sentences=tuple(part))


def _pieces(words: str) -> Iterator[str]:
    start = 0
    while len(words) - start > PIECE:
        end = words.rfind(" ", start + PIECE // 2, start + PIECE) + 1 or start + PIECE
        yield words[start:end].rstrip()
        start = end
    yield words[start:]


KINDS = {
    PageKind.TOPIC: _topics,
    PageKind.ENTITY: _entities,
    PageKind.CLAIM: _claims,
    PageKind.NOTE: _notes,
    PageKind.PAGE: _plain_pages,
    PageKind.SOURCE: _sources,
}
"""The kinds that readers filter by, in the order of the units."""

_LEAD = re.compile(r"^[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+|\[[ x]\][ \t]+|:[ \t]+|\[![A-Za-z]+\])+")
_BARE_LINK = re.compile(r"!?\[\[([^\]|#\n]{1,200})(?:#[^\]|\n]{0,200})?\]\]")  # `[[id]]` shows a title
_LOOSE = re.compile(r" (?=[.,;:!?])")  # the space before a citation that was taken out
_RULE = re.compile(r"[ \t]*(?:[-*_=|: \t]+|(?:```|~~~).*)")
_BREAK = re.compile(r"(?<=[a-z0-9)”\"’%][.!?])[”\"’)]?\s+(?=[“\"‘(]?[A-Z])")


def _plain(body: MarkdownBody, titles: Titles) -> list[tuple[str, str]]:
    """Return the sentences of editors' Markdown, each with the anchor of the heading above it."""
    headings = iter(body.headings)
    anchor, block = "", list[str]()
    found: list[tuple[str, str]] = []

    def close() -> None:
        words = _LOOSE.sub("", plain_words(" ".join(block)).replace("|", " "))
        found.extend((anchor, sentence) for sentence in _BREAK.split(words) if sentence.strip())
        block.clear()

    for line in _BARE_LINK.sub(lambda link: titles.get(link[1], link[1]), body.markdown).split("\n"):
        if line.lstrip().startswith("#") and line.lstrip("# \t"):
            close()
            anchor, words = next(headings, (anchor, line.strip("# \t")))
            found.append((anchor, words))
        elif _RULE.fullmatch(line):
            close()
        else:
            if _LEAD.match(line):
                close()
            block.append(_LEAD.sub("", line))
    close()
    return found
