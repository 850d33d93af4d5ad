"""Turn the findings into the map of connections: a matrix of actors by topics and questions.

A drawing of nodes and lines showed no more than its list and was read by nobody. In the matrix, rows
are grouped by the topic that an actor is mostly spoken of in, so that it shows who ties the topics
together, and on which questions the evidence names whom.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.model import Claim, ClaimId, EntityId, EntityKind, Page, PageKind, Passage, TopicId
from dossier.site.composer import Composer, Draft
from dossier.site.rows import by_contest, more
from dossier.site.shelf import Shelf, cited_places, positions_of
from dossier.site.urls import claim_ref, entity_ref, source_ref, topic_ref
from dossier.site.views import Anchor

ACTORS = 24  # rows: what one screen holds
TOPICS = 6  # columns
QUESTIONS = 14  # columns; the best covered of those on which sources differ, then the others
PLACES = 8  # links for one actor and topic
MAINLY = 0.75  # share of an actor's sentences on topics that makes one of them its main topic
STEPS = (0, 0.13, 0.3, 0.6)  # shares of the highest number above which the bar of a cell is longer
_ACTS = (EntityKind.PERSON, EntityKind.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Count:
    """How many sentences on a topic name an actor."""

    topic: Anchor
    number: int
    step: int  # length of the bar, 0 to 4


@dataclass(frozen=True, slots=True)
class Part:
    """Whether an actor holds a position on a question, or the evidence names it."""

    question: Anchor
    mark: str  # `●` holds a position, `○` is named in the evidence; empty: neither
    words: str  # the same in words


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of the matrix, and the places behind it."""

    id: str
    entity: Anchor
    kind: str
    counts: tuple[Count, ...]
    parts: tuple[Part, ...]
    total: str  # `12 sentences on 2 topics`
    places: tuple[tuple[Anchor, tuple[Anchor, ...], str], ...]  # topic, sentences, `and 3 more sentences`


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors by topics and questions."""

    topics: tuple[Anchor, ...]
    questions: tuple[Anchor, ...]
    groups: tuple[tuple[str, tuple[Actor, ...]], ...]  # `Mainly: The ferry`, and its rows
    left_out: str


def pages(_shelf: Shelf) -> Iterator[Draft]:
    """Yield the map: who is mentioned where."""
    yield Draft(_map_page)


def _map_page(shelf: Shelf) -> Page:
    composer = Composer(shelf, PageKind.MAP)
    return composer.page({"map": matrix(composer)}, composer.say("of_map"))


def matrix(composer: Composer) -> Matrix:
    """Return the matrix of the actors that topics and questions name most."""
    shelf = composer.shelf
    topics = tuple(shelf.topics)[:TOPICS]
    claims = [claim for part in by_contest(shelf.claims.values()) for claim in part][:QUESTIONS]
    spoken = _sentences(shelf)
    named = {claim.id: _names(shelf, claim) for claim in claims}
    actors = _ranked(shelf, spoken, named)
    groups: dict[str, list[Actor]] = {shelf.say("on_several"): []}
    groups |= {_mainly(shelf, topic): [] for topic in topics}
    highest = max((len(each) for name in actors[:ACTORS] for each in spoken[name].values()), default=1)
    for name in actors[:ACTORS]:
        parts = tuple(_part(composer, claim, name, named[claim.id][name]) for claim in claims)
        groups.setdefault(_group(shelf, spoken[name]), []).append(
            _actor(composer, name, spoken[name], parts, highest)
        )
    hidden = (
        (len(actors) - ACTORS, "hidden_names"),
        (len(shelf.topics) - len(topics), "hidden_topics"),
        (len(shelf.claims) - len(claims), "hidden_questions"),
    )
    return Matrix(
        tuple(composer.anchor(topic_ref(topic)) for topic in topics),
        tuple(composer.anchor(claim_ref(claim.id)) for claim in claims),
        tuple((words, tuple(rows)) for words, rows in groups.items() if rows),
        ", ".join(shelf.say(key, number) for number, key in hidden if number > 0),
    )


def _sentences(shelf: Shelf) -> Mapping[EntityId, dict[TopicId, list[Passage]]]:
    """Return the sentences on each topic that name each entity."""
    found: dict[EntityId, dict[TopicId, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for topic, passages in shelf.passages_on.items():
        for each in passages:
            for name in shelf.names_at(each.passage):
                found[name][topic].append(each.passage)
    return found


def _names(shelf: Shelf, claim: Claim) -> Counter[EntityId]:
    """Count the cited sentences of a question that name each entity."""
    return Counter(name for place in cited_places(*positions_of(claim)) for name in shelf.names_in(place))


def _ranked(
    shelf: Shelf,
    spoken: Mapping[EntityId, dict[TopicId, list[Passage]]],
    named: Mapping[ClaimId, Counter[EntityId]],
) -> list[EntityId]:
    """Return persons, organisations, and who speaks or holds a position, the most named first."""
    holders = {name for claim in shelf.claims.values() for each in claim.positions for name in each.by}
    weight: Counter[EntityId] = Counter()
    for names in (*({n: sum(map(len, held.values())) for n, held in spoken.items()},), *named.values()):
        weight.update(names)
    acting = [
        name
        for name in weight
        if shelf.entities[name].kind in _ACTS or name in holders or shelf.said_by[name]
    ]
    return sorted(acting, key=lambda name: (-weight[name], name))


def _group(shelf: Shelf, held: Mapping[TopicId, list[Passage]]) -> str:
    """Return the words of the group that an actor belongs to."""
    total = sum(map(len, held.values()))
    for topic, passages in held.items():
        if len(passages) >= MAINLY * total:
            return _mainly(shelf, topic)
    return shelf.say("on_several" if total else "only_questions")


def _mainly(shelf: Shelf, topic: TopicId) -> str:
    return shelf.say("mainly", topic=shelf.topics[topic].title)


def _actor(
    composer: Composer,
    name: EntityId,
    held: Mapping[TopicId, list[Passage]],
    parts: tuple[Part, ...],
    highest: int,
) -> Actor:
    shelf = composer.shelf
    topics = tuple(shelf.topics)[:TOPICS]
    counts = tuple(_count(composer, topic, len(held.get(topic, ())), highest) for topic in topics)
    spoken = [each.number for each in counts if each.number]
    return Actor(
        id=f"on-{name}",
        entity=composer.anchor(entity_ref(name)),
        kind=shelf.say(f"kind_{shelf.entities[name].kind}"),
        counts=counts,
        parts=parts,
        total=shelf.say(
            "sentences_on",
            sentences=shelf.say("n_sentences", sum(spoken)),
            topics=shelf.say("on_topics", len(spoken)),
        ),
        places=tuple(_places(composer, topic, held[topic]) for topic in topics if topic in held),
    )


def _count(composer: Composer, topic: TopicId, number: int, highest: int) -> Count:
    return Count(composer.anchor(topic_ref(topic)), number, sum(number > share * highest for share in STEPS))


def _part(composer: Composer, claim: Claim, name: EntityId, cited: int) -> Part:
    question = composer.anchor(claim_ref(claim.id))
    composer.shows_basis(*positions_of(claim))
    holds = [position.title for position in claim.positions if name in position.by]
    if holds:
        return Part(question, "●", composer.say("holds", answers="; ".join(holds)))
    if not cited:
        return Part(question, "", "")
    return Part(question, "○", composer.say("named_in_cited", cited))


def _places(
    composer: Composer, topic: TopicId, passages: list[Passage]
) -> tuple[Anchor, tuple[Anchor, ...], str]:
    """Return a topic with links to the sentences on it: `Harbour log, 3 May, ¶4`."""
    shelf, links = composer.shelf, []
    for passage in passages[:PLACES]:
        place = composer.place(passage)
        words = f"{shelf.short[passage.source]}, {place.words}"
        links.append(Anchor(place.href, words, "", composer.source(passage.source).language))
    composer.shows(source_ref(passage.source) for passage in passages)
    return (
        composer.plain(topic_ref(topic)),
        tuple(links),
        more(shelf.say, "sentences", len(passages) - PLACES),
    )
