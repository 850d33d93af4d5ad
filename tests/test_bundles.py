"""Bundles are made of the built site alone, and the same site gives the same bytes."""

import hashlib
import os
import zipfile

import pytest
from lxml import html

from dossier.bundles import write_bundles
from dossier.errors import UsageError


def test_two_runs_give_the_same_sums(harbour, tmp_path):
    write_bundles(harbour, tmp_path / "a")
    os.utime(harbour / "index.html", (0, 0))
    write_bundles(harbour, tmp_path / "b")

    sums = [(tmp_path / name / "SHA256SUMS").read_text() for name in ("a", "b")]
    assert sums[0] == sums[1]
    for line in sums[0].splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "a" / name).read_bytes()).hexdigest() == digest


def test_the_zip_file_holds_the_whole_site(harbour, tmp_path):
    write_bundles(harbour, tmp_path, "zip")
    with zipfile.ZipFile(tmp_path / "dossier.zip") as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}

    outside = {p.relative_to(harbour).as_posix(): p.read_bytes() for p in harbour.rglob("*") if p.is_file()}
    assert inside == outside


def test_the_one_file_holds_every_page_and_every_link_leads_inside(harbour, tmp_path):
    write_bundles(harbour, tmp_path, "html")
    tree = html.parse(str(tmp_path / "dossier.html")).getroot()

    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    pages = {path.relative_to(harbour).as_posix() for path in harbour.rglob("*.html")}
    assert len(ids) == len(set(ids))
    assert pages <= set(ids)
    inward = [a.get("href") for a in tree.iter("a") if (a.get("href") or "").startswith("#")]
    assert len(inward) > 100
    assert sorted({href for href in inward if href[1:] not in ids}) == []
    outward = [a.get("href") for a in tree.iter("a") if a.get("href") and not a.get("href").startswith("#")]
    assert [href for href in outward if not href.startswith(("http://", "https://", "mailto:"))] == []


@pytest.mark.parametrize(("site", "format"), [("nowhere", "zip"), (None, "rar")])
def test_wrong_use_is_told(harbour, tmp_path, site, format):
    with pytest.raises(UsageError):
        write_bundles(tmp_path / site if site else harbour, tmp_path / "out", format)
