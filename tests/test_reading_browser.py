"""How the pages read: their length, their lines, and the evidence beside, under and after the words."""

import io

import pypdf
import pytest
import yaml
from press import press

from dossier.text.interface import WORDS

pytestmark = pytest.mark.browser

WIDE, PHONE = (1280, 900), (360, 780)
TOPIC, NOTE = "topics/abraham-accords.html", "notes/agreed-so-far.html"

LETTERS = """() => [...document.querySelectorAll('main :is(p, li, dd, blockquote, summary)')]
  .filter((each) => each.checkVisibility() && !each.closest('table, .unseen'))
  .filter((each) => !each.querySelector('p, ul, ol, dl, div, blockquote'))
  .map((each) => {
    const range = document.createRange(), lines = new Map();  // by its middle, where a line begins and ends
    range.selectNodeContents(each);
    for (const { top, bottom, left, right } of range.getClientRects()) {
      if (right - left < 1 || bottom - top < 8) continue;
      const middle = (top + bottom) / 2;
      const line = [...lines.keys()].find((known) => Math.abs(known - middle) < 9) ?? middle;
      const [first, last] = lines.get(line) || [left, right];
      lines.set(line, [Math.min(first, left), Math.max(last, right)]);
    }
    const widths = [...lines].sort(([one], [other]) => one - other).map(([, [first, last]]) => last - first);
    const all = widths.reduce((sum, width) => sum + width, 0), full = all - widths.at(-1);
    const letters = each.innerText.length * full / all / (widths.length - 1);
    return [widths.length, Math.round(letters), each.innerText.slice(0, 60)];
  })
  .filter(([lines]) => lines > 3)"""
"""Of each text of four lines or more its letters a line, the last line left out."""

GAPS = """() => [...document.querySelectorAll('.prose')].flatMap((section) => {
  const blocks = [...section.querySelectorAll(':scope > .row > .block')];
  const boxes = blocks.map((each) => each.getBoundingClientRect());
  return boxes.slice(1).map((box, number) => box.top - boxes[number].bottom);
})"""


@pytest.fixture(scope="module")
def opened(browser):
    """Open a page of a site from disk, without script."""
    contexts = []

    def open_page(site, path, size, **settings):
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=False, **settings
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"file://{site}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("size", "most"), [(PHONE, 12), (WIDE, 9)])
def test_a_topic_is_read_in_a_few_screens(site, opened, size, most):
    page = opened(site, TOPIC, size)

    assert page.evaluate("document.documentElement.scrollHeight") / size[1] <= most


@pytest.mark.parametrize("path", [TOPIC, NOTE, "notes/chronology.html"])
def test_evidence_leaves_no_hole_between_paragraphs(site, opened, path):
    assert max(opened(site, path, WIDE).evaluate(GAPS)) <= 120


@pytest.mark.parametrize(("size", "least", "most"), [(WIDE, 45, 80), (PHONE, 34, 80)])
def test_every_line_of_running_text_is_as_long_as_it_is_read_well(site, opened, size, least, most):
    page = opened(site, "index.html", size)
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    found = {}
    for path in paths:
        page.goto(f"file://{site}/{path}")
        found |= {(path, words): letters for _, letters, words in page.evaluate(LETTERS)}

    assert len(found) > 300
    assert {place: letters for place, letters in found.items() if not least <= letters <= most} == {}


def test_the_sections_of_a_page_without_evidence_are_listed_beside_its_text(site, opened):
    page = opened(site, "pages/about.html", WIDE)
    sections, text = (page.locator(each).bounding_box() for each in (".contents", ".prose .block >> nth=0"))

    assert sections["x"] >= text["x"] + text["width"]
    assert abs(sections["y"] - text["y"]) < 60


def test_a_page_that_is_one_callout_keeps_its_margin_and_begins_on_the_first_sheet(site, opened):
    page = opened(site, "pages/about.html", PHONE)
    title, text = (page.locator(each).bounding_box() for each in ("h1", ".prose .block p >> nth=0"))
    first = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages[0]

    assert text["x"] == title["x"]
    assert "What you are reading" in first.extract_text()


SMALL = """() => [...document.querySelectorAll('main a[href], main summary, main button')]
  .filter((each) => each.checkVisibility() && !each.closest('.unseen'))
  .filter((each) => !each.closest('.cite + .cite'))  // "1,2": the next mark is nearer than a finger is wide
  .filter((each) => each.innerText.length > 1 || each.closest('.cite'))
  .flatMap((each) => {
    const boxes = [...each.getClientRects()], most = (side) => Math.max(...boxes.map((box) => box[side]));
    return most('width') < 23.5 || most('height') < 24 ? [each.outerHTML.slice(0, 80)] : [];
  })"""


@pytest.mark.parametrize("path", ["index.html", TOPIC, NOTE, "timeline.html", "map.html"])
def test_every_link_in_a_text_is_as_large_as_a_finger_needs(site, opened, path):
    assert opened(site, path, PHONE).evaluate(SMALL) == []


def test_a_note_stands_in_one_line_beside_its_paragraph_and_is_read_whole_on_focus(site, opened):
    page = opened(site, TOPIC, WIDE)
    block = page.locator(".prose .block:has(#cite-4)").bounding_box()
    note = page.locator("#note-4")
    beside, words = note.bounding_box(), note.locator("q")
    before = words.evaluate("(q) => q.closest('p').scrollHeight > q.closest('p').clientHeight + 1")
    note.locator("a").first.focus()
    after = words.evaluate("(q) => q.closest('p').scrollHeight > q.closest('p').clientHeight + 1")

    assert beside["x"] >= block["x"] + block["width"]
    assert block["y"] <= beside["y"] < block["y"] + block["height"]
    assert beside["height"] < 30
    assert (before, after) == (True, False)


def test_on_a_phone_the_notes_of_a_paragraph_are_folded_and_a_mark_shows_its_own(site, opened):
    page = opened(site, TOPIC, PHONE)
    notes = page.locator(".note")
    folded = sum(note.is_visible() for note in notes.all())
    page.locator("summary").first.click()
    unfolded = [note.get_attribute("id") for note in notes.all() if note.is_visible()]
    page.locator("#cite-5").click()

    assert folded == 0
    assert unfolded == [
        f"note-{number}" for number in page.locator(".block").first.locator(".cite").all_inner_texts()
    ]
    assert page.locator("#note-5").is_visible()


@pytest.mark.parametrize("path", ["index.html", TOPIC, NOTE])
def test_a_mark_at_the_end_of_a_line_makes_no_page_wider_than_a_phone(site, opened, path):
    assert opened(site, path, PHONE).evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_a_place_has_one_number_on_a_page(site, opened):
    page = opened(site, NOTE, WIDE)
    places = [note.locator("a").first.get_attribute("href") for note in page.locator(".note[id]").all()]

    assert len(places) > 20
    assert len(places) == len(set(places))


def test_paper_has_numbered_endnotes_with_each_source_in_full_once_and_marked_sheets(site, opened):
    page = opened(site, TOPIC, WIDE)
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    texts = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    evidence = " ".join(texts).split(" Evidence ")[1]

    assert all("TLP:CLEAR" in text and "Israel–Syria contacts 2025" in text for text in texts)
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1)] == [True] * len(texts)
    assert evidence.count("a source tells CNN") == 1
    assert evidence.count("Direct talks, 17 May") > 3


def test_the_map_has_all_its_columns_on_paper(site, opened):
    page = opened(site, "map.html", WIDE)
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    printed = " ".join(sheet.extract_text() for sheet in sheets)
    marks = printed.count("●") + printed.count("○") - 2  # those of the legend

    assert marks == page.locator(".matrix td span[aria-hidden]").count()
    assert "The sentences behind it" not in printed  # folded: nothing to read on paper


def test_no_statement_is_in_an_element_that_reader_views_drop(site):
    pages = [path.read_text("utf-8") for path in sorted(site.rglob("*.html"))]

    assert pages
    assert not [page for page in pages if "<aside" in page]


@pytest.fixture(scope="module")
def right_to_left(tmp_path_factory):
    """A site in Hebrew, whose interface is translated too."""
    folder = tmp_path_factory.mktemp("rtl")
    words = {key: list(text) if isinstance(text, tuple) else text for key, text in WORDS.items()}
    files = {
        "seeds/log.txt": "יומן הנמל\n\nהרציף נשרף ביום 3 במאי 2024.\n\nהצוללנים באו ביום 9 ביוני 2024.\n",
        "seeds/log.yaml": "published: 2024-06-10\npublisher: Harbour Log\n",
        "content/pages/index.md": "---\ndossier: הנמל\nlanguage: he\n---\nהרציף נשרף [@log#p2s1].\n",
        "content/notes/pier.md": "---\ntitle: הרציף\n---\nהרציף נשרף [@log#p2s1].\n",
        "content/interface.yaml": yaml.safe_dump({"language": "he", "plural": "n != 1", "words": words}),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    press(folder / "site", folder / "seeds", folder / "content")
    return folder / "site"


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_site_from_right_to_left_is_no_wider_than_its_window(right_to_left, opened, size):
    for path in ("index.html", "timeline.html", "notes/pier.html", "sources/log.html"):
        page = opened(right_to_left, path, size)
        widths = page.evaluate("[document.dir, document.documentElement.scrollWidth, innerWidth]")

        assert widths == ["rtl", size[0], size[0]], path


def test_a_site_from_right_to_left_is_mirrored(right_to_left, opened):
    box = """(css) => {
      const { left, right } = document.querySelector(css).getBoundingClientRect();
      return [left, right];
    }"""
    page = opened(right_to_left, "notes/pier.html", WIDE)
    note, block = page.evaluate(box, ".note"), page.evaluate(box, ".block")
    page = opened(right_to_left, "timeline.html", WIDE)
    padding = page.evaluate("getComputedStyle(document.querySelector('.timeline > li')).paddingRight")
    first = page.evaluate(box, ".strip text"), page.evaluate(box, ".strip line:nth-of-type(2)")

    assert note[1] < block[0]
    assert float(padding.removesuffix("px")) > 20  # the dot has room beside the date
    assert first[0][0] >= first[1][0] - 1


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_the_numbers_of_a_text_from_right_to_left_stay_in_its_column(tmp_path, opened, size):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "seeds/log.txt").write_text("יומן הנמל\n\nהרציף נשרף ביום 3 במאי 2024.\n", "utf-8")
    press(tmp_path / "site", tmp_path / "seeds", tmp_path / "content")
    page = opened(tmp_path / "site", "sources/log.html", size)
    ends = page.evaluate(
        "[...document.querySelectorAll('.text p[dir=rtl]')].map((each) => each.getBoundingClientRect().right"
        " - each.querySelector('a').getBoundingClientRect().right)"
    )

    assert ends and min(ends) >= 0
