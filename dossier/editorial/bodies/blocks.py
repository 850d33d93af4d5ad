"""Read the tokens of a body once: each block with its words, what is round it, and the citations in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from markdown_it.token import Token

from dossier.editorial.markdown import words_by_child
from dossier.model import BlockKind, Place, PlainBlock, WikiLink

_LABELS = ("heading_open", "dt_open", "th_open", "callout_title_open")
_LINKS = ("link_open", "wikilink", "link_close")
Sentences = Sequence[tuple[int, int]]
"""Start and end of each sentence of some words, in order."""


@dataclass(slots=True)
class Pointer:
    """A citation, a wiki link or an inner link, in the words of its block."""

    token: Token
    offset: int
    """Of the place in the words."""
    words: str = ""
    """The plain words of the block, or of the quotation that it closes."""
    at: Place = field(init=False)
    quotation: str | None = None
    quotation_at: Place | None = None
    credited: str = ""
    """A block quote with what may say whose words they are."""

    @property
    def cites(self) -> bool:
        """Tell whether it is a citation."""
        return self.token.type == "citation"


@dataclass(slots=True, eq=False)
class Block:
    """Some words, an embed, code or a rule.

    Numbers of citations are those in `MarkdownBody.citations`, from 0.
    """

    token: Token
    around: tuple[Token, ...]
    """What is open round it, outermost first; the last of words is what they fill: a paragraph, a cell."""
    anchor: str
    """Of the heading itself, or of the one above; empty: before the first, or in a footnote."""
    below: Token | None
    """What begins directly under it."""
    words: str = ""
    """As a reader sees them, without citations; code as it is."""
    prose: str = ""
    """The words with those in code blanked: these are no quotation."""
    pointers: list[Pointer] = field(default_factory=list)
    """Each citation, and each link within the dossier."""
    cites: list[tuple[int, int]] = field(default_factory=list)
    """Offset and number of each citation, those of a footnote at its mark."""
    direct: list[int] = field(default_factory=list)
    """Offsets of the citations in the block itself."""
    linked: list[tuple[int, int]] = field(default_factory=list)
    """Spans of the words that are links."""

    @property
    def opening(self) -> str:
        """Return the type of what it fills: `heading_open`; empty where it is alone."""
        return self.around[-1].type if self.around else ""

    @property
    def is_label(self) -> bool:
        """Tell whether its words state and quote nothing: headings, terms, heads of tables, titles."""
        return self.opening in _LABELS

    @property
    def is_prose(self) -> bool:
        """Tell whether its words may state or quote something."""
        return self.token.type == "inline" and not self.is_label

    @property
    def top(self) -> Token:
        """Return the outermost element that it is in, or is."""
        return self.around[0] if self.around else self.token

    def opening_of(self, words: str) -> str:
        """Return as much of the beginning of some of its words as its Markdown has in the same letters."""
        line = words.partition("\n")[0]
        return next((line[:size] for size in (24, 8, 2) if line[:size] in self.token.content), line[:1])

    def within(self, *types: str) -> Token | None:
        """Return the outermost element of some types that it is in."""
        return next((token for token in self.around if token.type in types), None)

    def covering(self, sentences: Sentences, start: int, end: int) -> list[int]:
        """Return the citations of the sentences round a stretch, and those after the block's last full stop.

        What is between two sentences belongs to the first.
        """
        first, last = sentences_round(sentences, start, end)
        following = bisect_left(sentences, last, key=itemgetter(0))
        limit = sentences[following][0] if following < len(sentences) else len(self.words)
        begin = 0 if first == sentences[0][0] else first + 1
        low = bisect_left(self.cites, begin, key=itemgetter(0))
        high = bisect_right(self.cites, limit, key=itemgetter(0))
        tail = bisect_left(self.cites, sentences[-1][1], key=itemgetter(0))
        return [number for _, number in (*self.cites[low:high], *self.cites[max(high, tail) :])]


def sentences_round(sentences: Sentences, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of a stretch begins and ends; several where it runs over their ends."""
    first = max(bisect_right(sentences, start, key=itemgetter(0)) - 1, 0)
    last = max(bisect_right(sentences, end - 1, key=itemgetter(0)) - 1, first)
    return sentences[first][0], max(sentences[last][1], end)


def points(token: Token) -> bool:
    """Tell whether a token is a citation or a link within the dossier."""
    return token.type in ("citation", "wikilink") or (token.type == "link_open" and bool(token.meta))


def read_blocks(tokens: Sequence[Token]) -> list[Block]:
    """Return the blocks of a body in order, all of whose tokens are given; the footnotes come last."""
    blocks = list(_blocks(tokens))
    notes: defaultdict[int, list[int]] = defaultdict(list)
    numbers: dict[int, int] = {}
    for block in blocks:
        note = block.within("footnote_open")
        for child in block.token.children or ():
            if child.type == "citation":
                numbers[id(child)] = len(numbers)
                if note:
                    notes[note.meta["id"]].append(numbers[id(child)])
    for block in blocks:
        _read(block, numbers, notes)
    return blocks


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield the blocks, not yet read."""
    around: tuple[Token, ...] = ()
    anchor = ""
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            anchor = str(token.attrs["id"])
        elif token.type == "footnote_block_open":
            anchor = ""
        if token.nesting > 0:
            around = (*around, token)
        elif token.nesting < 0:
            around = around[:-1]
        elif token.type in ("inline", "embed", "fence", "code_block", "hr"):
            following = tokens[index + 1 : index + 3]
            below = next((each for each in following if each.nesting >= 0 and each.map), None)
            yield Block(token, around, anchor, below)


def _read(block: Block, numbers: dict[int, int], notes: dict[int, list[int]]) -> None:
    """Fill in the words of a block, and what they cite and link."""
    if block.token.children is None:
        block.words = block.token.content
        return
    depth = 0
    for child, words in words_by_child(block.token):
        start = len(block.words)
        if points(child):
            block.pointers.append(Pointer(child, start))
        if child.type == "citation":
            block.cites.append((start, numbers[id(child)]))
            block.direct.append(start)
        elif child.type == "footnote_ref":
            block.cites += [(start, number) for number in notes.get(child.meta["id"], ())]
        depth += child.nesting if child.type in _LINKS else 0
        if words and (depth or child.type == "wikilink"):
            block.linked.append((start, start + len(words)))
        block.words += words
        block.prose += "_" * len(words) if child.type == "code_inline" else words


def plain_blocks(blocks: Sequence[Block]) -> Iterator[PlainBlock]:
    """Yield the blocks as a reader sees them; a row of a table is one.

    Each wiki link must know what was read from it (`token.meta["link"]`).
    """
    for _, group in groupby(blocks, key=lambda block: id(block.within("tr_open") or block.token)):
        cells = list(group)
        kind = _kind(cells[0])
        if kind is BlockKind.CODE:
            yield PlainBlock(kind, cells[0].anchor, (cells[0].words,))
        elif cells[0].within("tr_open"):
            row = tuple(part for cell in cells for part in (" ", *_parts(cell.token)))
            yield PlainBlock(kind, cells[0].anchor, row)
        elif cells[0].token.type != "hr":
            yield PlainBlock(kind, cells[0].anchor, tuple(_parts(cells[0].token)))


def _kind(block: Block) -> BlockKind:
    if block.token.type in ("fence", "code_block"):
        return BlockKind.CODE
    if block.opening == "heading_open":
        return BlockKind.HEADING
    is_alone = block.opening == "paragraph_open" and len(block.around) == 1
    return BlockKind.PARAGRAPH if is_alone else BlockKind.OTHER


def _parts(inline: Token) -> Iterator[str | WikiLink]:
    for child, words in words_by_child(inline):
        if child.type == "wikilink" and not child.meta["words"] and child.meta.get("link"):
            yield child.meta["link"]
        elif words:
            yield words
