"""The one page of the review, as HTML."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from dossier.model import EntityKind
from dossier.review.session import Session
from dossier.review.waiting import Kind

SHOWN = 60  # of each kind; about what an editor decides in an hour
_HERE = Path(__file__).parent
STYLE = (_HERE / "review.css").read_text("utf-8")
SCRIPT = (_HERE / "review.js").read_text("utf-8")
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


def page(session: Session, said: str) -> str:
    """Return the page; `said` is what became of the last decision."""
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
        style=Markup(STYLE),
        script=Markup(SCRIPT),
    )
