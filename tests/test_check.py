"""The judge of a built site names each fault with its file."""

import json

import pytest

from dossier.check import check_site
from dossier.model import Manifest
from dossier.publishing import to_json

EMPTY = {
    key: []
    for key in ("sources", "entities", "topics", "dates", "events", "claims", "proposals", "attributions")
}
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
        ('<a href="/index.html">x</a>', "link-to-folder"),
        ('<a href="../index.html">x</a>', "link-to-folder"),
        ('<img src="https://example.org/x.png" alt="">', "outside-request"),
        ('<a href="javascript:alert(1)">x</a>', "outside-request"),
        ('<i id="a"></i><i id="a"></i>', "doubled-id"),
    ],
)
def test_each_bad_address_is_named(tmp_path, body, code):
    assert codes(tmp_path, {"index.html": page(body)}) == [(code, "index.html")]


def test_a_page_that_nothing_leads_to_is_named(tmp_path):
    files = {"index.html": page(""), "a.html": page('<a href="b.html">b</a>'), "b.html": page("")}

    assert codes(tmp_path, files) == [("orphan-page", "a.html"), ("orphan-page", "b.html")]


def test_a_finding_without_a_place_is_named(tmp_path):
    date = {"source": "a", "start": 3, "end": 99, "sentence": "p1s1"}
    event = {"evidence": [{"source": "a", "sentence": "p9s9"}]}
    data = {"sources": [SOURCE], "dates": [date], "events": [event]}

    found = codes(tmp_path, {"index.html": page("")}, data)

    assert found == [("finding-without-place", "data/dossier.json")] * 2
