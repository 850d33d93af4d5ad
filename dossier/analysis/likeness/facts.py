"""Collect what each sentence states, and compare two sentences on one event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from dossier.analysis.likeness.vectors import Place
from dossier.model import (
    Corpus,
    DateMention,
    Desk,
    EntityId,
    EntityKind,
    Marker,
    Mention,
    Passage,
    SentenceId,
    SourceFindings,
)
from dossier.text.quotes import quoted_runs

_MONTH = 31  # days; wider dates of two sentences do not show that they speak of two events
_NEAR = 31  # days between two dates of one event; what lies further apart is two events
_VERY_NEAR = 3  # days; the same where both dates are counted from the days of their sources
_NUMBER = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w/-]|[.,]\d)"
    r"(?:\s+(million|billion|percent|per cent|%))?\s*([a-z]+)?"
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {word: number for number, word in enumerate(_UNITS.split())}
_COUNTED = re.compile(
    rf"(?<![\w-])({'|'.join(list(_COUNTS)[2:])}) ([a-z]+s)\b", re.I | re.A
)  # ASCII: ı is no i


class Facts:
    """The figures, days and places of each sentence, its denial, and who says it."""

    def __init__(
        self, corpus: Corpus, desk: Desk, findings: Iterable[SourceFindings], dates: Iterable[DateMention]
    ) -> None:
        kinds = {entity.id: entity.kind for entity in desk.entities}
        self.corpus = corpus
        self.markers: dict[Place, Marker] = {}
        """The sentences that deny something."""
        self._dates: dict[Place, list[DateMention]] = defaultdict(list)
        self._places: dict[Place, set[EntityId]] = defaultdict(set)
        self._nested = {frozenset((entity.id, broader)) for entity in desk.entities for broader in entity.see}
        """Pairs of places of which one lies in the other."""
        self._speakers: dict[Place, set[str]] = defaultdict(set)
        for source in findings:
            self.markers |= {(source.source, marker.sentence.id): marker for marker in source.markers}
            places = [m for m in source.mentions if m.entity and kinds.get(m.entity) is EntityKind.PLACE]
            self._add_places(places)
            for attribution in source.attributions:
                words = corpus.quote(attribution.speaker)
                if attribution.entity or _is_named(words):
                    self._speakers[self.place(attribution.passage)].add(
                        attribution.entity or words.casefold()
                    )
        for date in dates:
            self._dates[self.place(date.passage)].append(date)

    def _add_places(self, mentions: list[Mention]) -> None:
        for mention in mentions:
            if mention.entity:
                self._places[self.place(mention.passage)].add(mention.entity)
        for first, second in pairwise(mentions):
            if first.entity and second.entity and self._between(first, second) in (", ", " in "):
                self._nested.add(frozenset((first.entity, second.entity)))

    def _between(self, first: Mention, second: Mention) -> str:
        document = self.corpus.by_id[first.passage.source]
        return document.text[first.passage.span.end : second.passage.span.start]

    def place(self, passage: Passage) -> Place:
        """Return the source and sentence of a passage."""
        return passage.source, self.corpus.sentence_id(passage) or SentenceId("")

    def conflict(self, a: Passage, b: Passage) -> str:
        """Say in words which number, day or place two sentences on one event differ in; empty when none.

        Sentences whose days lie far apart, or that both count from their own day ("today"), are two events.
        """
        days = self.days_apart(a, b)
        if days and not may_be_one_event(*days):
            return ""
        first, second = _figures(self.corpus.quote(a)), _figures(self.corpus.quote(b))
        for unit in sorted(first.keys() & second.keys()):
            if not first[unit] & second[unit]:
                one, other = (f"{min(numbers):g} {unit}" for numbers in (first[unit], second[unit]))
                return f"different numbers: {one} and {other}"
        if days:
            return f"different dates: {days[0].value.edtf} and {days[1].value.edtf}"
        places = [self._places[self.place(p)] for p in (a, b)]
        if any(len(found) != 1 for found in places) or places[0] == places[1]:
            return ""
        one, other = min(places[0]), min(places[1])
        if frozenset((one, other)) in self._nested:  # Larne lies in Northern Ireland
            return ""
        return f"different places: {one} and {other}"

    def days_apart(self, a: Passage, b: Passage) -> tuple[DateMention, DateMention] | None:
        """Return the one date of each sentence, where they exclude each other and are narrow enough."""
        found = [self._dates.get(self.place(passage), []) for passage in (a, b)]
        if any(len(dates) != 1 for dates in found):
            return None
        first, second = found[0][0], found[1][0]
        one, other = first.value, second.value
        if not (one.earliest and one.latest and other.earliest and other.latest):
            return None
        apart = one.latest < other.earliest or other.latest < one.earliest
        narrow = max(one.days or 0, other.days or 0) <= _MONTH
        return (first, second) if apart and narrow else None

    def opposed(self, a: Passage, b: Passage) -> bool:
        """Tell whether one of two sentences denies and the other does not."""
        markers = [self.markers.get(self.place(passage)) for passage in (a, b)]
        weights = [marker.weight if marker else 0.0 for marker in markers]
        return max(weights) >= 0.8 and min(weights) < 0.5

    def origin(self, a: Passage, b: Passage) -> str:
        """Say in words why two sentences pass on one utterance of one speaker; empty when they do not."""
        if quoted_runs(self.corpus.quote(a)) & quoted_runs(self.corpus.quote(b)):
            return "the same words quoted"
        one, other = (self._speakers.get(self.place(passage), set()) for passage in (a, b))
        return "of one speaker" if one & other else ""


def may_be_one_event(a: DateMention, b: DateMention) -> bool:
    """Tell whether two dates that exclude each other may be given to one event.

    They may when they are near each other. Dates such as "today" and "on Tuesday", which two sources count
    from their own days, must be very near: stories that are told alike often tell of different days.
    """
    nearest = _VERY_NEAR if a.anchored_on and b.anchored_on else _NEAR
    first, second = sorted((a.value, b.value), key=lambda value: value.sort_key)
    return bool(first.latest and second.earliest and (second.earliest - first.latest).days <= nearest)


def _is_named(words: str) -> bool:
    """Tell whether a speaker is named, so that the same words in two sources mean the same speaker."""
    return sum(word[0].isupper() for word in words.split()) > 1


def _figures(text: str) -> dict[str, set[float]]:
    """Return the numbers of a sentence by what they count: `{"soldiers": {12.0}}`."""
    found: dict[str, set[float]] = defaultdict(set)
    for number, scale, unit in _NUMBER.findall(text):
        value = float(number.replace(",", ""))
        if scale in ("million", "billion"):
            value *= 1e6 if scale == "million" else 1e9
        label = scale if scale.startswith(("per", "%")) else unit
        if len(label) > 2 and not (1800 <= value <= 2100 and not scale):
            found[label].add(value)
    for word, unit in _COUNTED.findall(text):
        found[unit.casefold()].add(float(_COUNTS[word.casefold()]))
    return found
