"""The types of value that people type into front matter and sidecars, each with what it refuses."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from dossier.forms.comments import OPENING, sign_of_none, without_comments
from dossier.model import PartialDate, Tlp
from dossier.text import late as re
from dossier.text.characters import flat
from dossier.text.stated_dates import date_at

UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What no page can show: control characters and halves of characters."""


_DAILY = re.compile(r"\[\[(?:[^\[\]|]*/)?([^\[\]|/]+)(?:\|[^\[\]]*)?\]\]")
"""A link to the note of a day: [[2025-07-13]], [[days/2025-07-13|Sunday]]."""
_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?$", re.A)


def matching(pattern: str, wanted: str) -> AfterValidator:
    """Return what refuses words that do not match a pattern as a whole; `wanted` says what is expected."""
    compiled = re.compile(pattern)

    def check(words: str) -> str:
        if not compiled.fullmatch(words):
            raise ValueError(f"expected {wanted}")
        return words

    return AfterValidator(check)


def _filled(value: object) -> object:
    if value is None:
        raise ValueError("it is empty; fill it, or take the line out")
    return value


Filled = BeforeValidator(_filled)
"""What refuses a key without a value, where an editor who had begun to write one may believe it is there."""


def listed(value: object) -> object:
    """Let one word stand for a list of one, and an empty key for an empty list; entries left empty go."""
    if isinstance(value, list):
        return [entry for entry in value if entry not in (None, "")]
    return [] if value is None else [value] if isinstance(value, str | int | dict) else value


def tags_in(value: object) -> tuple[str, ...]:
    """Return tags as Obsidian writes them (`a, b` or a list, with or without `#`), other values left out."""
    entries = re.split(r"[,\s]+", value) if isinstance(value, str) else value
    words = (
        [str(each) for each in entries if isinstance(each, str | int)] if isinstance(entries, list) else []
    )
    return tuple(dict.fromkeys(filter(None, (word.strip().lstrip("#") for word in words))))


def _worded(value: object) -> object:
    """Keep numbers that are names (`title: 1974`) as words, and an empty key as empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise ValueError("words are expected here")
    return "" if value is None else str(value)


def _text(value: str) -> str:
    bad = UNFIT.search(value)
    if bad:
        raise ValueError(f"a control character (U+{ord(bad[0]):04X}) is in it")
    return value


def _line(value: str) -> str:
    shown, comments = without_comments(_text(value))
    opening = OPENING.search(shown)
    if opening:
        raise ValueError(f"the comment that {opening[0]} opens has no end")
    if sign := sign_of_none(shown, comments):
        raise ValueError(f"“{sign}” hides nothing here; put a comment between %% and %%")
    return flat(shown)


def _date(value: object) -> object:
    """Read a date; of a day with a time of day, or a link to a daily note, the day."""
    while isinstance(value, list) and len(value) == 1:
        value = value[0]  # YAML reads [[2025-07-13]] as a list in a list
    if value in (None, "", []):
        return None
    words = _TIME.sub("", _DAILY.sub(r"\1", str(value)))
    try:
        return PartialDate.typed(words)
    except ValueError as error:
        days, end = date_at(words, 0) or ((), 0)
        if len(days) != 1 or end != len(words):
            raise
        raise ValueError(f"expected a date such as 2025-07-13, perhaps {days[0].edtf}") from error


Text = Annotated[str, BeforeValidator(_worded), AfterValidator(_text)]
"""Markdown."""
Line = Annotated[str, BeforeValidator(_worded), AfterValidator(_line)]
"""Words on one line, without comments."""
Needed = Annotated[Line, Field(min_length=1)]
Lines = Annotated[tuple[Needed, ...], BeforeValidator(listed)]
Tags = Annotated[tuple[Line, ...], BeforeValidator(tags_in)]
Date = Annotated[PartialDate | None, BeforeValidator(_date)]
Language = Annotated[
    Needed, matching(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag such as en or pt-BR")
]
Mark = Annotated[Tlp | None, Filled]
"""A handling mark; none where the key is not there."""
