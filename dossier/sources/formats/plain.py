"""Turn text files into one block of text; all else is left to the rules for paragraphs."""

from __future__ import annotations

from dossier.sources.encodings import decode
from dossier.sources.file_text import Block, FileText
from dossier.sources.formats.markdown import is_marked, read_marked
from dossier.text.characters import clean


def read(raw: bytes, file: str) -> FileText:
    """Read a text file: its characters, with line ends and spaces made plain, and no marks of Markdown."""
    text, encoding, problems = decode(raw, file)
    if text is None:
        return FileText((), encoding, problems=problems)
    text = clean(text)
    if is_marked(text):
        return read_marked(text, file, f"plain text in Markdown, {encoding}", problems, keeps_lines=True)
    return FileText((Block(text),), f"plain text, {encoding}", problems=problems)
