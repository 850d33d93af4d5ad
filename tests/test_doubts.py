"""A date that rests on an inference is nowhere shown without that doubt, on a page or in a file of data."""

import json
import re
from html.parser import HTMLParser

import pytest
from builders import corpus, document
from ormsund import rendered

from dossier.analysis import analyse
from dossier.config import Settings
from dossier.editorial import read_desk
from dossier.model import Basis, Desk, ParagraphKind, PartialDate
from dossier.pipeline import assemble
from dossier.site import build_assets
from dossier.site.shelf import Shelf
from dossier.text.date_phrases import in_words
from dossier.text.interface import ENGLISH

POST = (
    "The ferry Halla sank off the pier on Saturday, officials of the port said.\n"
    "— Harbour Watch (@harbour) July 12, 2025\n"
    "The captain of the ferry, Nils Brekke, had reported a leak on Friday to the port office.\n"
    "He will be heard by the port office on Tuesday."
)
DATED = "The port office opened a second pier for the ferry Halla on 3 March 2024."
CONTENT = {
    "topics/ferry.md": "---\ntitle: The ferry\nterms: [ferry]\n---\nIt sank [@wreck#p1s1].\n",
    "entities/brekke.md": "---\nname: Nils Brekke\nkind: person\naliases: [Brekke]\n---\n",
    "notes/leak.md": "---\ntitle: The leak\ndate: 2024\n---\nIt leaked [@wreck#p3s1]; see [[wreck]].\n",
    "claims/leak.md": "---\nquestion: Who knew?\n---\n## The captain\nHe did [@wreck#p3s1].\n",
    "pages/index.md": "---\ndossier: The ferry\n---\nA ferry sank [@wreck#p1s1; @wreck].\n",
}
DERIVED = re.compile(
    r"1[1358] July 2025|2025-07-1[1358]|2025071[1358]|July 1[1358]|\\[\\s*2025,\\s*7,\\s*1[1358]\\s*\\]"
)
"""The days that the text nowhere states: of Friday, of the publication's bound, of Tuesday."""
ENTRIES = {"ics": ("BEGIN:VEVENT", "STATUS:TENTATIVE"), "bib": ("\n  ", "?"), "xml": ("<entry>", "inferred")}
"""Of files that no browser shows: what begins an entry, and how it says its doubt."""
DOUBT = ("possibly", "inferred")


@pytest.fixture
def site(tmp_path):
    for name, text in CONTENT.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    sources = corpus(
        document(POST, id="wreck", title="Ferry sinks", kinds={2: ParagraphKind.EMBED}),
        document(DATED, id="pier", title="A pier", published="2024-03-04", basis=Basis.STATED),
    )
    return assemble(sources, read_desk(tmp_path, Settings()), Settings())


class Lines(HTMLParser):
    """The text of a page by its blocks; what only a reader of the code sees is left out."""

    BLOCKS = ("p", "li", "dd", "dt", "td", "title", "aside", "h1", "h2", "h3", "summary", "option", "text")

    def __init__(self, html):
        super().__init__()
        self.lines = [""]
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag in self.BLOCKS:
            self.lines.append("")
        shown = [value for name, value in attributes if name in ("content", "aria-label", "title") and value]
        self.lines[-1:] = [*shown, self.lines[-1]]

    def handle_data(self, data):
        if self.lasttag != "text":  # the ends of an axis
            self.lines[-1] += data


def without_doubt(text, around=60):
    """The derived days in a text with no word of doubt near them."""
    found = []
    for match in DERIVED.finditer(text):
        near = text[max(0, match.start() - around) : match.end() + around]
        if not any(word in near for word in DOUBT):
            found.append(near)
    return found


def records(value, path=()):
    """Each mapping and the dates that it holds itself, below lists of numbers too."""
    if isinstance(value, dict):
        yield path, value
        for key, each in value.items():
            yield from records(each, (*path, key))
    elif isinstance(value, list):
        for each in value:
            yield from records(each, path)


def undoubted(data):
    """The records that hold a derived day and do not say that it is inferred."""
    for path, record in records(data):
        own = {key: each for key, each in record.items() if "{" not in json.dumps(each)}
        words = json.dumps(own)
        doubted = record.get("inferred") or record.get("basis") == "inferred" or record.get("circa")
        if DERIVED.search(words) and not doubted and not any(word in words for word in DOUBT):
            yield path, words


def test_the_desk_has_what_it_is_to_test(site):
    days = {str(event.when.earliest) for event in site.analysis.events}

    assert {"2025-07-11", "2025-07-15"} <= days
    assert [each.basis for each in site.analysis.publications] == [Basis.STATED, Basis.INFERRED]


def test_no_page_shows_a_derived_day_without_its_doubt(site):
    pages = rendered(site)
    shown = {path: DERIVED.findall(html) for path, html in pages.items()}

    assert {
        "index.html", "timeline.html", "sources/index.html", "sources/wreck.html", "topics/ferry.html",
        "entities/brekke.html", "claims/leak.html", "notes/leak.html",
    } <= {path for path, days in shown.items() if days}  # fmt: skip
    lines = [(path, line) for path, html in pages.items() for line in Lines(html).lines]
    assert [(path, near) for path, line in lines for near in without_doubt(line)] == []
    assert [path for path, html in pages.items() if re.search(r'datetime="2025-07-1[1358]', html)] == []


def test_no_file_of_data_gives_a_derived_day_without_its_doubt(site):
    found = []
    for asset in build_assets(site):
        kind = asset.path.rpartition(".")[2]
        if kind == "json":
            lines = asset.text.splitlines() if "followthemoney" in asset.path else [asset.text]
            found += [(asset.path, *each) for line in lines for each in undoubted(json.loads(line))]
            continue
        begin, mark = ENTRIES.get(kind, ("", ""))
        entries = re.sub("\r\n |DTSTAMP.*", "", asset.text).split(begin)[1:] if begin else ()
        found += [(asset.path, each) for each in entries if DERIVED.search(each) and mark not in each]
        found += [(asset.path, near) for near in ([] if begin else without_doubt(asset.text))]

    assert found == []


def test_a_day_counted_from_one_that_the_text_states_is_as_certain_as_that():
    text = POST + "\nIt had been built on 5 July 2010. The next day it was tested."
    source = document(text, id="wreck", kinds={2: ParagraphKind.EMBED})
    found = analyse(corpus(source), Desk(), Settings())
    doubtful = {source.quote(passage) for passage in found.doubtful}

    assert {"Friday", "Saturday", "Tuesday"} <= {words.removeprefix("on ") for words in doubtful}
    assert not doubtful & {"5 July 2010", "on 5 July 2010", "The next day", "July 12, 2025"}


def test_an_event_that_another_source_dates_for_certain_has_no_doubt(tmp_path):
    stated = document(
        "The captain of the ferry, Nils Brekke, reported a leak on 11 July 2025 to the port office.",
        id="log", title="A log", published="2025-07-20", basis=Basis.STATED,
    )  # fmt: skip
    wreck = document(POST, id="wreck", kinds={2: ParagraphKind.EMBED})
    shelf = Shelf(assemble(corpus(stated, wreck), Desk(), Settings()))

    assert [event.when.edtf for event in shelf.events if "-11" in event.when.edtf] == ["2025-07-11"]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-07-12?", "possibly 12 July 2025"),
        ("2025-07-12?/2025-07-13?", "possibly 12 or 13 July 2025"),
        ("2025-06-01%/2025-06-10%", "possibly early June 2025"),
        ("2025-07?", "possibly July 2025"),
        ("2025-07-12?/..", "possibly 12 July 2025 or later"),
        ("../2025-07-12?", "possibly 12 July 2025 or earlier"),
    ],
)
def test_an_uncertain_date_says_so_in_words(edtf, words):
    assert in_words(PartialDate.parse(edtf), ENGLISH) == words
