"""Serve the decisions that wait on a port of their own, to the person at this machine alone.

Everything that writes must come from a page of this server: the address has a token made for this run, the
host is a name of this machine (no other name may be pointed at it), and the origin of a request is this one.
"""

import base64
import hmac
import secrets
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dossier.errors import DossierError
from dossier.review.page import SCRIPT, STYLE, page
from dossier.review.session import Session

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
LARGEST = 100_000  # bytes of a request; a decision has a few hundred
TIMEOUT = 20  # seconds that a connection may take to ask


class Server(ThreadingHTTPServer):
    """Let many connections wait: the usual five are soon too few."""

    request_queue_size = 256
    daemon_threads = True


class Handler(BaseHTTPRequestHandler):
    """Answer one request."""

    session: Session
    token: str
    timeout = TIMEOUT
    protocol_version = "HTTP/1.1"
    server: ThreadingHTTPServer

    def do_GET(self) -> None:
        """Show what waits."""
        if self._is_allowed():
            self._page("")

    def do_POST(self) -> None:
        """Take a decision, and show what was done and what waits."""
        self.close_connection = True
        if not self._is_allowed():
            return
        if self.headers.get("Origin") not in [f"http://{name}:{self._port}" for name in NAMES]:
            self._refuse("this did not come from the review page")
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST:
            self._refuse("this is not a decision")
            return
        fields = parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace"))
        self._page(self._decide({key: values for key, values in fields.items() if values}))

    def _decide(self, fields: dict[str, list[str]]) -> str:
        action, _, key = fields.get("do", [""])[0].partition(" ")
        try:
            if action == "undo":
                return self.session.undo()
            if action.endswith("-all"):
                said = self.session.answer_all(action.removesuffix("-all"), fields.get("chosen", []))
                return " ".join(said) or "Nothing was chosen."
            typed = {
                name.partition(" ")[0]: words[0] for name, words in fields.items() if name.endswith(f" {key}")
            }
            return self.session.answer(action, key, typed)
        except (DossierError, OSError, UnicodeDecodeError) as error:
            return f"Not done: {error}"

    @property
    def _port(self) -> int:
        return int(self.server.server_address[1])

    def _is_allowed(self) -> bool:
        """Tell whether a request comes from this machine by its own name, and knows the token."""
        host = self.headers.get("Host", "")
        path = urlsplit(self.path).path
        if host not in [f"{name}:{self._port}" for name in NAMES]:
            self._refuse("this server is for this machine alone")
        elif not hmac.compare_digest(path.encode(), f"/{self.token}/".encode()):
            self._refuse("the address is not the one of this run")
        else:
            return True
        return False

    def _refuse(self, why: str) -> None:
        self._send(HTTPStatus.FORBIDDEN, "text/plain", f"{why}\n".encode())

    def _page(self, said: str) -> None:
        self._send(HTTPStatus.OK, "text/html", page(self.session, said).encode())

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "same-origin")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Content-Security-Policy", _POLICY)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: ANN401  # http.server's signature
        """Print no line per request: the terminal belongs to the editor."""


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


_POLICY = (
    f"default-src 'none'; style-src {_hash(STYLE)}; script-src {_hash(SCRIPT)}; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def open_review(session: Session) -> tuple[ThreadingHTTPServer, str]:
    """Return a server on a free port of the loopback address, and the address of its page."""
    token = secrets.token_urlsafe(24)
    bound = type("BoundHandler", (Handler,), {"session": session, "token": token})
    server = Server((HOST, 0), bound)
    return server, f"http://{HOST}:{server.server_address[1]}/{token}/"
