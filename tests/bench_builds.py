"""Time whole builds of a folder of any size, cold and after edits, beside Pelican's and Hugo's.

python tests/bench_builds.py 1000                        prints a table, and writes build/bench/1000.json
python tests/bench_builds.py 1000 docs/performance.md    also puts the table into a document
"""

import json
import math
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

from generate import Dice
from generate_folder import DAYS, FIRST_DAY, desk_names, source_text, write_folder
from press import ROOT

LOOK = 0.02  # seconds between two looks at a served page
LONGEST_SAVE = 300  # seconds
SMALLER = 10  # the growth is measured against a folder so much smaller
PELICAN = """
SITENAME = "Texts"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
"""
CACHED = """
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
"""
LAYOUT = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}\n"
LIST = (
    "<!doctype html><ul>{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}</ul>\n"
)


@dataclass(frozen=True)
class Row:
    """One build as a whole process, with all processes that it started."""

    name: str
    wall: float
    """Seconds."""
    cpu: float
    """Seconds, of all its processes."""
    peak: int
    """Megabytes of its largest process."""


def timed(name, words, folder):
    """Run a command in a folder; raise where it fails."""
    log = folder / "bench.log"
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(words, cwd=folder, stdout=output, stderr=output, env=environment())
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    if status:
        raise SystemExit(f"{name}: {log.read_text('utf-8')[-2000:]}")
    log.unlink()
    peak = used.ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Row(name, round(wall, 2), round(used.ru_utime + used.ru_stime, 2), peak)


def environment():
    """The environment of a build, which finds the package and keeps its bytecode, as on a desk."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT)}


def change(path, pattern, words):
    """Replace the first match in a file."""
    path.write_text(re.sub(pattern, words, path.read_text("utf-8"), count=1), "utf-8")


def edit_note(desk):
    """Add a sentence to a note."""
    path = desk / "content" / "notes" / "note-07.md"
    path.write_text(path.read_text("utf-8") + "\nNothing more is known.\n", "utf-8")


def edit_source(desk):
    """Add a sentence to a source."""
    path = desk / "seeds" / "report-00003.txt"
    path.write_text(
        path.read_text("utf-8") + "\nThe quay was closed again, a clerk said on Friday.\n", "utf-8"
    )


def add_alias(desk):
    """Give a name one spelling more."""
    path = sorted((desk / "content" / "entities").glob("*-council.md"))[0]
    change(path, r"---\n", "---\naliases: [the Council of the Coast]\n")


EDITS = {
    "nothing changed": lambda _: None,
    "one note edited": edit_note,
    "one source edited": edit_source,
    "one alias added": add_alias,
}


def dossier_rows(desk):
    """Build a desk cold, then after each edit."""
    build = [sys.executable, "-m", "dossier", "build"]
    rows = [timed("Dossier, cold", build, desk)]
    for name, edit in EDITS.items():
        edit(desk)
        rows.append(timed(f"Dossier, {name}", build, desk))
    return rows


SAVES = {
    "a note": ("content/notes/note-07.md", "notes/note-07.html", ""),
    "a source": ("seeds/report-00003.txt", "sources/report-00003.html", " a clerk said on Friday"),
}
"""What is edited while `serve` runs, the page that shows it, and what the added sentence goes on with."""


def saves_while_serving(desk):
    """Return the seconds from a save until the page shows it; the median of three saves of each kind."""
    command = [sys.executable, "-m", "dossier", "serve", "--port", "0"]
    with (desk / "bench.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=desk, env=environment(), stdout=subprocess.PIPE, stderr=log, text=True
        )
    try:
        address = next(line.split()[1] for line in server.stdout if line.startswith("Serving"))
        next(line for line in server.stdout if line.startswith("To decide"))
        return {
            what: round(median(_until_shown(desk / file, f"{address}{page}", words, n) for n in range(3)), 2)
            for what, (file, page, words) in SAVES.items()
        }
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
        (desk / "bench.log").unlink()


def _until_shown(path, page, words, number):
    said = f"The {('first', 'second', 'third')[number]} lamp was lit again"
    time.sleep(1)  # as an editor who looks at the page
    path.write_text(f"{path.read_text('utf-8')}\n{said},{words or ' and stayed so'}.\n", "utf-8")
    started = time.perf_counter()
    while time.perf_counter() - started < LONGEST_SAVE:
        with urllib.request.urlopen(page) as answer:
            if said.encode() in answer.read():
                return time.perf_counter() - started
        time.sleep(LOOK)
    raise SystemExit(f"{page} did not show what was saved")


def articles(folder, sources, head):
    """Write the same texts as articles; `head` makes the front of one of its title and day."""
    names = desk_names()
    for number in range(sources):
        title, _, _, *lines = source_text(number, names).split("\n")
        day = FIRST_DAY + timedelta(Dice(number * 2 + 1).below(DAYS))
        ending, front = head(title, day)
        (folder / f"report-{number:05}{ending}").write_text(front + "\n".join(lines) + "\n", "utf-8")


def front_of_pelican(title, day):
    """The ending of an article and its front, as Pelican reads it without any extra."""
    return ".rst", f"{title}\n{'#' * 200}\n\n:date: {day}\n\n"


def front_of_hugo(title, day):
    """The ending of an article and its front, as Hugo reads it."""
    return ".md", f"---\ntitle: {json.dumps(title)}\ndate: {day}\n---\n"


def pelican_rows(folder, sources):
    """Build the same texts with Pelican as it is installed, then with its cache after one edit."""
    rows = []
    for name, settings in {"cold": PELICAN, "cached, one text edited": PELICAN + CACHED}.items():
        site = folder / f"pelican-{len(rows)}"
        (site / "content").mkdir(parents=True)
        articles(site / "content", sources, front_of_pelican)
        (site / "pelicanconf.py").write_text(settings, "utf-8")
        build = [sys.executable, "-m", "pelican", "-s", "pelicanconf.py"]
        if rows:
            timed("Pelican", build, site)
            path = site / "content" / "report-00003.rst"
            path.write_text(path.read_text("utf-8") + "\nThe quay was closed again.\n", "utf-8")
        rows.append(timed(f"Pelican, {name}", build, site))
        shutil.rmtree(site)
    return rows


def hugo_rows(folder, sources):
    """Build the same texts with Hugo, where it is installed."""
    if not shutil.which("hugo"):
        return []
    site = folder / "hugo"
    for path in ("content/posts", "layouts/_default"):
        (site / path).mkdir(parents=True)
    articles(site / "content" / "posts", sources, front_of_hugo)
    (site / "hugo.toml").write_text('baseURL = "/"\ntitle = "Texts"\n', "utf-8")
    (site / "layouts/_default/single.html").write_text(LAYOUT, "utf-8")
    (site / "layouts/_default/list.html").write_text(LIST, "utf-8")
    return [timed("Hugo, cold", ["hugo", "--quiet"], site)]


def bytes_below(folder):
    """The size of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measure(sources):
    """Return everything that is measured for one number of sources."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, desk = max(1, sources // SMALLER), folder / "desk"
        write_folder(folder / "small", small)
        write_folder(desk, sources)
        smaller = timed("smaller", [sys.executable, "-m", "dossier", "build"], folder / "small")
        rows = dossier_rows(desk)
        saves = saves_while_serving(desk)
        site = desk / "build" / "site"
        sizes = {
            "site, MB": round(bytes_below(site) / 1e6, 1),
            "search index, kB for each source": round(bytes_below(site / "search") / 1e3 / sources, 1),
            "kept for the next build, MB": round((desk / "build" / ".site.cache").stat().st_size / 1e6, 1),
        }
        rows += pelican_rows(folder, sources) + hugo_rows(folder, sources)
        exponent = math.log(rows[0].cpu / smaller.cpu, sources / small) if sources > small else 0.0
    return {
        "sources": sources,
        "machine": f"Python {platform.python_version()}, {os.cpu_count()} cores",
        "rows": [asdict(row) for row in rows],
        "sizes": sizes,
        "saves": saves,
        "growth": {"from": small, "exponent": round(exponent, 2)},
    }


def table(found):
    """Return what was measured as Markdown."""
    rows = {row["name"]: row for row in found["rows"]}
    cold, pelican = rows["Dossier, cold"], rows["Pelican, cold"]
    lines = [
        f"{found['sources']:,} sources; {found['machine']}.",
        "",
        "| build | wall s | CPU s | peak MB | wall, of Dossier's cold | CPU, of Pelican's cold |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in found["rows"]:
        shares = f"{row['wall'] / cold['wall']:.0%} | {row['cpu'] / pelican['cpu']:.2f} ×"
        figures = f"{row['wall']} | {row['cpu']} | {row['peak']}"
        lines.append(f"| {row['name']} | {figures} | {shares} |")
    sizes = "; ".join(f"{name}: {size}" for name, size in found["sizes"].items())
    growth = found["growth"]
    saves = ", ".join(f"{what} {seconds}" for what, seconds in found["saves"].items())
    lines += [
        "",
        f"{sizes}. CPU time grows from {growth['from']:,} sources with the exponent {growth['exponent']}.",
        f"While `serve` runs, seconds from a save until the page shows it, median of three: {saves}.",
    ]
    return "\n".join(lines) + "\n"


def put_into(document, sources, text):
    """Replace the part of a document between the comments that name a number of sources."""
    begin, end = f"<!-- bench {sources} -->\n", "<!-- end -->"
    before, _, rest = document.read_text("utf-8").partition(begin)
    document.write_text(f"{before}{begin}{text}{end}{rest.partition(end)[2]}", "utf-8")


def main(sources, document=None):
    """Measure, print the table, write the JSON and perhaps a document."""
    found = measure(sources)
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{sources}.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print(table(found), end="")
    if document:
        put_into(Path(document), sources, table(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
