"""Turn a built site into offline bundles; only the site and its manifest are read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dossier.bundles.archive import write_archive
from dossier.bundles.onefile import too_large, write_onefile
from dossier.errors import UsageError
from dossier.model import Manifest
from dossier.publishing import read_manifest

SUMS = "SHA256SUMS"
_FREE = ("", "clear")  # marks that let everybody see


def _never(site: Path, manifest: Manifest) -> str:
    return ""


class Format(NamedTuple):
    """How one kind of bundle is made."""

    write: Callable[[Path, Manifest, Path], None]
    """Write a site with its manifest into the file that is given last."""
    too_large: Callable[[Path, Manifest], str] = _never
    """Say why a site is too large for it; empty: it is not."""


# One row per format, under its ending.
FORMATS: Mapping[str, Format] = {
    "zip": Format(write_archive),
    "html": Format(write_onefile, too_large),
}


def left_out(site: Path) -> tuple[str, ...]:
    """Say which bundles `all` leaves out, and why."""
    manifest = read_manifest(site)
    reasons = {ending: FORMATS[ending].too_large(site, manifest) for ending in FORMATS}
    return tuple(_with_others(ending, reason) for ending, reason in reasons.items() if reason)


def audience_of(site: Path) -> str:
    """Say in words for whom a site was built."""
    manifest = read_manifest(site)
    return f"TLP:{manifest.audience.upper()}" if manifest.audience else "everybody"


def write_bundles(site: Path, output: Path, format: str = "all") -> tuple[Path, ...]:
    """Write the bundles of a built site and their `SHA256SUMS`; return the paths written.

    `format` is a key of FORMATS or `all`, which leaves out what `left_out` names. Raises
    UsageError for another one, where `site` is not a built site or too large, and where it has marks
    but was built for no audience.
    """
    if format != "all" and format not in FORMATS:
        raise UsageError(f'no bundle format "{format}"; choose all or one of: {", ".join(FORMATS)}')
    manifest = read_manifest(site)
    if manifest.tlp not in _FREE and not manifest.audience:
        raise UsageError(
            f"the site contains what is marked TLP:{manifest.tlp.upper()}, and nobody said for whom it is. "
            "Put `audience: LEVEL` into content/settings.yaml and build, or bundle with --tlp LEVEL"
        )
    if output.resolve().is_relative_to(site.resolve()):
        raise UsageError(f"{output} is the site or lies in it; the bundles need a folder of their own")
    _make_folder(output)
    for ending in FORMATS if format == "all" else [format]:
        target = output / f"dossier.{ending}"
        if reason := FORMATS[ending].too_large(site, manifest):
            if format != "all":
                raise UsageError(_with_others(ending, reason))
            target.unlink(missing_ok=True)  # of an earlier, smaller site
            continue
        _write_whole(target, partial(FORMATS[ending].write, site, manifest))
    bundles = sorted(path for path in output.iterdir() if path.suffix[1:] in FORMATS)
    sums = "".join(f"{_sha256(path)}  {path.name}\n" for path in bundles)
    _write_whole(output / SUMS, lambda fresh: fresh.write_bytes(sums.encode()))
    return (*bundles, output / SUMS)


def _make_folder(folder: Path) -> None:
    try:
        made = not folder.is_dir()
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}; choose another folder") from error
    if made:
        folder.chmod(0o755)  # whatever the umask of this shell, as the site


def _write_whole(target: Path, write: Callable[[Path], object]) -> None:
    """Write a file for everybody to read, or leave nothing of it and the last one as it is."""
    fresh = target.with_name(f"{target.name}.new")
    try:
        write(fresh)
        fresh.chmod(0o644)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _with_others(ending: str, reason: str) -> str:
    others = " or ".join(each for each in FORMATS if each != ending)
    return f"dossier.{ending} {reason}. Use another format: {others}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
