"""Find words in the sources, each place with the citation that points to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.editorial import few_words
from dossier.model import Corpus, Document, Sentence
from dossier.text.words import words_of


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A sentence that contains the words looked for."""

    file: str
    """Its source: `seeds/x.txt`."""
    words: str
    """The whole sentence, on one line."""
    by_number: str
    """`[@x#p3s2]`."""
    by_words: str
    """`[@x "a few words"]`; empty where no few words set the sentence apart."""


def find_words(corpus: Corpus, words: str) -> Iterator[FoundPlace]:
    """Yield the sentences of all sources that contain some words in this order, case and accents folded."""
    wanted = tuple(word.key for word in words_of(words))
    for document in corpus.documents:
        for sentence in document.sentences:
            keys = tuple(word.key for word in words_of(document.quote(sentence.span)))
            if wanted and any(keys[at : at + len(wanted)] == wanted for at in range(len(keys))):
                yield _found(document, sentence)


def _found(document: Document, sentence: Sentence) -> FoundPlace:
    few = few_words(document, sentence)
    return FoundPlace(
        file=f"seeds/{document.path}",
        words=" ".join(document.quote(sentence.span).split()),
        by_number=f"[@{document.id}#{sentence.id}]",
        by_words=f'[@{document.id} "{few}"]' if few else "",
    )
