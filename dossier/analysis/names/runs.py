"""Turn a document into the capitalised names that no entity of the registry bears."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from dossier.analysis.names.cuts import LINKS, Row, cut_run
from dossier.analysis.names.registry import PARTICLES as SURNAME_PARTICLES
from dossier.analysis.names.registry import name_words
from dossier.analysis.names.vocabulary import BODIES, HEADS, ORGANISATION, OWNERS, PARTICLES, is_demonym
from dossier.model import Mention, RawName, RawNames, Span
from dossier.text.read_text import ReadText
from dossier.text.words import TIMES, TITLES, Word, wordset

_LINKING = LINKS | SURNAME_PARTICLES | {"the"}
_INNER = wordset("e i o ul ud ur us en sur le la")
"""Between hyphens they hold a name together: "Jaish-e-Noor"."""
_BETWEEN = _LINKING | _INNER
_HYPHENS = ("-", "‐", "‑", "–")
_OF = BODIES | HEADS
"""Words after which "of" goes on with the name."""
_SMALLEST = wordset("a an the of in on at to for by with and or as from over after into up out is vs via")
"""Words that headlines in title case leave small."""
_LONGEST = 12  # words of a name
_TOGETHER = (" and ", " or ", " and the ", " to ")


def find_raw_names(source: ReadText, mentions: Iterable[Mention]) -> RawNames:
    """Return the unknown names of one source; a headline in title case has only those of the other text."""
    document, text = source.document, source.document.text
    words = name_words(text, source.words)
    starts = [word.start for word in words]
    upper = [number for number, word in enumerate(words) if word.raw[0].isupper()]
    held = _held(words, starts, mentions)
    found: list[RawName] = []
    headlines: list[Row] = []
    last = 0
    for sentence in document.sentences:
        first = bisect_left(starts, sentence.span.start, last)
        last = bisect_left(starts, sentence.span.end, first)
        row = Row(text, words[first:last], sentence.span.start)
        capitals = [number - first for number in upper[bisect_left(upper, first) : bisect_left(upper, last)]]
        if capitals and _titled(row.words, len(capitals)):
            headlines.append(row)
        elif capitals:
            found += _sentence(row, capitals, held)
    if headlines and found:
        known = {name.keys for name in found if len(name.keys) > 1 or not name.opening}
        found += [name for row in headlines for name in _repeated(row, known, held)]
        found.sort()
    return RawNames(
        tuple(found),
        frozenset([word.key for word in words if word.raw.islower()]),
        frozenset([words[number].key for number in upper if is_demonym(words[number].key)]),
    )


def _held(words: Sequence[Word], starts: Sequence[int], mentions: Iterable[Mention]) -> set[int]:
    """Return where the words begin that known names hold."""
    held: set[int] = set()
    for mention in mentions:
        span = mention.passage.span
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = bisect_left(starts, span.end, first)
        held.update(word.start for word in words[first:last] if word.end > span.start)
    return held


def _titled(row: Sequence[Word], capitals: int) -> bool:
    """Tell whether a line is a headline in title case or in capitals: all words but the smallest have one."""
    for word in row:
        if word.raw[0].islower() and word.key not in _SMALLEST:
            return False
    if len(row) <= 3:
        return len(row) > 1 and all(word.raw.isupper() for word in row) and any(len(w.raw) > 4 for w in row)
    return row[0].key != "by" and capitals > 2


def _repeated(row: Row, known: set[tuple[str, ...]], held: set[int]) -> list[RawName]:
    """Find in a headline the names that the other text has."""
    found: list[RawName] = []
    longest, number = max((len(keys) for keys in known), default=0), 0
    while number < len(row.words):
        for size in range(longest, 0, -1):
            run = row.words[number : number + size]
            keys = tuple(word.key for word in run)
            pronoun = size == 1 and run[0].raw in ("US", "IT", "WHO")
            if keys in known and run[0].raw[0].isupper() and run[0].start not in held and not pronoun:
                found.append(RawName(Span(run[0].start, run[-1].end), keys, False, "", ""))
                number += size - 1
                break
        number += 1
    return found


def _sentence(row: Row, capitals: Sequence[int], held: set[int]) -> list[RawName]:
    """Return the names of one sentence, looking only at its capitalised words."""
    found: list[RawName] = []
    words, last = row.words, 0
    for first in capitals:
        if first < last or words[first].start in held or not _starts(row, first):
            continue
        last = first + 1
        end = min(first + _LONGEST, len(words))
        while last < end and words[last].start not in held and _belongs(row, first, last):
            last += 1
        while not words[last - 1].raw[0].isupper():
            last -= 1
        begin = first
        while begin and words[begin - 1].key in PARTICLES and row.gap(begin) == " ":
            begin -= 1  # the bare surname "bin Rashid"
        found += cut_run(row, begin, last)
    for number in range(1, len(found)):  # "in Arvik and Lund"
        name, before = found[number], found[number - 1]
        if name.cue in ("", "speaks") and before.cue in ("where", "place"):
            gap = row.text[before.span.end : name.span.start]
            ends = row.text[name.span.end : name.span.end + 1] in ",.;"
            if gap in _TOGETHER or (gap == ", " and ends):
                found[number] = name._replace(cue="where")
    return found


def _starts(row: Row, number: int) -> bool:
    word, text = row.words[number], row.text
    if word.key in TIMES:
        return text[word.end : word.end + 1] == "-" and text[word.end + 1 : word.end + 2].isupper()
    if len(word.raw) == 1:
        return text[word.end : word.end + 2] == ". " and text[word.end + 2 : word.end + 3].isupper()
    money = text[word.start - 1 : word.start] == "$" or text[word.end : word.end + 1] == "$"
    return not (money or (word.raw[-1].isdigit() and text[word.end : word.end + 1] in ".,"))


def _belongs(row: Row, first: int, number: int) -> bool:
    """Tell whether a word goes on with the name that began at word `first` and reaches up to it."""
    words = row.words
    word, last = words[number], words[number - 1]
    capital = word.raw[0].isupper()
    if not capital and word.key not in _BETWEEN:
        return False
    gap, inner = row.gap(number), False
    if gap in _HYPHENS:
        inner = last.raw in _INNER or word.raw in _INNER
        if not inner and (_apart(last) or _apart(word)):
            return False
    elif gap not in (" ", "\u00a0", " & ", ".-"):
        initial = gap in (". ", ".") and (len(last.raw) == 1 or last.key in TITLES)
        owned = (gap in ("' ", "’ ") and last.key.endswith("s") and word.key in ORGANISATION) or (
            gap in ("' ", "’ ", "'s ", "’s ") and last.key in OWNERS
        )
        if not (owned or initial):
            return False
    if capital:
        lone = len(word.raw) == 1 and (
            (word.raw == "I" and last.key != "war") or row.text[word.end : word.end + 1] in _HYPHENS
        )
        return word.key not in TIMES and not lone
    if inner:
        return (
            number + 1 < len(words) and row.gap(number + 1) in _HYPHENS and words[number + 1].raw[0].isupper()
        )
    if gap != " " or (word.key in ("of", "for") and not {last.key, words[first].key} & _OF):
        return False
    ahead = words[number : number + 3]
    links = next((n for n, w in enumerate(ahead) if w.key not in _LINKING), 0)
    if word.key == "for" and words[first].key not in HEADS and ahead[1:2] and ahead[1].key == "the":
        return False
    return (0 < links < len(ahead) and ahead[links].raw[0].isupper() and word.key != "the") or (
        word.key == "the"
        and last.key in LINKS
        and number + 1 < len(words)
        and words[number + 1].raw[0].isupper()
    )


def _apart(word: Word) -> bool:
    """Tell whether a word next to a hyphen is a name of its own: "US-China", "Franco-German"."""
    return (word.raw.isupper() and len(word.raw) > 1) or is_demonym(word.key)
