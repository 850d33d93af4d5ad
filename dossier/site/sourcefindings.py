"""Turn what was found in one source into the lists beside its text: topics, speakers, dates, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.datewords import in_words
from dossier.model import Attribution, Document, Grade, Mode, Sentence, SourceId
from dossier.site.draft import Draft
from dossier.site.rows import more, topics_of_source
from dossier.site.shelf import entity_ref, source_ref
from dossier.site.views import Anchor, Quotation
from dossier.site.words import ENTITY_WORDS, count, cut, published

PLACES = 12  # links to places under one heading; further ones are counted


@dataclass(frozen=True, slots=True)
class TopicSaid:
    """What a source says on a topic."""

    topic: Anchor
    grade: str
    places: tuple[Anchor, ...]
    """The first passage of each paragraph."""
    more: str
    """`and 3 more paragraphs`, or empty."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something, how, and where."""

    speaker: Anchor
    cue: str
    mode: str
    place: Anchor


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date that the source speaks of."""

    expression: str
    when: str
    place: Anchor


@dataclass(frozen=True, slots=True)
class NamesOfKind:
    """The names of one kind that a source carries."""

    kind: str
    names: tuple[tuple[Anchor, str], ...]
    """Link and how often."""


@dataclass(frozen=True, slots=True)
class Related:
    """A related source and the reasons."""

    source: Anchor
    when: str
    reasons: tuple[tuple[str, tuple[Quotation, ...]], ...]
    """Words, and the pair of sentences when there is one."""


def topics_said(draft: Draft, source: SourceId) -> Iterator[TopicSaid]:
    """Yield what the source says on each topic."""
    passages = draft.shelf.topics_in.get(source, ())
    for topic in topics_of_source(draft.shelf, source):
        held = [each for each in passages if each.topic == topic]
        about = sum(each.grade is Grade.ABOUT for each in held)
        places = {
            quote.place.words: quote.place for quote in (draft.quote(each.passage) for each in reversed(held))
        }
        grade = f"about it in {count(about, 'sentence')}" if about else "mentions it"
        shown = tuple(reversed(places.values()))
        yield TopicSaid(draft.topic(topic), grade, shown[:PLACES], more(len(shown) - PLACES, "paragraph"))


def _place(draft: Draft, document: Document, sentence: Sentence | None) -> Anchor:
    if sentence is None:
        return draft.plain(source_ref(document.id), "the text", "text")
    return draft.plain(source_ref(document.id), f"¶{sentence.paragraph}", sentence.id)


def said(draft: Draft, document: Document) -> Iterator[Said]:
    """Yield who says what in the source, each speaker once a sentence."""
    seen: set[tuple[str, str]] = set()
    for each in draft.shelf.attributions_in.get(document.id, ()):
        sentence = document.sentence_at(each.passage.span.start)
        key = (sentence.id if sentence else "", document.quote(each.speaker))
        if key not in seen and draft.shelf.may_show(each.speaker):
            seen.add(key)
            mode = "in their own words" if each.mode is Mode.DIRECT else "as reported"
            yield Said(_speaker(draft, document, each), each.cue, mode, _place(draft, document, sentence))


def _speaker(draft: Draft, document: Document, each: Attribution) -> Anchor:
    words = draft.speaker(document, each) or document.quote(each.speaker)  # at the worst a pronoun
    if each.entity and each.entity in draft.shelf.entities:
        return draft.anchor(entity_ref(each.entity), words)
    return Anchor("", words)


def dates_said(draft: Draft, document: Document) -> Iterator[DateSaid]:
    """Yield the dates that the source speaks of."""
    for each in draft.shelf.dates_in.get(document.id, ()):
        if draft.shelf.may_show(each.passage):
            place = _place(draft, document, document.sentence_at(each.passage.span.start))
            yield DateSaid(cut(document.quote(each.passage), 60), in_words(each.value), place)


def names_by_kind(draft: Draft, source: SourceId) -> Iterator[NamesOfKind]:
    """Yield the names that the source carries, by kind, the most frequent first."""
    entities = draft.shelf.entities
    counts = Counter(each.entity for each in draft.shelf.mentions.get(source, ()) if each.entity in entities)
    for kind, (_, plural) in ENTITY_WORDS.items():
        held = [(name, n) for name, n in counts.items() if name and entities[name].kind is kind]
        held.sort(key=lambda pair: (-pair[1], pair[0]))
        if held:
            yield NamesOfKind(
                plural,
                tuple(
                    (draft.plain(entity_ref(name), entities[name].name), f"{n}×" if n > 1 else "")
                    for name, n in held
                ),
            )


def related(draft: Draft, source: SourceId) -> Iterator[Related]:
    """Yield the related sources, the closest first, with one pair of sentences a reason."""
    shelf = draft.shelf
    near = sorted(shelf.relations.get(source, ()), key=lambda r: (-r.score, r.a, r.b))
    for relation in near[:PLACES]:  # a source may be the nearest of hundreds
        other = relation.b if relation.a == source else relation.a
        reasons = tuple(
            (reason.words, draft.quotes(reason.passages, 120))
            for reason in {each.words: each for each in reversed(relation.reasons)}.values()
        )[::-1]
        yield Related(draft.source(other), published(shelf.publications.get(other))[0], reasons)
