"""Turn `[[target#heading|words]]`, `[[target#^block]]` and `![[target]]` into tokens."""

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from dossier.forms.comments import shown_words
from dossier.text import late as re

# Target, heading, words; bounded, so that a page of brackets stays linear. A table needs `\|`.
_LINK = re.compile(r"(!?)\[\[([^\[\]\n|#]{0,200})((?:#[^\[\]\n|]{1,1200})?)(?:\|([^\[\]\n]{0,300}))?\]\]")


def wikilinks(md: MarkdownIt) -> None:
    """Teach `md` links by id, name or alias; whatever CommonMark reads as a link stays one."""
    md.inline.ruler.before("link", "wikilink", _sure_wikilink)
    md.inline.ruler.after("image", "wikilink_late", _wikilink)


def _sure_wikilink(state: StateInline, silent: bool) -> bool:
    """Take what no `(…)` or `[…]` can make a link of CommonMark, without a search for its end."""
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    match = _LINK.match(state.src, state.pos, state.posMax)
    if not match or state.src[match.end() : match.end() + 1] in ("(", "["):
        return False
    return _wikilink(state, silent)


def _wikilink(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "![":
        return False
    match = _LINK.match(state.src, state.pos, state.posMax)
    if not match or not (match[2].strip() or match[3]):
        return False
    if normalizeReference(match[0][2:-2]) in state.env.get("references", {}):
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.content = match[0]
        words = shown_words(match[4] or "")
        token.meta = {
            "pos": state.pos,
            "target": match[2].rstrip("\\").strip(),
            "heading": match[3][1:].rstrip("\\").strip() or None,
            "words": words.strip() or None,
            "embed": match[1] == "!",
        }
    state.pos = match.end()
    return True
