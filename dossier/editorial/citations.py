"""Turn `[@source#p3s2; @other]` into tokens that name places in sources."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from dossier.model import CitedPlace, SourceId

_CITATION = re.compile(r"\[(@[^\[\]]{1,1000})\]")
_PLACE = re.compile(r"@([^\s#@;]{1,200})(?:#p([0-9]{1,6})(?:s([0-9]{1,6}))?)?")


def citations(md: MarkdownIt) -> None:
    """Teach `md` citations; CommonMark's own links are tried first."""
    md.inline.ruler.after("image", "citation", _citation)


def read_place(words: str) -> CitedPlace | None:
    """Read one place; None when it is none.

    >>> read_place("@a#p3s2")
    CitedPlace(source='a', paragraph=3, sentence=2)
    """
    match = _PLACE.fullmatch(words)
    if not match:
        return None
    paragraph, sentence = (int(number) if number else None for number in match.groups()[1:])
    return CitedPlace(SourceId(match[1]), paragraph, sentence)


def _citation(state: StateInline, silent: bool) -> bool:
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[0]
        places = dict.fromkeys(read_place(part.strip()) for part in match[1].split(";"))
        token.meta = {"pos": state.pos, "targets": () if None in places else tuple(places)}
    state.pos = match.end()
    return True
