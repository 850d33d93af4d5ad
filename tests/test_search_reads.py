"""A query of the search reads little of a large index."""

import shutil

import pytest
from browsers import ASK
from generate import generate_dossier, word

from dossier.site.search import search_assets
from dossier.site.shelf import Shelf

MOST = 150_000  # bytes for one query
COMMON = [word(rank) for rank in range(3, 15)]  # in most of the sources


@pytest.fixture(scope="module")
def large(tmp_path_factory, harbour):
    """A search page with the index of a large dossier."""
    folder = shutil.copytree(harbour, tmp_path_factory.mktemp("large") / "site")
    shutil.rmtree(folder / "search")
    (folder / "search").mkdir()
    for asset in search_assets(Shelf(generate_dossier(1_500))):
        (folder / asset.path).write_text(asset.text, "utf-8")
    return folder


def asked(browser, folder, query):
    """What a query says, and how many bytes it reads, the first time."""
    page, read = browser.new_page(), set()
    page.on("request", lambda request: read.add(request.url.split("/search/")[-1]))
    page.goto((folder / "search.html").as_uri())
    read.clear()
    said = page.evaluate(ASK, query)["said"]
    page.close()
    return said, sum((folder / "search" / name).stat().st_size for name in read)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [COMMON[0], " ".join(COMMON[:3]), " ".join(COMMON), f"{COMMON[0][:2]}*", f'"{COMMON[0]} {COMMON[1]}"'],
)
def test_a_query_reads_at_most_what_a_slow_line_carries_in_a_second(browser, large, query):
    said, read = asked(browser, large, query)

    assert "result" in said or "Nothing" in said
    assert 0 < read <= MOST


@pytest.mark.browser
@pytest.mark.slow
def test_a_query_says_that_it_left_out_the_commonest_words(browser, large):
    rare = word(3_000)

    assert asked(browser, large, " ".join([rare, *COMMON[:2]]))[0].startswith(("No page has", "1", "2"))
    assert "Without the commonest words: " in asked(browser, large, " ".join([*COMMON, rare]))[0]
