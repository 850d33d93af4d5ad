"""Change the guards of the program in small ways, one at a time, and see whether their own tests notice.

Cosmic Ray (Austin Bingham and others) makes the changes: another operator, another number, a condition
turned round, a loop that is never entered. Each change is tried in a copy of the project, against the
tests of the changed module alone.

usage: mutants.py [--sample 150] [--seed 1] [--jobs 1] [--module urls]
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parent.parent
GUARDS = {
    "dossier/analysis/dates/publications.py": ["tests/test_publications.py"],
    "dossier/check.py": ["tests/test_check.py"],
    "dossier/analysis/speech/phrases.py": [
        "tests/test_attributions.py",
        "dossier/analysis/speech/phrases.py",
    ],
    "dossier/editorial/bodies/portions.py": ["tests/test_editorial_heads.py"],
    "dossier/editorial/release/audience.py": ["tests/test_audience.py"],
    "dossier/editorial/release/hidden_names.py": ["tests/test_hidden_names.py"],
    "dossier/editorial/release/leftovers.py": ["tests/test_audience.py"],
    "dossier/editorial/release/withheld.py": [
        "tests/test_withheld.py",
        "tests/test_audience.py",
        "tests/test_hidden_names.py",
        "tests/test_release.py",
    ],
    "dossier/text/handling.py": [
        "tests/test_editorial_heads.py",
        "tests/test_sources_corpus.py",
        "dossier/text/handling.py",
    ],
    "dossier/text/stamped_marks.py": [
        "tests/test_editorial_heads.py",
        "tests/test_sources_corpus.py",
        "dossier/text/stamped_marks.py",
    ],
    "dossier/editorial/markdown/citations.py": [
        "tests/test_cited_words.py",
        "dossier/editorial/markdown/citations.py",
    ],
    "dossier/editorial/references/cited_words.py": ["tests/test_cited_words.py"],
    "dossier/editorial/references/credits.py": [
        "tests/test_quotations.py",
        "dossier/editorial/references/credits.py",
    ],
    "dossier/editorial/references/lock_check.py": ["tests/test_lock.py"],
    "dossier/editorial/references/lockfile.py": ["tests/test_lock.py"],
    "dossier/editorial/references/quotations.py": [
        "tests/test_quotations.py",
        "dossier/editorial/references/quotations.py",
    ],
    "dossier/publishing.py": ["tests/test_publishing.py"],
    "dossier/site/composer.py": ["tests/test_composer.py", "tests/test_marks.py", "tests/test_site.py"],
    "dossier/site/release.py": ["tests/test_release.py"],
    "dossier/site/urls.py": ["tests/test_urls.py", "dossier/site/urls.py"],
    "dossier/text/quotes.py": ["tests/test_quotes.py", "dossier/text/quotes.py"],
}
"""The modules that are changed, and what must notice: test modules, and doctests of the module itself."""
LEFT_OUT = re.compile(r"NoOp|RemoveDecorator|_(?:Not)?Eq_Is(?:Not)?$|_Is(?:Not)?_(?:Not)?Eq$")
"""Operators whose changes show nothing: a cache taken away, `is` for `==` where equal values are one."""
WANTED = 0.85  # share of the changes that the tests must notice
SHORTEST = 30  # seconds that a run of tests may take at least before it counts as one without an end


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    path: str
    line: int
    operator: str
    """Its name in Cosmic Ray."""
    occurrence: int
    """Which of the places in the module that the operator fits, from 0."""


def mutants_of(path, code, pick):
    """Return one change for each place of a module that can be changed, chosen by `pick` among its kind."""
    tree = get_ast(code)
    places = defaultdict(list)
    for name in sorted(operator_names()):
        operator = get_operator(name)
        if operator.arguments() or LEFT_OUT.search(name):
            continue
        occurrence = 0
        for node in ast_nodes(tree):
            for start, _ in operator().mutation_positions(node):
                kind = name.split("_", maxsplit=1)[0]
                if not is_declaration(node):
                    places[kind, start].append(Mutant(path, start[0], name, occurrence))
                occurrence += 1
    return [pick.choice(found) for _, found in sorted(places.items())]


def is_declaration(node):
    """Tell whether a node is part of an annotation or a decorator: a change there does nothing."""
    if node.parent.type in ("param", "parameters"):
        return node.type == "operator"  # the `*` before arguments that must be named
    while node.parent is not None:
        parent = node.parent
        if parent.type in ("decorator", "annassign", "import_from", "import_name"):
            return parent.type != "annassign" or node is not parent.children[-1] or len(parent.children) < 4
        if parent.type == "tfpdef" and node is parent.children[-1]:
            return True
        if parent.type == "funcdef" and parent.children[parent.children.index(node) - 1] == "->":
            return True
        node = parent
    return False


def copied(folder):
    """Copy what Git knows of the project into a folder; the environment is shared."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, folder / name)
    return folder


def notices(folder, path, limit):
    """Run the tests of a module; tell how they ended: "passed", "killed" or "endless"."""
    python = ROOT / ".venv" / "bin" / "python"
    words = [str(python), "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    words += ["-m", "not browser and not slow"]
    settings = {"cwd": folder, "env": {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, "capture_output": True}
    try:
        done = subprocess.run([*words, *GUARDS[path]], timeout=limit, check=False, **settings)
    except subprocess.TimeoutExpired:
        return "endless"
    return "passed" if done.returncode == 0 else "killed"


def limits_of(folder, paths):
    """Run the tests of each module unchanged; return the seconds that a run on a changed one may take."""
    limits = {}
    for path in paths:
        begun = time.monotonic()
        if notices(folder, path, None) != "passed":
            raise SystemExit(f"The tests of {path} fail before anything is changed.")
        limits[path] = max(SHORTEST, 6 * (time.monotonic() - begun))
    return limits


def tried(mutant, folders, limits):
    """Try one change in a free copy; return how the tests ended, and the line before and after."""
    folder = folders.get()
    file = folder / mutant.path
    code = file.read_text("utf-8")
    changed = mutate_code(code, get_operator(mutant.operator)(), mutant.occurrence)
    try:
        file.write_text(changed, "utf-8")
        ending = notices(folder, mutant.path, limits[mutant.path])
    finally:
        file.write_text(code, "utf-8")
        folders.put(folder)
    lines = zip(code.split("\n"), changed.split("\n"), strict=False)
    before, after = next(((a, b) for a, b in lines if a != b), ("", ""))
    return ending, before.strip(), after.strip()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=int, default=150, help="changes that are tried; 0: all")
    parser.add_argument("--seed", type=int, default=1, help="of the choice")
    parser.add_argument("--jobs", type=int, default=1, help="changes that are tried at a time")
    parser.add_argument("--module", default="", help="only modules whose path has these letters")
    given = parser.parse_args()
    os.nice(15)  # it takes up to half an hour; the machine stays usable
    pick = random.Random(given.seed)
    paths = [path for path in GUARDS if given.module in path]
    mutants = [each for path in paths for each in mutants_of(path, (ROOT / path).read_text("utf-8"), pick)]
    if given.sample:
        chosen = pick.sample(mutants, min(given.sample, len(mutants)))
        mutants = sorted(chosen, key=lambda mutant: (mutant.path, mutant.line))
    survived, total = Counter(), Counter()
    with tempfile.TemporaryDirectory() as root:
        folders = Queue()
        for number in range(given.jobs):
            folders.put(copied(Path(root, str(number))))
        first = folders.get()
        limits = limits_of(first, paths)
        folders.put(first)
        with ThreadPoolExecutor(given.jobs) as pool:
            endings = pool.map(lambda mutant: tried(mutant, folders, limits), mutants)
            for mutant, (ending, before, after) in zip(mutants, endings, strict=True):
                total[mutant.path] += 1
                if ending == "passed":
                    survived[mutant.path] += 1
                    words = f"{mutant.path}:{mutant.line}: {mutant.operator}"
                    print(f"{words}\n    - {before}\n    + {after}", flush=True)
    for path in paths:
        print(f"{path}: {total[path] - survived[path]} of {total[path]} noticed")
    share = 1 - survived.total() / max(1, total.total())
    print(f"{total.total() - survived.total()} of {total.total()} noticed: {share:.1%}")
    return share < WANTED


if __name__ == "__main__":
    sys.exit(main())
