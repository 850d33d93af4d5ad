"""Find the front matter at the head of a file, and settings that would be published as text."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from unicodedata import normalize

from dossier.forms.comments import comment_end
from dossier.model import Place, Problem
from dossier.text import late as re
from dossier.text.lines import is_prose_line

_UNSEEN = re.compile("[\\s\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*")
"""White space, and characters that no editor sees."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_KEY = re.compile(r"\s*[:\"'*_`]*([^\W\d_][\w-]*(?: [\w-]+){0,2})[\"'*_`]*\s*(?:::?|=|：)[*_]*(?=\s|$|[\"'])")
_KNOWN = frozenset((
    "title", "name", "kind", "aliases", "role", "see", "date", "authors", "author", "topics", "tlp",
    "status", "question", "one_origin", "would_change", "dossier", "language", "terms", "summary", "order",
    "by", "tags", "cssclasses", "created", "modified", "updated", "category", "categories", "keywords",
    "slug", "lang", "draft", "publish", "published", "description", "layout", "permalink",
))  # fmt: skip
"""Keys of ours, and of the tools that notes come from: Pelican, Obsidian, Jekyll, Hugo."""
_KEPT_BACK = re.compile(
    r"""[^\w\n]*(?:status\W{0,9}?(?:::?|=|：|\s[–—-]\s)\W{0,9}(?:draft|published|hidden|private)
    |tlp(?:[ -](?:level|colou?r|marking|status))?\W{0,9}?(?:::?|=|：|[ -])\W{0,9}
    (?:clear|white|green|amber(?:\+strict)?|red)
    |draft\W{0,9}?(?:::?|=|：)\W{0,9}(?:true|yes)
    |publish(?:ed)?\W{0,9}?(?:::?|=|：)\W{0,9}(?:false|no))
    [*_`"'\])},;.]*\s*(?:$|[#(|/–—-]|%%|<!--)""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that says whether, or to whom, a file may be shown."""
_MOST_KEYS = 40  # lines of a front matter; no tool writes so many
_IN_LIST = re.compile(r"(?:\s{4}|\t|\s*(?:[-+*>|]|\d{1,9}[.)])\s)")
_FIELD = re.compile(r"(?<!`)[(\[]\s*((?!tlp)\w+::[^()\[\]]+)[)\]]", re.IGNORECASE)
"""A property within a line, as Dataview reads it; one that names a mark is told with the marks."""
_CODE_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_TEXT_HINT = "Put it between two lines of three hyphens at the top; if it is text, put it into a sentence."
_HEAD_HINT = "Begin the file with a line of three hyphens, ---, and put another under the last key."


def front_matter_lines(text: str) -> tuple[int, int | None] | None:
    r"""Return the lines, from 0, that open and close the front matter; None where there is none.

    White space, unseen characters and whole comments may precede it. The second line is None where nothing
    closes it. A line of hyphens over prose is a thematic break.

    >>> front_matter_lines("\n---\ntitle: A\n---\nWords."), front_matter_lines("---\nWords.")
    ((1, 3), None)
    """
    begin = _skip_unseen(text)
    lines = text.split("\n")
    opening = text.count("\n", 0, begin)
    rest = text[begin:].partition("\n")[0]
    if _seen(rest) != "---":
        return None
    indent = _indent(lines[opening])
    closing = next((n for n in range(opening + 1, len(lines)) if _closes(lines[n], indent)), None)
    if closing is not None:
        inside = lines[opening + 1 : closing]
        is_yaml = all(_is_yaml(line) for line in inside)
    else:
        inside = list(_first_block(lines[opening + 1 :]))
        is_yaml = False
    known = any(key in _KNOWN for key in map(_key, inside)) or any(map(_KEPT_BACK.match, inside))
    return (opening, closing) if known or is_yaml else None


def find_unread(file: str, first_line: int, lines: Sequence[str]) -> Iterator[Problem]:
    """Yield what in the Markdown of a file looks like its front matter, and would be shown as text.

    The Markdown begins on `first_line` of the file. Found are a line such as `status: draft` or `TLP:RED`
    before the first prose, and anywhere but in code between two lines of signs or as a paragraph of its own;
    and header lines, or keys under a line of other signs, at the very top.
    """
    kept_back = next(_kept_back(lines), None)
    if kept_back is not None:
        words = " ".join(_seen(lines[kept_back]).split())[:60]
        message = f"“{words}” is read as text here, so it would not be kept back"
        yield Problem.error("unread-setting", message, Place(file, first_line + kept_back), _TEXT_HINT)
        return
    first = next((n for n, line in enumerate(lines) if _seen(line)), None)
    if first is not None and _is_head(lines[first:]):
        message = "this looks like front matter, and would be shown as text"
        yield Problem.error("unread-front-matter", message, Place(file, first_line + first), _HEAD_HINT)


def _skip_unseen(text: str) -> int:
    """Return where the first sign is that is neither unseen nor in a comment."""
    begin = 0
    while True:
        unseen = _UNSEEN.match(text, begin)
        begin = unseen.end() if unseen else begin
        end = comment_end(text, begin)
        if end < 0:
            return begin
        begin = end


def _seen(line: str) -> str:
    return normalize("NFKC", line.translate(_INVISIBLE)).strip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _closes(line: str, indent: int) -> bool:
    """Tell whether a line closes the front matter; one further in belongs to a value."""
    return _seen(line) in ("---", "...") and _indent(line) <= indent


def _is_yaml(line: str) -> bool:
    return not line.strip() or line[0] in " \t#-" or " " not in (_key(line) or " ")


def _key(line: str) -> str:
    """Return the key of a line such as `Title: The pier`, in lower case, or an empty string."""
    match = _KEY.match(line.translate(_INVISIBLE))
    return match[1].lower() if match else ""


def _is_sign(line: str) -> bool:
    """Tell whether a line has signs alone: `---`, `—--`, `+++`, `{`."""
    return bool(_seen(line)) and not any(sign.isalnum() for sign in line)


def _has_words(line: str) -> bool:
    return bool(_seen(line)) and not _is_sign(line)


def _first_block(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines up to the first that is blank or has signs alone, blank ones at the top left out."""
    begin = next((n for n, line in enumerate(lines) if _seen(line)), len(lines))
    return takewhile(_has_words, lines[begin:])


def _is_head(lines: Sequence[str]) -> bool:
    """Tell whether lines open with keys of a front matter, perhaps under a line of signs."""
    block = list(_first_block(lines[1:] if _is_sign(lines[0]) else lines))
    keys = [_key(line) for line in block]
    known = sum(key in _KNOWN for key in keys)
    return all(keys) and (known > 1 or keys[:1] == ["title"])


def _kept_back(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines that say who may see the file, where nothing reads them."""
    prose = code = False
    for number, line in enumerate(lines):
        setting = any(_KEPT_BACK.match(part) for part in _entries(line))
        apart = _is_between_signs(lines, number) or _is_paragraph(lines, number)
        if setting and (not prose or (not code and apart)):
            yield number
        code ^= bool(_CODE_FENCE.match(line))
        prose = prose or _is_prose(line)


def _entries(line: str) -> Iterator[str]:
    """Yield a line, and the entries of one that is a mapping or a row of two cells."""
    words = _seen(line)
    yield words
    yield from _FIELD.findall(words)
    if words.startswith(("{", "[")):
        yield from words.strip("{[]}").split(",")
    if words.startswith("|") and words.count("|") == 3:
        yield words.strip("|").replace("|", ":")


def _is_prose(line: str) -> bool:
    words, key = _seen(line), _key(line)
    if not any(map(str.isalpha, words)) or (key and " " not in key):
        return False
    return is_prose_line(words)


def _is_paragraph(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line is in a paragraph of nothing but settings; a list or a quotation is none."""
    around = lines[max(number - _MOST_KEYS, 0) : number][::-1], lines[number : number + _MOST_KEYS]
    paragraph = [line for part in around for line in takewhile(_has_words, part)]
    return all(_KEPT_BACK.match(line) and not _IN_LIST.match(line) for line in paragraph)


def _is_between_signs(lines: Sequence[str], number: int) -> bool:
    """Tell whether the lines round one are keys, with signs alone above and under them."""
    if not _key(lines[number]) or lines[number].startswith(("    ", "\t")):
        return False
    before, behind = lines[max(number - _MOST_KEYS, 0) : number], lines[number + 1 : number + _MOST_KEYS]
    above = next((line for line in reversed(before) if not _key(line)), "")
    under = next((line for line in behind if not _key(line)), "")
    return _is_sign(above) and _is_sign(under)
