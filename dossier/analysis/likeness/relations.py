"""Turn a corpus into relations between sources, each with the sentences and names that are its reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from dossier.analysis.likeness.vectors import Compared, Pair, mutual_best
from dossier.model import Desk, EntityId, Mention, Passage, Reason, Relation, SourceId

_BEST = 5  # sentence pairs whose mean is the score
_LEAST = 0.08  # score under which two sources only share a trade's vocabulary
_MOST = 8  # relations that one source keeps
_CLOSE = 0.75  # cosine from which two sentences say nearly the same


def find_relations(compared: Compared, mentions: Iterable[Mention], desk: Desk) -> tuple[Relation, ...]:
    """Relate sources by the mean of their five best sentence pairs (each sentence used once)."""
    names: dict[SourceId, Counter[EntityId]] = defaultdict(Counter)
    for mention in mentions:
        if mention.entity:
            names[mention.passage.source][mention.entity] += 1
    spread = Counter(entity for counts in names.values() for entity in counts)
    words = {entity.id: entity.name for entity in desk.entities}
    scored: list[Relation] = []
    for (a, b), pairs in compared.items():
        best = [pair for _, pair in mutual_best(pairs)[:_BEST]]
        score = round(sum(pair.similarity for pair in best) / _BEST, 4)
        if score < _LEAST:
            continue
        shared = sorted(
            names[a].keys() & names[b].keys(),
            key=lambda e: (spread[e], -min(names[a][e], names[b][e]), e),
        )
        reasons = [_pair_reason(a, b, pair) for pair in best[:2]]
        if shared:
            told = ", ".join(words.get(entity, entity) for entity in shared[:4])
            reasons.append(Reason(f"both name {told}"))
        scored.append(Relation(a, b, score, tuple(reasons)))
    kept: Counter[SourceId] = Counter()
    relations = []
    for relation in sorted(scored, key=lambda r: (-r.score, r.a, r.b)):
        if min(kept[relation.a], kept[relation.b]) < _MOST:
            kept.update((relation.a, relation.b))
            relations.append(relation)
    return tuple(sorted(relations, key=lambda r: (r.a, r.b)))


def _pair_reason(a: SourceId, b: SourceId, pair: Pair) -> Reason:
    words = "nearly the same sentence" if pair.similarity >= _CLOSE else "sentences on the same matter"
    return Reason(words, (Passage(a, pair.a.span), Passage(b, pair.b.span)))
