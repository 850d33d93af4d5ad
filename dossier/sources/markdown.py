"""Turn Markdown files into blocks of plain text, with what their front matter states."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dossier.forms.yamlfile import load_mapping
from dossier.model import Basis, DateHint, ParagraphKind, Place, Problem, Severity
from dossier.sources.encodings import decode
from dossier.sources.reading import Block, Reading, clean, one_line
from dossier.text.stated_dates import read_date

LONGEST = 50_000  # characters of one block; markup in a longer one takes minutes, so it stays as it is
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", re.S)
_MARKUP = re.compile(r"<[^<>]*>")
_PARSER = MarkdownIt("commonmark").enable("table")
# The names by which clipping tools call one thing.
_KEYS = {
    "title": ("title",),
    "authors": ("authors", "author", "by"),
    "publisher": ("publisher", "site", "site_name", "publication"),
    "language": ("language", "lang"),
    "url": ("url", "source", "link", "canonical"),
    "date": ("published", "date", "created"),
}


def read_markdown(raw: bytes, file: str) -> Reading:
    """Read a Markdown file: its words without the markup, one block a paragraph, entry or row."""
    text, encoding, problems = decode(raw, file)
    if text is None:
        return Reading((), encoding, problems=problems)
    text = clean(text)
    values: dict[str, object] = {}
    if match := _FRONT.match(text):
        values, _, faults = load_mapping(match[1] or "", file, first_line=2)
        # The file is a source, not an editor's: a fault in it must not stop publishing.
        problems += tuple(Problem(f.code, Severity.WARNING, f.message, f.at, f.hint) for f in faults)
        text = text[match.end() :]
    told = {
        name: next((values[key] for key in keys if values.get(key)), None) for name, keys in _KEYS.items()
    }
    authors = told["authors"] if isinstance(told["authors"], list) else [told["authors"]]
    hints, more = _date_hints(told["date"], file)
    longest = max(map(len, text.split("\n\n")))
    blocks = (Block(text),) if longest > LONGEST else tuple(_blocks(_PARSER.parse(text)))
    first = next((b.text for b in blocks[:1] if b.kind is ParagraphKind.TITLE), None)
    url = _plain(told["url"])
    return Reading(
        blocks,
        f"Markdown, {encoding}",
        title=_plain(told["title"]) or first,
        authors=tuple(filter(None, map(_plain, authors))),
        publisher=_plain(told["publisher"]),
        language=_plain(told["language"]),
        url=url if url and url.startswith(("http://", "https://")) else None,
        date_hints=hints,
        problems=problems + more,
        is_prose=False,
    )


def _plain(value: object) -> str | None:
    return one_line(str(value)) if isinstance(value, str | int) else None


def _date_hints(value: object, file: str) -> tuple[tuple[DateHint, ...], tuple[Problem, ...]]:
    try:
        found = read_date(str(value)) if isinstance(value, str) else None
    except ValueError:
        message = f'the date "{_plain(value)}" in the front matter is no real day'
        return (), (Problem("bad-date", Severity.WARNING, message, Place(file)),)
    return ((DateHint(found[0], Basis.STATED, None, "stated in the front matter"),) if found else ()), ()


def _blocks(tokens: list[Token]) -> list[Block]:
    blocks: list[Block] = []
    kind: ParagraphKind | None = None
    row: list[str] | None = None
    lists = 0
    for token in tokens:
        if token.type == "heading_open":
            kind = ParagraphKind.TITLE if token.tag == "h1" and not blocks else ParagraphKind.HEADING
        elif token.type == "heading_close":
            kind = None
        elif token.type.endswith("list_open"):
            lists += 1
        elif token.type.endswith("list_close"):
            lists -= 1
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            blocks.append(Block(" | ".join(row), ParagraphKind.BODY))
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_words(token))
        elif token.type == "inline":
            blocks.append(Block(_words(token), kind or (ParagraphKind.BODY if lists else None)))
            pictures = [child.content for child in token.children or () if child.type == "image"]
            blocks += [Block(" ".join(words.split()), ParagraphKind.CAPTION) for words in pictures]
        elif token.type in ("fence", "code_block", "html_block"):
            words = _MARKUP.sub(" ", token.content) if token.type == "html_block" else token.content
            blocks += [Block(" ".join(line.split())) for line in words.split("\n")]
    return [block for block in blocks if block.text.strip()]


def _words(inline: Token) -> str:
    parts = []
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type not in ("html_inline", "image"):
            parts.append(child.content)
    return " ".join("".join(parts).split())
