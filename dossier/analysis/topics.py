"""Turn a document and the topics' terms into the sentences that speak of each topic."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from dossier.model import (
    Document,
    Grade,
    ParagraphKind,
    Term,
    Topic,
    TopicId,
    TopicPassage,
)
from dossier.text.read_text import ReadText
from dossier.text.words import stem, words_of

_THING = (
    r"(?:framework|deal|agreement|accord|pact|treaty|plan|proposal|arrangement|memorandum|contract"
    r"|project|offer|statement)s?"
)
_BACK = re.compile(
    r"[“\"(]"
    r"|(?:[\w’'-]+ ){0,6}(?:the|this|that|these|those) (?:(?:new|proposed|tentative|draft|same|reported) )?"
    rf"{_THING}\b"
    r"|(?:it|this|that) (?:\w+s|is|was|will|would|has|had|may|could|can|also)\b",
    re.IGNORECASE,
)
"""Openings that point back: a quotation, "the framework", "he praised the deal", "it would"."""
_HEADS = (ParagraphKind.TITLE, ParagraphKind.STANDFIRST, ParagraphKind.HEADING)
_STEPS = 2  # sentences in a row that a topic is handed on to; further on the reference has faded


@dataclass(frozen=True, slots=True)
class TermPattern:
    """A term with its phrases as runs of stems, each between blanks."""

    term: Term
    phrase: str
    with_any: tuple[str, ...]
    without: tuple[str, ...]


Patterns = tuple[tuple[TopicId, tuple[TermPattern, ...]], ...]


def compile_topics(topics: tuple[Topic, ...]) -> Patterns:
    """Cut the phrases of all topics into stems, once for a desk."""
    return tuple(
        (
            topic.id,
            tuple(
                TermPattern(
                    term,
                    _stems(term.phrase),
                    tuple(map(_stems, term.with_any)),
                    tuple(map(_stems, term.without)),
                )
                for term in topic.terms
                if _stems(term.phrase).strip()
            ),
        )
        for topic in topics
    )


def find_topic_passages(text: ReadText, patterns: Patterns) -> tuple[TopicPassage, ...]:
    """Return the sentences that speak of each topic, in order of place, then of topic.

    A term fires in its sentence when its condition holds in the paragraph; plurals, hyphens and case are
    folded. Prose that opens by pointing back is handed the topic of the sentence before it. The grade is
    `about` for a term of weight 2, for two terms and in headlines, else `mentions`.
    """
    document = text.document
    rows = [
        (row.sentence, f" {' '.join([stem(word.key) for word in text.words_in(row)])} ")
        for row in text.sentences
    ]
    parts: dict[int, list[str]] = defaultdict(list)
    for sentence, row in rows:
        parts[sentence.paragraph].append(row)
    whole = {paragraph: "".join(part) for paragraph, part in parts.items()}
    everything = "".join(whole.values())
    told = [
        (topic, held)
        for topic, all_of in patterns
        if (held := tuple(pattern for pattern in all_of if pattern.phrase in everything))
    ]
    fitting = {
        number: [(topic, fits) for topic, held in told if (fits := [p for p in held if _fits(p, paragraph)])]
        for number, paragraph in whole.items()
    }
    fired = [
        {topic: terms for topic, fits in fitting[sentence.paragraph] if (terms := _fired(fits, row))}
        for sentence, row in rows
    ]
    refused = {(o.place, topic) for o in document.meta.overrides for topic in o.not_topics}
    found: list[TopicPassage] = []
    for topic, _ in told:
        carried, steps, last = "", 0, 0  # the term handed on, how often, from which paragraph
        for (sentence, _), here in zip(rows, fired, strict=True):
            kind = document.paragraphs[sentence.paragraph - 1].kind
            if kind is ParagraphKind.BOILERPLATE:
                continue
            passage = document.passage(sentence.span)
            if {(f"p{sentence.paragraph}", topic), (sentence.id, topic)} & refused:
                carried = ""
            elif topic in here:
                heavy = sum(term.weight for term in here[topic]) >= 2 or kind in _HEADS
                phrases = tuple(dict.fromkeys(term.phrase for term in here[topic]))
                grade = Grade.ABOUT if heavy else Grade.MENTIONS
                found.append(TopicPassage(topic, passage, grade, phrases))
                carried, steps, last = phrases[0], 0, sentence.paragraph
            elif kind.is_prose:
                if (
                    carried
                    and not here
                    and steps < _STEPS
                    and not _prose_between(document, last, sentence.paragraph)
                    and _BACK.match(document.quote(passage))
                ):
                    found.append(TopicPassage(topic, passage, Grade.MENTIONS, (f"carried: {carried}",)))
                    steps, last = steps + 1, sentence.paragraph
                else:
                    carried = ""
    return tuple(sorted(found, key=lambda p: (p.passage.span, p.topic)))


def _stems(phrase: str) -> str:
    return f" {' '.join(stem(word.key) for word in words_of(phrase))} "


def _fits(pattern: TermPattern, paragraph: str) -> bool:
    """Tell whether a paragraph holds a term's phrase and meets its condition."""
    return (
        pattern.phrase in paragraph
        and (not pattern.with_any or any(phrase in paragraph for phrase in pattern.with_any))
        and not any(phrase in paragraph for phrase in pattern.without)
    )


def _fired(patterns: list[TermPattern], row: str) -> list[Term]:
    """Return the terms that a sentence holds; a phrase inside a longer one, or twice told, counts once."""
    fired = {pattern.phrase: pattern.term for pattern in patterns if pattern.phrase in row}
    return [t for p, t in fired.items() if not any(p != other and p in other for other in fired)]


def _prose_between(document: Document, first: int, last: int) -> bool:
    return any(p.kind.is_prose for p in document.paragraphs[first : last - 1])
