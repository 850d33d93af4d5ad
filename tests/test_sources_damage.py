"""Whatever the bytes of a file are, it ends as a source or is named, and the others are read."""

import sys
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_files import SAMPLES

from dossier.config import Settings
from dossier.sources import read_corpus, read_document
from dossier.sources.formats import FORMATS, Format

OURS = (".txt", ".md")  # read by our own code, which has no fault to hide behind the guard


def test_every_format_has_a_sample():
    assert sorted(FORMATS) == sorted(SAMPLES)


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_the_sample_of_a_format_is_read_without_a_problem(ending):
    document, problems = read_document(f"strike{ending}", SAMPLES[ending], "seeds")

    assert "Dock workers voted on Thursday" in document.text
    assert problems == ()


def check_is_read_or_named(ending, raw):
    document, problems = read_document(f"strike{ending}", raw, "seeds")

    assert document is not None or problems
    assert {problem.at.file for problem in problems} <= {f"seeds/strike{ending}"}
    assert ending not in OURS or all(problem.code != "damaged-file" for problem in problems)


@pytest.mark.parametrize("ending", sorted(FORMATS))
@settings(max_examples=60)
@given(raw=st.binary(max_size=400))
def test_random_bytes_are_read_or_named(ending, raw):
    check_is_read_or_named(ending, raw)


@pytest.mark.parametrize("ending", sorted(FORMATS))
@settings(max_examples=60)
@given(data=st.data())
def test_a_real_file_that_was_damaged_is_read_or_named(ending, data):
    raw = bytearray(SAMPLES[ending])
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(raw)))
        lost = data.draw(st.sampled_from([0, 1, 1, 3, 40, 2000]))
        raw[start : start + lost] = data.draw(st.binary(max_size=12))

    check_is_read_or_named(ending, bytes(raw))


def fail(raw, file):
    raise KeyError("/Root")


def test_a_reader_that_fails_is_a_warning_and_the_next_file_is_read(tmp_path, monkeypatch):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "broken.new").write_text("Anything.")
    (seeds / "strike.txt").write_text("Dock workers voted on Thursday.")
    monkeypatch.setitem(FORMATS, ".new", Format("new file", "failing", "Save it as .txt."))
    monkeypatch.setitem(sys.modules, "dossier.sources.formats.failing", SimpleNamespace(read=fail))

    corpus = read_corpus(seeds, Settings())
    assert [document.path for document in corpus.documents] == ["strike.txt"]
    assert [str(problem) for problem in corpus.problems] == [
        "seeds/broken.new:1:1: warning: the new file is damaged or unusual and cannot be read (KeyError). "
        "Save it as .txt."
    ]


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_a_merge_conflict_in_a_source_is_a_warning_at_its_line(ending):
    text = "Log of the pier\n\n<<<<<<< HEAD\nThe port said 12.\n=======\nThe port said 14.\n>>>>>>> pier\n"

    _, problems = read_document(f"log{ending}", text.encode(), "seeds")

    assert [(each.code, each.severity, str(each.at)) for each in problems] == [
        ("merge-conflict", "warning", f"seeds/log{ending}:3:1")
    ]


@pytest.mark.parametrize(
    "sign", ["<<<<<<< see above", ">>>>>>> On that day she wrote", "=======", "<<<<<<< HEAD"]
)
def test_signs_without_a_conflict_are_words_of_a_source(sign):
    _, problems = read_document(
        "log.txt", f"Log of the pier\n\n{sign}\nThe port said 12.\n".encode(), "seeds"
    )

    assert problems == ()
