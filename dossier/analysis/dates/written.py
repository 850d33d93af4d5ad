"""Find the day from which the relative words of a place count, where it is not the day of its source.

A chat dates each message, a live blog each entry; a mail passes on an older one; and who is quoted as
having said something last Monday meant by "tomorrow" a Tuesday.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dossier.analysis.dates.chronicles import read_chronicle
from dossier.analysis.dates.context import Anchor, Reading
from dossier.model import DateMention, Document, Paragraph, ParagraphKind, PartialDate, Span
from dossier.text import late as re
from dossier.text.datelines import PRINTED, read_dateline
from dossier.text.quotes import find_quotations
from dossier.text.stated_dates import real_date
from dossier.text.transcripts import MESSAGE

_FIGURES = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})")
_ORDERS = (("day", "month", "year"), ("month", "day", "year"), ("year", "month", "day"))
_CHAT = 2  # messages; one alone may be the date line of an article
_WORD = re.compile(r"[^\W\d_]{3}")
_OPENING = 8  # sentences of prose, of which one opens with the date line of an agency
_YEAR_FIGURES = re.compile(r"\d{4}")
_YEAR = 366  # days; an entry and its source lie no farther apart
_MONTH = 31  # days; longer stretches do not say when something was said
_SAY = (
    r"(?:said|says|told|wrote|writes|posted|tweeted|noted|announced|declared|warned|added|stated|explained)"
)
_ON_IT_SAID = re.compile(rf",? (?:[\w’'.-]+ ){{0,8}}{_SAY}(?: [\w’'.-]+){{0,4}}[:,]? ?$")
_SAID_ON = re.compile(rf"\b{_SAY}(?: [\w’'.-]+){{0,6}}(?: on| in)?(?: the)? ?$")


class Entries:
    """The entries of a document that have a date of their own, as a reader of its dates goes on."""

    def __init__(self, document: Document, published: Anchor) -> None:
        """Find the messages of a chat, the days of a chronicle; `published` bounds the publication."""
        self._document, self._printed = document, published
        self._published = _of_date_line(document, published)
        messages = [Span(*match.span()) for match in MESSAGE.finditer(document.text)]
        self._messages = messages if len(messages) >= _CHAT else []
        self._days = days_of_messages([document.quote(span) for span in self._messages])
        self._next = 0  # number of the next message
        self._anchor: Anchor | None = None
        self._ends = 0  # offset up to which the stamp of this entry reaches
        self._chronicle = read_chronicle(document, published[1])
        self._entry: Paragraph | None = None
        """That which opens this entry of a chronicle."""

    def anchor_at(self, offset: int, paragraph: Paragraph | None) -> Anchor:
        """Return the first and the last day on which the words at an offset may have been written."""
        while self._next < len(self._messages) and self._messages[self._next].start <= offset:
            day, end = self._days[self._next], self._messages[self._next].end
            self._anchor, self._ends = (day, day), 0 if day else end
            self._next += 1
        if paragraph and self._entry and self._is_over(self._entry, paragraph):
            self._anchor = self._entry = None
        if self._anchor is not None:
            return self._anchor
        is_embed = paragraph is not None and paragraph.kind is ParagraphKind.EMBED
        return (None, self._published[1]) if is_embed else self._published

    def _is_over(self, entry: Paragraph, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph is below an entry: behind it, or behind the next heading after its day."""
        is_below = entry.number in self._chronicle.headings and paragraph.kind is not ParagraphKind.HEADING
        return paragraph.number != entry.number and not is_below

    def opens(self, span: Span, paragraph: Paragraph | None) -> bool:
        """Tell whether a date is that with which an entry of a chronicle opens."""
        if paragraph is None or paragraph.number not in self._chronicle.days:
            return False
        return not _WORD.search(self._document.text[paragraph.span.start : span.start])

    def year_at(self, span: Span, paragraph: Paragraph | None) -> int | None:
        """Return the year that stands above an entry, for the day with which it opens."""
        if paragraph is None or not self.opens(span, paragraph):
            return None
        return self._chronicle.days[paragraph.number] or None

    def add(self, span: Span, reading: Reading, paragraph: Paragraph | None) -> None:
        """Note a date that the text names in full: it may be that of the entry."""
        value = reading.value
        if not self._messages and self.opens(span, paragraph):
            self._entry = paragraph
            self._anchor = (value.earliest, value.latest) if value.is_exact else (None, None)
            return
        if reading.anchored_on is not None:
            return
        if span.end <= self._ends:
            self._anchor = value.earliest, value.latest
        elif not self._messages and paragraph and value.is_exact and self._is_alone(span, paragraph):
            day = value.earliest, value.latest
            self._anchor = self._published if day == self._printed else _either(day, self._published)

    def _is_alone(self, span: Span, paragraph: Paragraph) -> bool:
        """Tell whether a date, with its weekday and hour, is all that a line outside an embed says."""
        text, around = self._document.text, paragraph.span
        if paragraph.kind is ParagraphKind.EMBED:
            return False
        return not (
            _WORD.search(text[around.start : span.start]) or _WORD.search(text[span.end : around.end])
        )


def _of_date_line(document: Document, published: Anchor) -> Anchor:
    """Return the day in the date line of a report that came out a few days later, else its publication."""
    day = published[1]
    if day is None or published[0] != day:
        return published
    for start, end in days_of_date_lines(document, _OPENING):
        words = document.text[start:end]
        for back in range(1, PRINTED + 1):
            before = day - timedelta(days=back)
            found = real_date(words if _YEAR_FIGURES.search(words) else f"{words} {before.year}")
            if found and found[0].is_exact and found[0].earliest == before:
                return before, before
    return published


def days_of_date_lines(document: Document, opening: int) -> Iterator[tuple[int, int]]:
    """Yield the days of the date lines in which the first sentences open, or that were cut off them."""
    prose = [sentence.span.start for sentence in document.prose()[:opening]]
    notices = (each.span.start for each in document.paragraphs if each.kind is ParagraphKind.BOILERPLATE)
    for start in sorted([*prose, *(start for start in notices if prose and start < prose[-1])]):
        line = read_dateline(document.text, start)
        if line and line.day:
            yield line.day


def days_of_messages(stamps: list[str]) -> list[date | None]:
    """Return the day of each message of a chat whose stamp has it in figures.

    Their order is the one in which every stamp is a real day and no message is older than the one before;
    figures with full stops are day, month and year. Where two orders are left, no day is known.

    >>> [str(day) for day in days_of_messages(["7/9/25, 9:12 AM - ", "7/14/25, 9:15 AM - "])]
    ['2025-07-09', '2025-07-14']
    """
    rows = [_FIGURES.search(stamp) for stamp in stamps]
    is_dotted = any(row is not None and row[2] == "." and len(row[1]) < len("2025") for row in rows)
    possible = []
    for order in _ORDERS[:1] if is_dotted else _ORDERS:
        days = [_day_in(row, order) if row else None for row in rows]
        known = [day for day in days if day]
        if len(known) == sum(row is not None for row in rows) and known == sorted(known):
            possible.append(days)
    return possible[0] if len(possible) == 1 else [None] * len(stamps)


def _day_in(figures: re.Match[str], order: tuple[str, ...]) -> date | None:
    """Return the day that figures are in an order; None where no calendar has it."""
    number = dict(zip(order, map(int, figures.group(1, 3, 4)), strict=True))
    year = number["year"] + (2000 if number["year"] < 100 else 0)
    try:
        return date(year, number["month"], number["day"])
    except ValueError:
        return None


def days_of_quotations(
    document: Document, mentions: Iterable[DateMention], published: Anchor
) -> dict[int, Anchor]:
    """Return the days from which the relative dates within quotations count, by their offsets.

    “We open tomorrow,” he said on Monday: counted from that Monday. Where another day before the publication
    is named beside the quotation, and not as that of the speech, the words may count from either. A quotation
    that goes on in sentences of its own counts as the one before it.
    """
    found: dict[int, Anchor] = {}
    for paragraph, dates in _by_paragraph(document, mentions):
        start = paragraph.span.start
        spans = [Span(start + a, start + b) for a, b in find_quotations(document.quote(paragraph.span))]
        beside = [m for m in dates if not any(span.overlaps(m.passage.span) for span in spans)]
        anchor: Anchor | None = None
        for span in spans if beside else ():
            goes_on = anchor is not None and _sentences_round(document, span) == span
            anchor = anchor if goes_on else _day_beside(document, span, beside, published)
            for mention in dates:
                if anchor and mention.anchored_on and span.overlaps(mention.passage.span):
                    found[mention.passage.span.start] = anchor
    return found


def _sentences_round(document: Document, quotation: Span) -> Span | None:
    """Return from where to where the sentences of a quotation reach."""
    first, last = document.sentence_at(quotation.start), document.sentence_at(quotation.end - 1)
    return Span(first.span.start, last.span.end) if first and last else None


def _by_paragraph(
    document: Document, mentions: Iterable[DateMention]
) -> Iterator[tuple[Paragraph, list[DateMention]]]:
    """Yield each paragraph of prose that names several dates, with these."""
    rows: dict[int, list[DateMention]] = {}
    for mention in mentions:
        sentence = document.sentence_at(mention.passage.span.start)
        if sentence:
            rows.setdefault(sentence.paragraph, []).append(mention)
    for number, dates in rows.items():
        paragraph = document.paragraph(number)
        if paragraph and paragraph.kind.is_prose and len(dates) > 1:
            yield paragraph, dates


def _day_beside(
    document: Document, quotation: Span, beside: list[DateMention], published: Anchor
) -> Anchor | None:
    """Return when a quotation was spoken, by the dates outside it in its own sentences."""
    reach, either = _sentences_round(document, quotation), None
    if reach is None:
        return None
    for mention in beside:
        span, value = mention.passage.span, mention.value
        if not reach.overlaps(span) or not _is_earlier(value, published):
            continue
        day = value.earliest, value.latest
        if _is_of_speech(document.text, span, quotation, reach):
            return day
        either = _either(either or published, day)
    return either


def _is_of_speech(text: str, day: Span, quotation: Span, reach: Span) -> bool:
    """Tell whether a day is that of the speech: “…,” he said on Monday; on Monday he wrote: “…”."""
    if day.start >= quotation.end:
        return _SAID_ON.search(text[quotation.end : day.start]) is not None
    if _ON_IT_SAID.fullmatch(text, day.end, quotation.start):
        return True
    return _SAID_ON.search(text[reach.start : day.start]) is not None


def _is_earlier(value: PartialDate, published: Anchor) -> bool:
    """Tell whether a date of a month at most lies before the publication."""
    if value.earliest is None or value.latest is None or (value.latest - value.earliest).days > _MONTH:
        return False
    return published[1] is None or value.earliest < published[1]


def _either(one: Anchor, other: Anchor) -> Anchor:
    """Return the bounds of two anchors together; not known where they lie more than a year apart."""
    days: list[date] = []
    for day in (*one, *other):
        if day is None:
            return None, None
        days.append(day)
    first, last = min(days), max(days)
    return (first, last) if (last - first).days <= _YEAR else (None, None)
