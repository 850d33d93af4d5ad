"""Find what Markdown leaves unread, unclosed or unshown in a body, and say so."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from markdown_it.token import Token

from dossier.editorial.bodies.blocks import Block
from dossier.editorial.bodies.token_places import TokenPlaces
from dossier.editorial.markdown import ATTACHMENT, BARE, MAX_NESTING, cut_comments, unread_in
from dossier.forms.comments import EMPTY, FOREIGN, OPENING, SIGNS, shown_words
from dossier.model import Lookalike, Place, Problem
from dossier.text import late as re
from dossier.text.characters import cut
from dossier.text.quotes import unclosed_quotation

_REFERENCE = re.compile(r"\[\^[^\]\s]{1,60}\]")
_DEEPEST = MAX_NESTING - 3  # levels; near it something was left unread
_BAR = re.compile(r"(?<!\\)\|")
_MARGIN = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*")
"""What may precede a row within a quote or a list."""
_TYPED_MARKS = re.compile(
    r"(?<![\w<,‹])(?<!\d )(?:<[<‹]|‹[‹<]|,,)(?=\w)[^\s<>]+(?:[ \n][^\s<>]+){2,80}?(?:>>|›[>›]|''|[”“\"])"
)
"""What nobody reads as quotation marks, round three words or more: `<<…>>`, `,,…''`."""
_BRACES = re.compile(r"\{:?[^{}\n]*[=.#][^{}\n]*\}")
"""What other programs read as the size or the place of a picture."""
_MARKUP = re.compile(
    r"</?(?:a|audio|b|br|center|dd|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|ol|p|pre"
    r"|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|video)(?:\s[^<>]*=[^<>]*)?\s*/?>"
    r"|\{\{[<%] [^{}\n]*[>%]\}\}|\{% (?!comment\b)[^{}\n]* %\}",
    re.IGNORECASE,
)
"""Tags of HTML, and calls of Hugo and Jekyll: `<br>`, `{{< figure … >}}`, `{% include … %}`."""
_LONGEST = 60  # characters of a cell that a message repeats


def find_faults(
    tokens: Sequence[Token], blocks: Sequence[Block], env: dict[str, Any], places: TokenPlaces
) -> Iterator[Problem]:
    """Find what was left unread, footnotes that are not a pair, and comments that hide nothing."""
    deep = next((token for token in tokens if token.level >= _DEEPEST), None)
    if deep:
        message = "lists and quotes are nested so deeply that the rest is not read"
        yield Problem.error("nested-too-deep", message, places.at((deep.map or [0])[0]))
    for key, number in env.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            label = f"[^{key.removeprefix(':')}]"
            message = f"footnote {label} is never referenced, so it is not shown"
            yield Problem.warning("unused-footnote", message, places.of(f"{label}:"))
    for label in env.get("doubled_notes", ()):
        message = f"the footnote [^{label}] is defined twice, and this one is not shown"
        at = places.of(f"[^{label}]:", after=f"[^{label}]:")
        yield Problem.warning("doubled-footnote", message, at, "Give it a label of its own.")
    yield from _unshown_parts(blocks, env, places)
    for at, words in _surplus_cells(tokens, places):
        message = f"“{words}” is beyond the last column of the table, so it is not shown"
        hint = "Give the table a head for it; write \\| for a bar within a cell."
        yield Problem.warning("surplus-cell", message, at, hint)
    for block, label in _in_words(blocks, _REFERENCE):
        at, hint = places.inside(block, None, label), f"Write it on a line of its own: {label}: …"
        yield Problem.warning("no-footnote", f"there is no footnote {label}", at, hint)
    for block, tag in islice(_in_words(blocks, _MARKUP), 1):  # the first; a text that has one has many
        message = f"{cut(tag, 80)} is shown as text, as is all HTML and every call of another program"
        hint = "Write it in Markdown; put it into code if readers are to see it."
        yield Problem.warning("shown-markup", message, places.inside(block, None, tag), hint)
    yield from _open_comments(tokens, blocks, env, places)


def _open_comments(
    tokens: Sequence[Token], blocks: Sequence[Block], env: dict[str, Any], places: TokenPlaces
) -> Iterator[Problem]:
    """Yield an error for each comment that hides nothing, or not all of its words."""
    for block, sign in _in_words(blocks, OPENING):  # words meant to be hidden would show
        at = places.inside(block, None, sign)
        hint = "Close it; a comment within a paragraph contains no empty line."
        yield Problem.error("open-comment", f"unterminated comment: closing {SIGNS[sign]} missing", at, hint)
    changed = [
        (places.inside(block, None, sign), sign)
        for block, sign in _in_words(blocks, FOREIGN)
        if not (sign in SIGNS and sign in block.content)  # then it has no end, which is said above
    ]
    if env.get("hidden", []).count(EMPTY) > 1:
        changed.append((places.of(EMPTY), EMPTY))
    for at, sign in changed:
        message = f"“{sign}” hides nothing here: words behind it are shown"
        yield Problem.error("open-comment", message, at, "Put the words between %% and %%.")
    for sign in cut_comments(tokens, places.text, env):
        hint = "Put the whole comment outside of code and of cells, or both of its signs into code."
        message = f"a comment with {sign} is cut, so a part of it might be shown"
        yield Problem.error("open-comment", message, places.of(sign), hint)


def _unshown_parts(blocks: Sequence[Block], env: dict[str, Any], places: TokenPlaces) -> Iterator[Problem]:
    """Warn of ids that two blocks have, and of embeds that are no block of their own."""
    for block, name in env.get("doubled_blocks", ()):
        line = block.map[1] - 1 if block.map else 0
        message = f"^{name} is the id of a block above, to which links lead, and not of this one"
        at = places.at(line, places.column_of(line, f"^{name}")) if block.map else places.of(f"^{name}")
        yield Problem.warning("doubled-block", message, at, "Give it an id of its own.")
    for token, embed in ((block.token, each) for block in blocks for each in block.token.children or ()):
        if embed.meta.get("is_beside") and not ATTACHMENT.search(embed.meta["target"]):
            message = f"{embed.content} is shown as a link, since it is not alone in its paragraph"
            at = places.inside(token, embed.meta["pos"], embed.content)
            hint = "Put it between two empty lines, outside of tables and footnotes."
            yield Problem.warning("embed-in-words", message, at, hint)


def _in_words(blocks: Sequence[Block], pattern: re.Pattern[str]) -> Iterator[tuple[Token, str]]:
    """Yield (block, match) for what is in a block as words or as a link's title, code left out."""
    for token in (block.token for block in blocks):
        if pattern.search(token.content):
            for words in _typed_words(token):
                yield from ((token, match[0]) for match in pattern.finditer(words))


def _typed_words(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type == "text":
            yield child.content
        elif child.type == "wikilink":
            yield from filter(None, (child.meta[part] for part in ("target", "heading", "words")))
        elif child.type == "link_open":
            yield shown_words(str(child.attrs.get("title", "")))
        yield from _typed_words(child)


def _surplus_cells(tokens: Sequence[Token], places: TokenPlaces) -> Iterator[tuple[Place, str]]:
    """Yield the first cell of each row that its table has no column for, and its place; Markdown drops it."""
    columns = 0
    for token in tokens:
        if token.type == "table_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map:
            row = places.lines[token.map[0]]
            cells = list(_cells(row))
            if any(words.count("[[") != words.count("]]") for _, words in cells):
                continue  # a link that its own bar cuts is an error already
            if columns and len(cells) > columns and cells[columns][1].strip():
                start, words = cells[columns]
                column = start + len(words) - len(words.lstrip()) + 1
                yield places.at(token.map[0], column), words.strip()[:_LONGEST]


def _cells(row: str) -> Iterator[tuple[int, str]]:
    """Yield where each cell of a row begins, and its words."""
    margin = _MARGIN.match(row)
    begin = margin.end() if margin else 0
    begin += row[begin : begin + 1] == "|"
    for bar in (*_BAR.finditer(row, begin), None):
        end = bar.start() if bar else len(row)
        if bar or row[begin:end].strip():
            yield begin, row[begin:end]
        begin = end + 1


def open_quotations(blocks: Sequence[Block], places: TokenPlaces) -> Iterator[Problem]:
    """Warn of quotations without an end, which nothing verifies; a block quote is verified as a whole."""
    for block in blocks:
        start = unclosed_quotation(block.prose)
        words = block.prose[start:] if start is not None else ""
        if words[1:].strip():
            line, shown = words.split("\n")[0], block.opening_of(words)
            message = f"the quotation “{cut(line[1:], 60)}” has no end here, so it is not verified"
            at = places.inside(block.token, max(block.token.content.rfind(shown), 0), shown)
            hint = "Close it; a quotation of several paragraphs is a block quote."
            yield Problem.warning("open-quotation", message, at, hint)
        for typed in _TYPED_MARKS.finditer(block.prose):
            shown = block.opening_of(typed[0])
            at = places.inside(block.token, max(block.token.content.find(shown), 0), shown)
            message = f"{cut(typed[0], 60)} has no quotation marks, so it is not verified"
            yield Problem.warning("open-quotation", message, at, "Put “ and ” round what is quoted.")


def read_brackets(
    blocks: Sequence[Block], env: dict[str, Any], places: TokenPlaces
) -> tuple[list[Lookalike], list[Problem]]:
    """Return what looks like a citation or link, and a problem for all else that is left unread."""
    lookalikes, problems = [], []
    for block in blocks:
        reached = 0
        for token, raw in _in_words([block], BARE):
            places_of = (each.start() for each in BARE.finditer(token.content, reached) if each[0] == raw)
            reached = next(places_of, max(token.content.find(raw, reached), reached))
            named = next(filter(None, BARE.findall(raw)[0]))
            lookalikes.append(Lookalike(places.inside(token, reached, raw), raw, named))
            reached += len(raw)
        for picture, following in pairwise(block.token.children or ()):
            braces = _BRACES.match(following.content) if picture.type == "image" else None
            if braces:
                message = f"{cut(braces[0], 80)} is shown as text: it says nothing to the picture before it"
                at = places.inside(block.token, None, braces[0])
                hint = "Take it out; a width is written ![words|300](picture.png)."
                problems.append(Problem.warning("unread-link", message, at, hint))
        for each in unread_in(block.token, env):
            at = places.inside(block.token, each.position, each.raw)
            if each.named:
                lookalikes.append(Lookalike(at, each.raw, each.named))
            else:
                is_cut = bool(block.within("tr_open")) and block.token.content.endswith(each.raw)
                problems.append(_unread(each.raw, at, is_cut=is_cut))
    return lookalikes, problems


def _unread(raw: str, at: Place, *, is_cut: bool) -> Problem:
    """Report a bracket that is opened and not read, or a link to where none may lead.

    `is_cut`: it reaches to the end of a cell of a table.
    """
    if raw.startswith("!["):
        message = f"{cut(raw, 80)} is shown as text, not read as a picture"
        hint = "Write ![words](picture.png), on one line; a name with blanks is put between < and >."
        return Problem.warning("unread-link", message, at, hint)
    if not raw.startswith(("[[", "[@")):
        message = f"{cut(raw, 80)} is shown as text: no page links to such an address"
        hint = "Links go to https, http, mailto and to pages of the dossier; pictures lie in content/images/."
        return Problem.warning("unread-link", message, at, hint)
    what, form = (
        ("link", "[[page]] or [[page|words]]") if raw.startswith("[[") else ("citation", "[@source#p3]")
    )
    hint = f"Write {form}, on one line; \\{raw[:2]} for the bracket itself."
    if is_cut and raw.startswith("[["):
        hint = "In a table, write the bar of a link with a backslash: [[page\\|words]]."
    return Problem.error("unread-bracket", f"cannot read the {what} that begins “{raw}”", at, hint)
