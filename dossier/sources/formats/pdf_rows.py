"""Turn what a page of a PDF draws into rows: pieces of text that are beside each other."""

from itertools import chain, pairwise
from math import inf
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    NameObject,
    NullObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from dossier.sources.formats.direction import RIGHT_TO_LEFT
from dossier.sources.formats.ink import Box, Glyph, Ink, Visitor, place_of
from dossier.text import late as re
from dossier.text.characters import clean

OTHER = 0.1  # of the size of the letters; lines that differ by more are no one paragraph
SMALLER = 0.85  # of the size of a line; smaller letters are raised or lowered ones
LOWER = 0.6  # of the size of a line, below it; no lowered letter is so low
INITIAL = 1.8  # times the size of the letters that follow it
GAP = 0.15  # of the size of letters; a blank is wider
_INITIAL = re.compile(r"[“\"«‘]?[B-DF-HJ-NP-TV-XZÀ-Þ]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})


class Piece(NamedTuple):
    """What was drawn at one place of a page, in points from the left and the foot."""

    text: str
    x: float
    y: float
    size: float
    end: float = 0.0
    """Where its last letter ends; of a whole line not known."""
    rise: float = 0.0
    """How far the file says that it is raised."""
    is_in_margin: bool = False
    """At the head or the foot of its page, where its number and the like are."""
    is_beside: bool = False
    """With another line of its page to the left or right: a cell of a table, or a line of a column."""


Row = list[Piece]
"""Pieces beside each other, in the order in which they were drawn."""


def edges_of(page: PageObject) -> Box:
    """Return what of a page is shown; a box that is none, or that leaves nothing, cuts nothing off."""
    shown = Box(-inf, -inf, inf, inf)
    for name in ("mediabox", "cropbox"):
        try:
            box = shown.meets(_box(getattr(page, name)))
        except (TypeError, ValueError, LookupError, AssertionError):
            continue
        if box.left < box.right and box.foot < box.top:
            shown = box
    return shown


def _box(box: RectangleObject) -> Box:
    (left, right), (foot, top) = sorted((box[0], box[2])), sorted((box[1], box[3]))
    return Box(float(left), float(foot), float(right), float(top))


def unit_of(page: PageObject) -> float:
    """Return how many points a unit of a page has."""
    unit = page.user_unit
    return unit if isinstance(unit, int | float) and unit > 0 else 1.0


def layers_off_in(reader: PdfReader) -> frozenset[int]:
    """Return the numbers of the layers that are off where a file is opened."""
    try:
        layers: Any = reader.root_object["/OCProperties"]
        plan = layers["/D"]
        is_off = plan.get("/BaseState") == "/OFF"
        listed = {each.idnum for each in plan["/ON" if is_off else "/OFF"]}
        return frozenset({each.idnum for each in layers["/OCGs"]} - listed if is_off else listed)
    except (KeyError, TypeError, AttributeError):
        return frozenset()


def rows_of(
    page: PageObject, ink: Ink, follow: Visitor, leave: Visitor | None = None, *, is_drawn: bool
) -> list[Row]:
    """Return what a page shows; `is_drawn` leaves the letters in the order in which they are drawn."""
    rows: list[Row] = []
    open_row = False

    def take(text: str, page: list[float], at: list[float], _font: object, size: float) -> None:
        nonlocal open_row
        rise, end = ink.take_place()
        x, y = place_of(page, *place_of(at, 0, rise))
        height = size * abs(page[3] or page[0]) or 1.0
        text = clean(text).translate(_LIGATURES)
        if is_drawn:
            glyphs = ink.take_glyphs()
            piece = _as_drawn(glyphs, height)
            x, y, end = (piece.x, piece.y, piece.end) if glyphs else (x, y, end)
            before = rows[-1][-1] if open_row and glyphs else piece
            is_known = before.end > before.x  # else pypdf alone may know the width of the shapes
            blank = gap(before, piece) if is_known else " " * text.startswith(" ")
            text = blank + piece.text + "\n" * text.endswith("\n")
        for index, words in enumerate(text.split("\n")):
            is_new = bool(words.strip()) and open_row and _is_below(rows[-1], x, y)
            open_row = open_row and index == 0 and not is_new
            if open_row and words.strip():
                rows[-1].append(Piece(words, x, y, height, end, rise))
            elif open_row and words:
                rows[-1].append(rows[-1][-1]._replace(text=words))  # spaces may be drawn anywhere
            elif words.strip():
                piece = Piece(words, x, y, height, end, rise)
                if rows and _is_beside(rows[-1], piece):
                    rows[-1].append(piece._replace(text=f"{gap(rows[-1][-1], piece)}{words}"))
                else:
                    rows.append([piece])
                open_row = True

    content = page.get("/Contents", NullObject()).get_object()
    if not isinstance(content, StreamObject | ArrayObject):
        return rows
    page[NameObject("/Contents")] = _cut_where_it_jumps(content, page)
    page.extract_text(visitor_text=take, visitor_operand_before=follow, visitor_operand_after=leave)
    page[NameObject("/Contents")] = content
    return rows


def _as_drawn(glyphs: list[Glyph], size: float) -> Piece:
    """Return shapes as one piece, with a blank where they do not touch; letters are joined later as read."""
    text = ""
    solid = [glyph for glyph in glyphs if not glyph.is_mark]
    if not solid:
        return Piece("", 0, 0, size)
    end = inf
    for glyph in _from_left(glyphs):
        letters = clean(glyph.text).translate(_LIGATURES)
        if not glyph.is_mark:  # marks are drawn above or below a letter, before or behind it
            text += " " * (glyph.x - end > GAP * size and not text.endswith(" "))
            end = glyph.end if glyph.end > glyph.x else inf
        text += letters[::-1] if RIGHT_TO_LEFT.search(letters) else letters
    return Piece(text, min(each.x for each in solid), solid[0].y, size, max(each.end for each in solid))


def _from_left(glyphs: list[Glyph]) -> list[Glyph]:
    """Return shapes from left to right, marks before their letter; some programs draw from the right."""
    letters: list[list[Glyph]] = [[]]
    places = [glyph.x for glyph in glyphs if not glyph.is_mark]
    is_backward = 2 * sum(b < a for a, b in pairwise(places)) > len(places) - 1
    for glyph in reversed(glyphs) if is_backward else glyphs:
        letters[-1].append(glyph)
        if not glyph.is_mark:
            letters.append([])
    rest = letters.pop()
    letters.sort(key=lambda letter: letter[-1].x)
    return [*chain.from_iterable(letters), *rest]


def _cut_where_it_jumps(content: PdfObject, page: PageObject) -> ContentStream:
    """Return what a page draws, with an operator that does nothing before each jump along a line.

    There the text of a piece ends: a jump may lead to another column.
    """
    drawn = ContentStream(content, page.pdf, "bytes")
    operations: list[Any] = []
    y = None  # of the line; not known after an operator for another one
    for operands, each in drawn.operations:
        operator = b"Tj" if each == b"'" else each
        if operator != each:
            operations.append(([], b"T*"))
        if operator in (b"Td", b"TD"):
            is_jump = operands[1:] == [0]
        else:
            is_jump = operator == b"Tm" and operands[5:] == [y]
        if is_jump:
            operations.append(([1, 0, 0, 1, 0, 0], b"cm"))
        elif operator == b"Tm":
            y = operands[-1]
        elif operator in (b"Td", b"TD", b"T*", b"BT"):
            y = None
        operations.append((operands, operator))
    drawn.operations = operations
    return drawn


def _is_below(row: Row, x: float, y: float) -> bool:
    """Tell whether a place is on a new line: lower, and left of what was drawn before it."""
    first = row[1] if len(row) > 1 and is_initial(row[0], row[1]) else row[0]
    return first.y - first.rise - y > LOWER * first.size and x <= row[-1].x


def _is_beside(row: Row, piece: Piece) -> bool:
    """Tell whether a piece goes on with a row that an operator for the next line has ended: to its right."""
    size, rise = row[0].size, piece.y - row[0].y
    is_raised = piece.size < SMALLER * size and 0 < rise < LOWER * size and piece.x < row[-1].end + size
    return piece.x > row[-1].end - GAP * size and (abs(rise) < OTHER * size or is_raised)


def is_initial(a: Piece, b: Piece) -> bool:
    """Tell whether a piece is the large first letter of a text, and no word of its own."""
    return _INITIAL.fullmatch(a.text) is not None and a.size > INITIAL * b.size and b.text[:1].islower()


def gap(a: Piece, b: Piece) -> str:
    """Return the blank between two pieces of a line that do not touch."""
    is_open = b.x - a.end > GAP * a.size and not a.text.endswith(" ") and not b.text.startswith(" ")
    return " " if is_open else ""
