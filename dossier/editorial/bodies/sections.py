"""Cut out of a body what is under a heading, or one block of it: what a link embeds."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from dossier.editorial.bodies.blocks import read_blocks
from dossier.editorial.bodies.body import parse
from dossier.editorial.bodies.statements import find_statements
from dossier.model import MarkdownBody, Statement

_TITLED = 4  # tokens that open a callout, its title included


def statements_under(body: MarkdownBody, anchor: str) -> tuple[Statement, ...]:
    """Return the statements of what `render` shows under an anchor; of the whole body where it is empty."""
    if not anchor:
        return body.statements
    tokens, _ = parse(body.markdown)
    return find_statements(read_blocks(section(tokens, anchor)))


def section(tokens: Sequence[Token], anchor: str) -> list[Token]:
    """Return the tokens under a heading, or of a block, and the footnotes that they refer to."""
    first = next((n for n, token in enumerate(tokens) if token.attrs.get("id") == anchor), len(tokens))
    if first == len(tokens):
        return []
    is_heading = tokens[first].type == "heading_open"
    found = _under_heading(tokens, first) if is_heading else _block(tokens, first)
    found = _within_boxes(tokens, first, found)
    children = (child for token in found for child in token.children or ())
    wanted = {child.meta["id"] for child in children if child.type == "footnote_ref"}
    return [*found, *_footnotes(tokens[first:], wanted)] if wanted else found


def _within_boxes(tokens: Sequence[Token], first: int, section: list[Token]) -> list[Token]:
    """Return a section with the callouts and block quotes round it, which say whose words it has."""
    around: list[int] = []
    for index, token in enumerate(tokens[:first]):
        if token.type in ("callout_open", "blockquote_open"):
            around.append(index)
        elif token.type in ("callout_close", "blockquote_close"):
            around.pop()
    for begin in reversed(around):
        head = tokens[begin : begin + (_TITLED if tokens[begin].type == "callout_open" else 1)]
        section = [*head, *section, next(each for each in tokens[first:] if _closes(each, tokens[begin]))]
    return section


def _under_heading(tokens: Sequence[Token], first: int) -> list[Token]:
    """Return the tokens from one heading to the next of its rank, or to the end of what it is in."""
    last = first + 1
    while last < len(tokens) and not _ends_section(tokens[last], tokens[first]):
        last += 1
    return list(tokens[first:last])


def _ends_section(token: Token, heading: Token) -> bool:
    if token.type == "heading_open":
        return token.level == heading.level and token.tag <= heading.tag
    return token.type == "footnote_block_open" or token.level < heading.level


def _footnotes(tokens: Sequence[Token], wanted: set[int]) -> Iterator[Token]:
    """Yield the tokens of the block of footnotes, those left out that are not wanted."""
    inside, shown = False, True
    for token in tokens:
        inside = inside or token.type == "footnote_block_open"
        shown = token.meta["id"] in wanted if token.type == "footnote_open" else shown
        if inside and shown:
            yield token
        shown = shown or token.type == "footnote_close"


def _block(tokens: Sequence[Token], first: int) -> list[Token]:
    """Return the tokens of the block that opens at `first`; an entry of a list stays in a list."""
    token = tokens[first]
    if token.nesting == 0:
        return [token]
    last = next(n for n in range(first, len(tokens)) if _closes(tokens[n], token))
    block = list(tokens[first : last + 1])
    if token.type != "list_item_open":
        return block
    opening = next(t for t in reversed(tokens[:first]) if t.level == token.level - 1 and t.nesting == 1)
    closing = next(t for t in tokens[last:] if _closes(t, opening))
    return [opening, *block, closing]


def _closes(token: Token, opening: Token) -> bool:
    """Tell whether a token closes what another before it opens; the first that does is its end."""
    return token.nesting == -1 and token.level == opening.level
