"""Serve the site on this machine and press it anew on every save, problems shown over the last good page."""

from __future__ import annotations

import json
import posixpath
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from watchfiles import watch

from dossier.console import record
from dossier.model import Problem, Severity

HOST = "127.0.0.1"
HEARTBEAT = 5.0  # seconds between two signs of life to an open page
RETRIES = 10  # looks for a file while a finished site is being swapped in
PAUSE = 0.03  # seconds between two such looks
DEBOUNCE = 60  # milliseconds in which the saves of one editor command count as one
CLIENT = "/-/live.js"
EVENTS = "/-/events"
LIVE = Path(__file__).with_name("live.js")


@dataclass
class State:
    """What open pages need to know; changed by the builder, read by every connection."""

    build: int = 0
    """Number of good builds in this run."""
    problems: tuple[Problem, ...] = ()
    """Errors of the last run; empty after a good one."""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """Take in the outcome of a run and wake every open page."""
        with self.changed:
            self.problems = tuple(p for p in problems if p.severity is Severity.ERROR)
            self.build += 0 if self.problems else 1
            self.changed.notify_all()

    def message(self) -> str:
        """Return the state as one server-sent event."""
        told = {"build": self.build, "problems": [record(problem) for problem in self.problems]}
        return f"data: {json.dumps(told)}\n\n"


class Handler(BaseHTTPRequestHandler):
    """Answer requests for files of the site, the live client and its events."""

    site: Path
    state: State
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        path = unquote(urlsplit(self.path).path)
        if host not in (HOST, "localhost"):  # a foreign name that was pointed at this machine
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"this server is for this machine alone\n")
        elif path == CLIENT:
            self._send(HTTPStatus.OK, "text/javascript", LIVE.read_bytes())
        elif path == EVENTS:
            self._events()
        else:
            self._file(path)

    do_HEAD = do_GET  # noqa: N815  # the name that http.server looks for

    def _file(self, path: str) -> None:
        name = posixpath.normpath(path).lstrip("/") or "index.html"
        target = self.site / name
        if target.is_dir():
            target /= "index.html"
        inside = target.resolve().is_relative_to(self.site.resolve())
        content = self._read(target) if inside else None
        if content is None:
            missing = f"<!doctype html><title>Not here</title><p>{HTTPStatus.NOT_FOUND.phrase}</p>"
            self._send(HTTPStatus.NOT_FOUND, "text/html", self._live(missing.encode()))
            return
        kind = guess_type(target.name)[0] or "application/octet-stream"
        self._send(HTTPStatus.OK, kind, self._live(content) if kind == "text/html" else content)

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
        page = page.replace(b"default-src &#39;none&#39;", b"default-src 'none'", 1)
        page = page.replace(b"default-src 'none'", b"default-src 'none'; connect-src 'self'", 1)
        return page.replace(b"</title>", b"</title>" + script, 1)

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else ""
        self.send_response(status)
        self.send_header("Content-Type", kind + charset)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _events(self) -> None:
        """Keep a connection open and tell the state on every change."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                with self.state.changed:
                    self.wfile.write(self.state.message().encode())
                    self.wfile.flush()
                    self.state.changed.wait(HEARTBEAT)
        except OSError:
            return  # the page was closed

    def log_message(self, format: str, *args: Any) -> None:  # noqa: ANN401  # http.server's signature
        """Stay quiet: the builder's lines are what an editor reads."""


def open_server(site: Path, state: State, port: int) -> ThreadingHTTPServer:
    """Return a server on the loopback address: `port`, or any free one when it is taken."""
    bound = type("BoundHandler", (Handler,), {"site": site, "state": state})
    try:
        server = ThreadingHTTPServer((HOST, port), bound)
    except OSError:
        server = ThreadingHTTPServer((HOST, 0), bound)
    server.daemon_threads = True
    return server


def watch_and_build(
    watched: tuple[Path, ...],
    build: Callable[[], tuple[Problem, ...]],
    state: State,
    stop: threading.Event | None = None,
) -> None:
    """Build on every save below the watched files and folders, until `stop` is set."""
    present = [path for path in watched if path.exists()]
    for _ in watch(*present, debounce=DEBOUNCE, step=20, stop_event=stop, raise_interrupt=False):
        state.tell(build())
