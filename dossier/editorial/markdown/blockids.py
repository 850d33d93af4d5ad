"""Turn `words ^abc`, the ids that Obsidian gives to blocks, into anchors that links and embeds can name."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dossier.text import late as re

_TYPED = re.compile(
    r"(?:^|[ \t]+)\{:?[ \t]*((?:\.[\w:.-]+[ \t]+)*#[\w:.-]+(?:[ \t]+[#.][\w:.-]+)*)[ \t]*\}[ \t]*$"
)
"""After a heading: the id that Hugo, Pandoc and kramdown give it, with classes; `{.NET}` alone is words."""
_ID = re.compile(r"(?:^|[ \t\n])\^([A-Za-z0-9-]{2,64}|[A-Za-z])[ \t]*$")


def block_ids(md: MarkdownIt) -> None:
    """Teach `md` the ids of blocks: at the end of a paragraph or list entry, or alone under any block."""
    md.core.ruler.after("block", "block_id", _take_ids)


def blocks_of(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield the id of each block that has one, as links compare it, and its anchor."""
    for token in tokens:
        if "block" in token.meta:
            yield token.meta["block"], str(token.attrs["id"])


def _take_ids(state: StateCore) -> None:
    """Take the ids out of the words, and give each block its anchor; of two the same, the first counts."""
    tokens: list[Token] = []
    taken: set[str] = set()
    for token in state.tokens:
        _take_typed(token, tokens)
        match = _ID.search(token.content) if token.type == "inline" and "^" in token.content else None
        if match:
            token.content = token.content[: match.start()]
            name = match[1].lower()
            block = _block_before(tokens) if _is_alone(token, tokens) else _block_round(tokens)
            if block and block.type == "callout_title_open":
                block = tokens[tokens.index(block) - 1]  # the callout as a whole
            if name in taken:
                state.env.setdefault("doubled_blocks", []).append((token, match[1]))
            elif block and "block" not in block.meta:
                taken.add(name)
                block.meta = {**block.meta, "block": name}
                block.attrs["id"] = f"b-{name}"
        tokens.append(token)
    state.tokens = list(_without_empty(tokens))


def _take_typed(inline: Token, before: Sequence[Token]) -> None:
    """Take the id that an editor gave a heading out of its words: `Costs {#cost}`."""
    is_heading = bool(before) and before[-1].type == "heading_open"
    typed = _TYPED.search(inline.content) if is_heading and "{" in inline.content else None
    if typed:
        inline.content = inline.content[: typed.start()]
        found = next(name[1:] for name in typed[1].split() if name[0] == "#")
        before[-1].meta = {**before[-1].meta, "typed": found}


def _is_alone(inline: Token, before: Sequence[Token]) -> bool:
    return not inline.content and before[-1].type == "paragraph_open"


def _block_round(before: Sequence[Token]) -> Token:
    """Return what opens the block of an inline token that follows `before`."""
    opening = before[-1]
    if opening.type in ("th_open", "td_open"):
        return next(token for token in reversed(before) if token.type == "table_open")
    if (
        opening.type == "paragraph_open"
        and before[-2:-1]
        and before[-2].type in ("list_item_open", "dd_open")
    ):
        return before[-2]
    return opening


def _block_before(before: Sequence[Token]) -> Token | None:
    """Return what opens the block above the paragraph in which `before` ends; None where it is the first."""
    level = before[-1].level
    if len(before) < 2 or before[-2].level < level or before[-2].nesting == 1:
        return None
    if before[-2].nesting == 0:
        return before[-2] if before[-2].type in ("fence", "code_block") else None
    return next(
        (token for token in reversed(before[:-1]) if token.level == level and token.nesting == 1), None
    )


def _without_empty(tokens: Sequence[Token]) -> Iterator[Token]:
    """Leave out the paragraphs that had nothing but an id."""
    stream = iter(enumerate(tokens))
    for index, token in stream:
        inline = tokens[index + 1] if token.type == "paragraph_open" else None
        if inline and inline.type == "inline" and not inline.content:
            next(stream)
            next(stream)
        else:
            yield token
