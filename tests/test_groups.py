"""Groups of things that belong together."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.groups import Groups, filled

NUMBERS = st.integers(0, 11)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=15))
def test_what_a_chain_of_pairs_connects_is_one_group(pairs):
    connected = {number: {number} for number in range(12)}
    for _ in pairs:  # as many rounds as pairs carry a name along the longest chain
        for a, b in pairs:
            connected[a] = connected[b] = connected[a] | connected[b]

    groups = Groups(range(12))
    for a, b in pairs:
        groups.join(a, b)

    assert groups.listed() == sorted(map(list, {tuple(sorted(group)) for group in connected.values()}))


def test_the_smallest_member_leads():
    groups = Groups(["cat", "bee", "ant"])
    groups.join("cat", "bee")

    assert [groups.leader(member) for member in ("ant", "bee", "cat")] == ["ant", "bee", "bee"]


def test_lists_are_filled_up_to_a_weight_and_a_length_and_what_is_heavy_is_alone():
    values = ["aaaa", "bbbb", "cccc", "d" * 99, "e", "f", "g", "h"]

    assert list(filled(values, len, 10, 3)) == [
        ["aaaa", "bbbb"],
        ["cccc"],
        ["d" * 99],
        ["e", "f", "g"],
        ["h"],
    ]
    assert list(filled([], len, 10)) == []
