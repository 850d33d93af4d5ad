"""A desk that is tried on sources that it was not written for keeps its topics and names; no other does."""

import pytest
from builders import corpus, document
from ormsund import DESK, write_desk

from dossier.config import Settings
from dossier.editorial import keep_what_is_valid
from dossier.pipeline import MOST_NAMED, assemble

OTHERS = corpus(document("Snow fell on the airfield.", id="snow"))
SOME = corpus(document("Snow fell on the airfield.", id="snow"), document("The council voted.", id="vote"))


@pytest.mark.parametrize(
    ("folder", "sources", "files"),
    [
        pytest.param("content/../seeds", OTHERS, DESK, id="beside the desk"),
        pytest.param("other/seeds", corpus(), DESK, id="no sources"),
        pytest.param("other/seeds", SOME, DESK, id="one of the cited sources is there"),
        pytest.param("other/seeds", OTHERS, {"notes/n.md": "It voted [@vote]."}, id="one source is cited"),
    ],
)
def test_what_cites_is_an_error_where_the_desk_may_well_be_that_of_the_sources(
    tmp_path, folder, sources, files
):
    desk = write_desk(tmp_path, files)

    assert keep_what_is_valid(desk, sources, tmp_path / folder, tmp_path / "content") is desk


def test_on_other_sources_topics_and_names_stay_without_what_cites(tmp_path):
    desk = write_desk(tmp_path, DESK)

    kept = keep_what_is_valid(desk, OTHERS, tmp_path / "other" / "seeds", tmp_path / "content")

    assert [topic.terms for topic in kept.topics] == [topic.terms for topic in desk.topics]
    assert [entity.name for entity in kept.entities] == [entity.name for entity in desk.entities]
    pages = (*kept.topics, *kept.entities, *kept.notes, *kept.claims, *kept.pages)
    assert [citation for page in pages for body in page.bodies for citation in body.citations] == []
    left_out = {problem.at.file for problem in kept.problems if problem.code == "other-sources"}
    assert {"content/claims/cost.md"} <= left_out


@pytest.mark.parametrize(
    ("more", "ending"), [(MOST_NAMED, f"n.md:{MOST_NAMED + 2}:14"), (MOST_NAMED + 2, ", 2 more places")]
)
def test_a_source_that_is_gone_is_one_error_that_names_some_of_its_places(tmp_path, more, ending):
    lines = "\n".join(f"Sentence {number:02}. [@gone]" for number in range(more + 1))
    desk = write_desk(tmp_path, {"notes/n.md": f"Title\n{lines}"})

    problems = assemble(OTHERS, desk, Settings()).problems

    [gone] = [problem for problem in problems if problem.code == "unknown-source"]
    assert gone.message.endswith(ending)
    assert gone.message.count("n.md:") == MOST_NAMED
