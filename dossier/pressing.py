"""Compose, render and write the pages and files of a site, in one process or in several.

A page is composed only where something that it was made of, or a template, has changed since the last build;
else the file of the last good site is taken, if it still has the bytes that were written then.
"""

import contextlib
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from dossier.check import FindingsCheck, Look, Looks, look, tables_to_check
from dossier.crew import Tell, nothing, spread
from dossier.kept import PLAIN, Kept, Key, Parcel, digest_of, key_of
from dossier.model import Asset, Dossier, Page, PageRef, PartedAsset
from dossier.publishing import Stamp, fresh_file, stamp, write_file
from dossier.site import (
    ASSETS,
    AssetMaker,
    Draft,
    Joined,
    Ledger,
    Past,
    Reads,
    Recorder,
    Shelf,
    Templates,
    draft_pages,
    environment_of,
    index_assets,
    join,
    name_of,
    posted,
    read_templates,
    report_asset,
    searched_pages,
)

K = TypeVar("K", bound=Hashable)
Written = tuple[Page | Asset, str]
"""A page without its view or an asset without its text, and the SHA-256 of its file."""
Noted = tuple[tuple[Hashable, ...], Reads, object]
"""What something is called, what it was made of, and what is to be known of it."""
POSTED = "posted"  # begins the keys of what the search index has of pages of a kind
Entry = tuple[bytes, Parcel]
"""What the search index has of a page, after its digest: as much as its text, so it stays packed."""
Tables = Mapping[Key, Mapping[bytes, Parcel]]
"""What the search index had of the pages of each kind, as far as it could be read."""
PART = "part"  # begins the keys of parts of files
WHOLE = ""  # the part that is all of a file; its digest is the SHA-256
Looked = tuple[tuple[str, str], Parcel]
"""The path of a file and the SHA-256 of its bytes, and what is in it."""
Part = tuple[int, int, bytes]
"""Where a part of a file begins and ends, in bytes, and its digest."""
_DIGEST = 32  # bytes
_BLOCK = 1 << 20  # bytes
THEME = "theme/"  # files of its own may take the place of these


Piece = tuple[Callable[[Any, Any], Any], Any]
"""What makes a piece, given the press, and of what."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where a site is written, and with what."""

    folder: Path
    """The fresh folder."""
    site: Path
    """The last good site; it may not be there."""
    templates: Sequence[Path]
    """Folders; of a template that several have, the first is taken."""
    last: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of each file of the last good site, as its manifest has it."""
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    """The stamp of each of these when it was finished; as long as it has that one it has its bytes."""
    is_alone: bool = True
    """Whether nothing but this module, and a theme, writes into the folder."""

    def is_ours(self, path: str) -> bool:
        """Tell whether nobody else writes over a file, so that it may be a second name of the last one."""
        return self.is_alone and not path.startswith(THEME)


@dataclass(frozen=True, slots=True)
class _Press:
    """What every piece is made with."""

    output: Output
    templates: Templates
    shelf: Shelf
    parts: Mapping[tuple[str, ...], Part]
    """Those of the last site that would be the same."""
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was made, without the text that is written: a large site is hundreds of megabytes."""

    pages: tuple[Page, ...]
    """In reading order, without their views."""
    assets: tuple[Asset, ...]
    report: dict[str, str]
    """The HTML or JSON of each file of the editors' report, by its path."""
    looks: Looks
    """What is in each written file that can be checked, by its path and the SHA-256 of its bytes."""
    hashes: dict[str, str]
    """The SHA-256 of each written file, by its path; none where something else may write over it."""


class _Made(NamedTuple):
    """What became of one piece."""

    written: tuple[Written, ...] = ()
    noted: tuple[Noted, ...] = ()
    kept: tuple[tuple[tuple[str, ...], Part], ...] = ()
    """Parts that are as they were."""
    looks: tuple[Looked, ...] = ()
    report: tuple[Key, Parcel] | None = None
    """By what a file of the report is kept, and the file."""
    parcel: Parcel | None = None
    posted: tuple[PageRef, Entry] | None = None
    """What the search index has of a page."""


def press(dossier: Dossier, output: Output, kept: Kept, jobs: int = 1, tell: Tell = nothing) -> Pressed:
    """Write every page and file of a site into a folder; make the report, which is written elsewhere.

    What is written depends neither on the number of processes, `jobs`, nor on what was `kept`. `tell` is told
    how much is done.
    """
    templates = read_templates(output.templates)
    shelf = Shelf(dossier, kept.memory.shelf)
    of_pages = key_of("pages", _theme(templates), shelf.say.translation)
    parts = [key_of(of_pages, name) for name in Past._fields]
    kept.memory.hold(shelf)
    known = kept.get(parts)
    ledger = Ledger(shelf, Past(*map(known.__getitem__, parts)) if len(known) == len(parts) else None)
    shelf.remember = ledger.answer
    files, reports = _files(shelf), _report_files(shelf)
    taken = _taken(files, output, ledger)
    report = _taken_report(reports, kept, ledger)
    tables = kept.get(ledger.all_known(POSTED).values())
    index = _known_index(shelf, tables, ledger)
    unpacked = kept.unpacked()
    pieces: list[Piece] = [  # the longest first
        *((_pack, parcel) for parcel in unpacked.values()),
        *(piece for key, piece in files.items() if key not in taken),
        *(piece for key, piece in reports.items() if key not in report),
        *((_post, ref) for ref, has in index.items() if has is None),
    ]
    shared = _Press(output, templates, shelf, ledger.all_known(PART), pieces)
    made = spread(_press_piece, shared, range(len(pieces)), jobs, tell, partial(_note, ledger))
    packed = (each.parcel for each in made if each.parcel)
    kept.put(dict(zip(unpacked, packed, strict=True)))
    ledger.let_go()
    search = _press_index(shared, index, made, kept, ledger)
    _keep_index(index, tables, kept, ledger)
    ledger.note_asked()
    past = zip(parts, ledger.past(), strict=True)
    kept.put({part: Parcel(values, level=PLAIN) for part, values in past})  # one by one: all are large
    del shelf.remember  # it holds the shelf, which may be held for the next build
    fresh = iter(made[len(unpacked) :])
    of_files = (taken[key] if key in taken else next(fresh).written for key in files)
    written = (*chain.from_iterable(of_files), *search.written)
    return _pressed(written, made, report.values(), output, kept)


def _files(shelf: Shelf) -> dict[tuple[str | int, ...], Piece]:
    """Return what makes each file of the site, but for its search index, by key."""
    assets: dict[tuple[str | int, ...], Piece] = {(name_of(each),): (_press_assets, each) for each in ASSETS}
    return assets | {_key_of(draft): (_press_page, draft) for draft in draft_pages(shelf)}


def _report_files(shelf: Shelf) -> dict[tuple[str | int, ...], Piece]:
    """Return what makes each file of the report, by key."""
    drafts = draft_pages(shelf, for_editors=True)
    pages = {_key_of(draft): (_press_report, draft) for draft in drafts}
    return {(name_of(report_asset),): (_press_report_data, report_asset), **pages}


def _pressed(
    written: Sequence[Written],
    made: Iterable[_Made],
    report: Iterable[tuple[str, str]],
    output: Output,
    kept: Kept,
) -> Pressed:
    """Return what was made; `report` has those of its files that are as they were."""
    of_report = dict(each.report for each in made if each.report)
    kept.put(of_report)
    return Pressed(
        pages=tuple(each for each, _ in written if isinstance(each, Page)),
        assets=tuple(each for each, _ in written if isinstance(each, Asset)),
        report=dict(sorted((*report, *(parcel.value for parcel in of_report.values())))),
        looks=_looks(made, written, kept),
        hashes={file.path: sha256 for file, sha256 in written if output.is_ours(file.path)},
    )


def _posted_key(ref: PageRef) -> tuple[str, PageRef]:
    """Return what is posted of a page is called from one build to the next."""
    return name_of(posted), ref


def _known_index(shelf: Shelf, tables: Tables, ledger: Ledger) -> dict[PageRef, Entry | None]:
    """Return what the search index has of each page; None where that may be another one than before."""
    known: dict[bytes, Parcel] = {}
    for table in tables.values():
        known |= table
    digests = {ref: ledger.known(_posted_key(ref)) for ref in searched_pages(shelf)}
    return {ref: (of, known[of]) if of in known else None for ref, of in digests.items()}


def _keep_index(index: Mapping[PageRef, Entry | None], before: Tables, kept: Kept, ledger: Ledger) -> None:
    """Keep what the search index has of each page, those of a kind together: few kinds change at once."""
    for kind, table in _by_kind(index).items():
        kept.use([_key_of_joined(kind, table)])
        key = key_of("posted", kind, *table)
        ledger.note((POSTED, kind), (), key)
        if key not in before:
            kept.put({key: Parcel(table, level=PLAIN)})


def _press_index(
    press: _Press, index: dict[PageRef, Entry | None], made: Iterable[_Made], kept: Kept, ledger: Ledger
) -> _Made:
    """Write the search index of what it has of each page; take the last one where that would be the same."""
    for ref, entry in index.items():
        if entry is not None:
            ledger.keep(_posted_key(ref), entry[0])
    key = name_of(index_assets), digest_of(tuple(index))
    known: tuple[Written, ...] | None = None if None in index.values() else ledger.known(key)
    if known is not None and _take_all(press.output, known):
        ledger.keep(key, known)
        return _Made(known)
    index |= dict(each.posted for each in made if each.posted)
    recorder = Recorder(press.shelf)
    assets = index_assets(cast("Shelf", recorder), _joined(index, kept))
    contents = ((asset, asset.text.encode("utf-8")) for asset in assets)
    written = tuple(
        (replace(asset, text=""), _write(press.output, asset.path, content)) for asset, content in contents
    )
    ledger.note(key, recorder.finish(), written)
    return _Made(written)


def _joined(index: Mapping[PageRef, Entry | None], kept: Kept) -> Iterator[Joined]:
    """Yield what the search index has of the pages of each kind, kept where all of these are as they were."""
    for kind, pages in _by_kind(index).items():
        key = _key_of_joined(kind, pages)
        found: Joined | None = kept.get([key]).get(key)
        if found is None:
            found = join(page.value for page in pages.values())
            kept.put({key: Parcel(found, level=PLAIN)})
        yield found


def _key_of_joined(kind: str, pages: Iterable[bytes]) -> Key:
    return key_of("joined", kind, *pages)


def _by_kind(index: Mapping[PageRef, Entry | None]) -> dict[str, dict[bytes, Parcel]]:
    """Return what the search index has of the pages of each kind, by its digest."""
    kinds: dict[str, dict[bytes, Parcel]] = {}
    for ref, entry in index.items():
        if entry:
            kinds.setdefault(ref.kind, {})[entry[0]] = entry[1]
    return kinds


def _key_of(draft: Page | Draft) -> tuple[str | int, ...]:
    """Return what a page is called from one build to the next; one that is composed already is made anew."""
    return (draft.path,) if isinstance(draft, Page) else draft.key


def _note(ledger: Ledger, made: _Made) -> _Made:
    """Note what a piece was made of; return what else is known of it."""
    for noted in made.noted:
        ledger.note(*noted)
    for kept in made.kept:
        ledger.keep(*kept)
    return made._replace(noted=(), kept=())


def _taken(keys: Iterable[K], output: Output, ledger: Ledger) -> dict[K, tuple[Written, ...]]:
    """Put those files of the last site that would be the same in their places; return them by key."""
    taken = {}
    for key in keys:
        known: tuple[Written, ...] | None = ledger.known(key)
        if known is not None and _take_all(output, known):
            taken[key] = known
            ledger.keep(key, known)
    return taken


def _taken_report(keys: Iterable[K], kept: Kept, ledger: Ledger) -> dict[K, tuple[str, str]]:
    """Return those files of the last report that would be the same, by key: path and text."""
    known: dict[K, Key] = {key: of for key in keys if (of := ledger.known(key)) is not None}
    texts = kept.get(known.values())
    taken = {key: of for key, of in known.items() if of in texts}
    for key, of in taken.items():
        ledger.keep(key, of)
    return {key: texts[of] for key, of in taken.items()}


def _looks(made: Iterable[_Made], written: Iterable[Written], kept: Kept) -> Looks:
    """Return the looks at what was written, and those at files of the last site as they are kept."""
    found = dict(chain.from_iterable(each.looks for each in made))
    kept.put({_look_key(of): parcel for of, parcel in found.items()})
    kept.use(_look_key((file.path, sha256)) for file, sha256 in written if file.path.endswith(".html"))
    return _KeptLooks(found, kept)


def _look_key(of: tuple[str, str]) -> Key:
    return key_of("look", *of)


class _KeptLooks(Mapping[tuple[str, str], Look]):
    """What is in files; it is unpacked when it is asked for."""

    def __init__(self, found: Mapping[tuple[str, str], Parcel], kept: Kept) -> None:
        self._found, self._kept = found, kept

    def __getitem__(self, of: tuple[str, str]) -> Look:
        key = _look_key(of)
        seen: Look = self._found[of].value if of in self._found else self._kept.get([key])[key]
        return seen

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _theme(templates: Templates) -> Key:
    """Return the hash of all templates."""
    return key_of("theme", *((name, content) for name, _, content in templates))


def _press_piece(press: _Press, number: int) -> _Made:
    """Make one piece and write it; return what is known of it without its text."""
    make, of = press.pieces[number]
    made: _Made = make(press, of)
    return made


def _pack(_press: _Press, parcel: Parcel) -> _Made:
    """Pack what is kept for the next build on its way from one process to another."""
    return _Made(parcel=parcel)


def _post(press: _Press, ref: PageRef) -> _Made:
    """Make what the search index has of a page."""
    recorder = Recorder(press.shelf)
    has = posted(cast("Shelf", recorder), ref)
    digest, packed = digest_of(has), Parcel(packed=Parcel(has).packed)
    return _Made(noted=((_posted_key(ref), recorder.finish(), digest),), posted=(ref, (digest, packed)))


def _press_report(press: _Press, draft: Page | Draft) -> _Made:
    """Make a page of the report, which is not written here."""
    recorder = Recorder(press.shelf)
    page = draft if isinstance(draft, Page) else draft.page(cast("Shelf", recorder))
    return _reported(_key_of(draft), recorder, page.path, _rendered(press, page))


def _press_report_data(press: _Press, maker: Callable[[Shelf], Asset]) -> _Made:
    """Make the report as data."""
    recorder = Recorder(press.shelf)
    asset = maker(cast("Shelf", recorder))
    return _reported((name_of(maker),), recorder, asset.path, asset.text)


def _reported(key: tuple[Hashable, ...], recorder: Recorder, path: str, text: str) -> _Made:
    kept_by = key_of("report", path, text)
    return _Made(noted=((key, recorder.finish(), kept_by),), report=(kept_by, Parcel((path, text))))


def _press_page(press: _Press, draft: Page | Draft) -> _Made:
    """Compose a page and write it."""
    recorder = Recorder(press.shelf)
    page = draft if isinstance(draft, Page) else draft.page(cast("Shelf", recorder))
    content = _rendered(press, page).encode("utf-8")
    written = replace(page, view={}, chrome={}), _write(press.output, page.path, content)
    noted = ((draft.key, recorder.finish(), (written,)),) if isinstance(draft, Draft) else ()
    return _Made((written,), noted, looks=_looked_at(written, content))


def _press_assets(press: _Press, maker: AssetMaker) -> _Made:
    """Write what one function makes of the shelf; parts of the last site that would be the same are taken."""
    recorder, of_parts = Recorder(press.shelf), _Made()
    written: list[Written] = []
    looks: list[Looked] = []
    for asset in maker(cast("Shelf", recorder)):
        if isinstance(asset, PartedAsset):
            of_parts = _press_parts(press, asset)
            written += of_parts.written
            looks += of_parts.looks
        else:
            content = asset.text.encode("utf-8")
            file = Asset(asset.path, "", asset.kind), _write(press.output, asset.path, content)
            written.append(file)
            looks += _looked_at(file, content)
    made = of_parts._replace(written=tuple(written), looks=tuple(looks))
    if not (made.noted or made.kept):  # what the parts are made of is not known here
        made = made._replace(noted=(((name_of(maker),), recorder.finish(), made.written),))
    return made


def _press_parts(press: _Press, asset: PartedAsset) -> _Made:
    """Write a file part by part, since the whole of it may be hundreds of megabytes."""
    last = press.output.site / asset.path
    keys = {part: (PART, asset.path, part) for part in (*asset.parts, WHOLE)}
    known = {part: press.parts[key] for part, key in keys.items() if key in press.parts}
    whole = known.pop(WHOLE, None)
    if whole and len(known) == len(asset.parts) and _take(press.output, asset.path, sha256 := whole[2].hex()):
        kept = tuple((keys[part], old) for part, old in (*known.items(), (WHOLE, whole)))
        return _Made(((Asset(asset.path, "", asset.kind), sha256),), kept=kept)
    same = {part: old for part, old in known.items() if _digest(_old(last, old)) == old[2]}
    return _write_parts(press, asset, last, same)


def _write_parts(press: _Press, asset: PartedAsset, last: Path, same: Mapping[str, Part]) -> _Made:
    """Write the parts of a file; those that are the `same` are copied from the last one."""
    to_check, check = tables_to_check(set(asset.parts) - same.keys()), FindingsCheck()
    noted: list[Noted] = []
    kept: list[tuple[tuple[str, ...], Part]] = []
    sha256, end = hashlib.sha256(), 0
    with fresh_file(press.output.folder / asset.path) as file:
        for part in asset.parts:
            key, recorder, start = (PART, asset.path, part), Recorder(press.shelf), end
            digest = hashlib.blake2b(digest_size=_DIGEST)
            old = same.get(part)
            fresh = () if old else (each.encode() for each in asset.write(recorder, part))
            for line in _old(last, old, by_line=part in to_check) if old else fresh:
                file.write(line)
                sha256.update(line)
                end += len(line)
                if not old:
                    digest.update(line)
                if part in to_check:
                    check.add_line(part, line)
            now = start, end, old[2] if old else digest.digest()
            if old:
                kept.append((key, now))
            else:
                noted.append((key, recorder.finish(), now))
    noted.append(((PART, asset.path, WHOLE), (), (0, end, sha256.digest())))
    written = Asset(asset.path, "", asset.kind), sha256.hexdigest()
    looks = (((asset.path, written[1]), Parcel(check.look())),)
    return _Made((written,), tuple(noted), tuple(kept), looks)


def _old(file: Path, part: Part, *, by_line: bool = False) -> Iterator[bytes]:
    """Yield a part of a file, as far as it is there, in lines or in blocks, which is quicker."""
    start, end, _ = part
    with contextlib.suppress(OSError), file.open("rb") as stream:
        stream.seek(start)
        read = stream.readline if by_line else lambda left: stream.read(min(left, _BLOCK))
        while content := read(end - start):
            start += len(content)
            yield content


def _digest(lines: Iterable[bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for line in lines:
        digest.update(line)
    return digest.digest()


def _looked_at(file: Written, content: bytes) -> tuple[Looked, ...]:
    """Return what can be checked in a file, by its path and hash."""
    written, sha256 = file
    seen = look(written.path, content)
    return (((written.path, sha256), Parcel(seen)),) if seen else ()


def _rendered(press: _Press, page: Page) -> str:
    template = environment_of(press.templates, press.shelf.say).get_template(page.template)
    return template.render(page=page, chrome=page.chrome, view=page.view)


def _take_all(output: Output, written: Iterable[Written]) -> bool:
    """Put files of the last site at their places in the fresh one if all have still the same bytes."""
    return all(_take(output, file.path, sha256) for file, sha256 in written)


def _take(output: Output, path: str, sha256: str) -> bool:
    """Put a file of the last site at its place in the fresh one if it has still these bytes."""
    old, target = f"{output.site}/{path}", f"{output.folder}/{path}"
    try:
        status = os.lstat(old)
        if not stat.S_ISREG(status.st_mode):  # a link would lead to what is there later
            return False
        is_as_stamped = output.stamps.get(path) == stamp(sha256, status)
        if not is_as_stamped and hashlib.sha256(_content(old)).hexdigest() != sha256:
            return False
        if not output.is_ours(path):
            _copy(old, target)
            return True
        try:
            _with_folder(os.link, old, target)
        except OSError:  # not every disk has links
            _copy(old, target)
    except OSError:
        return False
    return True


def _copy(old: str, target: str) -> None:
    _with_folder(shutil.copy2, old, target)


def _with_folder(put: Callable[[str, str], object], old: str, target: str) -> None:
    """Put a file at its place; make the folder of the place if it is not there."""
    try:
        put(old, target)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        put(old, target)


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # a Path takes as long as the rest
        return file.read()


def _write(output: Output, path: str, content: bytes) -> str:
    """Write a file of the fresh site, or take that of the last one if it is the same; return its SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    if output.last.get(path) != sha256 or not _take(output, path, sha256):
        write_file(output.folder / path, content)
    return sha256
