"""What a page says of itself: how many of its editors' statements are cited, and that extracts have links."""

import re

import pytest
from ormsund import DESK, dossier_of, rendered, reply, vote, write_desk

EXTRACTS = "Extracts link to their place in a source"
FILES = DESK | {
    "notes/mixed.md": """
        ---
        title: What we make of it
        status: published
        ---
        The mayor has one figure [@vote#p2s2]. The tender is late.

        > [!judgement]
        > The dearer figure is nearer the truth.

        Which one is it?

        ## Later
        The union replied [@reply#p1s1].
        """,
    "notes/embedding.md": """
        ---
        title: A note that shows another
        status: published
        ---
        The council voted [@vote#p2s1].

        ![[mixed#Later]]
        """,
    "notes/whole.md": """
        ---
        title: A note that shows all of another
        status: published
        ---
        ![[mixed]]
        """,
    "notes/nested.md": """
        ---
        title: A note that shows a note with an embed
        status: published
        ---
        ![[embedding]]
        """,
    "notes/links.md": """
        ---
        title: Only links
        status: published
        ---
        [[mixed]] · [[first]]
        """,
    "notes/opinion.md": """
        ---
        title: An opinion
        status: published
        ---
        > [!judgement]
        > It will cost more. Nobody will mind.
        """,
    "notes/bare.md": """
        ---
        title: A note without a source
        status: published
        ---
        It will cost more.
        """,
    "entities/dahl.md": """
        ---
        name: Ingrid Dahl
        kind: person
        role: Mayor of Ormsund [@vote#p2s2]
        aliases: [Dahl]
        ---
        She did not answer [@reply#p1s3].
        """,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    desk = write_desk(tmp_path_factory.mktemp("page-coverage"), FILES)
    return rendered(dossier_of(desk, vote(), reply()))


def said_by(html):
    """Return what a page says of its words, as a reader sees it."""
    return re.findall(r'<p class="[^"]*\bholds\b[^"]*">(.*?)</p>', html, re.S)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("notes/mixed.html", ["2 of 4 statements are cited, 1 is the desk’s judgement, 1 has no source"]),
        ("notes/embedding.html", ["Both statements are cited"]),
        ("notes/whole.html", ["2 of 4 statements are cited, 1 is the desk’s judgement, 1 has no source"]),
        ("notes/nested.html", ["1 statement is cited"]),
        ("notes/links.html", []),
        ("notes/opinion.html", ["Both statements are the desk’s judgement"]),
        ("notes/bare.html", ["1 statement has no source"]),
        ("notes/index.html", []),
        ("topics/index.html", ["1 statement is cited"]),
        ("topics/terminal.html", [f"2 of 3 statements are cited, 1 has no source · {EXTRACTS}"]),
        ("claims/cost.html", ["Both statements are cited"]),
        ("entities/dahl.html", [f"Both statements are cited · {EXTRACTS}"]),
        ("entities/brekke.html", [EXTRACTS]),
        ("sources/vote.html", [EXTRACTS]),
        ("search.html", []),
        ("map.html", []),
    ],
)
def test_a_page_says_what_its_statements_rest_on(site, page, expected):
    assert expected == said_by(site[page])


def test_only_a_page_with_marks_of_citations_has_cited_statements(site):
    for path, html in site.items():
        claims_citations = any("cited" in words for words in said_by(html))
        assert claims_citations == ('class="cite"' in html), path


def test_a_role_leads_what_the_editors_say_with_the_notes_of_both_beside_it(site):
    page = site["entities/dahl.html"]
    rows = re.findall(
        r'<div class="row"><div class="block">(.*?)</div>.*?<ul class="notes">(.*?)\n</ul>', page, re.S
    )
    (role, of_role), (words, of_words) = rows

    assert '<div class="lead">' in role and "Mayor of Ormsund" in role
    assert "She did not answer" in words
    assert [re.findall(r'class="number">(\d)', notes) for notes in (of_role, of_words)] == [["1"], ["2"]]
