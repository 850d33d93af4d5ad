"""Turn a language into its rules for dates: one table of names, patterns and meanings.

Of two matches that begin together the longer one is read, then the one of the earlier row. A group named
`core` is the expression where the pattern needs more words than that; the pieces in braces are explained in
`patterns`. The rules are this project's own, in the way of HeidelTime (Strötgen and Gertz, 2010).
"""

import re
from typing import NamedTuple

from dossier.analysis.dates import counted, days, holidays, lists, months, relative, years
from dossier.analysis.dates.context import Meaning
from dossier.analysis.dates.patterns import Words, pattern
from dossier.model import Document
from dossier.text.date_words import LANGUAGES, PLAIN, words_for_days_ago
from dossier.text.language import primary
from dossier.text.words import PAST_VERBS

NO_DATE = "no-date"
"""Name of the rules for what looks like a date and is none; they hide whatever lies inside."""


class Rule(NamedTuple):
    """One row of the table."""

    name: str
    """As it is exported with each date that it reads."""
    text: str
    """The pattern as it is typed below."""
    regex: re.Pattern[str]
    words: Words
    """Every match contains one of them."""
    meaning: Meaning


def rule(name: str, text: str, meaning: Meaning) -> Rule:
    """Make a row; raise ValueError for a pattern without words in braces, since it would be never called.

    That no match is without one ("(?:{MONTH} )?2024"), the tests look for in the marked set, not this.
    """
    regex, words = pattern(text)
    if not words:
        raise ValueError(f"the date rule {name!r} has no word in braces, as in {{today|tonight}}")
    return Rule(name, text, regex, words, meaning)


_PAST_VERBS = "|".join(sorted(PAST_VERBS))
_EVERYWHERE: tuple[Rule, ...] = (
    rule("iso-day",
        r"(?<![\w/-])(?P<y>{FULLYEAR})(?P<sep>[/-])(?P<m>\d{2})(?P=sep)(?P<d>\d{2})"
        r"(?:T[\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?(?![\w/-])",
        days.iso_day),
    rule("numeric-day",
        r"(?<![\w/.,$-])(?P<a>{FIGURES})(?P<sep>[/.-])(?P<b>{FIGURES})(?P=sep)"
        r"(?P<year>(?:1[89]|20)\d\d|(?<=/)\d\d\b)(?![\w/-]|[.,]\d)",
        days.numeric_day),
)  # fmt: skip

_ENGLISH: tuple[Rule, ...] = (
    rule("holiday", r"\b(?:{HOLIDAYDAY}|{HOLIDAYNAME:2}),?(?: of)? {YEAR}\b", holidays.holiday),
    rule("holiday", r"\b(?:(?P<which>(?i:last|this|next)) )?{HOLIDAYDAY}\b", holidays.holiday),
    rule("holiday",  # a name that opens others: a word of time before it, and no noun behind
        r"\b(?:(?i:on|at|by|before|after|since|until|till|over|for|into|around|during)(?: the)? "
        r"|(?=(?i:last|this|next) ))"
        r"(?P<core>(?:(?P<which>(?i:last|this|next)) )?{HOLIDAYNAME}(?P<twice> before last)?)"
        r"(?=[.,;:!?)”\"]|$| (?:and|or|in|at|to|with|when|as|but|the|he|she|it|they|we|by|for|last|this|next"
        r"|after|before|because|if|was|were|is|will|has|had|said|that|which|an?|holidays?|period|break|season|recess"
        r"|weekend|week|time)\b)",
        holidays.holiday),
    rule("no-date",
        r"\b(?:(?i:every|each|most|any) (?i:other )?{DAYNAME}(?: (?:morning|night|evening)s?)?"
        r"|(?:Black|Good|Bloody|Palm|Easter|Ash|Shrove|Maundy|Holy|Cyber|Super|Giving) {DAYNAME}"
        r"|{DAYNAME}(?:[’']s)? (?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Night Live|Star|Sun|People"
        r"|Independent|World|Group|Club)"
        r"|(?<!from ){DAYNAME}(?: (?:to|through) |-){DAYNAME}"
        r"(?:(?:[^.;]|[ap]\.m\.){0,40}?[ap]\.?m\.?,? (?:and|or) (?:on )?{DAYNAME})?"  # hours of a week
        r"|(?i:an?|one) (?:[a-z]+ )?{DAYNAME}(?= (?:in|of|when)\b)|(?i:an?) {DAYNAME}(?=[.,;:)])"
        r"|(?i:every|each) {MONTH}(?: {DAY})?)\b",
        relative.no_date),
    rule("no-date", r"\b(?:[A-Z]\w+ (?=T){today}|{Today} (?:programme|show|program))\b", relative.no_date),
    rule("no-date",  # of an age: "yesterday's heroes are today's fools", "what was a craft yesterday is …"
        r"\b{today|yesterday|tomorrow}[’']s [\w-]+(?: [\w-]+)? "
        r"(?:is|are|was|were|(?:will|may|can) be|became|become)(?: [\w-]+)? {today|yesterday|tomorrow}[’']s\b"
        r"|\b(?i:what) (?:is|are|was|were|seemed|looked)\b[^.;!?]{1,60} {yesterday|today} "
        r"(?:is|are|will be|may be|seems?|looks?)\b[^.;!?]{1,60}\b{today|tomorrow}\b"
        r"|\b(?i:today|now)\b[^.!?]{3,80}[;:,—–] ?(?:and |but )?{tomorrow},? "
        r"(?:it|they|he|she|we|you|one|nobody|everybody|everything) (?:may|might|could)\b"
        r"|\b{yesterday}\b[^.!?]{3,80}\b{today}\b[^.!?]{3,80}\b{tomorrow}\b[^.!?]{1,20} (?:may|might|could)\b"
        r"|\b(?i:what) \w+ {today} (?:is|may|might|could|will) [^.!?]{1,40}\b{tomorrow}\b"
        r"|\b(?i:liv(?:e|es|ed|ing)) (?:only )?for {today}\b(?: and not for {tomorrow})?"
        r"|\b{tomorrow} (?:belongs|never|is another day)\b|\b(?i:here) {today},? (?:and )?gone {tomorrow}\b"
        r"|(?<!\w )\b{yesterday},? (?:(?:it|they|we|s?he) (?:was|were) )?(?!it\b|they\b|we\b|s?he\b|I\b)"
        rf"(?!(?:[\w-]+ )?(?:[\w-]+ed|{_PAST_VERBS})\b)" r"[\w-]+(?: [\w-]+)?[,;:—–] ?(?:and |but )?{today}\b"
        r"(?:[^.!?]{1,60}\b{tomorrow}\b)?",
        relative.no_date),
    rule("no-date",  # of our time, not of a day: "Today, bakers are …"; "Tomorrow someone may …"
        r"^(?:{Today},? (?:[a-z-]+s (?:are|have|can|do)"
        r"|(?:more|most|many|fewer|few|nearly|almost)(?: [\w-]+){1,5}"
        r" (?:are|have|live|keep|use|own|work|can|do|than ever))\b"
        r"(?! (?:been|being|meeting|gathering|announcing|on)\b)"
        r"|{Tomorrow},? (?:some(?:one|body)|any(?:one|body)|others|another) (?:may|might|could)\b)",
        relative.no_date),
    rule("no-date",  # "the navy of tomorrow", "today's farmers"
        r"(?<!\b[Aa]s )\bof {today|tomorrow|yesterday}\b|\b(?i:no|what|whatever) {tomorrow}\b"
        r"|\b{today|tomorrow|yesterday}[’'](?:s will|s (?:[a-z]+(?:ers|ists|ians)|children|people|women|men"
        r"|youth|enemies|friends|students|parents|world|society|generation|standards|technology|economy)"
        r"\b(?:[^.;!?]{1,80}\b{tomorrow}\b)?(?! (?:were|was|had)\b)"
        r"|(?<=oday[’'])s [A-Z][\w&]+(?: [A-Z]\w+)?(?=[.,;:!?”\"]|$))",
        relative.no_date),
    rule("no-date",  # a slip of the tongue: "today — or just yesterday"
        r"\b(?:{today|tonight|tomorrow|yesterday}|(?i:this) {morning|afternoon|evening|week|weekend})"
        r"(?: at [\w:]{1,8})?(?: or so)? ?[—–] ?(?:(?i:or|so|no|well|sorry|I mean|rather|just),? ){0,3}"
        r"(?:{today|tonight|tomorrow|yesterday}{HOUR}|(?i:this) {morning|afternoon|evening|week|weekend})\b",
        relative.no_date),
    rule("no-date",  # "where we are today", "it is more urgent today than"
        r"\b(?:where|what|who|how|than|as) [\w’' ]{1,20}(?:am|are|is|stands?|live) {today}\b"
        r"|\b(?i:even) {today}\b"
        r"|\b(?:remains?|still)(?: [\w-]+){0,6} {today}\b|\b(?:more|less) \w+ {today} than\b",
        relative.no_date),
    *_EVERYWHERE,
    rule("days-of-month",
        r"\b(?:{FROM} )?{MONTH} {DAY}{LIST}{TO}(?:{MONTH:2} )?{DAY:2}\b(?:,? {YEAR})?(?!\d|:\d|,\d{3})",
        lists.days_in_a_row),
    rule("days-of-month",
        r"\b(?:{FROM} )?{DAY}{LIST}(?: {MONTH})?{TO}{DAY:2}(?: of)? {MONTH:2}\b(?:,? {YEAR})?",
        lists.days_in_a_row),
    rule("day-month",  # each day of a list but the last: "on 3, 5 and 9 May"
        r"(?<![\d.,:$-])\b{DAY}\b(?={LIST} (?:and|&) \d\d?(?:st|nd|rd|th)?(?: of)? {MONTH}\b(?:,? {YEAR})?)",
        days.one_date),
    rule("month-day",  # the last day of such a list, and the second of three: "on May 3, 5 and 9"
        r"\b{MONTH} \d\d?(?:st|nd|rd|th)?{LIST} (?:and|&) (?P<core>{DAY}\b(?:,? {YEAR})?)",
        lists.day_in_list),
    rule("month-day",
        r"\b{MONTH} \d\d?(?:st|nd|rd|th)?, (?P<core>{DAY}\b)"
        r"(?=,? (?:and|&) \d\d?(?:st|nd|rd|th)?\b(?:,? {YEAR})?)",
        lists.day_in_list),
    rule("days-of-month",
        r"\b(?:(?P<both>(?i:between))|(?i:from) on or about) (?:{DAY} {MONTH}|{MONTH:3} {DAY:3},?) {YEAR},? "
        r"(?(both)and|(?:to|through|until|till)) (?:on or about )?"
        r"(?:{DAY:2} {MONTH:2}|{MONTH:4} {DAY:4},?) {YEAR:2}",
        days.days_of_years),
    rule("told-year",
        r"\b(?:{MONTH}(?: {DAY})?|{DAY:2}(?: of)? {MONTH:2}),?(?: of)? (?P<which>(?i:last|this|next)) year\b",
        days.day_of_year),
    rule("told-year",
        r"\b(?:{MONTH}(?: {DAY})?|{DAY:2}(?: of)? {MONTH:2}),?(?: of| in)?"
        r" (?:that(?: same)?|the same) (?i:year)\b",
        days.day_of_that_year),
    rule("month-day",
        r"\b(?:{ANYDAY})?{MONTH} (?:the )?{DAY}(?: ?,? (?:{YEAR}|{YEARWORDS}))?"
        r"(?![\d%]|[.,:]\d|-\w|,\d{3}| (?:percent|per cent|people))",
        days.one_date),
    rule("day-month",
        r"(?<![\d.,:$-])\b(?:{ANYDAY})?{DAY}(?:(?: day)? of)?[ -]{MONTH}\b(?! Day\b)"
        r"(?:[ ,-]{1,3}(?:(?:A\. ?D\. )?{YEAR}|{YEARWORDS}))?",
        days.one_date),
    rule("day-month", r"{DAYWORD} of {MONTH}\b(?![’']s)(?:,? {YEAR})?", days.one_date),
    rule("week-of-day",
        r"\b{THE}week (?:of|beginning|starting|commencing) (?:on )?(?:{DAY} {MONTH}|{MONTH:2} {DAY:2})\b"
        r"(?:,? {YEAR})?",
        days.week_of_day),
    rule("well-known", r"(?<![\w/.$€£-]){NINEELEVEN}(?![\w/]|[.,]\d)", days.well_known_day),
    rule("months",
        r"\b(?P<from>{FROM} )?{MONTH}(?: {YEAR})?{TO}{MONTH:2}(?(from)\b(?:{OF}{YEAR:2})?|{OF}{YEAR:3})",
        months.months),
    rule(  # not of a day that is glued to a name: "Ann Roe30 March 2021"
        "month-year",
        r"(?<![^\W\d_]\d )(?<![^\W\d_]\d\d )\b{PARTOF}?{MONTH}{OF}{YEAR}",
        months.month_of_year,
    ),
    rule("month-week",
        r"\b{THE}(?P<nth>(?i:first|second|third|fourth|last)) week (?:of|in) {MONTH}\b(?:,? {YEAR})?",
        months.week_of_month),
    rule("month-weekday",  # but not of each year
        r"\b(?<!every )(?<!each ){THE}(?P<nth>(?i:first|second|third|fourth|last)) {WEEKDAY}"
        r" (?:of|in) {MONTH}\b(?:,? {YEAR})?(?! (?:and|or) {MONTH:2}| (?:of )?(?:each|every))",
        months.weekday_of_month),
    rule("month-part", r"\b{PARTOF}(?:(?P<which>last|this|next) )?{MONTH}\b(?! \d)", months.one_month),
    rule("month",
        r"\b(?i:in|during|through|since) (?:(?:early|mid|late)[ -])?{MONTH:2} (?:and|or)"
        r" (?P<core>{MONTH})(?![\w-]| \d{1,2}\b)",
        months.one_month),
    rule("which-month", r"\b{WHICH} {MONTH}(?![\w-]|\.? \d{1,2}\b)", months.one_month),
    rule("month", r"\b(?i:in|since|during|until|till|through) (?P<core>{MONTH})(?![\w-])", months.one_month),
    rule("month",  # where a person's name could be, it must not look like one
        r"\b(?i:by|from|to|for|of|after|before) (?P<core>{MONTH})"
        r"(?![\w-]|[’']s| [A-Z]| (?:said|was|has|told|and [A-Z]))",
        months.one_month),
    rule("the-month",
        r"(?:\b(?i:the|an?|its|his|her|their)|[’']s)(?: [a-z]+ed)? (?P<core>{MONTH})"
        r"(?= [a-z]{3,}| [A-Z]{2,} )(?! (?:said|was|has|told|who|of)\b)",
        months.month_of_thing),
    rule("month",
        r"(?:^|(?<=[\"“]))(?!May|Mar|Apr|June|Aug|Jan\b){MONTH}(?= (?:is already|will be)\b)",
        months.month_ahead),
    rule("season", r"\b{PARTOF}?{THE}{SEASON}(?: of)? {YEAR}(?:[-–/]\d\d\b)?", years.season),
    rule("which-season",
        r"\b{WHICH} {SEASON}\b"
        r"(?!(?<=fall) (?:began|came|followed|means|brought|led|caused|wiped|prompted|of"
        r"|in (?:(?:the|its|their) )?(?:shares?|prices?|value|demand|markets?|stocks?|rates?|numbers?)\b))",
        years.near_season),
    rule("coming-season",
        r"\b(?i:in|by|until|during|from) (?P<core>the {SEASON})\b(?! of\b|-)",
        years.near_season),
    rule("new-year", r"\b(?i:early in the {new} {year}|(?<=in )the {new} {year})\b", years.new_year),
    rule("quarter",
        r"\b(?:{QUARTER}|{THE}(?P<nth>(?i:first|second|third|fourth|1st|2nd|3rd|4th))[ -]"
        r"(?P<what>{quarter|half}))(?:{OF}{YEAR}| of (?P<which>this|last|next|the) year)",
        years.quarter),
    rule("quarter",
        r"\b(?:(?i:in|for|during|of|through|since|by) (?=the )|(?i:its|their) |(?=[a-z]+-))"
        r"(?P<core>(?:the )?(?P<nth>(?i:first|second|third|fourth))"
        r"(?: |-(?=\w+ [a-z]))(?P<what>{quarter}))\b"
        r"(?!-?final| of fiscal)",
        years.quarter),
    rule("decade", r"\b{THE}{PARTOF}?{DECADE}\b", years.decade),
    rule("century",
        r"\b{THE}{PARTOF}?(?:(?P<number>\d{1,2})(?:st|nd|rd|th)"
        r"|(?P<name>(?i:seventeenth|eighteenth|nineteenth|twentieth)))[- ]{century}\b",
        years.century),
    rule("year",
        r"\b(?i:in|since|until|by|of|from|during|before|after) (?P<core>{YEARWORDS})\b(?![ -][a-z]+s\b|-)",
        years.year_in_words),
    rule("years",
        r"(?<![\d.,$€£-])\b(?:{FROM} )?{MODERN}(?: ?[-–—/] ?| (?:to|through) (?=\d{4}))"
        r"(?P<end>(?:1[89]|20)\d\d|\d\d)(?![\d-]|[.,]\d)",
        years.years),
    rule("years",
        r"\b{FROM} {MODERN}(?:{TO})(?P<end>(?:1[89]|20)\d\d)\b(?!,\d)",
        years.years),
    rule("year-name",  # the year is part of a name: "the 1967 war"
        r"\b(?i:the|a|an|its|his|her|their) (?:[a-z-]+ )?(?P<core>{MODERN})"
        r"(?= (?!or\b|and\b|to\b|by\b|was\b|were\b|has\b|had\b|will\b|would\b)[a-z]{3,})",
        years.one_year),
    rule("year",  # the first letter, looked at before anything else, makes it five times as fast
        r"\b(?=[\dtTeEmMlLbBsScCfF])(?:(?<![\d.,$€£#/-])|(?<=\bpre-)|(?<=\bpost-))"
        r"(?:{PARTOF}|(?P<fiscal>(?i:fiscal(?: year)?|FY) ?))?{LONEYEAR}(?![\w/]|-\d)",
        years.one_year),
    rule("weekday-range", r"\b{FROM} {WEEKDAY}{TO}{WEEKDAY:2}\b", relative.weekdays),
    rule("weekday-weeks",
        r"\b(?:(?:{WHICH} )?{WEEKDAY} (?i:week|fortnight)"
        r"(?=[.,;:)]|$| (?:in|at|to|for|when|and|the|he|she|it|they|with)\b)"
        r"|(?<!\bfor )(?i:a (?:week|fortnight))"
        r" (?:(?:on|from)|(?P<past>(?i:ago|last))(?: on)?) {WEEKDAY:2}\b)",
        relative.weekday_weeks),
    rule("weekday-weeks",
        r"\b(?<!for )(?:(?P<time>(?i:in) )?{AMOUNT} (?i:weeks?)(?(time)[’']s? time,? on| from) {WEEKDAY}\b)",
        relative.weekday_in_weeks),
    rule("weekday-of-week", r"\b{WEEKDAY},?(?: of)? {WHICH} (?i:week)\b", relative.weekday_of_week),
    rule("weekday-of-week", r"\b{WHICH} week,? on {WEEKDAY}\b", relative.weekday_of_week),
    rule("weekday-before-last",
        r"\b(?:(?i:the) )?{WEEKDAY} (?:(?P<past>{before} last)|{after} next)\b(?! (?:[A-Z]|\w+[’']s))",
        relative.weekday_weeks),
    rule("which-weekday", r"\b{WEEKDAY} (?P<which>{last})(?=[.,;:)]|$| (?:the|when|and|he|she|they)\b)",
        relative.weekday),
    rule("weekday-with-day",
        r"\b{WEEKDAY},? (?:the )?(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?"
        r"(?=[,;)]|\.?$| (?:and|or|to|at|in|when)\b)",
        relative.weekday_with_day),
    rule("weekday-weeks",
        r"\b{AMOUNT} (?P<unit>(?i:weeks?|fortnights?|months?|years?)) {ago} (?:on |{WHICH} )?{WEEKDAY}\b",
        relative.weekday_weeks_ago),
    rule("weekday-weeks", r"\b{AMOUNT} {WEEKDAY}s {ago}\b", relative.weekdays_ago),
    rule("overnight",
        r"\b{overnight} (?:on |from )?{WEEKDAY}(?: night)? (?:in)?to (?:early )?{WEEKDAY:2}\b",
        relative.overnight_weekdays),
    rule("overnight", r"\b(?P<core>{overnight})(?= (?:on |from )?{WEEKDAY}\b)", relative.overnight_weekdays),
    rule("which-weekday",
        r"\b(?:(?i:the|this) )?(?P<which>(?i:last|past|this|next|coming|previous"
        r"|(?<=the )following|following(?! \w+[’'])))"  # but "following Sunday's vote"
        r" {WEEKDAY}(?!s)\b(?!,? (?:[A-Z][a-z]{2,8}\.? \d|\d{1,2} [A-Z]))"  # "this Wednesday, June 21"
        r"{HOUR}",
        relative.weekday),
    rule("weekday",
        r"(?<![\w-])(?:(?i:(?:early|late)(?: on)?|earlier|later|(?:the )?(?:early|small) hours of) )?"
        r"{WEEKDAY}(?!s\b|[-–—]\w| (?:mornings|afternoons|evenings|nights)\b)\b{HOUR}"
        r"(?!,? (?:\d\d?(?:st|nd|rd|th)? [A-Z]|[A-Z][a-z]{2,8}\.? \d\d?\b))",
        relative.weekday),
    rule("deictic",
        r"\b(?i:the {night} before last(?!,? \w*day)|the day before {yesterday}"
        r"|the day after {tomorrow}|(?:(?:earlier|later|early|late) )?"
        r"(?:{today|yesterday|tomorrow}{HOUR}|last {night}|this {morning|afternoon|evening})|{tonight})\b",
        relative.day_near),
    rule("overnight",
        r"\b{overnight}\b(?! (?:success|stay|guest|bag|train|bus|ferry|flight|delivery|sensation"
        r"|trip|journey|camp|hike|shelter|rates?|lending|borrowing|interest|money|index)\b)",
        relative.overnight),
    rule("weekend",
        r"\b(?:(?i:the )|(?P<past>(?i:this past ))|(?=(?i:last|this|next|past|coming) ))"
        r"{WHICH}? ?{weekend}\b(?!s| of)",
        relative.weekend),
    rule("unit",
        r"\b(?:(?P<part>(?i:earlier|later|early|late|mid)) )?(?:in )?"
        r"(?P<which>(?i:last|this|next|current|coming)) {SPAN}\b(?!-|s\b)",
        relative.unit),
    rule("unit-part",
        r"\b{THE}(?P<part>(?i:end|start|beginning|middle|close|rest|remainder)) of "
        r"(?:{THE}(?P<which>(?i:last|this|next|current|coming))|the) {SPAN}\b(?!-)",
        relative.unit),
    rule("window",
        r"\b(?i:in|over|during|for|within|throughout) "
        r"(?P<core>{THE}(?P<which>{last|past|recent|coming|next|following}) (?:{AMOUNT} )?{UNIT})"
        r"\b(?! of\b)",
        counted.window),
    rule("window",
        r"\b(?i:the|this) (?:(?P<which>{past|last|coming})|(?P<next>{next})) "
        r"(?(next){AMOUNT} |(?:{AMOUNT:2} )?){UNIT}\b(?! of\b)",
        counted.window),
    rule("day-weeks",
        r"\b{AMOUNT} (?P<unit>(?i:weeks?|fortnight|months?))(?: from)? (?P<named>{today|tomorrow})\b"
        r"(?!,? (?:since|that|after|from)\b)",
        counted.to_the_day),
    rule("day-weeks",
        r"\b(?P<named>{today|tomorrow}) (?P<unit>{week|fortnight})"
        r"(?=[.,;:)]|$| (?:in|at|to|for|when|and|with)\b)",
        counted.to_the_day),
    rule("ago-day",
        r"\b{AMOUNT} (?P<unit>(?i:weeks?|fortnights?|months?|years?)) {ago}"
        r" (?P<named>{today|tonight|yesterday|tomorrow}|(?i:this) {week|month})\b",
        counted.ago_to_the_day),
    rule("no-date",  # the age of a page, as it prints it: "February 18, 2015 / 12:25 PM / 3 years ago"
        r"(?:^(?:(?:Posted|Published|Updated|Last \w+ed):? )?|[/|·•] ?)"
        r"\(?(?P<core>\d{1,2} [a-z]{3,7}(?:, \d{1,2} [a-z]{3,7})? {ago})\)?$",
        relative.no_date),
    rule("ago", r"\b(?P<years>\d{1,2}) years?,(?: and)? (?P<months>\d{1,2}) months? {ago}\b",
        counted.ago_in_months),
    rule("ago", r"{DISTANCE} (?:{ago}|{back}\b(?! (?:to|in|from)))", counted.ago),
    rule("ago", r"\b{year}-{earlier|ago}(?= [a-z])", counted.year_ago),
    rule("hence",
        r"\b(?i:in) (?:another )?{DISTANCE}\b(?! (?:of|since|to|for|on|with"
        r"|after|before|ago|later|earlier)\b|-)",
        counted.in_time),
    rule("chained",
        r"{DISTANCE} (?P<way>{later|earlier|afterward|afterwards|beforehand|previously}\b(?! than)"
        r"|{before|after|prior}(?=[.,;:)]|$)|{before|after}(?= that\b))",
        counted.later),
    rule("beside", r"{DISTANCE} (?P<way>{after|before}|{prior} to|{following})\b", counted.beside),
    rule("same-last-year",
        r"\b(?i:the) {same} (?P<unit>{month|period})"
        r" (?:(?:of )?{last} {year}|(?:a|one) {year} {ago|earlier|before})\b",
        counted.same_of_last_year),
    rule("the-day",
        r"\b(?:{start|beginning|close} of|(?i:by|before|until) (?:the )?{end} of"
        r"|{later|earlier|late|early} in) (?P<core>the {day})\b(?!-| (?:of|when|that)\b)",
        counted.the_day),
    rule("clock",
        r"(?<!pdated )\b(?i:at|by|from|since|before|after|around|about|of) (?P<core>{CLOCK} ?{ZONE})\b"
        r"(?!\)|[+-]\d)",
        counted.clock),
    rule("same",
        r"\b(?i:the|that) (?P<which>{same|following|next|previous}) {PERIOD}\b",
        counted.same),
    rule("same", r"\b(?i:the) {PERIOD} (?P<which>{before|after})(?=[.,;:)]|$)", counted.same),
)  # fmt: skip

_TO_NEXT = r"(?:(?<=Nacht vom \d\.)|(?<=Nacht vom \d\d\.)) (?:auf den|zum)"
_AND = r"et|und|en|och|og|e|y|i|a|și|и|і|ve|dan|و|ja|και"
_AND_OR_TO = rf"{_AND}|bis|au|al|até|do|po|до|по|till|til|tot"
"""Between two days of one month, in the languages of the table."""
_LISTED = r"(?:\.?[,،] ?(?:ב[-־])?\d\d?){0,5}"
"""The other days of a list: "17., 18. und 20. Juni"."""


_NO_YESTERDAY = (
    *("von ", "dem ", "das ", "van ", "de ", "di ", "d’", "d'", "dell’", "dell'", "altro "),
    *("seit ", "bis ", "depuis ", "jusqu’à ", "jusqu'à ", "desde ", "hasta ", "fino a ", "sinds ", "tot "),
    *("sedan ", "siden ", "od ", "до ", "el ", "del ", "anders als ", "contrairement à ", "altro che "),
    *("até ", "da ", "till ", "til ", "do ", "حتى "),
    *("רק ", "c’était ", "c'était ", "parece que fue ", "sembra ", "fosse ", "wäre es ", "als wär’s "),
)
"""Before "yesterday", that is then no day on which something happens: "of, until, unlike yesterday"."""
_OR_NOW = (
    r"(?:und|oder|wie|et|ou|comme|y|o|como|e|ed|come|en|of|och|og|a|i|și|и|или|і|ve) "
    r"(?:heute|morgen|aujourd|demain|hoy|mañana|oggi|domani|vandaag|hoje|amanhã|i ?dag|idag|dziś|dzisiaj|dnes"
    r"|azi|astăzi|сегодня|сьогодні|bugün)"
)
"""Behind "yesterday", which then names no day: "yesterday and today"."""


def _yesterday(language: str) -> str:
    """Return the pattern of "yesterday", and of the day before it, in a language."""
    no_day = "".join(rf"(?<!\b(?i:{word}))" for word in _NO_YESTERDAY)
    return rf"(?<![\w-]){no_day}{{AGO{language.upper()}}}(?![\w-])(?! (?:{_OR_NOW})\b)"


def _rules_in(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language of which only days with their months and "yesterday" are known."""
    first = r"(?:(?<![\d.,:$-])\b|(?<=\bב-)|(?<=\bוב-)|(?<=\bו-)|(?<=\bو)){DAY}"  # "on 3", "and 3"
    month = rf"(?!\. listopada)(?:\.|er|º)? (?:(?i:de) )?{{MONTH{language.upper()}}}\b"
    months = month.replace("}", ":2}")  # behind a stop "listopada" is Croatia's October
    year = r"(?:,? (?:(?i:del?|in|van) )?{YEAR}\b)?"
    between = rf"{_LISTED}\.?(?: ?[-–—/] ?| (?:{_AND_OR_TO}) |{_TO_NEXT} | و| ו[בה]?[-־]| ל[-־])"
    behind = rf"(?={_LISTED}\.? (?:(?:{_AND}) |و|ו[בה]?[-־])\d\d?{month}{year})"  # of one of a list
    return (
        *_EVERYWHERE,
        rule("days-of-month", first + between + "{DAY:2}" + months + year, lists.days_in_a_row),
        rule("day-month", first + month + year, days.one_date),
        rule("day-month", first + r"\b" + behind, days.one_date),
        *([rule("deictic", _yesterday(language), relative.days_ago)] if words_for_days_ago(language) else []),
    )


RULES: dict[str, tuple[Rule, ...]] = {
    "en": _ENGLISH,
    "und": _ENGLISH,
    **{language: _rules_in(language) for language in LANGUAGES if language != "en"},
}
"""Language to its rules; a language without any has those that are valid everywhere."""


def language_of(document: Document) -> str:
    """Return the language of a document without its region."""
    return primary(document.meta.language)


def rules_of(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language."""
    return RULES.get(language, _EVERYWHERE)


def plain_sentence(document: Document, number: int) -> str:
    """Return a sentence, by its number from 0, as the rules read it."""
    return document.quote(document.sentences[number].span).translate(PLAIN)
