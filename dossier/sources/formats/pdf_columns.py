"""Put the rows of columns one after the other, and take the numbers of lines out of them."""

from collections import Counter
from itertools import pairwise

from dossier.sources.formats.pdf_lines import INSET, NEAR, SLACK, line_of
from dossier.sources.formats.pdf_rows import OTHER, Piece, Row
from dossier.text.lines import BULLET, FULL

COLUMN = 3  # rows that begin at one place on the page; fewer are no column
COUNTED = 5  # lines of a page; fewer are a list
BY_ROW = 0.8  # of the lines of a column that the next column follows at once
INDENTED = 3.0  # times the size of the letters, from the edge of a column to the first line of a paragraph
GUTTER = 0.5  # times the size of the letters, between two columns
NARROWEST = 0.4  # of the size of letters; words are wider
WIDEST = 1.5  # times the next widest gap of a row; words of justified text are not so far apart
CELL = 20  # characters of a line in a column on average; cells of tables are shorter


def without_numbers(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """Return rows without the numbers by which a transcript or a bill counts its lines, and these numbers."""
    numbered = [row for row in rows if row[0].text.strip().isdigit()]
    numbers = [row[0].text.strip() for row in numbered]
    rises = sum(int(b) in (int(a) + 1, 1) for a, b in pairwise(numbers))
    is_counted = len(numbers) >= max(COUNTED, BY_ROW * len(rows)) and rises >= BY_ROW * (len(numbers) - 1)
    text = [row[1:] for row in numbered if len(row) > 1]
    if not is_counted or not text or not _is_running(text):
        return rows, []
    return [row[1:] if row in numbered else row for row in rows if row not in numbered or row[1:]], numbers


def with_markers(rows: list[Row]) -> list[Row]:
    """Return rows with the signs and numbers of lists that were drawn by themselves, after the text."""
    joined: list[Row] = []
    for row in rows:
        marks = [piece for piece in row if piece.text.strip()]
        is_list = all(BULLET.fullmatch(f"{mark.text.strip()} ") for mark in marks)
        texts = [[each for each in joined if is_list and _is_right_of(each[0], mark)] for mark in marks]
        if not all(texts):
            joined.append(row)
            continue
        for mark, right in zip(marks, texts, strict=True):
            nearest = min(right, key=lambda each: each[0].x)
            nearest.insert(0, mark._replace(text=f"{mark.text.strip()} "))
    return joined


def _is_right_of(piece: Piece, mark: Piece) -> bool:
    return 0 < piece.x - mark.x < INSET * mark.size and abs(piece.y - mark.y) < OTHER * mark.size


def by_columns(rows: list[Row]) -> list[Row]:
    """Return rows that were drawn across two or more columns of prose as the rows of each column in turn."""
    edge = _column_edge(rows)
    if edge is None:
        return rows
    cut = [part for row in rows for part in _cut(row, edge) if part]
    right = [row[0].x >= edge - NEAR for row in cut]
    crossings = [number for number, (a, b) in enumerate(pairwise(right)) if b and not a]
    if len(crossings) < max(COLUMN / 2, BY_ROW * min(sum(right), len(right) - sum(right))):
        return rows  # each column, or each cell of a table, was drawn by itself
    first, last = crossings[0], crossings[-1] + 1
    columns: tuple[list[Row], list[Row]] = [], []
    for number, (row, is_right) in enumerate(zip(cut[first:], right[first:], strict=True), start=first):
        if number > last + 1 or (number == last + 1 and not _goes_on_below(columns[is_right][-1], row, edge)):
            break
        columns[is_right].append(row)
        last = max(last, number)
    if not all(map(_is_running, columns)):
        return rows
    return cut[:first] + by_columns(columns[0]) + by_columns(columns[1]) + cut[last + 1 :]


def _column_edge(rows: list[Row]) -> float | None:
    """Return where a second column begins: where many rows have a piece, and text runs across in few."""
    margin = min((row[0].x for row in rows), default=0.0)
    starts = Counter(round(piece.x) for row in rows for piece in row if piece.text.strip())
    for edge, count in sorted(starts.items(), key=lambda start: (-start[1], start[0])):
        if count < COLUMN:
            return None
        if edge >= margin + INSET * rows[0][0].size and _is_open(rows, edge):
            return float(edge)
    return None


def _is_open(rows: list[Row], edge: float) -> bool:
    """Tell whether nearly all rows that have text on both sides of a place have a gap there."""
    both = gaps = 0
    for row in rows:
        left, right = _cut(row, edge)
        if left and right:
            both += 1
            is_near = right[0].x <= edge + INDENTED * right[0].size
            gaps += is_near and edge - _end(left[-1]) >= GUTTER * left[-1].size
            if both - gaps > 0.1 * len(rows):
                return False  # soon, as most places are none
    return gaps >= 0.9 * both


def may_be_mixed(rows: list[Row]) -> bool:
    """Tell whether rows with text on both sides of a gap go on below it on one side: columns, or cells."""
    edge = _column_edge(rows)
    if edge is None or not _is_widest(rows, edge):
        return False
    cut = [[line_of(part).text if part else "" for part in _cut(row, edge)] for row in rows]
    sides = list(zip(*cut, strict=True))  # one without any capital has values, and no sentences
    widths = [max(map(len, side)) * any(text[:1].isupper() for text in side) for side in sides]
    wrapped = [
        all(above) and bool(b) and width >= CELL and _is_wrapped(a, b, width)
        for above, below in pairwise(cut)
        for a, b, width in zip(above, below, widths, strict=True)
    ]
    return sum(wrapped) > 1


def _is_widest(rows: list[Row], edge: float) -> bool:
    """Tell whether the gap at a place is by far the widest in most rows; else words are drawn one by one."""
    wider = []
    for row in rows:
        pieces = [piece for piece in row if piece.text.strip()]
        left, right = _cut(pieces, edge)
        if left and right:
            blank = right[0].x - left[-1].end
            others = (b.x - a.end for part in (left, right) for a, b in pairwise(part))
            wider.append(blank > WIDEST * max(others, default=0.0))
    return 2 * sum(wider) > len(wider)


def _is_wrapped(line: str, following: str, width: int) -> bool:
    """Tell whether a sentence goes on in the next line, for whose first word there was no room."""
    goes_on = following[0].islower() and not FULL.search(line)
    return goes_on and len(line) + 1 + len(following.split(maxsplit=1)[0]) > SLACK * width


def _end(piece: Piece) -> float:
    """Return where a piece ends at least; the files do not say how wide it is."""
    return piece.x + NARROWEST * piece.size * len(piece.text.strip())


def _cut(row: Row, edge: float) -> tuple[Row, Row]:
    left = [piece for piece in row if piece.x < edge - NEAR]
    return left, [piece for piece in row if piece.x >= edge - NEAR]


def _goes_on_below(row: Row, below: Row, edge: float) -> bool:
    """Tell whether a column has one more row; text that runs across both columns is none."""
    a, b = row[0], below[0]
    if b.x < edge - NEAR and _end(below[-1]) > edge:
        return False
    return 0 < a.y - b.y <= 2 * a.size and abs(a.size - b.size) <= OTHER * a.size


def _is_running(column: list[Row]) -> bool:
    """Tell whether the rows of a column are prose that runs from one to the next, and no cells of a table."""
    texts = [line_of(row).text for row in column]
    goes_on = sum(b[:1].islower() and not FULL.search(a) for a, b in pairwise(texts))
    return sum(map(len, texts)) >= CELL * len(texts) and goes_on >= max(2, 0.3 * (len(texts) - 1))
