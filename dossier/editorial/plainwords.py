"""Turn the tokens of Markdown into the plain words that a reader sees: no marks, citations or comments."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from dossier.model import BlockKind, PlainBlock, WikiLink

LONGEST_CONTEXT = 320  # characters; two long sentences
LABELS = ("heading_open", "dt_open", "th_open", "callout_title_open")
"""What opens words that state and quote nothing: headings, terms, heads of tables, titles."""
_VANISHES = ("citation", "comment", "footnote_ref")
CLOSES_UP = ".,;:!?…،؛؟。，；：！？、"  # no space is left before these by what vanished


def words_of(inline: Token) -> str:
    """Return an inline token's words as plain text; lines stay lines, citations and comments vanish."""
    return "".join(words for _, words in words_by_child(inline))


def words_by_child(inline: Token) -> list[tuple[Token, str]]:
    """Return each child of an inline token with its words; some have none.

    What vanishes takes the space before it along where a stop follows: `so [@a].` is `so.`
    """
    children = inline.children or []
    words = [_words(child) for child in children]
    last: int | None = None
    """The last child with words, where something has vanished since."""
    gone = False
    for index, child in enumerate(children):
        if child.type in _VANISHES:
            gone = True
        elif words[index]:
            if gone and last is not None and words[index].startswith(tuple(CLOSES_UP)):
                words[last] = words[last].rstrip()
            last, gone = index, False
    return list(zip(children, words, strict=True))


def _words(child: Token) -> str:
    if child.type in ("text", "code_inline", "text_special"):
        return child.content
    if child.type == "image":
        return "".join(map(_words, child.children or []))
    if child.type == "wikilink":
        named = child.meta["target"] or (child.meta["heading"] or "").removeprefix("^")
        return str(child.meta["words"] or named)
    return "\n" if child.type in ("softbreak", "hardbreak") else ""


def plain_blocks(tokens: Sequence[Token]) -> Iterator[PlainBlock]:
    """Yield the blocks of a body in order, footnotes last; a row of a table is one block.

    Each wiki link must know what was read from it (`token.meta["link"]`).
    """
    anchor = ""
    row: list[str | WikiLink] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        if token.type == "heading_open":
            anchor = str(token.attrs["id"])
        elif token.type == "footnote_block_open":
            anchor = ""
        elif token.type in ("fence", "code_block"):
            yield PlainBlock(BlockKind.CODE, anchor, (token.content,))
        elif token.type == "tr_close":
            yield PlainBlock(BlockKind.OTHER, anchor, tuple(row))
            row = []
        elif before and before.type in ("th_open", "td_open"):
            row += [" ", *_parts(token)]
        elif token.type in ("inline", "embed"):
            yield PlainBlock(_kind(before), anchor, tuple(_parts(token)))


def _kind(opening: Token | None) -> BlockKind:
    if opening and opening.type == "heading_open":
        return BlockKind.HEADING
    if opening and opening.type == "paragraph_open" and opening.level == 0:
        return BlockKind.PARAGRAPH
    return BlockKind.OTHER


def _parts(inline: Token) -> Iterator[str | WikiLink]:
    for child, words in words_by_child(inline):
        if child.type == "wikilink" and not child.meta["words"] and child.meta.get("link"):
            yield child.meta["link"]
        elif words:
            yield words


def sentence_at(words: str, sentences: Sequence[tuple[int, int]], offset: int, *, cites: bool) -> str:
    """Return the sentence that contains a place, on one line; a citation belongs to the words before it.

    `sentences` are the (start, end) of those of `words`, in order.
    """
    if cites:
        tail = words[max(offset - LONGEST_CONTEXT, 0) : offset]
        offset = max(offset - len(tail) + len(tail.rstrip()) - 1, 0)
    if not sentences:
        return ""
    start, end = sentences[max(bisect_right(sentences, (offset, len(words))) - 1, 0)]
    return _cut(words[start:end], offset - start)


def _cut(sentence: str, offset: int) -> str:
    """Fold white space, and keep a long sentence's words round the place."""
    if len(sentence) > LONGEST_CONTEXT:
        start = max(0, min(offset - LONGEST_CONTEXT // 2, len(sentence) - LONGEST_CONTEXT))
        part = sentence[start : start + LONGEST_CONTEXT]
        head, tail = start > 0, start + LONGEST_CONTEXT < len(sentence)
        part = part.partition(" ")[2] if head and " " in part else part
        part = part.rpartition(" ")[0] if tail and " " in part else part
        sentence = f"{'…' if head else ''}{part}{'…' if tail else ''}"
    return " ".join(sentence.split())
