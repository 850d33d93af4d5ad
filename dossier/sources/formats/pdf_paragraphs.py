"""Join lines to paragraphs, and undo the hyphens between them."""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from dossier.sources.formats.pdf_lines import INSET, NEAR, SLACK, Line
from dossier.sources.formats.pdf_rows import OTHER, is_initial
from dossier.text import late as re
from dossier.text.hyphens import BrokenWords
from dossier.text.lines import BULLET, FULL

SHORT = 0.7  # of the longest line of a paragraph; the next word would have fitted
RARE = 0.1  # of the lines that begin at one place
LOOSE = 1.5  # times the size of the letters; lines further apart that no sentence joins are paragraphs
FAR = 4.0  # times the size of the letters; no line is so far away, so the file does not say their size
WIDER = 1.25  # times the usual distance of two lines sets a paragraph apart
INDENT = 0.8  # times the size of the letters; the first line of a paragraph
MARKED = 30  # lines; one mark or more in so many, and paragraphs are told by marks alone
LONGEST_WORD = 60  # characters
_BULLET = re.compile(r"[•▪‣]\s")  # dashes and numbers also open a line by chance
_DASHED = re.compile(r"[-–—] (?![A-ZÀ-ÖØ-ÞΑ-ΩА-Я])[^\W\d_]")
_END = re.compile(rf"{FULL.pattern}|;$")
_OPENING = re.compile(r"[“\"«‘(]?[0-9A-ZÀ-ÖØ-ÞΑ-ΩА-Я]")
_ENTRY = re.compile(r"(\d{1,2})[.)] [\"“‘«(]?[A-ZÀ-Þ\u0590-\u08ff]")


class Measures(NamedTuple):
    """What is usual in a text."""

    size: float
    """Of its letters, in points."""
    width: int
    """Characters of a full line."""
    pitch: float
    """Distance of two lines of a paragraph, as a multiple of the size of their letters."""


def measure(lines: list[Line]) -> Measures:
    """Return what is usual in lines."""
    if not lines:
        return Measures(0.0, 0, 0.0)
    sizes = Counter(line.size for line in lines for _ in line.text)
    lengths = sorted(len(line.text) for line in lines)
    return Measures(sizes.most_common(1)[0][0], lengths[9 * len(lengths) // 10], _pitch(lines))


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


def join(lines: list[Line]) -> list[str]:
    """Join lines to paragraphs, which a wider gap or an indent sets apart; else a line that ends short."""
    if not lines:
        return []
    usual = measure(lines)
    apart, marked = _ends(lines, usual)
    words = BrokenWords("\n".join(line.text for line in lines))
    paragraphs = [[lines[0].text]]
    for number, (a, b) in enumerate(pairwise(lines)):
        if is_initial(a, b):
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
    is_inserted = not BULLET.match(opening) and _DASHED.match(b.text) and not _END.search(a.text)
    is_entry = _BULLET.match(b.text) or (is_outside and BULLET.match(b.text) and not is_inserted)
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
