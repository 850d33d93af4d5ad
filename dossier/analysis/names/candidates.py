"""Turn the raw names of all sources into candidates: one for each name's owner, for an editor to decide."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dossier.analysis.names.full_names import JOINS
from dossier.analysis.names.groups import group_names
from dossier.analysis.names.kinds import Evidence, suggest_kind
from dossier.analysis.names.peoples import has_people, roots_of
from dossier.analysis.names.spelling import BARE_PARTICLES, PLURAL_MODEL, Keys, name_words, skeleton
from dossier.analysis.names.sureness import by_doubt
from dossier.analysis.names.usage import initials_of
from dossier.analysis.names.vocabulary import BODIES, GIVEN
from dossier.model import Candidate, Corpus, Entity, EntityId, Passage, RawName, RawNames, SourceId

_ACRONYM = 5  # letters; a longer word in capitals is mostly of a headline
_FAIR = 10  # mentions, one of which has the form by which the name is called
_HEADLINE = 5  # words; more of them, all with a capital, are the line above a text


def find_candidates(
    corpus: Corpus, raw_names: Mapping[SourceId, RawNames], entities: tuple[Entity, ...]
) -> tuple[Candidate, ...]:
    """Group the variants of each unknown name over all sources, the surest first."""
    nearest = _Nearest(entities)
    groups, persons, usage = group_names(corpus, raw_names)
    roots = roots_of(frozenset[str]().union(*(raw.peoples for raw in raw_names.values())))
    candidates = []
    for head, members in sorted(groups.items()):
        names = [name for _, name in members]
        quotes = [corpus.by_id[source].quote(name.span) for source, name in members]
        text, keys = _fullest(quotes, names, person=bool(persons.get(head)))
        kind, reason = suggest_kind(_evidence(text, head, names, person=head in persons, roots=roots))
        if len(head) == 1 and head[0] in GIVEN and (kind is None or len(names) == 1):
            continue  # a given name alone tells nobody who is meant
        if len(keys) > _HEADLINE and JOINS.isdisjoint(keys):
            continue  # "Old Ferry Reports Third Quarter Results"
        if kind == "person" and text.isupper():
            text = text.title()  # the label of a speaker, "MS. HALL-PIERRE:"
        suggestion, why = nearest.find(keys)
        passages = tuple(Passage(source, name.span) for source, name in members)
        candidates.append(Candidate(text, passages, kind, suggestion, why or reason))
    return by_doubt(_joined(candidates), usage)


def _joined(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    """Make one candidate of those that look alike to an editor; a bare surname may be of two persons."""
    found: dict[tuple[str, int], Candidate] = {}
    for number, candidate in enumerate(candidates):
        is_bare = candidate.kind == "person" and " " not in candidate.text
        key = candidate.text, number if is_bare else -1
        known = found.get(key, candidate)
        found[key] = replace(known, passages=tuple(sorted({*known.passages, *candidate.passages})))
    return found.values()


def _fullest(quotes: Sequence[str], names: Sequence[RawName], *, person: bool) -> tuple[str, Keys]:
    """Return the spelling to propose and its folded words.

    It is the most frequent of the longer forms, which must occur in a fair share of the mentions, if it
    is not a person's: there a full name may come once.
    """
    keys = {quote: name.keys for quote, name in zip(quotes, names, strict=True)}
    # "Kabul" beside "KABUL"
    plain = {keys[form] for form in keys if not (form.isupper() or PLURAL_MODEL.fullmatch(form))}
    forms = Counter(form for form in quotes if not form.isupper() or keys[form] not in plain)
    longer = [
        form
        for form, count in forms.items()
        if (" " in form.strip() if person else len(keys[form]) > 1)
        and keys[form][0] not in BARE_PARTICLES
        and (person or count * _FAIR >= len(quotes))
    ]

    def rank(form: str) -> tuple[bool, bool, int, bool, int, str]:
        capitals = form.isupper()
        several = PLURAL_MODEL.fullmatch(form) is not None and len(forms) > 1
        return capitals and len(form) > _ACRONYM, several, -forms[form], capitals, -len(keys[form]), form

    best = min(_without_initials(longer, keys) or forms, key=rank)
    return " ".join(best.split()), keys[best]  # a line may break in a name


def _without_initials(forms: list[str], keys: Mapping[str, Keys]) -> list[str]:
    """Return the forms with a given name, if any: "Jürgen Müller", also if "J. Müller" is more frequent."""
    return [form for form in forms if len(keys[form][0]) > 1] or forms


def _evidence(
    text: str, head: Keys, names: Sequence[RawName], *, person: bool, roots: frozenset[str]
) -> Evidence:
    return Evidence(
        head=head,
        names=len(names),
        cues=Counter(name.cue for name in names),
        acronym=len(head) == 1 and text.isupper() and head[0].isalpha(),
        shortened=any(name.keys == head[-1:] for name in names),
        person=person,
        people=len(head) == 1 and has_people(head[0], roots),
    )


class _Nearest:
    """The registry by its words and initials, to find the entity that a candidate may be."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.last: dict[str, Entity] = {}
        self.initials: dict[str, Entity] = {}
        self.skeletons: dict[str, Entity] = {}
        for entity in sorted(entities, key=lambda e: e.id):
            for written in entity.spellings:
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
