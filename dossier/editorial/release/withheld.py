"""Know the words of sources that an audience may not see, where editors repeat them without a citation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath

from dossier.editorial.references import FOLDERS
from dossier.model import Basis, Corpus, Document, ParagraphKind, Place, Problem, SourceId
from dossier.text import late as re
from dossier.text.capitals import is_headline
from dossier.text.characters import capitalised
from dossier.text.quotes import quoted_words
from dossier.text.read_text import read_text
from dossier.text.words import Word, is_unspaced, keys_of, wordset

_QUOTED = 4  # words in quotation marks from which they are taken for those of a source
_SENTENCE_END = re.compile(r"[.!?…。！？]+")  # and where words are left out
_PARTS = 2  # hyphens from which an id is no word of prose
_ENDINGS = ("md", "html", "txt", "yaml")
_COPIED = 0.5  # of the runs of a source or a quoted paragraph, from which on it is a copy
_RUN = 8  # words in a row that nobody writes by chance
_OWN = 2 * _RUN  # runs of a source from which it has words of its own beside those that it quotes
_PUBLISHED = frozenset({"url", "archive"})
_BESIDE = 2  # words of a run that may stand beside a name; with more it says something of it
_JOINS = wordset("of the for and on in to")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_LETTERS = 12  # the same in scripts without blanks, where a word has one letter or two


def copies_of(gone: Iterable[Document], kept: tuple[Document, ...], key: str = "tlp") -> tuple[Document, ...]:
    """Return the sources that repeat one that is left out; one whose sidecar has `key` is no copy."""
    secret = _runs(keys_of(document.text) for document in gone)
    asked = (each for each in kept if secret and key not in each.meta.by_editor)
    return tuple(each for each in asked if _is_of(_runs([keys_of(each.text)]), secret))


def is_original(document: Document, gone: Iterable[Document]) -> bool:
    """Tell whether what is left out does not share the words of a source but quotes them.

    It has words of its own beside them. The source was published, as its sidecar says; or it is older, and is
    quoted whole, head and all, below the words that quote it. An extract has no day of its own.
    """
    keys = keys_of(document.text)
    own = _runs([keys])
    texts = [(each, keys_of(each.text)) for each in gone]
    holders = [(each, text) for each, text in texts if _is_of(own, _runs([text]))]
    is_published = not _PUBLISHED.isdisjoint(document.meta.by_editor)

    def quotes(other: Document, text: tuple[str, ...]) -> bool:
        if len(_runs([text]) - own) < _OWN:
            return False
        start = f" {' '.join(text)} ".find(f" {' '.join(keys)} ")
        is_below = " ".join(text)[: max(start, 0)].count(" ") >= _RUN
        return is_published or (is_below and _is_older(document, other))

    return bool(holders) and all(quotes(*holder) for holder in holders)


def _is_older(document: Document, other: Document) -> bool:
    """Tell whether a source came out before another, as both say."""
    last = document.meta.date_hints[0].value.last if document.meta.date_hints else None
    first = other.meta.date_hints[0].value.first if other.meta.date_hints else None
    return last is not None and first is not None and last < first


def most_alike(document: Document, others: Sequence[Document]) -> SourceId:
    """Return the one of some sources that shares most words with another."""
    own = _runs([keys_of(document.text)])
    return max(others, key=lambda each: len(own & _runs([keys_of(each.text)]))).id


def without_replies(gone: Iterable[Document], kept: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the sources that pass on no source that is left out, as a mail does below its answer.

    It is passed on with half of its own words, or where half of a quoted paragraph is of it and in no source
    that stays.
    """
    texts = [_runs([_body_of(document)]) for document in gone]
    if not texts:
        return kept
    secret = set[tuple[str, ...]]().union(*texts) - _runs(map(_body_of, kept))

    def passes_on(document: Document) -> bool:
        quoted = (each for each in document.paragraphs if each.kind is ParagraphKind.EMBED)
        parts = [_runs([keys_of(document.quote(each.span))]) for each in quoted]
        others = set[tuple[str, ...]]().union(*parts)
        return any(_is_of(part, secret) for part in parts) or any(_is_of(text, others) for text in texts)

    return tuple(each for each in kept if "tlp" in each.meta.by_editor or not passes_on(each))


def _body_of(document: Document) -> tuple[str, ...]:
    parts = (document.quote(each.span) for each in document.paragraphs if each.kind is ParagraphKind.BODY)
    return keys_of(" ".join(parts))


def closed_copies(corpus: Corpus) -> frozenset[SourceId]:
    """Return the copies of sources of which only the summary is published; one with `publish` is none."""
    closed = [each for each in corpus.documents if each.meta.is_closed]
    others = tuple(each for each in corpus.documents if not each.meta.is_closed)
    return frozenset(each.id for each in copies_of(closed, others, "publish"))


def close(corpus: Corpus, copies: frozenset[SourceId]) -> tuple[Corpus, tuple[Problem, ...]]:
    """Publish no more of some copies than of their sources, and warn of each.

    Of one text that was saved twice an editor may have given a sidecar to one file alone. A title that is the
    text's first sentence gives way to the file's name.
    """
    fact = "it repeats a source of which only the summary is published, so only its summary is published, too"
    hint = "Say `publish: full` in its sidecar if its text may be shown."
    problems = [
        Problem.warning("closed-copy", fact, Place(each.file), hint)
        for each in corpus.documents
        if each.id in copies
    ]
    documents = (
        _closed(each) if each.id in copies or each.meta.is_closed else each for each in corpus.documents
    )
    return replace(corpus, documents=tuple(documents)), tuple(problems)


def _closed(document: Document) -> Document:
    meta = replace(document.meta, publish="summary")
    if meta.title_basis is Basis.INFERRED:
        meta = replace(meta, title=title_of_file(document))
    return replace(document, meta=meta)


def title_of_file(document: Document) -> str:
    """Return a title made of the name of a source's file."""
    name = " ".join(re.findall(r"[^\W_]+", PurePosixPath(document.path).stem))
    return capitalised(name) or document.id


def _is_of(runs: set[tuple[str, ...]], others: set[tuple[str, ...]]) -> bool:
    return bool(runs) and len(runs & others) >= _COPIED * len(runs)


class Withheld:
    """The words of the sources that are left out and of no source that stays."""

    def __init__(self, gone: Sequence[Document], kept: Iterable[Document]) -> None:
        texts = [keys_of(document.text) for document in gone]
        others = [keys_of(document.text) for document in kept] if texts else []
        self._gone = [f" {' '.join(keys)} " for keys in texts]
        self._kept = [f" {' '.join(keys)} " for keys in others]
        names = chain.from_iterable(map(_names_of_many_words, gone))
        self._runs = _runs(texts) - _runs(others) - set(names)

    def are_in(self, words: str) -> bool:
        """Tell whether some words quote them, or repeat eight of them in a row."""
        if not self._gone:
            return False
        if not self._runs.isdisjoint(_runs([keys_of(words)])):
            return True
        return any(map(self._quotes, quoted_words(words)))

    def are_quoted_by(self, quote: str) -> bool:
        """Tell whether a block quote, which needs no marks, has them, in all of it or in a sentence."""
        return bool(self._gone) and any(map(self._quotes, (quote, *_SENTENCE_END.split(quote))))

    def _quotes(self, quoted: str) -> bool:
        keys = f" {' '.join(keys_of(quoted))} "
        is_gone = keys.count(" ") > _QUOTED and any(keys in text for text in self._gone)
        return is_gone and not any(keys in text for text in self._kept)


class Ids:
    """The ids of pages that are left out, where they would be shown as typed: in code and in addresses."""

    def __init__(self, ids: Iterable[str], files: Iterable[str]) -> None:
        named = sorted({each for each in ids if each}, key=lambda each: (-len(each), each))
        words = [each for each in named if any(map(str.isalpha, each))]  # not "2024-05-14"
        self._words = _either(words)
        self._names = _either(each for each in words if not each.isalpha())
        found = _either(named).pattern
        self._parts = re.compile(rf"\b(?:{'|'.join(FOLDERS)})/{found}|{found}(?=[.#]\w)", re.IGNORECASE)
        telling = (each for each in words if each.count("-") >= _PARTS)
        self._telling = _either(
            [*files, *(f"{each}.{ending}" for each in named for ending in _ENDINGS), *telling]
        )

    def are_in(self, typed: str) -> bool:
        """Tell whether something that is typed for programs holds one of them.

        In an address elsewhere a plain word is an id only with its folder, an ending or a place.
        """
        if self._parts.search(typed) or self._telling.search(typed):
            return True
        ids = self._names if _ELSEWHERE.match(typed) else self._words
        return bool(ids.search(typed))

    def are_told_by(self, words: str) -> bool:
        """Tell whether prose names one in a form that is no ordinary word: `a-long-id`, `id.md`."""
        return bool(self._telling.search(words))


def _either(words: Iterable[str]) -> re.Pattern[str]:
    found = "|".join(map(re.escape, words))
    return re.compile(rf"(?<![\w-])(?:{found})(?![\w-])" if found else r"(?!)", re.IGNORECASE)


def _names_of_many_words(document: Document) -> Iterator[tuple[str, ...]]:
    """Yield the runs of a text that are, but for two words, within one name: a treaty, a ministry, an office.

    Anybody may write these. A headline in title case has no names that could be told from its other words.
    """
    text = read_text(document)
    keys = tuple(word.key for word in text.words)
    for row in text.sentences:
        words = text.words_in(row)
        for start, end in _names_in(words) if not is_headline(words) else ():
            first, last = row.first + start, row.first + end
            for at in range(max(first - _BESIDE, 0), last - (_RUN - _BESIDE) + 1):
                if min(at + _RUN, last) - max(at, first) >= _RUN - _BESIDE:
                    yield keys[at : at + _RUN]


def _names_in(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where names begin and end: capitalised words, with "of the" and the like between them."""
    start = end = 0
    for number, word in enumerate(words):
        if word.raw[0].isupper():
            start, end = (start if end else number), number + 1
        elif end and word.key not in _JOINS:
            yield start, end
            start = end = 0
    if end:
        yield start, end


def _runs(texts: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {
        keys[at : at + size]
        for keys in texts
        for at in range(len(keys) - _RUN + 1)
        for size in [_LETTERS if is_unspaced(keys[at]) else _RUN]
        if at + size <= len(keys)
    }
