"""Read the marked set: news texts in which an editor has marked sentences, dates, names and speakers.

A file of `fixtures/marked/` is front matter and a text. In the text:
`[last May|2025-05]` marks a date, `[Ms Roe|ann-roe]` a name and whose it is; marks may stand inside marks;
`‖` begins a new sentence inside a line, and `⏎` before the end of a line says that the sentence goes on;
`{caption; key; says Ann Roe; about gas}` before a sentence tells its kind (else body), that an editor
would put it in a summary, who speaks, and its topics.
"""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from dossier.model import PartialDate

MARKED = Path(__file__).parent / "fixtures" / "marked"
KINDS = {"title", "standfirst", "heading", "body", "caption", "embed", "boilerplate"}


@dataclass
class MarkedSentence:
    start: int
    end: int = 0
    kind: str = "body"
    key: bool = False
    says: str = ""
    topics: set = field(default_factory=set)


@dataclass
class Marked:
    name: str
    head: dict
    text: str
    dates: list
    """(start, end, value)."""
    names: list
    """(start, end, id)."""
    sentences: list


def read_marked():
    """Return all marked texts, sorted by name."""
    return [_read(path) for path in sorted(MARKED.glob("*.md"))]


def _read(path):
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    out, opened, dates, names, sentences = [], [], [], [], []
    at = 0
    new = True
    while at < len(body):
        char = body[at]
        if char == "‖":
            new = True
        elif char == "{":
            end = body.index("}", at)
            sentences.append(MarkedSentence(len(out)))
            for note in body[at + 1 : end].split("; "):
                _note(sentences[-1], note)
            at, new = end, False
        elif char == "⏎":
            out.append("\n")
            at += 1
        else:
            if new and not char.isspace():
                sentences.append(MarkedSentence(len(out)))
                new = False
            if char == "[":
                opened.append(len(out))
            elif char == "|" and opened:
                end = body.index("]", at)
                value = body[at + 1 : end]
                if value[0].isdigit() or value.startswith(("XXXX", "..")):
                    dates.append((opened.pop(), len(out), PartialDate.parse(value)))
                else:
                    names.append((opened.pop(), len(out), value))
                at = end
            else:
                out.append(char)
                new = new or char == "\n"
        at += 1
    text = "".join(out)
    for sentence, after in zip(sentences, [*sentences[1:], MarkedSentence(len(text))], strict=True):
        sentence.end = sentence.start + len(text[sentence.start : after.start].rstrip())
    return Marked(path.stem, yaml.safe_load(head), text, dates, names, sentences)


def _note(sentence, note):
    word, _, rest = note.partition(" ")
    if word == "says":
        sentence.says = rest
    elif word == "about":
        sentence.topics.add(rest)
    elif word == "key":
        sentence.key = True
    else:
        assert note in KINDS, note
        sentence.kind = note
