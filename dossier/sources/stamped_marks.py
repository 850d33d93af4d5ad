"""Find the handling mark that is stamped into the text of a source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dossier.model import Tlp
from dossier.sources.encodings import may_be_seven_bits

_NAME = r"(?:TLP|Traffic Light Protocol)"
_STAMP = re.compile(
    rf"[\W_]*{_NAME}\s?[:：=\s-]\s?[\"']?(CLEAR|WHITE|GREEN|AMBER(?:\s?\+\s?STRICT)?|RED)(?![^\W_])(?P<more>.*)",
    re.IGNORECASE,
)
_LEVEL = rf"{_NAME}[: -] ?(CLEAR|WHITE|GREEN|AMBER(?: ?\+ ?STRICT)?|RED)"
_IN_FOOTER = re.compile(
    rf"(?:[|–—·•/:\d\t(\[]|[ \u00a0][ \u00a0-])[ \u00a0]?{_LEVEL}"
    r"(?=[ \u00a0]?(?:$|[|–—·•/)\]\t])|[ \u00a0][ \u00a0-])"
)
"""Behind a part of a footer: `Page 1 of 3 | TLP:AMBER`, `Handling: TLP:AMBER`."""
_OF_PORTION = re.compile(rf"(?:^|[.!?][\"”’)]?\s+)[(\[]{_LEVEL}[)\]](?=\s|$)|[(\[]{_LEVEL}[)\]][.!?]?$")
"""In brackets before or after what it marks: `(TLP:RED) The price is secret.`"""
_IN_CAPITALS = re.compile(r"[\W_]*TLP:[A-Z]")
_NOT_SHOWN = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_NAMED = re.compile(_NAME, re.IGNORECASE)
_LONGEST = 100  # characters of a line that bears a mark


class StampedMark(NamedTuple):
    """A mark of the Traffic Light Protocol: a line, a part of a short line, or in brackets at a sentence."""

    mark: Tlp
    line: str
    """The whole line."""


def stamped_mark(texts: Iterable[str]) -> StampedMark | None:
    """Return the strictest mark that lines of texts bear; None without any.

    >>> stamped_mark(["Port report", "TLP:AMBER  Not for the press"]).mark.value
    'amber'
    >>> stamped_mark(["Page 1 of 3 | TLP:GREEN", "It was sold. (TLP:RED) The price is secret."]).mark.value
    'red'
    >>> stamped_mark(["What TLP:RED means", "TLP:RED is the strictest of the four marks."])
    """
    found = (mark for text in texts for line in text.splitlines() for mark in _read(line.strip()))
    return max(found, key=lambda each: tuple(Tlp).index(each.mark), default=None)


def _read(line: str) -> Iterator[StampedMark]:
    if not _NAMED.search(line):
        return
    for match in _OF_PORTION.finditer(line):
        yield StampedMark(_mark(match[1] or match[2]), line if len(line) <= _LONGEST else match[0].strip())
    if len(line) > _LONGEST:
        return
    stamp = _STAMP.fullmatch(line)
    more = re.sub(r"[\W_]+$", "", stamp["more"]) if stamp else ""
    is_sentence = line.endswith((".", "!", "?"))
    if stamp and (not more or (_IN_CAPITALS.match(line) and not is_sentence)):
        yield StampedMark(_mark(stamp[1]), line)
    for match in _IN_FOOTER.finditer(line) if not is_sentence else ():
        yield StampedMark(_mark(match[1]), line)


def _mark(word: str) -> Tlp:
    word = re.sub(r"\s", "", word).lower()
    return Tlp("clear" if word == "white" else word)


def may_bear_mark(raw: bytes) -> bool:
    """Tell whether text, not yet read and in whatever encoding, may bear a mark: it has its letters.

    >>> may_bear_mark("T<b>LP</b>:RED".encode("utf-16")), may_bear_mark(b"Let people in")
    (True, False)
    """
    if may_be_seven_bits(raw):
        return True
    text = html.unescape(raw.decode("latin-1"))
    letters = (re.sub(r"[^A-Za-z]", "", each).lower() for each in (text, _NOT_SHOWN.sub("", text)))
    return any("tlp" in each or "trafficlightprotocol" in each for each in letters)
