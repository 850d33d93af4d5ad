"""Turn text into the folded words and light stems of the search index.

`theme/static/search.js` does the same to a reader's query: a change here is a change there,
and `tests/test_search.py` compares the two.
"""

import unicodedata
from functools import lru_cache
from typing import Literal

from dossier.text import late as re
from dossier.text.words import ACCENTS, SIGNS

_LETTERED = rf"[^\W_]+(?:[{SIGNS}]+[^\W_]*)*"
_RAW = re.compile(rf"{_LETTERED}(?:['’]{_LETTERED})*")
_ACCENT = re.compile(f"[{ACCENTS}\u3099\u309a]+")
_HAN = "\u3040-\u30ff\u3400-\u9fff"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
_SPACED = f"[^\\W_{_HAN}{_UNSPACED}]"
_PLAIN = re.compile(f"[{_HAN}]|[{_UNSPACED}]+|{_SPACED}+(?:[{SIGNS}]+{_SPACED}*)*")
_PAIR = re.compile(f"(?=([{_UNSPACED}]{{2}}))")
_POSSESSIVE = re.compile(r"['’]s$")
_ELISION = re.compile("^(?:[cdjlmnst]|qu|un|(?:lors|jus|puis)qu|(?:a|be|co|da|de|ne|que|su)ll)['’](?=.)")
"""The words that French, Italian and Catalan join to the next: "l'Iran", "dell'Ormsund"."""
_ENDING = re.compile(
    "(.{2,})['’](?:[dt][ae](?:n|ki(?:l[ae]r[a-zı]{0,4})?)?|[nsy]?[aeıiou]|n?[ıiou]n|y?l[ae]|n[dt]?[ae]n?|l[ıiou]|c[ae]|l[ae]r[a-zı]{0,4})"
)
"""The endings that Turkish and Azerbaijani join to a name: "İran'dan"."""
_SILENT = re.compile("['’\u02bb-\u02bf]")  # apostrophes inside a word, ayn and hamza
_LETTERS = str.maketrans(
    dict(zip("ıøłđðþæœß", ["i", "o", "l", "d", "d", "th", "ae", "oe", "ss"], strict=True))
    | dict(zip("كيىة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "کییه01234567890123456789", strict=True))
)
"""Letters without an accent to take off, or written in two ways: Arabic ones also as in Persia."""
LONGEST = 64  # characters of a word that count; nobody types more
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e")


def _unmarked(text: str, form: Literal["NFD", "NFKD"]) -> str:
    if text.isascii():
        return text
    return _ACCENT.sub("", unicodedata.normalize(form, text))


def _raw_words(text: str) -> list[str]:
    return _RAW.findall(_unmarked(text.lower(), "NFD"))


@lru_cache(maxsize=1 << 17)
def _folded(raw: str) -> tuple[str, ...]:
    if raw.isascii() and raw.isalnum():
        return (raw[:LONGEST],)
    word = _SILENT.sub("", _POSSESSIVE.sub("", raw))
    plain = _PLAIN.findall(_unmarked(word, "NFKD").lower().translate(_LETTERS))
    return tuple(part for each in plain for part in _PAIR.findall(each) or (each[:LONGEST],))


@lru_cache(maxsize=1 << 17)
def _inner(raw: str) -> tuple[str, ...]:
    inner = _ELISION.sub("", raw, count=1)
    if ended := _ENDING.fullmatch(inner):
        inner = ended[1]
    return _folded(inner) if inner != raw else ()


def search_words(text: str) -> list[str]:
    """Return the words of a text, case and accents folded.

    Each Han character and kana stands by itself. Thai, Lao, Burmese and Khmer write no spaces between words;
    of them each two neighbouring letters are a word.

    >>> search_words("Na’im’s visit to Zürich; al-Karim สะพาน")
    ['naim', 'visit', 'to', 'zurich', 'al', 'karim', 'สะ', 'ะพ', 'พา', 'าน']
    """
    return [word for raw in _raw_words(text) for word in _folded(raw)]


def all_words(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a text, and those that are joined to an article before or an ending behind them.

    They are found as well as the whole word, since "D'Souza" and "Sana'a" are written in the same way.

    >>> all_words("Qu’Israël quitte l'Iran, İstanbul'a; O’Hara’s boat isn't")[1]
    ['israel', 'iran', 'istanbul']
    """
    words: list[str] = []
    inner: list[str] = []
    for raw in _raw_words(text):
        words += _folded(raw)
        if not raw.isalnum():
            inner += _inner(raw)
    return words, inner


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
