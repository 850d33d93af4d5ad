"""What editors may type, and what a reader then sees."""

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from editorial_desk import Page, html_of
from hypothesis import given, settings
from markdown_it import MarkdownIt
from random_markdown import MARKDOWN, NOTES
from tools import IN_CI

from dossier.editorial import PageIds, read_body, render
from dossier.editorial.bodies.likelihood import RANGES
from dossier.editorial.files.folder import MAX_BYTES
from dossier.editorial.markdown import SYNTAXES
from dossier.editorial.markdown.elements import OURS, elements

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "markdown"


def fixtures():
    """Each case of the fixture documents: title, dot, input, dot, expected, dot."""
    for path in sorted(FIXTURES.glob("*.md")):
        for title, given_, expected in re.findall(
            r"^(.+)\n\.\n([\s\S]*?)\n\.\n([\s\S]*?)\n\.$", path.read_text(), re.M
        ):
            yield pytest.param(given_, expected, id=f"{path.stem}: {title}")


@pytest.mark.parametrize(("given_", "expected"), list(fixtures()))
def test_a_syntax_shows_as_its_fixture_says(given_, expected):
    assert html_of(given_).rstrip("\n") == expected


# The examples of the CommonMark specification (John MacFarlane, CC BY-SA 4.0), from the npm package
# commonmark-spec 0.31.2, installed below .tools/ and no part of the project.
SPECIFICATION = ROOT / ".tools/node_modules/commonmark-spec/spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$", re.M)
with_specification = pytest.mark.skipif(
    not SPECIFICATION.is_file() and not IN_CI,
    reason="commonmark-spec is not installed: npm install --prefix .tools commonmark-spec@0.31.2",
)


def examples():
    """The 652 examples as (Markdown, HTML)."""
    found = EXAMPLE.findall(SPECIFICATION.read_text("utf-8").replace("→", "\t"))
    assert len(found) == 652
    return found


def with_our_syntaxes(md):
    for syntax in SYNTAXES:
        syntax(md)
    elements(md, OURS)
    return md


@with_specification
def test_our_syntaxes_change_nothing_that_commonmark_defines():
    plain, ours = MarkdownIt("js-default"), with_our_syntaxes(MarkdownIt("js-default"))

    texts = [text for text, _ in examples() if "<!--" not in text]  # comments never leave the desk
    assert [text for text in texts if plain.render(text) != ours.render(text)] == []


@with_specification
def test_commonmarks_own_examples_hold_with_our_syntaxes_in_place():
    md = with_our_syntaxes(MarkdownIt("commonmark"))

    def squeezed(html):
        return html.replace("<blockquote></blockquote>", "<blockquote>\n</blockquote>")

    shown = [(text, html) for text, html in examples() if "<!--" not in text]
    assert [text for text, html in shown if squeezed(md.render(text)) != html] == []


ALLOWED = {
    "a": {"class", "href", "id", "aria-label", "rel", "title"},
    "abbr": {"title"},
    "aside": {"class", "role", "id"},
    "blockquote": {"id"},
    "details": {"class", "open", "id"},
    "dd": {"id"},
    "dl": {"id"},
    "dt": {"id"},
    "div": {"class", "tabindex", "role", "aria-label", "id"},
    "input": {"type", "disabled", "checked", "aria-label"},
    "li": {"class", "id"},
    "ol": {"start", "type", "class", "id"},
    "p": {"class", "id"},
    "pre": {"tabindex", "id"},
    "section": {"class", "aria-label"},
    "span": {"class"},
    "summary": {"class"},
    "sup": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
    "ul": {"class", "id"},
} | {f"h{level}": {"id"} for level in range(2, 7)}
PLAIN = set(re.findall(r"\w+", "br code em hr mark s strong table tbody thead tr"))
EMPTY = {"br", "hr", "input"}


class Judge(HTMLParser):
    """Refuses elements and attributes that no page of ours has, and elements that cross."""

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.faults = [], [], []
        self.feed(html)
        self.close()
        self.faults += [f"open: {self.open}"] if self.open else []
        self.faults += ["an id stands twice"] if len(set(self.ids)) < len(self.ids) else []

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED and tag not in PLAIN:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ALLOWED.get(tag, ()):
                self.faults.append(f"<{tag} {name}>")
            if name == "href" and not re.match(r"https?:|mailto:|[#/]", value, re.I):
                self.faults.append(f"href={value}")
            if name == "id":
                self.ids.append(value)
        if tag == "a" and "a" in self.open:
            self.faults.append("a link in a link")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


@settings(max_examples=400, deadline=None)
@given(MARKDOWN)
def test_any_markdown_becomes_html_without_script_handler_or_request(text):
    assert Judge(html_of(text)).faults == []


@settings(max_examples=150, deadline=None)
@given(NOTES)
def test_the_elements_of_a_note_and_of_each_of_its_parts_do_not_cross(text):
    body, _ = read_body("content/notes/x.md", 1, text)

    anchors = ["", *(anchor for anchor, _ in body.headings), *(anchor for _, anchor in body.block_ids)]
    faults = [Judge("".join(render(body, Page(), under=anchor))).faults for anchor in anchors]
    assert faults == [[]] * len(anchors)


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_every_citation_and_link_is_where_it_says(text):
    body, _ = read_body("x.md", 5, text)

    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in (*body.citations, *body.links):
        assert 5 <= found.at.line < 5 + len(lines)
        assert 1 <= found.at.column <= len(lines[found.at.line - 5]) + 1


N = 4_000
NASTY = {
    "open brackets": "[" * N,
    "open links": "[[" * N,
    "open embeds": "![[" * N,
    "open citations": "[@" * N,
    "open comments": "%% a\n" * N,
    "comment signs": "%%" * N + "%",
    "open HTML comments": "<!--" * N,
    "open HTML comments, one a line": "<!-- a\n\n" * N,
    "comments that cross": "%% <!-- " * N,
    "highlights": "==a " * N,
    "equal signs": "==" * N,
    "stars": "*a **b _c " * N,
    "backticks": "".join("`" * n + "e" for n in range(150)),
    "quotes": ">" * N,
    "lazy lines": ">" * 300 + "\n" + "a\n" * N,
    "lists": "- " * N,
    "nested lists": "".join("  " * n + "- a\n" for n in range(200)),
    "inline footnotes": "^[" * N,
    "footnotes of footnotes": "".join(f"[^{n}]: a [^{n + 1}]\n\n" for n in range(500)) + "[^0]",
    "callouts": "> [!a]\n\n" * N,
    "nested callouts": "".join(">" * n + " [!a]\n" for n in range(100)),
    "definitions": "a\n: b\n\n" * N,
    "link definitions": "[a]: x\n" * N,
    "link ends": "](" * N,
    "link starts": "[a](<b" * N,
    "quotation marks": "“" * N + "[@a]",
    "quoted": "“a” [@b] " * N,
    "closing marks": "” [@a] " * N,
    "apostrophes": "a' [@b] " * N,
    "bare citations": "[@b] " * N,
    "unused footnotes": "".join(f"[^{n}]: a\n\n" for n in range(N)),
    "table": "|" * N + "\n" + "|-" * N,
    "long table": "a|b\n-|-\n" + "a|b\n" * N,
    "links": "[[a]] " * N,
    "sentences": "a. B " * N + "[[x]]" * 500,
    "headings": "# a\n" * N,
    "block ids": " ^ab" * N,
    "spaces": " " * 20 * N + "[@a]",
    "signatures": "> " + "— " * N + "\n> [@a]",
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_markdown_takes_time_in_proportion_to_its_length(name):
    begun = time.process_time()

    assert Judge(html_of(NASTY[name])).faults == []

    seconds_of_the_largest_file = (time.process_time() - begun) * MAX_BYTES / len(NASTY[name])
    assert seconds_of_the_largest_file < 90


def test_ids_stay_unique_over_the_bodies_of_one_page():
    first, _ = read_body("x.md", 1, "## Day\n\nA[^1] [@log]\n\n[^1]: One.")
    ids, page = PageIds(), Page()

    html = "".join(block for _ in range(2) for block in render(first, page, ids))

    assert Judge(html).faults == []
    assert (
        'id="cite-1"' in html
        and 'id="cite-1-2"' in html
        and 'href="#fn-1-2"' in html
        and 'id="h-day-2"' in html
    )


def test_a_block_carries_its_own_citations():
    body, _ = read_body("x.md", 1, "One [@a#p1].\n\nTwo.\n\nThree [@b] and [@c].")

    blocks = render(body, Page())

    assert [re.findall(r"#note-(\d)", block) for block in blocks] == [["1"], [], ["2", "3"]]


def test_the_about_page_has_the_ranges_of_the_words_of_probability():
    about = (ROOT / "content/pages/about.md").read_text("utf-8")
    rows = re.findall(r"^> \| (.+?) \| ([\d–]+)\s% \|$", about, re.M)
    table = {words: f"{chance} %" for words, chance in rows}

    told = {word: chance for words, chance in table.items() for word in words.split(", ")}

    assert len(told) >= 7
    for chance, words in RANGES.items():
        assert {told.get(word, chance) for word in words} == {chance}
        assert words[0] in told


@pytest.mark.parametrize(("folder", "explained"), [("notes", True), ("pages", False), ("entities", False)])
def test_words_of_probability_are_explained_where_editors_judge(folder, explained):
    body, _ = read_body(f"content/{folder}/x.md", 1, "It is likely.")

    assert ("<abbr" in "".join(render(body, Page()))) is explained


@pytest.mark.parametrize(
    ("markdown", "explained"),
    [
        ("> It is likely.", []),
        ("> [!quote]\n> It is likely.\n\nIt is probable.", ["probable"]),
        ("> [!note]\n> It is likely.\n>\n> > [!quote]\n> > It is probable.", ["likely"]),
    ],
)
def test_words_of_probability_are_those_of_the_source_in_what_is_quoted(markdown, explained):
    assert re.findall(r"<abbr[^>]*>(.+?)</abbr>", html_of(markdown)) == explained
