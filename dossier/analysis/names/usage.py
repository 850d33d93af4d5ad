"""Turn the raw names of one source into real ones, by how all sources write their words."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from dossier.analysis.names.peoples import is_demonym
from dossier.analysis.names.spelling import HYPHENS, PARTICLES, PLURAL_MODEL, Keys, part_of, without_words
from dossier.analysis.names.vocabulary import (
    BODIES,
    CHARGES,
    EVENTS,
    GIVEN,
    KNOWN,
    LONG,
    NEVER,
    ORGANISATION,
    PARTS,
    STATES,
    is_ordinary,
)
from dossier.model import RawName, RawNames, SourceId, Span
from dossier.text.words import fold, wordset

SMALL = wordset("of for and de la the")
_ADDRESSED = wordset("you your my")  # "Raise Your Hand"
_OFTEN = 10  # mentions, one of which follows a word of place, make a place
_DELIBERATE = 3  # ordinary words with a capital each; so many are a name
_CROWDED = 4  # words; a person's name in a list rarely has so many, with its label it does
WEAK_CUES = ("", "name", "number", "term")
"""What tells that words are a name, not what it is."""
_WHOLE_CUES = ("person", "company", "organisation", "place", "office")
_ROE = 3  # letters of the shortest surname of which a family is named
_SELDOM = 4  # mentions; of more, a single one after a word of place suggests nothing ("at Brass")


class Usage:
    """How all sources write words and names."""

    def __init__(self, raw_names: Mapping[SourceId, RawNames]) -> None:
        self.sources = len(raw_names)
        self.capital: Counter[str] = Counter()
        """Sources that write a word with a capital inside a sentence."""
        self.inside: Counter[Keys] = Counter()
        """Sources that have a name inside a sentence."""
        self.small: Counter[str] = Counter()
        """Sources that write a word without a capital."""
        self.names: Counter[Keys] = Counter()
        """Sources that have a raw name."""
        self.mentions: Counter[Keys] = Counter()
        """How often all sources have a raw name."""
        self.surnames: set[str] = set()
        """Last words of the names that are a person's by a title or a given name."""
        cues: Counter[tuple[Keys, str]] = Counter()
        for raw in raw_names.values():
            names = [_with_known_state(name) for name in raw.names]
            prose = [name for name in names if not name.listed]
            self.small.update(raw.small)
            self.names.update({name.keys for name in prose})
            self.mentions.update(name.keys for name in names)
            self.capital.update(_capitals_inside(prose))
            self.inside.update({name.keys for name in prose if not name.opening})
            self.surnames.update(name.keys[-1] for name in prose if _is_person(name))
            cues.update((name.keys, name.cue) for name in prose)
        self.explained = _names_with(cues, lambda cue: cue not in WEAK_CUES)
        """Names of which something beside them or in them says what they are."""
        self.terms = _names_with(cues, lambda cue: cue == "term")
        """Words that a text defines, as a contract does: (the “Seller”)."""
        self.companies = _names_with(cues, lambda cue: cue == "company")
        """Names that are a company's by their words."""
        self.numbered = _names_with(cues, bool) - _names_with(cues, lambda cue: cue != "number")
        """Names that a number follows wherever they are."""
        self.places = _places(cues, self.mentions)
        """Words that alone are used as a place: nobody's surname."""

    def is_ordinary(self, keys: Keys) -> bool:
        """Tell whether a name is none: ordinary words with a capital, or such words after a known name.

        A word alone is ordinary if at least as many sources write it small as have it as a name.
        """
        words = [key for key in keys if key not in SMALL and not is_demonym(key)] or list(keys)
        if len(words) == 1:
            few = len(keys) < _DELIBERATE  # not "Norlandish Islamic Front"
            return few and 0 < self.without_capital(words[0]) >= self.inside[keys]
        if self.inside[keys] > 1 or keys in self.explained or keys[0] in PARTS or keys[0] in GIVEN:
            return False
        names = [key for key in words if not self.without_capital(key)]
        if names:
            return self.mentions[keys] < 2 and self._is_of_known(words, names)  # "Titanic Search"
        return len(words) < _DELIBERATE  # "the Urgent Question"

    def _is_of_known(self, words: Sequence[str], names: Sequence[str]) -> bool:
        """Tell whether the names among some words are known alone, and an ordinary word is the last."""
        return words[-1] not in names and all(self.names[name,] for name in names)

    def without_capital(self, key: str) -> int:
        """Return how many sources write a word small, or one of the things of which it names several.

        The language itself counts as one source.
        """
        return max(self.small[key], self.small[key.removesuffix("s")]) + 2 * is_ordinary(key)


def _names_with(cues: Iterable[tuple[Keys, str]], holds: Callable[[str], bool]) -> set[Keys]:
    """Return the names with a cue for which something holds."""
    return {keys for keys, cue in cues if holds(cue)}


def _places(cues: Mapping[tuple[Keys, str], int], mentions: Mapping[Keys, int]) -> set[str]:
    """Return the words that alone often enough follow a word of place."""
    where: Counter[str] = Counter()
    for (keys, cue), count in cues.items():
        if len(keys) == 1 and cue in ("where", "place"):
            where[keys[0]] += count
    return {key for key, count in where.items() if is_often(count, mentions[key,])}


def _is_person(name: RawName) -> bool:
    """Tell whether a title or a given name says that a full name is a person's."""
    return len(name.keys) > 1 and (name.cue == "person" or name.keys[0] in GIVEN)


def is_often(count: int, mentions: int) -> bool:
    """Tell whether so many mentions, of all, are beside a word of place or an office to make it a place's."""
    return count * _OFTEN >= mentions and count > (mentions > _SELDOM)


def _capitals_inside(names: Iterable[RawName]) -> set[str]:
    """Return the words of names that do not open a sentence."""
    return {key for name in names for key in (name.keys[1:] if name.opening else name.keys)}


def initials_of(keys: Keys) -> str:
    """Return the folded first letters of a name, small words left out."""
    return fold("".join(key[0] for key in keys if key not in SMALL))


def real_names(text: str, names: Sequence[RawName], usage: Usage) -> list[RawName]:
    """Drop words that only open sentences, and cut an opening word or a nationality off a longer name.

    The usage of all sources decides: a word is part of a name where it is written so inside sentences.
    """
    short = _short_names(names, usage)
    kept: list[RawName] = []
    whole = [part for name in names for part in _whole(text, name, usage)]
    for name in (_of_one(text, name, usage) for name in whole):
        if name is not None and not _is_ordinary(name, short, usage):
            for part in _known_parts(text, _after_opening(text, name, usage), usage):
                kept += _before_person(text, part, usage)
    # "Rival Afghan"
    return [_with_known_state(name) for name in kept if len(name.keys) > 1 or not is_demonym(name.keys[0])]


def _short_names(names: Sequence[RawName], usage: Usage) -> set[str]:
    """Return the words that alone are a name of this source, or a surname in it."""
    short: set[str] = set()
    for name in names:
        if len(name.keys) == 1 and name.cue not in ("", "group") and not usage.small[name.keys[0]]:
            short.add(name.keys[0])
        if _is_person(name):
            short.add(name.keys[-1])
    return short


def _whole(text: str, name: RawName, usage: Usage) -> list[RawName]:
    """Return the names in a raw one that may be more than a name: in a list, or behind a title."""
    if name.cue == "charge":
        return _of_charge(text, name, usage)
    return _of_list(text, name, usage) if name.listed else [name]


def _of_list(text: str, name: RawName, usage: Usage) -> list[RawName]:
    """Return the names in a label or a list that some source has in prose; else the name of a person."""
    first, size = 0, len(name.keys)
    known: list[RawName] = []
    while first < size:
        last = next((end for end in range(size, first, -1) if usage.names[name.keys[first:end]]), first)
        if last > first:
            known.append(part_of(text, name, first, last))
        first = max(last, first + 1)
    person = size < _CROWDED and _is_person(name)
    return [name] if person and all(len(part.keys) == 1 for part in known) else known


def _of_charge(text: str, name: RawName, usage: Usage) -> list[RawName]:
    """Return of the words behind a title the longest end that some source has alone, or a whole surname."""
    keys, last = name.keys, len(name.keys) - 1
    large = next((number for number, key in enumerate(keys) if key not in PARTICLES), 0)
    for number in range(max(large, 1), max(last, large + 1)):
        if usage.names[keys[number:]]:
            return [without_words(text, name, number)._replace(cue="")]
    return [name._replace(cue="")] if large == last and keys[-1] not in NEVER else []


def _of_one(text: str, name: RawName, usage: Usage) -> RawName | None:
    """Name several of a product or a people like one, if the sources name one: "the V40s"."""
    one = (name.keys[0][:-1],)
    if len(name.keys) > 1 or not name.keys[0].endswith("s"):
        return name
    if usage.mentions[one] > usage.mentions[name.keys] and one[0] not in usage.surnames:
        return name._replace(keys=one)
    several = PLURAL_MODEL.fullmatch(text, name.span.start, name.span.end)
    if several and one in usage.names:
        return name._replace(keys=one)
    return None if several and one[0][-1].isdigit() else name  # "W12s", but "iTunes"


def _opens_only(name: RawName, usage: Usage) -> bool:
    """Tell whether the first word of a name may have its capital from the sentence alone."""
    first = name.keys[0]
    return name.opening and usage.capital[first] <= usage.without_capital(first)


def _is_ordinary(name: RawName, short: set[str], usage: Usage) -> bool:
    """Tell whether a raw name is no name: an ordinary word that opens a sentence, or an office."""
    if name.cue == "office":
        state = len(name.keys) == 1 and name.keys[0] in STATES
        return not state and any(map(usage.without_capital, name.keys))
    if len(name.keys) > 1:
        return not _ADDRESSED.isdisjoint(name.keys)
    if not usage.places.isdisjoint(_places_of(name.keys[0])):
        return True
    if _is_plural(name.keys[0]) and name.keys[0][:-1] in short:
        return True  # "the Roes"
    if not _opens_only(name, usage) or name.keys[0] in short:
        return False
    return name.cue == "" or usage.small[name.keys[0]] > 0


def _is_plural(key: str) -> bool:
    return len(key) > _ROE and key.endswith("s")


def _places_of(people: str) -> list[str]:
    """Return the places whose people a word may be: "Gazan", "Gazans", "Punjabis"."""
    one = people.removesuffix("s")
    return [one[:-1]] if one.endswith(("n", "i")) else []


def _after_opening(text: str, name: RawName, usage: Usage) -> RawName:
    """Leave out an ordinary word that opens the sentence, or a nationality before a known name."""
    rest = name.keys[1:]
    if not rest or name.cue == "office" or rest[0] in ("of", "for"):
        return name
    if text[name.span.start + len(name.keys[0]) :][:1] in HYPHENS:
        return name  # "Star-Spangled Banner"
    if is_demonym(name.keys[-1]) and usage.mentions[name.keys[:-1]] >= usage.mentions[name.keys]:
        return part_of(text, name, 0, len(name.keys) - 1)  # "Corvane Muslims", but "Norfolk Western"
    cut = _is_opening_word(text, name, usage) or _is_adjective(text, name, usage)
    return without_words(text, name, 1) if cut else name


def _is_opening_word(text: str, name: RawName, usage: Usage) -> bool:
    """Tell whether the first word of a name is an ordinary one: not in "Security Council"."""
    first, rest = name.keys[0], name.keys[1:]
    if first in PARTS or name.keys in usage.inside or not _opens_only(name, usage):
        return False
    acronym = rest in usage.names and _is_acronym(text, name, rest)  # "Unmarked HAFA ships", "HAFA"
    name_left = len(rest) > 1 or (rest[0] not in ORGANISATION and not usage.without_capital(rest[0]))
    body = name.cue in ("company", "organisation")
    small = usage.small[first] if body else usage.without_capital(first)
    return acronym or (small > 0 and name_left)


def _is_adjective(text: str, name: RawName, usage: Usage) -> bool:
    """Tell whether the first word of a name is a nationality, and the others a name."""
    first, rest = name.keys[0], name.keys[1:]
    if name.cue == "organisation" or name.keys in usage.companies:
        return False
    known = (
        rest in usage.names
        or (rest[:1] in usage.names and rest[-1] not in BODIES)
        or _is_acronym(text, name, rest)  # "Norlandish ABC"
    )
    return known and first not in PARTS and is_demonym(first)


def _is_acronym(text: str, name: RawName, rest: Keys) -> bool:
    """Tell whether a name is an ordinary word and an acronym."""
    words = text[name.span.start : name.span.end].split()
    return len(rest) == 1 and words[-1].isupper() and not words[0].isupper()


def _before_person(text: str, name: RawName, usage: Usage) -> list[RawName]:
    """Cut what comes before a given name: "Firefighter Tom Berg", "Lund Airport Tom Berg"."""
    keys = name.keys
    given = next((number for number, key in enumerate(keys[:-1]) if number and key in GIVEN), 0)
    if given == 0 or not BODIES.isdisjoint(keys[given:]):
        return [name]
    person = without_words(text, name, given)._replace(cue="person")
    before = keys[given - 1]
    if given > 1 and _is_body(keys[:given], usage):
        end = name.span.start + len(text[name.span.start : person.span.start].rstrip())
        cue = "place" if before in BODIES - ORGANISATION else "organisation"
        return [name._replace(span=Span(name.span.start, end), keys=keys[:given], cue=cue), person]
    ends = before in CHARGES or is_demonym(before) or before in usage.places
    return [person] if ends or all(map(usage.without_capital, keys[:given])) else [name]


def _is_body(keys: Keys, usage: Usage) -> bool:
    """Tell whether words before a person are a body's name: "Centre for Research on Peat"."""
    return (keys[-1] in BODIES or "on" in keys[:-1]) and not all(usage.small[key] for key in keys)


def _known_parts(text: str, name: RawName, usage: Usage) -> list[RawName]:
    """Part two names side by side, or leave out ordinary words before one ("Office Head Karl Roe")."""
    if name.cue in _WHOLE_CUES or name.keys[-1] in EVENTS or name.keys[0] in PARTS:
        return [name]
    for size in range(1, len(name.keys)):
        left, right = name.keys[:size], name.keys[size:]
        first, second = part_of(text, name, 0, size), part_of(text, name, size, len(name.keys))
        if right in usage.names and len(right) > 1 and all(map(usage.without_capital, left)):
            return [second]
        if _are_two(text, first, second, usage):
            return [first._replace(cue=""), second]
    return [name]


def _are_two(text: str, first: RawName, second: RawName, usage: Usage) -> bool:
    """Tell whether each of two names side by side is as common as both: "NATO Sahara", "Norland Karl Roe".

    One of them must be an acronym, a place or of several words; else they may be one person.
    """
    left, right = first.keys, second.keys
    pair = left + right
    if len(pair) == 2 and right[0] in usage.surnames:
        return False
    place = len(left) == 1 and left[0] in usage.places
    if min(usage.mentions[left], usage.mentions[right]) < usage.mentions[pair] + (0 if place else 1):
        return False
    acronym = any(text[part.span.start : part.span.end].isupper() for part in (first, second))
    hyphen = text[first.span.end : second.span.start] in HYPHENS  # "the Norland-Elver war"
    return place or acronym or hyphen or len(pair) > 2


def _with_known_state(name: RawName) -> RawName:
    """Write out a state's abbreviation in a longer name: "US Coast Guard", "United States Coast Guard"."""
    first, rest = name.keys[0], name.keys[1:]
    if rest and first in STATES and first in KNOWN and name.cue != "company":
        return name._replace(keys=KNOWN[first] + rest)
    return name._replace(keys=LONG.get(name.keys, name.keys))
