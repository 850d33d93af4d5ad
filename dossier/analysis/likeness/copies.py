"""Turn a corpus into groups of sources that carry one text, such as wire copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain, combinations
from zlib import crc32

from dossier.model import CopyGroup, ParagraphWords, SourceId
from dossier.text.read_text import ReadText

_RUN = 5  # words in a shingle (Broder 1997 takes 4 to 10)
_COMMON = 40  # sources; a shingle in more is a set phrase of the trade
_RESEMBLES = 0.5  # Jaccard index; edited wire copies keep more than half of their runs
_CONTAINS = 0.8  # part of the shorter text that the longer holds: a copy cut or prolonged
_SHORTEST = 30  # words; shorter texts resemble each other by chance
_SAMPLE = 4  # one word in so many opens a sampled shingle
_MET = 0.4  # part of the smaller sample that two sources share before they are compared in full


Shingle = tuple[str, ...]


def paragraph_words(text: ReadText) -> tuple[ParagraphWords, ...]:
    """Return the folded words of each paragraph of a source, in order."""
    keys: list[list[str]] = [[] for _ in text.document.paragraphs]
    for row in text.sentences:
        keys[row.sentence.paragraph - 1] += [word.key for word in text.words_in(row)]
    return tuple(
        ParagraphWords(paragraph.number, paragraph.kind.is_prose, tuple(words))
        for paragraph, words in zip(text.document.paragraphs, keys, strict=True)
    )


@lru_cache(maxsize=1 << 16)
def _sampled(key: str) -> bool:
    return crc32(key.encode()) % _SAMPLE == 0


def find_copies(paragraphs: Mapping[SourceId, tuple[ParagraphWords, ...]]) -> tuple[CopyGroup, ...]:
    """Group the sources that share most of their shingles, found through inverted lists.

    Sources meet over the shingles that begin with a sampled word (Broder 1997, "0 mod m"); the shingles of
    those that met often are then counted exactly. `paragraphs` are those of each source; prose alone counts.
    """
    keys = {
        source: tuple(chain.from_iterable(each.keys for each in rows if each.is_prose))
        for source, rows in paragraphs.items()
    }
    postings: dict[Shingle, list[SourceId]] = defaultdict(list)
    samples: dict[SourceId, int] = {}
    for source, row in keys.items():
        if len(row) >= _SHORTEST:
            sample = {row[i : i + _RUN] for i in range(len(row) - _RUN + 1) if _sampled(row[i])}
            samples[source] = len(sample)
            for run in sample:
                postings[run].append(source)
    met: Counter[tuple[SourceId, SourceId]] = Counter()
    for sources in postings.values():
        if 1 < len(sources) <= _COMMON:
            met.update(combinations(sorted(sources), 2))
    likely = [(a, b) for (a, b), count in met.items() if count >= _MET * min(samples[a], samples[b])]
    held = {
        source: frozenset(zip(*(keys[source][i:] for i in range(_RUN)), strict=False))
        for source in {source for pair in likely for source in pair}
    }
    shared = {(a, b): len(held[a] & held[b]) for a, b in likely}
    head = {source: source for source in keys}

    def leader(source: SourceId) -> SourceId:
        while head[source] != source:
            source = head[source]
        return source

    alike: set[SourceId] = set()
    for (a, b), common in sorted(shared.items()):
        jaccard = common / (len(held[a]) + len(held[b]) - common)
        if jaccard >= _RESEMBLES or common / min(len(held[a]), len(held[b])) >= _CONTAINS:
            first, second = sorted((leader(a), leader(b)))
            head[second] = first
            alike |= {a, b}
    groups: dict[SourceId, list[SourceId]] = defaultdict(list)
    for source in sorted(alike):
        groups[leader(source)].append(source)
    return tuple(CopyGroup(tuple(sources)) for _, sources in sorted(groups.items()))
