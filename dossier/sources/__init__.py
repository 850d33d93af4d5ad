"""Raw files in, documents with exact offsets out."""

from dossier.sources.corpus import RawSource, Reading, read_corpus, read_document, read_source, surely_marked
from dossier.sources.filing import file_source
