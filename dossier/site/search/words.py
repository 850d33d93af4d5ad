"""Turn text into the folded words and light stems of the search index.

`theme/static/search.js` does the same to a reader's query: a change here is a change there,
and `tests/test_search.py` compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

_RAW = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff]|[^\\W_\u3040-\u30ff\u3400-\u9fff]+"
)  # Han and kana stand alone
_POSSESSIVE = re.compile(r"['’]s$")
_SILENT = re.compile("['’\u02bb-\u02bf]")  # apostrophes inside a word, ayn and hamza
_LETTERS = str.maketrans(
    dict(zip("ıøłđðþæœß", ["i", "o", "l", "d", "d", "th", "ae", "oe", "ss"], strict=True))
)
LONGEST = 64  # characters of a word that count; nobody types more
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e")


def _unmarked(text: str, form: Literal["NFD", "NFKD"]) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize(form, text) if unicodedata.category(c)[0] != "M")


@lru_cache(maxsize=1 << 17)
def _folded(raw: str) -> tuple[str, ...]:
    word = _SILENT.sub("", _POSSESSIVE.sub("", raw))
    return tuple(_PLAIN.findall(_unmarked(word, "NFKD").lower().translate(_LETTERS)))


def search_words(text: str) -> list[str]:
    """Return the words of a text, case and accents folded; each Han character and kana by itself.

    >>> search_words("Na’im’s visit to Zürich; al-Karim")
    ['naim', 'visit', 'to', 'zurich', 'al', 'karim']
    """
    return [word for raw in _RAW.findall(_unmarked(text.lower(), "NFD")) for word in _folded(raw[:LONGEST])]


@lru_cache(maxsize=1 << 17)
def light_stem(word: str) -> str:
    """Cut plural, past and -ing endings until none is left; the rest is always a prefix.

    A weak form of the S-stemmer (Harman 1991): at least three letters with a vowel stay.

    >>> [light_stem(word) for word in ("meetings", "agreed", "agreeing", "countries", "stopped")]
    ['meet', 'agr', 'agr', 'countr', 'stop']
    """
    while True:
        shorter = _shorter(word)
        if shorter == word:
            return word
        word = shorter


def _shorter(word: str) -> str:
    if not re.fullmatch("[a-z]+", word):
        return word
    for ending in _ENDINGS:
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and re.search("[aeiouy]", rest):
            return word if ending == "s" and rest[-1] in "su" else rest
    if len(word) >= 5 and word[-1] == "y" and word[-2] not in "aeiou":
        return word[:-1]
    return word[:-1] if len(word) >= 4 and word[-1] == word[-2] else word
