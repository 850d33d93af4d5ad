"""Turn words that name a date from an anchor (Friday, last month, over the weekend) into readings."""

from datetime import date, timedelta

from dossier.analysis.dates.calendar import (
    NEAREST_BY_WORD,
    Nearest,
    Range,
    days,
    nearest,
    one_day,
    part_of,
    same_day_before,
    unit_range,
    week_range,
    weekday_after,
    weekday_before,
    weekly,
)
from dossier.analysis.dates.context import Context, Match, Reading, last_date, spread, until_now
from dossier.analysis.dates.plans import is_dropped_at, is_open_at, may_be_given_up, may_run_on
from dossier.analysis.dates.tense import is_against
from dossier.analysis.dates.vocabulary import DAY_STEPS, STEPS
from dossier.model import PartialDate
from dossier.text import late as re
from dossier.text.date_words import ALL_DAYS_AGO, MONTHS, WEEKDAY_NUMBERS, WEEKDAYS

_INSIDE = re.compile(r"[\w,] $")
"""Before a word within a sentence, which begins behind a quotation mark or a dash, too."""
_EVE = 6  # days back; a page may have come out on the eve, where the day was still to come
_NEAR = 2  # days back; "last Monday", said on a Tuesday or Wednesday, is not surely of that week
_JUST_OVER = 2  # days; news of what was to be on an earlier weekday would tell what became of it
_SUNDAY = 6  # weekday, 0 Monday
_MONTH = 31  # days on either side in which a weekday with its number is looked for
_CUT = ("earlier", "later", "rest", "remainder")
_AIM = re.compile(r"\b(?:to|for)\b[^.;:]*$")
"""Between a verb and the day for which something is meant: "asked them to meet this Friday"."""
_COMING = re.compile(r" (?:is|marks|brings|sees)\b")
_BESIDE = re.compile(r"\b(?:(?P<after>after|following)|before|ahead of)(?: the)? $")
_SAID = re.compile(r"\b(?:said|says|told|heard|announced|ruled|reported)(?: [\w’'.-]+){0,6}(?: on)? $")
_SAID_AFTER = re.compile(r",? (?:[\w’'-]+ ){1,4}said\b")
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|you)\b|[“\"]")
_ORDINAL = re.compile(r" the |\d(?:st|nd|rd|th)")
_THAT = ("that ", "That ")
_IS_OPEN = re.compile(r"(?![’']).*[.!?][”\"’')]*$", re.S)
"""Behind a weekday of a sentence, and not of a stamp, nor of "Monday's blast"."""
_ANY = re.compile(
    r"\b(?:(?:on an?|one|some|another)(?: [a-z]+)?|1st|2nd|3rd|[45]th|first|second|third|fourth|fifth) $",
    re.IGNORECASE,
)
"""Before a weekday of no known week: "on a rainy Friday", "the 2nd Friday of each month"."""
_OF = re.compile(
    r" (?:(?:morning|afternoon|evening|night) )?(?:of|after|before|following) (?:the|his|her|its|their)\b"
)
"""Behind a weekday of the week of something else: "on the Tuesday after the storm"."""
_NAME = "|".join(MONTHS)
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_OF_PERIOD = re.compile(
    r" (?:of|in) (?:(?:the|this|that|each|every|next|last|a|an) )?"
    rf"(?:month|quarter|season|term|year|{_NAME})\b"
)
"""Behind a weekday that is the last of a stretch: "the last Friday of the month"."""
_OF_WEEK = re.compile(rf"(?:(?:,|,? and|,? or)(?: on)? {_DAY})+,?(?: of)? (?P<which>last|this|next) week\b")
"""Behind a weekday of a list: "Monday, Tuesday and Friday of last week"."""
_OF_DAY = re.compile(
    r" (?:(?:on|of|from|between|into|to) )?(?:the )?"
    rf"(?:\d\d?(?:st|nd|rd|th)? (?:of )?(?:{_NAME})|(?:{_NAME}) \d|(?:last |this |next )?{_DAY}\b)"
)
_DAY_BEFORE = re.compile(rf"(?:day|night|(?:{_NAME}) \d\d?(?:st|nd|rd|th)?|\d (?:{_NAME})),? $")
"""Beside an "overnight" that another date places: "overnight on 8 May", "on 8 May overnight"."""
_LENGTH = (
    r"(?:Jahr|Monat|Woche|Tage?\b|ans?\b|mois\b|semaine|jours?\b|años?\b|mes(?:es)?\b|días?\b|ann[oi]\b|mes[ei]\b"
    r"|settiman|giorn[oi]\b|jaar|jaren|maand|we(?:ek|ken)\b|dagen|anos?\b|mês\b|dias?\b|år\b|måned|månad|uger?\b"
    r"|uker?\b|veck|dagar|dager?\b|rok|lata?\b|miesi|tygod|tydzie|dni\b|let\b|měsíc|týd|год|лет\b|месяц|недел|дней"
    r"|рік|рок|місяц|тижн|שנ|שבוע|חודש|ימים|سن[ةو]|عام|أعوام|أسبوع|أسابيع|شهر|أشهر|أيام|yıl|hafta)"
)
"""A year, a month, a week or days, as they begin in the languages of `days_ago`."""
_SO_LONG_AGO = re.compile(
    rf"(?:\b(?:il y a|hace|há|faz|vor|לפני|قبل|منذ)(?: [^\W_]+){{0,2}} {_LENGTH}[^\W\d_]*"
    rf"|{_LENGTH}[^\W\d_]*(?: et demie?)? (?:fa|temu|geleden|sedan|siden|назад|тому|önce|atrás)) $",
    re.IGNORECASE,
)
_SO_LONG = re.compile(
    r"(?!, (?:vor|il y a|hace) [^\W_]+ (?:tagen|jours|días)\b)"
    r",? (?:genau |exactement |exactamente |esattamente )?"
    r"(?:vor|il y a|(?:se )?(?:hizo|hicieron|hac[eí]an?|cumpl\w+)"
    r"|ha fatto|fez|fizeram|faz|för|for|min[ąę]ł[aoy]?|uplynul\w*|исполнил\w*|прошл[оа]|минул[оа]|לפני|قبل)"
    rf"(?: [^\W_]+){{0,2}} {_LENGTH}"
    rf"|(?: [^\W_]+){{1,2}} {_LENGTH}[^\W\d_]* (?:fa|temu|geleden|sedan|siden|назад|тому|önce|atrás)\b",
    re.IGNORECASE,
)
"""Beside "yesterday", which then is of another year: "a year ago yesterday", "gestern vor zehn Jahren"."""
_OPENS = re.compile(r"(?:^|[,.;:!?] )[“„«\"]?$")
_THEN_TODAY = re.compile(
    r" (?!abend|nacht|früh|morgen|mittag|vormittag|nachmittag|soir|matin|midi|après|noche|tarde|sera"
    r"|notte|mattina|noite|avond|ochtend|wieczor|ran[oa]|вечер|утр|ноч|ввечер)"
    r"(?:[^\W\d_]+ )?[^\W\d_]+[,;–—]? ?(?:(?:und|et|y|e|en|och|og|a|i|и|а|но|і|ve) )?"
    r"(?:heute|aujourd|hoy|oggi|vandaag|hoje|i ?dag|dziś|dzisiaj|dnes|azi|astăzi|сегодня|сьогодні|bugün"
    r"|ו?היום|و?اليوم)",
    re.IGNORECASE,
)
"""Behind a "yesterday" that opens its clause: "gestern Kohle, heute Wind" names no day."""
_AND = re.compile(r"day,? (?:and|or|then)(?: on)? $")


def weekday(m: Match, context: Context) -> Reading | None:
    """Read `Friday`: the last one, or the next when it is to come; `last` and `next` are never the day."""
    which, weekday = m.which, m.weekday
    if which == "following" and not m.found.group().lower().startswith("the"):
        which = ""  # "he resigned following Sunday's vote"
    if placed := _placed(m, which, context):
        return placed
    chain = None
    if not which and context.sentence.endswith(_THAT, 0, context.start):
        chain = last_date(context)
        return spread(chain, lambda d: one_day(weekday_after(d, weekday))) if chain else until_now(context)
    if not which and context.may_be_history and not _is_said(context):
        return until_now(context)
    if which in ("following", "previous"):
        chain = last_date(context)
        if chain is None:  # some day of the story, and that lies behind
            return until_now(context)

    def meant(anchor: date) -> Range:
        if which == "this":
            return one_day(_this_weekday(anchor, weekday, context))
        if which == "last":
            return _last_weekday(anchor, weekday, context)
        policy = _policy(which, anchor - weekday_before(anchor, weekday), context)
        if policy is None:
            return weekday_before(anchor, weekday), weekday_after(anchor, weekday)
        found = nearest(weekly(anchor, weekday), anchor, policy)
        if policy is Nearest.BEGUN and not which:
            return _doubted(found, anchor, context)
        return found

    return spread(chain or context.published, meant)


def _policy(which: str, back: timedelta, context: Context) -> Nearest | None:
    """Return which weekday is meant where the last one lies so far back; None where it or the next may be."""
    sentence, tense = context.sentence, context.tense
    if which:
        return context.policy(which)
    if _COMING.match(sentence, context.end):
        opens = not sentence[: context.start].strip('“" ')
        return Nearest.OPEN if opens or tense != "past" else None  # "He knew Sunday is a feast"
    if is_dropped_at(sentence, context.start) or may_be_given_up(sentence, context.start, context.end):
        return None
    if is_open_at(sentence, context.start, context.end):
        return Nearest.CLOSEST
    if tense == "future" and context.was_planned and back <= days(_JUST_OVER):
        return Nearest.CLOSEST if sentence.endswith((" on ", " for "), 0, context.start) else None
    return context.policy("")


def _placed(m: Match, which: str, context: Context) -> Reading | None:
    """Read a weekday that the words beside it place or leave open: "on a Friday", "Friday and Saturday"."""
    if which:
        is_last = m.found.group().lower().startswith("the last ")
        is_of_stretch = context.match_behind(_OF_PERIOD) is not None
        is_of_stretch = is_of_stretch or (is_last and context.sentence.startswith(" of ", context.end))
        return Reading(PartialDate.unknown()) if is_of_stretch else None
    is_told = context.sentence.endswith(("the ", "The "), 0, context.start)
    is_of = is_told and context.match_behind(_OF)
    if is_of or context.search_before(_ANY):
        is_open = context.match_behind(_OF_PERIOD) or context.tense == "future"
        return Reading(PartialDate.unknown()) if is_open else until_now(context)
    if listed := context.match_behind(_OF_WEEK):
        return _of_week(m.weekday, STEPS[listed["which"]], context)
    return _beside_other_day(m, context)


def _is_said(context: Context) -> bool:
    """Tell whether somebody says on, or of, the weekday: "Monday" is then of the week of the text."""
    said = context.search_before(_SAID) or context.match_behind(_SAID_AFTER)
    return said is not None


def _doubted(found: Range, anchor: date, context: Context) -> Range:
    """Return the day of a weekday that is over, or two that may be meant.

    A weekday of tomorrow is of six days ago, or the page came out on its eve. One of the day itself, beside
    news of the day before ("Orle, shut on Friday, said Thursday"), may be of a week ago.
    """
    if anchor - found[0] == days(_EVE):
        return found[0], anchor + days(1)
    coming = weekday_after(anchor, found[0].weekday())
    is_open = context.match_behind(_IS_OPEN) or may_run_on(context.sentence, context.start, context.end)
    if not context.tense and is_open:  # "The team plays on Saturday."
        return found[0], coming
    if (0, PartialDate.on(coming)) in context.previous:  # "back on Monday, after talks on Monday"
        return found[0], coming
    eve = WEEKDAYS[(anchor - days(1)).weekday()]
    if found[0] == anchor and re.search(rf"\bs(?:aid|ays) (?:on )?{eve}\b", context.sentence):
        return anchor - days(7), anchor
    return found


def _beside_other_day(m: Match, context: Context) -> Reading | None:
    """Read a weekday that another date of the text places.

    The Saturday of "Friday and Saturday" is the one after that Friday; the Tuesday of "on Thursday, after
    Tuesday's vote" the one before that Thursday.
    """
    begin = m.found.start()
    coupled = _AND.search(context.sentence[max(0, begin - 20) : begin])
    if coupled and (other := last_date(context)):
        after = spread(other, lambda d: one_day(weekday_after(d, m.weekday, strictly=True)))
        if not _is_ahead(after, context):
            return after
        return spread(other, lambda d: one_day(weekday_before(d, m.weekday, strictly=True)))
    beside = context.search_before(_BESIDE)
    if not (beside and context.previous):
        return None
    distance, value = context.previous[0]
    if distance > 0 or not value.is_exact:
        return None
    move = weekday_before if beside["after"] else weekday_after
    return spread((value.earliest, value.latest), lambda d: one_day(move(d, m.weekday, strictly=True)))


def _is_ahead(reading: Reading | None, context: Context) -> bool:
    """Tell whether a day lies after the publication though nothing speaks of what is to come."""
    if reading is None or reading.value.earliest is None or context.latest is None:
        return False
    return reading.value.earliest > context.latest and context.tense != "future"


def _last_weekday(anchor: date, weekday: int, context: Context) -> Range:
    """Return the last such day; with the one before, when "last Tuesday" is said on a Friday.

    Who writes means this week's, unless it is so near that "Tuesday" says it; who speaks may mean last's.
    """
    day = weekday_before(anchor, weekday, strictly=True)
    is_this_week = week_range(anchor, context.week_starts_on)[0] <= day
    is_spoken = is_this_week and _SPOKEN.search(context.sentence, *context.around)
    return day - days(7 if is_spoken or (anchor - day).days <= _NEAR else 0), day


def _this_weekday(anchor: date, weekday: int, context: Context) -> date:
    """Return the one of the week that runs, moved by a week where the tense speaks against it."""
    day = weekday_after(week_range(anchor, context.week_starts_on)[0], weekday)
    is_aim = context.search_before(_AIM)
    if context.tense == "past" and day > anchor and not is_aim:
        return day - days(7)
    if context.tense == "future" and day < anchor:
        return day + days(7)
    return day


def weekday_with_day(m: Match, context: Context) -> Reading | None:
    """Read `Monday 17`: the one within a month of the publication.

    Where there is none, a day such as "the 13th" is not known, and a number is no day.
    """

    def meant(anchor: date) -> Range:
        near = (anchor + days(ahead) for ahead in range(-_MONTH, _MONTH + 1))
        return one_day(next(day for day in near if (day.weekday(), day.day) == (m.weekday, m.day)))

    try:
        return spread(context.published, meant)
    except StopIteration:
        return Reading(PartialDate.unknown()) if _ORDINAL.search(m.found.group()) else None


def weekday_weeks_ago(m: Match, context: Context) -> Reading | None:
    """Read `three weeks ago Monday`: of that week, or as many weeks before the last such day.

    After months and years it is the day of this week or the last, in that year: `ten years ago Monday`; with
    `last` and `this` as long before the day that they mean.
    """
    amount = int(m.amounts[1])

    def meant(anchor: date) -> Range:
        if m.unit in ("month", "year", "fortnight") or m.which:
            policy = NEAREST_BY_WORD.get(m.which, Nearest.CLOSEST)
            day = nearest(weekly(anchor, m.weekday), anchor, policy)[0]
            return one_day(same_day_before(day, m.unit, amount))
        first = week_range(anchor, context.week_starts_on, -amount)[0]
        found = weekday_after(first, m.weekday), weekday_before(anchor, m.weekday) - days(7 * amount)
        return min(found), max(found)

    return spread(context.published, meant)


def weekdays_ago(m: Match, context: Context) -> Reading | None:
    """Read `three Mondays ago`: the third of those before the day."""
    least, most = (days(7 * (int(amount) - 1)) for amount in m.amounts)

    def meant(anchor: date) -> Range:
        last = weekday_before(anchor, m.weekday, strictly=True)
        return last - most, last - least

    return spread(context.published, meant)


def overnight_weekdays(m: Match, context: Context) -> Reading | None:
    """Read `overnight Sunday into Monday`, `overnight on Sunday`: the night to it on that day itself."""
    policy = context.policy("")

    def meant(anchor: date) -> Range:
        is_over = not m.word("weekday2") and anchor.weekday() == m.weekday and policy is Nearest.BEGUN
        if is_over:
            return anchor - days(1), anchor
        return nearest(weekly(anchor, m.weekday, length=2), anchor, policy)

    return spread(context.published, meant)


def weekday_of_week(m: Match, context: Context) -> Reading | None:
    """Read `Tuesday of last week`, `next week on Monday`."""
    return _of_week(m.weekday, m.step, context)


def _of_week(weekday: int, step: int, context: Context) -> Reading | None:
    """Read a weekday of last week (-1), of this one (0) or of the next (1)."""

    def meant(anchor: date) -> Range:
        first, last = (
            weekday_after(span[0], weekday) for span in _meant_spans(anchor, "week", step, context)
        )
        return first, last

    return spread(context.published, meant)


def _meant_spans(anchor: date, unit: str, step: int, context: Context) -> tuple[Range, Range]:
    """Return the stretch that `last month` or the like means, twice; of two that may be meant, both.

    On a Sunday that closes a week, "last week" may be that one, and "this week" of what is to come the next.
    """
    span = unit_range(anchor, unit, step, context.week_starts_on)
    is_close = unit == "week" and anchor.weekday() == _SUNDAY and context.week_starts_on == 0
    if is_close and (step == -1 or (step == 0 and context.tense == "future")):
        return span, unit_range(anchor, unit, step + 1, context.week_starts_on)
    return span, span


def weekdays(m: Match, context: Context) -> Reading | None:
    """Read `from Monday to Wednesday`: the last such days, or the next ones."""
    first, last = m.weekday, WEEKDAY_NUMBERS[m.word("weekday2")]
    if is_open_at(context.sentence, m.found.start("weekday"), context.end):
        return None  # "moved from Sunday to Monday"

    def meant(anchor: date) -> Range:
        if context.tense == "future":
            begin = weekday_after(anchor, first)
            return begin, weekday_after(begin, last)
        end = weekday_before(anchor, last)
        return weekday_before(end, first), end

    return spread(context.published, meant)


def weekday_weeks(m: Match, context: Context) -> Reading | None:
    """Read `Monday week`, `a fortnight on Friday`, `a week last Tuesday`, `the Monday before last`."""
    further = days(14 if "fortnight" in m.found.group().lower() else 7)
    if m.word("past") or m.which in ("last", "past"):
        return spread(
            context.published, lambda d: one_day(weekday_before(d, m.weekday, strictly=True) - further)
        )
    return spread(context.published, lambda d: one_day(weekday_after(d, m.weekday, strictly=True) + further))


def weekday_in_weeks(m: Match, context: Context) -> Reading | None:
    """Read `two weeks from Monday`; `in two weeks' time on Thursday`, of that week or so long after the next.

    Inside a sentence the former may tell from when something lasts, as in "is away two weeks from Monday".
    """
    weeks = int(m.amounts[1])
    if not m.word("time") and context.sentence[: context.start].strip('“" '):
        return Reading(PartialDate.unknown())

    def meant(anchor: date) -> Range:
        after = weekday_after(anchor, m.weekday, strictly=True) + days(7 * weeks)
        in_week = weekday_after(week_range(anchor, context.week_starts_on, weeks)[0], m.weekday)
        return (min(in_week, after) if m.word("time") else after), after

    return spread(context.published, meant)


def day_near(m: Match, context: Context) -> Reading | None:
    """Read `today`, `yesterday`, `the day after tomorrow`, `this morning`."""
    words = m.found.group().lower()
    step = next((step for word, step in DAY_STEPS.items() if word in words), 0)
    return spread(context.published, lambda d: one_day(d + days(step)))


def days_ago(m: Match, context: Context) -> Reading | None:
    """Read `gestern`, `avant-hier`: yesterday or the day before it, in the language of the text.

    With a capital inside a sentence it is a name: "Maria Ayer", "Gestern GmbH".
    """
    if context.sentence[context.start].isupper() and _INSIDE.search(context.sentence, 0, context.start):
        return None
    is_of_age = context.search_before(_OPENS) and context.match_behind(_THEN_TODAY)
    if is_of_age and not is_against(
        context.language, context.sentence, context.start, context.end, ahead=True
    ):
        return None  # but "gestern starben zwei, heute drei"
    if context.search_before(_SO_LONG_AGO) or context.match_behind(_SO_LONG):
        return None
    return spread(context.published, lambda d: one_day(d - days(ALL_DAYS_AGO[m.word("ago")])))


def overnight(_: Match, context: Context) -> Reading | None:
    """Read `overnight`: the night to the day of publication, or from it when it is to come."""
    if context.match_behind(_OF_DAY) or context.search_before(_DAY_BEFORE):
        return None
    ahead = days(1 if context.is_planned else 0)
    return spread(context.published, lambda d: (d - days(1) + ahead, d + ahead))


def weekend(m: Match, context: Context) -> Reading | None:
    """Read `the weekend`: the last one that had begun, or the next when it is to come."""
    if m.word("past"):  # "this past weekend"
        policy = Nearest.BEGUN
    elif m.which == "this" and context.tense != "past":
        policy = Nearest.OPEN
    elif m.which == "this":
        policy = Nearest.BEGUN
    else:
        policy = context.policy(m.which)
    return spread(context.published, lambda d: nearest(weekly(d, 5, length=2), d, policy))


def unit(m: Match, context: Context) -> Reading | None:
    """Read `last week`, `earlier this month`, `late next year`, `the end of the year`."""
    cut = m.word("part") if m.word("part") in _CUT else ""
    part = "" if cut else m.part

    def meant(anchor: date) -> Range:
        span, later = _meant_spans(anchor, m.unit, m.step, context)
        first, last = span[0], later[1]
        if cut == "earlier":
            return first, min(last, anchor) if m.step == 0 else last
        if cut:
            return max(first, anchor), last
        return (part_of(span, part)[0], part_of(later, part)[1]) if part else (first, last)

    return spread(context.published, meant, about=bool(part))


def no_date(_: Match, __: Context) -> Reading:
    """Read what looks like a date and is none."""
    return Reading(PartialDate.unknown())
