"""A vault of another program is brought along: its habits are read, or warned of, and never stop a build."""

import io
import random
import re
from collections import Counter
from dataclasses import replace
from urllib.parse import quote

import pytest
from editorial_desk import CORPUS, LOG, Page, document, write
from PIL import Image

from dossier.config import Settings
from dossier.editorial import check_coverage, read_body, read_desk, render, resolve
from dossier.model import Corpus, Severity
from dossier.pipeline import join_alike
from dossier.text.slugs import source_id


def note(tmp_path, front, kind="notes"):
    desk = read_desk(write(tmp_path, {f"{kind}/a.md": f"---\n{front}\n---\nWords.\n"}), Settings())
    return getattr(desk, kind)[0] if getattr(desk, kind) else None, desk.problems


@pytest.mark.parametrize(
    "front",
    [
        "created: 2025-07-13\nupdated: 2025-07-14T08:00",
        "publish: true\npermalink: harbour\ndescription: Few words\nimage: x.png",
        "cssclasses: [wide]\ncssclass: wide",
        "tags:\n- ",
        "aliases:\n- \ntopics:\n-",
        "draft: false",
        "published: 2025-07-13",
        "publish: yes",
        "draft: no",
        "private: false",
        "visibility: public",
        "title: What TLP means",
        "public: yes",
        "tags: [drafting, private-sector]",
        "confidential: no",
        "tags: [secret, internal, classified]",
        "draft: nein",
        "publish:",
        'date: ""',
        "status: published",
    ],
)
def test_keys_of_other_programs_are_accepted(tmp_path, front):
    found, problems = note(tmp_path, front)

    assert problems == ()
    assert found.published


@pytest.mark.parametrize(
    "front",
    [
        "draft: true",
        "publish: false",
        "Draft: true",
        "published: false",
        "publish: no",
        "published: No",
        "publish: off",
        "publish: 0",
        "publish: n",
        'publish: "false"',
        "draft: yes",
        "draft: 1",
        "draft: 'on'",
        "hidden: true",
        "Private: yes",
        "unlisted: true",
        "dg-publish: false",
        "draft: ja",
        "isDraft: true",
        "public: false",
    ],
)
def test_what_another_program_would_not_publish_is_a_draft(tmp_path, front):
    found, problems = note(tmp_path, front)

    assert problems == ()
    assert not found.published


@pytest.mark.parametrize("kind", ["topics", "entities", "claims", "pages"])
@pytest.mark.parametrize("front", ["draft: true"])
def test_a_file_that_cannot_be_a_draft_stops_the_build_when_it_says_so(tmp_path, kind, front):
    needed = {
        "topics": "title: A",
        "entities": "name: A\nkind: place",
        "claims": "question: Who?",
        "pages": "title: A",
    }
    _, problems = note(tmp_path, f"{front}\n{needed[kind]}", kind)

    said = [p for p in problems if p.severity is Severity.ERROR and p.message.endswith(("drafts", "back"))]
    assert [str(p.at).rpartition(":")[0] for p in said] == [f"content/{kind}/a.md:2"]


@pytest.mark.parametrize("kind", ["topics", "pages"])
@pytest.mark.parametrize(
    "front", ["status: active", "status: wip", "tags: [boats, drafting]", "tags: [status/draft]"]
)
def test_a_status_or_a_tag_of_another_kind_stops_nothing(tmp_path, kind, front):
    _, problems = note(tmp_path, f"title: A\n{front}", kind)

    assert not [p for p in problems if p.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "front",
    [
        "tpl: red",
        "meta:\n  status: draft",
        "meta:\n  publish: no",
        "tlpp: green",
        "classification: TLP:RED",
        "state: draft",
        "statuss: hidden",
        "draft: soon",
        "publish: later",
        "published: [never]",
        "visibility: members",
        "classification: secret",
        "embargo: 2030-01-01",
        "Embargo-Until: 2030-01-01",
        "confidential: true",
        "vertraulich: ja",
        "do-not-publish: yes",
        "restricted: internal use only",
        "handling: desk alone",
        "tags: [boats, Vertraulich]",
        "audience: amber",
        "tlp:",
        "tags: [boats, Draft]",
        "tags: tlp/amber",
        "title: The price (TLP:RED)",
        "status: published\ndraft: true",
        "titel: A",
        "topic: b",
    ],
)
def test_what_may_be_one_of_our_keys_stays_an_error(tmp_path, front):
    _, problems = note(tmp_path, front)

    assert [problem.severity for problem in problems] == [Severity.ERROR]


@pytest.mark.parametrize(
    "front",
    [
        "first_draft: 2024-11-02",
        "jel-classification: F51",
        "oil-embargo: 1973",
        "price-sensitivity: high",
        "title: A\nroad marking: white",
        "sidebar_visibility: hidden",
        "wip: 50%",
        "entwurf: nein",
        "confidentiel: non",
        "secret: the price",
    ],
)
def test_a_key_that_is_about_marks_or_drafts_is_at_most_unknown(tmp_path, front):
    _, problems = note(tmp_path, front)

    assert {problem.code for problem in problems} <= {"foreign-key"}


def test_an_unknown_key_is_one_warning_for_all_files_that_have_it(tmp_path):
    files = {
        f"notes/n{number}.md": f"---\nrating: {number}\ncolor: red\n---\nWords.\n" for number in range(3)
    }

    desk = read_desk(write(tmp_path, files), Settings())

    assert len(desk.notes) == 3
    assert [(str(p.at), p.severity, p.message) for p in join_alike(desk.problems)] == [
        ("content/notes/n0.md:2:1", "warning", 'unknown key "rating", ignored; the same in 2 more places'),
        ("content/notes/n0.md:3:1", "warning", 'unknown key "color", ignored; the same in 2 more places'),
    ]


@pytest.mark.parametrize("time", ["T10:30:00", " 10:30", "T10:30:00Z", "T23:30:00.5+02:00"])
def test_of_a_day_with_a_time_the_day_is_read(tmp_path, time):
    found, problems = note(tmp_path, f"date: 2025-07-13{time}")

    assert problems == ()
    assert found.date.edtf == "2025-07-13"


def test_names_of_keys_in_the_singular_are_read(tmp_path):
    found, problems = note(tmp_path, "alias: The pier\nauthor: Ann Moor\ntag: '#harbour'")

    assert problems == ()
    assert found.aliases == ("a", "The pier")
    assert (found.authors, found.tags) == (("Ann Moor",), ("harbour",))


def test_a_key_and_its_other_name_are_read_together(tmp_path):
    front = "alias: Pier\naliases: [Quay]\nauthors: Bob\nauthor: [Ann]\ntag: '#one, two'\ntags: three four"
    found, problems = note(tmp_path, front)

    assert (problems, found.authors, found.tags) == ((), ("Bob", "Ann"), ("three", "four", "one", "two"))
    assert found.aliases == ("a", "Quay", "Pier")


@pytest.mark.parametrize("other", ["{name: Tom}", "[Ann, {name: Tom}]", "[[Tom], Ann]"])
def test_under_the_other_name_of_a_key_only_what_is_words_is_read(tmp_path, other):
    found, problems = note(tmp_path, f"authors: [Bob]\nauthor: {other}")

    assert (problems, found.authors) == ((), ("Bob", "Ann") if "Ann" in other else ("Bob",))


@pytest.mark.parametrize(
    "day", ['"[[2025-07-13]]"', "[[2025-07-13]]", "[2025-07-13]", '"[[days/2025-07-13|Sunday]]"']
)
def test_a_link_to_the_note_of_a_day_is_its_day(tmp_path, day):
    found, problems = note(tmp_path, f"date: {day}")

    assert (problems, found.date.edtf) == ((), "2025-07-13")


def test_days_of_which_none_is_that_of_a_note_are_an_error(tmp_path):
    assert note(tmp_path, "date: [2025-07-13, 2025-07-14]")[1]


@pytest.mark.parametrize("author", ["\n  name: Ann Roe\n  url: x", "[{name: Ann Roe}]", "Ann Roe"])
def test_an_author_may_be_written_with_more_about_her(tmp_path, author):
    found, problems = note(tmp_path, f"author: {author}")

    assert (problems, found.authors) == ((), ("Ann Roe",))


def test_capitals_of_keys_that_other_programs_write_change_nothing(tmp_path):
    found, problems = note(tmp_path, "Tags: [pier]\nAuthor: Ann Roe")

    assert (problems, found.tags, found.authors) == ((), ("pier",), ("Ann Roe",))


def test_a_name_keeps_its_alias_beside_those_that_the_program_adds(tmp_path):
    found, problems = note(
        tmp_path, "name: Wes Moore\nkind: person\nalias: Moore\naliases:\n  - W. Moore", "entities"
    )

    assert (problems, found.aliases) == ((), ("W. Moore", "Moore"))


PLAN = """First words.

It costs *four* crowns. ^cost

- one ^Item
  - deep
- two

> said

^quote

## Costs: the “total”

x
"""


FRONTS = (
    "",
    "---\ntags:\n  - port/north\n  - \naliases: []\ncssclasses: [wide]\n---\n",
    "---\ncreated: 2025-07-13T08:00\nupdated: 2025-07-14 09:30\npublish: true\nrating: 3\n---\n",
    "---\ndate: 2025-07-13 10:30\nalias: Other {n}\nauthor: Ann\nstatus: draft\n---\n",
)
HABITS = (
    "[[{a}]] and [[{a}|words]] and [[{a}#The crew|there]].\n\n![[{a}#^cost]]",
    "![[pier.png|200]] ![A pier](../images/pier.png) ![Far](https://example.org/x.png)",
    "%% [[Nowhere]] %% and <!-- [[Nowhere]] ![[gone.png]] -->",
    "- [ ] task #todo [[{a}]]\n- [x] done\n  - deep ^deep",
    "| a | b |\n| - | - |\n| [[{a}\\|words]] | 2 |",
    "> [!tip]- Folded [[{a}]]\n> words\n\n```dataview\nTABLE x FROM [[Nowhere]]\n```",
    "[{a}]({url}) and [up](<../notes/{a}.md#The crew>), ==bright== ~~gone~~ and $x$ [^1].\n\n[^1]: A note.",
    "##### Deep\n\n# Again\n\n## The crew\n\nwords ^crew\n\n***",
)
FAULTS = ("[[Nowhere {n}]]", "[[{a}#^gone]]", "![[gone-{n}.png]]", "[[{a}#No such heading]]")


def png():
    raw = io.BytesIO()
    Image.new("RGB", (60, 30)).save(raw, "png")
    return raw.getvalue()


@pytest.mark.slow
def test_a_vault_of_thousands_gives_the_planted_problems_and_no_other(tmp_path):
    pick, count = random.Random(8), 6_500
    names = [
        f"{'⚓ ' if n % 40 == 0 else ''}Note {n}{' & more (v1.2)' if n % 9 == 0 else ''}"
        for n in range(count)
    ]
    fronts = [pick.choice(FRONTS) for _ in names]
    shown = [name for name, front in zip(names, fronts, strict=True) if "draft" not in front]
    files, planted = {"images/pier.png": png()}, set()
    for n, (name, front) in enumerate(zip(names, fronts, strict=True)):
        fill = {"n": n, "a": pick.choice(shown)}
        fill["url"] = quote(f"{fill['a']}.md")
        parts = [f"# {name}", "It costs four crowns. ^cost", "## The crew", *pick.sample(HABITS, 3)]
        path = f"notes/{'deep/' if n % 5 == 0 else ''}{name}.md"
        if n % 26 == 0 and name in shown:
            parts.append(pick.choice(FAULTS))
            planted.add(f"content/{path}")
        files[path] = front.format(**fill) + "\n\n".join(part.format(**fill) for part in parts) + "\n"

    desk = read_desk(write(tmp_path, files), Settings())
    read = join_alike((*desk.problems, *check_coverage(desk, Severity.WARNING)))
    problems = (*read, *resolve(desk, CORPUS).problems)

    expected = Counter({"foreign-key": 1, "uncited": 1, "picture-without-words": 1})
    assert len(desk.notes) == count
    assert {each.at.file for each in problems if each.code in PLANTED} == planted
    assert Counter(each.code for each in problems if each.code not in PLANTED) == expected


PLANTED = ("unknown-link", "unknown-block", "unknown-picture", "unknown-heading")


def resolved(tmp_path, text, plan=PLAN):
    desk = read_desk(write(tmp_path, {"notes/n.md": text, "notes/plan.md": plan}), Settings())
    return desk, resolve(desk, CORPUS)


@pytest.mark.parametrize(
    ("link", "fragment"),
    [
        ("[[plan#^cost]]", "b-cost"),
        ("[[plan#^item|the first]]", "b-item"),
        ("[[plan#Costs the “total”#^quote]]", "b-quote"),
        ("![[plan#^quote]]", "b-quote"),
        ("[[#^own]]", "b-own"),
        ("[there](plan.md#^cost)", "b-cost"),
        ("[[plan#Costs the “total”]]", "h-costs-the-total"),
        ("[[plan#Costs: the “total”]]", "h-costs-the-total"),
        ("[[plan#costs  the total]]", "h-costs-the-total"),
    ],
)
def test_a_link_leads_to_its_block_or_heading(tmp_path, link, fragment):
    _, found = resolved(tmp_path, f"{link}\n\nAlone. ^own")

    assert found.problems == ()
    assert [each.fragment for each in found.links] == [fragment]


YEARS = """\
## 2024

### Costs: the eels

### Costs

## 2025 {#later .wide}

### Costs

### Costs the eels

## C++

## C#

## On [[plan|the plan]]

## Ships & crews

### Costs

## Ships crews

## Eels

## Eels

## Eels 1

## Eels 2

## Nets {.big}
"""


@pytest.mark.parametrize(
    ("link", "fragments"),
    [
        ("[[years#2025#Costs]]", ["h-costs-2"]),
        ("[[years#2024#Costs]]", ["h-costs"]),
        ("[[years#Ships & crews#Costs]]", ["h-costs-3"]),
        ("[[years#Costs]]", ["h-costs"]),
        ("[[years#2024#Ships & crews]]", []),
        ("[[years#2026#Costs]]", []),
        ("[[years##]]", []),
        ("[[years#C#]]", ["h-c-2"]),
        ("[[years#C++]]", ["h-c"]),
        ("[[years#Costs the eels]]", ["h-costs-the-eels-2"]),
        ("[[years#2024#Costs the eels]]", ["h-costs-the-eels"]),
        ("[[years#On plan the plan]]", ["h-on-the-plan"]),
        ("[[years#2025]]", ["h-2025"]),
        ("[x](years.md#later)", ["h-2025"]),
        ("[x](years.md#ships--crews)", ["h-ships-crews"]),
        ("[x](years.md#costs-1)", ["h-costs-2"]),
        ("[x](years.md#costs-2)", []),  # our second heading, GitHub's third
        ("[x](years.md#h-costs-2)", ["h-costs-2"]),
        ("[[years#ships-crews]]", ["h-ships-crews-2"]),
        ("[[years#eels-1]]", ["h-eels-1"]),
        ("[[years#Eels-2]]", ["h-eels-2-2"]),
        ("[[years#Nets {.big}]]", ["h-nets-big"]),
    ],
)
def test_a_link_leads_to_the_heading_that_it_means_or_to_none(tmp_path, link, fragments):
    files = {"notes/n.md": link, "notes/plan.md": "Text.", "notes/years.md": YEARS}
    found = resolve(read_desk(write(tmp_path, files), Settings()), CORPUS)

    assert [each.fragment for each in found.links if each.origin.id == "n"] == fragments
    assert len(found.problems) == (not fragments)


@pytest.mark.parametrize("link", ["[[plan#^none]]", "[[#^none]]", "![[plan#^none]]", "[[plan#^]]"])
def test_a_block_that_no_one_named_is_an_error(tmp_path, link):
    _, found = resolved(tmp_path, f"See {link}.")

    assert [problem.code for problem in found.problems] == ["unknown-block"]


@pytest.mark.parametrize(
    ("anchor", "shown"),
    [
        ("b-cost", '<p id="b-cost">It costs <em>four</em> crowns.</p>'),
        ("b-item", '<ul> <li id="b-item">one <ul> <li>deep</li> </ul> </li> </ul>'),
        ("b-quote", '<blockquote id="b-quote"> <p>said</p> </blockquote>'),
        ("b-term", '<dl> <dd id="b-term">a wall in water</dd> </dl>'),
        ("b-note", '<p id="b-note">It is old.</p>'),
    ],
)
def test_an_embed_shows_its_block_alone(anchor, shown):
    more = "\n\nPier[^1]\n: a wall in water ^term\n\n[^1]: It is old. ^note\n"
    body, _ = read_body("content/notes/plan.md", 1, PLAN + more)

    assert " ".join("".join(render(body, Page(), under=anchor)).split()) == shown


def test_ids_of_blocks_are_not_shown_and_of_two_the_same_the_first_counts():
    body, problems = read_body(
        "content/notes/a.md", 1, "One. ^x\n\nTwo. ^x\n\n| a |\n| - |\n| b |\n\n^tab\n\n3 ^2 is 9."
    )

    html = "".join(render(body, Page()))

    assert [str(each) for each in problems] == [
        "content/notes/a.md:3:6: warning: ^x is the id of a block above, to which links lead, and not of "
        "this one. Give it an id of its own."
    ]
    assert body.block_ids == (("x", "b-x"), ("tab", "b-tab"))
    assert re.findall(r"\^\w+", html) == ["^2"]


@pytest.mark.parametrize(
    "link", ["[@港口]", "[@港口#p1]", "[@Отчёт#p1s1; @港口]", "[[Отчёт]]", "[@报告 二#p1]"]
)
def test_a_source_is_called_by_the_name_of_its_file_in_any_script(tmp_path, link):
    corpus = Corpus(
        tuple(
            replace(document(source_id(name), LOG), path=f"{name}.txt")
            for name in ("港口", "Отчёт", "报告 二")
        )
    )
    desk = read_desk(write(tmp_path, {"notes/n.md": f"It closed. {link}"}), Settings())

    assert resolve(desk, corpus).problems == ()


@pytest.mark.parametrize(
    "name",
    [
        *("._n.md", ".DS_Store", "Thumbs.db", "notes/desktop.ini", "notes/~$n.md", "__MACOSX/._n.md"),
        *("notes/#recycle/x.md", "notes/@Recycle/x.md", "$RECYCLE.BIN/S-1/x.md", "notes/@eaDir/x.md"),
    ],
)
def test_what_a_system_left_in_a_vault_is_neither_read_nor_named(tmp_path, name):
    desk = read_desk(write(tmp_path, {"notes/n.md": "# Pier\n", name: b"\0\5"}), Settings())

    assert ([note.id for note in desk.notes], desk.problems) == (["n"], ())


def test_a_mistyped_name_in_another_script_suggests_the_right_one(tmp_path):
    corpus = Corpus((replace(document(source_id("Отчёт"), LOG), path="Отчёт.txt"),))
    desk = read_desk(write(tmp_path, {"notes/n.md": "It closed. [@Отчот#p1]"}), Settings())

    (problem,) = resolve(desk, corpus).problems

    assert (problem.message, problem.hint) == ('unknown source "Отчот"', 'Did you mean "Отчёт"?')


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("The harbour master closed the pier", "The words are in [@pier#p1s1]."),
        ("The pier", 'Did you mean "pier"?'),
        ("The harbour master burnt the pier", 'Did you mean "pier"?'),
    ],
)
def test_an_unknown_citation_suggests_the_sentence_that_has_the_words(tmp_path, words, hint):
    corpus = Corpus((document("pier", "The harbour master closed the pier. Nobody was hurt."),))
    desk = read_desk(write(tmp_path, {"notes/n.md": f"“{words}” [@pierr#p9]"}), Settings())

    (problem,) = resolve(desk, corpus).problems

    assert (problem.message, problem.hint) == ('unknown source "pierr"', hint)


def test_an_emoji_keeps_two_notes_apart(tmp_path):
    desk = read_desk(write(tmp_path, {"notes/🗂️ Ports.md": "A.", "notes/Ports.md": "B."}), Settings())

    assert desk.problems == ()
    assert [note.id for note in desk.notes] == ["1f5c2-ports", "ports"]
