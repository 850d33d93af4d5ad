"""Tell whether two sentences of different sources may report one event: by their names, action and days."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from math import fsum
from typing import NamedTuple

from dossier.analysis.likeness.vectors import Place, Vectors
from dossier.model import (
    Corpus,
    DateMention,
    PartialDate,
    Passage,
    Publication,
    SourceFindings,
    SourceId,
)
from dossier.text.words import stem, words_of

_SPREAD = 8  # sources; a name in more of them, and in more than a tenth, tells no event from another
_ACTION = 2  # words beside names that two reports of one event share
_COMMON_NAMES = 3  # words of names that they share where many sources have all of these
_COMMON_ACTION = 5  # words beside such names; one less on one stated day
_UNDATED_NAMES, _UNDATED_ACTION = 3, 5  # the same of names that few have, where the day of one is not known
_MONTH = 31  # days of a date that dates an event
_NARROW = 3  # days of a date that the sentences after it may go on from
_NEAR = timedelta(days=1)  # between the days that two texts give
_ANSWERED = timedelta(days=31)  # between a denial and what it denies
_NEAR_PUBLICATION = timedelta(days=7)  # the same where one text gives only its day of publication


class _When(NamedTuple):
    """The days of which a sentence speaks."""

    first: date
    last: date
    slack: timedelta


class Events:
    """What tells the event of a sentence: the names in it, and the day of which it speaks."""

    def __init__(
        self,
        corpus: Corpus,
        findings: Collection[SourceFindings],
        dates: Iterable[DateMention],
        publications: Iterable[Publication],
        vectors: Vectors,
    ) -> None:
        self._corpus = corpus
        self._vectors = vectors
        self._names = _names_by_sentence(corpus, findings)
        self._speakers = _speakers_by_sentence(corpus, findings)
        spread = Counter(name for source, name in {(s, n) for (s, _), ns in self._names.items() for n in ns})
        limit = max(_SPREAD, len(corpus.documents) // 10)
        self._telling = {name for name, sources in spread.items() if sources <= limit}
        self._published = {publication.source: publication.value for publication in publications}
        known = [value for value in self._published.values() if value and value.days is not None]
        self._mostly_dated = 2 * len(known) > len(self._published)
        self._days: dict[SourceId, list[tuple[int, PartialDate]]] = defaultdict(list)
        for mention in sorted(dates, key=lambda each: each.passage):
            if mention.value.days is not None:
                self._days[mention.passage.source].append((mention.passage.span.start, mention.value))

    def may_be_one(self, a: Passage, b: Passage) -> bool:
        """Tell whether two sentences share a name that few sources have, an action, and their day.

        In a dossier on one affair most sources name those whom it is about: of such names and of the action
        they must share more.
        """
        shared = self._names_of(a) & self._names_of(b)
        telling = len(shared & self._telling)
        action = self._shares_action(a, b)
        if not telling:
            least = _COMMON_ACTION - self.share_day(a, b)
            return len(shared) >= _COMMON_NAMES and action >= least and self._near(a, b)
        if action < _ACTION:
            return False
        is_sure = telling >= _UNDATED_NAMES and action >= _UNDATED_ACTION
        return self._near(a, b, or_unknown=is_sure)

    def share_day(self, a: Passage, b: Passage) -> bool:
        """Tell whether two sentences give the same exact day."""
        return bool(self._own_days(a) & self._own_days(b))

    def may_answer(self, denial: Passage, said: Passage) -> bool:
        """Tell whether a denial may be of what a sentence said, perhaps weeks before and in other words.

        Where the day of one is not known, they share two names and two words.
        """
        shared = self._names_of(denial) & self._names_of(said)
        action = self._shares_action(denial, said)
        is_sure = len(shared) > 1 and action >= _ACTION
        is_one = action > 0 and not shared.isdisjoint(self._telling)
        return (is_one or is_sure) and self._near(denial, said, _ANSWERED, or_unknown=is_sure)

    def shares_word(self, denial: Passage, said: Passage) -> bool:
        """Tell whether a denial shares a word beside names with the sentence that it may answer."""
        return self._shares_action(denial, said) > 0

    def must_be_one(self, a: Passage, b: Passage) -> bool:
        """Tell the same, whatever days they give, where most names of one are in the other."""
        names, others = self._telling_names(a), self._telling_names(b)
        shared = names & others
        return 2 * len(shared) > min(len(names), len(others)) and self._shares_action(a, b) >= _ACTION

    def _telling_names(self, passage: Passage) -> set[str]:
        return self._names_of(passage) & self._telling

    def _names_of(self, passage: Passage) -> set[str]:
        return self._names.get(self._corpus.place(passage), set())

    def _shares_action(self, a: Passage, b: Passage) -> int:
        """Return how many words two sentences share beside names and what describes a speaker."""
        places = self._corpus.place(a), self._corpus.place(b)
        described = set().union(*(self._speakers.get(place, ()) for place in places))
        return len(
            [term for term in self._beside_names(a, b) if term not in described and not term.isdigit()]
        )

    def likeness_beside_names(self, a: Passage, b: Passage) -> float:
        """Return how much of the cosine of two sentences comes from other words than names, 0 to 1."""
        one, other = self._vectors.of(a), self._vectors.of(b)
        return round(fsum([one[term] * other[term] for term in self._beside_names(a, b)]), 4)

    def _beside_names(self, a: Passage, b: Passage) -> set[str]:
        places = self._corpus.place(a), self._corpus.place(b)
        names = {stem(name) for place in places for name in self._names.get(place, ())}
        shared = self._vectors.of(a).keys() & self._vectors.of(b).keys()
        return {term for term in shared if term not in names and term[0] != "@"}

    def _near(self, a: Passage, b: Passage, least: timedelta = _NEAR, *, or_unknown: bool = False) -> bool:
        """Tell whether two sentences may be of one day; an unknown day is any day where most are unknown."""
        one, other = self._when(a), self._when(b)
        if one is None or other is None:
            return or_unknown or not self._mostly_dated
        slack = max(one.slack, other.slack, least)
        return one.first - slack <= other.last and other.first - slack <= one.last

    def _when(self, passage: Passage) -> _When | None:
        """Return the days that a sentence gives, else the last day told before it, else its publication."""
        days = self._days[passage.source]
        first = bisect_left(days, passage.span.start, key=lambda each: each[0])
        own = self._own(passage)
        before = [value for _, value in days[:first] if (value.days or 0) <= _NARROW]
        if given := own or before[-1:]:
            return _bounds(given, _NEAR)
        published = self._published.get(passage.source)
        return _bounds([published], _NEAR_PUBLICATION) if published else None

    def _own(self, passage: Passage) -> list[PartialDate]:
        """Return the days that a sentence gives."""
        days = self._days[passage.source]
        first = bisect_left(days, passage.span.start, key=lambda each: each[0])
        after = bisect_left(days, passage.span.end, key=lambda each: each[0])
        return [value for _, value in days[first:after] if (value.days or 0) <= _MONTH]

    def _own_days(self, passage: Passage) -> set[str]:
        return {value.edtf for value in self._own(passage) if value.is_exact}


def _bounds(values: list[PartialDate], slack: timedelta) -> _When | None:
    """Return the first and last day of some dates; None where an end is open."""
    ends = [value.ends for value in values if value.ends]
    if len(ends) < len(values):
        return None
    return _When(min(first for first, _ in ends), max(last for _, last in ends), slack)


def _names_by_sentence(corpus: Corpus, findings: Collection[SourceFindings]) -> Mapping[Place, set[str]]:
    """Return the names in each sentence: `@id` of an entity, and the words of names that have none."""
    found: dict[Place, set[str]] = defaultdict(set)
    small = frozenset().union(*(source.raw_names.small for source in findings))
    for source in findings:
        document = corpus.by_id[source.source]
        for mention in source.mentions:
            if mention.entity and (sentence := document.sentence_at(mention.passage.span.start)):
                found[source.source, sentence.id].add(f"@{mention.entity}")
        for name in source.raw_names.names:
            sentence = document.sentence_at(name.span.start)
            if sentence and not (name.opening and len(name.keys) == 1):
                found[source.source, sentence.id].update(key for key in name.keys if key not in small)
    return found


def _speakers_by_sentence(corpus: Corpus, findings: Iterable[SourceFindings]) -> Mapping[Place, set[str]]:
    """Return the stems of the words that describe a speaker; two statements of one captain are two."""
    found: dict[Place, set[str]] = defaultdict(set)
    for source in findings:
        document = corpus.by_id[source.source]
        for attribution in source.attributions:
            sentence = document.sentence_at(attribution.speaker.span.start)
            if sentence:
                words = words_of(document.quote(attribution.speaker))
                found[source.source, sentence.id].update(stem(word.key) for word in words)
    return found
