"""Find names that go on after a comma or an "and": "Department for Trade, Energy and Sport"."""

from dossier.analysis.names.cues import Row
from dossier.analysis.names.spelling import has_capital
from dossier.analysis.names.vocabulary import BODIES, COMPANY, HEADS, ORGANISATION, is_ordinary
from dossier.text import late as re
from dossier.text.words import STOP, fold, wordset

EXPLAINED = re.compile(r"['’”\"]? ?\([“\"]?(?=[^)]*[A-Z][^)]*[A-Z])([A-Z][A-Za-z.&-]{1,9})[”\"]?\)")
"""The acronym after the name that it stands for: "National Grain Fund (NGF)"."""
_SMALL = wordset("of for on the")
_MIDDLE = 40  # words of a series before its "and"; the longest name of a ministry has twenty
_AFTER = 3  # words after the "and" of a series that may belong to it


def goes_on(row: Row, first: int, number: int) -> bool:
    """Tell whether the name from word `first` goes on with word `number`, after a comma or as an "and".

    Ordinary words meet there, and a word for a body comes before ("Department for …") or ends the name
    ("Trade and Energy Committee"), or an acronym explains it.
    """
    words, last = row.words, row.words[number - 1].key
    if last == "and":
        return words[number].key == "the"  # "Transport and the Arts"
    if row.gap(number) == " " and words[number].key != "and":
        return False
    middle, after = _series(row, number)
    if not after or not HEADS.isdisjoint((*middle, after[0])):
        return False
    before = [word.key for word in words[first:number]]
    if after[0] == "the":
        return _is_one_more_thing(before, middle, after)
    explained = EXPLAINED.match(row.text, words[number + len(middle) + len(after)].end)
    if explained and fold(explained[1]) == "".join(
        key[0] for key in (*before, *middle, *after) if key not in _SMALL
    ):
        return True
    return _belongs_together(before, middle, after)


def _is_one_more_thing(before: list[str], middle: list[str], after: list[str]) -> bool:
    """Tell whether "and the" names one more thing that a body is for.

    So it is in "Department of Transport and the Arts", but not in "Trade Court, and the Grain Court" or
    "Bank of Holm and the Treasury".
    """
    is_of = not HEADS.isdisjoint(before) and "of" in before
    are_things = (bool(middle) or after[-1].endswith("s")) and all(map(is_ordinary, (*middle, *after[1:])))
    return is_of and are_things and BODIES.isdisjoint((*middle, *after))


def _belongs_together(before: list[str], middle: list[str], after: list[str]) -> bool:
    """Tell whether words before and after an "and" are what one body is for, or its name."""
    last = before[-1]
    is_for = not {"of", "for"}.isdisjoint(before)
    are_trades = not middle and len(after) == 1 and last.endswith("s") and after[0].endswith("s")
    if is_for and are_trades and not ORGANISATION.isdisjoint(before):
        return True  # "Union of Welders and Fitters"
    known = () if "on" in before else (last,)  # "Centre for Research on Peat and Soil"
    if not all(word in STOP or is_ordinary(word) for word in (*known, *middle, after[0])):
        return False  # "Levelling Up, Housing and Communities"
    headed = (is_for and not HEADS.isdisjoint(before)) or "on" in before
    return headed or (after[-1] in ORGANISATION - COMPANY and last not in BODIES - COMPANY)


def _series(row: Row, number: int) -> tuple[list[str], list[str]]:
    """Return the words with capitals from word `number` to an "and", and the few after it."""
    middle: list[str] = []
    while number < len(row.words) and row.gap(number) in (" ", ", "):
        word = row.words[number]
        if word.key == "and":
            break
        if not has_capital(word) or len(middle) == _MIDDLE:
            return [], []
        middle.append(word.key)
        number += 1
    after: list[str] = []
    for index in range(number + 1, min(number + 1 + _AFTER, len(row.words))):
        word = row.words[index]
        if row.gap(index) != " " or not (has_capital(word) or (word.key == "the" and not after)):
            break
        after.append(word.key)
    return middle, after
