"""Turn words into a fingerprint, by which it is known whether they changed."""

import hashlib
import unicodedata


def fingerprint(words: str) -> str:
    """Return 16 hexadecimal digits for some words, white space and compatibility letters folded.

    >>> fingerprint("The pier   is shut.") == fingerprint("The pier is shut.")
    True
    """
    folded = " ".join(unicodedata.normalize("NFKC", words).split())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]
