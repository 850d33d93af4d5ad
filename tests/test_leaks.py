"""No byte that leaves the desk is from a place that must not: one word of its own in each such place."""

import re
import shutil
import zipfile
from typing import Annotated

import pytest
from canaries import KINDS, RECORDS, CannotFillError, fill, front, wordy_fields, write_desk
from press import ROOT
from pydantic import BaseModel, Field

from dossier.bundles import write_bundles
from dossier.config import Paths, Settings
from dossier.editorial import read_desk
from dossier.editorial.files.frontmatter import PageFields
from dossier.model import Severity
from dossier.pelican_plugin import publish
from dossier.pipeline import errors_of, read_dossier
from dossier.sources import read_corpus

NOT_OF_EDITORS = {
    ("SourceMeta", "by_editor"): "names of keys",
    ("SourceMeta", "date_hints"): "the program's own words",
    ("SourceMeta", "language"): "a code",
    ("SourceMeta", "grade"): "a code",
    ("SourceMeta", "publish"): "a code",
    ("DeskPage", "dossier"): "in index.md alone",
    ("DeskPage", "language"): "in index.md alone",
    ("Position", "one_origin"): "places",
    ("Position", "by"): "ids of entities",
    **{
        ("Entity", name): "an entity that words for everybody name is for everybody"
        for name in ("id", "name", "aliases", "see", "at", "redirect_from")
    },
}
"""Fields of words that can have no canary, each with the reason."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("leaks")
    write_desk(folder)
    return folder


def files_of(desk, level):
    """Every file of the site and of both bundles for a level, by its name, unpacked."""
    out = desk / f"for-{level or 'all'}"
    folders = {"SEEDS_PATH": str(desk / "seeds"), "PATH": str(desk / "content"), "DOSSIER_TLP": level}
    folders |= {"OUTPUT_PATH": str(out / "site"), "REPORT_PATH": str(out / "report")}
    site = publish(ROOT / "pelicanconf.py", {**folders, "SITEURL": "https://example.org"}).site
    write_bundles(site, out / "bundles")
    found = {
        f"site/{path.relative_to(site)}": path.read_bytes() for path in site.rglob("*") if path.is_file()
    }
    found["dossier.html"] = (out / "bundles" / "dossier.html").read_bytes()
    with zipfile.ZipFile(out / "bundles" / "dossier.zip") as archive:
        found |= {f"zip/{name}": archive.read(name) for name in archive.namelist()}
    return found


def canaries(files):
    return {
        (name, match)
        for name, raw in files.items()
        for match in re.findall(r"canary\w*", f"{name} {raw.decode('utf-8', 'replace')}".lower())
    }


def test_the_desk_is_one_that_can_be_published(desk):
    paths = Paths(desk / "seeds", desk / "content")

    assert [str(problem) for problem in errors_of(read_dossier(paths, Settings()))] == []


def test_no_byte_of_the_site_or_a_bundle_is_from_what_must_not_leave(desk):
    assert set() == canaries(files_of(desk, ""))


def test_those_who_may_see_it_see_it(desk):
    words = {word for _, word in canaries(files_of(desk, "red"))}

    marked = {f"canaryred{kind}paragraph" for kind, model in KINDS.items() if "tlp" in model.model_fields}
    assert (
        marked
        | {"canarycited", "canaryredfirst", "canaryquestion", "canaryredsidecartitle", "canaryredbelow"}
        <= words
    )
    never = re.compile("canary(hidden|draft|word|quoted|stray|lock|decisions)")
    assert [word for word in words if never.match(word)] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_that_holds_words_has_a_canary_in_it(desk, record):
    read = read_desk(desk / "content", Settings())
    positions = tuple(position for claim in read.claims for position in claim.positions)
    sources = read_corpus(desk / "seeds", Settings()).documents
    values = (
        *read.topics, *read.entities, *read.notes, *read.claims, *read.pages, *positions,
        *(source.meta for source in sources),
    )  # fmt: skip
    mine = [value for value in values if type(value) is record]

    without = [
        name
        for name in wordy_fields(record)
        if not any("canary" in repr(getattr(value, name)).lower() for value in mine)
    ]

    assert {name for kind, name in NOT_OF_EDITORS if kind == record.__name__} == set(without)


def test_a_front_page_that_is_marked_leaves_no_word(desk, tmp_path):
    shutil.copytree(desk, tmp_path / "desk", ignore=shutil.ignore_patterns("for-*"))
    values = fill(PageFields, "canaryindex") | {"tlp": "red", "dossier": "Canarydossier"}
    (tmp_path / "desk" / "content" / "pages" / "index.md").write_text(
        front(values) + "Canaryindex lead.\n", "utf-8"
    )

    assert set() == canaries(files_of(tmp_path / "desk", ""))


@pytest.mark.parametrize(
    "head",
    [
        "----\nstatus: draft\n----\n",
        "———\nstatus: draft\n———\n",
        "+++\nstatus = 'draft'\n+++\n",
        "status: draft\n\n",
        "Title: A\nStatus: draft\n\n",
        "TLP:RED\n\n",
        "---\nstatus: draft\n",
        "---\nstatus: Drafted\n---\n",
        "---\nstatus : [draft\n---\n",
        "---\ntlp: rde\n---\n",
        "---\nTLP: red\n---\n",
        "---\ntlp: [red]\n---\n",
        "Words first.\n\n---\nstatus: draft\n---\n",
        "Words first. It is so.\n\n---\nstatus: draft\ntlp: red\n\n",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_only_looks_like_front_matter_is_an_error_and_never_published(tmp_path, kind, head):
    path = tmp_path / "content" / kind / "a.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"{head}Canary words.\n", "utf-8")

    problems = read_desk(tmp_path / "content", Settings()).problems

    assert [problem for problem in problems if problem.severity is Severity.ERROR]


def test_a_field_for_which_no_value_is_known_is_named():
    class Later(BaseModel):
        shape: Annotated[str, Field(pattern="^round$")]

    with pytest.raises(CannotFillError, match=r"Later\.shape"):
        fill(Later, "canary")
