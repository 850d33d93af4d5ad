"""Turn PDF files into blocks: lines joined to paragraphs, hyphenation and page furniture undone."""

import gc
import logging
from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from itertools import chain, groupby, pairwise
from math import inf
from typing import Any, NamedTuple

from pypdf import DocumentInformation, PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    NullObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from dossier.model import Problem
from dossier.sources.file_text import Block, FileText, attached, fit_authors, fit_title, stated_marks, warning
from dossier.sources.formats.direction import RIGHT_TO_LEFT, letters_by_side, reading_order
from dossier.sources.formats.ink import Box, Fonts, Glyph, Ink, Visitor, place_of
from dossier.text import late as re
from dossier.text.characters import clean, one_line
from dossier.text.counts import count as count_of
from dossier.text.hyphens import BrokenWords
from dossier.text.lines import BULLET, FULL, is_prose_line
from dossier.text.raised import raised
from dossier.text.stamped_marks import marks_in_edge, parts_of_edge
from dossier.text.stamps import read_stamp

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # faults come back as problems

MAX_PAGES = 2000  # a longer one is no article
EDGE = 3  # lines at the top and foot of a page among which furniture is sought
MARGIN = 0.075  # of the height of a page, at its head and foot; text begins further inside
SHORT = 0.7  # of the longest line of a paragraph; the next word would have fitted
RARE = 0.1  # of the lines that begin at one place
SLACK = 0.85  # of the width; letters are not equally wide, so full lines differ in their count
LOOSE = 1.5  # times the size of the letters; lines further apart that no sentence joins are paragraphs
FAR = 4.0  # times the size of the letters; no line is so far away, so the file does not say their size
WIDER = 1.25  # times the usual distance of two lines sets a paragraph apart
OTHER = 0.1  # of the size of the letters; lines that differ by more are no one paragraph
INDENT = 0.8  # times the size of the letters; the first line of a paragraph
MARKED = 30  # lines; one mark or more in so many, and paragraphs are told by marks alone
SENTENCE = 5  # words; what is shorter and has a full stop may be an address
SMALLER = 0.85  # of the size of a line; smaller letters are raised or lowered ones
RAISED = 0.1  # of the size of a line, above its foot
LONGEST_WORD = 60  # characters
LOWER = 0.6  # of the size of a line, below it; no lowered letter is so low
INITIAL = 1.8  # times the size of the letters that follow it
GAP = 0.15  # of the size of letters; a blank is wider
COLUMN = 3  # rows that begin at one place on the page; fewer are no column
COUNTED = 5  # lines of a page; fewer are a list
BY_ROW = 0.8  # of the lines of a column that the next column follows at once
INSET = 8  # times the size of the letters, from the margin to a second column
INDENTED = 3.0  # times the size of the letters, from the edge of a column to the first line of a paragraph
GUTTER = 0.5  # times the size of the letters, between two columns
NEAR = 1.5  # points; what begins so near to each other begins at one place
NARROWEST = 0.4  # of the size of letters; words are wider
CELL = 20  # characters of a line in a column on average; cells of tables are shorter
NEIGHBOURS = 2  # lines above and below a mixed one, of one paragraph as a rule
SHOWN = 5  # pages named in a message
MAX_XMP = 200_000  # characters of it that are read
_OF_XMP = re.compile(r">([^<>]*[^\W\d_][^<>]*)<")
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?P<page>\b(?:page|seite|p[áa]gina|strona|sida|side|страница|(?:p|pp|s|str|стр)\.)\s{0,2})?"
    r"(?P<number>\d{1,4})(?:\s?(?:/|(?P<of>of|von|sur|de|di|van|av|af|z|из))\s?(?P<all>\d{1,4}))?\W{0,3}",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}(?:\s?[AP]\.?M\.?)?(?:\s.{0,300})?"
    r"|(?:https?|file)://\S{1,2000}\s{1,3}\d{1,4}/\d{1,4}|file:///\S{1,2000}",
    re.IGNORECASE,
)
"""What a browser prints above and below a page."""
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_BULLET = re.compile(r"[•▪‣]\s")  # dashes and numbers also open a line by chance
_OPENING = re.compile(r"[“\"«‘(]?[0-9A-ZÀ-ÖØ-ÞΑ-ΩА-Я]")
_INITIAL = re.compile(r"[“\"«‘]?[B-DF-HJ-NP-TV-XZÀ-Þ]")
_GLYPHS = re.compile(r"^(?:/[A-Za-z]{1,9}\d{1,5}){1,2}$|(?<![\w.])(?:/[A-Za-z]{1,9}\d{1,5}){3,}")
_ENTRY = re.compile(r"(\d{1,2})[.)] [\"“‘«(]?[A-ZÀ-Þ\u0590-\u08ff]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})


def read(raw: bytes, file: str) -> FileText:
    """Read the text layer of a PDF by pypdf; scanned and locked ones are reported."""
    gc.collect(0)  # the last reader: it holds itself, and in few objects the whole file
    reader = _opened(raw)
    if isinstance(reader, str):
        locked = warning(
            "locked-pdf", f"the PDF is locked {reader}; not read", file, "Save an unlocked copy."
        )
        return FileText((), "PDF, locked", problems=(locked,))
    count = len(reader.pages)
    fonts, layers_off = Fonts(), _layers_off(reader)
    drawn = [_lines(reader.pages[number], fonts, layers_off) for number in range(min(count, MAX_PAGES))]
    pages, nameless = _with_letters([page.lines for page in drawn])
    unseen = list(chain.from_iterable(page.unseen for page in drawn))
    notes = [note for page in reader.pages[:MAX_PAGES] for note in _notes(page)]
    stated: DocumentInformation = reader.metadata or DocumentInformation()
    read_as = f"PDF, {count} page{'s' * (count != 1)}"
    kept, furniture, edges = _without_furniture(pages)
    blocks = tuple(map(Block, _join(list(chain.from_iterable(kept)))))
    notes += [("unreadable line", words) for words in nameless]
    problems = (
        *_not_read(Counter(kind for kind, _ in notes), file),
        *attached(_attachments(reader), file),
        *_mixed([number for number, page in enumerate(drawn, start=1) if page.is_mixed], file),
        *_missing(count, file, has_text=bool(blocks)),
    )
    return FileText(
        blocks,
        read_as,
        title=fit_title(stated.title),
        authors=fit_authors(stated.author),
        problems=problems,
        left_out=(*(line.text for line in furniture), *unseen, *(words for _, words in notes)),
        marks=(*_marks(pages, edges), *(words for _, words in notes), *stated_marks(_properties(reader))),
        is_prose=False,
    )


def _opened(raw: bytes) -> PdfReader | str:
    """Return what reads a PDF, or how it is locked."""
    try:
        reader = PdfReader(BytesIO(raw))
    except NotImplementedError:  # a certificate, or what a shop or library puts on its books
        return "in a way that needs a program of its own"
    return "with a password" if reader.is_encrypted and not reader.decrypt("") else reader


def _properties(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Yield the properties of a file, by name; the values of its XMP have none here."""
    for name, value in (reader.metadata or {}).items():
        yield name.removeprefix("/"), one_line(str(value)) or ""
    try:
        metadata: Any = reader.root_object["/Metadata"]
        packet = metadata.get_data().decode("utf-8", "replace")
    except (PyPdfError, LookupError, TypeError, AttributeError):
        return  # there is none, or it is damaged
    yield from (("subject", unescape(words)) for words in _OF_XMP.findall(packet[:MAX_XMP]))


def _notes(page: PageObject) -> Iterator[tuple[str, str]]:
    """Yield what is put on a page and no part of its text: what each is, and its words."""
    for each in page.annotations or ():
        note = each.get_object()
        if not isinstance(note, DictionaryObject):
            continue
        kind = note.get("/Subtype")
        if kind == "/Widget":
            value = note.get_inherited("/V")
            words = "" if isinstance(value, NameObject) else one_line(str(value or ""))
        else:
            words = one_line(str(note.get("/Contents", "")))
        if words and kind not in ("/Link", "/Popup"):
            name = "form field" if kind == "/Widget" else "text box" if kind == "/FreeText" else "comment"
            yield name, words


def _not_read(notes: Counter[str], file: str) -> Iterator[Problem]:
    if notes:
        parts = ", ".join(count_of(number, name) for name, number in sorted(notes.items()))
        hint = "If they matter, print it to a new PDF with them."
        yield warning("not-text", f"not read: {parts}", file, hint)


def _mixed(pages: list[int], file: str) -> Iterator[Problem]:
    if pages:
        names = ", ".join(map(str, pages[:SHOWN])) + ", …" * (len(pages) > SHOWN)
        hint = "Compare them with the PDF; if they are mixed, save the text as .txt."
        yield warning("mixed-columns", f"columns or cells may be mixed on page {names}", file, hint)


def _missing(pages: int, file: str, *, has_text: bool) -> Iterator[Problem]:
    if pages > MAX_PAGES:
        yield warning("long-pdf", f"only the first {MAX_PAGES} of {pages} pages are read", file)
    if not has_text:
        hint = "It is probably a scan: run text recognition on it, or save its words as .txt."
        yield warning("no-text", "the PDF has no text layer; not read", file, hint)


def _attachments(reader: PdfReader) -> list[str]:
    try:
        return [one_line(str(name), 100) or "unnamed" for name in reader.attachments]
    except (PyPdfError, LookupError, TypeError, AttributeError):
        return ["files with damaged names"]


class Piece(NamedTuple):
    """What was drawn at one place of a page, in points from the left and the foot."""

    text: str
    x: float
    y: float
    size: float
    end: float = 0.0
    """Where its last letter ends; of a whole line not known."""
    is_in_margin: bool = False
    """At the head or the foot of its page, where its number and the like are."""
    is_beside: bool = False
    """With another line of its page to the left or right: a cell of a table, or a line of a column."""


Row = list[Piece]
"""Pieces beside each other, in the order in which they were drawn."""
Line = Piece
"""A row as one piece, and where it begins."""


def _with_letters(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Return lines without the names of glyphs, given in the place of letters, and those that had any."""
    nameless = [line.text for page in pages for line in page if _GLYPHS.search(line.text)]
    cut = [[line._replace(text=_GLYPHS.sub("", line.text).strip()) for line in page] for page in pages]
    return [[line for line in page if line.text] for page in cut], nameless


class Drawn(NamedTuple):
    """What a page shows."""

    lines: list[Line]
    unseen: tuple[str, ...]
    """Words that nobody sees, and numbers of lines."""
    is_mixed: bool
    """When lines may run from one column or cell into another."""


def _lines(page: PageObject, fonts: Fonts, layers_off: frozenset[int]) -> Drawn:
    """Return what a page shows.

    The lines come in the order in which they were drawn; columns one after the other.
    """
    resources = page.get_inherited("/Resources", DictionaryObject())
    shown = _edges(page)
    for is_drawn in (False, True):
        ink = Ink(shown, resources, fonts, layers_off, _unit(page))
        rows, words = _rows(page, ink, ink.follow, ink.leave, is_drawn=is_drawn), ""
        if not any(map(_may_turn, rows)):
            break  # pypdf turns letters, and takes too much or too little along
    if unseen := ink.unseen():
        rows = _rows(page, ink, ink.only(unseen, is_unseen=False), is_drawn=is_drawn)
        hidden = _rows(page, ink, ink.only(unseen, is_unseen=True), is_drawn=is_drawn)
        words = "\n".join(_line(row).text for row in hidden)
    rows, numbers = _without_numbers(_with_markers(rows))
    rows = _by_columns(rows)
    is_mixed = _is_mixed(rows)
    turned = _turned(rows)
    lines = [_line(row, is_turned=each) for row, each in zip(rows, turned, strict=True)]
    lines = [line for line in lines if line.text]
    hidden_lines = words.split("\n") if words else []
    return Drawn(_in_page(lines, shown), (*hidden_lines, *numbers), is_mixed)


def _in_page(lines: list[Line], page: Box) -> list[Line]:
    """Return the lines of a page with where on it they are."""
    margin = MARGIN * (page.top - page.foot)
    level = Counter(round(line.y) for line in lines)
    return [
        line._replace(
            is_in_margin=min(page.top - line.y, line.y - page.foot) < margin,
            is_beside=level[round(line.y)] > 1,
        )
        for line in lines
    ]


def _edges(page: PageObject) -> Box:
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


def _unit(page: PageObject) -> float:
    """Return how many points a unit of a page has."""
    unit = page.user_unit
    return unit if isinstance(unit, int | float) and unit > 0 else 1.0


def _rows(
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
            blank = _gap(before, piece) if is_known else " " * text.startswith(" ")
            text = blank + piece.text + "\n" * text.endswith("\n")
        for index, words in enumerate(text.split("\n")):
            is_new = bool(words.strip()) and open_row and _is_below(rows[-1], x, y)
            open_row = open_row and index == 0 and not is_new
            if open_row and words.strip():
                rows[-1].append(Piece(words, x, y, height, end))
            elif open_row and words:
                rows[-1].append(rows[-1][-1]._replace(text=words))  # spaces may be drawn anywhere
            elif words.strip():
                piece = Piece(words, x, y, height, end)
                if rows and _is_beside(rows[-1], piece):
                    rows[-1].append(piece._replace(text=f"{_gap(rows[-1][-1], piece)}{words}"))
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
    for glyph in glyphs:
        letters = clean(glyph.text).translate(_LIGATURES)
        if not glyph.is_mark:  # marks are drawn above or below a letter, before or behind it
            text += " " * (glyph.x - end > GAP * size and not text.endswith(" "))
            end = glyph.end if glyph.end > glyph.x else inf
        text += letters[::-1] if RIGHT_TO_LEFT.search(letters) else letters
    return Piece(text, solid[0].x, solid[0].y, size, solid[-1].end)


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


def _layers_off(reader: PdfReader) -> frozenset[int]:
    """Return the numbers of the layers that are off where a file is opened."""
    try:
        layers: Any = reader.root_object["/OCProperties"]
        plan = layers["/D"]
        is_off = plan.get("/BaseState") == "/OFF"
        listed = {each.idnum for each in plan["/ON" if is_off else "/OFF"]}
        return frozenset({each.idnum for each in layers["/OCGs"]} - listed if is_off else listed)
    except (KeyError, TypeError, AttributeError):
        return frozenset()


def _is_below(row: Row, x: float, y: float) -> bool:
    """Tell whether a place is on a new line: lower, and left of what was drawn before it."""
    first = row[1] if len(row) > 1 and _is_initial(row[0], row[1]) else row[0]
    return first.y - y > LOWER * first.size and x <= row[-1].x


def _is_beside(row: Row, piece: Piece) -> bool:
    """Tell whether a piece goes on with a row that an operator for the next line has ended: to its right."""
    size, rise = row[0].size, piece.y - row[0].y
    is_raised = piece.size < SMALLER * size and 0 < rise < LOWER * size and piece.x < row[-1].end + size
    return piece.x > row[-1].end - GAP * size and (abs(rise) < OTHER * size or is_raised)


def _gap(a: Piece, b: Piece) -> str:
    """Return the blank between two pieces of a line that do not touch."""
    is_open = b.x - a.end > GAP * a.size and not a.text.endswith(" ") and not b.text.startswith(" ")
    return " " if is_open else ""


def _without_numbers(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """Return rows without the numbers by which a transcript or a bill counts its lines, and these numbers."""
    numbered = [row for row in rows if row[0].text.strip().isdigit()]
    numbers = [row[0].text.strip() for row in numbered]
    rises = sum(int(b) in (int(a) + 1, 1) for a, b in pairwise(numbers))
    is_counted = len(numbers) >= max(COUNTED, BY_ROW * len(rows)) and rises >= BY_ROW * (len(numbers) - 1)
    text = [row[1:] for row in numbered if len(row) > 1]
    if not is_counted or not text or not _is_running(text):
        return rows, []
    return [row[1:] if row in numbered else row for row in rows if row not in numbered or row[1:]], numbers


def _with_markers(rows: list[Row]) -> list[Row]:
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


def _by_columns(rows: list[Row]) -> list[Row]:
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
    return cut[:first] + _by_columns(columns[0]) + _by_columns(columns[1]) + cut[last + 1 :]


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
    both = [parts for row in rows if all(parts := _cut(row, edge))]
    gaps = sum(
        right[0].x <= edge + INDENTED * right[0].size and edge - _end(left[-1]) >= GUTTER * left[-1].size
        for left, right in both
    )
    return gaps >= 0.9 * len(both)


def _is_mixed(rows: list[Row]) -> bool:
    """Tell whether rows with text on both sides of a gap go on below it on one side: columns, or cells."""
    edge = _column_edge(rows)
    if edge is None:
        return False
    cut = [[_line(part).text if part else "" for part in _cut(row, edge)] for row in rows]
    sides = list(zip(*cut, strict=True))  # one without any capital has values, and no sentences
    widths = [max(map(len, side)) * any(text[:1].isupper() for text in side) for side in sides]
    wrapped = [
        all(above) and bool(b) and width >= CELL and _is_wrapped(a, b, width)
        for above, below in pairwise(cut)
        for a, b, width in zip(above, below, widths, strict=True)
    ]
    return sum(wrapped) > 1


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
    texts = [_line(row).text for row in column]
    goes_on = sum(b[:1].islower() and not FULL.search(a) for a, b in pairwise(texts))
    return sum(map(len, texts)) >= CELL * len(texts) and goes_on >= max(2, 0.3 * (len(texts) - 1))


def _may_turn(row: Row) -> bool:
    return any(RIGHT_TO_LEFT.search(piece.text) for piece in row)


def _turned(rows: list[Row]) -> list[bool]:
    """Tell of each row whether it runs from right to left: by its letters, if mixed by the rows near it."""
    if not any(map(_may_turn, rows)):
        return [False] * len(rows)
    texts = ["".join(piece.text for piece in row) for row in rows]
    counts = list(map(letters_by_side, texts))
    turned = []
    for place, own in enumerate(counts):
        near = counts[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS + 1]
        left, right = zip(*(near if all(own) or not any(own) else [own]), strict=True)
        turned.append(sum(right) > sum(left))
    return turned


def _line(row: Row, *, is_turned: bool | None = None) -> Line:
    """Join a row; smaller letters above the line are raised, larger ones give the line its size."""
    if is_turned is None:
        is_turned = _turned([row])[0]
    row = _left_to_right(row)
    if is_turned or _may_turn(row):
        row = _as_read(row, is_turned=is_turned)
    has_initial = len(row) > 1 and _is_initial(row[0], row[1])
    longest = max(row, key=lambda piece: len(piece.text))  # the first one may be a large letter
    text, y, size = row[0].text, longest.y, longest.size
    for piece in row[1:]:
        words = piece.text
        if words.strip() and piece.size < SMALLER * size and piece.y > y + RAISED * size:
            words = raised(words, text)
        elif words.strip() and piece.size > size:
            y, size = piece.y, piece.size
        text += words
    # a turned line begins on the right, and further left is further in
    x = -max(piece.end for piece in row) if is_turned else min(piece.x for piece in row[has_initial:])
    return Line(" ".join(text.split()), x, y, size)


def _is_initial(a: Piece, b: Piece) -> bool:
    """Tell whether a piece is the large first letter of a text, and no word of its own."""
    return _INITIAL.fullmatch(a.text) is not None and a.size > INITIAL * b.size and b.text[:1].islower()


def _left_to_right(row: Row) -> Row:
    """Return a row in which what was drawn later, but wholly to the left of a piece, comes before it."""
    ordered = row[:1]
    for piece in row[1:]:
        right = (n for n, each in enumerate(ordered) if piece.end <= each.x + GAP * each.size)
        place = next(right, None) if piece.text.strip() and piece.x < piece.end else None
        if place is None:
            ordered.append(piece)
            continue
        before = _gap(ordered[place - 1], piece) if place else ""
        after = _gap(piece, ordered[place])
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


class Measures(NamedTuple):
    """What is usual in a text."""

    size: float
    """Of its letters, in points."""
    width: int
    """Characters of a full line."""
    pitch: float
    """Distance of two lines of a paragraph, as a multiple of the size of their letters."""


class Edges(NamedTuple):
    """What stands at the head and the foot of the pages of a file."""

    known: Counter[str]
    """How many pages have each line, by its words, by these as it counts the pages, and by its shape."""
    pages: int
    """Those that have any text."""

    def repeat(self, *names: str) -> bool:
        """Tell whether half the pages or more have a line of such a name."""
        return any(self.known[name] >= max(2, self.pages / 2) for name in names)


def _without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Line], list[Line]]:
    """Return the lines of the text, those left out, and all that the edges of pages repeat.

    Left out are page numbers, and what is repeated in the margin or in small letters. A line of the text is
    never furniture, however often a form repeats it.
    """
    first = next((line for page in pages for line in page), None)
    edges = _repeated(pages)
    usual = _measure([line for page in pages for line in page])
    kept: list[list[Line]] = []
    dropped: list[Line] = []
    repeated: list[Line] = []
    for number, page in enumerate(pages):
        kept.append([])
        for index, line in enumerate(page):
            is_title = line is first and _is_title(line)  # whose first place stays
            is_repeated = not is_title and _is_repeated(page, index, usual, edges)
            is_furniture = (
                (is_repeated and _is_beside_text(line, number, usual, edges))
                or _is_page_number(page, index, number, edges)
                or _is_print_mark(page, index)
            )
            (dropped if is_furniture else kept[-1]).append(line)
            if is_repeated or is_furniture:
                repeated.append(line)
    return kept, dropped, repeated


def _is_repeated(page: list[Line], index: int, usual: Measures, edges: Edges) -> bool:
    """Tell whether a line stands at the edge of half the pages, whatever its numbers are, and is no text."""
    is_known = _is_at_edge(page, index) and edges.repeat(_shape(page[index]))
    return is_known and not _is_text(page, index, usual)


def _is_at_edge(page: list[Line], index: int) -> bool:
    return not EDGE <= index < len(page) - EDGE


def _is_print_mark(page: list[Line], index: int) -> bool:
    """Tell whether a line is what a browser prints round a page: the time above it, the address below it.

    It is drawn after the page, and above or below all of it; only the first time of a page is its own.
    """
    line, before = page[index], page[:index]
    body = [each for each in before if not _PRINTED.fullmatch(each.text)]
    is_outside = bool(body) and (
        line.y > max(each.y for each in body) or line.y < min(each.y for each in body)
    )
    return is_outside and index >= len(page) - EDGE and bool(_PRINTED.fullmatch(line.text))


def _repeated(pages: list[list[Line]]) -> Edges:
    """Return what stands at the edges of pages, and on how many of them."""
    known = Counter[str]()
    for number, page in enumerate(pages):
        edge = (*page[:EDGE], *page[-EDGE:])
        known.update(
            {name for line in edge for name in (_shape(line), _words(line), *_counted(line, number))}
        )
    return Edges(known, sum(map(bool, pages)))


def _words(line: Line) -> str:
    return line.text.casefold()


def _counted(line: Line, page: int) -> Iterator[str]:
    """Yield the words of a line with each of its numbers as it counts the pages: from the first on."""
    for number in _NUMBER.finditer(line.text):
        words = f"{line.text[: number.start()]}#{int(number.group()) - page}{line.text[number.end() :]}"
        yield words.casefold()


def _is_beside_text(line: Line, page: int, usual: Measures, edges: Edges) -> bool:
    """Tell whether a line is in the margin or small, and the same on other pages but for a page number."""
    counts_pages = not _is_day(line) and edges.repeat(*_counted(line, page))
    if line.is_in_margin or line.size < (1 - OTHER) * usual.size:
        return counts_pages or edges.repeat(_words(line))
    all_pages = str(page + 1), str(edges.pages)
    numbers = _PAGE_NUMBER.finditer(line.text)
    return counts_pages and any(each["page"] or each.group("number", "all") == all_pages for each in numbers)


def _is_day(line: Line) -> bool:
    stamp = read_stamp(line.text)
    return stamp is not None and stamp.is_day_alone and stamp.end >= len(line.text)


def _is_page_number(page: list[Line], index: int, number: int, edges: Edges) -> bool:
    """Tell whether a line is a number that rises with the pages, and is called one or set apart."""
    line = page[index]
    found = _PAGE_NUMBER.fullmatch(line.text)
    if not found or not _is_at_edge(page, index):
        return False
    is_inside = min(each.x for each in page) + INDENT * line.size < line.x  # centred, or on the right
    is_told = bool(found["page"] or found["of"] or line.is_in_margin or is_inside)
    is_first = edges.pages == 1 or int(found["number"]) == number + 1
    return is_told and (is_first or any(edges.known[name] > 1 for name in _counted(line, number)))


def _is_title(line: Line) -> bool:
    return ("#" not in _shape(line) or _is_day(line)) and "://" not in line.text


def _measure(lines: list[Line]) -> Measures:
    if not lines:
        return Measures(0.0, 0, 0.0)
    sizes = Counter(line.size for line in lines for _ in line.text)
    lengths = sorted(len(line.text) for line in lines)
    return Measures(sizes.most_common(1)[0][0], lengths[9 * len(lengths) // 10], _pitch(lines))


def _is_text(page: list[Line], index: int, usual: Measures) -> bool:
    """Tell whether a line at the edge of a page is one of its text: a sentence, or joined to other lines."""
    line = page[index]
    if abs(line.size - usual.size) > OTHER * usual.size:
        return False
    if FULL.search(line.text) and len(line.text.split()) >= SENTENCE:
        return True
    is_joined = any(
        0 < a.y - b.y <= WIDER * usual.pitch * a.size and abs(a.size - b.size) <= OTHER * a.size
        for a, b in pairwise(page[max(index - 1, 0) : index + 2])
    )
    return is_joined and ("#" not in _shape(line) or len(line.text) >= SLACK * usual.width)


def _marks(pages: list[list[Line]], edges: list[Line]) -> Iterator[str]:
    """Yield what the heads and feet of pages may say of those for whom a file is.

    The first and the last line of a page may be one, unless it is prose or, in larger letters, a title.
    """
    usual = _measure([line for page in pages for line in page])
    for page in filter(None, pages):
        for index in (0, len(page) - 1):
            line = page[index]
            if line.size <= usual.size and not (_is_text(page, index, usual) or is_prose_line(line.text)):
                yield from marks_in_edge(line.text)
    for line in edges:
        yield from (*marks_in_edge(line.text), *parts_of_edge(line.text))


def _shape(line: Line) -> str:
    """Return the words of a line by which it is known on another page, whatever its numbers are."""
    return re.sub(r"\d+", "#", _words(line))


def _join(lines: list[Line]) -> list[str]:
    """Join lines to paragraphs, which a wider gap or an indent sets apart; else a line that ends short."""
    if not lines:
        return []
    usual = _measure(lines)
    apart, marked = _ends(lines, usual)
    words = BrokenWords("\n".join(line.text for line in lines))
    paragraphs = [[lines[0].text]]
    for number, (a, b) in enumerate(pairwise(lines)):
        if _is_initial(a, b):
            paragraphs[-1][-1] += b.text
            continue
        goes_on = not apart[number] and not _opens_entry(paragraphs[-1][0], a, b)
        if goes_on and not (marked and a.y > b.y):
            is_alone = apart[number + 1 : number + 2] == [True]
            goes_on = not _is_head(a, b, is_alone=is_alone) and _breaks_inside(a.text, b.text, usual.width)
        if goes_on:
            paragraphs[-1][-1:] = _hyphenate(paragraphs[-1][-1], b.text, words)
        else:
            paragraphs.append([b.text])
    return ["".join(pieces) for pieces in paragraphs]


def _ends(lines: list[Line], usual: Measures) -> tuple[list[bool], bool]:
    """Tell of each line but the last whether a paragraph ends with it, and whether such marks tell of all."""
    indents = _indents(lines, usual.pitch)
    apart = [_is_apart(a, b, usual.pitch) or round(b.x) in indents for a, b in pairwise(lines)]
    if MARKED * sum(apart) <= len(lines):
        return apart, False
    short = _short_lines(lines, apart, usual)
    return [is_apart or is_short for is_apart, is_short in zip(apart, short, strict=True)], True


def _opens_entry(opening: str, a: Line, b: Line) -> bool:
    """Tell whether a line opens an entry of a list, or is of other letters than the one above it."""
    is_outside = a.y > b.y and b.x < a.x - INDENT * a.size
    is_entry = _BULLET.match(b.text) or (is_outside and BULLET.match(b.text))
    return bool(is_entry) or not _is_alike(a, b) or _is_next(opening, a, b)


def _is_head(a: Line, b: Line, *, is_alone: bool) -> bool:
    """Tell whether the first line of a page or column is a heading, which is no sentence, behind one."""
    return is_alone and bool(FULL.search(a.text)) and not FULL.search(b.text)


def _is_alike(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= OTHER * a.size


def _goes_on(a: Line, b: Line) -> bool:
    """Tell whether a sentence goes on from one line to the next."""
    return b.text[0].islower() and not FULL.search(a.text)


def _indents(lines: list[Line], pitch: float) -> frozenset[int]:
    """Return the places, in points from the left, at which the first lines of paragraphs begin.

    From them a sentence goes on to a line further left, and none goes on to a line that begins there.
    """
    below = [(a, b) for a, b in pairwise(lines) if _goes_on(a, b) and not _is_apart(a, b, pitch)]
    first = {round(a.x) for a, b in below if INDENT < (a.x - b.x) / a.size < INSET}
    places, later = (Counter(round(line.x) for line in each) for each in (lines, (b for _, b in below)))
    return frozenset(x for x in first if places[x] > 1 and later[x] <= RARE * places[x])


def _short_lines(lines: list[Line], apart: list[bool], usual: Measures) -> list[bool]:
    """Tell of each line but the last whether it ends before the next word, which would have fitted.

    So do the lines of an address or of the head of a memo, and a heading without a gap below it.
    """
    short: list[bool] = []
    block = lines[:1]
    for number, line in enumerate(lines[1:]):
        a = block[-1]
        if a.y > line.y and _is_alike(a, line) and not apart[number]:
            block.append(line)
            continue
        short += [*_ends_of_block(block, usual), False]
        block = [line]
    return short + _ends_of_block(block, usual)


def _ends_of_block(block: list[Line], usual: Measures) -> list[bool]:
    longest = max(len(line.text) for line in block)
    is_prose = bool(FULL.search(block[-1].text)) or any(_goes_on(a, b) for a, b in pairwise(block))
    is_narrow = is_prose or any(line.is_beside for line in block)
    width = SHORT * longest if is_narrow else max(SHORT * longest, SLACK * usual.width)
    return [
        (abs(a.x - b.x) <= NEAR or BULLET.match(a.text) is not None)
        and _OPENING.match(b.text) is not None
        and not (is_prose and FULL.search(a.text))
        and len(a.text) + 1 + len(b.text.split(maxsplit=1)[0]) <= width
        for a, b in pairwise(block)
    ]


def _is_next(entry: str, above: Line, line: Line) -> bool:
    """Tell whether a line opens the next entry of a numbered list, whose last entry a full stop closed."""
    first, following = _ENTRY.match(entry), _ENTRY.match(line.text)
    if not (following and FULL.search(above.text)):
        return False
    return int(following[1]) == (int(first[1]) + 1 if first else 1)


def _pitch(lines: list[Line]) -> float:
    """Return the usual distance of two lines of a paragraph, as a multiple of the size of their letters.

    It is taken where a sentence goes on from one line to the next; in a letter, or on a page of short
    paragraphs, most distances are those between paragraphs.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a.y > b.y and a.size == b.size]
    inner = sorted((a.y - b.y) / a.size for a, b in pairs if _goes_on(a, b))
    if inner:
        return round(inner[len(inner) // 2], 1)
    gaps = Counter(round((a.y - b.y) / a.size, 1) for a, b in pairs)
    usual = gaps.most_common(1)[0][0] if gaps else 0.0
    return min(usual, LOOSE) if usual < FAR else usual


def _breaks_inside(line: str, following: str, width: int) -> bool:
    """Tell whether the next word would not have fitted on a line, or a sentence goes on after it."""
    if len(line) + 1 + len(following.split(maxsplit=1)[0]) > SLACK * width:
        return True
    return not FULL.search(line) and following[0].islower()


def _is_apart(a: Line, b: Line, pitch: float) -> bool:
    """Tell whether a line of the same letters is set apart from the one above it."""
    alike = a.y > b.y and _is_alike(a, b)
    indented = b.x > a.x + INDENT * a.size and not BULLET.match(a.text)
    return alike and (indented or a.y - b.y > WIDER * pitch * a.size)


def _hyphenate(before: str, line: str, words: BrokenWords) -> tuple[str, str]:
    """Make two lines go together; the halves of a word that they break become one."""
    match = re.search(r"[^\W\d_]+[-‐]$", before[-LONGEST_WORD:])
    first = re.match(r"[^\W\d_]+", line)
    if not match:
        return before + " ", line
    if not first:
        return before, line
    joined = words.joined(match.group()[:-1], first.group())
    return before[: -len(match.group())] + joined, line[first.end() :]
