"""What waits for an editor is decided with one key, and nothing that an editor wrote is ever rewritten."""

import http.client
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest

from dossier.config import Paths, Settings
from dossier.errors import UsageError
from dossier.pipeline import read_dossier
from dossier.review import Kind, Session, open_review
from dossier.review.additions import add_to_list, set_value

PIER = "2021-05-03\n\nPetra Holm closed the pier on 4 May 2021. Petra Holm of Ormsund said nobody was hurt.\n"
QUAY = (
    "2021-05-05\n\nPetra Holm closed the pier on 6 May 2021. Ormsund is quiet, and so is Ormsund harbour.\n"
)
LOOSE = "The nets are dry. Nobody in Ormsund has counted them.\n"


@pytest.fixture
def desk(tmp_path):
    files = {
        "seeds/pier.txt": PIER,
        "seeds/quay.txt": QUAY,
        "seeds/loose.txt": LOOSE,
        "content/notes/n.md": "Nothing yet.\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def session_of(desk):
    paths = Paths(desk / "seeds", desk / "content")
    session = Session(paths)
    session.take(read_dossier(paths, Settings()))
    return session


def waits(session, kind, words=""):
    return next(each for each in session.open() if each.kind is kind and words in each.asks)


def test_a_name_becomes_a_page_with_its_other_spellings(desk):
    session = session_of(desk)

    said = session.answer("accept", waits(session, Kind.NAME, "Petra Holm").key, {"kind": "person"})

    assert said == "Wrote content/entities/petra-holm.md."
    assert 'name: "Petra Holm"\nkind: person' in (desk / "content/entities/petra-holm.md").read_text("utf-8")
    again = session_of(desk)
    assert not [each for each in again.open() if "Petra Holm" in each.asks and each.kind is Kind.NAME]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: Town\nkind: place\n", 'name: Town\nkind: place\naliases:\n  - "Ormsund"\n'),
        (
            "aliases: [Ab]  # mine\nname: Town\nkind: place\n",
            'aliases: [Ab, "Ormsund"]  # mine\nname: Town\nkind: place\n',
        ),
        (
            "name: Town\naliases:\n- Ab\nkind: place\n",
            'name: Town\naliases:\n- Ab\n- "Ormsund"\nkind: place\n',
        ),
    ],
)
def test_a_name_becomes_another_name_of_a_page_and_nothing_else_changes(desk, before, after):
    path = desk / "content" / "entities" / "town.md"
    path.parent.mkdir()
    path.write_text(f"---\n{before}---\n\nA *town*.\n", "utf-8")
    session = session_of(desk)

    session.answer("accept", waits(session, Kind.NAME, "Ormsund").key, {"alias_of": "town"})

    assert path.read_text("utf-8") == f"---\n{after}---\n\nA *town*.\n"


def test_a_refused_name_is_not_asked_again(desk):
    (desk / "content" / "decisions.yaml").write_text("# ours\nnot_names: [Nets]  # no name\n", "utf-8")
    session = session_of(desk)

    session.answer("refuse", waits(session, Kind.NAME, "Ormsund").key, {})

    written = (desk / "content" / "decisions.yaml").read_text("utf-8")
    assert written == '# ours\nnot_names: [Nets, "Ormsund"]  # no name\n'
    assert not [each for each in session_of(desk).open() if "Ormsund" in each.asks and each.kind is Kind.NAME]


def test_a_dispute_becomes_a_question_or_is_refused_for_good(desk):
    session = session_of(desk)
    key = waits(session, Kind.DISPUTE).key

    with pytest.raises(UsageError, match="write the question"):
        session.answer("accept", key, {"question": " "})
    session.answer("accept", key, {"question": "When was the pier closed?"})

    claim = (desk / "content/claims/when-was-the-pier-closed.md").read_text("utf-8")
    assert "[@pier#p2s1]" in claim and "[@quay#p2s1]" in claim
    assert read_dossier(session.paths, Settings()).desk.claims[0].question == "When was the pier closed?"
    session.undo()
    session.answer("refuse", key, {})
    again = session_of(desk)
    assert not [each for each in again.open() if each.key == key]
    assert not [p for p in again.dossier.problems if p.at.file == "content/decisions.yaml"]


def test_a_date_goes_into_the_sidecar_beside_what_is_there(desk):
    (desk / "seeds" / "loose.yml").write_text("grade: B2", "utf-8")
    session = session_of(desk)
    key = waits(session, Kind.UNDATED, "nets").key

    with pytest.raises(UsageError, match="is not a date"):
        session.answer("accept", key, {"published": "last week"})
    session.answer("accept", key, {"published": "2021-05"})

    assert (desk / "seeds" / "loose.yml").read_text("utf-8") == "grade: B2\npublished: 2021-05\n"


def test_several_are_answered_at_once_each_with_what_was_suggested(desk):
    session = session_of(desk)
    keys = [each.key for each in session.open() if each.kind is Kind.NAME]

    said = session.answer_all("refuse", [*keys, "name-00000000"])

    assert said[:-1] == ["Wrote content/decisions.yaml."] * len(keys)
    assert said[-1].endswith("does not wait for a decision any more; list again what does")
    assert not [each for each in session.open() if each.kind is Kind.NAME]


def test_only_a_source_that_matches_no_topic_is_offered_as_background(desk):
    topic = desk / "content" / "topics" / "pier.md"
    topic.parent.mkdir()
    topic.write_text("---\ntitle: The pier\nterms: [{phrase: closed the pier, weight: 2}]\n---\n", "utf-8")

    asked = [each.subject.id for each in session_of(desk).open() if each.kind is Kind.BACKGROUND]

    assert asked == ["loose"]


def test_undo_takes_back_the_last_decision_unless_the_file_has_changed(desk):
    session = session_of(desk)
    first, second = [each.key for each in session.open() if each.kind is Kind.NAME][:2]
    session.answer("refuse", first, {})
    kept = (desk / "content" / "decisions.yaml").read_bytes()
    session.answer("refuse", second, {})

    session.undo()
    assert (desk / "content" / "decisions.yaml").read_bytes() == kept
    assert [each.key for each in session.open() if each.key == second]
    (desk / "content" / "decisions.yaml").write_bytes(kept + b"# by hand\n")
    with pytest.raises(UsageError, match="has changed meanwhile"):
        session.undo()

    assert (desk / "content" / "decisions.yaml").read_bytes() == kept + b"# by hand\n"


def test_a_file_that_is_there_is_not_overwritten(desk):
    path = desk / "content" / "entities" / "ormsund.md"
    session = session_of(desk)
    path.parent.mkdir()
    path.write_text("written meanwhile", "utf-8")

    with pytest.raises(UsageError, match="already exists"):
        session.answer("accept", waits(session, Kind.NAME, "Ormsund").key, {"kind": "place"})

    assert path.read_text("utf-8") == "written meanwhile"


@pytest.mark.parametrize(
    "text",
    [
        "not_names: [A,\n  B,\n]\n",
        "not_names: |\n  A\n",
        "not_names: [\n",
        "not_names: ~\n",
        "- a\n",
        "a: 1\n...\n",
    ],
)
def test_what_cannot_be_added_to_is_left_as_it_is(text):
    with pytest.raises(UsageError):
        add_to_list(text, "not_names", ['"N"'])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "k:\n  - 1\n"),
        ("# c", "# c\nk:\n  - 1\n"),
        ("k:\nx: 1\n", "k:\n  - 1\nx: 1\n"),
        ("k: []\n", "k: [1]\n"),
        ("k: A\n", "k: [A, 1]\n"),
        (
            "k:\n  - {a: 1}\n  - b: 2\n    c: 3\n\n# x\nx: 1\n",
            "k:\n  - {a: 1}\n  - b: 2\n    c: 3\n  - 1\n\n# x\nx: 1\n",
        ),
        ("k:\n  - |\n    A\n    B\nx: 1\n", "k:\n  - |\n    A\n    B\n  - 1\nx: 1\n"),
    ],
)
def test_an_entry_is_added_in_the_form_of_the_list(text, expected):
    assert add_to_list(text, "k", ["1"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a: 1", "a: 1\nk: 2\n"), ("k:  # when\n", "k: 2  # when\n"), ("k: 3\n", None), ("{a: 1}\n", None)],
)
def test_a_value_is_set_only_where_there_is_none(text, expected):
    if expected:
        assert set_value(text, "k", "2") == expected
        return
    with pytest.raises(UsageError):
        set_value(text, "k", "2")


# --- the server ---------------------------------------------------------------------------------


@pytest.fixture
def served(desk):
    session = session_of(desk)
    server, address = open_review(session)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield session, urlsplit(address)
    server.shutdown()
    server.server_close()


def ask(address, fields=None, *, path="", **headers):
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    body = urlencode(fields) if fields is not None else None
    usual = (
        {"Origin": f"http://{address.netloc}", "Content-Type": "application/x-www-form-urlencoded"}
        if body
        else {}
    )
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("POST" if body else "GET", path or address.path, body, {**usual, **named})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_a_decision_that_comes_from_the_page_is_written_and_named(served, desk):
    session, address = served
    key = waits(session, Kind.NAME, "Ormsund").key

    status, page = ask(address, {"do": f"accept {key}", f"kind {key}": "place"})

    assert status == 200
    assert "Wrote content/entities/ormsund.md." in page
    assert "Undo: content/entities/ormsund.md" in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Content_Length": "x"},
        {"Content_Length": "-1"},
    ],
)
def test_no_other_page_or_host_can_write(served, desk, headers):
    session, address = served
    key = waits(session, Kind.NAME, "Ormsund").key
    before = sorted(path for path in desk.rglob("*"))

    status, _ = ask(address, {"do": f"refuse {key}"}, **headers)

    assert status == 403
    assert sorted(path for path in desk.rglob("*")) == before


@pytest.mark.parametrize("path", ["/", "/x/", "/../", "//", "/%2e%2e/", "/content/notes/n.md"])
def test_without_the_token_nothing_is_shown_or_written(served, path):
    _, address = served

    assert ask(address, path=path)[0] == 403
    assert ask(address, {"do": "undo"}, path=path)[0] == 403
    assert ask(address, path=address.path[:-2] + "/")[0] == 403


@pytest.mark.parametrize("name", ["../../evil", "con", "", "a\0b", "<script>alert(1)</script>"])
def test_what_is_typed_leads_to_no_other_file_and_no_script(served, desk, name):
    session, address = served
    key, dispute = waits(session, Kind.NAME, "Ormsund").key, waits(session, Kind.DISPUTE).key
    outside = sorted(desk.parent.glob("*"))

    _, first = ask(address, {"do": f"accept {key}", f"alias_of {key}": name or " ", f"kind {key}": name})
    _, second = ask(address, {"do": f"accept {dispute}", f"question {dispute}": name})

    assert "<script>alert" not in first + second
    assert sorted(desk.parent.glob("*")) == outside
    assert {path.parent.name for path in (desk / "content").rglob("*.md")} <= {"notes", "claims", "entities"}


def test_many_ask_at_once_and_one_decision_is_written_once(served, desk):
    session, address = served
    key = waits(session, Kind.NAME, "Ormsund").key

    with ThreadPoolExecutor(40) as crowd:
        answers = list(crowd.map(lambda _: ask(address, {"do": f"refuse {key}"}), range(200)))

    assert {status for status, _ in answers} == {200}
    assert sum("Wrote content/decisions.yaml." in page for _, page in answers) == 1
    assert (desk / "content" / "decisions.yaml").read_text("utf-8").count("Ormsund") == 1


@pytest.mark.browser
def test_an_editor_decides_with_the_keyboard(served, browser):
    session, address = served
    page = browser.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(address.geturl())
    page.focus(f"#{waits(session, Kind.NAME, 'Petra Holm').key}")
    with page.expect_navigation():
        page.keyboard.press("a")
    said = [page.text_content(".said")]
    page.focus(f"#{waits(session, Kind.NAME, 'Ormsund').key}")
    with page.expect_navigation():
        page.keyboard.press("r")
    said.append(page.text_content(".said"))
    with page.expect_navigation():
        page.keyboard.press("u")
    said.append(page.text_content(".said"))
    page.close()

    assert said == [
        "Wrote content/entities/petra-holm.md.",
        "Wrote content/decisions.yaml.",
        "Removed content/decisions.yaml.",
    ]
    assert faults == []
