"""Turn partial dates, and phrases with dates in them, into words for readers."""

from datetime import date
from functools import lru_cache

from dossier.model import PartialDate, Phrase
from dossier.text.interface import Interface

_MARKS = {"~": "about", "?": "possibly", "%": "possibly"}
# What the analysis means by the thirds of a month (days) and of a year (months).
_MONTH_THIRDS = {(1, 10): "early", (11, 20): "middle", (21, 0): "late"}
_YEAR_THIRDS = {(1, 4): "early", (5, 8): "middle", (9, 12): "late"}


def _point(text: str, say: Interface) -> str:
    """Return the words of an EDTF date without an interval and without its mark."""
    year, _, rest = text.rstrip("~?%").partition("-")
    month, _, day = rest.partition("-")
    has_day = day not in ("", "XX")
    if year == "XXXX":
        if month in ("", "XX"):
            return say("date_unknown")
        name = _month(int(month), say, has_day=has_day)
        if has_day:
            return say("day_of_some_year", day=int(day), month=name)
        return say("month_of_some_year", month=name)
    if "X" in year:
        return say("decade", year=year.replace("X", "0"))
    number = str(int(year))
    if not month:
        return number
    if int(month) > 12:
        return say(f"season_{month}", year=number)
    name = _month(int(month), say, has_day=has_day)
    return say("day", day=int(day), month=name, year=number) if day else say("month", month=name, year=number)


def _month(number: int, say: Interface, *, has_day: bool) -> str:
    return say.listed("months_of_days" if has_day else "months")[number - 1]


@lru_cache(maxsize=10_000)
def _marked(text: str, say: Interface) -> str:
    """Return the words of an EDTF date without an interval."""
    words, mark = _point(text, say), _MARKS.get(text[-1])
    return say(mark, date=words) if mark and words != say("date_unknown") else words


def _part(value: PartialDate, first: date, last: date, say: Interface) -> str | None:
    """Return `early June 2025` when the bounds are a third of a month or of a year."""
    if first.year != last.year or not value.is_approximate:
        return None
    if first.month == last.month:
        end = 0 if first.day == 21 and last.day >= 28 else last.day
        third, of = _MONTH_THIRDS.get((first.day, end)), f"{first.year}-{first.month:02d}"
    else:
        whole = first.day == 1 and last.day >= 30
        third, of = _YEAR_THIRDS.get((first.month, last.month)) if whole else None, str(first.year)
    return say(third, date=_point(of, say)) if third else None


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


def in_words(value: PartialDate, say: Interface) -> str:
    """Say a date for readers, with no more certainty than it has.

    >>> from dataclasses import replace
    >>> from dossier.text.interface import ENGLISH
    >>> in_words(PartialDate.parse("2025-07-13"), ENGLISH)
    '13 July 2025'
    >>> in_words(PartialDate.parse("2025-07-12/2025-07-13"), ENGLISH)
    '12 or 13 July 2025'
    >>> in_words(replace(PartialDate.parse("2025-07-12/2025-07-13"), is_span=True), ENGLISH)
    '12–13 July 2025'
    >>> in_words(PartialDate.parse("2025-07-12/2025-07-15"), ENGLISH)
    'between 12 and 15 July 2025'
    >>> in_words(PartialDate.parse("2025-06-01~/2025-06-10~"), ENGLISH)
    'early June 2025'
    >>> in_words(PartialDate.parse("2025-06/.."), ENGLISH)
    'June 2025 or later'
    """
    start, slash, end = value.edtf.partition("/")
    if not slash:
        return _marked(start, say)
    if start in ("", ".."):
        return say("or_earlier", date=_marked(end, say))
    if end in ("", ".."):
        return say("or_later", date=_marked(start, say))
    if value.earliest and value.latest and (words := _part(value, value.earliest, value.latest, say)):
        return words if start[-1] == "~" else say("possibly", date=words)
    key = "span" if value.is_span else "either" if _adjoin(start, end) else "between"
    words, mark = _from_to(start, end, key, say), _MARKS.get(start[-1])
    return say("roughly" if mark == "about" else mark, date=words) if mark else words


def _from_to(start: str, end: str, key: str, say: Interface) -> str:
    """Return the words of an interval, by the name of the text that joins its ends."""
    first, last = _point(start, say), _point(end, say)
    # What both ends share is said once: "between 12 and 15 July 2025".
    left, right = first.split(" "), last.split(" ")
    is_decade = "X" in start[:4].removeprefix("XXXX")
    while len(left) > 1 and len(right) > 1 and left[-1] == right[-1] and not is_decade:
        left.pop()
        right.pop()
    return say(key, first=" ".join(left).rstrip(","), last=last)


def said(words: str | Phrase | PartialDate, say: Interface) -> str:
    """Say a phrase or a date in the words of an interface; what is words already stays.

    >>> from dossier.text.interface import ENGLISH
    >>> said(Phrase.of("from_copy", date=PartialDate.parse("2025-05")), ENGLISH)
    'inferred from a source of May 2025 that prints nearly the same'
    """
    if isinstance(words, str):
        return words
    if isinstance(words, PartialDate):
        return in_words(words, say)
    return say(words.name, **{key: said(value, say) for key, value in words.values})
