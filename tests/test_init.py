"""A desk of one's own: made in an empty folder, built without a warning, used from anywhere in it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from press import ROOT

from dossier import __version__
from dossier.commands.new_desk import start_desk, starter_files
from dossier.errors import UsageError

EXAMPLE = ("seeds/example.txt", "content/topics/example.md", "content/notes/example.md")


def run(folder, *words, program=None):
    """Run a command of the desk as its `tasks.py` does where Dossier is installed."""
    done = subprocess.run(
        [sys.executable, str(program or folder / "tasks.py"), *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def desk(tmp_path):
    start_desk(tmp_path / "harbour")
    return tmp_path / "harbour"


def test_a_new_desk_builds_with_its_example_and_without(desk):
    code, said, complaints = run(desk, "build")
    assert (code, complaints) == (0, "")
    assert said.startswith("Built 1 source into build/site: 0 warnings, 0 questions")

    for name in EXAMPLE:
        (desk / name).unlink()
    code, said, complaints = run(desk, "build")
    assert code == 0
    assert complaints.startswith("seeds:1:1: warning: there are no sources in this folder.")
    assert said.startswith("Built 0 sources into build/site: 1 warning, 0 questions")
    assert run(desk, "review")[1] == "0 decisions waiting.\n"


def test_words_of_a_new_desk_are_named_when_it_has_a_source_of_its_own(desk):
    (desk / "seeds" / "quay.txt").write_text("The quay was closed on 3 May 2024.\n", "utf-8")

    complaints = run(desk, "build")[2]

    assert re.findall(r"content/pages/(\w+\.md:\d+):\d+: warning: “(.+?)” is what", complaints) == [
        ("about.md:6", "Say here who keeps this dossier, for whom, and what it leaves out."),
        ("index.md:1", "A new dossier"),
    ]


def test_the_front_page_of_a_new_desk_tells_what_is_in_its_sources(desk):
    run(desk, "build")
    page = (desk / "build" / "site" / "index.html").read_text("utf-8")
    assert "Compiled automatically" in page
    assert "one\nminute" not in page  # what the file tells its editor


def test_the_way_to_a_new_desk_can_be_pasted_whatever_its_name(tmp_path):
    folder = tmp_path / "our desk's $HOME"
    lines = start_desk(folder)

    shown = subprocess.run(
        ["/bin/sh", "-c", f"{lines[2]} && pwd"], capture_output=True, text=True, check=True
    )
    assert shown.stdout == f"{folder}\n"


def test_a_file_in_the_way_of_a_new_desk_is_named(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    program = ROOT / "tasks.py"

    code, _, complaints = run(tmp_path, "init", "file/desk", program=program)

    assert (code, complaints.partition(";")[0]) == (
        2,
        "error: file/desk: there is a file where a folder is needed",
    )


def test_an_interruption_while_the_program_loads_is_no_fault(tmp_path):
    (tmp_path / "argparse.py").write_text("raise KeyboardInterrupt", "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "dossier", "check"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        check=False,
    )

    assert (done.returncode, done.stderr) == (130, "")


def test_the_note_names_each_file_of_the_example(desk):
    note = (desk / "content/notes/example.md").read_text("utf-8")

    assert all(f"`{name}`" in note for name in EXAMPLE)
    assert {name for _, name in starter_files() if "example" in name} == set(EXAMPLE)


@pytest.mark.parametrize("folder", [".", "content/notes", "seeds"])
def test_commands_work_from_every_folder_of_a_desk(desk, folder):
    code, said, _ = run(desk / folder, "check", program=desk / "tasks.py")
    assert (code, said) == (0, "1 source: 0 errors, 0 warnings, 0 questions.\n")

    code, said, _ = run(desk / folder, "new", "note", "The first day", program=desk / "tasks.py")
    assert (desk / "content/notes/the-first-day.md").is_file()
    assert (desk / folder / said.removeprefix("Wrote ").strip()).samefile(
        desk / "content/notes/the-first-day.md"
    )


def test_a_desk_is_found_from_outside_by_its_tasks(desk, tmp_path):
    (tmp_path / "elsewhere").mkdir()

    code, said, _ = run(tmp_path / "elsewhere", "build", program=desk / "tasks.py")

    assert code == 0 and str(desk / "build/site/index.html") in said


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "harbour").mkdir()
    (tmp_path / "harbour/notes.txt").write_text("mine", "utf-8")

    with pytest.raises(UsageError, match=r"has files already \(notes.txt\); nothing was written"):
        start_desk(tmp_path / "harbour")

    assert [path.name for path in (tmp_path / "harbour").rglob("*")] == ["notes.txt"]


def test_a_desk_is_never_made_inside_the_folders_of_another(desk):
    with pytest.raises(UsageError, match="lies in content/ of the desk"):
        start_desk(desk / "content" / "inner")

    assert not (desk / "content" / "inner").exists()
    assert "It lies inside another desk" in start_desk(desk / "inner")[1]


def test_a_desk_made_beside_another_by_a_way_through_it_lies_in_none(desk, monkeypatch):
    monkeypatch.chdir(desk / "content")

    said = start_desk(Path("../../beside"))

    assert (desk.parent / "beside" / "content").is_dir()
    assert not any("another desk" in line for line in said)


def test_a_desk_that_cannot_be_finished_leaves_nothing(tmp_path, monkeypatch):
    import dossier.commands.new_desk as room

    whole = room._write

    def full(path, text, made):
        if path.name == "README.md":
            raise OSError(28, "No space left on device")
        whole(path, text, made)

    monkeypatch.setattr(room, "_write", full)
    with pytest.raises(OSError, match="No space"):
        start_desk(tmp_path / "outer" / "harbour")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder here refuses every other")
def test_where_no_folder_can_be_made_the_message_says_so(desk):
    with pytest.raises(UsageError, match=r"^/proc/harbour cannot be made: No such file or directory; name"):
        start_desk(Path("/proc/harbour"))

    refused = "error: nothing can be written in /proc: No such file or directory; choose another\n"
    for option in ("--output", "--report"):
        assert run(desk, "build", option, "/proc/harbour") == (2, "", refused)


def test_the_version_is_pinned_and_the_workflows_say_for_whom(desk):
    assert (desk / "requirements.txt").read_text("utf-8") == f"dossier=={__version__}\n"
    for name in (".github/workflows/dossier.yml", ".gitlab-ci.yml"):
        text = (desk / name).read_text("utf-8")
        assert yaml.safe_load(text)
        assert re.search(r"AUDIENCE: clear", text) and "dossier check" in text
        assert 'dossier build --tlp "$AUDIENCE"' in text


def test_every_setting_is_in_the_settings_of_a_new_desk(desk):
    from dossier.editorial.files.settings import SettingsFields

    text = (desk / "content/settings.yaml").read_text("utf-8")

    assert set(re.findall(r"(?m)^(?:# )?(\w+): \S", text)) == {
        field.alias or name for name, field in SettingsFields.model_fields.items()
    }


def test_the_desks_own_theme_comes_first(desk):
    (desk / "theme/static").mkdir(parents=True)
    (desk / "theme/templates").mkdir()
    (desk / "theme/static/style.css").write_text("h1 { color: teal }", "utf-8")
    shipped = (ROOT / "theme/templates/page.html").read_text("utf-8")
    (desk / "theme/templates/page.html").write_text(
        shipped.replace("{% block facts %}", "{% block facts %}<p>Ours.</p>"), "utf-8"
    )

    assert run(desk, "build")[0] == 0

    assert (desk / "build/site/theme/style.css").read_text("utf-8") == "h1 { color: teal }"
    assert "<p>Ours.</p>" in (desk / "build/site/pages/about.html").read_text("utf-8")
    assert (desk / "build/site/theme/search.js").is_file()


def test_settings_of_the_desk_reach_the_pages(desk):
    path = desk / "content/settings.yaml"
    text = path.read_text("utf-8").replace("# address", "address").replace("# contact", "contact")
    path.write_text(text.replace("title: A new dossier", "title: Piers and boats"), "utf-8")

    assert run(desk, "build")[0] == 0

    page = (desk / "build/site/index.html").read_text("utf-8")
    assert "Piers and boats" in page and '<a href="mailto:desk@example.org">desk@example.org</a>' in page
    assert "https://example.org/dossier/index.html" in (desk / "build/site/sitemap.xml").read_text("utf-8")


def test_printed_commands_name_the_folders_that_were_typed(desk, tmp_path):
    shutil.copytree(desk / "seeds", tmp_path / "s")
    shutil.copytree(desk / "content", tmp_path / "c")
    words = ("--seeds", str(tmp_path / "s"), "--content", str(tmp_path / "c"))
    assert run(desk, "build", *words)[0] == 0
    source = tmp_path / "s/example.txt"
    source.write_text(source.read_text("utf-8").replace("winter", "summer"), "utf-8")

    _, said, _ = run(desk, "check", "--format", "json", *words)
    hints = [problem["hint"] for problem in json.loads(said) if "mend --" in problem["hint"]]

    assert hints
    assert all(f"python3 tasks.py mend {' '.join(words)} --accept" in hint for hint in hints)
