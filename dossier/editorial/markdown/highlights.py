"""Turn `==words==` into highlighted words."""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline


def highlights(md: MarkdownIt) -> None:
    """Teach `md` highlights: no space just inside the signs, no third sign beside them."""
    md.inline.ruler.before("emphasis", "highlight", _highlight)


def _highlight(state: StateInline, silent: bool) -> bool:
    start, src = state.pos, state.src
    if not src.startswith("==", start) or src.startswith("=", start + 2):
        return False
    end = src.find("==", start + 2, state.posMax)
    inner = src[start + 2 : end] if end > 0 else ""
    if not inner or inner != inner.strip() or src.startswith("=", end + 2):
        return False
    if not silent:
        rest = state.posMax
        state.pos, state.posMax = start + 2, end
        state.push("mark_open", "mark", 1).markup = "=="
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1).markup = "=="
        state.posMax = rest
    state.pos = end + 2
    return True
