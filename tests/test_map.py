"""The map of connections: who is spoken of on which topic, and who is in which question."""

import re

from builders import document
from generate import generate_dossier
from ormsund import DESK, dossier_of, rendered, reply, vote, write_desk

from dossier.model import PageKind
from dossier.site.composer import Composer
from dossier.site.pages.map import ACTORS, matrix
from dossier.site.shelf import Shelf


def matrix_of(dossier):
    return matrix(Composer(Shelf(dossier), PageKind.MAP))


def rows(view):
    """Group, name, sentences on each topic, and the mark on each question, of every row."""
    return [
        (words, actor.entity.words, [c.number for c in actor.counts], [p.mark for p in actor.parts])
        for words, actors in view.groups
        for actor in actors
    ]


def test_a_row_counts_sentences_on_a_topic_and_says_who_is_in_the_evidence(tmp_path):
    view = matrix_of(dossier_of(write_desk(tmp_path, DESK), vote(), reply()))

    assert [anchor.words for anchor in view.topics] == ["The ferry terminal"]
    assert [anchor.words for anchor in view.questions] == ["What will the terminal cost?"]
    assert rows(view) == [
        ("Mainly: The ferry terminal", "Nils Brekke", [2], ["○"]),
        ("Mainly: The ferry terminal", "Ingrid Dahl", [1], ["○"]),
    ]


def test_only_an_editor_makes_somebody_the_holder_of_a_position(tmp_path):
    claim = DESK["claims/cost.md"].replace("## Forty million\n", "## Forty million\n        by: [dahl]\n\n")
    view = matrix_of(dossier_of(write_desk(tmp_path, DESK | {"claims/cost.md": claim}), vote(), reply()))
    parts = {actor.entity.words: actor.parts[0] for _, actors in view.groups for actor in actors}

    assert (parts["Ingrid Dahl"].mark, parts["Ingrid Dahl"].words) == ("●", "holds: Forty million")
    assert parts["Nils Brekke"].mark == "○"


TOPIC = "---\ntitle: {0}\nterms: [{1}]\n---\n"
NAME = "---\nname: {0}\nkind: {1}\n---\n"


def test_an_agreement_that_is_a_topic_is_no_second_row(tmp_path):
    files = {
        "topics/pact.md": TOPIC.format("The Pier Pact", "Pier Pact"),
        "entities/pact.md": NAME.format("Pier Pact", "agreement"),
        "entities/ilves.md": NAME.format("Mara Ilves", "person"),
    }
    text = document("Mara Ilves signed the Pier Pact.", id="a", published="2024-03-01")
    view = matrix_of(dossier_of(write_desk(tmp_path, files), text))

    assert [name for _, name, _, _ in rows(view)] == ["Mara Ilves"]


def test_who_is_spoken_of_on_several_topics_comes_first(tmp_path):
    files = {
        "topics/a-pier.md": TOPIC.format("The pier", "pier"),
        "topics/b-ferry.md": TOPIC.format("The ferry", "ferry"),
        "entities/ilves.md": NAME.format("Mara Ilves", "person"),
        "entities/dahl.md": NAME.format("Nora Dahl", "person"),
    }
    text = "Nora Dahl saw the pier. Mara Ilves sold the pier. Mara Ilves bought the ferry."
    view = matrix_of(dossier_of(write_desk(tmp_path, files), document(text, id="a", published="2024-03-01")))

    assert [(words, name) for words, name, _, _ in rows(view)] == [
        ("On several topics", "Mara Ilves"),
        ("Mainly: The pier", "Nora Dahl"),
    ]


def test_each_number_leads_to_the_places_behind_it(tmp_path):
    page = rendered(dossier_of(write_desk(tmp_path, DESK), vote(), reply()))["map.html"]
    target = re.search(r'<a class="step\d" href="#([^"]+)" tabindex="-1">2</a>', page)[1]
    places = page[page.index(f'id="{target}"') :].split("</ul>")[0]

    assert re.findall(r'href="(sources/[^"]+)"', places) == [
        "sources/reply.html#p1s2",
        "sources/vote.html#p3s1",
    ]


def test_a_large_dossier_shows_its_most_named_and_says_what_is_left_out():
    view = matrix_of(generate_dossier(300, words_each=80))

    assert sum(len(actors) for _, actors in view.groups) == ACTORS
    assert view.left_out == "3 more names"


def test_an_empty_dossier_has_no_matrix(tmp_path):
    page = rendered(dossier_of(write_desk(tmp_path, {})))["map.html"]

    assert "No topic or question shown here mentions a name." in page and "<table" not in page


def test_names_never_become_markup(tmp_path):
    dahl = '---\nname: "<b>Dahl</b> & Sons"\nkind: person\naliases: [Ingrid Dahl]\n---\n'
    files = DESK | {"entities/dahl.md": dahl}
    page = rendered(dossier_of(write_desk(tmp_path, files), vote(), reply()))["map.html"]

    assert "<b>Dahl" not in page and "&lt;b&gt;Dahl&lt;/b&gt; &amp; Sons" in page


def test_the_longest_bar_is_that_of_the_highest_number(tmp_path):
    view = matrix_of(generate_dossier(300, words_each=80))
    counts = [each for _, actors in view.groups for actor in actors for each in actor.counts]
    highest = max(each.number for each in counts)

    assert {each.step for each in counts if each.number == highest} == {4}
    assert {each.step for each in counts if not each.number} <= {0}
    assert {each.step for each in counts} >= {1, 2, 3, 4}
