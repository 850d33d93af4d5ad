"""Report the sentences of a desk that have no source and are no judgement."""

from dossier.editorial.references.targets import written_pages
from dossier.model import Coverage, Desk, Place, Problem, Severity
from dossier.text.characters import cut

_HOW = "Cite a source, or put it into a > [!judgement] callout."
_HOW_MANY = "For notes that need no source, write `uncited: allow` in content/settings.yaml."
MOST_LISTED = 50  # files without a citation that are named one by one
_SHOWN = 100  # characters of a sentence that a message repeats


def check_coverage(desk: Desk, severity: Severity) -> tuple[Problem, ...]:
    """Report sentences without a source that are no judgement; a file that cites nothing gets one line.

    Where very many files cite nothing, as in a vault of notes, one warning counts them.
    """
    problems: list[Problem] = []
    without: list[tuple[Place, int]] = []
    """Each file that cites nothing: its first statement, and how many it has."""
    for page in written_pages(desk):
        uncited = [
            (Place(body.file, statement.line, statement.column), statement)
            for body in page.bodies
            for statement in body.statements
            if statement.coverage is Coverage.UNCITED
        ]
        if uncited and not any(body.citations for body in page.bodies):
            without.append((uncited[0][0], len(uncited)))
            continue
        for at, statement in uncited:
            message = f"this has no source: “{cut(statement.words, _SHOWN)}”"
            problems.append(Problem("uncited", severity, message, at, _HOW))
    if len(without) > MOST_LISTED and severity is Severity.WARNING:
        message = f"{len(without):,} files cite no source; this is the first of them"
        problems.append(Problem("uncited", severity, message, min(at for at, _ in without), _HOW_MANY))
        return tuple(problems)
    for at, number in without:
        has = f"{number} statements have" if number > 1 else "1 statement has"
        problems.append(Problem("uncited", severity, f"{has} no source: this file cites none", at, _HOW))
    return tuple(problems)
