"""Turn editors' Markdown into blocks of HTML with the evidence notes that stand beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from dossier.editorial import LinkTarget, PictureShown, render, statements_under
from dossier.model import BlockKind, Citation, CitedPlace, MarkdownBody, PageKind, SourceId, WikiLink
from dossier.site import urls
from dossier.site.composer import Composer
from dossier.site.shelf import Shelf
from dossier.site.views import EvidenceNote, attributes_of
from dossier.site.words import quotation_marks
from dossier.text import late as re
from dossier.text.sentences import split_sentences

_HEADING = re.compile("<h([1-6])")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of editors' words with the notes that stand beside it."""

    html: Markup
    notes: tuple[EvidenceNote, ...] = ()
    """Those that the block cites first."""
    again: tuple[EvidenceNote, ...] = ()
    """Those that it cites after another block."""
    rests_on: str = ""
    """`2 sources, 3 places`: all that it cites; empty where it cites nothing."""


def prose(composer: Composer, body: MarkdownBody | None, heading_level: int = 2) -> tuple[Block, ...]:
    """Render a body for a page, which counts its statements; its notes go on after those of the last body."""
    if body is None or not body.markdown.strip():
        return ()
    composer.shows_statements(body.statements)
    addresses = Addresses(composer, body, heading_level)
    return tuple(
        addresses.block(Markup(html))  # the renderer escapes
        for html in render(body, addresses, composer.ids, heading_level, marks=addresses.marks)
    )


def with_lead(lead: tuple[Block, ...], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put a line of editors' words at the head of the others, in larger letters."""
    larger = Markup('<div class="lead">{}</div>')
    return (*(replace(block, html=larger.format(block.html)) for block in lead), *blocks)


class Addresses:
    """Where links and citations of one body lead, on one page."""

    def __init__(
        self, composer: Composer, body: MarkdownBody, heading_level: int = 2, *, embeds: bool = True
    ) -> None:
        self.composer = composer
        self.embeds = embeds
        self.say = composer.say
        self.interface: str = attributes_of(composer.interface)
        self.own: str = attributes_of(composer.desk)
        self.marks = quotation_marks(composer.shelf.dossier.language)
        self.translated = {p for each in body.citations if each.translated for p in each.targets}
        self._level = heading_level - 1
        """Rank of the last heading, under which an embed stands."""
        self._first: dict[int, EvidenceNote] = {}
        self._again: dict[int, EvidenceNote] = {}
        """Of the block that is being rendered, by number."""

    def block(self, html: Markup) -> Block:
        """Return a block with the notes that were numbered or named since the last one."""
        if heading := _HEADING.match(html):
            self._level = int(heading[1])
        cited = {**self._first, **self._again}
        sources = {note.quote.source.href for note in cited.values()}
        words = self.say("n_sources", len(sources)) if cited else ""
        if len(cited) > len(sources):
            words += f", {self.say('n_places', len(cited))}"
        first, again = tuple(self._first.values()), tuple(self._again.values())
        block = Block(self._in_its_language(html), first, again, words)
        self._first, self._again = {}, {}
        return block

    def _in_its_language(self, html: Markup) -> Markup:
        """Mark what editors wrote where the words round it are of another language."""
        return Markup("<div{}>{}</div>").format(Markup(self.own), html) if self.own else html

    def link(self, link: WikiLink) -> LinkTarget:
        """Return where a wiki link leads and the words it shows."""
        found, words = self.composer.shelf.link_at.get(link.at), self.composer.shelf.link_words(link)
        if found is None:
            return LinkTarget("", words)
        anchor = self.composer.anchor(found.target, fragment=found.fragment)
        return LinkTarget(anchor.href, words, anchor.gloss)

    def numbers(self, citation: Citation) -> tuple[int, ...]:
        """Return the note numbers of a citation; a place keeps its number all over the page."""
        quotation = None if citation.translated else citation.quotation
        return tuple(self._number(place, quotation) for place in citation.targets)

    def _number(self, place: CitedPlace, quotation: str | None) -> int:
        by_desk = self.say("translated") if place in self.translated else ""
        note, is_new = self.composer.note(place, quotation, by_desk)
        if is_new:
            self._first[note.number] = note
        elif note.number not in self._first:
            self._again[note.number] = note
        return note.number

    def picture(self, file: str, name: str) -> PictureShown | None:
        """Return a picture that a file shows by a name; None where there is none."""
        found = self.composer.shelf.pictures.get((file, name))
        href = urls.relative(self.composer.path, found.path) if found else ""
        return PictureShown(href, found.width, found.height) if found else None

    def embedded(self, link: WikiLink) -> str:
        """Return what an embed shows: a sentence of a source, or a section of editors' words."""
        shelf = self.composer.shelf
        found = shelf.link_at.get(link.at)
        if found is None:
            return ""
        origin = self.composer.anchor(found.target, fragment=found.fragment)
        gloss = Markup(' data-gloss="{}"').format(origin.gloss) if origin.gloss else ""
        from_line = Markup('<p class="from"{}>{} <a href="{}"{}{}>{}</a></p>').format(
            Markup(self.interface),
            self.say("embedded_from"),
            origin.href,
            gloss,
            attributes_of(origin.language),
            origin.words,
        )
        body = shelf.bodies.get(found.target) if self.embeds else None
        if found.target.kind is PageKind.SOURCE:
            inner = self._source_words(SourceId(found.target.id), found.fragment)
        elif body is not None:
            inside = Addresses(self.composer, body, embeds=False)
            inside._first, inside._again = self._first, self._again
            self.composer.shows_statements(statements_under(body, found.fragment))
            parts = render(
                body, inside, self.composer.ids, self._level + 1, under=found.fragment, marks=self.marks
            )
            inner = "".join(parts)
        else:
            inner = ""
        return inner + str(from_line)  # both are HTML; adding them as they are would escape the first

    def _source_words(self, source: SourceId, fragment: str) -> str:
        document = self.composer.shelf.documents[source]
        place = CitedPlace.parse(source, fragment)
        if not place or not place.paragraph:
            return ""
        words = self.composer.quote_place(place).words if document.paragraph(place.paragraph) else ""
        return f"<p>{escape(words)}</p>"


def plain_words(shelf: Shelf, body: MarkdownBody | None) -> str:
    """Return the words of a body's paragraphs, or else of its lists and quotes, on one line."""
    for kind in (BlockKind.PARAGRAPH, BlockKind.OTHER):
        words = (block.words(shelf.link_words) for block in body.blocks if block.kind is kind) if body else ()
        if found := " ".join(filter(None, words)):
            return found
    return ""


def sentences(shelf: Shelf, body: MarkdownBody) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a body, each with the anchor of the heading above it; headings too."""
    for block in body.blocks:
        words = block.words(shelf.link_words)
        whole = block.kind in (BlockKind.HEADING, BlockKind.CODE)
        for start, end in [(0, len(words))] if whole else split_sentences(words):
            if start < end:
                yield block.anchor, words[start:end]
