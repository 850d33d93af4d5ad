"""Turn file names into text and into ids, and headings into anchors."""

import hashlib
import unicodedata

from dossier.model import SourceId
from dossier.text import late as re
from dossier.text.words import POINTS, SIGNS

LONGEST_WORDS = 120  # characters of an id that editors see in links
LONGEST = 100  # characters; a file system takes 255 bytes, of which a path needs some more
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th",
                          "ı": "i", "ħ": "h", "ŋ": "n"})  # fmt: skip
_POINT = re.compile(f"[{POINTS}]")
_WORD = re.compile(rf"[^\W_]+(?:[{SIGNS}]+[^\W_]*)*")
# Names that Windows keeps for devices, whatever their ending and case (Microsoft, "Naming files").
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"]
)


# What systems, servers of files and office programs keep beside the files of people, deleted ones among it.
_OF_SYSTEMS = re.compile(
    r"(?:eh)?thumbs\.db|desktop\.ini|__macosx|system volume information|network trash folder|lost\+found"
    r"|\$recycle\.bin|(?-i:RECYCLE[RD])|[#@]recycle|[#~]snapshot|@recently-snapshot|@eadir|@tmp|@sharebin"
    r"|files_trashbin|found\.\d{3}|.*zone\.identifier",
    re.I | re.S,
)


def readable(name: str) -> str:
    r"""Return the name of a file or folder as text, with `?` for each byte that is not UTF-8.

    >>> readable("caf\udce9.txt")
    'caf?.txt'
    """
    return name.encode("utf-8", "replace").decode("utf-8")


def is_device(name: str) -> bool:
    """Tell whether Windows takes the name of a file for a device; it cannot make or unpack such a file.

    >>> is_device("CON.md"), is_device("con-artists.md")
    (True, False)
    """
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES


def is_left_by_system(name: str) -> bool:
    """Tell whether a system or an office program left a file or folder of this name; nobody reads it.

    >>> is_left_by_system("._log.txt"), is_left_by_system("Thumbs.db"), is_left_by_system("...and then.txt")
    (True, True, False)
    >>> is_left_by_system("#recycle"), is_left_by_system("lost and found.txt")
    (True, False)
    """
    opens_title = name.startswith("..")  # with an ellipsis
    is_hidden = name.startswith((".", "~$")) and not opens_title
    return is_hidden or _OF_SYSTEMS.fullmatch(name) is not None


def slug(words: str) -> str:
    """Return words as an id of editors' files and headings: letters and digits of any script, and hyphens.

    >>> slug("What is *not* known?"), slug("İzmir"), slug("दिल की बात")
    ('what-is-not-known', 'izmir', 'दिल-की-बात')
    """
    folded = _POINT.sub("", unicodedata.normalize("NFKC", words).lower())
    return "-".join(_WORD.findall(folded))[:LONGEST_WORDS].strip("-")


def file_id(stem: str, *, with_signs: bool = False) -> str:
    """Return the id of an editors' file: its slug, and the code points of emoji; if asked, of other signs.

    >>> file_id("Ports"), file_id("\N{ANCHOR} Ports")
    ('ports', '2693-ports')
    >>> file_id("C++"), file_id("C++", with_signs=True), file_id("Q (a), b", with_signs=True)
    ('c', 'c-2b-2b', 'q-a-b')
    """
    kept = ("So", "Sm", "Sc", "Sk", "Po") if with_signs else ("So",)
    signs = "".join(
        f" {ord(sign):x} " if unicodedata.category(sign) in kept and sign not in ".,;:'\"" else sign
        for sign in stem
    )
    return slug(signs) or "-".join(f"{ord(sign):x}" for sign in stem[:20])


def source_id(name: str) -> SourceId:
    """Return the id of a source by its file name without the ending: only `a-z`, `0-9` and `-`.

    Letters that ASCII lacks lose their accents; where others are lost, and in reserved or very long
    names, a sum of the name keeps the id distinct.

    >>> source_id("Gas déal (2)"), source_id("index")
    ('gas-deal-2', 'source-index')
    """
    name = unicodedata.normalize("NFC", name)
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    lost = any(character.isalnum() and not character.isascii() for character in plain)
    if lost or not words or len(words) > LONGEST:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        words = f"{words[:LONGEST].strip('-') or 'source'}-{digest}"
    return SourceId(f"source-{words}" if words == "index" or is_device(words) else words)
