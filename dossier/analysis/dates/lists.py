"""Turn days of one month that are named in a row (3, 4 and 5 May) into one reading, unless there are gaps."""

from itertools import pairwise

from dossier.analysis.dates.context import Context, Match, Reading
from dossier.analysis.dates.days import days_of_month, one_date
from dossier.text import late as re
from dossier.text.words import PAST_VERBS

_NUMBER = re.compile(r"\d+")
_ENDS = re.compile(
    r"(?<![א-ת])[-–—/]| ל[-־]| (?:to|through|until|bis|auf den|zum|au|al?|até|do|po|до|по|till|til|tot) ",
    re.I,
)
"""Between two days that are the ends of a range. "a" of Czech alone is an "and"."""
_BETWEEN = re.compile(
    r"\b(?:between|from|entre|zwischen|tra|fra|tussen|mellan|mellem|mellom|między|pomiędzy|mezi|между|між|בין|بين)\b",
    re.I,
)
_NO_NOUN = (
    "in|at|on|the|an?|when|with|by|to|for|of|and|or|but|as|after|before|from|while|until|till|over|during|under|near"
    "|between|within|without|despite|that|which|who|where|because|since|he|she|it|they|we|his|her|its|their|this"
)
"""What goes on behind a day, and is nothing that the number of a day could count."""
_REST = re.compile(r"(?:st|nd|rd|th)?(?:,? (?:and|&) \d\d?(?:st|nd|rd|th)?)?")
_COUNTS = re.compile(rf"[\d%]|[.,:]\d|-\w| \d| (?!(?:{_NO_NOUN})\b)[^\W\d_]{{2,}}")
_VERB = re.compile(rf" (?:was|were|is|are|has|have|had|will|would|[a-z]+ed|{'|'.join(sorted(PAST_VERBS))})\b")
_OPENS = re.compile(r"(?:^|[.;:“\"] ?)(?:[Oo]n )?$")
_NEAR = 30  # characters
_ALONE = 3  # days behind a month for which `rules` has rows; of more all are read as one stretch


def days_in_a_row(m: Match, context: Context) -> Reading | None:
    """Read `3-5 May`, `3, 4 and 5 May`; in `3, 5 and 9 May` each day is read alone."""
    words = m.found.group()
    joined = words[m.found.end("day") - m.found.start() : m.found.start("day2") - m.found.start()]
    has_ends = _ENDS.search(joined) and not (context.language.startswith("cs") and " a " in joined)
    before = context.sentence[max(0, context.start - _NEAR) : context.start]
    if not has_ends and _counts(m, context):
        return None
    is_of_two_months = m.word("month") and m.word("month2")
    if has_ends or is_of_two_months or _BETWEEN.search(before + words):
        return days_of_month(m, context)
    numbers = [int(m.word("day")), *map(int, _NUMBER.findall(joined)), int(m.word("day2"))]
    if words[0].isalpha() and len(numbers) > _ALONE:
        return days_of_month(m, context)
    is_run = all(later - earlier == 1 for earlier, later in pairwise(numbers))
    return days_of_month(m, context) if is_run else None


def day_in_list(m: Match, context: Context) -> Reading | None:
    """Read the 5 of `May 3, 5 and 9`, where no number of the list may count what follows."""
    return None if _counts(m, context) else one_date(m, context)


def _counts(m: Match, context: Context) -> bool:
    """Tell whether the last number of a list behind a month may count something: `On May 3, 5 and 9 ships …`.

    Before a verb it may where the list opens its sentence; elsewhere the verb has a subject.
    """
    if m.year or m.word("month2") or not m.word("month"):
        return False
    rest = _REST.match(context.sentence, context.end)
    end = rest.end() if rest else context.end
    if not _COUNTS.match(context.sentence, end):
        return False
    opens = _OPENS.search(context.sentence, max(0, m.found.start() - _NEAR), m.found.start())
    return opens is not None or not _VERB.match(context.sentence, end)
