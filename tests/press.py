"""Build a whole dossier in a folder, as the commands do, for the tests that look at the result."""

from pathlib import Path

from dossier.pelican_plugin import Published, publish

ROOT = Path(__file__).resolve().parent.parent
HARBOUR = ROOT / "tests" / "desks" / "harbour"


def press(output: Path, seeds: Path | str = "seeds", content: Path | str = "content") -> Published:
    """Publish seeds and content into `output`."""
    folders = {
        "SEEDS_PATH": str(seeds),
        "PATH": str(content),
        "OUTPUT_PATH": str(output),
        "REPORT_PATH": str(output.with_name(f"{output.name}-report")),
    }
    return publish(ROOT / "pelicanconf.py", folders)


def press_harbour(output: Path) -> Published:
    """Publish the small dossier on another affair."""
    return press(output, HARBOUR / "seeds", HARBOUR / "content")
