"""Pages made of hand-made dossiers: what they say, where they lead, and what they keep back."""

import re
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from builders import corpus, document
from ormsund import DESK, REPLY, VOTE, dossier_of, rendered, reply, report_of, vote, write_desk

from dossier.analysis import analyse
from dossier.config import Settings
from dossier.model import (
    Basis,
    CitedPlace,
    Corpus,
    DateHint,
    Override,
    PageKind,
    PageRef,
    ParagraphKind,
    PartialDate,
    Phrase,
    Placed,
    Publication,
    Reason,
    Relation,
)
from dossier.pipeline import assemble
from dossier.site import build_assets
from dossier.site.pages.sources import SET_BY_EDITOR
from dossier.site.urls import path_of
from dossier.sources.sidecar import Sidecar

DAHL = {"entities/dahl.md": DESK["entities/dahl.md"]}


@pytest.fixture
def desk(tmp_path):
    return partial(write_desk, tmp_path)


class Reader(HTMLParser):
    """Collects ids, links, previews, headings and words."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.glosses, self.headings, self.words = [], [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if "data-gloss" in found:
            self.glosses.append(found["data-gloss"])
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def faults(site: dict[str, str]) -> list[str]:
    """Return what is wrong with a site: doubled ids, dead links, headings that skip, lost previews."""
    read = {path: Reader(html) for path, html in site.items()}
    found = []
    for path, page in read.items():
        found += [f"{path}: id {i} twice" for i in set(page.ids) if page.ids.count(i) > 1]
        others = [g for g in page.glosses if not path.endswith(f"/{g.partition('-')[2]}.html")]
        found += [f"{path}: no preview {g}" for g in others if f"g-{g}" not in page.ids]
        if page.headings.count(1) != 1:
            found.append(f"{path}: {page.headings.count(1)} h1")
        steps = zip(page.headings, page.headings[1:], strict=False)
        found += [f"{path}: h{b} after h{a}" for a, b in steps if b > a + 1]
        for link in page.links:
            target, _, fragment = link.partition("#")
            if re.match(r"https?:|mailto:|(\.\./)*data/", link):
                continue
            where = resolve(path, unquote(target)) if target else path
            if where not in read:
                found.append(f"{path}: {link} leads nowhere")
            elif fragment and unquote(fragment) not in read[where].ids:
                found.append(f"{path}: {link} has no place")
    return found


def resolve(path, target):
    parts = path.split("/")[:-1]
    for part in target.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_every_link_of_a_small_site_finds_its_place(desk):
    site = rendered(dossier_of(desk(), vote(), reply()))

    assert faults(site) == []


def test_an_empty_desk_still_has_a_site(desk):
    site = rendered(dossier_of(desk({})))

    assert faults(site) == []
    assert {"index.html", "timeline.html", "sources/index.html"} <= set(site)


def test_topics_alone_make_a_site(desk):
    topic = DESK["topics/terminal.md"].replace(" [@vote#p2s1]", "").replace(" [@vote#p3s1]", "")
    topic = topic.replace(" [@vote#p2s2; @reply#p1s2]", "").replace("[[dahl|The mayor]]", "She")

    site = rendered(dossier_of(desk({"topics/terminal.md": topic})))

    assert faults(site) == []
    assert "None of the texts shown here speaks of this" in site["topics/terminal.html"]


def test_a_page_says_only_of_texts_that_are_shown_that_a_name_is_not_in_them(desk):
    """The second paragraph names the mayor, and of the source only the summary is shown."""
    made = vote(publish="summary", summary=("p1s1",))
    site = rendered(dossier_of(desk(DAHL), made))

    assert "mentioned in none of the texts shown here" in site["entities/dahl.html"]
    assert "No confirmed question is shown here." in site["claims/index.html"]
    assert not any("in no source" in html for html in site.values())


def test_a_topic_is_not_said_to_be_covered_in_no_source_where_a_summary_alone_is_shown(desk):
    """The second paragraph is about the topic, and of the source only the summary is shown."""
    topic = "---\ntitle: The mayor\nterms: [mayor]\n---\n"
    made = vote(publish="summary", summary=("p1s1",))
    site = rendered(dossier_of(desk({"topics/mayor.md": topic}), made))

    assert "mentioned in none of the texts shown here" in site["topics/mayor.html"]
    assert not any("in 0 of" in html for html in site.values())


@pytest.mark.parametrize(("is_dated", "title"), [(True, "Newest sources"), (False, "All sources")])
def test_sources_are_the_newest_only_where_one_has_a_day(desk, is_dated, title):
    names = [f"note-{name}" for name in ("a", "b")]
    day = "2024-03-04" if is_dated else None
    site = rendered(
        dossier_of(desk({}), *(document("Eels swim.\n\nThey eat.", id=name, published=day) for name in names))
    )

    assert f"<h2>{title}</h2>" in site["index.html"]
    assert ("newest" in site["sources/index.html"].replace("#newest", "")) == is_dated


def test_a_source_says_what_it_is_and_every_sentence_has_a_place(desk):
    page = rendered(dossier_of(desk(), vote(publisher="Ormsund Tidende", grade="B2"), reply()))[
        "sources/vote.html"
    ]

    for words in ("Ormsund Tidende", "4 March 2024", "usually reliable source, probably true", ">B2<"):
        assert words in page
    for place in ('id="p1"', 'id="p2s1"', 'id="p2s2"', 'id="p3s1"'):
        assert place in page


def test_a_name_is_linked_once_a_paragraph(desk):
    text = "Ingrid Dahl spoke. Dahl left. Then Dahl came back.\nDahl spoke again."
    made = rendered(
        dossier_of(desk({"entities/dahl.md": DESK["entities/dahl.md"]}), document(text, id="talk"))
    )
    paragraphs = re.findall(r"<p[^>]*><a href=\"#p.*?</p>", made["sources/talk.html"], re.DOTALL)

    assert [p.count("entities/dahl.html") for p in paragraphs] == [1, 1]


def test_a_sentence_that_was_just_quoted_is_no_context_of_the_next(desk):
    text = "Ingrid Dahl saw the quay. It was also a day of joy for Ingrid Dahl."
    files = {"entities/dahl.md": DESK["entities/dahl.md"]}
    page = rendered(dossier_of(desk(files), document(text, id="quay")))["entities/dahl.html"]

    assert page.count("<q>Ingrid Dahl saw the quay.</q>") == 1
    assert 'class="before"' not in page


def test_the_text_of_a_source_stands_on_its_page_word_for_word(desk):
    page = rendered(dossier_of(desk(), vote(), reply()))["sources/vote.html"]
    blocks = re.findall(r'<p[^>]*>(<a href="#p.*?)</p>', page, re.DOTALL)
    shown = [re.sub(r"^¶\d+ ", "", Reader(block).text) for block in blocks]

    assert "".join(VOTE.split()) == "".join("".join(shown).split())


def test_strips_of_one_page_share_their_axis(desk):
    other = (
        DESK["topics/terminal.md"].replace("The ferry terminal", "The union").replace("terminal,", "union,")
    )
    made = rendered(dossier_of(desk(DESK | {"topics/union.md": other}), vote(), reply()))
    page = made["topics/index.html"]
    axes = [
        re.findall(r"<text[^>]*>([^<]*)", strip)
        for strip in re.findall(r"<svg.*?</svg>", page, re.DOTALL)[:2]
    ]

    assert axes == [["Mar", "2024"]] * 2


def test_who_cites_a_sentence_stands_in_its_margin(desk):
    page = rendered(dossier_of(desk(), vote(), reply()))["sources/vote.html"]
    row = page[page.index('id="p2"') : page.index('id="p3"')]

    assert "Cited by" in row and "../index.html" in row
    assert "Disputed" in row and "Fifty-five million" in row


def test_a_page_explains_the_marks_it_has_and_no_others(desk):
    bare = rendered(dossier_of(desk({}), vote()))["sources/vote.html"]
    cited = rendered(dossier_of(desk(), vote(), reply()))

    assert "In the margin: passages that editors cite" in cited["sources/vote.html"]
    assert "Names are links." in cited["sources/vote.html"]
    assert "In the margin" not in bare and "Names are links" not in bare
    assert "Each mark is a source at its date" in cited["topics/index.html"]


def test_evidence_stands_beside_the_words_that_cite_it(desk):
    page = rendered(dossier_of(desk(), vote(), reply()))["notes/first.html"]

    assert re.search(r'href="#note-1".*href="#note-2"', page, re.DOTALL)
    assert re.search(r'<li class="note" id="note-1">.*¶2\u00a0→.*40 million', page, re.DOTALL)
    assert 'href="../sources/vote.html#p2s2"' in page


def test_a_citation_of_a_whole_source_shows_its_title_and_the_link(desk):
    files = DESK | {
        "notes/whole.md": "---\ntitle: All\n---\nSo be it [@vote].\n\nThey did “on 5 March” [@reply].\n",
        "claims/cost.md": DESK["claims/cost.md"].replace("[@vote#p2s2]", "[@vote]"),
    }
    site = rendered(dossier_of(desk(files), vote(publisher="The Ormsund Post"), reply()))
    notes = re.findall(r'<li class="note".*?</li>', site["notes/whole.html"], re.DOTALL)
    shown = [Reader(note).text for note in notes]

    expected = ["1 Council votes 4 March 2024", "2 The union replies on 5 March 6 March 2024"]
    assert expected == shown
    assert '<a href="../sources/vote.html">Council votes</a>' in notes[0]
    assert (
        '<a href="../sources/vote.html">Council votes</a> <span class="from">4 March 2024</span>'
        in (site["claims/index.html"])
    )
    assert not [
        path for path, html in site.items() if re.search(r"withheld|not published|<q[^>]*></q>", html)
    ]


def test_no_page_says_what_was_not_worked_out_for_it(desk):
    site = rendered(dossier_of(desk(), vote(), reply()))
    feet = {
        re.search(r'<footer class="foot">(.*?)<ul>', html, re.DOTALL)[1].strip() for html in site.values()
    }

    assert feet == {"<p>Latest dated source: 6 March 2024</p>"}
    assert [path for path, html in site.items() if re.search(r"changes\.html|what changed", html, re.I)] == []


def test_one_of_a_thing_is_singular_and_two_are_both(desk):
    files = {name: text.replace("@reply#p1s2", "@vote#p2s1") for name, text in DESK.items()}
    one = rendered(dossier_of(desk(files), vote()))
    two = rendered(dossier_of(desk(), vote(), reply()))
    words = {path: Reader(html).text for path, html in one.items()}

    assert [
        m for text in words.values() for m in re.findall(r"(?<![\d.#¶] )\b1 (?!is\b|has\b)[a-z]+s\b", text)
    ] == []
    assert "Both sources" in two["index.html"]


def test_words_are_withheld_only_where_a_source_is_closed(desk):
    site = rendered(dossier_of(desk(), vote(publish="summary"), reply()))

    assert "[withheld]" in site["sources/vote.html"]
    assert [path for path, html in site.items() if "[withheld]" in html] == ["sources/vote.html"]


def test_a_retelling_says_so_under_its_title_and_nowhere_passes_for_the_original(desk):
    site = rendered(dossier_of(desk(), vote(derived_from=("after.txt", "0" * 64)), reply()))
    heads = {name: site[f"sources/{name}.html"].split('<div class="pair">')[0] for name in ("vote", "reply")}
    words = re.compile(
        r"(source|their|its|sources)[’']?s?[’']? (own |exact )?words|words of the source", re.I
    )

    assert "A retelling" in heads["vote"] and "A retelling" not in heads["reply"]
    assert "after.txt" in site["sources/vote.html"]
    assert [path for path, html in site.items() if words.search(Reader(html).text)] == []


def test_a_source_leads_to_the_original_and_to_its_archived_copy(desk):
    made = vote(url="https://herald.example/1", archive="https://kept.example/1")
    page = rendered(dossier_of(desk(), made, reply()))["sources/vote.html"]

    for address, words in (
        ("https://herald.example/1", "The original, on another site"),
        ("https://kept.example/1", "An archived copy of it"),
    ):
        assert f'href="{address}" rel="noopener noreferrer">{words}</a>' in page


def test_editors_words_and_sources_stay_text(desk):
    nasty = '<script>alert(1)</script> & "quotes" <img src=x onerror=alert(1)>'
    files = DESK | {"notes/first.md": DESK["notes/first.md"].replace("Two figures", nasty)}
    made = replace(
        vote(title=nasty, publisher=nasty, authors=(nasty,), url="javascript:alert(1)", rights=nasty)
    )
    site = rendered(dossier_of(desk(files), made, reply()))

    assert not [path for path, html in site.items() if "<script>" in html or "<img" in html]
    assert not [path for path, html in site.items() if 'href="javascript:' in html]
    assert faults(site) == []


def test_only_quoted_places_of_a_closed_source_are_shown(desk):
    text = (
        "The vote was on Sunday. It was close.\n"
        "Nobody shall read this sentence. It names Ingrid Dahl on 7 May 2023."
    )
    files = {
        "entities/dahl.md": DESK["entities/dahl.md"],
        "topics/terminal.md": DESK["topics/terminal.md"].split("summary:")[0].strip("\n ")
        + "\n          - {phrase: Dahl, weight: 2}\n        ---\n        It was close [@leak#p1s2].\n",
    }
    made = document(text, id="leak", title="A leak", published="2024-01-01")
    made = replace(made, meta=replace(made.meta, publish="summary", summary=("p1s1",)))
    dossier = dossier_of(desk(files), made)
    dossier = replace(dossier, corpus=Corpus((made,)))

    words = " ".join(Reader(html).text for html in rendered(dossier).values())

    assert "It was close." in words
    assert "Nobody shall read" not in words
    assert "It names Ingrid Dahl" not in words
    assert "7 May 2023" not in words


def test_the_handling_mark_is_inherited_by_what_quotes_a_source(desk):
    site = rendered(dossier_of(desk(), vote(tlp="amber"), reply(tlp="clear")))

    assert "TLP:AMBER" in site["sources/vote.html"]
    assert "TLP:AMBER" in site["notes/first.html"]
    assert "TLP:AMBER" not in site["sources/reply.html"] or "vote.html" in site["sources/reply.html"]


def test_foreign_words_carry_their_language_and_direction(desk):
    made = document("اجتمع المجلس يوم الأحد.", language="ar", id="council", title="المجلس يجتمع")
    site = rendered(dossier_of(desk({}), made))

    assert '<h1 lang="ar" dir="rtl">المجلس يجتمع</h1>' in site["sources/council.html"]
    assert 'lang="ar" dir="rtl">المجلس يجتمع</a>' in site["sources/index.html"]


def test_sources_of_one_day_and_of_none_can_be_drawn(desk):
    undated = document(REPLY, id="reply", title="The union replies")
    dossier = dossier_of(desk(), vote(), undated)
    unknown = tuple(
        Publication(each.source, None, Basis.UNKNOWN, None, "") if each.source == "reply" else each
        for each in dossier.analysis.publications
    )
    dossier = replace(dossier, analysis=replace(dossier.analysis, publications=unknown))

    site = rendered(dossier)

    assert "date not known" in site["sources/reply.html"]
    assert "4 March 2024" in site["index.html"]


def test_a_long_list_is_cut_into_pages_that_all_are_reached(desk):
    many = [document(f"Source number {n} speaks.", id=f"s{n:04}", title=f"Source {n}") for n in range(450)]
    site = rendered(dossier_of(desk({}), *many))

    assert {"sources/index.html", "sources/index.2.html", "sources/index.3.html"} <= set(site)
    assert faults(site) == []
    assert max(len(html) for html in site.values()) < 300_000


def test_a_topic_with_three_hundred_passages_shows_the_best_and_counts_the_rest(desk):
    files = {"topics/terminal.md": "---\ntitle: T\nterms:\n  - {phrase: terminal, weight: 2}\n---\n"}
    many = [
        document(
            "\n".join("The terminal is here." for _ in range(6 + n % 5)), id=f"s{n:03}", title=f"Source {n}"
        )
        for n in range(60)
    ]
    page = rendered(dossier_of(desk(files), *many))["topics/terminal.html"]

    assert "Further sources" in page
    assert len(page.encode()) < 300_000


def test_drafts_are_nowhere(desk):
    site = rendered(dossier_of(desk(), vote(), reply()))

    assert not [path for path, html in site.items() if "Unfinished" in html]
    assert path_of(PageRef(PageKind.NOTE, "unfinished")) not in site


def test_pages_do_not_depend_on_the_order_of_sources(desk):
    written = desk()
    one = rendered(dossier_of(written, vote(), reply()))
    other = rendered(dossier_of(written, reply(), vote()))

    assert one == other


def test_a_claim_says_how_many_origins_its_sources_have(desk):
    claim = DESK["claims/cost.md"].replace("[@vote#p2s2]", "[@vote#p2s2; @reply#p1s3]")
    apart = rendered(dossier_of(desk(DESK | {"claims/cost.md": claim}), vote(), reply()))["claims/cost.html"]
    claim = claim.replace(
        "[@vote#p2s2; @reply#p1s3]",
        "[@vote#p2s2; @reply#p1s3].\nOne origin: the council [@vote#p2s2; @reply#p1s3]",
    )
    one = rendered(dossier_of(desk(DESK | {"claims/cost.md": claim}), vote(), reply()))["claims/cost.html"]

    assert "2 sources" in apart and "origin" not in apart
    assert "2 sources, 1 origin" in one and "One origin: the council" in one
    assert "repeat the same report" in one
    assert "The tender of the council." in one


def test_copies_of_one_text_are_one_origin(desk):
    claim = DESK["claims/cost.md"].replace("[@vote#p2s2]", "[@vote#p2s2; @copy#p2s2]")
    copy = replace(vote(), id="copy", path="copy.txt")
    dossier = dossier_of(desk(DESK | {"claims/cost.md": claim}), vote(), reply(), copy)
    nobody_speaks = replace(dossier, analysis=replace(dossier.analysis, attributions=()))
    page = rendered(nobody_speaks)["claims/cost.html"]

    assert [group.sources for group in dossier.analysis.copies] == [("copy", "vote")]
    assert "2 sources, 1 origin" in page and "print the same text" in page


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("vote#p2s2", "other#p1s1", "2 sources, 1 origin"),
        ("vote#p2", "other#p1s1", "2 sources<"),  # of the paragraph not all is said by her
        ("vote#p2s1", "other#p1s1", "2 sources<"),
        ("vote#p2s2; @vote#p2s1", "other#p1s1", "2 sources<"),
        ("vote#p2s2", "other#p1s2", "2 sources<"),  # two speakers
        ("vote", "other#p1s1", "2 sources<"),
    ],
)
def test_one_speaker_whom_two_sources_quote_is_one_origin(desk, first, second, expected):
    said = "Ingrid Dahl said that the terminal would cost 40 million. Nils Brekke said so, too."
    claim = f"""
        ---
        question: What will it cost?
        ---
        ## Forty million
        So it is said [@{first}; @{second}].
        """
    made = desk(
        DESK | {"claims/cost.md": claim, "notes/on.md": "---\ntitle: On it\n---\n[[What will it cost?]]\n"}
    )
    site = rendered(dossier_of(made, vote(), reply(), document(said, id="other")))
    page, preview = site["claims/cost.html"], site["notes/on.html"]
    notice = re.sub("<[^>]+>", "", page[page.find("Shared origin") :].split("</p>")[0])
    is_one = "origin" in expected

    assert expected in page
    assert "same report" not in page and "same text" not in page  # two remarks, perhaps of different days
    assert notice.endswith("is said by Ingrid Dahl; they are counted once.") == is_one
    assert f"Forty million</bdi>: {expected}" in preview or f"Forty million: {expected}" in preview


def test_each_sentence_of_a_related_pair_says_whose_it_is(desk):
    dossier = dossier_of(desk({}), vote(), reply())
    places = [document.passage(document.sentences[-1].span) for document in dossier.corpus.documents]
    reason = Reason(Phrase.of("same_matter"), tuple(places))
    relations = (Relation("reply", "vote", 0.5, (reason,)),)
    site = rendered(replace(dossier, analysis=replace(dossier.analysis, relations=relations)))
    said = {}
    for source in ("reply", "vote"):
        related = site[f"sources/{source}.html"].partition('id="related"')[2].partition("</section>")[0]
        said[source] = re.findall(r'<p><span class="from">([^<:]+):</span>', related)

    assert said == {
        "reply": ["This source", "Council votes"],
        "vote": ["This source", "The union replies"],
    }


def test_readers_see_how_little_a_source_is_trusted_wherever_it_is_quoted(desk):
    topic = "---\ntitle: The pier\nterms: [pier]\n---\n"
    said = "Ingrid Dahl said on 3 March 2024 that the pier was sold."
    pages = {}
    for grade in ("E4", "B2"):
        source = document(said, id="s", published="2024-03-04")
        graded = replace(source, meta=replace(source.meta, grade=grade))
        pages[grade] = rendered(dossier_of(desk({"topics/pier.md": topic, **DAHL}), graded))
    paths = [
        "index.html", "timeline.html", "topics/pier.html", "entities/dahl.html", "sources/index.html",
    ]  # fmt: skip

    assert [path for path in paths if "unreliable source, doubtful, <abbr" not in pages["E4"][path]] == []
    assert [path for path in paths if "usually reliable" in pages["B2"][path]] == []


def test_a_topic_quotes_a_heading_only_where_there_is_nothing_else(desk):
    topic = "---\ntitle: The pier\nterms: [{phrase: pier, weight: 2}]\n---\n"
    kinds = {1: ParagraphKind.TITLE, 2: ParagraphKind.BODY, 3: ParagraphKind.HEADING}
    one = document("Council sells pier\nThe pier went to a firm.\nWho wants a pier", id="one", kinds=kinds)
    other = document("Talks on the pier\nNobody came to them.", id="other", kinds=kinds)
    page = rendered(dossier_of(desk({"topics/pier.md": topic}), one, other))["topics/pier.html"]
    says = page.partition('id="sources"')[2].partition("</section>")[0]

    assert sorted(re.findall(r"<q>([^<]*)</q>", says)) == ["Talks on the pier", "The pier went to a firm."]


def test_a_list_says_a_sentence_once_that_is_the_title_of_its_source(desk):
    text = "The council sold the pier to a firm from Riga, which wants to build a hotel there. It is old."
    source = document(text, id="s", title="The council sold the pier to a firm…", published="2024-03-04")
    inferred = replace(source, meta=replace(source.meta, title_basis=Basis.INFERRED))
    page = rendered(dossier_of(desk({}), inferred))["sources/index.html"]
    main = page[page.index("<main") :]

    assert main.count("The council sold the pier") == 1
    assert "which wants to build a hotel there.</a>" in main


def test_the_line_that_dates_a_source_is_no_date_of_which_it_speaks(desk):
    source = document("3 May 2024\nThe pier was sold on 2 May 2024.", id="s")
    line = source.passage(source.sentences[0].span)
    for basis, number in ((Basis.STATED, 1), (Basis.EDITOR, 2)):
        hint = DateHint(PartialDate.parse("2024-05-03"), basis, line, "set for a test")
        dated = replace(source, meta=replace(source.meta, date_hints=(hint,)))
        page = rendered(dossier_of(desk({}), dated))["sources/s.html"]
        dates = page.partition('id="dates"')[2].partition("</section>")[0]

        assert len(re.findall("<li>", dates)) == number


def test_the_report_names_each_file_and_its_questions(desk):
    page = report_of(dossier_of(desk(), vote(), reply()))

    for words in ("seeds/vote.txt", "seeds/reply.txt", "plain text, UTF-8", "set for a test"):
        assert words in page


def test_findings_of_a_real_run_keep_their_places(desk):
    written = desk()
    made = corpus(vote(), reply())
    found = analyse(made, written, Settings())
    page = rendered(dossier_of(written, vote(), reply()))["timeline.html"]

    assert found.events
    for event in found.events:
        assert f'id="e-{event.id}"' in page


def test_an_event_shows_which_words_of_its_sentence_date_it(desk):
    met = document("The port reopened. The two met on 9 May 2024 in Riga.", published="2024-07-14", id="s")
    page = rendered(dossier_of(desk({}), met))["timeline.html"]

    assert 'The two met on <b class="dated">9 May 2024</b> in Riga.' in page
    assert page.count('class="expression"') == 0  # they are not shown twice


def test_the_mark_of_a_block_quote_stands_in_it(desk):
    quote = "> Mayor Ingrid Dahl said the terminal would cost 40 million kroner.\n\n[@vote#p2s2]"
    body = DESK["notes/first.md"].split("Two figures")[0].rstrip(" ") + f"{quote}\n"
    page = rendered(dossier_of(desk(DESK | {"notes/first.md": body}), vote(), reply()))["notes/first.html"]

    assert re.search(r'kroner\.<sup class="cite"><a href="#note-1"[^>]*>1</a></sup></p>\n</blockquote>', page)


def test_an_embed_shows_its_section_as_the_page_has_it(desk):
    section = "## The cost\n\nIt is *disputed* [@vote#p2s2].\n\n## Else\n\nNothing.\n"
    files = DESK | {
        "notes/long.md": f"---\ntitle: Long\n---\n{section}",
        "notes/short.md": "---\ntitle: Short\n---\n![[long#The cost]]\n\n![[vote#p2s1]]\n",
    }
    page = rendered(dossier_of(desk(files), vote(), reply()))["notes/short.html"]

    assert "It is <em>disputed</em>" in page and "Nothing." not in page
    assert "<p>The council of Ormsund voted on 3 March 2024 to build a ferry terminal.</p>" in page
    assert '<p class="from">From <a href="long.html#h-the-cost" data-gloss="n-long">Long</a></p>' in page
    assert "&lt;" not in page


def test_each_sentence_has_an_address_and_each_paragraph_a_link_to_itself(desk):
    page = rendered(dossier_of(desk(), vote(), reply()))["sources/vote.html"]

    assert re.findall(r'<span id="([^"]+)"', page) == ["p1s1", "p2s1", "p2s2", "p3s1"]
    assert re.findall(r'<a href="(#p[^"s]+)">¶', page) == ["#p1", "#p2", "#p3"]


def test_a_pronoun_is_no_name_of_a_speaker(desk):
    made = document("Ingrid Dahl opened the quay. She said the terminal would open in May.", id="quay")
    claim = DESK["claims/cost.md"].replace("vote#p2s2", "quay#p1s2").replace("reply#p1s2", "quay#p1s1")
    files = {
        "claims/cost.md": claim.replace("topics: [terminal]", ""),
        "entities/dahl.md": DESK["entities/dahl.md"],
    }
    page = rendered(dossier_of(desk(files), made))["claims/cost.html"]

    assert "She said the terminal would open in May." in page
    assert "according to She" not in page


def test_a_name_that_a_sidecar_gives_to_nobody_of_the_registry_stays_text(desk):
    given = Override(CitedPlace("vote", 2), names=(("council", Placed("nobody")),))
    dossier = assemble(corpus(vote(overrides=(given,)), reply()), desk(), Settings())
    assert [each.code for each in dossier.problems if each.severity == "error"] == ["unknown-entity"]
    dossier = replace(dossier, problems=())
    page = rendered(dossier)["sources/vote.html"]

    assert [each.entity for each in dossier.analysis.mentions if each.rule == "editor"] == ["nobody"]
    assert "The council of Ormsund" in page and "nobody" not in page
    assert not [asset.path for asset in build_assets(dossier) if "nobody" in asset.text]


@pytest.mark.parametrize(
    ("summary", "title"),
    [
        (("p2s1",), "In one sentence, chosen by an editor"),
        (("p2s1", "Own words."), "In one sentence, chosen by an editor"),
        (("Own words.",), "In short, as an editor put it"),
    ],
)
def test_sentences_that_an_editor_chose_do_not_pass_for_the_words_of_the_editor(desk, summary, title):
    pages = rendered(dossier_of(desk(), vote(summary=summary), reply()))

    assert title in pages["sources/vote.html"]


def test_a_source_says_what_of_it_its_sidecar_set(desk):
    page = rendered(dossier_of(desk(), vote(by_editor=frozenset(Sidecar.model_fields)), reply()))[
        "sources/vote.html"
    ]

    assert set(SET_BY_EDITOR) <= Sidecar.model_fields.keys()
    assert "kinds of paragraph, names, topics of passages" in page


@pytest.mark.parametrize("published", ["0010-01-01", "9989-12-31"])
def test_a_source_of_the_first_or_last_year_has_its_place_on_every_page(desk, published):
    old = document(
        "The ferry sank on Friday. It left yesterday; it is due today.", id="old", published=published
    )
    lines = document("WELLINGTON, Feb. 12 (Agency) - The ferry sank on Friday.", id="lines")

    pages = rendered(dossier_of(desk(), vote(), reply(), old, lines))

    assert "The ferry sank" in pages["timeline.html"]


def test_evidence_names_a_source_in_short_by_its_publisher(desk):
    site = rendered(dossier_of(desk(), vote(publisher="Ormsund Wire"), reply()))

    assert "Ormsund Wire" in site["claims/cost.html"]
    assert "Ormsund Wire</a>" not in site["sources/index.html"]
    assert "Council votes" in site["sources/index.html"]


def test_a_quotation_inside_a_quotation_has_single_marks(desk):
    made = document("Dahl said “the terminal opens in May” and left.\nShe left in May.", id="quay")
    files = {"notes/n.md": "---\ntitle: N\n---\nOne [@quay#p1s1].\n\nTwo [@quay#p2s1].\n"}
    page = rendered(dossier_of(desk(files), made))["notes/n.html"]

    assert re.findall('<li class="note".*?<q>(.*?)</q>', page) == [
        "Dahl said ‘the terminal opens in May’ and left.",
        "She left in May.",
    ]


def test_an_answer_is_shown_by_prose_and_not_by_a_date_line(desk):
    answers = "## In May\n[@dated#p1s1; @dated#p2s1]\n\n## On no day\n[@dated#p1s1]\n"
    claim = f"---\nquestion: When?\n---\n{answers}"
    dated = document("date 2024-05-03\nThe council met.", id="dated", kinds={1: ParagraphKind.BOILERPLATE})
    page = rendered(dossier_of(desk({"claims/when.md": claim}), dated))["claims/index.html"]

    in_may, on_no_day = page.split("On no day")
    assert "The council met." in in_may and "date 2024-05-03" not in in_may
    assert "date 2024-05-03" in on_no_day


def test_the_masthead_marks_the_page_and_the_list_above_it_and_nothing_else(desk):
    site = rendered(dossier_of(desk(), vote(), reply()))
    marked = {
        path: re.findall(r'<a [^>]*aria-current="(\w+)"[^>]*>([^<]*)', site[path])
        for path in ("index.html", "timeline.html", "entities/index.html", "entities/dahl.html")
    }

    assert marked == {
        "index.html": [],
        "timeline.html": [("page", "Timeline")],
        "entities/index.html": [("page", "Names")],
        "entities/dahl.html": [("true", "Names")],
    }


def test_the_masthead_leads_to_no_empty_list_and_the_search_page_to_every_list(desk):
    site = rendered(dossier_of(desk({}), document("The council met.", id="met")))
    menu = re.search(r'<nav aria-label="Main">(.*?)</nav>', site["index.html"], re.DOTALL)[1]
    lists = re.search("data-indexes>(.*?)</section>", site["search.html"], re.DOTALL)[1]

    assert re.findall(r"<a [^>]*>([^<]*)", menu) == ["Sources"]
    empty = [(name, "0") for name in ("Topics", "Timeline", "Names", "Questions", "Notes")]
    assert re.findall(r"<a [^>]*>([^<]*)</a> \((\d+)\)", lists) == [*empty[:4], ("Sources", "1"), *empty[4:]]


@pytest.mark.parametrize(
    ("publisher", "words"),
    [(None, "from the file’s own description"), ("Harbour Post", "dated by its publisher")],
)
def test_a_date_is_said_to_be_of_a_publisher_only_where_one_is_known(desk, publisher, words):
    made = document("The council met.", id="met", published="2024-05-03", basis=Basis.METADATA)
    made = replace(made, meta=replace(made.meta, publisher=publisher))
    page = rendered(dossier_of(desk({}), made))["sources/met.html"]

    assert f"<b>3 May 2024</b>, {words}" in page


def test_the_words_of_the_program_are_marked_as_english_on_a_desk_of_another_language(desk):
    dossier = dossier_of(desk(), vote(), reply())
    english = rendered(dossier)["topics/terminal.html"]
    page = rendered(replace(dossier, language="ar"))["topics/terminal.html"]

    assert 'lang="en" dir="ltr">' in re.search("<body.*>", page)[0]
    assert '<h1 lang="ar" dir="rtl">The ferry terminal</h1>' in page
    assert '<div class="block"><div lang="ar" dir="rtl">' in page
    assert "lang=" not in english.replace('<html lang="en">', "")


def test_straight_marks_of_editors_are_set_as_their_language_has_them(desk):
    note = "---\ntitle: The crews' boats\n---\nThe mayor's \"old\" pier.\n"
    dossier = dossier_of(desk({"notes/n.md": note}))
    found = {
        language: rendered(replace(dossier, language=language))["notes/n.html"] for language in ("en", "de")
    }

    assert "<h1>The crews’ boats</h1>" in found["en"] and "The mayor’s “old” pier." in found["en"]
    assert "The mayor’s „old“ pier." in found["de"]


def test_a_date_line_that_an_answer_cites_is_not_disputed(desk):
    claim = """
        ---
        question: When?
        ---
        ## In May
        [@dated#p1s1; @dated#p2s1]

        ## In June
        [@other#p1s1]
        """
    dated = document("date 2024-05-03\nThe council met.", id="dated", kinds={1: ParagraphKind.BOILERPLATE})
    other = document("The council met later.", id="other")
    page = rendered(dossier_of(desk({"claims/when.md": claim}), dated, other))["sources/dated.html"]
    date_line, prose = page[page.index('id="p1"') :].split('id="p2"')

    assert "Cited by" in date_line and "Disputed" not in date_line
    assert "Disputed" in prose


def test_the_day_in_the_name_of_a_source_is_not_said_again(desk):
    long = {"title": "A statement of the council on the ferry terminal and its cost"}
    older = document("The council met.", id="older", published="2023-05-03")
    page = rendered(dossier_of(desk(), vote(**long), reply(), older))["timeline.html"]

    assert "…, 4 March 2024" in Reader(page).text
    assert "4 March 2024, 4 March 2024" not in re.sub(r"\s+", " ", Reader(page).text)


def test_a_sentence_in_which_two_speak_is_not_said_to_be_according_to_one(desk):
    words = "The mayor called it “premature,” but Nils Brekke confirmed that “the talks have begun.”"
    files = {"notes/n.md": "---\ntitle: N\n---\nThe mayor called it “premature” [@talks#p1s1].\n"}
    dossier = dossier_of(desk(files), document(words, id="talks"))
    assert len(dossier.analysis.attributions) == 2

    assert "according to" not in rendered(dossier)["notes/n.html"]


def test_a_name_that_no_source_mentions_is_not_counted(desk):
    files = {
        "entities/dahl.md": DESK["entities/dahl.md"],
        "notes/n.md": "---\ntitle: N\n---\nThe mayor was [[dahl|away]].\n",
    }
    page = rendered(dossier_of(desk(files), document("It rained.", id="rain")))["notes/n.html"]

    assert "Mayor of Ormsund" in page and "mentioned in" not in page


def test_names_are_listed_without_regard_to_accents(desk):
    names = ["Zola", "Ägypten", "Aachen", "Łódź", "Lodz", "Ёлкин", "Елкин", "Яшин"]
    files = {f"entities/n{at}.md": f"---\nname: {name}\nkind: person\n---\n" for at, name in enumerate(names)}
    page = rendered(dossier_of(desk(files), vote()))["entities/index.html"]
    listed = [name for name in re.findall(r'<a href="n\d\.html"[^>]*>([^<]+)</a>', page) if name in names]

    assert listed == ["Aachen", "Ägypten", "Lodz", "Łódź", "Zola", "Ёлкин", "Елкин", "Яшин"]
