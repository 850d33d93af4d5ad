"""Words are found in scripts that have no blanks between them, or vowel signs on their letters."""

import pytest

from dossier.commands.find import find_words
from dossier.config import Paths, Settings
from dossier.model import Severity, Tlp
from dossier.pipeline import read_dossier

FILES = {
    "seeds/zh.txt": "港口因风暴关闭\n\n2024年3月6日\n\n"
    "港口主管李红梅周二关闭了新码头。渔民对此表示欢迎。\n\n没有人受伤。\n",
    "seeds/ja.txt": "港の話\n\n昨日、佐藤健一は桟橋を閉じた。けが人はいない。\n",
    "seeds/th.txt": "ข่าวท่าเรือ\n\nท่าเรือปิดสะพานใหญ่เมื่อวันจันทร์\n",
    "seeds/hi.txt": "गाँव की खबर\n\nश्री राम कुमार ने दाल खरीदी। सरकार ने कर घटा दिया।\n",
    "seeds/ar.txt": "الميناء\n\nزار مُحَمَّد المدينة أمس.\n",
    "content/topics/words.md": "---\ntitle: Words\nterms: [दिल, रोम, कर्म, محمد]\n---\n",
    "content/entities/ram.md": "---\nname: राम कुमार\nkind: person\n---\n",
    "content/notes/h.md": "“सरकार ने कर” [@hi#p2s2]\n\n“सरकार न” [@hi#p2s2]\n\n“มื่อวันจันทร” [@th#p2]\n",
    "content/notes/दिल.md": "## दाल की बात\n\n[[notes/दाल]] [@hi]\n",
    "content/notes/दाल.md": "[[दिल#दाल की बात]] [@hi]\n",
    "content/notes/İzmir.md": "[[दिल]] [@hi]\n",
    "content/topics/pier.md": "---\ntitle: Pier\nterms: [码头, 桟橋, สะพาน]\n---\n",
    "content/entities/li.md": "---\nname: 李红梅\nkind: person\n---\n",
    "content/entities/sato.md": "---\nname: 佐藤健一\nkind: person\n---\n",
    "content/notes/n.md": '“没有人受伤” [@zh#p4s1], “关闭了新码头” [@zh#p3s1].\n\n渔民 [@zh "渔民对此"]\n',
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    folder = tmp_path_factory.mktemp("unspaced")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return read_dossier(Paths(folder / "seeds", folder / "content"), Settings())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("码头", ["zh#p3s1"]),
        ("渔民对此", ["zh#p3s2"]),
        ("桟橋", ["ja#p2s1"]),
        ("สะพานใหญ่", ["th#p2s1"]),
        ("码桥", []),
        ("दाल", ["hi#p2s1"]),
        ("दिल", []),
        ("محمد", ["ar#p2s1"]),
    ],
)
def test_find_finds_words_within_a_run_of_letters(dossier, words, expected):
    assert [each.place for each in find_words(dossier.corpus, words)] == expected


def test_terms_and_names_are_found_within_a_run_of_letters(dossier):
    corpus, analysis = dossier.corpus, dossier.analysis
    topics = sorted(corpus.addresses([each.passage]) for each in analysis.topic_passages)
    mentions = sorted((corpus.quote(each.passage), each.entity) for each in analysis.mentions if each.entity)

    assert topics == ["ar#p2s1", "ja#p2s1", "th#p2s1", "zh#p3s1"]
    assert mentions == [("राम कुमार", "ram"), ("佐藤健一", "sato"), ("李红梅", "li")]


def test_a_few_words_are_quoted_and_cite_the_sentence_that_has_them(dossier):
    assert [problem for problem in dossier.problems if problem.at.file == "content/notes/n.md"] == []


def test_a_quotation_that_cuts_a_vowel_sign_off_is_not_in_the_source(dossier):
    problems = [each for each in dossier.problems if each.at.file == "content/notes/h.md"]

    assert [problem.at.line for problem in problems if problem.severity is Severity.ERROR] == [3, 5]
    assert all("सरकार न”" not in problem.hint and "จันทร”" not in problem.hint for problem in problems)


def test_the_ids_of_notes_keep_their_vowel_signs(dossier):
    assert {"दिल", "दाल", "izmir"} <= {note.id for note in dossier.desk.notes}
    assert [
        each for each in dossier.problems if each.at.file.endswith(("दिल.md", "दाल.md", "İzmir.md"))
    ] == []


def test_a_text_without_blanks_has_a_summary(dossier):
    assert {each.about for each in dossier.analysis.summaries if each.sentences} >= {"zh", "ja", "th"}


def test_what_a_note_repeats_of_a_source_that_is_left_out_goes_with_it(tmp_path):
    files = {
        "seeds/zh.txt": FILES["seeds/zh.txt"],
        "seeds/zh.yaml": "tlp: red\n",
        "seeds/open.txt": "Snow\n\nSnow fell on the pass for two days.\n",
        "content/notes/n.md": "港口主管李红梅周二关闭了新码头。\n\n新码头很大。\n\nSnow fell. [@open#p2]\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    dossier = read_dossier(Paths(tmp_path / "seeds", tmp_path / "content"), Settings(), Tlp.CLEAR)

    (note,) = dossier.desk.notes
    assert note.body.markdown.split() == ["新码头很大。", "Snow", "fell.", "[@open#p2]"]
