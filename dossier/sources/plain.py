"""Turn plain text files into blocks."""

from __future__ import annotations

from dossier.sources.encodings import decode
from dossier.sources.reading import Block, Reading, clean


def read_plain(raw: bytes, file: str) -> Reading:
    """Read a text file; everything but its characters is left to the paragraph rules."""
    text, encoding, problems = decode(raw, file)
    if text is None:
        return Reading((), encoding, problems=problems)
    return Reading((Block(clean(text)),), f"plain text, {encoding}", problems=problems)
