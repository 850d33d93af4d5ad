"""Messy text becomes paragraphs of the right kind and whole sentences, and not a character is lost."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model import ParagraphKind
from dossier.sources import read_document
from dossier.sources.paragraphs.units import find_units
from dossier.text.hyphens import BrokenWords, mend_broken_words
from dossier.text.sentences import split_sentences

FIXTURES = Path(__file__).parent / "fixtures" / "sources"


def cases(name):
    parts = (FIXTURES / name).read_text(encoding="utf-8").split("\n.\n")
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    return [pytest.param(text, expected, id=title.strip()) for title, text, expected in triples]


def read(text, name="strike.txt", **more):
    document, problems = read_document(name, text.encode(), "seeds", **more)
    return document, [str(problem) for problem in problems]


@pytest.mark.parametrize(("text", "expected"), cases("sentences.md"))
def test_sentences(text, expected):
    assert [text[start:end] for start, end in split_sentences(text)] == expected.split("\n")


@pytest.mark.parametrize(("text", "expected"), cases("kinds.md"))
def test_paragraph_kinds(text, expected):
    document, problems = read(text)

    found = [f"{p.kind}: {document.quote(p.span)}".replace("\n", " / ") for p in document.paragraphs]
    assert found == expected.split("\n")
    assert problems == []


def test_the_hard_lists_are_long_enough():
    assert len(cases("sentences.md")) >= 60
    assert len(cases("kinds.md")) >= 20


def hints(text):
    document, _ = read(text)
    return [
        (hint.value.edtf, str(hint.basis), document.quote(hint.evidence)) for hint in document.meta.date_hints
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[14/07/2025, 09:12] Ann: The pier is closed.\n[22/07/2025, 08:00] Ann: The pier reopened.",
        "14.07.25, 09:12 - Ann: The pier is closed.\n22.07.25, 08:00 - Ann: The pier reopened.",
        "Arrivals\n\n13/07/2025\tCora\t1150\n14/07/2025\tDora\t900",
    ],
)
def test_the_first_or_last_day_of_messages_or_rows_does_not_date_them_all(text):
    document, problems = read(text)

    assert (document.meta.date_hints, problems) == ((), [])
    assert "Dora\t900" not in [document.quote(p.span) for p in document.paragraphs]  # its day is not cut off


def test_a_stated_date_comes_with_the_words_that_state_it():
    text = " date 2024-05-17 The council met.\n\n— Port Watch (@portwatch) March 8, 2024"

    assert hints(text) == [("2024-05-17", "stated", "date 2024-05-17")]


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("Published: 17 May 2024", "2024-05-17"),
        ("Published on Friday, May 17, 2024 at 10:32 GMT", "2024-05-17"),
        ("2024-05-17T10:32:00Z", "2024-05-17"),
        ("17.05.2024, 10:32", "2024-05-17"),
        ("17 mai 2024", "2024-05-17"),
        ("17. Mai 2024", "2024-05-17"),
        ("17 de mayo de 2024", "2024-05-17"),
        ("Posted: 17/5/2024", "2024-05-17"),
        ("Date: May 2024", "2024-05"),
        ("Published 10:32 AM EDT, Fri May 17, 2024", "2024-05-17"),
        ("Fri 17 May 2024 10.32 BST", "2024-05-17"),
        ("May 17, 2024 · 3 min read", "2024-05-17"),
        ("17-MAY-2024 15:18:06.67", "2024-05-17"),
        ("Date:Friday, May 17,2024", "2024-05-17"),
        ("Published: 17th, May 2024 GMT", "2024-05-17"),
        ("Urteil vom 17. Mai 2024", "2024-05-17"),
        ("МОСКВА, 17 мая 2024 года. /ТАСС/.", "2024-05-17"),
        ("Date/Time: 17 May 2024 10:32", "2024-05-17"),
        ("17. 5. 2024 10:32", "2024-05-17"),
        ("2024. 5. 17.", "2024-05-17"),
        ("Friday the 17th of May 2024", "2024-05-17"),
        ("Fait à Larne, le 17 mai 2024", "2024-05-17"),
        ("17/05/24 à 10:32", "2024-05-17"),
        ("Press Release No. 12/2024 of 17 May 2024", "2024-05-17"),
        ("PM 12/2024 vom 17.05.2024", "2024-05-17"),
        ("IP/24/1234 Larne, 17 May 2024", "2024-05-17"),
        ("For release on 17 May 2024", "2024-05-17"),
        ("Readout: 17 May 2024", "2024-05-17"),
        ("입력 2024.05.17 10:32", "2024-05-17"),
        ("News 17 May 24", "2024-05-17"),
        ("Published On 17 May 202417 May 2024", "2024-05-17"),
        ("May 17, 202410:32 AM ET", "2024-05-17"),
        ("Fri May 17 10:32:45 2024", "2024-05-17"),
        ("17 maggio 2024 (modifica il 18 maggio 2024 | 10:32)", "2024-05-17"),
        ("Staff 17 May 2024•Update: 18 May 2024", "2024-05-17"),
        ("Édition du vendredi 17 mai 2024", "2024-05-17"),
        ("Edited By: Ann Roe (With Agency Inputs) Updated: May 17, 2024, 10:32 PM IST", "2024-05-17"),
        ("نشر في: 17 مايو، 2024", "2024-05-17"),
        ("May 17, 2024 by Ann Roe Leave a Comment", "2024-05-17"),
        ("Published: 17 Aprıl 2024", "2024-04-17"),
        ("\u0662\u0660\u0662\u0664-\u0660\u0665-\u0661\u0667", "2024-05-17"),
    ],
)
def test_date_lines_of_many_forms(line, edtf):
    assert hints(f"Harbour strike ends\n{line}\n\nDock workers voted to end it.")[0][0] == edtf


@pytest.mark.parametrize(
    "line",
    [
        "PORT TOWN, May 17, 2024 (Agency One) — ",
        "PORT TOWN, Calif., May 17, 2024 /The Wire/ -- ",
        "PORT TOWN--(THE WIRE)--May 17, 2024--",
        "PORT TOWN, 17 May 2024 - ",
    ],
)
def test_datelines_with_a_year(line):
    assert hints(f"{line}Dock workers voted to end the strike.")[0][:2] == ("2024-05-17", "stated")


@pytest.mark.parametrize(
    "text", ["On May 17, 2024 — a Friday — they met.", "NATO said on May 17, 2024 - again - no."]
)
def test_a_day_inside_a_sentence_is_no_dateline(text):
    assert hints(text) == []


def test_a_day_of_publication_outdoes_one_that_may_be_of_anything():
    text = " date 2019-03-20 Dockers strike\nBy ANN ROE | Coast News | Published: May 17, 2024\n\nThey left."

    assert [edtf for edtf, _, _ in hints(text)] == ["2024-05-17", "2019-03-20"]


@pytest.mark.parametrize(
    "label", ["6 Months Ended", "Retrieved on:", "Deadline:", "Expires on:", "The quarter ending"]
)
def test_a_day_below_a_label_of_something_else_dates_nothing(label):
    assert hints(f"Subsequent Events\n{label}\nMay 17, 2024\nThe port paid its debt.") == []


def test_below_the_label_of_a_line_a_date_line_is_still_read():
    text = "Port pays its debt\nRetrieved on:\nMay 20, 2024\nLARNE, May 17, 2024 (PORTWIRE) -- The port paid."

    assert [edtf for edtf, _, _ in hints(text)] == ["2024-05-17"]


def test_the_last_words_of_a_sentence_in_brackets_are_no_day_at_the_foot():
    assert hints("The petition\n(against the vote\n\nof 9 May 2014),\n\nThe court dismissed it.") == []


def test_a_day_with_an_hour_below_a_long_menu_outdoes_the_frame_of_the_page():
    menu = "\n".join(f"• Section {letter}" for letter in "ABCDEFGHIJKLMN")
    text = (
        f"Friday 19 September, 2025\n{menu}\nDockers strike again\n{{}}\n1\nDockers left the quay of Larne."
    )

    assert hints(text.format("Friday, 17 May 2024 2:42 PM"))[0][0] == "2024-05-17"
    assert hints(text.format("17 May 2024"))[0][0] == "2025-09-19"
    two = text.format("Friday, 17 May 2024 2:42 PM\nA bridge falls\nSunday, 5 May 2024 1:10 PM")
    assert hints(two)[0][0] == "2025-09-19"


@pytest.mark.parametrize(
    ("above", "below", "edtf"),
    [
        ("19 April 2024", "17 January 2023", "2023-01-17"),
        ("17 January 2023", "19 April 2024", "2023-01-17"),
        ("Friday, 19 April 2024 2:42 PM", "17 January 2023", "2023-01-17"),
    ],
)
def test_an_earlier_day_below_the_headline_outdoes_the_frame_of_the_page(above, below, edtf):
    text = f"{above}\nDockers strike again\nThe Larne Weekly\n{below}\n\nDockers left the quay of Larne."

    assert hints(text)[0][0] == edtf


@pytest.mark.parametrize(
    "trail", ["Home / larne / Dockers strike again in Larne", "Herald > News > Larne > Strikes"]
)
def test_a_day_above_the_trail_of_a_page_is_that_of_its_frame(trail):
    text = f"{{}}{trail}\n\nDockers strike again in Larne\n{{}}\nDockers in Larne will vote next week."

    assert hints(text.format("Friday , May 17 2024\n", "")) == []
    assert hints(text.format("", "17 May 2024\n"))[0][0] == "2024-05-17"


def test_the_day_in_a_list_of_facts_is_that_of_what_the_text_is_about():
    facts = "- Kind: Strike\n- Date: 17 May 2024\n- Site: Larne\nDockers left the quay of Larne."

    assert hints(f"Larne dock strike\n{facts}") == []
    steps = "• May 6, 2024 (a vote)\n• May 7, 2024 (a strike)\n• May 12, 2024 (a truce)"
    assert hints(f"Larne dock strike\nDate\n{steps}\nDockers left the quay of Larne.") == []
    assert hints("Larne dock strike\n- Date: 17 May 2024\nDockers left.")[0][0] == "2024-05-17"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("World news", "Dockers strike again in Larne"),
        ("Business & Economy\n", "Dockers strike again in Larne"),
        ("Dock news", "Dockers strike again in Larne"),
    ],
)
def test_the_part_of_a_paper_above_a_headline_is_no_title(above, title):
    text = f"{above}\nDockers strike again in Larne\n\nDockers left the quay of Larne on Monday."

    assert read(text)[0].meta.title == title


def test_an_archive_says_when_its_report_was_first_published():
    assert (
        hints("This archive report was first published on 10 May 2021.\nDockers left Larne.")[0][0]
        == "2021-05-10"
    )


def test_an_update_comes_after_the_first_publication():
    text = "Strike ends\nUpdated: 9 March 2024\nPublished: 8 March 2024\n\nDock workers voted."

    assert [edtf for edtf, _, _ in hints(text)] == ["2024-03-08", "../2024-03-09"]


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("Last updated: 9 March 2024", "../2024-03-09"),
        ("Updated 9 March 2024", "../2024-03-09"),
        ("Updated 9 March 2024, 10:32 GMT", "2024-03-09"),  # news, which is of its last hour
    ],
)
def test_a_day_of_change_alone_says_by_when_a_text_was_out(line, edtf):
    assert hints(f"Strike ends\n{line}\n\nDock workers voted.")[0][0] == edtf


def test_a_date_that_could_be_two_days_is_not_read_and_one_that_is_none_is_named():
    assert hints("Strike ends\n03/04/2024\n\nDock workers voted to end it.") == []

    document, problems = read("Strike ends\nPublished: 30 February 2024\n\nDock workers voted to end it.")
    assert document.meta.date_hints == ()
    assert problems[0].startswith(
        'seeds/strike.txt:1:1: warning: the date line "Published: 30 February 2024" names no real day'
    )


def test_header_lines_tell_title_authors_publisher_and_address():
    head = "Title: Strike ends\nBy Ann Roe and Bo Li\nSource: Coast Herald\nURL: https://h.example/x"
    text = f"{head}\n\nThey voted."

    meta = read(text)[0].meta
    assert (meta.title, meta.title_basis) == ("Strike ends", "stated")
    assert (meta.authors, meta.publisher, meta.url) == (
        ("Ann Roe", "Bo Li"),
        "Coast Herald",
        "https://h.example/x",
    )


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("घाट बंद", "लार्न का घाट सोमवार को नहीं खुला और जहाज लौट आए।"),
        ("נמל נסגר", "בגלל הסערה הנמל של לארן לא פעל ביום שני."),
        ("항구 폐쇄", "라른 항구가 월요일에 문을 닫았다고 시장이 말했다."),
        ("O cais", "O cais de Larne fechou na segunda-feira por causa do vento."),
        ("Паром", "Паром из Ларна сел на мель в понедельник у берега."),
        ("台风", "周一台风袭击了拉恩港，码头关闭，船只返回港口。"),
        ("Pressekonferenz", "MODERATORIN: Guten Morgen, meine Damen und Herren."),
    ],
)
def test_a_short_first_line_of_any_script_is_the_title(line, text):
    rest = "\n\n".join(f"{text} {number}" for number in range(30))

    assert read(f"{line}\n\n{text}\n\n{rest}")[0].meta.title == line


@pytest.mark.parametrize("line", ["Reuters", "World", "Share"])
def test_a_first_line_of_one_word_that_the_text_has_not_is_no_title(line):
    text = f"{line}\n\nDockers left the quay of Larne on Monday. They will share nothing."

    assert read(text)[0].meta.title == "Dockers left the quay of Larne on Monday"


def test_without_a_headline_the_title_is_the_first_sentence_cut_at_a_word():
    meta = read("Dock workers voted to end it. They left.")[0].meta
    assert (meta.title, meta.title_basis) == ("Dock workers voted to end it", "inferred")

    speech = "Thank you, dockers of Orle.\n\nThe quay of Orle is open to dockers.\n\nDockers left the quay."
    assert read(speech)[0].meta.title == "The quay of Orle is open to dockers"

    answer = "No, the quay of Orle is not open to dockers.\n\nThe quay is for boats.\n\nDockers of Orle left."
    assert read(answer)[0].meta.title == "No, the quay of Orle is not open to dockers"

    dated = read("LARNE, May 9 (UPI) -- Dock workers voted to end it. They left.")
    assert dated[0].meta.title == "Dock workers voted to end it"

    listed = read("• Dock workers voted to end it.\n\n• They left.")
    assert listed[0].meta.title == "Dock workers voted to end it"

    long = read("Dock workers in the port " + "of the old town " * 20 + "voted.")[0].meta.title
    assert len(long) <= 111
    assert long.endswith("town of…")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The workers said that they would not go back to the port before it was settled.", "en"),
        ("Die Arbeiter sagten, dass sie nicht in den Hafen gehen, und das ist nicht alles.", "de"),
        ("Les ouvriers ont dit que la grève est finie et que le port est ouvert dans la ville.", "fr"),
        ("Los obreros dicen que la huelga no es el fin y que el puerto se abre con la firma.", "es"),
        ("L’alcalde va parlar amb la gent, i els pescadors volen que el port obri.", "ca"),
        ("Köprü salı günü fırtına yüzünden kapatıldı.", "tr"),
        ("Erdoğan met Yıldız in the port, and it was said that they spoke of the quay.", "en"),
        ("قال العمال إن الإضراب انتهى في الميناء بعد أن وافق المجلس على الاتفاق", "ar"),
        ("העובדים חזרו אל הנמל", "he"),
        ("Рабочие сказали, что они не вернутся в порт и что это не всё", "ru"),
        ("工人们投票结束罢工", "zh"),
        ("港の労働者はストライキを終えました", "ja"),
        (
            "Rada miasta nie wie, czy to jest możliwe, i że Škoda z Čáslavi dla Ústí do lipca się zepsuje.",
            "pl",
        ),
        (
            "Radnice se na to ptá, že do června není z čeho platit a že je most po opravě za dvě koruny.",
            "und",
        ),
        (
            "Vijeće je u petak reklo da se na most ne smije i da je to za još čitav mjesec, po riječi šefa.",
            "und",
        ),
        ("Съветът каза на хората, че не е за мен и за тях, а по пътя към моста с тъга и от съд.", "und"),
        ("Савет је рекао да је то за њега и не на мосту, и да ће љубав по граду да му се јави за то.", "und"),
        (
            "Совет не сказал, что объект и съезд на мост от города для них закрыт и что подъезд не открыт.",
            "ru",
        ),
        ("Rådet og folk er på broen, og det er ikke for dem, så de går i sø med æbler, brød og øl.", "und"),
        ("Rådet och Sørensen på Læsø var inte för att det är som det är, och det har inte ändrats.", "sv"),
        ("Рада сказала, що це не для них, і що до мосту вже є шлях, який за день від її села.", "uk"),
        ("Савет не вырашыў, што рабіць з мостам і як да яго ехаць, а на ім ужо стаяць людзі з сёл.", "und"),
        ("Xqz vrt plk mnb", "und"),
        ("123 456", "und"),
    ],
)
def test_languages(text, tag):
    assert read(text)[0].meta.language == tag


CHARACTERS = [*"aBé.?!,:;“”\"'‘’()[]—-@/ 12\n\n\r\t", "\xa0", "\x00", "e\u0301", "ß", "ا", "。"]
PIECES = [
    " date 2024-05-17 ", "Title: A b", "By Ann Roe", "The dockers met.", "“Go. Now,” he said.", "A heading",
    "\n", "\n\n", " ", "— N (@h) May 1, 2024", "pic.twitter.com/abcd", "(credit: A/B)", "U.S.",
]  # fmt: skip
MESSY = st.lists(st.sampled_from(CHARACTERS), max_size=200) | st.lists(st.sampled_from(PIECES), max_size=12)


@settings(max_examples=300, deadline=None)
@given(MESSY)
def test_every_character_lies_in_one_paragraph_and_one_sentence(pieces):
    document, problems = read("".join(pieces))
    if document is None:
        assert problems
        return

    for spans in ([p.span for p in document.paragraphs], [s.span for s in document.sentences]):
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(document.quote(span) == document.quote(span).strip() != "" for span in spans)
        between = "".join(
            document.text[a:b]
            for a, b in zip([0, *(s.end for s in spans)], [*(s.start for s in spans), None], strict=True)
        )
        assert between.strip() == ""
    assert [p.number for p in document.paragraphs] == list(range(1, len(document.paragraphs) + 1))
    for sentence in document.sentences:
        assert sentence.span in document.paragraphs[sentence.paragraph - 1].span
        assert sentence.id == f"p{sentence.paragraph}s{sentence.number}"


@given(st.text(max_size=300))
def test_any_text_splits_into_sentences_that_tile_it(text):
    spans = split_sentences(text)

    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_the_number_of_a_paragraph_on_a_line_of_its_own_is_no_text():
    document, _ = read_document("a.txt", b"1.\n\nThe council met on Monday.\n\n(b)\n\nIt voted.", "seeds")

    assert document.meta.title == "The council met on Monday"
    assert [document.quote(each.span) for each in document.prose()] == [
        "The council met on Monday.",
        "It voted.",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("أغلق مدير الميناء الرصيف يوم الثلاثاء. لم يصب أحد بأذى.", "ar"),
        ("مدیر بندر اسکله را بست.", "und"),
        ("A line of English and الميناء in it.", "en"),
    ],
)
def test_short_texts_in_arabic_are_told_by_their_article(text, language):
    assert language == read_document("a.txt", text.encode(), "seeds")[0].meta.language


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("The har-\nbour of Orle\nwas shut.", "The harbour\nof Orle\nwas shut."),
        ("Tom Hender-\nson, a clerk, said so.", "Tom Henderson,\na clerk, said so."),
        ("THE HAR-\nBOUR OF ORLE", "THE HARBOUR\nOF ORLE"),
        ("The Orle-\nTarn line was shut.", "The Orle-Tarn\nline was shut."),
        ("The well-\nknown quay was shut.", "The well-known\nquay was shut."),
        ("The dock-\nworkers left; dock-workers slept.", "The dock-workers\nleft; dock-workers slept."),
        ("The well-\nbeing; wellbeing counts.", "The wellbeing;\nwellbeing counts."),
        ("The har¬\nbour was shut.", "The harbour\nwas shut."),
        ("The govern-\nment of Orle left.", "The government\nof Orle left."),
        ("The red-\nthroated divers left.", "The red-\nthroated divers left."),
        ("The window-\ncleaner left.", "The window-\ncleaner left."),
        ("It was pre-\nand post-war.", "It was pre-\nand post-war."),
        ("See www.orle-\nport.example now.", "See www.orle-\nport.example now."),
        ("Rules of 2019-\n20 hold.", "Rules of 2019-\n20 hold."),
        ("It rose -\nnobody knew why.", "It rose -\nnobody knew why."),
        ("It was shut-\n\nnobody knew why.", "It was shut-\n\nnobody knew why."),
        ("The Orle-\nbacked crews left.", "The Orle-backed\ncrews left."),
        ("The US-\nled talks ended.", "The US-led\ntalks ended."),
        ("The US-\nUK talks ended.", "The US-UK\ntalks ended."),
        ("A lithium-\nion battery burned.", "A lithium-\nion battery burned."),
        ("A father-\nson firm was sold.", "A father-\nson firm was sold."),
        (
            "It was ex-\npected. An ex-\nminister, a minister.",
            "It was ex-\npected. An ex-minister,\na minister.",
        ),
        ("The Dam-\nmark ferry left.", "The Dam-\nmark ferry left."),
        ("The Dam-\nmark ferry left. Dammark waits.", "The Dammark\nferry left. Dammark waits."),
    ],
)
def test_a_word_that_a_line_breaks_is_one_word(text, mended):
    assert mend_broken_words(text) == mended


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("ex", "pected", "expected"),
        ("ex", "minister", "ex-minister"),
        ("so", "ciety", "society"),
        ("ten", "sion", "tension"),
        ("Ex", "pected", "Expected"),
        ("Orle", "backed", "Orle-backed"),
        ("EU", "brokered", "EU-brokered"),
        ("per", "son", "person"),
    ],
)
def test_in_print_a_broken_word_loses_its_hyphen_and_a_compound_keeps_it(first, second, expected):
    text = f"The minister said so. {first}-\n{second}"

    assert BrokenWords(text).joined(first, second) == expected


SHUT = (
    "The lock of Orle will stay shut until May.\n\nDivers found cracks in the gates of the lock on Monday."
    + (" Boats wait above it, and traders send their freight by rail." * 8)
)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Martin Brand\n\nLock of Orle shut after cracks\n", "Lock of Orle shut after cracks"),
        ("34.2 C\nCity of Larne\n\nLock of Orle shut after cracks\n", "Lock of Orle shut after cracks"),
        (
            "Your browser is too old. Get a new one\n\nLock of Orle shut after cracks\n",
            "Lock of Orle shut after cracks",
        ),
        ("Culture & Leisure\n\nWhat divers found in a lock\n", "What divers found in a lock"),
        ("Cold water, high hopes and a long wait for divers and for the lock\n", None),
        ("Read our app\n\nUpdate:\n\n", "The lock of Orle will stay shut until May"),
        ("When high water came\n\n", None),
        (
            "An official website of the United States government\n\n",
            "The lock of Orle will stay shut until May",
        ),
        ("Watch this page\n\n", "The lock of Orle will stay shut until May"),
        (
            "and write to us if divers shall not be named, by the lock.\n",
            "The lock of Orle will stay shut until May",
        ),
        ("Pressemitteilung Nr. 07/2020\n\n", "The lock of Orle will stay shut until May"),
    ],
)
def test_the_headline_is_the_line_that_the_text_takes_up(head, title):
    assert read(head + "\n" + SHUT)[0].meta.title == (title or head.strip())


@pytest.mark.parametrize(
    "line",
    [
        "THIS CONTENT HAS BEEN ARCHIVED",
        "Exhibit 99.1",
        "Norland + 5 more",
        "Coastview → ARCHIVE → PARLIAMENT → FACTS",
        "Herald Facebook Twitter YouTube Friday, May 12, 2023",
        "English>>",
        "| 21:13 Uhr",
        "Category Archives: Statements from the port",
        "Company Contacts: Dr. Ann Roe, CEO",
        "There were 2,310 press releases posted in the last 24 hours and 87,401 in the last 30 days.",
        "• £ 1.17 +0.02\n• 83.20 -0.41",
        "×\nADVERTISEMENT\nADVERTISEMENT",
        "Ferries wait off Orle, the largest port of the coast, while its lock is shut. Reuters",
        "Start Norland Port of Orle to open at night",
    ],
)
def test_a_line_that_a_site_puts_above_the_headline_is_no_title(line):
    document, _ = read(f"{line}\n\nPort of Orle to open at night\n\nThe port of Orle opens. It was shut.\n")

    assert document.meta.title == "Port of Orle to open at night"


@pytest.mark.parametrize(
    "line",
    [
        "Facebook and Twitter leave the port of Orle",
        "»Wir bleiben« und »Wir gehen«: Streit um Orle",
        "« Restons » ou « partons » : Orle hésite",
        "Port of Orle + 5 others close",
    ],
)
def test_a_headline_with_signs_or_networks_stays_one(line):
    document, _ = read(f"{line}\n\nThe port opens. It was shut.\n")

    assert document.meta.title == line


def test_the_last_line_of_news_may_end_in_its_agency():
    document, _ = read(
        "The port of Orle is open.\n\nIt was shut for a week, the mayor said. Reuters\nShips\n"
    )

    assert ParagraphKind.CAPTION not in {paragraph.kind for paragraph in document.paragraphs}


def test_a_record_of_the_commons_has_its_names_apart_from_what_is_said():
    roe, holm = "Ann Roe Portrait Ann Roe (Larne North) (Lab)", "Lord Holm Portrait The Minister (Mr Bo Holm)"
    buttons = "- Hansard - - - Excerpts"
    text = (
        f"Oral Answers\n\nLord Holm Excerpts\nFriday 17th May 2024\n\n{roe}\n{buttons}\n\n"
        f"2. What he has done for the port of Orle.\n\n{holm}\n- Hansard - -\n\nThe port of Orle is open."
    )
    document, _ = read(text)
    kinds = {document.quote(each.span): each.kind for each in document.paragraphs}

    assert document.meta.title == "Oral Answers"
    assert kinds[roe] is kinds[holm] is ParagraphKind.HEADING
    assert kinds[buttons] is ParagraphKind.BOILERPLATE
    assert [words for words, kind in kinds.items() if kind is ParagraphKind.BODY] == [
        "The port of Orle is open."
    ]


def test_a_date_line_tells_the_day_in_the_month_of_the_head():
    line = "ORLE, 24 mar (Reuters) - El puerto de Orle cerró el miércoles."

    assert hints(f" date 2024-03 \n\n{line}")[0] == ("2024-03-24", "stated", "24 mar")
    assert hints(f" date 2024-04 \n\n{line}")[0][0] == "2024-04"


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("", "ORLE, Feb 15: "),
        ("", "Orle (OPA/Reuters/dpa) - "),
        ("- The ministry says that ferries came.\n\n", "ORLE (OA) – "),
    ],
)
def test_a_date_line_is_cut_off_the_first_sentence(above, line):
    document, _ = read(f"Port of Orle is shut\n\n{above}{line}The port of Orle was shut on Sunday.\n")

    assert [document.quote(each.span) for each in document.paragraphs][-2:] == [
        line.strip(),
        "The port of Orle was shut on Sunday.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ORLE, Feb 15: The port was shut.\n\nLARNE, Feb 16: The lock was shut.",  # a chronicle
        "The port was shut on Sunday.\n\nORLE – The port was shut.",
    ],
)
def test_a_date_line_that_may_be_more_stays_with_its_sentence(text):
    document, _ = read(f"Port of Orle is shut\n\n{text}\n")

    assert [document.quote(each.span) for each in document.paragraphs][1:] == text.split("\n\n")


def test_a_date_line_tells_the_day_in_the_month__that_a_form_states():
    text = (
        "FORM 9\nFor the month of\nMay 2024\nElver Harbour S.A.\nThe pier is closed\n"
        "Port of Elver, May 17th, 2024 - The harbour company closed the pier for good."
    )

    assert hints(text) == [("2024-05-17", "stated", "May 17th, 2024")]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            f"{'The ferry sailed. ' * 9}\n\nRoe denied\nthat it was sold,\nand said that it\nwould stay.",
            [
                ("The ferry sailed. " * 9).strip(),
                "Roe denied that it was sold, and said that it would stay.",
            ],
        ),
        ("They came\nby ship.\nBo Li\nwas late.", ["They came by ship.", "Bo Li was late."]),
        ("Present were\nthe master\nthe clerk", ["Present were", "the master", "the clerk"]),
        ("The quay is shut\nvan Roe said so.", ["The quay is shut", "van Roe said so."]),
        ("The quay is shut\nwww.quay.example says so.", ["The quay is shut", "www.quay.example says so."]),
        ("It was said:\nthe quay is shut.", ["It was said:", "the quay is shut."]),
        ("The quay is shut\n\nand so it was.", ["The quay is shut", "and so it was."]),
    ],
)
def test_lines_of_one_sentence_are_joined(text, paragraphs):
    assert [" ".join(unit.words.split()) for unit in find_units(text)] == paragraphs


def test_a_headline_that_ends_in_a_preposition_stays_apart_below_others():
    lines = [
        "Larne Gazette",
        "Who the council of the town will now vote with",
        "The seven members met in Larne.",
    ]
    text = f"{lines[0]}\n\n{lines[1]}\n{lines[2]}\n\n{'The ferry sailed. ' * 9}"

    assert [unit.words for unit in find_units(text)][:3] == lines


UNWRAPPED = ("The ferry sailed. " * 9).strip()


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("The master of the ferry was heard on Tuesday,", "4 June 2013, and let go at once."),
        ("The master of the ferry was heard on", "28 April 2009 and let go at once."),
        ("The master was heard on 28", "April 2009 and let go."),
        ("The master was heard by the court in June", "4, 2008 was the day of the ruling."),
        ("Roe went home to Larne, and then on 6", "November the ferry sailed from the quay."),
        ("The ferry took on board forty men bound for", "New Larne, and sailed with the tide."),
        ("Der Kapitän der Fähre sprach lange mit dem", "Hafenmeister über das kalte Wetter."),
        ("“Nobody on this quay will forget the day,”", "Bo Li said. The ferry had sailed."),
    ],
)
def test_a_line_that_no_sentence_ends_with_goes_on_in_capitals_and_figures(line, following):
    units = find_units(f"{UNWRAPPED}\n\n{line}\n{following}")

    assert [unit.words for unit in units] == [UNWRAPPED, f"{line}\n{following}"]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("The ferry sailed from the quay at dawn,", "Nobody on the quay saw her again."),
        ("“Nobody on this quay will forget the day,”", "The ferry sailed from it at dawn."),
        ("The ferry that nobody had waited for", "4 June 2013"),
        ("What we stand for", "The harbour company is an old one."),
        ("The guests are heard on every Tuesday", "The ferry sails at dawn and at noon."),
        ("The things that a good master cares for", "- The ferry, her crew and the harbour."),
        ("12 The ferry took on board men bound for", "13 New Larne, and sailed with the tide."),
        ("THE CHAIR: What did you see when you left the", "MR. ROE: I saw nothing on the quay."),
        ("In all, the number of the men was 28", "April is the month of the great tides."),
        ("Ferry 28", "April 2009 was cold."),
    ],
)
def test_a_line_that_may_end_a_paragraph_is_one(line, following):
    units = find_units(f"{UNWRAPPED}\n\n{line}\n{following}")

    assert [unit.words for unit in units] == [UNWRAPPED, line, following]


def test_the_first_line_of_all_may_be_a_headline_that_ends_with_a_preposition():
    headline, text = "The ferry that the town of Larne had to wait for", "Nobody on the quay saw her again."

    assert [unit.words for unit in find_units(f"{headline}\n{text}\n\n{UNWRAPPED}")][:2] == [headline, text]
