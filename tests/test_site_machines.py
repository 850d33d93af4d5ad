"""What machines read: schema.org descriptions, the picture of link cards, robots.txt."""

import json
import re
import struct
import zlib
from dataclasses import replace
from functools import partial

import pytest
from ormsund import DESK, dossier_of, rendered, reply, vote, write_desk
from press import ROOT

from dossier.publishing import write_asset
from dossier.site import build_assets, build_pages
from dossier.site.picture import ACCENT, INK, LINE, PAPER, SOFT, draw_picture
from dossier.site.shelf import Shelf

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


def test_only_a_site_with_an_address_has_a_picture_and_a_sitemap(desk):
    nowhere = dossier_of(desk(), vote(), reply())
    somewhere = replace(nowhere, site_url="https://x.test/d")
    robots = {asset.path: asset.text for asset in build_assets(somewhere)}["robots.txt"]

    assert "og:image" not in rendered(nowhere)["index.html"]
    assert "picture.png" not in [asset.path for asset in build_assets(nowhere)]
    assert (
        'property="og:image" content="https://x.test/d/picture.png"'
        in rendered(somewhere)["notes/first.html"]
    )
    assert robots == "User-agent: *\nAllow: /\nSitemap: https://x.test/d/sitemap.xml\n"
    assert {page.view.chrome["canonical"] for page in build_pages(somewhere)} >= {
        "https://x.test/d/sources/vote.html"
    }


def test_the_picture_is_a_png_of_the_right_size_and_the_same_twice(desk, tmp_path):
    dossier = replace(dossier_of(desk(), vote(), reply()), site_url="https://x.test")
    picture = next(asset for asset in build_assets(dossier) if asset.path == "picture.png")
    write_asset(tmp_path, picture)
    written = (tmp_path / "picture.png").read_bytes()

    assert written == picture.raw == draw_picture(Shelf(dossier))
    assert written[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", written[16:24]) == (1200, 630)
    start = written.index(b"IDAT") + 4
    (size,) = struct.unpack(">I", written[start - 8 : start - 4])
    rows = zlib.decompress(written[start : start + size])
    assert len(rows) == 630 * 601 and len(set(rows)) > 10  # a row: its filter and 600 bytes


@pytest.mark.parametrize(
    "title", ["", "W" * 900, "long words " * 60, "港口协议", "الميناء", "🚢 \x00", "Port – “deal”"]
)
def test_any_title_can_be_drawn(desk, title):
    dossier = dossier_of(desk(), vote(), reply())
    plain = draw_picture(Shelf(replace(dossier, title="")))
    drawn = draw_picture(Shelf(replace(dossier, title=title)))

    shown = (title.isascii() and title.strip()) or "deal" in title  # else no letter rather than empty boxes
    assert (drawn != plain) == bool(shown)


def test_the_picture_wears_the_colours_of_the_theme():
    sheet = (ROOT / "theme" / "static" / "style.css").read_text("utf-8")
    tokens = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", sheet.split("@media")[0]))

    assert [tokens[name] for name in ("paper", "ink", "soft", "line", "accent")] == [
        PAPER,
        INK,
        SOFT,
        LINE,
        ACCENT,
    ]
