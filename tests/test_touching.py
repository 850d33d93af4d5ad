"""What is found in a source is kept by those names and terms alone that its words can reach."""

import random
import re
from dataclasses import replace

import pytest
from builders import document, entity

from dossier import finder
from dossier.analysis import analyse, compile_registries, find_with_words
from dossier.analysis.names.known import find_mentions
from dossier.analysis.topics import find_topic_passages
from dossier.config import Settings
from dossier.finder import Finder
from dossier.kept import Kept
from dossier.model import Corpus, Desk, MarkdownBody, Term, Topic, TopicId
from dossier.sources import RawSource
from dossier.sources.sidecar import NOTHING
from dossier.text.read_text import read_text

TEXTS = (
    "Mary J. Holt met Pavel Roe in Port Oria on Monday. The harbour unions' strike goes on, Roe said.",
    "The Port Oria Post says that J. Holt owns the salt mine. “We agreed,” Holt told the People's Bank.",
    "Al-Rashid left Oria. He denied that the catch limits were agreed; the bank of the port agrees.",
    "Nobody met Mary in the mine. New catches were limited, Pavel Holt told Roe Holt in New Oria.",
)
WORDS = sorted(
    {word for text in TEXTS for word in re.findall(r"[\w'-]+", text)} | {"The", "Wilson", "treaty"}
)


def raw_sources(texts):
    """The texts as files without sidecars."""
    return [RawSource(f"{n}.txt", text.encode(), "seeds", None, NOTHING) for n, text in enumerate(texts)]


def some_words(dice, most):
    """A few words, most of them of the texts."""
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, most)))


def any_desk(dice):
    """A desk of names and topics made of the words of the texts."""
    kinds = ("person", "place", "organisation", "agreement")
    lines = [
        f"{dice.choice(kinds)}: {', '.join(some_words(dice, 3) for _ in range(dice.randint(1, 3)))}"
        for _ in range(8)
    ]
    entities = {each.id: each for each in map(entity, lines)}
    terms = [
        Term(some_words(dice, 2), dice.choice((1, 2)), (some_words(dice, 1),) if dice.random() < 0.3 else ())
        for _ in range(6)
    ]
    body = MarkdownBody("x.md", 1, "")
    topics = [Topic(TopicId(f"topic-{n}"), f"Topic {n}", tuple(terms[n::2]), body) for n in range(2)]
    return Desk(entities=tuple(entities.values()), topics=tuple(topics))


@pytest.mark.parametrize("seed", range(60))
def test_names_and_topics_that_a_source_has_no_word_of_change_nothing_in_it(seed):
    registries = compile_registries(any_desk(random.Random(seed)))
    for text in TEXTS:
        source = document(text)
        found, words = read_text(source), find_with_words(source, registries, Settings())[1]
        part = registries.touching(source, words)

        everything, touching = (
            (find_mentions(found, each.names), find_topic_passages(found, each.topics))
            for each in (registries, part)
        )
        assert everything == touching


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_gives_the_same_analysis_whatever_names_and_topics_a_desk_gets(tmp_path, seed):
    dice, kept = random.Random(seed), Kept(tmp_path / "cache")
    desk = any_desk(dice)
    for _ in range(12):
        texts = dice.sample(TEXTS, 3)
        raw = raw_sources(texts)
        other = any_desk(dice)
        part = dice.choice(("entities", "topics"))
        some = dice.sample(getattr(other, part), 1) + list(getattr(desk, part))[1:]
        desk = replace(desk, **{part: tuple({each.id: each for each in some}.values())})
        finder = Finder(desk, Settings(), kept=kept)
        corpus = Corpus(tuple(reading[0] for reading in finder.read(raw)))

        assert finder.analyse(corpus, desk, Settings()) == analyse(corpus, desk, Settings())


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("The port is shut, said K. Roe.", "person: Pavel Roe", "person: Pavel Roe, Karim Roe"),
        ("The Harbour Union left.", "organisation: Harbour Union", "organisation: Harbour Union, The Pier"),
        ("They left Roe Street.", "place: Roe", "organisation: Roe"),
    ],
)
def test_a_name_that_a_source_does_not_have_may_still_change_how_another_one_is_read(
    tmp_path, text, before, after
):
    kept, found = Kept(tmp_path / "cache"), []
    for names in (before, after):
        desk = Desk(entities=(entity(names),))
        made = Finder(desk, Settings(), kept=kept)
        corpus = Corpus(tuple(reading[0] for reading in made.read(raw_sources([text]))))
        found.append(made.analyse(corpus, desk, Settings()))

        assert found[-1] == analyse(corpus, desk, Settings())
    assert found[0] != found[1]


def test_an_alias_makes_only_those_sources_be_searched_again_that_have_its_words(tmp_path, monkeypatch):
    kept, searched = Kept(tmp_path / "cache"), []
    raw = raw_sources(TEXTS)
    find = finder.find_with_words
    monkeypatch.setattr(
        finder, "find_with_words", lambda source, *known: searched.append(source.id) or find(source, *known)
    )
    for names in ("place: Oria", "place: Oria, Roe Oria", "place: Oria, New Oria"):
        searched.clear()
        desk = Desk(entities=(entity(names),))
        made = Finder(desk, Settings(), kept=kept)
        corpus = Corpus(tuple(reading[0] for reading in made.read(raw)))
        made.analyse(corpus, desk, Settings())

    assert searched == ["3"]
