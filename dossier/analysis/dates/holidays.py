"""Turn the names of holidays (Boxing Day, Easter Monday 2027, last Christmas) into readings."""

from datetime import date

from dateutil.easter import easter

from dossier.analysis.dates.calendar import (
    NEAREST_BY_WORD,
    Nearest,
    Range,
    days,
    nearest,
    one_day,
    weekday_after,
    yearly,
)
from dossier.analysis.dates.context import Context, Match, Reading, spread
from dossier.analysis.dates.vocabulary import EASTER_HOLIDAYS, FIXED_HOLIDAYS, SEASON_HOLIDAYS
from dossier.model import PartialDate
from dossier.text import late as re

_FIXED = {name.lower(): day for name, day in FIXED_HOLIDAYS.items()}
_BY_EASTER = {name.lower(): distance for name, distance in EASTER_HOLIDAYS.items()}
_SEASONS = tuple(name.lower() for name in SEASON_HOLIDAYS)
_LAST_YEAR = re.compile(r"(?: (?!and |but )[a-z]+)? last year\b")
_NEAR = 60  # days; a holiday this near is the one meant, before or after
_FAR = 183  # days; one without its year further back may be of any year


def _on(name: str, year: int) -> Range:
    """Return the day of a holiday; American Thanksgiving is the fourth Thursday of November."""
    if name in _BY_EASTER:
        return one_day(easter(year) + days(_BY_EASTER[name]))
    if name.startswith("thanksgiving"):
        return one_day(weekday_after(date(year, 11, 22), 3))
    return one_day(date(year, *_FIXED[name]))


def holiday(m: Match, context: Context) -> Reading | None:
    """Read a holiday of a year, or the nearest one; a name that is also a season's is about its day."""
    name, which = m.word("name") or m.word("name2"), m.which
    name = name.replace("’", "'").replace("st. ", "st ")
    if m.year:
        return Reading(PartialDate.between(*_on(name, m.year)))

    last_year, twice = context.match_behind(_LAST_YEAR), m.word("twice")

    def meant(anchor: date) -> Range:
        if last_year:
            return _on(name, anchor.year - 1)
        near = yearly(anchor, lambda year: _on(name, year))
        if which in NEAREST_BY_WORD:
            return nearest(near, anchor, NEAREST_BY_WORD[which])
        if twice:  # "Christmas before last"
            return nearest(near, nearest(near, anchor, Nearest.BEGUN)[0], Nearest.OVER)
        closest = nearest(near, anchor, Nearest.CLOSEST)
        if context.tense != "future" and abs(closest[0] - anchor) <= days(_NEAR):
            return closest
        return nearest(near, anchor, context.policy(""))

    unknown = Reading(PartialDate.unknown(*_FIXED.get(name, ())))
    reading = spread(context.published, meant, about=name in _SEASONS)
    if reading is None or reading.anchored_on is None or reading.value.latest is None:
        return unknown
    far = (reading.anchored_on - reading.value.latest).days > _FAR
    return unknown if far and not (which or last_year or twice) else reading
