"""Turn `[@source#p3s2; @other]` into tokens that name places in sources."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from dossier.model import CitedPlace, SourceId

_CITATION = re.compile(r"\[@([^\[\]]{1,1000})\]")
_PLACE = re.compile(r"@([^\s#@;]{1,200})(?:#p([0-9]{1,6})(?:s([0-9]{1,6}))?)?")


def citations(md: MarkdownIt) -> None:
    """Teach `md` citations; CommonMark's own links are tried first."""
    md.inline.ruler.after("image", "citation", _citation)


def read_places(words: str) -> tuple[CitedPlace, ...] | None:
    """Read what stands between the brackets; None when it is not a list of places.

    >>> read_places("@a#p3s2; @b")
    (CitedPlace(source='a', paragraph=3, sentence=2), CitedPlace(source='b', paragraph=None, sentence=None))
    """
    places = []
    for part in words.split(";"):
        match = _PLACE.fullmatch(part.strip())
        if not match:
            return None
        source, paragraph, sentence = match.groups()
        place = CitedPlace(
            SourceId(source), int(paragraph) if paragraph else None, int(sentence) if sentence else None
        )
        places.append(place)
    return tuple(dict.fromkeys(places))


def _citation(state: StateInline, silent: bool) -> bool:
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[0]
        token.meta = {"pos": state.pos, "targets": read_places("@" + match[1])}
    state.pos = match.end()
    return True
