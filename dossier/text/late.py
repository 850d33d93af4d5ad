"""The module `re`, in which a pattern is compiled when it is first used.

The patterns of all rules take a sixth of a second to compile, and most commands need few of them. So modules
with patterns say `from dossier.text import late as re`.
"""

import re
from re import *  # noqa: F403  # all but compile
from typing import Any, AnyStr, cast

_OFFERED = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))
"""What a compiled pattern offers."""


class _Late:
    """A pattern in waiting; once it is used, it has the methods of the compiled one."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a pattern has
        if name not in _OFFERED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in _OFFERED)
        return self.__dict__[name]


def compile(  # type: ignore[no-redef]  # in the place of that one
    pattern: AnyStr, flags: int = 0
) -> re.Pattern[AnyStr]:
    """Return a pattern as `re.compile` does, later.

    >>> compile("(?P<day>[0-9]+) may", re.I).search("On 3 May")["day"]
    '3'
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
