"""Leave out of a desk and its sources what is not for an audience, or was written for other sources."""

from dossier.editorial.release.audience import release_to, strictest_mark, with_default_mark
from dossier.editorial.release.other_sources import keep_what_is_valid
from dossier.editorial.release.withheld import close, closed_copies
