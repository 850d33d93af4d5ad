"""Read and write `content/citations.lock`, which knows what each citation pointed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.editorial.files import write_whole
from dossier.forms.checked import why_unreadable
from dossier.model import CitedPlace, Place, Problem, SourceId
from dossier.text import late as re

NAME = "citations.lock"
_VERSION = 2  # 1: with fingerprints that tell the styles of quotation marks and dashes; both are read
_HEAD = f"dossier-citations {_VERSION}"
_NOTE = (
    "# Written by Dossier, kept in git: what each citation pointed to at the last good build or preview.\n"
    "# Do not edit it by hand. After a source changed, run: python3 tasks.py mend\n"
)
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")
_SHA = re.compile(r"[0-9a-f]{64}")
_PRINT = re.compile(r"[0-9a-f]{16}|-")
_WORDS = re.compile(r"([0-9a-f]{16}|-)(?:\.([1-9][0-9]{0,5}))?")


@dataclass(frozen=True, slots=True)
class LockEntry:
    """One line of the lock: what a use pointed to."""

    file: str
    place: CitedPlace
    words: str
    """Fingerprint of the cited words; `-` for a whole source in a lock of an earlier version."""
    statement: str
    first_words: str
    turn: int = 0
    """Which of several places with the same words it is, from 1; 0: its source has the words once."""


@dataclass(frozen=True, slots=True)
class Lock:
    """All lines of the lock."""

    sources: Mapping[SourceId, str]
    """The SHA-256 of each cited source's raw bytes."""
    entries: tuple[LockEntry, ...]


EMPTY = Lock({}, ())


def load_lock(content: Path) -> tuple[Lock, tuple[Problem, ...]]:
    """Read the lock of a desk; a desk without one has an empty lock."""
    path, file = content / NAME, f"{content.name}/{NAME}"
    if not path.exists():
        return EMPTY, ()
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        hint = f"Restore it from git; or delete {file} and rebuild."
        fact = f"cannot be read: {why_unreadable(error)}"
        return EMPTY, (Problem.error("damaged-lock", fact, Place(file), hint),)
    return read_lock(text, file)


def save_lock(content: Path, text: str) -> bool:
    """Write the lock, unless it reads so already or the folder is read-only; return whether it was."""
    path = content / NAME
    try:
        if path.is_file() and path.read_text("utf-8") == text:
            return False
        write_whole(path, text.encode())
    except OSError:  # a desk on a read-only disk is published all the same
        return False
    return True


def read_lock(text: str, file: str) -> tuple[Lock, tuple[Problem, ...]]:
    """Read the text of a lock; a lock with a fault is not used at all, and the fault is an error."""
    lines = text.removeprefix("\ufeff").splitlines()
    for number, line in enumerate(lines, 1):
        if _CONFLICT.match(line):
            hint = f"Take either side, then build; or delete {file} and rebuild."
            return EMPTY, (_fault(file, number, "a merge conflict was left here", hint),)
    head = re.fullmatch(r"dossier-citations ([0-9]{1,9})", lines[0]) if lines else None
    if not head:
        return EMPTY, (_fault(file, 1, f'the first line is not "{_HEAD}"', _restore(file)),)
    if int(head[1]) > _VERSION:
        hint = "Update Dossier, or restore the file as it was."
        return EMPTY, (_fault(file, 1, f"written by a later version ({head[1]})", hint),)
    sources: dict[SourceId, str] = {}
    entries: list[LockEntry] = []
    for number, line in enumerate(lines[1:], 2):
        parts = line.split("\t")
        entry = _read_entry(parts)
        if not line or line.startswith("#"):
            continue
        if entry:
            entries.append(entry)
        elif len(parts) == 3 and parts[0] == "source" and _SHA.fullmatch(parts[2]):
            sources[SourceId(parts[1])] = parts[2]
        else:
            return EMPTY, (_fault(file, number, "this line cannot be read", _restore(file)),)
    return Lock(sources, tuple(entries)), ()


def _read_entry(parts: list[str]) -> LockEntry | None:
    if len(parts) != 6 or parts[0] != "cite":
        return None
    words = _WORDS.fullmatch(parts[3])
    if not words or not _PRINT.fullmatch(parts[4]):
        return None
    source, _, fragment = parts[2].partition("#")
    place = CitedPlace.parse(SourceId(source), fragment)
    if not place or not source:
        return None
    return LockEntry(parts[1], place, words[1], parts[4], parts[5], int(words[2] or 0))


def _restore(file: str) -> str:
    return f"Restore it from git; or delete {file}, check the citations, and rebuild."


def _fault(file: str, line: int, message: str, hint: str) -> Problem:
    return Problem.error("damaged-lock", message, Place(file, line), hint)


def write_lock(lock: Lock) -> str:
    """Return the text of a lock: sources, then citations, sorted, one per line."""
    cited = {entry.place.source for entry in lock.entries}
    rows = [f"source\t{source}\t{sha}" for source, sha in sorted(lock.sources.items()) if source in cited]
    for entry in sorted(set(lock.entries), key=_order):
        file, place = entry.file.replace("\t", " "), str(entry.place)
        words = f"{entry.words}.{entry.turn}" if entry.turn else entry.words
        rows.append("\t".join(["cite", file, place, words, entry.statement, entry.first_words]))
    return f"{_HEAD}\n{_NOTE}" + "".join(f"{row}\n" for row in rows)


def _order(entry: LockEntry) -> tuple[str, str, int, int, str]:
    return (entry.file, entry.place.source, *entry.place.numbers, entry.statement)
