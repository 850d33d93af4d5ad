"""The map of connections: what it draws, where, and that the list says the same."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from builders import corpus, document
from generate import generate_dossier
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model import (
    Analysis,
    Citation,
    CitedPlace,
    Claim,
    ClaimId,
    Desk,
    Dossier,
    Entity,
    EntityId,
    EntityKind,
    Grade,
    MarkdownBody,
    Mention,
    PageKind,
    PageRef,
    Passage,
    Place,
    Position,
    Reason,
    Relation,
    SourceId,
    Span,
    Topic,
    TopicId,
    TopicPassage,
)
from dossier.site.composer import Composer
from dossier.site.environment import theme_environment
from dossier.site.pages._layout import ROW, apart, framed, spread
from dossier.site.pages.map import LABEL, NEIGHBOURS, NODES, map_view, mini_map, pages
from dossier.site.shelf import Shelf

NO_BODY = MarkdownBody("content/x.md", 1, "")
WHOLE = PageRef(PageKind.MAP)
ILVES = PageRef(PageKind.ENTITY, "ilves")


def harbour():
    """Two sources, a name, a topic and a question, connected in each way there is."""
    a = document("Ilves came. Ilves spoke of the pier.", id="a", title="First report")
    b = document("The pier is old. Ilves left.", id="b", title="Second report")
    cited = Citation(Place("content/claims/c.md", 3), (CitedPlace(SourceId("b"), 1, 2),))
    position = Position("yes", "Yes", MarkdownBody("content/claims/c.md", 3, "", citations=(cited,)))
    spoken = a.sentences[1].span
    return Dossier(
        "Harbour",
        "en",
        corpus(a, b),
        Desk(
            topics=(Topic(TopicId("pier"), "The pier", (), "", NO_BODY),),
            entities=(Entity(EntityId("ilves"), "Mara Ilves", EntityKind.PERSON, (), NO_BODY),),
            claims=(Claim(ClaimId("c"), "Did she leave?", (TopicId("pier"),), (position,), NO_BODY),),
        ),
        Analysis(
            mentions=(
                Mention(Passage(a.id, Span(0, 5)), EntityId("ilves")),
                Mention(Passage(a.id, Span(12, 17)), EntityId("ilves")),
                Mention(Passage(b.id, Span(17, 22)), EntityId("ilves")),
            ),
            topic_passages=(TopicPassage(TopicId("pier"), a.passage(spoken), Grade.ABOUT, ("pier",)),),
            relations=(Relation(a.id, b.id, 0.5, (Reason("nearly the same sentence"),)),),
        ),
        (),
        (),
    )


def map_of(dossier, ref=WHOLE):
    """The map of the whole dossier, or the small map of one page."""
    composer = Composer(Shelf(dossier), ref.kind, ref.id)
    return map_view(composer) if ref.kind is PageKind.MAP else mini_map(composer)


def map_page_of(dossier):
    """What the page of the map shows."""
    (page,) = pages(Shelf(dossier))
    return page.view


def boxes(view):
    """The rectangle of each mark with its label, as (left, top, right, bottom)."""
    for node in view.nodes:
        letters = sum(2 if ord(letter) > 0x2E80 else 1 for letter in node.label)
        yield node.x - 6, node.y - ROW / 2, node.label_x + 7 * letters, node.y + ROW / 2


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_every_connection_says_how_strong_it_is_and_why():
    view = map_of(harbour())

    assert sorted(edge.words for edge in view.edges) == [
        "Did she leave? – Second report: cited as evidence",
        "Did she leave? – The pier: a question on the topic",
        "First report – Second report: nearly the same sentence",
        "First report – The pier: 1 sentence on the topic",
        "Mara Ilves – First report: named twice",
        "Mara Ilves – Second report: named once",
        "Mara Ilves – The pier: named once in sentences on the topic",
    ]


def test_the_list_says_what_the_picture_shows():
    view = map_of(harbour())
    told = {(row.page.words, page.words, why) for row in view.rows for page, why in row.connections}

    for edge in view.edges:
        pair, reason = edge.words.rsplit(": ", 1)
        a, b = pair.split(" – ")
        assert (a, b, reason) in told and (b, a, reason) in told
        assert edge.href.removeprefix("#") in {row.id for row in view.rows}
    assert len(told) == 2 * len(view.edges)
    assert {node.page.href for node in view.nodes} == {row.page.href for row in view.rows}


def test_a_small_map_names_the_neighbours_of_a_page():
    view = map_of(harbour(), ILVES)

    assert [node.words for node in view.nodes] == [
        "Source: First report — named twice",
        "Source: Second report — named once",
        "Topic: The pier — named once in sentences on the topic",
    ]
    assert view.nodes[0].page.href == "../sources/a.html"


def test_a_page_without_connections_has_no_small_map():
    held = harbour()
    stranger = Entity(EntityId("stranger"), "A Stranger", EntityKind.PERSON, (), NO_BODY)
    held = replace(held, desk=replace(held.desk, entities=(*held.desk.entities, stranger)))

    assert map_of(held, PageRef(PageKind.ENTITY, "stranger")) is None


def test_an_empty_dossier_has_an_empty_map():
    page = map_page_of(Dossier("Empty", "en", corpus(), Desk(), Analysis(), (), ()))
    view = page["map"]
    assert (view.nodes, view.edges, view.rows) == ((), (), ())
    assert (page["left_out"], page["shapes"]) == ("", [])


def test_a_large_dossier_draws_its_best_connected_pages_and_says_so():
    held = generate_dossier(300, words_each=80)
    page = map_page_of(held)
    small = map_of(held, PageRef(PageKind.TOPIC, "topic-0"))

    assert len(page["map"].nodes) == NODES
    assert page["left_out"].startswith("Showing the 60 most connected pages")
    assert len(small.nodes) == NEIGHBOURS
    assert small.rows[0].left_out.endswith("weaker connections")


def test_no_label_touches_another_and_all_lie_inside():
    view = map_of(generate_dossier(300, words_each=80))
    placed = list(boxes(view))

    assert not any(overlap(a, b) for i, a in enumerate(placed) for b in placed[:i])
    for left, top, right, bottom in placed:
        assert left >= 0 and top >= 0 and right <= view.width and bottom <= view.height


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 600), st.floats(20, 260)), max_size=25))
def test_labels_anywhere_are_moved_apart(drawn):
    refs = [PageRef(PageKind.ENTITY, f"e{n:02}") for n in range(len(drawn))]
    widths = {ref: width for ref, (_, _, width) in zip(refs, drawn, strict=True)}
    _, _, places = framed(apart({r: d[:2] for r, d in zip(refs, drawn, strict=True)}, widths), widths)

    for i, a in enumerate(refs):
        for b in refs[:i]:
            beside = (
                places[a][0] + widths[a] <= places[b][0] + 0.2
                or places[b][0] + widths[b] <= places[a][0] + 0.2
            )
            assert beside or abs(places[a][1] - places[b][1]) >= ROW - 0.2


def test_connected_pages_lie_nearer_than_others():
    chain = [PageRef(PageKind.ENTITY, name) for name in "abcdefg"]
    places = spread(tuple(chain), tuple(pairwise(chain)))

    def far(a, b):
        return sum((p - q) ** 2 for p, q in zip(places[a], places[b], strict=True)) ** 0.5

    for i in range(5):
        assert far(chain[i], chain[i + 1]) < far(chain[i], chain[i + 2])


def test_the_same_dossier_gives_the_same_map():
    assert map_of(harbour()) == map_of(harbour())


def test_titles_are_cut_at_a_word_and_never_become_markup():
    long = Entity(
        EntityId("ilves"), "<b>Mara</b> & the " + "very " * 30 + "long name", EntityKind.PERSON, (), NO_BODY
    )
    held = harbour()
    held = Dossier("H", "en", held.corpus, Desk(entities=(long,)), held.analysis, (), ())
    view = map_of(held)
    environment = theme_environment(Path("theme/templates"))
    svg = environment.from_string('{% import "_map.html" as maps %}{{ maps.svg(view) }}').render(view=view)

    assert all(len(node.label) <= LABEL + 1 for node in view.nodes)
    assert "<b>" not in svg and "&lt;b&gt;Mara" in svg
    assert "style=" not in svg and "<script" not in svg
