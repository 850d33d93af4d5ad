"""Turn an empty folder into a desk: the files of `starter/`, copied and given their names."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from dossier import __version__
from dossier.errors import UsageError
from dossier.folders import desks_above

STARTER = Path(__file__).with_name("starter")
CHECKOUT = ".dossier-checkout"
"""Names the `tasks.py` of the checkout that made a desk, where Dossier is not installed; kept out of git."""
_NO_MATTER = (".git", ".DS_Store", "Thumbs.db", "desktop.ini")
_OF_A_DESK = ("seeds", "content", "theme", "build")


def start_desk(folder: Path, checkout: Path | None = None) -> tuple[str, ...]:
    """Write a desk into a new or empty folder, and return what to say and do next.

    Raises UsageError, and writes nothing, where the folder has files or lies inside a folder of another desk.
    """
    _check(folder)
    made: list[Path] = []
    try:
        for source, name in starter_files():
            text = source.read_text("utf-8").replace("@version@", __version__)
            _write(folder / name, text, made)
        if checkout:
            _write(folder / CHECKOUT, f"{checkout / 'tasks.py'}\n", made)
    except BaseException as error:  # whatever ends it, nothing half-made stays
        _remove(made)
        if isinstance(error, FileNotFoundError):  # of a folder in which nobody may make one
            raise UsageError(f"{folder} cannot be made: {error.strerror}; name another folder") from error
        raise
    outer = next(iter(list(desks_above(folder))[1:]), None)
    inside = (
        [f"It lies inside another desk, {outer}; commands given in {folder} work on the new one."]
        if outer
        else []
    )
    way = f"./{folder}" if str(folder).startswith("-") else str(folder)  # `cd -x` has an option
    return (f"Made a desk in {folder}.", *inside, "Next:", f"  cd {quote(way)}", "  python3 tasks.py build")


def starter_files() -> Iterator[tuple[Path, str]]:
    """Yield each file of a new desk with its path there: `dot-x` becomes `.x`, `x.py.in` becomes `x.py`."""
    for path in sorted(STARTER.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            parts = [part.replace("dot-", ".", 1) for part in path.relative_to(STARTER).parts]
            yield path, "/".join(parts).removesuffix(".in")


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a new folder. Nothing was written")
    there = (
        sorted(path.name for path in folder.iterdir() if path.name not in _NO_MATTER)
        if folder.is_dir()
        else []
    )
    if there:
        more = f" and {len(there) - 3} more" if len(there) > 3 else ""
        raise UsageError(
            f"{folder} has files already ({', '.join(there[:3])}{more}); nothing was written. "
            "Name a new folder, then copy your sources into its seeds/"
        )
    absolute = folder.resolve()
    for desk in desks_above(absolute.parent):
        first = absolute.relative_to(desk).parts[:1]
        if first and first[0] in _OF_A_DESK:
            raise UsageError(f"{folder} lies in {first[0]}/ of the desk {desk}; name a folder outside it")


def _write(path: Path, text: str, made: list[Path]) -> None:
    for parent in reversed(path.parents):
        if not parent.exists():
            parent.mkdir()
            made.append(parent)
    made.append(path)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
