"""Turn each source into its page, and all of them into the list of sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.datewords import in_words
from dossier.model import (
    Basis,
    Document,
    Page,
    PageKind,
    PageRef,
    SourceId,
    Summary,
)
from dossier.site.draft import Draft
from dossier.site.preview import first_words
from dossier.site.rows import backlinks, more, paged, pager, source_row, topics_of_source
from dossier.site.shelf import Shelf, source_ref, word_count
from dossier.site.sourcefindings import (
    PLACES,
    DateSaid,
    NamesOfKind,
    Related,
    Said,
    TopicSaid,
    dates_said,
    names_by_kind,
    related,
    said,
    topics_said,
)
from dossier.site.sourcetext import TextParagraph, cited_places, source_text
from dossier.site.views import Anchor, BacklinkGroup, Pager, Quotation, SourceRow, Tongue
from dossier.site.words import (
    BASIS_WORDS,
    count,
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
    """The nearest ones."""
    more_related: str
    copies: tuple[Anchor, ...]
    backlinks: tuple[BacklinkGroup, ...]
    text: tuple[TextParagraph, ...]
    own_language: str | None
    """The page's language, where words of its own stand in a foreign text."""
    closed: bool
    """True for `publish: summary`."""
    outside: str
    """Address of the original, http or https only."""
    provenance: tuple[tuple[str, str], ...]
    """Names and words."""


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
        topics=tuple(topics_said(draft, document.id)),
        said=tuple(said(draft, document)),
        dates=tuple(dates_said(draft, document)),
        names=tuple(names_by_kind(draft, document.id)),
        related=tuple(related(draft, document.id)),
        more_related=more(len(shelf.relations.get(document.id, ())) - PLACES, "related source"),
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
