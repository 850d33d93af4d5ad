"""Find the entries of a chronicle: paragraphs that each open with a day, of a year that stands above them."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from dossier.model import Document, Paragraph, ParagraphKind
from dossier.text import late as re
from dossier.text.datelines import day_before_colon
from dossier.text.stated_dates import real_date

ENTRIES = 3  # fewer are no chronicle
_LEAP_YEAR = 2000  # has every day
_DAY_LINE = 40  # characters of a line that is a day and no heading, as in a list of terms
_LONGEST = 120  # characters of a heading, and of what is looked at of an entry
_HAS_FIGURE = re.compile(r"\D{0,40}\d")
_YEAR = re.compile(r"(?<![\d./–-])(?:1[4-9]|20)\d\d(?![\d/–-])")
_SPAN = re.compile(r"\d{4}\s?[/–-]\s?\d{2,4}|\b(?:to|until|and|bis|à)\s\d{4}")
_YEAR_ALONE = re.compile(r"\W{0,3}(?:\w{2,6}\s)?(?P<year>(?:1[4-9]|20)\d\d)\W{0,3}")
_LIST = re.compile(
    r"\b(?:chronolog|timeline|time line|chronicle|chronik|chronique|cronolog|calendar|key dates|day by day"
    r"|diary|milestones|what happened|events)",
    re.IGNORECASE,
)
_IS_CALLED = re.compile(
    r" (?:[\w-]+ ){0,3}(?:treat(?:y|ies)|agreement|accord|deal|pact|act|law|bill|constitution|convention"
    r"|protocol|contract|charter|directive|resolution|plan|report|census|budget|edition|vintage)s?\b",
    re.IGNORECASE,
)
"""Behind a year by which a thing is called, whose story takes longer: "Timeline of the 2015 treaty"."""
_OF_YEAR = re.compile(r"(?:\b(?:of|in|for|during)|,|\()\s?(?:the\s)?$|^$")


class Chronicle(NamedTuple):
    """The paragraphs of a document that open an entry, by their numbers."""

    days: Mapping[int, int]
    """For each the year that a heading or the title gives to its day, 0 for none."""
    headings: frozenset[int]
    """Those of them that are a day and nothing else."""


_NONE = Chronicle(MappingProxyType({}), frozenset())


class _Entry(NamedTuple):
    number: int
    day: date
    """In a leap year where it has no year."""
    has_year: bool
    is_heading: bool


_Sections = list[tuple[int | None, list[_Entry]]]
"""Entries below a year that stands on a line of its own; the first may have that of the title."""


def read_chronicle(document: Document, last: date | None) -> Chronicle:
    """Return the entries of a document in which three paragraphs or more open with a day.

    A heading that is a year gives it to the days below it that have none; else the title of a chronicle does,
    if it has one year that is not after `last`, the last day on which the document may have been published.
    The days must rise from entry to entry, or fall; over new year they would do neither.
    """
    sections: _Sections = [(_year_of_title(document.meta.title, last), [])]
    for paragraph in document.paragraphs:
        words = document.quote(paragraph.span)[:_LONGEST]
        if entry := _entry(words, paragraph):
            sections[-1][1].append(entry)
        elif (year := _year_alone(words)) is not None:
            sections.append((year, []))
    entries = [entry for _, found in sections for entry in found]
    if len(entries) < ENTRIES:
        return _NONE
    years = {entry.number: 0 for entry in entries if entry.has_year} | dict(_with_years(sections))
    return Chronicle(years, frozenset(entry.number for entry in entries if entry.is_heading))


def _with_years(sections: _Sections) -> Iterator[tuple[int, int]]:
    """Yield the number and the year of each entry whose day has none of its own."""
    for year, entries in sections:
        days = [entry.day for entry in entries]
        is_plain = year is not None and not any(entry.has_year for entry in entries)
        if year is not None and is_plain and (_rise(days) or _rise(days[::-1])):
            yield from ((entry.number, year) for entry in entries)


def _rise(days: list[date]) -> bool:
    return all(one <= other for one, other in pairwise(days))


def _entry(words: str, paragraph: Paragraph) -> _Entry | None:
    """Return the entry of a paragraph that opens with a day, or of a heading that is one."""
    if paragraph.kind in (ParagraphKind.TITLE, ParagraphKind.BOILERPLATE, ParagraphKind.EMBED):
        return None
    if not _HAS_FIGURE.match(words):
        return None
    words = words.lstrip("•*–- ")
    before = day_before_colon(words)
    is_line = paragraph.kind is ParagraphKind.HEADING or (len(words) <= _DAY_LINE and not words.endswith("."))
    is_heading = before is None and is_line
    written = words.rstrip(" :.") if is_heading else before
    if not written:
        return None
    has_year = _YEAR.search(written) is not None
    found = real_date(written if has_year else f"{written} {_LEAP_YEAR}")
    day = found[0].earliest if found and found[0].is_exact else None
    if found is None or day is None or re.search(r"[^\W\d_]{3}.*\d", written[: found[1]]):
        return None
    is_alone = found[2] >= len(written)
    return _Entry(paragraph.number, day, has_year, is_heading) if is_alone else None


def _year_alone(words: str) -> int | None:
    """Return the year that is all that a line says."""
    alone = _YEAR_ALONE.fullmatch(words)
    return int(alone["year"]) if alone else None


def _year_of_title(title: str, last: date | None) -> int | None:
    """Return the one year that the title of a chronicle gives to what happened."""
    found = list(_YEAR.finditer(title))
    if len({match.group() for match in found}) != 1 or _SPAN.search(title):
        return None
    if _IS_CALLED.match(title, found[0].end()):
        return None
    year = int(found[0].group())
    is_of_year = last is None and _OF_YEAR.search(title[: found[0].start()])
    if not (is_of_year or _LIST.search(title)):
        return None
    return year if last is None or year <= last.year else None
