"""Turn a file of `content/` into its checked front matter and its Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from dossier.editorial.bodies import read_body
from dossier.editorial.heads import find_unread, front_matter_lines
from dossier.editorial.shape import slug
from dossier.errors import InputProblems
from dossier.forms.comments import OPENING, shown_words
from dossier.forms.yamlfile import load_mapping
from dossier.model import EntityKind, MarkdownBody, PartialDate, Place, Problem, Severity, Tlp
from dossier.text.nearest import did_you_mean

_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), "\n")  # as some programs write them
_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What no page can show: control characters and halves of characters."""
_MOVED = {"one_origin": "Write it under the heading of the position: One origin: [@source-a; @source-b]."}
"""Keys that an editor may look for here, and where to write them instead."""


def _listed(value: object) -> object:
    """Let one word stand for a list of one, and an empty key for an empty list."""
    return [] if value is None else [value] if isinstance(value, str | int) else value


def _worded(value: object) -> object:
    """Keep numbers that are names (`title: 1974`) as words, and an empty key as empty."""
    return "" if value is None else str(value) if isinstance(value, int) else value


def _text(value: str) -> str:
    bad = UNFIT.search(value)
    if bad:
        raise ValueError(f"a control character (U+{ord(bad[0]):04X}) stands in it")
    return value


def _line(value: str) -> str:
    shown = shown_words(_text(value))
    opening = OPENING.search(shown)
    if opening:
        raise ValueError(f"the comment that {opening[0]} opens has no end")
    return " ".join(shown.split())


def _term(value: object) -> object:
    return {"phrase": value} if isinstance(value, str) else value


def _date(value: object) -> object:
    return PartialDate.typed(str(value)) if value is not None else None


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

    def written(self) -> dict[str, Any]:
        """Return what was written, by the names of the model's fields."""
        return {name: value for name, value in self if name not in ("tags", "cssclasses")}


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
    would_change: Text = ""


class PageFields(Marked):
    """`content/pages/ID.md`."""

    title: Line = ""
    dossier: Line | None = None
    language: str | None = Field(None, pattern=_LANGUAGE)


class DeskFile:
    """One file of `content/`: its front matter, its Markdown, and the faults found in them."""

    def __init__(self, name: str, text: str) -> None:
        r"""Cut a text whose lines end with `\n`; `name` is the path as shown."""
        self.stem = PurePosixPath(name).stem
        self.id = slug(self.stem) or "-".join(f"{ord(char):x}" for char in self.stem[:20])
        self.at = Place(name)
        self.problems: list[Problem] = []
        self.values: dict[str, object] = {}
        self.markdown, self.first_line = text, 1
        self._places: dict[str, Place] = {}
        self._lines = text.split("\n")
        found = front_matter_lines(text)
        if found:
            self._take_front_matter(*found)
        for fault in find_unread(self.markdown.translate(_LINE_ENDS).split("\n")):
            self.report(fault.code, fault.message, Place(name, self.first_line + fault.line), fault.hint)

    def _take_front_matter(self, opening: int, closing: int | None) -> None:
        """Read the lines between two, counted from 0; the Markdown begins after them."""
        if closing is None:
            hint = "Put a line of three hyphens under the last key."
            message = "the front matter that begins here has no closing ---"
            self.report("open-front-matter", message, Place(self.at.file, opening + 1), hint)
            self.markdown = ""
            return
        front = "\n".join(self._lines[opening + 1 : closing])
        self.values, self._places, problems = load_mapping(front, self.at.file, opening + 2)
        self.problems.extend(problems)
        self.markdown, self.first_line = "\n".join(self._lines[closing + 1 :]), closing + 2

    def report(self, code: str, message: str, at: Place, hint: str = "") -> None:
        """Take in an error."""
        self.problems.append(Problem(code, Severity.ERROR, message, at, hint))

    def place(self, *path: str | int) -> Place:
        """Return the place of a value, or of the nearest thing round it."""
        for end in range(len(path), 0, -1):
            key = "/".join(map(str, path[:end]))
            found = self._places.get(key) or self._places.get(f"{key}:")
            if found:
                return found
        return self.at

    def key_place(self, *path: str | int) -> Place:
        """Return the place of a key."""
        return self._places.get("/".join(map(str, path)) + ":") or self.place(*path)

    def body(self) -> MarkdownBody:
        """Return the Markdown, parsed."""
        return self.part(0, None)

    def part(self, begin: int, end: int | None) -> MarkdownBody:
        """Return some lines of the Markdown, counted from 0, parsed."""
        lines = self.markdown.split("\n")[begin:end]
        body, problems = read_body(self.at.file, self.first_line + begin, "\n".join(lines))
        self.problems.extend(problems)
        return body

    def words(self, key: str, value: str) -> MarkdownBody:
        """Return the Markdown of a value in the front matter, parsed."""
        body, problems = read_body(self.at.file, 1, value, self._way_out(key, value))
        self.problems.extend(problems)
        return body

    def plain_words(self, key: str, value: str) -> str:
        """Return the words of a value in the front matter that is Markdown and shown without its links."""
        return " ".join(block.words(lambda link: link.target) for block in self.words(key, value).blocks)

    def _way_out(self, key: str, value: str) -> Callable[[Place], Place]:
        """Return what leads from a place in a value (line and column from 1) to its place in the file.

        YAML folds lines and cuts indents, so all but white space is counted; where that does not lead
        to the same character (an escaped one), the place of the value must do.
        """
        at = self.place(key)
        style = self._lines[at.line - 1][at.column - 1 : at.column]
        begin = (at.line + 1, 1) if style in ("|", ">") else (at.line, at.column + (style in ("'", '"')))
        typed = (
            (line, column, sign)
            for line, words in enumerate(self._lines[at.line - 1 :], at.line)
            for column, sign in enumerate(words, 1)
            if not sign.isspace() and (line, column) >= begin
        )
        read = [offset for offset, sign in enumerate(value) if not sign.isspace()]
        found = dict(zip(read, typed, strict=False))
        line_starts = [0, *(end.end() for end in re.finditer(r"\r\n?|\n", value))]

        def where(place: Place) -> Place:
            offset = line_starts[place.line - 1] + place.column - 1
            line, column, sign = found.get(offset, (0, 0, ""))
            return replace(at, line=line, column=column) if sign and sign == value[offset] else at

        return where

    def fields(self, shape: type[Fields]) -> dict[str, Any] | None:
        """Return the front matter as values of the model; None, with problems, when it does not fit."""
        try:
            return shape.model_validate(self.values).written()
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._misfit(shape, detail)
            return None

    def _misfit(self, shape: type[Fields], detail: ErrorDetails) -> None:
        """Say in an editor's words what pydantic found."""
        path, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
        name = UNFIT.sub("?", str(path[-1]))
        if kind == "extra_forbidden":
            keys = (shape if len(path) == 1 else TermFields).model_fields
            known = [field.alias or key for key, field in keys.items()]
            hint = _MOVED.get(name) or did_you_mean(name, known) or f"Known here: {', '.join(known)}."
            self.report("unknown-key", f'unknown key "{name}"', self.key_place(*path), hint)
            return
        if kind == "missing":
            hint = f"Add a line `{name}: …`."
            self.report("missing-key", f'the key "{name}" is missing', self.place(*path), hint)
            return
        value = UNFIT.sub("?", str(detail["input"])[:60])
        hint, wanted = "", detail["msg"]
        if kind == "enum":
            wanted = f"expected {context['expected']}"
            hint = did_you_mean(value, re.findall(r"'(\w+)'", context["expected"]))
        elif kind == "string_pattern_mismatch":
            wanted = "expected " + ("draft or published" if name == "status" else "a language tag such as en")
        elif kind == "value_error":
            wanted = str(context["error"])
            hint = "Dates are written 2025-07-13, 2025-07 or 2025." if name == "date" else ""
        elif kind == "string_too_short":
            wanted = "it is empty"
        words = wanted[:1].lower() + wanted[1:]
        message = f'"{name}" cannot be "{value}": {words}' if value else f'"{name}": {words}'
        self.report("bad-value", message, self.place(*path), hint)


def split_front_matter(name: str, text: str) -> tuple[dict[str, object], str]:
    """Return the front matter of a file as plain values, and its Markdown; raise InputProblems for faults."""
    file = DeskFile(name, text.replace("\r\n", "\n"))
    if file.problems:
        raise InputProblems(tuple(file.problems))
    return file.values, file.markdown
