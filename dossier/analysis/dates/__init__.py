"""Read the dates of a source, and settle when each source came out."""

from dossier.analysis.dates.governed import is_governed
from dossier.analysis.dates.plans import was_given_up
from dossier.analysis.dates.publications import publish_dates
from dossier.analysis.dates.read import read_dates
from dossier.analysis.dates.scan import find_expressions
from dossier.analysis.dates.tense import governing_cue, has_tenses, tense_at
from dossier.config import Settings
from dossier.model import DateMention, Document, PartialDate
from dossier.text.read_text import read_text

__all__ = [
    "find_dates",
    "find_expressions",
    "governing_cue",
    "has_tenses",
    "is_governed",
    "publish_dates",
    "read_dates",
    "tense_at",
    "was_given_up",
]


def find_dates(
    document: Document, published: PartialDate | None, settings: Settings
) -> tuple[DateMention, ...]:
    """Find and read the date expressions of a document; see `read_dates`."""
    return read_dates(document, find_expressions(read_text(document)), published, settings)
