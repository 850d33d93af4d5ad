"""Turn a place in a paragraph into the sentence round it, as plain text for backlinks."""

from __future__ import annotations

import re
from bisect import bisect_right

LONGEST_CONTEXT = 320  # characters; two long sentences
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«„(\[]*[^\W_])")
_NOT_AN_END = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Sgt|No|vs|e\.g|i\.e|cf|approx|pp?)\.)$"
)
_SPACE_BEFORE_STOP = re.compile(r" (?=[.,;:](?:\s|$))")  # where a citation stood


def sentence_round(words: str, offset: int, *, before: bool = False) -> str:
    """Return the sentence of `words` that holds the place; a place after a full stop belongs before it."""
    if before:
        tail = words[max(offset - LONGEST_CONTEXT, 0) : offset]
        offset = max(offset - len(tail) + len(tail.rstrip()) - 1, 0)
    low, high = max(offset - 4 * LONGEST_CONTEXT, 0), offset + 4 * LONGEST_CONTEXT
    window, offset = words[low:high], offset - low
    starts = [0]
    for match in _SENTENCE_END.finditer(window):
        if not _NOT_AN_END.search(window[max(match.start() - 8, 0) : match.start() + 1]):
            starts.append(match.end())
    number = bisect_right(starts, offset) - 1
    start, end = starts[number], starts[number + 1] if number + 1 < len(starts) else len(window)
    return _cut(window[start:end], offset - start)


def _cut(sentence: str, offset: int) -> str:
    """Fold white space, and keep a long sentence's words round the place."""
    if len(sentence) > LONGEST_CONTEXT:
        start = max(0, min(offset - LONGEST_CONTEXT // 2, len(sentence) - LONGEST_CONTEXT))
        part = sentence[start : start + LONGEST_CONTEXT]
        head, tail = start > 0, start + LONGEST_CONTEXT < len(sentence)
        part = part.partition(" ")[2] if head and " " in part else part
        part = part.rpartition(" ")[0] if tail and " " in part else part
        sentence = f"{'…' if head else ''}{part}{'…' if tail else ''}"
    return _SPACE_BEFORE_STOP.sub("", " ".join(sentence.split()))
