"""Turn Markdown files into blocks of plain text, with what their front matter states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dossier.forms.yamlfile import load_mapping
from dossier.model import Basis, DateHint, ParagraphKind, Place, Problem, Severity
from dossier.sources.encodings import decode
from dossier.sources.file_text import Block, FileText
from dossier.text.characters import clean, one_line
from dossier.text.raised import raised
from dossier.text.stated_dates import read_date

LONGEST = 50_000  # characters of one block; markup in a longer one takes minutes, so it stays as it is
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", re.S)
_MARKUP = re.compile(r"<[^<>]*>")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,60}\]:?")  # of a footnote, and before its text
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


def read(raw: bytes, file: str) -> FileText:
    """Read a Markdown file: its words without the markup, one block per paragraph, entry or row."""
    text, encoding, problems = decode(raw, file)
    if text is None:
        return FileText((), encoding, problems=problems)
    text = clean(text)
    values: dict[str, object] = {}
    if match := _FRONT.match(text):
        values, _, faults = load_mapping(match[1] or "", file, first_line=2)
        # The file is a source, not an editor's: a fault in it must not stop publishing.
        problems += tuple(Problem(f.code, Severity.WARNING, f.message, f.at, f.hint) for f in faults)
        text = text[match.end() :]
    stated = {
        name: next((values[key] for key in keys if values.get(key)), None) for name, keys in _KEYS.items()
    }
    authors = stated["authors"] if isinstance(stated["authors"], list) else [stated["authors"]]
    hints, more = _date_hints(stated["date"], file)
    longest = max(map(len, text.split("\n\n")))
    blocks = [Block(text)] if longest > LONGEST else _blocks(_PARSER.parse(text))
    first = next((b.text for b in blocks[:1] if b.kind is ParagraphKind.TITLE), None)
    url = _plain(stated["url"])
    return FileText(
        tuple(blocks),
        f"Markdown, {encoding}",
        title=_plain(stated["title"]) or first,
        authors=tuple(filter(None, map(_plain, authors))),
        publisher=_plain(stated["publisher"]),
        language=_plain(stated["language"]),
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
    lists = 0  # open round the token
    following = iter(tokens)
    for token in following:
        if token.type.endswith("list_open"):
            lists += 1
        elif token.type.endswith("list_close"):
            lists -= 1
        elif token.type == "heading_open":
            is_title = token.tag == "h1" and not blocks
            kind = ParagraphKind.TITLE if is_title else ParagraphKind.HEADING
            blocks += _inline(next(following), kind)
        elif token.type == "tr_open":
            blocks.append(Block(" | ".join(_cells(following)), ParagraphKind.BODY))
        elif token.type == "inline":
            blocks += _inline(token, ParagraphKind.BODY if lists else None)
        elif token.type in ("fence", "code_block"):
            blocks += _by_lines(token.content)
        elif token.type == "html_block":
            blocks += _by_lines(_MARKUP.sub(" ", token.content))
    return [block for block in blocks if block.text.strip()]


def _inline(token: Token, kind: ParagraphKind | None) -> Iterator[Block]:
    """Yield the words of a paragraph or heading, and after them those of its pictures."""
    yield Block(_words(token), kind)
    for child in token.children or ():
        if child.type == "image":
            yield Block(" ".join(child.content.split()), ParagraphKind.CAPTION)


def _cells(row: Iterator[Token]) -> Iterator[str]:
    """Yield the words of each cell, up to the end of the row."""
    for token in row:
        if token.type == "tr_close":
            return
        if token.type == "inline":
            yield _words(token)


def _by_lines(text: str) -> Iterator[Block]:
    return (Block(" ".join(line.split())) for line in text.split("\n"))


def _words(inline: Token) -> str:
    text = ""
    raised_from: int | None = None
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            text += " "
        elif child.type == "html_inline" and child.content.lower().startswith("<sup"):
            raised_from = len(text)
        elif child.type == "html_inline" and child.content.lower() == "</sup>" and raised_from is not None:
            text = text[:raised_from] + raised(text[raised_from:], text[:raised_from])
            raised_from = None
        elif child.type not in ("html_inline", "image"):
            text += child.content
    return " ".join(_NOTE_MARK.sub("", text).split())
