"""Of a source with `publish: summary` only its title, its summary and what is quoted leave the desk."""

import html
import re
import zipfile

import pytest
from generate_folder import source_text
from press import HARBOUR, press

from dossier.bundles import write_bundles
from dossier.site.release import released_sentences

CLOSED = ("ferry-terminal-vote", "harbour-union-reply", "budget-hearing", "report-3", "report-4")
NAMES = [("", name) for name in ("Ingrid Halvorsen", "Karin Dahl", "Sandvik", "Nordfjord Lines")]
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
    for name in CLOSED:
        (folder / "seeds" / f"{name}.yaml").write_text("publish: summary\n", "utf-8")
    published = press(folder / "site", folder / "seeds", HARBOUR / "content")
    write_bundles(published.site, folder / "bundles")
    return published, folder / "bundles"


def kept_back(dossier):
    """Runs of words of each source that stand nowhere among what may be shown."""
    released = released_sentences(dossier)
    shown = [path.read_text("utf-8") for path in sorted((HARBOUR / "content").rglob("*.md"))]
    for document in dossier.corpus.documents:
        shown += [document.meta.title, document.meta.publisher or ""]
        shown += [document.quote(s.span) for s in document.sentences if s.id in released[document.id]]
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
