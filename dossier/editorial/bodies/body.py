"""Turn Markdown into a `MarkdownBody`: what it cites and links, where, and in which sentence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from markdown_it.token import Token

from dossier.editorial.bodies.blockquotes import BlockQuote, find_block_quotes
from dossier.editorial.bodies.blocks import Block, plain_blocks, points, read_blocks
from dossier.editorial.bodies.faults import find_faults, open_quotations, read_brackets
from dossier.editorial.bodies.portions import find_handling, find_portions
from dossier.editorial.bodies.quoted import find_quoted
from dossier.editorial.bodies.statements import UNPLACED, find_statements
from dossier.editorial.bodies.token_places import TokenPlaces
from dossier.editorial.markdown import blocks_of, is_own, markdown, sentence_at, words_of
from dossier.model import (
    Citation,
    MarkdownBody,
    PictureLink,
    Place,
    Problem,
    Quoted,
    Statement,
    Tlp,
    WikiLink,
)
from dossier.text.quotes import quotation_before
from dossier.text.sentences import split_sentences

T = TypeVar("T")
_FIRST_WORDS = 24  # characters of a statement by which it is looked for


def read_body(
    file: str,
    first_line: int,
    text: str,
    where: Callable[[Place], Place] = lambda place: place,
    mark: Tlp | None = None,
    *,
    is_shown: bool = False,
    is_draft: bool = False,
) -> tuple[MarkdownBody, tuple[Problem, ...]]:
    """Parse Markdown that begins on `first_line` of `file`; return it with its faults.

    `where` takes a place found so to the true one, where the text is not in the file as it is; `mark` is
    the file's own. `is_shown`: it is neither marked nor a draft; of a draft no part need be kept back.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as the parser counts lines
    tokens, env = parse(text)
    blocks = read_blocks(tokens)
    places = TokenPlaces(file, first_line, text, where)
    problems = [*find_faults(tokens, blocks, env, places)]
    if not is_draft:
        problems += find_portions(tokens, blocks, places, mark)
    if is_shown:
        problems += find_handling(blocks, places)
    for block in blocks:
        _place_pointers(block, places)
    quotes = find_block_quotes(blocks, places)
    citations, links = [], []
    split = cache(split_sentences)  # a long block may cite in each of its sentences
    for found in chain.from_iterable(block.pointers for block in blocks):
        meta = found.token.meta
        context = sentence_at(found.words, split(found.words), found.offset, cites=found.cites)
        if not found.cites:
            pointed = meta["target"], meta["heading"], meta.get("words"), meta["embed"]
            links.append(WikiLink(found.at, *pointed, context))
            meta["link"] = links[-1]
            continue
        quotation = (found.quotation, found.quotation_at) if meta["targets"] else (None, None)
        translated, credited = meta["translated"], found.credited
        citations.append(
            Citation(found.at, meta["targets"], *quotation, context, translated=translated, credited=credited)
        )
        if not meta["targets"]:
            hint = "Write [@source], [@source#p3] or [@source#p3s2], several with `;` between."
            message = f"cannot read the citation {found.token.content[:80]}"
            problems.append(Problem.error("bad-citation", message, found.at, hint))
    quoting = {id(block) for quote in quotes for block in quote.blocks}
    others = [each for each in blocks if each.token.type == "inline" and id(each) not in quoting]
    problems += open_quotations(others, places)
    lookalikes, unread = read_brackets(blocks, env, places)
    problems += unread
    body = MarkdownBody(
        file=file,
        first_line=first_line,
        markdown=text,
        citations=tuple(citations),
        links=tuple(links),
        lookalikes=tuple(lookalikes),
        pictures=tuple(_pictures(blocks, places)),
        headings=_headings(blocks),
        heading_forms=_heading_forms(blocks),
        block_ids=tuple(blocks_of(tokens)),
        blocks=tuple(plain_blocks(blocks)),
        quoted=tuple(_quoted(blocks, citations, quotes, places)),
        statements=tuple(_placed(find_statements(blocks), places)),
    )
    return body, tuple(problems)


def _placed(statements: Iterable[Statement], places: TokenPlaces) -> Iterator[Statement]:
    """Yield statements with their places in the file; those of one line are found in turn."""
    reached: dict[int, int] = {}
    for statement in statements:
        if statement.line == UNPLACED:
            at = places.of(statement.words[:_FIRST_WORDS])
            yield replace(statement, line=at.line, column=at.column)
            continue
        column = places.column_of(statement.line, statement.words, reached.get(statement.line, 0))
        reached[statement.line] = column
        at = places.at(statement.line, column)
        yield replace(statement, line=at.line, column=at.column)


def parse(text: str, heading_level: int = 2) -> tuple[list[Token], dict[str, Any]]:
    """Return the tokens of some Markdown and the notes that the parser took on the way."""
    env: dict[str, Any] = {"heading_level": heading_level}
    return markdown().parse(text, env), env


def tokens_of(body: MarkdownBody, heading_level: int = 2) -> tuple[list[Token], dict[str, Any]]:
    """Return the tokens of a body as `parse` does, each with the citation or link that was read from it.

    Tokens are parsed again for each page that shows a body, since they are heavy and the page changes them.
    `read_body` and this function meet the same pointers in the same order, so the first token of a kind
    belongs to the first citation or link; a body that has fewer or more is a bug.
    """
    tokens, env = parse(body.markdown, heading_level)
    pointing = [child for token in tokens for child in token.children or () if points(child)]
    cites = [token for token in pointing if token.type == "citation"]
    for token, citation in zip(cites, body.citations, strict=True):
        token.meta["citation"] = citation
    for token, link in zip((t for t in pointing if t.type != "citation"), body.links, strict=True):
        token.meta["link"] = link
    return tokens, env


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


def _place_pointers(block: Block, places: TokenPlaces) -> None:
    """Give each citation and link of a block its place, and a citation the quotation directly before it."""
    for pointer in block.pointers:
        meta, pointer.words = pointer.token.meta, block.words
        pointer.at = places.inside(block.token, meta.get("pos"), pointer.token.content)
        if pointer.cites and (span := quotation_before(block.words, pointer.offset)):
            start, end = span
            pointer.quotation = block.words[start + 1 : end - 1]
            opening = block.words[start:end].split("\n")[0][:24]
            place = block.token.content.rfind(opening, 0, meta["pos"])
            pointer.quotation_at = places.inside(block.token, place, opening) if place >= 0 else pointer.at


def _quoted(
    blocks: Sequence[Block], citations: Sequence[Citation], quotes: Sequence[BlockQuote], places: TokenPlaces
) -> Iterator[Quoted]:
    """Return what is quoted and not directly followed by a citation, block quotes first."""
    for quote in quotes:
        yield from quote.quoted(citations)
    whole = {id(block) for quote in quotes if quote.is_checked for block in quote.blocks}
    yield from find_quoted([block for block in blocks if id(block) not in whole], citations, places)


def _pictures(blocks: Sequence[Block], places: TokenPlaces) -> Iterator[PictureLink]:
    shown = ((block, each) for block in blocks for each in block.token.children or ())
    for block, picture in shown:
        if is_own(picture):
            raw = f"![{picture.content.removeprefix('![')}"
            at = places.inside(block.token, picture.meta.get("pos"), raw)
            yield PictureLink(at, picture.meta["picture"], words_of(picture).strip())


def _headings(blocks: Sequence[Block]) -> tuple[tuple[str, str], ...]:
    headings = (block for block in blocks if block.opening == "heading_open")
    return tuple((block.anchor, " ".join(block.words.split())) for block in headings)


def _heading_forms(blocks: Sequence[Block]) -> tuple[tuple[int, str, str], ...]:
    headings = ((block.around[-1], block) for block in blocks if block.opening == "heading_open")
    return tuple((int(top.tag[1]), block.token.content, top.meta.get("typed", "")) for top, block in headings)
