"""Which sentences of editors have a source, which are the desk's judgement, and which have neither."""

import pytest
from editorial_desk import Page
from press import HARBOUR, ROOT

from dossier.config import Settings
from dossier.editorial import check_coverage, read_body, read_desk, render, statements_under
from dossier.model import Coverage, Severity

SIGNS = {Coverage.CITED: "+", Coverage.JUDGEMENT: "=", Coverage.UNCITED: "-"}


def covered(markdown):
    """Return each statement with a sign: + cited, = judgement, - uncited."""
    body, _ = read_body("content/notes/n.md", 1, markdown)
    return [f"{SIGNS[each.coverage]} {each.words}" for each in body.statements]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("It is shut.", ["- It is shut."]),
        ("It is shut [@log].", ["+ It is shut."]),
        ("It is shut. [@log]", ["+ It is shut."]),
        ("It is shut [@log]. No one knows why.", ["+ It is shut.", "- No one knows why."]),
        ("It is shut. No one knows why [@log].", ["- It is shut.", "+ No one knows why."]),
        ("It is shut. No one knows why. [@log]", ["+ It is shut.", "+ No one knows why."]),
        ("It is shut. [@log] No one knows why.", ["+ It is shut.", "- No one knows why."]),
        ("[@log] says that it is shut. No one knows.", ["+ says that it is shut.", "- No one knows."]),
        ("It is shut, [@log] and the boats\ngo to Larne.", ["+ It is shut, and the boats go to Larne."]),
        ("# The pier\n\nWhy is it shut?", []),
        ("See [[pier]], [the log](notes/log.md). See also: [[pier]] and [[boats]].", []),
        ("See that [[pier]] is shut. See also.", ["- See that pier is shut.", "- See also."]),
        ("[[pier]], [the log](notes/log.md) · [[boats|Boats]].\n\n- [[pier]]\n- [[boats]]", []),
        ("![The pier is shut](pier.png)", []),
        ("![The pier](pier.png) It is shut.", ["- The pier It is shut."]),
        ("![[pier]]\n\n- [ ] count the boats\n- [x] ask\n\n```\nIt is shut.\n```", []),
        ("- one is red [@log]\n- two is blue", ["+ one is red", "- two is blue"]),
        (
            "Two came:\n\n- one is red [@log]\n- two is blue [@log]",
            ["+ Two came:", "+ one is red", "+ two is blue"],
        ),
        ("Two came:\n\n- one is red [@log]\n- two is blue", ["- Two came:", "+ one is red", "- two is blue"]),
        ("Two came:\n\nThey left [@log].", ["- Two came:", "+ They left."]),
        (
            "| who | what |\n| --- | --- |\n| crew | left [@log] |\n| mayor | stayed |",
            ["+ crew left", "- mayor stayed"],
        ),
        ("| page |\n| --- |\n| [[pier]] |", []),
        ("> Nobody was hurt. All are well.\n\n[@log]", ["+ Nobody was hurt. All are well."]),
        ("> Nobody was hurt. [@log]", ["+ Nobody was hurt."]),
        ("> Nobody was hurt.\n\n— The mayor [@log]", ["+ Nobody was hurt.", "+ — The mayor"]),
        (
            "> [!quote] The log\n> Nobody was hurt. All are well.\n\n[@log]",
            ["+ Nobody was hurt. All are well."],
        ),
        ("> [!quote]\n> Nobody was hurt. All are well. [@log]", ["+ Nobody was hurt. All are well."]),
        ("> [!note]\n> Nobody was hurt.\n\n[@log]", ["- Nobody was hurt."]),
        ("She said:\n\n> [!quote]\n> It is shut. [@log]", ["+ She said:", "+ It is shut."]),
        ("One.[^1]\n\n> Two.\n\n[^1]: [@log]", ["+ One.", "- Two."]),
        ("One.[^1]\n\n[^1]: So.\n\n    > Two.\n\n    [@log]", ["+ One.", "- So.", "+ Two."]),
        ("- > One.\n- [@log] has more", ["- One.", "+ has more"]),
        ("- > One.\n\n  [@log] has more", ["+ One.", "+ has more"]),
        ("> Nobody was hurt.\n\nAnd so on [@log].", ["- Nobody was hurt.", "+ And so on."]),
        (
            "> [!judgement] Our view\n> It will open. We are sure [@log].",
            ["= It will open.", "= We are sure."],
        ),
        ("> [!note] The title\n> It is shut.", ["- It is shut."]),
        (
            "> [!note]\n> > [!judgement]\n> > It will open.\n>\n> It is shut.",
            ["= It will open.", "- It is shut."],
        ),
        ("Pier\n: A place of boats.\n: Shut now [@log].", ["- A place of boats.", "+ Shut now."]),
        ("It is shut.[^1]\n\n[^1]: So says the log [@log].", ["+ It is shut.", "+ So says the log."]),
        ("It is shut.[^1]\n\n[^1]: So they say.", ["- It is shut.", "- So they say."]),
        ("%% It is shut. %%\n\n<!-- So it is. -->", []),
        ("“Is it shut?” he asked. Why?", ["- “Is it shut?” he asked."]),
        ("12 · 13", []),
        (
            "- **7 May 2025.** It is shut [@log].\n- **13 and 14 May.** Boats go.",
            ["+ It is shut.", "- Boats go."],
        ),
        ("Monday, 7th May to Tuesday, 8 May. Juni oder Juli.", ["- Juni oder Juli."]),
        ("It may. Then 7 May came.", ["- It may.", "- Then 7 May came."]),
    ],
)
def test_statements_and_what_they_rest_on(markdown, expected):
    assert expected == covered(markdown)


def test_a_statement_knows_its_line_of_the_file():
    body, _ = read_body(
        "content/notes/n.md", 5, "# Head\n\nIt is shut.\nBoats go\nto Larne. No one knows.\n\n- red is one"
    )

    assert [each.line for each in body.statements] == [7, 8, 9, 11]


def test_a_statement_in_a_footnote_within_a_sentence_knows_its_place():
    body, _ = read_body("content/notes/n.md", 5, "It is shut.\n\nBoats go.^[No one knows why.] More.")

    assert [(each.words, each.line, each.column) for each in body.statements] == [
        ("It is shut.", 5, 1),
        ("Boats go.", 7, 1),
        ("More.", 7, 31),
        ("No one knows why.", 7, 12),
    ]


@pytest.mark.parametrize("folder", [ROOT, HARBOUR], ids=lambda folder: folder.name)
def test_every_statement_of_the_desks_that_ship_is_covered(folder):
    desk = read_desk(folder / "content", Settings())

    uncited = [f"{each.at} {each.message}" for each in check_coverage(desk, Severity.WARNING)]
    assert uncited == []


def test_a_statement_without_a_source_is_named_at_its_first_word():
    text = "It is shut [@log]. It is *old*.\n\n- **Boats** left.\n\nThe mayor\nsaw it."
    body, _ = read_body("content/notes/n.md", 4, text)

    assert [(each.line, each.column) for each in body.statements] == [(4, 1), (4, 20), (6, 5), (8, 1)]


@pytest.mark.parametrize(
    "pictures",
    ["![A](a.png)", "![A](a.png) ![B](b.png)", "![A](a.png)\n![[b.png|B]]", "![[a.png|A]] ![[b.png]]"],
)
def test_pictures_alone_state_nothing(pictures):
    body, _ = read_body("content/notes/n.md", 1, pictures)

    assert body.statements == ()


@pytest.mark.parametrize("anchor", ["h-why", "b-shut"])
def test_a_part_of_a_judgement_that_is_shown_alone_is_a_judgement(anchor):
    text = "> [!judgement]\n> ## Why\n>\n> The pier is shut. ^shut\n\nThe boats go to Larne."
    body, _ = read_body("content/notes/x.md", 1, text)

    shown = [(each.words, each.coverage) for each in statements_under(body, anchor)]
    assert shown == [("The pier is shut.", Coverage.JUDGEMENT)]
    assert "callout-judgement" in "".join(render(body, Page(), under=anchor))


def test_the_one_line_of_a_name_is_cited_in_its_key(tmp_path):
    front = "---\nname: Ann Moor\nkind: person\nrole: Harbour master\n---\n"
    (tmp_path / "content/entities").mkdir(parents=True)
    (tmp_path / "content/entities/ann.md").write_text(front, "utf-8")
    (tmp_path / "content/entities/bo.md").write_text(f"{front.replace('Ann Moor', 'Bo')}He came.\n", "utf-8")

    found = check_coverage(read_desk(tmp_path / "content", Settings()), Severity.WARNING)

    assert [each.hint.startswith("Cite it there: role: …") for each in found] == [True, False]
