"""Find the pictures that editors show: in `content/images/` or beside the file that shows them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from dossier.editorial.bodies import find_in_path
from dossier.editorial.files.folder import name_of
from dossier.editorial.files.picturefile import read_picture
from dossier.editorial.markdown import PICTURES
from dossier.forms.checked import why_unreadable
from dossier.model import MarkdownBody, Picture, PictureLink, Problem, Tlp
from dossier.text.nearest import did_you_mean
from dossier.text.slugs import slug

FOLDER = "images"
MAX_BYTES = 20_000_000
"""Of a picture; a page with a larger one is of no use to anybody."""


def is_picture(content: Path, path: Path) -> bool:
    """Tell whether a file is in the desk's store of pictures, used or not."""
    return path.is_relative_to(content / FOLDER) and path.suffix.lower() in PICTURES


class Pictures:
    """All pictures below `content/`, by the names that may be written for them."""

    def __init__(self, content: Path, paths: Iterable[Path]) -> None:
        self.content = content
        self.problems: list[Problem] = []
        self.used: dict[tuple[str, str], Picture] = {}
        """Each picture that a body shows, by (file of the body, the name written)."""
        self._read: dict[Path, Picture | str] = {}
        self._by_name: defaultdict[str, list[Path]] = defaultdict(list)
        for path in paths:
            if path.suffix.lower() in PICTURES and not path.is_symlink():
                self._by_name[_plain(path.name.lower())].append(path)

    def find(self, body: MarkdownBody, mark: Tlp | None) -> None:
        """Find the pictures of a body; name those that are missing, damaged or without words.

        A path with a handling mark stricter than the `mark` of the body is an error; other words in it tell
        what the picture shows.
        """
        for link in body.pictures:
            picture = self._find(body.file, link)
            if isinstance(picture, Picture):
                self.used[body.file, link.target] = picture
                path = name_of(self.content, picture.file)
                hint = "Give the picture another name, or a mark to the file that shows it."
                found = find_in_path(path, mark, is_shown=False)
                self.problems += (replace(each, at=link.at, hint=hint) for each in found)
                if not link.words:
                    hint = "Write ![What it shows](x.png) or ![[x.png|What it shows]]."
                    self._warn("picture-without-words", "nothing says what this picture shows", link, hint)

    def _find(self, file: str, link: PictureLink) -> Picture | None:
        paths = self._paths(file, link.target)
        if len(paths) != 1:
            message, hint = f'there is no picture "{link.target}"', self._hint(link.target)
            if paths:
                names = ", ".join(name_of(self.content, path) for path in paths[:4])
                message, hint = f'"{link.target}" names several pictures', f"They are: {names}."
            self._warn("unknown-picture", message, link, hint)
            return None
        if paths[0] not in self._read:
            self._read[paths[0]] = _read(self.content, paths[0])
        found = self._read[paths[0]]
        if isinstance(found, str):
            self._warn("bad-picture", f'"{link.target}" {found}', link)
            return None
        return found

    def _paths(self, file: str, target: str) -> list[Path]:
        """Return the files that a name may mean: the nearest one, or all when none is nearest."""
        parts = [part for part in PurePosixPath(target).parts if part not in ("..", ".", "/")]
        known = self._by_name.get(_plain(parts[-1].lower()), []) if parts else []
        beside = self.content.parent / PurePosixPath(file).parent
        for nearest in (beside.joinpath(*parts), self.content / FOLDER / Path(*parts)):
            alike = [path for path in known if _plain(path.as_posix()) == _plain(nearest.as_posix())]
            if alike:
                return alike
        end = _plain("/" + "/".join(parts))
        ends = [path for path in known if _plain(path.as_posix()).endswith(end)]
        return ends or known

    def _hint(self, target: str) -> str:
        if PurePosixPath(target).suffix.lower() not in PICTURES:
            return "Pictures are PNG, JPEG, GIF or WebP."
        names = (path.name for paths in self._by_name.values() for path in paths)
        near = did_you_mean(PurePosixPath(target).name, names)
        return near or f"Put it into content/{FOLDER}/ or beside this file."

    def _warn(self, code: str, message: str, link: PictureLink, hint: str = "") -> None:
        self.problems.append(Problem.warning(code, message, link.at, hint))


def _plain(name: str) -> str:
    """Return a name as one system writes it; another writes "é" as two signs."""
    return normalize("NFC", name)


def _read(content: Path, path: Path) -> Picture | str:
    """Return a picture, or why it cannot be shown."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return f"is larger than {MAX_BYTES // 1_000_000} MB, so it is not shown"
        found = read_picture(path.read_bytes())
    except OSError as error:
        return f"cannot be read: {why_unreadable(error)}"
    except ValueError as error:
        return f"is {error}, so it is not shown"
    digest = sha256(found.content).hexdigest()
    name = f"{slug(path.stem)[:60] or 'picture'}-{digest[:12]}{found.ending}"
    return Picture(f"{FOLDER}/{name}", path, digest, found.width, found.height)
