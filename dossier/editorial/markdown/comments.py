"""Leave `%% comments %%` and HTML comments out of the site, within a line or over many."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from dossier.forms.comments import OPENING, SIGNS, comment_end, shown_words


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
        _note_hidden(state.env, state.src[state.pos : end])
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
        _note_hidden(state.env, state.src[start:end])
    return True


def _note_hidden(env: EnvType, comment: str) -> None:
    env.setdefault("hidden", []).append(comment)


def cut_comments(tokens: Sequence[Token], text: str, env: EnvType) -> Iterator[str]:
    """Yield each sign of a comment of which a part is in code or is shown nowhere.

    Then another part may be shown, and may be meant to be hidden: which is which is not for a program to
    guess. `tokens` and `env` are what the parser made of `text`.
    """
    if not OPENING.search(text):
        return
    flat = list(_flat(tokens))
    hidden = "\n".join(env.get("hidden", ()))
    if "%%" in hidden and any(_is_half(words) for token in flat for words in _code(token)):
        yield "%%"
    found = "\n".join([hidden, *(words for token in flat for words in _typed(token))])
    yield from (sign for sign in SIGNS if text.count(sign) > found.count(sign))
    shown = (shown_words(token.content) for token in flat if token.type in ("text", "wikilink"))
    if text.count("<!--") > hidden.count("<!--") and any("-->" in words for words in shown):
        yield "-->"


def _code(token: Token) -> Iterator[str]:
    """Yield what a token shows as code, or names as the language of its code."""
    if token.type in ("code_inline", "code_block"):
        yield token.content
    if token.type == "fence":
        yield token.info


def _is_half(code: str) -> bool:
    """Tell whether code has a sign that opens or closes a comment elsewhere; alone it is an example."""
    return code.count("%%") % 2 == 1 and code.strip() != "%%"


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())


def _typed(token: Token) -> Iterator[str]:
    """Yield what was typed for a token and is neither a comment nor the words of its children."""
    if token.type != "inline":
        yield token.content
        yield token.info
    if token.type in ("link_open", "image"):
        yield unquote(str(token.attrs.get("href") or token.attrs.get("src") or ""))
        yield str(token.attrs.get("title", ""))
