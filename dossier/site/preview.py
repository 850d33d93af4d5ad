"""Turn a page that is linked into the two or three lines of its preview."""

from collections.abc import Callable, Container, Iterator

from dossier.groups import Groups
from dossier.model import (
    ClaimId,
    EntityId,
    Grade,
    NoteId,
    PageKind,
    PageRef,
    Passage,
    Position,
    SourceId,
    TopicId,
)
from dossier.site.shelf import Shelf, cited_places, cited_sources, group, remembered
from dossier.text.characters import cut
from dossier.text.quotes import without_sign
from dossier.text.references import needs_context

Lines = tuple[tuple[str, str, str], ...]
"""Words of sources or editors, their language, and what the interface adds; each may be empty."""
LINE = 120  # characters of a preview's line


def first_words(shelf: Shelf, source: SourceId, limit: int = LINE) -> str:
    """Return the first sentence of a source's summary, as far as it may be shown."""
    summary = shelf.summary(source)
    words = summary.words or tuple(map(shelf.words, summary.sentences[:1]))
    return cut(without_sign(words[0]), limit) if words else ""


def topic_reach(shelf: Shelf, topic: TopicId) -> str:
    """Say in how many sources a topic occurs: `main subject of 3 sources, mentioned in 1 more`."""
    about, mentioned = shelf.reach.get(topic, (0, 0))
    if about and mentioned:
        return shelf.say("about_and_mentioned", about, more=mentioned)
    if not about and not mentioned:  # a source of which only the summary is shown may cover it
        return shelf.say("mentioned_nowhere")
    some = "mentioned_of" if mentioned else "covered_of"
    return shelf.say(some, len(shelf.documents), some=mentioned or about)


def support(shelf: Shelf, position: Position) -> str:
    """Say how many sources hold a position, and of how many origins: `2 sources, 1 origin`."""
    sources = cited_sources(position.body)
    origins = Groups(sources)
    for _, _, same in shared_origins(shelf, position):
        for source in same[1:]:
            origins.join(same[0], source)
    words, number = shelf.say("n_sources", len(sources)), len(origins.listed())
    if len(sources) == number:
        return words
    return shelf.say("of_origins", sources=words, origins=shelf.say("n_origins", number))


def shared_origins(
    shelf: Shelf, position: Position
) -> Iterator[tuple[str, EntityId | None, tuple[SourceId, ...]]]:
    """Yield sources that count once under a position, with the name of the text that says why.

    They are copies of one text; or the editor gives one origin to their places here; or nothing of them is
    cited here but what one and the same known speaker says, who is yielded too.
    """
    sources = cited_sources(position.body)
    quoting = group(sources, lambda source: _only_speaker(shelf, position, source))
    shared: list[tuple[str, EntityId | None, Container[SourceId]]] = [
        *(("shared_text", None, each.sources) for each in shelf.copies),
        *(("shared_report", None, {place.source for place in places}) for places in position.one_origin),
        *(("shared_speaker", speaker, held) for speaker, held in quoting.items()),
    ]
    for why, speaker, held in shared:
        cited = tuple(source for source in sources if source in held)
        if len(cited) > 1:
            yield why, speaker, cited


def _only_speaker(shelf: Shelf, position: Position, source: SourceId) -> Iterator[EntityId]:
    """Yield the name that says every sentence of a source that a position cites; nothing of several."""
    document = shelf.documents[source]
    speakers: set[EntityId | None] = set()
    for place in cited_places(position.body):
        if place.source == source:
            cited = document.cited_sentences(place)
            said = [shelf.speaker_at(source, each.id) for each in cited]
            speakers.update(each.entity if each else None for each in said or [None])
    if len(speakers) == 1:
        yield from (name for name in speakers if name in shelf.entities)


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
    positions, language = shelf.claims[claim].positions, shelf.dossier.language
    return tuple((each.title, language, f": {support(shelf, each)}") for each in positions)


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
