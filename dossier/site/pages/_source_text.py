"""Turn a source's text into paragraphs and sentences with names linked and citations in the margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import (
    Claim,
    Document,
    EntityId,
    Mention,
    PageKind,
    Paragraph,
    ParagraphKind,
    Position,
    Sentence,
    SourceId,
    Span,
)
from dossier.site.composer import Composer
from dossier.site.rows import more
from dossier.site.shelf import cited_places, positions_of
from dossier.site.urls import claim_ref, entity_ref, source_ref
from dossier.site.views import Anchor
from dossier.site.words import cut

ROLE_WORDS = {
    ParagraphKind.CAPTION: "Caption",
    ParagraphKind.EMBED: "Embedded post",
    ParagraphKind.BOILERPLATE: "Not part of the report",
}
MARGIN = 2  # notes beside one paragraph; the others stand under "Who cites this source"
CITED = "Cited by"


@dataclass(frozen=True, slots=True)
class TextSentence:
    """One sentence of the text; what follows it up to the next is white space."""

    id: str
    pieces: tuple[Anchor, ...]  # runs of characters; names are links
    alone: bool  # the only one of its paragraph, whose address serves as well


@dataclass(frozen=True, slots=True)
class MarginNote:
    """What editors say of a place, in its margin."""

    label: str  # `Cited by`, `On this question` or `Disputed`
    origin: Anchor
    words: str


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """One paragraph of the text with its margin."""

    paragraph: Paragraph
    role: str  # in words, for paragraphs that do not speak for the source; else empty
    sentences: tuple[TextSentence, ...]
    margin: tuple[MarginNote, ...]
    more: str  # `and 3 more notes`, which stand under the text; or empty
    withheld: bool  # words of it may not leave the desk


Margin = dict[str, list[MarginNote]]
"""The notes on each place of a source, by fragment: `p3` or `p3s2`."""


def source_text(composer: Composer, document: Document) -> tuple[TextParagraph, ...]:
    """Return all paragraphs of a source; words that may not leave the desk are left out."""
    margin = _margin(composer, document.id)
    sentences: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in document.sentences:
        sentences[sentence.paragraph].append(sentence)
    names: dict[int, dict[EntityId, Mention]] = defaultdict(dict)  # a name is linked once a paragraph
    for mention in composer.shelf.mentions[document.id]:
        at = document.sentence_at(mention.passage.span.start)
        if at and mention.entity:
            names[at.paragraph].setdefault(mention.entity, mention)
    paragraphs = []
    for paragraph in document.paragraphs:
        held = sentences[paragraph.number]
        linked = sorted(names[paragraph.number].values(), key=lambda mention: mention.passage.span.start)
        shown = tuple(
            TextSentence(
                each.id,
                tuple(_pieces(composer, document, each.span, linked)),
                len(held) == 1,
            )
            for each in held
            if composer.shelf.may_show(document.passage(each.span))
        )
        places = [f"p{paragraph.number}", *(each.id for each in held)]
        found = dict.fromkeys(note for place in places for note in margin.get(place, ()))
        notes = sorted(found, key=lambda note: note.label == CITED)  # questions come first
        role, beyond = ROLE_WORDS.get(paragraph.kind, ""), more(len(notes) - MARGIN, "note")
        withheld = len(shown) < len(held)
        paragraphs.append(TextParagraph(paragraph, role, shown, tuple(notes[:MARGIN]), beyond, withheld))
    return tuple(paragraphs)


def _pieces(composer: Composer, document: Document, span: Span, mentions: list[Mention]) -> Iterator[Anchor]:
    at = span.start
    for mention in mentions:
        name = mention.passage.span
        if name not in span or name.start < at or mention.entity is None:
            continue
        if name.start > at:
            yield Anchor("", document.text[at : name.start])
        yield composer.anchor(entity_ref(mention.entity), document.quote(name))
        at = name.end
    if at < span.end:
        yield Anchor("", document.text[at : span.end])


def _margin(composer: Composer, source: SourceId) -> Margin:
    """Gather the claims and the links that point into a source; links of names say nothing of a place."""
    notes: Margin = defaultdict(list)
    for claim in composer.shelf.claims_citing[source]:
        for position in claim.positions:
            for place in cited_places(position.body):
                if place.source == source and place.fragment:
                    notes[place.fragment].append(_question(composer, claim, position))
    for link in composer.shelf.links_to[source_ref(source)]:
        if link.origin.kind not in (PageKind.CLAIM, PageKind.ENTITY) and link.fragment:
            notes[link.fragment].append(MarginNote(CITED, composer.plain(link.origin), ""))
    return notes


def _question(composer: Composer, claim: Claim, position: Position) -> MarginNote:
    others = [each.title for each in claim.positions if each is not position]
    composer.shows_basis(*positions_of(claim))
    words = f"Here: {position.title}." + (f" Elsewhere: {'; '.join(others)}." if others else "")
    question = composer.plain(claim_ref(claim.id), claim.question, position.stance)
    return MarginNote("Disputed" if others else "On this question", question, cut(words, 120))
