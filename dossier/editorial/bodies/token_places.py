"""Turn a token of a text, and a position in it, into the place in the file."""

from bisect import bisect_right
from collections.abc import Callable
from operator import itemgetter

from markdown_it.token import Token

from dossier.model import Place


class TokenPlaces:
    """Where in the file the tokens of a text are."""

    def __init__(self, file: str, first_line: int, text: str, where: Callable[[Place], Place]) -> None:
        self.file, self.first_line, self.where = file, first_line, where
        self.text, self.lines = text, text.split("\n")
        self._block: Token | None = None
        self._begins: list[tuple[int, int, int]] = []
        """Of each line of the block: where it begins in the content, its number, its column (-1: unknown)."""

    def at(self, line: int, column: int = 1) -> Place:
        """Return the place of line `line` of the text, from 0, column from 1."""
        return self.where(Place(self.file, self.first_line + line, column))

    def column_of(self, line: int, words: str, after: int = 0) -> int:
        """Return the column of plain words that begin on a line, from 0, behind column `after`.

        Where marks of Markdown are in them, their first letters must do, or the line.
        """
        raw = self.lines[min(line, len(self.lines) - 1)]
        for size in (24, 10, 4, 2):
            column = raw.find(words[:size], after)
            if column >= 0:
                return column + 1
        return len(raw) - len(raw.lstrip()) + 1

    def of(self, raw: str, after: str = "") -> Place:
        """Return the first place of some words; the first one behind some others."""
        first = self.text.find(after) + len(after) if after else 0
        found = max(self.text.find(raw.split("\n", maxsplit=1)[0], first), 0)
        return self.where(Place.of(self.file, self.text, found, self.first_line))

    def inside(self, block: Token, position: int | None, raw: str) -> Place:
        """Return the place of `raw`, which is at `position` of a block's content."""
        if block.map is None:  # the parser moved it: a footnote
            return self.of(raw)
        if position is None or not block.content.startswith(raw[:1], position):
            position = max(block.content.find(raw), 0)
        if self._block is not block:  # the same as before, mostly: a long block is cut once
            self._block, self._begins, begin = block, [], 0
            for number, words in enumerate(block.content.split("\n"), block.map[0]):
                line = min(number, len(self.lines) - 1)
                self._begins.append((begin, line, self.lines[line].find(words)))
                begin += len(words) + 1
        begin, line, base = self._begins[bisect_right(self._begins, position, key=itemgetter(0)) - 1]
        if base < 0:  # in a cell, where the bar of a link is written `\\|`
            found = max(self.lines[line].find(raw), self.lines[line].find(raw.replace("|", "\\|")), 0)
        column = base + position - begin if base >= 0 else found
        return self.at(line, column + 1)
