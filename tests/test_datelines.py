"""Which words at the head of a report are an agency's date line, and which only look like one."""

import pytest

from dossier.text.datelines import end_of_place_line, read_dateline


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("PORT TOWN, May 17 (Agency One) — ", "PORT TOWN", "May 17"),
        ("PORT TOWN, Calif., May 17, 2024 /The Wire/ -- ", "PORT TOWN, Calif.", "May 17, 2024"),
        ("PORT TOWN, the Isles, May 17 - ", "PORT TOWN, the Isles", "May 17"),
        ("Port Town, May 17 (PTI) ", "Port Town", "May 17"),
        ("Port Town, 17. Mai (dpa) - ", "Port Town", "17. Mai"),
        ("Port Town, 17 may (EFE).- ", "Port Town", "17 may"),
        ("(Eds: Adds details) Port Town, North Elver, May 17 (ANI) ", "Port Town, North Elver", "May 17"),
        ("PORT TOWN--(THE WIRE)--May 17, 2024--", "PORT TOWN", "May 17, 2024"),
        ("PORT TOWN (Norland), Friday, 17 May 2024 - ", "PORT TOWN (Norland)", "17 May 2024"),
        ("PORT TOWN, 17 May: ", "PORT TOWN", "17 May"),
        ("SAINT-ELVER, 17 mai – ", "SAINT-ELVER", "17 mai"),
        ("PORT de la Mer — ", "PORT de la Mer", None),
        ("PORT TOWN (AFP) - ", "PORT TOWN (AFP)", None),
        ("PORT TOWN—", "PORT TOWN", None),
        ("Port of Elver, May 17th, 2024 - ", "Port of Elver", "May 17th, 2024"),
    ],
)
def test_date_lines_of_agencies(line, place, day):
    text = f"{line}Dock workers voted."

    found = read_dateline(text)
    assert (place, day) == (text[slice(*found.place)], found.day and text[slice(*found.day)])


@pytest.mark.parametrize(
    "text",
    [
        "NATO-led forces - all of them - left.",
        "NATO said on May 17 - again - no.",
        "NNB, May 17 was a day of mourning - again.",
        "MASTER: The pier is closed.",
        "Port Town — Dock workers voted.",
        "On Monday, May 17 — Dock workers voted.",
        "Port Town, May 17 - the day of the vote.",
        "Port Town, May 17 (Pier Talks) Dock workers voted.",
        "Port Town, May 17 (PTI) was the day of the vote.",
        "A strike - the third - began.",
    ],
)
def test_a_word_in_capitals_alone_opens_no_date_line(text):
    assert read_dateline(text) is None


def test_a_date_line_is_read_where_its_sentence_begins():
    text = "Strike ends.\nPORT TOWN, May 17 - Dock workers voted."

    assert read_dateline(text) is None
    assert text[slice(*read_dateline(text, 13).day)] == "May 17"


@pytest.mark.parametrize(
    ("line", "is_cut"),
    [
        ("PORT TOWN — ", True),
        ("Port Town (AFP) -- ", True),
        ("Port Town/Elver (ani) - ", True),
        ("By Ann Roe PORT TOWN (Reuters) - ", True),
        ("By the Dock PORT TOWN (Reuters) - ", False),
        ("Port Town, North Elver (Reuters) – ", True),
        ("Port Town — ", False),
        ("Port Town (a town) - ", False),
        ("Ann Roe (VVD) - ", False),
        ("Orle (ORL) – ", False),
        ("Orle Monetary Fund (OMF) — ", False),
        ("Port Press International (UPI) — ", False),
        ("Port Town (AFP) - of all places - ", False),
    ],
)
def test_a_place_in_small_letters_needs_its_agency(line, is_cut):
    assert (len(line) if is_cut else None) == end_of_place_line(f"{line}Dock workers voted.")


@pytest.mark.parametrize(
    ("line", "is_cut"),
    [
        ("ОРЛЕ, 3 октября. /ТАСС/. ", True),
        ("Орле, 3 октября (Рейтер) - ", True),
        ("ОРЛЕ, 3 октября - РИА Причал. ", True),
        ("ОРЛЕ, 3 октября - Анна Роу. ", False),
        ("Орле, 3 октября. ", False),
        ("ОРЛЕ, 3 октября, /ТАСС/ и другие. ", False),
    ],
)
def test_a_date_line_in_cyrillic_letters_needs_its_agency(line, is_cut):
    assert (len(line) if is_cut else None) == end_of_place_line(f"{line}Причал закрыт.")
