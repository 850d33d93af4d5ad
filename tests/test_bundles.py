"""Bundles are made of the built site alone, and the same site gives the same bytes."""

import hashlib
import os
import re
import subprocess
import zipfile
from urllib.parse import quote, unquote

import pytest
from lxml import html
from tools import AXE, missing

from dossier.bundles import FORMATS, left_out, onefile, write_bundles
from dossier.errors import UsageError
from dossier.text.interface import ENGLISH


def test_two_runs_give_the_same_sums(harbour, tmp_path):
    write_bundles(harbour, tmp_path / "a")
    os.utime(harbour / "index.html", (0, 0))
    write_bundles(harbour, tmp_path / "b")

    sums = [(tmp_path / name / "SHA256SUMS").read_text() for name in ("a", "b")]
    assert sums[0] == sums[1]
    for line in sums[0].splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "a" / name).read_bytes()).hexdigest() == digest


def test_the_sums_name_bundles_alone(harbour, tmp_path):
    (tmp_path / "mine.html").write_text("not a bundle", "utf-8")
    written = write_bundles(harbour, tmp_path, "zip")

    assert [path.name for path in written] == ["dossier.zip", "SHA256SUMS"]
    assert "mine.html" not in (tmp_path / "SHA256SUMS").read_text("utf-8")


def test_nothing_stays_beside_the_bundles_of_a_run_that_was_killed(harbour, tmp_path):
    left = tmp_path / ".new" / "dossier.zip"
    left.parent.mkdir()
    left.write_text("a bundle for others", "utf-8")
    written = write_bundles(harbour, tmp_path, "zip")

    assert sorted(tmp_path.iterdir()) == sorted(written)


def test_the_zip_file_holds_the_whole_site(harbour, tmp_path):
    write_bundles(harbour, tmp_path, "zip")
    with zipfile.ZipFile(tmp_path / "dossier.zip") as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}

    first, second, *_ = inside
    assert (first, second) == ("START-HERE.html", "SHA256SUMS")
    del inside[first], inside[second]
    outside = {p.relative_to(harbour).as_posix(): p.read_bytes() for p in harbour.rglob("*") if p.is_file()}
    assert inside == outside


def test_the_one_file_holds_every_page_and_every_link_leads_inside(harbour, tmp_path):
    write_bundles(harbour, tmp_path, "html")
    tree = html.parse(str(tmp_path / "dossier.html")).getroot()

    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    pages = {path.relative_to(harbour).as_posix() for path in harbour.rglob("*.html")}
    assert len(ids) == len(set(ids))
    assert pages <= set(ids)
    inward = [a.get("href") for a in tree.iter("a") if (a.get("href") or "").startswith("#")]
    assert len(inward) > 100
    assert sorted({href for href in inward if unquote(href[1:]) not in ids}) == []
    outward = [a.get("href") for a in tree.iter("a") if a.get("href") and not a.get("href").startswith("#")]
    assert [href for href in outward if not href.startswith(("http://", "https://", "mailto:"))] == []


@pytest.mark.parametrize(
    "name",
    ["for", "headers", "list", "form", "popovertarget", "aria-labelledby", "aria-describedby",
     "aria-controls", "aria-details", "aria-owns", "aria-activedescendant"],
)  # fmt: skip
def test_every_attribute_that_names_an_id_follows_it_into_the_one_file(tmp_path, name):
    (tmp_path / "a.html").write_text("<main></main>", "utf-8")
    bundle = onefile._Bundle(tmp_path, frozenset(["a.html"]), ENGLISH)
    part = html.fragment_fromstring(f'<p id="x" {name}="x  y">See <a href="#x">it</a></p>')

    bundle.rewrite(part, "a.html", prefix_ids=True)

    assert part.get(name) == f"{part.get('id')} a.html{onefile.MARK}y"
    assert part.find("a").get("href") == f"#{quote(part.get('id'), safe=onefile.SAFE)}"


def test_the_sums_in_the_zip_file_are_those_of_what_is_extracted(harbour, tmp_path):
    write_bundles(harbour, tmp_path, "zip")
    with zipfile.ZipFile(tmp_path / "dossier.zip") as archive:
        archive.extractall(tmp_path / "out")
    ran = subprocess.run(
        ["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path / "out", capture_output=True, check=False
    )

    assert (ran.returncode, ran.stdout) == (0, b"")
    listed = {line[66:] for line in (tmp_path / "out" / "SHA256SUMS").read_text("utf-8").splitlines()}
    files = {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert listed == files - {"SHA256SUMS"}


def test_where_to_start_says_to_extract_and_needs_no_other_file(harbour, tmp_path):
    write_bundles(harbour, tmp_path, "zip")
    with zipfile.ZipFile(tmp_path / "dossier.zip") as archive:
        page = archive.read("START-HERE.html").decode()

    assert "Extract all files first" in page
    assert re.findall(r'(?:href|src)="([^"]*)"', page) == ["index.html"]


def test_a_compressed_zip_file_is_smaller_and_holds_the_same(harbour, tmp_path):
    write_bundles(harbour, tmp_path / "stored", "zip")
    write_bundles(harbour, tmp_path / "small", "zip", compress=True)
    stored, small = (zipfile.ZipFile(tmp_path / name / "dossier.zip") for name in ("stored", "small"))

    assert (
        2 * (tmp_path / "small" / "dossier.zip").stat().st_size
        < (tmp_path / "stored" / "dossier.zip").stat().st_size
    )
    assert [(n, stored.read(n)) for n in stored.namelist()] == [(n, small.read(n)) for n in small.namelist()]


def test_a_site_that_is_too_large_as_a_whole_is_shortened_to_what_is_cited(harbour, tmp_path, monkeypatch):
    write_bundles(harbour, tmp_path / "whole", "html")
    whole = html.parse(str(tmp_path / "whole" / "dossier.html")).getroot()
    inside = [*harbour.rglob("*.html"), *(harbour / "search").iterdir()]
    monkeypatch.setattr(onefile, "CUT", 0)
    monkeypatch.setattr(onefile, "LARGEST", sum(path.stat().st_size for path in inside) - 1)
    write_bundles(harbour, tmp_path / "short", "html")
    short = html.parse(str(tmp_path / "short" / "dossier.html")).getroot()

    assert re.search("has only the summaries and the cited passages", " ".join(left_out(harbour)))
    assert [s.get("id") for s in short.iter("section") if "page" in s.get("class", "").split()] == [
        s.get("id") for s in whole.iter("section") if "page" in s.get("class", "").split()
    ]
    ids = {element.get("id") for element in short.iter() if element.get("id")}
    inward = {unquote(a.get("href")[1:]) for a in short.iter("a") if (a.get("href") or "").startswith("#")}
    assert inward <= ids
    assert "sources/ferry-terminal-vote.html~text" in ids
    rows = [len(tree.xpath("//section[contains(@id, '~text')]/*[@id]")) for tree in (short, whole)]
    assert 0 < rows[0] < rows[1]
    assert ENGLISH("shortened") in short.text_content()
    assert short.xpath("//form[@role='search']") == []


@pytest.mark.parametrize(("site", "format"), [("nowhere", "zip"), (None, "rar")])
def test_wrong_use_is_told(harbour, tmp_path, site, format):
    with pytest.raises(UsageError):
        write_bundles(tmp_path / site if site else harbour, tmp_path / "out", format)


def test_a_site_too_large_for_one_file_is_given_as_a_zip_file(harbour, tmp_path, monkeypatch):
    monkeypatch.setattr(onefile, "LARGEST", 1_000_000)
    (tmp_path / "dossier.html").write_text("of an earlier, smaller site")

    with (harbour / "index.html").open("ab") as page:
        before = page.tell()
        page.write(b" " * 1_000_000)
    try:
        written, reasons = write_bundles(harbour, tmp_path), left_out(harbour)
        with pytest.raises(UsageError) as told:
            write_bundles(harbour, tmp_path, "html")
    finally:
        os.truncate(harbour / "index.html", before)

    others = sorted(f"dossier.{ending}" for ending in FORMATS if ending != "html")
    assert [path.name for path in written] == [*others, "SHA256SUMS"]
    assert not (tmp_path / "dossier.html").exists()
    assert reasons == (str(told.value),)
    assert re.search(r"dossier\.html would be 1 MB; .*\. Use another format: zip", str(told.value))


@pytest.mark.browser
def test_the_way_back_in_the_one_file_leads_to_where_the_reader_was(harbour, browser, tmp_path):
    write_bundles(harbour, tmp_path, "html")
    page = browser.new_page(viewport={"width": 600, "height": 400})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"file://{tmp_path / 'dossier.html'}#sources/ferry-terminal-vote.html")
    heading = page.locator("section.page:visible h1")
    source = heading.inner_text()
    link = page.locator("section.page:visible a[href^='#topics/']").last
    link.scroll_into_view_if_needed()
    left = page.evaluate("scrollY")
    link.click()
    topic, top = heading.inner_text(), page.evaluate("scrollY")
    focused = page.evaluate("document.activeElement.id")
    page.go_back()

    assert left > 500 > top
    assert focused.startswith("topics/")
    assert topic != source == heading.inner_text()
    assert abs(page.evaluate("scrollY") - left) < 60  # the click itself may have scrolled a line
    page.evaluate("location.hash = 'no-such-place'")
    assert page.locator("section.page:visible").count() == 1
    assert said == []
    page.close()


@pytest.mark.browser
def test_each_page_of_the_one_file_opens_at_its_top_with_its_entry_marked(harbour, browser, tmp_path):
    write_bundles(harbour, tmp_path, "html")
    page = browser.new_page(viewport={"width": 1000, "height": 500})
    seen = []
    for place in ("", "#topics/jobs.html", "#timeline.html", "#sources/ferry-terminal-vote.html"):
        page.goto(f"file://{tmp_path / 'dossier.html'}{place}")
        page.wait_for_timeout(100)
        seen.append(
            page.evaluate(
                "[scrollY, document.querySelector('.masthead [aria-current]')?.textContent ?? '',"
                " document.querySelector('.masthead [aria-current]')?.getAttribute('aria-current') ?? '']"
            )
        )
    page.evaluate("scrollTo(0, 800)")
    page.click("section.page:visible a[href^='#topics/']")
    seen.append(
        page.evaluate("[scrollY, document.querySelector('.masthead [aria-current]').textContent, '']")
    )
    page.close()

    assert seen == [
        [0, "", ""],
        [0, "Topics", "true"],
        [0, "Timeline", "page"],
        [0, "Sources", "true"],
        [0, "Topics", ""],
    ]


@pytest.mark.browser
def test_axe_finds_nothing_in_the_one_file_and_paper_shows_its_page(harbour, browser, tmp_path):
    if not AXE.is_file():
        missing("axe-core is not installed (npm install --prefix .tools axe-core)")
    write_bundles(harbour, tmp_path, "html")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"file://{tmp_path / 'dossier.html'}#topics/jobs.html")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    page.emulate_media(media="print")
    printed = page.locator("main h1:visible").all_inner_texts()
    context.close()

    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []
    assert printed == ["Jobs on the quay"]
