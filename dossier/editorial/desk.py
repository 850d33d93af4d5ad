"""Turn the folder `content/` into the `Desk`: every file read, checked, or named as a problem."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from dossier.config import Settings
from dossier.editorial.bodies import moved, parse, read_body
from dossier.editorial.files import DeskFile, find_strays, name_of, not_read, read_files, walk
from dossier.editorial.frontmatter import (
    ClaimFields,
    EntityFields,
    Fields,
    NoteFields,
    PageFields,
    TopicFields,
    check,
)
from dossier.editorial.shape import slug, words_of
from dossier.model import (
    Claim,
    ClaimId,
    Desk,
    DeskPage,
    Entity,
    EntityId,
    MarkdownBody,
    Note,
    NoteId,
    Place,
    Position,
    Problem,
    Severity,
    SourceId,
    Term,
    Topic,
    TopicId,
)
from dossier.nearest import did_you_mean

F = TypeVar("F", bound=Fields)


def read_desk(folder: Path, settings: Settings) -> Desk:
    """Read what editors wrote; problems are collected in `Desk.problems`, sorted by place.

    A folder of a kind may be missing; `content/` itself may not. Where all are missing, `content/` is
    a vault of notes: every Markdown file in it is one. Files are read in the order of their ids, and
    nothing is ever written.
    """
    problems: list[Problem] = []
    if not (folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)):
        message = f"no folder {folder.name} can be read"
        hint = "Make it, or name another with --content."
        return Desk(problems=(Problem("no-folder", Severity.ERROR, message, Place(folder.name), hint),))
    strays = list(find_strays(folder, KINDS))
    paths = {kind: list(walk(folder / kind)) for kind in KINDS}
    if not any((folder / kind).is_dir() for kind in KINDS):
        paths["notes"], strays = strays, []
    files = {kind: read_files(folder, paths[kind], settings, problems) for kind in KINDS}
    problems.extend(_look_at(folder, strays, settings))
    found: dict[str, list[object]] = {
        kind: [made for file in files[kind] if (made := make(file, problems))] for kind, make in KINDS.items()
    }
    desk = Desk(**{kind: tuple(found[kind]) for kind in KINDS})  # type: ignore[arg-type]  # KINDS says which
    problems.extend(_cross_check(desk, files))
    return Desk(
        desk.topics, desk.entities, desk.notes, desk.claims, desk.pages,
        tuple(sorted(set(problems), key=lambda problem: problem.sort_key)),
    )  # fmt: skip


def _look_at(folder: Path, strays: list[Path], settings: Settings) -> list[Problem]:
    """Name files outside the folders of the kinds, and the faults of those that may be notes gone astray."""
    faults: list[Problem] = []
    for file in read_files(folder, (path for path in strays if path.suffix == ".md"), settings, faults):
        _note(file, faults)
    warnings = [replace(fault, severity=Severity.WARNING) for fault in faults]
    return [*warnings, *(not_read(name_of(folder, path)) for path in strays)]


def _body(file: DeskFile, problems: list[Problem]) -> MarkdownBody:
    body, found = read_body(file.name, file.first_line, file.text)
    problems.extend(found)
    return body


def _fields(file: DeskFile, shape: type[F], problems: list[Problem]) -> F | None:
    fields, found = check(file.front, shape)
    problems.extend(found)
    return fields


def _others(file: DeskFile, fields: Fields) -> tuple[str, ...]:
    """Return the other names of a file: its own as typed, then its aliases."""
    return tuple(dict.fromkeys((file.stem, *fields.aliases)))


def _topic(file: DeskFile, problems: list[Problem]) -> Topic | None:
    body, fields = _body(file, problems), _fields(file, TopicFields, problems)
    if not fields:
        return None
    terms = tuple(Term(t.phrase, t.weight, t.with_any, t.without) for t in fields.terms)
    summary = None
    if fields.summary:
        words = fields.summary

        def where(place: Place) -> Place:
            return file.front.inside(place, words, "summary")

        summary, found = read_body(file.name, 1, words)
        summary = moved(summary, where)
        problems.extend(replace(problem, at=where(problem.at)) for problem in found)
    return Topic(
        TopicId(file.id),
        fields.title,
        terms,
        fields.summary,
        body,
        summary,
        fields.tlp,
        file.at,
        _others(file, fields),
    )


def _entity(file: DeskFile, problems: list[Problem]) -> Entity | None:
    body, fields = _body(file, problems), _fields(file, EntityFields, problems)
    if not fields:
        return None
    aliases = tuple(dict.fromkeys(alias for alias in fields.aliases if alias != fields.name))
    see = tuple(EntityId(each) for each in fields.see)
    return Entity(EntityId(file.id), fields.name, fields.kind, aliases, body, fields.role, see, file.at)


def _note(file: DeskFile, problems: list[Problem]) -> Note | None:
    body, fields = _body(file, problems), _fields(file, NoteFields, problems)
    if not fields:
        return None
    topics = tuple(TopicId(each) for each in fields.topics)
    return Note(
        NoteId(file.id), fields.title or _title(file), body, fields.date, fields.authors, topics,
        fields.tlp, fields.status == "published", file.at, _others(file, fields),
    )  # fmt: skip


def _title(file: DeskFile) -> str:
    """Return the title of a file that states none: its name, as Obsidian has it."""
    words = file.stem.replace("-", " ")
    return words[:1].upper() + words[1:]


def _page(file: DeskFile, problems: list[Problem]) -> DeskPage | None:
    body, fields = _body(file, problems), _fields(file, PageFields, problems)
    if not fields:
        return None
    for key in ("dossier", "language"):
        if file.id != "index" and getattr(fields, key) is not None:
            message = f'the key "{key}" is read in index.md alone'
            problems.append(Problem("unknown-key", Severity.ERROR, message, file.front.key_at(key)))
    title = fields.title or _title(file)
    return DeskPage(
        file.id,
        title,
        body,
        fields.dossier or None,
        fields.language,
        fields.tlp,
        file.at,
        _others(file, fields),
    )


def _claim(file: DeskFile, problems: list[Problem]) -> Claim | None:
    fields = _fields(file, ClaimFields, problems)
    body, positions = _positions(file, problems)
    if not fields:
        return None
    origin = tuple(tuple(SourceId(each) for each in group) for group in fields.one_origin)
    origin_at = tuple(
        tuple(file.front.at("one_origin", number, part) for part in range(len(group)))
        for number, group in enumerate(origin)
    )
    return Claim(
        ClaimId(file.id), fields.question, tuple(TopicId(each) for each in fields.topics), positions, body,
        fields.tlp, origin, fields.would_change, file.at, _others(file, fields),
        origin_at,
    )  # fmt: skip


def _positions(file: DeskFile, problems: list[Problem]) -> tuple[MarkdownBody, tuple[Position, ...]]:
    """Cut a claim's Markdown at its `##` headings into the positions."""
    tokens, _ = parse(file.text)
    lines = file.text.split("\n")
    heads = [
        (token.map[0], token.map[1], words_of(tokens[index + 1]).strip())
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.markup in ("##", "-") and token.map
    ]
    ends = [*(head[0] for head in heads[1:]), len(lines)][: len(heads)]
    intro, found = read_body(file.name, file.first_line, "\n".join(lines[: heads[0][0] if heads else None]))
    problems.extend(found)
    positions: dict[str, Position] = {}
    for (line, begin, title), end in zip(heads, ends, strict=True):
        at = Place(file.name, file.first_line + line)
        body, found = read_body(file.name, file.first_line + begin, "\n".join(lines[begin:end]))
        problems.extend(found)
        stance = slug(title) or "position"
        if stance in positions:
            message = f'the position "{title}" stands here twice'
            problems.append(Problem("doubled-position", Severity.ERROR, message, at, "Join the two."))
        if not body.citations:
            message = f'the position "{title}" cites no evidence'
            hint = "Put a citation such as [@source#p3s2] under the heading."
            problems.append(Problem("position-without-evidence", Severity.ERROR, message, at, hint))
        positions[stance] = Position(stance, title, body)
    if not positions:
        hint = "Give each answer a heading, `## The answer`, and its evidence under it."
        problems.append(
            Problem("no-positions", Severity.ERROR, "the question has no positions", file.at, hint)
        )
    return intro, tuple(positions.values())


KINDS: dict[str, Callable[[DeskFile, list[Problem]], object | None]] = {
    "topics": _topic,
    "entities": _entity,
    "notes": _note,
    "claims": _claim,
    "pages": _page,
}
"""The folders of `content/`, and what a file of each becomes."""


def _cross_check(desk: Desk, files: dict[str, list[DeskFile]]) -> list[Problem]:
    """Check what front matter says of other files: topics, `see`, and names with two bearers."""
    fronts = {file.at: file.front for kind in files.values() for file in kind}
    topics, entities = [t.id for t in desk.topics], {e.id for e in desk.entities}
    known = set(topics)
    problems = []
    filed: tuple[Note | Claim, ...] = (*desk.notes, *desk.claims)
    for each in filed:
        for number, topic in enumerate(each.topics):
            if topic not in known:
                at = fronts[each.at].at("topics", number)
                problems.append(_unknown("topic", topic, at, topics))
    bearers: dict[str, Entity] = {}
    for entity in desk.entities:
        front = fronts[entity.at]
        for number, other in enumerate(entity.see):
            if other not in entities:
                problems.append(_unknown("entity", other, front.at("see", number), entities))
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            first = bearers.setdefault(name, entity)
            if first is not entity:
                at = front.at("name") if name == entity.name else front.at("aliases")
                message = f'"{name}" is also a name of {first.id}'
                hint = "Where it stands alone it will be shown as ambiguous."
                problems.append(Problem("shared-name", Severity.WARNING, message, at, hint))
    return problems


def _unknown(kind: str, word: str, at: Place, known: Iterable[str]) -> Problem:
    hint = did_you_mean(word, known) or f"Make it with: python3 tasks.py new {kind}."
    return Problem(f"unknown-{kind}", Severity.ERROR, f'unknown {kind} "{word}"', at, hint)
