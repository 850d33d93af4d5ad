"""Turn the tokens of Markdown into the plain words that a reader sees: no marks, citations or comments."""

from bisect import bisect_right
from collections.abc import Sequence

from markdown_it.token import Token

LONGEST_CONTEXT = 320  # characters; two long sentences
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
