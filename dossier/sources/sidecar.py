"""Turn the sidecar beside a source into an editor's word on it, which wins over what was found."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

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
from dossier.nearest import did_you_mean
from dossier.sources.encodings import decode
from dossier.sources.reading import clean
from dossier.yamlfile import load_mapping

_PLACE = re.compile(r"p[1-9]\d{0,6}(?:s[1-9]\d{0,6})?")
_SENTENCE = re.compile(r"p\d+s\d+")


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
Number = Annotated[int, BeforeValidator(_paragraph_number), Field(ge=1)]
ParagraphPlace = Annotated[str, _matching(r"p[1-9]\d{0,6}", "a paragraph such as p3 is expected")]
AnyPlace = Annotated[str, _matching(_PLACE.pattern, "a paragraph or sentence such as p3 or p3s2 is expected")]


class Origin(BaseModel):
    """What a source was written after."""

    model_config = ConfigDict(extra="forbid")
    file: Words
    sha256: Annotated[Words, _matching(r"[0-9a-f]{64}", "64 hexadecimal digits are expected")]


class Sidecar(BaseModel):
    """`seeds/NAME.yaml`; every key may be left out."""

    model_config = ConfigDict(extra="forbid")
    title: Words | None = None
    publisher: Words | None = None
    authors: SeveralWords | None = None
    published: Edtf | None = None
    url: (
        Annotated[Words, _matching(r"https?://\S+", "an address that begins with https:// is expected")]
        | None
    ) = None
    language: (
        Annotated[
            Words, _matching(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a tag such as en or pt-BR is expected")
        ]
        | None
    ) = None
    retrieved: Edtf | None = None
    rights: Words | None = None
    grade: (
        Annotated[
            Words, _matching(r"[A-F][1-6]", "a letter A to F and a digit 1 to 6 are expected, such as B2")
        ]
        | None
    ) = None
    tlp: Literal["clear", "green", "amber", "red"] | None = None
    publish: Literal["full", "summary"] | None = None
    paragraphs: dict[Number, ParagraphKind] | None = None
    summary: SeveralWords | None = None
    derived_from: Origin | None = None
    not_topics: dict[AnyPlace, SeveralWords] | None = None
    names: dict[ParagraphPlace, dict[str, str | None]] | None = None


KEYS = tuple(Sidecar.model_fields)


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
    hint = ""
    if kind in ("literal_error", "enum"):
        message = f'"{fault["input"]}" is not known here'
        choices = re.findall(r"'([^']+)'", fault["ctx"]["expected"])
        hint = did_you_mean(str(fault["input"]), choices) or f"Known are {', '.join(choices)}."
    return Problem("bad-value", Severity.ERROR, f"{steps[0]}: {message[:1].lower()}{message[1:]}", at, hint)


def apply_sidecar(
    document: Document, sidecar: Sidecar, places: dict[str, Place], file: str
) -> tuple[Document, tuple[Problem, ...]]:
    """Let the editor's word win over what was found; name places that the text does not have."""
    problems: list[Problem] = []

    def check(path: str, place: str) -> bool:
        number, _, sentence = place.removeprefix("p").partition("s")
        count = len(document.paragraphs)
        if int(number) > count:
            hint = f"It has p1 to p{count}."
        elif sentence and int(sentence) > (last := len(document.sentences_of(int(number)))):
            hint = f"That paragraph has p{number}s1 to p{number}s{last}."
        else:
            return True
        message = f"the source has no {'sentence' if sentence else 'paragraph'} {place}"
        problems.append(
            Problem("unknown-place", Severity.ERROR, message, places.get(path, Place(file)), hint)
        )
        return False

    kinds = {
        n: kind
        for n, kind in (sidecar.paragraphs or {}).items()
        if check(_key(places, "paragraphs", n), f"p{n}")
    }
    summary = tuple(
        line
        for index, line in enumerate(sidecar.summary or ())
        if not _SENTENCE.fullmatch(line) or check(f"summary/{index}", line)
    )
    topics = {p: ids for p, ids in (sidecar.not_topics or {}).items() if check(f"not_topics/{p}:", p)}
    names: dict[str, tuple[tuple[str, str], ...]] = {}
    for place, meanings in (sidecar.names or {}).items():
        if not check(f"names/{place}:", place):
            continue
        paragraph = document.paragraphs[int(place[1:]) - 1]
        for words in meanings:
            if words not in document.quote(paragraph.span):
                message = f'"{words}" does not stand in {place}'
                at = places.get(f"names/{place}/{words}:", Place(file))
                problems.append(
                    Problem("unknown-words", Severity.ERROR, message, at, "Copy the words as they stand.")
                )
        names[place] = tuple((words, entity or "") for words, entity in meanings.items())
    overrides = tuple(
        Override(place, tuple(TopicId(topic) for topic in topics.get(place, ())), names.get(place, ()))
        for place in sorted({*topics, *names}, key=_place_order)
    )
    plain = {
        key: getattr(sidecar, key)
        for key in ("title", "publisher", "url", "language", "rights", "grade", "tlp", "publish")
        if getattr(sidecar, key) is not None
    }
    changes: dict[str, Any] = dict(plain)
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
    meta = replace(
        document.meta,
        **changes,
        summary=summary,
        overrides=overrides,
        by_editor=frozenset(sidecar.model_fields_set),
    )
    paragraphs = tuple(
        replace(paragraph, kind=kinds[paragraph.number], by_editor=True)
        if paragraph.number in kinds
        else paragraph
        for paragraph in document.paragraphs
    )
    return replace(document, meta=meta, paragraphs=paragraphs), tuple(problems)


def _key(places: dict[str, Place], parent: str, number: int) -> str:
    """Return the path of a paragraph's key, which may be typed `3` or `p3`."""
    return next((path for path in (f"{parent}/{number}:", f"{parent}/p{number}:") if path in places), parent)


def _place_order(place: str) -> tuple[int, int]:
    number, _, sentence = place[1:].partition("s")
    return int(number), int(sentence or 0)
