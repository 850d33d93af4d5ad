"""Turn `[^label]` and `[^label]: words` into footnotes."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin


def footnotes(md: MarkdownIt) -> None:
    """Teach `md` footnotes; one that is written within another is as good as one beside it."""
    footnote_plugin(md)
    md.core.ruler.before("footnote_tail", "footnote_apart", _set_apart)


def _set_apart(state: StateCore) -> None:
    """Take footnotes out of footnotes: the plugin would cut the outer one at the end of the inner."""
    tokens: list[Token] = []
    open_notes: list[list[Token]] = []
    labels: set[str] = set()
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            open_notes.append([])
            label = str(token.meta.get("label"))
            if label in labels:
                state.env.setdefault("doubled_notes", []).append(label)
            labels.add(label)
        (open_notes[-1] if open_notes else tokens).append(token)
        if token.type == "footnote_reference_close":
            tokens += open_notes.pop()
    state.tokens = tokens
