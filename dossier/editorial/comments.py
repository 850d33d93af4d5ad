"""Leave `%% comments %%` and HTML comments out of the site, within a line or over many."""

from __future__ import annotations

from bisect import bisect_left

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from dossier.forms.comments import OPENING, comment_end


def comments(md: MarkdownIt) -> None:
    """Teach `md` comments; one without an end is left as text, and reported when the body is read."""
    md.block.ruler.before("fence", "comment", _block, {"alt": ["paragraph", "blockquote", "list"]})
    md.inline.ruler.before("link", "comment", _inline)


def _inline(state: StateInline, silent: bool) -> bool:
    opening = OPENING.match(state.src, state.pos, state.posMax)
    if not opening:
        return False
    searched, sign = state.env.get("no_comment_ends_in", (None, ""))
    if searched is state.src and sign == opening[0]:
        return False
    end = comment_end(state.src, state.pos)
    if end < 0 and "%" not in opening[0]:  # `%%` ends at the next one, so it is never looked for twice
        state.env["no_comment_ends_in"] = (state.src, opening[0])
    if not 0 < end <= state.posMax:
        return False
    if not silent:
        state.push("comment", "", 0).hidden = True
    state.pos = end
    return True


def _block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take the lines from one that opens a comment to the first that ends with its end."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    opening = OPENING.match(state.src, start)
    if not opening or state.is_code_block(start_line):
        return False
    open_from = state.env.setdefault("comments_open_from", {})
    if start_line >= open_from.get(opening[0], end_line):
        return False
    end = comment_end(state.src, start)
    last = bisect_left(state.eMarks, end, start_line, end_line) if end > 0 else end_line
    if last == end_line:
        open_from[opening[0]] = start_line
        return False
    if state.src[end : state.eMarks[last]].strip():
        return False  # words follow: a comment within a paragraph
    if not silent:
        state.line = last + 1
    return True
