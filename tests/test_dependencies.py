"""Each dependency is declared, used, locked with its hashes, and explained."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from press import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ROWS = re.findall(r"^\| (\w[\w.-]*) \|(.*)\|$", (ROOT / "docs" / "dependencies.md").read_text("utf-8"), re.M)
LOCKS = {path.name: path.read_text("utf-8") for path in sorted(ROOT.glob("requirements*.txt"))}
# A part, which its whole brings along or calls for.
CARRIED = {
    "pydantic-core": "pydantic",
    "lxml-html-clean": "lxml",
    "pycryptodome": "pypdf",
    "dask": "distributed",
}


def plain(name):
    """A name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements):
    return {plain(re.match(r"[\w.-]+", each)[0]) for each in requirements}


TO_RUN = names(PROJECT["project"]["dependencies"])
EXTRA = names(each for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra)
TO_TEST = names(PROJECT["dependency-groups"]["test"])
TO_CHANGE = names(PROJECT["dependency-groups"]["mutants"])


def locked(lock):
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.M))


def imported():
    """The packages from elsewhere that the program and its commands import."""
    found = set()
    for path in [*(ROOT / "dossier").rglob("*.py"), ROOT / "tasks.py", ROOT / "pelicanconf.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module.split(".")[0])
    packages = packages_distributions()
    outside = found - set(sys.stdlib_module_names) - {"dossier"}
    return {plain(packages.get(module, [module])[0]) for module in outside}  # an extra may be missing


@pytest.mark.parametrize("name", sorted(TO_RUN | EXTRA | TO_TEST | TO_CHANGE))
def test_each_dependency_is_explained(name):
    explained = {plain(row): [cell.strip() for cell in cells.split(" | ")] for row, cells in ROWS}

    assert name in explained
    assert len(explained[name]) == 4 and all(explained[name])


def test_nothing_is_explained_that_is_not_needed():
    assert {plain(row) for row, _ in ROWS} - {"package"} == TO_RUN | EXTRA | TO_TEST | TO_CHANGE


def test_what_is_imported_is_declared_and_the_other_way_round():
    found = {CARRIED.get(name, name) for name in imported()}

    assert TO_RUN - set(CARRIED) <= found <= TO_RUN | EXTRA


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", TO_RUN),
        ("requirements-test.txt", TO_RUN | TO_TEST),
        ("requirements-mutants.txt", TO_CHANGE),
    ],
)
def test_each_lock_is_whole_and_names_no_registry(lock, wanted):
    blocks = re.split(r"\n(?=\S)", LOCKS[lock].rstrip("\n"))

    assert wanted - set(locked(LOCKS[lock])) == set()
    assert [block for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []
    assert "://" not in LOCKS[lock]


def test_the_tests_run_with_the_versions_of_the_program():
    run, test = locked(LOCKS["requirements.txt"]), locked(LOCKS["requirements-test.txt"])

    assert {name: test.get(name) for name in run} == run
