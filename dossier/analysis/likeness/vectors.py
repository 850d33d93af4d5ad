"""Turn sentences into weighted terms (TF-IDF), with names folded to the entities that bear them."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from dossier.model import EntityId, Mention, Passage, SentenceId, SentenceTerms, SourceId
from dossier.text.read_text import ReadText
from dossier.text.transcripts import TURN, is_transcript, says_what
from dossier.text.words import REPORTING, STOP, is_unspaced, stem

_EMPTY = STOP | REPORTING

Vector = Mapping[str, float]
Place = tuple[SourceId, SentenceId]

_ALIKE = 0.15  # cosine under which two sentences share no more than a name
_COMMON = 2500  # pairs of sentences; a term that two sources share in more tells none of them apart
_ECHO = 0.25  # cosine from which a sentence lends weight to another
_HEAVY = 60  # terms that a source looks for neighbours with
_CEILING = 250  # sources; a term that more of them hold, in a corpus of any size, finds no neighbours
_ALMOST = 1e-8  # scores so near may round alike; only they are put in order
_MET = 8  # neighbours that a source is compared with; as many as relations it may keep


class Row(NamedTuple):
    """A weighted sentence; a dictionary of each takes three times the memory."""

    passage: Passage
    terms: tuple[str, ...]
    """Each once, in order."""
    weights: array[float]
    """Of each term; as a vector they have length 1."""
    says_what: bool
    """As in `SentenceTerms`."""

    @property
    def vector(self) -> Vector:
        """The weights by their terms."""
        return dict(zip(self.terms, self.weights, strict=True))


Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Vectors:
    """The weighted sentences of a corpus; made by `weigh`."""

    sentences: Mapping[SourceId, Rows]
    """Prose sentences of three terms or more."""
    near: list[tuple[SourceId, SourceId]]
    """The pairs of sources worth comparing, in order."""

    def number(self, passage: Passage) -> int | None:
        """Return the number in `sentences` of a passage that is one of them."""
        rows = self.sentences[passage.source]
        number = bisect_left(rows, passage.span.start, key=lambda row: row.passage.span.start)
        is_there = number < len(rows) and rows[number].passage == passage
        return number if is_there else None

    def say_what(self, a: SourceId, b: SourceId, one: int, other: int) -> bool:
        """Tell whether two such sentences both say what they are about."""
        return self.sentences[a][one].says_what and self.sentences[b][other].says_what

    def members(self, a: SourceId, b: SourceId, one: int, other: int) -> tuple[Passage, Passage]:
        """Return two sentences by their sources and their numbers there."""
        return self.sentences[a][one].passage, self.sentences[b][other].passage

    def of(self, passage: Passage) -> Vector:
        """Return the vector of a sentence; an empty one where it has too few terms."""
        number = self.number(passage)
        return {} if number is None else self.sentences[passage.source][number].vector


def sentence_terms(text: ReadText, mentions: Iterable[Mention]) -> tuple[SentenceTerms, ...]:
    """Cut the prose of one source into terms; `mentions` are its own."""
    names = sorted((m.passage.span.start, m.passage.span.end, m.entity) for m in mentions if m.entity)
    names.append((len(text.document.text) + 1, len(text.document.text) + 1, EntityId("")))  # after all words
    found = []
    name = 0
    told = -1  # the last name put down, so that one of many words counts once
    spoken = is_transcript(text.document)
    for row in text.prose():
        opening = _behind_label(text.document.text, row.sentence.span.start, spoken=spoken)
        terms: list[str] = []
        before = -1, ""  # the end of the last word and its key: letters without blanks are taken in pairs
        for start, end, raw, key in (word for word in text.words_in(row) if word.start >= opening):
            while names[name][1] <= start:
                name += 1
            if names[name][0] < end:
                if told != name:
                    terms.append(f"@{names[name][2]}")
                told = name
            elif is_unspaced(key):
                if before[0] == start and is_unspaced(before[1]):
                    terms.append(before[1] + key)
            elif _may_be_term(raw, key):
                terms.append(stem(key))
            before = end, key
        said, words = text.document.text[opening : row.sentence.span.end].lstrip(), " ".join(terms)
        tells = says_what(said, len(set(terms)), named="@" in words)
        found.append(SentenceTerms(row.sentence, words, tells))
    return tuple(found)


def _may_be_term(raw: str, key: str) -> bool:
    """Tell whether a word says something by itself: no small one, and none of two small letters."""
    return key not in _EMPTY and (len(key) > 2 or raw.isupper() or key.isdigit())


def _behind_label(text: str, start: int, *, spoken: bool) -> int:
    """Return where a sentence of a transcript begins behind the label of its speaker."""
    label = TURN.match(text, start) if spoken else None
    return label.end() if label else start


def weigh(terms: Mapping[SourceId, tuple[SentenceTerms, ...]]) -> Vectors:
    """Weigh terms by log(1 + N / sentences that hold them) over the corpus (Salton and Buckley 1988)."""
    rows_of_all = [row for rows in terms.values() for row in rows]
    frequency = Counter(chain.from_iterable(set(row.terms) for row in rows_of_all))
    idf = {term: (term, math.log(1 + len(rows_of_all) / count)) for term, count in frequency.items()}
    sentences: dict[SourceId, Rows] = {}
    heavy: dict[SourceId, list[tuple[str, float]]] = {}
    for source, rows in terms.items():
        vectors = ((row, _unit(row.terms, idf)) for row in rows)
        sentences[source] = tuple(
            [
                Row(
                    Passage(source, row.sentence.span),
                    tuple(vector),
                    array("d", vector.values()),
                    row.says_what,
                )
                for row, vector in vectors
                if len(vector) > 2
            ]
        )
        whole = _unit(chain.from_iterable(row.terms for row in rows), idf)
        heavy[source] = sorted(whole.items(), key=lambda item: (-item[1], item[0]))[:_HEAVY]
    return Vectors(sentences, _neighbours(heavy))


def _unit(terms: Iterable[str], idf: Mapping[str, tuple[str, float]]) -> Vector:
    """Return the weights of terms as a vector of length 1; `idf` has also the one string for each term."""
    counts: dict[str, int] = {}
    for term in terms:
        counts[term] = counts.get(term, 0) + 1
    rows = [(*idf[term], counts[term]) for term in sorted(counts)]
    weights = {term: (1 + math.log(count)) * weight for term, weight, count in rows}
    length = math.sqrt(sum([weight * weight for weight in weights.values()]))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of two vectors of length 1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[term] for term, weight in a.items() if term in b)


Pair = tuple[float, int, int]
"""Minus the cosine of two sentences (4 places), so that pairs sort by it, and their numbers in `Vectors`."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sources, and where they are alike."""

    a: SourceId
    """Before `b` in the order of ids."""
    b: SourceId
    pairs: list[Pair]
    """The like sentences, most alike first."""
    best: list[tuple[int, Pair]]
    """Those for whose two sentences there is together at most one better pair; that number stands before."""


Postings = Mapping[str, list[tuple[int, float]]]
"""Term to the sentences of one source that hold it, by number, and its weight in each."""


def compare(vectors: Vectors) -> Iterator[Compared]:
    """Compare the sentences of all sources that are worth comparing, two sources at a time.

    There are many like sentences, and each stage needs few of them: none is kept here.
    """
    for a, pairs_with_a in groupby(vectors.near, key=itemgetter(0)):
        postings = _postings(vectors, a)
        for _, b in pairs_with_a:
            pairs = _pairs(postings, vectors.sentences[a], vectors.sentences[b])
            yield Compared(a, b, pairs, _best(pairs))


class Echoes:
    """How like some passages the best sentences of other sources are."""

    def __init__(self, vectors: Vectors, passages: Iterable[Passage]) -> None:
        self._vectors = vectors
        self._found: dict[Passage, dict[SourceId, float]] = {passage: {} for passage in passages}
        wanted: dict[SourceId, dict[int, dict[SourceId, float]]] = {}
        for passage, found in self._found.items():
            number = vectors.number(passage)
            if number is not None:
                wanted.setdefault(passage.source, {})[number] = found
        self._wanted = wanted

    def add(self, compared: Compared) -> None:
        """Take from two compared sources what they lend each other."""
        of_a, of_b = self._wanted.get(compared.a, {}), self._wanted.get(compared.b, {})
        if not (of_a or of_b):
            return
        for unlike, one, other in compared.pairs:  # most alike first
            if -unlike < _ECHO:
                break
            if one in of_a:
                of_a[one].setdefault(compared.b, -unlike)
            if other in of_b:
                of_b[other].setdefault(compared.a, -unlike)

    def of(self, passage: Passage) -> Mapping[SourceId, float]:
        """Return the cosine of the sentence most like a passage in each other source."""
        return self._found[passage]


def _best(pairs: Iterable[Pair]) -> list[tuple[int, Pair]]:
    """Keep the pairs in which each sentence is the other's best, or one of them has one better."""
    better_of_a: dict[int, int] = {}
    better_of_b: dict[int, int] = {}
    chosen = []
    for pair in pairs:
        _, one, other = pair
        left, right = better_of_a.get(one, 0), better_of_b.get(other, 0)
        if left + right < 2:
            chosen.append((left + right, pair))
        better_of_a[one], better_of_b[other] = left + 1, right + 1
    return chosen


def _postings(vectors: Vectors, source: SourceId) -> Postings:
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, (_, terms, weights, _) in enumerate(vectors.sentences[source]):
        for term, weight in zip(terms, weights, strict=True):
            postings.setdefault(term, []).append((number, weight))
    return postings


def _pairs(postings: Postings, first: Rows, second: Rows) -> list[Pair]:
    """Return the like sentences of two sources; `postings` are those of the first."""
    if len(first) * len(second) > _COMMON:
        postings = _telling(postings, second)
    places_of = postings.get
    pairs: list[Pair] = []
    for other, (_, terms, weights, _) in enumerate(second):
        scores: dict[int, float] = {}
        score_of = scores.get
        for term, its in zip(terms, weights, strict=True):  # in order: sums round alike on every run
            for one, weight in places_of(term, ()):
                scores[one] = score_of(one, 0.0) + weight * its
        pairs += [(-round(score, 4), one, other) for one, score in scores.items() if score >= _ALIKE]
    pairs.sort()
    return pairs


def _telling(postings: Postings, second: Rows) -> Postings:
    """Leave out the terms that many sentences of both sources hold."""
    held = Counter(chain.from_iterable(row.terms for row in second))
    return {term: places for term, places in postings.items() if len(places) * held[term] <= _COMMON}


def _neighbours(heavy: Mapping[SourceId, list[tuple[str, float]]]) -> list[tuple[SourceId, SourceId]]:
    """Return the pairs of sources worth comparing, found through their weightiest terms, of length 1.

    Each source meets the few others with which it shares most weight; terms held by over a tenth of a large
    corpus, or by over 250 sources, find nobody, so that the work grows with the corpus and not with its
    square.
    """
    ceiling = min(max(50, len(heavy) // 10), _CEILING)
    postings: dict[str, list[tuple[SourceId, float]]] = defaultdict(list)
    for source, terms in heavy.items():
        for term, weight in terms:
            postings[term].append((source, weight))
    pairs = set()
    for source, terms in heavy.items():
        scores: dict[SourceId, float] = defaultdict(float)
        for term, weight in terms:
            if 1 < len(postings[term]) <= ceiling:
                for other, its in postings[term]:
                    scores[other] += weight * its
        scores.pop(source, None)
        least = min(sorted(scores.values())[-_MET:], default=0.0) - _ALMOST
        near = [other for other, score in scores.items() if score >= least]
        for other in sorted(near, key=lambda o: (-round(scores[o], 9), o))[:_MET]:
            pairs.add((min(source, other), max(source, other)))
    return sorted(pairs)
