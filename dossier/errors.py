"""The few exceptions of the program.

    DossierError
    ├── UsageError        wrong use of a command            exit code 2
    └── InputProblems     errors in seeds or content        exit code 1

Problems in the input are values (`dossier.model.Problem`); `InputProblems` carries
them out of a run that cannot publish. Everything else that is raised is a bug.
"""

from dossier.model import Problem


class DossierError(Exception):
    """The root of all that Dossier raises on purpose."""


class UsageError(DossierError):
    """A command was called in a way that cannot work."""


class InputProblems(DossierError):
    """The input has errors; nothing was published."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
