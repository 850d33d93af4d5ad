"""The commands of Dossier: `python3 tasks.py build` from a bare clone, or `invoke build` inside `.venv`."""

from __future__ import annotations

import gc
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
    return subprocess.run([PYTHON, str(HERE / "tasks.py"), *arguments], check=False).returncode


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

from invoke import Collection, Exit, ParseError, Program, task  # noqa: E402  # after the environment

from dossier import console  # noqa: E402
from dossier.bundles import FORMATS as BUNDLE_FORMATS  # noqa: E402
from dossier.errors import DossierError, InputProblems, UsageError  # noqa: E402
from dossier.model import Problem, Severity  # noqa: E402
from dossier.text.counts import count  # noqa: E402

FOLDERS = {
    "seeds": "folder of the sources",
    "content": "folder of the editors' files",
    "output": "folder of the built site",
}
SITE, BUNDLES, REPORT = "build/site", "build/bundles", "build/report"
WITH_REPORT = {**FOLDERS, "report": "folder of the editors' report"}

gc.set_threshold(
    100_000, 20, 100
)  # a build frees almost nothing; garbage collection took a seventh of its time


def _say(words: str) -> None:
    """Tell a person on a terminal how it goes; stay quiet in a pipe."""
    if sys.stderr.isatty():
        print(words, file=sys.stderr, flush=True)


def _show(problems: tuple[Problem, ...], seeds: str, content: str, form: str = "text") -> None:
    """Print problems with the paths of their files as they were typed."""
    stream = sys.stderr if form == "text" else sys.stdout
    placed = console.placed(problems, (Path(seeds), Path(content)))
    stream.write(console.FORMATS[form](placed, console.wants_colour(stream)))


def _overrides(seeds: str, content: str, output: str, report: str) -> dict[str, str]:
    """Return the folders as Pelican takes them: it would look for short names beside its settings."""
    if not Path(content).is_dir():  # Pelican would not even begin
        from dossier.config import Settings
        from dossier.editorial import read_desk

        raise InputProblems(read_desk(Path(content), Settings()).problems)
    folders = {"SEEDS_PATH": seeds, "PATH": content, "OUTPUT_PATH": output, "REPORT_PATH": report}
    return {name: str(Path(folder).absolute()) for name, folder in folders.items()}


def _level(word: str) -> str:
    """Return a level of the Traffic Light Protocol as typed, without "TLP:"; raise UsageError for another."""
    from dossier.model import Tlp
    from dossier.text.nearest import did_you_mean

    level = word.lower().removeprefix("tlp:")
    if word and level not in tuple(Tlp):
        hint = did_you_mean(level, list(Tlp))
        raise UsageError(f'no level "{word}"; choose one of {", ".join(Tlp)}. {hint}'.rstrip())
    return level


def _suffix(level: str) -> str:
    return level.replace("+", "-")


def _publish(seeds: str, content: str, output: str, report: str, tlp: str = ""):
    """Build the site and return what was published; show the problems."""
    from dossier.pelican_plugin import publish

    _say(f"Reading {seeds}/ and {content}/ …")
    level = _level(tlp)
    try:
        overrides = {**_overrides(seeds, content, output, report), "DOSSIER_TLP": level}
        published = publish(HERE / "pelicanconf.py", overrides)
    except InputProblems as error:
        _show(error.problems, seeds, content)
        errors = sum(problem.severity is Severity.ERROR for problem in error.problems)
        raise Exit(
            f"{count(errors, 'error')}; nothing was published and the previous site is unchanged.", code=1
        ) from error
    _show(tuple(p for p in published.dossier.problems if p.severity is Severity.WARNING), seeds, content)
    return published


def _for_whom(dossier) -> str:
    """Say for which audience a dossier was built, and what that left out."""
    if not dossier.audience:
        strict = dossier.tlp and dossier.tlp != "clear"
        return f"Strictest mark: TLP:{dossier.tlp.upper()}; no audience is set." if strict else ""
    counts = ", ".join(count(number, kind) for kind, number in dossier.left_out)
    return f"For TLP:{dossier.audience.upper()}; left out: {counts or 'nothing'}."


@task(
    help={**WITH_REPORT, "tlp": "leave out what is marked stricter: clear, green, amber, amber+strict, red"}
)
def build(_c, seeds="seeds", content="content", output=SITE, report=REPORT, tlp=""):
    """Build the site; on errors the last good site stays."""
    published = _publish(seeds, content, output, report, tlp)
    warned = tuple(p for p in published.dossier.problems if p.severity is Severity.WARNING)
    questions = len(published.dossier.problems) - len(warned)
    sources = count(len(published.dossier.corpus.documents), "source")
    waiting = f"{count(len(warned), 'warning')}, {count(questions, 'question')} for the editors"
    print(f"Built {sources} into {output}: {waiting}.")
    if audience := _for_whom(published.dossier):
        print(audience)
    print(f"Open  {published.site / 'index.html'}")
    if warned or questions:
        print(f"To review: {published.report / 'index.html'}")


@task(help={**WITH_REPORT, "format": " or ".join(console.FORMATS)})
def check(_c, seeds="seeds", content="content", output=SITE, report=REPORT, format="text"):
    """Validate seeds and content without publishing; judge the built site where there is one."""
    from dossier.config import Paths, Settings
    from dossier.pipeline import read_dossier

    del report  # taken as the other commands take it; nothing is written
    if format not in console.FORMATS:
        raise UsageError(f'no format "{format}"; choose one of {", ".join(console.FORMATS)}')
    dossier = read_dossier(Paths(Path(seeds), Path(content)), Settings())
    faults = ()
    if (Path(output) / "manifest.json").is_file():
        from dossier.check import check_site

        faults = check_site(Path(output))
    problems = (*dossier.problems, *faults)
    _show(problems, seeds, content, format)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    sources = count(len(dossier.corpus.documents), "source")
    _say(f"{sources}, {count(len(problems), 'problem')}, of which {count(errors, 'error')}")
    if errors:
        raise Exit(code=1)


@task(help={**WITH_REPORT, "port": "port to try first"})
def serve(_c, seeds="seeds", content="content", output=SITE, report=REPORT, port=8000):
    """Serve the site on this machine; every save of seeds, content or theme shows at once."""
    import threading

    from dossier.pelican_plugin import publish
    from dossier.serve import State, open_server, problem_of, watch_and_build

    design = (HERE / "theme", HERE / "pelicanconf.py")

    def press() -> tuple[Problem, ...]:
        try:
            published = publish(HERE / "pelicanconf.py", _overrides(seeds, content, output, report))
        except InputProblems as error:
            problems = error.problems
        except UsageError:
            raise
        except Exception as error:  # a fault in a template or a setting must not end the server
            problems = (problem_of(error, design),)
        else:
            print(f"Built {count(len(published.dossier.corpus.documents), 'source')}.", flush=True)
            return published.dossier.problems
        _show(tuple(p for p in problems if p.severity is Severity.ERROR), seeds, content)
        return problems

    state = State()
    state.tell(press())
    server = open_server(Path(output), state, port, Path(report))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host, port = server.server_address[:2]
    print(f"Serving http://{host}:{port}/ (stop: Ctrl-C)", flush=True)
    print(f"For editors: http://{host}:{port}/-/report/", flush=True)
    watch_and_build((Path(seeds), Path(content), *design), Path(output), press, state, threading.Event())


@task(positional=["words"], help={"words": "words of a source, in their order", "seeds": FOLDERS["seeds"]})
def find(_c, words, seeds="seeds"):
    """Find words in the sources, with the citation of each place."""
    from dossier.config import Settings
    from dossier.find import find_words
    from dossier.sources import read_corpus

    found = tuple(find_words(read_corpus(Path(seeds), Settings()), words))
    for place in found:
        print(f"{place.by_number}  {place.by_words}".rstrip())
        print(f"    {place.words}")
    if not found:
        raise Exit(f"No sentence of {seeds}/ contains these words.", code=1)


@task(
    help={
        "seeds": FOLDERS["seeds"],
        "content": FOLDERS["content"],
        "dry_run": "show what would change, and write nothing",
        "accept": "ID#p3s2: record the new words of a place, after reading both wordings",
    }
)
def mend(_c, seeds="seeds", content="content", dry_run=False, accept=""):
    """Correct the citations whose words moved in a source, or whose source was renamed."""
    from dossier.config import Paths, Settings
    from dossier.mend import accept as accept_words
    from dossier.mend import mend as mend_citations

    paths = Paths(Path(seeds), Path(content))
    try:
        if accept:
            number = accept_words(paths, Settings(), accept)
            print(f"Accepted the new words of {accept} in {count(number, 'citation')}.")
            return
        mended = mend_citations(paths, Settings(), dry_run=dry_run)
    except InputProblems as error:
        _show(error.problems, seeds, content)
        raise Exit(code=1) from error
    for change in mended.changes:
        print(f"{console.as_typed(change.at, (Path(seeds), Path(content)))}: {change}")
    _show(mended.left, seeds, content)
    verb = "Would correct" if dry_run else "Corrected"
    print(f"{verb} {count(len(mended.changes), 'citation')}.")
    if mended.left:
        raise Exit(code=1)


@task(
    positional=["kind", "words"],
    help={
        "kind": "note, topic, entity, claim or source",
        "words": "the title, name or question; for a source the path of its file",
        "from_candidate": "entity: take a name that the report proposes",
        "from_proposal": "claim: take the places of a proposal, named as in the report",
        "seeds": FOLDERS["seeds"],
        "content": FOLDERS["content"],
    },
)
def new(_c, kind, words, from_candidate=False, from_proposal="", seeds="seeds", content="content"):
    """Start a note, topic, entity, claim or source; nothing is ever overwritten."""
    from dossier.config import Paths, Settings

    paths = Paths(Path(seeds), Path(content))
    if kind == "source":
        from dossier.sources import file_source

        written = file_source(Path(words), paths.seeds)
    elif kind == "entity" and from_candidate:
        from dossier.starting import entity_from_candidate

        written = (entity_from_candidate(words, paths, Settings()),)
    elif kind == "claim" and from_proposal:
        from dossier.starting import claim_from_proposal

        written = (claim_from_proposal(from_proposal, words, paths, Settings()),)
    else:
        from dossier.editorial import write_new

        written = (write_new(kind, words, paths.content),)
    for path in written:
        print(f"Wrote {path}")


@task(
    help={
        "format": f"{', '.join(BUNDLE_FORMATS)} or all",
        "site": "folder of the built site",
        "output": "folder of the bundles",
        "tlp": "build the site for this level first, without what is marked stricter",
        "seeds": FOLDERS["seeds"],
        "content": FOLDERS["content"],
    }
)
def bundle(_c, format="all", site=SITE, output=BUNDLES, tlp="", seeds="seeds", content="content"):
    """Write the offline bundles and their SHA256SUMS from the built site, or from one built for --tlp."""
    from dossier.bundles import audience_of, left_out, write_bundles

    if level := _level(tlp):
        site = f"{site}-{_suffix(level)}"
        print(_for_whom(_publish(seeds, content, site, f"{REPORT}-{_suffix(level)}", level).dossier))
    else:
        print(f"Built for: {audience_of(Path(site))}")
    for path in write_bundles(Path(site), Path(output), format):
        print(path)
    for words in left_out(Path(site)) if format == "all" else ():
        print(f"Left out: {words}", file=sys.stderr)


@task
def test(c, k="", browser=True):
    """Run the tests."""
    words = [str(PYTHON), "-m", "pytest", "-n", "2", "-q", *(["-k", k] if k else [])]
    words += [] if browser else ["-m", "not browser"]
    raise Exit(code=subprocess.run(words, cwd=HERE, check=False).returncode)


@task
def lint(_c):
    """Check format, style, types and the direction of the imports."""
    tools = [("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",), ("lint-imports",)]
    codes = [
        subprocess.run([PYTHON.parent / tool[0], *tool[1:]], cwd=HERE, check=False).returncode
        for tool in tools
    ]
    raise Exit(code=max(codes))


def _run(script: str, *words: str) -> None:
    """Run a script of `tests/`, and end with its exit code."""
    command = [str(PYTHON), str(HERE / "tests" / script), *words]
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    raise Exit(code=subprocess.run(command, env=environment, check=False).returncode)


@task(help={"sources": "size of the dossier to make"})
def bench(_c, sources=200):
    """Time each room on a made dossier, as ratios to a yardstick of the same run."""
    _run("bench.py", str(sources))


@task
def score(_c):
    """Measure the findings against the marked set."""
    _run("score.py")


@task(
    help={
        "sample": "changes that are tried; 0: all",
        "seed": "of the choice",
        "jobs": "changes that are tried at a time",
        "module": "only modules whose path has these letters",
    }
)
def mutants(_c, sample=150, seed=1, jobs=1, module=""):
    """Change the guards of the program in small ways, and see whether their tests notice."""
    folder = VENV.with_name(".venv-mutants")
    python = folder / PYTHON.relative_to(VENV)
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install(HERE / "requirements-mutants.txt", python)
    words = [f"--sample={sample}", f"--seed={seed}", f"--jobs={jobs}", f"--module={module}"]
    command = [str(python), str(HERE / "tests" / "mutants.py"), *words]
    raise Exit(code=subprocess.run(command, check=False).returncode)


@task(help={"examples": "examples a property"})
def fuzz(_c, examples=2000):
    """Try the properties of the tests on many more examples than a test run does."""
    words = [str(PYTHON), "-m", "pytest", "-n", "2", "-q", "-m", "hypothesis"]
    environment = {**os.environ, "DOSSIER_EXAMPLES": str(examples)}
    raise Exit(code=subprocess.run(words, cwd=HERE, env=environment, check=False).returncode)


@task(help={"site": FOLDERS["output"], "output": "folder of the pictures"})
def shots(_c, site=SITE, output="build/shots"):
    """Take pictures of every page kind: wide, narrow, dark and on paper."""
    _run("shots.py", site, output)


@task
def clean(_c):
    """Remove what builds made; never touch seeds or content."""
    import shutil

    for folder in (HERE / SITE, HERE / BUNDLES, HERE / "build" / "shots"):
        shutil.rmtree(folder, ignore_errors=True)


class Commands(Program):
    """Invoke's program with our exit codes: 1 problems in the input, 2 wrong use."""

    def parse_tasks(self) -> None:
        """Read the command line; exit with 2 when it cannot be read."""
        try:
            super().parse_tasks()
        except (ParseError, ValueError) as error:  # ValueError: no number where one is wanted
            print(error, file=sys.stderr)
            raise Exit(code=2) from error

    def execute(self) -> None:
        """Run the tasks; a wrong use of one is told in a line."""
        try:
            super().execute()
        except DossierError as error:
            raise Exit(f"error: {error}", code=2) from error
        except BrokenPipeError:  # whoever reads has read enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    Commands(namespace=Collection.from_module(sys.modules["__main__"]), name="dossier").run()
