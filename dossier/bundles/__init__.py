"""Turn a built site into offline bundles; only the site and its manifest are read."""

import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dossier.bundles.archive import SUMS, sha256_of, write_archive
from dossier.bundles.onefile import shortened, too_large, write_onefile
from dossier.errors import UsageError
from dossier.model import Manifest
from dossier.publishing import read_manifest

_FREE = ("", "clear")  # marks that let everybody see


def _never(site: Path, manifest: Manifest) -> str:
    return ""


Writer = Callable[[Path, Manifest, Path], None]
"""What writes a site with its manifest into the file that is given last."""


class Format(NamedTuple):
    """How one kind of bundle is made."""

    write: Writer
    too_large: Callable[[Path, Manifest], str] = _never
    """Say why a site is too large for it; empty: it is not."""
    shortened: Callable[[Path, Manifest], str] = _never
    """Say what it leaves out of a site that is too large as a whole; empty: nothing."""
    write_small: Writer | None = None
    """Write the same compressed, where that can be asked for."""

    def writer(self, *, compress: bool) -> Writer:
        """Return what writes it, compressed where that is asked for and can be."""
        return self.write_small if compress and self.write_small else self.write


# One row per format, under its ending.
FORMATS: Mapping[str, Format] = {
    "zip": Format(write_archive, write_small=partial(write_archive, compress=True)),
    "html": Format(write_onefile, too_large, shortened),
}


def left_out(site: Path) -> tuple[str, ...]:
    """Say which bundles `all` leaves out and which are shortened, and why."""
    manifest, said = read_manifest(site), []
    for ending, format in FORMATS.items():
        if reason := format.too_large(site, manifest) or format.shortened(site, manifest):
            said.append(_with_others(ending, reason))
    return tuple(said)


def audience_of(site: Path) -> str:
    """Say in words for whom a site was built."""
    manifest = read_manifest(site)
    return f"TLP:{manifest.audience.upper()}" if manifest.audience else "everybody"


def write_bundles(
    site: Path, output: Path, format: str = "all", *, compress: bool = False
) -> tuple[Path, ...]:
    """Write the bundles of a built site and their `SHA256SUMS`; return the paths written.

    `format` is a key of FORMATS or `all`, which leaves out what `left_out` names. `compress` makes those
    small that can be: their bytes then depend on the version of the compressor. Raises
    UsageError for another one, where `site` is not a built site or too large, and where it has marks
    but was built for no audience.
    """
    if format != "all" and format not in FORMATS:
        raise UsageError(f'no bundle format "{format}"; choose all or one of: {", ".join(FORMATS)}')
    manifest = read_manifest(site)
    if manifest.is_preview:
        raise UsageError(f"{site} is a preview, which shows drafts; build the site, then bundle that")
    if manifest.tlp not in _FREE and not manifest.audience:
        raise UsageError(
            f"the site contains what is marked TLP:{manifest.tlp.upper()}, and no audience is set. "
            "Put `audience: LEVEL` into content/settings.yaml and build, or bundle with --tlp LEVEL"
        )
    if output.resolve().is_relative_to(site.resolve()):
        raise UsageError(f"{output} is the site or lies in it; the bundles need a folder of their own")
    _make_folder(output)
    endings = tuple(FORMATS) if format == "all" else (format,)
    too_long = {each: reason for each in endings if (reason := FORMATS[each].too_large(site, manifest))}
    if too_long and format != "all":
        raise UsageError(_with_others(format, too_long[format]))
    for ending in too_long:
        (output / f"dossier.{ending}").unlink(missing_ok=True)  # of an earlier, smaller site
    writers = {each: FORMATS[each].writer(compress=compress) for each in endings if each not in too_long}
    return _write_together(output, site, manifest, writers)


def _write_together(
    output: Path, site: Path, manifest: Manifest, writers: Mapping[str, Writer]
) -> tuple[Path, ...]:
    """Write bundles and their sums, which take their places together; where that fails, none does."""
    fresh = output / _FRESH
    shutil.rmtree(fresh, ignore_errors=True)  # of a run that was killed
    fresh.mkdir()
    try:
        for ending, write in writers.items():
            write(site, manifest, fresh / f"dossier.{ending}")
        names = {f"dossier.{ending}" for ending in FORMATS}
        found = [place / name for place in (output, fresh) for name in names]
        newest = {path.name: path for path in found if path.is_file()}
        sums = "".join(f"{sha256_of(newest[name])}  {name}\n" for name in sorted(newest))
        (fresh / SUMS).write_bytes(sums.encode())
        for path in sorted(fresh.iterdir(), reverse=True):  # the sums last
            path.chmod(0o644)  # whatever the umask of this shell, as the site
            path.replace(output / path.name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return tuple(output / each for each in (*sorted(newest), SUMS))


_FRESH = ".new"
"""The folder, in that of the bundles, in which they are written."""


def _make_folder(folder: Path) -> None:
    try:
        made = not folder.is_dir()
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}; choose another folder") from error
    if made:
        folder.chmod(0o755)  # whatever the umask of this shell, as the site


def _with_others(ending: str, reason: str) -> str:
    others = " or ".join(each for each in FORMATS if each != ending)
    return f"dossier.{ending} {reason}. Use another format: {others}"
