"""Turn a quotation and the place it cites into a proof that the words stand there, or the nearest words."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from dossier.model import CitedPlace, Document, Span

LONGEST_GAP = 120  # characters that an editor's bracket may stand for
MOST_WORDS = 250  # of a quotation that are compared to find the nearest wording
NEAR = 0.5  # share of words in common (difflib's ratio) from which a wording counts as near
_FOLDED = {
    **dict.fromkeys("“”„‟«»‹›‘’‚‛\"′″「」『』", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}  # fmt: skip
_ELLIPSIS = re.compile(r"\[\s*(?:\.\s?){3}\s*\]|\((?:\.\s?){3}\)|\.\s?\.\s?\.(?:\s?\.)?")
_BRACKET = re.compile(r"\[[^\[\]]{0,80}\]")
_WORD = re.compile(r"\w+(?:['-]\w+)*")


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


def span_of(document: Document, place: CitedPlace) -> Span | None:
    """Return the characters that a citation names; None when there is no such place."""
    if place.paragraph is None:
        return Span(0, len(document.text))
    if place.sentence is not None:
        sentence = document.sentence(place.fragment)
        return sentence.span if sentence else None
    paragraph = document.paragraph(place.paragraph)
    return paragraph.span if paragraph else None


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
    reach: dict[int, int] = {}
    """End of what was found so far: its beginning."""
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        if not piece:
            if number == 0:
                continue
            if last:
                break
            continue
        following: dict[int, int] = {}
        at = text.find(piece, start)
        while at >= 0:
            end = at + len(piece)
            whole = (number > 0 or _edge(text, at)) and (not last or _edge(text, end))
            if whole and (number == 0 or not reach):
                following.setdefault(end, at)
            elif whole:
                begun = [b for e, b in reach.items() if e <= at <= e + LONGEST_GAP]
                if begun:
                    following.setdefault(end, max(begun))
            at = text.find(piece, at + 1)
        if not following:
            return None
        reach = following
    if not reach:
        return None
    end = min(reach)
    return reach[end], end


def _edge(text: str, at: int) -> bool:
    """Tell whether no word is cut at this place."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a source that come nearest to a quotation."""

    span: Span
    marked: str
    """The source's words, those that differ between `**`."""


def nearest_wording(quotation: str, document: Document, folded: Folded) -> Wording | None:
    """Return the stretch of a source most like a quotation, or None when nothing is near.

    The stretch with the most words in common (a sliding count) is aligned word by word (Ratcliff and
    Obershelp, as in difflib), then cut to its first and last shared word.
    """
    wanted = _words(fold(quotation).text)[:MOST_WORDS]
    words = [(match.group().casefold(), match.span()) for match in _WORD.finditer(folded.text)]
    if not wanted or not words:
        return None
    start = _densest([word for word, _ in words], wanted)
    low, high = max(0, start - 4), min(len(words), start + len(wanted) + 5)
    window = words[low:high]
    matcher = difflib.SequenceMatcher(None, wanted, [word for word, _ in window], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    shared = sum(block.size for block in blocks)
    if not blocks or 2 * shared / (len(wanted) + min(len(window), len(wanted))) < NEAR:
        return None
    first = max(0, blocks[0].b - blocks[0].a)
    last = min(len(window), blocks[-1].b + blocks[-1].size + len(wanted) - blocks[-1].a - blocks[-1].size)
    same = {index for block in blocks for index in range(block.b, block.b + block.size)}
    spans = [
        Span(folded.origins[window[i][1][0]], folded.origins[window[i][1][1] - 1] + 1)
        for i in range(first, last)
    ]
    marked, cursor = "", spans[0].start
    for index, span in zip(range(first, last), spans, strict=True):
        words_here = document.text[span.start : span.end]
        marked += document.text[cursor : span.start]
        marked += words_here if index in same else f"**{words_here}**"
        cursor = span.end
    return Wording(Span(spans[0].start, spans[-1].end), " ".join(marked.split()))


def _words(text: str) -> list[str]:
    return [match.group().casefold() for match in _WORD.finditer(text)]


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
