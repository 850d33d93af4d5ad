"""Turn a text into units: its lines, with hard-wrapped ones put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from dossier.model import ParagraphKind

WIDEST = 120  # characters; lines of more are paragraphs, not wrapped
NARROWEST = 35  # characters; shorter lines are verse, lists or addresses
_LINE = re.compile(r"[^\n]+")
_FULL = re.compile(r"[.!?…。！？؟:]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph to be: its place, and the kind once it is known."""

    start: int
    """Offset of its first character that is not white space."""
    end: int
    group: int
    """Number of the blank-line group it stands in."""
    kind: ParagraphKind | None = None

    def cut(self, start: int, end: int, text: str, kind: ParagraphKind | None) -> Unit | None:
        """Return the part between two offsets, without the white space round it; None when empty."""
        part = text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        return replace(self, start=start, end=end, kind=kind) if start < end else None


def find_units(text: str, *, joined: bool = True) -> list[Unit]:
    """Return the units of `text` in order; together they hold every character but white space.

    A line is a unit. With `joined`, lines that were broken at a fixed width (a break after which the
    next word would not have fitted) are one unit until a line ends short or the next is indented.
    """
    lines = _lines(text)
    width = _wrap_width(text, lines) if joined else None
    if width is None:
        return lines
    units: list[Unit] = []
    previous: Unit | None = None
    for line in lines:
        if (
            previous
            and units[-1].group == line.group
            and _indent(text, line) <= _indent(text, previous) + 1
            and (
                _would_not_fit(text, previous, line, width)
                or (not _FULL.search(text[previous.start : previous.end]) and text[line.start].islower())
            )
        ):
            units[-1] = replace(units[-1], end=line.end)
        else:
            units.append(line)
        previous = line
    return units


def _lines(text: str) -> list[Unit]:
    lines: list[Unit] = []
    group, last_end = 0, 0
    for match in _LINE.finditer(text):
        part = match.group()
        words = part.strip()
        if not words:
            continue
        start = match.start() + len(part) - len(part.lstrip())
        if lines and text.count("\n", last_end, start) > 1:
            group += 1
        lines.append(Unit(start, start + len(words), group))
        last_end = start + len(words)
    return lines


def _wrap_width(text: str, lines: list[Unit]) -> int | None:
    """Return the width at which the text was wrapped, None when it was not."""
    breaks = [(a, b) for a, b in pairwise(lines) if a.group == b.group]
    if not breaks:
        return None
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[9 * len(lengths) // 10]
    if not NARROWEST <= width <= WIDEST:
        return None
    tight = sum(_would_not_fit(text, a, b, width) for a, b in breaks)
    open_ends = sum(not _FULL.search(text[a.start : a.end]) for a, _ in breaks)
    return width if tight >= 0.6 * len(breaks) and open_ends >= 0.5 * len(breaks) else None


def _indent(text: str, line: Unit) -> int:
    return line.start - text.rfind("\n", 0, line.start) - 1


def _would_not_fit(text: str, line: Unit, following: Unit, width: int) -> bool:
    word = text[following.start : min(following.end, following.start + WIDEST)].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word) > width
