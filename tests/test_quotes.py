"""How quotation marks are paired, whatever marks were typed."""

import pytest

from dossier.text.quotes import (
    editors_quotations,
    find_quotations,
    is_quoted,
    quotation_before,
    quoted_runs,
    quoted_words,
    within_quotation,
    without_marks,
)


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("He said “yes” and ‘no’.", ["“yes”", "‘no’"]),
        ("“He said ‘go’ twice” and left.", ["“He said ‘go’ twice”"]),
        ("‘Go’ he said. “It’s the crew’s ‘rule’.” ‘No’", ["‘Go’", "“It’s the crew’s ‘rule’.”", "‘No’"]),
        ('"Yes," he said.', ['"Yes,"']),
        ('by the"Front" of Orle', ['"Front"']),
        ('pipes of 5" and of 7" lay there', []),
        ("It was the crew’s boat.", []),
        ('He said “yes"and left.', ['“yes"']),
        ("He said: “Yes.", []),
        ("He said: ‘Yes.", []),
        ("„Ja“ und »nein« und «oui» 「はい」", ["„Ja“", "»nein«", "«oui»", "「はい」"]),
    ],
)
def test_quotations_are_found(text, quotations):
    assert [text[start:end] for start, end in find_quotations(text)] == quotations


@pytest.mark.parametrize(("length", "is_found"), [(2_499, True), (2_500, False)])
def test_a_mark_too_far_from_its_opening_closes_nothing(length, is_found):
    text = f"“{'x' * length}”"

    assert bool(find_quotations(text)) == is_found


@pytest.mark.parametrize(("length", "is_found"), [(399, True), (400, False)])
def test_single_marks_are_trusted_less_far(length, is_found):
    assert bool(find_quotations(f"‘{'x' * length}’")) == is_found


def test_a_quotation_that_is_never_closed_reaches_to_the_end_where_that_is_asked_for():
    assert find_quotations("“Go” and “Yes.", unclosed=True) == ((0, 4), (9, 14))
    assert find_quotations("“Go” and “Yes.") == ((0, 4),)
    assert find_quotations("“Go”.", unclosed=True) == ((0, 4),)


@pytest.mark.parametrize(("offset", "inside"), [(4, False), (5, True), (9, True), (10, False), (99, False)])
def test_a_place_is_quoted_from_the_opening_mark_to_the_closing_one(offset, inside):
    assert is_quoted(find_quotations("They “met” in port."), offset) == inside


@pytest.mark.parametrize(
    ("words", "quotation"),
    [
        ("“x”", "“x”"),
        ("He said “x” ", "“x”"),
        ("He said “x”, ", "“x”"),
        ("The harbour master of Orle said “so it is”. ", "“so it is”"),
        ("He said ‘it’s so’ ", "‘it’s so’"),
        ("He said “x” y ", None),
        ("He said “ ” ", None),
        ("“a” and “b” ", "“b”"),
        ("“a ‘b’ c” ", "“a ‘b’ c”"),
        ("the crew’ ", None),
    ],
)
def test_a_quotation_before_a_citation_ends_just_before_it(words, quotation):
    span = quotation_before(words, len(words))

    assert (words[slice(*span)] if span else None) == quotation


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("``Go'' he said", ["``Go''"]),
        ("``Go” he said", ["``Go”"]),
        ("”So“ he said", ["”So“"]),
        ("„So“ he said", ["„So“"]),
        ("»So« and «so»", ["»So«", "«so»"]),
        ("「“a” b」 『c』", ["「“a” b」", "『c』"]),
        ("「a』 b」", ["「a』 b」"]),
        ("(“a”)—“b”/“c”", ["“a”", "“b”", "“c”"]),
        ("[“a”] {“b”} -“c”–“d”", ["“a”", "“b”", "“c”", "“d”"]),
        ("He said “ yes” and “no ”.", ["“ yes”", "“no ”"]),
        ('He said "yes".', ['"yes"']),
        ('He said " yes".', []),
        ('a"b', []),
        ('a"b c"', ['"b c"']),
        ('5"b c"', []),
        ("“a “b” c” d", ["“b”"]),
        ("“a” b”", ["“a”"]),
        ("”a” b", ["”a”"]),
        ("a” b”", []),
        ("‘a’ ‘b’s’ c", ["‘a’", "‘b’s’"]),
        ("'a' b'c 'd'", ["'a'", "'d'"]),
        ("‚a‘ b’", ["‚a‘ b’"]),
        ("“a” ‘b “c” d’ ‘e’", ["“a”", "“c”", "‘e’"]),
        ("“a” “b” “c” ‘d’ “e” “f” “g”", ["“a”", "“b”", "“c”", "‘d’", "“e”", "“f”", "“g”"]),
        ("‘a “b’ c” ‘d’", ["“b’ c”", "‘d’"]),
    ],
)
def test_marks_of_every_kind_are_paired(text, quotations):
    assert [text[start:end] for start, end in find_quotations(text)] == quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("the crews' 'boat' and the '80s", ["'boat'"]),
        ("“—” and ‘...’ and “a”", ["“a”"]),
        ("‘the crews’ sank", ["‘the crews’"]),
        ("'the crews’ sank 'A BOATS' 'so'", ["'so'"]),
    ],
)
def test_what_may_be_an_apostrophe_is_no_quotation_of_an_editor(text, quotations):
    assert [text[start:end] for start, end in editors_quotations(text)] == quotations


def test_what_is_quoted_is_between_the_marks():
    assert quoted_words("“a” ‘b’ ``c'' «d» “” 「e」") == ("a", "c", "d", "e")


def test_six_words_in_a_row_make_a_run():
    assert quoted_runs("“One two three four,” he said, “five six. Seven”") == {
        ("one", "two", "three", "four", "five", "six"),
        ("two", "three", "four", "five", "six", "seven"),
    }
    assert quoted_runs("“one two three four five”") == set()
    assert quoted_runs("one two three four five six seven") == set()


@pytest.mark.parametrize(
    ("words", "quotation"),
    [
        ("“x”. ", "“x”"),
        ("“x”.. ", None),
        ("“x”…\u00a0\n\t", "“x”"),
        ("“x”" + " " * 12, "“x”"),
        ("“x”" + " " * 13, None),
        ("x", None),
        ("", None),
        ("”", None),
        ("“”", None),
        ("“a “b” c” ", "“a “b” c”"),
        ("“a “b” c “d” e” ", "“a “b” c “d” e”"),
        ('He said "a" and "b c" ', '"b c"'),
        ('"a “b” c" ', '"a “b” c"'),
        ("»a« »b« ", "»b«"),
        ("«a «b» c» ", "«a «b» c»"),
        ("‹a› ", "‹a›"),
        ("›a‹ ", "›a‹"),
        ("「a」「b」 ", "「b」"),
        ("『a』 ", "『a』"),
        ("″a″ ", "″a″"),
        ("‚a‘ ", "‚a‘"),
        ("„a“ ", "„a“"),
        ("„a” ", "„a”"),
        ("„a„b“ c“ ", "„a„b“ c“"),
        ("'a' ", "'a'"),
        ("'it's a' ", "'it's a'"),
        ("(“a”) ", None),
        ("(“a” ", "“a”"),
        ("x“a” ", "“a”"),
        ("“‘a’ b” ", "“‘a’ b”"),
        ("‘“a” b’ ", "‘“a” b’"),
    ],
)
def test_a_quotation_is_walked_back_to_its_own_opening_mark(words, quotation):
    span = quotation_before(words, len(words))

    assert (words[slice(*span)] if span else None) == quotation


@pytest.mark.parametrize(("length", "is_found"), [(5_999, True), (6_000, False)])
def test_an_editor_may_quote_a_page_and_no_more(length, is_found):
    words = f"“{'x' * (length - 1)}”"

    assert (quotation_before(words, len(words)) == (0, length + 1)) == is_found


@pytest.mark.parametrize(("depth", "is_found"), [(19, True), (20, False)])
def test_more_marks_that_close_than_a_text_can_have_are_no_quotation(depth, is_found):
    words = f"“{'“' * depth} a {'” ' * depth}b”".replace("“", " “").strip()

    assert bool(quotation_before(words, len(words))) == is_found


@pytest.mark.parametrize(
    ("words", "bare"),
    [("“a”", "a"), ("“ a ”", "a"), ("“a", "“a"), ("a”", "a”"), ("”", "”"), ("", ""), ("‘a’", "a"),
     ("«a»", "a"), ("“a«", "“a«"), ("“”", "")],
)  # fmt: skip
def test_marks_round_a_whole_text_are_taken_away(words, bare):
    assert without_marks(words) == bare


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("„a“ b", "‘a’ b"),
        ("« a » b", "‘ a ’ b"),
        ("by“a” so", "by‘a’ so"),
        ("a“ b", "a’ b"),
        ("“a” (“b”)", "‘a’ (‘b’)"),
        ("「a」『b』", "「a」『b』"),
        ("``a''", "‘a’"),
    ],
)
def test_a_quotation_within_another_has_single_marks(words, within):
    assert within_quotation(words) == within
