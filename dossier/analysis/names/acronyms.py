"""Turn "Full Name (ABC)" into mentions: one of the two is known, and teaches the other inside a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dossier.analysis.names.registry import name_words
from dossier.model import Document, EntityId, Mention, Span
from dossier.text.words import Word, fold

_LETTERS = 8  # of an acronym; longer ones are hardly explained
_ACRONYM = re.compile(r"['’]?s?[”\"]? ?\(\s*[“\"]?([A-Z][A-Za-z0-9.&-]{1,9})[”\"]?\s*[),;]")


def taught_acronyms(words: Sequence[Word], document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Find the acronyms that "Full Name (ABC)" teaches, inside this document."""
    text = document.text
    taught: dict[str, EntityId] = {}
    for mention in mentions:
        match = _ACRONYM.match(text, mention.passage.span.end)
        if match and mention.entity and mention.passage.span.end - mention.passage.span.start > len(match[1]):
            letters = fold(match[1])
            initials = {word.key[0] for word in name_words(document.quote(mention.passage))}
            if match[1].upper()[:2] == match[1][:2] and letters[0] in initials:
                taught.setdefault(letters, mention.entity)
    if not taught:
        return []
    held = {word for m in mentions for word in range(m.passage.span.start, m.passage.span.end)}
    return [
        Mention(document.passage(Span(word.start, word.end)), taught[word.key], (), "acronym")
        for word in words
        if word.key in taught and word.raw[:2].isupper() and word.start not in held
    ]


def spelt_out_names(words: Sequence[Word], document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Find the full names that stand before a known acronym in parentheses: "Nordic Grain Fund (NGF)"."""
    text = document.text
    taught: dict[tuple[str, ...], EntityId] = {}
    for mention in mentions:
        start = mention.passage.span.start
        if mention.entity is None or text[max(0, start - 2) : start].rstrip('“"')[-1:] != "(":
            continue
        letters = fold(document.quote(mention.passage))[:_LETTERS]
        last = bisect_left(words, start, key=lambda word: word.start)
        run = words[max(0, last - len(letters)) : last]
        spelt = len(run) > 2 and letters == "".join(word.key[0] for word in run if word.raw[0].isupper())
        if spelt and not text[run[-1].end : start].strip(' “”"’('):
            taught[tuple(word.key for word in run)] = mention.entity
    held = {mention.passage.span.start for mention in mentions}
    longest = max((len(keys) for keys in taught), default=0)
    found: list[Mention] = []
    for first in [n for n, word in enumerate(words) if word.start not in held] if taught else ():
        for size in range(3, longest + 1):
            entity = taught.get(tuple(word.key for word in words[first : first + size]))
            if entity:
                span = Span(words[first].start, words[first + size - 1].end)
                found.append(Mention(document.passage(span), entity, (), "acronym"))
                break
    return found
