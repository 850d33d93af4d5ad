"""Turn text files into one block of text; all else is left to the rules for paragraphs."""

from __future__ import annotations

from dossier.sources.encodings import decode
from dossier.sources.file_text import Block, FileText
from dossier.text.characters import clean


def read(raw: bytes, file: str) -> FileText:
    """Read a text file: its characters, with line ends and spaces made plain."""
    text, encoding, problems = decode(raw, file)
    if text is None:
        return FileText((), encoding, problems=problems)
    return FileText((Block(clean(text)),), f"plain text, {encoding}", problems=problems)
