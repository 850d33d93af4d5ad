"""Turn findings into the questions that only an editor can answer."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
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
    in_order,
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
    asked = [
        *_ambiguous(corpus, findings),
        *_unmatched(corpus, desk, findings),
        *_carried(desk, findings),
        *_copied(corpus, copies),
        *_contradicting(corpus, open_proposals(proposals, corpus, desk.claims)),
        *_unknown(corpus, candidates),
    ]
    return in_order(asked)


def _copied(corpus: Corpus, copies: Iterable[CopyGroup]) -> Iterator[Problem]:
    for first, *others in (group.sources for group in copies):
        at = _file(corpus, Passage(first, corpus.by_id[first].sentences[0].span))
        message = f"carries the same text as {', '.join(others)}"
        yield _question("same-text", message, at, "They count as one independent source.")


def _contradicting(corpus: Corpus, proposals: Iterable[Proposal]) -> Iterator[Problem]:
    for proposal in proposals:
        if proposal.kind is ProposalKind.DISPUTE and proposal.cue.startswith("different"):
            told = corpus.addresses(proposal.members[1:]).replace(",", ", ")
            at, hint = _file(corpus, proposal.members[0]), "If it is one, write a claim with both positions."
            yield _question("possible-conflict", f"possible conflict with {told}: {proposal.cue}", at, hint)


def _unknown(corpus: Corpus, candidates: Iterable[Candidate]) -> Iterator[Problem]:
    for candidate in candidates:
        times = len(candidate.passages)
        if times >= _ASKED and candidate.is_proposed:
            near = f"; nearest: {candidate.suggestion} ({candidate.reason})" if candidate.suggestion else ""
            message = f"unknown name “{candidate.text}” occurs {count(times, 'time')}{near}"
            kind = f" as {candidate.kind}" if candidate.kind else ""
            hint = f"Add it to content/entities/{kind}, or as an alias."
            yield _question("unknown-name", message, _file(corpus, candidate.passages[0]), hint)


def _ambiguous(corpus: Corpus, findings: Iterable[SourceFindings]) -> Iterator[Problem]:
    open_names: dict[tuple[str, str, tuple[str, ...]], list[Passage]] = defaultdict(list)
    for mention in chain.from_iterable(source.mentions for source in findings):
        if mention.entity is None:
            words = corpus.quote(mention.passage)
            open_names[mention.passage.source, words, mention.rivals].append(mention.passage)
    for (_, words, rivals), passages in open_names.items():
        message = f"“{words}” could be {' or '.join(rivals)} ({count(len(passages), 'place')})"
        hint = f'Say which in the sidecar: names: {{{corpus.sentence_id(passages[0])}: {{"{words}": …}}}}.'
        yield _question("ambiguous-name", message, _file(corpus, passages[0]), hint)


def _unmatched(corpus: Corpus, desk: Desk, findings: Iterable[SourceFindings]) -> Iterator[Problem]:
    passages = list(chain.from_iterable(source.topic_passages for source in findings))
    matched = {passage.topic for passage in passages}
    for topic in desk.topics:
        if topic.id not in matched:
            hint = "Look at its terms: each must occur in a source exactly as written."
            message = f"no source mentions the topic “{topic.title}”"
            yield _question("topic-without-passage", message, topic.at, hint)
    on_topic = {passage.passage.source for passage in passages}
    background = {each.value for each in desk.decisions.background}
    for document in corpus.documents if desk.topics else ():
        if document.id not in on_topic | background:
            at, hint = Place(document.file), "Add a term to a topic, or mark it as background."
            yield _question("source-without-topic", "mentions none of the topics", at, hint)


def _carried(desk: Desk, findings: Iterable[SourceFindings]) -> Iterator[Problem]:
    """Ask about a term that alone brings half of a topic's passages, in sources without its other terms."""
    passages: dict[TopicId, dict[SourceId, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source in findings:
        for found in source.topic_passages:
            terms = {phrase.removeprefix(CARRIED) for phrase in found.matched}
            passages[found.topic][source.source].append(" + ".join(sorted(terms)))
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
                yield _question("one-term", message, topic.at, hint)


def _question(code: str, message: str, at: Place, hint: str) -> Problem:
    return Problem(code, Severity.QUESTION, message, at, hint)


def _file(corpus: Corpus, passage: Passage) -> Place:
    document = corpus.by_id[passage.source]
    return Place.of(document.file, document.text, passage.span.start)
