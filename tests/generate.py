"""Make a dossier of any size for the tests of scale: the same number gives the same dossier.

python tests/generate.py 10000     builds the search index and the map, and says how large they are
"""

import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from builders import document  # noqa: E402  # found beside this file

from dossier.model import (  # noqa: E402
    Analysis,
    Basis,
    Corpus,
    Desk,
    Dossier,
    Entity,
    EntityId,
    EntityKind,
    Grade,
    MarkdownBody,
    Mention,
    PartialDate,
    Passage,
    Phrase,
    Publication,
    Reason,
    Relation,
    Span,
    Summary,
    Term,
    Topic,
    TopicId,
    TopicPassage,
)

WORDS = 40_000  # of the language; a large newspaper archive has about as many
SYLLABLES = [first + last for first in "bcdfghjklmnprstvwxyz" for last in ("a", "e", "i", "o", "u")][::3]
ENDINGS = ("", "", "", "s", "ed", "ing", "er", "al", "ion", "ity")
TOPICS = 5


class Dice:
    """Numbers that look random and are always the same (a linear congruential generator, Knuth)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, number):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % number

    def zipf(self, number):
        """A number below `number`, small ones far oftener: the frequencies of words (Zipf 1949)."""
        return int(number ** (self.below(1_000_000) / 1_000_000)) - 1


def word(rank):
    """The word of a rank, from 0; frequent words are short."""
    dice, syllables = Dice(rank), 1 + (rank > 20) + (rank > 700) + (rank > 12_000)
    return (
        "".join(SYLLABLES[dice.below(len(SYLLABLES))] for _ in range(syllables))
        + ENDINGS[rank % len(ENDINGS)]
    )


def name(number):
    """The name of entity `number`, from 0."""
    dice = Dice(number + 1_000_000)
    parts = ("".join(SYLLABLES[dice.below(len(SYLLABLES))] for _ in range(3)).title() for _ in range(2))
    return " ".join(parts)


def generate_dossier(sources, words_each=450):
    """Return a dossier of `sources` sources of about `words_each` words, with names, topics and dates."""
    dice = Dice(7)
    lexicon = [word(rank) for rank in range(WORDS)]
    names = [name(number) for number in range(max(10, sources // 10))]
    documents, mentions, passages, publications, summaries, relations = [], [], [], [], [], []
    for number in range(sources):
        lines, where, at = [], [], 0
        title = " ".join(lexicon[dice.zipf(WORDS)] for _ in range(9)).capitalize()
        while at < words_each * 6:
            sentences = []
            for _ in range(3):
                held = [lexicon[dice.zipf(WORDS)] for _ in range(12 + dice.below(14))]
                held[0] = held[0].capitalize()
                if dice.below(2):
                    entity = dice.zipf(len(names))
                    held[3] = names[entity]
                    start = at + sum(len(s) + 1 for s in sentences) + sum(len(w) + 1 for w in held[:3])
                    where.append((start, start + len(names[entity]), entity))
                sentences.append(" ".join(held) + ".")
            lines.append(" ".join(sentences))
            at += len(lines[-1]) + 1
        made = document("\n".join(lines), id=f"source-{number:05}", title=title)
        documents.append(made)
        for start, end, entity in where:
            mentions.append(Mention(Passage(made.id, Span(start, end)), EntityId(f"name-{entity}")))
        for sentence in made.sentences[:: 4 + dice.below(9)]:
            topic = TopicId(f"topic-{dice.zipf(TOPICS)}")
            passages.append(TopicPassage(topic, Passage(made.id, sentence.span), Grade.ABOUT, ("term",)))
        summaries.append(Summary(made.id, tuple(Passage(made.id, s.span) for s in made.sentences[:3])))
        day = PartialDate.parse(f"{2015 + number % 11}-{1 + number % 12:02}-{1 + number % 28:02}")
        publications.append(Publication(made.id, day, Basis.EDITOR, None, "set for a test"))
        if number:
            other = documents[dice.below(number)].id
            relations.append(
                Relation(other, made.id, dice.below(100) / 100, (Reason(Phrase("same_matter")),))
            )
    body = MarkdownBody("content/x.md", 1, "")
    desk = Desk(
        topics=tuple(
            Topic(TopicId(f"topic-{n}"), f"Topic {name(n + 5000)}", (Term("term"),), body)
            for n in range(TOPICS)
        ),
        entities=tuple(
            Entity(EntityId(f"name-{n}"), words, EntityKind.PERSON, (words.split()[1],), body)
            for n, words in sorted(enumerate(names), key=lambda pair: f"name-{pair[0]}")
        ),
    )
    analysis = Analysis(
        publications=tuple(publications),
        mentions=tuple(mentions),
        topic_passages=tuple(passages),
        relations=tuple(relations),
        summaries=tuple(summaries),
    )
    return Dossier("A large dossier", "en", Corpus(tuple(documents)), desk, analysis, (), ())


def main(sources):
    from dossier.site.pages.map import pages
    from dossier.site.search.index import search_assets
    from dossier.site.shelf import Shelf

    dossier = generate_dossier(sources)
    started = time.perf_counter()
    shelf = Shelf(dossier)
    assets = search_assets(shelf)
    indexed = time.perf_counter()
    (page,) = pages(shelf)
    drawn = time.perf_counter()
    sizes = {kind: [len(a.text.encode()) for a in assets if a.path[7] == kind] for kind in "tcnh"}
    print(f"{sources} sources, {sum(len(d.text) for d in dossier.corpus.documents):,} characters")
    print(
        f"search index: {indexed - started:.1f} s, {len(assets)} files, "
        f"{sum(map(sum, sizes.values())):,} bytes"
    )
    for kind, words in {"t": "words", "c": "sentences", "n": "names", "h": "head"}.items():
        print(f"  {words}: {len(sizes[kind])} files, the largest {max(sizes[kind]):,} bytes")
    print(f"map: {drawn - indexed:.1f} s, {page.view['map'].label}")
    return assets


if __name__ == "__main__":
    made = main(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for asset in made:
            target = Path(sys.argv[2]) / asset.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(asset.text, "utf-8")
