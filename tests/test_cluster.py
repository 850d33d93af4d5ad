"""Sources that are read on a cluster give the same site; what must not leave stays here."""

import contextlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time

import fragile
import pytest
from generate_folder import desk_names, source_text
from press import HARBOUR, ROOT, files_of

from dossier import cluster, finder
from dossier.cluster import Cluster
from dossier.commands import COMMANDS
from dossier.commands.command_line import run
from dossier.config import Paths, Settings
from dossier.errors import UsageError
from dossier.pelican_plugin import publish
from dossier.pipeline import read_dossier

needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None and "CI" not in os.environ,
    reason='the package distributed is missing: pip install "dossier[dask]"',
)


def python(*words, program=ROOT):
    """Start a Python that finds a copy of the program and the work of these tests."""
    path = os.pathsep.join(map(str, (program, ROOT / "tests")))
    environment = {**os.environ, "PYTHONPATH": path, "DOSSIER_WORKER": "yes"}
    words = [sys.executable, "-m", *words]
    return subprocess.Popen(words, cwd=program, env=environment, stderr=subprocess.DEVNULL)


@contextlib.contextmanager
def running(folder, workers=2, program=ROOT):
    """Run a scheduler and workers on this machine; yield the address and the scheduler's process."""
    file, host = folder / "scheduler.json", ("--host", "127.0.0.1", "--no-dashboard")
    words = ("--scheduler-file", str(file), *host)
    processes = [python("distributed.cli.dask_scheduler", "--port", "0", *words)]
    try:
        eventually(lambda: file.is_file() and file.read_text().endswith("}"))
        address = json.loads(file.read_text())["address"]
        alone = ("--no-nanny", "--nthreads", "1", "--local-directory", str(folder / "scratch"))
        for _ in range(workers):
            processes.append(python("distributed.cli.dask_worker", *words, *alone, program=program))
        yield address.replace("tcp", "dask"), processes[0]
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()


def eventually(condition):
    """Wait until something is true, for a minute at most."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise TimeoutError


@pytest.fixture
def desk(tmp_path):
    """A desk with sources of several kinds."""
    desk = shutil.copytree(HARBOUR, tmp_path / "desk")
    for number in range(8):
        (desk / "seeds" / f"report-{number}.txt").write_text(source_text(number, desk_names()), "utf-8")
    return desk


def press(desk, folder, **settings):
    """Build the desk; return every file of the site and of the report."""
    names = {"SEEDS_PATH": desk / "seeds", "PATH": desk / "content", "OUTPUT_PATH": folder / "site"}
    words = {name: str(path) for name, path in names.items()} | {"REPORT_PATH": str(folder / "report")}
    publish(ROOT / "pelicanconf.py", words | settings)
    return files_of(folder)


@needs_dask
@pytest.mark.slow
def test_the_site_is_the_same_cold_in_processes_and_from_a_cluster(tmp_path, desk, monkeypatch):
    here, said = [], []
    spread = finder.spread

    def note(work, shared, values, *rest):
        if work is not finder._packed:  # dates are counted where the sources are compared
            here.extend(values)
        return spread(work, shared, values, *rest)

    monkeypatch.setattr(finder, "spread", note)
    alone, two = (press(desk, tmp_path / str(jobs), JOBS=jobs) for jobs in (1, 2))
    assert len(here) == 2 * 11
    here.clear()
    with running(tmp_path) as (address, _), Cluster(address, said.append) as workers:
        away = press(desk, tmp_path / "away", JOBS=1, DOSSIER_CLUSTER=workers)

    assert here == []
    assert said == [f"Sending the text of 11 sources to {address}, with the names and topics of the desk."]
    assert alone == two == away


@needs_dask
@pytest.mark.slow
def test_the_batch_of_a_lost_worker_is_done_by_another(tmp_path):
    values = dict(enumerate(range(40)))
    with running(tmp_path) as (address, _), Cluster(address, print) as workers:
        made = workers.spread(fragile.negative, str(tmp_path / "mark"), values, lambda _: 1)

    assert (tmp_path / "mark").exists()
    assert fragile.FATAL in made  # by the other; what the lost one had made may be lost with it
    assert {number: -values[number] for number in made} == made


@needs_dask
@pytest.mark.slow
@pytest.mark.parametrize("lost", ["scheduler", "workers"])
def test_what_a_lost_cluster_has_not_done_is_left_to_this_machine(tmp_path, caplog, monkeypatch, lost):
    monkeypatch.setattr(cluster, "LOOK", 0.2)
    monkeypatch.setattr(cluster._log, "filters", [])  # Pelican shows a message once
    values = dict(enumerate(range(40)))
    with running(tmp_path) as (address, scheduler), Cluster(address, print) as workers:
        monkeypatch.setattr(cluster, "WAIT", 1)
        monkeypatch.setattr(cluster, "PATIENCE", 1)
        pid = scheduler.pid if lost == "scheduler" else None
        made = workers.spread(fragile.fatal, pid, values, lambda _: 1)

    assert all(made[number] == -values[number] for number in made)
    assert fragile.FATAL not in made or lost == "scheduler"
    assert len(made) < 40
    assert caplog.messages[-1] == f"The cluster did {len(made)} of 40; doing {40 - len(made)} here."


@needs_dask
@pytest.mark.slow
def test_workers_with_other_rules_are_refused(tmp_path):
    other = shutil.copytree(ROOT / "dossier", tmp_path / "other" / "dossier").parent
    with (other / "dossier" / "finder.py").open("a", encoding="utf-8") as file:
        file.write("# one line more\n")

    with running(tmp_path, program=other) as (address, _), pytest.raises(UsageError) as refused:
        Cluster(address, print)

    assert "would find something else: rules of Dossier" in str(refused.value)
    assert "Install the same Dossier with the same packages there" in str(refused.value)


@needs_dask
@pytest.mark.slow
def test_a_worker_that_joins_later_with_other_rules_does_nothing(tmp_path, monkeypatch):
    with running(tmp_path) as (address, _), Cluster(address, print) as workers:
        monkeypatch.setattr(cluster, "program", lambda: {"Dossier": "another"})
        made = workers.spread(fragile.negative, "", {0: 1, 1: 2}, lambda _: 1)

    assert made == {}


@needs_dask
@pytest.mark.slow
def test_a_cluster_without_workers_is_refused_with_what_helps(tmp_path, monkeypatch):
    with running(tmp_path, workers=0) as (address, _), pytest.raises(UsageError) as refused:
        monkeypatch.setattr(cluster, "WAIT", 2)
        Cluster(address, print)

    assert f"the cluster at {address} has no worker. Start some: dask worker tcp://" in str(refused.value)


def build(engine, output):
    """The exit code of the command."""
    words = ["--seeds", str(HARBOUR / "seeds"), "--content", str(HARBOUR / "content")]
    return run(["build", *words, "--output", str(output), "--engine", engine], COMMANDS, program="dossier")


@needs_dask
def test_a_scheduler_that_does_not_answer_ends_the_build_and_the_last_good_site_stays(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr(cluster, "WAIT", 0.3)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "manifest.json").write_text("the last one", "utf-8")

    assert build("dask://127.0.0.1:1", tmp_path / "site") == 2

    said = capsys.readouterr().err
    assert said.startswith("error: no Dask scheduler answers at dask://127.0.0.1:1 (")
    assert said.endswith("Start one there (`dask scheduler`), or build without --engine.\n")
    assert "Traceback" not in said
    assert (tmp_path / "site" / "manifest.json").read_text("utf-8") == "the last one"


@pytest.mark.parametrize("engine", ["dask://host", "host:8786", "tcp://host:8786", "dask://a b:1"])
def test_an_engine_that_is_no_address_is_refused(tmp_path, capsys, engine):
    assert build(engine, tmp_path / "site") == 2

    said = f'error: --engine "{engine}" is not the address of a scheduler; give dask://HOST:PORT\n'
    assert capsys.readouterr().err == said


def test_a_missing_package_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    assert build("dask://127.0.0.1:1", tmp_path / "site") == 2

    assert 'pip install "dossier[dask]"' in capsys.readouterr().err


def test_a_version_that_differs_is_named_and_a_package_of_one_side_is_not():
    ours = {"Dossier": "1.0", "lxml": "6.0", "ruff": "0.15"}

    assert cluster.difference(ours, {"Dossier": "1.0", "lxml": "6.0", "jupyter": "7"}) == ""
    assert cluster.difference(ours, {"Dossier": "1.0", "lxml": "5.9"}) == "lxml 5.9 there, 6.0 here"
    assert cluster.difference({"Python": "3.11"}, {"Python": "3.12"}) == "Python 3.12 there, 3.11 here"
    assert "cannot run this program" in cluster.difference(ours, ModuleNotFoundError("dossier"))


class Listener:
    """A cluster that does nothing, and keeps what it is sent."""

    engine = "dask://here:1"

    def __init__(self):
        self.said, self.sent = [], []

    def tell(self, words):
        self.said.append(words)

    def spread(self, _work, _shared, values, _weight):
        self.sent += [getattr(value, "path", None) for value in values.values()]
        return {}

    def close(self):
        pass


MARKED = {
    "by-sidecar.yaml": "tlp: red",
    "milder.yaml": "tlp: green",
    "recoded.yaml": "encoding: utf-16-be",
    "broken.yaml": "tlp: [red",
}
"""Sidecars of sources that are else without a mark."""


@pytest.fixture
def marked(tmp_path):
    """A desk whose sources have marks in every way there is, beside two without any."""
    desk = shutil.copytree(HARBOUR, tmp_path / "desk")
    for path in (desk / "seeds").iterdir():
        path.unlink()
    shutil.rmtree(desk / "content")
    (desk / "content").mkdir()
    texts = {
        "plain.txt": "The quay was closed.",
        "page.html": "<p>The quay was closed.</p>",
        "by-sidecar.txt": "The quay was open.",
        "milder.txt": "The quay was wide.",
        "broken.txt": "The quay was new.",
        "stamped.txt": "TLP:RED\n\nThe quay was empty.",
        "in-front.md": "---\ntlp: red\n---\nThe quay was full.",
        "coded.html": "<p>&#84;LP:RED</p><p>The quay was long.</p>",
        "split.html": "<p>T<b>L</b>P:RED</p><p>The quay was short.</p>",
        "bracketed.txt": "<TLP:RED>\n\nThe quay was old.",
        "inside/folder.txt": "The quay was cold.",
        "mail.eml": "From: a@example.org\nSubject: Quay\nDate: 1 May 2024\n\nThe quay was grey.\n",
    }
    for name, text in texts.items():
        path = desk / "seeds" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    (desk / "seeds" / "wide.txt").write_bytes("TLP:RED\n\nThe quay was dry.".encode("utf-16"))
    (desk / "seeds" / "recoded.txt").write_bytes("TLP:RED\n\nThe quay was wet.".encode("utf-16-be"))
    (desk / "seeds" / "inside" / "_folder.yaml").write_text("tlp: red\n", "utf-8")
    for name, words in MARKED.items():
        (desk / "seeds" / name).write_text(f"{words}\n", "utf-8")
    return Paths(desk / "seeds", desk / "content")


def test_what_is_or_may_be_marked_red_never_leaves(marked):
    listener = Listener()

    dossier = read_dossier(marked, Settings(), cluster=listener)

    assert sorted(listener.sent) == ["milder.txt", "page.html", "plain.txt"]
    assert listener.said == [
        "Sending the text of 3 sources to dask://here:1, with the names and topics of the desk. "
        "Kept on this machine: 11 sources whose mark is or may be stricter than TLP:AMBER+STRICT."
    ]
    assert dossier == read_dossier(marked, Settings())


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("cluster_tlp: clear", ["page.html", "plain.txt"]),
        ("default_tlp: red", ["milder.txt"]),
        ("default_tlp: green\ncluster_tlp: clear", []),
    ],
)
def test_a_desk_says_what_may_leave(marked, words, sent):
    (marked.content / "settings.yaml").write_text(f"{words}\n", "utf-8")
    listener = Listener()

    read_dossier(marked, Settings(), cluster=listener)

    assert sorted(listener.sent) == sent


def test_red_cannot_be_allowed_to_leave(marked):
    (marked.content / "settings.yaml").write_text("cluster_tlp: red\n", "utf-8")
    listener = Listener()

    dossier = read_dossier(marked, Settings(), cluster=listener)

    assert "by-sidecar.txt" not in listener.sent
    assert any(problem.at.file == "content/settings.yaml" for problem in dossier.problems)


def test_once_read_a_source_is_judged_by_its_mark(marked, tmp_path):
    kept = finder.Kept(tmp_path / "cache")
    read_dossier(marked, Settings(), kept=kept)
    kept.close()
    (marked.content / "entities").mkdir()
    (marked.content / "entities" / "quay.md").write_text("---\nname: The quay\nkind: place\n---\n", "utf-8")
    listener = Listener()

    read_dossier(marked, Settings(), kept=finder.Kept(tmp_path / "cache"), cluster=listener)

    assert sorted(listener.sent) == ["mail.eml", "milder.txt", "page.html", "plain.txt"]


def test_the_terms_of_a_topic_that_must_not_leave_keep_everything_here(marked):
    (marked.content / "topics").mkdir()
    (marked.content / "topics" / "quay.md").write_text(
        "---\ntitle: Quay\ntlp: red\nterms: [quay]\n---\n", "utf-8"
    )

    with pytest.raises(UsageError, match=r'the terms of the topic "quay" .* it is marked TLP:RED'):
        read_dossier(marked, Settings(), cluster=Listener())
