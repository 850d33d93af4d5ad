"""Turn a page that is linked into the two or three lines of its preview."""

from collections.abc import Callable, Iterator

from dossier.model import ClaimId, EntityId, Grade, NoteId, PageKind, PageRef, Passage, SourceId, TopicId
from dossier.site.shelf import Shelf, cited_sources, group, remembered
from dossier.text.characters import cut
from dossier.text.references import needs_context

Lines = tuple[tuple[str, str, str], ...]
"""Words of sources or editors, their language, and what the interface adds; each may be empty."""
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
        return shelf.say("about_and_mentioned", about, more=mentioned)
    some = "mentioned_of" if mentioned else "covered_of"
    return shelf.say(some, len(shelf.documents), some=mentioned or about)


def _source(shelf: Shelf, source: SourceId) -> Lines:
    meta, when = shelf.documents[source].meta, shelf.when(source)
    known = f"{meta.publisher} · {when}" if meta.publisher else when
    return ("", "", known), (first_words(shelf, source), meta.language, "")


def _entity(shelf: Shelf, entity: EntityId) -> Lines:
    number = shelf.named_in[entity]
    reach = shelf.say("mentioned_in", number) if number else ""
    return (shelf.entities[entity].role, shelf.dossier.language, ""), ("", "", reach)


@remembered
def first_sentence_on(shelf: Shelf, ref: PageRef) -> Passage | None:
    """Return the sentence of a source that a preview of a name or a topic quotes; None where none fits.

    It is the first one of the newest source that names it, or is about it, and opens with no pronoun.
    """
    for passage in _newest_on(shelf, ref):
        document = shelf.documents[passage.source]
        sentence = document.sentence_at(passage.span.start)
        if sentence is None or not document.kind_of(sentence).is_prose:
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


def _note(shelf: Shelf, note_id: NoteId) -> Lines:
    note = shelf.notes[note_id]
    known = filter(None, [shelf.date(note.date) if note.date else "", ", ".join(note.authors)])
    return (("", "", " · ".join(known)),)


def _claim(shelf: Shelf, claim: ClaimId) -> Lines:
    language, lines = shelf.dossier.language, []
    for position in shelf.claims[claim].positions:
        sources = shelf.say("n_sources", len(cited_sources(position.body)))
        lines.append((position.title, language, f": {sources}"))
    return tuple(lines)


@remembered
def preview(shelf: Shelf, ref: PageRef) -> Lines:
    """Return the lines of a page's preview."""
    return tuple(line for line in PREVIEWS[ref.kind](shelf, ref.id) if line[0] or line[2])


PREVIEWS: dict[PageKind, Callable[..., Lines]] = {
    PageKind.SOURCE: _source,
    PageKind.TOPIC: lambda shelf, topic: (("", "", topic_reach(shelf, topic)),),
    PageKind.ENTITY: _entity,
    PageKind.NOTE: _note,
    PageKind.CLAIM: _claim,
}
"""What tells the lines of each kind of page that has previews; an empty line is left out."""
