"""Turn problems, places and progress into what an editor, a machine or a code forge reads."""

import contextlib
import errno
import json
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, is_dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from dossier.model import Place, Problem, Severity
from dossier.text import late as re

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.QUESTION: "36;1"}  # ANSI SGR codes
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.QUESTION: "notice"}
_MAX_LINE = 200  # characters of a source line that a terminal shows with ease


_PRINTED = re.compile(r"python3 tasks\.py(?: ([a-z]+)\b)?")
"""A command in the words of messages, whichever program runs."""
_FOLDERED = ("build", "check", "serve", "mend", "new", "bundle")
"""Commands that take the two folders in which editors write."""
PATIENCE = 1.0  # seconds of work before a bar is shown


@dataclass(frozen=True, slots=True)
class Start:
    """How the program was started in this process."""

    program: str = "python3 tasks.py"
    """What is typed before a command: `dossier` or `python3 tasks.py`."""
    folder: Path | None = None
    """Of the `tasks.py` that was started."""
    checkout: Path | None = None
    """The checkout whose `tasks.py` runs; None where Dossier is installed."""


started = Start()


def pasteable(text: str, options: tuple[str, ...] = ()) -> str:
    """Return a text with its commands as they can be pasted here; `options` name the folders."""

    def typed(match: re.Match[str]) -> str:
        name = match[1]
        words = [name, *map(shlex.quote, options)] if name in _FOLDERED else [name] if name else []
        return " ".join([started.program, *words])

    return _PRINTED.sub(typed, text)


_FAULTS = {
    errno.ENOSPC: "the disk is full; free some space, then run this again",
    errno.EDQUOT: "your share of the disk is full; free some space, then run this again",
    errno.EFBIG: "the file would be larger than this system allows (ulimit -f); raise the limit",
    errno.EACCES: "no permission; allow it, or name another folder",
    errno.EPERM: "not permitted; allow it, or name another folder",
    errno.EROFS: "this disk is read-only; name another folder with --output and --report",
    errno.EMFILE: "too many open files (ulimit -n); raise the limit",
    errno.ENAMETOOLONG: "the name is too long for this disk; choose a shorter one",
    errno.ENOTDIR: "there is a file where a folder is needed; name another folder",
    errno.EIO: "the disk gives an error; copy the desk to another one",
}
"""What a machine may refuse, and what helps."""


def fault_of_machine(error: OSError) -> str | None:
    """Say in a line what the machine refused and what helps; None for what is a fault of the program."""
    if error.errno not in _FAULTS:
        return None
    at = f"{error.filename}: " if error.filename else ""
    return f"{at}{_FAULTS[error.errno]}. What was there before is unchanged."


Advance = Callable[..., None]


@contextlib.contextmanager
def progress() -> Iterator[Advance]:
    """Show on a terminal what is being done and how much is left, after a second of work; else nothing.

    What is yielded takes the words for the work, then either a folder whose files are its size, or the
    parts done and the parts in all.
    """
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(file=sys.stderr), transient=True, auto_refresh=False)  # no thread
    began, task = time.monotonic(), bar.add_task("", total=None)

    def advance(words: str, size: Path | int = 0, total: int | None = None) -> None:
        if isinstance(size, Path):
            words, size = f"{words} {sum(1 for each in size.glob('*') if each.is_file())} files of {size}/", 0
        bar.update(task, description=words, completed=size, total=total)
        if time.monotonic() - began > PATIENCE:
            bar.start()
            bar.refresh()

    try:
        yield advance
    finally:
        bar.stop()


def wants_colour(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal that has not asked for plain text (NO_COLOR)."""
    return stream.isatty() and "NO_COLOR" not in os.environ


def placed(
    problems: tuple[Problem, ...], folders: tuple[Path, ...], options: tuple[str, ...] = ()
) -> tuple[Problem, ...]:
    """Name the files of problems by the folders as they were typed, and its commands as they can be pasted.

    A dossier knows a file by the name of its folder alone (`seeds/x.txt`), so that its pages
    do not depend on where it lies.
    """
    return tuple(
        replace(problem, at=as_typed(problem.at, folders), hint=pasteable(problem.hint, options))
        for problem in problems
    )


def as_typed(place: Place, folders: tuple[Path, ...]) -> Place:
    """Name the file of a place by the folders as they were typed, where it lies in one of them."""
    name, _, rest = place.file.partition("/")
    for folder in folders:
        if folder.name == name and (folder / rest).exists():
            return replace(place, file=(folder / rest).as_posix())
    return place


def as_text(problems: tuple[Problem, ...], colour: bool = False) -> str:
    """Return every problem with its line and a caret under the place."""
    files: dict[str, list[str]] = {}
    return "".join(_one(problem, colour, files) for problem in problems)


def _one(problem: Problem, colour: bool, files: dict[str, list[str]]) -> str:
    severity = str(problem.severity)
    if colour:
        severity = f"\033[{_COLOURS[problem.severity]}m{severity}\033[0m"
    hint = f". {problem.hint}" if problem.hint else ""
    text = f"{_plain(str(problem.at))}: {severity}: {_plain(problem.message + hint)}\n"
    line = _line(problem.at, files) if problem.severity is Severity.ERROR else ""
    if not line.strip():
        return text
    column = min(problem.at.column, len(line)) - 1
    start = max(0, min(column - _MAX_LINE // 2, len(line) - _MAX_LINE))
    number = f"{problem.at.line:>5} | "
    caret = " " * (len(number) + column - start) + "^"
    return f"{text}{number}{line[start : start + _MAX_LINE]}\n{caret}\n"


def _line(place: Place, files: dict[str, list[str]]) -> str:
    """Return the line that a place names."""
    if place.file not in files:
        try:
            raw = Path(place.file).read_bytes().decode("utf-8-sig", "replace")
        except (OSError, ValueError):
            raw = ""
        raw = "" if "\0" in raw else raw  # not text: there is no line to show
        files[place.file] = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _plain("".join(files[place.file][place.line - 1 : place.line]))


def _plain(text: str) -> str:
    """Return text with what would move a terminal's cursor, or colour it, as spaces."""
    return "".join(char if char.isprintable() else " " for char in text)


def as_json(problems: tuple[Problem, ...]) -> str:
    """Return the problems as a JSON array."""
    files: dict[str, list[str]] = {}
    found = [{**record(problem), "words": _line(problem.at, files).strip()} for problem in problems]
    return json.dumps(found, indent=2) + "\n"


def records(values: Iterable[Any]) -> str:
    """Return values as a JSON array."""
    plain = [
        asdict(value) if is_dataclass(value) and not isinstance(value, type) else value for value in values
    ]
    return json.dumps(plain, indent=2)


def record(problem: Problem) -> dict[str, object]:
    """Return one problem as JSON has it."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "file": problem.at.file,
        "line": problem.at.line,
        "column": problem.at.column,
        "hint": problem.hint,
        "candidates": candidates_of(problem),
    }


_MEANT = re.compile(r'Did you mean "([^"]+)"')
_CITED = re.compile(r"(?:“[^“”]+” )?\[@[^\[\]]+\]")


def candidates_of(problem: Problem) -> list[str]:
    """Return what was probably meant, from the words of a problem: names, and citations to be pasted.

    >>> candidates_of(Problem("x", Severity.ERROR, "no such", Place("a"), 'Did you mean "pier"?'))
    ['pier']
    """
    text = f"{problem.message} {problem.hint}"
    return [*_MEANT.findall(text), *_CITED.findall(text)]


def as_github(problems: tuple[Problem, ...]) -> str:
    """Return the problems as workflow commands that annotate the changed lines."""
    return "".join(
        f"::{_LEVELS[p.severity]} file={_escaped(p.at.file)},line={p.at.line},col={p.at.column},"
        f"title={p.code}::{_escaped(f'{p.message}. {p.hint}' if p.hint else p.message)}\n"
        for p in problems
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMATS: Mapping[str, Callable[[tuple[Problem, ...]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
