"""Find the words in quotation marks that stand directly before a place."""

from __future__ import annotations

import re

LONGEST = 6_000  # characters of a quotation; a page
DEEPEST = 20  # marks that close and never open; more are no quotation
OPENERS = {
    "”": "“„”", "“": "„“", "\"": "\"“„", "»": "«", "«": "»", "›": "‹", "‹": "›", "’": "‘‚", "‘": "‚",
    "'": "'‘", "」": "「", "』": "『", "″": "″",
}  # fmt: skip
"""Closing mark: the marks that may open it, in the styles of Europe and East Asia."""
_GAP = re.compile(r"[.,;:!?…]?[ \t\n\u00a0]*$")
_SIGNATURE = re.compile(r"\n?[ \t]*(?:—|–|--|―)[^\n]*$")


def quotation_before(words: str, offset: int) -> tuple[int, int] | None:
    """Return the span of a quotation, marks included, that ends just before `offset`; None without one.

    A full stop or comma and white space may stand between; an apostrophe is no quotation mark.

    >>> quotation_before("They “never met” ", 17)
    (5, 16)
    """
    tail = words[max(0, offset - 12) : offset]
    gap = _GAP.search(tail)
    end = offset - len(tail) + (gap.start() if gap else len(tail))
    if not end or words[end - 1] not in OPENERS:
        return None
    low = max(0, offset - LONGEST)
    window = words[low:end]
    end -= low
    closer = window[end - 1]
    start = _opening(window, end - 1, closer)
    if start is None or not window[start + 1 : end - 1].strip():
        return None
    return low + start, low + end


def _opening(window: str, close: int, closer: str) -> int | None:
    """Walk back to the mark that opens what `closer` at `close` closes."""
    openers, depth = OPENERS[closer], 0
    closers = {closer, "”"} if closer == '"' else {closer}
    for index in range(close - 1, -1, -1):
        char = window[index]
        if closer in "’'" and _is_apostrophe(window, index):
            continue
        if char in openers and (char not in closers or _opens(window, index)):
            if not depth:
                return index
            depth -= 1
        elif char in closers:
            depth += 1
            if depth == DEEPEST:
                return None
    return None


def _is_apostrophe(window: str, index: int) -> bool:
    return 0 < index < len(window) - 1 and window[index - 1].isalnum() and window[index + 1].isalnum()


def _opens(window: str, index: int) -> bool:
    """Tell whether a mark that looks the same at both ends stands at a beginning."""
    before = window[index - 1] if index else " "
    return (before.isspace() or before in "([{—–-“‘\"'/") and not window[index + 1 : index + 2].isspace()


def without_signature(words: str) -> str:
    """Return a block quote's words without outer quotation marks and a last line such as `— a name`."""
    words = _SIGNATURE.sub("", words.strip()).strip() if "\n" in words.strip() else words.strip()
    if len(words) > 1 and words[-1] in OPENERS and words[0] in OPENERS[words[-1]]:
        return words[1:-1].strip()
    return words
