"""Read each source and find what is in it, in one process or in several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dossier.analysis import Registries, compile_registries, find_in_source
from dossier.config import Settings
from dossier.crew import spread
from dossier.model import Desk, Document, SourceFindings, SourceId
from dossier.sources import RawSource, Reading, read_source

Find = Callable[[Sequence[Document], Desk, Settings], Mapping[SourceId, SourceFindings]]
"""What finds in each source, in their order, all that can be found with what a desk knows beforehand."""


def find_each(
    documents: Sequence[Document], desk: Desk, settings: Settings, jobs: int = 1
) -> dict[SourceId, SourceFindings]:
    """Find what is in each source."""
    findings = spread(_find, (compile_registries(desk), settings), documents, jobs)
    return {each.source: each for each in findings}


class Finder:
    """What reads sources and finds what is in them, both on one way through a process.

    Findings are asked for later than sources are read: when the editors' files have been joined with them,
    and what is not for an audience is left out. Those made on the way are given out where they still hold.
    """

    def __init__(self, desk: Desk, settings: Settings, jobs: int = 1) -> None:
        self._desk, self._settings, self._jobs = desk, settings, jobs
        self._found: dict[SourceId, tuple[Document, SourceFindings]] = {}

    def read(self, raws: Sequence[RawSource]) -> list[Reading]:
        """Read sources, and find what is in them on the way."""
        shared = compile_registries(self._desk), self._settings
        made = spread(_read_and_find, shared, raws, self._jobs)
        for (document, _), findings in made:
            if document and findings:
                self._found[document.id] = document, findings
        return [reading for reading, _ in made]

    def find(
        self, documents: Sequence[Document], desk: Desk, settings: Settings
    ) -> dict[SourceId, SourceFindings]:
        """Return what is in each source."""
        found = {}
        if (_known_beforehand(desk), settings) == (_known_beforehand(self._desk), self._settings):
            found = {each.id: self._found[each.id][1] for each in documents if self._holds_for(each)}
        missing = [each for each in documents if each.id not in found]
        found |= find_each(missing, desk, settings, self._jobs)
        return {each.id: found[each.id] for each in documents}

    def _holds_for(self, document: Document) -> bool:
        """Tell whether a document is the one that was read; its handling mark says nothing of its text."""
        read = self._found.get(document.id)
        return read is not None and _unmarked(read[0]) == _unmarked(document)


def _known_beforehand(desk: Desk) -> tuple[object, ...]:
    return desk.entities, desk.topics


def _unmarked(document: Document) -> Document:
    return replace(document, meta=replace(document.meta, tlp=None))


def _read_and_find(
    shared: tuple[Registries, Settings], raw: RawSource
) -> tuple[Reading, SourceFindings | None]:
    reading = read_source(raw)
    return reading, find_in_source(reading[0], *shared) if reading[0] else None


def _find(shared: tuple[Registries, Settings], document: Document) -> SourceFindings:
    return find_in_source(document, *shared)
