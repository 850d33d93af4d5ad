"""Turn what reading found out into the report for editors: each file, and what it asks for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dossier.analysis.likeness import open_proposals, rank_proposals
from dossier.model import (
    Candidate,
    Corpus,
    Document,
    Page,
    PageKind,
    PageRef,
    Problem,
    Proposal,
    ProposalKind,
    Severity,
    SourceId,
    count_kinds,
    of_severity,
)
from dossier.site.composer import Composer, Draft
from dossier.site.rows import page_numbers, paged
from dossier.site.shelf import Shelf, Shelves, asked_once, group, remembered
from dossier.site.urls import entity_ref, source_ref
from dossier.site.views import Anchor, Quotation
from dossier.text import late as re
from dossier.text.characters import cut
from dossier.text.interface import Interface

PER_PAGE = 150  # files on a page
DECISIONS = 60  # that come first: what an editor decides in an hour
EACH = 20  # of one kind among them
FOLDED = 300  # of one kind that are a line each below them
COMMAND = "python3 tasks.py new"
OWN_SECTION = frozenset({"unknown-name", "possible-conflict"})
"""Questions that are asked once, in a section of their own, and not again beside their file."""
_QUOTED = re.compile("“[^”]*”")


def pages(shelf: Shelf) -> Iterator[Draft]:
    """Yield the report, cut into pages: what is to be decided is on the first, most useful first."""
    for number in page_numbers(shelf.documents, PER_PAGE):
        yield Draft(_report, (number,))


def _report(shelf: Shelf, number: int) -> Page:
    composer, chunk, pager = paged(shelf, PageKind.REPORT, list(shelf.documents), PER_PAGE, number)
    composer.shows(shelf.marks)  # its messages may quote any file, a draft note too
    problems = _beside_files(shelf, number)
    files = [_file(composer, shelf.documents[each], problems.get(each, ())) for each in chunk]
    of_all = {"facts": None, "sections": (), "decided": 0} if composer.ref.id else _of_all_files(composer)
    return composer.page({**of_all, "files": files, "pager": pager}, shelf.say("of_report"))


def _of_all_files(composer: Composer) -> dict[str, object]:
    """Return what the first page has beside its files: figures, and what is to be decided."""
    shelf = composer.shelf
    waiting, decided = _waiting(shelf)
    facts = {
        "read": len(shelf.documents),
        "left_out": [shelf.say(f"left_{kind}", n) for kind, n in count_kinds(shelf.dossier.left_out)],
        "reasons": _left_out(shelf) if shelf.dossier.left_out else (),
        "quotations": shelf.dossier.quotations,
        "counts": Counter(problem.severity for problem in shelf.dossier.problems),
        "unknown": waiting["names"][0],
    }
    return {"facts": facts, "sections": _sections(composer, _asked(shelf), waiting), "decided": decided}


def _left_out(shelf: Shelf) -> Iterator[tuple[str, Sequence[str], int]]:
    """Yield why something is left out, the places of the first of it, and how many more there are.

    Names that nothing shown mentions come last: what is left out may name them in a way that is not found.
    """
    places: dict[str, list[str]] = {}
    for each in shelf.dossier.left_out:
        places.setdefault(each.why, []).append(f"{each.at.file}:{each.at.line}")
    for entity in shelf.entities.values():
        linked = shelf.links_to[PageRef(PageKind.ENTITY, entity.id)]
        if not (linked or shelf.mentions_of[entity.id] or shelf.claims_naming[entity.id]):
            places.setdefault("why_unnamed", []).append(f"{entity.at.file}:{entity.at.line}")
    for why, found in places.items():
        yield shelf.say(why), found[:FOLDED], max(len(found) - FOLDED, 0)


Asked = tuple[int, tuple[Any, ...], tuple[str, ...]]
"""How much is to be decided of a kind, what of it may be shown in full, and what may be a line."""


@remembered
def _waiting(shelf: Shelf) -> tuple[dict[str, Asked], int]:
    """Return what is to be decided of the findings, by kind, and how many proposals are decided."""
    corpus = _corpus(shelf)
    candidates = [each for each in shelf.candidates if any(map(shelf.may_show, each.passages))]
    waiting = open_proposals(shelf.proposals, corpus, tuple(shelf.claims.values()))
    may_show = [each for each in waiting if all(map(shelf.may_show, each.members))]
    disputes = rank_proposals((p for p in may_show if p.kind is ProposalKind.DISPUTE), corpus)
    agreements = rank_proposals((p for p in may_show if p.kind is ProposalKind.AGREEMENT), corpus)
    line = partial(_line, shelf.say, corpus)
    asked = {
        "disputes": _of(disputes, line),
        "names": _of(candidates, partial(_name_line, shelf.say)),
        "agreements": _of(agreements, line),
    }
    return asked, len(shelf.proposals) - len(waiting)


def _of(values: Sequence[Any], line: Callable[[Any], str]) -> Asked:
    return len(values), tuple(values[:DECISIONS]), tuple(map(line, values[: DECISIONS + FOLDED]))


@asked_once
def _beside_files(shelf: Shelf, number: int) -> Mapping[SourceId, tuple[Problem, ...]]:
    """Return the problems of the sources on a page of the report."""
    first = (number - 1) * PER_PAGE
    problems = _problems(shelf, _asked(shelf))
    return {each: problems[each] for each in list(shelf.documents)[first : first + PER_PAGE]}


def _asked(shelf: Shelf) -> list[Problem]:
    return [problem for problem in shelf.dossier.problems if problem.code not in OWN_SECTION]


def _corpus(shelf: Shelf) -> Corpus:
    return Corpus(tuple(shelf.documents.values()))


@dataclass(frozen=True, slots=True)
class Section:
    """What is to be decided of one kind: the first in full, the rest one per line."""

    id: str
    title: str
    number: int  # of all of the kind
    rows: tuple[object, ...]
    rest: tuple[str, ...]
    """How many more there are, then a line for each; empty where there are none."""


def _sections(composer: Composer, problems: list[Problem], waiting: Mapping[str, Asked]) -> list[Section]:
    """Share out the decisions of an hour: faults, conflicts, questions, names, then agreements."""
    say = composer.say
    faults = [*of_severity(problems, Severity.ERROR), *of_severity(problems, Severity.WARNING)]
    questions = _grouped(of_severity(problems, Severity.QUESTION), say)
    proposal = partial(_proposal, composer)
    kinds: tuple[tuple[str, str, Asked, Callable[[Any], object]], ...] = (
        ("faults", say("faults"), _of(faults, str), lambda each: each),
        ("disputes", say("may_differ"), waiting["disputes"], proposal),
        ("questions", say("several_claim"), _of(questions, lambda each: each.message), lambda each: each),
        ("names", say("unknown_names"), waiting["names"], partial(_name, composer)),
        ("agreements", say("may_agree"), waiting["agreements"], proposal),
    )
    left, sections = DECISIONS, []
    for key, title, (number, values, lines), row in kinds:
        first = min(left, number, left if key == "faults" else EACH)
        left -= first
        more = number - first
        rest = [say("n_more", more), *lines[first : first + FOLDED]] if more else []
        if more > FOLDED:
            rest.append(say("in_report_data", more - FOLDED))
        if number:
            sections.append(Section(key, title, number, tuple(map(row, values[:first])), tuple(rest)))
    return sections


def _grouped(questions: Iterable[Problem], say: Interface) -> list[Problem]:
    """Put questions of one code and one wording that are asked of many files into one."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for question in questions:
        alike.setdefault((question.code, question.message), []).append(question)
    first = []
    for (_, message), asked in alike.items():
        of_many = say("asked_of", len(asked), message=message)
        first.append(replace(asked[0], message=of_many if len(asked) > 1 else message))
    return first


def _problems(shelf: Shelf, problems: Iterable[Problem]) -> Shelves[str, Problem]:
    """Put problems under the id of their source, those of other files under their path."""
    owner: dict[str, str] = {}
    for document in shelf.documents.values():
        stem = document.file.rpartition(".")[0]
        owner |= {f"{stem}.{ending}": document.id for ending in ("yaml", "yml")}
        owner[document.file] = document.id
    return group(problems, lambda problem: (owner.get(problem.at.file, problem.at.file),))


def _file(composer: Composer, document: Document, problems: tuple[Problem, ...]) -> dict[str, object]:
    """Say what became of one source file."""
    shelf = composer.shelf
    if document.meta.is_closed:  # a message may quote what must not leave the desk
        problems = tuple(replace(each, message=_QUOTED.sub("“…”", each.message)) for each in problems)
    return {
        "document": document,
        "source": composer.plain(source_ref(document.id)),
        "when": shelf.when(document.id, says_how=True),
        "how": shelf.how_exactly(document.id),
        "title_basis": shelf.say(f"basis_{document.meta.title_basis}"),
        "found": (*(shelf.say(f"n_{what}", number) for what, number in _numbers_found(shelf, document.id)),),
        "problems": problems,
    }


@remembered
def _numbers_found(shelf: Shelf, source: SourceId) -> tuple[tuple[str, int], ...]:
    """Return how much was read and found in a source, with the end of the name of the words for it."""
    document, names, dates = shelf.documents[source], shelf.mentions[source], shelf.dates_in[source]
    read = ("words", len(document.text.split())), ("paragraphs", len(document.paragraphs))
    found = ("name_mentions", len(names)), ("dates", len(dates)), ("topics", len(shelf.topics_of[source]))
    return *read, *found


def _name(composer: Composer, candidate: Candidate) -> dict[str, object]:
    """Propose a name that the registry does not know, with the command that takes it in."""
    near, words = candidate.suggestion, cut(candidate.text, 80)
    quotes = [composer.quote(passage) for passage in candidate.passages[:4]]
    return {
        "candidate": candidate,
        "text": words,
        "kind": candidate.kind or composer.say("kind_unclear"),
        "near": composer.anchor(entity_ref(near)) if near and near in composer.shelf.entities else None,
        "places": [Anchor(each.place.href, f"{each.source.words} {each.place.words}") for each in quotes],
        "step": f'{COMMAND} entity "{words}" --from-candidate',
    }


def _name_line(say: Interface, candidate: Candidate) -> str:
    kind = candidate.kind or say("kind_unclear")
    return f"{cut(candidate.text, 80)} ({kind}), {say('n_times', len(candidate.passages))}"


def _proposal(composer: Composer, proposal: Proposal) -> tuple[str, tuple[Quotation, ...], str]:
    """Return sentences that may agree or differ: why, the sentences, the command that asks about them."""
    documents = composer.shelf.documents
    places = ",".join(documents[each.source].address(each.span.start) for each in proposal.members)
    step = f'{COMMAND} claim "QUESTION" --from-proposal {places}'
    return _reason(composer.say, proposal), composer.quotes(proposal.members), step


def _line(say: Interface, corpus: Corpus, proposal: Proposal) -> str:
    words = cut(" ".join(corpus.quote(proposal.members[0]).split()), 120)
    return f"{_reason(say, proposal)}: “{words}” ({corpus.addresses(proposal.members)})"


def _reason(say: Interface, proposal: Proposal) -> str:
    """Say why two sentences are proposed: by a word such as `however`, by facts that differ, or alike."""
    if proposal.kind is ProposalKind.DISPUTE and not proposal.cue.startswith("different "):
        return say("found_by_word", word=proposal.cue)
    return proposal.cue.capitalize()
