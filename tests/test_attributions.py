"""Who says what."""

import pytest
from builders import document, entity, registry
from fixture_documents import read_fixtures
from hypothesis import given
from hypothesis import strategies as st

from dossier.analysis.names.known import find_mentions
from dossier.analysis.speech.attributions import find_attributions
from dossier.text.read_text import read_text

NAMES = """person: Elena Marković
person: Ivan Petrov
place: Lisbon
organisation: The Evening Ledger, Evening Ledger"""
KINDS = {known.id: known.kind for known in map(entity, NAMES.split("\n"))}


def attributions(source):
    return find_attributions(read_text(source), find_mentions(read_text(source), registry(NAMES)), KINDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*blocks, id=title) for title, *blocks in read_fixtures("attributions", 2)],
)
def test_speakers_are_found(text, expected):
    source = document(text)

    found = [
        f"{source.quote(a.speaker)} | {a.cue} | {a.mode} | {a.entity or ''}".rstrip()
        for a in attributions(source)
    ]

    assert "\n".join(found) == expected


SAYING = ["said", "told", "citing", "added", "according", "to", "he", "who", "the", "source", "Elena"]
PIECES = [*SAYING, ",", "“", "”", '"', "\n", ".", "—"]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_a_speaker_stands_in_its_sentence(words):
    source = document(" ".join(words))

    for attribution in attributions(source):
        assert attribution.speaker.span in attribution.passage.span
        assert source.quote(attribution.speaker).strip()
