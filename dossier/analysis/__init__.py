"""Turn a corpus and a desk into findings; every finding carries its passage."""

from dossier.analysis.copies import independent
from dossier.analysis.pipeline import analyse

__all__ = ["analyse", "independent"]
