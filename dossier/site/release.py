"""Turn editors' `publish: summary` into the sentences that may leave the desk."""

from collections.abc import Iterator, Mapping

from dossier.editorial import written_pages
from dossier.model import CitedPlace, Dossier, PageKind, SourceId

MOST = 0.4
"""Part of the characters of a text that the program's summary may show; more of a short one is the text."""


def released_sentences(dossier: Dossier) -> Mapping[SourceId, frozenset[str] | None]:
    """Return for each source the ids of the sentences that may be shown; None: all of them.

    From a source with `publish: summary` these are sentences of its summary and those
    that published editors' words cite or embed, by sentence or by paragraph.
    """
    closed = {each.id for each in dossier.corpus.documents if each.meta.is_closed}
    released: dict[SourceId, set[str]] = {source: set() for source in closed}
    for source, sentence in (*_cited(dossier), *_summarised(dossier)):
        if source in closed:
            released[source].add(sentence)
    return {
        each.id: frozenset(released[each.id]) if each.id in closed else None
        for each in dossier.corpus.documents
    }


def _cited(dossier: Dossier) -> Iterator[tuple[SourceId, str]]:
    """Yield the sentences that published editors' words cite or embed, themselves or with their paragraph."""
    documents = dossier.corpus.by_id
    for place in _places(dossier):
        if place.source in documents:
            for sentence in documents[place.source].cited_sentences(place):
                yield place.source, sentence.id


def _places(dossier: Dossier) -> Iterator[CitedPlace]:
    """Yield the places that published editors' words cite or embed."""
    links = {link.at: link for link in dossier.links if link.target.kind is PageKind.SOURCE}
    published = (page for page in written_pages(dossier.desk) if page.published)
    for body in (body for page in published for body in page.bodies):
        for citation in body.citations:
            yield from citation.targets
        for embedded in (links[each.at] for each in body.links if each.embed and each.at in links):
            place = CitedPlace.parse(SourceId(embedded.target.id), embedded.fragment)
            if place is not None:
                yield place


def _summarised(dossier: Dossier) -> Iterator[tuple[SourceId, str]]:
    """Yield the sentences that the summary of a closed source may show: of the program's a part."""
    documents = {str(each.id): each for each in dossier.corpus.documents if each.meta.is_closed}
    for summary in dossier.analysis.summaries:
        document = documents.get(summary.about)
        left = MOST * _letters(document.text) if document else 0.0
        for passage in summary.sentences if document else ():
            left -= _letters(dossier.corpus.quote(passage))
            if left >= 0 or summary.by_editor:
                yield dossier.corpus.place(passage)


def _letters(words: str) -> int:
    """Return the length of words without blanks, which not every script has."""
    return len("".join(words.split()))
