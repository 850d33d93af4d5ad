"""Leave out of the findings what editors have decided, and name decisions that no finding answers to."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import permutations
from typing import NamedTuple

from dossier.analysis.support import Unsupported
from dossier.model import (
    Candidate,
    Corpus,
    Decisions,
    EntityId,
    EventDecision,
    Mention,
    Passage,
    Place,
    Problem,
    Proposal,
    Refused,
    Severity,
    SourceId,
    Span,
    TimelineEvent,
)
from dossier.text.fingerprint import fingerprint
from dossier.text.nearest import did_you_mean

STALE = "stale-decision"
OPEN = "open-decision"
DOUBLED = "doubled-decision"
MOST_ORDERED = 4  # sentences of a proposal that are known in any order: 24 of them


def drop_not_names(
    candidates: tuple[Candidate, ...], decisions: Decisions
) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    """Leave out the unknown names that an editor called none; warn of those that are no question any more."""
    known = {candidate.text for candidate in candidates}
    refused = {name.value for name in decisions.not_names}
    problems = tuple(
        _stale(f"“{name.value}” is not among the names that are asked about", name.at)
        for name in decisions.not_names
        if name.value not in known
    )
    return tuple(each for each in candidates if each.text not in refused), problems


def drop_refused(
    corpus: Corpus, proposals: tuple[Proposal, ...], decisions: Decisions
) -> tuple[tuple[Proposal, ...], tuple[Problem, ...]]:
    """Leave out the proposals that an editor refused, as long as their words are the same.

    Words that moved to other places, or whose source has another name, are followed: the sentences of a
    proposal are in the order of their sources, which is another then. Of two decisions on the same places
    the one that is out of date says nothing.
    """
    if not decisions.refused:
        return proposals, ()
    by_words: dict[str, list[Proposal]] = defaultdict(list)
    words_at: dict[frozenset[str], str] = {}
    for proposal in proposals:
        orders = [fingerprint(" ".join(words)) for words in _orders(map(corpus.quote, proposal.members))]
        for words in orders:
            by_words[words].append(proposal)
        words_at.setdefault(_places(corpus.addresses(proposal.members)), orders[0])
    dropped = {id(each) for refused in decisions.refused for each in by_words.get(refused.fingerprint, ())}
    settled = {_places(corpus.addresses(each.members)) for each in proposals if id(each) in dropped}
    waiting = (each for each in decisions.refused if each.fingerprint not in by_words)
    problems = (
        _unmatched(each, words_at.get(_places(each.places), ""))
        for each in waiting
        if _places(each.places) not in settled
    )
    return tuple(each for each in proposals if id(each) not in dropped), tuple(problems)


def _unmatched(refused: Refused, words: str) -> Problem:
    """Say what is wrong with a refusal; `words` is the fingerprint of what is at its places now."""
    if words:
        return _open("proposal", refused.fingerprint, words, refused.at)
    return _stale(f"there is no proposal {refused.places}", refused.at)


def _orders(words: Iterable[str]) -> list[tuple[str, ...]]:
    """Return some sentences in every order, the given one first; of many the given one alone."""
    given = tuple(words)
    return list(dict.fromkeys(permutations(given))) if len(given) <= MOST_ORDERED else [given]


def _places(addresses: str) -> frozenset[str]:
    return frozenset(addresses.split(","))


def keep_in_background(
    corpus: Corpus, proposals: tuple[Proposal, ...], decisions: Decisions
) -> tuple[tuple[Proposal, ...], tuple[Problem, ...]]:
    """Leave out what compares a source that is kept as background; warn of sources that are not there."""
    background = {each.value for each in decisions.background}
    kept = tuple(p for p in proposals if background.isdisjoint(member.source for member in p.members))
    problems = (
        _stale(f"there is no source “{each.value}”", each.at, did_you_mean(each.value, corpus.by_id))
        for each in decisions.background
        if each.value not in corpus.by_id
    )
    return kept, tuple(problems)


class DecidedEvents(NamedTuple):
    """The timeline as editors want it."""

    events: tuple[TimelineEvent, ...]
    """Without those that are hidden."""
    mentions: tuple[Mention, ...]
    """Words such as `he` that stand for somebody."""
    problems: tuple[Problem, ...]


def decide_events(
    corpus: Corpus, events: tuple[TimelineEvent, ...], entities: Collection[EntityId], decisions: Decisions
) -> DecidedEvents:
    """Hide and pin events, and say whom their pronouns mean, as long as the words are the same.

    Words that moved to another place, or whose source has another name, are followed. Where they changed, or
    nothing says what they were, what is to be hidden might be shown, and that is an error.
    """
    by_place = _dated_by(corpus, events)
    words_at = _words_at(corpus, by_place, decisions)
    decided = {event.id: event for event in events}
    mentions: list[Mention] = []
    problems: list[Problem] = []
    answers: dict[tuple[str, str], tuple[str, Place]] = {}
    hidden_at: dict[str, Place] = {}
    shown_at: dict[str, Place] = {}
    for given in decisions.events:
        if given.hidden:
            places, fault = _hidden_places(corpus, given, words_at)
            problems += fault
            hidden_at |= dict.fromkeys(places, given.at)
            for hidden in (each for place in places for each in by_place[place]):
                decided.pop(hidden, None)
            continue
        decision = replace(given, place=_place_of(given, words_at))
        if decision.place not in by_place:
            problems.append(_stale(f"no event is dated by {decision.place}", decision.at))
            continue
        words = words_at[decision.place]
        if words != decision.fingerprint:
            problems.append(_open("decision", decision.fingerprint, words, decision.at))
            continue
        shown_at[decision.place] = decision.at
        problems += _other_answers(decision, answers)
        named, faults = _named(corpus, _sentence(corpus, decision.place), entities, decision)
        mentions += named
        problems += faults
        for event in (decided[each] for each in by_place[decision.place] if each in decided):
            decided[event.id] = _with_decision(corpus, event, decision, named)
    for place in sorted(hidden_at.keys() & shown_at.keys()):
        first, second = sorted((hidden_at[place], shown_at[place]))
        fact = f"{place} is hidden, and line {first.line} says something else of it"
        problems.append(Problem.warning(DOUBLED, fact, second, "Keep one of the two; for now it is hidden."))
    kept = tuple(decided[event.id] for event in events if event.id in decided)
    return DecidedEvents(kept, tuple(mentions), tuple(problems))


def _other_answers(
    decision: EventDecision, answers: dict[tuple[str, str], tuple[str, Place]]
) -> Iterator[Problem]:
    """Yield an error for each word that stands for somebody else by an earlier decision on its place."""
    for word, name in decision.names:
        first, at = answers.setdefault((decision.place, word.casefold()), (name, decision.at))
        if first != name:
            fact = f"{decision.place} has another answer for “{word}” on line {at.line}: {first}"
            yield Problem.error(DOUBLED, fact, decision.at, "Keep one of the two.")


def _dated_by(corpus: Corpus, events: Iterable[TimelineEvent]) -> dict[str, list[str]]:
    """Return the ids of the events that each sentence dates."""
    found: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for passage in event.evidence:
            found[corpus.addresses([passage])].append(event.id)
    return found


def _hidden_places(
    corpus: Corpus, decision: EventDecision, words_at: Mapping[str, str]
) -> tuple[list[str], list[Problem]]:
    """Return all places that a decision hides, and what keeps it from hiding what its editor meant.

    That is certain where its words are still in its source, or in others when the source is gone: it may
    have another name. A copy that keeps the words says nothing of a source that was rewritten.
    """
    source, mark = SourceId(decision.place.partition("#")[0]), decision.fingerprint
    places = [place for place, words in words_at.items() if words == mark]
    document = corpus.by_id.get(source)
    sentences = document.sentences if document else ()
    has_words = document and mark in {fingerprint(document.quote(each.span)) for each in sentences}
    if has_words or (document is None and places):
        return places, [] if places else [_stale(f"no event is dated by {decision.place}", decision.at)]
    if decision.place in words_at:
        problem = _open("decision", mark, words_at[decision.place], decision.at)
        return [decision.place, *places], [replace(problem, severity=Severity.ERROR)]
    code, fact, hint = OPEN, f"no event is dated by {decision.place}", "Give the place of its sentence now"
    if document is None:
        code, fact, hint = STALE, f'there is no source "{source}"', "Give its new name"
    fact = f"{fact}, and what is to be hidden may be shown"
    return places, [Problem.error(code, fact, decision.at, f"{hint}, or delete this decision.")]


def _place_of(decision: EventDecision, words_at: Mapping[str, str]) -> str:
    """Return where the words of a decision are now; its own place, where that is not clear."""
    if words_at.get(decision.place) == decision.fingerprint:
        return decision.place
    found = [place for place, words in words_at.items() if words == decision.fingerprint]
    same_source = [place for place in found if place.startswith(f"{decision.place.partition('#')[0]}#")]
    return next((each[0] for each in (same_source, found) if len(each) == 1), decision.place)


def _with_decision(
    corpus: Corpus, event: TimelineEvent, decision: EventDecision, named: Iterable[Mention]
) -> TimelineEvent:
    sentence = event.evidence[0].span
    in_headline = (
        m for m in named if m.passage.source == event.evidence[0].source and m.passage.span in sentence
    )
    meant = tuple((corpus.quote(each.passage), each.entity) for each in in_headline if each.entity)
    return replace(event, pinned=event.pinned or decision.pinned, stands_for=(*event.stands_for, *meant))


def _words_at(corpus: Corpus, places: Iterable[str], decisions: Decisions) -> dict[str, str]:
    """Return the fingerprint of the sentence at each place; none where no decision needs it."""
    if not decisions.events:
        return {}
    return {place: fingerprint(corpus.quote(_sentence(corpus, place))) for place in places}


def _sentence(corpus: Corpus, place: str) -> Passage:
    """Return the sentence at `source#p3s1`, which is there."""
    source, _, name = place.partition("#")
    document = corpus.by_id[SourceId(source)]
    return next(document.passage(each.span) for each in document.sentences if each.id == name)


def _named(
    corpus: Corpus, sentence: Passage, entities: Collection[EntityId], decision: EventDecision
) -> tuple[list[Mention], list[Problem]]:
    mentions, problems = [], []
    text, begin = corpus.quote(sentence), sentence.span.start
    for word, name in decision.names:
        entity = EntityId(name)
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
        if entity not in entities:
            fact = f"there is no entity “{name}” for “{word}” to stand for"
            problems.append(_stale(fact, decision.at, did_you_mean(name, entities)))
        elif match is None:
            problems.append(_stale(f"“{word}” is not in {decision.place}", decision.at))
        else:
            span = Span(begin + match.start(), begin + match.end())
            mentions.append(Mention(Passage(sentence.source, span), entity, rule="editor"))
    return mentions, problems


def settle(unsupported: Iterable[Unsupported], decisions: Decisions) -> tuple[Problem, ...]:
    """Return the warnings that are not settled, and what is wrong with the decisions on them."""
    waiting = tuple(unsupported)
    problems: list[Problem] = []
    settled: set[tuple[str, str]] = set()
    for decision in decisions.settled:
        words = " ".join(decision.words.rstrip("….").split())
        found = [e for e in waiting if e.problem.at.file == decision.file and e.words.startswith(words)]
        moved = [e for e in waiting if e.fingerprint == decision.fingerprint and e.words.startswith(words)]
        found = found or moved  # the sentence is in another file, or its file has another name
        prints = {each.fingerprint for each in found}
        if not found:
            message = f"no warning is left to settle on “{decision.words}” in {decision.file}"
            problems.append(_stale(message, decision.at))
        elif decision.fingerprint in prints:
            settled.update((each.problem.at.file, decision.fingerprint) for each in found)
        else:
            problems.append(_open("warning", decision.fingerprint, min(prints), decision.at))
    kept = (e.problem for e in waiting if (e.problem.at.file, e.fingerprint) not in settled)
    return (*kept, *problems)


def _stale(message: str, at: Place, hint: str = "") -> Problem:
    return Problem(STALE, Severity.WARNING, message, at, hint or "Delete this decision.")


def _open(what: str, given: str, words: str, at: Place) -> Problem:
    fact = "the words have changed since this was decided" if given else "this decision has no fingerprint"
    still = "right" if what == "decision" else "needless"
    hint = f"If the {what} is still {still}, write `fingerprint: {words}`."
    return Problem(OPEN, Severity.WARNING, fact, at, hint)
