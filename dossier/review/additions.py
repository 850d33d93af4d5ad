"""Add entries to YAML that people typed, without changing a character of what is there."""

from collections.abc import Iterable

import yaml

from dossier.errors import UsageError
from dossier.forms.yamlfile import load_mapping


def add_to_list(text: str, key: str, entries: Iterable[str]) -> str:
    r"""Return YAML with entries added to the list under a key; each is YAML of one line.

    The list may be written in brackets, one entry per line, as a single value, or not at all. Raises
    UsageError where an entry cannot be added without changing more; the text is then as before.

    >>> add_to_list("aliases: [A]  # typed\n", "aliases", ['"B"'])
    'aliases: [A, "B"]  # typed\n'
    """
    for entry in entries:
        known = _values(text)
        listed = known.get(key)
        before = listed if isinstance(listed, list) else [] if listed is None else [listed]
        wanted = {**known, key: [*before, _values(f"key: {entry}")["key"]]}
        text = _checked(_insert(text, key, entry), wanted, f"- {entry}", key)
    return text


def set_value(text: str, key: str, value: str) -> str:
    r"""Return YAML with a line for a key that has no value yet; raise UsageError where it has one.

    >>> set_value("grade: B2\n", "published", "2025-07-13")
    'grade: B2\npublished: 2025-07-13\n'
    """
    known = _values(text)
    if known.get(key) is not None:
        raise UsageError(f'"{key}" has a value there already: {known[key]}')
    added = _insert_value(text, key, value) if key in known else f"{_ended(text)}{key}: {value}\n"
    return _checked(added, {**known, key: _values(f"{key}: {value}")[key]}, value, key)


def _checked(added: str, wanted: dict[str, object], line: str, key: str) -> str:
    """Return YAML that says what is wanted; raise UsageError where it says anything else."""
    values, _, problems = load_mapping(added, "")
    if problems or values != wanted:
        raise UsageError(f"`{line}` does not fit in under `{key}:` as it is written there; write it by hand")
    return added


def _values(text: str) -> dict[str, object]:
    values, _, problems = load_mapping(text, "")
    if problems:
        raise UsageError(f"its YAML has a fault, so nothing was added: {problems[0].message}")
    return values


def _insert(text: str, key: str, entry: str) -> str:
    pair = _pair(text, key)
    if pair is None:
        return f"{_ended(text)}{key}:\n  - {entry}\n"
    node = pair[1]
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        close = text.rindex("]", start, end)
        return f"{text[:close]}{', ' if node.value else ''}{entry}{text[close:]}"
    if isinstance(node, yaml.SequenceNode):
        return _after_line(text, _last_mark(node), f"{' ' * node.start_mark.column}- {entry}\n")
    if start == end:  # a key without a value
        return _after_line(text, start, f"  - {entry}\n")
    return f"{text[:start]}[{text[start:end]}, {entry}]{text[end:]}"


def _insert_value(text: str, key: str, value: str) -> str:
    """Put a value behind a key that has none."""
    pair = _pair(text, key)
    start = text.index(":", pair[0].end_mark.index) + 1 if pair else len(text)
    return f"{text[:start]} {value}{text[start:]}"


def _after_line(text: str, index: int, line: str) -> str:
    """Put a line under the one in which a place is."""
    if text[index - 1 : index] == "\n" and text[index - 2 : index - 1] != "\n":
        return text[:index] + line + text[index:]
    end = text.find("\n", index)
    return f"{text}\n{line}" if end < 0 else text[: end + 1] + line + text[end + 1 :]


def _last_mark(node: yaml.Node) -> int:
    """Return where the last value of a list ends; the list's own end is where the next key begins."""
    last = node
    while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    return int(last.end_mark.index)


def _pair(text: str, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Return a key and its value; None where there is no such key."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((pair for pair in pairs if pair[0].value == key), None)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
