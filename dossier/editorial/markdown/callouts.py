"""Turn block quotes that open with `[!warning] Title` into callouts, as Obsidian writes them."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dossier.text import late as re

_OPENING = re.compile(r"\[!([A-Za-z][A-Za-z0-9-]{0,30})(?:\|[^\]\n]{0,60})?\]([+-]?)[ \t]*([^\n]*)(?:\n|$)")

KINDS = {
    "abstract": "abstract", "summary": "abstract", "tldr": "abstract",
    "attention": "warning", "caution": "warning", "warning": "warning",
    "bug": "bug",
    "check": "success", "done": "success", "success": "success",
    "cite": "quote", "quote": "quote",
    "danger": "danger", "error": "danger",
    "example": "example",
    "fail": "failure", "failure": "failure", "missing": "failure",
    "faq": "question", "help": "question", "question": "question",
    "hint": "tip", "important": "tip", "tip": "tip",
    "info": "info",
    "judgement": "judgement", "judgment": "judgement", "assessment": "judgement",
    "note": "note",
    "todo": "todo",
}  # fmt: skip
"""The words after `[!` and the kind that a reader sees; any other word is a note."""


def callouts(md: MarkdownIt) -> None:
    """Teach `md` callouts; `-` and `+` after the bracket fold them, shut or open."""
    md.core.ruler.after("block", "callout", _callouts)


def _callouts(state: StateCore) -> None:
    tokens: list[Token] = []
    open_quotes: list[Token | None] = []
    """Each open block quote that becomes a callout; None for a real quote."""
    stream = iter(enumerate(state.tokens))
    for index, token in stream:
        if token.type == "blockquote_open":
            opens = state.tokens[index + 1].type == "paragraph_open"
            found = _OPENING.match(state.tokens[index + 2].content) if opens else None
            open_quotes.append(token if found else None)
            if found:
                first = state.tokens[index + 2]
                tokens += _opening(token, first, found, "details" if found[2] else "div")
                first.content = first.content[found.end() :]
                begin, end = first.map or [0, 1]
                first.map = [begin + 1, end]
                if not first.content.strip():  # the title is all that the paragraph has
                    for _ in range(3):
                        next(stream)
                continue
        elif token.type == "blockquote_close":
            opening = open_quotes.pop()
            if opening:
                token.type, token.tag, token.meta = "callout_close", opening.tag, opening.meta
        tokens.append(token)
    state.tokens = tokens


def _opening(quote: Token, first: Token, found: re.Match[str], tag: str) -> list[Token]:
    """Return the tokens that open a callout, with its title."""
    kind = KINDS.get(found[1].lower(), "note")
    quote.type, quote.tag = "callout_open", tag
    quote.attrs = {"class": f"callout callout-{kind}"}
    quote.meta = {"kind": kind, "word": found[1]}
    if tag == "div":
        quote.attrs["role"] = "note"
    elif found[2] == "+":
        quote.attrs["open"] = ""
    words = found[3].strip()
    title = Token("inline" if words else "callout_word", "", 0, level=quote.level + 2, children=[])
    title.content, title.hidden = words or found[1], not words  # so that no line breaks before it
    line = (first.map or [0, 1])[0]
    title.map = [line, line + 1]
    title_tag = "p" if tag == "div" else "summary"
    opened = Token(
        "callout_title_open", title_tag, 1, attrs={"class": "callout-title"}, level=quote.level + 1
    )
    closed = Token("callout_title_close", title_tag, -1, level=quote.level + 1)
    for token in (opened, closed):
        token.block = True
    return [quote, opened, title, closed]
