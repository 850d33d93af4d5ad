"""Problems as an editor, a machine and a code forge read them."""

import json

from dossier.console import as_github, as_json, as_text
from dossier.model import Place, Problem, Severity


def test_an_error_shows_its_line_and_a_caret_under_the_place(tmp_path):
    note = tmp_path / "x.md"
    note.write_text("first\nsaid so [@cnn-talks]\n")
    problem = Problem(
        "unknown-source",
        Severity.ERROR,
        'unknown source "cnn-talks"',
        Place(str(note), 2, 9),
        "Did you mean it?",
    )

    assert as_text((problem,), colour=False) == (
        f'{note}:2:9: error: unknown source "cnn-talks". Did you mean it?\n'
        "    2 | said so [@cnn-talks]\n"
        "                ^\n"
    )


def test_machines_read_the_same_facts():
    problem = Problem("empty-file", Severity.WARNING, "the file is empty", Place("seeds/a,b.txt", 1, 1))

    assert json.loads(as_json((problem,)))[0]["code"] == "empty-file"
    assert as_github((problem,)) == (
        "::warning file=seeds/a,b.txt,line=1,col=1,title=empty-file::the file is empty\n"
    )
