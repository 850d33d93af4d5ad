"""Report the sentences of a desk that have no source and are no judgement, or that nobody there wrote."""

from collections.abc import Iterator

from dossier.editorial.references.targets import written_pages
from dossier.model import Corpus, Coverage, Desk, Entity, Place, Problem, Severity
from dossier.text.characters import cut

_HOW = "Cite a source, or put it into a > [!judgement] callout."
_HOW_IN_FILE = (
    "Cite sources, or put it into > [!judgement] callouts; where notes need no source, write "
    "`uncited: allow` in content/settings.yaml."
)
_HOW_IN_ROLE = "Cite it there: role: … [@source#p3]."
_SHOWN = 100  # characters of a sentence that a message repeats
STARTER_TITLE = "A new dossier"
STARTER_LINE = "Say here who keeps this dossier, for whom, and what it leaves out."
"""What a new desk says until its editors do."""


def starter_words(desk: Desk, corpus: Corpus) -> Iterator[Problem]:
    """Warn of each page that still has the words of a new desk, when it has sources of its own."""
    if all(document.id == "example" for document in corpus.documents):
        return
    found = []
    for page in desk.pages:
        if page.title == STARTER_TITLE:
            found.append((page.at, STARTER_TITLE))
        for body in page.bodies:
            lines = enumerate(body.markdown.split("\n"), body.first_line)
            found += [(Place(body.file, at), STARTER_LINE) for at, line in lines if STARTER_LINE in line]
    for at, words in found:
        message = f"“{words}” is what a new desk says, and it is published"
        yield Problem.warning("starter-words", message, at, "Put your own words in its place.")


def check_coverage(desk: Desk, severity: Severity) -> tuple[Problem, ...]:
    """Report sentences without a source that are no judgement; a file that cites nothing gets one line."""
    problems: list[Problem] = []
    for page in written_pages(desk):
        uncited = [
            (Place(body.file, statement.line, statement.column), statement.words)
            for body in page.bodies
            for statement in body.statements
            if statement.coverage is Coverage.UNCITED
        ]
        if uncited and not any(body.citations for body in page.bodies):
            what = "what this file states has no source: it cites none"
            is_role = isinstance(page.page, Entity) and not page.page.body.statements
            hint = _HOW_IN_ROLE if is_role else _HOW_IN_FILE
            problems.append(Problem("uncited", severity, what, uncited[0][0], hint))
            continue
        for at, words in uncited:
            message = f"this has no source: “{cut(words, _SHOWN)}”"
            problems.append(Problem("uncited", severity, message, at, _HOW))
    return tuple(problems)
