"""What waits for an editor, and what becomes of each decision."""

from dossier.review.server import open_review
from dossier.review.session import Session
from dossier.review.waiting import Kind, Waiting, waiting

__all__ = ["Kind", "Session", "Waiting", "open_review", "waiting"]
