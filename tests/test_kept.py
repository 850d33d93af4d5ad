"""A build that takes what the last one kept gives the same bytes as one that takes nothing."""

import os
import pickle
import random
import re
import shutil
import sqlite3
import sys
import threading
import zlib
from dataclasses import fields, replace
from datetime import date
from functools import wraps
from pathlib import Path

import pytest
from edits import (
    OF_EDITORS,
    OF_SOURCES,
    change_a_template,
    edit_a_note,
    say_in_front,
    translate_the_pages,
    write_more,
)
from generate_folder import desk_names, source_text
from press import HARBOUR, ROOT

from dossier import finder, kept, pelican_plugin, pressing
from dossier.check import Good
from dossier.commands import COMMANDS
from dossier.commands.command_line import run
from dossier.config import Paths, Settings
from dossier.errors import InputProblems
from dossier.kept import RUNS, Kept, Memory, Parcel, key_of
from dossier.model import (
    DateMention,
    Document,
    MarkdownBody,
    PageKind,
    PageRef,
    PartialDate,
    Passage,
    Place,
    Problem,
    Severity,
    Span,
    Topic,
    TopicId,
)
from dossier.pelican_plugin import publish
from dossier.pipeline import read_dossier
from dossier.site import theme_environment
from dossier.sources import read_document


def said(desk, word):
    """What an edit said of the whole build."""
    path = desk / f"{word}.txt"
    return path.read_text("utf-8") if path.exists() else ""


def press(desk, folder, **more):
    """Build a desk; return the bytes of its site and report by path, or the problems that stop it."""
    folders = {
        "SEEDS_PATH": desk / "seeds",
        "PATH": desk / "content",
        "OUTPUT_PATH": folder / "site",
        "REPORT_PATH": folder / "report",
        "DOSSIER_THEME": desk / "theme",
    }
    settings = {name: str(path) for name, path in folders.items()}
    settings |= {"JOBS": 1, "SITEURL": said(desk, "address"), "DOSSIER_TLP": said(desk, "level")}
    try:
        publish(ROOT / "pelicanconf.py", settings | more)
    except InputProblems as error:
        return [str(problem) for problem in error.problems]
    return files_of(folder)


def files_of(folder):
    """The bytes of every file of a site and its report, by path."""
    files = [path for part in ("site", "report") for path in (folder / part).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def damage_what_is_kept(desk, choice):
    """Overwrite a part of the file with something else."""
    path = desk.parent / "warm" / ".site.cache"
    content = bytearray(path.read_bytes())
    at = choice(range(0, len(content), 64))
    content[at : at + 32] = b"?" * 32
    path.write_bytes(content)


def cut_what_is_kept(desk, choice):
    """Cut the end of the file off."""
    path = desk.parent / "warm" / ".site.cache"
    path.write_bytes(path.read_bytes()[: choice([0, 10, 4096, 9000])])


def edit_the_site(desk, choice):
    """Write into a page and the export of the last good site by hand."""
    site = desk.parent / "warm" / "site"
    for path in (choice(sorted(site.rglob("*.html"))), site / "data" / "dossier.json"):
        path.write_text(path.read_text("utf-8") + "<p>by hand</p>", "utf-8")


EDITS = [
    *OF_SOURCES,
    *OF_EDITORS,
    write_more,
    say_in_front,
    change_a_template,
    translate_the_pages,
    damage_what_is_kept,
    cut_what_is_kept,
    edit_the_site,
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(int(os.environ.get("DOSSIER_EXAMPLES", "10")) // 10 + 1))
def test_a_build_is_the_same_with_what_is_kept_and_without(tmp_path, seed):
    desk, dice = shutil.copytree(HARBOUR, tmp_path / "desk"), random.Random(seed)
    for number in range(4):
        text = source_text(number, desk_names())
        (desk / "seeds" / f"report-{number}.txt").write_text(text, "utf-8")
    shared = {"DOSSIER_MEMORY": Memory(is_shared=seed % 2 == 1)}  # as `serve` has it
    press(desk, tmp_path / "warm", **shared)
    for number, edit in enumerate(dice.sample(EDITS, len(EDITS))):
        before = shutil.copytree(desk, tmp_path / f"before-{number}")
        edit(desk, dice.choice)
        (desk / "content" / "citations.lock").unlink(missing_ok=True)
        clean = press(desk, tmp_path / f"clean-{number}")
        (desk / "content" / "citations.lock").unlink(missing_ok=True)
        warm = press(desk, tmp_path / "warm", **shared)

        assert different(clean, warm) == [], edit.__name__
        if isinstance(clean, list):  # it stops the build: go back
            shutil.rmtree(desk)
            shutil.copytree(before, desk)


def check(desk, site):
    """Look at a desk without building it."""
    folders = {"seeds": desk / "seeds", "content": desk / "content", "output": site}
    options = [word for name, folder in folders.items() for word in (f"--{name}", str(folder))]
    run(["check", *options], COMMANDS, program="dossier")


def different(clean, warm):
    """What differs between two outcomes; the report links to where its site lies."""
    if isinstance(clean, list) or isinstance(warm, list):
        return [] if clean == warm else [clean, warm]
    return sorted(name for name in clean.keys() | warm.keys() if clean.get(name) != warm.get(name))


def test_a_template_that_a_desk_gets_shows_in_the_same_process_and_in_the_next(tmp_path):
    desk, folder = shutil.copytree(HARBOUR, tmp_path / "desk"), tmp_path / "warm"
    press(desk, folder)
    change_a_template(desk, lambda _: "a")
    first = press(desk, folder)
    template = desk / "theme" / "templates" / "source.html"
    times = template.stat()
    template.write_text(template.read_text("utf-8").replace("template a", "template b"), "utf-8")
    os.utime(template, ns=(times.st_atime_ns, times.st_mtime_ns))  # as a copy has it that keeps times
    second = press(desk, folder)

    assert b"<!-- template a -->" in first["site/sources/budget-hearing.html"]
    assert b"<!-- template b -->" in second["site/sources/budget-hearing.html"]


def test_a_template_that_is_saved_during_a_build_is_that_of_the_next(tmp_path):
    (tmp_path / "page.html").write_text("before", "utf-8")
    environment = theme_environment(tmp_path)

    (tmp_path / "page.html").write_text("after", "utf-8")

    assert environment.get_template("page.html").render() == "before"
    assert theme_environment(tmp_path).get_template("page.html").render() == "after"


def test_the_text_of_a_source_is_unpacked_when_it_is_asked_for(tmp_path, monkeypatch):
    desk, folder = shutil.copytree(HARBOUR, tmp_path / "desk"), tmp_path / "warm"
    (desk / "seeds" / "quay-log.txt").write_text("Nobody cites the log of the quay.\n", "utf-8")
    first = press(desk, folder)
    opened = set()
    unpack = Document.__getattr__
    monkeypatch.setattr(Document, "__getattr__", lambda self, name: opened.add(self.id) or unpack(self, name))

    assert press(desk, folder) == first
    assert opened == {"budget-hearing", "ferry-terminal-vote", "harbour-union-reply"}  # they are cited


def test_a_document_with_a_late_text_is_like_any_other():
    span = Span(0, 5)
    whole = read_document("quay.txt", b"The quay was closed on 3 May 2024.", "seeds")[0]
    late = whole.with_body(lambda: (whole.text, whole.paragraphs, whole.sentences))

    assert pickle.loads(pickle.dumps(late)) == late == whole
    assert late.quote(span) == "The q"
    assert kept.digest_of(late) == kept.digest_of(whole)
    with pytest.raises(AttributeError):
        late.colour  # noqa: B018  # a name that no document has


def test_two_threads_may_ask_for_the_text_of_a_source_at_once(monkeypatch):
    whole = read_document("quay.txt", b"One is here. Two is there.", "seeds")[0]
    late = whole.with_body(lambda: (whole.text, whole.paragraphs, whole.sentences))
    usual, found = Document.__post_init__, []

    def look_beside(self):
        monkeypatch.setattr(Document, "__post_init__", usual)
        other = threading.Thread(target=lambda: found.append(late.starts))
        other.start()
        other.join()
        usual(self)

    monkeypatch.setattr(Document, "__post_init__", look_beside)

    assert (late.starts, found) == (whole.starts, [whole.starts])


def test_templates_of_the_program_are_kept_compiled(tmp_path, monkeypatch):
    environment = theme_environment(ROOT / "theme" / "templates")
    environment.cache.clear()
    monkeypatch.setattr(environment.bytecode_cache, "directory", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    environment.get_template("note.html")
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()

    file.write_bytes(whole[:20])
    environment.cache.clear()
    environment.get_template("note.html")
    assert file.read_bytes() == whole

    monkeypatch.setattr(type(environment), "_generate", lambda *_: pytest.fail("it was compiled again"))
    environment.cache.clear()
    environment.get_template("note.html")


def test_a_compiled_template_of_another_version_is_not_taken(monkeypatch):
    kept_compiled = theme_environment(ROOT / "theme" / "templates").bytecode_cache
    before = kept_compiled.get_source_checksum("{{ view.title }}")

    monkeypatch.setattr("dossier.site.environment.version", lambda: b"another")

    assert kept_compiled.get_source_checksum("{{ view.title }}") != before


def test_nothing_that_lies_on_a_desk_is_run_as_a_compiled_template(tmp_path):
    (tmp_path / "page.html").write_text("of the desk", "utf-8")

    assert theme_environment(tmp_path, ROOT / "theme" / "templates").bytecode_cache is None


def test_a_page_that_was_replaced_by_a_link_is_written_anew(tmp_path):
    desk, folder = shutil.copytree(HARBOUR, tmp_path / "desk"), tmp_path / "warm"
    before = press(desk, folder)
    page, elsewhere = folder / "site" / "timeline.html", tmp_path / "elsewhere.html"
    page.rename(elsewhere)
    page.symlink_to(elsewhere)

    assert press(desk, folder) == before
    assert not page.is_symlink()


def test_a_page_that_was_changed_by_hand_is_written_anew(tmp_path):
    desk, folder = shutil.copytree(HARBOUR, tmp_path / "desk"), tmp_path / "warm"
    before = press(desk, folder)
    page = folder / "site" / "timeline.html"
    content = page.read_bytes()
    page.write_bytes(content[::-1])  # of the same size

    assert press(desk, folder) == before


def test_a_file_that_nobody_touched_is_taken_and_not_read(tmp_path, monkeypatch):
    desk, folder, read = shutil.copytree(HARBOUR, tmp_path / "desk"), tmp_path / "warm", []
    press(desk, folder)
    content_of = pressing._content
    monkeypatch.setattr(pressing, "_content", lambda path: read.append(path) or content_of(path))

    press(desk, folder)
    assert not read

    os.utime(folder / "site" / "timeline.html", (1, 1))
    press(desk, folder)
    assert read == [f"{folder}/site/timeline.html"]


def test_what_pelican_copies_over_a_file_is_not_written_into_the_last_site(tmp_path):
    desk, folder = shutil.copytree(HARBOUR, tmp_path / "desk"), tmp_path / "warm"
    before = press(desk, folder)["site/robots.txt"]
    own = desk / "content" / "extra" / "robots.txt"
    own.parent.mkdir()
    own.write_text("User-agent: *\n", "utf-8")
    copied = {"STATIC_PATHS": ["extra"], "EXTRA_PATH_METADATA": {"extra/robots.txt": {"path": "robots.txt"}}}

    with (folder / "site" / "robots.txt").open("rb") as last:
        after = press(desk, folder, **copied)["site/robots.txt"]

        assert last.read() == before
    assert after == own.read_bytes()


def test_builds_that_fail_and_checks_drop_nothing(tmp_path, monkeypatch):
    desk, folder = shutil.copytree(HARBOUR, tmp_path / "desk"), tmp_path / "warm"
    press(desk, folder)
    bad = desk / "content" / "notes" / "bad.md"
    bad.write_text("---\ntitle: Bad\n---\n[[nobody]]\n", "utf-8")
    failed = [press(desk, folder) for _ in range(RUNS + 2)]
    bad.unlink()
    for _ in range(RUNS + 2):
        check(desk, folder / "site")
    rendered, render = [], pressing._rendered
    monkeypatch.setattr(pressing, "_rendered", lambda *of: rendered.append(of[1].template) or render(*of))

    press(desk, folder)

    assert all(isinstance(outcome, list) for outcome in failed)
    assert rendered == []


def test_another_program_takes_nothing_of_what_is_kept(tmp_path, monkeypatch):
    paths = Paths(HARBOUR / "seeds", HARBOUR / "content")
    first = Kept(tmp_path / "cache")
    read_dossier(paths, Settings(), kept=first)
    first.close()
    monkeypatch.setattr(kept, "version", lambda: b"another")
    asked = []
    monkeypatch.setattr(finder, "read_source", lambda source: asked.append(source.path) or (None, ()))

    read_dossier(paths, Settings(), kept=Kept(tmp_path / "cache"))

    assert len(asked) == 3


def test_nothing_is_read_or_found_twice(tmp_path, monkeypatch):
    paths = Paths(HARBOUR / "seeds", HARBOUR / "content")
    first, second = Kept(tmp_path / "cache"), Kept(tmp_path / "cache")
    clean = read_dossier(paths, Settings(), kept=first)
    first.close()
    for name in ("read_source", "find_with_words", "relate"):
        monkeypatch.delattr(finder, name)

    assert read_dossier(paths, Settings(), kept=second) == clean


def test_what_supports_a_statement_is_what_its_source_says_now(tmp_path):
    files = {
        "seeds/log.txt": "Ann Moor came to the pier.\n",
        "content/entities/ann-moor.md": "---\nname: Ann Moor\nkind: person\n---\n",
        "content/notes/pier.md": "---\ntitle: Pier\nstatus: published\n---\n\nAnn Moor came [@log#p1].\n",
    }
    found = []
    for changed in ({}, {}, {"seeds/log.txt": "Nobody came to the pier.\n"}):
        for name, words in (files | changed).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(words, "utf-8")
        warm = Kept(tmp_path / "cache")
        problems = read_dossier(
            Paths(tmp_path / "seeds", tmp_path / "content"), Settings(), kept=warm
        ).problems
        warm.close()
        found.append([each.message for each in problems if each.code == "unsupported"])

    assert found == [[], [], ["the name “Ann Moor” is not in the cited words: “Ann Moor came.”"]]


def test_findings_of_which_a_part_is_gone_are_made_anew(tmp_path):
    paths = Paths(HARBOUR / "seeds", HARBOUR / "content")
    first = Kept(tmp_path / "cache")
    clean = read_dossier(paths, Settings(), kept=first)
    first.close()
    with sqlite3.connect(tmp_path / "cache") as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM stored")]
    for key in keys:
        with sqlite3.connect(shutil.copy(tmp_path / "cache", tmp_path / "less")) as connection:
            connection.execute("DELETE FROM stored WHERE key = ?", (key,))

        assert read_dossier(paths, Settings(), kept=Kept(tmp_path / "less")) == clean


def test_findings_are_unpacked_when_they_are_asked_for(tmp_path):
    paths = Paths(HARBOUR / "seeds", HARBOUR / "content")
    first = Kept(tmp_path / "cache")
    clean = read_dossier(paths, Settings(), kept=first)
    first.close()
    found = read_dossier(paths, Settings(), kept=Kept(tmp_path / "cache")).analysis
    before = unpacked_of(found)

    assert found.relations == clean.analysis.relations
    assert unpacked_of(found) - before == {"relations"}
    assert pickle.loads(pickle.dumps(found)) == clean.analysis == found


def unpacked_of(analysis):
    """The names of those findings that were unpacked."""
    return {each.name for each in fields(analysis) if is_filled(analysis, each.name)}


def is_filled(analysis, name):
    """Whether a slot has something."""
    try:
        object.__getattribute__(analysis, name)
    except AttributeError:
        return False
    return True


def test_settings_that_change_what_is_found_take_nothing_of_others(tmp_path):
    paths = Paths(HARBOUR / "seeds", HARBOUR / "content")
    for settings in (Settings(), Settings(summary_sentences=1)):
        warm = Kept(tmp_path / "cache")
        found = read_dossier(paths, settings, kept=warm)
        warm.close()

        assert found == read_dossier(paths, settings)


REPORT = """The board of Ormsund closed the southern mole on Friday after a barge struck its outer wall.

Divers who went down on Saturday found that two of its piles had moved, a clerk told reporters in the hall.

The ferry stops for a month, the board decided, and the town pays for buses round the bay until May.
"""
DAY = "date 2024-03-05\n\n"
FOOT = "The desk was closed on 1 May 2023.\n"
NOTICE = (
    f"Who {'wants to read all that is new ' * 4}may write to the desk, which was founded on 1 May 2023.\n"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": REPORT, "b": f"{DAY}{REPORT}"}, {"b": f"date 2024-06-04\n\n{REPORT}"}),
        (
            {"a": f"{DAY}{REPORT}\n{NOTICE}", "b": f"A quay was sold.\n\n{NOTICE}"},
            {"c": f"A pier fell.\n\n{NOTICE}"},
        ),
        ({"a": f"{DAY}A crane fell. {FOOT}", "b": f"A quay was sold. {FOOT}"}, {"c": f"A pier fell. {FOOT}"}),
    ],
    ids=["it is a copy with another day", "a paragraph is repeated", "a sentence is repeated"],
)
def test_dates_of_a_source_follow_what_others_say(tmp_path, before, after):
    (tmp_path / "content").mkdir()
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    paths = Paths(seeds, tmp_path / "content")
    for files in (before, before | after):
        for name, text in files.items():
            (seeds / f"{name}.txt").write_text(text, "utf-8")
        warm = Kept(tmp_path / "cache")
        found = read_dossier(paths, Settings(), kept=warm)
        warm.close()

        assert found == read_dossier(paths, Settings())


def test_only_settings_that_are_in_the_key_change_what_is_found():
    sources = [path.read_text("utf-8") for path in (ROOT / "dossier" / "analysis").rglob("*.py")]
    used = {name for text in sources for name in re.findall(r"settings\.(\w+)", text)}
    mine = Settings(week_starts_on=6, summary_sentences=2)

    assert {name for name in used if getattr(finder._that_matter(mine), name) != getattr(mine, name)} == set()
    assert used == {"week_starts_on", "summary_sentences"}


# --- the file --------------------------------------------------------------------------------------

KEY, OTHER = key_of("one"), key_of("other")


def filled(file, key=KEY, value="a value"):
    """A file in which a value is kept."""
    made = Kept(file)
    made.put({key: Parcel(value)})
    made.close()
    return file


def test_a_value_comes_back_equal(tmp_path):
    value = (Span(1, 2), PartialDate.parse("2024-03"), date(2024, 3, 1), frozenset({"a"}), None, "é")

    assert Kept(filled(tmp_path / "cache", value=value)).get([KEY, OTHER]) == {KEY: value}


def test_a_value_with_parts_that_are_given_by_name_comes_back_equal():
    topic = Topic(TopicId("pier"), "Pier", (), MarkdownBody("x.md", 1, ""), aliases=("quay",))

    assert topic == Parcel(packed=Parcel(topic).packed).value


def test_values_that_differ_deep_inside_have_different_digests():
    mention = DateMention(Passage("strike", Span(3, 8)), PartialDate.parse("2024-03"), None, "year")
    others = [
        replace(mention, passage=Passage("strike", Span(3, 9))),
        replace(mention, passage=Passage("ferry", Span(3, 8))),
        replace(mention, value=PartialDate.parse("2024-03~")),
    ]

    assert len({kept.digest_of(each) for each in (mention, *others)} - {b""}) == 4
    assert kept.digest_of(replace(mention)) == kept.digest_of(mention)


@pytest.mark.parametrize(
    ("value", "other"),
    [
        (1, "1"),
        (1, True),
        (("a", "b"), ["a", "b"]),
        (("a", "b"), ("ab",)),
        (date(2024, 3, 1), "2024-03-01"),
        (Severity.ERROR, str(Severity.ERROR)),
        (Span(1, 2), (1, 2)),
        (frozenset({"a"}), ("a",)),
        ({"a": 1}, {"a": 2}),
    ],
)
def test_values_that_look_alike_have_different_digests(value, other):
    assert kept.digest_of(value) != kept.digest_of(other)
    assert b"" not in (kept.digest_of(value), kept.digest_of(other))


def test_equal_values_have_one_digest_whichever_parts_they_share():
    word = "".join(["ab", "cd"])
    one = (word, word, frozenset({"pier", "quay", "ferry"}))
    other = ("abcd", "ab" + word[2:], frozenset(["ferry", "quay", "pier"]))

    assert kept.digest_of(one) == kept.digest_of(other)


def test_a_value_goes_when_no_build_has_needed_it_for_some_time(tmp_path):
    file = filled(tmp_path / "cache")
    for _ in range(kept.RUNS):
        filled(file, OTHER)
    before = set(Kept(file).get([KEY, OTHER]))
    filled(file, OTHER)

    assert (before, set(Kept(file).get([KEY, OTHER]))) == ({KEY, OTHER}, {OTHER})


def test_a_process_holds_in_memory_what_its_last_good_build_has_needed(tmp_path):
    memory = Memory(is_shared=True)
    first = Kept(tmp_path / "cache", memory)
    first.put({KEY: Parcel("a"), OTHER: Parcel("b")})
    first.close()
    both = dict(memory.values)
    second = Kept(tmp_path / "cache", memory)
    second.get([KEY])
    second.close(is_good=False)
    third = Kept(tmp_path / "cache", memory)
    third.get([KEY])
    third.close()

    assert both == {KEY: "a", OTHER: "b"}
    assert memory.values == {KEY: "a"}


def test_only_what_the_last_build_needed_stays_of_too_much(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "LIMIT", 10)
    file = filled(filled(tmp_path / "cache"), OTHER)

    assert set(Kept(file).get([KEY, OTHER])) == {OTHER}


def test_two_builds_may_keep_at_once(tmp_path):
    one, other = Kept(tmp_path / "cache"), Kept(tmp_path / "cache")
    one.put({KEY: Parcel("a")})
    other.put({OTHER: Parcel("b")})
    one.close()
    other.close()

    assert Kept(tmp_path / "cache").get([KEY, OTHER]) == {KEY: "a", OTHER: "b"}


class Evil:
    """Runs a command when it is unpickled."""

    def __reduce__(self):
        return os.system, ("touch evil",)


@pytest.mark.parametrize("value", [Evil(), Settings(), Paths(Path("a"), Path("b"))])
def test_a_kept_value_makes_nothing_but_values_of_the_model(tmp_path, monkeypatch, value):
    monkeypatch.chdir(tmp_path)
    packed = zlib.compress(pickle.dumps(value))
    file = filled(tmp_path / "cache")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE stored SET value = ?, checked = ?", (packed, kept._check(KEY, packed)))

    assert Kept(file).get([KEY]) == {}
    assert not Path("evil").exists()


def test_a_value_in_the_place_of_another_is_not_taken(tmp_path):
    file = filled(tmp_path / "cache")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE stored SET key = ?", (OTHER,))

    assert Kept(file).get([KEY, OTHER]) == {}


def warnings(caplog, file):
    """The warnings, without the name of the file."""
    return [record.getMessage().replace(str(file), "FILE") for record in caplog.records]


def test_a_file_of_somebody_else_is_left_alone(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(kept._log, "filters", [])
    file = filled(tmp_path / "cache")
    monkeypatch.setattr(os, "getuid", lambda: file.stat().st_uid + 1, raising=False)

    assert Kept(file).get([KEY]) == {}
    assert warnings(caplog, file) == ["FILE belongs to somebody else; going on without it."]


def test_a_link_is_not_followed(tmp_path):
    file = filled(tmp_path / "cache")
    (tmp_path / "link").symlink_to(file)

    assert Kept(tmp_path / "link").get([KEY]) == {}


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_file_that_is_no_cache_is_made_anew(tmp_path, content):
    file = tmp_path / "cache"
    file.write_bytes(content)

    assert Kept(filled(file)).get([KEY])


def test_a_build_goes_on_where_nothing_can_be_kept(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(kept._log, "filters", [])
    file = tmp_path / "no" / "folder"
    nothing = Kept(file)
    nothing.put({KEY: Parcel("a")})

    assert nothing.get([KEY]) == {KEY: "a"}
    nothing.close()
    assert warnings(caplog, file) == [
        "FILE cannot be used ([Errno 2] No such file or directory: 'FILE'); going on without it."
    ]


def test_a_build_goes_on_where_the_disk_is_full(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(kept._log, "filters", [])
    full = Kept(tmp_path / "cache")
    full._connection.execute("PRAGMA max_page_count = 8")
    full.put({KEY: Parcel(random.Random(1).randbytes(99_999))})
    full.close()

    assert warnings(caplog, tmp_path / "cache") == [
        "FILE cannot be used (database or disk is full); going on without it."
    ]
    assert Kept(tmp_path / "cache").get([KEY]) == {}


@pytest.mark.slow
def test_only_what_changed_is_posted_to_the_search_again(tmp_path, monkeypatch):
    desk, folder = shutil.copytree(HARBOUR, tmp_path / "desk"), tmp_path / "warm"
    press(desk, folder)
    edit_a_note(desk, lambda paths: paths[0])
    note = sorted((desk / "content" / "notes").glob("*.md"))[0].stem
    asked = []

    @wraps(post := pressing.posted)
    def posted(shelf, ref):
        asked.append(ref)
        return post(shelf, ref)

    monkeypatch.setattr(pressing, "posted", posted)

    press(desk, folder)

    assert asked == [PageRef(PageKind.NOTE, note)]


@pytest.mark.slow
def test_a_damaged_table_of_the_search_is_made_anew_once(tmp_path, monkeypatch):
    keys = []
    monkeypatch.setattr(
        pressing, "key_of", lambda *parts: keys.append((parts[0], key_of(*parts))) or keys[-1][1]
    )
    press(HARBOUR, tmp_path)
    with sqlite3.connect(tmp_path / ".site.cache") as connection:
        tables = [(key,) for what, key in keys if what == "posted"]
        connection.executemany("UPDATE stored SET value = x'00' WHERE key = ?", tables)
    asked = []
    monkeypatch.setattr(
        pressing, "posted", wraps(post := pressing.posted)(lambda *of: asked.append(of) or post(*of))
    )

    press(HARBOUR, tmp_path)
    first = len(asked)
    press(HARBOUR, tmp_path)

    assert first > 0
    assert first == len(asked)


@pytest.mark.slow
def test_files_that_did_not_change_keep_their_time(tmp_path):
    desk = shutil.copytree(HARBOUR, tmp_path / "desk")
    press(desk, tmp_path / "warm")
    site = tmp_path / "warm" / "site"
    for path in (path for path in site.rglob("*") if path.is_file()):
        os.utime(path, (1_000_000, 1_000_000))
    edit_a_note(desk, lambda paths: paths[0])
    note = sorted((desk / "content" / "notes").glob("*.md"))[0].stem

    press(desk, tmp_path / "warm")

    changed = {
        p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file() and p.stat().st_mtime != 1e6
    }
    assert {f"notes/{note}.html", "manifest.json"} <= changed
    assert not [name for name in changed if name.startswith(("sources/", "theme/"))]


@pytest.mark.slow
def test_a_build_that_is_not_published_changes_no_file_of_the_last_site(tmp_path, monkeypatch):
    desk = shutil.copytree(HARBOUR, tmp_path / "desk")
    before = press(desk, tmp_path / "warm")
    edit_a_note(desk, lambda paths: paths[0])
    fault = Problem("broken-link", Severity.ERROR, "points to a missing file", Place("index.html"))
    monkeypatch.setattr(pelican_plugin, "judge_site", lambda *_: ((fault,), Good({}, {})))

    assert press(desk, tmp_path / "warm") == [str(fault)]
    assert files_of(tmp_path / "warm") == before
