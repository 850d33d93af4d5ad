"""Turn the sentences `One origin: … [@a; @b]` of a position into groups of places that count as one.

Two reports that pass on one statement are no two witnesses. The editor says so under the position that the
places support, as an ordinary cited sentence, which the page shows as it is.
"""

import re
from collections.abc import Iterator

from dossier.editorial.bodies import parse
from dossier.editorial.plainwords import words_of
from dossier.model import CitedPlace, MarkdownBody, Place, Problem

_OPENING = re.compile(
    r"(?:^|(?<=[.!?\])”\"’'])[ \t]+)[ \t>*_-]*(one origin[*_]*:)", re.IGNORECASE | re.MULTILINE
)
"""At the beginning of a line or of a sentence."""
_HINT = "Cite the places that repeat it: One origin: who or what it is [@source-a#p2; @source-b#p3]."


def read_origins(body: MarkdownBody) -> tuple[tuple[tuple[CitedPlace, ...], ...], tuple[Problem, ...]]:
    """Return the groups of places that one position gives one origin, and the faults of those that are none.

    A group has places in two sources or more.
    """
    groups: dict[Place, list[CitedPlace]] = {at: [] for at in find_origins(body)}
    for citation in body.citations:
        before = [at for at in groups if (at.line, at.column) <= (citation.at.line, citation.at.column)]
        if before and _OPENING.match(citation.context):
            groups[before[-1]] += citation.targets
    few = {at: {place.source for place in group} for at, group in groups.items()}
    problems = tuple(
        Problem.error("one-origin", f'"One origin:" names {_number(len(sources))}', at, _HINT)
        for at, sources in few.items()
        if len(sources) < 2
    )
    return tuple(tuple(group) for at, group in groups.items() if len(few[at]) > 1), problems


def find_origins(body: MarkdownBody) -> Iterator[Place]:
    """Yield the places where a body says `One origin:`, in order; not in comments and code."""
    lines = body.markdown.split("\n")
    for block in parse(body.markdown)[0]:
        if block.type != "inline" or not block.map or not _OPENING.search(words_of(block)):
            continue
        first, last = block.map
        words = "\n".join(lines[first:last])
        for match in _OPENING.finditer(words):
            yield Place.of(body.file, words, match.start(1), body.first_line + first)


def _number(sources: int) -> str:
    return "only one source" if sources else "no source"
