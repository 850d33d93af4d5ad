"""Read the head of a text: its date, its header lines, its headline and its standfirst."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dossier.model import ParagraphKind, PartialDate, Problem, Span
from dossier.sources.file_text import warning
from dossier.sources.paragraphs.units import Unit
from dossier.text.bylines import split_names
from dossier.text.characters import one_line
from dossier.text.datelines import read_dateline
from dossier.text.lines import is_open_line
from dossier.text.stated_dates import LATER, read_date_line, real_date

K = ParagraphKind
HEAD = 12  # units; header lines stand among the first
TITLE_LENGTH = 200  # characters of a headline
STANDFIRST_LENGTH = 350  # characters
FIRST = ("published", "first", "originally", "posted")  # labels of the day that counts, wherever it stands

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


def read_head(units: list[Unit], file: str, *, titled: str | None) -> Head:
    """Mark the units at the head of a text, and return what they state.

    `titled` is the headline when the format knows it already; then only that line is a headline.
    """
    reader = _HeadReader(units, file, titled)
    is_head = True
    for index, unit in enumerate(units):
        if unit.kind is not None:
            reader.take_title(index)
            continue
        unit.kind = reader.kind(index, is_head=is_head)
        is_head = is_head and unit.kind is not None
    reader.read_dateline()
    return reader.head


def split_leading_date(units: list[Unit]) -> list[Unit]:
    """Give the words `date 2024-05-17` at the very start a unit of their own."""
    match = _LEADING_DATE.match(units[0].words) if units and units[0].kind is None else None
    return (
        units[0].part(0, match.end()) + units[0].part(match.end(), units[0].end) + units[1:]
        if match
        else units
    )


class _HeadReader:
    """The rules that tell the part of each unit, and what they have found so far."""

    def __init__(self, units: list[Unit], file: str, titled: str | None) -> None:
        self.units, self.file, self.titled = units, file, titled
        self.head = Head()
        self.has_name = False

    def kind(self, index: int, *, is_head: bool) -> ParagraphKind | None:
        """Return the part of a unit; None for the text, with which the head ends.

        After the head only a date line with a label is still one.
        """
        words = self.units[index].words
        if len(words) > STANDFIRST_LENGTH:
            return None
        if self._is_date_line(index, is_head=is_head and index < HEAD):
            return K.BOILERPLATE
        if not is_head:
            return None
        if index < HEAD and (kind := _header_kind(words, self.head)):
            return kind
        if self.head.title is None and self._is_title(index, self.titled):
            self.head.title = one_line(words)
            return K.TITLE
        if self._is_standfirst(index):
            return K.STANDFIRST
        if not self.has_name and self._is_name(index):
            self.has_name = True
            return K.HEADING
        return None

    def take_title(self, index: int) -> None:
        """Take a unit that the format marked for the title, when it is that or says the same."""
        unit = self.units[index]
        if self.head.title is None and (unit.kind is K.TITLE or self._is_title(index, self.titled or "")):
            self.head.title, unit.kind = one_line(unit.words), K.TITLE

    def read_dateline(self) -> None:
        """Read the day of the date line with which the text begins."""
        body = next((unit for unit in self.units if unit.kind is None), None)
        line = read_dateline(body.words) if body else None
        if body and line and line.day and (found := real_date(body.words[slice(*line.day)])):
            span = Span(body.start + line.day[0], body.start + line.day[1])
            self.head.dates.append((1, found[0], span, "stated in the dateline"))

    def _is_date_line(self, index: int, *, is_head: bool) -> bool:
        unit = self.units[index]
        try:
            found = read_date_line(unit.words)
        except ValueError as error:
            message = f'the date line "{one_line(unit.words, 60)}" names no real day'
            self.head.problems.append(warning("bad-date", message, self.file, f"Ignored: {error}."))
            return True
        if not found or not (is_head or found[1].startswith(FIRST)):
            return False
        value, label = found
        rank = 2 if label.startswith(LATER) else 1
        place = "the first line" if index == 0 else "the text"
        self.head.dates.append((rank, value, Span(unit.start, unit.end), f"stated in {place}"))
        return True

    def _is_title(self, index: int, titled: str | None) -> bool:
        words = self.units[index].words
        if titled is not None:
            return " ".join(words.split()).casefold() == titled.casefold()
        if len(words) > TITLE_LENGTH or len(words.split()) < 2:
            return False
        if not is_open_line(words) or words[0].islower():
            return False
        return any(later.kind is None for later in self.units[index + 1 :])

    def _is_name(self, index: int) -> bool:
        """Tell whether a line is as short as the name of a paper or an office, and the head goes on."""
        words = self.units[index].words
        goes_on = index + 1 < min(len(self.units), HEAD)
        return is_open_line(words) and len(words.split()) <= 4 and goes_on

    def _is_standfirst(self, index: int) -> bool:
        """Tell whether the unit stands right under the headline, apart from the prose."""
        if index == 0 or self.units[index - 1].kind is not K.TITLE or index + 1 >= len(self.units):
            return False
        above, unit, below = self.units[index - 1 : index + 2]
        if above.group == unit.group != below.group:
            return True
        return is_open_line(unit.words) and len(unit.words.split()) >= 5


def _header_kind(words: str, head: Head) -> ParagraphKind | None:
    match = _HEADER.fullmatch(words)
    if match:
        return _read_header(match["key"].lower(), " ".join(match["value"].split()), head)
    match = _BYLINE.fullmatch(words)
    if match and len(words.split()) <= 14 and is_open_line(words):
        head.authors = head.authors or split_names(match["names"])
        return K.BOILERPLATE
    return None


def _read_header(key: str, value: str, head: Head) -> ParagraphKind:
    """Take what a header line such as `Source: Coast Herald` states, and return its part."""
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
