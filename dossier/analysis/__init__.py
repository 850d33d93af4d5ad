"""Turn a corpus and a desk into findings; every finding carries its passage."""

from dossier.analysis.pipeline import analyse

__all__ = ["analyse"]
