"""Turn `content/decisions.yaml` into what editors decided about findings."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from dossier.forms.checked import Form, Keys
from dossier.forms.fields import Line, Lines, Needed, listed, matching
from dossier.model import Decisions, EventDecision, Placed, Problem, Refused, Settled

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
    decisions = Decisions(
        settled=tuple(
            Settled(each.file, each.words, each.fingerprint, form.place("settled", number, "file"))
            for number, each in enumerate(fields.settled)
        ),
        not_names=tuple(
            Placed(words, form.place("not_names", number)) for number, words in enumerate(fields.not_names)
        ),
        refused=tuple(
            Refused(_places(each.places), each.fingerprint, form.place("refused", number, "places"))
            for number, each in enumerate(fields.refused)
        ),
        background=tuple(
            Placed(words, form.place("background", number)) for number, words in enumerate(fields.background)
        ),
        events=tuple(
            EventDecision(
                _places(each.place),
                each.pinned,
                each.hidden,
                tuple(each.names.items()),
                each.fingerprint,
                form.place("events", number, "place"),
            )
            for number, each in enumerate(fields.events)
        ),
    )
    return decisions, tuple(form.problems)


def _places(words: str) -> str:
    """Return places without the white space between them."""
    return ",".join(place.strip().removeprefix("@") for place in words.split(","))
