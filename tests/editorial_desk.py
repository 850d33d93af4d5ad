"""A small desk and its sources for the tests of the editorial room, on the affairs of a harbour."""

import re
from pathlib import Path

from dossier.config import Settings
from dossier.editorial import LinkTarget, read_body, read_desk, render, resolve
from dossier.model import (
    Basis,
    Corpus,
    Document,
    Paragraph,
    ParagraphKind,
    Sentence,
    SentenceId,
    SourceId,
    SourceMeta,
    Span,
)
from dossier.text.interface import ENGLISH

LOG = (
    "The harbour master closed the pier on Monday. Nobody was hurt.\n\n"
    "“We have counted every boat,” she said. The count took two days, and the insurers paid for it.\n\n"
    "A second storm is expected. The mayor’s office denied that the pier had been sold: "
    "“There was no sale — none at all.”"
)
DIARY = "The pier was closed on Tuesday.\n\nThe mayor said the pier had been sold for a song."


def document(name, text):
    """A source whose sentences end with a full stop, and perhaps a quotation mark."""
    paragraphs, sentences = [], []
    for number, match in enumerate(re.finditer(r"[^\n]+", text), 1):
        paragraphs.append(Paragraph(number, ParagraphKind.BODY, Span(*match.span())))
        parts = re.finditer(r"\S.*?[.]”?(?= |$)", match.group())
        for count, part in enumerate(parts, 1):
            span = Span(match.start() + part.start(), match.start() + part.end())
            sentences.append(Sentence(SentenceId(f"p{number}s{count}"), number, count, span))
    meta = SourceMeta(name.title(), Basis.EDITOR)
    paths = f"{name}.txt", "0" * 64, "plain text"
    return Document(SourceId(name), *paths, meta, text, tuple(paragraphs), tuple(sentences))


CORPUS = Corpus((document("diary", DIARY), document("log", LOG)))


def write(folder, files):
    """Write `files` ({"notes/x.md": text}) below `folder/content`."""
    for name, text in files.items():
        path = Path(folder, "content", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    Path(folder, "content").mkdir(exist_ok=True)
    return Path(folder, "content")


def read(folder, files):
    """Read a desk made of `files`."""
    return read_desk(write(folder, files), Settings())


def problems(folder, files):
    """Return the problems of a desk as lines, those of its links included."""
    desk = read(folder, files)
    return [str(problem) for problem in (*desk.problems, *resolve(desk, CORPUS).problems)]


class Page:
    """Addresses that show what was asked of them."""

    say, interface, own = ENGLISH, "", ""

    def __init__(self):
        self.notes = {}

    def link(self, link):
        href = f"/{link.target}" + (f"#{link.heading}" if link.heading else "")
        return LinkTarget(href, link.words or f"name of {link.target}")

    def numbers(self, citation):
        return tuple(self.notes.setdefault(place, len(self.notes) + 1) for place in citation.targets)

    def picture(self, file, name):
        return None

    def embedded(self, link):
        return f"<p>the words of {link.target}</p>"


def html_of(markdown):
    """Render Markdown for a page of its own."""
    body, _ = read_body("content/notes/x.md", 1, markdown)
    return "".join(render(body, Page()))
