"""Places in a text: spans, passages, sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

SourceId = NewType("SourceId", str)
"""Slug of the source's file name without its ending."""

SentenceId = NewType("SentenceId", str)
"""`p3s2`: second sentence of the third paragraph, both from 1 over the whole text."""

_FRAGMENT = re.compile(r"(?:p([0-9]{1,7})(?:s([0-9]{1,7}))?)?")


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


@dataclass(frozen=True, slots=True, order=True)
class CitedPlace:
    """A source, a paragraph or a sentence that an editor points to."""

    source: SourceId
    paragraph: int | None = None
    """From 1; None: the whole source."""
    sentence: int | None = None
    """From 1; None: the whole paragraph."""
    words: str = field(default="", compare=False)
    """A few words of the sentence, where an editor cites it by these."""
    typed: str = field(default="", compare=False)
    """The source as an editor called it: its id, or the name of its file."""

    @classmethod
    def parse(cls, source: SourceId, fragment: str) -> CitedPlace | None:
        """Read `p3s2`, `p3` or an empty string; None where it is something else.

        >>> CitedPlace.parse(SourceId("log"), "p3s2")
        CitedPlace(source='log', paragraph=3, sentence=2, words='', typed='')
        """
        match = _FRAGMENT.fullmatch(fragment)
        if not match:
            return None
        paragraph, sentence = (int(number) if number else None for number in match.groups())
        return cls(source, paragraph, sentence)

    @property
    def fragment(self) -> str:
        """Return `p3s2`, `p3` or an empty string."""
        if self.paragraph is None:
            return ""
        return f"p{self.paragraph}" + (f"s{self.sentence}" if self.sentence is not None else "")

    @property
    def numbers(self) -> tuple[int, int]:
        """Return the numbers of its paragraph and sentence, 0 where it has none: its order in the source."""
        return self.paragraph or 0, self.sentence or 0

    def __str__(self) -> str:
        """Return the place as editors write it: `source#p3s2`, or `source`."""
        return f"{self.source}#{self.fragment}" if self.fragment else self.source


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
