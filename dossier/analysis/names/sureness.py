"""Count what speaks against each candidate: that it is no name, or not a whole one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from dossier.analysis.names.spelling import Keys, name_words
from dossier.analysis.names.usage import SMALL, Usage
from dossier.analysis.names.vocabulary import GIVEN, HEADS, PARTS, PLACE, STATES, is_ordinary
from dossier.model import Candidate, EntityKind


def by_doubt(candidates: Iterable[Candidate], usage: Usage) -> tuple[Candidate, ...]:
    """Return the candidates with the fewest doubts first, then the most frequent, each with its doubts.

    That it has no kind, or only that of an acronym or of a single name of a person, counts twice. One that
    is mentioned once is not proposed if so, or if it may not be whole: a quarter of these are none.
    """
    keys = {each: tuple(word.key for word in name_words(each.text)) for each in candidates}
    counts: dict[Keys, int] = {}
    for candidate, words in keys.items():
        counts[words] = max(len(candidate.passages), counts.get(words, 0))
    ranked = []
    for candidate, words in keys.items():
        passages, text = candidate.passages, candidate.text
        doubts = _doubts(words, counts, usage)
        one_word = " " not in text and (text.isupper() or candidate.kind is EntityKind.PERSON)
        unknown = candidate.kind is None or one_word
        order = len(doubts) + 2 * unknown, -len(passages), text.casefold(), passages[0]
        said = "; but ".join(filter(None, (candidate.reason, ", ".join(doubts))))
        weak = len(passages) == 1 and (unknown or not _WEAK.isdisjoint(doubts))
        ranked.append((order, replace(candidate, reason=said, is_proposed=not weak)))
    return tuple(candidate for _, candidate in sorted(ranked, key=lambda row: row[0]))


_COMMON = "its first word is a common one"
_HAS_ANOTHER = "it has the words of another name"
_WEAK = {_COMMON, _HAS_ANOTHER}
_OPEN_NAMES = GIVEN | HEADS | PARTS | PLACE | STATES
"""Words with which whole names begin, though some are common: "Mark Roe", "Bank of Elver", "Lake Orle"."""


def _doubts(words: Keys, counts: Mapping[Keys, int], usage: Usage) -> list[str]:
    """Return why a name may not be whole, in words; `counts` has how often each candidate is mentioned."""
    large = [key for key in words if key not in SMALL] or words
    parts = (words[first:last] for first, last in combinations(range(len(words) + 1), 2))
    may_be = {
        _COMMON: is_ordinary(large[0]) and large[0] not in _OPEN_NAMES,
        "a word of it is also written small": any(usage.small[key] for key in large),
        _HAS_ANOTHER: any(part != words and counts.get(part, 0) >= counts[words] for part in parts),
    }
    return [doubt for doubt, holds in may_be.items() if holds]
