"""List what only an editor can decide, the most useful first."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from dossier.analysis.likeness import open_proposals, rank_proposals
from dossier.model import (
    Basis,
    Candidate,
    Document,
    Dossier,
    Passage,
    Problem,
    Proposal,
    ProposalKind,
)
from dossier.text.characters import capitalised
from dossier.text.counts import count
from dossier.text.date_phrases import said
from dossier.text.fingerprint import fingerprint
from dossier.text.interface import ENGLISH

EXTRACTS = 4  # shown of a name that occurs more often
_ONLY_SHOWN = ("uncited", "unsupported", "moved-words", "changed-words", "gone-words", "renamed-source")
"""Warnings that are mended in the file itself."""


class Kind(StrEnum):
    """What is to be decided."""

    DISPUTE = "dispute"
    NAME = "name"
    AGREEMENT = "agreement"
    UNDATED = "undated"
    BACKGROUND = "background"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Extract:
    """Words of a source that help to decide."""

    source: str
    """Title of the source."""
    place: str
    """`source#p3s2`."""
    words: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One decision that waits for an editor."""

    key: str
    """From content: the same in every run, as long as the finding is the same."""
    kind: Kind
    asks: str
    """What is to be decided, in words."""
    subject: Candidate | Proposal | Document | Problem
    extracts: tuple[Extract, ...] = ()

    def record(self) -> dict[str, object]:
        """Return what `review --format json` prints of it."""
        return {
            "key": self.key,
            "kind": self.kind.value,
            "asks": self.asks,
            "extracts": [asdict(each) for each in self.extracts],
        }


def waiting(dossier: Dossier) -> tuple[Waiting, ...]:
    """Return everything that waits, in the order of `Kind`; within a kind as the report ranks it."""
    every = (*_proposals(dossier), *_names(dossier), *_sources(dossier), *_sentences(dossier))
    order = list(Kind)
    return tuple(sorted(every, key=lambda each: order.index(each.kind)))


def _proposals(dossier: Dossier) -> Iterator[Waiting]:
    found = open_proposals(dossier.analysis.proposals, dossier.corpus, dossier.desk.claims)
    for proposal in rank_proposals(found, dossier.corpus):
        places = dossier.corpus.addresses(proposal.members)
        kind = Kind.DISPUTE if proposal.kind is ProposalKind.DISPUTE else Kind.AGREEMENT
        asks = "Do these differ?" if kind is Kind.DISPUTE else "Do these say the same?"
        extracts = _extracts(dossier, proposal.members)
        yield Waiting(_key(kind, places), kind, f"{asks} Found by: {proposal.cue}", proposal, extracts)


def _names(dossier: Dossier) -> Iterator[Waiting]:
    for candidate in dossier.analysis.proposed:
        sources = {passage.source for passage in candidate.passages}
        mentions = f"{count(len(candidate.passages), 'mention')} in {count(len(sources), 'source')}"
        asks = f"“{candidate.text}” has no page: {mentions}"
        extracts = _extracts(dossier, _one_per_source(candidate.passages))
        yield Waiting(_key(Kind.NAME, candidate.text), Kind.NAME, asks, candidate, extracts)


def _one_per_source(passages: Iterable[Passage]) -> list[Passage]:
    first = {passage.source: passage for passage in reversed(tuple(passages))}
    return sorted(first.values())[:EXTRACTS]


def _sources(dossier: Dossier) -> Iterator[Waiting]:
    for publication in dossier.analysis.publications:
        if publication.basis is Basis.UNKNOWN:
            document = dossier.corpus.by_id[publication.source]
            bounds = capitalised(said(publication.words, ENGLISH))
            asks = f"When was “{document.meta.title}” published? {bounds}"
            first = document.passage(document.sentences[0].span) if document.sentences else None
            extracts = _extracts(dossier, [first] if first else [])
            yield Waiting(_key(Kind.UNDATED, document.id), Kind.UNDATED, asks, document, extracts)
    files = {document.file: document for document in dossier.corpus.documents}
    for problem in dossier.problems:
        if problem.code == "source-without-topic" and problem.at.file in files:
            document = files[problem.at.file]
            asks = f"“{document.meta.title}” matches no topic. Keep it as background?"
            yield Waiting(_key(Kind.BACKGROUND, document.id), Kind.BACKGROUND, asks, document)


def _sentences(dossier: Dossier) -> Iterator[Waiting]:
    for problem in dossier.problems:
        if problem.code in _ONLY_SHOWN:
            asks = f"{problem.at}: {problem.message}"
            yield Waiting(_key(Kind.SENTENCE, asks), Kind.SENTENCE, asks, problem)


def _extracts(dossier: Dossier, passages: Iterable[Passage]) -> tuple[Extract, ...]:
    """Return the sentences round some passages."""
    found = []
    for passage in passages:
        document = dossier.corpus.by_id[passage.source]
        sentence = document.sentence_at(passage.span.start)
        words = document.quote(document.passage(sentence.span) if sentence else passage)
        place = document.address(passage.span.start)
        found.append(Extract(document.meta.title, place, " ".join(words.split())))
    return tuple(found)


def _key(kind: Kind, words: str) -> str:
    return f"{kind.value}-{fingerprint(words)[:8]}"
