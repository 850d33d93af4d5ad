"""Who says what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import document
from dossier.analysis.attributions import find_attributions
from dossier.analysis.names import find_mentions
from fixture_documents import read_fixtures
from test_names import entity, registry

NAMES = "person: Elena Marković\nperson: Ivan Petrov\nplace: Lisbon\norganisation: The Evening Ledger, Evening Ledger"
KINDS = {known.id: known.kind for known in map(entity, NAMES.split("\n"))}


def attributions(source):
    return find_attributions(source, find_mentions(source, registry(NAMES)), KINDS)


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


@given(st.lists(st.sampled_from(["said", "“", "”", '"', ",", "Elena", "Marković", "the", "source", "told", "who",
                                 "according", "to", "he", "\n", ".", "citing", "added", "—"]), max_size=30))  # fmt: skip
def test_a_speaker_stands_in_its_sentence(words):
    source = document(" ".join(words))

    for attribution in attributions(source):
        assert attribution.speaker.span in attribution.passage.span
        assert source.quote(attribution.speaker).strip()
