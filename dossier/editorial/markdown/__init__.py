"""Turn settings into the one configured `MarkdownIt` that all that editors write goes through."""

from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote
from mdit_py_plugins.deflist import deflist_plugin

from dossier.editorial.markdown.blockids import block_ids, blocks_of
from dossier.editorial.markdown.callouts import callouts
from dossier.editorial.markdown.citations import citations, read_place
from dossier.editorial.markdown.comments import comments, cut_comments
from dossier.editorial.markdown.elements import (
    OURS,
    PAGES,
    Addresses,
    LinkTarget,
    PageIds,
    PictureShown,
    Rendering,
    elements,
)
from dossier.editorial.markdown.footnotes import footnotes
from dossier.editorial.markdown.highlights import highlights
from dossier.editorial.markdown.plainwords import CLOSES_UP, sentence_at, words_by_child, words_of
from dossier.editorial.markdown.shape import ATTACHMENT, PICTURES, is_own, shape
from dossier.editorial.markdown.unread_brackets import BARE, unread, unread_in
from dossier.editorial.markdown.wikilinks import wikilinks
from dossier.text import late as re

SYNTAXES: tuple[Callable[[MarkdownIt], None], ...] = (
    footnotes,
    deflist_plugin,
    wikilinks,
    block_ids,
    citations,
    callouts,
    highlights,
    comments,
)
"""What is understood beside CommonMark, tables and strikethrough; one file each."""

MAX_NESTING = 24  # levels of quotes and lists (a list takes two); time grows with it
MAX_QUOTES = 8  # block quotes within each other; each reads all the lines of those in it again
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ALLOWED = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)


def may_link(url: str) -> bool:
    """Tell whether a link may go there: http, https, mailto, or a relative path.

    >>> may_link("https://example.org"), may_link("notes/x.md"), may_link("JavaScript:x")
    (True, True, False)
    """
    if _ALLOWED.match(url):
        return True
    return not (_SCHEME.match(url) or url.startswith(("/", "\\")))


def _shallow_blockquote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block quote as CommonMark does, except those too deep, whose `>` stays text."""
    depth = state.env.get("quotes", 0)
    if depth == MAX_QUOTES:
        return False
    state.env["quotes"] = depth + 1
    try:
        return blockquote(state, start, end, silent)
    finally:
        state.env["quotes"] = depth


@cache
def markdown() -> MarkdownIt:
    """Return the parser and renderer of all that editors write."""
    md = MarkdownIt("js-default", {"maxNesting": MAX_NESTING, "typographer": True})
    md.core.ruler.disable(["replacements", "smartquotes"])  # `render` sets the marks, when all is checked
    for syntax in SYNTAXES:
        syntax(md)
    unread(md)
    shape(md)
    elements(md, {**OURS, **PAGES})
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.at("blockquote", _shallow_blockquote, {"alt": interrupts})
    md.validateLink = may_link  # type: ignore[method-assign]  # the place that markdown-it offers
    return md
