"""Build a whole dossier in a folder, as the commands do, for the tests that look at the result."""

from pathlib import Path

from dossier.pelican_plugin import Run, publish

ROOT = Path(__file__).resolve().parent.parent
HARBOUR = ROOT / "tests" / "desks" / "harbour"


def press(output: Path, seeds: Path | str = "seeds", content: Path | str = "content") -> Run:
    """Publish seeds and content into `output`."""
    folders = {
        "SEEDS_PATH": str(seeds),
        "PATH": str(content),
        "OUTPUT_PATH": str(output),
        "REPORT_PATH": str(output.with_name(f"{output.name}-report")),
    }
    return publish(ROOT / "pelicanconf.py", folders)


def press_harbour(output: Path) -> Run:
    """Publish the small dossier on another affair."""
    return press(output, HARBOUR / "seeds", HARBOUR / "content")


def files_of(folder: Path) -> dict[Path, bytes]:
    """Return the bytes of every file of a site and its report, by path."""
    files = (path for part in ("site", "report") for path in (folder / part).rglob("*") if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in files}
