"""What an editor types in YAML is read with the place of each value, and faults are named with theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.forms.yamlfile import MAX_DEPTH, load_mapping
from dossier.model import Place
from dossier.text.nearest import did_you_mean, nearest


def faults(text: str, first_line: int = 1) -> list[str]:
    return [str(problem) for problem in load_mapping(text, "seeds/x.yaml", first_line)[2]]


def test_values_stay_as_they_were_typed():
    typed = "a: no\nb: 2025-07-13\nc: 007\nd: 7\ne: '7'\nf:\ng: true\nh: 1.10\ni: [x, {y: z}]"

    values, _, problems = load_mapping(typed, "x.yaml")

    expected = {"a": "no", "b": "2025-07-13", "c": "007", "d": 7, "e": "7", "f": None, "g": True, "h": "1.10"}
    assert values == expected | {"i": ["x", {"y": "z"}]}
    assert problems == ()


def test_each_value_and_each_key_knows_its_place():
    _, places, _ = load_mapping("title: A\nterms:\n  - phrase: ö b\n    weight: 2", "x.md", first_line=2)

    assert places["title"] == Place("x.md", 2, 8)
    assert places["terms/0/weight:"] == Place("x.md", 5, 5)
    assert places["terms/0/weight"] == Place("x.md", 5, 13)


def test_lines_are_counted_as_an_editor_shows_them():
    _, places, _ = load_mapping('title: "a\u2028b\x85c"\r\nrole: x\rsee: y', "x.md")

    assert (places["title"], places["role"], places["see"]) == (
        Place("x.md", 1, 8),
        Place("x.md", 2, 7),
        Place("x.md", 3, 6),
    )


def test_a_doubled_key_keeps_the_first_and_is_named_with_both_lines():
    values, _, problems = load_mapping("title: A\nurl: u\ntitle: B", "seeds/x.yaml", first_line=2)

    assert values == {"title": "A", "url": "u"}
    assert [str(problem) for problem in problems] == [
        'seeds/x.yaml:4:1: error: the key "title" is repeated. It is on line 2 already; keep one of the two.'
    ]


@pytest.mark.parametrize(
    ("typed", "place", "words"),
    [
        ("title: a: b", "1:9", "the YAML does not parse"),
        ('ok: 1\ntitle: "a', "2:10", "the YAML does not parse"),
        ("a: b\n\tc: d", "2:1", "the YAML does not parse"),
        ("title: A\n%% ask %%\ntags: [a]", "2:1", "a comment cannot be written so between keys"),
        ("title: A\n<!-- ask -->\ntags: [a]", "2:1", "a comment cannot be written so between keys"),
        ("tags: [a] %% ask %%\ntitle: A", "1:11", "a comment cannot be written so between keys"),
        ("title: A <!-- ask -->\nsummary: a: b", "2:11", "the YAML does not parse"),
        ("- a\n- b", "1:1", "keys and values were expected"),
        ("only words", "1:1", "keys and values were expected"),
        ("a: &x 1\nb: *x", "1:4", "anchors and aliases are not read"),
        ("a: b\n---\nc: d", "2:1", "a second YAML document begins here"),
        ("? [a]\n: b", "1:3", "a key must be a word or a phrase"),
        ("a: b\nc: \x01", "2:4", "a control character is not allowed here"),
        ("a: " + "[" * 90_000, "1:15", f"more than {MAX_DEPTH} levels"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(typed, place, words):
    found = faults(typed)

    assert len(found) == 1
    assert found[0].startswith(f"seeds/x.yaml:{place}: error: {words}")


@pytest.mark.parametrize("typed", ["", "\n\n", "# only a remark", "---\n", "~"])
def test_nothing_typed_is_an_empty_mapping(typed):
    assert load_mapping(typed, "x.yaml") == ({}, {}, ())


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,? \n\t\x00é", max_size=60))
def test_no_text_ends_in_an_exception(typed):
    values, places, problems = load_mapping(typed, "x.yaml")

    assert isinstance(values, dict)
    assert all(place.line >= 1 and place.column >= 1 for place in places.values())
    assert all(problem.message for problem in problems)


def test_a_mistyped_word_finds_the_nearest():
    assert nearest("Pubisher", ["title", "publisher", "publish"]) == "publisher"
    assert nearest("zzz", ["title"]) is None
    assert did_you_mean("titel", ["title"]) == 'Did you mean "title"?'
