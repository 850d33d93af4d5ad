"""Turn a source's text into paragraphs and sentences with names linked and citations in the margin."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import (
    CitedPlace,
    Claim,
    Document,
    EntityId,
    Mention,
    PageKind,
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
from dossier.text.characters import capitalised, cut

ROLES = (ParagraphKind.CAPTION, ParagraphKind.EMBED, ParagraphKind.BOILERPLATE)
MARGIN = 3  # notes beside one paragraph; the others stand under "Who cites this source"
CITED, DISPUTED, ANSWERED = "cited", "disputed", "answered"  # what a note says of its place


@dataclass(frozen=True, slots=True)
class TextSentence:
    """One sentence of the text; what follows it up to the next is white space."""

    id: str
    pieces: tuple[Anchor, ...]  # runs of characters; names are links


@dataclass(frozen=True, slots=True)
class MarginNote:
    """What editors say of a place, in its margin."""

    kind: str  # CITED, DISPUTED or ANSWERED
    label: str  # the same in words
    origin: Anchor
    words: str


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """One paragraph of the text with its margin."""

    id: str  # `p3`
    number: int
    kind: str  # the part it plays; empty for the body of the text
    role: str  # in words, for paragraphs that do not speak for the source; else empty
    sentences: tuple[TextSentence, ...]
    margin: tuple[MarginNote, ...]
    """What is noted here first."""
    again: tuple[Anchor, ...]
    """Questions that are noted further up."""
    folded: str  # `Disputed, cited by 2 pages`; empty where the margin is
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
    paragraphs, noted = [], set[tuple[str, str]]()
    for paragraph in document.paragraphs:
        held = sentences[paragraph.number]
        linked = sorted(names[paragraph.number].values(), key=lambda mention: mention.passage.span.start)
        shown = tuple(
            TextSentence(each.id, tuple(_pieces(composer, document, each.span, linked)))
            for each in held
            if composer.shelf.may_show(document.passage(each.span))
        )
        places = [f"p{paragraph.number}", *(each.id for each in held)]
        first, again = _new_and_known([note for place in places for note in margin.get(place, ())], noted)
        paragraphs.append(
            TextParagraph(
                id=f"p{paragraph.number}",
                number=paragraph.number,
                kind="" if paragraph.kind is ParagraphKind.BODY else paragraph.kind.value,
                role=composer.say(f"role_{paragraph.kind}") if paragraph.kind in ROLES else "",
                sentences=shown,
                margin=tuple(first[:MARGIN]),
                again=tuple(again),
                folded=_folded(composer, first, again),
                more=more(composer.say, "notes", len(first) - MARGIN),
                withheld=len(shown) < len(held),
            )
        )
    return tuple(paragraphs)


def _new_and_known(
    notes: list[MarginNote], noted: set[tuple[str, str]]
) -> tuple[list[MarginNote], list[Anchor]]:
    """Return the notes of a paragraph that are not `noted` yet, questions first, and the questions that are.

    All of them are noted by then.
    """
    found = {(note.kind, note.origin.words): note for note in notes}
    first = [note for key, note in found.items() if key not in noted]
    again = [note.origin for key, note in found.items() if key in noted and note.kind == DISPUTED]
    noted.update(found)
    return sorted(first, key=lambda note: note.kind == CITED), again


def _folded(composer: Composer, first: list[MarginNote], again: list[Anchor]) -> str:
    """Say in a line what is noted beside a paragraph."""
    kinds, say = Counter(note.kind for note in first), composer.say
    disputed = say(DISPUTED) if again or kinds[DISPUTED] else ""
    answered = say(ANSWERED) if kinds[ANSWERED] and not disputed else ""
    cited = say("cited_by_pages", kinds[CITED]) if kinds[CITED] else ""
    return capitalised(", ".join(filter(None, [disputed, answered, cited])))


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
                    note = _question(composer, claim, position)
                    notes[place.fragment].append(_unless_date_line(composer, place, note))
    for link in composer.shelf.links_to[source_ref(source)]:
        if link.origin.kind not in (PageKind.CLAIM, PageKind.ENTITY) and link.fragment:
            notes[link.fragment].append(_note(composer, CITED, composer.plain(link.origin)))
    return notes


def _unless_date_line(composer: Composer, place: CitedPlace, note: MarginNote) -> MarginNote:
    """Return a note as it is, or of what is no part of a report that it is cited: nobody disputes that."""
    paragraph = composer.shelf.documents[place.source].paragraph(place.paragraph or 0)
    if paragraph is None or paragraph.kind is not ParagraphKind.BOILERPLATE:
        return note
    return _note(composer, CITED, note.origin)


def _question(composer: Composer, claim: Claim, position: Position) -> MarginNote:
    others = [each.title for each in claim.positions if each is not position]
    composer.shows_basis(*positions_of(claim))
    if others:
        words = composer.say("here_elsewhere", answer=position.title, answers="; ".join(others))
    else:
        words = composer.say("here", answer=position.title)
    question = composer.plain(claim_ref(claim.id), fragment=position.stance)
    return _note(composer, DISPUTED if others else ANSWERED, question, cut(words, 120))


def _note(composer: Composer, kind: str, origin: Anchor, words: str = "") -> MarginNote:
    return MarginNote(kind, composer.say(kind), origin, words)
