"""Find the words with which a sentence denies or disputes something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from dossier.text.words import Word, words_of, wordset

_LONGEST = 30  # letters of a word that marks a denial
MARKERS: tuple[tuple[str, str, float], ...] = (
    ("deny denies denied denying refute refutes refuted contradict contradicts contradicted", "", 1.0),
    ("contrary", r" to\b", 1.0),
    ("dispute disputes", r" (?:that|whether|any|this|the|these|his|her|its|their|claims|reports)\b", 0.9),
    ("disputed", "", 0.9),
    ("reject rejects rejected",
     r" (?:[\w’'-]+ ){0,3}?(?:claims?|reports?|accounts?|accusations?|allegations?|charges?|figures?"
     r"|suggestions?|versions?|ideas?|remarks?|it|them|that)\b", 0.9),
    ("dismiss dismisses dismissed", r"(?! (?:for|from|by)\b)", 0.9),
    ("did didnt", r"(?: not)? (?:attend|participate|take part|meet|happen|hold|sign)\b", 0.9),
    ("was were wasnt werent", r"(?: not)? (?:at the|in the room|present|part of|among|involved)\b", 0.9),
    ("took", r" no part\b", 0.9),
    ("would wouldnt", r"(?: not)? attend\b", 0.8),
    ("not", r" yet\b", 0.8),
    ("no none", r" [^.;“”]{1,40}? (?:had|was|were|ha(?:s|ve) been)\b", 0.8),
    ("could couldnt did didnt does doesnt has hasnt have havent had hadnt",
     r"(?: not)? (?:determine|comment(?:ed)?|disclose|confirm|provide|name|reveal|establish|verify)\b", 0.7),
    ("is was are were", r" unable to (?:determine|establish|verify|confirm)\b", 0.7),
    ("rather", r" than\b", 0.6),
    ("no", r" (?:threat|evidence|proof|sign|comment)\b", 0.6),
    ("stay stayed stays", r" away\b", 0.8),
    ("however", "", 0.5),
)  # fmt: skip
"""First words, what must follow them, and how plainly they deny, 0 to 1."""
_NEEDS_NOT = wordset("did would could does has have had was were")
_NEGATED = re.compile(r"n['’]t\b| not\b")
_NEGATION = re.compile(r"\b(?:not|no|never)\b", re.IGNORECASE)
_BY_WORD: dict[str, list[tuple[re.Pattern[str], float]]] = defaultdict(list)
for _words, _rest, _weight in MARKERS:
    for _word in _words.split():
        _pattern = re.compile(rf"[\w'’]{{1,{_LONGEST}}}(?![\w'’]){_rest}", re.IGNORECASE)
        _BY_WORD[_word].append((_pattern, _weight))


class Denial(NamedTuple):
    """Words that deny something."""

    cue: str
    """The words, in lower case."""
    weight: float
    """How plainly they deny, 0 to 1."""


def find_denial(text: str, words: Iterable[Word]) -> Denial | None:
    """Return the plainest words of denial among some words of a text, the first of equals."""
    found = [
        Denial(match.group().casefold(), weight)
        for word in words
        for pattern, weight in _BY_WORD.get(word.key, ())
        if (match := pattern.match(text, word.start))
        and (word.key not in _NEEDS_NOT or _NEGATED.search(match.group()))
    ]
    return max(found, key=lambda denial: denial.weight, default=None)


def is_negative(sentence: str) -> bool:
    """Tell whether a sentence denies something or contains "not", "no" or "never"."""
    return bool(_NEGATION.search(sentence)) or find_denial(sentence, words_of(sentence)) is not None
