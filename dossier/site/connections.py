"""Turn the findings into a graph: which pages are connected, how strongly, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from dossier.model import Dossier, EntityId, PageKind, PageRef, SourceId, TopicId
from dossier.site.shelf import claim_sources
from dossier.site.words import count, cut


class Tie(NamedTuple):
    """Why two pages are connected."""

    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Connections:
    """The graph of a dossier."""

    titles: dict[PageRef, str]
    ties: dict[PageRef, dict[PageRef, Tie]]
    """Both ways; inner keys sorted by weight, the heaviest first."""


_last: list[tuple[Dossier, Connections]] = []  # every topic and name asks for the same graph


def connections(dossier: Dossier) -> Connections:
    """Return the graph of sources, names, topics and claims, each tie with its reason."""
    if not _last or _last[0][0] is not dossier:
        _last[:] = [(dossier, _graph(dossier))]
    return _last[0][1]


def _graph(dossier: Dossier) -> Connections:
    desk, found = dossier.desk, dossier.analysis
    titles = {PageRef(PageKind.TOPIC, topic.id): topic.title for topic in desk.topics}
    titles |= {PageRef(PageKind.CLAIM, claim.id): claim.question for claim in desk.claims}
    titles |= {PageRef(PageKind.SOURCE, each.id): each.meta.title for each in dossier.corpus.documents}
    titles |= {PageRef(PageKind.ENTITY, entity.id): entity.name for entity in desk.entities}
    ties: defaultdict[PageRef, dict[PageRef, Tie]] = defaultdict(dict)

    def tie(a: PageRef, b: PageRef, weight: float, words: str) -> None:
        if a in titles and b in titles and a != b:
            ties[a][b] = ties[b][a] = Tie(weight, words)

    topics_at: defaultdict[tuple[SourceId, str], set[TopicId]] = defaultdict(set)
    spoken: Counter[tuple[TopicId, SourceId]] = Counter()
    for passage in found.topic_passages:
        spoken[passage.topic, passage.passage.source] += 1
        place = dossier.corpus.sentence_id(passage.passage) or ""
        topics_at[passage.passage.source, place].add(passage.topic)
    named: Counter[tuple[EntityId, SourceId]] = Counter()
    together: Counter[tuple[EntityId, TopicId]] = Counter()
    for mention in (each for each in found.mentions if each.entity):
        named[mention.entity, mention.passage.source] += 1  # type: ignore[index]  # filtered above
        place = dossier.corpus.sentence_id(mention.passage) or ""
        for topic in topics_at.get((mention.passage.source, place), ()):
            together[mention.entity, topic] += 1  # type: ignore[index]  # filtered above
    for (topic, source), often in spoken.items():
        words = f"{count(often, 'sentence')} on the topic"
        tie(PageRef(PageKind.TOPIC, topic), PageRef(PageKind.SOURCE, source), often, words)
    for (entity, source), often in named.items():
        tie(
            PageRef(PageKind.ENTITY, entity),
            PageRef(PageKind.SOURCE, source),
            often,
            f"named {_times(often)}",
        )
    for (entity, topic), often in together.items():
        words = f"named {_times(often)} in sentences on the topic"
        tie(PageRef(PageKind.ENTITY, entity), PageRef(PageKind.TOPIC, topic), often, words)
    for relation in found.relations:
        words = "; ".join(reason.words for reason in relation.reasons[:2]) or "related sources"
        a, b = PageRef(PageKind.SOURCE, relation.a), PageRef(PageKind.SOURCE, relation.b)
        tie(a, b, round(10 * relation.score, 1), cut(words, 160))
    for claim in desk.claims:
        ref = PageRef(PageKind.CLAIM, claim.id)
        for source in claim_sources(claim):
            tie(ref, PageRef(PageKind.SOURCE, source), 3, "cited as evidence")
        for topic in claim.topics:
            tie(ref, PageRef(PageKind.TOPIC, topic), 5, "a question on the topic")
    ranked = {
        ref: dict(sorted(near.items(), key=lambda each: (-each[1].weight, each[0])))
        for ref, near in sorted(ties.items())
    }
    return Connections(titles, ranked)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
