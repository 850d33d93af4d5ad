"""Raw files in, documents with exact offsets out."""

from dossier.sources.corpus import read_corpus, read_document

__all__ = ["read_corpus", "read_document"]
