"""How quotation marks are paired, whatever marks were typed."""

import pytest

from dossier.text.quotes import LONGEST, LONGEST_SINGLE, find_quotations, is_quoted, quotation_before


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


@pytest.mark.parametrize(("length", "is_found"), [(LONGEST - 1, True), (LONGEST, False)])
def test_a_mark_too_far_from_its_opening_closes_nothing(length, is_found):
    text = f"“{'x' * length}”"

    assert bool(find_quotations(text)) == is_found


@pytest.mark.parametrize(("length", "is_found"), [(LONGEST_SINGLE - 1, True), (LONGEST_SINGLE, False)])
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
