"""Every word of the interface comes from one table, and is marked where the desk writes in another language.

The desks of the tests are rewritten in Greek letters, sentence by sentence and of the same length, after all
was found in them: what is left in Latin letters on their pages is the interface's.
"""

import ast
import re
import zipfile
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache

import pytest
import yaml
from editorial_desk import Page
from lxml import html
from press import ROOT

from dossier.bundles import write_bundles
from dossier.config import Paths, Settings
from dossier.editorial import read_body, read_translation, render, write_translation
from dossier.errors import UsageError
from dossier.model import Analysis, Corpus, Desk, Dossier, PartialDate, Phrase, Translation
from dossier.pipeline import read_dossier
from dossier.publishing import write_manifest
from dossier.site import build_pages, environment_of, read_templates
from dossier.text.date_phrases import in_words
from dossier.text.interface import LISTS, ONE_OR_MANY, WORDS, interface_of

LATIN = "abcdefghijklmnopqrstuvwxyz"
GREEK = str.maketrans(LATIN + LATIN.upper(), "αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")
CIRCLED = str.maketrans(
    LATIN + LATIN.upper(), "".join(map(chr, (*range(0x24D0, 0x24EA), *range(0x24B6, 0x24D0))))
)
WRITTEN = {
    "aliases", "authors", "context", "cue", "dossier", "headings", "matched", "name", "parts", "phrase",
    "publisher", "question", "quotation", "quoted", "rights", "short", "tags", "target", "text",
    "title", "values", "words",
}  # fmt: skip
"""Fields of the model that hold words of sources or of editors."""
KEPT = re.compile(r"\[@[^\]\"]*|\[\[[^\]|]*|\[![a-z]+\]|\[\^[^\]]*\]|\]\([^)]*\)|\^[a-z0-9-]+$", re.MULTILINE)
"""What Markdown points with: it stays, so that it points to the same."""
NAMES = re.compile(
    r"[0-9a-f]{64}|SHA-256|TLP:[A-Z+]+|[A-F][1-6]|(seeds/)?[\w-]+\.(txt|html|md)|(\w+/)?[\w-]+\.html|\{[abc]\}"
)
"""What is written alike in all languages."""


def in_greek(markdown):
    parts, at = [], 0
    for kept in KEPT.finditer(markdown):
        parts += [markdown[at : kept.start()].translate(GREEK), kept[0]]
        at = kept.end()
    return "".join([*parts, markdown[at:].translate(GREEK)])


def rewritten(value, name=""):
    """A value of the model with Greek letters in all that sources and editors wrote."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return in_greek(value) if name == "markdown" else value.translate(GREEK) if name in WRITTEN else value
    if isinstance(value, tuple):
        return tuple(rewritten(each, name) for each in value)
    if isinstance(value, Phrase):
        return replace(value, values=tuple((key, rewritten(each, "words")) for key, each in value.values))
    if not is_dataclass(value):
        return value
    given = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
    return replace(value, **{key: rewritten(each, key) for key, each in given.items()})


@cache
def greek(desk):
    dossier = rewritten(read_dossier(Paths(ROOT / desk / "seeds", ROOT / desk / "content"), Settings()))
    documents = tuple(
        replace(each, meta=replace(each.meta, language="el")) for each in dossier.corpus.documents
    )
    corpus = replace(dossier.corpus, documents=documents)
    return replace(dossier, language="el", title="Φακελος", corpus=corpus)


def translated(text):
    """A text with letters that no language has; the names in it stay."""
    if isinstance(text, tuple):
        return tuple(map(translated, text))
    return re.sub(r"\{\w+\}|\w+", lambda m: m[0] if m[0][0] == "{" else m[0].translate(CIRCLED), text)


TRANSLATION = Translation("qaa", ONE_OR_MANY, tuple((key, translated(text)) for key, text in WORDS.items()))


def texts_on_pages(dossier):
    """Yield each text that a reader meets, with its language and the path of its page."""
    templates = read_templates([ROOT / "theme" / "templates"])
    environment = environment_of(templates, interface_of(dossier.translation))
    for page in build_pages(dossier):
        template = environment.get_template(page.template)
        shown = template.render(page=page, chrome=page.chrome, view=page.view)
        for element in html.document_fromstring(shown).iter("*"):
            if element.tag in ("script", "code") or "wiki" in element.get("class", ""):
                continue
            lineage = (element, *element.iterancestors())
            lang = next(each.get("lang") for each in lineage if each.get("lang"))
            read_out = {"aria-label", "title", "placeholder", "alt", "data-copy", "data-counted", "data-many"}
            read = [value for name, value in element.items() if name in read_out]
            for text in (element.text, *(child.tail for child in element), *read):
                yield (text or "").strip(), lang, page.path


DESKS = pytest.mark.parametrize("desk", [".", "tests/desks/harbour"])


@DESKS
def test_with_a_translation_no_page_says_a_word_that_is_not_in_it(desk):
    texts = texts_on_pages(replace(greek(desk), translation=TRANSLATION))
    left = {(NAMES.sub("", text), lang, path) for text, lang, path in texts}

    words = re.compile(r"(?!\b[a-z]\b)[A-Za-z]")  # a footnote is a letter in any language
    assert [each for each in sorted(left) if words.search(each[0]) and each[1] != "en"] == []


@DESKS
def test_without_a_translation_each_word_of_the_interface_is_marked_as_english(desk):
    for text, lang, path in texts_on_pages(greek(desk)):
        words, is_greek = NAMES.sub("", text), re.search("[\u0370-\u03ff]", text)
        if re.search("[A-Za-z]", words) and not is_greek:
            assert (lang, text, path) == ("en", text, path)


@DESKS
def test_without_a_translation_each_sentence_of_the_desk_and_its_sources_is_marked_as_theirs(desk):
    for text, lang, path in texts_on_pages(greek(desk)):
        is_list_of_names = re.search(r"\(\d+\)$", text)
        if len(text.split()) > 5 and not re.search("[A-Za-z]", text) and not is_list_of_names:
            assert (lang, text, path) == ("el", text, path)


LABELLED = """
|α|
|-|
|β|

- [ ] γ
- [x] δ

> [!tip]
> ε

> [!judgement]
> ζ

![](no.png) η[^1] θ [@log#p1]

[^1]: ι
"""


def test_labels_that_a_page_puts_into_editors_words_are_the_interfaces_too():
    page = Page()
    page.say, page.interface, page.own = interface_of(TRANSLATION), ' lang="qaa"', ' lang="el"'
    body, _ = read_body("content/notes/x.md", 1, LABELLED)
    shown = html.fragment_fromstring("".join(render(body, page)), create_parent=True)

    labels = {
        (each.get("aria-label"), each.get("lang")) for each in shown.iter("*") if each.get("aria-label")
    }
    keys = ["table", "to_do", "done", "footnotes"]
    numbered = {"footnote_number": "a", "note_number": 1, "back_to_footnote": "a"}
    assert labels == {(page.say(key), "qaa") for key in keys} | {
        (page.say(key, n=n), "qaa") for key, n in numbered.items()
    }
    spans = [(each.text, each.get("lang")) for each in shown.iter("span") if each.get("lang")]
    assert spans == [(page.say(key), "qaa") for key in ("callout_tip", "callout_judgement", "picture")]
    assert [each.get("lang") for each in shown.iter("table", "ol")] == ["el", "el"]


def test_quotation_marks_and_apostrophes_are_typographic():
    texts = [each for text in WORDS.values() for each in ([text] if isinstance(text, str) else text)]

    assert [text for text in texts if re.search("[\"']", text)] == []


def keys_said(module):
    """The texts that a module names where it says something, each with the values that it hands over."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
            continue
        if ast.unparse(node.func).split(".")[-1] == "say" or ast.unparse(node.func) in (
            "Phrase",
            "Phrase.of",
        ):
            yield node.args[0].value, {each.arg for each in node.keywords}


def test_every_text_that_the_program_says_is_in_the_table_with_the_values_it_needs():
    said = [(key, values) for module in (ROOT / "dossier").rglob("*.py") for key, values in keys_said(module)]

    assert len(said) > 100
    assert [key for key, _ in said if key not in WORDS] == []
    texts = {key: text if isinstance(text, str) else text[0] for key, text in WORDS.items()}
    needed = {key: set(re.findall(r"{(\w+)}", text)) - {"n"} for key, text in texts.items()}
    assert [key for key, values in said if values and None not in values and needed[key] - values] == []


# --- what a desk writes -------------------------------------------------------------------------


def english(forms=2):
    """All texts as a desk would write them, each that counts with so many forms."""
    lists = {key: list(text) for key, text in WORDS.items() if not isinstance(text, str)}
    counting = {key: [text[-1]] * forms for key, text in lists.items() if key not in LISTS}
    return dict(WORDS) | lists | counting


def read(folder, texts, **head):
    (folder / "content").mkdir()
    text = yaml.safe_dump({"language": "ru"} | head | {"words": texts}, allow_unicode=True, sort_keys=False)
    (folder / "content" / "interface.yaml").write_text(text, "utf-8")
    translation, problems = read_translation(folder / "content")
    return translation, [str(problem) for problem in problems]


RUSSIAN = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"


def test_a_translation_counts_and_dates_in_its_own_way(tmp_path):
    texts = english(forms=3) | {
        "n_sources": ["{n} источник", "{n} источника", "{n} источников"],
        "months_of_days": [f"{number}-го" for number in range(1, 13)],
        "day": "{day} {month} {year} г.",
    }
    translation, problems = read(tmp_path, texts, plural=RUSSIAN)
    say = interface_of(translation)

    assert problems == []
    assert [say("n_sources", number) for number in (1, 3, 5, 21)] == [
        "1 источник", "3 источника", "5 источников", "21 источник"
    ]  # fmt: skip
    assert in_words(PartialDate.parse("2025-07-13"), say) == "13 7-го 2025 г."


def test_as_long_as_texts_are_missing_the_pages_stay_in_english(tmp_path):
    texts = english()
    del texts["skip"], texts["main"]
    translation, problems = read(tmp_path, texts)

    assert translation is None
    assert problems == [
        f"content/interface.yaml:1:1: warning: 2 of {len(WORDS)} texts are missing, so the pages keep the "
        "English ones: skip, main. interface.yaml as `new` writes it has all."
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"skipp": "x"}, 'error: unknown key "skipp". Did you mean "skip"?'),
        ({"as_of": "Стенд"}, 'error: "as_of": {date} is missing. In English: Latest dated source: {date}'),
        ({"as_of": "{date} {day}"}, 'error: "as_of": there is no {day} here.'),
        ({"as_of": "{date!r}"}, 'error: "as_of": a brace that opens no name, or does not close.'),
        ({"as_of": "{date"}, 'error: "as_of": a brace that opens no name, or does not close.'),
        ({"n_sources": "{n}"}, 'error: "n_sources": a list of 2 is expected.'),
        ({"n_sources": ["{n}"] * 3}, 'error: "n_sources": a list of 2 is expected.'),
        ({"months": ["May"]}, 'error: "months": a list of 12 is expected.'),
        ({"skip": ["a", "b"]}, 'error: "skip": one text is expected.'),
    ],
)  # fmt: skip
def test_a_fault_of_a_translation_has_its_place_and_leaves_the_pages_in_english(tmp_path, changes, problem):
    texts = english() | changes
    translation, problems = read(tmp_path, texts)

    assert translation is None
    assert len(problems) == 1
    assert problem in problems[0]


@pytest.mark.parametrize("plural", ["n ~ 1", "1 / n", "n - 5", "x"])
def test_a_rule_for_plurals_that_cannot_be_used_is_an_error(tmp_path, plural):
    _, problems = read(tmp_path, {}, plural=plural)

    assert problems == [
        f'content/interface.yaml:2:9: error: "plural" cannot be "{plural}": expected a rule for plurals as '
        "gettext writes it, such as n != 1"
    ]


def test_a_translation_is_started_with_every_text_behind_a_sign(tmp_path):
    path = write_translation("ru", tmp_path / "content")
    text = path.read_text("utf-8")
    translation, problems = read_translation(tmp_path / "content")

    assert (translation, [each.code for each in problems]) == (None, ["untranslated"])
    path.write_text(text.replace("  # ", "  ").replace("n != 1 ", "n != 1 # "), "utf-8")
    translation, problems = read_translation(tmp_path / "content")
    assert problems == ()
    assert interface_of(translation).texts == WORDS
    with pytest.raises(UsageError, match="already exists; nothing was written"):
        write_translation("ru", tmp_path / "content")


def test_bundles_say_their_words_in_the_language_of_the_pages(tmp_path):
    (tmp_path / "site").mkdir()
    dossier = Dossier("Μολος", "el", Corpus(()), Desk(), Analysis(), (), (), translation=TRANSLATION)
    write_manifest(tmp_path / "site", dossier, (), (), {})
    write_bundles(tmp_path / "site", tmp_path / "bundles", "zip")
    with zipfile.ZipFile(tmp_path / "bundles" / "dossier.zip") as bundle:
        start = html.document_fromstring(bundle.read("START-HERE.html"))

    assert (start.get("lang"), start.find(".//h1").get("lang")) == ("qaa", "el")
    left = re.findall("[A-Za-z.]{2,}", start.find("body").text_content())
    assert left == ["index.html", "sha", "sum", "SHA", "SUMS"]


# --- the code -----------------------------------------------------------------------------------


PAGES = [*(ROOT / "dossier/site").glob("*.py"), *(ROOT / "dossier/site/pages").glob("*.py")]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_code_that_makes_pages_says_nothing_but_what_is_in_the_table(path):
    tree = ast.parse(path.read_text("utf-8"))
    for_others = (each for each in ast.walk(tree) if isinstance(each, ast.Raise | ast.Expr))
    not_shown = {id(part) for each in for_others for part in ast.walk(each) if isinstance(part, ast.Constant)}
    texts = {
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in not_shown
    }
    said = {each for each in texts if re.search("[A-Za-z]{2,} [a-z]{2,}|^[A-Z][a-z]+[:.]$", each)}

    assert {each for each in said if "<" not in each} - {"python3 tasks.py new"} == set()
