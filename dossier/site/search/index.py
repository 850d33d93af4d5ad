"""Turn a dossier into a search index that a page can read from disk, a few small scripts at a time.

`search/t*.js` hold for each word the units that carry it, with a weight (BM25F; Robertson,
Zaragoza and Taylor, 2004); `search/c*.js` hold the units' own sentences, so that phrases are
checked and matches marked on the words themselves; `search/n*.js` hold the names that are offered
when nothing is found; `search/head.js` tells which shard holds what. A query reads the shards of
its words and those of the units that it shows.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from dossier.groups import filled
from dossier.model import Asset, PageRef
from dossier.site.search.units import Unit, searched_pages, units_of
from dossier.site.search.words import all_words, light_stem, search_words
from dossier.site.shelf import Shelf
from dossier.site.urls import entity_ref, path_of, relative, topic_ref
from dossier.text import late as re

SHARD = 8_000  # bytes; small enough for a query of ten words, large enough for a folder
CHUNK = 4_000  # bytes; about one unit, for a query shows ten, and few of them are neighbours
FIELDS = {"title": (6.0, 8), "names": (2.0, 12), "summary": (1.5, 80), "text": (1.0, 400)}
"""Weight of a word in each field, and the usual words of the field. The usual length is fixed
here, not counted, so that the weights of a page do not hang on the other pages."""
SATURATION, LENGTH = 2.0, 0.75  # k1 and b of BM25F
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BEYOND = re.compile("[\U00010000-\U0010ffff]")  # what UTF-16 writes as two units
STEPS = len(DIGITS) - 1  # a weight is one digit, from 1


Posted = tuple[str, str, str]
"""What the index has of a unit: its entry as JSON; its words and filters, a line each; the digit of each."""
Joined = tuple[tuple[str, ...], dict[str, tuple[int, int, str]]]
"""The entries of the units of some pages; by word and filter its first and its last unit, counted from 0,
and what the index has of it from its weight in the first one on."""


def search_assets(shelf: Shelf) -> tuple[Asset, ...]:
    """Return the shards of the search index, sorted by path."""
    return tuple(index_assets(shelf, [join(posted(shelf, ref) for ref in searched_pages(shelf))]))


def posted(shelf: Shelf, ref: PageRef) -> tuple[Posted, ...]:
    """Return what the index has of the units of a page."""
    return tuple(map(_posted, units_of(shelf, ref)))


def _posted(unit: Unit) -> Posted:
    entry = _json([_href(unit.path), unit.title, unit.detail, unit.language, unit.sentences])
    filters = (*unit.filters, (f"=kind:{unit.kind}", 1))
    found = weights(unit) | {key: _step(often) for key, often in filters}
    return entry, "\n".join(found), "".join(DIGITS[weight] for weight in found.values())


def index_assets(shelf: Shelf, kinds: Iterable[Joined]) -> Iterator[Asset]:
    """Yield the shards of the search index, made of what it has of the pages of each kind, sorted by path."""
    entries, postings = _entries_and_postings(kinds)
    words = _word_shards(postings, _aliases(shelf))
    chunks = list(filled(entries, _bytes_of, CHUNK, STEPS))
    names = list(filled(_offered(shelf), _bytes_of, SHARD, STEPS))
    head = {
        "units": len(entries),
        "starts": [start for start, _ in words],
        "sizes": "".join(_kilobytes(text) for _, text in words),
        "chunks": "".join(DIGITS[len(chunk)] for chunk in chunks),
        "names": [json.loads(chunk[0])[0] for chunk in names],
    }
    shards: dict[str, str | list[str]] = {
        "head": _json(head),
        **{f"t{number}": text for number, (_, text) in enumerate(words)},
        **{f"c{number}": chunk for number, chunk in enumerate(chunks)},
        **{f"n{number}": chunk for number, chunk in enumerate(names)},
    }
    for key in sorted(shards):
        shard = shards[key]
        text = shard if isinstance(shard, str) else f"[{','.join(shard)}]"
        # `<` is escaped so that a shard may stand inside a page.
        script = f'(self.dossierShards??={{}})["{key}"]={text};\n'.replace("<", "\\u003c")
        yield Asset(f"search/{key}.js", script, "search")


def weights(unit: Unit) -> dict[str, int]:
    """Return the weight of each word of a unit, from 1 to 63: the BM25F of its four fields."""
    fields = {
        "title": (unit.title,),
        "names": unit.names,
        "summary": unit.summary,
        "text": tuple(words for _, words in unit.sentences),
    }
    sums: defaultdict[str, float] = defaultdict(float)
    for field, texts in fields.items():
        weight, usual = FIELDS[field]
        found = [all_words(text) for text in texts]
        words = [word for own, _ in found for word in own]
        norm = 1 - LENGTH + LENGTH * len(words) / usual
        for word, often in Counter(chain(words, *(inner for _, inner in found))).items():
            sums[word] += weight * often / norm
    return {word: _step(value) for word, value in sums.items()}


def _step(value: float) -> int:
    return max(1, min(STEPS, round(STEPS * value / (SATURATION + value))))


def join(pages: Iterable[Sequence[Posted]]) -> Joined:
    """Join what the index has of pages that follow each other.

    The words of a page are as large as its text, so they are looked at once, and no page is held.
    """
    entries: list[str] = []
    places: defaultdict[str, bytearray] = defaultdict(bytearray)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, (entry, keys, digits) in enumerate(chain.from_iterable(pages)):
        entries.append(entry)
        for key, digit in zip(keys.split("\n"), digits.encode("ascii"), strict=True):
            place = places[key]
            if key in last:
                place += _varint(number - last[key])
            else:
                first[key] = number
            place.append(digit)
            last[key] = number
    return tuple(entries), {key: (first[key], last[key], places[key].decode("ascii")) for key in first}


def _entries_and_postings(kinds: Iterable[Joined]) -> tuple[list[str], dict[str, str]]:
    """Return the entry of each unit, and the units of each word and filter: gaps to the last, and weights."""
    entries: list[str] = []
    postings: defaultdict[str, str] = defaultdict(str)
    ends: defaultdict[str, int] = defaultdict(int)
    for of_kind, places in kinds:
        before = len(entries)
        entries += of_kind
        for key, (first, last, place) in places.items():
            postings[key] += _varint(before + first - ends[key]).decode("ascii") + place
            ends[key] = before + last
    return entries, postings


@cache
def _varint(number: int) -> bytes:
    """Write a number in base 32, the smallest digit first; all digits but the last have bit 6 set.

    >>> _varint(31), _varint(33)
    (b'f', b'hB')
    """
    digits = ""
    while number > 31:
        digits += DIGITS[32 + number % 32]
        number //= 32
    return (digits + DIGITS[number]).encode("ascii")


def _aliases(shelf: Shelf) -> dict[str, list[str]]:
    """Return for `@word`, a word of an entity's names, all its names: what else is marked.

    A word that is a whole name counts; a capitalised part of one, if only one entity has it.
    """
    whole: defaultdict[str, set[str]] = defaultdict(set)
    parts: defaultdict[str, set[str]] = defaultdict(set)
    spellings: dict[str, set[str]] = {}
    for entity in shelf.entities.values():
        names = entity.spellings
        spellings[entity.id] = {" ".join(search_words(name)) for name in names} - {""}
        for name in names:
            words = search_words(name)
            if len(words) == 1:
                whole[words[0]].add(entity.id)
            for part in _capitalised(name):
                parts[part].add(entity.id)
    owners = {word: ids for word, ids in parts.items() if len(ids) == 1} | whole
    return {
        f"@{word}": sorted(set().union(*(spellings[entity] for entity in ids)))
        for word, ids in sorted(owners.items())
    }


def _capitalised(name: str) -> Iterator[str]:
    """Yield the words of the capitalised parts of a name."""
    for part in name.replace("-", " ").split():
        if part[:1].isupper() and len(part) > 2:
            yield from search_words(part)


def _word_shards(postings: dict[str, str], aliases: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return (first stem, JSON) of each shard; all forms of one stem share a shard."""
    held: dict[str, str | list[str]] = {**postings, **aliases}
    routed = sorted((_order(_route(key)), _order(key), key) for key in held)
    shards: list[tuple[str, list[str]]] = []
    size, before = SHARD, ""
    for route, _, key in routed:
        names = held[key]
        entry = f'{_json(key)}:"{names}"' if isinstance(names, str) else f"{_json(key)}:{_json(names)}"
        length = _bytes_of(entry)
        if size + length > SHARD and route != before:
            shards.append((_route(key), []))
            size = 0
        shards[-1][1].append(entry)
        size, before = size + length, route
    return [(start, f"{{{','.join(entries)}}}") for start, entries in shards]


def _route(key: str) -> str:
    """Return what a key is sorted by: the stem of its word; filters stand as they are."""
    return key if key.startswith("=") else light_stem(key.removeprefix("@"))


def _order(text: str) -> str:
    """Return what puts strings in the order of scripts, which compare them by UTF-16 units."""
    return text if text.isascii() else _BEYOND.sub(_as_pair, text)


def _as_pair(match: re.Match[str]) -> str:
    number = ord(match[0]) - 0x10000
    return chr(0xD800 + (number >> 10)) + chr(0xDC00 + (number & 0x3FF))


def _href(path: str) -> str:
    return relative("search.html", path)


def _offered(shelf: Shelf) -> list[str]:
    """Return [folded, words, path] of all names and topics, sorted, as JSON."""
    pages = [(topic.title, topic_ref(topic.id)) for topic in shelf.topics.values()]
    for entity in shelf.entities.values():
        pages += [(name, entity_ref(entity.id)) for name in entity.spellings]
    folded = {(" ".join(search_words(words)), path_of(ref)): words for words, ref in reversed(pages)}
    return [_json([key, words, _href(path)]) for (key, path), words in sorted(folded.items())]


def _kilobytes(text: str) -> str:
    """Return the size of a shard as one digit: a query must know it before it reads."""
    return DIGITS[min(STEPS, _bytes_of(text) // 1000 + 1)]


def _bytes_of(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
