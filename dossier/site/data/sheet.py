"""Turn a dossier into `theme/sheet.css`: its words in the margins of printed sheets and behind links."""

from collections.abc import Iterator

from dossier.model import Asset, Tlp
from dossier.site.shelf import Shelf
from dossier.site.words import sheet_mark
from dossier.text import late as re

_UNSAFE = re.compile(r'[\x00-\x1f"\\<>&\x7f]')
SHEET = """@page {{
  @top-left {{ content: {title}; font: 9pt sans-serif; }}
  @top-right {{ content: {as_of}; font: 9pt sans-serif; }}
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 9pt sans-serif; }}
}}
:root {{ --elsewhere: {elsewhere}; }}
"""
MARK = """@page {name} {{ @bottom-left {{ content: {words}; font: bold 9pt sans-serif; }} }}
.{name} {{ page: {name}; }}
"""


def sheet_assets(shelf: Shelf) -> Iterator[Asset]:
    """Yield the style sheet of printed sheets; a page names its mark by its class."""
    as_of = shelf.say("sheet_as_of", date=shelf.as_of) if shelf.as_of else ""
    elsewhere = shelf.say("another_site")
    words = {"title": shelf.dossier.title, "as_of": as_of, "elsewhere": f" ({elsewhere})"}
    rules = [SHEET.format(**{name: _string(each) for name, each in words.items()})]
    given = {mark for mark in shelf.marks.values() if mark}
    rules += [
        MARK.format(name=sheet_mark(mark), words=_string(f"TLP:{mark.upper()}"))
        for mark in Tlp
        if mark in given
    ]
    yield Asset("theme/sheet.css", "".join(rules), "static")


def _string(words: str) -> str:
    r"""Return words as a string of CSS that may stand in a page too.

    >>> _string('The "pier" <1974>')
    '"The \\22 pier\\22  \\3c 1974\\3e "'
    """
    return '"' + _UNSAFE.sub(lambda match: f"\\{ord(match.group()):x} ", words) + '"'
