"""Turn a corpus into groups of sources that carry one text, such as wire copies."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, combinations, groupby
from operator import itemgetter
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


Row = bytes
"""The words of a text in order, each as its number in `_WIDTH` bytes: held for all sources at once."""
_WIDTH = 4


def paragraph_words(text: ReadText) -> tuple[ParagraphWords, ...]:
    """Return the folded words of each paragraph of a source, in order."""
    keys: list[list[str]] = [[] for _ in text.document.paragraphs]
    for row in text.sentences:
        keys[row.sentence.paragraph - 1] += [word.key for word in text.words_in(row)]
    return tuple(
        ParagraphWords(paragraph.number, paragraph.kind.is_prose, " ".join(words))
        for paragraph, words in zip(text.document.paragraphs, keys, strict=True)
    )


def find_copies(paragraphs: Mapping[SourceId, tuple[ParagraphWords, ...]]) -> tuple[CopyGroup, ...]:
    """Group the sources that share most of their shingles, found through inverted lists.

    Sources meet over the shingles that begin with a sampled word (Broder 1997, "0 mod m"); the shingles of
    those that met often are then counted exactly. `paragraphs` are those of each source; prose alone counts.
    """
    numbers: dict[str, int] = {}
    rows = {source: _row(of_source, numbers) for source, of_source in paragraphs.items()}
    sampled = {number for key, number in numbers.items() if crc32(key.encode()) % _SAMPLE == 0}
    groups = Groups(sorted(rows))
    for a, others in groupby(_meetings(rows, sampled), key=itemgetter(0)):
        of_a = _shingles(rows[a])
        for _, b in others:
            if _is_copy(of_a, _shingles(rows[b])):
                groups.join(a, b)
    return tuple(CopyGroup(tuple(sources)) for sources in groups.listed() if len(sources) > 1)


def _row(paragraphs: Iterable[ParagraphWords], numbers: dict[str, int]) -> Row:
    """Return the prose of a source; `numbers` has those of all words so far, and takes the new ones."""
    keys = chain.from_iterable(each.keys for each in paragraphs if each.is_prose)
    return b"".join([numbers.setdefault(key, len(numbers)).to_bytes(_WIDTH) for key in keys])


def _meetings(rows: Mapping[SourceId, Row], sampled: Collection[int]) -> list[tuple[SourceId, SourceId]]:
    """Return the pairs of sources (a < b) that share enough sampled shingles to be compared in full."""
    first: dict[Row, SourceId] = {}
    """The first source that has a shingle; mostly it is the only one."""
    others: dict[Row, list[SourceId]] = defaultdict(list)
    samples: dict[SourceId, int] = {}
    opening = {number.to_bytes(_WIDTH) for number in sampled}
    for source, row in rows.items():
        if len(row) >= _SHORTEST * _WIDTH:
            sample = {row[start:end] for start, end in _runs(row) if row[start : start + _WIDTH] in opening}
            samples[source] = len(sample)
            for run in sample:
                if first.setdefault(run, source) != source:
                    others[run].append(source)
    shared: Counter[tuple[SourceId, SourceId]] = Counter()
    for run, sources in others.items():
        if len(sources) < _COMMON:
            shared.update(combinations(sorted([first[run], *sources]), 2))
    return sorted((a, b) for (a, b), count in shared.items() if count >= _MET * min(samples[a], samples[b]))


def _runs(row: Row) -> Iterator[tuple[int, int]]:
    """Yield where the shingles of a text begin and end."""
    size = _RUN * _WIDTH
    return zip(range(0, len(row), _WIDTH), range(size, len(row) + 1, _WIDTH), strict=False)


def _shingles(row: Row) -> frozenset[Row]:
    return frozenset([row[start:end] for start, end in _runs(row)])


def _is_copy(a: frozenset[Row], b: frozenset[Row]) -> bool:
    shared = len(a & b)
    jaccard = shared / (len(a) + len(b) - shared)
    return jaccard >= _RESEMBLES or shared / min(len(a), len(b)) >= _CONTAINS
