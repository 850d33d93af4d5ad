"""Find what a table has beyond its last column, which Markdown drops without a word."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from dossier.editorial.bodies.token_places import TokenPlaces
from dossier.model import Place
from dossier.text import late as re

_BAR = re.compile(r"(?<!\\)\|")
_MARGIN = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*")
"""What may precede a row within a quote or a list."""
_LONGEST = 60  # characters of a cell that a message repeats


def surplus_cells(tokens: Sequence[Token], places: TokenPlaces) -> Iterator[tuple[Place, str]]:
    """Yield the first cell of each row that its table has no column for, with its place."""
    columns = 0
    for token in tokens:
        if token.type == "table_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map:
            row = places.lines[token.map[0]]
            cells = list(_cells(row))
            if any(words.count("[[") != words.count("]]") for _, words in cells):
                continue  # a link that its own bar cuts is an error already
            if columns and len(cells) > columns and cells[columns][1].strip():
                start, words = cells[columns]
                column = start + len(words) - len(words.lstrip()) + 1
                yield places.at(token.map[0], column), words.strip()[:_LONGEST]


def _cells(row: str) -> Iterator[tuple[int, str]]:
    """Yield where each cell of a row begins, and its words."""
    margin = _MARGIN.match(row)
    begin = margin.end() if margin else 0
    begin += row[begin : begin + 1] == "|"
    for bar in (*_BAR.finditer(row, begin), None):
        end = bar.start() if bar else len(row)
        if bar or row[begin:end].strip():
            yield begin, row[begin:end]
        begin = end + 1
