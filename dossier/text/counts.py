"""Turn numbers of things into words."""


def count(number: int, word: str) -> str:
    """Return a number with its noun, in figures.

    >>> count(1, "source"), count(2, "source")
    ('1 source', '2 sources')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
