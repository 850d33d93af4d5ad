"""Turn a source's text into paragraphs and sentences with names linked and citations in the margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.model import (
    Claim,
    Document,
    Link,
    Mention,
    PageKind,
    PageRef,
    Paragraph,
    ParagraphKind,
    Position,
    Sentence,
    SourceId,
    Span,
)
from dossier.site.draft import Draft
from dossier.site.rows import more
from dossier.site.shelf import Shelf, entity_ref
from dossier.site.views import Anchor
from dossier.site.words import cut

ROLE_WORDS = {
    ParagraphKind.CAPTION: "Caption",
    ParagraphKind.EMBED: "Embedded post",
    ParagraphKind.BOILERPLATE: "Not part of the report",
}
MARGIN = 2  # notes beside one paragraph; the others stand under "Who cites this source"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters, linked when it is a name."""

    words: str
    link: Anchor | None = None


@dataclass(frozen=True, slots=True)
class TextSentence:
    """One sentence of the text; what follows it up to the next is white space."""

    id: str
    pieces: tuple[Piece, ...]
    cited: bool
    alone: bool
    """The only one of its paragraph, whose address serves as well."""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """What editors say of a place, in its margin."""

    label: str
    """`Cited by`, `On this question` or `Disputed`."""
    origin: Anchor
    words: str


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """One paragraph of the text with its margin."""

    id: str
    number: int
    kind: str
    role: str
    """In words, for paragraphs that do not speak for the source; else empty."""
    sentences: tuple[TextSentence, ...]
    margin: tuple[MarginNote, ...]
    more: str
    """`and 3 more notes`, which stand under the text; or empty."""
    withheld: bool
    """True when words of it may not leave the desk."""


@dataclass(frozen=True, slots=True)
class CitedPlaces:
    """Who points to places of one source."""

    links: Mapping[str, tuple[Link, ...]]
    """By fragment: `p3` or `p3s2`; links from claims and names left out."""
    claims: Mapping[str, tuple[tuple[Claim, Position], ...]]


def cited_places(shelf: Shelf, source: SourceId) -> CitedPlaces:
    """Gather the links and the claims that point into a source, by fragment."""
    links: dict[str, list[Link]] = defaultdict(list)
    for link in shelf.links_to.get(PageRef(PageKind.SOURCE, source), ()):
        if link.origin.kind not in (PageKind.CLAIM, PageKind.ENTITY) and link.fragment:
            links[link.fragment].append(link)
    claims: dict[str, list[tuple[Claim, Position]]] = defaultdict(list)
    for claim in shelf.claims_citing.get(source, ()):
        for position in claim.positions:
            for place in dict.fromkeys(p for cited in position.evidence for p in cited.targets):
                if place.source == source and place.fragment:
                    claims[place.fragment].append((claim, position))
    return CitedPlaces(
        {fragment: tuple(held) for fragment, held in links.items()},
        {fragment: tuple(held) for fragment, held in claims.items()},
    )


def source_text(draft: Draft, document: Document, cited: CitedPlaces) -> tuple[TextParagraph, ...]:
    """Return all paragraphs of a source; words that may not leave the desk are left out."""
    by_paragraph: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in document.sentences:
        by_paragraph[sentence.paragraph].append(sentence)
    names: dict[int, list[Mention]] = defaultdict(list)
    for mention in draft.shelf.mentions.get(document.id, ()):
        at = document.sentence_at(mention.passage.span.start)
        if at and mention.entity in draft.shelf.entities:
            names[at.paragraph].append(mention)
    return tuple(
        _paragraph(draft, paragraph, by_paragraph[paragraph.number], names[paragraph.number], cited)
        for paragraph in document.paragraphs
    )


def _paragraph(
    draft: Draft,
    paragraph: Paragraph,
    sentences: list[Sentence],
    mentions: list[Mention],
    cited: CitedPlaces,
) -> TextParagraph:
    document = draft.shelf.documents[SourceId(draft.ref.id)]
    released = draft.shelf.released[document.id]
    shown = [each for each in sentences if released is None or each.id in released]
    first: dict[str, Mention] = {}  # a name is linked once a paragraph
    for mention in mentions:
        first.setdefault(str(mention.entity), mention)
    linked = sorted(first.values(), key=lambda mention: mention.passage.span.start)
    places = [f"p{paragraph.number}", *(each.id for each in sentences)]
    margin, beyond = _margin(draft, places, cited)
    return TextParagraph(
        id=f"p{paragraph.number}",
        number=paragraph.number,
        kind=paragraph.kind.value,
        role=ROLE_WORDS.get(paragraph.kind, ""),
        sentences=tuple(
            TextSentence(
                each.id,
                _pieces(draft, document, each.span, linked),
                each.id in cited.links or each.id in cited.claims,
                len(sentences) == 1,
            )
            for each in shown
        ),
        margin=margin,
        more=beyond,
        withheld=len(shown) < len(sentences),
    )


def _pieces(draft: Draft, document: Document, span: Span, mentions: Iterable[Mention]) -> tuple[Piece, ...]:
    pieces, at = [], span.start
    for mention in mentions:
        name = mention.passage.span
        if name not in span or name.start < at or mention.entity is None:
            continue
        if name.start > at:
            pieces.append(Piece(document.text[at : name.start]))
        pieces.append(Piece(document.quote(name), draft.anchor(entity_ref(mention.entity), "")))
        at = name.end
    if at < span.end:
        pieces.append(Piece(document.text[at : span.end]))
    return tuple(pieces)


def _margin(draft: Draft, places: list[str], cited: CitedPlaces) -> tuple[tuple[MarginNote, ...], str]:
    notes: dict[tuple[str, str], MarginNote] = {}
    for place in places:
        for claim, position in cited.claims.get(place, ()):
            ref = PageRef(PageKind.CLAIM, claim.id)
            question = draft.plain(ref, claim.question, position.stance)
            others = [p.title for p in claim.positions if p is not position]
            label = "Disputed" if others else "On this question"
            words = f"Here: {position.title}." + (f" Elsewhere: {'; '.join(others)}." if others else "")
            notes.setdefault((claim.id, position.stance), MarginNote(label, question, cut(words, 120)))
    for place in places:
        for link in cited.links.get(place, ()):
            origin = draft.plain(link.origin, draft.shelf.titles[link.origin])
            notes.setdefault((origin.href, ""), MarginNote("Cited by", origin, ""))
    return tuple(notes.values())[:MARGIN], more(len(notes) - MARGIN, "note")
