"""Turn what reading found out into the report for editors: each file, and what it asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import (
    Candidate,
    Corpus,
    Document,
    Page,
    PageKind,
    PageRef,
    Passage,
    Problem,
    Proposal,
    ProposalKind,
    Severity,
)
from dossier.site.draft import Draft
from dossier.site.rows import paged, pager
from dossier.site.shelf import Shelf, source_ref, word_count
from dossier.site.views import Anchor, Pager, Quotation
from dossier.site.words import BASIS_WORDS, count, cut, published

PER_PAGE = 150  # files on a page
CANDIDATES = 60
PROPOSALS = 20
COMMAND = "python3 tasks.py new"
SEVERITY_WORDS = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Warning",
    Severity.QUESTION: "For an editor",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A problem with its place and its next step."""

    label: str
    severity: str
    message: str
    place: str
    step: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one source file."""

    path: str
    source: Anchor
    read_as: str
    when: str
    how: str
    title_basis: str
    found: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class NameReport:
    """A name that the registry does not know."""

    text: str
    kind: str
    count: str
    near: Anchor | None
    reason: str
    places: tuple[Anchor, ...]
    step: str


@dataclass(frozen=True, slots=True)
class ProposalReport:
    """Sentences that may agree or differ."""

    cue: str
    members: tuple[Quotation, ...]
    step: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report: files, other places, names, proposals."""

    facts: tuple[tuple[str, str], ...]
    files: tuple[FileReport, ...]
    others: tuple[tuple[str, tuple[Line, ...]], ...]
    """Problems of files that became no source, by file."""
    names: tuple[NameReport, ...]
    more_names: str
    disputes: tuple[ProposalReport, ...]
    agreements: tuple[ProposalReport, ...]
    pager: Pager | None


def report_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the report, cut into pages; all but the files stands on the first."""
    dossier = shelf.dossier
    problems: dict[str, list[Problem]] = defaultdict(list)
    owner = {f"seeds/{document.path}": document.id for document in dossier.corpus.documents}
    for path in tuple(owner):
        owner[path.rpartition(".")[0] + ".yaml"] = owner[path]
    for problem in dossier.problems:
        problems[owner.get(problem.at.file, problem.at.file)].append(problem)
    pages = paged(dossier.corpus.documents, PER_PAGE)
    severities = [problem.severity for problem in dossier.problems]
    shown = [each for each in dossier.analysis.candidates if any(map(shelf.may_show, each.passages))]
    candidates = sorted(shown, key=lambda c: (-len(c.passages), c.text))
    rest = len(candidates) - CANDIDATES
    proposals = sorted(dossier.analysis.proposals, key=lambda p: (-p.score, p.members))
    for number, chunk in pages:
        draft = Draft(shelf, PageRef(PageKind.REPORT, number), previews=False)
        first = not number
        view = ReportView(
            facts=(
                ("Files read", str(len(dossier.corpus.documents))),
                *((f"{words}s", str(severities.count(each))) for each, words in _COUNTED),
                ("Names not in the registry", str(len(candidates))),
            ),
            files=tuple(_file(draft, document, problems.get(document.id, [])) for document in chunk),
            others=tuple(
                (file or "The dossier as a whole", _lines(held))
                for file, held in sorted(problems.items())
                if first and file not in shelf.documents
            ),
            names=tuple(_name(draft, each) for each in candidates[:CANDIDATES]) if first else (),
            more_names=f"and {count(rest, 'rarer name')}, listed in data/dossier.json"
            if first and rest > 0
            else "",
            disputes=_proposals(draft, proposals, ProposalKind.DISPUTE) if first else (),
            agreements=_proposals(draft, proposals, ProposalKind.AGREEMENT) if first else (),
            pager=pager(draft, len(pages)),
        )
        yield draft.page("report.html", "Report on the sources", view, description="What was read, and how.")


_COUNTED = (
    (Severity.ERROR, "Error"),
    (Severity.WARNING, "Warning"),
    (Severity.QUESTION, "Question for editor"),
)


def _lines(problems: list[Problem], *, closed: bool = False) -> tuple[Line, ...]:
    quoted = re.compile("“[^”]*”")
    return tuple(
        Line(
            SEVERITY_WORDS[each.severity],
            each.severity.value,
            quoted.sub("“…”", each.message) if closed else each.message,
            str(each.at),
            each.hint,
        )
        for each in problems
    )


def _file(draft: Draft, document: Document, problems: list[Problem]) -> FileReport:
    shelf = draft.shelf
    when, how = published(shelf.publications.get(document.id))
    found = [
        count(word_count(document), "word"),
        count(len(document.paragraphs), "paragraph"),
        count(len(shelf.mentions.get(document.id, ())), "name mention"),
        count(len(shelf.dates_in.get(document.id, ())), "date"),
        count(len({p.topic for p in shelf.topics_in.get(document.id, ())}), "topic"),
    ]
    return FileReport(
        path=f"seeds/{document.path}",
        source=draft.plain(source_ref(document.id), document.meta.title),
        read_as=document.read_as,
        when=when,
        how=how,
        title_basis=BASIS_WORDS[document.meta.title_basis],
        found=" · ".join(found),
        lines=_lines(problems, closed=document.meta.publish == "summary"),
    )


def _name(draft: Draft, candidate: Candidate) -> NameReport:
    shelf = draft.shelf
    near = candidate.suggestion
    return NameReport(
        text=cut(candidate.text, 80),
        kind="kind not clear" if candidate.kind == "unknown" else candidate.kind,
        count=count(len(candidate.passages), "time"),
        near=draft.entity(near) if near and near in shelf.entities else None,
        reason=candidate.reason,
        places=tuple(_place(draft, each) for each in candidate.passages[:4]),
        step=f'{COMMAND} entity "{cut(candidate.text, 80)}" --from-candidate',
    )


def _proposals(draft: Draft, proposals: list[Proposal], kind: ProposalKind) -> tuple[ProposalReport, ...]:
    shown, corpus = draft.shelf.may_show, draft.shelf.dossier.corpus
    held = [p for p in proposals if p.kind is kind and all(map(shown, p.members))][:PROPOSALS]
    return tuple(
        ProposalReport(
            f"Because of “{each.cue}”" + (", the same origin" if each.same_origin else ""),
            draft.quotes(each.members),
            f'{COMMAND} claim "QUESTION" --from-proposal {proposal_places(each, corpus)}',
        )
        for each in held
    )


def _place(draft: Draft, passage: Passage) -> Anchor:
    quote = draft.quote(passage)
    return Anchor(quote.place.href, f"{quote.source.words} {quote.place.words}")


def proposal_places(proposal: Proposal, corpus: Corpus) -> str:
    """Name a proposal by its sentences, as `new claim --from-proposal` takes it."""
    return ",".join(f"{member.source}#{corpus.sentence_id(member)}" for member in proposal.members)
