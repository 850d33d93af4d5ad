"""Turn the folder of raw sources and their sidecars into the corpus."""

import codecs
import hashlib
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from itertools import chain, takewhile
from pathlib import Path, PurePosixPath
from posixpath import basename, dirname, splitext
from typing import NamedTuple

from dossier.config import Settings
from dossier.forms.checked import Form
from dossier.model import (
    Basis,
    Corpus,
    DateHint,
    Document,
    Paragraph,
    Place,
    Problem,
    Severity,
    SourceId,
    SourceMeta,
    Tlp,
    in_order,
)
from dossier.sources.encodings import may_bear_mark
from dossier.sources.file_text import FileText, warning
from dossier.sources.formats import FORMATS, true_ending
from dossier.sources.paragraphs import Head, lay_out, short_title
from dossier.sources.raw_files import read_files
from dossier.sources.sidecar import (
    FOLDER,
    NOTHING,
    SIDECARS,
    Shared,
    Sidecar,
    apply_sidecar,
    is_sidecar,
    read_shared,
    read_sidecar,
)
from dossier.text import late as re
from dossier.text.characters import flat
from dossier.text.conflicts import conflict_line
from dossier.text.counts import count
from dossier.text.handling import is_labelled, keeps_back, names_kept_back, tags_kept_back
from dossier.text.language import detect_language, primary
from dossier.text.lines import is_prose_line
from dossier.text.nearest import did_you_mean
from dossier.text.sentences import number_sentences
from dossier.text.slugs import readable, source_id
from dossier.text.stamped_marks import marks_in_path, stamped_mark, unread_mark, unshown_marks
from dossier.text.stated_dates import day_in_address

_MISTAKEN = {
    ".html": ("this is a web page, probably a log-in, and no PDF; not read", "Download the PDF again."),
    ".rtf": ("this is an RTF document, not plain text; not read", "Save it as plain text in UTF-8."),
    ".xml": ("this is data in XML, not plain text; not read", "Save its text as .txt."),
    "pointer": ("this is only the name of a file that Git LFS keeps; not read", "Run `git lfs pull`."),
    ".doc": ("this is a file of an old office program; not read", "Save it as .docx."),
    "locked": ("the document is locked with a password; not read", "Save a copy without a password."),
}
_NO_ENDING = ("its name has no ending that tells its format; not read", "Give it a name before its ending.")
_NO_PDF = ("this is no PDF, but probably what a site sent in its place; not read", "Download the PDF again.")
_PDF_HEAD = 1024  # bytes in which a PDF says that it is one
_HEAD, _FOOT = 8, 3  # lines at the head and the foot of a text where it says for whom it is
_SETTLE = "Give it a mark in its sidecar, `tlp: amber`, or say `tlp: clear` there."
LEFT_OUT = 12  # words shown of what was left out
_MARK = re.compile(rb"^\s{0,9}(?:tlp|publish)\s{0,9}:", re.M)  # what protects a source


class RawSource(NamedTuple):
    """A source as it lies in its folder: what `read_document` takes."""

    path: str
    raw: bytes
    folder: str
    sidecar: tuple[str, bytes] | None
    shared: Shared


Reading = tuple[Document | None, tuple[Problem, ...]]
"""What a raw source becomes."""


def read_source(source: RawSource) -> Reading:
    """Read one source as it lies in its folder."""
    return read_document(*source[:4], shared=source.shared)


def surely_marked(source: RawSource, marks: Container[Tlp | None]) -> bool:
    """Tell before a source is read whether its mark, or that it has none, can only be one of `marks`.

    That cannot be told of a file whose bytes are not its text, or whose text may be stamped with a mark.
    """
    beside, written = source.sidecar or (FOLDER, None)
    words, form = read_sidecar(written, beside, source.shared)
    kind = FORMATS.get(true_ending(source.raw, splitext(source.path)[1].lower()))
    is_plain = kind is not None and kind.is_text and not words.encoding
    may_be_stamped = any(marks_in_path(f"{source.folder}/{source.path}")) or may_bear_mark(source.raw)
    return is_plain and not form.problems and words.tlp in marks and not may_be_stamped


def read_each(sources: Sequence[RawSource]) -> list[Reading]:
    """Read several sources, one after another."""
    return [read_source(source) for source in sources]


def read_corpus(
    folder: Path,
    settings: Settings,
    read: Callable[[Sequence[RawSource]], list[Reading]] = read_each,
    *,
    may_be_missing: bool = False,
) -> Corpus:
    """Read every file of a folder of sources and of the folders inside it; `read` makes the documents.

    Each file ends as a document or in a problem of the corpus. A folder that cannot be read gives an empty
    corpus and is an error, or a warning where it `may_be_missing`; a file name that another source has
    already taken is an error, too.
    """
    shown = readable(folder.name)
    try:
        raws, problems = read_files(folder, settings)
    except FileNotFoundError:
        severity = Severity.WARNING if may_be_missing else Severity.ERROR
        hint = "Create it, or give another with --seeds."
        return Corpus(
            (), (Problem("no-folder", severity, f"there is no folder {shown}", Place(shown), hint),)
        )
    except OSError as error:
        hint = "Give another folder with --seeds."
        message = f"the folder of sources cannot be read: {error.strerror}"
        return Corpus((), (Problem.error("no-folder", message, Place(shown), hint),))
    documents: dict[SourceId, Document] = {}
    for document, found in read(_sources(raws, shown, problems)):
        first = documents.setdefault(document.id, document) if document else document
        if document and first and first is not document:
            message = f'the id "{document.id}" is already used by {shown}/{first.path}; not read'
            hint = "Rename one of the two files."
            problems.append(Problem.error("doubled-id", message, Place(f"{shown}/{document.path}"), hint))
        else:
            problems += found
    if not raws and not problems:
        hint = "Put files into it: " + ", ".join(FORMATS) + "."
        message = "there are no sources in this folder"
        problems.append(Problem("no-sources", Severity.WARNING, message, Place(shown), hint))
    return Corpus(tuple(documents[source] for source in sorted(documents)), in_order(problems))


def _sources(raws: dict[str, bytes], folder: str, problems: list[Problem]) -> list[RawSource]:
    """Put what is said of a source beside it; add a problem for each sidecar that is about none."""
    sidecars = _sidecars(raws, folder, problems)
    shared = _shared(raws, sidecars, folder, problems)
    sources = []
    for path, raw in raws.items():
        if is_sidecar(path):
            continue
        sidecar = sidecars.get(splitext(path)[0])
        beside = (sidecar, raws[sidecar]) if sidecar else None
        sources.append(RawSource(path, raw, folder, beside, shared[dirname(path)]))
    return sources


def _sidecars(raws: dict[str, bytes], folder: str, problems: list[Problem]) -> dict[str, str]:
    """Return the paths of the sidecars by what they are about: a path without its ending.

    One that is about nothing is named; it is an error when it would protect a source.
    """
    stems = [splitext(path)[0] for path in raws if not is_sidecar(path)]
    found: dict[str, str] = {}
    for path, raw in raws.items():
        stem = splitext(path)[0]
        if not is_sidecar(path):
            continue
        at = Place(f"{folder}/{path}")
        first = found.setdefault(stem, path)
        if first != path:
            message = f"{folder}/{first} is about the same; not read"
            hint = "Move its lines there and take this file away."
            problems.append(Problem.error("doubled-sidecar", message, at, hint))
        elif stem not in stems and basename(stem).lower() != FOLDER:
            hint = did_you_mean(stem, stems) or "Give it the name of the source that it is about."
            message = "there is no source with this name"
            severity = Severity.ERROR if _MARK.search(raw) else Severity.WARNING
            problems.append(Problem("sidecar-alone", severity, message, at, hint))
    return found


def _shared(
    raws: dict[str, bytes], sidecars: dict[str, str], folder: str, problems: list[Problem]
) -> dict[str, Shared]:
    """Return what editors say of all sources in a folder, by its path; `` is the folder of sources itself."""
    of_folders = {dirname(stem): path for stem, path in sidecars.items() if basename(stem).lower() == FOLDER}
    above: dict[str, Shared] = {}
    below = {str(parent) for path in raws for parent in PurePosixPath(path).parents if parent.name}
    for inside in sorted({"", *below}):
        shared = above[dirname(inside)] if inside else NOTHING
        if inside in of_folders:
            path = of_folders[inside]
            shared, found = read_shared(raws[path], f"{folder}/{path}", shared)
            problems += found
        above[inside] = shared
    return above


def read_document(
    path: str,
    raw: bytes,
    folder: str,
    sidecar: tuple[str, bytes] | None = None,
    *,
    shared: Shared = NOTHING,
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read one source: its path inside the folder, its bytes, and path and bytes of its sidecar, if any.

    `shared` is what the sidecars of its folders say. A pure function of what it is given. The document is
    None when there is no text; the problems say why.
    """
    file = f"{folder}/{path}"
    stem, ending = splitext(path)
    if not raw.strip():
        return None, (warning("empty-file", "the file is empty; not read", file, "Fill it or take it out."),)
    beside, written = sidecar or (stem + SIDECARS[0], None)
    words, form = read_sidecar(written, f"{folder}/{beside}", shared)
    file_text = _read_file(ending.lower(), raw, file, words, form)
    file_text = _with_stamp(file_text, raw, file, words, form)
    problems = list(file_text.problems)
    if b"<<<<<<<" in raw and (line := conflict_line(raw.decode("utf-8", "replace"))):
        message, hint = (
            "a merge conflict was left here, and both sides are read",
            "Keep one of the two sides.",
        )
        problems.append(Problem.warning("merge-conflict", message, Place(file, line), hint))
    if not any(block.text.strip() for block in file_text.blocks):
        if not problems:
            problems.append(warning("no-text", "no text was found; not read", file))
        return None, tuple(problems)
    source = source_id(basename(stem))
    text, paragraphs, head = lay_out(file_text, file)
    document = Document(
        id=source,
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        read_as=file_text.read_as,
        meta=_meta(file_text, source, text, paragraphs, head),
        text=text,
        paragraphs=paragraphs,
        sentences=number_sentences(text, paragraphs),
        left_out=_left_out(file_text.left_out, text),
        folder=folder,
    )
    if file_text.tlp and words.tlp == shared.tlp:  # its own mark is nearer than that of a folder
        words = words.model_copy(update={"tlp": file_text.tlp})
    document = _dated_by_address(apply_sidecar(document, words, form))
    return document, (*problems, *head.problems, *form.problems)


def _dated_by_address(document: Document) -> Document:
    """Return a document that nothing else dates with the day in its address."""
    day = day_in_address(document.meta.url or "") if not document.meta.date_hints else None
    if day is None:
        return document
    hint = DateHint(day, Basis.METADATA, None, "from its address")
    return replace(document, meta=replace(document.meta, date_hints=(hint,)))


def _with_stamp(file_text: FileText, raw: bytes, file: str, words: Sidecar, form: Form) -> FileText:
    """Take the mark in the text or path of a file for its own; front matter, sidecar, a stricter folder win.

    A file that says only in plain words that it is not for everybody gives a warning, and so does one that
    names a stricter mark than it has.
    """
    if file_text.tlp or "tlp" in form.values:
        return file_text
    texts = [block.text for block in file_text.blocks]
    beside = (*file_text.left_out, *file_text.marks, *unshown_marks(raw))
    named = tuple(marks_in_path(file))
    stamp = stamped_mark((*texts, *beside, *named))
    is_taken = stamp is not None and not (words.tlp and words.tlp.allows(stamp.mark))
    mark = stamp.mark if stamp and is_taken else words.tlp
    problems = []
    if stamp and is_taken:
        where = "path" if stamp.line in named else "file"
        message = f"the {where} contains “{flat(stamp.line)}”, so the source is marked {mark}"
        hint = f"Say the same in its sidecar, `tlp: {mark}`, or give it another mark."
        problems.append(Problem.warning("stamped-mark", message, _place(stamp.line, raw, file), hint))
    line = _handling(texts, file_text.marks, file) if mark in (None, Tlp.CLEAR) else None
    if line:
        message = f"the source says “{line}”, and no mark keeps it back"
        problems.append(Problem.warning("plain-handling", message, _place(line, raw, file), _SETTLE))
    stated = filter(None, (file_text.title, file_text.publisher))
    unread = unread_mark((*texts, *beside, *stated, *re.sub("[_-]", " ", file).split("/")), mark)
    if unread:
        message = f"“{unread}” is not read as the mark of the source"
        problems.append(Problem.warning("unread-mark", message, _place(unread, raw, file), _SETTLE))
    file_text = replace(file_text, problems=(*file_text.problems, *problems))
    return replace(file_text, tlp=mark, is_stamped=True) if is_taken else file_text


def _handling(texts: Sequence[str], marks: Sequence[str], file: str) -> str | None:
    """Return the first line of a text, beside it or in its path, that keeps it from readers."""
    lines = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    if lines and is_labelled(lines[0], opens=True):
        return lines[0]
    *folders, name = file.split("/")
    named = [*filter(names_kept_back, folders[1:]), *filter(tags_kept_back, [splitext(name)[0]])]
    beside = (*(line for line in marks if keeps_back(line, opens=True)), *named)
    return next(chain(_lines_kept_back(lines), beside), None)


def _lines_kept_back(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a text that keep it from readers.

    Such a line is at the head or the foot, or a phrase in capitals. A single word may be a heading: there is
    no prose above it at the head, nor below it at the foot.
    """
    head, foot = lines[:_HEAD], lines[: -_FOOT - 1 : -1]
    outside = {
        each for edge in (head, foot) for each in takewhile(lambda line: not is_prose_line(line), edge)
    }
    for before, line, after in zip(("", *lines), lines, (*lines[1:], ""), strict=False):
        is_place = line in outside if line.isalpha() else line.isupper() or line in (*head, *foot)
        parts = line.split("|")
        if "|" in before + after:  # a row of a table: what it says of what its first cell names
            parts = [line.strip("|").replace("|", ":")]
        if is_place and any(keeps_back(part, opens=False) for part in parts):
            yield line


def _place(words: str, raw: bytes, file: str) -> Place:
    """Return where a file has some words; its beginning for words of its path or bytes that are no text."""
    is_text = not raw.startswith((b"%PDF", b"PK"))
    text = raw.decode("utf-8", "replace") if is_text and words not in file else ""
    offset = text.find(words)
    return Place.of(file, text, offset) if offset >= 0 else Place(file)


def _read_file(ending: str, raw: bytes, file: str, words: Sidecar, form: Form) -> FileText:
    """Read the bytes of a file by its format; a reader that fails leaves a warning and no text.

    Content decides over the ending. A page in place of a PDF is what a site shows that wants a password.
    The encoding of text may be an editor's word.
    """
    true = true_ending(raw, ending)
    if true not in FORMATS or (true == ".html" and ending == ".pdf"):
        sent = true == ".xml" and ending == ".pdf"
        message, hint = _NO_PDF if sent else _MISTAKEN.get(true, _NO_ENDING)
        return FileText((), true, problems=(warning("wrong-ending", message, file, hint),))
    kind = FORMATS[true]
    text = _as_utf8(raw, words.encoding, form) if words.encoding and kind.is_text else None
    read = kind.reader()  # outside the guard: a fault of the program is no fault of the file
    try:
        found = read(text or raw, file)
    except Exception as error:  # a fault in one file, whatever its library raises, must not stop the others
        if true == ".pdf" and b"%PDF-" not in raw[:_PDF_HEAD]:
            message, hint = _NO_PDF
            return FileText((), true, problems=(warning("wrong-ending", message, file, hint),))
        message = f"the {kind.name} is damaged or unusual and cannot be read ({type(error).__name__})"
        return FileText((), kind.name, problems=(warning("damaged-file", message, file, kind.hint),))
    return replace(found, read_as=f"{kind.name}, {words.encoding} as an editor says") if text else found


def _as_utf8(raw: bytes, encoding: str, form: Form) -> bytes | None:
    """Return text of a known encoding as UTF-8, with the mark that outdoes what a page declares."""
    try:
        return codecs.BOM_UTF8 + raw.decode(encoding).encode()
    except UnicodeError:
        message = f"the source has bytes that are no {encoding}; its encoding was guessed"
        form.report("bad-value", message, form.place("encoding"))
        return None


def _left_out(texts: tuple[str, ...], kept: str) -> str:
    """Say how much was left out, with the first words of the longest piece that the text has nowhere else."""
    words = [word for text in texts for word in text.split()]
    if not words:
        return ""
    kept = " ".join(kept.split())
    gone = [text for text in texts if " ".join(text.split()) not in kept]
    if not gone:
        return f"{count(len(words), 'word')}, all of which the text has elsewhere"
    longest = max(gone, key=len).split()
    shown = " ".join(longest[:LEFT_OUT]) + (" …" if len(longest) > LEFT_OUT else "")
    return f"{count(len(words), 'word')}; the longest piece: “{shown}”"


def _meta(
    file_text: FileText, source: SourceId, text: str, paragraphs: tuple[Paragraph, ...], head: Head
) -> SourceMeta:
    """Join what a file says of itself with what the head of its text states."""
    title, basis = file_text.title or head.title, Basis.METADATA if file_text.title else Basis.STATED
    if not title:
        title, basis = short_title(text, paragraphs), Basis.INFERRED
    return SourceMeta(
        title=title,
        title_basis=basis,
        publisher=file_text.publisher or head.publisher,
        authors=file_text.authors or head.authors,
        language=_language(file_text.language, text),
        url=file_text.url or head.url,
        tlp=file_text.tlp,
        is_stamped=file_text.is_stamped,
        date_hints=head.date_hints(source, file_text.date_hints),
    )


def _language(stated: str | None, text: str) -> str:
    found = detect_language(text)
    stated = (stated or "").replace("_", "-")
    is_tag = re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", stated)
    return stated if is_tag and found in ("und", primary(stated)) else found
