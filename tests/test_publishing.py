"""A site is swapped in whole, or the last good one stays."""

import hashlib
import os
import sys

import pytest
from filelock import FileLock, Timeout

from dossier import publishing
from dossier.errors import UsageError
from dossier.model import (
    Analysis,
    Asset,
    Corpus,
    Desk,
    Dossier,
    Manifest,
    ManifestEntry,
    Page,
    PageKind,
    PageRef,
)


def a_site(folder, words):
    fresh = publishing.fresh_folder(folder)
    (fresh / "index.html").write_text(words)
    (fresh / "manifest.json").write_text("{}")
    return fresh


def test_a_finished_folder_takes_the_place_of_the_last_site(tmp_path):
    site = tmp_path / "site"
    publishing.swap(a_site(site, "first"), site)
    publishing.swap(a_site(site, "second"), site)

    assert (site / "index.html").read_text() == "second"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_an_unfinished_folder_changes_nothing(tmp_path):
    site = tmp_path / "site"
    publishing.swap(a_site(site, "good"), site)
    a_site(site, "broken")

    assert (site / "index.html").read_text() == "good"


def test_a_run_cut_off_between_the_renames_is_mended(tmp_path):
    site = tmp_path / "site"
    publishing.swap(a_site(site, "good"), site)
    site.rename(tmp_path / ".site.old")

    publishing.fresh_folder(site)

    assert (site / "index.html").read_text() == "good"


def test_a_run_cut_off_after_both_renames_leaves_the_new_site(tmp_path):
    site = tmp_path / "site"
    publishing.swap(a_site(site, "new"), site)
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "index.html").write_text("old")

    publishing.swap(a_site(site, "newer"), site)

    assert (site / "index.html").read_text() == "newer"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_a_fresh_folder_is_empty_whatever_an_earlier_run_left(tmp_path):
    a_site(tmp_path / "deep" / "site", "broken")

    fresh = publishing.fresh_folder(tmp_path / "deep" / "site")

    assert (fresh.parent, list(fresh.iterdir())) == (tmp_path / "deep", [])


def test_an_empty_folder_may_become_a_site_and_a_file_may_not(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("words")

    assert publishing.fresh_folder(tmp_path / "empty").is_dir()
    with pytest.raises(UsageError, match="is a file; a built site must be a folder"):
        publishing.fresh_folder(tmp_path / "file")


def test_one_lock_at_a_time(tmp_path):
    held = publishing.lock(tmp_path / "deep" / "site")
    other = FileLock(tmp_path / "deep" / ".site.lock")

    with pytest.raises(Timeout):
        other.acquire(timeout=0)
    held.release()
    other.acquire(timeout=0)
    other.release()


def test_an_asset_is_written_as_utf_8_in_folders_of_its_own(tmp_path):
    publishing.write_asset(tmp_path, Asset("a/b/x.txt", "Bär\n"))
    publishing.write_asset(tmp_path, Asset("a/b/y.txt", ""))

    written = {path.name: path.read_bytes() for path in (tmp_path / "a" / "b").iterdir()}
    assert written == {"x.txt": "Bär\n".encode(), "y.txt": b""}


def test_the_manifest_lists_pages_in_reading_order_and_then_the_rest(tmp_path):
    for name in ("z.html", "index.html", "data/d.json", "theme/b.css", "theme/a.css"):
        publishing.write_asset(tmp_path, Asset(name, name))
    pages = tuple(
        Page(PageRef(kind), path, "t.html", title, {}, {}, topics)
        for kind, path, title, topics in [
            (PageKind.FRONT, "index.html", "Front", ()),
            (PageKind.TIMELINE, "z.html", "Times", ("jobs",)),
            (PageKind.MAP, "never-written.html", "Map", ()),
        ]
    )
    dossier = Dossier("Harbour", "en", Corpus(()), Desk(), Analysis(), (), ())

    assets = (Asset("data/d.json", "", kind="data"),)
    publishing.write_manifest(tmp_path, dossier, pages, assets, publishing.hash_files(tmp_path, {}))

    manifest = publishing.read_manifest(tmp_path)
    assert (manifest.title, manifest.language, manifest.tlp, manifest.audience) == ("Harbour", "en", "", "")
    assert [(e.path, e.kind, e.title, e.topics) for e in manifest.entries] == [
        ("index.html", "front", "Front", ()),
        ("z.html", "timeline", "Times", ("jobs",)),
        ("data/d.json", "data", "", ()),
        ("theme/a.css", "static", "", ()),
        ("theme/b.css", "static", "", ()),
    ]
    assert all(e.sha256 == hashlib.sha256(e.path.encode()).hexdigest() for e in manifest.entries)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"title": 1, "files": [{}]}', '{"files": 3}'])
def test_a_broken_manifest_is_wrong_use(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)

    with pytest.raises(UsageError, match="cannot be read"):
        publishing.read_manifest(tmp_path)


def test_a_folder_with_other_files_is_never_overwritten(tmp_path):
    (tmp_path / "thesis.doc").write_text("ten years of work")

    with pytest.raises(UsageError, match="choose an empty folder"):
        publishing.fresh_folder(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_the_umask_of_the_shell_does_not_show(tmp_path):
    before = os.umask(0o077)
    try:
        site = tmp_path / "site"
        fresh = a_site(site, "words")
        publishing.write_asset(fresh, Asset("data/x.json", "{}"))
        publishing.open_to_readers(fresh)
        publishing.swap(fresh, site)
    finally:
        os.umask(before)

    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in site.rglob("*")}
    assert modes == {"index.html": "0o644", "manifest.json": "0o644", "data": "0o755", "x.json": "0o644"}


def test_a_manifest_reads_back_as_it_was_written(tmp_path):
    entry = ManifestEntry("a.html", "source", 'Ärger "im" Hafen', "0" * 64, ("jobs",))
    manifest = Manifest("Bär", "en", "Dossier 1", (entry,))
    (tmp_path / "manifest.json").write_text(publishing.to_json(manifest), "utf-8")

    assert publishing.read_manifest(tmp_path) == manifest
    assert '"Bär"' in publishing.to_json(manifest) and "Ärger" in publishing.to_json(manifest)


def test_files_that_are_as_they_were_keep_their_times_and_others_do_not(tmp_path):
    site, fresh = tmp_path / "site", tmp_path / "fresh"
    for folder, words in ((site, "old"), (fresh, "new")):
        publishing.write_asset(folder, Asset("same.txt", "same"))
        publishing.write_asset(folder, Asset("other.txt", words))
        empty = Dossier("A", "en", Corpus(()), Desk(), Analysis(), (), ())
        publishing.write_manifest(folder, empty, (), (), publishing.hash_files(folder, {}))
    for name in ("same.txt", "other.txt"):
        os.utime(site / name, ns=(10**18, 10**18))

    publishing.keep_times(fresh, site, publishing.hash_files(fresh, {}), publishing.last_hashes(site))

    assert (fresh / "same.txt").stat().st_mtime_ns == 10**18
    assert (fresh / "other.txt").stat().st_mtime_ns != 10**18


@pytest.mark.parametrize("at_once", [True, False])
def test_a_site_is_swapped_where_the_system_can_exchange_folders_and_where_it_cannot(
    tmp_path, monkeypatch, at_once
):
    if not at_once:
        monkeypatch.setattr(publishing.sys, "platform", "other")
    site = tmp_path / "site"
    publishing.swap(a_site(site, "first"), site)
    before = site.stat().st_ino
    publishing.swap(a_site(site, "second"), site)

    assert (site / "index.html").read_text() == "second"
    assert site.stat().st_ino != before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_two_folders_change_places_in_one_step_on_linux_where_both_are_there(tmp_path):
    (tmp_path / "one").mkdir()

    assert not publishing._exchange(tmp_path / "one", tmp_path / "other")
    (tmp_path / "other").write_text("x")
    assert publishing._exchange(tmp_path / "one", tmp_path / "other") == (sys.platform == "linux")
    assert (tmp_path / "one").is_file() == (sys.platform == "linux")


def test_what_an_unfinished_run_left_is_cleared_and_the_site_stays(tmp_path):
    site = tmp_path / "site"
    publishing.swap(a_site(site, "good"), site)
    a_site(site, "broken")

    publishing.clear(site)
    publishing.clear(site)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_an_old_site_beside_a_good_one_is_not_put_back(tmp_path):
    site = tmp_path / "site"
    publishing.swap(a_site(site, "good"), site)
    (tmp_path / ".site.old").mkdir()

    publishing.fresh_folder(site)

    assert (site / "index.html").read_text() == "good"


def test_the_lock_of_a_site_makes_its_folder_or_says_why_not(tmp_path):
    held = publishing.lock(tmp_path / "deep" / "er" / "site")
    assert held.is_locked and (tmp_path / "deep" / "er" / ".site.lock").exists()
    held.release()
    (tmp_path / "file").write_text("x")

    with pytest.raises(UsageError, match="nothing can be written in"):
        publishing.lock(tmp_path / "file" / "deep" / "site")


@pytest.mark.parametrize("place", ["seeds", "seeds/site", "content/notes"])
def test_nothing_is_built_into_a_folder_that_is_read(tmp_path, place):
    for name in ("seeds", "content", "content/notes"):
        (tmp_path / name).mkdir()
    read = (tmp_path / "seeds", tmp_path / "content")
    publishing.check_apart(tmp_path / "build" / "site", read)

    with pytest.raises(UsageError, match="whose files are read; choose a folder outside it"):
        publishing.check_apart(tmp_path / place, read)


@pytest.mark.parametrize("is_preview", [True, False])
def test_only_a_preview_says_what_it_is(is_preview):
    manifest = Manifest("T", "en", "Dossier", (), tlp="amber", audience="green", is_preview=is_preview)

    text = publishing.to_json(manifest)

    assert ("is_preview" in text) == is_preview
    assert text.endswith('"files": [\n    \n  ]\n}\n')


def test_a_manifest_lists_an_entry_a_line():
    rows = tuple(ManifestEntry(name, "page", "", "0", ()) for name in "ab")

    lines = publishing.to_json(Manifest("T", "en", "Dossier", rows)).split("\n")

    assert [line.strip()[:12] for line in lines] == [
        '{"title": "T', '"files": [', '{"path": "a"', '{"path": "b"', "]", "}", "",
    ]  # fmt: skip


def test_the_manifest_of_an_earlier_version_is_read(tmp_path):
    (tmp_path / "manifest.json").write_text('{"title": "T", "language": "en", "generator": "D", "files": []}')

    manifest = publishing.read_manifest(tmp_path)

    assert (manifest.tlp, manifest.audience, manifest.is_preview) == ("", "", False)


def test_times_are_kept_from_a_good_site_alone(tmp_path):
    empty = Dossier("A", "en", Corpus(()), Desk(), Analysis(), (), ())
    site, fresh = tmp_path / "site", tmp_path / "fresh"
    for folder in (site, fresh):
        for name in ("a.txt", "gone.txt"):
            publishing.write_asset(folder, Asset(name, "same"))
        publishing.write_manifest(folder, empty, (), (), publishing.hash_files(folder, {}))
        for name in ("a.txt", "gone.txt"):
            os.utime(folder / name, ns=((10**18, 10**18) if folder == site else (10**17, 10**17)))
    (site / "gone.txt").unlink()
    good = (site / "manifest.json").read_text()

    for manifest in ("{", None):
        (site / "manifest.json").write_text(manifest) if manifest else (site / "manifest.json").unlink()
        publishing.keep_times(fresh, site, publishing.hash_files(fresh, {}), publishing.last_hashes(site))
        assert (fresh / "a.txt").stat().st_mtime_ns == 10**17
    (site / "manifest.json").write_text(good)
    publishing.keep_times(fresh, site, publishing.hash_files(fresh, {}), publishing.last_hashes(site))

    assert (fresh / "a.txt").stat().st_mtime_ns == 10**18
    assert (fresh / "gone.txt").stat().st_mtime_ns == 10**17


def test_a_desks_own_theme_comes_over_the_shipped_one(tmp_path):
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "a.css").write_text("own")
    (tmp_path / "site" / "theme" / "css").mkdir(parents=True)
    for name in ("a.css", "b.css"):
        (tmp_path / "site" / "theme" / "css" / name).write_text("shipped")

    publishing.copy_theme(tmp_path / "none", tmp_path / "site")
    publishing.copy_theme(tmp_path / "static", tmp_path / "site")

    assert [(tmp_path / "site" / "theme" / "css" / name).read_text() for name in ("a.css", "b.css")] == [
        "own",
        "shipped",
    ]


def test_what_is_kept_between_builds_is_beside_the_site(tmp_path):
    assert publishing.kept_file(tmp_path / "site") == tmp_path / ".site.cache"


def test_a_file_is_written_beside_the_one_of_the_last_site_and_not_into_it(tmp_path):
    last, fresh = tmp_path / "last.html", tmp_path / "fresh.html"
    last.write_bytes(b"the last site")
    os.link(last, fresh)

    publishing.write_file(fresh, b"the next one")

    assert (last.read_bytes(), fresh.read_bytes()) == (b"the last site", b"the next one")


def test_a_folder_of_other_files_is_refused_and_nothing_is_written_beside_it(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "log.txt").write_text("The pier is shut.\n", "utf-8")

    with pytest.raises(UsageError, match="contains other files than a built site"):
        publishing.lock(tmp_path / "seeds")

    assert [path.name for path in tmp_path.iterdir()] == ["seeds"]
