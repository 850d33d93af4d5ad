"""Turn editors' Markdown into blocks of HTML with the evidence notes that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from dossier.editorial import LinkTarget, render, statements_under
from dossier.model import BlockKind, Citation, CitedPlace, MarkdownBody, PageKind, SourceId, WikiLink
from dossier.site.composer import Composer
from dossier.site.shelf import Shelf
from dossier.site.views import Quotation
from dossier.text.sentences import split_sentences

TRANSLATED = "translated by the desk"  # beside the original words of what an editor translated
NOTE = 110  # characters of a quotation beside editors' words; the place has them all


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """A numbered note beside a paragraph of editors' words."""

    number: int
    quote: Quotation
    how: str  # date and grade of the source; who says it, where there is room
    open: str  # the words of the link to the place


@dataclass(frozen=True, slots=True)
class Block:
    """A block of editors' words with the notes that stand beside it."""

    html: Markup
    notes: tuple[EvidenceNote, ...]


def prose(
    composer: Composer, body: MarkdownBody | None, heading_level: int = 2, quote: int = NOTE
) -> tuple[Block, ...]:
    """Render a body for a page, which counts its statements; its notes go on after those of the last body."""
    if body is None or not body.markdown.strip():
        return ()
    composer.shows_statements(body.statements)
    addresses = Addresses(composer, quote=quote)
    return tuple(
        Block(Markup(html), addresses.take_notes())  # the renderer escapes
        for html in render(body, addresses, composer.ids, heading_level)
    )


def with_lead(lead: tuple[Block, ...], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put a line of editors' words at the head of the first block, so that the notes stand beside both."""
    if not lead:
        return blocks
    first, rest = (blocks[0], blocks[1:]) if blocks else (Block(Markup(), ()), ())
    words = Markup('<div class="lead">{}</div>').format(Markup().join(each.html for each in lead))
    notes = tuple(note for each in lead for note in each.notes)
    return (Block(words + first.html, notes + first.notes), *rest)


class Addresses:
    """Where links and citations of one body lead, on one page."""

    def __init__(self, composer: Composer, *, quote: int = NOTE, embeds: bool = True) -> None:
        self.composer = composer
        self.quote = quote
        self.embeds = embeds
        self._notes: list[EvidenceNote] = []
        """Those that no block has taken yet."""
        self._numbers: dict[tuple[CitedPlace, str | None, bool], int] = {}

    def take_notes(self) -> tuple[EvidenceNote, ...]:
        """Return the notes that were numbered since the last block: each stands beside its first mark."""
        notes = tuple(self._notes)
        self._notes.clear()
        return notes

    def link(self, link: WikiLink) -> LinkTarget:
        """Return where a wiki link leads and the words it shows."""
        found, words = self.composer.shelf.link_at.get(link.at), self.composer.shelf.link_words(link)
        if found is None:
            return LinkTarget("", words)
        anchor = self.composer.anchor(found.target, fragment=found.fragment)
        return LinkTarget(anchor.href, words, anchor.gloss)

    def numbers(self, citation: Citation) -> tuple[int, ...]:
        """Return the note numbers of a citation; one place with one quotation keeps its number."""
        quotation = None if citation.translated else citation.quotation
        return tuple(self._number(place, quotation, citation.translated) for place in citation.targets)

    def _number(self, place: CitedPlace, quotation: str | None, translated: bool) -> int:
        known = self._numbers.get((place, quotation, translated))
        if known:
            return known
        self.composer.notes += 1
        number = self._numbers[place, quotation, translated] = self.composer.notes
        meta = self.composer.shelf.documents[place.source].meta
        quote = self.composer.quote_place(place, quotation, self.quote)
        speaker = f"according to {quote.speaker}" if quote.speaker and self.quote > NOTE else ""
        by_desk = TRANSLATED if translated else ""
        how = ", ".join(filter(None, [quote.when, meta.grade or "", speaker, by_desk]))
        opening = f"Open source at {quote.place.words}" if place.paragraph else "Open source"
        self._notes.append(EvidenceNote(number, quote, how, opening))
        return number

    def embedded(self, link: WikiLink) -> str:
        """Return what an embed shows: a sentence of a source, or a section of editors' words."""
        shelf = self.composer.shelf
        found = shelf.link_at.get(link.at)
        if found is None:
            return ""
        origin = self.composer.anchor(found.target, fragment=found.fragment)
        gloss = Markup(' data-gloss="{}"').format(origin.gloss) if origin.gloss else ""
        from_line = Markup('<p class="from">From <a href="{}"{}>{}</a></p>').format(
            origin.href, gloss, origin.words
        )
        body = shelf.bodies.get(found.target) if self.embeds else None
        if found.target.kind is PageKind.SOURCE:
            inner = self._source_words(SourceId(found.target.id), found.fragment)
        elif body is not None:
            inside = Addresses(self.composer, embeds=False)
            inside._numbers, inside._notes = self._numbers, self._notes
            self.composer.shows_statements(statements_under(body, found.fragment))
            inner = "".join(render(body, inside, self.composer.ids, under=found.fragment))
        else:
            inner = ""
        return inner + str(from_line)  # both are HTML; adding them as they are would escape the first

    def _source_words(self, source: SourceId, fragment: str) -> str:
        document = self.composer.shelf.documents[source]
        place = re.fullmatch(r"p(\d+)(?:s(\d+))?", fragment)
        if not place:
            return ""
        cited = CitedPlace(source, int(place[1]), int(place[2]) if place[2] else None)
        words = self.composer.quote_place(cited).words if document.paragraph(int(place[1])) else ""
        return f"<p>{escape(words)}</p>"


def plain_words(shelf: Shelf, body: MarkdownBody | None) -> str:
    """Return the words of a body's paragraphs, or else of its lists and quotes, on one line."""
    for kind in (BlockKind.PARAGRAPH, BlockKind.OTHER):
        words = (block.words(shelf.link_words) for block in body.blocks if block.kind is kind) if body else ()
        if found := " ".join(filter(None, words)):
            return found
    return ""


def first_paragraph(shelf: Shelf, body: MarkdownBody) -> str:
    """Return the words of the first paragraph that is in no list or quote, on one line."""
    paragraphs = (block for block in body.blocks if block.kind is BlockKind.PARAGRAPH)
    return next(filter(None, (block.words(shelf.link_words) for block in paragraphs)), "")


def sentences(shelf: Shelf, body: MarkdownBody) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a body, each with the anchor of the heading above it; headings too."""
    for block in body.blocks:
        words = block.words(shelf.link_words)
        whole = block.kind in (BlockKind.HEADING, BlockKind.CODE)
        for start, end in [(0, len(words))] if whole else split_sentences(words):
            if start < end:
                yield block.anchor, words[start:end]
