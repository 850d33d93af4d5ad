"""Turn what was found in one source into the lists beside its text: topics, speakers, dates, names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.datewords import in_words
from dossier.model import Attribution, Document, Grade, Mode, Sentence, SourceId
from dossier.site.draft import Draft
from dossier.site.rows import by_kind, more
from dossier.site.urls import entity_ref, source_ref, topic_ref
from dossier.site.views import Anchor, Quotation
from dossier.site.words import count, cut, published

PLACES = 12  # links to places under one heading; further ones are counted


@dataclass(frozen=True, slots=True)
class TopicSaid:
    """What a source says on a topic."""

    topic: Anchor
    grade: str
    places: tuple[Anchor, ...]  # the first passage of each paragraph
    more: str  # `and 3 more paragraphs`, or empty


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something, how, and where."""

    speaker: Anchor
    cue: str
    mode: str
    place: Anchor


@dataclass(frozen=True, slots=True)
class Related:
    """A related source and the reasons: words, and the pair of sentences when there is one."""

    source: Anchor
    when: str
    reasons: tuple[tuple[str, tuple[Quotation, ...]], ...]


def topics_said(draft: Draft, source: SourceId) -> Iterator[TopicSaid]:
    """Yield what the source says on each topic."""
    for topic in draft.shelf.topics_of(source):
        held = [each for each in draft.shelf.topics_in[source] if each.topic == topic]
        about = sum(each.grade is Grade.ABOUT for each in held)
        anchors = [draft.quote(each.passage).place for each in reversed(held)]
        places = tuple(reversed({anchor.words: anchor for anchor in anchors}.values()))
        grade = f"about it in {count(about, 'sentence')}" if about else "mentions it"
        beyond = more(len(places) - PLACES, "paragraph")
        yield TopicSaid(draft.anchor(topic_ref(topic)), grade, places[:PLACES], beyond)


def _place(draft: Draft, document: Document, sentence: Sentence | None) -> Anchor:
    if sentence is None:
        return draft.plain(source_ref(document.id), "the text", "text")
    return draft.plain(source_ref(document.id), f"¶{sentence.paragraph}", sentence.id)


def said(draft: Draft, document: Document) -> Iterator[Said]:
    """Yield who says what in the source, each speaker once a sentence."""
    seen: set[tuple[str, str]] = set()
    for each in draft.shelf.attributions_in[document.id]:
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


def dates_said(draft: Draft, document: Document) -> Iterator[tuple[str, str, Anchor]]:
    """Yield the dates that the source speaks of: in words, as the source has it, and its place."""
    for each in draft.shelf.dates_in[document.id]:
        place = _place(draft, document, document.sentence_at(each.passage.span.start))
        yield in_words(each.value), cut(document.quote(each.passage), 60), place


def names_by_kind(draft: Draft, source: SourceId) -> Iterator[tuple[str, tuple[tuple[Anchor, str], ...]]]:
    """Yield the names that the source carries, by kind, the most frequent first, with how often."""
    entities, counts = draft.shelf.entities, draft.shelf.named[source]
    order = sorted(counts, key=lambda name: (-counts[name], name))
    for _, plural, held in by_kind(entities[name] for name in order if name in entities):
        often = ((e, counts[e.id]) for e in held)
        yield plural, tuple((draft.plain(entity_ref(e.id)), f"{n}×" if n > 1 else "") for e, n in often)


def related(draft: Draft, source: SourceId) -> Iterator[Related]:
    """Yield the related sources, the closest first, with one pair of sentences a reason."""
    shelf = draft.shelf
    near = sorted(shelf.relations[source], key=lambda r: (-r.score, r.a, r.b))
    for relation in near[:PLACES]:  # a source may be the nearest of hundreds
        other = relation.b if relation.a == source else relation.a
        reasons = tuple(
            (reason.words, draft.quotes(reason.passages, 120))
            for reason in {each.words: each for each in reversed(relation.reasons)}.values()
        )[::-1]
        yield Related(draft.source(other), published(shelf.publications[other])[0], reasons)
