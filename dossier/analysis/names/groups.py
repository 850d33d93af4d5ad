"""Turn the raw names of all sources into groups: the names of one person, body or place together."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.analysis.names.full_names import CROWD, find_persons, merge_spellings, turned
from dossier.analysis.names.peoples import is_demonym
from dossier.analysis.names.spelling import BARE_PARTICLES, SPACED_ARTICLES, Keys, respelt
from dossier.analysis.names.usage import WEAK_CUES, Usage, initials_of, real_names
from dossier.analysis.names.vocabulary import COMPANY, EVENTS, GIVEN, KNOWN, PARTS, SHIPS, STATES, is_ordinary
from dossier.model import Corpus, RawName, RawNames, SourceId
from dossier.text import late as re

Groups = dict[Keys, list[tuple[SourceId, RawName]]]

_SHE = re.compile(r"(?:Mrs|Ms|Miss|Lady|Dame|[Ww]ife|widow|daughter|mother|sister)[.,]? $")
_HE = re.compile(r"(?:Mr|Sir|Lord|[Hh]usband|widower|son|father|brother)[.,]? $")
"""Titles and kinships that say whether the next name is a woman's or a man's."""
_BEFORE = 12  # characters; the longest of these words, a comma and a space
_ALONE = 4  # sources that have a last word alone, for one with the whole name; more, and it is another name
_LETTERED = 3  # letters; fewer before a number are a reference
_SHOUTED = 6  # letters of a word in capitals; so long, it is an acronym only if it is no common word
_SPECIFIC = 3  # words; "Rural Fire Service" names one body of a corpus, "Foreign Ministry" many
_DROPPED = SPACED_ARTICLES | SHIPS
"""Words before a name that may be left out."""
_WEAK_ALONE = (*WEAK_CUES, "place", "where", "group")  # for a single word: "the Port was closed"
_INITIALS_NEAR = 3  # letters of an acronym, for a name of the same source
_INITIALS_FAR = 4  # letters, for one of another source


def group_names(
    corpus: Corpus, raw_names: Mapping[SourceId, RawNames]
) -> tuple[Groups, Mapping[Keys, bool], Usage]:
    """Return the names of each owner under its fullest form, those that may be a person's, and the usage.

    A surname goes to the full name in the same source, else to the only one of the corpus; an acronym to
    the name that explained it or, in one source, to the name whose initials it is.
    """
    usage = Usage(raw_names)
    real = {
        source: real_names(corpus.by_id[source].text, raw_names[source].names, usage)
        for source in sorted(raw_names)
    }
    every = [name for names in real.values() for name in names]
    persons = find_persons(every, usage)
    known = _known_names(every, persons, usage)
    groups: Groups = defaultdict(list)
    for source, names in real.items():
        text = corpus.by_id[source].text
        here = _SourceNames(text, names, known)
        for name in names:
            head = here.head(name)
            if head != name.keys or not _is_common(text, name, usage):
                groups[head].append((source, name))
    return groups, persons, usage


def _is_common(text: str, name: RawName, usage: Usage) -> bool:
    """Tell whether a name is of ordinary words with a capital: "the Budget", "the Joint Rules"."""
    word = text[name.span.start : name.span.end]
    acronym = len(name.keys) == 1 and word.isupper()
    if name.keys in usage.terms and not acronym:
        before = text[: name.span.start].rstrip('“"')
        return before.endswith(("the ", "The ")) or all(map(is_ordinary, name.keys))  # "the Petitioner"
    short = len(word) < _LETTERED and name.keys[0] not in STATES
    if name.keys in usage.numbered and (short or usage.without_capital(name.keys[-1])):
        return True  # "Article 12", "HC 12"
    if acronym and (len(word) < _SHOUTED or not is_ordinary(name.keys[0])):
        return usage.small[f"{word}s"] > 0  # "IED", where a source writes "IEDs"
    weak = name.cue in (WEAK_CUES if len(name.keys) > 1 else _WEAK_ALONE)
    return weak and name.keys[-1] not in EVENTS and usage.is_ordinary(name.keys)


@dataclass(frozen=True, slots=True)
class _KnownNames:
    """The names of several words in all sources, by the short forms that stand for them."""

    fullest: Mapping[Keys, Keys]
    """The fullest form of each."""
    persons: Mapping[Keys, bool]
    """Those that may be a person's, and whether something says so."""
    surnamed: Collection[Keys]
    """Those persons whose last word alone may stand for them."""
    usage: Usage
    short: Mapping[str, set[Keys]]
    """By surname or initials."""
    given: Mapping[str, set[Keys]]
    """Persons by their given name."""
    explained: Mapping[str, Keys]
    """By the acronym that follows one of them in parentheses, and no other."""
    native: Mapping[Keys, set[Keys]]
    """Bodies by their words without those that only say whose or what they are: "Rural Fire Service"."""

    def head(self, keys: Keys) -> Keys:
        """Return the fullest form of a name of several words."""
        return self.whole(self.fullest[keys])

    def whole(self, head: Keys) -> Keys:
        """Return a body with the words that say whose or what it is, where only one has these others."""
        return _only(self.native.get(turned(head))) or head


def _known_names(names: Sequence[RawName], persons: Mapping[Keys, bool], usage: Usage) -> _KnownNames:
    fullest = merge_spellings(names, persons)
    surnamed = {head for head in set(fullest.values()) if _may_lend_surname(head, persons, usage)}
    short: dict[str, set[Keys]] = defaultdict(set)
    for head in set(fullest.values()):
        for form in _short_forms(head, person=head in surnamed, letters=_INITIALS_FAR):
            short[form].add(head)
    long = [(name, fullest[name.keys]) for name in names if len(name.keys) > 1]
    native: dict[Keys, set[Keys]] = defaultdict(set)
    for name, head in long:
        for part in _native_parts(name.cue, head, usage):
            native[turned(part)].add(head)
    given: dict[str, set[Keys]] = defaultdict(set)
    for head in surnamed:
        given[head[0]].add(head)
    return _KnownNames(fullest, persons, surnamed, usage, short, given, _explained_acronyms(long), native)


def _explained_acronyms(long: Sequence[tuple[RawName, Keys]]) -> dict[str, Keys]:
    """Return, for the acronyms that mostly follow one name in parentheses, its fullest form."""
    heads: dict[str, Counter[Keys]] = defaultdict(Counter)
    known = {head for _, head in long}
    for name, head in long:
        if name.taught and name.taught[0] in {key[0] for key in name.keys}:
            tails = (head[start:] for start in range(1, len(head) - 1))
            same = (tail for tail in tails if tail in known and initials_of(tail) == name.taught)
            heads[name.taught][next(same, head)] += 1  # "Norland Grain Fund (GF)"
    return {
        acronym: head
        for acronym, names in heads.items()
        for head, count in names.items()
        if 2 * count > names.total()
    }


def _native_parts(cue: str, head: Keys, usage: Usage) -> Iterator[Keys]:
    """Yield what may stand for a body in other sources: without its country, or without its company form."""
    if cue == "organisation":
        shortest = _SPECIFIC - 1 if usage.names[head] > 1 else _SPECIFIC
        for tail in _native_tails(head, shortest, usage):
            if len(tail) >= _SPECIFIC or not _is_commoner(tail, head, usage):
                yield tail
    if cue == "company":
        for base in _company_bases(head, usage):
            if len(base) > 1 or base[0] not in usage.places:
                yield base


def _may_lend_surname(head: Keys, persons: Mapping[Keys, bool], usage: Usage) -> bool:
    """Tell whether a last word alone may stand for a name: not where most sources have it alone."""
    return head in persons and (persons[head] or not _is_commoner(head[-1:], head, usage))


def _is_commoner(short: Keys, head: Keys, usage: Usage) -> bool:
    """Tell whether so many more sources have a short form that it is a name of its own."""
    return usage.names[short] > usage.names[head] * _ALONE


def _company_bases(head: Keys, usage: Usage) -> Iterator[Keys]:
    """Yield the names of a company without last words that only say what it is: "Brass", "Brass Motor"."""
    while len(head) > 1 and head[-1] in COMPANY:
        head = head[:-1]
        if len(head) > 1 or not (head[0] in PARTS | STATES or usage.is_ordinary(head) or is_demonym(head[0])):
            yield head


def _short_forms(keys: Keys, *, person: bool, letters: int) -> set[str]:
    """Return the single words that stand for a name of several: a surname, a model's number, initials.

    There must be at least so many initials.
    """
    forms = {abbreviation for abbreviation, name in KNOWN.items() if name == keys}
    initials = initials_of(keys)
    if len(initials) >= letters:
        forms.add(initials)
    if person:
        forms |= {keys[-1], respelt(keys[-1])}
    elif any(letter.isdigit() for letter in keys[-1]) or (len(keys) == 2 and keys[0] in _DROPPED):
        forms.add(keys[-1])
    return forms


def _native_tails(head: Keys, shortest: int, usage: Usage) -> Iterator[Keys]:
    """Yield the last words of a name before which only the country is left out: "Norland Fire Service"."""
    for size in range(shortest, len(head)):
        land = head[:-size]
        if land in usage.names or is_demonym(land[0]) or land in KNOWN.values():
            yield head[-size:]


class _SourceNames:
    """The names of one source, by their short forms."""

    def __init__(self, text: str, names: Iterable[RawName], known: _KnownNames) -> None:
        self.text, self.known = text, known
        self.short: dict[str, set[Keys]] = defaultdict(set)
        """By surname or initials."""
        self.first: dict[str, set[Keys]] = defaultdict(set)
        """By given name, or by the first words of a company."""
        self.named: dict[str, set[Keys]] = defaultdict(set)
        """By surname, those that were named so far."""
        self.bodies: dict[Keys, set[Keys]] = defaultdict(set)
        """Organisations by their words without the country."""
        long = {name: known.head(name.keys) for name in names if len(name.keys) > 1}
        cues = {head: name.cue for name, head in long.items()}
        self.sexes = {head: self._sex(name) for name, head in long.items()}
        self.companies = {head for head in cues if head in known.usage.companies}
        for head, cue in cues.items():
            for form in _short_forms(head, person=head in known.surnamed, letters=_INITIALS_NEAR):
                self.short[form].add(head)
            for form in self._first_forms(head):
                self.first[form].add(head)
            for tail in _native_tails(head, 2, known.usage) if cue == "organisation" else ():
                if not _is_commoner(tail, head, known.usage):
                    self.bodies[tail].add(head)

    def _first_forms(self, head: Keys) -> Iterator[str]:
        """Yield the first words of a company or a person, and each name of a person before the last."""
        if head in self.known.persons and head not in self.companies:
            yield head[0]
            called = self.known.usage.names  # "Ana Roe Silva", "Roe"; "Karl “Tom” Roe", "Tom Roe", "Tom"
            yield from (word for word in head[1:-1] if word not in GIVEN or called[word, head[-1]])
        if head in self.companies or head[0] in GIVEN:
            yield from (" ".join(head[:length]) for length in range(1 + (head[0] in STATES), len(head)))

    def head(self, name: RawName) -> Keys:
        """Return the fullest form of a name; its own words where several owners are possible."""
        if len(name.keys) > 1 and name.keys[0] not in BARE_PARTICLES:
            head = self._fuller(name) or self.known.fullest[name.keys]
            self.named[head[-1]].add(head)
        else:
            head = self._owner(name) or self.known.fullest.get(name.keys, name.keys)
        return self.known.whole(head)

    def _fuller(self, name: RawName) -> Keys | None:
        """Return the longer name of a company or an organisation, when there is only one."""
        longer = _whole(_few(self.first.get(" ".join(name.keys))))
        if longer or name.cue != "organisation":
            return _only(longer)
        return _only(_few(self.bodies.get(name.keys)))

    def _owner(self, name: RawName) -> Keys | None:
        """Return the full name of which a single word is the surname, the acronym or the first word."""
        word = name.keys[-1]
        if word in self.known.explained:
            return self.known.explained[word]
        is_place = word in self.known.usage.places and name.cue not in ("person", "speaks")
        heads = self._owners(word, is_place=is_place)
        sex = self._sex(name) if len(heads) > 1 else ""
        if sex:  # "his wife, Ann Roe" … "Mrs Roe"
            heads = {head for head in heads if self.sexes.get(head) == sex} or {
                head for head in heads if not self.sexes.get(head)
            }
        if len(heads) > 1 and self.named[word]:
            heads = self.named[word] & heads
        return _only(heads)

    def _owners(self, word: str, *, is_place: bool) -> set[Keys]:
        """Return the full names that a word may stand for, those of this source first."""
        near = _few(self.short.get(word) or self.short.get(respelt(word)))
        far = _few(self.known.short.get(word) or self.known.short.get(respelt(word)))
        first = _whole(_few(self.first.get(word)))
        firms = first & self.companies  # "Brass", also beside "Brass Runner"
        if not is_place:
            if (word,) in self.known.usage.companies:
                return near or far  # "Corvane Inc", the parent of "Corvane Leasing"
            return near or far or firms or first or self._by_given_name(word)
        return self._places(near, far, firms)

    def _places(self, near: set[Keys], far: set[Keys], firms: set[Keys]) -> set[Keys]:
        """Return of the full names that a word may stand for those that may be where something is."""
        if near and firms:
            return firms  # "shares in Brass", also beside its founder "Ella Brass"
        near = {head for head in near if self.known.persons.get(head, True)}
        return near or {head for head in far if head not in self.known.persons}

    def _by_given_name(self, word: str) -> set[Keys]:
        """Return those who are surely persons by a given name that is no common one."""
        heads = _few(self.known.given.get(word))
        return set() if word in GIVEN else {head for head in heads if self.known.persons[head]}

    def _sex(self, name: RawName) -> str:
        """Return `she` or `he` where a title or a kinship before a name says so."""
        before = self.text[max(0, name.span.start - _BEFORE) : name.span.start]
        return "she" if _SHE.search(before) else "he" if _HE.search(before) else ""


def _few(heads: set[Keys] | None) -> set[Keys]:
    """Return the names, or none when they are a crowd: what so many share tells nobody apart."""
    return heads if heads and len(heads) <= CROWD else set()


def _whole(heads: set[Keys]) -> set[Keys]:
    """Return the names without those that open another: "Brass Motor" beside "Brass Motor Corporation"."""
    return {
        head for head in heads if not any(head != other and head == other[: len(head)] for other in heads)
    }


def _only(heads: set[Keys] | None) -> Keys | None:
    """Return the name if it is the only one."""
    return next(iter(heads)) if heads and len(heads) == 1 else None
