"""A site is swapped in whole, or the last good one stays."""

import os

import pytest

from dossier import publishing
from dossier.errors import UsageError
from dossier.model import Asset, Manifest, ManifestEntry


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
        publishing.swap(fresh, site)
    finally:
        os.umask(before)

    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in site.rglob("*")}
    assert modes == {"index.html": "0o644", "manifest.json": "0o644", "data": "0o755", "x.json": "0o644"}


def test_a_manifest_reads_back_as_it_was_written(tmp_path):
    entry = ManifestEntry("a.html", "source", 'Ärger "im" Hafen', "0" * 64, ("jobs",))
    manifest = Manifest("Dossier", "en", "Dossier 1", (entry,))
    (tmp_path / "manifest.json").write_text(publishing.to_json(manifest), "utf-8")

    assert publishing.read_manifest(tmp_path) == manifest


def test_only_the_pictures_that_a_page_shows_are_copied(tmp_path):
    pictures = tmp_path / "content" / "images"
    for name in ("a b.png", "deep/c.png", "unseen.png"):
        (pictures / name).parent.mkdir(parents=True, exist_ok=True)
        (pictures / name).write_bytes(b"\x89PNG")
    (tmp_path / "content" / "private.png").write_bytes(b"\x89PNG")
    site = tmp_path / "site"
    (site / "notes").mkdir(parents=True)
    (site / "index.html").write_text('<img src="images/a%20b.png"> images/unseen.png', "utf-8")
    words = '<a href="../images/deep/c.png?1#x">c</a> <img src="../images/../private.png">'
    (site / "notes" / "n.html").write_text(words, "utf-8")

    publishing.copy_pictures(tmp_path / "content", site, ["index.html", "notes/n.html"])

    copied = {path.relative_to(site).as_posix() for path in site.rglob("*.png")}
    assert copied == {"images/a b.png", "images/deep/c.png"}
