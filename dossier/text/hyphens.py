"""Put words together again that were broken at the end of a line."""

from __future__ import annotations

import re

from dossier.text.words import wordset

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BREAK = re.compile(
    r"(?<![^\s(\[“”„«\"'‘’-])(?P<first>[^\W\d_]{2,60})(?P<hyphen>[-‐¬])[ \t]*\n[ \t]*(?P<second>[^\W\d_]+)"
    r"(?P<more>[^\s]*)[ \t]?"
)
_SUSPENDED = wordset("and or und oder bis to et ou y e o en of och og i")  # "pre- and post-war"
_OPENS_COMPOUND = wordset(
    "anti co cross ex half high hard ill long low mid non north post pre self semi short so south east west"
    " well two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety"
)
"""First parts that keep their hyphen where nothing else in the text tells."""


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


def mend_broken_words(text: str) -> str:
    r"""Move the second half of each word that a line breaks up to the first, and the hyphen goes.

    >>> mend_broken_words("The har-\nbour was shut, pre-\nand post-war.")
    'The harbour\nwas shut, pre-\nand post-war.'
    """
    words: BrokenWords | None = None

    def mended(match: re.Match[str]) -> str:
        nonlocal words
        first, second = match["first"], match["second"]
        if second.casefold() in _SUSPENDED:
            return match.group()
        if match["hyphen"] == "¬":
            return f"{first}{second}{match['more']}\n"
        words = words or BrokenWords(text)
        return f"{words.joined(first, second)}{match['more']}\n"

    return _BREAK.sub(mended, text)
