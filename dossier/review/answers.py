"""Write an editor's decisions into the desk: files and lines are added, nothing is rewritten."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.config import Paths
from dossier.editorial import front_matter_lines, write_whole
from dossier.errors import UsageError
from dossier.model import Candidate, Document, Dossier, Entity, EntityKind, PartialDate, Proposal
from dossier.review.additions import add_to_list, set_value
from dossier.review.starting import write_claim, write_entity
from dossier.review.waiting import Waiting
from dossier.text.fingerprint import fingerprint
from dossier.text.nearest import did_you_mean

DECISIONS = "decisions.yaml"


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after a decision was written."""

    path: Path
    before: bytes | None
    """None: the file was not there."""
    after: bytes


def accept(dossier: Dossier, asked: Waiting, fields: Mapping[str, str], paths: Paths) -> Change:
    """Write what an editor confirms: an entity, an alias, a claim, or a date in a sidecar.

    Raises UsageError, and writes nothing, where a field is missing or wrong, a file is there already, or it
    has changed while this was decided.
    """
    subject = asked.subject
    if isinstance(subject, Candidate):
        return _accept_name(dossier, subject, fields, paths)
    if isinstance(subject, Proposal):
        question = fields.get("question", "").strip()
        if not question:
            raise UsageError("write the question that these sentences answer")
        return _written(write_claim(dossier, subject, question, paths.content))
    if isinstance(subject, Document) and asked.kind == "background":
        return _decide(paths, "background", json.dumps(subject.id))
    if isinstance(subject, Document):
        return _date(subject, fields.get("published", "").strip(), paths)
    raise UsageError("this is mended in the file itself")


def refuse(dossier: Dossier, asked: Waiting, paths: Paths) -> Change:
    """Write into `decisions.yaml` that a name is none, or a proposal no question; raise UsageError else."""
    subject = asked.subject
    if isinstance(subject, Candidate):
        return _decide(paths, "not_names", json.dumps(subject.text, ensure_ascii=False))
    if isinstance(subject, Proposal):
        words = " ".join(dossier.corpus.quote(member) for member in subject.members)
        places = json.dumps(dossier.corpus.addresses(subject.members))
        return _decide(paths, "refused", f'{{places: {places}, fingerprint: "{fingerprint(words)}"}}')
    raise UsageError("only names and proposals are refused; leave it for later")


def undo(change: Change) -> None:
    """Take a decision back; raise UsageError when the file has changed since."""
    _same(change.path, change.after)
    if change.before is None:
        change.path.unlink()
    else:
        write_whole(change.path, change.before)


def _accept_name(dossier: Dossier, found: Candidate, fields: Mapping[str, str], paths: Paths) -> Change:
    bearer = fields.get("alias_of", "").strip()
    if bearer:
        known: dict[str, Entity] = {entity.id: entity for entity in dossier.desk.entities}
        if bearer not in known:
            raise UsageError(
                f'there is no name with the id "{bearer}". {did_you_mean(bearer, known)}'.rstrip()
            )
        return _add_alias(known[bearer], found.text, paths)
    kind = fields.get("kind", "") or found.kind
    if kind not in set(EntityKind):
        raise UsageError(f"choose what it is: {', '.join(EntityKind)}")
    return _written(write_entity(dossier, found, paths.content, EntityKind(kind)))


def _add_alias(entity: Entity, alias: str, paths: Paths) -> Change:
    def with_alias(text: str) -> str:
        lines = text.split("\n")
        opening, closing = front_matter_lines(text) or (0, None)
        if closing is None:
            raise UsageError(f"{entity.at.file} has no front matter to add an alias to")
        fields = "\n".join(lines[opening + 1 : closing]) + "\n"
        added = add_to_list(fields, "aliases", [json.dumps(alias, ensure_ascii=False)])
        return "\n".join([*lines[: opening + 1], *added.rstrip("\n").split("\n"), *lines[closing:]])

    return _edit(paths.content.parent / entity.at.file, with_alias)


def _date(document: Document, typed: str, paths: Paths) -> Change:
    try:
        PartialDate.typed(typed)
    except ValueError as error:
        raise UsageError(f'"{typed}" is not a date: write 2025-07-13, 2025-07 or 2025') from error
    stem = paths.seeds / Path(document.path).with_suffix("")
    known = [stem.with_name(stem.name + ending) for ending in (".yaml", ".yml")]
    path = next((each for each in known if each.is_file()), known[0])
    return _edit(path, lambda text: set_value(text, "published", typed))


def _decide(paths: Paths, key: str, entry: str) -> Change:
    return _edit(paths.content / DECISIONS, lambda text: add_to_list(text, key, [entry]))


def _edit(path: Path, change: Callable[[str], str]) -> Change:
    """Change the text of a file, which may not be there yet."""
    before = path.read_bytes() if path.is_file() else None
    changed = Change(path, before, change((before or b"").decode("utf-8")).encode("utf-8"))
    _same(path, before)
    write_whole(path, changed.after)
    return changed


def _written(path: Path) -> Change:
    return Change(path, None, path.read_bytes())


def _same(path: Path, known: bytes | None) -> None:
    """Raise UsageError when a file is no longer as it was read."""
    if (path.read_bytes() if path.is_file() else None) != known:
        raise UsageError(f"{path.name} has changed meanwhile; nothing was written. Load the page again")
