"""Turn links, citations and quotations into resolved links and the problems in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain

from dossier.editorial.quotations import Folded, find_quotation, fold, nearest_wording, span_of
from dossier.editorial.targets import SENTENCE_PLACE, Targets, bodies_of, find_targets
from dossier.model import (
    Citation,
    CitedPlace,
    Corpus,
    Desk,
    Document,
    Link,
    PageKind,
    PageRef,
    Place,
    Problem,
    Severity,
    SourceId,
    Span,
    WikiLink,
)
from dossier.nearest import did_you_mean

MOST_NEAR = 300  # nearest wordings and headings looked for in one run; each reads a whole source or page
_ATTACHMENT = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|pdf|mp[34]|webm|wav|canvas)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the links of a desk lead to."""

    targets: Targets
    links: tuple[Link, ...]
    """Every link and citation of a published body, sorted by origin, target and place."""
    problems: tuple[Problem, ...]
    """Sorted by place."""


def resolve(desk: Desk, corpus: Corpus) -> Resolution:
    """Check every link, citation and quotation of a desk against its pages and sources.

    Drafts are checked too, and give no links.
    """
    work = _Resolver(find_targets(desk, corpus), corpus)
    for page, published, body in bodies_of(desk):
        for link in body.links:
            work.link(page, link, published)
        for citation in body.citations:
            work.citation(page, citation, published)
    work.origins(desk)
    work.cycles()
    links = sorted(set(work.links), key=lambda link: (link.origin, link.target, link.fragment, link.at))
    problems = sorted(set(work.problems), key=lambda problem: problem.sort_key)
    return Resolution(work.targets, tuple(links), tuple(problems))


@dataclass(slots=True)
class _Resolver:
    targets: Targets
    corpus: Corpus
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    embeds: dict[PageRef, list[tuple[PageRef, Place]]] = field(default_factory=dict)
    folded: dict[SourceId, Folded] = field(default_factory=dict)
    compared: int = 0

    def report(self, code: str, message: str, at: Place, hint: str = "") -> None:
        self.problems.append(Problem(code, Severity.ERROR, message, at, hint))

    def link(self, page: PageRef, link: WikiLink, published: bool) -> None:
        """Resolve one link between pages, or from a page to a place in a source."""
        if not link.target and link.heading is None:
            self.report("unknown-link", "the link names no page", link.at)
            return
        if _ATTACHMENT.search(link.target):
            message = f'"{link.target}" is shown by its words alone, for pictures and files are not published'
            self.problems.append(Problem("attachment", Severity.WARNING, message, link.at))
            return
        rivals = self.targets.rivals(link.target) if link.target else (page,)
        if len(rivals) != 1:
            self._no_page(link, rivals)
            return
        target = rivals[0]
        if published and target in self.targets.drafts:
            message = f'"{link.target}" is a draft, so the link would lead nowhere'
            self.report("link-to-draft", message, link.at, "Set `status: published` there, or unlink it.")
            return
        fragment = self._fragment(target, link)
        if fragment is None:
            return
        if link.embed:
            self.embeds.setdefault(page, []).append((target, link.at))
        if published:
            self.links.append(Link(page, target, fragment, link.context, link.at))

    def _no_page(self, link: WikiLink, rivals: tuple[PageRef, ...]) -> None:
        if rivals:
            bearers = " or ".join(f"[[{_path(ref)}]]" for ref in rivals[:4])
            self.report(
                "ambiguous-link", f'"{link.target}" names several pages', link.at, f"Write {bearers}."
            )
            return
        near = self.targets.nearest(link.target)
        hint = f'Did you mean "{near}"?' if near else ""
        self.report("unknown-link", f'no page is called "{link.target}"', link.at, hint)

    def _fragment(self, target: PageRef, link: WikiLink) -> str | None:
        """Return the anchor that a link's heading names; None, and a problem, when there is none."""
        if not link.heading:
            return ""
        if target.kind is PageKind.SOURCE and SENTENCE_PLACE.fullmatch(link.heading):
            number, _, sentence = link.heading[1:].partition("s")
            place = CitedPlace(SourceId(target.id), int(number), int(sentence) if sentence else None)
            found = self._span(place, link.at)
            return place.fragment if found else None
        if target.kind is PageKind.SOURCE:
            hint = "Write [[source#p3]] for a paragraph, [[source#p3s2]] for a sentence."
            self.report("unknown-heading", f'"{link.heading}" is no place in a source', link.at, hint)
            return None
        anchor = self.targets.anchor(target, link.heading)
        if anchor is None:
            known = self.targets.headings.get(target, ())
            hint = "" if known else "It has no headings."
            self.compared += 1
            if known and self.compared <= MOST_NEAR:
                words = [words for _, words in known[:MOST_NEAR]]
                hint = did_you_mean(link.heading, words) or "Its headings are: " + "; ".join(words[:6]) + "."
            message = f'there is no heading "{link.heading}" on "{link.target or "this page"}"'
            self.report("unknown-heading", message, link.at, hint)
        return anchor

    def citation(self, page: PageRef, citation: Citation, published: bool) -> None:
        """Resolve one citation, and verify the quotation before it."""
        sound = []
        for place in citation.targets:
            if place.source not in self.corpus.by_id:
                self._no_source(place.source, citation.at)
            elif span := self._span(place, citation.at):
                sound.append((place, span))
                if published:
                    target = PageRef(PageKind.SOURCE, place.source)
                    self.links.append(Link(page, target, place.fragment, citation.context, citation.at))
        if citation.quotation and sound and len(sound) == len(citation.targets):
            self._verify(citation, citation.quotation, sound)

    def _no_source(self, source: str, at: Place) -> None:
        known = list(self.corpus.by_id)
        hint = did_you_mean(source, known)
        if not hint and self.targets.find(source):
            hint = f"To link to a page, write [[{source}]]; only sources are cited."
        self.report("unknown-source", f'unknown source "{source}"', at, hint)

    def _span(self, place: CitedPlace, at: Place) -> Span | None:
        """Return the characters of a place; None, and a problem, when the source has no such place."""
        document = self.corpus.by_id[place.source]
        span = span_of(document, place)
        if span is None:
            paragraph = document.paragraph(place.paragraph or 0)
            if paragraph is None:
                count, part, whole = len(document.paragraphs), "paragraph", f"“{place.source}”"
            else:
                count = len(document.sentences_of(paragraph.number))
                part, whole = "sentence", f"paragraph {place.paragraph} of “{place.source}”"
            has = f"It has {count} {part}{'s' if count != 1 else ''}."
            self.report("unknown-place", f"{whole} has no {part} for #{place.fragment}", at, has)
        return span

    def _fold(self, document: Document) -> Folded:
        if document.id not in self.folded:
            self.folded[document.id] = fold(document.text)
        return self.folded[document.id]

    def _verify(self, citation: Citation, quotation: str, places: list[tuple[CitedPlace, Span]]) -> None:
        """Report a quotation that stands in none of the places it cites."""
        documents = [self.corpus.by_id[place.source] for place, _ in places]
        for document, (_, span) in zip(documents, places, strict=True):
            if find_quotation(quotation, self._fold(document), span):
                return
        named = " or ".join(f"{p.source}{'#' if p.fragment else ''}{p.fragment}" for p, _ in places)
        message = f"the words “{_short(quotation)}” do not stand in {named}"
        hint = next(filter(None, (self._hint(quotation, document) for document in documents)), "")
        at = citation.quotation_at or citation.at
        self.report("quotation-mismatch", message, at, hint or "No wording there comes near.")

    def _hint(self, quotation: str, document: Document) -> str:
        """Say where else in the source the words stand, or what stands there instead."""
        found = find_quotation(quotation, self._fold(document), Span(0, len(document.text)))
        if found:
            return f"They stand elsewhere: write [@{self._place(document, found)}]."
        self.compared += 1
        near = (
            nearest_wording(quotation, document, self._fold(document)) if self.compared <= MOST_NEAR else None
        )
        if not near:
            return ""
        words = " ".join(document.quote(near.span).split())
        copy = f"“{words}” [@{self._place(document, near.span)}]"
        return f"The source says: {near.source} (you wrote: {near.quoted}). To copy: {copy}"

    def _place(self, document: Document, span: Span) -> str:
        """Return the smallest place that holds a span: a sentence, a paragraph or the source."""
        sentence = document.sentence_at(span.start)
        if sentence and span in sentence.span:
            return f"{document.id}#{sentence.id}"
        if sentence and span in document.paragraphs[sentence.paragraph - 1].span:
            return f"{document.id}#p{sentence.paragraph}"
        return document.id

    def origins(self, desk: Desk) -> None:
        """Check the sources that claims name as of one origin."""
        for claim in desk.claims:
            for source, at in zip(chain(*claim.one_origin), chain(*claim.one_origin_at), strict=False):
                if source not in self.corpus.by_id:
                    self._no_source(source, at)

    def cycles(self) -> None:
        """Report embeds that lead back to their own page."""
        for page in sorted(self.embeds):
            seen: set[PageRef] = set()
            ahead = [target for target, _ in self.embeds[page]]
            while ahead:
                target = ahead.pop()
                if target not in seen:
                    seen.add(target)
                    ahead.extend(next_page for next_page, _ in self.embeds.get(target, ()))
            if page in seen:
                at = min(
                    at for target, at in self.embeds[page] if target == page or self._leads(target, page)
                )
                self.report("embed-cycle", "this embeds a page that in turn embeds this one", at)

    def _leads(self, start: PageRef, goal: PageRef) -> bool:
        seen, ahead = {start}, [start]
        while ahead:
            for target, _ in self.embeds.get(ahead.pop(), ()):
                if target == goal:
                    return True
                if target not in seen:
                    seen.add(target)
                    ahead.append(target)
        return False


def _path(ref: PageRef) -> str:
    """Return what an editor writes to name one page alone."""
    folder = {PageKind.ENTITY: "entities", PageKind.FRONT: "index"}.get(ref.kind, f"{ref.kind}s")
    return f"{folder}/{ref.id}" if ref.id else str(ref.kind)


def _short(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= 160 else folded[:159] + "…"
