"""Turn sentences of different sources into proposals: where they may agree, and where they may differ."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from dossier.analysis.likeness.events import Events, likeness_beside_names, share_day, shares_word
from dossier.analysis.likeness.facts import Facts
from dossier.analysis.likeness.vectors import Compared, Pair, Place, Vectors
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
_BESIDE_NAMES = 0.15  # of the cosine of an agreement, what other words than names make
_PARTNERS = 3
_FAIR = 0.6  # part of the cosine of the best answer from which a sentence is another
_ANSWER = 0.2  # cosine from which a sentence may be what a denial answers
_ALONE = 0.4  # score of a denial beside nothing
_BEFORE = 0.05  # added for one that answers the sentence before it
_SAME_EVENT = 0.4  # cosine from which two sentences speak of one event, so that their figures are compared


class _Partner(NamedTuple):
    """A sentence of another source that is like one that denies something."""

    likeness: float
    """Cosine, 0 to 1."""
    passage: Passage


class _Statement(NamedTuple):
    """Two sentences that are each other's best, or nearly so, and may tell one event."""

    members: tuple[Passage, Passage]
    likeness: float
    """Cosine, 0 to 1."""
    behind: int
    """1 where one of the two has a better partner, else 0."""
    agreement: float
    """The cosine less what names alone make, and less for a better partner."""


class Leads:
    """What of the compared sentences may become a proposal."""

    def __init__(
        self, vectors: Vectors, findings: Iterable[SourceFindings], copies: Iterable[CopyGroup]
    ) -> None:
        self._vectors = vectors
        self._denials = {
            each.source: {
                vectors.number(Passage(each.source, marker.sentence.span)) for marker in each.markers
            }
            for each in findings
        }
        """Of each source, the numbers of the sentences that deny something."""
        self.origin = {source: copy.sources[0] for copy in copies for source in copy.sources}
        """For each source that is a copy, the first of its copies."""
        self._between: list[tuple[SourceId, SourceId]] = []
        """Of each statement the two sources."""
        self._numbers = array("I")
        """Of each statement the numbers of the two sentences, and `behind`."""
        self._values = array("d")
        """Of each statement likeness and agreement."""
        self.partners: dict[Passage, list[_Partner]] = defaultdict(list)
        """For each sentence that denies something, the sentences of other sources that are like it."""

    def add(self, compared: Compared) -> None:
        """Take what two compared sources have, unless one copies the other."""
        if self.origin.get(compared.a, compared.a) == self.origin.get(compared.b, compared.b):
            return
        sources = compared.a, compared.b
        for behind, pair in compared.best:
            if -pair[0] < _AGREE:
                break
            agreement = self._agreement(compared, pair, _SECOND**behind)
            if agreement >= _AGREE or (not behind and -pair[0] >= _SAME_EVENT):
                self._between.append(sources)
                self._numbers.extend((*pair[1:], behind))
                self._values.extend((-pair[0], agreement))
        self._add_partners(compared)

    def statements(self) -> Iterator[_Statement]:
        """Yield the pairs of sentences that may agree or differ; they are many, so only numbers are held."""
        for place, (a, b) in enumerate(self._between):
            one, other, behind = self._numbers[3 * place : 3 * place + 3]
            likeness, agreement = self._values[2 * place : 2 * place + 2]
            yield _Statement(self._vectors.members(a, b, one, other), likeness, behind, agreement)

    def _agreement(self, compared: Compared, pair: Pair, factor: float) -> float:
        """Take off from a cosine for sentences that share names but few words, or words but no name."""
        unlike, first, second = pair
        one = self._vectors.sentences[compared.a][first]
        other = self._vectors.sentences[compared.b][second]
        shared = set(one.terms).intersection(other.terms)
        words = sum([term[0] != "@" for term in shared])
        named = 1.0 if len(shared) > words else 0.8
        return round(-unlike * factor * min(1.0, 0.55 + 0.15 * words) * named, 4)

    def _add_partners(self, compared: Compared) -> None:
        of_a, of_b = self._denials[compared.a], self._denials[compared.b]
        if not (of_a or of_b):
            return
        for unlike, one, other in compared.pairs:
            if -unlike < _ANSWER:
                break
            if one in of_a or other in of_b:
                a, b = self._vectors.members(compared.a, compared.b, one, other)
                if one in of_a:
                    self.partners[a].append(_Partner(-unlike, b))
                if other in of_b:
                    self.partners[b].append(_Partner(-unlike, a))


def propose(
    corpus: Corpus,
    desk: Desk,
    findings: Iterable[SourceFindings],
    *,
    dates: Collection[DateMention],
    publications: Iterable[Publication],
    vectors: Vectors,
    leads: Leads,
    differences: Iterable[Proposal] = (),
) -> tuple[Proposal, ...]:
    """Propose agreements, disputes and hard conflicts, best first; only an editor makes one a claim.

    `differences` are the disputes over a day that the timeline found; one that is found here too is left out.
    """
    facts, events = Facts(corpus, desk, dates), Events(corpus, dates, publications, vectors)
    for found_in_source in findings:
        facts.add(found_in_source)
        events.add(found_in_source)
    pairwise = list(_pairwise(leads.statements(), facts, events))
    known = {frozenset(each.members) for each in pairwise if each.kind is ProposalKind.DISPUTE}
    others = (
        each
        for each in differences
        if frozenset(each.members) not in known
        and facts.days_apart(*each.members)
        and events.must_be_one(*each.members)
    )
    found = [*pairwise, *others, *_denials(leads, facts, events)]
    return tuple(sorted(found, key=lambda p: (p.kind, -p.score, p.members)))


def open_proposals(
    proposals: Iterable[Proposal], corpus: Corpus, claims: Collection[Claim]
) -> tuple[Proposal, ...]:
    """Leave out what an editor has decided: a claim cites the disputing sentence, or both that agree."""
    return tuple(p for p in proposals if not any(_decides(claim, p, corpus) for claim in claims))


def rank_proposals(proposals: Iterable[Proposal], corpus: Corpus) -> list[Proposal]:
    """Put proposals in order for an editor, best first; each sentence, by its words, comes once.

    What repeats one origin is no agreement of two, and is left to the data.
    """
    seen: set[tuple[ProposalKind, str]] = set()
    ranked = []
    for each in sorted(proposals, key=lambda p: (-p.score, p.members)):
        words = {(each.kind, " ".join(corpus.quote(member).split())) for member in each.members}
        if each.same_origin:
            continue
        if seen.isdisjoint(words):
            ranked.append(each)
        seen |= words
    return ranked


def _decides(claim: Claim, proposal: Proposal, corpus: Corpus) -> bool:
    members = proposal.members[:1] if proposal.kind is ProposalKind.DISPUTE else proposal.members
    places = map(corpus.place, members)
    return all(any(position.cites(*place) for position in claim.positions) for place in places)


def _pairwise(statements: Iterable[_Statement], facts: Facts, events: Events) -> Iterator[Proposal]:
    """Propose a conflict or an agreement for sentences that are each other's best, or nearly so.

    Both tell one event, as far as names, action and days can show.
    """
    for members, likeness, behind, agreement in statements:
        same_event = not behind and likeness >= _SAME_EVENT
        if same_event and (conflict := _conflict(members, facts, events)):
            yield Proposal(ProposalKind.DISPUTE, members, likeness, conflict)
        elif agreement >= _AGREE and _say_the_same(members, facts, events):
            number = facts.other_number(*members)
            if number and share_day(*map(events.told, members)):
                yield Proposal(ProposalKind.DISPUTE, members, likeness, number)
            if facts.other_number(*members, measured=True):
                continue
            origin = facts.origin(*members)
            rank = "close match for one of them" if behind else "close match"
            cue = f"{rank}, {origin}" if origin else rank
            yield Proposal(ProposalKind.AGREEMENT, members, agreement, cue, bool(origin))


def _say_the_same(members: tuple[Passage, Passage], facts: Facts, events: Events) -> bool:
    """Tell whether two sentences may tell one thing of one event, and not only name the same."""
    if not events.share_names(*members):
        return False
    one, other = map(events.told, members)
    is_told_alike = share_day(one, other) or likeness_beside_names(one, other) >= _BESIDE_NAMES
    return is_told_alike and events.may_be_one(one, other) and facts.may_agree(*members)


def _conflict(members: tuple[Passage, Passage], facts: Facts, events: Events) -> str:
    """Say in words what two sentences on one event differ in; where it is the day, they need not share it."""
    if not events.must_be_one(*members):
        return ""
    if not facts.days_apart(*members) and not events.may_be_one(*map(events.told, members)):
        return ""
    return facts.conflict(*members)


def _denials(leads: Leads, facts: Facts, events: Events) -> Iterator[Proposal]:
    """Set each denial beside what it may answer; one that several sources repeat is proposed once.

    Then it is shown in the sentence that is most like what the others tell, since that tells both sides.

    Without an answer in another source it is shown with the sentence before it, where they share a word, or
    alone, where it says by itself what it denies; both come after those with one.
    """
    places = set(_without_copies(facts, leads.origin))
    for place in sorted(places):
        marker = facts.markers[place]
        denial = Passage(place[0], marker.sentence.span)
        repeats = {each.passage for each in leads.partners[denial] if _repeats(denial, each.passage, facts)}
        told = {repeat for repeat in repeats if facts.corpus.place(repeat) in places}
        if any(_is_told_better(repeat, denial, leads) for repeat in told):
            continue
        others = [p for p in leads.partners[denial] if p.passage not in repeats]
        near = _answers(denial, others, facts, events)
        answers = [p.passage for p in near] or _said_before(denial, facts, events)
        if answers or facts.is_clear(denial):
            score = round(_ALONE + 0.6 * near[0].likeness, 4) if near else _ALONE + _BEFORE * len(answers)
            yield Proposal(ProposalKind.DISPUTE, (denial, *answers), score, marker.cue)


def _repeats(denial: Passage, other: Passage, facts: Facts) -> bool:
    """Tell whether a sentence like a denial denies too, and not by another speaker."""
    return facts.corpus.place(other) in facts.markers and facts.may_be_of_one(denial, other)


def _answers(denial: Passage, partners: list[_Partner], facts: Facts, events: Events) -> list[_Partner]:
    """Return the sentences that a denial may answer, most like it first, but for those of the denier."""
    may_be = [
        p
        for p in partners
        if not facts.is_of_denier(denial, p.passage) and events.may_answer(denial, p.passage)
    ]
    may_be.sort(key=lambda p: (-p.likeness, p.passage))
    return [p for p in may_be[:_PARTNERS] if p.likeness >= _FAIR * may_be[0].likeness]


def _is_told_better(repeat: Passage, denial: Passage, leads: Leads) -> bool:
    """Tell whether a repeat of a denial is more like what the others tell, or as much and before it."""
    one, other = (round(sum([p.likeness for p in leads.partners[each]]), 4) for each in (repeat, denial))
    return one > other or (one == other and repeat < denial)


def _said_before(denial: Passage, facts: Facts, events: Events) -> list[Passage]:
    """Return the sentence of its own source right before a denial, where they share a word."""
    before = facts.said_before(denial)
    return [before] if before and shares_word(events.told(denial), events.told(before)) else []


def _without_copies(facts: Facts, origin: Mapping[SourceId, SourceId]) -> Iterable[Place]:
    """Return the denials, those that copies of one text share once; a copy may add one of its own."""
    first: dict[tuple[SourceId, str], Place] = {}
    for (source, sentence_id), marker in facts.markers.items():
        words = " ".join(facts.corpus.by_id[source].quote(marker.sentence.span).split())
        first.setdefault((origin.get(source, source), words), (source, sentence_id))
    return first.values()
