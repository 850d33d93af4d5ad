"""Turn the findings into maps of connections: laid out beforehand, drawn as SVG, told as lists."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from unicodedata import east_asian_width

from dossier.model import Dossier, PageKind, PageRef
from dossier.site.connections import Connections, connections
from dossier.site.layout import ROW, Point, apart, framed, spread
from dossier.site.urls import gloss_key, link
from dossier.site.words import KIND_PLURALS, KIND_WORDS, count, cut

SHARES = {PageKind.TOPIC: 10, PageKind.CLAIM: 10, PageKind.SOURCE: 18, PageKind.ENTITY: 22}
"""Nodes of the large map: what still reads when it is drawn; the best connected of each kind."""
NEIGHBOURS = 12  # rows of a small map
LINES = 3  # a node's heaviest lines are drawn; with all of them nothing could be told apart
NODES = 60  # what kinds leave of their shares goes to the best connected of the others
GAP = 12.0  # SVG units from a mark to its label
LETTER = 7.9  # SVG units; width of a letter at 14 px
LABEL = 32  # letters
MARKS = {
    PageKind.TOPIC: "M-9 0L0-9 9 0 0 9Z",
    PageKind.CLAIM: "M-7 7L0-8 7 7Z",
    PageKind.SOURCE: "M-6-6H6V6H-6Z",
    PageKind.ENTITY: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z",
}
"""Shapes round (0, 0), as SVG paths: a kind is told by its shape first, then by its colour."""
SMALL_WIDTH = 330.0  # a small map is read at full size on the narrowest screen


@dataclass(frozen=True, slots=True)
class Node:
    """A page on a map."""

    href: str
    gloss: str
    """Key of its preview."""
    kind: str
    """A `PageKind`: what its shape and class come from."""
    mark: str
    """Its shape, as an SVG path round (0, 0)."""
    words: str
    """Kind and full title, for those who hear it."""
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
    width: float
    """1 to 5 SVG units."""
    words: str
    """Both titles and the reason."""
    href: str
    """To the same in the list; empty on a small map, where the page itself is beside it."""


@dataclass(frozen=True, slots=True)
class Connection:
    """One line of the list: where to, and why."""

    href: str
    gloss: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One node in the list, with its connections."""

    id: str

    href: str
    gloss: str
    kind: str
    title: str
    connections: tuple[Connection, ...]
    left_out: str
    """Connections that the list leaves out, in words."""


@dataclass(frozen=True, slots=True)
class MapView:
    """A map and the same in words."""

    label: str
    """What the picture shows."""
    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    rows: tuple[Row, ...]
    refs: tuple[PageRef, ...]
    """The pages that it links, for previews."""
    left_out: str
    """What is not drawn, in words; empty when everything is."""
    marks: tuple[tuple[str, str, str], ...]
    """(kind, shape, words) of each kind that is drawn: the key of the map."""


def map_view(dossier: Dossier, page_path: str) -> MapView:
    """Return the map of the whole dossier: the best connected pages, and what binds them."""
    graph = connections(dossier)
    drawn = _best(graph)
    lines = _heaviest(graph, drawn)
    widths = {ref: _label_width(graph.titles[ref]) for ref in drawn}
    width, height, places = framed(apart(spread(tuple(drawn), tuple(lines)), widths), widths)
    nodes = tuple(_node(graph, ref, page_path, places[ref]) for ref in drawn)
    edges = tuple(_edge(graph, (a, b), places[a], places[b], f"#tie-{gloss_key(a)}") for a, b in lines)
    joined = {*lines, *((b, a) for a, b in lines)}
    rows = tuple(
        _row(graph, ref, [b for b in graph.ties[ref] if (ref, b) in joined], page_path) for ref in drawn
    )
    hidden = len(graph.titles) - len(drawn)
    left_out = (
        f"The map shows the {len(drawn)} best connected pages, each with its {LINES} strongest lines; "
        f"{count(hidden, 'page')} with fewer connections {'is' if hidden == 1 else 'are'} not drawn."
        if hidden
        else ""
    )
    label = f"Map of {count(len(nodes), 'page')} and {count(len(edges), 'connection')}"
    return MapView(label, width, height, nodes, edges, rows, tuple(drawn), left_out, _key(drawn))


def mini_map(dossier: Dossier, ref: PageRef, page_path: str) -> MapView | None:
    """Return the neighbours of one page, the strongest first; None when it has none."""
    graph = connections(dossier)
    near = list(graph.ties.get(ref, {}))
    if not near:
        return None
    shown = near[:NEIGHBOURS]
    places = {other: (70.0, ROW * (row + 0.5)) for row, other in enumerate(shown)}
    centre = (14.0, ROW * len(shown) / 2)
    edges = tuple(_edge(graph, (ref, other), centre, place) for other, place in places.items())
    nodes = tuple(_node(graph, o, page_path, place, graph.ties[ref][o].words) for o, place in places.items())
    left_out = f"{len(near) - NEIGHBOURS} weaker connections are not drawn." if len(near) > NEIGHBOURS else ""
    label = f"{graph.titles[ref]}: {count(len(shown), 'connection')}"
    row = _row(graph, ref, shown, page_path)
    return MapView(
        label, SMALL_WIDTH, ROW * len(shown), nodes, edges, (row,), tuple(shown), left_out, _key(shown)
    )


def _best(graph: Connections) -> list[PageRef]:
    """Return the pages of the large map, sorted: those with the heaviest ties, of each kind its share."""
    strength = {ref: sum(tie.weight for tie in near.values()) for ref, near in graph.ties.items()}
    ranked = sorted(strength, key=lambda ref: (-strength[ref], ref))
    drawn = [ref for kind, share in SHARES.items() for ref in [r for r in ranked if r.kind is kind][:share]]
    chosen = set(drawn)
    rest = [ref for ref in ranked if ref not in chosen]
    return sorted([*drawn, *rest[: NODES - len(drawn)]])


def _heaviest(graph: Connections, drawn: list[PageRef]) -> list[tuple[PageRef, PageRef]]:
    """Return the lines to draw: of each page its heaviest, each pair once."""
    pairs, shown = set[tuple[PageRef, PageRef]](), set(drawn)
    for ref in drawn:
        near = [other for other in graph.ties[ref] if other in shown][:LINES]
        pairs |= {(min(ref, other), max(ref, other)) for other in near}
    return sorted(pairs)


def _label(title: str) -> str:
    return cut(title, LABEL)


def _label_width(title: str) -> float:
    """Estimate the width of a mark and its label; wide letters (Han, kana) count twice."""
    letters = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in _label(title))
    return 2 * GAP + LETTER * letters


def _node(graph: Connections, ref: PageRef, page_path: str, place: Point, reason: str = "") -> Node:
    title = graph.titles[ref]
    words = f"{KIND_WORDS[ref.kind]}: {title}" + (f" — {reason}" if reason else "")
    x, y = place
    href, key, mark = link(page_path, ref), gloss_key(ref), MARKS[ref.kind]
    return Node(href, key, ref.kind, mark, words, _label(title), x, y, round(x + GAP, 1))


def _edge(
    graph: Connections, pair: tuple[PageRef, PageRef], start: Point, end: Point, href: str = ""
) -> Edge:
    a, b = pair
    tie = graph.ties[a][b]
    words = f"{graph.titles[a]} – {graph.titles[b]}: {tie.words}"
    return Edge(*start, *end, round(min(5.0, 0.6 + 0.6 * sqrt(tie.weight)), 1), words, href)


def _row(graph: Connections, ref: PageRef, others: list[PageRef], page_path: str) -> Row:
    near = graph.ties[ref]
    listed = tuple(
        Connection(link(page_path, other), gloss_key(other), graph.titles[other], near[other].words)
        for other in others
    )
    key, more = gloss_key(ref), len(near) - len(listed)
    left_out = f"and {count(more, 'weaker connection')}" if more else ""
    return Row(
        f"tie-{key}", link(page_path, ref), key, KIND_WORDS[ref.kind], graph.titles[ref], listed, left_out
    )


def _key(drawn: list[PageRef]) -> tuple[tuple[str, str, str], ...]:
    kinds = {ref.kind for ref in drawn}
    return tuple((kind.value, mark, KIND_PLURALS[kind]) for kind, mark in MARKS.items() if kind in kinds)
