"""What is read from `content/`, and what is said of a file that cannot be."""

import os
import random
import re
import time

import pytest
from editorial_desk import CORPUS, problems, read, write

from dossier.config import Settings
from dossier.editorial import check_coverage, read_desk, read_settings, resolve, split_front_matter
from dossier.model import CitedPlace, Coverage, EntityKind, PartialDate, Severity, Term, Tlp

TOPIC = """---
title: The pier
terms:
  - pier
  - {phrase: harbour, weight: 2, with: closed, without: [market, fair]}
summary: It was closed. [@log#p1s1]
tlp: green
---
The *introduction*.
"""
ENTITY = "---\nname: Ann Moor\nkind: person\naliases: [Moor, the harbour master]\nrole: Harbour master\n---\n"
NOTE = """---
title: Who is who
date: 2025-07
authors: A. Writer
topics: [pier]
tlp: amber
status: draft
---
## The crew
"""
CLAIM = """---
question: Was the pier sold?
topics: [pier]
would_change: The deed of sale.
---
Two papers differ.

## No
The office says “There was no sale” [@log#p3s2].
One origin: the office [@log#p3s2; @diary#p2].

## Yes
[@diary#p2]
"""
FULL = {"topics/pier.md": TOPIC, "entities/ann.md": ENTITY, "notes/who.md": NOTE, "claims/sold.md": CLAIM}


def test_each_kind_of_file_becomes_its_value(tmp_path):
    desk = read(tmp_path, {**FULL, "pages/index.md": "---\ndossier: The Pier\nlanguage: en-GB\n---\nLead."})
    (topic,), (entity,), (note,), (claim,), (page,) = (
        desk.topics,
        desk.entities,
        desk.notes,
        desk.claims,
        desk.pages,
    )

    assert desk.problems == ()
    assert topic.terms == (Term("pier"), Term("harbour", 2, ("closed",), ("market", "fair")))
    assert topic.summary_body and [str(c.at) for c in topic.summary_body.citations] == [
        "content/topics/pier.md:6:25"
    ]
    assert (topic.tlp, topic.body.first_line) == (Tlp.GREEN, 9)
    assert (entity.name, entity.kind, entity.role) == ("Ann Moor", EntityKind.PERSON, "Harbour master")
    assert entity.aliases == ("Moor", "the harbour master")
    assert (note.date, note.authors, note.published) == (PartialDate.parse("2025-07"), ("A. Writer",), False)
    assert note.body.headings == (("h-the-crew", "The crew"),)
    assert [(p.stance, p.title) for p in claim.positions] == [("no", "No"), ("yes", "Yes")]
    assert [str(p.evidence[0].at) for p in claim.positions] == [
        "content/claims/sold.md:9:37",
        "content/claims/sold.md:13:1",
    ]
    assert [p.one_origin for p in claim.positions] == [
        ((CitedPlace("log", 3, 2), CitedPlace("diary", 2)),),
        (),
    ]
    assert claim.would_change == "The deed of sale."
    assert claim.body.markdown.strip() == "Two papers differ."
    assert (page.id, page.dossier, page.language) == ("index", "The Pier", "en-GB")
    assert resolve(desk, CORPUS).problems == ()


@pytest.mark.parametrize(
    "files", [{}, {"topics/pier.md": TOPIC}, {".obsidian/app.json": "{}", "README.md": "x"}]
)
def test_a_small_desk_is_a_desk(tmp_path, files):
    assert read(tmp_path, files).problems == ()


def test_a_missing_folder_is_an_error(tmp_path):
    desk = read_desk(tmp_path / "content", Settings())

    assert [str(p) for p in desk.problems] == [
        "content:1:1: error: there is no folder content. Create it, or give another with --content."
    ]


def test_a_note_needs_no_front_matter_and_any_name_will_do(tmp_path):
    desk = read(tmp_path, {"notes/My note 😀.md": "Words.", "notes/deep/😀.md": "See [[My note 😀]]."})

    assert [(note.id, note.title) for note in desk.notes] == [
        ("1f600", "😀"),
        ("my-note-1f600", "My note 😀"),
    ]
    assert [link.target.id for link in resolve(desk, CORPUS).links] == ["my-note-1f600"]


def test_a_file_name_that_is_no_text_becomes_a_title_that_a_page_can_show(tmp_path):
    content = write(tmp_path, {"notes/a.md": "Words."})
    (content / "notes/a.md").rename(content / "notes" / os.fsdecode(b"caf\xe9.md"))

    (note,) = read_desk(content, Settings()).notes

    assert (note.id, note.title, note.aliases) == ("caf", "Caf?", ("caf?",))


def test_windows_line_ends_and_a_byte_order_mark_move_nothing(tmp_path):
    text = "\ufeff---\r\ntitle: A\r\n---\r\n\r\nIt rained [@log#p9].\r\n"

    assert problems(tmp_path, {"notes/a.md": text}) == [
        "content/notes/a.md:5:11: error: “log” has no paragraph for #p9. It has 3 paragraphs."
    ]


BAD = {
    "unknown key": (
        "notes/a.md",
        "---\ntitel: A\n---\n",
        ':2:1: error: unknown key "titel". Did you mean "title"?',
    ),
    "unknown key of a term": (
        "topics/a.md",
        "---\ntitle: A\nterms:\n  - phrase: b\n    wieght: 2\n---\n",
        ':5:5: error: unknown key "wieght". Did you mean "weight"?',
    ),
    "doubled key": (
        "notes/a.md",
        "---\ntitle: A\ntitle: B\n---\n",
        ':3:1: error: the key "title" is repeated. It is on line 2 already; keep one of the two.',
    ),
    "missing key": (
        "entities/a.md",
        "---\nkind: person\n---\n",
        ':1:1: error: the key "name" is missing. Add a line `name: …`.',
    ),
    "unknown kind": (
        "entities/a.md",
        "---\nname: Ab\nkind: persan\n---\n",
        ':3:7: error: "kind" cannot be "persan": expected person, organisation, place, agreement '
        'or event. Did you mean "person"?',
    ),
    "a name of no word": (
        "entities/a.md",
        "---\nname: Ab\nkind: place\naliases: [Abton, the]\n---\n",
        ':4:18: error: "aliases" cannot be "the": “the” has no word by which a text can be found',
    ),
    "a term of no word": (
        "topics/a.md",
        "---\ntitle: A\nterms: ['...', fish]\n---\n",
        ':3:9: error: "phrase" cannot be "...": “...” has no word by which a text can be found',
    ),
    "bad weight": (
        "topics/a.md",
        "---\ntitle: A\nterms: [{phrase: b, weight: 3}]\n---\n",
        ':3:29: error: "weight" cannot be "3": input should be less than or equal to 2',
    ),
    "bad date": (
        "notes/a.md",
        "---\ndate: 2025-02-30\n---\n",
        ':2:7: error: "date" cannot be "2025-02-30": day is out of range for month. '
        "Dates are written 2025-07-13, 2025-07 or 2025, 2025-07~ or 2025-06/2025-07.",
    ),
    "bad status": (
        "notes/a.md",
        "---\nstatus: done\n---\n",
        ':2:9: error: "status" cannot be "done": expected draft or published',
    ),
    "no closing fence": (
        "notes/a.md",
        "---\ntitle: A\n\nWords.",
        ":1:1: error: the front matter that begins here has no closing ---. "
        "Put a line of three hyphens under the last key.",
    ),
    "unknown topic": (
        "notes/a.md",
        "---\ntopics: [pire]\n---\n",
        ':2:10: error: unknown topic "pire". Did you mean "pier"?',
    ),
    "unknown see": (
        "entities/a.md",
        "---\nname: Ab\nkind: place\nsee: [anne]\n---\n",
        ':4:7: error: unknown entity "anne". Did you mean "ann"?',
    ),
    "a name of two": (
        "entities/z.md",
        "---\nname: Zed\nkind: person\naliases: [Moor]\n---\n",
        ':4:10: warning: "Moor" is also a name of ann. Where it occurs alone it will be shown as ambiguous.',
    ),
    "not UTF-8": (
        "notes/a.md",
        "Caf\u00e9\nna\u00efve".encode("cp1252"),
        ":1:4: error: this is not UTF-8 text. Save the file as UTF-8.",
    ),
    "a control character": (
        "notes/a.md",
        "one\ntwo \x00",
        ":2:5: error: a control character (U+0000) occurs here. Delete it.",
    ),
    "a position without evidence": (
        "claims/a.md",
        "---\nquestion: Why?\n---\n## Because\nWords.\n\n## So\n[@log]\n",
        ':4:1: error: the position "Because" cites no evidence. '
        "Put a citation such as [@source#p3s2] under the heading.",
    ),
    "no positions": (
        "claims/a.md",
        "---\nquestion: Why?\n---\nWords.\n",
        ":1:1: error: the question has no positions. "
        "Give each answer a heading, `## The answer`, and its evidence under it.",
    ),
    "two positions of one name": (
        "claims/a.md",
        "---\nquestion: Why?\n---\n## So\n[@log]\n\n## So\n[@log]\n",
        ':7:1: error: the position "So" occurs twice. Join the two.',
    ),
    "a position without words": (
        "claims/a.md",
        "---\nquestion: Why?\n---\n##\n\n[@log]\n",
        ":4:1: error: the heading of a position has no words. Write the answer into it.",
    ),
    "a key of the front page elsewhere": (
        "pages/about.md",
        "---\ndossier: A\n---\n",
        ':2:1: error: the key "dossier" is read in index.md alone',
    ),
    "a bad language": (
        "pages/index.md",
        "---\nlanguage: not a tag\n---\n",
        ':2:11: error: "language" cannot be "not a tag": expected a language tag such as en or pt-BR',
    ),
    "a citation that cannot be read": (
        "notes/a.md",
        "See [@log, page 3].",
        ":1:5: error: cannot read the citation [@log, page 3]. "
        "Write [@source], [@source#p3] or [@source#p3s2], several with `;` between.",
    ),
    "a comment without end": (
        "notes/a.md",
        "Shown %% hidden",
        ":1:7: error: unterminated comment: closing %% missing. "
        "Close it; a comment within a paragraph contains no empty line.",
    ),
    "a footnote that nothing refers to": (
        "notes/a.md",
        "Words.\n\n[^1]: Lost.",
        ":3:1: warning: footnote [^1] is never referenced, so it is not shown",
    ),
    "a reference to no footnote": (
        "notes/a.md",
        "Words[^1] `[^2]`.",
        ":1:6: warning: there is no footnote [^1]. Write it on a line of its own: [^1]: …",
    ),
    "a tag of HTML": (
        "notes/a.md",
        'A `<br>` 3 <i 4, if a <b and c> d, List<T>.\n\n<img src="pier.png" alt="A pier"> A<br>B.',
        ':3:1: warning: <img src="pier.png" alt="A pier"> is shown as text, as is all HTML and every call '
        "of another program. Write it in Markdown; put it into code if readers are to see it.",
    ),
    "a call of another program": (
        "notes/a.md",
        "Words {{ so }} {% include pier.html %}.",
        ":1:16: warning: {% include pier.html %} is shown as text, as is all HTML and every call "
        "of another program. Write it in Markdown; put it into code if readers are to see it.",
    ),
    "too deep": (
        "notes/a.md",
        "- " * 60 + "a",
        ":1:1: error: lists and quotes are nested so deeply that the rest is not read",
    ),
    "half a character": (
        "notes/a.md",
        '---\ntitle: "a\\ud800"\n---\n',
        ':2:8: error: "title" cannot be "a?": a control character (U+D800) is in it',
    ),
    "settings under another name": (
        "Settings.yml",
        "audience: clear",
        ":1:1: error: this file is not read under this name. Rename it to settings.yaml.",
    ),
    "a picture": (
        "notes/a.png",
        b"\x89PNG",
        ":1:1: warning: this file was not read. "
        "Only .md files in topics, entities, notes, claims and pages are read.",
    ),
    "a note beside the folders": (
        "a.md",
        "Words.",
        ":1:1: warning: this file was not read. "
        "Only .md files in topics, entities, notes, claims and pages are read.",
    ),
    "too large": (
        "notes/a.md",
        "x" * 400_001,
        ":1:1: error: is larger than 400,000 bytes and was not read. Cut it into several.",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_fault_is_named_with_its_place_and_what_would_help(tmp_path, name):
    file, text, expected = BAD[name]

    assert problems(tmp_path, {"topics/pier.md": TOPIC, "entities/ann.md": ENTITY, file: text}) == [
        f"content/{file}{expected}"
    ]


def test_a_number_may_be_a_term_and_an_acronym_or_a_surname_of_an_ordinary_word_too(tmp_path):
    for name, text in {
        "topics/a.md": "---\ntitle: A\nterms: [1967, WHO]\n---\n",
        "entities/may.md": "---\nname: Ann May\nkind: person\naliases: [May, US]\n---\n",
    }.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")

    desk = read_desk(tmp_path, Settings())

    assert [term.phrase for term in desk.topics[0].terms] == ["1967", "WHO"]
    assert [str(problem) for problem in desk.problems] == []


def test_nothing_is_silently_lost(tmp_path):
    content = write(tmp_path, {"notes/a.md": "Words.", "claims": "A file.", "old/notes/b.md": "Words."})
    (content / "notes" / "link.md").symlink_to(content / "notes" / "a.md")
    (content / "notes" / "round").symlink_to(content)
    (content / "topics").symlink_to(content / "notes")

    desk = read_desk(content, Settings())

    assert [note.id for note in desk.notes] == ["a"]
    assert [problem.at.file for problem in desk.problems if problem.code == "not-read"] == [
        "content/claims",
        "content/notes/link.md",
        "content/notes/round",
        "content/old/notes/b.md",
        "content/topics/link.md",
        "content/topics/round",
    ]


def test_two_files_of_one_id_are_both_named(tmp_path):
    assert problems(tmp_path, {"notes/A b.md": "x", "notes/a-b.md": "y"}) == [
        'content/notes/a-b.md:1:1: error: the id "a-b" is already used by content/notes/A b.md. Rename one.'
    ]


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["C++", "C"], ["c-2b-2b", "c"]),
        (["C#", "C++"], ["c", "c-2b-2b"]),
        (["Q A", "Q&A"], ["q-a", "q-26-a"]),
        (["Quay!", "Quay"], ["quay-21", "quay"]),
        (["€ Quay", "Quay"], ["20ac-quay", "quay"]),
        (["C++", "D"], ["c", "d"]),
        (["👍🏻", "👍🏿"], ["1f44d", "1f44d-1f3ff"]),
    ],
)
def test_signs_tell_the_ids_of_files_apart_where_letters_do_not(tmp_path, names, ids):
    desk = read(tmp_path, {f"notes/{name}.md": f"It is on {name}." for name in names})

    assert desk.problems == ()
    assert {note.id for note in desk.notes} == set(ids)
    assert {note.id: note.aliases[0] for note in desk.notes} == dict(zip(ids, names, strict=True))


def test_front_matter_of_every_shape_ends_in_a_value_or_a_problem(tmp_path):
    noise = random.Random(7)
    keys = re.findall(r"\w+", "title name kind question terms topics date authors aliases see tlp language")
    values = [
        "",
        "x",
        "[a, b]",
        "{a: b}",
        "1974",
        "yes",
        "~",
        "[[]]",
        "- a",
        "&a b",
        "*a",
        "'",
        "2025-13",
        "|",
        "{",
    ]
    folder = tmp_path
    for number in range(300):
        lines = [f"{noise.choice(keys)}: {noise.choice(values)}" for _ in range(noise.randrange(5))]
        kind = noise.choice(["topics", "entities", "notes", "claims", "pages"])
        write(folder, {f"{kind}/f{number}.md": "---\n" + "\n".join(lines) + "\n---\nWords.\n"})

    desk = read_desk(folder / "content", Settings())

    read_ids = {
        x.id for kind in (desk.topics, desk.entities, desk.notes, desk.claims, desk.pages) for x in kind
    }
    named = {problem.at.file.split("/")[-1][:-3] for problem in desk.problems}
    assert read_ids | named == {f"f{number}" for number in range(300)}


def test_reading_twice_gives_the_same_desk(tmp_path):
    assert read(tmp_path, FULL) == read(tmp_path, FULL)


def test_a_front_matter_comes_apart_without_being_checked():
    assert split_front_matter("x.md", "---\r\ntitle: A\r\n---\r\nWords.") == ({"title": "A"}, "Words.")
    assert split_front_matter("x.md", "Words.\n---\n") == ({}, "Words.\n---\n")


SUMMARIES = {
    "on one line": "summary: Hurt [[nope]]",
    "kept as typed": "summary: |\n    First.\n      Then [[nope]]",
    "folded": "summary: >-\n  First.\n\n  Then\n  so [[nope]]",
    "in quotation marks": "summary: 'First\n  and [[nope]]'",
    "over two lines": "summary: First\n  and [[nope]] so",
    "behind other breaks of YAML": 'tags: "a\u2028b\u2028c"\nsummary: Hurt [[nope]]',
    "in double quotation marks": 'summary: "First: [[nope]]"',
}


@pytest.mark.parametrize("summary", SUMMARIES.values(), ids=list(SUMMARIES))
def test_a_problem_in_a_summary_points_to_its_very_characters(tmp_path, summary):
    text = f"---\ntitle: A\n{summary}\n---\n"

    found = problems(tmp_path, {"topics/a.md": text})

    expected = [
        f'content/topics/a.md:{number}:{line.index("[[nope]]") + 1}: error: no page is called "nope"'
        for number, line in enumerate(text.split("\n"), 1)
        if "[[nope]]" in line
    ]
    assert [words.partition(". ")[0] for words in found] == expected


def test_the_places_of_a_long_summary_are_found_at_once(tmp_path):
    text = f"---\ntitle: A\nsummary: See {'[[a]] ' * 20_000}\n---\n"
    begun = time.process_time()

    (topic,) = read(tmp_path, {"topics/a.md": text}).topics

    assert topic.summary_body and str(topic.summary_body.links[-1].at) == "content/topics/a.md:3:120008"
    assert time.process_time() - begun < 20  # a search from the start for each would take minutes


def test_where_yaml_escapes_characters_the_value_itself_is_the_place(tmp_path):
    text = '---\ntitle: A\nsummary: "\\"so\\" [[nope]]"\n---\n'

    (found,) = problems(tmp_path, {"topics/a.md": text})

    assert found.startswith("content/topics/a.md:3:10: error: no page")


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        pytest.param("## A\nOne origin: the office [@log; @diary].", [], id="a group"),
        pytest.param("## A\nNo [@log].\n**One origin:** [@log;\n@diary].", [], id="bold, over two lines"),
        pytest.param("## A\nNo [@log]. One origin: [@log; @diary].", [], id="after another sentence"),
        pytest.param("## A\nThere is one origin: the office [@log].", [], id="inside a sentence"),
        pytest.param("## A\nNo [@log].\n\n%% One origin: whose? %%", [], id="in a comment"),
        pytest.param(
            "## A\nOne origin: [@log; @lag].", ['5:13: error: unknown source "lag"'], id="no such source"
        ),
        pytest.param(
            "## A\nOne origin: [@log#p1; @log].",
            ['5:1: error: "One origin:" names only one source'],
            id="two places of one source",
        ),
        pytest.param(
            "## A\nNo [@log].\n\nOne origin: he.",
            ['7:1: error: "One origin:" names no source'],
            id="no citation",
        ),
        pytest.param(
            "## A\nNo [@log]\nOne origin: he [@log; @diary].",
            ['6:1: error: "One origin:" names no source'],
            id="in the sentence of the line above",
        ),
        pytest.param("## A\nNo [@log]. `One origin: he` [@log; @diary].", [], id="in code"),
        pytest.param(
            "One origin: [@log; @diary].\n## A\nNo [@log].",
            ['4:1: error: "One origin:" belongs to a position'],
            id="above the positions",
        ),
    ],
)
def test_one_origin_is_read_where_it_stands(tmp_path, position, expected):
    found = problems(tmp_path, {"claims/q.md": f"---\nquestion: Q?\n---\n{position}\n"})

    assert [words.partition(". ")[0] for words in found] == [
        f"content/claims/q.md:{words}" for words in expected
    ]


def test_two_origins_of_one_position_stay_apart(tmp_path):
    text = "---\nquestion: Q?\n---\n## A\nOne origin: [@log; @diary].\nOne origin: he [@log#p1; @diary#p1]."

    (claim,) = read(tmp_path, {"claims/q.md": text}).claims

    assert claim.positions[0].one_origin == (
        (CitedPlace("log"), CitedPlace("diary")),
        (CitedPlace("log", 1), CitedPlace("diary", 1)),
    )


@pytest.mark.parametrize(
    "position",
    [
        "> He said. One origin: the office [@log; @diary]. Another [@letter].",
        "- [ ] One origin: the office [@log; @diary]\n- Another [@letter].",
        "> [!quote] One origin: the office [@log; @diary]\n> Another [@letter].",
    ],
    ids=["a quotation", "a task", "a title"],
)
def test_one_origin_takes_the_places_of_its_own_sentence_in_whatever_block(tmp_path, position):
    (claim,) = read(tmp_path, {"claims/q.md": f"---\nquestion: Q?\n---\n## A\n{position}\n"}).claims

    assert claim.positions[0].one_origin == ((CitedPlace("log"), CitedPlace("diary")),)


def test_the_old_key_for_one_origin_says_where_it_went(tmp_path):
    found = problems(
        tmp_path, {"claims/q.md": "---\nquestion: Q?\none_origin: [[log, diary]]\n---\n## A\n[@log]\n"}
    )

    assert found == [
        'content/claims/q.md:3:1: error: unknown key "one_origin". '
        "Write it under the heading of the position: One origin: [@source-a; @source-b]."
    ]


HELD = {
    "entities/ann.md": ENTITY,
    "entities/bo.md": "---\nname: Bo Reed\nkind: person\naliases: [Moor]\n---\n",
}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("by: [ann, bo]", ("ann", "bo")),
        ("by: ann, Bo Reed", ("ann", "bo")),
        ("By: [[ann|the master]], [[Bo Reed]]", ("ann", "bo")),
        ("**by:** the harbour master", ("ann",)),
        ("by: [ann, Ann Moor]", ("ann",)),
        ("by: [ann] %% not [bo] %%", ("ann",)),
        ("\nby: 'bo'", ("bo",)),
        ("by: []", ()),
        ("By the office [@log].", ()),
    ],
)
def test_a_position_says_who_holds_it(tmp_path, line, expected):
    text = f"---\nquestion: Q?\n---\n## A\n{line}\n\nNo [@log].\n\n## B\nYes [@diary].\n"

    desk = read(tmp_path, {**HELD, "claims/q.md": text})
    first, second = desk.claims[0].positions

    assert (expected, ()) == (first.by, second.by)
    assert "by:" not in first.body.plain_words().lower()
    assert [citation.at.line for citation in first.evidence][-1] == text[: text.index("No [@log]")].count(
        "\n"
    ) + 1


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("## A\nby: [ann, ben]\n\nNo [@log].", '5:11: error: unknown entity "ben". Make it'),
        ("## A\nby: [Ann More]\n\nNo [@log].", '5:6: error: unknown entity "Ann More". Did you mean "ann m'),
        ("## A\nby: Moor\n\nNo [@log].", '5:5: error: "Moor" is a name of ann and bo. Give the id.'),
        ("## A\nby:\n- ann\n\nNo [@log].", '5:1: error: "by" is empty. Write the entities on one line'),
        ("## A\nNo [@log].\n\nby: [ann]", '7:1: error: "by:" is read directly under'),
        ("by: [ann]\n\n## A\nNo [@log].", '4:1: error: "by:" is read directly under'),
    ],
)  # fmt: skip
def test_a_line_of_holders_that_cannot_be_read_is_named_at_its_word(tmp_path, position, expected):
    found = problems(tmp_path, {**HELD, "claims/q.md": f"---\nquestion: Q?\n---\n{position}\n"})

    assert [f"content/claims/q.md:{expected}"] == [
        words[: len(f"content/claims/q.md:{expected}")] for words in found if "claims" in words
    ]


def test_what_would_change_an_answer_is_resolved_and_needs_no_source(tmp_path):
    text = "---\nquestion: Q?\nwould_change: A deed [@lag], or [[nobody]].\n---\n## A\nIt is [@log].\n"

    found = problems(tmp_path, {"claims/q.md": text})

    assert [line.partition(". ")[0].removeprefix("content/claims/q.md:") for line in found] == [
        '3:22: error: unknown source "lag"',
        '3:33: error: no page is called "nobody"',
    ]
    assert check_coverage(read(tmp_path, {"claims/q.md": text}), Severity.WARNING) == ()


def test_a_key_for_who_holds_a_position_says_where_it_belongs(tmp_path):
    found = problems(tmp_path, {"claims/q.md": "---\nquestion: Q?\nby: {a: [ann]}\n---\n## A\n[@log]\n"})

    assert found == [
        'content/claims/q.md:3:1: error: unknown key "by". '
        "Write it directly under the heading of the position: by: [first-id, second-id]."
    ]


def test_the_front_page_has_a_judgement_and_what_to_watch(tmp_path):
    text = """---
judgement: A sale is likely. It is old. [@log#p3]
watch:
  - The deed is due. [@log]
  - It rains.
---
Lead.
"""

    desk = read(tmp_path, {"pages/index.md": text})
    (page,) = desk.pages

    assert (
        page.judgement and [each.coverage for each in page.judgement.statements] == [Coverage.JUDGEMENT] * 2
    )
    assert [each.plain_words().strip() for each in page.watch] == ["The deed is due.", "It rains."]
    assert [
        str(citation.at).removeprefix("content/pages/index.md:")
        for body in page.bodies
        for citation in body.citations
    ] == ["2:41", "4:22"]
    assert [
        f"{problem.at.line}: {problem.message}" for problem in check_coverage(desk, Severity.WARNING)
    ] == ["7: this has no source: “Lead.”", "5: this has no source: “It rains.”"]


@pytest.mark.parametrize("key", ["judgement: It will.", "watch: [The deed.]"])
def test_no_other_page_has_a_judgement_of_its_own(tmp_path, key):
    found = problems(tmp_path, {"pages/about.md": f"---\n{key}\n---\nWords.\n"})

    assert [
        f'content/pages/about.md:2:1: error: the key "{key.partition(":")[0]}" is read in index.md alone'
    ] == found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "One.[^a] [@log]\n\n[^a]: First.\n\n[^a]: Second.",
            "6:1: warning: the footnote [^a] is defined twice",
        ),
        ("| a | b |\n| - | - |\n| 1 | 2 | lost |", "4:11: warning: “lost” is beyond the last column"),
        ("a | b\n--|--\n1 | 2 | lost", "4:9: warning: “lost” is beyond the last column"),
        ("> | a |\n> | - |\n> | 1 | lost |", "4:9: warning: “lost” is beyond the last column"),
        ("| a |\n| - |\n| 1 \\| 2 |\n| 1 | |", ""),
        ("One.[^a] Two.[^b]\n\n[^a]: First.\n\n[^b]: Second.", ""),
    ],
)
def test_what_markdown_drops_without_a_word_is_named(tmp_path, body, expected):
    text = f"---\n---\n{body}\n".replace("---\n---\n", "%% x %%\n")
    found = problems(tmp_path, {"notes/x.md": text})

    dropped = [line for line in found if "twice" in line or "beyond" in line]
    assert [line.removeprefix("content/notes/x.md:")[: len(expected)] for line in dropped] == [
        expected
    ] * bool(expected)


def test_a_folder_of_markdown_alone_is_a_vault_of_notes(tmp_path):
    content = write(
        tmp_path,
        {
            "Front.md": "See [[Second day]] and [[Daily/Second day|it]].",
            "Daily/2025/Second day.md": "---\naliases: [Tuesday]\n---\n![[Front]] ^b1\n",
            "Templates/New.md": "---\ntitle: {{title}}\n---\n",
            ".obsidian/app.json": "{}",
            "Board.canvas": "{}",
            "README.md": "How we work.",
        },
    )

    desk = read_desk(content, Settings())

    assert [note.id for note in desk.notes] == ["front", "second-day"]
    assert [(problem.at.file, problem.code) for problem in desk.problems] == [
        ("content/Board.canvas", "not-read"),
        ("content/Templates/New.md", "bad-yaml"),
    ]
    assert [p.code for p in resolve(desk, CORPUS).problems] == []


def test_a_key_follows_a_page_to_its_new_name_as_links_do(tmp_path):
    files = {
        "topics/quay.md": "---\ntitle: The quay\nterms: [quay]\nredirect_from: [pier]\n---\n",
        "entities/mayor.md": "---\nname: Ann Moor\nkind: person\nredirect_from: ann\n---\n",
        "entities/bo.md": "---\nname: Bo Lind\nkind: person\nsee: [ann, mayor]\n---\n",
        "notes/a.md": "---\ntopics: [pier, quay, The quay]\n---\nIt closed. [@log#p1s1]\n",
        "claims/c.md": "---\nquestion: Why?\ntopics: pier\n---\n## So\n\nIt closed. [@log#p1s1]\n",
    }
    desk = read_desk(write(tmp_path, files), Settings())

    assert desk.problems == ()
    assert (desk.notes[0].topics, desk.claims[0].topics) == (("quay",), ("quay",))
    assert [entity.see for entity in desk.entities] == [("mayor",), ()]


def test_notes_that_lie_beside_the_folders_are_looked_at_and_not_published(tmp_path):
    content = write(tmp_path, {"notes/a.md": "A.", "Inbox/b.md": "---\nautors: B\n---\n", "c.md": "C."})

    desk = read_desk(content, Settings())

    assert [note.id for note in desk.notes] == ["a"]
    assert [(str(p.at), p.severity, p.code) for p in desk.problems] == [
        ("content/Inbox/b.md:1:1", "warning", "not-read"),
        ("content/Inbox/b.md:2:1", "warning", "unknown-key"),
        ("content/c.md:1:1", "warning", "not-read"),
    ]


@pytest.mark.parametrize(
    ("name", "title", "is_copy"),
    [
        ("first (Ann's conflicted copy 2024-01-01)", "Other", True),
        ("first (conflicted copy 2024-01-01 120000)", "Other", True),
        ("first (Konfliktkopie von Ann 2024-01-01)", "Other", True),
        ("first (Copie en conflit de Ann)", "Other", True),
        ("first.sync-conflict-20240101-120000-ABCDEFG", "Other", True),
        ("first 2", "The first", True),
        ("first (1)", "The first", True),
        ("first copy", "The first", True),
        ("first - Copy (2)", "The first", True),
        ("first 2", "The second", False),
        ("first copy", "The copy", False),
        ("first (a conflict)", "Other", False),
        ("first (copy editors)", "The first", False),
        ("second 2", "The first", False),
        ("first-2", "The first", False),
    ],
)
def test_a_copy_that_a_sync_service_left_is_a_warning(tmp_path, name, title, is_copy):
    front = "---\ntitle: {}\n---\nIt closed. [@log#p1s1]\n"
    files = {"notes/first.md": front.format("The first"), f"notes/{name}.md": front.format(title)}

    found = [(each.code, each.at.file) for each in read_desk(write(tmp_path, files), Settings()).problems]

    assert found == ([("copied-file", f"content/notes/{name}.md")] if is_copy else [])


CONFLICT = "<<<<<<< HEAD\n{}\n||||||| base\nold\n=======\n{}\n>>>>>>> pier\n"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("notes/n.md", "It closed. [@log#p1s1]\n\n" + CONFLICT.format("It is closed.", "It is open."), 3),
        (
            "notes/n.md",
            "---\n" + CONFLICT.format("title: A", "title: B") + "---\nIt closed. [@log#p1s1]\n",
            2,
        ),
        ("notes/n.md", CONFLICT.format("---\ntitle: A\n---\nA", "---\ntitle: B\n---\nB"), 1),
        ("entities/n.md", "---\n" + CONFLICT.format("name: Ab", "name: B") + "kind: person\n---\n", 2),
        ("settings.yaml", CONFLICT.format("audience: red", "audience: clear"), 1),
        ("decisions.yaml", CONFLICT.format("not_names: [A]", "not_names: [B]"), 1),
        ("notes/n.md", "---\ntitle: A\n<<<<<<< HEAD\n---\nIt closed. [@log#p1s1]\n", 3),
        ("notes/n.md", "It closed. [@log#p1s1]\n<<<<<<< HEAD\n", 2),
        ("notes/n.md", "It closed. [@log#p1s1]\n||||||| 3f2a1b0\nSo. [@log#p1s1]\n", 2),
        ("notes/n.md", "It closed. [@log#p1s1]\n>>>>>>> desk/pier\n", 2),
        ("notes/n.md", "It closed. [@log#p1s1]\n>>>>>>> 3f2a1b0 (Close the pier)\n", 2),
        ("notes/n.md", "It closed. [@log#p1s1]\n>>>>>>> Stashed changes\n", 2),
    ],
)
def test_a_merge_conflict_is_one_error_at_its_line(tmp_path, name, text, line):
    write(tmp_path, {name: text})
    _, faults = read_settings(tmp_path / "content", Settings())

    found = [*faults, *read_desk(tmp_path / "content", Settings()).problems]

    assert [str(each.at) for each in found if each.severity is Severity.ERROR] == [f"content/{name}:{line}:1"]
    assert [each.code for each in found if each.severity is Severity.ERROR] == ["merge-conflict"]


def test_signs_without_a_conflict_are_text(tmp_path):
    text = "The crew\n=======\n\n<<<<<<< see above\n\nIt closed. [@log#p1s1]\n"

    assert problems(tmp_path, {"notes/n.md": text}) == []


@pytest.mark.parametrize("former", ["other", "/notes/Other.html", "[first, other]"])
def test_a_former_name_that_another_page_has_now_is_a_warning(tmp_path, former):
    files = {
        "notes/n.md": f"---\nredirect_from: {former}\n---\nIt closed. [@log#p1s1]\n",
        "notes/other.md": "It closed. [@log#p1s1]\n",
        "claims/first.md": "---\nquestion: Q?\n---\n## Yes\n\nIt closed. [@log#p1s1]\n",
    }

    [found] = problems(tmp_path, files)

    assert found.startswith("content/notes/n.md:2:")
    assert "is the name of another page, which keeps its address" in found
