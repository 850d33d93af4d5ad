"""The handling mark of a page is the strictest of everything that the page shows."""

import re
from dataclasses import replace

import pytest
from builders import document
from ormsund import dossier_of, rendered, reply, report_of, vote, write_desk
from press import ROOT

from dossier.model import PageKind, Phrase, Reason, Relation, Tlp
from dossier.site import build_pages

ORDER = ["", "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]

DESK = {
    "topics/terminal.md": """
        ---
        title: The plendo terminal
        terms: [{phrase: terminal, weight: 2}]
        summary: The plendo is wanted [@vote#p2s1].
        tlp: clear
        ---
        Its plendo cost is disputed, see [[cost]] and [[first]].
        """,
    "topics/winter.md": "---\ntitle: Winter\nterms: [snow]\n---\nSnow fell [@snow#p1s1].\n",
    "entities/dahl.md": "---\nname: Ingrid Dahl\nkind: person\naliases: [Dahl]\n---\n",
    "entities/brekke.md": """
        ---
        name: Nils Brekke
        kind: person
        aliases: [Brekke]
        see: [dahl]
        ---
        He is against it, see [[terminal]].
        """,
    "entities/moe.md": "---\nname: Anna Moe\nkind: person\nrole: Skier\n---\n",
    "claims/cost.md": """
        ---
        question: What will the qarnal cost?
        topics: [terminal]
        would_change: The qarnal tender.
        tlp: clear
        ---
        ## Forty qarnal
        The mayor says so [@vote#p2s2].

        ## Fifty-five qarnal
        The union says so [@reply#p1s2].
        """,
    "notes/first.md": """
        ---
        title: A wimrok reading
        date: 2024-03-06
        topics: [terminal]
        tlp: clear
        ---
        Two wimrok figures stand side by side [@reply#p1s2]. [[brekke]] and [[dahl]] gave them.
        """,
    "notes/second.md": """
        ---
        title: A second reading
        date: 2024-03-07
        ---
        More than [[first|the first one]] says, and than [[cost]].

        ![[first]]
        """,
    "notes/third.md": "---\ntitle: A third reading\n---\nIt was [[moe|Anna]] who came first [@secret].\n",
    "pages/index.md": """
        ---
        title: A zomber is voted for
        dossier: The terminal of Ormsund
        tlp: clear
        ---
        The zomber council voted for it [@vote#p2s1].
        """,
    "pages/about.md": "---\ntitle: About the hintle\ntlp: clear\n---\nThe hintle is new.\n",
}
CANARIES = {
    "topics/terminal.md": 'plendo|terminal\\.html|"terminal"|topic-terminal',
    "claims/cost.md": "qarnal|claims/cost|cost\\.html",
    "notes/first.md": "wimrok|notes/first|first\\.html",
    "pages/index.md": "zomber",
    "pages/about.md": "hintle|about\\.html",
    "secret": "zilfat|secret|17 January 2021|2021-01-17",
}
"""What betrays that something of a file is shown: its odd words, its id, its dates."""


def secret(**meta):
    text = (
        "The zilfat terminal was planned by Ingrid Dahl on 17 January 2021. "
        "Nils Brekke said the zilfat terminal would cost 40 million kroner."
    )
    made = document(text, id="secret", title="A zilfat letter", published="2021-02-01")
    return replace(made, meta=replace(made.meta, publisher="The Zilfat Post", **meta))


def snow():
    return document("Snow fell on Anna Moe on 2 March 2024.", id="snow", published="2024-03-05")


@pytest.fixture
def site(tmp_path):
    """Build the site of a desk in which one file has a mark, and nothing else has any."""

    def build(marked, mark):
        files = {name: re.sub(r"\n *tlp: clear", "", text) for name, text in DESK.items()}
        if marked in files:
            files[marked] = DESK[marked].replace("tlp: clear", f"tlp: {mark}")
        source = secret(tlp=mark) if marked == "secret" else secret()
        return dossier_of(write_desk(tmp_path, files), vote(), reply(), source, snow())

    return build


def mark_of(html):
    band = re.search(r'<p class="mark"><strong>([^<]*)</strong>', html)
    return band[1] if band else ""


def words_of(html):
    """A page without the part of the head that is the same on all pages."""
    return html.replace("feeds/all.atom.xml", "")


@pytest.mark.parametrize("marked", CANARIES)
@pytest.mark.parametrize("mark", ["green", "red"])
def test_a_page_that_shows_anything_of_a_marked_file_carries_its_mark(site, marked, mark):
    pages = rendered(site(marked, mark))
    showing = {path for path, html in pages.items() if re.search(CANARIES[marked], words_of(html))}
    carrying = {path for path, html in pages.items() if mark_of(html)}

    assert showing
    assert showing - carrying == set()
    assert {mark_of(pages[path]) for path in carrying} == {f"TLP:{mark.upper()}"}


@pytest.mark.parametrize(
    "marked", sorted(CANARIES.keys() - {"pages/about.md"})
)  # the foot of each page names it
def test_a_page_that_shows_nothing_marked_carries_no_mark(site, marked):
    pages = rendered(site(marked, "red"))

    assert [path for path in ("sources/snow.html", "topics/winter.html") if mark_of(pages[path])] == []


def test_the_strictest_of_several_marks_wins(tmp_path):
    marks = {"topics/terminal.md": "green", "claims/cost.md": "red", "notes/first.md": "amber+strict"}
    files = {
        name: text.replace("tlp: clear", f"tlp: {marks[name]}" if name in marks else "tags: []")
        for name, text in DESK.items()
    }
    dossier = dossier_of(write_desk(tmp_path, files), vote(), reply(), secret(tlp="amber"), snow())
    pages = rendered(dossier)
    marks["secret"] = "amber"
    least = {
        path: max(
            (
                f"TLP:{mark.upper()}"
                for name, mark in marks.items()
                if re.search(CANARIES[name], words_of(html))
            ),
            key=ORDER.index,
            default="",
        )
        for path, html in pages.items()
    }

    assert set(least.values()) >= {"TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}
    assert {page.ref.kind for page in build_pages(dossier)} == set(PageKind) - {PageKind.REPORT}
    assert [p for p, html in pages.items() if ORDER.index(mark_of(html)) < ORDER.index(least[p])] == []
    for path, mark in {
        "index.html": "TLP:RED",
        "topics/index.html": "TLP:AMBER",  # its strip shows when the letter came out
        "topics/winter.html": "",
        "notes/index.html": "TLP:RED",  # the second note begins with a link to the question
        "claims/index.html": "TLP:RED",
        "search.html": "TLP:RED",
        "timeline.html": "TLP:AMBER",
        "map.html": "TLP:RED",
        "sources/index.html": "TLP:AMBER",
        "pages/about.html": "",
    }.items():
        assert (path, mark) == (path, mark_of(pages[path]))


def test_each_page_of_a_long_list_has_the_mark_of_what_it_lists(tmp_path):
    def numbered(number):
        day = f"{2000 + number // 28}-01-{number % 28 + 1:02}"
        text = f"The ferry sank on {number % 28 + 1} January {2000 + number // 28}."
        made = document(text, id=f"s{number:03}", title=f"Source {number}", published=day)
        return replace(made, meta=replace(made.meta, tlp="red" if number == 120 else None))

    pages = rendered(dossier_of(write_desk(tmp_path, {}), *map(numbered, range(450))))
    lists = [p for p in pages if re.fullmatch(r"(sources/index|timeline)(\.\d)?\.html", p)]

    timeline = {
        path for path in lists if path.startswith("timeline")
    }  # its years and filters count all pages
    assert {path for path in lists if mark_of(pages[path])} == {"sources/index.2.html", *timeline}
    assert len(lists) == 5


def test_words_of_a_note_in_a_list_carry_the_mark_of_what_the_note_cites(site):
    pages = rendered(site("secret", "red"))

    assert mark_of(pages["notes/third.html"]) == "TLP:RED"  # cites the letter
    assert mark_of(pages["notes/index.html"]) == "TLP:RED"  # shows how that note begins
    assert mark_of(pages["entities/moe.html"]) == "TLP:RED"  # shows the sentence round the link to her


def numbered(count, text, marked=None):
    """Make sources of one sentence, a year apart; one of them is red."""
    for number in range(count):
        made = document(
            text(number), id=f"s{number:02}", title=f"Source {number}", published=f"{2040 - number}"
        )
        yield replace(made, meta=replace(made.meta, tlp="red" if number == marked else None))


def test_a_dot_on_a_strip_is_shown(tmp_path):
    sources = numbered(12, lambda n: f"The ferry sank on 3 May {2040 - n}.", marked=6)
    pages = rendered(dossier_of(write_desk(tmp_path, {}), *sources))

    assert "Source 6" not in pages["index.html"]  # among the newest sources and the highlights are others
    assert "3 May 2034" in pages["index.html"]
    assert mark_of(pages["index.html"]) == "TLP:RED"


def test_an_event_shows_all_the_sources_that_date_it(tmp_path):
    sources = [
        document(f"The {word} ferry sank on 3 May 1950.", id=f"s{number}", published="2024-01-01")
        for number, word in enumerate(("old", "red", "night", "mail"))
    ]
    dossier = dossier_of(write_desk(tmp_path, {}), *sources)
    last = max((e for e in dossier.analysis.events), key=lambda e: len(e.evidence)).evidence[-1].source
    marked = [replace(d, meta=replace(d.meta, tlp="red" if d.id == last else None)) for d in sources]
    pages = rendered(replace(dossier, corpus=replace(dossier.corpus, documents=tuple(marked))))

    further = pages["timeline.html"].partition("and 1 more place</summary>")[2].partition("</details>")[0]
    assert f'href="sources/{last}.html#p1s1">¶1</a>' in further
    assert mark_of(pages["timeline.html"]) == "TLP:RED"


def test_the_topics_of_an_event_are_shown_by_its_filters(tmp_path):
    topic = "---\ntitle: T{0}\ntlp: {1}\nterms: [word{0}, {2}]\n---\n"
    files = {
        f"topics/t{n:02}.md": topic.format(n, *(["red", "snow"] if n == 9 else ["clear", "raining"]))
        for n in range(10)
    }
    source = document("The word9 ferry sank on 3 May 2024.", id="s", published="2024-05-04")
    newer = numbered(5, lambda n: f"It is raining {n}.")
    page = rendered(dossier_of(write_desk(tmp_path, files), source, *newer))["index.html"]

    assert 'data-topics="t09"' in page and "T9" not in page.replace('data-topics="t09"', "")
    assert mark_of(page) == "TLP:RED"


def test_the_answers_to_a_question_carry_the_mark_of_what_they_rest_on(tmp_path):
    rests = DESK["claims/cost.md"].replace("[@vote#p2s2]", "[@vote#p2s2; @letter#p1s1]")
    files = {
        "claims/cost.md": rests.replace("topics: [terminal]", "topics: []").replace("tlp: clear", "tags: []"),
        "notes/link.md": "---\ntitle: A link\n---\nSee [[cost]].\n",
    }
    letter = document("It is raining.", id="letter", published="2024-03-05")
    letter = replace(letter, meta=replace(letter.meta, tlp="red"))
    pages = rendered(dossier_of(write_desk(tmp_path, files), vote(), reply(), letter))

    assert "Forty qarnal" in pages["claims/index.html"]
    assert mark_of(pages["claims/index.html"]) == "TLP:RED"
    assert "Forty qarnal" in pages["notes/link.html"]  # in the preview of the link
    assert mark_of(pages["notes/link.html"]) == "TLP:RED"
    assert "Elsewhere: Forty qarnal" in pages["sources/reply.html"]
    assert mark_of(pages["sources/reply.html"]) == "TLP:RED"


def test_a_name_shows_how_all_its_sources_spell_it(tmp_path):
    files = {"entities/dahl.md": "---\nname: Ingrid Dahl\nkind: person\naliases: [Inga Dahl]\n---\n"}
    sources = numbered(32, lambda n: f"{'Inga' if n == 31 else 'Ingrid'} Dahl came by ferry {n}.", marked=31)
    page = rendered(dossier_of(write_desk(tmp_path, files), *sources))["entities/dahl.html"]

    assert "Source 31" not in page and "Inga Dahl (1)" in page
    assert mark_of(page) == "TLP:RED"


def test_a_date_carries_the_mark_of_the_source_that_it_was_inferred_from(tmp_path):
    files = {"notes/cites.md": "---\ntitle: It cites\n---\nSnow fell [@snow#p1s1].\n"}
    dossier = dossier_of(write_desk(tmp_path, files), snow(), secret(tlp="red"))
    place = dossier.corpus.by_id["secret"].passage(dossier.corpus.by_id["secret"].sentences[0].span)
    found = tuple(
        replace(each, evidence=place) if each.source == "snow" else each
        for each in dossier.analysis.publications
    )
    pages = rendered(replace(dossier, analysis=replace(dossier.analysis, publications=found)))

    assert mark_of(pages["notes/cites.html"]) == "TLP:RED"


def test_the_date_of_a_related_source_carries_the_mark_of_what_it_was_inferred_from(tmp_path):
    dossier = dossier_of(write_desk(tmp_path, {}), vote(), snow(), secret(tlp="red"))
    place = dossier.corpus.by_id["secret"].passage(dossier.corpus.by_id["secret"].sentences[0].span)
    found = tuple(
        replace(each, evidence=place) if each.source == "snow" else each
        for each in dossier.analysis.publications
    )
    related = (Relation("snow", "vote", 0.5, (Reason(Phrase.of("both_name", names="Ormsund")),)),)
    analysis = replace(dossier.analysis, publications=found, relations=related)
    pages = rendered(replace(dossier, analysis=analysis))

    assert "5 March 2024" in pages["sources/vote.html"]
    assert mark_of(pages["sources/vote.html"]) == "TLP:RED"


def test_a_draft_marks_the_report_alone(tmp_path):
    draft = "---\ntitle: Unfinished\nstatus: draft\ntlp: red\n---\nIt is [[dahl]].\n"
    files = DESK | {"notes/draft.md": draft}
    dossier = dossier_of(write_desk(tmp_path, files), vote(), reply(), secret(), snow())

    assert [path for path, html in rendered(dossier).items() if mark_of(html) == "TLP:RED"] == []
    assert mark_of(report_of(dossier)) == ""  # it may quote any file, and is for no audience
    assert "For editors alone" in report_of(dossier)


@pytest.mark.parametrize("mark", Tlp)
def test_each_mark_says_in_words_who_may_see_the_page(site, mark):
    page = rendered(site("secret", mark))["sources/secret.html"]

    assert re.search(rf"<strong>TLP:{re.escape(mark.upper())}</strong> [a-z]", page)


def test_a_mark_is_printed():
    sheets = [path.read_text("utf-8") for path in (ROOT / "theme" / "static").glob("*.css")]
    printed = " ".join(
        rule for sheet in sheets for rule in re.findall(r"@media print \{.*?\n\}", sheet, re.S)
    )
    hidden = re.findall(r"([^{}]*)\{[^{}]*display: none", printed)

    assert hidden
    assert not [rule for rule in hidden if re.search(r"\.mark\b|\.masthead\b|header\b|body\b", rule)]
