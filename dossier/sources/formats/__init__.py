"""The table of source formats: which module reads which file ending."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from dossier.sources.encodings import decode, narrowed
from dossier.sources.file_text import FileText
from dossier.sources.formats.mail_labels import opens_with_head
from dossier.text import late as re

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
_SUBTITLES = Format("file of subtitles", "subtitles", "Save it again as plain text in UTF-8.", is_text=True)

FORMATS = {
    ".txt": Format("text file", "plain", "Save it again as plain text in UTF-8.", is_text=True),
    ".md": Format("Markdown file", "markdown", "Save it again as plain text in UTF-8.", is_text=True),
    ".html": _WEB,
    ".htm": _WEB,
    ".pdf": Format("PDF", "pdf", "Open it in a viewer and save it again, or save its text as .txt."),
    ".docx": Format("Word document", "word", "Open it in Word and save it again, or save its text as .txt."),
    ".srt": _SUBTITLES,
    ".vtt": _SUBTITLES,
    ".eml": Format("mail", "mail", "Save it again from the mail program, or save its text as .txt."),
}
"""By file ending, in small letters. A new format is one module with `read` and one row here."""

_OPENING = rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<!--(?s:(?!-->).){0,9999}-->\s{0,99}){0,9}"
"""What may stand before all else: a mark, blanks, comments."""
_PAGE = rb"<(?:!doctype html|html)\b"
# Content that decides over a wrong ending: how a file begins, and the ending that it should have.
_BEGINNINGS = (
    (re.compile(rb"\s{0,99}%PDF-"), ".pdf"),
    (re.compile(_OPENING + rb"(?:<\?xml[^>]{0,200}>\s{0,99})?" + _PAGE, re.I), ".html"),
    (re.compile(_OPENING + rb"(?:</?(?-i:[A-Z-]{3,20})>[^<>]{0,9999}){1,40}" + _PAGE, re.I), ".html"),
    (re.compile(_OPENING + rb"<(?:\?xml|rss|feed)\b"), ".xml"),
    (re.compile(_OPENING + rb"\{\\rtf(?:\d|\s?\\)"), ".rtf"),
    (re.compile(rb"version https://git-lfs\.github\.com/spec/"), "pointer"),
    (re.compile(rb"(?s)PK\x03\x04.*word/document\d*\.xml"), ".docx"),
    (re.compile(rb"(?s)\xd0\xcf\x11\xe0.*E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"), "locked"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), ".doc"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s{0,9}(?:From [^\n]{1,300}\n)?"
            rb"(?:[a-z][a-z0-9-]{1,50}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,60}){0,60}?"
            rb"(?:(?:message-id|mime-version|return-path|delivered-to|dkim-signature):"
            rb"|received:\s{1,4}(?:from|by)\s)",
            re.I,
        ),
        ".eml",
    ),
)
_PARTS = (
    rb"p|div|blockquote|article|section|main|aside|header|footer|nav|figure|table"
    rb"|ul|ol|dl|pre|center|span|h[1-6]|head|body|title|style|script"
)
_FRAGMENT = re.compile(
    _OPENING + rb"<(?:meta\b[^<>]{0,999}>|(%s)\b[^<>]{0,999}>.*<(?:(?P<closes>/)|(?=\w))\1\b)" % _PARTS,
    re.I | re.S,
)
"""A part of a web page; Markdown may begin with one, plain text does not."""
_PART = re.compile(rb"<(?:br|%s)\b" % _PARTS, re.I)
_PARTED = re.compile(rb"\S[^\n]*\n[^\S\n]*\n\s*\S")
"""Text on both sides of an empty line."""
_BEGINNING = 4000  # bytes with the head of a mail that was printed as text
_LABELLED = re.compile(rb"\s{0,9}[^\n]{1,300}?(?::|\xef\xbc\x9a)")  # what each line of such a head is


def true_ending(raw: bytes, ending: str) -> str:
    """Return the ending that the content of a file calls for; its own when nothing speaks against it.

    >>> true_ending(b"<html><body>Hello", ".txt")
    '.html'
    """
    raw = narrowed(raw)
    if ending == ".txt" and _is_fragment(raw):
        return ".html"
    found = next((name for beginning, name in _BEGINNINGS if beginning.match(raw)), ending)
    if found == ending and _is_printed_mail(raw):
        return ".eml"
    found = ending if (found, FORMATS.get(ending)) == (".xml", _WEB) else found
    return ending if FORMATS.get(found) is FORMATS.get(ending) else found


def _is_fragment(raw: bytes) -> bool:
    """Tell whether text is a part of a page; below a title in tags, empty lines may part plain text."""
    match = _FRAGMENT.match(raw)
    below = raw[match.end() + 1 :] if match and match["closes"] else b""
    return match is not None and (_PART.search(below) is not None or not _PARTED.search(below))


def _is_printed_mail(raw: bytes) -> bool:
    """Tell whether text opens with the head of a mail in the words of whatever program printed it."""
    if not _LABELLED.match(raw):
        return False
    text, *_ = decode(raw[:_BEGINNING].rpartition(b"\n")[0], "")
    return text is not None and opens_with_head(text)
