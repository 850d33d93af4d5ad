"""Turn a `MarkdownBody`, or the section of it that a link embeds, into HTML, block by block."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from markdown_it.rules_core import StateCore, smartquotes
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from dossier.editorial.bodies.blockquotes import quote_nesting
from dossier.editorial.bodies.blocks import read_blocks
from dossier.editorial.bodies.body import parse, tokens_of
from dossier.editorial.bodies.likelihood import explain_likelihood, may_judge
from dossier.editorial.bodies.statements import find_statements
from dossier.editorial.markdown import CLOSES_UP, Addresses, PageIds, Rendering, markdown
from dossier.model import MarkdownBody, Statement
from dossier.text import late as re

MARKS = "“”‘’"  # of English
_PUNCTUATION = re.compile(rf"[{CLOSES_UP}]*[”’»\"'\)\]]*")


def render(
    body: MarkdownBody,
    addresses: Addresses,
    ids: PageIds | None = None,
    heading_level: int = 2,
    *,
    under: str = "",
    marks: str = MARKS,
) -> Iterator[str]:
    """Render each top-level block of a body for the page that `addresses` speaks for; footnotes come last.

    Several bodies on one page share `ids`, so that no id occurs twice. The highest heading becomes
    one of `heading_level`. `under` is the anchor of a heading or block: then only that is rendered.
    `marks`: what straight quotation marks become, as markdown-it has them.
    """
    md = markdown()
    tokens, env = tokens_of(body, heading_level)
    if under:
        tokens = _section(tokens, under)
    tokens = _join_citations(tokens)
    md.options["quotes"] = marks
    smartquotes(StateCore("", md, env, tokens))
    rendering = Rendering(addresses, ids, body.file)
    for token in tokens:
        if "block" in token.meta and token.type != "heading_open":
            token.attrs["id"] = rendering.ids.unique(str(token.attrs["id"]))
    _finish(tokens, judging=may_judge(body.file))
    env["rendering"] = rendering
    for group in _top_level(tokens):
        block = str(md.renderer.render(group, md.options, env))
        if block:
            yield block


def statements_under(body: MarkdownBody, anchor: str) -> tuple[Statement, ...]:
    """Return the statements of what `render` shows under an anchor; of the whole body where it is empty."""
    if not anchor:
        return body.statements
    tokens, _ = parse(body.markdown)
    return find_statements(read_blocks(_section(tokens, anchor)))


def _join_citations(tokens: Sequence[Token]) -> list[Token]:
    """Put citations that have a paragraph of their own under a block quote at the end of the quote."""
    joined: list[Token] = []
    stream = iter(enumerate(tokens))
    for index, token in stream:
        ends = [each.type for each in joined[-3:-1]] == ["inline", "paragraph_close"]
        quoted = ends and quote_nesting(joined[-1]) == -1 and joined[-1].level == 0
        if quoted and token.type == "paragraph_open" and _only_cites(tokens[index + 1]):
            quote, cites = joined[-3], tokens[index + 1]
            quote.children = [*(quote.children or ()), *(cites.children or ())]
            next(stream)
            next(stream)
        else:
            joined.append(token)
    return joined


def _only_cites(inline: Token) -> bool:
    words = [child for child in inline.children or () if not _is_blank(child)]
    return bool(words) and all(child.type == "citation" and child.meta["targets"] for child in words)


def _finish(tokens: Sequence[Token], judging: bool) -> None:
    """Set the marks and, outside quotes and headings of what judges, explain words of probability."""
    quotes = 0
    for before, token in pairwise([Token("", "", 0), *tokens]):
        quotes += quote_nesting(token)
        if token.type == "inline" and token.children:
            token.children = _set_marks(token.children)
            if judging and not quotes and before.type != "heading_open":
                token.children = explain_likelihood(token.children)


def _set_marks(children: list[Token]) -> list[Token]:
    """Return the tokens of a block with each run of marks directly after the punctuation that followed it.

    White space before a mark goes; the second and later marks of a run learn that they follow one.
    """
    placed: list[Token] = []
    run = None
    """Where the run of marks begins that nothing but white space has followed yet."""
    for child in children:
        if child.type == "citation" and child.meta["targets"]:
            _drop_space(placed)
            child.meta["follows"] = run is not None
            run = len(placed) if run is None else run
        elif run is not None and not _is_blank(child):
            words = _PUNCTUATION.match(child.content) if child.type == "text" and run else None
            if words and words[0]:
                placed.insert(run, Token("text", "", 0, content=words[0]))
                child.content = child.content[words.end() :]
            run = None
        placed.append(child)
    return placed


def _drop_space(placed: list[Token]) -> None:
    """Take away the white space at the end, a line break included."""
    while placed and (
        placed[-1].type == "softbreak" or (placed[-1].type == "text" and not placed[-1].content)
    ):
        placed.pop()
    if placed and placed[-1].type == "text":
        placed[-1].content = placed[-1].content.rstrip()


def _is_blank(child: Token) -> bool:
    return child.type in ("softbreak", "comment") or (child.type == "text" and not child.content.strip())


def _top_level(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut tokens where their nesting returns to zero."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []
    if group:
        yield group


def _section(tokens: Sequence[Token], anchor: str) -> list[Token]:
    """Return the tokens under a heading, or of a block, and the footnotes that they refer to."""
    root = SyntaxTreeNode(tokens)
    first = next((node for node in root.walk(include_self=False) if node.attrs.get("id") == anchor), None)
    if first is None:
        return []
    found = _tokens_of(_under_heading(first) if first.type == "heading" else [first])
    found = [token for token in _within_boxes(first, found) if token.type != "footnote_anchor"]
    children = (child for token in found for child in token.children or ())
    return found + _footnotes(root, {child.meta["id"] for child in children if child.type == "footnote_ref"})


def _within_boxes(first: SyntaxTreeNode, section: list[Token]) -> list[Token]:
    """Return a section with the callouts and block quotes round it, which say whose words it has.

    An entry of a list stays in a list, a term or its definition in theirs.
    """
    around = first.parent
    while around is not None and around.nester_tokens:
        is_list = first.type in ("list_item", "dt", "dd") and around is first.parent
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
