"""Read and write `content/citations.lock`."""

from __future__ import annotations

from pathlib import Path

from dossier.editorial.lock import EMPTY, NAME, Lock, read_lock
from dossier.model import Place, Problem, Severity


def load_lock(content: Path) -> tuple[Lock, tuple[Problem, ...]]:
    """Read the lock of a desk; a desk without one has an empty lock."""
    path, file = content / NAME, f"{content.name}/{NAME}"
    if not path.exists():
        return EMPTY, ()
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fact = error.strerror.lower() if isinstance(error, OSError) and error.strerror else "not UTF-8 text"
        hint = f"Restore it from git; or delete {file} and let a build write it anew."
        return EMPTY, (Problem("damaged-lock", Severity.ERROR, f"cannot be read: {fact}", Place(file), hint),)
    return read_lock(text, file)


def save_lock(content: Path, text: str) -> bool:
    """Write the lock, unless it reads so already or the folder is read-only; return whether it was written.

    The file is complete at every moment: it is written beside its place and then renamed.
    """
    path, fresh = content / NAME, content / f".{NAME}.new"
    try:
        if path.is_file() and path.read_text("utf-8") == text:
            return False
        fresh.write_text(text, "utf-8", newline="\n")
        fresh.replace(path)
    except OSError:  # a desk on a read-only disk is published all the same
        fresh.unlink(missing_ok=True)
        return False
    return True
