"""Where links lead, what is said of those that lead nowhere, and the sentence each stands in."""

import random
import re
import time
from dataclasses import replace

import pytest
from editorial_desk import CORPUS, Page, document, problems, read
from hypothesis import given, settings
from random_markdown import MARKDOWN

from dossier.config import Settings
from dossier.editorial import read_body, read_desk, render, resolve
from dossier.model import Corpus, Desk, Note, NoteId, PageKind, PageRef, Place, Problem, Severity

PIER = "---\ntitle: The pier\naliases: [The jetty]\nterms: [pier]\n---\n## How it began\n"
ANN = "---\nname: Ann Moor\nkind: person\naliases: [Moor, the master’s wife]\n---\n"
BEN = "---\nname: Ben Moor\nkind: person\naliases: [Moor]\n---\n"
DESK = {"topics/pier.md": PIER, "entities/ann.md": ANN, "entities/ben.md": BEN, "pages/index.md": "Lead."}


@pytest.mark.parametrize(
    ("link", "target", "fragment"),
    [
        ("[[pier]]", PageRef(PageKind.TOPIC, "pier"), ""),
        ("[[The  PIER]]", PageRef(PageKind.TOPIC, "pier"), ""),
        ("[[topics/pier.md]]", PageRef(PageKind.TOPIC, "pier"), ""),
        ("[[content/topics/pier|x]]", PageRef(PageKind.TOPIC, "pier"), ""),
        ("[[the jetty]]", PageRef(PageKind.TOPIC, "pier"), ""),
        ("[[pier#How it began]]", PageRef(PageKind.TOPIC, "pier"), "h-how-it-began"),
        ("[[pier#how-it-began]]", PageRef(PageKind.TOPIC, "pier"), "h-how-it-began"),
        ("[x](../topics/pier.md#how-it-began)", PageRef(PageKind.TOPIC, "pier"), "h-how-it-began"),
        ("[[Ann Moor]]", PageRef(PageKind.ENTITY, "ann"), ""),
        ("[[the master's wife]]", PageRef(PageKind.ENTITY, "ann"), ""),
        ("[[log]]", PageRef(PageKind.SOURCE, "log"), ""),
        ("[[Log#p3s2]]", PageRef(PageKind.SOURCE, "log"), "p3s2"),
        ("[[sources/log#p2]]", PageRef(PageKind.SOURCE, "log"), "p2"),
        ("[[#Below]]\n## Below", PageRef(PageKind.NOTE, "a"), "h-below"),
        ("[[timeline]]", PageRef(PageKind.TIMELINE), ""),
        ("[[index]]", PageRef(PageKind.FRONT), ""),
        ("[@log#p1s2]", PageRef(PageKind.SOURCE, "log"), "p1s2"),
    ],
)
def test_a_link_finds_its_page(tmp_path, link, target, fragment):
    desk = read(tmp_path, {**DESK, "notes/a.md": link})

    resolution = resolve(desk, CORPUS)

    assert resolution.problems == ()
    assert [(found.target, found.fragment) for found in resolution.links] == [(target, fragment)]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[[peir]]", '1:1: error: no page is called "peir". Did you mean "pier"?'),
        ("[[Moor]]", '1:1: error: "Moor" names several pages. Write [[entities/ann]] or [[entities/ben]].'),
        ("[[pier#How it ended]]", 'no heading "How it ended" on "pier". Did you mean "How it began"?'),
        ("[[log#p2s9]]", "1:1: error: paragraph 2 of “log” has no sentence for #p2s9. It has 2 sentences."),
        ("[[log#Weather]]", '"Weather" is not a place in a source. Write [[source#p3]] for a paragraph'),
        ("See [@lgo].", '1:5: error: unknown source "lgo". Did you mean "log"?'),
        ("[@pier]", 'unknown source "pier". To link to a page, write [[pier]]; only sources are cited.'),
        ("[@log#p4]", "1:1: error: “log” has no paragraph for #p4. It has 3 paragraphs."),
        ("[x]()", "1:1: error: the link names no page"),
        ("[x](nowhere.html)", '1:5: error: no page is called "nowhere"'),
        ("![[plan.mp4]]", '1:1: warning: "plan.mp4": only its text is shown'),
        (
            "[[b]]",
            '1:1: error: "b" is a draft, so the link would be broken. Set `status: published` there',
        ),
        ("- one\n- two\n\n  > words [[peir]]", '4:11: error: no page is called "peir"'),
        ("| a |\n| - |\n| x\\|y [[peir]] |", '3:8: error: no page is called "peir"'),
        ("| a | b |\n| - | - |\n| a longer cell | [[peir]] |", '3:19: error: no page is called "peir"'),
        ("a[^1]\n\n[^1]: b [[peir]]", '3:9: error: no page is called "peir"'),
        ("> [!note] T [[peir]]\n> x", '1:13: error: no page is called "peir"'),
        ("See ![[pier]] here.", "1:5: warning: ![[pier]] is shown as a link, since it is not alone in its"),
        ("| a |\n| - |\n| ![[pier]] |", "3:3: warning: ![[pier]] is shown as a link"),
        ("a[^1]\n\n[^1]: ![[pier]]", "3:7: warning: ![[pier]] is shown as a link"),
        ("![[pier]]\n![[log]]", '2:1: warning: this embed does not show "log"'),
        ("![[timeline]]", '1:1: warning: this embed does not show "timeline"'),
        ("![[sale]]", '1:1: warning: this embed does not show "sale". Link to whole sources, to lists and'),
        ("![[sale#No]]", '1:1: warning: this embed does not show "sale"'),
        ("![[sale#^told]]", '1:1: warning: this embed does not show "sale"'),
    ],
)
def test_a_link_that_leads_nowhere_is_named(tmp_path, link, said):
    sale = "---\nquestion: Was it sold?\n---\nIt is asked.\n\n## No\n\nIt was not. [@log#p3s2] ^told"
    files = {**DESK, "notes/a.md": link, "notes/b.md": "---\nstatus: draft\n---\n", "claims/sale.md": sale}

    found = [line for line in problems(tmp_path, files) if line.startswith("content/notes/a.md")]

    assert len(found) == 1 and said in found[0]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Yes, says [[peir]]", '4:14: error: no page is called "peir"'),
        ("Yes, says [[Ann Moor] of it", "4:14: error: cannot read the link that begins “[[Ann Moor] of it”"),
        ("Yes [@log#p1 of it", "4:8: error: cannot read the citation that begins “[@log#p1 of it”"),
        ("Yes (@log#p1)", "4:8: warning: (@log#p1) is shown as text"),
        ("Yes [@log#p1]", "4:8: warning: a citation in a position is not shown. Put it under the heading"),
        ("Yes, says [[b]]", '4:14: error: "b" is a draft'),
    ],
)
def test_what_the_heading_of_a_position_names_is_resolved(tmp_path, heading, said):
    claim = f"---\nquestion: Was it sold?\n---\n## {heading}\n\nIt was not. [@log#p3s2]"
    files = {**DESK, "claims/sale.md": claim, "notes/b.md": "---\nstatus: draft\n---\n"}

    [found] = [line for line in problems(tmp_path, files) if line.startswith("content/claims")]

    assert said in found


def test_a_draft_is_checked_and_gives_no_links(tmp_path):
    desk = read(tmp_path, {**DESK, "notes/a.md": "---\nstatus: draft\n---\n[[pier]] [[peir]]"})

    resolution = resolve(desk, CORPUS)

    assert resolution.links == ()
    assert [str(problem) for problem in resolution.problems] == [
        'content/notes/a.md:4:10: error: no page is called "peir". Did you mean "pier"?'
    ]


def test_embeds_may_not_lead_back(tmp_path):
    files = {
        "notes/a.md": "![[b]]",
        "notes/b.md": "x\n\n![[c]]",
        "notes/c.md": "![[a]]",
        "notes/d.md": "![[a]]",
    }

    assert problems(tmp_path, files) == [
        "content/notes/a.md:1:1: error: this embeds a page that in turn embeds this one",
        "content/notes/b.md:3:1: error: this embeds a page that in turn embeds this one",
        "content/notes/c.md:1:1: error: this embeds a page that in turn embeds this one",
    ]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("One. The *pier* was [[pier|closed]] on\nMonday. Three.", "The pier was closed on Monday."),
        ("It closed. [@log] It opened.", "It closed."),
        ("It closed [@log]. It opened.", "It closed."),
        ("Lt. Gen. A. Moor saw the [[pier]]. He left.", "Lt. Gen. A. Moor saw the pier."),
        ("She said: “It closed.” [@log#p1] It opened.", "She said: “It closed.”"),
        ("- [[pier]]", "pier"),
        ("[@log] says so.", "says so."),
    ],
)
def test_a_link_keeps_the_sentence_round_it(text, context):
    body, _ = read_body("x.md", 1, text)

    assert [found.context for found in (*body.links, *body.citations)] == [context]


def test_links_that_begin_alike_in_one_row_keep_the_order_in_which_they_are_read(tmp_path):
    rows = "\n".join(f"| Boat {number} [@log] | [@log] |" for number in range(12))
    desk = read(tmp_path, {"notes/a.md": f"| what | where |\n| --- | --- |\n{rows}"})

    links = resolve(desk, CORPUS).links

    assert [link.context for link in links] == [w for n in range(12) for w in (f"Boat {n}", "")]


def test_a_long_sentence_is_cut_at_words_round_the_link():
    body, _ = read_body("x.md", 1, "word " * 200 + "[[pier]]" + " word" * 200)

    context = body.links[0].context

    assert 280 < len(context) <= 322
    assert context.startswith("…word ") and " pier " in context and context.endswith(" word…")


def test_links_and_backlinks_are_exact_inverses(tmp_path):
    files = {f"notes/n{n}.md": f"[[n{(n * 7) % 10}]] and [[n{(n * 3) % 10}]]" for n in range(10)}
    links = resolve(read(tmp_path, files), CORPUS).links

    forth = {(link.origin, link.target) for link in links}
    back = {(link.origin, link.target) for n in range(10) for link in links if link.target.id == f"n{n}"}

    assert forth == back
    assert forth == {
        (PageRef(PageKind.NOTE, f"n{n}"), PageRef(PageKind.NOTE, f"n{n * k % 10}"))
        for n in range(10)
        for k in (3, 7)
    }


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_any_note_resolves_to_links_and_problems_with_places(text):
    body, _ = read_body("x.md", 1, f"“{text}” [@log#p1; @diary#p9]\n\n{text}")
    desk = Desk(notes=(Note(NoteId("harbour"), "A note", body),))

    resolution = resolve(desk, CORPUS)

    assert all(
        found.at.file == "x.md" and found.at.line >= 1 for found in (*resolution.links, *resolution.problems)
    )
    assert resolve(desk, CORPUS) == resolution


def test_a_section_is_what_stands_under_a_heading_with_its_footnotes():
    text = "Lead[^1].\n\n## One\n\nWords[^2].\n\n### Inner\n\n## Two\n\nMore [[a]].\n\n"
    text += "[^1]: The first.\n\n[^2]: The second."
    body, _ = read_body("x.md", 3, text)

    def shown(anchor):
        return re.sub("<[^<>]*>", "", "".join(render(body, Page(), under=anchor))).split()

    assert shown("h-one") == ["One", "Wordsb.", "Inner", "The", "second.", "↩︎"]
    assert shown("h-two") == ["Two", "More", "name", "of", "a."]
    assert shown("h-nothing") == []


def test_citations_alone_under_a_quotation_join_it():
    text = "> “It closed.” [@log#p1]\n\n[@diary#p1; @log]\n\n> Alone.\n\nIt opened [@log#p2].\n\n[@log#p3]"
    blocks = list(render(read_body("x.md", 1, text)[0], Page()))

    assert [block[1:].partition(">")[0] for block in blocks] == ["blockquote", "blockquote", "p", "p"]
    assert [re.sub("<[^<>]*>", "", block).strip() for block in blocks] == [
        "“It closed.”1,2,3",
        "Alone.",
        "It opened.4",
        "5",
    ]


@pytest.mark.parametrize(("kind", "blocks"), [("quote", 1), ("note", 2)])
def test_citations_alone_under_a_callout_join_it_where_it_is_a_quotation(kind, blocks):
    text = f"> [!{kind}] The log\n> It closed.\n\n[@log#p1]"

    assert len(list(render(read_body("x.md", 1, text)[0], Page()))) == blocks


@pytest.mark.slow
def test_a_vault_of_thousands_names_its_broken_files_and_no_other(tmp_path):
    pick, notes, broken = random.Random(3), tmp_path / "content" / "notes", set()
    notes.mkdir(parents=True)
    for number in range(3_000):
        name = f"{'📌 ' if number % 50 == 0 else ''}Note {number}"
        front = f"---\naliases: [Alias {number}]\ntags: [a/b, c]\ncssclasses:\n---\n"
        if number % 100 == 7:
            front = pick.choice(
                [
                    "---\naliases: [\n---\n",
                    "---\na: b: c\n---\n",
                    "---\ntitle: no end\n",
                    "---\ntitel: x\n---\n",
                ]
            )
            broken.add(f"content/notes/{name}.md")
        links = (
            f"[[Alias {2 * pick.randrange(1_500)}]], [[Note {8 + 100 * pick.randrange(30)}|it]] ^b{number}"
        )
        text = f"{front}# Title {number}\n\n%% private\n\nwords %%\n\nSee {links}\n\n- [ ] task #tag\n"
        (notes / f"{name}.md").write_text(text)

    desk = read_desk(tmp_path / "content", Settings())
    resolution = resolve(desk, CORPUS)

    assert {problem.at.file for problem in desk.problems} == broken
    assert len(desk.notes) == 3_000 - len(broken)
    assert resolution.problems == ()
    assert len(resolution.links) == 2 * len(desk.notes)


def test_ten_thousand_links_to_as_many_headings_are_found_at_once(tmp_path):
    headings = "".join(f"# Part {n}\n\n" for n in range(10_000))
    links = "".join(f"[[#Part {n}]] [[#Port {n}]]\n\n" for n in range(0, 10_000, 2))
    begun = time.process_time()

    found = resolve(read(tmp_path, {"notes/a.md": headings + links}), CORPUS)

    assert (len(found.links), len(found.problems)) == (5_000, 5_000)
    assert time.process_time() - begun < 60  # all pairs would take many minutes


def test_thousands_of_unknown_sources_are_named_at_once(tmp_path):
    corpus = Corpus(tuple(document(f"harbour-report-{n}", "It rained.") for n in range(200)))
    desk = read(tmp_path, {"notes/a.md": "".join(f"[@harbour-reprot-{n}]\n" for n in range(5_000))})
    begun = time.process_time()

    found = resolve(desk, corpus).problems

    assert len(found) == 5_000
    assert found[0].hint.startswith('Did you mean "harbour-report-')
    assert time.process_time() - begun < 20  # to compare all with all would take a minute


def test_a_source_that_could_not_be_read_is_named_where_it_is_cited(tmp_path):
    desk = read(tmp_path, {"notes/n.md": "So it is [@broken]."})
    fault = Problem("unreadable-file", Severity.ERROR, "cannot be read", Place("seeds/Broken.txt"))

    found = resolve(desk, replace(CORPUS, problems=(fault,))).problems

    assert [each.hint for each in found if each.code == "unknown-source"] == [
        "seeds/Broken.txt was not read, for the reason at its own place."
    ]
