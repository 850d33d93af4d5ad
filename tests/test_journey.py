"""A new user's first hour in an empty home: install, start a desk, drop sources in, err, mend, bundle."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest
from press import HARBOUR, ROOT
from sample_files import MAIL, docx, para, pdf
from tools import missing

SOURCES = 22  # twenty of ours, beside the example and the README of a new desk
MOST = 8  # commands that a first checked note may take
FIXTURES = ("attributions", "sources", "unseen")
INPUTS = (ROOT / "seeds", HARBOUR / "seeds", *(ROOT / "tests/fixtures" / name for name in FIXTURES))
KINDS = (".txt", ".md", ".html", ".htm")
MADE = {
    "minutes.docx": docx(para("The council met on 3 March 2025. It chose a harbour master.")),
    "diary.htm": b"<title>Diary of the pier</title><p>On 2 May 2025 the crew painted two boats.</p>",
    "tides.txt": b"The tide stood two metres above the mark on 4 May 2025, the office said.\n",
    "letter.eml": MAIL.encode(),
    "tariff.pdf": pdf(["The tariff of the pier", "A berth costs four crowns from 1 May 2025."]),
}
NOTE = """---
title: The first days
date: 2025-11
---
![The pier after the storm](pier.png)

The pier was closed on Monday. [@pier-closed#p3s1]
The log says “the harbour master shut the pier” [@pier-closed#p3s1].

Nobody knows when it opens.
"""
PIER = """Pier closed after storm

Published: 14 July 2025

The harbour master closed the pier on Monday. Nobody was hurt.
"""


def drop_sources(folder):
    """Put twenty files of mixed kinds into a folder: the project's own, and one made of each other format."""
    (folder / "pier-closed.txt").write_text(PIER, "utf-8")
    for name, content in MADE.items():
        (folder / name).write_bytes(content)
    of_project = [path for each in INPUTS for path in sorted(each.rglob("*")) if path.suffix in KINDS]
    for path in of_project:
        target = folder / path.name
        if len(list(folder.iterdir())) < SOURCES and path.name != "README.md":
            target.write_bytes(path.read_bytes())


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An empty home with Dossier installed from a copy of the checkout in an environment of its own."""
    folder = tmp_path_factory.mktemp("home")
    copy = folder / "checkout"
    copy.mkdir()
    for name in ("dossier", "theme"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.py", "pyproject.toml", "README.md", "requirements.txt"):
        shutil.copy(ROOT / name, copy / name)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    pip = [folder / "venv/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    lock = ["--require-hashes", "--no-deps", "--requirement", copy / "requirements.txt"]
    for words in (lock, ["--no-deps", copy]):
        done = subprocess.run([*pip, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            missing(f"the package cannot be installed here: {done.stderr[-500:]}")
    return folder


class Terminal:
    """What a person types, one command after another."""

    def __init__(self, home):
        self.home, self.folder, self.typed = home, home, 0

    def type(self, *words):
        """Run a command of ours; what it ended with, printed and complained of."""
        self.typed += 1
        environment = {"HOME": str(self.home), "PATH": f"{self.home / 'venv/bin'}:{os.environ['PATH']}"}
        done = subprocess.run(
            ["dossier", *words], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the folders of an environment have other names there")
def test_a_first_checked_note_takes_at_most_eight_commands(home):
    terminal = Terminal(home)

    assert terminal.type("init", "harbour")[0] == 0
    desk = terminal.folder = home / "harbour"
    drop_sources(desk / "seeds")
    kinds = {path.suffix for path in (desk / "seeds").iterdir()}
    assert kinds == {".txt", ".md", ".html", ".htm", ".docx", ".eml", ".pdf"}
    code, said, _ = terminal.type("build")
    assert code == 0 and "Built 21 sources " in said, said

    code, said, _ = terminal.type("new", "note", "The first days")
    note = desk / "content/notes/the-first-days.md"
    assert said == f"Wrote {note.relative_to(desk)}\n"
    (desk / "content/images").mkdir()
    shutil.copy(ROOT / "docs/site.png", desk / "content/images/pier.png")
    note.write_text(NOTE, "utf-8")
    code, said, complaints = terminal.type("build")
    assert code == 1
    assert (
        f"{note.relative_to(desk)}:8:14: error: the quotation “the harbour master shut the pier”"
        in complaints
    )
    assert "To copy: " in complaints and "nothing was published" in complaints

    code, said, _ = terminal.type("find", "closed the pier")
    assert said.startswith("“closed the pier” [@pier-closed#p3s1]")
    quoted = said.split("  ")[0].splitlines()[0]
    wrong = "“the harbour master shut the pier” [@pier-closed#p3s1]"
    note.write_text(
        NOTE.replace(wrong, f"the harbour master {quoted}").replace("\nNobody knows when it opens.\n", ""),
        "utf-8",
    )
    code, _, complaints = terminal.type("check")
    assert (code, "the-first-days.md" in complaints) == (0, False), complaints
    assert terminal.type("build")[0] == 0

    assert terminal.type("bundle")[0] == 0
    assert terminal.typed <= MOST
    with zipfile.ZipFile(desk / "build/bundles/dossier.zip") as bundle:
        names = bundle.namelist()
    assert any(name.endswith("notes/the-first-days.html") for name in names)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the folders of an environment have other names there")
def test_the_tasks_of_a_desk_find_the_installed_program(home):
    terminal = Terminal(home)
    assert terminal.type("init", "second")[0] == 0
    environment = {"HOME": str(home), "PATH": f"{home / 'venv/bin'}:{os.environ['PATH']}"}

    done = subprocess.run(
        [sys.executable, home / "second/tasks.py", "check"],
        cwd=home, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, "0 errors, 0 warnings" in done.stdout) == (0, True), done.stderr
