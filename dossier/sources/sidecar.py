"""Turn the sidecar beside a source into a checked form, and put its words over what was found.

A `_folder.yaml` says the same of all sources beside and below it; the nearest word wins.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from posixpath import splitext
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from dossier.forms.checked import Form, Keys
from dossier.forms.fields import Date, Filled, Language, Lines, Mark, Needed, matching
from dossier.model import (
    Basis,
    CitedPlace,
    DateHint,
    Document,
    Override,
    OwnPlace,
    ParagraphKind,
    Place,
    Placed,
    Problem,
    SourceMeta,
    TopicId,
)
from dossier.sources.encodings import decode
from dossier.text.handling import keeps_back
from dossier.text.stamped_marks import unread_mark

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


Url = Annotated[
    Needed,
    matching(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", "an address that begins with https://, without a password"),
]
Grade = Annotated[Needed, matching(r"[A-F][1-6]", "a letter A to F and a digit 1 to 6, such as B2")]
Sum = Annotated[Needed, matching(r"[0-9a-f]{64}", "64 hexadecimal digits")]
Number = Annotated[int, BeforeValidator(_paragraph_number), Field(ge=1)]
ParagraphPlace = Annotated[str, matching(r"p[1-9][0-9]{0,6}", "a paragraph such as p3")]
AnyPlace = Annotated[
    str, matching(r"p[1-9][0-9]{0,6}(s[1-9][0-9]{0,6})?", "a paragraph or sentence such as p3 or p3s2")
]


class Origin(Keys):
    """What a source was written after."""

    file: Needed
    sha256: Sum


_DATE = "Write `published:`, and `retrieved:` for the day on which you saved it."
_OF_ONE = "It belongs in the sidecar of one source."


class Shared(Keys):
    """`seeds/_folder.yaml`: what an editor says of all sources beside and below it; no key is needed."""

    MOVED: ClassVar = {**dict.fromkeys(("derived_from", "not_topics", "names"), _OF_ONE), "date": _DATE}
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
    tlp: Mark = None
    publish: Annotated[Literal["full", "summary"] | None, Filled] = None
    paragraphs: dict[Number, ParagraphKind] | None = None
    summary: Lines | None = None


class Sidecar(Shared):
    """`seeds/NAME.yaml`; every key may be left out."""

    MOVED: ClassVar = {"date": _DATE}
    derived_from: Origin | None = None
    not_topics: dict[AnyPlace, Lines] | None = None
    names: dict[ParagraphPlace, dict[str, str | None]] | None = None


NOTHING = Shared()
S = TypeVar("S", bound=Shared)

_PLAIN = sorted({each.name for each in fields(SourceMeta)} & Sidecar.model_fields.keys() - {"derived_from"})
"""The keys whose values are taken as they are."""
_SHOWN = ("title", "short", "publisher", "rights")
_GUARDS = ("tlp", "publish")  # an empty one would publish what an editor had begun to keep back


def read_shared(raw: bytes, file: str, above: Shared) -> tuple[Shared, tuple[Problem, ...]]:
    """Read the sidecar of a folder; what it leaves open is as the folder above says."""
    form = Form(file)
    shared = _below(_read(form, raw, Shared), above)
    return shared, (*form.problems, *_marks_in_words(form, shared))


def read_sidecar(raw: bytes | None, file: str, shared: Shared) -> tuple[Sidecar, Form]:
    """Read the sidecar of one source, if it has one; what it leaves open is as its folder says."""
    form = Form(file)
    words = _below(Sidecar() if raw is None else _read(form, raw, Sidecar), shared)
    form.problems += _marks_in_words(form, words)
    return words, form


def _marks_in_words(form: Form, words: Shared) -> Iterator[Problem]:
    """Yield a warning for each key that is shown as typed and says that a source is not for all readers."""
    for key in _SHOWN if words.tlp is None else ():
        value = str(form.values.get(key, ""))
        if named := unread_mark([value], None) or (keeps_back(value, opens=False) and value):
            message = f"“{named}” keeps nothing back: it is shown as typed"
            hint = "Write `tlp:` with a mark such as amber; `tlp: clear` says that it is for all."
            yield Problem.warning("unread-mark", message, form.place(key), hint)


def _below(own: S, above: Shared) -> S:
    """Return the words of a sidecar with those from above for every key that it leaves open."""
    open_keys = above.model_fields_set - own.model_fields_set
    return own.model_copy(update={key: getattr(above, key) for key in sorted(open_keys)})


def apply_sidecar(document: Document, sidecar: Sidecar, form: Form) -> Document:
    """Return the document with the fields, kinds and overrides of its sidecar: the editor's word wins.

    A key with a fault, and a place that the text does not have, is left out and named in the form.
    """
    checks = _Checks(document, sidecar, form)
    kinds = checks.kinds()
    changes: dict[str, Any] = {
        key: getattr(sidecar, key) for key in _PLAIN if getattr(sidecar, key) is not None
    }
    changes |= {"summary": checks.summary(), "overrides": checks.overrides()}
    changes["own_places"] = tuple(checks.own_places)
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
    form.values = {key: value for key, value in form.values.items() if value is not None or key in _GUARDS}
    return form.check_each(model)


class _Checks:
    """Reads the parts of a sidecar that point into the text, and reports those that miss it.

    What a folder says holds for those of its sources that have the place.
    """

    def __init__(self, document: Document, sidecar: Sidecar, form: Form) -> None:
        self.document, self.sidecar, self.form = document, sidecar, form
        self.own_places: list[OwnPlace] = []
        """Each place that this sidecar names, not its folder alone, whether the text has it or not."""

    def kinds(self) -> dict[int, ParagraphKind]:
        found = {}
        for number, kind in (self.sidecar.paragraphs or {}).items():
            typed = (self.form.key_place("paragraphs", key) for key in (f"p{number}", number))
            at = max(typed)  # the other one is that of `paragraphs` itself, further up
            if self._is_there("paragraphs", CitedPlace(self.document.id, number), at):
                found[number] = kind
        return found

    def summary(self) -> tuple[str, ...]:
        """Return the lines that are words, or name a sentence of the text."""
        lines = []
        for number, line in enumerate(self.sidecar.summary or ()):
            place = CitedPlace.parse(self.document.id, line)
            at = self.form.place("summary", number)
            if place is None or place.sentence is None or self._is_there("summary", place, at):
                lines.append(line)
        return tuple(lines)

    def overrides(self) -> tuple[Override, ...]:
        topics = {place: self._topics(place) for place in self._places("not_topics")}
        names = {place: self._names(place) for place in self._places("names")}
        places = sorted({*topics, *names}, key=lambda place: place.numbers)
        return tuple(Override(place, topics.get(place, ()), names.get(place, ())) for place in places)

    def _places(self, key: str) -> list[CitedPlace]:
        """Return the places under a key that the text has."""
        named = [
            (place, self.form.key_place(key, written))
            for written in getattr(self.sidecar, key) or ()
            if (place := CitedPlace.parse(self.document.id, written))
        ]
        return [place for place, at in named if self._is_there(key, place, at)]

    def _topics(self, place: CitedPlace) -> tuple[Placed[TopicId], ...]:
        ids = (self.sidecar.not_topics or {})[place.fragment]
        return tuple(
            Placed(TopicId(topic), self.form.place("not_topics", place.fragment, number))
            for number, topic in enumerate(ids)
        )

    def _names(self, place: CitedPlace) -> tuple[tuple[str, Placed[str]], ...]:
        """Return the names in a paragraph; report those words that are not in it."""
        names = (self.sidecar.names or {})[place.fragment]
        span = self.document.cited_span(place)
        quoted = self.document.quote(span) if span else ""
        for words in names:
            if words not in quoted:
                message = f'"{words}" does not occur in {place.fragment}'
                at = self.form.key_place("names", place.fragment, words)
                self.form.report("unknown-words", message, at, "Copy the words exactly as they are written.")
        return tuple(
            (words, Placed(entity or "", self.form.place("names", place.fragment, words)))
            for words, entity in names.items()
        )

    def _is_there(self, key: str, place: CitedPlace, at: Place) -> bool:
        """Tell whether the text has a place; report it when not, unless only a folder names it."""
        is_there = self.document.cited_span(place) is not None
        if key not in self.form.values:
            return is_there
        self.own_places.append(OwnPlace(key, place, at))
        if not is_there:
            number, what = place.numbers[0], "paragraph" if place.sentence is None else "sentence"
            last = len(self.document.sentences_of(number))
            hint = f"That paragraph has p{number}s1" + (f" to p{number}s{last}." if last > 1 else " alone.")
            if self.document.paragraph(number) is None:
                hint = f"It has p1 to p{len(self.document.paragraphs)}."
            self.form.report("unknown-place", f"the source has no {what} {place.fragment}", at, hint)
        return is_there
