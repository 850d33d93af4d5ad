"""Turn editors' `publish: summary` into the sentences that may leave the desk."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from dossier.model import Citation, Dossier, SourceId


def released_sentences(dossier: Dossier) -> Mapping[SourceId, frozenset[str] | None]:
    """Return for each source the ids of the sentences that may be shown; None: all of them.

    From a source with `publish: summary` these are the sentences of its summary and those
    that published editors' words cite, by sentence or by paragraph.
    """
    closed = {document.id for document in dossier.corpus.documents if document.meta.publish == "summary"}
    released: dict[SourceId, set[str]] = {source: set() for source in closed}
    for citation in published_citations(dossier) if closed else ():
        for place in citation.targets:
            if place.source in closed and place.paragraph is not None:
                sentences = dossier.corpus.by_id[place.source].sentences_of(place.paragraph)
                released[place.source].update(s.id for s in sentences if place.sentence in (None, s.number))
    for summary in dossier.analysis.summaries if closed else ():
        for passage in summary.sentences:
            if summary.about == passage.source and passage.source in closed:
                released[passage.source].add(dossier.corpus.sentence_id(passage) or "")
    return {
        document.id: frozenset(released[document.id]) if document.id in closed else None
        for document in dossier.corpus.documents
    }


def published_citations(dossier: Dossier) -> tuple[Citation, ...]:
    """Return every citation in editors' words that the site shows."""
    desk = dossier.desk
    bodies = chain(
        (topic.body for topic in desk.topics),
        (topic.summary_body for topic in desk.topics if topic.summary_body),
        (entity.body for entity in desk.entities),
        (note.body for note in desk.notes if note.published),
        (claim.body for claim in desk.claims),
        (position.body for claim in desk.claims for position in claim.positions),
        (page.body for page in desk.pages),
    )
    return tuple(citation for body in bodies for citation in body.citations)
