"""Time each room on a dossier of any size, as ratios to one yardstick measured in the same run."""

import re
import sys
import tempfile
import time
from pathlib import Path

from generate import generate_dossier
from press import ROOT

from dossier.analysis import analyse
from dossier.config import Settings
from dossier.editorial import keep_what_is_valid, read_desk
from dossier.pipeline import assemble
from dossier.site import build_assets, build_pages, theme_environment
from dossier.sources import read_corpus

WORD = re.compile(r"\w+")
PASSES = 20  # times that the yardstick cuts the whole text into words; evens out a busy machine


def clock(work):
    """Return what some work gives, and its seconds of this process."""
    started = time.process_time()
    return work(), time.process_time() - started


def main(count):
    """Print, for each room, milliseconds a source and the ratio to one cutting of the text into words."""
    made = generate_dossier(count)
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder)
        for document in made.corpus.documents:
            (seeds / f"{document.id}.txt").write_text(document.text, "utf-8")
        texts = [document.text for document in made.corpus.documents]
        _, yard = clock(lambda: [WORD.findall(text) for _ in range(PASSES) for text in texts])
        yard /= PASSES
        corpus, reading = clock(lambda: read_corpus(seeds, settings))
    written = ROOT / "content"
    desk = keep_what_is_valid(read_desk(written, settings), corpus, seeds, written)
    _, finding = clock(lambda: analyse(corpus, desk, settings))
    dossier = assemble(corpus, desk, settings)
    pages, composing = clock(lambda: build_pages(dossier))
    environment = theme_environment(ROOT / "theme" / "templates")

    def render():
        for page in pages:
            template = environment.get_template(page.template)
            template.render(page=page, chrome=page.chrome, view=page.view)

    _, rendering = clock(render)
    _, exporting = clock(lambda: build_assets(dossier))
    words = sum(len(text.split()) for text in texts) // max(1, count)
    print(f"{count} sources of {words} words; yardstick, a text cut into words: {yard / count * 1000:.3f} ms")
    print(f"{'room':<12}{'ms a source':>12}{'yardsticks':>12}")
    rows = {
        "read": reading,
        "analyse": finding,
        "compose": composing,
        "render": rendering,
        "data, search": exporting,
    }
    for name, seconds in rows.items():
        print(f"{name:<12}{seconds / count * 1000:>12.2f}{seconds / yard:>12.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
