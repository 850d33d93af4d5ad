"""What the desk translated is shown beside the original words, and marked."""

import re

from press import ROOT

from dossier.pelican_plugin import publish

LOG = "Cuaderno del puerto\n\nNadie resultó herido. El recuento duró dos días.\n"
NOTE = "---\ntitle: The count\n---\n“Nobody was hurt,” says the log [@log#p2s1 tr]. {} [@log#p2s1].\n"


def build(folder, second):
    for name, text in {"seeds/log.txt": LOG, "content/notes/count.md": NOTE.format(second)}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    folders = {
        "SEEDS_PATH": str(folder / "seeds"),
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "site"),
        "REPORT_PATH": str(folder / "report"),
        "SITEURL": "https://example.org",
    }
    dossier = publish(ROOT / "pelicanconf.py", folders).dossier
    page = next((folder / "site").glob("notes/count*"))
    return dossier, (page / "index.html" if page.is_dir() else page).read_text("utf-8")


def test_the_page_shows_the_original_of_what_the_desk_translated(tmp_path):
    dossier, page = build(tmp_path, "“Nadie resultó herido”")

    notes = [re.sub(r"<[^>]+>", "", each) for each in re.findall(r'<li class="note"[\s\S]*?</li>', page)]

    assert [problem.code for problem in dossier.problems] == []
    assert [("Nadie resultó herido" in note, "translated by the desk" in note) for note in notes] == [
        (True, True)
    ]
