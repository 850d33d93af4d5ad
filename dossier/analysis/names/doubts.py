"""Count what speaks against each candidate: that it is no name, or not a whole one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dossier.analysis.names.spelling import Keys, name_words
from dossier.analysis.names.usage import SMALL, Usage
from dossier.model import Candidate

_SEVERAL = 4  # sources; so many rarely have words that are no name
_TWICE = 2  # mentions beside which something says what the name is


def by_doubt(candidates: Iterable[Candidate], told: Mapping[str, int], usage: Usage) -> tuple[Candidate, ...]:
    """Return the candidates with the fewest doubts first, then the most frequent, each with its doubts.

    One that may not be whole is not proposed where one source of several has it and nothing says what it
    is: half of these were none. `told` has, by a candidate's text, the mentions beside which something says
    what it is.
    """
    keys = {each: tuple(word.key for word in name_words(each.text)) for each in candidates}
    counts: dict[Keys, int] = {}
    for candidate, words in keys.items():
        counts[words] = max(len(candidate.passages), counts.get(words, 0))
    inside, around = _parts_and_wholes(counts)
    ranked = []
    for candidate, words in keys.items():
        may_be = {
            "a word of it is also written small": any(usage.small[key] for key in words if key not in SMALL),
            "a longer name has its words": words in inside,
            "it has the words of another name": words in around,
        }
        doubts = [doubt for doubt, holds in may_be.items() if holds]
        sources = len({passage.source for passage in candidate.passages})
        acronym = " " not in candidate.text and candidate.text.isupper()
        little = (
            sources < _SEVERAL,
            told[candidate.text] < _TWICE,
            candidate.kind is None or acronym,
            acronym,
        )
        said = "; but ".join(filter(None, (candidate.reason, ", ".join(doubts))))
        weak = bool(doubts) and candidate.kind is None and sources == 1 < usage.sources
        ranked.append((len(doubts) + sum(little), replace(candidate, reason=said, is_proposed=not weak)))
    return tuple(candidate for _, candidate in sorted(ranked, key=_order))


def _order(ranked: tuple[int, Candidate]) -> tuple[object, ...]:
    doubts, candidate = ranked
    return doubts, -len(candidate.passages), candidate.text.casefold(), candidate.passages[0]


def _parts_and_wholes(counts: Mapping[Keys, int]) -> tuple[set[Keys], set[Keys]]:
    """Return the names of which a longer one is as frequent, and those that have one as frequent in them."""
    inside, around = set(), set()
    for words, count in counts.items():
        for part in _parts(words):
            if part in counts and counts[part] <= count:
                inside.add(part)
            if counts.get(part, 0) >= count:
                around.add(words)
    return inside, around


def _parts(words: Keys) -> Iterator[Keys]:
    """Yield the words of a name that stand in a row, but not all of them."""
    for size in range(1, len(words)):
        for first in range(len(words) - size + 1):
            yield words[first : first + size]
