"""Turn the sidecar beside a source into a checked form of what an editor says of it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from dossier.model import ParagraphKind, PartialDate, Place, Problem, Severity
from dossier.nearest import did_you_mean
from dossier.sources.encodings import decode
from dossier.sources.reading import clean
from dossier.yamlfile import load_mapping


def _words(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("words are expected here")
    text = " ".join(clean(str(value)).split())
    if not text:
        raise ValueError("a value is missing here")
    return text


def _several(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _edtf(text: str) -> str:
    PartialDate.parse(text)
    return text


def _matching(pattern: str, help_words: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(help_words)
        return text

    return AfterValidator(check)


def _paragraph_number(value: object) -> object:
    return value.removeprefix("p") if isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(_words)]
SeveralWords = Annotated[list[Words], BeforeValidator(_several)]
Edtf = Annotated[Words, AfterValidator(_edtf)]
Url = Annotated[Words, _matching(r"https?://\S+", "an address that begins with https:// is expected")]
Language = Annotated[
    Words, _matching(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a tag such as en or pt-BR is expected")
]
Grade = Annotated[
    Words, _matching(r"[A-F][1-6]", "a letter A to F and a digit 1 to 6 are expected, such as B2")
]
Sum = Annotated[Words, _matching(r"[0-9a-f]{64}", "64 hexadecimal digits are expected")]
Number = Annotated[int, BeforeValidator(_paragraph_number), Field(ge=1)]
ParagraphPlace = Annotated[str, _matching(r"p[1-9]\d{0,6}", "a paragraph such as p3 is expected")]
AnyPlace = Annotated[
    str,
    _matching(r"p[1-9]\d{0,6}(s[1-9]\d{0,6})?", "a paragraph or sentence such as p3 or p3s2 is expected"),
]


class Origin(BaseModel):
    """What a source was written after."""

    model_config = ConfigDict(extra="forbid")
    file: Words
    sha256: Sum


class Sidecar(BaseModel):
    """`seeds/NAME.yaml`; every key may be left out."""

    model_config = ConfigDict(extra="forbid")
    title: Words | None = None
    publisher: Words | None = None
    authors: SeveralWords | None = None
    published: Edtf | None = None
    url: Url | None = None
    language: Language | None = None
    retrieved: Edtf | None = None
    rights: Words | None = None
    grade: Grade | None = None
    tlp: Literal["clear", "green", "amber", "red"] | None = None
    publish: Literal["full", "summary"] | None = None
    paragraphs: dict[Number, ParagraphKind] | None = None
    summary: SeveralWords | None = None
    derived_from: Origin | None = None
    not_topics: dict[AnyPlace, SeveralWords] | None = None
    names: dict[ParagraphPlace, dict[str, str | None]] | None = None


KEYS = tuple(Sidecar.model_fields)
_HINTS = dict.fromkeys(
    ("published", "retrieved"), "Write 2025, 2025-07, 2025-07-13, 2025-07~ or 2025-06/2025-07."
)


def read_sidecar(raw: bytes, file: str) -> tuple[Sidecar, dict[str, Place], tuple[Problem, ...]]:
    """Read the YAML of a sidecar; a key with a fault is left out and named with its place."""
    text, _, problems = decode(raw, file)
    if text is None:
        problem = Problem("bad-yaml", Severity.ERROR, "the sidecar is not text", Place(file))
        return Sidecar(), {}, (problem,)
    values, places, faults = load_mapping(text.replace("\r\n", "\n"), file)
    values = {key: value for key, value in values.items() if value is not None}
    found = list(problems + faults)
    try:
        return Sidecar.model_validate(values), places, tuple(found)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            found.append(_fault(fault, places, file))
            values.pop(str(fault["loc"][0]), None)
    return Sidecar.model_validate(values), places, tuple(found)


def _fault(fault: ErrorDetails, places: dict[str, Place], file: str) -> Problem:
    steps = [str(step) for step in fault["loc"] if step != "[key]"]
    path, kind = "/".join(steps), fault["type"]
    at = places.get(path) or places.get(path.rpartition("/")[0]) or places.get(steps[0]) or Place(file)
    if kind == "extra_forbidden":
        known = KEYS if len(steps) == 1 else tuple(Origin.model_fields)
        hint = did_you_mean(steps[-1], known) or f"Known are {', '.join(known)}."
        at = places.get(f"{path}:", at)
        return Problem("unknown-key", Severity.ERROR, f'unknown key "{steps[-1]}"', at, hint)
    if kind == "missing":
        return Problem("missing-key", Severity.ERROR, f'"{steps[0]}" lacks "{steps[-1]}"', at)
    if "[key]" in fault["loc"]:
        at = places.get(f"{path}:", at)
    message = str(fault["ctx"]["error"]) if kind == "value_error" else fault["msg"]
    hint = _HINTS.get(steps[0], "")
    if kind in ("literal_error", "enum"):
        message = f'"{fault["input"]}" is not known here'
        choices = re.findall(r"'([^']+)'", fault["ctx"]["expected"])
        hint = did_you_mean(str(fault["input"]), choices) or f"Known are {', '.join(choices)}."
    return Problem("bad-value", Severity.ERROR, f"{steps[0]}: {message[:1].lower()}{message[1:]}", at, hint)
