"""Turn problems into what an editor, a machine or a code forge reads."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from dossier.model import Place, Problem, Severity

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.QUESTION: "36;1"}  # ANSI SGR codes
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.QUESTION: "notice"}
_MAX_LINE = 200  # characters of a source line that a terminal shows with ease


def wants_colour(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal that has not asked for plain text (NO_COLOR)."""
    return stream.isatty() and "NO_COLOR" not in os.environ


def placed(problems: tuple[Problem, ...], folders: tuple[Path, ...]) -> tuple[Problem, ...]:
    """Name the files of problems by the folders as they were typed.

    A dossier knows a file by the name of its folder alone (`seeds/x.txt`), so that its pages
    do not depend on where it lies.
    """
    return tuple(replace(problem, at=as_typed(problem.at, folders)) for problem in problems)


def as_typed(place: Place, folders: tuple[Path, ...]) -> Place:
    """Name the file of a place by the folders as they were typed, where it lies in one of them."""
    name, _, rest = place.file.partition("/")
    for folder in folders:
        if folder.name == name and (folder / rest).exists():
            return replace(place, file=(folder / rest).as_posix())
    return place


def as_text(problems: tuple[Problem, ...], colour: bool) -> str:
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
        files[place.file] = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _plain("".join(files[place.file][place.line - 1 : place.line]))


def _plain(text: str) -> str:
    """Return text with what would move a terminal's cursor, or colour it, as spaces."""
    return "".join(char if char.isprintable() else " " for char in text)


def as_json(problems: tuple[Problem, ...], colour: bool = False) -> str:
    """Return the problems as a JSON array."""
    del colour
    return json.dumps([record(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


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
    }


def as_github(problems: tuple[Problem, ...], colour: bool = False) -> str:
    """Return the problems as workflow commands that annotate the changed lines."""
    del colour
    return "".join(
        f"::{_LEVELS[p.severity]} file={_escaped(p.at.file)},line={p.at.line},col={p.at.column},"
        f"title={p.code}::{_escaped(f'{p.message}. {p.hint}' if p.hint else p.message)}\n"
        for p in problems
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMATS: Mapping[str, Callable[[tuple[Problem, ...], bool], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
