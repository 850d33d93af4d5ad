"""Turn YAML that people typed into a mapping that knows the line and column of each value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from dossier.model import Place, Problem, Severity

MAX_DEPTH = 12  # levels; what editors write needs four
# Plain words of the YAML 1.2 core schema. Nothing else is converted: `no` is a language, `2025-07-13`
# and `1.10` stay as typed.
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"-?[1-9][0-9]{0,17}|0")  # only what turns back into the same characters
_HINT = "A value with a colon or a quotation mark in it needs quotation marks round it."


class _Mark(Protocol):
    """Where PyYAML says that something stands, counted from 0."""

    line: int
    column: int


class _FaultError(Exception):
    """A fault in the YAML after which nothing more can be read."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled."""

    path: str
    value: dict[str, object] | list[object]
    key: str | None = None
    lines: dict[str, int] = field(default_factory=dict)
    """Line of each key, to name the first of a pair."""


def load_mapping(
    text: str, file: str, first_line: int = 1
) -> tuple[dict[str, object], dict[str, Place], tuple[Problem, ...]]:
    r"""Read one YAML mapping: its values, the place of each, and what is wrong with it.

    Values are strings, integers, booleans, None, lists and mappings with string keys; nothing else is
    guessed, so dates stay strings. Places are found by path: `places["terms/0/phrase"]` is where that
    value stands, `places["terms/0/phrase:"]` (with a colon) where its key stands. `first_line` is the
    line of `file` on which `text` begins. Text that cannot be read gives what came before the fault
    and an error; anchors, aliases, doubled keys and more than MAX_DEPTH levels are errors too.

    >>> values, places, problems = load_mapping("title: A\nauthors: [B, C]", "x.yaml")
    >>> values, str(places["authors/1"])
    ({'title': 'A', 'authors': ['B', 'C']}, 'x.yaml:2:14')
    """
    builder = _Builder(file, first_line)
    try:
        for event in _events(text):
            builder.take(event)
    except _FaultError:
        pass
    except yaml.MarkedYAMLError as error:
        words = " ".join(filter(None, (error.context, error.problem)))
        builder.report("bad-yaml", f"the YAML does not parse: {words}", error.problem_mark, _HINT)
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        at = Place(file, first_line + before.count("\n"), error.position - before.rfind("\n"))
        message = "a control character is not allowed here"
        builder.problems.append(Problem("bad-yaml", Severity.ERROR, message, at))
    return builder.root, builder.places, tuple(builder.problems)


def _events(text: str) -> Iterator[yaml.Event]:
    """Yield YAML events: by libyaml where it is built in, but faults always in PyYAML's own words."""
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events: list[yaml.Event] = []
    levels = 0
    try:
        for event in yaml.parse(text, Loader=fast):
            events.append(event)
            levels += isinstance(event, yaml.CollectionStartEvent)
            levels -= isinstance(event, yaml.CollectionEndEvent)
            if levels > MAX_DEPTH:
                break  # no more will be read, and libyaml takes ever longer
        return iter(events)
    except (yaml.YAMLError, ValueError):  # ValueError: libyaml refuses lone surrogates so
        return iter(yaml.parse(text, Loader=yaml.SafeLoader))


def _scalar(event: yaml.ScalarEvent) -> object:
    if event.style or not event.implicit[0]:
        return str(event.value)
    if event.value in _WORDS:
        return _WORDS[event.value]
    return int(event.value) if _INTEGER.fullmatch(event.value) else str(event.value)


class _Builder:
    """Fills a mapping from YAML events, without recursion."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file, self.first_line = file, first_line
        self.root: dict[str, object] = {}
        self.places: dict[str, Place] = {}
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.begun = False

    def place(self, mark: _Mark | None) -> Place:
        if mark is None:
            return Place(self.file, self.first_line)
        return Place(self.file, self.first_line + mark.line, mark.column + 1)

    def report(self, code: str, message: str, mark: _Mark | None, hint: str = "") -> None:
        self.problems.append(Problem(code, Severity.ERROR, message, self.place(mark), hint))

    def stop(self, event: yaml.Event, code: str, message: str, hint: str = "") -> _FaultError:
        self.report(code, message, event.start_mark, hint)
        return _FaultError(message)

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.begun:
            raise self.stop(event, "bad-yaml", "a second YAML document begins here")
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.stop(event, "yaml-alias", "anchors and aliases are not read", "Write the value out.")
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self.take_node(event)

    def take_node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if not self.stack:
            self.begun = True
            if isinstance(event, yaml.MappingStartEvent):
                self.stack.append(_Open("", self.root))
            elif not isinstance(event, yaml.ScalarEvent) or _scalar(event) is not None:
                hint = "Write lines such as `title: The title`."
                raise self.stop(event, "bad-yaml", "keys and values were expected", hint)
            return
        top = self.stack[-1]
        if isinstance(top.value, dict) and top.key is None:
            self.take_key(top, event)
            return
        path = top.path + (str(len(top.value)) if top.key is None else top.key)
        value: object
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        else:
            opened = _Open(path + "/", {} if isinstance(event, yaml.MappingStartEvent) else [])
            value = opened.value
            if len(self.stack) >= MAX_DEPTH:
                raise self.stop(event, "bad-yaml", f"more than {MAX_DEPTH} levels")
            self.stack.append(opened)
        if isinstance(top.value, list):
            self.places[path] = self.place(event.start_mark)
            top.value.append(value)
        elif top.key is not None:
            if top.key not in top.value:
                self.places[path] = self.place(event.start_mark)
                top.value[top.key] = value
            top.key = None

    def take_key(self, top: _Open, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise self.stop(event, "bad-yaml", "a key must be a word or a phrase")
        top.key = str(event.value)
        at = self.place(event.start_mark)
        if top.key in top.lines:
            hint = f"It stood on line {top.lines[top.key]} first; keep one of the two."
            self.report("doubled-key", f'the key "{top.key}" stands here again', event.start_mark, hint)
        else:
            top.lines[top.key] = at.line
            self.places[f"{top.path}{top.key}:"] = at
