"""Compose, render and write the pages and files of a site, in one process or in several.

A page is composed only where something that it was made of, or a template, has changed since the last build;
else the file of the last good site is taken, if it still has the bytes that were written then.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple, cast

from dossier.check import Look, look
from dossier.crew import Tell, nothing, spread
from dossier.kept import Kept, Key, Parcel, key_of
from dossier.model import Asset, Dossier, Page
from dossier.publishing import write_asset
from dossier.site import (
    ASSETS,
    AssetMaker,
    Cell,
    Draft,
    Ledger,
    Reader,
    Shelf,
    draft_pages,
    report_asset,
    theme_environment,
)

Written = tuple[Page, str]
"""A page without its view, and the SHA-256 of its file."""


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
    parcels: Sequence[Parcel]
    """What is to be packed on the way."""
    makers: Sequence[AssetMaker]
    drafts: Sequence[Page | Draft]
    """Of those pages of the site that have to be composed, then those of the report."""
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

    written: Written | None = None
    """A page."""
    reads: tuple[Cell, ...] = ()
    """What the page was made of."""
    assets: tuple[Asset, ...] = ()
    looks: tuple[tuple[str, Look], ...] = ()
    report: tuple[str, str] | None = None
    """The path of a page of the report, and its HTML."""
    parcel: Parcel | None = None


def press(dossier: Dossier, place: Place, kept: Kept, jobs: int = 1, tell: Tell = nothing) -> Pressed:
    """Write every page and file of a site into a folder; make the report, which is written elsewhere.

    What is written depends neither on the number of processes, `jobs`, nor on what was `kept`. `tell` is told
    how much is done.
    """
    shelf, of_pages = Shelf(dossier), key_of("pages", _theme(place.templates))
    pages, report = list(draft_pages(shelf)), list(draft_pages(shelf, for_editors=True))
    ledger = Ledger(shelf, kept.get([of_pages]).get(of_pages))
    taken = _taken(pages, place, ledger)
    stale = [number for number in range(len(pages)) if number not in taken]
    unpacked = kept.unpacked()
    parcels, drafts = tuple(unpacked.values()), (*(pages[each] for each in stale), *report)
    shared = _Press(place, shelf, parcels, ASSETS, drafts, len(stale))
    pieces = range(len(parcels) + len(ASSETS) + len(drafts))  # what takes longest first
    made: list[_Made] = spread(_press_piece, shared, pieces, jobs, tell)
    packed = (each.parcel for each in made if each.parcel)
    kept.put(dict(zip(unpacked, packed, strict=True)))
    written = taken | _noted(
        ledger, dict(zip(stale, made[len(parcels) + len(ASSETS) :], strict=False)), pages
    )
    kept.put({of_pages: Parcel(ledger.past())})
    return Pressed(
        pages=tuple(written[number][0] for number in range(len(pages))),
        assets=tuple(chain.from_iterable(each.assets for each in made)),
        report=dict(each.report for each in made if each.report),
        report_data=report_asset(shelf),
        looks=_looks(made, [sha256 for _, sha256 in written.values()], kept),
    )


def _noted(ledger: Ledger, made: Mapping[int, _Made], pages: Sequence[Page | Draft]) -> dict[int, Written]:
    """Note what each new page was made of; return those pages by number."""
    written = {number: each.written for number, each in made.items() if each.written}
    for number, known in written.items():
        draft = pages[number]
        if isinstance(draft, Draft):
            ledger.note(draft.key, made[number].reads, known)
    return written


def _taken(pages: Sequence[Page | Draft], place: Place, ledger: Ledger) -> dict[int, Written]:
    """Put those pages of the last site that would be the same in their places; return them by number."""
    taken = {}
    for number, draft in enumerate(pages):
        if isinstance(draft, Page):
            continue
        known: Written | None = ledger.known(draft.key)
        if known and _take(place.site / known[0].path, place.folder / known[0].path, known[1]):
            taken[number] = known
            ledger.keep(draft.key)
    return taken


def _looks(made: Iterable[_Made], written: Iterable[str], kept: Kept) -> dict[str, Look]:
    """Return the looks at what was written, those at files of the last site as they are kept."""
    found = dict(chain.from_iterable(each.looks for each in made))
    kept.put({key_of("look", sha256): Parcel(seen) for sha256, seen in found.items()})
    keys = {key_of("look", sha256): sha256 for sha256 in written if sha256 not in found}
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
    draft, reader = press.drafts[number], Reader(press.shelf)
    page = draft if isinstance(draft, Page) else draft.page(cast("Shelf", reader))
    if number >= press.pages:
        return _Made(report=(page.path, _rendered(press, page)))
    made = _write_assets(press.place.folder, [Asset(page.path, _rendered(press, page))])
    known = replace(page, view={}, chrome={}), made.looks[0][0]
    return made._replace(written=known, reads=tuple(reader.reads), assets=())


def _rendered(press: _Press, page: Page) -> str:
    template = theme_environment(*press.place.templates).get_template(page.template)
    return template.render(page=page, chrome=page.chrome, view=page.view)


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
