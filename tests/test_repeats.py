"""What many sources repeat word for word speaks for none of them."""

from builders import corpus, document

from dossier.analysis import analyse, mark_repeats
from dossier.config import Settings
from dossier.editorial import read_desk
from dossier.model import Desk, ParagraphKind
from dossier.sources import read_corpus

FOOT = "Send your pictures to the harbour desk, as Mary Holm said.\nOur guide to tides of 3 May 2019 is out."
STORIES = {
    "a": "Dockers of Larne closed the north pier on Saturday, the watch said. Two dockers were hurt.",
    "b": "The council of Orm voted for a new mill. The mill is to open in spring, the mayor said.",
    "c": "The choir sang in the old hall. No one was cold, and the roof did not leak.",
}
WIRE = "\n".join(
    f"The {word} boat left the harbour of Larne at {n} with crates of salt, the harbour master said."
    for n, word in enumerate(["red", "blue", "green", "white", "black", "long", "short", "old"])
)


def find(texts, desk=None):
    sources = corpus(*(document(text, id=name, published="2021-03-08") for name, text in texts.items()))
    analysis = analyse(sources, desk or Desk(), Settings())
    return mark_repeats(sources, analysis.repeats), analysis


def repeated(texts):
    sources, analysis = find(texts)
    return [sources.quote(passage) for passage in analysis.repeats]


def test_a_foot_of_three_sources_is_boilerplate_in_each():
    sources, _ = find({name: f"{text}\n{FOOT}" for name, text in STORIES.items()})

    body, boilerplate = ParagraphKind.BODY, ParagraphKind.BOILERPLATE
    assert [[body, boilerplate, boilerplate]] * 3 == [
        [paragraph.kind for paragraph in each.paragraphs] for each in sources.documents
    ]


def test_a_line_above_many_headlines_is_nobodys_title(tmp_path):
    head = "Sign in to read without notices.\n\nThe Tide, founded in the year of the flood.\n\n"
    for name, text in STORIES.items():
        (tmp_path / f"{name}.txt").write_text(f"{head}Headline of {name}\n\n{text}\n", "utf-8")
    (tmp_path / "d.txt").write_text(f"{head}The mill is shut for good, its owners said.\n", "utf-8")

    sources = read_corpus(tmp_path, Settings())
    titles = [
        each.meta.title
        for each in mark_repeats(sources, analyse(sources, Desk(), Settings()).repeats).documents
    ]

    assert titles == ["Headline of a", "Headline of b", "Headline of c", "Sign in to read without notices"]


def test_nothing_that_is_found_lies_in_boilerplate(tmp_path):
    (tmp_path / "entities").mkdir()
    (tmp_path / "entities" / "mary-holm.md").write_text("---\nname: Mary Holm\nkind: person\n---\n")
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "tides.md").write_text("---\ntitle: Tides\nterms: [tides]\n---\n")
    texts = {name: f"{text}\n{FOOT}" for name, text in STORIES.items()}

    sources, found = find(texts, read_desk(tmp_path, Settings()))

    assert (found.mentions, found.topic_passages) == ((), ())
    places = [
        *(each.passage for each in (*found.dates, *found.attributions)),
        *(passage for each in found.summaries for passage in each.sentences),
        *(passage for each in found.events for passage in each.evidence),
        *(passage for each in found.candidates for passage in each.passages),
        *(passage for each in found.relations for reason in each.reasons for passage in reason.passages),
    ]
    assert places
    assert set() == {sources.quote(place) for place in places if sources.quote(place) in FOOT}


def test_a_line_that_three_sources_glue_to_their_prose_feeds_nothing():
    line = "Follow the Harbour Herald on every platform since 3 May 2019."
    texts = {name: f"{text} {line} More on page nine of {name}." for name, text in STORIES.items()}

    sources, found = find(texts)

    assert {ParagraphKind.BODY} == {p.kind for each in sources.documents for p in each.paragraphs}
    assert [c.text for c in found.candidates if "Herald" in c.text] == []
    assert [sources.quote(d.passage) for d in found.dates if "2019" in d.value.edtf] == []
    assert [e for e in found.events if e.when.edtf == "2019-05-03"] == []
    assert line not in [sources.quote(p) for each in found.summaries for p in each.sentences]


def test_a_sentence_that_three_sources_give_a_speaker_is_news():
    line = "The Harbour Herald was sold on 3 May 2019, the mayor said."
    texts = {name: f"{text} {line}" for name, text in STORIES.items()}

    _, found = find(texts)

    assert "Harbour Herald" in [candidate.text for candidate in found.candidates]


def test_a_line_that_names_who_speaks_below_it_is_no_boilerplate():
    line = "The mayor of Larne, Ann Roe, said:"

    assert repeated({name: f"{text}\n{line}\n“We left {name}.”" for name, text in STORIES.items()}) == []


def test_what_two_sources_share_is_no_boilerplate():
    assert repeated({name: f"{STORIES[name]}\n{FOOT}" for name in "ab"}) == []


def test_three_copies_of_a_report_are_no_boilerplate():
    assert repeated(dict.fromkeys("abc", WIRE)) == []


def test_three_papers_that_print_a_report_under_words_of_their_own_keep_it():
    assert repeated({name: f"{text}\n{WIRE}" for name, text in STORIES.items()}) == []


def test_three_copies_of_a_notice_that_quotes_nobody_keep_it():
    assert repeated(dict.fromkeys("abc", "The pier is shut. Boats go to Larne.")) == []


def test_a_foot_longer_than_the_stories_makes_no_copies_of_them():
    foot = "\n".join(f"Remarks {n} of readers are not those of paper {n} of Larne." for n in range(9))

    assert len(repeated({name: f"{text}\n{foot}" for name, text in STORIES.items()})) == 27


def test_an_editor_decides_what_is_boilerplate(tmp_path):
    from dossier.sources import read_corpus

    for name, text in STORIES.items():
        (tmp_path / f"{name}.txt").write_text(f"Title of {name}\n\n{text}\n\n{FOOT}")
    (tmp_path / "a.yaml").write_text("paragraphs: {p3: body}\n")
    sources = read_corpus(tmp_path, Settings())

    repeats = analyse(sources, Desk(), Settings()).repeats

    assert {"b", "c"} == {passage.source for passage in repeats}
