"""Read the head of a text: its date, its header lines, its headline and its standfirst."""

from dataclasses import dataclass, field
from itertools import takewhile

from dossier.model import Basis, DateHint, ParagraphKind, PartialDate, Passage, Problem, SourceId, Span
from dossier.sources.file_text import warning
from dossier.sources.paragraphs.head_days import has_year, in_year_of, is_chronicle, is_message, settle
from dossier.sources.paragraphs.headlines import (
    HEAD,
    below_headline,
    is_furniture,
    is_name,
    is_title,
    is_trail,
    told_headline,
)
from dossier.sources.paragraphs.kinds import HANDLE
from dossier.sources.paragraphs.units import Unit
from dossier.text import late as re
from dossier.text.bylines import split_names
from dossier.text.characters import one_line
from dossier.text.date_words import WEEKDAYS
from dossier.text.datelines import PRINTED, day_before_colon, end_of_place_line, read_dateline
from dossier.text.lines import BULLET, FULL, SIGNS, is_open_line
from dossier.text.stamp_labels import FIRST, says_published
from dossier.text.stamps import (
    OF_EVENT,
    Stamp,
    StampDay,
    day_of_document,
    day_of_first_publication,
    end_of_byline,
    read_stamp,
)
from dossier.text.stated_dates import real_date

K = ParagraphKind
STANDFIRST_LENGTH = 350  # characters
MENU = 60  # units; a menu stands between the frame of a page and its headline
ADDRESS = 3  # units; the address of a page stands among the first, others lead to other pages
LABEL_LENGTH = 40  # characters of a line that only labels the next one
FOOT = 8  # units; a letter or a communiqué has its day among the last
_FIRST, _PUBLISHED, _LABELLED, _MARKED, _BARE, _LATER = range(6)
"""How well a day dates a text: as first published, published, with another label, with an hour or a place,
alone, as changed."""

_LEADING_DATE = re.compile(r"date\s{0,2}:?\s{0,2}(\d{4}-\d{2}(?:-\d{2})?)(?:T[\d:.]{4,15}Z?)?(?=\s|$)", re.I)
_KEYS = {
    "title": "title|headline|subject|re|betreff|objet|asunto|oggetto",
    "authors": "by|byline|authors?|from",
    "publisher": "source|publisher|outlet|publication",
    "url": "url|link",
    "other": r"to|cc|ref(?:erence)?|classified by|distr\.?|original|load-date|length|language|published"
    "|publication date|date|posted|updated|tags|keywords|section|category",
}
"""What a header line states: the words before its colon."""
_KEY = "|".join(f"(?P<{part}>{keys})" for part, keys in _KEYS.items())
_HEADER = re.compile(rf"(?:{_KEY})\s{{0,3}}:\s{{0,3}}(?P<value>\S.*)", re.I)
_OPEN_END = re.compile(r":$|\b(?:Dept|Inc|Ltd|Corp|Co|Bros|Ave|St|Blvd|Rd|Jr|Sr)\.$")
"""Of a short line that labels the next one, or names an office or a street."""
_OF_ANOTHER_DAY = re.compile(
    r"\b(?:months?|weeks?|quarter|half|year|period)(?: \w+)? end(?:ed|ing)\W*$"
    r"|\b(?:as of|as at|until|till|retrieved|accessed|expir\w+|due|born|died)(?: on| date)?:$"
    rf"|\b(?:{OF_EVENT})(?: on| date)?:$|^(?:{OF_EVENT})$",
    re.I,
)
"""A line of a label above a day that is not the day of the text: "6 months ended", "Retrieved on:"."""
_FACT = re.compile(r"[-•*–] ?[\w ]{2,30}: ")
"""A line of a list of facts, as an encyclopedia has it beside its text: "- Site: Larne"."""
_IN_DATELINE = "stated in the dateline"
_UNTOLD = (None, K.HEADING, K.STANDFIRST)
_MAY_BE_NOTICE = (None, K.BODY, K.BOILERPLATE)
_ADDRESS = re.compile(r"https?://\S+")
_MAIL_ADDRESS = re.compile(r"\s{1,3}[<(\[]?\S{1,100}@\S{1,100}")  # after a name
_BYLINE = re.compile(r"(?:By|BY|by)\s{1,3}(?P<names>[^\W\d_a-z][^:;?!]{2,90})")


@dataclass(slots=True)
class Head:
    """What the head of a text states."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    dates: list[tuple[int, PartialDate, Span, str]] = field(default_factory=list)
    """(rank, date, where it stands, words): the lowest rank is the best."""
    problems: list[Problem] = field(default_factory=list)

    def date_hints(self, source: SourceId, of_format: tuple[DateHint, ...]) -> tuple[DateHint, ...]:
        """Return the days, best first, with their passages, and those that the format knows.

        A day of change outdoes no day of publication that metadata give.
        """
        days = sorted(self.dates, key=lambda date: (date[0], date[2]))
        stated, changed = (
            [
                DateHint(value, Basis.STATED, Passage(source, span), words)
                for rank, value, span, words in days
                if (rank == _LATER) == is_change
            ]
            for is_change in (False, True)
        )
        known = [hint for hint in of_format if hint.basis is not Basis.INFERRED]
        return (*stated, *known, *changed, *(hint for hint in of_format if hint not in known))


def read_head(
    units: list[Unit], file: str, *, titled: str | None, is_dated: bool, guess: PartialDate | None
) -> Head:
    """Mark the units at the head of a text, and return what they state.

    `titled` is the headline when the format knows it already; then only that line is a headline.
    `is_dated` says that the format knows a day, which a bare day above the headline does not outdo; a `guess`
    is outdone by a labelled or an earlier day: frames of pages show the day on which they were saved.
    """
    _open_header_list(units)
    reader = _HeadReader(units, file, titled, is_dated=is_dated)
    is_head = is_above = True
    above: list[Unit] = []
    for index, unit in enumerate(units):  # which grows while it is read: a stamp is cut off its line
        if unit.kind is not None:
            reader.take_known(index)
            continue
        unit.kind = reader.kind(index, is_head=is_head, is_above=is_above and index < HEAD)
        is_head = is_head and unit.kind is not None
        is_above = is_above and (unit.kind is not None or not _is_text(unit.words))
        above += [unit] if is_above and index < HEAD else []
    reader.read_below_menu()
    reader.narrow_month()
    reader.doubt_frame()
    reader.prefer_page()
    reader.read_headline(above)
    reader.read_foot()
    reader.read_notices()
    head = reader.head
    head.dates = [
        day
        for day in head.dates
        if day[0] < _MARKED or not guess or day[1].edtf.removeprefix("../") <= guess.edtf
    ]
    return head


def _open_header_list(units: list[Unit]) -> None:
    """Make header lines of the entries of a list under the headline that say who wrote a text, and when."""
    start = next((number for number, unit in enumerate(units[:ADDRESS]) if unit.kind is K.TITLE), -1) + 1
    entries = list(takewhile(lambda unit: unit.kind is K.BODY, units[start:] if start else ()))
    found = [match for unit in entries if (match := _HEADER.fullmatch(unit.words))]
    says_who = any(
        match["publisher"] or (match["authors"] or "").lower() not in ("", "from") for match in found
    )
    for unit in entries if len(found) == len(entries) > 1 and says_who else ():
        unit.kind = None


def _is_text(words: str) -> bool:
    is_label = len(words) <= LABEL_LENGTH and _OPEN_END.search(words) is not None
    return len(words) > STANDFIRST_LENGTH or (FULL.search(words) is not None and not is_label)


def split_leading_date(units: list[Unit]) -> list[Unit]:
    """Give the words `date 2024-05-17` at the very start a unit of their own."""
    match = _LEADING_DATE.match(units[0].words) if units and units[0].kind is None else None
    return (
        units[0].part(0, match.end()) + units[0].part(match.end(), units[0].end) + units[1:]
        if match
        else units
    )


class _HeadReader:
    """The rules that tell the part of each unit, and what they have found so far."""

    def __init__(self, units: list[Unit], file: str, titled: str | None, *, is_dated: bool) -> None:
        self.units, self.file, self.is_dated = units, file, is_dated
        self.told = told_headline(units) if titled is None else None
        self.titled = titled if titled is not None else self.told
        self.head = Head()
        self.has_name = False

    def kind(self, index: int, *, is_head: bool, is_above: bool) -> ParagraphKind | None:
        """Return the part of a unit; None for the text, with which the head ends.

        A stamp may follow lines of no known part, as long as it stands above the text (`is_above`); later
        only one on a line of its own, with a label, is still believed.
        """
        words = self.units[index].words
        if self._is_stamp(index, is_above=is_above) or self._is_byline(index, is_above=is_above):
            return K.BOILERPLATE
        if not is_head or len(words) > STANDFIRST_LENGTH:
            return None
        if index < HEAD and (kind := _header_kind(words, self.head) or self._frame_kind(words)):
            self._retitle(index, kind)
            return kind
        if self.head.title is None and is_title(self.units, index, self.titled):
            self.head.title = one_line(words)
            return K.TITLE
        if below := below_headline(self.units, index):
            return below
        if not self.has_name and is_name(self.units, index):
            self.has_name = True
            return K.HEADING
        return None

    def _retitle(self, index: int, kind: ParagraphKind) -> None:
        """Make what was taken for the headline a heading, where a line says that it has the headline."""
        for unit in self.units[:index] if kind is K.TITLE else ():
            unit.kind = K.HEADING if unit.kind is K.TITLE else unit.kind

    def _frame_kind(self, words: str) -> ParagraphKind | None:
        """Return the part of a line that a site puts round a headline, as far as it can be told."""
        if self.titled in (None, self.told) and is_furniture(words):
            return K.BOILERPLATE
        is_above = self.told is not None and self.head.title is None and words != self.told
        return K.HEADING if is_above and is_open_line(words) else None

    def take_known(self, index: int) -> None:
        """Take a unit of a known part when it is the headline, or says the same, or is the page's address."""
        unit = self.units[index]
        is_first = index < ADDRESS and not any(_is_text(above.words) for above in self.units[:index])
        if is_first and self.head.url is None and _ADDRESS.fullmatch(unit.words):
            self.head.url, unit.kind = unit.words, K.BOILERPLATE
        if self.head.title is None and (
            unit.kind is K.TITLE or is_title(self.units, index, self.titled or "")
        ):
            self.head.title, unit.kind = one_line(unit.words.lstrip(SIGNS)), K.TITLE
        if self._is_day_in_heading(index) and self._is_stamp(index, is_above=True):
            unit.kind = K.BOILERPLATE

    def _is_day_in_heading(self, index: int) -> bool:
        """Tell whether a unit is the only heading, right under the headline, and no more than a stamp."""
        headings = [number for number, unit in enumerate(self.units) if unit.kind is K.HEADING]
        if headings != [index] or index == 0 or self.units[index - 1].kind is not K.TITLE:
            return False
        stamp = read_stamp(self.units[index].words)
        return stamp is not None and stamp.end == len(self.units[index].words)

    def _is_stamp(self, index: int, *, is_above: bool) -> bool:
        """Take what the stamp of a line states; what follows it on the line becomes the next unit."""
        unit = self.units[index]
        stamp = None if is_message(self.units, index) else self._stamp(index, is_above=is_above)
        if not stamp or self._is_of_another_day(index, stamp):
            return False
        is_masthead = stamp.is_bare and self.is_dated and self.head.title is None
        for day in stamp.days if not is_masthead else ():  # a page's frame shows the day it was saved
            self._take_day(index, stamp, day)
        self.head.authors = self.head.authors or split_names(stamp.names)
        if stamp.end < len(unit.words):
            self._cut(index, stamp.end, self._after_stamp(unit, stamp.end))
        return True

    def _stamp(self, index: int, *, is_above: bool) -> Stamp | None:
        """Return the stamp of a line, when it is believed there."""
        words = self.units[index].words
        if not is_above:
            may_be = says_published(words) or (index < HEAD and not self.head.dates)
            stamp = read_stamp(words) if may_be else None
            has_line = stamp and (stamp.end == len(words) or words[: stamp.end].endswith("\n"))
            return stamp if stamp and has_line and stamp.says_published else None
        stamp = read_stamp(words) or self._dateline(index)
        if (
            stamp
            and stamp.is_bare
            and stamp.end < len(words)
            and is_chronicle(stamp, self.units[:index] + self.units[index + 1 :])
        ):
            return None
        return stamp

    def _is_one_of_a_list(self, index: int) -> bool:
        """Tell whether a line and one beside it are bullets with days, as of what happened on them."""
        beside = self.units[max(0, index - 1) : index] + self.units[index + 1 : index + 2]
        lines = [self.units[index].words, *(unit.words for unit in beside if has_year(unit.words))]
        return len(lines) > 1 and all(BULLET.match(line) for line in lines[:2])

    def _is_of_another_day(self, index: int, stamp: Stamp) -> bool:
        """Tell whether the line above, a label or a fact, makes the day of a line that of something else."""
        if self._is_one_of_a_list(index):
            return True
        above, words = self.units[index - 1].words if index else "", self.units[index].words
        if _FACT.match(words) and _FACT.match(above):
            return not any(day.label and day.label.when == FIRST for day in stamp.days)
        is_plain = not (stamp.says_published or stamp.names or stamp.has_place)
        return is_plain and len(above) <= LABEL_LENGTH and _OF_ANOTHER_DAY.search(above) is not None

    def _is_byline(self, index: int, *, is_above: bool) -> bool:
        """Cut a byline and a caption, or a date line without a day, off the text on their line.

        Below the first sentences, which may lead to the text, only one that names its agency.
        """
        unit = self.units[index]
        end = end_of_byline(unit.words) if is_above else None
        if end is None and index < HEAD and _is_text(unit.words):
            end = end_of_place_line(unit.words)
            end = end if end and (is_above or ")" in unit.words[:end]) else None
        if end:
            self._cut(index, end, unit.part(end, len(unit.words)))
        return end is not None

    def _cut(self, index: int, end: int, text: list[Unit]) -> None:
        """Make the beginning of a line a unit of its own, and the text after it the next."""
        self.units[index : index + 1] = self.units[index].part(0, end, K.BOILERPLATE) + text

    def _dateline(self, index: int) -> Stamp | None:
        """Return a date line without a year, with the year that lines above it state for its month."""
        words = self.units[index].words
        line = read_dateline(words)
        start, end = (line and line.day) or (0, 0)
        if line is None or not end or has_year(words[start:end]):
            return None
        unit, below = self.units[index], self.units[index + 1 : index + HEAD]
        if day := in_year_of(words[start:end], self.units[:index]):
            return Stamp((StampDay((day,), None, start, end),), "", None, True, False, line.end)
        is_told = line.end == len(words) or (_has_day_line(unit) and not any(map(_has_day_line, below)))
        return Stamp((), "", None, True, False, line.end) if is_told else None

    def narrow_month(self) -> None:
        """Take the day of a date line in the month that a form states above: "For the month of May 2019"."""
        if not self.head.dates:
            return
        best = min(self.head.dates, key=lambda each: each[0])
        rank, month, *_ = best
        lines = [each for each in self.head.dates if each[3] == _IN_DATELINE]
        if lines and lines[0][1].edtf.startswith(f"{month.edtf}-"):
            self.head.dates[self.head.dates.index(best)] = (rank, *lines[0][1:])
        if any(day.is_exact for _, day, *_ in self.head.dates):
            return
        for index, unit in enumerate(self.units[:MENU]):
            line = read_dateline(unit.words)
            if line is None or line.day is None:
                continue
            start, end = line.day
            stated = real_date(unit.words[start:end])
            day = stated[0] if stated else in_year_of(unit.words[start:end], self.units[:index])
            if day and day.edtf.startswith(f"{month.edtf}-"):
                span = Span(unit.start + start, unit.start + end)
                self.head.dates[0] = (rank, day, span, _IN_DATELINE)
                self._cut(index, line.end, unit.part(line.end, len(unit.words)))
                return

    def doubt_frame(self) -> None:
        """Put a day above the headline last where an earlier one stands below: frames show their own.

        So does the clock of a site, which has an hour beside its day; above a trail no day is the text's.
        """
        title = self._title()
        for stated in [each for each in self.head.dates if title and each[0] in (_BARE, _MARKED)]:
            below = [
                day
                for rank, day, span, _ in self.head.dates
                if rank in (_BARE, _MARKED) and span.start > stated[2].start
            ]
            is_above = title is not None and stated[2].start < title.start
            if is_above and self._is_above_trail(stated[2]):
                self.head.dates.remove(stated)
            elif is_above and any(day.edtf < stated[1].edtf for day in below):
                self.head.dates.remove(stated)
                self.head.dates.append((_LATER, *stated[1:]))

    def _is_above_trail(self, day: Span) -> bool:
        below = (unit for unit in self.units[:HEAD] if unit.start > day.start)
        return any(is_trail(unit.words) for unit in takewhile(lambda unit: unit.kind is not K.TITLE, below))

    def prefer_page(self) -> None:
        """Put the day of a date line behind that of the page, below its headline, that printed it later."""
        title = self._title()
        pages = [
            each for each in self.head.dates if title and each[0] == _BARE and each[2].start > title.start
        ]
        for stated in [each for each in self.head.dates if each[3] == _IN_DATELINE]:
            _, written, place, words = stated
            if any(span.start < place.start and _is_soon_after(day, written) for _, day, span, _ in pages):
                self.head.dates.remove(stated)
                self.head.dates.append((_BARE, written, place, words))

    def _title(self) -> Unit | None:
        return next((unit for unit in self.units if unit.kind is K.TITLE), None)

    def read_below_menu(self) -> None:
        """Read the only day with an hour or a label that stands below a long menu and above the text.

        It outdoes a day alone in the frame above, which may be that on which the page was saved.
        """
        if self.is_dated or any(rank < _BARE for rank, *_ in self.head.dates):
            return
        found: list[tuple[int, Stamp]] = []
        for index, unit in enumerate(self.units[:MENU]):
            if _is_text(unit.words):
                break
            stamp = read_stamp(unit.words) if index >= HEAD and unit.kind in _UNTOLD else None
            if stamp and stamp.end == len(unit.words) and not stamp.is_bare and not stamp.has_place:
                found.append((index, stamp))
        if len(found) == 1:
            index, stamp = found[0]
            self.units[index].kind = K.BOILERPLATE
            for day in stamp.days:
                self._take_day(index, stamp, day)

    def read_headline(self, above: list[Unit]) -> None:
        """Read the day with which a line of the head ends or the headline begins, without a stamp."""
        title = self._title()
        for unit in above if not self.head.dates else ():
            stated = day_of_document(unit.words)
            if stated and stated.days:
                self._warn_of_doubt(unit, stated.days[0])
                self._state(_BARE, stated.days[0], unit, stated, "stated in the head")
                unit.kind = unit.kind if unit.kind is K.TITLE else K.BOILERPLATE
                return
        words = day_before_colon(title.words) if title else None
        if title and words and not self.head.dates and (day := in_year_of(words, above)):
            span = Span(title.start, title.start + len(words))
            self.head.dates.append((_BARE, day, span, "stated in the headline, its year below it"))

    def read_foot(self) -> None:
        """Read the day that stands alone, or with a place, on one of the last lines; no other may."""
        if self.head.dates or self.is_dated:
            return
        last = range(max(0, len(self.units) - FOOT), len(self.units))
        signed = [(index, stamp) for index in last if (stamp := self._day_alone(index))]
        if len(signed) == 1 and signed[0][0]:
            index, stamp = signed[0]
            unit, below, day = self.units[index], self.units[index + 1 : index + 2], stamp.days[0]
            if below and FULL.search(below[0].words):  # of a chronicle
                return
            if value := settle(day, stamp, []):
                self._warn_of_doubt(unit, value)
                self._state(_BARE, value, unit, day, "stated in the last lines")
                unit.kind = K.BOILERPLATE

    def _day_alone(self, index: int) -> Stamp | None:
        """Return the stamp of a line that is a day, perhaps with a place, and not the end of a sentence."""
        unit = self.units[index]
        is_end = unit.words.endswith(",") or unit.words.count(")") > unit.words.count("(")
        is_end = is_end or HANDLE.search(unit.words) is not None  # of a post, which may be an old one
        stamp = read_stamp(unit.words) if unit.kind in _UNTOLD and not is_end else None
        if not stamp or stamp.end < len(unit.words) or not stamp.is_day_alone:
            return None
        return None if self._is_of_another_day(index, stamp) else stamp

    def read_notices(self) -> None:
        """Read the day on which a notice above or below the text says that it was first published."""
        for unit in self.units:
            day = day_of_first_publication(unit.words) if unit.kind in _MAY_BE_NOTICE else None
            if day:
                self._state(_FIRST, day.days[0], unit, day, "stated as the day of its first publication")
                unit.kind = K.BOILERPLATE
                return

    def _take_day(self, index: int, stamp: Stamp, day: StampDay) -> None:
        unit = self.units[index]
        if not day.days:
            self._warn(unit, "names no real day", "Ignored")
        value = settle(day, stamp, self.units[index:])
        if value is None:
            return
        self._warn_of_doubt(unit, value)
        if day.is_later and not stamp.has_hour:  # a page that is kept up to date, and no news
            value = PartialDate.between(None, value.latest)
        place = "stated in the first line" if index == 0 else "stated in the text"
        self._state(_rank(stamp, day), value, unit, day, _IN_DATELINE if stamp.has_place else place)

    def _state(self, rank: int, value: PartialDate, unit: Unit, day: StampDay, words: str) -> None:
        """Take the day that stands at a place of a unit."""
        span = Span(unit.start + day.start, unit.start + day.end)
        self.head.dates.append((rank, value, span, words))

    def _warn_of_doubt(self, unit: Unit, value: PartialDate) -> None:
        if value.is_approximate and value.earliest:
            weekday = WEEKDAYS[value.earliest.weekday()]
            self._warn(unit, f"names another weekday: that day was a {weekday}", "Shown as uncertain")

    def _warn(self, unit: Unit, fault: str, outcome: str) -> None:
        message = f'the date line "{one_line(unit.words, 60)}" {fault}'
        hint = f"{outcome}: give the day in the file, or in a sidecar beside it."
        self.head.problems.append(warning("bad-date", message, self.file, hint))

    def _after_stamp(self, unit: Unit, end: int) -> list[Unit]:
        """Return what follows a stamp on its line; the headline, if it is repeated there, apart."""
        rest = unit.part(end, len(unit.words))
        title = (self.head.title or self.titled or "").casefold()
        words, end = rest[0].words, len(title) + 1
        if title and words.casefold().startswith((f"{title}. ", f"{title}: ")):
            return rest[0].part(0, end, K.BOILERPLATE) + rest[0].part(end, len(words))
        return rest


def _has_day_line(unit: Unit) -> bool:
    """Tell whether a unit opens with a date line that a colon parts from its text, as entries do, too."""
    line = read_dateline(unit.words, small=False)
    return line is not None and line.day is not None and unit.words[line.end - 1] == ":"


def _is_soon_after(day: PartialDate, other: PartialDate) -> bool:
    """Tell whether a day is one of the first after another."""
    if not (day.is_exact and day.earliest and other.is_exact and other.earliest):
        return False
    return 0 < (day.earliest - other.earliest).days <= PRINTED


def _rank(stamp: Stamp, day: StampDay) -> int:
    if day.is_later:
        return _LATER
    if day.label:
        return _PUBLISHED if day.label.when == FIRST else _LABELLED
    return _BARE if stamp.is_bare else _MARKED


def _header_kind(words: str, head: Head) -> ParagraphKind | None:
    match = _HEADER.fullmatch(words)
    if match:
        part = next(part for part in _KEYS if match[part])
        return _read_header(part, " ".join(match["value"].split()), head)
    match = _BYLINE.fullmatch(words)
    if match and len(words.split()) <= 14 and is_open_line(words):
        head.authors = head.authors or split_names(match["names"])
        return K.BOILERPLATE
    return None


def _read_header(part: str, value: str, head: Head) -> ParagraphKind:
    """Take what a header line such as `Source: Coast Herald` states, and return its part."""
    if part == "title":
        head.title = value
        return K.TITLE
    if part == "authors":
        head.authors = split_names(_MAIL_ADDRESS.sub("", value.removeprefix("By ")) or value)
    elif part == "publisher":
        head.publisher = value
    elif part == "url":
        head.url = value if value.startswith(("http://", "https://")) else None
    return K.BOILERPLATE
