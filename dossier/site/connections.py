"""Turn the findings into a graph: which pages are connected, how strongly, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

from dossier.model import EntityId, PageRef, TopicId
from dossier.site.shelf import Shelf, claim_sources
from dossier.site.urls import claim_ref, entity_ref, source_ref, topic_ref
from dossier.site.words import count, cut


class Tie(NamedTuple):
    """Why two pages are connected."""

    weight: float
    words: str


Connections = dict[PageRef, dict[PageRef, Tie]]
"""Both ways; inner keys sorted by weight, the heaviest first."""


@lru_cache(maxsize=1)  # every topic and name asks for the same graph
def connections(shelf: Shelf) -> Connections:
    """Return the graph of sources, names, topics and claims, each tie with its reason."""
    ties: defaultdict[PageRef, dict[PageRef, Tie]] = defaultdict(dict)

    def tie(a: PageRef, b: PageRef, weight: float, words: str) -> None:
        if a in shelf.titles and b in shelf.titles and a != b:
            ties[a][b] = ties[b][a] = Tie(weight, words)

    for topic, passages in shelf.passages_on.items():
        for source, often in Counter(each.passage.source for each in passages).items():
            tie(topic_ref(topic), source_ref(source), often, f"{count(often, 'sentence')} on the topic")
    for source, names in shelf.named.items():
        for name, often in names.items():
            tie(entity_ref(name), source_ref(source), often, f"named {_times(often)}")
    together: Counter[tuple[EntityId, TopicId]] = Counter()
    for each in shelf.dossier.analysis.topic_passages:
        for mention in shelf.mentions_at[shelf.place(each.passage)]:
            if mention.entity:
                together[mention.entity, each.topic] += 1
    for (name, topic), often in together.items():
        words = f"named {_times(often)} in sentences on the topic"
        tie(entity_ref(name), topic_ref(topic), often, words)
    for relation in shelf.dossier.analysis.relations:
        words = "; ".join(reason.words for reason in relation.reasons[:2]) or "related sources"
        tie(source_ref(relation.a), source_ref(relation.b), round(10 * relation.score, 1), cut(words, 160))
    for claim in shelf.claims.values():
        for source in claim_sources(claim):
            tie(claim_ref(claim.id), source_ref(source), 3, "cited as evidence")
        for topic in claim.topics:
            tie(claim_ref(claim.id), topic_ref(topic), 5, "a question on the topic")
    return {
        ref: dict(sorted(near.items(), key=lambda each: (-each[1].weight, each[0])))
        for ref, near in sorted(ties.items())
    }


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
