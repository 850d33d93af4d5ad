"""Cut out of a body what is under a heading, or one block of it: what a link embeds."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from dossier.editorial.bodies.blocks import read_blocks
from dossier.editorial.bodies.body import parse
from dossier.editorial.bodies.statements import find_statements
from dossier.model import MarkdownBody, Statement


def statements_under(body: MarkdownBody, anchor: str) -> tuple[Statement, ...]:
    """Return the statements of what `render` shows under an anchor; of the whole body where it is empty."""
    if not anchor:
        return body.statements
    tokens, _ = parse(body.markdown)
    return find_statements(read_blocks(section(tokens, anchor)))


def section(tokens: Sequence[Token], anchor: str) -> list[Token]:
    """Return the tokens under a heading, or of a block, and the footnotes that they refer to."""
    root = SyntaxTreeNode(tokens)
    first = next((node for node in root.walk(include_self=False) if node.attrs.get("id") == anchor), None)
    if first is None:
        return []
    found = _tokens_of(_under_heading(first) if first.type == "heading" else [first])
    found = _within_boxes(first, found)
    children = (child for token in found for child in token.children or ())
    return found + _footnotes(root, {child.meta["id"] for child in children if child.type == "footnote_ref"})


def _within_boxes(first: SyntaxTreeNode, section: list[Token]) -> list[Token]:
    """Return a section with the callouts and block quotes round it, which say whose words it has.

    An entry of a list stays in a list.
    """
    around = first.parent
    while around is not None and around.nester_tokens:
        is_list = first.type == "list_item" and around is first.parent
        if is_list or around.type in ("callout", "blockquote"):
            title = around.children[:1] if around.type == "callout" else []
            opening, closing = around.nester_tokens
            section = [opening, *_tokens_of(title), *section, closing]
        around = around.parent
    return section


def _tokens_of(nodes: Iterable[SyntaxTreeNode]) -> list[Token]:
    return [token for node in nodes for token in node.to_tokens()]


def _under_heading(heading: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """Return what is from one heading to the next of its rank, or to the end of what it is in."""

    def is_under(node: SyntaxTreeNode) -> bool:
        is_next = node.type == "heading" and node.tag <= heading.tag
        return not is_next and node.type != "footnote_block"

    place = heading.siblings.index(heading) + 1
    return [heading, *takewhile(is_under, heading.siblings[place:])]


def _footnotes(root: SyntaxTreeNode, wanted: set[int]) -> list[Token]:
    """Return the tokens of the block of footnotes, those left out that are not wanted."""
    for block in root.children:
        if wanted and block.type == "footnote_block" and block.nester_tokens:
            opening, closing = block.nester_tokens
            return [
                opening,
                *_tokens_of(note for note in block.children if note.meta["id"] in wanted),
                closing,
            ]
    return []
