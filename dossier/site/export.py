"""Turn a dossier into `data/dossier.json`, its schema beside it: the whole analysis for reuse."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from dossier.model import (
    Asset,
    Attribution,
    CitedPlace,
    Claim,
    Document,
    Dossier,
    PageKind,
    PageRef,
    Passage,
    Publication,
    SourceId,
)
from dossier.site.release import released_sentences
from dossier.site.schema import SCHEMA, SCHEMA_NAME
from dossier.site.urls import path_of

Record = dict[str, Any]
T = TypeVar("T")


def export_assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Return the export and its JSON Schema."""
    return (
        Asset("data/dossier.json", "".join(_lines(_Export(dossier).whole()))),
        Asset("data/dossier.schema.json", json.dumps(SCHEMA, ensure_ascii=False, indent=1) + "\n"),
    )


def _lines(whole: dict[str, str | Iterable[Record]]) -> Iterator[str]:
    """Write the export as JSON, each record a line: small, and two editions compare well."""
    before = "{\n"
    for key, value in whole.items():
        yield f'{before}"{key}": '
        before = ",\n"
        if isinstance(value, str):
            yield json.dumps(value, ensure_ascii=False)
            continue
        yield "["
        for number, record in enumerate(value):
            yield (",\n" if number else "\n") + json.dumps(record, ensure_ascii=False)
        yield "\n]"
    yield "\n}\n"


def _grouped(pairs: Iterable[tuple[str | None, T]]) -> dict[str | None, list[T]]:
    """Return the values of each key, in order."""
    groups: defaultdict[str | None, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


class _Export:
    """The findings of one dossier as records of the export."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.found = dossier.analysis
        self.released = released_sentences(dossier)
        self.speakers = {(a.passage.source, self.place(a.passage)): a for a in self.found.attributions}
        self.publications = {each.source: each for each in self.found.publications}
        self.summaries = {each.about: each for each in self.found.summaries}
        self.mentions = _grouped((each.entity, each.passage) for each in self.found.mentions)
        self.names = _grouped(
            (each.passage.source, each.entity) for each in self.found.mentions if each.entity
        )
        self.spoken = _grouped((each.topic, each) for each in self.found.topic_passages)
        self.topics = _grouped((each.passage.source, each) for each in self.found.topic_passages)
        self.relations = _grouped((end, each) for each in self.found.relations for end in (each.a, each.b))
        self.linked: dict[PageRef, set[str]] = defaultdict(set)
        self.links: dict[PageRef, set[str]] = defaultdict(set)
        for link in dossier.links:
            self.linked[link.target].add(path_of(link.origin))
            self.links[link.origin].add(path_of(link.target))

    def whole(self) -> dict[str, str | Iterable[Record]]:
        """Return the export, key by key in the order of the contract; its records are made when asked for."""
        found, desk = self.found, self.dossier.desk
        return {
            "schema": SCHEMA_NAME,
            "title": self.dossier.title,
            "sources": (self.source(document) for document in self.dossier.corpus.documents),
            "entities": (
                {
                    "id": entity.id,
                    "name": entity.name,
                    "kind": entity.kind.value,
                    "aliases": list(entity.aliases),
                    "mentions": [self.span(passage) for passage in self.mentions.get(entity.id, ())],
                }
                for entity in desk.entities
            ),
            "candidates": (
                {
                    "text": candidate.text,
                    "count": len(candidate.passages),
                    "sources": sorted({passage.source for passage in candidate.passages}),
                    "suggestion": candidate.suggestion,
                }
                for candidate in found.candidates
            ),
            "topics": (
                {
                    "id": topic.id,
                    "title": topic.title,
                    "passages": [
                        {**self.span(p.passage), "grade": p.grade.value, "matched": list(p.matched)}
                        for p in self.spoken.get(topic.id, ())
                    ],
                }
                for topic in desk.topics
            ),
            "dates": (
                {
                    **self.span(mention.passage),
                    "text": self.words(mention.passage),
                    "edtf": mention.value.edtf,
                    "earliest": _day(mention.value.earliest),
                    "latest": _day(mention.value.latest),
                    "anchored_on": _day(mention.anchored_on),
                    "rule": mention.rule,
                }
                for mention in found.dates
            ),
            "events": (
                {
                    "id": event.id,
                    "edtf": event.when.edtf,
                    "earliest": _day(event.when.earliest),
                    "latest": _day(event.when.latest),
                    "headline": self.words(event.evidence[0]),
                    "topics": list(event.topics),
                    "evidence": [self.sentence(passage) for passage in event.evidence],
                    "disputed": event.disputed,
                }
                for event in found.events
            ),
            "claims": (self.claim(claim) for claim in desk.claims),
            "proposals": (
                {
                    "kind": proposal.kind.value,
                    "members": [self.sentence(passage) for passage in proposal.members],
                    "score": proposal.score,
                    "cue": proposal.cue,
                }
                for proposal in found.proposals
            ),
            "attributions": (
                {
                    **self.sentence(attribution.passage),
                    "speaker": self.speaker(attribution),
                    "cue": attribution.cue,
                    "mode": attribution.mode.value,
                }
                for attribution in found.attributions
            ),
            "notes": (
                {
                    "id": note.id,
                    "title": note.title,
                    "date": note.date.edtf if note.date else None,
                    "topics": list(note.topics),
                    "path": path_of(PageRef(PageKind.NOTE, note.id)),
                    "links": sorted(self.links[PageRef(PageKind.NOTE, note.id)]),
                }
                for note in desk.notes
                if note.published
            ),
            "problems": (
                {
                    "code": problem.code,
                    "severity": problem.severity.value,
                    "message": problem.message,
                    "file": problem.at.file,
                    "line": problem.at.line,
                    "hint": problem.hint,
                }
                for problem in self.dossier.problems
            ),
        }

    def source(self, document: Document) -> Record:
        """Return one source with its text, places and what was found of it."""
        meta = document.meta
        summary = self.summaries.get(document.id)
        grades: dict[str, str] = {}
        for passage in self.topics.get(document.id, ()):
            grades[passage.topic] = min(passage.grade.value, grades.get(passage.topic, "mentions"))
        names = Counter(self.names.get(document.id, ()))
        return {
            "id": document.id,
            "file": document.path,
            "sha256": document.sha256,
            "title": meta.title,
            "title_basis": meta.title_basis.value,
            "publisher": meta.publisher,
            "authors": list(meta.authors),
            "language": meta.language,
            "url": meta.url,
            "publish": meta.publish,
            "published": self.publication(self.publications.get(document.id)),
            "text": document.text if meta.publish == "full" else None,
            "paragraphs": [
                {"n": p.number, "kind": p.kind.value, "start": p.span.start, "end": p.span.end}
                for p in document.paragraphs
            ],
            "sentences": [
                {"id": s.id, "paragraph": s.paragraph, "start": s.span.start, "end": s.span.end}
                for s in document.sentences
            ],
            "summary": [
                {"sentence": self.place(p), "start": p.span.start, "end": p.span.end}
                for p in (summary.sentences if summary else ())
            ],
            "topics": [{"id": topic, "grade": grade} for topic, grade in sorted(grades.items())],
            "entities": [{"id": name, "count": count} for name, count in sorted(names.items())],
            "related": [
                {
                    "id": relation.b if relation.a == document.id else relation.a,
                    "score": relation.score,
                    "reasons": [reason.words for reason in relation.reasons],
                }
                for relation in self.relations.get(document.id, ())
            ],
            "cited_by": sorted(self.linked[PageRef(PageKind.SOURCE, document.id)]),
        }

    def publication(self, publication: Publication | None) -> Record:
        """Return when a source was published, and how that is known."""
        value = publication.value if publication else None
        evidence = publication.evidence if publication else None
        return {
            "edtf": value.edtf if value else None,
            "earliest": _day(value.earliest) if value else None,
            "latest": _day(value.latest) if value else None,
            "basis": publication.basis.value if publication else "unknown",
            "evidence": self.span(evidence) if evidence else None,
        }

    def claim(self, claim: Claim) -> Record:
        """Return a question with the evidence of each position."""
        return {
            "id": claim.id,
            "question": claim.question,
            "topics": list(claim.topics),
            "positions": [
                {
                    "stance": position.stance,
                    "title": position.title,
                    "evidence": [
                        self.evidence(place) for citation in position.evidence for place in citation.targets
                    ],
                }
                for position in claim.positions
            ],
        }

    def evidence(self, place: CitedPlace) -> Record:
        """Return a cited place; a whole paragraph or source is given by its first sentence."""
        document = self.dossier.corpus.by_id[place.source]
        number, sentence = place.paragraph or 1, place.sentence or 1
        key = f"p{number}s{sentence}" if document.sentence(f"p{number}s{sentence}") else None
        attribution = self.speakers.get((place.source, key))
        return {
            "source": place.source,
            "sentence": key,
            "attribution": self.speaker(attribution) if attribution else None,
        }

    def place(self, passage: Passage) -> str | None:
        """Return the id of the sentence in which a passage begins."""
        return self.dossier.corpus.sentence_id(passage)

    def sentence(self, passage: Passage) -> Record:
        """Return a passage as the sentence that it is."""
        return {"source": passage.source, "sentence": self.place(passage)}

    def span(self, passage: Passage) -> Record:
        """Return a passage with its exact characters."""
        return {
            "source": passage.source,
            "start": passage.span.start,
            "end": passage.span.end,
            "sentence": self.place(passage),
        }

    def words(self, passage: Passage) -> str:
        """Return the words of a passage, nothing where they may not leave the desk."""
        released = self.released[SourceId(passage.source)]
        shown = released is None or self.place(passage) in released
        return self.dossier.corpus.quote(passage) if shown else ""

    def speaker(self, attribution: Attribution) -> str:
        """Return the words that name a speaker."""
        return self.words(attribution.speaker)


def _day(day: object) -> str | None:
    return str(day) if day is not None else None
