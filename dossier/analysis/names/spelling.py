"""Know how names are spelt: articles, particles, suffixes, possessives, nationalities, vowels.

The first part of the room; all others use it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.analysis.names.vocabulary import GIVEN
from dossier.text.words import Word, words_of, wordset

Keys = tuple[str, ...]
"""The folded words of a name."""

ARTICLES = wordset("al el ul as ash ad an ar at az")
"""The Arabic article and its assimilated spellings, as joined to a name by a hyphen."""
SPACED_ARTICLES = frozenset({"al", "el"})
PARTICLES = wordset("bin ibn ben abu abd van von de del della der den di da dos du la le ter ten")
"""Words that open a surname and belong to it."""
BARE_PARTICLES = PARTICLES - wordset("ben abu abd la le du den ten ter")
"""Those in small letters with which a surname alone may begin: "bin Rashid", but "ten Peruvians"."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

HYPHENS = ("-", "‐", "‑", "–")
PLURAL_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+s")
APOSTROPHES = ("'", "’", "ʼ")

_DEMONYM = re.compile(
    r"[a-z]{2,}(?:ian|ean|ish|ese|stani)s?|[a-z]{3,}landers?|israelis?|iraqis?|yemenis?|kuwaitis?|qataris?|"
    r"saudis?|omanis?|emiratis?|azerbaijanis?|bahrainis?|greeks?|french|dutch|germans?|swiss|turks?|turkic|arabs?|"
    r"afghan(?:i?s?)|thais?|czechs?|americans?|africans?|koreans?|mexicans?|moroccans?|cubans?|lankans?|chechens?|"
    r"kashmiris?|serbs?|croats?|jews?|muslims?|christians?|catholics?|anglicans?|protestants?|hindus?|sikhs?|sunnis?|"
    r"shiites?|islamic|islamists?|arabic|hispanics?|aboriginals?|aborigines|soviets?|republicans?|kurds?|welsh|"
    r"bengalis?|somalis?|nepalis?|azeris?|pashtuns?|tamils?|(?:english|french|irish|dutch)m[ae]n|antarctic|arctic|"
    r"western|eastern|northern|southern|central"
)


def name_words(text: str, words: tuple[Word, ...] | None = None) -> tuple[Word, ...]:
    """Return the words of a text with a hyphenated Arabic article made part of its name.

    `words` are those of the text, where they are known already.

    >>> [word.key for word in name_words("post-al-Rashid Al-Karim")]
    ['post', 'rashid', 'karim']
    """
    words = words_of(text) if words is None else words
    if not any(hyphen in text for hyphen in HYPHENS):
        return words
    joined: list[Word] = []
    start = -1  # of an article that waits for its name
    for index, word in enumerate(words):
        if word.key in ARTICLES and _is_hyphenated(text, words, index):
            start = word.start if start < 0 else start
        elif start < 0:
            joined.append(word)
        else:
            joined.append(word._replace(start=start))
            start = -1
    return tuple(joined)


def _is_hyphenated(text: str, words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a hyphen alone parts a word from the next."""
    end = words[index].end
    return index + 1 < len(words) and words[index + 1].start == end + 1 and text[end] in HYPHENS


def has_capital(word: Word) -> bool:
    """Tell whether a word is written like a name: with a capital, or as products are ("iPhone", "eBay")."""
    return word.raw[0].isupper() or (word.raw[0] in "ei" and word.raw[1:2].isupper())


def owns(text: str, end: int) -> bool:
    """Tell whether a possessive `'s` follows a word that ends at `end`."""
    return text[end : end + 1] in APOSTROPHES and text[end + 1 : end + 2] in ("s", "S")


@lru_cache(maxsize=1 << 14)
def is_demonym(key: str) -> bool:
    """Tell whether a folded word is a nationality or another people's name: "peruvian", but not "brian"."""
    return key not in GIVEN and _DEMONYM.fullmatch(key) is not None


@lru_cache(maxsize=1 << 14)
def skeleton(key: str) -> str:
    """Drop vowels after the first letter and doubled consonants: Ahmed and Ahmad, Mohamed and Muhammad."""
    rest = "".join(letter for letter in key[1:] if letter not in "aeiouy")
    single = "".join(letter for index, letter in enumerate(rest) if rest[index - 1 : index] != letter)
    return key[:1] + single
