"""Tell whether two sentences of one day may tell one deed: by their past verbs and the words behind these."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from dossier.text import late as re
from dossier.text.words import PAST_VERBS, STOP, fold, stem, wordset

_EMPTY = wordset(
    "said told added announced reported called named used based related according united armed wanted alleged"
    " suspected unidentified need seed feed speed hundred indeed red led bed"
)
"""Words in -ed that are no deed of the sentence, or only the telling of it."""
_PASSIVE = wordset("was were been being is are be")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_BEHIND = 5  # words behind a verb that may name what it was done to
_PEOPLE = wordset("people person persons man men woman women others one ones someone somebody")


class Deeds(NamedTuple):
    """The verbs in the past of a sentence, as stems."""

    verbs: frozenset[str]
    objects: Mapping[str, frozenset[str]]
    """The stems of the words behind each verb that is active."""


@lru_cache(maxsize=1 << 12)
def find_deeds(sentence: str) -> Deeds:
    """Return the deeds of an English sentence.

    >>> found = find_deeds("Police in Berg found a bomb on Monday, and two men were arrested.")
    >>> sorted(found.verbs), sorted(found.objects["found"])
    (['arrest', 'found'], ['bomb'])
    """
    words = [fold(word) for word in _WORD.findall(sentence)]
    verbs: set[str] = set()
    objects: dict[str, frozenset[str]] = {}
    for number, word in enumerate(words):
        is_past = word in PAST_VERBS or (word.endswith("ed") and len(word) > len("used"))
        if not is_past or word in _EMPTY:
            continue
        verbs.add(stem(word))
        if not (number and words[number - 1] in _PASSIVE):
            objects[stem(word)] = _first_words(words[number + 1 : number + 1 + _BEHIND])
    return Deeds(frozenset(verbs), MappingProxyType(objects))


def _first_words(words: list[str]) -> frozenset[str]:
    """Return the stems of the words up to the first small word behind a full one: `a missing child`."""
    found: set[str] = set()
    for word in words:
        if word in STOP:
            if found:
                break
        elif word not in _PEOPLE:
            found.add(stem(word))
    return frozenset(found)


def may_be_one_deed(a: Deeds, terms: Collection[str], b: Deeds, others: Collection[str]) -> bool:
    """Tell whether two sentences with these terms may tell one deed.

    They do not where each has verbs that the other has in no form, nor where what they share was done to
    other things. A sentence without a verb in the past may tell any.
    """
    shared = a.verbs & b.verbs
    if not shared:
        return not (a.verbs and b.verbs) or not (a.verbs.isdisjoint(others) and b.verbs.isdisjoint(terms))
    return any(_may_be_one_object(a.objects.get(verb), b.objects.get(verb)) for verb in shared)


def _may_be_one_object(a: frozenset[str] | None, b: frozenset[str] | None) -> bool:
    """Tell whether a deed may have been done to the same thing: it is not known, or they share a word."""
    return not a or not b or not a.isdisjoint(b)
