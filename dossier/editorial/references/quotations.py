"""Find the words of a quotation in the place that it cites; where they are not there, the nearest words."""

import difflib
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dossier.model import Document, Span
from dossier.text import late as re
from dossier.text.characters import PLAIN_MARKS
from dossier.text.denials import has_negative
from dossier.text.raised import NOTE_MARK
from dossier.text.words import SIGNS, UNSPACED, is_letter, is_unspaced

LONGEST_GAP = 60  # characters whose place an editor's bracket may take
MOST_RUNS = 1_000  # places of one piece that are followed; no sentence has its words so often
MOST_WORDS = 250  # of a quotation that are compared to find the nearest wording
NEAR = 0.5  # share of the quotation's words from which a wording counts as near
_ELLIPSIS = re.compile(r"\[\s*(?:\.\s?){3}\s*\]|\(\s*(?:\.\s?){3}\s*\)|\.\s?\.\s?\.(?:\s?\.(?!\s?\.))?")
_BRACKET = re.compile(r"\[[^\[\]]{0,80}\]")
_BOUND = re.compile(r"[.,;:!?()]|\s-\s")
"""What parts of a sentence are divided by, folded."""
_STOP = re.compile(r"[.!?]")
_BLANKS = re.compile(r"\s+")
_SARA_AM = r"(?<=\u0e4d)\u0e32|(?<=\u0ecd)\u0eb2"  # which NFKC makes two letters of, in Thai and Lao
_LETTERS = rf"[^\W{UNSPACED}](?:[^\W{UNSPACED}]|[{SIGNS}])*"
_WORD = re.compile(rf"{_LETTERS}(?:['-]{_LETTERS})*|[{UNSPACED}](?:(?!\w)[{UNSPACED}]|{_SARA_AM})*")
"""A word; in a script without blanks a letter with its signs."""
_BLANK_IN_MARKS = re.compile(r"(?<![^\s(\[—–-])[«‹](\s+)|(\s+)[»›](?![^\s.,;:!?)\]…—–-])")
"""The blank of French marks, which have one on their outer side too: "de « paix » et"."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with white space, marks and forms of letters made one; each character knows its origin."""

    text: str
    origins: tuple[int, ...]
    """Offset in the text as it was of each character of `text`."""


def fold(text: str) -> Folded:
    r"""Fold what a quotation may differ in: white space, marks of notes and quotations, dashes, ligatures.

    >>> fold("He  said:\n“Go — oﬃce”").text
    "He said: 'Go - office'"
    """
    characters: list[str] = []
    origins: list[int] = []
    marks = {offset for mark in NOTE_MARK.finditer(text) for offset in range(*mark.span())}
    for mark in _BLANK_IN_MARKS.finditer(text):
        marks.update(range(*mark.span(mark.lastindex or 0)))
    for offset, char in enumerate(text):
        if offset in marks:
            continue
        if char.isspace():
            if characters and characters[-1] != " ":
                characters.append(" ")
                origins.append(offset)
            continue
        for folded in char if char < "\x7f" and char not in PLAIN_MARKS else _plain(char):
            characters.append(folded)
            origins.append(offset)
    return Folded("".join(characters), tuple(origins))


@cache
def _plain(char: str) -> str:
    """Return the plain form of a character; letters, signs and full-width forms by NFKC (UAX 15).

    Superscripts and fractions stay: 5² is not 52. Radicals, Ⅳ, № and ℃ are signs.
    """
    if char in PLAIN_MARKS:
        return PLAIN_MARKS[char]
    is_sign = unicodedata.category(char) in ("So", "Nl")
    if is_sign or char.isalpha() or char.isdecimal() or "\uff01" <= char <= "\uff5e":
        return unicodedata.normalize("NFKC", char)
    return char


def find_quotation(quotation: str, folded: Folded, within: Span) -> Span | None:
    """Return where a quotation is inside `within` of the folded text; None where it is not there.

    Parts between ellipses follow in order; a bracket takes the place of a few words that the editor changed;
    a final comma or full stop may be the editor's own.
    """
    places = [place for _, place in _parts(quotation, folded, within)]
    if not places or places[0] is None or places[-1] is None:
        return None
    return Span(folded.origins[places[0][0]], folded.origins[places[-1][1] - 1] + 1)


def _parts(quotation: str, folded: Folded, within: Span) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """Yield the parts between ellipses with their places in the text, in order; none after one without."""
    low, high = (bisect_left(folded.origins, offset) for offset in (within.start, within.end))
    text, end = folded.text[low:high], 0
    for part in _ELLIPSIS.split(fold(quotation).text.strip()):
        pieces = _pieces(part)
        if any(_WORD.search(piece) for piece in pieces):
            found = _find_pieces(text, pieces, end)
            yield part, (low + found[0], low + found[1]) if found else None
            if not found:
                return
            end = found[1]


def dropped_denial(quotation: str, folded: Folded, within: Span, language: str) -> str:
    """Return the words with a denial that an ellipsis or a bracket leaves out beside words that are quoted.

    Empty where it leaves out none. What is between commas or in another sentence denies something else, and
    a bracket may have a denial of the editor's in its place.
    """
    for put, words in _omissions(quotation, folded, within):
        parts = _BOUND.split(words)
        beside = [parts[0], parts[-1]]
        if any(has_negative(part, language) for part in beside) and not has_negative(put, language):
            return next(part.strip() for part in beside if has_negative(part, language))
    return ""


def _omissions(quotation: str, folded: Folded, within: Span) -> Iterator[tuple[str, str]]:
    """Yield what a quotation that is found leaves out: what the editor put there, and the source's words."""
    text, before = folded.text, -1
    for part, place in _parts(quotation, folded, within):
        if place is None:
            return
        cursor, end = place
        if before >= 0:
            yield "", text[before:cursor]
        put = ""
        for piece, bracket in zip(_pieces(part), [*_BRACKET.findall(part), ""], strict=True):
            if piece:
                start = text.find(piece, cursor, end)
                if start > cursor:
                    yield put, text[cursor:start]
                cursor, put = max(start, cursor) + len(piece), ""
            put += bracket
        before = end


def _pieces(part: str) -> list[str]:
    """Return the words between the brackets of a part, without marks at its end."""
    pieces = [piece.strip() for piece in _BRACKET.split(part)]
    pieces[-1] = pieces[-1].rstrip(".,;:!? ")
    return pieces


def _find_pieces(text: str, pieces: list[str], start: int) -> tuple[int, int] | None:
    """Find pieces in order, at most LONGEST_GAP characters between two, whole words at both ends."""
    ends: list[int] = []
    begins: list[int] = []
    """Where all pieces so far may end, ascending, and where each such run begins."""
    for number, piece in enumerate(pieces):
        if not piece:
            continue  # a bracket is at the very beginning or end, or beside another
        opens, closes = number == 0, number == len(pieces) - 1
        low = ends[0] if ends else start
        high = ends[-1] + LONGEST_GAP + len(piece) if ends else len(text)
        most = 1 if closes else MOST_RUNS
        next_ends: list[int] = []
        next_begins: list[int] = []
        for at in _occurrences(text, piece, low, high, opens=opens, closes=closes):
            before = bisect_right(ends, at) - 1
            if ends and at - ends[before] > LONGEST_GAP:
                continue
            next_ends.append(at + len(piece))
            next_begins.append(begins[before] if ends else at)
            if len(next_ends) == most:
                break
        if not next_ends:
            return None
        ends, begins = next_ends, next_begins
    return (begins[0], ends[0]) if ends else None


def _occurrences(text: str, piece: str, low: int, high: int, *, opens: bool, closes: bool) -> Iterator[int]:
    """Yield where a piece begins in `text[low:high]`, where it cuts no word at an end of the quotation."""
    at = text.find(piece, low, high)
    while at >= 0:
        if (not opens or _edge(text, at)) and (not closes or _edge(text, at + len(piece))):
            yield at
        at = text.find(piece, at + 1, high)


def _edge(text: str, at: int) -> bool:
    """Tell whether no word is cut at this place; in scripts without blanks only a letter may be."""
    if not (0 < at < len(text) and is_letter(text[at - 1]) and is_letter(text[at])):
        return True
    return text[at].isalnum() and (is_unspaced(text[at - 1]) or is_unspaced(text[at]))


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a source that come nearest to a quotation."""

    span: Span
    source: str
    """The source's words; what differs is between `**`, a blank that differs is `␣`."""
    quoted: str
    """The quotation's words, marked in the same way."""


def nearest_wording(quotation: str, document: Document, folded: Folded) -> Wording | None:
    """Return the stretch of a source most like a quotation, or None when nothing is near.

    The stretch with the most words in common (a sliding count) is aligned word by word (Ratcliff and
    Obershelp, as in difflib), and reaches as far as the quotation does, within the same sentences.
    """
    quoted = fold(quotation)
    words, wanted = list(_WORD.finditer(folded.text)), list(_WORD.finditer(quoted.text))[:MOST_WORDS]
    if not wanted or not words:
        return None
    blocks = _align(_keys(wanted), _keys(words))
    if not blocks or sum(size for _, _, size in blocks) / len(wanted) < NEAR:
        return None
    first, last = _reach(folded.text, words, blocks, len(wanted))
    pairs = [(a + step, b + step) for a, b, size in blocks for step in range(size)]
    source = _Side(document.text, folded, words[first : last + 1])
    written = _Side(quotation, quoted, wanted)
    ends = written.head not in ("", source.head), written.tail not in ("", source.tail)
    return Wording(
        Span(source.spans[0].start, source.spans[-1].end),
        _marked(source, written, {there - first: here for here, there in pairs}, ends),
        _marked(written, source, {here: there - first for here, there in pairs}, ends),
    )


def _align(wanted: list[str], words: list[str]) -> list[tuple[int, int, int]]:
    """Return the runs of words in common: place in the quotation, place in the source, length."""
    start = _densest(words, wanted)
    low, high = max(0, start - 4), min(len(words), start + len(wanted) + 5)
    matcher = difflib.SequenceMatcher(None, wanted, words[low:high], autojunk=False)
    return [(block.a, low + block.b, block.size) for block in matcher.get_matching_blocks() if block.size]


def _reach(
    text: str, words: list[re.Match[str]], blocks: list[tuple[int, int, int]], size: int
) -> tuple[int, int]:
    """Return the first and last word of a stretch that reaches as far as a quotation of `size` words."""
    first, last = blocks[0][1], blocks[-1][1] + blocks[-1][2] - 1
    for _ in range(blocks[0][0]):
        first -= first > 0 and not _STOP.search(text, words[first - 1].end(), words[first].start())
    for _ in range(size - blocks[-1][0] - blocks[-1][2]):
        more = last + 1 < len(words)
        last += more and not _STOP.search(text, words[last].end(), words[last + 1].start())
    return first, last


def _keys(words: list[re.Match[str]]) -> list[str]:
    return [word.group().casefold() for word in words]


class _Side:
    """One of two wordings that are compared: some words of a text, which is folded."""

    def __init__(self, text: str, folded: Folded, words: list[re.Match[str]]) -> None:
        self.text, self.words = text, words
        self.spans = [
            Span(folded.origins[word.start()], folded.origins[word.end() - 1] + 1) for word in words
        ]
        self.gaps = [folded.text[one.end() : other.start()] for one, other in pairwise(words)]
        """What is between a word and the next, folded."""
        self.head = _head(folded.text[: words[0].start()])
        self.tail = _tail(folded.text[words[-1].end() :])
        """What is before the first and after the last word, folded: `$`, `%`."""


def _marked(own: _Side, other: _Side, partners: Mapping[int, int], ends: tuple[bool, bool]) -> str:
    """Return the words of one side from first to last, between `**` what the other has not letter for letter.

    `partners` are the numbers of the words that are alike but for case, here and there; `ends` tell whether
    what is before the first and after the last word differs.
    """
    parts = [_visible(own.head) if ends[0] else ""]
    for number, span in enumerate(own.spans):
        there = partners.get(number)
        if number:
            before, gap = partners.get(number - 1), own.text[own.spans[number - 1].end : span.start]
            differs = (
                before is not None and there == before + 1 and own.gaps[number - 1] != other.gaps[before]
            )
            parts.append(_visible(gap) if differs else gap)
        words = own.text[span.start : span.end]
        is_same = there is not None and other.words[there].group() == own.words[number].group()
        parts.append(words if is_same else f"**{words}**")
    marked = "".join([*parts, _visible(own.tail) if ends[1] else ""])
    return " ".join(marked.replace("** **", " ").replace("****", "").split())


def _head(before: str) -> str:
    """Return the marks directly before a wording, quotation marks and brackets left out: `$`."""
    marks = re.search(r"[^\w\s]*$", before)
    return marks[0].lstrip("'([-.") if marks else ""


def _tail(after: str) -> str:
    """Return the marks after a wording, those left out that may be the editor's own: `%`, ` %`."""
    marks = re.match(r"[^\w]*", after)
    return marks[0].rstrip(" .,;:!?'()[]-") if marks else ""


def _visible(marks: str) -> str:
    shown = _BLANKS.sub("␣", marks)
    return f"**{shown}**" if shown else ""


def _densest(words: list[str], wanted: list[str]) -> int:
    """Return where the window of `len(wanted)` words begins that shares most words with them."""
    size, left = len(wanted), Counter(wanted)
    shared = best = place = 0
    for index, word in enumerate(words):
        if left[word] > 0:
            shared += 1
        left[word] -= 1
        if index >= size:
            gone = words[index - size]
            left[gone] += 1
            if left[gone] > 0:
                shared -= 1
        if shared > best:
            best, place = shared, max(0, index - size + 1)
    return place
