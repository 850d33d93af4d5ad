"""Turn PDF files into blocks: their pages into lines, these into paragraphs without page furniture."""

import gc
import logging
from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from itertools import chain
from typing import Any, NamedTuple

from pypdf import DocumentInformation, PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, NameObject

from dossier.model import ParagraphKind, Problem
from dossier.sources.file_text import Block, FileText, attached, fit_authors, fit_title, stated_marks, warning
from dossier.sources.formats.ink import Box, Fonts, Ink
from dossier.sources.formats.pdf_columns import by_columns, may_be_mixed, with_markers, without_numbers
from dossier.sources.formats.pdf_furniture import marks_of, without_furniture
from dossier.sources.formats.pdf_lines import Line, are_turned, line_of, may_turn, with_letters
from dossier.sources.formats.pdf_paragraphs import join
from dossier.sources.formats.pdf_rows import edges_of, layers_off_in, rows_of, unit_of
from dossier.text import late as re
from dossier.text.characters import one_line
from dossier.text.counts import count as count_of

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # faults come back as problems

MAX_PAGES = 2000  # a longer one is no article
MARGIN = 0.075  # of the height of a page, at its head and foot; text begins further inside
SHOWN = 5  # pages named in a message
MAX_XMP = 200_000  # characters of it that are read
_LEADERS = re.compile(r"(?:\. ?){5}")  # from an entry of a table of contents to its page; no title has them
_OF_XMP = re.compile(r">([^<>]*[^\W\d_][^<>]*)<")


def read(raw: bytes, file: str) -> FileText:
    """Read the text layer of a PDF by pypdf; scanned and locked ones are reported."""
    gc.collect(0)  # the last reader: it holds itself, and in few objects the whole file
    reader = _opened(raw)
    if isinstance(reader, str):
        locked = warning(
            "locked-pdf", f"the PDF is locked {reader}; not read", file, "Save an unlocked copy."
        )
        return FileText((), "PDF, locked", problems=(locked,))
    count = len(reader.pages)
    fonts, layers_off = Fonts(), layers_off_in(reader)
    drawn = [_lines(reader.pages[number], fonts, layers_off) for number in range(min(count, MAX_PAGES))]
    pages, nameless = with_letters([page.lines for page in drawn])
    unseen = list(chain.from_iterable(page.unseen for page in drawn))
    notes = [note for page in reader.pages[:MAX_PAGES] for note in _notes(page)]
    stated: DocumentInformation = reader.metadata or DocumentInformation()
    read_as = f"PDF, {count} page{'s' * (count != 1)}"
    kept, furniture, edges = without_furniture(pages)
    blocks = tuple(map(_block, join(list(chain.from_iterable(kept)))))
    notes += [("unreadable line", words) for words in nameless]
    problems = (
        *_not_read(Counter(kind for kind, _ in notes), file),
        *attached(_attachments(reader), file),
        *_mixed([number for number, page in enumerate(drawn, start=1) if page.is_mixed], file),
        *_missing(count, file, has_text=bool(blocks)),
    )
    return FileText(
        blocks,
        read_as,
        title=fit_title(stated.title),
        authors=fit_authors(stated.author),
        problems=problems,
        left_out=(*(line.text for line in furniture), *unseen, *(words for _, words in notes)),
        marks=(*marks_of(pages, edges), *(words for _, words in notes), *stated_marks(_properties(reader))),
        is_prose=False,
    )


def _block(words: str) -> Block:
    return Block(words, ParagraphKind.BODY if _LEADERS.search(words) else None)


def _opened(raw: bytes) -> PdfReader | str:
    """Return what reads a PDF, or how it is locked."""
    try:
        reader = PdfReader(BytesIO(raw))
    except NotImplementedError:  # a certificate, or what a shop or library puts on its books
        return "in a way that needs a program of its own"
    return "with a password" if reader.is_encrypted and not reader.decrypt("") else reader


def _properties(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Yield the properties of a file, by name; the values of its XMP have none here."""
    for name, value in (reader.metadata or {}).items():
        yield name.removeprefix("/"), one_line(str(value)) or ""
    try:
        metadata: Any = reader.root_object["/Metadata"]
        packet = metadata.get_data().decode("utf-8", "replace")
    except (PyPdfError, LookupError, TypeError, AttributeError):
        return  # there is none, or it is damaged
    yield from (("subject", unescape(words)) for words in _OF_XMP.findall(packet[:MAX_XMP]))


def _notes(page: PageObject) -> Iterator[tuple[str, str]]:
    """Yield what is put on a page and no part of its text: what each is, and its words."""
    for each in page.annotations or ():
        note = each.get_object()
        if not isinstance(note, DictionaryObject):
            continue
        kind = note.get("/Subtype")
        if kind == "/Widget":
            value = note.get_inherited("/V")
            words = "" if isinstance(value, NameObject) else one_line(str(value or ""))
        else:
            words = one_line(str(note.get("/Contents", "")))
        if words and kind not in ("/Link", "/Popup"):
            name = "form field" if kind == "/Widget" else "text box" if kind == "/FreeText" else "comment"
            yield name, words


def _not_read(notes: Counter[str], file: str) -> Iterator[Problem]:
    if notes:
        parts = ", ".join(count_of(number, name) for name, number in sorted(notes.items()))
        hint = "If they matter, print it to a new PDF with them."
        yield warning("not-text", f"not read: {parts}", file, hint)


def _mixed(pages: list[int], file: str) -> Iterator[Problem]:
    if pages:
        names = ", ".join(map(str, pages[:SHOWN])) + ", …" * (len(pages) > SHOWN)
        hint = "Compare them with the PDF; if they are mixed, save the text as .txt."
        yield warning("mixed-columns", f"columns or cells may be mixed on page {names}", file, hint)


def _missing(pages: int, file: str, *, has_text: bool) -> Iterator[Problem]:
    if pages > MAX_PAGES:
        yield warning("long-pdf", f"only the first {MAX_PAGES} of {pages} pages are read", file)
    if not has_text:
        hint = "It is probably a scan: run text recognition on it, or save its words as .txt."
        yield warning("no-text", "the PDF has no text layer; not read", file, hint)


def _attachments(reader: PdfReader) -> list[str]:
    try:
        return [one_line(str(name), 100) or "unnamed" for name in reader.attachments]
    except (PyPdfError, LookupError, TypeError, AttributeError):
        return ["files with damaged names"]


class Drawn(NamedTuple):
    """What a page shows."""

    lines: list[Line]
    unseen: tuple[str, ...]
    """Words that nobody sees, and numbers of lines."""
    is_mixed: bool
    """When lines may run from one column or cell into another."""


def _lines(page: PageObject, fonts: Fonts, layers_off: frozenset[int]) -> Drawn:
    """Return what a page shows.

    The lines come in the order in which they were drawn; columns one after the other.
    """
    resources = page.get_inherited("/Resources", DictionaryObject())
    shown = edges_of(page)
    for is_drawn in (False, True):
        ink = Ink(shown, resources, fonts, layers_off, unit_of(page))
        rows, words = rows_of(page, ink, ink.follow, ink.leave, is_drawn=is_drawn), ""
        if not any(map(may_turn, rows)):
            break  # pypdf turns letters, and takes too much or too little along
    if unseen := ink.unseen():
        rows = rows_of(page, ink, ink.only(unseen, is_unseen=False), is_drawn=is_drawn)
        hidden = rows_of(page, ink, ink.only(unseen, is_unseen=True), is_drawn=is_drawn)
        words = "\n".join(line_of(row).text for row in hidden)
    rows, numbers = without_numbers(with_markers(rows))
    rows = by_columns(rows)
    is_mixed = may_be_mixed(rows)
    turned = are_turned(rows)
    lines = [line_of(row, is_turned=each) for row, each in zip(rows, turned, strict=True)]
    lines = [line for line in lines if line.text]
    hidden_lines = words.split("\n") if words else []
    return Drawn(_in_page(lines, shown), (*hidden_lines, *numbers), is_mixed)


def _in_page(lines: list[Line], page: Box) -> list[Line]:
    """Return the lines of a page with where on it they are."""
    margin = MARGIN * (page.top - page.foot)
    level = Counter(round(line.y) for line in lines)
    return [
        line._replace(
            is_in_margin=min(page.top - line.y, line.y - page.foot) < margin,
            is_beside=level[round(line.y)] > 1,
        )
        for line in lines
    ]
