"""Serve pages to the person at this machine alone: what `serve` and `review` have in common."""

import sys
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
WAITING = 256  # connections that the system keeps until they are taken up
MOST = 256  # connections that are answered at a time; those above it are closed
SLOW = 30.0  # seconds after which a silent connection is closed


class LocalHandler(BaseHTTPRequestHandler):
    """Answers requests that call this machine by its own name."""

    protocol_version = "HTTP/1.1"
    timeout = SLOW

    def is_for_here(self) -> bool:
        """Tell whether a request calls this machine by its name; refuse a foreign one that leads here."""
        if (self.headers.get("Host") or "").rsplit(":", 1)[0] in NAMES:
            return True
        self.refuse("this server is for this machine alone")
        return False

    def refuse(self, why: str) -> None:
        """Answer that a request is not allowed."""
        self.send(HTTPStatus.FORBIDDEN, "text/plain", f"{why}\n".encode())

    def send(self, status: HTTPStatus, kind: str, content: bytes, headers: Mapping[str, str] = {}) -> None:
        """Answer with some bytes that no browser keeps; to HEAD with their headers alone."""
        charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else ""
        own = {"Content-Type": kind + charset, "Content-Length": len(content), "Cache-Control": "no-store"}
        self.send_response(status)
        for name, value in {**own, **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: ANN401  # http.server's signature
        """Print no line per request: the terminal belongs to the editor."""


class LocalServer(ThreadingHTTPServer):
    """A server that many pages may ask at once, and that is quiet about pages which are closed."""

    daemon_threads = True
    request_queue_size = WAITING

    def __init__(self, port: int, handler: type[LocalHandler], **known: object) -> None:
        """Listen on a port; each handler has what is `known` as attributes."""
        super().__init__((HOST, port), type("BoundHandler", (handler,), known))
        self._free = threading.BoundedSemaphore(MOST)

    @property
    def port(self) -> int:
        """The port on which it listens."""
        return int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  # socketserver's
        """Answer in a thread of its own, or close the connection where too many are open."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer one connection, and make room for another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Say nothing when a page was closed before its answer came."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)
