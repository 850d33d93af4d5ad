"""A name that only a source above the audience tells does not reach the audience."""

from dataclasses import replace

import pytest
from builders import corpus, document

from dossier.analysis import find_named
from dossier.config import Settings
from dossier.editorial import read_desk
from dossier.editorial.release.audience import release_to
from dossier.model import Tlp, count_kinds

OPEN = document("The pier is shut. Cole told nobody, but Ann Moor knew.", id="open")
SECRET = document("Agent Dirk Olsen, whom they call Heron, met Ann Moor and Cole.", id="secret")
SECRET = replace(
    SECRET,
    meta=replace(SECRET.meta, tlp="red", publisher="Pell House", authors=("Ada Bell",), title="Nightjar"),
)
SOURCES = corpus(OPEN, SECRET)
OLSEN = "---\nname: Dirk Olsen\nkind: person\naliases: [Olsen]\n---\n"
MOOR = "---\nname: Ann Moor\nkind: person\naliases: [Heron, Moor]\nsee: [olsen]\n---\n"
COLE = "---\nname: Eve Cole\nkind: person\n---\n"
FERRY = "---\nname: The Ferry\nkind: organisation\naliases: [Ferries]\n---\n"


def left(folder, files, audience=Tlp.CLEAR, sources=SOURCES):
    entities = {"olsen": OLSEN, "moor": MOOR, "cole": COLE, "ferry": FERRY}
    named = {f"entities/{name}.md": text for name, text in entities.items()}
    for name, text in (named | files).items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    desk = read_desk(folder / "content", Settings())
    return release_to(audience, sources, desk, find_named)


def test_a_name_that_only_a_source_left_out_tells_goes_and_the_others_stay(tmp_path):
    released = left(tmp_path, {})

    assert [(each.id, each.aliases, each.see) for each in released.desk.entities] == [
        ("cole", (), ()),
        ("ferry", ("Ferries",), ()),
        ("moor", ("Moor",), ()),
    ]
    assert count_kinds(released.left_out) == (("name", 1), ("source", 1))


def test_an_audience_that_may_see_the_source_sees_its_names(tmp_path):
    released = left(tmp_path, {}, Tlp.RED)

    assert [each.id for each in released.desk.entities] == ["cole", "ferry", "moor", "olsen"]
    assert released.desk.entities[2].aliases == ("Heron", "Moor")


@pytest.mark.parametrize(
    "files",
    [
        {"notes/n.md": "---\ntitle: N\n---\nDirk Olsen is known here [@open].\n"},
        {"notes/n.md": "---\ntitle: N\n---\nThe agent [[olsen]] is known here [@open].\n"},
        {"notes/n.md": "---\ntitle: N\n---\nThe [[olsen|agent Olsen]] is known here [@open].\n"},
        {"notes/n.md": "---\ntitle: The affair of Olsen\n---\nShut [@open].\n"},
        {"notes/n.md": "---\ntitle: The affair of Olsen\n---\n"},
        {"topics/t.md": "---\ntitle: The affair of Olsen\n---\n"},
        {"notes/n.md": "---\ntitle: N\nauthors: [Dirk Olsen]\n---\nShut [@open].\n"},
        {"notes/n.md": "---\ntitle: N\ntags: [Olsen]\n---\nShut [@open].\n"},
        {"pages/index.md": "---\ntitle: N\ndossier: The affair of Olsen\n---\nShut [@open].\n"},
        {"claims/c.md": "---\nquestion: Shut?\n---\n## Yes\nby: [olsen]\n\n[@open]\n\n## No\n\n[@open]\n"},
        {"claims/c.md": "---\nquestion: Shut?\n---\n## Olsen did it\n\n[@open]\n\n## No\n\n[@open]\n"},
        {"entities/olsen.md": f"{OLSEN}Shut [@open].\n"},
        {"entities/cole.md": f"{COLE}She knows [[olsen]].\n"},
    ],
)
def test_a_name_stays_where_words_that_stay_mean_it(tmp_path, files):
    released = left(tmp_path, files)

    assert "olsen" in [each.id for each in released.desk.entities]


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("The [[olsen|agent]] left.", ["Shut.", "The [[olsen|agent]] left."]),
        ("The [agent](../entities/olsen.md) left.", ["Shut.", "The [agent](../entities/olsen.md) left."]),
        ("![[olsen]]", ["Shut."]),
    ],
)
@pytest.mark.parametrize(
    ("name", "head"), [("notes/n.md", "---\ntitle: N\n---\n"), ("entities/cole.md", COLE)]
)
def test_no_link_in_other_words_and_no_embed_keeps_a_name(tmp_path, name, head, words, stays):
    released = left(tmp_path, {name: f"{head}Shut.\n\n{words}\n"})

    assert "olsen" not in [each.id for each in released.desk.entities]
    page = next(page for page in (*released.desk.notes, *released.desk.entities) if page.id in ("n", "cole"))
    assert page.bodies[0].markdown.strip().split("\n\n") == stays


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("Jan Olsen is known here.", False),
        ("It was Jan Olsen, and Jan A. Olsen’s son.", False),
        ("He met Jan Olsen. Olsen paid.", True),
        ("Yesterday Olsen paid, and so did Mr. Olsen.", True),
        ("They told olsen.", True),
        ("Chancellor D. Olsen paid, not J. Smith.", True),
        ("It was J. Olsen.", False),
        ("On Friday Olsen came, ex-chancellor of the port.", True),
        ("The Ex-chancellor Olsen came.", True),
        ("SPD-Chef Olsen kam, sagt Hans-Jan Olsen.", True),
        ("Es kam Hans-Jan Olsen.", False),
        ("It was Jan\nOlsen, Jan  Olsen, Jan&nbsp;Olsen, Jan **Olsen** and *Jan* Olsen.", False),
    ],
)
@pytest.mark.parametrize("aliases", ["", "\naliases: [Olsen]"])
def test_the_surname_of_another_is_no_witness_for_a_name(tmp_path, words, stays, aliases):
    olsen = OLSEN.replace("\naliases: [Olsen]", aliases)
    released = left(tmp_path, {"entities/olsen.md": olsen, "notes/n.md": f"---\ntitle: N\n---\n{words}\n"})

    assert ("olsen" in [each.id for each in released.desk.entities]) is stays


def test_a_term_that_only_a_source_left_out_has_is_shown_to_nobody_else(tmp_path):
    topic = {"topics/t.md": "---\ntitle: T\nterms: [Dirk Olsen, Heron, pier, crane]\n---\n"}

    released = left(tmp_path, topic)

    assert [term.phrase for term in released.desk.topics[0].terms] == ["pier", "crane"]
    assert "olsen" not in [each.id for each in released.desk.entities]
    (whole,) = left(tmp_path, topic, Tlp.RED).desk.topics
    assert [term.phrase for term in whole.terms] == ["Dirk Olsen", "Heron", "pier", "crane"]


@pytest.mark.parametrize(
    ("term", "note"),
    [
        ("piers", "title: D\nstatus: draft\n---\nThe piers are shut."),  # a source that stays has "pier"
        ("crane", "title: D\nstatus: draft\n---\nThe crane is new."),
        ("crane", "title: N\n---\nShut [@open]. %% The crane? %%"),
        ("agent", "title: N\n---\nTwo agents knew it [@open]."),
    ],
)
def test_a_term_stays_that_finds_what_stays_or_that_only_a_draft_has(tmp_path, term, note):
    files = {"topics/t.md": f"---\ntitle: T\nterms: [{term}]\n---\n", "notes/n.md": f"---\n{note}\n"}

    [topic] = left(tmp_path, files).desk.topics

    assert [each.phrase for each in topic.terms] == [term]


def test_the_summary_of_a_source_that_stays_shows_a_name(tmp_path):
    left(tmp_path, {})
    told = replace(OPEN, meta=replace(OPEN.meta, summary=("Olsen knew it.",)))

    desk = release_to(
        Tlp.CLEAR, corpus(told, SECRET), read_desk(tmp_path / "content", Settings()), find_named
    ).desk

    assert "olsen" in [each.id for each in desk.entities]


@pytest.mark.parametrize("name", ["Ada Bell", "Pell House", "Nightjar"])
def test_a_name_that_only_is_said_of_a_source_left_out_goes(tmp_path, name):
    entity = {"entities/x.md": f"---\nname: {name}\nkind: organisation\n---\n"}

    assert "x" not in [each.id for each in left(tmp_path, entity).desk.entities]


@pytest.mark.parametrize(
    "key, kind", [("aliases", "topics"), ("redirect_from", "topics"), ("aliases", "notes")]
)
def test_another_name_of_a_page_that_only_a_source_left_out_has_is_no_address(tmp_path, key, kind):
    page = {f"{kind}/Pier.md": f"---\ntitle: The pier\n{key}: [Heron, Dirk Olsen, Eve Cole, crane]\n---\n"}

    released = left(tmp_path, page).desk

    assert [each.aliases for each in (*released.topics, *released.notes)] == [("Pier", "Eve Cole", "crane")]
    assert "olsen" not in [each.id for each in released.entities]


def test_a_former_name_of_an_entity_that_only_a_source_left_out_has_is_no_address(tmp_path):
    entity = {"entities/cole.md": COLE.replace("kind", "redirect_from: [heron, e-cole]\nkind")}

    released = left(tmp_path, entity).desk

    assert released.entities[0].redirect_from == ("e-cole",)


@pytest.mark.parametrize(
    "words",
    [
        "---\ntitle: N\ntlp: red\n---\nDirk Olsen is known here [@open].\n",
        "---\ntitle: N\nstatus: draft\n---\nDirk Olsen is known here [@open].\n",
        "---\ntitle: N\n---\nDirk Olsen is known here [@secret].\n\nShut [@open].\n",
    ],
)
def test_words_that_go_do_not_keep_a_name(tmp_path, words):
    released = left(tmp_path, {"notes/n.md": words})

    assert "olsen" not in [each.id for each in released.desk.entities]


@pytest.mark.parametrize("comment", ["%% Ask Dirk Olsen. %%", "<!-- Olsen\nsays so -->", "%%\nOlsen\n%%"])
@pytest.mark.parametrize("name, head", [("notes/n.md", "---\ntitle: N\n---\n"), ("entities/cole.md", COLE)])
def test_a_comment_shows_nobody_a_name(tmp_path, name, head, comment):
    released = left(tmp_path, {name: f"{head}Shut [@open].\n\n{comment}\n"})

    assert "olsen" not in [each.id for each in released.desk.entities]


def names_left(folder, told, public, entity, *, note="", own=""):
    """Return whether an entity stays; `told` is in a source that is left out, `public` in one that stays.

    Its page has `own` words.
    """
    name, kind = entity
    files = {"entities/x.md": f"---\nname: {name}\nkind: {kind}\n---\n{own}", "notes/red.md": note}
    for file, text in files.items():
        path = folder / "content" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text or "---\ntitle: Red\ntlp: red\n---\nNo.\n", "utf-8")
    secret = replace(document(told, id="secret"), meta=SECRET.meta)
    sources = corpus(document(public, id="open"), secret)
    desk = release_to(Tlp.CLEAR, sources, read_desk(folder / "content", Settings()), find_named).desk
    return "x" in [each.id for each in desk.entities]


@pytest.mark.parametrize(
    ("told", "name", "kind"),
    [
        ("Minister Penhallow told us of it.", "Oskar Penhallow", "person"),
        ("PENHALLOW told us of it.", "Oskar Penhallow", "person"),
        ("We met O. Penhallow there.", "Oskar Penhallow", "person"),
        ("Penhallow, Oskar: told us of it.", "Oskar Penhallow", "person"),
        ("The Penhallow-plan was secret.", "Oskar Penhallow", "person"),
        ("We met Oskar at the pier.", "Oskar Penhallow", "person"),
        ("We met Oskar Maria Penhallow there.", "Oskar Penhallow", "person"),
        ("We met Ida Gruber there.", "Dr. Ida Gruber", "person"),
        ("Das Haus von Penhallows Bruder.", "Oskar Penhallow", "person"),
        ("Мы видели Ивана Петрова у дома.", "Иван Петров", "person"),
        ("Tapasimme Virtasen satamassa.", "Matti Virtanen", "person"),
        ("נמסר לדוד כהן כי הנמל נסגר", "דוד כהן", "person"),
        ("וואלו ולחזקיהו", "חזקיהו", "person"),
        ("박영희는 말했다.", "박영희", "person"),
        ("PTC told us of it.", "Pier Trading Company (PTC)", "organisation"),
        ("Moor and Sons told us of it.", "Moor & Sons Ltd", "organisation"),
        ("Das Nordkaiprojekt ist geheim.", "Nordkai", "place"),
        ("Operation “Heron” began.", "Operation Heron", "event"),
        ("The harbour company told us of it.", "Harbour Company Ltd", "organisation"),
        ("Das Penhallowhaus ist verkauft.", "Oskar Penhallow", "person"),
        ("we met penhallow there", "Oskar Penhallow", "person"),
        ("We met oskar penhallow there.", "Oskar Penhallow", "person"),
        ("We met the mayor there.", "The mayor", "person"),
    ],
)
def test_a_name_that_what_is_left_out_has_in_any_form_goes(tmp_path, told, name, kind):
    assert not names_left(tmp_path, told, "The pier is shut.", (name, kind))


@pytest.mark.parametrize(
    ("told", "public", "name", "kind"),
    [
        ("The mayor told us of it.", "The pier is shut.", "Oskar Penhallow", "person"),
        ("The virtual annex.", "The pier is shut.", "Matti Virtanen", "person"),
        ("We met Ann Moor and the doctor.", "The pier is shut.", "Dr. Ida Gruber", "person"),
        ("The ministry told us of it.", "The pier is shut.", "Ministry of Finance", "organisation"),
        ("The ministry paid.\n\nHis finance is bad.", "Shut.", "Ministry of Finance", "organisation"),
        ("Penhallow told us.", "O. Penhallow came on Monday.", "Oskar Penhallow", "person"),
        ("Oskar Penhallow told us.", "Mayor Penhallow came on Monday.", "Oskar Penhallow", "person"),
        ("Penhallow told us.", "Oskar M. Penhallow came on Monday.", "Oskar Penhallow", "person"),
        ("Idlib is quiet.", "They met in Idlib on Monday.", "Idlib Province", "place"),
        ("Al-Sabah told us.", "Mr. Sabah came on Monday.", "Omar al-Sabah", "person"),
        ("The markets fell. Prices rose.", "The pier is shut.", "Mark Price", "person"),
        ("The heron flew off.", "The pier is shut.", "Heron", "organisation"),
    ],
)
def test_a_name_stays_that_the_sources_that_stay_mention_or_that_nothing_has(
    tmp_path, told, public, name, kind
):
    assert names_left(tmp_path, told, public, (name, kind))


OWN = "He keeps the desk’s books.\n"


@pytest.mark.parametrize(
    ("told", "name", "kind"),
    [
        ("Penhallow told us of it.", "Oskar Penhallow", "person"),
        ("PENHALLOW told us of it.", "Oskar Penhallow", "person"),
        ("We met O. Penhallow there.", "Oskar Penhallow", "person"),
        ("Minister Price told us of it.", "Ann Price", "person"),
        ("HILL TOLD US OF IT.", "Jo Hill", "person"),
        ("The ex-Penhallow, Oskar, told us.", "Oskar Penhallow", "person"),
        ("Das Haus von Penhallows Bruder.", "Oskar Penhallow", "person"),
        ("Мы видели Петрова у дома.", "Иван Петров", "person"),
        ("Tapasimme Virtasen satamassa.", "Matti Virtanen", "person"),
        ("נמסר לכהן כי הנמל נסגר", "דוד כהן", "person"),
        ("Vimos a García en el puerto.", "Luis García Márquez", "person"),
        ("Heron told us of it.", "Heron", "organisation"),
        ("The Ministry paid; Finance knew.", "Ministry of Finance", "organisation"),
    ],
)
def test_a_name_whose_page_has_words_goes_where_it_is_told_as_one(tmp_path, told, name, kind):
    assert not names_left(tmp_path, told, "The pier is shut.", (name, kind), own=OWN)


@pytest.mark.parametrize(
    ("told", "name", "kind"),
    [
        ("The market fell. Markets are shut.", "Mark Rutter", "person"),
        ("We met Mark at the pier.", "Mark Rutter", "person"),
        ("Then prices rose. Prices are high.", "Ann Price", "person"),
        ("The price is high.", "Ann Price", "person"),
        ("The hills are green. Hills are high.", "Jo Hill", "person"),
        ("He said frankly: it is moored.", "Frank Moor", "person"),
        ("Ministers met the Minister.", "Ann Minis", "person"),
        ("They came from Hartford.", "Eve Hart", "person"),
        ("The heron flew off.", "Heron", "organisation"),
        ("We took the ferry.", "The Ferry", "organisation"),
        ("The ministry paid his finances.", "Ministry of Finance", "organisation"),
    ],
)
def test_no_ordinary_word_takes_a_page_with_words_away(tmp_path, told, name, kind):
    assert names_left(tmp_path, told, "The pier is shut.", (name, kind), own=OWN)


@pytest.mark.parametrize(
    "words",
    [
        "[[x]]",
        "[[x|the lady]]",
        "[[entities/x|the lady]]",
        "[[ x.md#life | the lady]]",
        "[Gruber](../entities/x.md)",
        "[Gruber](x.md#life)",
        "[the lady][z].\n\n[z]: ../entities/x.md\n\n",
        "%% of [[x]] %%",
    ],
)
def test_a_link_in_a_page_left_out_tells_a_name(tmp_path, words):
    note = f"---\ntitle: Red\ntlp: red\n---\nMet {words} twice.\n"

    assert not names_left(tmp_path, "No.", "The pier is shut.", ("Ida Kern", "person"), note=note)


def test_the_surname_of_whom_a_source_names_in_full_is_no_witness_for_another(tmp_path):
    public = "Eva Penhallow came on Monday. Penhallow left at noon."

    assert not names_left(tmp_path, "Oskar Penhallow told us.", public, ("Oskar Penhallow", "person"))


@pytest.mark.parametrize(
    "words",
    [
        "The [agent][z] left.\n\n[z]: ../entities/olsen.md",
        'The [agent](../entities/olsen.md "Dirk Olsen") left.',
        'The agent left.\n\n[unused]: https://example.org "Dirk Olsen"',
        "The agent left.[^olsen]\n\n[^olsen]: In May.",
        "The [agent](https://olsen.example/a) left, says <https://www.olsen.example/b>.",
    ],
)
def test_what_a_reader_does_not_read_keeps_no_name(tmp_path, words):
    released = left(tmp_path, {"notes/n.md": f"---\ntitle: N\n---\n{words}\n"})

    assert "olsen" not in [each.id for each in released.desk.entities]


@pytest.mark.parametrize(
    ("note", "stays"),
    [
        ("---\ntitle: D\nstatus: draft\n---\nGruber told us of it.\n", False),
        ("---\ntitle: N\n---\nShut [@open].\n\n%% Ask Gruber. %%\n\n![[gruber]]\n", False),
        ("---\ntitle: N\n---\nGruber told us of it.\n\n%% Ask Gruber. %%\n", True),
        ("---\ntitle: N\n---\nShut [@open].\n", True),
        ("---\ntitle: N\n---\nShut [@open], says [[gruber|the keeper]].\n\n%% Ask Gruber. %%\n", True),
        ("---\ntitle: D\nstatus: draft\n---\nAsk [[gruber|the keeper]].\n", False),
        ("---\ntitle: D\nstatus: draft\ntlp: red\n---\nGruber told us of it.\n", False),
    ],
)
def test_a_name_that_only_a_draft_or_a_comment_has_goes_where_nothing_is_marked(tmp_path, note, stays):
    gruber = "---\nname: Ida Gruber\nkind: person\n---\n"

    released = left(tmp_path, {"entities/gruber.md": gruber, "notes/n.md": note}, Tlp.RED)

    assert ("gruber" in [each.id for each in released.desk.entities]) is stays
    assert ("name" in [each.kind for each in released.left_out]) is not stays
    assert "![[" not in released.desk.notes[0].body.markdown


@pytest.mark.parametrize(
    ("note", "stays"),
    [
        ("status: draft\n---\nIda Gruber told us of it.", True),
        ("---\nShut [@open].\n\n%% Ask Ida Gruber. %%", True),
        ("status: draft\ntlp: red\n---\nIda Gruber told us of it.", False),
        ("tlp: red\n---\nGruber told us of it.", False),
    ],
)
def test_a_draft_takes_no_page_with_words_away_where_nothing_is_marked(tmp_path, note, stays):
    files = {
        "entities/gruber.md": f"---\nname: Ida Gruber\nkind: person\n---\n{OWN}",
        "notes/n.md": f"---\ntitle: N\n{note}\n",
    }

    released = left(tmp_path, files, sources=corpus(OPEN))

    assert ("gruber" in [each.id for each in released.desk.entities]) is stays
