"""Turn the unknown names of all sources into groups: the names of one bearer together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dossier.analysis.names.registry import PARTICLES as SURNAME_PARTICLES
from dossier.analysis.names.sift import Keys, Use, initials_of, real_names
from dossier.analysis.names.vocabulary import (
    BODIES,
    EVENTS,
    GIVEN,
    KNOWN,
    PARTICLES,
    PARTS,
    is_demonym,
)
from dossier.model import Corpus, RawName, RawNames, SourceId
from dossier.text.words import wordset

Groups = dict[Keys, list[tuple[SourceId, RawName]]]

_SHE = re.compile(r"(?:Mrs|Ms|Miss|Lady|Dame|[Ww]ife|widow|daughter|mother|sister)[.,]? $")
_HE = re.compile(r"(?:Mr|Sir|Lord|[Hh]usband|widower|son|father|brother)[.,]? $")
_BEFORE = 12  # characters; the longest of these words, a comma and a space
_SPECIFIC = 3  # words; "Rural Fire Service" names one body of a corpus, "Foreign Ministry" many
_STEM = 6  # letters that two forms of a word share
_CROWD = 100  # names; a word that more of them share tells nobody apart
_JOINS = wordset("of for and")


def group_names(corpus: Corpus, raw_names: Mapping[SourceId, RawNames]) -> tuple[Groups, Mapping[Keys, bool]]:
    """Return the names of each bearer under its fullest form, and those that may be a person's.

    A surname goes to the full name that stands in the same source, else to the only one of the corpus;
    an acronym to the name that taught it or, in one source, to the name whose initials it is; full names
    that differ in given names only by initials, left-out middle names or vowels are one.
    """
    use = Use(raw_names)
    real = {
        source: real_names(corpus.by_id[source].text, raw_names[source].names, use)
        for source in sorted(raw_names)
    }
    persons = _persons(real, use)
    full = _merge_full(real, persons)
    bearers: dict[str, set[Keys]] = defaultdict(set)
    for head in set(full.values()):
        for short in _short_forms(head, head in persons, 4):
            bearers[short].add(head)
    taught = _taught(real, full)
    natives: dict[Keys, set[Keys]] = defaultdict(set)  # of a longer name one may leave out whose body it is
    for head in {
        full[n.keys] for names in real.values() for n in names if n.cue == "organisation" and n.keys in full
    }:
        for size in range(_SPECIFIC, len(head)):
            if _is_native(head, head[-size:], use):
                natives[head[-size:]].add(head)
    groups: Groups = defaultdict(list)
    for source, names in real.items():
        here = _Source(corpus.by_id[source].text, names, full, persons, use)
        for name in names:
            head = here.head(name, bearers, taught)
            if len(fuller := natives.get(head, ())) == 1:
                head = next(iter(fuller))
            if len(head) > 1 or head != name.keys or not _is_common(corpus, source, name, use):
                groups[head].append((source, name))
    return groups, persons


class _Source:
    """The names of one source, by their short forms."""

    def __init__(
        self,
        text: str,
        names: Iterable[RawName],
        full: Mapping[Keys, Keys],
        persons: Mapping[Keys, bool],
        use: Use,
    ) -> None:
        self.text, self.full, self.persons, self.use = text, full, persons, use
        self.short: dict[str, set[Keys]] = defaultdict(set)
        """By surname or initials."""
        self.first: dict[str, set[Keys]] = defaultdict(set)
        """By given name, or by the first words of a company."""
        self.named: dict[str, set[Keys]] = defaultdict(set)
        """The bearers of each surname that were told so far."""
        several = {full[name.keys]: name.cue for name in names if len(name.keys) > 1}
        self.sexes = {full[name.keys]: self._sex(name) for name in names if len(name.keys) > 1}
        self.companies = {full[n.keys] for n in names if len(n.keys) > 1 and n.cue == "company"}
        self.bodies: dict[Keys, set[Keys]] = defaultdict(set)
        """The organisations whose names end in these words after others."""
        for head in (head for head, cue in several.items() if cue == "organisation"):
            for size in range(1, len(head)):
                self.bodies[head[-size:]].add(head)
        for head in several:
            for short in _short_forms(head, head in persons, 3):
                self.short[short].add(head)
            if head in self.companies:
                for length in range(1, len(head)):
                    self.first[" ".join(head[:length])].add(head)
                if is_demonym(head[0]):
                    self.first[" ".join(head[1:])].add(head)
            elif head in persons:
                self.first[head[0]].add(head)

    def head(
        self,
        name: RawName,
        bearers: Mapping[str, set[Keys]],
        taught: Mapping[str, Keys],
    ) -> Keys:
        """Return the fullest form of a name; its own words where several bearers are possible."""
        keys, word = name.keys, name.keys[-1]
        if len(keys) > 1 and keys[0] not in PARTICLES:
            fuller = _few(self.first.get(" ".join(keys))) & self.companies
            if name.cue == "organisation" and not fuller:
                fuller = {head for head in _few(self.bodies.get(keys)) if _is_native(head, keys, self.use)}
            head = next(iter(fuller)) if len(fuller) == 1 else self.full[keys]
            self.named[head[-1]].add(head)
            return head
        if word in taught:
            return taught[word]
        near, far = _few(self.short.get(word)), _few(bearers.get(word))
        if word in self.use.places and name.cue != "person":
            near = {head for head in near if self.persons.get(head, True)}
            chosen = near or {head for head in far if head not in self.persons}
        else:
            chosen = near or far or _few(self.first.get(word))
        if len(chosen) > 1 and (sex := self._sex(name)):  # "his wife, Ann Roe" … "Mrs Roe"
            same = {head for head in chosen if self.sexes.get(head) == sex}
            chosen = same or {head for head in chosen if not self.sexes.get(head)}
        if len(chosen) > 1 and self.named[word]:
            chosen = self.named[word] & chosen
        return next(iter(chosen)) if len(chosen) == 1 else self.full.get(keys, keys)

    def _sex(self, name: RawName) -> str:
        """Return `she` or `he` where a title or a kinship before a name tells."""
        start = name.span.start
        before = self.text[max(0, start - _BEFORE) : start]
        return "she" if _SHE.search(before) else "he" if _HE.search(before) else ""


def _few(heads: set[Keys] | None) -> set[Keys]:
    """Return the names, or none when they are a crowd: what so many bear tells nobody apart."""
    return heads if heads and len(heads) <= _CROWD else set()


def _is_native(head: Keys, keys: Keys, use: Use) -> bool:
    """Tell whether a longer name only says whose body it is: "Norland Fire Service"."""
    land = head[: -len(keys)]
    return (
        bool(land)
        and head[-len(keys) :] == keys
        and (land in use.whole or is_demonym(land[0]) or land in KNOWN.values())
    )


def _is_common(corpus: Corpus, source: SourceId, name: RawName, use: Use) -> bool:
    """Tell whether a single word is an ordinary one with a capital: "the Budget"."""
    if name.cue or len(name.keys) > 1 or not use.ordinary(name.keys[0]):
        return False
    return not corpus.by_id[source].quote(name.span).isupper()


def _persons(real: Mapping[SourceId, Sequence[RawName]], use: Use) -> dict[Keys, bool]:
    """Return the names of several words that may be a person's, and whether something says so.

    Either something says so, or it has no word of a body or a place and none that is written small.
    """
    cues: dict[Keys, set[str]] = defaultdict(set)
    for names in real.values():
        for name in names:
            if len(name.keys) > 1:
                cues[name.keys].add(name.cue)
    persons: dict[Keys, bool] = {}
    for keys, told in cues.items():
        if "person" in told:
            persons[keys] = True
        elif not (
            keys[-1] in BODIES | EVENTS
            or keys[0] in PARTS | EVENTS
            or len(keys) > 4
            or _JOINS & frozenset(keys)
        ):
            weak = (
                not is_demonym(keys[0])
                and not told & {"organisation", "company", "where"}
                and not any(use.small[key] for key in keys if key not in SURNAME_PARTICLES)
            )
            if keys[0] in GIVEN or weak:
                persons[keys] = keys[0] in GIVEN
    return persons


def _short_forms(keys: Keys, person: bool, letters: int) -> set[str]:
    """Return the single words that stand for a name of several: a surname, or so many initials at least."""
    forms = {abbreviation for abbreviation, name in KNOWN.items() if name == keys}
    initials = initials_of(keys)
    if len(initials) >= letters:
        forms.add(initials)
    if person:
        forms.add(keys[-1])
    return forms


@lru_cache(maxsize=1 << 14)
def skeleton(key: str) -> str:
    """Drop the vowels after the first letter of a folded word."""
    return key[:1] + "".join(c for c in key[1:] if c not in "aeiouy")


def _merge_full(real: Mapping[SourceId, Sequence[RawName]], persons: Mapping[Keys, bool]) -> dict[Keys, Keys]:
    """Map each name of several words to the fullest form of it."""
    counts = Counter(name.keys for names in real.values() for name in names if len(name.keys) > 1)
    alike: dict[tuple[str, str], list[Keys]] = defaultdict(list)  # of persons any given name may be left out
    for keys in sorted(counts, key=lambda k: (-len(k), -counts[k], k)):
        alike[keys[-1], "" if keys in persons else keys[0][0]].append(keys)
    head: dict[Keys, Keys] = {}
    for (_, first), names in alike.items():
        by_given: dict[str, dict[Keys, None]] = defaultdict(dict)
        for keys in names:
            given = keys[0]
            near = (
                by_given[skeleton(given)]
                | by_given[given[:_STEM]]
                | by_given[given[0]]
                | by_given[given + "."]
            )
            near = near if len(near) <= _CROWD else {}
            fuller = [h for h in near if (not first or len(h) == len(keys)) and _same_person(keys, h)]
            head[keys] = fuller[0] if len(fuller) == 1 else keys
            for word in head[keys][:-1]:
                for form in (skeleton(word), word[:_STEM], word[0] + "."):
                    if len(by_given[form]) <= _CROWD:
                        by_given[form][head[keys]] = None
    return head


def _same_person(short: Keys, long: Keys) -> bool:
    """Tell whether the given names of one are those of the other, shortened or spelt with other vowels.

    The words of a body may also end otherwise: "Grain Regulation Authority", "Grain Regulatory Authority".
    """
    rest, body = list(long[:-1]), long[-1] in BODIES
    for given in short[:-1]:
        match = next(
            (
                r
                for r in rest
                if r == given
                or skeleton(r) == skeleton(given)
                or (body and r[:_STEM] == given[:_STEM])
                or (min(len(r), len(given)) == 1 and r[0] == given[0] and r == rest[0])
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
