"""Turn the folders of a desk into one dossier: the only module that calls every room."""

from __future__ import annotations

from dossier.analysis import analyse, mark_repeats
from dossier.config import Paths, Settings
from dossier.editorial import keep_what_holds, read_desk, resolve
from dossier.model import Corpus, Desk, Dossier, Problem, Severity
from dossier.sources import read_corpus


def read_dossier(paths: Paths, settings: Settings) -> Dossier:
    """Read seeds and content, find what can be found, and collect every problem.

    Problems never raise here: the caller decides (`errors_of`) whether to publish.
    """
    corpus, desk = read_corpus(paths.seeds, settings), read_desk(paths.content, settings)
    return assemble(corpus, keep_what_holds(desk, corpus, paths.seeds, paths.content), settings)


def assemble(corpus: Corpus, desk: Desk, settings: Settings) -> Dossier:
    """Join what was read with what was found."""
    resolution = resolve(desk, corpus)
    analysis = analyse(corpus, desk, settings)
    found = (*corpus.problems, *desk.problems, *resolution.problems, *analysis.problems)
    front = next((page for page in desk.pages if page.id == "index"), None)
    return Dossier(
        title=(front and front.dossier) or settings.title,
        language=(front and front.language) or "en",
        corpus=mark_repeats(corpus, analysis.repeats),
        desk=desk,
        analysis=analysis,
        links=resolution.links,
        problems=tuple(sorted(set(found), key=lambda problem: problem.sort_key)),
        site_url=settings.site_url,
    )


def errors_of(dossier: Dossier) -> tuple[Problem, ...]:
    """Return the problems that stop publishing."""
    return tuple(problem for problem in dossier.problems if problem.severity is Severity.ERROR)
