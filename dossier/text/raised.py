"""Tell what raised characters mean: a footnote mark, the end of an ordinal number, minutes, or a power."""

from dossier.text import late as re

_ONE = r"(?:\d{1,3}[a-h]?|[a-h]|[ivx]{1,4}|[*†‡§¶#◊△※]{1,3}|[①-⑳❶-❿➀-➉])"
_SOME = (
    r"(?:(?i:(?:see )?(?:notes?|fn|anm|fußnote|nota|noot|przyp|сн|прим|注|註|脚注|※)\.? ?)?"
    rf"{_ONE}(?:(?:\s?[,;–-]\s?|\s){_ONE}){{0,5}})"
)
_MARK = re.compile(
    r"(?:\[[^\[\]\n]{1,30}\](?::\s?\d{1,4})?\s?){1,9}"  # [3], [citation needed]
    rf"|(?:[\[(（]{_SOME}[\])）]\s?){{1,9}}|[\[(]?{_SOME}[\])/.]?|[,;]"
)
_ORDINAL = re.compile(r"st|nd|rd|th|er|ère|re|es?|ème|º|°", re.I)
_ROMAN = re.compile(r"(?<![^\W_])[IVXLCDM]+$")
_ENDING = re.compile(r"[ao]s?")
_SHORTENED = re.compile(
    r"(?:(?<![\w.])(?:[^\W\d_]|\d{1,2})\.|\b(?i:las?|el|los|una|os?|da|na|pela|il|alla|[dn]ella|den)\s\d{1,3})$"
)
"""Before the end of a short form, or of an ordinal number after its article: M.ª, la 5ª."""
_POWER = re.compile(r"[-−+]?\d{1,2}")
# Before a power: a unit of length or time, one letter of a formula, a sum in brackets, or the number ten.
_BASE = re.compile(
    r"""(?:(?<![^\W_])(?<!['’])(?:[kcdhmnµμMGN]?m|[KC]M|mc|ft|in|n?mi|yd|[a-zA-ZΑ-Ωα-ω]|[кснмд]?м|[كسم]?م|متر|(?:[קסמ]["״]?)?מ)
    |\d\s?(?:[千厘毫]?米|公里)|(?<![\w.,])10|\((?:\w{1,2}\s?[+−*/·×-]\s?){1,3}\w{1,2}\)|[=×·+]\s?\d{1,3})$""",
    re.VERBOSE,
)
_LONG_POWER = re.compile(r"\d{2,3}")
_LONG_BASE = re.compile(r"(?<![\w.,])(?:2|10|[A-Z][a-z]?)$")
"""Before a power of two or three digits, or the number of an isotope: U²³⁵."""
_LETTER_POWER = re.compile(r"[-−+]?\d{0,2}[nkxyzm](?:\s?[-−+]\s?\d{1,2})?|[-−]?\d{1,2}\.\d{1,3}")
_FORMULA = re.compile(r"(?:(?<![^\W_])[a-zA-Z]|\))$")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,2}$")
_EQUALS = re.compile(r"\s?[=≈+×·]")
_ELEMENT = re.compile(r"[A-Z][a-z]?(?![^\W\d_])")
_PARAGRAPH = re.compile(r"(?:\b(?i:art|ст)\.|§)\s?\d{1,4}$")
"""Before a number that a law has put in later: art. 15¹."""
_PART = re.compile(r"\d{2}")  # minutes, or the hundredth part of a coin
_MONEY = re.compile(r"[$€£¥₺₹₽]\s?\d{1,4}$")
_COIN = re.compile(r"\s?(?:[$€£₺₽]|(?:zł|Kč|kr|Ft|lei|руб|грн|EUR|USD|PLN|SEK|CHF)\b)")
_SCALE = re.compile(r"\s?(?:[mbt]r?illion|milli|mio|mrd|mln|mld|bn)", re.I)
_HOUR = re.compile(r"(?<![\w.,:])(?:1?\d|2[0-4])$")
_CLOCK = re.compile(r"\b(?i:godz(?:\.|\w+)|hod\.|kl\.|klo|ore|saat|à|uhr)\s\d{1,2}$")
_MAYBE_CLOCK = re.compile(r"(?:\b(?i:at|from|till|until|um|von|bis|od|do|o|de|à|с|до|в|о)\s|[–-]\s?)\d{1,2}$")
_OF_CLOCK = re.compile(r"\s?(?i:uhr|[ap]\.?m\b|hrs\b)")
_STOPS = (*".,;:!?…”’»\"')",)
NOTE_MARK = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\d{4})|(?<=[.!?,;:”’]))[⁰¹²³⁴-⁹]{1,3}(?!\w)")
"""A raised number after a word, a year or a stop; after a short unit (km²) it is a power."""
_RAISED = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 3 + "⁻⁻⁺")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def raised(words: str, before: str, after: str = "", *, is_link: bool = False) -> str:
    """Return raised characters as they stand in plain text between the words before and after them.

    A footnote mark is left out: it is no digit of the number and no letter of the word before it. A power
    becomes raised digits, one of letters is written out. A link is never a power.

    >>> raised("3", "counted 12"), raised("2", "40 m"), raised("st", "1"), raised("6", "about 10")
    ('', '²', 'st', '⁶')
    >>> raised("n", "grows as x"), raised("n+1", "2"), raised("me", "M")
    ('^n', '^(n+1)', 'me')
    >>> raised("30", "godz. 8"), raised("99", "$4"), raised("137", "of ", "Cs"), raised("e", "XIX")
    (':30', '.99', '¹³⁷', 'e')
    """
    mark = words.strip().translate(_LOWERED)
    if _is_ending(mark, before, after):
        return mark
    if not is_link and (kept := _part(mark, before, after) or _power(mark, before, after)):
        return kept
    if not _MARK.fullmatch(mark):
        return f" {words}" if before[-1:].isdecimal() and mark[:1].isdecimal() else words
    return " " if before[-1:].isdecimal() and after[:1].isdecimal() else ""


def _is_ending(mark: str, before: str, after: str) -> bool:
    """Tell whether raised letters end an ordinal number or a short form, or follow an hour."""
    if mark == "h" and before[-1:].isdecimal():
        return after[:1].isdecimal() or bool(_CLOCK.search(before))
    if _ENDING.fullmatch(mark) and _SHORTENED.search(before):
        return True
    is_numeral = before[-1:].isdecimal() or (mark in ("e", "es") and _ROMAN.search(before))
    return bool(is_numeral and _ORDINAL.fullmatch(mark))


def _part(mark: str, before: str, after: str) -> str:
    """Return minutes after their hour and cents after their coins; raised digits where they may be a note."""
    if not _PART.fullmatch(mark) or not _NUMBER.search(before):
        return ""
    if _is_coin(before, after):
        return f".{mark}" if mark[0] in "056789" else mark.translate(_RAISED)
    if int(mark) < 60 and _HOUR.search(before):
        if mark[0] == "0" or _CLOCK.search(before) or _OF_CLOCK.match(after):
            return f":{mark}"
        if _MAYBE_CLOCK.search(before) or after.lstrip()[:1] in ("–", "-"):
            return mark.translate(_RAISED)
    if mark[0] == "0":
        return f".{mark}"
    return mark.translate(_RAISED) if mark[0] in "6789" else ""


def _is_coin(before: str, after: str) -> bool:
    return bool(_MONEY.search(before) and not _SCALE.match(after)) or bool(_COIN.match(after))


def _power(mark: str, before: str, after: str) -> str:
    """Return a power, or the number of an isotope or of a paragraph that was put in later."""
    is_number = _POWER.fullmatch(mark) and (
        _BASE.search(before)
        or (mark[0] in "-−" and before[-1:].isalpha())
        or (_EQUALS.match(after) and _NUMBER.search(before))
        or _PARAGRAPH.search(before)
    )
    is_long = _LONG_POWER.fullmatch(mark) and _LONG_BASE.search(before)
    is_isotope = mark.isdecimal() and _ELEMENT.match(after) and before[-1:] in ("", " ", "(", "\n")
    if is_number or is_long or is_isotope:
        return mark.translate(_RAISED)
    if _is_letter_power(mark, before):
        return f"^{mark}" if len(mark) == 1 else f"^({mark})"
    return ""


def _is_letter_power(mark: str, before: str) -> bool:
    """Tell whether raised letters are the power of a letter, or of a small number."""
    if not _LETTER_POWER.fullmatch(mark):
        return False
    return bool(_FORMULA.search(before) or (mark not in ("x", "m") and _NUMBER.search(before)))


def is_touched(before: str) -> bool:
    """Tell whether a link directly after words may be the mark of a note: "§" or "(" needs a number.

    >>> is_touched("counted 12"), is_touched("It closed."), is_touched("by "), is_touched("§")
    (True, True, False, False)
    """
    return before[-1:].isalnum() or before.endswith(_STOPS)


def is_note_mark(words: str) -> bool:
    """Tell whether characters are those of a footnote mark.

    >>> is_note_mark("[12]"), is_note_mark("Log")
    (True, False)
    """
    return _MARK.fullmatch(words.strip()) is not None
