"""Turn the folders of a desk into one dossier: the only module that calls every room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.analysis import (
    STALE,
    RecallParagraphs,
    Unsupported,
    analyse,
    check_support,
    find_all,
    find_named,
    mark_repeats,
    settle,
)
from dossier.config import Paths, Settings
from dossier.editorial import (
    EMPTY,
    Lock,
    LockCheck,
    check_coverage,
    close,
    closed_copies,
    keep_what_is_valid,
    load_lock,
    read_desk,
    read_settings,
    read_translation,
    release_to,
    resolve,
    settle_words,
    starter_words,
    strictest_mark,
    with_default_mark,
    write_lock,
    written_pages,
)
from dossier.finder import Finder
from dossier.kept import Kept
from dossier.model import (
    Analysis,
    Corpus,
    Desk,
    Dossier,
    LeftOut,
    Problem,
    Severity,
    Tlp,
    in_order,
    of_severity,
)
from dossier.sources import read_corpus
from dossier.text.counts import count

if TYPE_CHECKING:  # it starts slowly, and few builds need it
    from dossier.cluster import Cluster


def read_dossier(
    paths: Paths,
    settings: Settings,
    audience: Tlp | None = None,
    *,
    jobs: int = 1,
    kept: Kept | None = None,
    cluster: Cluster | None = None,
) -> Dossier:
    """Read seeds and content, find what can be found, and collect every problem.

    `audience` takes the place of the one in the desk's settings. Problems never raise here: the caller
    decides (`errors_of`) whether to publish. The result depends neither on the number of processes
    (`jobs`) nor on a `cluster` nor on what is `kept` of the last build.
    """
    settings, faults = read_settings(paths.content, settings)
    translation, untranslated = read_translation(paths.content)
    faults = (*faults, *untranslated)
    settings = replace(settings, audience=audience or settings.audience)
    desk = read_desk(paths.content, settings)
    if settings.drafts:
        desk = _with_drafts(desk)
    finder = Finder(desk, settings, jobs, kept, cluster)
    is_usual = paths.is_own_desk and paths.seeds.name == "seeds"  # git keeps no empty folder
    corpus = read_corpus(paths.seeds, settings, finder.read, may_be_missing=is_usual)
    desk = keep_what_is_valid(desk, corpus, paths.seeds, paths.content)
    lock, damage = load_lock(paths.content)
    dossier = replace(
        assemble(corpus, desk, settings, lock, finder.analyse, finder.recall_paragraphs),
        made_of=finder.made_of,
        sources_made_of=finder.sources_made_of,
        translation=translation,
    )
    if cluster:
        cluster.close()  # processes start faster where no thread of its own runs
    if not faults and not damage:
        return dossier
    return replace(
        dossier,
        problems=in_order((*dossier.problems, *faults, *damage)),
        citations_lock=None if damage else dossier.citations_lock,
    )


def _with_drafts(desk: Desk) -> Desk:
    """Show drafts as notes that say what they are; links may still use their titles."""
    notes = (
        note
        if note.published
        else replace(note, published=True, title=f"Draft: {note.title}", aliases=(*note.aliases, note.title))
        for note in desk.notes
    )
    return replace(desk, notes=tuple(notes))


_SEVERITIES = {"warn": Severity.WARNING, "error": Severity.ERROR}
_BY_DRIFT = (
    "unknown-source",
    "unknown-place",
    "unknown-words",
    "unknown-link",
    "quotation-mismatch",
    "cites-boilerplate",
    "unsupported",
)
"""Problems that go with a citation whose words moved; the lock says more of it."""


MOST_NAMED = 12  # places that a problem of a renamed file names beside its own; more would hide what it says
_ALIKE = {
    **dict.fromkeys(("renamed-source", "unknown-source", "unknown-link"), (1, MOST_NAMED)),
    "foreign-key": (1, 0),
    "picture-without-words": (50, 0),
    "uncited": (50, MOST_NAMED),
}
"""Problems that a renamed file or a vault has in many places: how many stand alone, and how many of the other
places are named where there are more."""


Analyse = Callable[[Corpus, Desk, Settings], Analysis]


def assemble(  # noqa: PLR0917  # three of them have a usual value
    corpus: Corpus,
    desk: Desk,
    settings: Settings,
    lock: Lock = EMPTY,
    analyse: Analyse = analyse,
    recall: RecallParagraphs = find_all,
) -> Dossier:
    """Join what was read with what is found in it; `lock` says what the citations pointed to before."""
    desk, unsettled = settle_words(desk, corpus)
    front = next((page for page in desk.pages if page.id == "index"), None)
    language = (front and front.language) or settings.language
    resolution = resolve(desk, corpus, language)
    lock_check = LockCheck(lock, resolution.uses, corpus)
    drifted = [each.problem for each in lock_check.drifted()]
    resolved = _unexplained((*corpus.problems, *_restorable(resolution.problems, lock_check)), drifted)
    links = resolution.links
    corpus, desk = with_default_mark(corpus, desk, settings.default_tlp)
    uncited = check_coverage(desk, _SEVERITIES[settings.uncited]) if settings.uncited != "allow" else ()
    faults = (*desk.problems, *unsettled, *resolved, *drifted, *uncited, *starter_words(desk, corpus))
    left_out: tuple[LeftOut, ...] = ()
    copies = closed_copies(corpus)
    if settings.audience:
        corpus, desk, left_out, damage = release_to(settings.audience, corpus, desk, find_named)
        faults = (*faults, *damage)
        links = resolve(desk, corpus).links
    analysis = analyse(corpus, desk, settings)
    corpus, closed = close(corpus, copies)
    faults = (*faults, *closed)
    bodies = (body for page in written_pages(desk) for body in page.bodies)
    unsupported = check_support(bodies, corpus, desk, analysis, settings, recall)
    found = _findings_of(desk, analysis, unsupported, partial=bool(left_out))
    front = next((page for page in desk.pages if page.id == "index"), None)
    return Dossier(
        title=(front and front.dossier) or settings.title,
        language=language,
        corpus=mark_repeats(corpus, analysis.repeats),
        desk=desk,
        analysis=analysis,
        links=links,
        problems=in_order(join_alike(in_order((*faults, *_unexplained(found, drifted))))),
        tlp=strictest_mark(corpus, desk),
        audience=settings.audience,
        quotations=resolution.quotations,
        left_out=left_out,
        citations_lock=write_lock(lock_check.fresh_lock()),
        site_url=settings.site_url,
        contact=settings.contact,
        is_preview=settings.drafts,
    )


def _unexplained(problems: Iterable[Problem], drifted: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems of which the lock does not say more at the same place."""
    explained = {(each.at.file, each.at.line) for each in of_severity(drifted, Severity.ERROR)}
    for problem in problems:
        if problem.code not in _BY_DRIFT or (problem.at.file, problem.at.line) not in explained:
            yield problem


def _findings_of(
    desk: Desk, analysis: Analysis, unsupported: Iterable[Unsupported], *, partial: bool
) -> Iterator[Problem]:
    """Yield what the findings ask of editors, what they have settled left out.

    In a `partial` dossier, or on other sources, a decision may well be on what is not there.
    """
    partial = partial or any(problem.code == "other-sources" for problem in desk.problems)
    for problem in (*analysis.problems, *settle(unsupported, desk.decisions)):
        if not (partial and problem.code == STALE):
            yield problem


def _restorable(problems: Iterable[Problem], lock_check: LockCheck) -> Iterator[Problem]:
    """Yield problems; that of a source which was there at the last build says what can be done."""
    missing = lock_check.lock.sources.keys() - {document.id for document in lock_check.corpus.documents}
    gone = {use.at for use in lock_check.uses if use.place.source in missing}
    for problem in problems:
        if problem.code == "unknown-source" and not problem.hint and problem.at in gone:
            hint = "It was there before: put its file back, or cite another. To list all that cite it, run: "
            yield replace(problem, hint=f"{hint}python3 tasks.py mend")
        else:
            yield problem


def join_alike(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems; many of `_ALIKE` that say the same become the first of them, with the other places."""
    groups: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.code in _ALIKE:
            groups[problem.code, problem.message, problem.hint].append(problem)
        else:
            yield problem
    for found in groups.values():
        first, *others = found
        most, named = _ALIKE[first.code]
        if len(found) <= most:
            yield from found
            continue
        places = [str(each.at) for each in others[:named]]
        if len(others) > named:
            places.append(count(len(others) - named, "more place"))
        yield replace(first, message=f"{first.message}; the same in {', '.join(places)}")


def errors_of(dossier: Dossier) -> tuple[Problem, ...]:
    """Return the problems that stop publishing."""
    return of_severity(dossier.problems, Severity.ERROR)
