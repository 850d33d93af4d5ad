"""Of a source with `publish: summary` only its title, its summary and what is quoted leave the desk."""

import html
import re
import shutil
import zipfile
from dataclasses import replace

import builders
import pytest
from generate_folder import source_text
from ormsund import DESK, dossier_of, reply, vote, write_desk
from press import HARBOUR, press

from dossier.bundles import write_bundles
from dossier.config import Paths, Settings
from dossier.model import Summary
from dossier.pipeline import read_dossier
from dossier.site.release import released_sentences
from dossier.site.shelf import Shelf

CLOSED = ("ferry-terminal-vote", "harbour-union-reply", "budget-hearing", "report-3", "report-4")
NAMES = [("", name) for name in ("Ingrid Halvorsen", "Karin Dahl", "Sandvik", "Nordfjord Lines")]
DRAFT = "---\ntitle: Not yet\nstatus: draft\n---\nIt says more [@budget-hearing#p2; @report-3#p5].\n"
RUN = 6  # words in a row; fewer may come together by chance


def words_of(text):
    """The words of a file as a reader or a program sees them: no tags, no escapes, no folded lines."""
    text = text.replace("\r\n ", "")
    text = html.unescape(re.sub(r"<[^<>]*>", " ", text) + " " + text)
    return re.findall(r"\w+", re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text).lower())


def runs(text):
    words = words_of(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """The small dossier, none of whose sources may be shown whole, with its bundles."""
    folder = tmp_path_factory.mktemp("closed")
    for path in sorted((HARBOUR / "seeds").iterdir()):
        (folder / "seeds").mkdir(exist_ok=True)
        (folder / "seeds" / path.name).write_bytes(path.read_bytes())
    for number in (3, 4):  # two long ones, so that there is much to keep back
        text = source_text(number, NAMES) + "\n" + source_text(5, NAMES)
        (folder / "seeds" / f"report-{number}.txt").write_text(text, "utf-8")
    shutil.copytree(HARBOUR / "content", folder / "content")
    (folder / "content" / "notes" / "not-yet.md").write_text(DRAFT, "utf-8")
    for name in CLOSED:
        (folder / "seeds" / f"{name}.yaml").write_text("publish: summary\n", "utf-8")
    published = press(folder / "site", folder / "seeds", folder / "content")
    write_bundles(published.site, folder / "bundles")
    return published, folder / "bundles"


def kept_back(dossier):
    """Runs of words of each source that occur nowhere among what may be shown.

    What may be shown is found here by other means than in the program: the summaries, and the places that
    the published files of the desk cite, as they are typed.
    """
    shown = [path.read_text("utf-8") for path in sorted((HARBOUR / "content").rglob("*.md"))]
    cited = {
        (source, place.rstrip(".;,"))
        for words in shown for source, place in re.findall(r"@([\w-]+)#(p\w+)", words)
    }  # fmt: skip
    assert ("ferry-terminal-vote", "p4s2") in cited
    for document in dossier.corpus.documents:
        shown += [document.meta.title, document.meta.publisher or ""]
        shown += [
            document.quote(s.span)
            for s in document.sentences
            if {(document.id, s.id), (document.id, s.id.partition("s")[0])} & cited
        ]
        for summary in dossier.analysis.summaries:
            if summary.about == document.id:
                sentences = [document.quote(passage) for passage in summary.sentences]
                shown += [*sentences, " ".join(sentences)]  # a run may reach into the next sentence
    allowed = set().union(*map(runs, shown))
    return {
        document.id: set().union(*(runs(document.quote(s.span)) for s in document.sentences)) - allowed
        for document in dossier.corpus.documents
    }


def test_no_file_of_the_site_or_of_a_bundle_holds_more_than_what_may_be_shown(closed):
    published, bundles = closed
    secret = kept_back(published.dossier)
    assert {source for source, found in secret.items() if len(found) > 300} >= {"report-3", "report-4"}

    files = {
        p.relative_to(published.site).as_posix(): p.read_bytes()
        for p in published.site.rglob("*")
        if p.is_file()
    }
    files["dossier.html"] = (bundles / "dossier.html").read_bytes()
    with zipfile.ZipFile(bundles / "dossier.zip") as archive:
        files |= {f"zip:{name}": archive.read(name) for name in archive.namelist()}
    assert {"data/dossier.json", "data/timeline.ics", "data/followthemoney.json", "search/c0.js"} <= set(
        files
    )
    leaks = [
        (name, source, " ".join(min(found)))
        for name, raw in sorted(files.items())
        for source, kept in secret.items()
        if (found := runs(raw.decode("utf-8", "replace")) & kept)
    ]

    assert leaks == []


def test_an_open_site_would_be_seen_by_this_test(closed, harbour):
    secret = kept_back(closed[0].dossier)

    page = (harbour / "sources" / "budget-hearing.html").read_text("utf-8")

    assert secret["budget-hearing"] & runs(page)


NOTE = "---\ntitle: A note\nstatus: {status}\n---\n{words}\n"
NAME = "---\nname: Ab\nkind: place\n---\n[@reply#p1s1]\n"
CLAIM = "---\nquestion: Who?\n---\n[@reply#p1s3]\n\n## Dahl\n[@vote#p2s1]\n"


@pytest.mark.parametrize(
    ("files", "vote_ids", "reply_ids"),
    [
        pytest.param({}, set(), set(), id="nothing is cited"),
        pytest.param(
            {"notes/a.md": NOTE.format(status="published", words="[@vote#p2s2; @reply#p1]")},
            {"p2s2"}, {"p1s1", "p1s2", "p1s3"}, id="a sentence, and a paragraph with all its sentences",
        ),
        pytest.param(
            {"notes/a.md": NOTE.format(status="published", words="![[vote#p2s2]]\n\n[[reply#p1s1|There]].")},
            {"p2s2"}, set(), id="a sentence that is embedded, not one that a link leads to",
        ),
        pytest.param(
            {"notes/a.md": NOTE.format(status="published", words="[@vote; @reply]")},
            set(), set(), id="a whole source releases nothing",
        ),
        pytest.param(
            {"notes/a.md": NOTE.format(status="draft", words="[@vote#p2s2; @reply#p1]")},
            set(), set(), id="a draft releases nothing",
        ),
        pytest.param({"claims/a.md": CLAIM}, {"p2s1"}, {"p1s3"}, id="a question and its positions"),
        pytest.param(
            {"topics/a.md": "---\ntitle: A\nsummary: See [@vote#p3s1].\n---\nAnd [@vote#p2s1].\n"},
            {"p2s1", "p3s1"}, set(), id="a topic and its summary",
        ),
        pytest.param(
            {"entities/a.md": NAME, "pages/p.md": "[@reply#p1s2]\n"},
            set(), {"p1s1", "p1s2"}, id="a name and a page",
        ),
    ],
)  # fmt: skip
def test_what_is_released_is_what_published_words_cite(tmp_path, files, vote_ids, reply_ids):
    dossier = dossier_of(write_desk(tmp_path, files), vote(publish="summary"), reply(publish="summary"))
    dossier = replace(dossier, analysis=replace(dossier.analysis, summaries=()))

    assert released_sentences(dossier) == {"vote": vote_ids, "reply": reply_ids}


def test_a_source_releases_its_own_summary_and_not_that_of_a_topic(tmp_path):
    dossier = dossier_of(write_desk(tmp_path, {}), vote(publish="summary"), reply())
    first, second = dossier.corpus.by_id["vote"].sentences[1:3]
    place = dossier.corpus.by_id["vote"].passage
    summaries = (Summary("vote", (place(first.span),)), Summary("topic:terminal", (place(second.span),)))
    dossier = replace(dossier, analysis=replace(dossier.analysis, summaries=summaries))

    assert released_sentences(dossier) == {"vote": {first.id}, "reply": None}


@pytest.mark.parametrize(("by_editor", "expected"), [(False, {"p2s1"}), (True, {"p2s1", "p2s2", "p3s1"})])
def test_a_summary_of_the_program_releases_no_more_than_a_part_of_a_short_text(tmp_path, by_editor, expected):
    dossier = dossier_of(write_desk(tmp_path, {}), vote(publish="summary"))
    document = dossier.corpus.by_id["vote"]
    places = tuple(document.passage(each.span) for each in document.sentences[1:])
    summaries = (Summary("vote", places, by_editor=by_editor),)
    dossier = replace(dossier, analysis=replace(dossier.analysis, summaries=summaries))

    assert released_sentences(dossier) == {"vote": expected}
    assert {place.span for place in Shelf(dossier).summary("vote").sentences} == {
        each.span for each in document.sentences if each.id in expected
    }


def test_names_topics_and_relations_of_withheld_words_are_not_shown(tmp_path):
    topic = "---\ntitle: The terminal\nterms: [terminal]\n---\n"
    content = write_desk(
        tmp_path, {"topics/terminal.md": topic, "entities/dahl.md": DESK["entities/dahl.md"]}
    )
    shelf, open_shelf = (
        Shelf(dossier_of(content, vote(publish=how), reply(publish=how))) for how in ("summary", "full")
    )

    def shown(shelf):
        found = [*shelf.topics_in["reply"], *shelf.mentions["reply"]]
        return {shelf.sentence_id(each.passage) for each in found}

    def reasons(shelf):
        return {each.words.name for relation in shelf.relations["reply"] for each in relation.reasons}

    assert shown(open_shelf) > shown(shelf)
    assert shown(shelf) <= shelf.released["reply"]
    assert "both_name" in reasons(open_shelf)
    assert "both_name" not in reasons(shelf)


def test_the_export_has_no_dates_statements_and_events_of_withheld_words(tmp_path):
    text = (
        "The quay of Larne was shut.\n\nNobody was hurt there, and the boats went to Orle for two weeks.\n\n"
    )
    withheld = "Karl Roe admitted on 9 May 2021 that he had lied. On 12 May 2021 the council met."
    source = builders.document(text + withheld, id="log", published="2021-06-01")
    closed = replace(source, meta=replace(source.meta, publish="summary"))
    open_shelf, shelf = (Shelf(dossier_of(write_desk(tmp_path, {}), each)) for each in (source, closed))

    def exported(shelf):
        return [*shelf.found_dates["log"], *shelf.attributions_in["log"], *shelf.found_events]

    assert len(exported(open_shelf)) == 5
    assert exported(shelf) == []


def test_no_withheld_words_are_the_reason_for_a_date(tmp_path):
    text = "The quay of Larne was shut.\n\nThe council had met there in October 2021."
    source = builders.document(text, id="log")
    closed = replace(source, meta=replace(source.meta, publish="summary"))
    reasons = [
        Shelf(dossier_of(write_desk(tmp_path, {}), each)).how_exactly("log") for each in (source, closed)
    ]

    assert ["October 2021" in each for each in reasons] == [True, False]


def test_a_text_without_blanks_releases_no_more_than_a_part_either(tmp_path):
    text = "码头关闭。\n\n" + "市长说桥梁将在明年春天之前完全修复并且重新开放。\n\n" * 3
    source = builders.document(text, "zh", id="log")
    closed = replace(source, meta=replace(source.meta, publish="summary"))
    dossier = dossier_of(write_desk(tmp_path, {}), closed)
    places = tuple(closed.passage(each.span) for each in closed.sentences)
    dossier = replace(dossier, analysis=replace(dossier.analysis, summaries=(Summary("log", places),)))

    assert released_sentences(dossier) == {"log": {"p1s1", "p2s1"}}


def test_the_first_sentence_of_a_closed_text_is_not_its_title(tmp_path):
    for folder in ("seeds", "content"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds/quay_log-2.txt").write_text("Ann Roe left the quay of Larne. She was ill.", "utf-8")
    (tmp_path / "seeds/quay_log-2.yaml").write_text("publish: summary\n", "utf-8")
    (tmp_path / "seeds/open.txt").write_text("Bo Holm left the quay of Orle. He was ill.", "utf-8")

    dossier = read_dossier(Paths(tmp_path / "seeds", tmp_path / "content"), Settings())

    assert [each.meta.title for each in dossier.corpus.documents] == [
        "Bo Holm left the quay of Orle",
        "Quay log 2",
    ]


REPORT = """The docks of Ormsund

Published: 6 March 2024

{} The council paid for the new crane, and for nothing else that the union had asked for in spring.

The crane stands at the north quay. It lifts forty tonnes, as the harbour office wrote to all firms.

Nobody was hurt when the old one fell. {}
"""


@pytest.mark.parametrize(
    ("sidecar", "expected"),
    [(None, ["copy", "docks"]), ("publish: full\n", ["docks"]), ("tlp: clear\n", ["copy", "docks"])],
)
def test_a_copy_of_a_closed_source_is_closed_unless_its_sidecar_says_more(tmp_path, sidecar, expected):
    files = {
        "docks.txt": REPORT.format("", ""),
        "docks.yaml": "publish: summary\n",
        "copy.txt": REPORT.format("We hear:", "More will follow."),
        "copy.yaml": sidecar,
        "other.txt": "Snow\n\nSnow fell on the pass, and the road to the north was shut for two days.\n",
    }
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    for name, text in files.items():
        if text is not None:
            (tmp_path / "seeds" / name).write_text(text, "utf-8")

    dossier = read_dossier(Paths(tmp_path / "seeds", tmp_path / "content"), Settings())

    assert [each.id for each in dossier.corpus.documents if each.meta.is_closed] == expected
    warned = [problem.at.file for problem in dossier.problems if problem.code == "closed-copy"]
    assert warned == ["seeds/copy.txt"] * ("copy" in expected)
