"""Tell whether two sentences of different sources may report one event: by their names, action and days."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, islice
from math import fsum
from sys import intern
from typing import NamedTuple

from dossier.analysis.likeness.vectors import Place, Vector, Vectors
from dossier.model import (
    Corpus,
    DateMention,
    Document,
    PartialDate,
    Passage,
    Publication,
    SentenceId,
    SourceFindings,
    SourceId,
)
from dossier.text.words import TIMES, stem, words_of

_SPREAD = 8  # sources; a name in more of them, and in more than a tenth, tells no event from another
_ACTION = 2  # words beside names that two reports of one event share
_COMMON_NAMES = 3  # words of names that they share where many sources have all of these
_COMMON_ACTION = 5  # words beside such names; one less on one stated day
_UNDATED_NAMES, _UNDATED_ACTION = 3, 5  # the same of names that few have, where the day of one is not known
_STEMS_OF_TIMES = frozenset(map(stem, TIMES))
_MONTH = 31  # days of a date that dates an event
_NARROW = 3  # days of a date that the sentences after it may go on from
_NEAR = timedelta(days=1)  # between the days that two texts give
_ANSWERED = timedelta(days=31)  # between a denial and what it denies
_AT_HAND = 5000  # sentences of which it is known what they tell, two kilobytes each
_NEAR_PUBLICATION = timedelta(days=7)  # the same where one text gives only its day of publication


class _When(NamedTuple):
    """The days of which a sentence speaks."""

    first: date
    last: date
    slack: timedelta


class Told(NamedTuple):
    """What one sentence tells of an event."""

    vector: Vector
    names: Set[str]
    """`@id` of an entity, and the words of names that have none."""
    words: Set[str]
    """Its terms beside names."""
    action: Set[str]
    """Those that neither describe a speaker nor are numbers."""
    days: Set[str]
    """The exact days that it gives, as EDTF."""
    when: _When | None
    """None where nothing says of which days it speaks."""


class Events:
    """What tells the event of a sentence: the names in it, and the day of which it speaks."""

    def __init__(
        self,
        corpus: Corpus,
        dates: Iterable[DateMention],
        publications: Iterable[Publication],
        vectors: Vectors,
    ) -> None:
        self._corpus = corpus
        self._vectors = vectors
        self._told: dict[Passage, Told] = {}
        self._names: dict[Place, tuple[str, ...]] = {}
        """The names in each sentence, those of each source together."""
        self._speakers: dict[SourceId, list[Passage]] = {}
        self._small: set[str] = set()
        """Words that some source writes without a capital: they are no names."""
        self._published = {publication.source: publication.value for publication in publications}
        known = [value for value in self._published.values() if value and value.days is not None]
        self._mostly_dated = 2 * len(known) > len(self._published)
        self._days: dict[SourceId, list[tuple[int, PartialDate]]] = defaultdict(list)
        for mention in sorted(dates, key=lambda each: each.passage):
            if mention.value.days is not None:
                self._days[mention.passage.source].append((mention.passage.span.start, mention.value))

    def add(self, found: SourceFindings) -> None:
        """Take what was found in one source; nothing is told before all sources have been taken."""
        self._names |= _names_by_sentence(self._corpus.by_id[found.source], found)
        self._speakers[found.source] = [each.speaker for each in found.attributions]
        self._small.update(found.raw_names.small)

    @cached_property
    def _telling(self) -> Set[str]:
        """The names that few sources have."""
        spread: Counter[str] = Counter()
        for _, of_source in groupby(self._names.items(), key=lambda each: each[0][0]):
            spread.update({name for _, names in of_source for name in names} - self._small)
        limit = max(_SPREAD, len(self._corpus.documents) // 10)
        return {name for name, sources in spread.items() if sources <= limit}

    def share_names(self, a: Passage, b: Passage) -> bool:
        """Tell whether two sentences share the names without which they are of no one event.

        That is soon told, and rules most of them out.
        """
        shared = self._names_of(a) & self._names_of(b)
        return len(shared) >= _COMMON_NAMES or not shared.isdisjoint(self._telling)

    def may_be_one(self, a: Told, b: Told) -> bool:
        """Tell whether two sentences share a name that few sources have, an action, and their day.

        In a dossier on one affair most sources name those whom it is about: of such names and of the action
        they must share more.
        """
        shared = a.names & b.names
        telling = len(shared & self._telling)
        action = len(a.action & b.action)
        if not telling:
            least = _COMMON_ACTION - share_day(a, b)
            return len(shared) >= _COMMON_NAMES and action >= least and self._near(a, b)
        if action < _ACTION:
            return False
        is_sure = telling >= _UNDATED_NAMES and action >= _UNDATED_ACTION
        return self._near(a, b, or_unknown=is_sure)

    def may_answer(self, denial: Passage, said: Passage) -> bool:
        """Tell whether a denial may be of what a sentence said, perhaps weeks before and in other words.

        Where the day of one is not known, they share two names and two words.
        """
        shared = self._names_of(denial) & self._names_of(said)
        if not shared:
            return False
        one, other = self.told(denial), self.told(said)
        action = len(one.action & other.action)
        is_sure = len(shared) > 1 and action >= _ACTION
        is_one = action > 0 and not shared.isdisjoint(self._telling)
        return (is_one or is_sure) and self._near(one, other, _ANSWERED, or_unknown=is_sure)

    def must_be_one(self, a: Passage, b: Passage) -> bool:
        """Tell the same, whatever days they give, where most names of one are in the other."""
        names, others = self._names_of(a) & self._telling, self._names_of(b) & self._telling
        if 2 * len(names & others) <= min(len(names), len(others)):
            return False
        return len(self.told(a).action & self.told(b).action) >= _ACTION

    def _names_of(self, passage: Passage) -> Set[str]:
        return frozenset(self._names.get(self._corpus.place(passage), ())) - self._small

    def told(self, passage: Passage) -> Told:
        """Return what a sentence tells; it is compared with many others, mostly one after the other."""
        if passage not in self._told:
            if len(self._told) == _AT_HAND:
                self._told.clear()
            self._told[passage] = self._read(passage)
        return self._told[passage]

    def _read(self, passage: Passage) -> Told:
        names, described = self._names_of(passage), self._describing_words(passage)
        of_names = set(map(stem, names))
        vector = self._vectors.of(passage)
        words = {term for term in vector if term not in of_names and term[0] != "@"}
        action = {term for term in words if term not in described and not term.isdigit()}
        own = self._own(passage)
        days = {value.edtf for value in own if value.is_exact}
        return Told(vector, names, words, action, days, self._when(passage, own))

    def _describing_words(self, passage: Passage) -> set[str]:
        """Return the stems of the words that describe a speaker; two statements of one captain are two."""
        here = (each for each in self._speakers[passage.source] if each.span in passage.span)
        return {stem(word.key) for speaker in here for word in words_of(self._corpus.quote(speaker))}

    def _near(self, a: Told, b: Told, least: timedelta = _NEAR, *, or_unknown: bool = False) -> bool:
        """Tell whether two sentences may be of one day; an unknown day is any day where most are unknown."""
        one, other = a.when, b.when
        if one is None or other is None:
            return or_unknown or not self._mostly_dated
        slack = max(one.slack, other.slack, least)
        return one.first - slack <= other.last and other.first - slack <= one.last

    def _when(self, passage: Passage, own: list[PartialDate]) -> _When | None:
        """Return its `own` days of a sentence, else the last day told before it, else its publication."""
        days = self._days[passage.source]
        first = bisect_left(days, passage.span.start, key=lambda each: each[0])
        before = (value for _, value in reversed(days[:first]) if (value.days or 0) <= _NARROW)
        if given := own or list(islice(before, 1)):
            return _bounds(given, _NEAR)
        published = self._published.get(passage.source)
        return _bounds([published], _NEAR_PUBLICATION) if published else None

    def _own(self, passage: Passage) -> list[PartialDate]:
        """Return the days that a sentence gives."""
        days = self._days[passage.source]
        first = bisect_left(days, passage.span.start, key=lambda each: each[0])
        after = bisect_left(days, passage.span.end, key=lambda each: each[0])
        return [value for _, value in days[first:after] if (value.days or 0) <= _MONTH]


def share_day(a: Told, b: Told) -> bool:
    """Tell whether two sentences give the same exact day."""
    return not a.days.isdisjoint(b.days)


def shares_word(denial: Told, said: Told) -> bool:
    """Tell whether a denial shares a word beside names and days with the sentence that it may answer."""
    return not denial.action & said.action <= _STEMS_OF_TIMES


def likeness_beside_names(a: Told, b: Told) -> float:
    """Return how much of the cosine of two sentences comes from other words than names, 0 to 1."""
    return round(fsum([a.vector[term] * b.vector[term] for term in a.words & b.words]), 4)


def _bounds(values: list[PartialDate], slack: timedelta) -> _When | None:
    """Return the first and last day of some dates; None where an end is open."""
    ends = [value.ends for value in values if value.ends]
    if len(ends) < len(values):
        return None
    return _When(min(first for first, _ in ends), max(last for _, last in ends), slack)


def _names_by_sentence(document: Document, found: SourceFindings) -> Mapping[Place, tuple[str, ...]]:
    """Return the names in each sentence: `@id` of an entity, and the words of names that have none.

    They are tuples: a set of few words is four times as large.
    """
    names: dict[SentenceId, set[str]] = defaultdict(set)
    for mention in found.mentions:
        if mention.entity and (sentence := document.sentence_at(mention.passage.span.start)):
            names[sentence.id].add(intern(f"@{mention.entity}"))
    for name in found.raw_names.names:
        sentence = document.sentence_at(name.span.start)
        if sentence and not (name.opening and len(name.keys) == 1):
            names[sentence.id].update(map(intern, name.keys))
    return {(document.id, sentence): tuple(of_sentence) for sentence, of_sentence in names.items()}
