"""What the tests share: the built sites, made once a run, and a browser."""

import os
import signal
from pathlib import Path

import pytest
from browsers import CHROMIUM, FLAGS
from hypothesis import settings
from press import ROOT, press, press_harbour
from tools import missing

collect_ignore = ["mutants.py"]  # it runs in an environment of its own
# A shell that runs the tests in the background has Ctrl-C ignored by all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
settings.register_profile("run", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=int(os.environ.get("DOSSIER_EXAMPLES", "100")))
settings.load_profile("fuzz" if "DOSSIER_EXAMPLES" in os.environ else "run")


@pytest.fixture(scope="session", autouse=True)
def _from_the_root():
    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site of the dossier that ships."""
    return press(tmp_path_factory.mktemp("shipped") / "site").site


@pytest.fixture(scope="session")
def harbour(tmp_path_factory):
    """The site of a small dossier on another affair."""
    return press_harbour(tmp_path_factory.mktemp("harbour") / "site").site


@pytest.fixture(scope="session")
def playwright():
    """What drives Chromium; there can be only one at a time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright):
    """Headless Chromium with no network but this machine's own files and loopback."""
    if not CHROMIUM:
        missing("Chromium is not installed (Debian: apt-get install chromium)")
    opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield opened
    opened.close()
