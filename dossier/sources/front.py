"""Read the head of a text: its date, its header lines, its headline and its standfirst."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dossier.model import ParagraphKind, PartialDate, Problem, Span
from dossier.sources.kinds import is_open_line
from dossier.sources.reading import one_line, warning
from dossier.sources.stated_dates import read_date, read_date_line
from dossier.sources.units import Unit

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
_DATELINE = re.compile(
    r"[A-Z]{3}[A-Za-z .,’'/()-]{0,60}?(?:,\s|[–—-]{1,2}\s?|\)\s?)"
    r"(?P<date>[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}|\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})"
    r"\s?(?:\([^()]{2,30}\)|/[^/]{2,40}/)?\s?[—–:-]"
)


@dataclass(slots=True)
class Head:
    """What the head of a text states."""

    title: Span | None = None
    title_words: str | None = None
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


def read_head(units: list[Unit], text: str, file: str, *, titled: str | None) -> Head:
    """Mark the units at the head of a text in place, and return what they state.

    `titled` is the headline when the format knows it already; then only that line is a headline.
    """
    head = Head()
    front, named = True, False
    for index, unit in enumerate(units):
        words = text[unit.start : unit.end]
        if unit.kind is not None:
            if head.title is None and (unit.kind is K.TITLE or _is_title(units, index, text, titled or "")):
                head.title = Span(unit.start, unit.end)
                units[index] = replace(unit, kind=K.TITLE)
            continue
        if len(words) > STANDFIRST_LENGTH:
            front = False
        elif _is_date_line(unit, text, head, file, front and index < HEAD):
            units[index] = replace(unit, kind=K.BOILERPLATE)
        elif front and index < HEAD and _is_header(unit, words, head):
            is_title = head.title == Span(unit.start, unit.end)
            units[index] = replace(unit, kind=K.TITLE if is_title else K.BOILERPLATE)
        elif front and head.title is None and _is_title(units, index, text, titled):
            head.title = Span(unit.start, unit.end)
            units[index] = replace(unit, kind=K.TITLE)
        elif front and _is_standfirst(units, index, text):
            units[index] = replace(unit, kind=K.STANDFIRST)
        elif front and not named and _is_name(units, index, words):
            units[index], named = replace(unit, kind=K.HEADING), True
        else:
            front = False
    _read_dateline(units, text, head)
    return head


def split_leading_date(units: list[Unit], text: str) -> list[Unit]:
    """Give the words `date 2024-05-17` at the very start a unit of their own."""
    match = _LEADING_DATE.match(text, units[0].start, units[0].end) if units else None
    if not match or units[0].kind is not None:
        return units
    first = units[0]
    parts = (first.cut(first.start, match.end(), text, None), first.cut(match.end(), first.end, text, None))
    return [part for part in parts if part] + units[1:]


def _is_date_line(unit: Unit, text: str, head: Head, file: str, front: bool) -> bool:
    words = text[unit.start : unit.end]
    try:
        found = read_date_line(words)
    except ValueError as error:
        message = f'the date line "{one_line(words, 60)}" names no real day'
        head.problems.append(warning("bad-date", message, file, f"It was passed over: {error}."))
        return True
    if not found or not (front or found[1].startswith(("published", "first", "originally", "posted"))):
        return False
    value, label = found
    rank = 2 if label.startswith(("updated", "last", "modified")) else 1
    place = "the text" if text[: unit.start].strip() else "the first line"
    head.dates.append((rank, value, Span(unit.start, unit.end), f"stated in {place}"))
    return True


def _is_header(unit: Unit, words: str, head: Head) -> bool:
    match = _HEADER.fullmatch(words)
    if match:
        key, value = match["key"].lower(), " ".join(match["value"].split())
        if key in ("title", "headline"):
            if head.title is None:
                head.title, head.title_words = Span(unit.start, unit.end), value
        elif key in ("by", "author", "authors"):
            head.authors = split_names(value)
        elif key in ("source", "publisher", "outlet", "publication"):
            head.publisher = value
        elif key in ("url", "link"):
            head.url = value if value.startswith(("http://", "https://")) else None
        return True
    match = _BYLINE.fullmatch(words)
    if match and len(words.split()) <= 14 and is_open_line(words):
        head.authors = head.authors or split_names(match["names"])
        return True
    return False


def _is_title(units: list[Unit], index: int, text: str, titled: str | None) -> bool:
    unit = units[index]
    words = text[unit.start : unit.end]
    if titled is not None:
        return " ".join(words.split()).casefold() == titled.casefold()
    if len(words) > TITLE_LENGTH or len(words.split()) < 2 or not is_open_line(words) or words[0].islower():
        return False
    return any(later.kind is None for later in units[index + 1 :])


def _is_name(units: list[Unit], index: int, words: str) -> bool:
    """Tell whether a line is as short as the name of a paper or an office, and the head goes on."""
    return is_open_line(words) and len(words.split()) <= 4 and index + 1 < min(len(units), HEAD)


def _is_standfirst(units: list[Unit], index: int, text: str) -> bool:
    """Tell whether the unit stands right under the headline, apart from the prose."""
    unit = units[index]
    if index == 0 or units[index - 1].kind is not K.TITLE or index + 1 >= len(units):
        return False
    words = text[unit.start : unit.end]
    if units[index - 1].group == unit.group != units[index + 1].group:
        return True
    return is_open_line(words) and len(words.split()) >= 5


def _read_dateline(units: list[Unit], text: str, head: Head) -> None:
    body = next((unit for unit in units if unit.kind is None), None)
    match = body and _DATELINE.match(text, body.start, body.end)
    if match:
        try:
            found = read_date(match["date"])
        except ValueError:
            return
        if found:
            span = Span(match.start("date"), match.end("date"))
            head.dates.append((1, found[0], span, "stated in the dateline"))
