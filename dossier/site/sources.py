"""Turn each source into its page, and all of them into the list of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.datewords import in_words
from dossier.model import (
    Attribution,
    Basis,
    Document,
    Grade,
    Mode,
    Page,
    PageKind,
    PageRef,
    Sentence,
    SourceId,
    Summary,
)
from dossier.site.draft import Draft
from dossier.site.preview import first_words
from dossier.site.rows import backlinks, more, paged, pager, source_row, topics_of_source
from dossier.site.shelf import Shelf, entity_ref, source_ref, word_count
from dossier.site.sourcetext import TextParagraph, cited_places, source_text
from dossier.site.views import Anchor, BacklinkGroup, Pager, Quotation, SourceRow, Tongue
from dossier.site.words import (
    BASIS_WORDS,
    ENTITY_WORDS,
    count,
    cut,
    grade_words,
    http_address,
    published,
    spelled,
)

PER_PAGE = 200  # sources on a page of the list
SET_BY_EDITOR = (
    ("title", "title"),
    ("publisher", "publisher"),
    ("authors", "authors"),
    ("published", "date"),
    ("language", "language"),
    ("url", "address"),
    ("summary", "summary"),
    ("paragraphs", "kinds of paragraph"),
    ("names", "names"),
    ("not", "topics of passages"),
)
"""Fields of a sidecar that change what the page shows, and their words."""
PLACES = 12  # links to places under one heading; further ones are counted


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the table of facts."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class TopicSaid:
    """What a source says on a topic."""

    topic: Anchor
    grade: str
    places: tuple[Anchor, ...]
    """The first passage of each paragraph."""
    more: str
    """`and 3 more paragraphs`, or empty."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something, how, and where."""

    speaker: Anchor
    cue: str
    mode: str
    place: Anchor


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date that the source speaks of."""

    expression: str
    when: str
    place: Anchor


@dataclass(frozen=True, slots=True)
class NamesOfKind:
    """The names of one kind that a source carries."""

    kind: str
    names: tuple[tuple[Anchor, str], ...]
    """Link and how often."""


@dataclass(frozen=True, slots=True)
class Related:
    """A related source and the reasons."""

    source: Anchor
    when: str
    reasons: tuple[tuple[str, tuple[Quotation, ...]], ...]
    """Words, and the pair of sentences when there is one."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as its page shows it."""

    title: str
    tongue: Tongue
    publisher: str
    authors: str
    when: str
    how: str
    evidence: Anchor | None
    """The place that tells the date."""
    facts: str
    """`520 words · English`."""
    grade: str
    summary_title: str
    summary: tuple[Quotation, ...]
    summary_words: tuple[str, ...]
    """An editor's own summary instead."""
    leaning: bool
    """True when a summary sentence leans on one left out."""
    topics: tuple[TopicSaid, ...]
    said: tuple[Said, ...]
    dates: tuple[DateSaid, ...]
    names: tuple[NamesOfKind, ...]
    related: tuple[Related, ...]
    copies: tuple[Anchor, ...]
    backlinks: tuple[BacklinkGroup, ...]
    text: tuple[TextParagraph, ...]
    own_language: str | None
    """The page's language, where words of its own stand in a foreign text."""
    closed: bool
    """True for `publish: summary`."""
    outside: str
    """Address of the original, http or https only."""
    provenance: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The list of sources, newest first."""

    count: str
    rows: tuple[SourceRow, ...]
    pager: Pager | None


def source_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page of each source."""
    for document in shelf.dossier.corpus.documents:
        yield source_page(shelf, document)


def source_list(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of sources, cut into pages."""
    pages = paged(shelf.newest_first(shelf.documents), PER_PAGE)
    for number, chunk in pages:
        draft = Draft(shelf, PageRef(PageKind.SOURCES, number), previews=False)
        rows = tuple(source_row(draft, source) for source in chunk)
        view = SourcesView(count(len(shelf.documents), "source"), rows, pager(draft, len(pages)))
        yield draft.page("sources.html", "Sources", view, description="All sources, the newest first.")


def source_page(shelf: Shelf, document: Document) -> Page:
    """Compose the page of one source."""
    draft, meta = Draft(shelf, source_ref(document.id)), document.meta
    publication = shelf.publications.get(document.id)
    when, how = published(publication)
    evidence = publication.evidence if publication else None
    summary = shelf.summaries.get(document.id)
    sentences = summary.sentences if summary else ()
    cited = cited_places(shelf, document.id)
    view = SourceView(
        title=meta.title,
        tongue=draft.tongue(meta.language),
        publisher=meta.publisher or "",
        authors=", ".join(meta.authors),
        when=when,
        how=how,
        evidence=draft.quote(evidence).place if evidence else None,
        facts=count(word_count(document), "word"),
        grade=grade_words(meta.grade),
        summary_title=_summary_title(summary),
        summary=tuple(draft.quote(passage, 600) for passage in sentences),
        summary_words=summary.words if summary else (),
        leaning=bool(summary and summary.leaning),
        topics=tuple(_topics(draft, document.id)),
        said=tuple(_said(draft, document)),
        dates=tuple(_dates(draft, document)),
        names=tuple(_names(draft, document.id)),
        related=tuple(_related(draft, document.id)),
        copies=_copies(draft, document.id),
        backlinks=backlinks(draft, contexts=1),
        text=source_text(draft, document, cited),
        own_language=shelf.dossier.language if draft.tongue(meta.language).lang else None,
        closed=meta.publish == "summary",
        outside=http_address(meta.url),
        provenance=tuple(_provenance(document)),
    )
    by = meta.publisher or "publisher not stated"
    return draft.page(
        "source.html",
        meta.title,
        view,
        description=first_words(shelf, document.id, 200),
        citation=f"{meta.title}, {by}, {when}. In: {shelf.dossier.title}, {draft.path}",
        topics=topics_of_source(shelf, document.id),
    )


def _summary_title(summary: Summary | None) -> str:
    number = len(summary.sentences) if summary else 0
    words = f"In {spelled(number)} sentence{'' if number == 1 else 's'}" if number else "In short"
    return f"{words}, as an editor put it" if summary and summary.by_editor else words


def _topics(draft: Draft, source: SourceId) -> Iterator[TopicSaid]:
    passages = draft.shelf.topics_in.get(source, ())
    for topic in topics_of_source(draft.shelf, source):
        held = [each for each in passages if each.topic == topic]
        about = sum(each.grade is Grade.ABOUT for each in held)
        places = {
            quote.place.words: quote.place for quote in (draft.quote(each.passage) for each in reversed(held))
        }
        grade = f"about it in {count(about, 'sentence')}" if about else "mentions it"
        shown = tuple(reversed(places.values()))
        yield TopicSaid(draft.topic(topic), grade, shown[:PLACES], more(len(shown) - PLACES, "paragraph"))


def _place(draft: Draft, document: Document, sentence: Sentence | None) -> Anchor:
    if sentence is None:
        return draft.plain(source_ref(document.id), "the text", "text")
    return draft.plain(source_ref(document.id), f"¶{sentence.paragraph}", sentence.id)


def _said(draft: Draft, document: Document) -> Iterator[Said]:
    seen: set[tuple[str, str]] = set()
    for each in draft.shelf.attributions_in.get(document.id, ()):
        sentence = document.sentence_at(each.passage.span.start)
        key = (sentence.id if sentence else "", document.quote(each.speaker))
        if key not in seen and draft.shelf.may_show(each.speaker):
            seen.add(key)
            mode = "in their own words" if each.mode is Mode.DIRECT else "as reported"
            yield Said(_speaker(draft, document, each), each.cue, mode, _place(draft, document, sentence))


def _speaker(draft: Draft, document: Document, each: Attribution) -> Anchor:
    words = draft.speaker(document, each) or document.quote(each.speaker)  # at the worst a pronoun
    if each.entity and each.entity in draft.shelf.entities:
        return draft.anchor(entity_ref(each.entity), words)
    return Anchor("", words)


def _dates(draft: Draft, document: Document) -> Iterator[DateSaid]:
    for each in draft.shelf.dates_in.get(document.id, ()):
        if draft.shelf.may_show(each.passage):
            place = _place(draft, document, document.sentence_at(each.passage.span.start))
            yield DateSaid(cut(document.quote(each.passage), 60), in_words(each.value), place)


def _names(draft: Draft, source: SourceId) -> Iterator[NamesOfKind]:
    entities = draft.shelf.entities
    counts = Counter(each.entity for each in draft.shelf.mentions.get(source, ()) if each.entity in entities)
    for kind, (_, plural) in ENTITY_WORDS.items():
        held = [(name, n) for name, n in counts.items() if name and entities[name].kind is kind]
        held.sort(key=lambda pair: (-pair[1], pair[0]))
        if held:
            yield NamesOfKind(
                plural,
                tuple(
                    (draft.plain(entity_ref(name), entities[name].name), f"{n}×" if n > 1 else "")
                    for name, n in held
                ),
            )


def _related(draft: Draft, source: SourceId) -> Iterator[Related]:
    shelf = draft.shelf
    for relation in sorted(shelf.relations.get(source, ()), key=lambda r: (-r.score, r.a, r.b)):
        other = relation.b if relation.a == source else relation.a
        reasons = tuple(
            (reason.words, draft.quotes(reason.passages, 120))
            for reason in {each.words: each for each in reversed(relation.reasons)}.values()
        )[::-1]
        yield Related(draft.source(other), published(shelf.publications.get(other))[0], reasons)


def _copies(draft: Draft, source: SourceId) -> tuple[Anchor, ...]:
    held = draft.shelf.copies.get(source)
    return tuple(draft.source(other) for other in held.sources if other != source) if held else ()


def _provenance(document: Document) -> Iterator[Fact]:
    meta = document.meta
    yield Fact("File", f"seeds/{document.path}")
    yield Fact("SHA-256", document.sha256)
    yield Fact("Read as", document.read_as)
    edited = [words for name, words in SET_BY_EDITOR if name in meta.by_editor]
    if edited:
        yield Fact("Set by an editor", ", ".join(edited))
    if meta.title_basis not in (Basis.STATED, Basis.EDITOR):
        yield Fact("Title", BASIS_WORDS[meta.title_basis])
    if meta.retrieved:
        yield Fact("Retrieved", in_words(meta.retrieved))
    if meta.rights:
        yield Fact("Rights", meta.rights)
    if meta.derived_from:
        yield Fact("Written after", meta.derived_from[0])
        yield Fact("SHA-256 of that", meta.derived_from[1])
