"""Sentences that speak of a topic."""

from dataclasses import replace

import pytest
from builders import document, topics
from fixture_documents import read_fixtures

from dossier.analysis.topics import find_topic_passages
from dossier.model import CitedPlace, MarkdownBody, Override, ParagraphKind, Placed, TopicId
from dossier.text.read_text import read_text

BODY = MarkdownBody("content/topics/x.md", 1, "")


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [pytest.param(*blocks, id=title) for title, *blocks in read_fixtures("topics", 3)],
)
def test_terms_fire(terms, text, expected):
    kinds = {1: ParagraphKind.TITLE} if text.startswith("# ") else {}
    source = document(text.removeprefix("# "), kinds=kinds)

    found = [
        f"{p.grade} | {source.quote(p.passage)} | {', '.join(p.matched)}"
        for p in find_topic_passages(read_text(source), topics(terms))
    ]

    assert "\n".join(found) == expected


def test_an_editor_takes_a_topic_away():
    source = document("The fishing quota fell.\nThe fishing quota rose.")
    override = Override(CitedPlace(source.id, 1), not_topics=(Placed(TopicId("topic")),))
    source = replace(source, meta=replace(source.meta, overrides=(override,)))

    found = find_topic_passages(read_text(source), topics("fishing quota 2"))

    assert [source.quote(p.passage) for p in found] == ["The fishing quota rose."]


def test_boilerplate_is_silent():
    source = document("The fishing quota fell.", kinds={1: ParagraphKind.BOILERPLATE})

    assert find_topic_passages(read_text(source), topics("fishing quota 2")) == ()
