"""Turn the entities of a desk into a tree of folded words that names are looked up in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

from dossier.analysis.names.spelling import (
    FIRST_PREFIX,
    PARTICLES,
    SPACED_ARTICLES,
    SUFFIXES,
    name_words,
    owns,
    parted_words,
    without_prefix,
)
from dossier.model import Entity, EntityId, EntityKind
from dossier.text import late as re
from dossier.text.words import COMMON, STOP, TITLES, Word, wordset

PROVINCES = wordset("province governorate oblast prefecture")
"""After the name of a place they may be left out."""
POSSESSIVE = "'s"
"""Follows a word in the tree whose `'s` belongs to the name: "People's Bank"."""
_PAIR = "{} {}".format
_YEAR = re.compile(r"\d{4}")

Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Bearer:
    """One entity that a run of words may name."""

    entity: EntityId
    rule: str
    """`alias` as an editor wrote it, or the generated `variant`, `surname` or `given`."""
    full: bool
    """True for more than one word."""
    capital: bool
    """True when it must begin with a capital."""
    acronym: bool
    """True when every letter must be a capital."""
    common: bool
    """True for one word that is also an ordinary one."""
    signs: str = ""
    """What must follow it: the "++" of "C++"."""
    elided: bool = False
    """True when an article without its vowel must come before it: "dell'Alba"."""


@dataclass(slots=True)
class Node:
    """A word in the tree of names."""

    following: dict[str, Node] = field(default_factory=dict)
    bearers: tuple[Bearer, ...] = ()

    def names(self, path: str = "") -> Iterator[tuple[str, tuple[Bearer, ...]]]:
        """Yield the words that lead to each node below this one, and who bears them as a name."""
        for key, child in sorted(self.following.items()):
            yield f"{path} {key}", child.bearers
            yield from child.names(f"{path} {key}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What tells where the name of an entity begins and ends, beside its words."""

    kind: EntityKind
    given: frozenset[str]
    """Folded given names of a person."""
    opens_with_the: bool
    """True when an editor wrote a name of it with "The"."""


@dataclass(frozen=True, slots=True)
class Registry:
    """All names of a desk, ready for `find_mentions`; build it once with `compile_registry`."""

    root: Node
    entries: dict[EntityId, Entry]

    def within(self, words: frozenset[str]) -> Registry:
        """Return what can be found in a text that has no other `words_and_pairs` than these."""
        root = _within(self.root, words, "")
        entities = {bearer.entity for _, bearers in root.names() for bearer in bearers}
        return Registry(root, {entity: self.entries[entity] for entity in sorted(entities)})


def words_and_pairs(words: Words) -> Iterator[str]:
    """Yield the words of a text, and each two that may stand together in a name; a letter may be left out."""
    keys = [word.key for word in words]
    yield from keys
    yield from map(_PAIR, keys, keys[1:])
    for number, word in enumerate(words):
        for bare in without_prefix(word) if word.raw[0] >= FIRST_PREFIX else ():
            yield bare.key
            yield from map(_PAIR, [bare.key], keys[number + 1 : number + 2])
    for before, letter, after in zip(keys, keys[1:], keys[2:], strict=False):
        if len(letter) == 1:
            yield _PAIR(before, after)


def _within(node: Node, words: frozenset[str], last: str) -> Node:
    """Leave out of a tree what those words do not lead to; `last` is the word that led to this node.

    A letter stays although no name goes on with it, since one that leads nowhere is passed over in a text.
    """
    if not node.following:
        return node
    following = {}
    for key, child in node.following.items():
        if key == POSSESSIVE:
            kept = _within(child, words, last)
        elif (_PAIR(last, key) if last else key) in words:
            kept = _within(child, words, key)
        else:
            continue
        if kept.bearers or kept.following or len(key) == 1:
            following[key] = kept
    return Node(following, node.bearers)


def compile_registry(entities: tuple[Entity, ...]) -> Registry:
    """Build the tree of names: every alias as written and, for persons, the variants it implies."""
    root = Node()
    entries: dict[EntityId, Entry] = {}
    for entity in entities:
        names = entity.spellings
        firsts: set[str] = set()
        for written, cut in product(names, (name_words, parted_words)):
            words = cut(written)
            if len(words) > 1 and words[0].key == "the":
                words = words[1:]
            for form, rule in _forms(entity.kind, words) if words else ():
                _add(root, _keys(written, form), _bearer(entity, written, form, rule))
            if len(words) > 1 and words[0].key == "l":  # of "L'Alba", "dell'Alba"
                bearer = _bearer(entity, written, words[1:], "variant")
                _add(root, _keys(written, words[1:]), replace(bearer, elided=True))
            if entity.kind is EntityKind.PERSON and words:
                person = _without_titles(words)
                firsts.update(word.key for word in person[: _surname_at(person)] if len(word.key) > 1)
        opens_with_the = any(name.startswith("The ") for name in names)
        entries[entity.id] = Entry(entity.kind, frozenset(firsts), opens_with_the)
    return Registry(root, entries)


def _add(root: Node, keys: tuple[str, ...], bearer: Bearer) -> None:
    """Put a name into the tree; an editor's own spelling takes the place of one that was generated."""
    node = root
    for key in keys:
        node = node.following.setdefault(key, Node())
    known = next((b for b in node.bearers if b.entity == bearer.entity), None)
    if known is None or _is_wider(bearer, known):
        node.bearers = (*(b for b in node.bearers if b is not known), bearer)


def _is_wider(bearer: Bearer, known: Bearer) -> bool:
    """Tell whether an editor's own spelling, or one without capitals or signs, takes a known one's place."""
    is_freer = (known.capital and not bearer.capital) or (known.signs != "" and not bearer.signs)
    return bearer.rule == "alias" and (known.rule != "alias" or is_freer)


def _bearer(entity: Entity, written: str, words: Words, rule: str) -> Bearer:
    first, alone = words[0].raw, len(words) == 1
    behind = written[words[-1].end :]
    return Bearer(
        entity.id,
        rule,
        full=not alone,
        capital=first[0].isupper() and (alone or not _may_be_small(entity.kind)),
        acronym=alone and len(first) > 1 and first.isupper(),
        common=alone and words[0].key in COMMON,
        signs=behind[: len(behind) - len(behind.lstrip("+#"))],
    )


def _may_be_small(kind: EntityKind) -> bool:
    """Tell whether names of a kind are often written without capitals: "the disengagement agreement"."""
    return kind in (EntityKind.AGREEMENT, EntityKind.EVENT)


def _keys(written: str, words: Words) -> tuple[str, ...]:
    """Return the path of a name in the tree."""
    keys: list[str] = []
    for word in words:
        keys.append(word.key)
        if owns(written, word.end) and word is not words[-1]:
            keys.append(POSSESSIVE)
    return tuple(keys)


def _forms(kind: EntityKind, words: Words) -> Iterator[tuple[Words, str]]:
    """Yield the forms in which texts write a name of an entity, each with its rule."""
    yield words, "alias"
    if kind is EntityKind.PLACE and len(words) > 1 and words[-1].key in PROVINCES:
        yield words[:-1], "variant"
    if _may_be_small(kind) and len(words) > 2 and _YEAR.fullmatch(words[0].key):  # "the 1974 agreement"
        yield (words[0], words[-1]), "variant"
    if kind is EntityKind.PERSON:
        yield from _person_forms(_without_titles(words))


def _person_forms(words: Words) -> Iterator[tuple[Words, str]]:
    """Yield a person's surname, first name, and each given name with the surname."""
    at = _surname_at(words)
    surname = words[at:]
    if surname[0].key in SPACED_ARTICLES and len(surname) > 1:
        surname = surname[1:]
        yield (*words[:at], *surname), "variant" if at else "surname"
    if at == 0:
        return
    for first in words[:at]:
        yield (first, *surname), "variant"
    if sum(len(word.key) for word in surname) > 2 and surname[-1].key not in STOP:
        yield surname, "surname"
    if len(words[0].key) > 2 and words[0].key not in COMMON:
        yield words[:1], "given"


def _without_titles(words: Words) -> Words:
    while len(words) > 1 and words[0].key in TITLES:
        words = words[1:]
    return words


def _surname_at(words: Words) -> int:
    """Return the number of the word with which a person's surname begins, particles included."""
    last = len(words) - 1
    while last > 0 and words[last].key in SUFFIXES:
        last -= 1
    while last > 1 and (words[last - 1].key in PARTICLES or words[last - 1].key in SPACED_ARTICLES):
        last -= 1
    return last
