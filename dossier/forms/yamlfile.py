"""Turn YAML that people typed into a mapping that knows the line and column of each value."""

from bisect import bisect_right
from collections.abc import Iterator

import yaml

from dossier.model import Place, Problem
from dossier.text import late as re

MAX_DEPTH = 12  # levels; what editors write needs four
# Plain words of the YAML 1.2 core schema. Nothing else is converted: `no` is a language, `2025-07-13`
# and `1.10` stay as typed.
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"-?[1-9][0-9]{0,17}|0")  # only what turns back into the same characters
_HINT = "A value with a colon or a quotation mark in it needs quotation marks round it."


_COMMENT_HINT = (
    "Begin it with # and a blank, on each of its lines; only inside words do %% and <!-- open one."
)
_COMMENT = re.compile(r"^[ \t]*(?:%%|<!--)|[\]}][ \t]*(?:%%|<!--)", re.M)
"""A comment of Obsidian or HTML on a line of its own, or behind a list."""


class _FaultError(Exception):
    """A fault in the YAML after which nothing more can be read."""


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
    reader = _Reader(text, file, first_line)
    try:
        reader.read()
    except _FaultError:
        pass
    except yaml.MarkedYAMLError as error:
        words = " ".join(filter(None, (error.context, error.problem)))
        offset = error.problem_mark.index if error.problem_mark else 0
        comment = _comment_before(text, offset)
        if comment is None:
            reader.report("bad-yaml", f"the YAML does not parse: {words}", offset, _HINT)
        else:
            reader.report("bad-yaml", "a comment cannot be written so between keys", comment, _COMMENT_HINT)
    except yaml.reader.ReaderError as error:
        reader.report("bad-yaml", "a control character is not allowed here", error.position)
    return reader.root, reader.places, tuple(reader.problems)


def _comment_before(text: str, offset: int) -> int | None:
    """Return where a comment of Markdown begins, on the line of a fault or the one before; None without."""
    begin = text.rfind("\n", 0, max(text.rfind("\n", 0, offset), 0)) + 1
    end = text.find("\n", offset)
    found = _COMMENT.search(text, begin, end if end >= 0 else len(text))
    return found.end() - len(found[0].lstrip(" \t]}")) if found else None


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


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


class _Reader:
    """Fills a mapping from YAML events; what was filled before a fault stays."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.file, self.first_line = file, first_line
        self.line_starts = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", text))]
        self.events = _events(text)
        self.root: dict[str, object] = {}
        self.places: dict[str, Place] = {}
        self.problems: list[Problem] = []

    def read(self) -> None:
        """Read the one document of the text."""
        begun = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and begun:
                raise self.fault(event, "a second YAML document begins here")
            if isinstance(event, yaml.NodeEvent):
                begun = True
                if isinstance(event, yaml.MappingStartEvent) and not event.anchor:
                    self.fill(self.root, "", 1)
                elif self.value(event, 0) is not None:
                    hint = "Write lines such as `title: The title`."
                    raise self.fault(event, "keys and values were expected", hint)

    def fill(self, value: dict[str, object] | list[object], path: str, depth: int) -> None:
        """Take what follows, up to the end of this mapping or list."""
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.CollectionEndEvent):
            if isinstance(value, list):
                key = str(len(value))
                value.append(inner := self.value(event, depth))
                self.places[path + key] = self.place(_start(event))
            else:
                key = self.key(event, path, lines)
                event = next(self.events)
                inner = self.value(event, depth)
                if key not in value:
                    value[key] = inner
                    self.places[path + key] = self.place(_start(event))
            if isinstance(inner, dict | list):
                self.fill(inner, f"{path}{key}/", depth + 1)

    def key(self, event: yaml.Event, path: str, lines: dict[str, int]) -> str:
        """Return a key, and note its line; report one that was there before."""
        self.refuse_alias(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise self.fault(event, "a key must be a word or a phrase")
        key, offset = str(event.value), _start(event)
        if key in lines:
            hint = f"It is on line {lines[key]} already; keep one of the two."
            self.report("doubled-key", f'the key "{key}" is repeated', offset, hint)
        else:
            self.places[f"{path}{key}:"] = self.place(offset)
            lines[key] = self.places[f"{path}{key}:"].line
        return key

    def value(self, event: yaml.Event, depth: int) -> object:
        """Return a scalar's value, or a mapping or list that is still to be filled."""
        self.refuse_alias(event)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if depth >= MAX_DEPTH:
            raise self.fault(event, f"more than {MAX_DEPTH} levels")
        return {} if isinstance(event, yaml.MappingStartEvent) else []

    def refuse_alias(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            raise self.fault(event, "anchors and aliases are not read", "Write the value out.", "yaml-alias")

    def fault(self, event: yaml.Event, message: str, hint: str = "", code: str = "bad-yaml") -> _FaultError:
        self.report(code, message, _start(event), hint)
        return _FaultError(message)

    def report(self, code: str, message: str, offset: int, hint: str = "") -> None:
        self.problems.append(Problem.error(code, message, self.place(offset), hint))

    def place(self, offset: int) -> Place:
        """Return the place of a character of the text, counted from 0."""
        line = bisect_right(self.line_starts, offset) - 1
        return Place(self.file, self.first_line + line, offset - self.line_starts[line] + 1)
