"""Turn what reading found out into the report for editors: each file, and what it asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from dossier.analysis.likeness import open_proposals
from dossier.model import (
    Candidate,
    Corpus,
    Document,
    Page,
    PageKind,
    Problem,
    Proposal,
    ProposalKind,
)
from dossier.site.composer import Composer
from dossier.site.rows import paged
from dossier.site.shelf import Shelf, Shelves, group
from dossier.site.urls import entity_ref, source_ref
from dossier.site.views import Anchor, Quotation
from dossier.site.words import BASIS_WORDS, cut

PER_PAGE = 150  # files on a page
CANDIDATES = 60
PROPOSALS = 20
COMMAND = "python3 tasks.py new"
_QUOTED = re.compile("“[^”]*”")


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the report, cut into pages; all but the files stands on the first."""
    problems = _problems(shelf)
    others = sorted((file, held) for file, held in problems.items() if file not in shelf.documents)
    found = shelf.dossier.analysis.candidates
    candidates = [each for each in found if any(map(shelf.may_show, each.passages))]
    counts = Counter(problem.severity for problem in shelf.dossier.problems)
    proposed = shelf.dossier.analysis.proposals
    waiting = open_proposals(proposed, shelf.dossier.corpus, shelf.dossier.desk.claims)
    for composer, chunk, pager in paged(shelf, PageKind.REPORT, shelf.dossier.corpus.documents, PER_PAGE):
        first = not composer.ref.id
        composer.shows(shelf.marks)  # its messages may quote any file, a draft note too
        ranked = sorted(candidates, key=lambda c: (-len(c.passages), c.text)) if first else []
        view = {
            "read": len(shelf.documents),
            "left_out": shelf.dossier.left_out,
            "counts": counts,
            "unknown": len(candidates),
            "files": [_file(composer, document, problems[document.id]) for document in chunk],
            "others": others if first else (),
            "names": [_name(composer, each) for each in ranked[:CANDIDATES]],
            "more_names": max(0, len(ranked) - CANDIDATES),
            "disputes": _proposals(composer, waiting, ProposalKind.DISPUTE) if first else (),
            "agreements": _proposals(composer, waiting, ProposalKind.AGREEMENT) if first else (),
            "decided": len(proposed) - len(waiting),
            "pager": pager,
        }
        yield composer.page(view, "What was read, and how.")


def _problems(shelf: Shelf) -> Shelves[str, Problem]:
    """Put problems under the id of their source, those of other files under their path."""
    owner: dict[str, str] = {}
    for document in shelf.documents.values():
        path = f"seeds/{document.path}"
        owner |= {f"{path.rpartition('.')[0]}.{ending}": document.id for ending in ("yaml", "yml")}
        owner[path] = document.id
    return group(shelf.dossier.problems, lambda problem: (owner.get(problem.at.file, problem.at.file),))


def _file(composer: Composer, document: Document, problems: tuple[Problem, ...]) -> dict[str, object]:
    """Say what became of one source file."""
    shelf = composer.shelf
    if document.meta.publish == "summary":  # a message may quote what must not leave the desk
        problems = tuple(replace(each, message=_QUOTED.sub("“…”", each.message)) for each in problems)
    return {
        "document": document,
        "source": composer.plain(source_ref(document.id)),
        "when": shelf.when(document.id, says_how=True),
        "how": shelf.how_exactly(document.id),
        "title_basis": BASIS_WORDS[document.meta.title_basis],
        "found": (
            (len(document.text.split()), "word"),
            (len(document.paragraphs), "paragraph"),
            (len(shelf.mentions[document.id]), "name mention"),
            (len(shelf.dates_in[document.id]), "date"),
            (len(shelf.topics_of(document.id)), "topic"),
        ),
        "problems": problems,
    }


def _name(composer: Composer, candidate: Candidate) -> dict[str, object]:
    """Propose a name that the registry does not know, with the command that takes it in."""
    near, words = candidate.suggestion, cut(candidate.text, 80)
    quotes = [composer.quote(passage) for passage in candidate.passages[:4]]
    return {
        "candidate": candidate,
        "text": words,
        "kind": "kind not clear" if candidate.kind == "unknown" else candidate.kind,
        "near": composer.anchor(entity_ref(near)) if near and near in composer.shelf.entities else None,
        "places": [Anchor(each.place.href, f"{each.source.words} {each.place.words}") for each in quotes],
        "step": f'{COMMAND} entity "{words}" --from-candidate',
    }


def _proposals(
    composer: Composer, proposals: tuple[Proposal, ...], kind: ProposalKind
) -> list[tuple[str, tuple[Quotation, ...], str]]:
    """Return sentences that may agree or differ: why, the sentences, the command that asks about them."""
    dossier, shown = composer.shelf.dossier, composer.shelf.may_show
    ranked = sorted(proposals, key=lambda p: (-p.score, p.members))
    held = [each for each in ranked if each.kind is kind and all(map(shown, each.members))]
    return [
        (
            _reason(each),
            composer.quotes(each.members),
            f'{COMMAND} claim "QUESTION" --from-proposal {proposal_places(each, dossier.corpus)}',
        )
        for each in held[:PROPOSALS]
    ]


def _reason(proposal: Proposal) -> str:
    """Say why two sentences are proposed: by a word such as `however`, by facts that differ, or alike."""
    if proposal.kind is ProposalKind.DISPUTE and not proposal.cue.startswith("different "):
        return f"Found by the word “{proposal.cue}”"
    return proposal.cue.capitalize() + ("; one origin" if proposal.same_origin else "")


def proposal_places(proposal: Proposal, corpus: Corpus) -> str:
    """Name a proposal by its sentences, as `new claim --from-proposal` takes it."""
    return ",".join(f"{member.source}#{corpus.sentence_id(member)}" for member in proposal.members)
