"""Turn a dossier into shelves to reach into: every finding by source, topic, name and place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import replace
from datetime import date
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from dossier.editorial import written_pages
from dossier.kept import Parcel, key_of
from dossier.model import (
    Analysis,
    Attribution,
    Basis,
    BlockKind,
    Candidate,
    CitedPlace,
    Claim,
    CopyGroup,
    Corpus,
    DateMention,
    Desk,
    Dossier,
    EntityId,
    Grade,
    Link,
    MarkdownBody,
    Mention,
    PageKind,
    PageRef,
    PartialDate,
    Passage,
    Proposal,
    Publication,
    Relation,
    SourceId,
    Summary,
    TimelineEvent,
    Tlp,
    TopicId,
    TopicPassage,
    WikiLink,
)
from dossier.site.reads import QUESTIONS, REMEMBERED, Reads, Recorder, name_of
from dossier.site.release import released_sentences
from dossier.site.short_names import short_names
from dossier.site.urls import source_ref
from dossier.site.words import with_apostrophes
from dossier.text.date_phrases import in_words, said
from dossier.text.interface import Interface, interface_of
from dossier.text.references import opens_with_pronoun

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
F = TypeVar("F", Attribution, DateMention, Mention, TopicPassage)
N = TypeVar("N", bound=str)
P = ParamSpec("P")

QUOTING = frozenset({"quoting", "citing"})  # “the Post reported, quoting two officials”: what both say


class Shelves(dict[K, tuple[V, ...]]):
    """Values by key, in order; a shelf that was never filled is empty."""

    def __missing__(self, key: K) -> tuple[V, ...]:
        return ()


def group(values: Iterable[V], keys: Callable[[V], Iterable[K]]) -> Shelves[K, V]:
    """Put each value under each of its keys, once, in order."""
    shelves: dict[K, dict[int, V]] = defaultdict(dict)
    for number, value in enumerate(values):
        for key in keys(value):
            shelves[key].setdefault(number, value)
    return Shelves({key: tuple(held.values()) for key, held in shelves.items()})


def by_source(findings: Iterable[F]) -> Shelves[SourceId, F]:
    """Put each finding under the source that it was made in."""
    return group(findings, lambda finding: (finding.passage.source,))


def ranked(counts: Mapping[N, int]) -> list[N]:
    """Sort names by how often they were counted, the most frequent first."""
    return sorted(counts, key=lambda name: (-counts[name], name))


def asked_once(
    question: Callable[Concatenate[Shelf, P], V],
) -> Callable[Concatenate[Shelf, P], V]:
    """Let a function of a shelf and of plain values be worked out once for each of these: many pages ask."""
    QUESTIONS[name_of(question)] = question

    @wraps(question)
    def ask(shelf: Shelf, /, *arguments: P.args, **_: P.kwargs) -> V:
        return shelf.answer(question, *arguments)

    return ask


def remembered(
    question: Callable[Concatenate[Shelf, P], V],
) -> Callable[Concatenate[Shelf, P], V]:
    """Let a function be worked out once, as `asked_once` does, and be known in the next build as well.

    What it returns is made of plain values and those of the model.
    """
    REMEMBERED.add(name_of(question))
    return asked_once(question)


def remembered_property(question: Callable[[Any], V]) -> cached_property[V]:
    """Let a value of the shelf be known in the next build as well; it is worked out as any answer is."""
    return cached_property(remembered(question))


class FoundShelf:
    """What was found in sources, by source, topic, name and place; each shelf is filled when it is asked for.

    It is made without notes, plain pages and links, so nothing on it depends on them.
    """

    def __init__(
        self,
        corpus: Corpus,
        desk: Desk,
        found: Analysis,
        released: Mapping[SourceId, frozenset[str] | None],
        say: Interface,
    ) -> None:
        self._found = found
        self.say = say
        """The words of the interface."""
        self.documents = corpus.by_id
        self.released = released
        ordered = sorted(desk.topics, key=lambda t: (t.order is None, t.order or 0, t.id))
        self.topics = {topic.id: topic for topic in ordered}
        """In the editors' order."""
        self.entities = {entity.id: entity for entity in desk.entities}
        self.claims = {claim.id: claim for claim in desk.claims}
        self.background = frozenset(each.value for each in desk.decisions.background)
        """Ids of the sources that are read for context alone, so they are no news."""
        self.asked: dict[tuple[str, tuple[object, ...]], None] = {}
        """Questions whose answers are remembered, by name, that were asked so far."""
        self._answers: dict[tuple[object, tuple[object, ...]], tuple[Any, Reads]] = {}

    remember: Callable[[str, tuple[object, ...]], Parcel | None] = staticmethod(lambda *_: None)
    """Returns the answer of the last build to a question, by its name, where it would be the same."""

    def answer(self, question: Callable[..., V], *arguments: Any) -> V:  # noqa: ANN401  # of any question
        """Return what a function of the shelf returns, which is worked out when it is first asked."""
        name = name_of(question)
        if name in REMEMBERED and (question, arguments) not in self._answers:
            self.asked[name, arguments] = None
            if (known := self.remember(name, arguments)) is not None:
                remembered: V = known.value
                return remembered
        found: V = self.answered(question, *arguments)[0]
        return found

    def answered(self, question: Callable[..., Any], *arguments: Any) -> tuple[Any, Reads]:  # noqa: ANN401
        """Return the answer to a question, and what was read for it."""
        asked = question, arguments
        if asked not in self._answers:
            recorder = Recorder(self)
            self._answers[asked] = question(recorder, *arguments), recorder.finish()
        return self._answers[asked]

    # --- sources ----------------------------------------------------------------------------

    @cached_property
    def publications(self) -> dict[SourceId, Publication]:
        """When each source was published."""
        undated = {each: Publication(each, None, Basis.UNKNOWN, None, "") for each in self.documents}
        return undated | {each.source: each for each in self._found.publications}

    @cached_property
    def came_out(self) -> dict[SourceId, tuple[date, date, SourceId]]:
        """By what sources are sorted: the first day on which each can have come out, the last one, its id."""
        came_out = {}
        for source in self.documents:
            value = self.publications[source].value
            first, last = value.sort_key[:2] if value else (date.min, date.min)
            came_out[source] = first, last, source
        return came_out

    @cached_property
    def newest(self) -> SourceId | None:
        """The newest source; None when no date is known."""
        known = [
            (each.value.sort_key, each.source)
            for each in self.publications.values()
            if each.value and each.value.earliest
        ]
        return max(known)[1] if known else None

    @remembered_property
    def short(self) -> dict[SourceId, str]:
        """Return what citations call each source."""
        dates = {each.source: each.value for each in self.publications.values()}
        return short_names(self.documents.values(), dates, self.say)

    @cached_property
    def summaries(self) -> dict[str, Summary]:
        """Of each source, and of each topic as `topic:ID`."""
        shown = ((each, tuple(filter(self.may_show, each.sentences))) for each in self._found.summaries)
        return {each.about: replace(each, sentences=sentences) for each, sentences in shown}

    @cached_property
    def relations(self) -> Shelves[SourceId, Relation]:
        """The relations of each source that have a reason which may be shown."""
        shown = filter(None, map(self._shown_relation, self._found.relations))
        return group(shown, lambda r: (r.a, r.b))

    def _shown_relation(self, relation: Relation) -> Relation | None:
        """Return a relation without what tells of words that may not be shown; None where nothing is left."""
        if self.released[relation.a] is None and self.released[relation.b] is None:
            return relation
        reasons = tuple(r for r in relation.reasons if r.passages and all(map(self.may_show, r.passages)))
        return replace(relation, reasons=reasons) if reasons else None

    @cached_property
    def copies(self) -> tuple[CopyGroup, ...]:
        """Sources that carry one text."""
        return self._found.copies

    @cached_property
    def copies_of(self) -> dict[SourceId, tuple[SourceId, ...]]:
        """The sources that carry the text of each, itself among them."""
        return {each: held.sources for held in self.copies for each in held.sources}

    # --- names ------------------------------------------------------------------------------

    @cached_property
    def _mentions(self) -> list[Mention]:
        # A sidecar may give a name to somebody whom the registry does not hold.
        known = (e for e in self._found.mentions if e.entity is None or e.entity in self.entities)
        return [each for each in known if self.may_show(each.passage)]

    @cached_property
    def mentions(self) -> Shelves[SourceId, Mention]:
        """The names in each source."""
        return by_source(self._mentions)

    @cached_property
    def mentions_at(self) -> Shelves[tuple[SourceId, str], Mention]:
        """The names in each sentence."""
        return group(self._mentions, lambda m: (self.place(m.passage),))

    @cached_property
    def mentions_of(self) -> Shelves[EntityId, Mention]:
        """The mentions of each entity."""
        return group(self._mentions, lambda m: (m.entity,) if m.entity else ())

    @cached_property
    def rivals_of(self) -> Shelves[EntityId, Mention]:
        """The mentions that may be of each entity, or of another."""
        return group(self._mentions, lambda m: m.rivals)

    @cached_property
    def named(self) -> dict[SourceId, Counter[EntityId]]:
        """How often each source names whom."""
        return {each: Counter(m.entity for m in self.mentions[each] if m.entity) for each in self.documents}

    @remembered_property
    def named_in(self) -> Counter[EntityId]:
        """In how many sources each name stands."""
        return Counter(name for counts in self.named.values() for name in counts)

    # --- topics and questions ---------------------------------------------------------------

    @cached_property
    def _topic_passages(self) -> list[TopicPassage]:
        return [each for each in self._found.topic_passages if self.may_show(each.passage)]

    @cached_property
    def topics_in(self) -> Shelves[SourceId, TopicPassage]:
        """The passages on topics in each source."""
        return by_source(self._topic_passages)

    @remembered_property
    def topics_of(self) -> dict[SourceId, tuple[TopicId, ...]]:
        """Return the topics that each source speaks of, in the order of the desk."""
        spoken_of = {source: {each.topic for each in self.topics_in[source]} for source in self.documents}
        return {source: tuple(t for t in self.topics if t in topics) for source, topics in spoken_of.items()}

    @cached_property
    def passages_on(self) -> Shelves[TopicId, TopicPassage]:
        """The passages on each topic."""
        return group(self._topic_passages, lambda t: (t.topic,))

    @remembered_property
    def reach(self) -> dict[TopicId, tuple[int, int]]:
        """How many sources are about a topic, and how many only mention it."""
        reach = {}
        for topic, passages in self.passages_on.items():
            about = {each.passage.source for each in passages if each.grade is Grade.ABOUT}
            reach[topic] = len(about), len({each.passage.source for each in passages} - about)
        return reach

    @cached_property
    def passages_naming(self) -> Shelves[EntityId, TopicPassage]:
        """The passages on topics that name each entity."""
        return group(self._topic_passages, lambda t: self.names_at(t.passage))

    @cached_property
    def claims_on(self) -> Shelves[TopicId, Claim]:
        """The questions on each topic."""
        return group(self.claims.values(), lambda claim: claim.topics)

    @cached_property
    def claims_citing(self) -> Shelves[SourceId, Claim]:
        """The questions that cite each source."""
        return group(self.claims.values(), lambda claim: cited_sources(*positions_of(claim)))

    @cached_property
    def claims_naming(self) -> Shelves[EntityId, Claim]:
        """The questions whose evidence names each entity."""
        return group(self.claims.values(), self._names_of_claim)

    # --- statements -------------------------------------------------------------------------

    def speaker_at(self, source: SourceId, sentence: str) -> Attribution | None:
        """Return who says a sentence; nobody where several speak in it, as none of them says all of it."""
        return self.answer(_speakers, source).get(sentence)

    @cached_property
    def all_said(self) -> Shelves[SourceId, Attribution]:
        """The statements in each source, those too that may not be shown."""
        return by_source(self._found.attributions)

    def only_speaker(self, held: Sequence[Attribution]) -> Attribution | None:
        """Return who says a sentence: the one speaker, or the one whom a reporter in it is quoting."""
        quoted = [each for each in held if each.cue in QUOTING]
        chosen = quoted if len(quoted) == 1 and len(held) == 2 else held
        names = {each.entity or self._quote(each.speaker).casefold() for each in chosen}
        return chosen[0] if len(names) == 1 else None

    @cached_property
    def _said(self) -> list[Attribution]:
        return [each for each in self._found.attributions if self.may_show(each.passage)]

    @cached_property
    def attributions_in(self) -> Shelves[SourceId, Attribution]:
        """The statements in each source."""
        return by_source(self._said)

    @cached_property
    def said_by(self) -> Shelves[EntityId, Attribution]:
        """The statements of each entity."""
        return group(self._said, lambda a: (a.entity,) if a.entity else ())

    # --- dates ------------------------------------------------------------------------------

    @cached_property
    def found_dates(self) -> Shelves[SourceId, DateMention]:
        """The dates of each source as they were found, as far as they may be shown."""
        return by_source(each for each in self._found.dates if self.may_show(each.passage))

    @cached_property
    def found_events(self) -> tuple[TimelineEvent, ...]:
        """All events as they were found, with those of their sentences that may be shown."""
        shown = ((each, tuple(filter(self.may_show, each.evidence))) for each in self._found.events)
        return tuple(
            each if len(evidence) == len(each.evidence) else replace(each, evidence=evidence)
            for each, evidence in shown
            if evidence
        )

    @cached_property
    def doubtful(self) -> frozenset[Passage]:
        """The places of dates that rest on an inferred publication."""
        return frozenset(self._found.doubtful)

    @cached_property
    def dates_in(self) -> Shelves[SourceId, DateMention]:
        """The dates that each source speaks of."""
        return by_source(map(self._doubted, (d for d in self._found.dates if self.may_show(d.passage))))

    @cached_property
    def days_at(self) -> Shelves[tuple[SourceId, str], DateMention]:
        """The dates of each sentence that are named only from where they stand: “on Friday”."""
        anchored = (each for held in self.dates_in.values() for each in held if each.anchored_on)
        return group(anchored, lambda d: (self.place(d.passage),))

    @cached_property
    def events(self) -> tuple[TimelineEvent, ...]:
        """All events that may be shown, the earliest first."""
        shown = [event for event in map(self._shown, self._found.events) if event.evidence]
        return tuple(sorted(shown, key=lambda e: (*e.when.sort_key, e.id)))

    @remembered_property
    def event_months(self) -> Counter[tuple[int, int]]:
        """How many events may be shown of each year and month, which is soon counted."""
        first_days = (event.when.sort_key[0] for event in self.found_events)
        return Counter((first.year, first.month) for first in first_days)

    @cached_property
    def event_count(self) -> int:
        """How many events may be shown."""
        return sum(self.event_months.values())

    @cached_property
    def standings(self) -> tuple[str, ...]:
        """The ids of all events, those first that matter most: what an editor pinned comes before all."""
        ranked = sorted(self._found.events, key=lambda e: (not e.pinned, e.rank))
        return tuple(event.id for event in ranked)

    @cached_property
    def events_of(self) -> Shelves[TopicId, TimelineEvent]:
        """The events of each topic."""
        return group(self.events, lambda e: e.topics)

    @cached_property
    def events_naming(self) -> Shelves[EntityId, TimelineEvent]:
        """The events whose sentences name each entity."""
        return group(self.events, lambda e: [n for p in e.evidence for n in self.names_at(p)])

    # --- for editors ------------------------------------------------------------------------

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The names that no entity bears and that an editor is shown."""
        return self._found.proposed

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """What may agree or differ."""
        return self._found.proposals

    # --- places -----------------------------------------------------------------------------

    def sentence_id(self, passage: Passage) -> str:
        """Return the id of the sentence in which a passage begins, or nothing."""
        return self.documents[passage.source].place_of(passage.span.start) or ""

    def place(self, passage: Passage) -> tuple[SourceId, str]:
        """Return the source and the sentence in which a passage begins."""
        return passage.source, self.sentence_id(passage)

    def may_show(self, passage: Passage) -> bool:
        """Tell whether the words at a place may leave the desk."""
        released = self.released[passage.source]
        return released is None or self.sentence_id(passage) in released

    def words(self, passage: Passage) -> str:
        """Return the exact words of a passage, nothing where they may not leave the desk."""
        return self._quote(passage) if self.may_show(passage) else ""

    def _quote(self, passage: Passage) -> str:
        return self.documents[passage.source].quote(passage)

    def _shown(self, event: TimelineEvent) -> TimelineEvent:
        """Return an event with the evidence that may be shown, perhaps none, and with its date's doubt."""
        pairs = [pair for pair in zip(event.evidence, event.mentions, strict=True) if self.may_show(pair[0])]
        return replace(
            event,
            rank=0,  # one more source would move those of all others: they are in `standings`
            when=event.when.doubted() if self.is_doubtful(event) else event.when,
            evidence=tuple(p for p, _ in pairs),
            mentions=tuple(self._doubted(m) for _, m in pairs),
        )

    def _doubted(self, mention: DateMention) -> DateMention:
        """Return a date with its doubt, which every way of showing it then shows."""
        return (
            replace(mention, value=mention.value.doubted()) if mention.passage in self.doubtful else mention
        )

    def is_doubtful(self, event: TimelineEvent) -> bool:
        """Tell whether no source dates an event so without an inference; `event` is as it was found."""
        return all(each.passage in self.doubtful for each in event.mentions if each.value == event.when)

    def sentence_before(self, passage: Passage) -> Passage | None:
        """Return the sentence before one that refers to it, where both are prose and may be shown."""
        document = self.documents[passage.source]
        sentence = document.sentence_at(passage.span.start)
        if sentence is None or not opens_with_pronoun(document.quote(sentence.span)):
            return None
        prose = document.prose()
        place = prose.index(sentence) if sentence in prose else 0
        if place == 0 or sentence.paragraph - prose[place - 1].paragraph > 1:
            return None
        before = document.passage(prose[place - 1].span)
        return before if self.may_show(before) else None

    def days_named(self, passage: Passage) -> Iterator[tuple[str, PartialDate]]:
        """Yield what names a day only from where it stands in a sentence, with that day: “on Friday”."""
        for each in self.days_at[self.place(passage)]:
            yield self.words(each.passage), each.value

    def names_at(self, passage: Passage) -> tuple[EntityId, ...]:
        """Return the entities named in the sentence in which a passage begins, each once."""
        held = self.mentions_at[self.place(passage)]
        return tuple(dict.fromkeys(mention.entity for mention in held if mention.entity))

    def names_in(self, place: CitedPlace) -> tuple[EntityId, ...]:
        """Return the entities named in a cited sentence; of a larger place none."""
        document = self.documents.get(place.source)
        sentence = document.sentence(place.fragment) if document else None
        return self.names_at(document.passage(sentence.span)) if document and sentence else ()

    def _names_of_claim(self, claim: Claim) -> Iterator[EntityId]:
        for place in cited_places(*positions_of(claim)):
            yield from self.names_in(place)

    # --- sources and topics -----------------------------------------------------------------

    def date(self, value: PartialDate) -> str:
        """Say a date."""
        return in_words(value, self.say)

    def published(self, source: SourceId) -> PartialDate | None:
        """Return when a source was published, as far as that is known, and marked where it was inferred."""
        publication = self.publications[source]
        if publication.value and publication.basis is Basis.INFERRED:
            return publication.value.doubted()
        return publication.value

    def when(self, source: SourceId, *, says_how: bool = False) -> str:
        """Say when a source was published, and where it was inferred that it was.

        `says_how`: what follows says how it is known anyway.
        """
        publication = self.publications[source]
        if publication.value is None:
            return self.say("date_unknown")
        when = self.date(publication.value)
        is_inferred = publication.basis is Basis.INFERRED and not says_how
        return self.say("inferred", date=when) if is_inferred else when

    def how(self, source: SourceId) -> str:
        """Say how the date of a source is known; nothing of one of which nothing is."""
        basis = self.publications[source].basis
        if basis in (Basis.STATED, Basis.METADATA):
            known = self.documents[source].meta.publisher
            return self.say("by_publisher" if known else f"basis_{basis}")
        if basis is Basis.EDITOR:
            return self.say("basis_editor")
        return self.how_exactly(source)

    def how_exactly(self, source: SourceId) -> str:
        """Say how the date of a source is known, with the part of the file that states it."""
        publication = self.publications[source]
        may_quote = publication.evidence is None or self.may_show(publication.evidence)
        words = said(publication.words, self.say) if may_quote else ""
        words = words or self.say(f"basis_{publication.basis}")
        return words if words != self.say("basis_unknown") or publication.value else ""

    @property
    def as_of(self) -> str:
        """The date of the newest source in words, nothing when none is known."""
        return self.when(self.newest) if self.newest else ""

    def newest_first(self, sources: Iterable[SourceId]) -> list[SourceId]:
        """Sort sources by the first day on which they can have come out; undated ones come last."""
        return sorted(sources, key=self.came_out.__getitem__, reverse=True)

    def oldest_first(self, sources: Iterable[SourceId]) -> list[SourceId]:
        """Sort sources by the first day on which they can have come out; undated ones come last."""
        newest = self.newest_first(sources)
        dated = [source for source in newest if self.published(source)]
        return dated[::-1] + newest[len(dated) :]

    def news(self) -> list[SourceId]:
        """Return the sources, the newest first, that are not read for context alone."""
        return self.newest_first(each for each in self.documents if each not in self.background)

    def summary(self, about: str) -> Summary:
        """Return the summary of a source or of `topic:ID`; an empty one where none was made."""
        return self.summaries.get(about) or Summary(about, ())


class Shelf(FoundShelf):
    """A dossier with its findings within reach; read only once made."""

    def __init__(self, dossier: Dossier, last: Shelf | None = None) -> None:
        """Fill the shelf; what was found is taken from the `last` one of a process where it is the same."""
        desk, say = dossier.desk, interface_of(dossier.translation)
        without = replace(desk, notes=(), pages=(), problems=(), pictures=())
        super().__init__(dossier.corpus, without, dossier.analysis, released_sentences(dossier), say)
        self._found_here = frozenset(vars(self))
        self.made_of = dossier.made_of and key_of("found", dossier.made_of, self.released, say.translation)
        """The hash of all that the found part of the shelf depends on; None where it is not known."""
        names = key_of(tuple(self.entities))
        self.sources_made_of = {
            source: key_of(names, made_of, self.released[source])
            for source, made_of in dossier.sources_made_of.items()
        }
        """The hash of all that `_BY_ONE_SOURCE` lists, of each source where it is known."""
        if last is not None and self.made_of is not None and self.made_of == last.made_of:
            vars(self).update({name: value for name, value in vars(last).items() if name in _FILLED})
        self.dossier = dossier
        self.notes = {note.id: note for note in desk.notes if note.published}
        self.pages = {page.id: page for page in desk.pages}
        self.pictures = dict(desk.pictures)
        self._put_pages(dossier)
        self._put_links(dossier.links)

    def __reduce__(self) -> tuple[type[Shelf], tuple[Dossier]]:
        return Shelf, (self.dossier,)  # another process fills it anew, which is quicker than to send it

    def is_found(self, name: str) -> bool:
        """Tell whether an attribute depends on nothing but the sources and what was found in them."""
        return name in self._found_here or hasattr(FoundShelf, name)

    def is_by_one_source(self, name: str) -> bool:
        """Tell whether an attribute has of each source nothing but what was found in it alone."""
        return name in _BY_ONE_SOURCE

    def _put_pages(self, dossier: Dossier) -> None:
        self.titles = {PageRef(kind): self.say(f"title_{kind}") for kind in PageKind if not kind.has_ids} | {
            PageRef(PageKind.FRONT): dossier.title
        }
        """Of every page of the site."""
        self.marks: dict[PageRef, Tlp | None] = {}
        """Handling marks as they were typed, those of draft notes too."""
        self.bodies: dict[PageRef, MarkdownBody | None] = {}
        self.former: dict[PageRef, tuple[str, ...]] = {}
        """The names that the files of published pages had before."""
        for document in dossier.corpus.documents:
            ref = source_ref(document.id)
            self.marks[ref], self.bodies[ref], self.titles[ref] = document.meta.tlp, None, document.meta.title
        for page in written_pages(dossier.desk):
            self.marks[page.ref] = page.tlp
            if page.published:
                self.bodies[page.ref] = page.page.body
                self.titles[page.ref] = with_apostrophes(page.name)
                self.former[page.ref] = page.former

    def _put_links(self, links: tuple[Link, ...]) -> None:
        self.link_at = {link.at: link for link in links}
        self.links_from = group(links, lambda link: (link.origin,))
        self.links_to = group(links, lambda link: (link.target,))
        self.notes_on = group(self.notes, lambda note: self.notes[note].topics)

    def linked_beside(self, link: Link) -> Iterator[PageRef]:
        """Yield all pages that are linked or cited in the sentence round a link."""
        for other in self.links_from[link.origin]:
            if other.context == link.context:
                yield other.target

    def link_words(self, link: WikiLink) -> str:
        """Return the words that a link shows: its own, a name as typed, or the title of its page."""
        found = self.link_at.get(link.at)
        titled = found is not None and found.target.kind is not PageKind.ENTITY
        title = self.titles[found.target] if found and titled else ""
        heading = self._heading_words(found) if found else ""
        name = title or link.target
        named = ", ".join(filter(None, [name, heading])) if link.target else heading or name
        return link.words or named or link.heading or ""

    @cached_property
    def sizes(self) -> dict[PageKind, int]:
        """How much each list has: sources, topics, dated events."""
        lists: dict[PageKind, Sized] = {
            PageKind.TOPICS: self.topics,
            PageKind.TIMELINE: range(self.event_count),
            PageKind.SOURCES: self.documents,
            PageKind.ENTITIES: self.entities,
            PageKind.CLAIMS: self.claims,
            PageKind.NOTES: self.notes,
        }
        return {kind: len(held) for kind, held in lists.items()}

    @cached_property
    def empty(self) -> frozenset[PageKind]:
        """The lists that have nothing; pages ask for these, since the sizes change with every source."""
        return frozenset(kind for kind, size in self.sizes.items() if not size)

    def first_paragraph(self, body: MarkdownBody) -> str:
        """Return the words of an editors' first paragraph that is in no list or quote, on one line."""
        paragraphs = (block for block in body.blocks if block.kind is BlockKind.PARAGRAPH)
        return next(filter(None, (block.words(self.link_words) for block in paragraphs)), "")

    def _heading_words(self, link: Link) -> str:
        """Return the words of the heading that a link names; empty where it names none."""
        body = self.bodies.get(link.target)
        return dict(body.headings).get(link.fragment, "") if body else ""


_FILLED = frozenset(name for name, value in vars(FoundShelf).items() if isinstance(value, cached_property))
"""What is filled when it is asked for, of what was found."""
_BY_ONE_SOURCE = frozenset({
    "mentions", "mentions_at", "named", "topics_in",
    "all_said", "attributions_in", "dates_in", "days_at", "found_dates",
})  # fmt: skip
"""What has of each source nothing but what was found in it alone, as far as it may be shown."""


@remembered
def _speakers(shelf: Shelf, source: SourceId) -> dict[str, Attribution]:
    """Return the one speaker of each sentence of a source."""
    said = group(shelf.all_said[source], lambda a: (shelf.sentence_id(a.passage),))
    only = {sentence: shelf.only_speaker(held) for sentence, held in said.items()}
    return {sentence: speaker for sentence, speaker in only.items() if speaker}


def cited_places(*bodies: MarkdownBody) -> tuple[CitedPlace, ...]:
    """Return the places that editors' words cite, each once, in order."""
    return tuple(dict.fromkeys(p for body in bodies for cited in body.citations for p in cited.targets))


def cited_sources(*bodies: MarkdownBody) -> tuple[SourceId, ...]:
    """Return the sources that editors' words cite, each once, in order."""
    return tuple(dict.fromkeys(place.source for place in cited_places(*bodies)))


def positions_of(claim: Claim) -> tuple[MarkdownBody, ...]:
    """Return the words under each answer to a question."""
    return tuple(position.body for position in claim.positions)
