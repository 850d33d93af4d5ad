"""Turn the clause round a date into what it speaks of: what was, or what is to come."""

from __future__ import annotations

import re
from functools import lru_cache

# The last of these before a date tells what it speaks of; what was to be is tried first, then what is
# to come, so that "may have left", "will be made" and "to be signed" are read whole.
_TENSE = re.compile(
    r"\b(?:(?P<was>(?:would|could|may|might|should|can|must)(?: not)? have \w+)"
    r"|(?P<plan>(?:will|shall|won't)(?: \w+ly| not| also| then)?(?: (?:be|have)(?: been)?)?(?: \w+)?"
    r"|(?:plan|hope|intend|want|aim|expect)s?(?: [\w-]+){0,3}? to|planned (?:for|to)"
    r"|(?:planned|proposed|scheduled) \w+(?: on| for)?(?= $)|(?:is|are)(?: on| for)?(?= $)|go(?:es)? on sale"
    r"|(?:ending|starting|beginning|effective)(?: on| in| from)?(?= $)"
    r"|(?:is|are|was|were) (?:expected|scheduled|set|due|slated|planned|to|going|likely|poised)|to be \w+"
    r"|expected|scheduled|slated|set (?:to|for)|due|upcoming|forthcoming|ahead of|going to|agreed to"
    r"|coming (?=in |on )|(?:is|be|are) available|opens|starts|hosts|expires|lapses|steps down"
    r"|(?:open|close|end)s?(?= (?:on|at|from)\b)"
    r"|(?:take|come)s? (?:effect|place|into force)|goes (?:on trial|to|into)|kicks? off)"
    r"|(?P<future>(?:would|could|may|might|should|can|must)(?: not)?(?: be)?(?: \w+)?|plans|expects"
    r"|be (?:held|signed|\w+ed)"
    r"|(?<!to )(?:meet|begin|convene|resume)s?)"
    r"|(?P<past>said|says|told|was|were|had|did|came|became|met|held|took|went|began|since|left|won|gave|made"
    r"|(?:after|during)(?!(?: the)? $)"
    r"|ha(?:s|ve)(?! (?:an?|no|the|its|his|her|their|to|\d+|two|three|four|five|six|several|many|more)\b)"
    r"|saw|led|rose|fell|wrote|spoke|been|killed|died|ran|got|lost|sent|shot|broke|chose|built|sold|bought|paid"
    r"|found|heard|knew|grew|drew|flew|hid|kept|stood|sat|drove|spent|struck|caught|fought|brought|sank|fled|felt"
    r"|(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bits )(?<!\btheir )[a-z]{3,}ed))\b|[’'](?P<ll>ll)\b"
)
_OPENS_CLAUSE = re.compile(r" that,?(?: (?:from|on|by|in|at|until|after|before))? ")


@lru_cache(maxsize=8)  # a rule may ask more than once
def _cue_at(sentence: str, start: int, end: int) -> str:
    """Return the name of the group of `_TENSE` that governs `start..end`, or nothing."""
    cue = ""
    for match in _TENSE.finditer(sentence, max(0, start - 160), start):
        # "He said that from July 1 …": a clause that opens with the date is governed by what follows.
        cue = "" if _OPENS_CLAUSE.fullmatch(sentence, match.end(), start) else match.lastgroup or ""
    if not cue and (following := _TENSE.search(sentence, end, end + 160)):
        cue = following.lastgroup or ""
    return cue


def tense_at(sentence: str, start: int, end: int) -> str:
    """Tell whether the clause round `start..end` speaks of what was or of what is to come."""
    cue = _cue_at(sentence, start, end)
    return "past" if cue in ("was", "past") else "future" if cue else ""


def is_planned_at(sentence: str, start: int, end: int) -> bool:
    """Tell whether the clause says that something will be, and not only that it may.

    >>> is_planned_at("It will open on 3 May", 16, 21), is_planned_at("It may open on 3 May", 15, 20)
    (True, False)
    """
    return _cue_at(sentence, start, end) in ("plan", "ll")
