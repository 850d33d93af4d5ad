"""Turn partial dates into words for readers."""

from __future__ import annotations

from datetime import date

from dossier.model import PartialDate
from dossier.text.date_words import MONTHS

_PARTS = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter",
    33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of",
    40: "first half of", 41: "second half of",
}  # fmt: skip
_MARKS = {"~": "about ", "?": "possibly ", "%": "possibly "}
# What the analysis means by the thirds of a month (days) and of a year (months).
_MONTH_THIRDS = {(1, 10): "early", (11, 20): "mid-", (21, 0): "late"}
_YEAR_THIRDS = {(1, 4): "early", (5, 8): "mid-", (9, 12): "late"}


def _third(word: str, rest: str) -> str:
    return word + rest if word.endswith("-") else f"{word} {rest}"


def _point(text: str) -> tuple[str, str]:
    """Return a mark in words and the words of an EDTF date without an interval."""
    mark = _MARKS.get(text[-1], "")
    year, _, rest = text.rstrip("~?%").partition("-")
    month, _, day = rest.partition("-")
    if year == "XXXX":
        if month in ("", "XX"):
            return "", "date not known"
        days = f"{int(day)} " if day not in ("", "XX") else ""
        return mark, f"{days}{MONTHS[int(month) - 1]}, year not known"
    if "X" in year:
        return mark, f"the {year.replace('X', '0')}s"
    number = str(int(year))
    if not month:
        return mark, number
    if int(month) in _PARTS:
        return mark, f"{_PARTS[int(month)]} {number}"
    words = f"{MONTHS[int(month) - 1]} {number}"
    return mark, f"{int(day)} {words}" if day else words


def _part(value: PartialDate, first: date, last: date) -> str | None:
    """Return `early June 2025` when the bounds are a third of a month or of a year."""
    if first.year != last.year or not value.is_approximate:
        return None
    if first.month == last.month:
        end = 0 if first.day == 21 and last.day >= 28 else last.day
        word = _MONTH_THIRDS.get((first.day, end))
        return _third(word, f"{MONTHS[first.month - 1]} {first.year}") if word else None
    whole = first.day == 1 and last.day >= 30
    word = _YEAR_THIRDS.get((first.month, last.month)) if whole else None
    return _third(word, str(first.year)) if word else None


def _adjoin(start: str, end: str) -> bool:
    """Tell whether two EDTF dates are two days, months or years of which one follows the other."""
    if "X" in start + end:
        return False
    parts = [[int(part) for part in each.rstrip("~?%").split("-")] for each in (start, end)]
    match parts:
        case [[year, month, day], [other_year, other_month, other_day]]:
            return (date(other_year, other_month, other_day) - date(year, month, day)).days == 1
        case [[year, month], [other_year, other_month]] if max(month, other_month) <= 12:
            return 12 * (other_year - year) + other_month - month == 1
        case [[year], [other_year]]:
            return other_year - year == 1
    return False


def in_words(value: PartialDate) -> str:
    """Say a date for readers, with no more certainty than it has.

    >>> in_words(PartialDate.parse("2025-07-13"))
    '13 July 2025'
    >>> in_words(PartialDate.parse("2025-07-12/2025-07-13"))
    '12 or 13 July 2025'
    >>> in_words(PartialDate.parse("2025-07-12/2025-07-15"))
    'between 12 and 15 July 2025'
    >>> in_words(PartialDate.parse("2025-06-01~/2025-06-10~"))
    'early June 2025'
    >>> in_words(PartialDate.parse("2025-06/.."))
    'June 2025 or later'
    """
    start, slash, end = value.edtf.partition("/")
    if not slash:
        return "".join(_point(start))
    if start in ("", ".."):
        return "".join(_point(end)) + " or earlier"
    if end in ("", ".."):
        return "".join(_point(start)) + " or later"
    if value.earliest and value.latest and (words := _part(value, value.earliest, value.latest)):
        return words if start[-1] == "~" else f"possibly {words}"
    (mark, first), (_, last) = _point(start), _point(end)
    # What both ends share is said once: "between 12 and 15 July 2025".
    left, right = first.split(" "), last.split(" ")
    while len(left) > 1 and len(right) > 1 and left[-1] == right[-1] and left[0] != "the":
        left.pop()
        right.pop()
    head, roughly = " ".join(left).rstrip(","), "roughly " if mark == _MARKS["~"] else mark
    return f"{roughly}{head} or {last}" if _adjoin(start, end) else f"{roughly}between {head} and {last}"
