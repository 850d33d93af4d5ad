"""Turn the folder of sources, with the folders inside it, into the bytes of each file by its path."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from dossier.config import Settings
from dossier.model import Place, Problem
from dossier.sources.file_text import warning
from dossier.sources.formats import FORMATS
from dossier.sources.sidecar import SIDECARS, is_sidecar
from dossier.text import late as re
from dossier.text.slugs import is_device, is_left_by_system, readable

IGNORED = "readme.md"  # it says what the folder is for
_HIDDEN_ENDING = re.compile(r"\.ya?ml\.(?:txt|md)$", re.IGNORECASE)
_SAVED_WITH = re.compile(r"(?:_files|\.files|_file|-Dateien|_fichiers|_archivos)$")  # by browsers


def read_files(folder: Path, settings: Settings) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the bytes of all sources and sidecars, by path inside the folder, and what is neither.

    Raises OSError when the folder itself cannot be read.
    """
    raws: dict[str, bytes] = {}
    problems: list[Problem] = []
    names = sorted(entry.name for entry in os.scandir(folder))
    for path, found in _walk(folder, names, "", readable(folder.name), settings):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            raws[path] = found
    return raws, problems


def _walk(
    folder: Path, names: list[str], inside: str, shown: str, settings: Settings
) -> Iterator[tuple[str, bytes | Problem]]:
    """Yield each file below a folder with its bytes or its problem; `inside` is the path to it, with `/`."""
    for name in names:
        path, file = inside + name, f"{shown}/{inside}{readable(name)}"
        if name.lower() == IGNORED or is_left_by_system(name):
            if _may_be_source(name):
                sign = "a dot" if name.startswith(".") else "“~$”"
                message = f"a name that opens with {sign} hides the file; not read"
                yield path, warning("hidden-file", message, file, "Rename it, if it is a source.")
            continue
        if readable(name) != name:
            hint = "Rename it; such names come from systems with another encoding."
            yield path, warning("file-name", "the file name is not UTF-8; not read", file, hint)
            continue
        if is_device(name):
            message = "Windows keeps this name for a device, so the desk cannot be copied there"
            kind = "folder" if (folder / name).is_dir() else "file"
            yield path, warning("device-name", message, file, f"Rename the {kind}.")
        try:
            status = (folder / name).lstat()
            if not stat.S_ISDIR(status.st_mode):
                yield path, _not_read(name, status, file, settings) or (folder / name).read_bytes()
            elif _is_saved_with_page(folder, name):
                message = "the pictures and scripts that were saved with a page; not needed"
                yield path, warning("not-read", message, file)
            else:
                below = sorted(entry.name for entry in os.scandir(folder / name))
                yield from _walk(folder / name, below, f"{path}/", shown, settings)
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            yield path, Problem.error("unreadable-file", message, Place(file))


def _may_be_source(hidden: str) -> bool:
    """Tell whether a hidden file has the ending of a source; systems keep no such files but `._NAME`.

    Word keeps `~$NAME.docx` while a document is open.
    """
    is_kept = hidden.startswith("._") or not hidden.startswith((".", "~$"))
    ending = f".{hidden.rpartition('.')[2].lower()}"
    return not is_kept and ending in FORMATS and not (hidden.startswith("~$") and ending == ".docx")


def _is_saved_with_page(folder: Path, name: str) -> bool:
    page = _SAVED_WITH.sub("", name)
    return page != name and any((folder / (page + ending)).is_file() for ending in (".html", ".htm"))


def _not_read(name: str, status: os.stat_result, file: str, settings: Settings) -> Problem | None:
    """Return why a file is not read; None when it is a source or a sidecar."""
    ending = Path(name).suffix
    if not stat.S_ISREG(status.st_mode):
        hint = "Put a copy of the file in its place."
        return warning("not-a-file", "a link or device, not a plain file; not read", file, hint)
    if _HIDDEN_ENDING.search(name):
        hint = f"Rename it to {name[: -len(ending)]}; systems that hide endings add {ending}."
        message = "a sidecar with an ending too many, which would be read as a source"
        return Problem.error("not-read", message, Place(file), hint)
    if ending.lower() not in FORMATS and not is_sidecar(name):
        hint = f"Read are {', '.join(FORMATS)}, and {SIDECARS[0]} beside a source."
        kind = f'files ending in "{ending}"' if ending else "files without an ending"
        return warning("not-read", f"{kind} are not read", file, hint)
    if status.st_size > settings.max_bytes:
        hint = "Split it, or save only its text."
        size = f"{status.st_size / 1e6:.1f} MB, more than {settings.max_bytes / 1e6:.1f}"
        return Problem.error("too-large", f"the file has {size}", Place(file), hint)
    return None
