"""Turn text files into one block of text; all else is left to the rules for paragraphs."""

from dataclasses import replace

from dossier.model import Problem
from dossier.sources.encodings import decode
from dossier.sources.file_text import Block, FileText
from dossier.sources.formats.markdown import is_marked, read_marked
from dossier.sources.formats.subtitles import is_subtitles, read_subtitles
from dossier.text.characters import clean
from dossier.text.hyphens import mend_broken_words
from dossier.text.stamped_marks import marks_alone


def read(raw: bytes, file: str) -> FileText:
    """Read a text file: its characters, with line ends and spaces made plain, without marks and times."""
    text, encoding, problems = decode(raw, file)
    if text is None:
        return FileText((), encoding, problems=problems)
    text = clean(text)
    found = _read(text, file, encoding, problems)
    return replace(found, marks=(*found.marks, *marks_alone(text)))


def _read(text: str, file: str, encoding: str, problems: tuple[Problem, ...]) -> FileText:
    if is_subtitles(text):
        return read_subtitles(text, f"subtitles, {encoding}", problems)
    if is_marked(text):
        return read_marked(text, file, f"plain text in Markdown, {encoding}", problems, keeps_lines=True)
    return FileText((Block(mend_broken_words(text)),), f"plain text, {encoding}", problems=problems)
