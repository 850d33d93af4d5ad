"""Turn "Full Name (ABC)" into mentions: one of the two is known, and explains the other inside a source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dossier.analysis.names.spelling import Keys, name_words
from dossier.model import Document, EntityId, Mention, Span
from dossier.text.words import Word, fold

_LETTERS = 8  # of an acronym; longer ones are hardly explained
_ACRONYM = re.compile(r"['’]?s?[”\"]? ?\(\s*[“\"]?([A-Z][A-Za-z0-9.&-]{1,9})[”\"]?\s*[),;]")


def explained_acronyms(
    words: Sequence[Word], document: Document, mentions: Sequence[Mention]
) -> list[Mention]:
    """Find the acronyms that follow a known name in parentheses, wherever the source has them."""
    entities: dict[str, EntityId] = {}
    for mention in mentions:
        match = _ACRONYM.match(document.text, mention.passage.span.end)
        name = document.quote(mention.passage)
        if match and mention.entity and len(name) > len(match[1]) and _is_acronym(match[1], name):
            entities.setdefault(fold(match[1]), mention.entity)
    if not entities:
        return []
    known = {offset for m in mentions for offset in range(m.passage.span.start, m.passage.span.end)}
    return [
        Mention(document.passage(Span(word.start, word.end)), entities[word.key], (), "acronym")
        for word in words
        if word.key in entities and word.raw[:2].isupper() and word.start not in known
    ]


def _is_acronym(letters: str, name: str) -> bool:
    return letters[:2].isupper() and fold(letters)[0] in {word.key[0] for word in name_words(name)}


def spelt_out_names(words: Sequence[Word], document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Find the full names before a known acronym in parentheses: "Nordic Grain Fund (NGF)"."""
    entities: dict[Keys, EntityId] = {}
    for mention in mentions:
        run = _run_before(words, document, mention)
        if run and mention.entity:
            entities[tuple(word.key for word in run)] = mention.entity
    known = {mention.passage.span.start for mention in mentions}
    found: list[Mention] = []
    for number in (
        [number for number, word in enumerate(words) if word.start not in known] if entities else ()
    ):
        for size in sorted({len(keys) for keys in entities}):
            run = words[number : number + size]
            entity = entities.get(tuple(word.key for word in run))
            if entity:
                found.append(
                    Mention(document.passage(Span(run[0].start, run[-1].end)), entity, (), "acronym")
                )
                break
    return found


def _run_before(words: Sequence[Word], document: Document, mention: Mention) -> Sequence[Word]:
    """Return the words before an acronym in parentheses whose initials it is; none otherwise."""
    start, text = mention.passage.span.start, document.text
    if text[max(0, start - 2) : start].rstrip('“"')[-1:] != "(":
        return ()
    letters = fold(document.quote(mention.passage))[:_LETTERS]
    last = bisect_left(words, start, key=lambda word: word.start)
    run = words[max(0, last - len(letters)) : last]
    initials = "".join(word.key[0] for word in run if word.raw[0].isupper())
    if len(run) < 3 or initials != letters or text[run[-1].end : start].strip(' “”"’('):
        return ()
    return run
