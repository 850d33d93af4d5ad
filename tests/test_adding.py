"""Each addition of docs/adding.md, made in a copy of the project: one file and one row, and it works.

Without the row, a test of the copy names the table where it belongs.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest
from press import ROOT

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Addition:
    """What a person adds, and how it shows."""

    file: str
    """Path of the new file; NAME of docs/adding.md."""
    text: str
    row: str
    """Added to the table, before the words of `at`."""
    table: str
    """Path of the table's file."""
    at: str
    use: str
    """Python that prints something of the addition."""
    shows: str
    """What it prints."""
    missing: str
    """What a test says when the row is not there."""
    imports: str = ""
    """The import of the new function, where the table needs one; it goes with the row."""


HARBOUR = """
from pathlib import Path
from dossier.config import Paths, Settings
from dossier.pipeline import read_dossier
desk = Path("tests/desks/harbour")
dossier = read_dossier(Paths(desk / "seeds", desk / "content"), Settings())
"""

ADDITIONS = {
    "a source format": Addition(
        file="dossier/sources/formats/tables.py",
        text='''"""Turn tables whose cells a tab parts into blocks of text, one for each row."""

from dossier.sources.encodings import decode
from dossier.sources.file_text import Block, FileText


def read(raw: bytes, file: str) -> FileText:
    """Read the cells of each row one after another."""
    text, encoding, problems = decode(raw, file)
    rows = [row.replace("\\t", " ") for row in (text or "").splitlines()]
    return FileText(tuple(map(Block, rows)), f"table, {encoding}", problems=problems)
''',
        row='    ".tsv": Format("table", "tables", "Save it again."),\n',
        table="dossier/sources/formats/__init__.py",
        at='    ".md": ',
        use="""
from pathlib import Path
from dossier.config import Settings
from dossier.sources import read_corpus
folder = Path("counted")
folder.mkdir(exist_ok=True)
(folder / "closures.tsv").write_text("The pier was closed\\ton Monday.\\n")
print(*(document.text for document in read_corpus(folder, Settings()).documents))
""",
        shows="The pier was closed on Monday.",
        missing="add it to `FORMATS` in `dossier/sources/formats/__init__.py`",
    ),
    "an analysis stage": Addition(
        file="dossier/analysis/votes.py",
        text='''"""Turn sources into questions about votes."""

from __future__ import annotations

from dossier.model import Corpus, Place, Problem, Severity


def find_votes(corpus: Corpus) -> tuple[Problem, ...]:
    """Ask about each source that mentions one."""
    return tuple(
        Problem("vote", Severity.QUESTION, "it mentions a vote", Place(document.path, 1))
        for document in corpus.documents
        if "vote" in document.text
    )
''',
        imports="from dossier.analysis.votes import find_votes\n",
        row="    problems = (*problems, *find_votes(corpus))\n",
        table="dossier/analysis/pipeline.py",
        at="    return Analysis(\n",
        use=HARBOUR + "print(*(problem.message for problem in dossier.problems))",
        shows="it mentions a vote",
        missing="add it to `relate` in `dossier/analysis/pipeline.py`",
    ),
    "a date rule": Addition(
        file="tests/fixtures/dates/agone.md",
        text="""Days agone [2025-05-14]
.
The ship left three days agone.
.
three days agone | 2025-05-11 | agone
.
""",
        row='    rule("agone", r"{DISTANCE} {agone}\\b", counted.ago),\n',
        table="dossier/analysis/dates/rules.py",
        at='    rule("ago", ',
        use="""
import pytest
pytest.main(["-q", "tests/test_dates.py", "-k", "agone or reads_something", "-p", "no:cacheprovider"])
""",
        shows="2 passed",
        missing="add them to `_ENGLISH` in `dossier/analysis/dates/rules.py`",
    ),
    "a Markdown syntax": Addition(
        file="dossier/editorial/markdown/insertions.py",
        text='''"""Turn `||words||` into insertions."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_INSERTION = re.compile(r"\\|\\|([^|\\n]+)\\|\\|")


def insertions(md: MarkdownIt) -> None:
    """Teach `md` insertions."""
    md.inline.add_terminator_char("|")
    md.inline.ruler.before("emphasis", "insertion", _insertion)


def _insertion(state: StateInline, silent: bool) -> bool:
    found = _INSERTION.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("ins_open", "ins", 1)
        state.push("text", "", 0).content = found[1]
        state.push("ins_close", "ins", -1)
    state.pos = found.end()
    return True
''',
        imports="from dossier.editorial.markdown.insertions import insertions\n",
        row="    insertions,\n",
        table="dossier/editorial/markdown/__init__.py",
        at="    comments,\n",
        use='from editorial_desk import html_of; print(html_of("The tide ||never|| turned."))',
        shows="<p>The tide <ins>never</ins> turned.</p>",
        missing="add it to `SYNTAXES` in `dossier/editorial/markdown/__init__.py`",
    ),
    "a data file": Addition(
        file="dossier/site/data/names.py",
        text='''"""Turn the registry into a list of names, one a line."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model import Asset
from dossier.site.shelf import Shelf


def name_assets(shelf: Shelf) -> Iterator[Asset]:
    """Yield `data/names.txt`."""
    yield Asset("data/names.txt", "\\n".join(sorted(entity.name for entity in shelf.entities.values())))
''',
        imports="from dossier.site.data.names import name_assets\n",
        row="    name_assets,\n",
        table="dossier/site/data/__init__.py",
        at="    export_assets,\n",
        use=HARBOUR
        + "from dossier.site import build_assets\n"
        + "print(*(asset.text for asset in build_assets(dossier) if asset.path == 'data/names.txt'))",
        shows="Ingrid Halvorsen",
        missing="add it to `ASSETS` in `dossier/site/data/__init__.py`",
    ),
    "a bundle format": Addition(
        file="dossier/bundles/listing.py",
        text='''"""Turn a built site into a list of its files."""

from __future__ import annotations

from pathlib import Path

from dossier.model import Manifest


def write_listing(site: Path, manifest: Manifest, target: Path) -> None:
    """Write the paths of the manifest, one a line."""
    target.write_text("\\n".join(entry.path for entry in manifest.entries), "utf-8")
''',
        imports="from dossier.bundles.listing import write_listing\n",
        row='    "txt": Format(write_listing),\n',
        table="dossier/bundles/__init__.py",
        at='    "html": ',
        use="""
import os
from pathlib import Path
from dossier.bundles import write_bundles
print(write_bundles(Path(os.environ["SITE"]), Path("made"))[-1].read_text())
""",
        shows="  dossier.txt",
        missing="add it to `FORMATS` in `dossier/bundles/__init__.py`",
    ),
}


BUILD = """
from pathlib import Path
from press import press
desk = Path("tests/desks/harbour").absolute()
press(Path("site").absolute(), desk / "seeds", desk / "content")
"""


class Copy:
    """A copy of the project that an addition may be made to."""

    def __init__(self, folder, site):
        self.folder, self.site = folder, site
        left = shutil.ignore_patterns(".*", "build", "__pycache__")
        shutil.copytree(ROOT, folder, ignore=left)

    def read(self, path):
        return (self.folder / path).read_text("utf-8")

    def write(self, path, text):
        (self.folder / path).write_text(text, "utf-8")

    def add_row(self, path, before, row, imports=""):
        """Put a row before another one of a table, and what it imports before another import."""
        text = self.read(path)
        assert before in text, f"{path} has no line that begins {before!r}"
        text = text.replace(before, row + before, 1)
        self.write(path, text.replace("\nfrom dossier", f"\n{imports}from dossier", 1))

    def run(self, *words):
        """Run Python in the copy; return its exit code and all that it says."""
        surroundings = {
            **os.environ,
            "PYTHONPATH": f"{self.folder}:{self.folder / 'tests'}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "SITE": str(self.site),
        }
        ran = subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture
def copy(tmp_path, harbour):
    return Copy(tmp_path / "copy", harbour)


@pytest.mark.parametrize("name", ADDITIONS)
def test_one_file_and_one_row_are_all_that_an_addition_needs(copy, name):
    addition = ADDITIONS[name]
    before = copy.read(addition.table)

    copy.write(addition.file, addition.text)
    copy.add_row(addition.table, addition.at, addition.row, addition.imports)
    code, said = copy.run("-c", addition.use)
    assert (code, addition.shows in said) == (0, True), said

    copy.write(addition.table, before)
    code, said = copy.run("-m", "pytest", "-q", "-vv", "-p", "no:cacheprovider", "tests/test_rows.py")
    assert (code, addition.missing in said) == (1, True), said


def test_every_addition_that_is_described_is_tried():
    described = (ROOT / "docs" / "adding.md").read_text("utf-8")

    assert [name for name in [*ADDITIONS, "a page kind"] if f"| {name} |" not in described] == []


# --- a page kind: two files, for it has a template ------------------------------------------------

KINDS = "dossier/model/kinds.py"
READING = """
from dossier.model import PageKind
from dossier.site.composer import Composer
from dossier.site.urls import source_ref


def pages(shelf):
    composer = Composer(shelf, PageKind.READING)
    links = [composer.plain(source_ref(each)) for each in shelf.documents]
    yield composer.page({"links": links}, "What to read.")
"""
TEMPLATE = """{% extends "base.html" %}
{% block main %}
<h1>{{ page.title }}</h1>
<ul>{% for a in view.links %}<li>{{ parts.link(a) }}</li>{% endfor %}</ul>
{% endblock %}
"""
ROW = '    READING = Row("reading", "reading.html", "Reading list", menu=8)\n'
NOTE = "---\ntitle: What next\n---\nRead on: [[reading]].\n"


def test_a_page_kind_is_a_file_a_template_and_a_row(copy):
    copy.write("dossier/site/pages/reading.py", READING)
    copy.write("theme/templates/reading.html", TEMPLATE)
    copy.write("tests/desks/harbour/content/notes/next.md", NOTE)
    copy.add_row(KINDS, "    MAP = Row(", ROW)

    code, said = copy.run("-c", BUILD)

    assert code == 0, said
    assert 'href="sources/ferry-terminal-vote.html"' in copy.read("site/reading.html")
    assert '<li><a href="reading.html">Reading list</a></li>' in copy.read("site/index.html")
    assert 'href="../reading.html">Reading list</a>' in copy.read("site/notes/next.html")
    assert copy.read("site/manifest.json").index('"reading.html"') < copy.read("site/manifest.json").index(
        '"map.html"'
    )


def test_a_page_kind_without_its_row_is_named(copy):
    copy.write("dossier/site/pages/reading.py", READING)
    copy.write("theme/templates/reading.html", TEMPLATE)

    code, said = copy.run("-c", BUILD)

    assert code != 0
    assert 'no row "reading" in PageKind (dossier/model/kinds.py)' in said


def test_a_row_without_its_page_kind_is_named(copy):
    copy.add_row(KINDS, "    MAP = Row(", ROW)

    code, said = copy.run("-c", BUILD)

    assert code != 0
    assert "the row READING of PageKind has no dossier/site/pages/reading.py" in said
