"""Report the sentences of a desk that have no source and are no judgement."""

from dossier.editorial.references.targets import written_pages
from dossier.model import Coverage, Desk, Place, Problem, Severity
from dossier.text.characters import cut

_HOW = "Cite a source, or put it into a > [!judgement] callout."
_HOW_IN_FILE = (
    "Cite sources, or put it into > [!judgement] callouts; where notes need no source, write "
    "`uncited: allow` in content/settings.yaml."
)
_SHOWN = 100  # characters of a sentence that a message repeats


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
            problems.append(Problem("uncited", severity, what, uncited[0][0], _HOW_IN_FILE))
            continue
        for at, words in uncited:
            message = f"this has no source: “{cut(words, _SHOWN)}”"
            problems.append(Problem("uncited", severity, message, at, _HOW))
    return tuple(problems)
