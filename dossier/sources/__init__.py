"""Raw files in, documents with exact offsets out."""

from dossier.sources.corpus import read_corpus, read_document
from dossier.sources.filing import file_source

__all__ = ["file_source", "read_corpus", "read_document"]
