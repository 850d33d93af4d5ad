"""What counts as the words, or the id, of a source that an audience may not see."""

import pytest
from builders import document

from dossier.editorial.release.withheld import Ids, Withheld

OPEN = document("The pier is shut. Boats go to Larne.", id="open")


def withheld(text, *kept):
    return Withheld([document(text, id="secret")], [OPEN, *kept])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The log named it the-cooks-story that day.", True),
        ("The log named it cooks-story that day.", False),
        ("See cooks-story.md for more.", True),
        ("It is the cook.", False),
    ],
)
def test_prose_tells_an_id_of_three_words_or_with_an_ending(words, told):
    ids = Ids(["the-cooks-story", "cooks-story", "cook"], [])

    assert ids.are_told_by(words) == told


NAME = "Convention on the Shipping of Live Eels and of Herring"
"""Ten words, of which anybody may write a run of eight, with one or two words beside it."""


@pytest.mark.parametrize(
    ("words", "are_in"),
    [
        (NAME, False),
        (f"They signed the {NAME}.", False),
        (f"{NAME} in secret.", False),
        ("Eels and of Herring in secret on the old pier", True),
        ("they signed in the fog the Convention on the Shipping", True),
    ],
)
def test_a_long_name_is_nobodys_words_but_what_is_said_of_it_is(words, are_in):
    gone = withheld(f"On Monday they signed in the fog the {NAME} in secret on the old pier, he said.")

    assert gone.are_in(words) == are_in


def test_where_nothing_is_left_out_nothing_is_told():
    nothing = Withheld([], [OPEN])

    assert not nothing.are_in("“The pier is shut. Boats go to Larne.”")
    assert not nothing.are_quoted_by("The pier is shut.")


@pytest.mark.parametrize(
    ("quote", "are_quoted"),
    [
        ("The cook sold eels.", False),
        ("The cook sold old eels.", True),
        ("The pier is shut by night.", False),
        ("More. The cook sold old eels! More.", True),
    ],
)
def test_a_block_quote_of_five_words_is_of_what_is_left_out_unless_a_source_that_stays_has_them(
    quote, are_quoted
):
    kept = document("We heard that the pier is shut by night.", id="kept")
    gone = withheld("The cook sold old eels. The pier is shut by night.", kept)

    assert gone.are_quoted_by(quote) == are_quoted
