"""A folder of sources is read whole: each file ends as a document or as a line that names it."""

import hashlib
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_files import docx

from dossier.config import Settings
from dossier.model import Severity
from dossier.sources import RawSource, read_corpus, read_document, surely_marked
from dossier.sources.formats import FORMATS
from dossier.sources.sidecar import NOTHING
from dossier.text.slugs import source_id


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def fill(folder, **files):
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem}.{ending}").write_text(text, encoding="utf-8")


def told(folder, settings=None):
    corpus = read_corpus(folder, settings or Settings())
    return [document.path for document in corpus.documents], [str(problem) for problem in corpus.problems]


def test_an_empty_folder_is_a_warning(seeds):
    (seeds / "README.md").write_text("What belongs here.")

    assert told(seeds) == (
        [],
        [
            "seeds:1:1: warning: there are no sources in this folder. "
            f"Put files into it: {', '.join(FORMATS)}."
        ],
    )


def test_a_missing_folder_is_an_error(tmp_path):
    documents, problems = told(tmp_path / "seeds")

    assert documents == []
    assert problems[0].startswith("seeds:1:1: error: there is no folder seeds. Create it")


def test_every_file_ends_as_a_document_or_is_named(seeds):
    fill(
        seeds,
        strike_txt="The dockers voted.",
        notes_docx="x",
        void_txt="",
        blank_txt=" \n ",
        alone_yaml="title: A",
    )
    (seeds / "noending").write_text("x")
    (seeds / ".DS_Store").write_text("x")
    (seeds / "picture.txt").write_bytes(b"\x89PNG\0\0")
    (seeds / "link.txt").symlink_to(seeds / "strike.txt")
    os.mkfifo(seeds / "pipe.txt")

    documents, problems = told(seeds)
    assert documents == ["strike.txt"]
    assert [problem.split(":")[0] for problem in problems] == [
        "seeds/alone.yaml",
        "seeds/blank.txt",
        "seeds/link.txt",
        "seeds/noending",
        "seeds/notes.docx",
        "seeds/picture.txt",
        "seeds/pipe.txt",
        "seeds/void.txt",
    ]
    assert all(": warning: " in problem for problem in problems)


def test_the_folder_that_a_browser_saves_beside_a_page_is_named_as_such(seeds):
    fill(seeds, vote_html="<p>The dockers voted on Thursday to go back to work.</p>")
    (seeds / "vote_files").mkdir()
    (seeds / "vote_files" / "frame.html").write_text("<p>Menu</p>")

    assert told(seeds)[1] == [
        "seeds/vote_files:1:1: warning: the pictures and scripts that were saved with a page; not needed"
    ]


def test_folders_inside_the_folder_of_sources_are_read(seeds):
    (seeds / "wire" / "2024").mkdir(parents=True)
    (seeds / "wire" / "__MACOSX").mkdir()
    fill(seeds, vote_txt="The dockers voted.")
    fill(seeds / "wire", pay_txt="Pay rises.", pay_yaml="title: The pay")
    fill(seeds / "wire" / "2024", ships_md="Ships wait.", log_docx="no zip")
    (seeds / "wire" / "__MACOSX" / "vote.txt").write_text("x")

    corpus = read_corpus(seeds, Settings())
    assert [(each.id, each.path, each.meta.title) for each in corpus.documents] == [
        ("pay", "wire/pay.txt", "The pay"),
        ("ships", "wire/2024/ships.md", "Ships wait"),
        ("vote", "vote.txt", "The dockers voted"),
    ]
    assert [problem.at.file for problem in corpus.problems] == ["seeds/wire/2024/log.docx"]


def test_two_sources_of_one_name_in_two_folders_are_an_error_that_names_both(seeds):
    for name in ("a", "b"):
        (seeds / name).mkdir()
        fill(seeds / name, vote_txt="The dockers voted.")

    assert told(seeds) == (
        ["a/vote.txt"],
        [
            'seeds/b/vote.txt:1:1: error: the id "vote" is already used by seeds/a/vote.txt; not read. '
            "Rename one of the two files."
        ],
    )


def test_what_a_folder_says_holds_beside_and_below_it_and_the_nearest_word_wins(seeds):
    (seeds / "wire" / "2024").mkdir(parents=True)
    fill(seeds, _folder_yaml="publisher: The desk\ntlp: green\ngrade: C3", vote_txt="The dockers voted.")
    fill(seeds / "wire", _folder_yml="publisher: Agency One\ntlp: amber", pay_txt="Pay rises.")
    fill(seeds / "wire" / "2024", ships_md="Ships wait.", ships_yml="publisher: Herald")

    corpus = read_corpus(seeds, Settings())
    assert [(d.id, d.meta.publisher, d.meta.tlp, d.meta.grade) for d in corpus.documents] == [
        ("pay", "Agency One", "amber", "C3"),
        ("ships", "Herald", "amber", "C3"),
        ("vote", "The desk", "green", "C3"),
    ]
    assert corpus.by_id["ships"].meta.by_editor == {"publisher", "tlp", "grade"}
    assert corpus.problems == ()


@pytest.mark.parametrize(("sidecar", "mark"), [("", "red"), ("tlp: amber", "amber"), ("grade: B2", "red")])
def test_the_mark_of_a_file_is_nearer_than_that_of_its_folder(seeds, sidecar, mark):
    fill(seeds, _folder_yaml="tlp: green", vote_md="---\ntlp: red\n---\nThey voted.", vote_yaml=sidecar)

    assert [document.meta.tlp for document in read_corpus(seeds, Settings()).documents] == [mark]


CODES = {None: [], "named": ["unread-mark"]}
"""What is said of a text that has no mark, and of one that names a mark which is not taken."""


def taken(mark):
    return None if mark == "named" else mark


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("TLP:RED", "red"),
        ("TLP 2.0: AMBER", "amber"),
        ("TLP—RED", "red"),
        ("TLP:\u200eRED", "red"),
        ("TLP\u200f:RED", "red"),
        ("T L P : R E D", "red"),
        ("Traffic-Light-Protocol: Red", "red"),
        ("Weekly report of the harbour TLP:RED", "named"),
        ("14 May 2024, TLP:RED", "named"),
        ("This advisory is provided as TLP:AMBER.", "named"),
        ("TLP Amber – those who get it may share it within their own house", "named"),
        ("TLP: <RED>", "named"),
        ("TLP:ROUGE", "named"),
        ("Ampel-Protokoll: ROT", "named"),
        ("| Marking | see TLP:RED there |", "named"),
        ("We saw the tlp red as wine in the harbour of Larne.", None),
        ("The TLP leads, and RED is its colour.", None),
        ("See https://example.org/what-TLP-RED-means", None),
        ("tlp: amber", "amber"),
        ("** TLP AMBER + STRICT **", "amber+strict"),
        ("TLP:WHITE", "clear"),
        ("[TLP:RED] They voted", "red"),
        ("TLP:AMBER  Harbour office, not for the press", "amber"),
        ("Page 1 of 3 - TLP:AMBER", "amber"),
        ("TLP-RED", "red"),
        ("ＴＬＰ：ＲＥＤ", "red"),
        ("ТLР:RЕD", "red"),  # three letters of Cyrillic
        ("ΤLΡ:ΑΜΒΕR", "amber"),  # six of Greek
        ("Distribution: TLP-GREEN", "green"),
        ("Traffic Light Protocol: AMBER", "amber"),
        ("The Traffic Light Protocol: RED and the others", None),
        ("Report 2025-14 | TLP:GREEN | Harbour office", "green"),
        ("Classification: TLP AMBER", "amber"),
        ("Handling: TLP AMBER STRICT", "amber+strict"),
        ("TLP:AMBER-STRICT", "amber+strict"),
        ("This report is marked TLP:RED and may not leave the room.", "red"),
        ("This file explains what TLP:RED means.", None),
        ("The report of the council was TLP:RED, they said.", None),
        ("(TLP:RED) The price is secret.", "red"),
        ("It was sold. (TLP:RED) The price is secret. (TLP:GREEN) They left.", "red"),
        ("The price is secret. [TLP:AMBER+STRICT]", "amber+strict"),
        ("TLP:RED – Not to be shown, for those in the hall only.", "red"),
        ("TLP:RED — for the harbour master only. Burn it.", "red"),
        ("**TLP:AMBER+STRICT** | Members of the council.", "amber+strict"),
        ("TLP:AMBER. Members of the council may read it.", "amber"),
        ("Distribution: TLP:RED only", "red"),
        ("Security marking: TLP:AMBER, council only.", "amber"),
        ("TLP Level: AMBER", "amber"),
        ("Traffic Light Protocol (TLP): GREEN", "green"),
        ("TLP:RED – the strictest mark – is rare.", "named"),
        ("TLP:RED, the strictest mark, is rare.", None),
        ("Classification: TLP:CLEAR, TLP:GREEN or TLP:RED", "named"),
        ("Distribution: TLP:RED and others are kept apart.", None),
        ("The TLP level: RED is the strictest.", None),
        ("The mark (TLP:RED) is the strictest.", "named"),
        ("In 2024 TLP:RED papers were shared", "named"),
        ("What TLP:RED means", "named"),
        ("TLP:RED is the strictest of the four marks.", None),
        ("tlp red and tlp green are two marks", None),
        ("TLPRED", None),
    ],
)
def test_a_mark_in_a_line_of_its_own_marks_its_source(seeds, line, mark):
    fill(seeds, vote_txt=f"The vote\n\n{line}\n\nThey voted on Friday.", other_txt="They left.")

    corpus = read_corpus(seeds, Settings())
    assert [document.meta.tlp for document in corpus.documents] == [None, taken(mark)]
    assert [problem.code for problem in corpus.problems] == CODES.get(mark, ["stamped-mark"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "shift_jis"])
@pytest.mark.parametrize("line", ["TLP:RED", "ＴＬＰ：ＲＥＤ"])
def test_what_may_be_stamped_is_not_surely_without_mark(encoding, line):
    for words, is_sure in ((f"港は嵐のため桟橋を閉鎖した。\n\n{line}\n", False), ("港は嵐のため。\n", True)):
        source = RawSource("vote.txt", words.encode(encoding), "seeds", None, NOTHING)

        assert surely_marked(source, {None}) == is_sure


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("vote TLP-RED.txt", "red"),
        ("2024-05-03_TLP_AMBER_STRICT_vote.txt", "amber+strict"),
        ("[TLP GREEN] vote.txt", "green"),
        ("tlp amber/vote.txt", "amber"),
        ("TLP-RED/old/vote.txt", "red"),
        ("vote TLP-CLEAR.txt", "clear"),
        ("what-tlp-red-means.txt", "named"),
        ("TLP-AMBER - STRICT vote.txt", "amber+strict"),
        ("TLP-AMBER--STRICT.txt", "amber+strict"),
        ("TLP - RED vote.txt", "red"),
        ("TLP-CLEAR part of TLP-AMBER vote.txt", "amber"),
        ("TLP-AMBER/TLP-CLEAR vote.txt", "amber"),
        ("TLP-REDACTED vote.txt", None),
        ("TLPs and RED flags.txt", None),
        ("vote RED.txt", None),
    ],
)
def test_a_mark_in_the_name_of_a_file_or_its_folder_marks_the_source(path, mark):
    document, problems = read_document(path, b"The vote\n\nThey voted on Friday.", "seeds")

    assert document.meta.tlp == taken(mark)
    assert [problem.code for problem in problems] == CODES.get(mark, ["stamped-mark"])
    assert surely_marked(RawSource(path, b"They voted.", "seeds", None, NOTHING), {None}) == (
        taken(mark) is None
    )


def test_what_is_not_read_as_a_mark_is_named_at_its_place():
    text = "The vote\n\nThey voted. See the memo (TLP:RED, 5 May) on it."
    [problem] = read_document("vote.txt", text.encode(), "seeds")[1]
    settled = read_document("vote.txt", text.encode(), "seeds", ("vote.yaml", b"tlp: clear"))[1]

    assert str(problem.at) == "seeds/vote.txt:3:27"
    assert problem.message == "“TLP:RED” is not read as the mark of the source"
    assert settled == ()


def test_a_stricter_mark_beside_the_one_that_is_taken_is_named():
    text = b"TLP:AMBER\n\nThey voted. See the memo (TLP:RED, 5 May) and the other (TLP:GREEN, old)."
    document, problems = read_document("vote.txt", text, "seeds")

    assert document.meta.tlp == "amber"
    assert [problem.code for problem in problems] == ["stamped-mark", "unread-mark"]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("Vertraulich/vote.txt", True),
        ("05 VS-NfD/vote.txt", True),
        ("vote (CONFIDENTIAL).txt", True),
        ("drafts/vote.txt", True),
        ("secret.txt", False),
        ("embargo/vote.txt", False),
        ("Draft treaty.txt", False),
        ("VOTE ON THE DRAFT.txt", False),
        ("INTERNAL market.txt", False),
        ("DRAFT law on police.txt", False),
        ("SBU-raids.txt", False),
        ("vote - CONFIDENTIAL.txt", True),
    ],
)
def test_a_path_that_says_in_plain_words_that_a_source_is_not_for_all_gives_a_warning(path, says):
    _, problems = read_document(path, b"They voted on Friday.", "seeds")

    assert [problem.code for problem in problems] == ["plain-handling"] * says


def test_a_sidecar_outdoes_the_mark_in_the_name_of_a_file():
    document, problems = read_document(
        "vote TLP-RED.txt", b"They left.", "seeds", ("vote.yaml", b"tlp: clear")
    )

    assert (document.meta.tlp, problems) == ("clear", ())


HEAD = "Author: Ann Roe{0}{1}{0}Date: May"
ALONE = "".join(
    f"<p>The clerk saw the {boats} go. They left the harbour on Friday, and nobody came back again.</p>"
    for boats in ("ferries", "trawlers", "barges", "tugs", "yachts")
)


@pytest.mark.parametrize(
    ("name", "text", "mark"),
    [
        ("vote.md", f"# Vote\n\n{HEAD.format(chr(10), 'TLP:RED')}\n\nThey voted.", "red"),
        ("vote.md", f"{HEAD.format('<br>', 'TLP:GREEN')}\n\nThey voted.", "green"),
        ("vote.md", "Harbour desk\nTLP:AMBER+STRICT\nNot for others\n\nThey voted.", "amber+strict"),
        ("vote.md", "[//]: # (TLP:RED)\n\nThey voted.", "red"),
        ("vote.md", "They\nvoted TLP:RED by the\nclerk and called\nTLP:RED strict.", None),
        ("vote.html", f"<p>{HEAD.format('<br>', 'TLP:RED')}</p>{ALONE}", "red"),
        (
            "vote.html",
            "<html><body><h1>T</h1><p>TLP:RED<br>The clerk left.</p><p>They saw it.</p></body></html>",
            "red",
        ),
        ("vote.html", f"<pre>{HEAD.format(chr(10), 'TLP:RED')}</pre>{ALONE}", "red"),
        (
            "vote.html",
            f"<html><head><title>TLP:RED - The boats</title></head><body>{ALONE}</body></html>",
            "red",
        ),
        (
            "vote.html",
            f"<html><head><title>TLP:RED Boats of the port</title></head><body>{ALONE}</body></html>",
            "red",
        ),
        (
            "vote.html",
            f'<html><head><meta name="tlp" content="RED"></head><body>{ALONE}</body></html>',
            "red",
        ),
        (
            "vote.html",
            f"<html><head><title>What TLP:RED means</title></head><body>{ALONE}</body></html>",
            "named",
        ),
        ("vote.html", f"<p>The mark\n<b>\nTLP:RED\n</b>\nis strict.</p>{ALONE}", None),
        (
            "vote.eml",
            f"From: Ann Roe <a@example.org>\nSubject: Vote\nDate: Fri, 3 May 2024 10:00:00 +0000\n"
            f"Content-Type: text/html\n\n<p>{HEAD.format('<br>', 'TLP:RED')}</p>{ALONE}",
            "red",
        ),
        ("vote.vtt", "WEBVTT\n\nNOTE TLP:RED\n\n00:01.000 --> 00:04.000\nThey voted.\n", "red"),
        ("vote.vtt", "WEBVTT\n\nNOTE on TLP:RED\n\n00:01.000 --> 00:04.000\nThey voted.\n", "named"),
    ],
)
def test_a_mark_between_other_lines_of_a_paragraph_marks_its_source(name, text, mark):
    document, problems = read_document(name, text.encode(), "seeds")

    assert document.meta.tlp == taken(mark)
    assert [problem.code for problem in problems] == CODES.get(mark, ["stamped-mark"])


@pytest.mark.parametrize(
    ("between", "mark"), [("<w:br/>", "red"), ("", "named"), ("<w:noBreakHyphen/>", "named")]
)
def test_a_mark_between_breaks_of_a_word_document_marks_it(between, mark):
    words = f"<w:t>The mark </w:t>{between}<w:t>TLP:RED</w:t>{between}<w:t> Date: May</w:t>"
    document, problems = read_document("vote.docx", docx(f"<w:p><w:r>{words}</w:r></w:p>"), "seeds")

    assert document.meta.tlp == taken(mark)
    assert [problem.code for problem in problems] == CODES.get(mark, ["stamped-mark"])


def test_a_mark_between_tabs_in_the_header_of_a_word_document_marks_it():
    header = "<w:p><w:r><w:t>Desk paper</w:t><w:tab/><w:t>TLP:RED</w:t><w:tab/><w:t>page 1</w:t></w:r></w:p>"
    made = docx("<w:p><w:r><w:t>They voted.</w:t></w:r></w:p>", header1=header)

    assert read_document("vote.docx", made, "seeds")[0].meta.tlp == "red"


FRONT = "---\ntitle: The vote\ntlp: red\n---\n\nThey left."


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- c -->\n{FRONT}",
        f"\n \n{FRONT}",
        f"%% c %%\n{FRONT}",
        f" {FRONT}",
        FRONT.replace("---", "  ---"),
    ],
)
def test_blank_lines_comments_and_blanks_may_precede_the_front_matter_of_a_source(text):
    document, problems = read_document("vote.md", text.encode(), "seeds")

    assert (document.meta.title, document.meta.tlp, document.text) == ("The vote", "red", "They left.")
    assert problems == ()


def test_a_fault_in_a_later_front_matter_is_at_its_line():
    _, problems = read_document(
        "vote.md", FRONT.replace("red", "secret").join(["\n\n", ""]).encode(), "seeds"
    )

    assert [(problem.code, problem.at.line) for problem in problems] == [("bad-value", 5)]


@pytest.mark.parametrize(
    "prose", ["\nFirst they spoke.\n", "Note: they spoke\nfor an hour.", "- They spoke."]
)
def test_prose_between_lines_of_hyphens_is_no_front_matter(prose):
    document, problems = read_document("vote.md", f"\n---\n{prose}\n---\n\nThey left.".encode(), "seeds")

    assert "spoke" in document.text
    assert problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: The vote\ntlp: red",
        "----\ntitle: The vote\ntlp:   red  # why\n----",
        "---\ntitle: [The vote\ntlp: red\n---",
        'title: The vote\n"tlp": "red"\ndate: May',
    ],
)
def test_a_mark_in_front_matter_that_is_not_read_marks_its_source(text):
    document, problems = read_document("vote.md", f"{text}\n\nThey left.".encode(), "seeds")

    assert document.meta.tlp == "red"
    assert "stamped-mark" in [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("folder", "sidecar", "mark"),
    [
        ("tlp: red", "", "red"),
        ("tlp: green", "", "amber"),
        ("", "tlp: clear", "clear"),
        ("tlp: clear", "tlp: clear", "clear"),
    ],
)
def test_a_stamp_never_loosens_the_mark_of_a_folder_and_a_sidecar_wins(seeds, folder, sidecar, mark):
    fill(seeds, _folder_yaml=folder, vote_txt="The vote\n\nTLP:AMBER\n\nThey voted.", vote_yaml=sidecar)

    assert [document.meta.tlp for document in read_corpus(seeds, Settings()).documents] == [mark]


@pytest.mark.parametrize(
    ("name", "text", "mark"),
    [
        ("vote.md", "<!-- TLP:RED -->\n\nThey voted on Friday.", "red"),
        ("vote.html", "<!-- TLP:RED -->{}", "red"),
        ("vote.html", "<!-- tlp: red -->{}", "red"),
        ("vote.html", "<!-- Traffic Light Protocol: RED -->{}", "red"),
        ("vote.html", "<img src=a.png alt='TLP:AMBER+STRICT'>{}", "amber+strict"),
        ("vote.html", '<meta name="handling" content="TLP:GREEN">{}', "green"),
        ("vote.html", "{}<p style='font-size: 0'>TLP:RED</p>", "red"),
        ("vote.html", "<!-- what TLP:RED means -->{}", None),
        ("vote.html", "<p class='tlp-red'>They left.</p>{}", None),
    ],
)
def test_a_mark_that_a_page_does_not_show_marks_its_source(seeds, name, text, mark):
    prose = "".join(
        f"<p>They voted on Friday, and the count took {day} days in the hall.</p>" for day in "123"
    )
    (seeds / name).write_text(text.format(f"<article><h1>The vote</h1>{prose}</article>"), "utf-8")

    assert [each.meta.tlp for each in read_corpus(seeds, Settings()).documents] == [mark]


@pytest.mark.parametrize(
    ("text", "sidecar", "line"),
    [
        ("CONFIDENTIAL\n\nThey voted.", "", "CONFIDENTIAL"),
        ("The vote\n\nNot for publication\n\nThey voted.", "grade: B2", "Not for publication"),
        ("They voted.\n\nThey left.\n\nFOR INTERNAL USE ONLY", "", "FOR INTERNAL USE ONLY"),
        ("SECRET//NOFORN\n\nThey voted.", "", "SECRET//NOFORN"),
        ("EMBARGOED UNTIL 9 MAY 2021\n\nThey voted.", "", "EMBARGOED UNTIL 9 MAY 2021"),
        ("Vote\n\nCONFIDENTIAL - do not circulate\n\nThey voted.", "", "CONFIDENTIAL - do not circulate"),
        (
            "Strictly private and confidential. Do not forward.\n\nThey voted.",
            "",
            "Strictly private and confidential. Do not forward.",
        ),
        ("Classification: Confidential\n\nThey voted.", "", "Classification: Confidential"),
        ("SECRET LARNE 000123\n\nThey voted.", "", "SECRET LARNE 000123"),
        ("Status: DRAFT\n\nThey voted.", "", "Status: DRAFT"),
        ("Status: draft\n\nThey voted.", "", None),
        ("| Date | May |\n| Marking | CONFIDENTIAL |\n\nThey voted.", "", "| Marking | CONFIDENTIAL |"),
        ("| RESTRICTED | Staff |\n| CONFIDENTIAL | Heads |\n\nThey voted.", "", None),
        ("They voted.\n\nPage 3 | CONFIDENTIAL", "", "Page 3 | CONFIDENTIAL"),
        ("They voted.\n\nCONFIDENTIAL\n\nPage 3", "", "CONFIDENTIAL"),
        ("The port\n\n3 May 2024\n\nCONFIDENTIAL\n\nThey voted.", "", "CONFIDENTIAL"),
        ("PUBLIC\n\nThey voted.\n\nPRIVATE\n\nThey left.", "", None),
        ("Papers released\n\nClassification: Secret\nDate: 3 May 1961\n\nThey voted.", "", None),
        ("Oil embargo, day by day\n\nEmbargo until 31 May 2025\n\nThey voted.", "", None),
        ("SBU\n\nThey voted.", "", None),
        ("They voted.\n\nNot for publication\n\nPage 3 of 3", "", "Not for publication"),
        ("They voted.\n\n" * 9 + "TOP SECRET\n\n" + "They left.\n\n" * 9, "", "TOP SECRET"),
        ("They voted.\n\n" * 9 + "PRIVATE\n\n" + "They left.\n\n" * 9, "", None),
        ("They voted.\n\n" * 9 + "Work in progress\n\n" + "They left.\n\n" * 9, "", None),
        ("CONFIDENTIAL - the clerk speaks\n\nThey voted.", "", None),
        ("Embargo until 2025, says the council\n\nThey voted.", "", None),
        ("EMBARGO - COUNCIL VOTES\n\nThey voted.", "", None),
        ("Secret talks. Do not forward.\n\nThey voted.", "", None),
        ("CONFIDENTIAL\n\nThey voted.", "tlp: clear", None),
        ("Confidential\n\nThey voted.", "", None),  # may be the heading of a report
        ("They said that it was not for publication.", "", None),
    ],
)
def test_a_source_that_says_in_plain_words_that_it_is_not_for_all_gives_a_warning(seeds, text, sidecar, line):
    fill(seeds, vote_txt=text, vote_yaml=sidecar)

    messages = [each.message for each in read_corpus(seeds, Settings()).problems]
    assert messages == ([f"the source says “{line}”, and no mark keeps it back"] if line else [])


PAGE = (
    "<title>Vote</title><meta name={} content={}><article><p>They voted in the hall on Friday.</p></article>"
)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("vote.md", "---\nclassification: Confidential\n---\nThey voted.", "Confidential"),
        ("vote.md", "---\nEmbargo: 2030-01-01\n---\nThey voted.", "Embargo: 2030-01-01"),
        ("vote.md", "---\nembargo_until: 9 May\n---\nThey voted.", "embargo until: 9 May"),
        ("vote.md", "---\nconfidential: yes\n---\nThey voted.", "confidential"),
        ("vote.md", "---\ntags: [levy, confidential]\n---\nThey voted.", "confidential"),
        ("vote.md", "---\nembargo: none\nconfidential: no\ntags: [levy]\n---\nThey voted.", None),
        ("vote.md", "---\ntitle: 'SECRET: the vote'\n---\nThey voted.", None),
        ("vote.md", "---\nvisibility: members\nclassification: report\n---\nThey voted.", None),
        ("vote.html", PAGE.format("classification", "Restricted"), "Restricted"),
        ("vote.md", "---\nembargo: until Monday\n---\nThey voted.", "embargo: until Monday"),
        ("vote.md", "---\nembargo: lifted on 9 May\n---\nThey voted.", None),
        ("vote.md", "---\ntags: [oil, embargo, private]\n---\nThey voted.", None),
        ("vote.html", PAGE.format("description", "Restricted"), None),
        ("vote.md", "---\ncategory: Private\n---\nThey voted.", None),
        ("vote.md", "---\ndescription: Internal\n---\nThey voted.", None),
        ("vote.md", "---\ncategory: CONFIDENTIAL\n---\nThey voted.", "CONFIDENTIAL"),
        ("vote.md", "---\ntags: [law/draft]\n---\nThey voted.", None),
        ("vote.html", PAGE.format("access", "restricted"), None),
    ],
)
def test_what_metadata_say_in_plain_words_gives_a_warning_too(name, text, line):
    _, problems = read_document(name, text.encode(), "seeds")

    assert [each.message for each in problems] == (
        [f"the source says “{line}”, and no mark keeps it back"] if line else []
    )


@pytest.mark.parametrize(
    ("path", "codes"), [("clear", ["stamped-mark", "plain-handling"]), ("green", ["stamped-mark"])]
)
def test_a_clear_mark_does_not_silence_what_a_source_says_in_plain_words(path, codes):
    _, problems = read_document(f"TLP-{path.upper()} vote.txt", b"CONFIDENTIAL\n\nThey voted.", "seeds")

    assert [each.code for each in problems] == codes


def test_a_stamp_that_says_what_the_folder_says_is_no_news(seeds):
    fill(seeds, _folder_yaml="tlp: amber", vote_txt="The vote\n\nTLP:AMBER\n\nThey voted.")

    corpus = read_corpus(seeds, Settings())
    assert [(document.meta.tlp, corpus.problems) for document in corpus.documents] == [("amber", ())]


def test_a_folder_may_name_places_that_one_of_its_sources_does_not_have(seeds):
    words = "paragraphs: {p2: caption}\nsummary: [p2s1, They met.]"
    fill(seeds, _folder_yaml=words, vote_txt="They voted.", other_txt="They left.\n\nThe hall at noon.")

    corpus = read_corpus(seeds, Settings())
    assert corpus.problems == ()
    assert [document.meta.summary for document in corpus.documents] == [("p2s1", "They met."), ("They met.",)]
    assert [document.meta.own_places for document in corpus.documents] == [(), ()]
    assert [each.kind for document in corpus.documents for each in document.paragraphs][1] == "caption"


@pytest.mark.parametrize("name", ["vote.yaml.txt", "_folder.yml.txt", "vote.YAML.md"])
def test_a_sidecar_with_a_hidden_ending_is_an_error_and_no_source(seeds, name):
    fill(seeds, vote_txt="They voted.")
    (seeds / name).write_text("tlp: red", "utf-8")

    corpus = read_corpus(seeds, Settings())
    assert [document.id for document in corpus.documents] == ["vote"]
    assert [(problem.code, problem.severity) for problem in corpus.problems] == [("not-read", Severity.ERROR)]


def test_what_is_of_one_source_alone_cannot_be_said_of_a_folder(seeds):
    fill(seeds, _folder_yaml="names: {p1: {Roe: roe}}\ntitle: All\ntlp: pink", vote_txt="They voted.")

    assert told(seeds)[1] == [
        'seeds/_folder.yaml:1:1: error: unknown key "names". It belongs in the sidecar of one source.',
        'seeds/_folder.yaml:3:6: error: "tlp" cannot be "pink": expected clear, green, amber, amber+strict '
        "or red",
    ]


def test_what_a_folder_says_of_places_counts_for_those_sources_that_have_them(seeds):
    fill(
        seeds,
        _folder_yaml="title: The vote\nshort: Vote\nparagraphs: {1: boilerplate, 3: caption}\n"
        "summary: [p2s1]",
        vote_txt="The wire of Orle.\n\nThey voted.\n\nBy hand.",
        walk_txt="The wire of Orle.\n\nThey left.",
        wait_txt="They wait.",
        wait_yaml="title: The wait\nparagraphs: {1: body}",
    )

    corpus = read_corpus(seeds, Settings())
    assert corpus.problems == ()
    assert {
        d.id: (d.meta.title, d.meta.short, [p.kind.value for p in d.paragraphs], d.meta.summary)
        for d in corpus.documents
    } == {
        "vote": ("The vote", "Vote", ["boilerplate", "body", "caption"], ("p2s1",)),
        "walk": ("The vote", "Vote", ["boilerplate", "body"], ("p2s1",)),
        "wait": ("The wait", "Vote", ["body"], ()),
    }


def test_two_sidecars_of_one_source_and_one_that_protects_nothing_are_errors(seeds):
    fill(seeds, vote_txt="They voted.", vote_yaml="tlp: red", vote_yml="tlp: green", votes_yaml="tlp: red")

    corpus = read_corpus(seeds, Settings())
    assert [document.meta.tlp for document in corpus.documents] == ["red"]
    assert [str(problem) for problem in corpus.problems] == [
        "seeds/vote.yml:1:1: error: seeds/vote.yaml is about the same; not read. "
        "Move its lines there and take this file away.",
        'seeds/votes.yaml:1:1: error: there is no source with this name. Did you mean "vote"?',
    ]


@pytest.mark.parametrize(
    ("sidecar", "title", "problems"),
    [
        ("encoding: koi8-r", "Порт закрыт", []),
        ("title: A", "A", ["the encoding is a guess: KOI8-R"]),
        (
            "encoding: utf-8",
            "Порт закрыт",
            ["the source has bytes that are no utf-8; its encoding was guessed"],
        ),
        (
            "encoding: klingon",
            "Порт закрыт",
            ['"encoding" cannot be "klingon": expected the name of an encoding'],
        ),
    ],
)
def test_an_editor_may_name_the_encoding(seeds, sidecar, title, problems):
    (seeds / "port.txt").write_bytes(
        "Порт закрыт\n\nКапитан порта закрыл причал во вторник.".encode("koi8-r")
    )
    (seeds / "port.yaml").write_text(sidecar)

    corpus = read_corpus(seeds, Settings())
    assert [document.meta.title for document in corpus.documents] == [title]
    found = [problem.message for problem in corpus.problems]
    assert all(any(words in each for each in found) for words in problems)
    assert bool(found) == bool(problems)


def test_the_encoding_of_a_page_is_what_its_editor_says_whatever_it_declares(seeds):
    page = '<html><meta charset="utf-8"><p>Капитан порта закрыл причал во вторник.</p></html>'
    (seeds / "port.html").write_bytes(page.encode("cp1251"))
    fill(seeds, _folder_yaml="encoding: cp1251")

    corpus = read_corpus(seeds, Settings())
    assert corpus.documents[0].text == "Капитан порта закрыл причал во вторник."
    assert (corpus.documents[0].read_as, corpus.problems) == ("web page, cp1251 as an editor says", ())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_an_error(seeds):
    fill(seeds, strike_txt="The dockers voted.")
    (seeds / "strike.txt").chmod(0)

    assert "seeds/strike.txt:1:1: error: the file cannot be read" in told(seeds)[1][0]


@pytest.mark.skipif(os.name == "nt", reason="file names of Windows are text")
def test_a_file_whose_name_is_not_utf_8_is_named_and_nothing_else_is_lost(tmp_path):
    folder = tmp_path / os.fsdecode(b"se\xe9ds")
    folder.mkdir()
    fill(folder, strike_txt="The dockers voted.")
    for name in (b"caf\xe9.txt", b"caf\xe9.yaml", b"\xff"):
        (folder / os.fsdecode(name)).write_text("The crane is safe.", "utf-8")

    hint = "Rename it; such names come from systems with another encoding."
    assert told(folder) == (
        ["strike.txt"],
        [
            f"se?ds/{name}:1:1: warning: the file name is not UTF-8; not read. {hint}"
            for name in ("?", "caf?.txt", "caf?.yaml")
        ],
    )


def test_two_files_with_one_id_are_an_error_that_names_both(seeds):
    fill(seeds, strike_txt="The dockers voted.", strike_md="They voted.", Strike_html="<p>So they did.</p>")

    documents, problems = told(seeds)
    assert documents == ["Strike.html"]
    assert problems == [
        f'seeds/strike.{ending}:1:1: error: the id "strike" is already used by seeds/Strike.html; not read. '
        "Rename one of the two files."
        for ending in ("md", "txt")
    ]


def test_a_file_over_the_limit_is_an_error(seeds):
    fill(seeds, strike_txt="The dockers voted.")

    assert "the file has 0.0 MB, more than 0.0" in told(seeds, Settings(max_bytes=5))[1][0]


def test_a_mistyped_sidecar_name_finds_its_source(seeds):
    fill(seeds, strike_txt="The dockers voted.", strikes_yaml="title: A")

    assert told(seeds)[1] == [
        'seeds/strikes.yaml:1:1: warning: there is no source with this name. Did you mean "strike"?'
    ]


def test_documents_are_sorted_by_id_and_keep_the_sum_of_their_bytes(seeds):
    fill(seeds, b_txt="Two.", a_md="One.")

    corpus = read_corpus(seeds, Settings())
    assert [document.id for document in corpus.documents] == ["a", "b"]
    assert corpus.by_id["b"].sha256 == hashlib.sha256(b"Two.").hexdigest()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbour Strike (2)", "harbour-strike-2"),
        ("Grève à l’Île_d'Ø", "greve-a-l-ile-d-o"),
        ("straße.v2", "strasse-v2"),
        ("index", "source-index"),
        ("CON", "source-con"),
    ],
)
def test_ids_are_plain(name, expected):
    assert source_id(name) == expected


@pytest.mark.parametrize(("name", "codes"), [("CON.txt", ["device-name"]), ("con-artists.txt", [])])
def test_a_source_that_windows_cannot_hold_is_named(seeds, name, codes):
    (seeds / name).write_text("Boats left.", "utf-8")

    assert codes == [problem.code for problem in read_corpus(seeds, Settings()).problems]


@given(st.text(min_size=1, max_size=200))
def test_any_name_gives_an_id_that_is_safe_in_a_path(name):
    made = source_id(name)

    assert made == source_id(name)
    assert 1 <= len(made) <= 120
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_names_in_other_scripts_stay_apart():
    assert len({source_id(name) for name in ("报告", "报道", "تقرير", "2024 报告", "2024", "!!", "??")}) == 7


@pytest.mark.parametrize(
    "text",
    [
        'The council met on Monday. It said "no" (again). ',
        "word ",
        "a",
        "(a b) ",
        "A. ",
        "“",
        "x. (credit: A/B) ",
        "1 May 2025 ",
    ],
)
def test_a_megabyte_on_one_line_takes_four_times_what_a_quarter_takes(text):
    def taken(size):
        raw = (text * (size // len(text.encode()) + 1)).encode()
        before = time.process_time()
        document, _ = read_document("long.txt", raw, "seeds")
        return time.process_time() - before, document

    (quarter, _), (whole, document) = taken(250_000), taken(1_000_000)

    assert len(document.text) >= 300_000
    assert whole < 8 * quarter + 1  # sixteen times, if work grew with the square


@pytest.mark.parametrize(
    "name",
    [
        *("._log.txt", ".DS_Store", ".gitignore", "Thumbs.db", "desktop.ini", "~$log.docx"),
        *("#recycle/log.txt", "@Recycle/log.txt", "$RECYCLE.BIN/S-1/$RIA2B3.txt", "#snapshot/3 May/log.txt"),
        *("@Recently-Snapshot/log.txt", "lost+found/log.txt", "@eaDir/log.txt/SYNO@.txt", "@eaDir/log.pdf"),
        *("log.txt:Zone.Identifier", "System Volume Information/log.txt"),
        *("RECYCLER/S-1/log.txt", "files_trashbin/log.txt", "~snapshot/log.txt", "FOUND.000/log.txt"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows refuses such names")
def test_what_systems_leave_behind_is_no_source_and_takes_no_id(tmp_path, name):
    (tmp_path / "log.txt").write_text("The pier is shut. Boats go to Larne.")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"The pier is open.")

    corpus = read_corpus(tmp_path, Settings())

    assert ([document.id for document in corpus.documents], corpus.problems) == (["log"], ())


@pytest.mark.parametrize(
    "name",
    ["...and the boats left", "#recycle is full", "lost+found things", "@home", "$RECYCLE", "recycled"],
)
def test_a_title_that_opens_with_an_ellipsis_or_as_a_bin_is_a_source(seeds, name):
    (seeds / f"{name}.txt").write_text("The pier is shut. Boats go to Larne.")

    corpus = read_corpus(seeds, Settings())
    assert [document.path for document in corpus.documents] == [f"{name}.txt"]


@pytest.mark.parametrize("name", ["log.pdf", "log.docx", "_log.txt"])
def test_a_file_that_cannot_be_read_takes_no_id(seeds, name):
    (seeds / name).write_bytes(b"\0\5\x16\7\0\2\0\0Mac OS X        \0\2\0\0\0\t\0\0\0")
    fill(seeds, log_txt="The pier is shut. Boats go to Larne.")

    corpus = read_corpus(seeds, Settings())
    assert [document.path for document in corpus.documents] == ["log.txt"]
    assert [problem.at.file for problem in corpus.problems] == [f"seeds/{name}"]


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses such names")
def test_odd_names_of_folders_and_files_are_named_and_the_others_are_read(seeds):
    for folder in (b"caf\xe9", b"aux"):
        (seeds / os.fsdecode(folder)).mkdir()
        fill(seeds / os.fsdecode(folder), ship_txt="A ship left.")
    fill(seeds, **{f"{'a' * 240}_txt": "Boats left.", f"{'é' * 118}_md": "Cranes left."})
    fill(seeds, **{f"{'é' * 118}_yaml": "title: Cranes"})

    corpus = read_corpus(seeds, Settings())
    assert sorted(document.meta.title for document in corpus.documents) == [
        "A ship left",
        "Boats left",
        "Cranes",
    ]
    assert [(problem.code, problem.at.file) for problem in corpus.problems] == [
        ("device-name", "seeds/aux"),
        ("file-name", "seeds/caf?"),
    ]


def test_a_file_that_is_only_an_ending_is_named_with_a_hint(tmp_path):
    (tmp_path / "..txt").write_text("The lock was shut on Monday.")
    (problem,) = read_corpus(tmp_path, Settings()).problems

    assert problem.message == "its name has no ending that tells its format; not read"
    assert problem.hint == "Give it a name before its ending."


@pytest.mark.parametrize(
    ("name", "sign"), [(".log.txt", "a dot"), (".txt", "a dot"), ("~$2 a boat.txt", "“~$”")]
)
def test_a_hidden_source_is_named_and_not_read(tmp_path, name, sign):
    (tmp_path / name).write_text("The lock was shut on Monday.")
    (tmp_path / "log.txt").write_text("The lock was opened on Tuesday.")
    found = read_corpus(tmp_path, Settings())

    assert [document.id for document in found.documents] == ["log"]
    assert [problem.message for problem in found.problems] == [
        f"a name that opens with {sign} hides the file; not read"
    ]


STORM = "Harbour shut after storm"
BODY = "The harbour was shut after the storm on Monday. It will open again."
BOX = "Related Topics\nStorm Arwen\n\nIMAGE SOURCE, ORLE\nBy Ann Roe\nThe Ledger, Larne"


@pytest.mark.parametrize(
    ("text", "title", "days"),
    [
        (f"{STORM}\n\n17 May 2019, 10:30, London\n\n{BODY}", STORM, ["2019-05-17"]),
        (f"{STORM}\n\n17.05.2019, 10:30 Uhr, Berlin\n\n{BODY}", STORM, ["2019-05-17"]),
        (f"{STORM}\n\nFiling date: 17 May 2019\n\n{BODY}", STORM, ["2019-05-17"]),
        (f"{STORM}\n\nTuesday, 3 June 2025, 7 pm, Town Hall\n\n{BODY}", STORM, []),
        (f"{STORM}\n\nPublished\n17 May 2019\n\n{BOX}\n\n{BODY}", STORM, ["2019-05-17"]),
        (f"Minutes 17 May 2019\n\n{BODY}", "Minutes 17 May 2019", []),
        (f"Tom Lee: So you knew of the\nAnn Roe: No, never. {BODY}", "Tom Lee: So you knew of the", []),
    ],
)
def test_the_head_of_a_text_gives_its_title_and_its_day(text, title, days):
    document, _ = read_document("storm.txt", text.encode(), "seeds")

    assert (document.meta.title, [hint.value.edtf for hint in document.meta.date_hints]) == (title, days)


def test_a_line_of_signs_alone_is_read_as_any_other(tmp_path):
    document, _ = read_document("form.txt", f"Harbour permit\n\n:\n\n----:\n\n{BODY}".encode(), "seeds")

    assert document.text.endswith(BODY)
