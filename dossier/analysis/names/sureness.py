"""Count what speaks against each candidate: that it is no name, or not a whole one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from dossier.analysis.names.spelling import Keys, name_words
from dossier.analysis.names.usage import SMALL, Usage
from dossier.model import Candidate

_SEVERAL = 4  # sources; so many rarely have words that are no name
_TWICE = 2  # mentions beside which something says what the name is


def by_doubt(
    candidates: Iterable[Candidate], explained: Mapping[str, int], usage: Usage
) -> tuple[Candidate, ...]:
    """Return the candidates with the fewest doubts first, then the most frequent, each with its doubts.

    One that may not be whole is not proposed where one source of several has it and nothing says what it
    is: half of these were none. `explained` has, by a candidate's text, the mentions beside which
    something says what it is.
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
        passages, text = candidate.passages, candidate.text
        sources = len({passage.source for passage in passages})
        acronym = " " not in text and text.isupper()
        little = (sources < _SEVERAL, explained[text] < _TWICE, candidate.kind is None or acronym, acronym)
        order = len(doubts) + sum(little), -len(passages), text.casefold(), passages[0]
        said = "; but ".join(filter(None, (candidate.reason, ", ".join(doubts))))
        weak = bool(doubts) and candidate.kind is None and sources == 1 < usage.sources
        ranked.append((order, replace(candidate, reason=said, is_proposed=not weak)))
    return tuple(candidate for _, candidate in sorted(ranked, key=lambda row: row[0]))


def _parts_and_wholes(counts: Mapping[Keys, int]) -> tuple[set[Keys], set[Keys]]:
    """Return the names of which a longer one is as frequent, and those that have one as frequent in them."""
    inside, around = set(), set()
    for words, count in counts.items():
        for first, last in combinations(range(len(words) + 1), 2):
            part = words[first:last]
            if part in counts and part != words:
                if counts[part] <= count:
                    inside.add(part)
                if counts[part] >= count:
                    around.add(words)
    return inside, around
