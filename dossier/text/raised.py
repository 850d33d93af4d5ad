"""Tell what raised characters mean: a footnote mark, the end of an ordinal number, or a power."""

from dossier.text import late as re

_MARK = re.compile(
    r"(?:\[(?:\w{1,3}|[^\W\d_]{2,12}\.? ?(?:\d{1,3}|needed))\]\s?){1,9}"
    r"|[\[(]?(?:\d{1,3}|[a-h]|[ivx]{1,4}|[*†‡§¶#]{1,3})(?:\s?[,–-]\s?(?:\d{1,3}|[a-h]|[*†‡§¶])){0,5}[\])]?"
)
_ORDINAL = re.compile(r"st|nd|rd|th|er|ère|re|e|ème|º|°", re.I)
_POWER = re.compile(r"[-−+]?\d{1,2}")
# Before a power: a unit of length or time, one letter of a formula, or the number ten.
_BASE = re.compile(r"(?:(?<![^\W_])(?:[kcdm]?m|mc|ft|in|mi|yd|s|[a-z])|(?<![\w.,])10)$")
_LETTER_POWER = re.compile(r"[-−+]?\d{0,2}[nkxyzm](?:\s?[-−+]\s?\d{1,2})?")
_FORMULA = re.compile(r"(?:(?<![^\W_])[a-zA-Z]|\))$")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,2}$")
NOTE_MARK = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\d{4})|(?<=[.!?,;:”’]))[⁰¹²³⁴-⁹]{1,3}(?!\w)")
"""A raised number after a word, a year or a stop; after a short unit (km²) it is a power."""
_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")


def raised(words: str, before: str, *, is_link: bool = False) -> str:
    """Return raised characters as they stand in plain text after the words before them.

    A footnote mark is left out: it is no digit of the number and no letter of the word before it. A power
    becomes raised digits, one of letters is written out. A link is never a power.

    >>> raised("3", "counted 12"), raised("2", "40 m"), raised("st", "1"), raised("6", "about 10")
    ('', '²', 'st', '⁶')
    >>> raised("n", "grows as x"), raised("n+1", "2"), raised("me", "M")
    ('^n', '^(n+1)', 'me')
    """
    mark = words.strip()
    if _ORDINAL.fullmatch(mark) and before[-1:].isdigit():
        return mark
    if not is_link and _POWER.fullmatch(mark) and _BASE.search(before):
        return mark.translate(_RAISED)
    if not is_link and _is_letter_power(mark, before):
        return f"^{mark}" if len(mark) == 1 else f"^({mark})"
    return "" if _MARK.fullmatch(mark) else words


def _is_letter_power(mark: str, before: str) -> bool:
    """Tell whether raised letters are the power of a letter, or of a small number."""
    if not _LETTER_POWER.fullmatch(mark):
        return False
    return bool(_FORMULA.search(before) or (mark not in ("x", "m") and _NUMBER.search(before)))


def is_note_mark(words: str) -> bool:
    """Tell whether characters are those of a footnote mark.

    >>> is_note_mark("[12]"), is_note_mark("Log")
    (True, False)
    """
    return _MARK.fullmatch(words.strip()) is not None
