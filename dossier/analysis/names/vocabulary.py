"""Read `vocabulary.txt`, the word lists of the room: bodies, places, offices, given names.

A list is a block of lines: its name, a colon and what its words tell, then the words. They are general
English; names of one affair belong in `content/`.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from dossier.text.words import STOP, TITLES, fold, stem, wordset


def _read_lists() -> dict[str, frozenset[str]]:
    text = Path(__file__).with_name("vocabulary.txt").read_text("utf-8")
    lists = {}
    for block in text.split("\n\n"):
        description, _, words = block.partition("\n")
        lists[description.partition(":")[0]] = frozenset(map(fold, words.split()))
    return lists


LISTS = _read_lists()
"""Folded words by the name of their list."""


def is_ordinary(key: str) -> bool:
    """Tell whether a folded word is a form of a common English one."""
    return stem(key) in _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    """Return the stems of common English words; most builds after a save need none."""
    return frozenset(map(stem, Path(__file__).with_name("english.txt").read_text("utf-8").split()))


def is_surname(key: str, *, after: str) -> bool:
    """Tell whether a folded word behind another is a surname: roe after ann, not police after victoria."""
    return after in GIVEN and not is_ordinary(key)


COMPANY = LISTS["company"]
ORGANISATION = LISTS["organisation"] | COMPANY
HEADS = LISTS["head of an organisation"]
CORPORATE = LISTS["legal form"]
PLACE = LISTS["place"]
BODIES = ORGANISATION | PLACE
PARTS = LISTS["part"]
SHIPS = LISTS["ship"]
AGREEMENTS = LISTS["agreement"]
HAPPENINGS = LISTS["event"]
EVENTS = AGREEMENTS | HAPPENINGS | LISTS["no person"]
STATES = LISTS["state"]
OWNERS = LISTS["owner"]
WEAK_TITLES = LISTS["weak title"]
PERSONAL_TITLES = LISTS["personal title"]
PORTFOLIOS = LISTS["portfolio"]
BODIES_ABROAD = LISTS["body abroad"]
GERMAN_ARTICLES = wordset(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner am ans beim"
    " fürs im ins vom zum zur dieser diese diesen diesem dieses jeder jeden jedem"
)
"""Before a noun, and hardly before a name."""
_ABROAD = LISTS["title abroad"]
_OF_ONE = {"m": ("fr",), "mm": ("fr",), "bay": ("tr", "az"), "pan": ("pl", "cs", "sk")}
"""Titles of so few languages, which are other words elsewhere: "Green Bay Anglers"."""
_LONG_TITLE = 5  # letters; what ends in a shorter title may be a name
_LONG_ABROAD = tuple(sorted(title for title in _ABROAD if len(title) > _LONG_TITLE))
CHARGES = PORTFOLIOS | WEAK_TITLES | {"staff"}
"""Words that follow "of" after a title: "Secretary of State"."""
GIVEN = LISTS["given name"]
SURNAMES = LISTS["surname"]
NICKNAMES = dict(pair.split("=") for pair in LISTS["nickname"])
"""Short given names with the long one."""
NEVER = LISTS["no name"]
PLAIN = STOP | (TITLES - {"st"}) | {f"{title}s" for title in TITLES}
"""Words that alone name nobody, even with a capital."""
KNOWN = {
    "us": ("united", "states"),
    "usa": ("united", "states"),
    "america": ("united", "states"),
    "uk": ("united", "kingdom"),
    "britain": ("united", "kingdom"),
    "un": ("united", "nations"),
    "eu": ("european", "union"),
    "uae": ("united", "arab", "emirates"),
}
"""Abbreviations that news does not explain."""
LONG: dict[tuple[str, ...], tuple[str, ...]] = {("united", "states", "of", "america"): KNOWN["us"]}


def is_title_abroad(key: str, language: str) -> bool:
    """Tell whether a folded word is, or ends in, an office of a language, not English: "Außenminister"."""
    if language in ("en", "und"):
        return False
    if key in _OF_ONE:
        return language in _OF_ONE[key]
    return key in _ABROAD or (len(key) > _LONG_TITLE and key.endswith(_LONG_ABROAD))


def ends_in_surname(keys: Sequence[str]) -> bool:
    """Tell whether a word for places is a surname at the end of a name: "Anna Hill", but not "Orle Hill"."""
    return len(keys) > 1 and keys[-1] in SURNAMES and keys[0] in GIVEN and keys[-2] in GIVEN
