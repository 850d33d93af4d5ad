"""The table of source formats: which function reads which file ending."""

from __future__ import annotations

from collections.abc import Callable

from dossier.sources.markdown import read_markdown
from dossier.sources.plain import read_plain
from dossier.sources.portable import read_portable
from dossier.sources.reading import Reading
from dossier.sources.web import read_web

FORMATS: dict[str, Callable[[bytes, str], Reading]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_web,
    ".htm": read_web,
    ".pdf": read_portable,
}
"""Takes the bytes and the file's name for messages. A new format is one module and one line here."""
