"""Turn the folder `content/` into the `Desk`: every file read, checked, or named as a problem."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from dossier.config import Settings
from dossier.editorial.bodies import as_judgement
from dossier.editorial.claims import read_positions, settle_holders
from dossier.editorial.files import (
    ClaimFields,
    DeskFile,
    EntityFields,
    Fields,
    NoteFields,
    PageFields,
    Pictures,
    TopicFields,
    find_strays,
    is_picture,
    name_of,
    name_of_device,
    not_read,
    read_decisions,
    read_files,
    walk,
)
from dossier.editorial.references import Targets, unknown, written_pages
from dossier.model import (
    Claim,
    ClaimId,
    Corpus,
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
    Term,
    Tlp,
    Topic,
    TopicId,
    in_order,
)
from dossier.text import late as re
from dossier.text.characters import capitalised
from dossier.text.nearest import did_you_mean
from dossier.text.slugs import file_id

_COPY = re.compile(
    r"(.+?)(?: \((?=[^()]*[ck]op)[^()]*[ck]onfli[ck]?t[^()]*\)|\.sync-conflict-\d{8}-\d{6}-\w+)",
    re.IGNORECASE,
)
"""The names that Dropbox, Nextcloud and Syncthing give to the second of two versions."""
_NUMBERED = re.compile(r"(.+?)(?: \(?\d{1,2}\)?| (?:- )?copy(?: \(?\d{1,2}\)?)?)", re.IGNORECASE)
"""Those that iCloud, Google Drive and systems give to copies, and people to parts."""


def read_desk(folder: Path, settings: Settings) -> Desk:
    """Read what editors wrote; problems are collected in `Desk.problems`, sorted by place.

    A folder of a kind may be missing; `content/` itself may not. Where all are missing, `content/` is
    a vault of notes: every Markdown file in it is one. Files are read in the order of their ids, and
    nothing is ever written.
    """
    if not (folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)):
        message, hint = f"there is no folder {folder.name}", "Create it, or give another with --content."
        if folder.is_dir():
            message, hint = f"the folder {folder.name} cannot be read", "Give another with --content."
        return Desk(problems=(Problem.error("no-folder", message, Place(folder.name), hint),))
    strays = list(find_strays(folder, KINDS))
    paths = {kind: list(walk(folder / kind)) for kind in KINDS}
    if not any((folder / kind).is_dir() for kind in KINDS):
        paths["notes"], strays = strays, []
    problems = _look_at(folder, strays, settings)
    desk, files = _read_pages(folder, paths, settings, problems)
    desk = _settle_ids(desk, files)
    _cross_check(desk, files)
    desk, faults = _with_pictures(desk, folder)
    problems += faults
    desk = settle_holders(desk, files)
    decisions, faults = read_decisions(folder)
    problems += faults
    problems += (problem for file in files.values() for problem in file.problems)
    shown = {name_of(folder, picture.file) for _, picture in desk.pictures}
    left = (each for each in problems if each.code != "not-read" or each.at.file not in shown)
    return replace(desk, decisions=decisions, problems=in_order(left))


def _read_pages(
    folder: Path, paths: dict[str, list[Path]], settings: Settings, problems: list[Problem]
) -> tuple[Desk, dict[Place, DeskFile]]:
    """Read the files of every kind; return them as pages of a desk, and as they are by their places."""
    desk = Desk()
    files: dict[Place, DeskFile] = {}
    for kind in KINDS:
        read = read_files(folder, paths[kind], settings, problems)
        files |= {file.at: file for file in read}
        pages: dict[str, Any] = {kind: tuple(page for file in read if (page := _made(file, kind)))}
        problems += (fault for file in read for fault in file.faults_of_path())
        desk = replace(desk, **pages)
    return desk, files


def _with_pictures(desk: Desk, folder: Path) -> tuple[Desk, tuple[Problem, ...]]:
    """Find the pictures that the files of a desk show."""
    bodies = [(body, page) for page in written_pages(desk) for body in page.bodies if body.pictures]
    pictures = Pictures(folder, walk(folder) if bodies else ())
    for body, page in bodies:
        pictures.find(body, page.tlp if page.published else Tlp.RED)  # a draft is shown to nobody
    return replace(desk, pictures=tuple(sorted(pictures.used.items()))), tuple(pictures.problems)


def _look_at(folder: Path, strays: list[Path], settings: Settings) -> list[Problem]:
    """Name files outside the folders of the kinds, and the faults of those that may be notes gone astray."""
    faults: list[Problem] = []
    for file in read_files(folder, (path for path in strays if path.suffix == ".md"), settings, faults):
        _made(file, "notes")
        faults += file.problems
    warnings = [replace(fault, severity=Severity.WARNING) for fault in faults]
    for path in strays:
        warnings += name_of_device(folder, path) if is_picture(folder, path) else [not_read(folder, path)]
    return warnings


def _made(file: DeskFile, kind: str) -> Any:  # noqa: ANN401  # a page of that kind
    """Return what a file becomes; None, with problems, where its front matter does not fit."""
    model, read, make = KINDS[kind]
    fields = file.fields(model)  # first: `draft: true` becomes `status: draft`
    text = read(file)
    return make(file, text, fields) if fields else None


def _topic(file: DeskFile, body: MarkdownBody, fields: dict[str, Any]) -> Topic:
    fields["terms"] = tuple(Term(**dict(term)) for term in fields["terms"])
    summary = file.words(fields.pop("summary"), "summary")
    return Topic(TopicId(file.id), body=body, summary_body=summary, at=file.at, **_named(file, fields))


def _entity(file: DeskFile, body: MarkdownBody, fields: dict[str, Any]) -> Entity:
    fields["aliases"] = tuple(dict.fromkeys(each for each in fields["aliases"] if each != fields["name"]))
    role = file.words(fields.pop("role"), "role")
    return Entity(EntityId(file.id), body=body, role_body=role, at=file.at, **fields)


def _note(file: DeskFile, body: MarkdownBody, fields: dict[str, Any]) -> Note:
    published = fields.pop("status") == "published"
    return Note(NoteId(file.id), body=body, published=published, at=file.at, **_named(file, fields))


def _page(file: DeskFile, body: MarkdownBody, fields: dict[str, Any]) -> DeskPage:
    for key in ("dossier", "language", "judgement", "watch"):
        if file.id != "index" and fields[key]:
            file.report("unknown-key", f'the key "{key}" is read in index.md alone', file.key_place(key))
    fields["dossier"] = fields["dossier"] or None
    judgement = file.words(fields["judgement"], "judgement")
    fields["judgement"] = as_judgement(judgement) if judgement else None
    watch = (file.words(line, "watch", number) for number, line in enumerate(fields["watch"]))
    fields["watch"] = tuple(filter(None, watch))
    return DeskPage(file.id, body=body, at=file.at, **_named(file, fields))


def _claim(file: DeskFile, text: tuple[MarkdownBody, tuple[Position, ...]], fields: dict[str, Any]) -> Claim:
    body, positions = text
    would_change = file.words(fields.pop("would_change"), "would_change")
    fields["would_change_body"] = replace(would_change, statements=()) if would_change else None
    return Claim(ClaimId(file.id), body=body, positions=positions, at=file.at, **_named(file, fields))


def _named(file: DeskFile, fields: dict[str, Any]) -> dict[str, Any]:
    """Give a file its other names, its own as typed before its aliases, and a title if it states none."""
    former = fields.pop("redirect_from")
    named = {**fields, "aliases": tuple(dict.fromkeys((file.stem, *fields["aliases"], *former)))}
    if named.get("title") == "":  # as Obsidian has it
        named["title"] = capitalised(file.stem.replace("-", " "))
    return named


KINDS: dict[str, tuple[type[Fields], Callable[[DeskFile], Any], Callable[..., Any]]] = {
    "topics": (TopicFields, DeskFile.body, _topic),
    "entities": (EntityFields, DeskFile.body, _entity),
    "notes": (NoteFields, DeskFile.body, _note),
    "claims": (ClaimFields, read_positions, _claim),
    "pages": (PageFields, DeskFile.body, _page),
}
"""The folders of `content/`: the keys of a file, what reads its Markdown, and what both become."""


def _settle_ids(desk: Desk, files: dict[Place, DeskFile]) -> Desk:
    """Give what front matter says of other files their ids: topics, and names to `see`."""
    topics = Targets(Desk(topics=desk.topics), Corpus(()))
    entities = Targets(Desk(entities=desk.entities), Corpus(()))

    def filed(page: Note | Claim) -> tuple[TopicId, ...]:
        return tuple(
            map(TopicId, dict.fromkeys(_look_up("topic", "topics", page.topics, topics, files[page.at])))
        )

    def seen(entity: Entity) -> tuple[EntityId, ...]:
        return tuple(
            map(EntityId, dict.fromkeys(_look_up("entity", "see", entity.see, entities, files[entity.at])))
        )

    return replace(
        desk,
        notes=tuple(replace(note, topics=filed(note)) for note in desk.notes),
        claims=tuple(replace(claim, topics=filed(claim)) for claim in desk.claims),
        entities=tuple(replace(entity, see=seen(entity)) for entity in desk.entities),
    )


def _look_up(kind: str, key: str, words: tuple[str, ...], targets: Targets, file: DeskFile) -> Iterator[str]:
    """Yield the ids of the pages that words under a key name, or named once; report what names none."""
    known = {ref.id for ref in targets.pages}
    for number, word in enumerate(words):
        found = [ref.id for ref in targets.find(word) if ref.id in known]
        if len(found) == 1:
            yield found[0]
        else:
            file.problems.append(unknown(kind, word, file.place(key, number), did_you_mean(word, known)))


def _cross_check(desk: Desk, files: dict[Place, DeskFile]) -> None:
    """Warn of names of two entities, of former names that a page has now, and of copies of files."""
    owners: dict[str, Entity] = {}
    for entity in desk.entities:
        file = files[entity.at]
        for name in entity.spellings:
            first = owners.setdefault(name, entity)
            if first is not entity:
                at = file.place("name" if name == entity.name else "aliases")
                message = f'"{name}" is also a name of {first.id}'
                hint = "Where it occurs alone it will be shown as ambiguous."
                file.problems.append(Problem.warning("shared-name", message, at, hint))

    for pages in (desk.topics, desk.entities, desk.notes, desk.claims, desk.pages):
        ids: set[str] = {page.id for page in pages}
        for page in pages:
            _look_at_former(files[page.at], ids - {page.id})
    _find_copies(desk, files)


def _find_copies(desk: Desk, files: dict[Place, DeskFile]) -> None:
    """Warn of a file that a sync service, or a system, probably made of another when two were changed."""
    titles = {written.page.at.file.removesuffix(".md"): written.name for written in written_pages(desk)}
    for at, file in files.items():
        path = at.file.removesuffix(".md")
        is_certain = _COPY.fullmatch(path)
        copied = is_certain or _NUMBERED.fullmatch(path)
        if copied and copied[1] in titles and (is_certain or titles[copied[1]] == titles.get(path)):
            message = f"this looks like a copy of {copied[1]}.md that was made when both were changed"
            hint = "Bring the two together, and delete one; if both are meant, give it another name."
            file.problems.append(Problem.warning("copied-file", message, at, hint))


def _look_at_former(file: DeskFile, others: set[str]) -> None:
    """Warn of a former name that another file of the kind has now: nothing leads on from there."""
    named = file.values.get("redirect_from")
    for number, name in enumerate(named if isinstance(named, list) else [named] if named else []):
        former = file_id(PurePosixPath(str(name).rstrip("/")).stem)
        if former in others:
            message = f'"{name}" is the name of another page, which keeps its address'
            hint = "Take it out, or take that page out if this one is to have its readers."
            at = file.place("redirect_from", number)
            file.problems.append(Problem.warning("shared-name", message, at, hint))
