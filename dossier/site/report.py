"""Turn what reading found out into the report for editors: each file, and what it asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dossier.model import (
    Candidate,
    Corpus,
    Document,
    Page,
    PageKind,
    Problem,
    Proposal,
    ProposalKind,
    Severity,
)
from dossier.site.draft import Draft
from dossier.site.rows import paged, pager
from dossier.site.shelf import Shelf
from dossier.site.urls import entity_ref, source_ref
from dossier.site.views import Anchor, Quotation
from dossier.site.words import BASIS_WORDS, count, cut, published

PER_PAGE = 150  # files on a page
CANDIDATES = 60
PROPOSALS = 20
COMMAND = "python3 tasks.py new"
COUNTED = (
    (Severity.ERROR, "Errors"),
    (Severity.WARNING, "Warnings"),
    (Severity.QUESTION, "Question for editors"),
)
_QUOTED = re.compile("“[^”]*”")


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one source file."""

    document: Document
    source: Anchor
    when: str
    how: str
    title_basis: str
    found: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class NameReport:
    """A name that the registry does not know."""

    text: str
    kind: str
    count: str
    near: Anchor | None
    reason: str
    places: tuple[Anchor, ...]
    step: str  # the command that takes it into the registry


@dataclass(frozen=True, slots=True)
class ProposalReport:
    """Sentences that may agree or differ."""

    cue: str
    members: tuple[Quotation, ...]
    step: str  # the command that makes a question of it


def report_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the report, cut into pages; all but the files stands on the first."""
    problems, others = _problems(shelf)
    severities = [problem.severity for problem in shelf.dossier.problems]
    found = shelf.dossier.analysis.candidates
    candidates = [each for each in found if any(map(shelf.may_show, each.passages))]
    facts = (
        ("Files read", len(shelf.documents)),
        *((words, severities.count(severity)) for severity, words in COUNTED),
        ("Names not in the registry", len(candidates)),
    )
    pages = paged(tuple(shelf.documents.values()), PER_PAGE)
    for number, chunk in pages:
        draft, first = Draft(shelf, PageKind.REPORT, number), not number
        ranked = sorted(candidates, key=lambda c: (-len(c.passages), c.text)) if first else []
        view = {
            "facts": facts,
            "files": [_file(draft, document, problems[document.id]) for document in chunk],
            "others": others if first else (),
            "names": [_name(draft, each) for each in ranked[:CANDIDATES]],
            "more_names": max(0, len(ranked) - CANDIDATES),
            "disputes": _proposals(draft, ProposalKind.DISPUTE) if first else (),
            "agreements": _proposals(draft, ProposalKind.AGREEMENT) if first else (),
            "pager": pager(draft, len(pages)),
        }
        yield draft.page(view, "What was read, and how.")


def _problems(shelf: Shelf) -> tuple[dict[str, list[Problem]], tuple[tuple[str, tuple[Problem, ...]], ...]]:
    """Sort problems into those of each source, by its id, and those of other files, by their path."""
    owner: dict[str, str] = {}
    for document in shelf.documents.values():
        path = f"seeds/{document.path}"
        owner |= {path: document.id, f"{path.rpartition('.')[0]}.yaml": document.id}
    of_sources: dict[str, list[Problem]] = defaultdict(list)
    of_files: dict[str, list[Problem]] = defaultdict(list)
    for each in shelf.dossier.problems:
        if each.at.file in owner:
            of_sources[owner[each.at.file]].append(each)
        else:
            of_files[each.at.file].append(each)
    others = ((file or "The dossier as a whole", tuple(held)) for file, held in sorted(of_files.items()))
    return of_sources, tuple(others)


def _file(draft: Draft, document: Document, problems: list[Problem]) -> FileReport:
    shelf = draft.shelf
    when, how = published(shelf.publications[document.id])
    if document.meta.publish == "summary":  # a message may quote what must not leave the desk
        problems = [replace(each, message=_QUOTED.sub("“…”", each.message)) for each in problems]
    found = (
        count(len(document.text.split()), "word"),
        count(len(document.paragraphs), "paragraph"),
        count(len(shelf.mentions[document.id]), "name mention"),
        count(len(shelf.dates_in[document.id]), "date"),
        count(len(shelf.topics_of(document.id)), "topic"),
    )
    return FileReport(
        document,
        draft.plain(source_ref(document.id)),
        when,
        how,
        BASIS_WORDS[document.meta.title_basis],
        " · ".join(found),
        tuple(problems),
    )


def _name(draft: Draft, candidate: Candidate) -> NameReport:
    near, words = candidate.suggestion, cut(candidate.text, 80)
    quotes = [draft.quote(passage) for passage in candidate.passages[:4]]
    return NameReport(
        text=words,
        kind="kind not clear" if candidate.kind == "unknown" else candidate.kind,
        count=count(len(candidate.passages), "time"),
        near=draft.anchor(entity_ref(near)) if near and near in draft.shelf.entities else None,
        reason=candidate.reason,
        places=tuple(Anchor(q.place.href, f"{q.source.words} {q.place.words}") for q in quotes),
        step=f'{COMMAND} entity "{words}" --from-candidate',
    )


def _proposals(draft: Draft, kind: ProposalKind) -> tuple[ProposalReport, ...]:
    dossier, shown = draft.shelf.dossier, draft.shelf.may_show
    ranked = sorted(dossier.analysis.proposals, key=lambda p: (-p.score, p.members))
    held = [each for each in ranked if each.kind is kind and all(map(shown, each.members))]
    return tuple(
        ProposalReport(
            f"Because of “{each.cue}”" + (", the same origin" if each.same_origin else ""),
            draft.quotes(each.members),
            f'{COMMAND} claim "QUESTION" --from-proposal {proposal_places(each, dossier.corpus)}',
        )
        for each in held[:PROPOSALS]
    )


def proposal_places(proposal: Proposal, corpus: Corpus) -> str:
    """Name a proposal by its sentences, as `new claim --from-proposal` takes it."""
    return ",".join(f"{member.source}#{corpus.sentence_id(member)}" for member in proposal.members)
