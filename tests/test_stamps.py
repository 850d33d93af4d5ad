"""Which words at the head of a text say when it was published, and which only look like it."""

import pytest

from dossier.analysis.dates import find_dates
from dossier.config import Settings
from dossier.sources import read_document
from dossier.text.date_words import _OTHER_SHORT_WEEKDAYS, _OTHER_WEEKDAYS, LANGUAGES, month_names
from dossier.text.stamps import read_stamp

STAMPS = [
    "LARNE, Northern Ireland (Oct. 3, 2019)",
    "LARNE | Thu Oct 3, 2019 4:12 pm BST LARNE (Newswire) - ",
    "PORT TOWN--(THE WIRE)--October 3, 2019--",
    "LARNE (Oct. 3, 2019) − ",
    "Thu Oct 3 2019 ",
    "Published October 3 2019 ",
    "3 October 2019 Last updated at 17:55 GMT Help ",
    "3 October 2019 - ",
    "Larne, 3 October 2019\n",
    "For immediate release: October 3, 2019\n",
    "By Ann Roe | October 3, 2019 5:00 am ET\n",
    "By the Press Office, October 3, 2019\n",
    "3 October 2019 | Press release | Harbour office\n",
    "OCTOBER 3, 2019 • STATEMENTS AND RELEASES\n",
    "October 3, 2019 / 7:41 PM EDT / NNB\n",
    "Larne (Norland), October 3, 2019 /NNWire/ -- ",
    "Publié le 3 octobre 2019 à 10 h 15\n",
    "Veröffentlicht am 3. Oktober 2019 um 10:15 Uhr\n",
    "Publicado el 3 de octubre de 2019\n",
    "Tim Roe in Larne paper.example, Thursday 3 October 2019 21.07 BST ",
    "updated 10/3/2019 7:15:02 PM ET | Thursday\n",
    "Posted on October 3, 2019 at 9:40 pm by Nora Vik | Updated: October 9, 2019\n",
    "03-10-2019 ",
    "Pressemitteilung vom 3. Oktober 2019\n",
    "Press notice, 3.10.2019, Thursday\n",
    "Date of issue: 3 October 2019\n",
    "Posted 3 Oct 2019 in Harbour News\n",
    "3 October 2019, Larne\n",
    "Gepubliceerd op 3 oktober 2019\n",
    "Pubblicato il 3 ottobre 2019\n",
    "Publicado em 3 de outubro de 2019\n",
    "By Ann Roe Harbour Post Staff Writer Thursday, October 3, 2019; 4:12 PM\n",
    "By ANN ROE PUBLISHED: 16:12 GMT, 3 October 2019 | UPDATED: 17:55 GMT, 4 October 2019 ",
    "By Ann Roe, NNW updated 7:15 PM EDT, Thu October 3, 2019 ",
    "By Ann Roe NNB News, Larne 3 October 2019 ",
    "NNC News Posted: Oct 03, 2019 4:12 PM ET Last Updated: Oct 04, 2019 5:55 PM ET ",
    "From correspondents in Larne From: NNW October 03, 2019 4:12PM ",
    "Ann Roe, HARBOUR TODAY 4:12 p.m. EDT October 3, 2019\n",
    "wire.example staff and news services updated 10/3/2019 7:15:02 PM ET 2019-10-03T23:15:02 ",
    "October 3, 2019 -- Updated 1911 GMT (0311 HKT) Larne (NNW) -- ",
    "16:12 03/10/2019 LARNE, October 3 (Newswire) - ",
    "Published 04:12 03.10.19\n",
    "Date: 3 October 19\n",
    "Volume 12: debated on Thursday 3 October 2019\n",
    "Part of the debate – in the Council of Larne at 4:12 pm on 3rd October 2019.\n",
    "3 October 19 16:12 GMT\n",
    "03.10.19 - 16:12\n",
    "(NNW) LARNE, Norland - October 3, 2019 - ",
    "Larne [3 October 2019] — ",
    "WIRE/03.10.2019/ ",
    "FOR IMMEDIATE RELEASE                October 3, 2019\n",
    "Embargoed until 16:00, 3 October 2019\n",
    "Issued at 0600 on Thursday 3 October 2019\n",
    "Posted by Ann Roe on 3 October 2019 at 4:12pm\n",
    "Vol. 12, No. 44, October 3, 2019\n",
    "On October 3, 2019 by Ann Roe\n",
    "On October 3, 2019 at 4:12 pm\n",
    "Thursday 10.03.2019\n",
    "Thursday 03.10.2019\n",
    "Written by Ann Roe on 3 October 2019\n",
    "Home » News » October 3, 2019\n",
    "World > Norland / Thu, 3 Oct 2019\n",
    "HARBOUR TIMES October 3, 2019|By Ann Roe, Harbour Times\n",
    "Thursday 3 October 2019 16.12 BST Article history ",
    "3 October 2019 From the section Business ",
    "Statement of 3 October 2019\n",
    "Memo of 3 October 2019\n",
    "Fecha: 3 de octubre de 2019\n",
    "Data pubblicazione: 3 ottobre 2019\n",
    "Datum: 3 oktober 2019\n",
    "Data publikacji: 3 października 2019\n",
    "Дата: 3 октября 2019\n",
    "פורסם ב-3 באוקטובר 2019\n",
    "3 October 2019 Last updated at 17:55 GMT Share this page Facebook reddit Twitter Email Print ",
    "3 October 2019 Last updated at 17:55 GMT Share this with Email Facebook Messenger ",
    "3 October 2019 17:55 Save Share facebook twitter Copy link ",
    "Giovedì 3 ott 2019\n",
    "Report 7/2019, presented on 3 October 2019\n\n",
    "Statement by the harbour master, 3 October 2019\n\n",
    "Page last updated at 17:55 GMT, Thursday, 3 October 2019 18:55 UK E-mail this to a friend ",
    "Donderdag 3 oktober 2019, 16:12 uur\n",
    "Nr. 44/2019 vom 3. Oktober 2019\n",
    "Larne, le 3 octobre 2019\n",
    "Mis en ligne le 3 octobre 2019 à 16h12\n",
    "Actualizado 03/10/2019 - 16:12h\n",
    "Publicado: 03/10/2019 16:12 h\n",
    "Publié le jeudi 3 octobre 2019 à 16h12min\n",
    "Posted on October 3, 2019 by admin in News // 3 Comments\n",
    "Publish Date: 3October 2019 - 16:12\n",
    "Publicerad 3 oktober 2019\n",
    "Published time: 3 Oct, 2019 16:12\n",
    "Thursday, October 3, 2019, Larne — ",
    "3 października 2019, 16:12 | Aktualizacja: 4 października 2019\n",
    "2019. október 3.\n",
    "3 Οκτωβρίου 2019, 16:12\n",
    "Политика, 3 октября 2019 г., 16:12\n",
    "Четверг, 3 октября 2019\n",
    "3 Ekim 2019 Perşembe, 16:12\n",
    "Kamis, 3 Oktober 2019 / 16:12 WIB\n",
    "الخميس 3 أكتوبر 2019 - 16:12\n",
    "نُشر في: 3 تشرين الأول/أكتوبر 2019\n",
    "3 באוקטובר 2019, 16:12\n",
    "2019年10月3日 16時12分\n",
    "2019-10-03 16:12:00 来源：港口网\n",
    "Komunikat nr 7 z dnia 3 października 2019 r.\n",
    "Larne, dnia 3 października 2019 r.\n",
    "Larne, 03.10.2019 r.\n",
    "LARNE (3 października 2019 r.) – ",
    "ОРЛЕ (3 октября 2019 г.) – ",
    "ОРЛЕ, 3 окт 2019 — РИА Причал. ",
    "Орле. 3 октября 2019 года. ИНТЕРПРИЧАЛ.RU - ",
    "أورلي 2019/10/03 وفا- ",
    "October 3, 2019 / 4:12 PM / Updated 2 hours ago LARNE (Newswire) - ",
    "World News October 3, 2019 / 4:12 PM / in 4 hours Staff 2 Min Read LARNE (Newswire) - ",
    "3 October 2019 Updated 4 hours ago\n",
    "Par La Rade avec AFP Publié le 3 octobre 2019 à 16h12, mis à jour le 4 octobre 2019"
    " Temps de lecture : 2 min. ",
    "Redacción 3 octubre 2019 ",
    "jeu. 3 oct. 2019\n",
    "jue 3 oct 2019\n",
    "gio 3 ott 2019\n",
    "czw., 3 października 2019, 16:12\n",
    "Чт, 3 октября 2019\n",
    "الخميس، 3 أكتوبر / تشرين الأول 2019\n",
    "الخميس 1441/2/4 هـ الموافق 2019/10/03 م\n",
    "نشر بتاريخ 3 أكتوبر 2019\n",
    "פורסם בתאריך 3.10.2019\n",
    "תאריך פרסום: 03.10.2019\n",
    "Пресс-релиз № 12 от 03.10.2019\n",
    "Núm. 44 Jueves 3 de octubre de 2019 Sec. II. Pág. 7\n",
    "En Larne, a 3 de octubre de 2019\n",
    "Larne, lì 3 ottobre 2019\n",
    "Comunicato stampa n. 12 del 03/10/2019\n",
    "Dated this 3rd day of October, 2019\n",
    "03.10.19 / 16:12\n",
    "Statement 3 October 2019 Larne\n",
    "Quay Letter #44 · 3 October 2019\n",
    "⏱ 4 min read · 3 Oct 2019\n",
    "Argued May 9, 2019—Decided October 3, 2019\n",
    "Submitted May 9, 2019 — Decided: October 3, 2019\n",
    "Larne, this 3rd day of October 2019\n",
    "Persbericht 3 oktober 2019\n",
    "Pressemitteilung 12/2019 vom 3. Oktober 2019\n",
    "Tisková zpráva ze dne 3. října 2019\n",
    "Orle den 3 oktober 2019\n",
    "3 October 2019, 4:12 p.m. ",
    "3 October 2019. ",
    "October 3, 2019. ",
    "3. Oktober 2019: ",
    "Quay Bell 3 October 2019 16:12 GMT\n",
    "The Quay Bell Thu 3 October 2019 16.12 BST\n",
    "Ann Roe October 3, 2019 at 4:12 pm\n",
    "Le Phare 3 octobre 2019 à 16h12\n",
    "Larner Welle 03.10.2019 16:12\n",
]


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_states_the_day_and_is_no_part_of_the_text(stamp):
    text = f"Boats seized\n\n{stamp}Police seized two boats on Thursday. Nobody was hurt."
    document, problems = read_document("larne.txt", text.encode(), "seeds")

    assert [problem.code for problem in problems] == ["plain-handling"] * stamp.startswith("Embargoed")
    assert (document.meta.date_hints[0].value.edtf, document.meta.date_hints[0].basis) == (
        "2019-10-03",
        "stated",
    )
    assert [document.quote(p.span) for p in document.paragraphs if p.kind == "title"] == ["Boats seized"]
    assert [document.quote(p.span) for p in document.paragraphs if p.kind.is_prose] == [
        "Police seized two boats on Thursday. Nobody was hurt."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "On 3 October 1987 the river rose.",
        "3 October 1987 is a day that nobody in Larne forgets.",
        "3 October 1987, Larne and its quay were flooded.",
        "3 October 1987 in Larne",
        "Ann Roe, 3 October 1941 – 5 March 2021",
        "2025-07-12/2025-07-14",
        "1994-96 | 1994/1996 | years",
        "In October 2019 the river rose.",
        "The vote was held on Thursday, 3 October 2019 at 10:15 GMT in Larne.",
        "Morning report on the river of 3 October 2019",
        "On October 3, 1987 Larne was flooded.",
        "On October 3, 1987, at 4:12 pm, Ann Roe shut the quay.",
        "At 4:12 pm on October 3, 1987, Ann Roe shut the quay.",
        "Le 3 octobre 1987 Larne était sous l'eau.",
        "Issued 3 October 1987, the warrant was never served.",
        "Debated on 3 October 1987, the bill was dropped.",
        "Part of the debate in the council at noon on 3 October 1987 was on the quay.",
        "Event: Harbour Day, Saturday, October 3, 2009, 4:12 pm, Town Hall",
        "Law No. 44 of 3 October 2009",
        "FILE - In this Oct. 3, 2009, file photo, boats lie at the quay.",
        "Auktion: 03.10.2009, 10:15 Uhr",
        "Auktionsbeginn – 03.10.2009, 10:15 Uhr",
        "Udienza, 3 ottobre 2009, 10:15",
        "Opening (3 October 2009, 10:15)",
        "3 October 1987, 6:15. The quay burns.",
        "Lost at: 3 October 2009 10:15 UTC",
        "Regata: 03/10/2009 10:15 h",
        "Flood 3 October 2009, 10:15 UTC",
        "3 October 1987. The quay burns.",
        "3. Oktober 1987: An diesem Tag stieg der Fluss.",
        "3 October 1987. On that day Ann Roe left Larne.",
        "Town Hearing 3 October 2009 10:15 UTC",
        "3 октября 1987 г. Горит причал.",
        "Орле. 3 октября 1987 года. Горит причал.",
        "3 października 1987 r. Nabrzeże płonie.",
        "Ustawa z dnia 3 października 1987 r.",
        "3 октября 1987 года причал сгорел.",
        "3 октября 1987 года Анна Роу открыла причал.",
        "3 октября 1987 Анна Роу открыла причал.",
        "3 октября 1987 А. Роу открыла причал.",
        "3 października 1987 Anna Roe otworzyła nabrzeże.",
        "3 באוקטובר 1987 הרציף נשרף",
        "3 באוקטובר 1987: הרציף נשרף",
        "1987年10月3日10时15分，码头起火。",
        "So 3. Oktober 1987 war der Tag.",
        "Decided October 3, 1987, the case was never printed.",
    ],
)
def test_a_day_that_a_sentence_uses_is_no_stamp(text):
    assert read_stamp(text) is None


@pytest.mark.parametrize(
    ("stamp", "text"),
    [
        ("03.10.2019 10:15 ", "Причал закрыт."),
        ("Чт, 3 октября 2019 ", "Причал закрыт."),
        ("Czwartek, 3 października 2019 ", "Nabrzeże zamknięto."),
        ("ОРЛЕ, 3 октября 2019, 10:15 — ", "Причал закрыт."),
        ("אורלה (3 באוקטובר 2019) – ", "הרציף נסגר."),
        ("03.10.2019, 10:15 ", "הרציף נסגר."),
        ("أورلي (3 تشرين الأول/أكتوبر 2019) – ", "أغلق الرصيف."),
        ("تاريخ النشر: 03/10/2019 ", "أغلق الرصيف."),
        ("آخر تحديث: 3 أكتوبر 2019 الساعة 10:15 بتوقيت غرينتش ", "أغلق الرصيف."),
    ],
)
def test_a_stamp_may_stand_before_a_text_in_any_script(stamp, text):
    found = read_stamp(stamp + text)

    assert found
    assert (found.days[0].days[0].edtf, (stamp + text)[found.end :]) == ("2019-10-03", text)


def hints(text):
    document, _ = read_document("larne.txt", text.encode(), "seeds")
    return [hint.value.edtf for hint in document.meta.date_hints]


TEXT = "Police seized two boats at the quay. Nobody was hurt."


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Date: 12/21/93", ["1993-12-21"]),
        ("Published: 21/12/99", ["1999-12-21"]),
        ("Date: 21.12.70", ["1970-12-21"]),
        ("DATE: 14 March 88", ["1988-03-14"]),
        ("RELEASE DATE: 26-FEB-87", ["1987-02-26"]),
        ("Date: 12/21/39", ["2039-12-21"]),
        ("Date: 12/21/45", []),  # of which century?
        ("Date: 12/21/69", []),
    ],
)
def test_a_year_of_two_figures_is_of_the_last_century_too(line, days):
    assert hints(f"Boats seized\n{line}\n\n{TEXT}") == days


@pytest.mark.parametrize(
    "text",
    [
        f"17 July 2024\nThursday 3 October 2019 - 16:12\nStory Code : 2\n\nBoats seized\n\n{TEXT}",
        f"17 July 2024\n\nBoats seized\n\n{TEXT}\nPublish Date: 3 October 2019\n\n{TEXT}",
        f"Boats seized\n\n{TEXT}\n\nNNW | Larne | Updated: 3 October 2019 16:12 BST\n{TEXT}",
        f"Boats seized\n\n{TEXT}\n\nLarne, 3 October 2019",
        f"Boats seized\n\n{TEXT}\n\n3 October 2019\n\nClose",
        f"Agreement of the two ports\n\n{TEXT}\n\nDone at Larne, 3 October 2019",
        f"https://paper.example/news/2019/10/03/boats-seized\n\nBoats seized\n\n{TEXT}",
    ],
)  # fmt: skip
def test_of_several_days_the_one_with_a_label_or_an_hour_dates_a_text_and_a_lone_one_may_close_it(text):
    assert hints(text)[0] == "2019-10-03"


@pytest.mark.parametrize(
    "text",
    [
        f"Boats seized\n\n{TEXT}\n\n3 October 2019\n\n{TEXT}\n\n9 May 2020",  # two days: entries of a list
        f"Boats seized\n\n{TEXT}\n\nAnn Roe, 3 October 1941 – 5 March 2021",
        f"Boats seized\n\n{TEXT}\n\nAnn Roe (@annroe) 3 October 2019",  # of a post
        f"Boats seized\n\nHearing:\n3 October 2019, 10:15\n\n{TEXT}",
        f"Boats seized\n\nUnfallzeit\n03.10.2019, 10:15 Uhr\n\n{TEXT}",
        f"Boats seized\n\n{TEXT}\n\nLast updated: 3 October",
        f"Harbour day\n\n{TEXT}\n\nDate: 3 October 2019\nVenue: the quay\n\n{TEXT}",  # of a meeting
        f"Boats seized\n\n{TEXT}\n\nhttps://paper.example/2019/10/03/another-affair\n\n{TEXT}",
        f"https://paper.example/raid-of-2019-10-03\n\nBoats seized\n\n{TEXT}",
        f"https://paper.example/list?from=20191003\n\nBoats seized\n\n{TEXT}",
    ],
)
def test_a_day_among_the_last_lines_that_may_be_another_one_dates_nothing(text):
    assert hints(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "Left Menu",
        "Story Code : 2352",
        "3 years ago",
        "2 Min Read",
        "Written by Ann Roe",
        "Press Releases|",
        "No Comments",
        "Wire Staff",
        "الجمعة 26 أبريل 2024 أبوظبي الإمارات",
        "Dnia 29 listopada 2018 roku",
        "最終更新日:2023年1月18日",
        "发布时间：2023年1月18日",
        "(Başvuru Numarası: 2019/17206)",
        "首页 > 外交动态 > 发言人表态",
        "News > Ports > Larne",
        "2567-03-12",
        "14.05.23",
        "15:43",
    ],
)
def test_what_a_site_puts_round_its_headlines_is_no_title(line):
    text = f"{line}\n\nTwo boats seized at the quay\n\n{TEXT}"
    document, _ = read_document("larne.txt", text.encode(), "seeds")

    assert document.meta.title == "Two boats seized at the quay"


@pytest.mark.parametrize(
    "line", ["15:43", "2567-03-12", "首页 > 外交动态 > 发言人表态", "おはようございます。"]
)
def test_a_text_without_a_headline_is_not_called_by_a_figure_a_menu_or_a_greeting(line):
    document, _ = read_document("larne.txt", f"{line}\n\n{TEXT}".encode(), "seeds")

    assert document.meta.title == "Police seized two boats at the quay"


@pytest.mark.parametrize(
    "line",
    ["The attack of 9 May 2024", "9 May 2024 attacks", "Budget of 9 May 2024", "Newsletter March 2024"],
)
def test_a_headline_may_have_a_day(line):
    document, _ = read_document("larne.txt", f"{line}\n\n{TEXT}".encode(), "seeds")

    assert document.meta.title == line


@pytest.mark.parametrize(
    "text",
    [
        f"MEMORANDUM\nTO: Bo Li\nFROM: Ann Roe\nDATE: 3 October 2019\nSUBJECT: Boats seized\n\n{TEXT}",
        f"Larne Times\n3 October 2019\nSECTION: A; Page 1\nLENGTH: 9 words\nHEADLINE: Boats seized\n\n{TEXT}",
        f"Read us on every device you like\n\nTwo boats seized at the quay\n\n3 October 2019, 16:12\n"
        f"Two boats seized at the quay\n\n{TEXT}",
    ],
)
def test_a_headline_is_where_a_label_says_or_where_a_page_repeats_it(text):
    document, _ = read_document("larne.txt", text.encode(), "seeds")

    assert document.meta.title in ("Boats seized", "Two boats seized at the quay")
    assert [hint.value.edtf for hint in document.meta.date_hints] == ["2019-10-03"]


def test_a_speaker_whose_name_comes_again_is_no_headline():
    turns = "ANN VAN ROE\n\nThe quay is open.\n\nBO\n\nSince when?\n\nANN VAN ROE\n\nSince noon."
    document, _ = read_document("larne.txt", f"Talk at the quay\n\n{turns}".encode(), "seeds")

    assert document.meta.title == "Talk at the quay"


def test_figures_that_could_be_two_days_need_a_weekday():
    assert hints("Boats seized\n\n03-10-2019 Police seized two boats.") == []
    assert hints("Boats seized\n\n03-10-2019 Police seized two boats on Sunday.") == ["2019-03-10"]
    assert hints("Boats seized\n\nSunday 03-10-2019 Boats of Thursday were seized.") == ["2019-03-10"]


def test_a_day_of_change_gives_way_to_the_first_in_every_wording():
    assert hints("Boats seized\n\nPage last updated 4 October 2019\nPublished 3 October 2019\n\nPolice.") == [
        "2019-10-03",
        "../2019-10-04",
    ]
    assert hints(
        "Boats seized\n\nMis à jour le 4 octobre 2019\nMis en ligne le 3 octobre 2019\n\nLa police."
    ) == [
        "2019-10-03",
        "../2019-10-04",
    ]


def test_a_line_that_names_the_kind_of_a_document_states_its_day_and_stays_its_title():
    text = "Press briefing of the harbour mission, 3 October 2019, 15:00\n\nPolice seized two boats."
    document, _ = read_document("larne.txt", text.encode(), "seeds")

    assert document.meta.date_hints[0].value.edtf == "2019-10-03"
    assert document.meta.title.startswith("Press briefing")


def test_paragraphs_that_each_begin_with_a_day_are_a_chronicle():
    assert hints("1 May 2020 The port closed.\n\n3 May 2020 The port opened.") == []


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Larne, Monday, 3 October 2019\n\nPolice seized two boats.", "Thursday"),
        ("Published Fri 4 Oct 2019 16:12 GMT\n\nPolice seized two boats.", None),
        ("Montag, 3. Oktober 2019\n\nDie Polizei hat zwei Boote beschlagnahmt.", "Thursday"),
        ("Statement by the harbour master, Monday, 3 October 2019\n\nPolice seized two boats.", "Thursday"),
        ("Published Friday, 4 Oct 2019 | Updated Saturday, 5 Oct 2019\n\nPolice seized two boats.", None),
    ],
)
def test_a_day_in_the_head_that_its_weekday_contradicts_is_uncertain_and_reported(text, weekday):
    document, problems = read_document("larne.txt", text.encode(), "seeds")

    day = document.meta.date_hints[0].value
    assert (day.edtf, day.is_exact) == (("2019-10-03?", False) if weekday else ("2019-10-04", True))
    told = [problem.message for problem in problems]
    assert len(told) == bool(weekday)
    assert all(message.endswith(f"names another weekday: that day was a {weekday}") for message in told)


LIST = "Most read\n1 May 2020: Fair opens\n30 April 2020: Ferry lines merge\n\n"
ITEMS = "Latest\n\nFair opens in Orle\n1 May 2020\n\nFerry lines merge\n30 April 2020\n\n"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (f"{LIST}Boats seized\n3 October 2019\n\nPolice seized two boats.", ["2019-10-03"]),
        (f"{ITEMS}Boats seized\n\nPolice seized two boats.", []),
        (f"{ITEMS}Boats seized\n3 October 2019\n\nPolice seized two boats.", ["2019-10-03"]),
        (f"Boats seized\n\n{LIST}Police seized two boats.", []),
    ],
)
def test_a_list_of_other_texts_above_a_text_does_not_date_it(text, days):
    document, _ = read_document("larne.txt", text.encode(), "seeds")

    assert [hint.value.edtf for hint in document.meta.date_hints] == days
    assert document.meta.title == "Boats seized"


SPRING = "The river rose. It rained."


def entries(*days, between=""):
    """Return a title and, under each of some days on lines of their own, a sentence."""
    return "The flood of Larne\n\n" + between.join(f"{day}\n{SPRING}\n\n" for day in days)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(entries("1 May 2020", "3 May 2020"), id="days that rise"),
        pytest.param(entries("Friday, 1 May 2020", "Sunday, 3 May 2020"), id="with weekdays"),
        pytest.param(entries("9 May 2020", "3 May 2020", "1 May 2020"), id="three that fall"),
        pytest.param("1 May 2020: The river rose.\n\n3 May: It fell.\n", id="the year said once"),
        pytest.param(entries("1 May 2020", "3 May 2020", between=f"{SPRING}\n\n" * 9), id="the last alone"),
    ],
)
def test_the_days_of_entries_do_not_date_a_chronicle(text):
    assert hints(text) == []


def test_the_days_of_entries_are_its_headings_and_never_its_title():
    document, _ = read_document("larne.txt", entries("1 May 2020", "3 May 2020").encode(), "seeds")

    kinds = [paragraph.kind.value for paragraph in document.paragraphs]
    assert kinds == ["title", "heading", "body", "heading", "body"]
    assert document.meta.title == "The flood of Larne"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(entries("9 May 2020", "1 May 2020", "3 May 2020"), id="above a chronicle"),
        pytest.param(entries("9 May 2020", "3 May 2020"), id="above an older text"),
        pytest.param(entries("9 May 2020", "10 May 2020", between="Ann Roe\n"), id="above comments"),
        pytest.param(f"The flood\n9 May 2020\n{SPRING}\n11 May 2020\nThe army came\n", id="above headlines"),
        pytest.param(
            f"The flood\nPublished 9 May 2020\n1 May 2020\n{SPRING}\n3 May 2020\n{SPRING}", id="a label"
        ),
    ],
)
def test_the_one_day_at_the_head_dates_a_text_with_other_days(text):
    assert hints(text) == ["2020-05-09"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Última actualización: 4 de septiembre de 2023 a las 12:20 | Compartir", "2023-09-04"),
        ("Ultimo aggiornamento: 4 settembre 2023, alle ore 12:20 Condividi", "2023-09-04"),
        ("Опубликовано: 4 сентября 2023 в 12:20 Поделиться", "2023-09-04"),
        ("Opublikowano: 4 września 2023 o 12:20 Udostępnij", "2023-09-04"),
        ("Gepubliceerd op 4 september 2023 om 12:20 Delen", "2023-09-04"),
        ("تاريخ النشر: 4 سبتمبر 2023 12:20 شارك", "2023-09-04"),
        ("פורסם: 4 ספטמבר 2023 12:20 שתפו", "2023-09-04"),
        ("Regierungspressekonferenz vom 28. August 2019 (AMT)", "2019-08-28"),
        ("Mitschrift der Pressekonferenz - Mittwoch, 28. August 2019", "2019-08-28"),
        ("COMUNICADO DEL CONSEJO DE ORLE DE 6 DE DICIEMBRE DE 2006", "2006-12-06"),
        ("Press Release Source: Orle Care Corporation On Wednesday May 5, 2010, 7:02 am EDT", "2010-05-05"),
        ("29 de março de 2022 às 16h35", "2022-03-29"),
        ("2022-3-11 12:16 |", "2022-03-11"),
        ("HC Deb 11 September 2003 vol 410 cc486-7 1.12 pm", "2003-09-11"),
        ("date 2023-03", "2023-03"),
    ],
)
def test_the_heads_of_transcripts_wires_and_other_languages(line, day):
    assert hints(f"{line}\n\n{SPRING}\n{SPRING}") == [day]


@pytest.mark.parametrize(
    "line",
    [
        "Publicado em 4 de setembro de 2023 às 12h20 Compartilhar",
        "Опубліковано: 4 вересня 2023 о 12:20 Поділитися",
    ],
)
def test_a_stamp_at_the_foot_may_end_with_a_button(line):
    assert hints(f"The quay\n\n{SPRING}\n{SPRING}\n\n{line}") == ["2023-09-04"]


@pytest.mark.parametrize(
    "line",
    [
        "۱۳۹۸-۰۶-۲۵",
        "تاریخ انتشار : ۱۳۹۸/۱۲/۱۸",
        "تاريخ النشر: 1445/05/12",
        "Published: 25/06/1398",
        "Published: 1398.06.25",
        "2567-03-12",
        "2081-03",
        "5. listopada 2020.",
    ],
)
def test_a_day_of_another_calendar_dates_no_text(line):
    assert hints(f"{line}\n\n{SPRING}\n{SPRING}") == []


@pytest.mark.parametrize(
    "line",
    [
        "WHEN: Tuesday, July 28, 2015, at 10 a.m.",
        "Communiqué sur la loi du 3 mai 2011",
        "Protokoll der Sitzung vom 5. Mai 2011",
    ],
)
def test_the_day_of_a_meeting_or_a_law_in_a_head_dates_no_text(line):
    assert hints(f"{line}\n\n{SPRING}\n{SPRING}") == []


def test_a_date_line_without_a_day_is_no_part_of_the_first_sentence():
    for head in ("LARNE —", "LARNE (AP) —", "(Herald) -", "LARNE–(BUSINESS WIRE)–"):
        document, _ = read_document("larne.txt", f"{head} {SPRING}\n\n{SPRING}".encode(), "seeds")
        kinds = [(p.kind.value, document.quote(p.span)) for p in document.paragraphs]
        assert kinds[:2] == [("boilerplate", head), ("body", SPRING)]

    document, _ = read_document("larne.txt", b"NATO - as we know - said no. It left.\n\nIt rained.", "seeds")
    assert document.quote(document.paragraphs[0].span).startswith("NATO - as we know")


@pytest.mark.parametrize(
    ("notice", "day"),
    [
        ("This article was first published on 3 March 2021.", "2021-03-03"),
        ("This story originally appeared in the Coast Herald on March 3, 2021.", "2021-03-03"),
        ("Dieser Artikel erschien zuerst am 3. März 2021.", "2021-03-03"),
        ("Cet article a été publié initialement le 3 mars 2021.", "2021-03-03"),
        ("This piece was first published in March 2021 and has been updated.", "2021-03"),
        ("This report by The Coast Press was first published March 3, 2021.", "2021-03-03"),
        ("This article was first published by the Coast Herald in 2021.", "2025-02-11"),
        ("An earlier version of this article appeared on 3 March 2021.", "2025-02-11"),
    ],
)
def test_a_notice_of_the_first_publication_dates_a_text_before_the_head_does(notice, day):
    head = "The flood\nPublished 11 February 2025\n"

    assert hints(f"{head}\n{notice}\n\n{SPRING}\n{SPRING}")[0] == day
    assert hints(f"{head}\n{SPRING}\n{SPRING}\n\n{notice}")[0] == day


def test_a_stamp_may_follow_lines_of_no_known_part_but_no_text():
    lines = "Boats seized\nHarbour Command - Norland\n2019-10-S-195\n0591, 0692, 0630\nDownload PDF\n"

    assert hints(f"{lines}\nLARNE (Oct. 3, 2019) — Police seized two boats.") == ["2019-10-03"]
    assert hints(f"{lines}\nThe police were quick.\n\nLARNE (Oct. 3, 2019) — Police seized two.") == []


@pytest.mark.parametrize(
    "text",
    [
        "2019-10-S-195\nFor Immediate Release\n\nLARNE (Oct. 3) - Police seized two boats.",
        "Harbour report October 3, 2019\n\nLARNE, Norland (Oct. 3)\nPolice seized two boats.",
        "Oct. 3: Boats seized in Larne\n2019-10-S-195\n\nPolice seized two boats.",
    ],
)
def test_a_day_without_a_year_takes_that_of_its_month_in_the_head(text):
    assert hints(text) == ["2019-10-03"]


def test_a_day_without_a_year_takes_none_of_another_month():
    assert hints("2019-09-S-195\n\nLARNE (Oct. 3) - Police seized two boats.") == []


def test_a_headline_that_is_repeated_after_the_stamp_is_no_sentence_of_the_text():
    text = "Boats seized at Larne\n\nThu Oct 3 2019 Boats seized at Larne. Police seized two boats."
    document, _ = read_document("larne.txt", text.encode(), "seeds")

    assert [document.quote(p.span) for p in document.paragraphs if p.kind.is_prose] == [
        "Police seized two boats."
    ]


def test_a_headline_may_follow_the_stamp_or_the_name_of_a_section():
    assert (
        read_document("a.txt", b"June 1, 2024 - Boats seized at Larne\n\nPolice seized two.", "seeds")[
            0
        ].meta.title
        == "Boats seized at Larne"
    )
    assert (
        read_document("a.txt", b"NEWS ROOM\n\nBoats seized at Larne\n\nPolice seized two.", "seeds")[
            0
        ].meta.title
        == "Boats seized at Larne"
    )


def test_a_byline_and_a_caption_before_the_first_sentence_are_no_text():
    text = "By Ann Roe NNB News, Larne Dockers sit at the gate The dockers of Larne have blocked the gate."
    document, _ = read_document("larne.txt", text.encode(), "seeds")

    assert document.meta.title == "The dockers of Larne have blocked the gate"
    assert [p.kind.value for p in document.paragraphs] == ["boilerplate", "body"]


def test_a_byline_alone_before_the_first_sentence_is_no_text_either():
    document, _ = read_document(
        "larne.txt", b"By Ann Roe The dockers of Larne have left. It rained.", "seeds"
    )

    assert document.meta.title == "The dockers of Larne have left"


def test_a_caption_that_opens_like_a_sentence_is_cut_off_too():
    text = (
        "By Ann Roe Coast Daily, Larne A docker leans on a crate at the gate The dockers of Larne have left."
    )
    document, _ = read_document("larne.txt", text.encode(), "seeds")

    assert document.meta.title == "The dockers of Larne have left"


PAGE = """<html><head><title>Boats seized at Larne</title>
<meta property="article:published_time" content="2019-10-03T07:10:00Z"></head><body><article>
<p>Saturday, October 5, 2019</p><h1>Boats seized at Larne</h1>
<p>Police seized two boats near the quay on Thursday, and the harbour master said that nobody was hurt.</p>
<p>The owners of the boats were not on board, and could not be reached before the evening of that day.</p>
</article></body></html>"""


def test_the_day_in_the_frame_of_a_page_does_not_outdo_its_metadata():
    document, _ = read_document("larne.html", PAGE.encode(), "seeds")

    assert document.meta.date_hints[0].value.edtf == "2019-10-03"


def test_a_sentence_that_opens_with_a_day_keeps_its_first_word():
    stamp = read_stamp("3 October 2019 Last updated at 7:40 GMT On October 2, the envoy met the mayor.")

    assert stamp and len("3 October 2019 Last updated at 7:40 GMT ") == stamp.end


def test_no_name_of_a_month_or_a_weekday_means_two_of_them():
    months = [(name.lower(), number) for tag in LANGUAGES for name, number in month_names(tag).items()]
    rows = [row.split() for row in _OTHER_WEEKDAYS]
    short_rows = [row.split() for row in _OTHER_SHORT_WEEKDAYS]
    weekdays, short_weekdays = (
        [
            (name.lower(), number)
            for row in each
            for number, names in enumerate(row)
            for name in names.split("|")
        ]
        for each in (rows, short_rows)
    )

    for named in (months, weekdays, short_weekdays):
        assert len({name for name, _ in named}) == len(set(named))
    assert {len(row) for row in (*rows, *short_rows)} == {7}
    assert {tag: len(set(month_names(tag, short=False).values())) for tag in LANGUAGES} == dict.fromkeys(
        LANGUAGES, 12
    )


@pytest.mark.parametrize(
    ("head", "line", "day", "today"),
    [
        ("Boats seized\n3 October 2019", "LARNE, Oct. 2 - ", "2019-10-03", "2019-10-02"),
        ("Boats seized\nBy Ann Roe\nOctober 3, 2019; Page A01", "LARNE, Oct. 2—", "2019-10-03", "2019-10-02"),
        ("Boats seized\nPublished: 3 October 2019", "LARNE, Oct. 2 - ", "2019-10-03", "2019-10-02"),
        ("Boats seized\n3 October 2019", "LARNE, the Isles, October 1, 2019 - ", "2019-10-03", "2019-10-01"),
        ("Boats seized\n3 October 2019", "LARNE, Oct. 3 - ", "2019-10-03", "2019-10-03"),
        ("Boats seized\n7 October 2019", "LARNE, Oct. 3 - ", "2019-10-03", "2019-10-03/2019-10-07"),
        ("7 October 2019\n\nBoats seized", "LARNE, Oct. 5 - ", "2019-10-05", "2019-10-05/2019-10-07"),
        ("Boats seized\nOctober 2019", "LARNE, Oct. 2 - ", "2019-10-02", "2019-10-02"),
    ],
)
def test_a_page_is_of_its_own_day_and_its_report_of_that_of_its_date_line(head, line, day, today):
    text = f"{head}\n\n{line}Police seized two boats at the quay today. Nobody was hurt."
    document, _ = read_document("larne.txt", text.encode(), "seeds")
    published = document.meta.date_hints[0].value
    found = find_dates(document, published, Settings())

    assert published.edtf == day
    assert [each.value.edtf for each in found if document.quote(each.passage) == "today"] == [today]
