"""Put words together again that were broken at the end of a line."""

import re

from dossier.text.words import wordset

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BREAK = re.compile(
    r"(?<![^\s(\[“”„«\"'‘’-])(?P<first>[^\W\d_]{2,60})(?P<hyphen>[-‐¬])[ \t]*\n[ \t]*(?P<second>[^\W\d_]+)"
    r"(?P<more>[^\s]*)[ \t]?"
)
_LINE_END = re.compile(r"[-‐¬][ \t]*\n")
_SUSPENDED = wordset("and or und oder bis to et ou y e o en of och og i")  # "pre- and post-war"
_OPENS_COMPOUND = wordset(
    "anti co cross ex half high hard ill long low mid non north post pre self semi short so south east west"
    " well two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety"
)
"""First parts that keep their hyphen where nothing else in the text tells."""


_ENDINGS = wordset(
    "able al ally ance ant ary ate ated bour burg cial ed ence ency ent ents er ers ery est ful ible ic"
    " ical ing ings ion ions ism ist ists ity ities ive ized ised less ly ment ments ness nity ous sion sions"
    " son stein tary ted ter ters tic tical ting tion tional tions tive tor tors tory ture ure"
)
"""Second halves that are no words."""


class BrokenWords:
    """The words of a text, by which it is told if a hyphen at the end of a line belongs to its word."""

    def __init__(self, text: str) -> None:
        self._words = frozenset(word.casefold().replace("‐", "-") for word in _WORD.findall(text))

    def joined(self, first: str, second: str) -> str:
        """Return both halves as one word: without the hyphen, unless the text has it elsewhere with it.

        >>> BrokenWords("The quay of Orle-Nord").joined("har", "bour")
        'harbour'
        >>> BrokenWords("").joined("Orle", "Nord"), BrokenWords("").joined("well", "known")
        ('Orle-Nord', 'well-known')
        """
        whole, compound = f"{first}{second}", f"{first}-{second}"
        is_inside = second[0].islower() or (second.isupper() and first.isupper() and len(first) > 1)
        if not is_inside or compound.casefold() in self._words:
            return compound
        if whole.casefold() in self._words:
            return whole
        return compound if first.casefold() in _OPENS_COMPOUND else whole

    def is_told(self, first: str, second: str) -> bool:
        """Tell whether anything shows how two halves are written as one word.

        The text has the word elsewhere, the second half is no word, or they belong to a name.
        """
        spellings = {f"{first}{second}".casefold(), f"{first}-{second}".casefold()}
        if spellings & self._words or first.casefold() in _OPENS_COMPOUND or second.casefold() in _ENDINGS:
            return True
        return first[0].isupper() or second[0].isupper()


def mend_broken_words(text: str) -> str:
    r"""Move the second half of a broken word up to the first, where it is clear how the word is written.

    >>> mend_broken_words("The har-\nbour was shut, pre-\nand post-war.")
    'The harbour\nwas shut, pre-\nand post-war.'
    """
    if not _LINE_END.search(text):
        return text
    words: BrokenWords | None = None

    def mended(match: re.Match[str]) -> str:
        nonlocal words
        first, second = match["first"], match["second"]
        if second.casefold() in _SUSPENDED:
            return match.group()
        if match["hyphen"] == "¬":
            return f"{first}{second}{match['more']}\n"
        words = words or BrokenWords(text)
        if not words.is_told(first, second):
            return match.group()
        return f"{words.joined(first, second)}{match['more']}\n"

    return _BREAK.sub(mended, text)
