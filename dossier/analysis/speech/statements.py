"""Turn a sentence into its clauses and its reporting words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dossier.analysis.names import owns
from dossier.analysis.speech.vocabulary import (
    COUNTING,
    EDGE,
    FIRST,
    LOSSES,
    MADE_KNOWN,
    MADE_KNOWN_ON,
    NAMING,
    NEXT_CLAUSE,
    NOUN_AFTER,
    OBJECT,
    PASSIVE,
    SECOND,
    SPEAKERS,
    VERBS,
)
from dossier.model import Mention, Span
from dossier.text import late as re
from dossier.text.numbers import NUMBER_WORDS
from dossier.text.quotes import find_quotations, is_quoted
from dossier.text.reporting import AFTER, CUES, PARTICIPLES, QUOTING
from dossier.text.words import TIMES, Word

_SHORT_NAME = re.compile(r"\([^()\s]{1,10}\)(?= [a-z][^,()]*,)")
"""A short name inside an aside: "the harbour (HB) office of Elver,"."""
_DIRECT = 10  # characters with the marks; a shorter quotation is a term and not a statement


class Cue(NamedTuple):
    """Reporting words in a sentence."""

    first: int
    """Number of the first word, from 0."""
    last: int
    """One past the number of the last word."""
    words: str
    """In lower case: `said`, `according to`."""

    @property
    def cites(self) -> bool:
        """Tell whether the speaker comes next: "according to the mayor"."""
        return self.words in AFTER and self.last - self.first == len(self.words.split())


class Clause(NamedTuple):
    """The words of a sentence from one mark to the next."""

    start: int
    """Offset of the character after the mark."""
    words: list[Word]
    adjoins: bool
    """True when no mark stands between it and the reporting words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence as the rules for speakers read it; offsets are those of the document."""

    text: str
    """The text of the whole document."""
    span: Span
    words: Sequence[Word]
    mentions: Sequence[Mention]
    """The names in it, in order."""
    quotations: tuple[tuple[int, int], ...]
    """Start and end of each quotation, marks included; one that stays open reaches to the end."""

    def key(self, number: int) -> str:
        """Return the folded word of that number, empty where there is none."""
        return self.words[number].key if 0 <= number < len(self.words) else ""

    def is_quoted(self, offset: int) -> bool:
        """Tell whether a character is part of a quotation."""
        return is_quoted(self.quotations, offset)

    @property
    def is_direct(self) -> bool:
        """Tell whether the sentence quotes more than a term."""
        return any(end - start >= _DIRECT for start, end in self.quotations)

    def before(self, cue: Cue) -> str:
        """Return the text before a cue, without the white space at its end."""
        return self.text[self.span.start : self.words[cue.first].start].rstrip()

    def clauses_before(self, cue: Cue) -> list[Clause]:
        """Return the clauses before a cue, the nearest first; one between two marks is empty."""
        stop = self.words[cue.first].start
        inside = [name.span() for name in _SHORT_NAME.finditer(self.text, self.span.start, stop)]
        edges = [
            edge.end()
            for edge in EDGE.finditer(self.text, self.span.start, stop)
            if not any(start <= edge.start() < end for start, end in inside)
        ]
        starts = [self.span.start, *(edge for edge in edges if edge < stop)]
        clauses: list[Clause] = []
        end = stop
        for start in reversed(starts):
            words = [word for word in self.words[: cue.first] if start <= word.start < end]
            clauses.append(Clause(start, words, adjoins=end == stop and stop not in edges))
            end = start
        return clauses

    def cues(self) -> Iterator[Cue]:
        """Yield the reporting words, in order; some count only beside a quotation."""
        for number, word in enumerate(self.words):
            if word.key in FIRST and (cue := self._cue_at(number)) is not None:
                yield cue

    def _cue_at(self, number: int) -> Cue | None:
        key, following = self.key(number), self.key(number + 1)
        if following in SECOND.get(key, ()):
            return Cue(number, number + 2, f"{key} {following}")
        if key == "quoted" and following in ("by", "as") and self.key(number - 1) in VERBS:
            return Cue(number - 1, number + 1, key)  # "was quoted by the paper as saying"
        if self._is_other_verb(number, key) or (number and owns(self.text, self.words[number - 1].end)):
            return None  # also "the paper's claims"
        return Cue(number, number + 1, key) if key in CUES or (key in QUOTING and self.quotations) else None

    def _is_other_verb(self, number: int, key: str) -> bool:
        """Tell whether a word is a noun, or the verb of something that is not said."""
        if number and self.words[number].raw.istitle() and key in CUES - AFTER - PARTICIPLES:
            return True  # "Location: Announced meeting points"
        following = self.key(number + 1)
        if following in NOUN_AFTER.get(key, ()) or (key in COUNTING and _is_number(following)):
            return True
        if PASSIVE.match(self.text, self.words[number].start) and self.key(number + 2) not in TIMES:
            return True  # but "promised by Friday"
        if key in MADE_KNOWN and self._describes_a_thing(number):
            return True
        if key == "claimed":
            return not LOSSES.isdisjoint(self.key(number + near) for near in range(1, 5))
        return key in NAMING and not self._names_in_quotation(number)

    def _describes_a_thing(self, number: int) -> bool:
        """Tell whether a verb only describes what was said: "The move, announced on Sunday, came late"."""
        is_aside = self.text[self.words[number].start - 2] == ","
        if not is_aside or not MADE_KNOWN_ON.match(self.text, self.words[number].end):
            return False
        first, *others = self.words[:number]
        speaks = SPEAKERS.intersection(word.key for word in (first, *others))
        return not speaks and not any(word.raw[0].isupper() for word in others)

    def _names_in_quotation(self, number: int) -> bool:
        """Tell whether what a word calls is in the quotation after it, before any further clause."""
        end = self.words[number].end
        start, stop = next((each for each in self.quotations if each[0] >= end), (None, 0))
        if start is None or NEXT_CLAUSE.search(self.text, end, start):
            return False
        if start > end + 1 or any(word.key in ("which", "what") for word in self.words[:number]):
            return True
        return OBJECT.match(self.text, stop) is not None  # but "a boat called “Nell”"


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in NUMBER_WORDS


def read_statement(text: str, span: Span, words: Sequence[Word], mentions: Sequence[Mention]) -> Statement:
    """Read a sentence of a document; `words` and `mentions` are its own."""
    inside = find_quotations(text[span.start : span.end], unclosed=True)
    quotations = tuple((span.start + start, span.start + end) for start, end in inside)
    return Statement(text, span, words, mentions, quotations)
