"""Each format gives readable text and what the file says of itself; each fault is named."""

import gc
import json
import re
import zlib

import pytest
from fixture_documents import read_fixtures
from pypdf import PdfReader, PdfWriter
from sample_files import MARKDOWN, PAGE, pdf, pdf_at, pdf_drawn, pdf_seen

from dossier.sources import read_document
from dossier.text.characters import flat
from dossier.text.date_phrases import said
from dossier.text.interface import ENGLISH


def read(name, raw):
    document, problems = read_document(name, raw, "seeds")
    return document, [str(problem) for problem in problems]


def lines(document):
    return [f"{p.kind}: {document.quote(p.span)}" for p in document.paragraphs]


def test_a_saved_page_gives_its_article_without_the_menu():
    document, problems = read("strike.html", PAGE.encode())

    assert problems == []
    assert lines(document) == [
        "title: Harbour strike ends after nine days",
        "body: Dock workers voted on Thursday to go back to their cranes, ending a stoppage that had left "
        "forty ships at anchor outside the port.",
        "body: The vote was close: 412 to 390. “We did not get everything,” said the chair, Cy Doe.",
        "heading: What was agreed",
        "body: Pay rises by four per cent a year.",
        "body: Fewer nights",
        "body: Year | Rise",
        "body: 2024 | 4 %",
        "body: The company said it would publish the text of the agreement next week, after lawyers had "
        "read it.",
        "body: Neither side would say what the nine days had cost the port, or who would pay.",
    ]


def test_a_saved_page_says_who_when_and_where():
    meta = read("strike.html", PAGE.encode())[0].meta

    assert (meta.title, meta.title_basis) == ("Harbour strike ends after nine days", "metadata")
    assert (meta.publisher, meta.authors, meta.language) == ("Coast Herald", ("Ann Roe",), "en-GB")
    assert meta.url == "https://herald.example/port/strike-ends"
    assert [(hint.value.edtf, hint.basis) for hint in meta.date_hints] == [("2024-03-08", "metadata")]


def test_a_date_to_come_is_read_as_well_so_that_the_day_of_the_build_does_not_count():
    meta = read("strike.html", PAGE.replace("2024-03-08T", "2050-03-08T").encode())[0].meta

    assert [hint.value.edtf for hint in meta.date_hints] == ["2050-03-08"]


UNDATED = PAGE.replace('<meta property="article:published_time" content="2024-03-08T07:10:00Z">\n', "")
HEADLINE = "<h1>Harbour strike ends after nine days</h1>"


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("8 March 2024", ["2024-03-08"]),
        ("Published 8 March 2024", ["2024-03-08"]),
        ("Ann Roe, Coast Herald | 8 March 2024", ["2024-03-08"]),
        ("Updated 9 March 2024", []),
        ("Last updated: 9 March 2024, 10:32 GMT", []),
        ("Modified on March 9, 2024", []),
    ],
)
def test_a_day_of_change_under_the_headline_does_not_date_the_page(line, days):
    page = UNDATED.replace(HEADLINE, f"{HEADLINE}<p>{line}</p>")

    hints = read("strike.html", page.encode())[0].meta.date_hints

    assert [hint.value.edtf for hint in hints if hint.basis == "metadata"] == days


@pytest.mark.parametrize("line", ["Updated on: 11 March 2024 / 9:00 AM EST", "Last updated: 11 March 2024"])
def test_metadata_that_say_when_a_page_was_published_outdo_a_day_of_change(line):
    page = PAGE.replace(HEADLINE, f"{HEADLINE}<p>{line}</p>")

    assert read("strike.html", page.encode())[0].meta.date_hints[0].value.edtf == "2024-03-08"


def test_the_first_of_january_may_stand_for_a_year_and_is_not_guessed():
    answers = [
        read(
            "strike.html",
            UNDATED.replace(
                "</article>", f"<p>Printed here: <time>{day}</time>, page four</p></article>"
            ).encode(),
        )[0]
        for day in ("2 January 2024", "1 January 2024")
    ]

    assert [[hint.value.edtf for hint in each.meta.date_hints] for each in answers] == [["2024-01-02"], []]


@pytest.mark.parametrize(
    ("stamp", "days"),
    [
        ('<time datetime="2024-02-05T09:00:00Z">then</time>', ["2024-02-05"]),
        ('<p class="date">5 February 2024</p>', ["2024-02-05"]),
        ('<time datetime="2024-02">February 2024</time>', []),
    ],
)
def test_a_guess_is_a_day_that_the_page_says_and_never_the_day_of_today(stamp, days):
    page = UNDATED.replace("</article>", f"{stamp}</article>")

    hints = read("strike.html", page.encode())[0].meta.date_hints

    assert sorted({hint.value.edtf for hint in hints}) == days


@pytest.mark.parametrize(
    "made",
    [
        '<script>var page = {"publishDate": "2024-02-05T09:00:00Z"};</script>',
        "<pre><time>2024-02-05</time></pre>",
        "<p><code><time>2024-02-05</time></code></p>",
        '<meta name="others" content="Page generated 2024-02-05 11:23:36">',
    ],
)
def test_a_day_of_a_script_of_code_or_of_the_system_is_no_day_of_the_page(made):
    page = UNDATED.replace("</article>", f"{made}</article>")

    assert read("strike.html", page.encode())[0].meta.date_hints == ()


def test_the_day_that_a_page_prints_outdoes_a_guess_from_its_markup():
    made = '<meta name="isodatetime" content="2024-06-19T17:49:39+02:00">'
    page = UNDATED.replace("</head>", f"{made}</head>").replace(HEADLINE, "<p>8.3.2024</p>")

    hints = read("strike.html", page.encode())[0].meta.date_hints

    assert [(hint.value.edtf, str(hint.basis)) for hint in hints] == [
        ("2024-03-08", "stated"),
        ("2024-06-19", "inferred"),
    ]


def test_the_frame_of_a_page_may_show_a_later_day_than_the_one_guessed_from_its_markup():
    frame = "<p>Friday, 8 March 2024, 10:44</p>"
    made = '<meta name="isodatetime" content="2019-06-19T17:49:39+02:00">'
    page = UNDATED.replace("</head>", f"{made}</head>").replace(HEADLINE, frame)

    hints = read("strike.html", page.encode())[0].meta.date_hints

    assert [hint.value.edtf for hint in hints] == ["2019-06-19"]


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ("<table><tr><th>Opened</th><td>3 June 1931</td></tr></table>", []),
        ("<table><tr><th>Published</th><td>3 June 1931</td></tr></table>", ["1931-06-03"]),
        ("<table><tr><td>Old maps are sought here (June 1931)</td></tr></table>", []),
        ("<table><tr><td><b>Release date</b> 3 June 1931</td></tr></table>", []),
        ("<dl><dt>Opened</dt><dd>3 June 1931</dd></dl>", []),
        ("<dl><dt>Date</dt><dd>3 June 1931</dd></dl>", ["1931-06-03"]),
        ("<table><tr><td>Datum:</td><td>3. Juni 1931</td></tr></table>", ["1931-06-03"]),
        ("<dl><dt>Date</dt><dd>3 June 1931</dd><dt>Venue</dt><dd>Town Hall</dd></dl>", []),
        ("<dl><dt>Release date</dt><dd>3 June 1931</dd></dl>", []),
        ("<dl><dt>Details</dt><dd>Published: 3 June 1931</dd></dl>", ["1931-06-03"]),
        ("<ul><li>Case 12</li><li>Hearing: 3 June 1931</li></ul>", []),
        ("<ul><li>Harbour</li><li>3 June 1931</li></ul>", ["1931-06-03"]),
        ("<p>Closing date: 3 June 1931</p>", []),
        ("<p>Issue date: 3 June 1931</p>", ["1931-06-03"]),
        ("<p>Reporting period: 3 June 1931 to 2 June 1932</p>", []),
        ("<p><b>Next sitting:</b> 3 June 1931</p>", []),
        ("<p><b>Published:</b> 3 June 1931</p>", ["1931-06-03"]),
        ("<p>Set up on <b>3 June 1931</b></p>", []),
        ("<p>Posted by Ann on <b>3 June 1931</b></p>", ["1931-06-03"]),
        ("<p>Ferry line opened <b>3 June 1931</b></p>", []),
        ("<div><span>Harbour and town news</span> <span>3 June 1931</span></div>", ["1931-06-03"]),
        ("<div><span>Two min read</span> <span>3 June 1931</span></div>", ["1931-06-03"]),
        ("<div>News <span>(3 June 1931)</span></div>", ["1931-06-03"]),
        ("<p>News: 3 June 1931</p>", ["1931-06-03"]),
        ("<p>Editor: Ann Roe, 3 June 1931</p>", ["1931-06-03"]),
        ("<p>Location: Velden, 3 June 1931</p>", ["1931-06-03"]),
        ("<p>Hearing: Wednesday, 3 June 1931</p>", []),
        ("<p>Hearing: June 3, 1931</p>", []),
        ("<p>Tuesday, 3 June 1931, 7 pm, Town Hall</p>", []),
        ("<p>Wednesday, 3 June 1931, 7 pm</p>", ["1931-06-03"]),
        ("<p>Source: Harbour Agency | 3 June 1931</p>", ["1931-06-03"]),
        ("<div><span>admin</span> <span>3 June 1931</span></div>", ["1931-06-03"]),
    ],
)
def test_a_day_with_an_unknown_label_or_in_a_list_of_facts_does_not_date_the_page(facts, days):
    page = UNDATED.replace(HEADLINE, f"{HEADLINE}{facts}")

    hints = read("strike.html", page.encode())[0].meta.date_hints

    assert [hint.value.edtf for hint in hints if hint.basis == "metadata"] == days


def test_a_page_of_a_wiki_is_of_its_last_edit_and_not_of_the_day_of_its_first_text():
    generator = '<meta name="generator" content="MediaWiki 1.40">'
    footer = '<div id="footer-info-lastmod">This page was last edited on 9 May 2025, at 10:11.</div>'
    page = PAGE.replace("</head>", f"{generator}</head>").replace("</body>", f"{footer}</body>")

    hints = read("wiki.html", page.encode())[0].meta.date_hints

    assert [hint.value.edtf for hint in hints] == ["2025-05-09"]


REPLY = (
    "<article><p>I was there, and it is as you say.</p><time datetime='2024-03-11'>11 March</time></article>"
)
OTHERS = "".join(
    f"<div><b>{name}</b> <time pubdate datetime='2024-04-01'>{day} April</time></div>"
    for name, day in (("Fog", 1), ("Storm", 2))
)


@pytest.mark.parametrize(
    "below",
    [
        f"<h2>2 thoughts on “Harbour strike ends after nine days”</h2>{REPLY}{REPLY}",
        f"<div>{OTHERS}</div>",
        f"<h2></h2>{OTHERS}",
    ],
)
def test_the_line_under_the_headline_dates_a_page_and_no_reply_or_list_below_the_text(below):
    page = UNDATED.replace(HEADLINE, f"{HEADLINE}<p><time datetime='2024-03-08'>Friday</time></p>")

    hints = read("strike.html", page.replace("</body>", f"{below}</body>").encode())[0].meta.date_hints

    assert [hint.value.edtf for hint in hints] == ["2024-03-08"]


ELSEWHERE = '<time datetime="2019-01-02">2 January 2019</time>'


@pytest.mark.parametrize(
    "markup",
    [
        f"<nav><a href='x'>Old storm {ELSEWHERE}</a></nav>",
        f"<aside><h2>Old storm</h2>{ELSEWHERE}</aside>",
        f"<div id='comments'><article>{ELSEWHERE}<p>Nice words.</p></article></div>",
        f"<section class='related'><a href='x'>Old storm</a> {ELSEWHERE}</section>",
        f"<p>Read more: <a href='x'>Old storm, {ELSEWHERE}</a></p>",
        f"<blockquote><p>Old words</p>{ELSEWHERE}</blockquote>",
        f"<article><h2>Ferry runs</h2>{ELSEWHERE}<p>Other words.</p></article>",
        f"<p>The harbour was shut on {ELSEWHERE}, too, when the great storm took the roof of the hall and "
        "both of its doors away.</p>",
    ],
)
def test_the_day_of_another_text_on_the_page_does_not_date_it(markup):
    after = read("strike.html", UNDATED.replace("</body>", f"{markup}</body>").encode())[0]
    inside = read("strike.html", UNDATED.replace(HEADLINE, f"{HEADLINE}{markup}").encode())[0]

    assert after.meta.date_hints == ()
    if markup.startswith("<p>The harbour"):
        assert inside.meta.date_hints == ()


def test_a_page_that_was_written_anew_in_utf8_is_read_so_whatever_it_declares():
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Le café de l’île ouvre à huit heures.</p>'

    document = read("cafe.html", page.encode())[0]

    assert (document.text, document.read_as) == ("Le café de l’île ouvre à huit heures.", "web page, UTF-8")


def test_a_page_in_an_old_encoding_is_read_by_its_declaration():
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1252"').replace("Cy Doe", "Çy Døe")

    document, problems = read("strike.htm", page.encode("cp1252"))
    assert "“We did not get everything,” said the chair, Çy Døe." in document.text
    assert (document.read_as, problems) == ("web page, WINDOWS-1252", [])


QUOTED = "The mayor’s eels are “not for sale”, she said – not for £5."
ZAMKNIETO = "Most zamknięto, bo łódź uderzyła w przęsło; nikt nie został ranny. Łąka też tonie."
MOST = "Мост закрыли во вторник: лодка ударила в опору. Никто не пострадал."


@pytest.mark.parametrize(
    ("head", "text", "encoding"),
    [
        *(
            (f"<meta charset={label}>", QUOTED, "cp1252")
            for label in ("latin1", "iso8859-1", "ISO_8859-1", "l1", "iso-8859-15", "iso-8859-9", "latin5")
        ),
        ('<meta charset="gb2312">', "港口在周二因风暴关闭了码头，没有人受伤。朱镕基", "gbk"),
        ('<meta charset="x-sjis">', "①港は火曜日に嵐のため桟橋を閉鎖した。", "cp932"),
        *((f'<meta charset="{name}">', "The bridge is shut. ", "ascii") for name in ("utf-16", "UTF-16LE")),
        ('<link rel="stylesheet" href="a.css" charset="latin1"><meta charset="cp1251">', MOST, "cp1251"),
        ('<!-- <meta charset="latin1"> --><meta charset="windows-1251">', MOST, "cp1251"),
        ("<!-- charset=iso-8859-1 -->", MOST, "koi8-r"),
        ('<script charset="iso-8859-1"></script>', MOST, "cp1251"),
        ('<meta charset="iso-8859-1">', MOST, "cp1251"),
        ('<meta charset="windows-1252">', MOST, "koi8-r"),
        ('<meta charset="iso-8859-1">', ZAMKNIETO, "iso8859-2"),
        ('<meta charset="iso-8859-2">', ZAMKNIETO, "cp1250"),
        ('<meta charset="windows-1252">', "Façades, Straße, niño, København: é è ê à ô ü ö ß ñ ø", "cp1252"),
        ('<meta charset="iso-8859-15">', "Le pont coûte 5 €, dit-on à la réunion de l'été.", "iso8859-15"),
        ('<meta charset="iso-8859-5">', MOST, "iso8859-5"),
    ],
)
def test_a_page_is_read_as_browsers_read_what_it_declares_unless_that_gives_no_words(head, text, encoding):
    page = f"<html><head>{head}<title>Bridge</title></head><body><p>{text}</p></body></html>"
    raw = page.encode(encoding)

    document, _ = read("bridge.html", raw + b"\n" * (len(raw) % 2))
    assert document.text == text.strip()


@pytest.mark.parametrize(
    "page",
    ["<html><script>var a = 1;</script></html>", "<p></p>", "<img src='x.jpg'>", "<div>" * 9000],
)
def test_a_page_without_words_is_named(page):
    document, problems = read("empty.html", page.encode())

    assert document is None
    assert len(problems) == 1
    assert problems[0].startswith("seeds/empty.html:1:1: warning: the page")


@pytest.mark.parametrize(
    "before",
    ["<DOCUMENT>\n<TYPE>EX-9\n<FILENAME>strike.htm\n<TEXT>\n", "\n" * 60, " \n" * 60 + "<!DOCTYPE html>"],
)
def test_what_stands_before_a_page_does_not_hide_its_words(before):
    page = "<HTML><BODY><p>Dock workers voted.</p><p>They go back to their cranes.</p></BODY></HTML>\n"

    document, problems = read("strike.htm", f"{before}{page}</TEXT>\n</DOCUMENT>\n".encode())

    assert (document.text, problems) == ("Dock workers voted.\n\nThey go back to their cranes.", [])


def test_a_pdf_is_joined_to_paragraphs_without_hyphens_and_page_furniture():
    head = "Coast Herald  8/3/24"
    one = """Harbour strike ends
Dock workers voted on Thursday to go back to their
cranes, ending a stoppage that had left forty ves-
sels at anchor outside the port.
The vote was close, and the back-channel talks that"""
    two = "the mayor had opened went on for nine days. The back-\nchannel stays open."
    three = "Nobody would say what the nine days had cost it."
    raw = pdf(
        *[[head, *page.split("\n"), f"Page {n} of 3"] for n, page in enumerate((one, two, three), start=1)]
    )

    document, problems = read("strike.pdf", raw)
    assert problems == []
    assert document.read_as == "PDF, 3 pages"
    assert lines(document) == [
        "title: Harbour strike ends",
        "body: Dock workers voted on Thursday to go back to their cranes, ending a stoppage that had left "
        "forty vessels at anchor outside the port.",
        "body: The vote was close, and the back-channel talks that the mayor had opened went on for nine "
        "days. The back-channel stays open.",
        "body: Nobody would say what the nine days had cost it.",
    ]


def test_of_several_pdfs_the_last_alone_stays_in_memory():
    gc.collect()
    gc.disable()
    try:
        for number in range(4):
            read(f"{number}.pdf", pdf(["The dockers voted on Friday."]))
        held = [each for each in gc.get_objects() if isinstance(each, PdfReader)]
    finally:
        gc.enable()

    assert len(held) == 1


def test_paragraphs_of_a_pdf_are_told_by_the_gaps_between_its_lines():
    raw = pdf(
        [
            "Harbour strike ends",
            "",
            "Dock workers voted on Thursday to go back to their cranes.",
            "The vote was close.",
            "Nobody would say what the nine days had cost the Governor-",
            "General and his guests from the islands, who went by sea.",
            "",
            "The chair of the union said that it would meet again soon.",
        ]
    )

    assert lines(read("strike.pdf", raw)[0]) == [
        "title: Harbour strike ends",
        "body: Dock workers voted on Thursday to go back to their cranes. The vote was close. Nobody would "
        "say what the nine days had cost the Governor-General and his guests from the islands, who went by "
        "sea.",
        "body: The chair of the union said that it would meet again soon.",
    ]


def test_letters_of_no_size_are_read_all_the_same():
    raw = pdf(["The dockers voted on Friday.", "They left."]).replace(b"/F1 10 Tf", b"/F1 00 Tf")

    assert lines(read("strike.pdf", raw)[0]) == ["body: The dockers voted on Friday. They left."]


def test_where_no_sentence_goes_on_a_wide_gap_is_no_line_of_the_same_paragraph():
    notice = [(60, 790, 12, "NOTICE"), (60, 765, 12, "The gate is shut."), (60, 740, 12, "Use the lock.")]

    assert [line.partition(": ")[2] for line in lines(read("notice.pdf", pdf_at(notice))[0])] == [
        "NOTICE",
        "The gate is shut.",
        "Use the lock.",
    ]


def test_the_entries_of_a_numbered_list_in_a_pdf_stay_apart():
    words = [
        "Rules of the quay",
        "1. No fires.",
        "2. No dogs.",
        "3. Nets are to be cleared by noon, in winter and on",
    ]
    rows = [(60, 790 - 14 * n, 11, line) for n, line in enumerate([*words, "2. holidays, too.", "4. Ask."])]

    found = [line.partition(": ")[2] for line in lines(read("rules.pdf", pdf_at(rows))[0])]
    assert found == [*words[:3], f"{words[3]} 2. holidays, too.", "4. Ask."]


def test_a_pdf_says_who_wrote_it_but_the_day_it_was_made_is_no_publication_date(tmp_path):
    writer = PdfWriter(
        clone_from=PdfReader(_file(tmp_path, pdf(["Harbour strike ends", "The dockers voted."])))
    )
    writer.add_metadata(
        {"/Title": "Harbour strike ends", "/Author": "Ann Roe", "/CreationDate": "D:20240310120000Z"}
    )
    writer.write(tmp_path / "b.pdf")

    meta = read("strike.pdf", (tmp_path / "b.pdf").read_bytes())[0].meta
    assert (meta.title, meta.authors, meta.date_hints) == ("Harbour strike ends", ("Ann Roe",), ())


def _file(folder, raw):
    path = folder / "a.pdf"
    path.write_bytes(raw)
    return path


def locked(folder, password, algorithm):
    writer = PdfWriter(clone_from=PdfReader(_file(folder, pdf(["The quay is shut."]))))
    writer.encrypt(password, "of the owner", algorithm=algorithm)
    writer.write(folder / "locked.pdf")
    return (folder / "locked.pdf").read_bytes()


ALGORITHMS = ("RC4-40", "AES-128", "AES-256", "AES-256-R5")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_pdf_that_only_forbids_changes_is_read(tmp_path, algorithm):
    document, problems = read("strike.pdf", locked(tmp_path, "", algorithm))

    assert (document.text, problems) == ("The quay is shut.", [])


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_pdf_that_needs_a_password_is_named_as_locked(tmp_path, algorithm):
    assert read("strike.pdf", locked(tmp_path, "a key", algorithm)) == (
        None,
        [
            "seeds/strike.pdf:1:1: warning: the PDF is locked with a password; not read. "
            "Save an unlocked copy."
        ],
    )


@pytest.mark.parametrize("handler", ["Adobe.PubSec", "EBX_HANDLER", "FOPN_foweb"])
def test_a_pdf_that_another_program_locks_is_named_as_locked(tmp_path, handler):
    raw = locked(tmp_path, "", "AES-128").replace(b"/Filter /Standard", f"/Filter /{handler}".encode())

    fault = "the PDF is locked in a way that needs a program of its own; not read. Save an unlocked copy."
    assert read("strike.pdf", raw) == (None, [f"seeds/strike.pdf:1:1: warning: {fault}"])


@pytest.mark.parametrize(
    "answer",
    [
        b'<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>',
        b'{"error": "no such file"}',
        b"<body>Please log in</body>",
    ],
)
def test_what_a_site_sends_in_place_of_a_pdf_is_named_as_none(answer):
    document, problems = read("strike.pdf", answer)

    assert document is None
    assert "this is no PDF" in problems[0]
    assert problems[0].endswith("Download the PDF again.")


def test_pdfs_that_cannot_be_read_are_named():
    whole = pdf(["Harbour strike ends"])
    faults = {
        "has no text layer": pdf([]),
        "is damaged or unusual and cannot be read": whole[: len(whole) // 3],
    }

    for words, raw in faults.items():
        document, problems = read("strike.pdf", raw)
        assert document is None
        assert words in problems[0]
        assert problems[0].startswith("seeds/strike.pdf:1:1: warning: ")


def test_markdown_is_reduced_to_its_words():
    document, problems = read("strike.md", MARKDOWN.encode())

    assert problems == []
    assert lines(document) == [
        "title: Harbour strike ends",
        "body: Dock workers voted on Thursday to go back to their cranes, a [man](javascript:alert) said.",
        "heading: What was agreed",
        "body: Pay rises",
        "body: Fewer nights for all",
        "body: Nobody should have to strike, the mayor wrote.",
        "caption: A crane at dawn",
        "body: Year | Rise",
        "body: 2024 | 4 %",
    ]
    meta = document.meta
    assert (meta.title, meta.authors) == ("Harbour strike ends", ("Ann Roe", "Bo Li"))
    assert meta.url == "https://herald.example/strike"
    assert [(hint.value.edtf, hint.basis) for hint in meta.date_hints] == [("2024-03-08", "metadata")]


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("source_url: https://x.example/a", (None, (), None, "https://x.example/a", None)),
        (
            'source: Coast Herald\nauthor: "[[people/ann|Ann Roe]]"\npublished: 2024-03-08T07:10',
            ("Coast Herald", ("Ann Roe",), "2024-03-08", None, None),
        ),
        ("created: 2024-03-09\nlink: x", (None, (), None, None, None)),
        ("date: 8 March 2024\ntlp: TLP:AMBER", (None, (), "2024-03-08", None, "amber")),
        ("TLP: Red", (None, (), None, None, "red")),
        ("tags: [port, tlp/amber/strict]", (None, (), None, None, "amber+strict")),
        ("tags: ['#tlp/red']", (None, (), None, None, "red")),
        ("tags: [tlp/redress, tlp]", (None, (), None, None, None)),
        ("marking: TLP:AMBER+STRICT\ntlp: green", (None, (), None, None, "amber+strict")),
        ("tlp: white", (None, (), None, None, "clear")),
    ],
)
def test_front_matter_says_who_when_and_where(front, found):
    document, problems = read("strike.md", f"---\n{front}\n---\nThey voted.".encode())
    meta = document.meta

    day = next((hint.value.edtf for hint in meta.date_hints), None)
    assert (meta.publisher, meta.authors, day, meta.url, meta.tlp) == found
    assert problems == []


MENU = "[Skip to content](#main)\n\n  * [Home](/)\n  * [News](/news)\n\n"


@pytest.mark.parametrize(
    ("head", "title", "kinds"),
    [
        (f"{MENU}# Strike ends", "Strike ends", ["boilerplate", "boilerplate", "boilerplate", "title"]),
        ("# Strike ends", "Strike ends", ["title"]),
        ("* [Home](/) is shut\n\n# Strike ends", "Home is shut", ["body", "heading"]),
    ],
)
def test_links_alone_above_the_only_headline_of_a_clipped_page_are_those_of_its_site(head, title, kinds):
    document, _ = read(
        "strike.md", f"{head}\n\nThey voted, and they left.\n\n## Later\n\nIt rained.".encode()
    )

    assert [str(paragraph.kind) for paragraph in document.paragraphs][: len(kinds)] == kinds
    assert document.meta.title == title


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Strike ends: the vote"\ndate: 2024-03-08\nauthor: Ann Roe\n...\n',
        '+++\ntitle = "Strike ends: the vote"\ndate = 2024-03-08T07:10:00Z\n'
        '[params]\n  author = "Ann Roe"\n+++\n',
        '+++\n\n# Notes of the desk\n[params]\nauthor = "Ann Roe"\ntags = [\n  "port",\n]\n'
        'title = "Strike ends: the vote"\ndate = 2024-03-08\n+++\n',
        "% Strike ends: the vote\n% Ann Roe\n% March 8, 2024\n",
        "title:: Strike ends: the vote\nauthor:: [[Ann Roe]]\ndate:: [[Mar 8th, 2024]]\n",
    ],
)
@pytest.mark.parametrize("text", ["They voted.", "They voted.\n\n---\n\nThey left.\n\n...\n"])
def test_front_matter_of_other_programs_is_no_text(front, text):
    document, problems = read("strike.md", f"{front}\n{text}".encode())

    meta = document.meta
    assert document.text.startswith("They voted.")
    assert (meta.title, meta.authors, problems) == ("Strike ends: the vote", ("Ann Roe",), [])
    assert [hint.value.edtf for hint in meta.date_hints] == ["2024-03-08"]


HEADER = "- Date: 8 March 2024\n- Author: Ann Roe\n- Source: Coast Herald"


@pytest.mark.parametrize(
    ("below", "days"),
    [
        (HEADER, ["2024-03-08"]),
        ("###### 8 March 2024", ["2024-03-08"]),
        ("- Date: 8 March 2024\n- Place: Larne\n- Source: the council", []),  # of a meeting
        ("- Date: 8 March 2024\n- From: Larne\n- To: Orle", []),
        ("- Date: 8 March 2024", []),
        ("## 8 March 1987\n\nThe quay burned.\n\n## Later", []),
        ("## The flood of 8 March 1987", []),
    ],
)
def test_a_list_under_a_headline_may_be_its_header_and_the_only_heading_its_day(below, days):
    text = f"# Strike ends\n\n{below}\n\nThey voted at the quay. It rained."
    document, _ = read("strike.md", text.encode())

    assert [hint.value.edtf for hint in document.meta.date_hints] == days
    assert document.meta.authors == (("Ann Roe",) if below == HEADER else ())


@pytest.mark.parametrize("fault", ["draft = true", 'tlp = "secret"'])
def test_what_the_front_matter_of_another_program_keeps_back_is_named(fault):
    _, problems = read("strike.md", f'+++\ntitle = "Strike"\n{fault}\n+++\nThey voted.'.encode())

    assert problems[0].startswith("seeds/strike.md:3:")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThey voted\n...\nand left.",
        "---\ntitle: Levy\n---\n\n# Minutes\n\nPresent: Ann Roe\n\n- They voted.\n\n...\n\nThey left.",
        "%50 of them voted.",
        "+++ They voted.",
        "vote:: They voted.\nThey left.",
        "+++\nThey voted.\n+++\nThey left.",
        "+++\n# Minutes\n\n[They voted](https://a.example).\n+++\nThey left.",
    ],
)
def test_what_only_begins_like_front_matter_is_text(text):
    document, _ = read("strike.md", text.encode())

    assert "voted" in document.text


@pytest.mark.parametrize(
    ("front", "fault"),
    [
        (
            "title: A\ndate: 2024-02-31",
            '3:7: warning: the date "2024-02-31" in the front matter is not a real day',
        ),
        ("date: soon", '2:7: warning: the date "soon" in the front matter is not a real day'),
        ("title:", "2:7: warning: the title in the front matter is empty; the title is taken from the text"),
        ("title: !!python/object:os.system x", "2:8: warning: the YAML tag !!python/object:os.system has"),
        (
            "url: https://a.example\nsource: https://b.example",
            "2:6: warning: the front matter gives 2 addresses",
        ),
        ("source: a\nsource: b", "3:1: warning: "),
        ("title: A\ndraft: true", '3:8: warning: "draft: True" keeps no source back: it is published'),
        ("status: draft", '2:9: warning: "status: draft" keeps no source back'),
        ("private: yes", '2:10: warning: "private: yes" keeps no source back: it is published'),
        ("dg-publish: off", '2:13: warning: "dg-publish: off" keeps no source back: it is published'),
        ("classification: secret", "2:17: warning: the source says “secret”, and no mark keeps it back"),
        ("Tlp: [red]", "2:6: error: the mark \"['red']\" in the front matter is not one of clear"),
        ("tlp: secret", '2:6: error: the mark "secret" in the front matter is not one of clear, green, '),
    ],
)
def test_what_front_matter_cannot_say_is_named_at_its_line(front, fault):
    document, problems = read("strike.md", f"---\n{front}\n---\nThey voted.".encode())

    assert document.text == "They voted."
    assert problems[0].startswith(f"seeds/strike.md:{fault}")
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("a.md", "The toll is ~~five~~ six crowns<del>, they say</del>."),
        ("a.html", "<p>The toll is <s>five</s> six crowns<del>, they say</del>.</p>"),
    ],
)
def test_what_is_struck_out_is_no_text(name, markup):
    assert read(name, markup.encode())[0].text == "The toll is six crowns."


def test_a_fault_in_the_front_matter_of_a_source_is_a_warning_and_the_text_stays():
    document, problems = read("strike.md", b"---\ntitle: a: b\n---\nThe dockers voted.\n")

    assert document.text == "The dockers voted."
    assert problems[0].startswith("seeds/strike.md:2:9: warning: the YAML does not parse")


TEXT = "The “dockers” of Orléans voted — and went back to their cranes, he’d said. Ça va."


@pytest.mark.parametrize(
    ("raw", "read_as", "words"),
    [
        (TEXT.encode(), "UTF-8", ""),
        (b"\xef\xbb\xbf" + TEXT.encode(), "UTF-8", ""),
        (TEXT.encode("utf-16"), "UTF-16-LE", ""),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16-BE", ""),
        (TEXT.encode("utf-32"), "UTF-32-LE", ""),
        (TEXT.encode("utf-16-le"), "UTF-16-LE", "the encoding is a guess: UTF-16-LE"),
        (TEXT.encode("cp1252"), "CP1252", "the encoding is a guess: CP1252"),
    ],
)
def test_encodings_are_found_and_guesses_reported(raw, read_as, words):
    document, problems = read("strike.txt", raw)

    assert document.text == TEXT
    assert document.read_as == f"plain text, {read_as}"
    assert len(problems) == bool(words)
    assert words in "".join(problems)


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        ("Рабочие порта проголосовали за то, чтобы вернуться к своим кранам.", ["cp1251", "koi8-r"]),
        (
            "Kapitan portu zamknął molo, powiedział Łukasz Żółć. Nikt nie został ranny.",
            ["cp1250", "iso8859-2"],
        ),
        ("Zamknął.", ["cp1250", "iso8859-2"]),
        ("Mieszkańcy żądają mostu. Burmistrz obiecał, że miasto zapłaci połowę.", ["cp852"]),
        ("Ostas kapteinis vētras dēļ slēdza molu, un neviens netika ievainots.", ["cp1257"]),
        ("Die Brücke ist im Frühjahr gesperrt; große Schäden gab es nicht.", ["cp850", "mac-roman"]),
        ("Le pont a été fermé à cause de la tempête.", ["cp850", "mac-roman"]),
        ("Капитан порта закрыл причал. Никто не пострадал.", ["mac-cyrillic", "cp866"]),
        ("Завод сгорел.", ["cp1251", "koi8-r", "cp866", "iso8859-5"]),
        ("МОСТ СНОВА ОТКРЫТ. МЭР ДОВОЛЕН.", ["cp1251", "koi8-r", "iso8859-5"]),
        ("Το πλοίο άργησε.", ["cp1253"]),
        ("Zid je prijeđen, rekao je brodar.", ["cp1250", "iso8859-2"]),
        ("Dağ eteği sağlam.", ["cp1254"]),
        ("Höfnin er lokuð, það er óveður.", ["cp1252"]),
        ("Η γέφυρα άνοιξε πάλι, είπε ο δήμαρχος.", ["cp1253"]),
        ("Le pont est réparé. Personne n'est resté.", ["cp850", "cp1252", "mac-roman"]),
        ("Köprü salı günü fırtına yüzünden kapatıldı.", ["cp857", "mac-turkish"]),
        ("Liman müdürü salı günü fırtına nedeniyle iskeleyi kapattı; başlayacak.", ["cp1254", "iso8859-9"]),
        ("Žádný člověk nepřišel, řidiči čekali.", ["cp1250", "iso8859-2"]),
        ("Kapitán zatvoril mólo, lebo vlny poškodili múr; hľadali loď.", ["cp1250", "iso8859-2"]),
        ("Uosto kapitonas antradienį uždarė prieplauką, nes bangos sugriovė sieną.", ["cp1257"]),
        (
            "Капітан порту закрив пірс. Ніхто не постраждав, але їжі не було.",
            ["cp1251", "koi8-u", "utf-16-be"],
        ),
        ("מנהל הנמל סגר את הרציף ביום שלישי. איש לא נפגע.", ["cp1255", "utf-16-be", "utf-7"]),
        ("أغلق مدير الميناء الرصيف يوم الثلاثاء. لم يصب أحد بأذى.", ["cp1256", "iso8859-6"]),
        ("As ações não são fáceis; milhões esperam.", ["cp1252", "utf-7"]),
        ("Skipstjórinn lokaði bryggjunni, það var mikið óveður.", ["cp1252"]),
        ("“It’s over,” he said – 5 € and £3.", ["cp1252"]),
        ("Der Hafenmeister schloß die Brücke – für immer.", ["cp1252"]),
        ("Le capitaine a fermé la jetée à cause de l’orage.", ["cp1252"]),
        (
            "港は火曜日に嵐のため桟橋を閉鎖した。",
            ["euc_jp", "shift_jis", "iso2022_jp", "utf-16-be", "utf-16-le"],
        ),
        ("항구는 화요일에 폭풍 때문에 부두를 닫았다.", ["euc_kr", "iso2022_kr", "utf-16-be"]),
        (
            "港口在周二因风暴关闭了码头，没有人受伤，他们说这是第一次。",
            ["gb18030", "hz", "utf-16-be", "utf-16-le"],
        ),
    ],
)
def test_encodings_are_told_by_the_letters_of_their_languages(text, encodings):
    for encoding in encodings:
        document, problems = read("strike.txt", text.encode(encoding))
        assert (encoding, document.text) == (encoding, text)
        assert "the encoding is a guess" in problems[0]


HEBREW = "מנהל הנמל סגר את הרציף ביום שלישי. איש לא נפגע. "
AMONG_ENGLISH = "The master of the port shut the quay on Tuesday. Nobody was hurt. " * 10
KOREAN = "항구는 화요일에 폭풍 때문에 부두를 닫았다. 아무도 다치지 않았다. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HEBREW * 10 + 'חברת הנמל בע"מ הודיעה.', "cp1255"),
        (HEBREW * 10 + "(עמ. 5)", "cp1255"),
        (HEBREW * 10 + "א. מ. לוי", "cp1255"),
        (f"{AMONG_ENGLISH}A newspaper, Правда, said so.", "cp1251"),
        (f"{AMONG_ENGLISH}A bank, Сбербанк России, said so.", "cp1251"),
        (f"{AMONG_ENGLISH}A newspaper, الأهرام, said so.", "cp1256"),
        (f"{AMONG_ENGLISH}A newspaper, ידיעות אחרונות, said so.", "cp1255"),
        ("Солнце село около моря, и лодка шла к порту. " * 10, "cp1251"),
        (KOREAN * 10 + "ㅋㅋㅋ ㅠㅠ", "euc_kr"),
        (KOREAN * 10 + "ㄷ자 모양, 「부두」", "euc_kr"),
        (KOREAN * 10 + "똠방각하", "cp949"),
        ("港は火曜日に嵐のため桟橋を閉鎖した。" * 10, "euc_jp"),
        ("港口在周二因风暴关闭了码头，没有人受伤。" * 10, "gb18030"),
    ],
)
def test_a_few_odd_letters_do_not_tell_the_encoding(text, encoding):
    assert read("strike.txt", text.strip().encode(encoding))[0].text == text.strip()


@pytest.mark.parametrize("text", ["Call +4712345678 or +4798765432.", "C++11 and ~{ok~}", "a+b+c+d=+e"])
def test_ascii_with_signs_stays_ascii(text):
    document, problems = read("strike.txt", text.encode())

    assert (document.text, document.read_as, problems) == (text, "plain text, UTF-8", [])


@pytest.mark.parametrize(
    "text",
    [
        "A kikötő vezetője kedden lezárta a mólót, mert a hullámok megrongálták a falat.",
        "Căpitanul a închis marţi digul; nimeni nu a fost rănit în oraş.",
    ],
)
def test_of_encodings_that_share_the_letters_of_a_language_any_will_do(text):
    for encoding in ("cp1250", "iso8859-2"):
        assert read("strike.txt", text.encode(encoding))[0].text == text


def test_bytes_that_are_not_utf8_are_shown_as_such_and_named_with_their_line():
    document, problems = read("strike.txt", TEXT.encode() + b"\nThe end \xff of it.")

    assert document.text.endswith("The end \ufffd of it.")
    assert problems[0].startswith("seeds/strike.txt:2:1: warning: 1 place cannot be read as UTF-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_what_tells_a_terminal_its_colours_is_no_text(encoding):
    log = "\x1b]0;log\x07\x1b[2J\x1b[38;5;196mThe café\x1b[m is “shut” [1m].\n"

    assert read("log.txt", log.encode(encoding))[0].text == "The café is “shut” [1m].\n"


@pytest.mark.parametrize("words", ["\x1b]0;log\nThe pier was sold.\x07", "\x1b]The pier was sold.\x07"])
def test_what_only_begins_like_the_title_of_a_terminal_is_text(words):
    assert "The pier was sold." in read("log.txt", words.encode())[0].text


def test_line_ends_spaces_and_control_characters_are_made_plain():
    document, _ = read(
        "strike.txt", "One\u00a0two.\r\nThree\x07four.\rFi\u00adve\u200b.\u2028E\u0301nd.".encode()
    )

    assert document.text == "One two.\nThree four.\nFive.\nÉnd."


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n\0\0\0", zlib.compress(b"x" * 9000) * 20, bytes(range(256)) * 9, b"\0" * 900]
)
def test_bytes_of_another_format_are_named_whatever_their_ending(raw):
    for ending in ("txt", "md", "html"):
        document, problems = read(f"picture.{ending}", raw)
        assert document is None
        assert "binary data, not text" in problems[0]


@pytest.mark.parametrize(
    ("page", "expected"),
    [pytest.param(page, expected, id=title) for title, page, expected in read_fixtures("pages", 2)],
)
def test_a_page_of_the_web(page, expected):
    document, problems = read("page.html", page.encode())

    meta = document.meta
    found = [
        f"title: {meta.title}",
        f"authors: {'; '.join(meta.authors) or '-'}",
        f"publisher: {meta.publisher or '-'}",
        *[f"date: {hint.value.edtf} {said(hint.words, ENGLISH)}" for hint in meta.date_hints],
        f"url: {meta.url or '-'}",
        "",
        *lines(document),
    ]
    assert problems == []
    assert "\n".join(found) == expected


PROSE = "<p>The mayor said that the town would pay for it from its reserve. Two members voted against it.</p>"


def page(body):
    head = "<html lang=en><head><title>Ships in the fog</title></head>"
    return f"{head}<body><article>{body}{PROSE}</article></body></html>"


FERRY = "Ferry lines merge after a long strike"
CARDS = "".join(
    f"<{{tag}}><a href=/{day}>{FERRY}</a> <time {{mark}}datetime=2024-05-0{day}>{day} May</time></{{tag}}>"
    for day in (1, 2)
)
LISTED = f"<ul>{CARDS.format(tag='li', mark='')}</ul>"
MARKED = f"<div>{CARDS.format(tag='div', mark='itemprop=datePublished ')}</div>"
FOG = "<h1>Ships in the fog</h1>"
OWN = "<p>12 March 2024</p>"


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (LISTED + FOG + OWN, "2024-03-12"),
        (LISTED + FOG, None),
        (MARKED + FOG + OWN, "2024-03-12"),
        (MARKED + FOG, None),
        (f"{MARKED}{FOG}<time itemprop=datePublished datetime=2024-03-12>Tuesday</time>", "2024-03-12"),
        (
            f"{FOG}<div>12.03.2024, 19:16 Uhr</div><meta itemprop=dateCreated content=2026-05-07>",
            "2024-03-12",
        ),
        (f"{FOG}{PROSE}<div>12.03.2024</div><meta itemprop=dateCreated content=2026-05-07>", "2024-03-12"),
        (f"{FOG}<meta itemprop=dateCreated content=2024-03-12>", "2024-03-12"),
    ],
)
def test_a_list_of_other_pages_before_the_article_does_not_date_it(body, day):
    hints = read("fog.html", page(body).encode())[0].meta.date_hints

    assert next((hint.value.edtf for hint in hints), None) == day


def test_a_link_to_all_posts_of_a_person_names_the_person():
    source = page(f"{FOG}<a rel=author href=/ann>View all posts by Ann Roe</a>")

    assert read("fog.html", source.encode())[0].meta.authors == ("Ann Roe",)


def linked(*articles, address=""):
    """Return a page that shows no day, with articles in its linked data and perhaps its own address."""
    made = [{"@type": "NewsArticle", **article} for article in articles]
    script = f'<script type="application/ld+json">{json.dumps(made)}</script>'
    return page(FOG).replace("</head>", f'<link rel="canonical" href="{address}">{script}</head>')


FERRIES = {"headline": FERRY, "datePublished": "2024-05-01", "url": "https://orle.example/ferry"}
FOGS = {"headline": "Ships in the fog off Orle", "datePublished": "2024-03-12"}
REWORDED = {
    "headline": "Horns all night",
    "datePublished": "2024-03-12",
    "url": "http://www.orle.example/fog/",
}


UNADDRESSED = {"headline": "Horns all night", "datePublished": "2024-03-12"}


@pytest.mark.parametrize(
    ("html", "day"),
    [
        pytest.param(linked(FERRIES), None, id="of another page alone"),
        pytest.param(linked(UNADDRESSED), "2024-03-12", id="the only one, without an address"),
        pytest.param(linked(UNADDRESSED, UNADDRESSED), None, id="one of two without an address"),
        pytest.param(linked(FERRIES, FOGS), "2024-03-12", id="of another page and its own"),
        pytest.param(
            linked(REWORDED, address="https://orle.example/fog?a=b"), "2024-03-12", id="its address"
        ),
    ],
)
def test_an_article_of_another_page_in_the_linked_data_does_not_date_it(html, day):
    document, _ = read("fog.html", html.encode())

    assert next((hint.value.edtf for hint in document.meta.date_hints), None) == day
    assert document.meta.title == "Ships in the fog"


ENTRIES = "".join(
    f"<h2>{day} March 2024</h2><p>Fog lay on the harbour of Orle until noon, and {ships} ships waited.</p>"
    for day, ships in ((3, 4), (5, 9), (9, 2))
)


@pytest.mark.parametrize("tag", ["h2", "h3", "h4", "p", "div class=day", "h2><time"])
@pytest.mark.parametrize("home", ["article", "div", "body"])
def test_the_days_above_entries_do_not_date_a_page_and_stay_above_them(tag, home):
    closing = "".join(f"</{name.split()[0]}>" for name in reversed(tag.split("><")))
    entries = ENTRIES.replace("<h2>", f"<{tag}>").replace("</h2>", closing)
    html = f"<html><head><title>Ships in the fog</title></head><body><{home}><h1>Ships in the fog</h1>"

    document, _ = read("fog.html", f"{html}{entries}</{home}></body></html>".encode())

    days = [line for line in lines(document) if "March" in line]
    assert days == [f"heading: {day} March 2024" for day in (3, 5, 9)]
    assert document.meta.date_hints == ()


BOX = "<p>The light of Orle was built in 1911. It is the last that is lit by hand, with oil.</p>" * 2
BESIDE = "<p>The ships waited for the tide, and the harbour office counted them by their horns.</p>"


def test_the_paragraphs_of_a_short_cell_stay_in_its_row():
    rows = "<tr><th>Lock</th><th>Toll</th></tr>"
    rows += "<tr><td><p>Orle</p><p>upper</p></td><td><div><b>9</b> f.</div></td></tr>"
    html = page(
        f"{FOG}{BESIDE}<table>{rows}<tr><td>Tarn<!--x--> <b>old</b><p>lower</p></td><td>7</td></tr></table>"
    )

    found = lines(read("tolls.html", html.encode())[0])
    assert [line for line in found if "|" in line] == [
        "body: Lock | Toll",
        "body: Orle; upper | 9 f.",
        "body: Tarn old; lower | 7",
    ]


@pytest.mark.parametrize(
    ("box", "is_kept"),
    [
        pytest.param(f"<aside><h3>The light</h3>{BOX}</aside>", True, id="prose"),
        pytest.param(f"<aside class=newsletter>{BOX}</aside>", False, id="marked as furniture"),
        pytest.param(f"<aside><a href=/light>{BOX}</a></aside>", False, id="a link elsewhere"),
        pytest.param(f"<aside><time>3 May 2024</time>{BOX}</aside>", False, id="dated"),
        pytest.param(f"{BESIDE}</article><aside>{BOX}</aside><article>", False, id="behind the article"),
    ],
)
def test_a_box_of_prose_between_the_paragraphs_is_text(box, is_kept):
    html = page(f"<h1>Ships in the fog</h1>{FOG}{BESIDE}{box}{BESIDE}")
    document, _ = read("fog.html", html.encode())

    assert ("lit by hand" in document.text) == is_kept


def test_a_box_that_says_a_sentence_of_the_text_again_is_none():
    text = "The ships waited for the tide, and the harbour office counted them by their horns all night long."
    html = page(f"<h1>Ships in the fog</h1><p>{text}</p><aside><p>{text}</p></aside>{BESIDE}")

    assert read("fog.html", html.encode())[0].text.count("counted them by their horns all night") == 1


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("12<sup>3</sup> ships in 2024<sup><a href='#n4'>4</a></sup> and", "12 ships in 2024 and"),
        ("the office<sup>[5]</sup> and<sup>*</sup> the", "the office and the"),
        ("5 crowns<a class='footnote' href='#n1'>1</a> and", "5 crowns and"),
        ("14<sup>[3][4]</sup> cranes and", "14 cranes and"),
        ("14<sup>[note 1]</sup> ships in 2019<sup>[citation needed]</sup> and", "14 ships in 2019 and"),
        ("5 crowns<a href='#cite_note-7'>[7]</a> and", "5 crowns and"),
        ("40 m<sup>2</sup> on the 1<sup>st</sup> and 10<sup>6</sup>", "40 m² on the 1st and 10⁶"),
        ("H<sub>2</sub>O and M<sup>me</sup> Roe", "H2O and Mme Roe"),
        ("by <a href='/1'>1</a> ship", "by 1 ship"),
        ("x<sup>n</sup> and 2<sup>n−1</sup> in N<sup>o</sup> 5", "x^n and 2^(n−1) in No 5"),
        ("godz. 7<sup>45</sup> to 15<sup>00</sup>, do 9<sup>15</sup> and", "godz. 7:45 to 15:00, do 9¹⁵ and"),
        ("9<sup>95</sup> zł, $3<sup>50</sup> and €7<sup>12</sup> each,", "9.95 zł, $3.50 and €7¹² each,"),
        ("$7<sup>12</sup> million on 31<sup>12</sup> piers and", "$7 million on 31 piers and"),
        ("<sup>90</sup>Sr, (<sup>14</sup>C) and Cs<sup>137</sup>,", "⁹⁰Sr, (¹⁴C) and Cs¹³⁷,"),
        (
            "à 7<sup>h</sup>15 and 10<sup>100</sup> eels, 10<sup>2.5</sup> and",
            "à 7h15 and 10¹⁰⁰ eels, 10^(2.5) and",
        ),
        ("5<sup>2</sup> = 25, (a+c)<sup>3</sup>, R<sup>2</sup> and", "5² = 25, (a+c)³, R² and"),
        (
            "5<sup>1/2</sup> piers, 4<sup>a</sup>7 and art. 6<sup>1</sup> of",
            "5 1/2 piers, 4 7 and art. 6¹ of",
        ),
        (
            "7 м<sup>2</sup>, 9 км<sup>3</sup>, 7 م<sup>2</sup>, 7 מ<sup>2</sup> and",
            "7 м², 9 км³, 7 م², 7 מ² and",
        ),
        (
            "7千米<sup>2</sup>, 7 hm<sup>3</sup>, 7 Nm<sup>3</sup>, kg m<sup>-2</sup>,",
            "7千米², 7 hm³, 7 Nm³, kg m⁻²,",
        ),
        ("the boat's<sup>2</sup> and 12 films<sup>3</sup> and", "the boat's and 12 films and"),
        (
            "le XIV<sup>e</sup>, la 7<sup>a</sup>, D.<sup>a</sup> Ana, 7<sup>a</sup> and",
            "le XIVe, la 7a, D.a Ana, 7 and",
        ),
        ("24<sup>7/</sup>, 24<sup>7.</sup>, 24<sup>7b</sup>, 24<sup>7 8</sup> and", "24, 24, 24, 24 and"),
        ("24<sup>7</sup><sup>,</sup><sup>8</sup>, 24<sup>(7)(8)</sup> and", "24, 24 and"),
        (
            "24<sup>註7</sup>, 24<sup>Anm. 7</sup>, 24<sup>（7）</sup> and a <sup>bold</sup>",
            "24, 24, 24 and a bold",
        ),
        ("24<sup>[qui ?]</sup>, 24<sup>[note\xa07]</sup>, 24<sup>※</sup> and", "24, 24, 24 and"),
        ("24<sup>⁷</sup>, 7 m<sup>²</sup>, χ<sup>2</sup> and", "24, 7 m², χ² and"),
        ("24<a href='#en7'>7</a> and eels<a href='#7'>7</a> of", "24 and eels of"),
        (
            "§<a href='#s7'>7</a>, 7-<a href='#s8'>8</a> and (Ayr-Larne)<sup>7</sup> of",
            "§7, 7-8 and (Ayr-Larne) of",
        ),
        ("24<a href='/log#p7'>7</a>, 24 (<a href='#p8'>8</a>) of", "24, 24 (8) of"),
        ("24<a href='/log' epub:type='noteref'>7</a> of", "24 of"),
        (
            "24 (<a href='#n7'><span class='oj-super oj-note-tag'>7</span></a>) and 5 <i>eels</i>"
            " (<a href='#n8'><sup>8</sup></a>), of",
            "24 and 5 eels, of",
        ),
    ],
)
def test_a_raised_mark_is_no_digit_of_a_number_and_no_letter_of_a_word(markup, words):
    html = page(f"<h1>Ships in the fog</h1><p>The office counted {markup} it said that all was well.</p>")
    document, _ = read("ships.html", html.encode())

    assert f"The office counted {words} it said that all was well." in document.text
    if "href" not in markup:
        document, _ = read("ships.md", f"The office counted {markup}.".encode())
        assert document.text == f"The office counted {words}."


@pytest.mark.parametrize(
    "mark",
    [
        "<span style='font-size:70%; vertical-align: super'>3</span>",
        "<i style='vertical-align:super'>3</i>",
        "<b style='vertical-align: 4pt'>3</b>",
        "<font style='vertical-align:top'>(3)</font>",
        "<span style='position:relative;top:-.4em'>3</span>",
        "<a href='log' style='vertical-align:super'>3</a>",
    ],
)
def test_what_a_style_raises_is_no_digit(mark):
    html = page(f"<h1>Ships in the fog</h1><p>The office counted 14{mark} ships, it said on the day.</p>")

    assert "counted 14 ships, it" in read("ships.html", html.encode())[0].text


@pytest.mark.parametrize(
    ("beside", "words"),
    [
        ('<span class="super">3</span>', "They counted 24 ships."),
        ('<span class="sidenote">The port office said 30 in its letter.</span>', "They counted 24 ships."),
        ('<span role="tooltip">By the port office.</span>', "They counted 24 ships."),
        ('<span class="tooltip"> large<span class="tooltiptext">As the law has it.</span></span>',
         "They counted 24 large ships."),
        ('<span class="super"> grand</span>', "They counted 24 grand ships."),
    ],
)  # fmt: skip
def test_a_note_that_a_page_sets_beside_a_sentence_is_no_part_of_it(beside, words):
    document, _ = read(
        "fog.html", page(f"<h1>Ships in the fog</h1><p>They counted 24{beside} ships.</p>").encode()
    )

    assert words in document.text


def test_a_span_that_is_marked_as_a_note_is_no_digit():
    mark = "<span class='footnote-ref'>1</span>"
    html = page(f"<h1>Ships in the fog</h1><p>The office counted 14{mark} ships, it said on the day.</p>")

    assert "counted 14 ships, it" in read("ships.html", html.encode())[0].text


def test_a_note_inside_the_text_and_a_raised_letter_of_markdown_are_set_apart():
    document, _ = read("ships.md", b"They counted 12 ships^[without the ferry] in a bay of 40 km^2^.")

    assert document.text == "They counted 12 ships (without the ferry) in a bay of 40 km²."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            "They counted 24[7](#fn7) ships and 8[\\[9\\]](log.html#n9) boats.",
            "They counted 24 ships and 8 boats.",
        ),
        ("They counted 24 [7](#pier) ships, 8[9](log.html) boats.", "They counted 24 7 ships, 89 boats."),
    ],
)
def test_a_number_that_leads_to_a_note_in_markdown_is_no_digit(words, shown):
    assert read("ships.md", words.encode())[0].text == shown


def test_comments_of_markdown_are_left_out_and_named():
    document, _ = read("ships.md", b"They counted 12 ships. %% Ask Dirk. %%\n\n<!-- a > b -->\n\nNone left.")

    assert document.text == "They counted 12 ships.\n\nNone left."
    assert document.left_out.startswith("9 words")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("They left.\n\nNone {>>ask Dirk<<} stayed.", "3:6"),
        ("None {--of the ferries--} stayed.", "1:6"),
        ("None {# ask Dirk #} stayed.", "1:6"),
        ("None {% comment %}ask{% endcomment %} stayed.", "1:6"),
        ("{{< comment >}}ask Dirk{{< /comment >}}", "1:1"),
        ("None <!— ask Dirk —> stayed.", "1:6"),
        ("None &lt;!-- ask Dirk --&gt; stayed.", "1:6"),
        ("None ％％ ask Dirk ％％ stayed.", "1:6"),
        ("None %%%% ask Dirk %%%% stayed.", "1:6"),
        ("They left on foot <- as the `<!—` said, 5％ of them.", None),
        ("Write `{>>` so.\n\n```\n{% comment %}\n```\n\nThe set {-1, 2} has {% of %} it.", None),
    ],
)
def test_the_comments_of_another_program_in_markdown_are_named(words, place):
    _, problems = read_document("ships.md", words.encode(), "seeds")

    assert [(each.code, str(each.at)) for each in problems] == (
        [("open-comment", f"seeds/ships.md:{place}")] if place else []
    )


FIRST = [
    (40, 740 - 12 * n, 10, f"The harbour master saw {n} ferries go out to the islands of the")
    for n in range(9)
]
NEXT = [
    (40, 740 - 12 * n, 10, f"The mayor wrote {n} letters to the owners of the quay and the") for n in range(9)
]


@pytest.mark.parametrize(
    ("edge", "on_one", "on_two"),
    [
        ([(40, 810, 9, "Port Office"), (480, 810, 9, "TLP:RED")], "stamped-mark", "stamped-mark"),
        (
            [(40, 810, 9, "Port"), (250, 810, 9, "TLP:RED"), (480, 810, 9, "May")],
            "stamped-mark",
            "stamped-mark",
        ),
        ([(40, 40, 9, "Port Office, TLP:RED, page 3")], "stamped-mark", "stamped-mark"),
        ([(40, 40, 9, "Page 3 | CONFIDENTIAL")], "plain-handling", "plain-handling"),
        ([(40, 40, 9, "Confidential")], None, "plain-handling"),
        ([(40, 40, 9, "Port"), (250, 40, 9, "CONFIDENTIAL"), (480, 40, 9, "May")], None, "plain-handling"),
        ([(40, 40, 9, "THE CONFIDENTIAL QUAY")], None, None),
        ([(40, 810, 9, "Confidential talks | May")], None, None),
        ([(40, 810, 16, "What TLP:RED means")], "unread-mark", "unread-mark"),
        (
            [(40, 810, 9, "What the levels TLP:RED to TLP:CLEAR mean is said below")],
            None,
            "stamped-mark",
        ),
    ],
)
def test_the_head_or_foot_of_the_pages_of_a_pdf_may_say_for_whom_it_is(edge, on_one, on_two):
    is_head = edge[0][1] > 400
    for bodies, code in (([FIRST], on_one), ([FIRST, NEXT], on_two)):
        edges = [edge] * len(bodies) if edge[0][2] < 10 else [edge, []]  # a title is on the first page alone
        pages = [[*at, *body] if is_head else [*body, *at] for at, body in zip(edges, bodies, strict=False)]
        document, problems = read_document("ships.pdf", pdf_at(*pages), "seeds")

        assert [each.code for each in problems] == ([code] if code else [])
        assert document.meta.tlp == ("red" if code == "stamped-mark" else None)


@pytest.mark.parametrize(
    ("root", "codes"),
    [
        ("/Title (TLP:RED)", ["stamped-mark"]),
        ("/Title (Ports – TLP:RED)", ["unread-mark"]),
        ("/Classification (TLP:AMBER)", ["stamped-mark"]),
        ("/MSIP_Label_0af3_Name (Confidential)", ["plain-handling"]),
        ("/Keywords (ports, confidential)", ["plain-handling"]),
        ("/Keywords (ports, secret) /Subject (Secret ports)", []),
    ],
)
def test_the_properties_of_a_pdf_may_say_for_whom_it_is(root, codes):
    made = pdf(["The harbour master saw the ferries go."])
    info = f"trailer << /Info << {root} >> ".encode("cp1252")
    _, problems = read_document("ships.pdf", made.replace(b"trailer << ", info), "seeds")

    assert [each.code for each in problems] == codes


@pytest.mark.parametrize(
    ("words", "codes"),
    [("TLP:RED", ["stamped-mark"]), ("Confidential", ["plain-handling"]), ("Ports", [])],
)
def test_the_xmp_of_a_pdf_may_say_for_whom_it_is(words, codes):
    packet = f"<x><rdf:li>{words}</rdf:li></x>"
    made = pdf_drawn(
        "BT /F1 10 Tf 40 800 Td (The harbour master saw the ferries go.) Tj ET",
        objects=(f"<< /Type /Metadata /Length {len(packet)} >>\nstream\n{packet}\nendstream",),
        resources="",
        root="/Metadata 4 0 R",
    )

    assert [each.code for each in read_document("ships.pdf", made, "seeds")[1]] == codes


def test_footnote_marks_of_markdown_are_no_words():
    document, _ = read(
        "ships.md",
        b"They counted 12 ships[^3] in 2024[^log].\n\n[^3]: Without the ferry.\n[^log]: See page 2.",
    )

    assert document.text == "They counted 12 ships in 2024.\n\nWithout the ferry.\n\nSee page 2."


def test_raised_marks_in_a_pdf_are_dropped_and_powers_stay():
    first = [(40, 700, 10, "The office counted 12"), (166, 704, 6, "3"), (170, 700, 10, " ships of 40 m")]
    second = [
        (254, 704, 6, "2"),
        (258, 700, 10, " in the fog,"),
        (40, 688, 10, "and said so. Nobody was hurt."),
    ]
    third = [(214, 692, 6, "4"), (218, 688, 10, " They left.")]

    document, _ = read("ships.pdf", pdf_at([*first, *second, *third]))
    assert (
        document.text
        == "The office counted 12 ships of 40 m² in the fog, and said so. Nobody was hurt. They left."
    )


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        ("(They counted 24) Tj /F1 7 Tf 4 Ts (3) Tj 0 Ts /F1 11 Tf ( ships.) Tj", "They counted 24 ships."),
        ("(They counted 24) Tj ET q BT 98 700 Td /F1 7 Tf 4 Ts (3) Tj ET Q BT 103 700 Td ( ships.) Tj",
         "They counted 24 ships."),
        ("(It has 40 m) Tj /F1 7 Tf 4 Ts (2) Tj 0 Ts /F1 11 Tf ( of land.) Tj", "It has 40 m² of land."),
        ("(They counted 24) Tj /F1 7 Tf (3) Tj /F1 11 Tf ( ships.) Tj", "They counted 243 ships."),
        ("(They counted 24) Tj 3 Ts /F1 10 Tf (3) Tj 0 Ts /F1 11 Tf ( ships.) Tj", "They counted 24 ships."),
        ("/F1 5 Tf 4 Ts (3) Tj 0 Ts /F1 11 Tf (24 ships were lost.) Tj", "24 ships were lost."),
        ("(They found ) Tj /F1 7 Tf 4 Ts (90) Tj 0 Ts /F1 11 Tf (Sr in it.) Tj", "They found ⁹⁰Sr in it."),
        ("/F1 5 Tf 4 Ts (90) Tj 0 Ts /F1 11 Tf (Sr was found.) Tj", "⁹⁰Sr was found."),
    ],
)  # fmt: skip
def test_letters_that_a_pdf_raises_above_their_line_are_no_digits(drawn, text):
    document, _ = read("ships.pdf", pdf_drawn(f"BT /F1 11 Tf 20 700 Td {drawn} ET"))

    assert document.text == text


def drawn_apart(*pieces):
    """Return the operators that draw (x, y, size, words), each followed by the one for the next line."""
    return "".join(
        f"BT /F1 {size} Tf 12 TL 1 0 0 1 {x} {y} Tm ({words}) Tj T* ET\n" for x, y, size, words in pieces
    )


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([(20, 700, 11, "The mayor said"), (119, 700, 11, "1993"), (145.4, 700, 11, ", and left.")],
         "The mayor said 1993, and left."),
        ([(20, 700, 11, "It has 5 km"), (92.6, 704, 7, "2"), (103.4, 700, 11, "of land.")],
         "It has 5 km² of land."),
        ([(20, 700, 11, "Ships"), (90, 700, 11, "Two"), (20, 660, 11, "Boats"), (90, 660, 11, "Three")],
         "Ships Two\nBoats Three"),
        ([(20, 700, 11, "The first line."), (20, 670, 11, "The other.")], "The first line.\nThe other."),
    ],
)  # fmt: skip
def test_pieces_of_one_line_of_a_pdf_stay_together(pieces, text):
    document, _ = read("ships.pdf", pdf_drawn(drawn_apart(*pieces)))

    assert document.text.replace("\n\n", "\n") == text


def test_what_a_pdf_draws_later_to_the_left_comes_first():
    document, _ = read(
        "ships.pdf", pdf_at([(300, 700, 11, "No. 3"), (20, 700, 11, "The"), (53, 700, 11, "Port")])
    )

    assert document.text == "The Port No. 3"


@pytest.mark.parametrize(
    ("initial", "text"),
    [
        ("T", "The keeper shut the lock."),
        ("A", "A\nhe keeper shut the lock."),
        ("Of", "Of\nhe keeper shut the lock."),
    ],
)
@pytest.mark.parametrize("foot", [660, 676])
def test_the_large_first_letter_of_a_text_in_a_pdf_is_one_of_its_word(initial, text, foot):
    pieces = [(20, foot, 40, initial), (60, 700, 11, "he keeper shut"), (60, 688, 11, "the lock.")]

    document, _ = read("ships.pdf", pdf_drawn(drawn_apart(*pieces)))

    assert document.text.replace("\n\n", "\n") == text


LAWFUL = (
    "THE COURT: Good morning. Counsel, are you",
    "ready to go on with the keeper, who has been",
    "sworn, and to show the plan of the lock that",
    "was drawn up by the harbour office in March",
    "and handed to both sides?",
)


@pytest.mark.parametrize(("first", "is_counted"), [(21, True), (1, True), (1931, False)])
def test_the_numbers_of_lines_in_a_pdf_are_no_words(first, is_counted):
    numbers = [first + 7 * number * (not is_counted) + number for number in range(5)]
    pieces = [
        piece
        for row, (number, words) in enumerate(zip(numbers, LAWFUL, strict=True))
        for piece in ((20, 700 - 14 * row, 11, number), (60, 700 - 14 * row, 11, words))
    ]

    document, _ = read("court.pdf", pdf_drawn(drawn_apart(*pieces)))

    assert (document.text == " ".join(LAWFUL)) == is_counted
    assert (str(numbers[0]) in document.text) != is_counted


def test_names_of_glyphs_in_a_pdf_are_no_words_and_named():
    pieces = [
        (20, 700, 11, "/MT73/MT109/MT109"),
        (20, 680, 11, "/MT53"),
        (20, 640, 11, "See /a1/b2 and a/b1/c2/d3."),
    ]

    document, problems = read("ships.pdf", pdf_drawn(drawn_apart(*pieces)))

    assert document.text == "See /a1/b2 and a/b1/c2/d3."
    assert "not read: 2 unreadable lines" in problems[0]


POSTS = [
    (
        "10.40",
        "Ferry stops",
        "The ferry has stopped for the day, and it will sail again when the wind drops.",
    ),
    ("9.15", "Lock shut", "The keeper has shut the lock, and no barge may pass until the evening tide."),
    ("8.00", "Good morning", "Welcome to our coverage of the storm, which reaches the harbour tonight."),
]


@pytest.mark.parametrize("tag", ["article class=post", "div class=post", "section class=entry"])
@pytest.mark.parametrize("box", ["", "div"])
def test_the_posts_of_a_live_page_stay_together_whatever_their_marks(tag, box):
    name = tag.partition(" ")[0]
    posts = "".join(f"<{tag}><time>{t}</time><h2>{h}</h2><p>{p}</p></{name}>" for t, h, p in POSTS)
    wrap = f"<{box} class=blog>{posts}</{box}>" if box and name != "article" else posts

    document, _ = read("live.html", f"<html><main><h1>Storm at the quay</h1>{wrap}</main></html>".encode())
    assert [line for line in lines(document) if not line.startswith("title")] == [
        line for time, heading, words in POSTS for line in (f"heading: {time} {heading}", f"body: {words}")
    ]


@pytest.mark.parametrize(
    "post",
    [
        "<article><header><time>{}</time><h2>{}</h2></header><div class=body><p>{}</p></div></article>",
        "<div class=entry><span class=time>{}</span><h3>{}</h3><p>{}</p></div>",
    ],
)
def test_the_time_of_a_post_is_told_by_its_element_or_its_mark(post):
    posts = "".join(post.format(*each) for each in POSTS)

    document, _ = read("live.html", f"<html><main><h1>Storm at the quay</h1>{posts}</main></html>".encode())
    assert [line for line in lines(document) if not line.startswith("title")] == [
        line for time, heading, words in POSTS for line in (f"heading: {time} {heading}", f"body: {words}")
    ]


PLAIN = "<div class=post><time>{}</time><h2>{}</h2><p>{}</p></div>"
ENTRY = PLAIN.replace("div", "article")
LOWER = PLAIN.replace("h2", "h4")
LINKED = PLAIN.replace("<h2>{}", "<h2><a href='URL'>{}</a>")


@pytest.mark.parametrize(
    ("markup", "post"),
    [
        ("<article><h1>Storm</h1><div class=posts>{}</div></article>", PLAIN),
        ("<article><h1>Storm</h1>{}</article>", ENTRY),
        ("<h1>Storm</h1>{}", ENTRY),
        ("<main><h1>Storm</h1>{}</main>", LOWER),
        ("<main><h1>Storm</h1>{}</main>", LINKED.replace("URL", "https://news.example/storm#3")),
        ("<main><h1>Storm</h1>{}</main>", LINKED.replace("URL", "/storm/3")),
        ("<main><h1>Live: storm</h1>{}</main>", LINKED.replace("URL", "/posts/3")),
        ("<main><h1>Live: storm</h1>{}</main>", LINKED.replace("URL", "/posts/3").replace("div", "article")),
    ],
)
def test_the_posts_of_a_live_page_are_found_wherever_they_lie(markup, post):
    posts = "".join(post.format(*each) for each in POSTS)
    head = "<head><link rel=canonical href='https://news.example/storm'></head>"

    document, _ = read("live.html", f"<html>{head}<body>{markup.format(posts)}</body></html>".encode())

    assert [line for line in lines(document) if not line.startswith("title")] == [
        line for time, heading, words in POSTS for line in (f"heading: {time} {heading}", f"body: {words}")
    ]


def test_a_list_of_other_articles_with_hours_is_no_live_page():
    posts = "".join(LINKED.replace("URL", "/other").format(*each) for each in POSTS)

    document, _ = read("news.html", f"<html><main><h1>Storm</h1>{posts}</main></html>".encode())

    assert "Ferry stops" not in document.text


def test_posts_that_have_an_hour_alone_keep_it():
    posts = "".join(f"<div class=post><time>{time}</time><p>{words}</p></div>" for time, _, words in POSTS)

    markup = f"<html><main><h1>Live: storm</h1><div>{posts}</div></main></html>"
    document, _ = read("live.html", markup.encode())

    assert [f"body: {time} {words}" for time, _, words in POSTS] == [
        line for line in lines(document) if not line.startswith("title")
    ]


@pytest.mark.parametrize("headline", ["Storm", "Live: storm"])
def test_what_readers_say_beside_an_article_is_no_live_page(headline):
    says = "I have not seen any eel below this pier, and I dive there every day"
    remarks = "".join(
        f"<li><time>10:0{n}</time> <b>ann{n}</b><p>{says}, number {n}.</p></li>" for n in range(6)
    )
    words = [
        "The board of Larne met on Tuesday to hear the divers, and the mayor came, too, with all his aides.",
        "No one in the town knows how the eels came there, and no one has asked the eels so far, he said.",
    ]
    article = "".join(f"<p>{each} The keeper wants to count them.</p>" for each in words)
    markup = f"<h1>{headline}</h1><article>{article}</article><section><ul>{remarks}</ul></section>"

    document, _ = read("storm.html", f"<html><body>{markup}</body></html>".encode())

    assert [each in document.text for each in words] == [True, True]


def test_the_time_of_a_post_without_a_heading_opens_its_words():
    posts = "".join(f"<article><time>{time}</time><p>{words}</p></article>" for time, _, words in POSTS)

    document, _ = read("live.html", f"<html><main><h1>Storm at the quay</h1>{posts}</main></html>".encode())
    assert f"body: 9.15 {POSTS[1][2]}" in lines(document)


def test_the_caption_of_a_picture_in_a_box_is_kept():
    box = "<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>Barges wait in May.</p></div>"
    document, _ = read("ships.html", page(f"<h1>Ships in the fog</h1>{PROSE}{box}{BESIDE}").encode())

    assert "caption: Barges wait in May." in lines(document)


def test_what_only_subscribers_see_is_text_and_an_offer_to_subscribe_is_none():
    words = [words for _, _, words in POSTS]
    offer = "<div class=paywall><p>Get the first month for one crown, and cancel whenever you like.</p></div>"
    rest = f"<div class=subscriber-only><p>{words[1]}</p><p>{words[2]}</p></div>"
    page = f"<article><h1>Storm</h1><p>{words[0]}</p>{offer}{rest}</article>"

    document, _ = read("storm.html", f"<html><body>{page}</body></html>".encode())
    assert [f"body: {each}" for each in words] == [line for line in lines(document) if "body" in line]


def test_headings_and_short_sentences_between_prose_are_put_back_without_their_tools():
    words = [words for _, _, words in POSTS]
    heading = '<h2><span>History</span><span class="mw-editsection">[<a href=/e>edit</a>]</span></h2>'
    page = f"<p>{words[0]}</p>{heading}<p>{words[1]}</p><p>Nobody laughed.</p><p>{words[2]}</p>"

    document, _ = read("storm.html", f"<html><body><h1>Storm</h1>{page}</body></html>".encode())
    texts = [document.quote(p.span) for p in document.paragraphs if p.kind != "title"]
    assert texts == [words[0], "History", words[1], "Nobody laughed.", words[2]]


OFFERED = "<h4><a href=/c>Bakery wins prize</a></h4><p>The rye loaf of the bakery has won again.</p>"


@pytest.mark.parametrize(
    "offers", [OFFERED, f"{OFFERED}<h2>Read more</h2><p><a href=/d>Ferry runs</a></p>"], ids=["one", "two"]
)
def test_what_stands_under_you_may_also_like_is_another_article_s(offers):
    words = "".join(f"<p>{words}</p>" for _, _, words in POSTS)
    page = f"<div><div><h1>Storm</h1>{words}</div><div><h2>You may also like</h2>{offers}</div></div>"

    document, _ = read("storm.html", f"<html><body>{page}</body></html>".encode())
    assert [f"body: {words}" for _, _, words in POSTS] == [line for line in lines(document) if "body" in line]
    assert document.left_out.endswith("; the longest piece: “The rye loaf of the bakery has won again.”")


@pytest.mark.parametrize(
    ("heading", "is_offer"),
    [
        ("À la une de Port Herald", True),
        ("Also see", True),
        ("À la une des ports", False),
        ("Also seen", False),
    ],
)
def test_a_heading_in_a_box_of_its_own_offers_what_follows_the_box(heading, is_offer):
    words = "".join(f"<p>{words}</p>" for _, _, words in POSTS)
    offer = f"<div><div><h5>{heading}</h5></div><div><a href=/c>Bakery wins</a>{PROSE}</div></div>"

    page = f"<html><body><article><h1>Storm</h1>{words}{offer}</article></body></html>"

    assert ("The mayor said" in read("storm.html", page.encode())[0].text) != is_offer


def test_words_behind_an_early_end_of_a_page_are_read_or_counted():
    words = "".join(f"<p>{words}</p>" for _, _, words in POSTS)
    last = "The harbour office will open the lock again on Monday, it said."

    document, _ = read("storm.html", f"<html><body><h1>Storm</h1>{words}</body></html><p>{last}</p>".encode())
    assert last in document.text + document.left_out


LEFT = [
    "The council met on Tuesday to hear",
    "the engineers. They said that the",
    "wall had moved since the spring,",
    "and that no ship may berth there",
    "until the survey is finished. The",
    "mayor said the town would pay.",
]
RIGHT = [
    "Fishermen asked for a second berth",
    "at the landing. The office said an",
    "answer would come within ten days,",
    "but it has not yet named the cost",
    "of it. The work is to begin in the",
    "autumn and last until the new year.",
]


def across(*columns, gap=220, lower=0):
    """Lines of columns, drawn row by row; each column so much lower than the one before."""
    return [
        (40 + gap * number, 700 - 12 * row - lower * number, 10, column[row])
        for row in range(max(map(len, columns)))
        for number, column in enumerate(columns)
        if row < len(column)
    ]


@pytest.mark.parametrize(
    ("columns", "order"),
    [
        ((LEFT, RIGHT), [*LEFT, *RIGHT]),
        ((LEFT[:4], RIGHT[:4]), [*LEFT[:4], *RIGHT[:4]]),
        ((LEFT, RIGHT, LEFT), [*LEFT, *RIGHT, *LEFT]),
        (([*LEFT, "Nobody was hurt there."], RIGHT), [*LEFT, "Nobody was hurt there.", *RIGHT]),
    ],
)
def test_columns_that_were_drawn_row_by_row_are_read_one_after_the_other(columns, order):
    head, foot = (40, 740, 16, "Quay wall moved"), (40, 500, 10, "Coast Herald")

    for lower in (0, 4):
        document, _ = read("wall.pdf", pdf_at([head, *across(*columns, lower=lower), foot]))
        assert " ".join(document.text.split()) == " ".join(["Quay wall moved", *order, "Coast Herald"])


@pytest.mark.parametrize("operator", ["1 0 0 1 {x} {y} Tm", "1 0 0 1 0 0 Tm {x} {y} Td", "{right} {down} Td"])
def test_columns_that_were_drawn_row_by_row_in_one_text_are_read_one_after_the_other(operator):
    x, y, shown = 0, 0, ""
    for left, foot, _, words in across(LEFT, RIGHT):
        place = operator.format(x=left, y=foot, right=left - x, down=foot - y)
        shown, x, y = f"{shown} {place} ({words}) Tj", left, foot

    document, _ = read("wall.pdf", pdf_drawn(f"BT /F1 10 Tf {shown} ET"))
    assert " ".join(document.text.split()) == " ".join([*LEFT, *RIGHT])


def test_columns_with_headings_and_indents_are_read_one_after_the_other():
    rows = across(["Pier", *LEFT], ["Berth", *RIGHT])
    indented = [(x + 10 * (y in (688, 652)), y, size, words) for x, y, size, words in rows]

    document, problems = read("wall.pdf", pdf_at(indented))
    assert problems == []
    assert " ".join(document.text.split()) == " ".join(["Pier", *LEFT, "Berth", *RIGHT])


def one_by_one(*lines):
    """Draw words one by one, of which the one after the bar begins at the same place in each line."""
    for row, line in enumerate(lines):
        for side, part in zip((40, 140), line.split(" | "), strict=True):
            place = side
            for word in part.split():
                yield place, 700 - 12 * row, 10, word
                place += 6 * len(word) + 8


@pytest.mark.parametrize(
    ("rows", "is_mixed"),
    [
        # short columns whose lines are read across
        (across(["The council met in Larne on", "Tuesday to hear the keepers of", "the lock."],
                ["Fishermen asked for a second", "berth at the landing. They left", "it open."]), True),
        # cells of more than one line
        (across(["Why was the Alma stopped at", "the lock?", "Who pays for the mending of", "the wall?"],
                ["Since the keepers found one", "lifeboat too few.", "The town does, says Larne's", "men."]),
         True),
        # cells of one line
        (across(["The Alma of Larne, a ferry", "The Brit, a trawler", "The Cora, a barge of oak"],
                ["twelve crates of small eels", "nine hands on board of her", "four bales of wool"]), False),
        (across(["Monday", "Tuesday", "Friday"], ["closed from noon on", "closed", "open"]), False),
        # words of justified text that begin below each other by chance
        (list(one_by_one(
            "The keepers of | Larne met the council of the town on a Tuesday",
            "and heard that | the old pier, which had cost the town so much",
            "to build, would | be shut for more than a year until the divers",
            "had gone round | all of its piles, and that no boat may tie up",
        )), False),
    ],
)  # fmt: skip
def test_columns_and_cells_of_a_pdf_that_may_be_mixed_are_named(rows, is_mixed):
    _, problems = read("wall.pdf", pdf_at(rows))

    fault = "columns or cells may be mixed on page 1"
    assert [fault in problem for problem in problems] == [True] * is_mixed


@pytest.mark.parametrize(
    "rows",
    [
        across(["Monday", "Tuesday", "Friday"] * 3, ["10 am to 8 pm", "closed at noon", "closed"] * 3),
        across([line[:12] for line in LEFT], [line[12:] for line in LEFT], gap=72),
    ],
)
def test_rows_of_a_table_and_words_drawn_one_by_one_stay_in_their_lines(rows):
    document, _ = read("hours.pdf", pdf_at(rows))

    drawn = [words for _, _, _, words in rows]
    assert document.text.replace("\n\n", "").replace(" ", "") == "".join(drawn).replace(" ", "")


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (["2024", " مارس ", "4", "أغلق الرصيف "], "أغلق الرصيف 4 مارس 2024"),
        ([".", "٢٠٢٤", " مارس ", "١٤"], "١٤ مارس ٢٠٢٤."),
        ([".", "2024", " في عام "], " في عام 2024."),
        (["(", " قاربا", "12", ")", " القوارب "], " القوارب (12 قاربا)"),
        ([".«", "أحصينا كل قارب", "» :", "وقال"], "وقال: «أحصينا كل قارب»."),
        ([".»", "أحصينا كل قارب", "« :", "وقال"], "وقال: «أحصينا كل قارب»."),  # as it is written
        ([" من القوارب ", "%", "15"], "15% من القوارب "),
        (["2024", "/", "12", " البيان "], " البيان 2024/12"),
        (["2024", "-", "06", "-", "12", " يوم "], " يوم 12-06-2024"),
        ([" دفعت ", "Larne Lines 15%", " شركة "], " شركة Larne Lines 15% دفعت "),
        ([" دفعت ", "Larne Lines", " ،", "2024", " عام "], " عام 2024، Larne Lines دفعت "),
        ([" قالت ", "Larne (LNL)", " شركة "], " شركة Larne (LNL) قالت "),
        ([" ואיש ", ",", "2024", " ביוני ", "12", " ,", "ביום שני"], "ביום שני, 12 ביוני 2024, ואיש "),
        ([".", "12-06-2024", " מהתקציב ", "15%"], "15% מהתקציב 12-06-2024."),
        (
            ["The sign was put up by ", "أحمد الموري", " on Monday."],
            "The sign was put up by أحمد الموري on Monday.",
        ),
        (["The sign (", "הנמל נסגר", ") is red."], "The sign (הנמל נסגר) is red."),
        (["Larne Pier, “", " قاربا", "١٢", "” at noon"], "Larne Pier, “١٢ قاربا” at noon"),
    ],
)
def test_a_line_with_arabic_or_hebrew_is_read_in_the_order_in_which_it_was_written(runs, text):
    near = "The pier was shut." if text[1].isascii() and text[1].isalpha() else "أغلق الميناء"
    page = pdf_seen((540, 700, 10, runs), (540, 650, 10, [near]))

    assert flat(read("port.pdf", page)[0].text) == f"{text.strip()} {near}"


STORM = [
    ["أغلق المدير الرصيف بعد العاصفة ولم يصب أحد بأذى وقال المدير"],
    [".", "2025", "إن الشركة ستدفع الباقي كله للصيادين في المدينة في عام "],
]


def test_lines_from_right_to_left_are_a_paragraph_which_an_indent_on_the_right_opens():
    rows = [(540 - 20 * (n % 2 == 0), 700 - 14 * n, 10, runs) for n, runs in enumerate(STORM * 3)]

    text = f"{STORM[0][0]} {STORM[1][2]}2025."
    assert read("port.pdf", pdf_seen(*rows))[0].text.split("\n\n") == [text] * 3


def test_a_line_that_is_drawn_from_its_right_end_is_read_as_others():
    rows = [(540, 700, 10, [".", "2025", " في عام ", "(12)", " الكلفة "])]

    assert read("port.pdf", pdf_seen(*rows, is_backward=True))[0].text == "الكلفة (12) في عام 2025."


def test_a_mixed_line_runs_as_those_near_it():
    rows = [
        (540, 700, 10, STORM[0]),
        (540, 686, 10, [".", "2025", " في ", "Larne and Magilligan Ferries Limited"]),
    ]

    document, _ = read("port.pdf", pdf_seen(*rows))
    assert document.text.endswith("Larne and Magilligan Ferries Limited في 2025.")


def test_cells_of_a_table_from_right_to_left_do_not_touch():
    rows = [(540, 700, 10, ["القوارب"]), (300, 700, 10, ["12"]), (200, 700, 10, ["الكلفة"])]

    assert "القوارب 12 الكلفة" in read("port.pdf", pdf_seen(*rows))[0].text


@pytest.mark.browser
def test_a_page_of_arabic_that_a_browser_prints_is_read_as_it_was_written(browser):
    texts = [
        "إغلاق الميناء",
        "١٢ يونيو ٢٠٢٤",
        "وقال: «أَحصينا كلَّ قارب (12 قاربا)». ثم دفعت شركة Larne 15% لا غير.",
    ]
    page = browser.new_page()
    page.set_content(f"<html lang=ar dir=rtl><h1>{texts[0]}</h1><p>{texts[1]}</p><p>{texts[2]}</p>")

    document, _ = read("port.pdf", page.pdf(format="A4"))
    page.close()
    assert document.text.split("\n\n") == texts


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            "She said: <q>We counted <b>every</b> boat</q>, and left.",
            "She said: “We counted every boat”, and left.",
        ),
        ("She said: <q>He said <q>no</q> again</q>.", "She said: “He said ‘no’ again”."),
        ("It closed <time datetime=2024-05-07>last Tuesday</time>.", "It closed last Tuesday."),
        (
            "It rose by <math><semantics><mn>4</mn><annotation>4</annotation></semantics></math> and by "
            "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> metres.",
            "It rose by 4 and by 1/2 metres.",
        ),
        ("Run <code>count</code> where <math><mi>x</mi><mo>=</mo><mn>2</mn></math>.", "Run count where x=2."),
    ],
)
def test_the_words_of_a_sentence_stay_together_whatever_their_marks(markup, words):
    body = f"<h1>Ferry</h1><p>{FERRY}</p><p>{markup}</p><p>{FERRY}</p>"
    page = f"<html><body><article>{body}</article></body></html>"

    document, _ = read_document("ferry.html", page.encode(), "seeds")

    quoted = [document.quote(paragraph.span) for paragraph in document.paragraphs]
    assert [text for text in quoted if text not in ("Ferry", FERRY)] == [words]


def test_what_a_page_hides_is_no_text():
    hidden = "<p hidden>Hidden words about cheap watches, in a sentence of some length that ends here.</p>"
    styled = "<p style='display: none'>More words about cheap watches, in a sentence of some length, too.</p>"
    heard = (
        "<p class='sr-only'>Words that are only read aloud, in a sentence of some length that ends here.</p>"
    )
    template = (
        "<template><p>Words for watches that a script may show later, in a sentence that ends.</p></template>"
    )
    document, _ = read(
        "ships.html", page(f"<h1>Ships in the fog</h1>{PROSE}{hidden}{styled}{heard}{template}").encode()
    )

    assert "watches" not in document.text
    assert "aloud" not in document.text


@pytest.mark.parametrize(("mode", "is_shown"), [("open", True), ("Closed", True), ("bad", False)])
def test_the_part_of_a_component_that_a_browser_shows_is_text(mode, is_shown):
    words = "The ship left the quay at noon."
    component = f"<ship-card><template shadowrootmode={mode}><p>{words}</p></template></ship-card>"

    document, _ = read("ships.html", page(component).encode())

    assert (words in document.text) == is_shown


WATCHES = "Cheap watches are sold on the quay, in a sentence of some length that ends here."


@pytest.mark.parametrize(
    "style",
    [
        "font-size: 0",
        "font-size:0px !important",
        "color: #FFF; background-color: white",
        "color:rgb(0, 0, 0); background: #000",
        "color: transparent; background: transparent",
        "position: absolute; left: -9999px",
        "position:fixed; top: -200vh",
        "text-indent: -999em",
        "position: relative; left: -200vw",
        "margin-left: -9999px",
        "transform: translateX(-9999px)",
        "font: 0/0 a",
        "font-size: 1px",
        "font-size: .01em",
        "-webkit-text-fill-color: transparent",
        "position: absolute; left: 9999px",
        "position: fixed; inset: -9999px",
        "font: italic 400 0 / 1.2 serif",
        "color: rgba(0, 0, 0, 0)",
        "color: rgb(0 0 0 / 0%)",
        "color: #00000000",
    ],
)
def test_what_no_reader_of_a_page_sees_is_no_text_and_is_named_in_the_report(style):
    own = f"<p style='{style}'>{WATCHES}</p>"
    by_class = f"<style>/* x */ p.q {{ margin: 0 }} p.s, .t {{ {style} }}</style><p class='s'>{WATCHES}</p>"
    later = f"<style>.s {{ {style} }} .s {{ font-size: 1em; color: red; left: 0 }}</style>"
    shown = (
        f"<style>@media print {{ .s {{ {style} }} }} .t .s {{ {style} }}</style><p class='s'>{WATCHES}</p>"
    )

    for markup, is_read in (
        (own, False),
        (by_class, False),
        (later + f"<p class='s'>{WATCHES}</p>", True),
        (shown, True),
    ):
        file = page(f"<h1>Ships in the fog</h1>{PROSE}{markup}").encode()
        document, _ = read("ships.html", file)
        assert (WATCHES in document.text) == is_read, markup
        assert (WATCHES[:40] in document.left_out) != is_read, markup


def test_what_a_page_of_links_hides_is_no_text_and_each_link_is_a_line():
    listed = (
        "Ships wait in the fog of the outer port",
        "Tugs lie at the pier",
        "A boat runs on the sand bank",
    )
    links = "".join(f"<li><a href='/{name[:3]}'>{name}</a></li>" for name in listed)

    document = read("ships.html", f"<p hidden>{WATCHES}</p><ul>{links}</ul>".encode())[0]

    assert [line.partition(": ")[2] for line in lines(document)] == [*listed]
    assert WATCHES[:40] in document.left_out


DREDGERS = (
    "Dredgers began to clear the western channel of the port on Monday, the harbour master said.",
    "The work will take nine weeks and keep two berths empty, she told the council of the town.",
    "Owners of small boats had asked for a later start, since the herring comes in May this year.",
)
RUN = "<br><br>".join(DREDGERS)


@pytest.mark.parametrize(
    "markup",
    [
        "<div><p>{0}</p></div><article><h1>Channel</h1><p>{1}</p><p>{2}</p></article>",
        f"<table><tr><td><div>Channel</div><div>{FERRY}.<br></div><span><br>{RUN}</span><br></td></tr></table>",
    ],
)
def test_a_page_is_read_in_its_order_and_once(markup):
    document = read("port.html", markup.format(*DREDGERS).encode())[0]

    assert [document.text.index(words) for words in DREDGERS] == sorted(map(document.text.index, DREDGERS))
    assert [document.text.count(words) for words in DREDGERS] == [1, 1, 1]


@pytest.mark.parametrize("more", ["Buy now", "<script>var sale = 1;</script>", "<ul><li>Watches</li></ul>"])
def test_what_a_page_hides_is_named_in_the_report_whatever_follows_it(more):
    hidden = f"<div style='display: none'>{WATCHES}<br>Sold since 1998. {more}</div>"

    document = read("ships.html", page(f"<h1>Ships in the fog</h1>{PROSE}{hidden}").encode())[0]

    assert WATCHES[:40] in document.left_out
    assert "var sale" not in document.left_out


@pytest.mark.parametrize(
    ("mark", "is_shown"),
    [("off-screen", False), ("u-hidden-text", False), ("visuallyhidden", False), ("screen", True)],
)
def test_words_for_the_ear_alone_are_no_text(mark, is_shown):
    label = f"<p><span class='{mark}'>Picture of the day</span> {WATCHES}</p>"

    document = read("ships.html", page(f"<h1>Ships in the fog</h1>{PROSE}{label}").encode())[0]

    assert is_shown == ("Picture of the day" in document.text)
    assert WATCHES in document.text


def test_what_lies_below_a_body_that_is_closed_too_early_is_named_in_the_report():
    text = f"<body><h1>Ships in the fog</h1>{PROSE}</body>"
    markup = f"<html><head></head>{text}<footer><p>{WATCHES}</p></footer></html>"

    assert WATCHES[:40] in read("ships.html", markup.encode())[0].left_out


@pytest.mark.parametrize(
    "style",
    [
        "color: inherit; background: inherit",
        "color: var(--a); background-color: var(--a)",
        "color: transparent; background: linear-gradient(red, blue); -webkit-background-clip: text",
        "visibility: visible",
        "font-size: 0.9em",
        "left: -9999px",
        "position: absolute; left: -9px",
        "top: 0",
        "font: 12px/0 serif",
        "clip-path: inset(0)",
        "clip-path: inset(10%)",
        "clip-path: circle(50%)",
        "color: rgba(0, 0, 0, 0.8)",
        "color: rgb(0, 10, 0)",
        "color: #ff0",
        "opacity: 0.5",
        "opacity: .1",
        "filter: blur(0)",
        "font-size: 10px",
        "font-size: 1em",
        "font-size: .9em",
        "font: 400 1em/1 serif",
        "zoom: 1",
        "clip: rect(1px, 90px, 90px, 1px)",
        "clip: rect(0, auto, auto, 0)",
        "overflow: hidden; height: 0; min-height: 90px",
        "overflow: hidden; width: 0; min-width: 100%",
        "position: absolute; left: 400px",
        "opacity: 0; transform: translateY(20px)",
        "padding-top: 100px; margin-top: -100px",
        "position: relative; left: -100px",
        "top: 100%; transform: translateY(-100%)",
        "opacity: 0; transition: opacity 1s",
        "transform: scale(0.9)",
        "height: 0",
        "overflow: hidden; height: 90px",
        "overflow: hidden; height: 0; padding-top: 56%",
    ],
)
def test_what_may_be_seen_is_read(style):
    document, _ = read("ships.html", page(f"<h1>Fog</h1>{PROSE}<p style='{style}'>{WATCHES}</p>").encode())

    assert WATCHES in document.text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<figure><blockquote><p>We count eels.</p></blockquote><figcaption>Ann Roe</figcaption></figure>",
            ["body: We count eels.", "caption: Ann Roe"],
        ),
        (
            "<figure><blockquote>“They found eels below the old pier.”</blockquote></figure>",
            [],  # the text says it
        ),
        (
            "<div><figure><blockquote>…HEAR the divers…<cite>Ann Roe</cite></blockquote></figure></div>",
            [],
        ),
        (
            "<figure><blockquote><p>We count eels</p><cite>Ann Roe</cite></blockquote></figure>",
            ["body: We count eels Ann Roe"],
        ),
        (
            "<figure class='wp-block-embed'><div><blockquote>We count eels.</blockquote></div></figure>",
            [],
        ),
        (
            "<figure><blockquote class='twitter-tweet'><p>We count eels.</p></blockquote></figure>",
            [],
        ),
        ("<figure><blockquote><p>We count eels.</p>— Ann (@ann) May 3, 2024</blockquote></figure>", []),
        (
            "<figure><pre>Monday 9 to 10</pre><figcaption>The board</figcaption></figure>",
            ["body: Monday 9 to 10", "caption: The board"],
        ),
        (
            "<figure><figure><img><figcaption>The pier</figcaption></figure>"
            "<figure><img><figcaption>The eels</figcaption></figure></figure>",
            ["caption: The pier", "caption: The eels"],
        ),
        ("<div class=photo><img><div class='caption'>Eels at dawn</div></div>", ["caption: Eels at dawn"]),
        ("<div class=photo><img><span class='caption'>Eels at dawn</span></div>", ["caption: Eels at dawn"]),
        ("<menu><li>Eel soup, 12 crowns</li></menu>", ["body: Eel soup, 12 crowns"]),
        ("<menu><li><button>Print it</button></li></menu>", []),
        (
            "<p>In port:</p><ul><li><a href=/a>Maren</a>, a tug</li><li>the <a href=/b>Stella</a></li></ul>",
            ["body: In port:", "body: Maren, a tug", "body: the Stella"],
        ),
        (
            "<p>In port:</p><ul><li>Maren</li><li>Stella</li></ul>",
            ["body: In port:", "body: Maren", "body: Stella"],
        ),
        (
            "<p>Mehr zum Thema:</p><ul><li><a href=/a>Boats go</a></li><li><a href=/b>Eels</a></li></ul>",
            [],
        ),
        ("<ul><li><a href=/a>Maren</a></li><li><a href=/b>Stella</a></li></ul>", []),
        (
            "<p>Read more:</p><ul><li><a href=/a>Boats leave</a></li><li><a href=/b>Pier shut</a></li></ul>",
            [],
        ),
    ],
)
def test_what_stands_in_a_figure_a_menu_or_a_list_that_is_introduced_is_read_in_its_place(markup, expected):
    above = "<p>The board of Larne met on Tuesday to hear the divers. They found eels below the old pier.</p>"
    below = "<p>No one in the town knows how they came there. The keeper of the pier wants to count them.</p>"

    document, _ = read("eels.html", page(f"<h1>Ships in the fog</h1>{above}{markup}{below}").encode())

    found = [line for line in lines(document) if not line.startswith("title")]
    assert found[0].endswith("the old pier.")
    assert [line for line in found[1:-2] if not line.endswith(":") or expected] == expected


@pytest.mark.parametrize(
    ("mark", "is_read"),
    [
        ("style='overflow: hidden'", True),
        ("style='overflow-x:hidden'", True),
        ("style='height:300px;overflow:hidden'", True),
        ("style='backface-visibility: hidden'", True),
        ("class='hide-on-mobile'", True),
        ("class='box hidden-xs'", True),
        ("class='noprint'", True),
        ("class='paid-content'", True),
        ("class='box hidden'", False),
        ("class='newsletter'", False),
        ("style='overflow: hidden; visibility: hidden'", False),
    ],
)
def test_a_box_between_paragraphs_is_read_though_it_cuts_off_or_is_not_on_every_screen(mark, is_read):
    above = "<p>The board of Larne met on Tuesday to hear the divers. They found eels below the old pier.</p>"
    below = "<p>No one in the town knows how they came there. The keeper of the pier wants to count them.</p>"
    body = f"<h1>Fog</h1>{above}<div {mark}><p>{WATCHES}</p></div>{below}"

    assert (WATCHES in read("ships.html", page(body).encode())[0].text) == is_read


@pytest.mark.parametrize(
    ("markup", "is_read"),
    [
        ("<p style='color: #fff'>{}</p>", False),
        ("<p><font color='white'>{}</font></p>", False),
        ("<div style='background: navy'><p style='color: #fff'>{}</p></div>", True),
        ("<table bgcolor='navy'><tr><td style='color: #fff'>{}</td></tr></table>", True),
        ("<div class='dark'><p style='color: #fff'>{}</p></div>", True),
        ("<style>body {{ background: navy }}</style><p style='color: #fff'>{}</p>", True),
        ("<link rel='stylesheet' href='a.css'><p style='color: #fff'>{}</p>", True),
        ("<style>@import url(a.css)</style><p style='color: #fff'>{}</p>", True),
        ("<table background='navy.gif'><tr><td><font color='white'>{}</font></td></tr></table>", True),
        ("<div><img src='a.jpg'><p style='color: #fff; position: absolute; top: 9px'>{}</p></div>", True),
        ("<div><p style='color: #fff; margin-top: -90px'>{}</p></div>", True),
        ("<svg style='position: absolute'></svg><p style='color: #fff'>{}</p>", True),
        ("<div popover><p>{}</p></div>", False),
        ("<style>.a.b {{ display: none }}</style><p class='b a'>{}</p>", False),
        ("<style>.a.b {{ display: none }}</style><p class='a'>{}</p>", True),
        ("<style>.a.b {{ display: none }} .b {{ display: block }}</style><p class='b a'>{}</p>", True),
        (
            "<style>.a .b {{ display: none }}</style><div class='a'><div><p class='b'>{}</p></div></div>",
            False,
        ),
        ("<style>.a > .b {{ display: none }}</style><div class='a'><p class='b'>{}</p></div>", False),
        ("<style>.a>.b {{ display: none }}</style><div class=a><div><p class=b>{}</p></div></div>", True),
        ("<style>.a .b {{ display: none }}</style><div class='b'><p class='a'>{}</p></div>", True),
        ("<style>[data-x] {{ display: none }}</style><p data-x='1'>{}</p>", False),
        ("<style>p[data-x='2'] {{ display: none }}</style><p data-x='1'>{}</p>", True),
        ("<style>[x-cloak] {{ display: none }}</style><p x-cloak>{}</p>", True),
        ("<style>.no-js .a {{ display: none }}</style><div class=no-js><p class=a>{}</p></div>", True),
        ("<style>.a:hover .b {{ display: none }}</style><div class=a><p class=b>{}</p></div>", True),
        (
            "<style>.a .b {{ display: none }} .a .c {{ display: block }}</style>"
            "<div class=a><p class='b c'>{}</p></div>",
            True,
        ),
        (
            "<style>#a .b {{ display: none }} .a .c {{ display: block }}</style>"
            "<div id=a class=a><p class='b c'>{}</p></div>",
            False,
        ),
        ("<style>.a {{ display: none }}</style><p class='a' style='display: block'>{}</p>", True),
        ("<style>.a {{ display: none !important }}</style><p class='a' style='display: block'>{}</p>", False),
        ("<p style='text-decoration: line-through'>{}</p>", False),
        ("<p style='text-decoration: underline'>{}</p>", True),
        ("<style>@media screen {{ .a {{ display: none }} }}</style><p class='a'>{}</p>", False),
        ("<style>@media (max-width: 9em) {{ .a {{ display: none }} }}</style><p class='a'>{}</p>", True),
        ("<style>@supports (a: b) {{ .a {{ display: none }} }}</style><p class='a'>{}</p>", True),
    ],
)
def test_what_styles_hide_depends_on_what_is_around_and_on_conditions(markup, is_read):
    document, _ = read("ships.html", page(f"<h1>Fog</h1>{PROSE}{markup.format(WATCHES)}").encode())

    assert (WATCHES in document.text) == is_read
    assert (WATCHES[:40] in document.left_out) != is_read


@pytest.mark.parametrize(
    "style",
    [
        "opacity: 0",
        "opacity:0.0 !important",
        "opacity: .01",
        "filter: opacity(0)",
        "content-visibility: hidden",
        "position: absolute; clip: rect(1px, 1px, 1px, 1px)",
        "position: absolute; clip: rect(0, auto, 0, auto)",
        "position: absolute; clip: rect(0 0 0 0)",
        "overflow: hidden; height: 0; min-height: 0",
        "transform: scale(0)",
        "max-height: 0; overflow: hidden",
        "clip-path: inset(50%)",
        "clip-path: inset(100%)",
        "clip-path: inset(0 100% 0 0)",
        "clip-path: circle(0)",
        "visibility: collapse",
        "display: none",
    ],
)
def test_what_is_gone_takes_all_with_it(style):
    inner = f"<p style='font-size: 16px'>{WATCHES}</p>"
    own = f"<div style='{style}'>{inner}</div>"
    by_class = f"<style>.s {{ {style} }}</style><div class='s'>{inner}</div>"
    again = f"<style>.s {{ {style} }} @media screen {{ .s {{ display: block }} }}</style>"
    opened = f"<style>.s {{ {style} }} .open .s {{ display: block }}</style>"

    for markup, is_read in (
        (own, False),
        (by_class, False),
        (again + f"<div class='s'>{inner}</div>", True),
        (opened + f"<div class='s'>{inner}</div>", True),
    ):
        document, _ = read("ships.html", page(f"<h1>Fog</h1>{PROSE}{markup}").encode())
        assert (WATCHES in document.text) == is_read, markup
        assert (WATCHES[:40] in document.left_out) != is_read, markup


def test_a_sheet_that_hides_most_of_the_prose_until_a_script_runs_hides_none():
    sheet = "<style>.fade { opacity: 0 }</style>"
    html = page(f"<h1>Ships in the fog</h1>{PROSE}").replace("<p>", "<p class='fade'>")

    assert "The mayor said" in read("ships.html", (sheet + html).encode())[0].text


@pytest.mark.parametrize("style", ["opacity: 0", "visibility: hidden"])
def test_a_body_that_a_script_shows_is_read(style):
    script = f"<script>{'var a = 1; ' * 900}</script>"
    html = page(f"<h1>Ships in the fog</h1>{PROSE}").replace(
        "</head><body>", f"{script}</head><body style='{style}'>"
    )
    assert style in html

    assert len(lines(read("ships.html", html.encode())[0])) > 2


@pytest.mark.parametrize(
    "sheet", ["<style media=print>.s {%s}</style>", "<noscript><style>.s {%s}</style></noscript>"]
)
def test_a_sheet_for_paper_or_for_no_scripts_hides_nothing(sheet):
    html = page(f"{sheet % 'display: none'}<h1>Fog</h1>{PROSE}<p class='s'>{WATCHES}</p>")

    assert WATCHES in read("ships.html", html.encode())[0].text


@pytest.mark.parametrize("inside", ["<script>ad()</script>", "<ins></ins>", "<picture></picture>"])
def test_loose_words_on_both_sides_of_what_breaks_no_line_are_one_sentence(inside):
    words = (
        "The builder was declared bankrupt on%s Monday after the court had heard all his banks and the port."
    )
    html = page(f"<h1>Ships in the fog</h1><div>{words % inside}{PROSE}</div>")

    assert words % "" in read("ships.html", html.encode())[0].text


def test_words_below_a_body_that_is_closed_too_early_do_no_harm():
    html = f"<html><head><title>T</title></head><body><h1>T</h1></body>{WATCHES}{PROSE}</html>"

    assert "The mayor said" in read("ships.html", html.encode())[0].text


@pytest.mark.parametrize(
    "box",
    [
        "<div class='excerpt'><a href='x.html'>%s</a></div>",
        "<div class='summary'><figcaption>%s</figcaption></div>",
    ],
)
def test_a_teaser_or_the_text_of_a_picture_is_no_standfirst(box):
    html = page(f"<h1>Ships in the fog</h1>{box % WATCHES}{PROSE}")

    assert f"standfirst: {WATCHES}" not in lines(read("ships.html", html.encode())[0])


def test_a_part_of_its_own_size_in_one_without_is_read():
    box = f"<div style='font-size: 0'><p style='font-size: 16px'>{WATCHES}</p></div>"

    assert WATCHES in read("ships.html", page(f"<h1>Fog</h1>{PROSE}{box}").encode())[0].text


def test_a_page_that_is_hidden_until_a_script_runs_is_read():
    html = page(f"<div hidden><h1>Ships in the fog</h1>{PROSE}</div>").replace(
        f"{PROSE}</article>", "</article>"
    )

    assert "The mayor said" in read("ships.html", html.encode())[0].text


def test_lists_in_cells_and_captions_are_kept():
    table = (
        "<table><tr><td>Monday</td><td><ul><li>10 am to 8 pm</li><li>shut at noon</li></ul></td></tr>"
        "<tr><td>Sunday</td><td><dl><dt>Morning</dt><dd>barges only</dd></dl></td></tr></table>"
    )
    figure = (
        "<figure><img src=a.jpg><figcaption>The wall on 3 May 2024. Photo: Ida Holm</figcaption></figure>"
    )
    document, _ = read("ships.html", page(f"<h1>Ships in the fog</h1>{PROSE}{figure}{table}").encode())

    assert lines(document)[2:5] == [
        "caption: The wall on 3 May 2024. Photo: Ida Holm",
        "body: Monday | 10 am to 8 pm; shut at noon",
        "body: Sunday | Morning; barges only",
    ]


def test_the_posts_of_a_live_page_that_scripts_fill_are_read_from_its_linked_data():
    posts = [
        {"@type": "BlogPosting", "headline": "Ferry stops", "articleBody": "<p>The ferry has stopped.</p>"},
        {"@type": "BlogPosting", "headline": "Lock shut", "articleBody": "The keeper shut the lock."},
        "https://news.example/live#3",
    ]
    linked = json.dumps({"@type": "LiveBlogPosting", "headline": "Storm at Larne", "liveBlogUpdate": posts})
    script = f"<script type='application/ld+json'>{linked}</script>"

    document, _ = read(
        "live.html", f"<html><head>{script}</head><body><div id=app></div></body></html>".encode()
    )

    assert document.meta.title == "Storm at Larne"
    assert [line.partition(": ")[2] for line in lines(document)] == [
        "Ferry stops",
        "The ferry has stopped.",
        "Lock shut",
        "The keeper shut the lock.",
    ]


def test_the_posts_of_a_live_page_stay_in_order_with_their_times():
    posts = "".join(
        f"<article><time>{hour}.05 GMT</time><h2>{title}</h2><p>{words}</p></article>"
        for hour, title, words in [
            (
                12,
                "Ferry stops",
                "The ferry has stopped for the day, and will sail when the wind drops again.",
            ),
            (
                10,
                "Lock shut",
                "The keeper has shut the lock. He said no barge may pass until the evening tide.",
            ),
            (
                8,
                "Good morning",
                "Welcome to our coverage of the storm, which reaches the harbour in the evening.",
            ),
        ]
    )
    lead = "<h1>Storm at the quay</h1><p class='standfirst'>The storm comes tonight.</p>"
    html = (
        f"<html><head><title>Storm at the quay</title></head><body><main>{lead}{posts}</main></body></html>"
    )

    found = [line[:30] for line in lines(read("storm.html", html.encode())[0])]
    assert found == [
        "title: Storm at the quay",
        "standfirst: The storm comes to",
        "heading: 12.05 GMT Ferry stops",
        "body: The ferry has stopped fo",
        "heading: 10.05 GMT Lock shut",
        "body: The keeper has shut the ",
        "heading: 8.05 GMT Good morning",
        "body: Welcome to our coverage ",
    ]


def test_a_form_whose_pages_begin_and_end_alike_is_read_whole():
    pages = [
        [
            (40, 800, 18, "Record of inspection"),
            (40, 760, 10, "The inspectors went on board at nine and asked for the"),
            (40, 748, 10, "papers of the ship. The captain showed them the log."),
            (40, 724, 10, f"The ship {ship} was found in good order on that day,"),
            (40, 712, 10, "with one boat too few."),
            (40, 688, 10, "Signed at Ormsund by the two inspectors."),
            (40, 640, 10, f"Form 7, page {number} of 3"),
        ]
        for number, ship in enumerate(("Alma", "Brit", "Cora"), start=1)
    ]

    text = read("forms.pdf", pdf_at(*pages))[0].text
    assert text.count("The inspectors went on board at nine and asked for the papers of the ship.") == 3
    assert text.count("Signed at Ormsund by the two inspectors.") == 3
    assert "Form 7" not in text


def test_the_paragraphs_of_a_letter_are_set_apart_though_most_are_short():
    letter = [
        (40, 800, 10, "12 June 2024"),
        (40, 776, 10, "Subject: the north berth"),
        (40, 752, 10, "Dear Mayor,"),
        (40, 728, 10, "The council met on Tuesday and heard the engineers for"),
        (40, 716, 10, "three hours, and then closed the berth."),
        (40, 692, 10, "The town will pay."),
        (40, 668, 10, "Yours sincerely,"),
    ]

    assert read("letter.pdf", pdf_at(letter))[0].text.split("\n\n") == [
        "12 June 2024",
        "Subject: the north berth",
        "Dear Mayor,",
        "The council met on Tuesday and heard the engineers for three hours, and then closed the berth.",
        "The town will pay.",
        "Yours sincerely,",
    ]


@pytest.mark.parametrize(
    ("mark", "kind"),
    [("pageLead-content", "standfirst"), ("block__subline", "standfirst"), ("pleads", "body")],
)
def test_a_part_that_is_marked_as_the_lead_is_the_standfirst(mark, kind):
    words = "The keepers of the four lights said on Monday that they would stay at their posts all winter."
    lead = f'<div class="{mark}">{words}</div>'
    page = f"<body><main><h1>Lights of Orle</h1>{lead}<div>{BOX}{BESIDE}{BOX}</div></main></body>"

    assert f"{kind}: {words}" in lines(read("lights.html", page.encode())[0])


@pytest.mark.parametrize(
    ("title", "headings", "found"),
    [
        ("Lights Out - League", "<h1>News</h1><h2>Lights Out</h2><h1>Footer</h1>", "Lights Out"),
        (
            "Keeping lights | Office of Orle",
            "<h1>Office of Orle</h1><h2>Keeping lights</h2>",
            "Keeping lights",
        ),
        (
            "News - Four lights go out - Orle",
            "<h1>Welcome</h1><b>Four lights go out</b>",
            "Four lights go out",
        ),
        ("ORLE", "<h1>Four lights go out</h1><h1>Orle by mail</h1>", "ORLE"),
        ("Four lights | The Orle Gazette", "<h1>Weather</h1><b>The Orle Gazette</b>", "Four lights"),
    ],
)
def test_the_title_is_the_part_that_the_page_shows_and_not_the_name_of_its_site(title, headings, found):
    page = f"<html><head><title>{title}</title></head><body>{headings}<div>{BOX}{BESIDE}{BOX}</div></body>"

    assert read("lights.html", page.encode())[0].meta.title == found


def test_a_table_that_lays_out_a_page_makes_no_rows_of_its_lines():
    table = (
        "<table><tr><td><b>Four lights go out</b></td><td></td></tr>"
        f"<tr><td>Friday, 8 March 2024</td><td></td></tr><tr><td>{BOX}{BESIDE}</td><td></td></tr></table>"
    )
    page = f"<html><head><title>Four lights go out - Orle</title></head><body>{table}</body>"

    document = read("lights.html", page.encode())[0]

    assert lines(document)[:2] == ["title: Four lights go out", "boilerplate: Friday, 8 March 2024"]
    assert [hint.value.edtf for hint in document.meta.date_hints] == ["2024-03-08"]


def test_a_last_line_that_introduces_nothing_is_no_text():
    text = f"{BOX}<p>They said:</p>{BESIDE}<p>See more photos:</p>"

    document = read("lights.html", f"<body><h1>Lights of Orle</h1><div>{text}</div></body>".encode())[0]

    assert [line for line in lines(document) if line.endswith(":")] == ["body: They said:"]


@pytest.mark.parametrize(
    ("header", "is_standfirst"),
    [
        (
            '<h1><i>Ships:</i><b>Lights of Orle</b></h1><div class="summary"><p>{}</p></div>',
            True,
        ),
        ('<h1>Lights of Orle</h1><div class="top-lead"><img src="a.jpg"><p>{}</p></div>', False),
        ('<h1>Lights of Orle</h1><div class="summary"><p class="author-bio">{}</p></div>', False),
    ],
)
def test_a_standfirst_in_the_header_of_an_article_is_put_back(header, is_standfirst):
    words = "The keepers of the four lights said on Monday that they would stay at their posts all winter."
    text = f"<div>{BOX}{BESIDE}{BOX}{BESIDE.replace('tide', 'fog')}</div>"
    title = "<title>Ships: Lights of Orle</title>"
    page = f"<html><head>{title}</head><body><article>{header.format(words)}{text}</article></body>"

    document = read("lights.html", page.encode())[0]

    assert is_standfirst == (f"standfirst: {words}" in lines(document))


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ('<div class="byline-share"><a rel="author">Ann Roe</a></div>', ("Ann Roe",)),
        ('<div class="byline">By <b>Ann Roe</b><div>Fri., 8 March</div></div>', ("Ann Roe",)),
        (
            '<p class="byline">By <a>Ann Roe</a>, Bo Li and Cy Doe <time>8 March</time></p>',
            ("Ann Roe", "Bo Li", "Cy Doe"),
        ),
        ('<div class="author-name"><i>Nga</i> <a>Ann Roe</a><div> - </div></div>', ("Ann Roe",)),
    ],
)
def test_a_byline_with_buttons_days_and_dashes_names_its_authors(byline, authors):
    document, _ = read("ships.html", page(f"<h1>Ships in the fog</h1>{byline}{PROSE}").encode())

    assert document.meta.authors == authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Ann Roe, NNB", ("Ann Roe",)),
        ("NNB", ("NNB",)),
        ("orlepost.es", ()),
        ("Ann St.John", ("Ann St.John",)),
        ("Ann Roe Envoyée spéciale à Orle", ("Ann Roe",)),
        ("van der Roe, en charge de la pêche", ("van der Roe",)),
        ("ROE, ANN", ("ROE", "ANN")),
        ("ROE, LI, NEE", ("ROE", "LI", "NEE")),
        ("ann of the quay", ("ann of the quay",)),
        ("ann.i.roe", ("ann.i.roe",)),
        ("Ann Roe, ann.i.roe", ("Ann Roe", "ann.i.roe")),
    ],
)
def test_an_agency_a_site_or_a_task_beside_a_name_is_no_author(byline, authors):
    document, _ = read("fog.html", page(f'{FOG}<meta name=author content="{byline}">').encode())

    assert document.meta.authors == authors


def test_who_remarks_on_a_page_is_not_its_author():
    remark = '<section id="comments"><p><a rel="author">Bo Lee</a> What a night it was.</p></section>'
    page = UNDATED.replace("</article>", f"</article>{remark}").replace("Ann Roe", "")

    assert "Bo Lee" not in read("strike.html", page.encode())[0].meta.authors


@pytest.mark.parametrize(
    ("part", "is_text"),
    [("form", True), ("div class='share-zone'", True), ("div class='comments'", False), ("footer", False)],
)
def test_what_holds_most_prose_of_a_page_is_its_text_unless_readers_or_lawyers_wrote_it(part, is_text):
    scripts = "<script>var names = '" + "Orle, Lund, Viken; " * 99 + "';</script>"
    text = f"<{part}>{BOX}{BESIDE}{BOX}</{part.split()[0]}>"
    page = (
        f"<html><head></head><body>{scripts}<main><h1>Lights of Orle</h1>{PROSE}{text}</main></body></html>"
    )

    assert is_text == (BESIDE[3:-4] in read("lights.html", page.encode())[0].text)


@pytest.mark.parametrize("described", [True, False])
def test_what_the_page_describes_itself_with_is_its_standfirst(described):
    words = "The keepers of the four lights said on Monday that they would stay at their posts all winter."
    meta = f'<meta name="description" content="{words[:70]} (…)">' if described else ""
    page = (
        f"<head>{meta}</head><body><main><h1>Lights of Orle</h1><section>{words}</section>"
        f"<div><h2>A long winter is to come for the lights and for all that keep them</h2>{BOX}{BESIDE}{BOX}"
        "</div></main></body>"
    )

    document = read("lights.html", page.encode())[0]

    assert described == (f"standfirst: {words}" in lines(document))


def test_prose_between_the_parts_of_a_page_is_read_once_and_in_order():
    loose = "The harbour office of Orle counted the horns of the ships, one by one, until the morning came."
    parts = f"{BOX}<div><img src='a.jpg'></div>{loose} <i>It was cold.</i>{BESIDE}{BOX}"
    page = f"<body><h1>Horns</h1><div>{parts}</div></body>"

    words = lines(read("horns.html", page.encode())[0])

    assert words.count(f"body: {loose} It was cold.") == 1
    assert words.index(f"body: {loose} It was cold.") < words.index(f"body: {BESIDE[3:-4]}")


SHORT = (
    "<p>The council met on Tuesday to hear the engineers, who said that the quay wall had moved again.</p>"
)


def test_a_short_article_keeps_its_paragraphs():
    tags = "<p class='tags'>Harbour, quay, engineers</p>"
    html = page(f"<h1>Ships in the fog</h1>{SHORT}{tags}")

    assert [line[:20] for line in lines(read("ships.html", html.encode())[0])][-1] == "body: The mayor said"


def test_a_page_of_short_sentences_keeps_its_paragraphs_and_its_headline():
    html = "<html><body><h1>Fog</h1><p>The wall moved again.</p><p>Nobody was on it.</p></body></html>"

    assert lines(read("fog.html", html.encode())[0]) == [
        "title: Fog",
        "body: The wall moved again.",
        "body: Nobody was on it.",
    ]


def test_prose_that_the_extractor_drops_among_prose_is_put_back_and_furniture_is_counted():
    many = "".join(
        f"<p>Member {n} of the council said that the wall had moved before, {n} years ago.</p>"
        for n in range(9)
    )
    lost = "<p class='metadata-text'>The keeper has shut the lock, and no barge may pass until evening.</p>"
    menu = "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
    html = page(f"<h1>Ships in the fog</h1>{many}{lost}{SHORT}").replace("<article>", f"{menu}<article>")

    document, _ = read("ships.html", html.encode())
    assert "The keeper has shut the lock" in document.text
    assert document.left_out == "2 words; the longest piece: “Home World”"


@pytest.mark.parametrize(
    "program",
    [
        "<script>\nvar a = 1;\n\nvar b;\n</script>",
        "<STYLE>p { a: b }</STYLE >",
        "<div><style>a {}</style></div>",
    ],
)
def test_programs_and_styles_in_markdown_are_no_text(program):
    document, _ = read(
        "strike.md", f"The strike ended.\n\n{program}\n\nA cast came. <b>All</b> left.".encode()
    )

    assert document.text == "The strike ended.\n\nA cast came. All left."


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (
            "<details>\n<summary>How the `<script>` tag broke us</summary>\nThe quay was shut.\n</details>",
            "How the ` ` tag broke us\n\nThe quay was shut.",
        ),
        (
            "<div>\n<style-guide>\nThe quay was shut.\n</style-guide>\nHe left.\n</div>",
            "The quay was shut.\n\nHe left.",
        ),
        ('<div>\n<script>\nwrite("<script>");\n</script>\nHe left.\n</div>', "He left."),
    ],
)
def test_the_name_of_an_element_hides_nothing_of_markdown(block, words):
    document, _ = read("strike.md", f"The strike ended.\n\n{block}\n".encode())

    assert f"The strike ended.\n\n{words}" == document.text


@pytest.mark.parametrize(
    ("markup", "left_out"),
    [
        ("<p hidden>Ask Bo Li.</p>", "Ask Bo Li."),
        ('A cast <span style="display: none">Ask Bo Li.</span> came.', "Ask Bo Li."),
        ("<div hidden>\n\nAsk **Bo** Li.\n\n- Ask Ann.\n\n</div>", "Ask Bo Li. Ask Ann."),
        ('<style>.x { display: none }</style>\n\n<p class="x">Ask Bo Li.</p>', ".x { display: none }"),
        ("<template>\n\n```\nAsk Bo Li.\n```\n\n</template>", "Ask Bo Li."),
        ("<p hidden>![Ask Bo Li.](a.png)</p>", "![Ask Bo Li.](a.png)"),
        ("[//]: # (Ask Bo Li.)", "Ask Bo Li."),
        ("A cast ~~Ask Bo Li.~~ came.", "Ask Bo Li."),
    ],
)
def test_what_html_in_markdown_hides_is_no_text_and_is_named_in_the_report(markup, left_out):
    document, _ = read("strike.md", f"The strike ended.\n\n{markup}\n\nHe left.\n".encode())

    assert document.text.split("\n\n") in (
        ["The strike ended.", "He left."],
        ["The strike ended.", "A cast came.", "He left."],
    )
    assert left_out in document.left_out


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("The `a` and the <script> element.\n\nA cast came.", "The a and the element.\n\nA cast came."),
        ("<details><summary>More</summary>\n\nA cast came.\n\n</details>", "More\n\nA cast came."),
        ('<p aria-hidden="true">A cast came.</p>', "A cast came."),
        ("<table><tr><td>Monday</td><td>A&amp;B</td></tr></table>", "Monday A&B"),
        ("Dear <name>, <hidden>, it was < 3 m.", "Dear , , it was < 3 m."),
        ("Dear <title> Roe.\n\nA cast came.", "Dear Roe.\n\nA cast came."),
        ("A <textarea> and <iframe> were shown.\n\nA cast came.", "A and were shown.\n\nA cast came."),
        ("<plaintext>\n\nA cast came.", "A cast came."),
        ("<html><body>A cast came.</body></html>\n\nThey left.", "A cast came.\n\nThey left."),
        (
            "<div title='the ship>\n\nIts owner's cast came.",
            "<div title='the ship>\n\nIts owner's cast came.",
        ),
        ("<table of contents\n\nA cast came.", "<table of contents\n\nA cast came."),
        ("<div>" * 3000 + "\n\nA cast came.", "A cast came."),
    ],
)
def test_what_html_in_markdown_shows_is_read(markup, shown):
    document, _ = read("strike.md", f"The strike ended.\n\n{markup}\n".encode())

    assert document.text == f"The strike ended.\n\n{shown}"


def test_no_word_of_markdown_is_lost_below_many_open_elements():
    document, _ = read("strike.md", ("A cast came <div>.\n\n" * 3000 + "They left.").encode())

    assert document.text.count("A cast came") == 3000
    assert document.text.endswith("They left.")


def test_a_footnote_of_one_word_or_address_is_no_definition_of_a_link():
    document, _ = read(
        "ships.md",
        b"They left[^1] [late][log].[^a]\n\n[^1]: Agency\n[^a]: https://a.example/1\n\n[log]: https://b.example",
    )

    assert document.text == "They left late.\n\nAgency\n\nhttps://a.example/1"


def test_what_a_script_takes_of_a_markdown_file_is_counted_in_the_report():
    text = b"It rained.\n\n<script> blocks were found, said Roe.\n\nThe council paid."
    document, _ = read("strike.md", text)

    assert document.text == "It rained."
    assert document.left_out.startswith("8 words")


def test_a_script_inside_a_sentence_is_no_text():
    document, _ = read("strike.md", b"It rained <script>track('x')</script> all day.\n")

    assert document.text == "It rained all day."


def test_a_script_that_never_ends_takes_the_rest_of_a_markdown_file_as_in_a_browser():
    document, _ = read("strike.md", b"The strike ended.\n\n<p>A cast <i>came</i>.</p>\n\n<script>\nvar a;\n")

    assert document.text == "The strike ended.\n\nA cast came."


BLACK_LINE = "BT /F1 10 Tf 40 800 Td (The quay was closed on Monday.) Tj ET"
LINE = "BT /F1 10 Tf 40 780 Td (Buy cheap watches today.) Tj ET"
PAGE_PICTURE = "q 595 0 0 842 0 0 cm /Im1 Do Q"
LOOKS = (
    "/XObject << /Im1 4 0 R >> /ExtGState << /Clear << /ca 0.4 >> /Gone << /ca 0 >> "
    "/Multiply << /BM /Multiply >> /Masked << /SMask << /S /Alpha >> >> /Bare << /SMask /None >> >>"
)
LOGO = "q 40 0 0 40 500 20 cm /Im1 Do Q"


@pytest.mark.parametrize(
    "stream",
    [
        f"1 1 1 rg {LINE}",
        f"q 1 g {LINE} Q",
        f"q 0 0 0 0 k {LINE} Q",
        f"/C cs 1 1 1 scn {LINE}",
        f"1 g 0 760 595 36 re f {LINE}",  # on white paper
        f"1 g 0 G 30 770 500 30 re B {LINE}",  # in a white box with a black edge
        f"{LOGO} 1 g {LINE}",
        f"0 g 30 770 500 30 re f {LINE}",  # black on black
        f"0 0 0 1 k 30 770 500 30 re f 0 g {LINE}",
        f"0 g 3 Tr {LINE}",  # not drawn
        f"{LOGO} 3 Tr {LINE}",
        f"7 Tr {LINE}",  # nothing is painted through its letters
        f"1 Tr 1 G {LINE}",
        f"{LINE} 0 g 30 770 500 30 re f",  # under a bar
        f"{LINE} 1 g 0 G 30 770 500 30 re B",
        f"{LINE} /Masked gs /Bare gs 0 g 30 770 500 30 re f",
        f"/Gone gs {LINE}",
        f"{LINE} 0 0 1 rg 30 770 m 530 770 l 530 800 l 30 800 l h f",
        "BT /F1 10 Tf 40 -30 Td (Buy cheap watches today.) Tj ET",
        "BT /F1 10 Tf 600 780 Td (Buy cheap watches today.) Tj ET",
        f"q 0 0 20 20 re W n {LINE} Q",
        "BT /F1 1 Tf 40 780 Td (Buy cheap watches today.) Tj ET",
        "q .05 0 0 .05 0 0 cm BT /F1 10 Tf 800 15600 Td (Buy cheap watches today.) Tj ET Q",
        f"0 Tz {LINE}",
    ],
)
def test_words_that_nobody_sees_on_a_page_are_no_text_of_a_pdf(stream):
    for drawn in (f"{BLACK_LINE} {stream}", f"q {stream} Q {BLACK_LINE}"):
        document, _ = read("quay.pdf", pdf_drawn(drawn, resources=LOOKS))

        assert document.text == "The quay was closed on Monday."
        assert document.left_out == "4 words; the longest piece: “Buy cheap watches today.”"


@pytest.mark.parametrize(
    "stream",
    [
        f"0 0 1 rg 0 770 595 30 re f 1 g {LINE}",  # on a blue bar
        f"0 0 1 RG 30 w 0 785 m 595 785 l S 1 g {LINE}",
        f"0 0 1 RG 3 w {' '.join(f'0 {y} m 595 {y} l' for y in range(770, 800, 3))} S 1 g {LINE}",
        f"/Dark cs 1 scn 0 770 595 30 re f /Pale cs /Dark CS 1 scn {LINE}",
        f"0 0 1 rg 0 770 m 0 800 l 500 800 550 800 595 770 c f 1 g {LINE}",
        f"{PAGE_PICTURE} 1 g {LINE}",
        f"{PAGE_PICTURE} 3 Tr {LINE}",  # the text of a scan
        f"3 Tr {LINE} {PAGE_PICTURE}",
        f"q 7 Tr {LINE} {PAGE_PICTURE} Q",  # painted through its letters
        f"q 1 g Q {LINE}",
        f"/C cs 1 scn {LINE}",  # full ink of one colour
        f"0.9 g {LINE}",
        f"3 Tr 0 Tr {LINE}",
        f"1 g 0 G 30 770 500 30 re B 0 g {LINE}",
        f"{LINE} 40 783 150 1 re f",  # struck out by a line
        f"{LINE} 0 g 0 760 595 60 re 30 770 500 30 re f*",  # a frame
        f"{LINE} /Clear gs 1 1 0 rg 30 770 500 30 re f",  # a marker
        f"{LINE} /Multiply gs 1 1 0 rg 30 770 500 30 re f",
        f"{LINE} /Masked gs 0 g 30 770 500 30 re f",
        f"q 30 770 200 30 re W n {LINE} Q",
        f"q 1 0 0 -1 0 842 cm 30 20 500 60 re W n BT 1 0 0 -1 0 842 Tm {LINE.removeprefix('BT')} Q",
        "BT /F1 10 Tf 480 780 Td (Buy cheap watches today.) Tj ET",  # runs over the edge
        "BT /F1 1 Tf 10 0 0 10 40 780 Tm (Buy cheap watches today.) Tj ET",
    ],
)
def test_words_that_somebody_sees_on_a_page_are_text_of_a_pdf(stream):
    document, _ = read("quay.pdf", pdf_drawn(f"{BLACK_LINE} {stream}", resources=LOOKS))

    assert flat(document.text) == "The quay was closed on Monday. Buy cheap watches today."
    assert document.left_out == ""


@pytest.mark.parametrize(
    ("shown", "words", "hidden"),
    [
        ("(It cost ) Tj 1 g (nine ) Tj 0 g (crowns.) Tj", "It cost crowns.", "nine"),
        ("(It cost ) Tj 3 Tr (nine ) Tj 0 Tr (crowns.) Tj", "It cost crowns.", "nine"),
        ("[(It cost ) -20 (nine crowns.)] TJ ET 0 g 87 776 26 12 re f BT", "It cost crowns.", "nine"),
        ("12 TL (It cost) ' 1 g (nine) ' 0 g 0 0 (crowns.) \"", "It cost crowns.", "nine"),
    ],
)
def test_of_one_line_of_a_pdf_the_letters_that_are_seen_are_read(shown, words, hidden):
    raw = pdf_drawn(f"{BLACK_LINE} BT /F1 10 Tf 40 780 Td {shown} ET", resources="")
    document, _ = read("quay.pdf", raw)

    assert flat(document.text) == f"The quay was closed on Monday. {words}"
    assert document.left_out == f"1 word; the longest piece: “{hidden}”"


def form(stream, more=""):
    """Return the object of a part that pages draw by its name."""
    return (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] {more} /Length {len(stream)} >>\n"
        f"stream\n{stream}\nendstream"
    )


FONT = "/Resources << /Font << /F1 3 0 R >> >>"
OFF = f"{FONT[:-2]} /Properties << /Draft 5 0 R >> >>"
GROUP = "/Group << /S /Transparency >>"
LAYERS = "/OCProperties << /OCGs [5 0 R 6 0 R] /D << /OFF [5 0 R] >> >>"
LAYER = "<< /Type /OCG /Name (Draft) >>"


@pytest.mark.parametrize(
    ("stream", "drawn", "more", "is_read"),
    [
        ("/Fm Do", LINE, FONT, True),
        ("/Fm Do", f"1 g {LINE}", FONT, False),
        ("0 0 1 rg 0 760 595 40 re f /Fm Do", f"1 g {LINE}", FONT, True),
        ("1 g /Fm Do", LINE, FONT, False),
        ("/Fm Do", f"1 g {LINE}", f"{FONT} /Matrix [1 0 0 1 0 -900]", False),
        ("/Fm Do", LINE, f"{FONT} /OC 5 0 R", False),
        (
            "/Gone gs /Fm Do",
            f"/Solid gs {LINE}",
            f"{FONT[:-2]} /ExtGState << /Solid << /ca 1 >> >> >> {GROUP}",
            False,
        ),
        (f"{LINE} /Half gs /Fm Do", "0 g 0 0 595 842 re f", f"{FONT} {GROUP}", True),
        ("/Fm Do", LINE, f"{FONT} /OC 6 0 R", True),
        ("/Fm Do", f"Q Q {LINE}", FONT, True),  # what they restore was never saved
        (f"/Fm Do {LINE}", "/OC /Draft BDC", OFF, True),  # what a form begins ends with it
        (f"/OC /Draft BDC /Fm Do {LINE} EMC", "EMC", FONT, False),  # and it ends nothing else
        ("/OC /Draft BDC /Fm Do EMC", f"EMC {LINE}", FONT, False),
        (f"/OC /Draft BDC {LINE} EMC", "", "", False),
        (f"/OC /Final BDC {LINE} EMC", "", "", True),
        (f"/OC /Both BDC {LINE} EMC", "", "", True),
        (f"/Fm Do 1 g {LINE}", "0 0 1 rg 0 0 595 842 re f", "", True),  # its operators are not followed
        (f"/Gone Do /Gone gs () Tf (x) Tz EMC Q {LINE}", "", "", True),
    ],
)
def test_parts_and_layers_of_a_pdf_are_followed(stream, drawn, more, is_read):
    raw = pdf_drawn(
        f"{BLACK_LINE} q {stream} Q",
        objects=(form(drawn, more), LAYER, LAYER, "<< /Type /OCMD /OCGs [5 0 R 6 0 R] >>"),
        resources="/XObject << /Fm 4 0 R >> /ExtGState << /Gone << /ca 0 >> /Half << /ca 0.5 >> >>"
        " /Properties << /Draft 5 0 R /Final 6 0 R /Both 7 0 R >>",
        root=LAYERS,
    )
    document, _ = read("quay.pdf", raw)

    assert "The quay was closed on Monday." in document.text
    assert ("watches" in document.text) == is_read
    assert ("watches" in document.left_out) != is_read


def test_what_is_cropped_off_a_page_is_no_text():
    document, _ = read("quay.pdf", pdf_drawn(f"{BLACK_LINE} {LINE}", page="/CropBox [0 790 595 842]"))

    assert document.text == "The quay was closed on Monday."


@pytest.mark.parametrize(
    "page",
    [
        "/CropBox [0 0 0 0]",
        "/CropBox [900 900 999 999]",
        "/CropBox [0 0 595]",
        "/CropBox [0 0 /A 842]",
        "/MediaBox [0 0 0 0]",
        "/MediaBox [0 0 595]",
        "/UserUnit 0",
        "/UserUnit /A",
    ],
)
def test_a_measure_of_a_page_that_is_none_hides_nothing(page):
    drawn = pdf_drawn(BLACK_LINE, page=page)
    if "MediaBox" in page:
        drawn = drawn.replace(b"/MediaBox [0 0 595 842]", b"")
    document, problems = read("quay.pdf", drawn)

    assert (document.text, problems) == ("The quay was closed on Monday.", [])


def test_letters_of_one_unit_are_large_where_a_unit_is_ten_points():
    large = "BT /F1 2 Tf 4 70 Td (The quay was closed.) Tj ET"
    small = "BT /F1 1 Tf 4 60 Td (It opens in May.) Tj ET"
    document, _ = read("quay.pdf", pdf_drawn(f"{large} {small}", page="/UserUnit 10"))

    assert flat(document.text) == "The quay was closed. It opens in May."


def test_what_is_put_on_a_page_is_no_text_and_named():
    notes = (
        "<< /Type /Annot /Subtype /Text /Contents (Ask Bo Li.) >>",
        "<< /Type /Annot /Subtype /FreeText /Contents (Roe paid.) >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /V (Nine crowns) >>",
        "<< /Type /Annot /Subtype /Widget /FT /Btn /V /Off >>",
        "<< /Type /Annot /Subtype /Link /Contents (Home) >>",
        "<< /Type /Filespec /F (notes.txt) /EF << /F 10 0 R >> >>",
        "<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream",
    )
    page = "/Annots [4 0 R 5 0 R 6 0 R 7 0 R 8 0 R null]"
    files = "/Names << /EmbeddedFiles << /Names [(notes.txt) 9 0 R] >> >>"
    document, problems = read(
        "quay.pdf", pdf_drawn(BLACK_LINE, objects=notes, resources="", page=page, root=files)
    )

    assert document.text == "The quay was closed on Monday."
    assert document.left_out == "7 words; the longest piece: “Nine crowns”"
    assert [str(problem).partition("warning: ")[2] for problem in problems] == [
        "not read: 1 comment, 1 form field, 1 text box. If they matter, print it to a new PDF with them.",
        "attached and not read: notes.txt. Save those that are sources beside it.",
    ]


@pytest.mark.parametrize(
    ("above", "below", "is_read"),
    [
        ("5/7/24, 4:01 PM", "https://port.example/a 1/1", False),
        ("07.05.2024, 16:01   Quay closed", "file:///C:/papers/quay.html 1/1", False),
        ("5/7/24", "See https://port.example/a", True),
    ],
)
def test_what_a_browser_prints_round_a_page_is_no_text(above, below, is_read):
    body = [(40, 700 - 14 * n, 10, f"Line {n} of a report that goes on and on.") for n in range(8)]
    marks = [(24, 820, 8, above), (24, 20, 8, below)]

    document, _ = read("quay.pdf", pdf_at([*body, *marks]))

    assert (above in document.text, below in document.text) == (is_read, is_read)


def test_a_line_at_the_head_of_a_page_that_was_drawn_first_is_its_own():
    body = [(40, 700 - 14 * n, 10, f"Line {n} of a report that goes on and on.") for n in range(8)]

    document, _ = read("quay.pdf", pdf_at([(24, 820, 8, "5/7/24, 4:01 PM"), *body]))

    assert "4:01 PM" in document.text


def test_the_lines_left_out_of_a_pdf_are_counted():
    pages = [["Coast Herald 8/3/24", f"Page {n} of the log was read by all.", f"{n} of 3"] for n in (1, 2, 3)]

    assert read("log.pdf", pdf(*pages))[0].left_out == "18 words; the longest piece: “Coast Herald 8/3/24”"


SHIPS = ("Alma", "Brit", "Cora", "Dina")


def forms(*edges):
    """Make a page for each ship: lines of the text, and (x, y, size, words on each page in turn)."""
    pages = [
        [
            (72, 728, 11, f"The {ship} left the old pier of Larne with her eels"),
            (72, 714, 11, "and came back in the fog on the same day."),
            (72, 686, 11, f"Her master told the office about {ship} and the pier."),
            *[(x, y, size, words[number % len(words)]) for x, y, size, words in edges],
        ]
        for number, ship in enumerate(SHIPS)
    ]
    return pdf_at(*[sorted(page, key=lambda line: -line[1]) for page in pages])


@pytest.mark.parametrize(
    "words",
    [
        ["Article 1", "Article 2", "Article 3", "Article 4"],
        ["Total: 300 crowns", "Total: 600 crowns", "Total: 900 crowns", "Total: 1200 crowns"],
        ["For: 4, against: 8", "For: 5, against: 7", "For: 6, against: 6", "For: 7, against: 5"],
        ["3 May 2031", "4 May 2031", "5 May 2031", "6 May 2031"],
        ["12", "40", "9", "31"],
        ["1", "2", "3", "4"],
        ["Nobody was hurt."],
        ["Larne, 3 May 2031"],
        ["Ann Roe, Pier Master"],
    ],
)
def test_what_stands_inside_the_pages_of_a_pdf_is_text_though_all_of_them_begin_or_end_with_it(words):
    for y in (756, 658):
        document, _ = read("forms.pdf", forms((72, y, 11, words)))

        assert re.findall("|".join(map(re.escape, words)), document.text) == (words * 4)[:4]


@pytest.mark.parametrize(
    ("edge", "is_read"),
    [
        ((72, 806, 11, ["Pier Office"]), [True, False, False, False]),
        ((72, 806, 11, ["Larne, 3 May 2031"]), [True, False, False, False]),
        ((72, 806, 11, ["3 May 2031", "4 May 2031", "5 May 2031", "6 May 2031"]), [True] * 4),
        ((72, 806, 11, ["Pier Office 7", "Pier Office 8", "Pier Office 9", "Pier Office 10"]), [False] * 4),
        ((72, 658, 8, ["Form 7/31 of the pier"]), [False] * 4),
        ((72, 658, 11, [f"Form 7, Seite {page}" for page in (1, 2, 3, 4)]), [False] * 4),
        ((72, 658, 11, ["Form 7, 1 / 4", "Form 7, 2 / 4", "Form 7, 3 / 4", "Form 7, 4 / 4"]), [False] * 4),
        ((290, 100, 11, ["61", "62", "63", "64"]), [False] * 4),
        ((72, 40, 11, ["1", "2", "3", "4"]), [False] * 4),
        ((72, 40, 11, ["12", "40", "9", "31"]), [True] * 4),
        ((290, 40, 11, ["4", "8", "21", "34"]), [False] * 4),
        ((72, 40, 11, ["4", "8", "21", "34"]), [False] * 4),
    ],
)  # fmt: skip
def test_what_stands_in_the_margins_of_a_pdf_is_text_only_where_it_is_new(edge, is_read):
    found = [line.partition(": ")[2] for line in lines(read("forms.pdf", forms(edge))[0])]

    words = edge[3]
    assert [words[n % len(words)] for n in range(4) if is_read[n]] == [
        line for line in found if line in words
    ]


CHAPTERS = (
    ("The old pier of Larne was built of oak by men from the hills,", "who had never seen a boat."),
    ("In the year of the great fog nobody caught any eels at all,", "and the office was shut."),
    ("Her masters wrote to the mayor and asked for a new crane, as", "the first one had sunk."),
    ("Timber came by sea in the autumn and lay on the quay until", "the divers were ready."),
)


@pytest.mark.parametrize(
    ("words", "y", "is_read"),
    [
        (["Annals of the pier"], 756, [True, False, False, False]),
        (["Annals of the pier 1", "Annals of the pier 2", "Annals of the pier 3", "Annals of the pier 4"],
         756, [False] * 4),
        (["Annals of the pier – not for sale"], 100, [False] * 4),
        (["Annals of the pier – 1", "Annals of the pier – 2", "Annals of the pier – 3"], 100, [False] * 3),
        (["1", "2", "3", "4"], 100, [False] * 4),
        (["4", "8", "21", "34"], 100, [False] * 4),
        (["- 61 -", "- 62 -", "- 63 -"], 100, [False] * 3),
        (["61 | Page", "62 | Page", "63 | Page"], 100, [False] * 3),
        (["P a g e | 1", "P a g e | 2", "P a g e | 3"], 100, [False] * 3),
        # of two pages only, with a full stop, right at the text, or no number of a page
        (["Annals of the pier – not for sale"] * 2, 100, [True] * 2),
        (["Nobody was hurt."], 100, [True] * 4),
        (["Annals of the pier – not for sale"], 700, [True] * 4),
        (["Article 1", "Article 2", "Article 3", "Article 4"], 756, [True] * 4),
        (["Larne, 3 May 2031", "Larne, 4 May 2031", "Larne, 5 May 2031"], 756, [True] * 3),
        (["Total: 300 crowns", "Total: 600 crowns", "Total: 900 crowns"], 100, [True] * 3),
        (["12", "40", "9", "31"], 100, [True] * 4),
    ],
)  # fmt: skip
def test_a_head_or_foot_in_letters_of_the_text_is_none_of_it_where_many_pages_share_it(words, y, is_read):
    pages = [
        [(72, 728, 11, first), (72, 714, 11, last), (72, y, 11, words[number % len(words)])]
        for number, (first, last) in enumerate(CHAPTERS[: max(len(words), 2) if len(words) > 1 else 4])
    ]
    document, _ = read("annals.pdf", pdf_at(*[sorted(page, key=lambda line: -line[1]) for page in pages]))

    on_pages = [words[number % len(words)] for number in range(len(is_read))]
    shown = [each for each, is_shown in zip(on_pages, is_read, strict=True) if is_shown]
    pattern = "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
    assert re.findall(rf"(?<!\w)(?:{pattern})(?!\w)", document.text) == shown


def test_an_entry_with_dots_before_its_page_is_no_title_of_a_pdf():
    rows = ["1 The pier . . . . . . . . . . . . . . 3", "2 The quay . . . . . . . . . . . . . . 5"]
    raw = pdf_at([(72, 740 - 30 * row, 11, words) for row, words in enumerate(rows)])

    assert {line.partition(": ")[0] for line in lines(read("pier.pdf", raw)[0])} == {"body"}


@pytest.mark.parametrize("y", [756, 806])
def test_the_day_with_which_each_page_of_a_pdf_begins_dates_it(y):
    document, _ = read("forms.pdf", forms((72, y, 11, ["Larne, 3 May 2031"])))

    assert [hint.value.edtf for hint in document.meta.date_hints] == ["2031-05-03"]


FIRST_RULE = (
    "The pier is shut, and no boat may tie up there until the divers",
    "have gone round all of its piles.",
)
NEXT_RULE = (
    "The town pays for the timber, which comes by sea in the autumn",
    "and lies on the pier until spring.",
)
ONE, TWO = " ".join(FIRST_RULE), " ".join(NEXT_RULE)


def drawn(*lines):
    """Draw lines at (x, row, words)."""
    return pdf_at([(x, 740 - 14 * row, 11, words) for x, row, words in lines])


HEAD = [
    (72, 0, "Rules of the pier"),
    (72, 2, "All of them were read aloud on the quay by the keeper of the"),
    (72, 3, "lock."),
]
WHOLE = ["Rules of the pier", "All of them were read aloud on the quay by the keeper of the lock."]


def rules(marks, gap):
    """Draw two rules behind signs, with their further lines under the first word."""
    rows = [*HEAD]
    for number, (mark, rule) in enumerate(zip(marks, (FIRST_RULE, NEXT_RULE), strict=True)):
        row = 5 + number * (2 + gap)
        rows += [(72, row, mark), (98, row, rule[0]), (98, row + 1, rule[1])]
    return drawn(*rows)


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("marks", [("1.", "2."), ("(a)", "(b)"), ("-", "-"), ("Q.", "A.")])
def test_the_further_lines_of_an_entry_in_a_pdf_are_part_of_it(marks, gap):
    found = [line.partition(": ")[2] for line in lines(read("rules.pdf", rules(marks, gap))[0])]

    entries = zip(marks, (FIRST_RULE, NEXT_RULE), strict=True)
    assert found == [*WHOLE, *(f"{mark} {' '.join(rule)}" for mark, rule in entries)]


@pytest.mark.parametrize(
    ("rows", "paragraphs"),
    [
        (  # first lines begin further in, without gaps
            [(90, 0, "The pier is shut."), (90, 1, FIRST_RULE[0]), (72, 2, FIRST_RULE[1]),
             (90, 3, "“Who pays?”"), (90, 4, "“We do,” she said."),
             (90, 5, NEXT_RULE[0]), (72, 6, NEXT_RULE[1])],
            ["The pier is shut.", ONE, "“Who pays?”", "“We do,” she said.", TWO],
        ),
        (  # a quotation further in is one paragraph
            [(72, 0, NEXT_RULE[0]), (72, 1, NEXT_RULE[1]), (90, 2, FIRST_RULE[0]), (90, 3, FIRST_RULE[1])],
            [TWO, ONE],
        ),
        (  # the head of a memo
            [(72, 0, "TO: The Mayor"), (72, 1, "FROM: Ann Roe"),
             (72, 2, "DATE: 3 May 2031"), (72, 3, "RE: Pier"),
             (72, 5, FIRST_RULE[0]), (72, 6, FIRST_RULE[1])],
            ["TO: The Mayor", "FROM: Ann Roe", "DATE: 3 May 2031", "RE: Pier", ONE],
        ),
        (  # a heading right above its text
            [(72, 0, "Article 1"), (72, 1, FIRST_RULE[0]), (72, 2, FIRST_RULE[1]),
             (72, 4, NEXT_RULE[0]), (72, 5, NEXT_RULE[1])],
            ["Article 1", ONE, TWO],
        ),
        (  # a numbered heading above a text further in
            [(72, 0, "1. Shutting of the pier"), (94, 1, FIRST_RULE[0]), (94, 2, FIRST_RULE[1]),
             (72, 4, NEXT_RULE[0]), (72, 5, NEXT_RULE[1])],
            ["1. Shutting of the pier", ONE, TWO],
        ),
        (  # a short sentence, and a name across two lines
            [(72, 0, "The pier is shut by order of Ann Roe and of the Harbour Master of"),
             (72, 1, "Larne. Boats wait."),
             (72, 2, FIRST_RULE[0]), (72, 3, FIRST_RULE[1]), (72, 5, "The end.")],
            [f"The pier is shut by order of Ann Roe and of the Harbour Master of Larne. Boats wait. {ONE}",
             "The end."],
        ),
        (  # a dash inside a sentence, and before entries
            [(90, 0, "The pier of Larne is shut, and no boat may tie up there"),
             (72, 1, "– not even the boats of the mayor – until the divers come."),
             (72, 3, "- eels that were caught off the old pier and sold in the"),
             (84, 4, "town of Larne"), (72, 5, "- cod")],
            ["The pier of Larne is shut, and no boat may tie up there – not even the boats of the mayor – "
             "until the divers come.",
             "- eels that were caught off the old pier and sold in the town of Larne", "- cod"],
        ),
        (  # the cells of a table
            [(72, 0, "Harbour"), (72, 1, "Master"), (300, 0, "Ann Roe"),
             (72, 3, FIRST_RULE[0]), (72, 4, FIRST_RULE[1])],
            ["Harbour Master", "Ann Roe", ONE],
        ),
    ],
)  # fmt: skip
def test_what_opens_a_paragraph_of_a_pdf_is_an_indent_or_the_end_of_a_short_line(rows, paragraphs):
    document, _ = read("rules.pdf", drawn(*rows))

    assert document.text.split("\n\n") == paragraphs


def test_the_lines_beside_the_large_first_letter_of_a_pdf_are_one_paragraph():
    raw = pdf_at(
        [
            (72, 700, 30, "T"),
            (92, 708, 11, "he pier is shut, and no boat may tie up there until the"),
            (92, 694, 11, "divers have gone round all of its piles and the mayor has"),
            (72, 680, 11, "agreed to pay for them."),
            (72, 652, 11, "The council met."),
        ]
    )

    assert read("pier.pdf", raw)[0].text.count("\n\n") == 1


@pytest.mark.parametrize("initial", ["A", "T"])
def test_words_that_a_pdf_draws_one_by_one_beside_a_large_letter_are_no_raised_marks(initial):
    words = ["a", "pier", "is", "no", "2", "or", "3", "miles", "long."]
    places = [f"1 0 0 1 {92 + 40 * n} 708 Tm ({word}) Tj" for n, word in enumerate(words)]

    raw = pdf_drawn(f"BT /F1 30 Tf 1 0 0 1 72 700 Tm ({initial}) Tj /F1 11 Tf {' '.join(places)} ET")
    assert read("pier.pdf", raw)[0].text.endswith(" pier is no 2 or 3 miles long.")


def test_numbers_of_a_list_that_a_pdf_draws_after_the_page_come_before_their_entries():
    text = [(94, row, rule) for row, rule in enumerate((*FIRST_RULE, *NEXT_RULE))]
    raw = drawn(
        *HEAD, *[(x, row + 5, words) for x, row, words in text], (76, 5, "1."), (76, 7, "2."), (76, 12, "3.")
    )

    found = [line.partition(": ")[2] for line in lines(read("rules.pdf", raw)[0])]
    assert found == [*WHOLE, f"1. {' '.join(FIRST_RULE)}", f"2. {' '.join(NEXT_RULE)}", "3."]


MARKED = """## Boats of the island

3 May 2031
By Ann Roe

The council acted [today](https://dale.example/x) on the ferries of
the islands, which had been closed since the storm of the spring and
would not have run before the autumn.

- **Pilots.** They are paid.
1. First thing.
2. Second *long* thing.
"""


def test_a_text_file_with_the_marks_of_markdown_is_read_without_them_and_keeps_its_lines():
    document, problems = read("boats.txt", MARKED.encode())

    assert problems == []
    assert [line.replace("\n", " / ") for line in lines(document)] == [
        "title: Boats of the island",
        "boilerplate: 3 May 2031",
        "boilerplate: By Ann Roe",
        "body: The council acted today on the ferries of the islands, which had been closed since the storm "
        "of the spring and would not have run before the autumn.",
        "body: Pilots. They are paid.",
        "body: 1. First thing.",
        "body: 2. Second long thing.",
    ]
    assert document.meta.title == "Boats of the island"


FILING = (
    b"<SEC-DOCUMENT>0001.txt : 20240612\n<SEC-HEADER>\nFILED AS OF DATE:\t20240612\n</SEC-HEADER>\n"
    b"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n<html><body><p>Dock workers voted on Thursday.</p></body></html>\n"
    b"</TEXT>\n</DOCUMENT>\n"
)


@pytest.mark.parametrize(
    ("name", "raw", "read_as"),
    [
        ("page.txt", b"<html><body><p>Dock workers voted on Thursday.</p></body></html>", "web page, UTF-8"),
        (
            "page.md",
            b"\n<!DOCTYPE html><html><p>Dock workers voted on Thursday.</p></html>",
            "web page, UTF-8",
        ),
        ("part.txt", b"<p>Dock workers voted on Thursday.</p>\n<p>They won.</p>", "web page, UTF-8"),
        ("part.md", b"<div>\n\n# Strike\n\n</div>\n\nDock workers voted on Thursday.", "Markdown, UTF-8"),
        ("sign.txt", b"<p>Dock workers voted on Thursday.\n", "plain text, UTF-8"),
        ("log.txt", pdf(["Dock workers voted on Thursday."]), "PDF, 1 page"),
        ("log.html", pdf(["Dock workers voted on Thursday."]), "PDF, 1 page"),
        ("marks.txt", b"# Strike\n\n**Dock workers voted on Thursday**.", "plain text in Markdown, UTF-8"),
        ("words.txt", b"# of boats: 5 * 3\n\nDock workers voted on Thursday.", "plain text, UTF-8"),
        ("words.md", b"Dock workers voted on Thursday, <html> or not.", "Markdown, UTF-8"),
        ("filing.txt", FILING, "web page, UTF-8"),
        (
            "saved.txt",
            b"<!-- saved -->\n<!doctype html><p>Dock workers voted on Thursday.",
            "web page, UTF-8",
        ),
        ("wide.txt", "<html><p>Dock workers voted on Thursday.</p>".encode("utf-16"), "web page, UTF-16-LE"),
        ("pasted.txt", b'<meta charset="utf-8"><p>Dock workers voted on Thursday.</p>', "web page, UTF-8"),
        ("part.txt", b"<blockquote>Dock workers voted on Thursday.</blockquote>", "web page, UTF-8"),
        ("part.txt", b"<main><p>Dock workers voted on Thursday.</main>", "web page, UTF-8"),
        ("part.txt", b"<p>Dock workers voted on Thursday.\n<p>They won.", "web page, UTF-8"),
        ("part.html", b"<?xml version='1.0'?><p>Dock workers voted on Thursday.</p>", "web page, UTF-8"),
        (
            "part.txt",
            b"<p>Dock workers voted on Thursday.</p>\nSo they did.\n\nAnd <p>won.</p>",
            "web page, UTF-8",
        ),
        (
            "head.txt",
            b"<title>Strike</title>\n<style>\n\n</style>\n<p>Dock workers voted on Thursday.</p>",
            "web page, UTF-8",
        ),
        (
            "head.txt",
            b"<blockquote>Strike</blockquote>\nDock workers voted on Thursday.\n\nThey won.",
            "plain text, UTF-8",
        ),
        ("chat.txt", b"<ann> Dock workers voted on Thursday.\n<bo> They won.", "plain text, UTF-8"),
    ],
)
def test_content_decides_over_the_ending(name, raw, read_as):
    document, problems = read(name, raw)

    assert (document.read_as, problems) == (read_as, [])
    assert "Dock workers voted on Thursday" in document.text


EELS = "The eels are back."


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            "From: Ann Roe\nSource: Coast Herald\nDate: 8 March 2024",
            (EELS[:-1], ("Ann Roe",), "Coast Herald", ["2024-03-08"]),
        ),
        (
            "**From:** Ann Roe <ann@port.example>  \n**Date:** Fri, 8 Mar 2024 09:12:41 +0100  \n"
            "**To:** Bo Li  \n**Subject:** Eels",
            ("Eels", ("Ann Roe",), None, ["2024-03-08"]),
        ),
        ("# Eels\n\n*By*: Ann Roe\n*Published*: 8 March 2024", ("Eels", ("Ann Roe",), None, ["2024-03-08"])),
        (
            "Note: of the eels that came on Friday\nmany: they count, are young.",
            ("Note: of the eels that came on Friday many: they count, are young", (), None, []),
        ),
    ],
)
def test_each_line_of_a_head_in_markdown_is_read_by_itself(head, facts):
    meta = read("eels.md", f"{head}\n\n{EELS}".encode())[0].meta

    assert (meta.title, meta.authors, meta.publisher, [day.value.edtf for day in meta.date_hints]) == facts


LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        (
            "log.pdf",
            b"<!doctype html><html><body><p>Please log in.</p></body></html>",
            "a web page, probably a log-in",
        ),
        ("log.txt", b"{\\rtf1\\ansi The wall moved.\\par}", "an RTF document, not plain text"),
        ("log.txt", b"\xef\xbb\xbf{\\rtf1\\ansi The wall moved.\\par}", "an RTF document, not plain text"),
        ("log.txt", b"\n{\\rtf \\ansi The wall moved.\\par}", "an RTF document, not plain text"),
        ("log.txt", b'<?xml version="1.0"?><rss><title>Port</title></rss>', "data in XML, not plain text"),
        ("log.txt", b'<?xml version="1.0"?><?mso x?><w:wordDocument/>', "data in XML, not plain text"),
        ("log.txt", LFS, "only the name of a file that Git LFS keeps"),
        ("log.pdf", LFS, "only the name of a file that Git LFS keeps"),
    ],
)
def test_what_is_no_source_under_a_wrong_ending_is_named(name, raw, words):
    document, problems = read(name, raw)

    assert document is None
    assert problems[0].startswith(f"seeds/{name}:1:1: warning: this is {words}")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("<DOCUMENT>\n<TEXT>\nThe eels are back.\n</TEXT>\n</DOCUMENT>\n", "</TEXT>"),
        ("<b>The eels</b> are <i>back</i>.", "</b>"),
        ("The eels are back.<br>They are few.<br />", "<br>"),
        ("{\\rtf is how such a file begins, and </b> ends a word.", None),
        ("<ann> The eels are back.\n<bo> So they are, 3 < 5 and 7 > 5.", None),
    ],
)
def test_markup_that_is_shown_as_text_is_named(text, named):
    problems = read("eels.txt", text.encode())[1]

    assert [f"markup, “{named}”" in each for each in problems] == ([True] if named else [])


def test_the_numbers_of_a_fraction_and_of_a_formula_stay_apart():
    text = (
        "The pier is 5<sup>1</sup>/<sub>2</sub> metres and <sup>3</sup>/<sub>4</sub> done, said a clerk."
        " By E=mc<sup>2</sup> it holds 40 m<sup>2</sup>, said a clerk of the town.<sup>4</sup>"
    )
    document = read("pier.html", f"<h1>The pier</h1><article><p>{text}</p></article>".encode())[0]

    assert "The pier is 5 1/2 metres and 3/4 done, said a clerk." in document.text
    assert "By E=mc² it holds 40 m², said a clerk of the town." in document.text


@pytest.mark.parametrize("between", ["<br><br>", "<br>"])
@pytest.mark.parametrize("home", ["div", "section", "blockquote", "div><span"])
def test_lines_of_a_part_between_paragraphs_are_read_once(home, between):
    lines = f"Roe said that it was unsafe.{between}Li denied that it was unsafe at all times."
    markup = f"<main>{PROSE}<{home}>{lines}</{home.partition('>')[0]}>{PROSE.replace('.', '!')}</main>"
    document, _ = read("quay.html", page(markup).encode())

    assert document.text.count("Roe said") == document.text.count("Li denied") == 1


def test_the_headline_of_a_saved_page_in_markdown_stands_below_the_offer_to_skip_its_menu():
    text = "Skip to main content\n\n# Unions welcome the end of the strike\n\nUnions today welcomed it.\n"

    assert read("strike.md", text.encode())[0].meta.title == "Unions welcome the end of the strike"
    above = text.replace("Skip to main content", "The union wrote this.")
    assert read("strike.md", above.encode())[0].meta.title != "Unions welcome the end of the strike"
