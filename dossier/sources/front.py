"""Read the head of a text: its date, its header lines, its headline and its standfirst."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dossier.model import ParagraphKind, PartialDate, Problem, Span
from dossier.sources.kinds import is_open_line
from dossier.sources.reading import one_line, warning
from dossier.sources.units import Unit
from dossier.text.datelines import read_dateline
from dossier.text.stated_dates import LATER, read_date_line, real_date

K = ParagraphKind
HEAD = 12  # units; header lines stand among the first
TITLE_LENGTH = 200  # characters of a headline
STANDFIRST_LENGTH = 350  # characters

_LEADING_DATE = re.compile(r"date\s{0,2}:?\s{0,2}(\d{4}-\d{2}-\d{2})(?:T[\d:.]{4,15}Z?)?(?=\s|$)", re.I)
_HEADER = re.compile(
    r"(?P<key>title|headline|by|authors?|source|publisher|outlet|publication|url|link|language|published|"
    r"publication date|date|posted|updated|tags|keywords|section|category)\s{0,3}:\s{0,3}(?P<value>\S.*)",
    re.I,
)
_BYLINE = re.compile(r"(?:By|BY|by)\s{1,3}(?P<names>[^\W\d_a-z][^:;?!]{2,90})")


@dataclass(slots=True)
class Head:
    """What the head of a text states."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    dates: list[tuple[int, PartialDate, Span, str]] = field(default_factory=list)
    """(rank, date, where it stands, words): the lowest rank is the best."""
    problems: list[Problem] = field(default_factory=list)


def split_names(words: str) -> tuple[str, ...]:
    """Return the names of a byline: parts between commas, `and`, `&`, without what follows a bar.

    >>> split_names("Ann Roe, Bo Li and Cy Doe | The Paper")
    ('Ann Roe', 'Bo Li', 'Cy Doe')
    """
    names = re.split(r",\s?(?:and\s)?|\sand\s|\s&\s|;", re.split(r"\s[|–—-]\s", words, maxsplit=1)[0])
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def read_head(units: list[Unit], file: str, *, titled: str | None) -> Head:
    """Mark the units at the head of a text, and return what they state.

    `titled` is the headline when the format knows it already; then only that line is a headline.
    """
    head = Head()
    front, named = True, False
    for index, unit in enumerate(units):
        if unit.kind is not None:
            if head.title is None and (unit.kind is K.TITLE or _is_title(units, index, titled or "")):
                head.title, unit.kind = one_line(unit.words), K.TITLE
            continue
        if len(unit.words) > STANDFIRST_LENGTH:
            front = False
        elif _is_date_line(unit, head, file, first=index == 0, front=front and index < HEAD):
            unit.kind = K.BOILERPLATE
        elif front and index < HEAD and (kind := _header_kind(unit.words, head)):
            unit.kind = kind
        elif front and head.title is None and _is_title(units, index, titled):
            head.title, unit.kind = one_line(unit.words), K.TITLE
        elif front and _is_standfirst(units, index):
            unit.kind = K.STANDFIRST
        elif front and not named and _is_name(units, index):
            unit.kind, named = K.HEADING, True
        else:
            front = False
    _read_dateline(units, head)
    return head


def split_leading_date(units: list[Unit]) -> list[Unit]:
    """Give the words `date 2024-05-17` at the very start a unit of their own."""
    match = _LEADING_DATE.match(units[0].words) if units and units[0].kind is None else None
    return (
        units[0].part(0, match.end()) + units[0].part(match.end(), units[0].end) + units[1:]
        if match
        else units
    )


def _is_date_line(unit: Unit, head: Head, file: str, *, first: bool, front: bool) -> bool:
    try:
        found = read_date_line(unit.words)
    except ValueError as error:
        message = f'the date line "{one_line(unit.words, 60)}" names no real day'
        head.problems.append(warning("bad-date", message, file, f"It was passed over: {error}."))
        return True
    if not found or not (front or found[1].startswith(("published", "first", "originally", "posted"))):
        return False
    value, label = found
    rank = 2 if label.startswith(LATER) else 1
    place = "the first line" if first else "the text"
    head.dates.append((rank, value, Span(unit.start, unit.end), f"stated in {place}"))
    return True


def _header_kind(words: str, head: Head) -> ParagraphKind | None:
    match = _HEADER.fullmatch(words)
    if match:
        key, value = match["key"].lower(), " ".join(match["value"].split())
        if key in ("title", "headline") and head.title is None:
            head.title = value
            return K.TITLE
        if key in ("by", "author", "authors"):
            head.authors = split_names(value)
        elif key in ("source", "publisher", "outlet", "publication"):
            head.publisher = value
        elif key in ("url", "link"):
            head.url = value if value.startswith(("http://", "https://")) else None
        return K.BOILERPLATE
    match = _BYLINE.fullmatch(words)
    if match and len(words.split()) <= 14 and is_open_line(words):
        head.authors = head.authors or split_names(match["names"])
        return K.BOILERPLATE
    return None


def _is_title(units: list[Unit], index: int, titled: str | None) -> bool:
    words = units[index].words
    if titled is not None:
        return " ".join(words.split()).casefold() == titled.casefold()
    if len(words) > TITLE_LENGTH or len(words.split()) < 2 or not is_open_line(words) or words[0].islower():
        return False
    return any(later.kind is None for later in units[index + 1 :])


def _is_name(units: list[Unit], index: int) -> bool:
    """Tell whether a line is as short as the name of a paper or an office, and the head goes on."""
    words = units[index].words
    return is_open_line(words) and len(words.split()) <= 4 and index + 1 < min(len(units), HEAD)


def _is_standfirst(units: list[Unit], index: int) -> bool:
    """Tell whether the unit stands right under the headline, apart from the prose."""
    unit = units[index]
    if index == 0 or units[index - 1].kind is not K.TITLE or index + 1 >= len(units):
        return False
    if units[index - 1].group == unit.group != units[index + 1].group:
        return True
    return is_open_line(unit.words) and len(unit.words.split()) >= 5


def _read_dateline(units: list[Unit], head: Head) -> None:
    body = next((unit for unit in units if unit.kind is None), None)
    line = read_dateline(body.words) if body else None
    if body and line and line.day and (found := real_date(body.words[slice(*line.day)])):
        span = Span(body.start + line.day[0], body.start + line.day[1])
        head.dates.append((1, found[0], span, "stated in the dateline"))
