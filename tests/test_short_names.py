"""What citations call each source: short, and no two alike."""

from dataclasses import replace

import pytest
from builders import document

from dossier.model import PartialDate
from dossier.site.short_names import short_names
from dossier.text.interface import ENGLISH


def named(*lines):
    """Read `title | publisher | EDTF | short` a source; return the names in the same order."""
    documents, published = [], {}
    for number, line in enumerate(lines):
        title, publisher, day, short = (part.strip() for part in (line + "|||").split("|")[:4])
        made = document("It rains.", id=f"s{number}", title=title)
        meta = replace(made.meta, publisher=publisher or None, short=short or None)
        documents.append(replace(made, meta=meta))
        published[made.id] = PartialDate.parse(day) if day else None
    return list(short_names(documents, published, ENGLISH).values())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Pier shut | The Ferry Post | 2025-07-14"], ["The Ferry Post, 14 July"]),
        (["Pier shut | The Ferry Post | 2025-07-14 | Post on the pier"], ["Post on the pier"]),
        (["Pier shut | The Ferry Post"], ["The Ferry Post, undated"]),
        (["Pier shut | The Ferry Post | 2025"], ["The Ferry Post, 2025"]),
        (["A | Post | 2025-07-12/2025-07-13"], ["Post, 12 or 13 July"]),
        (["A | Post | 2025-07-14", "B | Post | 2024-07-14"], ["Post, 14 July 2025", "Post, 14 July 2024"]),
    ],
)
def test_a_source_is_named_by_its_editor_else_by_publisher_and_day(lines, expected):
    assert expected == named(*lines)


def test_a_source_without_publisher_is_named_by_the_first_words_of_its_title_that_set_it_apart():
    found = named(
        "Harbour and council meet about the ferry strike",
        "Harbour and council meet again as a new pier is opened",
        "Four fishers sue the council of Larne over their quota",
    )

    assert found == [
        "Harbour and council meet about the ferry strike",
        "Harbour and council meet again as a new pier is opened",
        "Four fishers sue the council…",
    ]


def test_a_long_title_is_called_by_its_first_words_and_day_and_never_by_a_name_out_of_it():
    found = named(
        "Statement from the Harbour Board on its talks with Ann Roe | | 2025-07-14",
        "Statement from the Harbour Board on the new pier at Larne | | 2025-07-15",
        "Statement from the Harbour Board on the quota of the fishers | | 2025-07-15",
        "Quota cut | | 2025-07-16",
    )

    assert found == [
        "Statement from the Harbour…, 14 July",
        "Statement from the Harbour Board on the new pier at Larne, 15 July",
        "Statement from the Harbour Board on the quota of the fishers, 15 July",
        "Quota cut",
    ]


def test_names_that_are_alike_say_more_until_none_is():
    found = named(
        "Pier shut | Post | 2025-07-14",
        "Quota cut | Post | 2025-07-14",
        "Quota cut | Post | 2025-07-14",
        "Quota cut | Post | 2025-07-15",
        "Boats lost | Wire | 2025-07-15 | Post, 14 July 2025",
    )

    assert len({name.casefold() for name in found}) == 5
    assert found[3:] == ["Post, 15 July", "Post, 14 July 2025"]
    assert "Pier shut" in found[0] and "Quota cut" in found[1]


def test_two_sources_that_one_editor_calls_alike_are_told_apart():
    assert named("A | | 2025-07-14 | Log", "B | | 2025-07-15 | Log") == ["Log", "Log, 15 July"]


def test_titles_that_say_nothing_of_their_own_are_counted():
    assert len(set(named("Pier shut", "Pier shut", "Pier shut"))) == 3
