"""Turn pages into what they say of themselves to machines: schema.org in JSON-LD."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from dossier.model import ClaimId, Entity, EntityId, EntityKind, NoteId, PageKind, PageRef, SourceId, TopicId
from dossier.site.shelf import Shelf, cited_sources, ranked
from dossier.site.words import datetime_value, http_address

Described = dict[str, Any]

MENTIONS = 8  # names that a source speaks of most often
CITED = 25  # sources that a topic or a note names as its own
TYPES = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANISATION: "Organization",
    EntityKind.PLACE: "Place",
    EntityKind.AGREEMENT: "Thing",  # schema.org has no word for a treaty
    EntityKind.EVENT: "Event",
}
_ORGANISATIONS = frozenset((
    "agency", "bureau", "correspondents", "desk", "editors", "government", "institute", "ministry", "news",
    "newsroom", "office", "press", "service", "staff", "team", "university",
))  # fmt: skip
"""Words of an author's name that no person has."""
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def described(shelf: Shelf, ref: PageRef, address: str) -> Markup | None:
    """Return the JSON-LD of a page, safe inside a `<script>` data block; None where it has none.

    `address` is the page's absolute address, or empty. Vocabulary: https://schema.org.
    """
    make = KINDS.get(ref.kind)
    if make is None:
        return None
    record: Described = {"@context": "https://schema.org"} | make(shelf, ref.id)
    record |= {"inLanguage": shelf.dossier.language, "url": address}
    if ref.kind is not PageKind.FRONT:
        record["isPartOf"] = {"@type": "WebSite", "name": shelf.dossier.title}
    words = json.dumps(_known(record), ensure_ascii=False, separators=(",", ":"))
    return Markup(words.translate(_ESCAPES))  # no character is left that could end the block


def _known(value: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Leave out what is empty: nothing is said of what is not known."""
    if isinstance(value, dict):
        return {key: _known(each) for key, each in value.items() if each}
    return [_known(each) for each in value] if isinstance(value, list | tuple) else value


def _work(shelf: Shelf, source: SourceId) -> Described:
    """Describe the source itself: a report of news where a publisher is known."""
    meta, published = shelf.documents[source].meta, shelf.published(source)
    return {
        "@type": "NewsArticle" if meta.publisher else "CreativeWork",
        "headline": meta.title,
        "inLanguage": meta.language if meta.language != "und" else "",
        "datePublished": datetime_value(published) if published else "",
        "publisher": {"@type": "Organization", "name": meta.publisher} if meta.publisher else {},
        "author": [_author(shelf, author, meta.publisher) for author in meta.authors],
        "url": http_address(meta.url),
        "archivedAt": http_address(meta.archive),
    }


def _author(shelf: Shelf, name: str, publisher: str | None = None) -> Described | str:
    """Describe an author as a person or an organisation; by the name alone where neither is known."""
    kinds = {each.kind for each in shelf.entities.values() if name in each.spellings}
    words = name.lower().split()
    if kinds & {EntityKind.ORGANISATION} or name == publisher or _ORGANISATIONS & set(words):
        return {"@type": "Organization", "name": name}
    if EntityKind.PERSON in kinds or 2 <= len(words) <= 4:
        return {"@type": "Person", "name": name}
    return name


def _works(shelf: Shelf, sources: Iterable[SourceId]) -> list[Described]:
    return [_work(shelf, source) for source in sources if source in shelf.documents][:CITED]


def _bearer(entity: Entity) -> Described:
    return {"@type": TYPES[entity.kind], "name": entity.name}


def _source(shelf: Shelf, source: SourceId) -> Described:
    mentions = [_bearer(shelf.entities[name]) for name in ranked(shelf.named[source])[:MENTIONS]]
    return {"@type": "WebPage", "about": _work(shelf, source) | {"mentions": mentions}}


def _note(shelf: Shelf, note_id: NoteId) -> Described:
    note = shelf.notes[note_id]
    return {
        "@type": "Report",
        "headline": note.title,
        "author": [_author(shelf, author) for author in note.authors],
        "datePublished": datetime_value(note.date) if note.date else "",
        "about": [shelf.topics[topic].title for topic in note.topics if topic in shelf.topics],
        "citation": _works(shelf, cited_sources(note.body)),
    }


def _topic(shelf: Shelf, topic: TopicId) -> Described:
    title = shelf.topics[topic].title
    sources = {each.passage.source for each in shelf.passages_on[topic]}
    return {
        "@type": "CollectionPage",
        "name": title,
        "about": {"@type": "Thing", "name": title},
        "citation": _works(shelf, shelf.newest_first(sources)),
    }


def _claim(shelf: Shelf, claim_id: ClaimId) -> Described:
    claim, answers = shelf.claims[claim_id], []
    for position in claim.positions:
        cited = [work["headline"] for work in _works(shelf, cited_sources(position.body))]
        answers.append({"@type": "Answer", "text": position.title, "citation": cited})
    about = {"answerCount": len(answers), "suggestedAnswer": answers}
    question = {"@type": "Question", "name": claim.question, **about}
    return {"@type": "WebPage", "name": claim.question, "about": question}


def _entity(shelf: Shelf, entity_id: EntityId) -> Described:
    entity = shelf.entities[entity_id]
    about = _bearer(entity) | {"alternateName": entity.aliases, "description": entity.role}
    return {"@type": "WebPage", "name": entity.name, "about": about}


KINDS: dict[PageKind, Callable[..., Described]] = {
    PageKind.FRONT: lambda shelf, _: {"@type": "WebSite", "name": shelf.dossier.title},
    PageKind.SOURCE: _source,
    PageKind.NOTE: _note,
    PageKind.TOPIC: _topic,
    PageKind.CLAIM: _claim,
    PageKind.ENTITY: _entity,
}
"""What describes the pages of each kind; lists, the map and the search speak for themselves."""
