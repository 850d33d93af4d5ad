"""Turn plain text files into blocks."""

from __future__ import annotations

from dossier.sources.encodings import decode
from dossier.sources.reading import Block, Reading, clean, warning


def read_plain(raw: bytes, file: str) -> Reading:
    """Read a text file; everything but its characters is left to the paragraph rules."""
    text, encoding, problems = decode(raw, file)
    if text is None:
        hint = "Save it under the ending of its own format, or take it out."
        problem = warning("binary-file", "holds bytes of some other format, not text; not read", file, hint)
        return Reading((), "binary", problems=(problem,))
    return Reading((Block(clean(text)),), f"plain text, {encoding}", problems=problems)
