"""The colours can be read, and the style sheet stays small and asks for nothing."""

import re
from dataclasses import fields

import pytest
from press import ROOT

from dossier.config import Paths, Settings
from dossier.model import PageKind
from dossier.pipeline import read_dossier
from dossier.site import build_pages, build_report, theme_environment
from dossier.text.interface import LISTS, WORDS

STATIC = ROOT / "theme" / "static"
SHEETS = {path.name: path.read_text("utf-8") for path in sorted(STATIC.glob("*.css"))}
SHEET = SHEETS["style.css"]
RULES = re.sub(r"/\*.*?\*/", "", "".join(SHEETS.values()), flags=re.DOTALL)
TOKENS = re.search(
    r":root \{(?P<light>.*?)\n\}\n"
    r"@media screen and \(prefers-color-scheme: dark\) \{ :root \{(?P<dark>.*?)\n\} \}\n",
    SHEET,
    re.DOTALL,
)
COLOURS = {
    scheme: dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", TOKENS[scheme])) for scheme in ("light", "dark")
}


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_each_colour_has_a_light_and_a_dark_value():
    assert list(COLOURS["light"]) == list(COLOURS["dark"])


@pytest.mark.parametrize("scheme", COLOURS)
@pytest.mark.parametrize("ground", ["paper", "panel", "tint", "hit"])
@pytest.mark.parametrize(
    ("ink", "least"), [("ink", 7), ("soft", 4.5), ("link", 4.5), ("visited", 4.5), ("accent", 4.5)]
)
def test_every_text_stands_out_from_every_ground(scheme, ground, ink, least):
    colours = COLOURS[scheme]

    assert contrast(colours[ink], colours[ground]) >= least


@pytest.mark.parametrize("scheme", COLOURS)
def test_the_focus_ring_and_the_marks_of_strips_and_bars_stand_out_from_the_page(scheme):
    assert contrast(COLOURS[scheme]["accent"], COLOURS[scheme]["paper"]) >= 3
    assert "outline: 3px solid var(--accent)" in SHEET


def test_colours_come_from_the_tokens_alone():
    rules = "".join(SHEETS.values()).replace(TOKENS[0], "")

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;,) ])|\brgba?\(|\bhsla?\(", rules) == []


# Features that no browser had at the beginning of 2022. Where one is used, what its absence costs.
YOUNG = {
    "light-dark(": "", "color-mix(": "", "@layer": "", "@container": "", "@scope": "", "@starting-style": "",
    "popover": "", "subgrid": "", "anchor(": "", "oklch(": "", "&": "", "field-sizing": "",
    "interpolate-size": "", "print-color-adjust": "",
    ":has(": "empty columns stay, and links to sentences show from the one asked for on",
    "(scripting:": "what needs script shows when the script runs, not before",
    "text-wrap": "lines break as they always did",
}  # fmt: skip


def test_nothing_that_a_reader_must_see_needs_a_browser_younger_than_2022():
    assert [feature for feature, cost in YOUNG.items() if (feature in RULES) != bool(cost)] == []


def test_a_rule_with_has_stands_alone():
    """A browser that does not know one selector of a list drops the whole rule."""
    selectors = re.findall(r"[^{}]*:has\([^{}]*(?=\{)", RULES)
    without_brackets = [re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", each)) for each in selectors]

    assert selectors
    assert [each for each in without_brackets if "," in each] == []


def test_nothing_is_loaded_from_elsewhere():
    sheets = SHEETS.values()

    assert not [sheet for sheet in sheets if re.search(r"@import|url\(|@font-face", sheet)]
    assert sum(len(sheet.encode()) for sheet in sheets) <= 20_000


def test_a_source_page_stays_light(site):
    sizes = {path.name: path.stat().st_size for path in (site / "sources").glob("*.html")}

    assert sizes
    assert {name: size for name, size in sizes.items() if size > 50 * 1024} == {}


def test_templates_hold_no_inline_script_or_style():
    templates = [path.read_text("utf-8") for path in (ROOT / "theme" / "templates").glob("*.html")]
    found = [t for t in templates if re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|safe", t)]

    assert found == []


TAG = re.compile(r"\{#.*?#\}|\{[{%].*?[%}]\}", re.DOTALL)


def words_in(template):
    """The words that a template says itself: as text, in attributes that are read out, in its expressions."""
    expressions = [found for found in TAG.findall(template) if not found.startswith("{#")]
    markup = TAG.sub("", template)
    attributes = re.findall(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"', markup)
    literals = [literal for found in expressions for literal in re.findall(r'"([^"]*)"', found)]
    said = [each for each in literals if re.search("[A-Z]|[a-z] [a-z]", each)]
    texts = re.sub("<[^>]*>", "\n", markup).split("\n")
    return [each.strip() for each in (*texts, *attributes, *said) if re.search("[A-Za-z]{2}", each)]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "theme" / "templates").glob("*.html")), ids=lambda path: path.stem
)
def test_a_template_takes_its_words_from_the_table(path):
    assert [each for each in words_in(path.read_text("utf-8")) if each != "seeds/"] == []


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.stem)
def test_a_script_takes_its_words_from_the_page(path):
    script = re.sub(r"/\*.*?\*/|^\s*//.*|\s//\s.*", "", path.read_text("utf-8"), flags=re.MULTILINE)
    literals = [first or second for first, second in re.findall(r'"([^"\n]*)"|`([^`]*)`', script)]
    words = [re.sub(r"\$\{[^}]*\}", "", each) for each in literals if not re.search(r"[.\[>]", each)]
    known = {
        "use strict", "Escape",
        "a an and are as at be by for from has in is it of on or that the to was were with",
    }  # fmt: skip

    assert literals
    assert [
        each for each in words if re.search("[a-z] [a-z]|^[A-Z][a-z]+( |$)", each) and each not in known
    ] == []


def test_every_word_of_the_table_is_said_and_no_other():
    pages = "".join(path.read_text("utf-8") for path in (ROOT / "theme" / "templates").glob("*.html"))
    rooms = [path for path in (ROOT / "dossier").rglob("*.py") if path.name != "interface.py"]
    code = "".join(path.read_text("utf-8") for path in rooms)
    names = {*re.findall('(?<=")[\\w+]+(?=")', code), *re.findall(r"\bsay\.(\w+)", pages), *LISTS}
    families = {*re.findall(r'f"(\w+)_\{', code), "all", "both"}
    asked = set(re.findall(r"\bsay\.(\w+)", pages)) | set(re.findall(r'\bsay\("(\w+)"', code))

    assert asked - WORDS.keys() == {"all_of"}
    kinds = {key: {key.rpartition("_")[0], key.partition("_")[0]} for key in WORDS}
    assert [key for key in WORDS if key not in names and kinds[key].isdisjoint(families)] == []


def test_no_word_of_the_table_is_there_twice():
    lines = (ROOT / "dossier" / "text" / "interface.txt").read_text("utf-8").splitlines()
    keys = [line.partition(": ")[0] for line in lines if not line.startswith("#")]

    assert sorted(keys) == sorted(set(keys) & WORDS.keys())


# Fields that no template asks for, and who does.
NOT_SHOWN = {
    ("MarginNote", "kind"),  # the label says it in words
    ("Quotation", "speaker"),  # the note beside it tells who speaks in its own words
}


def mappings(page):
    """The mappings that a template of this page reads, each with a name."""
    yield "base.html", page.chrome
    yield page.template, page.view
    for key, value in page.view.items():
        rows = value if isinstance(value, list | tuple) else ()
        yield from ((f"{page.template} {key}", row) for row in rows if isinstance(row, dict))


def test_templates_show_every_field_of_every_view():
    asked, held, bodies = set(), set(), {}

    class Asking(type(theme_environment(ROOT / "theme" / "templates"))):
        def getattr(self, obj, attribute):
            asked.add((bodies.get(id(obj), type(obj)), attribute))
            return super().getattr(obj, attribute)

    environment = theme_environment(ROOT / "theme" / "templates")
    environment.__class__ = Asking
    dossier = read_dossier(Paths(ROOT / "seeds", ROOT / "content"), Settings())
    pages = (*build_pages(dossier), *build_report(dossier)[0])
    for page in pages:
        for name, view in mappings(page):
            bodies[id(view)] = name
            held |= {(name, field) for field in view}
        template = environment.get_template(page.template)
        template.render(page=page, chrome=page.chrome, view=page.view)
    views = {kind for kind, _ in asked if getattr(kind, "__module__", "").startswith("dossier.site")}
    held |= {(view, field.name) for view in views for field in fields(view)}
    unused = {(getattr(view, "__name__", view), field) for view, field in held - asked}

    assert len(views) > 20
    assert len({page.template for page in pages}) == len(PageKind)
    assert unused - NOT_SHOWN == set()
