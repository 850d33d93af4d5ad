"""Put a finished folder in the place of the last good site: fresh, complete, then swapped."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dossier import __version__
from dossier.errors import UsageError
from dossier.model import Asset, Dossier, Manifest, ManifestEntry, Page, Translation
from dossier.text.interface import BUNDLES

if TYPE_CHECKING:  # it starts slowly, and only a build takes the lock
    from filelock import FileLock

MANIFEST = "manifest.json"
Stamp = tuple[str, int, int, int]
"""The SHA-256 of a file, its number on the disk, size and time: one of these three changes with its bytes."""


def _beside(site: Path, word: str) -> Path:
    return site.with_name(f".{site.name}.{word}")


def lock(site: Path) -> FileLock:
    """Take the lock of a site, so that two builds never swap at once; the caller releases it.

    Raises UsageError when the site's folder holds files that no build of ours made, or cannot be made;
    nothing is written then.
    """
    check_own(site)
    check_writable(site.parent)
    from filelock import FileLock

    held = FileLock(_beside(site, "lock"))
    held.acquire()  # waits for ever where the file cannot be made
    return held


def check_writable(folder: Path) -> None:
    """Make a folder, or raise UsageError where it cannot be made or takes no files."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder):
            pass
    except OSError as error:
        raise UsageError(f"nothing can be written in {folder}: {error.strerror}; choose another") from error


def check_apart(folder: Path, read: Iterable[Path]) -> None:
    """Raise UsageError where a folder is in one that is read, and would be read by the next build."""
    for each in read:
        if folder.resolve().is_relative_to(each.resolve()):
            raise UsageError(f"{folder} is in {each}, whose files are read; choose a folder outside it")


def fresh_folder(site: Path) -> Path:
    """Return an empty folder beside the site, on the same disk.

    Raises UsageError when the site's folder holds files that no build of ours made.
    """
    old = _beside(site, "old")
    if old.exists() and not site.exists():
        old.rename(site)  # a run was cut off between the two renames of `swap`
    check_own(site)
    return empty_beside(site)


def empty_beside(folder: Path) -> Path:
    """Return an empty folder beside one that it will take the place of."""
    fresh = _beside(folder, "new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    return fresh


def clear(site: Path) -> None:
    """Remove what an unfinished run left beside the site; the site itself stays."""
    shutil.rmtree(_beside(site, "new"), ignore_errors=True)


def check_own(folder: Path, sign: str = MANIFEST, what: str = "a built site") -> None:
    """Raise UsageError where a folder is a file, or has files but not the `sign` of `what` may be there."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; {what} must be a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / sign).is_file():
        raise UsageError(f"{folder} contains other files than {what}; choose an empty folder")


def open_to_readers(folder: Path) -> None:
    """Let everybody read a folder and all in it, whatever the umask of this shell."""
    folder.chmod(0o755)
    for parent, folders, files in os.walk(folder):
        for names, mode in ((folders, 0o755), (files, 0o644)):
            for name in names:
                os.chmod(f"{parent}/{name}", mode)  # noqa: PTH101  # as above


def swap(fresh: Path, place: Path) -> None:
    """Put a finished folder in the place of the last one, in one step where the system offers it."""
    old = _beside(place, "old")
    shutil.rmtree(old, ignore_errors=True)
    if not place.exists():
        fresh.rename(place)
    elif _exchange(fresh, place):
        fresh.rename(old)  # so that a run which is cut off here leaves nothing that looks unfinished
    else:
        place.rename(old)
        fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)


_FROM_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, renameat2(2)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, so that no reader finds either missing; Linux alone can."""
    if sys.platform != "linux":
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    done: int = rename(_FROM_HERE, os.fsencode(one), _FROM_HERE, os.fsencode(other), _EXCHANGE)
    return done == 0


def copy_theme(static: Path, folder: Path) -> None:
    """Copy the files of a desk's own theme over those of the shipped one."""
    if static.is_dir():
        shutil.copytree(static, folder / "theme", dirs_exist_ok=True)


def kept_file(site: Path) -> Path:
    """Return the file of what is kept between the builds of a site."""
    return _beside(site, "cache")


def last_hashes(site: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of the last good site, by its path, as its manifest has it."""
    try:
        return {entry.path: entry.sha256 for entry in read_manifest(site).entries}
    except UsageError:
        return {}


def keep_times(
    fresh: Path, site: Path, hashes: Mapping[str, str], last: Mapping[str, str]
) -> dict[str, Stamp]:
    """Give each file of a fresh folder that is as it was in the last good site the time of that one.

    `hashes` has the SHA-256 of each fresh file, by its path; `last` those of the last good site. Returns the
    stamps of the fresh files.
    """
    stamps = {}
    for path, sha256 in hashes.items():
        file = f"{fresh}/{path}"
        status = os.stat(file)  # noqa: PTH116  # quicker
        if status.st_nlink == 1 and last.get(path) == sha256:  # else it is the last one under a second name
            with contextlib.suppress(OSError):  # the last site may have been changed by hand
                old = os.stat(f"{site}/{path}").st_mtime_ns  # noqa: PTH116  # quicker
                os.utime(file, ns=(old, old))
                status = os.stat(file)  # noqa: PTH116  # quicker
        stamps[path] = stamp(sha256, status)
    return stamps


def stamp(sha256: str, status: os.stat_result) -> Stamp:
    """Return the stamp of a file."""
    return sha256, status.st_ino, status.st_size, status.st_mtime_ns


def write_asset(folder: Path, asset: Asset) -> bytes:
    """Write one file, and return its bytes."""
    content = asset.text.encode("utf-8")
    write_file(folder / asset.path, content)
    return content


def write_file(file: Path, content: bytes) -> None:
    """Write a file of a fresh folder."""
    with fresh_file(file) as stream:
        stream.write(content)


def fresh_file(file: Path) -> BinaryIO:
    """Open a file of a fresh folder; one that is there may be that of the last site under a second name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    return file.open("wb")


def files_of(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, sorted."""
    return sorted(_files_in(os.fspath(folder), ""))


def _files_in(folder: str, inside: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_in(entry.path, f"{inside}{entry.name}/")
            elif entry.is_file():
                yield f"{inside}{entry.name}"


def hash_files(folder: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path; those that are `known` are not read."""
    return {
        path: known.get(path) or hashlib.sha256((folder / path).read_bytes()).hexdigest()
        for path in files_of(folder)
    }


def write_manifest(
    folder: Path,
    dossier: Dossier,
    pages: tuple[Page, ...],
    assets: tuple[Asset, ...],
    hashes: Mapping[str, str],
) -> None:
    """List every file of the folder with its SHA-256 (`hashes`): pages in reading order, then the rest."""
    known = {page.path: (page.ref.kind.value, page.title, page.topics) for page in pages}
    known |= {asset.path: (asset.kind, "", ()) for asset in assets}
    order = [*(path for path in known if path in hashes), *sorted(hashes.keys() - known.keys())]
    entries = tuple(
        ManifestEntry(path, kind, title, hashes[path], topics)
        for path in order
        for kind, title, topics in [known.get(path, ("static", "", ()))]
    )
    manifest = Manifest(
        title=dossier.title,
        language=dossier.language,
        generator=f"Dossier {__version__}",
        entries=entries,
        tlp=dossier.tlp or "",
        audience=dossier.audience or "",
        is_preview=dossier.is_preview,
        translation=_of_bundles(dossier.translation),
    )
    (folder / MANIFEST).write_text(to_json(manifest), "utf-8", newline="\n")


def _of_bundles(translation: Translation | None) -> Translation | None:
    """Return a translation with what bundles say alone."""
    if translation is None:
        return None
    return replace(translation, texts=tuple(each for each in translation.texts if each[0] in BUNDLES))


def to_json(manifest: Manifest) -> str:
    """Return the manifest as JSON, one entry per line."""
    head = asdict(replace(manifest, entries=()))
    if not manifest.is_preview:
        del head["is_preview"]
    if manifest.translation is None:
        del head["translation"]
    del head["entries"]
    names = tuple(each.name for each in fields(ManifestEntry))
    entries = (dict(zip(names, attrgetter(*names)(entry), strict=True)) for entry in manifest.entries)
    files = ",\n    ".join(map(json.JSONEncoder(ensure_ascii=False).encode, entries))
    return json.dumps(head, ensure_ascii=False)[:-1] + f',\n  "files": [\n    {files}\n  ]\n}}\n'


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a built site; raise UsageError where there is none."""
    try:
        raw = {**json.loads((folder / MANIFEST).read_text("utf-8"))}
        files = raw.pop("files")
        entries = tuple(ManifestEntry(**{**each, "topics": tuple(each["topics"])}) for each in files)
        if "translation" in raw:
            texts = tuple((str(key), str(text)) for key, text in raw["translation"]["texts"])
            raw["translation"] = Translation(**{**raw["translation"], "texts": texts})
        return Manifest(entries=entries, **raw)
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "build it first: python3 tasks.py build"
        raise UsageError(f"{folder} is not a built site: {MANIFEST} cannot be read; {hint}") from error
