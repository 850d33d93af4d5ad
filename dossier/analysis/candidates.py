"""Turn the unknown names of all sources into candidates: one for each bearer, for an editor to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dossier.analysis.bearers import group_names, skeleton
from dossier.analysis.namecut import RawName
from dossier.analysis.namewords import GIVEN, KNOWN, LEAGUES, PARTICLES, STATES
from dossier.analysis.rawnames import RawNames
from dossier.analysis.realnames import Keys
from dossier.analysis.registry import name_words
from dossier.model import Candidate, Corpus, Entity, EntityId, Passage, SourceId

_STATE_NAMES = {*KNOWN.values(), *((state,) for state in STATES)} - LEAGUES


def find_candidates(
    corpus: Corpus, raw_names: Mapping[SourceId, RawNames], entities: tuple[Entity, ...]
) -> tuple[Candidate, ...]:
    """Group the variants of each unknown name over all sources, most frequent first."""
    nearest = _Nearest(entities)
    groups, persons = group_names(corpus, raw_names)
    peoples = frozenset[str]().union(*(raw.peoples for raw in raw_names.values()))
    candidates = []
    for head, names in sorted(groups.items()):
        text = " ".join(_fullest(corpus, names).split())  # a line may break in a name
        kind, reason = _kind(text, head, [name for _, name in names], head in persons)
        if kind == "unknown" and len(head) == 1 and _has_people(head[0], peoples):
            kind, reason = "place", "a people is named after it"
        suggestion, why = nearest.find(text)
        passages = tuple(sorted(Passage(source, name.span) for source, name in names))
        candidates.append(Candidate(text, passages, kind, suggestion, why or reason))
    return tuple(sorted(candidates, key=lambda c: (-len(c.passages), c.text.casefold(), c.passages[0])))


def _fullest(corpus: Corpus, names: Sequence[tuple[SourceId, RawName]]) -> str:
    """Return the spelling to propose: of the longer forms the most frequent."""
    forms = Counter(corpus.by_id[source].quote(name.span) for source, name in names)
    lengths = {corpus.by_id[s].quote(n.span): len(n.keys) * (n.keys[0] not in PARTICLES) for s, n in names}
    longer = [form for form, length in lengths.items() if length > 1] or list(forms)
    return min(longer, key=lambda form: (-forms[form], form.isupper(), -lengths[form], form))


def _has_people(key: str, peoples: Iterable[str]) -> bool:
    """Tell whether a nationality of the corpus is made of a name: "Peru" and "peruvian"."""
    root = key[: max(4, len(key) - 2)]
    return any(people.startswith(root) or key.startswith(people) for people in peoples)


def _kind(text: str, head: Keys, names: Sequence[RawName], person: bool) -> tuple[str, str]:
    """Suggest a kind, and the reason in words: the name's own words first, then what stands beside it."""
    cues = Counter(name.cue for name in names)
    shortened = len({name.keys[-1] for name in names}) < len({name.keys for name in names})
    body = cues["organisation"] + cues["company"]
    told = cues["person"] + (1 < len(head) < 5 and head[0] in GIVEN)
    if head in LEAGUES:
        return "organisation", "it is a league of states"
    if head in _STATE_NAMES:
        return "place", "it abbreviates a state"
    if body and body >= told:
        return "organisation", "its last word names a kind of organisation"
    if told >= max(cues["place"] + cues["where"], 1):
        return "person", "a title, an office or a given name stands beside it"
    if cues["place"]:
        return "place", "a word of it names a kind of place"
    if cues["group"] > cues["where"]:
        return "organisation", "a word for a group stands beside it"
    if cues["where"]:
        return "place", "it follows a word of place"
    if len(head) == 1 and text.isupper():
        return "organisation", "it is an acronym"
    if person and (shortened or cues["speaks"]):
        return "person", "it is shortened to a surname, or a verb of speech stands beside it"
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
                    self.initials.setdefault(
                        "".join(key[0] for key in keys if key not in ("of", "the")), entity
                    )

    def find(self, text: str) -> tuple[EntityId | None, str]:
        """Return the nearest entity and the reason in words; (None, "") when none is near."""
        keys = [word.key for word in name_words(text)]
        if not keys:
            return None, ""
        if len(keys) == 1 and (entity := self.initials.get(keys[0])):
            return entity.id, f"the initials of {entity.name}"
        bare = " ".join(map(skeleton, keys))
        if len(bare) > 3 and (entity := self.skeletons.get(bare)):
            return entity.id, f"spelt nearly like {entity.name}"
        if entity := self.last.get(keys[-1]):
            return entity.id, f"shares its last word with {entity.name}"
        return None, ""
