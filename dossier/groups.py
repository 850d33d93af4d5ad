"""Turn values into groups: those that belong together, or as many as fit."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

M = TypeVar("M", bound=int | str)
V = TypeVar("V")


class Groups(Generic[M]):
    """Groups without a common member, each led by its smallest one (union-find, Galler and Fischer 1964).

    >>> groups = Groups(["ant", "bee", "cat"])
    >>> groups.join("bee", "cat")
    'bee'
    >>> groups.leader("cat"), groups.listed()
    ('bee', [['ant'], ['bee', 'cat']])
    """

    def __init__(self, members: Iterable[M]) -> None:
        """Begin with each member in a group of its own."""
        self._above: dict[M, M] = {member: member for member in members}

    def leader(self, member: M) -> M:
        """Return the smallest member of the group that contains `member`."""
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]  # shortens the way for the next call
            member = self._above[member]
        return member

    def join(self, a: M, b: M) -> M:
        """Make one group of those of `a` and `b`, and return its leader."""
        a, b = self.leader(a), self.leader(b)
        first, second = min(a, b), max(a, b)
        self._above[second] = first
        return first

    def listed(self) -> list[list[M]]:
        """Return all groups, in order of their leaders; members are in the order in which they came."""
        groups: dict[M, list[M]] = defaultdict(list)
        for member in self._above:
            groups[self.leader(member)].append(member)
        return [groups[leader] for leader in sorted(groups)]


def filled(
    values: Iterable[V], weight: Callable[[V], int], most: int, longest: int | None = None
) -> Iterator[list[V]]:
    """Yield values in order, in lists that weigh no more than `most`, unless a value alone does.

    No list is longer than `longest`.

    >>> list(filled(["ant", "bee", "caterpillar", "dor"], len, 6))
    [['ant', 'bee'], ['caterpillar'], ['dor']]
    """
    held: list[V] = []
    total = 0
    for value in values:
        size = weight(value)
        if held and (len(held) == longest or total + size > most):
            yield held
            held, total = [], 0
        held.append(value)
        total += size
    if held:
        yield held
