"""Turn the raw names of one source into real ones, by how the whole corpus writes their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dossier.analysis.names.registry import SPACED_ARTICLES, name_words
from dossier.analysis.names.vocabulary import BODIES, GIVEN, HEADS, KNOWN, PARTS, STATES, is_demonym
from dossier.model import RawName, RawNames, SourceId, Span
from dossier.text.words import fold, wordset

Keys = tuple[str, ...]
"""The folded words of a name."""

_SMALL = wordset("of for and de la the")
_BRITISH = {
    "center": "centre",
    "harbor": "harbour",
    "theater": "theatre",
    "organization": "organisation",
    "defense": "defence",
    "labor": "labour",
}
"""Two spellings of one word of a name."""


class Use:
    """How the whole corpus writes words and names."""

    def __init__(self, raw_names: Mapping[SourceId, RawNames]) -> None:
        self.capital: Counter[str] = Counter()
        """Sources that write a word with a capital inside a sentence."""
        self.small: Counter[str] = Counter()
        """Sources that write it without."""
        self.whole: set[Keys] = set()
        self.companies: set[Keys] = set()
        alone: Counter[str] = Counter()
        where: Counter[str] = Counter()
        for names, small, _ in raw_names.values():
            self.small.update(small)
            inside = {key for name in names if name.opening for key in name.keys[1:]}
            self.capital.update(inside.union(*(name.keys for name in names if not name.opening)))
            for name in names:
                self.whole.add(name.keys)
                if name.cue == "company":
                    self.companies.add(name.keys)
                if len(name.keys) == 1:
                    alone[name.keys[0]] += 1
                    where[name.keys[0]] += name.cue in ("where", "place")
        self.ends = {keys[-1] for keys in self.whole}
        self.places = {key for key, count in where.items() if count * 8 >= alone[key]}
        """Words that alone are told as a place: nobody's surname."""

    def ordinary(self, key: str) -> bool:
        """Tell whether a word is at least as often written small."""
        return 0 < self.small[key] >= self.capital[key]


def initials_of(keys: Keys) -> str:
    """Return the folded first letters of a name, small words left out."""
    return fold("".join(key[0] for key in keys if key not in _SMALL))


def real_names(text: str, names: Sequence[RawName], use: Use) -> list[RawName]:
    """Drop words that only open sentences, and cut an opening word or a nationality off a longer name.

    The use of the whole corpus decides: a word is a name's where it is written so inside sentences.
    """
    surnames = {n.keys[-1] for n in names if len(n.keys) > 1 and (n.cue == "person" or n.keys[0] in GIVEN)}
    kept: list[RawName] = []
    for name in names:
        first, rest = name.keys[0], name.keys[1:]
        ordinary = name.opening and (use.capital[first] <= use.small[first] or first.endswith("ing"))
        if name.cue == "office":
            if any(use.small[key] for key in name.keys):
                continue
        elif not rest:
            if ordinary and (use.small[first] or name.cue == "") and not (name.cue and first in surnames):
                continue
        elif (ordinary and use.small[first] and first not in PARTS) or (
            rest in use.whole
            and (first.endswith("ing") or (is_demonym(first) and first not in PARTS))
            and name.cue != "organisation"
            and name.keys not in use.companies
        ):
            name = _without(text, name, 1)  # noqa: PLW2901 shortened
        given = next((n for n, key in enumerate(name.keys[:-1]) if n and key in GIVEN), 0)
        if given and all(use.small[key] for key in name.keys[:given]):  # "Firefighter Tom Berg"
            name = _without(text, name, given)._replace(cue="person")  # noqa: PLW2901 shortened
        kept += _pair(text, name, use)
    return [_normal(name) for name in _joined(text, kept, use)]


def _pair(text: str, name: RawName, use: Use) -> list[RawName]:
    """Part two names that a hyphen joins, when each also stands without the other: "Arvik-Lund"."""
    at = text.find("-", name.span.start, name.span.end)
    if len(name.keys) != 2 or at < 0 or name.cue == "person" or not use.ends.issuperset(name.keys):
        return [name]
    left = RawName(Span(name.span.start, at), name.keys[:1], name.opening, "", "")
    return [left, name._replace(span=Span(at + 1, name.span.end), keys=name.keys[1:], opening=False)]


def _without(text: str, name: RawName, number: int) -> RawName:
    """Leave out the first words of a name."""
    words = name_words(text[name.span.start : name.span.end])
    start = name.span.start + words[number].start
    return name._replace(span=Span(start, name.span.end), keys=name.keys[number:], opening=False)


def _joined(text: str, names: Sequence[RawName], use: Use) -> list[RawName]:
    """Join the parts of a name round an "and" and commas: "Securities and Investments Commission"."""
    joined: list[RawName] = []
    for name in reversed(names):
        if joined and _is_part(text, name, joined[-1], use):
            right = joined.pop()
            keys, span = name.keys + right.keys, Span(name.span.start, right.span.end)
            name = RawName(span, keys, name.opening, "organisation", right.taught)  # noqa: PLW2901 lengthened
        joined.append(name)
    return joined[::-1]


def _is_part(text: str, left: RawName, right: RawName, use: Use) -> bool:
    """Tell whether two names are one: ordinary words meet at the "and", and a word for a body frames them."""
    gap = text[left.span.end : right.span.start]
    if gap != " and " and not (gap == ", " and " and " in text[right.span.start : right.span.end]):
        return False
    if right.taught and right.taught == initials_of(left.keys + right.keys):
        return True
    seam = (left.keys[-1], right.keys[0])
    framed = right.cue in ("organisation", "company") or (
        "of" in left.keys and not HEADS.isdisjoint(left.keys)
    )
    return framed and left.cue != "person" and all(use.small[key] and key not in BODIES for key in seam)


def _normal(name: RawName) -> RawName:
    """Write out a state's abbreviation in a longer name, spell as in Britain, leave out the article."""
    keys = tuple(_BRITISH.get(key, key) for key in name.keys)
    keys = keys[1:] if len(keys) > 1 and keys[0] in SPACED_ARTICLES else keys  # "Al Noor" and "al-Noor"
    if len(keys) > 1 and keys[0] in STATES and keys[0] in KNOWN and name.cue != "company":
        keys = KNOWN[keys[0]] + keys[1:]
    return name if keys == name.keys else name._replace(keys=keys)
