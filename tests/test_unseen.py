"""Does the program still find what it found on texts that it had never seen?"""

from collections import Counter

import pytest
from fixture_documents import FIXTURES
from unseen import compare, inferred, measure, read

RIGHT = {"published": 82, "dates": 168, "events": 122, "speakers": 20}
WRONG = {"published": 0, "dates": 0, "events": 0, "speakers": 0}


@pytest.fixture(scope="module")
def measured():
    return measure()


@pytest.mark.parametrize("kind", RIGHT)
def test_no_figure_falls(measured, kind):
    counts, wrong = measured

    assert counts[kind]["right"] >= RIGHT[kind], "\n".join(wrong)
    assert counts[kind]["wrong"] <= WRONG[kind], "\n".join(wrong)


def test_few_ranges_that_are_inferred_are_wrong():
    counts = inferred()

    assert counts["hidden"] == 70
    assert counts["wrong"] * 19 <= counts["right"], "not right nineteen times in twenty"


def test_there_are_eighty_two_texts(measured):
    texts = sum(
        path.read_text("utf-8").count("\npublished | ") for path in (FIXTURES / "unseen").glob("*.md")
    )

    assert texts == sum(measured[0]["published"].values()) == 82


def test_people_are_told_the_figures_as_they_are(measured):
    pages = (FIXTURES.parent.parent / "docs" / "method.md").read_text("utf-8")
    rows = {
        "published": "days of publication, of 82",
        "dates": "dates, of 171",
        "events": "days of events, of 127; days that are none",
        "speakers": "speakers, of 22",
    }
    counts, _ = measured

    for kind, label in rows.items():
        row = next(line for line in pages.splitlines() if line.startswith(f"| {label} |"))
        assert row.split("|")[3].strip() == f"{counts[kind]['right']}; {counts[kind]['wrong']}", kind


def test_each_verdict_can_be_given():
    text = "Published 4 May 2021\n\nMills closed\n\nThe mill closed on Monday. It opened on 3 June 1911.\n"
    marks = [
        ("published", "2021-05-05"),
        ("Monday", "2021-05-10"),
        ("noon", "2021-05-03"),
        ("event", "1911-06-03"),
    ]
    verdicts = Counter((kind, verdict) for kind, verdict, _ in compare(marks, *read(text)))

    assert verdicts == {
        ("published", "wrong"): 1,
        ("dates", "wrong"): 1,
        ("dates", "missed"): 1,
        ("events", "right"): 1,
        ("events", "wrong"): 1,
    }
