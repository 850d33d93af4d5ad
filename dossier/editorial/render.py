"""Turn a `MarkdownBody` into HTML, block by block, each with the citations that it carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    md = markdown()
    tokens, env = parse(body.markdown, heading_level)
    attach(tokens, body)
    _finish(tokens, judging=body.file.split("/")[1:2] in [[folder] for folder in FOLDERS])
    env["rendering"] = Rendering(addresses, ids)
    blocks = []
    for group in _top_level(tokens):
        html = str(md.renderer.render(group, md.options, env))
        if html:
            found = (token.meta.get("citation") for token in pointers(group))
            blocks.append(Block(html, tuple(citation for citation in found if citation)))
    return tuple(blocks)


def _finish(tokens: Sequence[Token], judging: bool) -> None:
    """Set the marks and, outside quotes and headings of what judges, explain words of probability."""
    quotes = 0
    for before, token in pairwise([Token("", "", 0), *tokens]):
        quotes += token.nesting if token.type.startswith("blockquote_") else 0
        if token.type == "inline" and token.children:
            token.children = set_marks(token.children)
            if judging and not quotes and before.type != "heading_open":
                token.children = explain_likelihood(token.children)


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
