"""Turn text files into one block of text; all else is left to the rules for paragraphs."""

from collections.abc import Iterator
from dataclasses import replace

from dossier.model import Problem
from dossier.sources.encodings import decode
from dossier.sources.file_text import Block, FileText, warning
from dossier.sources.formats.markdown import is_marked, read_marked
from dossier.sources.formats.subtitles import is_subtitles, read_subtitles
from dossier.text import late as re
from dossier.text.characters import clean
from dossier.text.hyphens import mend_broken_words
from dossier.text.stamped_marks import marks_alone

_MARKUP = re.compile(r"</[a-z][\w:-]{0,30}\s?>|<br\s?/?>", re.I)
SOME = 2  # ends of elements; one may be a sign


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
    return FileText(
        (Block(mend_broken_words(text)),),
        f"plain text, {encoding}",
        problems=(*problems, *_markup(text, file)),
    )


def _markup(text: str, file: str) -> Iterator[Problem]:
    """Yield a warning for text with markup that nothing here reads."""
    ends = _MARKUP.findall(text)
    if len(ends) >= SOME:
        line = text[: text.index(ends[0])].count("\n") + 1
        hint = "Save it as a web page, .html, or take the markup out."
        yield warning("not-text", f"the text has markup, “{ends[0]}”, which is shown", file, hint, line)
