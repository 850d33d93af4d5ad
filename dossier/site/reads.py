"""Note what is read of a shelf, and tell in the next build whether any of it has changed.

A page, or an answer that many pages ask for, is made of a shelf and of nothing else. While it is made it is
given a `Recorder` in the place of the shelf: every value that is read, is a `Cell`, and noted.
The next build compares the digest of each cell with that of the last one; where all are equal, the same would
be made again. Nothing is declared, so nothing can be forgotten.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cached_property
from itertools import chain
from types import FunctionType, MappingProxyType, MethodType
from typing import Any, NamedTuple, TypeVar, cast

from dossier.kept import Parcel, digest_of
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


Reads = tuple[tuple[str, str, tuple[Hashable, ...]], ...]
"""Cells by name and part: the keys of each."""


class Recorder:
    """A shelf that notes what is read of it; its methods read through it too."""

    def __init__(self, shelf: Any) -> None:  # noqa: ANN401  # a Shelf, which imports this module
        self._shelf = shelf
        self._reads: dict[tuple[str, str], dict[Hashable, None]] = {}
        self._mappings: list[_Noted] = []

    def finish(self) -> Reads:
        """Return the cells that were read; answers, which take longest to compare, come last.

        The recorder begins anew. It would stay in memory for long, as it holds methods that hold it.
        """
        shelf = self._shelf
        of_mappings = chain.from_iterable(each.reads() for each in self._mappings)
        reads = *of_mappings, *((*of, tuple(keys)) for of, keys in self._reads.items())
        vars(self).clear()
        Recorder.__init__(self, shelf)
        return reads

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
            self._mappings.append(_Noted(name, value))
            return self._mappings[-1]
        if isinstance(value, Dossier):
            return _Head(value, self._note)
        self._note(name)
        return value

    def _note(self, name: str, part: str = "value", key: Hashable = None) -> None:
        self._reads.setdefault((name, part), {})[key] = None

    def answer(self, question: Callable[..., V], *arguments: Any) -> V:  # noqa: ANN401
        """Return what a function of the shelf returns, as `Shelf.answer` does."""
        self._note(name_of(question), "answer", arguments)
        found: V = self._shelf.answer(question, *arguments)
        return found


class _Head:
    """What stands in a dossier itself; sources, desk and findings are read from the shelf."""

    def __init__(self, dossier: Dossier, note: Callable[[str], None]) -> None:
        self._dossier, self._note = dossier, note

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a dossier has
        found = getattr(self._dossier, name)
        if isinstance(found, Corpus | Desk | Analysis):
            raise LookupError(f"a page reads what is in dossier.{name} from the shelf")
        self._note(f"dossier.{name}")
        self.__dict__[name] = found  # asked for once
        return found


class _Noted(dict[Any, Any]):
    """A mapping that notes what is read of it: a dictionary of the keys that were asked for.

    So a second question for a key is answered as fast as by any dictionary.
    """

    def __init__(self, name: str, of: Mapping[Any, Any]) -> None:
        super().__init__()
        self._name, self._of = name, of
        self._asked: dict[Hashable, None] = {}
        """Keys of which it was asked whether they are there."""
        self._wholes: set[str] = set()

    def reads(self) -> Iterator[tuple[str, str, tuple[Hashable, ...]]]:
        """Yield the cells that were read."""
        yield from ((self._name, part, (None,)) for part in sorted(self._wholes))
        keys = chain(super().keys(), self._asked)
        yield self._name, "value", tuple(dict.fromkeys(map(_share, keys)))

    def __missing__(self, key: Any) -> Any:  # noqa: ANN401
        self._asked[key] = None
        found = self._of[key]
        if key in self._of:  # it may give values that it does not have
            self[key] = found
        return found

    def get(self, key: Any, default: Any = None) -> Any:  # noqa: ANN401
        """Return a value, or what is given in its place."""
        if super().__contains__(key):
            return self[key]
        self._asked[key] = None
        return self._of.get(key, default)

    def __contains__(self, key: object) -> bool:
        if super().__contains__(key):
            return True
        self._asked[key] = None
        return key in self._of

    def __iter__(self) -> Iterator[Any]:
        self._wholes.add("keys")
        return iter(self._of)

    def __len__(self) -> int:
        self._wholes.add("keys")
        return len(self._of)

    def __bool__(self) -> bool:
        return len(self) > 0

    def keys(self) -> Any:  # noqa: ANN401
        """Return all keys."""
        self._wholes.add("keys")
        return self._of.keys()

    def values(self) -> Any:  # noqa: ANN401
        """Return all values."""
        self._wholes.add("all")
        return self._of.values()

    def items(self) -> Any:  # noqa: ANN401
        """Return all keys with their values."""
        self._wholes.add("all")
        return self._of.items()

    def _refused(self, *_: object) -> Any:  # noqa: ANN401
        raise TypeError(f"read {self._name} in another way: this one would not be noted")

    __or__ = __ror__ = __ior__ = __eq__ = __ne__ = __reversed__ = copy = __reduce__ = _refused


def _share(key: Any) -> Any:  # noqa: ANN401  # of any mapping
    """Return the key of a cell: of a place its source, so that there are not as many cells as sentences."""
    return key[0] if type(key) is tuple else key


def name_of(function: Callable[..., object]) -> str:
    """Return the name by which a function of a module is known in the next build."""
    return f"{function.__module__}.{function.__qualname__}"


QUESTIONS: dict[str, Callable[..., Any]] = {}
"""Functions of a shelf that are answered once, by their names."""
REMEMBERED: set[str] = set()
"""Names of those whose answers are kept for the next build."""


class Digests:
    """The digests of what is on a shelf now."""

    def __init__(self, shelf: Any) -> None:  # noqa: ANN401  # a Shelf, which imports this module
        self._shelf = shelf
        self._known: dict[Cell, bytes] = {}
        self._shares: dict[str, Mapping[Hashable, object]] = {}
        self._findings: dict[int, tuple[bytes, object]] = {}
        """The digest of each of the last findings, which are found by several keys, by its number in memory;
        with the finding itself, so that no other one gets that number."""

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
            return self._parts(self._shelf.answer(QUESTIONS[cell.name], *arguments))
        head, _, name = cell.name.partition(".")
        value = getattr(self._shelf, head)
        if name:
            return getattr(value, name)
        if not isinstance(value, Mapping):
            return self._parts(value)
        if cell.part == "keys":
            return tuple(value)
        if cell.part == "all":
            shares = dict.fromkeys(map(_share, value))
            return tuple(value), [self.of(Cell(head, share)) for share in shares]
        values = self._shares_of(head, value)
        return self._parts(values[cell.key]) if cell.key in values else ()

    def _parts(self, value: object) -> object:
        """Return what stands for a value in its digest: for several findings the digest of each."""
        if not isinstance(value, tuple | list):
            return (value,)
        parts: list[object] = []
        for each in value:
            kind = type(each)
            if kind is str or (known := self._findings.get(id(each))) is None:
                parts.append(each if kind is str else self._part(each))
            else:
                parts.append(known[0])
        return tuple(parts)

    def _part(self, value: object) -> object:
        """Return what stands for a value that has no digest yet."""
        if isinstance(value, tuple):
            return self._parts(value)
        if not is_dataclass(value):
            return value
        digest = digest_of(value)
        if len(self._findings) == _AT_HAND:
            self._findings.clear()
        self._findings[id(value)] = digest, value
        return digest or value  # one that has none must not look like another

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
_GONE: tuple[str, Hashable, str] = ("", None, "")
_ASKED = ("asked",)
_AT_HAND = 50_000  # findings whose digests are held, 12 MB; few pages later hardly any is asked for
_GAPS = 8  # one cell in so many may be one that nothing reads, before all are numbered anew


class Past(NamedTuple):
    """What a build leaves for the next."""

    found: bytes | None = None
    """What the found shelf was made of."""
    by_source: Mapping[Hashable, bytes] = MappingProxyType({})
    """The same of its part of each source."""
    cells: tuple[tuple[str, Hashable, str], ...] = ()
    digests: tuple[bytes, ...] = ()
    """Of each cell."""
    answers: Mapping[int, tuple[Numbers, Parcel | None]] = MappingProxyType({})
    """What was read for each answer, and the answer where it is remembered."""
    made: Mapping[Any, Any] = MappingProxyType({})
    """What was made of which cells, by its key, with what is to be known of it."""


class Ledger:
    """What was made of which cells in the last build, and what is made of them now."""

    def __init__(self, shelf: Any, past: Past | None) -> None:  # noqa: ANN401  # a Shelf
        was, parts_were, cells, digests, answers, self._made = past or Past()
        self._answers = dict(answers)  # what is kept may be in memory
        self._asked = {cells[number]: number for number in answers}
        self._shelf = shelf
        same = shelf.sources_made_of.items() & parts_were.items()
        self._same_sources = frozenset(source for source, _ in same)
        """Sources in each of which the same was found."""
        self._now = Digests(shelf)
        self._cells = list(cells)
        """Each the parts of a `Cell`; those of `_GONE` where there was one that nothing reads any more."""
        self._digests = list(digests)
        names = {name for name, _, _ in cells} if was is not None and was == shelf.made_of else set()
        found = dict.fromkeys(filter(shelf.is_found, names), True)
        self._same: list[bool | None] = [found.get(name) for name, _, _ in cells]
        """Of each cell, whether it is as it was in the last build; None until it was looked at."""
        self._renewed: set[int] = set()
        """Cells whose digest is that of this build, and was another or none in the last."""
        self._fresh: dict[Any, tuple[Numbers, Any]] = {}

    def answer(self, name: str, arguments: tuple[object, ...]) -> Parcel | None:
        """Return the answer of the last build to a question; None where it may be another now."""
        number = self._asked.get((name, arguments, "answer"))
        return self._answers[number][1] if number is not None and self._is_same(number) else None

    def known(self, key: Hashable) -> Any | None:  # noqa: ANN401  # whatever is to be known of it
        """Return what is known of something made in the last build; None where it may be another now."""
        numbers, known = self._made.get(key, (None, None))
        return known if numbers is not None and self._are_same(numbers) else None

    def all_known(self, head: str) -> dict[Any, Any]:
        """Return all that is as it was, by its key, of the keys that begin with a word."""
        keys = (key for key in self._made if key[0] == head)
        return {key: known for key in keys if (known := self.known(key)) is not None}

    def keep(self, key: Hashable, known: object) -> None:
        """Keep for the next build what is as it was, and what is to be known of it."""
        self._fresh[key] = self._made[key][0], known

    def note_asked(self) -> None:
        """Note those answers that are remembered, but that no page has asked for: the shelf itself has."""
        _, asked = self._made.get(_ASKED, (b"", ()))
        still = (each for each in asked if self.answer(*each) is not None)
        all_asked = tuple(dict.fromkeys((*still, *self._shelf.asked)))
        self.note(_ASKED, tuple((name, "answer", (of,)) for name, of in all_asked), all_asked)

    def let_go(self) -> None:
        """Let go of the digests of single findings, which the pages share: all of these are noted."""
        self._now = Digests(self._shelf)

    def note(self, key: Hashable, reads: Reads, known: object) -> None:
        """Note what something was made of."""
        self._fresh[key] = self._numbers_of(reads), known

    def past(self) -> Past:
        """Return what the next build is to know: only cells that are known to be as they are noted."""
        read = [n in self._renewed or bool(self._same[n]) for n in range(len(self._cells))]
        kept = list(range(len(read)))
        if read.count(False) > len(read) / _GAPS:  # else the numbers stay: there are very many
            kept = [number for number in kept if read[number]]
        new = {number: place for place, number in enumerate(kept)}

        def renumbered(numbers: Numbers) -> Numbers:
            if len(new) == len(read):
                return numbers
            return array("I", [new[number] for number in array("I", numbers)]).tobytes()

        return Past(
            self._shelf.made_of,
            self._shelf.sources_made_of,
            tuple(self._cells[number] if read[number] else _GONE for number in kept),
            tuple(self._digests[number] if read[number] else b"" for number in kept),
            {
                new[number]: (renumbered(of), answer)
                for number, (of, answer) in self._answers.items()
                if read[number]
            },
            {key: (renumbered(numbers), known) for key, (numbers, known) in self._fresh.items()},
        )

    def _are_same(self, numbers: Numbers) -> bool:
        same = self._same
        return all(self._is_same(number) for number in array("I", numbers) if not same[number])

    def _is_same(self, number: int) -> bool:
        """Tell whether a cell is as it was in the last build."""
        same = self._same[number]
        if same is None:
            same = self._same[number] = self._compare(number)
        return same

    def _compare(self, number: int) -> bool:
        cell = Cell(*self._cells[number])
        if cell.part == "answer":
            if self._are_same(self._answers[number][0]):
                return True
            try:
                self._answers[number] = self._answered(cell)
            except Exception:  # whatever it was asked of may be gone
                return False
        elif self._is_by_a_same_source(cell):
            return True
        return self._now.of(cell) == self._digests[number] != b""

    def _is_by_a_same_source(self, cell: Cell) -> bool:
        """Tell whether a cell has nothing but what was found in a source, and the same was found there."""
        is_same = cell.part == "value" and cell.key in self._same_sources
        return is_same and bool(self._shelf.is_by_one_source(cell.name))

    def _numbers_of(self, reads: Reads) -> Numbers:
        """Return the numbers of cells that are noted; their digests are those of now."""
        numbers = array("I")
        for name, part, keys in reads:
            known = self._numbers[name, part]
            for key in keys:
                number = known.get(key)
                if number is None:
                    number = known[key] = self._added(Cell(name, key, part))
                if number not in self._renewed and not self._is_same(number):
                    self._renew(number)
                numbers.append(number)
        return numbers.tobytes()

    def _added(self, cell: Cell) -> int:
        number = len(self._cells)
        self._cells.append((*cell,))
        self._digests.append(b"")
        self._same.append(False)
        return number

    def _renew(self, number: int) -> None:
        cell = Cell(*self._cells[number])
        self._renewed.add(number)
        if cell.part == "answer":
            self._answers[number] = self._answered(cell)
        self._digests[number] = self._now.of(cell)

    @cached_property
    def _numbers(self) -> Mapping[tuple[str, str], dict[Hashable, int]]:
        numbers: dict[tuple[str, str], dict[Hashable, int]] = defaultdict(dict)
        for number, (name, key, part) in enumerate(self._cells):
            numbers[name, part][key] = number
        return numbers

    def _answered(self, cell: Cell) -> tuple[Numbers, Parcel | None]:
        """Return what is read for an answer, and the answer if it is remembered."""
        arguments = cast("tuple[Any, ...]", cell.key)
        found, reads = self._shelf.answered(QUESTIONS[cell.name], *arguments)
        return self._numbers_of(reads), Parcel(found) if cell.name in REMEMBERED else None
