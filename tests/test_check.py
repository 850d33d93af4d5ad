"""The judge of a built site names each fault with its file."""

import hashlib
import json

import pytest

from dossier.check import check_site
from dossier.model import Manifest, ManifestEntry
from dossier.publishing import to_json

EMPTY = {key: [] for key in ("sources", "entities", "topics", "dates", "events", "claims", "attributions")}
SOURCE = {
    "id": "a",
    "text": "Ships left.",
    "sentences": [{"id": "p1s1", "paragraph": 1, "start": 0, "end": 11}],
    "summary": [],
}


def page(body, title="T"):
    return f"<!doctype html><html lang=en><title>{title}</title><body><main>{body}</main></body></html>"


def codes(folder, files, data=None):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "dossier.json").write_text(json.dumps({**EMPTY, **(data or {})}))
    (folder / "manifest.json").write_text(to_json(Manifest("T", "en", "Dossier", ())))
    return [(p.code, p.at.file) for p in check_site(folder) if p.code != "file-unlisted"]


def test_a_sound_site_has_no_fault(tmp_path):
    files = {
        "index.html": page('<a href="sources/a.html#p1">a</a> <a href="https://example.org/">out</a>'),
        "sources/a.html": page('<p id="p1"><a href="../index.html">home</a></p>'),
    }

    assert codes(tmp_path, files, {"sources": [SOURCE]}) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="gone.html">x</a>', "broken-link"),
        ('<a href="#gone">x</a>', "broken-fragment"),
        ('<a href="./">x</a>', "link-to-folder"),
        ('<a href=".">x</a>', "link-to-folder"),
        ('<a href="a/../index.html/">x</a>', "link-to-folder"),
        ('<a href="data">x</a>', "link-to-folder"),
        ('<a href="/index.html">x</a>', "link-to-folder"),
        ('<a href="../index.html">x</a>', "link-to-folder"),
        ('<img src="https://example.org/x.png" alt="">', "outside-request"),
        ('<a href="javascript:alert(1)">x</a>', "outside-request"),
        ('<i id="a"></i><i id="a"></i>', "doubled-id"),
        ('<a href="http://[">x</a>', "bad-address"),
        ('<a href="//example.org/">x</a>', "outside-request"),
        ('<a href="ftp://example.org/">x</a>', "outside-request"),
        ('<a href="data:text/html,x">x</a>', "outside-request"),
        ('<video poster="https://example.org/x.png"></video>', "outside-request"),
        ('<object data="https://example.org/x.png"></object>', "outside-request"),
        ('<link rel="icon" href="mailto:a@example.org">', "outside-request"),
        ('<script src="data:text/javascript,1"></script>', "outside-request"),
        ('<img src="gone.png" alt="">', "broken-link"),
        ('<form action="gone.html"></form>', "broken-link"),
    ],
)
def test_each_bad_address_is_named(tmp_path, body, code):
    assert codes(tmp_path, {"index.html": page(body)}) == [(code, "index.html")]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://example.org/">x</a>',
        '<a href="http://example.org/">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        '<form action="https://example.org/"></form>',
        '<img src="data:image/png;base64,AA" alt="">',
        '<link rel="icon" href="data:image/png;base64,AA">',
        '<link rel="canonical" href="https://example.org/">',
        '<a href="index.html">x</a> <a href="#top">x</a> <i id="top"></i>',
        '<a href="data/dossier.json#anything">x</a>',
        '<a href="index.html#%C3%A9">x</a> <i id="é"></i>',
    ],
)
def test_each_good_address_is_left_alone(tmp_path, body):
    assert codes(tmp_path, {"index.html": page(body)}) == []


def test_a_bad_address_does_not_hide_the_next(tmp_path):
    body = '<a href="http://[">x</a> <img src="https://example.org/x.png" alt=""> <a href="gone.html">x</a>'

    assert [code for code, _ in codes(tmp_path, {"index.html": page(body)})] == [
        "bad-address",
        "broken-link",
        "outside-request",
    ]


def test_a_fault_is_named_with_its_line(tmp_path):
    text = page("\n\n<a href='gone.html'>x</a>")
    codes(tmp_path, {"index.html": text})

    assert [str(fault.at) for fault in check_site(tmp_path) if fault.code == "broken-link"] == [
        "index.html:3:1"
    ]


def test_a_picture_or_a_form_is_no_way_to_a_page(tmp_path):
    files = {"index.html": page('<img src="a.html" alt="">'), "a.html": page(""), "b/c.html": page("")}

    assert codes(tmp_path, files) == [("orphan-page", "a.html"), ("orphan-page", "b/c.html")]


def test_an_empty_page_is_looked_at(tmp_path):
    files = {"index.html": page('<a href="a.html">a</a>'), "a.html": ""}

    assert codes(tmp_path, files) == []


def test_a_page_that_nothing_leads_to_is_named(tmp_path):
    files = {"index.html": page(""), "a.html": page('<a href="b.html">b</a>'), "b.html": page("")}

    assert codes(tmp_path, files) == [("orphan-page", "a.html"), ("orphan-page", "b.html")]


def listed(folder, *entries):
    """The faults of a site with the pages index.html and a.html, by the manifest of these entries."""
    codes(folder, {"index.html": page('<a href="a.html">a</a>'), "a.html": page("")})
    sums = {
        path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in ("index.html", "a.html")
    }
    rows = tuple(ManifestEntry(path, "page", "", sum or sums[path], ()) for path, sum in entries)
    (folder / "manifest.json").write_text(to_json(Manifest("T", "en", "Dossier", rows)))
    return [(p.code, p.at.file) for p in check_site(folder) if p.at.file != "data/dossier.json"]


def test_the_manifest_lists_each_file_with_its_sum(tmp_path):
    assert listed(tmp_path, ("index.html", ""), ("a.html", "")) == []
    assert listed(tmp_path, ("index.html", "")) == [("file-unlisted", "a.html")]
    assert listed(tmp_path, ("index.html", ""), ("a.html", "0" * 64)) == [("file-changed", "a.html")]
    both = ("index.html", ""), ("a.html", "")
    assert listed(tmp_path, *both, ("b.html", "0" * 64)) == [("file-missing", "b.html")]


def test_a_folder_without_a_manifest_or_data_is_no_site(tmp_path):
    codes(tmp_path, {"index.html": page("")})
    (tmp_path / "data" / "dossier.json").unlink()
    assert [fault.code for fault in check_site(tmp_path)] == ["no-data", "file-unlisted"]

    (tmp_path / "manifest.json").write_text("{")
    assert [fault.code for fault in check_site(tmp_path)] == ["no-data", "bad-manifest"]

    (tmp_path / "manifest.json").unlink()
    assert [fault.code for fault in check_site(tmp_path)] == ["no-data", "no-manifest"]


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ({"start": 0, "end": 11}, None),
        ({"start": 10, "end": 11}, None),
        ({"start": 0, "end": 12}, "finding-without-place"),
        ({"start": -1, "end": 3}, "finding-without-place"),
        ({"start": 3, "end": 3}, "finding-without-place"),
        ({"start": 5, "end": 3}, "finding-without-place"),
        ({"sentence": "p1s1"}, None),
        ({"sentence": None}, None),
        ({"sentence": "p1s2"}, "finding-without-place"),
        ({"source": "b", "start": 0, "end": 99}, "finding-without-source"),
        ({"source": "closed", "start": 0, "end": 99}, None),
        ({"source": "closed", "start": 9, "end": 9}, "finding-without-place"),
    ],
)
@pytest.mark.parametrize(
    "key",
    ["dates", "attributions", "entities mentions", "topics passages", "events evidence",
     "claims positions evidence"],
)  # fmt: skip
def test_every_kind_of_finding_is_held_to_its_place(tmp_path, key, place, fault):
    record = {"source": "a", **place}
    outer, *inner = key.split()
    for name in reversed(inner):
        record = {name: [record]}
    data = {"sources": [SOURCE, {**SOURCE, "id": "closed", "text": None}], outer: [record]}

    found = codes(tmp_path, {"index.html": page("")}, data)

    assert found == ([(fault, "data/dossier.json")] if fault else [])


def test_a_finding_without_a_place_is_named(tmp_path):
    date = {"source": "a", "start": 3, "end": 99, "sentence": "p1s1"}
    event = {"evidence": [{"source": "a", "sentence": "p9s9"}]}
    data = {"sources": [SOURCE], "dates": [date], "events": [event]}

    found = codes(tmp_path, {"index.html": page("")}, data)

    assert found == [("finding-without-place", "data/dossier.json")] * 2


@pytest.mark.parametrize(
    "name", ["notes/con.html", "AUX/x.txt", "nul", "images/com1.png", "pier./x.txt", "pier ", "INDEX.HTML"]
)
def test_a_file_that_windows_cannot_hold_is_named(tmp_path, name):
    files = {"index.html": page(f'<a href="{name}">x</a>'), name: page("")}

    assert ("file-name", "index.html" if name == "INDEX.HTML" else name) in codes(tmp_path, files)
