"""Serve the site on this machine and press it anew on every save, problems shown over the last good page."""

import contextlib
import gc
import json
import os
import posixpath
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchfiles import Change, DefaultFilter, watch

from dossier.console import record
from dossier.local_server import LocalHandler, LocalServer
from dossier.model import Place, Problem, Severity, of_severity
from dossier.report import names_of, way_to_site
from dossier.text import late as re
from dossier.text.counts import count

HEARTBEAT = 5.0  # seconds between two signs of life to an open page
RETRIES = 10  # looks for a file while a finished site is being swapped in
PAUSE = 0.03  # seconds between two such looks
LOOK = 1000  # milliseconds between two looks whether a watched folder came or went
DEBOUNCE = 60  # milliseconds in which the saves of one editor command count as one
LISTED = 50  # warnings that the bar lists; it counts them all
LONGEST = 255  # bytes of a name that a disk may have
CLIENT = "/-/live.js"
CITE = "/-/cite.js"
EVENTS = "/-/events"
REPORT = "/-/report/"
SCRIPTS = {address: Path(__file__).with_name(posixpath.basename(address)) for address in (CLIENT, CITE)}
_OF_SOURCES = re.compile(r"/sources/(?!index)[^/]+")
"""The page of one source, on which selected words can be copied with their citation."""
Seen = dict[Path, tuple[int, int]]
"""The size in bytes and the time of each file."""
_usual = DefaultFilter()  # leaves out what editors and version control keep for themselves


@dataclass
class State:
    """What open pages need to know; changed by the builder, read by every connection."""

    build: int = 0
    """Number of good builds in this run."""
    problems: tuple[Problem, ...] = ()
    """Errors of the last run; empty after a good one."""
    warnings: tuple[Problem, ...] = ()
    """Warnings of the last run."""
    questions: int = 0
    """How many questions wait for the editors."""
    told: int = 0
    """Number of runs that were told."""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """Take in the outcome of a run and wake every open page."""
        with self.changed:
            self.told += 1
            self.problems = of_severity(problems, Severity.ERROR)
            self.warnings = of_severity(problems, Severity.WARNING)
            self.questions = len(problems) - len(self.problems) - len(self.warnings)
            self.build += 0 if self.problems else 1
            self.changed.notify_all()

    def message(self) -> str:
        """Return the state as one server-sent event."""
        told = {
            "build": self.build,
            "problems": [record(problem) for problem in self.problems],
            "warnings": [record(problem) for problem in self.warnings[:LISTED]],
            "counts": [count(len(self.warnings), "warning"), count(self.questions, "question")],
            "links": [("Report", REPORT)],
        }
        return f"data: {json.dumps(told)}\n\n"


class Handler(LocalHandler):
    """Answer requests for files of the site, the live client and its events."""

    site: Path
    report: Path
    state: State

    def do_GET(self) -> None:  # noqa: N802  # the name that http.server looks for
        """Answer one request."""
        path = unquote(urlsplit(self.path).path)
        if not self.is_for_here():
            return
        if path in SCRIPTS:
            self.send(HTTPStatus.OK, "text/javascript", SCRIPTS[path].read_bytes())
        elif path == EVENTS:
            self._events()
        elif path == REPORT.rstrip("/"):
            self._redirect(REPORT)
        elif path.startswith(REPORT):
            self._report(path.removeprefix(REPORT) or "index.html")
        else:
            self._file(path)

    do_HEAD = do_GET  # noqa: N815  # the name that http.server looks for

    def _file(self, path: str) -> None:
        name = posixpath.normpath(path.replace("\0", "")).lstrip("/") or "index.html"
        if any(len(part.encode("utf-8", "replace")) > LONGEST for part in name.split("/")):
            self._not_found()
            return
        target = self.site / name
        is_folder = os.path.isdir(target)  # noqa: PTH112  # unlike a path's, false for a name too long
        if is_folder and not path.endswith("/"):  # else the links of its list would lead astray
            self._redirect(f"{urlsplit(self.path).path}/")
            return
        if is_folder:
            target /= "index.html"
        inside = target.resolve().is_relative_to(self.site.resolve())
        content = self._read(target) if inside else None
        if content is None:
            self._not_found()
            return
        kind = guess_type(target.name)[0] or "application/octet-stream"
        self.send(HTTPStatus.OK, kind, self._live(content) if kind == "text/html" else content)

    def _report(self, name: str) -> None:
        """Send a file of the editors' report, its links into the site as this server has them."""
        if name not in names_of(self.report):
            self._not_found()
            return
        content = (self.report / name).read_bytes()
        if name.endswith(".html"):
            way = f'="{way_to_site(self.report, self.site)}'.encode()
            content = self._live(content.replace(way, b'="/'))
        self.send(HTTPStatus.OK, guess_type(name)[0] or "application/octet-stream", content)

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", "/" + path.lstrip("/"))  # never another host
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _not_found(self) -> None:
        missing = f"<!doctype html><title>Not here</title><p>{HTTPStatus.NOT_FOUND.phrase}</p>"
        self.send(HTTPStatus.NOT_FOUND, "text/html", self._live(missing.encode()))

    def _read(self, target: Path) -> bytes | None:
        for _ in range(RETRIES):
            try:
                return target.read_bytes()
            except OSError:
                if self.site.exists():
                    return None
                time.sleep(PAUSE)
        return None

    def _live(self, page: bytes) -> bytes:
        """Add the live client to a page, and let it hear from this server alone."""
        script = f'<script src="{CLIENT}" data-build="{self.state.build}" defer></script>'.encode()
        if _OF_SOURCES.fullmatch(urlsplit(self.path).path):
            script += f'<script src="{CITE}" defer></script>'.encode()
        page = page.replace(b"default-src &#39;none&#39;", b"default-src 'none'", 1)
        page = page.replace(b"default-src 'none'", b"default-src 'none'; connect-src 'self'", 1)
        return page.replace(b"</title>", b"</title>" + script, 1)

    def _events(self) -> None:
        """Keep a connection open and tell the state on every change."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        told = -1
        try:
            while True:
                with self.state.changed:
                    if told == self.state.told:
                        self.state.changed.wait(HEARTBEAT)
                    told, message = self.state.told, self.state.message()
                self.wfile.write(message.encode())
                self.wfile.flush()
        except OSError:
            return  # the page was closed


def problem_of(error: Exception, editable: tuple[Path, ...]) -> Problem:
    """Turn what ended a build into a problem, at the last line of an editable file that it went through."""
    file, line = "", 1
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        frames.append((error.filename or "", error.lineno))
    for name, number in frames:
        for root in editable:
            if Path(name).is_relative_to(root):
                file, line = Path(name).relative_to(root.parent).as_posix(), number or 1
    message = f"{type(error).__name__}: {error}"
    return Problem.error("build-failed", message, Place(file, line), "The last good page stays.")


def open_server(site: Path, state: State, port: int, report: Path) -> LocalServer:
    """Return a server on the loopback address: `port`, or any free one when it is taken."""
    known = {"site": site, "state": state, "report": report}
    try:
        return LocalServer(port, Handler, **known)
    except OSError:
        return LocalServer(0, Handler, **known)


def watch_and_build(
    watched: tuple[Path, ...],
    site: Path,
    build: Callable[[], tuple[Problem, ...]],
    state: State,
    stop: threading.Event,
    *,
    seen: Seen | None = None,
) -> None:
    """Build on every save below the watched files and folders, until `stop` is set.

    What a build itself writes does not count, even where the site lies inside a watched folder. A save
    that came after what was `seen`, and before the watch began, counts too.
    """
    own, hidden = site.resolve(), f".{site.name}."

    def counts(change: Change, path: str) -> bool:
        inside = Path(path).is_relative_to(own) or hidden in path
        return not inside and _usual(change, path)

    while not stop.is_set():
        present = _present(watched)
        changes = watch(
            *present, watch_filter=counts, debounce=DEBOUNCE, step=20, stop_event=stop,
            rust_timeout=LOOK, yield_on_timeout=True, raise_interrupt=True,
        )  # fmt: skip
        for saved in changes:
            moved = _present(watched) != present
            missed = seen is not None and seen != look_at(watched, site)
            seen = look_at(watched, site) if moved else None
            if saved or moved or missed:
                state.tell(build())
                gc.collect()  # while nobody waits: what a build of a thousand sources leaves is 50 MB
            if moved:
                break
        else:
            return  # stopped


def look_at(watched: tuple[Path, ...], site: Path) -> Seen:
    """Return the size and time of every file below the watched ones, but those of the site."""
    found = {}
    for path in (each for root in watched for each in (root, *root.rglob("*"))):
        with contextlib.suppress(OSError):  # just being replaced
            if path.is_file() and not path.is_relative_to(site) and f".{site.name}." not in str(path):
                found[path] = (path.stat().st_size, path.stat().st_mtime_ns)
    return found


def _present(watched: tuple[Path, ...]) -> dict[Path, int]:
    """Return the watched paths that are there, each with its number on the disk."""
    return {path: path.stat().st_ino for path in watched if path.exists()}
