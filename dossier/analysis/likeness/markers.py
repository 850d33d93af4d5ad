"""Find the sentences of a source that deny something."""

from dossier.model import Marker
from dossier.text.denials import find_denial
from dossier.text.read_text import ReadText


def find_markers(text: ReadText) -> tuple[Marker, ...]:
    """Return the prose sentences of one source that deny something."""
    denials = ((row.sentence, find_denial(text.document.text, text.words_in(row))) for row in text.prose())
    return tuple(Marker(sentence, cue) for sentence, cue in denials if cue)
