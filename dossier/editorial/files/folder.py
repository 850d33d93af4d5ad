"""Turn the files below `content/` into front matters and Markdown, each file read or named."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dossier.config import Settings
from dossier.editorial.files.frontmatter import DeskFile
from dossier.forms.checked import why_unreadable
from dossier.forms.fields import UNFIT
from dossier.model import Place, Problem
from dossier.text import late as re
from dossier.text.slugs import file_id, is_device, is_left_by_system, readable

_OURS = (
    "README.md",
    "citations.lock",
    "decisions.yaml",
    "interface.yaml",
    "settings.yaml",
)  # of a desk, and no pages
_MISNAMED = re.compile(r"(settings|decisions)(?:\.ya?ml)?(?:\.txt)?", re.IGNORECASE)
MAX_BYTES = 400_000  # of one file; a short book, and still read in seconds whatever it contains


def read_files(
    folder: Path, paths: Iterable[Path], settings: Settings, problems: list[Problem]
) -> list[DeskFile]:
    """Read the Markdown files among `paths`, in order of their ids; name what is none."""
    by_id: dict[str, DeskFile] = {}
    for path in paths:
        name = name_of(folder, path)
        problems += name_of_device(folder, path)
        if path.suffix.lower() != ".md" or path.is_symlink() or not path.is_file():
            problems.append(not_read(folder, path))
            continue
        text = _read_text(path, name, min(MAX_BYTES, settings.max_bytes))
        if isinstance(text, Problem):
            problems.append(text)
            continue
        file = DeskFile(name, text)
        if file.id in by_id:
            _set_apart(file, by_id)
        if file.id in by_id:
            message = f'the id "{file.id}" is already used by {by_id[file.id].at.file}'
            problems.append(Problem.error("doubled-id", message, file.at, "Rename one."))
        elif file.problems:
            problems.extend(file.problems)
        else:
            by_id[file.id] = file
    return [by_id[key] for key in sorted(by_id)]


def _set_apart(file: DeskFile, by_id: dict[str, DeskFile]) -> None:
    """Give one of two files with one id an id that tells the signs of its name, such as C++ beside C."""
    for each in (file, by_id[file.id]):
        longer = file_id(each.stem, with_signs=True)
        if longer not in by_id:
            former, each.id = each.id, longer
            if each is not file:
                by_id[longer] = by_id.pop(former)
            return


def walk(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder in order, those of systems left out, and what cannot be entered."""
    closed: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        names.extend(name for name in folders if Path(root, name).is_symlink())
        folders[:] = sorted(name for name in folders if not is_left_by_system(name))
        yield from (Path(root, name) for name in sorted(names) if not is_left_by_system(name))
    yield from (path for path in closed if path.exists())


def name_of_device(folder: Path, path: Path) -> Iterator[Problem]:
    """Yield a warning for a file that Windows cannot make, for its name or that of a folder it lies in."""
    if any(map(is_device, path.relative_to(folder).parts)):
        message = "Windows keeps this name for a device, so the desk cannot be copied there"
        hint = f"Rename the {'file' if is_device(path.name) else 'folder'}."
        yield Problem.warning("device-name", message, Place(name_of(folder, path)), hint)


def name_of(folder: Path, path: Path) -> str:
    """Return a path as shown, `content/notes/x.md`."""
    return readable(f"{folder.name}/{path.relative_to(folder).as_posix()}")


def _read_text(path: Path, name: str, limit: int) -> str | Problem:
    r"""Return a file's text with `\n` line ends, or why it is none: it must be UTF-8."""
    try:
        if path.stat().st_size > limit:
            message = f"is larger than {limit:,} bytes and was not read"
            return Problem.error("too-large", message, Place(name), "Cut it into several.")
        raw = path.read_bytes()
    except OSError as error:
        return Problem.error("unreadable-file", f"cannot be read: {why_unreadable(error)}", Place(name))
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        at = Place.of(name, before, len(before))
        return Problem.error("not-utf-8", "this is not UTF-8 text", at, "Save the file as UTF-8.")
    control = UNFIT.search(text)
    if control:
        message = f"a control character (U+{ord(control[0]):04X}) occurs here"
        return Problem.error(
            "control-character", message, Place.of(name, text, control.start()), "Delete it."
        )
    return text


def not_read(folder: Path, path: Path) -> Problem:
    """Name a file that is no page; one that may be meant to choose for whom the site is, is an error."""
    name = name_of(folder, path)
    meant = _MISNAMED.fullmatch(path.name)
    if meant and path.parent == folder:
        right = f"{meant[1].lower()}.yaml"
        return Problem.error(
            "not-read", "this file is not read under this name", Place(name), f"Rename it to {right}."
        )
    hint = "Only .md files in topics, entities, notes, claims and pages are read."
    return Problem.warning("not-read", "this file was not read", Place(name), hint)


def find_strays(folder: Path, kinds: Iterable[str]) -> Iterator[Path]:
    """Yield what lies in a folder beside those of the kinds."""
    for path in sorted(folder.iterdir()):
        if is_left_by_system(path.name) or path.name in _OURS or (path.name in kinds and path.is_dir()):
            continue
        yield from walk(path) if path.is_dir() and not path.is_symlink() else [path]
