"""A mail says who wrote what and when; what it quotes is another's, and what is attached is named."""

from email.message import EmailMessage

import pytest
from sample_files import MAIL

from dossier.sources import read_document


def read(raw, name="vote.eml"):
    document, problems = read_document(name, raw if isinstance(raw, bytes) else raw.encode(), "seeds")
    return document, [str(problem) for problem in problems]


def lines(document):
    return [f"{p.kind}: {' '.join(document.quote(p.span).split())}" for p in document.paragraphs]


WRITTEN = [
    "title: Harbour strike – ends",
    "boilerplate: From: Ann Roe (Port Town)",
    "boilerplate: Date: Fri, 08 Mar 2024 23:12:41 -0800",
    "body: Dear all,",
    "body: Dock workers voted on Thursday to go back to their cranes, ending a stoppage. The café at the "
    "pier stays closed.",
    "boilerplate: On Mon, 4 Mar 2024 at 18:02, Bo Li <bo@list.example> wrote:",
    "embed: Did anyone see the vote?",
    "embed: I could not find it.",
    "body: Best regards,",
    "body: Ann",
    "boilerplate: --",
    "boilerplate: Ann Roe",
    "boilerplate: Harbour desk",
]


@pytest.mark.parametrize("before", ["", "From ann@list.example Fri Mar  8 23:12:44 2024\n"])
@pytest.mark.parametrize("name", ["vote.eml", "vote.txt"])
def test_a_mail_gives_its_words_and_marks_those_of_others(name, before):
    document, problems = read(before + MAIL, name)

    assert (lines(document), problems) == (WRITTEN, [])
    meta = document.meta
    assert (meta.title, meta.authors) == ("Harbour strike – ends", ("Ann Roe (Port Town)",))
    assert [(hint.value.edtf, hint.basis) for hint in meta.date_hints] == [("2024-03-08", "metadata")]


@pytest.mark.parametrize(
    ("words", "encoding", "codes"),
    [("Капитан закрыл порт.", "cp1251", ["guessed-encoding"]), ("The café is closed.", "cp1252", [])],
)
def test_the_encoding_that_is_guessed_of_a_mail_is_named_where_its_letters_depend_on_it(
    words, encoding, codes
):
    head = b"From: Ann <ann@port.example>\nSubject: Port\nContent-Type: text/plain; charset=unknown-8bit\n\n"

    document, problems = read_document("vote.eml", head + words.encode(encoding), "seeds")

    assert words in document.text
    assert [problem.code for problem in problems] == codes


HEAD = "From: Ann <ann@port.example>\nSubject: Port\nDate: Fri, 08 Mar 2024 23:12:41 -0800\n"
KEY = "iQIzBAEBCgAdFiEE\n=abcd\n"


def test_the_armour_of_a_signed_mail_is_no_text():
    signed = (
        "\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe quay is shut.\n- -- \nAnn\n"
        f"-----BEGIN PGP SIGNATURE-----\n\n{KEY}-----END PGP SIGNATURE-----\n"
    )
    document, problems = read(HEAD + signed)

    assert lines(document)[3:] == ["body: The quay is shut.", "boilerplate: --", "boilerplate: Ann"]
    assert problems == []


@pytest.mark.parametrize(
    "mail",
    [
        f"\nSee below.\n\n-----BEGIN PGP MESSAGE-----\n\n{KEY}-----END PGP MESSAGE-----\n",
        f"Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n{KEY}",
        "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\n"
        f"Version: 1\n--b\nContent-Type: application/octet-stream\n\n{KEY}--b--\n",
    ],
)
def test_a_mail_that_is_encrypted_is_named_as_such(mail):
    document, problems = read(HEAD + mail)

    assert "the mail is encrypted; not read" in problems[0]
    assert document is None or "iQIz" not in document.text


def test_header_lines_of_an_article_make_no_mail():
    document, _ = read(
        "Title: Strike ends\nDate: 8 March 2024\nSource: Coast Herald\n\nThey voted.", "vote.txt"
    )

    assert (document.read_as, document.meta.publisher) == ("plain text, UTF-8", "Coast Herald")
    assert read("Received: 3 May 2024\n\nThey voted.", "vote.txt")[0].read_as == "plain text, UTF-8"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("From: Ann Roe\nSent: Monday, March 4, 2024 10:00 AM\nTo: Crew\nSubject: The vote", "2024-03-04"),
        ("TO: Crew\nFROM: Ann Roe\nDATE: 4 March 2024\nSUBJECT: The vote", "2024-03-04"),
        ("From: Ann Roe\nSubject: The vote\nDate: March 4, 2024 at 9:00:00 AM GMT+1", "2024-03-04"),
        ("Von: Ann Roe\nGesendet: Montag, 4. März 2024 10:00\nAn: Bo\nBetreff: The vote", "2024-03-04"),
        (
            "De: Ann Roe\nEnviado el: lunes, 4 de marzo de 2024 10:00\nPara: Bo\nAsunto: The vote",
            "2024-03-04",
        ),
        (
            "De: Ann Roe\nEnviada em: segunda-feira, 4 de março de 2024 10:00\nPara: Bo\nAssunto: The vote",
            "2024-03-04",
        ),
        ("От: Ann Roe\nОтправлено: 4 марта 2024 г. 10:00\nКому: Bo\nТема: The vote", "2024-03-04"),
        ("De : Ann Roe\nEnvoyé : lundi 4 mars 2024 10:00\nÀ : Bo\nObjet : The vote", "2024-03-04"),
        ("De : Ann Roe\nDate : lun. 4 mars 2024 à 10:00\nSubject: The vote\nTo: Bo", "2024-03-04"),
        ("De: Ann Roe\nFecha: lunes, 4 de marzo de 2024 10:00\nPara: Bo\nAsunto: The vote", "2024-03-04"),
        ("Da: Ann Roe\nData: 4 marzo 2024\nA: Bo\nOggetto: The vote", "2024-03-04"),
        ("Lähettäjä: Ann Roe\nLähetetty: 4. maaliskuuta 2024 10.00\nAihe: The vote", "2024-03-04"),
        ("Kimden: Ann Roe\nGönderildi: 4 Mart 2024 Pazartesi 10:00\nKonu: The vote", "2024-03-04"),
        ("Od: Ann Roe\nOdesláno: pondělí 4. března 2024\nKomu: Bo\nPředmět: The vote", "2024-03-04"),
        ("Nadawca: Ann Roe\nData: 4 marca 2024 10:00\nTemat: The vote\nDo: Bo", "2024-03-04"),
        ("Feladó: Ann Roe\nKüldve: 2024. március 4., hétfő 10:00\nTárgy: The vote", "2024-03-04"),
        ("差出人: Ann Roe\n送信日時: 2024年3月4日 10:00\n宛先: Bo\n件名: The vote", "2024-03-04"),
        ("发件人： Ann Roe\n发送时间： 2024年3月4日 10:00\n主题： The vote", "2024-03-04"),
        ("보낸 사람: Ann Roe\n보낸 날짜: 2024년 3월 4일\n받는 사람: Bo\n제목: The vote", "2024-03-04"),
        ("מאת: Ann Roe\nנשלח: יום שני 4 מרץ 2024 10:00\nאל: Bo\nנושא: The vote", "2024-03-04"),
        ("\u200fمن: Ann Roe\nتاريخ الإرسال: 4 مارس 2024\nإلى: Bo\nالموضوع: The vote", "2024-03-04"),
        ("Від: Ann Roe\nНадіслано: 4 березня 2024 р. 10:00\nТема: The vote", "2024-03-04"),
        ("От кого: Ann Roe\nДата: 4 марта 2024, 10:00\nКому: Bo\nКопия: Li\nТема: The vote", "2024-03-04"),
        ("Από: Ann Roe\nΣτάλθηκε: Δευτέρα, 4 Μαρτίου 2024\nΘέμα: The vote", "2024-03-04"),
        (
            "From: ann@port.example (Ann Roe)\nDate: 4 Mar 2024 10:00:00 +0000\nSubject: The vote",
            "2024-03-04",
        ),
        ("From: ann at port.example (Ann Roe)\nDate: 4 Mar 2024\nSubject: The vote", "2024-03-04"),
    ],
)
def test_a_mail_that_was_printed_as_text_is_read_as_one(head, day):
    document, problems = read(f"{head}\n\nDock workers voted.", "vote.txt")

    assert (document.read_as, document.meta.title, document.meta.authors) == (
        "mail",
        "The vote",
        ("Ann Roe",),
    )
    assert [hint.value.edtf for hint in document.meta.date_hints] == [day]
    assert lines(document)[-1] == "body: Dock workers voted."
    assert problems == []


@pytest.mark.parametrize("before", ["\ufeff", "\n\n", "From ann@list.example Fri Mar  8 23:12:44 2024\n"])
def test_what_a_program_put_before_the_headers_hides_none_of_them(before):
    head = "From: Ann Roe <ann@list.example>\nSubject: The vote\nDate: Fri, 8 Mar 2024 23:12:44 +0000\n"

    for name in ("vote.eml", "vote.txt"):
        document, _ = read(f"{before}{head}\nDock workers voted.", name)

        assert (document.read_as, document.meta.title) == ("mail", "The vote")


def test_a_printed_mail_in_an_old_encoding_keeps_the_letters_of_its_headers():
    raw = "De : José Roe\nEnvoyé : lundi 4 mars 2024\nÀ : Bo\nObjet : La clôture\n\nWords.".encode("cp1252")

    meta = read(raw, "vote.txt")[0].meta

    assert (meta.title, meta.authors) == ("La clôture", ("José Roe",))


@pytest.mark.parametrize(
    "head",
    [
        "Von: Ann Roe\nDatum: 4. März 2024\nThema: Aale",
        "Od: 8:00\nDo: 16:00\nData: 4 marca 2024",
        "Title: Eels\nFrom: Larne\nDate: 4 March 2024\nSubject: eels",
        "Тема: Угри\nДата: 4 марта 2024",
    ],
)
def test_lines_with_some_of_the_labels_make_no_mail(head):
    assert read(f"{head}\n\nThe eels are back.", "eels.txt")[0].read_as == "plain text, UTF-8"


def test_raw_headers_are_read_in_the_encoding_of_the_text():
    head = "From: Пер <per@port.example>\nSubject: Мост закрыт\nContent-Type: text/plain; charset=koi8-r\n"

    meta = read(f"{head}\nМост закрыт.".encode("koi8-r"))[0].meta
    assert (meta.title, meta.authors) == ("Мост закрыт", ("Пер",))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_a_printed_mail_in_wide_letters_is_a_mail(encoding):
    head = "From: Ann Roe\nSent: Monday, March 4, 2024 10:00 AM\nSubject: The vote"

    document, _ = read(f"{head}\n\nDock workers voted.".encode(encoding), "vote.txt")
    assert (document.read_as, document.meta.title) == ("mail", "The vote")


def message(**headers):
    made = EmailMessage()
    for name, value in ({"From": "Ann Roe <ann@x.example>", "Subject": "The vote"} | headers).items():
        made[name] = value
    return made


def test_of_the_same_words_in_two_forms_the_plain_one_is_read():
    made = message()
    made.set_content("The plain words.")
    made.add_alternative("<p>The set words.</p>", subtype="html")

    assert lines(read(made.as_bytes())[0])[2:] == ["body: The plain words."]


def test_a_mail_in_html_is_read_whole_and_its_quotes_are_another_s():
    made = message()
    made.set_content(" \n")
    html = (
        "<div style='display:none'>Preview</div><h2>What was agreed</h2><p>Pay rises<br>and so on.</p>"
        "<div>Ships left.<br><br>Nobody was hurt.</div><ul><li>Fewer nights</li></ul>"
        "<div class='gmail_signature'>Ann, harbour desk</div>"
        "<div class='gmail_quote'><div class='gmail_attr'>On Monday Bo Li wrote:</div>"
        "<blockquote>Did you see it?</blockquote></div>"
    )
    made.add_alternative(html, subtype="html")

    document, problems = read(made.as_bytes())
    assert problems == []
    assert lines(document)[2:] == [
        "heading: What was agreed",
        "body: Pay rises and so on.",
        "body: Ships left.",
        "body: Nobody was hurt.",
        "body: Fewer nights",
        "boilerplate: Ann, harbour desk",
        "embed: On Monday Bo Li wrote:",
        "embed: Did you see it?",
    ]


def test_in_html_too_all_below_the_head_of_another_mail_is_another_s_and_rows_stay_rows():
    made = message()
    rows = "<table><tr><td>Year</td><td>Ships</td></tr><tr><td>2024</td><td>390</td></tr></table>"
    head = "<p><b>From:</b> Bo Li<br><b>Sent:</b> Sunday, 3 March 2024<br><b>Subject:</b> The wall</p>"
    made.set_content(f"<p>It moved.</p>{rows}<div>{head}</div><p>Did it move?</p>", subtype="html")

    assert lines(read(made.as_bytes())[0])[2:] == [
        "body: It moved.",
        "body: Year | Ships",
        "body: 2024 | 390",
        "embed: From: Bo Li Sent: Sunday, 3 March 2024 Subject: The wall",
        "embed: Did it move?",
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "On Mon, 4 Mar 2024 at 18:02, Bo Li <bo@list.example> wrote:",
        "Am 04.03.2024 um 10:00 schrieb Bo Li:",
        "Le lun. 4 mars 2024 à 10:00, Bo Li <bo@list.example> a écrit :",
        "El lun, 4 mar 2024 a las 10:00, Bo Li escribió:",
        "пн, 4 мар. 2024 г. в 18:02, Bo Li <bo@list.example>:",
        "Bo Li <bo@list.example> 于2024年3月4日周一 18:02写道：",
        "Bo Li <bo@list.example>, 4 Mar 2024 Pzt, 18:02 tarihinde şunu yazdı:",
        "ma 4. maalisk. 2024 klo 18.02 Bo Li (bo@list.example) kirjoitti:",
        "Pe lun., 4 mar. 2024 la 18:02, Bo Li <bo@list.example> a scris:",
        "Bo Li <bo@list.example> ezt írta (időpont: 2024. márc. 4., H, 18:02):",
        "2024年3月4日(月) 18:02 Bo Li <bo@list.example>:",
        "في الاثنين، ٤ مارس ٢٠٢٤ ١٨:٠٢، كتب Bo Li <bo@list.example>:",
        "Στις Δευ, 4 Μαρ 2024 στις 6:02 μ.μ., ο χρήστης Bo Li <bo@list.example> έγραψε:",
        "2024년 3월 4일 (월) 오후 6:02, Bo Li <bo@list.example>님이 작성:",
        "در تاریخ دوشنبه ۴ مارس ۲۰۲۴ Bo Li <bo@list.example> نوشت:",
        "пн, 4 бер. 2024 р. о 18:02 Bo Li <bo@list.example> пише:",
    ],
)
def test_the_line_that_opens_a_quotation_is_no_text_of_the_mail(opening):
    made = message()
    made.set_content(f"It moved.\n\n{opening}\n> Did it move?\n\nHe wrote: nothing.\n")

    assert lines(read(made.as_bytes())[0])[2:] == [
        "body: It moved.",
        f"boilerplate: {opening}",
        "embed: Did it move?",
        "body: He wrote: nothing.",
    ]


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("On Mon, 4 Mar 2024 at 18:02, Bo Li <bo@list.example> wrote:", "embed"),
        ("On Mon, 4 Mar 2024 at 18:02, Bo Li\n<bo@list.example> wrote:", "embed"),
        ("Le lun. 4 mars 2024 à 10:00, Bo Li <bo@list.example> a écrit :", "embed"),
        ("On Mon, Mar 4, 2024 at 6:02:09 PM GMT+1, Bo von Li <bo@list.example> wrote:", "embed"),
        ("2024年3月4日(月) 18:02 Bo Li <bo@list.example>:", "embed"),
        ("Am 04.03.2024 um 10:00 schrieb Bo Li:", "body"),  # as people write, too
        ("On 4 March 2024 at 9:01 the keeper of the pier wrote:", "body"),
        ("On 4 March 2024 at 9:01 the keeper <pier@list.example> wrote:", "body"),
        ("In his report of 4 March 2024 the diver <bo@list.example> wrote:", "body"),
        ("The board met in 2024, and the keeper wrote (10:30):", "body"),
        ("The board of 4 March 2024 begins at 9:30, and all write to Bo <bo@list.example>:", "body"),
        ("Minutes of 4 March 2024:\n9:00 the board met, and Bo wrote:", "body"),
        ("пн, 4 мар. 2024 г. в 18:02, Bo Li <bo@list.example>:", "embed"),
        ("The master wrote:", "body"),
        ("In 2024 the master wrote:", "body"),
        ("Write to Bo Li <bo@list.example> about these boats of 2024:", "body"),
        ("The ferry leaves at 18:02:", "body"),
    ],
)
@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_below_the_line_that_a_program_writes_above_a_quotation_all_is_another_s(subtype, opening, kind):
    made = message()
    text = f"It moved.\n\n{opening}\n\nIt moved by a metre.\n"
    if subtype == "html":
        shown = opening.replace("<", "&lt;").replace(">", "&gt;")
        text = f"<p>It moved.</p><p>{shown}</p><p>It moved by a metre.</p>"
    made.set_content(text, subtype=subtype)

    assert lines(read(made.as_bytes())[0])[2] == "body: It moved."
    assert lines(read(made.as_bytes())[0])[-1] == f"{kind}: It moved by a metre."


@pytest.mark.parametrize(
    "head",
    [
        "*From:* Bo Li\n*Sent:* Sunday, March 3, 2024 6:02 PM\n*To:* Ann\n*Subject:* The wall",
        "From: Bo Li\nTo: Ann\nSubject: The wall",
        "Od: Bo Li\nWysłano: niedziela, 3 marca 2024 18:02\nDo: Ann\nTemat: The wall",
        "От: Bo Li\nОтправлено: 3 марта 2024 г. 18:02\nКому: Ann\nТема: The wall",
        "Kimden: Bo Li\nGönderildi: 3 Mart 2024 Pazar 18:02\nKime: Ann\nKonu: The wall",
        "差出人: Bo Li\n送信日時: 2024年3月3日 18:02\n宛先: Ann\n件名: The wall",
        "发件人： Bo Li\n发送时间： 2024年3月3日 18:02\n主题： The wall",
        "מאת: Bo Li\nנשלח: 3 מרץ 2024\nאל: Ann\nנושא: The wall",
        "Lähettäjä: Bo Li\nLähetetty: sunnuntai 3. maaliskuuta 2024\nAihe: The wall",
    ],
)
@pytest.mark.parametrize("form", ["plain", "html", "html of lines"])
def test_below_the_head_of_another_mail_in_any_language_all_is_another_s(form, head):
    made = message()
    between, around = ("<br>", "<p>%s</p>") if form == "html" else ("</p><p>", "<p>%s</p>")
    markup = f"<p>See below.</p>{around % head.replace(chr(10), between)}<p>Did it move?</p>"
    text = f"See below.\n\n{head}\n\nDid it move?\n"
    made.set_content(text if form == "plain" else markup, subtype=form.partition(" ")[0])

    document, _ = read(made.as_bytes())
    assert lines(document)[2] == "body: See below."
    assert {each.partition(":")[0] for each in lines(document)[3:]} == {"embed"}


@pytest.mark.parametrize(
    "plan",
    [
        "Od: 8:00\nDo: 16:00\n\nFrom: Larne\nTo: Orle",
        "From: Larne\nTo: Orle\nDate: 5 March 2024",
        "Von: Larne\nNach: Orle\nDatum: 5. März 2024 9:15",
        "De: Larne\nA: Orle\nFecha: 05.03.2024",
        "Da: Larne\nA: Orle\nData: 5 marzo 2024",
        "Od: 8:00\nDo: 16:00\nData: 5 marca 2024",
        "From: now on the pier is shut.\nThe board says so.\nSubject: to a vote, it opens in May.",
    ],
)
@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_hours_and_places_from_and_to_are_no_head_of_another_mail(subtype, plan):
    made = message()
    text = f"We go:\n\n{plan}\n\nThe eels are back.\n"
    made.set_content(text if subtype == "plain" else text.replace("\n", "<p>"), subtype=subtype)

    assert lines(read(made.as_bytes())[0])[-1] == "body: The eels are back."


@pytest.mark.parametrize("below", ["“We are aground.”", '"We are aground."'])
def test_words_in_quotation_marks_below_the_line_that_says_who_wrote_are_all_that_is_quoted(below):
    made = message()
    opening = "On Mon, 4 Mar 2024 at 18:02, Bo Li <bo@list.example> wrote:"
    made.set_content(f"It moved.\n\n{opening}\n\n{below}\n\nI doubt it.\n")

    assert lines(read(made.as_bytes())[0])[-1] == "body: I doubt it."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is shut.\n\n>From May on it is open.\n", "body: From May on it is open."),
        ("It is shut.\n\n>From May on it\n> is open.\n", "embed: From May on it is open."),
        ("It is shut.\n\n> From May on it is open.\n", "embed: From May on it is open."),
        ("> Who says so?\n\nThe board.\n\n>From May on?\n", "embed: From May on?"),
    ],
)
def test_what_a_mailbox_puts_before_a_line_is_no_quotation(text, found):
    assert lines(read(f"{HEAD}\n{text}")[0])[-1] == found


def test_words_that_are_no_base64_are_read():
    head = "From: ann@x.example\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n"

    document, _ = read(f"{head}These are no coded words at all!")
    assert lines(document)[-1] == "body: These are no coded words at all!"


def test_what_is_attached_is_named_and_a_mail_in_a_mail_is_another_s():
    inner = message(Subject="The log", Date="Mon, 4 Mar 2024 10:00:00 +0000")
    inner.set_content("We have counted every boat.")
    made = message()
    made.set_content("See below.")
    made.add_attachment(inner)
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Fähre.pdf")
    made.add_attachment("a,b", subtype="csv", filename="log.csv")

    document, problems = read(made.as_bytes())
    assert lines(document)[2:] == [
        "body: See below.",
        "embed: The log, Ann Roe <ann@x.example>, Mon, 04 Mar 2024 10:00:00 +0000",
        "embed: We have counted every boat.",
    ]
    assert problems == [
        "seeds/vote.eml:1:1: warning: attached and not read: Fähre.pdf, log.csv. "
        "Save those that are sources beside it."
    ]


@pytest.mark.parametrize(
    "divider",
    ["---------- Forwarded message ---------", "-----Original Message-----", "Begin forwarded message:", ""],
)
def test_below_a_mail_that_was_passed_on_all_is_another_s(divider):
    words = f"\n{divider}\n\nFrom: Bo Li\nSent: Monday, 4 March 2024\nSubject: The log\n\nEvery boat is back."
    below = read(MAIL.replace("Dock workers", "They").partition("\n\n")[0] + f"\n\nPlease read.\n{words}")[0]
    alone = read(MAIL.partition("\n\n")[0] + f"\n\n{words}")[0]

    assert lines(below)[3:][0] == "body: Please read."
    assert lines(below)[-1] == "embed: Every boat is back."
    assert lines(alone)[-1] == "body: Every boat is back."


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("iso-2022-jp", "港は嵐のため桟橋を閉鎖した。"),
        ("koi8-r", "Порт закрыт."),
        ("nonsense-1", "Café closed."),
    ],
)
def test_each_part_is_read_in_its_own_encoding(charset, words):
    raw = words.encode("utf-8" if charset == "nonsense-1" else charset)
    head = f"From: a@x.example\nContent-Type: text/plain; charset={charset}\nMIME-Version: 1.0\n\n"

    document, _ = read(head.encode() + raw)
    assert lines(document)[-1] == f"body: {words}"


@pytest.mark.parametrize(("more", "blank"), [("", ""), ("; delsp=yes", " ")])
def test_lines_that_flow_are_one_paragraph(more, blank):
    raw = MAIL.replace("charset=utf-8", f"charset=utf-8; format=flowed{more}").partition("\n\n")[0]
    body = f"\n\nThe quay{blank} \nis shut.\n\nBo{blank} \nleft."

    assert lines(read(raw.replace("quoted-printable", "8bit") + body)[0])[3:] == [
        "body: The quay is shut.",
        "body: Bo left.",
    ]


@pytest.mark.parametrize("more", ["", "; delsp=yes"])
@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("> The quay was sold. \nIt is not so.", ["embed: The quay was sold.", "body: It is not so."]),
        ("The quay is shut. \n> Is it?", ["body: The quay is shut.", "embed: Is it?"]),
        (
            "The quay is shut. \n-- \nBo",
            ["body: The quay is shut.", "boilerplate: --", "boilerplate: Bo"],
        ),
    ],
)
def test_lines_that_flow_end_at_a_quotation_and_at_a_signature(more, body, blocks):
    raw = MAIL.replace("charset=utf-8", f"charset=utf-8; format=flowed{more}").partition("\n\n")[0]

    document, _ = read(f"{raw.replace('quoted-printable', '8bit')}\n\n{body}")
    assert lines(document)[3:][: len(blocks)] == blocks


ARCHIVE = (
    "Subject: Quay\nDate: Fri, 8 Mar 2024 10:00:00 +0200\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
    "Content-Location: https://port.example/q\n\n<html><body><p>The quay is shut.</p></body></html>\n--b--\n"
)


def test_a_mail_that_was_sent_is_one_though_its_page_has_an_address():
    document, problems = read(f"From: Ann <ann@port.example>\nTo: Bo <bo@port.example>\n{ARCHIVE}")

    assert (lines(document)[-1], problems) == ("body: The quay is shut.", [])


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (
            MAIL.replace("8 Mar 2024", "38 Mar 2024"),
            'the header "Date: Fri, 38 Mar 2024 23:12:41 -0800" names no',
        ),
        (MAIL + "\nFrom bo@x.example Fri Mar  8 23:12:44 2024\n" + MAIL, "only the first of 2 mails is read"),
        (
            "From: <Saved by a browser>\nSnapshot-Content-Location: x\nMIME-Version: 1.0\n\nx",
            "a web page in one",
        ),
        ('From: "Saved by Browser 11"\n' + ARCHIVE, "a web page in one"),
        ("From: <Saved by a tool>\nSubject: Quay\nMIME-Version: 1.0\n\nx", "a web page in one"),
        (ARCHIVE, "a web page in one"),
        ("From: a@x.example\nMIME-Version: 1.0\n\n", "no text was found"),
    ],
)
def test_what_is_odd_in_a_mail_is_named(raw, fault):
    problems = read(raw)[1]

    assert len(problems) == 1
    assert fault in problems[0]


def in_two_forms(plain, markup):
    """Return a mail with the same words, or not, as text and as HTML."""
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "Ann Roe <a@b.example>", "Vote", "8 Mar 2024 10:00 +0000"
    made.set_content(plain)
    made.add_alternative(f"<html><body>{markup}</body></html>", subtype="html")
    return bytes(made)


TOLL = "<p>The dock workers voted on Thursday to go back to their cranes after nine days.</p>"
CELLS = "<table><tr><td>Yes</td><td>412</td></tr><tr><td>No</td><td>390</td></tr></table>"


@pytest.mark.parametrize(
    ("plain", "markup", "last", "left_out"),
    [
        pytest.param("They voted.", "<p>They <b>voted</b>.</p>", "body: They voted.", "", id="same"),
        pytest.param(
            "Open this in a program that shows HTML.", TOLL,
            "body: The dock workers voted on Thursday to go back to their cranes after nine days.",
            "8 words; the longest piece: “Open this in a program that shows HTML.”", id="a stub"
        ),
        pytest.param(
            "The docks voted.", f"<p>The docks voted.</p>{TOLL}{CELLS}", "body: No | 390", "", id="a table"
        ),
        pytest.param(
            "The docks voted.", f"<p>The docks voted.</p><blockquote>{TOLL}</blockquote>",
            "body: The docks voted.",
            "15 words; the longest piece: “The dock workers voted on Thursday to go back to their cranes …”",
            id="a quotation"
        ),
        pytest.param("Then they voted.", "<img src='a.png'>", "body: Then they voted.", "", id="a picture"),
        pytest.param("Then they voted.", "<script>a()</script>", "body: Then they voted.", "", id="a script"),
        pytest.param(
            "They voted on Thursday to go back.", "<p>This mail is confidential.</p>",
            "body: They voted on Thursday to go back.",
            "4 words; the longest piece: “This mail is confidential.”", id="a notice"
        ),
    ],
)  # fmt: skip
def test_a_mail_is_read_in_the_form_that_has_its_words(plain, markup, last, left_out):
    document, problems = read(in_two_forms(plain, markup))

    assert (lines(document)[-1], document.left_out, problems) == (last, left_out, [])


@pytest.mark.parametrize(
    ("sender", "authors", "publisher"),
    [
        ("Ann Roe <press@orle.example>", ("Ann Roe",), None),
        ("Press Office <ann@orle.example>", (), "Press Office"),
        ("Orle Post <news@orlepost.example>", (), "Orle Post"),
        ("noreply@orle.example", (), None),
        ("ann.roe@orle.example", ("ann.roe@orle.example",), None),
        ("Pressestelle <info@orle.example>", (), "Pressestelle"),
    ],
)
def test_an_office_that_sends_a_mail_is_its_publisher_and_no_author(sender, authors, publisher):
    document, _ = read(f"From: {sender}\nSubject: Vote\nDate: 8 Mar 2024 10:00:00 +0000\n\nThey voted.\n")

    assert (document.meta.authors, document.meta.publisher) == (authors, publisher)


def test_what_a_mail_hides_is_no_text_and_is_named_in_the_report():
    hidden = "Cheap watches are sold on the quay."
    html = f"<p style='display: none'>{hidden}</p><p>Dock workers voted to go back to their cranes.</p>"
    headers = "From: Ann <ann@list.example>\nSubject: Strike ends\nContent-Type: text/html; charset=utf-8\n"

    document, _ = read(f"{headers}\n<html><body>{html}</body></html>")

    assert hidden not in document.text
    assert hidden in document.left_out


STRIKE = "The dock workers voted on Thursday to go back to their cranes."


@pytest.mark.parametrize(
    ("plain", "markup", "text", "left_out"),
    [
        (f"{STRIKE}\n\nAsk Bo about it.", f"<p>{STRIKE}</p>", STRIKE, "Ask Bo about it."),
        (
            f"Ask Bo about it.\n\n{STRIKE}",
            f"<p hidden>Ask Bo about it.</p><p>{STRIKE}</p>",
            STRIKE,
            "Ask Bo about it.",
        ),
        (STRIKE, f"<p style='color: #fff'>Ask Bo about it.</p><p>{STRIKE}</p>", STRIKE, "Ask Bo about it."),
        (STRIKE, f"<p>{STRIKE}</p><p>Ask Bo about it.</p>", STRIKE, "Ask Bo about it."),
        (
            f"{STRIKE} <https://a.example/b/c/d>",
            f"<p><a href='#'>{STRIKE}</a></p>",
            f"{STRIKE} <https://a.example/b/c/d>",
            "",
        ),
    ],
)
def test_of_a_mail_in_two_forms_what_programs_show_is_read_and_the_rest_is_named(
    plain, markup, text, left_out
):
    document, _ = read(in_two_forms(plain, markup))

    assert document.text.split("\n\n")[-1] == text
    assert left_out in document.left_out
    assert bool(left_out) == bool(document.left_out)


def test_a_mail_with_a_form_that_has_no_words_is_read():
    document, _ = read(in_two_forms(STRIKE, "BEGIN:VCALENDAR").replace(b"text/html", b"text/calendar"))

    assert document.text.endswith(STRIKE)


@pytest.mark.parametrize(
    ("header", "mark"),
    [
        ("X-Classification: TLP:AMBER", "amber"),
        ("Keywords: port, TLP:AMBER", "amber"),
        ("X-TLP: RED", "red"),
        ("x-port-tlp: amber+strict", "amber+strict"),
        ("Sensitivity: TLP Green", "green"),
        ("X-TLP: unknown", None),
        ("Sensitivity: Normal", None),
        ("X-Spam-Report: the body has TLP:CLEAR", None),
        ("X-Original-Subject: Re: who may read TLP:RED", None),
    ],
)
def test_a_mark_in_a_header_that_says_for_whom_a_mail_is_marks_it(header, mark):
    made = message()
    made.set_content(STRIKE)

    assert read(header.encode() + b"\n" + bytes(made))[0].meta.tlp == mark


@pytest.mark.parametrize(
    ("header", "is_named"),
    [
        ("Sensitivity: Company-Confidential", True),
        ("X-Classification: Restricted", True),
        ("Sensitivity: Private", True),
        ("Sensitivity: Personal", True),
        ("X-Protective-Marking: VER=2018.6, NS=gov.au, SEC=CONFIDENTIAL", True),
        ("Sensitivity: Normal", False),
        ("Comments: Restricted", False),
        ("X-Labels: port, restricted", False),
    ],
)
def test_a_header_that_keeps_a_mail_back_in_plain_words_is_named(header, is_named):
    made = message()
    made.set_content(STRIKE)
    problems = read(header.encode() + b"\n" + bytes(made))[1]

    assert is_named == any("no mark keeps it back" in each for each in problems)


@pytest.mark.parametrize(
    ("subject", "codes"),
    [
        ("[CONFIDENTIAL] Port", ["plain-handling"]),
        ("CONFIDENTIAL: Port", ["plain-handling"]),
        ("Port (not for publication)", ["plain-handling"]),
        ("Port TLP:RED", ["unread-mark"]),
        ("Port Tlp Amber", ["unread-mark"]),
        ("TLP:RED", ["stamped-mark"]),
        ("Confidential talks in the port", []),
        ("Port (secret)", []),
        ("Embargo until 2025, says the council", []),
        ("EMBARGO: PORT CLOSES", []),
    ],
)
def test_the_subject_of_a_mail_may_say_for_whom_it_is(subject, codes):
    made = message()
    made.replace_header("Subject", subject)
    made.set_content(STRIKE)

    assert [problem.code for problem in read_document("strike.eml", bytes(made), "seeds")[1]] == codes
