"""Turn citations by a few words into citations of the one sentence that contains them."""

from dataclasses import replace

from dossier.editorial.bodies import with_bodies
from dossier.editorial.references.quotations import Folded, find_quotation, fold, nearest_wording
from dossier.model import (
    Citation,
    CitedPlace,
    Corpus,
    Desk,
    Document,
    MarkdownBody,
    Place,
    Problem,
    Sentence,
    SourceId,
    Span,
    in_order,
)

_FEWEST = 4  # words; fewer may soon occur in another sentence
_MOST = 12  # words that an editor would still type
_SHOWN = 5  # candidates that a message names


def settle_words(desk: Desk, corpus: Corpus) -> tuple[Desk, tuple[Problem, ...]]:
    """Give each place that is cited by a few words the number of its sentence.

    Words that are in no sentence, or in several, are an error with the candidates; the citation then points
    to nothing. An unknown source is left for `resolve` to report.
    """
    finder = _Finder(corpus)
    settled = with_bodies(desk, finder.settle)
    return settled, in_order(finder.problems)


def few_words(document: Document, sentence: Sentence) -> str:
    """Return the first words of a sentence that set it apart in its source; empty where none do."""
    folded = fold(document.text)
    words = " ".join(document.quote(sentence.span).split()).split(" ")
    for count in range(min(_FEWEST, len(words)), min(_MOST, len(words)) + 1):
        few = " ".join(words[:count]).strip("“”\"‘’'([,;:")
        others = (each for each in document.sentences if each.id != sentence.id)
        readable = few and set(few).isdisjoint('"“”[];') and find_quotation(few, folded, sentence.span)
        if readable and not any(find_quotation(few, folded, each.span) for each in others):
            return few
    return ""


def _waits(place: CitedPlace) -> bool:
    """Tell whether a place is cited by words whose sentence is not known yet."""
    return bool(place.words) and place.paragraph is None


class _Finder:
    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.problems: list[Problem] = []
        self._folded: dict[SourceId, Folded] = {}

    def settle(self, body: MarkdownBody) -> MarkdownBody:
        """Return a body whose citations all name numbers."""
        if not any(_waits(place) for citation in body.citations for place in citation.targets):
            return body
        return replace(body, citations=tuple(map(self._citation, body.citations)))

    def _citation(self, citation: Citation) -> Citation:
        places = (self._place(place, citation.at) if _waits(place) else place for place in citation.targets)
        return replace(citation, targets=tuple(dict.fromkeys(place for place in places if place)))

    def _place(self, place: CitedPlace, at: Place) -> CitedPlace | None:
        if place.source not in self.corpus.by_id:
            return replace(place, paragraph=None, sentence=None)
        found = self._sentences(place.source, place.words)
        if len(found) == 1:
            return found[0]
        if found:
            message = f"the words “{place.words}” are in several sentences of {place.source}"
            named = " or ".join(f"[@{each}]" for each in found[:_SHOWN])
            hint = f"Give more words, or write {named}."
            self.problems.append(Problem.error("ambiguous-words", message, at, hint))
        else:
            message = f"the words “{place.words}” are in no sentence of {place.source}"
            self.problems.append(Problem.error("unknown-words", message, at, self._nearest(place)))
        return None

    def _sentences(self, source: SourceId, words: str) -> list[CitedPlace]:
        document = self.corpus.by_id[source]
        if source not in self._folded:
            self._folded[source] = fold(document.text)
        folded = self._folded[source]
        if not find_quotation(words, folded, Span(0, len(document.text))):
            return []
        return [
            CitedPlace(source, sentence.paragraph, sentence.number, words)
            for sentence in document.sentences
            if find_quotation(words, folded, sentence.span)
        ]

    def _nearest(self, place: CitedPlace) -> str:
        near = nearest_wording(place.words, self.corpus.by_id[place.source], self._folded[place.source])
        return f"The source says: {near.source}" if near else "Give the words as the source has them."
