"""What waits for an editor, and what becomes of each decision."""

from dossier.review.server import open_review
from dossier.review.session import Session
from dossier.review.starting import claim_from_proposal, entity_from_candidate
from dossier.review.waiting import Kind
