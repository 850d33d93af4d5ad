"""Turn words into a fingerprint, by which it is known whether they changed."""

import hashlib
import unicodedata

from dossier.text.characters import PLAIN_MARKS
from dossier.text.quotes import DOUBLE_MARKS

_PLAIN = str.maketrans({**PLAIN_MARKS, **dict.fromkeys(DOUBLE_MARKS, '"')})
"""To the marks of a typewriter, so that words typed with these have one fingerprint."""


def fingerprint(words: str) -> str:
    """Return 16 hexadecimal digits for some words, white space and compatibility letters folded.

    >>> fingerprint("The pier   is shut.") == fingerprint("The pier is shut.")
    True
    """
    folded = " ".join(unicodedata.normalize("NFKC", words).split())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fingerprints(words: str) -> tuple[str, ...]:
    """Return the fingerprint of words whatever the style of their marks; then that of the words as they are.

    >>> fingerprints("The “old” pier.")[0] == fingerprints('The "old" pier.')[0]
    True
    """
    return tuple(dict.fromkeys((fingerprint(words.translate(_PLAIN)), fingerprint(words))))
