"""The editors' report lies outside the site, and leads into it."""

import json
import re

import pytest
from press import press_harbour

from dossier.errors import UsageError
from dossier.model import Asset
from dossier.report import check_folder, write_report


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return press_harbour(tmp_path_factory.mktemp("built") / "site")


def test_nothing_in_the_site_is_the_report_or_leads_to_it(built):
    names = [path.name for path in built.site.rglob("*")]
    links = {
        link
        for path in built.site.rglob("*.html")
        for link in re.findall(r'href="([^"#]*)', path.read_text("utf-8"))
        if "report" in link.split("/")
    }

    assert [name for name in names if name.startswith("report")] == []
    assert set() == links


def test_every_link_of_the_report_leads_to_a_file(built):
    page = built.report / "index.html"
    links = set(re.findall(r'(?:href|src)="([^"#:]+)(?=["#])', page.read_text("utf-8")))

    assert {"../site/index.html"} <= links
    assert [link for link in links if not (built.report / link).is_file()] == []


def test_the_data_of_the_report_is_what_only_editors_see(built):
    report = json.loads((built.report / "report.json").read_text("utf-8"))
    data = json.loads((built.site / "data" / "dossier.json").read_text("utf-8"))

    assert {"candidates", "proposals", "problems"} <= report.keys()
    assert set() == {"candidates", "proposals", "problems"} & data.keys()
    assert {"text", "count", "sources", "kind", "spellings", "suggestion"} == report["candidates"][0].keys()


@pytest.mark.parametrize("folder", ["site", "site/report", "."])
def test_a_report_may_not_lie_in_the_site_nor_round_it(tmp_path, folder):
    with pytest.raises(UsageError, match="needs a folder of its own"):
        check_folder(tmp_path / folder, tmp_path / "site")


def test_a_report_is_not_written_over_other_files(tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "mine.txt").write_text("mine")

    with pytest.raises(UsageError, match="holds files that are no report"):
        check_folder(tmp_path / "report", tmp_path / "site")


def test_a_report_takes_the_place_of_the_last_one(tmp_path):
    folder, site = tmp_path / "report", tmp_path / "site"
    for words in ("old", "new"):
        pages = {"report/index.html": f'<a href="../x.html">{words}</a>', f"report/{words}.html": words}
        write_report(folder, site, pages, Asset("report.json", "{}"))

    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "new.html", "report.json"]
    assert (folder / "index.html").read_text() == '<a href="../site/x.html">new</a>'
