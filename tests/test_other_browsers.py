"""The site from disk in Firefox ESR and in a Chromium of 2022, as some readers have them."""

from functools import partial

import pytest
from browsers import firefox, old_chromium, served, wait_for

from dossier.bundles import write_bundles

pytestmark = pytest.mark.browser

FOUND = "document.querySelectorAll('[data-results] mark').length > 0"


@pytest.fixture(params=["Firefox ESR", "Chromium of 2022"])
def open_window(request):
    if request.param == "Firefox ESR":
        return firefox
    return partial(old_chromium, request.getfixturevalue("playwright"))


@pytest.fixture(scope="module")
def harbour_http(harbour):
    with served(harbour) as address:
        yield address


def first_source(site):
    return min(path for path in (site / "sources").glob("*.html") if not path.stem.startswith("index"))


def test_the_search_box_of_every_page_finds_from_disk_and_over_http(harbour, harbour_http, open_window):
    pages = ["index.html", f"sources/{first_source(harbour).name}", "timeline.html"]
    dead = []
    with open_window() as window:
        for root in (f"file://{harbour}/", harbour_http):
            for page in pages:
                window.open(root + page)
                window.enter(".find input", "ferry & terminal")
                if not wait_for(window, f"location.pathname.endsWith('/search.html') && {FOUND}"):
                    dead.append((root[:4], page, window.evaluate("location.href")))
        asked = window.evaluate("document.querySelector('[data-query]').value")

    assert dead == []
    assert asked == "ferry & terminal"


def test_the_search_box_of_the_one_file_finds(harbour, open_window, tmp_path):
    write_bundles(harbour, tmp_path, "html")
    with open_window() as window:
        window.open(f"file://{tmp_path}/dossier.html")
        window.enter(".find input", "ferry")
        found = wait_for(window, f"location.hash === '#search.html' && {FOUND}")

    assert found


def test_without_script_a_link_stands_where_the_search_box_is(harbour, open_window):
    with open_window(script=False) as window:
        window.open(f"file://{harbour}/{first_source(harbour).relative_to(harbour)}")
        box = window.evaluate("document.querySelector('.find').offsetHeight")
        window.click("header noscript a")
        assert wait_for(window, "document.querySelector('h1').textContent === 'Search'")
        window.click(".search-indexes a[href*='sources/']")
        assert wait_for(window, "document.querySelector('h1').textContent === 'Sources'")

    assert box == 0


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
  for (const circle of document.querySelectorAll(".strip circle")) {
    const { fill, stroke } = getComputedStyle(circle);
    const shape = fill !== paper ? "full" : stroke !== paper && stroke !== "none" && "ring";
    dots.push(["strip", circle.parentElement.getAttribute("class"), shape]);
  }
  return dots;
})()"""
PAPER = {"light": "rgb(255, 254, 250)", "dark": "rgb(23, 24, 27)"}
SHAPES = {"exact": "full", "about": "ring", "full": "full", "ring": "ring"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_uncertain_date_is_a_ring_and_an_exact_day_a_full_dot(site, open_window, scheme):
    with open_window(scheme) as window:
        window.open(f"file://{site}/timeline.html")
        dots = window.evaluate(DOTS)
        paper = window.evaluate("getComputedStyle(document.body).backgroundColor")

    assert paper == PAPER[scheme]
    kinds = {(where, kind) for where, kind, _ in dots}
    assert {("list", "exact"), ("list", "about"), ("strip", "ring")} <= kinds
    assert [dot for dot in dots if dot[2] != SHAPES[dot[1]]] == []
