"""Serve the decisions that wait on a port of their own, to the person at this machine alone.

Everything that writes must come from a page of this server: the address has a token made for this run, the
host is a name of this machine (no other name may be pointed at it), and the origin of a request is this one.
"""

import base64
import hmac
import secrets
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from dossier.errors import DossierError
from dossier.local_server import HOST, NAMES, LocalHandler, LocalServer
from dossier.model import EntityKind
from dossier.review.session import Session
from dossier.review.waiting import Kind

LARGEST = 100_000  # bytes of a request; a decision has a few hundred
SHOWN = 60  # of each kind; about what an editor decides in an hour
_HERE = Path(__file__).parent
_STYLE = (_HERE / "review.css").read_text("utf-8")
_SCRIPT = (_HERE / "review.js").read_text("utf-8")
_HEADINGS = {
    Kind.DISPUTE: "Sentences that may differ",
    Kind.NAME: "Names without a page",
    Kind.AGREEMENT: "Sentences that may agree",
    Kind.UNDATED: "Sources without a date",
    Kind.BACKGROUND: "Sources that match no topic",
    Kind.SENTENCE: "Sentences to mend in their file",
}


@cache
def _template() -> Template:
    loader = FileSystemLoader(_HERE)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("review.html")


def _page(session: Session, said: str) -> str:
    """Return the one page of the review; `said` is what became of the last decision."""
    waits = session.open()
    sections = [
        {"heading": heading, "waits": [each for each in waits if each.kind is kind]}
        for kind, heading in _HEADINGS.items()
    ]
    return _template().render(
        said=said,
        number=len(waits),
        last=session.shown(session.done[-1].path) if session.done else "",
        sections=[section for section in sections if section["waits"]],
        kinds=[kind.value for kind in EntityKind],
        shown=SHOWN,
        style=Markup(_STYLE),
        script=Markup(_SCRIPT),
    )


class Handler(LocalHandler):
    """Answer one request."""

    session: Session
    token: str
    server: LocalServer

    def do_GET(self) -> None:  # noqa: N802  # the name that http.server looks for
        """Show what waits."""
        if self._is_allowed():
            self._show("")

    def do_POST(self) -> None:  # noqa: N802  # the name that http.server looks for
        """Take a decision, and show what was done and what waits."""
        self.close_connection = True
        if not self._is_allowed():
            return
        if self.headers.get("Origin") not in [f"http://{name}:{self.server.port}" for name in NAMES]:
            self.refuse("this did not come from the review page")
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST:
            self.refuse("this is not a decision")
            return
        fields = parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace"))
        self._show(self._decide({key: values for key, values in fields.items() if values}))

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

    def _is_allowed(self) -> bool:
        """Tell whether a request comes from this machine by its own name, and knows the token."""
        path = urlsplit(self.path).path
        if not self.is_for_here():
            return False
        if not hmac.compare_digest(path.encode(), f"/{self.token}/".encode()):
            self.refuse("the address is not the one of this run")
            return False
        return True

    def _show(self, said: str) -> None:
        self.send(HTTPStatus.OK, "text/html", _page(self.session, said).encode(), _GUARDS)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


_POLICY = (
    f"default-src 'none'; style-src {_hash(_STYLE)}; script-src {_hash(_SCRIPT)}; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_GUARDS = {"Referrer-Policy": "same-origin", "X-Frame-Options": "DENY", "Content-Security-Policy": _POLICY}


def open_review(session: Session) -> tuple[LocalServer, str]:
    """Return a server on a free port of the loopback address, and the address of its page."""
    token = secrets.token_urlsafe(24)
    server = LocalServer(0, Handler, session=session, token=token)
    return server, f"http://{HOST}:{server.port}/{token}/"
