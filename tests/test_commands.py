"""The commands as a person or a machine runs them: what they say, and how they end."""

import html
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from press import HARBOUR, ROOT

from dossier import __version__

NOTE = "---\ntitle: A\n---\nIt rained. [@log]\n"


def run(folder, *words):
    """Run a task from `folder`; its exit code, what it printed, and what it complained of."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tasks.py"), *map(str, words)],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def desk(tmp_path):
    for name, text in {"seeds/log.txt": "It rained on Monday.", "content/notes/a.md": NOTE}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_sound_desk_is_checked_built_bundled_and_checked_again(desk):
    assert run(desk, "check")[0] == 0

    code, said, _ = run(desk, "build")
    assert (code, (desk / "build/site/notes/a.html").is_file()) == (0, True)
    assert "Built 1 source " in said and str(desk / "build/site/index.html") in said

    assert run(desk, "bundle", "--format", "zip")[0] == 0
    assert (desk / "build/bundles/SHA256SUMS").read_text().count("dossier.zip") == 1

    (desk / "build/site/notes/a.html").write_text("changed by hand", "utf-8")
    code, _, said = run(desk, "check")
    assert (code, "notes/a.html" in said) == (1, True)


@pytest.mark.parametrize(
    ("options", "file", "text", "fact"),
    [
        ((), "seeds/log.yaml", "tlp: red\n", "has changed since"),
        (("--tlp", "clear"), "seeds/log.yaml", "tlp: red\n", "has changed since"),
        ((), "seeds/log.yaml", "publish: summary\n", "has changed since"),
        ((), "seeds/log.yaml", "tlp: rde\n", "has 1 error, so what it may show is not certain"),
        ((), "content/notes/a.md", NOTE.replace("---\n", "---\nstatus: draft\n", 1), "has changed since"),
        ((), "content/notes/a.md", NOTE.rstrip() + " %% it was snow %%\n", ""),
        ((), "content/notes/a.md", NOTE + "\nMore [@log].\n", "has changed since"),
        ((), "content/settings.yaml", "audience: clear\n", ""),
        (
            (),
            "pelicanconf.py",
            "from dossier.pelican_defaults import *\n\nSITEURL = 'https://x.example'\n",
            "",
        ),
    ],
)
def test_a_site_is_bundled_that_is_what_its_desk_would_publish_now(desk, options, file, text, fact):
    assert run(desk, "build", *options, "--output", "build/site")[0] == 0
    (desk / file).write_text(text, "utf-8")

    code, _, complaint = run(desk, "bundle", "--format", "zip")

    assert (code, (desk / "build/bundles").exists()) == (2 if fact else 0, not fact)
    assert fact in complaint


BROKEN = {
    "an unknown source": (
        "content/notes/a.md",
        NOTE.replace("@log", "@lug"),
        'content/notes/a.md:4:12: error: unknown source "lug". Did you mean "log"?',
    ),
    "a doubled key": (
        "content/notes/a.md",
        "---\ntitle: A\ntitle: B\n---\n",
        'content/notes/a.md:3:1: error: the key "title" is repeated. It is on line 2 already',
    ),
    "an unknown key": (
        "content/notes/a.md",
        "---\nautors: A\n---\n",
        'content/notes/a.md:2:1: error: unknown key "autors". Did you mean "authors"?',
    ),
    "an unknown key of a sidecar": (
        "seeds/log.yaml",
        "titel: A\n",
        'seeds/log.yaml:1:1: error: unknown key "titel". Did you mean "title"?',
    ),
    "front matter without an end": (
        "content/notes/a.md",
        "---\ntitle: A\n",
        "content/notes/a.md:1:1: error: the front matter that begins here has no closing ---. Put a line",
    ),
    "YAML that cannot be read": (
        "content/notes/a.md",
        "---\ntitle: A: B\n---\n",
        "content/notes/a.md:2:9: error: the YAML does not parse",
    ),
}


@pytest.mark.parametrize(("file", "text", "expected"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_file_is_named_with_its_place_and_a_hint(desk, file, text, expected):
    (desk / file).write_text(text, "utf-8")

    code, _, said = run(desk, "check")

    assert (code, said.startswith(expected)) == (1, True), said
    line, caret = said.split("\n")[1:3]
    assert len(caret) <= len(line) and caret.endswith("^")


def test_a_build_with_an_error_leaves_the_last_good_site(desk):
    run(desk, "build")
    good = (desk / "build/site/notes/a.html").read_bytes()
    (desk / "content/notes/a.md").write_text(NOTE.replace("@log", "@lug"), "utf-8")

    code, _, said = run(desk, "build")

    assert code == 1
    assert said.endswith("1 error; nothing was published and the previous site is unchanged.\n")
    assert (desk / "build/site/notes/a.html").read_bytes() == good


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("option", ["--seeds", "--content"])
@pytest.mark.parametrize("folder", ["nowhere", "a-file"])
def test_a_folder_that_is_none_is_a_problem_with_a_hint(desk, command, option, folder):
    (desk / "a-file").write_text("no folder", "utf-8")

    code, _, said = run(desk, command, option, folder)

    assert code == 1
    assert re.search(rf"(?m)^{folder}:1:1: error: .+\. .*{option}", said)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["build", "--output", ""], "--output is empty"),
        (["check", "--seeds", " "], "--seeds is empty"),
        (["build", "--content", "seeds"], "cannot be the folder of the sources and that of the editors"),
        (["find", "--seeds", "nowhere", "rain"], "there is no folder nowhere"),
        (["find", ""], "give the words to look for"),
        (["new", "source", ""], "a source needs the path of its file"),
    ],
)
def test_an_empty_or_a_wrong_folder_is_never_replaced_by_the_usual_one(desk, words, expected):
    code, _, said = run(desk, *words)

    assert (code, expected in said) == (2, True), said
    assert not list(desk.glob("**/citations.lock"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(desk):
    (desk / "content/notes/a.md").chmod(0)

    code, _, said = run(desk, "check")

    assert (code, said.startswith("content/notes/a.md:1:1: error: cannot be read")) == (1, True)


def test_empty_folders_make_an_empty_dossier(tmp_path):
    for name in ("seeds", "content"):
        (tmp_path / name).mkdir()

    assert run(tmp_path, "check")[0] == 0
    assert run(tmp_path, "build")[0] == 0
    assert (tmp_path / "build/site/index.html").is_file()


def test_folders_are_looked_for_where_the_command_is_given(desk):
    (desk / "inner").mkdir()

    code, said, _ = run(
        desk / "inner", "build", "--seeds", "../seeds", "--content", "../content", "--output", "s"
    )

    assert (code, "Built 1 source " in said) == (0, True)
    assert (desk / "inner/s/notes/a.html").is_file()


def test_problems_for_machines(desk):
    (desk / "content/notes/a.md").write_text(NOTE.replace("@log", "@lug"), "utf-8")

    code, said, _ = run(desk, "check", "--format", "json")
    (error,) = [each for each in json.loads(said) if each["severity"] == "error"]
    assert (code, error["code"], error["file"], error["line"], error["column"]) == (
        1, "unknown-source", "content/notes/a.md", 4, 12,
    )  # fmt: skip

    code, said, _ = run(desk, "check", "--format", "github")
    assert code == 1
    assert "::error file=content/notes/a.md,line=4,col=12,title=unknown-source::unknown source" in said


WRONG = {
    "no such task": ["chek"],
    "no such option": ["check", "--formt", "json"],
    "no such format": ["check", "--format", "xml"],
    "no number": ["serve", "--port", "harbour"],
    "no such port": ["serve", "--port", "65536"],
    "no such kind": ["new", "nota", "A note"],
    "no words": ["new", "note"],
    "words without letters": ["new", "note", "…"],
    "no such source": ["new", "source", "nowhere.txt"],
    "no such proposal": ["new", "claim", "Did it rain?", "--from-proposal", "nowhere#p1s1"],
    "no site to bundle": ["bundle", "--site", "nowhere"],
    "no such bundle": ["bundle", "--format", "docx"],
    "a folder of other files as output": ["build", "--output", "content"],
}


@pytest.mark.parametrize("words", WRONG.values(), ids=list(WRONG))
def test_wrong_use_is_told_in_a_line(desk, words):
    code, printed, said = run(desk, *words)

    assert (code, printed) == (2, "")
    assert 0 < len(said.strip().splitlines()) < 4


@pytest.mark.parametrize(
    ("kind", "words", "file"),
    [
        ("note", "The first days", "content/notes/the-first-days.md"),
        ("topic", "The pier", "content/topics/the-pier.md"),
        ("entity", "Ann Moor", "content/entities/ann-moor.md"),
    ],
)
def test_a_new_file_is_sound_and_never_overwritten(desk, kind, words, file):
    assert run(desk, "new", kind, words) == (0, f"Wrote {file}\n", "")
    written = (desk / file).read_text("utf-8")

    assert run(desk, "check")[0] == 0
    assert run(desk, "new", kind, words)[0] == 2
    assert (desk / file).read_text("utf-8") == written


def test_a_source_a_claim_and_a_name_start_from_what_was_found(tmp_path):
    (tmp_path / "content").mkdir()
    for article in sorted((HARBOUR / "seeds").iterdir()):
        if article.suffix != ".yaml":
            assert run(tmp_path, "new", "source", article)[0] == 0
    report = json.loads(run(tmp_path, "check", "--format", "json")[1])
    name = next(re.search("“(.+?)”", p["message"])[1] for p in report if p["code"] == "unknown-name")

    code, said, _ = run(tmp_path, "new", "entity", name, "--from-candidate")
    assert code == 0 and said.endswith("Its kind is not clear: write it in its line “kind:”.\n")
    entity = tmp_path / said.partition(". Its")[0].removeprefix("Wrote ")
    entity.write_text(entity.read_text("utf-8").replace("kind: ", "kind: place"), "utf-8")
    assert run(tmp_path, "build", "--output", "site")[0] == 0
    report_page = html.unescape((tmp_path / "build" / "report" / "index.html").read_text("utf-8"))
    places = re.search(r"--from-proposal ([^<\s]+)", report_page)[1]
    assert run(tmp_path, "new", "claim", "How many jobs?", "--from-proposal", places)[0] == 0
    claim = (tmp_path / "content" / "claims" / "how-many-jobs.md").read_text("utf-8")
    assert f"[@{places.split(',')[0]}]" in claim and "%% or [@" in claim  # by number, and by a few words
    assert run(tmp_path, "check")[0] == 0


def test_find_mend_and_levels_from_the_command_line(tmp_path):
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    assert run(tmp_path, "build", "--output", "site")[0] == 0
    found = run(tmp_path, "find", "harbour")
    assert found[0] == 0 and "[@" in found[1]
    assert run(tmp_path, "find", "words that no source has")[0] == 1
    assert run(tmp_path, "mend", "--dry-run")[:2] == (0, "Would correct 0 citations.\n")

    source = tmp_path / "seeds" / "ferry-terminal-vote.txt"
    head, _, rest = source.read_text("utf-8").partition("\n\n")
    source.write_text(f"{head}\n\nA storm broke over the sound.\n\n{rest}", "utf-8")
    assert run(tmp_path, "build", "--output", "site")[0] == 1
    assert run(tmp_path, "mend")[0] == 0
    assert run(tmp_path, "build", "--output", "site")[0] == 0
    assert run(tmp_path, "mend", "--accept", "nothing#p1")[0] == 2
    assert run(tmp_path, "build", "--tlp", "purple")[0] == 2


@pytest.mark.parametrize("words", [("build",), ("bundle",), ("bundle", "--site", "site", "--output", "out")])
def test_a_level_that_a_variable_left_empty_publishes_nothing(tmp_path, words):
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    before = sorted(tmp_path.rglob("*"))

    code, said, complaint = run(tmp_path, *words, "--tlp", "")

    assert (code, said) == (2, "")
    assert complaint.startswith('error: no level ""; choose one of clear, green, amber')
    assert before == sorted(tmp_path.rglob("*"))


@pytest.mark.parametrize("words", [("build", "--output"), ("build", "--report"), ("bundle", "--output")])
def test_what_is_built_never_goes_where_sources_are_read(tmp_path, words):
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    run(tmp_path, "build")
    before = sorted(path for folder in ("seeds", "content") for path in (tmp_path / folder).rglob("*"))

    code, _, complaint = run(tmp_path, *words, "seeds/out")

    assert code == 2
    assert complaint.endswith("seeds, whose files are read; choose a folder outside it\n")
    assert before == sorted(
        path for folder in ("seeds", "content") for path in (tmp_path / folder).rglob("*")
    )


def test_help_starts_with_our_commands_and_ends_with_examples(desk):
    code, said, _ = run(desk, "--help")
    assert code == 0
    assert said.index("\n  init ") < said.index("\n  build ") < said.index("\n  test ")
    assert "\nexamples:\n" in said and "--no-dedupe" not in said

    code, said, _ = run(desk, "build", "--help")
    assert code == 0 and "--seeds DIR" in said and "default: seeds/ of the desk" in said


def test_the_version(desk):
    assert run(desk, "--version") == (0, f"dossier {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "meant"),
    [(["buid"], "build"), (["check", "--formt", "json"], "--format"), (["bundle", "--outptu=x"], "--output")],
)
def test_a_mistyped_word_is_named_with_the_one_that_was_meant(desk, words, meant):
    code, _, said = run(desk, *words)

    assert (code, f'Did you mean "{meant}"?' in said) == (2, True), said


def test_check_ends_with_counts_and_lists_questions_on_request(desk):
    (desk / "seeds/log.txt").write_text(
        "Ann Moor spoke. Then Ann Moor left. Later Ann Moor slept.\n", "utf-8"
    )
    (desk / "content/notes/a.md").write_text("---\ntitle: A\n---\nSomebody spoke. [@log#p1s1]\n", "utf-8")

    code, said, complaints = run(desk, "check")
    assert (code, complaints) == (0, "")
    assert re.fullmatch(r"1 source: 0 errors, 0 warnings, \d+ questions?\. .* check --questions\n", said)

    _, _, complaints = run(desk, "check", "--questions")
    assert "question: unknown name “Ann Moor”" in complaints


def test_a_closed_pipe_is_quiet(desk):
    command = f"{sys.executable} {ROOT / 'tasks.py'} --help | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=desk, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to write to")
@pytest.mark.parametrize(
    ("command", "code", "complaint"),
    [
        ("--help >&-", 0, ""),
        ("check >&-", 0, ""),
        ("--help >/dev/full", 2, "error: the disk is full"),
        ("find pier >/dev/full", 2, "error: the disk is full"),
        ("--verison", 2, 'error: no option "--verison". Did you mean "--version"?'),
    ],
)
def test_a_closed_or_full_output_ends_without_a_traceback(desk, command, code, complaint):
    (desk / "seeds/log.txt").write_text("The pier is shut.\n", "utf-8")
    words = f"{sys.executable} {ROOT / 'tasks.py'} {command}"
    done = subprocess.run(["bash", "-c", words], cwd=desk, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr[: len(complaint)]) == (code, complaint)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_letters_that_a_terminal_lacks_end_no_command(desk, encoding):
    (desk / "seeds/log.txt").write_text("Порт закрыт, и café тоже.\n", "utf-8")

    def shown(*words):
        command = [sys.executable, ROOT / "tasks.py", *words]
        spelled = {**os.environ, "PYTHONIOENCODING": encoding}
        done = subprocess.run(command, cwd=desk, capture_output=True, env=spelled, check=True)
        return done.stdout.decode(encoding)

    assert r"\u041f\u043e\u0440\u0442" in shown("find", "Порт")
    assert "Порт закрыт" in json.loads(shown("find", "Порт", "--format", "json"))[0]["words"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize(("words", "expected"), [(["serve", "--port", "0"], 0), (["build"], 130)])
def test_an_interrupted_command_ends_without_a_traceback(desk, words, expected):
    with subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "tasks.py"), *words],
        cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as command:  # fmt: skip
        if words[0] == "serve":
            for line in command.stdout:
                if "Serving" in line:
                    break
        else:
            while not (desk / "build").exists() and command.poll() is None:
                pass
        command.send_signal(signal.SIGINT)
        _, said = command.communicate(timeout=30)

    assert (command.returncode, "Traceback" in said) == (expected, False), said
    assert not list(desk.glob("build/.*.new"))


@pytest.mark.parametrize(
    "words", [["bench", "--sources", "-3"], ["bundle", "--site", "s", "--output", "s"], ["build"]]
)
def test_numbers_folders_and_times_that_cannot_be_are_named(desk, words, monkeypatch):
    if words == ["build"]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    assert run(desk, "build", "--output", "s")[0] == (2 if words == ["build"] else 0)

    code, _, said = run(desk, *words)

    assert (code, len(said.splitlines())) == (2, 1), said


def test_clean_leaves_nothing_that_was_built_for_a_level(tmp_path):
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    for name in ("site", "site-amber-strict", "report-red", "preview", "bundles"):
        (tmp_path / "build" / name).mkdir(parents=True)
    (tmp_path / "build" / "README.md").write_text("What lies here.")

    assert run(tmp_path, "clean")[0] == 0
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["README.md"]
