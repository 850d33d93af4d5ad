"""Collect what each sentence states, and compare two sentences on one event."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from dossier.analysis.likeness.vectors import Place
from dossier.model import (
    Attribution,
    Corpus,
    DateMention,
    Desk,
    EntityId,
    EntityKind,
    Marker,
    Mention,
    PartialDate,
    Passage,
    SourceFindings,
)
from dossier.text import late as re
from dossier.text.date_words import MONTHS
from dossier.text.denials import is_negative
from dossier.text.numbers import NUMBER_WORDS, Number, find_numbers
from dossier.text.quotes import quoted_runs
from dossier.text.reporting import CITED_ON
from dossier.text.transcripts import is_ceremony, is_transcript, without_place
from dossier.text.words import STOP, keys_of, stem, words_of, wordset

_MONTH = 31  # days; wider dates of two sentences do not show that they speak of two events
_NEAR = 31  # days between two dates of one event; what lies further apart is two events
_UNCLEAR = re.compile(
    r"(?:[“\"‘']|(?:(?:and|but|so) )?(?:he|she|they|it|we|I|you|this|that|if|his|her|their|its)\b"
    r"|As (?:[\w’'-]+ ){1,5}?[\w’'-]+, (?:he|she|they|it)\b)",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"[“\"‘']?(?:(?:and|but|so) )?"
    r"(?:he|she|they|it(?! (?:is|was|has been) )|his|her|their|its|this|that|these|those)\b",
    re.IGNORECASE,
)
"""An opening that only the sentence before explains."""
_WEAK = wordset("contrary did didnt is are was were isnt arent wasnt werent took no none")
"""First words of denials that may only tell what did not happen."""
_OF_BLAME = ("responsible for", "behind", "to blame", "guilty of")
"""Last words of denials that deny a deed all the same."""
_IF = re.compile(r"\b(?:if|unless)\b", re.I)
_DEICTIC = "deictic"  # the rule of "today" and "yesterday"
_PERIODS = ("window", "unit")  # the rules of "in the last 24 hours" and "this week"
_OF_THE_CALENDAR = ("day-month", "month")  # the rules of "on 16 May" and "in June", which lack a year alone
_SHORT_NAME = re.compile(r" \(([A-Z][A-Za-z.&]{1,8})\)")
"""The short name that a text gives a speaker: "the Harbour Board (HB) said"."""
_LEAP_YEAR = 2000  # has every day of a year
_SCALES = {"billion": 1e9, "million": 1e6}
_REACH = 100  # characters before a date
_SHORTEST = 7  # words of a sentence that reports something
_SAME_WORDS = 8  # words in a row that two sentences share by copying alone
_VERY_NEAR = 3  # days; the same where both dates are counted from the days of their sources
_UNKNOWN_YEAR = re.compile(r"(?:\d{4}|XXXX)-(0\d|1[0-2])(?:-(\d\d))?")
_LARGE = 1000  # smaller whole numbers are counted, not rounded
_MEASURED = re.compile(r"\b(magnitude|depth|toll|profit|loss) of $")
"""What a number measures, before it."""
_MONEY = ("dollar", "euro", "pound", "yen")
_COUNTING = {*NUMBER_WORDS, *_SCALES}
"""Last words of a number that counts; "two hundred" may be about as many."""
_PEOPLE = ("people", "men", "women", "children", "police")
_NOUN = re.compile(r"[\s-]?([a-z]{3,})")
_DIGIT = re.compile(r"\d")
_AGE = re.compile(r"[\s-](?:year|month|week|day|hour)s?(?:[\s-]old|\sago|\sof age)\b")
_SCENE = re.compile(
    rf"(?<![\w’'-])([\w’'-]{{1,30}}) (?:in|at|near|off|outside) (?!(?:{'|'.join(MONTHS)})\b)"
    r"((?-i:[A-ZÀ-Þ])[\w’'-]*(?: (?-i:[A-ZÀ-Þ])[\w’'-]*)*)",
    re.IGNORECASE,
)
"""What was done where, by names: "met in Paris"."""
_RANGE = re.compile(r" (?:and|or|to) ")
_TOLLS = {
    **dict.fromkeys(("kil", "die", "dea"), "killed"),
    **dict.fromkeys(("inj", "wou", "hur"), "injured"),
    **dict.fromkeys(("arr", "det"), "arrested"),
    "mis": "missing",
}
"""The first letters of what people suffer, and what it is called in a conflict."""
_TOLL = re.compile(
    r"(?: [A-Za-z-]+){0,6}? (?:(?:are|been|had|have|was|were) ){0,2}"
    r"(killed|died|dead|injured|wounded|hurt|missing|arrested|detained)\b"
)


class Facts:
    """The figures, days and places of each sentence, its denial, and who says it."""

    def __init__(self, corpus: Corpus, desk: Desk, dates: Iterable[DateMention]) -> None:
        self._kinds = {entity.id: entity.kind for entity in desk.entities}
        self.corpus = corpus
        self.markers: dict[Place, Marker] = {}
        """The sentences that deny something."""
        self._dates: dict[Place, list[DateMention]] = defaultdict(list)
        self._places: dict[Place, tuple[EntityId, ...]] = {}
        self._nested = {frozenset((entity.id, broader)) for entity in desk.entities for broader in entity.see}
        """Pairs of places of which one lies in the other."""
        self._speakers: dict[Place, tuple[str, ...]] = {}
        self._deniers: dict[Place, set[str]] = defaultdict(set)
        """The words that name who denies."""
        self._add_dates(dates)

    def add(self, found: SourceFindings) -> None:
        """Take what was found in one source."""
        self.markers |= {(found.source, marker.sentence.id): marker for marker in found.markers}
        self._add_places(
            [m for m in found.mentions if m.entity and self._kinds.get(m.entity) is EntityKind.PLACE]
        )
        for attribution in found.attributions:
            self._add_speaker(attribution)

    def _add_speaker(self, attribution: Attribution) -> None:
        """Take the names of a speaker: the entity, the end of the name, and the short name behind it."""
        document, speaker = self.corpus.by_id[attribution.speaker.source], attribution.speaker
        words = document.quote(speaker)
        short = _SHORT_NAME.match(document.text, speaker.span.end)
        names = {attribution.entity or "", _name_of(words), short[1].casefold() if short else ""} - {""}
        place = self.corpus.place(attribution.passage)
        if names:
            self._speakers[place] = (*self._speakers.get(place, ()), *names)
        if place in self.markers and attribution.cue in self.markers[place].cue.split():
            self._deniers[place] |= names | _words_of_name(words)

    def _add_dates(self, dates: Iterable[DateMention]) -> None:
        """Take the dates, but for those on which somebody only said what a sentence tells."""
        for mention in dates:
            document, start = self.corpus.by_id[mention.passage.source], mention.passage.span.start
            if not CITED_ON.search(document.text, max(0, start - _REACH), start):
                self._dates[self.corpus.place(mention.passage)].append(mention)

    def _add_places(self, mentions: list[Mention]) -> None:
        for mention in mentions:
            if mention.entity:
                place = self.corpus.place(mention.passage)
                self._places[place] = (*self._places.get(place, ()), mention.entity)
        for first, second in pairwise(mentions):
            if first.entity and second.entity and self._between(first, second) in (", ", " in "):
                self._nested.add(frozenset((first.entity, second.entity)))

    def _between(self, first: Mention, second: Mention) -> str:
        document = self.corpus.by_id[first.passage.source]
        return document.text[first.passage.span.end : second.passage.span.start]

    def conflict(self, a: Passage, b: Passage) -> str:
        """Say in words which number, day or place two sentences on one event differ in; empty when none.

        Sentences whose days lie far apart, or that both count from their own day ("today"), are two events.
        """
        days = self.days_apart(a, b)
        if days and not may_be_one_event(*days):
            return ""
        if number := self.other_number(a, b):
            return number
        if days:
            return f"different dates: {days[0].value.edtf} and {days[1].value.edtf}"
        return self._other_place(a, b)

    def _other_place(self, a: Passage, b: Passage) -> str:
        """Say in words where two sentences differ in the only place of each, or the only one not in both."""
        places = [set(self._places.get(self.corpus.place(p), ())) for p in (a, b)]
        if places[0] & places[1] and not self._other_scene(a, b):
            return ""
        left = places[0] - places[1], places[1] - places[0]
        if any(len(found) != 1 for found in left):
            return ""
        one, other = min(left[0]), min(left[1])
        if frozenset((one, other)) in self._nested:  # Larne lies in Northern Ireland
            return ""
        return f"different places: {one} and {other}"

    def _other_scene(self, a: Passage, b: Passage) -> bool:
        """Tell whether two sentences have one thing done in places of two names: "met in", "met in"."""
        one, other = self.corpus.quote(a), self.corpus.quote(b)
        scenes = {match[1].casefold(): match[2] for match in _SCENE.finditer(one)}
        return any(
            place not in other and match[2] not in one
            for match in _SCENE.finditer(other)
            if (place := scenes.get(match[1].casefold()))
        )

    def other_number(self, a: Passage, b: Passage, *, measured: bool = False) -> str:
        """Say in words which number two sentences on one event differ in; empty when none.

        What is counted in two periods ("in the last 24 hours" of two days) differs by itself.
        """
        if self._periods(a) != self._periods(b):
            return ""
        one, other = (figures_of(self.corpus.quote(passage), measured=measured) for passage in (a, b))
        return other_figure(one, other)

    def _periods(self, passage: Passage) -> set[tuple[PartialDate, date | None]]:
        mentions = self._dates.get(self.corpus.place(passage), ())
        return {(each.value, each.anchored_on) for each in mentions if each.rule in _PERIODS}

    def days_apart(self, a: Passage, b: Passage) -> tuple[DateMention, DateMention] | None:
        """Return the one date of each sentence, where they exclude each other and are narrow enough."""
        apart = self._dates_apart(a, b)
        if apart is None:
            return None
        bounds = (each for each in _bounds(*apart) if each)
        return apart if max((last - first).days for first, last in bounds) < _MONTH else None

    def _dates_apart(self, a: Passage, b: Passage) -> tuple[DateMention, DateMention] | None:
        """Return the one date of each sentence, where they exclude each other, however wide."""
        found = [self._dates.get(self.corpus.place(passage), []) for passage in (a, b)]
        if any(len(dates) != 1 for dates in found):
            return None
        first, second = found[0][0], found[1][0]
        one, other = _bounds(first, second)
        if not (one and other):
            return None
        return (first, second) if one[1] < other[0] or other[1] < one[0] else None

    def may_agree(self, a: Passage, b: Passage) -> bool:
        """Tell whether two sentences report something of one time and place, and both or neither negates it.

        What may be ("if it rains") does not agree with what is, and "they left" with nothing.
        """
        texts = [self.corpus.quote(passage) for passage in (a, b)]
        if any(_POINTING.match(text) for text in texts):
            return False
        one, other = (is_negative(text) for text in texts)
        if bool(_IF.search(texts[0])) != bool(_IF.search(texts[1])):
            return False
        if self._other_scene(a, b) or self._periods(a) != self._periods(b):
            return False
        return one == other and self.is_report(a, b) and not self._dates_apart(a, b)

    def origin(self, a: Passage, b: Passage) -> str:
        """Say in words why two sentences pass on one utterance of one speaker; empty when they do not."""
        if quoted_runs(self.corpus.quote(a)) & quoted_runs(self.corpus.quote(b)):
            return "the same words quoted"
        if _runs(self.corpus.quote(a)) & _runs(self.corpus.quote(b)):
            return "in the same words"
        publishers = [self.corpus.by_id[passage.source].meta.publisher for passage in (a, b)]
        if publishers[0] and publishers[0] == publishers[1]:
            return "of one publisher"
        one, other = (self._speakers.get(self.corpus.place(passage), ()) for passage in (a, b))
        return "" if set(one).isdisjoint(other) else "of one speaker"

    def may_be_of_one(self, a: Passage, b: Passage) -> bool:
        """Tell whether two denials may be of one speaker: one names nobody, or both share a word or name."""
        one, other = (self._deniers.get(self.corpus.place(passage), set()) for passage in (a, b))
        return not (one and other) or bool(one & other)

    def is_of_denier(self, denial: Passage, said: Passage) -> bool:
        """Tell whether a sentence gives the words of the one who denies."""
        speakers = self._speakers.get(self.corpus.place(said), ())
        words = set(speakers).union(*(_words_of_name(speaker) for speaker in speakers))
        return bool(words & self._deniers.get(self.corpus.place(denial), set()))

    def is_report(self, *passages: Passage) -> bool:
        """Tell whether sentences are long enough to report something, and no courtesy or question."""
        texts = [self._said(passage) for passage in passages]
        return all(
            len(text.split()) >= _SHORTEST and not is_ceremony(text) and not text.rstrip('”")').endswith("?")
            for text in texts
        )

    def _said(self, passage: Passage) -> str:
        words = self.corpus.quote(passage)
        said = without_place(words)
        return words if said != words and is_transcript(self.corpus.by_id[passage.source]) else said

    def _is_strong(self, denial: Passage) -> bool:
        cue = self.markers[self.corpus.place(denial)].cue
        return keys_of(cue)[0] not in _WEAK or cue.endswith(_OF_BLAME)

    def said_before(self, denial: Passage) -> Passage | None:
        """Return the report in the same paragraph right before a denial, which it may answer."""
        document = self.corpus.by_id[denial.source]
        if not self._is_strong(denial) or _UNCLEAR.match(document.quote(denial)):
            return None
        before = document.sentence_at(max(0, denial.span.start - 2))
        sentence = document.sentence_at(denial.span.start)
        if before is None or sentence is None or before.paragraph != sentence.paragraph:
            return None
        passage = document.passage(before.span)
        is_open = not _UNCLEAR.match(document.quote(before.span))
        return passage if before != sentence and is_open and self.is_report(passage) else None

    def is_clear(self, passage: Passage) -> bool:
        """Tell whether a denial says by itself who denies what: no quotation, "he", "if" or list."""
        text = self.corpus.quote(passage)
        is_whole = not _UNCLEAR.match(text) and not text.endswith(":")
        return is_whole and self.is_report(passage)


def may_be_one_event(a: DateMention, b: DateMention) -> bool:
    """Tell whether two dates that exclude each other may be given to one event.

    They may when they are near each other. Dates such as "on Monday" and "on Tuesday", which two sources
    count from their own days, must be very near, unlike "on 16 May" and "in June", and "today" in two
    sources is two days: stories that are told alike often tell of different events.
    """
    if a.anchored_on and b.anchored_on and _DEICTIC in (a.rule, b.rule):
        return False
    are_counted = all(each.anchored_on and each.rule not in _OF_THE_CALENDAR for each in (a, b))
    nearest = _VERY_NEAR if are_counted else _NEAR
    one, other = _bounds(a, b)
    if not (one and other):
        return False
    first, second = sorted((one, other))
    return (second[0] - first[1]).days <= nearest


def _bounds(a: DateMention, b: DateMention) -> tuple[tuple[date, date] | None, tuple[date, date] | None]:
    """Return the first and last day of two dates; where the year of one is unknown, both in a common year."""
    found = [m.value.ends for m in (a, b)]
    if None in found:
        found = [_in_common_year(m.value.edtf) for m in (a, b)]
    return found[0], found[1]


def _in_common_year(edtf: str) -> tuple[date, date] | None:
    match = _UNKNOWN_YEAR.fullmatch(edtf)
    if not match:
        return None
    month = int(match[1])
    last = int(match[2] or monthrange(_LEAP_YEAR, month)[1])
    return date(_LEAP_YEAR, month, int(match[2] or 1)), date(_LEAP_YEAR, month, last)


def _words_of_name(speaker: str) -> set[str]:
    return {stem(word.key) for word in words_of(speaker) if word.key not in STOP}


def _name_of(speaker: str) -> str:
    """Return the last two words of a speaker's name, or an acronym; else nothing.

    By these two sources mean one speaker.

    >>> _name_of("Coast Guard Rear Admiral Ann N. Roe"), _name_of("the HBO"), _name_of("the mayor")
    ('ann roe', 'hbo', '')
    """
    words = [word.raw for word in words_of(speaker) if word.raw[0].isupper() and len(word.raw) > 1]
    is_named = len(words) > 1 or (words and words[0].isupper())
    return " ".join(words[-2:]).casefold() if is_named else ""


def _runs(text: str) -> set[tuple[str, ...]]:
    keys = [word.key for word in words_of(text)]
    return {tuple(keys[i : i + _SAME_WORDS]) for i in range(len(keys) - _SAME_WORDS + 1)}


def other_figure(first: Mapping[str, set[float]], second: Mapping[str, set[float]]) -> str:
    """Say in words which figure two sentences, of which these are the figures, differ in; empty when none."""
    for unit in sorted(first.keys() & second.keys(), key=lambda unit: (unit in _TOLLS.values(), unit)):
        if len(first[unit]) == len(second[unit]) == 1:
            one, other = min(first[unit]), min(second[unit])
            if not _may_be_one_number(one, other):
                return f"different numbers: {_in_words(one)} {unit} and {_in_words(other)} {unit}"
    return ""


def _may_be_one_number(a: float, b: float) -> bool:
    """Tell whether one of two numbers is the other, or a sum or measure that is the other one rounded."""
    if a == b:
        return True
    if max(a, b) < _LARGE and a == int(a) and b == int(b):
        return False
    return abs(a - b) <= max(_last_digit(a), _last_digit(b)) / 2


def _last_digit(number: float) -> float:
    """Return what the last digit of a number that is no zero counts: 100 for 3,200."""
    digits, _, exponent = f"{number:.6e}".partition("e")
    return float(10.0 ** (int(exponent) - len(digits.rstrip("0").partition(".")[2])))


def figures_of(text: str, *, measured: bool = False) -> dict[str, set[float]]:
    """Return the numbers of a sentence by what they count, and tolls: `{"crates": {9.0}, "killed": {2.0}}`.

    Both ends of "50 to 60 detainees" are among them. What has a measure, such as hours, is there only where
    it is asked for: one sentence may have it of several things. Left out is "more than 100", which many
    numbers agree with.
    """
    found: dict[str, set[float]] = defaultdict(set)
    rough: set[str] = set()
    before = None
    for number in find_numbers(text):
        for unit in _counted(text, number, measured=measured):
            found[unit].add(number.value)
            if before and _RANGE.fullmatch(text, before.end, number.start):
                found[unit].add(before.value)
            if number.rough:
                rough.add(unit)
        before = number
    return {unit: numbers for unit, numbers in found.items() if unit not in rough}


def _counted(text: str, number: Number, *, measured: bool) -> Iterator[str]:
    """Yield what a number counts: the noun behind it, in the plural where it is a word, and a toll."""
    words = text[number.start : number.end].lower()
    if not _is_count(words, number.value):
        return
    if measured and number.unit:
        yield from _measure(text, number)
    if number.unit and number.unit not in _MONEY:
        return
    noun = _MEASURED.search(text, max(0, number.start - 20), number.start) or _NOUN.match(text, number.end)
    if noun and (_DIGIT.search(words) or noun[1].endswith("s") or noun[1] in _PEOPLE):
        yield noun[1]
    if toll := _TOLL.match(text, number.end):
        yield _TOLLS[toll[1][:3]]


def _is_count(words: str, value: float) -> bool:
    """Tell whether a number counts: it is no year, and in words not round, as "a hundred", nor "third"."""
    if _DIGIT.search(words):
        return not (words.isdigit() and 1800 <= value <= 2100)
    return value >= 2 and re.split(r"[\s-]", words)[-1] in _COUNTING


def _measure(text: str, number: Number) -> Iterator[str]:
    """Yield the measure of a number: money, a share, or the word behind it, in the singular; but for ages."""
    noun = _NOUN.match(text, number.end)
    if number.unit in (*_MONEY, "percent"):
        yield number.unit
    elif noun and not _AGE.match(text, number.end):
        yield noun[1].removesuffix("s")


def _in_words(number: float) -> str:
    scale = next((scale for scale, size in _SCALES.items() if number >= size), "")
    return f"{number / _SCALES.get(scale, 1):g} {scale}".rstrip()
