"""Names that no entity bears, grouped by bearer."""

import pytest
from fixture_documents import read_fixtures
from test_names import entity

from build import corpus, document
from dossier.analysis.candidates import find_candidates
from dossier.analysis.rawnames import find_raw_names


def propose(sources, entities=()):
    names = {source.id: find_raw_names(source, ()) for source in sources.documents}
    return find_candidates(sources, names, tuple(map(entity, entities)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*blocks, id=title) for title, *blocks in read_fixtures("candidates", 2)],
)
def test_variants_of_a_name_are_one_candidate(text, expected):
    source = corpus(document(text))

    found = [
        f"{c.text} ({len(c.passages)}): {', '.join(sorted({source.quote(p) for p in c.passages}))} | {c.kind}"
        for c in propose(source)
    ]

    assert sorted(found) == expected.split("\n")


def test_a_surname_finds_its_full_name_in_another_source():
    sources = corpus(
        document("They saw Marta Oliveira.", id="a"), document("Then they saw Oliveira again.", id="b")
    )

    [candidate] = propose(sources)

    assert [p.source for p in candidate.passages] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "entity_line", "why"),
    [
        (
            "Then they saw Pavel Oliveira.",
            "person: Marta Oliveira",
            "shares its last word with Marta Oliveira",
        ),
        ("Then they saw the NGF.", "organisation: Nordic Grain Fund", "the initials of Nordic Grain Fund"),
        ("Then they saw Marto Olivera.", "person: Marta Oliveira", "spelt nearly like Marta Oliveira"),
    ],
)
def test_the_nearest_entity_is_named_with_its_reason(text, entity_line, why):
    [candidate] = propose(corpus(document(text)), [entity_line])

    assert candidate.suggestion == entity(entity_line).id
    assert candidate.reason == why


def test_most_frequent_first():
    source = corpus(document("We saw Porto and Faro. Then we left Faro. We slept."))

    assert [c.text for c in propose(source)] == ["Faro", "Porto"]
