"""What one file and one row add has both: a file without its row is named, and the table where it belongs."""

import ast
import re
from pathlib import PurePosixPath

from press import ROOT

from dossier.analysis.dates.rules import RULES
from dossier.editorial.markdown import SYNTAXES
from dossier.model import PageKind
from dossier.sources.formats import FORMATS

ADDING = (ROOT / "docs" / "adding.md").read_text("utf-8")
# From "| a source format | `folder/NAME.py` … | `FORMATS` in `folder/__init__.py` …": the table of a folder.
TABLES = {
    str(PurePosixPath(path).parent): f"`{table}` in `{file}`"
    for path, table, file in re.findall(
        r"^\| [^|]+\| `([\w/]+/[A-Z]+\.\w+)`[^|]*\|[^|]*?`(\w+)` in `([\w/]+\.py)`", ADDING, re.M
    )
}


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path):
    """The modules that a file names in its imports; `from a import b` may name `a.b`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_each_module_is_reached_by_a_row_or_a_call():
    modules = {name_of(path): path for path in (ROOT / "dossier").rglob("*.py")}
    reached = {f"dossier.sources.formats.{row.module}" for row in FORMATS.values()}
    reached |= {f"dossier.site.pages.{kind}" for kind in PageKind}
    reached.add("dossier.__main__")  # Python itself looks for it
    for path in [*modules.values(), ROOT / "tasks.py", ROOT / "pelicanconf.py"]:
        reached |= set(imports_of(path)) - {name_of(path)}
    missing = []
    rooms = {name_of(path.parent / "__init__.py") for path in modules.values()}
    for name in sorted(set(modules) - reached - rooms):
        file = modules[name].relative_to(ROOT)
        missing.append(f"{file}: nothing calls it; add it to {TABLES.get(str(file.parent), 'no table')}")

    assert missing == []


def test_each_rule_of_a_fixture_for_dates_has_a_row():
    rows = {rule.name for rules in RULES.values() for rule in rules}
    found = []
    for path in sorted((ROOT / "tests" / "fixtures" / "dates").glob("*.md")):
        found += re.findall(r"^.+ \| [\d/.X%?~-]+ \| ([a-z-]+)$", path.read_text("utf-8"), re.M)
    missing = sorted(set(found) - rows)

    assert len(set(found)) > 20
    assert missing == [], f"add them to {TABLES['tests/fixtures/dates']}"


def test_each_syntax_has_its_fixture_document():
    ours = {syntax.__module__.rpartition(".")[2] for syntax in SYNTAXES if "dossier" in syntax.__module__}
    fixtures = {path.stem for path in (ROOT / "tests" / "fixtures" / "markdown").glob("*.md")}

    assert sorted(ours - fixtures) == []


def test_each_kind_of_addition_is_described():
    assert set(TABLES) == {
        "dossier/sources/formats",
        "dossier/analysis",
        "tests/fixtures/dates",
        "dossier/editorial/markdown",
        "dossier/site/pages",
        "dossier/site/data",
        "dossier/bundles",
    }
