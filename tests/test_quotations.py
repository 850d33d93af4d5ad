"""Which quotations stand, and what is said of one that does not."""

import time
from dataclasses import replace

import pytest
from editorial_desk import LOG, document, problems, read
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.config import Paths, Settings
from dossier.editorial import read_body, resolve
from dossier.editorial.bodies.blockquotes import without_signature
from dossier.editorial.references.quotations import dropped_denial, find_quotation, fold, nearest_wording
from dossier.model import Corpus, Severity, Span
from dossier.pipeline import errors_of, read_dossier
from dossier.text.denials import denial_before
from dossier.text.quotes import quotation_before

STANDS = [
    "He writes “closed the pier on Monday” [@log#p1s1].",
    'He writes "closed the pier on Monday" [@log#p1].',
    "He writes „closed the pier on Monday“ [@log].",
    "He writes «closed the pier on Monday» [@log].",
    "He writes »closed the pier on Monday« [@log].",
    "He writes ‘closed the pier on Monday’ [@log].",
    "He writes 'closed the pier on Monday' [@log].",
    "He writes “closed *the* pier\non Monday”, [@log#p1s1]",
    "He writes “Nobody was hurt,” [@log#p1] and left.",
    "“We have counted every boat,” [@log#p2s1] said the master.",
    "“closed … on Monday” [@log#p1]",
    "“closed the pier [...] Nobody was hurt.” [@log#p1]",
    "He writes ”closed the pier on Monday“ [@log#p1s1].",
    "> The harbour master closed the pier on Monday. [@log#p1] (The log, of that day)",
    "> The harbour master closed the pier on Monday. [@log#p1] So she wrote in the log.",
    "“[T]he pier on Monday” [@log#p1]",
    "“The count [lasted] two days” [@log#p2]",
    "“The mayor's office denied” [@log#p3]",
    "'“There was no sale - none at all.”' [@log#p3]",
    "“had been sold” [@log#p1; @diary#p2]",
    "“Nobody was hurt. 'We have counted every boat,' she said.” [@log]",
    "> The harbour master closed the pier on Monday. [@log#p1]",
    "> The harbour master closed\n> the pier on Monday.\n>\n> Nobody was hurt. [@log#p1]",
    "> “Nobody was hurt.”\n>\n> — The log [@log#p1s2]",
    "> Nobody was hurt.\n\n[@log#p1s2]",
    "> Nobody was hurt.\n\n— The log [@log#p1s2]",
    "> Nobody was hurt.\n\n— [the log](../sources/log.html) [@log#p1s2]",
    "> [!quote] The log\n> Nobody was hurt. [@log#p1s2]",
    "> Nobody was hurt. — Ann Moor, mayor of Larne [@log#p1s2]",
    "> Nobody was hurt. - Ann Moor [@log#p1s2]",
    "> Ann Moor: “Nobody was hurt.” [@log#p1s2]",
    "> “Nobody was hurt,” she said. [@log#p1s2]",
    "> Nobody was hurt.\n>\n> Source: [@log#p1s2]",
    "> Nobody was hurt.\n> - Ann Moor [@log#p1s2]",
    "> Nobody was hurt.\n> (Ann Moor) [@log#p1s2]",
    "> Log: Nobody was hurt. [@log#p1s2]",
    "> Nobody was hurt.\n>\n> Source: The Log [@log#p1s2]",
    "> “We have counted every boat,” she said. [@log#p2]",
    "> “The count took two days,” they wrote. [@log#p2]",
]


@pytest.mark.parametrize("text", STANDS)
def test_a_quotation_that_stands_in_its_place(tmp_path, text):
    body, _ = read_body("x.md", 1, text)

    assert body.citations[0].quotation
    assert problems(tmp_path, {"notes/x.md": text}) == []


@pytest.mark.parametrize(
    "text",
    [
        "It is shut.[^1]\n\n> Words of nobody.\n\n[^1]: [@log#p1]",
        "- > Words of nobody.\n- [@log#p1] has more.",
    ],
)
def test_a_quote_is_not_compared_with_what_a_footnote_or_the_next_entry_cites(tmp_path, text):
    body, _ = read_body("x.md", 1, text)

    assert [each.quotation for each in body.citations] == [None]
    assert [each.cited_at for each in body.quoted] == [()]
    [problem] = problems(tmp_path, {"notes/x.md": text})
    assert "warning: the quotation “Words of nobody.” has no citation." in problem


FAILS = [
    "He writes “closed the pier on Tuesday” [@log#p1].",
    "“closed the pier on Monday” [@log#p1s2]",
    "“on Monday … closed the pier” [@log#p1]",
    "“losed the pie” [@log#p1]",
    "“We have counted every bo” [@log#p2]",
    "“The count […] every bo” [@log#p2]",
    "“The count [lasted] two da” [@log#p2]",
    "“e have counted every boat” [@log#p2]",
    "“Nobody [has] paid for it” [@log]",
    "“The count [lasted] a week” [@log#p2]",
    "“had been sold” [@log#p2; @diary#p1]",
    "> The harbour master opened the pier. [@log#p1]",
    "> Nobody was hurt.\n> The end.\n\n[@log#p1s2]",
    "> Nobody was lost.\n\n— [the log](../sources/log.html) [@log#p1s2]",
    "> Nobody was lost.\n\n[^1]\n\n[^1]: [@log#p1s2]",
    "> [!quote]\n> Somebody was hurt. [@log#p1]",
    "> Somebody was hurt. [@log#p1] So she wrote in the log.",
    "> Nobody was hurt. [@log#p1] The pier was lost in it.",
    "> “Nobody was lost.” — Ann Moor [@log#p1]",
    "> Nobody was lost. — Ann Moor [@log#p1]",
    "> Ann Moor: “Nobody was lost.” [@log#p1]",
    "> “Nobody was lost,” she said. [@log#p1]",
    "> Nobody was lost.\n>\n> Source: [@log#p1]",
    "> Nobody was lost.\n> - Ann Moor [@log#p1]",
    "> Nobody was lost.\n> (Ann Moor) [@log#p1]",
    "> Nobody was hurt. — And the pier was lost [@log#p1]",
    "> The mayor’s office admitted the sale: “Nobody was hurt.” [@log]",
    "> “Nobody was hurt,” she said. The pier was lost. [@log#p1]",
    "> “Nobody was hurt.” The mayor denied the loss. [@log#p1]",
    "> “Nobody was hurt,” the mayor said, and the pier was lost. [@log#p1]",
    "> Nobody was hurt.\n> - the pier was lost [@log#p1]",
    "> Nobody was hurt.\n> The mayor lied: [@log#p1]",
    "> Nobody was hurt.\n> All Eels Gone [@log#p1]",
    "> Nobody was hurt. (The Eel Escaped) [@log#p1]",
    "> Nobody was hurt. (Eels Sank) [@log#p1]",
    "> Nobody was hurt. (Eels Vanish) [@log#p1]",
    "> Nobody was hurt.\n>\n> Eels Vanish [@log#p1]",
    "> Nobody was hurt. — Mayor Resigns [@log#p1]",
    "> “The count took two days,” she denied. [@log#p2]",
    "> “The pier had been sold,” she said. “The count took a day.” [@log]",
    "> “The insurers paid for it,” the mayor’s office denied. [@log]",
    "> Rumour: Nobody was hurt. [@log#p1]",
    "> Monday: Nobody was hurt. [@log#p1]",
    "> Reported: Nobody was hurt. [@log#p1]",
    "> Ann Moor: Nobody was hurt. [@log#p1]",
    "> “Nobody was hurt.” — the mayor of Larne [@log#p1]",
    "> “Nobody was hurt.” — and no eel believes a word of it [@log#p1]",
    "> “Nobody was hurt” (never disputed by the eels, who drowned in all of it) [@log#p1]",
    "> “Nobody was hurt,” said the mayor of Larne. [@log#p1]",
    "> “Nobody was hurt.” — Ann Moor, who drowned all the eels [@log#p1]",
    "> Nobody was hurt.\n> ראש הנמל שיקר [@log#p1]",
    "> Nobody was hurt. — הכול שקר [@log#p1]",
    "> הנמל שיקר: Nobody was hurt. [@log#p1]",
    "> اعترف بالكذب: Nobody was hurt. [@log#p1]",
    "> 항구는 거짓말했다: Nobody was hurt. [@log#p1]",
    "> Nobody was hurt. (Eels Sank)\n\n[@log#p1]",
    "> Nobody was hurt. (Eels Sank)[^1]\n\n[^1]: [@log#p1]",
    "He writes ”closed the pier on Tuesday“ [@log#p1].",
    "He writes ＂closed the pier on Tuesday＂ [@log#p1].",
    "“” [@log] “Somebody” [@log]",
]


@pytest.mark.parametrize("text", FAILS)
def test_a_quotation_that_does_not(tmp_path, text):
    found = problems(tmp_path, {"notes/x.md": text})

    assert len(found) == 1 and "was not found in" in found[0]


UNQUOTED = [
    "The harbour masters’ [@log] boats.",
    "It’s the harbour masters' [@log] boats.",
    "He said “gone”, and left. [@log]",
    "“gone” and left [@log]",
    "> [!note]\n> Not a quotation. [@log]",
    "> A quotation.\n\nWords [@log]",
    "`“code”` was [@log]",
    "It measures 5 x 6” and more [@log]",
]


@pytest.mark.parametrize("text", UNQUOTED)
def test_words_that_are_no_quotation_are_not_checked(text):
    body, _ = read_body("x.md", 1, text)

    assert [citation.quotation for citation in body.citations] == [None]


WRONG_FORMS = [
    ("“Nobody was harmed,” she said. [@log#p1]", "error", 1),
    ("She said that “nobody was harmed” in the storm [@log#p1].", "error", 15),
    ("According to the log “nobody was harmed” in all of it. [@log#p1]", "error", 22),
    ("The log: “Nobody was harmed”, as of Monday [@log#p1].", "error", 10),
    ("“Nobody was harmed” (the log) [@log#p1].", "error", 1),
    ('"Nobody was harmed" — [@log#p1]', "error", 1),
    ("“Nobody was harmed” and “Nobody was hurt” [@log#p1].", "error", 1),
    ("“Nobody was harmed”, “the pier” and “Nobody was hurt” [@log#p1].", "error", 1),
    ("“Nobody was ‘harmed’ at all,” she said. [@log#p1]", "error", 1),
    ("‘Nobody was harmed’ is what she said. [@log#p1]", "error", 1),
    ("| a | b |\n| - | - |\n| “Nobody was harmed” | [@log#p1] |", "error", 3),
    ("- “Nobody was harmed,” she said [@log#p1; @log#p2]", "error", 3),
    ("She said “nobody was harmed” at noon.[^1]\n\n[^1]: [@log#p1]", "error", 10),
    ("She said “nobody was harmed” at noon. It rained. [@log#p1]", "error", 10),
    ("> Nobody was harmed.[^1]\n\n[^1]: [@log#p1]", "error", 1),
    ("> Nobody was harmed. [@log#p1]\n>\n> Nobody was hurt. [@log#p1]", "error", 1),
    ("It is a case of “nobody was harmed today” again [@log#p1].", "warning", 17),
    ("The mayor said the “harm” was small [@log#p1].", "warning", 20),
    ("It is known as “the harm done” by all [@log#p1].", "warning", 16),
    ("It is known as “the harm” by all [@log#p1].", "", 0),
    ("Some call it “the harmed” now, and so it is [@log#p1].", "", 0),
    ("“Nobody was harmed at all”\n: what the log says [@log#p1]", "warning", 1),
    ("The pier\n: closed [@log#p1]\n\n“Nobody was harmed at all”\n: so they say [@log#p1]", "warning", 1),
    ("“Nobody was hurt”\n: what the log says [@log#p1]", "", 0),
    ("“A term of four words”\n: has no citation at all.", "", 0),
    ("Das Buch sagt, „nobody was harmed“ im Sturm [@log#p1].", "error", 16),
    ("Selon le journal, « nobody was harmed » hier soir [@log#p1].", "error", 19),
    ("El diario afirmó que «nobody was harmed» ayer por la noche [@log#p1].", "error", 22),
    ("Il diario ha detto che «nobody was harmed» ieri sera [@log#p1].", "error", 24),
    ("She said ״nobody was harmed״ at noon [@log#p1].", "error", 10),
    ("She said 〝nobody was harmed〟 at noon [@log#p1].", "error", 10),
    ("She said ｢nobody was harmed｣ at noon [@log#p1].", "error", 10),
    ("She said ❝nobody was harmed❞ at noon [@log#p1].", "error", 10),
    ("She said ＂nobody was harmed＂ at noon [@log#p1].", "error", 10),
    ("«Угри пропали», — сказала она [@log#p1].", "warning", 1),
    ("«Вугрі зникли», — сказала вона [@log#p1].", "warning", 1),
    ("“Yılan öldü” dedi [@log#p1].", "warning", 1),
    ("„Węgorz zginął”, powiedziała [@log#p1].", "warning", 1),
    ("“Palingen weg”, zei ze [@log#p1].", "warning", 1),
    ("”Ålen dog”, sade hon [@log#p1].", "warning", 1),
    ('"הצלופח מת", אמרה [@log#p1].', "warning", 1),
    ('צה"ל הגיע אל הרציף, וכך אמר ראש המל"ל [@log#p1].', "", 0),
    ('צה"ל אמר "הצלופח מת אתמול בלילה" [@log#p1].', "error", 10),
    ('כך נכתב ב"יומן הנמל הישן" אתמול [@log#p1].', "warning", 10),
    ("The so-called “eels” came on Monday [@log#p1].", "", 0),
    ("The pier, called “the Eel”, was closed [@log#p1].", "", 0),
    ("She called it “an eel” on Monday [@log#p1].", "warning", 15),
    ("- “Nobody was harmed”\n- “Nobody was hurt”\n\n[@log#p1]", "error", 3),
    ("1. She said “nobody was harmed”.\n\n[@log#p1]", "error", 13),
    ("1. She said “nobody was harmed”.\n\n[@log#p1] says more.", "", 0),
    ("- “Nobody was harmed”\n\nIt is so. [@log#p1]", "", 0),
    ("- “Nobody was harmed” [@log#p1]\n\n[@log#p2] has more.", "error", 3),
]


@pytest.mark.parametrize(("text", "severity", "column"), WRONG_FORMS)
def test_a_wrong_quotation_is_found_in_every_form(tmp_path, text, severity, column):
    found = [line for line in problems(tmp_path, {"notes/x.md": text}) if "was not found" in line]

    assert len(found) == bool(severity)
    assert all(f":{column}: {severity}: " in line for line in found)


def test_of_two_quotations_that_begin_alike_each_has_its_own_place(tmp_path):
    text = "“It *was* a lie” (or so), “It *was* a lie” she said.\nAnd “It *was* a ruse” she said [@log#p1]."

    found = problems(tmp_path, {"notes/x.md": text + " “It *was* a lie” she said. [@log]"})

    assert [line.split(":")[1:3] for line in found if "not found" in line] == [
        ["1", "1"],
        ["1", "27"],
        ["2", "5"],
        ["2", "43"],
    ]


RIGHT_FORMS = [
    "“Nobody was hurt,” she said. [@log#p1]",
    "She said that “nobody was hurt” in the storm [@log#p1].".replace("nobody", "[n]obody"),
    "“Nobody was hurt” (the log), after all [@diary#p1; @log#p1].",
    "“Nobody was hurt” she said [@log#p1], and “the pier had been sold” she said [@diary#p2].",
    "| a | b |\n| - | - |\n| “Nobody was hurt” | [@log#p1] |",
    "| “A title of some sort” |\n| - |\n| Closed [@log#p1] |",
    "## The “title of some sort”\n\nClosed. [@log#p1]",
    "The `“code of some sort”` she said is this. [@log#p1]",
    "In the '80s she said it, and the masters' boats sank. [@log#p1]",
    "By the words “earlier this month” it is inferred.",
    "The so-called “agreement” and the “third way” are terms.",
    "“Nobody was hurt at all,” she said in a translation. [@log#p1 tr]",
    "“Nobody was hurt at all” [@log#p1s2 tr]",
    '“Niemand wurde verletzt” [@log "Nobody was hurt" tr]',
]


@pytest.mark.parametrize("text", RIGHT_FORMS)
def test_a_right_quotation_a_term_and_a_translation_are_left_alone(tmp_path, text):
    assert problems(tmp_path, {"notes/x.md": text}) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "“Nobody was hurt,” she said.",
            "1:1: warning: the quotation “Nobody was hurt,” has no citation. The words are in [@log#p1s2].",
        ),
        (
            "Closed. [@log#p1]\n\nIt is a case of “nobody was hurt today” again.",
            "3:17: warning: the quotation “nobody was hurt today” has no citation. "
            "No source here has these words.",
        ),
        (
            "> The pier had been sold.\n\nSo it was. [@diary#p1]",
            "1:1: warning: the quotation “The pier had been sold.” has no citation. ",
        ),
        (
            "She said “the pier had been sold” then. It rained. [@log#p1] It is over.",
            "1:10: warning: the quotation “the pier had been sold” has no citation. "
            "The words are in [@diary#p2s1] and [@log#p3s2].",
        ),
    ],
)
def test_a_quotation_without_a_citation_is_told_where_its_words_are(tmp_path, text, message):
    found = problems(tmp_path, {"notes/x.md": text})

    assert len(found) == 1 and message in found[0]


CITED = "It was shut [@log#p1]."


@pytest.mark.parametrize(
    ("name", "text", "at"),
    [
        ("notes/x.md", f"---\ntitle: 'He: “I will sell no boat”'\n---\n{CITED}", "2:8"),
        ("topics/x.md", f"---\ntitle: 'He: “I will sell no boat”'\n---\n{CITED}", "2:8"),
        ("notes/x.md", f"## “I will never sell a single boat”\n\n{CITED}", "1:4"),
        ("notes/x.md", f"> [!note] He said he “will sell no boat”\n> {CITED}", "1:22"),
        (
            "notes/x.md",
            "| He said: “I will sell no boat” | b |\n|---|---|\n| It was shut | [@log#p1] |",
            "1:12",
        ),
        (
            "claims/x.md",
            f"---\nquestion: Why was “no boat ever sold”, as she says?\n---\n## Yes\n\n{CITED}",
            "2:11",
        ),
    ],
)
def test_a_quotation_in_a_title_that_no_source_has_is_a_warning(tmp_path, name, text, at):
    [found] = problems(tmp_path, {name: text})

    assert found.startswith(f"content/{name}:{at}: warning: no source here has the words “")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes/x.md", f"---\ntitle: 'She: “we have counted every boat”'\n---\n{CITED}"),
        ("notes/x.md", f"---\ntitle: The “sale of the very last boats”\n---\n{CITED}"),
        ("notes/x.md", f"---\ntitle: 'The sale %% he said: “I will sell no boat” %%'\n---\n{CITED}"),
        ("notes/x.md", f"---\ntitle: It is “a single fraud”, she said\n---\n{CITED}"),
        ("notes/x.md", f"## “WE HAVE COUNTED EVERY BOAT,” SHE SAID\n\n{CITED}"),
        ("notes/x.md", f"---\ntitle: 'She said: “The long way down”'\n---\n{CITED}"),
        ("notes/x.md", f"## Sie sagte: “Niemand kam je zu Schaden”\n\n{CITED}\n\n“Niemand” [@log#p1s2 tr]."),
        ("claims/x.md", f"---\nquestion: Why?\n---\n## It “closed the pier on Monday”\n\n{CITED}"),
        ("claims/x.md", f"---\nquestion: Why?\n---\n## For the “count”\n\n{CITED}"),
        ("claims/x.md", "---\nquestion: Why?\n---\n## “Alle Boote sind gezählt”\n\n“Alle” [@log#p1 tr]."),
    ],
)
def test_a_title_may_quote_any_source_or_a_term(tmp_path, name, text):
    files = {name: text, "notes/long.md": "---\ntitle: The long way down\n---\nText."}

    assert problems(tmp_path, files) == []


def test_the_heading_of_a_position_quotes_the_evidence_under_it(tmp_path):
    text = f"---\nquestion: Why?\n---\n## They “have counted every boat”\n\n{CITED}"

    assert problems(tmp_path, {"claims/x.md": text}) == [
        "content/claims/x.md:4:1: warning: the quotation “have counted every boat” was not found in log#p1. "
        "The words are in [@log#p2s1]."
    ]


def test_the_title_of_a_page_is_no_quotation(tmp_path):
    files = {"notes/x.md": "See “The long way to the pier” for more.", "notes/long.md": "Text."}
    titled = {**files, "notes/long.md": "---\ntitle: The long way to the pier\n---\nText."}

    assert len(problems(tmp_path / "a", files)) == 1
    assert problems(tmp_path / "b", titled) == []


def test_one_wrong_word_shows_both_wordings_the_place_and_what_to_copy(tmp_path):
    text = "---\ntitle: A note\n---\n\nThe log says the master “shut the pier on Monday” [@log#p2]."

    found = problems(tmp_path, {"notes/x.md": text})

    assert found == [
        "content/notes/x.md:5:25: error: the quotation “shut the pier on Monday” was not found in log#p2. "
        "The source says: **closed** the pier on Monday (you wrote: **shut** the pier on Monday). "
        "To copy: “closed the pier on Monday” [@log#p1s1]"
    ]


def test_what_is_offered_to_copy_is_verified_when_it_is_pasted(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "log.txt").write_text("The log says the pier was “badly worn” at noon.\n", "utf-8")
    note = tmp_path / "content" / "notes" / "x.md"
    note.parent.mkdir(parents=True)
    paths = Paths(tmp_path / "seeds", tmp_path / "content")

    note.write_text("The pier “was badly torn” [@log].\n", "utf-8")
    [wrong] = errors_of(read_dossier(paths, Settings()))
    copied = wrong.hint.partition("To copy: ")[2]
    note.write_text(f"The pier {copied}.\n", "utf-8")
    pasted = read_dossier(paths, Settings())

    assert copied == "“was ‘badly worn” [@log#p1s1]"
    assert not [each for each in pasted.problems if each.at.file == "content/notes/x.md"]


def test_right_words_with_the_wrong_place_are_sent_to_theirs(tmp_path):
    found = problems(tmp_path, {"notes/x.md": "“Nobody was hurt” [@log#p3]"})

    assert found == [
        "content/notes/x.md:1:1: error: the quotation “Nobody was hurt” was not found in log#p3. "
        "The words are in [@log#p1s2]."
    ]


def test_a_word_too_many_is_marked_in_the_quotation(tmp_path):
    found = problems(tmp_path, {"notes/x.md": "“The second count took two long days” [@log#p2]"})

    assert "The source says: The count took two days" in found[0]
    assert "(you wrote: The **second** count took two **long** days)" in found[0]


def test_marks_are_right_where_apostrophes_curl(tmp_path):
    found = problems(
        tmp_path, {"notes/x.md": "“The mayor’s bureau denied that the pier had been sold” [@log]"}
    )

    assert "The source says: The mayor’s **office** denied that the pier had been sold (" in found[0]
    assert "(you wrote: The mayor’s **bureau** denied that the pier had been sold)" in found[0]


def of_source(tmp_path, source, note):
    """Return the errors of a note on one line of a source."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "log.txt").write_text(f"A log of the pier\n\n{source}\n", "utf-8")
    page = tmp_path / "content" / "notes" / "x.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"{note}\n", "utf-8")
    return errors_of(read_dossier(Paths(tmp_path / "seeds", tmp_path / "content"), Settings()))


@pytest.mark.parametrize(
    ("source", "quoted", "says", "wrote"),
    [
        ("港口主管周二关闭了码头。", "港口主管周三关闭了码头", "周**二**关", "周**三**关"),
        ("港の主は火曜日に埠頭を閉じた。", "港の主は水曜日に埠頭を閉じた", "は**火**曜", "は**水**曜"),
        ("ท่าเรือเก่าอำเภอเปิด", "ท่าเรือเก่าอำเภอปิด", "ภอ**เ**ปิด", "เก่าอำเภอปิด"),
    ],
)
def test_a_letter_that_differs_is_marked_in_scripts_without_blanks(tmp_path, source, quoted, says, wrote):
    [wrong] = of_source(tmp_path, source, f"“{quoted}” [@log#p2]")

    assert says in wrong.hint.partition("you wrote")[0]
    assert wrote in wrong.hint.partition("you wrote")[2]


@pytest.mark.parametrize(
    ("source", "note"),
    [
        ("⽔⼿关闭了码头。", "“水手关闭了码头” [@log#p2]"),
        ("Ludwig Ⅳ sah Kai № 7 bei 20 ℃.", "“Ludwig IV sah Kai No 7 bei 20 °C” [@log#p2]"),
        ("Il a parlé de « paix » et d’anguilles.", "« Il a parlé de “paix” et d’anguilles » [@log#p2]"),
        ("Il a parlé de « paix » et d’anguilles.", "“Il a parlé de «paix» et d’anguilles” [@log#p2]"),
        ("Er sprach von «Fisch» und Aal.", "“Er sprach von « Fisch » und Aal” [@log#p2]"),
        ("Er rief: »Geht!« Dann ging er.", "“Er rief: ‘Geht!’ Dann ging er” [@log#p2]"),
    ],
)
def test_signs_and_blanks_inside_marks_are_folded(tmp_path, source, note):
    assert of_source(tmp_path, source, note) == ()


def test_words_that_come_from_nowhere_are_told_so(tmp_path):
    found = problems(tmp_path, {"notes/x.md": "“Elephants dance gracefully” [@log]"})

    assert "was not found in log. Nothing like it there. The source reads: “The harbour master" in found[0]


DENIED = (
    "She did not sell the pier. It was, she said, never hers. "
    "Nobody paid, and the mayor, who had not asked, left."
)


@pytest.mark.parametrize(
    ("quotation", "dropped"),
    [
        ("She did … sell the pier", "not"),
        ("She did […] sell the pier", "not"),
        ("She [did] sell the pier", "did not"),
        ("She [didn’t] sell the pier", ""),
        ("It was … hers", "never"),
        ("It was, she said, never hers", ""),
        ("sell the pier … paid", "Nobody"),
        ("the mayor … left", ""),  # what is left out between commas denies something else
        ("She did not … the pier", ""),
        ("did not sell the pier … It was", ""),
    ],
)
def test_an_ellipsis_or_a_bracket_that_swallows_a_denial_is_noticed(quotation, dropped):
    whole = Span(0, len(DENIED))

    assert find_quotation(quotation, fold(DENIED), whole)
    assert dropped_denial(quotation, fold(DENIED), whole, "en") == dropped


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er hat nicht verkauft."),
        ("fr", "Il n’a pas vendu."),
        ("es", "Él nunca vendió."),
        ("it", "Egli non vende."),
    ],
)
def test_a_denial_is_known_in_the_language_of_its_source(language, text):
    first, last = text.split(" ")[0], text.split(" ")[-1]

    assert dropped_denial(f"{first} … {last}", fold(text), Span(0, len(text)), language)


def test_a_quotation_that_drops_a_denial_is_a_warning_at_its_place(tmp_path):
    text = "“The count […] and […] paid for it” [@log#p2].\n\n“the pier on Monday … was hurt” [@log#p1]"
    found = problems(tmp_path, {"notes/x.md": text})

    assert [line.split(": ", 1)[0] for line in found] == ["content/notes/x.md:3:1"]
    assert "leaves out “Nobody”, which denies something" in found[0]


@pytest.mark.parametrize(
    ("text", "is_noticed"),
    [
        ("“the pier had been sold” [@log#p3]", True),
        ("He says that “the pier had been sold” last week. [@log#p3s2]", True),
        ("> that the pier had been sold [@log#p3]", True),
        ("The office denied that “the pier had been sold” [@log#p3].", False),
        ("It is not true that “the pier had been sold” [@log#p3].", False),
        ("The office “denied that the pier had been sold” [@log#p3].", False),
        ("“the pier had been sold” [@log#p3; @diary#p2]", False),  # the diary says so
        ("“had been sold” is a rumour [@log#p3].", False),
    ],
)
def test_words_cut_out_behind_a_denial_are_a_warning_unless_their_sentence_denies_them(
    tmp_path, text, is_noticed
):
    found = [line for line in problems(tmp_path, {"notes/x.md": text}) if "the source denies" in line]

    assert len(found) == is_noticed
    assert not found or found[0].endswith(
        "had been sold”: they follow “denied”. "
        "Quote the denial too, or say in your own words that they are denied."
    )


@pytest.mark.parametrize(
    ("before", "language", "denial"),
    [
        ("The mayor denied claims that", "en", "denied"),
        ("The mayor has not", "en", "not"),
        ("It hasn’t yet been", "en", "hasn’t"),
        ("They rejected reports that", "en", "rejected"),
        ("Er bestritt, gestern", "de", ""),
        ("Er hat den Kai nicht", "de", "nicht"),
        ("Elle dément que", "fr", "dément"),
        ("He did not deny that", "en", ""),
        ("He was denied the news that", "en", ""),
        ("He denied the sale and said that", "en", ""),
        ("He denied it. The mayor said that", "en", ""),
        ("They rejected the offer of", "en", ""),
        ("There is no doubt that", "en", ""),
        ("", "en", ""),
    ],
)
def test_a_denial_governs_what_directly_follows_it(before, language, denial):
    assert denial_before(before, language) == denial


OWN = "“The count of it took two days and was paid” [@log#p2 tr]."


@pytest.mark.parametrize(
    ("text", "language", "is_error"),
    [
        (OWN, "en", True),
        (OWN, "de", False),  # the desk writes in German, and a note may not
        (
            "“Die Zählung hat zwei Tage gedauert, und die Versicherer haben sie bezahlt” [@log#p2 tr].",
            "en",
            False,
        ),
        ("“Todos contados” [@log#p2 tr].", "en", False),
    ],
)
def test_a_translation_into_the_language_of_its_source_is_none(tmp_path, text, language, is_error):
    english = replace(document("log", LOG), meta=replace(document("log", LOG).meta, language="en-GB"))
    desk = read(tmp_path, {"notes/x.md": text})

    found = resolve(desk, Corpus((english,)), language).problems

    assert [(each.code, each.severity) for each in found] == [("bad-citation", Severity.ERROR)] * is_error


@given(st.integers(0, len(LOG) - 1), st.integers(1, 80))
def test_whole_words_of_a_source_always_stand_in_it(start, length):
    while LOG[start].isspace() or (start and not LOG[start - 1].isspace()):
        start += 1 if LOG[start].isspace() else -1
    end = min(start + length, len(LOG))
    while end < len(LOG) and not LOG[end].isspace():
        end += 1
    quotation = LOG[start:end]
    assume(quotation != "—")

    found = find_quotation(quotation, fold(LOG), Span(start, end))

    assert found is not None and found.start == start


CUT = fold("Ann paid 12 crowns for salt. The salt was wet, and Ann was not.")


@given(st.data())
def test_no_quotation_cuts_a_word_at_either_end(data):
    text = CUT.text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quotation = text[start:end].strip(" .,")
    assume(quotation)
    found = find_quotation(quotation, CUT, Span(0, len(text)))

    standing = {
        (at, at + len(quotation)) for at in range(len(text)) if text.startswith(quotation, at)
        and not (text[at - 1 : at].isalnum() and quotation[0].isalnum())
        and not (quotation[-1].isalnum() and text[at + len(quotation) :][:1].isalnum())
    }  # fmt: skip
    assert ((found.start, found.end) in standing) if found else not standing


@pytest.mark.parametrize(("gap", "stands"), [(60, True), (61, False)])
def test_a_bracket_stands_for_no_more_than_sixty_characters(gap, stands):
    text = f"He sold{'x'.join(' ' * 2).ljust(gap - 1, 'x')} the pier"

    found = find_quotation("He sold[…]the pier".replace("…", "so"), fold(text), Span(0, len(text)))

    assert bool(found) == stands


def test_a_bracket_may_follow_a_later_one_of_several_equal_words():
    text = f"Ann paid. {'The salt was wet. ' * 8}Ann said so and left."

    assert find_quotation("Ann [he] so and", fold(text), Span(0, len(text)))


@pytest.mark.parametrize(
    ("quotation", "text", "nearest"),
    [
        ("The pier was lost", "Now the pier was sold.", "**the** pier was **sold**"),
        ("Pier", "The pier", "**pier**"),
        ("12 000 ships", "12,000 ships came.", "12**,**000 ships"),
        ("12,000 ships", "12 000 ships came.", "12**␣**000 ships"),
        ("up to 5 %", "It is up to 5% of it.", "up to 5**%**"),
        ("up to $5", "It is up to €5 now.", "up to**␣€**5"),
        ("the pier; was sold", "The pier was sold.", "**The** pier**␣**was sold"),
        (
            "now the pier was lost then",
            "It rained. The pier was sold. It snowed.",
            "**The** pier was **sold**",
        ),
        ("—", "The pier", None),
        ("The pier", "—", None),
        ("An old boat sank", "The pier was sold.", None),
    ],
)
def test_the_nearest_wording_reaches_as_far_as_the_quotation(quotation, text, nearest):
    found = nearest_wording(quotation, document("x", text), fold(text))

    assert (found and found.source) == nearest


def test_a_quotation_ends_with_the_place_that_is_cited():
    text = "The pier is closed. The quay is open."

    assert find_quotation("is closed. The", fold(text), Span(0, 19)) is None
    assert find_quotation("quay is", fold(text), Span(0, 19)) is None
    assert find_quotation("The pier is closed", fold(text), Span(1, 19)) is None
    assert find_quotation("The pier is closed.", fold(text), Span(0, 19)) == Span(0, 18)


@given(st.lists(st.integers(0, len(LOG.split())), min_size=4, max_size=4, unique=True).map(sorted))
def test_words_left_out_or_changed_in_brackets_still_stand(cuts):
    a, b, c, d = cuts
    words = LOG.split()
    assume({*words[a : b - 1], *words[b:c]} - {"—"})  # a dash alone is no word of the source
    left_out = f"{' '.join(words[a:b])} […] {' '.join(words[c:d])}"
    changed = f"{' '.join(words[a : b - 1])} [so] {' '.join(words[b:c])}".strip()

    assert find_quotation(left_out, fold(LOG), Span(0, len(LOG)))
    assert find_quotation(changed, fold(LOG), Span(0, len(LOG)))
    assert not find_quotation(f"{left_out} unsaid", fold(LOG), Span(0, len(LOG)))


@given(st.text(alphabet="“”„\"'‘’«»‹› ab.,\n", max_size=40))
def test_a_quotation_lies_before_its_citation_and_has_words(text):
    span = quotation_before(text, len(text))

    if span:
        assert 0 <= span[0] < span[1] <= len(text)
        assert text[span[0] + 1 : span[1] - 1].strip()


@pytest.mark.parametrize(
    "quotation", [" … ".join(["a [x] a"] * 600) + " … b", " … ".join(["a"] * 1_500) + " b"]
)
def test_a_quotation_of_many_parts_is_followed_in_bounded_steps(quotation):
    text = "a " * 100_000
    begun = time.process_time()

    assert find_quotation(quotation, fold(text), Span(0, len(text))) is None
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("oﬃce and ﬂeet", "office and fleet"),
        ("Ｆｉｖｅ ５０％", "Five 50%"),
        ("ﺭﺻﻴﻒ", "رصيف"),
        ("5² and ½", "5² and ½"),
        ("45 tonnes¹ in 2023², she said.³ It is", "45 tonnes in 2023, she said. It is"),
        ("4 km² of it", "4 km² of it"),
    ],
)
def test_other_forms_of_letters_are_the_same_and_superscripts_are_not(text, plain):
    folded = fold(text)

    assert (folded.text, len(folded.origins)) == (plain, len(plain))
    assert find_quotation(plain, folded, Span(0, len(text))) == Span(0, len(text))


def test_folding_keeps_the_way_back():
    folded = fold("a  “b”\n—…c")

    assert (folded.text, folded.origins) == ("a 'b' -...c", (0, 1, 3, 4, 5, 6, 7, 8, 8, 8, 9))


@pytest.mark.parametrize("text", ["“a b c”, " * 8_000 + "[@log]", "“Nobody was hurt,” she said. " * 8_000])
def test_thousands_of_quotations_in_one_block_are_read_at_once(text):
    begun = time.process_time()
    body, _ = read_body("x.md", 1, text)

    assert len(body.quoted) >= 7_999
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("quotation", "stands"),
    [
        ("one two", True),
        ("One two", False),
        ("one [x] four", True),
        ("[x] two", True),
        ("[x][y] two [z]", True),
        ("[x]", False),
        ("…", False),
        ("", False),
        ("one … … four", True),
        ("one . . . four", True),
        ("one (...) four", True),
        ("one ( . . . ) four", True),
        ("one ... . four", True),
        ("one .. four", False),
        ("… one two …", True),
        ("two … one", False),
        ("one … two … three … four", True),
        ("one … one", False),
        ("one two three four;", True),
        ("one two three four!?", True),
        ("one two three fou", False),
        ("ne two", False),
        ("one [x] fou", False),
        ("ne [x] four", False),
        ("on[e] two", True),
        ("[o]ne two", True),
        (f"one [{'x' * 80}] four", True),
        (f"one [{'x' * 81}] four", False),
        ("one … fou", False),
        ("one … our", False),
    ],
)
def test_what_a_quotation_may_leave_out_and_change(quotation, stands):
    text = "one two three four"

    assert bool(find_quotation(quotation, fold(text), Span(0, len(text)))) == stands


def test_a_quotation_is_found_from_its_first_to_its_last_word():
    text = "So it was. One two  three, “four” five."

    assert find_quotation("One … 'four'", fold(text), Span(0, len(text))) == Span(11, 33)
    assert find_quotation("One [x] three.", fold(text), Span(11, len(text))) == Span(11, 25)
    assert find_quotation("three", fold("three three"), Span(3, 11)) == Span(6, 11)


@pytest.mark.parametrize(("count", "stands"), [(1_029, True), (1_030, False)])
def test_a_piece_is_followed_at_a_thousand_places_and_no_more(count, stands):
    text = "a " * count + "b"

    assert bool(find_quotation("a [x] b", fold(text), Span(0, len(text)))) == stands


@pytest.mark.parametrize(
    ("quotation", "nearest", "quoted"),
    [
        ("one two x y", "**three four**", None),
        ("one two three x y z", "one two three **four five six**", "one two three **x y z**"),
        ("one two x y z", None, None),
        ("x two three", "**one** two three", "**x** two three"),
        ("x y three four five", "**one two** three four five", "**x y** three four five"),
        ("ONE two three", "**one** two three", "**ONE** two three"),
        ("one three four", "one **two** three four", "one three four"),
        ("four five six x y", "four five six", "four five six **x y**"),
        ("x y one two three", "one two three", "**x y** one two three"),
        ("one-two three four", "**two** three four", "**one-two** three four"),
        ("one two (three) four", "one two**␣**three**␣**four", "one two**␣(**three**)␣**four"),
    ],
)
def test_both_wordings_show_what_differs(quotation, nearest, quoted):
    text = "one two three four five six"

    found = nearest_wording(quotation, document("x", text), fold(text))

    if quoted is not None:
        assert (found.source, found.quoted) == (nearest, quoted)
    elif nearest is None:
        assert found is None
    else:
        assert found.source.startswith("one two")


def test_the_nearest_wording_is_the_first_stretch_with_most_words():
    text = "Rain fell. The pier was old. He said the pier was sold. Then the pier was sold."

    found = nearest_wording("the pier was sold today", document("x", text), fold(text))

    assert text[found.span.start : found.span.end] == "the pier was sold"
    assert found.span.start == text.index("the pier was sold")


@pytest.mark.parametrize(
    ("source", "quotation", "shown"),
    [
        ("It is 5 % of it.", "is 5% of", "is 5**␣%␣**of"),
        ("It is $5 now", "is £5 now", "is**␣$**5 now"),
        ("($5) it is", "£5 it is", "**$**5**)␣**it is"),
        ("up to 5%", "to 6%", "to **5**"),
        ("up to 5%", "to 5 ‰", "to 5**%**"),
        ("$5 a day", "€5 a day", "**$**5 a day"),
        ("'5 a day", "€5 a day", "5 a day"),
    ],
)
def test_signs_beside_words_are_compared_as_well(source, quotation, shown):
    assert nearest_wording(quotation, document("x", source), fold(source)).source == shown


@pytest.mark.parametrize(("count", "is_near"), [(250, True), (252, False)])
def test_the_nearest_wording_compares_the_first_words_of_a_long_quotation(count, is_near):
    text = " ".join(f"w{number}" for number in range(200, 600))
    quotation = " ".join(["x"] * (count // 2) + [f"w{number}" for number in range(200, 325)])

    assert bool(nearest_wording(quotation, document("x", text), fold(text))) == is_near


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("Words\n— A name", "Words"),
        ("“Words”\n  -- A name\n", "Words"),
        ("Words\n– A\n— B", "Words\n– A"),
        ("— A name", "— A name"),
        ("Words — A name", "Words — A name"),
        ("\n“Words”\n", "Words"),
        ("“Words”, said Ann. “More.” (The Log, 3 May)", "Words”, said Ann. “More."),
        ("Words. (40)", "Words. (40)"),
        ("The crew:\nAnn Moor\nBo Roe", "The crew:\nAnn Moor\nBo Roe"),
        ("The crew: all safe", "The crew: all safe"),
        ("Words\n- A", "Words\n- A"),
    ],
)
def test_a_block_quote_is_held_to_its_words_without_its_signature(words, bare):
    assert without_signature(words) == bare


@pytest.mark.parametrize(
    ("quotation", "dropped"),
    [
        ("They … came", "never"),
        ("They came", ""),
        ("x … y", ""),
        ("They [always] came late", "never"),
        ("They [never] came late", ""),
        ("came late … paid", "No one"),
        ("came late, and … paid", ""),
        ("They … late … paid", "never came"),
        ("came … paid", "No one"),
    ],
)
def test_a_denial_is_dropped_where_it_is_beside_words_that_are_quoted(quotation, dropped):
    text = "They never came late. No one paid."

    assert dropped_denial(quotation, fold(text), Span(0, len(text)), "en") == dropped


def test_each_part_of_a_quotation_is_looked_for_behind_the_one_before():
    text = "He paid. They never came. He paid."

    assert dropped_denial("They … paid", fold(text), Span(0, len(text)), "en") == "never came"
    assert find_quotation("They … paid", fold(text), Span(0, len(text))) == Span(9, 33)
