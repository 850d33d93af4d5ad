"""Explain words of estimative probability (Intelligence Community Directive 203) where editors use them."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

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
FOLDERS = ("notes", "claims", "topics")
"""Where editors judge; pages and entities may speak of these words otherwise."""
_CHANCES = {word: chance for chance, words in RANGES.items() for word in words}
# "more likely than" compares and "not likely" denies: neither is a step of the scale.
_WORD = re.compile(
    r"(?<![\w-])(?:(?P<other>(?:more|less|most|least|as|so|how|not|too|equally) )?)"
    rf"(?P<word>{'|'.join(sorted(_CHANCES, key=len, reverse=True)).replace(' ', r'[ ]')})(?![\w-])",
    re.IGNORECASE,
)
_CLOSERS = {"“": "”", "„": "“”", "«": "»", '"': '"'}
"""Opening quotation mark: what may close it. Quoted words are the source's, on no scale."""


def chances_in(words: str) -> dict[str, str]:
    """Return the words of the scale in some words, each with its range, in order.

    >>> chances_in("It is likely, and not “unlikely”.")
    {'likely': '55–80 %'}
    """
    quoted, _ = _quoted(words, "")
    return {words[start:end].lower(): chance for start, end, chance in _found(words, quoted)}


def explain_likelihood(children: list[Token]) -> list[Token]:
    """Return the tokens of a block with each word of the scale in an `abbr` that tells its range."""
    shown: list[Token] = []
    closers, links = "", 0
    for child in children:
        links += child.nesting if child.type in ("link_open", "link_close") else 0
        if child.type != "text":
            shown.append(child)
            continue
        quoted, closers = _quoted(child.content, closers)
        shown.extend([child] if links else _explained(child, quoted))
    return shown


def _quoted(words: str, closers: str) -> tuple[list[bool], str]:
    """Tell of each character whether it is quoted, and what would close a quotation that goes on."""
    quoted = []
    for char in words:
        closing = char in closers
        quoted.append(bool(closers))
        closers = "" if closing else closers or _CLOSERS.get(char, "")
    return quoted, closers


def _found(words: str, quoted: list[bool]) -> Iterator[tuple[int, int, str]]:
    """Yield the ends of each word of the scale, with its range."""
    for found in _WORD.finditer(words):
        start, end = found.span("word")
        if not (found["other"] or quoted[start] or words[start - 1 : start] in ("‘", "'")):
            yield start, end, _CHANCES[found["word"].lower()]


def _explained(text: Token, quoted: list[bool]) -> list[Token]:
    parts, cursor, words = [], 0, text.content
    for start, end, chance in _found(words, quoted):
        title = {"title": f"a chance of {chance}"}
        parts += [
            Token("text", "", 0, content=words[cursor:start]),
            Token("abbr_open", "abbr", 1, attrs=dict(title)),
            Token("text", "", 0, content=words[start:end]),
            Token("abbr_close", "abbr", -1),
        ]
        cursor = end
    return [*parts, Token("text", "", 0, content=words[cursor:])] if parts else [text]
