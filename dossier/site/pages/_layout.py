"""Turn a graph into places on a plane where no label touches another.

Only + - * / and sqrt, which IEEE 754 fixes to the last bit: every machine draws the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import sqrt
from types import MappingProxyType

from dossier.model import PageRef

ROUNDS = 80  # of the layout; later ones move little
PUSHES = 200  # rounds of moving labels apart before the map is widened
WIDTH, HEIGHT = 1200.0, 900.0  # SVG units, about CSS pixels at full width; where the layout begins
FAR = 150.0  # SVG units between two pages that one line joins
APART = 5  # lines between pages that none joins
STRETCH = 1.6  # labels are wide, not high
ROW = 26.0  # SVG units; height of a mark with its label
Point = tuple[float, float]


@lru_cache(maxsize=4)  # while serving, most saves leave the map as it was
def spread(drawn: tuple[PageRef, ...], lines: tuple[tuple[PageRef, PageRef], ...]) -> Mapping[PageRef, Point]:
    """Place pages so that distances follow the number of lines between them (stress majorization).

    Method: Gansner, Koren and North, "Graph drawing by stress majorization", 2004, one page at a time.
    """
    hops = _hops(drawn, lines)
    xs = [WIDTH * (index * 0.6180339887 % 1) for index in range(len(drawn))]  # evenly, without chance
    ys = [HEIGHT * (index * 0.7548776662 % 1) for index in range(len(drawn))]
    for _ in range(ROUNDS):
        for i, row in enumerate(hops):
            total = x = y = 0.0
            for j, far in enumerate(row):
                if i == j:
                    continue
                dx, dy = xs[i] - xs[j], ys[i] - ys[j]
                length = sqrt(dx * dx + dy * dy) or 1.0
                weight = 1.0 / (far * far)
                total += weight
                x += weight * (xs[j] + FAR * far * dx / length)
                y += weight * (ys[j] + FAR * far * dy / length)
            if total:
                xs[i], ys[i] = x / total, y / total
    return MappingProxyType({ref: (xs[index] * STRETCH, ys[index]) for index, ref in enumerate(drawn)})


def _hops(drawn: tuple[PageRef, ...], lines: tuple[tuple[PageRef, PageRef], ...]) -> list[list[int]]:
    """Count the lines between each two pages; unconnected ones are `APART` away."""
    number = {ref: index for index, ref in enumerate(drawn)}
    near: list[list[int]] = [[] for _ in drawn]
    for a, b in lines:
        near[number[a]].append(number[b])
        near[number[b]].append(number[a])
    table = []
    for start in range(len(drawn)):
        far = {start: 0}
        ring = [start]
        for steps in range(1, APART):
            ring = list(dict.fromkeys(j for i in ring for j in near[i] if j not in far))
            far.update(dict.fromkeys(ring, steps))
        table.append([far.get(j, APART) for j in range(len(drawn))])
    return table


def apart(places: Mapping[PageRef, Point], widths: dict[PageRef, float]) -> dict[PageRef, Point]:
    """Push pages up and down until no label touches another; widen the map if that is not enough."""
    refs = list(places)
    xs, ys = [places[ref][0] for ref in refs], [places[ref][1] for ref in refs]
    while _push_apart(xs, ys, [widths[ref] for ref in refs]):
        xs, ys = [x * 1.1 for x in xs], [y * 1.1 for y in ys]
    return {ref: (x, y) for ref, x, y in zip(refs, xs, ys, strict=True)}


def _push_apart(xs: list[float], ys: list[float], widths: list[float]) -> bool:
    """Push pages up and down, some rounds long; tell whether labels still touch."""
    for _ in range(PUSHES):
        crossing = False
        for i in range(len(xs)):
            for j in range(i + 1, len(xs)):
                beside = xs[i] + widths[i] <= xs[j] or xs[j] + widths[j] <= xs[i]
                overlap = ROW - abs(ys[i] - ys[j])
                if beside or overlap <= 0:
                    continue
                crossing = True
                push = (overlap + 1) / 2 if ys[i] > ys[j] else -(overlap + 1) / 2
                ys[i], ys[j] = ys[i] + push, ys[j] - push
        if not crossing:
            return False
    return True


def framed(
    places: dict[PageRef, Point], widths: dict[PageRef, float]
) -> tuple[float, float, dict[PageRef, Point]]:
    """Move a map to the origin; return its width, its height and the rounded places."""
    if not places:
        return ROW, ROW, {}
    left, top = min(x for x, _ in places.values()), min(y for _, y in places.values())
    moved = {
        ref: (round(x - left + ROW / 2, 1), round(y - top + ROW / 2, 1)) for ref, (x, y) in places.items()
    }
    width = max(x + widths[ref] for ref, (x, _) in moved.items())
    return round(width, 1), round(max(y for _, y in moved.values()) + ROW / 2, 1), moved
