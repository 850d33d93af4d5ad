"""Every page has one path, and every link names a file."""

import posixpath
import re
import unicodedata
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import PageKind, PageRef
from dossier.site.urls import contact, file_name, gloss_key, list_ref, path_of, relative

REFS = st.builds(
    PageRef, st.sampled_from([kind for kind in PageKind if kind.has_ids]), st.text(min_size=1, max_size=90)
)


@pytest.mark.parametrize(
    ("ref", "path"),
    [
        (PageRef(PageKind.FRONT), "index.html"),
        (PageRef(PageKind.SOURCE, "harbour-vote"), "sources/harbour-vote.html"),
        (PageRef(PageKind.TOPICS), "topics/index.html"),
        (PageRef(PageKind.ENTITIES, "3"), "entities/index.3.html"),
        (PageRef(PageKind.TIMELINE), "timeline.html"),
        (PageRef(PageKind.TIMELINE, "2"), "timeline.2.html"),
        (PageRef(PageKind.PAGE, "about"), "pages/about.html"),
    ],
)
def test_a_page_has_the_path_of_its_kind(ref, path):
    assert path == path_of(ref)


@pytest.mark.parametrize(("number", "path"), [(1, "notes/index.html"), (2, "notes/index.2.html")])
def test_the_first_page_of_a_long_list_is_the_list(number, path):
    assert path_of(list_ref(PageKind.NOTES, number)) == path


def test_a_source_called_index_does_not_take_the_place_of_the_list():
    assert path_of(PageRef(PageKind.SOURCE, "index")) != path_of(PageRef(PageKind.SOURCES))


@pytest.mark.parametrize(
    "page_id", ["..", "../../etc", "a/b", "con:", "what?", "x" * 300, "ž" * 200, " dots. "]
)
def test_no_id_leaves_its_folder_or_breaks_a_file_system(page_id):
    name = path_of(PageRef(PageKind.NOTE, page_id))

    assert posixpath.dirname(posixpath.normpath(name)) == "notes"
    assert len(posixpath.basename(name).encode()) < 255
    assert not set('<>:"|?*\\') & set(name)


PIECES = ["?", "%3F", "%", "%25", "3F", "a", ".", "%2E", " ", "é", "e\u0301"]
PIECES += ["A", "É", "ß", "ss", "SS", "ſ", "ς", "σ", "con", "CON", "%63on", "aux.", "\u0345", "ι"]
PIECES += ["index", "index.page", "%69ndex"]
NEAR = st.lists(st.sampled_from(PIECES), min_size=1, max_size=2).map("".join)


@given(st.lists(NEAR, min_size=40, max_size=80))
def test_two_ids_never_give_one_file_name(ids):
    ids = {unicodedata.normalize("NFC", each) for each in ids}

    assert len({on_a_disk_without_capitals(file_name(each)) for each in ids}) == len(ids)


def on_a_disk_without_capitals(name):
    """The name under which such a disk keeps a file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


@given(st.text(min_size=1, max_size=4), st.sampled_from([str.lower, str.upper, str.title, str.casefold]))
def test_ids_that_differ_only_by_case_never_give_one_file_name(one, change):
    other = unicodedata.normalize("NFC", change(one))
    names = {on_a_disk_without_capitals(file_name(each)) for each in (one, other)}

    assert len({unicodedata.normalize("NFC", one), other}) == len(names)


@pytest.mark.parametrize("kind", [kind for kind in PageKind if kind.has_ids])
@pytest.mark.parametrize(
    "page_id",
    ["con", "CON", "aux", "nul", "prn", "com1", "lpt9", "com¹", "con.notes", "con .x", "pier.", "pier "],
)
def test_no_page_has_a_name_that_windows_refuses(kind, page_id):
    stem = posixpath.basename(path_of(PageRef(kind, page_id))).removesuffix(".html")

    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])( *\..*)?|.*[. ]", stem)


def test_plain_ids_and_names_that_only_begin_like_a_device_stay_as_they_are():
    ids = ["harbour-vote", "con-artists", "console", "com10", "πλοίο", "гавань"]

    assert ids == list(map(file_name, ids))


@given(REFS, REFS)
def test_different_pages_never_share_a_path(one, other):
    one, other = (replace(ref, id=unicodedata.normalize("NFC", ref.id)) for ref in (one, other))

    assert (path_of(one) == path_of(other)) == (one == other)


@pytest.mark.parametrize(("length", "kept"), [(200, True), (201, False)])
def test_a_file_name_of_more_than_two_hundred_bytes_ends_in_a_sum(length, kept):
    name = file_name("x" * length)

    assert (name == "x" * length) == kept
    assert len(name) == 200
    assert file_name("x" * 300) != file_name("x" * 301)


@given(REFS, REFS, st.text(max_size=20))
def test_a_link_leads_from_one_file_to_the_other(origin, target, fragment):
    link = relative(path_of(origin), path_of(target), fragment)
    path, _, anchor = link.partition("#")
    reached = posixpath.normpath(posixpath.join(posixpath.dirname(path_of(origin)), unquote(path)))

    assert reached == path_of(target) if path else path_of(origin) == path_of(target)
    assert not path or path.endswith(".html")
    assert unquote(anchor) == fragment


def test_a_preview_key_can_be_an_id():
    assert gloss_key(PageRef(PageKind.NOTE, "two words")) == "n-two_words"


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("desk@example.org", "mailto:desk@example.org"),
        ("a b@example.org", ""),
        ("a@b@example.org", ""),
        ("desk+one@example.org", "mailto:desk+one@example.org"),
        ("dösk@example.org", "mailto:d%C3%B6sk@example.org"),
        ("http://example.org/us?a=b", "http://example.org/us?a=b"),
        ("https://example.org/a b", ""),
        ("ftp://example.org", ""),
        ("javascript:alert(1)", ""),
        ("a?subject=x@example.org", ""),
        ("", ""),
    ],
)
def test_a_contact_is_a_mail_or_web_address_or_words(words, address):
    assert contact(words) == address


@pytest.mark.parametrize(
    ("page_id", "name"),
    [
        ("a\x00b\x1f", "a%00b%1F"),
        ("a\x7f", "a%7F"),
        (".a.", "%2Ea%2E"),
        (" a ", "%20a%20"),
        ("a.b c", "a.b c"),
        ('a<>:"/\\|?*%#', "a%3C%3E%3A%22%2F%5C%7C%3F%2A%25%23"),
        ("Ä", "%C3%84"),
        ("e\u0301", "é"),
        ("index", "%69ndex"),
        ("aux", "%61ux"),
        ("ß", "%C3%9F"),
        ("ä_1", "ä_1"),
    ],
)
def test_what_a_disk_refuses_or_confuses_is_escaped(page_id, name):
    assert file_name(page_id) == name


def test_a_long_name_is_cut_between_letters():
    assert file_name("é" * 150).startswith("é" * 91 + "-")
    assert len(file_name("a" * 250).rpartition("-")[2]) == 16
    assert file_name("a" * 250).startswith("a" * 183 + "-")


@pytest.mark.parametrize(
    ("origin", "target", "fragment", "link"),
    [
        ("index.html", "index.html", "", "index.html"),
        ("a/b.html", "a/b.html", "x y", "#x%20y"),
        ("a/b.html", "a/c.html", "", "c.html"),
        ("a/b.html", "c.html", "d", "../c.html#d"),
        ("a/b/c.html", "a/d.html", "", "../../a/d.html"),
        ("c.html", "a/b.html", "", "a/b.html"),
        ("c.html", "a/b~c_d-e.html", "a/b", "a/b~c_d-e.html#a%2Fb"),
        ("c.html", "a/%C3.html", "", "a/%25C3.html"),
    ],
)
def test_a_link_is_relative_and_percent_encoded(origin, target, fragment, link):
    assert relative(origin, target, fragment) == link


def test_previews_of_two_kinds_or_of_pages_without_an_id_have_keys_of_their_own():
    assert gloss_key(PageRef(PageKind.SOURCE, "a")) == "s-a"
    assert gloss_key(PageRef(PageKind.ENTITY, "a\tb")) == "e-a_b"
    assert gloss_key(PageRef(PageKind.TIMELINE)) == "timeline"
