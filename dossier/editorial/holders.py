"""Turn the line `by: [ann-moor, the council]` under a position's heading into the entities that hold it.

The line is where the answer is, so it stays right when answers change places. It is a setting and not shown.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dossier.editorial.bodies import parse
from dossier.editorial.targets import Targets
from dossier.forms.comments import shown_words
from dossier.model import (
    Claim,
    ClaimId,
    Corpus,
    Desk,
    EntityId,
    PageKind,
    Place,
    Placed,
    Position,
    Problem,
)

_LINE = re.compile(r" {0,3}[*_]{0,2}by[*_]{0,2}[ \t]*:[*_]{0,2}(?=\s|\[|$)(.*)", re.IGNORECASE)
_LATER = re.compile(r" {0,3}by[ \t]*:[ \t]*(?:\[.*\]?[ \t]*)?$", re.IGNORECASE)
"""The same anywhere else, unless prose follows."""
_NAME = re.compile(r"[^,]+")
_AROUND = " \t[]\"'“”‘’*_"  # brackets of a list or a link, marks of words
Holders = tuple[Placed[str], ...]
"""What an editor typed for those who hold a position, each name with its place."""
_FORM = "Write the entities on one line directly under the heading: by: [first-id, second-id]."


def find_holders(lines: Sequence[str], heading_end: int, end: int) -> int | None:
    """Return the number of the line that says who holds a position: the first one under its heading."""
    first = next((number for number in range(heading_end, end) if lines[number].strip()), None)
    return first if first is not None and _LINE.fullmatch(lines[first]) else None


def read_holders(line: str, at: Place) -> tuple[Holders, tuple[Problem, ...]]:
    """Return the names on such a line, each with its place; `at` is the place of the line."""
    match = _LINE.fullmatch(line)
    begin = match.start(1) if match else 0
    visible = shown_words(line[begin:])
    names = []
    for name in _NAME.finditer(visible):
        words = name[0].partition("|")[0].strip(_AROUND)
        if words:
            column = at.column + begin + name.start() + name[0].index(words)
            names.append(Placed(words, Place(at.file, at.line, column)))
    if not names and "[" not in visible:
        return (), (Problem.error("bad-value", '"by" is empty', at, _FORM),)
    return tuple(names), ()


def find_stray_holders(file: str, first_line: int, markdown: str) -> Iterator[Problem]:
    """Yield an error for each such line that stands elsewhere, where it would be shown as text."""
    lines = markdown.split("\n")
    for block in parse(markdown)[0]:
        for number in range(*block.map) if block.type == "inline" and block.map else ():
            if _LATER.fullmatch(lines[number]):
                at = Place(file, first_line + number, len(lines[number]) - len(lines[number].lstrip()) + 1)
                message = '"by:" is read directly under the heading of a position alone'
                yield Problem.error("misplaced-by", message, at, _FORM)


def settle_holders(
    desk: Desk, typed: Mapping[tuple[ClaimId, str], Holders]
) -> tuple[Desk, tuple[Problem, ...]]:
    """Give each position the entities that its line names; `typed` has the names by claim and stance."""
    targets = Targets(Desk(entities=desk.entities), Corpus(()))
    problems: list[Problem] = []

    def held(claim: Claim, position: Position) -> Position:
        found = [_find(targets, each) for each in typed.get((claim.id, position.stance), ())]
        problems.extend(fault for _, fault in found if fault)
        by = dict.fromkeys(entity for entity, _ in found if entity)
        return replace(position, by=tuple(by)) if by else position

    claims = tuple(
        replace(claim, positions=tuple(held(claim, position) for position in claim.positions))
        for claim in desk.claims
    )
    return replace(desk, claims=claims), tuple(problems)


def _find(targets: Targets, typed: Placed[str]) -> tuple[EntityId | None, Problem | None]:
    """Return the entity that a word means, or what is wrong with the word."""
    found = [ref for ref in targets.find(typed.value) if ref.kind is PageKind.ENTITY]
    if len(found) == 1:
        return EntityId(found[0].id), None
    if found:
        message = f'"{typed.value}" is a name of {" and ".join(ref.id for ref in found)}'
        return None, Problem.error("ambiguous-entity", message, typed.at, "Give the id.")
    near = targets.nearest(typed.value)
    hint = f'Did you mean "{near}"?' if near else "Make it with: python3 tasks.py new entity."
    return None, Problem.error("unknown-entity", f'unknown entity "{typed.value}"', typed.at, hint)
