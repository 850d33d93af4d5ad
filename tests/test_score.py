"""What the program finds in the marked set must not get worse."""

import re

import pytest
import score
from marked import KINDS, read_marked

from dossier.sources import read_corpus

# A little under what is measured (docs/method.md); `python tests/score.py --wrong` shows each difference.
FLOORS = {
    "seeds": {
        "sentences F1": 1.0,
        "dates relaxed F1": 1.0,
        "dates strict F1": 0.98,
        "dates value F1": 0.98,
        "publication dates in range": 1.0,
        "summaries, key sentences": 0.6,
        "speakers precision": 0.97,
        "speakers recall": 0.9,
        "names precision": 0.99,
        "names recall": 0.99,
        "names recall, own left out": 0.96,
        "topics precision": 0.97,
        "topics recall": 0.98,
        "agreements, best ten right": 0.83,
    },
    "others": {
        "sentences F1": 0.995,
        "dates relaxed F1": 0.995,
        "dates strict F1": 0.95,
        "dates value F1": 0.99,
        "publication dates in range": 0.22,
        "summaries, key sentences": 0.85,
        "speakers precision": 0.96,
        "speakers recall": 0.95,
        "names B3 F1, no registry": 0.925,
    },
}
CEILINGS = {"wrong kinds": 1, "false firm dates": 0, "publication dates wrong": 0}


ROWS = {
    "sentence boundaries, F1": ["sentences F1"],
    "paragraphs of a wrong kind": ["wrong kinds"],
    "dates found, F1 (any overlap)": ["dates relaxed F1"],
    "dates found, F1 (same words)": ["dates strict F1"],
    "dates found with the right value, F1": ["dates value F1"],
    "certain days that are wrong": ["false firm dates"],
    "publication dates inside the right range; wrong ones": [
        "publication dates in range",
        "publication dates wrong",
    ],
    "sentences of summaries that are among an editor's": ["summaries, key sentences"],
    "speakers, precision and recall (pronouns left out)": ["speakers precision", "speakers recall"],
    "names of the registry, precision and recall": ["names precision", "names recall"],
    "known names, when a source's own spellings are left out": ["names recall, own left out"],
    "topic passages, precision and recall": ["topics precision", "topics recall"],
    "ten best agreement proposals that are right": ["agreements, best ten right"],
    "unknown names grouped by bearer, B³ F1": ["names B3 F1, no registry"],
}
"""What the pages for people call the figures."""


@pytest.fixture(scope="module")
def measured():
    return score.measure(speed=False)


@pytest.mark.parametrize(("side", "name"), [(side, name) for side in FLOORS for name in FLOORS[side]])
def test_no_figure_falls(measured, side, name):
    figures, wrong = measured

    assert figures[side][name] >= FLOORS[side][name], "\n".join(wrong)


@pytest.mark.parametrize("name", CEILINGS)
def test_no_fault_is_added(measured, name):
    figures, wrong = measured

    assert figures["seeds"][name] == 0, "\n".join(wrong)
    assert figures["others"][name] <= CEILINGS[name], "\n".join(wrong)


@pytest.mark.parametrize(("page", "rows"), [("docs/method.md", 14), ("content/pages/about.md", 8)])
def test_people_are_told_the_figures_as_they_are(measured, page, rows):
    figures, _ = measured
    lines = [line.split("|")[1:-1] for line in (score.ROOT / page).read_text("utf-8").splitlines()]
    labels = [(cells[0].strip().replace("’", "'"), cells[1:]) for cells in lines if cells]
    told = {label: cells for label, cells in labels if label in ROWS}

    assert len(told) == rows
    for label, cells in told.items():
        for side, cell in zip(("seeds", "others"), cells, strict=True):
            numbers = [figures[side][name] for name in ROWS[label] if name in figures[side]]
            shown = [f"{n:d}" if isinstance(n, int) else f"{n:.3f}" for n in numbers]
            assert re.findall(r"[0-9.]+", cell) == shown, label


def test_every_shipped_source_is_marked_as_it_stands():
    corpus = read_corpus(score.ROOT / "seeds", score.SETTINGS)
    marked = {text.head["seed"]: text for text in read_marked() if "seed" in text.head}

    assert sorted(marked) == sorted(document.path for document in corpus.documents)
    for document in corpus.documents:
        assert "".join(marked[document.path].text.split()) == "".join(document.text.split())


def test_the_other_texts_are_many_and_of_many_kinds():
    texts = [text for text in read_marked() if "seed" not in text.head]

    assert len(texts) >= 20
    assert {sentence.kind for text in texts for sentence in text.sentences} == KINDS - {"embed"}
    assert len({text.head["language"] for text in texts}) >= 7
    assert sum(len(text.dates) for text in texts) > 150


def test_a_vague_value_may_differ_at_its_ends_and_a_firm_one_may_not():
    parse = score.PartialDate.parse

    assert score._same(parse("2024-03-24~/2024-03-31~"), parse("2024-03-21~/2024-03-31~"))
    assert not score._same(parse("2024-03-01~/2024-03-31~"), parse("2024-03-21~/2024-03-31~"))
    assert not score._same(parse("2024-03-24"), parse("2024-03-21~/2024-03-31~"))
    assert not score._same(parse("2024-03-24/2024-03-31"), parse("2024-03-21/2024-03-31"))
    assert score._same(parse("XXXX-XX-XX"), parse("XXXX-XX-XX"))
    assert not score._same(parse("XXXX-XX-XX"), parse("2024-03"))
