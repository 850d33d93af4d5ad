"""Suggest the kind of a group of names, and the reason in words."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from dossier.analysis.names.spelling import Keys
from dossier.analysis.names.usage import is_often
from dossier.analysis.names.vocabulary import (
    AGREEMENTS,
    BODIES,
    EVENTS,
    GIVEN,
    HAPPENINGS,
    KNOWN,
    PARTS,
    STATES,
    ends_in_surname,
    is_ordinary,
)
from dossier.model import EntityKind

_LEAGUES = {KNOWN["un"], KNOWN["eu"], ("un",), ("eu",)}
"""Those of the known abbreviations that are no states."""
_STATES = {*KNOWN.values(), *((state,) for state in STATES)} - _LEAGUES


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the names in one group."""

    head: Keys
    """The fullest form."""
    names: int
    """How many there are."""
    cues: Counter[str]
    """How many have each cue, see `RawName.cue`."""
    acronym: bool
    """True for a single word in capitals."""
    shortened: bool
    """True when the last word of a longer form stands for it alone."""
    person: bool
    """True when nothing in the name speaks against a person."""
    people: bool
    """True when a nationality of the sources is made of the name: "Peru" and "peruvian"."""

    @property
    def bodies(self) -> int:
        """Return how many are an organisation's by their own words."""
        return self.cues["organisation"] + self.cues["company"]

    @property
    def persons(self) -> int:
        """Return how many are a person's; a given name counts once."""
        # "Anna Hill", but "the Anna Hill"
        surname = ends_in_surname(self.head) and not self.cues["place"]
        body = self.tail in BODIES and not surname
        event = len(self.head) > 2 and self.tail in EVENTS  # "Anna Roe Prize", but "Anna Day"
        given = 1 < len(self.head) < 5 and self.head[0] in GIVEN and not (body or event)
        count = self.cues["person"] + given
        return count if self.tail or is_often(count, self.names) else 0  # "CEO Roevik" once, of a firm

    @property
    def surnamed(self) -> bool:
        """Tell whether a name is shortened as a person's is; one with a common word may be a team's."""
        return self.shortened and 1 < len(self.head) < 4 and not any(map(is_ordinary, self.head))

    @property
    def where(self) -> int:
        """Return how many follow a word of place; a few of many count as none."""
        return self.cues["where"] if is_often(self.cues["where"], self.names) else 0

    @property
    def noun(self) -> str:
        """Return the word before an "of" in a name: "Treaty of Elver"."""
        return self.head[self.head.index("of") - 1] if "of" in self.head else ""

    @property
    def tail(self) -> str:
        """Return the last word of a name of several."""
        return self.head[-1] if len(self.head) > 1 else ""


RULES: tuple[tuple[str, str, Callable[[Evidence], bool]], ...] = (
    ("organisation", "it is a league of states", lambda e: e.head in _LEAGUES),
    ("place", "it abbreviates a state", lambda e: e.head in _STATES),
    (
        "agreement",
        "a word of it names a kind of agreement",
        lambda e: e.tail in AGREEMENTS or e.noun in AGREEMENTS,
    ),
    ("organisation", "its last word names a kind of organisation", lambda e: 0 < e.bodies >= e.persons),
    (
        "person",
        "a title, an office or a given name is beside it",
        lambda e: e.cues["group"] < e.persons >= e.cues["place"] + e.where,
    ),
    ("place", "a word of it names a kind of place", lambda e: e.cues["place"] > 0),
    ("event", "its last word names a kind of event", lambda e: e.tail in HAPPENINGS),
    ("organisation", "a word for a group is beside it", lambda e: e.cues["group"] > e.where),
    ("place", "it comes after a word such as “in” or “to”", lambda e: e.where > 0),
    ("organisation", "it is an acronym", lambda e: e.acronym),
    (
        "person",
        "it is shortened to a surname, or a verb such as “said” is beside it",
        lambda e: e.person and (e.surnamed or e.cues["speaks"] * 2 >= e.names),
    ),
    (
        "place",
        "its first word begins names of places",
        lambda e: len(e.head) == 2 and e.head[0] in PARTS and e.tail not in EVENTS,
    ),
    ("place", "a people is named after it", lambda e: e.people),
)
"""A kind, the reason that an editor reads, and when it holds; the first row that holds decides."""


def suggest_kind(evidence: Evidence) -> tuple[EntityKind | None, str]:
    """Return the kind and the reason for it; neither where no rule holds."""
    for kind, reason, holds in RULES:
        if holds(evidence):
            return EntityKind(kind), reason
    return None, ""
