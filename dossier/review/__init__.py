"""What waits for an editor, and what becomes of each decision."""

from dossier.review.server import open_review
from dossier.review.session import Session
from dossier.review.waiting import Kind
