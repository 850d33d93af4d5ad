"""Turn a line as it is seen into a line as it is read, with Arabic or Hebrew in it.

The Unicode bidirectional algorithm (UAX #9) says how a line that is read in one order is seen from left to
right; its rules, whose names are given below, are followed backwards. Where two orders look the same on
paper, figures to the right of Latin words follow them.
"""

from itertools import groupby
from unicodedata import bidirectional

from dossier.text import late as re

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
_PAIRS = {")": "(", "]": "[", "}": "{"}
_OPENING = {**{mark: pair for pair, mark in _PAIRS.items()}, "«": "»", "‹": "›"}
_STRONG = {"L": "L", "R": "R", "AL": "R"}
_LATIN_FIGURE = "figure after Latin words"
_FIGURES = ("AN", "EN", _LATIN_FIGURE)
LONGEST = 2000  # letters of a line; the time for its brackets grows with their square
_OF_NEXT = re.compile(r"\s+[,،;؛:.]+")  # a comma that touches a figure and not the word to its left


def letters_by_side(text: str) -> tuple[int, int]:
    """Count the letters of a text that run from left to right, and from right to left."""
    sides = [_STRONG.get(bidirectional(letter)) for letter in text]
    return sides.count("L"), sides.count("R")


def reading_order(seen: str, *, is_turned: bool) -> list[tuple[int, str]]:
    """Return the letters of a line as they are read, each with its place among those that are seen.

    `is_turned` says that the line as a whole runs from right to left.

    >>> "".join(letter for _, letter in reading_order(".(12) דחא", is_turned=True))
    'אחד (12).'
    """
    sides = _sides(seen, "R" if is_turned else "L")
    read: list[int] = []
    # all of a turned line, or the part of another one that runs to the left, is read from its end
    for is_kept, run in groupby(range(len(seen)), lambda place: not is_turned and sides[place] == "L"):
        places = list(run)
        if is_kept:
            read += places
            continue
        for side, part in groupby(reversed(places), lambda place: sides[place]):
            letters_of_side = list(part)
            read += letters_of_side if side == "R" else reversed(letters_of_side)
    letters = [seen[place] for place in read]
    return [
        (place, _mirrored(letters, n) if sides[place] == "R" else letters[n]) for n, place in enumerate(read)
    ]


def _mirrored(letters: list[str], place: int) -> str:
    """Return a bracket or quotation mark as it is written (L4), unless the file has it so: by its blanks."""
    mark = letters[place]
    before, after = letters[place - 1 : place] or [" "], letters[place + 1 : place + 2] or [" "]
    is_opening = before[0].isspace() and not after[0].isspace()
    is_closing = not after[0].isalnum() and not before[0].isspace()
    if (is_opening and mark in _OPENING) or (is_closing and mark in _OPENING.values()):
        return mark
    return _MIRRORED.get(mark, mark)


def _sides(seen: str, base: str) -> list[str]:
    """Tell of each letter to which side it runs: L, R, or a figure between letters that run to the left."""
    kinds = [bidirectional(letter) for letter in seen]
    _join_marks(kinds)
    _find_figures(kinds, seen, base)
    _join_figures(kinds)
    sides = [_STRONG.get(kind, "L" if kind == _LATIN_FIGURE else kind) for kind in kinds]
    _join_brackets(sides, seen, base)
    return _with_neutrals(sides, base)


def _join_marks(kinds: list[str]) -> None:
    """Give marks on letters the kind of these, which they precede where these run to the left (W1)."""
    for place in reversed(range(len(kinds) - 1)):
        if kinds[place] == "NSM" and kinds[place + 1] in ("R", "AL"):
            kinds[place] = kinds[place + 1]
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = kinds[place - 1] if place else "ON"


def _find_figures(kinds: list[str], seen: str, base: str) -> None:
    """Tell figures among Arabic letters, and those that follow Latin words, from others (W2, W7)."""
    is_arabic = "AL" in kinds
    side, start = base, 0
    for place, kind in enumerate(kinds):
        if kind in _STRONG:
            side, start = _STRONG[kind], place + 1
        elif kind == "EN" and side == "L" and not _OF_NEXT.fullmatch(seen[start:place]):
            kinds[place], start = _LATIN_FIGURE, place + 1
        elif kind in ("EN", "AN"):
            kinds[place] = "AN" if is_arabic else kind
            side = "R"


def _join_figures(kinds: list[str]) -> None:
    """Join figures with the signs between them, and with those of money and percent beside them (W4, W5)."""
    for place in range(1, len(kinds) - 1):
        before, kind, after = kinds[place - 1 : place + 2]
        if before == after and before in _FIGURES and (kind == "CS" or (kind == "ES" and before != "AN")):
            kinds[place] = before
    for places in (range(1, len(kinds)), reversed(range(len(kinds) - 1))):
        for place in places:
            beside = kinds[place - 1] if isinstance(places, range) else kinds[place + 1]
            if kinds[place] == "ET" and beside in ("EN", _LATIN_FIGURE):
                kinds[place] = beside


def _join_brackets(sides: list[str], seen: str, base: str) -> None:
    """Let both brackets of a pair run to one side: that of the words inside and before them (N0)."""
    opened: list[int] = []
    for place, letter in enumerate(seen[:LONGEST]):
        if letter in _PAIRS.values():
            opened.append(place)
        elif letter in _PAIRS and opened and seen[opened[-1]] == _PAIRS[letter]:
            start = opened.pop()
            inside = {_strong(side) for side in sides[start + 1 : place]} - {""}
            if not inside:
                continue
            outside = reversed(sides[:start]) if base == "R" else sides[place + 1 :]
            before = next((side for side in outside if side in ("L", "R")), base)
            sides[start] = sides[place] = base if base in inside else before


def _strong(side: str) -> str:
    return side if side in ("L", "R") else "R" if side in _FIGURES else ""


def _with_neutrals(sides: list[str], base: str) -> list[str]:
    """Let blanks and marks run to the side of what is on both sides of them, else with the line (N1, N2)."""
    joined: list[str] = []
    for side, run in groupby(enumerate(sides), lambda each: _strong(each[1])):
        places = list(run)
        if side:
            joined += [each for _, each in places]
            continue
        after = places[-1][0] + 1
        before = _strong(joined[-1]) if joined else base
        following = _strong(sides[after]) if after < len(sides) else base
        joined += [before if before == following else base] * len(places)
    return joined
