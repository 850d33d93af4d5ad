"""Know how names are spelt: articles, particles, suffixes, possessives, vowels.

The first part of the room; all others use it.
"""

from collections.abc import Iterator
from functools import lru_cache

from dossier.model import RawName, Span
from dossier.text import late as re
from dossier.text.language import primary
from dossier.text.words import Word, fold, words_of, wordset

Keys = tuple[str, ...]
"""The folded words of a name."""

ARTICLES = wordset("al el ul as ash ad an ar at az")
"""The Arabic article and its assimilated spellings, as joined to a name by a hyphen."""
SPACED_ARTICLES = frozenset({"al", "el"})
PARTICLES = wordset(
    "d bin ibn ben abu abd van von de del della der den des di da do das dos du la le ter ten"
)
"""Words that open a surname and belong to it."""
BARE_PARTICLES = PARTICLES - wordset("d ben abu abd la le du den ten ter do das")
"""Those in small letters with which a surname alone may begin: "bin Rashid", but "ten Peruvians"."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

HYPHENS = ("-", "‐", "‑")
PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s")
PLURAL_MODEL = re.compile(r"[A-Z]+\d+s|[ei][A-Z]\w+s")
"""Several of a product: "V40s", "eBooks"."""
APOSTROPHES = ("'", "’", "ʼ")

_ELIDING = ("fr", "it", "ca", "oc", "und")
_ELISION = re.compile(
    r"(?:[cdjlmnst]|qu|un|(?:lors|jus|puis)qu|(?:a|be|co|da|de|ne|que|su)ll)['’ʼ‘](?=[^\W\d_])", re.I
)
_PREFIX = re.compile("[وفبكلושמבלהכ](?=\\w{4})")
"""A small word that Arabic and Hebrew join to the next, if that may be a name."""
FIRST_PREFIX = "\u05d0"  # the letter alef; no Hebrew or Arabic one is before it
_OPENERS = ("", ".", "!", "?", "\n", ":", "…", "—", "–")
_UMLAUT = re.compile(r"(?<=[^aeiouyq])([aou])e(?=[^aeiouy]\w)")
"""A vowel as German writes it without its dots; the "oe" of "Roe" and "Noel" is none."""
_ENDING = ("tr", "az")
_ENDING_CASE = re.compile(r"([^\W\d_]{2,})['’ʼ][^\W\d_]{1,6}")
"""A name and its ending of case, after an apostrophe."""


def name_words(text: str, words: tuple[Word, ...] | None = None, language: str = "") -> tuple[Word, ...]:
    """Return the words of a text with a hyphenated Arabic article made part of its name.

    `words` are those of the text, where they are known already. In some languages an apostrophe parts a
    name from what is no part of it: "l'Iran", "İran'dan".

    >>> [word.key for word in name_words("post-al-Rashid Al-Karim")]
    ['post', 'rashid', 'karim']
    """
    words = words_of(text) if words is None else words
    language = primary(language)
    if language in _ELIDING:
        words = tuple([part for word in words for part in _without_elision(text, word)])
    elif language in _ENDING:
        words = tuple([_without_ending(word) for word in words])
    if not any(hyphen in text for hyphen in HYPHENS):
        return words
    joined: list[Word] = []
    start = -1  # of an article that waits for its name
    for index, word in enumerate(words):
        if word.key in ARTICLES and word.raw != "at" and _is_hyphenated(text, words, index):
            start = word.start if start < 0 else start
        elif start < 0:
            joined.append(word)
        else:
            joined.append(word._replace(start=start))
            start = -1
    return tuple(joined)


def without_prefix(word: Word) -> Iterator[Word]:
    """Yield what a word of Arabic or Hebrew may be without the small words that are joined to it."""
    match = _PREFIX.match(word.raw)
    while match:
        rest = word.raw[1:]
        word = Word(word.start + 1, word.end, rest, fold(rest))
        yield word
        if rest[0] == "ل":  # "for the": the article has no alif
            yield word._replace(raw=f"ا{rest}", key=fold(f"ا{rest}"))
        match = _PREFIX.match(rest)


def parted_words(text: str) -> tuple[Word, ...]:
    """Return the words of a name, each parted from a "d'" or "l'" before it: "Anna D'Alba", "L'Alba"."""
    return tuple([part for word in words_of(text) for part in _parted(word)])


def _without_elision(text: str, word: Word) -> tuple[Word, ...]:
    """Part "l'" from a name; one with a capital only where it opens a sentence, unlike "D'Alba"."""
    before = text[max(0, word.start - 4) : word.start].rstrip(" “\"«'’")[-1:]
    return (word,) if word.raw[0].isupper() and before not in _OPENERS else _parted(word)


def _parted(word: Word) -> tuple[Word, ...]:
    match = _ELISION.match(word.raw)
    if not match:
        return (word,)
    first, rest = word.raw[: match.end() - 1], word.raw[match.end() :]
    return (
        Word(word.start, word.start + len(first), first, fold(first)),
        Word(word.start + match.end(), word.end, rest, fold(rest)),
    )


def _without_ending(word: Word) -> Word:
    match = _ENDING_CASE.fullmatch(word.raw)
    if not match:
        return word
    return Word(word.start, word.start + len(match[1]), match[1], fold(match[1]))


def _is_hyphenated(text: str, words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a hyphen alone parts a word from the next."""
    end = words[index].end
    return index + 1 < len(words) and words[index + 1].start == end + 1 and text[end] in HYPHENS


def has_capital(word: Word) -> bool:
    """Tell whether a word is written like a name: with a capital, or as products are ("iPhone", "eBay")."""
    return word.raw[0].isupper() or (word.raw[0] in "ei" and word.raw[1:2].isupper())


def owns(text: str, end: int) -> bool:
    """Tell whether a possessive `'s` follows a word that ends at `end`: not the "'S" of "D'Souza"."""
    is_word = text[end + 2 : end + 3].isalnum()
    return text[end : end + 1] in APOSTROPHES and text[end + 1 : end + 2] in ("s", "S") and not is_word


def without_words(text: str, name: RawName, number: int) -> RawName:
    """Leave out so many words at the beginning of a name."""
    return part_of(text, name, number, len(name.keys))


def part_of(text: str, name: RawName, first: int, last: int) -> RawName:
    """Return the words `first` to `last` of a name."""
    quote = text[name.span.start : name.span.end]
    words = [word for word in name_words(quote) if word.key != "the"]
    if len(words) < len(name.keys):  # a text that elides: "Valéry d'Estang"
        words = list(name_words(quote, language=_ELIDING[0]))
    start = name.span.start + words[first].start
    end = name.span.end if last == len(name.keys) else name.span.start + words[last - 1].end
    opening = name.opening and first == 0
    return name._replace(span=Span(start, end), keys=name.keys[first:last], opening=opening)


@lru_cache(maxsize=1 << 14)
def respelt(key: str) -> str:
    """Fold the transliterations of one surname: Zelensky and Zelenskiy, Qadhafi and Gaddafi, Mueller."""
    key = _UMLAUT.sub(r"\1", key.replace("dh", "d"))
    key = f"g{key[1:]}" if key[0] == "q" else key
    single = "".join(letter for index, letter in enumerate(key) if key[index - 1 : index] != letter)
    single = single.replace("ay", "ai").replace("ey", "ei")
    stem = single.rstrip("iyj")
    return single if stem == single else f"{stem}y"


@lru_cache(maxsize=1 << 14)
def skeleton(key: str) -> str:
    """Drop vowels after the first letter and doubled consonants: Ahmed and Ahmad, Mohamed and Muhammad."""
    rest = "".join(letter for letter in key[1:] if letter not in "aeiouy")
    single = "".join(letter for index, letter in enumerate(rest) if rest[index - 1 : index] != letter)
    return key[:1] + single
