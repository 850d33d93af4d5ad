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
_BYLINE = re.compile(r"by\s{1,3}(?P<names>[^\W\d_a-z][^:;?!]{2,90})", re.I)
_DATELINE = re.compile(
    r"[A-Z][A-Z .,/’'-]{2,40},?\s(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\s?(?:\([^()]{2,30}\))?\s?[—–-]"
)


@dataclass(slots=True)
class Head:
    """What the head of a text states."""

    title: Span | None = None
    title_words: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
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


def read_head(units: list[Unit], text: str, file: str, *, titled: str | None) -> tuple[list[Unit], Head]:
    """Mark the units at the head of a text, and return what they state.

    `titled` is the headline when the format knows it already; then only that line is a headline.
    """
    head = Head()
    units = _split_leading_date(units, text, head, file)
    front = True
    for index, unit in enumerate(units):
        words = text[unit.start : unit.end]
        if unit.kind is not None:
            if head.title is None and (unit.kind is K.TITLE or _is_title(units, index, text, titled or "")):
                head.title = Span(unit.start, unit.end)
                units[index] = replace(unit, kind=K.TITLE)
            continue
        if len(words) > STANDFIRST_LENGTH:
            front = False
        elif _is_date_line(unit, words, head, file, front and index < HEAD) or (
            front and index < HEAD and _is_header(unit, words, head)
        ):
            units[index] = replace(
                unit, kind=K.TITLE if head.title == Span(unit.start, unit.end) else K.BOILERPLATE
            )
        elif front and head.title is None and _is_title(units, index, text, titled):
            head.title = Span(unit.start, unit.end)
            units[index] = replace(unit, kind=K.TITLE)
        elif front and _is_standfirst(units, index, text):
            units[index] = replace(unit, kind=K.STANDFIRST)
        else:
            front = False
    _read_dateline(units, text, head)
    return units, head


def _note_date(head: Head, rank: int, value: PartialDate, span: Span, words: str) -> None:
    head.dates.append((rank, value, span, words))


def _bad_date(head: Head, text: str, file: str, error: ValueError) -> None:
    head.problems.append(
        warning(
            "bad-date",
            f'the date line "{one_line(text, 60)}" names no real day',
            file,
            f"It was passed over: {error}.",
        )
    )


def _split_leading_date(units: list[Unit], text: str, head: Head, file: str) -> list[Unit]:
    if not units or units[0].kind is not None:
        return units
    first = units[0]
    match = _LEADING_DATE.match(text, first.start, first.end)
    if not match:
        return units
    try:
        value = PartialDate.parse(match.group(1))
    except ValueError as error:
        _bad_date(head, match.group(), file, error)
        return units
    _note_date(head, 0, value, Span(first.start, match.end()), "stated in the first line")
    parts = (
        first.cut(first.start, match.end(), text, K.BOILERPLATE),
        first.cut(match.end(), first.end, text, None),
    )
    return [part for part in parts if part] + units[1:]


def _is_date_line(unit: Unit, words: str, head: Head, file: str, front: bool) -> bool:
    try:
        found = read_date_line(words)
    except ValueError as error:
        if front:
            _bad_date(head, words, file, error)
        return front
    if not found or not (front or found[1].split(" ")[0] in ("published", "first", "originally", "posted")):
        return False
    value, label = found
    late = label.startswith(("updated", "last", "modified"))
    words = f'stated in the text ("{label}")' if label else "stated in a line of the text"
    _note_date(head, 2 if late else 1, value, Span(unit.start, unit.end), words)
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
            head.url = value
        elif key == "language":
            head.language = value
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
            _note_date(head, 1, found[0], span, "stated in the dateline")
