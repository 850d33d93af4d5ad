"""Turn the raw names of one source into real ones, by how all sources write their words."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dossier.analysis.names.spelling import PLURAL_MODEL, Keys, is_demonym, without_words
from dossier.analysis.names.vocabulary import (
    BODIES,
    CHARGES,
    GIVEN,
    HEADS,
    KNOWN,
    LONG,
    ORGANISATION,
    PARTS,
    STATES,
)
from dossier.model import RawName, RawNames, SourceId, Span
from dossier.text.words import fold, wordset

_SMALL = wordset("of for and de la the")
_ADDRESSED = wordset("you your my")  # "Raise Your Hand"
_OFTEN = 20  # mentions, one of which follows a word of place, make a place
_LONG_ADVERB = 6  # letters; "Additionally" is longer, "Sally" is not
_SELDOM = 4  # mentions; of more, a single one after a word of place suggests nothing ("at Brass")


class Usage:
    """How all sources write words and names."""

    def __init__(self, raw_names: Mapping[SourceId, RawNames]) -> None:
        self.capital: Counter[str] = Counter()
        """Sources that write a word with a capital inside a sentence."""
        self.alone: Counter[str] = Counter()
        """Those of them in which it is a whole name."""
        self.inside: set[Keys] = set()
        """Names that some source has inside a sentence."""
        self.small: Counter[str] = Counter()
        """Sources that write it without."""
        self.names: Counter[Keys] = Counter()
        """Sources that have a raw name."""
        self.companies: set[Keys] = set()
        """Those that are a company's by their words."""
        uses: Counter[str] = Counter()
        places: Counter[str] = Counter()
        for raw in raw_names.values():
            self.small.update(raw.small)
            self.names.update({name.keys for name in raw.names})
            self.capital.update(_capitals_inside(raw))
            inside = {name.keys for name in raw.names if not name.opening}
            self.inside |= inside
            self.alone.update(keys[0] for keys in inside if len(keys) == 1)
            for name in raw.names:
                if name.cue == "company":
                    self.companies.add(name.keys)
                if len(name.keys) == 1:
                    uses[name.keys[0]] += 1
                    places[name.keys[0]] += name.cue in ("where", "place")
        self.places = {key for key, count in places.items() if is_place(count, uses[key])}
        """Words that alone are used as a place: nobody's surname."""

    def is_ordinary(self, key: str) -> bool:
        """Tell whether a word is at least as often written small as it is a name."""
        return 0 < self.small[key] >= self.alone[key]


def is_place(where: int, mentions: int) -> bool:
    """Tell whether so many mentions after a word of place, of all, make a name one of a place."""
    return where * _OFTEN >= mentions and where > (mentions > _SELDOM)


def _capitals_inside(raw: RawNames) -> set[str]:
    """Return the words of names that do not open a sentence."""
    return {key for name in raw.names for key in (name.keys[1:] if name.opening else name.keys)}


def initials_of(keys: Keys) -> str:
    """Return the folded first letters of a name, small words left out."""
    return fold("".join(key[0] for key in keys if key not in _SMALL))


def real_names(text: str, names: Sequence[RawName], usage: Usage) -> list[RawName]:
    """Drop words that only open sentences, and cut an opening word or a nationality off a longer name.

    The usage of all sources decides: a word is part of a name where it is written so inside sentences.
    """
    surnames = {n.keys[-1] for n in names if len(n.keys) > 1 and (n.cue == "person" or n.keys[0] in GIVEN)}
    surnames |= {
        n.keys[0]
        for n in names
        if len(n.keys) == 1 and n.cue not in ("", "group") and not usage.small[n.keys[0]]
    }
    kept: list[RawName] = []
    for name in (_of_one(text, name, usage) for name in names):
        if name is not None and not _is_ordinary(name, surnames, usage):
            kept += _before_person(text, _after_opening(text, name, usage), usage)
    return [_with_known_state(name) for name in _joined(text, kept, usage)]


def _of_one(text: str, name: RawName, usage: Usage) -> RawName | None:
    """Name several of a product like one of them, if the sources name one: "the V40s"."""
    one = (name.keys[0][:-1],)
    if len(name.keys) > 1 or not PLURAL_MODEL.fullmatch(text, name.span.start, name.span.end):
        return name
    if one in usage.names:
        return name._replace(keys=one)
    return None if one[0][-1].isdigit() else name  # "iTunes"


def _opens_only(name: RawName, usage: Usage) -> bool:
    """Tell whether the first word of a name may have its capital from the sentence alone."""
    first = name.keys[0]
    return name.opening and usage.capital[first] <= usage.small[first]


def _is_ordinary(name: RawName, surnames: set[str], usage: Usage) -> bool:
    """Tell whether a raw name is no name: an ordinary word that opens a sentence, or an office."""
    if name.cue == "office":
        return any(usage.small[key] for key in name.keys)
    if len(name.keys) > 1:
        return not _ADDRESSED.isdisjoint(name.keys)
    if name.keys[0].endswith("ally") and len(name.keys[0]) > _LONG_ADVERB:
        return True
    if not usage.places.isdisjoint(_places_of(name.keys[0])):
        return True
    if not _opens_only(name, usage) or name.keys[0] in surnames:
        return False
    weak = name.cue == "" or (name.cue == "group" and name.keys[0].endswith("ing"))  # "Assisting workers"
    return weak or usage.small[name.keys[0]] > 0


def _places_of(people: str) -> list[str]:
    """Return the places whose people a word may be: "Gazan", "Gazans", "Punjabis"."""
    one = people.removesuffix("s")
    return [one[:-1]] if one.endswith(("n", "i")) else []


def _after_opening(text: str, name: RawName, usage: Usage) -> RawName:
    """Leave out an ordinary word that opens the sentence, or a nationality before a known name."""
    rest = name.keys[1:]
    if not rest or name.cue == "office" or rest[0] in ("of", "for"):
        return name
    cut = _is_opening_word(text, name, usage) or _is_adjective(name, usage)
    return without_words(text, name, 1) if cut else name


def _is_opening_word(text: str, name: RawName, usage: Usage) -> bool:
    """Tell whether the first word of a name is an ordinary one: not in "Security Council"."""
    first, rest = name.keys[0], name.keys[1:]
    if first in PARTS or name.keys in usage.inside or not _opens_only(name, usage):
        return False
    acronym = rest in usage.names and _is_acronym(text, name, rest)  # "Unmarked HAFA ships", "HAFA"
    body = len(rest) == 1 and rest[0] in ORGANISATION
    return acronym or (usage.small[first] > 0 and not body)


def _is_adjective(name: RawName, usage: Usage) -> bool:
    """Tell whether the first word of a name is a nationality or a verb, and the others a name."""
    first, rest = name.keys[0], name.keys[1:]
    if name.cue == "organisation" or name.keys in usage.companies:
        return False
    known = rest in usage.names or (rest[:1] in usage.names and rest[-1] not in BODIES)
    return known and (first.endswith("ing") or (first not in PARTS and is_demonym(first)))


def _is_acronym(text: str, name: RawName, rest: Keys) -> bool:
    """Tell whether a name is an ordinary word and an acronym."""
    words = text[name.span.start : name.span.end].split()
    return len(rest) == 1 and words[-1].isupper() and not words[0].isupper()


def _before_person(text: str, name: RawName, usage: Usage) -> list[RawName]:
    """Cut what comes before a given name: "Firefighter Tom Berg", "Lund Airport Tom Berg"."""
    keys = name.keys
    given = next((number for number, key in enumerate(keys[:-1]) if number and key in GIVEN), 0)
    if given == 0 or keys[-1] in BODIES:
        return [name]
    person = without_words(text, name, given)._replace(cue="person")
    if all(usage.small[key] for key in keys[:given]):
        return [person]
    before = keys[given - 1]
    if before in BODIES and given > 1:
        end = name.span.start + len(text[name.span.start : person.span.start].rstrip())
        cue = "organisation" if before in ORGANISATION else "place"
        return [name._replace(span=Span(name.span.start, end), keys=keys[:given], cue=cue), person]
    return [person] if before in CHARGES or is_demonym(before) or before in usage.places else [name]


def _with_known_state(name: RawName) -> RawName:
    """Write out a state's abbreviation in a longer name: "US Coast Guard", "United States Coast Guard"."""
    first, rest = name.keys[0], name.keys[1:]
    if rest and first in STATES and first in KNOWN and name.cue != "company":
        return name._replace(keys=KNOWN[first] + rest)
    return name._replace(keys=LONG.get(name.keys, name.keys))


def _joined(text: str, names: Sequence[RawName], usage: Usage) -> list[RawName]:
    """Join the parts of a name round an "and" and commas: "Securities and Investments Commission"."""
    joined: list[RawName] = []
    for name in reversed(names):
        if joined and _is_part(text, name, joined[-1], usage):
            joined.append(_join(name, joined.pop()))
        elif len(joined) > 1 and _is_explained(text, name, joined[-1], joined[-2]):
            joined.append(_join(name, _join(joined.pop(), joined.pop())))
        else:
            joined.append(name)
    return joined[::-1]


def _join(left: RawName, right: RawName) -> RawName:
    span = Span(left.span.start, right.span.end)
    return RawName(span, left.keys + right.keys, left.opening, "organisation", right.taught)


def _is_explained(text: str, first: RawName, second: RawName, third: RawName) -> bool:
    """Tell whether an acronym explains three names as one: "Repair, Lease and Sale (RLS)"."""
    gaps = (text[first.span.end : second.span.start], text[second.span.end : third.span.start])
    keys = first.keys + second.keys + third.keys
    return gaps in ((", ", " and "), (", ", ", and ")) and third.taught == initials_of(keys)


def _is_part(text: str, left: RawName, right: RawName, usage: Usage) -> bool:
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
    return framed and left.cue != "person" and all(usage.small[key] and key not in BODIES for key in seam)
