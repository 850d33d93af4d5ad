"""Turn sentences of different sources into proposals: where they may agree, and where they may differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from dossier.analysis.likeness.events import Events
from dossier.analysis.likeness.facts import Facts
from dossier.analysis.likeness.vectors import Compared, Pair, Place, Vectors, mutual_best
from dossier.model import (
    Claim,
    CopyGroup,
    Corpus,
    DateMention,
    Desk,
    Passage,
    Proposal,
    ProposalKind,
    Publication,
    SourceFindings,
    SourceId,
)

_AGREE = 0.2  # cosine, less what names alone make, from which a best pair is one statement
_SECOND = 0.85  # factor for a pair of which one sentence has a better partner
_PARTNERS = 3
_ANSWER = 0.2  # cosine from which a sentence may be what a denial answers
_SAME_EVENT = 0.4  # cosine from which two sentences speak of one event, so that their figures are compared


class _Partner(NamedTuple):
    """A sentence of another source that is like one that denies something."""

    likeness: float
    """Cosine, 0 to 1."""
    place: Place
    passage: Passage


def propose(
    corpus: Corpus,
    desk: Desk,
    findings: Collection[SourceFindings],
    *,
    dates: Collection[DateMention],
    publications: Iterable[Publication],
    vectors: Vectors,
    compared: Compared,
    copies: tuple[CopyGroup, ...],
    differences: Iterable[Proposal] = (),
) -> tuple[Proposal, ...]:
    """Propose agreements, disputes and hard conflicts, best first; only an editor makes one a claim.

    `differences` are the disputes over a day that the timeline found; one that is found here too is left out.
    """
    facts = Facts(corpus, desk, findings, dates)
    events = Events(corpus, findings, dates, publications, vectors)
    origin = {source: copy.sources[0] for copy in copies for source in copy.sources}
    independent = {(a, b): p for (a, b), p in compared.items() if origin.get(a, a) != origin.get(b, b)}
    pairwise = list(_pairwise(vectors, independent, facts, events))
    known = {frozenset(each.members) for each in pairwise if each.kind is ProposalKind.DISPUTE}
    others = (
        each
        for each in differences
        if frozenset(each.members) not in known
        and facts.days_apart(*each.members)
        and events.must_be_one(*each.members)
    )
    found = [*pairwise, *others, *_denials(independent, facts, events, origin)]
    return tuple(sorted(found, key=lambda p: (p.kind, -p.score, p.members)))


def open_proposals(
    proposals: Iterable[Proposal], corpus: Corpus, claims: Collection[Claim]
) -> tuple[Proposal, ...]:
    """Leave out what an editor has decided: a claim cites the disputing sentence, or both that agree."""
    return tuple(p for p in proposals if not any(_decides(claim, p, corpus) for claim in claims))


def _decides(claim: Claim, proposal: Proposal, corpus: Corpus) -> bool:
    members = proposal.members[:1] if proposal.kind is ProposalKind.DISPUTE else proposal.members
    places = [(member.source, corpus.sentence_id(member) or "") for member in members]
    return all(any(position.cites(*place) for position in claim.positions) for place in places)


def _pairwise(vectors: Vectors, compared: Compared, facts: Facts, events: Events) -> Iterator[Proposal]:
    """Propose a conflict or an agreement for sentences that are each other's best, or nearly so.

    Both tell one event, as far as names, action and days can show.
    """
    for (a, b), pairs in compared.items():
        for behind, pair in mutual_best((pair for pair in pairs if pair.similarity >= _AGREE), seconds=1):
            members = (Passage(a, pair.a.span), Passage(b, pair.b.span))
            same_event = not behind and pair.similarity >= _SAME_EVENT
            if same_event and (conflict := _conflict(members, facts, events)):
                yield Proposal(ProposalKind.DISPUTE, members, pair.similarity, conflict)
                continue
            score = _agreement((a, b), pair, vectors, _SECOND**behind)
            if score >= _AGREE and events.may_be_one(*members) and facts.may_agree(*members):
                origin = facts.origin(*members)
                rank = "best pair for one of them" if behind else "mutually best pair"
                cue = f"{rank}, {origin}" if origin else rank
                yield Proposal(ProposalKind.AGREEMENT, members, score, cue, bool(origin))


def _conflict(members: tuple[Passage, Passage], facts: Facts, events: Events) -> str:
    """Say in words what two sentences on one event differ in; where it is the day, they need not share it."""
    if not events.must_be_one(*members):
        return ""
    if not facts.days_apart(*members) and not events.may_be_one(*members):
        return ""
    return facts.conflict(*members)


def _agreement(sources: tuple[SourceId, SourceId], pair: Pair, vectors: Vectors, factor: float) -> float:
    """Take off from the cosine of two sentences that share names but few words, or words but no name."""
    one, other = vectors.by_place[sources[0], pair.a.id], vectors.by_place[sources[1], pair.b.id]
    shared = one.keys() & other.keys()
    words = sum(1 for term in shared if term[0] != "@")
    named = 1.0 if len(shared) > words else 0.8
    return round(pair.similarity * factor * min(1.0, 0.55 + 0.15 * words) * named, 4)


def _denials(
    compared: Compared, facts: Facts, events: Events, origin: Mapping[SourceId, SourceId]
) -> Iterator[Proposal]:
    """Set each denial beside what it may answer; one that several sources repeat is proposed once.

    Without an answer only a denial that says by itself what it denies is proposed, after those with one.
    """
    partners = _partners(compared, facts)
    for place in _without_copies(facts, origin):
        marker = facts.markers[place]
        repeats = {p.place for p in partners[place] if p.likeness >= _ANSWER and p.place in facts.markers}
        if any(repeat < place for repeat in repeats):
            continue
        denial = Passage(place[0], marker.sentence.span)
        answered = [
            partner
            for partner in partners[place]
            if partner.place not in repeats
            and partner.likeness >= _ANSWER
            and events.may_answer(denial, partner.passage)
        ]
        near = sorted(answered, key=lambda p: (-p.likeness, p.passage))[:_PARTNERS]
        if not near and not facts.is_clear(denial):
            continue
        score = round(0.4 + 0.6 * (near[0].likeness if near else 0.0), 4)
        yield Proposal(ProposalKind.DISPUTE, (denial, *(p.passage for p in near)), score, marker.cue)


def _partners(compared: Compared, facts: Facts) -> Mapping[Place, list[_Partner]]:
    """Return, for each sentence that denies something, the sentences of other sources that are like it."""
    partners: dict[Place, list[_Partner]] = defaultdict(list)
    for (a, b), pairs in compared.items():
        for pair in pairs:
            one, other = (a, pair.a.id), (b, pair.b.id)
            if one in facts.markers:
                partners[one].append(_Partner(pair.similarity, other, Passage(b, pair.b.span)))
            if other in facts.markers:
                partners[other].append(_Partner(pair.similarity, one, Passage(a, pair.a.span)))
    return partners


def _without_copies(facts: Facts, origin: Mapping[SourceId, SourceId]) -> Iterable[Place]:
    """Return the denials, those that copies of one text share once; a copy may add one of its own."""
    first: dict[tuple[SourceId, str], Place] = {}
    for (source, sentence_id), marker in facts.markers.items():
        words = " ".join(facts.corpus.by_id[source].quote(marker.sentence.span).split())
        first.setdefault((origin.get(source, source), words), (source, sentence_id))
    return first.values()
