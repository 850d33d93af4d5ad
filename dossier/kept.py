"""Keep what a build found out, by the hash of all that it depends on, for the next build.

A small SQLite file beside the site. Nothing depends on it: it may be deleted at any time, two builds may use
it at once, and where it cannot be read or written a build does all the work itself. What is kept are pickles
of values of the model and of nothing else: reading one makes no other class and calls no function. A file
that belongs to another user is not read.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import io
import logging
import marshal
import os
import pickle
import sqlite3
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter, methodcaller
from pathlib import Path
from typing import Any, cast

RUNS = 3  # builds for which something stays that none of them needed
LIMIT = 4_000_000_000  # bytes; above it only what the last build needed stays
_LEVEL = 1  # of zlib; higher ones take longer than they spare
PLAIN = 0  # the same, for what every build writes anew
_DIGEST = 16  # bytes
_SHARES_NOTHING = 0  # version of marshal in which the same string again is written again
_ASKED = 500  # keys in one question to the file; SQLite takes up to 999
_PLAIN = {("datetime", "date"), ("builtins", "frozenset"), ("collections", "Counter")}
_OURS = ("dossier.model.", "dossier.check")
_WITHIN = ("dossier.kept", "Parcel")  # a value that is packed within another

_log = logging.getLogger(__name__)

Key = bytes


Reducer = Callable[[object], tuple[type, tuple[object, ...]]]


_NAMED = attrgetter("__qualname__")
_REDUCED = methodcaller("__reduce_ex__", pickle.HIGHEST_PROTOCOL)
"""What pickle does with a class, and with a value of any other kind; it finds that out anew for each."""


class _Reducers(dict[type, Reducer]):
    """How each dataclass is taken apart, in half the time that those with slots take by themselves."""

    def __missing__(self, kind: type) -> Reducer:
        if not is_dataclass(kind) or any(each.kw_only for each in fields(kind)):
            self[kind] = _NAMED if issubclass(kind, type) else _REDUCED
            return self[kind]
        values_of = _values_of(_parts(kind, deep=False))

        def reduced(value: object) -> tuple[type, tuple[object, ...]]:
            return kind, values_of(value)

        self[kind] = reduced
        return reduced


class _Flatteners(dict[type, Callable[[Any], object] | None]):
    """How a value of each class is turned into plain ones; None for what is plain already.

    Of equal values, also in different processes, the plain ones have the same bytes; of mappings, of those in
    one order.
    """

    def __missing__(self, kind: type) -> Callable[[Any], object] | None:
        self[kind] = None if kind in _PLAIN_TYPES else self._flattener(kind)
        return self[kind]

    def _flattener(self, kind: type) -> Callable[[Any], object]:
        name = kind.__qualname__
        if is_dataclass(kind):
            values_of = _values_of(_parts(kind, deep=True))
            return lambda value: (name, *_flat_all(values_of(value)))
        for base, flattened in _CONTAINERS.items():
            if issubclass(kind, base):
                return lambda value: (name, *flattened(value))
        return lambda value: (name, pickled(value))


def flat(value: object) -> object:
    """Return a value of the model, or a plain one, as nested tuples of strings and numbers."""
    flattened = _flatteners[type(value)]
    return value if flattened is None else flattened(value)


def _flat_all(values: Iterable[object]) -> list[object]:
    return [each if type(each) in _PLAIN_TYPES else flat(each) for each in values]  # most are plain


_PLAIN_TYPES = {str, bytes, int, float, bool, type(None)}
_CONTAINERS: dict[type, Callable[[Any], Iterable[object]]] = {
    Enum: lambda value: (value.value,),
    str: lambda value: ("".join(value),),
    date: lambda value: (value.isoformat(),),
    tuple: _flat_all,
    list: _flat_all,
    Set: lambda value: sorted(_flat_all(value), key=repr),
    Mapping: lambda value: ((flat(key), flat(each)) for key, each in value.items()),
}
"""What makes a value of each class, the first that it is of; by its name values of two classes differ."""


def _values_of(parts: Iterable[str]) -> Callable[[object], tuple[object, ...]]:
    """Return what takes attributes of a value."""
    names = tuple(parts)
    values = attrgetter(*names) if names else lambda _: ()
    return values if len(names) != 1 else lambda value: (values(value),)


def _parts(kind: type, prefix: str = "", *, deep: bool) -> Iterator[str]:
    """Yield the attributes that make a value of a dataclass; `deep`: those that make its parts."""
    names = vars(sys.modules[kind.__module__])
    for each in fields(kind):
        inner = names.get(each.type) if isinstance(each.type, str) else each.type
        if not each.init:
            continue  # it follows from the others
        is_one_class = isinstance(inner, type) and is_dataclass(inner) and not inner.__subclasses__()
        if deep and is_one_class:
            yield from _parts(cast("type", inner), f"{prefix}{each.name}.", deep=True)
        else:
            yield prefix + each.name


_reducers, _flatteners = _Reducers(), _Flatteners()


def pickled(value: object) -> bytes:
    """Return a value as bytes."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _reducers
    pickler.dump(value)
    return stream.getvalue()


def digest_of(value: object) -> bytes:
    """Return a hash by which equal values are known again; empty for one that cannot be packed."""
    try:
        return hashlib.blake2b(_bytes_of(value), digest_size=_DIGEST).digest()
    except Exception:  # whatever a page kind may put there
        return b""


def _bytes_of(value: object) -> bytes:
    return marshal.dumps(flat(value), _SHARES_NOTHING)  # type: ignore[arg-type]  # flat values are plain


class Parcel:
    """A value on its way between processes and runs; it is packed and unpacked when that is needed."""

    __slots__ = ("_level", "_packed", "_value")

    def __init__(self, value: object = None, packed: bytes | None = None, level: int = _LEVEL) -> None:
        self._value, self._packed, self._level = value, packed, level

    def __reduce__(self) -> tuple[type[Parcel], tuple[None, bytes]]:
        return Parcel, (None, self.packed)

    @property
    def is_packed(self) -> bool:
        """Whether the bytes are there."""
        return self._packed is not None

    @property
    def packed(self) -> bytes:
        """The value as bytes."""
        if self._packed is None:
            self._packed = zlib.compress(pickled(self._value), self._level)
        return self._packed

    def alone(self) -> Parcel:
        """Return the bytes without the value, which may be ten times as large."""
        return Parcel(packed=self.packed, level=self._level)

    @property
    def value(self) -> Any:  # noqa: ANN401  # whatever was put in
        """The value; raises ValueError where the bytes are none of ours.

        What is unpacked is not held here as well: it may be ten times as large as the bytes.
        """
        if self._value is None and self._packed is not None:
            return _unpacked(self._packed)
        return self._value


class _Reader(pickle.Unpickler):
    """Reads values of the model and the plain values in them, and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        """Return a class by its name; raise UnpicklingError for what no kept value has."""
        return _class_of(module, name)


@cache
def _class_of(module: str, name: str) -> type:
    if (module, name) == _WITHIN:
        return Parcel
    if (module, name) in _PLAIN or module.startswith(_OURS):
        found = getattr(importlib.import_module(module), name, None)
        if isinstance(found, type) and found.__module__ == module:
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is not kept between builds")


def _unpacked(packed: bytes) -> object:
    try:
        return _Reader(io.BytesIO(zlib.decompress(packed))).load()
    except Exception as error:  # a damaged pickle may raise anything
        raise ValueError("not a kept value") from error


def key_of(*parts: object) -> Key:
    """Return the hash of values of the model and plain ones, and of the program and its libraries."""
    digest = hashlib.blake2b(version(), digest_size=32)
    for part in parts:
        digest.update(_bytes_of(part))
    return digest.digest()


@cache
def rules() -> bytes:
    """Return the hash of the program's own files."""
    digest = hashlib.blake2b(digest_size=32)
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".txt"):
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.digest()


@cache
def version() -> bytes:
    """Return the hash of the program's own files, of the versions of its libraries and of Python."""
    digest = hashlib.blake2b(repr((sys.version, sys.platform)).encode() + rules(), digest_size=32)
    for folder in sys.path:
        with contextlib.suppress(OSError):
            names = (entry.name for entry in os.scandir(folder or ".") if entry.name.endswith(".dist-info"))
            digest.update("\0".join(sorted(names)).encode())
    return digest.digest()


class Memory:
    """What the builds of one process have in memory for the next one there: values that no build changes."""

    def __init__(self, *, is_shared: bool = False) -> None:
        self.is_shared = is_shared
        """Whether a later build will ask for them; else nothing is held."""
        self.values: dict[Key, Any] = {}
        self.shelf: Any = None
        """That of the last build, with all that was filled there."""
        self._taken: dict[Key, Any] = {}

    def hold(self, shelf: object) -> None:
        """Hold the shelf of a build."""
        if self.is_shared:
            self.shelf = shelf

    def take(self, values: Mapping[Key, Any]) -> None:
        """Hold values that a build has made or asked for."""
        if self.is_shared:
            self._taken.update(values)

    def turn(self) -> None:
        """Let go of what the build that ends here has neither made nor asked for."""
        self.values, self._taken = self._taken, {}


class Kept:
    """What earlier builds have kept, and what this one adds; without a file, what this one adds."""

    def __init__(self, file: Path | None = None, memory: Memory | None = None) -> None:
        self._file = file
        self.memory = Memory() if memory is None else memory
        self._fresh: dict[Key, Parcel] = {}
        self._used: set[Key] = set()
        self._connection: sqlite3.Connection | None = None
        self._run = 0
        if file:
            self._connection = self._open()

    def get(self, keys: Iterable[Key]) -> dict[Key, Any]:
        """Return the values of those keys that are kept."""
        found = {}
        for key, parcel in self._parcels(keys):
            with contextlib.suppress(ValueError):
                found[key] = parcel.value
        self.memory.take(found)
        self._used.update(found)
        return found

    def get_packed(self, keys: Iterable[Key]) -> dict[Key, Parcel]:
        """Return the values of those keys that are kept, for those who may not need all of them."""
        found = dict(self._parcels(keys))
        self.memory.take({key: self.memory.values[key] for key in found if key in self.memory.values})
        self._used.update(found)
        return found

    def _parcels(self, keys: Iterable[Key]) -> Iterator[tuple[Key, Parcel]]:
        """Yield what is kept by some keys, packed as long as nobody looks."""
        missing = []
        for key in dict.fromkeys(keys):
            if key in self.memory.values:
                yield key, Parcel(self.memory.values[key])
            elif key in self._fresh:
                yield key, self._fresh[key]
            else:
                missing.append(key)
        with self._careful():
            for start in range(0, len(missing), _ASKED):
                yield from self._stored(missing[start : start + _ASKED])

    def _stored(self, keys: Sequence[Key]) -> Iterator[tuple[Key, Parcel]]:
        if self._connection is None:
            return
        marks = ",".join("?" * len(keys))
        for key, check, packed in self._connection.execute(
            f"SELECT key, checked, value FROM stored WHERE key IN ({marks})",
            keys,  # marks only
        ):
            if check == _check(key, packed):
                yield key, Parcel(packed=packed)

    def use(self, keys: Iterable[Key]) -> None:
        """Keep for some builds more what this one would need if something else had changed."""
        self._used.update(keys)

    def put(self, values: Mapping[Key, Parcel]) -> None:
        """Keep values for the next build."""
        self._fresh.update(values)
        self.memory.take({key: each.value for key, each in values.items()} if self.memory.is_shared else {})
        self._used.update(values)

    def unpacked(self) -> dict[Key, Parcel]:
        """Return what was added and is not packed yet, where it will be written."""
        fresh = self._fresh if self._connection is not None else {}
        return {key: parcel for key, parcel in fresh.items() if not parcel.is_packed}

    def save(self) -> None:
        """Write what was added; it is no longer held in memory."""
        with self._careful():
            if self._connection is not None:
                self._write(self._connection)
        self._fresh.clear()
        self._used.clear()

    def _write(self, connection: sqlite3.Connection) -> None:
        with connection:
            if not self._run:
                connection.execute("UPDATE runs SET run = run + 1")
                (self._run,) = connection.execute("SELECT run FROM runs").fetchone()
            connection.executemany("INSERT OR REPLACE INTO stored VALUES (?, ?, ?)", self._rows())
            used = ((key, self._run) for key in self._used)
            connection.executemany("INSERT OR REPLACE INTO needed VALUES (?, ?)", used)

    def _rows(self) -> Iterator[tuple[Key, bytes, bytes]]:
        """Yield what was added, and let go of it: packed and unpacked at once it would fill the memory."""
        while self._fresh:
            key, parcel = self._fresh.popitem()
            packed = parcel.packed
            del parcel
            yield key, _check(key, packed), packed

    def close(self, *, is_good: bool = True) -> None:
        """Save, drop what has not been needed for some builds, and let go of the file.

        `is_good`: the build made a site. What the last of these needed stays until the next one, however many
        builds fail and checks are run meanwhile.
        """
        self.save()
        with self._careful():
            if self._connection is not None:
                self._drop(self._connection, is_good=is_good)
                self._connection.close()
        self._connection = None
        if is_good:
            self.memory.turn()

    def _drop(self, connection: sqlite3.Connection, *, is_good: bool) -> None:
        with connection:
            if is_good:
                connection.execute("UPDATE good SET run = ?", (self._run,))
            last_good = "run <> (SELECT run FROM good)"
            _drop_needed(connection, f"run < {self._run - RUNS} AND {last_good}")
            (pages,), (size,) = (
                connection.execute(f"PRAGMA {each}").fetchone() for each in ("page_count", "page_size")
            )
            if pages * size > LIMIT:
                _drop_needed(connection, f"run < {self._run}")

    def _open(self) -> sqlite3.Connection | None:
        with self._careful():
            assert self._file is not None
            if _is_foreign(self._file):
                _log.warning("%s belongs to somebody else; going on without it.", self._file)
                return None
            try:
                return _connection(self._file)
            except sqlite3.DatabaseError:
                self._file.unlink()  # damaged, or none of ours: made anew
                return _connection(self._file)
        return None

    @contextlib.contextmanager
    def _careful(self) -> Iterator[None]:
        """Go on without the file where it cannot be read or written."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            connection, self._connection = self._connection, None
            _log.warning("%s cannot be used (%s); going on without it.", self._file, error)
            with contextlib.suppress(sqlite3.Error, OSError):
                if connection is not None:
                    connection.close()
                if self._file is not None and type(error) is sqlite3.DatabaseError:
                    self._file.unlink()  # damaged: the next build makes it anew


def _drop_needed(connection: sqlite3.Connection, which: str) -> None:
    """Drop values by the build that needed them last; `which` is SQL with numbers alone."""
    keys = f"SELECT key FROM needed WHERE {which}"
    connection.execute(f"DELETE FROM stored WHERE key IN ({keys})")
    connection.execute(f"DELETE FROM needed WHERE {which}")


def _connection(file: Path) -> sqlite3.Connection:
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # it has the words of sources
    connection = sqlite3.connect(file, timeout=5)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA auto_vacuum = FULL")
    with connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS stored (key BLOB PRIMARY KEY, checked BLOB, value BLOB) WITHOUT ROWID"
        )
        # Beside the values: to note that one was needed must not write it again.
        connection.execute(
            "CREATE TABLE IF NOT EXISTS needed (key BLOB PRIMARY KEY, run INTEGER) WITHOUT ROWID"
        )
        connection.execute("DROP TABLE IF EXISTS kept")  # of earlier versions
        connection.execute("CREATE TABLE IF NOT EXISTS runs (run INTEGER)")
        connection.execute("INSERT INTO runs SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM runs)")
        connection.execute("CREATE TABLE IF NOT EXISTS good (run INTEGER)")
        connection.execute("INSERT INTO good SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM good)")
    return connection


def _is_foreign(file: Path) -> bool:
    """Tell whether a file is a link or device, or belongs to another user."""
    if not os.path.lexists(file):
        return False
    status = file.lstat()
    owner = getattr(os, "getuid", lambda: status.st_uid)()
    return not stat.S_ISREG(status.st_mode) or status.st_uid != owner


def _check(key: Key, packed: bytes) -> bytes:
    """Return the hash by which a value is known to be unharmed and in its place."""
    return hashlib.blake2b(packed, key=key, digest_size=_DIGEST).digest()
