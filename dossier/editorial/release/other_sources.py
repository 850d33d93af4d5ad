"""Leave of a desk that was written for other sources what is still valid: its topics and names."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dossier.editorial.bodies import with_bodies
from dossier.editorial.references import written_pages
from dossier.model import (
    CitedPlace,
    Corpus,
    Desk,
    EditorsPage,
    Entity,
    MarkdownBody,
    Place,
    Problem,
    Topic,
)

_FEWEST = 2  # sources that a desk must cite before it is taken for another folder's


def keep_what_is_valid(desk: Desk, corpus: Corpus, seeds: Path, content: Path) -> Desk:
    """Leave out the words that cite, where a desk is tried on sources that it was not written for.

    That is so when `seeds` does not lie beside `content` and none of the two or more sources that the
    desk cites is in it. Topics and entities stay, for what they find; their introductions, and the notes,
    claims and pages that cite, are left out, each with a warning. In every other case an unknown source
    is an error, which `resolve` reports.
    """
    cited = {place.source for page in written_pages(desk) for place in _cited(page.bodies)}
    beside = seeds.resolve().parent == content.resolve().parent
    if beside or not corpus.documents or len(cited) < _FEWEST or cited & corpus.by_id.keys():
        return desk
    warnings: dict[str, Problem] = {}

    def what_is_valid(page: EditorsPage) -> EditorsPage | None:
        named = {place.typed or place.source: None for place in _cited(page.bodies)}
        if not named:
            return page
        warnings.setdefault(page.at.file, _left_out(page.at.file, named))
        return with_bodies(page, _empty) if isinstance(page, Topic | Entity) else None

    desk = desk.changed(what_is_valid)
    return replace(desk, problems=(*desk.problems, *(warnings[file] for file in sorted(warnings))))


def _cited(bodies: Iterable[MarkdownBody]) -> Iterable[CitedPlace]:
    return (place for body in bodies for citation in body.citations for place in citation.targets)


def _empty(body: MarkdownBody) -> MarkdownBody:
    return MarkdownBody(body.file, body.first_line, "")


def _left_out(file: str, sources: Iterable[str]) -> Problem:
    named = ", ".join(f'"{source}"' for source in sources)
    message = f"cites {named}, but none of the cited sources is in this folder; its text is omitted"
    hint = "To include it, build with the folder that contains those sources."
    return Problem.warning("other-sources", message, Place(file), hint)
