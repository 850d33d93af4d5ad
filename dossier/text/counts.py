"""Turn numbers of things into words."""

SMALL_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def count(number: int, word: str) -> str:
    """Return a number with its noun, in figures.

    >>> count(1, "source"), count(2, "source")
    ('1 source', '2 sources')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def all_of(number: int, word: str) -> str:
    """Return the words of a link to a whole list.

    >>> all_of(1, "question"), all_of(2, "question"), all_of(3, "question")
    ('1 question', 'Both questions', 'All 3 questions')
    """
    if number == 2:
        return f"Both {word}s"
    return count(number, word) if number < 2 else f"All {count(number, word)}"


def spelled(number: int, word: str) -> str:
    """Return a number with its noun, small numbers as words.

    >>> spelled(1, "origin"), spelled(2, "origin"), spelled(13, "origin")
    ('one origin', 'two origins', '13 origins')
    """
    words = SMALL_NUMBERS[number] if number < len(SMALL_NUMBERS) else str(number)
    return f"{words} {word}" if number == 1 else f"{words} {word}s"
