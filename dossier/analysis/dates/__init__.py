"""Read the dates of a source, and settle when each source came out."""

from dossier.analysis.dates.publications import publish_dates
from dossier.analysis.dates.read import find_dates, read_dates, stated_places
from dossier.analysis.dates.scan import find_expressions

__all__ = [
    "find_dates",
    "find_expressions",
    "publish_dates",
    "read_dates",
    "stated_places",
]
