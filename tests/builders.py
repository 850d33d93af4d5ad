"""Turn a few lines of text into documents, a corpus, names and topics for tests."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from dossier.analysis.names.registry import compile_registry
from dossier.analysis.topics import compile_topics
from dossier.model import (
    Basis,
    Corpus,
    DateHint,
    Document,
    Entity,
    EntityId,
    EntityKind,
    MarkdownBody,
    Paragraph,
    ParagraphKind,
    PartialDate,
    Sentence,
    SentenceId,
    SourceId,
    SourceMeta,
    Span,
    Term,
    Topic,
    TopicId,
)

BODY = MarkdownBody("content/x.md", 1, "")
_SENTENCE = re.compile(r"\S.*?(?:(?<!\s\d)(?<!\s\d\d)[.!?][\"”’)]*(?= [A-Z“\"‘(])|$)", re.DOTALL)


def document(
    text: str,
    language: str = "en",
    published: str | None = None,
    *,
    id: str = "source",
    title: str = "A source",
    kinds: Mapping[int, ParagraphKind] | None = None,
    basis: Basis = Basis.EDITOR,
) -> Document:
    """Make a document: one paragraph a line, sentences end at a full stop, a space and a capital.

    `published` is EDTF and becomes a hint of `basis`; `kinds` sets paragraphs (from 1) that are not body.
    """
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text):
        words = line.group().strip()
        if not words:
            continue
        start = text.index(words, line.start())
        number = len(paragraphs) + 1
        kind = (kinds or {}).get(number, ParagraphKind.BODY)
        paragraphs.append(Paragraph(number, kind, Span(start, start + len(words))))
        for count, match in enumerate(_SENTENCE.finditer(words), 1):
            span = Span(start + match.start(), start + match.end())
            sentences.append(Sentence(SentenceId(f"p{number}s{count}"), number, count, span))
    hints = (DateHint(PartialDate.parse(published), basis, None, "set for a test"),) if published else ()
    return Document(
        id=SourceId(id),
        path=f"{id}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        read_as="plain text, UTF-8",
        meta=SourceMeta(title=title, title_basis=Basis.EDITOR, language=language, date_hints=hints),
        text=text,
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
    )


def corpus(*documents: Document) -> Corpus:
    """Make a corpus of documents, sorted by id."""
    return Corpus(tuple(sorted(documents, key=lambda d: d.id)))


def entity(line):
    """Read `person: Name, alias, alias`; the id is the name's slug."""
    kind, _, names = line.partition(": ")
    name, *aliases = names.split(", ")
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower())
    return Entity(EntityId(slug), name, EntityKind(kind), tuple(aliases), BODY)


def registry(lines):
    """Read one name a line into a registry."""
    return compile_registry(tuple(entity(line) for line in lines.split("\n") if line))


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
    return compile_topics(tuple(Topic(TopicId(t), t, tuple(ts), BODY) for t, ts in terms.items()))
