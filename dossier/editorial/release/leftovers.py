"""Find what goes with its neighbours: "such as:", the head of a table, a heading, and what a lead led to."""

from collections.abc import Sequence, Set
from itertools import groupby, takewhile

from markdown_it.token import Token

from dossier.editorial.bodies import (
    LONGEST_SIGNATURE,
    Block,
    closing_citations,
    is_below,
    is_quote,
    may_name_speaker,
)
from dossier.text import late as re

_LISTS = ("bullet_list_open", "ordered_list_open")
_CAPTIONED = ("table_open", "fence", "code_block")
_ENTRIES = ("list_item_open", "tr_open")
_SOURCE = re.compile(
    r"\W*(?:\w+\s)?(?:sources?|quellen?|fuentes?|fontes?|fonti|bron(?:nen)?)\s?[:：]", re.IGNORECASE
)
_LABEL = re.compile(r"\W*[^\W\d_]+\W*[:：]\W*")
"""A word and a colon: the same in any language, before nothing but citations."""
_POINTER = re.compile(
    r"\W*(?:see|via|from|per|siehe|laut|voir|selon|véase|según|vedi|secondo)\W*", re.IGNORECASE
)
_ENDS = tuple('.!?…。！？”"»')
"""Ends of a sentence that leads to no list."""


def with_leftovers(tokens: Sequence[Token], blocks: Sequence[Block], lost: set[int]) -> set[int]:
    """Return the lost lines of a body, counted from 0, with those that say nothing without them."""
    words = _lines_of_words(blocks)
    lost = lost | _lost_tables(tokens, words, lost) | _lost_callouts(tokens, words, lost)
    for block in reversed(blocks):  # from the end, for leads of leads
        if is_lead(block) and _is_all_lost(lines_of(block.below), words, lost):
            lost |= set(lines_of(block.token))
    return lost | _empty_sections(blocks, lost)


def lines_of(token: Token | None) -> range:
    """Return the lines of an element, counted from 0; none where it has no place."""
    return range(*token.map) if token and token.map else range(0)


def _is_all_lost(lines: range, words: set[int], lost: set[int]) -> bool:
    """Tell whether there were words on some lines, and all of them are lost."""
    said = words.intersection(lines)
    return bool(said) and said <= lost


def _lost_tables(tokens: Sequence[Token], words: set[int], lost: set[int]) -> set[int]:
    """Return the lines of tables that lose all their rows, or their head, which says what the rows are."""
    found: set[int] = set()
    table = range(0)
    for token in tokens:
        if token.type == "table_open":
            table = lines_of(token)
        elif token.type in ("thead_open", "tbody_open") and _is_all_lost(lines_of(token), words, lost):
            found.update(table)
    return found


def _lost_callouts(tokens: Sequence[Token], words: set[int], lost: set[int]) -> set[int]:
    """Return the lines of callouts that lose all below their titles."""
    places = [lines_of(token) for token in tokens if token.type == "callout_open"]
    return {line for place in places if _is_all_lost(place[1:], words, lost) for line in place}


def with_first_numbers(tokens: Sequence[Token], lines: Sequence[str], lost: Set[int]) -> list[str]:
    """Return lines in which each numbered list begins with its number, though its first entries are lost."""
    numbered = list(lines)
    begins: list[str] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            begins.append("")
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            begins.pop()
        elif token.type == "list_item_open" and token.info:
            begins[-1] = begins[-1] or token.info
            line = lines_of(token).start
            if line not in lost and begins[-1] != "-":
                typed, first = f"{token.info}{token.markup}", begins[-1].zfill(len(token.info))
                numbered[line] = numbered[line].replace(typed, f"{first}{token.markup}", 1)
                begins[-1] = "-"  # the others follow
    return numbered


def is_lead(block: Block) -> bool:
    """Tell whether a block is a paragraph that ends with a colon, and so leads to the block below."""
    has_colon = block.words.rstrip(" *_").endswith((":", "："))
    return has_colon and block.opening == "paragraph_open" and not _is_source_line(block)


def led_lines(blocks: Sequence[Block], lead: int, *, is_sole: bool) -> set[int]:
    """Return the lines of what a lost block leads to, where it cites nothing: a quote, a list, a table.

    `lead` is the number of the block. What does not end with a colon leads to a quote where all that it cites
    is withheld (`is_sole`), and to a list or a table where it does not end as a sentence, too.
    """
    block = blocks[lead]
    has_colon = is_lead(block)
    if block.below is None or not (has_colon or (is_sole and block.opening == "paragraph_open")):
        return set()
    if is_quote(block.below):
        return _lines_of_quotes(blocks, lead + 1, block.below)
    ends = block.words.rstrip(" *_").endswith(_ENDS)
    if has_colon or (block.below.type in (*_LISTS, "table_open") and not ends):
        return _uncited_lines(blocks, block.below)
    return set()


def sourced_lines(blocks: Sequence[Block], number: int, *, is_sole: bool) -> set[int]:
    """Return the lines of what a lost block says the source of, where that cites nothing.

    A paragraph of citations alone, or "Source: …", belongs to what is directly above it; so does a short line
    to a table or code, where all that it cites is withheld (`is_sole`). A heading belongs to its section, and
    so does such a line "Sources: …" that ends one, below a paragraph.
    """
    block, before = blocks[number], blocks[number - 1] if number else None
    if block.opening == "heading_open":
        section = takewhile(lambda each: not _is_heading_above(each, block), blocks[number + 1 :])
        return {line for each in section for line in _uncited_lines(blocks, each.top)}
    if before is None or not is_below(block, before):
        return set()
    above = next(each for each in (*before.around, before.token) if each not in block.around)
    is_caption = is_sole and above.type in _CAPTIONED and may_name_speaker(block, before)
    if not is_caption and not _is_source_line(block):
        return set()
    is_for_all = is_sole and above.type == "paragraph_open"
    return _uncited_lines(blocks, above) | (_lines_of_section(blocks, number) if is_for_all else set())


def _lines_of_section(blocks: Sequence[Block], number: int) -> set[int]:
    """Return the lines of the section that a line "Sources: …" ends, but no callouts; none if it cites."""
    following = blocks[number + 1].top.type if number + 1 < len(blocks) else "heading_open"
    section = list(takewhile(lambda each: each.opening != "heading_open", reversed(blocks[:number])))
    ends = following in ("heading_open", "footnote_block_open") and _SOURCE.match(blocks[number].words)
    if not ends or any(each.cites for each in section):
        return set()
    return {line for each in section if each.top.type != "callout_open" for line in lines_of(each.top)}


def _is_heading_above(block: Block, heading: Block) -> bool:
    """Tell whether a block ends the section of a heading: with the next of its level, or the footnotes."""
    is_heading = block.opening == "heading_open" and block.top.tag <= heading.top.tag
    return is_heading or block.top.type == "footnote_block_open"


def _is_source_line(block: Block) -> bool:
    """Tell whether a paragraph is citations alone, behind "See" or a label, or "Source:" and a few words.

    A label that is no known word for a source leads to the quote, list, table or code below it, if any.
    """
    if block.opening != "paragraph_open":
        return False
    if len(block.words) <= LONGEST_SIGNATURE and _SOURCE.match(block.words):
        return True
    own = list(block.words)
    for start, end in block.linked:
        own[start:end] = " " * (end - start)
    words = "".join(own)
    leads = block.below and (is_quote(block.below) or block.below.type in (*_LISTS, *_CAPTIONED))
    is_bare = not any(map(str.isalnum, words)) or bool(_POINTER.fullmatch(words))
    return bool(block.cites) and (is_bare or (not leads and bool(_LABEL.fullmatch(words))))


def _lines_of_quotes(blocks: Sequence[Block], start: int, first: Token) -> set[int]:
    """Return the lines of a quote that begins at a block, and of the quotes below it, up to a citation."""
    found: set[int] = set()
    quote: Token | None = first
    while quote is not None and is_quote(quote):
        inside = _inside(quote, blocks[start:])
        if not inside or any(each.cites for each in inside):
            break
        depth = inside[0].around.index(quote)
        start += len(inside)
        following = next(iter(blocks[start:]), None)
        if following and closing_citations(following, inside[-1]):
            break
        found.update(lines_of(quote))
        quote = next(iter(following.around[depth:]), None) if following else None
    return found


def _inside(element: Token, blocks: Sequence[Block]) -> list[Block]:
    """Return the first of some blocks, as far as they are in an element."""
    return list(takewhile(lambda block: element in block.around, blocks))


def _uncited_lines(blocks: Sequence[Block], part: Token) -> set[int]:
    """Return the lines of an element that cites nothing; of a list or a table those of such entries."""
    inside = [block for block in blocks if part in block.around or part is block.token]
    if part.type == "heading_open":
        return set()
    if not any(block.cites for block in inside):
        return set(lines_of(part))
    found: set[int] = set()
    for _, group in groupby(inside, key=lambda block: id(_entry(block, part))):
        entry = list(group)
        if not any(block.cites or block.opening == "th_open" for block in entry):
            found.update(lines_of(_entry(entry[0], part)))
    return found


def _entry(block: Block, part: Token) -> Token | None:
    """Return the entry of a list, or the row of a table, that a block is in."""
    below = block.around[block.around.index(part) + 1 :] if part in block.around else ()
    return next((each for each in below if each.type in _ENTRIES), None)


def _empty_sections(blocks: Sequence[Block], lost: set[int]) -> set[int]:
    """Return the lines of headings under which nothing is left that was there before."""
    heads = [block.top for block in blocks if block.opening == "heading_open" and len(block.around) == 1]
    words = _lines_of_words(blocks) - {line for head in heads for line in lines_of(head)}
    empty: set[int] = set()
    for number, head in enumerate(heads):
        later = (lines_of(each).start for each in heads[number + 1 :] if each.tag <= head.tag)
        end = next(later, None)
        under = {line for line in words if lines_of(head).stop <= line and (end is None or line < end)}
        if under and under <= lost:
            empty.update(lines_of(head))
    return empty


def _lines_of_words(blocks: Sequence[Block]) -> set[int]:
    return {line for block in blocks if block.token.type != "hr" for line in lines_of(block.token)}
