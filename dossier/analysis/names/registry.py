"""Turn the entities of a desk into a tree of folded words that names are looked up in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dossier.model import Entity, EntityId, EntityKind
from dossier.text.words import COMMON, STOP, TITLES, Word, words_of, wordset

ARTICLES = wordset("al el ul as ash ad an ar at az")
"""The Arabic article and its assimilated spellings, as joined to a name by a hyphen."""
SPACED_ARTICLES = frozenset({"al", "el"})
PARTICLES = wordset("bin ibn ben abu abd van von de del della der den di da dos du la le ter ten")
"""Words that open a surname and belong to it."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
PROVINCES = wordset("province governorate oblast prefecture")
"""After the name of a place they may be left out."""
_YEAR = re.compile(r"\d{4}")
HYPHENS = "-‐‑"
APOSTROPHES = ("'", "’", "ʼ")
POSSESSIVE = "'s"
"""Stands in the tree after a word with an `'s` that belongs to the name: "People's Bank"."""


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


@dataclass(slots=True)
class Node:
    """A word in the tree of names."""

    following: dict[str, Node] = field(default_factory=dict)
    bearers: tuple[Bearer, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """All names of a desk, ready for `find_mentions`; build it once with `compile_registry`."""

    root: Node
    by_id: dict[EntityId, Entity]
    given: dict[EntityId, frozenset[str]]
    """Folded given names of each person."""

    def opens_with_the(self, entity: EntityId) -> bool:
        """Tell whether an editor wrote a name of an entity with "The"."""
        return any(name.startswith("The ") for name in (self.by_id[entity].name, *self.by_id[entity].aliases))


def name_words(text: str, words: tuple[Word, ...] | None = None) -> tuple[Word, ...]:
    """Return the words of a text with a hyphenated Arabic article made part of its name.

    `words` are those of the text, where they are known already.

    >>> [word.key for word in name_words("post-al-Rashid Al-Karim")]
    ['post', 'rashid', 'karim']
    """
    words = words_of(text) if words is None else words
    if not any(hyphen in text for hyphen in HYPHENS):
        return words
    joined: list[Word] = []
    start = -1  # of an article that waits for its name
    for index, word in enumerate(words):
        if (
            word.key in ARTICLES
            and index + 1 < len(words)
            and words[index + 1].start == word.end + 1
            and text[word.end] in HYPHENS
        ):
            start = word.start if start < 0 else start
        elif start < 0:
            joined.append(word)
        else:
            joined.append(Word(start, word.end, word.raw, word.key))
            start = -1
    return tuple(joined)


def owns(text: str, end: int) -> bool:
    """Tell whether a possessive `'s` follows a word that ends at `end`."""
    return text[end : end + 1] in APOSTROPHES and text[end + 1 : end + 2] in ("s", "S")


def surname_at(words: tuple[Word, ...]) -> int:
    """Return the number of the word with which a person's surname begins, particles included."""
    last = len(words) - 1
    while last > 0 and words[last].key in SUFFIXES:
        last -= 1
    while last > 1 and (words[last - 1].key in PARTICLES or words[last - 1].key in SPACED_ARTICLES):
        last -= 1
    return last


def compile_registry(entities: tuple[Entity, ...]) -> Registry:
    """Build the tree of names: every alias as written and, for persons, the variants it implies."""
    root = Node()
    given: dict[EntityId, frozenset[str]] = {}
    for entity in entities:
        firsts: set[str] = set()
        for keys, bearer in _spellings(entity, firsts):
            node = root
            for key in keys:
                node = node.following.setdefault(key, Node())
            known = {b.entity: b for b in node.bearers}
            if entity.id not in known or _is_wider(bearer, known[entity.id]):
                others = tuple(b for b in node.bearers if b.entity != entity.id)
                node.bearers = (*others, bearer)
        given[entity.id] = frozenset(firsts)
    return Registry(root, {entity.id: entity for entity in entities}, given)


def _is_wider(bearer: Bearer, known: Bearer) -> bool:
    """Tell whether an editor's own spelling, or one without capitals, takes the place of a known one."""
    return bearer.rule == "alias" and (known.rule != "alias" or (known.capital and not bearer.capital))


def _spellings(entity: Entity, firsts: set[str]) -> Iterator[tuple[tuple[str, ...], Bearer]]:
    person = entity.kind is EntityKind.PERSON
    free = entity.kind in (EntityKind.AGREEMENT, EntityKind.EVENT)  # often written without capitals
    for written in (entity.name, *entity.aliases):
        words = name_words(written)
        if len(words) > 1 and words[0].key == "the":
            words = words[1:]
        if not words:
            continue

        def bearer(
            chosen: tuple[Word, ...], rule: str, written: str = written
        ) -> tuple[tuple[str, ...], Bearer]:
            first, alone = chosen[0].raw, len(chosen) == 1
            capital = first[0].isupper() and not (free and len(chosen) > 1)
            acronym = alone and len(first) > 1 and first.isupper()
            common = alone and chosen[0].key in COMMON
            keys: tuple[str, ...] = ()
            for word in chosen:
                keys += (word.key, POSSESSIVE) if owns(written, word.end) else (word.key,)
            keys = keys[:-1] if keys[-1] == POSSESSIVE else keys
            return keys, Bearer(entity.id, rule, not alone, capital, acronym, common)

        yield bearer(words, "alias")
        if entity.kind is EntityKind.PLACE and len(words) > 1 and words[-1].key in PROVINCES:
            yield bearer(words[:-1], "variant")
        if free and len(words) > 2 and _YEAR.fullmatch(words[0].key):  # "the 1974 agreement"
            yield bearer((words[0], words[-1]), "variant")
        if not person:
            continue
        while len(words) > 1 and words[0].key in TITLES:
            words = words[1:]
        at = surname_at(words)
        surname = words[at:]
        if surname[0].key in SPACED_ARTICLES and len(surname) > 1:
            surname = surname[1:]
            yield bearer((*words[:at], *surname), "variant" if at else "surname")
        if at == 0:
            continue
        firsts.update(word.key for word in words[:at] if len(word.key) > 1)
        for first in words[:at]:
            yield bearer((first, *surname), "variant")
        if sum(len(word.key) for word in surname) > 2 and surname[-1].key not in STOP:
            yield bearer(surname, "surname")
        if len(words[0].key) > 2 and words[0].key not in COMMON:
            yield bearer(words[:1], "given")
