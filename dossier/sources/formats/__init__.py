"""The table of source formats: which module reads which file ending."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from dossier.sources.file_text import FileText

Reader = Callable[[bytes, str], FileText]
"""Takes the bytes of a file and its name in messages."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to keep a text in a file."""

    name: str
    """As a message calls such a file: `web page`."""
    module: str
    """The module of this room whose `read` turns the bytes of a file into its text."""
    hint: str
    """What an editor can do with a file of this format that cannot be read."""
    is_text: bool = False
    """True when its bytes are characters, in an encoding that an editor may name."""

    def reader(self) -> Reader:
        """Return what reads the bytes of a file; whatever it raises means that the file is damaged.

        The module is loaded when its first file comes: the libraries for web pages and PDFs are slow to
        start.
        """
        read: Reader = import_module(f"{__name__}.{self.module}").read
        return read


_WEB = Format("web page", "web", "Save the page again, or save its text as .txt.", is_text=True)

FORMATS = {
    ".txt": Format("text file", "plain", "Save it again as plain text in UTF-8.", is_text=True),
    ".md": Format("Markdown file", "markdown", "Save it again as plain text in UTF-8.", is_text=True),
    ".html": _WEB,
    ".htm": _WEB,
    ".pdf": Format("PDF", "pdf", "Open it in a viewer and save it again, or save its text as .txt."),
}
"""By file ending, in small letters. A new format is one module with `read` and one row here."""

# Content that decides over a wrong ending: how a file begins, and the ending that it should have.
_BEGINNINGS = (
    (re.compile(rb"\s{0,99}%PDF-"), ".pdf"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?<(?:!doctype html|html)\b", re.I
        ),
        ".html",
    ),
    (re.compile(rb"\{\\rtf\d"), ".rtf"),
)


def true_ending(raw: bytes, ending: str) -> str:
    """Return the ending that the content of a file calls for; its own when nothing speaks against it.

    >>> true_ending(b"<html><body>Hello", ".txt")
    '.html'
    """
    found = next((name for beginning, name in _BEGINNINGS if beginning.match(raw)), ending)
    return ending if FORMATS.get(found) is FORMATS.get(ending) else found
