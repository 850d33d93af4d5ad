"""Turn Markdown into a `MarkdownBody`: what it cites and links, where, and in which sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from dossier.editorial.context import sentence_round
from dossier.editorial.markdown import MAX_NESTING, markdown
from dossier.editorial.quotemarks import quotation_before, without_signature
from dossier.editorial.shape import child_words, words_of
from dossier.model import Citation, MarkdownBody, Place, Problem, Severity, WikiLink

LONGEST_SIGNATURE = 100  # characters; `— the spokeswoman of the ministry, to reporters`
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,60}\]")
_COMMENT_SIGN = re.compile(r"%%")
_DEEPEST = MAX_NESTING - 3  # levels; near it something was left unread


@dataclass(slots=True)
class _Found:
    """A citation, a wiki link or an inner link, with the block it stands in."""

    token: Token
    inline: Token
    offset: int
    """Of the place in the block's plain words."""
    words: str
    quotation: str | None = None
    quotation_at: Place | None = None


def read_body(
    file: str, first_line: int, text: str, where: Callable[[Place], Place] = lambda place: place
) -> tuple[MarkdownBody, tuple[Problem, ...]]:
    """Parse Markdown that begins on `first_line` of `file`; return it with its faults.

    `where` takes a place found so to the true one, where the text is not in the file as it is.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as the parser counts lines
    tokens, env = parse(text)
    lines = text.split("\n")
    places = _Places(file, first_line, lines, where)
    problems = [*_depth_problems(tokens, places), *_footnote_problems(tokens, env, places)]
    citations, links = [], []
    for found in _find(tokens, places):
        at, meta = places.of(found), found.token.meta
        context = sentence_round(found.words, found.offset, before=found.token.type == "citation")
        if found.token.type != "citation":
            links.append(
                WikiLink(at, meta["target"], meta["heading"], meta.get("words"), meta["embed"], context)
            )
        elif meta["targets"] is None:
            hint = "Write [@source], [@source#p3] or [@source#p3s2], several with `;` between."
            message = f"cannot read the citation {found.token.content[:80]}"
            problems.append(Problem("bad-citation", Severity.ERROR, message, at, hint))
            citations.append(Citation(at, (), context=context))
        else:
            citations.append(Citation(at, meta["targets"], found.quotation, found.quotation_at, context))
    problems.extend(_loose_comments(tokens, places))
    body = MarkdownBody(file, first_line, text, tuple(citations), tuple(links), _headings(tokens))
    return body, tuple(problems)


def parse(text: str, heading_level: int = 2) -> tuple[list[Token], dict[str, Any]]:
    """Return the tokens of some Markdown and the notes that the parser took on the way."""
    env: dict[str, Any] = {"heading_level": heading_level}
    return markdown().parse(text, env), env


def attach(tokens: Sequence[Token], body: MarkdownBody) -> None:
    """Give each token of `body` the citation or link that was read from it."""
    found = list(pointers(tokens))
    cited = [token for _, token in found if token.type == "citation"]
    linked = [token for _, token in found if token.type != "citation"]
    if (len(cited), len(linked)) != (len(body.citations), len(body.links)):
        body, _ = read_body(body.file, body.first_line, body.markdown)
    for token, citation in zip(cited, body.citations, strict=True):
        token.meta["citation"] = citation
    for token, link in zip(linked, body.links, strict=True):
        token.meta["link"] = link


def pointers(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield (block, token) of each citation and each link within the dossier, in order."""
    for block in tokens:
        for child in block.children or () if block.type in ("inline", "embed") else ():
            if child.type in ("citation", "wikilink") or (child.type == "link_open" and child.meta):
                yield block, child


def section(body: MarkdownBody, heading: str | None) -> MarkdownBody | None:
    """Return the part of a body under one heading (an anchor); the whole when None."""
    if heading is None:
        return body
    tokens, _ = parse(body.markdown)
    lines = body.markdown.split("\n")
    opened = [t for t in tokens if t.type == "heading_open" and t.level == 0 and t.map]
    for number, token in enumerate(opened):
        if token.attrs["id"] == heading and token.map:
            ends = [t.map[0] for t in opened[number + 1 :] if t.map and t.tag <= token.tag]
            first, last = token.map[0], ends[0] if ends else len(lines)
            return read_body(body.file, body.first_line + first, "\n".join(lines[first:last]))[0]
    return None


@dataclass(slots=True)
class _Quote:
    """A block quote being read: its words since the last citation in it."""

    at: Place
    words: list[str] = field(default_factory=list)
    last: _Found | None = None
    since: str = ""


class _Places:
    """Where in the file the tokens of a text stand."""

    def __init__(self, file: str, first_line: int, lines: list[str], where: Callable[[Place], Place]) -> None:
        self.file, self.first_line, self.lines, self.where = file, first_line, lines, where
        self._block: tuple[Token, list[tuple[int, int]]] | None = None
        self._whole: str | None = None

    def at(self, line: int, column: int = 1) -> Place:
        """Return the place of line `line` of the text, from 0, column from 1."""
        return self.where(Place(self.file, self.first_line + line, column))

    def of(self, found: _Found) -> Place:
        """Return the place of a citation or link."""
        return self.inside(found.inline, found.token.meta.get("pos"), found.token.content)

    def inside(self, block: Token, position: int | None, raw: str) -> Place:
        """Return the place of `raw`, which stands at `position` of a block's content."""
        if block.map is None:
            return self._search(raw)
        if position is None or not block.content.startswith(raw[:1], position):
            position = max(block.content.find(raw), 0)
        begins = self._begins(block)
        number = bisect_right(begins, (position, len(block.content))) - 1
        begin, base = begins[number]
        line = min(block.map[0] + number, len(self.lines) - 1)
        column = base + position - begin if base >= 0 else max(self.lines[line].find(raw), 0)
        return self.at(line, column + 1)

    def _begins(self, block: Token) -> list[tuple[int, int]]:
        """Return where each line of a block begins in its content, and in the file's line (-1: unknown)."""
        if self._block is None or self._block[0] is not block:
            begins, begin = [], 0
            for number, words in enumerate(block.content.split("\n"), (block.map or [0])[0]):
                begins.append((begin, self.lines[number].find(words) if number < len(self.lines) else -1))
                begin += len(words) + 1
            self._block = (block, begins)
        return self._block[1]

    def _search(self, raw: str) -> Place:
        """Find what the parser moved (a footnote) by its words."""
        if self._whole is None:
            self._whole = "\n".join(self.lines)
        found = max(self._whole.find(raw.split("\n", maxsplit=1)[0]), 0)
        line_begins = self._whole.rfind("\n", 0, found) + 1
        return self.at(self._whole.count("\n", 0, found), found - line_begins + 1)


def _find(tokens: Sequence[Token], places: _Places) -> list[_Found]:
    """Return all citations and links in order, each citation with the quotation before it."""
    found: list[_Found] = []
    quotes: list[_Quote | None] = []
    waiting: _Quote | None = None
    """A block quote just closed whose citation may open the next paragraph."""
    for index, token in enumerate(tokens):
        if token.type in ("blockquote_open", "callout_open"):
            quoting = token.type == "blockquote_open" or token.meta["kind"] == "quote"
            quotes.append(_Quote(places.at((token.map or [0])[0])) if quoting else None)
        elif token.type in ("blockquote_close", "callout_close"):
            closed = quotes.pop()
            waiting = _close(closed) if closed and not any(quotes) else waiting
        elif token.type in ("inline", "embed"):
            here = _find_inside(token, places)
            outer = next((quote for quote in quotes if quote), None)
            if outer and tokens[index - 1].type != "callout_title_open":
                _add(outer, token, here)
            elif waiting and here and here[0].token.type == "citation" and _ends_quote(here[0]):
                here[0].quotation, here[0].quotation_at = waiting.since, waiting.at
            found.extend(here)
            waiting = None
        elif token.type in ("code_block", "fence", "hr", "heading_open"):
            waiting = None
    return found


def _ends_quote(found: _Found) -> bool:
    """Tell whether a paragraph's first citation belongs to the block quote above it."""
    before = found.words[: found.offset].strip()
    return not before or (before[0] in "—–-" and len(before) < LONGEST_SIGNATURE and "\n" not in before)


def _add(quote: _Quote, inline: Token, here: list[_Found]) -> None:
    """Add a block's words to the quote, up to its last citation."""
    words = words_of(inline)
    cited = [each for each in here if each.token.type == "citation"]
    if not cited:
        quote.words.append(words)
        return
    before = cited[-2].offset if len(cited) > 1 else 0
    if len(cited) > 1:
        quote.words.clear()
    quote.words.append(words[before : cited[-1].offset])
    quote.since, quote.last = "\n".join(quote.words), cited[-1]
    quote.words = [words[cited[-1].offset :]]


def _close(quote: _Quote) -> _Quote | None:
    """Give a closing citation its block quote; return the quote when it still waits for one."""
    rest = "\n".join(quote.words).strip(" \t\n.,;:")
    if quote.last and not rest:
        quoted = without_signature(quote.since)
        quote.last.quotation, quote.last.quotation_at = quoted or None, quote.at
        quote.last.words, quote.last.offset = quoted, len(quoted)
        return None
    quote.since = without_signature("\n".join(quote.words))
    return quote if quote.since and not quote.last else None


def _find_inside(inline: Token, places: _Places) -> list[_Found]:
    """Return the citations and links of one block with its plain words."""
    parts: list[str] = []
    marks: list[tuple[int, Token]] = []
    length = 0
    for child in inline.children or []:
        if child.type in ("citation", "wikilink") or (child.type == "link_open" and child.meta):
            marks.append((length, child))
        parts.append(child_words(child))
        length += len(parts[-1])
    if not marks:
        return []
    words = "".join(parts)
    found = [_Found(token, inline, offset, words) for offset, token in marks]
    for each in found:
        if each.token.type == "citation" and (span := quotation_before(words, each.offset)):
            start, end = span
            each.quotation = words[start + 1 : end - 1]
            opening = words[start:end].split("\n")[0][:24]
            place = inline.content.rfind(opening, 0, each.token.meta["pos"])
            each.quotation_at = places.inside(inline, place, opening) if place >= 0 else places.of(each)
    return found


def _headings(tokens: Sequence[Token]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(token.attrs["id"]), " ".join(words_of(tokens[index + 1]).split()))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    )


def _depth_problems(tokens: Sequence[Token], places: _Places) -> list[Problem]:
    deep = next((token for token in tokens if token.level >= _DEEPEST), None)
    if not deep:
        return []
    message = "lists and quotes are nested so deeply that the rest is not read"
    return [Problem("nested-too-deep", Severity.ERROR, message, places.at((deep.map or [0])[0]))]


def _footnote_problems(tokens: Sequence[Token], env: dict[str, Any], places: _Places) -> list[Problem]:
    """Find footnotes without a reference, and references without a footnote."""
    problems = []
    for key, number in env.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            label = f"[^{key.removeprefix(':')}]"
            at = places.inside(Token("inline", "", 0), None, f"{label}:")
            message = f"the footnote {label} is not shown, for no text refers to it"
            problems.append(Problem("unused-footnote", Severity.WARNING, message, at))
    for block, label in _in_text(tokens, _REFERENCE):
        at = places.inside(block, None, label)
        hint = f"Write it on a line of its own: {label}: …"
        problems.append(Problem("no-footnote", Severity.WARNING, f"there is no footnote {label}", at, hint))
    return problems


def _loose_comments(tokens: Sequence[Token], places: _Places) -> list[Problem]:
    """Find `%%` that opens a comment and never closes: words meant to be hidden would show."""
    message, hint = "the comment has no end", "End it with %%; one within a paragraph holds no empty line."
    return [
        Problem("open-comment", Severity.ERROR, message, places.inside(block, None, sign), hint)
        for block, sign in _in_text(tokens, _COMMENT_SIGN)
    ]


def _in_text(tokens: Sequence[Token], pattern: re.Pattern[str]) -> Iterator[tuple[Token, str]]:
    """Yield (block, match) for what stands in a block as plain text, code left out."""
    for block in tokens:
        if block.type == "inline" and pattern.search(block.content):
            for child in block.children or []:
                if child.type == "text":
                    yield from ((block, match[0]) for match in pattern.finditer(child.content))
