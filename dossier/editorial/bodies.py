"""Turn Markdown into a `MarkdownBody`: what it cites and links, where, and in which sentence."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from markdown_it.token import Token

from dossier.editorial.blockids import blocks_of
from dossier.editorial.cited_blocks import CitedBlocks
from dossier.editorial.comments import cut_comments
from dossier.editorial.coverage import find_statements
from dossier.editorial.markdown import MAX_NESTING, markdown
from dossier.editorial.places import Places
from dossier.editorial.plainwords import plain_blocks, sentence_at, words_by_child, words_of
from dossier.editorial.portions import find_portions
from dossier.editorial.quotations import without_signature
from dossier.editorial.quoted import find_quoted
from dossier.editorial.shape import shown_pictures
from dossier.editorial.tables import surplus_cells
from dossier.editorial.unread_brackets import find_unread
from dossier.forms.comments import OPENING, SIGNS, shown_words
from dossier.model import (
    Citation,
    Lookalike,
    MarkdownBody,
    PictureLink,
    Place,
    Problem,
    Quoted,
    Severity,
    Statement,
    Tlp,
    WikiLink,
)
from dossier.text.characters import cut
from dossier.text.quotes import quotation_before, unclosed_quotation
from dossier.text.reporting import is_reported
from dossier.text.sentences import split_sentences

LONGEST_SIGNATURE = 100  # characters; `— the spokeswoman of the ministry, to reporters`
T = TypeVar("T")
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,60}\]")
_DEEPEST = MAX_NESTING - 3  # levels; near it something was left unread


@dataclass(slots=True)
class _Found:
    """A citation, a wiki link or an inner link, with the block it stands in."""

    token: Token
    at: Place
    words: str
    """The plain words of the block, or of the quotation that it closes."""
    offset: int
    """Of the place in these words."""
    quotation: str | None = None
    quotation_at: Place | None = None

    @property
    def cites(self) -> bool:
        return self.token.type == "citation"


def read_body(
    file: str,
    first_line: int,
    text: str,
    where: Callable[[Place], Place] = lambda place: place,
    mark: Tlp | None = None,
) -> tuple[MarkdownBody, tuple[Problem, ...]]:
    """Parse Markdown that begins on `first_line` of `file`; return it with its faults.

    `where` takes a place found so to the true one, where the text is not in the file as it is; `mark` is
    the file's own.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as the parser counts lines
    tokens, env = parse(text)
    places = Places(file, first_line, text, where)
    problems = [*_faults(tokens, env, places), *find_portions(tokens, places, mark)]
    citations, links = [], []
    split = cache(split_sentences)  # a long block may cite in each of its sentences
    quotes = _Quotes()
    for found in _find(tokens, places, quotes):
        meta = found.token.meta
        context = sentence_at(found.words, split(found.words), found.offset, cites=found.cites)
        if not found.cites:
            pointed = meta["target"], meta["heading"], meta.get("words"), meta["embed"]
            links.append(WikiLink(found.at, *pointed, context))
            meta["link"] = links[-1]
            continue
        quotation = (found.quotation, found.quotation_at) if meta["targets"] else (None, None)
        citations.append(
            Citation(found.at, meta["targets"], *quotation, context, translated=meta["translated"])
        )
        if not meta["targets"]:
            hint = "Write [@source], [@source#p3] or [@source#p3s2], several with `;` between."
            message = f"cannot read the citation {found.token.content[:80]}"
            problems.append(Problem("bad-citation", Severity.ERROR, message, found.at, hint))
    cited_blocks = CitedBlocks(tokens)
    problems += _open_quotations(tokens, cited_blocks, quotes, places)
    lookalikes = []
    for block, each in find_unread(tokens, env):
        at = places.inside(block, each.position, each.raw)
        if each.source:
            lookalikes.append(Lookalike(at, each.raw, each.source))
        else:
            problems.append(_unread(each.raw, at))
    body = MarkdownBody(
        file=file,
        first_line=first_line,
        markdown=text,
        citations=tuple(citations),
        links=tuple(links),
        lookalikes=tuple(lookalikes),
        pictures=tuple(_pictures(tokens, places)),
        headings=_headings(tokens),
        block_ids=tuple(blocks_of(tokens)),
        blocks=tuple(plain_blocks(tokens)),
        quoted=tuple(_quoted(tokens, cited_blocks, citations, quotes, places)),
        statements=tuple(_placed(find_statements(tokens), places)),
    )
    return body, tuple(problems)


def _placed(statements: Iterable[Statement], places: Places) -> Iterator[Statement]:
    """Yield statements with their places in the file; those of one line are found in turn."""
    reached: dict[int, int] = {}
    for statement in statements:
        column = places.column_of(statement.line, statement.words, reached.get(statement.line, 0))
        reached[statement.line] = column
        at = places.at(statement.line, column)
        yield replace(statement, line=at.line, column=at.column)


def _unread(raw: str, at: Place) -> Problem:
    """Report a bracket that is opened and not read, or a link to where none may lead."""
    if not raw.startswith(("[[", "[@")):
        message = f"{cut(raw, 80)} is shown as text: no page links to such an address"
        hint = "Links go to https, http, mailto and to pages of the dossier; pictures lie in content/images/."
        return Problem("unread-link", Severity.WARNING, message, at, hint)
    what, form = (
        ("link", "[[page]] or [[page|words]]") if raw.startswith("[[") else ("citation", "[@source#p3]")
    )
    hint = f"Write {form}, on one line; \\{raw[:2]} for the bracket itself."
    return Problem("unread-bracket", Severity.ERROR, f"cannot read the {what} that begins “{raw}”", at, hint)


def parse(text: str, heading_level: int = 2) -> tuple[list[Token], dict[str, Any]]:
    """Return the tokens of some Markdown and the notes that the parser took on the way."""
    env: dict[str, Any] = {"heading_level": heading_level}
    return markdown().parse(text, env), env


def attach(tokens: Sequence[Token], body: MarkdownBody) -> None:
    """Give each token of `body` the citation or link that was read from it.

    Tokens are parsed again for each page that shows a body, since they are heavy and the page changes them.
    `read_body` and this function meet the same pointers in the same order, so the first token of a kind
    belongs to the first citation or link; a body that has fewer or more is a bug.
    """
    pointing = list(pointers(tokens))
    cites = [token for token in pointing if token.type == "citation"]
    for token, citation in zip(cites, body.citations, strict=True):
        token.meta["citation"] = citation
    for token, link in zip((t for t in pointing if t.type != "citation"), body.links, strict=True):
        token.meta["link"] = link


def with_bodies(value: T, change: Callable[[MarkdownBody], MarkdownBody]) -> T:
    """Return a value of the desk with each Markdown body in it changed; itself where nothing changes.

    A body that is left without words goes, where there need not be one.
    """
    if isinstance(value, MarkdownBody):
        return change(value)  # type: ignore[return-value]  # a body for a body
    if isinstance(value, tuple):
        parts = tuple(with_bodies(each, change) for each in value)
        if all(new is old for new, old in zip(parts, value, strict=True)):
            return value
        return tuple(each for each in parts if not _is_empty(each))  # type: ignore[return-value]  # a tuple for a tuple
    if not is_dataclass(value) or isinstance(value, Place | Problem):
        return value
    changed = {}
    for each in fields(value):
        old = getattr(value, each.name)
        new = with_bodies(old, change)
        if new is not old:
            changed[each.name] = None if each.default is None and _is_empty(new) else new
    return replace(value, **changed) if changed else value  # type: ignore[type-var]  # not a class


def _is_empty(value: object) -> bool:
    return isinstance(value, MarkdownBody) and not value.blocks


def pointers(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield each citation and each link within the dossier, in order."""
    for block in tokens:
        if block.type in ("inline", "embed"):
            yield from filter(_points, block.children or ())


def _points(token: Token) -> bool:
    return token.type in ("citation", "wikilink") or (token.type == "link_open" and bool(token.meta))


@dataclass(slots=True)
class _Quote:
    """A block quote being read."""

    at: Place
    parts: list[str] = field(default_factory=list)
    """The plain words of its blocks."""
    length: int = 0
    """Characters of the parts, a line break after each."""
    tokens: list[Token] = field(default_factory=list)
    """The blocks themselves."""
    cites: list[tuple[_Found, int]] = field(default_factory=list)
    """Each citation in it with its offset in the words."""
    proven: bool = False
    """True when each of its words has a citation that is held to them."""
    trailing: str = ""
    """Words after its last citation that do not say whose they are."""

    def add(self, inline: Token, here: list[_Found]) -> None:
        """Take in a block and what it cites."""
        words = words_of(inline)
        self.cites += [(each, self.length + each.offset) for each in here if each.cites]
        self.parts.append(words)
        self.tokens.append(inline)
        self.length += len(words) + 1

    def close(self) -> str:
        """Give each citation the words before it, where one ends the quote.

        Return the words when they still wait for a citation.
        """
        words = "\n".join(self.parts)
        if not self.cites:
            return without_signature(words)
        self.trailing = _own_words(words[self.cites[-1][1] :])
        self.proven = True
        begin = 0
        for found, end in self.cites:
            quoted = without_signature(words[begin:end].strip().lstrip(".,;: "))
            if not any(map(str.isalnum, quoted)):
                continue
            found.quotation, found.quotation_at = quoted, self.at
            found.words, found.offset = quoted, len(quoted)
            begin = end
        return ""


class _Quotes:
    """The block quotes that are open, and the one just closed that still waits for its citation."""

    def __init__(self) -> None:
        self._open: list[_Quote | None] = []
        """None for a callout, whose words are the desk's own."""
        self._waiting: tuple[str, _Quote] | None = None
        """A block quote whose citation may open the next paragraph, with its words."""
        self.closed: list[tuple[str, _Quote]] = []
        """Each outermost block quote with its words; those are empty where it cites."""

    def open(self, at: Place, *, quoting: bool) -> None:
        """Begin a block quote or a callout."""
        self._open.append(_Quote(at) if quoting else None)

    def close(self) -> None:
        """End the innermost; only an outermost quote is closed by a citation."""
        closed = self._open.pop()
        if closed and not any(self._open):
            words = closed.close()
            self.closed.append((words, closed))
            self._waiting = (words, closed) if words else None

    def take(self, inline: Token, found: list[_Found], *, in_title: bool) -> None:
        """Take in a block of words with what it cites: a part of a quote, or the citation of the last one."""
        outer = next(filter(None, self._open), None)
        if outer and not in_title:
            outer.add(inline, found)
        elif self._waiting and found and found[0].cites and _ends_quote(found[0]):
            words, quote = self._waiting
            found[0].quotation, found[0].quotation_at = words, quote.at
            quote.proven = True
        self._waiting = None

    def interrupt(self) -> None:
        """Note a block without words: no citation under it belongs to the quote above."""
        self._waiting = None


def _find(tokens: Sequence[Token], places: Places, quotes: _Quotes) -> list[_Found]:
    """Return all citations and links in order, each citation with the quotation before it."""
    found: list[_Found] = []
    for index, token in enumerate(tokens):
        if token.type in ("blockquote_open", "callout_open"):
            quoting = token.type == "blockquote_open" or token.meta["kind"] == "quote"
            quotes.open(places.at((token.map or [0])[0]), quoting=quoting)
        elif token.type in ("blockquote_close", "callout_close"):
            quotes.close()
        elif token.type in ("inline", "embed"):
            inside = _find_inside(token, places)
            quotes.take(token, inside, in_title=tokens[index - 1].type == "callout_title_open")
            found.extend(inside)
        elif token.type in ("code_block", "fence", "hr", "heading_open"):
            quotes.interrupt()
    return found


def _quoted(
    tokens: Sequence[Token],
    blocks: CitedBlocks,
    citations: Sequence[Citation],
    quotes: _Quotes,
    places: Places,
) -> Iterator[Quoted]:
    """Return what is quoted and not directly followed by a citation, block quotes first."""
    whole: set[int] = set()
    """The identities of the blocks that belong to a block quote and are checked with it."""
    for words, quote in quotes.closed:
        if quote.proven or words:
            whole.update(map(id, quote.tokens))
        if words and not quote.proven:
            cites = (number for each in quote.tokens for _, number in blocks.read(each).cites)
            yield Quoted(quote.at, words, tuple(citations[number].at for number in cites), is_speech=True)
        if quote.trailing:
            yield Quoted(quote.at, quote.trailing, (quote.cites[-1][0].at,), is_speech=False)
    others = [token for token in tokens if id(token) not in whole]
    yield from find_quoted(others, blocks, citations, places)


def _open_quotations(
    tokens: Sequence[Token], blocks: CitedBlocks, quotes: _Quotes, places: Places
) -> Iterator[Problem]:
    """Warn of quotations without an end, which nothing verifies; a block quote is verified as a whole."""
    whole = {id(token) for _, quote in quotes.closed for token in quote.tokens}
    for block in tokens:
        if block.type != "inline" or id(block) in whole:
            continue
        words = blocks.read(block).prose
        start = unclosed_quotation(words)
        if start is not None and words[start + 1 :].strip():
            opening = words[start:].split("\n")[0]
            message = f"the quotation “{cut(opening[1:], 60)}” has no end here, so it is not verified"
            shown = next(
                (opening[:size] for size in (24, 8, 2) if opening[:size] in block.content), opening[:1]
            )
            at = places.inside(block, max(block.content.rfind(shown), 0), shown)
            hint = "Close it; a quotation of several paragraphs is a block quote."
            yield Problem("open-quotation", Severity.WARNING, message, at, hint)


def _own_words(words: str) -> str:
    """Return words after the citation of a block quote; none where they say who spoke, or in what."""
    trailing = words.strip(" \t\n.,;:")
    is_signature = trailing.startswith(("—", "–", "-", "―", "(")) or is_reported("", trailing)
    return "" if is_signature else trailing


def _ends_quote(found: _Found) -> bool:
    """Tell whether a paragraph's first citation belongs to the block quote above it."""
    before = found.words[: found.offset].strip()
    return not before or (before[0] in "—–-" and len(before) < LONGEST_SIGNATURE and "\n" not in before)


def _find_inside(inline: Token, places: Places) -> list[_Found]:
    """Return the citations and links of one block with its plain words."""
    if not any(map(_points, inline.children or ())):
        return []
    words, found, offset = words_of(inline), [], 0
    for child, own in words_by_child(inline):
        if _points(child):
            at = places.inside(inline, child.meta.get("pos"), child.content)
            found.append(_Found(child, at, words, offset))
        offset += len(own)
    for each in found:
        if each.cites and (span := quotation_before(words, each.offset)):
            start, end = span
            each.quotation = words[start + 1 : end - 1]
            opening = words[start:end].split("\n")[0][:24]
            place = inline.content.rfind(opening, 0, each.token.meta["pos"])
            each.quotation_at = places.inside(inline, place, opening) if place >= 0 else each.at
    return found


def _pictures(tokens: Sequence[Token], places: Places) -> Iterator[PictureLink]:
    for block, picture in shown_pictures(tokens):
        at = places.inside(block, picture.meta.get("pos"), f"![{picture.content.removeprefix('![')}")
        yield PictureLink(at, picture.meta["picture"], words_of(picture).strip())


def _headings(tokens: Sequence[Token]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(token.attrs["id"]), " ".join(words_of(tokens[index + 1]).split()))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    )


def _faults(tokens: Sequence[Token], env: dict[str, Any], places: Places) -> Iterator[Problem]:
    """Find what was left unread, footnotes that are not a pair, and comments that hide nothing."""
    deep = next((token for token in tokens if token.level >= _DEEPEST), None)
    if deep:
        message = "lists and quotes are nested so deeply that the rest is not read"
        yield Problem("nested-too-deep", Severity.ERROR, message, places.at((deep.map or [0])[0]))
    for key, number in env.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            label = f"[^{key.removeprefix(':')}]"
            message = f"footnote {label} is never referenced, so it is not shown"
            yield Problem("unused-footnote", Severity.WARNING, message, places.of(f"{label}:"))
    for label in env.get("doubled_notes", ()):
        message = f"the footnote [^{label}] is defined twice, and this one is not shown"
        at = places.of(f"[^{label}]:", after=f"[^{label}]:")
        yield Problem("doubled-footnote", Severity.WARNING, message, at, "Give it a label of its own.")
    for at, words in surplus_cells(tokens, places):
        message = f"“{words}” is beyond the last column of the table, so it is not shown"
        hint = "Give the table a head for it; write \\| for a bar within a cell."
        yield Problem("surplus-cell", Severity.WARNING, message, at, hint)
    for block, label in _in_words(tokens, _REFERENCE):
        at, hint = places.inside(block, None, label), f"Write it on a line of its own: {label}: …"
        yield Problem("no-footnote", Severity.WARNING, f"there is no footnote {label}", at, hint)
    for block, sign in _in_words(tokens, OPENING):  # words meant to be hidden would show
        at = places.inside(block, None, sign)
        hint = "Close it; a comment within a paragraph contains no empty line."
        yield Problem(
            "open-comment", Severity.ERROR, f"unterminated comment: closing {SIGNS[sign]} missing", at, hint
        )
    for sign in cut_comments(tokens, places.text, env):
        hint = "Put the whole comment outside of code and of cells, or both of its signs into code."
        message = f"a comment with {sign} is cut, so a part of it might be shown"
        yield Problem("open-comment", Severity.ERROR, message, places.of(sign), hint)


def _in_words(tokens: Sequence[Token], pattern: re.Pattern[str]) -> Iterator[tuple[Token, str]]:
    """Yield (block, match) for what is in a block as words or as a link's title, code left out."""
    for block in tokens:
        if block.type in ("inline", "embed") and pattern.search(block.content):
            for words in _typed_words(block):
                yield from ((block, match[0]) for match in pattern.finditer(words))


def _typed_words(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type == "text":
            yield child.content
        elif child.type == "wikilink":
            yield from filter(None, (child.meta[part] for part in ("target", "heading", "words")))
        elif child.type == "link_open":
            yield shown_words(str(child.attrs.get("title", "")))
        yield from _typed_words(child)
