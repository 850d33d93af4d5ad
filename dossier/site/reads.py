"""Note what is read of a shelf, and tell in the next build whether any of it has changed.

A page, or an answer that many pages ask for, is made of a shelf and of nothing else. While it is made it is
given a `Reader` in the place of the shelf: every value that is read, in whatever way, is a `Cell` and noted.
The next build compares the digest of each cell with that of the last one; where all are equal, the same would
be made again. Nothing is declared, so nothing can be forgotten.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import cached_property
from types import FunctionType, MethodType
from typing import Any, NamedTuple, TypeVar, cast

from dossier.kept import digest_of
from dossier.model import Analysis, Corpus, Desk, Dossier

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Cell(NamedTuple):
    """Something that can be read of a shelf: an attribute, or a part of one that is a mapping."""

    name: str
    """Of the attribute; `dossier.title`; of an answer, the function that gives it."""
    key: Hashable = None
    """Of the mapping; a place stands for all of its source. Of an answer: the arguments."""
    part: str = "value"
    """`value` of the key, or of the attribute; `keys` or `all` of a mapping; `answer`."""


Reads = dict[Cell, None]


class Reader:
    """A shelf that notes in `reads` what is read of it; its methods read through it too."""

    def __init__(self, shelf: Any) -> None:  # noqa: ANN401  # a Shelf, which imports this module
        self._shelf = shelf
        self.reads: Reads = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a shelf has
        method = getattr(type(self._shelf), name, None)
        if isinstance(method, FunctionType):
            found: Any = MethodType(method, self)
        else:
            found = self._noted(name, getattr(self._shelf, name))
        self.__dict__[name] = found  # asked for once
        return found

    def _noted(self, name: str, value: object) -> object:
        if isinstance(value, Mapping):
            return _Noted(name, value, self.reads)
        if isinstance(value, Dossier):
            return _Head(value, self.reads)
        self.reads[Cell(name)] = None
        return value

    def answer(self, question: Callable[..., V], *arguments: Any) -> V:  # noqa: ANN401
        """Return what a function of the shelf returns, as `Shelf.answer` does."""
        self.reads[Cell(name_of(question), arguments, "answer")] = None
        found: V = self._shelf.answer(question, *arguments)
        return found


class _Head:
    """What stands in a dossier itself; sources, desk and findings are read from the shelf."""

    def __init__(self, dossier: Dossier, reads: Reads) -> None:
        self._dossier, self._reads = dossier, reads

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a dossier has
        found = getattr(self._dossier, name)
        if isinstance(found, Corpus | Desk | Analysis):
            raise LookupError(f"a page reads what is in dossier.{name} from the shelf")
        self._reads[Cell(f"dossier.{name}")] = None
        return found


class _Noted(Mapping[K, V]):
    """A mapping that notes what is read of it."""

    def __init__(self, name: str, of: Mapping[K, V], reads: Reads) -> None:
        self._name, self._of, self._reads = name, of, reads

    def __getitem__(self, key: K) -> V:
        self._reads[Cell(self._name, _share(key))] = None
        return self._of[key]  # a mapping may fill itself

    def get(self, key: K, default: Any = None) -> Any:  # noqa: ANN401  # of any kind
        self._reads[Cell(self._name, _share(key))] = None
        return self._of.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads[Cell(self._name, _share(key))] = None
        return key in self._of

    def __iter__(self) -> Iterator[K]:
        self._reads[Cell(self._name, None, "keys")] = None
        return iter(self._of)

    def __len__(self) -> int:
        self._reads[Cell(self._name, None, "keys")] = None
        return len(self._of)

    def keys(self) -> KeysView[K]:
        self._reads[Cell(self._name, None, "keys")] = None
        return self._of.keys()

    def values(self) -> ValuesView[V]:
        self._reads[Cell(self._name, None, "all")] = None
        return self._of.values()

    def items(self) -> ItemsView[K, V]:
        self._reads[Cell(self._name, None, "all")] = None
        return self._of.items()


def _share(key: Any) -> Any:  # noqa: ANN401  # of any mapping
    """Return the key of a cell: of a place its source, so that there are not as many cells as sentences."""
    return key[0] if isinstance(key, tuple) else key


def name_of(function: Callable[..., object]) -> str:
    """Return the name by which a function of a module is known in the next build."""
    return f"{function.__module__}.{function.__qualname__}"


QUESTIONS: dict[str, Callable[..., Any]] = {}
"""Functions of a shelf that are answered once, by their names."""


class Digests:
    """The digests of what is on a shelf now."""

    def __init__(self, shelf: Any) -> None:  # noqa: ANN401  # a Shelf, which imports this module
        self._shelf = shelf
        self._known: dict[Cell, bytes] = {}
        self._shares: dict[str, Mapping[Hashable, object]] = {}

    def of(self, cell: Cell) -> bytes:
        """Return the digest of a cell."""
        found = self._known.get(cell)
        if found is None:
            found = self._known[cell] = digest_of(self._value(cell))
        return found

    def _value(self, cell: Cell) -> object:
        """Return the value of a cell, or digests that stand for its parts."""
        if cell.part == "answer":
            arguments = cast("tuple[Any, ...]", cell.key)
            return self._shelf.answer(QUESTIONS[cell.name], *arguments)
        head, _, name = cell.name.partition(".")
        value = getattr(self._shelf, head)
        if name:
            return getattr(value, name)
        if not isinstance(value, Mapping):
            return value
        if cell.part == "keys":
            return tuple(value)
        if cell.part == "all":
            shares = dict.fromkeys(map(_share, value))
            return tuple(value), [self.of(Cell(head, share)) for share in shares]
        values = self._shares_of(head, value)
        return (values[cell.key],) if cell.key in values else ()

    def _shares_of(self, name: str, value: Mapping[Any, object]) -> Mapping[Hashable, object]:
        """Return what is in a mapping by the keys of its cells."""
        if not isinstance(next(iter(value), None), tuple):
            return value
        if name not in self._shares:
            shares: dict[Hashable, list[object]] = defaultdict(list)
            for key, each in value.items():
                shares[_share(key)].append((key, each))
            self._shares[name] = shares
        return self._shares[name]


Numbers = bytes
"""Numbers of cells, as an array has them."""
Past = tuple[
    bytes | None, tuple[tuple[str, Hashable, str], ...], tuple[bytes, ...], dict[int, Numbers], dict[Any, Any]
]
"""What a build leaves for the next: what the found shelf was made of; the cells and their digests; what was
read for each answer; what was made of which cells, by its key, with what is to be known of it."""


class Ledger:
    """What was made of which cells in the last build, and what is made of them now."""

    def __init__(self, shelf: Any, past: Past | None) -> None:  # noqa: ANN401  # a Shelf
        was, cells, digests, self._answers, self._made = past or (None, (), (), {}, {})
        self._shelf = shelf
        self._found_is_same = was is not None and was == shelf.made_of
        self._now = Digests(shelf)
        self._cells = [Cell(*each) for each in cells]
        self._digests = list(digests)
        self._same: dict[int, bool] = {}
        """Of the cells that were looked at, whether they are as they were in the last build."""
        self._renewed: set[int] = set()
        """Cells whose digest is that of this build, and was another or none in the last."""
        self._fresh: dict[Any, tuple[Numbers, Any]] = {}

    def known(self, key: Hashable) -> Any | None:  # noqa: ANN401  # whatever is to be known of it
        """Return what is known of something made in the last build; None where it may be another now."""
        numbers, known = self._made.get(key, (None, None))
        return known if numbers is not None and self._are_same(numbers) else None

    def keep(self, key: Hashable) -> None:
        """Keep for the next build what is as it was."""
        self._fresh[key] = self._made[key]

    def note(self, key: Hashable, reads: Iterable[Cell], known: object) -> None:
        """Note what something was made of."""
        self._fresh[key] = self._numbers_of(reads), known

    def past(self) -> Past:
        """Return what the next build is to know: only cells that were looked at."""
        kept = [n for n in range(len(self._cells)) if n in self._renewed or self._same.get(n)]
        new = {number: place for place, number in enumerate(kept)}

        def renumbered(numbers: Numbers) -> Numbers:
            return array("I", [new[number] for number in array("I", numbers)]).tobytes()

        return (
            self._shelf.made_of,
            tuple((*self._cells[number],) for number in kept),
            tuple(self._digests[number] for number in kept),
            {new[number]: renumbered(read) for number, read in self._answers.items() if number in new},
            {key: (renumbered(numbers), known) for key, (numbers, known) in self._fresh.items()},
        )

    def _are_same(self, numbers: Numbers) -> bool:
        return all(map(self._is_same, array("I", numbers)))

    def _is_same(self, number: int) -> bool:
        """Tell whether a cell is as it was in the last build."""
        if number not in self._same:
            self._same[number] = self._compare(number)
        return self._same[number]

    def _compare(self, number: int) -> bool:
        cell = self._cells[number]
        if cell.part == "answer":
            if self._are_same(self._answers[number]):
                return True
            self._answers[number] = self._numbers_of(self._read_for(cell))
        elif self._found_is_same and self._shelf.is_found(cell.name):
            return True
        return self._now.of(cell) == self._digests[number] != b""

    def _numbers_of(self, reads: Iterable[Cell]) -> Numbers:
        return array("I", map(self._number_of, reads)).tobytes()

    def _number_of(self, cell: Cell) -> int:
        """Return the number of a cell that is noted; its digest is that of now."""
        number = self._numbers.setdefault(cell, len(self._cells))
        if number == len(self._cells):
            self._cells.append(cell)
            self._digests.append(b"")
            self._same[number] = False
        if number not in self._renewed and not self._is_same(number):
            self._renewed.add(number)
            if cell.part == "answer":
                self._answers[number] = self._numbers_of(self._read_for(cell))
            self._digests[number] = self._now.of(cell)
        return number

    @cached_property
    def _numbers(self) -> dict[Cell, int]:
        return {cell: number for number, cell in enumerate(self._cells)}

    def _read_for(self, cell: Cell) -> Reads:
        arguments = cast("tuple[Any, ...]", cell.key)
        reads: Reads = self._shelf.answered(QUESTIONS[cell.name], *arguments)[1]
        return reads
