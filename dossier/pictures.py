"""Write the pictures of a site: those that a page shows, without what a camera noted in them."""

import html
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dossier.editorial import read_picture
from dossier.model import Picture
from dossier.text import late as re

FOLDER = "images"
_ADDRESS = re.compile(rf'src="([^"<>]*{FOLDER}/[^"<>]*)"')


def write_pictures(pictures: Iterable[Picture], folder: Path, pages: Iterable[str]) -> None:
    """Write the pictures that a written page shows, without the notes in them; others stay at the desk."""
    found = {picture.path: picture for picture in pictures}
    shown = {target for page in pages for target in _pictures_of(folder, page)} if found else set()
    for target, picture in sorted(found.items()):
        if target in shown:
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            (folder / target).write_bytes(read_picture(picture.file.read_bytes()).content)


def _pictures_of(folder: Path, page: str) -> Iterator[str]:
    """Yield the paths below `images/`, from the site's root, that a page refers to."""
    text = (folder / page).read_text("utf-8")
    for address in _ADDRESS.findall(text) if f"{FOLDER}/" in text else ():
        path = unquote(urlsplit(html.unescape(address)).path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if target.startswith(f"{FOLDER}/"):
            yield target
