"""Turn the unknown names of all sources into candidates: one for each bearer, for an editor to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dossier.analysis.names.groups import group_names, skeleton
from dossier.analysis.names.registry import name_words
from dossier.analysis.names.sift import Keys, initials_of
from dossier.analysis.names.vocabulary import (
    AGREEMENTS,
    BODIES,
    EVENTS,
    GIVEN,
    HAPPENINGS,
    KNOWN,
    LEAGUES,
    PARTICLES,
    QUARTERS,
    STATES,
)
from dossier.model import Candidate, Corpus, Entity, EntityId, Passage, RawName, RawNames, SourceId

_ACRONYM = 5  # letters; a longer word in capitals stands in a headline
_ROOT = 4  # letters that a nationality shares with its state
_OFTEN = 20  # one mention in so many tells of a place
_STATE_NAMES = {*KNOWN.values(), *((state,) for state in STATES)} - LEAGUES


def find_candidates(
    corpus: Corpus, raw_names: Mapping[SourceId, RawNames], entities: tuple[Entity, ...]
) -> tuple[Candidate, ...]:
    """Group the variants of each unknown name over all sources, most frequent first."""
    nearest = _Nearest(entities)
    groups, persons = group_names(corpus, raw_names)
    roots = _roots(frozenset[str]().union(*(raw.peoples for raw in raw_names.values())))
    candidates = []
    for head, named in sorted(groups.items()):
        names = [name for _, name in named]
        text, keys = _fullest([corpus.by_id[source].quote(name.span) for source, name in named], names)
        kind, reason = _kind(text, head, names, head in persons)
        if kind == "unknown" and len(head) == 1 and _has_people(head[0], roots):
            kind, reason = "place", "a people is named after it"
        suggestion, why = nearest.find(keys)
        passages = tuple(Passage(source, name.span) for source, name in named)
        candidates.append(Candidate(text, passages, kind, suggestion, why or reason))
    return tuple(sorted(candidates, key=lambda c: (-len(c.passages), c.text.casefold(), c.passages[0])))


def _fullest(quotes: Sequence[str], names: Sequence[RawName]) -> tuple[str, Keys]:
    """Return the spelling to propose, of the longer forms the most frequent, and its folded words."""
    forms = Counter(quotes)
    keys = {quote: name.keys for quote, name in zip(quotes, names, strict=True)}
    longer = [form for form in forms if len(keys[form]) > 1 and keys[form][0] not in PARTICLES]

    def rank(form: str) -> tuple[bool, int, bool, int, str]:
        capitals = form.isupper()
        return capitals and len(form) > _ACRONYM, -forms[form], capitals, -len(keys[form]), form

    best = min(longer or forms, key=rank)
    return " ".join(best.split()), keys[best]  # a line may break in a name


def _roots(peoples: Iterable[str]) -> frozenset[str]:
    """Return the beginnings of nationalities, of which the name of a state may be made."""
    return frozenset(people[:end] for people in peoples for end in range(_ROOT, len(people) + 1))


def _has_people(key: str, roots: frozenset[str]) -> bool:
    """Tell whether a nationality of the corpus is made of a name: "Peru" and "peruvian"."""
    return key.removesuffix("istan")[: max(_ROOT, len(key) - 2)] in roots


def _kind(text: str, head: Keys, names: Sequence[RawName], person: bool) -> tuple[str, str]:
    """Suggest a kind, and the reason in words: the name's own words first, then what stands beside it."""
    cues = Counter(name.cue for name in names)
    shortened = len({name.keys[-1] for name in names}) < len({name.keys for name in names})
    body = cues["organisation"] + cues["company"]
    told = cues["person"] + (1 < len(head) < 5 and head[0] in GIVEN and head[-1] not in BODIES)
    where = cues["where"] if cues["where"] * _OFTEN >= len(names) else 0
    acronym = len(head) == 1 and text.isupper()
    if head in LEAGUES:
        return "organisation", "it is a league of states"
    if head in _STATE_NAMES:
        return "place", "it abbreviates a state"
    if len(head) > 1 and head[-1] in AGREEMENTS:
        return "agreement", "its last word names a kind of agreement"
    if body and body >= told:
        return "organisation", "its last word names a kind of organisation"
    if told >= max(cues["place"] + where, 1):
        return "person", "a title, an office or a given name stands beside it"
    if cues["place"]:
        return "place", "a word of it names a kind of place"
    if len(head) > 1 and head[-1] in HAPPENINGS:
        return "event", "its last word names a kind of event"
    if cues["group"] > where:
        return "organisation", "a word for a group stands beside it"
    if where and not (acronym and where * 3 < len(names)):
        return "place", "it follows a word of place"
    if acronym:
        return "organisation", "it is an acronym"
    if person and (shortened or cues["speaks"]):
        return "person", "it is shortened to a surname, or a verb of speech stands beside it"
    if len(head) == 2 and head[0] in QUARTERS and head[1] not in EVENTS:
        return "place", "its first word begins names of places"
    return "unknown", ""


class _Nearest:
    """The registry by its words and initials, to find the entity that a candidate may be."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.last: dict[str, Entity] = {}
        self.initials: dict[str, Entity] = {}
        self.skeletons: dict[str, Entity] = {}
        for entity in sorted(entities, key=lambda e: e.id):
            for written in (entity.name, *entity.aliases):
                keys = [word.key for word in name_words(written)]
                if not keys:
                    continue
                self.last.setdefault(keys[-1], entity)
                self.skeletons.setdefault(" ".join(map(skeleton, keys)), entity)
                if len(keys) > 2:
                    self.initials.setdefault(initials_of(tuple(keys)), entity)

    def find(self, keys: Keys) -> tuple[EntityId | None, str]:
        """Return the nearest entity and the reason in words; (None, "") when none is near."""
        if len(keys) == 1 and (entity := self.initials.get(keys[0])):
            return entity.id, f"the initials of {entity.name}"
        bare = " ".join(map(skeleton, keys))
        if len(bare) > 3 and (entity := self.skeletons.get(bare)):
            return entity.id, f"spelt nearly like {entity.name}"
        if keys[-1] not in BODIES and (entity := self.last.get(keys[-1])):
            return entity.id, f"shares its last word with {entity.name}"
        return None, ""
