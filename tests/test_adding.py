"""What docs/adding.md promises: an addition is one file and one row, and a missing row is named."""

import os
import shutil
import subprocess
import sys

import pytest
from press import HARBOUR, ROOT

BUILD = """
from pathlib import Path
from dossier.pelican_plugin import publish
folders = {"SEEDS_PATH": "seeds", "PATH": "content", "OUTPUT_PATH": "site"}
here = {name: str(Path(folder).absolute()) for name, folder in folders.items()}
publish(Path("pelicanconf.py").absolute(), here)
"""


class Copy:
    """A copy of the program, with the small dossier, that an addition may be made to."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("dossier", "theme"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("seeds", "content"):
            shutil.copytree(HARBOUR / name, folder / name)
        shutil.copy(ROOT / "pelicanconf.py", folder)

    def write(self, path, text):
        (self.folder / path).write_text(text, "utf-8")

    def add_row(self, path, before, row):
        """Put a row before another one of a table."""
        text = (self.folder / path).read_text("utf-8")
        assert text.count(before) == 1
        self.write(path, text.replace(before, row + before))

    def remove_row(self, path, row):
        self.write(path, (self.folder / path).read_text("utf-8").replace(row, ""))

    def build(self):
        """Build the site; return the exit code and what was said."""
        env = os.environ | {"PYTHONPATH": str(self.folder)}
        done = subprocess.run(
            [sys.executable, "-c", BUILD],
            cwd=self.folder,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def page(self, path):
        return (self.folder / "site" / path).read_text("utf-8")


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path)


KINDS = "dossier/model/kinds.py"
READING = """
from dossier.model import PageKind
from dossier.site.draft import Draft
from dossier.site.urls import source_ref


def pages(shelf):
    draft = Draft(shelf, PageKind.READING)
    yield draft.page({"links": [draft.plain(source_ref(each)) for each in shelf.documents]}, "What to read.")
"""
TEMPLATE = """{% extends "base.html" %}
{% block main %}
<h1>{{ page.title }}</h1>
<ul>{% for a in view.links %}<li>{{ parts.link(a) }}</li>{% endfor %}</ul>
{% endblock %}
"""
ROW = '    READING = Row("reading", "reading.html", "Reading list", menu=(8, "To read"))\n'
NOTE = "---\ntitle: What next\n---\nRead on: [[reading]].\n"


def test_a_page_kind_is_a_file_a_template_and_a_row(copy):
    copy.write("dossier/site/pages/reading.py", READING)
    copy.write("theme/templates/reading.html", TEMPLATE)
    copy.write("content/notes/next.md", NOTE)
    copy.add_row(KINDS, "    MAP = Row(", ROW)

    code, said = copy.build()

    assert code == 0, said
    assert 'href="sources/ferry-terminal-vote.html"' in copy.page("reading.html")
    assert '<li><a href="reading.html">To read</a></li>' in copy.page("index.html")
    assert 'href="../reading.html">Reading list</a>' in copy.page("notes/next.html")
    assert copy.page("manifest.json").index('"reading.html"') < copy.page("manifest.json").index('"map.html"')


def test_a_page_kind_without_its_row_is_named(copy):
    copy.write("dossier/site/pages/reading.py", READING)
    copy.write("theme/templates/reading.html", TEMPLATE)

    code, said = copy.build()

    assert code != 0
    assert 'no row "reading" in PageKind (dossier/model/kinds.py)' in said


def test_a_row_without_its_page_kind_is_named(copy):
    copy.add_row(KINDS, "    MAP = Row(", ROW)

    code, said = copy.build()

    assert code != 0
    assert "the row READING of PageKind has no dossier/site/pages/reading.py" in said
