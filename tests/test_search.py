"""The search index: what is found, what is kept back, and how it lies in its shards."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from builders import corpus, document
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.editorial import read_body, resolve
from dossier.model import (
    Analysis,
    Basis,
    Citation,
    CitedPlace,
    Desk,
    Dossier,
    Entity,
    EntityId,
    EntityKind,
    MarkdownBody,
    Mention,
    Note,
    NoteId,
    PageKind,
    PartialDate,
    Place,
    Publication,
    SourceId,
    Span,
    Summary,
)
from dossier.site.pages.search import pages as search_pages
from dossier.site.search.index import DIGITS, SHARD, index_assets, join, posted, search_assets, weights
from dossier.site.search.units import PIECE, UNIT, Unit, searched_pages, units_of
from dossier.site.search.words import light_stem, search_words
from dossier.site.shelf import Shelf

FIXTURES = Path(__file__).parent / "fixtures" / "search"
NO_BODY = MarkdownBody("content/x.md", 1, "")


def cases(name):
    """Title, input and expected words of each case: title, dot, input, dot, expected, dot."""
    for block in (FIXTURES / name).read_text("utf-8").strip().split("\n.\n\n"):
        title, text, expected = block.removesuffix("\n.").split("\n.\n")
        yield pytest.param(text, expected.split(), id=title)


def shelf(*documents, analysis=None, **desk):
    return Shelf(Dossier("Harbour", "en", corpus(*documents), Desk(**desk), analysis or Analysis(), (), ()))


def entity(id, name, *aliases):
    return Entity(EntityId(id), name, EntityKind.PERSON, aliases, NO_BODY)


def shards(shelf):
    """The index as a reader's script sees it, by key."""
    found = {}
    for asset in search_assets(shelf):
        key, text = asset.text.removeprefix('(self.dossierShards??={})["').removesuffix(";\n").split('"]=', 1)
        found[key] = json.loads(text)
    return found


def filters(shelf):
    """The choices (value, words) of each filter of the search page, by name."""
    (draft,) = search_pages(shelf)
    return {name: options for name, _, _, options in draft.page(shelf).view["filters"]}


def units_with(shelf, key):
    """Decode the postings of one word or filter into unit numbers."""
    postings = next(
        (shard[key] for name, shard in shards(shelf).items() if name[0] == "t" and key in shard), ""
    )
    found, unit, at = [], 0, 0
    while at < len(postings):
        gap, by = 0, 1
        while (digit := DIGITS.index(postings[at])) > 31:
            gap, by, at = gap + (digit - 32) * by, by * 32, at + 1
        unit += gap + digit * by
        assert 1 <= DIGITS.index(postings[at + 1]) <= 63
        found.append(unit)
        at += 2
    return found


def search_units(shelf):
    """All units of the index, in their order."""
    return [unit for ref in searched_pages(shelf) for unit in units_of(shelf, ref)]


def paths_with(shelf, key):
    units = search_units(shelf)
    return [units[number].path for number in units_with(shelf, key)]


@pytest.mark.parametrize(("text", "expected"), list(cases("words.md")))
def test_text_becomes_folded_words(text, expected):
    assert search_words(text) == expected


@pytest.mark.parametrize(("text", "expected"), list(cases("stems.md")))
def test_words_become_light_stems(text, expected):
    assert [light_stem(word) for word in text.split()] == expected


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="aeiostdengybl", max_size=14))
def test_a_stem_begins_its_word_and_is_its_own_stem(word):
    stem = light_stem(word)
    assert word.startswith(stem)
    assert light_stem(stem) == stem


def test_every_word_of_every_source_leads_back_to_it():
    held = shelf(
        document("The pilot left the harbour.\nNobody saw the Straße.", id="a", title="Pilot"),
        document("The harbour master denied it.", id="b", title="Denial"),
    )
    for source in held.documents.values():
        for word in search_words(source.text + source.meta.title):
            assert f"sources/{source.id}.html" in paths_with(held, word)
    assert paths_with(held, "master") == ["sources/b.html"]


@pytest.mark.parametrize(
    ("words", "found", "not_found"),
    [
        ("Il quitte l’Iran.", ["iran", "liran"], ["l"]),
        ("On dit qu'Israël et l'Azerbaïdjan signent.", ["israel", "azerbaidjan"], ["qu"]),
        ("Il sindaco dell’Ormsund tace.", ["ormsund"], ["dell"]),
        ("İstanbul'a sefer yok, İran'dan gemi gelmez.", ["istanbul", "iran"], ["dan"]),
        ("İzmir'daki liman, Van'dakiler, AB'nin kararı", ["izmir", "van", "ab"], ["daki", "nin"]),
        ("O’Hara took Moor’s boat.", ["ohara", "moor"], ["hara"]),
        ("It isn't D'Alba who left Sana'a.", ["isnt", "dalba", "sanaa"], ["isn"]),
    ],
)
def test_a_word_is_found_without_its_article_or_ending(words, found, not_found):
    held = shelf(document(words, id="a", title="t"))

    assert [word for word in found if not paths_with(held, word)] == []
    assert [word for word in not_found if paths_with(held, word)] == []


@settings(deadline=None)  # the machine may be busy
@given(
    st.lists(
        st.sampled_from(["anchor", "buoy", "crane", "dock", "ebb", "ferry", "gale", "hull"]),
        min_size=1,
        max_size=60,
    )
)
def test_postings_name_the_very_units(words):
    held = shelf(*(document(f"{word}.", id=f"s{n:02}", title="t") for n, word in enumerate(words)))
    for word in set(words):
        expected = [f"sources/s{n:02}.html" for n, other in enumerate(words) if other == word]
        assert paths_with(held, word) == expected


def weight_of_ferry(words="", **fields):
    unit = Unit(PageKind.SOURCE, "x.html", fields.get("title", ""), "", "", (("p1s1", words),),
                fields.get("names", ()), fields.get("summary", ()), ())  # fmt: skip
    return weights(unit)["ferry"]


def test_a_word_weighs_more_the_more_often_it_is_said_and_each_time_less():
    often = [weight_of_ferry(f"{'ferry ' * times}{'buoy ' * (40 - times)}") for times in (1, 4, 7, 20)]

    assert often == sorted(set(often))
    assert often[1] - often[0] > often[2] - often[1]


def test_a_word_weighs_most_in_the_title_and_least_in_a_long_text():
    ranked = [
        weight_of_ferry("ferry " + "buoy " * 2_000),
        weight_of_ferry("ferry"),
        weight_of_ferry(summary=("ferry",)),
        weight_of_ferry(names=("ferry",)),
        weight_of_ferry(title="ferry"),
    ]

    assert ranked == sorted(set(ranked))


def test_forms_of_one_stem_share_a_shard_and_shards_are_small():
    text = "\n".join(f"Word{n} was signed, signing {'x' * (n % 40)} signs." for n in range(3000))
    found = shards(shelf(document(text)))
    words = [shard for key, shard in found.items() if key[0] == "t"]
    assert len(words) > 3
    assert sum("signed" in shard and "signing" in shard and "signs" in shard for shard in words) == 1
    assert all(len(json.dumps(shard)) < 2 * SHARD for key, shard in found.items() if key != "head")


def test_a_long_source_becomes_several_units_and_a_long_sentence_several_pieces():
    held = shelf(document("word " * 4000, title="Long"))
    units = [unit for unit in search_units(held) if unit.kind is PageKind.SOURCE]
    assert len(units) == 4
    for unit in units:
        assert sum(len(words) for _, words in unit.sentences) <= UNIT
        assert all(len(words) <= PIECE and anchor == "p1s1" for anchor, words in unit.sentences)
    assert sum(len(search_words(words)) for unit in units for _, words in unit.sentences) == 4000


def test_a_sentence_of_five_million_letters_weighs_in_each_unit_no_more_than_a_piece():
    """Else the work would grow with the square of its length, since it is its own summary."""
    source = document("a" * 1_000_000 + " word" * 800_000)
    summary = Summary("source", (source.passage(source.sentences[0].span),))
    held = shelf(source, analysis=Analysis(summaries=(summary,)))

    units = [unit for unit in search_units(held) if unit.kind is PageKind.SOURCE]

    assert len(units) > 500
    assert {len(words) for unit in units for words in unit.summary} == {PIECE}
    assert max(len(asset.text) for asset in search_assets(held)) < 4 * SHARD


def test_of_a_summary_only_source_nothing_but_quoted_places_is_indexed():
    closed = document("Open words first. Secret words here.\nCited words. Hidden words.", id="closed")
    closed = replace(closed, meta=_closed(closed.meta))
    body = MarkdownBody(
        "content/notes/n.md",
        5,
        "So it is said.",
        citations=(Citation(Place("content/notes/n.md", 5), (CitedPlace(SourceId("closed"), 2, 1),)),),
    )
    summary = Summary("closed", (closed.passage(closed.sentences[0].span),))
    held = shelf(closed, analysis=Analysis(summaries=(summary,)), notes=(Note(NoteId("n"), "Note", body),))

    text = "".join(asset.text for asset in search_assets(held))

    assert "Open words first." in text
    assert "Cited words." in text
    assert "ecret" not in text
    assert "idden" not in text


def _closed(meta):
    return type(meta)(**{field: getattr(meta, field) for field in meta.__slots__} | {"publish": "summary"})


def test_drafts_are_not_found():
    note = Note(NoteId("n"), "Unfinished business", NO_BODY, published=False)
    assert "nfinished" not in "".join(asset.text for asset in search_assets(shelf(notes=(note,))))


def test_another_spelling_leads_to_its_bearer_and_a_shared_part_to_nobody():
    source = document("Ilvez came by sea.", id="a")
    mention = Mention(source.passage(Span(0, 5)), EntityId("mara-ilves"))
    people = (entity("mara-ilves", "Mara Ilves", "Ilvez"), entity("ott-ilves", "Ott Ilves", "captain Ott"))
    held = shelf(source, analysis=Analysis(mentions=(mention,)), entities=people)
    merged = {key: names for k, shard in shards(held).items() if k[0] == "t" for key, names in shard.items()}

    assert paths_with(held, "mara") == ["entities/mara-ilves.html", "sources/a.html"]
    assert merged["@ilvez"] == merged["@mara"] == ["ilvez", "mara ilves"]  # what is marked for either
    assert merged["@ott"] == ["captain ott", "ott ilves"]
    assert "@ilves" not in merged  # two people bear it
    assert "@captain" not in merged  # no name


def test_a_date_is_found_under_its_months_and_years():
    when = PartialDate.parse("2024-12-31/2025-01-01")
    known = Publication(SourceId("a"), when, Basis.STATED, None, "stated")
    held = shelf(document("Words.", id="a"), analysis=Analysis(publications=(known,)))

    for key in ("=d:2024", "=d:2025", "=d:2024-12", "=d:2025-01"):
        assert paths_with(held, key) == ["sources/a.html"]
    assert paths_with(held, "=d:2025-02") == []
    dates = filters(held)["d"]
    assert [words for _, words, _ in dates] == ["2025", "January 2025", "2024", "December 2024"]


def test_editors_words_are_found_under_their_heading_without_citations_and_marks():
    markdown = (
        "Before.\n\n## The *second* part\n\n"
        "- [x] It was **signed**[@a#p1], they say[^1]. See [[n|the pier]] and [[old-pier]].\n\n"
        "| who | paid |\n| --- | --- |\n| ~~Bo~~ Li | ==nothing== |\n\n"
        "[^1]: The highest in ten years.\n"
    )
    body, _ = read_body("content/notes/n.md", 5, markdown)
    notes = (Note(NoteId("n"), "Note", body), Note(NoteId("old-pier"), "The old pier", NO_BODY))
    desk = Desk(notes=notes)
    links = resolve(desk, corpus()).links
    held = Shelf(Dossier("Harbour", "en", corpus(), desk, Analysis(), links, ()))
    unit = next(unit for unit in search_units(held) if unit.title == "Note")

    assert unit.sentences == (
        ("", "Before."),
        ("h-the-second-part", "The second part"),
        ("h-the-second-part", "It was signed, they say."),
        ("h-the-second-part", "See the pier and The old pier."),
        ("h-the-second-part", "who paid"),
        ("h-the-second-part", "Bo Li nothing"),
        ("", "The highest in ten years."),
    )


def test_a_shard_may_stand_inside_a_page():
    held = shelf(document("</script><script>alert(1)</script> <!--", title="</script>"))
    assert not any("<" in asset.text for asset in search_assets(held))
    assert "</script><script>alert(1)</script> <!--" in str(shards(held)["c0"])


def test_the_same_dossier_gives_the_same_bytes():
    def made():
        return shelf(
            document("One. Two.", id="a"), document("Two. Three.", id="b"), entities=(entity("e", "E"),)
        )

    assert search_assets(made()) == search_assets(made())


def test_an_empty_dossier_has_an_index_and_lists():
    held = shelf()
    assert shards(held)["head"]["units"] == len(search_units(held))
    assert filters(held)["kind"]


def test_the_index_is_the_same_however_its_pages_are_joined():
    held = shelf(
        document("One. Two.", id="a"), document("Two. Three. Two.", id="b"), entities=(entity("e", "Two"),)
    )
    pages = [posted(held, ref) for ref in searched_pages(held)]
    cuts = [pages[:1], [], pages[1:-1], pages[-1:]]

    assert search_assets(held) == tuple(index_assets(held, (join(iter(part)) for part in cuts)))
