"""Read and write `content/citations.lock`."""

from __future__ import annotations

from pathlib import Path

from dossier.editorial.files import write_whole
from dossier.editorial.lock import EMPTY, NAME, Lock, read_lock
from dossier.forms.checked import why_unreadable
from dossier.model import Place, Problem, Severity


def load_lock(content: Path) -> tuple[Lock, tuple[Problem, ...]]:
    """Read the lock of a desk; a desk without one has an empty lock."""
    path, file = content / NAME, f"{content.name}/{NAME}"
    if not path.exists():
        return EMPTY, ()
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        hint = f"Restore it from git; or delete {file} and let a build write it anew."
        fact = f"cannot be read: {why_unreadable(error)}"
        return EMPTY, (Problem("damaged-lock", Severity.ERROR, fact, Place(file), hint),)
    return read_lock(text, file)


def save_lock(content: Path, text: str) -> bool:
    """Write the lock, unless it reads so already or the folder is read-only; return whether it was."""
    path = content / NAME
    try:
        if path.is_file() and path.read_text("utf-8") == text:
            return False
        write_whole(path, text.encode())
    except OSError:  # a desk on a read-only disk is published all the same
        return False
    return True
