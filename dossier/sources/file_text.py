"""What every format makes of raw bytes: blocks of clean text, and what the file says of itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.model import DateHint, ParagraphKind, Place, Problem, Tlp
from dossier.text import late as re
from dossier.text.bylines import split_names
from dossier.text.characters import one_line
from dossier.text.handling import YES, says_who, tags_kept_back
from dossier.text.stamped_marks import marks_in_edge

_NO_AUTHOR = re.compile(
    r"(?:microsoft|windows|office)?\W?(?:office)?\W?(?:user|admin\w*|author|python-docx)", re.I
)
_NO_TITLE = re.compile(
    r"microsoft |untitled|template |document\s?\d*$|.*\.(?:docx?|pdf|indd|tex|rtf|odt|html?)$", re.I
)

_KEYWORDS = re.compile(r"(?:.{1,60}-)?(?:keywords|labels?|tags?)", re.I)
_CLASSIFIES = re.compile(
    r"(?:.{1,60}-)?(?:classification|sensitivity|(?:protective-)?marking|handling)"
    r"|content-?status|msip_label_.{1,60}_name",
    re.I,
)
"""Names such as `Sensitivity`, `X-Security-Classification`, and that of a label of Microsoft Purview."""
_DESCRIBES = re.compile(r"title|subject", re.I)
_TELLS = re.compile(r"description|category", re.I)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that a format keeps together, and the part it plays there."""

    text: str
    kind: ParagraphKind | None = None
    """None: to be told from the text."""


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of one raw file, and what the file says of itself."""

    blocks: tuple[Block, ...]
    """In order; empty when there is no text, which `problems` then explain."""
    read_as: str
    """Format and encoding in words: `plain text, UTF-8`."""
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    tlp: Tlp | None = None
    """A handling mark that the file itself carries."""
    is_stamped: bool = False
    """Whether the mark was found in the text or the path, not in a field that is meant for it."""
    date_hints: tuple[DateHint, ...] = ()
    """From the file's metadata, best first."""
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()
    """Texts of the file that are no part of its blocks, in order: menus, page numbers."""
    marks: tuple[str, ...] = ()
    """Lines that may say for whom the text is, which its blocks have not or joined to their neighbours."""
    is_prose: bool = True
    """False when the blocks are the paragraphs already, so that no line is joined to the next."""


def warning(code: str, message: str, file: str, hint: str = "", line: int = 1) -> Problem:
    """Make a warning about a raw file."""
    return Problem.warning(code, message, Place(file, line), hint)


def attached(names: Iterable[str], file: str) -> Iterator[Problem]:
    """Name what is attached to a raw file, if anything is."""
    if listed := ", ".join(names):
        hint = "Save those that are sources beside it."
        yield warning("attachments", f"attached and not read: {listed}", file, hint)


def stated_marks(properties: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what properties of a file, by name, may say of those for whom it is.

    >>> list(stated_marks([("X-TLP", "red"), ("keywords", "levy, confidential"), ("author", "Secret")]))
    ['TLP:red', 'confidential']
    >>> list(stated_marks([("Embargo_until", "9 May"), ("Subject", "Levy")]))
    ['9 May', 'Embargo until: 9 May', 'Levy']
    """
    for name, words in properties:
        if name.lower().endswith("tlp"):
            yield f"TLP:{words}"
        elif _KEYWORDS.fullmatch(name):
            parts = re.split(r"\s*[,;]\s*", words)
            yield from marks_in_edge(words.upper())
            yield from (part for part in parts if part.isupper() or tags_kept_back(part))
        elif _CLASSIFIES.fullmatch(name) or says_who(name, words):
            yield from (*marks_in_edge(words.upper()), *re.split(r"\s*[,;=\\]\s*", words))
            yield f"{re.sub('[_-]', ' ', name)}: {words}"
            if words.lower() in YES:
                yield name
        elif _DESCRIBES.fullmatch(name):
            yield words
        elif _TELLS.fullmatch(name) and (words.isupper() or not words.isalpha()):
            yield words  # one small word tells what it is about


def fit_title(stated: str | None) -> str | None:
    """Return the title that the properties of a file state; None for the name of a file or a program."""
    title = one_line(stated)
    return title if title and len(title.split()) > 1 and not _NO_TITLE.match(title) else None


def fit_authors(stated: str | None) -> tuple[str, ...]:
    """Return the authors that the properties of a file state, full names alone.

    One word is mostly the account of whoever saved the file: no author, and not to be published.

    >>> fit_authors("Ann Roe; jroe"), fit_authors("Office User")
    (('Ann Roe',), ())
    """
    names = split_names(one_line(stated) or "")
    return tuple(name for name in names if " " in name and not _NO_AUTHOR.fullmatch(name))
