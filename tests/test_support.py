"""Numbers, dates and names in cited sentences that no cited place supports."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dossier.config import Paths, Settings
from dossier.pipeline import read_dossier
from dossier.text.numbers import find_numbers
from dossier.text.slugs import slug

MARKED = Path(__file__).parent / "fixtures" / "support"
KINDS = {"people": "person", "organisations": "organisation", "places": "place"}


@dataclass
class Affair:
    """One source of a marked file, its names, and the sentences that an editor wrote on it."""

    name: str
    publisher: str = ""
    published: str = ""
    names: list = field(default_factory=list)
    text: list = field(default_factory=list)
    sentences: list = field(default_factory=list)
    """(mark, words): `+` when the source supports all of it, `-` when one figure, date or name is wrong."""


def read_affairs(path):
    """Read a marked file: after each `# name` publisher and day, names by kind, the text, the sentences."""
    affairs = []
    for block in re.split(r"^# ", path.read_text("utf-8"), flags=re.M)[1:]:
        name, head, *lines = block.splitlines()
        publisher, published = head.split(", ")
        affair = Affair(name, publisher, published)
        for line in lines:
            kind, _, names = line.partition(": ")
            if kind in KINDS:
                affair.names += [(KINDS[kind], each.strip()) for each in names.split(";")]
            elif line[:2] in ("+ ", "- "):
                affair.sentences.append((line[0], line[2:]))
            elif line:
                affair.text.append(line)
        affairs.append(affair)
    return affairs


def write_desk(folder, affairs):
    """Write affairs as a desk; return the mark of each sentence by the place of its file and line."""
    marks = {}
    for kind in ("seeds", "content/notes", "content/entities"):
        (folder / kind).mkdir(parents=True)
    for affair in affairs:
        text = "\n\n".join(affair.text)
        (folder / f"seeds/{affair.name}.txt").write_text(text, "utf-8")
        sidecar = (
            f"title: On the {affair.name}\npublisher: {affair.publisher}\npublished: {affair.published}\n"
        )
        paragraphs = "".join(f"  {number}: body\n" for number in range(1, len(affair.text) + 1))
        (folder / f"seeds/{affair.name}.yaml").write_text(f"{sidecar}paragraphs:\n{paragraphs}", "utf-8")
        for kind, words in affair.names:
            name, _, alias = words.partition(" (")
            aliases = f"aliases: [{alias.rstrip(')')}]\n" if alias else ""
            page = f"---\nname: {name}\nkind: {kind}\n{aliases}---\n"
            (folder / f"content/entities/{slug(name)}.md").write_text(page, "utf-8")
        lines = ["---", "title: A note", "---"]
        for mark, words in affair.sentences:
            lines += ["", words.replace("[#", f"[@{affair.name}#")]
            marks[f"content/notes/{affair.name}.md", len(lines)] = (mark, words)
        (folder / f"content/notes/{affair.name}.md").write_text("\n".join(lines) + "\n", "utf-8")
    return marks


def judge(folder, affairs):
    """Return (precision, recall) of the warnings, and what was judged wrongly."""
    marks = write_desk(folder, affairs)
    dossier = read_dossier(Paths(folder / "seeds", folder / "content"), Settings())
    found = {}
    for problem in dossier.problems:
        if problem.code == "unsupported":
            found[problem.at.file, problem.at.line] = problem.message
        assert problem.severity != "error", str(problem)
    assert found.keys() <= marks.keys()
    wrong = {at for at, (mark, _) in marks.items() if mark == "-"}
    false = [f"needless: {found[at]}" for at in sorted(found.keys() - wrong)]
    missed = [f"missed: {at[0]}: {marks[at][1]}" for at in sorted(wrong - found.keys())]
    right = len(found.keys() & wrong)
    return right / max(len(found), 1), right / max(len(wrong), 1), [*false, *missed]


@pytest.mark.parametrize("name", ["first", "second"])
def test_finds_the_wrong_figures_dates_and_names_of_editors(tmp_path, name):
    precision, recall, faults = judge(tmp_path, read_affairs(MARKED / f"{name}.md"))

    assert precision >= 0.95, faults
    assert recall >= 0.85, faults


def test_the_marked_sentences_are_many_and_half_of_them_wrong():
    marks = [
        mark for path in MARKED.glob("*.md") for each in read_affairs(path) for mark, _ in each.sentences
    ]

    assert len(marks) >= 120
    assert 0.45 <= marks.count("-") / len(marks) <= 0.55


HARBOUR = """# pier
The Coast Herald, 2024-03-14
people: Anna Berg
places: Sandvik; Norway; Oslo

Anna Berg closed 7 of 20 piers in Sandvik on Tuesday.

She gave Oslo no date, and spoke of 1,230 metres and minus 4 degrees.

Nobody was hurt in the storm.

"""


def said(folder, sentences):
    """Return (message, hint) of each warning on sentences about the pier."""
    marked = folder / "marked.md"
    marked.write_text(HARBOUR + "".join(f"+ {each}\n" for each in sentences), "utf-8")
    write_desk(folder, read_affairs(marked))
    dossier = read_dossier(Paths(folder / "seeds", folder / "content"), Settings())
    return [(each.message, each.hint) for each in dossier.problems if each.code == "unsupported"]


def test_a_warning_shows_both_texts_at_the_citation(tmp_path):
    found = said(tmp_path, ["Anna Berg closed 8 piers [#p1s1]."])

    message = "the number “8” is not in the cited words: “Anna Berg closed 8 piers.”"
    assert [message] == [message for message, _ in found]
    assert found[0][1].startswith("pier#p1s1: “Anna Berg closed 7 of 20 piers in Sandvik on Tuesday.”")


@pytest.mark.parametrize(
    "sentence",
    [
        "Berg closed seven piers on 12 March 2024 [#p1s1].",
        "Anna Berg spoke of it [#p2s1].",  # "she", named before
        "She spoke of about 1.2 kilometres and -4 degrees [#p2s1].",
        "In Sandvik nobody was hurt [#p3s1].",  # where all of it is set
        "On 14 March 2024 The Coast Herald told of seven piers [#p1s1].",
        "Two of the sources tell of 20 piers [#p1s1].",
        "Were 9 piers closed [#p1s1]?",
        "There were 7 piers. All of it was on Tuesday. She gave no date. [#p1; @pier#p2]",
    ],
)
def test_what_the_place_its_paragraph_or_its_source_says_is_supported(tmp_path, sentence):
    assert said(tmp_path, [sentence]) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She spoke of 1,230 miles [#p2s1].", "number “1,230”"),
        ("She spoke of 4 degrees [#p2s1].", "number “4”"),
        ("She spoke of 20 percent [#p1s1].", "number “20”"),
        ("In March 2023 seven piers were closed [#p1s1].", "date “March 2023”"),
        ("Norway was given no date [#p2s1].", "name “Norway”"),
        ("There were 9 piers. She gave no date. [#p1; @pier#p2]", "number “9”"),  # covers its paragraph
    ],
)
def test_what_none_of_the_places_says_is_a_warning(tmp_path, sentence, expected):
    found = said(tmp_path, [sentence])

    assert [f"the {expected}"] == [message.partition(" is not")[0] for message, _ in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a dozen boats", [(12, "")]),
        ("two hundred and fifty men", [(250, "")]),
        ("$1.2 million, €3bn", [(1.2e6, "dollar"), (3e9, "euro")]),
        ("minus 4 degrees, 12 per cent", [(-4, "degree"), (12, "percent")]),
        ("between 5 and 7 kilometres", [(5, "length"), (7, "length")]),
        ("the 23rd, the third", [(23, ""), (3, "")]),
        ("an F-16 of version 2.0.1, dozens of them", []),
        ("45 tonnes¹ in 2023², １２ ％ of 4 km²", [(45, "mass"), (2023, ""), (12, "percent"), (4, "")]),
        ("a year and a fortnight", [(1, "time"), (1, "time")]),
    ],
)
def test_numbers_are_read_in_digits_and_words(text, expected):
    assert [(number.value, number.unit) for number in find_numbers(text)] == expected
