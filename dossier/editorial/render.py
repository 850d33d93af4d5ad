"""Turn a `MarkdownBody` into HTML, block by block, each with the citations that it carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from dossier.editorial.bodies import attach, parse, pointers
from dossier.editorial.elements import Addresses, PageIds, Rendering
from dossier.editorial.likelihood import FOLDERS, explain_likelihood
from dossier.editorial.markdown import markdown
from dossier.editorial.marks import set_marks
from dossier.model import Citation, MarkdownBody


@dataclass(frozen=True, slots=True)
class Block:
    """One top-level block of a body, so that a page can lay evidence beside it."""

    html: str
    citations: tuple[Citation, ...]
    """In order, repeats kept."""


def render(
    body: MarkdownBody, addresses: Addresses, ids: PageIds | None = None, heading_level: int = 2
) -> tuple[Block, ...]:
    """Render a body for the page that `addresses` speaks for; footnotes come last, as one block.

    Several bodies on one page share `ids`, so that no id stands twice. The highest heading becomes
    one of `heading_level`.
    """
    tokens, env = _prepare(body, addresses, ids, heading_level)
    md = markdown()
    blocks = []
    for group in _top_level(tokens):
        html = str(md.renderer.render(group, md.options, env))
        if html:
            blocks.append(
                Block(html, tuple(t.meta["citation"] for _, t in pointers(group) if "citation" in t.meta))
            )
    return tuple(blocks)


def render_inline(body: MarkdownBody, addresses: Addresses, ids: PageIds | None = None) -> str:
    """Render a one-line field: the words of its paragraphs, without the paragraphs."""
    tokens, env = _prepare(body, addresses, ids)
    md = markdown()
    lines = [t.children or [] for t in tokens if t.type == "inline"]
    return " ".join(str(md.renderer.render(line, md.options, env)) for line in lines)


def _prepare(
    body: MarkdownBody, addresses: Addresses, ids: PageIds | None, heading_level: int = 2
) -> tuple[list[Token], dict[str, Any]]:
    """Parse a body for its page: citations known, marks set, words of probability explained."""
    tokens, env = parse(body.markdown, heading_level)
    attach(tokens, body)
    judging = body.file.split("/")[1:2] and body.file.split("/")[1] in FOLDERS
    quotes = 0
    for before, token in pairwise([Token("", "", 0), *tokens]):
        quotes += token.nesting if token.type.startswith("blockquote_") else 0
        if token.type == "inline" and token.children:
            token.children = set_marks(token.children)
            if judging and not quotes and before.type != "heading_open":
                token.children = explain_likelihood(token.children)
    env["rendering"] = Rendering(addresses, ids or PageIds())
    return tokens, env


def _top_level(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut tokens where their nesting returns to zero."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []
    if group:
        yield group
