"""Every word that pages, files and bundles say themselves: a translation is a table like `interface.txt`.

A text may have several forms, that for one and that for many; `{n}` is what is counted. Other names in
braces stand for what a page puts there. A script puts it in the place of `{a}`, `{b}` and `{c}`.
"""

import gettext
import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from dossier.model import PageKind, Translation
from dossier.text.date_words import MONTHS

LANGUAGE = "en"  # BCP 47
Text = str | tuple[str, ...]
CALLOUTS = (
    "abstract", "summary", "tldr", "attention", "caution", "warning", "bug", "check", "done", "success",
    "cite", "quote", "danger", "error", "example", "fail", "failure", "missing", "faq", "help", "question",
    "hint", "important", "tip", "info", "note", "todo",
)  # fmt: skip
SMALL_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def _texts() -> Iterator[tuple[str, Text]]:
    """Yield the names and the English of the texts in `interface.txt`."""
    for line in Path(__file__).with_name("interface.txt").read_text("utf-8").splitlines():
        key, colon, text = line.partition(": ")
        if colon and not line.startswith("#"):
            found = json.loads(text)
            yield key, tuple(found) if isinstance(found, list) else found


WORDS: Mapping[str, Text] = {
    **dict(_texts()),
    **{f"title_{kind}": kind.row.title for kind in PageKind},
    **{f"several_{kind}": kind.row.several for kind in PageKind if kind.row.several},
    "small_numbers": SMALL_NUMBERS,
    "months": MONTHS,
    "months_of_days": MONTHS,
    "months_on_axis": tuple(name[:3] for name in MONTHS),
    **{f"callout_{word}": word.capitalize() for word in CALLOUTS},
}
"""The English of each text; the forms of one that counts are that for one and that for many."""
LISTS = ("months", "months_of_days", "months_on_axis", "small_numbers")
"""Texts that are lists of words, and have no forms."""
BUNDLES = (
    "start_here", "extract", "why_extract", "on_windows", "elsewhere", "then_open", "to_check", "shortened",
    "not_in_file",
)  # fmt: skip
"""Texts of the bundles, which know of a site what its manifest says."""
ONE_OR_MANY = "n != 1"  # in the language of gettext, which says the same of all languages


class Interface:
    """The words of the interface in one language."""

    def __init__(self, translation: Translation | None = None) -> None:
        self.translation = translation
        self.language = translation.language if translation else LANGUAGE
        self.texts: Mapping[str, Text] = {**WORDS, **dict(translation.texts if translation else ())}
        """All texts by their names."""
        self._form_of = form_of(translation.plural if translation else ONE_OR_MANY)

    def __reduce__(self) -> tuple[object, tuple[Translation | None]]:
        return interface_of, (self.translation,)

    def __call__(self, key: str, number: int | None = None, /, **values: object) -> str:
        """Return a text with values in the place of its names; `number`, its `{n}`, chooses the form.

        >>> ENGLISH("n_sources", 1), ENGLISH("n_sources", 2), ENGLISH("as_of", date="May 2025")
        ('1 source', '2 sources', 'Latest dated source: May 2025')
        """
        text = self.texts[key]
        if not isinstance(text, str):
            text = text[self._form_of(number)] if number is not None else text[0]
        if number is not None:
            values["n"] = number
        return text.format_map(values) if values else text

    def all_of(self, key: str, number: int, **values: object) -> str:
        """Return the words for a whole list.

        >>> ENGLISH.all_of("claims", 1), ENGLISH.all_of("claims", 2), ENGLISH.all_of("claims", 3)
        ('All questions', 'Both questions', 'All 3 questions')
        """
        return self(f"both_{key}", **values) if number == 2 else self(f"all_{key}", number, **values)

    def spelled(self, key: str, number: int) -> str:
        """Return what is counted as its `{number}` in words, where that is small.

        >>> ENGLISH.spelled("in_sentences", 1), ENGLISH.spelled("in_sentences", 13)
        ('In one sentence', 'In 13 sentences')
        """
        words = self.listed("small_numbers")
        return self(key, number, number=words[number] if number < len(words) else number)

    def listed(self, key: str) -> tuple[str, ...]:
        """Return a list of words, such as the months."""
        return tuple(self.texts[key])


def form_of(plural: str) -> Callable[[int], int]:
    """Return what says which form of a text belongs to a number, as gettext writes it: `n != 1`.

    Raises ValueError for an expression that cannot be read.
    """
    form: Callable[[int], int] = gettext.c2py(plural)
    return form


@lru_cache(maxsize=4)  # of a build and the one before
def interface_of(translation: Translation | None) -> Interface:
    """Return the interface in the words of a translation, or in English."""
    return Interface(translation)


ENGLISH = interface_of(None)
