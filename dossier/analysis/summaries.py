"""Turn sources and topics into the few sentences that stand for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from dossier.analysis.likeness import Echoes, Vectors, cosine
from dossier.config import Settings
from dossier.model import (
    CopyGroup,
    Corpus,
    Document,
    Grade,
    ParagraphKind,
    Passage,
    Sentence,
    SentenceTerms,
    SourceId,
    Summary,
    TopicId,
    TopicPassage,
)

# Parts of a sentence's worth, as measured on edited news and on the marked set: where it stands, how near
# it is to the whole text, and how much it adds that the chosen ones do not say.
_POSITION, _CENTROID, _COVERAGE = 0.50, 0.30, 0.35
_OVERLAP = 0.5  # taken off for a sentence that repeats a chosen one word for word
_LEANING_COST = 0.25  # taken off for an opening that needs the sentence before
_HELD_COST = 0.1  # the same where the sentence before is chosen too
_QUOTED_COST = 0.08  # taken off for an opening quotation: it says it in somebody's words
_NAME = 2.0  # a newly covered name counts as much as two newly covered words
_FADING = 0.35  # how fast a later sentence counts for less: the fourth has half the first one's share
_FRESH = 6.0  # weight of new names and words that makes a sentence wholly new
_SHORTEST, _LONGEST = 8, 60  # words; shorter ones say little, longer ones too much
_KEY_POINTS = 6  # sentences for a topic
_REPEAT = 0.45  # cosine from which two key points say the same
_LEANS = re.compile(
    r"[“\"]?(?:(?:but|and|yet|also|however|meanwhile|instead|moreover|so),? )?"
    r"(?:they|it|he|she|these|those|this|that|his|her|their|its|such|both|there|then|"
    r"the (?:meeting|talks|statement|sources?|officials?|agency|group|move|decision|reports?|two|latter|"
    r"former|same|remarks|letter|visit|attack|incident|contacts|discussions?|framework|deal|agreement))\b",
    re.IGNORECASE,
)
_CONNECTS = re.compile(
    r"(?:but|and|yet|also|however|meanwhile|instead|moreover|so|amid the)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"\b(?:about|after|at|by|for|from|in|of|on|to|with) (?:that|this|those|these) "
    r"(?!time\b|day|week|month|year|morning|evening|afternoon|century|season|summer|winter|spring|autumn)\w+",
    re.IGNORECASE,
)
"""A word of the text before that only the reader of that text can fill: "no comment on that statement"."""
_DISPUTES = re.compile(
    r"\b(?:den(?:y|ied|ies)|not|no|never|contrary|refuted|rejected|dismissed|however)\b", re.IGNORECASE
)


def leans(document: Document, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with a reference that the sentence before must explain."""
    text = document.quote(sentence.span)
    return bool(_LEANS.match(text) or _CONNECTS.match(text) or _POINTS_BACK.search(text))


def summarise(document: Document, rows: Sequence[SentenceTerms], settings: Settings) -> Summary:
    """Choose three or four sentences by greedy coverage; an editor's summary replaces them.

    A sentence is worth .50 position, .30 nearness to the whole text and .35 newly covered names and words,
    less its overlap with those chosen and less an opening such as "They" whose sentence is left out.
    """
    if document.meta.summary:
        return _by_editor(document)
    usable = [n for n, row in enumerate(rows) if _usable(document, row)]
    usable = usable or [n for n, row in enumerate(rows) if row.terms]
    whole = Counter(term for row in rows for term in set(row.terms))
    top = max(whole.values(), default=1)
    want = min(settings.summary_sentences, 3 if len(usable) < 8 else 4, len(usable))
    terms = {n: frozenset(rows[n].terms) for n in usable}
    leaning = {n for n in usable if leans(document, rows[n].sentence)}
    weight = {term: (_NAME if term[0] == "@" else 1.0) * count / top for term, count in whole.items()}
    standing = {
        n: _POSITION / (1 + _FADING * n)
        - _QUOTED_COST * (document.text[rows[n].sentence.span.start] in '“"')
        + _CENTROID * min(2 * sum([whole[term] for term in terms[n]]) / top / len(terms[n]), 1)
        for n in usable
    }
    chosen: list[int] = []
    covered: set[str] = set()
    overlap = dict.fromkeys(usable, 0.0)  # with the chosen sentence that is most like it

    def worth(n: int) -> float:
        fresh = fsum([weight[term] for term in terms[n] - covered]) / _FRESH
        cost = 0.0 if n not in leaning else _HELD_COST if n - 1 in chosen else _LEANING_COST
        return round(standing[n] + _COVERAGE * min(fresh, 1) - _OVERLAP * overlap[n] - cost, 6)

    while len(chosen) < want:
        best = max((n for n in usable if n not in chosen), key=lambda n: (worth(n), -n))
        chosen.append(best)
        covered |= terms[best]
        for n in usable:
            overlap[n] = max(overlap[n], len(terms[n] & terms[best]) / len(terms[n] | terms[best]))
    return Summary(
        document.id,
        tuple(document.passage(rows[n].sentence.span) for n in sorted(chosen)),
        leaning=tuple(
            document.passage(rows[n].sentence.span)
            for n in sorted(chosen)
            if n in leaning and n - 1 not in chosen
        ),
    )


def _usable(document: Document, row: SentenceTerms) -> bool:
    text = document.quote(row.sentence.span)
    count = len(text.split())
    told = document.paragraphs[row.sentence.paragraph - 1].kind is ParagraphKind.BODY
    return (
        told and bool(row.terms) and _SHORTEST <= count <= _LONGEST and not text.rstrip('”")’').endswith("?")
    )


def _by_editor(document: Document) -> Summary:
    passages, words = [], []
    for entry in document.meta.summary:
        sentence = document.sentence(entry)
        if sentence:
            passages.append(document.passage(sentence.span))
        else:
            words.append(entry)
    return Summary(document.id, tuple(passages), tuple(words), by_editor=True)


def summarise_topic(
    topic: TopicId,
    corpus: Corpus,
    topic_passages: Iterable[TopicPassage],
    vectors: Vectors,
    *,
    echoes: Echoes,
    copies: tuple[CopyGroup, ...],
) -> Summary:
    """Choose up to six key points over all sources: what several sources say first, repeats removed.

    A sentence that denies or contradicts is no repeat of the one it answers: both stand.
    """
    group = {source: copy.sources[0] for copy in copies for source in copy.sources}
    vector = {
        Passage(source, sentence.span): v
        for source, rows in vectors.sentences.items()
        for sentence, v in rows
    }
    pool = [p for p in topic_passages if p.topic == topic and p.passage in vector]
    about = [p.passage for p in pool if p.grade is Grade.ABOUT] or [p.passage for p in pool]
    support = {p: _support(p, echoes, group) for p in about}
    chosen: list[Passage] = []
    taken: Counter[SourceId] = Counter()

    def worth(passage: Passage) -> float:
        document = corpus.by_id[passage.source]
        sentence = document.sentence_at(passage.span.start)
        count = len(document.quote(passage).split())
        penalty = _LEANING_COST * (sentence is None or leans(document, sentence)) + 0.3 * (
            not _SHORTEST <= count <= _LONGEST
        )
        early = 1 / (1 + 0.2 * (sentence.paragraph if sentence else 0))
        return round(
            support[passage]
            + 0.3 * early
            - penalty
            - 0.15 * taken[group.get(passage.source, passage.source)],
            6,
        )

    left = list(about)
    while left and len(chosen) < _KEY_POINTS:
        best = max(left, key=lambda p: (worth(p), -p.span.start, p.source))
        left.remove(best)
        if any(_repeats(corpus, best, other, vector) for other in chosen):
            continue
        chosen.append(best)
        taken[group.get(best.source, best.source)] += 1
    leaning = []
    for passage in chosen:
        document = corpus.by_id[passage.source]
        sentence = document.sentence_at(passage.span.start)
        if sentence and leans(document, sentence):
            leaning.append(passage)
    return Summary(f"topic:{topic}", tuple(chosen), leaning=tuple(leaning))


def _support(passage: Passage, echoes: Echoes, group: Mapping[SourceId, SourceId]) -> float:
    """Add up how well the best sentence of each other, independent source echoes a passage, up to 1."""
    best: dict[SourceId, float] = {}
    for source, likeness in echoes.get(passage, {}).items():
        first = group.get(source, source)
        best[first] = max(best.get(first, 0.0), likeness)
    best.pop(group.get(passage.source, passage.source), None)
    return min(1.0, sum(best[source] for source in sorted(best)))


def _repeats(corpus: Corpus, a: Passage, b: Passage, vector: Mapping[Passage, Mapping[str, float]]) -> bool:
    differs = bool(_DISPUTES.search(corpus.quote(a))) != bool(_DISPUTES.search(corpus.quote(b)))
    return cosine(vector[a], vector[b]) >= _REPEAT and not differs
