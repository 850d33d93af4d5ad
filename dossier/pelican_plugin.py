"""Let Pelican press the composed pages into `build/site`: the only module that knows Pelican.

Pelican owns settings, static files and the writer. It writes into a fresh folder beside
the site; only a folder that passes `judge_site` is swapped in, under a lock.
"""

import html
import logging
from collections.abc import Mapping
from dataclasses import replace
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
from dossier.console import pasteable
from dossier.crew import cores
from dossier.editorial import markdown, save_lock, split_front_matter
from dossier.errors import InputProblems
from dossier.kept import PLAIN, Kept, Parcel, key_of
from dossier.model import Dossier, Tlp
from dossier.pictures import FOLDER, write_pictures
from dossier.pipeline import errors_of, read_dossier
from dossier.pressing import Output, Pressed, press
from dossier.site.data import sitemap_assets


def settings_of(pelican: Mapping[str, Any]) -> Settings:
    """Take from Pelican's settings what Dossier needs."""
    return Settings(
        title=pelican["SITENAME"],
        site_url=pelican["SITEURL"].rstrip("/"),
        week_starts_on=pelican.get("WEEK_STARTS_ON", 0),
        drafts=pelican.get("DOSSIER_DRAFTS", False),
    )


def settings_in(configuration: Path, overrides: Mapping[str, Any]) -> Settings:
    """Return what Dossier needs of the settings with which a desk is built."""
    return settings_of(read_settings(str(configuration), override=dict(overrides)))


class MarkdownReader(BaseReader):  # type: ignore[misc]  # Pelican ships no types
    """Read Markdown of Pelican's own pages, where a desk turns them on, as Dossier does."""

    enabled = True
    file_extensions: ClassVar[list[str]] = ["md"]

    def read(self, filename: str) -> tuple[str, dict[str, Any]]:
        """Return the HTML and the front matter of one file."""
        front, body = split_front_matter(Path(filename).name, Path(filename).read_text("utf-8"))
        return markdown().render(body), {k: self.process_metadata(k, str(v)) for k, v in front.items()}


class Run:
    """One build: its folders, what it holds while it is at work, and what it has made so far.

    Pelican calls it by four signals, in this order: `initialized` makes it, `generate_context` and
    `generate_output` of the generator read and write, `finalized` finishes it.
    """

    dossier: Dossier
    pressed: Pressed

    def __init__(self, pelican: Pelican) -> None:
        """Take the site's lock, and send Pelican's output to a fresh folder beside the site.

        Raises UsageError where a folder of the run would be read by the next one, or is somebody else's.
        """
        self.settings = settings = pelican.settings
        desk, self.site = Path(pelican.path).parent, Path(pelican.output_path)
        self.paths = Paths(Path(settings.get("SEEDS_PATH", desk / "seeds")), Path(pelican.path))
        self.report = Path(settings.get("REPORT_PATH", self.site.parent / "report"))
        self.theme = Path(settings.get("DOSSIER_THEME", desk / "theme"))
        self.jobs = settings.get("JOBS") or cores()
        for folder in (self.site, self.report):
            publishing.check_apart(folder, (self.paths.seeds, self.paths.content))
        report.check_folder(self.report, self.site)
        others = [path for path in settings["STATIC_PATHS"] if Path(path).parts[:1] != (FOLDER,)]
        settings["STATIC_PATHS"] = others  # only those pictures that a page shows are copied
        self.lock = publishing.lock(self.site)
        self.kept = Kept(publishing.kept_file(self.site), settings.get("DOSSIER_MEMORY"))
        settings["DOSSIER_RUN"] = self  # from here on there is something to clear away
        self.fresh = publishing.fresh_folder(self.site)
        pelican.output_path = str(self.fresh)
        self.last = publishing.last_hashes(self.site)

    def advance(self, *done: object) -> None:
        """Show how far this run is, where a command asked for that."""
        self.settings.get("DOSSIER_ADVANCE", lambda *_: None)(*done)

    def read(self) -> None:
        """Read and analyse; raise InputProblems when an editor must mend something first."""
        level = self.settings.get("DOSSIER_TLP")
        self.advance("Reading and analysing", self.paths.seeds)
        self.dossier = read_dossier(
            self.paths,
            settings_of(self.settings),
            Tlp(level) if level else None,
            jobs=self.jobs,
            kept=self.kept,
            cluster=self.settings.get("DOSSIER_CLUSTER"),
        )
        if errors_of(self.dossier):
            raise InputProblems(self.dossier.problems)

    def write(self, theme: Path) -> None:
        """Write every page by its template, the desk's own or that of `theme`, and every asset as it is."""
        templates = (self.theme / "templates", theme / "templates")
        is_alone = self.settings["PLUGINS"] == [__name__] and not self.settings["STATIC_PATHS"]
        of_stamps = key_of("stamps")
        stamps = self.kept.get([of_stamps]).get(of_stamps, {})
        output = Output(self.fresh, self.site, templates, self.last, stamps, is_alone=is_alone)
        tell = partial(self.advance, "Writing pages")
        pressed = press(self.dossier, output, self.kept, self.jobs, tell)
        pictures = (picture for _, picture in self.dossier.desk.pictures)
        write_pictures(pictures, self.fresh, [page.path for page in pressed.pages])
        sitemap = sitemap_assets(self.dossier, pressed.pages)
        for asset in sitemap:
            publishing.write_asset(self.fresh, asset)
        options = tuple(map(html.escape, self.settings.get("DOSSIER_OPTIONS", ())))
        files = {
            path: pasteable(text, options) if path.endswith(".html") else text
            for path, text in pressed.report.items()
        }
        self.pressed = replace(pressed, assets=(*pressed.assets, *sitemap), report=files)

    def finish(self) -> None:
        """Finish the fresh folder, check it, and put it in the place of the last good site."""
        self.advance("Checking the site")
        publishing.copy_theme(self.theme / "static", self.fresh)
        pressed, kept = self.pressed, self.kept
        hashes = publishing.hash_files(self.fresh, pressed.hashes)
        publishing.write_manifest(self.fresh, self.dossier, pressed.pages, pressed.assets, hashes)
        of_good = key_of("a good site")
        faults, good = judge_site(self.fresh, pressed.looks, hashes, kept.get([of_good]).get(of_good))
        kept.put({} if faults else {of_good: Parcel(good, level=PLAIN)})
        if faults:
            raise InputProblems(faults)
        publishing.open_to_readers(self.fresh)
        stamps = publishing.keep_times(self.fresh, self.site, hashes, self.last)
        kept.put({key_of("stamps"): Parcel(stamps, level=PLAIN)})
        publishing.swap(self.fresh, self.site)
        report.write_report(self.report, self.site, pressed.report)
        if self.paths.is_own_desk and self.dossier.citations_lock is not None:
            save_lock(self.paths.content, self.dossier.citations_lock)
        kept.close()
        self.lock.release()

    def clear(self) -> None:
        """Take away what a run that did not finish has left; after one that did, do nothing."""
        publishing.clear(self.site)
        publishing.clear(self.report)
        self.lock.release()
        self.kept.close(is_good=False)  # an edit that is no good now may come again


class DossierGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Compose the dossier, then write its pages."""

    def generate_context(self) -> None:
        """Read and analyse; raise InputProblems when an editor must mend something first."""
        self.settings["DOSSIER_RUN"].read()

    def generate_output(self, _writer: Writer) -> None:
        """Write every page, and tell other plugins of Pelican, which may want to see it."""
        run = self.settings["DOSSIER_RUN"]
        run.write(Path(self.theme))
        for page in run.pressed.pages:
            signals.content_written.send(str(run.fresh / page.path), context=self.context)


def _add_generator(_pelican: Pelican) -> type[Generator]:
    return DossierGenerator


def _add_reader(readers: Any) -> None:  # noqa: ANN401  # Pelican ships no types
    readers.reader_classes["md"] = MarkdownReader


def _begin(pelican: Pelican) -> None:
    Run(pelican)


def _finish(pelican: Pelican) -> None:
    pelican.settings["DOSSIER_RUN"].finish()


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
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_add_reader)
    signals.get_generators.connect(_add_generator)
    signals.finalized.connect(_finish)


def publish(configuration: Path, overrides: Mapping[str, Any]) -> Run:
    """Build the site as `pelican -s configuration` does; raise InputProblems when it cannot."""
    settings = read_settings(str(configuration), override=dict(overrides))
    console.quiet = True  # Pelican's own count of articles says nothing here; warnings still show
    try:
        Pelican(settings).run()
    finally:
        console.quiet = False
        if "DOSSIER_RUN" in settings:  # else another run is at work in these folders
            settings["DOSSIER_RUN"].clear()
    run: Run = settings["DOSSIER_RUN"]
    return run
