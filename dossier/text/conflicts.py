"""Find what a merge of two editors' versions left in a file: both of them, between lines of signs."""

from dossier.text import late as re

_BEGIN, _BASE, _MIDDLE, _END = (re.compile(rf"{sign}(?: .*)?") for sign in ("<{7}", r"\|{7}", "={7}", ">{7}"))


def first_sides(text: str) -> tuple[str, int]:
    r"""Return a text with the first side of each conflict alone, and the line of the first, or 0.

    Lines count from 1. The lines of signs and the other side become empty, so that all others keep their
    numbers.

    >>> first_sides("A\n<<<<<<< HEAD\nB\n=======\nC\n>>>>>>> pier\nD")
    ('A\n\nB\n\n\n\nD', 2)
    """
    lines = text.split("\n")
    first = begin = middle = -1
    for number, line in enumerate(lines):
        words = line.rstrip("\r")
        if _BEGIN.fullmatch(words):
            begin, middle = number, -1
        elif begin >= 0 and middle < 0 and (_MIDDLE.fullmatch(words) or _BASE.fullmatch(words)):
            middle = number
        elif begin >= 0 and middle >= 0 and _END.fullmatch(words):
            lines[begin] = ""
            lines[middle : number + 1] = [""] * (number + 1 - middle)
            first = begin if first < 0 else first
            begin = -1
    return "\n".join(lines), first + 1
