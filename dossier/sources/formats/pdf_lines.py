"""Turn the rows of a page into lines, in the order in which they are read."""

from itertools import groupby

from dossier.sources.formats.direction import RIGHT_TO_LEFT, letters_by_side, reading_order
from dossier.sources.formats.pdf_rows import GAP, SMALLER, Piece, Row, gap, is_initial
from dossier.text import late as re
from dossier.text.characters import clean
from dossier.text.raised import raised

SLACK = 0.85  # of the width; letters are not equally wide, so full lines differ in their count
RAISED = 0.1  # of the size of a line, above its foot
INSET = 8  # times the size of the letters, from the margin to a second column
NEAR = 1.5  # points; what begins so near to each other begins at one place
NEIGHBOURS = 2  # lines above and below a mixed one, of one paragraph as a rule
_GLYPHS = re.compile(r"^(?:/[A-Za-z]{1,9}\d{1,5}){1,2}$|(?<![\w.])(?:/[A-Za-z]{1,9}\d{1,5}){3,}")


Line = Piece
"""A row as one piece, and where it begins."""


def line_of(row: Row, *, is_turned: bool | None = None) -> Line:
    """Join a row; smaller letters above the line are raised, larger ones give the line its size."""
    if is_turned is None:
        is_turned = are_turned([row])[0]
    row = _left_to_right(row)
    if is_turned or may_turn(row):
        row = _as_read(row, is_turned=is_turned)
    text, y, size = _joined(row)
    has_initial = len(row) > 1 and is_initial(row[0], row[1])
    # a turned line begins on the right, and further left is further in
    x = -max(piece.end for piece in row) if is_turned else min(piece.x for piece in row[has_initial:])
    return Line(" ".join(text.split()), x, y, size)


def _joined(row: Row) -> tuple[str, float, float]:
    """Return the text of a row, where its line stands and how large its letters are."""
    longest = max(row, key=lambda piece: len(piece.text))  # the first one may be a large letter
    text, y, size = row[0].text, longest.y, longest.size
    if len(row) > 1 and _is_raised(row[0], y, size):
        text = raised(text, "", row[1].text)
        text += " " * text[-1:].isdecimal()
    for number, piece in enumerate(row[1:], 2):
        words = piece.text
        if words.strip() and _is_raised(piece, y, size):
            words = raised(words, text, "".join(each.text for each in row[number : number + 2]))
        elif words.strip() and piece.size > size:
            y, size = piece.y, piece.size
        text += words
    return text, y, size


def _is_raised(piece: Piece, y: float, size: float) -> bool:
    """Tell whether a piece is higher than its line, and smaller or raised by the file."""
    return (piece.size < SMALLER * size or piece.rise > 0) and piece.y > y + RAISED * size


def may_turn(row: Row) -> bool:
    """Tell whether anything in a row runs from right to left."""
    return any(RIGHT_TO_LEFT.search(piece.text) for piece in row)


def are_turned(rows: list[Row]) -> list[bool]:
    """Tell of each row whether it runs from right to left: by its letters, if mixed by the rows near it."""
    if not any(map(may_turn, rows)):
        return [False] * len(rows)
    texts = ["".join(piece.text for piece in row) for row in rows]
    counts = list(map(letters_by_side, texts))
    turned = []
    for place, own in enumerate(counts):
        near = counts[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS + 1]
        left, right = zip(*(near if all(own) or not any(own) else [own]), strict=True)
        turned.append(sum(right) > sum(left))
    return turned


def _left_to_right(row: Row) -> Row:
    """Return a row in which what was drawn later, but wholly to the left of a piece, comes before it."""
    ordered = row[:1]
    for piece in row[1:]:
        right = (n for n, each in enumerate(ordered) if piece.end <= each.x + GAP * each.size)
        place = next(right, None) if piece.text.strip() and piece.x < piece.end else None
        if place is None:
            ordered.append(piece)
            continue
        before = gap(ordered[place - 1], piece) if place else ""
        after = gap(piece, ordered[place])
        ordered[place] = ordered[place]._replace(text=f"{after}{ordered[place].text}")
        ordered.insert(place, piece._replace(text=f"{before}{piece.text}"))
    return ordered


def _as_read(row: Row, *, is_turned: bool) -> Row:
    """Return the pieces of a row, given as they are seen, as they are read; those of one size become one."""
    pieces = [piece for piece in row for _ in piece.text]
    letters = reading_order("".join(piece.text for piece in row), is_turned=is_turned)
    read: Row = []
    for _, run in groupby(letters, lambda each: pieces[each[0]].size):
        joined = list(run)
        of_run = [pieces[place] for place, _ in joined]
        text = clean("".join(letter for _, letter in joined))
        x, end = min(piece.x for piece in of_run), max(piece.end for piece in of_run)
        read.append(of_run[0]._replace(text=text, x=x, end=end))
    return read


def with_letters(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Return lines without the names of glyphs, given in the place of letters, and those that had any."""
    nameless = [line.text for page in pages for line in page if _GLYPHS.search(line.text)]
    cut = [[line._replace(text=_GLYPHS.sub("", line.text).strip()) for line in page] for page in pages]
    return [[line for line in page if line.text] for page in cut], nameless
