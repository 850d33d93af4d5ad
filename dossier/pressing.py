"""Compose, render and write the pages and files of a site, in one process or in several."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dossier.check import Look, look
from dossier.crew import Tell, spread
from dossier.model import Asset, Dossier, Page
from dossier.publishing import write_asset
from dossier.site import ASSETS, AssetMaker, Draft, Shelf, draft_pages, report_asset, theme_environment


@dataclass(frozen=True, slots=True)
class _Press:
    """What every piece is made with."""

    shelf: Shelf
    makers: Sequence[AssetMaker]
    drafts: Sequence[Page | Draft]
    """Of the site, then of the report."""
    pages: int
    """How many drafts are of the site; what is of the report is not written here."""
    folder: Path
    """The folder of the site."""
    templates: Sequence[Path]
    """Folders; of a template that several have, the first is taken."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was made, without the text that is written: a large site is hundreds of megabytes."""

    pages: tuple[Page, ...]
    """In reading order, without their views."""
    assets: tuple[Asset, ...]
    report: dict[str, str]
    """The HTML of each page of the editors' report, by its path."""
    report_data: Asset
    looks: dict[str, Look]
    """What is in each written file that can be checked, by the SHA-256 of its bytes."""


class _Made(NamedTuple):
    """What became of one piece."""

    page: Page | None = None
    assets: tuple[Asset, ...] = ()
    looks: tuple[tuple[str, Look], ...] = ()
    html: str = ""
    """Of a page of the report."""


def press(dossier: Dossier, folder: Path, templates: Sequence[Path], jobs: int, tell: Tell) -> Pressed:
    """Write every page and file of a site into a folder; make the report, which is written elsewhere.

    What is written does not depend on the number of processes, `jobs`. `tell` is told how much is done.
    """
    shelf = Shelf(dossier)
    pages, report = list(draft_pages(shelf)), list(draft_pages(shelf, for_editors=True))
    shared = _Press(shelf, ASSETS, (*pages, *report), len(pages), folder, templates)
    pieces = range(len(ASSETS) + len(shared.drafts))  # files first, because they take longest
    made: list[_Made] = spread(_press_piece, shared, pieces, jobs, tell)
    return Pressed(
        pages=tuple(each.page for each in made if each.page and not each.html),
        assets=tuple(chain.from_iterable(each.assets for each in made)),
        report={each.page.path: each.html for each in made if each.page and each.html},
        report_data=report_asset(shelf),
        looks=dict(chain.from_iterable(each.looks for each in made)),
    )


def _press_piece(press: _Press, number: int) -> _Made:
    """Make one piece and write it; return what is known of it without its text."""
    if number < len(press.makers):
        return _write_assets(press.folder, press.makers[number](press.shelf))
    number -= len(press.makers)
    draft = press.drafts[number]
    page = draft if isinstance(draft, Page) else draft()
    template = theme_environment(*press.templates).get_template(page.template)
    html = template.render(page=page, chrome=page.chrome, view=page.view)
    page = replace(page, view={}, chrome={})
    if number >= press.pages:
        return _Made(page, html=html)
    return _write_assets(press.folder, [Asset(page.path, html)])._replace(page=page, assets=())


def _write_assets(folder: Path, assets: Iterable[Asset]) -> _Made:
    written, looks = [], []
    for asset in assets:
        content = write_asset(folder, asset)
        seen = look(asset.path, content)
        looks += [(hashlib.sha256(content).hexdigest(), seen)] if seen else []
        written.append(replace(asset, text=""))
    return _Made(assets=tuple(written), looks=tuple(looks))
