"""Find words in the sources, each place with the citation that points to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.editorial import few_words
from dossier.model import Corpus, Document, Sentence
from dossier.text.quotes import quotation_of
from dossier.text.words import keys_of, words_of


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A sentence that contains the words looked for."""

    file: str
    """Its source: `seeds/x.txt`."""
    place: str
    """Its source and sentence: `x#p3s2`."""
    quotation: str
    """What can be pasted into a note: the words as the source has them, with their citation.

    Marks of quotation in them are single ones; the citation alone where that would not be read so.
    """
    words: str
    """The whole sentence, on one line."""
    by_number: str
    """`[@x#p3s2]`."""
    by_words: str
    """`[@x "a few words"]`; empty where no few words set the sentence apart."""


def find_words(corpus: Corpus, words: str) -> Iterator[FoundPlace]:
    """Yield the sentences of all sources that contain some words in this order, case and accents folded."""
    wanted = keys_of(words)
    for document in corpus.documents:
        for sentence in document.sentences:
            text = document.quote(sentence.span)
            there = words_of(text)
            keys = tuple(word.key for word in there)
            at = next((at for at in range(len(keys)) if keys[at : at + len(wanted)] == wanted), None)
            if wanted and at is not None:
                yield _found(document, sentence, text[there[at].start : there[at + len(wanted) - 1].end])


def _found(document: Document, sentence: Sentence, words: str) -> FoundPlace:
    few = few_words(document, sentence)
    place = document.address(sentence.span.start)
    return FoundPlace(
        file=document.file,
        place=place,
        quotation=f"{quotation_of(words)} [@{place}]".lstrip(),
        words=" ".join(document.quote(sentence.span).split()),
        by_number=f"[@{place}]",
        by_words=f'[@{document.id} "{few}"]' if few else "",
    )
