"""Find who says what a sentence says."""

from dossier.analysis.speech.attributions import find_attributions
