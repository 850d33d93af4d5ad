"""Judge a built site from outside: links, places, spans and the manifest."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

from dossier.errors import UsageError
from dossier.model import Place, Problem, in_order
from dossier.publishing import MANIFEST, hash_files, read_manifest
from dossier.text import late as re
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

    ids: frozenset[str] = frozenset()
    """Of a page."""
    targets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The paths that its addresses lead to inside the site, each once, with the ids that they name there."""
    ways: frozenset[str] = frozenset()
    """The paths to which a reader can go on."""
    faults: tuple[Problem, ...] = ()
    """Those that do not depend on any other file."""
    leads_on: bool = False
    """At a former address: no page need link to it."""


Looks = Mapping[tuple[str, str], Look]
"""What files contain, by their paths and the SHA-256 of their bytes."""


@dataclass(frozen=True, slots=True)
class Good:
    """A site that was found to be without fault."""

    hashes: dict[str, str]
    """The SHA-256 of each file, by its path."""
    through: dict[str, str]
    """Of each page that readers can reach, one that leads there, on a way from the front page."""


def check_site(folder: Path) -> tuple[Problem, ...]:
    """Return the faults of a built site, sorted by file; an empty tuple means: fit to publish.

    A fault here is a bug of the program or a file that was changed after the build.
    """
    return judge_site(folder)[0]


def judge_site(
    folder: Path,
    looks: Looks = MappingProxyType({}),
    hashes: Mapping[str, str] = MappingProxyType({}),
    last: Good | None = None,
) -> tuple[tuple[Problem, ...], Good]:
    """Return what `check_site` does, and what spares the next look at this site where it has no fault.

    `looks` spares a second look at files that were looked at when they were written, `hashes` (SHA-256 by
    path) that they are read. Beside a `last` site only pages that are other ones are compared with what they
    lead to, as long as nothing is gone that another page may lead to.
    """
    contents = _Contents(folder, looks, hashes)
    files = sorted(contents.hashes)
    changed = _changed(contents, last) if last else None
    faults = [*_manifest_faults(folder, contents.hashes), *_name_faults(files)]
    if DATA in contents.hashes:
        faults += contents.look(DATA).faults
    else:
        faults.append(_fault("no-data", f"{DATA} is missing", DATA))
    compared = contents.pages if changed is None else changed
    led_to: dict[str, set[str]] = defaultdict(set)
    for name in compared:
        page = contents.look(name)
        faults += page.faults
        for path, fragments in page.targets:
            led_to[intern(path)].update(map(intern, fragments))
    broken = {path for path, ids in led_to.items() if not contents.has(path, ids)}
    for name in compared if broken else ():
        if any(path in broken for path, _ in contents.look(name).targets):
            faults += _link_faults(name, contents)
    through = _through(contents, changed, last)
    faults += [
        _fault("orphan-page", "not reachable from the front page", name)
        for name in contents.pages
        if name not in through and not contents.look(name).leads_on
    ]
    return in_order(faults), Good(contents.hashes, through)


def _changed(contents: _Contents, last: Good) -> list[str] | None:
    """Return the pages that are not as they were; None where others may have lost what they lead to."""
    if last.hashes.keys() - contents.hashes.keys():
        return None
    changed = [name for name in contents.pages if last.hashes.get(name) != contents.hashes[name]]
    for name in changed:
        before = contents.look_before(name, last)
        if name in last.hashes and (before is None or not before.ids.issubset(contents.ids(name))):
            return None
    return changed


def _through(contents: _Contents, changed: list[str] | None, last: Good | None) -> dict[str, str]:
    """Return for each page that readers can reach from the front page one that leads there."""
    through = {"index.html": ""}
    queue = ["index.html"]
    if last and changed is not None and not any(_cuts_off(name, contents, last) for name in changed):
        through = dict(last.through)
        queue = [name for name in changed if name in through]
    while queue:
        name = queue.pop()
        fresh = sorted(set(contents.ways(name)) - through.keys()) if name in contents.pages else ()
        through.update(dict.fromkeys(fresh, name))
        queue += fresh
    return through


def _cuts_off(name: str, contents: _Contents, last: Good) -> bool:
    """Tell whether a page may have been the only one that led to another, and does so no longer."""
    before = contents.look_before(name, last)
    lost = before.ways.difference(contents.ways(name)) if before else ()
    return any(last.through.get(target) == name for target in lost)


class _Contents:
    """The files of a folder; a page is looked at when that is asked for.

    Of a page only the ids and the ways are held here: all of a look takes ten times as much.
    """

    def __init__(self, folder: Path, looks: Looks, hashes: Mapping[str, str]) -> None:
        self._folder = folder
        self._seen: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._looks = looks
        self.hashes = hash_files(folder, hashes)
        """The SHA-256 of each file, by its path in the folder."""
        self.pages = {name: None for name in self.hashes if name.endswith(".html")}

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return (self._folder / name).read_bytes()

    def look(self, name: str) -> Look:
        """Return what a page or the export contains."""
        found = self._looks.get((name, self.hashes[name])) or look(name, self.read(name)) or Look()
        self._seen[name] = tuple(map(intern, found.ids)), tuple(map(intern, found.ways))
        return found

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of a page."""
        return self._seen_of(name)[0]

    def ways(self, name: str) -> tuple[str, ...]:
        """Return the paths to which a reader of a page can go on."""
        return self._seen_of(name)[1]

    def _seen_of(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if name not in self._seen:
            self.look(name)
        return self._seen[name]

    def has(self, path: str, ids: set[str]) -> bool:
        """Tell whether a file is there and, where it is a page, has these ids."""
        return path in self.hashes and not (ids and path in self.pages and ids.difference(self.ids(path)))

    def look_before(self, name: str, last: Good) -> Look | None:
        """Return what a page contained in the last site; None where that is not known."""
        return self._looks.get((name, last.hashes.get(name, "")))


def _fault(code: str, message: str, file: str, line: int = 1) -> Problem:
    return Problem.error(code, message, Place(file, line))


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
        return _look_at_data(content)
    return _look(name, content) if name.endswith(".html") else None


class _Address(NamedTuple):
    """An address as it is written on a page."""

    tag: str
    attribute: str
    written: str
    line: int

    @property
    def where(self) -> str:
        """The element and the attribute, as messages name them."""
        return f"{self.tag} {self.attribute}"


def _look(name: str, content: bytes) -> Look:
    tree = _tree(content)
    if tree is None:  # an empty page
        return Look()
    targets: dict[str, dict[str, None]] = {}
    ways, faults = set(), []
    for address in _addresses(tree):
        if fault := _fault_of(name, address):
            faults.append(fault)
        elif target := _target(name, address.written):
            path, fragment = target
            targets.setdefault(path, {}).update({fragment: None} if fragment else {})
            if address.where in _WAYS:
                ways.add(path)
    ids = Counter(_IDS(tree))
    doubled = (each for each, times in ids.items() if times > 1)
    return Look(
        ids=frozenset(map(intern, ids)),  # pages have many in common
        targets=tuple((intern(path), tuple(map(intern, fragments))) for path, fragments in targets.items()),
        ways=frozenset(ways),
        faults=(*faults, *(_fault("doubled-id", f'id "{each}" occurs twice', name) for each in doubled)),
        leads_on=bool(_LEADS_ON(tree)),
    )


def _tree(content: bytes) -> etree._Element | None:
    # A page of our own may nest deep or run long: the parser's limits are for strangers' pages.
    # A table of the ids would cost as much as the parsing.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)
    return etree.fromstring(content, parser)


def _addresses(tree: etree._Element) -> tuple[_Address, ...]:
    """Return the addresses of a page, each once, with the line on which it is first."""
    first: dict[tuple[str, str, str], int] = {}
    for element in _ADDRESSED(tree):
        for name, value in element.items():
            if name in _ADDRESSES:
                first.setdefault((element.tag, name, value), element.sourceline or 1)
    return tuple(_Address(*key, line) for key, line in first.items())


def _fault_of(name: str, address: _Address) -> Problem | None:
    """Return the fault of an address that is none, or must not be there."""
    try:
        parts = _split(address.written)
    except ValueError:
        words = f'{address.where}="{address.written}" is not an address'
        return _fault("bad-address", words, name, address.line)
    if (parts.scheme or parts.netloc) and not _may_lead_outside(address.tag, address.attribute, parts.scheme):
        words = f'{address.where}="{address.written}" leaves the site'
        return _fault("outside-request", words, name, address.line)
    return None


def _target(name: str, written: str) -> tuple[str, str] | None:
    """Return the path in the site that an address leads to, and the id; None where it leads out of the site.

    The path of what can only be a folder ends with a slash.
    """
    parts = _split(written)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    target = _joined(dirname(name), path) if path else name
    return f"{target}/" if path.endswith("/") else target, unquote(parts.fragment)


@lru_cache(maxsize=MANY)
def _split(address: str) -> SplitResult:
    return urlsplit(address)


@lru_cache(maxsize=MANY)
def _joined(folder: str, path: str) -> str:
    return normpath(join(folder, path))


def _link_faults(name: str, contents: _Contents) -> Iterator[Problem]:
    """Yield a fault for each address of a page that leads to what is not there."""
    tree = _tree(contents.read(name))
    for address in _addresses(tree) if tree is not None else ():
        target = None if _fault_of(name, address) else _target(name, address.written)
        if target is None:
            continue
        path, fragment = target
        if path not in contents.hashes:
            written = unquote(_split(address.written).path)
            code, words = _why_no_file(contents.hashes, written, path)
            yield _fault(code, f'{address.where}="{address.written}" {words}', name, address.line)
        elif not contents.has(path, {fragment} if fragment else set()):
            words = f'{address.where}="{address.written}": no such id on that page'
            yield _fault("broken-fragment", words, name, address.line)


def _may_lead_outside(tag: str, attribute: str, scheme: str) -> bool:
    """Tell whether an address with this scheme may be there: a browser must not fetch it by itself."""
    if scheme == "data":
        return (tag, attribute) in (("img", "src"), ("link", "href"))
    if tag == "link":  # the address of the page itself
        return attribute == "href" and scheme in ("http", "https")
    return scheme in _OUTSIDE and not _ADDRESSES[attribute]


def _why_no_file(files: Iterable[str], path: str, target: str) -> tuple[str, str]:
    """Return the code and words for a path, as written, whose target inside the site is no file."""
    is_folder = any(name.startswith(f"{target}/") for name in files)
    if is_folder or path.startswith("/") or path.endswith("/") or target == "." or target.startswith(".."):
        return "link-to-folder", "is not a file of the site"
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


def _look_at_data(content: bytes) -> Look:
    found = FindingsCheck()
    for table, record in _records(content.decode("utf-8")):
        found.add(table, record)
    return found.look()


class FindingsCheck:
    """Checks that every finding of the export has a place that exists, one record after the other.

    All of them at once would take some gigabytes. The sources come first, as the export has them.
    """

    def __init__(self) -> None:
        self._places: dict[str, frozenset[str]] = {}
        self._lengths: dict[str, int | None] = {}
        self._faults: list[Problem] = []

    def look(self) -> Look:
        """Return what was found."""
        return Look(faults=tuple(self._faults))

    def add_line(self, table: str, line: bytes) -> None:
        """Check a line of a table; only records matter."""
        text = line.decode("utf-8").lstrip(",\n")
        if text.startswith("{") and table in (*_TABLES, "claims", "sources"):
            self.add(table, _DECODER.raw_decode(text)[0])

    def add(self, table: str, record: dict[str, Any]) -> None:
        """Check a record of a table."""
        if table == "sources":
            self._places[record["id"]] = frozenset([each["id"] for each in record["sentences"]])
            self._lengths[record["id"]] = len(record["text"]) if record["text"] is not None else None
        for key, finding in _findings(table, record):
            self._faults += self._faults_of(key, finding)

    def _faults_of(self, key: str, finding: dict[str, Any]) -> Iterator[Problem]:
        source, sentence = finding["source"], finding.get("sentence")
        if source not in self._places:
            yield _fault("finding-without-source", f'{key}: no source "{source}"', DATA)
            return
        if sentence is not None and sentence not in self._places[source]:
            yield _fault("finding-without-place", f"{key}: no sentence {source}#{sentence}", DATA)
        if "start" in finding:
            start, end, length = finding["start"], finding["end"], self._lengths[source]
            if not (0 <= start < end and (length is None or end <= length)):
                yield _fault("finding-without-place", f"{key}: {source}[{start}:{end}]", DATA)


def tables_to_check(changed: Set[str]) -> Set[str]:
    """Return the tables of the export that need a look where some have changed.

    What has not changed was looked at, unless there are other sources now.
    """
    pointing = {*_TABLES, "claims"}
    if "sources" in changed:
        return {"sources", *pointing}
    return {"sources", *(changed & pointing)} if changed & pointing else set()


def _records(text: str) -> Iterator[tuple[str, Any]]:
    """Yield each record of an export with the name of its table; raise ValueError where it is no JSON."""
    at = 0
    while member := _MEMBER.match(text, at):
        at = member.end()
        if text[at : at + 1] != "[":
            _, at = _DECODER.raw_decode(text, at)
            continue
        at = _after_gap(text, at + 1)
        while text[at : at + 1] != "]":
            record, at = _DECODER.raw_decode(text, at)
            yield member["key"], record
            at = _after_gap(text, at)
        at += 1


def _after_gap(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def _findings(table: str, record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what points into a source in a record of a table."""
    if table in _TABLES:
        inner = _TABLES[table]
        yield from ((table, finding) for finding in (record[inner] if inner else [record]))
    elif table == "claims":
        for position in record["positions"]:
            yield from ((table, finding) for finding in position["evidence"])
    elif table == "sources":
        yield from (("summary", {"source": record["id"], **finding}) for finding in record["summary"])


_DECODER = json.JSONDecoder()
_MEMBER = re.compile(r'[\s{,]*"(?P<key>[^"]*)"\s*:\s*')
_GAP = re.compile(r"[\s,]*")
