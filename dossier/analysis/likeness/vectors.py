"""Turn sentences into weighted terms (TF-IDF), with names folded to the entities that bear them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from dossier.model import Mention, Passage, Sentence, SentenceId, SentenceTerms, SourceId
from dossier.text.read_text import ReadText
from dossier.text.words import REPORTING, STOP, stem

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


@dataclass(frozen=True, slots=True)
class Vectors:
    """The weighted sentences of a corpus; made by `weigh`."""

    sentences: Mapping[SourceId, tuple[tuple[Sentence, Vector], ...]]
    """Prose sentences of three terms or more; each vector has length 1."""
    by_place: Mapping[Place, Vector]
    """The same vectors by source and sentence."""
    sources: Mapping[SourceId, Vector]
    """Whole sources, length 1."""


def sentence_terms(text: ReadText, mentions: Iterable[Mention]) -> tuple[SentenceTerms, ...]:
    """Cut the prose of one source into terms; `mentions` are its own."""
    names = sorted((m.passage.span.start, m.passage.span.end, m.entity) for m in mentions if m.entity)
    found = []
    name = 0
    told = -1  # the last name put down, so that one of many words counts once
    for row in text.prose():
        terms: list[str] = []
        for word in text.words_in(row):
            while name < len(names) and names[name][1] <= word.start:
                name += 1
            if name < len(names) and names[name][0] < word.end:
                if told != name:
                    terms.append(f"@{names[name][2]}")
                told = name
            elif word.key not in _EMPTY and (len(word.key) > 2 or word.raw.isupper() or word.key.isdigit()):
                terms.append(stem(word.key))
        found.append(SentenceTerms(row.sentence, tuple(terms)))
    return tuple(found)


def weigh(terms: Mapping[SourceId, tuple[SentenceTerms, ...]]) -> Vectors:
    """Weigh terms by log(1 + N / sentences that hold them) over the corpus (Salton and Buckley 1988)."""
    rows_of_all = [row for rows in terms.values() for row in rows]
    frequency = Counter(chain.from_iterable(set(row.terms) for row in rows_of_all))
    idf = {term: math.log(1 + len(rows_of_all) / count) for term, count in frequency.items()}
    sentences, sources = {}, {}
    for source, rows in terms.items():
        vectors = tuple((row.sentence, _unit(row.terms, idf)) for row in rows)
        sentences[source] = tuple((s, v) for s, v in vectors if len(v) > 2)
        sources[source] = _unit([term for row in rows for term in row.terms], idf)
    by_place = {(source, s.id): vector for source, rows in sentences.items() for s, vector in rows}
    return Vectors(sentences, by_place, sources)


def _unit(terms: Iterable[str], idf: Mapping[str, float]) -> Vector:
    counts: dict[str, int] = {}
    for term in terms:
        counts[term] = counts.get(term, 0) + 1
    weights = {term: (1 + math.log(counts[term])) * idf[term] for term in sorted(counts)}
    length = math.sqrt(sum([weight * weight for weight in weights.values()]))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of two vectors of length 1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[term] for term, weight in a.items() if term in b)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two prose sentences of different sources."""

    similarity: float
    """Cosine, 4 places."""
    a: Sentence
    b: Sentence


Compared = Mapping[tuple[SourceId, SourceId], tuple[Pair, ...]]
"""The like sentences of each two sources that were compared (a < b), most alike first."""


Postings = Mapping[str, list[tuple[int, float]]]
"""Term to the sentences of one source that hold it, by number, and its weight in each."""
Echoes = Mapping[Passage, Mapping[SourceId, float]]
"""For a sentence, the cosine of the sentence most like it in each other source."""


def compare(vectors: Vectors) -> Compared:
    """Compare the sentences of all sources that are worth comparing."""
    neighbours = _neighbours(vectors)
    postings = {source: _postings(vectors, source) for source in {s for pair in neighbours for s in pair}}
    return {(a, b): _pairs(vectors, a, b, postings) for a, b in neighbours}


def find_echoes(compared: Compared) -> Echoes:
    """Turn the compared sources round: for each sentence, how like it other sources' best sentences are."""
    echoes: dict[Passage, dict[SourceId, float]] = defaultdict(dict)
    for (a, b), pairs in compared.items():
        for pair in pairs:  # most alike first
            if pair.similarity >= _ECHO:
                echoes[Passage(a, pair.a.span)].setdefault(b, pair.similarity)
                echoes[Passage(b, pair.b.span)].setdefault(a, pair.similarity)
    return echoes


def mutual_best(pairs: Iterable[Pair], seconds: int = 0) -> tuple[tuple[int, Pair], ...]:
    """Keep, most alike first, the pairs in which each sentence is the other's best.

    With `seconds` also those for whose two sentences there are together up to so many better pairs; that
    number stands before each pair.
    """
    better_of_a: dict[str, int] = {}
    better_of_b: dict[str, int] = {}
    chosen = []
    for pair in pairs:
        left, right = better_of_a.get(pair.a.id, 0), better_of_b.get(pair.b.id, 0)
        if left + right <= seconds:
            chosen.append((left + right, pair))
        better_of_a[pair.a.id], better_of_b[pair.b.id] = left + 1, right + 1
    return tuple(chosen)


def _postings(vectors: Vectors, source: SourceId) -> Postings:
    postings: Postings = defaultdict(list)
    for number, (_, vector) in enumerate(vectors.sentences[source]):
        for term, weight in vector.items():
            postings[term].append((number, weight))
    return postings


def _pairs(
    vectors: Vectors, a: SourceId, b: SourceId, postings: Mapping[SourceId, Postings]
) -> tuple[Pair, ...]:
    scores: dict[tuple[int, int], float] = {}
    for term in sorted(postings[a].keys() & postings[b].keys()):  # in order: sums round alike on every run
        if len(postings[a][term]) * len(postings[b][term]) > _COMMON:
            continue
        for one, weight in postings[a][term]:
            for other, its in postings[b][term]:
                scores[one, other] = scores.get((one, other), 0.0) + weight * its
    first, second = vectors.sentences[a], vectors.sentences[b]
    pairs = [
        Pair(round(score, 4), first[one][0], second[other][0])
        for (one, other), score in scores.items()
        if score >= _ALIKE
    ]
    return tuple(sorted(pairs, key=lambda p: (-p.similarity, p.a.span.start, p.b.span.start)))


def _neighbours(vectors: Vectors) -> list[tuple[SourceId, SourceId]]:
    """Return the pairs of sources worth comparing, found through their weightiest terms.

    Each source meets the few others with which it shares most weight; terms held by over a tenth of a large
    corpus, or by over 250 sources, find nobody, so that the work grows with the corpus and not with its
    square.
    """
    ceiling = min(max(50, len(vectors.sources) // 10), _CEILING)
    heavy = {
        source: sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:_HEAVY]
        for source, vector in vectors.sources.items()
    }
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
