"""Turn findings into the questions that only an editor can answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import chain

from dossier.analysis.likeness import open_proposals
from dossier.model import (
    CARRIED,
    Candidate,
    CopyGroup,
    Corpus,
    Desk,
    Passage,
    Place,
    Problem,
    Proposal,
    ProposalKind,
    Severity,
    SourceFindings,
    SourceId,
    TopicId,
)
from dossier.text.counts import count

_ASKED = 3  # times an unknown name stands before it is worth a question


def ask(
    corpus: Corpus,
    desk: Desk,
    findings: Collection[SourceFindings],
    *,
    copies: tuple[CopyGroup, ...],
    proposals: tuple[Proposal, ...],
    candidates: tuple[Candidate, ...],
) -> tuple[Problem, ...]:
    """Ask about open surnames, topics and sources without each other, copies, conflicts, unknown names."""
    asked = [*_ambiguous(corpus, findings), *_unmatched(corpus, desk, findings), *_carried(desk, findings)]
    for group in copies:
        first, others = group.sources[0], group.sources[1:]
        asked.append(
            _question(
                "same-text",
                f"carries the same text as {', '.join(others)}",
                _file(corpus, Passage(first, corpus.by_id[first].sentences[0].span)),
                "They count as one independent source.",
            )
        )
    for proposal in open_proposals(proposals, corpus, desk.claims):
        if proposal.kind is ProposalKind.DISPUTE and proposal.cue.startswith("different"):
            told = corpus.addresses(proposal.members[1:]).replace(",", ", ")
            asked.append(
                _question(
                    "possible-conflict",
                    f"may contradict {told}: {proposal.cue}",
                    _file(corpus, proposal.members[0]),
                    "If it does, write a claim with both positions.",
                )
            )
    for candidate in candidates:
        if len(candidate.passages) >= _ASKED:
            near = f"; nearest: {candidate.suggestion} ({candidate.reason})" if candidate.suggestion else ""
            asked.append(
                _question(
                    "unknown-name",
                    f"unknown name “{candidate.text}” occurs {count(len(candidate.passages), 'time')}{near}",
                    _file(corpus, candidate.passages[0]),
                    f"Add it to content/entities/ as {candidate.kind}, or as an alias."
                    if candidate.kind != "unknown"
                    else "Add it to content/entities/, or as an alias.",
                )
            )
    return tuple(sorted(asked, key=lambda problem: problem.sort_key))


def _ambiguous(corpus: Corpus, findings: Iterable[SourceFindings]) -> list[Problem]:
    open_names: dict[tuple[str, str, tuple[str, ...]], list[Passage]] = defaultdict(list)
    for mention in chain.from_iterable(source.mentions for source in findings):
        if mention.entity is None:
            words = corpus.quote(mention.passage)
            open_names[mention.passage.source, words, mention.rivals].append(mention.passage)
    return [
        _question(
            "ambiguous-name",
            f"“{words}” could be {' or '.join(rivals)} ({count(len(passages), 'place')})",
            _file(corpus, passages[0]),
            f'Say which in the sidecar: names: {{{corpus.sentence_id(passages[0])}: {{"{words}": …}}}}.',
        )
        for (_, words, rivals), passages in open_names.items()
    ]


def _unmatched(corpus: Corpus, desk: Desk, findings: Iterable[SourceFindings]) -> list[Problem]:
    passages = list(chain.from_iterable(source.topic_passages for source in findings))
    matched = {passage.topic for passage in passages}
    on_topic = {passage.passage.source for passage in passages}
    asked = [
        _question(
            "topic-without-passage",
            f"no source mentions the topic “{topic.title}”",
            topic.at,
            "Look at its terms: each must occur in a source exactly as written.",
        )
        for topic in desk.topics
        if topic.id not in matched
    ]
    background = {each.value for each in desk.decisions.background}
    if desk.topics:
        asked += [
            _question(
                "source-without-topic",
                "mentions none of the topics",
                Place(f"seeds/{document.path}"),
                "Add a term to a topic, or mark it as background.",
            )
            for document in corpus.documents
            if document.id not in on_topic | background
        ]
    return asked


def _carried(desk: Desk, findings: Iterable[SourceFindings]) -> list[Problem]:
    """Ask about a term that alone brings half of a topic's passages, in sources without its other terms."""
    passages: dict[TopicId, dict[SourceId, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source in findings:
        for found in source.topic_passages:
            terms = {phrase.removeprefix(CARRIED) for phrase in found.matched}
            passages[found.topic][source.source].append(" + ".join(sorted(terms)))
    asked = []
    for topic in desk.topics:
        in_sources = passages[topic.id].values()
        alone = [terms for terms in in_sources if len(set(terms)) == 1]
        brought = Counter(terms[0] for terms in alone for _ in terms)
        total = sum(map(len, in_sources))
        for term, number in brought.most_common(1):
            if len(topic.terms) > 1 and number > 1 and 2 * number >= total:
                sources = count(sum(terms[0] == term for terms in alone), "source")
                message = (
                    f"the term “{term}” alone brings {number} of the {count(total, 'passage')} of"
                    f" “{topic.title}”, in {sources} with none of its other terms"
                )
                hint = "If these are about something else, give the term a condition (with:, without:)."
                asked.append(_question("one-term", message, topic.at, hint))
    return asked


def _question(code: str, message: str, at: Place, hint: str) -> Problem:
    return Problem(code, Severity.QUESTION, message, at, hint)


def _file(corpus: Corpus, passage: Passage) -> Place:
    document = corpus.by_id[passage.source]
    return Place.of(f"seeds/{document.path}", document.text, passage.span.start)
