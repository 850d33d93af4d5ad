"""Sources that carry one text."""

from builders import corpus, document
from wire_texts import OTHER, WIRE

from dossier.analysis.likeness.copies import find_copies, paragraph_words
from dossier.text.read_text import read_text


def copies(**texts):
    return find_copies(
        {
            d.id: paragraph_words(read_text(d))
            for d in corpus(*(document(t, id=i) for i, t in texts.items())).documents
        }
    )


def test_a_wire_copy_is_recognised():
    [group] = copies(first=WIRE, second=WIRE.replace("salt", "sugar", 1), third=OTHER)

    assert group.sources == ("first", "second")


def test_a_shortened_copy_is_recognised_by_what_it_contains():
    [group] = copies(long=f"{WIRE} {OTHER}", short=WIRE)

    assert group.sources == ("long", "short")


def test_copies_of_copies_are_one_group():
    [group] = copies(a=WIRE, b=f"{WIRE} {OTHER}", c=OTHER)

    assert group.sources == ("a", "b", "c")


def test_two_stories_are_two():
    assert copies(one=WIRE, two=OTHER) == ()


def test_short_texts_are_never_copies():
    assert (
        copies(one="Rain fell on the harbour all day long.", two="Rain fell on the harbour all day long.")
        == ()
    )
