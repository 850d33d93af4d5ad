"""Find the desk on which a command works, and the folders that nobody named."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dossier.config import Paths
from dossier.errors import UsageError

CONFIGURATION = "pelicanconf.py"
_DEFAULTS = {"seeds": "seeds", "content": "content", "output": "build/site", "report": "build/report"}
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Folders(Paths):
    """The folders of one command, as a person in the current folder would type them."""

    desk: Path
    output: Path
    report: Path

    @property
    def configuration(self) -> Path:
        """The desk's settings for Pelican, or the ones that every desk shares."""
        own = self.desk / CONFIGURATION
        return own if own.is_file() else _PACKAGE / "pelican_defaults.py"

    @property
    def options(self) -> tuple[str, ...]:
        """What must be typed for another command to read the same folders."""
        usual = {name: self.desk / _DEFAULTS[name] for name in ("seeds", "content")}
        chosen = {name: getattr(self, name) for name in usual}
        return tuple(
            word for name in usual if chosen[name] != usual[name] for word in (f"--{name}", str(chosen[name]))
        )


def is_desk(folder: Path) -> bool:
    """Tell whether commands may work on a folder without options."""
    has_content = (folder / "content").is_dir()
    return has_content and ((folder / "seeds").is_dir() or (folder / CONFIGURATION).is_file())


def desks_above(folder: Path) -> Iterator[Path]:
    """Yield the desks that a folder is, or lies in, the nearest first."""
    absolute = folder.resolve()  # `../desk` lies beside this folder, not in it
    return (each for each in (absolute, *absolute.parents) if is_desk(each))


def find_folders(
    started_in: Path | None = None, usual: Mapping[str, str] = MappingProxyType({}), **typed: str
) -> Folders:
    """Return the folders of a command: those that were typed, the others from the desk.

    The desk is the nearest at or above the current folder, else the one at `started_in`, the folder
    of the `tasks.py` that was started. Raises UsageError where neither is one and a folder to read was
    not typed, or one folder is given for both.
    """
    here = Path.cwd()
    begun = any((here / name).is_dir() for name in ("seeds", "content"))
    desk = next(desks_above(here), None) or (here if begun else None)
    if desk is None and started_in is not None and is_desk(started_in):
        desk = started_in.absolute()
    if desk is None and not (typed.get("seeds") and typed.get("content")):
        raise UsageError(
            f"{here} is not a desk, nor inside one: it has no seeds/ and content/. "
            "Go to your desk, name both folders with --seeds and --content, or start a desk: "
            "python3 tasks.py init DIR"
        )
    root = as_typed(desk or here)
    folders = {**_DEFAULTS, **usual}
    chosen = {name: Path(typed.get(name) or root / folder) for name, folder in folders.items()}
    if chosen["seeds"].resolve() == chosen["content"].resolve():
        raise UsageError(
            f"{chosen['seeds']} cannot be the folder of the sources and that of the editors' files; "
            "name another with --seeds or --content"
        )
    return Folders(desk=root, **chosen)


def as_typed(path: Path) -> Path:
    """Return a path from the current folder where it lies in it or just above, else the whole path."""
    here = Path.cwd()
    absolute = path.absolute()
    if absolute.is_relative_to(here) or here.is_relative_to(absolute):
        return Path(os.path.relpath(absolute, here))
    return absolute


def theme_folder() -> Path:
    """Return the theme that comes with Dossier: in the package, or beside it in a checkout."""
    packaged = _PACKAGE / "theme"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "theme"
