"""Turn the unknown names of all sources into candidates: one for each bearer, for an editor to decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dossier.analysis.rawnames import DEMONYM, ORGANISATION, PLACE, RawName, RawNames
from dossier.analysis.registry import name_words
from dossier.analysis.words import wordset
from dossier.model import Candidate, Corpus, Entity, EntityId, Passage, SourceId, Span

Keys = tuple[str, ...]

_PARTS = wordset("""new old north south east west united great saint st san los las el upper lower central""")
"""First words of places and states."""
_SMALL = wordset("of for and de la")
_JOINS = wordset("of for and")
_KNOWN = {
    "us": "united states",
    "usa": "united states",
    "america": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "un": "united nations",
    "eu": "european union",
    "uae": "united arab emirates",
}
"""Abbreviations that news does not explain."""


def find_candidates(
    corpus: Corpus, raw_names: Mapping[SourceId, RawNames], entities: tuple[Entity, ...]
) -> tuple[Candidate, ...]:
    """Group the variants of each unknown name over all sources, most frequent first.

    A surname goes to the full name that stands in the same source, else to the only one of the corpus;
    an acronym to the name that taught it or, in one source, to the name whose initials it is; full names
    that differ in given names only by initials, left-out middle names or vowels are one.
    """
    real = _real_names(corpus, raw_names)
    full = _merge_full(real)
    bearers: dict[str, set[Keys]] = defaultdict(set)
    for head in set(full.values()):
        for short in _short_forms(head):
            bearers[short].add(head)
    taught = _taught(real, full)
    groups: dict[Keys, list[tuple[SourceId, RawName]]] = defaultdict(list)
    for source in sorted(real):
        here: dict[str, set[Keys]] = defaultdict(set)
        firsts: dict[str, set[Keys]] = defaultdict(set)
        companies = {full[n.keys] for n in real[source] if len(n.keys) > 1 and n.cue == "company"}
        for head in companies:
            for length in range(1, len(head)):
                firsts[" ".join(head[:length])].add(head)
        for head in {full[name.keys] for name in real[source] if len(name.keys) > 1}:
            for short in _short_forms(head):
                here[short].add(head)
            if _personal(head) and " ".join(head) not in firsts:
                firsts[head[0]].add(head)
        named: dict[str, set[Keys]] = defaultdict(set)  # the bearers of each surname told so far
        for name in real[source]:
            keys, word = name.keys, name.keys[0]
            if len(keys) > 1:
                fuller = firsts.get(" ".join(keys), set()) & companies
                head = next(iter(fuller)) if len(fuller) == 1 else full[keys]
                groups[head].append((source, name))
                named[head[-1]].add(head)
                continue
            chosen = here.get(word) or bearers.get(word) or firsts.get(word) or set()
            chosen = named[word] & chosen if len(chosen) > 1 and named[word] else chosen
            chosen = {taught[word]} if word in taught else chosen
            groups[next(iter(chosen)) if len(chosen) == 1 else keys].append((source, name))
    nearest = _Nearest(entities)
    candidates = [_candidate(corpus, names, nearest) for _, names in sorted(groups.items())]
    return tuple(sorted(candidates, key=lambda c: (-len(c.passages), c.text.casefold(), c.passages[0])))


def _personal(keys: Keys) -> bool:
    """Tell whether a name of several words may be a person's: no word in it of a body or a place."""
    return not (
        keys[-1] in ORGANISATION | PLACE or keys[0] in _PARTS or len(keys) > 4 or _JOINS & frozenset(keys)
    )


def _short_forms(keys: Keys) -> set[str]:
    """Return the single words that stand for a name of several: a surname, or the initials."""
    initials = "".join(key[0] for key in keys if key not in _SMALL)
    forms = {abbreviation for abbreviation, name in _KNOWN.items() if name == " ".join(keys)}
    if len(initials) > 2 or not _personal(keys):
        forms.add(initials)
    if _personal(keys):
        forms.add(keys[-1])
    return forms - {""}


def _real_names(corpus: Corpus, raw_names: Mapping[SourceId, RawNames]) -> dict[SourceId, list[RawName]]:
    """Drop words that only open sentences, and cut an opening word or a nationality off a longer name.

    The use of the whole corpus decides: a word is a name's where it is written so inside sentences.
    """
    capital = Counter(
        key
        for raw in raw_names.values()
        for key in {k for n in raw.names for k in n.keys[1 if n.opening else 0 :]}
    )
    small = Counter(key for raw in raw_names.values() for key in raw.small)
    whole = {name.keys for raw in raw_names.values() for name in raw.names}
    real: dict[SourceId, list[RawName]] = {}
    for source, (names, _) in raw_names.items():
        kept = real[source] = []
        for name in names:
            first, rest = name.keys[0], name.keys[1:]
            ordinary = name.opening and (capital[first] <= small[first] or first.endswith("ing"))
            if rest and ((ordinary and small[first]) or first.endswith("ing") or DEMONYM.fullmatch(first)):
                if ordinary or rest in whole:
                    words = name_words(corpus.by_id[source].quote(name.span))
                    start = name.span.start + words[1].start
                    name = name._replace(span=Span(start, name.span.end), keys=rest, opening=False)  # noqa: PLW2901 shortened
            elif ordinary and not rest and (small[first] or name.cue != "opening"):
                continue
            kept.append(name)
    return real


def _skeleton(key: str) -> str:
    return key[:1] + "".join(c for c in key[1:] if c not in "aeiouy")


def _merge_full(real: Mapping[SourceId, Sequence[RawName]]) -> dict[Keys, Keys]:
    """Map each name of several words to the fullest form of it."""
    counts = Counter(name.keys for names in real.values() for name in names if len(name.keys) > 1)
    by_last: dict[str, list[Keys]] = defaultdict(list)
    for keys in sorted(counts, key=lambda k: (-len(k), -counts[k], k)):
        by_last[keys[-1]].append(keys)
    head: dict[Keys, Keys] = {}
    for names in by_last.values():
        for keys in names:
            longer = dict.fromkeys(head[n] for n in names if n in head)
            fuller = [h for h in longer if len(h) == len(keys) or _personal(h) if _same_person(keys, h)]
            head[keys] = fuller[0] if len(fuller) == 1 else keys
    return head


def _same_person(short: Keys, long: Keys) -> bool:
    """Tell whether the given names of one are those of the other, shortened or spelt with other vowels."""
    rest = list(long[:-1])
    for given in short[:-1]:
        match = next(
            (
                r
                for r in rest
                if r == given
                or _skeleton(r) == _skeleton(given)
                or (min(len(r), len(given)) == 1 and r[0] == given[0])
            ),
            None,
        )
        if match is None:
            return False
        rest = rest[rest.index(match) + 1 :]
    return True


def _taught(real: Mapping[SourceId, Sequence[RawName]], full: Mapping[Keys, Keys]) -> dict[str, Keys]:
    """Map acronyms to the only name that is followed by them in parentheses."""
    teachers: dict[str, set[Keys]] = defaultdict(set)
    for names in real.values():
        for name in names:
            if name.taught and len(name.keys) > 1 and name.taught[0] in {key[0] for key in name.keys}:
                teachers[name.taught].add(full[name.keys])
    return {acronym: next(iter(heads)) for acronym, heads in teachers.items() if len(heads) == 1}


def _candidate(corpus: Corpus, names: Sequence[tuple[SourceId, RawName]], nearest: _Nearest) -> Candidate:
    forms = Counter(corpus.by_id[source].quote(name.span) for source, name in names)
    longest = max(len(name.keys) for _, name in names)
    fullest = {corpus.by_id[s].quote(n.span) for s, n in names if len(n.keys) == longest}
    text = min(fullest, key=lambda form: (-forms[form], form))
    cues = Counter(name.cue for _, name in names)
    kind, reason = "unknown", ""
    if cues["organisation"] or cues["company"]:
        kind, reason = "organisation", "its last word names a kind of organisation"
    elif cues["person"] >= max(cues["place"], 1) or (
        1 < longest < 5
        and not cues["place"]
        and len({n.keys[-1] for _, n in names}) < len({n.keys for _, n in names})
    ):
        kind, reason = (
            "person",
            "a title or a verb of speech stands beside it, or it is shortened to a surname",
        )
    elif cues["place"]:
        kind, reason = "place", "it follows a word of place"
    elif longest == 1 and text.isupper():
        kind, reason = "organisation", "it is an acronym"
    suggestion, why = nearest.find(text)
    passages = tuple(sorted(Passage(source, name.span) for source, name in names))
    return Candidate(text, passages, kind, suggestion, why or reason)


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
                self.skeletons.setdefault(" ".join(map(_skeleton, keys)), entity)
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
        skeleton = " ".join(map(_skeleton, keys))
        if len(skeleton) > 3 and (entity := self.skeletons.get(skeleton)):
            return entity.id, f"spelt nearly like {entity.name}"
        if entity := self.last.get(keys[-1]):
            return entity.id, f"shares its last word with {entity.name}"
        return None, ""
