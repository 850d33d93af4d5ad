"""Tell headlines by their capitals."""

from collections.abc import Sequence

from dossier.text.words import Word, wordset

_SMALLEST = wordset(
    "a an the of in on at to for by with and or as from over after into up out is that vs via"
)
"""Words that headlines in title case leave small."""
_SHORT = 3  # words; so few with capitals are mostly a name or the end of a sentence


def is_title_case(words: Sequence[Word]) -> bool:
    """Tell whether all words but the smallest have a capital; a line of an author ("By …") is left out."""
    if words and words[0].key == "by":
        return False
    return not any(word.raw[0].islower() and word.key not in _SMALLEST for word in words)


def is_headline(words: Sequence[Word]) -> bool:
    """Tell whether a line is in title case or in capitals, and long enough to be no name."""
    if not is_title_case(words):
        return False
    if len(words) <= _SHORT:
        shouted = all(word.raw.isupper() for word in words) and any(len(word.raw) > 4 for word in words)
        return len(words) > 1 and shouted
    return sum(word.raw[0].isupper() for word in words) > 2
