"""Turn the words of a byline into the names in it."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r",\s?(?:and\s)?|\sand\s|\s&\s|;")
_BAR = re.compile(r"\s[|–—-]\s")  # before the name of the paper


def split_names(words: str) -> tuple[str, ...]:
    """Return the names of a byline: parts between commas, `and`, `&`, without what follows a bar.

    >>> split_names("Ann Roe, Bo Li and Cy Doe | The Paper")
    ('Ann Roe', 'Bo Li', 'Cy Doe')
    """
    names = _BETWEEN.split(_BAR.split(words, maxsplit=1)[0])
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
