"""Turn a file of `content/` into its checked front matter and its Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from dossier.model import EntityKind, PartialDate, Place, Problem, Severity, Tlp
from dossier.nearest import did_you_mean
from dossier.yamlfile import load_mapping

_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")


def _listed(value: object) -> object:
    """Let one word stand for a list of one, and an empty key for an empty list."""
    return [] if value is None else [value] if isinstance(value, str | int) else value


def _worded(value: object) -> object:
    """Keep numbers that are names (`title: 1974`) as words, and an empty key as empty."""
    return "" if value is None else str(value) if isinstance(value, int) else value


def _text(value: str) -> str:
    """Refuse what no page can show: control characters and halves of characters."""
    bad = _UNFIT.search(value)
    if bad:
        raise ValueError(f"a control character (U+{ord(bad[0]):04X}) stands in it")
    return value


def _line(value: str) -> str:
    return " ".join(_text(value).split())


def _term(value: object) -> object:
    return {"phrase": value} if isinstance(value, str) else value


def _date(value: object) -> object:
    return PartialDate.parse(str(value)) if value is not None else None


Text = Annotated[str, BeforeValidator(_worded), AfterValidator(_text)]
Line = Annotated[str, BeforeValidator(_worded), AfterValidator(_line)]
Needed = Annotated[Line, Field(min_length=1)]
Lines = Annotated[tuple[Needed, ...], BeforeValidator(_listed)]


class Fields(BaseModel):
    """The keys that every kind of file may have."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    aliases: Lines = ()
    """Other names that links may use."""
    tags: object = None
    """Obsidian's own; not shown."""
    cssclasses: object = None
    """Obsidian's own; not used."""


class Marked(Fields):
    """A file that may carry a handling mark."""

    tlp: Tlp | None = None
    """`clear`, `green`, `amber` or `red` (Traffic Light Protocol 2.0)."""


class TermFields(BaseModel):
    """A phrase that speaks for a topic."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    phrase: Needed
    weight: int = Field(1, ge=1, le=2)
    with_any: Lines = Field((), alias="with")
    without: Lines = ()


class TopicFields(Marked):
    """`content/topics/ID.md`."""

    title: Needed
    terms: Annotated[tuple[Annotated[TermFields, BeforeValidator(_term)], ...], BeforeValidator(_listed)] = ()
    summary: Text = ""


class EntityFields(Fields):
    """`content/entities/ID.md`."""

    name: Needed
    kind: EntityKind
    role: Line = ""
    see: Lines = ()


class NoteFields(Marked):
    """`content/notes/ID.md`."""

    title: Line = ""
    date: Annotated[PartialDate | None, BeforeValidator(_date)] = None
    authors: Lines = ()
    topics: Lines = ()
    status: str = Field("published", pattern="^(draft|published)$")


class ClaimFields(Marked):
    """`content/claims/ID.md`."""

    question: Needed
    topics: Lines = ()
    one_origin: Annotated[tuple[Lines, ...], BeforeValidator(_listed)] = ()
    would_change: Line = ""


class PageFields(Marked):
    """`content/pages/ID.md`."""

    title: Line = ""
    dossier: Line | None = None
    language: str | None = Field(None, pattern=_LANGUAGE)


F = TypeVar("F", bound=Fields)


class Front:
    """A front matter as read, with the place of each value."""

    def __init__(
        self,
        values: Mapping[str, object],
        places: Mapping[str, Place],
        start: Place,
        lines: Sequence[str] = (),
    ) -> None:
        self.values, self.places, self.start, self.lines = values, places, start, lines

    def at(self, *path: str | int) -> Place:
        """Return the place of a value, or of the nearest thing round it."""
        parts = [str(part) for part in path]
        while parts:
            key = "/".join(parts)
            found = self.places.get(key) or self.places.get(key + ":")
            if found:
                return found
            parts.pop()
        return self.start

    def inside(self, place: Place, value: str, *path: str) -> Place:
        """Return where in the file a place (line and column from 1) of a value stands.

        YAML folds lines and cuts indents, so all but white space is counted; where that does not lead
        to the same character (an escaped one), the place of the value must do.
        """
        at = self.at(*path)
        offset = sum(len(line) + 1 for line in value.split("\n")[: place.line - 1]) + place.column - 1
        left = len("".join(value[:offset].split()))
        row, column = at.line - 1, at.column - 1
        style = self.lines[row][column : column + 1]
        row, column = (row + 1, 0) if style in ("|", ">") else (row, column + (style in ("'", '"')))
        for number, line in enumerate(self.lines[row:], row):
            for index in range(column, len(line)):
                if line[index].isspace():
                    continue
                if not left:
                    same = line[index] == value[offset : offset + 1]
                    return replace(at, line=number + 1, column=index + 1) if same else at
                left -= 1
            column = 0
        return at

    def key_at(self, *path: str | int) -> Place:
        """Return the place of a key."""
        return self.places.get("/".join(map(str, path)) + ":") or self.at(*path)


def split(text: str, file: str) -> tuple[Front, str, int, tuple[Problem, ...]]:
    """Cut a file into front matter, Markdown and the line on which the Markdown begins."""
    start = Place(file)
    lines = text.split("\n")
    if not lines[0].startswith("---") or not _FENCE.fullmatch(lines[0]):
        return Front({}, {}, start), text, 1, ()
    end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        message = "the front matter that begins here has no closing ---"
        hint = "Put a line of three hyphens under the last key."
        return (
            Front({}, {}, start),
            "",
            len(lines),
            (Problem("open-front-matter", Severity.ERROR, message, start, hint),),
        )
    values, places, problems = load_mapping("\n".join(lines[1:end]), file, 2)
    return Front(values, places, start, lines), "\n".join(lines[end + 1 :]), end + 2, problems


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Return the front matter of a file as plain values, and its Markdown; faults are left aside."""
    front, body, _, _ = split(text.removeprefix("\ufeff").replace("\r\n", "\n"), "")
    return dict(front.values), body


def check(front: Front, shape: type[F]) -> tuple[F | None, tuple[Problem, ...]]:
    """Check a front matter against its kind; None with problems when it does not fit."""
    try:
        return shape.model_validate(dict(front.values)), ()
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return None, tuple(_problem(front, shape, detail) for detail in details)


def _problem(front: Front, shape: type[Fields], detail: Mapping[str, Any]) -> Problem:
    """Say in an editor's words what pydantic found."""
    path = [part for part in detail["loc"] if not str(part).startswith("function-")]
    name = _UNFIT.sub("?", str(path[-1])) if path else ""
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = _keys(shape if len(path) == 1 else TermFields)
        hint = did_you_mean(name, known) or f"Known here: {', '.join(known)}."
        message = f'unknown key "{name}"'
        return Problem("unknown-key", Severity.ERROR, message, front.key_at(*path), hint)
    if kind == "missing":
        message = f'the key "{name}" is missing'
        return Problem("missing-key", Severity.ERROR, message, front.at(*path), f"Add a line `{name}: …`.")
    value = _UNFIT.sub("?", str(detail.get("input"))[:60])
    hint, wanted = "", detail["msg"]
    if kind == "enum":
        wanted = f"expected {detail['ctx']['expected']}"
        hint = did_you_mean(value, re.findall(r"'(\w+)'", detail["ctx"]["expected"]))
    elif kind == "string_pattern_mismatch":
        wanted = {"status": "expected draft or published"}.get(name, "expected a language tag such as en")
    elif kind == "value_error":
        wanted = str(detail["ctx"]["error"])
        hint = "Dates are written 2025-07-13, 2025-07 or 2025." if name == "date" else ""
    elif kind == "string_too_short":
        wanted = "it is empty"
    words = wanted[:1].lower() + wanted[1:]
    message = f'"{name}" cannot be "{value}": {words}' if value else f'"{name}": {words}'
    return Problem("bad-value", Severity.ERROR, message, front.at(*path), hint)


def _keys(shape: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in shape.model_fields.items()]
