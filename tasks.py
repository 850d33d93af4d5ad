"""The commands of Dossier: `python3 tasks.py build` from a bare clone, or `invoke build` inside `.venv`."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": HERE / "requirements.txt", "test": HERE / "requirements-test.txt"}
NEEDS_TEST_LOCK = ("test", "lint", "shots", "fuzz", "score", "mutants")


def enter_environment(arguments: list[str]) -> int:
    """Create `.venv` on first use, install the locked dependencies, and run the task inside."""
    if sys.version_info < (3, 11):
        print(f"Dossier needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    lock = LOCKS["test" if arguments and arguments[0] in NEEDS_TEST_LOCK else "run"]
    try:
        prepare_environment(lock)
    except (OSError, subprocess.CalledProcessError) as error:
        print(
            f"Could not create the environment in {VENV.name}/: {error}\n"
            "It needs Python's venv and pip (Debian and Ubuntu: apt-get install python3-venv), "
            "and on first use a package index.",
            file=sys.stderr,
        )
        return 2
    command = [str(PYTHON), str(Path(__file__)), *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    child = subprocess.Popen(command)  # Windows has no way to become another program
    while True:  # Ctrl-C reaches the child as well, and the child says how it ends
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def prepare_environment(lock: Path) -> None:
    """Install a lock into `.venv`, unless this very lock (or the larger one) is there already."""
    marks = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in LOCKS.items()}
    stamp = VENV / "installed.txt"
    installed = stamp.read_text("utf-8").split() if stamp.is_file() else []
    wanted = marks["test" if lock == LOCKS["test"] else "run"]
    if PYTHON.exists() and installed and (wanted in installed):
        return
    if not PYTHON.exists():
        print("Creating .venv …", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    install(lock, PYTHON)
    done = [marks["run"], marks["test"]] if lock == LOCKS["test"] else [marks["run"]]
    stamp.write_text("\n".join(done), "utf-8")


def install(lock: Path, python: Path) -> None:
    """Install a lock into the environment of a Python."""
    print(f"Installing {lock.name} … (once)", file=sys.stderr, flush=True)
    # A lock names everything, so pip need not look for more. Were it to look, pip 23.2, which comes with
    # Python 3.11, would compare the extras `html_clean` and `html-clean` as they are written, and warn that
    # lxml has no such extra.
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pip += ["--require-hashes", "--no-deps"]
    subprocess.run([*pip, "--requirement", str(lock)], check=True, stdout=sys.stderr)


if __name__ == "__main__" and Path(sys.prefix).resolve() != VENV.resolve():
    raise SystemExit(enter_environment(sys.argv[1:]))

sys.path.insert(0, str(HERE))

try:
    from dossier.commands import COMMANDS, FOLDERS, collection, command
    from dossier.commands.command_line import run
    from dossier.errors import UsageError
    from dossier.folders import as_typed, find_folders
except KeyboardInterrupt:  # as in `run`, which is not there yet
    raise SystemExit(130) from None


@command()
def test(k="", browser=True):
    """Run the tests."""
    words = [str(PYTHON), "-m", "pytest", "-n", "2", "-q", *(["-k", k] if k else [])]
    words += [] if browser else ["-m", "not browser"]
    raise SystemExit(subprocess.run(words, cwd=HERE, check=False).returncode)


@command()
def lint():
    """Check format, style, types and the direction of the imports."""
    tools = [("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",), ("lint-imports",)]
    codes = [
        subprocess.run([PYTHON.parent / tool[0], *tool[1:]], cwd=HERE, check=False).returncode
        for tool in tools
    ]
    raise SystemExit(max(codes))


def _run(script: str, *words: str) -> None:
    """Run a script of `tests/`, and end with its exit code."""
    command = [str(PYTHON), str(HERE / "tests" / script), *words]
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    if code := subprocess.run(command, env=environment, check=False).returncode:
        raise SystemExit(code)


@command(
    help={
        "sources": "size of the dossier to make",
        "builds": "also time whole builds, cold and after edits, beside Pelican's and Hugo's",
    }
)
def bench(sources=200, builds=False):
    """Time each room on a made dossier, as ratios to a yardstick of the same run."""
    if sources < 1:
        raise UsageError(f"--sources {sources}: a dossier needs at least one")
    _run("bench.py", str(sources))
    if builds:
        _run("bench_builds.py", str(sources))


@command()
def score():
    """Measure the findings against the marked set."""
    _run("score.py")


@command(
    help={
        "sample": "changes that are tried; 0: all",
        "seed": "of the choice",
        "jobs": "changes that are tried at a time",
        "module": "only modules whose path has these letters",
    }
)
def mutants(sample=150, seed=1, jobs=1, module=""):
    """Change the guards of the program in small ways, and see whether their tests notice."""
    folder = VENV.with_name(".venv-mutants")
    python = folder / PYTHON.relative_to(VENV)
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install(HERE / "requirements-mutants.txt", python)
    words = [f"--sample={sample}", f"--seed={seed}", f"--jobs={jobs}", f"--module={module}"]
    command = [str(python), str(HERE / "tests" / "mutants.py"), *words]
    raise SystemExit(subprocess.run(command, check=False).returncode)


@command(help={"examples": "examples a property"})
def fuzz(examples=2000):
    """Try the properties of the tests on many more examples than a test run does."""
    words = [str(PYTHON), "-m", "pytest", "-n", "2", "-q", "-m", "hypothesis"]
    environment = {**os.environ, "DOSSIER_EXAMPLES": str(examples)}
    raise SystemExit(subprocess.run(words, cwd=HERE, env=environment, check=False).returncode)


@command(help={"site": FOLDERS["output"], "output": "folder of the pictures"})
def shots(site="", output=""):
    """Take pictures of every page kind: wide, narrow, dark and on paper."""
    folders = find_folders(HERE, output=site)
    _run("shots.py", str(folders.output), output or str(folders.desk / "build" / "shots"))


OTHERS = (test, lint, bench, score, shots, fuzz, mutants)

if __name__ == "__main__":
    started = "py" if os.name == "nt" else "python3"
    program = f"{started} {as_typed(Path(__file__))}"
    raise SystemExit(run(sys.argv[1:], COMMANDS, program=program, others=OTHERS, checkout=HERE))

namespace = collection(*OTHERS)  # what `invoke` runs
