"""Leave out of the findings what editors have decided, and name decisions that no finding answers to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dossier.analysis.support import Unsupported
from dossier.model import Candidate, Corpus, Decisions, Place, Problem, Proposal, Severity
from dossier.text.fingerprint import fingerprint

STALE, OPEN = "stale-decision", "open-decision"


def drop_not_names(
    candidates: tuple[Candidate, ...], decisions: Decisions
) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    """Leave out the unknown names that an editor called none; warn of those that no source has any more."""
    known = {candidate.text for candidate in candidates}
    refused = {name.value for name in decisions.not_names}
    problems = tuple(
        _stale(f"no source has the unknown name “{name.value}”", name.at)
        for name in decisions.not_names
        if name.value not in known
    )
    return tuple(each for each in candidates if each.text not in refused), problems


def drop_refused(
    corpus: Corpus, proposals: tuple[Proposal, ...], decisions: Decisions
) -> tuple[tuple[Proposal, ...], tuple[Problem, ...]]:
    """Leave out the proposals that an editor refused, as long as their words are the same."""
    by_places: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        by_places[_places(corpus, proposal)].append(proposal)
    dropped: set[int] = set()
    problems: list[Problem] = []
    for refused in decisions.refused:
        found = by_places.get(refused.places, [])
        if not found:
            problems.append(_stale(f"there is no proposal {refused.places}", refused.at))
            continue
        words = fingerprint(" ".join(corpus.quote(member) for member in found[0].members))
        if words == refused.fingerprint:
            dropped.update(map(id, found))
        else:
            problems.append(_open("proposal", refused.fingerprint, words, refused.at))
    return tuple(each for each in proposals if id(each) not in dropped), tuple(problems)


def settle(unsupported: Iterable[Unsupported], decisions: Decisions) -> tuple[Problem, ...]:
    """Return the warnings that are not settled, and what is wrong with the decisions on them."""
    waiting = tuple(unsupported)
    problems: list[Problem] = []
    settled: set[tuple[str, str]] = set()
    for decision in decisions.settled:
        words = " ".join(decision.words.rstrip("….").split())
        found = [e for e in waiting if e.problem.at.file == decision.file and e.words.startswith(words)]
        prints = {each.fingerprint for each in found}
        if not found:
            message = f"no warning is left to settle on “{decision.words}” in {decision.file}"
            problems.append(_stale(message, decision.at))
        elif decision.fingerprint in prints:
            settled.add((decision.file, decision.fingerprint))
        else:
            problems.append(_open("warning", decision.fingerprint, min(prints), decision.at))
    kept = (e.problem for e in waiting if (e.problem.at.file, e.fingerprint) not in settled)
    return (*kept, *problems)


def _places(corpus: Corpus, proposal: Proposal) -> str:
    return ",".join(f"{member.source}#{corpus.sentence_id(member)}" for member in proposal.members)


def _stale(message: str, at: Place) -> Problem:
    return Problem(STALE, Severity.WARNING, message, at, "Delete this decision.")


def _open(what: str, given: str, words: str, at: Place) -> Problem:
    fact = "the words have changed since this was decided" if given else "this decision has no fingerprint"
    hint = f"If the {what} is still needless, write `fingerprint: {words}`."
    return Problem(OPEN, Severity.WARNING, fact, at, hint)
