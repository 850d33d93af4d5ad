"""Turn page references into paths inside the site, and pairs of paths into relative links."""

import unicodedata
from functools import lru_cache, partial
from hashlib import sha256
from urllib.parse import quote

from dossier.model import PageKind, PageRef
from dossier.text import late as re
from dossier.text.slugs import is_device

source_ref = partial(PageRef, PageKind.SOURCE)
topic_ref = partial(PageRef, PageKind.TOPIC)
entity_ref = partial(PageRef, PageKind.ENTITY)
note_ref = partial(PageRef, PageKind.NOTE)
claim_ref = partial(PageRef, PageKind.CLAIM)
page_ref = partial(PageRef, PageKind.PAGE)

# What some file system refuses in a name, and what means something in a URL path.
_SPECIAL = re.compile(r'(?P<unfit>[\x00-\x1f\x7f<>:"/\\|?*%#]|^[. ]|[. ]$)|[^a-z0-9-]')
LONGEST = 200  # bytes of a file name before its ending; file systems stop at 255


def file_name(page_id: str) -> str:
    """Return an id as a file name without ending: one name for one id, on every system.

    Ids that are plain slugs stay as they are, but for the names of devices. Where capitals count for
    nothing, two ids that differ by them alone still have two names.

    >>> file_name("what?"), file_name("con"), file_name("Pier")
    ('what%3F', '%63on', '%50ier')
    """
    name = unicodedata.normalize("NFC", page_id)
    name = _SPECIAL.sub(_fitting, name)
    if name == "index" or is_device(name):  # `index.html` is the folder's own list
        name = _escaped(name[0]) + name[1:]  # no other id is written so
    encoded = name.encode("utf-8", "replace")
    if len(encoded) <= LONGEST:
        return name
    return f"{encoded[: LONGEST - 17].decode('utf-8', 'ignore')}-{sha256(encoded).hexdigest()[:16]}"


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def _fitting(match: re.Match[str]) -> str:
    """Return a character as it is, unless some disk refuses it or takes it for another one."""
    character = match.group()
    same_in_lower_case = unicodedata.normalize("NFC", character.casefold()) == character
    return character if same_in_lower_case and not match["unfit"] else _escaped(character)


@lru_cache(maxsize=200_000)  # pages; each is linked from many
def path_of(ref: PageRef) -> str:
    """Return the path of a page inside the site, with `/`: always a file, never a folder.

    >>> path_of(PageRef(PageKind.SOURCE, "harbour-talks"))
    'sources/harbour-talks.html'
    >>> path_of(PageRef(PageKind.SOURCES, "2"))
    'sources/index.2.html'
    """
    path = ref.kind.row.path
    if ref.kind.has_ids:
        return path.replace("ID", file_name(ref.id))
    return path.replace(".html", f".{ref.id}.html") if ref.id else path  # a further page of a long list


@lru_cache(maxsize=200_000)
def _link(folder: str, path: str) -> str:
    """Return the link from the files of a folder of the site to a file."""
    target, _, name = path.rpartition("/")
    from_root = root(f"{folder}/") if folder else ""
    return quote(name if target == folder else from_root + path, safe="/.~-_")


@lru_cache(maxsize=10_000)
def _anchor(fragment: str) -> str:
    return f"#{quote(fragment, safe='')}"


def relative(from_path: str, to_path: str, fragment: str = "") -> str:
    """Return the link from one file of the site to another, percent-encoded.

    >>> relative("sources/x.html", "topics/gas deal.html", "when")
    '../topics/gas%20deal.html#when'
    >>> relative("sources/x.html", "sources/x.html", "p3")
    '#p3'
    """
    anchor = _anchor(fragment) if fragment else ""
    if from_path == to_path and fragment:
        return anchor
    return _link(from_path.rpartition("/")[0], to_path) + anchor


def root(path: str) -> str:
    """Return the prefix from a file of the site to its root, empty or `../`."""
    return "../" * path.count("/")


def list_ref(kind: PageKind, number: int) -> PageRef:
    """Return a page of a long list by its number; the first one is the list itself."""
    return PageRef(kind, str(number) if number > 1 else "")


def link(from_path: str, ref: PageRef, fragment: str = "") -> str:
    """Return the link from a file of the site to a page."""
    return relative(from_path, path_of(ref), fragment)


@lru_cache(maxsize=200_000)
def gloss_key(ref: PageRef) -> str:
    """Return the key of a page's entry in the glossary: `#g-KEY` holds its preview.

    The first letter tells the kinds apart that have previews, and keeps long pages light.
    """
    return re.sub(r"\s", "_", f"{ref.kind[0]}-{ref.id}" if ref.id else str(ref.kind))


def contact(words: str) -> str:
    """Return the address to which a reader's contact leads; empty: the words name none.

    >>> contact("desk@example.org"), contact("https://example.org/us"), contact("The desk, room 4")
    ('mailto:desk@example.org', 'https://example.org/us', '')
    """
    if re.fullmatch(r"https?://\S+", words):
        return words
    return f"mailto:{quote(words, safe='@+')}" if re.fullmatch(r"[^\s@:/?&]+@[^\s@:/?&]+", words) else ""
