"""Compare quotations with the places that they cite, and report citations of lines that state nothing."""

from collections.abc import Iterable, Sequence

from dossier.editorial.references import credits
from dossier.editorial.references.quotations import (
    Folded,
    dropped_denial,
    find_quotation,
    fold,
    nearest_wording,
)
from dossier.editorial.references.targets import Targets, Written
from dossier.model import (
    Citation,
    CitedPlace,
    Corpus,
    Document,
    PageKind,
    ParagraphKind,
    Place,
    Problem,
    Quoted,
    Severity,
    SourceId,
    Span,
)
from dossier.text import late as re
from dossier.text.characters import cut
from dossier.text.counts import count
from dossier.text.denials import denial_before, disowns
from dossier.text.language import detect_language, primary
from dossier.text.quotes import quotation_of
from dossier.text.words import words_of, wordset

MOST_NEAR = 300  # wrong quotations that are looked for elsewhere in one run, as each takes long
_SHOWN = 160  # characters of a quotation or of a source that a message repeats
MOST_OCCURRENCES = 3  # sources with the words of a quotation that a message names
FEWEST = 3  # words in quotation marks; fewer are a term, a name, a word kept at a distance
FEWEST_UNCITED = 4  # the same where neither a citation nor a verb of speech is near
FEWEST_IN_LABEL = (
    7  # the same in a title or heading without a verb of speech or a colon; terms are long there
)
_NO_STATEMENT = {
    ParagraphKind.TITLE: "a title",
    ParagraphKind.HEADING: "a heading",
    ParagraphKind.BOILERPLATE: "a date line, a byline or the like",
}
_PAGE_WORDS = wordset(
    """date dates dated published headline headlines headlined title titled byline author authors written
    wrote contributor contributors contributed journalist journalists reporter reporters staff"""
)
"""Words of a sentence that speaks of a source's title, day or authors, and may cite the line with them."""

_PARTED = re.compile(r"[,\n]|: ")
_SET_OFF = re.compile(
    r"^[”\"»’'“.,\s]*(?:[—–―]|--?\s|(?<=[\n”\"»])\(|(?<=[”\"»] )\(|(?<=\n\n\n))|[:,]\s*[“„\"«»”]$"
)
"""Beside a credit: a dash, a bracket or the sign of an entry before it, or quotation marks behind it."""

Cited = tuple[CitedPlace, Document, Span]
"""A cited place that exists, its source, and the characters of the place."""
Found = tuple[Document, Span, Span]
"""A source, the characters of a cited place, and those of a quotation in it."""


class Checks:
    """The checks of one run; `problems` grows, and what was folded once is kept."""

    def __init__(self, targets: Targets, corpus: Corpus, language: str) -> None:
        self.targets, self.corpus = targets, corpus
        self.language = primary(language)
        """Of the desk's own words."""
        self.problems: list[Problem] = []
        self.sound: dict[Place, tuple[Citation, Sequence[Cited]]] = {}
        """Each citation whose places all exist, by where it is."""
        self.folded: dict[SourceId, Folded] = {}
        self.counts = {True: 0, False: 0}
        """How many quotations were compared with their source, and how many were not."""
        self.compared = 0
        """How many wrong quotations were looked for elsewhere."""

    def citation(self, citation: Citation, places: Sequence[Cited]) -> None:
        """Verify the quotation before a citation of which all places exist."""
        self.sound[citation.at] = citation, places
        self._stating(citation, [place for place, _, _ in places])
        if not citation.quotation:
            return
        self.counts[not citation.translated] += 1
        at = citation.quotation_at or citation.at
        if not citation.translated:
            words = self._compared(citation.quotation, citation.credited, places)
            self._verify(words, places, at, Severity.ERROR, citation.context)
        elif self._is_own_language(citation.quotation, places):
            words = cut(citation.quotation, _SHOWN)
            message = f"“{words}” is in the language of its source, and is marked as translated"
            hint = "Take `tr` out; the words are then compared with their source."
            self.problems.append(Problem.error("bad-citation", message, at, hint))

    def quoted(self, quoted: Quoted, page: Written) -> None:
        """Verify a quotation that no citation directly follows, or report that it has none.

        All citations of its body must have been checked before.
        """
        if quoted.is_label:
            self._check_label(quoted, page)
            return
        length = len(words_of(quoted.words))
        if not quoted.cited_at:
            fewest = FEWEST if quoted.is_speech else FEWEST_UNCITED
        else:
            fewest = 1 if quoted.is_speech else FEWEST
        if length < fewest or (not quoted.is_speech and self.targets.find(quoted.words)):
            self.counts[False] += 1  # a term, or the title or the name of a page
            return
        if quoted.cited_at:
            is_certain = quoted.is_speech and length >= FEWEST
            self._verify_covered(quoted, Severity.ERROR if is_certain else Severity.WARNING)
        else:
            self._uncited(quoted)

    def _verify_covered(self, quoted: Quoted, severity: Severity) -> None:
        """Verify a quotation against all places that its sentence cites."""
        covering = [self.sound[at] for at in quoted.cited_at if at in self.sound]
        is_whole = len(covering) == len(quoted.cited_at)  # else a citation is wrong, which is reported
        is_checked = is_whole and not any(citation.translated for citation, _ in covering)
        self.counts[is_checked] += 1
        if is_checked:
            context = " ".join(dict.fromkeys(citation.context for citation, _ in covering))
            everywhere = [each for _, places in covering for each in places]
            words = self._compared(quoted.words, quoted.credited, everywhere)
            self._verify(words, everywhere, quoted.at, severity, context)

    def _compared(self, quotation: str, credited: str, places: Sequence[Cited]) -> str:
        """Return a quotation; with what may say whose words it has, unless that is known to say no more."""
        if not credited or credited == quotation or self._stands(credited, places):
            return credited or quotation
        before, found, after = credited.partition(quotation)
        is_known = found and all(self._is_credit(each, places) for each in (before, after))
        return quotation if is_known else credited

    def _is_credit(self, words: str, places: Sequence[Cited]) -> bool:
        """Tell whether words beside a block quote are known to say no more than whose it is."""
        credit = words.strip(credits.MARKS)
        if not credit or credits.has_pronoun(credit):
            return True
        is_set_off = bool(_SET_OFF.search(words))
        parts = [part for part in map(_plain, _PARTED.split(credit)) if part]
        return all(
            self._names_source(part, places, is_set_off=is_set_off)
            or (number > 0 and credits.is_beside_name(part))
            for number, part in enumerate(parts)
        )

    def _names_source(self, name: str, places: Sequence[Cited], *, is_set_off: bool) -> bool:
        """Tell whether a name is known to an entity or a cited source, or may be a person's."""
        if credits.is_source_label(name) or any(
            ref.kind is PageKind.ENTITY for ref in self.targets.find(name)
        ):
            return True
        if is_set_off and credits.is_person(name):
            return True
        for _, document, _ in places:
            meta, everywhere = document.meta, Span(0, len(document.text))
            titles = filter(None, (meta.title, meta.short, meta.publisher, *meta.authors))
            if _plain(name) in map(_plain, titles) or name.lower() == document.id:
                return True
            is_name = credits.is_name(name, meta.language)
            if is_name and find_quotation(name, self._fold(document), everywhere):
                return True
        return False

    def _stands(self, words: str, places: Sequence[Cited]) -> bool:
        return any(find_quotation(words, self._fold(document), span) for _, document, span in places)

    def _is_own_language(self, quotation: str, places: Sequence[Cited]) -> bool:
        """Tell whether a quotation and a place that it cites are in the language in which the desk writes."""
        languages = {primary(document.meta.language) for _, document, _ in places}
        return self.language in languages and detect_language(quotation) == self.language

    def _uncited(self, quoted: Quoted) -> None:
        """Report a quotation without a citation, with where its words are."""
        occurrences = self._occurrences(quoted.words)
        self.counts[False] += 1
        hint = f"The words are in {occurrences}." if occurrences else "No source here has these words."
        message = f"the quotation “{cut(quoted.words, _SHOWN)}” has no citation"
        self.problems.append(Problem.warning("uncited-quotation", message, quoted.at, hint))

    def _check_label(self, quoted: Quoted, page: Written) -> None:
        """Report a quotation in a title or heading that no source has, or none that covers it.

        Case does not count, and where its page has translated quotations, this may be another.
        """
        fewest = FEWEST_UNCITED if quoted.is_speech or quoted.cited_at else FEWEST_IN_LABEL
        is_term = len(words_of(quoted.words)) < fewest or self.targets.find(quoted.words)
        if is_term or _has_translations(page):
            return
        if not quoted.cited_at:
            everywhere = ((each, Span(0, len(each.text))) for each in self.corpus.documents)
            if not self._has_in_any_case(quoted.words, everywhere):
                message = f"no source here has the words “{cut(quoted.words, _SHOWN)}”, which a title quotes"
                hint = "Give the words of a source, or take the quotation marks out."
                self.problems.append(Problem.warning("uncited-quotation", message, quoted.at, hint))
        elif all(at in self.sound for at in quoted.cited_at):  # else a citation is wrong, which is reported
            covering = [each for at in quoted.cited_at for each in self.sound[at][1]]
            if not self._has_in_any_case(quoted.words, ((each, span) for _, each, span in covering)):
                self._verify(quoted.words, covering, quoted.at, Severity.WARNING, "")

    def _has_in_any_case(self, quotation: str, where: Iterable[tuple[Document, Span]]) -> bool:
        """Tell whether a quotation is in one of some stretches of sources, capitals aside, or may be."""
        self.compared += 1
        for document, span in where if self.compared <= MOST_NEAR else ():
            folded = self._fold(document)
            small = folded.text.lower()
            if len(small) != len(folded.text):  # a Turkish capital becomes two signs
                small = "".join(sign.lower()[0] for sign in folded.text)
            if find_quotation(quotation.lower(), Folded(small, folded.origins), span):
                return True
        return self.compared > MOST_NEAR

    def _stating(self, citation: Citation, places: Sequence[CitedPlace]) -> None:
        """Report a citation of a title, a date line and the like, unless it is for what only they say.

        That is so where the sentence speaks of them ("dated", "headline"), and where the same citation names
        a statement of the source, whose day the date line gives.
        """
        kinds = {place: self._kind(place) for place in places}
        states = {place.source for place, kind in kinds.items() if kind not in _NO_STATEMENT}
        speaks_of_it = any(word.key in _PAGE_WORDS for word in words_of(citation.context))
        for place, kind in kinds.items():
            if kind in _NO_STATEMENT and place.source not in states and not speaks_of_it:
                message = f"{place} is {_NO_STATEMENT[kind]}, not a statement of the source"
                hint = "Cite the sentence that says it, or the whole source."
                self.problems.append(Problem.warning("cites-boilerplate", message, citation.at, hint))

    def _kind(self, place: CitedPlace) -> ParagraphKind:
        paragraph = self.corpus.by_id[place.source].paragraph(place.paragraph) if place.paragraph else None
        return paragraph.kind if paragraph else ParagraphKind.BODY

    def _fold(self, document: Document) -> Folded:
        if document.id not in self.folded:
            self.folded[document.id] = fold(document.text)
        return self.folded[document.id]

    def _verify(
        self, quotation: str, places: Sequence[Cited], at: Place, severity: Severity, context: str
    ) -> None:
        """Report a quotation that is in none of the places it cites; `context` is its sentence."""
        found = [
            (document, span, words)
            for _, document, span in places
            if (words := find_quotation(quotation, self._fold(document), span))
        ]
        if found:
            self._in_its_sense(quotation, found, at, context)
            return
        named = " or ".join(dict.fromkeys(str(place) for place, _, _ in places))
        message = f"the quotation “{cut(quotation.rstrip(','), _SHOWN)}” was not found in {named}"
        hint = self._hint(quotation, places)
        self.problems.append(Problem("quotation-mismatch", severity, message, at, hint))

    def _in_its_sense(self, quotation: str, found: Sequence[Found], at: Place, context: str) -> None:
        """Warn of a quotation that, wherever it is found, leaves out a denial that is in it or before it."""
        shown = cut(quotation, _SHOWN)
        dropped = [
            dropped_denial(quotation, self._fold(document), span, document.meta.language)
            for document, span, _ in found
        ]
        if all(dropped):
            message = f"the quotation “{shown}” leaves out “{dropped[0]}”, which denies something"
            hint = "Quote the denial too, or end the quotation before it."
            self.problems.append(Problem.warning("dropped-denial", message, at, hint))
        if len(words_of(quotation)) < FEWEST or disowns(context.replace(quotation, " "), self.language):
            return
        denials = [
            denial_before(document.text[span.start : words.start], document.meta.language)
            for document, span, words in found
        ]
        if all(denials):
            message = f"the source denies the words “{shown}”: they follow “{denials[0]}”"
            hint = "Quote the denial too, or say in your own words that they are denied."
            self.problems.append(Problem.warning("dropped-denial", message, at, hint))

    def _hint(self, quotation: str, places: Sequence[Cited]) -> str:
        """Say where else the words occur; else what the sources cited say instead."""
        cited = list({document.id: document for _, document, _ in places}.values())
        elsewhere = self._occurrences(quotation, cited)
        if elsewhere:
            return f"The words are in {elsewhere}."
        nearest = next(filter(None, (self._nearest(quotation, document) for document in cited)), "")
        if nearest:
            return nearest
        _, document, span = places[0]
        return f"Nothing like it there. The source reads: “{cut(document.quote(span), _SHOWN)}”"

    def elsewhere(self, quotation: str) -> str:
        """Return where a quotation that is too long to be a mere term occurs, as citations."""
        return self._occurrences(quotation) if len(words_of(quotation)) >= FEWEST else ""

    def _occurrences(self, quotation: str, first: Sequence[Document] = ()) -> str:
        """Return where the words of a quotation occur, as citations; those in `first` come first."""
        self.compared += 1
        if self.compared > MOST_NEAR:
            return ""
        known = {document.id for document in first}
        rest = [document for document in self.corpus.documents if document.id not in known]
        found = []
        for document in (*first, *rest):
            span = find_quotation(quotation, self._fold(document), Span(0, len(document.text)))
            if span:
                found.append(f"[@{_smallest(document, span)}]")
        more = len(found) - MOST_OCCURRENCES
        return " and ".join(found[:MOST_OCCURRENCES]) + (
            f" and {count(more, 'more source')}" if more > 0 else ""
        )

    def _nearest(self, quotation: str, document: Document) -> str:
        """Return the nearest wording of a source with all differences; empty when nothing is near."""
        if self.compared > MOST_NEAR:
            return ""
        near = nearest_wording(quotation, document, self._fold(document))
        if not near:
            return ""
        copy = quotation_of(document.quote(near.span))  # else nothing would verify it
        offer = f" To copy: {copy} [@{_smallest(document, near.span)}]" if copy else ""
        return f"The source says: {near.source} (you wrote: {near.quoted}).{offer}"


def _has_translations(page: Written) -> bool:
    return any(citation.translated for body in page.bodies for citation in body.citations)


def _smallest(document: Document, span: Span) -> str:
    """Return the smallest place that contains a span: a sentence, a paragraph or the source."""
    sentence = document.sentence_at(span.start)
    if sentence and span in sentence.span:
        return document.address(span.start)
    if sentence and span in document.paragraphs[sentence.paragraph - 1].span:
        return str(CitedPlace(document.id, sentence.paragraph))
    return document.id


def _plain(name: str) -> str:
    """Return a name without the signs round it, and without its article."""
    name = fold(name.strip(credits.MARKS)).text
    return name.partition(" ")[2] if name.lower().startswith("the ") and name.count(" ") == 1 else name
