"""A page that got another name is found under the former one."""

import re

import pytest
from press import press

from dossier.bundles import write_bundles
from dossier.check import check_site

NOTE = "---\ntitle: Tides\n{keys}\n---\n> [!judgement]\n> High water.\n"


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content/notes").mkdir(parents=True)
    return tmp_path


def built(desk, **keys):
    for name, words in keys.items():
        (desk / f"content/notes/{name}.md").write_text(NOTE.format(keys=words), "utf-8")
    return press(desk / "site", desk / "seeds", desk / "content").site


@pytest.mark.parametrize(
    "keys", ["aliases: [High Water]", "redirect_from: high-water", "redirect_from: [/2024/high-water.html]"]
)
def test_a_former_address_leads_on(desk, keys):
    site = built(desk, tides=keys)

    page = (site / "notes/high-water.html").read_text("utf-8")
    assert re.search(r'http-equiv="refresh" content="0; url=tides.html"', page)
    assert '<a href="tides.html">Tides</a>' in page
    assert check_site(site) == ()
    assert "high-water" not in (site / "notes/index.html").read_text("utf-8")
    assert write_bundles(site, desk / "bundles")


def test_a_page_of_today_keeps_its_address_and_what_two_claim_leads_nowhere(desk):
    site = built(desk, tides="aliases: [ebb, flow]", ebb="aliases: [flow]")

    assert "refresh" not in (site / "notes/ebb.html").read_text("utf-8")
    assert not (site / "notes/flow.html").exists()


def test_a_draft_keeps_its_former_names_to_itself(desk):
    site = built(desk, tides="aliases: [high water]\nstatus: draft")

    assert not (site / "notes/high-water.html").exists()


def test_links_may_use_the_former_name(desk):
    (desk / "content/notes/other.md").write_text(
        "---\ntitle: Other\n---\n> [!judgement]\n> See [[high-water]].\n"
    )
    site = built(desk, tides="redirect_from: high-water")

    assert 'href="tides.html"' in (site / "notes/other.html").read_text("utf-8")
