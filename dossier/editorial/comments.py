"""Leave `%% comments %%` out of the site, within a line or over many."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline


def comments(md: MarkdownIt) -> None:
    """Teach `md` comments; one without an end is left as text, and reported when the body is read."""
    md.block.ruler.before("fence", "comment", _block, {"alt": ["paragraph", "blockquote", "list"]})
    md.inline.ruler.before("link", "comment", _inline)


def _inline(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("%%", state.pos):
        return False
    end = state.src.find("%%", state.pos + 2, state.posMax)
    if end < 0:
        return False
    if not silent:
        state.push("comment", "", 0).hidden = True
    state.pos = end + 2
    return True


def _block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take the lines from one that begins with `%%` to the first that ends with it."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("%%", start) or state.is_code_block(start_line):
        return False
    if start_line >= state.env.get("no_comment_ends_after", end_line):
        return False
    begin = start + 2
    for line in range(start_line, end_line):
        rest = state.src[begin : state.eMarks[line]].rstrip()
        if "%%" in rest:
            if rest.find("%%") < len(rest) - 2:
                return False  # words follow: a comment within a paragraph
            if not silent:
                state.line = line + 1
            return True
        begin = state.bMarks[line + 1]
    state.env["no_comment_ends_after"] = start_line
    return False
