"""The editors' guide: every example in it works, and it names everything there is."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.config import Paths, Settings
from dossier.editorial import read_desk, resolve
from dossier.editorial.files import frontmatter
from dossier.editorial.markdown.callouts import KINDS
from dossier.forms.checked import Keys
from dossier.model import Severity
from dossier.pipeline import read_dossier
from dossier.sources import read_corpus
from dossier.sources.sidecar import Sidecar

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "editors.md").read_text("utf-8")
FENCES = re.findall(r"(?:^`((?:seeds|content)/[^`]+)`:\n\n)?^```(\w+)\n([\s\S]*?)^```$", GUIDE, re.M)
FILES = {name: text for name, _, text in FENCES if name}
CODES = re.compile(
    r'(?:problem|warning|error|question|fault|report|drifted)\(\s*(?:use, )?"([a-z0-9]+(?:-[a-z0-9]+)+)"',
    re.I,
)
EXAMPLES = [
    (text, FENCES[number + 1][2] if FENCES[number + 1][1] == "text" else "")
    for number, (name, language, text) in enumerate(FENCES)
    if not name and language == "markdown"
]


def said_of(folder, example=None):
    """The problems of the guide's own desk, with an example as one more note."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if example:
        (folder / "content/notes/example.md").write_text(example, "utf-8")
    corpus = read_corpus(folder / "seeds", Settings())
    desk = read_desk(folder / "content", Settings())
    problems = (*corpus.problems, *desk.problems, *resolve(desk, corpus).problems)
    return "".join(f"{problem}\n" for problem in problems)


def test_the_guide_has_a_file_of_each_kind():
    folders = {name.rpartition("/")[0] for name in FILES}

    of_content = {f"content/{kind}" for kind in ("topics", "entities", "notes", "claims")}
    assert folders == {"seeds", "seeds/wire"} | of_content
    assert len(EXAMPLES) >= 6


def test_the_files_of_the_guide_make_a_dossier_without_a_problem(tmp_path):
    assert said_of(tmp_path) == ""

    dossier = read_dossier(Paths(tmp_path / "seeds", tmp_path / "content"), Settings())
    assert [str(each) for each in dossier.problems if each.severity is not Severity.QUESTION] == []


@pytest.mark.parametrize(("example", "expected"), EXAMPLES)
def test_an_example_of_the_guide_does_what_the_guide_says(tmp_path, example, expected):
    assert said_of(tmp_path, example) == expected


COMMANDS = [
    (text.strip(), FENCES[number + 1][2] if FENCES[number + 1][1] == "output" else "")
    for number, (_, language, text) in enumerate(FENCES)
    if language == "console"
]


def test_the_commands_of_the_guide_do_what_it_says(tmp_path):
    """They are typed in the order of the guide, the first in an empty folder."""
    said_of(tmp_path / "harbour")
    for lines, expected in COMMANDS[1:]:
        words = shlex.split(lines)[2:]
        command = [sys.executable, str(ROOT / "tasks.py"), *words]
        done = subprocess.run(command, cwd=tmp_path / "harbour", capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, expected), done.stderr

    lines = COMMANDS[0][0].splitlines()
    script = "\n".join(line.replace("python3 tasks.py init", '"$0" "$1" init') for line in lines)
    folder = tmp_path / "empty"
    folder.mkdir()
    command = ["bash", "-ec", script, sys.executable, str(ROOT / "tasks.py")]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "harbour/build/site/index.html").is_file()


def test_what_the_guide_gives_to_editors_can_be_read():
    assert len([json.loads(text) for _, language, text in FENCES if language == "json"]) == 2


def test_every_key_syntax_and_problem_is_in_the_guide():
    shapes = [shape for shape in vars(frontmatter).values() if isinstance(shape, type)]
    models = [shape for shape in shapes if issubclass(shape, Keys) and shape.model_fields]
    fields = {info.alias or name for model in models for name, info in model.model_fields.items()}
    code = "".join(path.read_text("utf-8") for path in (ROOT / "dossier").rglob("*.py"))
    codes = set(CODES.findall(code)) | {"unknown-topic", "unknown-entity", "uncited"}
    words = fields | set(Sidecar.model_fields) | codes | set(KINDS.values())

    assert len(codes) > 80
    assert [word for word in sorted(words) if f"`{word}`" not in GUIDE] == []
