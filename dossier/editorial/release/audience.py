"""Leave out of a desk and its sources what is marked above an audience, with all that quotes it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import takewhile
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote

from markdown_it.token import Token

from dossier.editorial.bodies import (
    Block,
    as_judgement,
    closing_citations,
    is_quote,
    may_name_speaker,
    quote_round,
    read_blocks,
    read_body,
    tokens_of,
    with_bodies,
    without_signature,
)
from dossier.editorial.references import Targets, Written, settle_words, written_pages
from dossier.editorial.release.hidden_names import without_hidden_names
from dossier.editorial.release.leftovers import (
    is_lead,
    led_lines,
    lines_of,
    sourced_lines,
    with_first_numbers,
    with_leftovers,
)
from dossier.editorial.release.withheld import Ids, Withheld, title_of_file, without_copies, without_replies
from dossier.model import (
    Basis,
    Claim,
    Corpus,
    Coverage,
    Desk,
    DeskPage,
    Document,
    EditorsPage,
    Entity,
    EntityId,
    MarkdownBody,
    Note,
    PageKind,
    PageRef,
    Problem,
    Severity,
    Tlp,
    Topic,
    TopicId,
    WikiLink,
    of_severity,
    strictest,
)
from dossier.text import late as re

_SMALL = ("list_item_open", "tr_open")
"""Parts of a block that can go alone; of all other blocks the whole goes."""
_NO_WORD = re.compile(r"[\W_]+")
"""What is between the words of an address."""

Filed = TypeVar("Filed", Note, Claim)
FindNamed = Callable[[Iterable[Document], tuple[Entity, ...], Set[EntityId]], Set[EntityId]]
"""Returns those of some entities that sources name; it is told all others, too."""


class Released(NamedTuple):
    """What an audience may see."""

    corpus: Corpus
    desk: Desk
    left_out: tuple[tuple[str, int], ...]
    """How many sources, topics, names, notes, claims, pages, paragraphs are left out; no count of 0."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the words that are left, and was not before."""


def with_default_mark(corpus: Corpus, desk: Desk, mark: Tlp | None) -> tuple[Corpus, Desk]:
    """Give each unmarked source, topic, note, claim and page the desk's default mark.

    A mark that was found in the text or path of a source is no one's decision, so it makes none milder.
    """
    if mark is None:
        return corpus, desk

    def marked(page: EditorsPage) -> EditorsPage:
        return page if isinstance(page, Entity) or page.tlp else replace(page, tlp=mark)

    documents = tuple(
        replace(each, meta=replace(each.meta, tlp=mark))
        if each.meta.tlp is None or (each.meta.is_stamped and mark.allows(each.meta.tlp))
        else each
        for each in corpus.documents
    )
    return replace(corpus, documents=documents), desk.changed(marked)


def strictest_mark(corpus: Corpus, desk: Desk) -> Tlp | None:
    """Return the strictest mark of the sources and of the pages that are published; None without any."""
    pages = (page.tlp for page in written_pages(desk) if page.published)
    return strictest((*pages, *(each.meta.tlp for each in corpus.documents)))


def release_to(audience: Tlp, corpus: Corpus, desk: Desk, find_named: FindNamed) -> Released:
    """Keep what may go to an audience.

    What is marked above it goes, and with it the sources written after it, the claims that cite it, the pages
    whose titles repeat it, and each paragraph, list item, table row or quotation of editors that cites,
    embeds or names it. A link with words of its own becomes these words. A page of which nothing is left
    goes with its title; a link to it becomes the words as typed. `find_named` is that of the analysis.
    """
    documents = _documents_for(audience, corpus.documents)
    secret = _without(corpus.documents, documents)
    withheld = Withheld(secret, documents)
    may_go = {id(each.page) for each in written_pages(desk) if _may_go(each, audience, withheld)}
    kept = desk.changed(lambda page: page if id(page) in may_go else None)
    released = replace(corpus, documents=documents)
    gone = _refs(corpus, desk) - _refs(released, kept)
    if not gone:
        return Released(corpus, desk, ())
    files = frozenset(each.path.rpartition("/")[2] for each in secret)
    targets, ids = Targets(desk, corpus), frozenset(released.by_id)
    seen = cache(partial(find_named, documents, desk.entities))
    while True:
        cutter = _Cutter(frozenset(gone), targets, withheld, files, ids)
        cut, unsettled = settle_words(cutter.desk(kept), released)  # what was cut was read anew
        shown = replace(released, documents=tuple(map(cutter.source, documents)))
        left = without_hidden_names(desk, cut, secret, shown.documents, seen=seen, targets=targets)
        hidden = _entities(kept) - _entities(left)
        if hidden <= gone:
            break
        gone |= hidden  # what embeds them goes, too
    while emptied := frozenset(page.at for page in _emptied(kept, left)):
        kept = left
        left = left.changed(lambda page: _without_title(page) if page.at in emptied else page)
        left = without_hidden_names(desk, left, secret, shown.documents, seen=seen, targets=targets)
    cutter.gone |= _refs(released, cut) - _refs(released, left)
    counts = cutter.counts(names=len(desk.entities) - len(left.entities))
    return Released(shown, left, counts, (*cutter.problems, *unsettled))


def _emptied(before: Desk, after: Desk) -> Iterator[EditorsPage]:
    """Yield the pages of which cutting has left nothing that a title could head."""
    parts = {page.page.at: _has_parts(page.page) for page in written_pages(before)}
    filed = {topic for note in after.notes if note.published for topic in note.topics}
    filed |= {topic for claim in after.claims for topic in claim.topics}
    for written in written_pages(after):
        page = written.page
        is_filed = isinstance(page, Topic) and page.id in filed
        if not isinstance(page, Entity) and not is_filed and parts[page.at] and not _has_parts(page):
            yield page


def _has_parts(page: EditorsPage) -> bool:
    """Tell whether a page has words under its title, or terms that find some."""
    has_terms = isinstance(page, Topic) and bool(page.terms)
    return has_terms or any(read_blocks(tokens_of(body)[0]) for body in page.bodies)


def _without_title(page: EditorsPage) -> EditorsPage | None:
    """Return the front page under the name of the dossier alone; None for other pages, which go."""
    dossier = page.dossier if isinstance(page, DeskPage) else None
    return replace(page, title=dossier) if isinstance(page, DeskPage) and dossier else None


def _may_go(page: Written, audience: Tlp, withheld: Withheld) -> bool:
    """Tell whether a page may go to an audience: by its mark, and by its titles, which cannot be cut."""
    titles = [page.name, *(title for _, title in page.positions)]
    if isinstance(page.page, DeskPage) and page.page.dossier:
        titles.append(page.page.dossier)
    return audience.allows(page.tlp) and not any(map(withheld.are_in, titles))


def _documents_for(audience: Tlp, documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the sources that may go to an audience: none that repeats or retells one that may not."""
    kept = tuple(each for each in documents if audience.allows(each.meta.tlp))
    while True:
        gone = {key for each in _without(documents, kept) for key in (_name(each.path), each.sha256)}
        left = tuple(each for each in kept if gone.isdisjoint((each.sha256, *_origin(each))))
        left = without_copies(_without(documents, left), left)
        left = without_replies(_without(documents, left), left)
        if left == kept:
            return kept
        kept = left


def _without(documents: tuple[Document, ...], others: tuple[Document, ...]) -> tuple[Document, ...]:
    ids = {each.id for each in others}
    return tuple(each for each in documents if each.id not in ids)


def _origin(document: Document) -> tuple[str, ...]:
    """Return the file name and the SHA-256 of what a source was written after; nothing for an original."""
    if document.meta.derived_from is None:
        return ()
    path, sha256 = document.meta.derived_from
    return _name(path), sha256


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _refs(corpus: Corpus, desk: Desk) -> set[PageRef]:
    """Return the sources and the published pages of a desk."""
    sources = (PageRef(PageKind.SOURCE, each.id) for each in corpus.documents)
    return {*sources, *(page.ref for page in written_pages(desk) if page.published)}


def _entities(desk: Desk) -> set[PageRef]:
    return {PageRef(PageKind.ENTITY, each.id) for each in desk.entities}


def _filed(page: Filed, topics: frozenset[TopicId]) -> Filed:
    """Return a note or a claim under those of its topics that stay."""
    return replace(page, topics=tuple(topic for topic in page.topics if topic in topics))


@dataclass(slots=True)
class _Cutter:
    """Cuts out of editors' words what points to pages that are gone."""

    gone: frozenset[PageRef]
    targets: Targets
    """All pages of the desk, by the words that may name them."""
    withheld: Withheld
    files: frozenset[str]
    """Names of the files of sources that are gone."""
    kept: frozenset[str]
    """Ids of the sources that stay."""
    ids: Ids = field(init=False)
    """Those of the pages that are gone and of no page that stays."""
    cuts: int = 0
    """How many blocks were cut out."""
    problems: list[Problem] = field(default_factory=list)
    """Errors in what is left of a body: it is not what its editor wrote, so nothing may be published."""

    def counts(self, names: int) -> tuple[tuple[str, int], ...]:
        """Return how much of each kind is gone, as `Released.left_out`; `names` are entities."""
        counts = Counter(str(ref.kind) for ref in self.gone)
        del counts[str(PageKind.ENTITY)]
        counts["paragraph"], counts["name"] = self.cuts, names
        return tuple((kind, count) for kind, count in sorted(counts.items()) if count)

    def desk(self, desk: Desk) -> Desk:
        """Return a desk without the claims that lose evidence, and all its words cut."""
        claims = tuple(each for each in desk.claims if not self.loses_evidence(each))
        lost = {each.id for each in desk.claims} - {each.id for each in claims}
        self.gone |= {PageRef(PageKind.CLAIM, claim) for claim in lost}
        topics = frozenset(each.id for each in desk.topics)
        kept = {page.ref.id for page in written_pages(replace(desk, claims=claims))}
        self.ids = Ids({ref.id for ref in self.gone} - kept - self.kept, self.files)
        desk = replace(
            desk,
            notes=tuple(_filed(each, topics) for each in desk.notes),
            claims=tuple(_filed(each, topics) for each in claims),
        )
        return with_bodies(desk, self.cut)

    def source(self, document: Document) -> Document:
        """Return a source without what its sidecar says in words that are withheld; call it after `desk`."""
        meta = document.meta

        def shown(words: str | None) -> str | None:
            return None if words and self._are_withheld(words) else words

        def shown_address(address: str | None) -> str | None:
            is_withheld = address and self._are_withheld(_NO_WORD.sub(" ", unquote(address)))
            return None if is_withheld else shown(address)

        left: dict[str, Any] = {
            "title": shown(meta.title) or title_of_file(document),
            "publisher": shown(meta.publisher),
            "authors": tuple(filter(shown, meta.authors)),
            "summary": tuple(filter(shown, meta.summary)),
            "short": shown(meta.short),
            "rights": shown(meta.rights),
            "url": shown_address(meta.url),
            "archive": shown_address(meta.archive),
        }
        lost = {name for name, words in left.items() if words != getattr(meta, name)}
        self.cuts += len(lost)
        gone = {name for name in lost if name == "title" or not left[name]}
        basis = Basis.INFERRED if "title" in lost else meta.title_basis
        meta = replace(meta, **left, title_basis=basis, by_editor=meta.by_editor - gone)
        return replace(document, meta=meta) if lost else document

    def _are_withheld(self, words: str) -> bool:
        return self.withheld.are_in(words) or self.ids.are_told_by(words)

    def loses_evidence(self, claim: Claim) -> bool:
        """Tell whether a claim cites what is gone, before its positions or in one of them."""
        return any(
            PageRef(PageKind.SOURCE, place.source) in self.gone
            for body in claim.bodies
            for citation in body.citations
            for place in citation.targets
        ) or any(link.embed and self._leads_to_gone(link) for body in claim.bodies for link in body.links)

    def _leads_to_gone(self, link: WikiLink) -> bool:
        return bool(link.target) and not self.gone.isdisjoint(self.targets.find(link.target))

    def cut(self, body: MarkdownBody) -> MarkdownBody:
        """Return a body without the blocks that point to what is gone, and without headings left empty.

        What is left states what it did: nothing, or the desk's judgement, where that was so of the whole.
        """
        cut, problems = body, tuple[Problem, ...]()
        while (lines := self._kept_lines(cut)) is not None:  # what goes may lay open what was read otherwise
            cut, problems = read_body(
                body.file, body.first_line, "\n".join(lines), is_draft=True
            )  # marks were looked for
        self.problems += of_severity(problems, Severity.ERROR)
        if cut is body:
            return body
        if not body.statements:
            return replace(cut, statements=())
        is_judgement = all(each.coverage is Coverage.JUDGEMENT for each in body.statements)
        return as_judgement(cut) if is_judgement else cut

    def _kept_lines(self, body: MarkdownBody) -> list[str] | None:
        """Return the lines of a body that stay; None where all do."""
        tokens, _ = tokens_of(body)
        lost = self._lost_lines(tokens)
        lines = with_first_numbers(tokens, body.markdown.split("\n"), lost)
        kept = [line for number, line in enumerate(lines) if number not in lost or not line.strip()]
        return kept if len(kept) < len(lines) else None

    def _lost_lines(self, tokens: list[Token]) -> set[int]:
        blocks = read_blocks(tokens)
        notes = {_note_of(block) for block in blocks if self._is_lost(block)} - {None}
        lost = {line for note in notes for line in _lines_of_note(blocks, note)}
        for number, block in enumerate(blocks):
            if self._is_lost(block) or _refers(block, notes):
                self.cuts += 1
                lost.update(_lines_to_cut(block))
                is_sole = self._rests_on_gone(block, set())
                lost.update(led_lines(blocks, number, is_sole=is_sole))
                lost.update(sourced_lines(blocks, number, is_sole=is_sole))
                lost.update(self._lines_closed(blocks, number, notes))
        return with_leftovers(tokens, blocks, lost) if lost else lost

    def _lines_closed(self, blocks: Sequence[Block], number: int, notes: Set[int | None]) -> range:
        """Return the lines of the quote that a lost block closes or may close: better one too many."""
        block, before = blocks[number], blocks[number - 1] if number else None
        above = quote_round(before) if before else None  # it is closed in the first block below it
        if not before or not above or above is quote_round(block):
            return range(0)
        if closing_citations(block, before):
            return lines_of(above)
        may_close = may_name_speaker(block, before) and self._rests_on_gone(block, notes)
        return lines_of(above) if may_close and not _is_cited(blocks[:number], above) else range(0)

    def _rests_on_gone(self, block: Block, notes: Set[int | None]) -> bool:
        """Tell whether all that a block cites is gone, in itself or in `notes`."""
        children = block.token.children or ()
        cites = [self._points_to_gone(each) for each in children if each.meta.get("citation")]
        return all(cites) and (_refers(block, notes) or any(map(self._points_to_gone, children)))

    def _is_lost(self, block: Block) -> bool:
        words = block.words
        if quote_round(block) and self.withheld.are_quoted_by(without_signature(words)):
            return True
        if self._are_withheld(words) or self._types_id(block.token):
            return True
        return any(map(self._points_to_gone, block.token.children or ()))

    def _points_to_gone(self, child: Token) -> bool:
        """Tell whether a citation names a page that is gone, or a link shows its title or its words."""
        citation, link = child.meta.get("citation"), child.meta.get("link")
        if citation:
            return any(PageRef(PageKind.SOURCE, each.source) in self.gone for each in citation.targets)
        if not link or child.type == "link_open":
            return False
        return self._leads_to_gone(link) and (link.embed or not link.words or self._name_gone(link.words))

    def _name_gone(self, words: str) -> bool:
        return not self.gone.isdisjoint(self.targets.find(words))

    def _types_id(self, inline: Token) -> bool:
        """Tell whether code, an address or a link to it has the id or the name of a page that is gone."""
        if inline.children is None:
            return self.ids.are_in(inline.content)
        in_link, words = False, ""
        for child in inline.children:
            if child.type in ("link_open", "link_close"):
                if in_link and self._name_gone(words):
                    return True
                words = ""
                link = child.meta.get("link")
                in_link = link is not None and self._leads_to_gone(link)
            if child.type == "link_open" and in_link:
                continue  # its address is taken away
            words += " " if child.type == "softbreak" else child.content
            typed = [str(each) for each in child.attrs.values()]
            if in_link or child.type == "code_inline":
                typed.append(child.content)
            if any(map(self.ids.are_in, typed)):
                return True
        return False


def _is_cited(blocks: Sequence[Block], quote: Token) -> bool:
    """Tell whether a quote, or the lead above it, cites a source; `blocks` are those up to its last."""
    start = next(number for number, block in enumerate(blocks) if quote in block.around)
    lead = [block for block in blocks[max(start - 1, 0) : start] if is_lead(block)]
    return any(block.cites for block in (*lead, *blocks[start:]))


def _note_of(block: Block) -> int | None:
    """Return the number of the footnote whose words these are."""
    note = block.within("footnote_open")
    return int(note.meta["id"]) if note else None


def _refers(block: Block, notes: Set[int | None]) -> bool:
    """Tell whether a block refers to one of some footnotes."""
    children = block.token.children or ()
    return any(child.meta["id"] in notes for child in children if child.type == "footnote_ref")


def _lines_to_cut(block: Block) -> range:
    """Return the lines that go when a block goes: of the smallest part round it that can go alone.

    A quotation goes as a whole, and so does a list of definitions, which has what its terms quote.
    """
    around = list(takewhile(lambda each: not (is_quote(each) or each.type == "dl_open"), block.around))
    small = next((each for each in reversed(around) if each.type in _SMALL and each.map), None)
    return lines_of(small or (block.top if block.top.map else block.token))


def _lines_of_note(blocks: Sequence[Block], note: int | None) -> range:
    """Return all lines of a footnote, from its first block to its last; none of one within a sentence."""
    lines = [each for block in blocks if _note_of(block) == note and (each := _lines_to_cut(block))]
    return range(min(each.start for each in lines), max(each.stop for each in lines)) if lines else range(0)
