"""The few sentences that stand for a source or a topic."""

from dataclasses import replace

from builders import corpus, document

from dossier.analysis import analyse
from dossier.analysis.likeness.vectors import sentence_terms
from dossier.analysis.summaries import summarise
from dossier.config import Settings
from dossier.model import Desk, MarkdownBody, ParagraphKind, Term, Topic, TopicId
from dossier.text.read_text import read_text

STORY = """Storm closes the harbour
The harbour of Lisbon was closed on Monday after a storm tore cranes from the quay, the port authority said.
They fell within minutes of each other.
Forty ships are waiting outside the harbour, among them six tankers with fuel for the power station.
It is the longest closure since the flood.
The port authority expects to open one quay on Thursday, when engineers have tested the cranes still standing.
Will it hold?
The government promised to pay for new cranes and for the wages of dockers who cannot work this week.
This was welcomed.
Fishermen said that the storm came without a warning and that the weather service had lost its buoys."""
KINDS = {1: ParagraphKind.TITLE}


def summary(source, sentences=4):
    found = summarise(source, sentence_terms(read_text(source), ()), Settings(summary_sentences=sentences))
    return [str(source.sentence_at(p.span.start).id) for p in found.sentences], found


def test_the_first_sentence_leads_and_leaning_ones_stay_out():
    chosen, found = summary(document(STORY, kinds=KINDS))

    assert chosen[0] == "p2s1"
    assert len(chosen) == 3
    assert not {"p1s1", "p3s1", "p5s1", "p7s1", "p9s1"} & set(chosen)
    assert found.leaning == ()


def test_the_desk_sets_the_most_sentences():
    assert len(summary(document(STORY, kinds=KINDS), sentences=2)[0]) == 2


def test_a_repeated_sentence_is_chosen_once():
    first = STORY.split("\n")[1]
    chosen, _ = summary(document(f"{STORY}\n{first}", kinds=KINDS))

    assert not {"p2s1", "p11s1"} <= set(chosen)


def test_an_editor_chooses_sentences_or_writes_words():
    source = document(STORY, kinds=KINDS)
    source = replace(source, meta=replace(source.meta, summary=("p4s1", "The port hopes for Thursday.")))

    chosen, found = summary(source)

    assert chosen == ["p4s1"]
    assert found.words == ("The port hopes for Thursday.",)
    assert found.by_editor


def test_a_leaning_sentence_is_marked_when_nothing_else_is_there():
    source = document("They met in the old harbour house and spoke for seven hours.")

    assert summary(source)[1].leaning == (source.passage(source.sentences[0].span),)


def test_a_sentence_may_lean_on_the_one_chosen_before_it():
    source = document(
        "The port closed two quays in Lisbon on Monday.\nIt will open them on Friday after repairs to cranes."
    )

    chosen, found = summary(source)

    assert chosen == ["p1s1", "p2s1"]
    assert found.leaning == ()


def test_no_prose_no_summary():
    assert summary(document("Storm closes harbour", kinds=KINDS))[0] == []


def test_key_points_of_a_topic_hold_what_sources_say_and_keep_a_denial():
    topic = Topic(TopicId("harbour"), "The harbour", (Term("harbour", 2),), "", MarkdownBody("x.md", 1, ""))
    sources = corpus(
        document("The port authority closed the harbour of Lisbon on Monday after a storm.", id="a"),
        document("A storm made the port authority close the harbour of Lisbon on Monday.", id="b"),
        document(
            "The port authority denied that it closed the harbour of Lisbon on Monday after a storm.", id="c"
        ),
        document("Tankers with fuel for the power station wait outside the harbour in heavy rain.", id="d"),
    )

    [found] = [
        s for s in analyse(sources, Desk(topics=(topic,)), Settings()).summaries if s.about == "topic:harbour"
    ]

    assert {p.source for p in found.sentences} in ({"a", "c", "d"}, {"b", "c", "d"})
