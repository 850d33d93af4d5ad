"""A new user's first hour in an empty home: install, start a desk, drop sources in, err, mend, bundle."""

import contextlib
import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile

import pytest
from press import HARBOUR, ROOT
from sample_files import MAIL, docx, para, pdf
from tools import missing

SOURCES = 22  # twenty of ours, beside the example and the README of a new desk
PATIENCE = 60_000  # milliseconds; a slow machine that does other work
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
    pip += ["--no-compile"]  # most of what is installed is never run here
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

    def start(self, *words):
        """Start a command of ours."""
        self.typed += 1
        environment = {"HOME": str(self.home), "PATH": f"{self.home / 'venv/bin'}:{os.environ['PATH']}"}
        return subprocess.Popen(
            ["dossier", *words], cwd=self.folder, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def type(self, *words):
        """Run a command of ours; what it ended with, printed and complained of."""
        command = self.start(*words)
        said, complaints = command.communicate()
        assert "Traceback" not in said + complaints, complaints
        return command.returncode, said, complaints

    @contextlib.contextmanager
    def serving(self):
        """Serve until the block ends; yield the addresses of the preview and of the review."""
        server = self.start("serve", "--port", "0")
        try:
            lines = iter(server.stdout.readline, "")
            found = (re.search(r"^(Serving|To decide:) +(http://\S+)", line) for line in lines)
            addresses = [match[2] for match in itertools.islice(filter(None, found), 2)]
            yield addresses
        finally:
            server.send_signal(signal.SIGINT)
            said, complaints = server.communicate()
        assert (server.returncode, "Traceback" in said + complaints) == (0, False), complaints


NAMES = """() => [...document.querySelectorAll("article[id^=name-]")]
  .filter((each) => each.querySelector("select").value).map((each) => each.id)"""
PROPOSALS = """() => [...document.querySelectorAll("article")]
  .filter((each) => each.querySelector("input[name^=question]")).map((each) => each.id)"""


def decide(page, desk):
    """Accept five names and one proposal, each with what is asked for; every one is a file of the desk."""
    said = []
    for _ in range(5):
        key = page.evaluate(NAMES)[0]
        with page.expect_navigation():
            page.click(f"#{key} button[value^=accept]")
        said.append(page.inner_text(".said"))
    key = page.evaluate(PROPOSALS)[0]
    page.fill(f"#{key} input[name^=question]", "Is it so?")
    with page.expect_navigation():
        page.click(f"#{key} button[value^=accept]")
    said.append(page.inner_text(".said"))
    written = [re.fullmatch(r"Wrote (content/\S+)\.", each)[1] for each in said]
    assert [each.split("/")[1] for each in written] == ["entities"] * 5 + ["claims"]
    assert all((desk / each).is_file() for each in written) and len(set(written)) == 6


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the folders of an environment have other names there")
def test_a_first_checked_note_takes_at_most_eight_commands(home, browser):
    terminal = Terminal(home)

    assert terminal.type("init", "harbour")[0] == 0
    desk = terminal.folder = home / "harbour"
    drop_sources(desk / "seeds")
    kinds = {path.suffix for path in (desk / "seeds").iterdir()}
    assert kinds == {".txt", ".md", ".html", ".htm", ".docx", ".eml", ".pdf"}
    code, said, _ = terminal.type("build")
    assert code == 0 and "Built 21 sources " in said, said

    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    with terminal.serving() as (preview, decisions):
        page.goto(decisions)
        decide(page, desk)

        code, said, _ = terminal.type("new", "note", "The first days")
        note = desk / "content/notes/the-first-days.md"
        assert said == f"Wrote {note.relative_to(desk)}\n"
        (desk / "content/images").mkdir()
        shutil.copy(ROOT / "docs/site.png", desk / "content/images/pier.png")
        page.goto(preview)
        note.write_text(NOTE, "utf-8")
        overlay = page.wait_for_selector("#dossier-problems")
        assert (
            "the-first-days.md:8:14 the quotation “the harbour master shut the pier”" in overlay.inner_text()
        )
        assert "To copy: " in overlay.inner_text()

        code, said, _ = terminal.type("find", "closed the pier")
        assert said.startswith("“closed the pier” [@pier-closed#p3s1]")
        quoted = said.split("  ")[0].splitlines()[0]
        wrong = "“the harbour master shut the pier” [@pier-closed#p3s1]"
        mended = NOTE.replace(wrong, f"the harbour master {quoted}")
        note.write_text(mended, "utf-8")
        page.wait_for_selector("#dossier-problems", state="detached")
        page.wait_for_selector("#dossier-bar details")
        assert "the-first-days.md:10:1" in page.text_content("#dossier-bar details")
        page = browser.new_page()  # the other one may just be loading the last save
        page.goto(f"{preview}notes/the-first-days.html", wait_until="commit")
        page.wait_for_selector("text=closed the pier")
        note.write_text(mended.replace("\nNobody knows when it opens.\n", ""), "utf-8")
        page.wait_for_selector("text=Nobody knows when it opens.", state="detached")

    assert terminal.type("build")[0] == 0
    code, _, complaints = terminal.type("check")
    assert (code, "the-first-days.md" in complaints) == (0, False), complaints
    assert terminal.type("bundle")[0] == 0
    assert terminal.typed <= MOST
    with zipfile.ZipFile(desk / "build/bundles/dossier.zip") as bundle:
        bundle.extractall(home / "carried")
    [carried] = (home / "carried").rglob("notes/the-first-days.html")
    page.goto(carried.as_uri())
    assert "closed the pier" in page.inner_text("main")
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    page.click("main a[href*='pier-closed']")
    assert page.url.endswith("sources/pier-closed.html#p3s1")
    page.goto((desk / "build/bundles/dossier.html").as_uri())
    assert "The first days" in page.content()
    page.close()


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
