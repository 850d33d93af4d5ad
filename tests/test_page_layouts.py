"""Saved pages in many layouts: their text is read whole, and nothing else."""

import pytest
from page_layouts import LAYOUTS, make, measure

POORER = {"Sidebar box": 0.9, "Tables as layout": 0.9}
"""Layouts in which what belongs to the text cannot be told for sure, and how well they are read at least."""


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_text_of_a_page_is_read(name):
    reading = measure(LAYOUTS[name])

    assert reading.silent == []
    assert reading.f1 >= POORER.get(name, 0.97), (reading.lost, reading.extra)


def test_a_layout_has_text():
    markup, text = make("<p>{text 2}</p><p>[[Named.]]</p>{noise 1}")

    assert text[1] == "Named."
    assert f"<p>{text[0]}</p><p>Named.</p>" in markup
    assert markup.count("file ") == 3
