"""Compare the sentences of all sources: copies, related sources, agreements and disputes."""

from dossier.analysis.likeness.copies import find_copies, paragraph_words
from dossier.analysis.likeness.facts import figures_of, may_be_one_event, other_figure
from dossier.analysis.likeness.markers import find_markers
from dossier.analysis.likeness.proposals import Leads, open_proposals, propose, rank_proposals
from dossier.analysis.likeness.relations import Relations
from dossier.analysis.likeness.vectors import Echoes, Vectors, compare, cosine, sentence_terms, weigh
