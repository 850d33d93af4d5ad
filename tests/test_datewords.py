"""Dates in words, as pages show them."""

from dataclasses import replace

import pytest

from dossier.model import PartialDate
from dossier.text.date_phrases import in_words
from dossier.text.interface import ENGLISH

SAID = {
    "2025-07-13": "13 July 2025",
    "2025-05": "May 2025",
    "1967": "1967",
    "199X": "the 1990s",
    "18XX": "the 1800s",
    "2025-07~": "about July 2025",
    "2025-07-13?": "possibly 13 July 2025",
    "2025-21": "spring 2025",
    "2025-34": "second quarter of 2025",
    "2025-07-12/2025-07-13": "12 or 13 July 2025",
    "2025-06-28/2025-07-03": "between 28 June and 3 July 2025",
    "2024-12-30/2025-01-02": "between 30 December 2024 and 2 January 2025",
    "2025-06-30/2025-07-01": "30 June or 1 July 2025",
    "2023-12-31/2024-01-01": "31 December 2023 or 1 January 2024",
    "2023-12/2024-01": "December 2023 or January 2024",
    "2011/2012": "2011 or 2012",
    "2025-21/2025-22": "between spring and summer 2025",
    "XXXX-03-12/XXXX-04-01": "between 12 March and 1 April, year not known",
    "2025-06/2025-07": "June or July 2025",
    "2025-06~/2025-07~": "roughly June or July 2025",
    "2011/2013": "between 2011 and 2013",
    "198X/199X": "between the 1980s and the 1990s",
    "2025-06-01~/2025-06-10~": "early June 2025",
    "2024-08-11~/2024-08-20~": "mid-August 2024",
    "2023-01~/2023-04~": "early 2023",
    "2023-02-21~/2023-02-28~": "late February 2023",
    "../2025-06": "June 2025 or earlier",
    "2025-06-03/..": "3 June 2025 or later",
    "XXXX-05-07": "7 May, year not known",
    "XXXX-05": "May, year not known",
    "XXXX-03-03/XXXX-03-05": "between 3 and 5 March, year not known",
    "XXXX-03/XXXX-05": "between March and May, year not known",
    "XXXX-XX-XX": "date not known",
}


@pytest.mark.parametrize("edtf", SAID)
def test_a_date_is_said_with_no_more_certainty_than_it_has(edtf):
    assert in_words(PartialDate.parse(edtf), ENGLISH) == SAID[edtf]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2025-07-12/2025-07-13", "12–13 July 2025"),
        ("2025-06-28/2025-07-03", "28 June–3 July 2025"),
        ("2024-12-30/2025-01-02", "30 December 2024–2 January 2025"),
        ("XXXX-03-03/XXXX-03-05", "3–5 March, year not known"),
        ("2025-07-12?/2025-07-13?", "possibly 12–13 July 2025"),
    ],
)
def test_all_days_of_a_span_are_said_as_one(edtf, expected):
    value = replace(PartialDate.parse(edtf), is_span=True)

    assert in_words(value, ENGLISH) == expected
    assert value.is_certain == (value.earliest is not None and "?" not in edtf)


@pytest.mark.parametrize(
    "edtf", ["2025-02-30", "99999", "2025-13", "../..", "2025-07-13/2025-07-12", "XXXX-13-01", "XXXX-02-30"]
)
def test_what_is_no_date_is_refused(edtf):
    with pytest.raises(ValueError):
        PartialDate.parse(edtf)


def test_an_interval_takes_its_shortest_form():
    ends = {"2025-06/2025-07", "2011/2013", "199X", "2024", "2025-02", "2025-06-01/2025-06-29"}
    values = {edtf: PartialDate.parse(edtf) for edtf in ends}
    assert {PartialDate.between(v.earliest, v.latest).edtf for v in values.values()} == ends


@pytest.mark.parametrize("edtf", ["0001-01-01", "9999-12-31", "9999", "00XX", "../0009", "9990-01-01/.."])
def test_a_year_from_which_one_cannot_count_on_is_not_to_be_typed(edtf):
    with pytest.raises(ValueError, match="10 to 9989"):
        PartialDate.typed(edtf)
