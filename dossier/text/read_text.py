"""Read the words of a document once, for every stage that looks at them."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Document, Sentence
from dossier.text.words import Word, words_of


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """A sentence and which words of the text are its own."""

    sentence: Sentence
    first: int
    """Number of its first word in `ReadText.words`, from 0."""
    last: int
    """One past the number of its last word."""
    is_prose: bool
    """True when it speaks for the source: in the body or the standfirst."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A document with what every stage asks of its words; made by `read_text`, once per document."""

    document: Document
    words: tuple[Word, ...]
    """All words of the text, in order."""
    sentences: tuple[SentenceWords, ...]
    """One for each sentence of the document, in order."""
    capitals: tuple[int, ...]
    """Numbers of the words that begin with a capital letter, in order."""

    def words_in(self, row: SentenceWords) -> tuple[Word, ...]:
        """Return the words of a sentence."""
        return self.words[row.first : row.last]

    def prose(self) -> Iterator[SentenceWords]:
        """Yield the sentences that speak for the source."""
        return (row for row in self.sentences if row.is_prose)


def read_text(document: Document) -> ReadText:
    """Cut the text of a document into words, and pair each sentence with its own."""
    words = words_of(document.text)
    prose = frozenset(paragraph.number for paragraph in document.paragraphs if paragraph.kind.is_prose)
    rows: list[SentenceWords] = []
    last = 0
    for sentence in document.sentences:
        first = bisect_left(words, (sentence.span.start,), last)
        last = bisect_left(words, (sentence.span.end,), first)
        rows.append(SentenceWords(sentence, first, last, sentence.paragraph in prose))
    capitals = tuple([number for number, word in enumerate(words) if word.raw[0].isupper()])
    return ReadText(document, words, tuple(rows), capitals)
