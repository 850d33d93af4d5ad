"""Explain words of estimative probability (Intelligence Community Directive 203) where editors use them."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from dossier.text import late as re
from dossier.text.quotes import find_quotations, is_quoted

RANGES = {
    "1–5 %": ("almost no chance", "remote chance"),
    "5–20 %": ("very unlikely", "highly improbable"),
    "20–45 %": ("unlikely", "improbable"),
    "45–55 %": ("roughly even chance", "roughly even odds"),
    "55–80 %": ("likely", "probable", "probably"),
    "80–95 %": ("very likely", "highly probable"),
    "95–99 %": ("almost certain", "almost certainly", "nearly certain", "nearly certainly"),
}
"""Chance: the words for it (ICD 203, 2015, section D.6.e)."""
_FOLDERS = ("notes/", "claims/", "topics/")
"""Where editors judge; pages and entities may speak of these words otherwise."""
Quotations = Sequence[tuple[int, int]]
_CHANCES = {word: chance for chance, words in RANGES.items() for word in words}
# "more likely than" compares and "not likely" denies: neither is a step of the scale.
_WORD = re.compile(
    r"(?<![\w-])(?:(?P<other>(?:more|less|most|least|as|so|how|not|too|equally) )?)"
    rf"(?P<word>{'|'.join(sorted(_CHANCES, key=len, reverse=True)).replace(' ', r'[ ]')})(?![\w-])",
    re.IGNORECASE,
)


def may_judge(file: str) -> bool:
    """Tell whether the words of a file, `content/notes/x.md`, may be a judgement."""
    _, _, inside = file.partition("/")
    return inside.startswith(_FOLDERS)


def chances_in(words: str) -> dict[str, str]:
    """Return the words of the scale in some words, each with its range, in order.

    >>> chances_in("It is likely, and not “unlikely”.")
    {'likely': '55–80 %'}
    """
    quotations = find_quotations(words, unclosed=True)
    return {words[start:end].lower(): chance for start, end, chance in _found(words, quotations)}


def explain_likelihood(children: list[Token]) -> list[Token]:
    """Return the tokens of a block with each word of the scale in an `abbr` that says its range."""
    shown: list[Token] = []
    texts = [child.content if child.type == "text" else " " for child in children]
    quotations = find_quotations("".join(texts), unclosed=True)
    offset = links = 0
    for child, words in zip(children, texts, strict=True):
        links += child.nesting if child.type in ("link_open", "link_close") else 0
        is_plain = child.type == "text" and not links
        shown.extend(_explained(child, quotations, offset) if is_plain else [child])
        offset += len(words)
    return shown


def _found(words: str, quotations: Quotations, offset: int = 0) -> Iterator[tuple[int, int, str]]:
    """Yield the ends of each word of the scale, with its range; words in quotations are the source's.

    The quotations are those of a text in which the words begin at an offset.
    """
    for found in _WORD.finditer(words):
        start, end = found.span("word")
        if not (found["other"] or is_quoted(quotations, offset + start)):
            yield start, end, _CHANCES[found["word"].lower()]


def _explained(text: Token, quotations: Quotations, offset: int) -> list[Token]:
    parts, cursor, words = [], 0, text.content
    for start, end, chance in _found(words, quotations, offset):
        title = {"title": f"a chance of {chance}"}
        parts += [
            Token("text", "", 0, content=words[cursor:start]),
            Token("abbr_open", "abbr", 1, attrs=dict(title)),
            Token("text", "", 0, content=words[start:end]),
            Token("abbr_close", "abbr", -1),
        ]
        cursor = end
    return [*parts, Token("text", "", 0, content=words[cursor:])] if parts else [text]
