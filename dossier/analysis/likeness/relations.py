"""Turn a corpus into relations between sources, each with the sentences and names that are its reason."""

from collections import Counter
from collections.abc import Iterable, Iterator

from dossier.analysis.likeness.vectors import Compared, Pair, Vectors
from dossier.model import Desk, EntityId, Phrase, Reason, Relation, SourceFindings, SourceId

_BEST = 5  # sentence pairs whose mean is the score
_LEAST = 0.08  # score under which two sources only share a trade's vocabulary
_MOST = 8  # relations that one source keeps
_CLOSE = 0.75  # cosine from which two sentences say nearly the same
_NEARLY_SAME, _SAME_MATTER = Phrase("nearly_same_sentence"), Phrase("same_matter")


class Relations:
    """Relates sources by the mean of their five best sentence pairs (each sentence used once)."""

    def __init__(self, vectors: Vectors, findings: Iterable[SourceFindings], desk: Desk) -> None:
        self._vectors = vectors
        self._names = {
            each.source: Counter(mention.entity for mention in each.mentions if mention.entity)
            for each in findings
        }
        self._spread = Counter(entity for counts in self._names.values() for entity in counts)
        self._words = {entity.id: entity.name for entity in desk.entities}
        self._scored: list[tuple[float, SourceId, SourceId, list[Pair]]] = []
        """Minus the score of two sources, so that they sort by it, and their two best pairs."""

    def add(self, compared: Compared) -> None:
        """Relate two compared sources, if they are alike enough."""
        a, b = compared.a, compared.b
        told = [p for behind, p in compared.best if not behind and self._vectors.say_what(a, b, *p[1:])]
        best = told[:_BEST]
        score = round(sum(-unlike for unlike, _, _ in best) / _BEST, 4)
        if score < _LEAST:
            return
        self._scored.append((-score, a, b, best[:2]))

    def kept(self) -> tuple[Relation, ...]:
        """Return the nearest relations of each source, in order."""
        kept: Counter[SourceId] = Counter()
        relations = []
        for unlike, a, b, best in sorted(self._scored):
            if min(kept[a], kept[b]) < _MOST:
                kept.update((a, b))
                relations.append(Relation(a, b, -unlike, tuple(self._reasons(a, b, best))))
        return tuple(sorted(relations, key=lambda r: (r.a, r.b)))

    def _reasons(self, a: SourceId, b: SourceId, best: Iterable[Pair]) -> Iterator[Reason]:
        for pair in best:
            words = _NEARLY_SAME if -pair[0] >= _CLOSE else _SAME_MATTER
            yield Reason(words, self._vectors.members(a, b, *pair[1:]))
        if shared := self._shared_names(a, b):
            told = ", ".join(self._words.get(entity, entity) for entity in shared[:4])
            yield Reason(Phrase.of("both_name", names=told))

    def _shared_names(self, a: SourceId, b: SourceId) -> list[EntityId]:
        """Return the entities that both sources name, those that few sources name first."""
        one, other = self._names[a], self._names[b]
        return sorted(one.keys() & other.keys(), key=lambda e: (self._spread[e], -min(one[e], other[e]), e))
