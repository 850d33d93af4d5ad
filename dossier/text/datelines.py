"""Read the date line with which agencies open a report: PORT TOWN, May 17 (Agency) —."""

from __future__ import annotations

import re
from typing import NamedTuple

_REST = r"(?:[\w.'’]|-(?!-)){0,40}"
_NAME = rf"(?:(?:de|du|la|of|am|an|der|sur) ){{0,2}}[A-ZÀ-Þ]{_REST}"  # one word of a place
_PLACE = (
    rf"[A-ZÀ-Þ]{{2}}{_REST}(?:[ /]{_NAME}){{0,3}}"  # PORT TOWN, or NEW York as some write
    rf"(?:, {_NAME}(?: {_NAME}){{0,2}})??(?: ?\([A-Z][^()]{{1,30}}\))?"  # ", Calif.": the region
)
_AGENCY = r"(?:\([^()]{2,40}\)|/[^/]{2,40}/)"
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = (
    rf"(?:[^\W\d_]{{3,10}},? )?(?P<day>{_MONTH} \d{{1,2}}(?:, \d{{4}})?(?!\d)"
    rf"|\d{{1,2}}\.? (?:de )?{_MONTH}(?:,? (?:de )?\d{{4}})?)"
)
_DASH = r"(?:\s?[–—]|\s-{1,2}|-{1,2}(?=\s)|--)"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})"
    rf"(?:(?:,\s|\s|\s?[–—-]{{1,2}}\s?(?:{_AGENCY}\s?[–—-]{{1,2}}\s?)?){_DAY}\s?{_AGENCY}?(?:{_DASH}|\s?:)"
    rf"|\s?{_AGENCY}?{_DASH})"
)


class Dateline(NamedTuple):
    """Where a report says from where and of which day it is: (start, end) in the text that was read."""

    place: tuple[int, int]
    """In capitals, with its region."""
    day: tuple[int, int] | None
    """Day and month, and often the year; None where only the place is given."""


def read_dateline(text: str, start: int = 0) -> Dateline | None:
    """Return the date line with which the text begins at `start`; a dash closes it, after a day also a colon.

    >>> line = read_dateline("PORT TOWN, Calif., May 17 (Agency One) — Dock workers voted.")
    >>> line
    Dateline(place=(0, 17), day=(19, 25))
    >>> read_dateline("NATO said on May 17 - again - no.") is None
    True
    """
    match = _DATELINE.match(text, start)
    if not match:
        return None
    return Dateline(match.span("place"), match.span("day") if match["day"] else None)
