"""Broken machines: no room, no permission, an end in the middle; a message, and nothing half-made."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from press import HARBOUR, ROOT, press

from dossier import publishing
from dossier.bundles import write_bundles
from dossier.console import fault_of_machine
from dossier.errors import UsageError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs limits and signals of POSIX")


def started(folder, *words, limit="unlimited"):
    """Start a command; `limit` is the largest file that it may write, in blocks of a kilobyte."""
    command = [sys.executable, str(ROOT / "tasks.py"), *words]
    return subprocess.Popen(
        ["bash", "-c", 'ulimit -f "$0"; exec "$@"', str(limit), *command],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def build_words(folder):
    return (
        "build", "--seeds", str(HARBOUR / "seeds"), "--content", str(HARBOUR / "content"),
        "--output", str(folder / "site"), "--report", str(folder / "report"),
    )  # fmt: skip


def test_a_file_that_may_not_grow_is_a_message_and_the_last_site_stays(tmp_path):
    assert started(tmp_path, *build_words(tmp_path)).wait() == 0
    before = (tmp_path / "site/index.html").read_bytes()

    command = started(tmp_path, *build_words(tmp_path), limit=5)
    _, said = command.communicate()

    assert (command.returncode, "Traceback" in said) == (2, False)
    assert "larger than this system allows" in said
    assert (tmp_path / "site/index.html").read_bytes() == before
    assert not list(tmp_path.glob(".*.new"))


def test_a_bundle_that_has_no_room_leaves_the_last_ones_whole(harbour, tmp_path):
    write_bundles(harbour, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    words = ("bundle", "--site", str(harbour), "--output", str(tmp_path))
    command = started(tmp_path, *words, limit=20)
    _, said = command.communicate()

    assert (command.returncode, "Traceback" in said) == (2, False)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_polite_request_to_end_leaves_nothing_half_made(tmp_path):
    command = started(tmp_path, *build_words(tmp_path))
    while not (tmp_path / ".site.new").exists():
        assert command.poll() is None
    command.send_signal(signal.SIGTERM)
    _, said = command.communicate()

    assert (command.returncode, "Traceback" in said) == (143, False), said
    assert not list(tmp_path.glob(".*.new")) and not (tmp_path / "site").exists()


def test_a_reader_finds_the_front_page_at_every_moment_of_many_swaps(tmp_path):
    site, missed, stop = tmp_path / "site", [], threading.Event()
    looks = 0

    def fill(words):
        fresh = publishing.fresh_folder(site)
        for name in ("index.html", "manifest.json"):
            (fresh / name).write_text(words, "utf-8")
        publishing.swap(fresh, site)

    def look():
        nonlocal looks
        while not stop.is_set():
            looks += 1
            try:
                (site / "index.html").read_bytes()
            except OSError as error:
                missed.append(error)

    fill("first")
    reader = threading.Thread(target=look)
    reader.start()
    for number in range(200):
        fill(str(number))
    stop.set()
    reader.join()

    assert looks > 200
    assert missed == [] or sys.platform != "linux"


def test_bundles_are_readable_whatever_the_umask(harbour, tmp_path):
    before = os.umask(0o077)
    try:
        write_bundles(harbour, tmp_path / "bundles")
    finally:
        os.umask(before)

    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (tmp_path / "bundles").iterdir()}
    assert modes == {"dossier.zip": "0o644", "dossier.html": "0o644", "SHA256SUMS": "0o644"}
    assert oct((tmp_path / "bundles").stat().st_mode & 0o777) == "0o755"


def test_bundles_are_never_written_into_the_site(harbour):
    for output in (harbour, harbour / "inner"):
        with pytest.raises(UsageError, match="lies in it"):
            write_bundles(harbour, output)


@pytest.mark.parametrize("number", [13, 28, 30, 27])
def test_what_a_machine_refuses_is_said_with_what_helps(number):
    said = fault_of_machine(OSError(number, "as the system has it", "build/site"))

    assert said.startswith("build/site: ") and ";" in said


def test_a_fault_of_the_program_is_no_fault_of_the_machine():
    assert fault_of_machine(OSError(9, "bad file descriptor")) is None


def test_a_preview_shows_drafts_and_is_never_bundled(tmp_path):
    from dossier.pelican_plugin import publish

    (tmp_path / "seeds").mkdir()
    (tmp_path / "content/notes").mkdir(parents=True)
    note = "---\ntitle: Tides\nstatus: draft\n---\n> [!judgement]\n> High water.\n"
    (tmp_path / "content/notes/tides.md").write_text(note, "utf-8")
    folders = {"SEEDS_PATH": str(tmp_path / "seeds"), "PATH": str(tmp_path / "content")}
    folders |= {"OUTPUT_PATH": str(tmp_path / "preview"), "REPORT_PATH": str(tmp_path / "r")}

    preview = publish(ROOT / "pelicanconf.py", {**folders, "DOSSIER_DRAFTS": True}).site
    site = press(tmp_path / "site", tmp_path / "seeds", tmp_path / "content").site

    assert "Draft: Tides" in (preview / "notes/tides.html").read_text("utf-8")
    assert not (site / "notes/tides.html").exists()
    with pytest.raises(UsageError, match="shows drafts"):
        write_bundles(preview, tmp_path / "bundles")
