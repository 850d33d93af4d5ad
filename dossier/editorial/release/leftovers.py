"""Find what says nothing when its neighbours are left out: "such as:", the head of a table, a heading."""

from collections.abc import Sequence

from markdown_it.token import Token

from dossier.editorial.bodies import Block


def with_leftovers(tokens: Sequence[Token], blocks: Sequence[Block], lost: set[int]) -> set[int]:
    """Return the lost lines of a body, counted from 0, with those that say nothing without them."""
    words = _lines_of_words(blocks)
    lost = lost | _lost_tables(tokens, words, lost)
    for block in reversed(blocks):  # from the end, for leads of leads
        if _is_lead(block) and _is_all_lost(lines_of(block.below), words, lost):
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


def _is_lead(block: Block) -> bool:
    """Tell whether a block is a paragraph that ends with a colon, and so leads to the block below."""
    return block.opening == "paragraph_open" and block.words.rstrip(" *_").endswith((":", "："))


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
