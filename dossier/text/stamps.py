"""Read the stamp at the head of a text: where, when and by whom it was published, in one line.

A stamp is a row of parts of known kinds, in any order: a label, a place, a byline, weekday, day and time, an
agency. It takes a whole line, or stands before the first words of the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dossier.model import PartialDate
from dossier.text.date_words import PLAIN, WEEKDAY_NUMBERS
from dossier.text.datelines import read_dateline
from dossier.text.stated_dates import MONTH_NAMES, date_at

LONGEST = 200  # characters of a stamp
LATER = (
    "updated", "last", "modified", "zuletzt", "aktualisiert", "letzte", "stand", "mis", "modifié",
    "actualizado", "aggiornato", "atualizado", "bijgewerkt",
)  # fmt: skip
"""Labels of a day that is not the first begin with one of these."""
FIRST = (
    "published", "first", "originally", "posted", "publié", "veröffentlicht", "erschienen", "publicado",
    "pubblicato", "gepubliceerd",
)  # fmt: skip
"""Labels of the day of publication, wherever in a text they stand, begin with one of these."""

_LABELS = (
    r"(?:(?:first |originally |article )?(?:published|posted|issued|released|publication date|filed)"
    r"|dated?(?: of (?:notice|issue|publication|release))?"
    r"|(?:last )?(?:updated|modified))(?: on| at)?"
    r"|for immediate release|(?:press|news|media) (?:release|notice)s?|statements and releases"
    r"|(?:veröffentlicht|erschienen|(?:zuletzt )?aktualisiert)(?: am)?|stand|letzte aktualisierung"
    r"|pressemitteilung(?: vom)?|(?:publiée?|mise? à jour|modifiée?)(?: le)?|communiqué de presse"
    r"|(?:publicado|actualizado)(?: el| em)?|atualizado em|nota de prensa|comunicado de prensa"
    r"|(?:pubblicato|aggiornato)(?: il)?|(?:gepubliceerd|bijgewerkt)(?: op)?"
)
_WEEKDAYS = (
    "|".join(sorted(WEEKDAY_NUMBERS, key=len, reverse=True))
    + r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_ZONE = r"(?:[A-Z]{1,4}T|UTC|MSK|Z|[A-Z]{2,4}(?=\W*$))(?:[+-]\d{1,2})?\b|[+-]\d{2}:?\d{2}"
_NAME = r"(?:(?:and|of|the|de|la|van|von|al|bin|for) ){0,2}[A-ZÀ-Þ](?:[\w.’']|-(?!-))*"
_DATE_BEGINS = rf"(?:\d|(?i:{MONTH_NAMES}|{_WEEKDAYS})\b)"

# In this order; those of the second table only until a day was found.
_PARTS = (
    ("label", re.compile(rf"(?:{_LABELS})\b", re.I)),
    ("weekday", re.compile(rf"(?:{_WEEKDAYS})\b\.?", re.I)),
    (
        "time",
        re.compile(
            r"T?(?i:(?:at|um|à|a las|alle) )?(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,6})?)?|\d{1,2}h\d{2}"
            r"|\d{1,2} h(?: \d{2})?|\d{1,2}(?=\s?[apAP]\.?[mM]))(?i:\s?[ap]\.?m\b\.?| uhr)?"
            rf"(?:\s?\(?(?:{_ZONE})\)?)?(?!\d)"
        ),
    ),
    (
        "byline",
        re.compile(
            rf"[Bb]y (?:the )?(?P<names>{_NAME}(?: {_NAME}){{0,6}}?)(?=\s?[,|•·(–—]|$| {_DATE_BEGINS})"
        ),
    ),
    ("agency", re.compile(r"\([^()\d]{2,40}\)|/[^/\d]{2,40}/")),
    (
        "reading",
        re.compile(
            r"\d{1,3} min(?:ute)?s? read|(?:share(?: this(?: page)?)?|print|help)\b(?-i:(?! [a-z]))", re.I
        ),
    ),
)
_PARTS_BEFORE = (
    ("section", re.compile(r"[^|•·.!?\n\d]{2,40}(?=\s?[|•·])")),
    (
        "place",
        re.compile(rf"{_NAME}(?:[ /]{_NAME}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}})?(?=\s?(?:[,(–—]|--))"),
    ),
)
_GAP = re.compile(r"[)\]]?[\s,|•·–—−:*-]{0,6}")
_OPENING = re.compile(r"[(\[/] ?")
_CLOSE = re.compile(r"[)\]]?\.?[\s,|•·/–—−:*-]*")
_BREAK = re.compile(r"[|•·/–—−\n:*-]")
_SECTIONS = re.compile(r"(?:\s?[|•·/–—]\s?[^|•·/.!?\n]{2,40}){1,3}(?:\s*\n\s*|$)")
_PLACE_AFTER = re.compile(rf"(?:,| in) {_NAME}(?: {_NAME}){{0,3}}\s*(?:\n\s*|$)")  # or "in News"
_OPENS_TEXT = re.compile(r"[\"“„«‘'(\[]{0,2}[A-ZÀ-Þ\d]")
_BYLINE_AND_CAPTION = re.compile(
    r"By [A-ZÀ-Þ][\w.’'-]+ [A-ZÀ-Þ][^.!?:;\n]{4,240}?[a-zß-ÿ] "
    r"(?=(?:The|An?|In|On|At|It|He|She|They|There|This|When|After|As|With|But) [a-zß-ÿ])"
)
_PREFIX = 90  # characters before a day with weekday and time, which alone make a stamp
_PREFIX_ENDS = re.compile(r"[,|•·–—\n]\s?$")


class StampDay(NamedTuple):
    """A day that a stamp states."""

    days: tuple[PartialDate, ...]
    """More than one where its figures can be read as several days; none when no calendar has it."""
    label: str
    """The words before it that say what happened on it, in small letters; may be empty."""
    start: int
    end: int


class Stamp(NamedTuple):
    """What stands before a text on its line, or has a line of its own."""

    days: tuple[StampDay, ...]
    """In order; at least one."""
    names: str
    """The names of its byline; may be empty."""
    weekday: int | None
    """Number of the weekday it names, 0 Monday."""
    has_place: bool
    is_bare: bool
    """True when it is a day and nothing else that only stamps have."""
    end: int
    """Where it ends; what follows is the text."""


def read_stamp(line: str) -> Stamp | None:
    """Return the stamp with which a line begins; None where its first words are a sentence.

    >>> line = "PORT TOWN | Thu Oct 3, 2019 4:12 pm BST Police seized two boats."
    >>> stamp = read_stamp(line)
    >>> stamp.days[0].days[0].edtf, line[stamp.end :]
    ('2019-10-03', 'Police seized two boats.')
    >>> read_stamp("On 3 October 1987 the river rose.") is None
    True
    """
    plain = line[:LONGEST].translate(PLAIN)
    scan = _Scan(plain, 0)
    if not scan.days:
        scan = _Scan(plain, _end_of_prefix(plain))
        if not (scan.has_time and scan.weekday is not None):
            return None
    return scan.stamp(line)


def end_of_byline(line: str) -> int | None:
    """Return where the text begins on a line that opens with a byline and a caption, neither of them closed.

    >>> line = "By Ann Roe News, Larne Dockers wait at the gate The dockers of Larne have blocked it."
    >>> line[end_of_byline(line) :]
    'The dockers of Larne have blocked it.'
    """
    match = _BYLINE_AND_CAPTION.match(line)
    return match.end() if match else None


class _Scan:
    """The parts of a stamp from one place on, one after the other, as far as they go."""

    def __init__(self, plain: str, start: int) -> None:
        self.plain, self.end = plain, start
        self.days: list[StampDay] = []
        self.label = self.names = ""
        self.label_start = start
        self.weekday: int | None = None
        self.has_time = self.has_place = self.has_dateline = self.is_labelled = False
        while self._take_part():
            pass

    def _take_part(self) -> bool:
        """Take the part after the gap, if there is one."""
        gap = _GAP.match(self.plain, self.end)
        at = gap.end() if gap else self.end
        if self._take_at(at):
            return True
        opening = _OPENING.match(self.plain, at)
        return opening is not None and self._take_at(opening.end())

    def _take_at(self, at: int) -> bool:
        if found := date_at(self.plain, at):
            days, end = found
            self.days.append(StampDay(days, self.label, self.label_start if self.label else at, end))
            self.label, self.end = "", end
            return True
        for kind, pattern in _PARTS if self.days else _PARTS + _PARTS_BEFORE:
            match = pattern.match(self.plain, at)
            if match and not (kind == "place" and self.has_place):
                self._take(kind, match)
                return True
        line = read_dateline(self.plain, at) if self.days and not self.has_dateline else None
        if line and not line.day:
            self.end = line.end
            self.has_place = self.has_dateline = True
            return True
        return False

    def _take(self, kind: str, match: re.Match[str]) -> None:
        self.end = match.end()
        if kind == "label":
            self.label, self.label_start = " ".join(match.group().lower().split()), match.start()
            self.is_labelled = True
        elif kind == "weekday":
            self.weekday = WEEKDAY_NUMBERS.get(match.group().lower().rstrip("."))
        elif kind == "byline":
            self.names = match["names"]
        elif kind == "time":
            self.has_time = True
        elif kind == "place":
            self.has_place = True

    def stamp(self, line: str) -> Stamp | None:
        """Return the stamp, if it fills the line or what follows it opens a text."""
        close = _CLOSE.match(line, self.end)
        end = close.end() if close else self.end
        if end < len(line) and (sections := self._sections(line)):
            end = sections.end()
        is_range = any(not day.label for day in self.days[1:])
        if is_range or (end < len(line) and not self._is_before_text(line, end)):
            return None
        is_bare = not (self.has_time or self.has_place or self.is_labelled or self.names)
        return Stamp(tuple(self.days), self.names, self.weekday, self.has_place, is_bare, end)

    def _sections(self, line: str) -> re.Match[str] | None:
        """Return the sections of a paper, or the place, between the parts and the end of the line."""
        place = _PLACE_AFTER.match(line, self.end) if self.days else None
        if place and line[self.end] != "," and not self.is_labelled:
            place = None
        return _SECTIONS.match(line, self.end) or place

    def _is_before_text(self, line: str, end: int) -> bool:
        """Tell whether a text begins at `end`, rather than that the day is part of a sentence."""
        if not _OPENS_TEXT.match(line, end) or not all(map(_is_full, self.days)):
            return False
        between = line[self.end : end]
        is_sure = self.has_time or self.is_labelled or self.has_place or bool(_BREAK.search(between))
        return is_sure or "," not in between


def _is_full(day: StampDay) -> bool:
    """Tell whether a date has day, month and year."""
    return bool(day.days) and day.days[0].earliest == day.days[0].latest


def _end_of_prefix(plain: str) -> int:
    """Return where a weekday stands after short words and a comma, 0 without one."""
    for match in re.finditer(rf"\b(?:{_WEEKDAYS})\b", plain[:_PREFIX], re.I):
        before = plain[: match.start()]
        if _PREFIX_ENDS.search(before) and not re.search(r"[.!?]\s", before):
            return match.start()
    return 0
