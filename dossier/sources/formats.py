"""The table of source formats: which module reads which file ending."""

from __future__ import annotations

from collections.abc import Callable

from dossier.sources.plain import read_plain
from dossier.sources.reading import Reading

FORMATS: dict[str, Callable[[bytes, str], Reading]] = {
    ".txt": read_plain,
}
