"""Turn a page that is linked into the two or three lines of its preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dossier.model import ClaimId, EntityId, Grade, NoteId, PageKind, PageRef, Passage, SourceId, TopicId
from dossier.site.shelf import Shelf, asked_once, cited_sources, group
from dossier.text.characters import cut
from dossier.text.counts import count
from dossier.text.date_phrases import in_words
from dossier.text.references import needs_context

LINE = 120  # characters of a preview's line


def first_words(shelf: Shelf, source: SourceId, limit: int = LINE) -> str:
    """Return the first sentence of a source's summary, as far as it may be shown."""
    summary = shelf.summary(source)
    words = summary.words or tuple(map(shelf.words, summary.sentences[:1]))
    return cut(words[0], limit) if words else ""


def topic_reach(shelf: Shelf, topic: TopicId) -> str:
    """Say in how many sources a topic occurs: `main subject of 3 sources, mentioned in 1 more`."""
    about, mentioned = shelf.reach.get(topic, (0, 0))
    if about and mentioned:
        return f"main subject of {count(about, 'source')}, mentioned in {mentioned} more"
    every = count(len(shelf.documents), "source")
    return f"mentioned in {mentioned} of {every}" if mentioned else f"covered in {about} of {every}"


def _source(shelf: Shelf, source: SourceId) -> tuple[str, ...]:
    publisher, when = shelf.documents[source].meta.publisher, shelf.when(source)
    return (f"{publisher} · {when}" if publisher else when, first_words(shelf, source))


def _entity(shelf: Shelf, entity: EntityId) -> tuple[str, ...]:
    number = shelf.named_in[entity]
    return (shelf.entities[entity].role, f"mentioned in {count(number, 'source')}" if number else "")


@asked_once
def first_sentence_on(shelf: Shelf, ref: PageRef) -> Passage | None:
    """Return the sentence of a source that a preview of a name or a topic quotes; None where none fits.

    It is the first one of the newest source that names it, or is about it, and opens with no pronoun.
    """
    for passage in _newest_on(shelf, ref):
        document = shelf.documents[passage.source]
        sentence = document.sentence_at(passage.span.start)
        if sentence is None or not document.paragraphs[sentence.paragraph - 1].kind.is_prose:
            continue
        if shelf.may_show(passage) and not needs_context(document.quote(sentence.span)):
            return document.passage(sentence.span)
    return None


def _newest_on(shelf: Shelf, ref: PageRef) -> Iterator[Passage]:
    """Yield the places that name somebody or are about a topic, those of the newest source first."""
    if ref.kind is PageKind.ENTITY:
        found = [each.passage for each in shelf.mentions_of[EntityId(ref.id)]]
    else:
        passages = shelf.passages_on[TopicId(ref.id)]
        about = [each for each in passages if each.grade is Grade.ABOUT]
        found = [each.passage for each in about or passages]
    by_source = group(found, lambda each: (each.source,))
    news = [source for source in shelf.newest_first(by_source) if source not in shelf.background]
    others = sorted(by_source.keys() - set(news))
    for source in (*news, *others):
        yield from sorted(by_source[source])


def _note(shelf: Shelf, note_id: NoteId) -> tuple[str, ...]:
    note = shelf.notes[note_id]
    return (" · ".join(filter(None, [in_words(note.date) if note.date else "", ", ".join(note.authors)])),)


def _claim(shelf: Shelf, claim: ClaimId) -> tuple[str, ...]:
    positions = shelf.claims[claim].positions
    return tuple(f"{each.title}: {count(len(cited_sources(each.body)), 'source')}" for each in positions)


@asked_once
def preview(shelf: Shelf, ref: PageRef) -> tuple[str, ...]:
    """Return the lines of a page's preview."""
    return tuple(filter(None, PREVIEWS[ref.kind](shelf, ref.id)))


PREVIEWS: dict[PageKind, Callable[..., tuple[str, ...]]] = {
    PageKind.SOURCE: _source,
    PageKind.TOPIC: lambda shelf, topic: (topic_reach(shelf, topic),),
    PageKind.ENTITY: _entity,
    PageKind.NOTE: _note,
    PageKind.CLAIM: _claim,
}
"""What tells the lines of each kind of page that has previews; an empty line is left out."""
