"""Turn a text into the spans of its quotations, whatever marks were typed and mixed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

LONGEST = 2500  # characters; past this an opening mark is taken for a stray one
LONGEST_SINGLE = 400  # characters; single marks are mostly apostrophes, so less trust
_MARKS = re.compile("[\"“”„«»「」『』]|``|''")
_SINGLE = re.compile("['‘’‚]")
_PAIRS = {"「": "」", "『": "』"}


def find_quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of each quotation in `text`, marks included, in order, not overlapping.

    Straight and curly marks may be mixed: a quotation opened by one may be closed by the other. A mark
    that is never closed opens nothing. Single marks count only outside double ones.

    >>> find_quotations('He said “yes. No." Then he left.')
    ((8, 18),)
    """
    double = _pair(text, _MARKS, _opens, LONGEST)
    if not _SINGLE.search(text):
        return tuple(double)
    single = [
        span
        for span in _pair(text, _SINGLE, _opens_single, LONGEST_SINGLE)
        if not any(start < span[1] and span[0] < end for start, end in _near(double, span))
    ]
    return tuple(sorted(double + single))


def _near(spans: list[tuple[int, int]], span: tuple[int, int]) -> list[tuple[int, int]]:
    index = bisect_left(spans, span)
    return spans[max(index - 1, 0) : index + 2]


def _pair(
    text: str, marks: re.Pattern[str], opens: Callable[[str, int, str], bool | None], longest: int
) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for match in marks.finditer(text):
        at = match.start()
        if opened is not None and at - opened > longest:
            opened = None
        verdict = opens(text, at, text[opened] if opened is not None else "")
        if verdict:
            opened = at
        elif verdict is False and opened is not None:
            spans.append((opened, match.end()))
            opened = None
    return spans


def _starts_word(text: str, at: int) -> bool:
    """Tell whether the mark stands before a word and after a space, a bracket or a dash."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([{—–-/") and bool(after) and not after.isspace()


def _opens(text: str, at: int, opener: str) -> bool | None:
    """Tell whether a double mark opens (True), closes (False) or neither (None)."""
    mark = text[at]
    if opener in _PAIRS:
        return False if mark == _PAIRS[opener] else None
    if mark in "„「『`":
        return True
    if mark == "'":
        return False if opener == "`" else None
    if mark == "“":
        return opener != "„"
    if mark == "«":
        return opener != "»"
    if mark in "”»":
        return False if opener else (True if _starts_word(text, at) else None)
    if _starts_word(text, at):
        return True
    if opener:
        return False
    glued = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()  # the"Front
    return True if glued else None


def _opens_single(text: str, at: int, opener: str) -> bool | None:
    """Tell the same of a single mark, most of which are apostrophes."""
    mark = text[at]
    if mark != "’" and _starts_word(text, at):
        return True
    after = text[at + 1 : at + 2]
    return None if not opener or after.isalnum() or mark in "‘‚" else False
