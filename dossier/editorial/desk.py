"""Turn the folder `content/` into the `Desk`: every file read, checked, or named as a problem."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from dossier.config import Settings
from dossier.editorial.bodies import moved, parse, read_body
from dossier.editorial.frontmatter import (
    ClaimFields,
    EntityFields,
    Fields,
    Front,
    NoteFields,
    PageFields,
    TopicFields,
    check,
    split,
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

MAX_BYTES = 400_000  # of one file; a short book, and still read in seconds whatever it holds
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

F = TypeVar("F", bound=Fields)


@dataclass(slots=True)
class _File:
    """One Markdown file, cut but not yet checked."""

    id: str
    stem: str
    name: str
    """Path as shown: `content/notes/x.md`."""
    front: Front
    text: str
    first_line: int
    at: Place = field(init=False)

    def __post_init__(self) -> None:
        self.at = Place(self.name)

    def body(self, problems: list[Problem]) -> MarkdownBody:
        body, found = read_body(self.name, self.first_line, self.text)
        problems.extend(found)
        return body

    def fields(self, shape: type[F], problems: list[Problem]) -> F | None:
        fields, found = check(self.front, shape)
        problems.extend(found)
        return fields


def read_desk(folder: Path, settings: Settings) -> Desk:
    """Read what editors wrote; problems are collected in `Desk.problems`, sorted by place.

    A folder of a kind may be missing; `content/` itself may not. Files are read in the order of
    their ids, and nothing is ever written.
    """
    problems: list[Problem] = []
    if not folder.is_dir():
        message = f"there is no folder {folder.name}"
        hint = "Make it, or name another with --content."
        return Desk(problems=(Problem("no-folder", Severity.ERROR, message, Place(folder.name), hint),))
    files = {kind: _read_kind(folder, kind, settings, problems) for kind in KINDS}
    _name_strays(folder, problems)
    found: dict[str, list[object]] = {
        kind: [made for file in files[kind] if (made := make(file, problems))] for kind, make in KINDS.items()
    }
    desk = Desk(**{kind: tuple(found[kind]) for kind in KINDS})  # type: ignore[arg-type]  # KINDS says which
    problems.extend(_cross_check(desk, files))
    return Desk(
        desk.topics, desk.entities, desk.notes, desk.claims, desk.pages,
        tuple(sorted(set(problems), key=lambda problem: problem.sort_key)),
    )  # fmt: skip


def _read_kind(folder: Path, kind: str, settings: Settings, problems: list[Problem]) -> list[_File]:
    """Read the Markdown files of one folder, deep ones too, in order of their ids."""
    by_id: dict[str, _File] = {}
    for path in _walk(folder / kind):
        name = _name(folder, path)
        if path.suffix.lower() != ".md" or path.is_symlink() or not path.is_file():
            problems.append(_stray(name))
            continue
        text = _read_text(path, name, min(MAX_BYTES, settings.max_bytes), problems)
        if text is None:
            continue
        file_id = slug(path.stem) or "-".join(f"{ord(char):x}" for char in path.stem[:20])
        if file_id in by_id:
            message = f'the id "{file_id}" is already that of {by_id[file_id].name}'
            problems.append(Problem("doubled-id", Severity.ERROR, message, Place(name), "Rename one."))
            continue
        front, markdown, first_line, found = split(text, name)
        problems.extend(found)
        if any(problem.severity is Severity.ERROR for problem in found):
            continue
        by_id[file_id] = _File(file_id, path.stem, name, front, markdown, first_line)
    return [by_id[key] for key in sorted(by_id)]


def _walk(folder: Path) -> Iterable[Path]:
    """Yield all files below a folder in order, hidden ones left out, and what cannot be entered."""
    closed: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        names.extend(name for name in folders if Path(root, name).is_symlink())
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))
    yield from (path for path in closed if path.exists())


def _name(folder: Path, path: Path) -> str:
    """Return a path as shown, `content/notes/x.md`; what is no text in it as `?`."""
    shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    return shown.encode("utf-8", "replace").decode()


def _read_text(path: Path, name: str, limit: int, problems: list[Problem]) -> str | None:
    r"""Return a file's text with `\n` line ends; None, and a problem, when it is not UTF-8 text."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= limit else None
    except OSError as error:
        message = f"cannot be read: {(error.strerror or 'unknown fault').lower()}"
        problems.append(Problem("unreadable-file", Severity.ERROR, message, Place(name)))
        return None
    if raw is None:
        message = f"is larger than {limit:,} bytes and was not read"
        problems.append(Problem("too-large", Severity.ERROR, message, Place(name), "Cut it into several."))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        at = Place(name, before.count(b"\n") + 1, column)
        hint = "Save the file as UTF-8."
        problems.append(Problem("not-utf-8", Severity.ERROR, "this is not UTF-8 text", at, hint))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        before_it = text[: control.start()]
        at = Place(name, before_it.count("\n") + 1, control.start() - before_it.rfind("\n"))
        message = f"a control character (U+{ord(control[0]):04X}) stands here"
        problems.append(Problem("control-character", Severity.ERROR, message, at, "Delete it."))
        return None
    return text


def _stray(name: str) -> Problem:
    hint = "Only .md files in topics, entities, notes, claims and pages are read."
    return Problem("not-read", Severity.WARNING, "this file was not read", Place(name), hint)


def _name_strays(folder: Path, problems: list[Problem]) -> None:
    """Name what lies beside the five folders."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == "README.md" or (path.name in KINDS and path.is_dir()):
            continue
        strays = _walk(path) if path.is_dir() and not path.is_symlink() else [path]
        problems.extend(_stray(_name(folder, each)) for each in strays)


def _topic(file: _File, problems: list[Problem]) -> Topic | None:
    body, fields = file.body(problems), file.fields(TopicFields, problems)
    if not fields:
        return None
    terms = tuple(Term(t.phrase, t.weight, t.with_any, t.without) for t in fields.terms)
    summary = None
    if fields.summary:
        at = file.front.at("summary")
        summary, found = read_body(file.name, at.line, fields.summary)
        summary = moved(summary, at.column - 1)
        problems.extend(Problem(p.code, p.severity, p.message, at, p.hint) for p in found)
    return Topic(TopicId(file.id), fields.title, terms, fields.summary, body, summary, fields.tlp, file.at)


def _entity(file: _File, problems: list[Problem]) -> Entity | None:
    body, fields = file.body(problems), file.fields(EntityFields, problems)
    if not fields:
        return None
    aliases = tuple(dict.fromkeys(alias for alias in fields.aliases if alias != fields.name))
    see = tuple(EntityId(each) for each in fields.see)
    return Entity(EntityId(file.id), fields.name, fields.kind, aliases, body, fields.role, see, file.at)


def _note(file: _File, problems: list[Problem]) -> Note | None:
    body, fields = file.body(problems), file.fields(NoteFields, problems)
    if not fields:
        return None
    topics = tuple(TopicId(each) for each in fields.topics)
    aliases = tuple(dict.fromkeys((file.stem, *fields.aliases)))
    return Note(
        NoteId(file.id), fields.title or _title(file), body, fields.date, fields.authors, topics,
        fields.tlp, fields.status == "published", file.at, aliases,
    )  # fmt: skip


def _title(file: _File) -> str:
    """Return the title of a file that states none: its name, as Obsidian has it."""
    words = file.stem.replace("-", " ")
    return words[:1].upper() + words[1:]


def _page(file: _File, problems: list[Problem]) -> DeskPage | None:
    body, fields = file.body(problems), file.fields(PageFields, problems)
    if not fields:
        return None
    for key in ("dossier", "language"):
        if file.id != "index" and getattr(fields, key) is not None:
            message = f'the key "{key}" is read in index.md alone'
            problems.append(Problem("unknown-key", Severity.ERROR, message, file.front.key_at(key)))
    title = fields.title or _title(file)
    return DeskPage(file.id, title, body, fields.dossier or None, fields.language, fields.tlp, file.at)


def _claim(file: _File, problems: list[Problem]) -> Claim | None:
    fields = file.fields(ClaimFields, problems)
    body, positions = _positions(file, problems)
    if not fields:
        return None
    origin = tuple(tuple(SourceId(each) for each in group) for group in fields.one_origin)
    return Claim(
        ClaimId(file.id), fields.question, tuple(TopicId(each) for each in fields.topics), positions, body,
        fields.tlp, origin, fields.would_change, file.at,
    )  # fmt: skip


def _positions(file: _File, problems: list[Problem]) -> tuple[MarkdownBody, tuple[Position, ...]]:
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


KINDS: dict[str, Callable[[_File, list[Problem]], object | None]] = {
    "topics": _topic,
    "entities": _entity,
    "notes": _note,
    "claims": _claim,
    "pages": _page,
}
"""The folders of `content/`, and what a file of each becomes."""


def _cross_check(desk: Desk, files: dict[str, list[_File]]) -> list[Problem]:
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
    hint = did_you_mean(word, known) or f"Make it with: invoke new {kind}."
    return Problem(f"unknown-{kind}", Severity.ERROR, f'unknown {kind} "{word}"', at, hint)
