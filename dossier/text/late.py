"""Turn a regular expression into a pattern that is compiled when it is first used.

The patterns of all rules take a sixth of a second to compile, and most commands need few of them.
"""

import re
from typing import Any, AnyStr, cast

_OFFERED = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))
"""What a compiled pattern offers."""


class _Late:
    """A pattern in waiting; once it is used, it has the methods of the compiled one."""

    def __init__(self, regex: str | bytes, flags: int) -> None:
        self._regex, self._flags = regex, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a pattern has
        if name not in _OFFERED:
            raise AttributeError(name)
        compiled = re.compile(self._regex, self._flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in _OFFERED)
        return self.__dict__[name]


def late_pattern(regex: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern as `re.compile` does, later.

    >>> late_pattern("(?P<day>[0-9]+) may", re.I).search("On 3 May")["day"]
    '3'
    """
    return cast("re.Pattern[AnyStr]", _Late(regex, flags))
