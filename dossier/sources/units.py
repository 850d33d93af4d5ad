"""Turn a text into units: its lines, with hard-wrapped ones put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from dossier.model import ParagraphKind

WIDEST = 120  # characters; lines of more are paragraphs, not wrapped
NARROWEST = 35  # characters; shorter lines are verse, lists or addresses
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:[•*·‣▪–—-]|\(?\d{1,3}[.)])\s")
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

    A line is a unit. With `joined`, lines that were broken at a fixed width are one unit until a line is
    indented; where no indents mark the paragraphs, until a line ends short or the next one is indented.
    """
    lines = _lines(text)
    width = _wrap_width(text, lines) if joined else None
    if width is None:
        return lines
    margin = _margin(text, lines)
    units = lines[:1]
    for previous, line in pairwise(lines):
        if margin is None:
            goes_on = _indent(text, line) <= _indent(text, previous) + 1 and (
                _would_not_fit(text, previous, line, width) or _in_mid_sentence(text, previous, line)
            )
        else:
            goes_on = _indent(text, line) <= margin and not _BULLET.match(text, line.start)
        if goes_on and units[-1].group == line.group:
            units[-1] = replace(units[-1], end=line.end)
        else:
            units.append(line)
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
    inner = [(a, b) for a, b in breaks if not _is_full(text, a) and _indent(text, b) <= _indent(text, a)]
    tight = sum(_would_not_fit(text, a, b, width) for a, b in inner)
    held = sum(_would_not_fit(text, a, b, width) or _in_mid_sentence(text, a, b) for a, b in inner)
    enough = 0.8 if _margin(text, lines) is None else 0.5
    return width if tight and held >= enough * len(inner) and len(inner) >= 0.3 * len(breaks) else None


def _margin(text: str, lines: list[Unit]) -> int | None:
    """Return the indent of the lines that go on, when a deeper one marks the first line of a paragraph."""
    indents = [_indent(text, line) for line in lines]
    margin = min(indents)
    deeper = sum(indent > margin + 1 for indent in indents)
    return margin if 1 <= deeper <= len(lines) / 2 else None


def _is_full(text: str, line: Unit) -> bool:
    return bool(_FULL.search(text[line.start : line.end]))


def _in_mid_sentence(text: str, line: Unit, following: Unit) -> bool:
    return text[following.start].islower() and not _is_full(text, line)


def _indent(text: str, line: Unit) -> int:
    return line.start - text.rfind("\n", 0, line.start) - 1


def _would_not_fit(text: str, line: Unit, following: Unit, width: int) -> bool:
    word = text[following.start : min(following.end, following.start + WIDEST)].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word) > width
