"""Let Pelican press the composed pages into `build/site`: the only module that knows Pelican.

Pelican owns settings, static files and the writer. It writes into a fresh folder beside
the site; only a folder that passes `check_site` is swapped in, under a lock.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment
from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.log import console
from pelican.readers import BaseReader
from pelican.settings import read_settings
from pelican.writers import Writer

from dossier import publishing, report
from dossier.check import check_site
from dossier.config import Paths, Settings
from dossier.console import Advance, pasteable
from dossier.editorial import markdown, save_lock, split_front_matter
from dossier.errors import InputProblems
from dossier.model import Asset, Dossier, Tlp
from dossier.pipeline import errors_of, read_dossier
from dossier.site import build_assets, build_pages, build_report, theme_environment
from dossier.site.data import sitemap_assets


def settings_of(pelican: Mapping[str, Any]) -> Settings:
    """Take from Pelican's settings what Dossier needs."""
    return Settings(
        title=pelican["SITENAME"],
        site_url=pelican["SITEURL"].rstrip("/"),
        week_starts_on=pelican.get("WEEK_STARTS_ON", 0),
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
        self.dossier = read_dossier(paths, settings_of(self.settings), audience)
        if errors_of(self.dossier):
            raise InputProblems(self.dossier.problems)

    def generate_output(self, writer: Writer) -> None:
        """Write every page by its template, and every asset as it is."""
        own = Path(self.settings["DOSSIER_THEME"])
        environment = theme_environment(own / "templates", Path(self.theme) / "templates")
        pages = build_pages(self.dossier)
        for number, page in enumerate(pages):
            _advance(self.settings)("Writing pages", number, len(pages))
            template = environment.get_template(page.template)
            writer.write_file(
                page.path, template, self.context, page=page, chrome=page.chrome, view=page.view
            )
        publishing.copy_pictures(Path(self.path), Path(self.output_path), [page.path for page in pages])
        assets = (*build_assets(self.dossier), *sitemap_assets(self.dossier, pages))
        for asset in assets:
            publishing.write_asset(Path(self.output_path), asset)
        self.settings["DOSSIER_REPORT"] = self._report(environment)
        self.settings["DOSSIER_WRITTEN"] = (  # the manifest needs no more; a large site is hundreds of MB
            self.dossier,
            tuple(replace(page, view={}, chrome={}) for page in pages),
            tuple(replace(asset, text="") for asset in assets),
        )

    def _report(self, environment: Environment) -> tuple[dict[str, str], Asset]:
        """Render the editors' report; it is written when the site is in its place."""
        pages, data = build_report(self.dossier)
        options = self.settings.get("DOSSIER_OPTIONS", ())
        rendered = {}
        for page in pages:
            template = environment.get_template(page.template)
            text = template.render(page=page, chrome=page.chrome, view=page.view)
            rendered[page.path] = pasteable(text, tuple(map(html.escape, options)))
        return rendered, data


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
    pelican.settings.setdefault("SEEDS_PATH", str(desk / "seeds"))
    pelican.settings.setdefault("REPORT_PATH", str(Path(pelican.output_path).with_name("report")))
    pelican.settings.setdefault("DOSSIER_THEME", str(desk / "theme"))
    pelican.settings["DOSSIER_SITE"] = Path(pelican.output_path)
    report.check_folder(Path(pelican.settings["REPORT_PATH"]), Path(pelican.output_path))
    others = [path for path in pelican.settings["STATIC_PATHS"] if not _is_pictures(path)]
    pelican.settings["STATIC_PATHS"] = others  # only those pictures that a page shows are copied
    pelican.settings["DOSSIER_LOCK"] = publishing.lock(Path(pelican.output_path))
    pelican.output_path = str(publishing.fresh_folder(Path(pelican.output_path)))


def _is_pictures(path: str) -> bool:
    return Path(path).parts[:1] == (publishing.PICTURES,)


def _swap_in(pelican: Pelican) -> None:
    """Finish the fresh folder, check it, and put it in the place of the last good site."""
    fresh, site = Path(pelican.output_path), pelican.settings["DOSSIER_SITE"]
    _advance(pelican.settings)("Checking the site")
    publishing.copy_theme(Path(pelican.settings["DOSSIER_THEME"]) / "static", fresh)
    publishing.write_manifest(fresh, *pelican.settings["DOSSIER_WRITTEN"])
    faults = check_site(fresh)
    if faults:
        raise InputProblems(faults)
    publishing.open_to_readers(fresh)
    publishing.swap(fresh, site)
    report.write_report(Path(pelican.settings["REPORT_PATH"]), site, *pelican.settings["DOSSIER_REPORT"])
    dossier, *_ = pelican.settings["DOSSIER_WRITTEN"]
    paths = Paths(Path(pelican.settings["SEEDS_PATH"]), Path(pelican.path))
    is_plain = paths.is_own_desk and not pelican.settings.get("DOSSIER_TLP")
    if is_plain and dossier.citations_lock is not None:
        save_lock(paths.content, dossier.citations_lock)
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
    dossier = settings["DOSSIER_WRITTEN"][0]
    return Published(Path(settings["OUTPUT_PATH"]), Path(settings["REPORT_PATH"]), dossier)
