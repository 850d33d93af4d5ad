"""Find the handling mark that is stamped into the text of a source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NamedTuple

from dossier.model import Tlp

_STAMP = re.compile(
    r"[\W_]*TLP\s?[:：=\s]\s?[\"']?(CLEAR|WHITE|GREEN|AMBER(?:\s?\+\s?STRICT)?|RED)(?![^\W_])(?P<more>.*)",
    re.IGNORECASE,
)
_IN_CAPITALS = re.compile(r"[\W_]*TLP:[A-Z]")
_NOT_SHOWN = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_LONGEST = 100  # characters of a line that bears a mark


class StampedMark(NamedTuple):
    """A mark of the Traffic Light Protocol in a line of its own, or before other words of a short line."""

    mark: Tlp
    line: str
    """The whole line."""


def stamped_mark(texts: Iterable[str]) -> StampedMark | None:
    """Return the strictest mark that lines of texts bear; None without any.

    >>> stamped_mark(["Port report", "TLP:AMBER  Not for the press"]).mark.value
    'amber'
    >>> stamped_mark(["What TLP:RED means", "TLP:RED is the strictest of the four marks."])
    """
    marks = tuple(Tlp)
    found = (mark for text in texts for line in text.splitlines() if (mark := _read(line.strip())))
    return max(found, key=lambda each: marks.index(each.mark), default=None)


def _read(line: str) -> StampedMark | None:
    match = _STAMP.fullmatch(line) if len(line) <= _LONGEST else None
    if match is None:
        return None
    more = re.sub(r"[\W_]+$", "", match["more"])
    is_sentence = bool(more) and (not _IN_CAPITALS.match(line) or line.endswith((".", "!", "?")))
    if is_sentence:
        return None
    word = re.sub(r"\s", "", match[1]).lower()
    return StampedMark(Tlp("clear" if word == "white" else word), line)


def may_bear_mark(raw: bytes) -> bool:
    """Tell whether text, not yet read and in whatever encoding, may bear a mark: it has the letters T, L, P.

    >>> may_bear_mark("T<b>LP</b>:RED".encode("utf-16")), may_bear_mark(b"Let people in")
    (True, False)
    """
    text = html.unescape(raw.decode("latin-1"))
    return any("tlp" in re.sub(r"[^A-Za-z]", "", each).lower() for each in (text, _NOT_SHOWN.sub("", text)))
