"""Turn PDF files into blocks: lines joined to paragraphs, hyphenation and page furniture undone."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from pypdf import PdfReader

from dossier.sources.file_text import Block, FileText, fit_title, warning
from dossier.text.bylines import split_names
from dossier.text.characters import clean, one_line, unshaped
from dossier.text.lines import FULL
from dossier.text.raised import raised

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # faults come back as problems

MAX_PAGES = 2000  # a longer one is no article
EDGE = 3  # lines at the top and foot of a page among which furniture is sought
SLACK = 0.85  # of the width; letters are not equally wide, so full lines differ in their count
WIDER = 1.25  # times the usual distance of two lines sets a paragraph apart
OTHER = 0.1  # of the size of the letters; lines that differ by more are no one paragraph
INDENT = 0.8  # times the size of the letters; the first line of a paragraph
MARKED = 30  # lines; one mark or more in so many, and paragraphs are told by marks alone
SENTENCE = 5  # words; what is shorter and has a full stop may be an address
SMALLER = 0.85  # of the size of a line; smaller letters are raised or lowered ones
RAISED = 0.1  # of the size of a line, above its foot
LONGEST_WORD = 60  # characters
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:page\s{0,2}|p\.\s?)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\W{0,3}", re.I)
_BULLET = re.compile(r"[•▪‣]\s")  # dashes and numbers also open a line by chance
_COMPOUND = re.compile(r"\b(?=([^\W\d_]+-[^\W\d_]+))")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})


def read(raw: bytes, file: str) -> FileText:
    """Read the text layer of a PDF by pypdf; scanned and locked ones are reported."""
    reader = PdfReader(BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        fault = "the PDF is locked with a password; not read"
        locked = warning("locked-pdf", fault, file, "Save an unlocked copy.")
        return FileText((), "PDF, locked", problems=(locked,))
    count = len(reader.pages)
    pages = [_lines(reader, number) for number in range(min(count, MAX_PAGES))]
    stated = reader.metadata
    author = one_line(stated.author) if stated else None
    read_as = f"PDF, {count} page{'s' * (count != 1)}"
    kept, furniture = _without_furniture(pages)
    blocks = tuple(map(Block, _join([line for page in kept for line in page])))
    problems = []
    if count > MAX_PAGES:
        problems.append(warning("long-pdf", f"only the first {MAX_PAGES} of {count} pages are read", file))
    if not blocks:
        hint = "It is probably a scan: run text recognition on it, or save its words as .txt."
        problems.append(warning("no-text", "the PDF has no text layer; not read", file, hint))
    return FileText(
        blocks,
        read_as,
        title=fit_title(stated.title) if stated else None,
        authors=split_names(author) if author else (),
        problems=tuple(problems),
        left_out=tuple(line.text for line in furniture),
        is_prose=False,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page and where it begins, in points from the left and the foot."""

    text: str
    x: float
    y: float
    size: float


def _lines(reader: PdfReader, number: int) -> list[Line]:
    """Return the lines of a page, in the order in which they were drawn."""
    lines: list[_OpenLine] = []
    open_line = False

    def take(text: str, page: list[float], at: list[float], _font: object, size: float) -> None:
        nonlocal open_line
        x = at[4] * page[0] + at[5] * page[2] + page[4]
        y = at[4] * page[1] + at[5] * page[3] + page[5]
        height = size * abs(page[3] or page[0]) or 1.0
        text = unshaped(clean(text).translate(_LIGATURES))
        for index, words in enumerate(text.split("\n")):
            open_line = open_line and index == 0
            if open_line:
                lines[-1].add(words, y, height)
            elif words.strip():
                lines.append(_OpenLine(words, x, y, height))
                open_line = True

    reader.pages[number].extract_text(visitor_text=take)
    return [Line(line.text.strip(), line.x, line.y, line.size) for line in lines if line.text.strip()]


@dataclass(slots=True)
class _OpenLine:
    """A line while its pieces come."""

    text: str
    x: float
    y: float
    size: float

    def add(self, words: str, y: float, size: float) -> None:
        """Add a piece; smaller letters above the line are raised, larger ones give the line its size."""
        if words.strip() and size < SMALLER * self.size and y > self.y + RAISED * self.size:
            words = raised(words, self.text)
        elif words.strip() and size > self.size:
            self.y, self.size = y, size
        self.text += words


def _without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Line]]:
    """Return the lines of the text, and those left out: page numbers, and what the edges of pages repeat.

    A line of the text is never furniture, however often a form repeats it.
    """
    pages = [page for page in pages if page]
    lines = [line for page in pages for line in page]
    repeated = _repeated(pages)
    usual = _measure(lines)
    kept: list[list[Line]] = []
    dropped: list[Line] = []
    for number, page in enumerate(pages):
        kept.append([])
        for index, line in enumerate(page):
            is_edge = not EDGE <= index < len(page) - EDGE
            is_title = number == index == 0 and _is_title(line)  # whose first place stays
            is_repeated = _shape(line) in repeated and not is_title and not _is_text(page, index, usual)
            is_furniture = is_edge and (is_repeated or _PAGE_NUMBER.fullmatch(line.text))
            (dropped if is_furniture else kept[-1]).append(line)
    return kept, dropped


def _repeated(pages: list[list[Line]]) -> frozenset[str]:
    """Return the shapes of lines that stand at the edge of half the pages or more."""
    edges = Counter(
        shape for page in pages for shape in {_shape(line) for line in (*page[:EDGE], *page[-EDGE:])}
    )
    return frozenset(shape for shape, count in edges.items() if count >= max(2, len(pages) / 2))


def _is_title(line: Line) -> bool:
    return "#" not in _shape(line) and "://" not in line.text


class Measures(NamedTuple):
    """What is usual in a text."""

    size: float
    """Of its letters, in points."""
    width: int
    """Characters of a full line."""
    pitch: float
    """Distance of two lines of a paragraph, as a multiple of the size of their letters."""


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


def _shape(line: Line) -> str:
    """Return the words of a line by which it is known on another page, whatever its numbers are."""
    return re.sub(r"\d+", "#", line.text.casefold())


def _join(lines: list[Line]) -> list[str]:
    """Join lines to paragraphs, which a wider gap or an indent sets apart; else a line that ends short."""
    if not lines:
        return []
    _, width, pitch = _measure(lines)
    marked = MARKED * sum(_is_apart(a, b, pitch) for a, b in pairwise(lines)) > len(lines)
    compounds = set(_COMPOUND.findall(" ".join(line.text for line in lines)))
    paragraphs = [[lines[0].text]]
    for a, b in pairwise(lines):
        if abs(a.size - b.size) > OTHER * a.size or _BULLET.match(b.text):
            goes_on = False
        elif marked and a.y > b.y:
            goes_on = not _is_apart(a, b, pitch)
        else:
            goes_on = _breaks_inside(a.text, b.text, width)
        if goes_on:
            paragraphs[-1][-1:] = _hyphenate(paragraphs[-1][-1], b.text, compounds)
        else:
            paragraphs.append([b.text])
    return ["".join(pieces) for pieces in paragraphs]


def _pitch(lines: list[Line]) -> float:
    """Return the usual distance of two lines of a paragraph, as a multiple of the size of their letters.

    It is taken where a sentence goes on from one line to the next; in a letter, or on a page of short
    paragraphs, most distances are those between paragraphs.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a.y > b.y and a.size == b.size]
    inner = sorted((a.y - b.y) / a.size for a, b in pairs if b.text[0].islower() and not FULL.search(a.text))
    if inner:
        return round(inner[len(inner) // 2], 1)
    gaps = Counter(round((a.y - b.y) / a.size, 1) for a, b in pairs)
    return gaps.most_common(1)[0][0] if gaps else 0.0


def _breaks_inside(line: str, following: str, width: int) -> bool:
    """Tell whether the next word would not have fitted on a line, or a sentence goes on after it."""
    if len(line) + 1 + len(following.split(maxsplit=1)[0]) > SLACK * width:
        return True
    return not FULL.search(line) and following[0].islower()


def _is_apart(a: Line, b: Line, pitch: float) -> bool:
    """Tell whether a line of the same letters is set apart from the one above it."""
    alike = a.y > b.y and abs(a.size - b.size) <= OTHER * a.size
    indented = b.x > a.x + INDENT * a.size and not _BULLET.match(a.text)
    return alike and (indented or a.y - b.y > WIDER * pitch * a.size)


def _hyphenate(before: str, line: str, compounds: set[str]) -> tuple[str, str]:
    """Make two lines go together; a hyphen between them goes, unless the word has it elsewhere too."""
    match = re.search(r"[^\W\d_]+[-‐]$", before[-LONGEST_WORD:])
    if not match:
        return before + " ", line
    first = re.match(r"[^\W\d_]*", line)
    compound = match.group()[:-1] + "-" + (first.group() if first else "")
    return before[:-1] if line[0].islower() and compound not in compounds else before, line
