"""Turn what sources say of their own date and of each other into publication dates with their basis."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dossier.analysis.dates.calendar import Range, days, in_years, month_range, one_day
from dossier.analysis.dates.plans import may_be_ahead
from dossier.analysis.dates.read import read_dates
from dossier.analysis.dates.tense import governing_cue, has_tenses, tense_at
from dossier.analysis.dates.written import days_of_date_lines
from dossier.config import Settings
from dossier.model import (
    Basis,
    CopyGroup,
    Corpus,
    DateMention,
    Document,
    Expression,
    ParagraphKind,
    PartialDate,
    Passage,
    Phrase,
    Publication,
    Relation,
    SourceId,
    Span,
)
from dossier.text import late as re
from dossier.text.date_words import ALL_WEEKDAYS, PLAIN, WEEKDAY_NUMBERS
from dossier.text.quotes import find_quotations, is_quoted, quoted_runs

_LEAD = 3  # prose sentences in which news says on which day it happened
_FRESH = 2  # days from an event to the reports that call it by its weekday alone
_WEEK = 6  # days that a bare weekday may lie back
_AROUND = 300  # characters in which the tense of a date is found
_OPENING = 8  # prose sentences in which news quotes its informants
_DATE_LINES = 2  # sentences of prose that may open with a date line
_RELATED = 31  # days; a related source was printed within a month
_CENTURY = 100  # years; bounds farther apart leave every year open
_NEAREST = 5  # related sources whose dates bound a source
_SEASON = 124  # days; only a dossier of one season bounds the years of its months
_NOTE = re.compile(r"(?<=\S)\[\d{1,3}\]| \[\d{1,3}\]")
_NOTES = 3  # marks of notes; a text with so many, as of an encyclopedia, is written over years
_YEAR = 366  # days
_MONTH = 31  # days; a longer stretch is no full date
_NEAR_TODAY = 40  # characters
_TODAY = re.compile(
    r"(?<!ago )(?<!since )(?<!it is )(?<!it was )(?<!were )\b"
    r"(?:(?P<today>today|heute|aujourd[’']hui|hoy|oggi|hoje|(?:am|der) heutigen)"
    r"|(?P<yesterday>yesterday|gestern|ayer|ieri|ontem|(?:am|der) gestrigen))"
    r"(?: morning| afternoon| evening)?,?(?: (?:on )?(?P<weekday>[^\W\d_]{3,12})(?:-feira)?,?)?"
    r" ?[(,]? ?(?P<article>le |el |il )?(?:dem |den )?$",
    re.IGNORECASE,
)
"""Before a full day."""
_GOES_ON = re.compile(
    r"\s*(?:$|[^\w\s])"
    r"| (?:[A-Z]|(?:the|an?|we|it|he|she|they|our|his|her|its|their|this|these|and|but|or|as|after|when|while"
    r"|where|which|who|that|because|before|by|to|from|for|with|without|at|on|over|near|under|during|following"
    r"|à|au|en|dans|par|pour|avec|por|para|con|entre|in|nel\w*|alle|presso)\b)"
)
"""Behind a day that is "today": no verb whose subject the day is ("Today 3 May 1921 is remembered")."""
_TAKEN = re.compile(
    r"(?:(?:note: )?(?:(?:this|the) .{0,30}?)?"
    r"(?:page|document|file|article|copy|version|site|archive|snapshot|entry|date) |note: |.*[(\[])?"
    r"(?:was |has been )?(?:last )?(?:(?:down|up)loaded|printed|captured|accessed|retrieved|archived|viewed"
    r"|visited|crawled|cached|saved|scanned|edited|modified|updated|changed|checked|reviewed|declassified"
    r"|translated|transcribed|digiti[sz]ed)"
    r"(?: (?:on|at|from\b.{1,40}|by\b.{1,40}))?:? (?:\w+day,? )?",
    re.IGNORECASE,
)
"""A line up to the day on which somebody took or changed the text, which was published before it."""
Found = tuple[PartialDate, Passage | None, Phrase]
"""What dates a source: the value, the place that says so, and in words how it is known."""
DatesOf = Callable[[Document, PartialDate | None], tuple[DateMention, ...]]
"""Reads the dates of a document as of its publication."""


class _DateLine(NamedTuple):
    """Where a source says its own day, without the year."""

    passage: Passage
    month: int
    day: int

    def within(self, opens: date, closes: date) -> list[date]:
        """Return its days in a stretch of time."""
        years = range(opens.year, min(closes.year, opens.year + _CENTURY) + 1)
        found = in_years(years, lambda year: one_day(date(year, self.month, self.day)))
        return [day for day, _ in found if opens <= day <= closes]

    def near(self, times: Iterable[Range]) -> date | None:
        """Return its only day within a month of some stretches of time; None for none or several."""
        found = {
            day
            for opens, closes in times
            for day in self.within(opens - days(_RELATED), closes + days(_RELATED))
        }
        return found.pop() if len(found) == 1 else None


class _Others(NamedTuple):
    """What the dates of other sources say about the time."""

    who: str
    """Name of the text that says who they are."""
    certain: bool
    """True for closely related sources; all others give only about when."""
    times: list[Range]
    """Empty where they lie farther apart than one season."""
    months: Range | None
    """The months of all, when they are two or more and lie within one season."""


def publish_dates(
    corpus: Corpus,
    expressions: Mapping[SourceId, tuple[Expression, ...]],
    settings: Settings,
    *,
    relations: tuple[Relation, ...] = (),
    copies: tuple[CopyGroup, ...] = (),
) -> tuple[Publication, ...]:
    """Date each source by the first method that succeeds, sorted by source id.

    Sidecar > stated > metadata > dated embed > a dated copy > a date line whose year other sources leave > a
    dated source on the same event > months that other sources leave > bounds from the text.
    All after the first four lean only on sources dated by these, so no inferred date rests on another
    inferred date, and the order of sources changes nothing. `expressions` are the date expressions of
    each source.
    """

    def dates_of(document: Document, published: PartialDate | None) -> tuple[DateMention, ...]:
        return read_dates(document, expressions[document.id], published, settings)

    firm: dict[SourceId, Publication] = {}
    undated: dict[SourceId, tuple[DateMention, ...]] = {}
    for document in corpus.documents:
        if document.meta.date_hints:
            hint = document.meta.date_hints[0]
            firm[document.id] = Publication(document.id, hint.value, hint.basis, hint.evidence, hint.words)
            continue
        mentions = dates_of(document, None)
        if post := _from_embeds(document, mentions):
            firm[document.id] = _inferred(document, post)
        else:
            undated[document.id] = mentions
    inference = _Inference(corpus, firm, relations, copies, dates_of)
    return tuple(
        firm.get(document.id) or inference.publication_of(document, undated[document.id])
        for document in corpus.documents
    )


class _Inference:
    """Dates sources by what they say and by the sources whose dates are firm."""

    def __init__(
        self,
        corpus: Corpus,
        firm: Mapping[SourceId, Publication],
        relations: tuple[Relation, ...],
        copies: tuple[CopyGroup, ...],
        dates_of: DatesOf,
    ) -> None:
        self._corpus, self._firm, self._dates_of = corpus, firm, dates_of
        self._everyone = _others("other_sources", firm.values(), certain=False)
        self._copies = {source: group.sources for group in copies for source in group.sources}
        self._related: dict[SourceId, list[Publication]] = defaultdict(list)  # nearest first
        for relation in sorted(relations, key=lambda r: (-r.score, r.a, r.b)):
            for source, other in ((relation.a, relation.b), (relation.b, relation.a)):
                if other in firm:
                    self._related[source].append(firm[other])
        self._dates_in: dict[SourceId, tuple[DateMention, ...]] = {}

    def publication_of(self, document: Document, mentions: tuple[DateMention, ...]) -> Publication:
        """Date a source by its date expressions, read without a publication, and by other sources."""
        related, line = self._related[document.id], _find_date_line(document, mentions)
        like = _others("related_sources", related[:_NEAREST], certain=True)
        found = (
            _from_today(document, mentions)
            or _from_copies(self._copies_of(document, mentions))
            or _from_date_line(document, line, like)
            or _from_date_line(document, line, self._everyone)
            or self._from_weekday(document, mentions, related)
            or _from_months(document, self._everyone, self._dates_of)
            or _from_text(document, mentions, line)
        )
        return _inferred(document, found) if found else _unknown(document, line)

    def _copies_of(self, document: Document, mentions: tuple[DateMention, ...]) -> list[Publication]:
        """Return the dated copies of a source that also speak of the same dates, in the same words.

        Releases of one series may share most of their prose; but one says "today" and the other "next week".
        """
        own = _words_of_dates(document, mentions)
        found = []
        for other in self._copies.get(document.id, ()):
            if other not in self._firm:
                continue
            words = _words_of_dates(self._corpus.by_id[other], self._dates_in_source(other))
            if own <= words or words <= own:
                found.append(self._firm[other])
        return found

    def _from_weekday(
        self, document: Document, mentions: tuple[DateMention, ...], related: list[Publication]
    ) -> Found | None:
        """Date a source that opens with "on Saturday" by one on the same event, printed just after it.

        That both open with the same utterance shows that they report the same event.
        """
        opening = _opening_weekday(document, mentions)
        quoted = _opening_quotations(document) if opening else set()
        if opening is None or not quoted:
            return None
        for other, ends in self._on_one_event(related, quoted):
            news = [
                (day, passage)
                for day, passage in self._news_of(other.source, ends)
                if day.weekday() in _weekdays(document, opening)
            ]
            if news:
                day, evidence = max(news)
                last = min(max(day + days(1), ends[1]), day + days(_FRESH))
                words = Phrase.of(
                    "from_weekday", quoted=document.quote(opening.passage), date=PartialDate.on(day)
                )
                return PartialDate.between(day, last), evidence, words
        return None

    def _on_one_event(
        self, related: list[Publication], quoted: set[tuple[str, ...]]
    ) -> Iterator[tuple[Publication, Range]]:
        """Yield the sources of few days that open with one of these utterances, each with its days."""
        for other in related:
            ends = other.value.ends if other.value else None
            opening = _opening_quotations(self._corpus.by_id[other.source])
            if ends and ends[1] - ends[0] <= days(_FRESH) and not quoted.isdisjoint(opening):
                yield other, ends

    def _news_of(self, source: SourceId, published: Range) -> Iterator[tuple[date, Passage]]:
        """Yield each certain day just before or after its publication that a source speaks of."""
        for mention in self._dates_in_source(source):
            day = mention.value.earliest if mention.value.is_exact else None
            if day and published[0] - days(_FRESH) <= day <= published[1]:
                yield day, mention.passage

    def _dates_in_source(self, source: SourceId) -> tuple[DateMention, ...]:
        """Return the dates that a dated source speaks of, without the line that states its own."""
        if source not in self._dates_in:
            known = self._firm[source]
            own = known.evidence.span if known.basis is Basis.STATED and known.evidence else Span(0, 0)
            found = self._dates_of(self._corpus.by_id[source], known.value)
            self._dates_in[source] = tuple(m for m in found if not own.overlaps(m.passage.span))
        return self._dates_in[source]


def _find_date_line(document: Document, mentions: tuple[DateMention, ...]) -> _DateLine | None:
    """Find the date line at the head of the prose, among mentions read without a publication."""
    for start, end in days_of_date_lines(document, _DATE_LINES):
        day = Span(start, end)
        for mention in mentions:
            if mention.rule not in ("month-day", "day-month") or mention.passage.span != day:
                continue
            month_day = re.search(r"-(\d\d)-(\d\d)$", mention.value.edtf)
            if month_day and not re.search(r"\d{4}", document.quote(day)):
                return _DateLine(mention.passage, int(month_day[1]), int(month_day[2]))
    return None


def _inferred(document: Document, found: Found) -> Publication:
    value, evidence, words = found
    return Publication(document.id, value, Basis.INFERRED, evidence, words)


def _others(who: str, others: Iterable[Publication], *, certain: bool) -> _Others:
    times = [ends for other in others if other.value and (ends := other.value.ends)]
    first, last = min((t[0] for t in times), default=date.max), max((t[1] for t in times), default=date.min)
    if last - first > days(_SEASON) or len(times) < (1 if certain else 2):
        return _Others(who, certain, [], None)
    once = list(dict.fromkeys(times))  # many sources are of few days
    months = month_range(first.year, first.month)[0], month_range(last.year, last.month)[1]
    return _Others(who, certain, once, months if len(times) > 1 else None)


def _kind(document: Document, mention: DateMention) -> ParagraphKind:
    sentence = document.sentence_at(mention.passage.span.start)
    return document.kind_of(sentence) if sentence else ParagraphKind.BOILERPLATE


def _tense(document: Document, mention: DateMention) -> str:
    """Return what the clause round a date speaks of: `past`, `future` or nothing; English alone has rules."""
    around = _around(document, mention)
    return tense_at(*around) if around else ""


def _around(document: Document, mention: DateMention) -> tuple[str, int, int] | None:
    """Return the words round a date and where it begins and ends in them, in a language with tenses."""
    sentence = document.sentence_at(mention.passage.span.start)
    if not sentence or not has_tenses(document.meta.language):
        return None
    span = mention.passage.span
    start, end = max(sentence.span.start, span.start - _AROUND), min(sentence.span.end, span.end + _AROUND)
    return document.text[start:end], span.start - start, span.end - start


def _bounds(document: Document, mention: DateMention) -> bool:
    """Tell whether a date is that of a past deed: neither its term, nor what it is for, nor imagined."""
    around = _around(document, mention)
    if around is None or governing_cue(*around) != "past" or may_be_ahead(*around):
        return False
    words, start, _ = around
    return not _TAKEN.fullmatch(words, 0, start)


def _looks_back(document: Document, mention: DateMention) -> bool:
    """Tell whether a date is in prose of a language with tenses, and nothing says that it is to come."""
    if not has_tenses(document.meta.language) or not _kind(document, mention).is_prose:
        return False
    return _tense(document, mention) != "future"


def _weekdays(document: Document, mention: DateMention) -> tuple[int, ...]:
    """Return the weekdays (0 Monday) of a bare "on Friday" or "at the weekend" that lies back."""
    if mention.rule not in ("weekday", "weekend") or not _looks_back(document, mention):
        return ()
    if mention.rule == "weekend":
        return (5, 6)
    words = document.quote(mention.passage).lower().split()
    return tuple(WEEKDAY_NUMBERS[w] for w in words if w in WEEKDAY_NUMBERS)[:1]


def _from_embeds(document: Document, mentions: tuple[DateMention, ...]) -> Found | None:
    """Date a source by the latest post that it embeds: on that day or in the week after.

    When its prose names the post's weekday, or the weekend that the post lies in, it was written
    on that day or the next. Prose that looks back on a later time quotes an old post.
    """
    posts = [
        (mention.value.latest, mention.passage)
        for mention in mentions
        if mention.value.is_exact and mention.value.latest and _kind(document, mention) is ParagraphKind.EMBED
    ]
    if not posts:
        return None
    day, evidence = max(posts)
    if _tells_of_later(document, mentions, day + days(_WEEK)):
        return None
    agreeing = next((m for m in mentions if day.weekday() in _weekdays(document, m)), None)
    words = Phrase.of("from_post", date=PartialDate.on(day))
    if agreeing:
        quoted = document.quote(agreeing.passage)
        words = Phrase.of("from_post_and_words", date=PartialDate.on(day), quoted=quoted)
    return PartialDate.between(day, day + days(1 if agreeing else _WEEK)), evidence, words


def _words_of_dates(document: Document, mentions: Iterable[DateMention]) -> set[str]:
    """Return the words with which the prose of a source speaks of dates, in small letters."""
    return {document.quote(m.passage).lower() for m in mentions if _kind(document, m).is_prose}


def _from_today(document: Document, mentions: tuple[DateMention, ...]) -> Found | None:
    """Date a source whose prose says in full which day is today or was yesterday: "today, 3 May 2021".

    Not in a quotation or of an anniversary, and not where prose speaks of a later day as past: a diary does.
    """
    said: dict[date, tuple[Passage, str]] = {}
    latest = date.min
    for mention in mentions:
        day = mention.value.earliest if mention.value.is_exact and mention.anchored_on is None else None
        if day is None or not _kind(document, mention).is_prose:
            continue
        latest = max(latest, day) if _tense(document, mention) != "future" else latest
        span = mention.passage.span
        found = _TODAY.search(document.text, max(0, span.start - _NEAR_TODAY), span.start)
        if found and _is_today(document, found, span.end) and not _is_quoted(document, mention):
            end = span.end + document.text.startswith(")", span.end)
            words = document.text[found.start() : end]
            said[day + days(found["yesterday"] is not None)] = mention.passage, words
    if len(said) != 1:
        return None
    ((day, (evidence, words)),) = said.items()
    if latest > day:
        return None
    return PartialDate.on(day), evidence, Phrase.of("from_today", quoted=words)


def _is_today(document: Document, found: re.Match[str], end: int) -> bool:
    """Tell whether a day that ends at `end` is "today", and not what a verb behind it speaks of."""
    if found["weekday"] and found["weekday"].translate(PLAIN).lower() not in ALL_WEEKDAYS:
        return False  # "as if today was 3 May 1921"
    if not (found["article"] or has_tenses(document.meta.language)):
        return True
    is_as_of = document.text.startswith(("As of ", "as of "), max(0, found.start() - len("as of ")))
    if not found["article"] and (found["weekday"] or "," in found.group() or is_as_of):
        return True
    return _GOES_ON.match(document.text, end) is not None


def _is_quoted(document: Document, mention: DateMention) -> bool:
    """Tell whether a date is inside a quotation of its sentence."""
    sentence = document.sentence_at(mention.passage.span.start)
    if sentence is None:
        return False
    at = mention.passage.span.start - sentence.span.start
    return is_quoted(find_quotations(document.quote(sentence.span)), at)


def _from_copies(copies: list[Publication]) -> Found | None:
    """Date a source by its copies, where these are dated within a week: a story is printed within days."""
    times = [(*ends, other) for other in copies if other.value and (ends := other.value.ends)]
    if not times:
        return None
    first, last = min(time[0] for time in times), max(time[1] for time in times)
    if last - first > days(_WEEK):
        return None
    other = min(times, key=lambda time: (time[0], time[2].source))[2]
    value = PartialDate.between(first - days(_FRESH), last + days(_FRESH)).about()
    words = Phrase.of("from_copy", date=other.value or value)
    return value, other.evidence, words


def _from_date_line(document: Document, line: _DateLine | None, others: _Others) -> Found | None:
    """Date a source by its date line without a year, when the dates of others leave one year."""
    day = line.near(others.times) if line else None
    if line is None or day is None:
        return None
    value = PartialDate.on(day)
    words = Phrase.of("from_date_line", quoted=document.quote(line.passage), who=Phrase(others.who))
    return value if others.certain else value.about(), line.passage, words


def _opening_weekday(document: Document, mentions: tuple[DateMention, ...]) -> DateMention | None:
    """Return the first weekday alone that the opening of the news looks back on."""
    end = max((sentence.span.end for sentence in document.prose()[:_LEAD]), default=0)
    for mention in mentions:
        if mention.rule == "weekday" and mention.passage.span.start < end and _weekdays(document, mention):
            return mention
    return None


def _opening_quotations(document: Document) -> set[tuple[str, ...]]:
    """Return the runs of words that the opening of a source quotes."""
    runs: set[tuple[str, ...]] = set()
    for sentence in document.prose()[:_OPENING]:
        runs |= quoted_runs(document.quote(sentence.span))
    return runs


def _tells_of_later(document: Document, mentions: tuple[DateMention, ...], day: date) -> bool:
    """Tell whether prose looks back on a date after a day.

    Where no rule tells the tense, a date a year later counts: few plans are made so long before.
    """
    day += days(0 if has_tenses(document.meta.language) else _YEAR)
    later = [m for m in mentions if m.value.earliest is not None and m.value.earliest > day]
    return any(_kind(document, m).is_prose and _tense(document, m) != "future" for m in later)


def _from_months(document: Document, others: _Others, dates_of: DatesOf) -> Found | None:
    """Bound a source by the months of other sources and by a month that its own words say is over.

    Holds only when such a month ("last May") falls into those months, so that its year is not a guess, and
    not for an encyclopedia or a text that tells of a later time.
    """
    if others.months is None or len(_NOTE.findall(document.text)) >= _NOTES:
        return None
    opens, closes = others.months
    mentions = dates_of(document, PartialDate.on(closes))
    if _tells_of_later(document, mentions, closes):
        return None
    left = [
        (ends[1] + days(1), m.passage)
        for m in mentions
        if m.rule == "which-month" and (ends := m.value.ends) and opens <= ends[0] and ends[1] <= closes
        and _looks_back(document, m)
    ]  # fmt: skip
    earliest, evidence = max(left, key=lambda each: each[0], default=(date.max, None))
    if evidence is None or earliest > closes:
        return None
    words = Phrase.of("from_months", quoted=document.quote(evidence), who=Phrase(others.who))
    return PartialDate.between(earliest, closes).about(), evidence, words


def _from_text(document: Document, mentions: tuple[DateMention, ...], line: _DateLine | None) -> Found | None:
    """Bound a source by the latest full date that its prose looks back on, and by its date line."""
    past: list[tuple[date, Passage]] = []
    for mention in mentions:
        ends = mention.value.ends
        if ends is None or ends[1] - ends[0] >= days(_MONTH) or not _kind(document, mention).is_prose:
            continue
        if line and mention.passage == line.passage:
            continue
        if _bounds(document, mention):
            past.append((ends[0], mention.passage))
    if not past:
        return None
    earliest, evidence = max(past)
    bound = document.quote(evidence)
    if line:
        earliest = next(iter(line.within(earliest, date.max)), earliest)
    return PartialDate.between(earliest, None), evidence, Phrase.of("not_before", quoted=bound)


def _unknown(document: Document, line: _DateLine | None) -> Publication:
    """Return that nothing is known, or nothing but the date line's day of a year that is not known."""
    if line is None:
        return Publication(document.id, None, Basis.UNKNOWN, None, Phrase("basis_unknown"))
    words = Phrase.of("of_date_line", date=PartialDate.unknown(line.month, line.day))
    return Publication(document.id, None, Basis.UNKNOWN, line.passage, words)
