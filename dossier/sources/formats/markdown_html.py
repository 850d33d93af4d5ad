"""Take out of the tokens of Markdown what its HTML hides.

It is told as for a web page: the tokens are written as one, each with its words in an element of its own, and
where such an element is then left out, the token has no words.
"""

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import count

from lxml import etree
from lxml.html import HTMLParser, document_fromstring
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.token import Token

from dossier.sources.formats.pruning import INLINE, drop_unseen
from dossier.text import late as re

_PROGRAM = re.compile(r"<(/?)(script|style)(?:\s[^<>]*)?>", re.I)
_MARKUP = re.compile(rf"({HTML_TAG_RE.pattern})|<(?=[a-z/!])", re.I)
_TAKES_ALL = re.compile(
    r"</?(?:title|textarea|i?frame|frameset|xmp|plaintext|no(?:script|embed|frames)|html|head|body)(?=[\s/>])",
    re.I,
)
"""The beginning of a tag after which all words, or all up to its end, would be no text."""
_NUMBER = "data-token"  # the attribute of an element with the words of a token


def empty_unseen(tokens: list[Token]) -> list[str]:
    """Take the words out of what a browser does not show, and the markup out of HTML; return these words."""
    parts: list[Token] = []
    markup = ""
    for token in tokens:
        inner = token.children or [token]
        written = "".join(map(_as_html, count(len(parts)), inner))
        markup += _without_names(written) if token.children else written
        parts += inner
    if not any(part.type.startswith(("html_", "s_")) for part in parts):
        return []
    page = document_fromstring(f"<html><body>{markup}", HTMLParser(huge_tree=True))
    opening = f"<i {_NUMBER}="  # a program may be round it
    if len(page.xpath(f"//*[@{_NUMBER}]")) < markup.count(opening) - "".join(page.itertext()).count(opening):
        _drop_tags(parts)  # elements in one another, too deep for the parser
        return []
    unseen = [*drop_unseen(page), *(each.text or "" for each in page.iter("script", "style", etree.Comment))]
    shown = _shown(page)
    for number, part in enumerate(parts):
        if part.type != "html_inline" and (part.type == "html_block" or str(number) not in shown):
            part.content = shown[str(number)]
    return [words for each in unseen if (words := " ".join(each.split()))]


def _drop_tags(parts: list[Token]) -> None:
    for part in parts:
        if part.type == "html_block":
            part.content = _MARKUP.sub(" ", part.content)


def _as_html(number: int, part: Token) -> str:
    if part.type == "html_block":
        return f'<i {_NUMBER}="{number}"></i>{_without_names(part.content)}'
    if part.type == "html_inline":
        return part.content
    if part.content:
        return f'<i {_NUMBER}="{number}">{escape(part.content)}</i>'
    return {1: f"<{part.tag}>", 0: "", -1: f"</{part.tag}>\n"}[part.nesting]


def _without_names(html: str) -> str:
    """Leave out tags of programs and styles that are only words for the element; end the others."""
    kept, end = "", 0
    for start, stop in _programs(html):
        kept += _MARKUP.sub(_harmless, html[end:start]) + html[start:stop] + "</script></style>"
        end = stop
    return kept + _MARKUP.sub(_harmless, html[end:])


def _harmless(found: re.Match[str]) -> str:
    """Return a tag that hides no more than it says; what only begins as one is text."""
    if not found[1]:
        return "&lt;"
    return " " if _PROGRAM.match(found[1]) or _TAKES_ALL.match(found[1]) else found[1]


def _shown(page: etree._Element) -> dict[str, str]:
    """Return the words of a page by the number of the element with which they begin."""
    shown = defaultdict[str, str](str)
    number = ""
    for event, element in etree.iterwalk(page, events=("start", "end", "comment", "pi")):
        number = element.get(_NUMBER, number) if event == "start" else number
        gap = "" if element.tag in INLINE else " "
        is_program = event == "start" and element.tag in ("script", "style")
        words = element.text if event == "start" else element.tail
        shown[number] += gap + ("" if is_program else words or "")
    return shown


def _programs(html: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the programs and styles of a block of HTML.

    One without an end is one where it opens the block; within a sentence it is a word for the element.
    """
    opening: re.Match[str] | None = None
    for tag in _PROGRAM.finditer(html):
        if opening is None and not tag[1]:
            opening = tag
        elif opening and tag[1] and tag[2].lower() == opening[2].lower():
            yield opening.start(), tag.end()
            opening = None
    if opening and not html[: opening.start()].strip():
        yield opening.start(), len(html)
