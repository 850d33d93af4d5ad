"""Find what a merge of two editors' versions left in a file: both of them, between lines of signs."""

from collections.abc import Iterator, Sequence

from dossier.text import late as re

_BEGIN, _BASE, _MIDDLE, _END = (re.compile(rf"{sign}(?: .*)?") for sign in ("<{7}", r"\|{7}", "={7}", ">{7}"))
_LEFT = re.compile(
    r"<{7} (?:\S+|Updated upstream)|\|{7} (?:\S+|merged common ancestors)"
    r"|>{7} (?:\S+(?: \(.*\))?|Stashed changes)"
)
"""A line of signs as git writes it, with the name of a version."""


def first_sides(text: str) -> tuple[str, int]:
    r"""Return a text with the first side of each conflict alone, and the line of the first, or 0.

    Lines count from 1. The lines of signs and the other side become empty, so that all others keep their
    numbers. So do lines of signs that were left when the rest of a conflict was taken out.

    >>> first_sides("A\n<<<<<<< HEAD\nB\n=======\nC\n>>>>>>> pier\nD")
    ('A\n\nB\n\n\n\nD', 2)
    >>> first_sides("A\n>>>>>>> pier\nB\n=======")
    ('A\n\nB\n=======', 2)
    """
    lines = text.split("\n")
    signs = []
    for begin, middle, end in _conflicts(lines):
        lines[begin] = ""
        lines[middle : end + 1] = [""] * (end + 1 - middle)
        signs.append(begin)
    for number, line in enumerate(lines):
        if _LEFT.fullmatch(line.rstrip("\r")):
            lines[number] = ""
            signs.append(number)
    return "\n".join(lines), min(signs, default=-1) + 1


def conflict_line(text: str) -> int:
    """Return the line on which the first whole conflict begins, or 0."""
    return next((begin + 1 for begin, _, _ in _conflicts(text.split("\n"))), 0)


def _conflicts(lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the lines, from 0, on which the sides of each whole conflict begin, and that on which it ends."""
    begin = middle = -1
    for number, line in enumerate(lines):
        words = line.rstrip("\r")
        if _BEGIN.fullmatch(words):
            begin, middle = number, -1
        elif begin >= 0 and middle < 0 and (_MIDDLE.fullmatch(words) or _BASE.fullmatch(words)):
            middle = number
        elif begin >= 0 and middle >= 0 and _END.fullmatch(words):
            yield begin, middle, number
            begin = -1
