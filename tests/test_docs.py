"""What an editor or a maintainer can use stands in the documents."""

import re

import pytest
from press import ROOT

from dossier.bundles import FORMATS as BUNDLES
from dossier.console import FORMATS as OUTPUTS
from dossier.model import PageKind
from dossier.sources.formats import FORMATS as SOURCES

DOCS = {path.name: path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]}
EVERYWHERE = "\n".join(DOCS.values())


def tasks():
    text = "".join((ROOT / name).read_text("utf-8") for name in ("dossier/commands/commands.py", "tasks.py"))
    return re.findall(r"^@command\((?:.*?\n?)\)\ndef (\w+)", text, re.M | re.S)


@pytest.mark.parametrize("name", tasks())
def test_every_task_is_in_the_readme(name):
    assert re.search(rf"(tasks\.py|invoke) {name}\b|`{name}\b", DOCS["README.md"])


def test_there_are_tasks():
    assert {"init", "build", "lint"} <= set(tasks())


@pytest.mark.parametrize("ending", SOURCES)
def test_every_source_format_is_in_the_readme(ending):
    assert f"`{ending}`" in DOCS["README.md"]


@pytest.mark.parametrize("ending", BUNDLES)
def test_every_bundle_is_in_the_readme(ending):
    assert f"`dossier.{ending}`" in DOCS["README.md"]


@pytest.mark.parametrize("form", [each for each in OUTPUTS if each != "text"])
def test_every_format_of_the_problems_is_in_the_readme(form):
    assert f"--format {form}`" in DOCS["README.md"]


@pytest.mark.parametrize("path", sorted({kind.folder or kind.row.path for kind in PageKind}))
def test_every_page_kind_is_in_the_architecture(path):
    assert f"{path}" in DOCS["architecture.md"]


def test_every_path_that_the_documents_name_is_there():
    named = set(re.findall(r"`((?:dossier|docs|tests|theme)/[\w./-]+)`", EVERYWHERE))
    made_up = {path for path in named if re.search(r"[A-Z]{2}", path)}  # NAME stands for a name
    there = {path for path in named - made_up if (ROOT / path).exists()}

    assert sorted(named - made_up - there) == []
    assert len(there) >= 10


def test_every_link_between_the_documents_holds():
    for name, text in DOCS.items():
        folder = ROOT if name == "README.md" else ROOT / "docs"
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (folder / target).exists(), f"{name} links to {target}"


def test_what_a_newcomer_reads_first_is_as_long_as_the_architecture_says():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    first = text.partition("## Read this first")[2].partition("\n## ")[0]
    said = int(re.search(r"about ([\d,]+) lines", first)[1].replace(",", ""))
    lines = 0
    for step in re.findall(r"(?m)^\d\. .*$", first):
        folder = ""
        for name in re.findall(r"`([\w/]+(?:\.py|/))`", step):
            folder = name.rpartition("/")[0] or folder
            if name.endswith(".py"):
                lines += len(
                    (ROOT / "dossier" / folder / name.rpartition("/")[2]).read_text("utf-8").splitlines()
                )

    assert abs(lines - said) < 200, lines
