"""The journeys of a reader, from disk, in Firefox ESR, WebKitGTK and a Chromium of 2022."""

from functools import partial

import pytest
from browsers import firefox, old_chromium, served, wait_for, webkit

from dossier.bundles import write_bundles

pytestmark = pytest.mark.browser

FOUND = "document.querySelectorAll('[data-results] mark').length > 0"
BROWSERS = ("Firefox ESR", "WebKitGTK", "Chromium of 2022")
SWITCHED = pytest.mark.parametrize("open_window", ["Firefox ESR", "Chromium of 2022"], indirect=True)
"""Those whose drivers can switch scripts off and ask for the dark scheme."""


@pytest.fixture(params=BROWSERS)
def open_window(request):
    if request.param == "Firefox ESR":
        return firefox
    if request.param == "WebKitGTK":
        return webkit
    return partial(old_chromium, request.getfixturevalue("playwright"))


@pytest.fixture(scope="module")
def harbour_http(harbour):
    with served(harbour) as address:
        yield address


def first_source(site):
    return min(path for path in (site / "sources").glob("*.html") if not path.stem.startswith("index"))


def heading_is(words):
    return f"document.querySelector('section.page:not([hidden]) h1')?.textContent === '{words}'"


def test_a_reader_finds_her_way_from_disk(harbour, open_window):
    """Search from the masthead, a result, a link, the way back, a preview and a filter, in one window."""
    root = f"file://{harbour}/"
    with open_window() as window:
        window.open(f"{root}sources/{first_source(harbour).name}")
        window.enter(".find input", "ferry & terminal")
        assert wait_for(window, f"location.pathname.endsWith('/search.html') && {FOUND}")
        assert window.evaluate("document.querySelector('[data-query]').value") == "ferry & terminal"
        window.click("[data-results] li a[href*='sources/']")
        assert wait_for(window, "location.pathname.includes('/sources/')")
        window.back()
        assert wait_for(window, f"location.pathname.endsWith('/search.html') && {FOUND}")

        window.open(f"{root}timeline.html")
        rows = window.evaluate("document.querySelectorAll('[data-topics]').length")
        window.evaluate(
            "(() => { const select = document.querySelector('select[name=topics]'); select.selectedIndex = 1;"
            " select.dispatchEvent(new Event('change', { bubbles: true })); })()"
        )
        shown = window.evaluate("document.querySelectorAll('[data-topics]:not([hidden])').length")
        said = window.evaluate("document.querySelector('form.filters [role=status]').textContent")
        assert 0 < shown < rows and said == f"{shown} of {rows} events shown."

        window.open(f"{root}index.html")
        window.evaluate("document.querySelector('main a[data-gloss]').scrollIntoView({ block: 'center' })")
        window.hover("main a[data-gloss]")
        assert wait_for(window, "!document.querySelector('.preview').hidden")
        window.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))")
        assert window.evaluate("document.querySelector('.preview').hidden")


def test_the_search_box_finds_over_http(harbour_http, open_window):
    with open_window() as window:
        window.open(f"{harbour_http}timeline.html")
        window.enter(".find input", "ferry")
        assert wait_for(window, f"location.pathname.endsWith('/search.html') && {FOUND}")


def test_the_one_file_is_read_like_the_site(harbour, open_window, tmp_path):
    write_bundles(harbour, tmp_path, "html")
    with open_window() as window:
        window.open(f"file://{tmp_path}/dossier.html#timeline.html")
        assert wait_for(window, heading_is("Timeline"))
        assert window.evaluate("scrollY") == 0
        assert window.evaluate("document.querySelector('.masthead [aria-current]').textContent") == "Timeline"
        window.click(".masthead nav a[href='#topics/index.html']")
        assert wait_for(window, heading_is("Topics"))
        window.back()
        assert wait_for(window, heading_is("Timeline"))
        window.enter(".find input", "ferry")
        assert wait_for(window, f"location.hash === '#search.html' && {FOUND}")


@SWITCHED
def test_without_script_the_search_box_leads_to_the_lists_and_keeps_the_words(harbour, open_window):
    with open_window(script=False) as window:
        window.open(f"file://{harbour}/{first_source(harbour).relative_to(harbour)}")
        window.enter(".find input", "ferry")
        assert wait_for(window, "document.querySelector('h1')?.textContent === 'Search'")
        assert window.evaluate("location.search") == "?q=ferry"
        window.click(".search-indexes a[href*='sources/']")
        assert wait_for(window, "document.querySelector('h1')?.textContent === 'Sources'")


# What a dot looks like: its fill against its rim, and against the paper of the page.
DOTS = """(() => {
  const paper = getComputedStyle(document.body).backgroundColor;
  const dots = [];
  for (const row of document.querySelectorAll(".timeline > li")) {
    const { borderTopWidth, borderTopColor, width } = getComputedStyle(row, "::before");
    const full = 2 * parseFloat(borderTopWidth) >= parseFloat(width) - .1;
    const seen = borderTopColor !== paper && parseFloat(borderTopWidth) >= 2;
    dots.push(["list", row.className, seen && (full ? "full" : "ring")]);
  }
  for (const mark of document.querySelectorAll(".strip :is(circle, rect)")) {
    const { fill, stroke } = getComputedStyle(mark);
    const shape = fill !== paper ? "full" : stroke !== paper && stroke !== "none" && "ring";
    dots.push(["strip", mark.parentElement.getAttribute("class"), shape]);
  }
  return dots;
})()"""
PAPER = {"light": "rgb(255, 254, 250)", "dark": "rgb(23, 24, 27)"}
SHAPES = {"exact": "full", "about": "ring", "full": "full", "ring": "ring"}


def test_an_uncertain_date_is_a_ring_and_an_exact_day_a_full_dot(site, open_window):
    check_dots(site, open_window, "light")


@SWITCHED
def test_the_dots_are_told_apart_on_dark_paper_too(site, open_window):
    check_dots(site, open_window, "dark")


def check_dots(site, open_window, scheme):
    with open_window(scheme) as window:
        window.open(f"file://{site}/timeline.html")
        dots = window.evaluate(DOTS)
        paper = window.evaluate("getComputedStyle(document.body).backgroundColor")

    assert paper == PAPER[scheme]
    kinds = {(where, kind) for where, kind, _ in dots}
    assert {("list", "exact"), ("list", "about"), ("strip", "ring")} <= kinds
    assert [dot for dot in dots if dot[2] != SHAPES[dot[1]]] == []
