"""Sources on the same matter, and the reason."""

from builders import corpus, document, entity

from dossier.analysis import analyse
from dossier.config import Settings
from dossier.model import Desk
from dossier.text.date_phrases import said
from dossier.text.interface import ENGLISH

BRIDGE = (
    "Engineers closed the bridge at Varna after cracks were seen in two pillars. "
    "Trains were sent round by the coast."
)
BRIDGE_TOO = (
    "Cracks in two pillars made engineers close the bridge at Varna. Ferries carried workers over the bay."
)
BREAD = "Bakers in Oslo raised the price of rye bread. Flour has become dear since the dry summer."
DESK = Desk(entities=(entity("place: Varna"), entity("place: Oslo")))


def relations(*texts):
    sources = corpus(*(document(text, id=name) for name, text in zip("abcdefghijkl", texts, strict=False)))
    return sources, analyse(sources, DESK, Settings()).relations


def test_two_stories_on_one_event_are_related_by_a_sentence_pair_and_a_name():
    sources, [relation] = relations(BRIDGE, BREAD, BRIDGE_TOO)

    assert (relation.a, relation.b) == ("a", "c")
    pair, names = relation.reasons
    assert [sources.sentence_id(p) for p in pair.passages] == ["p1s1", "p1s1"]
    assert said(names.words, ENGLISH) == "both name Varna"


def test_strangers_are_not_related():
    assert relations(BRIDGE, BREAD)[1] == ()


def test_courtesies_and_labels_relate_nothing():
    drop = "THE MAYOR: Hello, folks.\n\nThe quay at Larne gave way.\n\nMODERATOR: Why did it take so long?"
    other = (
        "THE MAYOR: Hey, folks.\n\nThirteen cows came home to Oslo.\n\nMODERATOR: Take as long as you want."
    )

    assert relations(drop, other)[1] == ()


def test_a_short_sentence_without_a_name_relates_nothing():
    line = "Get the evening list of posts by mail."

    assert relations(f"{BREAD}\n\n{line}", f"{BRIDGE}\n\nGet an evening list of posts by mail.")[1] == ()


def test_thanks_relate_where_they_name_what_they_are_for():
    thanks = (
        "I thank the government of Peru and the dockers of Callao for the quick release of both tanker crews."
    )
    [relation] = relations(f"{thanks} It rained.", f"{thanks} Snow fell.")[1]

    assert len(relation.reasons) == 1


def test_a_score_lies_between_nothing_and_one():
    _, [relation] = relations(BRIDGE, BRIDGE)

    assert 0 < relation.score <= 1
    assert said(relation.reasons[0].words, ENGLISH) == "nearly the same sentence"


def test_the_order_of_sources_changes_nothing():
    first = analyse(corpus(document(BRIDGE, id="a"), document(BRIDGE_TOO, id="b")), DESK, Settings())
    second = analyse(corpus(document(BRIDGE_TOO, id="b"), document(BRIDGE, id="a")), DESK, Settings())

    assert first == second


def test_a_source_keeps_eight_relations_or_its_partner_does():
    _, found = relations(*[f"{BRIDGE} Day {number} passed quietly." for number in range(12)])

    assert len(found) < 12 * 11 / 2
    assert all(sum(name in (r.a, r.b) for r in found) >= 8 for name in "abcdefghijkl")
