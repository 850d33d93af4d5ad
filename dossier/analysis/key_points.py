"""Turn the passages on a topic into the few sentences that stand for them: its key points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dossier.analysis.likeness import Echoes, Vectors, cosine
from dossier.model import CopyGroup, Corpus, Grade, Passage, SourceId, Summary, TopicId, TopicPassage
from dossier.text.denials import is_negative
from dossier.text.references import needs_context

_SHORTEST, _LONGEST = 8, 60  # words; shorter ones say little, longer ones too much
_KEY_POINTS = 6  # sentences for a topic
_EARLY, _FADING_BY_PARAGRAPH = 0.3, 0.2  # worth of a place near the top of its source
_LEANING_COST = 0.25  # taken off for one that needs the sentence before
_LENGTH_COST = 0.3  # taken off for one that is too short or too long
_TAKEN_COST = 0.15  # taken off for each one that is already from the same text
_REPEAT = 0.45  # cosine from which two key points say the same


def summarise_topic(
    topic: TopicId,
    corpus: Corpus,
    topic_passages: Iterable[TopicPassage],
    vectors: Vectors,
    *,
    echoes: Echoes,
    copies: tuple[CopyGroup, ...],
) -> Summary:
    """Choose up to six key points over all sources: what several sources say first, repeats removed.

    A sentence that denies or contradicts is no repeat of the one it answers: both stand.
    """
    origin = {source: copy.sources[0] for copy in copies for source in copy.sources}
    left = _pool([p for p in topic_passages if p.topic == topic and vectors.number(p.passage) is not None])
    worth = {p: _support(p, echoes, origin) + _fitness(corpus, p) for p in left}
    taken: Counter[SourceId] = Counter()  # key points by origin
    chosen: list[Passage] = []

    def rank(p: Passage) -> tuple[float, int, SourceId]:
        again = _TAKEN_COST * taken[origin.get(p.source, p.source)]
        return round(worth[p] - again, 6), -p.span.start, p.source

    left.sort(key=rank, reverse=True)
    at = 0
    while at < len(left) and len(chosen) < _KEY_POINTS:
        best, at = left[at], at + 1
        if not any(_repeats(corpus, best, other, vectors) for other in chosen):
            chosen.append(best)
            taken[origin.get(best.source, best.source)] += 1
            left, at = sorted(left[at:], key=rank, reverse=True), 0  # a choice alone changes the ranks
    leaning = tuple(passage for passage in chosen if needs_context(corpus.quote(passage)))
    return Summary(f"topic:{topic}", tuple(chosen), leaning=leaning)


def _pool(passages: list[TopicPassage]) -> list[Passage]:
    """Return the passages about a topic; where there are none, those that mention it."""
    return [p.passage for p in passages if p.grade is Grade.ABOUT] or [p.passage for p in passages]


def _fitness(corpus: Corpus, passage: Passage) -> float:
    """Return what a sentence is worth by its place, its length and its opening."""
    document = corpus.by_id[passage.source]
    sentence, text = document.sentence_at(passage.span.start), document.quote(passage)
    worth = _EARLY / (1 + _FADING_BY_PARAGRAPH * (sentence.paragraph if sentence else 0))
    if needs_context(text):
        worth -= _LEANING_COST
    if not _SHORTEST <= len(text.split()) <= _LONGEST:
        worth -= _LENGTH_COST
    return worth


def _support(passage: Passage, echoes: Echoes, origin: Mapping[SourceId, SourceId]) -> float:
    """Add up how well the best sentence of each other, independent source echoes a passage, up to 1."""
    best: dict[SourceId, float] = {}
    for source, likeness in echoes.of(passage).items():
        first = origin.get(source, source)
        best[first] = max(best.get(first, 0.0), likeness)
    best.pop(origin.get(passage.source, passage.source), None)
    return min(1.0, sum(best[source] for source in sorted(best)))


def _repeats(corpus: Corpus, a: Passage, b: Passage, vectors: Vectors) -> bool:
    differs = is_negative(corpus.quote(a)) != is_negative(corpus.quote(b))
    return cosine(vectors.of(a), vectors.of(b)) >= _REPEAT and not differs
