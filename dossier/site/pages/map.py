"""Turn the findings into maps of connections: laid out beforehand, drawn as SVG, told as lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import NamedTuple
from unicodedata import east_asian_width

from dossier.model import EntityId, Page, PageKind, PageRef, TopicId
from dossier.site.composer import Composer
from dossier.site.pages._layout import ROW, Point, apart, framed, spread
from dossier.site.shelf import Shelf, cited_sources, positions_of
from dossier.site.urls import claim_ref, entity_ref, gloss_key, source_ref, topic_ref
from dossier.site.views import Anchor
from dossier.site.words import cut
from dossier.text.counts import count

SHARES = {PageKind.TOPIC: 10, PageKind.CLAIM: 10, PageKind.SOURCE: 18, PageKind.ENTITY: 22}
"""Nodes of the large map: what still reads when it is drawn; the best connected of each kind."""
NEIGHBOURS = 12  # rows of a small map
LINES = 3  # a node's heaviest lines are drawn; with all of them nothing could be told apart
NODES = 60  # what kinds leave of their shares goes to the best connected of the others
GAP = 12.0  # SVG units from a shape to its label
LETTER = 7.9  # SVG units; width of a letter at 14 px
LABEL = 32  # letters
SHAPES = {
    PageKind.TOPIC: "M-9 0L0-9 9 0 0 9Z",
    PageKind.CLAIM: "M-7 7L0-8 7 7Z",
    PageKind.SOURCE: "M-6-6H6V6H-6Z",
    PageKind.ENTITY: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z",
}
"""Shapes round (0, 0), as SVG paths: a kind is told by its shape first, then by its colour."""
SMALL_WIDTH = 330.0  # a small map is read at full size on the narrowest screen


@dataclass(frozen=True, slots=True)
class Node:
    """A page on a map; places and sizes on a map are in SVG units."""

    page: Anchor
    kind: PageKind  # what its shape and class come from
    shape: str  # as an SVG path round (0, 0)
    words: str  # kind and full title, for those who hear it
    label: str
    x: float
    y: float
    label_x: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two nodes."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float  # 1 to 5
    words: str  # both titles and the reason
    href: str  # to the same in the list; empty on a small map, where the page itself is beside it


@dataclass(frozen=True, slots=True)
class Row:
    """One node in the list, with its connections."""

    id: str
    page: Anchor
    kind: str
    connections: tuple[tuple[Anchor, str], ...]  # where to, and why
    left_out: str  # connections that the list leaves out, in words


@dataclass(frozen=True, slots=True)
class MapView:
    """A map and the same in words."""

    label: str  # what the picture shows
    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    rows: tuple[Row, ...]


class Tie(NamedTuple):
    """Why two pages are connected."""

    weight: float
    words: str


Bound = tuple[PageRef, PageRef, Tie]
"""Two pages and why they are connected."""
Connections = dict[PageRef, dict[PageRef, Tie]]
"""Both ways; inner keys sorted by weight, the heaviest first."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the map of connections, with the key of its shapes and what is not drawn."""
    composer = Composer(shelf, PageKind.MAP)
    view = map_view(composer)
    drawn, kinds = len(view.nodes), {node.kind for node in view.nodes}
    hidden = sum(ref.kind in SHAPES for ref in shelf.titles) - drawn
    left_out = (
        f"Showing the {drawn} most connected pages, each with its {LINES} strongest lines; "
        f"{hidden} {'is' if hidden == 1 else 'are'} hidden."
    )
    shapes = [(kind, shape, kind.row.several) for kind, shape in SHAPES.items() if kind in kinds]
    shown = {"map": view, "left_out": left_out if hidden else "", "shapes": shapes}
    yield composer.page(shown, "Who and what is connected.")


def map_view(composer: Composer) -> MapView:
    """Return the map of the whole dossier: the best connected pages, and what binds them."""
    graph, titles = connections(composer.shelf), composer.shelf.titles
    drawn = _best(graph)
    lines = _heaviest(graph, drawn)
    widths = {ref: _label_width(titles[ref]) for ref in drawn}
    width, height, places = framed(apart(spread(tuple(drawn), tuple(lines)), widths), widths)
    nodes = tuple(_node(composer, ref, places[ref]) for ref in drawn)
    edges = tuple(_edge(composer, (a, b), places[a], places[b], f"#tie-{gloss_key(a)}") for a, b in lines)
    joined = {*lines, *((b, a) for a, b in lines)}
    rows = tuple(_row(composer, ref, [b for b in graph[ref] if (ref, b) in joined]) for ref in drawn)
    label = f"Map of {count(len(nodes), 'page')} and {count(len(edges), 'connection')}"
    return MapView(label, width, height, nodes, edges, rows)


def mini_map(composer: Composer) -> MapView | None:
    """Return the neighbours of the page, the strongest first; None when it has none."""
    ref, near = composer.ref, connections(composer.shelf).get(composer.ref, {})
    if not near:
        return None
    shown = list(near)[:NEIGHBOURS]
    places = {other: (70.0, ROW * (row + 0.5)) for row, other in enumerate(shown)}
    centre = (14.0, ROW * len(shown) / 2)
    edges = tuple(_edge(composer, (ref, other), centre, place) for other, place in places.items())
    nodes = tuple(_node(composer, other, place, near[other].words) for other, place in places.items())
    label = f"{composer.shelf.titles[ref]}: {count(len(shown), 'connection')}"
    return MapView(label, SMALL_WIDTH, ROW * len(shown), nodes, edges, (_row(composer, ref, shown),))


def _best(graph: Connections) -> list[PageRef]:
    """Return the pages of the large map, sorted: those with the heaviest ties, of each kind its share."""
    strength = {ref: sum(tie.weight for tie in near.values()) for ref, near in graph.items()}
    ranked = sorted(strength, key=lambda ref: (-strength[ref], ref))
    drawn = [ref for kind, share in SHARES.items() for ref in [r for r in ranked if r.kind is kind][:share]]
    chosen = set(drawn)
    rest = [ref for ref in ranked if ref not in chosen]
    return sorted([*drawn, *rest[: NODES - len(drawn)]])


def _heaviest(graph: Connections, drawn: list[PageRef]) -> list[tuple[PageRef, PageRef]]:
    """Return the lines to draw: of each page its heaviest, each pair once."""
    pairs, shown = set[tuple[PageRef, PageRef]](), set(drawn)
    for ref in drawn:
        near = [other for other in graph[ref] if other in shown][:LINES]
        pairs |= {(min(ref, other), max(ref, other)) for other in near}
    return sorted(pairs)


def _label_width(title: str) -> float:
    """Estimate the width of a shape and its label; wide letters (Han, kana) count twice."""
    letters = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in cut(title, LABEL))
    return 2 * GAP + LETTER * letters


def _node(composer: Composer, ref: PageRef, place: Point, reason: str = "") -> Node:
    page, (x, y) = composer.anchor(ref), place
    words = f"{ref.kind.row.title}: {page.words}" + (f" — {reason}" if reason else "")
    return Node(page, ref.kind, SHAPES[ref.kind], words, cut(page.words, LABEL), x, y, round(x + GAP, 1))


def _edge(
    composer: Composer, pair: tuple[PageRef, PageRef], start: Point, end: Point, href: str = ""
) -> Edge:
    (a, b), titles = pair, composer.shelf.titles
    tie = connections(composer.shelf)[a][b]
    width = round(min(5.0, 0.6 + 0.6 * sqrt(tie.weight)), 1)
    return Edge(*start, *end, width, f"{titles[a]} – {titles[b]}: {tie.words}", href)


def _row(composer: Composer, ref: PageRef, others: list[PageRef]) -> Row:
    near = connections(composer.shelf)[ref]
    key, rest = gloss_key(ref), len(near) - len(others)
    page = Anchor(composer.href(ref), composer.shelf.titles[ref], key)
    listed = tuple((composer.anchor(other), near[other].words) for other in others)
    left_out = f"and {count(rest, 'weaker connection')}" if rest else ""
    return Row(f"tie-{key}", page, ref.kind.row.title, listed, left_out)


@lru_cache(maxsize=1)  # every topic and name asks for the same graph
def connections(shelf: Shelf) -> Connections:
    """Return the graph of sources, names, topics and claims, each tie with its reason."""
    ties: defaultdict[PageRef, dict[PageRef, Tie]] = defaultdict(dict)
    found = (_ties_of_passages, _ties_of_mentions, _ties_of_relations, _ties_of_claims)
    for a, b, tie in (each for ties_of in found for each in ties_of(shelf)):
        if a in shelf.titles and b in shelf.titles and a != b:
            ties[a][b] = ties[b][a] = tie
    return {
        ref: dict(sorted(near.items(), key=lambda each: (-each[1].weight, each[0])))
        for ref, near in sorted(ties.items())
    }


def _ties_of_passages(shelf: Shelf) -> Iterator[Bound]:
    for topic, passages in shelf.passages_on.items():
        for source, often in Counter(each.passage.source for each in passages).items():
            words = f"{count(often, 'sentence')} on the topic"
            yield topic_ref(topic), source_ref(source), Tie(often, words)


def _ties_of_mentions(shelf: Shelf) -> Iterator[Bound]:
    for source, names in shelf.named.items():
        for name, often in names.items():
            yield entity_ref(name), source_ref(source), Tie(often, f"named {_times(often)}")
    together: Counter[tuple[EntityId, TopicId]] = Counter()
    for each in shelf.dossier.analysis.topic_passages:
        mentions = shelf.mentions_at[shelf.place(each.passage)]
        together.update((mention.entity, each.topic) for mention in mentions if mention.entity)
    for (name, topic), often in together.items():
        words = f"named {_times(often)} in sentences on the topic"
        yield entity_ref(name), topic_ref(topic), Tie(often, words)


def _ties_of_relations(shelf: Shelf) -> Iterator[Bound]:
    for relation in shelf.dossier.analysis.relations:
        words = "; ".join(reason.words for reason in relation.reasons[:2]) or "related sources"
        tie = Tie(round(10 * relation.score, 1), cut(words, 160))
        yield source_ref(relation.a), source_ref(relation.b), tie


def _ties_of_claims(shelf: Shelf) -> Iterator[Bound]:
    for claim in shelf.claims.values():
        for source in cited_sources(*positions_of(claim)):
            yield claim_ref(claim.id), source_ref(source), Tie(3, "cited as evidence")
        for topic in claim.topics:
            yield claim_ref(claim.id), topic_ref(topic), Tie(5, "a question on the topic")


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
