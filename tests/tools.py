"""Tools of the tests that no lock file installs; `.ci/run` does."""

import os

import pytest
from press import ROOT

AXE = ROOT / ".tools" / "node_modules" / "axe-core" / "axe.min.js"
IN_CI = os.environ.get("CI", "") not in ("", "0", "false")


def missing(words):
    """Skip a test for a tool that is not installed; in CI, where every tool belongs, fail."""
    if IN_CI:
        pytest.fail(words, pytrace=False)
    pytest.skip(words)
