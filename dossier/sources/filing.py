"""Turn a file from anywhere into a source of the desk: a copy in `seeds/` with a sidecar beside it."""

import json
from pathlib import Path

from dossier.errors import UsageError
from dossier.model import Document
from dossier.sources.corpus import read_document
from dossier.sources.formats import FORMATS
from dossier.sources.sidecar import SIDECARS
from dossier.text.date_phrases import said
from dossier.text.interface import ENGLISH
from dossier.text.slugs import source_id

_HEAD = "# An editor's word on this source: take away a # to set a line, which wins over what was found.\n"
_CHOICES = (
    ("short", "how citations call it; without it publisher and day, or words of the title"),
    ("publisher", "who published it"),
    ("authors", "[Name, Name]"),
    ("url", "where it stood"),
    ("retrieved", "2025-07-14: when it was saved"),
    ("grade", "B2: Admiralty code, reliability A-F and credibility 1-6"),
    ("tlp", "clear, green, amber, amber+strict or red"),
    ("publish", "full or summary"),
)


def file_source(path: Path, seeds: Path) -> tuple[Path, Path]:
    """Copy a file into the seeds folder under a plain name; return the copy and its sidecar.

    Raises UsageError when the file cannot be read, is of no known format, or is there already.
    """
    if not path.name:
        raise UsageError("a source needs the path of its file")
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"{path.name}: no format reads {path.suffix or 'this'}; known: {', '.join(FORMATS)}")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    target = seeds / (source_id(path.stem) + path.suffix.lower())
    sidecar = target.with_suffix(SIDECARS[0])
    for present in (target, sidecar):
        if present.exists():
            raise UsageError(f"{present} already exists; nothing was written")
    document, problems = read_document(target.name, raw, seeds.name)
    if document is None:
        raise UsageError("; ".join(problem.message for problem in problems) or "no text was found")
    seeds.mkdir(parents=True, exist_ok=True)
    target.write_bytes(raw)
    sidecar.write_text(_HEAD + _found(document) + _open(document), "utf-8", newline="\n")
    return target, sidecar


def _found(document: Document) -> str:
    """Return what was found, each a comment that an editor can turn into a line."""
    meta = document.meta
    lines = [f"# title: {json.dumps(meta.title, ensure_ascii=False)}  # {meta.title_basis.value}"]
    lines += [
        f"# published: {hint.value.edtf}  # {said(hint.words, ENGLISH)}" for hint in meta.date_hints[:1]
    ]
    lines += [f"# language: {meta.language}"]
    return "".join(line + "\n" for line in lines)


def _open(document: Document) -> str:
    found = {"publisher": document.meta.publisher, "url": document.meta.url}
    values = {name: json.dumps(value, ensure_ascii=False) for name, value in found.items() if value}
    return "".join(f"# {name}: {values.get(name, '')}  # {words}\n" for name, words in _CHOICES)
