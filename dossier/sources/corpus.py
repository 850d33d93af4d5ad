"""Turn the folder of raw sources and their sidecars into the corpus."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

from dossier.config import Settings
from dossier.model import Basis, Corpus, Document, Place, Problem, Severity, SourceMeta
from dossier.sources.file_text import FileText, warning
from dossier.sources.formats import FORMATS, true_ending
from dossier.sources.paragraphs import Layout, lay_out, short_title
from dossier.sources.sidecar import apply_sidecar
from dossier.text.language import detect_language
from dossier.text.nearest import did_you_mean
from dossier.text.sentences import number_sentences
from dossier.text.slugs import is_device, readable, source_id

SIDECAR = ".yaml"
_MISTAKEN = {
    ".html": ("this is a web page, probably a log-in, and no PDF; not read", "Download the PDF again."),
    ".rtf": ("this is an RTF document, not plain text; not read", "Save it as plain text in UTF-8."),
}
LEFT_OUT = 12  # words shown of what was left out
_SAVED_WITH = re.compile(r"(?:_files|\.files|_file|-Dateien|_fichiers|_archivos)$")  # by browsers
IGNORED = frozenset(["readme.md", "thumbs.db", "desktop.ini", "__macosx"])
LEFT_BY_SYSTEMS = (".", "~$")  # begin the names of files that are hidden, or open in an office program


def read_corpus(folder: Path, settings: Settings) -> Corpus:
    """Read every file of a folder of sources.

    Each file ends as a document or in a problem of the corpus. A folder that cannot be read is an error
    and gives an empty corpus; so is a file name that another source has already taken.
    """
    shown = readable(folder.name)
    try:
        found = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        hint = "Give another folder with --seeds, or make this one."
        message = f"the folder of sources cannot be read: {error.strerror}"
        return Corpus((), (Problem("no-folder", Severity.ERROR, message, Place(shown), hint),))
    problems: list[Problem] = []
    raws: dict[str, bytes] = {}
    names = [name for name in found if _may_be_source(name)]
    problems += (_misnamed(name, shown) for name in names if readable(name) != name)
    names = [name for name in names if readable(name) == name]
    problems += (_device(name, shown) for name in names if is_device(name))
    for name in names:
        raw = _read_raw(folder, name, settings)
        if isinstance(raw, Problem):
            problems.append(raw)
        else:
            raws[name] = raw
    documents = _read_all(raws, names, shown, problems)
    if not raws and not problems:
        hint = "Put files into it: " + ", ".join(FORMATS) + "."
        problems.append(warning("no-sources", "the folder holds no source", shown, hint))
    return Corpus(documents, tuple(sorted(problems, key=lambda problem: problem.sort_key)))


def _device(name: str, folder: str) -> Problem:
    message = "Windows keeps this name for a device, so the desk cannot be copied there"
    return warning("device-name", message, f"{folder}/{name}", "Rename the file.")


def _may_be_source(name: str) -> bool:
    """Tell files that systems leave behind, and those about the folder, from sources and sidecars."""
    return name.lower() not in IGNORED and not name.startswith(LEFT_BY_SYSTEMS)


def read_document(
    name: str, raw: bytes, folder: str, sidecar: bytes | None = None
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read one source: its file name, its bytes, and the bytes of its sidecar if it has one.

    A pure function of what it is given. The document is None when there is no text; the problems say why.
    """
    file = f"{folder}/{name}"
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - a name, no path
    if not raw.strip():
        return None, (warning("empty-file", "the file is empty; not read", file, "Fill it or take it out."),)
    file_text = _read_file(ending.lower(), raw, file)
    problems = list(file_text.problems)
    if not any(block.text.strip() for block in file_text.blocks):
        if not problems:
            problems.append(warning("no-text", "no text was found; not read", file))
        return None, tuple(problems)
    source = source_id(stem)
    layout = lay_out(file_text, source, file)
    document = Document(
        id=source,
        path=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        read_as=file_text.read_as,
        meta=_meta(file_text, layout),
        text=layout.text,
        paragraphs=layout.paragraphs,
        sentences=number_sentences(layout.text, layout.paragraphs),
        left_out=_left_out(file_text.left_out),
    )
    problems += layout.head.problems
    if sidecar is not None:
        document, faults = apply_sidecar(document, sidecar, f"{folder}/{stem}{SIDECAR}")
        problems += faults
    return document, tuple(problems)


def _read_file(ending: str, raw: bytes, file: str) -> FileText:
    """Read the bytes of a file by its format; a reader that fails leaves a warning and no text.

    Content decides over the ending. A page in place of a PDF is what a site shows that wants a password.
    """
    true = true_ending(raw, ending)
    if true not in FORMATS or (true == ".html" and ending == ".pdf"):
        message, hint = _MISTAKEN.get(true, ("", ""))
        return FileText((), true, problems=(warning("wrong-ending", message, file, hint),))
    form = FORMATS[true]
    read = form.reader()  # outside the guard: a fault of the program is no fault of the file
    try:
        return read(raw, file)
    except Exception as error:  # a fault in one file, whatever its library raises, must not stop the others
        message = f"the {form.name} is damaged or unusual and cannot be read ({type(error).__name__})"
        return FileText((), form.name, problems=(warning("damaged-file", message, file, form.hint),))


def _left_out(texts: tuple[str, ...]) -> str:
    """Say how much was left out, with the first words of the longest piece, which would be missed most."""
    words = [word for text in texts for word in text.split()]
    if not words:
        return ""
    longest = max(texts, key=len).split()
    shown = " ".join(longest[:LEFT_OUT]) + (" …" if len(longest) > LEFT_OUT else "")
    return f"{len(words)} word{'s' * (len(words) != 1)}; the longest piece: “{shown}”"


def _meta(file_text: FileText, layout: Layout) -> SourceMeta:
    """Join what a file says of itself with what the head of its text states."""
    head = layout.head
    title, basis = file_text.title or head.title, Basis.METADATA if file_text.title else Basis.STATED
    if not title:
        title, basis = short_title(layout.text, layout.paragraphs), Basis.INFERRED
    return SourceMeta(
        title=title,
        title_basis=basis,
        publisher=file_text.publisher or head.publisher,
        authors=file_text.authors or head.authors,
        language=_language(file_text.language, layout.text),
        url=file_text.url or head.url,
        date_hints=layout.date_hints + file_text.date_hints,
    )


def _misnamed(name: str, folder: str) -> Problem:
    hint = "Rename it; such names come from systems with another encoding."
    return warning("file-name", "the file name is not UTF-8; not read", f"{folder}/{readable(name)}", hint)


def _read_raw(folder: Path, name: str, settings: Settings) -> bytes | Problem:
    """Return the bytes of a source or sidecar, or the problem of what is neither."""
    file = f"{readable(folder.name)}/{name}"
    path = folder / name
    try:
        status = path.lstat()
        if stat.S_ISDIR(status.st_mode):
            page = _SAVED_WITH.sub("", name)
            if page != name and any((folder / (page + ending)).is_file() for ending in (".html", ".htm")):
                return warning(
                    "not-read", "the pictures and scripts that were saved with a page; not needed", file
                )
            hint = "Move its files up into the folder of sources, if they are sources."
            return warning("not-read", "a folder inside the folder of sources; not read", file, hint)
        if not stat.S_ISREG(status.st_mode):
            hint = "Put a copy of the file in its place."
            return warning("not-a-file", "a link or device, not a plain file; not read", file, hint)
        if path.suffix.lower() not in FORMATS and path.suffix != SIDECAR:
            hint = f"Read are {', '.join(FORMATS)}, and {SIDECAR} beside a source."
            kind = f'files ending in "{path.suffix}"' if path.suffix else "files without an ending"
            return warning("not-read", f"{kind} are not read", file, hint)
        if status.st_size > settings.max_bytes:
            hint = "Split it, or save only its text."
            size = f"{status.st_size / 1e6:.1f} MB, more than {settings.max_bytes / 1e6:.1f}"
            return Problem("too-large", Severity.ERROR, f"the file has {size}", Place(file), hint)
        return path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return Problem("unreadable-file", Severity.ERROR, message, Place(file))


def _read_all(
    raws: dict[str, bytes], names: list[str], folder: str, problems: list[Problem]
) -> tuple[Document, ...]:
    stems = {Path(name).stem for name in names if not name.endswith(SIDECAR)}
    taken: dict[str, str] = {}
    documents = []
    for name, raw in raws.items():
        at = Place(f"{folder}/{name}")
        stem = Path(name).stem
        if name.endswith(SIDECAR):
            if stem not in stems:
                hint = did_you_mean(stem, stems) or "Give it the name of the source that it is about."
                message = "no source of this name stands beside it"
                problems.append(warning("sidecar-alone", message, at.file, hint))
            continue
        first = taken.setdefault(source_id(stem), name)
        if first != name:
            message = f'the id "{source_id(stem)}" is already that of {folder}/{first}; not read'
            hint = "Rename one of the two files."
            problems.append(Problem("doubled-id", Severity.ERROR, message, at, hint))
            continue
        document, found = read_document(name, raw, folder, raws.get(stem + SIDECAR))
        problems += found
        documents += [document] if document else []
    return tuple(sorted(documents, key=lambda document: document.id))


def _language(stated: str | None, text: str) -> str:
    found = detect_language(text)
    stated = (stated or "").replace("_", "-")
    is_tag = re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", stated)
    return stated if is_tag and found in ("und", stated.lower().split("-")[0]) else found
