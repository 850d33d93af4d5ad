"""Turn findings into a short brief where no editor has written one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.model import EntityId, Passage, SourceId, TimelineEvent, TopicId
from dossier.site.composer import Composer
from dossier.site.preview import first_sentence_on
from dossier.site.rows import sources_of, standing
from dossier.site.shelf import ranked
from dossier.site.urls import entity_ref, topic_ref
from dossier.site.views import Anchor, Quotation

NAMES = 4  # the most frequent
WORDS = 200  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Findings:
    """What can be said of some sources by counting, each with its place."""

    sentence: Quotation | None
    is_newest: bool  # whether it is from the newest source
    reported: tuple[TimelineEvent, Quotation, str] | None  # the event in most sources, two at least; how many
    names: tuple[tuple[Anchor, str], ...]  # those in most of the sources; in how many


def findings_of(composer: Composer) -> Findings:
    """Return a brief of all sources that are no background."""
    shelf, newest = composer.shelf, composer.shelf.news()
    said = [passage for source in newest[:1] for passage in shelf.summary(source).sentences[:1]]
    composer.shows_sources(newest)
    return _findings(composer, next(iter(said), None), newest, shelf.named_in, shelf.events)


def findings_on(composer: Composer, topic: TopicId) -> Findings:
    """Return a brief of what sources say on a topic."""
    shelf = composer.shelf
    passages = [each.passage for each in shelf.passages_on[topic]]
    composer.shows_sources(passage.source for passage in passages)
    places = {(passage.source, name) for passage in passages for name in shelf.names_at(passage)}
    newest = shelf.newest_first({passage.source for passage in passages})
    shown = [each for each in passages if each.source in newest[:1] and shelf.may_show(each)]
    said = first_sentence_on(shelf, topic_ref(topic)) or next(iter(shown), None)
    names = Counter(name for _, name in places)
    return _findings(composer, said, newest, names, shelf.events_of[topic])


def _findings(
    composer: Composer,
    said: Passage | None,
    newest: Sequence[SourceId],
    counts: Counter[EntityId],
    events: Sequence[TimelineEvent],
) -> Findings:
    """Return a brief; `counts` says in how many sources each name is."""
    shelf = composer.shelf
    sentence = composer.in_context(said, WORDS) if said and shelf.may_show(said) else None
    is_newest = bool(said and shelf.published(said.source) and said.source == newest[0])
    names = tuple(
        (composer.anchor(entity_ref(name)), composer.say("n_sources", counts[name]))
        for name in ranked(counts)[:NAMES]
    )
    return Findings(sentence, is_newest, _reported(composer, events), names)


def _reported(
    composer: Composer, events: Sequence[TimelineEvent]
) -> tuple[TimelineEvent, Quotation, str] | None:
    """Return the event that most sources report; None where each is in one source alone."""
    several = (each for each in events if sources_of(each) > 1)
    event = min(several, key=standing(composer.shelf), default=None)
    if event is None:
        return None
    composer.shows_events([event])
    return event, composer.quote(event.evidence[0], WORDS), composer.say("n_sources", sources_of(event))
