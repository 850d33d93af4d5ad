"""Turn what is written of other files (links, citations, quotations, sidecars) into links and problems."""

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePosixPath

from dossier.editorial.markdown import ATTACHMENT, read_place
from dossier.editorial.references.checks import Checks, Cited
from dossier.editorial.references.lock_check import Use
from dossier.editorial.references.targets import Targets, Written, unknown
from dossier.model import (
    Citation,
    CitedPlace,
    Corpus,
    Desk,
    Document,
    Link,
    Lookalike,
    MarkdownBody,
    PageKind,
    PageRef,
    Place,
    Problem,
    SourceId,
    Span,
    WikiLink,
    in_order,
)
from dossier.text import late as re
from dossier.text.counts import count
from dossier.text.fingerprint import fingerprint
from dossier.text.nearest import did_you_mean
from dossier.text.slugs import slug

_NUMBERS = re.compile(r"#p\d+(?:s\d+)?")
_PART = re.compile(r"[#|]")
MOST_NEAR = 300  # nearest headings and ids looked for in one run, as each takes long


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the links of a desk lead to."""

    links: tuple[Link, ...]
    """Every link and citation of a published body, sorted by origin, target and place."""
    problems: tuple[Problem, ...]
    """Sorted by place."""
    uses: tuple[Use, ...] = ()
    """Every place in a source that an editor's sentence or a sidecar points to, drafts included; sorted."""
    quotations: tuple[int, int] = (0, 0)
    """How many quotations were compared with their source, and how many were not."""


def resolve(desk: Desk, corpus: Corpus, language: str = "en") -> Resolution:
    """Check every link, citation and quotation of a desk against its pages and sources.

    Drafts are checked too, and give no links. So are the topics and entities that sidecars name.
    `language` is that in which the desk writes.
    """
    targets = Targets(desk, corpus)
    work = _Resolver(targets, corpus, Checks(targets, corpus, language))
    for page in work.targets.pages.values():
        for body in page.bodies:
            for link in body.links:
                work.link(page, link)
            for citation in body.citations:
                work.citation(page, citation)
            for quoted in body.quoted:
                work.checks.quoted(quoted, page)
            work.heading(page, body)
            for lookalike in body.lookalikes:
                work.lookalike(lookalike)
    topics: set[str] = {topic.id for topic in desk.topics}
    entities: set[str] = {"", *(entity.id for entity in desk.entities)}  # an empty id: not a name
    for override in chain.from_iterable(document.meta.overrides for document in corpus.documents):
        for topic in override.not_topics:
            work.known("topic", topic.value, topics, topic.at)
        for _, entity in override.names:
            work.known("entity", entity.value, entities, entity.at)
    for document in corpus.documents:
        for own in document.meta.own_places:  # in a sidecar, the key stands for the sentence
            work.uses.append(Use(own.at.file, own.place, fingerprint(own.key), own.at))
    work.cycles()
    links = sorted(
        dict.fromkeys(work.links), key=lambda link: (link.origin, link.target, link.fragment, link.at)
    )
    problems = in_order((*work.problems, *work.checks.problems))
    uses = sorted(dict.fromkeys(work.uses), key=lambda use: (use.at, str(use.place)))
    compared = work.checks.counts
    return Resolution(tuple(links), problems, tuple(uses), (compared[True], compared[False]))


@dataclass(slots=True)
class _Resolver:
    targets: Targets
    corpus: Corpus
    checks: Checks
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    embeds: dict[PageRef, list[tuple[PageRef, Place]]] = field(default_factory=dict)
    meant: dict[tuple[str, str], str] = field(default_factory=dict)
    """Of each unknown source, topic and entity: the hint to the one that is meant."""
    compared: int = 0
    """How many nearest headings were looked for."""

    def report(self, code: str, message: str, at: Place, hint: str = "") -> None:
        self.problems.append(Problem.error(code, message, at, hint))

    def heading(self, page: Written, body: MarkdownBody) -> None:
        """Resolve what the heading over a body links and cites."""
        for pointer in body.in_heading:
            if isinstance(pointer, WikiLink):
                self.link(page, pointer)
            else:
                self.citation(page, pointer)

    def link(self, page: Written, link: WikiLink) -> None:
        """Resolve one link between pages, or from a page to a place in a source."""
        if not link.target and link.heading is None:
            self.report("unknown-link", "the link names no page", link.at)
            return
        if ATTACHMENT.search(link.target):
            message = f'"{link.target}": only its text is shown; pictures and attachments are not published'
            self.problems.append(Problem.warning("attachment", message, link.at))
            return
        target = self._page(link) if link.target else page.ref
        if not target:
            return
        known = self.targets.pages.get(target)
        if page.published and known and not known.published:
            message = f'"{link.target}" is a draft, so the link would be broken'
            self.report("link-to-draft", message, link.at, "Set `status: published` there, or unlink it.")
            return
        fragment = self._fragment(target, link) if link.heading else ""
        if fragment is None:
            return
        if link.embed:
            self._embed(page, link, target, fragment)
        if page.published:
            self.links.append(Link(page.ref, target, fragment, link.context, link.at))

    def _embed(self, page: Written, link: WikiLink, target: PageRef, fragment: str) -> None:
        """Warn of an embed that shows nothing, and keep one that might lead back."""
        if not self.targets.shows(target, fragment):
            message = f'this embed does not show "{link.target or "this page"}"'
            hint = "Link to whole sources, to lists and to questions with their positions."
            self.problems.append(Problem.warning("empty-embed", message, link.at, hint))
        if "^" not in (link.heading or ""):  # a block shows what it embeds as links
            self.embeds.setdefault(page.ref, []).append((target, link.at))

    def _page(self, link: WikiLink) -> PageRef | None:
        """Return the page that a link names; None, and a problem, unless there is just one."""
        rivals = self.targets.find(link.target)
        if len(rivals) == 1:
            return rivals[0]
        if rivals:
            hint = f"Write {' or '.join(f'[[{_path(ref)}]]' for ref in rivals[:4])}."
            self.report("ambiguous-link", f'"{link.target}" names several pages', link.at, hint)
        else:
            message = f'no page is called "{link.target}"'
            self.report("unknown-link", message, link.at, self.targets.meant(link.target))
            gone = read_place(f"@{link.target.rpartition('/')[2]}#{link.heading}") if link.heading else None
            self.uses += [_use(gone, link)] if gone else []  # the lock may know what the source is called now
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
            self.report("unknown-heading", f'"{heading}" is not a place in a source', link.at, hint)
            return None
        _, is_block, block = heading.rpartition("#")[2].rpartition("^")
        if is_block:
            found = self.targets.block(target, block)
            if found is None:
                message = f'there is no block "^{block}" on "{link.target or "this page"}"'
                hint = f"Write ^{block} at the end of the block that is meant."
                self.report("unknown-block", message, link.at, hint)
            return found
        return self._section(target, heading, link)

    def _section(self, target: PageRef, heading: str, link: WikiLink) -> str | None:
        """Return the anchor of a heading; None, and a problem, unless there is just one."""
        anchors = self.targets.anchors(target, heading)
        if len(anchors) == 1:
            return anchors[0]
        page = link.target or "this page"
        if anchors:
            hint = f"Write {' or '.join(f'[[{link.target}#{anchor}]]' for anchor in anchors)}."
            self.report("ambiguous-link", f'"{heading}" names several headings on "{page}"', link.at, hint)
            return None
        words = self.targets.headings(target)[:MOST_NEAR]
        hint = "" if words else "It has no headings."
        self.compared += 1
        if words and self.compared <= MOST_NEAR:
            hint = did_you_mean(heading, words) or "Its headings are: " + "; ".join(words[:6]) + "."
        self.report("unknown-heading", f'there is no heading "{heading}" on "{page}"', link.at, hint)
        return None

    def citation(self, page: Written, citation: Citation) -> None:
        """Resolve one citation, and verify the quotation before it."""
        sound: list[Cited] = []
        for place in citation.targets:
            self.uses.append(_use(place, citation))
            document = self.document(place, citation.at, citation.quotation or "")
            span = self._span(place, citation.at) if document else None
            if document and span:
                sound.append((place, document, span))
                if page.published:
                    target = PageRef(PageKind.SOURCE, place.source)
                    self.links.append(Link(page.ref, target, place.fragment, citation.context, citation.at))
        if sound and len(sound) == len(citation.targets):
            self.checks.citation(citation, sound)

    def lookalike(self, found: Lookalike) -> None:
        """Report a citation or a link in the wrong brackets."""
        place = _NUMBERS.search(found.raw)
        if found.named in self.corpus.by_id and not found.raw.startswith("［［"):
            what, hint = "citation", f"Write [@{found.named}{place[0] if place else ''}]."
            if found.raw.startswith("[@"):
                hint = "Put a blank behind it."
        elif not place and "@" not in found.raw and self.targets.find(_PART.split(found.named)[0]):
            what, hint = "link", f"Write [[{found.named}]]."
        else:
            return
        message = f"{found.raw} is shown as text, not read as a {what}"
        self.problems.append(Problem.warning("wrong-brackets", message, found.at, hint))

    def document(self, place: CitedPlace, at: Place, quotation: str = "") -> Document | None:
        """Return the source of a place; None, and a problem, when there is none of this id or name.

        Where the words quoted from it are in another source, that is what was meant.
        """
        source, typed = place.source, place.typed or place.source
        if source not in self.corpus.by_id:
            known = self.corpus.by_id if typed.isascii() else self.targets.file_names
            hint = self._meant("source", typed, known)
            unread = self._unread(source)
            occurrences = self.checks.elsewhere(quotation) if quotation and not unread else ""
            if occurrences:
                hint = f"The words are in {occurrences}."
            elif unread:
                hint = f"{unread} was not read, for the reason at its own place."
            elif not hint and len(self.targets.find(typed)) == 1:
                hint = f"To link to a page, write [[{typed}]]; only sources are cited."
            self.report("unknown-source", f'unknown source "{typed}"', at, hint)
        return self.corpus.by_id.get(source)

    def _unread(self, source: SourceId) -> str:
        """Return the file of a source that is not there because it could not be read; empty without one."""
        files = sorted({problem.at.file for problem in self.corpus.problems})
        return next((file for file in files if slug(PurePosixPath(file).stem) == source), "")

    def known(self, what: str, word: str, known: Collection[str], at: Place) -> None:
        """Report a topic or entity that a sidecar names and the desk does not have."""
        if word not in known:
            meant = [ref.id for ref in self.targets.find(word) if ref.kind.value == what]
            hint = f'Did you mean "{meant[0]}"?' if len(meant) == 1 else ""
            self.problems.append(unknown(what, word, at, hint or self._meant(what, word, known)))

    def _meant(self, what: str, word: str, known: Collection[str]) -> str:
        """Return the hint to what is meant by an unknown word, unless too many were looked for."""
        if (what, word) not in self.meant and len(self.meant) < MOST_NEAR:
            self.meant[what, word] = did_you_mean(word, known)
        return self.meant.get((what, word), "")

    def _span(self, place: CitedPlace, at: Place) -> Span | None:
        """Return the characters of a place; None, and a problem, when the source has no such place."""
        document = self.corpus.by_id[place.source]
        span = document.cited_span(place)
        if span or place.paragraph is None:
            return span
        if document.paragraph(place.paragraph) is None:
            number, part, whole = len(document.paragraphs), "paragraph", f"“{place.source}”"
        else:
            number, part = len(document.sentences_of(place.paragraph)), "sentence"
            whole = f"paragraph {place.paragraph} of “{place.source}”"
        has = f"It has {count(number, part)}."
        self.report("unknown-place", f"{whole} has no {part} for #{place.fragment}", at, has)
        return None

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


def _path(ref: PageRef) -> str:
    """Return what an editor writes to name one page alone."""
    return f"{ref.kind.folder}/{ref.id}" if ref.id else str(ref.kind)
