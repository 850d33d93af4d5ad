"""What a format makes of raw bytes: blocks of clean text, and what the file says of itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dossier.model import DateHint, ParagraphKind, Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that a format keeps together, and the part it plays there."""

    text: str
    kind: ParagraphKind | None = None
    """None: to be told from the text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One raw file as its format read it."""

    blocks: tuple[Block, ...]
    """In order; empty when there is no text, which `problems` then explain."""
    read_as: str
    """Format and encoding in words: `plain text, UTF-8`."""
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    date_hints: tuple[DateHint, ...] = ()
    """From the file's metadata, best first."""
    problems: tuple[Problem, ...] = ()
    is_prose: bool = True
    """False when the blocks are the paragraphs already, so that no line is joined to the next."""


def warning(code: str, message: str, file: str, hint: str = "", line: int = 1) -> Problem:
    """Make a warning about a raw file."""
    return Problem(code, Severity.WARNING, message, Place(file, line), hint)


FULL = re.compile(r"[.!?…。！？؟।۔:]['\"”’»)\]]*$")
"""The end of a sentence, or of a line that announces one."""
BULLET = re.compile(r"(?:[•*·‣▪–—-]|\(?\d{1,3}[.)]|\(?[a-z]\)|[QA][.:])\s")
"""The start of an entry of a list, or of a question and its answer."""

# Line ends of all systems; single spaces of all widths; marks that only steer a screen.
_NEWLINES = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")  # combining marks among them
_STACK = 30  # marks on one letter, as in the Stream-Safe Text Format (UAX 15); time grows with their square


def _unstacked(run: re.Match[str]) -> str:
    """Leave out the marks that no letter can carry."""
    kept, marks = [], 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _STACK:
            kept.append(character)
    return "".join(kept)


def clean(text: str) -> str:
    r"""Return the text in NFC with `\n` line ends and without control characters.

    Spaces of other widths become plain spaces and control characters become spaces, one for one;
    soft hyphens, marks that turn the direction of writing and what is stacked on one letter are removed.

    >>> clean("a\r\nb\x00c\u00a0d")
    'a\nb c d'
    """
    text = _NEWLINES.sub("\n", text)
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    text = _NO_CHARACTERS.sub("\ufffd", _CONTROLS.sub(" ", text))
    return unicodedata.normalize("NFC", _MARKS.sub(_unstacked, text))


def flat(text: str) -> str:
    """Return the clean text on one line, single spaces between its words."""
    return " ".join(clean(text).split())


def one_line(text: str | None, longest: int = 500) -> str | None:
    """Return metadata as one clean line of at most `longest` characters, None when it says nothing."""
    return flat(text or "")[:longest] or None
