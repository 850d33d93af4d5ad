"""Turn days of one month that are named in a row (3, 4 and 5 May) into one reading, unless there are gaps."""

from itertools import pairwise

from dossier.analysis.dates.context import Context, Match, Reading
from dossier.analysis.dates.days import days_of_month
from dossier.text import late as re

_NUMBER = re.compile(r"\d+")
_ENDS = re.compile(r"[-–—/]| (?:to|through|until|bis|auf den|zum|au|al?|até|do|po|до|по|till|til|tot) ", re.I)
"""Between two days that are the ends of a range. "a" of Czech alone is an "and"."""
_BETWEEN = re.compile(
    r"\b(?:between|from|entre|zwischen|tra|fra|tussen|mellan|mellem|mellom|między|pomiędzy|mezi|между|між)\b",
    re.I,
)
_NEAR = 30  # characters
_ALONE = 3  # days behind a month for which `rules` has rows; of more all are read as one stretch


def days_in_a_row(m: Match, context: Context) -> Reading | None:
    """Read `3-5 May`, `3, 4 and 5 May`; in `3, 5 and 9 May` each day is read alone."""
    words = m.found.group()
    joined = words[m.found.end("day") - m.found.start() : m.found.start("day2") - m.found.start()]
    has_ends = _ENDS.search(joined) and not (context.language.startswith("cs") and " a " in joined)
    before = context.sentence[max(0, context.start - _NEAR) : context.start]
    is_of_two_months = m.word("month") and m.word("month2")
    if has_ends or is_of_two_months or _BETWEEN.search(before + words):
        return days_of_month(m, context)
    numbers = [int(m.word("day")), *map(int, _NUMBER.findall(joined)), int(m.word("day2"))]
    if words[0].isalpha() and len(numbers) > _ALONE:
        return days_of_month(m, context)
    is_run = all(later - earlier == 1 for earlier, later in pairwise(numbers))
    return days_of_month(m, context) if is_run else None
