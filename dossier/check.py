"""Judge a built site from outside: links, places, spans and the manifest."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath
from types import MappingProxyType
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

from dossier.errors import UsageError
from dossier.model import Place, Problem, Severity
from dossier.publishing import MANIFEST, read_manifest
from dossier.text.slugs import is_device

DATA = "data/dossier.json"
# Attributes that hold an address, and whether the browser fetches it by itself.
_ADDRESSES = {"href": False, "src": True, "poster": True, "action": False, "data": True}
_NESTED = {"entities": "mentions", "topics": "passages", "events": "evidence"}
_TABLES = {"dates": "", "attributions": "", **_NESTED}
"""Of the export, and where each record has those that point into a source; empty: it does itself."""
MANY = 100_000  # addresses; most are those of many pages
_OUTSIDE = ("http", "https", "mailto")
_WAYS = ("a href", "form action", "area href")
_ADDRESSED = etree.XPath("//*[@" + " or @".join(_ADDRESSES) + "]")
_LEADS_ON = etree.XPath("//meta[@http-equiv='refresh']")
_IDS = etree.XPath("//@id", smart_strings=False)


@dataclass(frozen=True, slots=True)
class Look:
    """What one page, or the export, contains."""

    ids: Counter[str] = field(default_factory=Counter)
    """Each id of a page, and how often it occurs there."""
    addresses: tuple[tuple[str, str, str, int], ...] = ()
    """(element, attribute, address, line), each once."""
    faults: tuple[Problem, ...] = ()
    """Of the export."""
    leads_on: bool = False
    """At a former address: no page need link to it."""


Looks = Mapping[str, Look]
"""What files contain, by the SHA-256 of their bytes."""


def check_site(folder: Path, looks: Looks = MappingProxyType({})) -> tuple[Problem, ...]:
    """Return the faults of a built site, sorted by file; an empty tuple means: fit to publish.

    A fault here is a bug of the program or a file that was changed after the build. `looks` spares a second
    look at bytes that were looked at when they were written.
    """
    contents = _Contents(folder, looks)
    files = sorted(contents.hashes)
    seen = {name: contents.look(name) for name in files if name.endswith(".html")}
    faults = [*_manifest_faults(folder, contents.hashes), *_name_faults(files)]
    if DATA in contents.hashes:
        faults += contents.look(DATA).faults
    else:
        faults.append(_fault("no-data", f"{DATA} is missing", DATA))
    ways: dict[str, set[str]] = {}
    known = frozenset(files)
    for name, page in seen.items():
        found = list(_link_faults(known, name, page, seen))
        faults += [each for each in found if isinstance(each, Problem)]
        doubled = (each for each, times in page.ids.items() if times > 1)
        faults += [_fault("doubled-id", f'id "{each}" occurs twice', name) for each in doubled]
        ways[name] = {each for each in found if isinstance(each, str)}
    reached, queue = {"index.html"}, ["index.html"]
    while queue:
        fresh = ways.get(queue.pop(), set()) - reached
        reached |= fresh
        queue += fresh
    faults += [
        _fault("orphan-page", "not reachable from the front page", name)
        for name in seen.keys() - reached
        if not seen[name].leads_on
    ]
    return tuple(sorted(faults, key=lambda fault: fault.sort_key))


class _Contents:
    """The files of a folder, each read once."""

    def __init__(self, folder: Path, looks: Looks) -> None:
        self._folder, self._looks = folder, dict(looks)
        self.hashes: dict[str, str] = {}
        """The SHA-256 of each file, by its path in the folder."""
        for path in folder.rglob("*"):
            if path.is_file():
                name, content = path.relative_to(folder).as_posix(), path.read_bytes()
                self.hashes[name] = hashlib.sha256(content).hexdigest()
                if self.hashes[name] not in self._looks and (seen := look(name, content)):
                    self._looks[self.hashes[name]] = seen

    def look(self, name: str) -> Look:
        """Return what a file contains."""
        return self._looks[self.hashes[name]]


def _fault(code: str, message: str, file: str, line: int = 1) -> Problem:
    return Problem(code, Severity.ERROR, message, Place(file, line))


def _name_faults(files: list[str]) -> Iterator[Problem]:
    """Name the files that Windows or a disk without small and capital letters cannot hold."""
    first: dict[str, str] = {}
    for name in files:
        for part in name.split("/"):
            if is_device(part) or part.endswith((".", " ")):
                yield _fault("file-name", f'Windows cannot make a file or folder called "{part}"', name)
        folded = unicodedata.normalize("NFC", name.casefold())
        other = first.setdefault(folded, name)
        if other != name:
            yield _fault("file-name", f"on some disks this is the same file as {other}", name)


def look(name: str, content: bytes) -> Look | None:
    """Return what a file contains; None for a file in which nothing is checked."""
    if name == DATA:
        return Look(faults=tuple(_data_faults(content)))
    return _look(content) if name.endswith(".html") else None


def _look(content: bytes) -> Look:
    # A page of our own may nest deep or run long: the parser's limits are for strangers' pages.
    tree = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    if tree is None:  # an empty page
        return Look()
    first: dict[tuple[str, str, str], int] = {}
    for element in _ADDRESSED(tree):
        for name, value in element.items():
            if name in _ADDRESSES:
                first.setdefault((element.tag, name, value), element.sourceline or 1)
    addresses = tuple((*key, line) for key, line in first.items())
    return Look(Counter(_IDS(tree)), addresses, leads_on=bool(_LEADS_ON(tree)))


@lru_cache(maxsize=MANY)
def _split(address: str) -> SplitResult:
    return urlsplit(address)


@lru_cache(maxsize=MANY)
def _joined(folder: str, path: str) -> str:
    return normpath(join(folder, path))


def _link_faults(
    files: frozenset[str], name: str, page: Look, seen: dict[str, Look]
) -> Iterator[Problem | str]:
    """Yield a fault for each bad address, and the page behind each good one."""
    for tag, attribute, address, line in page.addresses:
        where = f"{tag} {attribute}"
        try:
            parts = _split(address)
        except ValueError:
            yield _fault("bad-address", f'{where}="{address}" is no address', name, line)
            continue
        if parts.scheme or parts.netloc:
            if not _may_lead_outside(tag, attribute, parts.scheme):
                yield _fault("outside-request", f'{where}="{address}" leaves the site', name, line)
            continue
        path = unquote(parts.path)
        target = _joined(dirname(name), path) if path else name
        if path.endswith("/") or target not in files:
            code, words = _why_no_file(files, path, target)
            yield _fault(code, f'{where}="{address}" {words}', name, line)
        elif parts.fragment and target in seen and unquote(parts.fragment) not in seen[target].ids:
            yield _fault("broken-fragment", f'{where}="{address}": no such id on that page', name, line)
        elif target in seen and where in _WAYS:
            yield target


def _may_lead_outside(tag: str, attribute: str, scheme: str) -> bool:
    """Tell whether an address with this scheme may be there: a browser must not fetch it by itself."""
    if scheme == "data":
        return (tag, attribute) in (("img", "src"), ("link", "href"))
    if tag == "link":  # the address of the page itself
        return attribute == "href" and scheme in ("http", "https")
    return scheme in _OUTSIDE and not _ADDRESSES[attribute]


def _why_no_file(files: frozenset[str], path: str, target: str) -> tuple[str, str]:
    """Return the code and words for a path, as written, whose target inside the site is no file."""
    if path.startswith("/") or path.endswith("/") or target == "." or target.startswith(".."):
        return "link-to-folder", "is no file of the site"
    if any(name.startswith(f"{target}/") for name in files):
        return "link-to-folder", "is no file of the site"
    return "broken-link", "points to a missing file"


def _manifest_faults(folder: Path, hashes: Mapping[str, str]) -> Iterator[Problem]:
    if MANIFEST not in hashes:
        yield _fault("no-manifest", "the folder is not a built site", MANIFEST)
        return
    try:
        entries = read_manifest(folder).entries
    except UsageError as error:
        yield _fault("bad-manifest", str(error), MANIFEST)
        return
    for entry in entries:
        if entry.path not in hashes:
            yield _fault("file-missing", "listed in the manifest, but not there", entry.path)
        elif hashes[entry.path] != entry.sha256:
            yield _fault("file-changed", "its SHA-256 is not that of the manifest", entry.path)
    listed = {entry.path for entry in entries} | {MANIFEST}
    yield from (
        _fault("file-unlisted", "not listed in the manifest", each)
        for each in sorted(hashes)
        if each not in listed
    )


def _data_faults(content: bytes) -> Iterator[Problem]:
    """Check that every finding of the export has a place that exists."""
    data = json.loads(content.decode("utf-8"), object_hook=_slim)
    places = {s["id"]: set(s["sentences"]) for s in data["sources"]}
    lengths = {s["id"]: len(s["text"]) if s["text"] is not None else None for s in data["sources"]}
    for key, finding in _findings(data):
        source = finding["source"]
        if source not in places:
            yield _fault("finding-without-source", f'{key}: no source "{source}"', DATA)
            continue
        sentence = finding.get("sentence")
        if sentence is not None and sentence not in places[source]:
            yield _fault("finding-without-place", f"{key}: no sentence {source}#{sentence}", DATA)
        if "start" in finding:
            length = lengths[source]
            start, end = finding["start"], finding["end"]
            if not (0 <= start < end and (length is None or end <= length)):
                yield _fault("finding-without-place", f"{key}: {source}[{start}:{end}]", DATA)


def data_to_check(parts: Mapping[str, bytes], changed: Set[str]) -> bytes:
    """Return the export, given in parts by the names of its tables, without tables that need no second look.

    What has not changed was looked at, unless there are other sources now.
    """
    needed = {"head", "end", *changed, *(["sources"] if changed & {*_TABLES, "claims"} else [])}
    if "sources" in changed:
        needed |= parts.keys()
    pieces = (text if part in needed else f',"{part}": []'.encode() for part, text in parts.items())
    return b"".join(pieces)


def _slim(record: dict[str, Any]) -> dict[str, Any] | str:
    """Keep the id alone of a sentence, and nothing of a paragraph: a large export holds millions."""
    if "paragraph" in record:
        return str(record["id"])
    return record["kind"] if record.keys() == {"n", "kind", "start", "end"} else record


def _findings(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every record of the export that points into a source."""
    for key, inner in _TABLES.items():
        for owner in data[key]:
            yield from ((key, record) for record in (owner[inner] if inner else [owner]))
    for claim in data["claims"]:
        for position in claim["positions"]:
            yield from (("claims", record) for record in position["evidence"])
    for source in data["sources"]:
        yield from (("summary", {"source": source["id"], **record}) for record in source["summary"])
