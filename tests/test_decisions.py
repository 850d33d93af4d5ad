"""What editors decided about findings is not asked again, until the words change."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.config import Paths, Settings
from dossier.editorial.files.decisions import DecisionsFields, read_decisions
from dossier.model import PartialDate, TimelineEvent
from dossier.pipeline import read_dossier
from dossier.site.rows import latest
from dossier.text.fingerprint import fingerprint
from dossier.text.slugs import source_id

TEXT = "The pier was shut by Zorvan Malik on Monday. Zorvan Malik said so.\n\nNobody asked Zorvan Malik why."
OTHER = "On Monday the pier was shut, the harbour office said of Zorvan Malik and his men."
NOTE = "---\ntitle: A note\n---\n\nOn the pier 9 boats lay [@log#p1s1].\n"


def problems(folder, decisions=None, note=NOTE, text=TEXT):
    """Return the dossier of a small desk, and its problems on decisions, support and names."""
    for name, words in {
        "seeds/log.txt": text,
        "seeds/log.yaml": "title: Log\npublished: 2024-05-07\nparagraphs: {1: body, 2: body}\n",
        "seeds/other.txt": OTHER,
        "seeds/other.yaml": "title: Other\npublished: 2024-05-08\nparagraphs: {1: body}\n",
        "content/notes/n.md": note,
        "content/decisions.yaml": decisions,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if words is not None:
            path.write_text(words, "utf-8")
    dossier = read_dossier(Paths(folder / "seeds", folder / "content"), Settings())
    return dossier, [str(problem) for problem in dossier.problems if problem.code not in KNOWN]


KNOWN = ("source-without-topic", "possible-conflict")
SETTLED = "settled:\n  - file: content/notes/n.md\n    words: On the pier\n"


def settled_file(folder):
    """Return decisions that settle the warning of the desk, with the fingerprint that its hint gives."""
    _, (warning, *_) = problems(folder)
    mark = re.search(r"decisions.yaml \((\w{16})\)", warning)[1]
    return f"{SETTLED}    fingerprint: {mark}\n"


def test_a_settled_warning_is_not_shown_again(tmp_path):
    decisions = settled_file(tmp_path) + "not_names: [Zorvan Malik]\n"

    assert problems(tmp_path, decisions)[1] == []


def test_it_comes_back_when_the_sentence_changes(tmp_path):
    decisions = settled_file(tmp_path)

    _, found = problems(tmp_path, decisions, NOTE.replace("9 boats", "9 red boats"))

    assert sum("the number “9”" in each for each in found) == 1
    assert any("words have changed since this was decided" in each for each in found)


def test_it_comes_back_when_the_source_changes(tmp_path):
    decisions = settled_file(tmp_path)

    _, found = problems(tmp_path, decisions, text=TEXT.replace("was shut", "was closed"))

    assert any("words have changed since this was decided" in each for each in found)
    assert any("the number “9”" in each for each in found)


def test_a_decision_without_a_fingerprint_is_given_it_and_settles_nothing(tmp_path):
    mark = settled_file(tmp_path).rpartition(" ")[2].strip()

    _, found = problems(tmp_path, SETTLED)

    assert any(f"write `fingerprint: {mark}`" in each for each in found)
    assert any("the number “9”" in each for each in found)


def test_a_name_that_is_none_is_neither_asked_nor_proposed(tmp_path):
    dossier, before = problems(tmp_path)
    after_dossier, after = problems(tmp_path, "not_names: [Zorvan Malik]\n")

    assert any("unknown name “Zorvan Malik”" in each for each in before)
    assert not any("unknown name" in each for each in after)
    assert "Zorvan Malik" in [each.text for each in dossier.analysis.candidates]
    assert "Zorvan Malik" not in [each.text for each in after_dossier.analysis.candidates]


def test_a_refused_proposal_is_not_made_again_as_long_as_its_words_are_the_same(tmp_path):
    dossier, _ = problems(tmp_path)
    proposal = dossier.analysis.proposals[0]
    places = ",".join(f"{each.source}#{dossier.corpus.sentence_id(each)}" for each in proposal.members)

    _, found = problems(tmp_path, f"refused:\n  - places: {places}\n")
    mark = next(re.search(r"fingerprint: (\w{16})", each)[1] for each in found if "decisions.yaml:2" in each)
    decisions = f"refused:\n  - places: {places}\n    fingerprint: {mark}\n"
    refused, _ = problems(tmp_path, decisions)
    changed, found = problems(tmp_path, decisions, text=TEXT.replace("was shut", "was shut early"))

    assert len(dossier.analysis.proposals) - 1 == len(refused.analysis.proposals)
    assert len(dossier.analysis.proposals) == len(changed.analysis.proposals)
    assert any("words have changed since this was decided" in each for each in found)


DATED = "The pier was shut by the storm. She closed the gate of the pier on 3 May 2024."
MOOR = "---\nname: Ann Moor\nkind: person\n---\n"


def dated(folder, decisions=None, text=DATED):
    """Return the dossier of a desk with one event, and its problems."""
    (folder / "content" / "entities").mkdir(parents=True, exist_ok=True)
    (folder / "content" / "entities" / "ann-moor.md").write_text(MOOR, "utf-8")
    return problems(folder, decisions, "The desk.\n", text)


def event_decision(folder, words):
    """Return a decision on the event with the fingerprint that the build gives."""
    decision = f"events:\n  - place: log#p1s2\n    {words}\n"
    _, found = dated(folder, decision)
    mark = next(re.search(r"fingerprint: (\w{16})", each)[1] for each in found if "decisions.yaml:2" in each)
    return f"{decision}    fingerprint: {mark}\n"


def test_an_event_is_hidden_and_nothing_is_published_when_its_words_change(tmp_path):
    before, _ = dated(tmp_path)
    decision = event_decision(tmp_path, "hidden: true")
    hidden, quiet = dated(tmp_path, decision)
    changed, found = dated(tmp_path, decision, DATED.replace("gate", "old gate"))

    events = [[event.id for event in each.analysis.events] for each in (before, hidden, changed)]
    assert events == [["log-p1s2", "other-p1s1"], ["other-p1s1"], ["other-p1s1"]]
    assert [each for each in quiet if "decisions" in each] == []
    assert any("error: the words have changed since this was decided" in each for each in found)


def test_what_is_hidden_without_a_fingerprint_is_an_error_that_gives_it(tmp_path):
    decision = "events:\n  - place: log#p1s2\n    hidden: true\n"
    dossier, found = dated(tmp_path, decision)
    _, moved = dated(tmp_path, decision, f"The log begins. It was kept on 2 May 2024.\n\n{DATED}")

    error = next(each for each in found if "error: this decision has no fingerprint" in each)
    [_, mark] = re.split("fingerprint: (?=`?[0-9a-f]{16})", error.replace("`", ""))
    _, quiet = dated(tmp_path, f"{decision}    fingerprint: {mark[:16]}\n")
    assert [event.id for event in dossier.analysis.events] == ["other-p1s1"]
    assert any("error: this decision has no fingerprint" in each for each in moved)
    assert [each for each in quiet if "decisions" in each] == []


def test_hidden_words_that_changed_and_moved_are_an_error(tmp_path):
    decision = event_decision(tmp_path, "hidden: true")

    _, found = dated(tmp_path, decision, f"A line that is new.\n\n{DATED.replace('gate', 'old gate')}")

    errors = [each for each in found if "decisions.yaml" in each]
    assert len(errors) == 1
    assert "error: no event is dated by log#p1s2, and what is to be hidden may be shown" in errors[0]


def of_decisions(folder):
    """Return what a build says now of the decisions of a desk."""
    dossier = read_dossier(Paths(folder / "seeds", folder / "content"), Settings())
    return [str(each) for each in dossier.problems if each.at.file == "content/decisions.yaml"]


def test_a_hidden_event_whose_source_is_gone_is_an_error(tmp_path):
    dated(tmp_path, event_decision(tmp_path, "hidden: true"))
    (tmp_path / "seeds/log.txt").unlink()
    (tmp_path / "seeds/log.yaml").unlink()

    (found,) = of_decisions(tmp_path)
    assert 'error: there is no source "log", and what is to be hidden may be shown' in found


def test_words_that_are_hidden_and_date_nothing_any_more_are_a_warning(tmp_path):
    decision = event_decision(tmp_path, "hidden: true")
    dated(tmp_path, decision)
    sidecar = tmp_path / "seeds/log.yaml"
    sidecar.write_text(sidecar.read_text("utf-8").replace("1: body", "1: boilerplate"), "utf-8")

    (found,) = of_decisions(tmp_path)
    assert "warning: no event is dated by log#p1s2. Delete this decision." in found


def test_a_copy_that_keeps_the_words_does_not_show_the_rewritten_source(tmp_path):
    decision = event_decision(tmp_path, "hidden: true")
    dated(tmp_path, decision)
    for ending in (".txt", ".yaml"):
        (tmp_path / f"seeds/copy{ending}").write_text(
            (tmp_path / f"seeds/log{ending}").read_text("utf-8"), "utf-8"
        )
    dossier, found = dated(tmp_path, decision, DATED.replace("She", "She and two men"))

    assert {"log-p1s2", "copy-p1s2"}.isdisjoint(event.id for event in dossier.analysis.events)
    assert any("error: the words have changed" in each for each in found)


@pytest.mark.parametrize("text", [f"A line that is new.\n\n{DATED}", f"A sentence is new here. {DATED}"])
def test_a_hidden_event_stays_hidden_when_its_words_move(tmp_path, text):
    dossier, found = dated(tmp_path, event_decision(tmp_path, "hidden: true"), text)

    assert [event.id for event in dossier.analysis.events] == ["other-p1s1"]
    assert [each for each in found if "decisions" in each] == []


def test_a_hidden_event_stays_hidden_when_its_source_has_another_name(tmp_path):
    dated(tmp_path, event_decision(tmp_path, "hidden: true"))
    for ending in (".txt", ".yaml"):
        (tmp_path / f"seeds/log{ending}").rename(tmp_path / f"seeds/diary{ending}")

    dossier = read_dossier(Paths(tmp_path / "seeds", tmp_path / "content"), Settings())

    assert [event.id for event in dossier.analysis.events] == ["other-p1s1"]


def test_what_is_hidden_is_hidden_at_all_places_where_its_words_are_now(tmp_path):
    decision = event_decision(tmp_path, "hidden: true")

    dossier, found = dated(tmp_path, decision, f"A line that is new.\n\n{DATED}\n\n{DATED}")

    assert [event.id for event in dossier.analysis.events] == ["other-p1s1"]
    assert [each for each in found if "decisions" in each] == []


def test_a_decision_whose_words_are_at_two_places_now_is_left_to_the_editor(tmp_path):
    decision = event_decision(tmp_path, "pinned: true")
    twice = f"A line that is new.\n\n{DATED}\n\n{DATED}"
    dossier, found = dated(tmp_path, decision, twice)

    assert {"log-p2s2", "log-p3s2"} & {event.id for event in dossier.analysis.events}
    assert any("no event is dated by log#p1s2" in each for each in found)


def test_a_refused_proposal_is_not_made_again_when_its_words_move(tmp_path):
    dossier, _ = problems(tmp_path)
    proposal = dossier.analysis.proposals[0]
    words = fingerprint(" ".join(map(dossier.corpus.quote, proposal.members)))
    places = dossier.corpus.addresses(proposal.members)
    decisions = f"refused:\n  - places: {places}\n    fingerprint: {words}\n"

    moved, found = problems(tmp_path, decisions, text=f"Nothing of note.\n\n{TEXT}")

    assert len(dossier.analysis.proposals) - 1 == len(moved.analysis.proposals)
    assert [each for each in found if each.startswith("content/decisions.yaml")] == []


def refused_pair(folder):
    """Return a decision that refuses the proposal on the two sources of the desk."""
    dossier, _ = problems(folder)
    members = dossier.analysis.proposals[0].members
    words = fingerprint(" ".join(map(dossier.corpus.quote, members)))
    return f"refused:\n  - places: {dossier.corpus.addresses(members)}\n    fingerprint: {words}\n"


def test_a_refused_proposal_is_not_made_again_when_its_sources_come_in_another_order(tmp_path):
    decisions = refused_pair(tmp_path)
    for ending in ("txt", "yaml"):
        (tmp_path / f"seeds/other.{ending}").rename(tmp_path / f"seeds/a-first.{ending}")
    for ending in ("txt", "yaml"):
        (tmp_path / f"seeds/log.{ending}").rename(tmp_path / f"seeds/z-last.{ending}")
    (tmp_path / "content/decisions.yaml").write_text(decisions, "utf-8")
    (tmp_path / "content/notes/n.md").unlink()

    dossier = read_dossier(Paths(tmp_path / "seeds", tmp_path / "content"), Settings())

    assert [each.members for each in dossier.analysis.proposals] == []
    assert [each for each in dossier.problems if "decisions.yaml" in each.at.file] == []


def test_the_places_of_a_refused_proposal_may_be_given_in_any_order(tmp_path):
    decisions = refused_pair(tmp_path)
    first, second = re.search(r"places: (\S+),(\S+)", decisions).groups()

    _, found = problems(tmp_path, f"refused:\n  - places: {second},{first}\n")

    assert any("this decision has no fingerprint" in each for each in found)


def test_of_two_refusals_of_one_proposal_the_one_that_is_out_of_date_is_silent(tmp_path):
    old = refused_pair(tmp_path)
    text = TEXT.replace("was shut", "was shut early")
    _, found = problems(tmp_path, old, text=text)
    mark = next(re.search(r"write `fingerprint: (\w{16})", each)[1] for each in found if "yaml:2" in each)
    again = old.replace("refused:\n", "").replace(old.split()[-1], mark)

    dossier, found = problems(tmp_path, old + again, text=text)

    assert dossier.analysis.proposals == ()
    assert [each for each in found if each.startswith("content/decisions.yaml")] == []


def test_a_settled_warning_stays_settled_when_its_file_has_another_name(tmp_path):
    decisions = settled_file(tmp_path) + "not_names: [Zorvan Malik]\n"
    (tmp_path / "content/notes/n.md").rename(tmp_path / "content/notes/pier.md")

    assert problems(tmp_path, decisions, note=None)[1] == []


def test_an_event_is_pinned_and_its_pronoun_stands_for_somebody(tmp_path):
    decision = event_decision(tmp_path, "pinned: true\n    names: {she: ann-moor}")
    dossier, _ = dated(tmp_path, decision)
    event = next(each for each in dossier.analysis.events if each.id == "log-p1s2")
    (mention,) = dossier.analysis.mentions

    assert (event.pinned, event.stands_for) == (True, (("She", "ann-moor"),))
    assert (dossier.corpus.quote(mention.passage), mention.entity, mention.rule) == (
        "She",
        "ann-moor",
        "editor",
    )


BERG = "---\nname: Per Berg\nkind: person\n---\n"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "names: {She: ann-moor}",
            "names: {she: per-berg}",
            "5:12: error: log#p1s2 has another answer for “she” on line 2: ann-moor",
        ),
        (
            "names: {She: ann-moor}",
            "hidden: true",
            "5:12: warning: log#p1s2 is hidden, and line 2 says something else",
        ),
        ("hidden: true", "pinned: true", "5:12: warning: log#p1s2 is hidden, and line 2 says something else"),
        ("names: {She: ann-moor}", "names: {She: ann-moor}", None),
        ("names: {She: ann-moor}", "pinned: true", None),
    ],
)
def test_two_decisions_on_one_event_that_differ_are_named(tmp_path, first, second, expected):
    decisions = event_decision(tmp_path, first)
    (tmp_path / "content/entities/per-berg.md").write_text(BERG, "utf-8")
    again = decisions.replace("events:\n", "").replace(first, second)

    _, found = dated(tmp_path, decisions + again)

    of_decisions = [each for each in found if each.startswith("content/decisions.yaml")]
    assert [expected in each for each in of_decisions] == ([True] if expected else [])


def test_a_pinned_event_is_shown_where_not_all_are():
    days = [TimelineEvent(f"e{day}", PartialDate.parse(f"2024-05-0{day}"), (), ()) for day in range(1, 5)]
    pinned = [replace(days[0], pinned=True), *days[1:]]

    assert [[each.id for each in latest(events, 2)] for events in (days, pinned)] == [
        ["e3", "e4"],
        ["e1", "e4"],
    ]


def test_a_source_in_the_background_is_compared_with_nothing_and_asked_nothing(tmp_path):
    before, _ = problems(tmp_path)
    after, _ = problems(tmp_path, "background: [other]\n")

    assert [each.members[1].source for each in before.analysis.proposals] == ["other"]
    assert after.analysis.proposals == ()


def test_a_source_is_called_by_the_name_of_its_file(tmp_path):
    made = "background: [Отчёт]\nrefused:\n  - places: Отчёт#p1s2, log#p1\nevents:\n  - place: 港口#p2s1\n"
    (tmp_path / "decisions.yaml").write_text(made, "utf-8")
    decisions, found = read_decisions(tmp_path)

    report = source_id("Отчёт")
    assert ([each.value for each in decisions.background], found) == ([report], ())
    assert [each.places for each in decisions.refused] == [f"{report}#p1s2,log#p1"]
    assert [each.place for each in decisions.events] == [f"{source_id('港口')}#p2s1"]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ("background: [lok]\n", '1:14: warning: there is no source “lok”. Did you mean "log"?'),
        ("events:\n  - place: log#p9s9\n    pinned: true\n", "2:12: warning: no event is dated by log#p9s9."),
        ("events:\n  - place: log#p1s1\n    pinned: true\n", "2:12: warning: no event is dated by log#p1s1."),
        ("events:\n  - place: log#p1s1\n    hidden: true\n", "2:12: error: no event is dated by log#p1s1,"),
        ("events:\n  - hidden: true\n", '2:5: error: the key "place" is missing'),
        (
            "events:\n  - place: log#p1s2\n    hide: true\n",
            '3:5: error: unknown key "hide". Did you mean "hidden"?',
        ),
    ],
)
def test_a_decision_on_an_event_or_a_source_that_is_not_there_is_named(tmp_path, decisions, expected):
    _, found = dated(tmp_path, decisions)

    assert any(f"content/decisions.yaml:{expected}" in each for each in found), found


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("{She: ann-more}", 'there is no entity “ann-more” for “She” to stand for. Did you mean "ann-moor"?'),
        ("{He: ann-moor}", "“He” is not in log#p1s2"),
        ("{th: ann-moor}", "“th” is not in log#p1s2"),
    ],
)
def test_a_pronoun_that_is_not_there_or_stands_for_nobody_is_named(tmp_path, names, expected):
    _, found = dated(tmp_path, event_decision(tmp_path, f"names: {names}"))

    assert any(expected in each for each in found), found


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        (
            "settled:\n  - {file: content/notes/n.md, words: Gone, fingerprint: 0123456789abcdef}\n",
            "content/decisions.yaml:2:12: warning: no warning is left to settle on “Gone”",
        ),
        (
            "not_names: [Nobody Such]\n",
            "content/decisions.yaml:1:13: warning: “Nobody Such” is not among the names that",
        ),
        (
            "refused:\n- places: log#p9s9\n",
            "content/decisions.yaml:2:11: warning: there is no proposal log#p9s9",
        ),
        ("settled:\n  - words: On the pier\n", 'the key "file" is missing'),
        (
            "settled:\n  - {file: x.md, words: On, fingerprint: abc}\n",
            'content/decisions.yaml:2:42: error: "fingerprint" cannot be "abc": expected 16 hex',
        ),
        ("not_name: [X]\n", 'content/decisions.yaml:1:1: error: unknown key "not_name". Did you mean'),
        ("not_names: [\n", "error: the YAML does not parse"),
    ],
)
def test_a_decision_that_is_wrong_or_about_nothing_is_named_at_its_place(tmp_path, decisions, expected):
    _, found = problems(tmp_path, decisions)

    assert any(expected in each for each in found), found


def test_the_example_of_the_guide_is_read_and_shows_every_key(tmp_path):
    guide = (Path(__file__).parent.parent / "docs" / "editors.md").read_text("utf-8")
    example = next(text for text in re.findall(r"```yaml\n([\s\S]*?)```", guide) if "settled:" in text)
    (tmp_path / "decisions.yaml").write_text(example, "utf-8")

    decisions, faults = read_decisions(tmp_path)

    assert faults == ()
    assert all(getattr(decisions, key) for key in DecisionsFields.model_fields)
