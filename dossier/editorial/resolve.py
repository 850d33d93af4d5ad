"""Turn what is written of other files (links, citations, quotations, sidecars) into links and problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from dossier.editorial.citations import read_place
from dossier.editorial.lock import Use, fingerprint
from dossier.editorial.quotations import Folded, find_quotation, fold, nearest_wording
from dossier.editorial.targets import Targets, Written
from dossier.model import (
    Citation,
    CitedPlace,
    Corpus,
    Desk,
    Document,
    Link,
    Lookalike,
    PageKind,
    PageRef,
    ParagraphKind,
    Place,
    Problem,
    Quoted,
    Severity,
    SourceId,
    Span,
    WikiLink,
)
from dossier.text.counts import count
from dossier.text.nearest import did_you_mean
from dossier.text.words import words_of, wordset

MOST_NEAR = 300  # nearest wordings, headings and ids looked for in one run, as each takes long
MOST_OCCURRENCES = 3  # sources with the words of a quotation that a message names
FEWEST_SAID = 3  # words in quotation marks, with a verb of speech; fewer are often a term
FEWEST_UNSAID = 4  # the same without one; fewer are titles, terms, words held at a distance
_Sound = tuple[CitedPlace, Document, Span]
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
_ATTACHMENT = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|pdf|mp[34]|webm|wav|canvas)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the links of a desk lead to."""

    links: tuple[Link, ...]
    """Every link and citation of a published body, sorted by origin, target and place."""
    problems: tuple[Problem, ...]
    """Sorted by place."""
    uses: tuple[Use, ...] = ()
    """Every place in a source that an editor's sentence points to, drafts included; sorted."""


def resolve(desk: Desk, corpus: Corpus) -> Resolution:
    """Check every link, citation and quotation of a desk against its pages and sources.

    Drafts are checked too, and give no links. So are the topics and entities that sidecars name.
    """
    work = _Resolver(Targets(desk, corpus), corpus)
    for page in work.targets.pages.values():
        for body in page.bodies:
            for link in body.links:
                work.link(page, link)
            for citation in body.citations:
                work.citation(page, citation)
            by_place = {citation.at: citation for citation in body.citations}
            for quoted in body.quoted:
                work.quoted(quoted, by_place)
            for lookalike in body.lookalikes:
                work.lookalike(lookalike)
    topics: set[str] = {topic.id for topic in desk.topics}
    entities: set[str] = {"", *(entity.id for entity in desk.entities)}  # an empty id: not a name
    for override in chain.from_iterable(document.meta.overrides for document in corpus.documents):
        for topic in override.not_topics:
            work.known("topic", topic.value, topics, topic.at)
        for _, entity in override.names:
            work.known("entity", entity.value, entities, entity.at)
    work.cycles()
    links = sorted(set(work.links), key=lambda link: (link.origin, link.target, link.fragment, link.at))
    problems = sorted(set(work.problems), key=lambda problem: problem.sort_key)
    uses = sorted(set(work.uses), key=lambda use: (use.at, str(use.place)))
    return Resolution(tuple(links), tuple(problems), tuple(uses))


@dataclass(slots=True)
class _Resolver:
    targets: Targets
    corpus: Corpus
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    embeds: dict[PageRef, list[tuple[PageRef, Place]]] = field(default_factory=dict)
    folded: dict[SourceId, Folded] = field(default_factory=dict)
    meant: dict[tuple[str, str], str] = field(default_factory=dict)
    """Of each unknown source, topic and entity: the hint to the one that is meant."""
    sound: dict[Place, list[_Sound]] = field(default_factory=dict)
    """Of each citation whose places all exist: the places with their sources and characters."""
    compared: int = 0
    """How many nearest wordings and headings were looked for."""

    def report(self, code: str, message: str, at: Place, hint: str = "") -> None:
        self.problems.append(Problem(code, Severity.ERROR, message, at, hint))

    def link(self, page: Written, link: WikiLink) -> None:
        """Resolve one link between pages, or from a page to a place in a source."""
        if not link.target and link.heading is None:
            self.report("unknown-link", "the link names no page", link.at)
            return
        if _ATTACHMENT.search(link.target):
            message = f'"{link.target}" is shown by its words alone, for pictures and files are not published'
            self.problems.append(Problem("attachment", Severity.WARNING, message, link.at))
            return
        target = self._page(link) if link.target else page.ref
        if not target:
            return
        known = self.targets.pages.get(target)
        if page.published and known and not known.published:
            message = f'"{link.target}" is a draft, so the link would lead nowhere'
            self.report("link-to-draft", message, link.at, "Set `status: published` there, or unlink it.")
            return
        fragment = self._fragment(target, link) if link.heading else ""
        if fragment is None:
            return
        if link.embed:
            self.embeds.setdefault(page.ref, []).append((target, link.at))
        if page.published:
            self.links.append(Link(page.ref, target, fragment, link.context, link.at))

    def _page(self, link: WikiLink) -> PageRef | None:
        """Return the page that a link names; None, and a problem, unless there is just one."""
        rivals = self.targets.find(link.target)
        if len(rivals) == 1:
            return rivals[0]
        if rivals:
            hint = f"Write {' or '.join(f'[[{_path(ref)}]]' for ref in rivals[:4])}."
            self.report("ambiguous-link", f'"{link.target}" names several pages', link.at, hint)
        else:
            near = self.targets.nearest(link.target)
            hint = f'Did you mean "{near}"?' if near else ""
            self.report("unknown-link", f'no page is called "{link.target}"', link.at, hint)
        return None

    def _fragment(self, target: PageRef, link: WikiLink) -> str | None:
        """Return the anchor that a link's heading names; None, and a problem, when there is none."""
        heading = link.heading or ""
        if target.kind is PageKind.SOURCE:
            place = read_place(f"@{target.id}#{heading}")
            if place:
                self.uses.append(_use(place, link))
                return place.fragment if self._span(place, link.at) else None
            hint = "Write [[source#p3]] for a paragraph, [[source#p3s2]] for a sentence."
            self.report("unknown-heading", f'"{heading}" is no place in a source', link.at, hint)
            return None
        anchor = self.targets.anchor(target, heading)
        if anchor is None:
            known = self.targets.headings.get(target, ())
            hint = "" if known else "It has no headings."
            self.compared += 1
            if known and self.compared <= MOST_NEAR:
                words = [words for _, words in known[:MOST_NEAR]]
                hint = did_you_mean(heading, words) or "Its headings are: " + "; ".join(words[:6]) + "."
            message = f'there is no heading "{heading}" on "{link.target or "this page"}"'
            self.report("unknown-heading", message, link.at, hint)
        return anchor

    def citation(self, page: Written, citation: Citation) -> None:
        """Resolve one citation, and verify the quotation before it."""
        sound = []
        for place in citation.targets:
            self.uses.append(_use(place, citation))
            document = self.document(place.source, citation.at)
            span = self._span(place, citation.at) if document else None
            if document and span:
                sound.append((place, document, span))
                if page.published:
                    target = PageRef(PageKind.SOURCE, place.source)
                    self.links.append(Link(page.ref, target, place.fragment, citation.context, citation.at))
        self._stating(citation, [place for place, _, _ in sound])
        if sound and len(sound) == len(citation.targets):
            self.sound[citation.at] = sound
            if citation.quotation and not citation.translated:
                self._verify(citation.quotation, sound, citation.quotation_at or citation.at, Severity.ERROR)

    def quoted(self, quoted: Quoted, citations: Mapping[Place, Citation]) -> None:
        """Verify a quotation that no citation directly follows, or report that it has none."""
        length = len(words_of(quoted.words))
        is_title = not quoted.is_speech and bool(self.targets.find(quoted.words))
        covering = [citations[at] for at in quoted.cited_at if at in citations]
        if not covering:
            if not is_title and length >= (FEWEST_SAID if quoted.is_speech else FEWEST_UNSAID):
                self._uncited(quoted)
            return
        if is_title or any(citation.translated for citation in covering):
            return
        if not all(citation.at in self.sound for citation in covering):
            return  # what is wrong with the citation is reported
        places = [place for citation in covering for place in self.sound[citation.at]]
        if quoted.is_speech or length >= FEWEST_UNSAID:
            certain = quoted.is_speech and length >= FEWEST_SAID
            self._verify(quoted.words, places, quoted.at, Severity.ERROR if certain else Severity.WARNING)

    def _uncited(self, quoted: Quoted) -> None:
        """Report a quotation without a citation, with where its words are."""
        self.compared += 1
        occurrences = self._occurrences(quoted.words) if self.compared <= MOST_NEAR else ""
        hint = f"The words are in {occurrences}." if occurrences else "No source here has these words."
        message = f"the quotation “{_short(quoted.words)}” has no citation"
        self.problems.append(Problem("uncited-quotation", Severity.WARNING, message, quoted.at, hint))

    def lookalike(self, found: Lookalike) -> None:
        """Report a citation in the wrong brackets."""
        if found.source in self.corpus.by_id:
            message = f"{found.raw} is shown as text, not read as a citation"
            hint = f"Write [@{found.raw.strip('()[]@')}]."
            self.problems.append(Problem("wrong-brackets", Severity.WARNING, message, found.at, hint))

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
                self.problems.append(
                    Problem("cites-boilerplate", Severity.WARNING, message, citation.at, hint)
                )

    def _kind(self, place: CitedPlace) -> ParagraphKind:
        paragraph = self.corpus.by_id[place.source].paragraph(place.paragraph) if place.paragraph else None
        return paragraph.kind if paragraph else ParagraphKind.BODY

    def document(self, source: SourceId, at: Place) -> Document | None:
        """Return a source; None, and a problem, when there is none of this id."""
        if source not in self.corpus.by_id:
            hint = self._meant("source", source, self.corpus.by_id)
            if not hint and len(self.targets.find(source)) == 1:
                hint = f"To link to a page, write [[{source}]]; only sources are cited."
            self.report("unknown-source", f'unknown source "{source}"', at, hint)
        return self.corpus.by_id.get(source)

    def known(self, what: str, word: str, known: Collection[str], at: Place) -> None:
        """Report a topic or entity that a sidecar names and the desk does not have."""
        if word not in known:
            hint = self._meant(what, word, known) or f"Make it with: python3 tasks.py new {what}."
            self.report(f"unknown-{what}", f'unknown {what} "{word}"', at, hint)

    def _meant(self, what: str, word: str, known: Collection[str]) -> str:
        """Return the hint to what is meant by an unknown word, unless too many were looked for."""
        if (what, word) not in self.meant and len(self.meant) < MOST_NEAR:
            self.meant[what, word] = did_you_mean(word, known)
        return self.meant.get((what, word), "")

    def _span(self, place: CitedPlace, at: Place) -> Span | None:
        """Return the characters of a place; None, and a problem, when the source has no such place."""
        document = self.corpus.by_id[place.source]
        if place.paragraph is None:
            return Span(0, len(document.text))
        paragraph = document.paragraph(place.paragraph)
        sentence = document.sentence(place.fragment) if place.sentence is not None else None
        if paragraph is None:
            number, part, whole = len(document.paragraphs), "paragraph", f"“{place.source}”"
        elif place.sentence is not None and not sentence:
            number, part = len(document.sentences_of(place.paragraph)), "sentence"
            whole = f"paragraph {place.paragraph} of “{place.source}”"
        else:
            return (sentence or paragraph).span
        has = f"It has {count(number, part)}."
        self.report("unknown-place", f"{whole} has no {part} for #{place.fragment}", at, has)
        return None

    def _fold(self, document: Document) -> Folded:
        if document.id not in self.folded:
            self.folded[document.id] = fold(document.text)
        return self.folded[document.id]

    def _verify(self, quotation: str, places: Sequence[_Sound], at: Place, severity: Severity) -> None:
        """Report a quotation that stands in none of the places it cites."""
        if any(find_quotation(quotation, self._fold(document), span) for _, document, span in places):
            return
        named = " or ".join(dict.fromkeys(str(place) for place, _, _ in places))
        message = f"the quotation “{_short(quotation.rstrip(','))}” was not found in {named}"
        hint = self._hint(quotation, places)
        self.problems.append(Problem("quotation-mismatch", severity, message, at, hint))

    def _hint(self, quotation: str, places: Sequence[_Sound]) -> str:
        """Say where else the words occur; else what the sources cited say instead."""
        cited = list({document.id: document for _, document, _ in places}.values())
        elsewhere = self._occurrences(quotation, cited)
        if elsewhere:
            return f"The words are in {elsewhere}."
        nearest = next(filter(None, (self._nearest(quotation, document) for document in cited)), "")
        if nearest:
            return nearest
        _, document, span = places[0]
        return f"Nothing like it there. The source reads: “{_short(document.quote(span))}”"

    def _occurrences(self, quotation: str, first: Sequence[Document] = ()) -> str:
        """Return where the words of a quotation occur, as citations; those in `first` come first."""
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
        self.compared += 1
        if self.compared > MOST_NEAR:
            return ""
        near = nearest_wording(quotation, document, self._fold(document))
        if not near:
            return ""
        words = " ".join(document.quote(near.span).split())
        copy = f"“{words}” [@{_smallest(document, near.span)}]"
        return f"The source says: {near.source} (you wrote: {near.quoted}). To copy: {copy}"

    def cycles(self) -> None:
        """Report embeds that lead back to their own page."""
        for page, embedded in self.embeds.items():
            places = [at for target, at in embedded if page in self._embedded_by(target)]
            if places:
                self.report("embed-cycle", "this embeds a page that in turn embeds this one", min(places))

    def _embedded_by(self, page: PageRef) -> set[PageRef]:
        """Return a page and all that it embeds, directly or through others."""
        seen, ahead = {page}, [page]
        while ahead:
            fresh = {target for target, _ in self.embeds.get(ahead.pop(), ())} - seen
            seen |= fresh
            ahead += fresh
        return seen


def _use(place: CitedPlace, pointer: Citation | WikiLink) -> Use:
    return Use(pointer.at.file, place, fingerprint(pointer.context), pointer.at)


def _smallest(document: Document, span: Span) -> str:
    """Return the smallest place that holds a span: a sentence, a paragraph or the source."""
    sentence = document.sentence_at(span.start)
    if sentence and span in sentence.span:
        return f"{document.id}#{sentence.id}"
    if sentence and span in document.paragraphs[sentence.paragraph - 1].span:
        return f"{document.id}#p{sentence.paragraph}"
    return document.id


def _path(ref: PageRef) -> str:
    """Return what an editor writes to name one page alone."""
    return f"{ref.kind.folder}/{ref.id}" if ref.id else str(ref.kind)


def _short(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= 160 else folded[:159] + "…"
