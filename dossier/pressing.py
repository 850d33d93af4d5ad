"""Compose, render and write the pages and files of a site, in one process or in several.

A page is rendered only where its view or the templates have changed since the last build; else the file of
the last good site is taken, if it still has the bytes that were written then.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dossier.check import Look, look
from dossier.crew import Tell, nothing, spread
from dossier.kept import Kept, Key, Parcel, key_of, pickled
from dossier.model import Asset, Dossier, Page
from dossier.publishing import write_asset
from dossier.site import ASSETS, AssetMaker, Draft, Shelf, draft_pages, report_asset, theme_environment

Written = tuple[Key, str]
"""The key of a page, and the SHA-256 of its file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is written, and with what."""

    folder: Path
    """The fresh folder."""
    site: Path
    """The last good site; it may not be there."""
    templates: Sequence[Path]
    """Folders; of a template that several have, the first is taken."""


@dataclass(frozen=True, slots=True)
class _Press:
    """What every piece is made with."""

    place: Place
    shelf: Shelf
    theme: Key
    """The hash of all templates."""
    last: Mapping[str, Written]
    """The pages of the last build by their paths."""
    parcels: Sequence[Parcel]
    """What is to be packed on the way."""
    makers: Sequence[AssetMaker]
    drafts: Sequence[Page | Draft]
    """Of the site, then of the report."""
    pages: int
    """How many drafts are of the site; what is of the report is not written here."""


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
    written: Written | None = None
    assets: tuple[Asset, ...] = ()
    looks: tuple[tuple[str, Look], ...] = ()
    html: str | None = None
    """Of a page of the report."""
    parcel: Parcel | None = None


def press(dossier: Dossier, place: Place, kept: Kept, jobs: int = 1, tell: Tell = nothing) -> Pressed:
    """Write every page and file of a site into a folder; make the report, which is written elsewhere.

    What is written depends neither on the number of processes, `jobs`, nor on what was `kept`. `tell` is told
    how much is done.
    """
    shelf, theme = Shelf(dossier), _theme(place.templates)
    pages, report = list(draft_pages(shelf)), list(draft_pages(shelf, for_editors=True))
    unpacked, of_pages = kept.unpacked(), key_of("pages")
    last = kept.get([of_pages]).get(of_pages, {})
    parcels, drafts = tuple(unpacked.values()), (*pages, *report)
    shared = _Press(place, shelf, theme, last, parcels, ASSETS, drafts, len(pages))
    pieces = range(len(parcels) + len(ASSETS) + len(drafts))  # what takes longest first
    made: list[_Made] = spread(_press_piece, shared, pieces, jobs, tell)
    packed = (each.parcel for each in made if each.parcel)
    kept.put(dict(zip(unpacked, packed, strict=True)))
    kept.put(
        {of_pages: Parcel({each.page.path: each.written for each in made if each.page and each.written})}
    )
    return Pressed(
        pages=tuple(each.page for each in made if each.page and each.html is None),
        assets=tuple(chain.from_iterable(each.assets for each in made)),
        report={each.page.path: each.html for each in made if each.page and each.html is not None},
        report_data=report_asset(shelf),
        looks=_looks(made, kept),
    )


def _looks(made: Iterable[_Made], kept: Kept) -> dict[str, Look]:
    """Return the looks at what was written, those at files of the last site as they are kept."""
    found = dict(chain.from_iterable(each.looks for each in made))
    kept.put({key_of("look", sha256): Parcel(seen) for sha256, seen in found.items()})
    hashes = {each.written[1] for each in made if each.written} - found.keys()
    keys = {key_of("look", sha256): sha256 for sha256 in sorted(hashes)}
    return found | {keys[key]: seen for key, seen in kept.get(keys).items()}


def _theme(folders: Sequence[Path]) -> Key:
    """Return the hash of all templates."""
    parts: list[object] = []
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            parts += [path.relative_to(folder).as_posix(), path.read_bytes()] if path.is_file() else []
        parts.append(None)
    return key_of("theme", *parts)


def _press_piece(press: _Press, number: int) -> _Made:
    """Make one piece and write it; return what is known of it without its text."""
    if number < len(press.parcels):
        return _Made(parcel=press.parcels[number])
    number -= len(press.parcels)
    if number < len(press.makers):
        return _write_assets(press.place.folder, press.makers[number](press.shelf))
    number -= len(press.makers)
    draft = press.drafts[number]
    page = draft if isinstance(draft, Page) else draft()
    if number >= press.pages:
        return _Made(_slim(page), html=_rendered(press, page))
    return _press_page(press, page)


def _press_page(press: _Press, page: Page) -> _Made:
    """Write a page of the site; take the file of the last site where it would be the same."""
    key, last = _key_of_view(press.theme, page), press.last.get(page.path)
    target = press.place.folder / page.path
    if key and last and last[0] == key and _take(press.place.site / page.path, target, last[1]):
        return _Made(_slim(page), last)
    made = _write_assets(press.place.folder, [Asset(page.path, _rendered(press, page))])
    written = (key, made.looks[0][0]) if key else None
    return made._replace(page=_slim(page), written=written, assets=())


def _slim(page: Page) -> Page:
    return replace(page, view={}, chrome={})


def _rendered(press: _Press, page: Page) -> str:
    template = theme_environment(*press.place.templates).get_template(page.template)
    return template.render(page=page, chrome=page.chrome, view=page.view)


def _key_of_view(theme: Key, page: Page) -> Key | None:
    """Return the hash of all that a page is rendered of; None where it cannot be taken."""
    try:
        return key_of("page", theme, pickled(page, equal=True))
    except Exception:  # whatever the view of a page kind has in it: it is rendered
        return None


def _take(old: Path, target: Path, sha256: str) -> bool:
    """Put a file of the last site at its place in the fresh one if it has still these bytes."""
    try:
        if hashlib.sha256(old.read_bytes()).hexdigest() != sha256:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, target)
        except OSError:  # not every disk has links
            shutil.copy2(old, target)
    except OSError:
        return False
    return True


def _write_assets(folder: Path, assets: Iterable[Asset]) -> _Made:
    written, looks = [], []
    for asset in assets:
        content = write_asset(folder, asset)
        seen = look(asset.path, content)
        looks += [(hashlib.sha256(content).hexdigest(), seen)] if seen else []
        written.append(replace(asset, text=""))
    return _Made(assets=tuple(written), looks=tuple(looks))
