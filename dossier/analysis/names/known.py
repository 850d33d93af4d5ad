"""Turn a document into mentions: the names in it that entities of the registry bear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dossier.analysis.names.acronyms import spelt_out_names, taught_acronyms
from dossier.analysis.names.registry import (
    POSSESSIVE,
    PROVINCES,
    SPACED_ARTICLES,
    SUFFIXES,
    Bearer,
    Node,
    Registry,
    name_words,
    owns,
)
from dossier.model import Document, EntityId, EntityKind, Mention, Span
from dossier.text.read_text import ReadText
from dossier.text.words import STOP, TIMES, TITLES, Word, wordset

_GAP = re.compile(r"[ \t\n\u00a0]?[-‐‑–./&'’]{0,2}[ \t\n\u00a0]{0,2}")
_DEMONYM = re.compile(r".{2,}(?:ian|ean|ish|ese|eli|aqi|isi|tti|rti|emi|aiti|stani|can)s?")
_NO_GIVEN = TITLES | TIMES | SUFFIXES
_FOLLOWERS = wordset("post times tribune herald journal review university street avenue boulevard road")
"""After a place name they make another name of it: a newspaper, a school, a street."""
_HEADLINE = 300  # characters; what is longer is no headline


@dataclass(frozen=True, slots=True)
class _Text:
    """A document, its words and the names to look for."""

    document: Document
    words: tuple[Word, ...]
    registry: Registry
    strangers: dict[EntityId, int]
    """Entities of whose surname another person is named in full, and the number of that word."""


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    """Number of its first word."""
    last: int
    """One past its last word."""
    bearers: tuple[Bearer, ...]


def find_mentions(text: ReadText, registry: Registry) -> tuple[Mention, ...]:
    """Return the mentions in order of place, not overlapping; the longest name wins.

    A bare name with several bearers is given to the one that is named in full in the same
    document; where none or several are, it stays open (`entity` None, `rivals` told).
    """
    document = text.document
    here = _Text(document, name_words(document.text, text.words), registry, {})
    matches = _matches(here)
    full = {b.entity for match in matches for b in match.bearers if b.full and len(match.bearers) == 1}
    sure = full | {b.entity for match in matches for b in match.bearers if not b.common and b.rule == "alias"}
    mentions: list[Mention] = []
    for match in matches:
        mention = _resolve(here, match, full, sure)
        if mention:
            mentions.append(mention)
    mentions += taught_acronyms(here.words, document, mentions)
    mentions += spelt_out_names(here.words, document, mentions)
    return _overridden(document, tuple(sorted(mentions, key=lambda m: m.passage.span)))


def _matches(here: _Text) -> list[_Match]:
    found: list[_Match] = []
    words, text, root, last = here.words, here.document.text, here.registry.root.following, 0
    for number in [number for number, word in enumerate(words) if word.key in root]:
        if number < last or text[words[number].start - 1 : words[number].start] == "@":  # a handle
            continue
        match = _longest(here, number, root[words[number].key])
        if match:
            found.append(match)
            last = match.last
    return found


def _longest(here: _Text, first: int, node: Node | None) -> _Match | None:
    best, last, words, text = None, first + 1, here.words, here.document.text
    while node:
        fitting = tuple(b for b in node.bearers if _fits(here, first, last, b))
        if fitting:
            best = _Match(first, last, fitting)
        if last == len(words):
            break
        end, possessive = words[last - 1].end, node.following.get(POSSESSIVE)
        if possessive and owns(text, end):
            node, end = possessive, end + len(POSSESSIVE)
        if not _GAP.fullmatch(text, end, words[last].start):
            break
        following = node.following.get(words[last].key)
        if not following and len(words[last].key) == 1 and last + 1 < len(words):  # "Mary J. Holt"
            last += 1
            following = node.following.get(words[last].key)
        node, last = following, last + 1
    return best


def _fits(here: _Text, first: int, last: int, bearer: Bearer) -> bool:
    document, words, registry = here.document, here.words, here.registry
    raw = words[first].raw
    if bearer.acronym:
        if not raw.isupper() or (bearer.common and _shouted(document, words[first])):
            return False
    elif bearer.capital and not raw[0].isupper():
        return False
    kind = registry.by_id[bearer.entity].kind
    follows = _after(here, last)
    if follows and kind is EntityKind.PLACE and follows.raw[0].isupper() and follows.key in _FOLLOWERS:
        return False
    if kind is not EntityKind.PERSON:
        return True
    if follows and follows.key in SUFFIXES:
        return False
    if bearer.full:
        return True
    if (
        follows
        and bearer.rule in ("surname", "given")
        and follows.raw[0].isupper()
        and follows.key not in TIMES
        and not _headline(document, words[first])
    ):
        return False
    if _another(here, first, bearer):
        here.strangers.setdefault(bearer.entity, first)
        return False
    return True


def _another(here: _Text, number: int, bearer: Bearer) -> bool:
    """Tell whether the word before makes a bare surname another person's ("Maher al-Assad")."""
    document, words, before = here.document, here.words, _before(here, number)
    if before is None or not before.raw[0].isupper() or before.key in _NO_GIVEN:
        return False
    if before.key in SPACED_ARTICLES or (before.raw.isupper() and len(before.key) > 1):
        return False
    if _is_given(before, here.registry.given[bearer.entity]) or _DEMONYM.fullmatch(before.key):
        return False
    sentence = document.sentence_at(before.start)
    opening = sentence is not None and before.start - sentence.span.start < 2
    if opening and (before.key in STOP or before.key.endswith(("ing", "ed", "ly"))):
        return False
    return not _headline(document, words[number])


def _before(here: _Text, number: int) -> Word | None:
    if number == 0:
        return None
    before = here.words[number - 1]
    gap = here.document.text[before.end : here.words[number].start]
    return before if gap == " " or (gap == ". " and len(before.key) == 1) else None


def _after(here: _Text, number: int) -> Word | None:
    words, text = here.words, here.document.text
    if number == len(words) or text[words[number - 1].end : words[number].start] != " ":
        return None
    return words[number]


def _is_given(word: Word, given: frozenset[str]) -> bool:
    """Tell whether a word is one of these given names, its initial, or the same but for its vowels."""
    if len(word.key) == 1:
        return any(name[0] == word.key for name in given)
    return word.key in given or any(_skeleton(name) == _skeleton(word.key) for name in given)


@lru_cache(maxsize=1 << 14)
def _skeleton(key: str) -> str:
    """Drop vowels after the first letter and doubled consonants: Ahmed and Ahmad, Mohamed and Muhammad."""
    rest = "".join(c for c in key[1:] if c not in "aeiouy")
    return key[:1] + "".join(c for i, c in enumerate(rest) if i == 0 or rest[i - 1] != c)


def _headline(document: Document, word: Word) -> bool:
    """Tell whether a word stands in a sentence with a capital on almost every long word."""
    sentence = document.sentence_at(word.start)
    if sentence is None or sentence.span.end - sentence.span.start > _HEADLINE:
        return False
    long = [w for w in document.quote(sentence.span).split() if len(w) > 3 and w[0].isalpha()]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def _shouted(document: Document, word: Word) -> bool:
    sentence = document.sentence_at(word.start)
    if sentence is None or sentence.span.end - sentence.span.start > _HEADLINE:
        return False
    return document.quote(sentence.span).isupper()


def _resolve(here: _Text, match: _Match, full: set[EntityId], sure: set[EntityId]) -> Mention | None:
    document, registry, first = here.document, here.registry, here.words[match.first]
    only = match.bearers[0] if len(match.bearers) == 1 else None
    certain = only and only.full and not only.common and only.rule == "alias"
    chosen = match.bearers if certain else _chosen(here, match, full, sure)
    if not chosen:
        return None
    start, before = first.start, _before(here, match.first)
    kind, rule = registry.by_id[chosen[0].entity].kind, chosen[0].rule
    bare = kind is EntityKind.PERSON and not chosen[0].full and len(chosen) == 1
    if bare and before and before.raw[0].isupper():
        if before.key in SPACED_ARTICLES:
            start = before.start
        elif _is_given(before, registry.given[chosen[0].entity]):
            start, rule = before.start, "variant"
    if document.text[max(0, start - 4) : start] == "The " and registry.opens_with_the(chosen[0].entity):
        start -= 4
    end = here.words[match.last - 1].end
    after = _after(here, match.last)
    if after and kind is EntityKind.PLACE and after.raw[0].isupper() and after.key in PROVINCES:
        end = after.end
    passage = document.passage(Span(start, end))
    if len(chosen) == 1:
        return Mention(passage, chosen[0].entity, (), rule)
    return Mention(passage, None, tuple(sorted(b.entity for b in chosen)), rule)


def _chosen(here: _Text, match: _Match, full: set[EntityId], sure: set[EntityId]) -> tuple[Bearer, ...]:
    """Return who may be meant: one bearer where it is certain, several where it stays open."""
    document, first, bearers = here.document, here.words[match.first], match.bearers
    if all(b.rule == "given" for b in bearers):
        bearers = tuple(b for b in bearers if b.entity in full)
    else:
        bearers = tuple(b for b in bearers if b.rule != "given")
    if any(b.common and not b.acronym and b.entity not in sure for b in bearers):
        sentence = document.sentence_at(first.start)
        if sentence is not None and sentence.span.start == first.start:
            bearers = tuple(b for b in bearers if not b.common or b.acronym or b.entity in sure)
    before = _before(here, match.first)
    if not (before and before.key in TITLES):  # after "his brother Emil Roe" a bare "Roe" may be either
        known = {b.entity for b in bearers if here.strangers.get(b.entity, match.first) >= match.first}
        bearers = tuple(b for b in bearers if b.rule != "surname" or b.entity in known | full)
    if len(bearers) < 2:
        return bearers
    chosen = tuple(b for b in bearers if b.entity in full) if not bearers[0].full else ()
    if len(chosen) == 1:
        return chosen
    written = tuple(b for b in bearers if b.rule == "alias")
    return written if len(written) == 1 and not chosen else bearers


def _overridden(document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Put an editor's reading of a name in the place of what was found."""
    kept = list(mentions)
    for override in document.meta.overrides:
        if override.place.partition("s")[2]:
            sentence = document.sentence(override.place)
            place = sentence.span if sentence else None
        else:
            paragraph = document.paragraph(int(override.place[1:])) if override.place[1:].isdigit() else None
            place = paragraph.span if paragraph else None
        if place is None:
            continue
        for words, entity in override.names:
            start = document.text.find(words, place.start, place.end) if words else -1
            while start >= 0:
                span = Span(start, start + len(words))
                kept = [mention for mention in kept if not mention.passage.span.overlaps(span)]
                if entity:
                    kept.append(Mention(document.passage(span), EntityId(entity), (), "editor"))
                start = document.text.find(words, span.end, place.end)
    return tuple(sorted(kept, key=lambda mention: mention.passage.span))
