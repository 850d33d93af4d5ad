"""A build in several processes gives what a build in one gives, and survives the loss of a process."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from press import HARBOUR, ROOT, files_of

from dossier import crew
from dossier.pelican_plugin import publish


def press(desk, folder, jobs):
    """Build the desk with some processes; return every file of the site and of the report."""
    names = {"SEEDS_PATH": desk / "seeds", "PATH": desk / "content", "OUTPUT_PATH": folder / "site"}
    words = {name: str(path) for name, path in names.items()}
    publish(ROOT / "pelicanconf.py", {**words, "REPORT_PATH": str(folder / "report"), "JOBS": jobs})
    return files_of(folder)


@pytest.fixture(params=sorted({"spawn", *multiprocessing.get_all_start_methods()} - {"forkserver"}))
def ways(request, monkeypatch):
    """Processes for any number of values, started in each way that this machine knows."""
    monkeypatch.setattr(crew, "LEAST", {"fork": 1, "spawn": 1})
    monkeypatch.setattr(crew, "_context", lambda: multiprocessing.get_context(request.param))


@pytest.mark.slow
@pytest.mark.usefixtures("ways")
def test_the_site_does_not_depend_on_the_number_of_processes(tmp_path):
    desk = shutil.copytree(HARBOUR, tmp_path / "desk")
    alone, three = (press(desk, tmp_path / str(jobs), jobs) for jobs in (1, 3))

    assert alone.keys() == three.keys()
    assert [name for name in alone if alone[name] != three[name]] == []


def negative(shared, value):
    """Work that needs what is shared; one value ends the process of a crew that takes it."""
    if value == 5 and multiprocessing.parent_process():
        os.kill(os.getpid(), signal.SIGTERM)
    return shared - value


def test_a_process_that_is_asked_for_nothing_more_ends_without_a_word(capfd):
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=crew._work, args=(theirs, negative, 0))
    process.start()
    theirs.close()

    ours.close()
    process.join()

    assert (process.exitcode, capfd.readouterr().err) == (0, "")


@pytest.mark.usefixtures("ways")
def test_results_come_in_the_order_of_the_values_where_a_process_is_ended(caplog, monkeypatch):
    monkeypatch.setattr(crew._log, "filters", [])  # Pelican shows a message once
    values = [*range(10, 60), *range(10)]

    assert crew.spread(negative, 0, values, jobs=3) == [-value for value in values]
    assert [record.getMessage() for record in caplog.records] == [
        "A process of this build was ended from outside; going on without the others."
    ]


def large(_shared, value):
    """Work with a result that fills a pipe."""
    return bytes([value]) * 2_000_000


@pytest.mark.usefixtures("ways")
def test_a_process_that_is_killed_while_it_sends_stops_no_build():
    def kill(result):
        children = multiprocessing.active_children()
        if children:
            time.sleep(0.2)  # by now the others send, and wait for this process
            os.kill(children[-1].pid, signal.SIGKILL)
        return result[0]

    assert crew.spread(large, None, range(40), 3, keep=kill) == list(range(40))


def failing(_shared, value):
    """Work with a fault of its own."""
    raise LookupError(f"nothing at {value}")


@pytest.mark.usefixtures("ways")
def test_a_fault_in_the_work_is_shown_as_it_is():
    with pytest.raises(LookupError, match="nothing at 7"):
        crew.spread(failing, None, [7] * 10, jobs=2)


LONG = """
import os, sys, time
sys.path[:0] = [{tests!r}, {root!r}]
from dossier import crew

def wait(_shared, value):
    open(os.path.join({folder!r}, str(os.getpid())), "w").close()
    time.sleep(0.2)
    return b"x" * 2_000_000

if __name__ == "__main__":
    try:
        crew.spread(wait, None, range(1000), 2)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def alive(pid):
    """Whether a process runs, and is not only waiting for its parent to notice its end."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def eventually(condition):
    """Whether something becomes true within twenty seconds."""
    for _ in range(400):
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize(("ended_by", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_no_process_outlives_its_build(tmp_path, ended_by, code):
    script, pids = tmp_path / "long.py", tmp_path / "pids"
    pids.mkdir()
    words = {"tests": str(ROOT / "tests"), "root": str(ROOT), "folder": str(pids)}
    script.write_text(LONG.format(**words), "utf-8")
    build = subprocess.Popen([sys.executable, str(script)])
    assert eventually(lambda: len(list(pids.iterdir())) == 2)

    build.send_signal(ended_by)

    assert build.wait(120) == code
    assert eventually(lambda: not any(alive(path.name) for path in pids.iterdir()))
