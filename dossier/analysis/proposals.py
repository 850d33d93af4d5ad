"""Turn sentences of different sources into proposals: where they may agree, and where they may differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dossier.analysis.vectors import Vectors, mutual_best, neighbours, sentence_pairs
from dossier.analysis.words import words_of
from dossier.model import (
    Attribution,
    CopyGroup,
    Corpus,
    DateMention,
    EntityId,
    EntityKind,
    Mention,
    Passage,
    Proposal,
    ProposalKind,
    SourceId,
)

_AGREE = 0.34  # cosine from which a mutually best pair is read as one statement
_PARTNER = 0.18  # cosine from which a sentence may be what a marker speaks against
_PARTNERS = 3
_SAME_EVENT = 0.4  # cosine from which two sentences tell one event, so that their figures may be compared
_RUN = 6  # words in a row, in two quotations, that make them one utterance
_MARKERS: tuple[tuple[str, float], ...] = (
    (r"den(?:y|ies|ied|ying)", 1.0),
    (r"contrary to", 1.0),
    (r"refut(?:e|es|ed|ing)", 1.0),
    (r"contradict(?:s|ed|ing)?", 1.0),
    (r"disput(?:e|es|ed|ing)", 0.9),
    (r"dismiss(?:es|ed|ing)?", 0.9),
    (r"reject(?:s|ed|ing)?", 0.9),
    (r"did(?: not|n['’]t) (?:attend|participate|take part|meet|happen|hold|sign)", 0.9),
    (r"(?:was|were) not (?:at|in|present|part|among|involved)", 0.9),
    (r"took no part", 0.9),
    (r"would not attend", 0.8),
    (r"(?:not|n['’]t) yet", 0.8),
    (r"no [^.;“”]{1,40} had", 0.8),
    (r"none of [^.;“”]{1,40} (?:had|have|was|were)", 0.8),
    (r"rather than", 0.6),
    (r"(?:could|did|does|would|do|has|have|had) ?(?:not|n['’]t) "
     r"(?:determine|comment|commented|disclose|confirm|confirmed|provide|name|reveal|establish|verify)", 0.7),
    (r"(?:was|were|is) unable to (?:determine|establish|verify|confirm)", 0.7),
    (r"no (?:threat|evidence|proof|sign|comment)", 0.6),
    (r"stay(?:ed|s)? away", 0.6),
    (r"however", 0.5),
)  # fmt: skip
"""Markers of dispute and how plainly each says so, 0 to 1."""
_MARKER = re.compile("|".join(rf"\b({words})\b" for words, _ in _MARKERS), re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w/-]|[.,]\d)(?:\s+(million|billion|percent|per cent|%))?\s*"
    r"([a-z]+)?"
)
_COUNTS = {word: number for number, word in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])}  # fmt: skip
_COUNTED = re.compile(rf"\b({'|'.join(list(_COUNTS)[2:])}) ([a-z]+s)\b", re.IGNORECASE)
_QUOTATION = re.compile(r"[“\"]([^“”\"]{12,})[”\"]")


def propose(
    corpus: Corpus,
    vectors: Vectors,
    mentions: Iterable[Mention],
    dates: Iterable[DateMention],
    attributions: Iterable[Attribution],
    copies: tuple[CopyGroup, ...],
    kinds: Mapping[EntityId, EntityKind],
) -> tuple[Proposal, ...]:
    """Propose agreements, disputes and hard conflicts, best first; only an editor makes one a claim."""
    group = {source: copy.sources[0] for copy in copies for source in copy.sources}
    speakers: dict[Passage, set[str]] = defaultdict(set)
    for attribution in attributions:
        speakers[attribution.passage].add(attribution.entity or corpus.quote(attribution.speaker).casefold())
    agreements: list[Proposal] = []
    conflicts: list[Proposal] = []
    facts = _Facts(corpus, mentions, dates, kinds)
    partners: dict[Passage, list[tuple[float, Passage]]] = defaultdict(list)
    for a, b in neighbours(vectors, corpus):
        pairs = sentence_pairs(vectors, a, b, _PARTNER)
        for pair in pairs:
            first, second = Passage(a, pair.a.span), Passage(b, pair.b.span)
            partners[first].append((pair.similarity, second))
            partners[second].append((pair.similarity, first))
        if group.get(a, a) == group.get(b, b):
            continue
        for pair in mutual_best(pairs):
            members = (Passage(a, pair.a.span), Passage(b, pair.b.span))
            conflict = facts.conflict(*members) if pair.similarity >= _SAME_EVENT else ""
            if conflict:
                conflicts.append(Proposal(ProposalKind.DISPUTE, members, pair.similarity, conflict))
            elif pair.similarity >= _AGREE and not _opposed(corpus, members):
                origin = _one_origin(corpus, members, speakers)
                cue = "the same words quoted" if origin else "mutually best pair"
                agreements.append(Proposal(ProposalKind.AGREEMENT, members, pair.similarity, cue, origin))
    found = [*agreements, *conflicts, *_disputes(corpus, vectors, partners)]
    return tuple(sorted(found, key=lambda p: (p.kind, -p.score, p.members)))


def _marker(text: str) -> tuple[str, float] | None:
    """Return the plainest marker of dispute in a sentence, and its weight."""
    found = [(m.group().casefold(), _MARKERS[(m.lastindex or 1) - 1][1]) for m in _MARKER.finditer(text)]
    return max(found, key=lambda f: f[1]) if found else None


def _opposed(corpus: Corpus, members: Sequence[Passage]) -> bool:
    """Tell whether one of two sentences denies and the other does not."""
    weights = [(_marker(corpus.quote(member)) or ("", 0.0))[1] for member in members]
    return max(weights) >= 0.8 and min(weights) < 0.5


def _one_origin(
    corpus: Corpus, members: tuple[Passage, Passage], speakers: Mapping[Passage, set[str]]
) -> bool:
    """Tell whether two sentences pass on one utterance: a shared quotation, or a shared named speaker."""
    runs = []
    for member in members:
        keys = [w.key for quoted in _QUOTATION.findall(corpus.quote(member)) for w in words_of(quoted)]
        runs.append({tuple(keys[i : i + _RUN]) for i in range(len(keys) - _RUN + 1)})
    return bool(runs[0] & runs[1]) or bool(speakers[members[0]] & speakers[members[1]])


def _disputes(
    corpus: Corpus, vectors: Vectors, partners: Mapping[Passage, list[tuple[float, Passage]]]
) -> list[Proposal]:
    found = []
    for source, rows in vectors.sentences.items():
        for sentence, _ in rows:
            passage = Passage(source, sentence.span)
            marker = _marker(corpus.quote(passage))
            if marker is None:
                continue
            near = sorted(partners.get(passage, []), key=lambda p: (-p[0], p[1]))[:_PARTNERS]
            likeness = near[0][0] if near else 0.0
            members = (passage, *(other for _, other in near))
            score = round(marker[1] * (0.4 + 0.6 * likeness), 4)
            found.append(Proposal(ProposalKind.DISPUTE, members, score, marker[0]))
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
        self.dates: dict[tuple[SourceId, str], list[DateMention]] = defaultdict(list)
        for date in dates:
            self.dates[self._key(date.passage)].append(date)
        self.places: dict[tuple[SourceId, str], set[EntityId]] = defaultdict(set)
        for mention in mentions:
            if mention.entity and kinds.get(mention.entity) is EntityKind.PLACE:
                self.places[self._key(mention.passage)].add(mention.entity)

    def _key(self, passage: Passage) -> tuple[SourceId, str]:
        return passage.source, self.corpus.sentence_id(passage) or ""

    def conflict(self, a: Passage, b: Passage) -> str:
        """Say in words which number or day two sentences on one event differ in; empty when none."""
        first, second = _figures(self.corpus.quote(a)), _figures(self.corpus.quote(b))
        for unit in sorted(first.keys() & second.keys()):
            if not first[unit] & second[unit]:
                told = " and ".join(f"{min(numbers):g} {unit}" for numbers in (first[unit], second[unit]))
                return f"different numbers: {told}"
        days = [self.dates[self._key(p)] for p in (a, b)]
        if all(len(found) == 1 for found in days):
            one, other = days[0][0].value, days[1][0].value
            if one.earliest and one.latest and other.earliest and other.latest:
                apart = one.latest < other.earliest or other.latest < one.earliest
                if apart and max(one.days or 0, other.days or 0) <= 31:
                    return f"different dates: {one.edtf} and {other.edtf}"
        return ""


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
