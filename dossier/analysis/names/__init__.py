"""Find whose the names in a text are, and which names no entity of the registry has."""

from dossier.analysis.names.candidates import find_candidates
from dossier.analysis.names.known import find_mentions
from dossier.analysis.names.registry import Registry, compile_registry, name_words, owns
from dossier.analysis.names.runs import find_raw_names

__all__ = [
    "Registry",
    "compile_registry",
    "find_candidates",
    "find_mentions",
    "find_raw_names",
    "name_words",
    "owns",
]
