"""Turn the sidecar beside a source into a checked form, and put its words over what was found."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from dossier.forms.comments import OPENING, shown_words
from dossier.forms.yamlfile import load_mapping
from dossier.model import (
    Basis,
    DateHint,
    Document,
    Override,
    ParagraphKind,
    PartialDate,
    Place,
    Problem,
    Severity,
    TopicId,
)
from dossier.sources.encodings import decode
from dossier.text.characters import flat
from dossier.text.nearest import did_you_mean


def _words(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("words are expected here")
    text = flat(shown_words(str(value)))
    if OPENING.search(text):
        raise ValueError("a comment in it has no end")
    if not text:
        raise ValueError("a value is missing here")
    return text


def _several(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _edtf(text: str) -> str:
    PartialDate.typed(text)
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
    tlp: Literal["clear", "green", "amber", "amber+strict", "red"] | None = None
    publish: Literal["full", "summary"] | None = None
    paragraphs: dict[Number, ParagraphKind] | None = None
    summary: SeveralWords | None = None
    derived_from: Origin | None = None
    not_topics: dict[AnyPlace, SeveralWords] | None = None
    names: dict[ParagraphPlace, dict[str, str | None]] | None = None


KEYS = tuple(Sidecar.model_fields)
_PLAIN = ("title", "publisher", "url", "language", "rights", "grade", "tlp", "publish")
_SENTENCE = re.compile(r"p\d{1,7}s\d{1,7}")
_HINTS = dict.fromkeys(
    ("published", "retrieved"), "Write 2025, 2025-07, 2025-07-13, 2025-07~ or 2025-06/2025-07."
)


def apply_sidecar(document: Document, raw: bytes, file: str) -> tuple[Document, tuple[Problem, ...]]:
    """Return the document with the fields, kinds and overrides of its sidecar: the editor's word wins.

    A key with a fault, and a place that the text does not have, is left out and named with its place.
    """
    sidecar, places, faults = _read(raw, file)
    checks = _Checks(document, places, file)
    kinds = checks.kinds(sidecar)
    changes: dict[str, Any] = {
        key: getattr(sidecar, key) for key in _PLAIN if getattr(sidecar, key) is not None
    }
    changes |= {"summary": checks.summary(sidecar), "overrides": checks.overrides(sidecar)}
    changes["by_editor"] = frozenset(sidecar.model_fields_set)
    if sidecar.title:
        changes["title_basis"] = Basis.EDITOR
    if sidecar.authors is not None:
        changes["authors"] = tuple(sidecar.authors)
    if sidecar.retrieved:
        changes["retrieved"] = PartialDate.parse(sidecar.retrieved)
    if sidecar.published:
        hint = DateHint(PartialDate.parse(sidecar.published), Basis.EDITOR, None, "set by an editor")
        changes["date_hints"] = (hint, *document.meta.date_hints)
    if sidecar.derived_from:
        changes["derived_from"] = (sidecar.derived_from.file, sidecar.derived_from.sha256)
    paragraphs = tuple(replace(p, kind=kinds.get(p.number, p.kind)) for p in document.paragraphs)
    changed = replace(document, meta=replace(document.meta, **changes), paragraphs=paragraphs)
    return changed, (*faults, *checks.problems)


def _read(raw: bytes, file: str) -> tuple[Sidecar, dict[str, Place], tuple[Problem, ...]]:
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


class _Checks:
    """Reads the parts of a sidecar that point into the text, and collects those that miss it."""

    def __init__(self, document: Document, places: dict[str, Place], file: str) -> None:
        self.document, self.places, self.file = document, places, file
        self.problems: list[Problem] = []

    def kinds(self, sidecar: Sidecar) -> dict[int, ParagraphKind]:
        found = sidecar.paragraphs or {}
        return {
            n: kind for n, kind in found.items() if self.has(f"p{n}", f"paragraphs/p{n}:", f"paragraphs/{n}:")
        }

    def summary(self, sidecar: Sidecar) -> tuple[str, ...]:
        lines = enumerate(sidecar.summary or ())
        return tuple(
            line for n, line in lines if not _SENTENCE.fullmatch(line) or self.has(line, f"summary/{n}")
        )

    def overrides(self, sidecar: Sidecar) -> tuple[Override, ...]:
        topics = {p: ids for p, ids in (sidecar.not_topics or {}).items() if self.has(p, f"not_topics/{p}:")}
        names = {p: whose for p, whose in (sidecar.names or {}).items() if self.has(p, f"names/{p}:")}
        for place, whose in names.items():
            quoted = self.document.quote(self.document.paragraphs[int(place[1:]) - 1].span)
            for words in whose:
                if words not in quoted:
                    message, hint = f'"{words}" does not stand in {place}', "Copy the words as they stand."
                    self.report("unknown-words", message, hint, f"names/{place}/{words}:")
        return tuple(
            Override(
                place,
                tuple(map(TopicId, topics.get(place, ()))),
                tuple((words, entity or "") for words, entity in names.get(place, {}).items()),
                tuple(
                    self.place(f"not_topics/{place}/{n}", f"not_topics/{place}")
                    for n, _ in enumerate(topics.get(place, ()))
                ),
                tuple(self.place(f"names/{place}/{words}") for words in names.get(place, ())),
            )
            for place in sorted({*topics, *names}, key=_numbers)
        )

    def has(self, place: str, *paths: str) -> bool:
        """Tell whether the text has a paragraph or sentence; report at the first known path when not."""
        number, sentence = _numbers(place)
        count, last = len(self.document.paragraphs), len(self.document.sentences_of(number))
        if not 1 <= number <= count:
            hint = f"It has p1 to p{count}."
        elif "s" in place and not 1 <= sentence <= last:
            hint = f"That paragraph has p{number}s1 to p{number}s{last}."
        else:
            return True
        what = "sentence" if "s" in place else "paragraph"
        self.report("unknown-place", f"the source has no {what} {place}", hint, *paths)
        return False

    def place(self, *paths: str) -> Place:
        """Return where the first known path stands in the sidecar."""
        return next((self.places[path] for path in paths if path in self.places), Place(self.file))

    def report(self, code: str, message: str, hint: str, *paths: str) -> None:
        self.problems.append(Problem(code, Severity.ERROR, message, self.place(*paths), hint))


def _numbers(place: str) -> tuple[int, int]:
    """Read `p3s2` as (3, 2) and `p3` as (3, 0)."""
    number, _, sentence = place[1:].partition("s")
    return int(number), int(sentence or 0)
