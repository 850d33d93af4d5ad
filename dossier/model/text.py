"""Places in a text: spans, passages, sentences and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

SourceId = NewType("SourceId", str)
"""Slug of the source's file name without its ending."""

SentenceId = NewType("SentenceId", str)
"""`p3s2`: second sentence of the third paragraph, both from 1 over the whole text."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters in `Document.text`."""

    start: int
    """First character, counted from 0."""
    end: int
    """One past the last character."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __contains__(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether both share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The unit of provenance: some characters of one source."""

    source: SourceId
    span: Span


class ParagraphKind(StrEnum):
    """What part a paragraph plays; only `body` (and `standfirst`) speak for the source."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    EMBED = "embed"
    BOILERPLATE = "boilerplate"

    @property
    def is_prose(self) -> bool:
        """Tell whether sentences of this kind may stand in summaries and timelines."""
        return self in (ParagraphKind.BODY, ParagraphKind.STANDFIRST)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, addressable as `#p3s2`."""

    id: SentenceId
    paragraph: int
    """Number of its paragraph, from 1."""
    number: int
    """Number in its paragraph, from 1."""
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of whole sentences of one kind; two may share a line (a caption glued on)."""

    number: int
    """From 1 over the whole text; the page's anchor is `p` and this."""
    kind: ParagraphKind
    span: Span
    """Without the white space round it."""
