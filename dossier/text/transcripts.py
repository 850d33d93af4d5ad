"""Tell the parts of a transcript: turns with their labels, and what is said out of courtesy."""

from __future__ import annotations

import re

_LABEL = r"Q\s|[A-ZÀ-Þ][A-ZÀ-Þ .,’'()-]{3,}:"
"""The name of a speaker before a turn."""
TURN = re.compile(rf"(?P<chair>Q\s|(?:MODERATOR|OPERATOR|THE PRESS|REPORTER|QUESTION):)|{_LABEL}")
"""The beginning of a turn; the group `chair` where its speaker only leads or asks."""
_CEREMONY = re.compile(
    r"^[“\"]?(?:"
    r"(?:(?:[Aa]nd |[Ss]o |[Bb]ut |[Aa]gain, |[Oo]nce again, )?"
    r"(?:[Tt]hank(?:s| you)|(?:I|[Ww]e)(?:[’']d like| want| would like| wish)? (?:just )?(?:to )?thank"
    r"|God bless))\b"
    r"|(?:[Gg]ood (?:morning|afternoon|evening)|[Hh]ello|[Hh]i|[Hh]ey|[Ww]elcome)\b"
    r"|(?:[Oo]k|[Oo]kay|[Ww]ell|[Yy]es|[Nn]o|[Yy]eah|[Ll]ook|[Rr]ight|[Ss]ure|[Bb]y the way|[Yy]ou know"
    r"|[Ff]olks),"
    rf"|{_LABEL})"
    r"|\((?:[Aa]pplause|[Ll]aughter|[Ll]aughs|[Ii]naudible|[Cc]rosstalk|[Pp]ause)\b"
)
"""What opens a turn, with its label, and what the writer of a transcript heard."""


def is_ceremony(sentence: str) -> bool:
    """Tell whether a sentence opens with a speaker's label or a courtesy, or contains a stage direction.

    >>> [is_ceremony(s) for s in ("And thank you for coming.", "MR. ROE: It is shut.", "The quay is shut.")]
    [True, True, False]
    """
    return _CEREMONY.search(sentence) is not None
