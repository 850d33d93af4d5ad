"""Turn a built site into offline bundles; only the site and its manifest are read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from dossier.bundles.archive import write_archive
from dossier.bundles.onefile import too_large, write_onefile
from dossier.errors import UsageError
from dossier.model import Manifest
from dossier.publishing import read_manifest

SUMS = "SHA256SUMS"

# One line a format: its ending, and the function (site, manifest, target) that writes it.
FORMATS: Mapping[str, Callable[[Path, Manifest, Path], None]] = {
    "zip": write_archive,
    "html": write_onefile,
}


def left_out(site: Path) -> str:
    """Say which bundle `all` leaves out, and why; empty: none."""
    return too_large(site, read_manifest(site))


def write_bundles(site: Path, output: Path, format: str = "all") -> tuple[Path, ...]:
    """Write the bundles of a built site and their `SHA256SUMS`; return the paths written.

    `format` is a key of FORMATS or `all`, which leaves out what `left_out` names. Raises
    UsageError for another one, or where `site` is not a built site or too large.
    """
    if format != "all" and format not in FORMATS:
        raise UsageError(f'no bundle format "{format}"; choose all or one of: {", ".join(FORMATS)}')
    manifest = read_manifest(site)
    output.mkdir(parents=True, exist_ok=True)
    for ending in FORMATS if format == "all" else [format]:
        target = output / f"dossier.{ending}"
        if format == "all" and ending == "html" and too_large(site, manifest):
            target.unlink(missing_ok=True)  # of an earlier, smaller site
            continue
        fresh = target.with_suffix(f".{ending}.new")
        FORMATS[ending](site, manifest, fresh)
        fresh.chmod(0o644)
        fresh.replace(target)
    bundles = sorted(path for path in output.iterdir() if path.suffix[1:] in FORMATS)
    sums = "".join(f"{_sha256(path)}  {path.name}\n" for path in bundles)
    (output / SUMS).write_text(sums, "utf-8", newline="\n")
    return (*bundles, output / SUMS)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
