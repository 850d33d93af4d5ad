"""Turn words that count from an anchor (two weeks ago, three days later, the past month) into readings."""

from datetime import date

from dossier.analysis.dates.calendar import (
    LENGTH,
    Range,
    counted,
    days,
    month_range,
    one_day,
    same_day_before,
    unit_range,
    year_range,
)
from dossier.analysis.dates.context import (
    Anchor,
    Context,
    Match,
    Reading,
    last_date,
    last_day,
    not_ahead,
    spread,
    until_now,
)
from dossier.analysis.dates.vocabulary import DAY_STEPS, amount_of
from dossier.model import PartialDate
from dossier.text import late as re

_HALF_DAY = 12  # hours
_FIRST_IN = re.compile(
    r"\b(?:first|only|once|twice|times?|[a-z]+est|worst|most|least|worse|better)(?: [\w-]+){0,6} $"
)
_LASTED = re.compile(
    r"\b(?:for|takes?|took|taken|taking|be|lasts?|lasted|spends?|spent|within|waits?|waited|needs?|needed|of)"
    r" (?:just |only |another )?$"
)
_OTHER_DATE = re.compile(
    r"\b(?:(?!today\b)\w+day|tomorrow|[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+|(?:19|20)\d\d(?![.,]\d))\b"
)
_ONE_SIDED = ("over", "more than", "less than")
_JUST = re.compile(r"\b(?:just|little|slightly|bit|not?|only) $", re.IGNORECASE)
"""Before "more than" that is about as much."""
_FIGURES_AT = re.compile(r"\d[-/.]\d+,? (?:at|around|about) $")
_CAME = re.compile(
    r"\b(?:came|was|were|met|fell|began|started|ended|happened|occurred|took place|followed)"
    r"(?: (?:just|only|about|some|exactly|barely|almost|nearly|more than|less than))? $"
)
"""After these the subject is what the text has dated: "it came a day before", not "she left a day before"."""
_NOW = re.compile(r"\b(?:comes?|is|are|coming|follows?|arrives?|appears?|emerges?)\b[^.]{0,12}$")


def window(m: Match, context: Context) -> Reading | None:
    """Read `the past month`, `in recent weeks`, `the next two days`: a stretch up to, or from, the day.

    A stretch of minutes or of a few hours is no date, nor is what is to come of a tale: "they hid for the
    next two days".
    """
    words = m.word("amount") or m.word("amount2") or ("recent" if m.word("unit").endswith("s") else "one")
    most = amount_of(words)[1]
    if m.unit == "minute" or (m.unit == "hour" and most < _HALF_DAY):
        return None
    # Hours reach into the day before; months and years round up.
    reach = days(max(1, int(most * LENGTH.get(m.unit, 1 / 24) + 0.8)))
    ahead = m.step > 0 or bool(m.word("next"))
    if ahead and context.tense == "past":
        return None
    return spread(context.published, lambda d: (d, d + reach) if ahead else (d - reach, d), about=True)


def _moved(anchor: Anchor, m: Match, context: Context, sign: int, *, about: bool = False) -> Reading | None:
    """Read what lies `three weeks`, `a year and a half`, `two or three days` from an anchor."""
    least, most = m.amounts
    half = 0.5 if m.word("half") else 0
    if (
        m.word("rough") in _ONE_SIDED
        and m.unit not in ("minute", "hour")
        and not context.search_before(_JUST)
    ):
        return _on_one_side(anchor, m, sign * (most + half))
    low, high = sorted((sign * (least + half), sign * (most + half)))

    def meant(day: date) -> Range:
        first = counted(day, m.unit, low, context.week_starts_on)[0]
        return first, counted(day, m.unit, high, context.week_starts_on)[1]

    rough = bool(m.word("rough") or half) or least != most or least % 1 != 0
    is_ten = m.unit == "day" and least % 10 == 0  # "ten days ago"
    round_number = is_ten or (least >= 100 and least % 100 == 0)
    return spread(anchor, meant, about=about or rough or round_number or m.unit in ("decade", "century"))


def _on_one_side(anchor: Anchor, m: Match, amount: float) -> Reading | None:
    """Read `less than two weeks` as all up to them from an anchor, `more than two weeks` as all beyond."""
    earliest, latest = anchor
    step = days(0 if m.unit == "day" else 1)

    def end(day: date) -> date:
        if m.unit in ("month", "year") and amount % 1 == 0:
            return same_day_before(day, m.unit, -int(amount))
        return day + days(round(amount * LENGTH[m.unit]))

    if m.word("rough") == "less than":
        return spread(anchor, lambda d: (end(d) + step, d) if amount < 0 else (d, end(d) - step))
    if amount < 0:
        return spread((None, latest), lambda d: one_day(end(d) - step))
    return spread((earliest, None), lambda d: one_day(end(d) + step))


def ago(m: Match, context: Context) -> Reading | None:
    """Read `three weeks ago`."""
    return _moved(context.published, m, context, -1)


def ago_in_months(m: Match, context: Context) -> Reading | None:
    """Read `8 years, 2 months ago`."""
    months = 12 * int(m.word("years")) + int(m.word("months"))
    return spread(context.published, lambda d: unit_range(d, "month", -months, context.week_starts_on))


def ago_to_the_day(m: Match, context: Context) -> Reading | None:
    """Read `ten years ago today`, `ten years ago this month`: that far back, to the day, week or month."""
    amount, width = int(m.amounts[1]), m.word("named").removeprefix("this ")
    step = days(DAY_STEPS.get(width, 0))  # "a week ago yesterday"

    def meant(anchor: date) -> Range:
        return unit_range(same_day_before(anchor + step, m.unit, amount), width, 0, context.week_starts_on)

    return spread(context.published, meant)


def to_the_day(m: Match, context: Context) -> Reading | None:
    """Read `a fortnight tomorrow`, `tomorrow week`: that far ahead."""
    amount = int(m.amounts[1]) if m.word("amount") else 1
    step = days(DAY_STEPS.get(m.word("named"), 0))
    return spread(context.published, lambda d: one_day(same_day_before(d + step, m.unit, -amount)))


def in_time(m: Match, context: Context) -> Reading | None:
    """Read `in two weeks`, where something is to come; else the words say how long something lasts."""
    if m.unit in ("minute", "hour") or m.found.group().lower() == "in a day":
        return None
    is_first = context.search_before(_FIRST_IN)  # "the first in ten years"
    if context.tense != "future" or is_first:
        return None
    return _moved(context.published, m, context, 1, about=True)


def year_ago(_: Match, context: Context) -> Reading | None:
    """Read `year-earlier`, as in `the year-earlier quarter`."""
    return spread(context.published, lambda d: year_range(d.year - 1), about=True)


def later(m: Match, context: Context) -> Reading | None:
    """Read `three days later`, `a week earlier`: counted from the last date of the text."""
    back = m.word("way") in ("earlier", "before", "previously", "beforehand", "prior")
    chain = last_date(context, unit=m.unit)
    if m.unit == "minute" or (m.unit == "hour" and not chain and amount_of(m.word("amount"))[1] < _HALF_DAY):
        return None
    if chain:
        return not_ahead(_moved(chain, m, context, -1 if back else 1), context)
    return _moved(context.published, m, context, -1, about=True) if back else until_now(context)


def beside(m: Match, context: Context) -> Reading | None:
    """Read `a day after the vote`, `three days before it opened`.

    After a verb ("came a day after …") or a date of the same sentence the words date the other event, on the
    far side of the one just dated; at the opening of a sentence they date what follows, about, from the
    text's last date.
    Hours, and what something took ("for four years before …"), are no dates.
    """
    sign = 1 if m.word("way") in ("after", "following") else -1
    left = context.sentence[max(0, m.found.start() - 60) : m.found.start()]
    if m.unit in ("minute", "hour") or _LASTED.search(left):
        return None
    if context.previous and context.previous[0][0] == 0 and context.previous[0][1].ends is None:
        return Reading(
            PartialDate.unknown()
        )  # "on 12 May, three days before the vote": its year is not known
    if not left.strip():
        return _opening(m, context, sign)
    if _NOW.search(left):
        return _moved(context.published, m, context, -sign)
    chain = last_date(context, reach=2 if _CAME.search(left) else 0, unit=m.unit)
    return _moved(chain, m, context, -sign) if chain else Reading(PartialDate.unknown())


def _opening(m: Match, context: Context, sign: int) -> Reading | None:
    """Read `Two days before the feast` at the opening of a sentence: about so far from the last date."""
    chain = last_date(context, reach=2, unit=m.unit)
    reading = not_ahead(_moved(chain, m, context, sign, about=True), context) if chain else None
    return reading or until_now(context)


def the_day(_: Match, context: Context) -> Reading | None:
    """Read `the start of the day`, `later in the day`: of the day named last, or of the publication."""
    return spread(last_day(context, reach=4) or context.published, one_day)


def clock(_: Match, context: Context) -> Reading | None:
    """Read `at 14:48 UTC`: of the day named last; of the publication where the text has named none.

    A day in the same sentence says it already; after "in April 1912" the hour is of some day of then.
    """
    if _OTHER_DATE.search(context.sentence, context.end) or context.tense == "future":
        return None
    if context.search_before(_FIGURES_AT):
        return None  # "on 11-12-14 at 16:03 GMT"
    distance = context.previous[0][0] if context.previous else None
    if distance == 0:
        return None
    day = last_day(context, reach=2)
    if day is None and (distance is not None or context.published == (None, None)):
        return None
    return spread(day or context.published, one_day)


def same_of_last_year(m: Match, context: Context) -> Reading | None:
    """Read `the same month a year ago`: of the month that the text named last."""
    chain = last_date(context, reach=2, unit=m.word("unit"))
    if chain is None or chain[0] is None or chain[1] is None:
        return spread(context.published, lambda d: year_range(d.year - 1), about=True)
    if (chain[1] - chain[0]).days not in range(27, 31):
        return None
    first, last = month_range(chain[0].year - 1, chain[0].month)
    return Reading(PartialDate.between(first, last), chain[1])


def same(m: Match, context: Context) -> Reading | None:
    """Read `the same day`, `that week`, `the following month` from the last date of the text."""
    unit, chain = m.word("unit"), last_date(context, unit=m.word("unit"))
    if chain is None:
        return until_now(context)
    if context.after_today and m.which == "same" and unit == "day":
        return until_now(context)
    return not_ahead(spread(chain, lambda d: unit_range(d, unit, m.step, context.week_starts_on)), context)
