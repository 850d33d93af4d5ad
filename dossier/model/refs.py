"""Names of pages: what a link points to before any path is known."""

from dataclasses import dataclass

from dossier.model.kinds import PageKind


@dataclass(frozen=True, slots=True, order=True)
class PageRef:
    """A page by kind and id."""

    kind: PageKind
    id: str = ""
    """Empty for the kinds of which there is only one."""
