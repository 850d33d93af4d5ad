"""Tell which names of several words may be a person's, and which are spellings of one name."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from dossier.analysis.names.peoples import is_demonym
from dossier.analysis.names.spelling import PARTICLES, Keys, respelt, skeleton
from dossier.analysis.names.usage import Usage
from dossier.analysis.names.vocabulary import (
    BODIES,
    EVENTS,
    GIVEN,
    NICKNAMES,
    PARTS,
    SHIPS,
    ends_in_surname,
)
from dossier.model import RawName
from dossier.text.words import american, wordset

CROWD = 100  # names; a word that more of them share tells nobody apart
_STEM = 6  # letters that two forms of a word share
JOINS = wordset("of for and")
_LINKS = JOINS | {"on"}
_TURNED = wordset("commission committee county court department directorate ministry subcommittee")
"""Bodies that are named both ways: "Ministry of Trade", "Trade Ministry"."""


def find_persons(names: Iterable[RawName], usage: Usage) -> dict[Keys, bool]:
    """Return the names of several words that may be a person's, and whether something says so."""
    cues: dict[Keys, set[str]] = defaultdict(set)
    for name in names:
        if len(name.keys) > 1:
            cues[name.keys].add(name.cue)
    persons: dict[Keys, bool] = {}
    for keys, found in cues.items():
        given = keys[0] in GIVEN
        if "person" in found:
            persons[keys] = True
        elif _is_like_a_person(keys) and (given or _speaks_nothing_against(keys, found, usage)):
            persons[keys] = given
    return persons


def _is_like_a_person(keys: Keys) -> bool:
    """Tell whether a name has no number, and no word of a body, a place or an event where these have one."""
    return (
        (keys[-1] not in BODIES or ends_in_surname(keys))
        and keys[-1] not in EVENTS
        and keys[0] not in PARTS | SHIPS
        and JOINS.isdisjoint(keys)
        and "".join(keys).isalpha()
    )


def _speaks_nothing_against(keys: Keys, cues: set[str], usage: Usage) -> bool:
    ordinary = any(usage.small[key] for key in keys if key not in PARTICLES)
    ordinary = ordinary or all(map(usage.without_capital, keys))
    branch = keys[-1] in usage.places  # "Corvane Norland"
    return not (ordinary or branch or is_demonym(keys[0]) or cues & {"organisation", "company", "where"})


def merge_spellings(names: Iterable[RawName], persons: Mapping[Keys, bool]) -> dict[Keys, Keys]:
    """Map each name of several words to the fullest form of it.

    Two forms of a person's name share the surname; given names may be left out, shortened to initials or
    spelt with other vowels. Other names share the first letter and the number of words too.
    """
    counts = Counter(name.keys for name in names if len(name.keys) > 1)
    alike: dict[tuple[str, ...], list[Keys]] = defaultdict(list)
    for keys in sorted(counts, key=lambda keys: (-len(keys), len(keys[0]) == 1, -counts[keys], keys)):
        tail = keys[-1].removesuffix("s")  # "Relief Force", "Relief Forces"
        alike[
            (respelt(keys[-1]),)
            if keys in persons
            else (tail, keys[0][0], str(len(keys) - keys.count("and")))
        ].append(keys)
    fullest: dict[Keys, Keys] = {}
    for forms in alike.values():
        index = _Index()
        for keys in forms:
            fuller = [full for full in index.near(keys[0]) if _is_shorter(keys, full)]
            fullest[keys] = fuller[0] if len(fuller) == 1 else keys
            index.add(fullest[keys])
    usual: dict[Keys, Keys] = {}
    for head in sorted(fullest.values(), key=lambda head: (-counts[head], head)):
        usual.setdefault(turned(head), head)
    return {keys: usual[turned(head)] for keys, head in fullest.items()}


def turned(keys: Keys) -> Keys:
    """Return the words of a body in one order: "Ministry of Trade", "Trade Ministry"."""
    return keys if _TURNED.isdisjoint(keys) else tuple(sorted(set(keys) - _LINKS))


class _Index:
    """Full names by the forms that the words before their last may take."""

    def __init__(self) -> None:
        self._by_form: dict[str, dict[Keys, None]] = defaultdict(dict)

    def add(self, full: Keys) -> None:
        for word in full[:-1]:
            for form in _word_forms(word):
                if len(self._by_form[form]) <= CROWD:
                    self._by_form[form][full] = None

    def near(self, given: str) -> Collection[Keys]:
        """Return the names that may have this given name, in order; none when they are a crowd."""
        found: dict[Keys, None] = {}
        for form in (*_word_forms(given), given[0], f"{given}."):
            found |= self._by_form[form]
        return found if len(found) <= CROWD else ()


def _word_forms(word: str) -> tuple[str, ...]:
    """Return what a word shares with its other spellings: its bare consonants, its beginning, its initial."""
    return _bare(word), word[:_STEM], f"{word[0]}."


def _bare(word: str) -> str:
    """Return what a word shares with its spellings: "Joe" and "Joseph", "Organisation" with a "z"."""
    return skeleton(american(NICKNAMES.get(word, word)))


def _is_shorter(short: Keys, long: Keys) -> bool:
    """Tell whether the words before the last of one are found in the other, in order."""
    rest = long[:-1]
    for given in short[:-1]:
        places = [
            number
            for number, word in enumerate(rest)
            if _is_same_word(given, word, body=long[-1] in BODIES)
            or (number == 0 and min(len(word), len(given)) == 1 and word[0] == given[0])
        ]
        if not places or (len(given) == 1 and any(len(word) == 1 for word in rest[: places[0]])):
            return False  # George W. Roe is not George H. W. Roe
        rest = rest[places[0] + 1 :]
    return True


def _is_same_word(a: str, b: str, *, body: bool) -> bool:
    """Tell whether two words differ in vowels; of a body also in the end: "Regulation", "Regulatory"."""
    same = _bare(a) == _bare(b) or {a, b} <= JOINS
    return same or (body and a[:_STEM] == b[:_STEM])
