"""Write the editors' report into a folder outside the site, and find its way back into the site."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from dossier.errors import UsageError
from dossier.publishing import check_own, check_writable, empty_beside, swap
from dossier.text import late as re

DATA = "report.json"
_INTO_SITE = re.compile(r"""((?:href|src|action)=["'])\.\./""")


def check_folder(folder: Path, site: Path) -> None:
    """Raise UsageError where a report may not be written: in the site, round it, or over other files."""
    own, other = folder.resolve(), site.resolve()
    if own.is_relative_to(other) or other.is_relative_to(own):
        raise UsageError(f"{folder} is in the site or contains it; the report needs a folder of its own")
    check_own(folder, DATA, "a report")
    check_writable(folder.parent)


def write_report(folder: Path, site: Path, files: Mapping[str, str]) -> None:
    """Write pages and data in the place of the last report; `files` has HTML and JSON by path in the site.

    Links into the site, which the pages have as `../x`, lead from the folder to the site on this disk.
    """
    fresh = empty_beside(folder)
    way = way_to_site(folder, site)
    for path, text in files.items():
        led = _INTO_SITE.sub(lambda match: match[1] + way, text) if path.endswith(".html") else text
        (fresh / path.rpartition("/")[2]).write_text(led, "utf-8", newline="\n")
    swap(fresh, folder)


def way_to_site(folder: Path, site: Path) -> str:
    """Return the prefix of a link from the report to the site: `../site/`."""
    return quote(os.path.relpath(site.resolve(), folder.resolve()).replace(os.sep, "/"), safe="/.~-_") + "/"


def names_of(folder: Path) -> Iterable[str]:
    """Return the names of the report's files."""
    return (path.name for path in sorted(folder.iterdir()) if path.is_file()) if folder.is_dir() else ()
