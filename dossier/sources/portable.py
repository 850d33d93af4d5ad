"""Turn PDF files into blocks: lines joined to paragraphs, hyphenation and page furniture undone."""

from __future__ import annotations

import logging
import re
from collections import Counter
from io import BytesIO

from pypdf import PdfReader

from dossier.model import Basis, DateHint, PartialDate
from dossier.sources.front import split_names
from dossier.sources.reading import Block, Reading, clean, one_line, warning

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # faults come back as problems

MAX_PAGES = 2000  # a longer one is no article
EDGE = 3  # lines at the top and foot of a page among which furniture is sought
SLACK = 0.85  # of the width; letters are not equally wide, so full lines differ in their count
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:page\s{0,2}|p\.\s?)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\W{0,3}", re.I)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
_NO_TITLE = re.compile(r"microsoft |untitled|document\s?\d*$|.*\.(?:docx?|pdf|indd|tex|rtf|odt|html?)$", re.I)
_FULL = re.compile(r"[.!?…:]['\"”’)\]]*$")


def read_portable(raw: bytes, file: str) -> Reading:
    """Read the text layer of a PDF by pypdf; scanned, locked and broken ones are reported."""
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            fault = warning("locked-pdf", "the PDF is locked with a password; not read", file,
                            "Save an unlocked copy.")  # fmt: skip
            return Reading((), "PDF, locked", problems=(fault,))
        count = len(reader.pages)
        pages = [
            [line.strip() for line in _page_text(reader, n).split("\n")] for n in range(min(count, MAX_PAGES))
        ]
        told = reader.metadata
        title, author = one_line(told.title if told else None), one_line(told.author if told else None)
        made = str(told.get("/CreationDate", "")) if told else ""
    except Exception as error:
        hint = "Open it in a viewer and save it again, or save its text as .txt."
        fault = warning("unreadable-pdf", f"the PDF cannot be read: {type(error).__name__}", file, hint)
        return Reading((), "PDF, broken", problems=(fault,))
    read_as = f"PDF, {count} page{'s' * (count != 1)}"
    lines = [line for page in _without_furniture(pages) for line in page]
    blocks = tuple(map(Block, _join(lines)))
    problems = []
    if count > MAX_PAGES:
        problems.append(warning("long-pdf", f"only the first {MAX_PAGES} of {count} pages are read", file))
    if not blocks:
        hint = "It is probably a scan: run text recognition on it, or save its words as .txt."
        problems.append(warning("no-text", "the PDF has no text layer; not read", file, hint))
    if title and (_NO_TITLE.match(title) or len(title.split()) < 2):
        title = None
    return Reading(blocks, read_as, title=title, authors=split_names(author) if author else (),
                   date_hints=_date_hints(made), problems=tuple(problems), is_prose=False)  # fmt: skip


def _page_text(reader: PdfReader, number: int) -> str:
    return clean(reader.pages[number].extract_text()).translate(_LIGATURES).strip("\n ")


def _date_hints(made: str) -> tuple[DateHint, ...]:
    """Bound the date by the day the file was made: printed to PDF, it was published before."""
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", made)
    try:
        value = PartialDate.parse("../{}-{}-{}".format(*match.groups())) if match else None
    except ValueError:
        return ()
    return (DateHint(value, Basis.INFERRED, None, "not after the PDF file was made"),) if value else ()


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Leave out page numbers, and lines that stand at the edge of half the pages or more."""
    pages = [page for page in pages if any(page)]

    def edges(page: list[str]) -> set[int]:
        full = [index for index, line in enumerate(page) if line]
        return {*full[:EDGE], *full[-EDGE:]}

    def shape(line: str) -> str:
        return re.sub(r"\d+", "#", line.casefold())

    counts = Counter(key for page in pages for key in {shape(page[index]) for index in edges(page)})
    repeated = {key for key, count in counts.items() if count >= max(2, len(pages) / 2)}

    def keeps(line: str, page: int) -> bool:
        if _PAGE_NUMBER.fullmatch(line):
            return False
        title = page == 0 and "#" not in shape(line) and "://" not in line  # its first place stays
        return title or shape(line) not in repeated

    return [
        [line for index, line in enumerate(page) if index not in at_edge or keeps(line, number)]
        for number, (page, at_edge) in enumerate(zip(pages, map(edges, pages), strict=True))
    ]


def _join(lines: list[str]) -> list[str]:
    """Join lines to paragraphs: a line that ends short, or a blank one, ends a paragraph."""
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return []
    width = lengths[9 * len(lengths) // 10]
    whole = " ".join(lines)
    paragraphs: list[str] = []
    previous = ""
    for line in lines:
        if not line:
            previous = ""
            continue
        goes_on = previous and (
            len(previous) + 1 + len(line.split(maxsplit=1)[0]) > SLACK * width
            or (line[0].islower() and not _FULL.search(previous))
        )
        if goes_on and not re.match(r"[•▪‣]\s", line):
            paragraphs[-1] = _hyphenate(paragraphs[-1], line, whole)
        else:
            paragraphs.append(line)
        previous = line
    return paragraphs


def _hyphenate(before: str, line: str, whole: str) -> str:
    """Put two lines together; a hyphen between them goes, unless the word has it elsewhere too."""
    match = re.search(r"([^\W\d_]+)[-‐]$", before)
    if not match or not line[0].islower():
        return f"{before} {line}"
    first = re.match(r"[^\W\d_]+", line)
    compound = f"{match[1]}-{first.group() if first else ''}"
    return before + line if re.search(rf"\b{compound}\b", whole) else before[:-1] + line
