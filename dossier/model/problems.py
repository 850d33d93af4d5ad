"""Problems in the input: values that are collected, sorted and shown together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

V = TypeVar("V")


class Severity(StrEnum):
    """An error stops publishing; a warning is listed; a question waits for an editor."""

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file a person should look."""

    file: str
    """Path as typed, with `/`: `content/notes/x.md`."""
    line: int = 1
    """From 1."""
    column: int = 1
    """From 1, in characters."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @classmethod
    def of(cls, file: str, text: str, offset: int, first_line: int = 1) -> Place:
        """Return the place of a character of a text that begins on `first_line` of a file."""
        return cls(file, first_line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset))


NOWHERE = Place("")
"""For values that no file holds."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[V]):
    """A value that a person typed, and where."""

    value: V
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Problem:
    """One fact about the input that an editor should know."""

    code: str
    """Stable kebab-case name: `unknown-source`."""
    severity: Severity
    message: str
    """The fact, lower case, without a full stop."""
    at: Place
    hint: str = ""
    """What would help, as a sentence."""

    @classmethod
    def error(cls, code: str, message: str, at: Place, hint: str = "") -> Problem:
        """Make an error."""
        return cls(code, Severity.ERROR, message, at, hint)

    @classmethod
    def warning(cls, code: str, message: str, at: Place, hint: str = "") -> Problem:
        """Make a warning."""
        return cls(code, Severity.WARNING, message, at, hint)

    def __str__(self) -> str:
        hint = f". {self.hint}" if self.hint else ""
        return f"{self.at}: {self.severity}: {self.message}{hint}"


def of_severity(problems: Iterable[Problem], *severities: Severity) -> tuple[Problem, ...]:
    """Return the problems of some severities, in their order."""
    return tuple(problem for problem in problems if problem.severity in severities)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once, by file, line and column; those of one place by code and words."""
    return tuple(
        sorted(set(problems), key=lambda each: (each.at, each.code, each.message, each.severity, each.hint))
    )
