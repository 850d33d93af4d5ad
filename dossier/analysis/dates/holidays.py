"""Turn the names of holidays (Boxing Day, Easter Monday 2027, last Christmas) into readings."""

from __future__ import annotations

import re
from datetime import date

from dossier.analysis.dates.calendar import Context, Range, Reading, Rule, days, spread, weekday_after
from dossier.analysis.dates.vocabulary import get, pattern
from dossier.model import PartialDate

_FIXED = {
    "new year's day": (1, 1), "new year's": (1, 1), "valentine's day": (2, 14), "st patrick's day": (3, 17),
    "may day": (5, 1), "halloween": (10, 31), "all saints' day": (11, 1), "christmas eve": (12, 24),
    "christmas": (12, 25), "christmas day": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
}  # fmt: skip
_BY_EASTER = {
    "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "easter": 0,
    "easter sunday": 0, "easter monday": 1, "ascension day": 39, "whit sunday": 49, "whit monday": 50,
}  # fmt: skip
_LAST_YEAR = re.compile(r"(?: (?!and |but )[a-z]+)? last year\b")
_NEAR = 60  # days; a holiday this near is the one meant, before or after
_FAR = 183  # days; one without its year further back may be of any year


def _on(name: str, year: int) -> date:
    """Return the day of a holiday; American Thanksgiving is the fourth Thursday of November."""
    if name in _BY_EASTER:
        return easter(year) + days(_BY_EASTER[name])
    if name.startswith("thanksgiving"):
        return weekday_after(date(year, 11, 22), 3)
    return date(year, *_FIXED[name])


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, ch. 8).

    >>> easter(2024).isoformat()
    '2024-03-31'
    """
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _holiday(m: re.Match[str], context: Context) -> Reading | None:
    """Read a holiday of a year, or the nearest one; a name that is also a season's is about its day."""
    name, which = m["name"].lower().replace("’", "'").replace("st. ", "st "), get(m, "which").lower()
    if get(m, "year"):
        return Reading(PartialDate.on(_on(name, int(m["year"]))))

    last_year = _LAST_YEAR.match(context.sentence, context.end)

    def meant(anchor: date) -> Range:
        if last_year:
            return (_on(name, anchor.year - 1),) * 2
        near = [_on(name, year) for year in range(anchor.year - 2, anchor.year + 2)]
        *earlier, past = (day for day in near if day <= anchor - days(which == "last"))
        if get(m, "twice"):
            return earlier[-1], earlier[-1]
        coming = min(day for day in near if day >= anchor + days(which == "next"))
        ahead, back = (coming - anchor).days, (anchor - past).days
        if which in ("last", "next"):
            return (past, past) if which == "last" else (coming, coming)
        if which == "this" or (min(ahead, back) <= _NEAR and context.tense != "future"):
            return (coming, coming) if ahead < back else (past, past)
        return (coming, coming) if context.tense == "future" else (past, past)

    unknown = Reading(PartialDate.unknown(*_FIXED.get(name, ())))
    reading = spread(context.published, meant, about=name in ("christmas", "easter", "thanksgiving"))
    if reading is None or reading.anchored_on is None or reading.value.latest is None:
        return unknown
    far = (reading.anchored_on - reading.value.latest).days > _FAR
    return unknown if far and not (which or last_year or get(m, "twice")) else reading


_DAYS = (
    r"New Year[’']s (?:Day|Eve)|Valentine[’']s Day|St\.? Patrick[’']s Day|May Day|All Saints[’'] Day"
    r"|Boxing Day|Christmas (?:Eve|Day)|Thanksgiving Day|Ascension Day"
)
_SEASONS = r"Christmas|Easter|Halloween|Thanksgiving"
_NAMES = (
    r"(?:Ash Wednes|Palm Sun|Maundy Thurs|Good Fri|Easter Sun|Easter Mon|Whit Sun|Whit Mon)day"
    rf"|{_SEASONS}|New Year[’']s"
)

HOLIDAYS: tuple[Rule, ...] = (
    ("holiday", "H", pattern(rf"\b(?P<name>{_DAYS}|{_NAMES}),?(?: of)? {{YEAR}}\b"), _holiday),
    ("holiday", "H", pattern(rf"\b(?:(?P<which>(?i:last|this|next)) )?(?P<name>{_DAYS})\b"), _holiday),
    ("holiday", "H", pattern(  # a name that opens others: a word of time before it, and no noun behind
        r"\b(?:(?i:on|at|by|before|after|since|until|till|over|for|into|around|during)(?: the)? "
        r"|(?=(?i:last|this|next) ))"
        rf"(?P<core>(?:(?P<which>(?i:last|this|next)) )?(?P<name>{_NAMES})(?P<twice> before last)?)"
        r"(?=[.,;:!?)”\"]|$| (?:and|or|in|at|to|with|when|as|but|the|he|she|it|they|we|by|for|last|this|next"
        r"|after|before|because|if|was|were|is|will|has|had|said|that|which|an?|holidays?|period|break|season|recess"
        r"|weekend|week|time)\b)"), _holiday),
)  # fmt: skip
"""English rules for holidays; without a year they are the nearest to the publication."""
