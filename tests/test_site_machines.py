"""What machines read: schema.org descriptions, the sitemap, robots.txt."""

import json
import re
from dataclasses import replace
from functools import partial

import pytest
from builders import document
from ormsund import DESK, VOTE, dossier_of, rendered, reply, vote, write_desk

from dossier.site import Recorder, Shelf, build_assets, build_pages
from dossier.site.data import feeds
from dossier.site.data.calendar import _folded

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NASTY = '</script><script>alert(1)</script><!-- & "quoted" \u2028'


@pytest.fixture
def desk(tmp_path):
    return partial(write_desk, tmp_path)


def records(site):
    """What each page says of itself, by path."""
    held = {path: BLOCK.findall(html) for path, html in site.items()}
    assert all(len(blocks) <= 1 for blocks in held.values())
    return {path: json.loads(blocks[0]) for path, blocks in held.items() if blocks}


def test_each_kind_of_page_says_what_it_is(desk):
    made = records(
        rendered(dossier_of(desk(), vote(publisher="The Ormsund Post", url="https://x.test/v"), reply()))
    )
    said = {path: (record["@type"], record.get("about", {})) for path, record in made.items()}

    assert {path: kind for path, (kind, _) in said.items()} == {
        "index.html": "WebSite",
        "topics/terminal.html": "CollectionPage",
        "entities/dahl.html": "WebPage",
        "entities/brekke.html": "WebPage",
        "claims/cost.html": "WebPage",
        "notes/first.html": "Report",
        "sources/vote.html": "WebPage",
        "sources/reply.html": "WebPage",
    }
    assert said["sources/vote.html"][1] == {
        "@type": "NewsArticle",
        "headline": "Council votes",
        "inLanguage": "en",
        "datePublished": "2024-03-04",
        "publisher": {"@type": "Organization", "name": "The Ormsund Post"},
        "url": "https://x.test/v",
        "mentions": [
            {"@type": "Person", "name": "Nils Brekke"},
            {"@type": "Person", "name": "Ingrid Dahl"},
        ],
    }
    assert said["sources/reply.html"][1]["@type"] == "CreativeWork"  # no publisher is known
    question = said["claims/cost.html"][1]
    assert [answer["text"] for answer in question["suggestedAnswer"]] == [
        "Forty million",
        "Fifty-five million",
    ]
    assert question["suggestedAnswer"][0]["citation"] == ["Council votes"]
    note = made["notes/first.html"]
    assert note["datePublished"] == "2024-03-06" and note["about"] == ["The ferry terminal"]
    assert [work["headline"] for work in note["citation"]] == ["Council votes", "The union replies"]


@pytest.mark.parametrize(
    ("edtf", "said"), [("2024-03", "2024-03"), ("2024-03-04/2024-03-06", None), ("2024~", None)]
)
def test_a_date_is_told_to_machines_only_where_it_is_sure(desk, edtf, said):
    dossier = dossier_of(desk(), vote(), reply())
    value = type(dossier.analysis.publications[0].value).parse(edtf)
    dated = tuple(replace(each, value=value) for each in dossier.analysis.publications)
    dossier = replace(dossier, analysis=replace(dossier.analysis, publications=dated))

    assert records(rendered(dossier))["sources/vote.html"]["about"].get("datePublished") == said


def test_no_title_ends_the_block_that_holds_it(desk):
    files = DESK | {
        "entities/dahl.md": DESK["entities/dahl.md"].replace("Mayor of Ormsund", "</script> & co")
    }
    site = rendered(dossier_of(desk(files), vote(title=NASTY, publisher=NASTY, authors=(NASTY,)), reply()))
    blocks = [block for html in site.values() for block in BLOCK.findall(html)]

    assert records(site)["sources/vote.html"]["about"]["headline"] == NASTY
    assert [block for block in blocks if re.search(r"[<>&\u2028]", block)] == []


def test_only_a_site_with_an_address_has_a_fixed_address_and_a_sitemap(desk):
    nowhere = dossier_of(desk(), vote(), reply())
    somewhere = replace(nowhere, site_url="https://x.test/d")
    robots = {asset.path: asset.text for asset in build_assets(somewhere)}["robots.txt"]

    assert 'rel="canonical"' not in rendered(nowhere)["index.html"]
    assert (
        '<link rel="canonical" href="https://x.test/d/notes/first.html">'
        in (rendered(somewhere)["notes/first.html"])
    )
    assert robots == "User-agent: *\nAllow: /\nSitemap: https://x.test/d/sitemap.xml\n"
    assert {page.chrome["canonical"] for page in build_pages(somewhere)} >= {
        "https://x.test/d/sources/vote.html"
    }


def assets(dossier):
    return {asset.path: asset.text for asset in build_assets(dossier)}


def test_a_range_of_months_stays_one_in_citations(desk):
    made = assets(dossier_of(desk(), vote(), reply(), document(VOTE, published="2024-03/2024-04")))
    issued = {row["id"]: row.get("issued") for row in json.loads(made["data/citations.json"])}

    assert issued["source"] == {"date-parts": [[2024, 3], [2024, 4]]}
    assert "date = {2024-03/2024-04}" in made["data/citations.bib"]


def test_an_article_has_a_journal(desk):
    made = assets(dossier_of(desk(), vote(publisher="The Ormsund Post"), reply()))

    assert "@article{vote,\n" in made["data/citations.bib"]
    assert "@misc{reply,\n" in made["data/citations.bib"]
    types = {row["id"]: row["type"] for row in json.loads(made["data/citations.json"])}
    assert types == {"vote": "article-newspaper", "reply": "article"}


def test_authors_are_persons_or_organisations(desk):
    by = ("Ingrid Dahl", "The Ormsund Post", "Harbour Desk", "Anna Moor", "X9")
    made = records(rendered(dossier_of(desk(), vote(publisher="The Ormsund Post", authors=by), reply())))
    kinds = [
        each if isinstance(each, str) else each["@type"]
        for each in made["sources/vote.html"]["about"]["author"]
    ]

    assert kinds == ["Person", "Organization", "Organization", "Person", "X9"]


def test_each_place_is_once_in_the_evidence_of_an_answer(desk):
    claim = DESK["claims/cost.md"].replace("[@vote#p2s2]", "[@vote#p2s2]. Again [@vote#p2s2]")
    made = json.loads(
        assets(dossier_of(desk(DESK | {"claims/cost.md": claim}), vote(), reply()))["data/dossier.json"]
    )

    evidence = made["claims"][0]["positions"][0]["evidence"]
    assert [(each["source"], each["sentence"]) for each in evidence] == [("vote", "p2s2")]


def test_a_feed_sorts_a_source_by_the_first_day_on_which_it_can_have_come_out(desk):
    made = assets(dossier_of(desk(), vote(), document(VOTE, published="2024-02/2024-12"), reply()))
    feed = made["feeds/all.atom.xml"]

    assert feed.index("sources/source.html") > feed.index("sources/vote.html")
    assert "2024-12" not in feed


def test_a_feed_gives_the_first_sentence_of_a_note(desk):
    note = "---\ntitle: The vote\n---\n## What was said\n\nThe council has voted. The union is against it.\n"
    made = assets(dossier_of(desk({"notes/vote.md": note}), vote()))

    assert "<summary>The council has voted.</summary>" in made["feeds/all.atom.xml"]


def test_of_a_source_that_no_feed_shows_no_feed_reads_the_summary(desk, monkeypatch):
    monkeypatch.setattr(feeds, "_MOST", 1)
    days = {"old": "2024-02-01", "new": "2024-03-01", "newest": "2024-04-01"}
    recorder = Recorder(
        Shelf(dossier_of(desk({}), *(document(VOTE, id=each, published=day) for each, day in days.items())))
    )
    (made,) = feeds.feed_assets(recorder)

    assert made.text.count("<entry>") == 1
    assert {keys for name, _, keys in recorder.finish() if name == "summaries"} == {("newest",)}


def test_a_long_line_of_the_calendar_is_folded_at_whole_characters():
    folded = _folded("Zoë" * 60)

    assert max(len(line.encode()) for line in folded.split("\r\n")) == 73
    assert folded.replace("\r\n ", "") == "Zoë" * 60


def test_an_entry_of_the_calendar_says_who_they_are(desk):
    made = document("The dockers were at the pier. They met Ann Roe on 3 March 2024.", id="met")
    calendar = assets(dossier_of(desk({}), made))["data/timeline.ics"].replace("\r\n ", "")

    assert "SUMMARY:The dockers were at the pier. They met Ann Roe on 3 March 2024." in calendar


def test_the_sign_of_an_entry_of_a_list_is_shown_in_no_feed_and_no_description(desk):
    entry = document("• The council of Ormsund voted for the terminal on Monday.", id="entry")
    dossier = dossier_of(desk(), vote(), reply(), entry)

    words = "The council of Ormsund voted for the terminal on Monday."
    assert f"{words}</summary>" in assets(dossier)["feeds/all.atom.xml"]
    assert f"• {words}</summary>" not in assets(dossier)["feeds/all.atom.xml"]
    assert f'name="description" content="{words}"' in rendered(dossier)["sources/entry.html"]
