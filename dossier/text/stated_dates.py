"""Turn the date lines that files carry at their head into dates."""

from urllib.parse import urlsplit

from dossier.model import PartialDate
from dossier.text import late as re
from dossier.text.date_words import ALL_MONTHS, PLAIN

LONGEST = 40  # characters of a date
MONTH_NAMES = "|".join(sorted(ALL_MONTHS, key=lambda name: (-len(name), name)))
"""A pattern of the names of months in all languages, in small letters."""
_MONTH = (
    r"(?P<month{0}>" + MONTH_NAMES + r")\b\.?(?:\s?/\s?[^\W\d_]{{3,10}}(?: الثاني| الأول)?)?"
)  # of two names, as in Beirut
_YEAR_WORD = r"(?:\s(?:[гr]\.|(?:года|року|roku)\b\.?))?"
_ENDS = r"(?:\b|(?=\d{1,2}:\d\d|\d{1,2} [A-Z]))"  # an hour or another day may be glued to a year
_DAY = r"(?:st|nd|rd|th|er|º)?"
_DATE = re.compile(
    r"(?<![\d./-])(?:"
    r"(?P<iso>\d{4}-\d{2}(?:-\d{2})?)(?![\d-])"
    rf"|(?P<day1>\d{{1,2}})(?:(?:st|nd|rd|th),|{_DAY}\.?)[\s-]{{0,3}}(?:(?:day\s)?of\s|de\s)?{_MONTH.format(1)}[,،]?[\s-]{{1,3}}(?:de\s)?(?P<year1>\d{{4}}){_ENDS}{_YEAR_WORD}"
    rf"|{_MONTH.format(2)}\s{{1,3}}(?P<day2>\d{{1,2}}){_DAY}(?:,|,?\s{{1,3}}(?:\d\d:\d\d:\d\d\s)?)(?P<year2>\d{{4}}){_ENDS}"
    rf"|{_MONTH.format(3)},?\s{{1,3}}(?P<year3>\d{{4}})\b"
    rf"|(?P<year4>\d{{4}})[.,]?\s{_MONTH.format(4)}\s(?P<day4>\d{{1,2}})\b\.?"
    r"|(?P<numbers>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)\d{4}|\d{4}(?P<mark2>[./-])\d{1,2}(?P=mark2)\d{1,2}"
    r"|\d{1,2}\.\s\d{1,2}\.\s\d{4}|\d{4}\.\s\d{1,2}\.\s\d{1,2}\b\.?"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])(?!\d)"
    r")",
    re.I,
)
_TO_COME, _GONE, _LAST = 40, 70, 99  # years of two figures: before 2040, from 1970 to 1999
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d{2})/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12]\d|3[01]))?(?=/|$)"
    r"|/((?:19|20)\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?=[/.-]|$)"
    r"|(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"
)
_CROATIAN = re.compile(r"\d\.\s?listopada", re.I)  # November in Polish, which has no stop behind a day
_SHORT_YEAR = re.compile(
    r"(?P<first>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark))(?P<year>\d{2})(?![\d:./-])"
    r"|(?P<named>\d{1,2}[ -][A-Za-z]{3,9}[ -])(?P<of>\d{2})(?=$|,| ?[|•]| \d{1,2}:\d\d)"
)


def read_date(text: str) -> tuple[PartialDate, int, int] | None:
    """Return the first full date or month with a year in `text`, and its (start, end).

    Raise ValueError for a day that no calendar has. `03/04/2025` could be two days and is passed over.

    >>> found = read_date("Published: 17 May 2025")
    >>> found[0].edtf, found[1:]
    ('2025-05-17', (11, 22))
    """
    for match in _DATE.finditer(text.translate(PLAIN)):
        edtf = None if _is_foreign(match) else _edtf(match)
        if edtf:
            return PartialDate.typed(edtf), match.start(), match.end()
    return None


def real_date(text: str) -> tuple[PartialDate, int, int] | None:
    """Return what `read_date` does; None also for a day that no calendar has."""
    try:
        return read_date(text)
    except ValueError:
        return None


def date_at(text: str, start: int, *, short_year: bool = False) -> tuple[tuple[PartialDate, ...], int] | None:
    """Return the date that begins at `start` and where it ends.

    Two days where figures can be read as both; none for a day that no calendar has. With `short_year` also
    one whose year has two figures.

    >>> days, end = date_at("03-10-2019 Police", 0)
    >>> [day.edtf for day in days], end
    (['2019-10-03', '2019-03-10'], 10)
    """
    words = text[start : start + LONGEST]  # what stands before is none of its business
    if short_year and (short := _SHORT_YEAR.match(words)):
        found = date_at(_with_full_year(short), 0)
        return (found[0], start + short.end()) if found else None
    match = _DATE.match(words)
    if not match or _is_foreign(match):
        return None
    edtf = None if match["mark"] == "." else _edtf(match)
    written = (edtf,) if edtf else _both_ways(match["numbers"])
    days = tuple(day for each in written if (day := _real(each)))
    if not days and match["iso"] and len(match["iso"]) == len("1994-96"):
        return None  # two years
    return days, start + match.end()


def _with_full_year(short: re.Match[str]) -> str:
    """Return a day with all figures of its year; empty where the year may be of either century."""
    year = full_year(int(short["year"] or short["of"]))
    return f"{short['first'] or short['named']}{year}" if year else ""


def full_year(figures: int) -> int | None:
    """Return the year that its last two figures mean, or all four; None where two may be of either century.

    >>> full_year(19), full_year(93), full_year(1945), full_year(45)
    (2019, 1993, 1945, None)
    """
    if _TO_COME <= figures < _GONE:
        return None
    return figures + (2000 if figures < _TO_COME else 1900 if figures <= _LAST else 0)


def day_in_address(url: str) -> PartialDate | None:
    """Return the day or the month in the path of a web address, as papers and agencies write it.

    Of the address of an archived copy the one that was archived counts; a day within a name is its subject.

    >>> pages = "https://paper.example/2019/10/03/quay", "https://paper.example/a20191003.html"
    >>> [day_in_address(page).edtf for page in pages]
    ['2019-10-03', '2019-10-03']
    >>> day_in_address("https://paper.example/2019/10/quay").edtf
    '2019-10'
    """
    path = urlsplit(url[max(0, url.rfind("http")) :]).path
    match = _IN_ADDRESS.search(path)
    parts = [part for part in match.groups() if part] if match else []
    return _real("-".join(f"{int(part):02d}" for part in parts)) if parts else None


def of_another_calendar(year: int) -> bool:
    """Tell whether a year in figures is one of Persia, of the Hijra, of Nepal or of Thailand.

    >>> [of_another_calendar(year) for year in (1398, 1445, 2081, 2567, 2024)]
    [True, True, True, True, False]
    """
    return 1300 <= year < 1500 or year > 2056  # those of Nepal and Thailand are 57 and 543 years ahead


def _is_foreign(match: re.Match[str]) -> bool:
    """Tell whether a day in figures alone is of another calendar, or a month Croatia's October."""
    if _CROATIAN.search(match.string, max(0, match.start() - len("5. ")), match.end()):
        return True
    year = re.search(r"\d{4}", match["iso"] or match["numbers"] or "")
    return year is not None and of_another_calendar(int(year[0]))


def _both_ways(numbers: str) -> tuple[str, str]:
    first, second, year = (int(part) for part in re.split(r"[./-]", numbers))
    return f"{year:04d}-{second:02d}-{first:02d}", f"{year:04d}-{first:02d}-{second:02d}"


def _real(edtf: str) -> PartialDate | None:
    try:
        return PartialDate.typed(edtf)
    except ValueError:
        return None


def _edtf(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return "-".join(f"{int(part):02d}" for part in match["iso"].split("-"))
    if match["numbers"]:
        first, second, third = map(int, re.findall(r"\d+", match["numbers"]))
        if first > 31:
            return f"{first:04d}-{second:02d}-{third:02d}"
        if "." in match["numbers"] or first > 12:
            return f"{third:04d}-{second:02d}-{first:02d}"
        return f"{third:04d}-{first:02d}-{second:02d}" if second > 12 or first == second else None
    for number in "1234":
        if match[f"month{number}"]:
            month = ALL_MONTHS[match[f"month{number}"].lower()]
            day = match[f"day{number}"] if number != "3" else None
            return f"{int(match[f'year{number}']):04d}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return None
