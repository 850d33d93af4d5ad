"""Prove that the words of a quotation stand in the place cited.

Where they do not, the nearest words of the source are told.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Document, Span
from dossier.text.quotes import without_marks

_SIGNATURE = re.compile(r"\n?[ \t]*(?:—|–|--|―)[^\n]*$")
LONGEST_GAP = 60  # characters that an editor's bracket may stand for
MOST_RUNS = 1_000  # places of one piece that are followed; no sentence has its words so often
MOST_WORDS = 250  # of a quotation that are compared to find the nearest wording
NEAR = 0.5  # share of the quotation's words from which a wording counts as near
_FOLDED = {
    **dict.fromkeys("“”„‟«»‹›‘’‚‛\"′″「」『』", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}  # fmt: skip
_ELLIPSIS = re.compile(r"\[\s*(?:\.\s?){3}\s*\]|\((?:\.\s?){3}\)|\.\s?\.\s?\.(?:\s?\.)?")
_BRACKET = re.compile(r"\[[^\[\]]{0,80}\]")
_STOP = re.compile(r"[.!?]")
_WORD = re.compile(r"\w+(?:['-]\w+)*")


def without_signature(words: str) -> str:
    """Return a block quote's words without outer quotation marks and a last line such as `— a name`."""
    words = _SIGNATURE.sub("", words.strip()).strip() if "\n" in words.strip() else words.strip()
    return without_marks(words)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with white space, quotation marks and dashes made one; each character knows its origin."""

    text: str
    origins: tuple[int, ...]
    """Offset in the text as it was of each character of `text`."""


def fold(text: str) -> Folded:
    r"""Fold what a quotation may differ in: white space, styles of quotation marks, lengths of dashes.

    >>> fold("He  said:\n“Go — now”").text
    "He said: 'Go - now'"
    """
    characters: list[str] = []
    origins: list[int] = []
    for offset, char in enumerate(text):
        if char.isspace():
            if characters and characters[-1] != " ":
                characters.append(" ")
                origins.append(offset)
            continue
        for folded in _FOLDED.get(char, char):
            characters.append(folded)
            origins.append(offset)
    return Folded("".join(characters), tuple(origins))


def find_quotation(quotation: str, folded: Folded, within: Span) -> Span | None:
    """Return where a quotation stands inside `within` of the folded text; None when it does not.

    Parts between ellipses stand in order; a bracket stands for a few words that the editor changed;
    a final comma or full stop may be the editor's own.
    """
    low = bisect_left(folded.origins, within.start)
    high = bisect_left(folded.origins, within.end)
    text = folded.text[low:high]
    first = end = None
    for part in _ELLIPSIS.split(fold(quotation).text.strip()):
        pieces = [piece.strip() for piece in _BRACKET.split(part)]
        pieces[-1] = pieces[-1].rstrip(".,;:!? ")
        if not any(_WORD.search(piece) for piece in pieces):
            continue
        found = _find_pieces(text, pieces, end or 0)
        if not found:
            return None
        first, end = found[0] if first is None else first, found[1]
    if first is None or end is None:
        return None
    return Span(folded.origins[low + first], folded.origins[low + end - 1] + 1)


def _find_pieces(text: str, pieces: list[str], start: int) -> tuple[int, int] | None:
    """Find pieces in order, at most LONGEST_GAP characters between two, whole words at both ends."""
    ends: list[int] = []
    begins: list[int] = []
    """Where all pieces so far may end, ascending, and where each such run begins."""
    for number, piece in enumerate(pieces):
        if not piece:
            continue  # a bracket stands at the very beginning or end, or beside another
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
    """Tell whether no word is cut at this place."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a source that come nearest to a quotation."""

    span: Span
    source: str
    """The source's words, those that differ between `**`."""
    quoted: str
    """The quotation's words, those that differ between `**`."""


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
    spans = [_origin(folded, word) for word in words[first : last + 1]]
    here = {index - first for _, b, size in blocks for index in range(b, b + size)}
    there = {index for a, _, size in blocks for index in range(a, a + size)}
    return Wording(
        Span(spans[0].start, spans[-1].end),
        _marked(document.text, spans, here),
        _marked(quotation, [_origin(quoted, word) for word in wanted], there),
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


def _origin(folded: Folded, word: re.Match[str]) -> Span:
    """Return where a word of a folded text stands in the text as it was."""
    return Span(folded.origins[word.start()], folded.origins[word.end() - 1] + 1)


def _keys(words: list[re.Match[str]]) -> list[str]:
    return [word.group().casefold() for word in words]


def _marked(text: str, spans: list[Span], same: set[int]) -> str:
    """Return the words from first to last, those not in `same` between `**`."""
    parts, cursor = [], spans[0].start
    for index, span in enumerate(spans):
        words = text[span.start : span.end]
        parts += [text[cursor : span.start], words if index in same else f"**{words}**"]
        cursor = span.end
    return " ".join("".join(parts).replace("** **", " ").split())


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
