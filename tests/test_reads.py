"""A page is composed anew only where something that it was made of is no longer what it was."""

import os
import random
import shutil
from collections import Counter

import pytest
from edits import OF_EDITORS, OF_SOURCES, edit_a_note, edit_a_source
from generate_folder import desk_names, source_text
from press import HARBOUR

from dossier.config import Paths, Settings
from dossier.kept import Kept, flat
from dossier.model import PageKind
from dossier.pipeline import errors_of, read_dossier
from dossier.site import Draft, Ledger, Recorder, Shelf, draft_pages
from dossier.site.reads import Cell, Digests
from dossier.site.shelf import FoundShelf
from dossier.text.fingerprint import fingerprint


def read(desk):
    """A desk as a dossier, with the address that an edit gave it."""
    address = desk / "address.txt"
    settings = Settings(site_url=address.read_text("utf-8") if address.exists() else "")
    return read_dossier(Paths(desk / "seeds", desk / "content"), settings, kept=Kept())


def all_drafts(shelf):
    """The pages of the site and those of the report."""
    return [*draft_pages(shelf), *draft_pages(shelf, for_editors=True)]


def composed(shelf, past):
    """Compose what may be another page; return all pages, the paths of the others, and what is kept."""
    ledger = Ledger(shelf, past)
    pages, taken = {}, []
    for draft in all_drafts(shelf):
        assert isinstance(draft, Draft)
        page = ledger.known(draft.key)
        if page is None:
            recorder = Recorder(shelf)
            page = draft.page(recorder)
            ledger.note(draft.key, recorder.finish(), page)
        else:
            ledger.keep(draft.key, page)
            taken.append(page.path)
        pages[page.path] = page
    return pages, taken, ledger.past()


def differ(pages, others):
    """The pages that are not the same."""
    return [path for path in pages if flat(pages[path]) != flat(others[path])]


def shares(shelf):
    """The digest of what each source alone gives to a shelf, by the hash that stands for it."""
    digests, names = Digests(shelf), filter(shelf.is_by_one_source, dir(FoundShelf))
    cells = [(name, source) for name in sorted(names) for source in shelf.documents]
    return {(*each, shelf.sources_made_of.get(each[1])): digests.of(Cell(*each)) for each in cells}


def clean(dossier):
    """All pages, composed from the shelf itself, by their paths."""
    shelf = Shelf(dossier)
    return {page.path: page for page in (draft.page(shelf) for draft in all_drafts(shelf))}


def desk_of(folder):
    """The desk on another affair, with some more sources."""
    desk = shutil.copytree(HARBOUR, folder / "desk")
    for number in range(3):
        text = source_text(number, desk_names())
        (desk / "seeds" / f"report-{number}.txt").write_text(text, "utf-8")
    return desk


@pytest.mark.parametrize("seed", range(int(os.environ.get("DOSSIER_EXAMPLES", "10")) // 10 + 1))
def test_a_page_that_is_taken_as_it_was_is_the_one_that_would_be_composed(tmp_path, seed):
    desk, dice, past, taken, of_sources = desk_of(tmp_path), random.Random(seed), None, Counter(), {}
    edits = [*OF_SOURCES, *OF_EDITORS * 3]
    for number, edit in enumerate(dice.sample(edits, len(edits))):
        before = shutil.copytree(desk, tmp_path / f"before-{number}")
        edit(desk, dice.choice)
        dossier = read(desk)
        if errors_of(dossier):  # it stops the build: go back
            shutil.rmtree(desk)
            shutil.copytree(before, desk)
            continue
        pages, known, past = composed(Shelf(dossier), past)

        assert differ(clean(dossier), pages) == [], edit.__name__
        now = shares(Shelf(dossier))
        assert now == now | {key: of_sources[key] for key in now.keys() & of_sources.keys()}
        of_sources |= now
        taken[edit.__name__] += len(known)

    assert taken.total() > 20 * len(taken)


LOG = "Ann Moor came on 6 May 2024. She shut the pier on 7 May 2024.\n\nNobody asked her why. She left.\n"
MOOR = "---\nname: Ann Moor\nkind: person\n---\n"
PRONOUN = (
    f"events:\n  - place: log#p1s2\n    fingerprint: {fingerprint('She shut the pier on 7 May 2024.')}\n"
)


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        pytest.param(
            "notes/n.md", "---\ntitle: N\n---\n\nNobody knows.\n", [True], id="a note on something else"
        ),
        pytest.param(
            "notes/n.md", "---\ntitle: N\n---\n\nShe left [@log#p2s2].\n", [False], id="a place cited"
        ),
        pytest.param("entities/quay.md", "---\nname: Quay\nkind: place\n---\n", [False], id="a name added"),
        pytest.param("decisions.yaml", f"{PRONOUN}    pinned: true\n", [True], id="an event pinned"),
        pytest.param(
            "decisions.yaml", f"{PRONOUN}    names: {{She: ann-moor}}\n", [], id="a pronoun explained"
        ),
    ],
)
def test_what_is_shown_of_a_source_may_change_though_the_same_is_found(tmp_path, file, text, expected):
    before = {
        "seeds/log.txt": LOG,
        "seeds/log.yaml": "published: 2024-05-07\nparagraphs: {1: body, 2: body}\npublish: summary\n",
        "content/entities/ann-moor.md": MOOR,
    }
    of_log = []
    for files in (before, {f"content/{file}": text}):
        for name, words in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(words, "utf-8")
        of_log.append(Shelf(read(tmp_path)).sources_made_of)

    assert [of_log[0]["log"] == each for each in of_log[1].values()] == expected


def test_an_edit_leaves_alone_what_does_not_show_it(tmp_path):
    desk = desk_of(tmp_path)
    _, _, past = composed(Shelf(read(desk)), None)
    edit_a_note(desk, lambda paths: paths[0])
    pages, of_note, past = composed(Shelf(read(desk)), past)
    edit_a_source(desk, lambda paths: paths[-1])
    _, of_source, _ = composed(Shelf(read(desk)), past)

    of_a_note = {"notes/first-reading.html", "notes/index.html", "index.html", "report/index.html"}
    assert pages.keys() - set(of_note) == of_a_note
    assert {path for path in pages.keys() - set(of_source) if path.startswith("notes/")} == set()
    assert {"entities/dahl.html", "topics/jobs.html", "claims/jobs-lost.html"} <= set(of_source)


# --- what is noted ---------------------------------------------------------------------------------

WAYS = {
    "a key": (lambda shelf: shelf.titles["x"], ("titles", "x", "value")),
    "a key that may be missing": (lambda shelf: shelf.titles.get("x"), ("titles", "x", "value")),
    "whether a key is there": (lambda shelf: "x" in shelf.titles, ("titles", "x", "value")),
    "a place": (lambda shelf: shelf.mentions_at["a", "p1"], ("mentions_at", "a", "value")),
    "the keys": (lambda shelf: list(shelf.titles), ("titles", None, "keys")),
    "their number": (lambda shelf: len(shelf.titles), ("titles", None, "keys")),
    "whether there are any": (lambda shelf: bool(shelf.titles), ("titles", None, "keys")),
    "keys by name": (lambda shelf: shelf.titles.keys(), ("titles", None, "keys")),
    "all values": (lambda shelf: shelf.titles.values(), ("titles", None, "all")),
    "all of it": (lambda shelf: shelf.titles.items(), ("titles", None, "all")),
    "an attribute": (lambda shelf: shelf.events, ("events", None, "value")),
    "a property": (lambda shelf: shelf.as_of, ("as_of", None, "value")),
    "the head of the dossier": (lambda shelf: shelf.dossier.title, ("dossier.title", None, "value")),
}  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    desk = desk_of(tmp_path_factory.mktemp("shelf"))
    (desk / "content" / "pages" / "about.md").write_text("---\ntitle: About\n---\n", "utf-8")
    made = Shelf(read(desk))
    made.titles["x"] = "X"
    return made


def cells(recorder):
    """What was read, by name, key and part."""
    return [(name, key, part) for name, part, keys in recorder.finish() for key in keys]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_reading_is_noted(shelf, way):
    recorder = Recorder(shelf)
    look, cell = WAYS[way]
    look(recorder)

    assert cells(recorder) == [cell]


def test_what_was_read_is_noted_again_for_the_next(shelf):
    recorder = Recorder(shelf)
    read = [(recorder.dossier.title, recorder.dossier.title, recorder.finish())[-1] for _ in range(2)]

    assert read == [(("dossier.title", "value", (None,)),)] * 2


@pytest.mark.parametrize("copied", [dict, Counter, lambda each: {**each}, lambda each: dict(each.items())])
def test_a_copy_of_a_mapping_has_all_of_it(shelf, copied):
    recorder = Recorder(shelf)
    recorder.titles["x"]

    assert copied(recorder.titles) == shelf.titles
    assert {part for _, _, part in cells(recorder)} > {"value"}


def test_a_way_of_reading_that_would_not_be_noted_is_refused(shelf):
    with pytest.raises(TypeError, match="read titles in another way"):
        Recorder(shelf).titles | {}


def test_what_a_method_reads_is_noted(shelf):
    recorder = Recorder(shelf)
    source = next(iter(shelf.documents))
    recorder.when(source)

    assert cells(recorder) == [("publications", source, "value"), ("say", None, "value")]


@pytest.mark.parametrize("part", ["corpus", "desk", "analysis"])
def test_nothing_is_read_round_the_shelf(shelf, part):
    with pytest.raises(LookupError, match=f"a page reads what is in dossier.{part} from the shelf"):
        getattr(Recorder(shelf).dossier, part)


def test_every_kind_of_page_is_a_draft_of_plain_arguments(shelf):
    del shelf.titles["x"]
    drafts = list(draft_pages(shelf))

    assert {draft.page(shelf).ref.kind for draft in drafts} == set(PageKind) - {PageKind.REPORT}
    assert {type(each) for draft in drafts for each in draft.arguments} <= {str, int}
    assert len({draft.key for draft in drafts}) == len(drafts)


class Small:
    """A shelf on which a word stands that was found, and whether it is shown."""

    def __init__(self, made_of, word, *, is_shown):
        self.made_of, self.word, self.is_shown, self.sources_made_of = made_of, word, is_shown, {}

    def is_found(self, name):
        return name == "word"


def test_what_a_build_did_not_look_at_is_not_taken_for_what_it_was_in_a_later_one():
    past, shown = None, []
    for made_of, word, is_shown in (
        (b"1", "a", True),
        (b"2", "b", False),
        (b"2", "b", True),
        (b"3", "a", True),
    ):
        shelf = Small(made_of, word, is_shown=is_shown)
        ledger, recorder = Ledger(shelf, past), Recorder(shelf)
        page = ledger.known("page")
        if page is None:
            page = recorder.word if recorder.is_shown else "-"
            ledger.note("page", recorder.finish(), page)
        else:
            ledger.keep("page", page)
        past = ledger.past()
        shown.append(page)

    assert shown == ["a", "-", "b", "a"]
