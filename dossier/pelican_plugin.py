"""Let Pelican press the composed pages into `build/site`: the only module that knows Pelican.

Pelican owns settings, static files and the writer. It writes into a fresh folder beside
the site; only a folder that passes `judge_site` is swapped in, under a lock.
"""

import html
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.log import console
from pelican.readers import BaseReader
from pelican.settings import read_settings
from pelican.writers import Writer

from dossier import publishing, report
from dossier.check import judge_site
from dossier.config import Paths, Settings
from dossier.console import Advance, pasteable
from dossier.crew import cores
from dossier.editorial import markdown, save_lock, split_front_matter
from dossier.errors import InputProblems
from dossier.kept import PLAIN, Kept, Parcel, key_of
from dossier.model import Dossier, Tlp
from dossier.pictures import FOLDER, write_pictures
from dossier.pipeline import errors_of, read_dossier
from dossier.pressing import Output, press
from dossier.site.data import sitemap_assets


def settings_of(pelican: Mapping[str, Any]) -> Settings:
    """Take from Pelican's settings what Dossier needs."""
    return Settings(
        title=pelican["SITENAME"],
        site_url=pelican["SITEURL"].rstrip("/"),
        week_starts_on=pelican.get("WEEK_STARTS_ON", 0),
        drafts=pelican.get("DOSSIER_DRAFTS", False),
    )


class MarkdownReader(BaseReader):  # type: ignore[misc]  # Pelican ships no types
    """Read Markdown of Pelican's own pages, where a desk turns them on, as Dossier does."""

    enabled = True
    file_extensions: ClassVar[list[str]] = ["md"]

    def read(self, filename: str) -> tuple[str, dict[str, Any]]:
        """Return the HTML and the front matter of one file."""
        front, body = split_front_matter(Path(filename).name, Path(filename).read_text("utf-8"))
        return markdown().render(body), {k: self.process_metadata(k, str(v)) for k, v in front.items()}


class DossierGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Compose the dossier, then write its pages."""

    dossier: Dossier

    def generate_context(self) -> None:
        """Read and analyse; raise InputProblems when an editor must mend something first."""
        paths = Paths(Path(self.settings["SEEDS_PATH"]), Path(self.path))
        level = self.settings.get("DOSSIER_TLP")
        audience = Tlp(level) if level else None
        _advance(self.settings)("Reading and analysing", paths.seeds)
        jobs = self.settings["DOSSIER_JOBS"]
        self.dossier = read_dossier(
            paths,
            settings_of(self.settings),
            audience,
            jobs=jobs,
            kept=self.settings["DOSSIER_KEPT"],
            cluster=self.settings.get("DOSSIER_CLUSTER"),
        )
        self.settings["DOSSIER_READ"] = self.dossier
        if errors_of(self.dossier):
            raise InputProblems(self.dossier.problems)

    def generate_output(self, _writer: Writer) -> None:
        """Write every page by its template, and every asset as it is."""
        folder, jobs = Path(self.output_path), self.settings["DOSSIER_JOBS"]
        themes = (Path(self.settings["DOSSIER_THEME"]), Path(self.theme))
        templates = tuple(theme / "templates" for theme in themes)
        tell = partial(_advance(self.settings), "Writing pages")
        is_alone = self.settings["PLUGINS"] == [__name__] and not self.settings["STATIC_PATHS"]
        site = self.settings["DOSSIER_SITE"]
        last = self.settings["DOSSIER_LAST"] = publishing.last_hashes(site)
        kept, of_stamps = self.settings["DOSSIER_KEPT"], key_of("stamps")
        stamps = kept.get([of_stamps]).get(of_stamps, {})
        output = Output(folder, site, templates, last, stamps, is_alone=is_alone)
        pressed = press(self.dossier, output, kept, jobs, tell)
        for page in pressed.pages:  # other plugins of Pelican may want to see it
            signals.content_written.send(str(folder / page.path), context=self.context)
        pictures = (picture for _, picture in self.dossier.desk.pictures)
        write_pictures(pictures, folder, [page.path for page in pressed.pages])
        sitemap = sitemap_assets(self.dossier, pressed.pages)
        for asset in sitemap:
            publishing.write_asset(folder, asset)
        options = tuple(map(html.escape, self.settings.get("DOSSIER_OPTIONS", ())))
        files = {
            path: pasteable(text, options) if path.endswith(".html") else text
            for path, text in pressed.report.items()
        }
        self.settings["DOSSIER_PRESSED"] = replace(pressed, assets=(*pressed.assets, *sitemap), report=files)


def _add_generator(_pelican: Pelican) -> type[Generator]:
    return DossierGenerator


def _add_reader(readers: Any) -> None:  # noqa: ANN401  # Pelican ships no types
    readers.reader_classes["md"] = MarkdownReader


def _advance(settings: Mapping[str, Any]) -> Advance:
    """Return what shows the progress of this run; nothing does where a command did not ask for it."""
    return settings.get("DOSSIER_ADVANCE") or (lambda *_: None)


def _divert(pelican: Pelican) -> None:
    """Take the site's lock, and send Pelican's output to a fresh folder beside the site."""
    desk = Path(pelican.path).parent
    pelican.settings["DOSSIER_JOBS"] = pelican.settings.get("JOBS") or cores()
    pelican.settings.setdefault("SEEDS_PATH", str(desk / "seeds"))
    pelican.settings.setdefault("REPORT_PATH", str(Path(pelican.output_path).parent / "report"))
    pelican.settings.setdefault("DOSSIER_THEME", str(desk / "theme"))
    pelican.settings["DOSSIER_SITE"] = Path(pelican.output_path)
    read = (Path(pelican.settings["SEEDS_PATH"]), Path(pelican.path))
    for folder in (Path(pelican.output_path), Path(pelican.settings["REPORT_PATH"])):
        publishing.check_apart(folder, read)
    report.check_folder(Path(pelican.settings["REPORT_PATH"]), Path(pelican.output_path))
    others = [path for path in pelican.settings["STATIC_PATHS"] if Path(path).parts[:1] != (FOLDER,)]
    pelican.settings["STATIC_PATHS"] = others  # only those pictures that a page shows are copied
    pelican.settings["DOSSIER_LOCK"] = publishing.lock(Path(pelican.output_path))
    pelican.settings["DOSSIER_KEPT"] = Kept(
        publishing.kept_file(Path(pelican.output_path)), pelican.settings.get("DOSSIER_MEMORY")
    )
    pelican.output_path = str(publishing.fresh_folder(Path(pelican.output_path)))


def _swap_in(pelican: Pelican) -> None:
    """Finish the fresh folder, check it, and put it in the place of the last good site."""
    fresh, site = Path(pelican.output_path), pelican.settings["DOSSIER_SITE"]
    _advance(pelican.settings)("Checking the site")
    publishing.copy_theme(Path(pelican.settings["DOSSIER_THEME"]) / "static", fresh)
    dossier, pressed = pelican.settings["DOSSIER_READ"], pelican.settings["DOSSIER_PRESSED"]
    hashes = publishing.hash_files(fresh, pressed.hashes)
    publishing.write_manifest(fresh, dossier, pressed.pages, pressed.assets, hashes)
    kept, of_good = pelican.settings["DOSSIER_KEPT"], key_of("a good site")
    faults, good = judge_site(fresh, pressed.looks, hashes, kept.get([of_good]).get(of_good))
    kept.put({} if faults else {of_good: Parcel(good, level=PLAIN)})
    if faults:
        raise InputProblems(faults)
    publishing.open_to_readers(fresh)
    stamps = publishing.keep_times(fresh, site, hashes, pelican.settings["DOSSIER_LAST"])
    kept.put({key_of("stamps"): Parcel(stamps, level=PLAIN)})
    publishing.swap(fresh, site)
    folder = Path(pelican.settings["REPORT_PATH"])
    report.write_report(folder, site, pressed.report)
    paths = Paths(Path(pelican.settings["SEEDS_PATH"]), Path(pelican.path))
    if paths.is_own_desk and dossier.citations_lock is not None:
        save_lock(paths.content, dossier.citations_lock)
    kept.close()
    pelican.settings["DOSSIER_LOCK"].release()


class _CalmErrors(logging.Filter):
    """Show problems of the input as they are, without the traceback of a bug."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop the traceback of InputProblems; keep the record."""
        if record.exc_info and isinstance(record.exc_info[1], InputProblems):
            record.exc_info = None
        return True


def register() -> None:
    """Connect Dossier to Pelican; called by Pelican for each name in PLUGINS."""
    logging.getLogger("pelican").addFilter(_CalmErrors())
    signals.initialized.connect(_divert)
    signals.readers_init.connect(_add_reader)
    signals.get_generators.connect(_add_generator)
    signals.finalized.connect(_swap_in)


@dataclass(frozen=True, slots=True)
class Published:
    """What a run left behind."""

    site: Path
    report: Path
    dossier: Dossier


def publish(configuration: Path, overrides: Mapping[str, Any]) -> Published:
    """Build the site as `pelican -s configuration` does; raise InputProblems when it cannot."""
    settings = read_settings(str(configuration), override=dict(overrides))
    console.quiet = True  # Pelican's own count of articles says nothing here; warnings still show
    try:
        Pelican(settings).run()
    finally:
        console.quiet = False
        if "DOSSIER_LOCK" in settings:  # else another run is at work in these folders
            publishing.clear(settings["DOSSIER_SITE"])
            publishing.clear(Path(settings["REPORT_PATH"]))
            settings["DOSSIER_LOCK"].release()
        if "DOSSIER_KEPT" in settings:  # an edit that is no good now may come again
            settings["DOSSIER_KEPT"].close(is_good=False)
    return Published(Path(settings["OUTPUT_PATH"]), Path(settings["REPORT_PATH"]), settings["DOSSIER_READ"])
