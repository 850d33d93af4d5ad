"""Turn each source into its page, and all of them into the list of sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.datewords import in_words
from dossier.model import Basis, Document, Page, PageKind, PageRef, SourceId, Summary
from dossier.site.draft import Draft
from dossier.site.preview import first_words
from dossier.site.rows import backlinks, more, paged, pager, source_row
from dossier.site.shelf import Shelf
from dossier.site.sourcefindings import (
    PLACES,
    Related,
    Said,
    TopicSaid,
    dates_said,
    names_by_kind,
    related,
    said,
    topics_said,
)
from dossier.site.sourcetext import TextParagraph, source_text
from dossier.site.urls import source_ref
from dossier.site.views import Anchor, Backlinks, Pager, Quotation, SourceRow, Tongue
from dossier.site.words import BASIS_WORDS, count, grade_words, http_address, published, spelled

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


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as its page shows it."""

    document: Document
    tongue: Tongue
    when: str
    how: str
    evidence: Anchor | None  # the place that tells the date
    facts: str
    grade: str
    summary_title: str
    summary: tuple[Quotation, ...]
    summary_words: tuple[str, ...]  # an editor's own summary instead
    leaning: bool  # a summary sentence leans on one left out
    topics: tuple[TopicSaid, ...]
    said: tuple[Said, ...]
    dates: tuple[tuple[str, str, Anchor], ...]
    names: tuple[tuple[str, tuple[tuple[Anchor, str], ...]], ...]
    related: tuple[Related, ...]  # the nearest ones
    more_related: str
    copies: tuple[Anchor, ...]
    backlinks: Backlinks
    text: tuple[TextParagraph, ...]
    closed: bool  # `publish: summary`
    outside: str  # address of the original, http or https only
    provenance: tuple[tuple[str, str], ...]  # names and words


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The list of sources, newest first."""

    count: str
    rows: tuple[SourceRow, ...]
    pager: Pager | None


def source_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of sources, cut into pages, then the page of each."""
    pages = paged(shelf.newest_first(shelf.documents), PER_PAGE)
    for number, chunk in pages:
        draft = Draft(shelf, PageRef(PageKind.SOURCES, number), previews=False)
        rows = tuple(source_row(draft, source) for source in chunk)
        view = SourcesView(count(len(shelf.documents), "source"), rows, pager(draft, len(pages)))
        yield draft.page("sources.html", "Sources", view, "All sources, the newest first.")
    for document in shelf.documents.values():
        yield source_page(shelf, document)


def source_page(shelf: Shelf, document: Document) -> Page:
    """Compose the page of one source."""
    source, meta = document.id, document.meta
    draft = Draft(shelf, source_ref(source))
    publication, summary = shelf.publications[source], shelf.summary(source)
    when, how = published(publication)
    view = SourceView(
        document=document,
        tongue=draft.tongue(meta.language),
        when=when,
        how=how,
        evidence=draft.quote(publication.evidence).place if publication.evidence else None,
        facts=count(len(document.text.split()), "word"),
        grade=grade_words(meta.grade),
        summary_title=_summary_title(summary),
        summary=tuple(draft.quote(passage, 600) for passage in summary.sentences),
        summary_words=summary.words,
        leaning=bool(summary.leaning),
        topics=tuple(topics_said(draft, source)),
        said=tuple(said(draft, document)),
        dates=tuple(dates_said(draft, document)),
        names=tuple(names_by_kind(draft, source)),
        related=tuple(related(draft, source)),
        more_related=more(len(shelf.relations[source]) - PLACES, "related source"),
        copies=_copies(draft, source),
        backlinks=backlinks(draft, contexts=1),
        text=source_text(draft, document),
        closed=meta.publish == "summary",
        outside=http_address(meta.url),
        provenance=tuple(_provenance(document)),
    )
    return draft.page(
        "source.html",
        meta.title,
        view,
        first_words(shelf, source, 200),
        citation=f"{meta.title}, {meta.publisher or 'publisher not stated'}, {when}.",
        topics=shelf.topics_of(source),
    )


def _summary_title(summary: Summary) -> str:
    number = len(summary.sentences)
    words = f"In {spelled(number)} sentence{'' if number == 1 else 's'}" if number else "In short"
    return f"{words}, as an editor put it" if summary.by_editor else words


def _copies(draft: Draft, source: SourceId) -> tuple[Anchor, ...]:
    held = draft.shelf.copies.get(source)
    return tuple(draft.source(other) for other in held.sources if other != source) if held else ()


def _provenance(document: Document) -> Iterator[tuple[str, str]]:
    meta = document.meta
    yield ("File", f"seeds/{document.path}")
    yield ("SHA-256", document.sha256)
    yield ("Read as", document.read_as)
    edited = [words for name, words in SET_BY_EDITOR if name in meta.by_editor]
    if edited:
        yield ("Set by an editor", ", ".join(edited))
    if meta.title_basis not in (Basis.STATED, Basis.EDITOR):
        yield ("Title", BASIS_WORDS[meta.title_basis])
    if meta.retrieved:
        yield ("Retrieved", in_words(meta.retrieved))
    if meta.rights:
        yield ("Rights", meta.rights)
    if meta.derived_from:
        yield ("Written after", meta.derived_from[0])
        yield ("SHA-256 of that", meta.derived_from[1])
