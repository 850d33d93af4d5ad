"""Turn Markdown files into blocks of plain text, with what their front matter states."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token

from dossier.forms.comments import sign_of_none, without_comments
from dossier.model import ParagraphKind, Place, Problem
from dossier.sources.encodings import decode
from dossier.sources.file_text import Block, FileText
from dossier.sources.formats.front_matter import read_front_matter
from dossier.text import late as re
from dossier.text.characters import clean
from dossier.text.raised import is_note_mark, is_touched, raised
from dossier.text.stamped_marks import marks_alone

LONGEST = 50_000  # characters of one block; markup in a longer one takes minutes, so it stays as it is
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", re.S)
_DOTTED_FRONT = re.compile(r"---[ \t]*\n((?:(?!---[ \t]*\n).*\n)*?)\.\.\.[ \t]*(?:\n|$)")  # as YAML may end
_TOML_FRONT = re.compile(r"\+\+\+[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|$)", re.S)
_OF_TOML = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[ \t]*(?:[\w.\"'-]+[ \t]*=|\[.*\][ \t]*(?:#.*)?\n)")
"""What its first line with words is; plus signs may also be drawn round a text."""
_TOML_KEY = re.compile(r"^[ \t]*([\w-]+)[ \t]*=[ \t]*", re.M)
_TOML_TABLE = re.compile(r"^[ \t]*\[.*\][ \t]*$", re.M)
_TITLE_BLOCK = re.compile(r"((?:%[ \t][^\n]*\n){1,3})(?=[ \t]*(?:\n|$))")  # title, authors and day, by Pandoc
_PROPERTIES = re.compile(r"((?:[\w-]{1,40}::[ \t][^\n]*(?:\n|$))+)(?=[ \t]*\n|-[ \t]|$)")  # by Logseq
_PROPERTY = re.compile(r"^([\w-]+)::[ \t]*(.*?)[ \t]*$", re.M)
_LATER_FRONT = re.compile(r"(?:[ \t]*\n)* {0,3}---[ \t]*\n(.*?\n) {0,3}---[ \t]*(?:\n|$)", re.S)
_OF_YAML = re.compile(r"[ \t#-].*|[\w\"'-]+[ \t]*:(?:[ \t].*)?|")
"""A line of front matter; where it is not at the very top, lines of hyphens round prose are none."""
_TAG = re.compile(r"<(/?)([a-z]+)", re.I)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,60}\]:?")  # of a footnote, and before its text
_INNER_NOTE = re.compile(r"\s?\^\[([^\]]{1,500})\]")  # a footnote written where its mark would be
_RAISED = re.compile(r"\^([^\s^]{1,10})\^")
_NOTE = re.compile(r"^\[\^[^\]\s]{1,60}\]:", re.M)  # each text of a footnote is a paragraph
_MARKS = (
    re.compile(r"^#{1,6} \S", re.M),
    re.compile(r"\*\*[^*\s][^*\n]{0,500}\*\*|__[^_\s][^_\n]{0,500}__"),
    re.compile(r"\[[^\]\n]{1,300}\]\((?:https?:|mailto:|/|#)[^)\s]{0,1000}\)"),
)
"""Headings, strong words and links."""
_SKIP = re.compile(r"(?:skip|jump) to (?:main )?(?:content|navigation)", re.I)  # above the menu of a page
_SOME = 2  # marks of one kind; more are no accident
_LABELLED = re.compile(
    r"(?P<strong>\*\*|__|\*|_|)(?P<first>[^\W\d_])[\w -]{0,30}(?::(?P=strong)|(?P=strong)\s?:)(?=\s)"
)
"""How a line of a head begins."""
_CODE = re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1|\Z)|`[^`\n]+`", re.M | re.S)
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read the definition of a link; the text of a footnote in one word, `[^1]: Agency`, is none."""
    is_note = state.src.startswith("[^", state.bMarks[start_line] + state.tShift[start_line])
    return not is_note and reference(state, start_line, end_line, silent)


_PARSER.block.ruler.at("reference", _reference)


def read(raw: bytes, file: str) -> FileText:
    """Read a Markdown file: its words without markup and comments, one block per paragraph, entry or row."""
    text, encoding, problems = decode(raw, file)
    if text is None:
        return FileText((), encoding, problems=problems)
    text = clean(text)
    shown, comments = without_comments(text)
    found = read_marked(shown, file, f"Markdown, {encoding}", problems)
    return replace(
        found,
        left_out=found.left_out + comments,
        marks=(*found.marks, *marks_alone(text)),
        problems=(*found.problems, *_foreign_comments(shown, comments, text, file)),
    )


def _foreign_comments(shown: str, comments: tuple[str, ...], text: str, file: str) -> Iterator[Problem]:
    """Yield a warning for the first comment of another program, which is shown as text here."""
    if sign := sign_of_none(_CODE.sub("", shown), comments):
        message = f"“{sign}” hides nothing here: it is shown as text"
        hint = "If it opens a comment, take it out, or put it between <!-- and -->."
        yield Problem.warning("open-comment", message, Place.of(file, text, text.find(sign)), hint)


def is_marked(text: str) -> bool:
    """Tell whether a text file is plainly written in Markdown: two kinds of marks, or three of one."""
    counts = [sum(1 for _ in mark.finditer(text)) for mark in _MARKS]
    return sum(count > 0 for count in counts) > 1 or max(counts) > _SOME


def read_marked(
    text: str, file: str, read_as: str, problems: tuple[Problem, ...], *, keeps_lines: bool = False
) -> FileText:
    """Read clean text in Markdown; with `keeps_lines` its lines and the numbers of its lists stay."""
    stated = FileText((), "no front matter")
    if match := _front_matter(text):
        first_line = text.count("\n", 0, match.start(1)) + 1
        stated = read_front_matter(_as_yaml(match), file, first_line)
        text = text[match.end() :]
    from dossier.sources.formats.markdown_html import empty_unseen  # it starts slowly, and few texts need it

    longest = max(map(len, text.split("\n\n")))
    defined: dict[str, dict[str, dict[str, str]]] = {}
    tokens = _PARSER.parse(_NOTE.sub(r"\n\g<0>", text), defined) if longest <= LONGEST else []
    unseen = [each["title"] for each in defined.get("references", {}).values()] + empty_unseen(tokens)
    _keep_heads(tokens)
    if keeps_lines:
        _keep_lines(tokens, width=max(map(len, text.split("\n"))))
    blocks = _blocks(tokens) if tokens else [Block(text)]
    first = next((b.text for b in blocks if b.kind is ParagraphKind.TITLE), None)
    return replace(
        stated,
        blocks=tuple(blocks),
        read_as=read_as,
        title=stated.title or first,
        left_out=tuple(filter(None, unseen)),
        problems=problems + stated.problems,
        is_prose=False,
    )


def _front_matter(text: str) -> re.Match[str] | None:
    """Return the front matter, its YAML in the first group; blank lines and blanks may precede it."""
    dotted = _DOTTED_FRONT.match(text)
    if dotted and _is_yaml(dotted[1]):
        return dotted
    toml = _TOML_FRONT.match(text)
    if toml and _OF_TOML.match(toml[1]):
        return toml
    if match := _FRONT.match(text) or _TITLE_BLOCK.match(text) or _PROPERTIES.match(text):
        return match
    match = _LATER_FRONT.match(text)
    return match if match and _is_yaml(match[1]) else None


def _is_yaml(text: str) -> bool:
    lines = text.split("\n")
    has_key = bool(lines[0].strip()) and not lines[0].lstrip().startswith(("#", "-"))
    return has_key and all(map(_OF_YAML.fullmatch, lines))


def _as_yaml(front: re.Match[str]) -> str:
    """Return front matter as YAML, line by line; tables of TOML lose their names, a title block gets keys."""

    def property_in_yaml(line: re.Match[str]) -> str:
        return f"{line[1]}: {json.dumps(line[2], ensure_ascii=False)}"

    words: str = front[1] or ""
    if front[0].startswith("+++"):
        return _TOML_KEY.sub(r"\1: ", _TOML_TABLE.sub("", words))
    if front[0].startswith("%"):
        rows = zip(("title", "author", "date"), words.splitlines(), strict=False)
        return "".join(f"{key}: {json.dumps(line[1:].strip(), ensure_ascii=False)}\n" for key, line in rows)
    if _PROPERTY.match(words):
        return _PROPERTY.sub(property_in_yaml, words)
    return words


def _keep_heads(tokens: list[Token]) -> None:
    """Make the ends of lines part of the text where each has a label, `**From:** Ann`, above other text."""
    for opening, token in pairwise(tokens):
        if token.type == "inline" and opening.type != "heading_open":
            labels = [_LABELLED.match(line) for line in token.content.split("\n")]
            cases = {label["first"].islower() if label else None for label in labels}
            if len(labels) == 1 or None in cases or len(cases) > 1:  # a line of prose may have a colon, too
                return
            _break_lines(token)


def _break_lines(token: Token) -> None:
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            child.type, child.content = "text", "\n"


def _keep_lines(tokens: list[Token], width: int) -> None:
    """Make the ends of lines that were not broken at a width, and the numbers of lists, part of the text."""
    number = ""
    for token in tokens:
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "inline" and token.children:
            if not _is_wrapped(token.content, width):
                _break_lines(token)
            token.children.insert(0, Token("text", "", 0, content=number))
            number = ""


def _is_wrapped(paragraph: str, width: int) -> bool:
    """Tell whether most lines of a paragraph end where the next word would not fit into this width."""
    breaks = list(pairwise(paragraph.split("\n")))
    wide = sum(len(line) + 1 + len(following.split(maxsplit=1)[0]) > width for line, following in breaks)
    return 2 * wide >= len(breaks)


def _blocks(tokens: list[Token]) -> list[Block]:
    blocks: list[Block] = []
    highest = min((token.tag for token in tokens if token.type == "heading_open"), default="")
    menu = _menu(tokens, highest)
    lists = 0  # open round the token
    following = iter(tokens)
    for token in following:
        if token.type.endswith(("list_open", "list_close")):
            lists += token.nesting
        elif token.type == "heading_open":
            is_title = token.tag == highest and len(blocks) == menu
            kind = ParagraphKind.TITLE if is_title else ParagraphKind.HEADING
            blocks += _inline(next(following), kind)
        elif token.type == "tr_open":
            blocks.append(Block(" | ".join(_cells(following)), ParagraphKind.BODY))
        elif token.type == "inline":
            kind_of_text = ParagraphKind.BODY if lists else None
            blocks += _inline(token, ParagraphKind.BOILERPLATE if len(blocks) < menu else kind_of_text)
        elif token.type in ("fence", "code_block", "html_block"):
            blocks += _by_lines(token.content)
    return [block for block in blocks if block.text.strip()]


def _menu(tokens: list[Token], highest: str) -> int:
    """Return how many links alone, or offers to skip them, stand above the only heading of its rank."""
    above = list(takewhile(lambda token: token.type != "heading_open", tokens))
    texts = [token for token in above if token.content.strip()]
    ranks = [token.tag for token in tokens if token.type == "heading_open"]
    is_headed = ranks[:1] == [highest] and ranks.count(highest) == 1
    return len(texts) if is_headed and all(map(_is_link, texts)) else 0


def _is_link(text: Token) -> bool:
    """Tell whether a paragraph or entry is a link and no words beside it."""
    depth, words = 0, ""
    for child in text.children or ():
        depth += child.nesting if child.type.startswith("link_") else 0
        words += "" if depth else child.content
    return text.type == "inline" and not _SKIP.sub("", words).strip()


def _inline(token: Token, kind: ParagraphKind | None) -> Iterator[Block]:
    """Yield the words of a paragraph or heading, and after them those of its pictures."""
    yield Block(_words(token), kind)
    for child in token.children or ():
        if child.type == "image":
            yield Block(" ".join(child.content.split()), ParagraphKind.CAPTION)


def _cells(row: Iterator[Token]) -> Iterator[str]:
    """Yield the words of each cell, up to the end of the row."""
    for token in row:
        if token.type == "tr_close":
            return
        if token.type == "inline":
            yield _words(token)


def _by_lines(text: str) -> Iterator[Block]:
    return (Block(" ".join(line.split())) for line in text.split("\n"))


def _words(inline: Token) -> str:
    """Return the words of a paragraph, raised ones as what they mean."""
    text = ""
    raised_at: int | None = None
    link_at = 0
    children = inline.children or []
    for number, child in enumerate(children):
        name, nesting = _element(child)
        if name == "sup" and nesting > 0:
            raised_at = len(text)
        elif name == "sup" and raised_at is not None:
            after = "".join(each.content for each in children[number + 1 : number + 2])
            text = text[:raised_at] + raised(text[raised_at:], text[:raised_at], after)
            raised_at = None
        elif child.type == "link_open":
            link_at = len(text) if "#" in str(child.attrs["href"]) else 0
        elif child.type == "link_close":
            text = _without_note(text, link_at)
        elif child.type in ("softbreak", "hardbreak"):
            text += " "
        elif child.type not in ("html_inline", "image"):
            text += child.content
    return _without_marks(text)


def _without_marks(text: str) -> str:
    """Return text without typed marks of notes and empty lines, raised words as what they mean."""
    text = _INNER_NOTE.sub(r" (\1)", _NOTE_MARK.sub("", text))
    text = _RAISED.sub(lambda match: raised(match[1], text[: match.start()], text[match.end() :]), text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _without_note(text: str, at: int) -> str:
    """Return text without the link at its end, where that is the number of a note."""
    is_note = at and is_touched(text[:at]) and is_note_mark(text[at:])
    return text[:at] if is_note else text


def _element(token: Token) -> tuple[str, int]:
    """Return the name of an element and whether a token opens (1) or closes (-1) it, in Markdown or HTML."""
    tag = _TAG.match(token.content) if token.type == "html_inline" else None
    return (tag[2].lower(), -1 if tag[1] else 1) if tag else (token.tag, token.nesting)
