"""Note the brackets of links and citations that nothing reads: they would be published as text."""

from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from dossier.text import late as re

_ID = r"([\w.-]{1,200})"
_NUMBERS = r"#p[0-9]{1,6}(?:s[0-9]{1,6})?"
_PATTERNS = (
    (1, re.compile(rf"\(@{_ID}(?:{_NUMBERS})?\)")),
    (0, re.compile(rf"\[{_ID}{_NUMBERS}\]")),
    (0, re.compile(rf"(?<![\w@/.\[])@{_ID}{_NUMBERS}(?!\w)")),
    (1, re.compile(rf"\[@{_ID}{_NUMBERS}[^\[\]\n]{{0,400}}\](?=[(\[])")),
    (0, re.compile(r"\[(?!\[)[^\[\]@\n]{0,80}(?<![\w.])@([\w.-]{0,199}\w)(?![\w#])[^\[\]\n]{0,200}\](?!\()")),
    (0, re.compile(r"(?<!\[)\[([^\[\]\n]{1,200})\](?:\]|\[\])")),
    (0, re.compile(r"\[[^\[\]\n]{1,300}\]\[([^\[\]\n]{1,200})\]")),
)
"""Forms that look like a citation when their id is that of a source, `(@id#p3)`, `[id#p3]`, `@id#p3`, the
words of a link, `[@id#p3](address)`, and Pandoc's `[see @id, p. 3]`; and those that look like a link when
they name a page, `[Name]]`, `[Name][]`, `[words][Name]`: how many characters precede the one at which the
parser stops, and the form.
"""
BARE = re.compile(
    rf"(?<![\w@/.#\[\]-]){_ID}{_NUMBERS}(?!\.?\w)|[\[［]＠{_ID}(?:{_NUMBERS})?[\]］]|［［([^［］\n]{{1,200}})］］"
)
"""The same without a sign at which the parser stops: `id#p3` alone, and the brackets of another keyboard."""

_LINK = re.compile(r"\[[^\[\]\n]{0,300}\]\(<?((?:[^\s<>()]|\([^\s<>()]{0,200}\)){1,2000})[^\n)]{0,300}\)")

_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\](?:\([^\n)]{0,300}\)?|\[[^\[\]\n]{0,300}\])")


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in a block that looks like a link or a citation and is shown as text."""

    position: int
    """In the content of the block."""
    raw: str
    """`[[` or `[@` with what follows on the line; else the whole link, or citation in the wrong brackets."""
    named: str
    """What a citation or link in the wrong brackets names; empty for what is wrong whatever it names."""


def unread(md: MarkdownIt) -> None:
    """Teach `md` to take notes; must be the last rule, so code, escapes and what is read never get here."""
    md.inline.ruler.push("unread", _note)


def unread_in(token: Token, env: EnvType) -> list[Unread]:
    """Return what was left unread in the words of a block, in order; the parser noted it in `env`."""
    if token.children is None:  # code
        return []
    notes: dict[int, Unread] = env.get("unread", {}).get(token.content, {})
    return [notes[position] for position in sorted(notes)]


def _note(state: StateInline, silent: bool) -> bool:
    """Note what is here and was not read; never read it."""
    if silent or state.src[state.pos] not in "[@":
        return False
    found = _opened(state.src, state.pos) or _link(state, state.pos) or _wrong_brackets(state.src, state.pos)
    if found:
        notes: dict[int, Unread] = state.env.setdefault("unread", {}).setdefault(state.src, {})
        notes[found.position] = found
    return False


def _opened(text: str, position: int) -> Unread | None:
    if not text.startswith(("[[", "[@"), position) or text.startswith("[[[", position):
        return None
    return Unread(position, text[position : position + 40].split("\n", maxsplit=1)[0], "")


def _wrong_brackets(text: str, position: int) -> Unread | None:
    for before, pattern in _PATTERNS:
        start = position - before
        match = pattern.match(text, start) if start >= 0 else None
        if match and "[@" not in text[:start].rpartition("]")[2]:  # there the bracket is the fault
            return Unread(start, match[0], match[1].strip())
    return None


def _link(state: StateInline, position: int) -> Unread | None:
    """Return a link of CommonMark whose address no page may link to, or what was to be a picture."""
    match = _LINK.match(state.src, position)
    if match and not state.md.validateLink(state.md.normalizeLink(match[1])):
        return Unread(position, match[0], "")
    picture = _PICTURE.match(state.src, position - 1) if position else None
    return Unread(position - 1, picture[0], "") if picture else None
