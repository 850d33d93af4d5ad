"""Brackets that nothing reads, citations in the wrong ones, and citations of what states nothing."""

from dataclasses import replace

import pytest
from editorial_desk import CORPUS, problems, read

from dossier.config import Settings
from dossier.editorial import resolve
from dossier.model import Corpus, ParagraphKind
from dossier.sources import read_corpus

UNREAD = [
    ("See [[The pier] for it.", "1:5: error: cannot read the link that begins “[[The pier] for it.”"),
    ("Closed. [@log#p1 is said.", "1:9: error: cannot read the citation that begins “[@log#p1 is said.”"),
    ("See [[The\npier]].", "1:5: error: cannot read the link that begins “[[The”"),
    (
        "| a |\n| --- |\n| see [[pier|the pier]] |",
        "3:7: error: cannot read the link that begins “[[pier”. In a table, write the bar of a link with",
    ),
    ("See [[]] here.", "1:5: error: cannot read the link that begins “[[]] here.”"),
    ("See ![[pier here.", "1:6: error: cannot read the link that begins “[[pier here.”"),
    ("a\n\n- b\n  > See [[pier.", "4:9: error: cannot read the link"),
    ("| a |\n| - |\n| [[pier|x]] |", "3:3: error: cannot read the link that begins “[[pier”"),
    ("*so [[pier* it is", "1:5: error: cannot read the link"),
    ("Closed [@log#p1; @log#p2.", "1:8: error: cannot read the citation"),
    (
        "Closed (@log#p1).",
        "1:8: warning: (@log#p1) is shown as text, not read as a citation. Write [@log#p1].",
    ),
    ("Closed (@log).", "1:8: warning: (@log) is shown as text"),
    ("Closed [log#p1s2].", "1:8: warning: [log#p1s2] is shown as text"),
    ("Closed, as @log#p1s2 says.", "1:12: warning: @log#p1s2 is shown as text"),
    ("Closed (see @log#p1).", "1:13: warning: @log#p1 is shown as text"),
    (
        "Closed [@log#p1](https://example.org).",
        "1:8: warning: [@log#p1] is shown as text, not read as a citation. Put a blank behind it.",
    ),
    ("Closed [@log#p1][1].\n\n[1]: https://example.org", "1:8: warning: [@log#p1] is shown as text"),
    ("See [the plan](/plans/a).", "1:5: warning: [the plan](/plans/a) is shown as text: no page links to"),
    ("See [it](file:///home/a.txt).", "1:5: warning: [it](file:///home/a.txt) is shown as text"),
    ("See ![a pier](/images/a.png).", "1:6: warning: [a pier](/images/a.png) is shown as text"),
    ("See [x](javascript:alert(1)).", "1:5: warning: [x](javascript:alert(1)) is shown as text"),
    (
        "Closed [see @log, p. 1].",
        "1:8: warning: [see @log, p. 1] is shown as text, not read as a citation. Write [@log].",
    ),
    ("Closed [-@log].", "1:8: warning: [-@log] is shown as text"),
    ("Closed [the log, @log#p1, and more].", "1:18: warning: @log#p1 is shown as text"),
    (
        "Closed [＠log#p1].",
        "1:8: warning: [＠log#p1] is shown as text, not read as a citation. Write [@log#p1].",
    ),
    ("See ［［Log］］.", "1:5: warning: ［［Log］］ is shown as text, not read as a link. Write [[Log]]."),
    ("See [Log]] here.", "1:5: warning: [Log]] is shown as text"),
    (
        "See [Log|it]] here.",
        "1:5: warning: [Log|it]] is shown as text, not read as a link. Write [[Log|it]].",
    ),
    ("See [it][log] here.", "1:5: warning: [it][log] is shown as text"),
    ("See [Log][] here.", "1:5: warning: [Log][] is shown as text, not read as a link. Write [[Log]]."),
    ("Closed (log#p1).", "1:9: warning: log#p1 is shown as text, not read as a citation. Write [@log#p1]."),
    ("In `log#p1` and closed log#p1s2].", "1:24: warning: log#p1s2 is shown as text"),
    (
        "See ![a pier](a pier.png).",
        "1:5: warning: ![a pier](a pier.png) is shown as text, not read as a picture",
    ),
    ("See ![a pier](a.png =30x20).", "1:5: warning: ![a pier](a.png =30x20) is shown as text"),
    ("See ![a pier](a.png", "1:5: warning: ![a pier](a.png is shown as text"),
    ("See ![a pier][a].", "1:5: warning: ![a pier][a] is shown as text"),
    ("![a pier](https://example.org/a.png){width=30}", "1:37: warning: {width=30} is shown as text"),
    ("![a pier](https://example.org/a.png){: .wide}", "1:37: warning: {: .wide} is shown as text"),
]


@pytest.mark.parametrize(("text", "message"), UNREAD)
def test_brackets_that_nothing_reads_are_named_at_their_place(tmp_path, text, message):
    found = problems(tmp_path, {"notes/a.md": text})

    assert len(found) == 1 and message in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "In code `[[pier` and `[@log#p1` and `@log#p1`.",
        "```\n[[pier\n[@log\n```",
        "Escaped \\[[pier and \\[@log#p1 and \\@log#p1 and \\[log#p1].",
        "Hidden %% [[pier [@log @log#p1 %% words.",
        "A link [@log](https://example.org) and [[1] of 2](https://example.org/#p1).",
        "A mail to ann@log#p1 or @nobody#p1 or (@nobody) or [nobody#p1].",
        "A [log#p1] link.\n\n[log#p1]: https://example.org",
        "Alone: [ and @ and ] and (@) and @log.",
        "Not ours: [x]] and [x][y] and [x][] and ［［x］］ and [＠x] and [see @nobody, p. 3] and x#p3.",
        "The file log#p1.txt was lost.",
        "Known: [[log#p1]], https://example.org/log#p1, ann@log and {width=30}. Stop![1] Stop!",
        "![a pier](https://example.org/a.png) {so}",
    ],
)
def test_what_is_meant_as_text_stays_text(tmp_path, text):
    assert problems(tmp_path, {"notes/a.md": text}) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("She said “nobody was hurt [@log#p1].", "1:10"),
        ("She said “nobody was hurt [@log#p1]. He said “yes” [@log#p1].", "1:10"),
        ('He said. She said "nobody was hurt [@log#p1].', "1:19"),
        ("Sie sagte: „Niemand wurde verletzt [@log#p1].", "1:12"),
        ("It rained.\n\n- “We go.\n- We stay.”", "3:3"),
        ("“We have counted every boat.\n\nNone is lost,” she said. [@log#p2]", "1:1"),
    ],
)
def test_a_quotation_without_an_end_is_named_for_nothing_verifies_it(tmp_path, text, place):
    found = [each for each in problems(tmp_path, {"notes/a.md": text}) if "has no end here" in each]

    assert [f"content/notes/a.md:{place}: warning"] == [each.rsplit(": the ", 1)[0] for each in found]


@pytest.mark.parametrize("words", ["<<No one was hurt>>", ",,No one was hurt''"])
def test_words_in_marks_that_nobody_reads_are_named(tmp_path, words):
    [found] = problems(tmp_path, {"notes/a.md": f"She said {words} [@log#p1]."})

    assert f"1:10: warning: {words} has no quotation marks, so it is not verified" in found


@pytest.mark.parametrize(
    "text",
    [
        "> “We have counted every boat.\n>\n> The count took two days,” she said. [@log#p2]",
        "A pipe of 12\" and a `“` in code, the '80s, the crews' songs.",
        "He called it “the “old” pier” and «so».",
        "„Nein“, »nein«, ”nej”, « non » and 「いいえ」.",
        "3 <<we had more eels>> 4, 1 << 2 and 8 >> 2, <<x>>, a,, b and 'c'' d. צה\"ל הגיע.",
    ],
)
def test_other_marks_open_no_quotation(tmp_path, text):
    assert not [each for each in problems(tmp_path, {"notes/a.md": text}) if "not verified" in each]


def test_the_same_place_with_and_without_its_sign_is_named_at_both(tmp_path):
    found = problems(tmp_path, {"notes/a.md": "@log#p1 and log#p1 here."})

    assert [each.split(" is shown")[0] for each in found] == [
        "content/notes/a.md:1:1: warning: @log#p1",
        "content/notes/a.md:1:13: warning: log#p1",
    ]


@pytest.mark.parametrize(
    ("file", "head", "place"),
    [
        ("notes/a.md", "title: The pier [@log#p1]", "2:8: error: “[@” is shown as typed here"),
        ("notes/a.md", 'authors: [Ann, "[[Bo]]"]', "2:16: warning: “[[” is shown as typed here"),
        ("topics/a.md", "title: See [[pier]]", "2:8: warning: “[[” is shown as typed here"),
        ("entities/a.md", "kind: place\nname: Port [@log]", "3:7: error: “[@” is shown as typed here"),
        ("pages/index.md", "dossier: Of [[pier]]", "2:10: warning: “[[” is shown as typed here"),
        ("notes/a.md", "title: Shut (@log#p1)", "2:13: warning: (@log#p1) is shown as text"),
        ("notes/a.md", "title: A\ntags: ['[log#p1]']", "3:9: warning: [log#p1] is shown as text"),
        ("topics/a.md", "title: '@log#p1'", "2:9: warning: @log#p1 is shown as text"),
    ],
)
def test_brackets_where_words_are_shown_as_typed_are_named(tmp_path, file, head, place):
    found = problems(tmp_path, {file: f"---\n{head}\n---\n"})

    assert len(found) == 1 and place in found[0]


@pytest.mark.parametrize("comment", ["%% see [@log#p1] %%", "<!-- [[Nowhere]] (@log#p1) -->"])
def test_a_comment_in_plain_words_is_not_meant(tmp_path, comment):
    head = f'title: "The pier {comment}"\ntags: ["{comment}a"]\nauthors: ["Ann {comment}"]\n'

    assert problems(tmp_path, {"notes/a.md": f"---\n{head}---\n"}) == []


def test_keys_that_may_cite_are_not_meant(tmp_path):
    head = "name: Ormsund\nkind: place\nrole: port of the isle [@log#p1]\n"

    assert problems(tmp_path, {"entities/a.md": f"---\n{head}---\n"}) == []


@pytest.mark.parametrize(
    ("heading", "link"),
    [
        ("C++ & C#", "[[plan#C++ & C#|cpp]]"),
        ("C# at sea", "[[plan#C# at sea]]"),
        ("Below", "[[plan#Above#Below]]"),
        ("Pier #4", "[[#Pier #4]]"),
    ],
)
def test_a_heading_with_a_number_sign_can_be_linked(tmp_path, heading, link):
    desk = read(tmp_path, {"notes/plan.md": f"# Above\n\n## {heading}\n\n{link}\n"})
    resolution = resolve(desk, CORPUS)

    assert resolution.problems == ()
    assert [link.fragment for link in resolution.links] == [
        next(anchor for anchor, words in desk.notes[0].body.headings if words == heading)
    ]


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        (ParagraphKind.TITLE, "warning: log#p1 is a title"),
        (ParagraphKind.HEADING, "warning: log#p1 is a heading"),
        (ParagraphKind.BOILERPLATE, "warning: log#p1 is a date line"),
        (ParagraphKind.BODY, ""),
        (ParagraphKind.STANDFIRST, ""),
        (ParagraphKind.CAPTION, ""),
    ],
)
def test_what_states_nothing_is_not_cited(tmp_path, kind, severity):
    log = CORPUS.documents[1]
    first = replace(log.paragraphs[0], kind=kind)
    corpus = Corpus((replace(log, paragraphs=(first, *log.paragraphs[1:])),))
    desk = read(tmp_path, {"notes/a.md": "Closed. [@log#p1] All of it. [@log]"})

    found = [str(problem) for problem in resolve(desk, corpus).problems]

    assert len(found) == bool(severity)
    assert all(severity in line for line in found)


@pytest.mark.parametrize(
    ("text", "warns"),
    [
        ("Closed. [@log#p1]", True),
        ("Closed. [@log#p1; @diary#p1]", True),
        ("Closed in July. [@log#p1; @log#p2]", False),
        ("The log is dated 14 July. [@log#p1]", False),
        ("Its headline was “Closed”. [@log#p1]", False),
    ],
)
def test_a_date_line_is_cited_for_the_date_and_for_nothing_else(tmp_path, text, warns):
    diary, log = CORPUS.documents
    first = replace(log.paragraphs[0], kind=ParagraphKind.BOILERPLATE)
    corpus = Corpus((diary, replace(log, paragraphs=(first, *log.paragraphs[1:]))))
    desk = read(tmp_path, {"notes/a.md": text})

    found = [problem.code for problem in resolve(desk, corpus).problems]

    assert ("cites-boilerplate" in found) == warns


def test_the_date_line_of_a_file_is_no_statement(tmp_path):
    (tmp_path / "seeds").mkdir()
    text = "Pier closed\n\nPublished: 14 July 2025\n\nThe master closed the pier.\n"
    (tmp_path / "seeds/log.txt").write_text(text, "utf-8")
    desk = read(tmp_path, {"notes/a.md": "It was in July. [@log#p2] The pier is closed. [@log#p3]"})

    found = resolve(desk, read_corpus(tmp_path / "seeds", Settings())).problems

    assert [(problem.code, problem.at.column) for problem in found] == [("cites-boilerplate", 17)]
