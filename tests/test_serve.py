"""An editor saves, and the open page follows: notes, topics, sidecars, theme and faults."""

import contextlib
import gc
import http.client
import itertools
import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from press import HARBOUR, ROOT, press

from dossier.commands.serve import State, open_server, problem_of, watch_and_build
from dossier.config import Paths, Settings
from dossier.model import Place, Problem, Severity
from dossier.pipeline import read_dossier

PATIENCE = 30_000  # milliseconds; a slow machine that does other work
FAULT = Problem("unknown-source", Severity.ERROR, "unknown source", Place("content/notes/x.md", 3, 4))


@pytest.fixture
def desk(tmp_path):
    """A checkout of its own: this program and theme, and the desk of the harbour."""
    for name in ("tasks.py", "pelicanconf.py", "requirements.txt", "requirements-test.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    (tmp_path / "dossier").symlink_to(ROOT / "dossier")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


@pytest.fixture
def address(desk):
    """`serve` as an editor starts it; the address that it says."""
    words = [sys.executable, "-u", "tasks.py", "serve", "--port", "0"]
    with subprocess.Popen(
        words, cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        said = ""
        for line in server.stdout:
            said += line
            if found := re.search(r"http://\S+", line):
                break
        yield found[0]
        server.terminate()


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def follow(page, expression, expected):
    """Wait until a page that reloads shows a value (its policy forbids Playwright's own way to wait)."""
    from playwright.sync_api import Error

    for _ in range(PATIENCE // 100):
        with contextlib.suppress(Error):  # the page is just being loaded anew
            if page.evaluate(expression) == expected:
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"{expression} is {page.evaluate(expression)}, not {expected}")


@pytest.mark.browser
@pytest.mark.slow
def test_every_save_shows_in_the_open_page(desk, address, browser):
    page = browser.new_page(viewport={"width": 800, "height": 300})
    page.set_default_timeout(PATIENCE)
    note = desk / "content/notes/first-reading.md"

    page.goto(address + "notes/first-reading.html")
    page.evaluate("scrollTo(0, 200)")
    was = page.evaluate("scrollY")
    note.write_text(note.read_text("utf-8") + "\nA line about the ferry bell.\n", "utf-8")
    page.wait_for_selector("text=A line about the ferry bell.")
    follow(page, "scrollY", was)
    assert was > 100

    note.write_text(note.read_text("utf-8") + "\nAnd one with a [[broken bell]].\n", "utf-8")
    overlay = page.wait_for_selector("#dossier-problems")
    number = len(note.read_text("utf-8").splitlines())
    assert f"first-reading.md:{number}:16" in overlay.inner_text()
    assert 'no page is called "broken bell"' in overlay.inner_text()
    assert page.is_visible("text=A line about the ferry bell.")
    assert "And one with" not in page.inner_text("main")

    change(note, "[[broken bell]]", "mended bell")
    page.wait_for_selector("text=And one with a mended bell.")
    assert not page.query_selector("#dossier-problems")

    page.goto(address + "topics/jobs.html")
    topic = desk / "content/topics/jobs.md"
    change(topic, "title: ", "title: Renamed ")
    page.wait_for_selector("h1:has-text('Renamed')")

    page.goto(address + "sources/ferry-terminal-vote.html")
    (desk / "seeds/ferry-terminal-vote.yaml").write_text("publisher: The Tide Table\n", "utf-8")
    page.wait_for_selector("text=The Tide Table")

    style = desk / "theme/static/style.css"
    style.write_text(style.read_text("utf-8") + "\nh1 { letter-spacing: 7px; }\n", "utf-8")
    follow(page, "getComputedStyle(document.querySelector('h1')).letterSpacing", "7px")

    template = desk / "theme/templates/source.html"
    whole = template.read_text("utf-8")
    template.write_text(whole + "{% if %}", "utf-8")
    overlay = page.wait_for_selector("#dossier-problems")
    assert f"theme/templates/source.html:{len(whole.splitlines()) + 1}" in overlay.inner_text()
    template.write_text(whole, "utf-8")
    page.wait_for_selector("#dossier-problems", state="detached")

    change(template, "{% block main %}", "{% block main %}<p>A word from the theme.</p>")
    page.wait_for_selector("text=A word from the theme.")
    page.close()


SELECT = """([from, first, to, last]) => {
  const range = document.createRange();
  const at = (id, words, end) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const found = node.data.indexOf(words);
      if (found >= 0) return [node, found + (end ? words.length : 0)];
    }
  };
  range.setStart(...at(from, first, false));
  range.setEnd(...at(to, last, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
"""Selects from some words of a sentence to the end of some words of another."""
PIER = "The pier is shut. Boats go to Larne.\n\nNobody was hurt. The mayor came at noon.\n"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (("p1s1", "e pier", "p1s1", "is sh"), "“The pier is shut” [@log#p1s1]"),
        (("p1s1", "pier", "p1s2", "Boats"), "“pier is shut. Boats” [@log#p1]"),
        (("p1s2", "Larne", "p2s1", "Nobody"), "“Larne.” [@log#p1s2]\n“Nobody” [@log#p2s1]"),
    ],
)
def test_selected_words_are_copied_with_a_citation_that_holds(tmp_path, browser, selection, expected):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content/notes").mkdir(parents=True)
    (tmp_path / "seeds/log.txt").write_text(PIER, "utf-8")
    press(tmp_path / "site", tmp_path / "seeds", tmp_path / "content")
    with open_server(tmp_path / "site", State(), 0, tmp_path / "report") as opened:
        threading.Thread(target=opened.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{opened.server_address[1]}"
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        faults = []
        page.on("console", lambda message: faults.append(message.text))
        page.goto(f"{address}/sources/log.html")
        page.evaluate(SELECT, selection)
        page.click("text=Copy citation")
        page.wait_for_selector("text=Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        context.close()
        opened.shutdown()

    (tmp_path / "content/notes/n.md").write_text(copied, "utf-8")
    cited = read_dossier(Paths(tmp_path / "seeds", tmp_path / "content"), Settings())
    assert (copied, faults) == (expected, [])
    assert [each.message for each in cited.problems if each.severity is Severity.ERROR] == []
    assert "cite.js" not in (tmp_path / "site/sources/log.html").read_text("utf-8")


@pytest.fixture
def server(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<title>Front</title><p>Hello", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "site/way-out").symlink_to(tmp_path / "secret.txt")
    opened = open_server(tmp_path / "site", State(), 0, tmp_path / "report")
    threading.Thread(target=opened.serve_forever, daemon=True).start()
    yield opened
    opened.shutdown()
    opened.server_close()


def asked(server, path, host=None):
    connection = http.client.HTTPConnection(*server.server_address[:2], timeout=5)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_it_answers_this_machine_alone(server):
    assert server.server_address[0] == "127.0.0.1"
    assert asked(server, "/")[0] == asked(server, "/", "localhost:8000")[0] == 200
    assert (
        asked(server, "/", "news.example:8000")[0] == asked(server, "/", "localhost.news.example")[0] == 403
    )


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/way-out", "/x%00y", "//etc/passwd", f"/{'x' * 300}"]
)
def test_it_gives_nothing_but_the_site(server, path):
    status, text = asked(server, path)

    assert (status, "secret" in text) == (404, False)


def test_a_hundred_connections_at_once_are_answered_beside_a_hundred_silent_ones(server):
    silent = [socket.create_connection(server.server_address) for _ in range(100)]
    answers = []

    def ask():
        answers.append(asked(server, "/")[0])

    threads = [threading.Thread(target=ask) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [200] * 100
    for connection in silent:
        connection.close()


@pytest.mark.parametrize("path", [f"/{'a' * 300}", f"/{'a' * 5000}", "/%F0%9F", "/%ff%fe", "/a" * 2000])
def test_odd_addresses_are_answered(server, path):
    assert asked(server, path)[0] == 404


def test_a_page_that_is_closed_early_is_no_news(server, capsys):
    with socket.create_connection(server.server_address) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert asked(server, "/")[0] == 200

    assert capsys.readouterr().err == ""


def test_the_bar_counts_and_links_and_is_in_no_published_page(server, harbour):
    state = State()
    warned = Problem("uncited", Severity.WARNING, "no source", Place("content/notes/x.md", 3, 4))

    state.tell((warned,))

    told = json.loads(state.message().removeprefix("data: "))
    assert told["counts"] == ["1 warning", "0 questions"] and told["links"] == [["Report", "/-/report/"]]
    assert [each["file"] for each in told["warnings"]] == ["content/notes/x.md"] and told["problems"] == []
    assert "/-/live.js" in asked(server, "/")[1]
    assert not any("/-/" in page.read_text("utf-8") for page in harbour.rglob("*.html"))


def test_a_port_that_is_taken_is_left_to_its_owner(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with open_server(tmp_path, State(), port, tmp_path / "report") as opened:
            assert opened.server_address[1] not in (0, port)


def test_open_pages_hear_of_errors_and_of_their_end():
    state = State()

    state.tell((FAULT,))
    broken = state.message()
    state.tell(())

    assert '"build": 0' in broken and '"file": "content/notes/x.md", "line": 3' in broken
    assert '"build": 1, "problems": []' in state.message()


def test_a_fault_of_a_template_is_told_at_its_line(tmp_path):
    from jinja2 import Environment, FileSystemLoader

    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/x.html").write_text("one\n{{ 1 / 0 }}\n", "utf-8")
    try:
        Environment(loader=FileSystemLoader(tmp_path / "theme")).get_template("x.html").render()
    except ZeroDivisionError as error:
        problem = problem_of(error, (tmp_path / "theme",))

    assert str(problem) == (
        "theme/x.html:2:1: error: ZeroDivisionError: division by zero. The last good page stays."
    )


def test_saves_of_one_moment_count_once_and_what_the_build_writes_does_not(tmp_path):
    for name in ("content", "content/site", "content/.site.new"):
        (tmp_path / name).mkdir()
    builds, stop, state = [], threading.Event(), State()

    def build():
        builds.append(sorted(path.name for path in tmp_path.glob("content/*.md")))
        Path(tmp_path, "content/site/index.html").write_text(str(len(builds)), "utf-8")
        Path(tmp_path, "content/.site.new/index.html").write_text(str(len(builds)), "utf-8")
        return ()

    watched = (tmp_path / "content", tmp_path / "seeds")
    thread = threading.Thread(
        target=watch_and_build, args=(watched, tmp_path / "content/site", build, state, stop)
    )
    thread.start()

    def wait_for(number):
        with state.changed:
            assert state.changed.wait_for(lambda: state.build >= number, 20), builds

    wait_for_watch = 0.5  # seconds; the watch begins in the other thread
    stop.wait(wait_for_watch)
    for name in "abcdefgh":
        (tmp_path / f"content/{name}.md").write_text(name, "utf-8")
    wait_for(1)
    stop.wait(0.5)
    assert builds == [[f"{name}.md" for name in "abcdefgh"]]

    (tmp_path / "seeds").mkdir()
    wait_for(2)
    stop.wait(0.5)
    (tmp_path / "seeds/new.txt").write_text("A new source.", "utf-8")
    wait_for(3)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


class Leftover:
    """What a build leaves in memory: it holds itself."""

    def __init__(self):
        self.me = self


def test_what_a_build_leaves_in_memory_goes_before_the_next_save(tmp_path):
    left, stop, state = [], threading.Event(), State()

    def build():
        left.append(weakref.ref(Leftover()))
        return ()

    gc.disable()
    watch = threading.Thread(
        target=watch_and_build, args=((tmp_path,), tmp_path / "site", build, state, stop)
    )
    watch.start()
    try:
        for number in range(100):  # the watch begins in the other thread
            (tmp_path / "note.md").write_text(str(number), "utf-8")
            if stop.wait(0.2) or state.build:
                break
        stop.set()
        watch.join(20)
    finally:
        gc.enable()

    assert [None] * len(left) == [each() for each in left] != []


def resident(process):
    """The memory of a process in megabytes."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


@pytest.fixture
def running(desk):
    """The process of `serve`, the port of its preview, and the whole address of its review."""
    words = [sys.executable, "-u", "tasks.py", "serve", "--port", "0", "--jobs", "1"]
    with subprocess.Popen(
        words, cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        lines = iter(server.stdout.readline, "")
        found = (re.search(r"(?:Serving|To decide:) +(http://\S+)", line) for line in lines)
        preview, decisions = (urlsplit(match[1]) for match in itertools.islice(filter(None, found), 2))
        yield server, preview, decisions
        server.terminate()
        server.communicate()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read from /proc")
def test_a_crowd_and_many_saves_neither_hang_nor_leak(desk, running):
    server, *addresses = running

    def ask(number):
        address = addresses[number % 2]
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        connection.request("GET", address.path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

    def crowd():
        silent = [
            socket.create_connection((each.hostname, each.port)) for each in addresses for _ in range(50)
        ]
        with ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(ask, range(200)))
        for connection in silent:
            connection.close()
        return answers

    note = desk / "content/notes/first-reading.md"
    text = note.read_text("utf-8")
    note.write_text(f"{text}\nA first save.\n", "utf-8")
    wait_for_words(addresses[0], "A first save.")
    assert crowd() == [200] * 200
    start = resident(server.pid)
    for number in range(50):
        note.write_text(f"{text}\nSave number {number}.\n", "utf-8")
        time.sleep(0.02)
    wait_for_words(addresses[0], "Save number 49.")
    for _ in range(3):
        assert crowd() == [200] * 200

    assert resident(server.pid) - start < 30


def wait_for_words(address, words):
    """Wait until the note in the preview has some words."""
    for _ in range(PATIENCE // 100):
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
        connection.request("GET", "/notes/first-reading.html")
        if words in connection.getresponse().read().decode():
            return
        time.sleep(0.1)
    raise AssertionError(words)


@pytest.mark.slow
def test_a_draft_is_in_the_preview_and_nowhere_else(desk, running):
    _, preview, _ = running
    draft = "---\ntitle: A secret plan\nstatus: draft\n---\nThe bell will ring at dawn.\n"
    (desk / "content/notes/plan.md").write_text(draft, "utf-8")
    note = desk / "content/notes/first-reading.md"
    note.write_text(note.read_text("utf-8") + "\nA save after the draft.\n", "utf-8")
    wait_for_words(preview, "A save after the draft.")
    assert "The bell will ring at dawn." in (desk / "build/preview/notes/plan.html").read_text("utf-8")

    for command in ("build", "bundle"):
        subprocess.run([sys.executable, "tasks.py", command], cwd=desk, capture_output=True, check=True)

    made = [path for folder in ("site", "report") for path in (desk / "build" / folder).rglob("*")]
    made += (desk / "build/bundles").iterdir()
    published = [path for path in made if path.is_file()]
    assert len(published) > 20
    assert [path.name for path in published if b"ring at dawn" in path.read_bytes()] == []
    assert not (desk / "build/site/notes/plan.html").exists()
