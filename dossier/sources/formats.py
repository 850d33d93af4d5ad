"""The table of source formats: which module reads which file ending, and the simplest of them, text."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from dossier.sources.encodings import decode
from dossier.sources.reading import Block, Reading, clean

Reader = Callable[[bytes, str], Reading]


def _reader(module: str, function: str) -> Reader:
    """Load a module when its first file comes: the libraries of web pages and PDFs are slow to start."""

    def read(raw: bytes, file: str) -> Reading:
        found: Reader = getattr(import_module(f"dossier.sources.{module}"), function)
        return found(raw, file)

    return read


def read_plain(raw: bytes, file: str) -> Reading:
    """Read a text file; everything but its characters is left to the paragraph rules."""
    text, encoding, problems = decode(raw, file)
    if text is None:
        return Reading((), encoding, problems=problems)
    return Reading((Block(clean(text)),), f"plain text, {encoding}", problems=problems)


FORMATS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": _reader("markdown", "read_markdown"),
    ".html": _reader("web", "read_web"),
    ".htm": _reader("web", "read_web"),
    ".pdf": _reader("portable", "read_portable"),
}
"""Takes the bytes and the file's name for messages. A new format is one module and one line here."""
