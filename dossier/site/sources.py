"""Turn each source into its page, and all of them into the list of sources."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.datewords import in_words
from dossier.model import Basis, Document, Page, PageKind, Summary
from dossier.site.draft import Draft
from dossier.site.preview import first_words
from dossier.site.rows import backlinks, more, paged, pager, source_row
from dossier.site.shelf import Shelf
from dossier.site.sourcefindings import PLACES, dates_said, names_by_kind, related, said, topics_said
from dossier.site.sourcetext import source_text
from dossier.site.words import BASIS_WORDS, grade_words, http_address, published, spelled

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


def source_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of sources, cut into pages, then the page of each."""
    pages = paged(shelf.newest_first(shelf.documents), PER_PAGE)
    for number, chunk in pages:
        draft = Draft(shelf, PageKind.SOURCES, number)
        rows = [source_row(draft, source) for source in chunk]
        view = {"all": len(shelf.documents), "rows": rows, "pager": pager(draft, len(pages))}
        yield draft.page(view, "All sources, the newest first.")
    for document in shelf.documents.values():
        yield source_page(shelf, document)


def source_page(shelf: Shelf, document: Document) -> Page:
    """Compose the page of one source."""
    source, meta = document.id, document.meta
    draft = Draft(shelf, PageKind.SOURCE, source)
    publication, summary = shelf.publications[source], shelf.summary(source)
    when, how = published(publication)
    view = {
        "document": document,
        "tongue": draft.tongue(meta.language),
        "when": when,
        "how": how,
        "evidence": draft.quote(publication.evidence).place if publication.evidence else None,
        "words": len(document.text.split()),
        "grade": grade_words(meta.grade),
        "summary_title": _summary_title(summary),
        "summary": [draft.quote(passage, 600) for passage in summary.sentences],
        "summary_words": summary.words,  # an editor's own summary instead
        "leaning": bool(summary.leaning),
        "topics": list(topics_said(draft, source)),
        "said": list(said(draft, document)),
        "dates": list(dates_said(draft, document)),
        "names": list(names_by_kind(draft, source)),
        "related": list(related(draft, source)),
        "more_related": more(len(shelf.relations[source]) - PLACES, "related source"),
        "copies": [draft.source(other) for other in shelf.copies_of.get(source, ()) if other != source],
        "backlinks": backlinks(draft, contexts=1),
        "text": source_text(draft, document),
        "closed": meta.publish == "summary",
        "outside": http_address(meta.url),
        "provenance": list(_provenance(document)),
    }
    return draft.page(
        view,
        first_words(shelf, source, 200),
        citation=f"{meta.title}, {meta.publisher or 'publisher not stated'}, {when}.",
        topics=shelf.topics_of(source),
    )


def _summary_title(summary: Summary) -> str:
    number = len(summary.sentences)
    words = f"In {spelled(number)} sentence{'' if number == 1 else 's'}" if number else "In short"
    return f"{words}, as an editor put it" if summary.by_editor else words


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
