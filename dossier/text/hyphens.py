"""Put words together again that were broken at the end of a line."""

from dossier.text import late as re
from dossier.text.words import wordset

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BREAK = re.compile(
    r"(?<![^\s(\[“”„«\"'‘’-])(?P<first>[^\W\d_]{2,60})(?P<hyphen>[-‐¬])[ \t]*\n[ \t]*(?P<second>[^\W\d_]+)"
    r"(?P<more>[^\s]*)[ \t]?"
)
_ACRONYM = 3  # letters of both halves: "US-UK"
_HALVES = re.compile(r"[^\W\d_]+[-‐¬][ \t]*\n[ \t]*[^\W\d_]+")
_LINE_END = re.compile(r"[-‐¬][ \t]*\n")
_SUSPENDED = wordset("and or und oder bis to et ou y e o en of och og i")  # "pre- and post-war"
_OPENS_COMPOUND = wordset("well ill twenty thirty forty fifty sixty seventy eighty ninety")
"""First parts that keep their hyphen where nothing else in the text tells."""
_MAY_OPEN = wordset(
    "anti co cross ex father mother half high hard long low mid non north post pre self semi short so south"
    " east west two three four five six seven eight nine ten"
)
"""Those that keep it before what the text has elsewhere as a word: "ex-minister", but "ex-pected"."""
_CLOSES_NAME = wordset("born elect held language led owned run speaking style")
"""Second parts that keep their hyphen behind a capital, as those in -ed do: "Ormsund-based"."""
_ENDINGS = wordset(
    "ance ary ated bour burg cial ence ency ents ery ful ible ical ing ings ism ist ists ity ities ive ized"
    " ised ment ments ness nity ous sion sions tary ters tical ting tion tional tions tive tors tory ture ure"
)
"""Second halves that are no words."""
_ENDS_NAME = wordset("son sons stein")


class BrokenWords:
    """The words of a text, by which it is told if a hyphen at the end of a line belongs to its word."""

    def __init__(self, text: str) -> None:
        whole = _HALVES.sub(" ", text)
        self._words = frozenset(word.casefold().replace("‐", "-") for word in _WORD.findall(whole))

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
        return compound if self._is_compound(first, second) else whole

    def is_told(self, first: str, second: str) -> bool:
        """Tell whether anything shows how two halves are written as one word.

        The text has the word elsewhere, they are a compound or two names, or the second half is no word.
        """
        spellings = {f"{first}{second}".casefold(), f"{first}-{second}".casefold()}
        are_names = second[0].isupper() and not second.isupper()
        is_ending = second.casefold() in _ENDINGS or (first[0].isupper() and second in _ENDS_NAME)
        return bool(spellings & self._words) or are_names or is_ending or self._is_compound(first, second)

    def _is_compound(self, first: str, second: str) -> bool:
        """Tell whether two halves keep their hyphen: `well-known`, `ex-minister`, `US-led`, `Orle-based`."""
        opening = first.casefold()
        if opening in _OPENS_COMPOUND or (opening in _MAY_OPEN and second.casefold() in self._words):
            return True
        if len(first) > 1 and first.isupper():
            return second.islower() or max(len(first), len(second)) <= _ACRONYM
        is_of_name = second in _CLOSES_NAME or (second.endswith("ed") and len(second) > len("fred"))
        return first[0].isupper() and opening not in _MAY_OPEN and is_of_name


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
