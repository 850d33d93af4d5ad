"""The judge of a built site names each fault with its file."""

import hashlib
import json
import os
import random
import weakref

import pytest

from dossier.check import DATA, FindingsCheck, Look, check_site, judge_site, look, tables_to_check
from dossier.model import Manifest, ManifestEntry
from dossier.publishing import hash_files, to_json

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


def test_each_fault_is_an_error_at_the_first_line_of_its_file_in_plain_words(tmp_path):
    body = '<a href="gone.html">x</a> <i id="a"></i><i id="a"></i> <a href="http://[">x</a> <a href="/">x</a>'
    codes(tmp_path, {"index.html": page(body), "aux.html": page(""), "INDEX.html": "", "b.html": page("")})
    (tmp_path / "data" / "dossier.json").unlink()
    rows = (ManifestEntry("b.html", "page", "", "0" * 64, ()), ManifestEntry("c.html", "page", "", "", ()))
    (tmp_path / "manifest.json").write_text(to_json(Manifest("T", "en", "Dossier", rows)))

    assert [str(fault) for fault in check_site(tmp_path)] == [
        "INDEX.html:1:1: error: not listed in the manifest",
        "INDEX.html:1:1: error: not reachable from the front page",
        'aux.html:1:1: error: Windows cannot make a file or folder called "aux.html"',
        "aux.html:1:1: error: not listed in the manifest",
        "aux.html:1:1: error: not reachable from the front page",
        "b.html:1:1: error: its SHA-256 is not that of the manifest",
        "b.html:1:1: error: not reachable from the front page",
        "c.html:1:1: error: listed in the manifest, but not there",
        "data/dossier.json:1:1: error: data/dossier.json is missing",
        'index.html:1:1: error: a href="http://[" is not an address',
        'index.html:1:1: error: a href="gone.html" points to a missing file',
        'index.html:1:1: error: id "a" occurs twice',
        "index.html:1:1: error: on some disks this is the same file as INDEX.html",
        "index.html:1:1: error: not listed in the manifest",
        'index.html:1:1: error: a href="/" is not a file of the site',
    ]


def test_a_page_at_a_former_address_need_not_be_reachable(tmp_path):
    leads_on = '<!doctype html><meta http-equiv="refresh" content="0; url=index.html">'

    assert codes(tmp_path, {"index.html": page(""), "old.html": leads_on}) == []


def test_every_page_that_is_reached_leads_further(tmp_path):
    names = [f"p{number}.html" for number in range(4)]
    ways = dict(zip(["index.html", *names], [*names, ""], strict=True))
    files = {name: page(f'<a href="{to}">x</a>' if to else "") for name, to in ways.items()}

    assert codes(tmp_path, files) == []


@pytest.mark.parametrize(
    ("tag", "is_way"),
    [("<a href='a.html'>x</a>", True), ("<form action='a.html'></form>", True),
     ("<area href='a.html'>", True), ("<iframe src='a.html'></iframe>", False),
     ("<link href='a.html'>", False), ("<object data='a.html'></object>", False)],
)  # fmt: skip
def test_a_link_a_form_or_an_area_is_a_way_to_a_page(tmp_path, tag, is_way):
    found = codes(tmp_path, {"index.html": page(tag), "a.html": page("")})

    assert found == ([] if is_way else [("orphan-page", "a.html")])


def test_a_bad_address_is_named_once_with_its_first_line(tmp_path):
    codes(tmp_path, {"index.html": page("<p>\n<a href='gone.html'>x</a>\n<a href='gone.html'>x</a>")})

    found = [str(fault.at) for fault in check_site(tmp_path) if fault.code == "broken-link"]

    assert found == ["index.html:2:1"]


def test_what_was_looked_at_before_is_not_looked_at_again(tmp_path):
    codes(tmp_path, {"index.html": page('<a href="gone.html">x</a>')})
    sum = hashlib.sha256((tmp_path / "index.html").read_bytes()).hexdigest()

    assert "broken-link" not in {f.code for f in judge_site(tmp_path, {("index.html", sum): Look()})[0]}
    assert "broken-link" in {fault.code for fault in check_site(tmp_path)}


def test_a_file_whose_hash_is_known_is_not_read_for_it(tmp_path):
    codes(tmp_path, {"index.html": page(""), "a.txt": "words"})
    listed = ManifestEntry("a.txt", "static", "", "another")
    (tmp_path / "manifest.json").write_text(to_json(Manifest("T", "en", "Dossier", (listed,))))

    assert "file-changed" not in {fault.code for fault in judge_site(tmp_path, {}, {"a.txt": "another"})[0]}
    assert "file-changed" in {fault.code for fault in check_site(tmp_path)}


def test_one_page_at_two_paths_leads_from_each_to_what_is_there(tmp_path):
    same = page('<a href="b.html">b</a>')
    files = {"index.html": page('<a href="a.html">a</a> <a href="in/a.html">a</a>'), "a.html": same}

    assert codes(tmp_path, {**files, "b.html": page(""), "in/a.html": same}) == [("broken-link", "in/a.html")]


def test_the_messages_of_findings_name_the_kind_and_the_place(tmp_path):
    wrong = {"source": "a", "start": 3, "end": 99, "sentence": "p1s2"}
    data = {"sources": [{**SOURCE, "summary": [{"sentence": "p7s1"}]}],
            "dates": [wrong], "events": [{"evidence": [{"source": "b"}]}]}  # fmt: skip
    codes(tmp_path, {"index.html": page("")}, data)

    assert [fault.message for fault in check_site(tmp_path) if fault.code.startswith("finding")] == [
        "dates: a[3:99]",
        "dates: no sentence a#p1s2",
        "summary: no sentence a#p7s1",
        'events: no source "b"',
    ]


DATE = {"source": "a", "sentence": "p9s9", "start": 0, "end": 5}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"notes"}, ()),
        ({"events"}, ()),
        ({"dates"}, ("finding-without-place",)),
        ({"sources"}, ("finding-without-place",)),  # other sources: every finding may have lost its place
    ],
)
def test_only_tables_that_changed_are_looked_at_again(changed, found):
    tables = {"sources": [SOURCE], "dates": [DATE], "notes": [{"id": "a"}]}
    check = FindingsCheck()
    for table, records in tables.items():
        for line in (f',\n"{table}": [', *(f",\n{json.dumps(record)}" for record in records), "\n]"):
            if table in tables_to_check(changed):
                check.add_line(table, line.encode())

    assert tuple(fault.code for fault in check.look().faults) == found


@pytest.mark.parametrize("indent", [None, 1])
def test_the_records_of_an_export_are_found_however_it_is_laid_out(indent):
    data = {"schema": "dossier/1", **EMPTY, "sources": [SOURCE], "dates": [DATE, {**DATE, "source": "b"}]}
    ordered = {"sources": data.pop("sources"), **data, "end": {"a": [1, "]"]}}

    faults = look(DATA, json.dumps(ordered, indent=indent).encode()).faults

    assert [fault.code for fault in faults] == ["finding-without-place", "finding-without-source"]


def test_an_export_that_is_cut_short_is_no_json():
    with pytest.raises(ValueError, match="Expecting"):
        look(DATA, json.dumps({"sources": [SOURCE]})[:-3].encode())


class Watched(Look):
    """A look of which it is known whether anybody still has it."""

    __slots__ = ("__weakref__",)


class Watch(dict):
    """Looks that are made anew whenever one is asked for, as what is kept is unpacked."""

    def __init__(self, contents):
        super().__init__()
        self.contents, self.given, self.most = contents, [], 0

    def get(self, of, default=None):
        found = look(of[0], self.contents[of[0]])
        made = Watched(found.ids, found.targets, found.ways) if found else default
        self.given += [weakref.ref(made)] if made else []
        self.most = max(self.most, sum(each() is not None for each in self.given))
        return made


def test_of_many_pages_few_looks_are_in_memory_together(tmp_path):
    names = ["index.html", *(f"{number}.html" for number in range(20))]
    links = "".join(f'<a href="{name}#a">x</a>' for name in names)
    assert codes(tmp_path, {name: page(f'<i id="a"></i>{links}') for name in names}) == []
    watch = Watch({path: (tmp_path / path).read_bytes() for path in hash_files(tmp_path, {})})

    judge_site(tmp_path, watch)

    assert 1 <= watch.most <= 2


def write_at_random(folder, choice, names):
    """Write a page with some ids, and links to any page and id; or take one away."""
    name = choice(names)
    if choice(range(6)) == 0 and name != "index.html":
        (folder / name).unlink(missing_ok=True)
        return
    links = [
        f'<a href="{choice(names)}{choice(["", "", "#a", "#b"])}">x</a>' for _ in range(choice(range(6)))
    ]
    ids = [f'<i id="{each}"></i>' for each in "ab" if choice([True, True, False])]
    (folder / name).write_text(page("".join(ids + links)), "utf-8")


@pytest.mark.parametrize("seed", range(int(os.environ.get("DOSSIER_EXAMPLES", "10"))))
def test_beside_the_last_site_the_same_faults_are_found(tmp_path, seed):
    choice = random.Random(seed).choice
    names = ["index.html", "a.html", "b.html", "c.html"]
    links = "".join(f'<a href="{name}#{each}">x</a>' for name in names for each in "ab")
    codes(tmp_path, {name: page(f'<i id="a"></i><i id="b"></i>{links}') for name in names})
    good, looks = None, {}
    for _ in range(60):
        (tmp_path / "manifest.json").unlink()
        entries = (ManifestEntry(path, "page", "", sum) for path, sum in hash_files(tmp_path, {}).items())
        (tmp_path / "manifest.json").write_text(to_json(Manifest("T", "en", "Dossier", tuple(entries))))
        before = {name: (tmp_path / name).read_bytes() for name in names if (tmp_path / name).exists()}
        found, now = judge_site(tmp_path, looks, {}, good)

        assert found == check_site(tmp_path)
        if not found:
            good = now
            looks |= {(name, good.hashes[name]): look(name, content) for name, content in before.items()}
            kept = before
        else:  # not published: the next edit is of the last good site
            for name in names:
                (tmp_path / name).unlink(missing_ok=True)
            for name, content in kept.items():
                (tmp_path / name).write_bytes(content)
        write_at_random(tmp_path, choice, names)
