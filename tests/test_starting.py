"""A command starts with no more modules than it needs."""

import re
import subprocess
import sys

import pytest
from press import ROOT

from dossier.analysis.dates.patterns import pattern as date_pattern
from dossier.bundles import FORMATS
from dossier.commands.commands import bundle
from dossier.text import late

SLOW = {
    "babel", "charset_normalizer", "courlan", "dask", "dateparser", "distributed", "filelock", "htmldate",
    "invoke", "lxml", "pelican", "pypdf", "rich", "trafilatura", "urllib3", "watchfiles",
}  # fmt: skip
"""Packages that take long to load, each needed by some builds or commands alone."""
WORK = {"pydantic", "markdown_it", "jinja2", "snowballstemmer"}
"""Packages of the work itself."""
LISTS = """
import sys
from dossier.commands.command_line import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def loaded(folder, *words):
    """The packages that a command has loaded at its end."""
    command = [sys.executable, "-c", LISTS, *words]
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in ended.stderr.split()} & (SLOW | WORK)


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("check", "--help"), ("build", "--help")])
def test_help_loads_nothing_of_the_work(tmp_path, words):
    assert loaded(tmp_path, *words) == set()


def test_a_check_of_plain_texts_loads_no_format_that_it_does_not_read(tmp_path):
    for folder in ("seeds", "content"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds" / "quay.txt").write_text("The quay was closed on 3 May 2024.\n", "utf-8")

    assert loaded(tmp_path, "check") & SLOW == set()


def test_a_pattern_is_compiled_when_it_is_used_and_no_sooner():
    pattern = late.compile("(?P<day>[0-9]+) may", re.I)
    assert "search" not in vars(pattern) | vars(date_pattern("{last|next} week").regex)

    assert [match["day"] for match in pattern.finditer("1 May, 2 may")] == ["1", "2"]
    assert "search" in vars(pattern)
    assert pattern.groupindex == {"day": 1}


def test_the_patterns_of_every_room_are_compiled_when_they_are_used():
    early = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "dossier").rglob("*.py")
        if {"import re", "re.compile("}
        <= set(re.findall(r"^import re$|re\.compile\(", path.read_text("utf-8"), re.M))
    ]

    assert sorted(early) == [
        "dossier/cluster.py", "dossier/model/dates.py", "dossier/model/text.py", "dossier/text/late.py",
    ]  # fmt: skip  # those that import nothing of the rooms


def test_the_help_names_every_kind_of_bundle():
    assert bundle.help["format"] == f"{', '.join(FORMATS)} or all (default: all)"
