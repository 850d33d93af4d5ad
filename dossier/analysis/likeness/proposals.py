"""Turn sentences of different sources into proposals: where they may agree, and where they may differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from dossier.analysis.likeness.vectors import Compared, Place, Vectors, mutual_best
from dossier.model import (
    Attribution,
    Claim,
    CopyGroup,
    Corpus,
    DateMention,
    EntityId,
    EntityKind,
    Marker,
    Mention,
    PartialDate,
    Passage,
    Proposal,
    ProposalKind,
    SentenceId,
    SourceId,
)
from dossier.text.read_text import ReadText
from dossier.text.words import words_of, wordset

_AGREE = 0.2  # cosine, less what names alone make, from which a best pair is one statement
_SECOND = 0.85  # a pair counts for so much when one of its sentences has a better partner
_PARTNERS = 3
_SAME_EVENT = 0.4  # cosine from which two sentences tell one event, so that their figures may be compared
_LONGEST = 30  # letters of a word that marks a dispute
_MONTH = 31  # days; wider dates of two sentences do not show that they tell two events
_RUN = 6  # words in a row, in two quotations, that make them one utterance
_MARKERS: tuple[tuple[str, str, float], ...] = (
    ("deny denies denied denying refute refutes refuted contradict contradicts contradicted", "", 1.0),
    ("contrary", r" to\b", 1.0),
    ("dispute disputes", r" (?:that|whether|any|this|the|these|his|her|its|their|claims|reports)\b", 0.9),
    ("disputed reject rejects rejected", "", 0.9),
    ("dismiss dismisses dismissed", r"(?! (?:for|from|by)\b)", 0.9),
    ("did didnt", r"(?: not)? (?:attend|participate|take part|meet|happen|hold|sign)\b", 0.9),
    ("was were wasnt werent", r"(?: not)? (?:at the|in the room|present|part of|among|involved)\b", 0.9),
    ("took", r" no part\b", 0.9),
    ("would wouldnt", r"(?: not)? attend\b", 0.8),
    ("not", r" yet\b", 0.8),
    ("no none", r" [^.;“”]{1,40}? (?:had|have|was|were)\b", 0.8),
    ("could couldnt did didnt does doesnt has hasnt have havent had hadnt",
     r"(?: not)? (?:determine|comment(?:ed)?|disclose|confirm|provide|name|reveal|establish|verify)\b", 0.7),
    ("is was are were", r" unable to (?:determine|establish|verify|confirm)\b", 0.7),
    ("rather", r" than\b", 0.6),
    ("no", r" (?:threat|evidence|proof|sign|comment)\b", 0.6),
    ("stay stayed stays", r" away\b", 0.6),
    ("however", "", 0.5),
)  # fmt: skip
"""Markers of dispute: first words, what must follow, and how plainly they say so, 0 to 1."""
_NEEDS_NOT = wordset("did would could does has have had was were")
_NEGATED = re.compile(r"n['’]t\b| not\b")
_BY_WORD: dict[str, list[tuple[re.Pattern[str], float]]] = defaultdict(list)
for _words, _rest, _weight in _MARKERS:
    for _word in _words.split():
        _BY_WORD[_word].append(
            (re.compile(rf"[\w'’]{{1,{_LONGEST}}}(?![\w'’]){_rest}", re.IGNORECASE), _weight)
        )
_NUMBER = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w/-]|[.,]\d)"
    r"(?:\s+(million|billion|percent|per cent|%))?\s*([a-z]+)?"
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {word: number for number, word in enumerate(_UNITS.split())}
_COUNTED = re.compile(
    rf"(?<![\w-])({'|'.join(list(_COUNTS)[2:])}) ([a-z]+s)\b", re.I | re.A
)  # ASCII: ı is no i
_QUOTATION = re.compile(r"[“\"]([^“”\"]{12,})[”\"]")


class _Partner(NamedTuple):
    """A sentence of another source that is like a marked one."""

    likeness: float
    """Cosine, 0 to 1."""
    place: Place
    passage: Passage


def find_markers(text: ReadText) -> tuple[Marker, ...]:
    """Return the prose sentences of one source that dispute something."""
    found = []
    for row in text.prose():
        markers = [
            Marker(row.sentence, match.group().casefold(), weight)
            for word in text.words_in(row)
            if word.key in _BY_WORD
            for pattern, weight in _BY_WORD[word.key]
            if (match := pattern.match(text.document.text, word.start))
            and (word.key not in _NEEDS_NOT or _NEGATED.search(match.group()))
        ]
        if markers:
            found.append(max(markers, key=attrgetter("weight")))
    return tuple(found)


def propose(
    corpus: Corpus,
    vectors: Vectors,
    *,
    compared: Compared,
    markers: Mapping[SourceId, Sequence[Marker]],
    mentions: Iterable[Mention],
    dates: Iterable[DateMention],
    attributions: Iterable[Attribution],
    copies: tuple[CopyGroup, ...],
    kinds: Mapping[EntityId, EntityKind],
    differences: Iterable[Proposal] = (),
) -> tuple[Proposal, ...]:
    """Propose agreements, disputes and hard conflicts, best first; only an editor makes one a claim.

    `differences` are the disputes over a day that the timeline found; one that shows here too is left out.
    """
    group = {source: copy.sources[0] for copy in copies for source in copy.sources}
    speakers: dict[Passage, set[str]] = defaultdict(set)
    for attribution in attributions:
        speakers[attribution.passage].add(attribution.entity or corpus.quote(attribution.speaker).casefold())
    agreements: list[Proposal] = []
    conflicts: list[Proposal] = []
    facts = _Facts(corpus, mentions, dates, kinds)
    marked = {(source, marker.sentence.id): marker for source, found in markers.items() for marker in found}
    partners: dict[Place, list[_Partner]] = defaultdict(list)
    for (a, b), pairs in compared.items():
        if group.get(a, a) == group.get(b, b):
            continue
        for pair in pairs:
            one, other = (a, pair.a.id), (b, pair.b.id)
            if one in marked:
                partners[one].append(_Partner(pair.similarity, other, Passage(b, pair.b.span)))
            if other in marked:
                partners[other].append(_Partner(pair.similarity, one, Passage(a, pair.a.span)))
        for behind, pair in mutual_best((pair for pair in pairs if pair.similarity >= _AGREE), seconds=1):
            members = (Passage(a, pair.a.span), Passage(b, pair.b.span))
            conflict = "" if behind or pair.similarity < _SAME_EVENT else facts.conflict(*members)
            score = _agreement(vectors, (a, pair.a.id), (b, pair.b.id), pair.similarity * _SECOND**behind)
            if conflict:
                conflicts.append(Proposal(ProposalKind.DISPUTE, members, pair.similarity, conflict))
            elif (
                score >= _AGREE
                and not _opposed(marked.get((a, pair.a.id)), marked.get((b, pair.b.id)))
                and not facts.days_apart(*members)
            ):
                origin = _origin(corpus, members, speakers)
                rank = "best pair for one of them" if behind else "mutually best pair"
                cue = ", ".join(filter(None, (rank, origin)))
                agreements.append(Proposal(ProposalKind.AGREEMENT, members, score, cue, bool(origin)))
    told_once: dict[tuple[SourceId, str], Place] = {}  # a copy may add a denial of its own
    for (source, sentence_id), marker in marked.items():
        words = " ".join(corpus.by_id[source].quote(marker.sentence.span).split())
        told_once.setdefault((group.get(source, source), words), (source, sentence_id))
    known = {frozenset(conflict.members) for conflict in conflicts}
    conflicts += [each for each in differences if frozenset(each.members) not in known]
    found = [*agreements, *conflicts, *_disputes(told_once.values(), marked, partners)]
    return tuple(sorted(found, key=lambda p: (p.kind, -p.score, p.members)))


def open_proposals(
    proposals: Iterable[Proposal], corpus: Corpus, claims: Iterable[Claim]
) -> tuple[Proposal, ...]:
    """Leave out what an editor has decided: a claim cites the disputing sentence, or both that agree."""
    cited = [
        {(place.source, place.fragment) for position in claim.positions
         for citation in position.evidence for place in citation.targets}
        for claim in claims
    ]  # fmt: skip

    def decided(proposal: Proposal) -> bool:
        members = proposal.members[:1] if proposal.kind is ProposalKind.DISPUTE else proposal.members
        places = [(member.source, corpus.sentence_id(member) or "") for member in members]
        return any(
            all((source, at) in held or (source, at.partition("s")[0]) in held for source, at in places)
            for held in cited
        )

    return tuple(proposal for proposal in proposals if not decided(proposal))


def _agreement(vectors: Vectors, a: Place, b: Place, similarity: float) -> float:
    """Take off from the cosine of two sentences that share names but few words, or words but no name."""
    shared = vectors.by_place[a].keys() & vectors.by_place[b].keys()
    words = sum(1 for term in shared if term[0] != "@")
    named = 1.0 if len(shared) > words else 0.8
    return round(similarity * min(1.0, 0.55 + 0.15 * words) * named, 4)


def _opposed(a: Marker | None, b: Marker | None) -> bool:
    """Tell whether one of two sentences denies and the other does not."""
    weights = [marker.weight if marker else 0.0 for marker in (a, b)]
    return max(weights) >= 0.8 and min(weights) < 0.5


def _origin(corpus: Corpus, members: tuple[Passage, Passage], speakers: Mapping[Passage, set[str]]) -> str:
    """Tell in words why two sentences pass on one utterance of one speaker; empty when they do not."""
    runs = []
    for member in members:
        keys = [w.key for quoted in _QUOTATION.findall(corpus.quote(member)) for w in words_of(quoted)]
        runs.append({tuple(keys[i : i + _RUN]) for i in range(len(keys) - _RUN + 1)})
    if runs[0] & runs[1]:
        return "the same words quoted"
    return "of one speaker" if speakers[members[0]] & speakers[members[1]] else ""


def _disputes(
    places: Iterable[Place], marked: Mapping[Place, Marker], partners: Mapping[Place, Sequence[_Partner]]
) -> list[Proposal]:
    """Set each denial beside what it may answer; one that several sources tell is proposed once."""
    found = []
    for place in places:
        marker = marked[place]
        repeats = {
            p.place for p in partners.get(place, ()) if p.likeness >= _SAME_EVENT and p.place in marked
        }
        if any(repeat < place for repeat in repeats):
            continue
        answered = [partner for partner in partners.get(place, ()) if partner.place not in repeats]
        near = sorted(answered, key=lambda p: (-p.likeness, p.passage))[:_PARTNERS]
        score = round(marker.weight * (0.4 + 0.6 * (near[0].likeness if near else 0.0)), 4)
        members = (Passage(place[0], marker.sentence.span), *(partner.passage for partner in near))
        found.append(Proposal(ProposalKind.DISPUTE, members, score, marker.cue))
    return found


class _Facts:
    """The figures, days and places that each sentence states."""

    def __init__(
        self,
        corpus: Corpus,
        mentions: Iterable[Mention],
        dates: Iterable[DateMention],
        kinds: Mapping[EntityId, EntityKind],
    ) -> None:
        self.corpus = corpus
        self.dates: dict[Place, list[DateMention]] = defaultdict(list)
        for date in dates:
            self.dates[self._key(date.passage)].append(date)
        self.places: dict[Place, set[EntityId]] = defaultdict(set)
        for mention in mentions:
            if mention.entity and kinds.get(mention.entity) is EntityKind.PLACE:
                self.places[self._key(mention.passage)].add(mention.entity)

    def _key(self, passage: Passage) -> Place:
        return passage.source, self.corpus.sentence_id(passage) or SentenceId("")

    def conflict(self, a: Passage, b: Passage) -> str:
        """Say in words which number, day or place two sentences on one event differ in; empty when none."""
        first, second = _figures(self.corpus.quote(a)), _figures(self.corpus.quote(b))
        for unit in sorted(first.keys() & second.keys()):
            if not first[unit] & second[unit]:
                told = " and ".join(f"{min(numbers):g} {unit}" for numbers in (first[unit], second[unit]))
                return f"different numbers: {told}"
        if days := self.days_apart(a, b):
            return f"different dates: {days[0].edtf} and {days[1].edtf}"
        places = [self.places[self._key(p)] for p in (a, b)]
        if all(len(found) == 1 for found in places) and places[0] != places[1]:
            return f"different places: {min(places[0])} and {min(places[1])}"
        return ""

    def days_apart(self, a: Passage, b: Passage) -> tuple[PartialDate, PartialDate] | None:
        """Return the one date of each sentence, where they exclude each other and are narrow enough."""
        found = [self.dates.get(self._key(passage), []) for passage in (a, b)]
        if any(len(dates) != 1 for dates in found):
            return None
        one, other = found[0][0].value, found[1][0].value
        if not (one.earliest and one.latest and other.earliest and other.latest):
            return None
        apart = one.latest < other.earliest or other.latest < one.earliest
        narrow = max(one.days or 0, other.days or 0) <= _MONTH
        return (one, other) if apart and narrow else None


def _figures(text: str) -> dict[str, set[float]]:
    """Return the numbers of a sentence by what they count: `{"soldiers": {12.0}}`."""
    found: dict[str, set[float]] = defaultdict(set)
    for number, scale, unit in _NUMBER.findall(text):
        value = float(number.replace(",", ""))
        if scale in ("million", "billion"):
            value *= 1e6 if scale == "million" else 1e9
        label = scale if scale.startswith(("per", "%")) else unit
        if len(label) > 2 and not (1800 <= value <= 2100 and not scale):
            found[label].add(value)
    for word, unit in _COUNTED.findall(text):
        found[unit.casefold()].add(float(_COUNTS[word.casefold()]))
    return found
