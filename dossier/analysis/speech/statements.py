"""Turn a sentence into its clauses and its reporting words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import NamedTuple

from dossier.analysis.names import owns
from dossier.analysis.speech.vocabulary import (
    COUNTING,
    DETERMINERS,
    EDGE,
    FINITE,
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
    WHEN,
)
from dossier.model import Mention, Span
from dossier.text import late as re
from dossier.text.datelines import AGENCIES
from dossier.text.numbers import NUMBER_WORDS
from dossier.text.quotes import find_quotations, is_quoted
from dossier.text.reporting import AFTER, CUES, PARTICIPLES, QUOTING
from dossier.text.words import PAST_VERBS, STOP, TIMES, Word

_ASIDES = re.compile(
    rf"(?!\((?i:{AGENCIES}|CNN)\))\([^()\d]*\)(?![.\w]|\s*[–—-])"
    r"|(?<=\b[Tt]he) ?[“\"][A-ZÀ-Þ][^“”\".,!?]{1,30}[”\"](?= (?:\([^()]*\) )?(?!and\b|or\b|but\b)[a-zß-ÿ])"
)
"""What does not part the words around it: "the harbour (HB) office", "the “Red Lamp” group"."""
_WHOSE = re.compile(r"\b(?P<owned>whose [^,;:—“”\"()]{1,40}), [^,;:—“”\"()]{1,60}, ")
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
        asides = [aside.span() for aside in _ASIDES.finditer(self.text, self.span.start, stop)]
        wholes = sorted([*asides, *self._wholes_before(stop)])
        edges = [
            edge.end()
            for edge in EDGE.finditer(self.text, self.span.start, stop)
            if not is_quoted(wholes, edge.start())
        ]
        starts = [self.span.start, *(edge for edge in edges if edge < stop)]
        clauses: list[Clause] = []
        end = stop
        for start in reversed(starts):
            within = [word for word in self.words[: cue.first] if start <= word.start < end]
            words = [word for word in within if not is_quoted(asides, word.start)]
            clauses.append(Clause(start, words, adjoins=end == stop and stop not in edges))
            end = start
        return clauses

    def _wholes_before(self, stop: int) -> Iterator[tuple[int, int]]:
        """Yield what a comma does not end, as its verb is still to come: "whose wife, Ingrid, died"."""
        for match in _WHOSE.finditer(self.text, self.span.start, stop):
            words = [word.key for word in self.words if match.start() <= word.start < match.end("owned")]
            if not words[-1].endswith("ed") and (VERBS | FINITE | PAST_VERBS).isdisjoint(words):
                yield match.span()

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
        if key == "say" and self._is_in_commas(self.words[number]):
            return None  # "nine boats, say, are lost"
        if self._is_other_verb(number, key) or (number and owns(self.text, self.words[number - 1].end)):
            return None  # also "the paper's claims"
        return Cue(number, number + 1, key) if key in CUES or (key in QUOTING and self.quotations) else None

    def _is_in_commas(self, word: Word) -> bool:
        return self.text[word.start - 2 : word.start] == ", " and self.text[word.end : word.end + 1] == ","

    def _is_other_verb(self, number: int, key: str) -> bool:
        """Tell whether a word is a noun, or the verb of something that is not said."""
        if number and self.words[number].raw.istitle() and key in CUES - AFTER - PARTICIPLES:
            return True  # "Location: Announced meeting points"
        following = self.key(number + 1)
        if following in NOUN_AFTER.get(key, ()) or (key in COUNTING and _is_number(following)):
            return True
        if PASSIVE.match(self.text, self.words[number].start) and self.key(number + 2) not in TIMES:
            return True  # but "promised by Friday"
        if key == "claimed":
            return not LOSSES.isdisjoint(self.key(number + near) for near in range(1, 5))
        describes = self._describes_a_thing(number, key) or self._describes_subject(number, key)
        return describes or (key in NAMING and not self._names_in_quotation(number))

    def _describes_a_thing(self, number: int, key: str) -> bool:
        """Tell whether a word only describes what was said: "The move, announced on Sunday, came late"."""
        word = self.words[number]
        is_aside = self.text[word.start - 2] in ",–—-"
        if key == "claims":
            return self.key(number - 2) == "to"  # "to settle claims"
        if key == "alleged":  # "the two men – alleged smugglers"
            return is_aside and self.key(number + 1) not in STOP
        is_known = key in MADE_KNOWN and is_aside and MADE_KNOWN_ON.match(self.text, word.end)
        return bool(is_known) and not self._has_speaker(self.words[:number])

    def _has_speaker(self, words: Sequence[Word]) -> bool:
        """Tell whether there is a name, or somebody who may speak; any first word has a capital."""
        keys = [word.key for word in words]
        return not SPEAKERS.isdisjoint(keys) or any(word.raw[0].isupper() for word in words[1:])

    def _describes_subject(self, number: int, key: str) -> bool:
        """Tell whether a verb only describes its subject: "Measures announced on Friday would help"."""
        after = self.words[number + 1 :]
        rest = list(dropwhile(lambda word: word.raw.isdigit() or word.key in TIMES | WHEN, after))
        if key not in MADE_KNOWN or len(rest) == len(after):
            return False
        if not rest or rest[0].key == "including":  # a headline: "Measures announced today"
            return EDGE.search(self.text, self.span.start, self.words[number].start) is None
        is_thing = self.words[0].key in DETERMINERS and not self._has_speaker(self.words[:number])
        return rest[0].key in VERBS or (is_thing and rest[0].key not in STOP)

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
