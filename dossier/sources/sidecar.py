"""Turn the sidecar beside a source into a checked form, and put its words over what was found.

A `_folder.yaml` says the same of all sources beside and below it; the nearest word wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from posixpath import splitext
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from dossier.forms.checked import Form
from dossier.forms.fields import Date, Language, Lines, Needed, matching
from dossier.model import (
    Basis,
    DateHint,
    Document,
    Override,
    OwnPlace,
    ParagraphKind,
    Place,
    Placed,
    Problem,
    TopicId,
)
from dossier.sources.encodings import decode

SIDECARS = (".yaml", ".yml")
"""The endings of a sidecar; the rest of its name is that of its source."""
FOLDER = "_folder"
"""The name of the sidecar of a whole folder, without its ending."""


def is_sidecar(path: str) -> bool:
    """Tell whether a file says something of a source, or is one."""
    return splitext(path)[1].lower() in SIDECARS


def _paragraph_number(value: object) -> object:
    return value.removeprefix("p") if isinstance(value, str) else value


def _encoding(name: str) -> str:
    try:
        "".encode(name)
    except LookupError as error:
        raise ValueError("expected the name of an encoding such as koi8-r") from error
    return name


Url = Annotated[Needed, matching(r"https?://\S+", "an address that begins with https://")]
Grade = Annotated[Needed, matching(r"[A-F][1-6]", "a letter A to F and a digit 1 to 6, such as B2")]
Sum = Annotated[Needed, matching(r"[0-9a-f]{64}", "64 hexadecimal digits")]
Number = Annotated[int, BeforeValidator(_paragraph_number), Field(ge=1)]
ParagraphPlace = Annotated[str, matching(r"p[1-9]\d{0,6}", "a paragraph such as p3")]
AnyPlace = Annotated[
    str, matching(r"p[1-9]\d{0,6}(s[1-9]\d{0,6})?", "a paragraph or sentence such as p3 or p3s2")
]


class Origin(BaseModel):
    """What a source was written after."""

    model_config = ConfigDict(extra="forbid")
    file: Needed
    sha256: Sum


_OF_ONE = "It belongs in the sidecar of one source."


class Shared(BaseModel):
    """`seeds/_folder.yaml`: what an editor says of all sources beside and below it; no key is needed."""

    model_config = ConfigDict(extra="forbid")
    MOVED: ClassVar = dict.fromkeys(("derived_from", "not_topics", "names"), _OF_ONE)
    title: Needed | None = None
    short: Needed | None = None
    publisher: Needed | None = None
    authors: Lines | None = None
    published: Date | None = None
    url: Url | None = None
    archive: Url | None = None
    language: Language | None = None
    encoding: Annotated[Needed, AfterValidator(_encoding)] | None = None
    retrieved: Date | None = None
    rights: Needed | None = None
    grade: Grade | None = None
    tlp: Literal["clear", "green", "amber", "amber+strict", "red"] | None = None
    publish: Literal["full", "summary"] | None = None
    paragraphs: dict[Number, ParagraphKind] | None = None
    summary: Lines | None = None


class Sidecar(Shared):
    """`seeds/NAME.yaml`; every key may be left out."""

    MOVED: ClassVar = {}
    derived_from: Origin | None = None
    not_topics: dict[AnyPlace, Lines] | None = None
    names: dict[ParagraphPlace, dict[str, str | None]] | None = None


NOTHING = Shared()
S = TypeVar("S", bound=Shared)

_PLAIN = (
    "title",
    "short",
    "publisher",
    "url",
    "archive",
    "language",
    "rights",
    "grade",
    "tlp",
    "publish",
    "authors",
    "retrieved",
)
_SENTENCE = re.compile(r"p\d{1,7}s\d{1,7}")


def read_shared(raw: bytes, file: str, above: Shared) -> tuple[Shared, tuple[Problem, ...]]:
    """Read the sidecar of a folder; what it leaves open is as the folder above says."""
    form = Form(file)
    return _below(_read(form, raw, Shared), above), tuple(form.problems)


def read_sidecar(raw: bytes | None, file: str, shared: Shared) -> tuple[Sidecar, Form]:
    """Read the sidecar of one source, if it has one; what it leaves open is as its folder says."""
    form = Form(file)
    own = Sidecar() if raw is None else _read(form, raw, Sidecar)
    return _below(own, shared), form


def _below(own: S, above: Shared) -> S:
    """Return the words of a sidecar with those from above for every key that it leaves open."""
    open_keys = above.model_fields_set - own.model_fields_set
    return own.model_copy(update={key: getattr(above, key) for key in sorted(open_keys)})


def apply_sidecar(document: Document, sidecar: Sidecar, form: Form) -> Document:
    """Return the document with the fields, kinds and overrides of its sidecar: the editor's word wins.

    A key with a fault, and a place that the text does not have, is left out and named in the form.
    """
    checks = _Checks(document, form)
    kinds = checks.kinds(sidecar)
    changes: dict[str, Any] = {
        key: getattr(sidecar, key) for key in _PLAIN if getattr(sidecar, key) is not None
    }
    changes |= {"summary": checks.summary(sidecar), "overrides": checks.overrides(sidecar)}
    changes["own_places"] = tuple(checks.own_places(sidecar))
    changes["by_editor"] = frozenset(sidecar.model_fields_set)
    if sidecar.title:
        changes["title_basis"] = Basis.EDITOR
    if sidecar.published:
        hint = DateHint(sidecar.published, Basis.EDITOR, None, "set by an editor")
        changes["date_hints"] = (hint, *document.meta.date_hints)
    if sidecar.derived_from:
        changes["derived_from"] = (sidecar.derived_from.file, sidecar.derived_from.sha256)
    paragraphs = tuple(replace(p, kind=kinds.get(p.number, p.kind)) for p in document.paragraphs)
    return replace(document, meta=replace(document.meta, **changes), paragraphs=paragraphs)


def _read(form: Form, raw: bytes, model: type[S]) -> S:
    text, _, problems = decode(raw, form.at.file)
    form.problems.extend(problems)
    if text is None:
        form.report("bad-yaml", "the sidecar is not text", form.at)
        return model()
    form.read(text.replace("\r\n", "\n"))
    form.values = {key: value for key, value in form.values.items() if value is not None}
    return form.check_each(model)


class _Checks:
    """Reads the parts of a sidecar that point into the text, and reports those that miss it.

    What a folder says holds for those of its sources that have the place.
    """

    def __init__(self, document: Document, form: Form) -> None:
        self.document, self.form = document, form

    def kinds(self, sidecar: Sidecar) -> dict[int, ParagraphKind]:
        kinds = sidecar.paragraphs or {}
        if self.is_of_folder("paragraphs"):
            return kinds
        return {number: kind for number, kind in kinds.items() if self.has(f"p{number}", self.key_of(number))}

    def is_of_folder(self, key: str) -> bool:
        """Tell whether not this sidecar but that of a folder has a key."""
        return key not in self.form.values

    def key_of(self, number: int) -> Place:
        """Return where the number of a paragraph is a key, typed as `3` or `p3`."""
        places = (self.form.key_place("paragraphs", key) for key in (f"p{number}", number))
        return max(places)  # the other one is that of `paragraphs` itself, further up

    def summary(self, sidecar: Sidecar) -> tuple[str, ...]:
        lines = sidecar.summary or ()
        if self.is_of_folder("summary"):
            known = {sentence.id for sentence in self.document.sentences}
            return tuple(line for line in lines if line in known or not _SENTENCE.fullmatch(line))
        return tuple(
            line
            for number, line in enumerate(lines)
            if not _SENTENCE.fullmatch(line) or self.has(line, self.form.place("summary", number))
        )

    def overrides(self, sidecar: Sidecar) -> tuple[Override, ...]:
        topics = {
            place: tuple(
                Placed(TopicId(topic), self.form.place("not_topics", place, number))
                for number, topic in enumerate(ids)
            )
            for place, ids in (sidecar.not_topics or {}).items()
            if self.has(place, self.form.key_place("not_topics", place))
        }
        names = {
            place: tuple(
                (words, Placed(entity or "", self.form.place("names", place, words)))
                for words, entity in whose.items()
            )
            for place, whose in (sidecar.names or {}).items()
            if self.has(place, self.form.key_place("names", place))
        }
        for place, found in names.items():
            self.look_for(place, [words for words, _ in found])
        places = sorted({*topics, *names}, key=_numbers)
        return tuple(Override(place, topics.get(place, ()), names.get(place, ())) for place in places)

    def own_places(self, sidecar: Sidecar) -> Iterator[OwnPlace]:
        """Yield every place that the sidecar of this source names, whether the text has it or not."""
        for number, line in enumerate(() if self.is_of_folder("summary") else sidecar.summary or ()):
            if _SENTENCE.fullmatch(line):
                yield _own_place("summary", line, self.form.place("summary", number))
        for paragraph in () if self.is_of_folder("paragraphs") else sidecar.paragraphs or ():
            yield _own_place("paragraphs", f"p{paragraph}", self.key_of(paragraph))
        for key in ("not_topics", "names"):
            for place in getattr(sidecar, key) or ():
                yield _own_place(key, place, self.form.key_place(key, place))

    def look_for(self, place: str, names: list[str]) -> None:
        """Report those words that are not in a paragraph."""
        quoted = self.document.quote(self.document.paragraphs[int(place[1:]) - 1].span)
        for words in names:
            if words not in quoted:
                message, hint = (
                    f'"{words}" does not occur in {place}',
                    "Copy the words exactly as they are written.",
                )
                self.form.report("unknown-words", message, self.form.key_place("names", place, words), hint)

    def has(self, place: str, at: Place) -> bool:
        """Tell whether the text has a paragraph or sentence; report it when not."""
        number, sentence = _numbers(place)
        count, last = len(self.document.paragraphs), len(self.document.sentences_of(number))
        if not 1 <= number <= count:
            hint = f"It has p1 to p{count}."
        elif "s" in place and not 1 <= sentence <= last:
            hint = f"That paragraph has p{number}s1" + (f" to p{number}s{last}." if last > 1 else " alone.")
        else:
            return True
        what = "sentence" if "s" in place else "paragraph"
        self.form.report("unknown-place", f"the source has no {what} {place}", at, hint)
        return False


def _own_place(key: str, place: str, at: Place) -> OwnPlace:
    paragraph, sentence = _numbers(place)
    return OwnPlace(key, paragraph, sentence or None, at)


def _numbers(place: str) -> tuple[int, int]:
    """Read `p3s2` as (3, 2) and `p3` as (3, 0)."""
    number, _, sentence = place[1:].partition("s")
    return int(number), int(sentence or 0)
