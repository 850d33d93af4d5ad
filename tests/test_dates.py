"""The marked set of date expressions: each fixture gives a text, its publication and what stands in it."""

from pathlib import Path

import pytest
from build import document

from dossier.analysis.dates import find_dates
from dossier.config import Settings
from dossier.model import PartialDate

FOLDER = Path(__file__).parent / "fixtures" / "dates"


def cases():
    """Yield (file and title, publication, language, text, expected) of each fixture."""
    for path in sorted(FOLDER.glob("*.md")):
        for block in path.read_text(encoding="utf-8").rstrip().removesuffix("\n.").split("\n.\n\n"):
            head, text, *expected = block.strip().split("\n.\n")
            title, _, told = head.rstrip("].\n").rpartition(" [")
            published, _, language = told.partition(" ")
            lines = expected[0].removesuffix("\n.").strip().splitlines() if expected else []
            yield f"{path.stem}: {title}", published, language or "en", text.removesuffix("\n."), lines


def read(text, published="unknown", language="en", settings=Settings()):
    source = document(text, language)
    known = None if published == "unknown" else PartialDate.parse(published)
    found = find_dates(source, known, settings)
    return [f"{source.quote(m.passage)} | {m.value.edtf} | {m.rule}" for m in found]


CASES = list(cases())


@pytest.mark.parametrize(
    ("published", "language", "text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_the_marked_set(published, language, text, expected):
    assert read(text, published, language) == expected
