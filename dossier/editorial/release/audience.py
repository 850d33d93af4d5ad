"""Leave out of a desk and its sources what is marked above an audience, with all that quotes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
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
from dossier.editorial.release.withheld import (
    Ids,
    Withheld,
    copies_of,
    is_original,
    most_alike,
    title_of_file,
    without_replies,
)
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
    LeftOut,
    MarkdownBody,
    Note,
    PageKind,
    PageRef,
    Place,
    Problem,
    Severity,
    SourceId,
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
_TO_SHOW = "Say `tlp: clear` in its sidecar if its text may be shown."
_TO_HIDE = "Say `tlp: red` in its sidecar if its text must not be shown; `tlp: clear` settles it."
_NO_WORD = re.compile(r"[\W_]+")
"""What is between the words of an address."""

Filed = TypeVar("Filed", Note, Claim)
FindNamed = Callable[[Iterable[Document], tuple[Entity, ...], Set[EntityId]], Set[EntityId]]
"""Returns those of some entities that sources name; it is told all others, too."""


class Released(NamedTuple):
    """What an audience may see."""

    corpus: Corpus
    desk: Desk
    left_out: tuple[LeftOut, ...] = ()
    """The sources, topics, names, notes, claims, pages and paragraphs that are left out, by place."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the words that are left, and was not before; and sources that go without a mark."""


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
    secrets, originals = _not_for(audience, corpus.documents)
    secret, documents = _parted(corpus.documents, secrets)
    withheld = Withheld(secret, documents)
    whys = {id(each.page): _why_not(each, audience, withheld) for each in written_pages(desk)}
    kept = desk.changed(lambda page: None if whys[id(page)] else page)
    released = replace(corpus, documents=documents)
    gone = _refs(corpus, desk) - _refs(released, kept)
    files = frozenset(each.path.rpartition("/")[2] for each in secret)
    targets, ids = Targets(desk, corpus), frozenset(released.by_id)
    without_hidden = partial(
        without_hidden_names,
        seen=cache(partial(find_named, documents, desk.entities)),
        targets=targets,
        is_marked=bool(secret) or any(whys.values()),
    )
    if not gone and without_hidden(desk, kept, secret, documents) == kept:
        return Released(corpus, desk)  # no draft and no comment has a name that nothing else has
    while True:
        cutter = _Cutter(frozenset(gone), targets, withheld, files, ids)
        cut, unsettled = settle_words(cutter.desk(kept), released)  # what was cut was read anew
        shown = replace(released, documents=tuple(map(cutter.source, documents)))
        left = without_hidden(desk, cut, secret, shown.documents)
        hidden = _entities(kept) - _entities(left)
        if hidden <= gone:
            break
        gone |= hidden  # what embeds them goes, too
    while emptied := frozenset(page.at for page in _emptied(kept, left)):
        kept = left
        left = left.changed(lambda page: _without_title(page) if page.at in emptied else page)
        left = without_hidden(desk, left, secret, shown.documents)
    whys |= {id(each.page): why for each in written_pages(desk) if (why := cutter.claims_lost.get(each.ref))}
    left_out = (
        *(LeftOut(Place(each.file), str(PageKind.SOURCE), secrets[each.id]) for each in secret),
        *_pages_left_out(desk, left, whys),
        *cutter.cuts,
    )
    problems = (*cutter.problems, *unsettled, *_same_words(secrets, secret, originals))
    return Released(shown, left, tuple(sorted(left_out)), problems)


def _pages_left_out(before: Desk, after: Desk, whys: Mapping[int, str]) -> Iterator[LeftOut]:
    """Yield the published pages that are gone; `whys` has reasons by the `id` of a page."""
    stay = {page.ref for page in written_pages(after)}
    for page in written_pages(before):
        if page.published and page.ref not in stay:
            if isinstance(page.page, Entity):
                yield LeftOut(page.page.at, "name", "why_name")
            else:
                yield LeftOut(page.page.at, str(page.ref.kind), whys[id(page.page)] or "why_empty")


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


def _why_not(page: Written, audience: Tlp, withheld: Withheld) -> str:
    """Tell why a page may not go to an audience: its mark, or its titles, which cannot be cut.

    The answer is empty if it may.
    """
    titles = [page.name, *(position.title for position in page.positions)]
    if isinstance(page.page, DeskPage) and page.page.dossier:
        titles.append(page.page.dossier)
    if not audience.allows(page.tlp):
        return "why_marked"
    return "why_repeats" if any(map(withheld.are_in, titles)) else ""


def _not_for(
    audience: Tlp, documents: tuple[Document, ...]
) -> tuple[dict[SourceId, str], Sequence[Document]]:
    """Return the sources that may not go to an audience, each with the reason, and those that they quote.

    None may go that repeats or retells one that may not.
    """
    why = {each.id: "why_marked" for each in documents if not audience.allows(each.meta.tlp)}
    while True:
        secret, kept = _parted(documents, why)
        why |= dict(_written_after(secret, kept))
        kept = _parted(kept, why)[1]
        copies = copies_of(secret, kept)
        originals = [each for each in copies if is_original(each, secret)]
        left = tuple(each for each in kept if each not in copies or each in originals)
        left = without_replies(secret, left)
        why |= {each.id: "why_repeats" for each in kept if each not in left}
        if len(why) == len(secret):
            return why, originals


def _written_after(secret: Sequence[Document], kept: Sequence[Document]) -> Iterator[tuple[SourceId, str]]:
    """Yield the sources that have the bytes of one that is left out, or retell it, with the reason."""
    gone = {key for each in secret for key in (_name(each.path), each.sha256)}
    for each in kept:
        if each.sha256 in gone:
            yield each.id, "why_repeats"
        elif not gone.isdisjoint(_origin(each)):
            yield each.id, "why_derived"


def _parted(
    documents: tuple[Document, ...], gone: Mapping[SourceId, str]
) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """Return the sources that are gone, and those that stay."""
    return (
        tuple(each for each in documents if each.id in gone),
        tuple(each for each in documents if each.id not in gone),
    )


def _same_words(
    secrets: Mapping[SourceId, str], secret: Sequence[Document], originals: Sequence[Document]
) -> Iterator[Problem]:
    """Warn of each source that goes since it repeats a marked one, and of each that such a one quotes."""
    marked = [each for each in secret if secrets[each.id] == "why_marked"]
    for document in (each for each in secret if secrets[each.id] == "why_repeats"):
        fact = (
            f'it repeats "{most_alike(document, marked)}", which is left out for this audience, so it is, too'
        )
        yield Problem.warning("same-words", fact, Place(document.file), _TO_SHOW)
    for document in originals:
        fact = (
            f'"{most_alike(document, marked)}" quotes it and is left out for this audience; this one is not'
        )
        yield Problem.warning("same-words", fact, Place(document.file), _TO_HIDE)


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
    cuts: list[LeftOut] = field(default_factory=list)
    """The blocks that were cut out."""
    claims_lost: dict[PageRef, str] = field(default_factory=dict)
    """The claims that lose evidence, with the reason."""
    problems: list[Problem] = field(default_factory=list)
    """Errors in what is left of a body: it is not what its editor wrote, so nothing may be published."""

    def desk(self, desk: Desk) -> Desk:
        """Return a desk without the claims that lose evidence, and all its words cut."""
        claims = tuple(each for each in desk.claims if not self.loses_evidence(each))
        lost = {each.id for each in desk.claims} - {each.id for each in claims}
        self.claims_lost = {PageRef(PageKind.CLAIM, claim): "why_points" for claim in lost}
        self.gone |= self.claims_lost.keys()
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
        self.cuts += (LeftOut(Place(document.file), "paragraph", "why_repeats") for _ in lost)
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
        numbers = list(range(body.first_line, body.first_line + body.markdown.count("\n") + 1))
        while (
            lines := self._kept_lines(cut, numbers)
        ) is not None:  # it may lay open what was read otherwise
            numbers = list(lines) or [body.first_line]
            cut, problems = read_body(
                body.file, body.first_line, "\n".join(lines.values()), is_draft=True
            )  # marks were looked for
        self.problems += of_severity(problems, Severity.ERROR)
        if cut is body:
            return body
        if not body.statements:
            return replace(cut, statements=())
        is_judgement = all(each.coverage is Coverage.JUDGEMENT for each in body.statements)
        return as_judgement(cut) if is_judgement else cut

    def _kept_lines(self, body: MarkdownBody, numbers: Sequence[int]) -> dict[int, str] | None:
        """Return the lines of a body that stay, by their `numbers` in the file; None where all do."""
        tokens, _ = tokens_of(body)
        blocks = read_blocks(tokens)
        whys, lost = self._lost_lines(tokens, blocks)
        lines = with_first_numbers(tokens, body.markdown.split("\n"), lost)
        kept = {
            numbers[number]: line
            for number, line in enumerate(lines)
            if number not in lost or not line.strip()
        }
        if len(kept) == len(lines):
            return None
        for number, block in enumerate(blocks):
            own = _lines_to_cut(block)
            if own and (number in whys or (own.start in lost and block.words.strip())):
                why = whys.get(number, "why_beside")
                self.cuts.append(LeftOut(Place(body.file, numbers[own.start]), "paragraph", why))
        return kept

    def _lost_lines(self, tokens: list[Token], blocks: Sequence[Block]) -> tuple[dict[int, str], set[int]]:
        """Return the numbers of the blocks that go by themselves, with the reason, and all lines."""
        whys = {number: why for number, block in enumerate(blocks) if (why := self._why_lost(block))}
        notes = {_note_of(blocks[number]) for number in whys} - {None}
        lost = {line for note in notes for line in _lines_of_note(blocks, note)}
        for number, block in enumerate(blocks):
            if number in whys or _refers(block, notes):
                whys.setdefault(number, "why_points")
                lost.update(_lines_to_cut(block))
                is_sole = self._rests_on_gone(block, set())
                lost.update(led_lines(blocks, number, is_sole=is_sole))
                lost.update(sourced_lines(blocks, number, is_sole=is_sole))
                lost.update(self._lines_closed(blocks, number, notes))
        return whys, with_leftovers(tokens, blocks, lost) if lost else lost

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

    def _why_lost(self, block: Block) -> str:
        """Tell why a block goes for its own words; empty where it does not."""
        words = block.words
        if any(map(self._points_to_gone, block.token.children or ())):
            return "why_points"
        if quote_round(block) and self.withheld.are_quoted_by(without_signature(words)):
            return "why_repeats"
        if self.withheld.are_in(words):
            return "why_repeats"
        return "why_id" if self.ids.are_told_by(words) or self._types_id(block.token) else ""

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
