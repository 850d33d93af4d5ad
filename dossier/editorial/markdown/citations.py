"""Turn `[@source#p3s2; @other "a few words"; @third#p1 tr]` into tokens that name places in sources."""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from dossier.model import CitedPlace, SourceId
from dossier.text import late as re
from dossier.text.slugs import source_id

_CITATION = re.compile(r"\[(@[^\[\]]{1,1000})\]")
_WORDS = r"\"([^\"“”]{1,400})\"|“([^\"“”]{1,400})”"
_NAME = r"[^\s#@;\"“]{1,200}(?: [^\s#@;\"“\[]{1,200}){0,20}?"
_PLACE = re.compile(rf"@({_NAME})(?:#p([0-9]{{1,6}})(?:s([0-9]{{1,6}}))?|\s+(?:{_WORDS}))?")
_TRANSLATED = re.compile(r"\s+tr$")
"""After a place: the quotation before the citation is the desk's translation of the cited words."""
_PARTS = re.compile(r"(?:\"[^\"]*\"|“[^”]*”|[^;\"“])+|[\"“]")  # a semicolon in quotation marks parts nothing


def citations(md: MarkdownIt) -> None:
    """Teach `md` citations; CommonMark's own links are tried first."""
    md.inline.ruler.after("image", "citation", _citation)


def read_place(words: str) -> CitedPlace | None:
    """Read one place; None when it is none. A source may be called by the name of its file.

    >>> str(read_place("@a#p3s2")), read_place('@a "the pier; shut"').words
    ('a#p3s2', 'the pier; shut')
    """
    match = _PLACE.fullmatch(words)
    if not match or (" " in match[1] and match[1].isascii()):  # only the name of a file may have blanks
        return None
    paragraph, sentence = (int(number) if number else None for number in match.groups()[1:3])
    source = SourceId(match[1]) if match[1].isascii() else source_id(match[1])
    return CitedPlace(source, paragraph, sentence, match[4] or match[5] or "", typed=match[1])


def _citation(state: StateInline, silent: bool) -> bool:
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[0]
        parts = [part.strip() for part in _PARTS.findall(match[1])]
        places = list(map(read_place, dict.fromkeys(_TRANSLATED.sub("", part) for part in parts)))
        token.meta = {
            "pos": state.pos,
            "targets": () if None in places else tuple(places),
            "translated": any(map(_TRANSLATED.search, parts)),
        }
    state.pos = match.end()
    return True
