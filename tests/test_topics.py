"""Sentences that speak of a topic."""

import re
from dataclasses import replace

import pytest
from fixture_documents import read_fixtures

from build import document
from dossier.analysis.topics import compile_topics, find_topic_passages
from dossier.model import MarkdownBody, Override, ParagraphKind, Term, Topic, TopicId
from dossier.text.read_text import read_text

BODY = MarkdownBody("content/topics/x.md", 1, "")


def topics(lines):
    """Read lines such as `line 2 with: ferry, harbour as: other`."""
    terms = {}
    for line in filter(None, lines.split("\n")):
        phrase, weight, with_any, without, topic = re.fullmatch(
            r"(.+?) ([12])(?: with: (.+?))?(?: without: (.+?))?(?: as: (.+))?", line
        ).groups()
        term = Term(
            phrase, int(weight), tuple((with_any or "").split(", ")), tuple((without or "").split(", "))
        )
        term = replace(
            term, with_any=tuple(filter(None, term.with_any)), without=tuple(filter(None, term.without))
        )
        terms.setdefault(topic or "topic", []).append(term)
    return compile_topics(tuple(Topic(TopicId(t), t, tuple(ts), "", BODY) for t, ts in terms.items()))


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
    override = Override("p1", not_topics=(TopicId("topic"),))
    source = replace(source, meta=replace(source.meta, overrides=(override,)))

    found = find_topic_passages(read_text(source), topics("fishing quota 2"))

    assert [source.quote(p.passage) for p in found] == ["The fishing quota rose."]


def test_boilerplate_is_silent():
    source = document("The fishing quota fell.", kinds={1: ParagraphKind.BOILERPLATE})

    assert find_topic_passages(read_text(source), topics("fishing quota 2")) == ()
