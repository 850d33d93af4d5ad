"""The editors' report lies outside the site, and leads into it."""

import json
import re
from dataclasses import replace

import pytest
from builders import document
from ormsund import dossier_of, report_of
from press import press_harbour

from dossier.errors import UsageError
from dossier.model import Desk, MarkdownBody, Term, Topic, TopicId
from dossier.report import check_folder, write_report
from dossier.site import build_report

GIVEN = ("Ann", "Bea", "Carl", "Dora", "Emil", "Frida", "Georg")
SURNAMES = ("Moor", "Holm", "Roe", "Vik", "Dahl", "Lund", "Berg")
FERRY = Topic(TopicId("ferry"), "The ferry", (Term("ferry line", 2),), MarkdownBody("x.md", 1, ""))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return press_harbour(tmp_path_factory.mktemp("built") / "site")


def test_figures_of_all_files_are_on_the_first_page_alone(built, monkeypatch):
    monkeypatch.setattr("dossier.site.pages.report.PER_PAGE", 2)

    pages, _ = build_report(built.dossier)

    assert [page.view["facts"] and page.view["facts"]["read"] for page in pages] == [3, None]
    assert [len(page.view["files"]) for page in pages] == [2, 1]


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


def test_the_report_says_how_many_quotations_were_compared(built):
    page = (built.report / "index.html").read_text("utf-8")
    compared, not_compared = built.dossier.quotations

    assert compared > 0
    for words, number in (("Quotations compared", compared), ("Quotations not compared", not_compared)):
        assert re.search(rf"<dt>{words}[^<]*</dt><dd>{number}</dd>", page)


def test_the_data_of_the_report_is_what_only_editors_see(built):
    report = json.loads((built.report / "report.json").read_text("utf-8"))
    data = json.loads((built.site / "data" / "dossier.json").read_text("utf-8"))

    assert {"candidates", "proposals", "problems"} <= report.keys()
    assert set() == {"candidates", "proposals", "problems"} & data.keys()
    assert {"text", "count", "sources", "kind", "spellings", "suggestion"} == report["candidates"][0].keys()


def decided(*texts):
    """Return the sections of the report on some texts, and its HTML."""
    documents = [document(text, id=f"s{number:02}") for number, text in enumerate(texts)]
    made = dossier_of(Desk(topics=(FERRY,)), *documents)
    pages, _ = build_report(made)
    return {section.id: section for section in pages[0].view["sections"]}, report_of(made)


def test_decisions_come_first_and_at_most_sixty_of_them():
    names = [f"{given} {surname}" for given in GIVEN for surname in SURNAMES]
    sections, page = decided(*(f"On Monday Mr {name} was seen at the old mill." for name in names))

    assert sum(len(section.rows) for section in sections.values()) <= 60
    assert len(sections["names"].rows) == 20
    assert len(sections["names"].rest) == 1 + 29
    assert page.index('id="names"') < page.index('id="files"')
    assert "29 more</summary>" in page


def test_files_with_nothing_to_decide_are_folded_below_those_with_a_question():
    _, page = decided("The ferry line ran.", "The ferry line ran on time.", "The mill was closed for a day.")
    files = page[page.index('id="files"') :]
    asked, fine = files.split("<details><summary>2 files with nothing to decide</summary>")

    assert page.index('id="read"') < page.index('id="files"')
    assert asked.count("<article") == 1 and "mentions none of the topics" in asked
    assert fine.count("<article") == 2


def test_a_file_is_named_with_its_own_folder():
    source = replace(document("The ferry line ran."), path="log.txt", folder="inbox")

    assert "<dd><code>inbox/log.txt</code></dd>" in report_of(dossier_of(Desk(), source))


def test_what_is_asked_of_many_sources_is_one_question():
    sections, _ = decided(*(f"The mill number {number} was closed for a day." for number in range(9)))

    asked = [row.message for row in sections["questions"].rows if row.code == "source-without-topic"]
    assert asked == ["mentions none of the topics (9 sources, the first is named here)"]


def test_an_unknown_name_is_asked_once():
    _, page = decided("On Monday Borislav Tanev met the crew. We saw Borislav Tanev and Borislav Tanev.")

    assert page.count("Borislav Tanev</h3>") == 1
    assert "unknown name" not in page


def test_a_sentence_is_proposed_once():
    sections, _ = decided(
        "Engineers of the Coast Railway closed the bridge at Zorvan. Bakers raised the price of rye.",
        "The bridge at Zorvan was closed by engineers of the Coast Railway. Rain fell on the bay.",
        "By engineers of the Coast Railway the bridge at Zorvan was closed. The hills were grey.",
    )

    assert len(sections["agreements"].rows) == 1


def test_one_origin_is_no_agreement():
    told = "Engineers of the Coast Railway closed the bridge at Zorvan"
    sections, _ = decided(f"{told} again. Bakers raised the price of rye.", f"{told}. Rain fell on the bay.")

    assert "agreements" not in sections


@pytest.mark.parametrize("folder", ["site", "site/report", "."])
def test_a_report_may_not_lie_in_the_site_nor_round_it(tmp_path, folder):
    with pytest.raises(UsageError, match="needs a folder of its own"):
        check_folder(tmp_path / folder, tmp_path / "site")


def test_a_report_is_not_written_over_other_files(tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "mine.txt").write_text("mine")

    with pytest.raises(UsageError, match="contains other files than a report"):
        check_folder(tmp_path / "report", tmp_path / "site")


def test_a_report_takes_the_place_of_the_last_one(tmp_path):
    folder, site = tmp_path / "report", tmp_path / "site"
    for words in ("old", "new"):
        pages = {"report/index.html": f'<a href="../x.html">{words}</a>', f"report/{words}.html": words}
        write_report(folder, site, pages | {"report.json": "{}"})

    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "new.html", "report.json"]
    assert (folder / "index.html").read_text() == '<a href="../site/x.html">new</a>'
