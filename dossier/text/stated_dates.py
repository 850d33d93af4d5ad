"""Turn the date lines that files carry at their head into dates."""

from __future__ import annotations

import re

from dossier.model import PartialDate
from dossier.text.date_words import LANGUAGES, PLAIN, month_names

_MONTHS = {name.lower(): number for tag in LANGUAGES for name, number in month_names(tag).items()}
_MONTH = r"(?P<month{0}>" + "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name))) + r")\b\.?"
_DAY = r"(?:st|nd|rd|th|er|º)?"
_DATE = re.compile(
    r"(?<![\d./-])(?:"
    r"(?P<iso>\d{4}-\d{2}(?:-\d{2})?)(?![\d-])"
    rf"|(?P<day1>\d{{1,2}}){_DAY}\.?[\s-]{{1,3}}(?:of\s|de\s)?{_MONTH.format(1)},?[\s-]{{1,3}}(?:de\s)?(?P<year1>\d{{4}})\b"
    rf"|{_MONTH.format(2)}\s{{1,3}}(?P<day2>\d{{1,2}}){_DAY},?\s{{1,3}}(?P<year2>\d{{4}})\b"
    rf"|{_MONTH.format(3)},?\s{{1,3}}(?P<year3>\d{{4}})\b"
    r"|(?P<numbers>\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[./]\d{1,2}[./]\d{1,2})(?![\d])"
    r")",
    re.I,
)
_LABEL = (
    r"(?:first |originally |article )?(?:published|posted|issued|released|publication date)|date[d]?"
    r"|(?:last )?(?:updated|modified)"
)
_BEFORE = re.compile(
    rf"\W{{0,3}}(?P<label>(?:{_LABEL})\b[\s:]{{0,3}}(?:(?:on|at)\b)?)?[\s:]{{0,3}}"
    r"(?:\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?[,\s–-]{1,3})?"  # the hour
    r"(?:[^\W\d_]{2,10}day|[^\W\d_]{3}|[^\W\d_]{3,8}tag)?[\s,.]{0,3}",
    re.I,
)
_AFTER = re.compile(
    r"[\s,|·•T–-]{0,4}(?:at\s)?(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d{1,6})?)?)?\s{0,2}(?:[ap]\.?m\.?)?"
    r"\s{0,2}(?:Z|[+-]\d{2}:?\d{2}|\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?)?[\s.|]{0,3}"
    r"(?:[·•|]?\s?\d{1,3}\smin(?:ute)?s?\sread)?",
    re.I,
)
LATER = ("updated", "last", "modified")  # labels of a day that is not the first
LONGEST = 120  # characters of a date line


def read_date(text: str) -> tuple[PartialDate, int, int] | None:
    """Return the first full date or month with a year in `text`, and its (start, end).

    Raise ValueError for a day that no calendar has. `03/04/2025` could be two days and is passed over.

    >>> found = read_date("Published: 17 May 2025")
    >>> found[0].edtf, found[1:]
    ('2025-05-17', (11, 22))
    """
    found = _find(text)
    return (PartialDate.typed(found[0]), found[1], found[2]) if found else None


def real_date(text: str) -> tuple[PartialDate, int, int] | None:
    """Return what `read_date` does; None also for a day that no calendar has."""
    try:
        return read_date(text)
    except ValueError:
        return None


def _find(text: str) -> tuple[str, int, int] | None:
    for match in _DATE.finditer(text.translate(PLAIN)):
        edtf = _edtf(match)
        if edtf:
            return edtf, match.start(), match.end()
    return None


def _edtf(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return "-".join(f"{int(part):02d}" for part in match["iso"].split("-"))
    if match["numbers"]:
        first, second, third = (int(part) for part in re.split(r"[./]", match["numbers"]))
        if first > 31:
            return f"{first:04d}-{second:02d}-{third:02d}"
        if "." in match["numbers"] or first > 12:
            return f"{third:04d}-{second:02d}-{first:02d}"
        return f"{third:04d}-{first:02d}-{second:02d}" if second > 12 or first == second else None
    for number in "123":
        if match[f"month{number}"]:
            month = _MONTHS[match[f"month{number}"].lower()]
            day = match[f"day{number}"] if number != "3" else None
            return f"{int(match[f'year{number}']):04d}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return None


def read_date_line(line: str) -> tuple[PartialDate, str] | None:
    """Return the date of a line that holds nothing else, and its label in small letters (may be empty).

    Raise ValueError as `read_date` does.

    >>> read_date_line("Last updated on Saturday, May 17, 2025 at 10:32 GMT")[1]
    'last updated on'
    >>> read_date_line("On May 17, 2025 they met") is None
    True
    """
    if len(line) > LONGEST:
        return None
    found = _find(line)
    if not found:
        return None
    edtf, start, end = found
    before = _BEFORE.fullmatch(line[:start])
    if not before or not _AFTER.fullmatch(line[end:]):
        return None
    return PartialDate.typed(edtf), " ".join((before["label"] or "").lower().replace(":", " ").split())
