"""Turn words that name a day (14 May, May 3-5, the 25th, 2025-05-14) into readings."""

from dataclasses import replace
from datetime import date, timedelta

from dossier.analysis.dates.calendar import (
    Nearest,
    Range,
    days,
    month_range,
    nearest,
    one_day,
    week_range,
    yearly,
)
from dossier.analysis.dates.context import Context, Match, Reading, last_date, last_day, spread
from dossier.analysis.dates.tense import has_tenses, is_against, is_over_at, may_be_now
from dossier.analysis.dates.vocabulary import month_number
from dossier.model import PartialDate
from dossier.text import late as re
from dossier.text.date_words import WEEKDAY_NUMBERS
from dossier.text.stated_dates import full_year, of_another_calendar

FRESH = 183  # days; a day of last year, without its year, further back may be of any year
_SLIP = 3  # days; so near to the publication a wrong weekday is a slip, and an anniversary is kept
AHEAD, BACK = 366, 731  # days; within them a weekday settles the year of its day
SOON = 92  # days; a day without a year this near ahead is the coming one unless the clause is past
RUN = 31  # days; "Feb. 3, 2023 … by Feb. 6": the year said once is valid for what soon followed
_TWO_DAYS = re.compile(r"(?!between|from)[^,]* (?:and|&) .*", re.I | re.S)
"""No days from one to another."""
_MONTH_FIRST = {"en-us": True, "en-gb": False, "en-au": False, "en-ie": False, "en-nz": False}
_NEAR = 30  # characters
_DASH = re.compile("[-–—]")
_SPANNED = re.compile(r"[-–—]| (?:to|and|&|through|until) ", re.I)
_ONE_OF = re.compile(
    r"\b(?:between|either|overnight|\w*nights?|nuit|noche|notte|noite|nacht|noc[yą]?|natt(?:en)?|gece\w*|н[оі]ч[ьи]|entre|zwischen"
    r"|\d\d?(?:st|nd|rd|th)?, \d\d?(?:st|nd|rd|th)?"  # of a list, which may have gaps
    r"|tra|fra|tussen|mellan|mellem|mellom|między|между|між"
    r"|some ?time|some point|any (?:day|time)|possibly|probably|perhaps|maybe|about|around|circa|missing"
    r"|early hours|dawn|unknown|not known|exact)\b",
    re.I,
)
# Round "the March 11 attacks", "the attacks of March 11": events that are named by their day for years.
_EVENT = (
    r"(?:attacks?|massacres?|bombings?|assault|coup|riots?|uprising|revolution|war|terror\w*|atrocit\w+|hijack\w*|plot\w*"
    r"|tragedy|disaster|suicide|memorial|victims|survivors|hostages|shootings?|earthquake|protests|(?i:movement|alliance|committee|commission|group|brigade))\b"
)
_REMEMBERED = re.compile(rf" (?:[\w-]+ )?{_EVENT}")
_REMEMBERED_OF = re.compile(rf"\b{_EVENT} (?:of|on) (?:the )?$")
_WELL_KNOWN = {(9, 11): 2001}
"""Month and day to the year, where an event called by its day is known to every reader."""
_OPENED = re.compile(r"(?:\b(?i:the|its|their|his|her|an?)|[’']s)(?: [a-z]+)? $")
_SINCE = re.compile(
    r"\b(?i:post|pre)-$|\b(?:[Ll]ike|than|another|[Hh]ad|[Rr]emember(?:s|ed)?|[Bb]orn(?: [\w ]{1,30})? on) $"
    r"|\bfrom [^,;:.]{2,80} to [^,;:.]{2,80} to $"
)
_EVENT_OF = re.compile(r"\b(?:the|an?) (?!week|night|morning|evening|afternoon|end|start)[\w-]+ of $")
_NOUN = re.compile(r" [A-Za-z]{3,}")
_YEAR_BEHIND = re.compile(
    r"(?:, \d\d?(?:st|nd|rd|th)?){0,5},? (?:and|&)"
    r" (?:\d{1,2}(?: [A-Z][a-z]+\.?)?|[A-Z][a-z]+\.? \d{1,2}),? (?P<year>(?:19|20)\d\d)\b"
)
"""Behind the first of two days: "March 5 and 7, 2024", "5 March and 7 April 2024"."""
_IN_YEAR = re.compile(
    r"^In (?P<in>(?:19|20)\d\d),? [^,;:.]{0,80} $"
    r"|\b[Tt]he (?P<of>(?:19|20)\d\d) (?:[\w-]+ ){1,3}"
    r"(?:began|ended|started|opened|closed|concluded)(?: on)? $"
)
_US = {"month": "month3", "day": "day3", "month2": "month4", "day2": "day4"}
"""Group of a day that is written in the British way to that of the American way."""
_EVE = 7  # days before a full date that a day without its year may be of its story
_STORY = 4  # sentences in which a story of another time goes on
_ENTRY = 3  # sentences of an entry of a chronicle, at most
_COLON = re.compile(r"\s?[:–—]\s|\s(?:--?|\|)\s")
_OF_LAST_YEAR = re.compile(
    r" (?:(?:des )?(?:vorigen|letzten|vergangenen) Jahres|de l[’']an(?:née)? (?:dernier|dernière|passée?)"
    r"|del año pasado|dell[’']anno scorso|do ano passado|(?:van )?vorig jaar|прошлого года|минулого року)\b"
)
_YEARS_AGO = (
    r"(?:(?:years?|decades?|century|centuries) ago|vor (?:[\w-]+ ){1,2}jahren|il y a (?:[\w-]+ ){1,2}ans"
    r"|hace (?:[\w-]+ ){1,2}años|[\w-]+ anni fa|h?á [\w-]+ anos"
    r"|anos atrás|(?:лет|года) назад|рок(?:ів|и) тому|lata? temu|jaar geleden|år s(?:ed|id)an|år siden)"
)
_AGO_BEFORE = re.compile(
    rf"\b{_YEARS_AGO}(?: today| to the day)?,? (?:on |am |le |el |un |il |em |op |den |the )?$", re.IGNORECASE
)
_AGO_BEHIND = re.compile(
    r",? (?!(?:years?|decades?|centuries) )"
    rf"(?:(?:exactly|just|some|genau|exactement) )?(?:[\w-]+ )?{_YEARS_AGO}",
    re.IGNORECASE,
)
"""Beside a day of another year: "25 years ago, on 4 April"."""
_ONLY_PLANNED = re.compile(
    r"\b(?i:expected|scheduled|set|due|slated|planned|proposed|supposed|was|were|had"
    r"|(?:ask|order|urg|advis|warn|instruct|invit|summon)ed|told)\b[^;:]*$"
)
"""Before a day on which something was to be, perhaps long ago: "due on 9 May"."""
_LAST = re.compile(r"(?<!at )\b[Ll]ast $")
_UNTIL = ("until ", "till ", "through ")


def near_day(month: int, day: int, context: Context, weekday: int | None = None) -> Reading | None:
    """Read a day without a year as the nearest one meant, on the weekday that is named with it.

    News leaves the year out of dates of its own year. A full date that the text gave before, or one
    of the same sentence soon before, lends its year; farther back only a full date gives it. To an entry of a
    chronicle a heading or the title does.
    """
    known = context.entry_year or context.years.get((month, day))
    if context.match_behind(_OF_LAST_YEAR):
        return spread(context.published, lambda anchor: one_day(date(anchor.year - 1, month, day)))
    if weekday is None and (last := _last_of_name(month, day, context)):
        return last
    if _may_be_of_the_year_before(month, day, context):
        return Reading(PartialDate.unknown(month, day))
    value = PartialDate.on(date(known, month, day)) if known else PartialDate.unknown(month, day)
    fallback = Reading(value)  # all that the text itself says; raises ValueError for 30 February
    if lent := _of_text(month, day, fallback, context, weekday):
        return lent
    if not known and (month, day) in _WELL_KNOWN and _is_named_after(context):
        return Reading(PartialDate.on(date(_WELL_KNOWN[month, day], month, day)))
    found = _of_publication(month, day, context, weekday) or fallback
    is_told = has_tenses(context.language) or not known or found.value == value
    return found if is_told else Reading(PartialDate.unknown(month, day))


def _last_of_name(month: int, day: int, context: Context) -> Reading | None:
    """Read `last 9 May` in a text of known day."""
    if None in context.published or not context.search_before(_LAST):
        return None
    return spread(context.published, lambda d: nearest(_occurrences(d, month, day), d, Nearest.OVER))


def _of_publication(month: int, day: int, context: Context, weekday: int | None) -> Reading | None:
    """Take the year from the publication, where it is sure, or else from a story of another time."""
    reading = spread(context.published, lambda anchor: one_day(_meant(anchor, month, day, context, weekday)))
    if reading is None or reading.anchored_on is None or reading.value.latest is None:
        return None
    gap = (reading.anchored_on - reading.value.latest).days
    is_of_other_year = reading.value.latest.year != reading.anchored_on.year
    around = context.sentence, context.start, context.end
    # "begann am 2. Januar", said in December; "a expiré le 20 mai", said on the 13th
    may_be_against = is_of_other_year or (gap < 0 and is_over_at(context.language, *around[:2]))
    if may_be_against and is_against(context.language, *around, ahead=gap < 0):
        return None
    if 0 <= gap <= RUN and _is_named_after(context):
        return reading
    if weekday is None and (lent := _of_long_ago(month, day, gap, context)):
        return lent
    is_sure = not _is_named_after(context) and _is_fresh(gap, reading, context, weekday)
    return reading if is_sure else None


def _of_long_ago(month: int, day: int, gap: int, context: Context) -> Reading | None:
    """Take the year from a full date of another time that the text named just before.

    The day is of the week before that date or of the month after.

    In a text of 2017: "the siege of December 15, 2014. … he was shot on December 16". Not where the day is
    one of the last month, `gap` days ago.
    """
    if 0 <= gap <= RUN or context.tense == "future" or context.latest is None:
        return None
    for distance, value in context.previous:
        named = value.earliest if value.is_exact else None
        if distance > _STORY or named is None or context.latest - named < days(FRESH):
            continue
        reach = _EVE if 0 <= gap <= FRESH else RUN  # a recent day may be of this year
        if near := _beside(named, month, day, before=_EVE, within=reach):
            return Reading(PartialDate.on(near))
    return None


def _may_be_of_the_year_before(month: int, day: int, context: Context) -> bool:
    """Tell whether words beside a day, or a text, that look back some years may mean that of one of them."""
    if context.search_before(_AGO_BEFORE) or context.match_behind(_AGO_BEHIND):
        return not (context.entry_year or (month, day) in context.years)
    if not context.is_anniversary or context.latest is None:
        return False
    around = [context.latest + timedelta(days=ahead) for ahead in range(-_SLIP, _SLIP + 1)]
    return any((one.month, one.day) == (month, day) for one in around)


def _of_text(
    month: int, day: int, fallback: Reading, context: Context, weekday: int | None
) -> Reading | None:
    """Take the year from what stands above an entry, or from what the text named before.

    A day close to the publication that is named with another weekday has none: its writer slipped.
    """
    if context.entry_year or _is_slip(context, month, day, weekday):
        return fallback
    if context.tense == "future":
        return None
    is_known = (month, day) in context.years and (month, day) in context.seen
    return fallback if is_known else _of_last_day(month, day, fallback, context)


def _is_fresh(gap: int, reading: Reading, context: Context, weekday: int | None) -> bool:
    """Tell whether a day without a year is near enough to its publication for the year to be sure."""
    if context.may_be_history:
        return False
    if context.tense == "future" and gap > _just_over(context) and not _is_attribute(context):
        return False  # "could be held on 20 November", said in March: the last one, or the next
    if weekday is not None:
        return -AHEAD <= gap <= BACK
    if gap > RUN and may_be_now(context.sentence, context.start, context.end):
        return False
    anchor, day = reading.anchored_on, reading.value.latest
    return gap <= FRESH or (anchor is not None and day is not None and anchor.year == day.year)


def _of_last_day(month: int, day: int, fallback: Reading, context: Context) -> Reading | None:
    """Take the year from a full date that the sentence named, of the week after or the half year before."""
    if told := _IN_YEAR.search(context.sentence, context.around[0], context.start):
        return Reading(PartialDate.on(date(int(told["in"] or told["of"]), month, day)))
    if context.last_day is None:
        return _of_entry_before(month, day, context) if context.latest is None else None
    is_ahead = context.latest is not None and context.last_day > context.latest
    near = _beside(context.last_day, month, day, before=_EVE if is_ahead else 0, within=FRESH)
    if near is None:
        return None
    return Reading(PartialDate.on(near)) if near - context.last_day <= days(RUN) else fallback


def _of_entry_before(month: int, day: int, context: Context) -> Reading | None:
    """Take the year from the entry before in a chronicle that gives it once: `3 March 2024: … 5 March: …`."""
    before = last_day(context, _ENTRY)
    if before is None or before[0] is None or context.start or not context.match_behind(_COLON):
        return None
    near = _beside(before[0], month, day, before=0, within=FRESH)
    return Reading(PartialDate.on(near)) if near else None


def _beside(named: date, month: int, day: int, *, before: int, within: int) -> date | None:
    """Return the first such day from some days before a full date to some days behind it."""
    near = (one for one, _ in _occurrences(named, month, day))
    return next((one for one in near if -before <= (one - named).days <= within), None)


def _occurrences(anchor: date, month: int, day: int) -> list[Range]:
    """Return the days of this name in the years round a day."""
    return yearly(anchor, lambda year: one_day(date(year, month, day)))


def _meant(anchor: date, month: int, day: int, context: Context, weekday: int | None) -> date:
    """Return the day that is meant by one without a year, said on the day of the anchor."""
    near = [one for one in _occurrences(anchor, month, day) if weekday in (None, one[0].weekday())]
    if not near:
        raise ValueError("no year near has this day on this weekday")  # Monday, 29 February
    if weekday is not None:  # years that put a day on this weekday lie far apart: the closest is meant
        return nearest(near, anchor, Nearest.CLOSEST)[0]
    past = nearest(near, anchor, Nearest.BEGUN)[0] if near[0][0] <= anchor else near[0][0]
    coming = nearest(near, anchor, Nearest.OPEN)[0] if near[-1][0] >= anchor else past
    return coming if _is_coming((coming - anchor).days, abs((anchor - past).days), context) else past


def _is_slip(context: Context, month: int, day: int, weekday: int | None) -> bool:
    """Tell whether a day close to the publication is named with the weekday of another year."""
    if context.earliest is None or weekday is None:
        return False
    around = [context.earliest + timedelta(days=ahead) for ahead in range(-_SLIP, _SLIP + 1)]
    return any((one.month, one.day) == (month, day) and one.weekday() != weekday for one in around)


def _is_coming(ahead: int, back: int, context: Context) -> bool:
    """Tell whether of two such days, some days ahead and back, the one to come is meant."""
    until = context.sentence.endswith(_UNTIL, 0, context.start)
    if until and context.tense != "past" and back > RUN:
        return True  # "is valid through December 31"
    if back > FRESH and ahead <= _soon(context) and context.tense != "past":
        return True
    if context.tense != "future":
        return False
    if ahead <= FRESH:
        return True
    is_far = back > _just_over(context) or not context.search_before(_ONLY_PLANNED)
    return context.is_planned and is_far and not _is_attribute(context)


def _just_over(context: Context) -> int:
    """Return how many days back a day of what is planned may lie: "was due on 9 May", said in June."""
    return SOON if context.was_planned else RUN


def _soon(context: Context) -> int:
    """Return how many days ahead a day is the coming one unless its clause is past; few without a tense."""
    return SOON if has_tenses(context.language) else RUN


def _is_attribute(context: Context) -> bool:
    """Tell whether the words name what they date: `the January 4-6 summit`, `the blast of 20 November`."""
    is_noun = context.search_before(_OPENED) and context.match_behind(_NOUN)
    return bool(is_noun or context.search_before(_EVENT_OF))


def _is_named_after(context: Context) -> bool:
    """Tell whether an event is called by this day, as it is for years: `the May 9 attacks`."""
    is_remembered = context.search_before(_OPENED) and context.match_behind(_REMEMBERED)
    return bool(is_remembered or context.search_before(_SINCE) or context.search_before(_REMEMBERED_OF))


def iso_day(m: Match, _: Context) -> Reading | None:
    """Read `2025-05-14`; `1398-06-25` is of another calendar."""
    year, month, day = (int(m.word(name)) for name in ("y", "m", "d"))
    if of_another_calendar(year):
        return None
    return Reading(PartialDate.on(date(year, month, day)))


def numeric_day(m: Match, context: Context) -> Reading | None:
    """Read `25/12/2023`; where both orders give a day and the language does not decide, both are ends."""
    first, second, year = int(m.word("a")), int(m.word("b")), full_year(int(m.word("year")))
    if year is None:
        return None
    month_first = _MONTH_FIRST.get(context.language)
    if m.word("sep") == "." or not context.language.startswith(("en", "und")):
        month_first = False
    orders = []
    if month_first is not True:
        orders.append((second, first))
    if month_first is not False:
        orders.append((first, second))
    found = []
    for month, day in orders:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return Reading(PartialDate.between(min(found), max(found))) if found else None


def one_date(m: Match, context: Context) -> Reading | None:
    """Read `14 May 2025`, `Wednesday, May 14`, `the third of May`."""
    named = m.word("named").rstrip(".")
    weekday = WEEKDAY_NUMBERS[named] if named else None
    if m.year:
        day = date(m.year, m.month, m.day)
        value = PartialDate.on(day)
        return Reading(value if weekday in (None, day.weekday()) else value.doubted())
    if weekday is not None and (near := near_day(m.month, m.day, context)) and _contradicts(near, weekday):
        return Reading(near.value.doubted(), near.anchored_on)
    if later := context.match_behind(_YEAR_BEHIND):
        return Reading(PartialDate.on(date(int(later["year"]), m.month, m.day)))
    return near_day(m.month, m.day, context, weekday)


def _contradicts(near: Reading, weekday: int) -> bool:
    """Tell whether a day of about the time of its publication does not fall on the weekday named with it."""
    day, anchor = near.value.earliest, near.anchored_on
    if day is None or anchor is None or not near.value.is_exact or day.weekday() == weekday:
        return False
    return abs((anchor - day).days) <= RUN  # farther off, the weekday tells of which year the day is


def days_of_month(m: Match, context: Context) -> Reading | None:
    """Read `May 3-5`, `3-5 May 2025`, `30 May to 2 June 2025`; `3 April and 9 May` are two days."""
    named = [month_number(m.found[name]) for name in ("month", "month2") if m.word(name)]
    reading = None if _are_two_days(m, named) else _from_day_to_day(m, named, context)
    if reading is None or "/" not in reading.value.edtf or _is_one_of_them(m, context):
        return reading
    return replace(reading, value=replace(reading.value, is_span=True))


def _is_one_of_them(m: Match, context: Context) -> bool:
    """Tell whether one of the days may be meant: `between 3 and 5 May`, `the night of 3-4 May`, `3/4 May`.

    Where few words of a language are known, all days are meant with a dash alone: `3-5 mai`.
    """
    before = context.sentence[max(context.around[0], context.start - _NEAR) : context.start]
    joined = _SPANNED if has_tenses(context.language) else _DASH
    return bool(_ONE_OF.search(before + m.found.group())) or not joined.search(m.found.group())


def _are_two_days(m: Match, named: list[int]) -> bool:
    """Tell whether "and" joins days that do not follow each other: `3 and 9 May`, `3 April and 9 May`."""
    day, day2 = int(m.word("day")), int(m.word("day2"))
    is_turn = day >= 28 and day2 == 1 and named[-1] == named[0] % 12 + 1
    is_run = day2 == day + 1 and len(named) == 1
    return _TWO_DAYS.fullmatch(m.found.group()) is not None and not (is_turn or is_run)


def _from_day_to_day(m: Match, named: list[int], context: Context) -> Reading | None:
    day, day2 = int(m.word("day")), int(m.word("day2"))
    turn = named[0] > named[-1]  # over new year
    if m.year:
        opens, closes = date(m.year - turn, named[0], day), date(m.year, named[-1], day2)
        return Reading(PartialDate.between(opens, closes)) if opens <= closes else None
    begin, end = near_day(named[0], day, context), near_day(named[-1], day2, context)
    if begin is None or end is None:
        return None
    first, last = begin.value.earliest, end.value.latest
    if first and begin.value.is_exact:  # one day gives the year of the other
        last = date(first.year + turn, named[-1], day2)
    elif last and end.value.is_exact:
        first = date(last.year - turn, named[0], day)
    if first is None or last is None:
        return Reading(PartialDate.parse(f"XXXX-{named[0]:02d}-{day:02d}/XXXX-{named[-1]:02d}-{day2:02d}"))
    anchored_on = begin.anchored_on or end.anchored_on
    return Reading(PartialDate.between(first, last), anchored_on) if first <= last else None


def days_of_years(m: Match, _: Context) -> Reading | None:
    """Read `between 1 March 2015 and 31 October 2016`, `from on or about May 1, 1992 through …`."""
    ends = []
    for month, day, year in (("month", "day", "year"), ("month2", "day2", "year2")):
        name, number = (month, day) if m.word(month) else (_US[month], _US[day])
        ends.append(date(int(m.word(year)), month_number(m.found[name]), int(m.word(number))))
    return Reading(PartialDate.between(*ends)) if ends[0] <= ends[1] else None


def day_of_year(m: Match, context: Context) -> Reading | None:
    """Read `August 11 last year`, `June of last year`."""

    def meant(anchor: date) -> Range:
        year = anchor.year + m.step
        has_day = m.word("day") or m.word("day2")
        return one_day(date(year, m.month, m.day)) if has_day else month_range(year, m.month)

    return spread(context.published, meant)


def day_of_that_year(m: Match, context: Context) -> Reading:
    """Read `9 May of that year`, `June the same year`: of the year that the text named last."""
    day = m.day if m.word("day") or m.word("day2") else None
    first, last = last_date(context, unit="year") or (None, None)
    if first is None or last is None or first.year != last.year:
        return Reading(PartialDate.unknown(m.month, day))
    opens, closes = one_day(date(first.year, m.month, day)) if day else month_range(first.year, m.month)
    return Reading(PartialDate.between(opens, closes))


def week_of_day(m: Match, context: Context) -> Reading | None:
    """Read `the week of June 2`: the week that the day is in, or the week that it begins."""
    named = one_date(m, context)
    if named is None or not named.value.is_exact or named.value.earliest is None:
        return named
    first, last = week_range(named.value.earliest, context.week_starts_on)
    if " of " not in m.found.group():
        first, last = named.value.earliest, named.value.earliest + days(6)
    return Reading(PartialDate.between(first, last), named.anchored_on)


def well_known_day(_: Match, __: Context) -> Reading:
    """Read `9/11`."""
    return Reading(PartialDate.on(date(_WELL_KNOWN[9, 11], 9, 11)))
