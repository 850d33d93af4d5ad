"""A Word document gives what its reader sees printed: no deletion, no comment, nothing hidden."""

import struct
import zipfile
from io import BytesIO

import pytest
from sample_files import OFFICE, docx, para, run, zipped

from dossier.sources import read_document


def read(raw, name="strike.docx"):
    document, problems = read_document(name, raw, "seeds")
    return document, [str(problem) for problem in problems]


def lines(raw):
    document, problems = read(raw)
    assert problems == []
    return [f"{p.kind}: {document.quote(p.span)}" for p in document.paragraphs]


def test_styles_tell_title_headings_lists_and_captions():
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    body = (
        para("Contents", "Toc1")
        + para("Harbour strike ends", "Title")
        + para("Dock workers voted on Thursday to go back to their cranes.")
        + para("What was agreed", "Heading2")
        + para("Pay rises", more=numbered)
        + para("Outlook", more='<w:outlineLvl w:val="1"/>')
        + para("Cranes at dawn", "Caption")
    )

    assert lines(docx(body)) == [
        "boilerplate: Contents",
        "title: Harbour strike ends",
        "body: Dock workers voted on Thursday to go back to their cranes.",
        "heading: What was agreed",
        "body: Pay rises",
        "heading: Outlook",
        "caption: Cranes at dawn",
    ]


def test_rows_of_a_table_are_lines_and_a_frame_of_one_cell_is_none():
    def cell(*words):
        return f"<w:tc><w:tcPr/>{''.join(map(para, words))}</w:tc>"

    rows = f"<w:tr>{cell('Monday')}{cell('10 am to 8 pm', 'closed at noon')}</w:tr>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell('closed')}</w:sdtContent></w:sdt>"
    rows += f"<w:tr>{cell('Tuesday')}{control}</w:tr>"
    frame = f"<w:tbl><w:tr>{cell('The quay is shut.', 'Nobody was hurt.')}</w:tr></w:tbl>"

    assert lines(docx(f"{frame}<w:tbl><w:tblPr/>{rows}</w:tbl>")) == [
        "body: The quay is shut.",
        "body: Nobody was hurt.",
        "body: Monday | 10 am to 8 pm; closed at noon",
        "body: Tuesday | closed",
    ]


def test_notes_follow_the_text_and_their_marks_are_no_digits():
    raised = '<w:vertAlign w:val="superscript"/>'
    body = (
        f'<w:p>{run("They counted 12")}<w:r><w:footnoteReference w:id="3"/></w:r>'
        f"{run(' ships of 40 m')}{run('2', raised)}{run(', the 1')}{run('st', raised)}{run(' in 2024')}"
        f'{run("4", raised)}{run(".")}<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    )
    notes = '<w:footnote w:id="0">{}</w:footnote><w:footnote w:id="3">{}</w:footnote>'
    foot = notes.format(
        para("A rule"), "<w:p><w:r><w:footnoteRef/></w:r>" + run(" Without the ferry.") + "</w:p>"
    )
    end = f'<w:endnote w:id="1">{para("Log, page 2.")}</w:endnote>'

    assert lines(docx(body, footnotes=foot, endnotes=end)) == [
        "body: They counted 12 ships of 40 m², the 1st in 2024.",
        "body: Without the ferry.",
        "body: Log, page 2.",
    ]


def test_what_was_inserted_is_text_and_what_was_deleted_hidden_or_commented_is_none():
    deleted = '<w:del w:id="1"><w:r><w:delText>fourteen</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("twelve")}</w:ins>'
    first = (
        f"<w:p>{run('They counted ')}{deleted}{inserted}{run(' ships')}{run(' secretly', '<w:vanish/>')}"
        f"{run(' today', '<w:vanish w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}"
        '<w:r><w:commentReference w:id="9"/></w:r>'
    )
    end_deleted = (
        "<w:p><w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr>" + run("and ") + "</w:p>" + para("left.")
    )
    row = f"<w:tbl><w:tr><w:trPr><w:del w:id='4'/></w:trPr><w:tc>{para('Old row')}</w:tc></w:tr></w:tbl>"
    row += f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{para('Hidden row')}</w:tc></w:tr></w:tbl>"
    moved = f"<w:moveFrom>{para('Moved away.')}</w:moveFrom>"
    comment = f'<w:comment w:id="9">{para("Is this so?")}</w:comment>'

    document, problems = read(docx(first + "</w:p>" + end_deleted + row + moved, comments=comment))

    assert document.text == "They counted twelve ships today\n\nand left."
    assert problems == [
        "seeds/strike.docx:1:1: warning: not read: 3 tracked deletions, 1 comment, 2 hidden passages. "
        "Accept or reject the changes in Word and save it again, if they matter."
    ]
    assert "Is this so" not in document.left_out


@pytest.mark.parametrize(
    ("font", "code", "words"),
    [
        ("Calibri", "20AC", "It costs 5 € a day."),
        ("Wingdings", "F0E0", "It costs 5 a day."),
        ("Wingdings", "004A", "It costs 5 a day."),
        ("Wingdings", "00FC", "It costs 5 a day."),
        ("Arial", "x", "It costs 5 a day."),
    ],
)
def test_a_symbol_is_a_letter_where_its_typeface_has_letters(font, code, words):
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    assert lines(docx(f"<w:p>{run('It costs 5 ')}{symbol}{run(' a day.')}</w:p>")) == [f"body: {words}"]


WHITE = '<w:color w:val="FFFFFF"/>'


GREY = '<w:color w:val="808080"/>'


def fill(colour):
    return f'<w:shd w:val="clear" w:fill="{colour}"/>'


def in_cell(words, properties=""):
    table = f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr><w:tc>{words}</w:tc></w:tr></w:tbl>"
    return table + para("The quay is shut.")


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        (f"<w:p>{run('Ask Bo.', WHITE)}</w:p>", False),
        (f"<w:p>{run('Ask Bo.', '<w:sz w:val=&#34;2&#34;/>')}</w:p>".replace("&#34;", '"'), False),
        (f"<w:p>{run('Ask Bo.', WHITE + fill('FFFFFF'))}</w:p>", False),
        (in_cell(f"<w:p>{run('Ask Bo.', WHITE)}</w:p>"), False),
        (para("Ask Bo.", "Ghost"), False),
        (f"<w:p><w:pPr><w:pStyle w:val='Ghost'/></w:pPr>{run('Ask Bo.', GREY)}</w:p>", True),
        (f"<w:p>{run('Ask Bo.', WHITE + fill('1F3864'))}</w:p>", True),
        (f"<w:p>{run('Ask Bo.', WHITE + '<w:highlight w:val=`black`/>'.replace('`', chr(34)))}</w:p>", True),
        (f"<w:p><w:pPr>{fill('1F3864')}</w:pPr>{run('Ask Bo.', WHITE)}</w:p>", True),
        (in_cell(f"<w:p>{run('Ask Bo.', WHITE)}</w:p>", '<w:tblStyle w:val="Grid4"/>'), True),
        (f"<w:p><w:r><w:txbxContent><w:p>{run('Ask Bo.', WHITE)}</w:p></w:txbxContent></w:r></w:p>", True),
        (f"<w:p>{run('Ask Bo.', WHITE.replace('FFFFFF', 'FFFF00'))}</w:p>", True),
        (para("Ask Bo.", "Banner"), True),
        (f"<w:p><w:pPr><w:pStyle w:val='Dark'/></w:pPr>{run('Ask Bo.', WHITE)}</w:p>", True),
        (f"<w:p>{run('Ask Bo.', '<w:rStyle w:val=`Dark`/>'.replace('`', chr(34)) + WHITE)}</w:p>", True),
        (f"<w:p>{run('Ask Bo.', WHITE + fill('auto').replace('clear', 'pct90'))}</w:p>", True),
    ],
)  # fmt: skip
def test_white_words_on_white_paper_are_no_text(body, is_read):
    styles = (
        f'<w:style w:styleId="Ghost"><w:name w:val="ghost"/><w:rPr>{WHITE}</w:rPr></w:style>'
        f'<w:style w:styleId="Banner"><w:name w:val="banner"/><w:pPr>{fill("000000")}</w:pPr>'
        f"<w:rPr>{WHITE}</w:rPr></w:style>"
        f'<w:style w:styleId="Dark"><w:name w:val="dark"/><w:rPr>{fill("1F3864")}</w:rPr></w:style>'
    )

    document, problems = read(docx(para("The strike is over.") + body, styles=styles))

    assert ("Ask Bo." in document.text) == is_read
    assert ("Ask Bo." in document.left_out) != is_read
    assert any("1 hidden passage" in problem for problem in problems) != is_read


def look(*properties):
    """Return properties of letters, given as names or as a name and a value."""
    return "".join(f'<w:{name} w:val="{value}"/>' for name, value in properties)


STYLED = {
    "Hid": "<w:vanish/>",
    "Tiny": look(("sz", 2)),
    "Grey": '<w:color w:val="808080"/>',
}


@pytest.mark.parametrize(
    ("paragraph", "properties", "is_read"),
    [
        ("Hid", "", False),
        ("Hid", look(("vanish", 0)), True),
        ("Hid", look(("rStyle", "Grey")), False),
        ("Sub", "", False),  # based on a hidden style
        ("", look(("rStyle", "Hid")), False),
        ("", look(("rStyle", "Hid"), ("vanish", "false")), True),
        ("Tiny", "", False),
        ("Tiny", look(("sz", 20)), True),
        ("", '<w:color w:themeColor="background1"/>', False),
        ("", '<w:color w:val="auto" w:themeColor="text1"/>', True),
        ("", '<w:color w:val="BFBFBF" w:themeColor="background1" w:themeShade="BF"/>', True),
        ("", look(("color", "000000"), ("highlight", "black")), False),
        ("", look(("color", "1F3864")) + fill("1F3864"), False),
        ("", look(("color", "FF0000"), ("highlight", "black")), True),
        ("", look(("highlight", "black")), True),  # which Word shows in white
    ],
)
def test_letters_look_as_their_run_says_or_else_its_style_or_that_of_the_paragraph(
    paragraph, properties, is_read
):
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:name w:val="{name}"/><w:rPr>{rules}</w:rPr></w:style>'
        for name, rules in STYLED.items()
    )
    styles += '<w:style w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Hid"/></w:style>'
    runs = run("Ask ", properties) + run("Bo.", properties)
    body = f'<w:p><w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>{runs}</w:p>'

    document, problems = read(docx(para("The strike is over.") + body, styles=styles))

    assert document.text.endswith("Ask Bo.") == is_read
    assert document.left_out == ("" if is_read else "2 words; the longest piece: “Ask Bo.”")
    assert problems == ([] if is_read else ["seeds/strike.docx:1:1: warning: not read: 1 hidden passage"])


def test_words_that_no_reader_of_a_document_has_asked_for_are_left_out_and_named():
    asked = f"<w:sdtContent>{run('Click here.')}</w:sdtContent>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{asked}</w:sdt>"
    box = f"<w:r><w:rPr><w:vanish/></w:rPr><w:txbxContent>{para('Ask Bo.')}</w:txbxContent></w:r>"
    picture = (
        '<w:r><d:inline xmlns:d="d"><d:docPr name="Picture 1" descr="A crane at dawn"/></d:inline></w:r>'
    )
    note = f'<w:footnote w:id="7">{para("An old note.")}</w:footnote>'

    body = f"<w:p>{run('They left.')}{prompt}{box}{picture}</w:p>"
    document, _ = read(docx(body + prompt.replace(run("Click here."), para("Choose a day.")), footnotes=note))

    assert document.text == "They left."
    assert document.left_out == "14 words; the longest piece: “A crane at dawn”"


def test_letters_that_are_drawn_are_read():
    art = '<w:p><w:r><v:shape xmlns:v="v"><v:textpath string="Ships came in."/></v:shape></w:r></w:p>'

    assert lines(docx(art + para("They left."))) == ["body: Ships came in.", "body: They left."]


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        (para("Port Office, TLP:RED, page 3"), "red"),
        (para("Port Office TLP:AMBER"), "amber"),
        ('<w:p><w:r><v:shape xmlns:v="v"><v:textpath string="TLP:GREEN"/></v:shape></w:r></w:p>', "green"),
        (para("Port Office, TLP redress"), None),
    ],
)
def test_a_mark_anywhere_in_the_head_of_a_page_is_that_of_the_document(head, mark):
    document, _ = read(docx(para("They left."), header1=head))

    assert document.meta.tlp == mark


@pytest.mark.parametrize(
    ("keywords", "header", "mark", "is_named"),
    [
        ("port, TLP:RED", "", "red", False),
        ("port; confidential", "", None, True),
        ("confidential talks", "Port Office", None, False),
        ("", "CONFIDENTIAL", None, True),
    ],
)
def test_keywords_and_the_head_of_a_page_say_for_whom_a_document_is(keywords, header, mark, is_named):
    properties = f"<keywords>{keywords}</keywords>"
    document, problems = read(
        docx(para("They left."), properties=properties, header1=para("1") + para(header))
    )

    assert (document.meta.tlp, any("no mark keeps it back" in each for each in problems)) == (mark, is_named)


def test_fields_text_boxes_and_forms_for_older_programs_are_read_once():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        + run("the log")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    box = f"<w:txbxContent>{para('Ferries wait outside.')}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice>' + box + "</mc:Choice><mc:Fallback>" + box
        + "</mc:Fallback></mc:AlternateContent>"
    )  # fmt: skip
    link = f"<w:hyperlink>{run('today.')}</w:hyperlink>"
    body = f"<w:p>{run('So says ')}{field}<w:r><w:tab/></w:r>{link}<w:r>{both}</w:r></w:p>"

    assert lines(docx(body)) == ["body: So says the log today.", "body: Ferries wait outside."]


@pytest.mark.parametrize(
    ("properties", "codes"),
    [
        ("<title>TLP:RED</title>", ["stamped-mark"]),
        ("<title>The port – TLP:RED</title>", ["stamped-mark"]),
        ("<title>The port TLP:RED</title>", ["unread-mark"]),
        ("<subject>TLP:AMBER</subject>", ["stamped-mark"]),
        ("<category>CONFIDENTIAL</category>", ["plain-handling"]),
        ("<contentStatus>Draft</contentStatus>", ["plain-handling"]),
        ("<keywords>port; tlp:red</keywords>", ["stamped-mark"]),
        ("<keywords>port; confidential</keywords>", ["plain-handling"]),
        ("<keywords>port; secret</keywords><category>Report</category>", []),
        ("<title>The secret port</title><contentStatus>Final</contentStatus>", []),
    ],
)
def test_the_properties_of_a_document_may_say_for_whom_it_is(properties, codes):
    made = docx(para("The strike is over."), properties=properties)

    assert [each.code for each in read_document("strike.docx", made, "seeds")[1]] == codes


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("TLP:RED", ["not-text", "stamped-mark"]),
        ("Please keep it at TLP:RED", ["not-text", "unread-mark"]),
        ("Is it confidential?", ["not-text"]),
        ("CONFIDENTIAL", ["not-text"]),
    ],
)
def test_a_handling_mark_in_a_comment_is_that_of_the_document(comment, codes):
    made = docx(para("The strike is over."), comments=f"<w:comment>{para(comment)}</w:comment>")
    document, problems = read_document("strike.docx", made, "seeds")

    assert [each.code for each in problems] == codes
    assert document.text == "The strike is over."


@pytest.mark.parametrize(
    ("name", "value", "codes"),
    [
        ("Classification", "TLP:RED", ["stamped-mark"]),
        ("MSIP_Label_0af3_Name", "Confidential \\ All", ["plain-handling"]),
        ("Sensitivity", "Restricted", ["plain-handling"]),
        ("Classification", "Public", []),
        ("Project", "Restricted", []),
    ],
)
def test_the_custom_properties_of_a_document_may_say_for_whom_it_is(name, value, codes):
    kind = f"{OFFICE}/custom-properties"
    made = docx(para("The strike is over."))
    with zipfile.ZipFile(BytesIO(made)) as archive:
        files = {each: archive.read(each).decode() for each in archive.namelist()}
    relation = f'<Relationship Type="{kind}" Target="docProps/custom.xml"/></Relationships>'
    files["_rels/.rels"] = files["_rels/.rels"].replace("</Relationships>", relation)
    files["docProps/custom.xml"] = f'<all><property name="{name}"><lpwstr>{value}</lpwstr></property></all>'

    assert [each.code for each in read_document("strike.docx", zipped(files), "seeds")[1]] == codes


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("Port Office – CONFIDENTIAL – Page 1", ["plain-handling"]),
        ("Page 1 | VS-NfD", ["plain-handling"]),
        ("Port Office – Confidential talks – Page 1", []),
    ],
)
def test_a_part_of_a_header_may_say_for_whom_a_document_is(header, codes):
    made = docx(para("The strike is over."), header1=para(header))

    assert [each.code for each in read_document("strike.docx", made, "seeds")[1]] == codes


PROPERTIES = "<title>{}</title><creator>{}</creator><created>{}</created><modified>{}</modified>"


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (
            ("Harbour strike ends", "Ann Roe; Bo Li", "2024-03-08T07:10:00Z", "2024-03-08T09:00:00Z"),
            ("Harbour strike ends", ("Ann Roe", "Bo Li"), []),
        ),
        (
            ("draft7.docx", "Microsoft Office User", "2024-03-08T07:10:00Z", ""),
            ("Workers voted", (), []),
        ),
        (("Template for letters", "", "", ""), ("Workers voted", (), [])),
        (("", "aroe; Ann Roe; ADMIN7", "", ""), ("Workers voted", ("Ann Roe",), [])),
    ],
)
def test_the_properties_say_who_and_not_when(stated, found):
    document, problems = read(docx(para("Workers voted."), properties=PROPERTIES.format(*stated)))

    hints = [hint.value.edtf for hint in document.meta.date_hints]
    assert (document.meta.title, document.meta.authors, hints) == found
    assert problems == []


def test_the_head_of_the_page_is_left_out_and_counted():
    document, _ = read(docx(para("Workers voted."), header1=para("Port Town, page 1")))

    assert (document.text, document.left_out) == (
        "Workers voted.",
        "4 words; the longest piece: “Port Town, page 1”",
    )


def test_parts_whose_words_are_not_read_are_counted():
    _, problems = read(docx(para("The quay is shut."), chart1="", chart2="", aFChunk1="", oleObject1=""))

    assert problems == [
        "seeds/strike.docx:1:1: warning: not read: 2 charts, 1 inserted document, 1 embedded file"
    ]


def test_macros_are_never_run_and_named():
    assert read(docx(para("Workers voted."), vbaProject=""))[1] == [
        "seeds/strike.docx:1:1: warning: not read: macros"
    ]


ENTITIES = '<!DOCTYPE a [<!ENTITY b "word"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
DAMAGED = "the Word document is damaged or unusual and cannot be read"
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")


def locked_entry():
    """A zip file whose entries say that they need a password."""
    raw = bytearray(docx(para("Workers voted.")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(signature)
        while at >= 0:
            raw[at + place : at + place + 2] = struct.pack("<H", 1)
            at = raw.find(signature, at + 4)
    return bytes(raw)


def bomb():
    """A document that unpacks to a thousand times its size."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 42_000_000)
    return made.getvalue()


def many_large_parts():
    """A document whose heads are each small enough, and too much together."""
    head = f"{para('Port Town')}{' ' * 9_000_000}"
    return docx(para("Workers voted."), **{f"header{number}": head for number in range(5)})


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (zipped({"word/document.xml": ENTITIES}), f"{DAMAGED} (DeclaredEntitiesError)"),
        (zipped({"word/document.xml": "<a><b></a>"}), f"{DAMAGED} (XMLSyntaxError)"),
        (zipped({"other.xml": "<a/>"}), f"{DAMAGED} (KeyError)"),
        (docx(para("Workers voted."))[:300], f"{DAMAGED} (BadZipFile)"),
        (b"no zip at all", f"{DAMAGED} (BadZipFile)"),
        (locked_entry(), f"{DAMAGED} (RuntimeError)"),
        (LOCKED, "the document is locked with a password; not read"),
        (LOCKED[:400], "this is a file of an old office program; not read"),
        (docx(""), "no text was found; not read"),
        (bomb(), f"{DAMAGED} (UnpackedTooLargeError)"),
        (many_large_parts(), f"{DAMAGED} (UnpackedTooLargeError)"),
    ],
)  # fmt: skip
def test_what_is_no_honest_document_is_named(raw, fault):
    document, problems = read(raw)

    assert document is None
    assert problems[0].startswith(f"seeds/strike.docx:1:1: warning: {fault}")


def test_a_document_under_another_ending_is_read():
    document, problems = read(docx(para("Workers voted.")), "strike.txt")

    assert (document.text, document.read_as, problems) == ("Workers voted.", "Word document", [])


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:dstrike/>"])
def test_words_that_are_struck_through_are_no_text(look):
    off = look.replace("/>", ' w:val="0"/>')
    first = f"<w:p>{run('They counted')}{run(' fourteen ', look)}{run('twelve')}{run(' ships', off)}.</w:p>"

    document, problems = read(docx(first + f"<w:p>{run('They left.', look)}</w:p>" + para("They voted.")))

    assert document.text == "They counted twelve ships\n\nThey voted."
    assert problems == ["seeds/strike.docx:1:1: warning: not read: 2 struck-through passages"]
    assert "fourteen" in document.left_out or "They left" in document.left_out


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next_one_beside_it_alone():
    deleted = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    row = f"<w:tr><w:tc>{para('Monday', more=deleted)}</w:tc><w:tc>{para('closed')}</w:tc></w:tr>"
    body = (
        para("The quay ", more=deleted)
        + para("is shut.")
        + para("It was noon.", more=deleted)
        + f"<w:tbl>{row}</w:tbl>"
        + para("Nobody was hurt.", more=deleted)
    )

    document, _ = read(docx(body))

    assert [document.quote(p.span) for p in document.paragraphs] == [
        "The quay is shut.",
        "It was noon.",
        "Monday | closed",
        "Nobody was hurt.",
    ]
