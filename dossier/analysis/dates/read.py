"""Turn the date expressions of a document into intervals that say how they were read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from dossier.analysis.dates.context import Anchor, Context, Match, Reading
from dossier.analysis.dates.plans import is_replaced
from dossier.analysis.dates.rules import NO_DATE, Rule, language_of, plain_sentence, rules_of
from dossier.analysis.dates.tense import has_tenses
from dossier.analysis.dates.written import Entries, days_of_quotations
from dossier.config import Settings
from dossier.model import DateMention, Document, Expression, ParagraphKind, PartialDate, Span
from dossier.text import late as re

_BACKGROUND = frozenset({"window", "ago", "ago-day", "decade", "century", "years"})
"""Rules whose dates are background, not the event that the text is telling."""

_NAMED_DAYS = frozenset({"month-day", "day-month", "told-year", "holiday"})
"""Rules that take no more than the year from the publication."""

_NEWS = 62  # days round the publication; a date in them is news
_LONG_AGO = 366  # days
_HISTORY = 2  # sentences after a date of long ago in which a story that has named no news goes on
_KEPT = 6  # dates that a word such as "later" may look back on
_FIGURES = 4  # of a year that stands before a name
_OPENING = 400  # characters of a text, and its title
_ANNIVERSARY = re.compile(
    r"\banniversary\b|\b(?:years?|decades?) (?:on\b|after\b|later\b|since\b|ago today)"
    r"|\b(?:aniversario|anniversa(?:rio|ire)|años? después|ans? après|ann[oi] dopo)\b|\bJahrestag"
    r"|\bJahre? (?:nach|danach)\b",
    re.IGNORECASE,
)
"""In the opening of a text, which looks back as many years."""
_AROUND = re.compile(r"\b(?:around|circa|roughly|approximately|on or about)(?: the)?\s$")
_DAYS = (
    r"(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_OR = re.compile(rf"(?: (?:morning|afternoon|evening|night))?,? or (?:(?:on|early|late) )?{_DAYS}\b")
_AGE = (
    r"(?:(?:cal )?B\.? ?C\b|BCE\b|A\.? ?D\b|CE\b|[nv]\.(?: ?Chr|$)|(?:a[vp]|apr)\. ?J|avant J|[ad]\. ?C\b"
    r"|до н|н\. ?э|p\.? ?n\. ?e)"
)
_YEAR_WORD = r"(?:roku|roce|года|году|року|г\.|р\.|r\.)"
_NO_NOUN = (
    r"(?:the|an?|he|she|it|they|we|his|her|its|their|when|that|this|there|nobody|everybody|nothing|everything"
    r"|l[ae]s?|l(?=[’'])|il|el|los|gli|er|sie|der|die|das)"
)
_DID = r"(?:[^\W\d_]+(?:ò|ì|ó|[yi]ła?|arła?|[иыя]ла?)|(?:mouru|naqui|fu)t|умер)"
"""The verb of one, whom no number of several counts: "14 febbraio 999 morì l'abate"."""
_HOUR = r"(?:[01]\d|2[0-3])[0-5]\d"
_OTHER_YEAR = re.compile(
    rf"(?!, {_HOUR}\b(?! ?{_AGE})),? "
    rf"(?:(?:del?|van|anno|A\. ?D\.|AD|عام|سنة) \d{{3,4}}(?![\d%]|[.,:]\d)|\d{{1,4}} ?{_AGE}"
    rf"|(?!0)\d{{3,5}}(?=[,;.!?)”\"](?![\d%])|$| {_YEAR_WORD}| {_NO_NOUN}\b)"
    rf"|(?!0)\d{{3}}(?= in\b)|000\d(?= (?!(?i:h|hours?|hrs|uhr|zulu|gmt|utc|local)\b))"
    rf"|(?!0)\d{{3,4}}(?= {_DID}\b))"
)
_YEAR_OR_COUNT = re.compile(
    rf" (?!\d\d?00|0)(?P<hour>(?={_HOUR} ))?(?P<figures>\d{{3,4}}) "
    r"(?!(?:Zulu|[Hh]ours|[Hh]rs|[Uu]hr|[Ll]ocal)\b|[A-Z]\w+s\b"
    r"|[A-Z]\w+ (?:[a-z]+ )?[a-z]{2,}s\b|[a-zäöüß]+e [A-ZÄÖÜ])"
    rf"(?P<verb>(?=[^\W\d_]+ {_NO_NOUN}\b))?(?P<letter>[A-Za-zÀ-ÿ])(?P<next>[^\W\d_]?)"
)
"""Behind a day, without a comma: the year of "14 February 1066 William landed", or a sum of something."""
_ON = re.compile(r"\b(?:on|of|in|since|until)(?: the)? $", re.IGNORECASE)
_DASHES = ("--", "—", "–", "-")
_BEFORE_OR = re.compile(rf"\b{_DAYS}(?: (?:morning|afternoon|evening|night))?,? or (?:(?:on|early|late) )?$")


class Read(NamedTuple):
    """An expression with what its rule made of it."""

    expression: Expression
    rule: Rule
    reading: Reading


@dataclass(slots=True)
class _Story:
    """What the text has named so far."""

    years: dict[tuple[int, int], int]
    """Years that full dates give to (month, day), anywhere in the text."""
    dates: list[tuple[int, PartialDate]] = field(default_factory=list)
    """Dates of the prose, each with the number of its sentence."""
    seen: frozenset[tuple[int, int]] = frozenset()
    """(month, day) of the full days so far."""
    last_day: date | None = None
    """The last full day of the sentence."""
    has_news: bool = False
    """True once the prose named a day within two months of its publication."""
    today: int = -1
    """Number of the sentence whose last date was "today"; -1 when the last date of all was another."""
    past: int = -9
    """Number of the last sentence that named a date of long ago, by the calendar."""

    def add(self, read: Read, published: date | None, *, in_prose: bool) -> None:
        """Note a date that was read, and the last possible day of publication."""
        value = read.reading.value
        if read.reading.anchored_on is None and value.is_exact and value.earliest:
            self.last_day = value.earliest
            self.seen |= {(value.earliest.month, value.earliest.day)}
        if in_prose and read.rule.name not in _BACKGROUND:
            self.dates.append((read.expression.sentence, value))
            is_today = read.rule.name == "deictic" and value.latest == read.reading.anchored_on
            self.today = read.expression.sentence if is_today else -1
        if in_prose and published:
            self._place(read, published)

    def _place(self, read: Read, published: date) -> None:
        """Note if a date of the prose is of the time of its publication, or of long before."""
        value, sentence = read.reading.value, read.expression.sentence
        if value.latest is None or value.days is None:  # not known, since the story goes on
            self.past = sentence if self.in_history(sentence) else self.past
            return
        back = (published - value.latest).days
        self.has_news = self.has_news or (abs(back) <= _NEWS and value.days <= _NEWS)
        if back > _LONG_AGO and read.reading.anchored_on is None:
            self.past = sentence

    def in_history(self, sentence: int) -> bool:
        """Tell whether a sentence follows a date of long ago in a text that has named no news."""
        return not self.has_news and sentence - self.past <= _HISTORY

    def before(self, sentence: int) -> tuple[tuple[int, PartialDate], ...]:
        """Return the last dates, the latest first, and how many sentences ago each was named."""
        return tuple((sentence - number, value) for number, value in reversed(self.dates[-_KEPT:]))


def _known_years(document: Document, expressions: Iterable[Expression]) -> dict[tuple[int, int], int]:
    """Return the year of each (month, day) that the text gives once in full, and never otherwise."""
    language = language_of(document)
    rules = rules_of(language)
    years: dict[tuple[int, int], set[int]] = {}
    current, text = -1, ""
    for expression in expressions:
        rule = rules[expression.rule]
        if rule.name not in ("month-day", "day-month"):
            continue
        if expression.sentence != current:
            current, text = expression.sentence, plain_sentence(document, expression.sentence)
        found = rule.regex.match(text, expression.match)
        match = Match(found) if found else None
        if match and match.year:
            years.setdefault((match.month, match.day), set()).add(match.year)
    return {key: values.pop() for key, values in years.items() if len(values) == 1}


def read_dates(
    document: Document,
    expressions: tuple[Expression, ...],
    published: PartialDate | None,
    settings: Settings,
) -> tuple[DateMention, ...]:
    """Read the date expressions of a document, in order, none overlapping.

    Relative words count from `published`, or from the last date that the prose named ("the same
    day"); where the anchor is vague the value is as vague, and without one it is not known
    (`XXXX-XX-XX`), never a guess. Intervals contain both their ends. What was written or spoken on another
    day, such as a message or a quotation, counts from that day; see `written`.
    The expressions are those of TimeML's TIMEX3 of type DATE (Pustejovsky et al., 2003).
    """
    mentions = _mentions(document, read_expressions(document, expressions, published, settings))
    bounds = (published.earliest, published.latest) if published else (None, None)
    spoken = days_of_quotations(document, mentions, bounds)
    if not spoken:
        return mentions
    return _mentions(document, read_expressions(document, expressions, published, settings, spoken))


def _mentions(document: Document, reads: Iterable[Read]) -> tuple[DateMention, ...]:
    """Return what was read, without that which only looks like a date."""
    mentions = [
        DateMention(
            document.passage(_span(document, expression)), reading.value, reading.anchored_on, rule.name
        )
        for expression, rule, reading in reads
        if rule.name != NO_DATE and not _is_printed(document, expression, rule)
    ]
    for number, (mention, told) in enumerate(pairwise(mentions)):
        is_unknown = mention.value == PartialDate.unknown()
        is_counted = mention.anchored_on is not None or is_unknown
        is_day = is_unknown or mention.value.is_exact or mention.rule.endswith("weekday")
        says_more = told.anchored_on is None or told.rule in _NAMED_DAYS
        if (
            is_counted
            and is_day
            and (says_more or told.rule == "deictic")
            and _says_which_day(document, mention, told)
        ):
            mentions[number] = replace(mention, value=told.value, anchored_on=told.anchored_on)
    return tuple(mentions)


def _says_which_day(document: Document, mention: DateMention, told: DateMention) -> bool:
    """Tell whether a date stands alone in brackets or dashes behind another: "yesterday [17 October]"."""
    begin, end = mention.passage.span.end, told.passage.span.end
    between = document.text[begin : told.passage.span.start]
    if between.strip() in _DASHES:  # "on Monday — yesterday —"
        return document.text.startswith(_DASHES, end + document.text.startswith(" ", end))
    return between.lstrip() in ("(", "[") and document.text.startswith((")", "]"), end)


def _span(document: Document, expression: Expression) -> Span:
    """Return the place of an expression in the text."""
    begin = document.sentences[expression.sentence].span.start
    return Span(begin + expression.start, begin + expression.end)


def read_expressions(
    document: Document,
    expressions: tuple[Expression, ...],
    published: PartialDate | None,
    settings: Settings,
    spoken: Mapping[int, Anchor] = MappingProxyType({}),
) -> Iterator[Read]:
    """Yield the expressions that are read, in order, none overlapping, with their readings.

    `spoken` are the days from which expressions within quotations count, by their offsets.
    """
    language = language_of(document)
    rules = rules_of(language)
    bounds = (published.earliest, published.latest) if published else (None, None)
    entries = Entries(document, bounds)
    story = _Story(_known_years(document, expressions))
    is_anniversary = bool(_ANNIVERSARY.search(f"{document.meta.title}\n{document.text[:_OPENING]}"))
    current, text, prose, paragraph, reached = -1, "", False, None, 0
    for expression in expressions:
        if expression.sentence != current:
            current, reached, story.last_day = expression.sentence, 0, None
            text = plain_sentence(document, current)
            prose = document.kind_of(document.sentences[current]).is_prose
            paragraph = document.paragraph(document.sentences[current].paragraph)
        if expression.start < reached:
            continue
        rule = rules[expression.rule]
        found = rule.regex.match(text, expression.match)
        if found is None:
            continue
        span = _span(document, expression)
        written = entries.anchor_at(span.start, paragraph)
        earliest, latest = bounds if rule.name in _NAMED_DAYS else spoken.get(span.start, written)
        context = Context(
            earliest=earliest,
            latest=latest,
            previous=story.before(current),
            years=story.years,
            seen=story.seen,
            last_day=story.last_day,
            sentence=text,
            start=expression.start,
            end=expression.end,
            week_starts_on=settings.week_starts_on,
            language=document.meta.language.lower(),
            in_history=story.in_history(current),
            entry_year=entries.year_at(span, paragraph),
            after_today=0 <= story.today < current,
            is_anniversary=is_anniversary,
        )
        if _is_of_other_year(found, context):
            reached = expression.end
            continue
        try:
            reading = rule.meaning(Match(found), context)
        except (ValueError, OverflowError):  # no real date: 30 February; nor is its month or year one
            reached = expression.end
            continue
        if reading is None:
            continue
        reached = expression.end
        if not reading.value.has_room:  # 9999-12-31 means that there is no end
            continue
        if _is_rough(text, expression) or _rests_on_a_guess(reading, rule, published):
            reading = Reading(reading.value.about(), reading.anchored_on)
        read = Read(expression, rule, reading)
        yield read
        if _is_of_story(rule, text, expression.start):
            story.add(read, bounds[1], in_prose=prose or entries.opens(span, paragraph))
            entries.add(span, reading, paragraph)


def _is_of_other_year(found: re.Match[str], context: Context) -> bool:
    """Tell whether behind a day or month without a year there is one that the rules do not read: 1066, 9999.

    A number there may count what the next word names: one with a capital in German, else one without. In an
    English log it may be an hour: there no "on" is before its day.
    """
    if "month" not in found.re.groupindex or Match(found).year:
        return False
    if context.match_behind(_OTHER_YEAR):
        return True
    number = context.match_behind(_YEAR_OR_COUNT)
    if number is None:
        return False
    is_capital = number["letter"].isupper() and not number["next"].isupper()  # but "1030 GMT"
    if context.language.startswith("de"):
        return number["letter"].islower()
    if number["hour"] is not None and has_tenses(context.language) and not context.search_before(_ON):
        return False
    is_year = is_capital or number["verb"] is not None
    return is_year and len(number["figures"]) == _FIGURES


def _is_printed(document: Document, expression: Expression, rule: Rule) -> bool:
    """Tell whether words say how old a page is, in a line of its frame: "Updated 3 years ago"."""
    kind = document.kind_of(document.sentences[expression.sentence])
    return rule.name == "ago" and kind is ParagraphKind.BOILERPLATE


def _is_of_story(rule: Rule, text: str, start: int) -> bool:
    """Tell whether later words of a text may count from what a rule has read, and no other day replaces."""
    return rule.name != NO_DATE and not is_replaced(text, start)


def _is_rough(text: str, expression: Expression) -> bool:
    """Tell whether the words before a date make it rough, or it is one of two: "this evening or tomorrow"."""
    before = text[max(0, expression.start - 40) : expression.start]
    return bool(_AROUND.search(before) or _BEFORE_OR.search(before) or _OR.match(text, expression.end))


def _rests_on_a_guess(reading: Reading, rule: Rule, published: PartialDate | None) -> bool:
    """Tell whether one certain day was counted from a publication that is no certain day itself."""
    if published is None or published.is_exact or not reading.value.is_exact:
        return False
    if reading.anchored_on is None:  # the day as it is written; a publication may have no end either
        return False
    return rule.name not in _NAMED_DAYS and reading.anchored_on in (published.earliest, published.latest)
