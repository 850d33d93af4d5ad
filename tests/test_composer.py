"""What a page remembers while it is composed, and what stands round its words."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from builders import document
from ormsund import DESK, dossier_of, reply, vote, write_desk

from dossier.model import Attribution, CitedPlace, Coverage, Mode, PageKind, PageRef, SourceId, Span, Tlp
from dossier.site.composer import Composer
from dossier.site.shelf import Shelf

ABOUT = "---\ntitle: About\n---\n## How grades are read\nSo.\n"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Return the shelf of the small dossier, with other sources and files where they are given."""
    made = {}

    def make(*sources, **files):
        sources = sources or (vote(), reply())
        key = str((sorted(files.items()), [(each.id, each.meta) for each in sources]))
        if key not in made:
            more = {f"{name.replace('__', '/')}.md": words for name, words in files.items()}
            made[key] = dossier_of(write_desk(tmp_path_factory.mktemp("desk"), DESK | more), *sources)
        return Shelf(made[key])

    return make


def on(shelf, kind=PageKind.TIMELINE, page_id=""):
    return Composer(shelf, kind, page_id)


def source_ref(id):
    return PageRef(PageKind.SOURCE, id)


def passage(shelf, source, sentence):
    found = shelf.documents[source]
    return found.passage(found.sentence(sentence).span)


def test_a_link_shows_its_page_and_only_some_open_a_preview(shelf):
    composer = on(shelf(), PageKind.TOPIC, "terminal")

    plain = composer.plain(PageRef(PageKind.ENTITY, "dahl"))
    anchor = composer.anchor(PageRef(PageKind.ENTITY, "dahl"), "the mayor", "there")
    own = composer.anchor(PageRef(PageKind.TOPIC, "terminal"))
    listed = composer.anchor(PageRef(PageKind.TOPICS))

    assert (plain.href, plain.words, plain.gloss) == ("../entities/dahl.html", "Ingrid Dahl", "")
    assert (anchor.href, anchor.words, anchor.gloss) == ("../entities/dahl.html#there", "the mayor", "e-dahl")
    assert (own.gloss, listed.gloss) == ("", "")
    assert list(composer.linked) == [PageRef(PageKind.ENTITY, "dahl")]
    assert set(composer.shown) == {
        PageRef(PageKind.TOPIC, "terminal"), PageRef(PageKind.ENTITY, "dahl"), PageRef(PageKind.TOPICS),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fragment", "leads_to"),
    [
        ("p2s1", "#p2s1"),
        ("p2s2", "#p2"),
        ("p3s1", "#p3s1"),
        ("p1s1", "#p1"),
        ("p2", "#p2"),
        ("text", "#text"),
    ],
)
def test_a_link_to_a_sentence_that_is_kept_back_leads_to_its_paragraph(shelf, fragment, leads_to):
    cites = {name: DESK[name].replace("@vote#p2s2", "@vote#p2s1") for name in DESK}
    files = {name.removesuffix(".md").replace("/", "__"): words for name, words in cites.items()}
    made = shelf(vote(publish="summary"), reply(), **files)
    made.released = {**made.released, SourceId("vote"): frozenset({"p2s1", "p3s1"})}

    assert on(made).href(source_ref("vote"), fragment).endswith(f"vote.html{leads_to}")
    assert on(made).href(source_ref("reply"), "p1s3").endswith("reply.html#p1s3")


def test_a_source_is_called_by_its_title_and_in_short_by_its_short_name(shelf):
    composer = on(shelf(vote(short="Vote"), reply()))

    assert composer.source(SourceId("vote")).words == "Council votes"
    assert composer.source(SourceId("vote"), short=True).words == "Vote"


def test_topics_that_the_desk_does_not_keep_are_not_linked(shelf):
    assert [each.words for each in on(shelf()).topics(["terminal", "gone"])] == ["The ferry terminal"]


def test_an_extract_is_remembered_and_a_place_that_an_editor_cites_is_none(shelf):
    made = shelf()
    composer = on(made)

    composer.quote_place(CitedPlace(SourceId("vote"), 2, 1))
    assert not composer.has_extracts
    composer.quote(passage(made, "vote", "p2s1"))
    assert composer.has_extracts


def test_a_quotation_names_who_speaks_where_and_when(shelf):
    made = shelf()

    quote = on(made).quote(passage(made, "vote", "p2s2"))

    assert quote.words == "Mayor Ingrid Dahl said the terminal would cost 40 million kroner."
    assert (quote.speaker, quote.place.words, quote.place.href) == (
        "Mayor Ingrid Dahl", "¶2", "sources/vote.html#p2s2",
    )  # fmt: skip


def test_words_that_are_kept_back_are_not_quoted(shelf):
    made = shelf(vote(publish="summary"), reply())
    made.released = {**made.released, SourceId("vote"): frozenset({"p2s1"})}
    first, second = passage(made, "vote", "p2s1"), passage(made, "vote", "p2s2")
    composer = on(made)

    assert (composer.quote(second).words, composer.quote(second).speaker) == ("[withheld]", "")
    assert len(composer.quotes([first, second])) == 1


@pytest.mark.parametrize(("limit", "is_cut"), [(40, True), (400, False)])
def test_a_long_quotation_is_cut(shelf, limit, is_cut):
    made = shelf()

    words = on(made).quote(passage(made, "vote", "p2s1"), limit).words

    assert words.endswith("…") == is_cut
    assert len(words) <= max(limit, 72)


def test_a_quotation_in_context_has_the_sentence_before_and_its_days(shelf):
    text = "Ingrid Dahl spoke. She left on Friday."
    made = shelf(vote(), reply(), document(text, id="log", published="2024-03-04"))

    quote = on(made).in_context(passage(made, "log", "p1s2"))
    alone = on(made).in_context(passage(made, "log", "p1s1"))

    assert (quote.before, quote.days) == ("Ingrid Dahl spoke.", (("Friday", "1 March 2024"),))
    assert (alone.before, alone.days) == ("", ())


def cited(shelf, *places):
    composer = on(shelf, PageKind.NOTE, "first")
    return composer, [composer.note(place, quoted, how) for place, quoted, how in places]


def test_the_notes_of_a_page_are_numbered_by_place_and_once_each(shelf):
    one, other = CitedPlace(SourceId("vote"), 2, 1), CitedPlace(SourceId("vote"), 2, 2)
    composer, notes = cited(shelf(), (one, None, ""), (other, None, ""), (one, "so", "x"))

    assert [(note.number, is_new) for note, is_new in notes] == [(1, True), (2, True), (1, False)]
    assert [bool(note.title) for note, _ in notes] == [True, False, True]  # in full at the first of a source
    assert (notes[0][0].title.words, notes[0][0].published) == ("Council votes", ", 4 March 2024")
    assert notes[0][0].place == "¶2\u00a0→"
    assert notes[1][0].how == "according to Mayor Ingrid Dahl"
    assert composer.cited_sentences() == {("vote", "p2s1"), ("vote", "p2s2")}


def test_a_whole_source_has_a_note_for_each_quotation(shelf):
    whole, part = CitedPlace(SourceId("vote")), CitedPlace(SourceId("vote"), 2)
    composer, notes = cited(
        shelf(),
        (whole, "one", "a"),
        (whole, "two", "b"),
        (whole, "one", "c"),
        (part, "x", "translated"),
        (part, "y", ""),
    )

    assert [(note.number, is_new) for note, is_new in notes] == [
        (1, True), (2, True), (1, False), (3, True), (3, False),
    ]  # fmt: skip
    assert [note.quote.words for note, _ in notes[:2]] == ["one", "two"]
    assert notes[0][0].place == ""
    assert notes[3][0].how == "translated"
    assert notes[3][0].quote.words.startswith("The council of Ormsund voted")
    assert composer.cited_sentences() == {("vote", "p2s1"), ("vote", "p2s2")}


@pytest.mark.parametrize(
    ("about", "href"),
    [
        (ABOUT, "../pages/about.html#h-how-grades-are-read"),
        (ABOUT.replace("grades", "marks"), ""),
        (None, ""),
    ],
)
def test_a_grade_leads_to_where_grades_are_explained(shelf, about, href):
    files = {"pages__about": about} if about else {}
    made = on(shelf(vote(grade="B2"), reply(), **files), PageKind.SOURCE, "vote")

    assert (made.grade("B2").code, made.grade("B2").href) == ("B2", href)
    assert made.grade(None) is None


@pytest.mark.parametrize(
    ("known", "direction"),
    [({}, "rtl"), ({"short": "The council"}, "auto"), ({"publisher": "Al-Bahr"}, "auto")],
)
def test_a_short_name_is_in_the_desks_language_where_a_desk_or_a_publisher_made_it(shelf, known, direction):
    made = document("اجتمع المجلس يوم الأحد.", language="ar", id="council", title="المجلس يجتمع")
    made = replace(made, meta=replace(made.meta, **known))

    assert on(shelf(made, vote(), reply())).source(SourceId("council"), short=True).language.dir == direction


@pytest.mark.parametrize(
    ("short", "when"),
    [
        ("Vote", "4 March 2024"),
        ("Vote, 4 March 2024", ""),
        ("Vote, 4 March", ""),
        ("Vote, March 2024", "4 March 2024"),
    ],
)
def test_a_day_in_the_short_name_is_not_said_again(shelf, short, when):
    made = shelf(vote(short=short), reply())

    assert on(made).quote(passage(made, "vote", "p2s1")).when == when
    assert on(made).quote_place(CitedPlace(SourceId("vote")), "so").when == "4 March 2024"


@pytest.mark.parametrize(
    ("short", "when"), [("Log, 4 March 2024", "date inferred"), ("Log", "4 March 2024, inferred")]
)
def test_that_a_day_was_inferred_is_always_said(shelf, short, when):
    made = shelf(vote(short=short), reply())
    made.when = lambda source, says_how=False: "4 March 2024" + ", inferred" * (not says_how)

    assert on(made).quote(passage(made, "vote", "p2s1")).when == when


def chrome(shelf, kind=PageKind.TIMELINE, page_id="", **words):
    composer = on(shelf, kind, page_id)
    return composer.page({}, words.pop("description", "So."), **words).chrome


def test_round_the_words_of_a_page_is_what_every_page_has(shelf):
    made = chrome(shelf(), PageKind.TOPIC, "terminal", citation="The ferry terminal.")

    assert (made["heading"], made["root"]) == ("The ferry terminal — The terminal of Ormsund", "../")
    assert made["citation"] == (
        "The ferry terminal. In: The terminal of Ormsund, latest dated source 6 March 2024."
        " topics/terminal.html"
    )
    assert (made["mark"], made["mark_words"], made["canonical"]) == ("", "", "")
    assert (made["direction"], made["contact"]) == (None, None)
    assert chrome(shelf())["citation"] == ""
    assert chrome(shelf(), PageKind.FRONT)["heading"].startswith("A terminal is voted for")


def test_a_page_that_is_called_as_the_dossier_names_both(shelf):
    name = "---\nname: The terminal of Ormsund\nkind: place\n---\n"
    front = DESK["pages/index.md"].replace(
        "A terminal is voted for; its cost is disputed", "The terminal of Ormsund"
    )
    made = shelf(entities__same=name, pages__index=front)

    assert chrome(made, PageKind.ENTITY, "same")["heading"] == " — ".join(["The terminal of Ormsund"] * 2)
    assert chrome(made, PageKind.FRONT)["heading"] == "The terminal of Ormsund"


def test_a_site_with_an_address_names_that_of_each_page(shelf):
    made = shelf()
    made.dossier = replace(made.dossier, site_url="https://example.org/d", contact="desk@example.org")

    found = chrome(made, PageKind.TOPIC, "terminal", citation="T.")

    assert found["canonical"] == "https://example.org/d/topics/terminal.html"
    assert found["citation"].endswith(" https://example.org/d/topics/terminal.html")
    assert found["contact"].href == "mailto:desk@example.org"


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", None), ("de", None)])
def test_the_direction_of_the_desks_language_is_said_where_it_is_not_the_usual(shelf, language, direction):
    made = shelf()
    made.dossier = replace(made.dossier, language=language)

    found = chrome(made)

    assert (found["language"], found["direction"]) == (language, direction)
    assert bool(found["interface"].lang) == (language != "en")


def test_a_description_is_as_long_as_search_engines_show_it(shelf):
    made = shelf()

    assert len(chrome(made, description="word " * 60)["description"]) in range(190, 202)
    assert chrome(made, description="So.")["description"] == "So."


def current(entries):
    return {anchor.words: mark for anchor, mark in entries if mark}


@pytest.mark.parametrize(
    ("kind", "page_id", "marked"),
    [
        (PageKind.TOPICS, "", {"Topics": "page"}),
        (PageKind.TOPIC, "terminal", {"Topics": "true"}),
        (PageKind.TIMELINE, "2", {"Timeline": "true"}),
        (PageKind.TIMELINE, "", {"Timeline": "page"}),
        (PageKind.PAGE, "about", {"About": "page"}),
        (PageKind.PAGE, "other", {}),
        (PageKind.FRONT, "", {}),
    ],
)
def test_the_masthead_marks_where_a_reader_is(shelf, kind, page_id, marked):
    made = shelf(pages__about=ABOUT, pages__other=ABOUT)

    found = current(chrome(made, kind, page_id)["nav"])

    assert marked == {words: mark for words, mark in found.items() if words != "Overview"}


def test_other_pages_of_the_desk_are_at_the_foot_and_those_of_the_program_after_them(shelf):
    made = shelf(pages__about=ABOUT, pages__other=ABOUT.replace("About", "Other"))

    words = [anchor.words for anchor in chrome(made)["footer"]]

    assert words[0] == "Other"
    assert "About" not in words and len(words) > 1
    assert "About" not in [anchor.words for anchor, _ in chrome(shelf())["nav"][:1]]


def test_a_page_carries_the_strictest_mark_and_what_it_means(shelf):
    made = shelf(vote(tlp=Tlp.AMBER), reply(tlp=Tlp.GREEN))
    composer = on(made)
    composer.shows_sources([SourceId("vote"), SourceId("reply")])

    found = composer.page({}, "So.").chrome

    assert composer.mark() is Tlp.AMBER
    assert found["mark"] == "TLP:AMBER" and found["mark_words"]


def test_what_an_event_shows_are_its_sources_and_topics(shelf):
    composer = on(shelf())
    evidence = SimpleNamespace(source=SourceId("vote"))

    composer.shows_events([SimpleNamespace(evidence=[evidence], topics=["terminal"])])

    assert {source_ref("vote"), PageRef(PageKind.TOPIC, "terminal")} <= set(composer.shown)


def test_statements_are_counted_by_what_they_rest_on(shelf):
    composer = on(shelf())
    composer.shows_statements([SimpleNamespace(coverage=each) for each in (*Coverage, *Coverage)])

    assert composer.coverage == dict.fromkeys(Coverage, 2)


def preview(shelf, ref, kind=PageKind.NOTE, page_id="first"):
    composer = on(shelf, kind, page_id)
    composer.anchor(ref)
    composer.anchor(ref)
    [gloss] = composer.page({}, "So.").chrome["glossary"]
    return gloss, composer


def test_a_preview_has_the_kind_and_title_of_its_page_and_one_sentence_of_a_source(shelf):
    made = shelf()

    name, composer = preview(made, PageRef(PageKind.ENTITY, "dahl"))
    source, _ = preview(made, source_ref("vote"))
    claim, showing = preview(made, PageRef(PageKind.CLAIM, "cost"))
    on_source, _ = preview(made, PageRef(PageKind.ENTITY, "dahl"), PageKind.SOURCE, "vote")

    assert (name.key, name.kind, name.title.words, name.title.gloss) == (
        "e-dahl",
        "Person",
        "Ingrid Dahl",
        "",
    )
    assert name.said.words == "Mayor Ingrid Dahl did not answer."
    assert name.said.place == "The union replies, ¶1"
    assert source_ref("reply") in composer.shown
    assert (source.kind, source.said) == ("Source", None)
    assert claim.kind == "Question" and {source_ref("vote"), source_ref("reply")} <= set(showing.shown)
    assert on_source.said is None


def test_a_long_page_opens_no_previews(shelf):
    assert on(shelf(), PageKind.TIMELINE).anchor(PageRef(PageKind.ENTITY, "dahl")).gloss == ""


def test_whom_a_reporter_quotes_says_the_sentence_but_not_among_several_reporters(tmp_path):
    made = dossier_of(write_desk(tmp_path, DESK), vote(), reply())
    sentence = vote().sentences[1].span
    words = [
        vote().passage(Span(sentence.start + number, sentence.start + number + 3)) for number in (0, 3, 6)
    ]

    def speaker_of(*cues):
        said = (
            Attribution(vote().passage(sentence), speaker, cue, Mode.INDIRECT)
            for speaker, cue in zip(words, cues, strict=False)
        )
        found = replace(made, analysis=replace(made.analysis, attributions=tuple(said)))
        return Shelf(found).speaker_at("vote", vote().sentences[1].id)

    assert speaker_of("reported", "quoting").speaker == words[1]
    assert speaker_of("reported", "said", "quoting") is None


def test_a_draft_has_a_mark_but_no_title_and_no_words_on_the_site(tmp_path):
    draft = "---\ntitle: Plan\nstatus: draft\ntlp: amber\n---\nIt is not decided."
    shelf = Shelf(dossier_of(write_desk(tmp_path, DESK | {"notes/plan.md": draft}), vote(), reply()))

    plan = PageRef(PageKind.NOTE, "plan")
    assert shelf.marks[plan] is Tlp.AMBER
    assert plan not in shelf.titles and plan not in shelf.bodies
