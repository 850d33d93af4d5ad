"""Turn a mistyped word and the known words into the one that was probably meant."""

import difflib
from collections.abc import Iterable

CUTOFF = 0.6  # similarity below which a proposal is more of a riddle than a help (difflib's own default)
CLOSE = 0.8
"""Similarity from which a word is the other one mistyped."""
LONGEST = 80  # characters; comparing longer words costs more than it helps


def nearest(word: str, known: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """Return the known word most like `word`, or None when none is near; case does not count.

    >>> nearest("tittle", ["title", "authors"])
    'title'
    """
    folded: dict[str, str] = {}
    for candidate in sorted(known):
        folded.setdefault(candidate.casefold()[:LONGEST], candidate)
    found = difflib.get_close_matches(word.casefold()[:LONGEST], list(folded), n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the hint `Did you mean "title"?`, or an empty string.

    >>> did_you_mean("xyz", ["title"])
    ''
    """
    found = nearest(word, known)
    return f'Did you mean "{found}"?' if found else ""
