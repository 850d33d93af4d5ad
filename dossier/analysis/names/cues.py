"""Suggest what a name is: by its own words first, then by what stands beside it in its sentence."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dossier.analysis.names.vocabulary import COMPANY, HEADS, LISTS, ORGANISATION, PLACE, ends_in_surname
from dossier.text import late as re
from dossier.text.words import Word

_WRAP = 6  # characters of white space between words of one name, where a line is broken in it
_AYN = re.compile(r"[ -][‘'ʿ`]")
_AYN_CLOSES = ("’", "'")
_SIGN = re.compile(
    r"(?P<who>,? who\b)|(?P<which>, which\b)|(?P<owner>['’ʼ][sS])|(?P<dash> [–—-] )"
    r"|(?P<number> \d)|(?P<term>[”\"]\))"
)
"""What may follow a name without a word of its own."""

RULES = (
    ("place", "name", frozenset({"west bank", "south bank", "left bank"})),
    ("organisation", "name", frozenset({"red cross", "red crescent"})),
    ("company", "inside", frozenset({"&"})),
    ("company", "tail", COMPANY),
    ("organisation", "inside", HEADS | ORGANISATION),
    ("organisation", "tail", ORGANISATION),
    ("place", "tail", PLACE),
    ("place", "first", LISTS["head of a place"]),
    ("person", "before", LISTS["office"]),
    ("person", "sign of several", frozenset({"who"})),
    ("group", "before", LISTS["group"]),
    ("where", "before", LISTS["where"]),
    ("where", "before of", LISTS["where of"]),
    ("where", "after", LISTS["after a place"]),
    ("group", "after", LISTS["of a group"]),
    ("speaks", "after", LISTS["speech"]),
    ("name", "after", LISTS["verb after a name"]),
    ("name", "sign", frozenset({"owner", "dash", "which"})),
    ("number", "sign", frozenset({"number"})),
    ("term", "sign", frozenset({"term"})),
    ("organisation", "inside", frozenset({"and"})),
)
"""A cue (see `RawName.cue`), a place in or beside the name, and the words that give the cue there.

The first row that matches decides. Of a name of several words `tail` is the last; `first` is
also that of a single word; `inside` are a "&", an "and" and the words before an "of", "for", "on" or "to";
`before` passes over "the".
"""


class Row(NamedTuple):
    """One sentence: a text and the words of it."""

    text: str
    words: Sequence[Word]
    start: int
    """Where the sentence begins."""
    language: str = "en"

    def gap(self, number: int) -> str:
        """Return what stands before a word; a broken line reads as a space, an opening ʿayn as nothing."""
        word = self.words[number]
        gap = self.text[self.words[number - 1].end : word.start]
        if _AYN.fullmatch(gap) and self.text[word.end : word.end + 1] not in _AYN_CLOSES:
            return gap[0]  # "Nad ‘Noor", but "the ship ‘Noor’"
        return " " if len(gap) <= _WRAP and gap.isspace() else gap

    def before(self, number: int) -> str:
        """Return the folded word directly before a word, an empty string when something else is."""
        return self.words[number - 1].key if number and self.gap(number) == " " else ""

    def after(self, number: int) -> str:
        """Return the folded word directly after word `number - 1`."""
        return self.words[number].key if number < len(self.words) and self.gap(number) == " " else ""


def find_cue(row: Row, first: int, last: int, *, titled: bool) -> str:
    """Return the cue that the words `first` to `last` of a sentence have, an empty string for none.

    After a title a name is a person's, if its last word is not an organisation's.
    """
    if titled and not (last - first > 1 and row.words[last - 1].key in ORGANISATION):
        return "person"
    places = _places(row, first, last)
    for cue, place, words in RULES:
        if not words.isdisjoint(places[place]):
            return cue
    return ""


def _places(row: Row, first: int, last: int) -> dict[str, Sequence[str]]:
    """Return the folded words in each of the places that `RULES` looks at."""
    run = row.words[first:last]
    keys = [word.key for word in run]
    article = row.before(first) == "the"
    surname = ends_in_surname(keys) and not article
    tail = keys[-1:] if len(keys) > 1 and not surname else []
    inside = [word for word, following in pairwise(keys) if following in ("of", "for", "on", "to")]
    inside += [sign for sign in ("&", "and") if f" {sign} " in row.text[run[0].start : run[-1].end]]
    start = first - article
    before = row.before(start)
    sign = _SIGN.match(row.text, run[-1].end)
    mark = [sign.lastgroup or ""] if sign else []
    return {
        "name": [" ".join(keys)],
        "first": keys[:1],
        "tail": tail,
        "inside": inside,
        "before": [before],
        "before of": [row.before(start - 1)] if before == "of" else [],
        "after": [row.after(last)],
        "sign": mark,
        "sign of several": mark if tail else [],
    }
