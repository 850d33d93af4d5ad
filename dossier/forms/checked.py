"""Check YAML that people typed against a model: one way for front matter and sidecars."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from dossier.forms.fields import UNFIT
from dossier.forms.yamlfile import load_mapping
from dossier.model import Place, Problem
from dossier.text.conflicts import first_sides
from dossier.text.nearest import did_you_mean

_EXPECTED = {
    "string_too_short": "it is empty",
    "too_short": "it is empty",
    "dict_type": "keys with values are expected",
    "model_type": "keys with values are expected",
    "bool_type": "true or false is expected",
    "bool_parsing": "true or false is expected",
    "int_type": "a whole number is expected",
    "int_parsing": "a whole number is expected",
    "int_from_float": "a whole number is expected",
}
"""By the kind of a fault as pydantic names it; what is not here it says well enough itself."""
M = TypeVar("M", bound="Keys")

DATES = "Dates are written 2025-07-13, 2025-07 or 2025, 2025-07~ or 2025-06/2025-07."
_HINTS = dict.fromkeys(("date", "published", "retrieved"), DATES)
_LONGEST = 60  # characters of a value that are repeated in a problem


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """Return in words why a text file could not be read."""
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8 text"
    return (error.strerror or "unknown fault").lower()


class Keys(BaseModel):
    """The keys that people may type into one mapping; any other is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    MOVED: ClassVar[Mapping[str, str]] = {}
    """Keys that belong elsewhere, each with what to write instead."""


class Form:
    """A YAML mapping as typed, with the place of each value and the faults found in it."""

    def __init__(self, file: str) -> None:
        self.at = Place(file)
        self.values: dict[str, object] = {}
        self.problems: list[Problem] = []
        self._places: dict[str, Place] = {}

    def read(self, text: str, first_line: int = 1) -> None:
        """Take in the YAML that begins on a line of the file."""
        text = self.one_side(text, first_line)
        self.values, self._places, problems = load_mapping(text, self.at.file, first_line)
        self.problems.extend(problems)

    def one_side(self, text: str, first_line: int = 1) -> str:
        """Return a text without the other sides of merge conflicts, which are an error."""
        text, line = first_sides(text)
        if line:
            at = Place(self.at.file, first_line + line - 1)
            hint = "Keep one of the two sides, and take the lines <<<<<<<, ======= and >>>>>>> out."
            self.report("merge-conflict", "a merge conflict was left here", at, hint)
        return text

    @classmethod
    def of(cls, folder: Path, name: str) -> Self:
        """Read a YAML file of a folder; none is an empty one, and one that cannot be read is an error."""
        form, path = cls(f"{folder.name}/{name}"), folder / name
        if path.is_file():
            try:
                form.read(path.read_text("utf-8-sig"))
            except (OSError, UnicodeDecodeError) as error:
                form.report("unreadable-file", f"cannot be read: {why_unreadable(error)}", form.at)
        return form

    def report(self, code: str, message: str, at: Place, hint: str = "") -> None:
        """Take in an error."""
        self.problems.append(Problem.error(code, message, at, hint))

    def place(self, *path: str | int) -> Place:
        """Return the place of a value, or of the nearest thing round it."""
        for end in range(len(path), 0, -1):
            key = "/".join(map(str, path[:end]))
            found = self._places.get(key) or self._places.get(f"{key}:")
            if found:
                return found
        return self.at

    def key_place(self, *path: str | int) -> Place:
        """Return the place of a key, or of the nearest thing round it."""
        return self._places.get("/".join(map(str, path)) + ":") or self.place(*path)

    def rename(self, key: str, to: str) -> None:
        """Give a value another key; its place stays."""
        self.values[to] = self.values.pop(key)
        for path, place in list(self._places.items()):
            if path.rstrip(":").split("/")[0] == key:
                self._places[to + path.removeprefix(key)] = place

    def check(self, model: type[M]) -> M | None:
        """Return the values as the model has them; None, with problems, when they do not fit."""
        try:
            return model.model_validate(self.values)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self._report_fault(model, fault)
            return None

    def check_each(self, model: type[M]) -> M:
        """Return the values as the model has them, those keys left out that do not fit, each with a problem.

        No key of the model may be required.
        """
        try:
            return model.model_validate(self.values)
        except ValidationError as error:
            faults = error.errors(include_url=False)
        for fault in faults:
            self._report_fault(model, fault)
            self.values.pop(str(fault["loc"][0]), None)
        return model.model_validate(self.values)

    def _report_fault(self, model: type[Keys], fault: ErrorDetails) -> None:
        """Say in an editor's words what pydantic found."""
        path = tuple(step for step in fault["loc"] if step != "[key]")
        of_key = len(path) < len(fault["loc"])
        last, known = UNFIT.sub("?", str(path[-1])), _keys_beside(model, path)
        if fault["type"] == "extra_forbidden":
            hint = model.MOVED.get(last) or did_you_mean(last, known) or f"Known here: {', '.join(known)}."
            self.report("unknown-key", f'unknown key "{last}"', self.key_place(*path), hint)
        elif fault["type"] == "missing":
            self.report(
                "missing-key", f'the key "{last}" is missing', self.place(*path), f"Add a line `{last}: …`."
            )
        else:
            name = last if last in known else path[0]
            value = UNFIT.sub("?", _typed(fault["input"])[:_LONGEST])
            wanted, hint = _wanted(fault, value)
            message = f'"{name}" cannot be "{value}": {wanted}' if value else f'"{name}": {wanted}'
            at = self.key_place(*path) if of_key else self.place(*path)
            self.report("bad-value", message, at, hint or _HINTS.get(str(name), ""))


def _typed(value: object) -> str:
    """Return a plain value as it was typed: `true`, not Python's `True`; nothing for a list or a mapping."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int) else ""


def _wanted(fault: ErrorDetails, value: str) -> tuple[str, str]:
    """Return what was expected in the place of a value, and which of several words may be meant."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in ("enum", "literal_error"):
        wanted = str(context["expected"]).replace("'", "")
        return f"expected {wanted}", did_you_mean(value, wanted.replace(" or ", ", ").split(", "))
    if kind == "value_error":
        return str(context["error"]), ""
    if kind in _EXPECTED:
        return _EXPECTED[kind], ""
    return fault["msg"][:1].lower() + fault["msg"][1:], ""


def _keys_beside(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Return the keys that may stand where the last step of a path does."""
    field = model.model_fields.get(str(path[0]))
    if len(path) > 1 and field:
        model = next(_models(field.annotation), model)
    return [field.alias or key for key, field in model.model_fields.items()]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401  # whatever a field is typed as
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
