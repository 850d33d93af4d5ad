"""Set citation marks as printers do: `words [@x].` becomes `words.` and then its mark."""

from __future__ import annotations

import re

from markdown_it.token import Token

_PUNCTUATION = re.compile(r"[.,;:!?…]*[”’»\"'\)\]]*")


def set_marks(children: list[Token]) -> list[Token]:
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
