"""The built site in a real browser, from disk and over http, with and without script."""

import re
from pathlib import Path

import pytest
from browsers import served
from press import ROOT
from tools import AXE, missing

pytestmark = pytest.mark.browser

KINDS = [
    "index.html", "timeline.html", "map.html", "search.html",
    "pages/about.html", "topics/index.html", "topics/abraham-accords.html", "entities/index.html",
    "entities/ahmed-al-sharaa.html", "notes/index.html", "claims/index.html", "sources/index.html",
    "sources/baku-face-to-face-and-gas.html",
]  # fmt: skip


def some_pages(site):
    """One page of each kind: the lists, and the first of each folder."""
    found = [name for name in KINDS if (site / name).is_file()]
    for folder in ("sources", "topics", "entities", "notes", "claims"):
        pages = sorted(path for path in (site / folder).glob("*.html") if not path.name.startswith("index"))
        found += [pages[0].relative_to(site).as_posix()]
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def http_root(site):
    """The site under http in a folder of its own: `http://…/site/`."""
    with served(site) as address:
        yield address


def watched(page):
    """Collect what a page says on the console and what it asks for."""
    said, asked = [], []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return said, asked


@pytest.mark.parametrize("way", ["file", "http"])
def test_every_page_is_silent_and_asks_for_nothing_outside(site, http_root, browser, way):
    root = f"file://{site}/" if way == "file" else http_root
    page = browser.new_page()
    said, asked = watched(page)
    for path in sorted(site.rglob("*.html")):
        page.goto(root + path.relative_to(site).as_posix())

    assert said == []
    assert [url for url in asked if not url.startswith(root) and not url.endswith("/favicon.ico")] == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(site, browser, width, scheme):
    if not AXE.is_file():
        missing("axe-core is not installed (npm install --prefix .tools axe-core)")
    # A page's policy rightly refuses a foreign script: the checker is let in by the test alone.
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    faults = []
    for name in some_pages(site):
        # At a place, so that what only the paragraph asked for shows is judged too.
        page.goto(f"file://{site}/{name}" + ("#p2s1" if name.startswith("sources/") else ""))
        page.add_script_tag(path=str(AXE))
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for violation in result["violations"]:
            faults.append((name, violation["id"], violation["nodes"][0]["html"][:120]))
        sideways = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if sideways > 0:
            faults.append((name, "scrolls sideways", sideways))
    context.close()

    assert faults == []


def test_a_page_says_the_same_without_script(site, browser):
    texts = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        row = {}
        for name in some_pages(site):
            if name in ("search.html", "timeline.html"):
                continue  # there the script adds a form of its own
            page.goto(f"file://{site}/{name}")
            row[name] = " ".join(page.inner_text("main").split())
        texts.append(row)
        context.close()

    assert texts[0] == texts[1]
    assert all(len(words) > 40 for words in texts[0].values())


WIDTHS = [320, 360, 480, 640, 767, 768, 900, 959, *range(960, 1300, 10), 1366, 1440, 1600, 1920]


def test_paragraph_numbers_are_on_the_screen_at_every_width(site, browser):
    source = max((site / "sources").glob("*.html"), key=lambda path: path.read_text("utf-8").count(">¶"))
    page = browser.new_page()
    page.goto(f"file://{source}")
    lost = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        boxes = [number.bounding_box() for number in page.locator(".text p > a:first-child").all()]
        outside = [
            box for box in boxes if box["x"] < 0 or box["x"] + box["width"] > width or not box["height"]
        ]
        texts = [block.bounding_box() for block in page.locator(".text p:has(> a:first-child)").all()]
        covered = [t for t, n in zip(texts, boxes, strict=True) if n["x"] < t["x"] < n["x"] + n["width"] - 1]
        if outside or covered or not boxes:
            lost[width] = (outside + covered)[:1]
    page.close()

    assert lost == {}


UNSEEN = """() => [...document.querySelectorAll('a[href], button, input, select, [tabindex="0"]')]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled)
  .flatMap((each) => {
    each.focus();
    const style = getComputedStyle(each);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3;
    const seen = ring || document.activeElement !== each;
    return seen ? [] : [each.outerHTML.slice(0, 80)];
  })"""


def test_the_focus_is_seen_on_every_stop(site, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    unseen = {}
    for name in some_pages(site):
        page.goto(f"file://{site}/{name}")
        page.keyboard.press("Tab")  # from here on the browser takes every focus for one by keyboard
        unseen[name] = page.evaluate(UNSEEN)
    page.close()

    assert {name: stops for name, stops in unseen.items() if stops} == {}


ADDRESSES = """() => [...document.querySelectorAll('.text p span[id]')]
  .filter((each) => getComputedStyle(each, '::after').content === `" ${each.id}"`)
  .map((each) => each.id)"""


def test_without_script_a_chosen_paragraph_shows_the_address_of_each_sentence(site, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    source = next(
        path for path in sorted((site / "sources").glob("*.html")) if "p3s2" in path.read_text("utf-8")
    )
    page.goto(f"file://{source}")
    before = page.evaluate(ADDRESSES)
    page.focus('.text p > a[href="#p3"]')
    page.keyboard.press("Enter")
    of_paragraph = page.evaluate(ADDRESSES)
    page.goto(f"file://{source}#p3s2")
    of_sentence = page.evaluate(ADDRESSES)
    page.context.close()

    assert before == []
    assert of_paragraph[:2] == ["p3s1", "p3s2"]
    assert of_sentence == ["p3s2"]


def test_markup_and_styles_are_valid(site):
    import shutil
    import subprocess

    jar = next((ROOT / ".tools" / "node_modules" / "vnu-jar").rglob("vnu.jar"), None)
    if not jar or not shutil.which("java"):
        missing("the Nu HTML checker is not installed (npm install --prefix .tools vnu-jar)")
    ran = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "gnu", str(site)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    css = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--css", "--format", "gnu",
         *map(str, sorted((site / "theme").glob("*.css")))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ran.stderr.splitlines()[:10] == []
    # The checker's style grammar does not know these two yet; all else is an error.
    unknown = ("text-wrap", "forced-color")
    assert [line for line in css.stderr.splitlines() if not any(word in line for word in unknown)][:10] == []


def test_a_page_keeps_its_weight(site):
    heavy = []
    for path in sorted((site / "sources").glob("*.html")):
        if path.stat().st_size > 50_000:
            heavy.append((path.name, path.stat().st_size))
    styles = sum(path.stat().st_size for path in (site / "theme").glob("*.css"))
    asked = {
        path: re.findall(r'<script src="([^"]+)"', path.read_text("utf-8")) for path in site.rglob("*.html")
    }
    scripts = {
        path: sum((path.parent / script).stat().st_size for script in found) for path, found in asked.items()
    }

    assert heavy == []
    assert styles <= 20_000
    assert max(size for path, size in scripts.items() if path.name != "search.html") <= 15_000
    assert max(scripts.values()) <= 16_500  # that of search is on its own page alone


def test_each_bundle_opens_from_an_empty_folder(site, browser, tmp_path):
    import zipfile

    from dossier.bundles import write_bundles

    write_bundles(site, tmp_path / "made")
    for number, opened in enumerate(("dossier.zip", "dossier.html")):
        folder = tmp_path / f"stick-{number}"
        folder.mkdir()
        if opened.endswith(".zip"):
            with zipfile.ZipFile(tmp_path / "made" / opened) as archive:
                archive.extractall(folder)
            start = folder / "index.html"
        else:
            start = folder / opened
            start.write_bytes((tmp_path / "made" / opened).read_bytes())
        context = browser.new_context(offline=True)
        page = context.new_page()
        said, asked = watched(page)
        page.goto(f"file://{start}")
        page.click("main a[href*='topics/']")
        heading = page.inner_text("h1:visible")
        page.go_back()

        assert said == []
        assert heading and page.inner_text("h1:visible") != heading
        assert all(url.startswith((f"file://{folder}", "data:")) for url in asked)
        context.close()


def test_the_one_file_reads_as_a_long_document_without_script(site, browser, tmp_path):
    from dossier.bundles import write_bundles

    write_bundles(site, tmp_path, "html")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{tmp_path / 'dossier.html'}")
    headings = page.locator("main h1:visible").count()
    context.close()

    assert headings == len(list(Path(site).rglob("*.html")))


@pytest.mark.parametrize("width", [360, 1280])
def test_without_script_a_link_in_the_one_file_leads_to_the_very_place(site, browser, tmp_path, width):
    from dossier.bundles import write_bundles

    write_bundles(site, tmp_path, "html")
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"file://{tmp_path / 'dossier.html'}")
    top = "() => document.querySelector(':target').getBoundingClientRect().top"
    tops = []
    for link in (
        page.locator("#claims\\/index\\.html a[href*='~p']"),
        page.locator("a[href^='#sources/'][href*='~p']"),
    ):
        link.last.evaluate("(link) => link.click()")
        page.wait_for_timeout(300)
        tops.append(page.evaluate(top))
    context.close()

    assert [each for each in tops if not 0 <= each < 800] == []


def test_nothing_moves_while_a_page_loads(site, browser):
    """Layout shift as the browser counts it (CLS), on one page of each kind."""
    moved = {}
    for width in (360, 1280):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.add_init_script(
            "window.shifts = []; new PerformanceObserver((list) => window.shifts.push("
            "...list.getEntries().map((entry) => entry.value)))"
            ".observe({type: 'layout-shift', buffered: true});"
        )
        for name in some_pages(site):
            page.goto(f"file://{site}/{name}", wait_until="load")
            page.wait_for_timeout(150)
            total = sum(page.evaluate("window.shifts"))
            if total > 0.001:
                moved[width, name] = round(total, 4)
        page.close()

    assert moved == {}
