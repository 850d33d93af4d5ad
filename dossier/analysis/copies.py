"""Turn a corpus into groups of sources that carry one text, such as wire copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from dossier.analysis.words import words_of
from dossier.model import CopyGroup, Document, SourceId

_RUN = 5  # words in a shingle (Broder 1997 takes 4 to 10)
_COMMON = 40  # sources; a shingle in more is a set phrase of the trade
_RESEMBLES = 0.5  # Jaccard index; edited wire copies keep more than half of their runs
_CONTAINS = 0.8  # part of the shorter text that the longer holds: a copy cut or prolonged
_SHORTEST = 30  # shingles; shorter texts resemble each other by chance


Shingle = tuple[str, ...]


def shingles(document: Document) -> frozenset[Shingle]:
    """Return the runs of five folded words in the body of a document."""
    spans = [p.span for p in document.paragraphs if p.kind.is_prose]
    keys: list[str] = []
    at, words = 0, words_of(document.text)
    for span in spans:
        while at < len(words) and words[at].start < span.start:
            at += 1
        while at < len(words) and words[at].start < span.end:
            keys.append(words[at].key)
            at += 1
    return frozenset(zip(*(keys[i:] for i in range(_RUN)), strict=False))


def find_copies(held: Mapping[SourceId, frozenset[Shingle]]) -> tuple[CopyGroup, ...]:
    """Group the sources that share most of their shingles, counted exactly through inverted lists."""
    postings: dict[Shingle, list[SourceId]] = defaultdict(list)
    for source, runs in held.items():
        if len(runs) >= _SHORTEST:
            for run in runs:
                postings[run].append(source)
    shared: Counter[tuple[SourceId, SourceId]] = Counter()
    for sources in postings.values():
        if 1 < len(sources) <= _COMMON:
            shared.update(combinations(sorted(sources), 2))
    head = {source: source for source in held}

    def leader(source: SourceId) -> SourceId:
        while head[source] != source:
            source = head[source]
        return source

    index: dict[SourceId, float] = {}
    for (a, b), common in sorted(shared.items()):
        jaccard = common / (len(held[a]) + len(held[b]) - common)
        if jaccard >= _RESEMBLES or common / min(len(held[a]), len(held[b])) >= _CONTAINS:
            first, second = sorted((leader(a), leader(b)))
            head[second] = first
            for source in (a, b):
                index[source] = min(jaccard, index.get(source, 1.0))
    groups: dict[SourceId, list[SourceId]] = defaultdict(list)
    for source in sorted(index):
        groups[leader(source)].append(source)
    return tuple(
        CopyGroup(tuple(sources), round(min(index[s] for s in sources), 4))
        for _, sources in sorted(groups.items())
    )


def independent(sources: Iterable[SourceId], copies: tuple[CopyGroup, ...]) -> int:
    """Count sources, those that carry one text once.

    >>> independent([SourceId("a"), SourceId("b")], (CopyGroup((SourceId("a"), SourceId("b")), 0.9),))
    1
    """
    group = {source: copy.sources[0] for copy in copies for source in copy.sources}
    return len({group.get(source, source) for source in sources})
