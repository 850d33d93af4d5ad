"""Turn a built site into one zip file that unpacks and opens anywhere."""

import hashlib
import zipfile
from html import escape
from pathlib import Path

from dossier.model import Manifest
from dossier.publishing import MANIFEST
from dossier.text.interface import interface_of

START = "START-HERE.html"
SUMS = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name
_LEVEL = 9  # of DEFLATE; slowest and smallest
_START = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{start_here}</title>
</head>
<body>
<h1 lang="{own}">{title}</h1>
{mark}<p><strong>{extract}</strong>
{why_extract}</p>
<ul>
<li>{on_windows}</li>
<li>{elsewhere}</li>
</ul>
<p>{then_open}</p>
<p>{to_check}</p>
</body>
</html>
"""
"""Whole in itself: programs that show a file from inside a zip file show it without the others."""


def write_archive(site: Path, manifest: Manifest, target: Path, *, compress: bool = False) -> None:
    """Write where to start, the sums of all files, and every file of the manifest in its order.

    Usually nothing is compressed: two versions of a compressor write different bytes, and the same site has
    to give the same file on every machine.
    """
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    start = _start(manifest).encode()
    paths = [*(entry.path for entry in manifest.entries), MANIFEST]
    sums = [f"{hashlib.sha256(start).hexdigest()}  {START}\n"]
    sums += (f"{sha256_of(site / path)}  {path}\n" for path in paths)
    with zipfile.ZipFile(target, "w", method, compresslevel=_LEVEL) as archive:
        _add(archive, START, start)
        _add(archive, SUMS, "".join(sums).encode())
        for path in paths:
            _add(archive, path, (site / path).read_bytes())


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _start(manifest: Manifest) -> str:
    mark = f"<p>TLP:{escape(manifest.tlp.upper())}</p>\n" if manifest.tlp else ""
    say = interface_of(manifest.translation)
    title = escape(manifest.title)
    words = {key: escape(say(key)) for key in ("extract", "why_extract", "on_windows", "elsewhere")}
    words["start_here"] = escape(say("start_here", title=manifest.title))
    words["then_open"] = escape(say("then_open")).format(file='<a href="index.html">index.html</a>')
    words["to_check"] = escape(say("to_check")).format(command=f"<code>sha256sum -c {SUMS}</code>")
    return _START.format(language=say.language, own=manifest.language, title=title, mark=mark, **words)


def _add(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    record = zipfile.ZipInfo(path, _EPOCH)
    record.compress_type = archive.compression
    record.create_system = 3  # Unix, so that the mode below counts
    record.external_attr = 0o644 << 16
    archive.writestr(record, content)
