"""Turn a few lines of text into documents and a corpus for tests."""

import hashlib
import re
from collections.abc import Mapping

from dossier.model import (
    Basis,
    Corpus,
    DateHint,
    Document,
    Paragraph,
    ParagraphKind,
    PartialDate,
    Sentence,
    SentenceId,
    SourceId,
    SourceMeta,
    Span,
)

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
