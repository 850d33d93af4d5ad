"""Find what says nothing when its neighbours are left out: "such as:", the head of a table, a heading."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from dossier.editorial.plainwords import words_of


def with_leftovers(tokens: Sequence[Token], lost: set[int]) -> set[int]:
    """Return the lost lines of a body, counted from 0, with those that say nothing without them."""
    words = _lines_of_words(tokens)
    lost = lost | _heads_of_tables(tokens, words, lost)
    for line in reversed(list(_leads(tokens))):  # from the end, for leads of leads
        if _is_all_lost(line[1], words, lost):
            lost |= set(range(*line[0]))
    return lost | _empty_sections(tokens, lost)


def _is_all_lost(lines: tuple[int, int], words: set[int], lost: set[int]) -> bool:
    """Tell whether there were words on some lines, and all of them are lost."""
    said = words.intersection(range(*lines))
    return bool(said) and said <= lost


def _heads_of_tables(tokens: Sequence[Token], words: set[int], lost: set[int]) -> set[int]:
    """Return the lines of tables that lose all their rows."""
    found: set[int] = set()
    table = (0, 0)
    for token in tokens:
        lines = (token.map[0], token.map[1]) if token.map else table
        if token.type == "table_open":
            table = lines
        elif token.type == "tbody_open" and _is_all_lost(lines, words, lost):
            found.update(range(*table))
    return found


def _leads(tokens: Sequence[Token]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the lines of each paragraph that ends with a colon, and those of the block that it leads to."""
    for index, token in enumerate(tokens[:-1]):
        inline, follows = tokens[index - 1], tokens[index + 1]
        if token.type != "paragraph_close" or inline.type != "inline" or not (inline.map and follows.map):
            continue
        if words_of(inline).rstrip(" *_").endswith((":", "：")):
            yield (inline.map[0], inline.map[1]), (follows.map[0], follows.map[1])


def _empty_sections(tokens: Sequence[Token], lost: set[int]) -> set[int]:
    """Return the lines of headings under which nothing is left that was there before."""
    heads = list(_heads(tokens))
    words = _lines_of_words(tokens) - {line for _, start, stop in heads for line in range(start, stop)}
    empty: set[int] = set()
    for number, (level, first, end) in enumerate(heads):
        later = [start for depth, start, _ in heads[number + 1 :] if depth <= level]
        under = {line for line in words if end <= line and (not later or line < later[0])}
        if under and under <= lost:
            empty.update(range(first, end))
    return empty


def _heads(tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """Yield the level of each heading of the body, its first line, and the line after it."""
    for token in tokens:
        if token.type == "heading_open" and token.level == 0 and token.map:
            yield int(token.tag[1]), token.map[0], token.map[1]


def _lines_of_words(tokens: Sequence[Token]) -> set[int]:
    lines: set[int] = set()
    for token in tokens:
        if token.map and token.type in ("inline", "embed", "fence", "code_block"):
            lines.update(range(*token.map))
    return lines
