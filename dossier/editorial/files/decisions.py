"""Turn `content/decisions.yaml` into what editors decided about findings."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field

from dossier.forms.checked import Form, Keys
from dossier.forms.fields import Line, Lines, Needed, listed, matching
from dossier.model import Decisions, EventDecision, Place, Placed, Problem, Refused, Settled
from dossier.text.slugs import source_id

V = TypeVar("V")

NAME = "decisions.yaml"
_Fingerprint = Annotated[Line, matching(r"(?:[0-9a-f]{16})?", "16 hexadecimal digits")]


class SettledFields(Keys):
    """A warning `unsupported` on one sentence that is right as it is."""

    file: Needed
    words: Needed
    fingerprint: _Fingerprint = ""


class RefusedFields(Keys):
    """A proposal that is no question."""

    places: Needed
    fingerprint: _Fingerprint = ""


class EventFields(Keys):
    """What becomes of the events that one sentence dates."""

    place: Needed
    pinned: bool = False
    hidden: bool = False
    names: dict[Needed, Needed] = Field({})
    fingerprint: _Fingerprint = ""


class DecisionsFields(Keys):
    """`content/decisions.yaml`; every key may be left out."""

    settled: Annotated[tuple[SettledFields, ...], BeforeValidator(listed)] = ()
    not_names: Lines = ()
    refused: Annotated[tuple[RefusedFields, ...], BeforeValidator(listed)] = ()
    background: Lines = ()
    events: Annotated[tuple[EventFields, ...], BeforeValidator(listed)] = ()


def read_decisions(content: Path) -> tuple[Decisions, tuple[Problem, ...]]:
    """Read what was decided; a key that does not fit is an error, and nothing under it is decided."""
    form = Form.of(content, NAME)
    fields = form.check_each(DecisionsFields)

    def made(key: str, make: Callable[[Any, Place], V], *path: str) -> tuple[V, ...]:
        """Return the entries under a key, each made with its place, or that of a value in it."""
        entries = enumerate(getattr(fields, key))
        return tuple(make(each, form.place(key, number, *path)) for number, each in entries)

    decisions = Decisions(
        settled=made("settled", lambda e, at: Settled(e.file, e.words, e.fingerprint, at), "file"),
        not_names=made("not_names", Placed),
        refused=made("refused", lambda e, at: Refused(_places(e.places), e.fingerprint, at), "places"),
        background=made("background", lambda name, at: Placed(_source(name), at)),
        events=made("events", _event, "place"),
    )
    return decisions, tuple(form.problems)


def _event(each: EventFields, at: Place) -> EventDecision:
    names = tuple(each.names.items())
    return EventDecision(_places(each.place), each.pinned, each.hidden, names, each.fingerprint, at)


def _places(words: str) -> str:
    """Return places without the white space between them."""
    found = (place.strip().removeprefix("@").partition("#") for place in words.split(","))
    return ",".join(f"{_source(name)}{sign}{place}" for name, sign, place in found)


def _source(name: str) -> str:
    """Return the id of a source, which may be called by the name of its file as in a citation."""
    return name if name.isascii() else source_id(name)
