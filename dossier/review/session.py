"""Keep in mind what was decided in one run, over the dossier as it was last built."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dossier.config import Paths
from dossier.errors import UsageError
from dossier.model import Dossier
from dossier.review.answers import Change, accept, refuse, undo
from dossier.review.waiting import Waiting, waiting


@dataclass
class Session:
    """What waits, and what was done; every request and every build may call it."""

    paths: Paths
    waits: tuple[Waiting, ...] = ()
    done: list[Change] = field(default_factory=list)
    """What was written, the last at the end."""
    answered: dict[str, Change | None] = field(default_factory=dict)
    """What became of each decision, by its key; None: put off."""
    dossier: Dossier | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def take(self, dossier: Dossier) -> None:
        """Take in a dossier that was read anew."""
        with self._lock:
            self.dossier, self.waits = dossier, waiting(dossier)

    def open(self) -> tuple[Waiting, ...]:
        """Return what still waits: not decided in this run, and not put off."""
        with self._lock:
            return tuple(each for each in self.waits if each.key not in self.answered)

    def answer(self, action: str, key: str, fields: Mapping[str, str]) -> str:
        """Accept, refuse or put off one decision; return what was done, in words.

        Raises UsageError, and writes nothing, for what cannot be done.
        """
        with self._lock:
            asked = next((each for each in self.open() if each.key == key), None)
            if asked is None or self.dossier is None:
                raise UsageError("this does not wait for a decision any more; list again what does")
            if action == "later":
                self.answered[key] = None
                return "Left for later."
            if action not in ("accept", "refuse"):
                raise UsageError(f'there is no "{action}"; choose accept, refuse or later')
            if action == "accept":
                change = accept(self.dossier, asked, fields, self.paths)
            else:
                change = refuse(self.dossier, asked, self.paths)
            self.done.append(change)
            self.answered[key] = change
            return f"Wrote {self.shown(change.path)}."

    def answer_all(self, action: str, keys: Sequence[str]) -> list[str]:
        """Answer several, each with what the program suggests; say of each what was done or why not."""
        said = []
        for key in keys:
            try:
                said.append(self.answer(action, key, {}))
            except UsageError as error:
                said.append(f"{key}: {error}")
        return said

    def undo(self) -> str:
        """Take the last decision back."""
        with self._lock:
            if not self.done:
                raise UsageError("nothing was decided in this run")
            change = self.done[-1]
            undo(change)
            self.done.pop()
            self.answered = {key: each for key, each in self.answered.items() if each is not change}
            verb = "Removed" if change.before is None else "Took the last line out of"
            return f"{verb} {self.shown(change.path)}."

    def shown(self, path: Path) -> str:
        """Return the path of a file as an editor knows it."""
        for root in (self.paths.content, self.paths.seeds):
            if path.is_relative_to(root):
                return f"{root.name}/{path.relative_to(root).as_posix()}"
        return path.name
