"""Turn a corpus into groups of sources that carry one text, such as wire copies."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain, combinations
from zlib import crc32

from dossier.groups import Groups
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
        ParagraphWords(paragraph.number, paragraph.kind.is_prose, " ".join(words))
        for paragraph, words in zip(text.document.paragraphs, keys, strict=True)
    )


@lru_cache(maxsize=1 << 16)
def _is_sampled(key: str) -> bool:
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
    groups = Groups(sorted(keys))
    met = _meetings(keys)
    shingles = {source: _shingles(keys[source]) for source in {source for pair in met for source in pair}}
    for a, b in met:
        if _is_copy(shingles[a], shingles[b]):
            groups.join(a, b)
    return tuple(CopyGroup(tuple(sources)) for sources in groups.listed() if len(sources) > 1)


def _meetings(keys: Mapping[SourceId, tuple[str, ...]]) -> list[tuple[SourceId, SourceId]]:
    """Return the pairs of sources (a < b) that share enough sampled shingles to be compared in full."""
    postings: dict[Shingle, list[SourceId]] = defaultdict(list)
    samples: dict[SourceId, int] = {}
    for source, row in keys.items():
        if len(row) >= _SHORTEST:
            sample = {row[i : i + _RUN] for i in range(len(row) - _RUN + 1) if _is_sampled(row[i])}
            samples[source] = len(sample)
            for run in sample:
                postings[run].append(source)
    shared: Counter[tuple[SourceId, SourceId]] = Counter()
    for sources in postings.values():
        if 1 < len(sources) <= _COMMON:
            shared.update(combinations(sorted(sources), 2))
    return sorted((a, b) for (a, b), count in shared.items() if count >= _MET * min(samples[a], samples[b]))


def _shingles(keys: tuple[str, ...]) -> frozenset[Shingle]:
    return frozenset(keys[i : i + _RUN] for i in range(len(keys) - _RUN + 1))


def _is_copy(a: frozenset[Shingle], b: frozenset[Shingle]) -> bool:
    shared = len(a & b)
    jaccard = shared / (len(a) + len(b) - shared)
    return jaccard >= _RESEMBLES or shared / min(len(a), len(b)) >= _CONTAINS
