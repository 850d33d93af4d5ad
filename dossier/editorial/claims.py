"""Turn the Markdown of a claim into its positions: each answer, its evidence, and who holds it.

`by: [ann-moor, the council]` directly under a heading says who holds the position: where the answer is, so it
stays right when answers change places. It is a setting and not shown. `One origin: … [@a; @b]` is an ordinary
cited sentence: two reports that pass on one statement are no two witnesses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dossier.editorial.bodies import parse, quoted_in_title
from dossier.editorial.files import DeskFile
from dossier.editorial.markdown import words_of
from dossier.editorial.references import Targets, unknown
from dossier.forms.comments import shown_words
from dossier.model import (
    CitedPlace,
    Claim,
    Corpus,
    Desk,
    EntityId,
    MarkdownBody,
    PageKind,
    Place,
    Placed,
    Position,
    Problem,
)
from dossier.text import late as re
from dossier.text.slugs import slug

_BY = re.compile(r" {0,3}[*_]{0,2}by[*_]{0,2}[ \t]*:[*_]{0,2}(?=\s|\[|$)(.*)", re.IGNORECASE)
_STRAY_BY = re.compile(r" {0,3}by[ \t]*:[ \t]*(?:\[.*\]?[ \t]*)?$", re.IGNORECASE)
"""The same anywhere else, unless prose follows."""
_NAME = re.compile(r"[^,]+")
_AROUND = " \t[]\"'“”‘’*_"  # brackets of a list or a link, marks of words
_BY_FORM = "Write the entities on one line directly under the heading: by: [first-id, second-id]."
_ORIGIN = re.compile(
    r"(?:^|(?<=[.!?\])”\"’'])[ \t]+)[ \t>*_-]*(one origin[*_]*:)", re.IGNORECASE | re.MULTILINE
)
"""At the beginning of a line or of a sentence."""
_ORIGIN_FORM = "Cite the places that repeat it: One origin: who or what it is [@source-a#p2; @source-b#p3]."


def read_positions(file: DeskFile) -> tuple[MarkdownBody, tuple[Position, ...]]:
    """Cut a claim's Markdown at its `##` headings into what comes before them, and the positions."""
    tokens, _ = parse(file.markdown)
    heads = [
        (token.map[0], token.map[1], words_of(tokens[index + 1]).strip())
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.markup in ("##", "-") and token.map
    ]
    intro = file.opening(heads[0][0] if heads else None)
    for at in _find_origins(intro):
        hint = "Write it under the heading of the position that these places support."
        file.report("one-origin", '"One origin:" belongs to a position', at, hint)
    positions: dict[str, Position] = {}
    ends = [*(line for line, _, _ in heads[1:]), file.markdown.count("\n") + 1]
    for (line, begin, title), end in zip(heads, ends, strict=False):
        at, stance = Place(file.at.file, file.first_line + line), slug(title) or "position"
        file.holders[stance] = _take_holders(file, begin, end)
        body = _with_title(file, file.part(begin, end), file.part(line, begin), title, at)
        _check(file, title, at, is_doubled=stance in positions, is_cited=bool(body.citations))
        positions[stance] = Position(stance, title, body, _read_origins(file, body))
    _refuse_stray_holders(file)
    if not positions:
        hint = "Give each answer a heading, `## The answer`, and its evidence under it."
        file.report("no-positions", "the question has no positions", file.at, hint)
    return intro, tuple(positions.values())


def _with_title(
    file: DeskFile, body: MarkdownBody, heading: MarkdownBody, title: str, at: Place
) -> MarkdownBody:
    """Let what the heading of a position quotes rest on the evidence under it, and keep what it names."""
    for citation in heading.citations:
        hint = "Put it under the heading, with the evidence."
        file.problems.append(
            Problem.warning("unread-bracket", "a citation in a position is not shown", citation.at, hint)
        )
    evidence = tuple(citation.at for citation in body.citations)
    quoted = [replace(each, cited_at=evidence) for each in quoted_in_title(title, at)] if evidence else []
    return replace(
        body,
        quoted=(*body.quoted, *quoted),
        lookalikes=(*heading.lookalikes, *body.lookalikes),
        in_heading=(*heading.links, *heading.citations),
    )


def settle_holders(desk: Desk, files: Mapping[Place, DeskFile]) -> Desk:
    """Give each position the entities that its line names; `files` are those of the claims, by place."""
    targets = Targets(Desk(entities=desk.entities), Corpus(()))

    def with_holders(file: DeskFile, position: Position) -> Position:
        found = (_entity(file, targets, each) for each in file.holders.get(position.stance, ()))
        return replace(position, by=tuple(dict.fromkeys(filter(None, found))))

    def settled(claim: Claim) -> Claim:
        return replace(
            claim, positions=tuple(with_holders(files[claim.at], each) for each in claim.positions)
        )

    return replace(desk, claims=tuple(map(settled, desk.claims)))


def _check(file: DeskFile, title: str, at: Place, *, is_doubled: bool, is_cited: bool) -> None:
    """Report a position without words or evidence, and a second one of the same name."""
    if not title:
        file.report("missing-key", "the heading of a position has no words", at, "Write the answer into it.")
    if is_doubled:
        file.report("doubled-position", f'the position "{title}" occurs twice', at, "Join the two.")
    if not is_cited:
        hint = "Put a citation such as [@source#p3s2] under the heading."
        file.report("position-without-evidence", f'the position "{title}" cites no evidence', at, hint)


def _take_holders(file: DeskFile, begin: int, end: int) -> tuple[Placed[str], ...]:
    """Take the line `by: …` out of a position's Markdown, and return the names on it, each with its place."""
    lines = file.markdown.split("\n")
    number = next((number for number in range(begin, end) if lines[number].strip()), None)
    match = _BY.fullmatch(lines[number]) if number is not None else None
    if number is None or match is None:
        return ()
    lines[number] = ""  # the numbers of all other lines stay
    file.markdown = "\n".join(lines)
    line, visible = file.first_line + number, shown_words(match[1])
    names = []
    for name in _NAME.finditer(visible):
        words = name[0].partition("|")[0].strip(_AROUND)
        if words:
            column = match.start(1) + name.start() + name[0].index(words) + 1
            names.append(Placed(words, Place(file.at.file, line, column)))
    if not names and "[" not in visible:
        file.report("bad-value", '"by" is empty', Place(file.at.file, line), _BY_FORM)
    return tuple(names)


def _refuse_stray_holders(file: DeskFile) -> None:
    """Report each line `by: …` that is elsewhere, where it would be shown as text."""
    lines = file.markdown.split("\n")
    for block in parse(file.markdown)[0]:
        for number in range(*block.map) if block.type == "inline" and block.map else ():
            if _STRAY_BY.fullmatch(lines[number]):
                column = len(lines[number]) - len(lines[number].lstrip()) + 1
                at = Place(file.at.file, file.first_line + number, column)
                message = '"by:" is read directly under the heading of a position alone'
                file.report("misplaced-by", message, at, _BY_FORM)


def _entity(file: DeskFile, targets: Targets, typed: Placed[str]) -> EntityId | None:
    """Return the entity that a word means; None, and a problem, unless there is just one."""
    found = [ref for ref in targets.find(typed.value) if ref.kind is PageKind.ENTITY]
    if len(found) == 1:
        return EntityId(found[0].id)
    if found:
        message = f'"{typed.value}" is a name of {" and ".join(ref.id for ref in found)}'
        file.report("ambiguous-entity", message, typed.at, "Give the id.")
        return None
    file.problems.append(unknown("entity", typed.value, typed.at, targets.meant(typed.value)))
    return None


def _read_origins(file: DeskFile, body: MarkdownBody) -> tuple[tuple[CitedPlace, ...], ...]:
    """Return the groups of places that one position gives one origin, each in two sources or more."""
    groups: dict[Place, list[CitedPlace]] = {at: [] for at in _find_origins(body)}
    for citation in body.citations:
        before = [at for at in groups if at <= citation.at]
        if before and _ORIGIN.match(citation.context):
            groups[before[-1]] += citation.targets
    for at, group in groups.items():
        sources = len({place.source for place in group})
        if sources < 2:
            number = "only one source" if sources else "no source"
            file.report("one-origin", f'"One origin:" names {number}', at, _ORIGIN_FORM)
    return tuple(tuple(group) for group in groups.values() if len({place.source for place in group}) > 1)


def _find_origins(body: MarkdownBody) -> Iterator[Place]:
    """Yield the places where a body says `One origin:`, in order; not in comments and code."""
    lines = body.markdown.split("\n")
    for block in parse(body.markdown)[0]:
        if block.type != "inline" or not block.map or not _ORIGIN.search(words_of(block)):
            continue
        first, last = block.map
        words = "\n".join(lines[first:last])
        for match in _ORIGIN.finditer(words):
            yield Place.of(body.file, words, match.start(1), body.first_line + first)
