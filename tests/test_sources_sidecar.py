"""An editor's sidecar wins over what was found, and each slip in it is named with its place."""

import pytest

from dossier.config import Paths, Settings
from dossier.editorial.references.resolution import MOST_NEAR
from dossier.pipeline import read_dossier
from dossier.sources import read_document

TEXT = b"Harbour strike ends\n\nDock workers voted on Friday. They left.\n\nAnn Roe met Bo Li."


def read(sidecar):
    document, problems = read_document("strike.txt", TEXT, "seeds", ("strike.yaml", sidecar.encode()))
    return document, [str(problem) for problem in problems]


def test_every_field_wins_over_what_was_found():
    sums = "ab" * 32
    document, problems = read(
        f"""
title: 'The "nine days"'
publisher: Coast Herald
authors: Ann Roe
published: 2024-03
url: https://herald.example/strike
archive: https://kept.example/1
language: pt-BR
retrieved: 2024-03-09
rights: © Coast Herald
grade: B2
tlp: amber
publish: summary
paragraphs: {{1: heading, p3: caption}}
summary: [p2s1, Own words.]
derived_from: {{file: original.txt, sha256: {sums}}}
not_topics: {{p2: [ports], p3s1: ports}}
names: {{p3: {{Ann Roe: ann-roe-the-younger, Bo Li:}}}}
"""
    )

    assert problems == []
    meta = document.meta
    assert (meta.title, meta.title_basis, meta.publisher) == ('The "nine days"', "editor", "Coast Herald")
    assert (meta.authors, meta.language, meta.url) == (("Ann Roe",), "pt-BR", "https://herald.example/strike")
    assert meta.archive == "https://kept.example/1"
    assert [(hint.value.edtf, hint.basis) for hint in meta.date_hints] == [("2024-03", "editor")]
    assert (meta.retrieved.edtf, meta.rights, meta.grade, meta.tlp) == (
        "2024-03-09",
        "© Coast Herald",
        "B2",
        "amber",
    )
    assert (meta.publish, meta.summary) == ("summary", ("p2s1", "Own words."))
    assert meta.derived_from == ("original.txt", sums)
    overrides = [
        (
            each.place.fragment,
            tuple(t.value for t in each.not_topics),
            tuple((n, e.value) for n, e in each.names),
        )
        for each in meta.overrides
    ]
    assert overrides == [
        ("p2", ("ports",), ()),
        ("p3", (), (("Ann Roe", "ann-roe-the-younger"), ("Bo Li", ""))),
        ("p3s1", ("ports",), ()),
    ]
    assert [p.kind for p in document.paragraphs] == ["heading", "body", "caption"]
    assert {"title", "paragraphs", "published"} <= meta.by_editor


@pytest.mark.parametrize("typed", ["", "# nothing yet", "title:\nauthors:\n"])
def test_an_empty_sidecar_changes_nothing(typed):
    document, problems = read(typed)

    assert problems == []
    assert document == read_document("strike.txt", TEXT, "seeds")[0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tittle: A", '1:1: error: unknown key "tittle". Did you mean "title"?'),
        ("title: A\ntitle: B", '2:1: error: the key "title" is repeated'),
        ("title: [A]", '1:8: error: "title": words are expected here'),
        (
            "published: 2024-02-30",
            '1:12: error: "published" cannot be "2024-02-30": day is out of range for month',
        ),
        (
            "published: last May",
            '1:12: error: "published" cannot be "last May": not an EDTF date: \'last May\'',
        ),
        ("published: 99999", '1:12: error: "published" cannot be "99999": not an EDTF date: \'99999\''),
        (
            "published: 9999",
            '1:12: error: "published" cannot be "9999": a year from 10 to 9989 is expected: \'9999\'',
        ),
        ("published: '\u0662\u0660\u0662\u0664'", '1:12: error: "published" cannot be "'),
        (
            "url: javascript:x",
            '1:6: error: "url" cannot be "javascript:x": expected an address that begins with https://',
        ),
        (
            "language: English",
            '1:11: error: "language" cannot be "English": expected a language tag such as en or pt-BR',
        ),
        (
            "grade: G7",
            '1:8: error: "grade" cannot be "G7": expected a letter A to F and a digit 1 to 6, such as B2',
        ),
        (
            "tlp: ambre",
            '1:6: error: "tlp" cannot be "ambre": expected clear, green, amber, amber+strict or red. '
            'Did you mean "amber"?',
        ),
        (
            "published: 14/03/2024",
            '1:12: error: "published" cannot be "14/03/2024": expected a date such as '
            "2025-07-13, perhaps 2024-03-14. Dates are written",
        ),
        ("published: 3/4/2024", '1:12: error: "published" cannot be "3/4/2024": not an EDTF date'),
        ("date: 2024-03-14", '1:1: error: unknown key "date". Write `published:`'),
        ("publish: false", '1:10: error: "publish" cannot be "false": expected full or summary'),
        (
            "url: https://ann:secret@port.example/",
            '1:6: error: "url" cannot be "https://ann:secret@port.example/": '
            "expected an address that begins with https://, without a password",
        ),
        ("tlp:", '1:5: error: "tlp": it is empty; fill it, or take the line out'),
        ("publish: ", '1:9: error: "publish": it is empty; fill it, or take the line out'),
        ("publish: no", '1:10: error: "publish" cannot be "no": expected full or summary'),
        (
            "paragraphs: {2: captoin}",
            '1:17: error: "paragraphs" cannot be "captoin": expected title, ',
        ),
        ("paragraphs: {0: body}", '1:14: error: "paragraphs" cannot be "0": input should be'),
        ("paragraphs: {9: body}", "1:14: error: the source has no paragraph p9. It has p1 to p3."),
        ("paragraphs: [body]", '1:13: error: "paragraphs": keys with values are expected'),
        ("summary: [p2s7]", "1:11: error: the source has no sentence p2s7. That paragraph has p2s1 to p2s2."),
        ("summary: [p0s1]", "1:11: error: the source has no sentence p0s1. It has p1 to p3."),
        ("derived_from: {file: a}", '1:15: error: the key "sha256" is missing. Add a line `sha256: …`.'),
        (
            "derived_from: {file: a, sha256: b}",
            '1:33: error: "sha256" cannot be "b": expected 64 hexadecimal digits',
        ),
        ("derived_from: {fil: a}", '1:16: error: unknown key "fil". Did you mean "file"?'),
        (
            "not_topics: {second: [a]}",
            '1:14: error: "not_topics" cannot be "second": expected a paragraph or sentence such as p3',
        ),
        (
            "names: {p2s1: {Ann Roe: a}}",
            '1:9: error: "names" cannot be "p2s1": expected a paragraph such as p3',
        ),
        (
            "names: {p3: {Cy Doe: a}}",
            '1:14: error: "Cy Doe" does not occur in p3. Copy the words exactly as they are written.',
        ),
        ("title: a: b", "1:9: error: the YAML does not parse"),
        ("- title", "1:1: error: keys and values were expected"),
    ],
)
def test_each_slip_is_named_with_its_place(typed, expected):
    document, problems = read(typed)

    assert document is not None
    assert any(problem.startswith(f"seeds/strike.yaml:{expected}") for problem in problems), problems


@pytest.mark.parametrize(
    ("typed", "place", "words"),
    [
        ('title: "The port (TLP:RED)"', "1:8", "TLP:RED"),
        ("grade: B2\nrights: TLP:AMBER, not for others", "2:9", "TLP:AMBER"),
        ("short: Tlp red 5", "1:8", "Tlp red"),
        ("publisher: CONFIDENTIAL", "1:12", "CONFIDENTIAL"),
        ("rights: Not for publication", "1:9", "Not for publication"),
    ],
)
def test_words_that_say_for_whom_a_source_is_where_nothing_reads_them_are_named(typed, place, words):
    _, problems = read(typed)

    assert [each.split(". ")[0] for each in problems] == [
        f"seeds/strike.yaml:{place}: warning: “{words}” keeps nothing back: it is shown as typed"
    ]
    assert read(f"{typed}\ntlp: amber")[1] == read(f"{typed}\ntlp: clear")[1] == []


@pytest.mark.parametrize(
    "typed",
    [
        "title: The secret port",
        "rights: Free for all",
        "short: TLP 5",
        "title: Restricted",
        'title: "SECRET, a novel"',
        'title: "DRAFT: Treaty on the port"',
        'title: "Law of the port (DRAFT)"',
        "publisher: Private",
        "title: SBU, police raid homes",
    ],
)
def test_other_words_of_a_sidecar_raise_nothing(typed):
    assert read(typed)[1] == []


def test_words_that_only_look_like_a_place_are_own_words():
    digits = "9" * 5000
    assert read(f"summary: [p{digits}s1]")[0].meta.summary == (f"p{digits}s1",)


def test_what_is_right_holds_beside_what_is_wrong():
    document, problems = read("title: The nine days\ngrade: Z9\ntlp: red")

    assert (document.meta.title, document.meta.grade, document.meta.tlp) == ("The nine days", None, "red")
    assert len(problems) == 1


ANN = "---\nname: Ann Roe\nkind: person\n---\n"
PORTS = "---\nredirect_from: wharves\ntitle: Ports\nterms: [dock]\n---\n"


def said_of(folder, sidecar, content, seeds="seeds"):
    """The problems of a dossier of one source and its sidecar."""
    files = {f"{seeds}/strike.txt": TEXT.decode(), f"{seeds}/strike.yaml": sidecar} | {
        f"content/{name}": text for name, text in content.items()
    }
    (folder / "content").mkdir()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    dossier = read_dossier(Paths(folder / seeds, folder / "content"), Settings())
    return [str(problem) for problem in dossier.problems if problem.at.file.endswith(".yaml")]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("names: {p3: {Ann Roe: ann-row}}", '1:23: error: unknown entity "ann-row". Did you mean "ann-roe"?'),
        ("names: {p3: {Ann Roe: Ann Roe}}", '1:23: error: unknown entity "Ann Roe". Did you mean "ann-roe"?'),
        (
            "names:\n  p3:\n    Ann Roe: ann-roe\n    Bo Li: '??'",
            '4:12: error: unknown entity "??". Make it with: python3 tasks.py new entity.',
        ),
        ("not_topics: {p2s1: wharves}", '1:20: error: unknown topic "wharves". Did you mean "ports"?'),
        ("not_topics: {p2s1: prots}", '1:20: error: unknown topic "prots". Did you mean "ports"?'),
        ("not_topics:\n  p2: [ports, pots]", '2:15: error: unknown topic "pots". Did you mean "ports"?'),
        ("names: {p99: {Ann Roe: a}}", "1:9: error: the source has no paragraph p99. It has p1 to p3."),
        ("not_topics: {p99s1: ports}", "1:14: error: the source has no sentence p99s1. It has p1 to p3."),
    ],
)
def test_a_name_or_topic_that_the_desk_does_not_have_is_named_where_it_is_written(tmp_path, typed, expected):
    found = said_of(tmp_path, typed, {"entities/ann-roe.md": ANN, "topics/ports.md": PORTS})

    assert found == [f"seeds/strike.yaml:{expected}"]


def test_names_and_topics_of_the_desk_and_words_that_are_no_name_raise_nothing(tmp_path):
    typed = "names: {p3: {Ann Roe: ann-roe, Bo Li:}}\nnot_topics: {p2: [ports], p3: ports}"

    assert said_of(tmp_path, typed, {"entities/ann-roe.md": ANN, "topics/ports.md": PORTS}) == []


def test_a_sidecar_is_held_to_the_content_that_it_is_built_with(tmp_path):
    notes = {f"notes/{name}.md": f"It was so. [@{name}]\n" for name in ("fair", "flood")}

    (found,) = said_of(tmp_path, "names: {p3: {Ann Roe: ann-roe}}", notes, "elsewhere/drop")

    assert found.endswith(
        'strike.yaml:1:23: error: unknown entity "ann-roe". Make it with: python3 tasks.py new entity.'
    )


def test_every_unknown_topic_is_named_but_only_the_first_are_compared(tmp_path):
    typed = ", ".join(f"port{number}" for number in range(MOST_NEAR + 20))

    found = said_of(tmp_path, f"not_topics: {{p2: [{typed}]}}", {"topics/ports.md": PORTS})

    assert len(found) == MOST_NEAR + 20
    assert sum(problem.endswith('Did you mean "ports"?') for problem in found) == MOST_NEAR
